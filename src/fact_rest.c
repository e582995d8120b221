#include "fact.h"
#include "fact_parts.h"

/* Which number divided by which leaves it: how a step that speaks of a remainder ends. */
static const char *const endings[] = {
    "remainder as|of # upon|when|after division|divided by #",
    "remainder when|if # is divided by #",
    "remainder upon|after dividing # by #",
};

/* The words of the step before that name the remainder, at its end; the last ones there are. */
static bool is_named(const struct reader *before, struct match *m)
{
    for (size_t at = before->count; at-- > 0;)
        for (size_t i = 0; i < COUNT(endings); i++)
            if (fact_matches(before, at, endings[i], m)) {
                while (m->end < before->count && before->item[m->end].kind == ITEM_STOP)
                    m->end++;
                return m->end == before->count;
            }
    return false;
}

static bool denies(const struct reader *r)
{
    for (size_t at = 0; at < r->count; at++)
        if (fact_has_use(r, at, USE_TURN))
            return true;
    return false;
}

bool fact_of_rest(const struct reader *r, size_t at, const struct fact_step *before, struct arena *arena, struct match *m,
                  struct saying *out, size_t *end)
{
    if (!fact_is_word(r, at, "this") || !fact_matches(r, at, "this remainder is #", m))
        return false;
    const struct formula *rest = m->values[0][0];
    struct reader *other = before->text.size ? ARENA_ARRAY(arena, struct reader, 1) : NULL;
    *end = m->end;
    if (!other)
        return false;
    fact_read(other, before, arena);
    if (!other->fine || denies(other) || !is_named(other, m))
        return false;
    const struct formula *parts[] = {m->values[0][0], m->values[1][0], rest};
    for (size_t i = 0; i < COUNT(parts); i++) {
        m->values[i][0] = parts[i];
        m->counts[i] = 1;
    }
    m->captures = COUNT(parts);
    return fact_says(arena, SENSE_REMAINDER, m, out);
}
