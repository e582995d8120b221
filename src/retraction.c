#include "retraction.h"

#include "sentence.h"

enum place {
    ANYWHERE,
    ALONE, /* behind a stop or at the beginning, and before a stop or at the end */
};

static const struct {
    const char *words;
    enum place place;
} retractions[] = {
    {"not right", ANYWHERE},
    {"not correct", ANYWHERE},
    {"not quite right", ANYWHERE},
    {"isn't right", ANYWHERE},
    {"isn't correct", ANYWHERE},
    {"isn\xE2\x80\x99t right", ANYWHERE},
    {"isn\xE2\x80\x99t correct", ANYWHERE},
    {"can't be", ANYWHERE},
    {"can\xE2\x80\x99t be", ANYWHERE},
    {"cannot be right", ANYWHERE},
    {"doesn't make sense", ANYWHERE},
    {"doesn\xE2\x80\x99t make sense", ANYWHERE},
    {"doesn't seem", ANYWHERE},
    {"doesn't look", ANYWHERE},
    {"i made a", ANYWHERE},
    {"i made an", ANYWHERE},
    {"my mistake", ANYWHERE},
    {"my error", ANYWHERE},
    {"arithmetic error", ANYWHERE},
    {"calculation error", ANYWHERE},
    {"scratch that", ANYWHERE},
    {"strike that", ANYWHERE},
    {"on second thought", ANYWHERE},
    {"let me redo", ANYWHERE},
    {"let me recompute", ANYWHERE},
    {"let me recalculate", ANYWHERE},
    {"let me recheck", ANYWHERE},
    {"let me re-check", ANYWHERE},
    {"let me reconsider", ANYWHERE},
    {"let me re-evaluate", ANYWHERE},
    {"let me recount", ANYWHERE},
    {"let me correct", ANYWHERE},
    {"let me fix", ANYWHERE},
    {"let me try again", ANYWHERE},
    {"let me start over", ANYWHERE},
    {"let's redo", ANYWHERE},
    {"let's recompute", ANYWHERE},
    {"let's recalculate", ANYWHERE},
    {"let's correct", ANYWHERE},
    {"i miscalculated", ANYWHERE},
    {"i miscounted", ANYWHERE},
    {"i misread", ANYWHERE},
    {"should have been", ANYWHERE},
    {"wait", ALONE},
    {"hold on", ALONE},
    {"hmm", ALONE},
    {"oops", ALONE},
    {"actually", ALONE},
    {"correction", ALONE},
    {"sorry", ALONE},
    {"no", ALONE},
};

static bool is_stop(char c)
{
    return (c & 0x80) || (c && strchr(".,:;!?()*-\n", c)); /* a dash and "…" are beyond ASCII */
}

static bool stands_alone(struct text text, size_t start, size_t end)
{
    while (start > 0 && text.at[start - 1] == ' ')
        start--;
    return (start == 0 || is_stop(text.at[start - 1])) && (end == text.size || is_stop(text.at[end]));
}

static bool retracts_at(struct text text, size_t at)
{
    for (size_t i = 0; i < COUNT(retractions); i++) {
        if (at == text.size || retractions[i].words[0] != to_lower(text.at[at]))
            continue;
        struct text const words = text_of(retractions[i].words);
        size_t const end = at + words.size;
        if (end <= text.size && text_equal_nocase(text_part(text, at, end), words) &&
            (end == text.size || !is_letter(text.at[end])) && (retractions[i].place == ANYWHERE || stands_alone(text, at, end)))
            return true;
    }
    return false;
}

bool retraction_behind(struct text text, size_t from)
{
    for (size_t i = from; i < text.size; i++)
        if (is_letter(text.at[i]) && (i == 0 || !is_letter(text.at[i - 1])) && retracts_at(text, i))
            return true;
    return false;
}

bool retraction_opens(struct text text)
{
    size_t end = 0;
    for (size_t i = 0; i < text.size && !end; i++)
        end = sentence_end(text, 0, i);
    return retraction_behind(end ? text_part(text, 0, end) : text, 0);
}
