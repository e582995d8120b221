/* sentence: where a sentence of running text ends, and what a line begins with. */
#ifndef MISSTEP_SENTENCE_H
#define MISSTEP_SENTENCE_H

#include "text.h"

/* Is the byte at i the end of a sentence that starts at `start`? Then: the offset behind it and the quotes, brackets and stars that
 * close with it; else 0. Wanted are ". ! ?" with white space behind them and something that can begin a sentence, or one of
 * the full-width signs. Not a decimal, an abbreviation ("e.g.", "No. 5", "J. Smith"), the number of an item ("1. First"), a label
 * ("Case 2. Let"), a factorial. */
size_t sentence_end(struct text text, size_t start, size_t i);

/* Can a sentence begin here? Not with a small letter, nor with what goes on: = , ; ) + … */
bool sentence_begins(struct text text, size_t i);

/* Does the text end as a sentence does, quotes, brackets and stars apart? */
bool sentence_closed(struct text text);

/* Does the line that starts at byte i, which is no white space, begin with the marker of a step? */
bool step_at(struct text text, size_t i);

enum lead {
    LEAD_TEXT,
    LEAD_STEP,    /* step_at(): "Step 2:", "**Step 2.**", "### Step 2 - Solve", "Step two:"; not "Step 2 is hard" */
    LEAD_ANSWER,  /* "Final answer:", "**Answer:**", "The answer is", "Therefore, the final answer is" */
    LEAD_HASHES,  /* "#### 72" */
    LEAD_HEADING, /* "## Solution"; a line that is bold as a whole */
    LEAD_ITEM,    /* "- ", "* ", "3. ", "3) ", "(a) ", "\item " */
};

/* What the line begins with that starts at byte i, which is no white space. */
enum lead lead_at(struct text text, size_t i);

#endif
