#include "shortcuts.h"

#include "bayes.h"
#include "hash.h"
#include "numerals.h"
#include "rank.h"

#include <stdlib.h>

enum side { RIGHT, FAULTY, SIDES };

/* One row, as far as it is measured. */
struct specimen {
    uint32_t kind;
    unsigned char fold;
    bool twin;
    uint64_t group, topic; /* hashes of the group and of its problem; group 0: none */
    struct text step[SIDES], whole[SIDES], problem[SIDES];
    size_t novel[SIDES];
};

struct shortcuts {
    struct shortcuts_report report;
    struct arena kept, latest_kept;
    size_t sample, kept_bytes;
    struct specimen *specimens;
    size_t count, room;
    struct contrast latest; /* right solution that stood alone */
    bool latest_used;
};

struct shortcuts *shortcuts_new(size_t sample)
{
    struct shortcuts *s = memory_new(sizeof *s);
    *s = (struct shortcuts){.sample = sample};
    s->report.all.name = TEXT("(all)");
    return s;
}

void shortcuts_free(struct shortcuts *s)
{
    if (!s)
        return;
    arena_free(&s->kept);
    arena_free(&s->latest_kept);
    free(s->specimens);
    free(s);
}

static uint64_t hash_of(struct text text)
{
    unsigned char md5[16];
    uint64_t out = 0;
    hash_md5(text, md5);
    for (size_t i = 0; i < sizeof out; i++)
        out = out << 8 | md5[i];
    return out;
}

/* MD5, taken as one big number, modulo 5: 256 is 1 modulo 5. */
static unsigned char fold_of(struct text id)
{
    unsigned char md5[16];
    unsigned sum = 0;
    hash_md5(id, md5);
    for (size_t i = 0; i < sizeof md5; i++)
        sum += md5[i];
    return (unsigned char)(sum % BAYES_FOLDS);
}

static uint32_t kind_of(struct shortcuts *s, const struct contrast *row)
{
    struct shortcuts_report *r = &s->report;
    struct text const name = row->kind.size ? row->kind : TEXT("(unnamed)");
    for (uint32_t i = 0; i < r->kinds_count; i++)
        if (text_equal(r->kinds[i].name, name))
            return i;
    if (r->kinds_count == SHORTCUTS_KINDS_MAX)
        return SHORTCUTS_KINDS_MAX - 1;
    bool const last = r->kinds_count == SHORTCUTS_KINDS_MAX - 1;
    r->kinds[r->kinds_count] = (struct shortcuts_kind){.name = last ? TEXT("(others)") : text_copy(&s->kept, name),
                                                       .class = text_copy(&s->kept, row->class)};
    return (uint32_t)r->kinds_count++;
}

static struct text keep(struct shortcuts *s, struct text text)
{
    s->kept_bytes += text.size;
    return text_copy(&s->kept, text);
}

static struct text keep_whole(struct shortcuts *s, const struct text *steps, size_t count)
{
    size_t size = 0, at = 0;
    for (size_t i = 0; i < count; i++)
        size += steps[i].size + 1;
    char *whole = arena_alloc(&s->kept, size + 1);
    for (size_t i = 0; i < count; i++) {
        if (i)
            whole[at++] = '\n';
        memcpy(whole + at, steps[i].at, steps[i].size);
        at += steps[i].size;
    }
    s->kept_bytes += at;
    return (struct text){whole, at};
}

static size_t novel(struct text problem, const struct text *before, size_t count, struct text step, struct arena *arena)
{
    struct numerals known = {0};
    numerals_add(&known, problem, arena);
    for (size_t i = 0; i < count; i++)
        numerals_add(&known, before[i], arena);
    return numerals_novel(&known, step, arena);
}

static struct specimen *next_specimen(struct shortcuts *s)
{
    if (s->count == s->room) {
        s->room = MAX(s->room * 2, 1024u);
        s->specimens = memory_grow(s->specimens, s->room * sizeof *s->specimens);
    }
    struct specimen *out = &s->specimens[s->count++];
    memset(out, 0, sizeof *out);
    return out;
}

