/* tag: what stands behind an equation in its row and is no part of it: "x = 3. \\qquad (1)", "\\tag{2}", "\\quad \\text{by (1)}", a question mark. */
#ifndef MISSTEP_TAG_H
#define MISSTEP_TAG_H

#include "text.h"

/* The row without it, nor the stop before it; the row itself if there is none. */
struct text tag_drop(struct text row);

#endif
