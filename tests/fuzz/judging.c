/* judging: any answer of a judge about a pair and about steps. */
#include "judging.h"
#include "target.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct text const text = target_copy(data, size), steps[] = {TEXT("2 + 3 = 5"), TEXT("5 * 2 = 11")};
    struct reply const reply = {.state = REPLY_OK, .content = text};
    struct arena arena = {0};
    struct judging_said said;
    for (enum survey_kind kind = SURVEY_PAIRS; kind <= SURVEY_STEPS; kind++) {
        struct judged_item const of = {.item = {.kind = kind, .sides = {steps, steps}, .counts = {2, 2}}};
        judging_read(&of, &reply, &arena, &said);
        bool const fine = said.fault == JUDGING_FINE, placed = said.first_error >= 0 && said.first_error < 2;
        promise(fine || (said.choice == CHOICE_NONE && !said.reason.size && said.first_error == FIRST_UNKNOWN));
        promise(!fine || kind == SURVEY_STEPS || (said.choice >= CHOICE_A && said.choice <= CHOICE_TIE));
        promise(!fine || kind == SURVEY_PAIRS ||
                (said.choice == CHOICE_ERROR ? placed : said.choice == CHOICE_CORRECT && said.first_error == FIRST_NONE));
    }
    arena_free(&arena);
    free((void *)(uintptr_t)text.at);
    return 0;
}
