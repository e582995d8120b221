/* operator: the step says a comparison of the problem the wrong way round and computes it so: "7 fewer" and 12 - 7 for "7 more"
 * and 12 + 7. */
#include "comparison.h"

static size_t sites(const struct subject *on, struct site *out, size_t max)
{
    size_t count = 0;
    struct comparison c;
    for (size_t i = 0; i < on->derivations_count && count < max; i++) {
        const struct derivation *d = &on->derivations[i];
        const struct step *step = &on->steps[d->step];
        if (comparison_read(on, d, &c) && (comparison_word(step, &c) >= 0 || comparison_times(step, &c) >= 0))
            out[count++] = (struct site){.claim = d->claim, .derivation = (int32_t)i, .weight = 1};
    }
    return count;
}

/* A sentence that begins with the word begins with its opposite. */
static struct text like_case(struct text was, struct text becomes, struct arena *arena)
{
    if (!becomes.size || was.at[0] < 'A' || was.at[0] > 'Z' || becomes.at[0] < 'a' || becomes.at[0] > 'z')
        return becomes;
    char *copy = arena_alloc(arena, becomes.size);
    memcpy(copy, becomes.at, becomes.size);
    copy[0] = (char)(copy[0] - 'a' + 'A');
    return (struct text){copy, becomes.size};
}

static bool propose(const struct subject *on, const struct site *at, const struct tools *with, struct proposal *out)
{
    const struct derivation *d = &on->derivations[at->derivation];
    const struct step *step = &on->steps[d->step];
    struct comparison c;
    if (with->attempt || !comparison_read(on, d, &c) || !comparison_flip(on, d, &c, with->arena, out))
        return false;
    int64_t const word = comparison_word(step, &c), first = word >= 0 ? word : comparison_times(step, &c);
    const struct token *t = &step->tokens.items[first], *last = word >= 0 ? t : t + 1;
    struct text const becomes = word >= 0 ? comparison_opposite(step, (uint32_t)word) : comparison_share_of(&c.by);
    struct text const was = text_part(step->text, t->start, last->end);
    out->also[out->also_count++] = (struct edit){d->step, t->start, last->end, like_case(was, becomes, with->arena)};
    return t->start >= out->edit.end || last->end <= out->edit.start;
}

const struct injector injector_operator = {
    .name = "operator",
    .says = "the step turns a comparison of the problem round, in its words and in what it computes",
    .cls = DERAILED,
    .kind = CERTIFICATE_DERAILED,
    .sites = sites,
    .propose = propose,
    .explain = operand_explain,
};
