#include "simplex.h"

#include "value.h"

enum {
    WIDTH = SIMPLEX_COLUMNS_MAX + 1,  /* the last one is the right side */
    HEIGHT = SIMPLEX_ROWS_MAX + 2,    /* the factors of marked columns add up to 1; what is to become 0 */
    ARTIFICIAL = SIMPLEX_COLUMNS_MAX, /* basic variables from here on */
};

struct tableau {
    size_t rows, columns;
    size_t basis[HEIGHT];
    int64_t at[HEIGHT][WIDTH];
};

/* ---- columns that cannot count ---- */

/* Does a row hold numbers of one sign only? Then none of their columns counts. */
static bool has_one_sign(const struct simplex *s, size_t row)
{
    bool below = false, above = false;
    for (size_t k = 0; k < s->columns; k++) {
        below |= s->at[k][row] < 0;
        above |= s->at[k][row] > 0;
    }
    return below != above;
}

static void drop_column(struct simplex *s, size_t k)
{
    size_t const last = --s->columns;
    s->marked[k] = s->marked[last];
    memcpy(s->at[k], s->at[last], s->rows * sizeof s->at[k][0]);
}

static bool drop_columns_of(struct simplex *s, size_t row)
{
    bool const drops = has_one_sign(s, row);
    for (size_t k = s->columns; drops && k-- > 0;)
        if (s->at[k][row] != 0)
            drop_column(s, k);
    return drops;
}

static void reduce(struct simplex *s)
{
    for (bool again = true; again;) {
        again = false;
        for (size_t i = 0; i < s->rows; i++)
            again |= drop_columns_of(s, i);
    }
}

static bool is_empty(const struct simplex *s, size_t row)
{
    for (size_t k = 0; k < s->columns; k++)
        if (s->at[k][row] != 0)
            return false;
    return true;
}

static bool has_mark(const struct simplex *s)
{
    for (size_t k = 0; k < s->columns; k++)
        if (s->marked[k])
            return true;
    return false;
}

/* ---- pivots ---- */

/* row := row·p − pivot_row·a, by their greatest common divisor */
static bool clear_in_row(struct tableau *t, size_t row, size_t pivot, size_t column)
{
    int64_t const p = t->at[pivot][column], a = t->at[row][column];
    int64_t common = 0;
    if (a == 0)
        return true;
    for (size_t k = 0; k <= t->columns; k++) {
        int64_t left, right;
        if (__builtin_mul_overflow(t->at[row][k], p, &left) || __builtin_mul_overflow(t->at[pivot][k], a, &right) ||
            __builtin_sub_overflow(left, right, &t->at[row][k]) || t->at[row][k] == INT64_MIN)
            return false;
        common = value_gcd(common, t->at[row][k]);
    }
    for (size_t k = 0; common > 1 && k <= t->columns; k++)
        t->at[row][k] /= common;
    return true;
}

/* The row that leaves: the least quotient of right side and entry. t->rows if there is none. */
static size_t leaving(const struct tableau *t, size_t column)
{
    size_t best = t->rows;
    for (size_t i = 0; i < t->rows; i++) {
        if (t->at[i][column] <= 0)
            continue;
        if (best == t->rows) {
            best = i;
            continue;
        }
        __extension__ typedef __int128 wide;
        wide const one = (wide)t->at[i][t->columns] * t->at[best][column],
                   other = (wide)t->at[best][t->columns] * t->at[i][column];
        if (one < other || (one == other && t->basis[i] > t->basis[best])) /* artificial ones leave first */
            best = i;
    }
    return best;
}

/* The first column that lessens what is to become 0, from the highest number down; t->columns if there is none. */
static size_t entering(const struct tableau *t)
{
    for (size_t k = t->columns; k-- > 0;)
        if (t->at[t->rows][k] > 0)
            return k;
    return t->columns;
}

static bool pivot(struct tableau *t, size_t row, size_t column)
{
    for (size_t i = 0; i <= t->rows; i++)
        if (i != row && !clear_in_row(t, i, row, column))
            return false;
    t->basis[row] = column;
    return true;
}

/* The rows, the sum of marked factors, and the sum of all that. */
static bool set_up(const struct simplex *s, struct tableau *t)
{
    t->rows = 0;
    t->columns = s->columns;
    for (size_t i = 0; i < s->rows; i++) {
        if (is_empty(s, i))
            continue;
        for (size_t k = 0; k < s->columns; k++)
            t->at[t->rows][k] = s->at[k][i];
        t->at[t->rows++][t->columns] = 0;
    }
    for (size_t k = 0; k < s->columns; k++)
        t->at[t->rows][k] = s->marked[k];
    t->at[t->rows++][t->columns] = 1;
    memset(t->at[t->rows], 0, sizeof t->at[0]);
    for (size_t i = 0; i < t->rows; i++) {
        t->basis[i] = ARTIFICIAL + i;
        for (size_t k = 0; k <= t->columns; k++)
            if (__builtin_add_overflow(t->at[t->rows][k], t->at[i][k], &t->at[t->rows][k]))
                return false;
    }
    return true;
}

bool simplex_vanishes(struct simplex *s)
{
    struct tableau t;
    reduce(s);
    if (!has_mark(s) || !set_up(s, &t))
        return false;
    for (size_t i = 0; i < SIMPLEX_PIVOTS_MAX && t.at[t.rows][t.columns] != 0; i++) {
        size_t const column = entering(&t), row = column == t.columns ? t.rows : leaving(&t, column);
        if (row == t.rows || !pivot(&t, row, column))
            return false;
    }
    return t.at[t.rows][t.columns] == 0;
}
