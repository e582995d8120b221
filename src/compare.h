/* compare: are two texts the same final answer? Bare answers, LaTeX, and whole solutions (anchor.h says where the answer stands).
 *
 * Plain numbers take a short way. Everything else is read under each reading that its notation allows (reading.h) and compared
 * by kind (equivalence.h): TRUE if the preferred readings are the same answer, FALSE only if no two readings are and both texts
 * say where their answer stands. Symmetric; a text is the same as itself.
 */
#ifndef MISSTEP_COMPARE_H
#define MISSTEP_COMPARE_H

#include "anchor.h"
#include "equivalence.h"
#include "syntax.h"

enum { COMPARE_READINGS_MAX = 6 }; /* of one text; one with more is never refuted */

enum notation { NOTATION_LATEX, NOTATION_ASCII, NOTATION_MAXIMA, NOTATION_GUESSED }; /* the first three as enum syntax */

struct compared {
    enum fact same;
    const char *why;     /* one phrase, static */
    struct text witness; /* on FALSE, where there is one */
    struct text a, b;    /* the answers as understood, for people; the arena's */
};

struct compared compare_texts(struct text a, struct text b, enum notation notation, const struct equivalence_options *options,
                              struct arena *arena);

/* Is the text one number: a sign, a currency sign, digits with separators, decimals, a/b? *rest (may be NULL, then there must be
 * none) is what stands behind it. STATUS_UNKNOWN if it is anything else. *out may need value_clear(). */
enum status compare_number(struct text text, struct value *out, struct text *rest) MUST_USE;

#endif
