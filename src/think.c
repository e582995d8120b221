#include "think.h"

const char *const think_names[] = {"keep", "drop", "split"};

static const struct {
    const char *open, *close;
} tags[] = {
    {"<think>", "</think>"},
    {"<thinking>", "</thinking>"},
    {"<thought>", "</thought>"},
    {"<reasoning>", "</reasoning>"},
    {"<reflection>", "</reflection>"},
    {"<seed:think>", "</seed:think>"},
    {"[THINK]", "[/THINK]"},
    {"\xE2\x97\x81think\xE2\x96\xB7", "\xE2\x97\x81/think\xE2\x96\xB7"},
    {"<|begin_of_thought|>", "<|end_of_thought|>"},
    {"<|channel|>analysis<|message|>", "<|channel|>final<|message|>"},
};

static const char *const answer_opens[] = {"<answer>", "<|begin_of_solution|>"};
static const char *const answer_closes[] = {"</answer>", "<|end_of_solution|>", "<|return|>"};

struct found {
    size_t at, size; /* at is the text's size if there is none */
    size_t family;
    bool opens;
};

static size_t tag_at(struct text text, size_t i, const char *tag)
{
    size_t const size = strlen(tag);
    return text.size - i >= size && text_same_letters(text.at + i, tag, size) ? size : 0;
}

/* The next tag from `from` on: of any family, or the closing one of `family`. */
static struct found next_tag(struct text text, size_t from, size_t family)
{
    for (size_t i = from; i < text.size; i++) {
        char const c = text.at[i];
        if (c != '<' && c != '[' && c != '\xE2')
            continue;
        for (size_t k = 0; k < COUNT(tags); k++) {
            bool const any = family == COUNT(tags);
            size_t const closes = any || k == family ? tag_at(text, i, tags[k].close) : 0;
            size_t const opens = any ? tag_at(text, i, tags[k].open) : 0;
            if (opens || closes)
                return (struct found){i, opens + closes, k, opens > 0};
        }
    }
    return (struct found){.at = text.size};
}

/* The answer without the tags around it. */
static struct stretch unwrapped(struct text text, struct stretch s)
{
    struct text t = text_trim(text_part(text, s.start, s.end));
    for (size_t i = 0, size; t.size && i < COUNT(answer_opens); i++)
        if ((size = tag_at(t, 0, answer_opens[i])))
            t = text_trim(text_part(t, size, t.size));
    for (size_t i = 0; i < COUNT(answer_closes); i++) {
        size_t const size = strlen(answer_closes[i]);
        if (t.size >= size && tag_at(t, t.size - size, answer_closes[i]))
            t.size -= size;
    }
    size_t const start = t.size ? (size_t)(t.at - text.at) : s.start;
    return (struct stretch){start, start + t.size, s.thought};
}

size_t think_stretches(struct text text, struct stretch out[2 * THOUGHTS_MAX + 1])
{
    size_t count = 0, at = 0;
    struct found tag;
    while (count + 2 <= 2 * THOUGHTS_MAX && (tag = next_tag(text, at, COUNT(tags))).at < text.size) {
        if (tag.opens || at > 0)
            out[count++] = (struct stretch){at, tag.at, false};
        at = tag.opens ? tag.at + tag.size : at;
        struct found const end = tag.opens ? next_tag(text, at, tag.family) : tag;
        if (tag.opens || count == 0)
            out[count++] = (struct stretch){at, end.at, true};
        at = end.at + end.size;
    }
    if (at < text.size || count == 0)
        out[count++] = (struct stretch){at, text.size, false};
    for (size_t i = 0; count > 1 && i < count; i++)
        if (!out[i].thought)
            out[i] = unwrapped(text, out[i]);
    return count;
}
