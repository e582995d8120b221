/* subject: what verifiers and injectors may look at: a problem, its solution in steps, the claims found in them, the verdicts,
 * and where every number comes from. Everything lives in one arena and ends with the row. */
#ifndef MISSTEP_SUBJECT_H
#define MISSTEP_SUBJECT_H

#include "answer.h"
#include "judge.h"
#include "link.h"
#include "mention.h"

struct step {
    struct text text;
    struct tokens tokens;
    size_t first_claim, claims; /* in subject.claims */
    struct link *links;         /* that claim something, in order; behind them those of numbers alone, which are claims */
    size_t links_count, links_all;
    enum verdict verdict;
    bool states_answer; /* the line of the final answer, nothing else */
};

enum source {                      /* where an operand may come from: a set, since candidates come first and choosing later */
              SOURCE_PROBLEM = 1,  /* the problem names this very number */
              SOURCE_FORM = 2,     /* … in another form: half -> 2, 20% -> 0.8 */
              SOURCE_RESULT = 4,   /* an earlier derivation yields it */
              SOURCE_CONSTANT = 8, /* of the world, with a cue word: 7 days a week */
              SOURCE_PROSE = 16,   /* an earlier step mentions it, outside its claims */
              SOURCE_SEVERAL = 32, /* more than one earlier derivation yields it */
};

struct operand {
    uint32_t token;
    uint8_t sources; /* set of enum source; 0: from nowhere */
    int32_t result;  /* the latest derivation that yields it, or -1 */
};

/* A number computed in the solution: an expression whose value is written down. Of a chain a = b = 12, `from` is a. */
struct derivation {
    uint32_t step;
    uint32_t claim; /* the claim that writes the result, in subject.claims */
    uint32_t head;  /* the claim that holds `from`: the first of its chain */
    const struct expr *from;
    const struct expr *result;      /* written out: expr_is_written */
    uint32_t result_token;          /* where the result stands: its number, or the numerator */
    struct value value;             /* the result as written */
    size_t first_operand, operands; /* in subject.operands */
    bool proved;                    /* every claim of its chain supports it */
    bool known;                     /* proved, and all operands of known origin, all the way up */
    uint32_t depth;                 /* derivations above it */
};

enum { SAID_MAX = 32 };

enum source_proof { PROOF_NONE, PROOF_NO_REFUTATION, PROOF_DERIVED_ANSWER, PROOF_ALL_STEPS };

/* Which constants of the world a text speaks of (trace.h); looked for when first asked. */
struct cues {
    bool asked;
    uint64_t constants; /* a set */
};

struct subject {
    struct text problem;
    struct tokens problem_tokens;
    struct mention *givens; /* what the problem mentions */
    size_t givens_count;
    struct cues *cues; /* of the problem */

    struct step *steps;
    size_t steps_count;
    struct claim *claims;
    size_t claims_count;

    struct operand *operands;
    size_t operands_count;
    struct derivation *derivations; /* in the order of the text */
    size_t derivations_count;

    struct reasoning **said; /* of the first SAID_MAX steps: what was said before each; reason.h */

    struct text reference; /* the answer the source gives; may be empty */
    struct answer given;   /* the answer the solution states */
    enum verdict answer_verdict;
    int32_t answer_from; /* the latest derivation that yields the given answer, or -1 */
    int32_t first_error; /* first refuted step, or -1 */
    enum source_proof source_proof;
};

/* Claims and links of a step in the order of the text: `at` begins as {0}. One of *claim and *link becomes the next, the other NULL;
 * false if there is none. */
struct subject_walk {
    size_t claims, links;
};

static inline bool subject_next(const struct subject *s, const struct step *step, struct subject_walk *at,
                                const struct claim **claim, const struct link **link)
{
    *claim = at->claims < step->claims ? &s->claims[step->first_claim + at->claims] : NULL;
    *link = at->links < step->links_count ? &step->links[at->links] : NULL;
    if (*claim && *link && (*link)->start < (*claim)->start)
        *claim = NULL;
    else if (*claim)
        *link = NULL;
    at->claims += *claim != NULL;
    at->links += *link != NULL;
    return *claim || *link;
}

/* The claim that a link of numbers alone has become; -1 if there is none. */
static inline int32_t subject_figure(const struct subject *s, const struct link *link)
{
    const struct step *step = &s->steps[link->step];
    const struct formula *left = link->formula->args[0], *right = link->formula->args[1];
    if (link < step->links + step->links_count)
        return -1;
    for (size_t i = step->first_claim; i < step->first_claim + step->claims; i++)
        if (s->claims[i].formula && s->claims[i].start == maths_place(link->statement, left->start) &&
            s->claims[i].end == maths_place(link->statement, right->end - 1) + 1)
            return (int32_t)i;
    return -1;
}

static inline struct text subject_claim_text(const struct subject *s, const struct claim *c)
{
    return text_part(s->steps[c->step].text, c->start, c->end);
}

static inline struct text subject_answer_text(const struct subject *s)
{
    return s->given.found ? text_part(s->steps[s->given.step].text, s->given.start, s->given.end) : TEXT("");
}

#endif
