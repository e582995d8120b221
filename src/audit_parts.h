/* audit_parts: the record as the audit reads it, and the parts of the audit. Only audit*.c include it.
 *
 *   audit_read    keys, kinds of values, words from fixed lists                    -> struct audited
 *   audit_edit    seal, ids, spans; bad_steps rebuilt byte for byte; what can be counted from them
 *   audit_label   first_error, class, mode, step_labels, local, basis against each other
 *   audit_claim   the certificate
 *   audit_formula  the certificate of a false claim with symbols
 *   audit_control  the certificate of a control
 *   audit_true    the certificate of a claim that is true, and the wrong one
 *   audit_ignored  … of one that no longer uses a number
 *   audit_stop     … of an answer whose last step is left out
 *   audit_underived  … of a value that nothing before yields
 *   audit_terse    … of a control whose arithmetic is left out
 *   audit_later   plain claims of the changed steps that held in the source
 *   audit_text    the words and numbers around it: coincidence, stale values, answers, explanation
 *
 * Each part notes what fails. Those that return bool return false when the parts after them would have nothing firm to stand on.
 */
#ifndef MISSTEP_AUDIT_PARTS_H
#define MISSTEP_AUDIT_PARTS_H

#include "audit_number.h"
#include "hash.h"
#include "json.h"

struct audit_findings;

enum {
    AUDIT_HEX = 24, /* hex digits of a hash */
    AUDIT_STEPS_MAX = 4096,
    AUDIT_FOLLOW_UPS_MAX = 1000,
    AUDIT_RESTS_ON_MAX = 100,
    AUDIT_STALE_MAX = 32,      /* different old values that are looked for */
    AUDIT_CLAIM_MAX = 1000,    /* bytes of certificate.claim, says, left and right, of entity, answers and names */
    AUDIT_DISTANCE_MAX = 2000, /* code points of a step beyond which its edit distance is only checked for its bounds */
};

struct audit_texts {
    struct text *at;
    size_t count;
};

struct audit_ints {
    int64_t *at;
    size_t count;
};

struct audit_edit {
    int64_t step, start, end; /* as in the record: code points */
    struct text was, becomes;
    size_t from, to; /* bytes in the source step */
    size_t now;      /* byte in the edited step where `becomes` begins */
};

struct audit_counts {
    int64_t proved, rounded, unknown;
};

struct audit_certificate {
    struct text kind, claim, left, right, at, says;
    struct text rests_on_raw, before_raw, after_raw;
    struct audit_ints rests_on;
    struct audit_counts before, after;
};

/* A record. The members that are named like keys hold their values; `raw` those of nested values and of decimals. */
struct audited {
    struct text id, source, source_id, problem_id, group_id, pair_id, level, problem, twin, answer, bad_answer, injector, class,
        mode, entity, explanation, source_proof, basis, tool, config, teacher, principle;
    struct audit_texts steps, gaps, bad_steps, step_labels, local;
    struct audit_ints origin;
    int64_t first_error, length_delta, depth, seed, attempt, round, weight;
    struct text edit_raw, follow_ups_raw, certificate_raw, edit_distance_raw;
    struct text logp_good_raw, logp_bad_raw, logp_teacher; /* where a model was asked how probable it finds the two steps */
    struct audit_ints logp_tokens;
    struct audit_certificate certificate;

    struct text id_raw;       /* with its quotes, as it stands in the line */
    struct audit_edit *edits; /* the edit and its follow-ups, by place */
    size_t edits_count;
    size_t root;                      /* edits[root] is the edit */
    struct text *edited;              /* every source step after its edits */
    size_t bad_root;                  /* the bad step that holds the edit */
    size_t claim_at;                  /* byte in that step where certificate.claim begins; SIZE_MAX if it is not there */
    struct audit_number was, becomes; /* of the edit, where it changes one number; else their ends are 0 */
    struct audit_number right_result, wrong_result; /* of the faulty claim; else their ends are 0 */
};

struct audit {
    struct text line;
    struct arena *arena;
    struct hash *hash;
    struct audit_findings *out;
    struct audited r;
};

