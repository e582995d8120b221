/* constraint: what a problem gives: each number, each formula that states something, each other expression with numbers in it; the sentence
 * it stands in; and which steps of a solution use it. A number inside a formula is part of that formula and none by itself. "One" is no
 * number here, nor is anything in a drawing ([asy]). */
#ifndef MISSTEP_CONSTRAINT_H
#define MISSTEP_CONSTRAINT_H

#include "maths.h"
#include "subject.h"

enum constraint_kind {                                            /* the first ones are enum mention_kind */
                       CONSTRAINT_FORMULA = MENTION_MULTIPLE + 1, /* with a relation */
                       CONSTRAINT_EXPRESSION,
                       CONSTRAINT_KINDS,
};

enum { CONSTRAINT_SENTENCE_MAX = 2000 }; /* bytes: it may stand with each of its numbers */

extern const char *const constraint_names[CONSTRAINT_KINDS];

struct constraint {
    uint8_t kind;
    uint32_t start, end;          /* bytes of the problem */
    struct text unit;             /* "%", "$", the nouns behind it; or empty */
    struct text condition;        /* the sentence; empty where it is very long */
    const struct mention *givens; /* the number; of formulas all in it */
    size_t givens_count;
};

/* A number by itself? */
static inline bool constraint_is_number(const struct constraint *c)
{
    return c->kind < CONSTRAINT_FORMULA;
}

/* In the order of the problem. Memory is the arena's. */
size_t constraints_read(const struct subject *subject, struct arena *arena, struct constraint **out);

/* The sentence that says what is wanted: the last one with a question mark; else that begins as one that asks, or has such a word in it; else
 * the last one. */
struct text constraint_question(struct text problem, struct arena *arena);

struct constraint_use {
    uint32_t constraint, step;
    uint32_t start, end; /* bytes of the step: the number, or the formula where it stands again, white space apart */
    bool certain;        /* it can come from nowhere else */
};

enum { CONSTRAINT_USES_MAX = 4000 }; /* further ones are not looked for */

/* By the trace: an operand that has the value of a given as it stands or, if no given has, in another form. The subject may be another
 * solution of the same problem. In the order of the steps. */
size_t constraint_uses(const struct constraint *all, size_t count, const struct subject *subject, struct arena *arena,
                       struct constraint_use **out);

#endif
