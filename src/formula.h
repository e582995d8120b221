/* formula: what a piece of mathematics says, as a tree. Written by syntax.h (LaTeX, ASCII, Maxima), decided by algebra.h.
 *
 * Sums and products are flat: a − b + c is ADD(a, NEG(b), c), and 2x/3 is DIV(MUL(2, x), 3). A chain a = b ≤ c is one node with
 * three members. Numbers keep their digits; nothing is computed here. Trees are immutable once built, may share branches, and
 * live in the arena of their row. Depth and size are bounded by the reader.
 *
 *   kind           text                   args                          sub
 *   NUMBER         digits "12.50"         -                             -
 *   SYMBOL         canonical name         -                             -
 *   CONSTANT       -                      -                             enum formula_constant
 *   WORDS          the words, trimmed     -                             -
 *   DOTS           -                      -                             -
 *   ADD, MUL       -                      two or more                   -
 *   NEG, PM, MP    -                      one                           -
 *   DIV            -                      above, below                  -
 *   POW            -                      base, exponent                -
 *   ROOT           -                      radicand, degree              -
 *   PERCENT …CEIL  -                      one                           -
 *   BINOMIAL       -                      n, k                          -
 *   BASED          digits "12a"           the base                      -
 *   UNIT           the unit, trimmed      the quantity (or none)        -
 *   CALL           name of an unknown f   arguments                     enum formula_function
 *   SUM_OVER …     -                      symbol, from, to, body        -
 *   TUPLE … SET    -                      members                       -
 *   INTERVAL       -                      low, high                     set of INTERVAL_OPEN_*
 *   MATRIX         -                      entries, row by row           number of columns
 *   UNION … MINUS  -                      two or more                   -
 *   CHAIN          relations, one byte    members: text.size + 1,       -
 *                  each                   then the modulus if one of
 *                                         the relations is '%'
 *   AND, OR        -                      two or more                   -
 *   NOT            -                      one                           -
 *   IMPLIES, IFF   -                      two                           -
 *
 * Relations: '=' '~' (≈) '#' (≠) '<' '[' (≤) '>' ']' (≥) '%' (congruent) 'e' (∈) 'n' (∉) '|' (divides) 'c' (⊆) 's' (⊂) 'd' (⊈) 't' (⊄) ':' (ratio, ":=" is '=').
 */
#ifndef MISSTEP_FORMULA_H
#define MISSTEP_FORMULA_H

#include "value.h"

enum formula_kind {
    FORMULA_NUMBER,
    FORMULA_SYMBOL,
    FORMULA_CONSTANT,
    FORMULA_WORDS, /* \text{…} that is no unit: means whatever it says */
    FORMULA_DOTS,  /* … */

    FORMULA_ADD,
    FORMULA_MUL,
    FORMULA_NEG,
    FORMULA_PM, /* ± of its argument */
    FORMULA_MP, /* ∓ */
    FORMULA_DIV,
    FORMULA_POW,
    FORMULA_ROOT,
    FORMULA_PERCENT,
    FORMULA_DEGREES, /* 30° */
    FORMULA_FACTORIAL,
    FORMULA_ABS,
    FORMULA_FLOOR,
    FORMULA_CEIL,
    FORMULA_BINOMIAL,
    FORMULA_BASED, /* 52_8 */
    FORMULA_UNIT,  /* 5 \text{ cm}, 5 apples */
    FORMULA_CALL,
    FORMULA_SUM_OVER,
    FORMULA_PRODUCT_OVER,
    FORMULA_OPAQUE, /* integrals, limits, derivatives, set builders: args in order, text says which; equal only to its like */

    FORMULA_LIST,  /* a, b, c without brackets */
    FORMULA_TUPLE, /* (a, b): also points and open intervals: whoever compares decides */
    FORMULA_SET,
    FORMULA_INTERVAL, /* only where a bracket shows it: [a, b], (a, b], [a, b) */
    FORMULA_MATRIX,
    FORMULA_UNION,
    FORMULA_INTERSECTION,
    FORMULA_MINUS, /* of sets */

    FORMULA_CHAIN, /* everything from here on is a statement */
    FORMULA_AND,
    FORMULA_OR,
    FORMULA_NOT,
    FORMULA_IMPLIES,
    FORMULA_IFF,
};

enum formula_constant {
    CONSTANT_PI,
    CONSTANT_E,
    CONSTANT_I,
    CONSTANT_INFINITY,
    CONSTANT_EMPTY,
    CONSTANT_NATURALS,
    CONSTANT_INTEGERS,
    CONSTANT_RATIONALS,
    CONSTANT_REALS,
    CONSTANT_COMPLEX,
    CONSTANT_TRUE,
    CONSTANT_FALSE,
};

