/* sampled: any problem and what a teacher made of it (parted by a line "%%"): what is chosen is well formed and proved, the same text
 * is chosen once, and nothing foreign looks like a control token in a prompt. */
#include "sampled.h"
#include "prompt.h"
#include "target.h"

static void judge(struct text problem, struct text solution, struct arena *arena)
{
    struct input_settings const settings = {.datasets = roster_datasets,
                                            .datasets_count = roster_datasets_count,
                                            .preset = "generic",
                                            .splitting = {.think = THINK_SPLIT}};
    struct sampled samples[] = {{.id = TEXT("a"), .solution = solution, .thought = problem},
                                {.id = TEXT("b"), .solution = solution, .thought = problem},
                                {.id = TEXT("c"), .solution = solution, .why = "truncated"}};
    struct hash *hash = hash_new();
    struct error err;
    struct vote vote;
    struct sampled_rules const rules = {.settings = &settings,
                                        .dataset = input_dataset(&settings, NULL, &err),
                                        .verifiers = target_verifiers(),
                                        .least = PROOF_DERIVED_ANSWER};
    promise(sampled_judge(&rules, problem, TEXT(""), samples, COUNT(samples), hash, arena, &vote, &err));
    for (size_t i = 0; i < COUNT(samples); i++)
        promise(samples[i].why || (samples[i].formed && samples[i].answer.size && samples[i].subject.first_error < 0 &&
                                   samples[i].subject.source_proof >= PROOF_DERIVED_ANSWER && samples[i].camp == vote.camp));
    promise(samples[1].why && samples[2].why && !samples[2].read && vote.votes <= vote.voters && vote.voters <= 2);
    hash_free(hash);
}

static void fill(struct text problem, struct arena *arena)
{
    struct prompt const prompt = {.name = TEXT("fuzz"), .turns = {{TEXT("user"), TEXT("{{problem}}")}}, .turns_count = 1};
    struct prompt_value const value = {"problem", problem, true};
    struct turn turn[PROMPT_TURNS_MAX];
    struct error err;
    size_t tags = 0, bad;
    promise(prompt_fill(&prompt, &value, 1, arena, turn, &err) && text_is_utf8(turn->content, &bad));
    for (size_t i = 0; i + 1 < turn->content.size; i++)
        tags += turn->content.at[i] == '<' && (is_letter(turn->content.at[i + 1]) || strchr("/|<", turn->content.at[i + 1]));
    promise(tags == 2); /* our own marks */
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct text const text = target_copy(data, size);
    struct arena arena = {0};
    struct text problem, solution;
    size_t bad;
    target_split(text, &problem, &solution);
    if (text_is_utf8(text, &bad) && !memchr(text.at ? text.at : "", '\0', text.size)) {
        judge(problem, text_trim(solution), &arena);
        fill(problem, &arena);
    }
    arena_free(&arena);
    free((void *)(uintptr_t)text.at);
    return 0;
}
