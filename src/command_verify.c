#include "corpus.h"
#include "progress.h"
#include "verdicts.h"

#include <stdio.h>

static bool work(struct worker *w, const struct input *input, struct text line, struct error *err)
{
    struct subject subject;
    (void)line;
    if (!corpus_verify(w, input, &subject, err))
        return false;
    verdicts_count(&subject, &input->marks, w->counters);
    if (!w->context || *(const bool *)w->context)
        verdicts_write(input->source_id, &subject, &input->solution, &w->sinks[0]);
    return true;
}

static bool write_stats(const char *path, const int64_t *counters, struct error *err)
{
    struct buffer json = {0};
    verdicts_json(counters, &json);
    return corpus_write_stats(path, &json, err);
}

static int run(const struct command *self, int argc, char **argv)
{
    struct corpus_options options = {0};
    const char *stats = NULL;
    struct option const own[] = {{"stats", 0, OPTION_OUTPUT, &stats, "FILE", "write the sums as JSON", 0, 0}};
    struct pipeline p = {.work = work, .sinks_count = 1};
    struct input_settings settings;
    struct error err;
    int code;
    if (!corpus_start(self, &options, own, COUNT(own), argc, argv, &code))
        return code;
    p.sinks[0].path = corpus_rows_path(&options);
    bool write_rows = p.sinks[0].path;
    p.context = &write_rows;
    if (!corpus_prepare(self, &options, "verify", &settings, &p, &err) || !pipeline_run(&p, &err) ||
        !write_stats(stats, p.counters, &err))
        return command_failed(self, &err);
    struct buffer table = {0};
    verdicts_table(p.counters, &table);
    if (!options.quiet)
        fwrite(table.at, 1, table.size, write_rows ? stderr : stdout);
    buffer_free(&table);
    return p.counters[VERDICT_STEPS_REFUTED] || p.counters[COUNTER_REJECTED] ? EXIT_FINDINGS : EXIT_OK;
}

const struct command command_verify = {
    .name = "verify",
    .says = "Judges every step of solutions with exact arithmetic: proved, refuted, unknown.",
    .examples = "  misstep verify train.jsonl                      a table of the sums\n"
                "  misstep verify train.jsonl -o verdicts.jsonl    one row per solution\n"
                "  zcat rollouts.jsonl.gz | misstep verify - -o -  rows on standard output\n",
    .usage = "misstep verify INPUT… [-o VERDICTS.jsonl] [options]\n\n"
             "  Without -o the rows go to standard output, unless that is a terminal.\n"
             "  Exit codes: 0 nothing refuted, 1 something refuted or a line rejected.",
    .run = run,
};
