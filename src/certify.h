/* certify: edited solution -> certificate, or the reason why not. The injector proposes, this disposes.
 *
 * The edited text is read again from its bytes, by the same verifiers, and every refusal of the design (section 7) is applied:
 * reading, coincidence, ambiguity (follow), stale text (follow), old result already given, tolerant answers.
 */
#ifndef MISSTEP_CERTIFY_H
#define MISSTEP_CERTIFY_H

#include "follow.h"
#include "stock.h"
#include "verify.h"

enum step_label { LABEL_OK, LABEL_ERROR, LABEL_INHERITED, LABEL_INDEPENDENT, LABEL_UNCHECKED };

struct tally {
    uint32_t proved, rounded, unknown; /* claims */
};

/* The values that stand before a step, another step left out (-1: none). */
struct before {
    const struct subject *of; /* NULL: not looked for yet */
    uint32_t step;
    int32_t left_out;
    struct stock values;
    struct stock_results results; /* of them */
};

/* All values that stand in the problem and the solution. */
struct standing {
    const struct subject *of; /* NULL: not looked for yet */
    struct stock values;
};

/* What certificates are made with. */
struct certifier {
    const struct verifiers *verifiers;
    const struct subject *on;
    bool separated;        /* the solution writes thousands separators */
    bool loose;            /* certify_asks_loosely() */
    bool truncate;         /* where the claim is false by itself, the record may end with its step; nothing is carried on then */
    bool formulas;         /* nothing reaches the answer but a formula that ends in it: other sites are not tried */
    struct before *before; /* asked for last */
    struct standing *standing;
    struct arena *arena;
};

/* The same for another solution; what was looked for is looked for again. */
struct certifier certifier_for(const struct certifier *with, const struct subject *on);

/* All that is proved about one injection. Lives in the arena. */
struct certified {
    const struct injector *injector;
    struct proposal proposal;
    int32_t derivation;
    struct edit *follow_ups; /* sorted, without the root edit; words that change with it are among them */
    size_t follow_ups_count;
    struct text *bad_steps;  /* bad.steps_count of them */
    uint32_t *origin;        /* the source step of each */
    int32_t gone;            /* the claim of the source that a bare value has taken the place of, or -1 */
    bool truncated;          /* they end with the faulty step */
    struct subject bad;      /* the edited solution, verified */
    int32_t first_error;     /* -1 for controls */
    uint32_t added;          /* claims of a sentence that is added behind the edited step */
    const struct link *link; /* of the source: the formula that becomes false; or NULL */
    struct text bad_answer;
    uint8_t *labels;         /* enum step_label, one per bad step */
    struct text claim;       /* quoted from the faulty step */
    struct text left, right; /* plain arithmetic, of a formula with the values of `at` in it */
    struct text at; /* the number that is ignored, plain; how far underived values were searched; of a formula a point at which
                                its sides differ, "x = 2, y = 3", or "squared", "as it stands", "mod 7"; else empty */
    struct text explanation; /* one sentence: what is wrong and what would be right */
    struct text says;        /* words of the step that say what the value is */
    struct text entity;      /* what the value counts: the words behind it, or none */
    uint32_t *rests_on;      /* source steps */
    size_t rests_on_count;
    struct tally before, after;
    bool proved_prefix;
    uint32_t depth;
    bool hopeless; /* refused, and another value would be too */
};

/* Reasons are static phrases. NULL: certified, *out is filled. out->hopeless is set with a reason that holds for every value at this
 * site. False in *sane: two verifiers contradict each other (err). */
const char *certify(const struct certifier *with, const struct injector *injector, const struct site *site,
                    const struct proposal *proposal, struct certified *out, bool *sane, struct error *err);

/* The solution as it would be had the problem said otherwise: wrong for the problem as it is, and first where a changed number is
 * first computed with. `as` names the injector in the record. Returns as certify() does. */
const char *certify_given(const struct certifier *with, const struct injector *as, const struct given *givens, size_t count,
                          struct certified *out, bool *sane, struct error *err);

/* Where a step of the source, which must not be left out, has come to stand in the edited solution. */
uint32_t certified_step(const struct certified *c, uint32_t step);

/* What speaks against a site whatever value it gets, or NULL: a reading, a result that was given before, words nearby. Asked
 * before certify(), once for each site. */
const char *certify_site(const struct certifier *with, const struct injector *injector, const struct site *site);

/* May records be made from this solution? NULL, or the reason why not: a refuted step, another answer than the reference, an
 * answer that no step derives or that a later claim consumes. */
const char *certify_usable(const struct subject *on);

/* The same where records may also be truncated (`truncate`), or where the edit may stand in the answer itself, in a formula. *carried:
 * may they carry a value on to the answer, as of certify_usable()? */
const char *certify_offers(const struct subject *on, bool truncate, bool *carried);

/* Does the edit stand in the answer, and in the last step? Then nothing is left to be carried on. */
bool certify_is_answer(const struct subject *on, const struct edit *edit);

/* Does the problem ask for something approximate, or for an example, so that several answers may be right? */
bool certify_asks_loosely(const struct subject *on);

const char *step_label_name(enum step_label label);

/* The unit words behind the number at `token`; may be empty. */
struct text certify_entity(const struct step *step, uint32_t token);

#endif
