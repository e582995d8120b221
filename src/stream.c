#include "stream.h"

#include "items.h"
#include "parquet.h"
#include "unpack.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
    BLOCK = 128 * 1024,
    FRINGE = 4,              /* a byte order mark and a "\r" do not count as part of a line */
    KEEP_BYTES = 1024 * 1024 /* a batch that grew beyond this for one huge line gives it back */
};

_Static_assert(STREAM_LINE_MAX > BLOCK + STREAM_SAMPLE, "a line found to be too long has its sample already");

struct stream {
    char *name; /* for people */
    int fd;
    bool seen; /* its first bytes have been looked at */
    bool file_ended;
    enum packing packing;
    struct unpacker *unpacker; /* NULL for plain files */
    char *block;               /* as it stands in the file … */
    size_t at, end;            /* … of which [at, end) is not yet unpacked */
    char *unpacked;            /* NULL for plain files */
    struct text left;          /* plain bytes not yet handed out; in `block` or in `unpacked` */
    struct error trouble;      /* behind what is left; code 0 for none */
    uint64_t lines;
    bool begun, values; /* it has been looked at; it is an array: `items` makes lines of it */
    struct items items;
    struct parquet *parquet; /* NULL for all other files */
};

struct stream *stream_open(const char *path, struct error *err)
{
    bool const standard = strcmp(path, "-") == 0;
    int const fd = standard ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0) {
        bool const missing = errno == ENOENT || errno == ENOTDIR;
        fail(err, missing ? EXIT_NO_INPUT : EXIT_IO, "cannot read %s: %s", path, strerror(errno));
        return NULL;
    }
    struct stat info;
    if (fstat(fd, &info) == 0 && S_ISDIR(info.st_mode)) {
        fail(err, EXIT_IO, "cannot read %s: it is a folder", path);
        if (!standard)
            close(fd);
        return NULL;
    }
    const char *name = standard ? "standard input" : path;
    struct stream *stream = memory_new(sizeof *stream);
    *stream = (struct stream){.fd = fd, .name = memory_new(strlen(name) + 1), .block = memory_new(BLOCK)};
    strcpy(stream->name, name);
    return stream;
}

void stream_close(struct stream *stream)
{
    if (!stream)
        return;
    unpack_free(stream->unpacker);
    parquet_close(stream->parquet);
    if (stream->fd != STDIN_FILENO)
        close(stream->fd);
    free(stream->unpacked);
    free(stream->block);
    free(stream->name);
    free(stream);
}

/* More of the file behind [at, end). No more bytes than before: the end of the file. */
static bool read_more(struct stream *stream)
{
    if (stream->file_ended)
        return true;
    if (stream->at == stream->end)
        stream->at = stream->end = 0;
    ssize_t got;
    do
        got = read(stream->fd, stream->block + stream->end, BLOCK - stream->end);
    while (got < 0 && errno == EINTR);
    if (got < 0)
        return fail(&stream->trouble, EXIT_IO, "cannot read %s: %s", stream->name, strerror(errno));
    stream->file_ended = got == 0;
    stream->end += (size_t)got;
    return true;
}

static bool begin_parquet(struct stream *stream)
{
    struct error reason;
    stream->at = stream->end;
    stream->file_ended = true;
    stream->parquet = parquet_open(stream->fd, &reason);
    return stream->parquet || fail(&stream->trouble, reason.code, "%s: %s", stream->name, reason.says);
}

static bool look_at_head(struct stream *stream)
{
    while (stream->end < UNPACK_MAGIC && !stream->file_ended)
        if (!read_more(stream))
            return false;
    struct text const head = {stream->block, stream->end};
    stream->seen = true;
    if (text_starts(head, TEXT("PAR1")))
        return begin_parquet(stream);
    stream->packing = unpack_kind(head);
    if (stream->packing == PACKING_NONE)
        return true;
    stream->unpacked = memory_new(BLOCK);
    stream->unpacker = unpack_new(stream->packing);
    return true;
}

