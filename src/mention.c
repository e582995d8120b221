#include "mention.h"

struct scan {
    struct text text;
    const struct tokens *tokens;
    struct mention *out;
    size_t count;
};

static const struct token *at(const struct scan *s, size_t i)
{
    static const struct token none = {.kind = TOKEN_STOP, .flags = TOKEN_SPACED};
    return i < s->tokens->count ? &s->tokens->items[i] : &none;
}

static bool role(const struct scan *s, size_t i, enum word_role wanted)
{
    return at(s, i)->kind == TOKEN_WORD && at(s, i)->word.role == wanted;
}

static bool sign(const struct scan *s, size_t i, char wanted)
{
    return at(s, i)->kind == TOKEN_SIGN && at(s, i)->sign == wanted;
}

static bool tight(const struct scan *s, size_t i)
{
    return !(at(s, i)->flags & TOKEN_SPACED);
}

static bool is_word(const struct scan *s, size_t i, const char *word)
{
    const struct token *t = at(s, i);
    return t->kind == TOKEN_WORD && text_equal_nocase(text_part(s->text, t->start, t->end), text_of(word));
}

static struct mention *add(struct scan *s, struct mention mention)
{
    if (s->count < MENTIONS_MAX)
        s->out[s->count++] = mention;
    return &s->out[s->count - 1];
}

static void add_fraction(struct scan *s, size_t first, size_t end, int64_t top, int64_t bottom, bool word)
{
    if (top > 0 && bottom > 0 && top < 1000000 && bottom < 1000000)
        add(s, (struct mention){.kind = MENTION_FRACTION,
                                .word = word,
                                .token = (uint32_t)first,
                                .end = (uint32_t)end,
                                .value = value_ratio(top, bottom),
                                .top = top,
                                .bottom = bottom});
}

/* What stands behind a number: %, "percent", "cents", thousand, dozen. Returns the index behind it. */
static size_t add_number(struct scan *s, size_t first, size_t end, struct value value, bool word)
{
    struct mention m = {.word = word, .token = (uint32_t)first, .value = value};
    m.currency = first > 0 && at(s, first - 1)->kind == TOKEN_CURRENCY;
    if (at(s, end)->kind == TOKEN_PERCENT || is_word(s, end, "percent")) {
        m.kind = MENTION_PERCENT;
        end++;
    }
    m.cents = is_word(s, end, "cents") || is_word(s, end, "cent");
    m.end = (uint32_t)end;
    add(s, m);
    for (struct value total = value; role(s, end, WORD_SCALE); end++) {
        struct value const scale = value_int(at(s, end)->word.num);
        struct value scaled;
        if (value_mul(&total, &scale, &scaled) != STATUS_OK)
            break;
        if (!value_is_small(&scaled)) {
            value_clear(&scaled);
            break;
        }
        m.value = total = scaled;
        m.end = (uint32_t)end + 1;
        m.word = true;
        add(s, m);
    }
    return end;
}

static bool whole(const struct scan *s, size_t i, int64_t *out)
{
    const struct token *t = at(s, i);
    if (t->kind != TOKEN_NUMBER || (t->flags & TOKEN_MALFORMED) || s->tokens->numbers[t->number].den != 1)
        return false;
    *out = s->tokens->numbers[t->number].num;
    return true;
}

/* "and a half", "1/2", "and 1/2" behind a whole number: the sum is named too */
static void add_mixed(struct scan *s, size_t first, size_t end, struct value base)
{
    size_t i = end + (role(s, end, WORD_AND) ? 1 : 0);
    int64_t top, bottom;
    if (role(s, i, WORD_PER) || role(s, i, WORD_CARDINAL))
        i++;
    if (role(s, i, WORD_FRACTION) && i > end) {
        top = 1;
        bottom = at(s, i)->word.den;
        end = i + 1;
    } else if (whole(s, i, &top) && sign(s, i + 1, '/') && whole(s, i + 2, &bottom) && tight(s, i + 1) && top < bottom) {
        end = i + 3;
    } else {
        return;
    }
    struct value const part = value_ratio(top, bottom);
    struct value sum;
    if (value_add(&base, &part, &sum) == STATUS_OK && value_is_small(&sum))
        add(s, (struct mention){.token = (uint32_t)first, .end = (uint32_t)end, .value = sum, .word = true});
}

static size_t read_digits(struct scan *s, size_t i)
{
    int64_t top, bottom;
    const struct token *t = at(s, i);
    bool const glued = i > 0 && tight(s, i) && at(s, i - 1)->kind == TOKEN_WORD; /* "A4", "shirt12" */
    if ((t->flags & TOKEN_MALFORMED) || glued)
        return i + 1;
    if (whole(s, i, &top) && sign(s, i + 1, '/') && whole(s, i + 2, &bottom) && tight(s, i + 1) && tight(s, i + 2)) {
        add_fraction(s, i, i + 3, top, bottom, false);
        return i + 3;
    }
    struct value const value = s->tokens->numbers[t->number];
    size_t const end = add_number(s, i, i + 1, value, false);
    add_mixed(s, i, end, value);
    return end;
}

