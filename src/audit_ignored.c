/* The certificate that a number (`at`), which the source computes with, is used no more: the edit takes it away, or the step that is
 * left out; the source had it from the problem or from a step before, and from the faulty step on nothing says it. */
#include "audit_parts.h"

static bool says(struct audit *a, struct text text, const struct audit_number *number)
{
    struct audit_number *there;
    size_t const count = audit_numbers(text, a->arena, &there);
    for (size_t i = 0; i < count; i++)
        if (audit_number_is(&there[i], number, 0))
            return true;
    return audit_named(text, number);
}

/* Is it a number of the problem, or of a step before the faulty one? */
static bool had_before(struct audit *a, const struct audit_number *number)
{
    struct audited const *r = &a->r;
    bool had = audit_given(a, r->problem, number);
    for (int64_t step = 0; step < r->edits[r->root].step && !had; step++)
        had = says(a, r->steps.at[step], number);
    return had;
}

void audit_gap(struct audit *a, const struct audit_number *number)
{
    struct audited const *r = &a->r;
    size_t gone = 0, next = 0;
    for (size_t step = 0; step < r->steps.count; step++) {
        if (next < r->origin.count && r->origin.at[next] == (int64_t)step) {
            next++;
            continue;
        }
        gone++;
        if ((int64_t)step >= r->edits[r->root].step || !says(a, r->steps.at[step], number))
            audit_note(a, "a step is left out that does not have the number that is gone", "step %zu", step);
    }
    if (gone > 1 || (gone == 0 && audit_bare(r)))
        audit_note(a, "not one step is left out", "%zu", gone);
}

void audit_ignored(struct audit *a)
{
    struct audited const *r = &a->r;
    struct audit_number number;
    bool minus;
    if (!audit_number_alone(r->certificate.at, a->arena, &number, &minus) || minus) {
        audit_note(a, "the certificate does not say which number is ignored", "\"%.*s\"", AUDIT_QUOTE(r->certificate.at));
        return;
    }
    if (!audit_bare(r) && !says(a, r->edits[r->root].was, &number))
        audit_note(a, "the edit does not take the ignored number away", "\"%.*s\"", AUDIT_QUOTE(r->certificate.at));
    if (!had_before(a, &number))
        audit_note(a, "the ignored number comes from nowhere", "\"%.*s\"", AUDIT_QUOTE(r->certificate.at));
    for (size_t i = r->bad_root; i < r->bad_steps.count; i++)
        if (says(a, r->bad_steps.at[i], &number)) {
            audit_note(a, "the ignored number is still there", "\"%.*s\" in bad step %zu", AUDIT_QUOTE(r->certificate.at), i);
            return;
        }
    audit_gap(a, &number);
}
