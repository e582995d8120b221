/* bayes: can texts of two sorts be told apart by their traits alone? Naive Bayes over counts (add-one smoothing), trained on
 * four folds of five and asked about the fifth. Logarithms are fixed-point integers, so the figure is the same on every machine. */
#ifndef MISSTEP_BAYES_H
#define MISSTEP_BAYES_H

#include "traits.h"

enum {
    BAYES_FOLDS = 5,
    BAYES_TRAITS_MAX = 1 << 20, /* different ones; further ones are not learnt: all that is counted takes at most 200 MB */
};

struct bayes_text {
    struct text text;
    unsigned char fold; /* below BAYES_FOLDS; texts on one problem belong into one fold */
    bool faulty;
};

/* The area under the ROC curve, as rank_area() gives it. At most RANK_ITEMS_MAX texts. */
int32_t bayes_area(const struct bayes_text *texts, size_t count, enum trait_view view);

#endif
