#include "score.h"

#include "random.h"

#include <stdlib.h>

enum { MISSING = -3, SCORES_DIGITS = 6 };

struct answer_given {
    int32_t first_error;   /* MISSING where there is none */
    const int32_t *scores; /* one per step, or NULL */
    bool given;
};

struct held {
    struct score_item item;
    struct answer_given answers[SCORE_FILES];
    uint32_t group; /* number of its group */
};

struct score {
    struct arena arena;
    struct held *items;
    size_t count, room;
    uint32_t *table; /* number of an item + 1, by the hash of its id; 0: free */
    size_t slots;
    uint64_t unknown[SCORE_FILES];
    bool needs_threshold[SCORE_FILES];
    size_t files;
};

const char *const score_lengths[SCORE_LENGTHS] = {"1-2", "3-4", "5-6", "7-9", "10-14", "15+"};
static const size_t length_ends[SCORE_LENGTHS] = {2, 4, 6, 9, 14, SIZE_MAX};

int32_t score_share(uint64_t part, uint64_t whole)
{
    return whole ? (int32_t)((part * SCORE_ONE + whole / 2) / whole) : SCORE_NONE;
}

/* 2 a b / (a + b) with a = found/faulty and b = passed/clean. */
int32_t score_f1(const struct score_sum *s)
{
    if (!s->faulty || !s->clean)
        return SCORE_NONE;
    uint64_t const below = s->found * s->clean + s->passed * s->faulty;
    return below ? score_share(2 * s->found * s->passed, below) : 0;
}

int32_t score_accuracy(const struct score_sum *s)
{
    return score_share(s->found + s->passed, s->faulty + s->clean);
}

struct score *score_new(void)
{
    struct score *score = memory_new(sizeof *score);
    *score = (struct score){0};
    return score;
}

void score_free(struct score *score)
{
    if (!score)
        return;
    arena_free(&score->arena);
    free(score->items);
    free(score->table);
    free(score);
}

static uint64_t hash_of(struct text text)
{
    struct random random = random_for(0, text, TEXT("score"));
    return random_next(&random);
}

/* The slot of the id, or the free one where it belongs. */
static uint32_t *slot_of(const struct score *score, struct text id)
{
    size_t at = (size_t)hash_of(id) & (score->slots - 1);
    while (score->table[at] && !text_equal(score->items[score->table[at] - 1].item.id, id))
        at = (at + 1) & (score->slots - 1);
    return &score->table[at];
}

static void make_room(struct score *score)
{
    if (score->count < score->room)
        return;
    score->room = MAX((size_t)1024, score->room * 2);
    score->items = memory_grow(score->items, score->room * sizeof *score->items);
    score->slots = score->room * 2;
    score->table = memory_grow(score->table, score->slots * sizeof *score->table);
    memset(score->table, 0, score->slots * sizeof *score->table);
    for (size_t i = 0; i < score->count; i++)
        *slot_of(score, score->items[i].item.id) = (uint32_t)i + 1;
}

bool score_add(struct score *score, const struct score_item *item, struct error *err)
{
    if (!item->id.size)
        return fail(err, EXIT_DATA, "a labelled solution without an id");
    if (score->count == SCORE_ITEMS_MAX)
        return fail(err, EXIT_DATA, "more than %d labelled solutions", SCORE_ITEMS_MAX);
    make_room(score);
    uint32_t *slot = slot_of(score, item->id);
    if (*slot)
        return fail(err, EXIT_DATA, "the id \"%.*s\" is labelled twice", (int)MIN(item->id.size, (size_t)80), item->id.at);
    struct held *held = &score->items[score->count];
    *held = (struct held){.item = *item, .answers = {{MISSING, NULL, false}, {MISSING, NULL, false}}};
    held->item.id = text_copy(&score->arena, item->id);
    held->item.group = text_copy(&score->arena, item->group.size ? item->group : item->id);
    held->item.injector = text_copy(&score->arena, item->injector);
    held->item.class = text_copy(&score->arena, item->class);
    *slot = (uint32_t)++score->count;
    return true;
}

