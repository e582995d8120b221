/* audit_number: the audit's own reading of numbers, in running text and as plain arithmetic. Shares nothing with token, parse and
 * expr, so that a slip of theirs is not repeated here.
 */
#ifndef MISSTEP_AUDIT_NUMBER_H
#define MISSTEP_AUDIT_NUMBER_H

#include "value.h"

enum {
    AUDIT_NUMBERS_MAX = 20000, /* read per text; what follows is not read */
    AUDIT_PLAIN_MAX = 2000,    /* bytes of a plain expression */
    AUDIT_BRACKETS_MAX = 40,   /* open at once, signs and powers included */
};

/* A number as written: digits, thousands separators in their places, decimals. Its value is digits * 10^scale. */
struct audit_number {
    size_t start, end;  /* bytes, without sign, currency and percent sign */
    struct text digits; /* without separators, point, and zeros at both ends; empty for 0 */
    int64_t scale;      /* 0 for 0 */
    int places;         /* decimals as written */
    bool percent;       /* "%" or "percent" follows */
};

/* The numbers of a text in their order. "1,234.50", "1{,}000" and "1 000" are one number, "3,4", "12 500" and \frac12 are two; digits touched by a letter before them (x
 * excepted) are part of a name. Memory is the arena's. */
size_t audit_numbers(struct text text, struct arena *arena, struct audit_number **out);

/* a = b * 10^shift */
bool audit_number_is(const struct audit_number *a, const struct audit_number *b, int shift);

/* The same value, as it stands or read as a percentage or as cents: times 100, divided by 100. */
bool audit_number_like(const struct audit_number *a, const struct audit_number *b);

/* The number alone, with nothing but currency signs and white space before it, and percent signs, stops and white space behind.
 * *negative says whether a minus sign stands before it. */
bool audit_number_alone(struct text text, struct arena *arena, struct audit_number *out, bool *negative);

/* The value of an expression of digits . + - * / ^ ( ), 4!, C(5,2), sqrt(9) without white space. "!" binds first, then "^", to the right,
 * then signs, then * and /. False if it is anything else, too long, too deep, undefined or too large; *out need only be cleared after success. */
bool audit_evaluate(struct text plain, struct value *out) MUST_USE;

/* The square of such a value, where the expression is a product with square roots in it that need not be rational: "2*sqrt(3)". */
bool audit_square(struct text plain, struct value *out) MUST_USE;

/* A value with square roots in it: rationals times roots of square-free numbers, in ascending order; none is 0, and 0 has none. */
struct audit_root {
    struct value factor; /* small */
    int64_t radicand;    /* 1 of what is rational */
};

struct audit_surd {
    struct audit_root terms[12];
    size_t count;
};

/* The value of such an expression, where it is a sum of a few of these; no factorials. Two are the same number only where they are equal. */
bool audit_surd(struct text plain, struct audit_surd *out) MUST_USE;
bool audit_surd_equal(const struct audit_surd *a, const struct audit_surd *b);

/* Arithmetic as people print it, "$1,200 × 3 ", made plain, "1200*3", and appended. False, with nothing appended, if it holds a
 * letter (other than x between operands), a percent sign, or anything else that audit_evaluate() does not know; whether the signs
 * stand where they should is for audit_evaluate() to say. */
bool audit_plain(struct text printed, struct buffer *out);

/* The same for LaTeX: fractions, braces, \cdot, \left, boxes, degrees, words in \text; products without a sign get theirs. `mixed`: 3\frac{1}{33}
 * is the sum of the two. */
bool audit_latex(struct text printed, bool mixed, struct buffer *out);

/* Where `out`, from there on, ends in a whole number, and the arguments of a fraction are digits: opens a bracket before it, which is the
 * caller's to close, and adds a plus. */
bool audit_begin_mixed(struct text arguments, size_t from, struct buffer *out);

/* Are numbers i and i + 1 of the text the two halves of a fraction, 3/4 or \frac{3}{4}? */
bool audit_fraction(struct text text, const struct audit_number *numbers, size_t count, size_t i);

#endif
