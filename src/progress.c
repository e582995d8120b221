#include "progress.h"

#include <stdio.h>
#include <unistd.h>

static long milliseconds(const struct timespec *from, const struct timespec *to)
{
    return (long)(to->tv_sec - from->tv_sec) * 1000 + (to->tv_nsec - from->tv_nsec) / 1000000;
}

void progress_start(struct progress *progress, const char *verb, bool quiet)
{
    *progress = (struct progress){.verb = verb, .live = !quiet && isatty(STDERR_FILENO)};
    clock_gettime(CLOCK_MONOTONIC, &progress->start);
    progress->last = progress->start;
}

/* May the line be renewed? */
static bool is_due(struct progress *progress, struct timespec *now)
{
    clock_gettime(CLOCK_MONOTONIC, now);
    if (!progress->live || milliseconds(&progress->last, now) < 250)
        return false;
    progress->last = *now;
    return progress->shown = true;
}

void progress_show(struct progress *progress, int64_t solutions)
{
    struct timespec now;
    if (!is_due(progress, &now))
        return;
    long const elapsed = milliseconds(&progress->start, &now);
    fprintf(stderr, "\rmisstep %s: %lld solutions, %lld per second ", progress->verb, (long long)solutions,
            (long long)(solutions * 1000 / (elapsed ? elapsed : 1)));
}

void progress_line(struct progress *progress, struct text words)
{
    struct timespec now;
    if (is_due(progress, &now))
        fprintf(stderr, "\rmisstep %s: %-90.*s", progress->verb, (int)words.size, words.size ? words.at : "");
}

void progress_end(struct progress *progress)
{
    if (progress->shown)
        fprintf(stderr, "\r%110s\r", "");
}

void progress_words(const char *verb, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    fprintf(stderr, "misstep %s: ", verb);
    vfprintf(stderr, format, args);
    fputc('\n', stderr);
    va_end(args);
}
