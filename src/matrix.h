/* matrix: vectors and matrices with their entries written out, worked out: sums, multiples, products, powers and inverses, transposed ones,
 * dot and cross products, lengths, determinants.
 */
#ifndef MISSTEP_MATRIX_H
#define MISSTEP_MATRIX_H

#include "algebra.h"

enum {
    MATRIX_SIDE_MAX = 4,     /* rows and columns */
    MATRIX_ENTRIES_MAX = 16, /* MATRIX_SIDE_MAX squared */
};

/* What two columns side by side are. */
enum matrix_columns {
    MATRIX_DOT,
    MATRIX_CROSS,   /* columns of three; others are a dot product */
    MATRIX_ASUNDER, /* not understood */
};

/* An equation of matrices as equations of their entries, chains of two members; one equation if both sides are numbers. The name "mat I" is
 * the identity matrix of the size of the matrix beside it, 0 alone is the matrix of zeros. Returns 0 if nothing of it is a matrix, if other vectors
 * or matrices have names only, if it is not understood, or if the two sides have not the same form. Memory is the arena's. */
size_t matrix_equations(const struct formula *left, const struct formula *right, enum matrix_columns columns, struct arena *arena,
                        const struct formula *out[MATRIX_ENTRIES_MAX]);

#endif
