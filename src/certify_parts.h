/* certify_parts: what the certificates of all kinds are made with. Only certify*.c include it.
 *
 *   certify_source  which solutions records may be made from
 *   certify_value   sites and values that are refused before any consequence is carried on
 *   certify_read    the edited solution, read again from its bytes, against the source
 *   certify_ignored what asks more of certificates that a number is ignored
 *   certify_stop    certificates of an answer whose last step is left out
 *   certify_underived  values that nothing before yields
 *   certify_terse   controls whose arithmetic is left out
 *   certify_given   certificates of solutions to a problem that says otherwise
 *   certify_kind    certify() itself: what each kind of certificate asks
 *   certify_added   controls that add a sentence
 *   certify_closed  formulas of numbers alone
 *   certify_formula formulas with symbols
 *   certify_write   what the certificate quotes, rests on, counts; labels
 */
#ifndef MISSTEP_CERTIFY_PARTS_H
#define MISSTEP_CERTIFY_PARTS_H

#include "certify.h"

/* One attempt: what is being proved, and with what. */
struct attempt {
    const struct certifier *with;
    const struct site *site;
    struct certified *c;
    bool *sane;
    struct error *err;
};

/* Nothing is known yet. */
static inline struct certified certify_blank(const struct injector *injector)
{
    return (struct certified){.injector = injector, .derivation = -1, .first_error = -1, .gone = -1};
}

/* Carries the new value on and reads the edited solution again. */
const char *certify_carry(struct attempt *a, struct consequences *after);

/* Could the new result be a rounding of the right one, or does it coincide with a number of the problem or the source? */
const char *certify_value(const struct certifier *with, const struct derivation *root, const struct value *now);

/* Does the new result coincide with a number of the problem or the source? */
const char *certify_fresh(const struct certifier *with, const struct value *now);

/* Does the step name a number that the edit replaces once more, in digits or words, where nothing is edited? */
const char *certify_operands(const struct subject *on, const struct proposal *proposal, struct arena *arena);

/* Does a consequence stand where the root edit, or what changes with it, stands? */
bool certify_overlaps(const struct certified *c, struct arena *arena);

/* Makes all edits, leaves out the step to be left out, ends behind the faulty step where the record is truncated, and reads that
 * again: sets bad_steps, origin, bad. False if two verifiers contradict each other. */
bool certify_read(const struct certifier *with, struct certified *c, struct error *err);

/* The edited text must give the same claims in the same places, every claim but `but` (of the source; -1: none) as good as before.
 * NULL, or the reason why not. c->gone must be gone, c->link may read as it likes. */
const char *certify_compare(const struct certifier *with, const struct certified *c, int32_t but);

/* Has the link of the source come to stand where this one of the edited solution stands? */
bool certify_is_link(const struct certified *c, const struct link *was, const struct link *is);

/* The whole certificate of a control that adds a sentence. */
const char *certify_added(struct attempt *a);

/* The whole certificate of an edit in a formula: a site with `formula` set. */
const char *certify_formula(const struct certifier *with, const struct site *site, struct certified *c, bool *sane,
                            struct error *err);

/* The whole certificate of a control that adds a sentence behind its step. */
const char *certify_added(struct attempt *a);

/* Is the link that c->link has become, both being closed, false under every reading? NULL, or the reason why not. */
const char *certify_closed(const struct certifier *with, const struct certified *c, const struct link *is);

/* Are the sides of a closed link rational and equal (or congruent by its modulus) in the source, and not in the edited one? Sets *at,
 * "as it stands" or "mod 7". */
bool certify_sides(const struct formula *was, const struct formula *is, struct arena *arena, struct text *at);

/* The claim of the edited solution that `claim` of the source has become. */
const struct claim *certify_became(const struct certifier *with, const struct certified *c, uint32_t claim);

/* Is the final answer another one, beyond all that a tolerant grader forgives? NULL, or the reason why not. */
const char *certify_answers(const struct subject *on, const struct consequences *after, const struct subject *bad);

/* Is the number that the site's operand was used nowhere any more, from this step of the edited solution on? Sets c->at. NULL, or
 * the reason why not. */
const char *certify_ignored(const struct certifier *with, const struct site *site, uint32_t from, struct certified *c);

/* The whole certificate of a site that changes nothing but the line of the answer. */
const char *certify_stop(struct attempt *a);

/* Is the only number that the edit writes underived? It stands in this step of the edited solution, whose first `tokens` are looked
 * at, too. Sets c->at. NULL, or the reason why not. */
const char *certify_underived(const struct certifier *with, uint32_t step, size_t tokens, struct certified *c);

/* Is it derived already from what stands before the edited step of the source, and is left as it is? Asked before anything is read
 * again. NULL, or the reason why not. */
const char *certify_derived(const struct certifier *with, const struct certified *c);

/* The whole certificate of a control that puts a bare value, the right one, in the place of a claim. */
const char *certify_terse(struct attempt *a);

/* A side of a claim as plain arithmetic. */
struct text certify_plain(const struct expr *e, const struct step *step, bool points, struct arena *arena);

/* Fills in all that is quoted and counted; `claim` is the faulty (or the edited) one, in c->bad. */
void certify_describe(const struct certifier *with, const struct claim *claim, struct certified *c);

/* The same where no claim is faulty, but a bare value: that of the proposal, quoted, in step `at`. */
void certify_describe_bare(const struct certifier *with, struct text quoted, uint32_t at, struct certified *c);

/* Counts the claims but `but` (of c->bad; -1: none) before the faulty step `at` and from there on, and labels the steps. */
void certify_count(const struct certifier *with, uint32_t at, int32_t but, struct certified *c);

/* rests_on: the earlier steps that yield the numbers left of the claim, where the problem does not give them; and depth. */
void certify_support(const struct certifier *with, const struct claim *claim, struct certified *c);

/* Sets c->says: the words of step `at` of the edited solution that say what the value at tokens [first, last) is, outside all edits.
 * NULL, or the reason why not: there are none but "so, then, that makes". */
const char *certify_says(const struct certifier *with, uint32_t at, uint32_t first, uint32_t last, struct certified *c);

/* Do the words of the source's step, edited or not, say nothing? Asked before anything is read again. NULL, or the reason why not. */
const char *certify_mute(const struct certifier *with, const struct certified *c);

/* Ends a certificate whose faulty (or edited) claim is proved: the answer is looked at, and all that is quoted and counted is filled
 * in. NULL, or the reason why not. */
const char *certify_conclude(const struct certifier *with, const struct consequences *after, const struct claim *claim,
                             struct certified *c);

#endif
