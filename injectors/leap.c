/* leap: a step is left out, and a value that nothing before yields is asserted in the place of its result: where a later step computes
 * with it, or in the line of the answer. */
#include "gap.h"
#include "stop.h"

/* The line of the answer; something must be worked out before it. */
static bool ends_so(const struct subject *on, struct site *out)
{
    const struct derivation *last = stop_last(on);
    if (!last || last->step == 0)
        return false;
    *out = (struct site){.claim = last->claim, .derivation = -1, .weight = 1};
    return true;
}

static size_t sites(const struct subject *on, struct site *out, size_t max)
{
    size_t count = gap_sites(on, out, max);
    return count < max ? count + ends_so(on, &out[count]) : count;
}

static const struct derivation *missing_at(const struct subject *on, const struct site *at)
{
    return at->derivation < 0 ? stop_last(on) : gap_missing(on, at);
}

static bool propose(const struct subject *on, const struct site *at, const struct tools *with, struct proposal *out)
{
    const struct derivation *missing = missing_at(on, at);
    const struct value *was = &missing->value;
    struct value now;
    if (was->den != 1 || was->num <= 0 || !operand_another(was->num, with, &now) || now.num <= 1 || value_equal(&now, was) ||
        operand_absurd(on, &on->claims[missing->claim], &now))
        return false;
    return at->derivation < 0 ? stop_state(on, &now, with, out) : gap_propose(on, at, &now, with, out);
}

/* One step before it is gone. */
static uint32_t place(const struct subject *on, const struct site *at)
{
    uint32_t const step = on->claims[at->claim].step;
    return at->derivation < 0 ? step : step - 1;
}

static struct text explain(const struct subject *on, const struct site *at, const struct proposal *proposal, struct arena *arena)
{
    const struct step *step = &on->steps[proposal->edit.step];
    struct buffer out = {0};
    buffer_string(&out, "Nothing before yields ");
    buffer_add(&out, proposal->edit.becomes);
    buffer_string(&out, " for ");
    buffer_add(&out, text_part(step->text, proposal->edit.start, proposal->edit.end));
    return operand_end(&out, "what is missing", on, missing_at(on, at)->claim, arena);
}

const struct injector injector_leap = {
    .name = "leap",
    .says = "a step is left out, and a value that nothing before yields stands in place of its result",
    .cls = STRUCTURAL,
    .kind = CERTIFICATE_UNDERIVED,
    .sites = sites,
    .propose = propose,
    .place = place,
    .explain = explain,
};
