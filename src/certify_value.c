/* What speaks against a site or a value before any consequence is carried on. */
#include "certify_parts.h"

#include "occurrence.h"
#include "trace.h"

/* Is the value a known one, or a known one a hundredfold or a hundredth? */
static bool same_or_scaled(const struct value *known, const struct value *now)
{
    int64_t const limit = INT64_C(1) << 50;
    bool const whole = known->den == 1 && now->den == 1 && known->num < limit && now->num < limit && known->num > -limit;
    if (whole) /* nearly always */
        return known->num == now->num || known->num * 100 == now->num || known->num == now->num * 100;
    return value_equal(known, now) || value_is_times(known, 100, 1, now) || value_is_times(known, 1, 100, now);
}

/* What is left of a share: 100 - 20 %, 1 - 1/4. */
static bool complements(const struct mention *m, const struct value *now)
{
    struct value const whole = value_int(m->kind == MENTION_PERCENT ? 100 : 1);
    struct value rest;
    if (m->kind != MENTION_PERCENT && m->kind != MENTION_FRACTION)
        return false;
    if (value_sub(&whole, &m->value, &rest) != STATUS_OK)
        return false;
    bool const same = same_or_scaled(&rest, now);
    value_clear(&rest);
    return same;
}

static bool is_same_or_scaled(struct text digits, const struct value *now)
{
    struct value known;
    return digits.size < 18 && value_read(digits, &known) == STATUS_OK && same_or_scaled(&known, now);
}

/* "13,15,17", "1.5,0": every run of digits, with and without decimals, of a number that cannot be read one way. */
static bool stands_in_parts(struct text parts, const struct value *now)
{
    struct text whole;
    while (text_take_digits(&parts, &whole)) {
        struct text rest = parts, decimals;
        if (is_same_or_scaled(whole, now))
            return true;
        if (parts.size > 1 && parts.at[0] == '.' && is_digit(parts.at[1]) && text_take_digits(&rest, &decimals) &&
            is_same_or_scaled(text_part(whole, 0, whole.size + 1 + decimals.size), now))
            return true;
    }
    return false;
}

static bool stands_in(struct text text, const struct tokens *tokens, const struct value *now)
{
    for (size_t i = 0; i < tokens->count; i++) {
        const struct token *t = &tokens->items[i];
        if (t->kind != TOKEN_NUMBER)
            continue;
        bool const odd = t->flags & TOKEN_MALFORMED;
        if (odd ? stands_in_parts(text_part(text, t->start, t->end), now) : same_or_scaled(&tokens->numbers[t->number], now))
            return true;
    }
    return false;
}

/* \frac{2}{3}, and numbers with another sign. */
static bool occurs(const struct subject *on, const struct value *now)
{
    uint32_t behind;
    if (occurrence_next(on->problem, &on->problem_tokens, 0, now, &behind) < on->problem_tokens.count)
        return true;
    for (size_t k = 0; k < on->steps_count; k++)
        if (occurrence_next(on->steps[k].text, &on->steps[k].tokens, 0, now, &behind) < on->steps[k].tokens.count)
            return true;
    return false;
}

static bool coincides(const struct subject *on, const struct value *now)
{
    if ((now->den != 1 || now->num < 0) && occurs(on, now))
        return true;
    if (stands_in(on->problem, &on->problem_tokens, now))
        return true;
    for (size_t i = 0; i < on->givens_count; i++)
        if (same_or_scaled(&on->givens[i].value, now) || complements(&on->givens[i], now))
            return true;
    for (size_t k = 0; k < on->steps_count; k++)
        if (stands_in(on->steps[k].text, &on->steps[k].tokens, now))
            return true;
    return false;
}

/* Does the old result stand in the problem or in a step before the fault? Then the edit contradicts what was given. */
static bool given_before(const struct subject *on, const struct derivation *root)
{
    for (size_t i = 0; i < on->givens_count; i++)
        if (mention_is(&on->givens[i], &root->value))
            return true;
    for (uint32_t k = 0; k < root->step; k++)
        for (size_t i = 0; i < on->steps[k].tokens.numbers_count; i++)
            if (value_equal(&on->steps[k].tokens.numbers[i], &root->value))
                return true;
    return false;
}

