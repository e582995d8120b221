/* against: the problems of evaluation sets, and which of them stand in the data. */
#ifndef MISSTEP_AGAINST_H
#define MISSTEP_AGAINST_H

#include "json_write.h"
#include "overlap.h"

struct against;
struct against *against_new(size_t words) MUST_USE; /* in a row, as in overlap.h */
void against_free(struct against *against);         /* NULL is allowed */

/* Adds the problems of a file that stream.h reads, rows of JSON: of each the first of problem, question, prompt, query, instruction,
 * input that is a text, and the first of id, unique_id, problem_id, source_id that is there, else its line. The
 * errors are those of stream_each(); EXIT_DATA if a row has no problem. */
bool against_read(struct against *against, const char *path, struct error *err) MUST_USE;

/* Does the problem stand in one of them? Then *item is its id, as "FILE#id", and *words what both have in a row, in the arena, or
 * empty if it is all of it. The item counts as found. */
bool against_find(struct against *against, struct text problem, struct arena *arena, struct text *item, struct text *words);

/* For the manifest: [{"file","items","found":[ids]}], found items in the order of the file. */
void against_report(const struct against *against, struct json_writer *w);

#endif
