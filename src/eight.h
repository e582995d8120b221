/* eight: bytes looked at eight at a time (S. E. Anderson: Bit Twiddling Hacks; H. S. Warren: Hacker's Delight, 6-1). For what
 * looks at every byte that comes in or goes out.
 *
 * A `hit` has bit 7 of a byte set where something was found. Of eight_below() and eight_equal(), borrows run upwards, so that only
 * the lowest hit is sure to be right: that is all that is asked of them. */
#ifndef MISSTEP_EIGHT_H
#define MISSTEP_EIGHT_H

#include "base.h"

#define EIGHT_ONES UINT64_C(0x0101010101010101)
#define EIGHT_HITS (EIGHT_ONES << 7)

/* The eight bytes at `at`, the first one lowest on any machine. */
static inline uint64_t eight_at(const char *at)
{
    const unsigned char *b = (const unsigned char *)at;
    return (uint64_t)b[0] | (uint64_t)b[1] << 8 | (uint64_t)b[2] << 16 | (uint64_t)b[3] << 24 | (uint64_t)b[4] << 32 |
           (uint64_t)b[5] << 40 | (uint64_t)b[6] << 48 | (uint64_t)b[7] << 56;
}

/* The same of what may be fewer bytes, up to `end`; zeros stand for the others. */
static inline uint64_t eight_up_to(const char *at, const char *end)
{
    uint64_t bytes = 0;
    if (end - at >= 8)
        return eight_at(at);
    for (size_t i = 0; at + i < end; i++)
        bytes |= (uint64_t)(unsigned char)at[i] << 8 * i;
    return bytes;
}

static inline void eight_put(char *to, uint64_t bytes)
{
    for (size_t i = 0; i < 8; i++)
        to[i] = (char)(bytes >> 8 * i);
}

/* Bytes below `bound`, which is at most 0x80; bytes equal to `c`. */
static inline uint64_t eight_below(uint64_t bytes, unsigned char bound)
{
    return (bytes - EIGHT_ONES * bound) & ~bytes & EIGHT_HITS;
}

static inline uint64_t eight_equal(uint64_t bytes, unsigned char c)
{
    return eight_below(bytes ^ EIGHT_ONES * c, 1);
}

/* What cannot stand in a JSON string as it is: control characters, quote, backslash. */
static inline uint64_t eight_special(uint64_t bytes)
{
    return eight_below(bytes, 0x20) | eight_equal(bytes, '"') | eight_equal(bytes, '\\');
}

/* ASCII letters in lower case, and upper case too: what else there is may change. */
static inline uint64_t eight_lower(uint64_t bytes)
{
    return bytes | EIGHT_ONES * 0x20;
}

/* Bytes that are no ASCII letters: all hits are right. */
static inline uint64_t eight_others(uint64_t bytes)
{
    uint64_t const low = eight_lower(bytes) & ~EIGHT_HITS;
    uint64_t const from_a = low + EIGHT_ONES * (0x80 - 'a'), behind_z = low + EIGHT_ONES * (0x80 - 'z' - 1);
    return (~from_a | behind_z | bytes) & EIGHT_HITS;
}

/* How many bytes stand before the first hit, 8 if there is none. */
static inline size_t eight_before(uint64_t hit)
{
    return hit ? (size_t)__builtin_ctzll(hit) / 8 : 8;
}

#endif
