#include "survey.h"

#include "random.h"

#include <stdio.h>
#include <stdlib.h>

const char *const survey_names[SURVEY_KINDS] = {"pairs", "steps", "preference"};

static const char *const words[SURVEY_KINDS][CHOICES] = {
    {"A", "B", "tie", NULL},
    {"all correct", "has an error", "cannot tell", NULL},
    {"A", "B", "equal", "both bad"},
};

/* A pair that may be shown: those with the smallest chances are. */
struct drawn {
    uint64_t of_problem, of_pair;
    struct buffer line;
};

struct heap {
    struct drawn *at; /* the largest chance first */
    size_t count, room;
};

struct survey {
    uint64_t seed;
    size_t number;
    bool preference;
    struct heap faulty, harmless;
};

const char *choice_word(enum survey_kind kind, enum choice choice)
{
    return choice >= 0 && choice < CHOICES ? words[kind][choice] : NULL;
}

enum choice choice_of(enum survey_kind kind, struct text word)
{
    for (size_t i = 0; i < CHOICES; i++)
        if (words[kind][i] && text_equal(word, text_of(words[kind][i])))
            return (enum choice)i;
    return CHOICE_NONE;
}

struct survey *survey_new(uint64_t seed, size_t number, bool preference)
{
    struct survey *survey = memory_new(sizeof *survey);
    *survey = (struct survey){.seed = seed, .number = number, .preference = preference};
    survey->faulty.room = preference ? number : 2 * number;
    survey->harmless.room = (number + 1) / 2;
    for (size_t i = 0; i < 2; i++) {
        struct heap *heap = i ? &survey->harmless : &survey->faulty;
        heap->at = memory_new((heap->room + 1) * sizeof *heap->at);
        memset(heap->at, 0, (heap->room + 1) * sizeof *heap->at);
    }
    return survey;
}

static void heap_free(struct heap *heap)
{
    for (size_t i = 0; i < heap->room; i++)
        buffer_free(&heap->at[i].line);
    free(heap->at);
}

void survey_free(struct survey *survey)
{
    if (!survey)
        return;
    heap_free(&survey->faulty);
    heap_free(&survey->harmless);
    free(survey);
}

static int by_chance(const void *a, const void *b)
{
    const struct drawn *x = a, *y = b;
    if (x->of_problem != y->of_problem)
        return x->of_problem < y->of_problem ? -1 : 1;
    return (x->of_pair > y->of_pair) - (x->of_pair < y->of_pair);
}

static void swap(struct drawn *a, struct drawn *b)
{
    struct drawn const was = *a;
    *a = *b;
    *b = was;
}

static void rise(struct heap *heap, size_t at)
{
    for (; at && by_chance(&heap->at[at], &heap->at[(at - 1) / 2]) > 0; at = (at - 1) / 2)
        swap(&heap->at[at], &heap->at[(at - 1) / 2]);
}

static void sink(struct heap *heap, size_t at)
{
    for (size_t child = 2 * at + 1; child < heap->count; at = child, child = 2 * at + 1) {
        child += child + 1 < heap->count && by_chance(&heap->at[child + 1], &heap->at[child]) > 0;
        if (by_chance(&heap->at[at], &heap->at[child]) >= 0)
            return;
        swap(&heap->at[at], &heap->at[child]);
    }
}

static void write_pair(const struct pair *pair, struct buffer *out)
{
    struct json_writer w = {.out = out};
    out->size = 0;
    json_open(&w, '{');
    json_member_text(&w, "id", pair->id);
    json_member_text(&w, "problem", pair->problem);
    json_member_text(&w, "injector", pair->injector);
    json_member_text(&w, "class", pair->class);
    json_member_int(&w, "first_error", pair->first_error);
    json_key(&w, "right");
    json_put_texts(&w, pair->steps, pair->steps_count);
    json_key(&w, "faulty");
    json_put_texts(&w, pair->bad_steps, pair->bad_count);
    json_close(&w, '}');
}

