/* misstep review: is a labelled or preference dataset what it says it is? */
#include "corpus.h"
#include "feed.h"
#include "review.h"

#include <stdio.h>
#include <stdlib.h>

enum { SAMPLE = 4000, LEAST = 200 };

struct reviewing {
    struct corpus_options corpus;
    struct option_texts against;
    const char *json;
    int64_t words, sample;
    struct input_settings settings;
    struct pipeline pipeline;
    struct bars bars;
    struct review_more more;
    struct shortcuts *shortcuts;
    struct sieve *sieve;
    struct arena arena;
};

static const struct subject *verified(struct worker *w, const struct pair *pair, const struct text *steps, size_t count,
                                      struct subject *out, struct error *err)
{
    struct verifiers const verifiers = corpus_verifiers();
    return verify_solution(&verifiers, pair->problem, steps, count, TEXT(""), &w->arena, out, err) ? out : NULL;
}

static bool work(struct worker *w, const struct input *input, struct text line, struct error *err)
{
    const struct input_settings *settings = w->context;
    struct subject right, faulty;
    const struct subject *sides[2] = {NULL, NULL};
    struct pair pair;
    (void)line;
    if (!labelled_pair(settings, input, w->source, NEUTRAL_RIGHT, &w->arena, &pair)) {
        w->counters[REVIEW_UNLABELLED]++;
        return true;
    }
    if (pair.steps_count && !(sides[0] = verified(w, &pair, pair.steps, pair.steps_count, &right, err)))
        return false;
    if (pair.bad_count && !(sides[1] = verified(w, &pair, pair.bad_steps, pair.bad_count, &faulty, err)))
        return false;
    review_pair(w->source, &pair, sides[0], sides[1], w->counters, &w->sinks[0]);
    return true;
}

static bool take(void *context, const struct pair *pair, bool given, struct error *err)
{
    struct reviewing *r = context;
    struct sieve_answer answer;
    struct contrast row;
    struct error reason;
    (void)given;
    (void)err;
    arena_reset(&r->arena);
    sieve_ask(r->sieve, pair, &r->arena, &answer);
    r->more.pairs++;
    r->more.sieved[answer.why]++;
    if (contrast_of(pair, &r->arena, &row, &reason))
        shortcuts_add(r->shortcuts, &row, &r->arena);
    return true;
}

/* The second reading: what is to be seen of all pairs together. */
static bool read_again(struct reviewing *r, struct against *against, struct error *err)
{
    struct feed_counts counts = {0};
    struct feed_settings const settings = {
        .input = &r->settings, .rejects = NULL, .quiet = true, .verb = "review", .interrupted = command_interrupted};
    struct sieve_settings const sieve = {.dedup = SIEVE_NEAR, .shares = {1}, .against = against};
    r->sieve = sieve_new(&sieve);
    r->shortcuts = shortcuts_new((size_t)r->sample);
    bool const good = feed_each(&settings, r->corpus.paths, r->corpus.paths_count, take, r, &counts, err);
    if (good)
        shortcuts_measure(r->shortcuts, &r->more.shortcuts);
    sieve_free(r->sieve);
    return good;
}

static bool read_all(struct reviewing *r, struct error *err)
{
    struct against *against = r->against.count ? against_new((size_t)r->words) : NULL;
    bool good = true;
    for (size_t i = 0; good && i < r->against.count; i++)
        good = against_read(against, r->against.items[i], err);
    good = good && pipeline_run(&r->pipeline, err) && read_again(r, against, err);
    against_free(against);
    return good;
}

static bool check_labels(const struct reviewing *r, struct error *err)
{
    const int64_t *count = r->pipeline.counters;
    return count[REVIEW_RIGHT] || count[REVIEW_FAULTY] ||
           fail(err, EXIT_DATA, "no row has labels or preferences; `misstep list presets` names what has");
}

static bool report(struct reviewing *r, bool *any, struct error *err)
{
    struct buffer table = {0}, json = {0};
    *any = review_table(r->pipeline.counters, &r->more, &table);
    review_json(r->pipeline.counters, &r->more, &json);
    bool const to_stdout = (r->corpus.out && strcmp(r->corpus.out, "-") == 0) || (r->json && strcmp(r->json, "-") == 0);
    if (!r->corpus.quiet)
        fwrite(table.at, 1, table.size, to_stdout ? stderr : stdout);
    bool const good = !r->json || output_whole(r->json, r->corpus.force, buffer_text(&json), err);
    buffer_free(&table);
    buffer_free(&json);
    return good;
}

static bool start(const struct command *self, struct reviewing *r, int argc, char **argv, int *code)
{
    struct error err;
    struct option const own[] = {
        {"against", 0, OPTION_TEXTS, &r->against, "FILE", "an evaluation set: count problems that stand in it (may stand again)",
         0, 0},
        {"against-words", 0, OPTION_INT, &r->words, "N", "so many words in a row count as the same problem (default 13)",
         OVERLAP_WORDS_LEAST, OVERLAP_WORDS_MOST},
        {"sample", 0, OPTION_INT, &r->sample, "N", "measure shortcuts on the first N rows of each kind (default 4000)", 1,
         SHORTCUTS_SAMPLE_MAX},
        {"json", 0, OPTION_TEXT, &r->json, "FILE", "write the figures as JSON; - is standard output", 0, 0},
    };
    if (!corpus_start(self, &r->corpus, own, COUNT(own), argc, argv, code))
        return false;
    r->pipeline.sinks[0].path = r->corpus.out;
    r->pipeline.context = &r->settings;
    for (size_t i = 0; i < r->corpus.paths_count; i++)
        if (strcmp(r->corpus.paths[i], "-") == 0 && !fail(&err, EXIT_USAGE, "review reads its input twice: name a file")) {
            *code = command_failed(self, &err);
            return false;
        }
    if (corpus_prepare(self, &r->corpus, "review", &r->settings, &r->pipeline, &err))
        return true;
    *code = command_failed(self, &err);
    return false;
}

static int run(const struct command *self, int argc, char **argv)
{
    struct reviewing *r = memory_new(sizeof *r);
    struct error err;
    bool any = false;
    int code = EXIT_OK;
    *r = (struct reviewing){.words = OVERLAP_WORDS, .sample = SAMPLE, .bars.least = LEAST};
    r->pipeline.work = work;
    r->pipeline.sinks_count = 1;
    r->more.bars = &r->bars;
    memcpy(r->bars.at, bars_standard, sizeof r->bars.at);
    if (start(self, r, argc, argv, &code)) {
        bool const good = read_all(r, &err) && check_labels(r, &err) && report(r, &any, &err);
        code = !good ? command_failed(self, &err) : any || r->pipeline.counters[COUNTER_REJECTED] ? EXIT_FINDINGS : EXIT_OK;
    }
    shortcuts_free(r->shortcuts);
    arena_free(&r->arena);
    free(r);
    return code;
}

const struct command command_review = {
    .name = "review",
    .says = "Judges labelled or preference data: labels against exact verdicts, silent changes, give-aways, copies.",
    .examples = "  misstep review prmbench.jsonl\n"
                "  misstep review dpo.jsonl -o findings.jsonl --json review.json --against gsm8k_test.jsonl\n",
    .usage = "misstep review DATASET… [-o FINDINGS.jsonl] [--json FILE] [--against FILE]… [options]\n\n"
             "  What a careful buyer would object to comes first, marked with !, then the figures. -o lists each finding with "
             "its row.\n"
             "  Exit codes: 0 nothing to object to, 1 something, or a line rejected, 65 no labels.",
    .run = run,
};
