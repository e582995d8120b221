/* base: the three kinds of trouble, and a few attributes. Knows nothing of the project.
 *
 *   mathematics has no answer   data: enum status, enum truth (value.h, claim.h)
 *   the world is wrong          bool and one sentence in `struct error` (the last parameter)
 *   we are wrong, or no memory  die()
 */
#ifndef MISSTEP_BASE_H
#define MISSTEP_BASE_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define MUST_USE              __attribute__((warn_unused_result))
#define PRINTF_LIKE(at, args) __attribute__((format(printf, at, args)))
#define COUNT(array)          (sizeof(array) / sizeof(array)[0])
#define MIN(a, b)             ((a) < (b) ? (a) : (b))
#define MAX(a, b)             ((a) > (b) ? (a) : (b))

/* Exit codes. 64 and up as in sysexits(3). */
enum exit_code {
    EXIT_OK = 0,
    EXIT_FINDINGS = 1, /* verify, audit, review, shortcuts, lint; or lines were rejected */
    EXIT_USAGE = 2,
    EXIT_DATA = 65,
    EXIT_NO_INPUT = 66,
    EXIT_SOFTWARE = 70,
    EXIT_CANNOT_CREATE = 73,
    EXIT_IO = 74,
    EXIT_TEMPORARY = 75, /* a server: not now, or not for this money */
    EXIT_CONFIG = 78,
    EXIT_INTERRUPTED = 130,
};

/* Why something could not be done: one sentence for people, without a full stop, and the exit code it deserves. */
struct error {
    int code;
    char says[600];
};

/* Writes the sentence (cut to fit) and returns false, so that `return fail(err, …)` reads well. */
bool fail(struct error *err, int code, const char *format, ...) PRINTF_LIKE(3, 4);

/* Puts "PATH:LINE: " (or "PATH: " where line is 0) before the sentence that is there; returns false. */
bool fail_at(struct error *err, const char *path, uint64_t line);

/* For our own mistakes and for want of memory: prints "misstep: sentence" and exits with EXIT_SOFTWARE. */
_Noreturn void die(const char *format, ...) PRINTF_LIKE(1, 2);

/* malloc/realloc/free that die instead of returning NULL. `size` 0 is allowed. */
void *memory_new(size_t size) MUST_USE;
void *memory_grow(void *old, size_t size) MUST_USE;

#endif
