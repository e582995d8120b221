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

#include "formula.h"

enum syntax { SYNTAX_LATEX, SYNTAX_ASCII, SYNTAX_MAXIMA };

/* Where a text can be read in two ways, a bit chooses the second. syntax_read() says which ones met a case. */
enum reading {
    READING_MIXED_PRODUCT = 1,   /* 4\frac58, 4 5/8: a product, else a mixed number */
    READING_SLASH_TAKES_ALL = 2, /* 1/2x is 1/(2x), else (1/2)x */
    READING_CALL_PRODUCT =
        4, /* a(x+1) with a letter that is no usual function name: a call, else a product; f(x), g(x), h(x): a product, else a call */
    READING_E_SYMBOL = 8,         /* e is a variable, else Euler's number */
    READING_I_SYMBOL = 16,        /* i is a variable, else the imaginary unit */
    READING_COMMA_LIST = 32,      /* 1,234 is a list of two, else a number */
    READING_NARROW_FUNCTION = 64, /* sin x y is (sin x) y, else sin(xy); log 2x likewise */
    READING_LETTERS_NAME = 128,   /* AB is one name (a segment, a number of digits), else A times B */
    READING_TOWER_LEFT = 256,     /* a^b^c is (a^b)^c, else a^(b^c) */
    READING_MINUS_POWER = 512,    /* -3^2 is (-3)^2: students mean it at times; else -(3^2) */
    READINGS = 10
};

/* Reads all of `text`; NULL if it is not one formula or beyond a limit. *met (may be NULL) becomes the set of enum reading under
 * which the text would have come out differently. Spans are bytes of `text`. Memory is the arena's. */
const struct formula *syntax_read(struct text text, enum syntax syntax, unsigned readings, struct arena *arena, unsigned *met);

#endif
