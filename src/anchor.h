/* anchor: where in a text the final answer stands.
 *
 * What comes last wins among: \boxed{…} (boxes side by side count together), "#### …", and the words "answer is", "answer:",
 * "final answer" and their kin, with or without emphasis; of the sentence behind such words, its mathematics. Without any of
 * them: the last mathematics or number of a prose text, or the text itself. What stands in <think>…</think> or behind <|…|> is
 * not looked at unless there is nothing else.
 */
#ifndef MISSTEP_ANCHOR_H
#define MISSTEP_ANCHOR_H

#include "think.h"

enum { ANCHOR_PARTS_MAX = 32 };

enum anchor_kind {
    ANCHOR_NOTHING, /* an empty text */
    ANCHOR_BOX,
    ANCHOR_HASHES,
    ANCHOR_WORDS,
    ANCHOR_WHOLE, /* nothing but the answer */
    ANCHOR_LAST,  /* nothing announces it: the last mathematics or number */
};

struct anchor {
    enum anchor_kind kind;
    size_t at;       /* where the announcement begins, in bytes of the text: the last box, "####", the word "answer" */
    struct text all; /* of several parts: with the marks around them, so that they can be found in it again */
    bool percent;    /* "%" or "percent" stands behind the parts */
    bool free;       /* the parts are joined by nothing but commas and "and" or "or": their order may not matter */
    bool number;     /* a number picked out of prose */
    size_t count;
    struct text parts[ANCHOR_PARTS_MAX]; /* bytes of the text, trimmed, without dollars around them */
};

struct anchor anchor_find(struct text text);

/* The last number of a text that is no formula, if it has the look of prose: words, or letters outside ASCII. */
bool anchor_in_prose(struct text text, struct anchor *out);

/* The letter of a multiple choice: "B", "(B)", "B. …", "the answer is (B)", "I think it's B"; 0 if there is none. */
char anchor_choice(struct text text);

/* Without dollars, \( \), \[ \], emphasis, quotes and final stops around it. */
struct text anchor_unwrapped(struct text text);

/* Plain words in a row, as no formula has them. */
bool anchor_is_prose(struct text text);

/* The last number of a text, with its sign, its separators and a/b; or the first. Empty if there is none. */
struct text anchor_number(struct text text, bool last);

#endif
