/* rounding: an earlier result is rounded without a word, or what a step computes with: a third becomes 0.33, 2.4 becomes 2.5. */
#include "operand.h"

enum variant { RESULT, OPERAND, SHARE, AMOUNT };
enum { SELDOM = 4, MOST = 1000000 }; /* one in so many is cut off; a part */
/* the most by which what is rounded changes: one in so many */
enum { NEAR = 4, NEAR_WHOLE = 8, NEAR_QUARTER = 5, NEAR_SHARE = 20, NEAR_AMOUNT = 24 };
enum { HUNDREDTHS = 2, QUARTERS = 4, FIVE = 5, LEAST = 18, HUNDRED = 100 }; /* places of a share; what is rounded to; an amount */

static bool is_consumed(const struct subject *on, int32_t derivation)
{
    for (size_t k = 0; k < on->operands_count; k++)
        if (on->operands[k].result == derivation && on->operands[k].sources == SOURCE_RESULT)
            return true;
    return false;
}

static bool says_percent(const struct step *step)
{
    bool said = false;
    for (size_t i = 0; i < step->tokens.count; i++)
        said = said || step->tokens.items[i].kind == TOKEN_PERCENT;
    return said;
}

/* Does the problem or an earlier step say it, or the problem as a percentage, of which the step does not speak? */
static bool is_said(const struct subject *on, const struct derivation *d, const struct operand *o, const struct value *value)
{
    bool said = o->sources && !(o->sources & ~(SOURCE_PROBLEM | SOURCE_RESULT));
    bool const form = !said && o->sources == SOURCE_FORM && !says_percent(&on->steps[d->step]);
    for (size_t i = 0; i < on->givens_count && form && !said; i++)
        said = on->givens[i].kind == MENTION_PERCENT && mention_yields(&on->givens[i], value);
    return said;
}

static bool is_decimal(const struct subject *on, const struct derivation *d, const struct operand *o)
{
    const struct step *step = &on->steps[d->step];
    const struct value *value = operand_value(on, d, o);
    return value->den > 1 && is_said(on, d, o, value) && tokens_at(&step->tokens, o->token + 1)->kind != TOKEN_PERCENT;
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

/* The share a/b, where the operand is b; and its first token. */
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
    bool const bare = o->token == d->from->first + 2 || items[o->token - 3].kind == TOKEN_OPEN || token_is_sign(before - 1, '*');
    if (!bare || !top || top->den != 1 || top->num <= 0 || top->num >= bottom->num)
        return false;
    *share = value_ratio(top->num, bottom->num);
    *first = o->token - 2;
    return is_endless(share);
}

