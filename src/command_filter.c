#include "corpus.h"
#include "sift.h"
#include "suggest.h"
#include "verdicts.h"

#include <inttypes.h>
#include <stdio.h>

enum { FILTER_KEPT = VERDICT_COUNTERS_END }; /* lines; behind the counters of verifying */

static const enum source_proof proofs[] = {PROOF_ALL_STEPS, PROOF_DERIVED_ANSWER, PROOF_NO_REFUTATION};

struct filter {
    bool keeps[PROOF_ALL_STEPS + 1];
};

static bool work(struct worker *w, const struct input *input, struct text line, struct error *err)
{
    const struct filter *filter = w->context;
    struct subject subject;
    if (!corpus_verify(w, input, &subject, err))
        return false;
    verdicts_count(&subject, &input->marks, w->counters);
    if (!filter->keeps[subject.source_proof] || w->line_done)
        return true;
    w->line_done = true;
    w->counters[FILTER_KEPT]++;
    buffer_add(&w->sinks[0], line);
    buffer_char(&w->sinks[0], '\n');
    return true;
}

static bool keep(struct filter *filter, struct text name, struct error *err)
{
    const char *names[COUNT(proofs)];
    char typed[SUGGEST_WORD_MAX] = {0};
    for (size_t i = 0; i < COUNT(proofs); i++) {
        names[i] = verify_proof_name(proofs[i]);
        if (text_equal(text_of(names[i]), name)) {
            filter->keeps[proofs[i]] = true;
            return true;
        }
    }
    memcpy(typed, name.at, MIN(name.size, sizeof typed - 1));
    const char *near = suggest(typed, names, COUNT(proofs));
    if (near)
        return fail(err, EXIT_USAGE, "--keep: unknown proof '%s'; did you mean '%s'?", typed, near);
    return fail(err, EXIT_USAGE, "--keep: unknown proof '%s' (proofs: %s, %s, %s)", typed, names[0], names[1], names[2]);
}

static bool keep_list(struct filter *filter, const char *list, struct error *err)
{
    struct text left = text_of(list);
    for (;;) {
        size_t const comma = text_find(left, TEXT(","), 0);
        if (!keep(filter, text_trim(text_part(left, 0, comma)), err))
            return false;
        if (comma == left.size)
            return true;
        left = text_part(left, comma + 1, left.size);
    }
}

static void describe(const struct filter *filter, struct buffer *shape)
{
    buffer_format(shape, "filter");
    for (size_t i = 0; i < COUNT(proofs); i++)
        if (filter->keeps[proofs[i]])
            buffer_format(shape, " %s", verify_proof_name(proofs[i]));
    buffer_char(shape, '\0');
}

static void print_row(const char *group, const char *name, int64_t count, int64_t of, const char *note)
{
    struct buffer row = {0};
    buffer_format(&row, "  %-18s%-16s%10lld%s", group, name, (long long)count, of ? "  " : "");
    if (of)
        buffer_percent(&row, count, of);
    buffer_format(&row, "%s%s\n", *note ? "  " : "", note);
    fwrite(row.at, 1, row.size, stderr);
    buffer_free(&row);
}

static void print_summary(const struct filter *filter, const int64_t *counters)
{
    int64_t const lines = counters[COUNTER_LINES], solutions = counters[COUNTER_SOLUTIONS];
    print_row("lines", "read", lines, 0, "");
    print_row("", "rejected", counters[COUNTER_REJECTED], 0, "");
    print_row("", "kept", counters[FILTER_KEPT], lines, "");
    print_row("solutions", "read", solutions, 0, "");
    for (size_t i = 0; i < COUNT(proofs); i++)
        print_row(i ? "" : "source_proof", verify_proof_name(proofs[i]), counters[VERDICT_PROOF_NONE + (int)proofs[i]], solutions,
                  filter->keeps[proofs[i]] ? "kept" : "");
    print_row("", verify_proof_name(PROOF_NONE), counters[VERDICT_PROOF_NONE], solutions, "");
    corpus_print_skipped(counters);
}

