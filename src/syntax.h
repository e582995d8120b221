/* syntax: text -> formula, under one reading of what is ambiguous.
 *
 * Reads the inside of mathematics (no dollars around it): LaTeX, ASCII as people and computer algebra write it ("2x^2 + sqrt(3)",
 * "x**2"), or Maxima ("%pi", "nounor", "stackeq"). Unicode signs, damaged escapes (a form feed before "rac"), no-break and
 * zero-width spaces, full-width characters, \text{…}, \boxed{…}, sizes and colours are understood in all of them. Text that is
 * not one statement or expression as a whole is refused: nothing is guessed, and nothing behind it is dropped.
 *
 * Grammar, loosest first: implications; or; and; "," lists; chains of relations; sums; products (signs, then what stands side by
 * side binds as tight as a sign does, except under READING_SLASH_TAKES_ALL); signs; powers; postfix ! % °; what brackets hold.
 */
#ifndef MISSTEP_SYNTAX_H
#define MISSTEP_SYNTAX_H

#include "reading.h"

/* Reads all of `text`; NULL if it is not one formula or beyond a limit. *met (may be NULL) becomes the set of enum reading under
 * which the text would have come out differently. Spans are bytes of `text`. Memory is the arena's. */
const struct formula *syntax_read(struct text text, enum syntax syntax, unsigned readings, struct arena *arena, unsigned *met);

#endif