/* Adds a finding: a static phrase, and a detail which is cut to fit and cleaned. */
void audit_note(struct audit *a, const char *says, const char *format, ...) PRINTF_LIKE(3, 4);

/* The beginning of a text, short enough to be quoted; no character is cut. AUDIT_QUOTE passes it to %.*s. */
struct text audit_cut(struct text text);
#define AUDIT_QUOTE(text) (int)audit_cut(text).size, audit_cut(text).at

/* The parts, in this order. */
bool audit_read(struct audit *a, const struct json_object *object);
void audit_seal(struct audit *a);
bool audit_edits(struct audit *a); /* sets edits, root, edited, bad_root */
void audit_measures(struct audit *a);
bool audit_labels(struct audit *a);
void audit_certificate(struct audit *a); /* sets claim_at */
void audit_formula(struct audit *a);     /* the claims of certificates with a point */
void audit_unchanged(struct audit *a);
void audit_added(struct audit *a);     /* of those that add a sentence */
void audit_true(struct audit *a);      /* the claims of certificates that prove a true claim to be the wrong one */
void audit_ignored(struct audit *a);   /* of those that prove that it uses a number no more */
void audit_stop(struct audit *a);      /* of those that leave out the last step */
void audit_underived(struct audit *a); /* of those that assert a value which nothing yields */
void audit_left_out(struct audit *a);  /* of controls whose arithmetic is left out */
void audit_counts(struct audit *a);
void audit_words(struct audit *a);
void audit_later(struct audit *a);
void audit_answers(struct audit *a);

/* Small questions that several of them ask. */

/* Are the sides of the certificate what the claim says? Notes what fails. */
void audit_sides(struct audit *a);
void audit_terms(struct audit *a, struct text claim); /* … what this claim says? */

/* Are the words that say what the value is left as they were? Notes what fails. */
void audit_says(struct audit *a);

/* Splits a claim at its only relation, a sign or else a word; false if there are several, or none. */
bool audit_split(struct text claim, struct text *left, struct text *right);

/* Is `plain` what is `printed` on one side of the claim? Notes what fails. */
void audit_side(struct audit *a, const char *name, struct text plain, struct text printed);

/* The value of plain arithmetic; notes and returns false if it has none. `name`: of the side. */
bool audit_side_value(struct audit *a, const char *name, struct text plain, struct value *out) MUST_USE;

/* The bad step that a step of the source has become; -1 if it is left out. */
int64_t audit_bad_step(const struct audited *r, int64_t step);

bool audit_is(struct text text, const char *word);

static inline bool audit_control(const struct audited *r)
{
    return r->first_error < 0;
}

/* Is what the certificate quotes a value, that of the answer, and no claim? */
bool audit_bare(const struct audited *r);

/* Does the explanation say that one operand was taken for another, and what is right in words of its own? */
bool audit_exchanges(const struct audited *r);

/* Is it a control whose arithmetic is left out? */
bool audit_terse(const struct audited *r);

/* Is at most one step left out, before the faulty one, and does it say this number? Notes what fails. */
void audit_gap(struct audit *a, const struct audit_number *number);

/* Is it a control that adds a sentence to its step? */
static inline bool audit_adds(const struct audited *r)
{
    return audit_control(r) && r->edits[r->root].was.size == 0;
}

/* Is the false claim a formula with symbols? */
static inline bool audit_formula_is(const struct audited *r)
{
    return audit_is(r->certificate.kind, "refuted") && r->certificate.at.size;
}

/* Does one of the numbers pass for this one (audit_number_like)? */
bool audit_among(const struct audit_number *numbers, size_t count, const struct audit_number *wanted);

/* Does the text say the number, 0 … 99, in words? */
bool audit_named(struct text text, const struct audit_number *n);

/* May the number come in from this text, in digits, in words, as a share, in a larger unit? */
bool audit_given(struct audit *a, struct text text, const struct audit_number *number);

/* Claims of a bad step that are nothing but arithmetic and exactly true; that of the certificate is not among them. */
int64_t audit_plain_claims(struct audit *a, size_t bad_step);

/* Does a step of the source work this number out, by a claim that is nothing but arithmetic and true? */
bool audit_works_out(struct audit *a, struct text step, const struct audit_number *number);

#endif
