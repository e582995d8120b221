/* plot: bars as inline SVG, each with its title, what its axes mean, what would be good, and the command that gives its figures. Drawn in
 * whole units on a canvas 360 wide, which a phone shows as it is. Colours are the page's classes. */
#ifndef MISSTEP_PLOT_H
#define MISSTEP_PLOT_H

#include "html.h"

enum { PLOT_ONE = 10000 }; /* shares are ten-thousandths */

struct plot {
    const char *title, *across, *up; /* `up`: NULL for rows */
    const char *good;                /* what to look for; static HTML */
    const char *marked;              /* what the marks are, or NULL */
    struct text command;             /* HTML */
};

struct plot_bar {
    struct text label;
    int64_t share; /* of PLOT_ONE */
    int64_t mark;  /* the same, -1 for none */
    uint64_t count;
    bool alarm; /* drawn in the colour of trouble */
};

/* One after the other from left to right, with their shares as percentages. */
void plot_columns(const struct plot *plot, const struct plot_bar *bars, size_t count, struct buffer *out);

/* One below the other, `digits` as the text behind them: percentages, or shares such as 0.532 of which the bars begin at `from`. */
enum plot_digits { PLOT_PERCENT, PLOT_SHARE };
void plot_rows(const struct plot *plot, const struct plot_bar *bars, size_t count, enum plot_digits digits, int64_t from,
               struct buffer *out);

/* Rows that are each cut into parts of their own sum. */
enum { PLOT_PARTS = 4 };

struct plot_stack {
    const char *label;
    int64_t parts[PLOT_PARTS];
};

void plot_stacks(const struct plot *plot, const char *const names[PLOT_PARTS], const struct plot_stack *stacks, size_t count,
                 struct buffer *out);

/* "12.3 %" of a share. */
void plot_percent(struct buffer *out, int64_t share);

/* part / whole as a share, rounded; 0 of nothing. */
int64_t plot_share(uint64_t part, uint64_t whole);

#endif
