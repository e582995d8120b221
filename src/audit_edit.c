#include "audit_parts.h"

static bool hex_is(struct text hex, const char full[HASH_HEX_SIZE])
{
    return text_equal(hex, (struct text){full, AUDIT_HEX});
}

static void add_all(struct hash *hash, const struct audit_texts *texts)
{
    for (size_t i = 0; i < texts->count; i++) {
        hash_add(hash, texts->at[i]);
        hash_add(hash, TEXT("\0"));
    }
}

static void check_id(struct audit *a)
{
    struct audited const *r = &a->r;
    char hex[HASH_HEX_SIZE];
    size_t const at = (size_t)(r->id_raw.at - a->line.at);
    hash_begin(a->hash);
    hash_add(a->hash, text_part(a->line, 0, at));
    hash_add(a->hash, TEXT("\"\""));
    hash_add(a->hash, text_part(a->line, at + r->id_raw.size, a->line.size));
    hash_end(a->hash, hex);
    size_t const name = r->injector.size;
    bool const named = text_starts(r->id, r->injector) && r->id.size == name + 1 + AUDIT_HEX && r->id.at[name] == '-';
    if (!named)
        audit_note(a, "the id is not made of the injector and a hash", "\"%.*s\"", AUDIT_QUOTE(r->id));
    else if (!hex_is(text_part(r->id, name + 1, r->id.size), hex))
        audit_note(a, "the seal is broken: the id is not the hash of the record", "it would be %.*s-%.24s",
                   AUDIT_QUOTE(r->injector), hex);
}

/* Of the problem alone, or of both twins, the lesser first. */
static void check_group(struct audit *a)
{
    struct audited const *r = &a->r;
    bool const twins = r->twin.size > 0, first = text_order(r->problem, r->twin) < 0;
    char hex[HASH_HEX_SIZE];
    hash_begin(a->hash);
    hash_add(a->hash, !twins || first ? r->problem : r->twin);
    if (twins) {
        hash_add(a->hash, TEXT("\0"));
        hash_add(a->hash, first ? r->twin : r->problem);
    }
    hash_end(a->hash, hex);
    if (!hex_is(r->group_id, hex))
        audit_note(a, "group_id is not that of the problem and its twin", "it would be %.24s", hex);
    if (twins && text_equal(r->twin, r->problem))
        audit_note(a, "the twin is the problem itself", "%s", "");
}

void audit_seal(struct audit *a)
{
    struct audited const *r = &a->r;
    char hex[HASH_HEX_SIZE];
    check_id(a);
    hash_begin(a->hash);
    hash_add(a->hash, r->problem);
    hash_end(a->hash, hex);
    if (!hex_is(r->problem_id, hex))
        audit_note(a, "problem_id is not the hash of the problem", "it would be %.24s", hex);
    check_group(a);
    hash_begin(a->hash);
    hash_add(a->hash, r->problem);
    hash_add(a->hash, TEXT("\0"));
    add_all(a->hash, &r->steps);
    hash_add(a->hash, TEXT("\0"));
    add_all(a->hash, &r->bad_steps);
    hash_end(a->hash, hex);
    if (!hex_is(r->pair_id, hex))
        audit_note(a, "pair_id is not the hash of the problem and the two solutions", "it would be %.24s", hex);
    if (!text_starts(r->tool, TEXT("misstep ")) || r->tool.size == strlen("misstep "))
        audit_note(a, "tool does not name a version of misstep", "\"%.*s\"", AUDIT_QUOTE(r->tool));
    for (size_t i = 0; i < r->gaps.count; i++)
        if (text_trim(r->gaps.at[i]).size)
            audit_note(a, "a gap between steps holds more than white space", "gap %zu", i);
}

static bool before(const struct audit_edit *x, const struct audit_edit *y)
{
    return x->step < y->step || (x->step == y->step && x->start < y->start);
}

