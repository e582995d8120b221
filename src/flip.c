#include "flip.h"

const char *const flip_names[FLIP_KINDS] = {"verdict", "value", "gone", "new", "use"};

static void align_origin(const struct pair *pair, const int32_t *origin, int32_t *const of[2])
{
    for (size_t k = 0; k < pair->bad_count; k++)
        if (origin[k] >= 0) {
            of[SIDE_FAULTY][k] = origin[k];
            of[SIDE_RIGHT][origin[k]] = (int32_t)k;
        }
}

static void align_pair(int32_t *const of[2], size_t right, size_t faulty)
{
    of[SIDE_RIGHT][right] = (int32_t)faulty;
    of[SIDE_FAULTY][faulty] = (int32_t)right;
}

static void align_places(const struct pair *pair, int32_t *const of[2])
{
    size_t const n = pair->steps_count, m = pair->bad_count;
    size_t front = 0, back = 0;
    while (front < n && front < m && (n == m || text_equal(pair->steps[front], pair->bad_steps[front]))) {
        align_pair(of, front, front);
        front++;
    }
    while (front + back < n && front + back < m && text_equal(pair->steps[n - 1 - back], pair->bad_steps[m - 1 - back])) {
        align_pair(of, n - 1 - back, m - 1 - back);
        back++;
    }
}

struct flip_sides flip_align(const struct pair *pair, const struct subject on[2], struct arena *arena)
{
    struct flip_sides sides = {.pair = pair, .on = on, .end = pair->steps_count};
    int32_t *origin;
    struct error unfit;
    sides.counterpart[SIDE_RIGHT] = ARENA_ARRAY(arena, int32_t, pair->steps_count + 1);
    sides.counterpart[SIDE_FAULTY] = ARENA_ARRAY(arena, int32_t, pair->bad_count + 1);
    for (size_t i = 0; i < pair->steps_count; i++)
        sides.counterpart[SIDE_RIGHT][i] = -1;
    for (size_t i = 0; i < pair->bad_count; i++)
        sides.counterpart[SIDE_FAULTY][i] = -1;
    if (pair->origin.size && pair_origin(pair, arena, &origin, &unfit))
        align_origin(pair, origin, sides.counterpart);
    else
        align_places(pair, sides.counterpart);
    int32_t const last = pair->bad_count ? sides.counterpart[SIDE_FAULTY][pair->bad_count - 1] : -1;
    if (text_equal(pair->mode, TEXT("truncated")) && last >= 0)
        sides.end = (size_t)last + 1;
    return sides;
}

struct said {
    struct text text;
    uint8_t truth;
};

struct sayings {
    struct said *items;
    size_t count;
};

static struct sayings sayings_of(const struct subject *s, int32_t index, struct arena *arena)
{
    struct sayings out = {0};
    if (index < 0)
        return out;
    const struct step *step = &s->steps[index];
    struct subject_walk walk = {0};
    const struct claim *claim;
    const struct link *link;
    out.items = ARENA_ARRAY(arena, struct said, step->claims + step->links_count + 1);
    while (subject_next(s, step, &walk, &claim, &link))
        out.items[out.count++] = claim ? (struct said){subject_claim_text(s, claim), claim->truth}
                                       : (struct said){text_part(step->text, link->start, link->end), link->truth};
    return out;
}

struct flips {
    struct flip *items;
    size_t count;
};

static void add(struct flips *flips, enum flip_kind kind, int32_t right, const struct said *a, int32_t faulty,
                const struct said *b)
{
    flips->items[flips->count++] = (struct flip){
        .kind = (uint8_t)kind,
        .constraint = -1,
        .step = {right, faulty},
        .text = {a ? a->text : TEXT(""), b ? b->text : TEXT("")},
        .says = {a ? truth_name((enum truth)a->truth) : "", b ? truth_name((enum truth)b->truth) : ""},
    };
}

/* White space apart. */
static bool same_words(const struct said *a, const struct said *b)
{
    size_t i = 0, k = 0;
    while (true) {
        while (i < a->text.size && is_space(a->text.at[i]))
            i++;
        while (k < b->text.size && is_space(b->text.at[k]))
            k++;
        if (i == a->text.size || k == b->text.size || a->text.at[i] != b->text.at[k])
            return i == a->text.size && k == b->text.size;
        i++;
        k++;
    }
}

