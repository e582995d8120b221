/* atom: stretches of a text that are never cut: mathematics, drawings, code.
 *
 *   inline     $…$   \(…\)   \boxed{…} in running text
 *   display    $$…$$   \[…\]   \begin{NAME}…\end{NAME} but for environments of text (itemize, center, proof, …)
 *              and for matrices, which are inline
 *   drawing    [asy]…[/asy]
 *   code       ``` … ``` at the starts of lines
 *
 * What is opened and not closed is no atom, and hides nothing behind it: \[ ends at the next \] unless another \[ comes first, so
 * does \(; $…$ stays in its paragraph. A dollar is money where two amounts stand ("$5 + 3 = $8") or words of a sentence would
 * become mathematics ("costs $5 and he pays with $x"). In a text without any backslash a formula must look like one: no white space at
 * its ends, no word of a sentence, no line break in it.
 * Linear in the size of the text, whatever it holds. */
#ifndef MISSTEP_ATOM_H
#define MISSTEP_ATOM_H

#include "text.h"

enum atom_kind { ATOM_NONE, ATOM_INLINE, ATOM_DISPLAY, ATOM_DRAWING, ATOM_CODE };

struct atom {
    enum atom_kind kind;
    size_t end; /* behind the atom; behind what is to be skipped, where there is none (an escape is two bytes) */
};

/* What is known of a text while it is walked through from its start. */
struct atoms {
    struct text text;
    bool any;            /* can there be atoms */
    bool latex;          /* has a backslash: dollars are mathematics, unless they are money */
    bool exhausted[7];   /* this way of closing does not occur any more */
    size_t unclosed_box; /* a \boxed{ before here is not closed on its line */
};

struct atoms atoms_of(struct text text);

/* What stands at byte i, which lies in no atom. To be asked with i ascending; asking twice is fine. */
struct atom atom_at(struct atoms *atoms, size_t i);

/* The text with spaces in place of its drawings, whose labels state nothing, none at its end: the same offsets. The text itself if it has
 * no drawing. */
struct text undrawn(struct text text, struct arena *arena);

/* Does the text hold mathematics, inline or displayed? `atoms` as they come from atoms_of(). */
bool atoms_have_maths(struct atoms atoms);

#endif
