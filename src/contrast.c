#include "contrast.h"

#include "dataset.h"

struct contrast_reading {
    struct json_object object;
    struct splitting how;
    struct arena *arena;
    struct error *err;
};

static const char *const problems[] = {"problem", "question", "prompt", "original_question", NULL};
static const char *const kinds[] = {"injector", "classification", "wrong_type", "error_type", "error_category", NULL};

static const struct json_member *member(const struct contrast_reading *r, const char *key)
{
    return json_find(&r->object, key);
}

static bool steps_of(const struct contrast_reading *r, const char *key, const struct text **out, size_t *count)
{
    const struct json_member *found = member(r, key);
    struct text *steps;
    if (!found || !json_strings(found->raw, r->arena, &steps, count) || *count > DATASET_STEPS_MAX)
        return fail(r->err, EXIT_DATA, "\"%s\" is not a list of at most %d texts", key, DATASET_STEPS_MAX);
    *out = steps;
    return true;
}

static bool int_of(const struct contrast_reading *r, const char *key, int64_t *out)
{
    const struct json_member *found = member(r, key);
    struct text digits;
    bool const good =
        found && (json_int(found->raw, out) || (json_string(found->raw, r->arena, &digits) && json_int(digits, out)));
    return good || fail(r->err, EXIT_DATA, "\"%s\" is not a whole number", key);
}

/* Item `at` of a list of whole numbers, or `otherwise`. */
static int64_t item_of(const struct contrast_reading *r, const char *key, int64_t at, int64_t otherwise)
{
    const struct json_member *found = member(r, key);
    struct json_member *items;
    size_t count;
    int64_t out = otherwise;
    if (found && at >= 0 && json_items(found->raw, r->arena, &items, &count) && (uint64_t)at < count)
        json_int(items[at].raw, &out);
    return out;
}

/* A text, or the content of the last of a list of messages (of the first, if `first`). Others are empty. */
static struct text content(const struct contrast_reading *r, const char *key, bool first)
{
    const struct json_member *found = member(r, key), *inner;
    struct text text = TEXT("");
    struct json_member *items;
    struct json_object message;
    struct error ignored;
    size_t count;
    if (!found || json_string(found->raw, r->arena, &text))
        return text;
    if (json_items(found->raw, r->arena, &items, &count) && count && items[first ? 0 : count - 1].kind == JSON_OBJECT &&
        json_read_object(items[first ? 0 : count - 1].raw, r->arena, &message, &ignored) &&
        (inner = json_find(&message, "content")))
        json_string(inner->raw, r->arena, &text);
    return text;
}

static struct text joined(struct text a, struct text b, struct arena *arena)
{
    char *at = arena_alloc(arena, a.size + b.size + 1);
    if (a.size)
        memcpy(at, a.at, a.size);
    if (b.size)
        memcpy(at + a.size, b.at, b.size);
    return (struct text){at, a.size + b.size};
}

static bool split(const struct contrast_reading *r, const char *key, struct text before, const struct text **steps, size_t *count)
{
    struct text const text = content(r, key, false);
    if (!text_trim(text).size)
        return fail(r->err, EXIT_DATA, "\"%s\" is neither a text nor a list of messages", key);
    struct solution const solution = solution_split(joined(before, text, r->arena), r->how, r->arena);
    *steps = solution.steps;
    *count = solution.count;
    return true;
}

/* The error must stand within the faulty solution. */
static bool place(const struct contrast_reading *r, struct contrast *c, int64_t first_error)
{
    if (first_error < -1 || first_error >= (int64_t)c->faulty_count)
        return fail(r->err, EXIT_DATA, "the first error is %jd, but there are %zu steps", (intmax_t)first_error, c->faulty_count);
    c->first_error = (int32_t)first_error;
    c->counterpart = first_error < (int64_t)c->right_count ? c->first_error : -1;
    return true;
}

static bool read_record(const struct contrast_reading *r, struct contrast *c)
{
    int64_t first_error;
    if (!steps_of(r, "steps", &c->right, &c->right_count) || !steps_of(r, "bad_steps", &c->faulty, &c->faulty_count) ||
        !int_of(r, "first_error", &first_error) || !place(r, c, first_error))
        return false;
    int64_t const from = item_of(r, "origin", first_error, -1);
    c->counterpart = from < (int64_t)c->right_count ? (int32_t)from : -1;
    return true;
}

