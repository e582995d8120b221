/* calculation: operands and operator right, only the result wrong, in the shapes of natural slips: mostly a wrong digit in a
 * column or a lost carry in an expression with two or more operators, seldom off by one. */
#include "member.h"
#include "operand.h"

enum { MANY_OPERATORS = 3, PLACES_MAX = 3 }; /* how much likelier a site with two or more operators is; decimals of a result */

static unsigned operators(const struct expr *e)
{
    unsigned count = 0;
    for (uint32_t i = 0; i < e->count; i++)
        count += e->nodes[i].kind >= NODE_ADD || e->nodes[i].kind == NODE_ROOT || e->nodes[i].kind == NODE_FACTORIAL;
    return count;
}

static bool suits(const struct subject *on, const struct derivation *d)
{
    const struct claim *c = &on->claims[d->claim];
    const struct token *result = &on->steps[d->step].tokens.items[d->result_token];
    bool const goes_on =
        d->claim + 1 < on->claims_count && on->claims[d->claim + 1].chained && on->claims[d->claim + 1].step == d->step;
    return d->proved && c->truth == TRUTH_HOLDS && result->start > on->steps[d->step].tokens.items[c->relation].start &&
           !goes_on && operators(&c->left) > 0 && value_sign(&d->value) != 0 && result->places <= PLACES_MAX;
}

static size_t sites(const struct subject *on, struct site *out, size_t max)
{
    size_t count = 0;
    for (size_t i = 0; i < on->derivations_count && count < max; i++)
        if (suits(on, &on->derivations[i])) {
            unsigned const many = operators(on->derivations[i].from) > 1 ? MANY_OPERATORS : 1;
            out[count++] = (struct site){.claim = on->derivations[i].claim, .derivation = (int32_t)i, .weight = many};
        }
    return member_sites(on, MANY_OPERATORS, out, count, max);
}

/* The digits of the result without point and without zeros at the end: 4,500 is 45 hundreds. */
struct digits {
    int64_t number, unit; /* value = number * unit / scale */
    int64_t scale;
    unsigned count;
};

static bool digits_of(const struct token *result, const struct value *value, struct digits *out)
{
    int64_t scale = 1;
    for (unsigned i = 0; i < result->places; i++)
        scale *= 10;
    if (scale % value->den || value->num > INT64_C(1000000000000))
        return false;
    *out = (struct digits){.number = value->num * (scale / value->den), .unit = 1, .scale = scale};
    while (out->number % 10 == 0 && out->number > 10) {
        out->number /= 10;
        out->unit *= 10;
    }
    for (int64_t left = out->number; left; left /= 10)
        out->count++;
    return true;
}

static int64_t power_of_ten(size_t exponent)
{
    int64_t power = 1;
    while (exponent--)
        power *= 10;
    return power;
}

/* One digit of a column becomes another; the nearer, the likelier. */
static int64_t column_slip(const struct digits *d, size_t column, struct random *random)
{
    static const int64_t shifts[] = {1, 1, 1, 2, 2, 3, 4, 5};
    int64_t const power = power_of_ten(column), shift = shifts[random_below(random, COUNT(shifts))];
    int64_t const digit = d->number / power % 10;
    bool const down = random_below(random, 2) == 0;
    int64_t const changed = down ? digit - shift : digit + shift;
    bool const leading = column + 1 == d->count;
    if (changed < (leading ? 1 : 0) || changed > 9)
        return 0;
    return d->number + (changed - digit) * power;
}

/* 468 -> 486 */
static int64_t transposition(const struct digits *d, struct random *random)
{
    int64_t const power = power_of_ten(random_below(random, d->count - 1));
    int64_t const low = d->number / power % 10, high = d->number / power / 10 % 10;
    return d->number + (low - high) * power * 10 + (high - low) * power;
}

/* A carry lost or made up: ±10, ±100 … (in the last column only where there is no other). */
static int64_t carry(const struct digits *d, struct random *random)
{
    int64_t const power = power_of_ten(1 + random_below(random, d->count - 1));
    return random_below(random, 3) ? d->number - power : d->number + power;
}

