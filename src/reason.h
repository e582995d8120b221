/* reason: asks the verifiers about claims and links, and carries the context of links from step to step. */
#ifndef MISSTEP_REASON_H
#define MISSTEP_REASON_H

#include "fact.h"
#include "figure.h"
#include "verifier.h"

enum { REPEATING_WORDS = 10 }; /* around what only repeats */
enum { SUPPOSING_STEPS = 3 };  /* how long "suppose", "contradiction" keep refutations back */

struct reasoning {
    const struct verifiers *verifiers;
    struct text problem;
    struct context context;
    struct figure_stated figure;
    struct text latest[LINK_LATEST_MAX]; /* steps, the last one first: they may suppose something, or say what a letter is */
    bool supposing;                      /* a step before supposes in so many words, and this one goes on with it */
    bool passing;                        /* the step said something for the moment: "when $x = 3$" */
    bool assuming;                       /* what a step before supposes still is the ground */
    struct statement before;             /* the last statement so far; its formula is NULL if there is none */
    struct fact_step said[2];            /* this step, and the one before it */
    struct theme {
        bool asked, other_base, other_operation, modular;
        unsigned options; /* of link_options() */
    } theme;              /* what the problem speaks of; looked for once */
    struct arena *arena;
};

/* The problem's own statements are the first context. */
struct reasoning *reason_begin(const struct verifiers *verifiers, struct text problem, const struct tokens *problem_tokens,
                               struct arena *arena);

/* A copy, for these verifiers: what was said so far stays as it is, whatever is said later. */
struct reasoning *reason_copy(const struct verifiers *verifiers, const struct reasoning *reasoning, struct arena *arena);

/* What the problem speaks of. */
const struct theme *reason_theme(struct reasoning *reasoning);

/* NULL, or why the step's numbers and signs may mean something else than they do elsewhere. */
const char *reason_foreign(struct reasoning *reasoning, const struct step *step);

/* NULL, or why nothing in the step is refuted, that among it; *kind: enum link_doubt. */
const char *reason_doubt(struct reasoning *reasoning, const struct step *step, uint8_t *kind);

/* Judges one claim of running text. False if two verifiers contradict each other. */
bool reason_claim(const struct verifiers *verifiers, const struct step *step, struct claim *claim, struct arena *arena,
                  struct error *err);

/* Finds and judges the links of a step (step->links, step->links_count). Links of numbers alone become claims (numeric.h). Where
 * another link says the same as a claim of running text, one of them goes: the claim stays if both hold, since it can be traced.
 * *claims: the step's claims, replaced; their number is in step->claims. False if two verifiers contradict each other. */
bool reason_links(struct reasoning *reasoning, struct step *step, uint32_t index, struct claim **claims, struct error *err);

#endif
