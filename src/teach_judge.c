/* teach judge: a second model judges pairs or solutions, by a rubric. The files are read twice: once to ask, once to write; before
 * them the golden set, if there is one. */
#include "calibration.h"
#include "corpus.h"
#include "feed.h"
#include "output.h"
#include "progress.h"
#include "render.h"
#include "suggest.h"
#include "teaching.h"

#include <inttypes.h>
#include <stdio.h>

enum { OWN_OPTIONS = 13 };

static const char *const neutral_names[] = {"right", "wrong"}; /* enum neutral */

struct task;
typedef bool each_item(struct task *task, const struct judged_item *of, const struct pair *pair, struct error *err);

struct task {
    struct teaching teaching;
    const char *paths[PATHS_MAX], *out, *ask, *golden, *min_kappa, *stats, *preset, *map, *by, *neutral, *rejects;
    size_t paths_count;
    int64_t limit;
    bool force, force_self;
    int64_t least; /* kappa */
    struct judging judging;
    struct input_settings input;
    struct feed_settings feed;
    struct arena keep, arena; /* of the run; of the pair at hand */
    struct output *file;
    struct calibration calibrated, sums; /* the golden set; what is judged */
    uint64_t rejected;
    /* of the pass at hand */
    each_item *each;
    struct pair_sources sources;
    int64_t left; /* pairs with one side only */
};

static size_t calls(const struct task *task)
{
    return task->judging.kind == SURVEY_PAIRS ? JUDGING_CALLS : 1;
}

static bool question_of(struct task *task, const struct judged_item *of, bool swapped, struct turn *turns, struct question *out,
                        struct error *err)
{
    *out = (struct question){.kind = QUESTION_CHAT,
                             .stage = task->judging.kind == SURVEY_PAIRS ? TEXT("judge/pairs") : TEXT("judge/steps"),
                             .problem_id = of->id,
                             .turns = turns,
                             .turns_count = task->judging.prompt.turns_count,
                             .sampling = task->teaching.sampling,
                             .schema = judging_schema(task->judging.kind)};
    return judging_fill(&task->judging, of, swapped, &task->arena, turns, err);
}

static bool not_its_own(const struct task *task, const struct judged_item *of, struct error *err)
{
    struct text const judge = teacher_name(task->teaching.teacher);
    for (size_t i = 0; i < calls(task); i++)
        if (!task->force_self && judging_own(of->authors[i], judge))
            return fail(
                err, EXIT_DATA,
                "%s was written by %s, which is the judge: models favour what is their own; --force-self lets it judge that",
                typed_shown(of->id).at, typed_shown(of->authors[i]).at);
    return true;
}

static bool ask_each(struct task *task, const struct judged_item *of, const struct pair *pair, struct error *err)
{
    (void)pair;
    if (!not_its_own(task, of, err))
        return false;
    for (size_t i = 0; i < calls(task); i++) {
        struct turn turns[PROMPT_TURNS_MAX];
        struct question question;
        if (!question_of(task, of, i > 0, turns, &question, err) || !teaching_ask(&task->teaching, &question, err))
            return false;
    }
    return true;
}

static bool hear(struct task *task, const struct judged_item *of, struct reply replies[JUDGING_CALLS],
                 struct judging_said said[JUDGING_CALLS], struct error *err)
{
    for (size_t i = 0; i < calls(task); i++) {
        struct turn turns[PROMPT_TURNS_MAX];
        struct question question;
        if (!question_of(task, of, i > 0, turns, &question, err) ||
            !teacher_reply(task->teaching.teacher, &question, &task->arena, &replies[i], err))
            return false;
        judging_read(of, &replies[i], &task->arena, &said[i]);
    }
    calibration_add(&task->sums, of, teacher_name(task->teaching.teacher), said);
    return true;
}

static bool measure_each(struct task *task, const struct judged_item *of, const struct pair *pair, struct error *err)
{
    struct reply replies[JUDGING_CALLS];
    struct judging_said said[JUDGING_CALLS];
    (void)pair;
    return hear(task, of, replies, said, err);
}

static void put_number(struct json_writer *w, const char *key, bool known, int64_t number)
{
    json_key(w, key);
    if (known)
        json_put_int(w, number);
    else
        json_put_raw(w, TEXT("null"));
}

