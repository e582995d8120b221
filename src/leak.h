/* leak: words by which a faulty step gives itself away. */
#ifndef MISSTEP_LEAK_H
#define MISSTEP_LEAK_H

#include "text.h"

/* The first such word in the text, in either case, or its beginning ("mistakenly"); static. NULL if there is none. */
const char *leak_in(struct text text);

#endif
