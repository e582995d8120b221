/* reason: any problem and solution (parted by a line "%%"), step by step: where mathematics stands, what it states, which links are
 * claims and what becomes of them. */
#include "solution.h"
#include "target.h"

static void check_statements(const struct step *step, struct arena *arena)
{
    struct maths_span *spans;
    struct statement *statements;
    size_t const spans_count = maths_spans(step->text, &step->tokens, arena, &spans);
    size_t const count = maths_statements(step->text, &step->tokens, arena, &statements);
    promise(spans_count <= MATHS_SPANS_MAX && count <= MATHS_STATEMENTS_MAX);
    for (size_t i = 0, end = 0; i < spans_count; end = spans[i++].to)
        promise(end <= spans[i].from && spans[i].from <= spans[i].start && spans[i].start <= spans[i].end &&
                spans[i].end <= spans[i].to && spans[i].to <= step->text.size);
    for (size_t i = 0; i < count; i++) {
        promise(statements[i].start <= statements[i].end && statements[i].end <= step->text.size);
        for (unsigned reading = 1; reading < 1u << READINGS; reading <<= 1)
            (void)maths_reread(&statements[i], statements[i].met & reading, arena);
    }
}

static void check_step(const struct step *step)
{
    enum verdict verdict = step->links_count ? VERDICT_PROVED : VERDICT_UNKNOWN;
    promise(step->links_count <= LINKS_MAX);
    for (size_t i = 0; i < step->links_count; i++) {
        const struct link *l = &step->links[i];
        promise(l->start < l->end && l->end <= step->text.size && l->why);
        promise((l->truth == TRUTH_UNKNOWN || l->rule) && (l->truth == TRUTH_FAILS || !l->witness.size));
        promise(!l->supports || l->truth == TRUTH_HOLDS || l->truth == TRUTH_ROUNDS);
        verdict = l->truth == TRUTH_FAILS ? VERDICT_REFUTED : verdict;
    }
    promise(verdict != VERDICT_REFUTED || step->verdict == VERDICT_REFUTED);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct text const text = target_copy(data, size);
    struct verifiers const verifiers = target_verifiers();
    struct arena arena = {0};
    struct text problem, rest;
    struct subject subject;
    struct error err;
    size_t bad;
    target_split(text, &problem, &rest);
    if (text_is_utf8(text, &bad)) {
        struct solution const s = solution_split(rest, (struct splitting){0}, &arena);
        promise(verify_solution(&verifiers, problem, s.steps, s.count, TEXT(""), &arena, &subject, &err));
        for (size_t i = 0; i < subject.steps_count; i++) {
            check_statements(&subject.steps[i], &arena);
            check_step(&subject.steps[i]);
        }
    }
    arena_free(&arena);
    free((void *)(uintptr_t)text.at);
    return 0;
}
