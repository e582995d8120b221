#include "golden.h"

#include "assess.h"

/* What a person says of a solution, as a label; FIRST_UNKNOWN: nothing that can stand. */
static int32_t label_of(const struct ballot *ballot)
{
    if (ballot->choice == CHOICE_CORRECT && ballot->first_error < 0)
        return FIRST_NONE;
    return ballot->choice == CHOICE_ERROR && ballot->first_error >= 0 ? ballot->first_error : FIRST_UNKNOWN;
}

/* What they all say, and how many they are; none if they do not. */
static size_t vouched(const struct ballots *ballots, size_t item, int32_t *label)
{
    size_t people = 0;
    for (size_t a = 0; a < ballots->annotators_count; a++) {
        const struct ballot *ballot = &ballots->by[a][item];
        if (assess_opinion(&ballots->items[item], ballot) == OPINION_NONE)
            continue;
        int32_t const says = label_of(ballot);
        if (says == FIRST_UNKNOWN || (people && says != *label) || says >= (int32_t)ballots->items[item].counts[0])
            return 0;
        *label = says;
        people++;
    }
    return people;
}

static void write_row(const struct survey_item *item, int32_t label, size_t people, struct text rubric, struct buffer *out)
{
    struct json_writer w = {.out = out};
    struct buffer id = {0};
    buffer_add(&id, item->pair_id);
    buffer_string(&id, item->control ? "-clean" : "");
    json_open(&w, '{');
    json_member_text(&w, "id", buffer_text(&id));
    json_member_text(&w, "problem", item->problem);
    json_key(&w, "steps");
    json_put_texts(&w, item->sides[0], item->counts[0]);
    json_member_int(&w, "label", label);
    json_member_text(&w, "rubric", rubric);
    json_member_int(&w, "annotators", (int64_t)people);
    json_close(&w, '}');
    buffer_char(out, '\n');
    buffer_free(&id);
}

size_t golden_rows(const struct ballots *ballots, struct text rubric, struct buffer *out)
{
    size_t rows = 0;
    for (size_t i = 0; i < ballots->items_count; i++) {
        int32_t label = FIRST_UNKNOWN;
        size_t const people = ballots->items[i].kind == SURVEY_STEPS ? vouched(ballots, i, &label) : 0;
        if (people < GOLDEN_PEOPLE)
            continue;
        write_row(&ballots->items[i], label, people, rubric, out);
        rows++;
    }
    return rows;
}
