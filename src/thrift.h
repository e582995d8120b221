/* thrift: reading Thrift's compact protocol, in which Parquet writes what it says of itself.
 *
 *     for (int id = 0; thrift_field(&t, &id);)
 *         if (id == 3)
 *             rows = thrift_int(&t);
 *         else
 *             thrift_skip(&t);
 *
 * Every value must be taken or skipped. What is not there, or not of the kind that is asked for, sets `bad` and reads as 0 or empty;
 * so `bad` is looked at once, at the end. */
#ifndef MISSTEP_THRIFT_H
#define MISSTEP_THRIFT_H

#include "text.h"

enum { THRIFT_DEPTH_MAX = 32 }; /* of what is skipped */

struct thrift {
    struct text left;
    bool bad;
    unsigned kind; /* of the value that comes next, as on the wire */
};

/* The next field of the structure that is being read: *id was the one before, 0 at the start. False at its end. */
bool thrift_field(struct thrift *thrift, int *id);

int64_t thrift_int(struct thrift *thrift);
bool thrift_bool(struct thrift *thrift);
struct text thrift_bytes(struct thrift *thrift);

/* How many items follow, no more than there are bytes left. Then `kind` is that of each: set it again before each one. */
size_t thrift_list(struct thrift *thrift);

void thrift_skip(struct thrift *thrift);

#endif
