/* relation: what the problem relates is computed wrongly. It compares ("7 more than", "twice as many as"), and the step computes that the
 * wrong way round, 12 - 7 for 12 + 7, where its words say nothing of it; or it computes it of something else: of what Ann has, and not
 * Bea, of the whole price, and not of the rest. Or what is in each is taken for what is in all, and a total for a share of it. */
#include "comparison.h"

enum variant { TURNED, SHARE, BEFORE, BEHIND, EACH };
enum { TAKEN_OFTEN = 30 }; /* what is turned round shows its signs */

/* Who multiplies with an x hardly ever divides. */
static bool crosses(const struct step *step, const struct comparison *c)
{
    return phrase_is_x(step->text, &step->tokens.items[c->pair.sign]);
}

struct places {
    struct site *out;
    size_t count, max;
};

static void add(struct places *to, const struct site *site)
{
    if (to->count < to->max)
        to->out[to->count++] = *site;
}

static void add_turned(const struct subject *on, const struct derivation *d, struct site site, struct places *to)
{
    const struct step *step = &on->steps[d->step];
    struct comparison c;
    struct operand_pair pair;
    site.variant = TURNED;
    site.weight = d->from->nodes[d->from->root].kind == NODE_MUL ? 1 : 3; /* the rest is rarer */
    if (comparison_read(on, d, &c) && !crosses(step, &c) && comparison_silent(step, &c))
        add(to, &site);
    site.variant = SHARE;
    site.weight = 1;
    if (comparison_share(on, d, &pair))
        add(to, &site);
}

static void add_taken(const struct subject *on, const struct derivation *d, struct site site, struct places *to)
{
    const struct operand *base = comparison_base(on, d);
    site.weight = TAKEN_OFTEN;
    for (size_t k = d->first_operand; k < d->first_operand + d->operands && operand_alone(on, d); k++) {
        const struct operand *o = &on->operands[k];
        site.operand = (uint32_t)k;
        site.variant = BEFORE;
        if (o == base && comparison_base_before(on, d, o))
            add(to, &site);
        site.variant = BEHIND;
        if (o == base && site.derivation)
            add(to, &site);
        site.variant = EACH;
        if (operand_token(on, d, o)->kind == TOKEN_NUMBER && comparison_each(on, d, o))
            add(to, &site);
    }
}

static size_t sites(const struct subject *on, struct site *out, size_t max)
{
    struct places to = {.out = out, .max = max};
    for (size_t i = 0; i < on->derivations_count; i++) {
        const struct derivation *d = &on->derivations[i];
        struct site const site = {.claim = d->claim, .derivation = (int32_t)i};
        add_turned(on, d, site, &to);
        add_taken(on, d, site, &to);
    }
    return to.count;
}

/* 12 * 1/3 -> 12 * 3 */
static bool multiply(const struct subject *on, const struct derivation *d, struct proposal *out)
{
    const struct step *step = &on->steps[d->step];
    struct operand_pair pair;
    if (!comparison_share(on, d, &pair))
        return false;
    const struct token *first = &step->tokens.items[pair.first], *last = &step->tokens.items[pair.last];
    *out = (struct proposal){.edit = {d->step, first->start, last->end, text_part(step->text, last->start, last->end)},
                             .computed = true};
    return true;
}

/* What the operand is taken for. */
static const struct value *taken(const struct subject *on, const struct site *at, const struct tools *with)
{
    size_t pick;
    const struct derivation *d = &on->derivations[at->derivation];
    const struct operand *o = &on->operands[at->operand];
    if (at->variant == EACH)
        return comparison_each(on, d, o);
    if (at->variant == BEFORE)
        return comparison_base_before(on, d, o);
    return tools_pick(with, (size_t)at->derivation, &pick) ? comparison_base_behind(on, d, o, &on->derivations[pick]) : NULL;
}

static bool propose(const struct subject *on, const struct site *at, const struct tools *with, struct proposal *out)
{
    const struct derivation *d = &on->derivations[at->derivation];
    const struct value *now;
    struct comparison c;
    if (with->attempt && at->variant != BEHIND)
        return false;
    if (at->variant == TURNED)
        return comparison_read(on, d, &c) && comparison_flip(on, d, &c, with->arena, out);
    if (at->variant == SHARE)
        return multiply(on, d, out);
    now = taken(on, at, with);
    return now && operand_propose(on, at, now, with, out);
}

const struct injector injector_relation = {
    .name = "relation",
    .says = "what the problem compares is computed the wrong way round, or of another number; or each and all are mistaken",
    .cls = DERAILED,
    .kind = CERTIFICATE_DERAILED,
    .sites = sites,
    .propose = propose,
    .explain = operand_explain,
};
