/* The certificates of controls: nothing has become false, nothing has become another value. */
#include "audit_parts.h"

/* The side of the claim in which the edit stands, as it is now and as it was; `other` is the other side. */
static bool edited_side(struct audit *a, struct text *now, struct text *was, struct text *other)
{
    struct audited const *r = &a->r;
    const struct audit_edit *e = &r->edits[r->root];
    struct text left, right;
    if (!audit_split(r->certificate.claim, &left, &right))
        return false;
    size_t const place = e->now - r->claim_at, end = place + e->becomes.size;
    bool const on_left = end <= left.size;
    size_t const base = on_left ? 0 : (size_t)(right.at - left.at);
    *now = on_left ? left : right;
    *other = on_left ? right : left;
    if (place < base)
        return false;
    struct buffer undone_side = {0};
    buffer_add(&undone_side, text_part(*now, 0, place - base));
    buffer_add(&undone_side, e->was);
    buffer_add(&undone_side, text_part(*now, end - base, now->size));
    *was = buffer_keep(&undone_side, a->arena);
    return true;
}

/* Does the other side, where it is plain enough, still have this value? */
static bool other_side_agrees(struct text printed, const struct value *value)
{
    struct buffer read = {0};
    struct value other;
    bool agrees = true;
    if (audit_plain(printed, &read) && audit_evaluate(buffer_text(&read), &other)) {
        agrees = value_equal(value, &other);
        for (int places = 0; places <= 6 && !agrees; places++)
            agrees = value_rounds_to(value, &other, places);
        value_clear(&other);
    }
    buffer_free(&read);
    return agrees;
}

/* What is added: both sides stand in one step of the source, up to the one it is added to. */
static bool was_said(const struct audited *r, struct text left, struct text right)
{
    for (int64_t k = 0; k <= r->edits[r->root].step; k++) {
        struct text const step = r->steps.at[k];
        if (text_find(step, text_trim(left), 0) < step.size && text_find(step, text_trim(right), 0) < step.size)
            return true;
    }
    return false;
}

void audit_added(struct audit *a)
{
    const struct audit_certificate *c = &a->r.certificate;
    struct text left_printed, right_printed;
    struct value left, right;
    if (!audit_split(c->claim, &left_printed, &right_printed) || !was_said(&a->r, left_printed, right_printed)) {
        audit_note(a, "what a control adds was not said before", "\"%.*s\"", AUDIT_QUOTE(c->claim));
        return;
    }
    audit_side(a, "left", c->left, left_printed);
    audit_side(a, "right", c->right, right_printed);
    if (!audit_side_value(a, "left", c->left, &left))
        return;
    if (audit_side_value(a, "right", c->right, &right)) {
        if (!value_equal(&left, &right))
            audit_note(a, "what a control adds is false", "\"%.*s\"", AUDIT_QUOTE(c->claim));
        value_clear(&right);
    }
    value_clear(&left);
}

void audit_unchanged(struct audit *a)
{
    const struct audit_certificate *c = &a->r.certificate;
    struct text now, was, other;
    struct value left, right;
    bool const sides = edited_side(a, &now, &was, &other);
    if (sides) {
        audit_side(a, "left", c->left, was);
        audit_side(a, "right", c->right, now);
    } else {
        audit_note(a, "the control's claim has no side that holds the edit", "\"%.*s\"", AUDIT_QUOTE(c->claim));
    }
    if (!audit_side_value(a, "left", c->left, &left))
        return;
    if (audit_side_value(a, "right", c->right, &right)) {
        if (!value_equal(&left, &right))
            audit_note(a, "the control's edit changes a value", "%.*s, %.*s", AUDIT_QUOTE(c->left), AUDIT_QUOTE(c->right));
        else if (sides && !other_side_agrees(other, &left))
            audit_note(a, "the control's claim is false", "\"%.*s\"", AUDIT_QUOTE(c->claim));
        value_clear(&right);
    }
    value_clear(&left);
}
