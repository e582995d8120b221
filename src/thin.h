/* thin: of the rows that wait in a buffer, at most so many faulty ones of a source solution stay. Which ones is a hash of their
 * ids: it depends neither on the order of the records nor on the names of the injectors. */
#ifndef MISSTEP_THIN_H
#define MISSTEP_THIN_H

#include "text.h"

enum { THIN_MOST = 1000 }; /* that may be asked to stay */

struct thin {
    struct thin_row *at;
    size_t count;
};

/* A stretch of the buffer: what one record gave. */
struct thin_row {
    size_t start, size;
    uint64_t rank;
    size_t rows, trusted; /* how many rows it holds, and of these rest on trust */
    size_t right, wrong;  /* step labels in them */
};

/* The stretch behind all that were added before. Memory is bounded: where very many wait, some are cut at once. */
void thin_add(struct thin *thin, struct thin_row row, size_t most, struct buffer *rows, struct thin_row *cut);

/* The source solution ends: all but `most` stretches are cut out of the buffer; what lies between them stays. What was cut is
 * added to the counts in *cut. */
void thin_end(struct thin *thin, size_t most, struct buffer *rows, struct thin_row *cut);

void thin_free(struct thin *thin);

#endif
