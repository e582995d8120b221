/* quality: filters over what has been certified: true to its label, but is it worth having? (thresholds: README, "Filters") */
#ifndef MISSTEP_QUALITY_H
#define MISSTEP_QUALITY_H

#include "certify.h"

enum {                           /* percent */
       QUALITY_DISTANCE = 20,    /* of the faulty step to the source's, in characters of the longer one, at most */
       QUALITY_STRUCTURAL = 60,  /* the same of structural errors and of controls */
       QUALITY_SHORTER = 80,     /* the faulty step's length to the source's, at least; where the error is not structural */
       QUALITY_LONGER = 125,     /* at most */
       QUALITY_WORDS_EDITED = 25 /* edited characters of the whole solution, at most; where the error is not structural */
};

/* NULL, or why the record is dropped. */
const char *quality_refuses(const struct subject *on, const struct certified *c, struct arena *arena);

#endif