/* By what people said of records, instead of by proofs. */
static int run_sift(const struct command *self, const struct corpus_options *options, struct sift_job *job)
{
    struct sift_counts counts;
    struct error err;
    if (!job->verdicts && !fail(&err, EXIT_USAGE, "--disputed and --marks go with --verdicts"))
        return command_failed(self, &err);
    job->inputs = options->paths;
    job->inputs_count = options->paths_count;
    job->out = options->out;
    job->force = options->force;
    job->interrupted = command_interrupted;
    command_watch_signals();
    if (!sift_run(job, &counts, &err))
        return command_failed(self, &err);
    for (size_t i = 0; !options->quiet && i < RULINGS; i++)
        fprintf(stderr, "  %-12s%10" PRIu64 "\n", ruling_names[i], counts.by[i]);
    if (!options->quiet)
        fprintf(stderr, "  %-12s%10" PRIu64 " of %" PRIu64 " records\n", "kept", counts.kept, counts.records);
    return EXIT_OK;
}

static int run(const struct command *self, int argc, char **argv)
{
    struct corpus_options options = {.training = true, .allow_eval = true};
    struct filter filter = {0};
    struct sift_job sift = {0};
    const char *list = "all_steps,derived_answer";
    struct option const own[] = {
        {"keep", 'k', OPTION_TEXT, &list, "A,B,…",
         "which solutions pass, by how well they are proved: all_steps, derived_answer, no_refutation "
         "(default all_steps,derived_answer)",
         0, 0},
        {"verdicts", 0, OPTION_TEXT, &sift.verdicts, "FILE",
         "the inputs are records, and what people said of them decides (from misstep audit-import): rejected ones are left out",
         0, 0},
        {"disputed", 0, OPTION_FLAG, &sift.disputed, NULL, "with --verdicts: leave out those, too, on which people differ", 0, 0},
        {"marks", 0, OPTION_OUTPUT, &sift.marks, "FILE", "with --verdicts: what people said, record by record", 0, 0},
    };
    struct pipeline p = {.work = work, .sinks_count = 1, .context = &filter};
    struct input_settings settings;
    struct buffer shape = {0};
    struct error err;
    int code;
    if (!corpus_start(self, &options, own, COUNT(own), argc, argv, &code))
        return code;
    if (!corpus_output(self, &options, &code))
        return code;
    if (sift.verdicts || sift.disputed || sift.marks)
        return run_sift(self, &options, &sift);
    if (!keep_list(&filter, list, &err))
        return command_failed(self, &err);
    p.sinks[0].path = options.out;
    describe(&filter, &shape);
    bool const good = corpus_prepare(self, &options, shape.at, &settings, &p, &err) && pipeline_run(&p, &err);
    buffer_free(&shape);
    if (!good)
        return command_failed(self, &err);
    if (!options.quiet)
        print_summary(&filter, p.counters);
    return p.counters[COUNTER_REJECTED] ? EXIT_FINDINGS : EXIT_OK;
}

const struct command command_filter = {
    .name = "filter",
    .says = "Keeps the rows whose solutions are proved, or the records that people did not reject.",
    .examples = "  misstep filter train.jsonl -o proved.jsonl\n"
                "  misstep filter train.jsonl -o strict.jsonl --keep all_steps\n"
                "  misstep filter records.jsonl --verdicts verdicts.jsonl -o checked.jsonl\n"
                "  zcat rollouts.jsonl.gz | misstep filter - -o - | wc -l\n",
    .usage = "misstep filter INPUT… -o OUT.jsonl [options]\n\n"
             "  A line with several solutions (samples of a model) is kept, once and whole, if at least one of them passes.\n"
             "  A record is rejected if no more people agree with it than do not, disputed if somebody does not.\n"
             "  An interrupted run goes on when it is started again. Exit codes: 0 done, 1 lines were rejected.",
    .run = run,
};
