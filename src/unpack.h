/* unpack: gzip, zstd and snappy. The only door to zlib and zstd; snappy is our own (its format: Google's "Snappy compressed format
 * description"). */
#ifndef MISSTEP_UNPACK_H
#define MISSTEP_UNPACK_H

#include "text.h"

enum packing { PACKING_NONE, PACKING_GZIP, PACKING_ZSTD, PACKING_SNAPPY };

enum { UNPACK_MAGIC = 4 }; /* bytes that tell the packings of files apart */

/* What the first bytes of a file say: nothing, gzip or zstd. */
enum packing unpack_kind(struct text head);

/* Unpacks a stream of gzip members or zstd frames, one after the other. Its window is 32 KiB for gzip, at most 128 MiB for zstd; what
 * wants more is refused. */
struct unpacker;
struct unpacker *unpack_new(enum packing packing) MUST_USE;
void unpack_free(struct unpacker *unpacker); /* NULL is allowed */

/* Takes bytes from the front of `in` and writes up to `room` bytes to `out`, *made of them. False with a phrase in *why if the data
 * are corrupt. */
bool unpack_some(struct unpacker *unpacker, struct text *in, char *out, size_t room, size_t *made, const char **why);

/* A member or frame has begun and not ended. */
bool unpack_inside(const struct unpacker *unpacker);

/* A whole block that is known to become `size` bytes. False if it does not. */
bool unpack_block(enum packing packing, struct text in, char *out, size_t size) MUST_USE;

/* Versions of the libraries at hand, such as "1.3.1". */
const char *unpack_zlib_version(void);
const char *unpack_zstd_version(void);

#endif
