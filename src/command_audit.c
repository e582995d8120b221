/* misstep audit: checks every record again from the record alone. */
#include "audit.h"
#include "command.h"
#include "json_write.h"
#include "stream.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

enum { FILES_MAX = 1024, KINDS_MAX = 128 };

/* How many records have a finding of this phrase. */
struct kind {
    const char *says;
    uint64_t records;
};

struct audit_run {
    bool json, quiet;
    int64_t max; /* findings to print; 0: all */
    int64_t printed;
    uint64_t checked, failed;
    struct kind kinds[KINDS_MAX];
    size_t kinds_count;
    struct arena arena;
    struct hash *hash;
    struct buffer out;
};

static void count(struct audit_run *run, const char *says)
{
    size_t i = 0;
    while (i < run->kinds_count && strcmp(run->kinds[i].says, says) != 0)
        i++;
    if (i == KINDS_MAX)
        die("audit: more than %d kinds of findings", KINDS_MAX);
    if (i == run->kinds_count)
        run->kinds[run->kinds_count++] = (struct kind){says, 0};
    run->kinds[i].records++;
}

static void add_json(struct buffer *out, const char *file, uint64_t line, struct text id, const struct audit_finding *finding)
{
    struct json_writer w = {.out = out};
    json_open(&w, '{');
    json_key(&w, "file");
    json_put_text(&w, text_of(file));
    json_key(&w, "line");
    json_put_int(&w, (int64_t)line);
    json_key(&w, "id");
    json_put_text(&w, id);
    json_key(&w, "finding");
    json_put_text(&w, text_of(finding->says));
    json_key(&w, "detail");
    json_put_text(&w, text_of(finding->detail));
    json_close(&w, '}');
    buffer_char(out, '\n');
}

static void add_plain(struct buffer *out, const char *file, uint64_t line, struct text id, const struct audit_finding *finding)
{
    buffer_format(out, "%s:%" PRIu64 " ", file, line);
    for (size_t i = 0; i < id.size; i++)
        buffer_char(out, (unsigned char)id.at[i] > 0x20 && id.at[i] != 0x7F ? id.at[i] : '?');
    buffer_format(out, "%s: %s", id.size ? "" : "?", finding->says);
    if (finding->detail[0])
        buffer_format(out, " (%s)", finding->detail);
    buffer_char(out, '\n');
}

static void report(struct audit_run *run, const char *file, uint64_t line, const struct audit_findings *found)
{
    for (size_t i = 0; i < found->count; i++) {
        bool again = false;
        for (size_t k = 0; k < i; k++)
            again = again || strcmp(found->items[k].says, found->items[i].says) == 0;
        if (!again)
            count(run, found->items[i].says);
        if (run->max && run->printed >= run->max)
            continue;
        run->printed++;
        (run->json ? add_json : add_plain)(&run->out, file, line, found->id, &found->items[i]);
    }
    run->failed += found->count > 0;
}

static void unreadable(struct audit_findings *found, const char *says, const char *detail)
{
    *found = (struct audit_findings){.count = 1};
    found->items[0].says = says;
    size_t const size = MIN(strlen(detail), sizeof found->items[0].detail - 1);
    size_t bad = size;
    if (!text_is_utf8((struct text){detail, size}, &bad))
        memcpy(found->items[0].detail, detail, bad);
    else
        memcpy(found->items[0].detail, detail, size);
}

static void check_line(struct audit_run *run, const char *file, const struct line *line)
{
    struct audit_findings found;
    struct error err = {0};
    if (!line->too_long && text_trim(line->text).size == 0)
        return;
    run->checked++;
    if (line->too_long)
        unreadable(&found, "the line is too long to be a record", "");
    else if (!audit_record(line->text, &run->arena, run->hash, &found, &err))
        unreadable(&found, "the line cannot be read", err.says);
    report(run, file, line->number, &found);
    arena_reset(&run->arena);
}

