#include "audited.h"
#include "corpus.h"
#include "inject.h"
#include "progress.h"
#include "suggest.h"
#include "twin.h"
#include "verdicts.h"

#include <stdio.h>

enum { WEIGHTS_BYTES_MAX = 1 << 20 };

/* counters of this verb, behind those of verifying */
enum {
    INJECT_USABLE = VERDICT_COUNTERS_END,
    INJECT_RECORDS,                                    /* + number of the injector */
    INJECT_TRUNCATED = INJECT_RECORDS + INJECTORS_MAX, /* of these, + number of the injector */
    INJECT_UNUSABLE = INJECT_TRUNCATED + INJECTORS_MAX,
    INJECT_OBJECTED, /* records that their own audit objected to */
    INJECT_END,
};

struct injection {
    const struct injector *injectors[INJECTORS_MAX];
    size_t count;
    struct inject_settings settings;
    const struct mix *mix; /* records are drawn by its weights; NULL: one of each injector */
    int64_t per_solution;  /* with a mix: so many at most; 0: 1 */
    bool twins;            /* records are crossed twins of this kind, two for each solution */
    enum twin_kind twin_kind;
    bool matched; /* a solution gives a record of each injector, in the same step where possible, or none */
    char config[ID_DIGITS + 1];
};

/* One line of the list of what was not used: {"source_id","injector","reason"}; injector "" where the whole solution is meant. */
static void write_refusal(struct text source_id, const char *injector, const char *reason, struct buffer *out)
{
    struct json_writer w = {.out = out};
    json_open(&w, '{');
    json_member_text(&w, "source_id", source_id);
    json_member_text(&w, "injector", text_of(injector));
    json_member_text(&w, "reason", text_of(reason));
    json_close(&w, '}');
    buffer_char(out, '\n');
}

/* One solution at work. */
struct batch {
    struct worker *w;
    const struct injection *job;
    struct certifier *with;
    const struct origin *origin;
    bool carried; /* its records may be carried to the answer */
};

/* Writes a record, unless the audit, which reads it as a stranger would, objects: then it is taken back. */
static bool write_record(struct batch *b, const struct certified *certified, const struct injector *injector,
                         const struct origin *origin, const struct subject *on)
{
    const char *objection;
    if (audited_write(origin, on, certified, b->w->hash, &b->w->arena, &b->w->sinks[0], &objection))
        return true;
    b->w->counters[INJECT_OBJECTED]++;
    struct buffer reason = {0};
    buffer_format(&reason, "its own audit objects: %s", objection);
    buffer_char(&reason, '\0');
    write_refusal(origin->source_id, injector->name, reason.at, &b->w->sinks[1]);
    buffer_free(&reason);
    return false;
}

/* Makes one record, or notes why not. False if two verifiers contradict each other; *made tells whether there is one. */
static bool make(struct batch *b, const struct offer *offer, size_t number, int place, bool *made, struct error *err)
{
    struct certified certified;
    bool sane;
    const char *reason =
        inject_either(b->with, &b->job->settings, offer, place, b->carried, b->origin->source_id, &certified, &sane, err);
    *made = false;
    if (!sane)
        return false;
    if (reason) {
        write_refusal(b->origin->source_id, offer->injector->name, reason, &b->w->sinks[1]);
        return true;
    }
    *made = write_record(b, &certified, offer->injector, b->origin, b->with->on);
    b->w->counters[INJECT_RECORDS + (int)number] += *made;
    b->w->counters[INJECT_TRUNCATED + (int)number] += *made && certified.truncated;
    return true;
}

static bool make_each(struct batch *b, struct error *err)
{
    bool made;
    for (size_t i = 0; i < b->job->count; i++) {
        struct offer const offer = inject_offer(b->with, b->job->injectors[i]);
        if (!make(b, &offer, i, INJECT_ANYWHERE, &made, err))
            return false;
    }
    return true;
}

static bool make_mixed(struct batch *b, struct error *err)
{
    struct race race;
    struct runner runner;
    int64_t records = 0;
    inject_race(&race, b->with, b->job->mix, b->job->settings.seed, b->origin->source_id);
    while (records < MAX(b->job->per_solution, (int64_t)1) && inject_draw(&race, &runner)) {
        bool made;
        if (!make(b, &runner.offer, runner.type, runner.place, &made, err))
            return false;
        records += made;
    }
    if (!records)
        write_refusal(b->origin->source_id, "", "the mix takes none of what it offers", &b->w->sinks[1]);
    return true;
}

/* The place that most of the injectors share; the first of equals. */
static unsigned common_place(const unsigned *places, size_t count)
{
    unsigned best = 0, most = 0;
    for (unsigned place = 0; place < MIX_PLACES; place++) {
        unsigned sharing = 0;
        for (size_t i = 0; i < count; i++)
            sharing += places[i] >> place & 1;
        if (sharing > most) {
            most = sharing;
            best = place;
        }
    }
    return best;
}

