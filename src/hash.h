/* hash: SHA-256, for ids and checksums. The only door to libcrypto. */
#ifndef MISSTEP_HASH_H
#define MISSTEP_HASH_H

#include "text.h"

enum { HASH_HEX_SIZE = 65 }; /* 64 hexadecimal digits and a NUL */

/* One per thread, to be used again and again. Dies for want of memory. */
struct hash;
struct hash *hash_new(void) MUST_USE;
void hash_free(struct hash *hash); /* NULL is allowed */

/* begin, any number of adds, end. The bytes are taken as if joined: "ab", "c" and "a", "bc" are the same, so whoever hashes
 * several texts adds a mark between them that cannot occur in one (a NUL). */
void hash_begin(struct hash *hash);
void hash_add(struct hash *hash, struct text text);
void hash_end(struct hash *hash, char hex[HASH_HEX_SIZE]); /* lower case */

void hash_text(struct text text, char hex[HASH_HEX_SIZE]); /* of one text alone */

/* MD5, where a figure is to be the same as that of a script which parts its rows by it; nothing is sealed with it. */
void hash_md5(struct text text, unsigned char out[16]);

/* The version of libcrypto in use. */
const char *hash_version(void);

#endif
