/* target: what the fuzz targets share. Each target is one file: it feeds bytes from anywhere to one entry point of the program, and
 * stops with abort() where a promise of a header is broken.
 *
 * Each is built twice: as NAME-replay, which feeds it the files of corpus/NAME (`meson test`), and, where the compiler was told
 * -fsanitize=fuzzer-no-link (Clang; see meson.build), as NAME-fuzz, which searches for more. An input that once broke something
 * is kept in corpus/NAME for good.
 */
#ifndef MISSTEP_TARGET_H
#define MISSTEP_TARGET_H

#include "roster.h"
#include "text.h"
#include "verify.h"

#include <stdio.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size); /* libFuzzer wants this name; always 0 */

/* Stops where a promise is not kept. */
#define promise(kept)                                                                                                            \
    do {                                                                                                                         \
        if (!(kept)) {                                                                                                           \
            fprintf(stderr, "%s:%d: broken promise: %s\n", __FILE__, __LINE__, #kept);                                           \
            abort();                                                                                                             \
        }                                                                                                                        \
    } while (false)

/* A copy on the heap of just that size, so that a read beyond its end is seen; free(at) is up to the caller. */
static inline struct text target_copy(const uint8_t *data, size_t size)
{
    char *at = memory_new(size);
    if (size)
        memcpy(at, data, size);
    return (struct text){at, size};
}

static inline struct verifiers target_verifiers(void)
{
    return (struct verifiers){roster_verifiers, roster_verifiers_count};
}

/* The bytes before and behind the first line that holds nothing but "%%"; without one, all of them are behind. */
static inline void target_split(struct text text, struct text *before, struct text *behind)
{
    size_t const bar = text_find(text, TEXT("\n%%\n"), 0);
    *before = text_part(text, 0, bar < text.size ? bar : 0);
    *behind = text_part(text, bar < text.size ? bar + 4 : 0, text.size);
}

/* Writes the bytes into a file of this process, over what was there, and returns its name. It goes away with the process. */
const char *target_file(const uint8_t *data, size_t size);

#endif
