/* misstep score: predictions against labels. */
#include "command.h"
#include "feed.h"
#include "output.h"
#include "render.h"
#include "roster.h"
#include "score.h"
#include "stream.h"

#include <stdio.h>
#include <stdlib.h>

enum { AGAINST_MAX = OPTION_TEXTS_MAX, ROUNDS = 1000, ROUNDS_MAX = 100000, DEVELOPMENT = 20, SEED_MAX = 2147483647 };

struct scoring {
    struct option_texts against;
    const char *predictions[SCORE_FILES], *out, *preset, *map;
    size_t predictions_count, file; /* file: being read */
    uint64_t read[SCORE_FILES];     /* lines of each file of predictions */
    bool force, quiet;
    int64_t threshold, development, rounds, seed; /* threshold: a percentage, or below 0 */
    struct input_settings input;
    struct score *score;
    struct pair_sources source; /* so that a right side is added once */
    struct arena arena;
};

static bool add(struct scoring *s, const struct pair *pair, struct text id, int32_t first_error, size_t steps, struct error *err)
{
    bool const faulty = first_error != FIRST_NONE;
    struct score_item const item = {.id = id,
                                    .group = pair->group_id.size ? pair->group_id : pair->problem,
                                    .injector = faulty ? pair->injector : TEXT(""),
                                    .class = faulty ? pair->class : TEXT(""),
                                    .first_error = first_error,
                                    .steps = steps};
    return score_add(s->score, &item, err);
}

/* The ids are those that `misstep export --format processbench` gives. */
static bool take_label(void *context, const struct pair *pair, bool given, struct error *err)
{
    struct scoring *s = context;
    arena_reset(&s->arena);
    if (pair_starts_source(&s->source, pair, given) && pair->steps_count &&
        !add(s, pair, render_row_id(pair, true, &s->arena), FIRST_NONE, pair->steps_count, err))
        return false;
    return !pair->bad_count || add(s, pair, pair->id, pair->first_error, pair->bad_count, err);
}

static bool take_prediction(void *context, const struct line *line, struct error *err)
{
    struct scoring *s = context;
    arena_reset(&s->arena);
    s->read[s->file]++;
    return score_predict(s->score, s->file, line->text, &s->arena, err);
}

static bool read_labels(struct scoring *s, struct error *err)
{
    struct feed_counts counts = {0};
    struct feed_settings const settings = {
        .input = &s->input, .quiet = s->quiet, .verb = "score", .interrupted = command_interrupted};
    if (!feed_each(&settings, s->against.items, s->against.count, take_label, s, &counts, err))
        return false;
    return !counts.rejected || fail(err, EXIT_DATA, "%ju lines of labels cannot be read", (uintmax_t)counts.rejected);
}

static bool read_all(struct scoring *s, struct error *err)
{
    if (!read_labels(s, err))
        return false;
    for (s->file = 0; s->file < s->predictions_count; s->file++)
        if (!stream_each(s->predictions[s->file], take_prediction, s, command_interrupted, err))
            return false;
    return true;
}

/* Figures of a file none of whose ids is labelled would say nothing of the verifier. */
static bool check_ids(const struct scoring *s, const struct score_report *found, struct error *err)
{
    for (size_t i = 0; i < s->predictions_count; i++)
        if (found->files[i].unknown == s->read[i])
            return fail(err, EXIT_DATA, "%.150s: no line has the id of a labelled solution", s->predictions[i]);
    return true;
}

static bool report(struct scoring *s, struct error *err)
{
    struct score_report *found = memory_new(sizeof *found);
    struct score_how const how = {.threshold = s->threshold < 0 ? SCORE_THRESHOLD_UNKNOWN : s->threshold * (SCORE_UNIT / 100),
                                  .development = s->development,
                                  .rounds = s->rounds,
                                  .seed = (uint64_t)s->seed};
    struct buffer table = {0}, json = {0};
    bool good = score_measure(s->score, &how, found, err) && check_ids(s, found, err);
    if (good) {
        score_table(found, s->predictions, s->rounds > 0, &table);
        score_json(found, s->predictions, s->rounds > 0, &json);
        FILE *to = s->out && strcmp(s->out, "-") == 0 ? stderr : stdout;
        if (!s->quiet && (fwrite(table.at, 1, table.size, to) != table.size || fflush(to) != 0))
            good = fail(err, EXIT_IO, "cannot write to standard output");
        good = good && (!s->out || output_whole(s->out, s->force, buffer_text(&json), err));
    }
    buffer_free(&table);
    buffer_free(&json);
    free(found);
    return good;
}