/* A last digit as results of word problems have them: even ones and 5 are the most frequent. A uniform choice would give the
 * wrong values away to a reader who looks at digits alone. */
static int64_t natural_digit(struct random *random)
{
    static const int64_t digits[] = {1, 2, 2, 2, 2, 3, 4, 4, 4, 4, 5, 5, 5, 5, 5, 5, 6, 6, 6, 6, 7, 8, 8, 8, 9};
    return digits[random_below(random, COUNT(digits))];
}

/* A small number, one digit: another one, off by one only seldom. */
static int64_t other_digit(const struct digits *d, struct random *random)
{
    bool const longer = d->number > 4 && random_below(random, 8) == 0;
    int64_t const other = natural_digit(random) + (longer ? 10 : 0);
    int64_t const gap = other > d->number ? other - d->number : d->number - other;
    if (gap <= 1 && d->unit == 1 && random_below(random, 8))
        return 0;
    return other;
}

static int64_t last_digit(const struct digits *d, struct random *random)
{
    int64_t const rest = d->number / 10 * 10, other = natural_digit(random);
    int64_t const gap = rest + other - d->number;
    return gap >= -1 && gap <= 1 ? 0 : rest + other;
}

static int64_t slip(const struct digits *d, struct random *random)
{
    size_t const dice = random_below(random, 100);
    if (d->count == 1)
        return other_digit(d, random);
    if (dice < 45)
        return column_slip(d, 1 + random_below(random, d->count - 1), random);
    if (dice < 65)
        return carry(d, random);
    if (dice < 75)
        return transposition(d, random);
    return dice < 92 ? last_digit(d, random) : column_slip(d, random_below(random, d->count), random);
}

/* Natural slips stay within 60 % of the value, or within 2. */
static bool near(const struct value *was, const struct value *now)
{
    struct value const share = {3, 5, NULL}, two = value_int(2);
    struct value gap, limit;
    if (value_equal(was, now) || value_sign(now) <= 0 || value_sub(was, now, &gap) != STATUS_OK)
        return false;
    if (value_sign(&gap) < 0)
        gap.num = -gap.num;
    return value_cmp(&gap, &two) <= 0 || (value_mul(was, &share, &limit) == STATUS_OK && value_cmp(&gap, &limit) <= 0);
}

/* The numbers of the last member that are none of the one before. */
static size_t only_right(const struct formula *const *right, size_t count, const struct formula *const *left, size_t others,
                         const struct formula **out)
{
    size_t fresh = 0;
    for (size_t i = 0; i < count; i++) {
        size_t same = 0;
        while (same < others && !formula_same(left[same], right[i]))
            same++;
        if (same == others)
            out[fresh++] = right[i];
    }
    return fresh;
}

/* A coefficient that the rewriting worked out, or where all are copied, one of those. */
static bool propose_member(const struct subject *on, const struct site *at, const struct tools *with, struct proposal *out)
{
    const struct formula *right[MEMBER_PARTS_MAX], *left[MEMBER_PARTS_MAX], *news[MEMBER_PARTS_MAX];
    struct member const m = member_of(on, at);
    size_t const count = member_numbers(m.right, false, right), others = member_numbers(m.left, true, left);
    struct token const whole = {0};
    struct digits digits;
    struct value was;
    if (!count)
        return false;
    size_t const fresh = only_right(right, count, left, others, news);
    const struct formula *number = fresh ? news[random_below(with->random, fresh)] : right[random_below(with->random, count)];
    if (text_find(number->text, TEXT("."), 0) < number->text.size || value_read(number->text, &was) != STATUS_OK)
        return false;
    bool const good = value_is_small(&was) && was.num > 0 && digits_of(&whole, &was, &digits);
    int64_t const slipped = good ? slip(&digits, with->random) : 0;
    struct value const value = value_int(slipped > 0 ? slipped * digits.unit : 0);
    bool const natural = good && value.num > 1 && near(&was, &value); /* no \frac{2}{1} */
    value_clear(&was);
    if (!natural)
        return false;
    *out = (struct proposal){.edit = member_edit(on, at, number)};
    if (!text_equal(out->edit.becomes, number->text))
        return false;
    struct buffer written = {0};
    value_write(&value, &written);
    out->edit.becomes = buffer_keep(&written, with->arena);
    return true;
}

