/* teach pairs: preference pairs among solutions of the same problem, as models wrote them: a right one and a wrong one, chosen by scores.
 * Nobody is asked; each solution is verified again. */
#include "corpus.h"
#include "likelihood.h"
#include "pairing.h"
#include "pool.h"
#include "progress.h"
#include "reject.h"
#include "sampled.h"
#include "suggest.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

enum { PAIRS_MAX = 1000, OWN_OPTIONS = 12 };

/* What a judge said of a solution, by its id. */
struct verdict_book {
    struct known known;
    struct value *scores; /* small ones */
    size_t count, room;
};

struct pairs_task {
    struct corpus_options corpus;
    const char *strategy, *score, *judged, *least, *most, *min_proof, *stats, *rejects, *path; /* path: of the file at hand */
    int64_t max;
    struct input_settings reading, solutions;
    struct sampled_rules rules;
    struct pairing_rules how;
    struct pool pool;
    struct verdict_book book;
    struct output *file, *kept; /* the pairs; the lines that cannot be read */
    struct hash *hash;
    struct arena arena;
    const struct dataset *dataset; /* of the file at hand */
    int64_t lines, rejected, skipped, samples, right, wrong, unjudged, pairs, saturated, against, lacks[PAIRING_LACKS];
};

/* Of one problem. */
struct heat {
    const struct pool_group *group;
    struct sampled *samples;
    const struct pooled **rows;
    struct contender *contenders;
    struct vote vote;
};

static uint64_t key_of(struct text text, struct hash *hash)
{
    char hex[HASH_HEX_SIZE];
    hash_begin(hash);
    hash_add(hash, text);
    hash_end(hash, hex);
    return known_key(hex);
}

/* {"id", "score"}: from 0 to 1, or null. */
static bool take_verdict(void *context, const struct line *line, struct error *err)
{
    struct pairs_task *t = context;
    struct verdict_book *book = &t->book;
    struct json_object row;
    struct text id;
    struct value score, one = value_int(1);
    arena_reset(&t->arena);
    if (!json_read_object(line->text, &t->arena, &row, err))
        return false;
    const struct json_member *named = json_find(&row, "id"), *said = json_find(&row, "score");
    if (!named || !json_string(named->raw, &t->arena, &id) || !said)
        return fail(err, EXIT_DATA, "a judge's row has an \"id\" and a \"score\"");
    if (said->kind == JSON_NULL)
        return true;
    bool const good = likelihood_number(said->raw, &score) && value_is_small(&score) && score.den <= INT32_MAX &&
                      value_sign(&score) >= 0 && value_cmp(&score, &one) <= 0;
    if (!good)
        return value_clear(&score), fail(err, EXIT_DATA, "\"score\" is no number from 0 to 1 of a few digits");
    uint64_t const key = key_of(id, t->hash);
    if (known_find(&book->known, key))
        return fail(err, EXIT_DATA, "two scores for one id");
    if (book->count == book->room) {
        book->room = 2 * book->room + 64;
        book->scores = memory_grow(book->scores, book->room * sizeof *book->scores);
    }
    known_note(&book->known, key, book->count);
    book->scores[book->count++] = score;
    return true;
}

static bool reject(struct pairs_task *t, const struct line *line, const char *reason, struct error *err)
{
    struct buffer row = {0};
    t->rejected++;
    reject_write(t->path, line, reason, &row);
    bool const good = reject_keep(t->rejects, t->corpus.force, "teach pairs", t->corpus.quiet, buffer_text(&row), &t->kept, err);
    buffer_free(&row);
    return good;
}

static bool take_line(void *context, const struct line *line, struct error *err)
{
    struct pairs_task *t = context;
    struct error reason;
    struct json_object object;
    struct input *inputs;
    size_t count;
    arena_reset(&t->arena);
    if (t->corpus.limit && t->lines >= t->corpus.limit)
        return true;
    t->lines++;
    if (!t->dataset && !json_read_object(line->text, &t->arena, &object, &reason))
        return reject(t, line, reason.says, err);
    if (!t->dataset && !(t->dataset = input_dataset(&t->reading, &object, err)))
        return false;
    if (!input_read(&t->reading, t->dataset, line->text, t->hash, &t->arena, &inputs, &count, &reason))
        return reject(t, line, reason.says, err);
    for (size_t i = 0; i < count; i++) {
        const struct row *row = &inputs[i].row;
        if (!input_allowed(&t->reading, &inputs[i], err))
            return false;
        if (!row->problem.size || row->skip || (!row->solution.size && !row->steps_count))
            t->skipped++;
        else if (!pool_add(&t->pool, row, inputs[i].source_id, t->hash, &t->arena, err))
            return false;
    }
    return true;
}

