/* ballot: what people answered, as a line of any tool's file or as a table; what comes of it is looked at as audit-import does. */
#include "assess.h"
#include "golden.h"
#include "target.h"

static const struct text steps[] = {{"one", 3}, {"two", 3}};

static struct ballots small(void)
{
    struct ballots ballots = {.items_count = SURVEY_KINDS, .files = 1};
    ballots.items = memory_new(SURVEY_KINDS * sizeof *ballots.items);
    for (size_t i = 0; i < SURVEY_KINDS; i++) {
        ballots.items[i] = (struct survey_item){.kind = (enum survey_kind)i,
                                                .sides = {steps, steps},
                                                .counts = {2, 2},
                                                .right = CHOICE_B,
                                                .first_error = (int32_t)i % 2};
        ballots.items[i].id[0] = (char)('a' + i);
    }
    return ballots;
}

static void look(const struct ballots *ballots)
{
    struct buffer out = {0};
    struct error err;
    assess_table(ballots, &out);
    assess_verdicts(ballots, &out);
    golden_rows(ballots, TEXT("v1"), &out);
    out.size = 0;
    assess_json(ballots, &out);
    struct text const json = text_trim(buffer_text(&out));
    size_t values;
    promise(json_check(json, &values, &err));
    for (size_t a = 0; a < ballots->annotators_count; a++)
        for (size_t i = 0; i < ballots->items_count; i++) {
            const struct ballot *ballot = &ballots->by[a][i];
            promise(ballot->choice == CHOICE_NONE || choice_word(ballots->items[i].kind, ballot->choice));
            promise(ballot->first_error >= 0 || ballot->first_error == FIRST_UNKNOWN);
            promise(ballot->note.size <= BALLOT_SAID_MAX);
        }
    buffer_free(&out);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct text const bytes = target_copy(data, size);
    struct ballots ballots = small();
    struct arena arena = {0};
    struct error err;
    bool const table = text_starts(bytes, TEXT("instance_id"));
    if (table ? ballots_csv(&ballots, bytes, &arena, &err) : ballots_line(&ballots, bytes, TEXT("somebody"), &arena, &err))
        look(&ballots);
    ballots_free(&ballots);
    arena_free(&arena);
    free((void *)(uintptr_t)bytes.at);
    return 0;
}
