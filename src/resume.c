#include "resume.h"

#include "progress.h"
#include "stream.h"

#include <time.h>
#include <unistd.h>

enum { SECONDS_BETWEEN = 3, STATE_BYTES_MAX = 64 * 1024 };

static bool resumable(const struct resume *r)
{
    return r->fingerprint[0] && r->count && r->paths[0] && strcmp(r->paths[0], "-") != 0;
}

static void state_path(const struct resume *r, struct buffer *out)
{
    buffer_format(out, "%s.part.state", r->paths[0]);
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

static bool same_run(const struct resume *r, struct text *left)
{
    struct text const head = TEXT("misstep-state 1 ");
    size_t const size = strlen(r->fingerprint);
    if (!text_starts(*left, head) || left->size < head.size + size || memcmp(left->at + head.size, r->fingerprint, size) != 0)
        return false;
    *left = text_part(*left, head.size + size, left->size);
    return true;
}

static bool reopen(struct resume *r, struct text *left, const char *state, struct error *err)
{
    for (size_t i = 0; i < r->count; i++) {
        int64_t size;
        if (!next_number(left, &size))
            return fail(err, EXIT_DATA, "%s is damaged; remove it to start again", state);
        if (!r->paths[i] || (size == 0 && i + 1 == r->count))
            continue;
        r->outputs[i] = output_resume(r->paths[i], r->force, (uint64_t)size, err);
        if (!r->outputs[i])
            return false;
    }
    for (size_t i = 0; i < r->counters_count; i++)
        if (!next_number(left, &r->counters[i]))
            return fail(err, EXIT_DATA, "%s is damaged; remove it to start again", state);
    return true;
}

bool resume_find(struct resume *r, struct error *err)
{
    struct buffer path = {0}, bytes = {0};
    struct error ignored;
    int64_t input, line;
    bool good = true;
    if (!resumable(r))
        return true;
    state_path(r, &path);
    bool const found = access(path.at, R_OK) == 0 && stream_read_all(path.at, STATE_BYTES_MAX, &bytes, &ignored);
    struct text left = buffer_text(&bytes);
    if (found && same_run(r, &left) && next_number(&left, &input) && next_number(&left, &line)) {
        good = reopen(r, &left, path.at, err);
        r->place = (struct place){(size_t)input, (uint64_t)line};
        if (good && !r->quiet)
            progress_words(r->verb, "going on where the last run stopped");
    }
    buffer_free(&path);
    buffer_free(&bytes);
    return good;
}

/* Decides when to write, never what. */
static bool due(struct resume *r)
{
    int64_t const now = (int64_t)time(NULL);
    if (r->last == 0)
        r->last = now;
    if (now - r->last < SECONDS_BETWEEN)
        return false;
    r->last = now;
    return true;
}

bool resume_possible(const struct resume *r)
{
    return resumable(r) && r->outputs[0] && output_resumable(r->outputs[0]);
}

bool resume_note(struct resume *r, bool now, struct error *err)
{
    if (!resume_possible(r) || (!now && !due(r)))
        return true;
    struct buffer path = {0}, state = {0};
    bool good = true;
    state_path(r, &path);
    buffer_format(&state, "misstep-state 1 %s %zu %llu", r->fingerprint, r->place.input, (unsigned long long)r->place.line);
    for (size_t i = 0; good && i < r->count; i++) {
        good = !r->outputs[i] || output_flush(r->outputs[i], err);
        buffer_format(&state, " %llu", (unsigned long long)(r->outputs[i] ? output_size(r->outputs[i]) : 0));
    }
    for (size_t i = 0; i < r->counters_count; i++)
        buffer_format(&state, " %lld", (long long)r->counters[i]);
    buffer_char(&state, '\n');
    good = good && file_write_whole(path.at, buffer_text(&state), err);
    buffer_free(&path);
    buffer_free(&state);
    return good;
}

void resume_forget(const struct resume *r)
{
    if (!resumable(r))
        return;
    struct buffer path = {0};
    state_path(r, &path);
    unlink(path.at);
    buffer_free(&path);
}