/* "0.93", "1", "1e-7" as millionths, rounded down. */
static bool read_score(struct text raw, int32_t *out)
{
    size_t at = 0, places = 0;
    int64_t value = 0, power = 0;
    bool behind_point = false;
    for (; at < raw.size && (is_digit(raw.at[at]) || raw.at[at] == '.'); at++) {
        behind_point |= raw.at[at] == '.';
        if (raw.at[at] == '.' || places == 2 * SCORES_DIGITS)
            continue;
        value = value * 10 + (raw.at[at] - '0');
        places += behind_point;
        if (value > SCORE_UNIT * (int64_t)SCORE_UNIT)
            return false;
    }
    if (at == 0)
        return false;
    if (at < raw.size) {
        bool const down = at + 1 < raw.size && raw.at[at + 1] == '-';
        if ((raw.at[at] | 0x20) != 'e' || !json_int(text_part(raw, at + 2, raw.size), &power) || (!down && power))
            return false;
    }
    for (size_t i = places; i < SCORES_DIGITS; i++)
        value *= 10;
    for (int64_t i = SCORES_DIGITS; i < (int64_t)places + MIN(power, 40); i++)
        value /= 10;
    *out = (int32_t)value;
    return value <= SCORE_UNIT;
}

static bool read_scores(struct score *score, const struct held *held, struct text raw, struct arena *arena, const int32_t **out,
                        struct error *err)
{
    struct json_member *items;
    size_t count;
    if (!json_items(raw, arena, &items, &count) || count != held->item.steps)
        return fail(err, EXIT_DATA, "\"scores\" is not a list of %zu numbers, one for each step", held->item.steps);
    int32_t *scores = ARENA_ARRAY(&score->arena, int32_t, count);
    for (size_t i = 0; i < count; i++)
        if (items[i].kind != JSON_NUMBER || !read_score(items[i].raw, &scores[i]))
            return fail(err, EXIT_DATA, "scores[%zu] is not a number from 0 to 1", i);
    *out = scores;
    return true;
}

static bool read_answer(struct score *score, size_t file, struct held *held, const struct json_object *object,
                        struct arena *arena, struct error *err)
{
    struct answer_given *answer = &held->answers[file];
    const struct json_member *scores = json_find(object, "scores"), *first = json_find(object, "first_error");
    int64_t place = MISSING;
    if (!scores == !first)
        return fail(err, EXIT_DATA, "a prediction has \"first_error\" or \"scores\", one of them");
    if (answer->given)
        return fail(err, EXIT_DATA, "a second prediction for this id");
    if (scores && !read_scores(score, held, scores->raw, arena, &answer->scores, err))
        return false;
    if (first && first->kind != JSON_NULL && (!json_int(first->raw, &place) || place < FIRST_NONE || place > INT32_MAX))
        return fail(err, EXIT_DATA, "\"first_error\" is not a step's number from 0, -1 or null");
    answer->given = true;
    answer->first_error = (int32_t)place;
    score->needs_threshold[file] |= scores != NULL;
    return true;
}

bool score_predict(struct score *score, size_t file, struct text line, struct arena *arena, struct error *err)
{
    struct json_object object;
    struct text id;
    if (!json_read_object(line, arena, &object, err))
        return false;
    const struct json_member *member = json_find(&object, "id");
    if (!member || (!json_string(member->raw, arena, &id) && member->kind != JSON_NUMBER))
        return fail(err, EXIT_DATA, "a prediction without an \"id\"");
    if (member->kind == JSON_NUMBER)
        id = member->raw;
    score->files = MAX(score->files, file + 1);
    uint32_t const slot = score->count ? *slot_of(score, id) : 0;
    if (!slot) {
        score->unknown[file]++;
        return true;
    }
    return read_answer(score, file, &score->items[slot - 1], &object, arena, err);
}

/* What is predicted, given the threshold. */
static int32_t predicted(const struct held *held, size_t file, int32_t threshold)
{
    const struct answer_given *answer = &held->answers[file];
    if (!answer->scores)
        return answer->first_error;
    for (size_t i = 0; i < held->item.steps; i++)
        if (answer->scores[i] < threshold)
            return (int32_t)i;
    return FIRST_NONE;
}

static void count_one(struct score_sum *sum, int32_t first_error, int32_t said)
{
    if (first_error == FIRST_NONE) {
        sum->clean++;
        sum->passed += said == FIRST_NONE;
        return;
    }
    sum->faulty++;
    sum->found += said == first_error;
    sum->near += said >= 0 && abs(said - first_error) <= 1;
    sum->flagged += said >= 0;
}

static struct score_sum *slice_of(struct score_slice *slices, size_t *count, struct text name)
{
    size_t at = 0;
    while (at < *count && !text_equal(slices[at].name, name))
        at++;
    at = MIN(at, (size_t)SCORE_SLICES_MAX - 1);
    if (at == *count) {
        slices[at] = (struct score_slice){.name = at == SCORE_SLICES_MAX - 1 ? TEXT("(others)") : name};
        ++*count;
    }
    return &slices[at].sum;
}