/* What each side is worth: 1 the winner, 0 the loser, one half each of a tie or where the judge contradicts itself. */
static void put_pair(const struct judged_item *of, const struct judging_said *said, struct json_writer *w)
{
    static const char *const chosen[] = {"1", "0", "0.5", "0.5", "null"}, *const rejected[] = {"0", "1", "0.5", "0.5", "null"},
                             *const margins[] = {"1", "-1", "0", "0", "null"};
    enum judging_outcome const outcome = judging_both(said);
    json_member_text(w, "choice", text_of(judging_outcomes[outcome]));
    json_member_text(w, "expected", text_of(judging_outcomes[of->item.right]));
    json_key(w, "score_chosen");
    json_put_raw(w, text_of(chosen[outcome]));
    json_key(w, "score_rejected");
    json_put_raw(w, text_of(rejected[outcome]));
    json_key(w, "margin");
    json_put_raw(w, text_of(margins[outcome]));
}

/* The score: the share of the steps before the first wrong one. */
static void put_steps(const struct judged_item *of, const struct judging_said *said, struct json_writer *w)
{
    bool const known = !said->fault;
    int64_t const steps = (int64_t)of->item.counts[0], right = said->first_error < 0 ? steps : said->first_error;
    json_member_text(w, "choice", text_of(known ? choice_word(SURVEY_STEPS, said->choice) : judging_outcomes[JUDGED_UNUSABLE]));
    json_key(w, "expected");
    if (of->item.right == CHOICE_NONE)
        json_put_raw(w, TEXT("null"));
    else
        json_put_text(w, text_of(choice_word(SURVEY_STEPS, of->item.right)));
    put_number(w, "first_error", known, said->first_error);
    put_number(w, "expected_first_error", of->item.first_error >= FIRST_NONE, of->item.first_error);
    agreement_json(w, "score", known ? AGREEMENT_ONE * right / steps : AGREEMENT_NONE);
}

static bool put_calls(struct task *task, const struct judged_item *of, const struct reply *replies,
                      const struct judging_said *said, struct json_writer *w, struct error *err)
{
    bool good = true;
    json_key(w, "calls");
    json_open(w, '[');
    for (size_t i = 0; i < calls(task) && good; i++) {
        struct turn turns[PROMPT_TURNS_MAX];
        struct question question;
        const char *word = said[i].fault ? "" : choice_word(of->item.kind, said[i].choice);
        json_open(w, '{');
        if (of->item.kind == SURVEY_PAIRS)
            json_member_text(w, "first", text_of(judging_outcomes[i]));
        json_member_text(w, "verdict", text_of(word));
        json_member_text(w, "unusable", text_of(judging_faults[said[i].fault]));
        json_member_text(w, "reason", said[i].reason);
        json_key(w, "judge");
        good = question_of(task, of, i > 0, turns, &question, err) &&
               teaching_put_reply(&task->teaching, &task->judging.prompt, &question, &replies[i], &task->arena, w, err);
        json_close(w, '}');
    }
    json_close(w, ']');
    return good;
}

/* By which rules, and what the judge is worth. */
static void put_rules(const struct task *task, struct json_writer *w)
{
    json_member_text(w, "rubric", task->judging.rubric.name);
    json_member_text(w, "rubric_hash", text_of(task->judging.rubric.hash));
    json_member_text(w, "golden", *task->golden ? input_name(task->golden) : TEXT(""));
    agreement_json(w, "kappa", agreement_kappa(&task->calibrated.table));
}

/* Keys as of the verdicts of audit-import, so that `misstep filter --verdicts` reads them, too. */
static void put_item(const struct task *task, const struct judged_item *of, const struct pair *pair, struct json_writer *w)
{
    json_member_text(w, "id", of->id);
    json_member_text(w, "pair_id", pair->id);
    json_member_text(w, "source", pair->source);
    json_member_text(w, "bundle", text_of(survey_names[of->item.kind]));
    json_member_text(w, "injector", of->item.injector);
    json_member_text(w, "class", of->item.class);
    json_key(w, "control");
    json_put_bool(w, of->item.control);
    json_member_text(w, "annotator", teacher_name(task->teaching.teacher));
    json_key(w, "authors");
    json_put_texts(w, of->authors, calls(task));
}

