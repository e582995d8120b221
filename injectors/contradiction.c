/* contradiction: an earlier result is restated as another number, which nothing yields, and nothing is said of it. */
#include "fresh.h"

/* Is the number used again in a later step? There it would contradict the contradiction. */
static bool used_later(const struct subject *on, const struct derivation *d, const struct value *value)
{
    for (size_t k = d->step + 1; k < on->steps_count; k++)
        for (size_t i = 0; i < on->steps[k].tokens.numbers_count; i++)
            if (value_equal(&on->steps[k].tokens.numbers[i], value))
                return true;
    return false;
}

static size_t sites(const struct subject *on, struct site *out, size_t max)
{
    size_t const found = fresh_sites(on, SOURCE_RESULT, SOURCE_RESULT, out, max);
    size_t count = 0;
    for (size_t i = 0; i < found; i++) {
        const struct derivation *d = &on->derivations[out[i].derivation];
        const struct operand *o = &on->operands[out[i].operand];
        if (on->derivations[o->result].step < d->step && !used_later(on, d, &on->derivations[o->result].value))
            out[count++] = out[i];
    }
    return count;
}

static struct text explain(const struct subject *on, const struct site *at, const struct proposal *proposal, struct arena *arena)
{
    const struct derivation *d = &on->derivations[at->derivation];
    struct buffer out = {0};
    buffer_string(&out, "The step says ");
    buffer_add(&out, proposal->edit.becomes);
    buffer_string(&out, " where a step before has found ");
    buffer_add(&out, text_part(on->steps[d->step].text, proposal->edit.start, proposal->edit.end));
    return operand_end(&out, "right", on, d->claim, arena);
}

const struct injector injector_contradiction = {
    .name = "contradiction",
    .says = "an earlier result is restated as another number, and nothing is said of it",
    .cls = STRUCTURAL,
    .kind = CERTIFICATE_UNDERIVED,
    .sites = sites,
    .propose = fresh_propose,
    .explain = explain,
};
