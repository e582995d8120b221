#include "pair.h"

#include "embedded.h"
#include "verify.h"

const char *const pair_label_names[PAIR_LABELS] = {"ok", "error", "inherited", "independent", "unchecked"};
static const char *const verdict_names[] = {"proved", "refuted", "unknown"};
static const char *const basis_names[] = {"source", "proved"};

struct pair_reading {
    struct json_object object;
    size_t at; /* where the next key is likely to stand: records keep an order */
    struct arena *arena;
    struct error *err;
};

static const struct json_member *member(struct pair_reading *r, const char *key)
{
    struct text const wanted = text_of(key);
    for (size_t i = 0; i < r->object.count; i++) {
        size_t const at = (r->at + i) % r->object.count;
        if (text_equal(r->object.members[at].key, wanted)) {
            r->at = at + 1;
            return &r->object.members[at];
        }
    }
    fail(r->err, EXIT_DATA, "not a record: it has no \"%s\"", key);
    return NULL;
}

static bool read_text(struct pair_reading *r, const char *key, struct text *out)
{
    const struct json_member *found = member(r, key);
    if (!found)
        return false;
    return json_string(found->raw, r->arena, out) || fail(r->err, EXIT_DATA, "\"%s\" is not a string", key);
}

static bool read_int(struct pair_reading *r, const char *key, int64_t *out)
{
    const struct json_member *found = member(r, key);
    if (!found)
        return false;
    return json_int(found->raw, out) || fail(r->err, EXIT_DATA, "\"%s\" is not a whole number", key);
}

static bool read_list(struct pair_reading *r, const char *key, struct text **out, size_t *count)
{
    const struct json_member *found = member(r, key);
    if (!found)
        return false;
    return json_strings(found->raw, r->arena, out, count) || fail(r->err, EXIT_DATA, "\"%s\" is not a list of strings", key);
}

static bool place_of(struct pair_reading *r, const char *key, struct text word, const char *const *names, size_t count,
                     size_t *out)
{
    for (size_t i = 0; i < count; i++)
        if (text_equal(word, text_of(names[i]))) {
            *out = i;
            return true;
        }
    struct text const shown = text_part(word, 0, text_byte_of(word, 40));
    return fail(r->err, EXIT_DATA, "\"%s\": unknown word \"%.*s\"", key, (int)shown.size, shown.at);
}

static bool read_word(struct pair_reading *r, const char *key, const char *const *names, size_t count, size_t *out)
{
    struct text word;
    return read_text(r, key, &word) && place_of(r, key, word, names, count, out);
}

/* A list of words that must be as long as the faulty solution, as their places in `names`. */
static bool read_words(struct pair_reading *r, const char *key, const char *const *names, size_t count, size_t steps,
                       size_t **out)
{
    struct text *words;
    size_t found;
    if (!read_list(r, key, &words, &found))
        return false;
    if (found != steps)
        return fail(r->err, EXIT_DATA, "\"%s\" has %zu items, but there are %zu bad_steps", key, found, steps);
    *out = ARENA_ARRAY(r->arena, size_t, found);
    for (size_t i = 0; i < found; i++)
        if (!place_of(r, key, words[i], names, count, *out + i))
            return false;
    return true;
}

static bool read_steps(struct pair_reading *r, struct pair *pair)
{
    struct text *steps, *bad;
    if (!read_list(r, "steps", &steps, &pair->steps_count) || !read_list(r, "bad_steps", &bad, &pair->bad_count))
        return false;
    pair->steps = steps;
    pair->bad_steps = bad;
    return (pair->steps_count && pair->bad_count) || fail(r->err, EXIT_DATA, "a solution without steps");
}

static bool read_first_error(struct pair_reading *r, struct pair *pair)
{
    int64_t first;
    if (!read_int(r, "first_error", &first))
        return false;
    if (first < -1 || first >= INT32_MAX || (first >= 0 && (size_t)first >= pair->bad_count))
        return fail(r->err, EXIT_DATA, "first_error %jd, but there are %zu bad_steps", (intmax_t)first, pair->bad_count);
    pair->first_error = (int32_t)first;
    return true;
}

/* The error stands where first_error says and nowhere else; nothing descends from it before it. */
static bool labels_fit(const struct pair_reading *r, const struct pair *pair)
{
    for (size_t i = 0; i < pair->bad_count; i++) {
        bool const behind = pair->first_error >= 0 && i > (size_t)pair->first_error;
        bool const here = pair->first_error >= 0 && i == (size_t)pair->first_error;
        bool const fits = here     ? pair->labels[i] == PAIR_ERROR
                          : behind ? pair->labels[i] != PAIR_ERROR
                                   : pair->labels[i] == PAIR_OK;
        if (!fits)
            return fail(r->err, EXIT_DATA, "step_labels[%zu] is \"%s\", but first_error is %d", i,
                        pair_label_names[pair->labels[i]], (int)pair->first_error);
    }
    return true;
}