static bool make_matched(struct batch *b, struct error *err)
{
    unsigned places[INJECTORS_MAX];
    struct offer offers[INJECTORS_MAX];
    bool made;
    for (size_t i = 0; i < b->job->count; i++) {
        offers[i] = inject_offer(b->with, b->job->injectors[i]);
        if (!inject_certifiable(b->with, &b->job->settings, &offers[i], b->carried, b->origin->source_id, &places[i], err))
            return false;
        if (!places[i]) {
            write_refusal(b->origin->source_id, b->job->injectors[i]->name, "unmatched: this injector finds nothing to do",
                          &b->w->sinks[1]);
            return true;
        }
    }
    unsigned const common = common_place(places, b->job->count);
    for (size_t i = 0; i < b->job->count; i++)
        if (!make(b, &offers[i], i, places[i] >> common & 1 ? (int)common : INJECT_ANYWHERE, &made, err))
            return false;
    return true;
}

/* Two records: the problem with its twin's solution, and the twin with the problem's. */
static bool make_twins(struct batch *b, struct error *err)
{
    struct twin twin;
    struct origin other = *b->origin, own = *b->origin;
    char problem_id[ID_DIGITS + 1];
    bool sane = true;
    const char *reason = b->carried
                             ? twin_make(b->with, b->job->twin_kind, b->job->settings.seed, own.source_id, &twin, &sane, err)
                             : "carried on it would reach no answer";
    if (!sane)
        return false;
    if (reason) {
        write_refusal(own.source_id, twin_injector(b->job->twin_kind)->name, reason, &b->w->sinks[1]);
        return true;
    }
    record_hash(b->w->hash, &twin.problem, 1, problem_id);
    own.twin = twin.problem;
    other.twin = b->with->on->problem;
    other.problem_id = text_of(problem_id);
    const struct injector *as = twin_injector(b->job->twin_kind);
    size_t const from = b->w->sinks[0].size;
    if (!write_record(b, &twin.forth, as, &own, b->with->on))
        return true;
    if (!write_record(b, &twin.back, as, &other, &twin.subject))
        b->w->sinks[0].size = from; /* never one without the other */
    else
        b->w->counters[INJECT_RECORDS] += 2;
    return true;
}

static bool inject(struct worker *w, const struct input *input, const struct subject *subject, bool carried, struct error *err)
{
    const struct injection *job = w->context;
    struct verifiers const verifiers = corpus_verifiers();
    struct certifier with = inject_certifier(&verifiers, subject, &w->arena);
    char problem_id[ID_DIGITS + 1];
    record_hash(w->hash, &subject->problem, 1, problem_id);
    struct origin const origin = {.source = input->row.source.size ? input->row.source : w->source,
                                  .source_id = input->source_id,
                                  .problem_id = text_of(problem_id),
                                  .level = input->row.level,
                                  .solution = &input->solution,
                                  .teacher = record_teacher(input->row.teacher, TEXT(""), &w->arena),
                                  .seed = job->settings.seed,
                                  .config = text_of(job->config)};
    struct batch batch = {w, job, &with, &origin, carried};
    if (job->twins)
        return make_twins(&batch, err);
    return job->mix ? make_mixed(&batch, err) : job->matched ? make_matched(&batch, err) : make_each(&batch, err);
}

static bool work(struct worker *w, const struct input *input, struct text line, struct error *err)
{
    const struct injection *job = w->context;
    struct subject subject;
    (void)line;
    if (!corpus_verify(w, input, &subject, err))
        return false;
    verdicts_count(&subject, &input->marks, w->counters);
    bool carried;
    const char *reason = certify_offers(&subject, job->settings.truncate, &carried);
    if (reason) {
        w->counters[INJECT_UNUSABLE]++;
        write_refusal(input->source_id, "", reason, &w->sinks[1]);
        return true;
    }
    w->counters[INJECT_USABLE]++;
    return inject(w, input, &subject, carried, err);
}

static void skip(struct worker *w, const struct input *input)
{
    write_refusal(input->source_id, "", row_skip_says(input->row.skip), &w->sinks[1]);
}

static bool add_injector(struct injection *job, struct text name, struct error *err)
{
    const struct injector *injector = injector_find(name, roster_injectors, roster_injectors_count, err);
    job->injectors[job->count] = injector;
    job->count += injector != NULL;
    return injector;
}

