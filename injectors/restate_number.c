/* restate_number: a control. A number is written otherwise: 0.5 -> 1/2, 50% -> 0.5, 1200 -> 1,200, $12 -> $12.00. Nothing becomes
 * wrong. */
#include "injector.h"

enum { LEAST_SEPARATED = 1000, MOST_DENOMINATOR = 10 };

static bool suits(const struct step *step, const struct token *t)
{
    return t->kind == TOKEN_NUMBER && !(t->flags & (TOKEN_MALFORMED | TOKEN_GLUED_LETTER)) &&
           value_sign(&step->tokens.numbers[t->number]) > 0 && is_digit(step->text.at[t->end - 1]);
}

static size_t sites(const struct subject *on, struct site *out, size_t max)
{
    size_t count = 0;
    for (size_t i = 0; i < on->claims_count; i++) {
        const struct claim *c = &on->claims[i];
        const struct step *step = &on->steps[c->step];
        if (c->truth != TRUTH_HOLDS || c->phrase || relation_is_order(c->sign))
            continue;
        for (uint32_t t = c->left.first; t < c->right.last && count < max; t++)
            if ((t < c->relation || expr_is_bare(&c->right)) && suits(step, &step->tokens.items[t]))
                out[count++] = (struct site){.claim = (uint32_t)i, .derivation = -1, .operand = t, .weight = 1};
    }
    return count;
}

/* 0.5 -> 1/2 */
static bool as_fraction(const struct value *v, struct buffer *out)
{
    if (v->den == 1 || v->den > MOST_DENOMINATOR || v->num >= v->den)
        return false;
    buffer_format(out, "%lld/%lld", (long long)v->num, (long long)v->den);
    return true;
}

/* 50% -> 0.5 */
static bool as_decimal(const struct value *v, struct buffer *out)
{
    struct value const hundred = value_int(100);
    struct value share;
    if (value_div(v, &hundred, &share) != STATUS_OK)
        return false;
    value_write(&share, out);
    value_clear(&share);
    return true;
}

/* 1200 -> 1,200 and back */
static bool other_separators(int64_t number, bool separated, struct buffer *out)
{
    if (number < LEAST_SEPARATED)
        return false;
    char digits[32];
    struct buffer plain = {0};
    buffer_format(&plain, "%lld", (long long)number);
    size_t const size = MIN(plain.size, sizeof digits);
    memcpy(digits, plain.at, size);
    buffer_free(&plain);
    for (size_t i = 0; i < size; i++) {
        if (i && !separated && (size - i) % 3 == 0)
            buffer_char(out, ',');
        buffer_char(out, digits[i]);
    }
    return true;
}

static bool write_otherwise(const struct step *step, uint32_t at, bool result, struct buffer *out)
{
    const struct token *t = &step->tokens.items[at];
    const struct value *v = &step->tokens.numbers[t->number];
    const struct token *before = at > 0 ? t - 1 : t;
    bool const money = before->kind == TOKEN_CURRENCY;
    if (tokens_at(&step->tokens, at + 1)->kind == TOKEN_PERCENT)
        return (token_is_sign(before, '*') || token_is_sign(tokens_at(&step->tokens, at + 2), '*')) && as_decimal(v, out);
    if (v->den == 1 && t->places == 0 && other_separators(v->num, t->flags & TOKEN_SEPARATED, out))
        return true;
    if (v->den == 1 && t->places == 0 && money && result) {
        buffer_add(out, text_part(step->text, t->start, t->end));
        buffer_string(out, ".00");
        return true;
    }
    uint8_t const behind = tokens_at(&step->tokens, at + 1)->kind; /* "1.4 bottles" stays */
    return !money && (behind == TOKEN_SIGN || behind == TOKEN_RELATION) && as_fraction(v, out);
}

static bool propose(const struct subject *on, const struct site *at, const struct tools *with, struct proposal *out)
{
    const struct claim *c = &on->claims[at->claim];
    const struct step *step = &on->steps[c->step];
    const struct token *t = &step->tokens.items[at->operand], *next = tokens_at(&step->tokens, at->operand + 1);
    struct buffer written = {0};
    bool const good = with->attempt == 0 && write_otherwise(step, at->operand, at->operand > c->relation, &written);
    struct text const becomes = buffer_keep(&written, with->arena);
    uint32_t const end = next->kind == TOKEN_PERCENT ? next->end : t->end;
    *out = (struct proposal){.edit = {c->step, t->start, end, becomes}, .value = value_int(0)};
    return good;
}

static struct text explain(const struct subject *on, const struct site *at, const struct proposal *proposal, struct arena *arena)
{
    (void)on, (void)at, (void)proposal, (void)arena;
    return TEXT("Nothing is wrong: the same number is written otherwise.");
}

const struct injector injector_restate_number = {
    .name = "restate_number",
    .says = "control: a number is written otherwise, 0.5 as 1/2, 50% as 0.5, 1200 as 1,200; nothing becomes wrong",
    .cls = HARMLESS,
    .kind = CERTIFICATE_UNCHANGED,
    .sites = sites,
    .propose = propose,
    .explain = explain,
};