static struct text explain_member(const struct subject *on, const struct proposal *proposal, struct arena *arena)
{
    const struct edit *e = &proposal->edit;
    struct text const was = text_part(on->steps[e->step].text, e->start, e->end);
    struct buffer out = {0};
    buffer_format(&out, "The number should be %.*s, not %.*s.", (int)was.size, was.at, (int)e->becomes.size, e->becomes.at);
    return buffer_keep(&out, arena);
}

/* The number of the result below the line of a fraction; elsewhere its only one. */
static uint32_t lower(const struct derivation *d, const struct tokens *tokens)
{
    uint32_t at = d->result->root;
    while (d->result->nodes[at].kind == NODE_NEGATE)
        at = d->result->nodes[at].a;
    return expr_is_fraction(d->result, tokens, at) ? d->result->nodes[d->result->nodes[at].b].a : d->result_token;
}

/* The number of the result that slips: of a fraction, above or below. */
static uint32_t slipping(const struct derivation *d, const struct tokens *tokens, struct random *random)
{
    uint32_t const below = lower(d, tokens);
    return below != d->result_token && random_below(random, 3) == 0 ? below : d->result_token;
}

/* The value of the result with another number at `token`, written as the result is. */
static bool result_with(const struct derivation *d, const struct step *step, uint32_t token, const struct value *number,
                        struct arena *arena, struct value *out)
{
    struct tokens changed = step->tokens;
    changed.numbers = ARENA_ARRAY(arena, struct value, changed.numbers_count);
    memcpy(changed.numbers, step->tokens.numbers, changed.numbers_count * sizeof *changed.numbers);
    changed.numbers[changed.items[token].number] = *number;
    if (!expr_is_written(d->result, &changed) ||
        expr_eval(d->result, &changed, changed.numbers, d->result->percent, out) != STATUS_OK)
        return false;
    bool const small = value_is_small(out);
    if (!small)
        value_clear(out);
    return small;
}

/* "3/4", "-5", "12.5": right, or with other digits in the place of the edit. */
static void write_result(const struct derivation *d, const struct step *step, const struct proposal *proposal, struct buffer *out)
{
    const struct token *result = &step->tokens.items[d->result_token];
    struct text const becomes = proposal ? proposal->edit.becomes : TEXT("");
    bool const above = proposal && proposal->edit.start == result->start;
    if (d->result->nodes[d->result->root].kind <= NODE_PERCENT && value_sign(&d->value) > 0) {
        if (proposal && !memchr(becomes.at, '\\', becomes.size) && !memchr(becomes.at, '{', becomes.size))
            buffer_add(out, becomes);
        else
            value_write(proposal ? &proposal->value : &d->value, out);
        return;
    }
    buffer_string(out, value_sign(&d->value) < 0 ? "-" : "");
    buffer_add(out, above ? becomes : text_part(step->text, result->start, result->end));
    uint32_t at = d->result->root;
    while (d->result->nodes[at].kind == NODE_NEGATE)
        at = d->result->nodes[at].a;
    if (d->result->nodes[at].kind != NODE_DIV)
        return;
    const struct token *under = &step->tokens.items[d->result->nodes[d->result->nodes[at].b].a];
    buffer_char(out, '/');
    buffer_add(out, proposal && !above ? becomes : text_part(step->text, under->start, under->end));
}

static struct text explain(const struct subject *on, const struct site *at, const struct proposal *proposal, struct arena *arena)
{
    if (at->derivation < 0)
        return explain_member(on, proposal, arena);
    const struct derivation *d = &on->derivations[at->derivation];
    const struct claim *c = &on->claims[d->claim];
    const struct step *step = &on->steps[c->step];
    struct buffer out = {0};
    expr_write(&c->left, &step->tokens, step->tokens.numbers, c->points_left, &out);
    buffer_string(&out, " is ");
    write_result(d, step, NULL, &out);
    buffer_string(&out, ", not ");
    write_result(d, step, proposal, &out);
    buffer_char(&out, '.');
    return buffer_keep(&out, arena);
}

