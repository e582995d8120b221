/* parquet: the rows of a Parquet file as lines of JSON, so that what lies on the Hub is read without Python.
 *
 * Columns of texts, numbers and booleans, and lists and structures of these to any depth; plain and dictionary pages of both
 * versions; uncompressed, snappy, gzip, zstd. Not read, with a message that names the column: dates, decimals, bytes that are no
 * text, other encodings and packings. Memory is flat: a page and a dictionary of each column. The format: Apache Parquet's
 * documentation, "File Format"; how nested values are put together: Melnik et al., "Dremel" (VLDB 2010). */
#ifndef MISSTEP_PARQUET_H
#define MISSTEP_PARQUET_H

#include "text.h"

enum {
    PARQUET_FOOTER_MAX = 64 * 1024 * 1024, /* bytes */
    PARQUET_PAGE_MAX = 64 * 1024 * 1024,   /* bytes, unpacked */
    PARQUET_WORDS_MAX = 1024 * 1024,       /* values of a dictionary */
    PARQUET_NODES_MAX = 4096,              /* columns and what they are nested in */
    PARQUET_DEPTH_MAX = 32,
};

struct parquet;

/* Reads what the file says of itself. NULL with EXIT_DATA if it is no Parquet file, or damaged, or holds what is not read; EXIT_IO if
 * it cannot be read at any place (a pipe). */
struct parquet *parquet_open(int fd, struct error *err) MUST_USE;

/* Appends the next row, an object of JSON without a line break. *more is false at the end. EXIT_DATA, EXIT_IO. */
bool parquet_row(struct parquet *parquet, struct buffer *out, bool *more, struct error *err) MUST_USE;

void parquet_close(struct parquet *parquet); /* NULL is allowed; the descriptor stays open */

#endif
