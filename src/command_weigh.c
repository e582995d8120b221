/* weigh: counts which errors a corpus offers, and where, and finds the weights that meet what is wanted. */
#include "corpus.h"
#include "inject.h"
#include "progress.h"

#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

enum { WEIGH_SAMPLE = COUNTER_OWN, SAMPLE = 4000, LINE_BYTES = 2 * MIX_TYPES_MAX };

struct weighing {
    struct mix mix;
    struct inject_settings settings;
    int64_t sample;                 /* solutions to look at, drawn by chance; 0: all */
    int64_t counters[COUNTERS_MAX]; /* of the last pass */
    int64_t from, to;               /* of the numbers that chance gives out, one below mix.corpus for each solution; 0, 0: all */
};

static bool is_drawn(const struct weighing *job, struct text source_id)
{
    if (!job->to)
        return true;
    struct random random = random_for((uint64_t)job->settings.seed, source_id, TEXT("sample"));
    int64_t const number = (int64_t)random_below_wide(&random, (uint64_t)job->mix.corpus);
    return number >= job->from && number < job->to;
}

/* Counts the solutions and does no more. */
static bool pass(struct worker *w, const struct input *input, struct text line, struct error *err)
{
    (void)w;
    (void)input;
    (void)line;
    (void)err;
    return true;
}

/* One line per solution: its chance, two hex digits for each injector. */
static bool work(struct worker *w, const struct input *input, struct text line, struct error *err)
{
    const struct weighing *job = w->context;
    struct verifiers const verifiers = corpus_verifiers();
    struct subject subject;
    (void)line;
    if (!is_drawn(job, input->source_id))
        return true;
    w->counters[WEIGH_SAMPLE]++;
    if (!corpus_verify(w, input, &subject, err))
        return false;
    bool carried;
    if (certify_offers(&subject, job->settings.truncate, &carried))
        return true;
    struct certifier with = inject_certifier(&verifiers, &subject, &w->arena);
    buffer_format(&w->sinks[0], "%016llx", (unsigned long long)mix_chance(job->settings.seed, input->source_id).state);
    for (size_t i = 0; i < job->mix.count; i++) {
        unsigned places;
        struct offer const offer = inject_offer(&with, job->mix.types[i]);
        if (!inject_certifiable(&with, &job->settings, &offer, carried, input->source_id, &places, err))
            return false;
        buffer_format(&w->sinks[0], "%02x", places);
    }
    buffer_char(&w->sinks[0], '\n');
    return true;
}

enum { CHANCE_DIGITS = 16 };

static uint64_t hex(const char *at, size_t digits)
{
    uint64_t number = 0;
    for (size_t i = 0; i < digits; i++)
        number = number * 16 + (uint64_t)(is_digit(at[i]) ? at[i] - '0' : at[i] - 'a' + 10);
    return number;
}

static void count_line(const struct mix *mix, struct text line, struct mix_counts *counts)
{
    struct mix_offer offer = {{0}};
    if (line.size < CHANCE_DIGITS + 2 * mix->count)
        return;
    for (size_t k = 0; k < mix->count; k++)
        offer.places[k] = (unsigned char)hex(line.at + CHANCE_DIGITS + 2 * k, 2);
    mix_count(counts, &offer, (struct random){hex(line.at, CHANCE_DIGITS)});
}

static bool count_lines(const struct mix *mix, const char *path, struct mix_counts *counts, struct error *err)
{
    struct stream *stream = stream_open(path, err);
    struct lines lines = {0};
    bool good = stream != NULL;
    do {
        good = good && stream_batch(stream, STREAM_BATCH_BYTES, &lines, err);
        for (size_t i = 0; good && i < lines.count; i++)
            count_line(mix, lines.at[i].text, counts);
    } while (good && lines.count);
    lines_free(&lines);
    stream_close(stream);
    return good;
}

/* Only regular files can be read twice: of others, all solutions are looked at. */
static bool is_readable_twice(const struct corpus_options *options)
{
    struct stat info;
    for (size_t i = 0; i < options->paths_count; i++)
        if (strcmp(options->paths[i], "-") == 0 || stat(options->paths[i], &info) != 0 || !S_ISREG(info.st_mode))
            return false;
    return true;
}

