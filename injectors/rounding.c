/* rounding: an earlier result is rounded without a word, and the solution goes on with what is left of it. */
#include "operand.h"

static bool is_consumed(const struct subject *on, int32_t derivation)
{
    for (size_t k = 0; k < on->operands_count; k++)
        if (on->operands[k].result == derivation && on->operands[k].sources == SOURCE_RESULT)
            return true;
    return false;
}

static size_t sites(const struct subject *on, struct site *out, size_t max)
{
    size_t count = 0;
    for (size_t i = 0; i < on->derivations_count && count < max; i++) {
        const struct derivation *d = &on->derivations[i];
        if (operand_alone(on, d) && on->claims[d->claim].truth == TRUTH_HOLDS && d->value.den > 1 && is_consumed(on, (int32_t)i))
            out[count++] = (struct site){.claim = d->claim, .derivation = (int32_t)i, .weight = 1};
    }
    return count;
}

/* Within a quarter of the value. */
static bool is_near(const struct value *was, const struct value *now)
{
    struct value const four = value_int(4);
    struct value gap, most;
    if (value_sub(was, now, &gap) != STATUS_OK || value_mul(&gap, &four, &most) != STATUS_OK)
        return false;
    if (value_sign(&most) < 0)
        most.num = -most.num;
    return value_is_small(&most) && value_sign(&most) > 0 && value_cmp(&most, was) <= 0;
}

static bool propose(const struct subject *on, const struct site *at, const struct tools *with, struct proposal *out)
{
    const struct derivation *d = &on->derivations[at->derivation];
    const struct step *step = &on->steps[d->step];
    const struct token *t = &step->tokens.items[d->result_token];
    bool const money = d->result_token && step->tokens.items[d->result_token - 1].kind == TOKEN_CURRENCY; /* whole dollars */
    struct value now;
    if (!t->places || with->attempt == t->places)
        return false;
    if (value_round(&d->value, money ? 0 : (int)random_below(with->random, t->places), ROUND_HALF_UP, &now) != STATUS_OK)
        return false;
    struct buffer written = {0};
    value_write(&now, &written);
    struct text const becomes = buffer_keep(&written, with->arena);
    bool const fits = value_is_small(&now) && value_sign(&now) > 0 && is_near(&d->value, &now);
    *out = (struct proposal){.edit = {d->step, t->start, t->end, becomes}, .rounds = true, .value = now};
    return fits;
}

static struct text explain(const struct subject *on, const struct site *at, const struct proposal *proposal, struct arena *arena)
{
    struct text const rest = operand_explain(on, at, proposal, arena);
    struct buffer out = {0};
    buffer_string(&out, "The step rounds too early: it");
    buffer_add(&out, text_part(rest, sizeof "The step" - 1, rest.size));
    return buffer_keep(&out, arena);
}

const struct injector injector_rounding = {
    .name = "rounding",
    .says = "an earlier result is rounded without a word and carried on",
    .cls = DERAILED,
    .kind = CERTIFICATE_DERAILED,
    .sites = sites,
    .propose = propose,
    .explain = explain,
};
