/* The certificate of a control whose arithmetic is left out: what was left out is true, and its result stays. */
#include "audit_parts.h"

bool audit_terse(const struct audited *r)
{
    const struct audit_edit *root = &r->edits[r->root];
    return audit_is(r->certificate.kind, "unchanged") && text_equal(r->certificate.claim, root->becomes) &&
           text_find(root->was, TEXT("="), 0) < root->was.size;
}

void audit_left_out(struct audit *a)
{
    struct audited const *r = &a->r;
    const struct audit_certificate *c = &r->certificate;
    struct value left, right;
    struct audit_number stays, was, *gone;
    bool minus;
    size_t const count = audit_numbers(r->edits[r->root].was, a->arena, &gone);
    audit_terms(a, r->edits[r->root].was);
    if (count < 2 || !audit_number_alone(c->claim, a->arena, &stays, &minus) || minus ||
        !audit_number_alone(c->right, a->arena, &was, &minus) || minus || !audit_number_is(&stays, &was, 0) ||
        !audit_number_is(&stays, &gone[count - 1], 0))
        audit_note(a, "the result that stays is not the one of what is left out", "\"%.*s\"", AUDIT_QUOTE(c->claim));
    if (!audit_side_value(a, "left", c->left, &left))
        return;
    if (audit_side_value(a, "right", c->right, &right)) {
        if (!value_equal(&left, &right))
            audit_note(a, "the control's edit changes a value", "%.*s, %.*s", AUDIT_QUOTE(c->left), AUDIT_QUOTE(c->right));
        value_clear(&right);
    }
    value_clear(&left);
}
