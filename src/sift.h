/* sift: records, less those that people rejected. Records are sealed, so what people said of them is noted beside them. */
#ifndef MISSTEP_SIFT_H
#define MISSTEP_SIFT_H

#include "rulings.h"

struct sift_job {
    const char *const *inputs;
    size_t inputs_count;
    const char *verdicts, *out;
    bool force;
    bool disputed; /* drop those, too, on which people do not agree */
    const char *
        marks; /* a line for each record that people were asked of: {"id", "people": "confirmed"}, or "disputed", "rejected"; or NULL */
    bool (*interrupted)(void);
};

struct sift_counts {
    uint64_t records, kept, by[RULINGS];
};

/* EXIT_DATA: a line is no JSON object or has no "id"; else the errors of rulings_read(), stream_each() and output.h. */
bool sift_run(const struct sift_job *job, struct sift_counts *counts, struct error *err) MUST_USE;

#endif
