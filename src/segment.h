/* segment: where a text is cut into steps. Rules first, then what they do with displays.
 *
 *   auto        the first that fits: the text has two step markers or more: steps; it has mathematics: sentences; it has line
 *               breaks: lines; else sentences
 *   steps       at markers at line starts: "Step 2:", "**Step 2.**", "### Step 2"; what stands before the first is a step too;
 *               behind the last marker a paragraph that announces the answer ("The answer is", "Final answer:") is one more
 *   paragraphs  at blank lines
 *   lines       at line breaks
 *   sentences   at sentence ends, at displays (see below) and at line breaks, but for a line that goes on in the next one (it
 *               ends in a word or a comma, and a small letter or a formula follows; or in a colon before a formula). A list item
 *               ("- ", "1. ") is one step up to its line break or a display, and a heading stays with what it heads.
 *
 * Nothing is cut inside an atom (atom.h: mathematics, drawings, code). A drawing ([asy]…[/asy]) asserts nothing, so it is no step: it
 * belongs to the step before it, at the start to the one behind it. "#### 72" at a line start is a step of its own under every
 * rule, in running text under sentences.
 *
 * Displays: a display belongs to the sentence that introduces it ("we get \[…\]"), also across a blank line, and ends the step,
 * unless the sentence goes on behind it ("\[…\] where x is …", "\[…\] or x = 4"). It does not go on where a conclusion is drawn
 * ("so", "thus", "hence", "therefore", "then") or where "and" leads to the next display. Two displays in a row are two steps, unless
 * the second goes on with the first ("\[= 7\]").
 * That gives a verifier one relation or chain a step, with the words that say what it is; an align is one display. */
#ifndef MISSTEP_SEGMENT_H
#define MISSTEP_SEGMENT_H

#include "text.h"

enum segment_by { BY_AUTO, BY_STEPS, BY_PARAGRAPHS, BY_LINES, BY_SENTENCES };

/* "auto|steps|paragraphs|lines|sentences" */
extern const char *const segment_by_names[];
enum { SEGMENT_BY_COUNT = 5 };

enum { STEPS_MAX = 2000 }; /* per solution; the rest of the text stays in the last step */

/* What parts a step from the one before it. */
enum parting {
    PARTED_START,
    PARTED_LISTED,
    PARTED_STEP,
    PARTED_PARAGRAPH,
    PARTED_LINE,
    PARTED_DISPLAY,
    PARTED_SENTENCE,
    PARTED_ANSWER,
    PARTED_THOUGHT
};
enum { PARTINGS = 9 };

const char *parting_name(enum parting parting);

struct piece {
    size_t start, end; /* bytes of the text, without white space at both ends */
    enum parting by;
    bool thought;
};

struct pieces {
    struct piece *at;
    size_t count, room;
    struct arena *arena;
};

/* Cuts the bytes [from, to) of a text and appends the pieces, `most` of them at most: the last one takes the rest. The first one is
 * parted by `first` from what stands before. */
void segment(struct text text, size_t from, size_t to, enum segment_by by, enum parting first, size_t most, struct pieces *out);

#endif