static bool write_each(struct task *task, const struct judged_item *of, const struct pair *pair, struct error *err)
{
    static const char *const agrees[] = {"null", "true", "false", "null"}; /* enum opinion */
    struct reply replies[JUDGING_CALLS];
    struct judging_said said[JUDGING_CALLS];
    struct buffer line = {0};
    struct json_writer w = {.out = &line};
    if (!hear(task, of, replies, said, err))
        return false;
    json_open(&w, '{');
    put_item(task, of, pair, &w);
    (of->item.kind == SURVEY_PAIRS ? put_pair : put_steps)(of, said, &w);
    json_key(&w, "agrees");
    json_put_raw(&w, text_of(agrees[judging_opinion(of, said)]));
    put_rules(task, &w);
    bool good = put_calls(task, of, replies, said, &w, err);
    json_close(&w, '}');
    buffer_char(&line, '\n');
    good = good && output_write(task->file, buffer_text(&line), err);
    buffer_free(&line);
    return good;
}

static struct judged_item item_of(const struct task *task, const struct pair *pair, struct text id)
{
    return (struct judged_item){.item = {.kind = task->judging.kind,
                                         .pair_id = pair->id,
                                         .problem = pair->problem,
                                         .injector = pair->injector,
                                         .class = pair->class,
                                         .first_error = pair->first_error,
                                         .control = pair->first_error == FIRST_NONE},
                                .id = id,
                                .answer = pair->answer};
}

static bool take_sides(struct task *task, const struct pair *pair, struct error *err)
{
    struct judged_item of = item_of(task, pair, pair->id);
    of.item.sides[0] = pair->steps;
    of.item.counts[0] = pair->steps_count;
    of.item.sides[1] = pair->bad_steps;
    of.item.counts[1] = pair->bad_count;
    of.item.right = of.item.control ? CHOICE_TIE : CHOICE_A;
    of.authors[0] = pair->author;
    of.authors[1] = pair->bad_author;
    task->left += !pair->steps_count || !pair->bad_count;
    return !pair->steps_count || !pair->bad_count || task->each(task, &of, pair, err);
}

static enum choice right_of(int32_t first_error)
{
    return first_error == FIRST_NONE ? CHOICE_CORRECT : first_error == FIRST_UNSAID ? CHOICE_NONE : CHOICE_ERROR;
}

/* The ids are those of `misstep export --format processbench`. */
static bool take_solution(struct task *task, const struct pair *pair, bool clean, struct error *err)
{
    struct judged_item of = item_of(task, pair, render_row_id(pair, clean, &task->arena));
    of.item.sides[0] = clean ? pair->steps : pair->bad_steps;
    of.item.counts[0] = clean ? pair->steps_count : pair->bad_count;
    of.item.first_error = clean ? FIRST_NONE : pair->first_error;
    of.item.right = right_of(of.item.first_error);
    of.item.control = of.item.first_error == FIRST_NONE;
    of.authors[0] = clean ? pair->author : pair->bad_author;
    return task->each(task, &of, pair, err);
}

static bool take(void *context, const struct pair *pair, bool given, struct error *err)
{
    struct task *task = context;
    arena_reset(&task->arena);
    if (task->judging.kind == SURVEY_PAIRS)
        return take_sides(task, pair, err);
    bool const starts = pair_starts_source(&task->sources, pair, given) && pair->steps_count;
    return (!starts || take_solution(task, pair, true, err)) && (!pair->bad_count || take_solution(task, pair, false, err));
}

static bool pass(struct task *task, const char *const *paths, size_t count, int64_t limit, each_item *each, struct error *err)
{
    struct feed_counts counts = {0};
    task->each = each;
    task->feed.limit = limit;
    task->left = 0;
    bool const good = feed_each(&task->feed, paths, count, take, task, &counts, err);
    pair_sources_free(&task->sources);
    task->sources = (struct pair_sources){0};
    task->rejected = counts.rejected;
    return good;
}

static void tell(const struct task *task, const char *what, const struct calibration *sums)
{
    struct buffer table = {0};
    if (task->teaching.quiet)
        return;
    calibration_table(sums, &table);
    fprintf(stderr, "%s\n%.*s", what, (int)table.size, table.at);
    buffer_free(&table);
}

