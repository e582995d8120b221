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
    review_judge(w->source, &pair, right, faulty, w->counters, &w->sinks[0]);
    review_texts(w->source, &pair, w->counters, &w->sinks[0]);
    return true;
}

static bool take(void *context, const struct pair *pair, bool given, struct error *err)
{
    struct reviewing *r = context;
    struct sieve_answer answer;
    struct contrast row;
    struct error reason;
    arena_reset(&r->arena);
    if (r->unjudged && given)
        review_texts(TEXT(""), pair, r->counters, NULL);
    else if (r->unjudged)
        review_record(pair, r->counters);
    sieve_ask(r->sieve, pair, &r->arena, &answer);
    r->more.pairs++;
    r->more.sieved[answer.why]++;
    bool const apart = contrast_of(pair, &r->arena, &row, &reason);
    if (apart)
        shortcuts_add(r->shortcuts, &row, &r->arena);
    return !r->seen || r->seen(r->context, pair, given, apart ? &row : NULL, answer.why, &r->arena, err);
}

static bool look_at_all(struct reviewing *r, struct against *against, struct error *err)
{
    struct feed_settings const settings = {.input = &r->settings,
                                           .limit = r->corpus.limit,
                                           .rejects = r->unjudged ? r->pipeline.rejects : NULL,
                                           .force = r->corpus.force,
                                           .quiet = !r->unjudged || r->corpus.quiet,
                                           .verb = r->pipeline.verb,
                                           .interrupted = command_interrupted};
    struct sieve_settings const sieve = {.dedup = SIEVE_NEAR, .shares = {1}, .against = against};
    r->sieve = sieve_new(&sieve);
    r->shortcuts = shortcuts_new((size_t)r->sample);
    bool const good = feed_each(&settings, r->corpus.paths, r->corpus.paths_count, take, r, &r->counts, err);
    if (good)
        shortcuts_measure(r->shortcuts, &r->more.shortcuts);
    sieve_free(r->sieve);
    return good;
}

static bool judge_all(struct reviewing *r, struct error *err)
{
    if (r->unjudged) {
        r->counters[REVIEW_UNLABELLED] = (int64_t)r->counts.unlabelled;
        return true;
    }
    if (!pipeline_run(&r->pipeline, err))
        return false;
    memcpy(r->counters, r->pipeline.counters, sizeof r->counters);
    return true;
}

static bool check_labels(const struct reviewing *r, struct error *err)
{
    const int64_t *count = r->counters;
    return count[REVIEW_RIGHT] || count[REVIEW_FAULTY] || fail(err, EXIT_DATA, LABELLED_NONE);
}

bool reviewing_run(struct reviewing *r, struct error *err)
{
    struct against *against = r->against.count ? against_new((size_t)r->words) : NULL;
    bool good = true;
    for (size_t i = 0; good && i < r->against.count; i++)
        good = against_read(against, r->against.items[i], err);
    good = good && look_at_all(r, against, err) && judge_all(r, err) && check_labels(r, err);
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
