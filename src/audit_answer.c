/* The final answers, as the steps state them. */
#include "audit_parts.h"

/* The very bytes stand in the step, not cut out of a longer number. */
static bool quoted(struct text answer, struct text step)
{
    if (answer.size == 0 || answer.size > AUDIT_CLAIM_MAX)
        return false;
    for (size_t at = text_find(step, answer, 0); at < step.size; at = text_find(step, answer, at + 1)) {
        size_t const end = at + answer.size;
        char const before = at ? step.at[at - 1] : ' ', behind = end < step.size ? step.at[end] : ' ';
        bool const more = strchr(".,", behind) && end + 1 < step.size && is_digit(step.at[end + 1]);
        bool const less = strchr(".,", before) && at > 1 && is_digit(step.at[at - 2]);
        if (!(is_digit(answer.at[0]) && (is_digit(before) || less)) &&
            !(is_digit(answer.at[answer.size - 1]) && (is_digit(behind) || more)))
            return true;
    }
    return false;
}

static bool rounded_equal(const struct value *x, const struct value *y, int places)
{
    struct value a, b;
    if (value_round(x, places, ROUND_HALF_UP, &a) != STATUS_OK)
        return false;
    bool same = false;
    if (value_round(y, places, ROUND_HALF_UP, &b) == STATUS_OK) {
        same = value_equal(&a, &b);
        value_clear(&b);
    }
    value_clear(&a);
    return same;
}

/* Would a tolerant grader take the two answers for each other? */
static bool near_answers(struct audit *a, struct text good, struct text bad)
{
    struct audit_number x, y;
    struct value v, w;
    bool minus_x, minus_y, near = false;
    if (!audit_number_alone(good, a->arena, &x, &minus_x) || !audit_number_alone(bad, a->arena, &y, &minus_y))
        return text_equal_nocase(text_trim(good), text_trim(bad));
    if (minus_x != minus_y)
        return x.digits.size == 0 && y.digits.size == 0;
    if (audit_number_like(&x, &y))
        return true;
    if (value_read(text_part(good, x.start, x.end), &v) != STATUS_OK)
        return false;
    if (value_read(text_part(bad, y.start, y.end), &w) == STATUS_OK) {
        near = rounded_equal(&v, &w, MIN(x.places, y.places));
        value_clear(&w);
    }
    value_clear(&v);
    return near;
}

/* The step that says what the answer is: the last one with a box or a line "####", else the last. */
static size_t announcing(const struct audit_texts *steps)
{
    for (size_t i = steps->count; i-- > 0;)
        if (text_find(steps->at[i], TEXT("\\boxed"), 0) < steps->at[i].size || text_starts(steps->at[i], TEXT("####")))
            return i;
    return steps->count - 1;
}

void audit_answers(struct audit *a)
{
    struct audited const *r = &a->r;
    struct text const bad = r->bad_steps.at[announcing(&r->bad_steps)];
    bool const truncated = audit_is(r->mode, "truncated");
    bool given = false;
    for (size_t i = announcing(&r->steps); i < r->steps.count && !given; i++)
        given = quoted(r->answer, r->steps.at[i]);
    if (!given)
        audit_note(a, "the source does not give the answer", "\"%.*s\"", AUDIT_QUOTE(r->answer));
    if (truncated && r->bad_answer.size)
        audit_note(a, "a truncated record has a faulty answer", "\"%.*s\"", AUDIT_QUOTE(r->bad_answer));
    if (!truncated && !quoted(r->bad_answer, bad))
        audit_note(a, "the last bad step does not give the faulty answer", "\"%.*s\"", AUDIT_QUOTE(r->bad_answer));
    if (audit_control(r) && !text_equal(r->answer, r->bad_answer))
        audit_note(a, "a control has another final answer", "\"%.*s\", \"%.*s\"", AUDIT_QUOTE(r->answer),
                   AUDIT_QUOTE(r->bad_answer));
    if (!audit_control(r) && !truncated && near_answers(a, r->answer, r->bad_answer))
        audit_note(a, "the two final answers might be taken for the same", "\"%.*s\", \"%.*s\"", AUDIT_QUOTE(r->answer),
                   AUDIT_QUOTE(r->bad_answer));
}