static void count_item(struct score_file *out, const struct held *held, int32_t said)
{
    const struct score_item *item = &held->item;
    size_t length = 0;
    while (item->steps > length_ends[length])
        length++;
    out->missing += said == MISSING;
    count_one(&out->all, item->first_error, said);
    count_one(&out->lengths[length], item->first_error, said);
    if (item->first_error == FIRST_NONE)
        return;
    count_one(&out->places[MIN(item->first_error, SCORE_PLACES - 1)], item->first_error, said);
    if (item->injector.size)
        count_one(slice_of(out->injectors, &out->injectors_count, item->injector), item->first_error, said);
    if (item->class.size)
        count_one(slice_of(out->classes, &out->classes_count, item->class), item->first_error, said);
}

static int by_group(const void *a, const void *b)
{
    const struct held *x = *(const struct held *const *)a, *y = *(const struct held *const *)b;
    int const order = text_order(x->item.group, y->item.group);
    return order ? order : text_order(x->item.id, y->item.id);
}

static int by_name(const void *a, const void *b)
{
    return text_order(((const struct score_slice *)a)->name, ((const struct score_slice *)b)->name);
}

/* Items that are scored or set apart, groups together. */
struct part {
    const struct held **at;
    size_t count;
};

static size_t group_end(const struct part *part, size_t from)
{
    size_t to = from + 1;
    while (to < part->count && text_equal(part->at[to]->item.group, part->at[from]->item.group))
        to++;
    return to;
}

static bool is_development(const struct score_how *how, struct text group)
{
    return (int64_t)(hash_of(group) % 100) < how->development;
}

static void part_items(const struct score *score, const struct score_how *how, bool set_apart, struct part *scored,
                       struct part *development)
{
    *scored = (struct part){memory_new(score->count * sizeof *scored->at), 0};
    *development = (struct part){memory_new(score->count * sizeof *scored->at), 0};
    for (size_t i = 0; i < score->count; i++) {
        const struct held *held = &score->items[i];
        struct part *to = set_apart && is_development(how, held->item.group) ? development : scored;
        if (held->item.first_error != FIRST_UNKNOWN)
            to->at[to->count++] = held;
    }
    if (scored->count)
        qsort(scored->at, scored->count, sizeof *scored->at, by_group);
}

static int32_t f1_at(const struct part *part, size_t file, int32_t threshold)
{
    struct score_sum sum = {0};
    for (size_t i = 0; i < part->count; i++)
        count_one(&sum, part->at[i]->item.first_error, predicted(part->at[i], file, threshold));
    return score_f1(&sum);
}

/* The percentage with the best F1 of the development part; of equal ones that nearest to 50. */
static int32_t best_threshold(const struct part *development, size_t file)
{
    int32_t best = SCORE_UNIT / 2, best_f1 = f1_at(development, file, best);
    for (int32_t away = 1; away < 50; away++)
        for (int32_t side = -1; side <= 1; side += 2) {
            int32_t const threshold = (50 + side * away) * (SCORE_UNIT / 100), f1 = f1_at(development, file, threshold);
            if (f1 > best_f1) {
                best = threshold;
                best_f1 = f1;
            }
        }
    return best;
}

static void count_twins(const struct part *part, size_t file, int32_t threshold, struct score_file *out)
{
    for (size_t from = 0, to; from < part->count; from = to) {
        size_t right = 0, twins = 0, clean = 0;
        to = group_end(part, from);
        for (size_t i = from; i < to; i++) {
            const struct score_item *item = &part->at[i]->item;
            twins += item->first_error >= 0 && text_starts(item->injector, TEXT("twin_"));
            clean += item->first_error == FIRST_NONE;
            right += predicted(part->at[i], file, threshold) == item->first_error;
        }
        bool const crossed = twins == 2 && clean == 2 && to - from == 4;
        out->twins += crossed;
        out->twins_right += crossed && right == 4;
    }
}

static void measure_file(const struct score *score, size_t file, const struct part *part, int32_t threshold,
                         struct score_file *out)
{
    *out = (struct score_file){.threshold = score->needs_threshold[file] ? threshold : SCORE_NONE};
    out->unknown = score->unknown[file];
    for (size_t i = 0; i < part->count; i++)
        count_item(out, part->at[i], predicted(part->at[i], file, threshold));
    count_twins(part, file, threshold, out);
    qsort(out->injectors, out->injectors_count, sizeof *out->injectors, by_name);
    qsort(out->classes, out->classes_count, sizeof *out->classes, by_name);
}

