/* leap: the arithmetic is left out, and a value is asserted that nothing before yields: "has 3 * 4 = 12 pens" -> "has 14 pens". */
#include "bare.h"

static bool propose(const struct subject *on, const struct site *at, const struct tools *with, struct proposal *out)
{
    const struct value *was = &on->derivations[at->derivation].value;
    struct value const value = value_int(operand_another(was->num, with->random));
    return value.num > 0 && !value_equal(&value, was) && bare_propose(on, at, with, &value, out);
}

static struct text explain(const struct subject *on, const struct site *at, const struct proposal *proposal, struct arena *arena)
{
    struct buffer out = {0};
    buffer_string(&out, "Nothing before yields ");
    buffer_add(&out, proposal->edit.becomes);
    return operand_end(&out, "right", on, at->claim, arena);
}

const struct injector injector_leap = {
    .name = "leap",
    .says = "the arithmetic is left out, and a value is asserted that nothing before yields",
    .cls = STRUCTURAL,
    .kind = CERTIFICATE_UNDERIVED,
    .sites = bare_sites,
    .propose = propose,
    .explain = explain,
};
