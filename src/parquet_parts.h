/* parquet_parts: what the files of parquet share. */
#ifndef MISSTEP_PARQUET_PARTS_H
#define MISSTEP_PARQUET_PARTS_H

#include "parquet.h"
#include "unpack.h"

/* Behind what is not read. */
#define PARQUET_WAY_OUT                                                                                                          \
    "; Python's datasets can: datasets.load_dataset('parquet', data_files='FILE')['train'].to_json('FILE.jsonl')"

/* As in the file. */
enum parquet_type {
    PARQUET_BOOLEAN,
    PARQUET_INT32,
    PARQUET_INT64,
    PARQUET_INT96,
    PARQUET_FLOAT,
    PARQUET_DOUBLE,
    PARQUET_BYTES,
    PARQUET_FIXED
};

/* A column (a leaf) or what columns are nested in, in the order of the file: what is in a node stands behind it, [at + 1, end). */
struct parquet_node {
    struct text name;
    size_t end;
    size_t leaf, leaves;        /* the columns in it: [leaf, leaf + leaves); of a column, itself */
    unsigned repeated, defined; /* levels: lists it is in; parts of its path that may be missing and are there */
    bool optional, many;        /* may be null; may stand there any number of times */
    bool list;                  /* a list as it is written today: one repeated node in it, in which the item is */
    bool column, is_unsigned;
    enum parquet_type type; /* of a column */
};

/* A column in a row group. */
struct parquet_chunk {
    enum packing packing;
    uint64_t start, end; /* bytes of the file */
    uint64_t values;     /* nulls included */
};

struct parquet_footer {
    struct arena arena; /* of all that is in here */
    struct parquet_node *nodes;
    size_t nodes_count, leaves_count;
    size_t *leaves;               /* the node of each column */
    struct parquet_chunk *chunks; /* of each row group, of each column */
    uint64_t *rows;               /* of each row group */
    size_t groups_count;
};

/* False with the reason; the footer is to be freed in either case. `size`: of the file. */
bool parquet_footer_read(int fd, struct parquet_footer *out, struct error *err) MUST_USE;
void parquet_footer_free(struct parquet_footer *footer);

/* Numbers of `width` bits: runs of one value, and packed ones. */
struct parquet_runs {
    struct text left;
    unsigned width;
    uint64_t run; /* so many more of this run */
    bool packed;
    uint64_t bit; /* of a packed run: where in `left` the next one starts */
    uint32_t value;
};

/* False when the bytes end. */
bool parquet_runs_next(struct parquet_runs *runs, uint32_t *out);

/* Walks through a column, value by value. */
struct parquet_cursor {
    const struct parquet_node *column;
    int fd;
    struct parquet_chunk chunk; /* start: of the next page; values: that are still to come */
    uint64_t in_page;           /* values that are still to come in this page */
    struct buffer packed, page, dictionary;
    struct arena arena; /* of `words` */
    struct text *words; /* the dictionary's values */
    size_t words_count;
    struct parquet_runs repeated, defined, indices; /* levels; numbers of words, or single bits */
    bool by_index;                                  /* the page refers to the dictionary */
    bool single_bits;                               /* it holds booleans as runs */
    struct text left;                               /* of a plain page: values that are still to come */
    unsigned bit;                                   /* of its first byte, where these are single bits */
    /* the value that stands there */
    bool there; /* false: the column has ended */
    uint32_t repetition, definition;
    struct text value; /* its bytes, as in the file; of a boolean one byte, 0 or 1; empty where it is null */
};

/* To the start of a chunk, before its first value; then from one value to the next. */
void parquet_cursor_start(struct parquet_cursor *cursor, const struct parquet_chunk *chunk);
bool parquet_cursor_next(struct parquet_cursor *cursor, struct error *err) MUST_USE;
void parquet_cursor_free(struct parquet_cursor *cursor);

/* The next page of data, with its dictionary before it. */
bool parquet_page_next(struct parquet_cursor *cursor, struct error *err) MUST_USE;

/* Takes one plain value from `left`; false where it is cut off. */
bool parquet_plain(struct text *left, unsigned *bit, enum parquet_type type, struct text *out);

/* Bytes at a place of the file, all of them. */
bool parquet_bytes(int fd, uint64_t at, size_t size, struct buffer *out, struct error *err) MUST_USE;

/* The lowest bytes first. */
uint64_t parquet_little(struct text bytes);

/* A value as JSON. False if it is text that is not UTF-8. */
bool parquet_value_write(const struct parquet_node *column, struct text value, struct buffer *out);

/* EXIT_DATA: "the Parquet column "x" …". */
bool parquet_fail(const struct parquet_node *column, const char *what, struct error *err);

#endif
