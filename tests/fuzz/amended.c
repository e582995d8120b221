/* amended: any answer of an improver, a critic or a reviser (behind a line "%%") about any solution of one problem: what is read is as was
 * asked for, a revision changes cited steps alone, and a solution beside itself is neither false, nor invented, nor another. */
#include "improve.h"
#include "revise.h"
#include "target.h"

static struct response verified(const struct solution *solution, struct arena *arena)
{
    struct response out = {.text = amended_text(solution, arena), .solution = *solution};
    struct verifiers const verifiers = target_verifiers();
    struct text const problem = TEXT("Rob has 9 nets and buys 5 more for his 2 boats. How many nets does a boat get?");
    struct error err;
    promise(verify_solution(&verifiers, problem, solution->steps, solution->count, TEXT("7"), arena, &out.subject, &err));
    return out;
}

static void compare(const struct solution *solution, struct arena *arena)
{
    struct response const response = verified(solution, arena);
    struct amended amended = {0};
    amended_compare(&response, &response, arena, &amended);
    promise(amended.overlap == AMENDED_SHARE && !amended.figures_count && !amended_has(&amended, AMISS_ANSWER_LOST) &&
            !amended_has(&amended, AMISS_FALSE_STEP) && !amended_answers_else(&response, &response, arena));
}

static void improve(struct text answer, struct arena *arena)
{
    struct improvement improvement;
    size_t bad;
    if (improve_read(answer, arena, &improvement) == AMISS_NONE)
        promise(improvement.chosen.size && text_is_utf8(improvement.chosen, &bad));
}

static void revise(const struct solution *solution, struct text answer, struct arena *arena)
{
    struct violations violations;
    struct solution revised;
    if (revise_read_critique(answer, solution, arena, &violations) == AMISS_NONE)
        promise(violations.count && violations.count <= REVISE_VIOLATIONS_MAX && violations.items[0].step < solution->count);
    violations = (struct violations){.items = {{.step = 0}}, .count = 1};
    if (revise_read(answer, solution, &violations, arena, &revised) != AMISS_NONE)
        return;
    promise(revised.count == solution->count && !text_equal(revised.steps[0], solution->steps[0]));
    for (size_t i = 1; i < solution->count; i++)
        promise(text_equal(revised.steps[i], solution->steps[i]));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct text const text = target_copy(data, size);
    struct arena arena = {0};
    struct text response, answer;
    size_t bad;
    target_split(text, &response, &answer);
    if (text_is_utf8(text, &bad) && !memchr(text.at ? text.at : "", '\0', text.size)) {
        struct solution const solution = solution_split(response, (struct splitting){BY_LINES, THINK_KEEP}, &arena);
        improve(answer, &arena);
        revise(&solution, answer, &arena);
        if (solution.count)
            compare(&solution, &arena);
    }
    arena_free(&arena);
    free((void *)(uintptr_t)text.at);
    return 0;
}
