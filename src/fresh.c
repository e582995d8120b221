#include "fresh.h"

static bool is_site(const struct subject *on, const struct derivation *d, const struct operand *o, unsigned sources,
                    enum source must)
{
    const struct step *step = &on->steps[d->step];
    const struct token *t = &step->tokens.items[o->token];
    const struct claim *c = &on->claims[d->claim];
    if (!d->proved || d->from != &c->left || c->phrase || t->kind != TOKEN_NUMBER || t->places > 0 || !(o->sources & must) ||
        (o->sources & ~sources) || d->from->percent)
        return false;
    const struct value *value = &step->tokens.numbers[t->number];
    return value->den == 1 && value->num > 2 && !trace_constant(on, step, value);
}

size_t fresh_sites(const struct subject *on, unsigned sources, enum source must, struct site *out, size_t max)
{
    size_t count = 0;
    for (size_t i = 0; i < on->derivations_count; i++) {
        const struct derivation *d = &on->derivations[i];
        for (size_t k = d->first_operand; k < d->first_operand + d->operands && count < max; k++)
            if (is_site(on, d, &on->operands[k], sources, must))
                out[count++] = (struct site){.claim = d->claim, .derivation = (int32_t)i, .operand = (uint32_t)k, .weight = 1};
    }
    return count;
}

bool fresh_propose(const struct subject *on, const struct site *at, const struct tools *with, struct proposal *out)
{
    const struct derivation *d = &on->derivations[at->derivation];
    const struct step *step = &on->steps[d->step];
    const struct token *t = &step->tokens.items[on->operands[at->operand].token];
    const struct value *was = &step->tokens.numbers[t->number];
    struct value now;
    struct text becomes;
    if (!operand_another(was->num, with, &now) || now.num <= 1 || value_equal(&now, was) ||
        !quantity_text(step->text, t, &now, with->separated, with->arena, &becomes))
        return false;
    *out = (struct proposal){.edit = {d->step, t->start, t->end, becomes}, .computed = true};
    return true;
}