static bool read_all(struct pairs_task *t, struct error *err)
{
    if (t->judged && !stream_each(t->judged, take_verdict, t, command_interrupted, err))
        return false;
    for (size_t i = 0; i < t->corpus.paths_count; i++) {
        t->dataset = NULL;
        t->path = t->corpus.paths[i];
        if (!stream_each(t->corpus.paths[i], take_line, t, command_interrupted, err))
            return false;
    }
    return true;
}

static void count_steps(const struct sampled *s, struct contender *c)
{
    const struct solution *solution = &s->input.solution;
    for (size_t i = 0; s->read && i < s->subject.steps_count; i++) {
        if (solution->notes && solution->notes[i].thought)
            continue;
        c->den[MERIT_COVERAGE]++;
        c->num[MERIT_COVERAGE] += s->subject.steps[i].verdict == VERDICT_PROVED;
    }
    c->known[MERIT_COVERAGE] = c->den[MERIT_COVERAGE] > 0;
}

static void count_camp(const struct heat *heat, size_t number, struct contender *c)
{
    int64_t const camp = heat->samples[number].camp;
    c->known[MERIT_VOTE] = heat->samples[number].formed;
    c->den[MERIT_VOTE] = heat->vote.voters;
    c->num[MERIT_VOTE] = camp < 0; /* one camp too many: its own voice */
    for (size_t i = 0; camp >= 0 && i < heat->group->count; i++)
        c->num[MERIT_VOTE] += heat->samples[i].camp == camp;
}

static void look_up(struct pairs_task *t, struct text id, struct contender *c)
{
    const uint64_t *found = known_find(&t->book.known, key_of(id, t->hash));
    if (!found)
        return;
    c->known[MERIT_JUDGE] = true;
    c->num[MERIT_JUDGE] = t->book.scores[*found].num;
    c->den[MERIT_JUDGE] = t->book.scores[*found].den;
}

/* Wrong is what is refuted: a step, or the answer. Both sides announce one, so that its want gives nothing away. */
static void weigh(struct pairs_task *t, struct heat *heat, size_t number)
{
    const struct sampled *s = &heat->samples[number];
    struct contender *c = &heat->contenders[number];
    bool const refuted =
        s->formed && (s->subject.first_error >= 0 || (s->subject.reference.size && s->subject.answer_verdict == VERDICT_REFUTED));
    c->right = !s->why;
    c->wrong = refuted && !s->repeated;
    count_steps(s, c);
    count_camp(heat, number, c);
    look_up(t, heat->rows[number]->id, c);
    t->right += c->right;
    t->wrong += c->wrong;
    t->unjudged += (c->right || c->wrong) && t->how.by[MERIT_JUDGE] && !c->known[MERIT_JUDGE];
}

static void put_scores(const struct pairs_task *t, const char *key, const struct contender *c, struct json_writer *w)
{
    json_key(w, key);
    json_open(w, '{');
    for (int i = 0; i < MERITS; i++) {
        struct buffer out = {0};
        if (!t->how.by[i])
            continue;
        struct value const one = value_ratio(c->num[i], c->den[i]);
        value_write(&one, &out);
        json_member_text(w, merit_names[i], buffer_text(&out));
        buffer_free(&out);
    }
    json_close(w, '}');
}

/* Rounded to four places. */
static void put_margin(const struct contender *right, const struct contender *wrong, struct json_writer *w)
{
    struct value margin, rounded;
    struct buffer out = {0};
    pairing_margin(right, wrong, &margin);
    if (value_round(&margin, 4, ROUND_HALF_UP, &rounded) != STATUS_OK)
        die("a margin between 0 and 1 cannot be rounded");
    value_write_places(&rounded, 4, &out);
    json_key(w, "margin");
    json_put_raw(w, buffer_text(&out));
    buffer_free(&out);
    value_clear(&margin);
    value_clear(&rounded);
}

static const char *why_wrong(const struct sampled *s)
{
    return s->subject.first_error >= 0 ? "a step is refuted" : "another answer";
}

