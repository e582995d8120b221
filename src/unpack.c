#include "unpack.h"

#include <stdlib.h>
#include <zlib.h>
#include <zstd.h>

enum { GZIP_ONLY = 16, GZIP_OR_ZLIB = 32 }; /* for inflateInit2(): which headers */

struct unpacker {
    enum packing packing;
    bool inside;
    z_stream gzip;
    ZSTD_DStream *zstd;
};

enum packing unpack_kind(struct text head)
{
    if (text_starts(head, TEXT("\x1F\x8B")))
        return PACKING_GZIP;
    if (text_starts(head, TEXT("\x28\xB5\x2F\xFD")))
        return PACKING_ZSTD;
    /* a skippable frame, with which some writers of zstd begin */
    if (head.size >= UNPACK_MAGIC && (head.at[0] & 0xF0) == 0x50 && memcmp(head.at + 1, "\x2A\x4D\x18", 3) == 0)
        return PACKING_ZSTD;
    return PACKING_NONE;
}

struct unpacker *unpack_new(enum packing packing)
{
    struct unpacker *unpacker = memory_new(sizeof *unpacker);
    *unpacker = (struct unpacker){.packing = packing};
    if (packing == PACKING_GZIP && inflateInit2(&unpacker->gzip, MAX_WBITS + GZIP_ONLY) != Z_OK)
        die("zlib does not start");
    if (packing == PACKING_ZSTD && !(unpacker->zstd = ZSTD_createDStream()))
        die("zstd does not start");
    return unpacker;
}

void unpack_free(struct unpacker *unpacker)
{
    if (!unpacker)
        return;
    if (unpacker->packing == PACKING_GZIP)
        inflateEnd(&unpacker->gzip);
    ZSTD_freeDStream(unpacker->zstd);
    free(unpacker);
}

bool unpack_inside(const struct unpacker *unpacker)
{
    return unpacker->inside;
}

static bool some_gzip(struct unpacker *unpacker, struct text *in, char *out, size_t room, size_t *made, const char **why)
{
    z_stream *z = &unpacker->gzip;
    if (!unpacker->inside) {
        /* members may be padded with zeros to the size of a tape block */
        while (in->size && in->at[0] == '\0')
            *in = text_part(*in, 1, in->size);
        if (!in->size)
            return true;
        inflateReset(z);
    }
    z->next_in = (Bytef *)(uintptr_t)in->at;
    z->avail_in = (uInt)in->size;
    z->next_out = (Bytef *)out;
    z->avail_out = (uInt)room;
    int const what = inflate(z, Z_NO_FLUSH);
    *in = text_part(*in, in->size - z->avail_in, in->size);
    unpacker->inside = what != Z_STREAM_END;
    *made = room - z->avail_out;
    *why = z->msg ? z->msg : zError(what);
    return what == Z_OK || what == Z_STREAM_END || what == Z_BUF_ERROR;
}

static bool some_zstd(struct unpacker *unpacker, struct text *in, char *out, size_t room, size_t *made, const char **why)
{
    ZSTD_inBuffer from = {in->at, in->size, 0};
    ZSTD_outBuffer to = {out, room, 0};
    size_t const what = ZSTD_decompressStream(unpacker->zstd, &to, &from);
    *in = text_part(*in, from.pos, in->size);
    unpacker->inside = what != 0;
    *made = to.pos;
    *why = ZSTD_getErrorName(what);
    return !ZSTD_isError(what);
}

bool unpack_some(struct unpacker *unpacker, struct text *in, char *out, size_t room, size_t *made, const char **why)
{
    *made = 0;
    return (unpacker->packing == PACKING_GZIP ? some_gzip : some_zstd)(unpacker, in, out, room, made, why);
}

static bool block_gzip(struct text in, char *out, size_t size)
{
    z_stream z = {
        .next_in = (Bytef *)(uintptr_t)in.at, .avail_in = (uInt)in.size, .next_out = (Bytef *)out, .avail_out = (uInt)size};
    if (inflateInit2(&z, MAX_WBITS + GZIP_OR_ZLIB) != Z_OK)
        die("zlib does not start");
    int const what = inflate(&z, Z_FINISH);
    inflateEnd(&z);
    return what == Z_STREAM_END && z.avail_out == 0;
}

/* A literal's length, or the distance of a copy: `count` bytes, the lowest first. */
static size_t little(struct text in, size_t at, size_t count)
{
    size_t number = 0;
    for (size_t i = 0; i < count; i++)
        number |= (size_t)(unsigned char)in.at[at + i] << (8 * i);
    return number;
}

/* Bytes behind the tag, the length it says, and for a copy how far back. False where the input ends. */
static bool snappy_tag(struct text in, size_t *at, size_t *length, size_t *back)
{
    size_t const tag = (unsigned char)in.at[(*at)++], kind = tag & 3, high = tag >> 2;
    size_t const more = kind == 0 ? (high < 60 ? 0 : high - 59) : kind == 3 ? 4 : kind;
    if (in.size - *at < more)
        return false;
    size_t const number = little(in, *at, more);
    *at += more;
    *back = kind == 0 ? 0 : kind == 1 ? number | (high >> 3) << 8 : number;
    *length = kind == 0 ? (more ? number : high) + 1 : kind == 1 ? (high & 7) + 4 : high + 1;
    return kind == 0 || *back > 0;
}

static bool block_snappy(struct text in, char *out, size_t size)
{
    size_t at = 0, made = 0, length, back;
    while (at < in.size && (unsigned char)in.at[at] & 0x80) /* the size, which is known */
        at++;
    at++;
    while (at < in.size) {
        if (!snappy_tag(in, &at, &length, &back) || length > size - made || back > made || (!back && length > in.size - at))
            return false;
        if (!back)
            memcpy(out + made, in.at + at, length);
        for (size_t i = 0; back && i < length; i++) /* it may overlap itself */
            out[made + i] = out[made + i - back];
        at += back ? 0 : length;
        made += length;
    }
    return made == size;
}

bool unpack_block(enum packing packing, struct text in, char *out, size_t size)
{
    if (packing == PACKING_GZIP)
        return block_gzip(in, out, size);
    if (packing == PACKING_ZSTD)
        return ZSTD_decompress(out, size, in.at, in.size) == size;
    if (packing == PACKING_SNAPPY)
        return block_snappy(in, out, size);
    if (in.size == size && size)
        memcpy(out, in.at, size);
    return in.size == size;
}

const char *unpack_zlib_version(void)
{
    return zlibVersion();
}

const char *unpack_zstd_version(void)
{
    return ZSTD_versionString();
}
