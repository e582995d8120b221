/* form: "can be written as $\frac{a\sqrt{b}}{c}$": the form that a problem gives to a result, and what its letters stand for once the result is
 * written so.
 */
#ifndef MISSTEP_FORM_H
#define MISSTEP_FORM_H

#include "context.h"

enum {
    FORM_LETTERS_MAX = 6,
    FORM_NODES_MAX = 60,
    FORM_TERMS_MAX = 6 /* of a sum */
};

/* What the letters of a form stand for: numbers. */
struct form_letters {
    struct text names[FORM_LETTERS_MAX];
    const struct formula *is[FORM_LETTERS_MAX];
    size_t count;
};

/* Keeps the form that the problem gives in the statement: what is "expressed as" it, or is explained behind it ("where …"); of a chain
 * the last member, if that has letters. */
void form_take(struct context *context, struct text problem, const struct statement *statement);

/* Where the problem gives a form: keeps what a step writes that may be written so, an expression, an equation, the end of a chain, be it proved or not. */
void form_write_down(struct context *context, const struct statement *statement);

/* Reads the letters off a result that is written in the form, term by term; every other symbol stands for itself. False where it is
 * not written so, or a fraction or a root with a factor is not in lowest terms. Memory is the arena's. */
bool form_read(const struct formula *form, const struct formula *written, struct arena *arena, struct form_letters *out);

/* The formula with its letters put in; NULL if it has other symbols, or none. */
const struct formula *form_put(const struct form_letters *letters, const struct formula *f, struct arena *arena);

#endif
