#include "reviewing.h"

#include <stdlib.h>

enum { LEAST = 200 };

struct reviewing *reviewing_new(void)
{
    struct reviewing *r = memory_new(sizeof *r);
    *r = (struct reviewing){.words = OVERLAP_WORDS, .sample = REVIEWING_SAMPLE, .bars.least = LEAST};
    r->more.bars = &r->bars;
    memcpy(r->bars.at, bars_standard, sizeof r->bars.at);
    return r;
}

void reviewing_free(struct reviewing *r)
{
    shortcuts_free(r->shortcuts);
    arena_free(&r->arena);
    free(r);
}

void reviewing_table(struct reviewing *r, struct option table[REVIEWING_OPTIONS])
{
    struct option const rows[REVIEWING_OPTIONS] = {
        {"against", 0, OPTION_TEXTS, &r->against, "FILE", "an evaluation set: count problems that stand in it (may stand again)",
         0, 0},
        {"against-words", 0, OPTION_INT, &r->words, "N", "so many words in a row count as the same problem (default 13)",
         OVERLAP_WORDS_LEAST, OVERLAP_WORDS_MOST},
        {"sample", 0, OPTION_INT, &r->sample, "N", "measure shortcuts on the first N rows of each kind (default 4000)", 1,
         SHORTCUTS_SAMPLE_MAX},
    };
    memcpy(table, rows, sizeof rows);
}

static bool work(struct worker *w, const struct input *input, struct text line, struct error *err)
{
    const struct reviewing *r = w->context;
    struct verifiers const verifiers = corpus_verifiers();
    struct subject sides[2];
    struct pair pair;
    (void)line;
    if (!labelled_pair(&r->settings, input, w->source, NEUTRAL_RIGHT, &w->arena, &pair)) {
        w->counters[REVIEW_UNLABELLED]++;
        return true;
    }
    struct verify_side const steps[] = {{pair.steps, pair.steps_count}, {pair.bad_steps, pair.bad_count}};
    if (!verify_sides(&verifiers, pair.problem, steps, TEXT(""), &w->arena, sides, err))
        return false;
    const struct subject *right = pair.steps_count ? &sides[0] : NULL;
    const struct subject *faulty = pair.bad_count ? &sides[1] : NULL;
    review_pair(w->source, &pair, right, faulty, w->counters, &w->sinks[0]);
    if (r->judged)
        r->judged(&pair, right, faulty, w->counters);
    return true;
}

static bool take(void *context, const struct pair *pair, bool given, struct error *err)
{
    struct reviewing *r = context;
    struct sieve_answer answer;
    struct contrast row;
    struct error reason;
    arena_reset(&r->arena);
    if (r->believes && !given)
        review_record(pair, r->counters);
    sieve_ask(r->sieve, pair, &r->arena, &answer);
    r->more.pairs++;
    r->more.sieved[answer.why]++;
    bool const apart = contrast_of(pair, &r->arena, &row, &reason);
    if (apart)
        shortcuts_add(r->shortcuts, &row, &r->arena);
    return !r->seen || r->seen(r->context, pair, given, apart ? &row : NULL, answer.why, &r->arena, err);
}

/* What is to be seen of all pairs together. Files that are to be judged go to the front of `paths`. */
static bool look(struct reviewing *r, struct feed_settings *settings, const char **paths, size_t *judged, struct error *err)
{
    int64_t const limit = r->corpus.limit;
    bool good = true;
    for (size_t i = 0; good && i < r->corpus.paths_count; i++) {
        uint64_t const records = r->counts.records, lines = records + r->counts.rows;
        settings->limit = limit ? limit - (int64_t)lines : 0;
        if (limit && settings->limit <= 0)
            break;
        good = feed_each(settings, &r->corpus.paths[i], 1, take, r, &r->counts, err);
        if (!r->believes || r->counts.records == records)
            paths[(*judged)++] = r->corpus.paths[i];
    }
    if (good)
        shortcuts_measure(r->shortcuts, &r->more.shortcuts);
    return good;
}

static bool look_at_all(struct reviewing *r, struct against *against, const char **paths, size_t *judged, struct error *err)
{
    struct feed_settings settings = {
        .input = &r->settings, .rejects = NULL, .quiet = true, .verb = r->pipeline.verb, .interrupted = command_interrupted};
    struct sieve_settings const sieve = {.dedup = SIEVE_NEAR, .shares = {1}, .against = against};
    r->sieve = sieve_new(&sieve);
    r->shortcuts = shortcuts_new((size_t)r->sample);
    bool const good = look(r, &settings, paths, judged, err);
    sieve_free(r->sieve);
    return good;
}

static bool judge_all(struct reviewing *r, const char *const *paths, size_t count, struct error *err)
{
    if (!count)
        return true;
    r->pipeline.paths = paths;
    r->pipeline.paths_count = count;
    if (r->believes && r->corpus.limit)
        r->pipeline.limit = (int64_t)r->counts.rows;
    if (!pipeline_run(&r->pipeline, err))
        return false;
    for (size_t i = 0; i < COUNTERS_MAX; i++)
        r->counters[i] += r->pipeline.counters[i];
    return true;
}

static bool check_labels(const struct reviewing *r, struct error *err)
{
    const int64_t *count = r->counters;
    return count[REVIEW_RIGHT] || count[REVIEW_FAULTY] ||
           fail(err, EXIT_DATA, "no row has labels or preferences; `misstep list presets` names what has");
}

bool reviewing_run(struct reviewing *r, struct error *err)
{
    struct against *against = r->against.count ? against_new((size_t)r->words) : NULL;
    const char *paths[PATHS_MAX];
    size_t judged = 0;
    bool good = true;
    for (size_t i = 0; good && i < r->against.count; i++)
        good = against_read(against, r->against.items[i], err);
    good = good && look_at_all(r, against, paths, &judged, err) && judge_all(r, paths, judged, err) && check_labels(r, err);
    against_free(against);
    return good;
}

bool reviewing_start(const struct command *self, struct reviewing *r, const struct option *own, size_t own_count, int argc,
                     char **argv, int *code)
{
    struct error err;
    r->pipeline.work = work;
    r->pipeline.context = r;
    r->pipeline.sinks_count = 1;
    if (!corpus_start(self, &r->corpus, own, own_count, argc, argv, code))
        return false;
    for (size_t i = 0; i < r->corpus.paths_count; i++)
        if (strcmp(r->corpus.paths[i], "-") == 0 &&
            !fail(&err, EXIT_USAGE, "%s reads its input twice: name a file", self->name)) {
            *code = command_failed(self, &err);
            return false;
        }
    if (corpus_prepare(self, &r->corpus, self->name, &r->settings, &r->pipeline, &err))
        return true;
    *code = command_failed(self, &err);
    return false;
}