static bool sides_differ(const struct pair_reading *r, const struct pair *pair)
{
    bool same = pair->first_error >= 0 && pair->steps_count == pair->bad_count;
    for (size_t i = 0; same && i < pair->bad_count; i++)
        same = text_equal(pair->steps[i], pair->bad_steps[i]);
    return !same || fail(r->err, EXIT_DATA, "first_error is %d, but bad_steps are the steps", (int)pair->first_error);
}

static bool read_labels(struct pair_reading *r, struct pair *pair)
{
    size_t *labels = NULL, *local = NULL;
    if (!read_words(r, "step_labels", pair_label_names, PAIR_LABELS, pair->bad_count, &labels) ||
        !read_words(r, "local", verdict_names, COUNT(verdict_names), pair->bad_count, &local))
        return false;
    enum pair_label *to_label = ARENA_ARRAY(r->arena, enum pair_label, pair->bad_count);
    enum verdict *to_local = ARENA_ARRAY(r->arena, enum verdict, pair->bad_count);
    for (size_t i = 0; i < pair->bad_count; i++) {
        to_label[i] = (enum pair_label)labels[i];
        to_local[i] = (enum verdict)local[i];
    }
    pair->labels = to_label;
    pair->local = to_local;
    return labels_fit(r, pair) && sides_differ(r, pair);
}

static bool read_proofs(struct pair_reading *r, struct pair *pair)
{
    size_t proof = 0, basis = 0;
    if (!read_word(r, "source_proof", verify_proof_names, VERIFY_PROOFS, &proof) ||
        !read_word(r, "basis", basis_names, COUNT(basis_names), &basis) || !read_int(r, "depth", &pair->depth) ||
        !read_int(r, "seed", &pair->seed) || !read_text(r, "tool", &pair->tool) || !read_text(r, "config", &pair->config) ||
        !read_text(r, "teacher", &pair->teacher) || !read_int(r, "weight", &pair->weight))
        return false;
    if (pair->depth < 0)
        return fail(r->err, EXIT_DATA, "\"depth\" is below 0");
    pair->source_proof = (enum source_proof)proof;
    pair->prefix_proved = basis == 1;
    return pair->source_proof != PROOF_NONE || fail(r->err, EXIT_DATA, "\"source_proof\": unknown word \"none\"");
}

static bool read_raw(struct pair_reading *r, const char *key, enum json_kind kind, struct text *out)
{
    const struct json_member *found = member(r, key);
    if (!found)
        return false;
    if (found->kind != kind)
        return fail(r->err, EXIT_DATA, "\"%s\" is not %s", key, kind == JSON_ARRAY ? "a list" : "an object");
    *out = found->raw;
    return true;
}

/* Records of earlier versions may have no such key. */
static bool read_later(struct pair_reading *r, const char *key, struct text *out)
{
    return !json_find(&r->object, key) || read_text(r, key, out);
}

/* Of records that a model was asked about. */
static bool read_chances(struct pair_reading *r, struct pair *pair)
{
    const struct json_member *good = json_find(&r->object, "logp_good"), *bad = json_find(&r->object, "logp_bad");
    if (!good && !bad)
        return true;
    if (!good || !bad || good->kind != JSON_NUMBER || bad->kind != JSON_NUMBER)
        return fail(r->err, EXIT_DATA, "\"logp_good\" and \"logp_bad\" are not two numbers");
    pair->logp_good = good->raw;
    pair->logp_bad = bad->raw;
    return true;
}

static struct text said(const struct json_object *object, const char *key, struct arena *arena)
{
    struct text text = TEXT("");
    return embedded_text(object, key, arena, &text) ? text : TEXT("");
}

/* Of a record's "teacher": the name of the model that wrote one part, and how long it took. */
static struct text name_of(const struct json_object *teacher, const char *part, struct arena *arena, int64_t *milliseconds)
{
    const struct json_member *found = json_find(teacher, part);
    struct json_object object;
    struct error none;
    if (!found || !json_read_object(found->raw, arena, &object, &none))
        return TEXT("");
    *milliseconds = json_count(&object, "milliseconds");
    return said(&object, "name", arena);
}

