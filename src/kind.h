/* kind: what words say of the number that a name stands for: "positive integers $a$ and $b$", "$x$ is nonnegative". */
#ifndef MISSTEP_KIND_H
#define MISSTEP_KIND_H

#include "link.h"

enum kind { /* a set */
            KIND_POSITIVE = 1,
            KIND_NOT_NEGATIVE = 2,
            KIND_INTEGER = 4,
};

/* What a sentence of the problem, or the step, says of the name, next to it. */
unsigned kind_of(const struct scene *scene, struct text name);

#endif
