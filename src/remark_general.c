#include "remark.h"

#include "remark_parts.h"

#include "algebra.h"
#include "scope.h"

enum {
    SENTENCE_MAX = 300, /* bytes before and behind a formula that are looked at */
    BOUND_DIGITS_MAX = 9
};

/* Up to what is concluded from it: ", which implies that all odd ones …" */
static struct text clause(struct text words)
{
    static const char *const ends[] = {" which ", " so ", " then ", " we ", " because ", " since "};
    for (size_t i = 0; i < COUNT(ends); i++)
        words.size = MIN(words.size, text_find(words, text_of(ends[i]), 0));
    return words;
}

struct text remark_general(struct text text, size_t start, size_t end)
{
    static const char *const all[] = {"or all ", "or any ", "or every ", "or each "};
    static const char denies[] = "not no some exists exist only";
    size_t from = start, to = end;
    while (from > 0 && start - from < SENTENCE_MAX && !text_stops(text, from - 1))
        from--;
    while (to < text.size && to - end < SENTENCE_MAX && !text_stops(text, to))
        to++;
    struct text const before = text_part(text, from, start), behind = text_part(text, end, to);
    for (size_t i = 0; i < COUNT(all); i++) {
        size_t const ahead = text_find(before, text_of(all[i]), 0), after = text_find(behind, text_of(all[i]), 0);
        if ((ahead < before.size || after < behind.size) && !remark_has_word(before, denies) && !remark_has_word(behind, denies))
            return clause(after < behind.size ? text_part(behind, after, behind.size) : text_part(before, ahead, before.size));
    }
    return (struct text){NULL, 0};
}

/* The number behind the sign in "for all $n \ge 2$"; false if there is none. */
static bool bound_behind(struct text words, const char *sign, int64_t *out)
{
    size_t at = text_find(words, text_of(sign), 0) + strlen(sign);
    int64_t number = 0;
    while (at < words.size && is_space(words.at[at]))
        at++;
    size_t const first = at;
    for (; at < words.size && is_digit(words.at[at]) && at - first < BOUND_DIGITS_MAX; at++)
        number = 10 * number + (words.at[at] - '0');
    *out = number;
    return at > first && (at == words.size || !is_digit(words.at[at]));
}

bool remark_is_conditional(struct text words)
{
    static const char *const conditions[] = {"=",     "<",        "\\le",     "\\ne",       "even",       "odd",
                                             "prime", "multiple", "divi",     "such that",  " with ",     " where ",
                                             " if ",  "satisf",   "distinct", "relatively", "consecutive"};
    return text_holds_any(words, conditions, COUNT(conditions));
}

/* Moves behind the "\ge 2" that stands at *at; false if none does. */
static bool skip_bound(struct text words, size_t *at)
{
    static const char *const signs[] = {"\\geq", "\\ge", ">"};
    for (size_t i = 0; i < COUNT(signs); i++) {
        if (!text_starts(text_part(words, *at, words.size), text_of(signs[i])))
            continue;
        for (*at += strlen(signs[i]); *at < words.size && is_space(words.at[*at]);)
            ++*at;
        size_t const first = *at;
        while (*at < words.size && is_digit(words.at[*at]))
            ++*at;
        bool const number = *at > first;
        while (*at < words.size && is_space(words.at[*at]))
            ++*at;
        return number && (*at == words.size || !is_letter(words.at[*at]));
    }
    return false;
}

/* Is there no word, nor sign, that may leave out some values in a way that remark_covers() does not read? */
static bool is_understood(struct text words)
{
    static const char known[] = "or for all any every each and real integer integers positive nonnegative non-negative nonzero "
                                "non-zero number numbers";
    size_t bounds = 0;
    for (size_t at = 0; at < words.size;) {
        size_t const first = at;
        if (is_space(words.at[at]) || memchr("$,;:.", words.at[at], strlen("$,;:."))) {
            at++;
            continue;
        }
        if (words.at[at] == '\\' && at + 1 < words.size && memchr("[]()", words.at[at + 1], strlen("[]()"))) {
            at += 2;
            continue;
        }
        while (at < words.size && (is_letter(words.at[at]) || (at > first && words.at[at] == '-')))
            at++;
        if (at == first ? !skip_bound(words, &at) || bounds++
                        : at > first + 1 && !text_is_among(text_part(words, first, at), text_of(known)))
            return false;
    }
    return true;
}

bool remark_covers(struct text words, const struct formula *number)
{
    static const char *const lower[] = {"\\geq", "\\ge", ">"};
    struct value v;
    int64_t bound = 0;
    if (words.size == 0)
        return true;
    if (!is_understood(words))
        return false;
    if (algebra_value(number, &v) != STATUS_OK)
        return true;
    bool const small = value_is_small(&v), whole = small && v.den == 1;
    int64_t const top = v.num;
    value_clear(&v);
    if (!small || (!whole && text_holds(words, "integer")) || (top <= 0 && text_holds(words, "positive")) ||
        (top < 0 && (text_holds(words, "nonneg") || text_holds(words, "non-neg"))) ||
        (top == 0 && (text_holds(words, "nonzero") || text_holds(words, "non-zero"))))
        return false;
    for (size_t i = 0; i < COUNT(lower); i++)
        if (text_holds(words, lower[i]))
            return whole && bound_behind(words, lower[i], &bound) && top > bound - (strcmp(lower[i], ">") != 0);
    return true;
}

bool remark_is_limited(struct text text, const struct statement *statement)
{
    const struct formula *f = statement->formula;
    return f->kind == FORMULA_CHAIN && f->args[0]->kind == FORMULA_CALL &&
           (scope_limits_before(text, statement->start) || scope_limits(text, statement->start, statement->end));
}
