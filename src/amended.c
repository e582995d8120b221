#include "amended.h"

#include "shingle.h"
#include "verify.h"

#include <stdlib.h>

const char *const amiss_names[AMISSES] = {
    [AMISS_NONE] = "",
    [AMISS_NO_ANSWER] = "no_whole_answer",
    [AMISS_FORM] = "not_as_asked",
    [AMISS_SEVERAL] = "several_objects",
    [AMISS_CONTROL] = "control_characters",
    [AMISS_NO_STEP] = "no_such_step",
    [AMISS_NO_QUOTE] = "quote_not_in_step",
    [AMISS_NO_VIOLATION] = "no_violation",
    [AMISS_UNCITED] = "uncited_step_changed",
    [AMISS_SAME] = "nothing_changed",
    [AMISS_STEPS] = "other_steps",
    [AMISS_ANSWER_LOST] = "answer_lost",
    [AMISS_ANSWER_WRONG] = "answer_wrong",
    [AMISS_ANSWER_CHANGED] = "answer_changed",
    [AMISS_FALSE_STEP] = "false_step",
    [AMISS_FALSE_STAYS] = "false_step_stays",
    [AMISS_UNPROVED] = "step_proved_no_longer",
    [AMISS_FIGURES] = "figures_invented",
    [AMISS_OVERLAP] = "overlap",
    [AMISS_OVERSHOOT] = "overshoot",
    [AMISS_REDIRECTED] = "redirected",
    [AMISS_SAYS_NO_DELTA] = "says_no_delta",
    [AMISS_SAYS_UNUSABLE] = "says_unusable",
};

struct text amended_text(const struct solution *solution, struct arena *arena)
{
    struct buffer out = {0};
    for (size_t i = 0; i < solution->count; i++) {
        struct text const gap = solution->gaps[i];
        if (i)
            buffer_add(&out, gap.size && !text_trim(gap).size ? gap : TEXT("\n"));
        buffer_add(&out, solution->steps[i]);
    }
    return buffer_keep(&out, arena);
}

static int by_hash(const void *a, const void *b)
{
    uint64_t const x = *(const uint64_t *)a, y = *(const uint64_t *)b;
    return (x > y) - (x < y);
}

static size_t in_common(const struct shingles *a, const struct shingles *b)
{
    size_t common = 0;
    for (size_t i = 0, k = 0; i < a->count && k < b->count;) {
        common += a->at[i] == b->at[k];
        bool const first = a->at[i] <= b->at[k], second = b->at[k] <= a->at[i];
        i += first;
        k += second;
    }
    return common;
}

static void measure(struct text before, struct text after, struct amended *out)
{
    struct shingles a = {0}, b = {0};
    shingle_words(before, SHINGLE_SIGNS, &a);
    shingle_words(after, SHINGLE_SIGNS, &b);
    if (a.count)
        qsort(a.at, a.count, sizeof *a.at, by_hash);
    if (b.count)
        qsort(b.at, b.count, sizeof *b.at, by_hash);
    out->overlap = a.count + b.count ? 2 * in_common(&a, &b) * AMENDED_SHARE / (a.count + b.count) : AMENDED_SHARE;
    out->length = b.count * AMENDED_SHARE / MAX(a.count, (size_t)1);
    shingles_free(&a);
    shingles_free(&b);
}

bool amended_answers_else(const struct response *before, const struct response *after, struct arena *arena)
{
    struct text const was = subject_answer_text(&before->subject), is = subject_answer_text(&after->subject);
    bool const right = after->subject.reference.size && after->subject.answer_verdict == VERDICT_PROVED;
    return !right && !text_equal(was, is) && answer_same(was, is, arena) != VERDICT_PROVED;
}

/* An answer that was known to be right, by the reference or, without one, as it is derived from the problem, and is so no more. */
static enum amiss wrong_answer(const struct response *before, const struct response *after, struct arena *arena)
{
    enum verdict const was = before->subject.answer_verdict, is = after->subject.answer_verdict;
    if (!before->subject.reference.size) {
        bool const known = before->subject.source_proof >= PROOF_DERIVED_ANSWER;
        return known && amended_answers_else(before, after, arena) ? AMISS_ANSWER_LOST : AMISS_NONE;
    }
    if (was == VERDICT_PROVED)
        return is == VERDICT_PROVED ? AMISS_NONE : AMISS_ANSWER_LOST;
    return is == VERDICT_REFUTED ? AMISS_ANSWER_WRONG : AMISS_NONE;
}

static bool was_false(const struct subject *before, struct text step)
{
    for (size_t i = 0; i < before->steps_count; i++)
        if (before->steps[i].verdict == VERDICT_REFUTED && text_equal(before->steps[i].text, step))
            return true;
    return false;
}

static void find_false(const struct subject *before, const struct subject *after, struct amended *out)
{
    for (size_t i = 0; i < after->steps_count; i++)
        if (after->steps[i].verdict == VERDICT_REFUTED)
            amended_add(out, was_false(before, after->steps[i].text) ? AMISS_FALSE_STAYS : AMISS_FALSE_STEP);
}

void amended_compare(const struct response *before, const struct response *after, struct arena *arena, struct amended *out)
{
    measure(before->text, after->text, out);
    amended_add(out, wrong_answer(before, after, arena));
    find_false(&before->subject, &after->subject, out);
    out->figures_count = figures_invented(&before->subject, &after->subject, arena, out->figures);
    if (out->figures_count)
        amended_add(out, AMISS_FIGURES);
}