static void compare_said(struct flips *flips, int32_t right, const struct said *a, int32_t faulty, const struct said *b)
{
    if (a->truth != b->truth)
        add(flips, FLIP_VERDICT, right, a, faulty, b);
    else if (!same_words(a, b))
        add(flips, FLIP_VALUE, right, a, faulty, b);
}

/* What stands first on both sides, or last, in the same words, belongs together; then what is left, one by one, if it is as much. */
static void compare_steps(struct flips *flips, const struct flip_sides *sides, int32_t right, int32_t faulty, struct arena *arena)
{
    struct sayings const a = sayings_of(&sides->on[SIDE_RIGHT], right, arena);
    struct sayings const b = sayings_of(&sides->on[SIDE_FAULTY], faulty, arena);
    size_t front = 0, back = 0, least = MIN(a.count, b.count);
    while (front < least && same_words(&a.items[front], &b.items[front]))
        front++;
    while (front + back < least && same_words(&a.items[a.count - 1 - back], &b.items[b.count - 1 - back]))
        back++;
    size_t const paired = a.count == b.count ? least - back : front;
    for (size_t i = 0; i < paired; i++)
        compare_said(flips, right, &a.items[i], faulty, &b.items[i]);
    for (size_t i = paired; i < a.count - back; i++)
        add(flips, FLIP_GONE, right, &a.items[i], -1, NULL);
    for (size_t i = paired; i < b.count - back; i++)
        add(flips, FLIP_NEW, -1, NULL, faulty, &b.items[i]);
    for (size_t i = 1; i <= back; i++)
        compare_said(flips, right, &a.items[a.count - i], faulty, &b.items[b.count - i]);
}

static void compare_claims(struct flips *flips, const struct flip_sides *sides, struct arena *arena)
{
    bool const record = sides->pair->origin.size > 0;
    for (size_t i = 0; i < sides->end; i++) {
        int32_t const other = sides->counterpart[SIDE_RIGHT][i];
        if (other >= 0 || record)
            compare_steps(flips, sides, (int32_t)i, other, arena);
    }
    for (size_t k = 0; record && k < sides->pair->bad_count; k++)
        if (sides->counterpart[SIDE_FAULTY][k] < 0)
            compare_steps(flips, sides, -1, (int32_t)k, arena);
}

/* The first step, below `end`, that surely uses it; -1: none does, not even perhaps; -2: that cannot be told. */
static int32_t used_by(const struct constraint_use *uses, size_t count, size_t constraint, size_t end)
{
    int32_t found = -1;
    for (size_t i = 0; i < count; i++)
        if (uses[i].constraint == constraint && uses[i].step < end) {
            if (uses[i].certain)
                return (int32_t)uses[i].step;
            found = -2;
        }
    return found;
}

static void compare_use(struct flips *flips, const struct subject *on, const struct constraint *c, size_t index, int32_t right,
                        int32_t faulty)
{
    struct text const text = text_part(on->problem, c->start, c->end);
    if (right < -1 || faulty < -1 || (right >= 0) == (faulty >= 0))
        return;
    flips->items[flips->count++] = (struct flip){
        .kind = FLIP_USE,
        .constraint = (int32_t)index,
        .step = {right, faulty},
        .text = {text, text},
        .says = {right >= 0 ? "used" : "unused", faulty >= 0 ? "used" : "unused"},
    };
}

static size_t said_in(const struct subject *s)
{
    size_t count = s->claims_count;
    for (size_t i = 0; i < s->steps_count; i++)
        count += s->steps[i].links_count;
    return count;
}

size_t flips_read(const struct flip_sides *sides, const struct constraint *all, size_t count,
                  const struct constraint_use *const uses[2], const size_t uses_count[2], struct arena *arena, struct flip **out)
{
    size_t const most = said_in(&sides->on[SIDE_RIGHT]) + said_in(&sides->on[SIDE_FAULTY]) + count;
    struct flips flips = {ARENA_ARRAY(arena, struct flip, most + 1), 0};
    compare_claims(&flips, sides, arena);
    for (size_t i = 0; i < count; i++)
        compare_use(&flips, &sides->on[SIDE_RIGHT], &all[i], i, used_by(uses[SIDE_RIGHT], uses_count[SIDE_RIGHT], i, sides->end),
                    used_by(uses[SIDE_FAULTY], uses_count[SIDE_FAULTY], i, SIZE_MAX));
    *out = flips.items;
    return flips.count;
}
