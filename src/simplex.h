/* simplex: is there a combination of columns of whole numbers, with factors that are not negative, that is zero in every row, and in which a column
 * with a mark counts? Phase one of the simplex method with Bland's rule (Bland, "New finite pivoting rules for the simplex method", 1977), in
 * whole numbers: a row counts up to a positive factor. Exact: what does not fit into 64 bits ends the search.
 */
#ifndef MISSTEP_SIMPLEX_H
#define MISSTEP_SIMPLEX_H

#include "base.h"

enum {
    SIMPLEX_ROWS_MAX = 48,
    SIMPLEX_COLUMNS_MAX = 96,
    SIMPLEX_PIVOTS_MAX = 120,
};

struct simplex {
    size_t rows, columns; /* what is behind them is not looked at */
    bool marked[SIMPLEX_COLUMNS_MAX];
    int64_t at[SIMPLEX_COLUMNS_MAX][SIMPLEX_ROWS_MAX]; /* a column, its rows */
};

/* true: there is one; false: there is none, or a limit was met. Overwrites what it is given. */
bool simplex_vanishes(struct simplex *s);

#endif
