/* teach logprob: how probable a teacher finds the faulty step of each record, and the right one. The records are read three times: to ask,
 * to rank, to write; those of one solution may stand anywhere. */
#include "audit.h"
#include "census.h"
#include "corpus.h"
#include "known.h"
#include "likelihood.h"
#include "progress.h"
#include "teaching.h"

#include <inttypes.h>
#include <stdio.h>

enum { OWN_OPTIONS = 7, UNSET = -1 };
enum pass { PASS_ASK, PASS_RANK, PASS_WRITE };
enum side_asked { GOOD, BAD, ASKED };
enum file { FILE_RECORDS, FILE_UNSCORED, FILES };

struct scoring {
    struct teaching teaching;
    struct corpus_options options; /* paths, out, force */
    const char *unscored, *stats;
    int64_t keep; /* 0: all */
    bool per_token;
    int64_t limit;
    struct prompt prompt;
    struct arena words, arena; /* of the run, of the record at hand */
    struct hash *hash;
    struct output *files[FILES];
    struct ranking ranking;
    bool *stays;           /* of each record, unless all do */
    struct census reasons; /* why records were not scored */
    enum pass pass;
    size_t number; /* of the record at hand */
    int64_t records, scored, kept, controls, likelier;
};

/* A record and what is asked about it. */
struct scored {
    struct text line;
    struct pair pair;
    struct turn turns[PROMPT_TURNS_MAX];
    struct question questions[ASKED];
    struct reply replies[ASKED];
};

static bool read_record(struct scoring *s, struct text line, struct scored *out, struct error *err)
{
    struct audit_findings findings;
    *out = (struct scored){.line = line};
    if (!pair_read(line, &s->arena, &out->pair, err) || !audit_record(line, &s->arena, s->hash, &findings, err))
        return false;
    return !findings.count ||
           fail(err, EXIT_DATA, "misstep audit objects to the record: %s %s", findings.items[0].says, findings.items[0].detail);
}

/* *reason is why nothing can be asked, or NULL. */
static bool make_questions(struct scoring *s, struct scored *r, const char **reason, struct error *err)
{
    struct forks forks;
    *reason = likelihood_forks(&r->pair, &s->arena, &forks);
    if (*reason)
        return true;
    struct prompt_value const values[] = {{"problem", r->pair.problem, false}, {"steps", forks.before, false}};
    if (!prompt_fill(&s->prompt, values, COUNT(values), &s->arena, r->turns, err))
        return false;
    for (int i = 0; i < ASKED; i++)
        r->questions[i] = (struct question){.kind = QUESTION_ECHO,
                                            .stage = TEXT("logprob"),
                                            .problem_id = r->pair.source_id,
                                            .turns = r->turns,
                                            .turns_count = 1,
                                            .sampling = {.max_tokens = 1},
                                            .continuation = i == GOOD ? forks.good : forks.bad};
    return true;
}

static bool ask(struct scoring *s, const struct scored *r, struct error *err)
{
    return teaching_ask(&s->teaching, &r->questions[GOOD], err) && teaching_ask(&s->teaching, &r->questions[BAD], err);
}

static bool put(struct scoring *s, enum file file, struct buffer *line, struct error *err)
{
    bool const good = output_write(s->files[file], buffer_text(line), err);
    buffer_free(line);
    return good;
}

static bool set_apart(struct scoring *s, const struct scored *r, const char *reason, struct error *err)
{
    struct buffer line = {0};
    struct json_writer w = {.out = &line};
    census_add(&s->reasons, text_copy(&s->words, text_of(reason)), &s->words);
    json_open(&w, '{');
    json_member_text(&w, "reason", text_of(reason));
    json_key(&w, "record");
    json_put_raw(&w, text_trim(r->line));
    json_close(&w, '}');
    buffer_char(&line, '\n');
    return put(s, FILE_UNSCORED, &line, err);
}

/* Of both steps; NULL, or why there is none. */
static const char *take_replies(struct scoring *s, struct scored *r, struct error *err, bool *good)
{
    for (int i = 0; i < ASKED; i++) {
        struct reply *reply = &r->replies[i];
        *good = teacher_reply(s->teaching.teacher, &r->questions[i], &s->arena, reply, err);
        if (!*good)
            return NULL;
        if (reply->state == REPLY_UNUSABLE)
            return text_copy(&s->arena, reply->why).at;
        if (reply->state != REPLY_OK)
            return "the server does not answer this";
    }
    return NULL;
}

/* With a point, so that a column holds nothing but decimals. */
static struct text decimal(const struct value *value, struct arena *arena)
{
    struct buffer out = {0};
    value_write(value, &out);
    if (text_find(buffer_text(&out), TEXT("."), 0) == out.size)
        buffer_string(&out, ".0");
    return buffer_keep(&out, arena);
}

static bool put_who(struct scoring *s, const struct scored *r, struct text *out, struct error *err)
{
    static const char *const keys[ASKED] = {"good", "bad"};
    struct buffer who = {0};
    struct json_writer w = {.out = &who};
    bool good = true;
    json_open(&w, '{');
    for (int i = 0; good && i < ASKED; i++) {
        json_key(&w, keys[i]);
        good = teaching_put_reply(&s->teaching, &s->prompt, &r->questions[i], &r->replies[i], &s->arena, &w, err);
    }
    json_close(&w, '}');
    *out = buffer_keep(&who, &s->arena);
    return good;
}

