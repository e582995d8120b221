/* misstep sample: some records, drawn by chance, for the eye. */
#include "corpus.h"
#include "explain.h"
#include "stream.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

enum { FILES_MAX = 1024, DRAWN = 30, DRAWN_MAX = 1000 };

/* One record that may be shown: those with the smallest hashes of seed and id are. */
struct drawn {
    uint64_t chance;
    const char *path;
    uint64_t line_number;
    struct buffer line;
};

struct sampling {
    const char *files[FILES_MAX], *injector, *class;
    size_t files_count;
    int64_t number, seed;
    struct arena arena;
    struct drawn drawn[DRAWN_MAX]; /* a heap: the largest hash first */
    size_t count;
    uint64_t seen, fitting, unreadable;
    struct error reason; /* why the first unreadable line is */
};

static bool later(const struct drawn *a, const struct drawn *b)
{
    return a->chance != b->chance ? a->chance > b->chance : a->line_number > b->line_number;
}

static void swap(struct drawn *a, struct drawn *b)
{
    struct drawn const was = *a;
    *a = *b;
    *b = was;
}

static void rise(struct sampling *s, size_t at)
{
    for (; at && later(&s->drawn[at], &s->drawn[(at - 1) / 2]); at = (at - 1) / 2)
        swap(&s->drawn[at], &s->drawn[(at - 1) / 2]);
}

static void sink(struct sampling *s)
{
    for (size_t at = 0, child = 1; child < s->count; at = child, child = 2 * at + 1) {
        child += child + 1 < s->count && later(&s->drawn[child + 1], &s->drawn[child]);
        if (later(&s->drawn[at], &s->drawn[child]))
            return;
        swap(&s->drawn[at], &s->drawn[child]);
    }
}

static void draw(struct sampling *s, struct text id, const char *path, const struct line *line)
{
    struct random random = random_for((uint64_t)s->seed, id, TEXT("sample"));
    struct drawn new = {.chance = random_next(&random), .path = path, .line_number = line->number};
    bool const room = s->count < (size_t)s->number;
    if (!room && !later(&s->drawn[0], &new))
        return;
    struct drawn *place = &s->drawn[room ? s->count++ : 0];
    new.line = place->line;
    new.line.size = 0;
    buffer_add(&new.line, line->text);
    *place = new;
    if (room)
        rise(s, s->count - 1);
    else
        sink(s);
}

static bool text_at(struct sampling *s, const struct json_object *object, const char *key, struct text *out, struct error *err)
{
    const struct json_member *member = json_find(object, key);
    return (member && json_string(member->raw, &s->arena, out)) || fail(err, EXIT_DATA, "not a record: it has no \"%s\"", key);
}

static bool look_at(struct sampling *s, const char *path, const struct line *line, struct error *err)
{
    struct json_object object;
    struct text id, injector, class;
    if (line->too_long)
        return fail(err, EXIT_DATA, "the line is too long");
    if (!json_read_object(line->text, &s->arena, &object, err) || !text_at(s, &object, "id", &id, err) ||
        !text_at(s, &object, "injector", &injector, err) || !text_at(s, &object, "class", &class, err))
        return false;
    s->seen++;
    if ((s->injector && !text_equal(injector, text_of(s->injector))) || (s->class && !text_equal(class, text_of(s->class))))
        return true;
    s->fitting++;
    draw(s, id, path, line);
    return true;
}

static void note(struct sampling *s, const struct error *reason)
{
    if (!s->unreadable++)
        s->reason = *reason;
}

static bool look_through(struct sampling *s, const char *path, struct error *err)
{
    struct stream *stream = stream_open(path, err);
    struct lines lines = {0};
    bool good = stream != NULL;
    while (good && (good = stream_batch(stream, STREAM_BATCH_BYTES, &lines, err)) && lines.count) {
        for (size_t i = 0; i < lines.count; i++) {
            struct error reason;
            arena_reset(&s->arena);
            if (!lines.at[i].too_long && !text_trim(lines.at[i].text).size)
                continue;
            if (!look_at(s, path, &lines.at[i], &reason) && !fail_at(&reason, path, lines.at[i].number))
                note(s, &reason);
        }
        if (command_interrupted())
            good = fail(err, EXIT_INTERRUPTED, "interrupted in %s", path);
    }
    lines_free(&lines);
    stream_close(stream);
    return good;
}

static int by_chance(const void *a, const void *b)
{
    const struct drawn *x = a, *y = b;
    return later(x, y) - later(y, x);
}

