/* vectors: formulas about vectors, \mathbf{v} and \overrightarrow{AB}, as formulas about numbers.
 *
 * Under SYNTAX_VECTORS (reading.h) the reader gives such names as symbols "vec v", "vec AB", bold capitals as "mat M", and u × v as a call
 * "×". Products of vectors are no products of numbers: they do not associate. Here an expression is either a number or a sum of vectors with numbers
 * before them. A sum of vectors is written with each vector as a symbol, to which nothing is ever multiplied but numbers; a dot product
 * becomes a sum of symbols "a·b", each of which stands for one number, a length a root of such. So whatever holds of formulas in real symbols holds of
 * the vectors. \overrightarrow{AB} is \overrightarrow{B} − \overrightarrow{A}, as it is from every origin.
 */
#ifndef MISSTEP_VECTORS_H
#define MISSTEP_VECTORS_H

#include "formula.h"

enum { VECTORS_TERMS_MAX = 16 }; /* of a sum of vectors */

/* Is there a vector or a matrix with a name of its own? */
bool vectors_in(const struct formula *f);

/* Are vectors or matrices multiplied in it, or do they stand beside a matrix with its entries? Then it is no formula about numbers. */
bool vectors_are_raw(const struct formula *f);

/* A statement or expression about vectors as one about numbers, with the spans of its members kept; NULL if it is not understood: matrices that
 * are multiplied, vectors where a number has to be. The members of a chain with a matrix whose entries are written out stay as they are if need be: it is raw
 * then. Memory is the arena's. */
const struct formula *vectors_flatten(const struct formula *f, struct arena *arena);

/* The formula with the symbols of dot and cross products as products of the names in them again. */
const struct formula *vectors_unfold(const struct formula *f, struct arena *arena);

#endif
