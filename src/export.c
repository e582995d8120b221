#include "export.h"

#include "json_write.h"
#include "known.h"
#include "output.h"
#include "random.h"

struct target {
    const struct dataset *format;
    struct export_tally *tally;
    struct shelf *shelf;
    struct known known;         /* rows written, if none is to stand twice */
    struct thin thin, thin_ids; /* the same stretches of rows and of who they are */
    uint64_t rows;              /* written, those cut since included */
};

struct run {
    const struct export_job *job;
    struct export_counts *counts;
    struct target targets[EXPORT_FORMATS_MAX];
    struct render how;
    struct render_note note;
    struct arena arena;
    struct buffer word;
    struct pair_sources source;
    bool clean_due;   /* the untouched solution is not written yet */
    enum split split; /* of the source solution */
    struct gate gate;
    struct sieve *sieve;
    struct hash *hash;
    struct output *removed; /* NULL where nothing is to be left out */
};

static bool open_removed(struct run *run, struct error *err)
{
    const struct sieve_settings *sieve = &run->job->sieve;
    if (sieve->dedup == SIEVE_ALL && !sieve->against && !sieve->shares[SPLIT_VALIDATION] && !sieve->shares[SPLIT_TEST])
        return true;
    struct buffer path = {0};
    buffer_format(&path, "%s/removed.jsonl", run->job->folder);
    run->removed = folder_make(run->job->folder, err) ? output_open(path.at, run->job->force, err) : NULL;
    buffer_free(&path);
    return run->removed;
}

static bool open_targets(struct run *run, struct error *err)
{
    const struct export_job *job = run->job;
    struct shelf_plan const plan = {
        .folder = job->folder, .file = job->file, .force = job->force, .ids = job->sieve.ids, .shard_max = job->shard_max};
    for (size_t i = 0; i < job->formats_count; i++) {
        struct shelf *shelf = shelf_open(&plan, job->formats[i], err);
        if (!shelf)
            return false;
        run->targets[i] = (struct target){.format = job->formats[i], .tally = &run->counts->formats[i], .shelf = shelf};
    }
    return open_removed(run, err);
}

/* What was cut does not count as written. */
static void count_cut(struct export_tally *tally, const struct thin_row *cut)
{
    tally->faulty -= cut->rows;
    tally->trusted -= cut->trusted;
    tally->right -= cut->right;
    tally->wrong -= cut->wrong;
    tally->dropped[DROP_SURPLUS] += cut->rows;
}

static bool take_rows(struct run *run, struct error *err)
{
    for (size_t i = 0; i < run->job->formats_count; i++)
        if (!shelf_take(run->targets[i].shelf, run->split, err))
            return false;
    return true;
}

static void keep_files(struct run *run, struct target *target)
{
    const struct shelf_file *files = shelf_files(target->shelf, &target->tally->files_count);
    struct shelf_file *kept = ARENA_ARRAY(run->job->arena, struct shelf_file, target->tally->files_count);
    for (size_t i = 0; i < target->tally->files_count; i++) {
        kept[i] = files[i];
        kept[i].name = (char *)(uintptr_t)text_copy(run->job->arena, text_of(files[i].name)).at;
    }
    target->tally->files = kept;
}

static bool commit(struct run *run, struct error *err)
{
    struct output *removed = run->removed;
    for (size_t i = 0; i < run->job->formats_count; i++) {
        if (!shelf_commit(run->targets[i].shelf, err))
            return false;
        keep_files(run, &run->targets[i]);
    }
    run->removed = NULL;
    run->counts->kappa = run->gate.rulings.kappa;
    census_sort(&run->counts->origins);
    census_sort(&run->counts->errors);
    census_sort(&run->counts->models);
    run->counts->forgotten = sieve_forgotten(run->sieve);
    return !removed || output_commit(removed, err);
}

/* No record of the source solution follows. */
static bool end_source(struct run *run, struct error *err)
{
    if (!run->job->negatives)
        return true;
    for (size_t i = 0; i < run->job->formats_count; i++) {
        struct target *target = &run->targets[i];
        struct thin_row cut = {0};
        thin_end(&target->thin, run->job->negatives, shelf_rows(target->shelf), &cut);
        count_cut(target->tally, &cut);
        thin_end(&target->thin_ids, run->job->negatives, shelf_ids(target->shelf), &cut);
    }
    return take_rows(run, err);
}

static bool holds(struct text mark, const struct text *texts, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (text_find(texts[i], mark, 0) < texts[i].size)
            return true;
    return false;
}

/* Does a text that would be shown hold what the format gives a meaning to? */
static bool holds_mark(const struct dataset *format, const struct pair *pair, const struct render *how)
{
    struct text const around[] = {pair->problem, how->system, how->instruction, how->step_prefix, how->separator};
    for (const char *const *mark = format->marks; mark && *mark; mark++)
        if (holds(text_of(*mark), around, COUNT(around)) || holds(text_of(*mark), pair->steps, pair->steps_count) ||
            holds(text_of(*mark), pair->bad_steps, pair->bad_count))
            return true;
    return false;
}

