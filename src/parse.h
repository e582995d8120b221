/* parse: the tokens of running text -> one expression, under one reading of what is ambiguous.
 *
 *   expr    = term (("+" | "-" | "plus" | "minus") term)*
 *   term    = power (("*" | "/" | "x" | "times" | "divided by" | "of") power)*
 *   power   = unary ("^" power)?
 *   unary   = "-" unary | primary
 *   primary = currency? NUMBER fraction? scale? currency? "%"? units | number-word units | "(" expr ")" "%"? units
 *
 * Units are words between a number and the next operator ("20 feet * 40 feet", "$5/shirt x 3 shirts"); `of` multiplies behind
 * a fraction or a percentage only.
 */
#ifndef MISSTEP_PARSE_H
#define MISSTEP_PARSE_H

#include "phrase.h"

enum reading_flags {
    READ_TIGHT = 1,   /* 7/12 / 1/12: a fraction written without spaces binds first */
    READ_NEST = 2,    /* 14 / 1 / 4: what is divided by is the fraction behind the sign */
    READ_SCALE = 4,   /* dozen, pair are factors and thousand, million are plain units (the standard reading is the reverse) */
    READ_ALL = 7,     /* every combination up to here is tried before a claim is called false */
    READ_SHORT = 8,   /* units and words end the expression: "= 24 hours - 6 hours" is 24 */
    READ_ASIDES = 16, /* words that are no unit may stand between numbers and operators: "21 in the first row + Ann's 15" */
};

/* Reads an expression from tokens [first, end) of `text`. Returns the index of the first token that does not belong to it
 * (units behind the last number belong), or `first` when there is no expression. */
uint32_t parse_expr(struct text text, const struct tokens *tokens, uint32_t first, uint32_t end, unsigned readings,
                    struct arena *arena, struct expr *out);

/* True if an operand may begin at token `at`. */
bool parse_operand_at(struct text text, const struct tokens *tokens, uint32_t at, uint32_t end);

/* True for NUMBER "/" NUMBER without spaces at token `at`, whole numbers; with `proper`, the first below the second. */
bool parse_fraction_at(const struct tokens *tokens, uint32_t at, uint32_t end, bool proper);

#endif
