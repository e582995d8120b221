#include "audit_parts.h"

enum { RUN_MAX = 400, SIGNS_MAX = 256 }; /* bytes of one side; "=" signs per step that are looked at */

/* What a sentence may say with a number before or behind a sum, so that the sum alone is not what is claimed. */
static bool leans_on(struct text word)
{
    static const char *const words[] = {"of",      "times",     "plus",    "minus",   "by",     "than",    "and",
                                        "twice",   "half",      "double",  "triple",  "dozen",  "dozens",  "over",
                                        "per",     "less",      "more",    "third",   "thirds", "quarter", "quarters",
                                        "hundred", "thousand",  "million", "billion", "x",      "divided", "multiplied",
                                        "percent", "remainder", "r",       "to",      "from",   "squared", "cubed"};
    for (size_t i = 0; i < COUNT(words); i++)
        if (text_equal_nocase(word, text_of(words[i])))
            return true;
    return false;
}

static const struct text signs[] = {{"×", 2}, {"÷", 2}, {"·", 2}, {"−", 3}, {"£", 2}, {"€", 3}};

/* Bytes of the character of plain arithmetic that starts at i; 0 if it is none. */
static size_t sign_from(struct text text, size_t i)
{
    if (i < text.size && text.at[i] && strchr("0123456789+-*/^()$ .,x", text.at[i]))
        return 1;
    for (size_t s = 0; s < COUNT(signs); s++)
        if (i < text.size && text_starts(text_part(text, i, text.size), signs[s]))
            return signs[s].size;
    return 0;
}

/* The same for the one that ends at i. */
static size_t sign_until(struct text text, size_t i)
{
    if (i > 0 && sign_from(text, i - 1) == 1)
        return 1;
    for (size_t s = 0; s < COUNT(signs); s++)
        if (text_ends(text_part(text, 0, i), signs[s]))
            return signs[s].size;
    return 0;
}

static bool operand_char(char c)
{
    return is_digit(c) || strchr("().$", c) != NULL;
}

/* A stop or comma that is no part of a number, or an x that is no sign, ends a run. */
static bool breaks(struct text text, size_t i)
{
    char const c = text.at[i], behind = i + 1 < text.size ? text.at[i + 1] : ' ', before = i > 0 ? text.at[i - 1] : ' ';
    if (c == ',' || c == '.')
        return !is_digit(behind);
    return c == 'x' && !((before == ' ' || operand_char(before)) && (behind == ' ' || operand_char(behind)));
}

static size_t run_start(struct text text, size_t end)
{
    size_t i = end;
    while (i > 0 && end - i < RUN_MAX) {
        size_t const size = sign_until(text, i);
        if (size == 0 || (size == 1 && breaks(text, i - 1)))
            break;
        i -= size;
    }
    while (i < end && text.at[i] == ' ')
        i++;
    return i;
}

static size_t run_end(struct text text, size_t start)
{
    size_t i = start;
    while (i < text.size && i - start < RUN_MAX) {
        size_t const size = sign_from(text, i);
        if (size == 0 || (size == 1 && breaks(text, i)))
            break;
        i += size;
    }
    while (i > start && text.at[i - 1] == ' ')
        i--;
    return i;
}

static bool clean_before(struct text text, size_t start)
{
    size_t i = start;
    while (i > 0 && text.at[i - 1] == ' ')
        i--;
    size_t const end = i;
    while (i > 0 && is_letter(text.at[i - 1]))
        i--;
    if (i < end)
        return end < start && !leans_on(text_part(text, i, end));
    if (i > 1 && text.at[i - 1] == ',' && is_digit(text.at[i - 2])) /* a list */
        return false;
    return i == 0 || !strchr(end == start ? "%\\{}_^|:" : "%\\{}_^|", text.at[i - 1]);
}

static bool clean_behind(struct text text, size_t end)
{
    size_t i = end;
    if (end < text.size && is_letter(text.at[end]))
        return false;
    while (i < text.size && text.at[i] == ' ')
        i++;
    size_t const start = i;
    while (i < text.size && is_letter(text.at[i]))
        i++;
    bool const ratio = end + 1 < text.size && text.at[end] == ':' && is_digit(text.at[end + 1]);
    return !ratio && !leans_on(text_part(text, start, i)) && (start == text.size || !strchr("%\\{}_^|", text.at[start]));
}

enum plain_truth { UNREAD, HELD, ROUNDED, BROKEN };