/* What the golden set says of the judge; it is asked first, so that nothing else is paid for if that is not enough. */
static bool calibrate(const struct command *self, struct task *task, struct error *err)
{
    if (!*task->golden) {
        if (!task->teaching.quiet)
            progress_words(self->name, "without a golden set nobody knows what this judge is worth");
        return true;
    }
    if (!pass(task, &task->golden, 1, 0, ask_each, err))
        return false;
    if (task->rejected)
        return fail(err, EXIT_DATA, "%s: %" PRIu64 " lines cannot be read", task->golden, task->rejected);
    if (task->teaching.dry_run)
        return true;
    if (!teaching_drive(self, &task->teaching, err) || !pass(task, &task->golden, 1, 0, measure_each, err))
        return false;
    task->calibrated = task->sums;
    task->sums = (struct calibration){.kind = task->judging.kind};
    tell(task, "golden set", &task->calibrated);
    return calibration_gate(&task->calibrated, task->least, err);
}

static bool write_file(struct task *task, struct error *err)
{
    task->feed.quiet = true; /* what there is to say of the files was said */
    task->feed.rejects = task->rejects;
    task->file = output_open(task->out, task->force, err);
    if (!task->file)
        return false;
    if (pass(task, task->paths, task->paths_count, task->limit, write_each, err))
        return output_commit(task->file, err);
    output_discard(task->file);
    return false;
}

static bool write_stats(const struct task *task, struct error *err)
{
    struct buffer json = {0};
    struct json_writer w = {.out = &json};
    json_open(&w, '{');
    json_key(&w, "golden");
    json_open(&w, '{');
    if (task->calibrated.items)
        calibration_json(&task->calibrated, &w);
    json_close(&w, '}');
    json_key(&w, "verdicts");
    json_open(&w, '{');
    calibration_json(&task->sums, &w);
    json_close(&w, '}');
    json_close(&w, '}');
    buffer_char(&json, '\n');
    return corpus_write_stats(task->stats, &json, err);
}

static const char *either(const struct task *task, const char *typed, const char *key)
{
    return typed ? typed : config_text(task->teaching.config, key).at;
}

/* What the config says where nothing was typed. */
static bool settle(struct task *task, struct error *err)
{
    const struct config *config = task->teaching.config;
    struct judging *judging = &task->judging;
    size_t kind;
    task->golden = either(task, task->golden, "judge.golden");
    task->force_self = task->force_self || config_bool(config, "judge.force_self");
    judging->reference = config_bool(config, "judge.reference");
    if (!typed_choice("--ask", either(task, task->ask, "judge.ask"), survey_names, SURVEY_STEPS + 1, &kind, err) ||
        !agreement_read("--min-kappa", text_of(either(task, task->min_kappa, "judge.min_kappa")), &task->least, EXIT_USAGE, err))
        return false;
    task->feed.unsaid = kind == SURVEY_STEPS;
    judging->kind = task->sums.kind = (enum survey_kind)kind;
    task->input.whole = !task->by && judging->kind == SURVEY_PAIRS;
    const char *prompt = judging->kind == SURVEY_PAIRS ? "judge.pair_prompt" : "judge.steps_prompt";
    return prompt_read(config_text(config, prompt).at, &task->keep, &judging->prompt, err) &&
           prompt_read_part(config_text(config, "judge.rubric").at, &task->keep, &judging->rubric, err);
}

static bool prepare(const struct command *self, struct task *task, struct error *err)
{
    size_t neutral;
    for (size_t i = 0; i < task->paths_count; i++)
        if (strcmp(task->paths[i], "-") == 0)
            task->paths_count = 0;
    if (!task->paths_count)
        return fail(err, EXIT_USAGE, "files of records or labelled rows are wanted; they are read twice");
    if (!task->out && !task->teaching.dry_run)
        return fail(err, EXIT_USAGE, "name an output with -o FILE");
    task->input = (struct input_settings){
        .datasets = roster_datasets, .datasets_count = roster_datasets_count, .preset = task->preset, .keep_marks = true};
    if ((task->map && !input_map(task->map, &task->input.map, err)) ||
        !input_splitting(task->by, NULL, &task->input.splitting, err) ||
        !typed_choice("--neutral", task->neutral, neutral_names, COUNT(neutral_names), &neutral, err))
        return false;
    task->feed = (struct feed_settings){.input = &task->input,
                                        .neutral = (enum neutral)neutral,
                                        .force = task->force,
                                        .quiet = task->teaching.quiet,
                                        .verb = self->name,
                                        .interrupted = command_interrupted};
    return teaching_open(self, &task->teaching, err) && settle(task, err);
}

