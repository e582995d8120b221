/* record: everything about one injection -> one line of JSON. The keys and their order are the same in every row; README.md
 * describes them. The `id` seals the line: it ends in 24 hex digits of the SHA-256 of the line with an empty id. */
#ifndef MISSTEP_RECORD_H
#define MISSTEP_RECORD_H

#include "certify.h"
#include "hash.h"
#include "json_write.h"

#define MISSTEP_VERSION "0.1.0"

enum { ID_DIGITS = 24 }; /* hex digits kept of a SHA-256 */

/* What a solution brings along beside its mathematics. */
struct origin {
    struct text source; /* name of the corpus */
    struct text source_id;
    struct text problem_id;
    struct text level;
    const struct solution *solution;
    struct text twin;    /* the other problem of crossed twins; else empty */
    struct text teacher; /* record_teacher() */
    int64_t seed;
    struct text config; /* hash of the settings, hex */
};

/* 24 hex digits of the SHA-256 of the texts, a NUL between them. */
void record_hash(struct hash *hash, const struct text *texts, size_t count, char out[ID_DIGITS + 1]);

/* The group of a problem: its own hash, or the same one of both crossed twins. */
void record_group(struct hash *hash, struct text problem, struct text twin, char out[ID_DIGITS + 1]);

/* What models had a hand in: JSON in a text, {"solution": …, "error": …}, each as teaching_put_reply() writes it, "solution" also as the
 * source gave it; empty where neither was (both may be empty). */
struct text record_teacher(struct text solution, struct text error, struct arena *arena);

/* Appends the line with its line break. */
void record_write(const struct origin *origin, const struct subject *on, const struct certified *c, struct hash *hash,
                  struct arena *arena, struct buffer *out);

/* How probable a model finds the two steps at which the sides part (likelihood.h): columns behind all others, in records that a model was
 * asked about. */
struct record_chances {
    struct text good, bad; /* log-probabilities: sums over the tokens, as decimals */
    int64_t good_tokens, bad_tokens;
    struct text who; /* JSON: the model, and where its answers are in the ledger */
};

/* Appends the line of a record with these columns, in place of those that it may have, sealed anew; with its line break. The record must be
 * one that its audit does not object to: a new seal is a new promise. */
void record_write_chances(struct text line, const struct record_chances *chances, struct hash *hash, struct arena *arena,
                          struct buffer *out);

#endif
