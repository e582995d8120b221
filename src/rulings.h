/* rulings: what people decided of records, read from the verdicts that `misstep audit-import` writes. */
#ifndef MISSTEP_RULINGS_H
#define MISSTEP_RULINGS_H

#include "known.h"

enum ruling {
    RULING_NONE,      /* nobody was asked, or nobody could tell */
    RULING_CONFIRMED, /* everybody agrees */
    RULING_DISPUTED,  /* some do not, but more do */
    RULING_REJECTED,  /* no more people agree than do not */
    RULINGS,
};
extern const char *const ruling_names[RULINGS];

struct rulings {
    struct known known;
    struct hash *hash;
    int64_t
        kappa; /* the lowest that a verdict brings (agreement.h); AGREEMENT_NONE: one brings none that is defined, or there are none */
};

/* Reads the verdicts. EXIT_DATA: a line is none; else the errors of stream_each(). */
bool rulings_read(struct rulings *rulings, const char *path, struct error *err) MUST_USE;
void rulings_free(struct rulings *rulings); /* also of {0} */

/* Of a record, by its id. */
enum ruling rulings_of(const struct rulings *rulings, struct text id);

/* Notes that the record is at hand. */
void rulings_meet(struct rulings *rulings, struct text id);

/* Records that people were asked about, by what they said: all of them, and those that were met. */
void rulings_count(const struct rulings *rulings, uint64_t all[RULINGS], uint64_t met[RULINGS]);

#endif
