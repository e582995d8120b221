/* The certificate of a claim that is true, and the wrong one: its result is new, the words say what it is, and nothing else has
 * changed but what follows from it. */
#include "audit_parts.h"

/* Is one a hundredfold of the other, in a claim that speaks of percent? */
static bool points(struct text claim, const struct value *left, const struct value *right)
{
    bool const percent = text_find(claim, TEXT("%"), 0) < claim.size || text_find(claim, TEXT("percent"), 0) < claim.size;
    return percent && (value_is_times(left, 100, 1, right) || value_is_times(right, 100, 1, left));
}

static void check_holds(struct audit *a)
{
    const struct audit_certificate *c = &a->r.certificate;
    struct value left, right;
    struct audit_number shown;
    bool minus;
    if (!audit_side_value(a, "left", c->left, &left))
        return;
    if (audit_side_value(a, "right", c->right, &right)) {
        bool const alone = audit_number_alone(c->right, a->arena, &shown, &minus);
        if (!value_equal(&left, &right) && !(alone && value_rounds_to(&left, &right, shown.places)) &&
            !points(c->claim, &left, &right))
            audit_note(a, "the claim of a derailed step is false by itself", "%.*s = %.*s", AUDIT_QUOTE(c->left),
                       AUDIT_QUOTE(c->right));
        value_clear(&right);
    }
    value_clear(&left);
}

/* Or the edit itself rounds the result. */
static bool rounds_result(struct audit *a)
{
    struct audited *r = &a->r;
    const struct audit_edit *root = &r->edits[r->root];
    struct audit_number shown;
    struct value was, becomes;
    bool minus, rounds = false;
    if (!r->was.end || !r->becomes.end || !audit_number_alone(r->certificate.right, a->arena, &shown, &minus) ||
        !audit_number_is(&shown, &r->becomes, 0) || value_read(root->was, &was) != STATUS_OK)
        return false;
    if (value_read(root->becomes, &becomes) == STATUS_OK) {
        rounds = value_rounds_to(&was, &becomes, shown.places);
        value_clear(&becomes);
    }
    value_clear(&was);
    r->right_result = r->was;
    r->wrong_result = r->becomes;
    return rounds;
}

/* The follow-up inside the quoted claim that writes its result: what the certificate's right side says. */
static void find_result(struct audit *a)
{
    struct audited *r = &a->r;
    const struct audit_edit *root = &r->edits[r->root];
    size_t const claim_end = r->claim_at + r->certificate.claim.size;
    struct audit_number *results;
    size_t const count = audit_numbers(r->certificate.right, a->arena, &results);
    for (size_t i = 0; i < r->edits_count; i++) {
        const struct audit_edit *e = &r->edits[i];
        bool minus;
        if (e->step == root->step && i != r->root && e->now >= r->claim_at && e->now + e->becomes.size <= claim_end &&
            audit_number_alone(e->was, a->arena, &r->right_result, &minus) &&
            audit_number_alone(e->becomes, a->arena, &r->wrong_result, &minus) && audit_among(results, count, &r->wrong_result))
            return;
    }
    if (rounds_result(a))
        return;
    r->right_result = r->wrong_result = (struct audit_number){0};
    audit_note(a, "the claim of the faulty step has no new result", "\"%.*s\"", AUDIT_QUOTE(r->certificate.claim));
}

static bool has_word(struct text text)
{
    size_t letters = 0;
    for (size_t i = 0; i < text.size; i++) {
        letters = is_letter(text.at[i]) ? letters + 1 : 0;
        if (letters == 3)
            return true;
    }
    return false;
}

/* They stand in the faulty step and in the source's: no edit has touched them. */
void audit_says(struct audit *a)
{
    struct audited const *r = &a->r;
    struct text const says = r->certificate.says, bad = r->bad_steps.at[r->bad_root], good = r->steps.at[r->edits[r->root].step];
    if (!has_word(says) || text_find(bad, says, 0) == bad.size || text_find(good, says, 0) == good.size)
        audit_note(a, "no words of the step, left as they were, say what the value is", "\"%.*s\"", AUDIT_QUOTE(says));
    if (says.size && text_find(r->certificate.claim, says, 0) < r->certificate.claim.size)
        audit_note(a, "the words that say what the value is are part of the claim", "\"%.*s\"", AUDIT_QUOTE(says));
}

bool audit_exchanges(const struct audited *r)
{
    size_t const at = text_find(r->explanation, TEXT("; right is "), 0);
    return audit_is(r->certificate.kind, "derailed") ||
           (at < r->explanation.size && text_find(r->explanation, TEXT(" takes "), 0) < at);
}

/* "takes 8 for 5", "leaves out 5 and counts 8 twice": what the edit does. */
static void check_does(struct audit *a)
{
    const struct audit_edit *root = &a->r.edits[a->r.root];
    struct text const was = root->was, becomes = root->becomes;
    struct buffer does = {0};
    if (audit_exchanges(&a->r))
        buffer_format(&does, " takes %.*s for %.*s;", (int)becomes.size, becomes.at, (int)was.size, was.at);
    else
        buffer_format(&does, " leaves out %.*s and counts %.*s twice;", (int)was.size, was.at, (int)becomes.size, becomes.at);
    if (text_find(a->r.explanation, buffer_text(&does), 0) == a->r.explanation.size)
        audit_note(a, "the explanation does not say what the edit does", "\"%.*s\"", AUDIT_QUOTE(a->r.explanation));
    buffer_free(&does);
}

/* "The step takes 8 for 5; right is 5*3 = 15.": what the edit does, and an equality that holds. */
static void check_told(struct audit *a)
{
    struct audited const *r = &a->r;
    struct text const mark = TEXT("; right is "), says = r->explanation;
    size_t const at = text_find(says, mark, 0), from = MIN(at + mark.size, says.size);
    size_t const sign = text_find(says, TEXT(" = "), from), end = text_ends(says, TEXT(".")) ? says.size - 1 : says.size;
    struct value left, right;
    struct audit_number shown;
    bool minus, holds = false;
    bool const counts = audit_is(r->certificate.kind, "ignored") && r->edits[r->root].becomes.size;
    if (at == says.size || !(audit_exchanges(r) || counts))
        return;
    check_does(a);
    struct text const result = text_part(says, MIN(sign + 3, end), end);
    if (!audit_number_alone(result, a->arena, &shown, &minus) || !audit_evaluate(text_part(says, from, MIN(sign, end)), &left))
        return;
    if (value_read(result, &right) == STATUS_OK) {
        holds = value_equal(&left, &right) || value_rounds_to(&left, &right, shown.places) ||
                value_is_times(&left, 100, 1, &right) || value_is_times(&right, 100, 1, &left);
        value_clear(&right);
    }
    value_clear(&left);
    if (!holds)
        audit_note(a, "what the explanation calls right does not hold", "\"%.*s\"", AUDIT_QUOTE(says));
}

void audit_true(struct audit *a)
{
    audit_sides(a);
    check_holds(a);
    find_result(a);
    audit_says(a);
    check_told(a);
}