static bool start(const struct command *self, struct scoring *s, int argc, char **argv, int *code)
{
    struct error err;
    struct option const options[] = {
        {"against", 0, OPTION_TEXTS, &s->against, "FILE",
         "the labels: records, or labelled data of any preset (required; may stand again)", 0, 0},
        {"preset", 'p', OPTION_TEXT, &s->preset, "NAME", "of labelled data; told by its first line otherwise", 0, 0},
        {"map", 'm', OPTION_TEXT, &s->map, "FIELD=KEY,…", "where fields of labelled data stand", 0, 0},
        {"threshold", 0, OPTION_INT, &s->threshold, "PERCENT",
         "of step scores: the first step below it is the first error; without, the one with the best F1 of the development part "
         "is taken",
         0, 100},
        {"development", 0, OPTION_INT, &s->development, "PERCENT",
         "of the problems, by their hash: set apart to choose the threshold on, where one is needed (default 20)", 1, 90},
        {"rounds", 0, OPTION_INT, &s->rounds, "N", "resamplings for the intervals (default 1000; 0: none)", 0, ROUNDS_MAX},
        {"seed", 0, OPTION_INT, &s->seed, "N", "for the resamplings (default 0)", 0, SEED_MAX},
        {"out", 'o', OPTION_OUTPUT, &s->out, "FILE", "write the figures as JSON; - is standard output", 0, 0},
        {"force", 'f', OPTION_FLAG, &s->force, NULL, "overwrite FILE", 0, 0},
        {"quiet", 'q', OPTION_FLAG, &s->quiet, NULL, "no table", 0, 0},
    };
    if (!command_start(self, options, COUNT(options), argc, argv, s->predictions, SCORE_FILES, &s->predictions_count, code))
        return false;
    s->input = (struct input_settings){
        .datasets = roster_datasets, .datasets_count = roster_datasets_count, .preset = s->preset, .keep_marks = true};
    bool const good = (s->predictions_count || fail(&err, EXIT_USAGE, "no predictions given")) &&
                      (s->against.count || fail(&err, EXIT_USAGE, "no labels given: --against FILE")) &&
                      (!s->map || input_map(s->map, &s->input.map, &err));
    if (!good)
        *code = command_failed(self, &err);
    return good;
}

static int run(const struct command *self, int argc, char **argv)
{
    struct scoring s = {.threshold = -1, .development = DEVELOPMENT, .rounds = ROUNDS};
    struct error err;
    int code;
    if (!start(self, &s, argc, argv, &code))
        return code;
    command_watch_signals();
    s.score = score_new();
    bool const good = read_all(&s, &err) && report(&s, &err);
    score_free(s.score);
    arena_free(&s.arena);
    pair_sources_free(&s.source);
    return good ? EXIT_OK : command_failed(self, &err);
}

const struct command command_score = {
    .name = "score",
    .says = "Scores predicted first errors: ProcessBench's F1, by injector, class, place and length.",
    .examples = "  misstep score predictions.jsonl --against records.jsonl\n"
                "  misstep score new.jsonl old.jsonl --against processbench.jsonl -o scores.json\n",
    .usage = "misstep score PREDICTIONS [OTHERS] --against LABELS… [options]\n\n"
             "  PREDICTIONS: {\"id\", \"first_error\"}: a step's number from 0, -1 for none, null for no answer; or {\"id\", "
             "\"scores\"}: one\n"
             "  number from 0 to 1 for each step, how likely it is right. The ids are those of `misstep export --format "
             "processbench`:\n"
             "  a record's id for the faulty solution, the same and \"-clean\" for the right one (of the first record of that "
             "solution).\n"
             "  OTHERS: a second file on the same labels; the difference of both is resampled in pairs.\n"
             "  Exit codes: 0 scored, 65 labels or predictions cannot be read or do not belong together.",
    .run = run,
};