/* The follow-ups come in order; the edit, first so far, moves to its place among them. */
static bool order_edits(struct audit *a)
{
    struct audit_edit *edits = a->r.edits;
    struct audit_edit const edit = edits[0];
    size_t place = 0;
    for (; place + 1 < a->r.edits_count && before(&edits[place + 1], &edit); place++)
        edits[place] = edits[place + 1];
    edits[place] = edit;
    a->r.root = place;
    for (size_t i = 1; i < a->r.edits_count; i++)
        if (before(&edits[i], &edits[i - 1]) || (edits[i].step == edits[i - 1].step && edits[i].start < edits[i - 1].end)) {
            audit_note(a, "the follow-ups overlap, or are out of order", "step %lld, start %lld", (long long)edits[i].step,
                       (long long)edits[i].start);
            return false;
        }
    return true;
}

/* A place in a text that only moves forwards, known in bytes and in code points. */
struct cursor {
    struct text text;
    size_t byte;
    int64_t point;
};

static bool advance(struct cursor *c, int64_t point)
{
    while (c->point < point) {
        if (c->byte == c->text.size)
            return false;
        do
            c->byte++;
        while (c->byte < c->text.size && ((unsigned char)c->text.at[c->byte] & 0xC0) == 0x80);
        c->point++;
    }
    return true;
}

static bool find_bytes(struct audit *a)
{
    struct cursor cursor = {0};
    for (size_t i = 0; i < a->r.edits_count; i++) {
        struct audit_edit *e = &a->r.edits[i];
        if (e->step >= (int64_t)a->r.steps.count) {
            audit_note(a, "an edit lies outside the source", "step %lld", (long long)e->step);
            return false;
        }
        if (i == 0 || e->step != e[-1].step)
            cursor = (struct cursor){.text = a->r.steps.at[e->step]};
        bool good = e->start <= e->end && advance(&cursor, e->start);
        e->from = cursor.byte;
        good = good && advance(&cursor, e->end);
        e->to = cursor.byte;
        if (!good || !text_equal(text_part(cursor.text, e->from, e->to), e->was)) {
            audit_note(a, "the source does not have what an edit replaces", "step %lld, %lld to %lld, \"%.*s\"",
                       (long long)e->step, (long long)e->start, (long long)e->end, AUDIT_QUOTE(e->was));
            return false;
        }
    }
    return true;
}

static bool cuts_number(struct text text, size_t at)
{
    bool const digit_before = at > 0 && is_digit(text.at[at - 1]), digit_behind = at < text.size && is_digit(text.at[at]);
    bool const mark_before = at > 1 && strchr(".,", text.at[at - 1]) && is_digit(text.at[at - 2]);
    bool const mark_behind = at + 1 < text.size && strchr(".,", text.at[at]) && is_digit(text.at[at + 1]);
    return (digit_before && (digit_behind || mark_behind)) || (mark_before && digit_behind);
}

/* \frac12: the 1 is a number of its own. */
static bool is_number(struct audit *a, const struct audit_edit *e)
{
    struct audit_number *numbers;
    size_t const count = audit_numbers(a->r.steps.at[e->step], a->arena, &numbers);
    for (size_t i = 0; i < count; i++)
        if (numbers[i].start == e->from && numbers[i].end == e->to)
            return true;
    return false;
}

static void check_edit(struct audit *a, const struct audit_edit *e)
{
    struct text const step = a->r.steps.at[e->step];
    if (text_equal(e->was, e->becomes))
        audit_note(a, "an edit changes nothing", "step %lld, start %lld", (long long)e->step, (long long)e->start);
    if ((cuts_number(step, e->from) || cuts_number(step, e->to)) && !is_number(a, e))
        audit_note(a, "an edit cuts a number in two", "step %lld, \"%.*s\"", (long long)e->step, AUDIT_QUOTE(e->was));
}

/* One step with its edits, edits[*next] the first of them or of a later step. */
static struct text apply(struct audit *a, size_t step, size_t *next)
{
    struct text const source = a->r.steps.at[step];
    struct audit_edit *edits = a->r.edits;
    size_t const first = *next;
    size_t size = source.size;
    while (*next < a->r.edits_count && edits[*next].step == (int64_t)step) {
        size += edits[*next].becomes.size;
        ++*next;
    }
    if (first == *next)
        return source;
    char *out = arena_alloc(a->arena, size);
    size_t done = 0, end = 0;
    for (size_t i = first; i <= *next; i++) {
        size_t const stop = i < *next ? edits[i].from : source.size;
        memcpy(out + end, source.at + done, stop - done);
        end += stop - done;
        if (i == *next)
            break;
        edits[i].now = end;
        if (edits[i].becomes.size)
            memcpy(out + end, edits[i].becomes.at, edits[i].becomes.size);
        end += edits[i].becomes.size;
        done = edits[i].to;
    }
    return (struct text){out, end};
}

