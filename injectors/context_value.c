/* context_value: a number of the problem takes the place of another one, or comes over with a wrong digit: the claim holds, but is
 * about the wrong quantity. */
#include "operand.h"

enum { LONG_NUMBER = 100, DIGITS_MAX = 9 }; /* of a number that is miscopied */

enum variant { ANOTHER, REPEATED, MISCOPIED }; /* which a claim has already: 5*8 -> 8*8; 25 -> 52 */

static bool is_site(const struct subject *on, const struct derivation *d, const struct operand *o)
{
    return o->sources == SOURCE_PROBLEM && !operand_constant(on, d, o) && operand_mention(on, operand_value(on, d, o));
}

static size_t sites(const struct subject *on, struct site *out, size_t max)
{
    static const uint32_t weights[VARIANTS_MAX] = {[ANOTHER] = 100, [REPEATED] = 4, [MISCOPIED] = 1};
    return operand_sites(on, is_site, weights, out, max);
}

static bool suits(const struct subject *on, const struct site *at, const struct mention *now)
{
    const struct derivation *d = &on->derivations[at->derivation];
    const struct operand *o = &on->operands[at->operand];
    const struct step *step = &on->steps[d->step];
    const struct value *value = operand_value(on, d, o);
    struct value const one = value_int(1);
    return operand_replaces(value, &now->value) && !value_equal(value, &one) &&
           operand_occurs(on, d, &now->value) == (at->variant == REPEATED) &&
           operand_like_kind(on, operand_mention(on, value), now, operand_unit(step->text, &step->tokens, o->token));
}

/* 582 -> 852, or a digit that is neither zero nor the first becomes a near one. 0: neither can be done. */
static int64_t miscopy(int64_t number, struct random *random)
{
    int64_t power = 1;
    for (size_t column = random_below(random, DIGITS_MAX - 1); column; column--)
        power *= 10;
    int64_t const low = number / power % 10, high = number / power / 10 % 10;
    if (!low || number < power * 10)
        return 0;
    if (random_below(random, 2))
        return high ? number + (low - high) * power * 10 + (high - low) * power : 0;
    int64_t const shift = 1 + (int64_t)random_below(random, 3);
    int64_t const digit = random_below(random, 2) ? low + shift : low - shift;
    return digit > 0 && digit < 10 ? number + (digit - low) * power : 0;
}

static bool propose_miscopied(const struct subject *on, const struct site *at, const struct tools *with, struct proposal *out)
{
    const struct value *value = operand_value(on, &on->derivations[at->derivation], &on->operands[at->operand]);
    if (value->den != 1 || value->num < LONG_NUMBER || value->num > INT64_C(999999999))
        return false;
    struct value const now = value_int(miscopy(value->num, with->random));
    return now.num && now.num != value->num && operand_like_size(value, &now) && !trace_givens(on, &now) &&
           operand_propose(on, at, &now, with, out);
}

static bool propose(const struct subject *on, const struct site *at, const struct tools *with, struct proposal *out)
{
    if (at->variant == MISCOPIED)
        return propose_miscopied(on, at, with, out);
    size_t pick;
    if (!tools_pick(with, on->givens_count, &pick))
        return false;
    const struct mention *now = &on->givens[pick];
    return suits(on, at, now) && operand_propose(on, at, &now->value, with, out);
}

const struct injector injector_context_value = {
    .name = "context_value",
    .says = "another number of the problem, or a miscopied one, takes the place of the right one",
    .cls = DERAILED,
    .kind = CERTIFICATE_DERAILED,
    .sites = sites,
    .propose = propose,
    .explain = operand_explain,
};
