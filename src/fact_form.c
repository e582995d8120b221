#include "algebra.h"
#include "fact_parts.h"

enum { SURD_MAX = 1000000 /* of what a root is drawn */ };

/* ---- in which form an answer is asked for ---- */

static bool is_round(const struct reader *r, size_t at)
{
    return r->item[at].kind == ITEM_OTHER && strchr("()", r->step.at[r->item[at].start]);
}

/* "the number of solutions" is no form; nor are "the integer solutions", if they were not spoken of before. */
static bool says_what(const struct reader *r, size_t from, size_t at)
{
    if (fact_is_word(r, at, "number") && fact_is_word(r, at + 1, "of"))
        return true;
    if (!fact_is_word(r, at, "integer whole exact simple real complex") ||
        !fact_is_word(r, at + 1, "solutions solution roots values numbers answers"))
        return false;
    while (from > 0 && !fact_is_word(r, from - 1, r->item[at].word))
        from--;
    return from == 0;
}

bool fact_is_about_form(const struct reader *r, size_t from, size_t to)
{
    static const char asking[] = "express give write reduce leave enter submit separate list",
                      words[] =
                          "your answer answers result as in to the a an form of common reduced simplified simplest lowest terms "
                          "simple improper proper fraction fractions decimal decimals mixed number integer whole base completely "
                          "exact interval notation using use union intervals all possible solutions solution roots values "
                          "separated by commas numbers fractional real complex";
    while (from < to && is_round(r, from))
        from++;
    bool const asks = fact_is_word(r, from, asking);
    for (size_t at = from; at < to; at++)
        if (says_what(r, from, at) || (!fact_is_word(r, at, asking) && !fact_is_word(r, at, words) && !is_round(r, at) &&
                                       !(r->item[at].kind == ITEM_COMMA) &&
                                       !(r->item[at].kind == ITEM_VALUE && at > from && fact_is_word(r, at - 1, "base"))))
            return false;
    return asks || from == to;
}

/* Does it hold no product of sums? */
static bool is_expanded(const struct formula *f)
{
    bool fine = true;
    for (size_t i = 0; i < f->count && fine; i++)
        fine =
            is_expanded(f->args[i]) && !((f->kind == FORMULA_MUL || f->kind == FORMULA_POW) && f->args[i]->kind == FORMULA_ADD);
    return fine;
}

/* An interval, or several. */
static bool is_of_intervals(const struct formula *f)
{
    return f->kind == FORMULA_TUPLE || f->kind == FORMULA_INTERVAL || f->kind == FORMULA_UNION;
}

bool fact_is_in_form(const struct reader *r, const struct formula *value)
{
    const struct formula *plain = value->kind == FORMULA_NEG ? value->args[0] : value;
    bool const whole = plain->kind == FORMULA_NUMBER, point = whole && memchr(plain->text.at, '.', plain->text.size) != NULL;
    for (size_t at = 0; at < r->count; at++) {
        const struct formula *base = fact_is_word(r, at, "base") && at + 1 < r->count ? r->item[at + 1].value : NULL;
        if ((base && (plain->kind != FORMULA_BASED || !formula_same(plain->args[0], base))) ||
            (fact_is_word(r, at, "integer") && at > 1 && fact_is_word(r, at - 1, "an") && fact_is_word(r, at - 2, "as") &&
             !whole) ||
            (fact_is_word(r, at, "mixed") && plain->kind != FORMULA_ADD) || (fact_is_word(r, at, "decimal decimals") && !whole) ||
            (fact_is_word(r, at, "fraction fractions") && point) ||
            (fact_is_word(r, at, "interval intervals") && !is_of_intervals(value)))
            return false;
    }
    return !fact_is_word(r, 0, "expand") || is_expanded(value);
}

size_t fact_without_form(const struct reader *r, size_t from, size_t to)
{
    static const char words[] =
        "as in to the a an common reduced simplified simplest lowest terms form improper fraction decimal "
        "terminating repeating mixed number single integer base";
    size_t at = to;
    while (at > from && (fact_is_word(r, at - 1, words) ||
                         (r->item[at - 1].kind == ITEM_VALUE && at - 1 > from && fact_is_word(r, at - 2, "base"))))
        at--;
    return at < to && fact_is_word(r, at, "as in to") &&
                   fact_is_word(r, to - 1 - (r->item[to - 1].kind == ITEM_VALUE),
                                "fraction decimal form terms base number integer")
               ? at
               : to;
}

/* ---- in which one it is given ---- */

/* n/d in lowest terms, if both are numbers. */
static bool is_reduced(const struct formula *f)
{
    struct value n, d;
    if (algebra_value(f->args[0], &n) != STATUS_OK)
        return true;
    bool const known = algebra_value(f->args[1], &d) == STATUS_OK;
    bool const reduced = !known || (value_is_small(&n) && value_is_small(&d) && d.den == 1 && n.den == 1 && d.num > 1 &&
                                    value_gcd(n.num, d.num) == 1);
    value_clear(&n);
    if (known)
        value_clear(&d);
    return reduced;
}

static bool is_square_free(const struct formula *f)
{
    int64_t root = 2;
    struct value v;
    if (algebra_value(f, &v) != STATUS_OK)
        return true;
    bool const fits = value_is_small(&v) && v.den == 1 && v.num > 1 && v.num < SURD_MAX;
    while (fits && root * root <= v.num && v.num % (root * root) != 0)
        root++;
    bool const fine = fits && root * root > v.num;
    value_clear(&v);
    return fine;
}

bool fact_is_worked_out(const struct formula *f)
{
    size_t numbers = 0;
    bool fine = f->kind != FORMULA_FACTORIAL && f->kind != FORMULA_ABS && f->kind != FORMULA_FLOOR && f->kind != FORMULA_CEIL &&
                f->kind != FORMULA_BINOMIAL && (f->kind != FORMULA_CALL || f->sub == FUNCTION_LN || f->sub == FUNCTION_LOG) &&
                (f->kind != FORMULA_DIV || is_reduced(f)) && (f->kind != FORMULA_ROOT || is_square_free(f->args[0]));
    for (size_t i = 0; i < f->count && fine; i++) {
        struct value v;
        bool const known = algebra_value(f->args[i], &v) == STATUS_OK;
        if (known)
            value_clear(&v);
        numbers += known;
        fine = fact_is_worked_out(f->args[i]);
    }
    return fine && ((f->kind != FORMULA_ADD && f->kind != FORMULA_MUL) || numbers < 2);
}

bool fact_is_readable(const struct formula *f)
{
    static const enum formula_kind never[] = {FORMULA_WORDS, FORMULA_OPAQUE, FORMULA_DOTS,    FORMULA_PM,
                                              FORMULA_MP,    FORMULA_UNIT,   FORMULA_PERCENT, FORMULA_DEGREES,
                                              FORMULA_LIST,  FORMULA_TUPLE,  FORMULA_SET};
    bool fine = !formula_is_call(f, FUNCTION_UNKNOWN);
    for (size_t i = 0; i < COUNT(never) && fine; i++)
        fine = f->kind != never[i];
    for (size_t i = 0; i < f->count && fine; i++)
        fine = fact_is_readable(f->args[i]);
    return fine;
}
