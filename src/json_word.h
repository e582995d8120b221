/* json_word: a string looked at eight bytes at a time. Only for json and json_write, where most of the time would go otherwise.
 *
 * A `hit` has bit 7 of a byte set where something was found. Borrows run upwards, so only its lowest bit is sure to be right:
 * that is all that is asked of it. */
#ifndef MISSTEP_JSON_WORD_H
#define MISSTEP_JSON_WORD_H

#include "base.h"

#define JSON_ONES UINT64_C(0x0101010101010101)

/* The eight bytes at `at`, the first one lowest on any machine. */
static inline uint64_t json_word(const char *at)
{
    const unsigned char *b = (const unsigned char *)at;
    return (uint64_t)b[0] | (uint64_t)b[1] << 8 | (uint64_t)b[2] << 16 | (uint64_t)b[3] << 24 | (uint64_t)b[4] << 32 |
           (uint64_t)b[5] << 40 | (uint64_t)b[6] << 48 | (uint64_t)b[7] << 56;
}

/* Bytes below `bound`, which is at most 0x80; bytes equal to `c`. */
static inline uint64_t json_hit_below(uint64_t word, unsigned char bound)
{
    return (word - JSON_ONES * bound) & ~word & JSON_ONES << 7;
}

static inline uint64_t json_hit_equal(uint64_t word, unsigned char c)
{
    return json_hit_below(word ^ JSON_ONES * c, 1);
}

/* What cannot stand in a string as it is: control characters, quote, backslash. */
static inline uint64_t json_hit_special(uint64_t word)
{
    return json_hit_below(word, 0x20) | json_hit_equal(word, '"') | json_hit_equal(word, '\\');
}

/* How many bytes stand before the first hit, 8 if there is none. */
static inline size_t json_before(uint64_t hit)
{
    return hit ? (size_t)((((hit & (0 - hit)) - 1) >> 7 & JSON_ONES) * JSON_ONES >> 56) : 8;
}

#endif
