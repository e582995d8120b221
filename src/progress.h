/* progress: words on stderr. A line that renews itself on a terminal; nothing elsewhere. */
#ifndef MISSTEP_PROGRESS_H
#define MISSTEP_PROGRESS_H

#include "text.h"

#include <time.h>

struct progress {
    const char *verb;
    bool shown, live;
    struct timespec start, last;
};

void progress_start(struct progress *progress, const char *verb, bool quiet);
void progress_show(struct progress *progress, int64_t solutions); /* at most a few times a second */
void progress_line(struct progress *progress, struct text words); /* the same, with words of one's own */
void progress_end(struct progress *progress);                     /* clears the line */

/* "misstep VERB: sentence" on stderr. */
void progress_words(const char *verb, const char *format, ...) PRINTF_LIKE(2, 3);

#endif