static bool value_of(struct text printed, struct value *out)
{
    struct buffer plain = {0};
    bool const odd = text_find(printed, TEXT("$$"), 0) < printed.size || text_find(printed, TEXT("$-"), 0) < printed.size;
    bool const good = printed.size && !odd && audit_plain(printed, &plain) && audit_evaluate(buffer_text(&plain), out);
    buffer_free(&plain);
    return good;
}

/* Left and right side of the "=" at `sign`, where nothing but arithmetic stands between the words. */
static enum plain_truth truth_at(struct text text, size_t sign, struct arena *arena)
{
    size_t right_start = sign + 1;
    while (right_start < text.size && text.at[right_start] == ' ')
        right_start++;
    size_t const left_start = run_start(text, sign), right_end = run_end(text, right_start);
    struct text const printed = text_part(text, right_start, right_end);
    struct value left, right;
    struct audit_number shown;
    bool minus;
    if (!clean_before(text, left_start) || !clean_behind(text, right_end) || !value_of(text_part(text, left_start, sign), &left))
        return UNREAD;
    enum plain_truth truth = UNREAD;
    if (value_of(printed, &right)) {
        bool const rounds = audit_number_alone(printed, arena, &shown, &minus) && value_rounds_to(&left, &right, shown.places);
        truth = value_equal(&left, &right) ? HELD : rounds ? ROUNDED : BROKEN;
        value_clear(&right);
    }
    value_clear(&left);
    return truth;
}

/* The places of "=" in a text. */
static size_t find_signs(struct text text, size_t *out)
{
    size_t count = 0;
    for (size_t at = text_find(text, TEXT("="), 0); at < text.size && count < SIGNS_MAX; at = text_find(text, TEXT("="), at + 1))
        out[count++] = at;
    return count;
}

static bool is_certified(const struct audited *r, size_t bad_step, size_t at)
{
    return bad_step == r->bad_root && r->claim_at != SIZE_MAX && at >= r->claim_at &&
           at < r->claim_at + r->certificate.claim.size;
}

static bool held(struct text text, size_t sign, struct arena *arena)
{
    enum plain_truth const truth = truth_at(text, sign, arena);
    return truth == HELD || truth == ROUNDED;
}

int64_t audit_plain_claims(struct audit *a, size_t bad_step)
{
    size_t signs_at[SIGNS_MAX];
    struct text const text = a->r.bad_steps.at[bad_step];
    size_t const n = find_signs(text, signs_at);
    int64_t count = 0;
    for (size_t i = 0; i < n; i++)
        count += !is_certified(&a->r, bad_step, signs_at[i]) && truth_at(text, signs_at[i], a->arena) == HELD;
    return count;
}

static bool has_operator(struct text printed)
{
    for (size_t i = 0; i < printed.size; i++)
        if (i > 0 && sign_from(printed, i) && !is_digit(printed.at[i]) && !strchr("., $()", printed.at[i]))
            return true;
    return false;
}

bool audit_works_out(struct audit *a, struct text step, const struct audit_number *number)
{
    size_t signs_at[SIGNS_MAX];
    size_t const n = find_signs(step, signs_at);
    for (size_t i = 0; i < n; i++) {
        struct audit_number result;
        bool minus;
        struct text const right = text_part(step, signs_at[i] + 1, run_end(step, signs_at[i] + 1));
        if (audit_number_alone(right, a->arena, &result, &minus) && audit_number_is(&result, number, 0) &&
            has_operator(text_part(step, run_start(step, signs_at[i]), signs_at[i])) &&
            truth_at(step, signs_at[i], a->arena) == HELD)
            return true;
    }
    return false;
}

void audit_later(struct audit *a)
{
    struct audited const *r = &a->r;
    size_t in_source[SIGNS_MAX], in_bad[SIGNS_MAX];
    for (size_t i = 0; i < r->bad_steps.count; i++) {
        struct text const source = r->steps.at[r->origin.at[i]], bad = r->bad_steps.at[i];
        if (text_equal(source, bad))
            continue;
        size_t const n = find_signs(source, in_source), m = find_signs(bad, in_bad);
        for (size_t s = 0; n == m && s < n; s++)
            if (!is_certified(r, i, in_bad[s]) && held(source, in_source[s], a->arena) &&
                truth_at(bad, in_bad[s], a->arena) == BROKEN)
                audit_note(a, "a claim that held in the source is false after the edit", "bad step %zu, the \"=\" at byte %zu", i,
                           in_bad[s]);
    }
}