/* Keeps the pair if its chance is small enough; of a problem that is kept already, the one with the smaller chance. */
static void keep(struct heap *heap, struct drawn new, const struct pair *pair)
{
    bool const full = heap->count == heap->room;
    if (full && by_chance(&heap->at[0], &new) <= 0)
        return;
    for (size_t i = 0; i < heap->count; i++)
        if (heap->at[i].of_problem == new.of_problem) {
            if (heap->at[i].of_pair <= new.of_pair)
                return;
            heap->at[i].of_pair = new.of_pair;
            write_pair(pair, &heap->at[i].line);
            sink(heap, i);
            return;
        }
    struct drawn *place = &heap->at[full ? 0 : heap->count++];
    new.line = place->line;
    write_pair(pair, &new.line);
    *place = new;
    if (full)
        sink(heap, 0);
    else
        rise(heap, heap->count - 1);
}

static uint64_t chance_of(const struct survey *survey, struct text of, const char *purpose)
{
    struct random random = random_for(survey->seed, of, text_of(purpose));
    return random_next(&random);
}

static bool look_the_same(const struct pair *pair)
{
    if (pair->steps_count != pair->bad_count)
        return false;
    for (size_t i = 0; i < pair->bad_count; i++)
        if (!text_equal(pair->steps[i], pair->bad_steps[i]))
            return false;
    return true;
}

void survey_add(struct survey *survey, const struct pair *pair)
{
    bool const harmless = pair->first_error == FIRST_NONE;
    if (!pair->steps_count || !pair->bad_count || look_the_same(pair) || !pair->problem.size)
        return;
    if (survey->preference ? harmless : pair->first_error == FIRST_UNKNOWN)
        return;
    struct drawn const new = {.of_problem = chance_of(survey, pair->problem, "survey"),
                              .of_pair = chance_of(survey, pair->id, "survey pair")};
    keep(harmless ? &survey->harmless : &survey->faulty, new, pair);
}

static bool strings_at(const struct json_object *object, const char *key, struct arena *arena, const struct text **out,
                       size_t *count)
{
    const struct json_member *member = json_find(object, key);
    struct text *list = NULL;
    bool const good = member && json_strings(member->raw, arena, &list, count);
    *out = list;
    return good;
}

bool survey_text(const struct json_object *object, const char *key, struct arena *arena, struct text *out)
{
    const struct json_member *member = json_find(object, key);
    return member && json_string(member->raw, arena, out);
}

bool survey_first(const struct json_object *object, int32_t *out)
{
    const struct json_member *member = json_find(object, "first_error");
    int64_t number;
    if (!member || !json_int(member->raw, &number) || number < FIRST_UNKNOWN || number >= INT32_MAX)
        return false;
    *out = (int32_t)number;
    return true;
}

/* What write_pair() wrote. */
static bool read_pair(struct text line, struct arena *arena, struct pair *out, struct error *err)
{
    struct json_object object;
    *out = (struct pair){0};
    if (!json_read_object(line, arena, &object, err))
        return false;
    return (survey_text(&object, "id", arena, &out->id) && survey_text(&object, "problem", arena, &out->problem) &&
            survey_text(&object, "injector", arena, &out->injector) && survey_text(&object, "class", arena, &out->class) &&
            survey_first(&object, &out->first_error) && strings_at(&object, "right", arena, &out->steps, &out->steps_count) &&
            strings_at(&object, "faulty", arena, &out->bad_steps, &out->bad_count)) ||
           fail(err, EXIT_SOFTWARE, "a pair that was kept cannot be read");
}

struct deal {
    const struct survey *survey;
    enum survey_kind kind;
    struct arena *arena;
    struct survey_item *items;
    size_t count;
};