static bool show(struct sampling *s, const struct drawn *drawn, size_t number, struct error *err)
{
    struct verifiers const verifiers = corpus_verifiers();
    struct buffer out = {0}, where = {0};
    struct explained record;
    buffer_format(&where, "%s:%" PRIu64 ", %zu of %zu", drawn->path, drawn->line_number, number + 1, s->count);
    buffer_char(&where, '\0');
    struct explain const how = {.colour = command_colour(STDOUT_FILENO), .where = where.at};
    arena_reset(&s->arena);
    bool good = explain_read(buffer_text(&drawn->line), &verifiers, &s->arena, &record, err) ||
                fail_at(err, drawn->path, drawn->line_number);
    if (good) {
        buffer_string(&out, number ? "\n\n" : "");
        explain_record(&how, &record, &s->arena, &out);
        good = (fwrite(out.at, 1, out.size, stdout) == out.size && fflush(stdout) == 0) ||
               fail(err, EXIT_IO, "cannot write to standard output");
    }
    buffer_free(&out);
    buffer_free(&where);
    return good;
}

static bool sample(struct sampling *s, struct error *err)
{
    for (size_t i = 0; i < s->files_count; i++)
        if (!look_through(s, s->files[i], err))
            return false;
    if (!s->seen)
        return fail(err, EXIT_DATA, "no record%s%s", s->unreadable ? "; the first line: " : "",
                    s->unreadable ? s->reason.says : "");
    if (!s->count)
        return fail(err, EXIT_DATA, "none of %" PRIu64 " records is of %s%.60s%s%.60s", s->seen, s->injector ? "injector " : "",
                    s->injector ? s->injector : "", s->class ? s->injector ? ", class " : "class " : "",
                    s->class ? s->class : "");
    qsort(s->drawn, s->count, sizeof *s->drawn, by_chance);
    for (size_t i = 0; i < s->count; i++)
        if (!show(s, &s->drawn[i], i, err)) {
            if (err->code != EXIT_DATA)
                return false;
            note(s, err);
        }
    fprintf(stderr, "%zu of %" PRIu64 " records\n", s->count, s->fitting);
    return true;
}

static int run(const struct command *self, int argc, char **argv)
{
    struct sampling *s = memory_new(sizeof *s);
    struct error err;
    int code;
    *s = (struct sampling){.number = DRAWN};
    struct option const options[] = {
        {"number", 'n', OPTION_INT, &s->number, "N", "how many (default 30)", 1, DRAWN_MAX},
        {"injector", 'i', OPTION_TEXT, &s->injector, "NAME", "only records of this injector", 0, 0},
        {"class", 'c', OPTION_TEXT, &s->class, "NAME",
         "only records of this class: locally_false, derailed, structural, harmless", 0, 0},
        {"seed", 's', OPTION_INT, &s->seed, "N", "seed of the draw (default 0)", 0, INT64_MAX},
    };
    bool good = command_start(self, options, COUNT(options), argc, argv, s->files, FILES_MAX, &s->files_count, &code);
    if (good && !s->files_count && !isatty(STDIN_FILENO) && argc > 1)
        s->files[s->files_count++] = "-";
    if (good) {
        command_watch_signals();
        good = (s->files_count || fail(&err, EXIT_USAGE, "no records given: name a file, or - for standard input")) &&
               sample(s, &err);
        code = !good ? command_failed(self, &err) : s->unreadable ? EXIT_FINDINGS : EXIT_OK;
    }
    if (good && s->unreadable)
        fprintf(stderr, "lines that cannot be read: %" PRIu64 "; the first: %s\n", s->unreadable, s->reason.says);
    for (size_t i = 0; i < s->count; i++)
        buffer_free(&s->drawn[i].line);
    arena_free(&s->arena);
    free(s);
    return code;
}

const struct command command_sample = {
    .name = "sample",
    .says = "Shows some records, drawn by chance: problem, both solutions, the edits, the certificate.",
    .examples = "  misstep sample records.jsonl\n"
                "  misstep sample records.jsonl -n 30 --injector calculation --seed 2 | less -R\n"
                "  misstep sample records.jsonl --class derailed -n 5\n",
    .usage =
        "misstep sample RECORDS… [-n N] [--injector NAME] [--class NAME] [--seed N]\n\n"
        "  The same seed draws the same records, wherever they stand and in whichever order; a larger N adds to them.\n"
        "  Edits are marked [-was-]{+becomes+}, in colour on a terminal. misstep explain shows one record with all its claims.\n"
        "  Exit codes: 0 shown, 1 lines cannot be read, 65 no such record.",
    .run = run,
};