static bool unpack_more(struct stream *stream)
{
    if (stream->at == stream->end && !read_more(stream))
        return false;
    struct text in = {stream->block + stream->at, stream->end - stream->at};
    size_t const had = in.size;
    const char *name = stream->packing == PACKING_GZIP ? "gzip" : "zstd", *why;
    size_t made;
    if (had == 0 && !unpack_inside(stream->unpacker))
        return true;
    bool const good = unpack_some(stream->unpacker, &in, stream->unpacked, BLOCK, &made, &why);
    stream->at = stream->end - in.size;
    stream->left = (struct text){stream->unpacked, made};
    if (!good)
        return fail(&stream->trouble, EXIT_DATA, "%s: corrupt %s data (%s)", stream->name, name, why);
    if (had == 0 && made == 0)
        return fail(&stream->trouble, EXIT_DATA, "%s: its %s data end too early; the file is truncated", stream->name, name);
    return true;
}

static bool at_end(const struct stream *stream)
{
    return stream->file_ended && stream->at == stream->end && !(stream->unpacker && unpack_inside(stream->unpacker));
}

/* Something into `left` if there is nothing. False at the end, or when trouble comes next. */
static bool refill(struct stream *stream)
{
    if (!stream->seen && stream->trouble.code == 0)
        look_at_head(stream);
    while (stream->left.size == 0 && stream->trouble.code == 0 && !at_end(stream)) {
        if (stream->unpacker) {
            unpack_more(stream);
            continue;
        }
        if (stream->at == stream->end)
            read_more(stream);
        stream->left = (struct text){stream->block + stream->at, stream->end - stream->at};
        stream->at = stream->end;
    }
    return stream->left.size > 0;
}

static void drop_byte_order_mark(struct buffer *bytes, size_t start)
{
    struct text const mark = TEXT("\xEF\xBB\xBF"), text = text_part(buffer_text(bytes), start, bytes->size);
    if (!text_starts(text, mark))
        return;
    bytes->size -= mark.size;
    memmove(bytes->at + start, bytes->at + start + mark.size, bytes->size - start);
}

static size_t sample_size(const char *line)
{
    size_t size = STREAM_SAMPLE;
    while (size > STREAM_SAMPLE - 3 && ((unsigned char)line[size] & 0xC0) == 0x80)
        size--;
    return size;
}

/* Makes the bytes from `start` on the next line. It gets its place only when the bytes no longer move. */
static void end_line(struct stream *stream, size_t start, bool too_long, struct lines *out)
{
    struct buffer *bytes = &out->bytes;
    if (stream->lines++ == 0)
        drop_byte_order_mark(bytes, start);
    if (bytes->size > start && bytes->at[bytes->size - 1] == '\r')
        bytes->size--;
    too_long = too_long || bytes->size - start > STREAM_LINE_MAX;
    if (too_long)
        bytes->size = start + sample_size(bytes->at + start);
    out->at[out->count++] = (struct line){{NULL, bytes->size - start}, stream->lines, too_long};
}

/* One value of an array as a line. */
static bool next_value(struct stream *stream, struct lines *out)
{
    size_t const start = out->bytes.size;
    enum items_found found = ITEMS_MORE;
    struct error reason = {0};
    bool too_long = false;
    while (found == ITEMS_MORE && reason.code == 0 && refill(stream)) {
        (void)items_next(&stream->items, &stream->left, &out->bytes, &found, &reason);
        if (out->bytes.size - start > STREAM_LINE_MAX) {
            too_long = true;
            out->bytes.size = start + STREAM_SAMPLE + FRINGE;
        }
    }
    if (found == ITEMS_VALUE) {
        end_line(stream, start, too_long, out);
        return true;
    }
    out->bytes.size = start;
    if (stream->trouble.code == 0 && (reason.code || !items_end(&stream->items, &reason)))
        fail(&stream->trouble, reason.code, "%s: %s", stream->name, reason.says);
    stream->left.size = 0;
    return false;
}

/* One row of a Parquet file as a line. */
static bool next_row(struct stream *stream, struct lines *out)
{
    size_t const start = out->bytes.size;
    struct error reason;
    bool more = false;
    if (stream->trouble.code == 0 && !parquet_row(stream->parquet, &out->bytes, &more, &reason)) {
        fail(&stream->trouble, reason.code, "%s: %s", stream->name, reason.says);
        more = false;
    }
    if (more)
        end_line(stream, start, false, out);
    else
        out->bytes.size = start;
    return more;
}

