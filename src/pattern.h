/* pattern: regular expressions as pre-tokenisers use them (Perl's, with Unicode properties). The only door to PCRE2.
 *
 * What a search may cost is counted by PCRE2, not timed: PATTERN_STEPS_MAX per search. One pattern belongs to one thread. */
#ifndef MISSTEP_PATTERN_H
#define MISSTEP_PATTERN_H

#include "text.h"

enum {
    PATTERN_BYTES_MAX = 4096,    /* of an expression */
    PATTERN_STEPS_MAX = 10000000 /* of one search */
};

struct pattern;

/* NULL and EXIT_DATA if it is no expression that PCRE2 knows, or too long. `source` must be UTF-8; `literal`: it stands for itself. */
struct pattern *pattern_new(struct text source, bool literal, struct error *err) MUST_USE;
void pattern_free(struct pattern *pattern); /* NULL is allowed */

enum found { FOUND, FOUND_NONE, FOUND_TOO_COSTLY };

/* The first match at or behind byte `from`: bytes [*start, *end). `text` must be UTF-8, and `from` stand between two characters. */
enum found pattern_find(const struct pattern *pattern, struct text text, size_t from, size_t *start, size_t *end);

/* Version of PCRE2 at run time, "10.42 2022-12-11". */
const char *pattern_version(void);

#endif
