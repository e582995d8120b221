#include "lint_parts.h"

#include "stream.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

/* What the trainers of a family do; the first that fits. */
static const struct {
    const char *formats;
    const char *separator, *marker;
    int64_t max_tokens;
} habits[] = {
    {"trl-prm", "\n", "", 1024},
    {"axolotl-prm", "\n", "", 0},
    {"trl-dpo* trl-rm* trl-kto*", "", "", 1024},
    {"openrlhf-dpo", "", "", 512},
    {"math-shepherd openrlhf-prm", "", "ки", 0},
    {"qwen-prm", "", "<extra_0>", 0},
};

void lint_begin(struct linting *l, const struct dataset *format)
{
    struct text const name = text_of(format ? format->name : "hf");
    l->format = format;
    l->separator = l->marker = TEXT("");
    l->max_tokens = 0;
    for (size_t i = 0; i < COUNT(habits); i++)
        if (lint_applies(habits[i].formats, name)) {
            l->separator = text_of(habits[i].separator);
            l->marker = text_of(habits[i].marker);
            l->max_tokens = habits[i].max_tokens;
            break;
        }
    if (l->job->separator.size)
        l->separator = l->job->separator;
    if (l->job->max_tokens)
        l->max_tokens = l->job->max_tokens;
    for (size_t i = 0; i < lint_rules_count; i++)
        l->active[i] = lint_applies(lint_rules[i].formats, name);
}

static void count_labels(struct linting *l)
{
    const struct json_member *label = json_find(&l->row, "label");
    int64_t index;
    for (size_t i = 0; i < l->steps.labels_count; i++) {
        l->right += l->steps.label[i].kind == JSON_TRUE;
        l->wrong += l->steps.label[i].kind == JSON_FALSE;
    }
    if (label && json_int(label->raw, &index))
        ++*(index < 0 ? &l->right : &l->wrong);
    else if (label && (label->kind == JSON_TRUE || label->kind == JSON_FALSE))
        ++*(label->kind == JSON_TRUE ? &l->right : &l->wrong);
}

static void check_row(struct linting *l, uint64_t offset)
{
    l->rows++;
    l->counts->rows++;
    if (!l->typed)
        lint_schema_row(l, offset);
    l->pair = lint_pair(l);
    l->steps = lint_steps(l);
    count_labels(l);
    for (size_t i = LINT_PLACES; i < lint_rules_count; i++)
        if (l->active[i])
            lint_rules[i].check(l, &lint_rules[i]);
}

static void check_line(struct linting *l, const struct line *line, uint64_t offset)
{
    struct error reason;
    size_t bad;
    arena_reset(&l->arena);
    l->counted_count = 0;
    l->line = line->number;
    l->text = line->text;
    if (line->too_long)
        lint_say(l, LINT_AT(LINT_UNREADABLE), "a line of more than %d bytes", STREAM_LINE_MAX);
    else if (!text_trim(line->text).size)
        lint_say(l, LINT_AT(LINT_BLANK), "a blank line");
    else if (!text_is_utf8(line->text, &bad))
        lint_say(l, LINT_AT(LINT_ENCODING), "invalid UTF-8 at byte %zu", bad);
    else if (!json_read_object(line->text, &l->arena, &l->row, &reason))
        lint_say(l, LINT_AT(LINT_UNREADABLE), "%s", reason.says);
    else
        check_row(l, offset);
}

/* The first and the last bytes, as they stand in the file; packed files are not looked into. True: an array. */
static bool check_ends(struct linting *l, const char *path)
{
    struct stat info;
    unsigned char head[4] = {0}, tail = '\n';
    l->typed = false;
    FILE *file = strcmp(path, "-") != 0 && stat(path, &info) == 0 && S_ISREG(info.st_mode) ? fopen(path, "rb") : NULL;
    if (!file)
        return false;
    size_t const size = fread(head, 1, sizeof head, file);
    if (size && fseek(file, -1, SEEK_END) == 0 && fread(&tail, 1, 1, file) != 1)
        tail = '\n';
    fclose(file);
    l->typed = memcmp(head, "PAR1", sizeof head) == 0;
    bool const marked = memcmp(head, "\xEF\xBB\xBF", 3) == 0;
    bool const array = head[marked ? 3 : 0] == '[', packed = head[0] == 0x1F || head[0] == 0x28 || l->typed;
    l->line = 0;
    if (marked)
        lint_say(l, LINT_AT(LINT_MARK), "begins with a byte order mark");
    if (array)
        lint_say(l, LINT_AT(LINT_ARRAY), "begins with [");
    else if (size && !packed && tail != '\n')
        lint_say(l, LINT_AT(LINT_END), "the last line has no line break");
    return array;
}

static bool check_file(struct linting *l, const char *path)
{
    bool const array = check_ends(l, path);
    struct stream *stream = stream_open(path, l->err);
    struct lines lines = {0};
    uint64_t offset = 0;
    bool good = stream != NULL;
    while (good && (good = stream_batch(stream, STREAM_BATCH_BYTES, &lines, l->err)) && lines.count) {
        for (size_t i = 0; i < lines.count; i++) {
            check_line(l, &lines.at[i], array ? 0 : offset);
            offset += lines.at[i].text.size + 1;
        }
        if (l->job->interrupted && l->job->interrupted())
            good = fail(l->err, EXIT_INTERRUPTED, "interrupted in %s", path);
    }
    lines_free(&lines);
    stream_close(stream);
    l->counts->files++;
    if (good || l->err->code != EXIT_DATA)
        return good;
    l->line = 0;
    lint_say(l, LINT_AT(LINT_UNREADABLE), "%s", l->err->says);
    return true;
}

bool lint_dataset(struct linting *l, const struct dataset *format, const char *const *paths, size_t count)
{
    lint_begin(l, format);
    lint_seen_free(l->seen);
    l->seen = lint_seen_new();
    l->inferring = !l->declared;
    l->rows = l->right = l->wrong = 0;
    l->first_shape = SHAPE_NONE;
    for (size_t i = 0; i < count; i++) {
        l->path = paths[i];
        if (!check_file(l, l->path))
            return false;
        l->line = 0;
        if (l->rows && !l->typed)
            lint_schema_end(l);
    }
    if (!l->rows)
        lint_say(l, LINT_AT(LINT_NO_ROWS), "no row");
    if (l->rows > 1 && l->right + l->wrong && !(l->right && l->wrong))
        lint_say(l, LINT_AT(LINT_ONE_CLASS), "all labels say %s", l->right ? "right" : "wrong");
    return true;
}

static bool is_folder(const char *path)
{
    struct stat info;
    return strcmp(path, "-") != 0 && stat(path, &info) == 0 && S_ISDIR(info.st_mode);
}

bool lint_run(const struct lint_job *job, struct lint_counts *counts, struct error *err)
{
    struct linting l = {.job = job, .counts = counts, .err = err};
    const char **files = memory_new((job->inputs_count + 1) * sizeof *files);
    size_t count = 0;
    bool good = true;
    for (size_t i = 0; good && i < job->inputs_count; i++)
        if (is_folder(job->inputs[i]))
            good = lint_folder(&l, job->inputs[i]);
        else
            files[count++] = job->inputs[i];
    l.declared = false;
    l.schema = (struct lint_type){0};
    good = good && (!count || lint_dataset(&l, job->format, files, count));
    free(files);
    lint_seen_free(l.seen);
    arena_free(&l.arena);
    arena_free(&l.kept);
    return good;
}