/* Why the format cannot be asked for this side, which the pair has, if a row holds only one. Of preference data nothing is known of
 * the steps of either side, unless the source is trusted. */
static enum drop unknown_to(const struct run *run, const struct dataset *format, const struct pair *pair, bool clean)
{
    if (format->both_sides && !(pair->steps_count && pair->bad_count))
        return DROP_ONE_SIDED;
    if (holds_mark(format, pair, &run->how))
        return DROP_MARK;
    bool const known = pair->first_error != FIRST_UNKNOWN || (clean && run->job->how.trust_gold);
    return format->place && !known ? DROP_NO_PLACE : DROP_NONE;
}

/* Faulty rows wait until the source solution ends, if only so many may stay. */
static void hold_back(struct run *run, struct target *target, const struct pair *pair, struct thin_row row, size_t ids)
{
    struct buffer *rows = shelf_rows(target->shelf), *names = shelf_ids(target->shelf);
    struct random chance = random_for(0, pair->id, TEXT("negatives"));
    struct thin_row cut = {0};
    row.rank = random_next(&chance);
    row.size = rows->size - row.start;
    row.trusted = run->note.trusted ? row.rows : 0;
    row.right = run->note.right;
    row.wrong = run->note.wrong;
    thin_add(&target->thin, row, run->job->negatives, rows, &cut);
    count_cut(target->tally, &cut);
    row.start = ids;
    row.size = names->size - ids;
    thin_add(&target->thin_ids, row, run->job->negatives, names, &cut);
}

static void write_ids(struct buffer *out, size_t rows, const struct pair *pair, const char *id, bool clean)
{
    for (size_t i = 0; i < rows; i++) {
        struct json_writer w = {.out = out};
        json_open(&w, '{');
        json_member_text(&w, "id", text_of(id));
        json_member_text(&w, "record", pair->id);
        json_member_text(&w, "group_id", pair->group_id);
        json_key(&w, "clean");
        json_put_bool(&w, clean);
        json_close(&w, '}');
        buffer_char(out, '\n');
    }
}

static void count_rows(struct run *run, struct target *target, const struct pair *pair, bool clean, size_t rows)
{
    struct export_tally *tally = target->tally;
    *(clean ? &tally->clean : pair->first_error == FIRST_NONE ? &tally->controls : &tally->faulty) += rows;
    target->rows += rows;
    tally->trusted += run->note.trusted ? rows : 0;
    tally->right += run->note.right;
    tally->wrong += run->note.wrong;
    if (rows == 0 && (!clean || run->note.why != DROP_NONE))
        tally->dropped[run->note.why]++;
}

/* Does the same row stand before the one that begins there? */
static bool repeats_row(struct run *run, struct target *target, size_t start)
{
    char hex[HASH_HEX_SIZE];
    struct buffer *rows = shelf_rows(target->shelf);
    if (run->job->sieve.dedup == SIEVE_ALL)
        return false;
    hash_begin(run->hash);
    hash_add(run->hash, text_part(buffer_text(rows), start, rows->size));
    hash_end(run->hash, hex);
    if (known_find(&target->known, known_key(hex)))
        return true;
    known_note(&target->known, known_key(hex), 0);
    return false;
}

static void write_side(struct run *run, struct target *target, const struct pair *pair, bool clean, const char *id)
{
    const struct dataset *format = target->format;
    bool const there = clean ? pair->steps_count > 0 : pair->bad_count > 0;
    if (format->both_sides ? clean : !there)
        return;
    struct buffer *out = shelf_rows(target->shelf), *ids = shelf_ids(target->shelf);
    size_t const start = out->size, ids_start = ids->size;
    run->note =
        (struct render_note){.why = unknown_to(run, format, pair, clean), .row = target->rows, .split = split_names[run->split]};
    size_t rows = run->note.why == DROP_NONE ? format->write(pair, clean, &run->how, &run->arena, out) : 0;
    if (rows && repeats_row(run, target, start)) {
        out->size = start;
        rows = 0;
        run->note = (struct render_note){.why = DROP_REPEAT};
    }
    if (run->job->sieve.ids && !format->files)
        write_ids(ids, rows, pair, id, clean);
    count_rows(run, target, pair, clean, rows);
    if (rows && !clean && pair->first_error != FIRST_NONE && run->job->negatives)
        hold_back(run, target, pair, (struct thin_row){.start = start, .rows = rows}, ids_start);
}

/* Up to the step in whose place the faulty solution errs: of rows that end there, half end right. */
static struct pair cut_clean(struct run *run, const struct pair *pair)
{
    struct pair cut = *pair;
    int32_t *origin;
    struct error unfit;
    if (pair->first_error >= 0 && pair->origin.size && pair_origin(pair, &run->arena, &origin, &unfit) &&
        origin[pair->first_error] >= 0)
        cut.steps_count = (size_t)origin[pair->first_error] + 1;
    return cut;
}