/* The right solution comes from `right`: the row itself, or another one; `o` is the step of it that is compared. */
static void take(struct shortcuts *s, const struct contrast *row, const struct contrast *right, size_t o, uint32_t kind,
                 struct arena *arena)
{
    struct specimen *new = next_specimen(s);
    size_t const k = (size_t)row->first_error;
    const struct text *before = row == right ? right->right : row->faulty;
    new->kind = kind;
    new->fold = fold_of(row->source_id.size ? row->source_id : row->problem);
    new->group = row->group_id.size ? hash_of(row->group_id) : 0;
    new->topic = hash_of(row->problem);
    new->step[RIGHT] = keep(s, right->right[o]);
    new->step[FAULTY] = keep(s, row->faulty[k]);
    new->whole[RIGHT] = keep_whole(s, right->right, right->right_count);
    new->whole[FAULTY] = keep_whole(s, row->faulty, row->faulty_count);
    new->problem[FAULTY] = keep(s, row->problem);
    new->problem[RIGHT] = text_equal(right->problem, row->problem) ? new->problem[FAULTY] : keep(s, right->problem);
    new->novel[RIGHT] = novel(right->problem, right->right, o, right->right[o], arena);
    new->novel[FAULTY] = novel(row->problem, before, row == right ? o : k, row->faulty[k], arena);
}

static void remember(struct shortcuts *s, const struct contrast *row)
{
    arena_reset(&s->latest_kept);
    struct text *steps = ARENA_ARRAY(&s->latest_kept, struct text, row->right_count);
    for (size_t i = 0; i < row->right_count; i++)
        steps[i] = text_copy(&s->latest_kept, row->right[i]);
    s->latest =
        (struct contrast){.problem = text_copy(&s->latest_kept, row->problem), .right = steps, .right_count = row->right_count};
    s->latest_used = false;
}

static void add_faulty(struct shortcuts *s, const struct contrast *row, struct arena *arena)
{
    size_t const k = (size_t)row->first_error;
    uint32_t const kind = kind_of(s, row);
    struct shortcuts_kind *of = &s->report.kinds[kind];
    of->rows++;
    s->report.all.rows++;
    positions_count(&s->report.positions, k, row->right_count ? row->right_count : row->faulty_count);
    const struct contrast *right = row;
    size_t o = (size_t)row->counterpart;
    if (!row->right_count && k < s->latest.right_count && (!s->latest_used || text_equal(s->latest.problem, row->problem))) {
        right = &s->latest;
        o = k;
        s->latest_used = true;
    } else if (row->counterpart < 0) {
        s->report.alone++;
        return;
    }
    if (of->measured == s->sample || s->kept_bytes >= SHORTCUTS_BYTES_MAX)
        return;
    of->measured++;
    take(s, row, right, o, kind, arena);
}

void shortcuts_add(struct shortcuts *s, const struct contrast *row, struct arena *arena)
{
    s->report.rows++;
    if (row->faulty_count && row->first_error >= 0) {
        add_faulty(s, row, arena);
    } else if (row->faulty_count) {
        s->report.controls++;
    } else {
        s->report.right++;
        remember(s, row);
    }
}

/* The specimens of a measurement, as texts of one of their parts. */
struct choice {
    const struct specimen **at;
    size_t count;
};

static int32_t told_apart(const struct choice *chosen, size_t part, bool by_group, enum trait_view view)
{
    struct bayes_text *texts = memory_new(2 * chosen->count * sizeof *texts);
    for (size_t i = 0; i < 2 * chosen->count; i++) {
        const struct specimen *x = chosen->at[i / 2];
        const struct text *parts = (const struct text *)((const char *)x + part);
        texts[i] = (struct bayes_text){parts[i % 2], by_group ? (unsigned char)(x->group % BAYES_FOLDS) : x->fold, i % 2};
    }
    int32_t const area = bayes_area(texts, 2 * chosen->count, view);
    free(texts);
    return area;
}

static int32_t ranked(const struct choice *chosen, enum figure figure)
{
    struct ranked *items = memory_new(2 * chosen->count * sizeof *items);
    for (size_t i = 0; i < 2 * chosen->count; i++) {
        const struct specimen *x = chosen->at[i / 2];
        struct text const step = x->step[i % 2];
        size_t const score = figure == FIGURE_NOVELTY ? x->novel[i % 2] : text_code_points(step, step.size);
        items[i] = (struct ranked){(int64_t)score, i % 2};
    }
    int32_t const area = rank_area(items, 2 * chosen->count);
    free(items);
    return area;
}

static void measure_steps(const struct choice *chosen, struct shortcuts_kind *out)
{
    out->measured = chosen->count;
    out->figures[FIGURE_STYLE] = told_apart(chosen, offsetof(struct specimen, step), false, TRAITS_STYLE);
    out->figures[FIGURE_DIGITS] = told_apart(chosen, offsetof(struct specimen, step), false, TRAITS_DIGITS);
    out->figures[FIGURE_LENGTH] = ranked(chosen, FIGURE_LENGTH);
    out->figures[FIGURE_NOVELTY] = ranked(chosen, FIGURE_NOVELTY);
}