static uint64_t source_of(const struct scoring *s, const struct pair *pair)
{
    struct text const parts[] = {pair->source, pair->source_id, pair->problem};
    char hex[HASH_HEX_SIZE];
    hash_begin(s->hash);
    for (size_t i = 0; i < COUNT(parts); i++) {
        hash_add(s->hash, parts[i]);
        hash_add(s->hash, (struct text){"", 1});
    }
    hash_end(s->hash, hex);
    return known_key(hex);
}

static bool rank(struct scoring *s, const struct scored *r, const struct value sums[ASKED], struct error *err)
{
    struct value odds;
    if (!likelihood_odds(&sums[GOOD], r->replies[GOOD].echoed_count, &sums[BAD], r->replies[BAD].echoed_count, s->per_token,
                         &odds))
        return fail(err, EXIT_DATA, "the odds are too large");
    if (r->pair.first_error >= 0)
        ranking_add(&s->ranking, source_of(s, &r->pair), s->number, &odds);
    value_clear(&odds);
    return true;
}

static bool write_scored(struct scoring *s, const struct scored *r, const struct value sums[ASKED], struct error *err)
{
    struct record_chances chances = {.good = decimal(&sums[GOOD], &s->arena),
                                     .bad = decimal(&sums[BAD], &s->arena),
                                     .good_tokens = (int64_t)r->replies[GOOD].echoed_count,
                                     .bad_tokens = (int64_t)r->replies[BAD].echoed_count};
    struct buffer line = {0};
    bool const control = r->pair.first_error < 0;
    s->scored++;
    s->controls += control;
    s->likelier += !control && value_cmp(&sums[BAD], &sums[GOOD]) > 0;
    if (!control && s->keep && !s->stays[s->number])
        return true;
    s->kept++;
    if (!put_who(s, r, &chances.who, err))
        return false;
    record_write_chances(text_trim(r->line), &chances, s->hash, &s->arena, &line);
    return put(s, FILE_RECORDS, &line, err);
}

static bool score(struct scoring *s, struct scored *r, struct error *err)
{
    struct value sums[ASKED] = {value_int(0), value_int(0)};
    bool good;
    const char *reason = take_replies(s, r, err, &good);
    if (!good)
        return false;
    for (int i = 0; !reason && i < ASKED; i++)
        if (!likelihood_sum(r->replies[i].echoed, r->replies[i].echoed_count, &sums[i]))
            reason = "a token without a log-probability";
    if (s->pass == PASS_RANK)
        good = reason || rank(s, r, sums, err);
    else
        good = reason ? set_apart(s, r, reason, err) : write_scored(s, r, sums, err);
    value_clear(&sums[GOOD]);
    value_clear(&sums[BAD]);
    return good;
}

static bool take_line(void *context, const struct line *line, struct error *err)
{
    struct scoring *s = context;
    struct scored r;
    const char *reason;
    arena_reset(&s->arena);
    if (s->limit && (int64_t)s->number == s->limit)
        return true;
    if (!read_record(s, line->text, &r, err) || !make_questions(s, &r, &reason, err))
        return false;
    s->number++;
    if (s->pass != PASS_ASK && (int64_t)s->number > s->records)
        return fail(err, EXIT_DATA, "there are more records than before: the file has changed");
    if (reason)
        return s->pass != PASS_WRITE || set_apart(s, &r, reason, err);
    return s->pass == PASS_ASK ? ask(s, &r, err) : score(s, &r, err);
}

static bool pass(struct scoring *s, enum pass which, struct error *err)
{
    s->pass = which;
    s->number = 0;
    for (size_t i = 0; i < s->options.paths_count; i++)
        if (!stream_each(s->options.paths[i], take_line, s, command_interrupted, err))
            return false;
    return true;
}

/* Which records stay, where not all do. */
static bool rank_all(struct scoring *s, struct error *err)
{
    s->records = (int64_t)s->number;
    if (!s->keep)
        return true;
    s->stays = arena_zero(&s->words, (s->number + 1) * sizeof *s->stays);
    if (!pass(s, PASS_RANK, err))
        return false;
    ranking_keep(&s->ranking, (size_t)s->keep, s->stays);
    return true;
}

static bool write_all(struct scoring *s, struct error *err)
{
    const char *const paths[FILES] = {s->options.out, s->unscored};
    bool good = true;
    for (int i = 0; good && i < FILES; i++)
        good = (s->files[i] = output_open(paths[i], s->options.force, err)) != NULL;
    good = good && pass(s, PASS_WRITE, err);
    for (int i = 0; i < FILES; i++) {
        if (good)
            good = output_commit(s->files[i], err);
        else
            output_discard(s->files[i]);
    }
    return good;
}