static bool deal_item(struct deal *deal, const struct drawn *drawn, bool control, struct error *err)
{
    struct survey_item *item = &deal->items[deal->count];
    struct pair pair;
    if (!read_pair(buffer_text(&drawn->line), deal->arena, &pair, err))
        return false;
    bool const alone = deal->kind == SURVEY_STEPS, swapped = chance_of(deal->survey, pair.id, "survey side") % 2;
    size_t const right = alone || swapped; /* where the right side stands */
    *item = (struct survey_item){.kind = deal->kind,
                                 .pair_id = pair.id,
                                 .problem = pair.problem,
                                 .injector = pair.injector,
                                 .class = pair.class,
                                 .first_error = control ? FIRST_NONE : pair.first_error,
                                 .control = control};
    item->sides[right] = pair.steps;
    item->counts[right] = pair.steps_count;
    item->sides[!right] = pair.bad_steps;
    item->counts[!right] = pair.bad_count;
    item->right = alone ? (control ? CHOICE_CORRECT : CHOICE_ERROR) : control ? CHOICE_TIE : right ? CHOICE_B : CHOICE_A;
    if (alone && control) {
        item->sides[0] = pair.steps;
        item->counts[0] = pair.steps_count;
    }
    deal->count++;
    return true;
}

static void sort(const struct heap *heap, struct arena *arena, struct drawn **out)
{
    *out = ARENA_ARRAY(arena, struct drawn, heap->count + 1);
    for (size_t i = 0; i < heap->count; i++)
        (*out)[i] = heap->at[i];
    qsort(*out, heap->count, sizeof **out, by_chance);
}

/* Of two lists in the same order, those of the first whose problem does not stand in the second. */
static size_t without(struct drawn *list, size_t count, const struct drawn *others, size_t others_count)
{
    size_t kept = 0, at = 0;
    for (size_t i = 0; i < count; i++) {
        while (at < others_count && others[at].of_problem < list[i].of_problem)
            at++;
        if (at == others_count || others[at].of_problem != list[i].of_problem)
            list[kept++] = list[i];
    }
    return kept;
}

/* Chance decides the order, or it would tell which are controls. */
static void shuffle(struct deal *deal, size_t gold)
{
    static const char *const prefixes[] = {"pair", "step", "preference"};
    struct random random = random_for(deal->survey->seed, text_of(survey_names[deal->kind]), TEXT("survey order"));
    for (size_t left = deal->count; left > 1; left--) {
        size_t const other = random_below(&random, left);
        struct survey_item const was = deal->items[left - 1];
        deal->items[left - 1] = deal->items[other];
        deal->items[other] = was;
    }
    for (size_t i = 0; i < deal->count; i++) {
        snprintf(deal->items[i].id, sizeof deal->items[i].id, "%s-%06zu", prefixes[deal->kind], i + 1);
        deal->items[i].gold = i < gold;
    }
}

bool survey_deal(const struct survey *survey, enum survey_kind kind, size_t gold, struct arena *arena, struct survey_item **out,
                 size_t *count, struct error *err)
{
    /* Where problems are few, a quarter of them: as many as pairs get faulty ones, about. */
    size_t const number = survey->number, controls = MIN(survey->harmless.count, survey->faulty.count / 4);
    struct drawn *faulty, *harmless;
    sort(&survey->faulty, arena, &faulty);
    sort(&survey->harmless, arena, &harmless);
    size_t const all = without(faulty, survey->faulty.count, harmless, controls);
    size_t const wanted = number - MIN(controls, number), both = survey->preference ? number : wanted + number;
    size_t const pairs = survey->preference || all >= both ? MIN(wanted, all) : all * wanted / both;
    size_t const from = kind == SURVEY_STEPS ? pairs : 0, to = kind == SURVEY_STEPS ? MIN(all, pairs + number) : pairs;
    struct deal deal = {.survey = survey, .kind = kind, .arena = arena};
    deal.items = ARENA_ARRAY(arena, struct survey_item, to - from + controls + 1);
    for (size_t i = from; i < to; i++)
        if (!deal_item(&deal, &faulty[i], kind == SURVEY_STEPS && (i - from) % 2, err))
            return false;
    for (size_t i = 0; kind == SURVEY_PAIRS && i < controls; i++)
        if (!deal_item(&deal, &harmless[i], true, err))
            return false;
    shuffle(&deal, gold);
    *out = deal.items;
    *count = deal.count;
    return true;
}