static void put_sides(const struct pairs_task *t, const struct heat *heat, struct couple couple, struct json_writer *w)
{
    const struct sampled *right = &heat->samples[couple.right], *wrong = &heat->samples[couple.wrong];
    struct buffer prompt = {0};
    buffer_add(&prompt, text_trim(heat->group->problem));
    buffer_char(&prompt, '\n'); /* no token spans the seam, as in trl-dpo */
    json_member_text(w, "prompt", buffer_text(&prompt));
    buffer_free(&prompt);
    json_member_text(w, "chosen", text_trim(right->solution));
    json_member_text(w, "rejected", text_trim(wrong->solution));
    json_member_text(w, "answer", heat->group->answer);
    json_member_text(w, "chosen_id", right->id);
    json_member_text(w, "rejected_id", wrong->id);
    json_member_text(w, "chosen_model", heat->rows[couple.right]->author);
    json_member_text(w, "rejected_model", heat->rows[couple.wrong]->author);
    json_member_text(w, "chosen_answer", right->answer);
    json_member_text(w, "rejected_answer", wrong->answer);
    json_member_text(w, "chosen_proof", text_of(verify_proof_name(right->subject.source_proof)));
    json_member_text(w, "rejected_why", text_of(why_wrong(wrong)));
    json_member_int(w, "rejected_first_refuted", wrong->subject.first_error);
    json_member_text(w, "strategy", text_of(pairing_names[t->how.strategy]));
}

static bool write_pair(struct pairs_task *t, const struct heat *heat, struct couple couple, struct error *err)
{
    const struct contender *right = &heat->contenders[couple.right], *wrong = &heat->contenders[couple.wrong];
    struct buffer line = {0}, id = {0};
    struct json_writer w = {.out = &line};
    buffer_add(&id, heat->samples[couple.right].id);
    buffer_string(&id, " > ");
    buffer_add(&id, heat->samples[couple.wrong].id);
    json_open(&w, '{');
    json_member_text(&w, "id", buffer_text(&id));
    put_sides(t, heat, couple, &w);
    put_scores(t, "chosen_scores", right, &w);
    put_scores(t, "rejected_scores", wrong, &w);
    put_margin(right, wrong, &w);
    json_close(&w, '}');
    buffer_char(&line, '\n');
    struct value const ceiling = value_int(1);
    t->against += value_cmp(&wrong->score, &right->score) > 0;
    t->saturated += value_equal(&right->score, &ceiling) && value_sign(&wrong->score) == 0;
    t->pairs++;
    bool const good = output_write(t->file, buffer_text(&line), err);
    buffer_free(&line);
    buffer_free(&id);
    return good;
}

static bool pair_up(struct pairs_task *t, struct heat *heat, struct error *err)
{
    struct couple *couples = ARENA_ARRAY(&t->arena, struct couple, t->how.max + 1);
    enum pairing_lack lack;
    size_t const count = pairing_choose(&t->how, heat->contenders, heat->group->count, &t->arena, couples, &lack);
    t->lacks[lack] += !count;
    for (size_t i = 0; i < count; i++)
        if (!write_pair(t, heat, couples[i], err))
            return false;
    return true;
}

static bool take_group(struct pairs_task *t, const struct pool_group *group, struct error *err)
{
    struct heat heat = {.group = group};
    size_t count = 0;
    arena_reset(&t->arena);
    heat.samples = ARENA_ZEROS(&t->arena, struct sampled, group->count);
    heat.rows = ARENA_ARRAY(&t->arena, const struct pooled *, group->count);
    heat.contenders = ARENA_ZEROS(&t->arena, struct contender, group->count);
    for (const struct pooled *row = group->first; row; row = row->next) {
        heat.rows[count] = row;
        heat.samples[count++] = (struct sampled){.id = row->id, .solution = row->solution, .thought = row->thought};
    }
    if (!sampled_judge(&t->rules, group->problem, group->answer, heat.samples, count, t->hash, &t->arena, &heat.vote, err))
        return false;
    t->samples += (int64_t)count;
    for (size_t i = 0; i < count; i++)
        weigh(t, &heat, i);
    pairing_score(&t->how, heat.contenders, count);
    bool const good = pair_up(t, &heat, err);
    pairing_clear(heat.contenders, count);
    return good;
}

static bool write_all(struct pairs_task *t, struct error *err)
{
    bool good = (t->file = output_open(t->corpus.out, t->corpus.force, err)) != NULL;
    for (size_t i = 0; good && i < t->pool.count; i++)
        good = command_interrupted() ? fail(err, EXIT_INTERRUPTED, "interrupted") : take_group(t, &t->pool.groups[i], err);
    struct output *kept = t->kept;
    t->kept = NULL;
    if (!good)
        output_discard(t->file);
    good = good && output_commit(t->file, err);
    if (kept && good)
        return output_commit(kept, err);
    output_discard(kept);
    return good;
}