/* Does the value stand in the claim's step, or (unless the record ends there) behind it, elsewhere than in the claim and the answer? */
static bool stands_elsewhere(const struct subject *on, const struct derivation *d, bool alone)
{
    uint32_t behind;
    for (uint32_t k = d->step; k < (alone ? d->step + 1 : on->steps_count); k++) {
        const struct step *step = &on->steps[k];
        const struct token *t = step->tokens.items;
        uint32_t at = occurrence_next(step->text, &step->tokens, 0, &d->value, &behind);
        for (; at < step->tokens.count; at = occurrence_next(step->text, &step->tokens, behind, &d->value, &behind)) {
            bool const own = k == d->step && at >= on->claims[d->head].left.first && at < d->result->last;
            bool const answer =
                on->given.found && on->given.step == k && t[at].start >= on->given.start && t[at].end <= on->given.end;
            if (!own && !answer)
                return true;
        }
    }
    return false;
}

/* A false claim is false whatever was said before; but nothing beside or behind it may mean the right value. */
static bool old_result_given(const struct certifier *with, const struct injector *injector, const struct derivation *root)
{
    const struct subject *on = with->on;
    bool const formula = on->claims[root->claim].formula;
    if (formula && injector->kind == CERTIFICATE_REFUTED && !stands_elsewhere(on, root, with->truncate))
        return false;
    return given_before(on, root) || (formula && !trace_is_new(on, root));
}

const char *certify_site(const struct certifier *with, const struct injector *injector, const struct site *site)
{
    const struct subject *on = with->on;
    if (injector->cls == HARMLESS || site->derivation < 0)
        return NULL;
    const struct derivation *root = &on->derivations[site->derivation];
    if (site->formula)
        return stands_elsewhere(on, root, true) ? "the old result is already given" : NULL;
    const struct claim *claim = &on->claims[root->claim];
    const struct step *step = &on->steps[root->step];
    if (!claim->preferred)
        return "the claim holds only under an unusual reading";
    if (old_result_given(with, injector, root))
        return "the old result is already given";
    if (injector->kind == CERTIFICATE_REFUTED &&
        judge_doubt(step->text, &step->tokens, step->tokens.numbers, claim, DOUBT_WORDS | DOUBT_AROUND))
        return "the edited claim is not refuted under every reading";
    return NULL;
}

const char *certify_fresh(const struct subject *on, const struct value *now)
{
    return coincides(on, now) ? "the new value coincides with a known one" : NULL;
}

const char *certify_value(const struct subject *on, const struct derivation *root, const struct value *now)
{
    if (value_rounds_to(&root->value, now, value_places(now)))
        return "the new value could be a rounding of the right one";
    return certify_fresh(on, now);
}

static bool is_edited(const struct proposal *p, const struct token *t)
{
    bool edited = t->end > p->edit.start && t->start < p->edit.end;
    for (size_t i = 0; i < p->also_count; i++)
        edited = edited || (t->end > p->also[i].start && t->start < p->also[i].end);
    return edited;
}

/* Does a number that the edit replaces stand in the step a second time, in digits or words? */
static bool stands_again(const struct step *step, const struct proposal *p, const struct value *was,
                         const struct mention *mentions, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (!is_edited(p, &step->tokens.items[mentions[i].token]) && mention_is(&mentions[i], was))
            return true;
    return false;
}

/* 7 + 12 -> 12 - 7: the numbers stay. */
static bool stays(const struct tokens *becomes, const struct value *value)
{
    for (size_t i = 0; i < becomes->numbers_count; i++)
        if (value_equal(&becomes->numbers[i], value))
            return true;
    return false;
}

const char *certify_operands(const struct subject *on, const struct proposal *p, struct arena *arena)
{
    const struct edit *e = &p->edit;
    const struct step *step = &on->steps[e->step];
    struct mention *mentions;
    size_t const count = mentions_read(step->text, &step->tokens, arena, &mentions);
    struct tokens const becomes = tokens_read(e->becomes, arena);
    for (size_t i = 0; i < step->tokens.count; i++) {
        const struct token *t = &step->tokens.items[i];
        if (t->kind == TOKEN_NUMBER && t->start >= e->start && t->end <= e->end &&
            !stays(&becomes, &step->tokens.numbers[t->number]) &&
            stands_again(step, p, &step->tokens.numbers[t->number], mentions, count))
            return "the step names the replaced number a second time";
    }
    return NULL;
}
