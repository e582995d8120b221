/* lexeme: what mathematical text is made of. LaTeX, ASCII and Maxima alike; spacing, sizes, colours and fonts are gone, damaged
 * escapes ("\x0crac"), full-width characters and Unicode signs are what they stand for.
 */
#ifndef MISSTEP_LEXEME_H
#define MISSTEP_LEXEME_H

#include "reading.h"

enum { LEXEMES_MAX = 6000 }; /* per formula */

enum lexeme_kind {
    LEXEME_END,      /* behind the last one, as often as asked */
    LEXEME_NUMBER,   /* text: the digits, separators gone */
    LEXEME_LETTERS,  /* text: one or more letters: a name, names side by side, a word */
    LEXEME_NAME,     /* text: a name of its own: alpha, x1 of Maxima; sub: LEXEME_CALLED where a word stands before a bracket */
    LEXEME_FUNCTION, /* sub: enum formula_function */
    LEXEME_CONSTANT, /* sub: enum formula_constant */
    LEXEME_WORDS,    /* text: of \text{…} */
    LEXEME_SIGN, /* sign: + - * / ^ _ ! ' , ; & : ± as p, ∓ as m, % for percent, o for °, x for the × of vectors, n for a row's end, . for dots, U I \ of sets */
    LEXEME_RELATION, /* sign: as in formula.h */
    LEXEME_OPEN,     /* sign: ( [ { | and s for \{ , f for ⌊, c for ⌈ */
    LEXEME_CLOSE,    /* sign: ) ] } | and s, f, c */
    LEXEME_LOGIC,    /* sign: & and, | or, ! not, > implies, = iff, x either … or, n neither or both */
    LEXEME_COMMAND,  /* sub: enum command */
    LEXEME_BEGIN,    /* text: the environment */
    LEXEME_FINISH,   /* \end{…} */
    LEXEME_BAD,      /* what no formula holds */
};

enum { LEXEME_CALLED = 1 };

enum command {
    COMMAND_FRAC,
    COMMAND_SQRT,
    COMMAND_CBRT,
    COMMAND_BINOM,
    COMMAND_CHOOSE,
    COMMAND_OVER,
    COMMAND_OVERLINE,
    COMMAND_ANGLE,
    COMMAND_MARK,  /* \hat, \tilde: part of a name */
    COMMAND_BRACE, /* \underbrace: its argument, the note left out */
    COMMAND_STACK, /* \stackrel{a}{=}: the second argument */
    COMMAND_SUM,
    COMMAND_PRODUCT,
    COMMAND_MOD, /* \pmod{…}, \mod, (mod …) */
    COMMAND_BMOD,
    COMMAND_DEGREES, /* \circ */
    COMMAND_PRIME,
    COMMAND_STACKEQ,
    COMMAND_INTEGRAL, /* with SYNTAX_CALCULUS only, as is the next */
    COMMAND_LIMIT,
};

struct lexeme {
    uint8_t kind, sub;
    char sign;
    bool spaced;    /* white space, or a spacing command, before it */
    bool wide;      /* \quad or more before it: what follows is something else */
    bool separated; /* a number with plain commas: "1,234" */
    uint32_t start, end;
    struct text text;
};

struct lexemes {
    struct lexeme *items;
    size_t count;
};

/* `readings`: READING_COMMA_LIST (a plain comma separates, it never groups digits), SYNTAX_VECTORS, SYNTAX_CALCULUS. False beyond LEXEMES_MAX or SYNTAX_BYTES_MAX. Memory is the arena's. */
bool lexemes_read(struct text text, enum syntax syntax, unsigned readings, struct arena *arena, struct lexemes *out);

/* What a word or command (without its backslash) means: fills in kind, sub, sign; false if it is nothing known. */
bool lexeme_named(struct text name, enum syntax syntax, struct lexeme *out);

#endif
