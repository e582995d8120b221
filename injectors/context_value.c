/* context_value: a number of the problem takes the place of another one: the claim holds, but is about the wrong quantity. */
#include "operand.h"

static bool is_site(const struct subject *on, const struct derivation *d, const struct operand *o)
{
    const struct token *t = &on->steps[d->step].tokens.items[o->token];
    if (!d->proved || t->kind != TOKEN_NUMBER || o->sources != SOURCE_PROBLEM)
        return false;
    const struct value *value = &on->steps[d->step].tokens.numbers[t->number];
    return operand_mention(on, value) && !trace_constant(on, &on->steps[d->step], value);
}

static size_t sites(const struct subject *on, struct site *out, size_t max)
{
    size_t count = 0;
    for (size_t i = 0; i < on->derivations_count; i++) {
        const struct derivation *d = &on->derivations[i];
        for (size_t k = d->first_operand; k < d->first_operand + d->operands && count < max; k++)
            if (is_site(on, d, &on->operands[k]))
                out[count++] = (struct site){.claim = d->claim, .derivation = (int32_t)i, .operand = (uint32_t)k, .weight = 1};
    }
    return count;
}

static bool suits(const struct subject *on, const struct derivation *d, const struct operand *o, const struct mention *now)
{
    const struct step *step = &on->steps[d->step];
    const struct value *value = &step->tokens.numbers[step->tokens.items[o->token].number];
    const struct mention *was = operand_mention(on, value);
    struct value const one = value_int(1);
    return was && now->value.den == value->den && !value_equal(&now->value, value) && !value_equal(&now->value, &one) &&
           !value_equal(value, &one) && operand_like_size(value, &now->value) && !operand_occurs(on, d, &now->value) &&
           operand_like_kind(on, was, now, operand_unit(step->text, &step->tokens, o->token));
}

static bool propose(const struct subject *on, const struct site *at, const struct tools *with, struct proposal *out)
{
    const struct derivation *d = &on->derivations[at->derivation];
    const struct step *step = &on->steps[d->step];
    const struct operand *o = &on->operands[at->operand];
    const struct token *t = &step->tokens.items[o->token];
    if (!on->givens_count)
        return false;
    const struct mention *now = &on->givens[random_below(with->random, on->givens_count)];
    if (!suits(on, d, o, now))
        return false;
    struct text becomes;
    if (!quantity_text(step->text, t, &now->value, with->separated, with->arena, &becomes))
        return false;
    *out = (struct proposal){.edit = {d->step, t->start, t->end, becomes}, .computed = true};
    return true;
}

const struct injector injector_context_value = {
    .name = "context_value",
    .says = "another number of the problem takes the place of the right one",
    .cls = DERAILED,
    .kind = CERTIFICATE_DERAILED,
    .sites = sites,
    .propose = propose,
    .explain = operand_explain,
};
