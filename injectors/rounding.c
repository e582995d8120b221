/* rounding: an earlier result is rounded without a word, or what a step computes with: a third becomes 0.33, a price whole dollars. */
#include "operand.h"

enum variant { RESULT, OPERAND, SHARE, AMOUNT };
enum { SELDOM = 4, NEAR = 4, NEAR_SHARE = 8 }; /* one in so many is cut off; the most by which what is rounded changes */
enum { HUNDREDTHS = 2, FIVE = 5, LEAST = 20, MOST = 1000000 }; /* places of a share; of amounts and parts */

static bool is_consumed(const struct subject *on, int32_t derivation)
{
    for (size_t k = 0; k < on->operands_count; k++)
        if (on->operands[k].result == derivation && on->operands[k].sources == SOURCE_RESULT)
            return true;
    return false;
}

/* Does the problem or an earlier step say it, and not a form of it? */
static bool is_said(const struct operand *o)
{
    return o->sources && !(o->sources & ~(SOURCE_PROBLEM | SOURCE_RESULT));
}

static bool is_decimal(const struct subject *on, const struct derivation *d, const struct operand *o)
{
    const struct step *step = &on->steps[d->step];
    return is_said(o) && operand_value(on, d, o)->den > 1 && tokens_at(&step->tokens, o->token + 1)->kind != TOKEN_PERCENT;
}

/* Has the value no two decimals, nor fewer? */
static bool is_endless(const struct value *value)
{
    int const places = value_places(value);
    return places < 0 || places > HUNDREDTHS;
}

static bool divides(const struct step *step, uint32_t token)
{
    return token && token_is_sign(&step->tokens.items[token - 1], '/');
}

/* The share that an operand divides by, a/b or, of what stands before it, 1/b; and its first token. */
static bool read_share(const struct subject *on, const struct derivation *d, const struct operand *o, struct value *share,
                       uint32_t *first)
{
    const struct step *step = &on->steps[d->step];
    const struct token *items = step->tokens.items;
    const struct value *bottom = operand_value(on, d, o);
    if (!divides(step, o->token) || bottom->den != 1 || bottom->num < 2 || bottom->num > MOST || o->token < d->from->first + 2)
        return false;
    const struct token *before = &items[o->token - 2];
    const struct value *top = before->kind == TOKEN_NUMBER ? &step->tokens.numbers[before->number] : NULL;
    bool const fraction = top && top->den == 1 && top->num > 0 && top->num < bottom->num;
    bool const bare = o->token == d->from->first + 2 || items[o->token - 3].kind == TOKEN_OPEN || token_is_sign(before - 1, '*');
    *share = value_ratio(fraction ? top->num : 1, bottom->num);
    *first = fraction ? o->token - 2 : o->token - 1;
    bool const whole = top && value_equal(top, bottom); /* 3/3 */
    return is_endless(share) && (fraction ? bare : o->sources == SOURCE_FORM && !whole);
}

static bool is_share(const struct subject *on, const struct derivation *d, const struct operand *o)
{
    struct value share;
    uint32_t first;
    return read_share(on, d, o, &share, &first);
}

/* Does every dollar sign stand before a number? Else they may open and close formulas. */
static bool has_prices(const struct tokens *tokens)
{
    for (size_t i = 0; i < tokens->count; i++)
        if (tokens->items[i].kind == TOKEN_CURRENCY && tokens_at(tokens, i + 1)->kind != TOKEN_NUMBER)
            return false;
    return !tokens->latex;
}

/* Whole dollars that are no multiple of five. */
static bool is_amount(const struct subject *on, const struct derivation *d, const struct operand *o)
{
    const struct value *value = operand_value(on, d, o);
    const struct tokens *tokens = &on->steps[d->step].tokens;
    return o->token && is_said(o) && value->den == 1 && value->num % FIVE && value->num > LEAST && value->num < MOST &&
           !operand_token(on, d, o)->places && tokens->items[o->token - 1].kind == TOKEN_CURRENCY && has_prices(tokens);
}

static size_t results(const struct subject *on, struct site *out, size_t max)
{
    size_t count = 0;
    for (size_t i = 0; i < on->derivations_count && count < max; i++) {
        const struct derivation *d = &on->derivations[i];
        if (operand_alone(on, d) && on->claims[d->claim].truth == TRUTH_HOLDS && d->value.den > 1 && is_consumed(on, (int32_t)i))
            out[count++] = (struct site){.claim = d->claim, .derivation = (int32_t)i, .variant = RESULT, .weight = 1};
    }
    return count;
}

static size_t sites(const struct subject *on, struct site *out, size_t max)
{
    static const uint32_t decimals[VARIANTS_MAX] = {[OPERAND] = 1}, shares[VARIANTS_MAX] = {[SHARE] = 1},
                          amounts[VARIANTS_MAX] = {[AMOUNT] = 1};
    size_t count = results(on, out, max);
    count += operand_sites(on, is_decimal, decimals, out + count, max - count);
    count += operand_sites(on, is_share, shares, out + count, max - count);
    return count + operand_sites(on, is_amount, amounts, out + count, max - count);
}

