/* misstep shortcuts: can the faulty steps be told without mathematics? */
#include "bars.h"
#include "command.h"
#include "feed.h"
#include "output.h"
#include "roster.h"

#include <inttypes.h>
#include <stdio.h>
#include <unistd.h>

enum { FILES_MAX = 1024, SAMPLE = 4000, LEAST = 200 };

struct measurement {
    const char *files[FILES_MAX], *natural, *out, *preset, *map;
    size_t files_count;
    bool force, quiet, reading_natural;
    int64_t sample;
    struct bars bars;
    struct input_settings input;
    struct shortcuts *shortcuts;
    struct arena arena;
    uint64_t read, unlabelled, unreadable;
    struct error first; /* why the first pair could not be taken */
};

static bool take(void *context, const struct pair *pair, bool given, struct error *err)
{
    struct measurement *m = context;
    struct contrast row;
    struct error reason;
    (void)given;
    (void)err;
    arena_reset(&m->arena);
    if (!contrast_of(pair, &m->arena, &row, &reason)) {
        if (!m->unreadable++)
            m->first = reason;
        return true;
    }
    m->read++;
    if (m->reading_natural)
        natural_add(&m->bars.natural, &row, &m->arena);
    else
        shortcuts_add(m->shortcuts, &row, &m->arena);
    return true;
}

static bool read_these(struct measurement *m, const char *const *files, size_t count, struct error *err)
{
    struct feed_counts counts = {0};
    struct feed_settings const settings = {
        .input = &m->input, .quiet = m->quiet, .verb = "shortcuts", .interrupted = command_interrupted};
    if (!feed_each(&settings, files, count, take, m, &counts, err))
        return false;
    m->unreadable += counts.rejected;
    m->unlabelled += m->reading_natural ? 0 : counts.unlabelled;
    return true;
}

static bool read_files(struct measurement *m, const struct command *self, struct error *err)
{
    if (!read_these(m, m->files, m->files_count, err))
        return false;
    if (!m->read && m->unlabelled)
        return fail(err, EXIT_DATA, LABELLED_NONE);
    if (!m->read)
        return fail(err, EXIT_DATA, "no line that could be read");
    m->reading_natural = true;
    if (m->natural && !read_these(m, &m->natural, 1, err))
        return false;
    if (m->first.code)
        command_failed(self, &m->first);
    return true;
}

static bool report(const struct measurement *m, bool *broken, struct error *err)
{
    struct shortcuts_report report;
    struct judged judged[JUDGED_MAX];
    struct buffer json = {0}, table = {0}, words = {0};
    shortcuts_measure(m->shortcuts, &report);
    report.unlabelled = m->unlabelled;
    report.rows += m->unlabelled;
    size_t const count = bars_judge(&m->bars, &report, judged);
    bars_table(&m->bars, &report, &table);
    bars_json(&m->bars, &report, judged, count, &json);
    bars_broken(judged, count, &words);
    FILE *to = m->out && strcmp(m->out, "-") == 0 ? stderr : stdout;
    bool const shown = m->quiet || (fwrite(table.at, 1, table.size, to) == table.size && fflush(to) == 0);
    if (m->unreadable)
        fprintf(stderr, "rows that cannot be read: %" PRIu64 "\n", m->unreadable);
    *broken = words.size > 0;
    fwrite(words.at ? words.at : "", 1, words.size, stderr);
    bool const good = (shown || fail(err, EXIT_IO, "cannot write to standard output")) &&
                      (!m->out || output_whole(m->out, m->force, buffer_text(&json), err));
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
        {"preset", 'p', OPTION_TEXT, &m->preset, "NAME", "of others' data; told by the first line of each file otherwise", 0, 0},
        {"map", 'm', OPTION_TEXT, &m->map, "FIELD=KEY,…", "where fields of others' data stand", 0, 0},
        {"by", 0, OPTION_TEXT, &by, "RULE", "how texts are cut: " INPUT_BY_SAYS, 0, 0},
        {"out", 'o', OPTION_OUTPUT, &m->out, "FILE", "write the figures as JSON; - is standard output", 0, 0},
        {"force", 'f', OPTION_FLAG, &m->force, NULL, "overwrite FILE", 0, 0},
        {"quiet", 'q', OPTION_FLAG, &m->quiet, NULL, "no table; broken bars are named all the same", 0, 0},
    };
    m->bars.least = LEAST;
    m->input.datasets = roster_datasets;
    m->input.datasets_count = roster_datasets_count;
    m->input.keep_marks = true;
    m->sample = SAMPLE;
    memcpy(m->bars.at, bars_standard, sizeof m->bars.at);
    if (!command_start(self, options, COUNT(options), argc, argv, m->files, FILES_MAX, &m->files_count, code))
        return false;
    if (!m->files_count && !isatty(STDIN_FILENO) && argc > 1)
        m->files[m->files_count++] = "-";
    bool good = (m->files_count || fail(&err, EXIT_USAGE, "no input given")) &&
                (!positions || target_read(positions, &m->bars.target, &err)) &&
                input_splitting(by, NULL, &m->input.splitting, &err) && (!m->map || input_map(m->map, &m->input.map, &err));
    for (size_t i = 0; good && i < bars.count; i++)
        good = bars_read(bars.items[i], &m->bars, &err);
    m->input.preset = m->preset;
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
             "  INPUT: records, or others' data of any preset with labels or preferences (`misstep list presets`).\n"
             "  Figures are areas under ROC curves: 0.5 is a coin.\n"
             "  Exit codes: 0 all bars hold, 1 a bar is broken or lines cannot be read.",
    .run = run,
};