/* Whoever wrote the solution wrote nearly all of the faulty one, too, unless another model made the error; how long that took nobody knows. */
static void find_authors(struct pair *pair, struct arena *arena)
{
    struct json_object teacher;
    struct error none;
    if (!pair->teacher.size || !json_read_object(pair->teacher, arena, &teacher, &none))
        return;
    pair->author = name_of(&teacher, "solution", arena, &pair->milliseconds);
    pair->bad_author = name_of(&teacher, "error", arena, &pair->bad_milliseconds);
    if (!pair->bad_author.size)
        pair->bad_author = pair->author;
}

bool pair_read(struct text line, struct arena *arena, struct pair *out, struct error *err)
{
    struct pair_reading r = {.arena = arena, .err = err};
    struct pair pair = {0};
    if (!json_read_object(line, arena, &r.object, err))
        return false;
    /* in the order of the record, so that each key is found at once */
    bool const good =
        read_text(&r, "id", &pair.id) && read_text(&r, "source", &pair.source) && read_text(&r, "source_id", &pair.source_id) &&
        read_text(&r, "problem_id", &pair.problem_id) && read_text(&r, "group_id", &pair.group_id) &&
        read_text(&r, "level", &pair.level) && read_text(&r, "problem", &pair.problem) && read_later(&r, "twin", &pair.twin) &&
        read_text(&r, "answer", &pair.answer) && read_steps(&r, &pair) && read_raw(&r, "origin", JSON_ARRAY, &pair.origin) &&
        read_text(&r, "bad_answer", &pair.bad_answer) && read_first_error(&r, &pair) &&
        read_text(&r, "injector", &pair.injector) && read_text(&r, "class", &pair.class) && read_text(&r, "mode", &pair.mode) &&
        read_later(&r, "entity", &pair.entity) && read_text(&r, "explanation", &pair.explanation) &&
        read_raw(&r, "edit", JSON_OBJECT, &pair.edit) && read_raw(&r, "follow_ups", JSON_ARRAY, &pair.follow_ups) &&
        read_labels(&r, &pair) && read_raw(&r, "certificate", JSON_OBJECT, &pair.certificate) && read_proofs(&r, &pair) &&
        read_chances(&r, &pair);
    pair.answer_right = true;
    pair.bad_answer_right = good && text_equal(pair.answer, pair.bad_answer);
    if (good)
        find_authors(&pair, arena);
    if (good)
        *out = pair;
    return good;
}

void pair_teachers(const struct pair *pair, struct arena *arena, void (*take)(void *context, struct text part, struct text who),
                   void *context)
{
    struct json_object hands, hand;
    struct error unread;
    if (!pair->teacher.size || !json_read_object(pair->teacher, arena, &hands, &unread))
        return;
    for (size_t i = 0; i < hands.count; i++) {
        struct buffer who = {0};
        if (hands.members[i].kind != JSON_OBJECT || !json_read_object(hands.members[i].raw, arena, &hand, &unread))
            continue;
        struct text const name = said(&hand, "name", arena), model = said(&hand, "model", arena),
                          prompt = said(&hand, "prompt", arena);
        buffer_add(&who, name);
        if (model.size && !text_equal(model, name))
            buffer_format(&who, " (%.*s)", (int)model.size, model.at);
        if (prompt.size)
            buffer_format(&who, ", %.*s", (int)prompt.size, prompt.at);
        take(context, hands.members[i].key, buffer_keep(&who, arena));
    }
}

static bool read_place(struct pair_reading *r, const char *key, int64_t most, int64_t *out)
{
    return read_int(r, key, out) &&
           ((*out >= 0 && *out < most) || fail(r->err, EXIT_DATA, "an edit's \"%s\" is %jd", key, (intmax_t)*out));
}

static bool read_edit(const struct pair *pair, struct text raw, struct arena *arena, struct pair_edit *out, struct error *err)
{
    struct pair_reading r = {.arena = arena, .err = err};
    int64_t step, start, end;
    if (!json_read_object(raw, arena, &r.object, err) || !read_place(&r, "step", (int64_t)pair->steps_count, &step) ||
        !read_place(&r, "start", INT32_MAX, &start) || !read_place(&r, "end", INT32_MAX, &end) ||
        !read_text(&r, "was", &out->was) || !read_text(&r, "becomes", &out->becomes))
        return false;
    out->step = (size_t)step;
    out->start = (size_t)start;
    out->end = (size_t)end;
    return start <= end || fail(err, EXIT_DATA, "an edit ends before it starts");
}

bool pair_edits(const struct pair *pair, struct arena *arena, struct pair_edit **out, size_t *count, struct error *err)
{
    struct json_member *items = NULL;
    size_t follow_ups = 0;
    *out = NULL;
    *count = 0;
    if (!pair->edit.size)
        return true;
    if (!json_items(pair->follow_ups, arena, &items, &follow_ups))
        return fail(err, EXIT_DATA, "\"follow_ups\" is not a list");
    struct pair_edit *edits = ARENA_ARRAY(arena, struct pair_edit, follow_ups + 1);
    for (size_t i = 0; i <= follow_ups; i++)
        if (!read_edit(pair, i ? items[i - 1].raw : pair->edit, arena, &edits[i], err))
            return false;
    *out = edits;
    *count = follow_ups + 1;
    return true;
}