/* Not as far from the value as this part of it, or just so far. */
static bool is_near(const struct value *was, const struct value *now, int64_t part)
{
    struct value const parts = value_int(part);
    struct value gap, most;
    if (value_sub(was, now, &gap) != STATUS_OK || value_mul(&gap, &parts, &most) != STATUS_OK)
        return false;
    if (value_sign(&most) < 0)
        most.num = -most.num;
    return value_is_small(&most) && value_sign(&most) > 0 && value_cmp(&most, was) <= 0;
}

/* Halves go up or down, as it happens; else it is seldom cut off what would be rounded up. */
static bool round_to(const struct value *was, int places, struct random *random, struct value *now)
{
    struct value up, down, sum, twice;
    struct value const two = value_int(2);
    if (value_round(was, places, ROUND_HALF_UP, &up) != STATUS_OK || value_round(was, places, ROUND_DOWN, &down) != STATUS_OK ||
        value_add(&up, &down, &sum) != STATUS_OK || value_mul(was, &two, &twice) != STATUS_OK)
        return false;
    size_t const most = value_equal(&sum, &twice) ? 2 : SELDOM;
    *now = random_below(random, most) ? up : down;
    return value_is_small(now) && value_sign(now) > 0 && is_near(was, now, NEAR);
}

static bool round_result(const struct subject *on, const struct site *at, const struct tools *with, struct proposal *out)
{
    const struct derivation *d = &on->derivations[at->derivation];
    const struct step *step = &on->steps[d->step];
    const struct token *t = &step->tokens.items[d->result_token];
    bool const money = d->result_token && step->tokens.items[d->result_token - 1].kind == TOKEN_CURRENCY; /* whole dollars */
    struct value now;
    if (!t->places || with->attempt == t->places)
        return false;
    if (!round_to(&d->value, money ? 0 : (int)random_below(with->random, t->places), with->random, &now))
        return false;
    struct buffer written = {0};
    value_write(&now, &written);
    *out =
        (struct proposal){.edit = {d->step, t->start, t->end, buffer_keep(&written, with->arena)}, .rounds = true, .value = now};
    return true;
}

static bool round_operand(const struct subject *on, const struct site *at, const struct tools *with, struct proposal *out)
{
    const struct derivation *d = &on->derivations[at->derivation];
    const struct operand *o = &on->operands[at->operand];
    struct value now;
    return round_to(operand_value(on, d, o), (int)random_below(with->random, operand_token(on, d, o)->places), with->random,
                    &now) &&
           operand_propose(on, at, &now, with, out);
}

/* $33 -> $35 */
static bool round_amount(const struct subject *on, const struct site *at, const struct tools *with, struct proposal *out)
{
    const struct value *was = operand_value(on, &on->derivations[at->derivation], &on->operands[at->operand]);
    struct value const now = value_int((was->num + FIVE / 2) / FIVE * FIVE);
    return operand_propose(on, at, &now, with, out);
}

/* Hundredths are seldom cut off, tenths never. */
static bool round_share_to(const struct value *share, int places, struct random *random, struct value *now)
{
    bool const cut = places == HUNDREDTHS && !random_below(random, SELDOM);
    return value_round(share, places, cut ? ROUND_DOWN : ROUND_HALF_UP, now) == STATUS_OK && value_sign(now) > 0 &&
           is_near(share, now, NEAR_SHARE);
}

/* 45 * 1/3 -> 45 * 0.33, 45 / 3 -> 45 * 0.33 */
static bool round_share(const struct subject *on, const struct site *at, const struct tools *with, struct proposal *out)
{
    const struct derivation *d = &on->derivations[at->derivation];
    const struct operand *o = &on->operands[at->operand];
    const struct step *step = &on->steps[d->step];
    const struct token *items = step->tokens.items;
    struct value share, now;
    uint32_t first, last = o->token;
    if (!read_share(on, d, o, &share, &first) ||
        !round_share_to(&share, random_below(with->random, SELDOM) ? HUNDREDTHS : 1, with->random, &now))
        return false;
    bool const quotient = items[first].kind == TOKEN_SIGN;
    bool const bracket = !quotient && first && items[first - 1].kind == TOKEN_OPEN && items[last + 1].kind == TOKEN_CLOSE;
    struct buffer written = {0};
    if (quotient)
        buffer_string(&written, items[last].flags & TOKEN_SPACED ? "* " : "*");
    value_write(&now, &written);
    *out = (struct proposal){
        .edit = {d->step, items[first - bracket].start, items[last + bracket].end, buffer_keep(&written, with->arena)},
        .computed = true,
        .parts = PARTS_MEASURES};
    return true;
}

static bool propose(const struct subject *on, const struct site *at, const struct tools *with, struct proposal *out)
{
    return at->variant == RESULT    ? round_result(on, at, with, out)
           : at->variant == OPERAND ? round_operand(on, at, with, out)
           : at->variant == AMOUNT  ? round_amount(on, at, with, out)
                                    : round_share(on, at, with, out);
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
    .says = "an earlier result, or a share, is rounded without a word and carried on",
    .cls = DERAILED,
    .kind = CERTIFICATE_DERAILED,
    .sites = sites,
    .propose = propose,
    .explain = explain,
};