static bool read_pair_of_lists(const struct contrast_reading *r, struct contrast *c)
{
    bool const raw = member(r, "modified_process");
    int64_t first_error = item_of(r, "error_steps", 0, 0) - 1;
    if (!raw && !member(r, "first_error"))
        return true;
    return steps_of(r, raw ? "original_process" : "original_steps", &c->right, &c->right_count) &&
           steps_of(r, raw ? "modified_process" : "steps", &c->faulty, &c->faulty_count) &&
           (raw || int_of(r, "first_error", &first_error)) && place(r, c, first_error);
}

static bool read_transformed(const struct contrast_reading *r, struct contrast *c)
{
    int64_t wrong_step;
    return split(r, "original_solution", TEXT(""), &c->right, &c->right_count) &&
           split(r, "transformed_solution", TEXT(""), &c->faulty, &c->faulty_count) && int_of(r, "wrong_step", &wrong_step) &&
           place(r, c, wrong_step - 1);
}

static bool read_preference(const struct contrast_reading *r, struct contrast *c)
{
    struct text const reasons = content(r, "initial_reason_steps", false),
                      before = text_part(reasons, text_find(reasons, TEXT("Step "), 0), reasons.size);
    bool const whole = member(r, "full_chosen") && member(r, "full_rejected");
    size_t k = 0;
    if (!split(r, whole ? "full_chosen" : "chosen", before, &c->right, &c->right_count) ||
        !split(r, whole ? "full_rejected" : "rejected", before, &c->faulty, &c->faulty_count))
        return false;
    while (k < MIN(c->right_count, c->faulty_count) && text_equal(c->right[k], c->faulty[k]))
        k++;
    if (k == c->faulty_count)
        return fail(r->err, EXIT_DATA, "no step of the rejected solution differs from the chosen one");
    if (!c->problem.size)
        c->problem = content(r, "chosen", true);
    return place(r, c, (int64_t)k);
}

/* One solution: the faulty one if it has an error, else the right one. */
static bool sort_out(const struct contrast_reading *r, struct contrast *c, int64_t first_error)
{
    if (!place(r, c, first_error))
        return false;
    c->counterpart = -1;
    if (first_error < 0) {
        c->right = c->faulty;
        c->right_count = c->faulty_count;
        c->faulty_count = 0;
    }
    return true;
}

static bool read_stepwise(const struct contrast_reading *r, struct contrast *c)
{
    struct json_member *labels;
    size_t count, k = 0;
    if (!steps_of(r, "completions", &c->faulty, &c->faulty_count))
        return false;
    if (!json_items(member(r, "labels")->raw, r->arena, &labels, &count) || count != c->faulty_count)
        return fail(r->err, EXIT_DATA, "\"labels\" are not as many as \"completions\"");
    while (k < count && labels[k].kind != JSON_FALSE)
        k++;
    return sort_out(r, c, k < count ? (int64_t)k : -1);
}

static bool read_labelled(const struct contrast_reading *r, struct contrast *c)
{
    const char *key = member(r, "first_error") ? "first_error" : "label";
    int64_t first_error;
    if (!member(r, key))
        return true;
    return steps_of(r, "steps", &c->faulty, &c->faulty_count) && int_of(r, key, &first_error) && sort_out(r, c, first_error);
}

static bool read_sides(const struct contrast_reading *r, struct contrast *c)
{
    const struct json_member *first_error = member(r, "first_error");
    if (first_error && first_error->kind == JSON_NULL)
        return true;
    if (member(r, "bad_steps"))
        return read_record(r, c);
    if (member(r, "modified_process") || member(r, "original_steps"))
        return read_pair_of_lists(r, c);
    if (member(r, "transformed_solution"))
        return read_transformed(r, c);
    if (member(r, "chosen"))
        return read_preference(r, c);
    if (member(r, "completions") && member(r, "labels"))
        return read_stepwise(r, c);
    return member(r, "steps") ? read_labelled(r, c)
                              : fail(r->err, EXIT_DATA, "neither a record, nor a pair, nor a solution with labelled steps");
}

bool contrast_read(struct text line, struct splitting how, struct arena *arena, struct contrast *out, struct error *err)
{
    struct contrast_reading r = {.how = how, .arena = arena, .err = err};
    *out = (struct contrast){.first_error = -1, .counterpart = -1};
    if (!json_read_object(line, arena, &r.object, err))
        return false;
    out->source_id = content(&r, "source_id", false);
    out->group_id = content(&r, "group_id", false);
    out->problem = content(&r, dataset_first(&r.object, problems, "problem"), true);
    out->kind = content(&r, dataset_first(&r.object, kinds, "injector"), false);
    out->class = content(&r, "class", false);
    return read_sides(&r, out);
}
