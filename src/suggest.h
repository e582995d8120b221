/* suggest: kindness to whoever typed it: the nearest known word, whole numbers and their bounds, and foreign bytes that are
 * safe to show. Shared by config and options, so that both speak alike. */
#ifndef MISSTEP_SUGGEST_H
#define MISSTEP_SUGGEST_H

#include "text.h"

/* Longer words, typed or known, are neither compared nor suggested. */
enum { SUGGEST_WORD_MAX = 64 };

/* The known word nearest to `typed`, for "did you mean"; NULL if none is near. Near: at most max(1, length of typed / 3)
 * letters inserted, dropped, changed or swapped with their neighbour, and not all of them; case does not matter. The first of
 * equals wins. */
const char *suggest(const char *typed, const char *const *known, size_t count);

/* Fails with EXIT_USAGE: "unknown WHAT 'TYPED'; did you mean 'KNOWN'?", or without the question where nothing is near. */
bool typed_unknown(const char *what, struct text typed, const char *const *known, size_t count, struct error *err);

/* Which of the known words was typed. Fails with EXIT_USAGE: "WHAT: unknown word 'TYPED'; did you mean KNOWN? There are …". */
bool typed_choice(const char *what, const char *typed, const char *const *known, size_t count, size_t *out, struct error *err);

/* Reads a decimal whole number: digits, perhaps a minus; no plus, blanks, leading zeros (octal to some) or anything behind it.
 * `min` and `max` are inclusive; 0 and 0 stand for "any int64_t". Error (with exit code `code`): "WHAT must be a whole number
 * from 1 to 9, not 'TYPED'". */
bool typed_int(const char *what, struct text typed, int64_t min, int64_t max, int64_t *out, int code, struct error *err);

/* Foreign bytes for an error sentence: at most TYPED_SHOWN of them (then "..."), control characters and broken UTF-8 as '?'. */
enum { TYPED_SHOWN = 60 };

struct shown {
    char at[TYPED_SHOWN + sizeof "..."];
};

struct shown typed_shown(struct text typed);

#endif