static bool is_share(const struct subject *on, const struct derivation *d, const struct operand *o)
{
    struct value share;
    uint32_t first;
    return read_share(on, d, o, &share, &first);
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

/* Does every dollar sign stand before a number? Else they may open and close formulas. */
static bool has_prices(const struct tokens *tokens)
{
    for (size_t i = 0; i < tokens->count; i++)
        if (tokens->items[i].kind == TOKEN_CURRENCY && tokens_at(tokens, i + 1)->kind != TOKEN_NUMBER)
            return false;
    return !tokens->latex;
}

static struct value amount_for(const struct value *was)
{
    return value_int((was->num + FIVE / 2) / FIVE * FIVE);
}

/* Whole dollars in a product or quotient, near a number that ends in five: "$24 * 28". */
static bool is_amount(const struct subject *on, const struct derivation *d, const struct operand *o)
{
    const struct value *value = operand_value(on, d, o);
    const struct tokens *tokens = &on->steps[d->step].tokens;
    const struct node *root = &d->from->nodes[d->from->root];
    if (!o->token || value->den != 1 || value->num <= LEAST || value->num >= HUNDRED || operand_token(on, d, o)->places ||
        tokens->items[o->token - 1].kind != TOKEN_CURRENCY || (root->kind != NODE_MUL && root->kind != NODE_DIV))
        return false;
    struct value const now = amount_for(value);
    return is_said(on, d, o, value) && is_near(value, &now, NEAR_AMOUNT) && has_prices(tokens);
}

/* Only where nothing else can be rounded: decimals that are gone tell a wrong step from a right one. */
static size_t results(const struct subject *on, struct site *out, size_t max)
{
    size_t count = 0;
    for (size_t i = 0; i < on->derivations_count && count < max; i++) {
        const struct derivation *d = &on->derivations[i];
        if (operand_alone(on, d) && on->claims[d->claim].truth == TRUTH_HOLDS && d->value.den > 1 && is_consumed(on, (int32_t)i))
            out[count++] =
                (struct site){.claim = d->claim, .derivation = (int32_t)i, .variant = RESULT, .weight = 1, .spare = true};
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

/* Halves go up or down, as it happens. */
static bool round_to(const struct value *was, int places, struct random *random, struct value *now)
{
    struct value up, down, sum, twice;
    struct value const two = value_int(2);
    if (value_round(was, places, ROUND_HALF_UP, &up) != STATUS_OK || value_round(was, places, ROUND_DOWN, &down) != STATUS_OK ||
        value_add(&up, &down, &sum) != STATUS_OK || value_mul(was, &two, &twice) != STATUS_OK)
        return false;
    *now = value_equal(&sum, &twice) && random_below(random, 2) ? down : up;
    return value_is_small(now) && value_sign(now) > 0 && is_near(was, now, places ? NEAR : NEAR_WHOLE);
}

/* 0.7 -> 0.75, 2.4 -> 2.5, $1.20 -> $1.25; a fifth is as easy as a quarter. */
static bool round_to_quarter(const struct value *was, struct value *now)
{
    struct value const four = value_int(QUARTERS);
    struct value fourfold, rounded;
    return (was->den != FIVE || was->num > was->den) && value_mul(was, &four, &fourfold) == STATUS_OK &&
           value_round(&fourfold, 0, ROUND_HALF_UP, &rounded) == STATUS_OK && value_div(&rounded, &four, now) == STATUS_OK &&
           value_is_small(now) && value_sign(now) > 0 && now->den > 1 && is_near(was, now, NEAR_QUARTER);
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

/* Shares and rates of growth have no zeros behind: 0.25 -> 0.3; amounts keep them: 4.25 -> 4.30. */
static struct text shortened(const struct step *step, uint32_t token, const struct value *was, struct text written)
{
    bool const money = was->num >= 2 * was->den || (token && step->tokens.items[token - 1].kind == TOKEN_CURRENCY);
    size_t end = written.size;
    while (!money && end && written.at[end - 1] == '0')
        end--;
    return text_part(written, 0, end - (end && written.at[end - 1] == '.'));
}

static bool round_operand(const struct subject *on, const struct site *at, const struct tools *with, struct proposal *out)
{
    const struct derivation *d = &on->derivations[at->derivation];
    const struct operand *o = &on->operands[at->operand];
    const struct value *was = operand_value(on, d, o);
    unsigned const places = operand_token(on, d, o)->places;
    struct value now;
    bool const rounded = random_below(with->random, 2)
                             ? round_to_quarter(was, &now)
                             : round_to(was, (int)random_below(with->random, places), with->random, &now);
    if (!rounded || !operand_propose(on, at, &now, with, out))
        return false;
    out->edit.becomes = shortened(&on->steps[d->step], o->token, was, out->edit.becomes);
    out->parts = PARTS_MEASURES;
    return true;
}

/* $24 -> $25 */
static bool round_amount(const struct subject *on, const struct site *at, const struct tools *with, struct proposal *out)
{
    struct value const now = amount_for(operand_value(on, &on->derivations[at->derivation], &on->operands[at->operand]));
    return operand_propose(on, at, &now, with, out);
}

/* Hundredths are seldom cut off, tenths never. */
static bool round_share_to(const struct value *share, int places, struct random *random, struct value *now)
{
    bool const cut = places == HUNDREDTHS && !random_below(random, SELDOM);
    return value_round(share, places, cut ? ROUND_DOWN : ROUND_HALF_UP, now) == STATUS_OK && value_sign(now) > 0 &&
           is_near(share, now, NEAR_SHARE);
}

/* 45 * 1/3 -> 45 * 0.33 */
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
    bool const bracket = first && items[first - 1].kind == TOKEN_OPEN && items[last + 1].kind == TOKEN_CLOSE;
    struct buffer written = {0};
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
           : at->variant == SHARE   ? round_share(on, at, with, out)
                                    : round_amount(on, at, with, out);
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