static bool write_removed(struct run *run, const struct pair *pair, const struct sieve_answer *answer, struct error *err)
{
    struct buffer row = {0};
    struct json_writer w = {.out = &row};
    json_open(&w, '{');
    json_member_text(&w, "record", pair->id);
    json_member_text(&w, "group_id", pair->group_id);
    json_member_text(&w, "reason", text_of(sieved_names[answer->why]));
    json_member_text(&w, "of", answer->of);
    json_member_text(&w, "words", answer->words);
    json_close(&w, '}');
    buffer_char(&row, '\n');
    bool const good = output_write(run->removed, buffer_text(&row), err);
    buffer_free(&row);
    return good;
}

static void take_model(void *context, struct text part, struct text who)
{
    struct run *run = context;
    run->word.size = 0;
    buffer_add(&run->word, part);
    buffer_char(&run->word, '\t');
    buffer_add(&run->word, who);
    census_add(&run->counts->models, buffer_text(&run->word), run->job->arena);
}

static void take_census(struct run *run, const struct pair *pair)
{
    struct export_counts *counts = run->counts;
    struct buffer *word = &run->word;
    word->size = 0;
    buffer_add(word, pair->source);
    buffer_char(word, '\t');
    buffer_add(word, pair->tool);
    buffer_char(word, '\t');
    buffer_add(word, pair->config);
    buffer_char(word, '\t');
    buffer_int(word, pair->seed);
    census_add(&counts->origins, buffer_text(word), run->job->arena);
    word->size = 0;
    buffer_add(word, pair->class);
    buffer_char(word, '\t');
    buffer_add(word, pair->injector);
    census_add(&counts->errors, buffer_text(word), run->job->arena);
    pair_teachers(pair, &run->arena, take_model, run);
}

static bool write_pair(struct run *run, const struct pair *pair, struct error *err)
{
    struct sieve_answer answer;
    char clean_id[HASH_HEX_SIZE] = "";
    sieve_ask(run->sieve, pair, &run->arena, &answer);
    run->counts->sieved[answer.why]++;
    if (answer.why != SIEVED_KEPT)
        return write_removed(run, pair, &answer, err);
    struct pair const untouched = run->job->cut_clean ? cut_clean(run, pair) : *pair;
    bool const fresh = run->clean_due && (!pair->steps_count || sieve_clean(run->sieve, &untouched, clean_id));
    run->counts->clean_repeats += run->clean_due && !fresh;
    run->clean_due = false;
    take_census(run, pair);
    run->split = answer.split;
    for (size_t i = 0; i < run->job->formats_count; i++) {
        if (fresh)
            write_side(run, &run->targets[i], &untouched, true, clean_id);
        write_side(run, &run->targets[i], pair, false, answer.id);
    }
    return run->job->negatives || take_rows(run, err);
}

static bool take_pair(void *context, const struct pair *pair, bool given, struct error *err)
{
    struct run *run = context;
    arena_reset(&run->arena);
    gate_meet(&run->gate, pair->id);
    if ((run->job->injectors.size && !text_is_among(pair->injector, run->job->injectors)) ||
        (run->job->principle.size && !text_equal(pair->principle, run->job->principle))) {
        run->counts->others++;
        return true;
    }
    run->how.trust_gold = given || run->job->how.trust_gold;
    run->how.generator = given ? pair->source : run->job->how.generator;
    bool const fresh = pair_starts_source(&run->source, pair, given);
    run->counts->sources += fresh;
    run->clean_due = fresh || (run->clean_due && !given);
    if (fresh && !end_source(run, err))
        return false;
    if (pair->source_proof < run->how.min_proof) {
        run->counts->below_proof++;
        return true;
    }
    return write_pair(run, pair, err);
}

static bool all_inputs(struct run *run, struct error *err)
{
    const struct export_job *job = run->job;
    const struct feed_counts *read = &run->counts->read;
    return feed_each(&job->reading, job->inputs, job->inputs_count, take_pair, run, &run->counts->read, err) &&
           (read->records || read->rows || fail(err, EXIT_DATA, "%s: no line to read", job->inputs[0])) && end_source(run, err) &&
           gate_close(&run->gate, run->counts->people, err);
}

static void release(struct run *run)
{
    for (size_t i = 0; i < run->job->formats_count; i++) {
        shelf_free(run->targets[i].shelf);
        known_free(&run->targets[i].known);
        thin_free(&run->targets[i].thin);
        thin_free(&run->targets[i].thin_ids);
    }
    output_discard(run->removed);
    gate_free(&run->gate);
    sieve_free(run->sieve);
    hash_free(run->hash);
    buffer_free(&run->word);
    pair_sources_free(&run->source);
    arena_free(&run->arena);
}

bool export_run(const struct export_job *job, struct export_counts *counts, struct error *err)
{
    struct export_counts made = {0};
    struct run run = {.job = job, .counts = &made, .how = job->how};
    if (job->formats_count > EXPORT_FORMATS_MAX)
        die("export: too many formats");
    run.how.note = &run.note;
    run.sieve = sieve_new(&job->sieve);
    run.hash = hash_new();
    bool const good = gate_open(&run.gate, job->verdicts, job->min_kappa, err) && open_targets(&run, err) &&
                      all_inputs(&run, err) && commit(&run, err);
    release(&run);
    if (good)
        *counts = made;
    return good;
}