/* cardinal = ten ("-"? one)? (scale)* ; then perhaps a fraction: "two thirds", "one-fifth" */
static size_t read_cardinal(struct scan *s, size_t i)
{
    size_t const first = i;
    int64_t number = at(s, i++)->word.num;
    if (number >= 20 && number % 10 == 0) {
        size_t const one = i + (sign(s, i, '-') && tight(s, i) ? 1 : 0);
        if (role(s, one, WORD_CARDINAL) && at(s, one)->word.num < 10) {
            number += at(s, one)->word.num;
            i = one + 1;
        }
    }
    size_t const part = i + (sign(s, i, '-') && tight(s, i) ? 1 : 0);
    if (role(s, part, WORD_FRACTION)) {
        add_fraction(s, first, part + 1, number, at(s, part)->word.den, true);
        return part + 1;
    }
    struct value const value = value_int(number);
    size_t const end = add_number(s, first, i, value, true);
    add_mixed(s, first, end, value);
    return end;
}

/* "third" is a share only before "of" or "as" and behind "a"; "half" always */
static size_t read_share(struct scan *s, size_t i)
{
    const struct token *t = at(s, i);
    bool const told = t->word.den == 2 || role(s, i + 1, WORD_OF) || is_word(s, i + 1, "as") ||
                      (i > 0 && role(s, i - 1, WORD_PER)) || (i > 1 && sign(s, i - 1, '-'));
    if (told)
        add_fraction(s, i, i + 1, 1, t->word.den, true);
    return i + 1;
}

static size_t read_word(struct scan *s, size_t i)
{
    const struct token *t = at(s, i);
    switch (t->word.role) {
    case WORD_CARDINAL:
        return read_cardinal(s, i);
    case WORD_FRACTION:
        return read_share(s, i);
    case WORD_SCALE:
    case WORD_MULTIPLE:
    case WORD_GROUP:
        add(s, (struct mention){.kind = MENTION_MULTIPLE,
                                .word = true,
                                .token = (uint32_t)i,
                                .end = (uint32_t)i + 1,
                                .value = value_int(t->word.num)});
        return i + 1;
    default:
        return i + 1;
    }
}

size_t mentions_read(struct text text, const struct tokens *tokens, struct arena *arena, struct mention **out)
{
    struct mention found[MENTIONS_MAX];
    struct scan s = {text, tokens, found, 0};
    for (size_t i = 0; i < tokens->count && s.count < MENTIONS_MAX - 4;) {
        const struct token *t = &tokens->items[i];
        if (t->kind == TOKEN_NUMBER)
            i = read_digits(&s, i);
        else if (t->word.role >= WORD_CARDINAL && t->word.role <= WORD_GROUP)
            i = read_word(&s, i);
        else
            i++;
    }
    *out = ARENA_ARRAY(arena, struct mention, s.count + 1);
    memcpy(*out, found, s.count * sizeof **out);
    return s.count;
}

bool mention_is(const struct mention *mention, const struct value *value)
{
    return value_equal(&mention->value, value);
}

/* Numerator and denominator of a form. */
struct form {
    int64_t top, bottom;
};

static size_t fraction_forms(int64_t a, int64_t b, struct form *out)
{
    struct form const forms[] = {{a, 1}, {b, 1},     {b - a, 1}, {b - a, b},        {a * 100, b},
                                 {b, a}, {b + a, b}, {b + a, 1}, {(b - a) * 100, b}};
    memcpy(out, forms, sizeof forms);
    return COUNT(forms);
}

static size_t percent_forms(int64_t p, int64_t d, struct form *out)
{
    struct form const forms[] = {{p, 100 * d},     {100 * d - p, d},       {100 * d - p, 100 * d},
                                 {100 * d + p, d}, {100 * d + p, 100 * d}, {100 * d, p}};
    if (p > INT64_C(1000000000) || d > 1000000)
        return 0;
    memcpy(out, forms, sizeof forms);
    return COUNT(forms) - (p == 0);
}

static size_t forms_of(const struct mention *m, struct form *out)
{
    if (m->kind == MENTION_FRACTION)
        return fraction_forms(m->top, m->bottom, out);
    if (m->kind == MENTION_PERCENT)
        return percent_forms(m->value.num, m->value.den, out);
    if (m->kind == MENTION_MULTIPLE) {
        out[0] = (struct form){1, m->value.num};
        return 1;
    }
    bool const small = m->value.num < INT64_C(1000000000) && m->value.den < 1000000;
    if (!small || (!m->cents && !m->currency))
        return 0;
    out[0] = m->cents ? (struct form){m->value.num, m->value.den * 100} : (struct form){m->value.num * 100, m->value.den};
    return 1;
}

bool mention_yields(const struct mention *m, const struct value *value)
{
    struct form forms[MENTION_FORMS_MAX];
    if (mention_is(m, value))
        return true;
    size_t const count = forms_of(m, forms);
    for (size_t i = 0; i < count; i++)
        if (value_is_ratio(value, forms[i].top, forms[i].bottom))
            return true;
    return false;
}

size_t mention_forms(const struct mention *m, struct value out[MENTION_FORMS_MAX])
{
    struct form forms[MENTION_FORMS_MAX];
    size_t const count = forms_of(m, forms);
    out[0] = m->value;
    for (size_t i = 0; i < count; i++)
        out[i + 1] = value_ratio(forms[i].top, forms[i].bottom);
    return count + 1;
}
