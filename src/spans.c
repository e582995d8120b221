#include "spans.h"

#include <stdlib.h>

/* What a record says of its two sides. */
struct changes {
    struct pair_edit *edits; /* by step, then by place */
    size_t *of;              /* edits[of[i]] … before edits[of[i + 1]] are those of the right side's step i */
    int32_t *origin;         /* of each faulty step */
    int32_t *became;         /* of each right step its number on the faulty side, -1: it is gone */
};

/* One side, as it is walked along. */
struct walk {
    const struct pair *pair;
    const struct render *how;
    struct arena *arena;
    const struct changes *changes;
    const struct preference *shown;
    bool faulty;
    size_t at; /* code points before the step */
    struct spans *out;
};

static size_t points(struct text text)
{
    return text_code_points(text, text.size);
}

static int by_place(const void *a, const void *b)
{
    const struct pair_edit *x = a, *y = b;
    if (x->step != y->step)
        return x->step < y->step ? -1 : 1;
    return x->start < y->start ? -1 : x->start > y->start;
}

static void sort_edits(const struct pair *pair, size_t count, struct arena *arena, struct changes *made)
{
    qsort(made->edits, count, sizeof *made->edits, by_place);
    made->of = ARENA_ARRAY(arena, size_t, pair->steps_count + 1);
    for (size_t step = 0, at = 0; step <= pair->steps_count; step++) {
        while (at < count && made->edits[at].step < step)
            at++;
        made->of[step] = at;
    }
}

/* Each edit replaces what it says, and none stands over another. */
static bool edits_fit(const struct pair *pair, const struct changes *made, size_t count)
{
    size_t length = 0;
    for (size_t i = 0; i < count; i++) {
        const struct pair_edit *edit = &made->edits[i];
        if (i == 0 || edit[-1].step != edit->step)
            length = points(pair->steps[edit->step]);
        if (edit->end > length || edit->end - edit->start != points(edit->was) ||
            (i && edit[-1].step == edit->step && edit[-1].end > edit->start))
            return false;
    }
    return true;
}

static bool read_changes(const struct pair *pair, struct arena *arena, struct changes *made)
{
    struct error err;
    size_t count;
    if (!pair->edit.size || !pair_edits(pair, arena, &made->edits, &count, &err) ||
        !pair_origin(pair, arena, &made->origin, &err))
        return false;
    sort_edits(pair, count, arena, made);
    made->became = ARENA_ARRAY(arena, int32_t, pair->steps_count);
    memset(made->became, 0xff, pair->steps_count * sizeof *made->became);
    for (size_t i = 0; i < pair->bad_count; i++)
        if (made->origin[i] >= 0)
            made->became[made->origin[i]] = (int32_t)i;
    return edits_fit(pair, made, count);
}

static void add(struct walk *w, size_t start, size_t end)
{
    if (start < end)
        w->out->at[w->out->count++] = (struct span){w->at + start, w->at + end};
}

struct span spans_difference(struct text text, struct text other)
{
    size_t const most = MIN(text.size, other.size);
    size_t start = 0, end = 0;
    while (start < most && text.at[start] == other.at[start])
        start++;
    while (end < most - start && text.at[text.size - 1 - end] == other.at[other.size - 1 - end])
        end++;
    while (start && start < text.size && (text.at[start] & 0xc0) == 0x80) /* not inside a character */
        start--;
    while (end && (text.at[text.size - end] & 0xc0) == 0x80)
        end--;
    return (struct span){text_code_points(text, start), text_code_points(text, text.size - end)};
}

static void add_difference(struct walk *w, struct text text, struct text other)
{
    struct span const span = spans_difference(text, other);
    add(w, span.start, span.end);
}

/* The edits of the right side's step, as they stand on this side. */
static void add_edits(struct walk *w, size_t step)
{
    size_t longer = 0; /* modulo 2^n: may be below 0 in between */
    for (size_t i = w->changes->of[step]; i < w->changes->of[step + 1]; i++) {
        const struct pair_edit *edit = &w->changes->edits[i];
        size_t const becomes = points(edit->becomes), start = edit->start + longer;
        add(w, start, w->faulty ? start + becomes : edit->end);
        if (w->faulty)
            longer += becomes - (edit->end - edit->start);
    }
}

static void add_step(struct walk *w, const struct passage *mine, const struct passage *other, size_t i)
{
    int32_t const twin = w->faulty ? w->changes->origin[i] : w->changes->became[i];
    const struct text *raw = w->faulty ? w->pair->bad_steps : w->pair->steps;
    const struct text *other_raw = w->faulty ? w->pair->steps : w->pair->bad_steps;
    if (twin < 0 || (size_t)twin < other->from || (size_t)twin >= other->to)
        add(w, 0, points(mine->steps[i]));
    else if (text_equal(mine->steps[i], raw[i]) && text_equal(other->steps[twin], other_raw[twin]))
        add_edits(w, w->faulty ? (size_t)twin : i);
    else
        add_difference(w, mine->steps[i], other->steps[twin]);
}

static void walk(struct walk *w)
{
    struct text const nothing = {NULL, 0};
    const struct passage *mine = w->faulty ? &w->shown->faulty : &w->shown->right;
    const struct passage *other = w->faulty ? &w->shown->right : &w->shown->faulty;
    for (size_t i = mine->from; i < mine->to; i++) {
        if (i > mine->from)
            w->at += points(w->how->separator);
        w->at += points(render_step(nothing, i, w->how, w->arena));
        add_step(w, mine, other, i);
        w->at += points(mine->steps[i]);
    }
}

void spans_of(const struct pair *pair, const struct preference *shown, const struct render *how, struct arena *arena,
              struct spans *chosen, struct spans *rejected)
{
    struct changes made = {0};
    bool const known = read_changes(pair, arena, &made);
    size_t const most = known ? pair->steps_count + pair->bad_count + made.of[pair->steps_count] : 1;
    struct walk w = {.pair = pair, .how = how, .arena = arena, .changes = &made, .shown = shown};
    for (int side = 0; side < 2; side++) {
        w.faulty = side == 1;
        w.at = 0;
        w.out = w.faulty ? rejected : chosen;
        *w.out = (struct spans){ARENA_ARRAY(arena, struct span, most), 0};
        if (known)
            walk(&w);
        else
            add_difference(&w, w.faulty ? shown->rejected : shown->chosen, w.faulty ? shown->chosen : shown->rejected);
    }
}
