#include "explain.h"

static bool read_edit(struct explained *r, const struct json_tree *tree)
{
    int64_t step = -1, start = -1, end = -1;
    struct text was = TEXT(""), becomes = TEXT("");
    bool const whole = json_tree_int(json_tree_get(tree, "step"), &step) && json_tree_int(json_tree_get(tree, "start"), &start) &&
                       json_tree_int(json_tree_get(tree, "end"), &end) && json_tree_string(json_tree_get(tree, "was"), &was) &&
                       json_tree_string(json_tree_get(tree, "becomes"), &becomes);
    if (!whole || r->edits_count == EDITS_MAX || step < 0 || (uint64_t)step >= r->pair.steps_count || start < 0 || end < start)
        return false;
    struct text const text = r->pair.steps[step];
    if ((uint64_t)end > text_code_points(text, text.size))
        return false;
    size_t const from = text_byte_of(text, (size_t)start), to = text_byte_of(text, (size_t)end);
    r->edits[r->edits_count++] = (struct edit){(uint32_t)step, (uint32_t)from, (uint32_t)to, becomes};
    return text_equal(text_part(text, from, to), was);
}

static bool read_edits(struct explained *r)
{
    const struct json_tree *follow_ups = json_tree_get(r->tree, "follow_ups");
    bool good = read_edit(r, json_tree_get(r->tree, "edit"));
    r->root_step = good ? r->edits[0].step : 0;
    r->root_start = good ? r->edits[0].start : 0;
    for (size_t i = 0; good && i < json_tree_size(follow_ups); i++)
        good = read_edit(r, json_tree_at(follow_ups, i));
    edits_sort(r->edits, r->edits_count);
    for (size_t i = 1; good && i < r->edits_count; i++)
        good = r->edits[i].step > r->edits[i - 1].step || r->edits[i].start >= r->edits[i - 1].end;
    return good;
}

static void read_origin(struct explained *r, struct arena *arena)
{
    const struct json_tree *list = json_tree_get(r->tree, "origin");
    size_t *origin = ARENA_ARRAY(arena, size_t, r->pair.bad_count);
    r->fits = read_edits(r);
    if (!r->fits)
        r->edits_count = 0;
    const struct text *made = edits_apply(r->pair.steps, r->pair.steps_count, r->edits, r->edits_count, arena);
    for (size_t k = 0; k < r->pair.bad_count; k++) {
        int64_t from = -1;
        json_tree_int(json_tree_at(list, k), &from);
        bool const named = from >= 0 && (uint64_t)from < r->pair.steps_count;
        origin[k] = named && text_equal(made[from], r->pair.bad_steps[k]) ? (size_t)from : r->pair.steps_count;
        r->fits = r->fits && origin[k] < r->pair.steps_count;
    }
    r->origin = origin;
}

bool explain_read(struct text line, const struct verifiers *verifiers, struct arena *arena, struct explained *out,
                  struct error *err)
{
    *out = (struct explained){0};
    if (!pair_read(line, arena, &out->pair, err) || !json_tree_parse(line, arena, &out->tree, err))
        return false;
    const struct pair *p = &out->pair;
    read_origin(out, arena);
    return verify_solution(verifiers, p->problem, p->steps, p->steps_count, p->answer, arena, &out->right, err) &&
           verify_again(verifiers, &out->right, p->bad_steps, p->bad_count, arena, &out->bad, err);
}