static bool sum_up(const struct command *self, struct scoring *s, struct error *err)
{
    struct buffer json = {0};
    struct json_writer w = {.out = &json};
    json_open(&w, '{');
    json_member_int(&w, "records", s->records);
    json_member_int(&w, "scored", s->scored);
    json_member_int(&w, "controls", s->controls);
    json_member_int(&w, "kept", s->kept);
    json_member_int(&w, "bad_more_probable", s->likelier);
    census_member(&w, "unscored", &s->reasons);
    json_close(&w, '}');
    buffer_char(&json, '\n');
    if (!s->teaching.quiet)
        progress_words(self->name,
                       "%" PRId64 " records, %" PRId64 " scored, %" PRId64
                       " kept; the slip is more probable than the step in %" PRId64,
                       s->records, s->scored, s->kept, s->likelier);
    for (size_t i = 0; !s->teaching.quiet && i < s->reasons.count; i++)
        progress_words(self->name, "not scored: %" PRIu64 ", %s", s->reasons.rows[i].count, s->reasons.rows[i].word.at);
    return corpus_write_stats(s->stats, &json, err);
}

static bool prepare(const struct command *self, struct scoring *s, struct error *err)
{
    for (size_t i = 0; i < s->options.paths_count; i++)
        if (strcmp(s->options.paths[i], "-") == 0)
            s->options.paths_count = 0;
    if (!s->options.paths_count)
        return fail(err, EXIT_USAGE, "files of records are wanted; they are read several times");
    if (!s->unscored)
        s->unscored = corpus_beside(&s->options, 0, ".unscored.jsonl");
    if (!s->unscored && !s->teaching.dry_run)
        return fail(err, EXIT_USAGE, "with -o - name a file for records that are not scored, too: --unscored FILE");
    if (!teaching_open(self, &s->teaching, err) ||
        !prompt_read(config_text(s->teaching.config, "teach.logprob_prompt").at, &s->words, &s->prompt, err))
        return false;
    if (s->keep == UNSET)
        s->keep = config_int(s->teaching.config, "teach.logprob_keep");
    s->per_token = s->per_token || config_bool(s->teaching.config, "teach.logprob_per_token");
    return s->prompt.turns_count == 1 ||
           fail(err, EXIT_CONFIG, "teach.logprob_prompt must be one [user] turn: a text that goes on has no roles");
}

static int run(const struct command *self, int argc, char **argv)
{
    struct scoring s = {.keep = UNSET};
    struct error err;
    int code;
    struct option table[OWN_OPTIONS + TEACHING_OPTIONS] = {
        {"out", 'o', OPTION_OUTPUT, &s.options.out, "FILE", "where the records go, with their new columns", 0, 0},
        {"keep", 0, OPTION_INT, &s.keep, "N",
         "of a solution's faulty records those the model finds most probable (default teach.logprob_keep, 1; 0: all)", 0,
         LIKELIHOOD_KEPT_MAX},
        {"per-token", 0, OPTION_FLAG, &s.per_token, NULL, "most probable by the mean of a token (teach.logprob_per_token)", 0, 0},
        {"unscored", 0, OPTION_OUTPUT, &s.unscored, "FILE", "records without a score, and why (default OUT.unscored.jsonl)", 0,
         0},
        {"limit", 0, OPTION_INT, &s.limit, "N", "the first N records only (0: all)", 0, INT64_MAX},
        {"stats", 0, OPTION_OUTPUT, &s.stats, "FILE", "write the sums as JSON", 0, 0},
        {"force", 'f', OPTION_FLAG, &s.options.force, NULL, "overwrite files that exist", 0, 0},
    };
    teaching_table(&s.teaching, table + OWN_OPTIONS);
    if (!command_start(self, table, COUNT(table), argc, argv, s.options.paths, PATHS_MAX, &s.options.paths_count, &code))
        return code;
    if (!s.teaching.dry_run && !corpus_output(self, &s.options, &code))
        return code;
    command_watch_signals();
    s.hash = hash_new();
    bool const good = prepare(self, &s, &err) && pass(&s, PASS_ASK, &err) && teaching_drive(self, &s.teaching, &err) &&
                      (s.teaching.dry_run || (rank_all(&s, &err) && write_all(&s, &err) && sum_up(self, &s, &err)));
    teaching_close(&s.teaching);
    hash_free(s.hash);
    ranking_free(&s.ranking);
    arena_free(&s.words);
    arena_free(&s.arena);
    return good ? EXIT_OK : command_failed(self, &err);
}

extern const struct command teach_logprob;
const struct command teach_logprob = {
    .name = "teach logprob",
    .says = "How probable a teacher finds each faulty step; the hardest stay.",
    .examples = "  misstep teach logprob records.jsonl --config teacher.yaml --ledger run.ledger -o hard.jsonl\n"
                "  misstep export hard.jsonl --format trl-dpo --with logp -o data\n",
    .usage =
        "misstep teach logprob RECORDS… --config FILE --ledger FILE -o RECORDS.jsonl [options]\n\n"
        "  Asks a server that echoes log-probabilities of a prompt (vLLM, SGLang; misstep doctor) about both steps at which the\n"
        "  sides part. Columns logp_good and logp_bad: sums over the step's tokens; logp_tokens: how many; logp_teacher.",
    .run = run,
};