/* How many solutions there are. */
static bool count_solutions(const struct pipeline *like, int64_t *out, struct error *err)
{
    struct pipeline p = *like;
    p.work = pass;
    p.quiet = true;
    p.rejects = NULL;
    p.sinks_count = 0;
    if (!pipeline_run(&p, err))
        return false;
    *out = p.counters[COUNTER_SOLUTIONS];
    return true;
}

/* Looks at the solutions that chance gave numbers from `from` on, below `to`. */
static bool look_at(struct weighing *job, const struct pipeline *like, int64_t from, int64_t to, struct mix_counts *counts,
                    struct error *err)
{
    struct pipeline p = *like;
    p.quiet |= from > 0; /* what is rejected has been said */
    job->from = from;
    job->to = to;
    if (!pipeline_run(&p, err) || !count_lines(&job->mix, p.sinks[0].path, counts, err))
        return false;
    job->mix.corpus = p.counters[COUNTER_SOLUTIONS];
    job->mix.sample += p.counters[WEIGH_SAMPLE];
    memcpy(job->counters, p.counters, sizeof job->counters);
    return true;
}

/* Of the sample; where that promises too few records for its size, of all solutions. */
static bool fit_sample(struct weighing *job, const struct pipeline *p, struct mix_counts *counts, struct error *err)
{
    struct mix *mix = &job->mix;
    return look_at(job, p, 0, job->sample, counts, err) &&
           ((mix_fit(mix, counts, err) && mix->solutions * mix->yield / MIX_SHARE >= job->sample / 2) ||
            (look_at(job, p, job->sample, mix->corpus, counts, err) && mix_fit(mix, counts, err)));
}

static bool fit(struct weighing *job, const struct pipeline *p, struct error *err)
{
    struct mix_counts *counts = mix_counts_new();
    bool good = !job->sample || count_solutions(p, &job->mix.corpus, err);
    if (job->sample && job->sample < job->mix.corpus)
        good = good && fit_sample(job, p, counts, err);
    else
        good = good && look_at(job, p, 0, 0, counts, err) && mix_fit(&job->mix, counts, err);
    mix_counts_free(counts);
    return good;
}

/* Ends `output`, whatever happens. */
static bool write_weights(const struct mix *mix, struct output *output, struct error *err)
{
    struct buffer json = {0};
    mix_write(mix, &json);
    bool const good = output_write(output, buffer_text(&json), err);
    buffer_free(&json);
    if (!good)
        output_discard(output);
    return good && output_commit(output, err);
}

/* Millionths as per cent. */
static void print_share(const char *name, int64_t wanted, int64_t expected, int64_t offered)
{
    struct buffer row = {0};
    buffer_format(&row, "  %-18s wanted ", name);
    buffer_percent(&row, wanted, MIX_SHARE);
    buffer_string(&row, ", to be expected ");
    buffer_percent(&row, expected, MIX_SHARE);
    if (wanted - expected > MIX_SCARCE) {
        buffer_string(&row, "; ");
        buffer_percent(&row, offered, MIX_SHARE);
        buffer_string(&row, " of the solutions offer it");
    }
    fprintf(stderr, "%.*s\n", (int)row.size, row.at);
    buffer_free(&row);
}

static void print_summary(const struct mix *mix, const int64_t *counters)
{
    corpus_print_skipped(counters);
    struct buffer yield = {0};
    buffer_percent(&yield, mix->yield, MIX_SHARE);
    struct text const share = text_trim(buffer_text(&yield));
    fprintf(stderr, "  usable solutions counted %lld, of a sample of %lld of %lld; %.*s of them will give a record\n",
            (long long)mix->solutions, (long long)mix->sample, (long long)mix->corpus, (int)share.size, share.at);
    buffer_free(&yield);
    for (size_t i = 0; i < mix->count; i++)
        print_share(mix->types[i]->name, mix->wanted[i], mix->expected[i], mix->offered[i]);
    for (unsigned place = 0; place < MIX_PLACES && mix->placing != MIX_PLACES_ANY; place++) {
        char name[32];
        snprintf(name, sizeof name, "first error at %u%s", place, place + 1 == MIX_PLACES ? "+" : "");
        print_share(name, mix->wanted_places[place], mix->expected_places[place], mix->offered_places[place]);
    }
}

