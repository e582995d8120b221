/* syntax_parts: what syntax.c (statements, sums, products) and syntax_atom.c (what stands alone) share. Nobody else includes it. */
#ifndef MISSTEP_SYNTAX_PARTS_H
#define MISSTEP_SYNTAX_PARTS_H

#include "lexeme.h"

struct syntax_parser {
    const struct lexeme *items;
    size_t at, last; /* `last` is the LEXEME_END */
    enum syntax syntax;
    unsigned readings, met;
    unsigned depth, bars, nodes;
    bool failed;
    bool congruence; /* the chain being read has a ≡ */
    bool negates;    /* the next number takes the minus before it: READING_MINUS_POWER */
    struct text text;
    struct text index; /* the bound symbol of the sum being read, if its name is e or i */
    struct arena *arena;
};

/* Arguments as they are gathered. */
struct gathered {
    const struct formula **items;
    size_t count, room;
};

static inline const struct lexeme *syntax_peek(const struct syntax_parser *p, size_t ahead)
{
    return &p->items[MIN(p->at + ahead, p->last)];
}

static inline bool syntax_sign(const struct syntax_parser *p, size_t ahead, char sign)
{
    const struct lexeme *t = syntax_peek(p, ahead);
    return t->kind == LEXEME_SIGN && t->sign == sign;
}

static inline bool syntax_is_open(const struct lexeme *t, char sign)
{
    return t->kind == LEXEME_OPEN && t->sign == sign;
}

static inline bool syntax_is_upper(char c)
{
    return c >= 'A' && c <= 'Z';
}

static inline bool syntax_command(const struct syntax_parser *p, enum command command)
{
    const struct lexeme *t = syntax_peek(p, 0);
    return t->kind == LEXEME_COMMAND && t->sub == command;
}

static inline bool syntax_reads(struct syntax_parser *p, enum reading reading)
{
    p->met |= reading;
    return p->readings & reading;
}

/* Marks the parse as failed; something to return. */
const struct formula *syntax_fail(struct syntax_parser *p);

void syntax_gather(struct syntax_parser *p, struct gathered *list, const struct formula *f);

/* A node over the lexemes from `first` to the parser's place. */
const struct formula *syntax_node(struct syntax_parser *p, enum formula_kind kind, uint8_t sub, struct text text,
                                  const struct gathered *args, size_t first);
const struct formula *syntax_unary(struct syntax_parser *p, enum formula_kind kind, const struct formula *a, size_t first);
const struct formula *syntax_binary(struct syntax_parser *p, enum formula_kind kind, const struct formula *a,
                                    const struct formula *b, size_t first);

/* Statements, lists, chains, … : everything up to what closes it. */
const struct formula *syntax_everything(struct syntax_parser *p);
const struct formula *syntax_sum(struct syntax_parser *p);
const struct formula *syntax_product(struct syntax_parser *p, bool narrow);

/* An operand with its powers and postfixes. */
const struct formula *syntax_power(struct syntax_parser *p);

/* May an operand begin here? */
bool syntax_begins(const struct syntax_parser *p);

/* \frac{1}{2}, \sqrt x: a group in braces, or one lexeme (one digit of a number). */
const struct formula *syntax_argument(struct syntax_parser *p);

/* Two texts, or three, as one. */
struct text syntax_join(struct syntax_parser *p, struct text a, struct text b, struct text c);

const struct formula *syntax_leaf(struct syntax_parser *p, enum formula_kind kind, uint8_t sub, struct text text, size_t first);

/* syntax_name.c: the lexemes of a subscript, joined ("_{n+1}" -> "n+1"; nothing if there is none); names with theirs; the points behind
 * \angle, put behind the name; letters. */
struct text syntax_subscript(struct syntax_parser *p);
const struct formula *syntax_symbol(struct syntax_parser *p, struct text name, size_t first);
bool syntax_points(struct syntax_parser *p, struct text *name);
const struct formula *syntax_letters(struct syntax_parser *p);
void syntax_spread(struct syntax_parser *p, const struct formula *f, struct gathered *args);

/* syntax_command.c: \frac and its kin; sin, log and theirs. */
const struct formula *syntax_any_command(struct syntax_parser *p);
const struct formula *syntax_function(struct syntax_parser *p);

/* syntax_calculus.c: \int and \lim, with COMMAND_INTEGRAL or COMMAND_LIMIT read; d/dx, which has been read as a fraction. */
const struct formula *syntax_calculus(struct syntax_parser *p, enum command command, size_t first);
const struct formula *syntax_derivative(struct syntax_parser *p, const struct formula *above, const struct formula *below,
                                        size_t first);

/* syntax_bracket.c: everything inside a bracket that opens here; the same as the bracket means it; environments. */
const struct formula *syntax_group(struct syntax_parser *p);
const struct formula *syntax_bracketed(struct syntax_parser *p, const struct formula *f, size_t first);
const struct formula *syntax_bracket(struct syntax_parser *p);
const struct formula *syntax_environment(struct syntax_parser *p);

/* \cos x (1 - \cos x): does a function stand in the bracket that opens here? Then the argument before it ends. */
bool syntax_function_in_bracket(const struct syntax_parser *p);

/* syntax_atom.c: \frac12: one digit of a number; what stands behind "^"; 3\frac12 and 12\frac12\% as one number, NULL if they are
 * none, or not under this reading. */
const struct formula *syntax_latex_argument(struct syntax_parser *p);
const struct formula *syntax_exponent(struct syntax_parser *p);
const struct formula *syntax_mixed(struct syntax_parser *p, const struct formula *whole, const struct formula *next,
                                   size_t first);

#endif
