#include "quality.h"

#include "leak.h"

/* Words that would tell the reader. */
static bool any_leaks(const struct certified *c)
{
    bool any = leak_in(c->proposal.edit.becomes);
    for (size_t i = 0; i < c->follow_ups_count; i++)
        any = any || leak_in(c->follow_ups[i].becomes);
    return any;
}

/* Characters taken out or put in, whichever are more, over all edits. */
static size_t edited(const struct certified *c)
{
    size_t sum = MAX((size_t)(c->proposal.edit.end - c->proposal.edit.start), c->proposal.edit.becomes.size);
    for (size_t i = 0; i < c->follow_ups_count; i++)
        sum += MAX((size_t)(c->follow_ups[i].end - c->follow_ups[i].start), c->follow_ups[i].becomes.size);
    return sum;
}

const char *quality_refuses(const struct subject *on, const struct certified *c, struct arena *arena)
{
    bool const loose = c->injector->cls == STRUCTURAL || c->injector->cls == HARMLESS;
    size_t whole = 0;
    for (size_t i = 0; i < on->steps_count; i++)
        whole += on->steps[i].text.size;
    uint32_t const step = c->proposal.edit.step;
    struct text const good = on->steps[step].text, bad = c->bad_steps[certified_step(c, step)];
    size_t const longest = MAX(MAX(good.size, bad.size), (size_t)1), limit = loose ? QUALITY_STRUCTURAL : QUALITY_DISTANCE;
    if (text_distance(good, bad, longest * limit / 100 + 1, arena) * 100 > longest * limit)
        return "filtered: the faulty step is too far from the right one";
    if (!loose && (bad.size * 100 < good.size * QUALITY_SHORTER || bad.size * 100 > good.size * QUALITY_LONGER))
        return "filtered: the faulty step is too short or too long";
    if (!loose && !c->truncated && edited(c) * 100 > whole * QUALITY_WORDS_EDITED)
        return "filtered: too much of the solution changes";
    return any_leaks(c) ? "filtered: its words would give the error away" : NULL;
}
