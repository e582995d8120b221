/* word: the English words that matter to arithmetic in running text, by what they do. */
#ifndef MISSTEP_WORD_H
#define MISSTEP_WORD_H

#include "value.h"

enum word_role {
    WORD_PLAIN,    /* any other word; behind a number it is taken for a unit */
    WORD_LETTER,   /* a single letter: a variable, unless the place says otherwise */
    WORD_CARDINAL, /* one … ninety, value num/den; zero is not read */
    WORD_SCALE,    /* hundred, thousand, million, dozen: multiplies what stands before */
    WORD_FRACTION, /* half, third, quarter, …: value num/den */
    WORD_MULTIPLE, /* twice, double, triple: a factor before a number */
    WORD_GROUP,    /* both, pair, couple: a two that is never a factor in a claim */
    WORD_TIMES,    /* times, multiplied (by) */
    WORD_PLUS,
    WORD_MINUS,
    WORD_DIVIDED, /* divided (by) */
    WORD_OF,
    WORD_AND,
    WORD_BY,
    WORD_PER,       /* per, each, every, a, an: part of a unit */
    WORD_EQUALS,    /* equals, equal */
    WORD_IS,        /* is, are, was, were, makes, gives */
    WORD_ROUNDING,  /* about, approximately, rounds, … */
    WORD_JOINS,     /* to, from, than, or, with: a number phrase may go on across it */
    WORD_CLAUSE,    /* because, so, since, which, then, if, …: begins another thought */
    WORD_ORDINAL,   /* st nd rd th */
    WORD_CLOCK,     /* am pm o'clock noon */
    WORD_REMAINDER, /* remainder, leftover, mod */
    WORD_FUNCTION,  /* pi, squared, log, mod: arithmetic that is not read */
    WORD_RETRACTS,  /* not, wrong, wait, suppose: what is said is not asserted */
};

/* What a word between two formulas says of the second: a set. */
enum word_turn {
    WORD_DERIVES = 1,  /* it follows from the first */
    WORD_TURNS = 2,    /* it is of another case, another factor: it need not go together with what was said last */
    WORD_SUPPOSES = 4, /* it is not asserted */
};

struct word {
    int32_t num; /* value of number words, 0 otherwise */
    int16_t den;
    uint8_t role;  /* enum word_role */
    uint8_t turns; /* enum word_turn */
};

/* A word as two numbers: its bytes, letters in lower case, the first one lowest, zeros behind them. Longer words are plain. */
struct word_key {
    uint64_t head, tail;
};
enum { WORD_KEY_BYTES = 16 };

/* The role of a word. Anything unknown is WORD_PLAIN. */
struct word word_of_key(struct word_key key);
struct word word_of(struct text word); /* as written, of any size */

/* What all words of the text, letters and apostrophes, say together: enum word_turn. */
unsigned word_turns_in(struct text text);

/* Marks of what is crossed out, a list for text_is_among(); each has so many bytes. */
extern const char word_crosses[];
enum { WORD_CROSS_BYTES = 3 };

/* The dimension of a unit word and its size in the smallest unit of that dimension; false if it is not in the table of
 * conversions that are always exact (no months, no currencies against each other). */
struct unit {
    char dimension; /* 't' time, 'l' length, 'w' weight, 'v' volume, 'm' money, 'n' plain count (dozen, pair) */
    int64_t num, den;
};
bool unit_of(struct text word, struct unit *out);

#endif
