/* follows: lines (one a line; the one asked about behind a line "%%"), and whether it follows from the others, in ways that must agree. */
#include "follows.h"
#include "syntax.h"
#include "target.h"

enum { LINES = 3 };

static enum fact of_kind(enum follow_kind kind)
{
    return kind == FOLLOW_UNKNOWN ? FACT_UNKNOWN : kind == FOLLOW_FAULTY ? FACT_FALSE : FACT_TRUE;
}

static void check(const struct formula *const *before, size_t count, const struct formula *line, struct arena *arena)
{
    for (unsigned options = 0; options < 4; options++) {
        struct following const f = follows(before, count, line, options, arena), self = follows(&line, 1, line, options, arena);
        promise(f.follows == of_kind(f.kind));
        promise(f.witness.size == 0 || f.follows == FACT_FALSE);
        promise(self.follows != FACT_FALSE);
        if (count == 1 && f.kind == FOLLOW_EQUIVALENT)
            promise(follows(&line, 1, before[0], options, arena).follows != FACT_FALSE);
    }
    if (follows_surely(before, count, line, arena))
        promise(follows(before, count, line, 0, arena).follows != FACT_FALSE);
    struct text witness;
    (void)follows_truth(line, 0, arena, &witness);
}

static size_t read_lines(struct text text, struct arena *arena, const struct formula **out)
{
    size_t count = 0;
    for (size_t at = 0; at < text.size && count < LINES;) {
        size_t const end = MIN(text_find(text, TEXT("\n"), at), text.size);
        const struct formula *const f = syntax_read(text_part(text, at, end), SYNTAX_LATEX, 0, arena, NULL);
        if (f)
            out[count++] = f;
        at = end + 1;
    }
    return count;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct text const text = target_copy(data, size);
    struct arena arena = {0};
    struct text above, below;
    const struct formula *before[LINES];
    size_t bad;
    if (text_is_utf8(text, &bad)) {
        target_split(text, &above, &below);
        size_t const count = read_lines(above, &arena, before);
        const struct formula *const line = syntax_read(text_trim(below), SYNTAX_LATEX, 0, &arena, NULL);
        if (count && line)
            check(before, count, line, &arena);
    }
    arena_free(&arena);
    free((void *)(uintptr_t)text.at);
    return 0;
}