static bool sum_up(const struct command *self, const struct pairs_task *t, struct error *err)
{
    struct buffer json = {0};
    struct json_writer w = {.out = &json};
    json_open(&w, '{');
    json_member_int(&w, "problems", (int64_t)t->pool.count);
    json_member_int(&w, "rejected", t->rejected);
    json_member_int(&w, "skipped", t->skipped);
    json_member_int(&w, "samples", t->samples);
    json_member_int(&w, "right", t->right);
    json_member_int(&w, "wrong", t->wrong);
    json_member_int(&w, "unjudged", t->unjudged);
    json_member_int(&w, "pairs", t->pairs);
    json_member_int(&w, "saturated", t->saturated);
    json_member_int(&w, "rejected_scores_higher", t->against);
    json_key(&w, "without_pair");
    json_open(&w, '{');
    for (int i = 0; i < PAIRING_LACKS; i++) {
        json_key_text(&w, text_of(pairing_lacks[i]));
        json_put_int(&w, t->lacks[i]);
    }
    json_close(&w, '}');
    json_close(&w, '}');
    buffer_char(&json, '\n');
    if (t->corpus.quiet)
        return corpus_write_stats(t->stats, &json, err);
    progress_words(self->name,
                   "%zu problems (%" PRId64 " rows skipped), %" PRId64 " samples: %" PRId64 " right, %" PRId64 " wrong; %" PRId64
                   " pairs",
                   t->pool.count, t->skipped, t->samples, t->right, t->wrong, t->pairs);
    for (int i = 0; i < PAIRING_LACKS; i++)
        if (t->lacks[i])
            progress_words(self->name, "without a pair: %" PRId64 ", %s", t->lacks[i], pairing_lacks[i]);
    if (t->unjudged)
        progress_words(self->name, "%" PRId64 " samples have no score of the judge, and cannot be paired", t->unjudged);
    if (t->against)
        progress_words(self->name, "the wrong side scores higher in %" PRId64 " of %" PRId64 " pairs", t->against, t->pairs);
    if (t->saturated)
        progress_words(self->name, "saturated: %" PRId64 " of %" PRId64 " pairs, the score at its ceiling and at its floor%s",
                       t->saturated, t->pairs, t->saturated == t->pairs ? ": it tells right from wrong, and no more" : "");
    return corpus_write_stats(t->stats, &json, err);
}

static bool read_scores(struct pairs_task *t, struct error *err)
{
    for (struct text left = text_of(t->score); left.size;) {
        size_t const comma = text_find(left, TEXT(","), 0);
        const char *name = text_copy(&t->pool.arena, text_trim(text_part(left, 0, comma))).at;
        size_t which;
        if (!typed_choice("--score", name, merit_names, MERITS, &which, err))
            return false;
        t->how.by[which] = true;
        left = text_part(left, MIN(comma + 1, left.size), left.size);
    }
    if (t->how.by[MERIT_JUDGE] != (t->judged != NULL))
        return fail(err, EXIT_USAGE, "--score judge and --judged FILE go together");
    for (int i = 0; i < MERITS; i++)
        if (t->how.by[i])
            return true;
    return fail(err, EXIT_USAGE, "--score names none");
}

static bool read_margin(const char *option, const char *typed, int64_t least, struct value *out, struct error *err)
{
    struct value const low = value_int(least), high = value_int(1);
    if (likelihood_number(text_of(typed), out) && value_is_small(out) && value_cmp(out, &low) >= 0 && value_cmp(out, &high) <= 0)
        return true;
    value_clear(out);
    return fail(err, EXIT_USAGE, "%s is a number from %d to 1, not '%s'", option, (int)least, typed_shown(text_of(typed)).at);
}

static bool prepare(const struct command *self, struct pairs_task *t, struct error *err)
{
    struct pipeline unused = {0};
    size_t strategy, proof;
    t->corpus.training = true;
    if (!t->corpus.paths_count)
        return fail(err, EXIT_USAGE, "no solutions given");
    if (!typed_choice("--strategy", t->strategy, pairing_names, PAIRING_STRATEGIES, &strategy, err) ||
        !typed_choice("--min-proof", t->min_proof, verify_proof_names, VERIFY_PROOFS, &proof, err) || !read_scores(t, err) ||
        !read_margin("--min-margin", t->least, -1, &t->how.least, err) ||
        !read_margin("--max-margin", t->most, 0, &t->how.most, err) ||
        !corpus_prepare(self, &t->corpus, "", &t->reading, &unused, err))
        return false;
    t->how.strategy = (enum pairing_strategy)strategy;
    t->how.max = (size_t)t->max;
    t->reading.sources = false;
    t->solutions = t->reading;
    t->solutions.preset = "generic";
    t->solutions.map.count = 0;
    t->solutions.refuse_evaluation = false;
    t->reading.whole = true; /* sampled_judge() cuts them */
    t->rules = (struct sampled_rules){.settings = &t->solutions,
                                      .dataset = input_dataset(&t->solutions, NULL, err),
                                      .verifiers = corpus_verifiers(),
                                      .least = (enum source_proof)proof};
    return t->rules.dataset != NULL;
}