/* A fraction that was below 1, a probability perhaps, stays there. */
static bool exceeds_one(const struct value *was, const struct value *now)
{
    return was->den != 1 && was->num > 0 && was->num < was->den && now->num >= now->den;
}

/* Another number in the place of one of the result's. */
static bool propose_number(const struct subject *on, const struct derivation *d, uint32_t place, const struct value *is,
                           const struct tools *with, struct proposal *out)
{
    const struct step *step = &on->steps[d->step];
    const struct token *result = &step->tokens.items[place];
    struct value value;
    if (!near(&step->tokens.numbers[result->number], is) || !result_with(d, step, place, is, with->arena, &value) ||
        exceeds_one(&d->value, &value))
        return false;
    struct text becomes;
    if (operand_absurd(on, &on->claims[d->claim], &value) ||
        !quantity_text(step->text, result, is, with->separated, with->arena, &becomes))
        return false;
    *out = (struct proposal){.edit = {d->step, result->start, result->end, becomes}, .value = value};
    return true;
}

static bool propose(const struct subject *on, const struct site *at, const struct tools *with, struct proposal *out)
{
    if (at->derivation < 0)
        return propose_member(on, at, with, out);
    const struct derivation *d = &on->derivations[at->derivation];
    const struct step *step = &on->steps[d->step];
    uint32_t const place = slipping(d, &step->tokens, with->random);
    struct digits digits;
    const struct token *result = &step->tokens.items[place];
    if (result->places > PLACES_MAX || !digits_of(result, &step->tokens.numbers[result->number], &digits) || !digits.count)
        return false;
    int64_t const number = slip(&digits, with->random);
    struct value const is = value_ratio(number * digits.unit, digits.scale);
    return number > 0 && propose_number(on, d, place, &is, with, out);
}

/* What stands in the place of a token, if all else is as it was. */
static struct text instead(struct text step, const struct token *token, struct text wanted)
{
    size_t const behind = step.size - token->end;
    bool const same = wanted.size > token->start + behind && text_starts(wanted, text_part(step, 0, token->start)) &&
                      text_ends(wanted, text_part(step, token->end, step.size));
    return same ? text_part(wanted, token->start, wanted.size - behind) : TEXT("");
}

static bool is_plain(struct text number)
{
    for (size_t i = 0; i < number.size; i++)
        if (!is_digit(number.at[i]) && number.at[i] != ',' && number.at[i] != '.')
            return false;
    return number.size > 0;
}

static bool adopt_number(const struct subject *on, const struct derivation *d, uint32_t place, struct text wanted,
                         const struct tools *with, struct proposal *out)
{
    const struct step *step = &on->steps[d->step];
    struct text const number = instead(step->text, &step->tokens.items[place], wanted);
    struct value is;
    if (!is_plain(number) || value_read(number, &is) != STATUS_OK)
        return false;
    bool const good = value_is_small(&is) && value_sign(&is) > 0 && propose_number(on, d, place, &is, with, out);
    value_clear(&is);
    return good && text_equal(out->edit.becomes, number);
}

static bool adopt(const struct subject *on, const struct site *at, struct text wanted, const struct tools *with,
                  struct proposal *out)
{
    if (at->formula)
        return false;
    const struct derivation *d = &on->derivations[at->derivation];
    uint32_t const below = lower(d, &on->steps[d->step].tokens);
    return adopt_number(on, d, d->result_token, wanted, with, out) ||
           (below != d->result_token && adopt_number(on, d, below, wanted, with, out));
}

const struct injector injector_calculation = {
    .name = "calculation",
    .says = "operands and operator right, the result wrong in the shape of a natural slip",
    .cls = LOCALLY_FALSE,
    .kind = CERTIFICATE_REFUTED,
    .sites = sites,
    .propose = propose,
    .adopt = adopt,
    .explain = explain,
};
