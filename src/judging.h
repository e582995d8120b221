/* judging: a model as a judge: what it is asked about solutions, by a versioned rubric, and what its answer says. Nothing is proved by it.
 *
 * Of a pair it is asked which side is better, twice, with the sides swapped; a side wins only if both answers say so (Zheng et al.,
 * Judging LLM-as-a-judge with MT-bench and Chatbot Arena, 2023). Of one solution it is asked for the first wrong step. Answers are
 * untrusted: one JSON object of the members asked for and no others, or the answer is unusable. */
#ifndef MISSTEP_JUDGING_H
#define MISSTEP_JUDGING_H

#include "assess.h"
#include "prompt.h"

enum { JUDGING_ANSWER_MAX = 256 * 1024, JUDGING_CALLS = 2 }; /* bytes of an answer */

struct judging {
    enum survey_kind kind; /* SURVEY_PAIRS or SURVEY_STEPS */
    struct prompt prompt;
    struct prompt_part rubric;
    bool reference; /* the judge is told the reference answer, where there is one */
};

/* What it is asked about. Of pairs the first side is the chosen one. item.right is CHOICE_NONE where there is no label. */
struct judged_item {
    struct survey_item item;
    struct text id;         /* of the row of the output */
    struct text answer;     /* of reference */
    struct text authors[2]; /* of the sides, as in pair.h */
};

/* The JSON schema of an answer. */
struct text judging_schema(enum survey_kind kind);

/* The turns of a question; `out` has room for PROMPT_TURNS_MAX, texts are the arena's. `swapped`: of pairs, the second side comes first.
 * The errors of prompt_fill(). */
bool judging_fill(const struct judging *judging, const struct judged_item *of, bool swapped, struct arena *arena,
                  struct turn *out, struct error *err) MUST_USE;

enum judging_fault {
    JUDGING_FINE,
    JUDGING_REFUSED, /* the server does not answer this */
    JUDGING_CUT,     /* no whole answer */
    JUDGING_LONG,
    JUDGING_NO_OBJECT,
    JUDGING_TWO_OBJECTS,
    JUDGING_CONTROL, /* control characters, as of LaTeX with single backslashes */
    JUDGING_NO_VERDICT,
    JUDGING_FAULTS,
};
extern const char *const judging_faults[JUDGING_FAULTS]; /* "" for the first */

/* One answer. */
struct judging_said {
    enum judging_fault fault; /* all else is said only where this is JUDGING_FINE */
    enum choice choice;       /* of the sides as they were shown */
    int32_t first_error;      /* 0-based, below the number of steps; FIRST_NONE */
    struct text reason;
};

void judging_read(const struct judged_item *of, const struct reply *reply, struct arena *arena, struct judging_said *out);

/* Of both answers about a pair. */
enum judging_outcome { JUDGED_CHOSEN, JUDGED_REJECTED, JUDGED_TIE, JUDGED_INCONSISTENT, JUDGED_UNUSABLE, JUDGED_OUTCOMES };
extern const char *const judging_outcomes[JUDGED_OUTCOMES]; /* "chosen", … */

/* said[1] is of the sides swapped. One unusable answer makes it unusable. */
enum judging_outcome judging_both(const struct judging_said said[JUDGING_CALLS]);

/* The answers as those of an annotator; what is inconsistent or unusable is no answer. */
struct ballot judging_ballot(const struct judged_item *of, const struct judging_said *said);

/* What that says of the label; OPINION_NONE where there is none. */
enum opinion judging_opinion(const struct judged_item *of, const struct judging_said *said);

/* Did the model of this name ("model", "model@revision") write it? Revisions are not told apart. */
bool judging_own(struct text author, struct text judge);

#endif
