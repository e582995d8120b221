#include "ballot.h"

#include "stream.h"

#include <stdlib.h>

static bool take_key(void *context, const struct line *line, struct error *err)
{
    struct ballots *ballots = context;
    if (ballots->items_count == BALLOT_ITEMS)
        return fail(err, EXIT_DATA, "more than %d items", BALLOT_ITEMS);
    struct text const kept = text_copy(&ballots->arena, line->text);
    return survey_key_read(kept, &ballots->arena, &ballots->items[ballots->items_count++], err);
}

static int by_id(const void *a, const void *b)
{
    const struct survey_item *x = a, *y = b;
    return strcmp(x->id, y->id);
}

bool ballots_open(struct ballots *ballots, const char *key, struct error *err)
{
    *ballots = (struct ballots){0};
    ballots->items = memory_new(BALLOT_ITEMS * sizeof *ballots->items);
    if (!stream_each(key, take_key, ballots, NULL, err))
        return false;
    if (!ballots->items_count)
        return fail(err, EXIT_DATA, "%s is empty", key);
    qsort(ballots->items, ballots->items_count, sizeof *ballots->items, by_id);
    for (size_t i = 1; i < ballots->items_count; i++)
        if (by_id(&ballots->items[i - 1], &ballots->items[i]) == 0)
            return fail(err, EXIT_DATA, "%s: \"%s\" stands twice", key, ballots->items[i].id);
    return true;
}

void ballots_free(struct ballots *ballots)
{
    for (size_t i = 0; i < ballots->annotators_count; i++)
        free(ballots->by[i]);
    free(ballots->items);
    arena_free(&ballots->arena);
}

static struct survey_item *find_item(struct ballots *ballots, struct text id)
{
    struct survey_item asked;
    if (id.size >= sizeof asked.id)
        return NULL;
    memcpy(asked.id, id.at, id.size);
    asked.id[id.size] = '\0';
    return bsearch(&asked, ballots->items, ballots->items_count, sizeof asked, by_id);
}

static bool find_annotator(struct ballots *ballots, struct text name, size_t *out, struct error *err)
{
    for (*out = 0; *out < ballots->annotators_count; ++*out)
        if (text_equal(ballots->annotators[*out], name))
            return true;
    if (ballots->annotators_count == BALLOT_ANNOTATORS)
        return fail(err, EXIT_DATA, "more than %d annotators", BALLOT_ANNOTATORS);
    struct ballot *empty = memory_new(ballots->items_count * sizeof *empty);
    for (size_t i = 0; i < ballots->items_count; i++)
        empty[i] = (struct ballot){.choice = CHOICE_NONE, .first_error = FIRST_UNKNOWN};
    ballots->by[*out] = empty;
    ballots->annotators[ballots->annotators_count++] = text_copy(&ballots->arena, name);
    return true;
}

/* {"steps": [{"index", "reward"}, …]}: the first -1. All behind it are -1 by themselves. */
static bool say_rewards(struct text json, struct ballot *ballot, struct arena *arena)
{
    struct json_object object, step;
    struct json_member item;
    struct error ignored;
    int64_t reward, index, first = INT32_MAX;
    if (!json_read_object(json, arena, &object, &ignored))
        return false;
    const struct json_member *steps = json_find(&object, "steps");
    if (!steps || steps->kind != JSON_ARRAY)
        return false;
    for (struct json_cursor at = {.rest = steps->raw}; json_next(&at, arena, &item);) {
        if (item.kind != JSON_OBJECT || !json_read_object(item.raw, arena, &step, &ignored))
            return false;
        const struct json_member *value = json_find(&step, "reward"), *place = json_find(&step, "index");
        if (value && place && json_int(value->raw, &reward) && json_int(place->raw, &index) && reward == -1 && index >= 0)
            first = MIN(first, index);
    }
    if (first < INT32_MAX)
        ballot->first_error = (int32_t)first;
    return true;
}

/* As people count: from 1. */
static bool say_number(struct text value, struct ballot *ballot)
{
    int64_t number;
    if (!json_int(text_trim(value), &number) || number < 1 || number >= INT32_MAX)
        return false;
    ballot->first_error = (int32_t)(number - 1);
    return true;
}

static bool say_choice(enum survey_kind kind, const struct said *said, struct ballot *ballot)
{
    enum choice const by_value = choice_of(kind, said->value), by_name = choice_of(kind, said->name);
    ballot->choice = by_value != CHOICE_NONE ? by_value : by_name;
    return ballot->choice != CHOICE_NONE;
}

static bool say_words(struct ballots *ballots, struct text value, struct text *into)
{
    size_t end = MIN(value.size, BALLOT_SAID_MAX);
    while (end < value.size && ((unsigned char)value.at[end] & 0xC0) == 0x80)
        end--;
    *into = text_copy(&ballots->arena, text_part(value, 0, end));
    return true;
}

static bool say(struct ballots *ballots, const struct survey_item *item, const struct said *said, struct ballot *ballot)
{
    struct text const question = said->question;
    struct arena_mark const mark = arena_mark(&ballots->arena);
    if (text_equal(question, item->kind == SURVEY_STEPS ? TEXT("verdict") : TEXT("preference")))
        return say_choice(item->kind, said, ballot);
    if (text_equal(question, TEXT("natural")))
        return say_words(ballots, said->value, &ballot->natural);
    if (text_equal(question, TEXT("dimension")))
        return say_words(ballots, said->value, &ballot->dimension);
    if (text_equal(question, TEXT("note")))
        return say_words(ballots, said->value, &ballot->note);
    if (item->kind == SURVEY_STEPS && text_equal(question, TEXT("first_error")))
        return say_number(said->value, ballot);
    if (item->kind != SURVEY_STEPS || !text_equal(question, TEXT("step_rewards")))
        return false;
    bool const good = say_rewards(said->value, ballot, &ballots->arena);
    arena_back(&ballots->arena, mark);
    return good;
}

bool ballots_say(struct ballots *ballots, const struct said *said, struct error *err)
{
    const struct survey_item *item = find_item(ballots, said->item);
    size_t who;
    if (!item) {
        ballots->strangers++;
        return true;
    }
    if (!find_annotator(ballots, said->annotator, &who, err))
        return false;
    struct ballot *ballot = &ballots->by[who][item - ballots->items];
    if (ballot->file && ballot->file != ballots->files)
        return true;
    if (say(ballots, item, said, ballot))
        ballot->file = ballots->files;
    else
        ballots->strange++;
    return true;
}