static bool next_line(struct stream *stream, struct lines *out)
{
    struct buffer *bytes = &out->bytes;
    size_t const start = bytes->size;
    const char *newline = NULL;
    bool too_long = false;
    while (!newline && refill(stream)) {
        struct text const left = stream->left;
        newline = memchr(left.at, '\n', left.size);
        size_t const size = newline ? (size_t)(newline - left.at) : left.size;
        too_long = too_long || bytes->size - start + size > STREAM_LINE_MAX + FRINGE;
        if (!too_long)
            buffer_add(bytes, text_part(left, 0, size));
        stream->left = text_part(left, size + (newline != NULL), left.size);
    }
    if (!newline && (stream->trouble.code || bytes->size == start)) {
        bytes->size = start;
        return false;
    }
    end_line(stream, start, too_long, out);
    return true;
}

static void begin(struct stream *stream)
{
    if (!stream->begun && refill(stream))
        stream->values = items_begin(&stream->left, &stream->items);
    stream->begun = true;
}

bool stream_batch(struct stream *stream, size_t want, struct lines *out, struct error *err)
{
    if (out->bytes.room > MAX((size_t)KEEP_BYTES, 2 * want))
        buffer_free(&out->bytes);
    if (!out->at)
        out->at = memory_new(STREAM_BATCH_LINES * sizeof *out->at);
    out->count = out->bytes.size = 0;
    begin(stream);
    buffer_reserve(&out->bytes, MAX(want, 1));
    while (out->count < STREAM_BATCH_LINES && out->bytes.size < MAX(want, 1))
        if (!(stream->parquet ? next_row : stream->values ? next_value : next_line)(stream, out))
            break;
    const char *at = out->bytes.at;
    for (size_t i = 0; i < out->count; i++) {
        out->at[i].text.at = at;
        at += out->at[i].text.size;
    }
    if (out->count > 0 || stream->trouble.code == 0)
        return true;
    *err = stream->trouble;
    return false;
}

void lines_free(struct lines *lines)
{
    free(lines->at);
    buffer_free(&lines->bytes);
    *lines = (struct lines){0};
}

static bool each_of_batch(const char *path, const struct lines *lines, stream_take *take, void *context, struct error *err)
{
    for (size_t i = 0; i < lines->count; i++) {
        const struct line *line = &lines->at[i];
        if (!line->too_long && !text_trim(line->text).size)
            continue;
        bool const good =
            line->too_long ? fail(err, EXIT_DATA, "the line is longer than %d bytes", STREAM_LINE_MAX) : take(context, line, err);
        if (!good)
            return fail_at(err, strcmp(path, "-") == 0 ? "standard input" : path, line->number);
    }
    return true;
}

bool stream_each(const char *path, stream_take *take, void *context, bool (*interrupted)(void), struct error *err)
{
    struct stream *stream = stream_open(path, err);
    struct lines lines = {0};
    bool good = stream != NULL;
    while (good && (good = stream_batch(stream, STREAM_BATCH_BYTES, &lines, err)) && lines.count)
        good = interrupted && interrupted() ? fail(err, EXIT_INTERRUPTED, "interrupted")
                                            : each_of_batch(path, &lines, take, context, err);
    lines_free(&lines);
    stream_close(stream);
    return good;
}

bool stream_read_all(const char *path, size_t max, struct buffer *out, struct error *err)
{
    struct stream *stream = stream_open(path, err);
    if (!stream)
        return false;
    size_t const start = out->size;
    while (refill(stream)) {
        if (stream->left.size > max - (out->size - start)) {
            fail(&stream->trouble, EXIT_DATA, "%s is larger than %zu bytes", stream->name, max);
            break;
        }
        buffer_add(out, stream->left);
        stream->left.size = 0;
    }
    bool const good = stream->trouble.code == 0;
    if (good) {
        drop_byte_order_mark(out, start);
    } else {
        out->size = start;
        *err = stream->trouble;
    }
    stream_close(stream);
    return good;
}
