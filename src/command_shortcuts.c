/* misstep shortcuts: can the faulty steps be told without mathematics? */
#include "bars.h"
#include "command.h"
#include "input.h"
#include "output.h"
#include "stream.h"

#include <inttypes.h>
#include <stdio.h>
#include <unistd.h>

enum { FILES_MAX = 1024, SAMPLE = 4000, LEAST = 200 };

struct measurement {
    const char *files[FILES_MAX], *natural, *out;
    size_t files_count;
    bool force, quiet;
    int64_t sample;
    struct bars bars;
    struct splitting splitting;
    struct shortcuts *shortcuts;
    struct arena arena;
    uint64_t read, unreadable;
};

static void take(struct measurement *m, const struct contrast *row, bool natural)
{
    m->read++;
    if (natural)
        natural_add(&m->bars.natural, row, &m->arena);
    else
        shortcuts_add(m->shortcuts, row, &m->arena);
}

/* The first line of a file that cannot be read is named; all are counted. */
static bool read_file(struct measurement *m, const struct command *self, const char *path, bool natural, struct error *err)
{
    struct stream *stream = stream_open(path, err);
    struct lines lines = {0};
    struct contrast row;
    struct error reason;
    uint64_t unreadable = 0;
    bool good = stream != NULL;
    while (good && (good = stream_batch(stream, STREAM_BATCH_BYTES, &lines, err)) && lines.count) {
        for (size_t i = 0; i < lines.count; i++) {
            const struct line *line = &lines.at[i];
            arena_reset(&m->arena);
            if (!line->too_long && !text_trim(line->text).size)
                continue;
            bool const readable = line->too_long ? fail(&reason, EXIT_DATA, "the line is too long")
                                                 : contrast_read(line->text, m->splitting, &m->arena, &row, &reason);
            if (readable)
                take(m, &row, natural);
            else if (!unreadable++ && !fail_at(&reason, path, line->number))
                command_failed(self, &reason);
        }
        if (command_interrupted())
            good = fail(err, EXIT_INTERRUPTED, "interrupted in %s", path);
    }
    m->unreadable += unreadable;
    lines_free(&lines);
    stream_close(stream);
    return good;
}

static bool read_files(struct measurement *m, const struct command *self, struct error *err)
{
    for (size_t i = 0; i < m->files_count; i++)
        if (!read_file(m, self, m->files[i], false, err))
            return false;
    if (!m->read)
        return fail(err, EXIT_DATA, "no line that could be read");
    return !m->natural || read_file(m, self, m->natural, true, err);
}

static bool write_json(const struct measurement *m, struct text json, struct error *err)
{
    struct output *out = output_open(m->out, m->force, err);
    if (!out)
        return false;
    if (output_write(out, json, err))
        return output_commit(out, err);
    output_discard(out);
    return false;
}

static bool report(const struct measurement *m, bool *broken, struct error *err)
{
    struct shortcuts_report report;
    struct judged judged[JUDGED_MAX];
    struct buffer json = {0}, table = {0}, words = {0};
    shortcuts_measure(m->shortcuts, &report);
    size_t const count = bars_judge(&m->bars, &report, judged);
    bars_table(&m->bars, &report, &table);
    bars_json(&m->bars, &report, judged, count, &json);
    bars_broken(judged, count, &words);
    FILE *to = m->out && strcmp(m->out, "-") == 0 ? stderr : stdout;
    bool const shown = m->quiet || (fwrite(table.at, 1, table.size, to) == table.size && fflush(to) == 0);
    if (m->unreadable)
        fprintf(stderr, "lines that cannot be read: %" PRIu64 "\n", m->unreadable);
    *broken = words.size > 0;
    fwrite(words.at ? words.at : "", 1, words.size, stderr);
    bool const good =
        (shown || fail(err, EXIT_IO, "cannot write to standard output")) && (!m->out || write_json(m, buffer_text(&json), err));
    buffer_free(&json);
    buffer_free(&table);
    buffer_free(&words);
    return good;
}

