/* Which number a number means. */
#include "follow_parts.h"

static bool is_before(const struct carrier *c, const struct derivation *d, uint32_t token)
{
    return d->step < c->step || (d->step == c->step && d->result_token < token);
}

static bool has_other_result(const struct carrier *c, const struct value *value, uint32_t token)
{
    const struct subject *on = c->on;
    for (size_t i = 0; i < on->derivations_count; i++)
        if (!c->out->results[i].changed && is_before(c, &on->derivations[i], token) &&
            value_equal(&on->derivations[i].value, value))
            return true;
    return false;
}

/* Does an unchanged number of this value exist that the token could mean? */
static bool has_other_origin(const struct carrier *c, const struct value *value, uint32_t token)
{
    return trace_givens(c->on, value) || has_other_result(c, value, token) || trace_constant(c->on, follow_here(c), value);
}

/* Does a claim of this step compute with an unchanged number of this value? */
static bool has_other_operand(const struct carrier *c, const struct value *value)
{
    const struct tokens *tokens = &follow_here(c)->tokens;
    for (size_t i = 0; i < tokens->count; i++) {
        const struct token *t = &tokens->items[i];
        if (c->seen[i] && t->kind == TOKEN_NUMBER && value_equal(&tokens->numbers[t->number], value) &&
            value_equal(&c->numbers[t->number], value))
            return true;
    }
    return false;
}

/* The line of the answer says which number it is: the result, whatever else has its value. */
static bool states_answer(const struct carrier *c, uint32_t token)
{
    const struct answer *given = &c->on->given;
    const struct token *t = &c->on->steps[c->step].tokens.items[token];
    return given->stated && given->step == c->step && t->start >= given->start && t->end <= given->end;
}

static bool is_changed_given(const struct carrier *c, size_t mention)
{
    for (size_t i = 0; i < c->cause->givens_count; i++)
        if (c->cause->givens[i].mention == mention)
            return true;
    return false;
}

/* Does a number that the problem names as before yield the value? */
static bool has_other_given(const struct carrier *c, const struct value *value)
{
    for (size_t i = 0; i < c->on->givens_count; i++)
        if (!is_changed_given(c, i) && mention_yields(&c->on->givens[i], value))
            return true;
    return false;
}

/* A number of the problem that has become another one; in another form ("half", 0.8 for 20 %) it is not rewritten. */
static enum bound bind_given(const struct carrier *c, const struct value *value, uint32_t token, struct value *now)
{
    for (size_t i = 0; i < c->cause->givens_count; i++) {
        const struct given *given = &c->cause->givens[i];
        const struct mention *mention = &c->on->givens[given->mention];
        if (!mention_yields(mention, value))
            continue;
        bool const other =
            has_other_given(c, value) || has_other_result(c, value, token) || trace_constant(c->on, follow_here(c), value);
        if (other || !mention_is(mention, value))
            return AMBIGUOUS;
        *now = given->now;
        return CHANGED;
    }
    return UNCHANGED;
}

enum bound follow_bind(const struct carrier *c, const struct value *value, uint32_t token, bool prose, struct value *now)
{
    const struct subject *on = c->on;
    bool found = false;
    for (size_t i = 0; i < on->derivations_count; i++) {
        const struct derivation *d = &on->derivations[i];
        bool const reachable = is_before(c, d, token) || (prose && d->step == c->step);
        if (!c->out->results[i].changed || !reachable || !value_equal(&d->value, value))
            continue;
        if (c->out->results[i].gone || (found && !value_equal(now, &c->out->results[i].now)))
            return AMBIGUOUS;
        *now = c->out->results[i].now;
        found = true;
    }
    if (!found)
        return bind_given(c, value, token, now);
    if (prose && states_answer(c, token))
        return has_other_result(c, value, token) ? AMBIGUOUS : CHANGED;
    return has_other_origin(c, value, token) || (prose && has_other_operand(c, value)) ? AMBIGUOUS : CHANGED;
}
