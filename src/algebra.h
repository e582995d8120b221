/* algebra: exact questions about formulas. Together with algebra_*.c the only door to FLINT (with Arb, Antic, Calcium).
 *
 * Every question stands alone: what FLINT and Calcium keep is made for it and cleared, so that no answer depends on an earlier one. What a
 * formula is as a polynomial is kept among the notes of the arena (algebra_memory.c), no answer is; so formulas live as long as the arena.
 * Every size is bounded before it is computed (the ALGEBRA_… limits); beyond a limit the answer is FACT_UNKNOWN. Nothing is
 * decided by nearness: balls (Arb) only ever prove that two numbers differ or which is larger.
 *
 * Order of trying, cheapest first: rationals; with symbols, two exact points (which filter as well as a point modulo a prime, and
 * are witnesses), the normal form of rational functions over the generators of the question (symbols, and for each root,
 * exponential, logarithm, unknown call a generator with its relation), more points; without, balls, normal form, closed forms.
 *
 * Symbols stand for real numbers unless ALGEBRA_COMPLEX; in the exponent of a base that is not positive, for whole ones. An
 * identity is TRUE if it holds wherever both sides are defined; it is FALSE only with a witness: a point at which both sides are
 * defined, real (without ALGEBRA_COMPLEX, or i in the question) and proved different. Units, integrals and unknown functions are
 * generators, so never refuted; a degree sign on one side alone might as well have been left out, so that refutes nothing either.
 */
#ifndef MISSTEP_ALGEBRA_H
#define MISSTEP_ALGEBRA_H

#include "formula.h"

enum fact { FACT_FALSE, FACT_TRUE, FACT_UNKNOWN };

enum {
    ALGEBRA_SYMBOLS_MAX = 16,    /* generators of a question, roots and calls included */
    ALGEBRA_NESTED_MAX = 5,      /* functions within functions: sin(cos(…)), roots and bars too */
    ALGEBRA_DEGREE_MAX = 400,    /* of a polynomial in one generator */
    ALGEBRA_TERMS_MAX = 4000,    /* of a polynomial, bounded before multiplying */
    ALGEBRA_BITS_MAX = 1 << 14,  /* of an integer; powers, factorials, binomials are bounded before computing */
    ALGEBRA_SUM_MAX = 1000,      /* terms of a finite sum or product */
    ALGEBRA_PRECISION_MAX = 2048 /* bits of a ball */
};

enum algebra_option {
    ALGEBRA_COMPLEX = 1,  /* symbols may be complex; i is the imaginary unit anyway where it is CONSTANT_I */
    ALGEBRA_POSITIVE = 2, /* symbols stand for positive numbers: √(x²) = x */
    ALGEBRA_DEGREES = 4,  /* bare numbers in trigonometric functions are degrees */
    ALGEBRA_INTEGERS = 8, /* symbols stand for integers: witnesses are integers */
};

/* To be called by a thread that has asked anything and is about to end: FLINT keeps memory for each thread. */
void algebra_thread_ends(void);

/* Are two expressions equal? On FACT_FALSE *witness says how, for people and for the certificate: "x = 2: 9 and 8"; of constants:
 * "9 and 8". Empty otherwise. a and b are expressions, not statements. */
enum fact algebra_equal(const struct formula *a, const struct formula *b, unsigned options, struct arena *arena,
                        struct text *witness);

/* Are they proved equal? Not if one of them is NULL. */
bool algebra_same(const struct formula *a, const struct formula *b, unsigned options, struct arena *arena);

/* How do two constant expressions (no symbols) relate? `relation` as in a chain: '=' '#' '<' '[' '>' ']'. */
enum fact algebra_relates(const struct formula *a, char relation, const struct formula *b, unsigned options, struct arena *arena,
                          struct text *witness);

/* a ≡ b (mod m), all integers without symbols; also m | a as (a, 0, m). Powers are taken modulo m, however large. */
enum fact algebra_congruent(const struct formula *a, const struct formula *b, const struct formula *m, struct arena *arena,
                            struct text *witness);

/* Does the equation `line` (a chain of two members) lie in the ideal of the equations in `lines` (chains, at most 20), that is: is its
 * difference a combination of theirs? Then it follows from them together, whatever the symbols are, wherever all are defined. Each line
 * in its order is solved for what has a number before its highest power and put into the others; a line that contradicts those before
 * it is left out. Where they do not fit together, the first few are asked, and each alone that contradicts none. Only ever TRUE or
 * UNKNOWN. */
enum fact algebra_in_ideal(const struct formula *const *lines, size_t count, const struct formula *line, unsigned options,
                           struct arena *arena);

/* The exact rational value of an expression without symbols. STATUS_UNKNOWN if it is irrational or beyond a limit, UNDEFINED if
 * mathematics says so; then *out is 0. Else it may need value_clear(). */
enum status algebra_value(const struct formula *f, struct value *out) MUST_USE;

/* Is the value of an expression without symbols a whole number from -most to most? It is in *out, else 0. */
bool algebra_whole(const struct formula *f, int64_t most, int64_t *out);

/* Decimal digits of a real constant, rounded to nearest at `places` places, proved right; false if it cannot be told. For
 * announced roundings: √2 ≈ 1.41. Also sets *down to the digits cut off (towards zero) at the same places, same ownership. */
bool algebra_digits(const struct formula *f, int places, struct arena *arena, struct text *nearest, struct text *down);

const char *algebra_version(void); /* of FLINT */

/* Statements, and whether one follows from others: see follows.h. */

#endif