static bool judge(const struct command *self, struct task *task, struct error *err)
{
    if (!prepare(self, task, err) || !calibrate(self, task, err) ||
        !pass(task, task->paths, task->paths_count, task->limit, ask_each, err) || !teaching_drive(self, &task->teaching, err))
        return false;
    if (task->teaching.dry_run)
        return true;
    if (!write_file(task, err))
        return false;
    tell(task, "verdicts", &task->sums);
    if (task->left && !task->teaching.quiet)
        progress_words(self->name, "left alone: %" PRId64 " of which one side only is known", task->left);
    return write_stats(task, err);
}

static int run(const struct command *self, int argc, char **argv)
{
    struct task task = {.teaching.who = "judge", .neutral = neutral_names[0]};
    struct error err;
    int code;
    struct option options[OWN_OPTIONS + TEACHING_OPTIONS] = {
        {"out", 'o', OPTION_OUTPUT, &task.out, "FILE", "where the verdicts go", 0, 0},
        {"ask", 0, OPTION_TEXT, &task.ask, "WHAT", "pairs: which side is better; steps: the first wrong step (default judge.ask)",
         0, 0},
        {"golden", 0, OPTION_TEXT, &task.golden, "FILE", "labelled data to calibrate the judge on, asked about first", 0, 0},
        {"min-kappa", 0, OPTION_TEXT, &task.min_kappa, "K",
         "write nothing, and leave with 1, unless Cohen's kappa with the golden set is above (default judge.min_kappa)", 0, 0},
        {"force-self", 0, OPTION_FLAG, &task.force_self, NULL, "let the judge judge what it wrote itself", 0, 0},
        {"stats", 0, OPTION_OUTPUT, &task.stats, "FILE", "write the figures as JSON", 0, 0},
        {"limit", 0, OPTION_INT, &task.limit, "N", "the first N lines only (0: all)", 0, INT64_MAX},
        {"preset", 'p', OPTION_TEXT, &task.preset, "NAME", "what the rows are (misstep list); else detected", 0, 0},
        {"map", 'm', OPTION_TEXT, &task.map, "FIELD=KEY,…", "where a field stands: problem=question", 0, 0},
        {"by", 0, OPTION_TEXT, &task.by, "RULE", "how solutions are cut: " INPUT_BY_SAYS, 0, 0},
        {"neutral", 0, OPTION_TEXT, &task.neutral, "HOW", "what a neutral label counts as: right (default) or wrong", 0, 0},
        {"rejects", 0, OPTION_OUTPUT, &task.rejects, "FILE", "where lines go that cannot be read (default: words on stderr)", 0,
         0},
        {"force", 'f', OPTION_FLAG, &task.force, NULL, "overwrite files that exist", 0, 0},
    };
    teaching_table(&task.teaching, options + OWN_OPTIONS);
    if (!command_start(self, options, COUNT(options), argc, argv, task.paths, PATHS_MAX, &task.paths_count, &code))
        return code;
    command_watch_signals();
    bool const good = judge(self, &task, &err);
    teaching_close(&task.teaching);
    arena_free(&task.arena);
    arena_free(&task.keep);
    return !good ? command_failed(self, &err) : task.rejected ? EXIT_FINDINGS : EXIT_OK;
}

extern const struct command teach_judge;
const struct command teach_judge = {
    .name = "teach judge",
    .says = "A second model judges pairs or steps by a rubric: both orders, calibrated, with its biases.",
    .examples =
        "  misstep teach judge records.jsonl --config teacher.yaml --ledger run.ledger --golden checked.jsonl -o verdicts.jsonl\n"
        "  misstep teach judge records.jsonl --config teacher.yaml --ledger run.ledger --ask steps --golden golden.jsonl -o "
        "verdicts.jsonl\n",
    .usage = "misstep teach judge FILE… --config FILE --ledger FILE -o VERDICTS.jsonl [options]\n\n"
             "  FILE: records, labelled or preference rows of any preset; of steps, also solutions without labels. The judge is "
             "the\n"
             "  model of the config's judge.… settings.\n"
             "  Of pairs it is asked twice, sides swapped; a side wins only if both answers say so. Of steps, the faulty and the "
             "right\n"
             "  side each: which is the first wrong step? VERDICTS of steps are predictions for misstep score.\n"
             "  Exit codes: 0 done, 1 lines were rejected, or kappa is not above --min-kappa.",
    .run = run,
};