enum formula_function {
    FUNCTION_UNKNOWN, /* f(x): the name is in text */
    FUNCTION_SIN,
    FUNCTION_COS,
    FUNCTION_TAN,
    FUNCTION_COT,
    FUNCTION_SEC,
    FUNCTION_CSC,
    FUNCTION_ARCSIN,
    FUNCTION_ARCCOS,
    FUNCTION_ARCTAN,
    FUNCTION_ARCCOT,
    FUNCTION_ARCSEC,
    FUNCTION_ARCCSC,
    FUNCTION_SINH,
    FUNCTION_COSH,
    FUNCTION_TANH,
    FUNCTION_COTH,
    FUNCTION_SECH,
    FUNCTION_CSCH,
    FUNCTION_ARSINH,
    FUNCTION_ARCOSH,
    FUNCTION_ARTANH,
    FUNCTION_ARCOTH,
    FUNCTION_ARSECH,
    FUNCTION_ARCSCH,
    FUNCTION_EXP,
    FUNCTION_LN,  /* one argument */
    FUNCTION_LOG, /* argument, base; a base left out is 10 */
    FUNCTION_GCD, /* one or more */
    FUNCTION_LCM,
    FUNCTION_MIN,
    FUNCTION_MAX,
    FUNCTION_MOD, /* a mod n as a number, the remainder */
    FUNCTION_SIGN,
    FUNCTION_RE,
    FUNCTION_IM,
    FUNCTION_ARG,
    FUNCTION_CONJ,
    FUNCTION_DET,
    FUNCTION_PERMUTATIONS, /* n, k: P(n, k) */
    FUNCTION_SUBFACTORIAL,
    FUNCTION_DOUBLE_FACTORIAL,
    FUNCTION_CIS, /* of lexemes only: cis x is read as cos x + i sin x */
};

enum { INTERVAL_OPEN_LOW = 1, INTERVAL_OPEN_HIGH = 2 };

enum {
    FORMULA_NODES_MAX = 2000, /* per formula */
    FORMULA_DEPTH_MAX = 60,
    FORMULA_ARGS_MAX = 1000,
    FORMULA_PUT_MAX = 6,
};

struct formula {
    uint8_t kind;        /* enum formula_kind */
    uint8_t sub;         /* see above */
    bool bracketed;      /* stood in brackets of its own */
    uint16_t count;      /* of args */
    uint32_t start, end; /* bytes in the text it was read from */
    struct text text;
    const struct formula *const *args;
};

static inline bool formula_is(const struct formula *f, enum formula_kind kind)
{
    return f && f->kind == kind;
}

static inline bool formula_is_statement(const struct formula *f)
{
    return f->kind >= FORMULA_CHAIN;
}

/* a = b, of two members */
static inline bool formula_is_equation(const struct formula *f)
{
    return f->kind == FORMULA_CHAIN && f->count == 2 && f->text.at[0] == '=';
}

static inline bool formula_is_call(const struct formula *f, enum formula_function function)
{
    return f->kind == FORMULA_CALL && f->sub == function;
}

/* Building, for readers and for those who substitute. `like` lends its span (may be NULL). args are borrowed. */
const struct formula *formula_new(struct arena *arena, enum formula_kind kind, uint8_t sub, struct text text,
                                  const struct formula *const *args, size_t count, const struct formula *like);
const struct formula *formula_number(struct arena *arena, int64_t number);
const struct formula *formula_symbol(struct arena *arena, struct text name);
const struct formula *formula_words(struct arena *arena, struct text words);
const struct formula *formula_unary(struct arena *arena, enum formula_kind kind, const struct formula *a);
const struct formula *formula_binary(struct arena *arena, enum formula_kind kind, const struct formula *a,
                                     const struct formula *b);

/* The same with other arguments, as many; the formula itself if they are its own. */
const struct formula *formula_with(struct arena *arena, const struct formula *f, const struct formula *const *args);

/* A chain of two members: a = b, a < b, a ∈ b. */
const struct formula *formula_relation(struct arena *arena, const struct formula *a, char relation, const struct formula *b,
                                       const struct formula *like);

/* 0 = 1: what follows from lines that no value satisfies together, and from no others. */
const struct formula *formula_false(struct arena *arena);

/* Link k of a chain as a chain of its own (two members, modulus kept). */
const struct formula *formula_link(struct arena *arena, const struct formula *chain, size_t k);

/* Number of nodes, counted up to `most` + 1 (branches that are shared count each time). */
size_t formula_size(const struct formula *f, size_t most);

/* The same tree: kinds, texts, order; spans and brackets do not matter. */
bool formula_same(const struct formula *a, const struct formula *b);

/* Does a node of that kind occur? */
bool formula_holds(const struct formula *f, enum formula_kind kind);

/* Does the symbol (or the unknown function) of that name occur? */
bool formula_mentions(const struct formula *f, struct text name);

/* The distinct symbols in order of appearance, bound variables of sums left out: at most `max`; returns how many there are (which
 * may be more than max). */
size_t formula_symbols(const struct formula *f, struct text *names, size_t max);

/* Puts `is` for every free symbol `name`. Shares what does not change. NULL if the result would be larger than FORMULA_NODES_MAX. */
const struct formula *formula_put(struct arena *arena, const struct formula *f, struct text name, const struct formula *is);

/* All at once, at most FORMULA_PUT_MAX of them: x and y may become y and x. NULL likewise. */
const struct formula *formula_put_all(struct arena *arena, const struct formula *f, const struct text *names,
                                      const struct formula *const *are, size_t count);

/* A plain writing of the formula for people and logs: "x^2 + 3*x = 10". Not read back by anyone. */
void formula_write(const struct formula *f, struct buffer *out);

#endif