/* What a group adds, for each file. */
struct group_sum {
    struct score_sum files[SCORE_FILES];
};

static struct group_sum *sum_groups(const struct part *part, const struct score_report *report, size_t *count)
{
    struct group_sum *groups = memory_new(part->count * sizeof *groups);
    *count = 0;
    for (size_t from = 0, to; from < part->count; from = to) {
        struct group_sum *group = &groups[(*count)++];
        *group = (struct group_sum){0};
        to = group_end(part, from);
        for (size_t i = from; i < to; i++)
            for (size_t file = 0; file < report->files_count; file++)
                count_one(&group->files[file], part->at[i]->item.first_error,
                          predicted(part->at[i], file, report->files[file].threshold));
    }
    return groups;
}

static void add_sum(struct score_sum *to, const struct score_sum *what)
{
    to->faulty += what->faulty;
    to->found += what->found;
    to->clean += what->clean;
    to->passed += what->passed;
}

static int by_size(const void *a, const void *b)
{
    int32_t const x = *(const int32_t *)a, y = *(const int32_t *)b;
    return (x > y) - (x < y);
}

/* Efron, Bootstrap Methods: Another Look at the Jackknife, 1979; the percentile interval, both files on the same draws. */
static void resample(const struct part *part, const struct score_how *how, struct score_report *out)
{
    size_t const rounds = (size_t)how->rounds;
    size_t groups_count, not_better = 0;
    struct group_sum *groups = sum_groups(part, out, &groups_count);
    int32_t *drawn[SCORE_FILES + 1]; /* the last: the difference */
    struct random random = random_for(how->seed, TEXT("score"), TEXT("resample"));
    for (size_t i = 0; i < COUNT(drawn); i++)
        drawn[i] = memory_new(rounds * sizeof **drawn);
    for (size_t round = 0; round < rounds; round++) {
        struct score_sum sums[SCORE_FILES] = {{0}};
        for (size_t i = 0; i < groups_count; i++) {
            const struct group_sum *group = &groups[random_below(&random, groups_count)];
            for (size_t file = 0; file < out->files_count; file++)
                add_sum(&sums[file], &group->files[file]);
        }
        for (size_t file = 0; file < SCORE_FILES; file++)
            drawn[file][round] = MAX(0, score_f1(&sums[file]));
        drawn[SCORE_FILES][round] = drawn[0][round] - drawn[1][round];
        not_better += drawn[SCORE_FILES][round] <= 0;
    }
    int32_t *const low[] = {&out->low[0], &out->low[1], &out->difference_low};
    int32_t *const high[] = {&out->high[0], &out->high[1], &out->difference_high};
    for (size_t i = 0; i < COUNT(drawn); i++) {
        qsort(drawn[i], rounds, sizeof **drawn, by_size);
        *low[i] = drawn[i][rounds * 25 / 1000];
        *high[i] = drawn[i][rounds - 1 - rounds * 25 / 1000];
        free(drawn[i]);
    }
    out->not_better = score_share(not_better, rounds);
    free(groups);
}

static bool measure(struct score *score, const struct score_how *how, const struct part *scored, const struct part *development,
                    struct score_report *out, struct error *err)
{
    if (!scored->count)
        return fail(err, EXIT_DATA, "no labelled solution is left to score");
    out->solutions = scored->count;
    out->development = development->count;
    out->unplaced = score->count - scored->count - development->count;
    out->files_count = MAX(score->files, (size_t)1);
    for (size_t file = 0; file < out->files_count; file++) {
        int32_t const threshold =
            how->threshold == SCORE_THRESHOLD_UNKNOWN ? best_threshold(development, file) : (int32_t)how->threshold;
        measure_file(score, file, scored, threshold, &out->files[file]);
    }
    if (how->rounds)
        resample(scored, how, out);
    return true;
}

bool score_measure(struct score *score, const struct score_how *how, struct score_report *out, struct error *err)
{
    struct part scored, development;
    bool const set_apart = how->threshold == SCORE_THRESHOLD_UNKNOWN && (score->needs_threshold[0] || score->needs_threshold[1]);
    part_items(score, how, set_apart, &scored, &development);
    *out = (struct score_report){0};
    bool const good = measure(score, how, &scored, &development, out, err);
    free(scored.at);
    free(development.at);
    return good;
}
