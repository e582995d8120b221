/* explain: one solution, or one record, drawn for people. Foreign text is made harmless to a terminal (control characters and
 * changes of writing direction become U+FFFD) and wrapped at PEN_WIDTH columns. Steps are counted from 1 here, from 0 in the
 * data. */
#ifndef MISSTEP_EXPLAIN_H
#define MISSTEP_EXPLAIN_H

#include "edit.h"
#include "json_tree.h"
#include "pair.h"
#include "verify.h"

struct explain {
    bool colour;       /* with escape sequences; else edits are marked as in [-was-]{+becomes+} */
    bool claims;       /* with the claims found in the faulty solution */
    bool trace;        /* also where each operand comes from, and the claims of a record's right solution */
    bool tree;         /* instead of the steps: the way of the answer, from the numbers of the problem up */
    const char *where; /* of the row: "FILE:LINE" */
};

/* A record with all that is drawn of it. */
struct explained {
    struct pair pair;
    const struct json_tree *tree; /* the same record: what pair does not know */
    struct subject right, bad;    /* both solutions, judged anew */
    struct edit edits[EDITS_MAX]; /* sorted, apart from each other, within the right steps; the root among them */
    size_t edits_count;
    uint32_t root_step, root_start;
    const size_t *origin; /* of each bad step: the right step whose edits lead to it, or steps_count if none does */
    bool fits;            /* all have one */
};

/* Reads one line of a records file and judges both solutions anew. EXIT_DATA as from pair_read() and json_tree_parse(). */
bool explain_read(struct text line, const struct verifiers *verifiers, struct arena *arena, struct explained *out,
                  struct error *err) MUST_USE;

/* The problem, each step with its verdict and claims, the answer and how well the whole is proved. Appends lines to `out`. */
void explain_solution(const struct explain *how, struct text id, const struct subject *subject, struct buffer *out);

/* How the answer is derived, as a tree: each result, and below it the numbers it is computed from, with their origins. What was drawn
 * before, or lies too deep, is not drawn again. */
void explain_tree(const struct explain *how, struct text id, const struct subject *subject, struct arena *arena,
                  struct buffer *out);

/* Both solutions, the edits in the faulty one, and the certificate in words. */
void explain_record(const struct explain *how, const struct explained *record, struct arena *arena, struct buffer *out);

#endif
