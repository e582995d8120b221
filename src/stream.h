/* stream: lines from a file, plain, gzip or zstd, or the values of a JSON array as lines.
 *
 * A file that begins with "[" is a JSON array, one that begins with "{" and a line break holds objects over many lines: each value is
 * handed out as a line of its own (items.h), numbered as such; one that is no JSON may hold line breaks. A Parquet file's rows are lines too (parquet.h).
 *
 * What a file is, its first bytes say, not its name. Gzip members and zstd frames may follow one another. Memory is flat: two
 * blocks of 128 KiB, which stay in the cache, and the window of the decoder (32 KiB for gzip, at most 128 MiB for zstd; a file that
 * wants more is refused). One stream belongs to one thread at a time. */
#ifndef MISSTEP_STREAM_H
#define MISSTEP_STREAM_H

#include "text.h"

enum {
    STREAM_LINE_MAX = 4 * 1024 * 1024, /* bytes of a line without its ending; a longer one is reported, not kept */
    STREAM_SAMPLE = 200,               /* so many bytes of a too long line are kept, or up to 3 fewer: no character is cut */
    STREAM_BATCH_BYTES = 64 * 1024,    /* what to want, if in doubt */
    STREAM_BATCH_LINES = 4096,         /* at most, in one batch */
};

struct stream;

struct line {
    struct text text; /* without its "\n" or "\r\n"; any bytes, perhaps no UTF-8; only STREAM_SAMPLE bytes when too_long */
    uint64_t number;  /* in the unpacked file, or in the array; 1-based */
    bool too_long;
};

/* A batch of lines and the bytes they borrow. `{0}` is empty; reuse it as often as you like. */
struct lines {
    struct line *at;
    size_t count;
    struct buffer bytes;
};

/* Opens a file, or standard input for "-". NULL and EXIT_NO_INPUT when there is none, EXIT_IO when it cannot be opened or is a
 * folder. Nothing is read yet. */
struct stream *stream_open(const char *path, struct error *err) MUST_USE;

/* The next lines, in place of what `out` held: until they reach `want` bytes or STREAM_BATCH_LINES or the file ends; count 0 is
 * the end. So `out` never needs more than want + STREAM_LINE_MAX bytes (and the slack of a growing buffer).
 * Lines end at "\n" only; the last one may lack it. A byte order mark (UTF-8) at the start of the file is dropped. Empty lines
 * are delivered and counted.
 * False with EXIT_DATA for corrupt or truncated gzip and zstd, for an array whose brackets and commas do not stand right, for Parquet that is damaged or not read, EXIT_IO for a read error, and then again on every further call;
 * whole lines before the trouble are delivered first, a line cut by it never is. */
bool stream_batch(struct stream *stream, size_t want, struct lines *out, struct error *err) MUST_USE;

/* NULL is allowed. Lines already delivered stay good. */
void stream_close(struct stream *stream);

void lines_free(struct lines *lines);

/* One line that is not blank. False ends the reading, with the reason in err. */
typedef bool stream_take(void *context, const struct line *line, struct error *err);

/* Hands every line of a file to `take`, in order; blank ones are passed over. `interrupted` is asked between batches, NULL: never.
 * An error of `take`, and a line that is too long (EXIT_DATA, `take` is not asked), comes out as "FILE:LINE: …"; EXIT_INTERRUPTED;
 * else the errors of stream_open() and stream_batch(). */
bool stream_each(const char *path, stream_take *take, void *context, bool (*interrupted)(void), struct error *err) MUST_USE;

/* Appends a whole small file to `out`, unpacked, without a byte order mark. EXIT_DATA when that is more than `max` bytes; the
 * other errors are those of stream_open() and stream_batch(). */
bool stream_read_all(const char *path, size_t max, struct buffer *out, struct error *err) MUST_USE;

#endif