static void measure_blind(const struct choice *chosen, bool by_group, struct shortcuts_blind *out)
{
    bool one_problem = true;
    for (size_t i = 0; i < chosen->count; i++)
        one_problem = one_problem && chosen->at[i]->problem[RIGHT].at == chosen->at[i]->problem[FAULTY].at;
    out->measured = chosen->count;
    for (int view = TRAITS_STYLE; view <= TRAITS_DIGITS; view++) {
        out->problem_hidden[view] = told_apart(chosen, offsetof(struct specimen, whole), by_group, (enum trait_view)view);
        out->solution_hidden[view] =
            one_problem ? RANK_HALF : told_apart(chosen, offsetof(struct specimen, problem), by_group, (enum trait_view)view);
    }
}

static int by_group_and_topic(const void *a, const void *b)
{
    const struct specimen *x = *(struct specimen *const *)a, *y = *(struct specimen *const *)b;
    int const groups = (x->group > y->group) - (x->group < y->group);
    return groups ? groups : (x->topic > y->topic) - (x->topic < y->topic);
}

/* Marks all of a group if its first and its last are of different problems. */
static void mark_twins(struct shortcuts *s)
{
    struct specimen **sorted = memory_new((s->count + 1) * sizeof *sorted);
    for (size_t i = 0; i < s->count; i++)
        sorted[i] = &s->specimens[i];
    qsort(sorted, s->count, sizeof *sorted, by_group_and_topic);
    for (size_t i = 0, end; i < s->count; i = end) {
        for (end = i + 1; end < s->count && sorted[end]->group == sorted[i]->group;)
            end++;
        bool const twins = sorted[i]->group && sorted[i]->topic != sorted[end - 1]->topic;
        for (size_t k = i; k < end; k++)
            sorted[k]->twin = twins;
    }
    free(sorted);
}

static int by_name(const void *a, const void *b)
{
    return text_order(((const struct shortcuts_kind *)a)->name, ((const struct shortcuts_kind *)b)->name);
}

static void choose_kind(const struct shortcuts *s, uint32_t kind, struct choice *out)
{
    out->count = 0;
    for (size_t i = 0; i < s->count; i++)
        if (s->specimens[i].kind == kind)
            out->at[out->count++] = &s->specimens[i];
}

static void choose_first(const struct shortcuts *s, size_t most, bool twins, struct choice *out)
{
    out->count = 0;
    for (size_t i = 0; i < s->count && out->count < most; i++)
        if (s->specimens[i].twin || !twins)
            out->at[out->count++] = &s->specimens[i];
}

void shortcuts_measure(struct shortcuts *s, struct shortcuts_report *out)
{
    struct choice chosen = {memory_new((s->count + 1) * sizeof *chosen.at), 0};
    *out = s->report;
    mark_twins(s);
    for (uint32_t i = 0; i < out->kinds_count; i++) {
        choose_kind(s, i, &chosen);
        measure_steps(&chosen, &out->kinds[i]);
    }
    choose_first(s, s->sample, false, &chosen);
    measure_steps(&chosen, &out->all);
    choose_first(s, SHORTCUTS_WHOLE, false, &chosen);
    measure_blind(&chosen, false, &out->whole);
    choose_first(s, SHORTCUTS_WHOLE, true, &chosen);
    measure_blind(&chosen, true, &out->twins);
    qsort(out->kinds, out->kinds_count, sizeof *out->kinds, by_name);
    free(chosen.at);
}

void natural_add(struct natural *natural, const struct contrast *row, struct arena *arena)
{
    const struct text *steps = row->faulty_count ? row->faulty : row->right;
    size_t const count = !row->faulty_count     ? row->right_count
                         : row->first_error < 0 ? row->faulty_count
                                                : (size_t)row->first_error + 1;
    struct numerals known = {0};
    numerals_add(&known, row->problem, arena);
    for (size_t i = 0; i < count; i++) {
        if (text_find(steps[i], TEXT("="), 0) < steps[i].size) {
            size_t const n = numerals_novel(&known, steps[i], arena);
            natural->steps[row->first_error >= 0 && i + 1 == count][MIN(n, (size_t)NATURAL_MOST - 1)]++;
        }
        numerals_add(&known, steps[i], arena);
    }
}

/* Of counts, not of items: there may be many. */
int32_t natural_area(const struct natural *natural)
{
    uint64_t right = 0, wrong = 0, twice_wins = 0;
    for (size_t i = 0; i < NATURAL_MOST; i++) {
        twice_wins += natural->steps[1][i] * (2 * right + natural->steps[0][i]);
        right += natural->steps[0][i];
        wrong += natural->steps[1][i];
    }
    uint64_t const pairs = right * wrong;
    return pairs ? (int32_t)((twice_wins * (RANK_ONE / 2) + pairs / 2) / pairs) : RANK_HALF;
}