static bool flush(struct audit_run *run, struct error *err)
{
    bool const good = fwrite(run->out.at, 1, run->out.size, stdout) == run->out.size && fflush(stdout) == 0;
    run->out.size = 0;
    return good || fail(err, EXIT_IO, "cannot write to standard output");
}

static bool check_file(struct audit_run *run, const char *path, struct error *err)
{
    struct stream *stream = stream_open(path, err);
    struct lines lines = {0};
    if (!stream)
        return false;
    const char *name = strcmp(path, "-") == 0 ? "stdin" : path;
    bool good = true;
    do {
        good = stream_batch(stream, STREAM_BATCH_BYTES, &lines, err);
        for (size_t i = 0; good && i < lines.count; i++)
            check_line(run, name, &lines.at[i]);
        if (good && run->out.size)
            good = flush(run, err);
        if (good && command_interrupted())
            good = fail(err, EXIT_INTERRUPTED, "interrupted in %s", name);
    } while (good && lines.count);
    lines_free(&lines);
    stream_close(stream);
    return good;
}

static int by_number(const void *a, const void *b)
{
    const struct kind *x = a, *y = b;
    if (x->records != y->records)
        return x->records < y->records ? 1 : -1;
    return strcmp(x->says, y->says);
}

static void summarise(struct audit_run *run)
{
    fprintf(stderr, "%" PRIu64 " record%s checked, %" PRIu64 " failed\n", run->checked, run->checked == 1 ? "" : "s",
            run->failed);
    qsort(run->kinds, run->kinds_count, sizeof *run->kinds, by_number);
    for (size_t i = 0; i < run->kinds_count; i++)
        fprintf(stderr, "%8" PRIu64 "  %s\n", run->kinds[i].records, run->kinds[i].says);
}

static int audit_files(struct audit_run *run, const struct command *self, const char *const *files, size_t files_count)
{
    struct error err = {0};
    int code = EXIT_OK;
    run->hash = hash_new();
    command_watch_signals();
    for (size_t i = 0; i < files_count && code != EXIT_INTERRUPTED; i++)
        if (!check_file(run, files[i], &err))
            code = command_failed(self, &err);
    if (!run->quiet)
        summarise(run);
    if (code == EXIT_OK && !run->checked && !fail(&err, EXIT_DATA, "%s: no line to read", files[0]))
        code = command_failed(self, &err);
    hash_free(run->hash);
    arena_free(&run->arena);
    buffer_free(&run->out);
    return code != EXIT_OK ? code : run->failed ? EXIT_FINDINGS : EXIT_OK;
}

static int run_audit(const struct command *self, int argc, char **argv)
{
    struct audit_run run = {0};
    const char *files[FILES_MAX];
    size_t files_count = 0;
    int code;
    struct option const options[] = {
        {"json", 0, OPTION_FLAG, &run.json, NULL, "findings as JSON, one object a line: file, line, id, finding, detail", 0, 0},
        {"max", 'n', OPTION_INT, &run.max, "N", "print at most N findings (0: all); all are counted", 0, INT64_MAX},
        {"quiet", 'q', OPTION_FLAG, &run.quiet, NULL, "no summary", 0, 0},
    };
    if (!command_start(self, options, COUNT(options), argc, argv, files, FILES_MAX, &files_count, &code))
        return code;
    if (files_count == 0) {
        struct error err;
        fail(&err, EXIT_USAGE, "no records given: name a file, or - for standard input");
        return command_failed(self, &err);
    }
    return audit_files(&run, self, files, files_count);
}

const struct command command_audit = {
    .name = "audit",
    .says = "Checks every record again from the record alone; exits 1 and lists what fails.",
    .examples = "  misstep audit records.jsonl\n"
                "  misstep inject train.jsonl -o - | misstep audit -\n",
    .usage = "misstep audit RECORDS… [--json] [-q] [--max N]\n\n"
             "  Exit codes: 0 every record holds, 1 some do not.",
    .run = run_audit,
};
