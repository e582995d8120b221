/* plainmath: LaTeX as people read it, without a network: Unicode and a little HTML. Fractions, roots, powers, indices, boxes, Greek
 * letters, relations, words, rows of an align or a matrix. Whatever it does not know stays as it is written. Delimiters go ($…$ where it
 * is no money: as Pandoc's manual has it, no blank inside the dollar signs, no digit behind the second).
 *
 * Bytes may be coloured: whoever marks a stretch of the source need not know what becomes of it. Tags always match; foreign text goes
 * through html.h. */
#ifndef MISSTEP_PLAINMATH_H
#define MISSTEP_PLAINMATH_H

#include "html.h"

enum {
    PLAINMATH_DEPTH = 16,  /* groups in groups; deeper ones stay as they are written */
    PLAINMATH_LONG = 4000, /* bytes between delimiters; longer ones are no mathematics */
};

/* `ink`: of each byte its colour, or NULL; colours[ink] is the class of a <span>, NULL for none. Appends HTML: <span>, <sup>, <sub>,
 * <i>, <br>; its classes: m mathematics, f fraction (o: without a line), r under a root, b boxed. */
void plainmath_write(struct text text, const unsigned char *ink, const char *const *colours, struct arena *arena,
                     struct buffer *out);

/* Room of its own: plainmath_names.c. What a command without arguments stands for, or NULL. `name` is without its backslash. */
const char *plainmath_symbol(struct text name);

#endif