static bool start(const struct command *self, struct measurement *m, int argc, char **argv, int *code)
{
    const char *positions = NULL, *by = NULL;
    struct option_texts bars = {0};
    struct error err;
    struct option const options[] = {
        {"natural", 0, OPTION_TEXT, &m->natural, "FILE",
         "solutions in which people marked the first error: novelty must be like theirs", 0, 0},
        {"positions", 0, OPTION_TEXT, &positions, "TARGET", "where first errors should stand: " TARGET_SAYS, 0, 0},
        {"bar", 0, OPTION_TEXTS, &bars, "NAME=X", "another bar: " BARS_SAYS, 0, 0},
        {"least", 0, OPTION_INT, &m->bars.least, "N", "figures of fewer rows break no bar (default 200)", 1,
         SHORTCUTS_SAMPLE_MAX},
        {"sample", 0, OPTION_INT, &m->sample, "N", "measure the first N rows of each injector (default 4000)", 1,
         SHORTCUTS_SAMPLE_MAX},
        {"by", 0, OPTION_TEXT, &by, "RULE", "how texts are cut: " INPUT_BY_SAYS, 0, 0},
        {"out", 'o', OPTION_TEXT, &m->out, "FILE", "write the figures as JSON; - is standard output", 0, 0},
        {"force", 'f', OPTION_FLAG, &m->force, NULL, "overwrite FILE", 0, 0},
        {"quiet", 'q', OPTION_FLAG, &m->quiet, NULL, "no table; broken bars are named all the same", 0, 0},
    };
    m->bars.least = LEAST;
    m->sample = SAMPLE;
    memcpy(m->bars.at, bars_standard, sizeof m->bars.at);
    if (!command_start(self, options, COUNT(options), argc, argv, m->files, FILES_MAX, &m->files_count, code))
        return false;
    if (!m->files_count && !isatty(STDIN_FILENO) && argc > 1)
        m->files[m->files_count++] = "-";
    bool good = (m->files_count || fail(&err, EXIT_USAGE, "no input given")) &&
                (!positions || target_read(positions, &m->bars.target, &err)) && input_splitting(by, NULL, &m->splitting, &err);
    for (size_t i = 0; good && i < bars.count; i++)
        good = bars_read(bars.items[i], &m->bars, &err);
    m->bars.has_target = positions;
    m->bars.has_natural = m->natural;
    if (!good)
        *code = command_failed(self, &err);
    return good;
}

static int run(const struct command *self, int argc, char **argv)
{
    struct measurement m = {0};
    struct error err;
    bool broken = false;
    int code;
    if (!start(self, &m, argc, argv, &code))
        return code;
    command_watch_signals();
    m.shortcuts = shortcuts_new((size_t)m.sample);
    bool const good = read_files(&m, self, &err) && report(&m, &broken, &err);
    shortcuts_free(m.shortcuts);
    arena_free(&m.arena);
    if (!good)
        return command_failed(self, &err);
    return broken || m.unreadable ? EXIT_FINDINGS : EXIT_OK;
}

const struct command command_shortcuts = {
    .name = "shortcuts",
    .says = "Measures whether style, digits, length or place alone tell the faulty step; exits 1 if so.",
    .examples = "  misstep shortcuts records.jsonl\n"
                "  misstep shortcuts records.jsonl --natural labelled.jsonl --positions processbench-gsm8k -o shortcuts.json\n"
                "  misstep shortcuts dpo.jsonl --bar style=0.6 --bar length=none\n",
    .usage = "misstep shortcuts INPUT… [--natural FILE] [--positions TARGET] [--bar NAME=X]… [-o REPORT.json]\n\n"
             "  INPUT: records, or others' data: preference pairs (chosen, rejected), stepwise labels (completions, labels),\n"
             "  ProcessBench, PRMBench, EIC, Step-DPO; told by the keys of each line. Figures are areas under ROC curves: 0.5 is "
             "a coin.\n"
             "  Exit codes: 0 all bars hold, 1 a bar is broken or lines cannot be read.",
    .run = run,
};
