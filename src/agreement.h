/* agreement: how far people agree, beyond chance, and what an audit says of what was not audited. Exact: from counts, with whole
 * numbers alone. Shares and kappas are counted in AGREEMENT_ONE and cut there, so that rounding to fewer places is right.
 *
 * Cohen: A coefficient of agreement for nominal scales, 1960. Fleiss: Measuring nominal scale agreement among many raters, 1971.
 * Landis, Koch: The measurement of observer agreement for categorical data, 1977. Clopper, Pearson: The use of confidence or
 * fiducial limits illustrated in the case of the binomial, 1934. */
#ifndef MISSTEP_AGREEMENT_H
#define MISSTEP_AGREEMENT_H

#include "json_write.h"

#define AGREEMENT_ONE  INT64_C(1000000000000)
#define AGREEMENT_NONE INT64_MIN /* not defined: nothing was answered, or chance alone agrees always */

enum {
    AGREEMENT_KINDS = 66,     /* answers told apart */
    AGREEMENT_MOST = 1000000, /* items, trials */
};

/* What two raters said of the same items: cells[what the first said][what the second said]. */
struct agreement {
    size_t kinds;
    uint64_t cells[AGREEMENT_KINDS][AGREEMENT_KINDS];
};

uint64_t agreement_items(const struct agreement *table);
int64_t agreement_raw(const struct agreement *table);   /* share of items of which both said the same */
int64_t agreement_kappa(const struct agreement *table); /* Cohen's */

/* Fleiss' kappa of `items` rows of `kinds` counts that sum to `raters` each. */
int64_t agreement_fleiss(const uint32_t *counts, size_t items, size_t kinds, uint32_t raters);

/* Landis and Koch: "almost perfect" (above 0.80), "substantial", "moderate", "fair", "slight", "poor" (below 0); "n/a". */
const char *agreement_words(int64_t kappa);

/* The kappa that is asked for where nothing else is said: agreement below it is less than substantial (Landis and Koch). */
#define AGREEMENT_LEAST "0.6"

/* A kappa to be reached, as typed: a decimal from 0 to 1. Error (with exit code `code`): "WHAT must be …". */
bool agreement_read(const char *what, struct text typed, int64_t *out, int code, struct error *err) MUST_USE;

/* Ten-thousandths, rounded half away from zero; not of AGREEMENT_NONE. */
int64_t agreement_share(int64_t fine);

/* As it is shown: to four decimals. What is written can be compared as what is at hand. */
int64_t agreement_shown(int64_t fine);

/* False if kappa is below `least`, or not defined; EXIT_FINDINGS, "WHOSE is 0.5310, below …". */
bool agreement_gate(const char *whose, int64_t kappa, int64_t least, struct error *err) MUST_USE;

/* A member: the share, or null of AGREEMENT_NONE. */
void agreement_json(struct json_writer *w, const char *key, int64_t fine);

/* Clopper and Pearson's limits in ten-thousandths, rounded: the share at which `found` or fewer (or more) of `trials` would turn up with a
 * chance of `tail` ten-thousandths: 500 for a one-sided 95 %, 250 for a two-sided. found <= trials <= AGREEMENT_MOST, trials > 0. */
int64_t agreement_upper(uint64_t found, uint64_t trials, int64_t tail);
int64_t agreement_lower(uint64_t found, uint64_t trials, int64_t tail);

#endif
