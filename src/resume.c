#include "resume.h"

#include "progress.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

enum { SECONDS_BETWEEN = 3, STATE_BYTES_MAX = 64 * 1024 };

static bool resumable(const struct pipeline *p)
{
    return p->fingerprint[0] && p->sinks_count && p->sinks[0].path && strcmp(p->sinks[0].path, "-") != 0;
}

static void state_path(const struct pipeline *p, struct buffer *out)
{
    buffer_format(out, "%s.part.state", p->sinks[0].path);
    buffer_char(out, '\0');
}

/* The next word of the state as a number; false at its end or at anything else. */
static bool next_number(struct text *left, int64_t *out)
{
    *left = text_trim(*left);
    size_t size = 0;
    int64_t number = 0;
    while (size < left->size && is_digit(left->at[size]) && size < 18)
        number = number * 10 + (left->at[size++] - '0');
    *left = text_part(*left, size, left->size);
    *out = number;
    return size > 0;
}

static bool same_run(const struct pipeline *p, struct text *left)
{
    struct text const head = TEXT("misstep-state 1 ");
    size_t const size = strlen(p->fingerprint);
    if (!text_starts(*left, head) || left->size < head.size + size || memcmp(left->at + head.size, p->fingerprint, size) != 0)
        return false;
    *left = text_part(*left, head.size + size, left->size);
    return true;
}

static bool reopen(const char *path, bool force, int64_t size, struct output **out, struct error *err)
{
    *out = output_resume(path, force, (uint64_t)size, err);
    return *out != NULL;
}

bool resume_find(struct pipeline *p, struct place *place, struct output **outputs, struct output **rejects, struct error *err)
{
    struct buffer path = {0}, bytes = {0};
    struct error ignored;
    int64_t input = 0, line = 0, size = 0;
    if (!resumable(p))
        return true;
    state_path(p, &path);
    bool found = access(path.at, R_OK) == 0 && stream_read_all(path.at, STATE_BYTES_MAX, &bytes, &ignored);
    struct text left = buffer_text(&bytes);
    found = found && same_run(p, &left) && next_number(&left, &input) && next_number(&left, &line);
    bool good = true;
    for (size_t i = 0; found && good && i < p->sinks_count; i++)
        if (p->sinks[i].path)
            good = next_number(&left, &size) && reopen(p->sinks[i].path, p->force, size, &outputs[i], err);
    if (found && good && p->rejects && next_number(&left, &size) && size)
        good = reopen(p->rejects, p->force, size, rejects, err);
    for (size_t i = 0; found && good && i < COUNTERS_MAX; i++)
        if (!next_number(&left, &p->counters[i]))
            good = fail(err, EXIT_DATA, "%s is damaged; remove it to start again", path.at);
    if (found && good) {
        *place = (struct place){(size_t)input, (uint64_t)line};
        progress_words(p->verb, "going on where the last run stopped (%lld lines done)", (long long)p->counters[COUNTER_LINES]);
    }
    buffer_free(&path);
    buffer_free(&bytes);
    return good;
}

static bool due(void)
{
    static time_t last; /* of the main thread alone; decides when to write, never what */
    time_t const now = time(NULL);
    if (last == 0)
        last = now;
    if (now - last < SECONDS_BETWEEN)
        return false;
    last = now;
    return true;
}

bool resume_note(const struct pipeline *p, struct output **outputs, struct output *rejects, const struct place *place, bool now,
                 struct error *err)
{
    if (!resumable(p) || (!now && !due()) || !outputs[0] || !output_resumable(outputs[0]))
        return true;
    struct buffer path = {0}, state = {0};
    state_path(p, &path);
    buffer_format(&state, "misstep-state 1 %s %zu %llu", p->fingerprint, place->input, (unsigned long long)place->line);
    bool good = true;
    for (size_t i = 0; good && i < p->sinks_count; i++)
        if (p->sinks[i].path) {
            good = output_flush(outputs[i], err);
            buffer_format(&state, " %llu", (unsigned long long)output_size(outputs[i]));
        }
    if (good && rejects)
        good = output_flush(rejects, err);
    if (p->rejects)
        buffer_format(&state, " %llu", (unsigned long long)(rejects ? output_size(rejects) : 0));
    for (size_t i = 0; i < COUNTERS_MAX; i++)
        buffer_format(&state, " %lld", (long long)p->counters[i]);
    buffer_char(&state, '\n');
    good = good && file_write_whole(path.at, buffer_text(&state), err);
    buffer_free(&path);
    buffer_free(&state);
    return good;
}

void resume_forget(const struct pipeline *p)
{
    if (!resumable(p))
        return;
    struct buffer path = {0};
    state_path(p, &path);
    unlink(path.at);
    buffer_free(&path);
}