static bool choose_injectors(struct injection *job, const char *list, struct error *err)
{
    struct text left = text_of(list ? list : "");
    if (list && !left.size)
        return fail(err, EXIT_USAGE, "--injectors names none");
    for (size_t i = 0; !list && i < roster_injectors_count; i++)
        job->injectors[job->count++] = roster_injectors[i];
    while (left.size) {
        size_t const comma = text_find(left, TEXT(","), 0);
        if (job->count == INJECTORS_MAX || !add_injector(job, text_trim(text_part(left, 0, comma)), err))
            return job->count < INJECTORS_MAX ? false : fail(err, EXIT_USAGE, "too many injectors");
        left = text_part(left, MIN(comma + 1, left.size), left.size);
    }
    return true;
}

static void describe(struct injection *job, struct buffer *shape)
{
    buffer_format(shape, "inject seed %lld%s", (long long)job->settings.seed, job->settings.truncate ? " truncate" : "");
    if (job->settings.unfiltered)
        buffer_string(shape, " unfiltered");
    if (job->matched)
        buffer_string(shape, " matched");
    for (size_t i = 0; i < job->count; i++)
        buffer_format(shape, " %s", job->injectors[i]->name);
    if (job->mix) {
        buffer_format(shape, " per solution %lld ", (long long)MAX(job->per_solution, (int64_t)1));
        mix_write(job->mix, shape);
    }
    struct text const text = buffer_text(shape);
    struct hash *hash = hash_new();
    record_hash(hash, &text, 1, job->config);
    hash_free(hash);
    buffer_char(shape, '\0');
}

/* Weights found by `misstep weigh`: the injectors are those of the mix. */
static bool use_weights(struct injection *job, const char *path, struct mix *mix, struct error *err)
{
    struct buffer json = {0};
    struct arena arena = {0};
    struct error reason;
    bool good = stream_read_all(path, WEIGHTS_BYTES_MAX, &json, err);
    if (good && !mix_read(text_trim(buffer_text(&json)), roster_injectors, roster_injectors_count, &arena, mix, &reason))
        good = fail(err, reason.code, "%s: %s", path, reason.says);
    job->mix = mix;
    for (job->count = 0; good && job->count < mix->count; job->count++)
        job->injectors[job->count] = mix->types[job->count];
    arena_free(&arena);
    buffer_free(&json);
    return good;
}

static bool use_twins(struct injection *job, const char *kind, struct error *err)
{
    job->twins = true;
    if (!twin_kind_of(kind, &job->twin_kind))
        return fail(err, EXIT_USAGE, "--twins must be swap, fresh or relation, not '%s'", typed_shown(text_of(kind)).at);
    job->injectors[job->count++] = twin_injector(job->twin_kind);
    return true;
}

static bool choose(struct injection *job, const char *list, const char *weights, const char *twins, struct mix *mix,
                   struct error *err)
{
    if (job->per_solution && !weights)
        return fail(err, EXIT_USAGE, "--per-solution goes with --weights");
    if (twins)
        return list || weights || job->matched
                   ? fail(err, EXIT_USAGE, "--twins excludes --injectors, --weights and --matched: twins are errors of their own")
                   : use_twins(job, twins, err);
    if (weights && (list || job->matched))
        return fail(err, EXIT_USAGE, "--weights excludes --injectors and --matched: the weights say which errors are drawn");
    return weights ? use_weights(job, weights, mix, err) : choose_injectors(job, list, err);
}

static void print_summary(const struct injection *job, const int64_t *counters)
{
    int64_t const usable = counters[INJECT_USABLE];
    fprintf(stderr, "  solutions read %lld, usable %lld, not usable %lld, lines rejected %lld\n",
            (long long)counters[COUNTER_SOLUTIONS], (long long)usable, (long long)counters[INJECT_UNUSABLE],
            (long long)counters[COUNTER_REJECTED]);
    for (size_t i = 0; i < job->count; i++) {
        int64_t const records = counters[INJECT_RECORDS + (int)i];
        struct buffer row = {0};
        buffer_format(&row, "  %-17s %8lld records, ", job->injectors[i]->name, (long long)records);
        buffer_percent(&row, records, usable);
        buffer_string(&row, " of usable");
        if (job->settings.truncate)
            buffer_format(&row, ", %lld of them truncated", (long long)counters[INJECT_TRUNCATED + (int)i]);
        fprintf(stderr, "%.*s\n", (int)row.size, row.at);
        buffer_free(&row);
    }
    if (counters[INJECT_OBJECTED])
        fprintf(stderr, "  %lld more were not written, since their own audit objected\n", (long long)counters[INJECT_OBJECTED]);
    corpus_print_skipped(counters);
}

