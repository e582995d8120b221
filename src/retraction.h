/* retraction: where a writer takes back what he has just written: "Wait, that's not right", "Let me recompute", "oops". */
#ifndef MISSTEP_RETRACTION_H
#define MISSTEP_RETRACTION_H

#include "text.h"

/* Is something taken back in the text behind byte `from`? A careful reader's "wait" counts where it stands alone ("… wait, no"),
 * not the time that somebody waits. */
bool retraction_behind(struct text text, size_t from);

/* Does the text begin by taking back what stood before it? Its first sentence is looked at. */
bool retraction_opens(struct text text);

#endif
