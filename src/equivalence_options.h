/* equivalence_options: what users of equivalence.h may ask for, and its limits. */
#ifndef MISSTEP_EQUIVALENCE_OPTIONS_H
#define MISSTEP_EQUIVALENCE_OPTIONS_H

#include "follows.h"

enum {
    EQUIVALENCE_DIGITS_MIN = 4,      /* significant digits of a decimal that may stand for another number */
    EQUIVALENCE_PARTS_MAX = 64,      /* of a list, set, union */
    EQUIVALENCE_QUESTIONS_MAX = 600, /* to algebra and follows, for one pair */
    EQUIVALENCE_DEPTH_MAX = 12       /* of parts within parts */
};

struct equivalence_options {
    bool any_order;      /* lists and tuples too */
    bool percent_points; /* 28 % may be 28 */
    bool strict_names;   /* x = 5 is not 5 */
    bool strict_units;   /* 5 cm is not 5 */
    bool reduced;        /* 2/4 is not 1/2 */
    bool exact;          /* decimals are what they are: computer algebra */
};

#endif
