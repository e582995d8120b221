/* bars: what the figures of shortcuts.h may be, which of them break it, and all of it as a table and as JSON. */
#ifndef MISSTEP_BARS_H
#define MISSTEP_BARS_H

#include "shortcuts.h"

enum bar {
    BAR_STYLE,      /* at most, for each kind that is not structural */
    BAR_DIGITS,     /* the same */
    BAR_STRUCTURAL, /* at most, style and digits of each structural kind */
    BAR_LENGTH,     /* at most so far from one half, over all kinds */
    BAR_NOVELTY,    /* at most so far from natural errors, over all kinds */
    BAR_POSITION,   /* at most so far from the target, at each place */
    BAR_TWINS,      /* at most so far from one half, problem or solution hidden */
    BARS,
};

#define BARS_SAYS                                                                                                                \
    "style, digits, structural: at most (default 0.55, 0.55, 0.60); length, novelty, position, twins: so far off (0.05, 0.05, "  \
    "0.05, 0.01); none: no bar"

struct bars {
    int32_t at[BARS]; /* ten-thousandths; below 0: none */
    int64_t least;    /* figures of fewer rows are not judged */
    bool has_target, has_natural;
    struct target target;
    struct natural natural;
};

extern const int32_t bars_standard[BARS];

/* "style=0.6". EXIT_USAGE */
bool bars_read(const char *text, struct bars *bars, struct error *err);

/* A figure that has a bar. */
struct judged {
    enum bar bar;
    const char *what;
    struct text of;
    int32_t value, limit, middle; /* broken: more than `limit` above `middle`, or, where that is not 0, away from it */
    bool broken;
};

enum { JUDGED_MAX = 2 * SHORTCUTS_KINDS_MAX + 16 };

size_t bars_judge(const struct bars *bars, const struct shortcuts_report *report, struct judged out[JUDGED_MAX]);

void bars_table(const struct bars *bars, const struct shortcuts_report *report, struct buffer *out);
void bars_json(const struct bars *bars, const struct shortcuts_report *report, const struct judged *judged, size_t count,
               struct buffer *out);

/* One line each: "style of circular is 0.961, at most 0.550". */
void bars_broken(const struct judged *judged, size_t count, struct buffer *out);

#endif
