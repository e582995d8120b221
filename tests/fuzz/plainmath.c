/* plainmath: LaTeX as HTML, with coloured bytes: tags match, nothing foreign becomes one, and the page does not explode. */
#include "plainmath.h"
#include "target.h"

enum { OPEN_MAX = 4 * PLAINMATH_DEPTH, TIMES = 200 };

static const char *const colours[] = {NULL, "a", "b"};

static bool is_tag(struct text name)
{
    return text_is_among(name, TEXT("span sup sub i br"));
}

/* At a '<': a known tag, closed in the order in which tags were opened. Returns where it ends. */
static size_t walk_tag(struct text html, size_t at, struct text *open, size_t *count)
{
    size_t const end = text_find(html, TEXT(">"), at);
    bool const closes = html.at[at + 1] == '/';
    size_t stop = at + 1 + closes;
    while (stop < end && html.at[stop] != ' ')
        stop++;
    struct text const name = text_part(html, at + 1 + closes, stop);
    promise(end < html.size && is_tag(name));
    if (closes)
        promise(*count > 0 && text_equal(open[--*count], name));
    else if (!text_equal(name, TEXT("br"))) {
        promise(*count < OPEN_MAX);
        open[(*count)++] = name;
    }
    return end;
}

static void check(struct text text, const unsigned char *ink, struct arena *arena)
{
    struct text open[OPEN_MAX];
    struct buffer out = {0};
    size_t count = 0;
    plainmath_write(text, ink, colours, arena, &out);
    for (size_t at = 0; at < out.size; at++)
        if (out.at[at] == '<')
            at = walk_tag(buffer_text(&out), at, open, &count);
    promise(count == 0 && out.size <= TIMES * text.size);
    buffer_free(&out);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct text text = target_copy(data, size);
    struct arena arena = {0};
    size_t bad;
    if (text_is_utf8(text, &bad)) {
        unsigned char *ink = ARENA_ZEROS(&arena, unsigned char, size + 1);
        for (size_t i = 0; i < size; i++)
            ink[i] = (unsigned char)(data[i] / 3 % COUNT(colours));
        check(text, NULL, &arena);
        check(text, ink, &arena);
    }
    arena_free(&arena);
    free((void *)(uintptr_t)text.at);
    return 0;
}