bool pair_origin(const struct pair *pair, struct arena *arena, int32_t **out, struct error *err)
{
    struct json_member *items;
    size_t count;
    if (!json_items(pair->origin, arena, &items, &count) || count != pair->bad_count)
        return fail(err, EXIT_DATA, "\"origin\" does not name a step for each of the bad_steps");
    int32_t *origin = ARENA_ARRAY(arena, int32_t, count);
    for (size_t i = 0; i < count; i++) {
        int64_t step;
        if (!json_int(items[i].raw, &step) || step < -1 || step >= (int64_t)pair->steps_count)
            return fail(err, EXIT_DATA, "\"origin\" names no step of the solution");
        origin[i] = (int32_t)step;
    }
    *out = origin;
    return true;
}

static const size_t shown[] = {
    offsetof(struct pair, id),          offsetof(struct pair, source),      offsetof(struct pair, problem),
    offsetof(struct pair, injector),    offsetof(struct pair, class),       offsetof(struct pair, principle),
    offsetof(struct pair, explanation), offsetof(struct pair, origin),      offsetof(struct pair, edit),
    offsetof(struct pair, follow_ups),  offsetof(struct pair, certificate),
};

static struct text *text_at(struct pair *pair, size_t i)
{
    return (struct text *)((char *)pair + shown[i]);
}

static size_t bytes_of(const struct text *list, size_t count)
{
    size_t sum = 0;
    for (size_t i = 0; i < count; i++)
        sum += list[i].size + sizeof *list;
    return sum;
}

static void *keep_bytes(char **at, const void *from, size_t size)
{
    char *const kept = *at;
    if (size)
        memcpy(kept, from, size);
    *at += size;
    return kept;
}

static struct text *keep_list(char **at, const struct text *list, size_t count)
{
    return keep_bytes(at, list, count * sizeof *list);
}

static void keep_texts(char **at, struct text *list, size_t count)
{
    for (size_t i = 0; i < count; i++)
        list[i].at = keep_bytes(at, list[i].at, list[i].size);
}

/* Lists first, since they are aligned. */
struct pair *pair_keep(const struct pair *pair)
{
    struct pair from = *pair, copy = {.steps_count = pair->steps_count,
                                      .bad_count = pair->bad_count,
                                      .first_error = pair->first_error,
                                      .source_proof = pair->source_proof};
    size_t size = sizeof copy + bytes_of(pair->steps, pair->steps_count) + bytes_of(pair->bad_steps, pair->bad_count) +
                  pair->bad_count * sizeof *pair->local;
    for (size_t i = 0; i < COUNT(shown); i++)
        size += text_at(&from, i)->size;
    struct pair *out = memory_new(size);
    char *at = (char *)(out + 1);
    struct text *steps = keep_list(&at, pair->steps, pair->steps_count);
    struct text *bad = keep_list(&at, pair->bad_steps, pair->bad_count);
    copy.local = pair->local ? keep_bytes(&at, pair->local, pair->bad_count * sizeof *pair->local) : NULL;
    keep_texts(&at, steps, pair->steps_count);
    keep_texts(&at, bad, pair->bad_count);
    for (size_t i = 0; i < COUNT(shown); i++) {
        *text_at(&copy, i) = *text_at(&from, i);
        keep_texts(&at, text_at(&copy, i), 1);
    }
    copy.steps = steps;
    copy.bad_steps = bad;
    *out = copy;
    return out;
}

static void add_part(struct buffer *out, struct text part)
{
    buffer_add(out, part);
    buffer_char(out, '\0'); /* stands in no text */
}

bool pair_starts_source(struct pair_sources *sources, const struct pair *pair, bool given)
{
    struct buffer *now = &sources->now;
    if (given)
        return !pair->right_elsewhere;
    now->size = 0;
    add_part(now, pair->source);
    add_part(now, pair->source_id);
    add_part(now, pair->problem);
    for (size_t i = 0; i < pair->steps_count; i++)
        add_part(now, pair->steps[i]);
    bool const fresh = !text_equal(buffer_text(now), buffer_text(&sources->last));
    struct buffer const swap = sources->last;
    sources->last = sources->now;
    sources->now = swap;
    return fresh;
}

void pair_sources_free(struct pair_sources *sources)
{
    buffer_free(&sources->last);
    buffer_free(&sources->now);
}