static void clean(struct pairs_task *t)
{
    output_discard(t->kept);
    pool_free(&t->pool);
    known_free(&t->book.known);
    free(t->book.scores);
    hash_free(t->hash);
    arena_free(&t->arena);
}

static int run(const struct command *self, int argc, char **argv)
{
    struct pairs_task t = {
        .strategy = "extreme", .score = "coverage,vote", .least = "0", .most = "1", .min_proof = "none", .max = 1};
    struct corpus_options *c = &t.corpus;
    struct error err;
    int code;
    struct option options[OWN_OPTIONS + CORPUS_GROUPED_OPTIONS + 1] = {
        {"out", 'o', OPTION_OUTPUT, &c->out, "FILE", "where the pairs go; - is standard output", 0, 0},
        {"strategy", 0, OPTION_TEXT, &t.strategy, "NAME",
         "extreme (default): the best right against the worst wrong one; margin: against the best wrong one far enough below", 0,
         0},
        {"score", 0, OPTION_TEXT, &t.score, "A,B,…", "coverage, judge, vote: of several, the mean (default coverage,vote)", 0, 0},
        {"judged", 0, OPTION_TEXT, &t.judged, "FILE", "scores of a judge: rows with id and score, as misstep teach judge writes",
         0, 0},
        {"min-margin", 0, OPTION_TEXT, &t.least, "M", "scores lie at least so far apart (-1 to 1; default 0: above 0)", 0, 0},
        {"max-margin", 0, OPTION_TEXT, &t.most, "M", "and at most so far: leaves out saturated margins (default 1)", 0, 0},
        {"max", 0, OPTION_INT, &t.max, "N", "pairs of a problem at most (default 1)", 1, PAIRS_MAX},
        {"min-proof", 0, OPTION_TEXT, &t.min_proof, "LEVEL",
         "of the chosen side: none (default), no_refutation, derived_answer or all_steps, and better", 0, 0},
        {"stats", 0, OPTION_OUTPUT, &t.stats, "FILE", "write the sums as JSON", 0, 0},
        {"rejects", 0, OPTION_OUTPUT, &t.rejects, "FILE", "where lines go that cannot be read (default: words on stderr)", 0, 0},
        {"preset", 'p', OPTION_TEXT, &c->preset, "NAME", "what the solutions are (misstep list); else detected", 0, 0},
        {"map", 'm', OPTION_TEXT, &c->map, "FIELD=KEY,…", "where a field stands: solution=response", 0, 0},
    };
    corpus_grouped(c, options + OWN_OPTIONS);
    options[COUNT(options) - 1] =
        (struct option){"quiet", 'q', OPTION_FLAG, &c->quiet, NULL, "no words on stderr but errors", 0, 0};
    if (!command_start(self, options, COUNT(options), argc, argv, c->paths, PATHS_MAX, &c->paths_count, &code) ||
        !corpus_output(self, c, &code))
        return code;
    t.hash = hash_new();
    bool const good = prepare(self, &t, &err) && read_all(&t, &err) && write_all(&t, &err) && sum_up(self, &t, &err);
    clean(&t);
    return !good ? command_failed(self, &err) : t.rejected ? EXIT_FINDINGS : EXIT_OK;
}

extern const struct command teach_pairs;
const struct command teach_pairs = {
    .name = "teach pairs",
    .says = "Preference pairs among solutions of a problem: right ones, wrong ones, by scores.",
    .examples = "  misstep teach pairs solutions.jsonl solutions.jsonl.others.jsonl -o pairs.jsonl\n"
                "  misstep teach pairs samples.jsonl --strategy margin --score coverage,vote --min-margin 0.2 -o pairs.jsonl\n",
    .usage =
        "misstep teach pairs SOLUTIONS… -o PAIRS.jsonl [options]\n\n"
        "  Several solutions of each problem, wherever they stand, as misstep teach sample writes them or of any preset. Right:\n"
        "  no refuted step, the reference answer (without one: that of most). Wrong: a refuted step or a refuted answer.\n"
        "  Asks nobody; rows are read as trl-dpo by all verbs. Exit codes: 0 done, 1 lines were rejected.",
    .run = run,
};
