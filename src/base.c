#include "base.h"

#include <stdio.h>
#include <stdlib.h>

bool fail(struct error *err, int code, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    vsnprintf(err->says, sizeof err->says, format, args);
    va_end(args);
    err->code = code;
    return false;
}

bool fail_at(struct error *err, const char *path, uint64_t line)
{
    struct error const before = *err;
    return line ? fail(err, before.code, "%.200s:%llu: %.350s", path, (unsigned long long)line, before.says)
                : fail(err, before.code, "%.200s: %.380s", path, before.says);
}

_Noreturn void die(const char *format, ...)
{
    va_list args;
    va_start(args, format);
    fputs("misstep: ", stderr);
    vfprintf(stderr, format, args);
    fputc('\n', stderr);
    va_end(args);
    exit(EXIT_SOFTWARE);
}

void *memory_new(size_t size)
{
    return memory_grow(NULL, size);
}

void *memory_grow(void *old, size_t size)
{
    void *memory = realloc(old, size ? size : 1);
    if (!memory)
        die("out of memory (%zu bytes)", size);
    return memory;
}
