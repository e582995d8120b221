/* link: one relation of a chain that mathematics in a step states: "a = b" of "a = b = c". What claim.h is to arithmetic in running
 * text, this is to formulas; the files in verifiers/ decide both.
 *
 * Not every relation claims something: "let x = 5", "2x + 3 = 7" at the start set something up. A link is a claim if it has no symbols, or
 * if a verifier settles it; else it is one only where something said before bears on its symbols, and then nobody can tell.
 */
#ifndef MISSTEP_LINK_H
#define MISSTEP_LINK_H

#include "context.h"
#include "judge.h"

enum {
    LINKS_MAX = 64,         /* per step; further ones are not read */
    LINK_READINGS_MAX = 16, /* of one link */
    LINK_LINES_MAX = 4,     /* earlier lines that a link may follow from together */
    LINK_LATEST_MAX = 8     /* texts of steps that are remembered */
};

/* How a link is said. All but the first are remarks (remark.h), which count only where they are proved. */
enum link_said {
    LINK_WRITTEN,   /* with a relation sign */
    LINK_WORDED,    /* "… simplifies to …" */
    LINK_CONCLUDED, /* a result named again */
    LINK_DEFINED,   /* "let … be …" */
    LINK_EXTREME,   /* the largest or smallest is named */
    LINK_EQUALITY,  /* "equality occurs when …" */
};

/* Of what kind the doubt of a scene is: the gravest there is. */
enum link_doubt {
    LINK_CERTAIN,  /* there is none */
    LINK_SUPPOSED, /* it may not be asserted */
    LINK_MODULAR,  /* numbers may be meant modulo another */
    LINK_FOREIGN   /* or in another base, or under an operation of the problem's own */
};

struct link {
    uint32_t step;
    uint8_t said;        /* enum link_said */
    uint32_t start, end; /* bytes in the step */
    const struct statement *statement;
    size_t k;                      /* which link of the statement's chain */
    const struct formula *formula; /* a chain of two members, under the usual readings */
    bool closed;                   /* no symbols, no unknown calls, no words: it says something by itself */

    /* filled in by verifying */
    uint8_t truth;       /* enum truth */
    bool supports;       /* as of a claim */
    const char *why;     /* one phrase, static */
    const char *doubt;   /* that of its scene … */
    uint8_t doubtful;    /* … and of what kind it is, enum link_doubt */
    const char *rule;    /* the verifier that settled it */
    struct text witness; /* of one that fails: the counterexample */
};

struct figure_stated;

/* What a verifier may look at beside the link. */
struct scene {
    struct text step, problem;
    const struct text *latest;          /* LINK_LATEST_MAX of them: the step and those before it, the last one first; or NULL */
    const struct tokens *tokens;        /* of the step */
    const struct context *context;      /* before the link's statement */
    const struct figure_stated *figure; /* what was stated of one (figure.h), or NULL */
    bool first;                         /* the link's statement is the first of its step */
    const struct statement *before;     /* the statement before it in the step, or the last one of the step before; or NULL */
    const struct formula *cases;        /* the disjunction that the link's statement is part of (cases.h), or NULL */
    bool last_case;                     /* the statement ends it */
    unsigned options;                   /* link_options() */
    const char *doubt; /* why nothing in this step is refuted ("the step retracts or supposes something"), or NULL */
    uint8_t doubtful;  /* enum link_doubt: of what kind that is */
};

/* ALGEBRA_COMPLEX where the text, a problem or a step, speaks of complex numbers, else 0. */
unsigned link_options(struct text text);

/* What stands right behind the link in the step makes its last number something else: "%", "percent", "cents". */
bool link_is_scaled(const struct link *link, struct text step);

/* Of 0 ≤ k ≤ 5, the range of a symbol: both links of it are claims, or none. */
bool link_is_of_range(const struct link *link);

/* No symbols, no unknown calls, no words in the first two members. */
bool link_is_closed(const struct formula *link);

/* The link's formula under reading number i (0: the usual ones); NULL if there is no such reading, *last if there is none behind. */
const struct formula *link_reading(const struct link *link, size_t i, struct arena *arena, bool *last);

/* The readings (bits of enum reading) of reading number i: the i-th subset of those that were met, in the order of counting. */
unsigned link_subset(const struct link *link, size_t i);

/* A link that words say, of bytes [start, end) of step `index`; `like` lends the rest of its statement. */
struct link link_said(struct arena *arena, enum link_said said, const struct formula *formula, const struct statement *like,
                      uint32_t start, uint32_t end, uint32_t index);

/* The links of a statement, each alternative of a disjunction being one. Memory is the arena's. */
size_t links_of(const struct statement *statement, uint32_t step, struct arena *arena, struct link **out);

#endif