static bool write_stats(const char *path, const struct injection *job, const int64_t *counters, struct error *err)
{
    struct buffer json = {0};
    struct json_writer w = {.out = &json};
    static const struct {
        const char *name;
        int counter;
    } rows[] = {{"lines", COUNTER_LINES},  {"rejected", COUNTER_REJECTED},  {"solutions", COUNTER_SOLUTIONS},
                {"usable", INJECT_USABLE}, {"not_usable", INJECT_UNUSABLE}, {"audit_objected", INJECT_OBJECTED}};
    json_open(&w, '{');
    for (size_t i = 0; i < COUNT(rows); i++) {
        json_member_int(&w, rows[i].name, counters[rows[i].counter]);
    }
    json_key(&w, "records");
    json_open(&w, '{');
    for (size_t i = 0; i < job->count; i++)
        json_member_int(&w, job->injectors[i]->name, counters[INJECT_RECORDS + (int)i]);
    json_close(&w, '}');
    json_key(&w, "truncated");
    json_open(&w, '{');
    for (size_t i = 0; i < job->count; i++)
        json_member_int(&w, job->injectors[i]->name, counters[INJECT_TRUNCATED + (int)i]);
    json_close(&w, '}');
    pipeline_skipped_json(counters, &w);
    json_close(&w, '}');
    buffer_char(&json, '\n');
    return corpus_write_stats(path, &json, err);
}

static int run(const struct command *self, int argc, char **argv)
{
    struct corpus_options options = {.training = true};
    struct injection job = {0};
    struct mix mix;
    const char *list = NULL, *refused = NULL, *stats = NULL, *weights = NULL, *twins = NULL;
    struct option const own[] = {
        {"seed", 's', OPTION_INT, &job.settings.seed, "N", "seed of every choice (default 0)", 0, INT64_MAX},
        {"injectors", 'i', OPTION_TEXT, &list, "A,B,…", "which injectors (default all; see misstep list)", 0, 0},
        {"weights", 'w', OPTION_TEXT, &weights, "FILE", "draw errors by the weights that misstep weigh has found", 0, 0},
        {"twins", 0, OPTION_TEXT, &twins, "KIND",
         "crossed twins, two records each: swap (two or three numbers of the problem), fresh (a new one) or relation (\"more "
         "than\" for "
         "\"fewer than\")",
         0, 0},
        {"per-solution", 0, OPTION_INT, &job.per_solution, "N", "with weights: records per solution at most (default 1)", 1,
         1000},
        {"matched", 0, OPTION_FLAG, &job.matched, NULL,
         "a solution gives a record of each injector, in the same step where possible, or none", 0, 0},
        {"unfiltered", 0, OPTION_FLAG, &job.settings.unfiltered, NULL, "keep what the filters would drop", 0, 0},
        {"truncate", 0, OPTION_FLAG, &job.settings.truncate, NULL,
         "where an error cannot be carried to the answer, end with the faulty step", 0, 0},
        {"allow-eval", 0, OPTION_FLAG, &options.allow_eval, NULL, CORPUS_ALLOW_EVAL_SAYS, 0, 0},
        {"refused", 0, OPTION_OUTPUT, &refused, "FILE", "list of what was not used and why (default OUT.refused.jsonl)", 0, 0},
        {"stats", 0, OPTION_OUTPUT, &stats, "FILE", "write the sums as JSON", 0, 0},
    };
    struct pipeline p = {.work = work, .skip = skip, .sinks_count = 2, .context = &job};
    struct input_settings settings;
    struct buffer shape = {0};
    struct error err;
    int code;
    if (!corpus_start(self, &options, own, COUNT(own), argc, argv, &code))
        return code;
    if (!corpus_output(self, &options, &code))
        return code;
    if (!choose(&job, list, weights, twins, &mix, &err))
        return command_failed(self, &err);
    describe(&job, &shape);
    p.sinks[0].path = options.out;
    p.sinks[1].path = refused ? refused : corpus_beside(&options, 1, ".refused.jsonl");
    bool const good = corpus_prepare(self, &options, shape.at, &settings, &p, &err) && pipeline_run(&p, &err) &&
                      write_stats(stats, &job, p.counters, &err);
    buffer_free(&shape);
    if (!good)
        return command_failed(self, &err);
    if (!options.quiet)
        print_summary(&job, p.counters);
    return p.counters[COUNTER_REJECTED] ? EXIT_FINDINGS : EXIT_OK;
}

const struct command command_inject = {
    .name = "inject",
    .says = "Makes exactly one step of each usable solution wrong, proves it, and writes records.",
    .examples = "  misstep inject train.jsonl -o records.jsonl --seed 1\n"
                "  misstep inject train.jsonl -o records.jsonl --injectors calculation --limit 100\n",
    .usage = "misstep inject INPUT… -o RECORDS.jsonl [options]\n\n"
             "  An interrupted run goes on when it is started again. Exit codes: 0 done, 1 lines were rejected.",
    .run = run,
};