static int run(const struct command *self, int argc, char **argv)
{
    struct corpus_options options = {.training = true};
    struct weighing job = {.sample = SAMPLE};
    const char *types = "modern", *places = "any";
    struct option const own[] = {
        {"types", 't', OPTION_TEXT, &types, "MIX", "modern, weak, rise, eic, or NAME=WEIGHT,… (default modern)", 0, 0},
        {"places", 0, OPTION_TEXT, &places, "MIX",
         "of the first error: any, uniform, processbench-gsm8k, processbench-math, or STEP=WEIGHT,… (default any)", 0, 0},
        {"sample", 0, OPTION_INT, &job.sample, "N", "how many solutions are looked at, about (default 4000; 0: all)", 0, 1 << 30},
        {"seed", 's', OPTION_INT, &job.settings.seed, "N", "seed of every choice (default 0)", 0, INT64_MAX},
        {"truncate", 0, OPTION_FLAG, &job.settings.truncate, NULL, "as inject will be told", 0, 0},
        {"unfiltered", 0, OPTION_FLAG, &job.settings.unfiltered, NULL, "as inject will be told", 0, 0},
        {"allow-eval", 0, OPTION_FLAG, &options.allow_eval, NULL, CORPUS_ALLOW_EVAL_SAYS, 0, 0},
    };
    struct pipeline p = {.work = work, .sinks_count = 1, .context = &job};
    struct input_settings settings;
    struct error err;
    int code;
    if (!corpus_start(self, &options, own, COUNT(own), argc, argv, &code))
        return code;
    if (!corpus_output(self, &options, &code))
        return code;
    const char *counted = corpus_beside(&options, 1, ".counted");
    bool good = counted || fail(&err, EXIT_USAGE, "name a file for the weights with -o FILE");
    good = good && mix_types(&job.mix, text_of(types), roster_injectors, roster_injectors_count, &err) &&
           mix_places(&job.mix, text_of(places), &err) && corpus_prepare(self, &options, "weigh", &settings, &p, &err);
    struct output *output = good ? output_open(options.out, options.force, &err) : NULL;
    p.fingerprint[0] = '\0'; /* counted anew each time */
    p.sinks[0].path = counted;
    p.force = true; /* the counted lines are ours alone */
    if (!is_readable_twice(&options))
        job.sample = 0;
    good = output && fit(&job, &p, &err);
    if (good)
        good = write_weights(&job.mix, output, &err);
    else
        output_discard(output);
    if (counted)
        unlink(counted);
    if (!good)
        return command_failed(self, &err);
    if (!options.quiet)
        print_summary(&job.mix, job.counters);
    return job.counters[COUNTER_REJECTED] ? EXIT_FINDINGS : EXIT_OK;
}

const struct command command_weigh = {
    .name = "weigh",
    .says = "Counts which errors a corpus offers, and finds the weights for a wanted mix of types and places.",
    .examples = "  misstep weigh train.jsonl -o weights.json --types modern --places processbench-gsm8k\n"
                "  misstep inject train.jsonl -o records.jsonl --weights weights.json\n",
    .usage =
        "misstep weigh INPUT… -o WEIGHTS.json [options]\n\n"
        "  Every injector is tried at every step of a sample: solutions drawn by --seed and their ids. WEIGHTS.json says how\n"
        "  many there are (\"corpus\"), were looked at (\"sample\"), and are fit for errors (\"solutions\"). Where fewer than "
        "half\n"
        "  of the sample promise a record, and of inputs that cannot be read twice (standard input), all are looked at.\n"
        "  Where not all that is wanted can be had, some solutions are left without a record, as few as will do; what is too\n"
        "  scarce even so is said. Weights fit what `inject` draws with the same --seed. Shards of one corpus use the same\n"
        "  weights.\n"
        "  Exit codes: 0 done, 1 lines were rejected.",
    .run = run,
};
