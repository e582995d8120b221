/* The certificate that the line of the answer, whose last step is left out, states another number: too early one that is worked out
 * before, or one that nothing yields. */
#include "audit_parts.h"

bool audit_bare(const struct audited *r)
{
    return !audit_control(r) && text_equal(r->certificate.left, r->certificate.right);
}

static bool stands_before(struct audit *a, const struct audit_number *number)
{
    struct audited const *r = &a->r;
    for (size_t i = 0; i < r->bad_root; i++) {
        struct audit_number *there;
        size_t const count = audit_numbers(r->bad_steps.at[i], a->arena, &there);
        for (size_t k = 0; k < count; k++)
            if (audit_number_is(&there[k], number, 0))
                return true;
    }
    return false;
}

void audit_stop(struct audit *a)
{
    struct audited const *r = &a->r;
    const struct audit_certificate *c = &r->certificate;
    struct text const line = r->bad_steps.at[r->bad_root], before = text_trim(text_part(line, 0, r->claim_at));
    struct audit_number number;
    bool minus;
    audit_sides(a);
    if (!audit_number_alone(c->left, a->arena, &number, &minus) || minus || !audit_number_is(&number, &r->becomes, 0)) {
        audit_note(a, "the certificate does not say which number is stated", "\"%.*s\"", AUDIT_QUOTE(c->left));
        return;
    }
    if (r->bad_root + 1 != r->bad_steps.count || !text_equal(c->claim, r->bad_answer))
        audit_note(a, "what is stated is not the answer", "\"%.*s\"", AUDIT_QUOTE(c->claim));
    if (!before.size || !text_equal(c->says, before) || !text_starts(text_trim(r->steps.at[r->edits[r->root].step]), before))
        audit_note(a, "says is not what announces the answer", "\"%.*s\"", AUDIT_QUOTE(c->says));
    if (audit_is(c->kind, "ignored") && !stands_before(a, &number))
        audit_note(a, "what the answer states stands in no step before", "\"%.*s\"", AUDIT_QUOTE(c->left));
}
