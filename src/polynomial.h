/* polynomial: an equation as a polynomial in one of its symbols, with formulas in the others as coefficients. */
#ifndef MISSTEP_POLYNOMIAL_H
#define MISSTEP_POLYNOMIAL_H

#include "settle.h"

enum { POLYNOMIAL_DEGREE_MAX = 4 };

struct polynomial {
    size_t degree;
    const struct formula *coefficients[POLYNOMIAL_DEGREE_MAX + 1]; /* of x^0, x^1, … */
};

/* Left minus right of the equation (a chain of two members, or the last link of a longer one) in `name`. False if it is no polynomial of that symbol of degree 1 to
 * POLYNOMIAL_DEGREE_MAX. What it is made of is interpolated, then proved to be the same. */
bool polynomial_of(const struct formula *line, struct text name, struct arena *arena, struct polynomial *out);

/* Is lead·value = (−1)^k·(coefficient k below the leading one)? By Vieta's formulas so is, of its roots, the sum of all products of k of them. */
bool polynomial_is_vieta(const struct polynomial *p, size_t k, const struct formula *value, struct arena *arena);

/* An equation, an expression, a function f(x) = … or its call: the polynomial of degree 2 or more whose roots are meant, in an unknown that the claim `link`
 * is not about. Of y = x² none are: that is a curve. */
bool polynomial_meant(const struct context *context, const struct formula *line, const struct formula *link, struct arena *arena,
                      struct polynomial *out);

/* The sum of all products of k of `count` expressions. */
const struct formula *polynomial_symmetric(struct arena *arena, const struct formula *const *all, size_t count, size_t k);

/* What the polynomial says of its roots, as many as its degree: their sums and products, and that each is one. How many equations. */
size_t polynomial_relations(const struct polynomial *p, const struct formula *const *roots, struct arena *arena,
                            const struct formula *out[2 * POLYNOMIAL_DEGREE_MAX]);

#endif
