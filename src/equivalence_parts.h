/* equivalence_parts: what the files equivalence_*.c share. Nobody else includes it. */
#ifndef MISSTEP_EQUIVALENCE_PARTS_H
#define MISSTEP_EQUIVALENCE_PARTS_H

#include "equivalence_options.h"

struct comparison {
    const struct equivalence_options *options;
    struct arena *arena;
    unsigned depth, questions;
    const char *why;
    struct text witness;
};

/* Notes the reason of a fact and hands the fact on. */
static inline enum fact equivalence_says(struct comparison *c, enum fact fact, const char *why)
{
    c->why = why;
    return fact;
}

static inline bool is_negated(const struct formula *f)
{
    return f->kind == FORMULA_NEG;
}

static inline bool is_constant(const struct formula *f, enum formula_constant constant)
{
    return f->kind == FORMULA_CONSTANT && f->sub == constant;
}

/* All facts together: FALSE if one is, else UNKNOWN if one is. */
static inline enum fact fact_and(enum fact a, enum fact b)
{
    return a == FACT_FALSE || b == FACT_FALSE ? FACT_FALSE : a == FACT_UNKNOWN || b == FACT_UNKNOWN ? FACT_UNKNOWN : FACT_TRUE;
}

/* TRUE if one is, else UNKNOWN if one is. */
static inline enum fact fact_or(enum fact a, enum fact b)
{
    return a == FACT_TRUE || b == FACT_TRUE ? FACT_TRUE : a == FACT_UNKNOWN || b == FACT_UNKNOWN ? FACT_UNKNOWN : FACT_FALSE;
}

/* Anything against anything. */
enum fact equivalence_compare(struct comparison *c, const struct formula *a, const struct formula *b);

/* algebra_equal, algebra_relates, follows and follows_truth, counted. */
enum fact equivalence_equal(struct comparison *c, const struct formula *a, const struct formula *b);
enum fact equivalence_relates(struct comparison *c, const struct formula *a, char relation, const struct formula *b);
enum fact equivalence_follows(struct comparison *c, const struct formula *before, const struct formula *line);
enum fact equivalence_truth(struct comparison *c, const struct formula *f);

/* A statement, but not "6 and 8": values that words join. */
bool equivalence_is_claim(const struct formula *f);

/* Does a node of this kind stand in it? */
bool equivalence_holds(const struct formula *f, enum formula_kind kind);
bool equivalence_has_symbols(const struct formula *f);
bool equivalence_has_infinity(const struct formula *f);

/* The two values of a formula with ±; false if a result would be too large. */
bool equivalence_both_signs(struct comparison *c, const struct formula *f, const struct formula *out[2]);

/* Two expressions without units, by algebra. */
enum fact equivalence_expressions(struct comparison *c, const struct formula *a, const struct formula *b);

/* equivalence_value.c: single values: units, percent, words, matrices, bases, expressions. */
enum fact equivalence_values(struct comparison *c, const struct formula *a, const struct formula *b);

/* equivalence_canon.c: one form for what is written in several: min(b, a), gcd(1/2, 3), arccsc x, the angle CBA, braces that only
 * group. */
const struct formula *equivalence_canonical(struct comparison *c, const struct formula *f);
/* Every log without a base as the natural one; the same tree if there is none. */
const struct formula *equivalence_natural(struct comparison *c, const struct formula *f);

/* equivalence_matrix.c: a sum, a multiple or a product of matrices that are written out, as one; f itself if it is none. */
const struct formula *equivalence_matrix(struct comparison *c, const struct formula *f);

/* equivalence_call.c: functions by names of computer algebra: sum(k, k, 1, n), diff(x^2, x), round(2.5); f itself if it is none. */
const struct formula *equivalence_call(struct comparison *c, const struct formula *f);

/* Does a number stand in it that is only displayed, to so many places? */
bool equivalence_is_display(const struct formula *f);

/* equivalence_monomial.c: gcd and lcm of products of letters as those of polynomials: gcd(2y, x) is 1. */
const struct formula *equivalence_polynomial(struct comparison *c, const struct formula *f);

/* equivalence_unit.c: 1*km against 1000*m, in computer algebra. False if they are no quantities, or in the same units. */
bool equivalence_amounts(struct comparison *c, const struct formula *a, const struct formula *b, enum fact *fact);

/* Numbers with units in words or signs: 2 hours against 120 min. False if a unit is not known, or they measure other things. */
bool equivalence_measures(struct comparison *c, const struct formula *a, struct text of_a, const struct formula *b,
                          struct text of_b, enum fact *fact);

/* equivalence_list.c: lists, tuples, sets, disjunctions of values. */
struct parts {
    const struct formula **items;
    const struct formula **names; /* x of x = 5, or NULL */
    size_t count;
    bool ordered; /* a tuple */
    bool free;    /* a set, or the solutions for one unknown: in any order */
    bool set;     /* in braces: a part that stands twice counts once */
};
bool equivalence_is_parts(const struct formula *f);
enum fact equivalence_parts(struct comparison *c, const struct formula *a, const struct formula *b);

/* equivalence_region.c: sets of real numbers. */
bool equivalence_is_region(const struct formula *f); /* shows it: an interval, a union, … */
/* The set that a statement about one unknown describes counts too. UNKNOWN where one of them cannot be read as a region. */
enum fact equivalence_regions(struct comparison *c, const struct formula *a, const struct formula *b);

/* equivalence_logic.c: "A and (B or C)" by truth tables. */
enum fact equivalence_logic(struct comparison *c, const struct formula *a, const struct formula *b);

/* equivalence_statement.c. */
enum fact equivalence_systems(struct comparison *c, const struct formula *a, const struct formula *b);
enum fact equivalence_statements(struct comparison *c, const struct formula *a, const struct formula *b);

/* x of x = 5, x = 2 + 3 = 5, f(2) = 5, (p, q) = (3, 2), |AB| = 1; NULL if it is no such thing. *value: the last exact member.
 * *chain tells whether all members are proved equal. */
const struct formula *equivalence_name(struct comparison *c, const struct formula *f, const struct formula **value);
bool equivalence_is_ratio(const struct formula *f);

#endif
