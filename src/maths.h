/* maths: where mathematics stands in running text, and what it states.
 *
 * Mathematics stands in $…$, $$…$$, \(…\), \[…\], \begin{align}…\end{align} and their kin; and, without any mark, in plain
 * equations with letters ("193 - x - 13 = 160"). A "$" opens only where no white space follows and closes only where none stands
 * before and no digit behind (the rule of Pandoc's manual, "tex_math_dollars"), so that "$5 and $6" is money.
 *
 * A display is read row by row; a row that begins with a relation goes on with the last member of the row before. Numbers that
 * stand alone in running text without letters are not read here: that is the business of claim.h.
 */
#ifndef MISSTEP_MATHS_H
#define MISSTEP_MATHS_H

#include "syntax.h"
#include "token.h"

enum {
    MATHS_SPANS_MAX = 200,     /* per step; what stands behind is not read */
    MATHS_STATEMENTS_MAX = 200 /* per step */
};

/* A stretch of mathematics: bytes [start, end) inside its marks, [from, to) with them. */
struct maths_span {
    uint32_t start, end, from, to;
    bool display;
    bool plain; /* no marks: an equation in running text, SYNTAX_ASCII */
    bool bare;  /* plain, and without letters: claim.h reads it too */
};

/* In order; at most MATHS_SPANS_MAX. Memory is the arena's. */
size_t maths_spans(struct text text, const struct tokens *tokens, struct arena *arena, struct maths_span **out);

enum maths_joint {
    JOINT_NONE,     /* prose without a cue stands between, or nothing stands before */
    JOINT_ADJACENT, /* the next row of the same display, or an arrow between */
    JOINT_DERIVED,  /* "so", "which simplifies to", "we get", "dividing both sides", … */
};

/* One thing that mathematics says: a chain, a disjunction, a bare expression. */
struct statement {
    const struct formula *formula; /* under the usual readings; of a row that goes on, with the member it goes on from */
    struct text row;               /* what it was read from; spans of the formula count from its start */
    struct text before;            /* the member it goes on from, as text; else empty */
    uint32_t row_at, before_at;    /* bytes in the step where the row (without that member) and that member stand */
    enum syntax syntax;
    unsigned met;        /* further readings */
    uint32_t start, end; /* bytes in the step */
    uint8_t joint;       /* enum maths_joint: to the statement before it */
    bool hypothetical;   /* "suppose", "if", "wrong": not asserted */
    bool bare;           /* arithmetic of running text: only what it follows from is looked at here */
    bool alone;          /* the step says nothing but this, a "Step 3:" before it apart */
};

/* The statements of a step, in order. What cannot be read is left out. Memory is the arena's. */
size_t maths_statements(struct text text, const struct tokens *tokens, struct arena *arena, struct statement **out);

/* The byte of the step that a byte of the statement's row is. */
uint32_t maths_place(const struct statement *statement, uint32_t at);

/* The same statement under other readings; NULL if it cannot be read so, or says something of another shape. */
const struct formula *maths_reread(const struct statement *statement, unsigned readings, struct arena *arena);

#endif
