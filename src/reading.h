/* reading: the notations, and the choices where a text can be read in two ways. */
#ifndef MISSTEP_READING_H
#define MISSTEP_READING_H

#include "formula.h"

enum { SYNTAX_BYTES_MAX = 20000 }; /* of one formula */

enum syntax { SYNTAX_LATEX, SYNTAX_ASCII, SYNTAX_MAXIMA };

/* Where a text can be read in two ways, a bit chooses the second. syntax_read() says which ones met a case. */
enum reading {
    READING_MIXED_PRODUCT = 1,    /* 4\frac58, 4 5/8 is a product, else a mixed number */
    READING_SLASH_TAKES_ALL = 2,  /* 1/2x is 1/(2x), else (1/2)x */
    READING_CALLS = 4,            /* f(x), g(x), P(x) is a product and a(x+1) a call, else the other way round */
    READING_E_SYMBOL = 8,         /* e is a variable, else Euler's number */
    READING_I_SYMBOL = 16,        /* i is a variable, else the imaginary unit */
    READING_COMMA_LIST = 32,      /* 1,234 is a list of two, else a number */
    READING_NARROW_FUNCTION = 64, /* sin x y is (sin x) y, else sin(xy); log 2x likewise */
    READING_LETTERS = 128,        /* AB is A times B and ab one name, else the other way round (segments, numbers of digits) */
    READING_TOWER_LEFT = 256,     /* a^b^c is (a^b)^c, else a^(b^c) */
    READING_MINUS_POWER = 512,    /* -3^2 is (-3)^2, as students mean it at times; else -(3^2) */
    READING_SINGLE_DIGIT = 1024,  /* 2^10 in LaTeX is 2^1 0 as it is set; else 2^{10} as it is meant */
};
enum { READINGS = 11 };

/* Not a reading: a member of a chain that cannot be read becomes OPAQUE (its text), so that the others can. */
enum { SYNTAX_TOLERANT = 1 << 16 };

/* Nor this: names of vectors and matrices are read, \times between them is "×": see vectors.h. Without it they are refused. */
enum { SYNTAX_VECTORS = 1 << 17 };

/* Nor this: \int, \lim and \frac{d}{dx} are read, as calls of "int", "lim", "diff". Without it they are refused. */
enum { SYNTAX_CALCULUS = 1 << 18 };

#endif