/* Each step of the source at most once, in order; none left out but at the end, or by a structural error. */
static bool check_origin(struct audit *a)
{
    struct audited *r = &a->r;
    bool const structural = audit_is(r->class, "structural");
    int64_t last = -1;
    bool found = false;
    for (size_t i = 0; i < r->origin.count; i++) {
        int64_t const from = r->origin.at[i];
        if (from <= last || from >= (int64_t)r->steps.count || (!structural && from != (int64_t)i)) {
            audit_note(a, "origin does not lead the bad steps back to the source's steps", "bad step %zu", i);
            return false;
        }
        last = from;
        if (from == r->edits[r->root].step) {
            r->bad_root = i;
            found = true;
        }
    }
    if (!found || r->edits[r->edits_count - 1].step > last)
        audit_note(a, "an edit lies in a step that the bad solution does not have", "%s", "");
    return found;
}

int64_t audit_bad_step(const struct audited *r, int64_t step)
{
    for (size_t i = 0; i < r->origin.count; i++)
        if (r->origin.at[i] == step)
            return (int64_t)i;
    return -1;
}

static bool check_rebuilt(struct audit *a)
{
    struct audited *r = &a->r;
    for (size_t i = 0; i < r->bad_steps.count; i++)
        if (!text_equal(r->bad_steps.at[i], r->edited[r->origin.at[i]])) {
            audit_note(a, "edit and follow-ups do not turn the source into the bad steps", "bad step %zu", i);
            return false;
        }
    return true;
}

bool audit_edits(struct audit *a)
{
    struct audited *r = &a->r;
    if (!order_edits(a) || !find_bytes(a))
        return false;
    for (size_t i = 0; i < r->edits_count; i++)
        check_edit(a, &r->edits[i]);
    size_t next = 0;
    r->edited = ARENA_ARRAY(a->arena, struct text, r->steps.count);
    for (size_t step = 0; step < r->steps.count; step++)
        r->edited[step] = apply(a, step, &next);
    return check_origin(a) && check_rebuilt(a);
}

static int64_t total_length(const struct audit_texts *texts)
{
    size_t total = 0;
    for (size_t i = 0; i < texts->count; i++)
        total += text_code_points(texts->at[i], texts->at[i].size);
    return (int64_t)total;
}

static int64_t ten_thousandths(struct text raw)
{
    int64_t number = 0;
    for (size_t i = 0; i < raw.size; i++)
        if (is_digit(raw.at[i]))
            number = number * 10 + (raw.at[i] - '0');
    return number;
}

static void check_distance(struct audit *a)
{
    struct audited const *r = &a->r;
    struct text const x = r->steps.at[r->edits[r->root].step], y = r->bad_steps.at[r->bad_root];
    size_t const n = text_code_points(x, x.size), m = text_code_points(y, y.size), longer = MAX(MAX(n, m), (size_t)1);
    int64_t const said = ten_thousandths(r->edit_distance_raw);
    if (longer > AUDIT_DISTANCE_MAX) {
        if (said > 10000)
            audit_note(a, "edit_distance is not the distance of the two steps", "%.*s", AUDIT_QUOTE(r->edit_distance_raw));
        return;
    }
    size_t const distance = text_distance(x, y, AUDIT_DISTANCE_MAX, a->arena);
    if (said != (int64_t)((distance * 20000 / longer + 1) / 2)) /* rounded half up */
        audit_note(a, "edit_distance is not the distance of the two steps", "%.*s, but %zu of %zu characters",
                   AUDIT_QUOTE(r->edit_distance_raw), distance, longer);
}

void audit_measures(struct audit *a)
{
    struct audited const *r = &a->r;
    int64_t const delta = total_length(&r->bad_steps) - total_length(&r->steps);
    if (r->length_delta != delta)
        audit_note(a, "length_delta is not the difference of the lengths", "%lld, not %lld", (long long)r->length_delta,
                   (long long)delta);
    check_distance(a);
}
