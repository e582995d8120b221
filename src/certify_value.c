/* What speaks against a site or a value before any consequence is carried on. */
#include "certify_parts.h"

#include "occurrence.h"
#include "trace.h"

/* What is left of a share: 100 - 20 %, 1 - 1/4. */
static void put_rest(struct stock *known, const struct mention *m)
{
    struct value const whole = value_int(m->kind == MENTION_PERCENT ? 100 : 1);
    struct value rest;
    if ((m->kind != MENTION_PERCENT && m->kind != MENTION_FRACTION) || value_sub(&whole, &m->value, &rest) != STATUS_OK)
        return;
    stock_put(known, &rest);
    value_clear(&rest);
}

static void put_digits(struct stock *known, struct text digits)
{
    struct value value;
    if (digits.size < 18 && value_read(digits, &value) == STATUS_OK)
        stock_put(known, &value);
}

/* "13,15,17", "1.5,0": every run of digits, with and without decimals, of a number that cannot be read one way. */
static void put_parts(struct stock *known, struct text parts)
{
    struct text whole;
    while (text_take_digits(&parts, &whole)) {
        struct text rest = parts, decimals;
        put_digits(known, whole);
        if (parts.size > 1 && parts.at[0] == '.' && is_digit(parts.at[1]) && text_take_digits(&rest, &decimals))
            put_digits(known, text_part(whole, 0, whole.size + 1 + decimals.size));
    }
}

static void put_numbers(struct stock *known, struct text text, const struct tokens *tokens)
{
    for (size_t i = 0; i < tokens->count; i++) {
        const struct token *t = &tokens->items[i];
        if (t->kind == TOKEN_NUMBER && (t->flags & TOKEN_MALFORMED))
            put_parts(known, text_part(text, t->start, t->end));
        else if (t->kind == TOKEN_NUMBER)
            stock_put(known, &tokens->numbers[t->number]);
    }
}

struct certifier certifier_for(const struct certifier *with, const struct subject *on)
{
    struct certifier other = *with;
    other.on = on;
    other.before->of = other.standing->of = NULL;
    return other;
}

static const struct stock *all_known(const struct certifier *with)
{
    const struct subject *on = with->on;
    struct stock *values = &with->standing->values;
    if (with->standing->of == on)
        return values;
    with->standing->of = on;
    stock_empty(values);
    put_numbers(values, on->problem, &on->problem_tokens);
    for (size_t k = 0; k < on->steps_count; k++)
        put_numbers(values, on->steps[k].text, &on->steps[k].tokens);
    for (size_t i = 0; i < on->givens_count; i++) {
        stock_put(values, &on->givens[i].value);
        put_rest(values, &on->givens[i]);
    }
    return values;
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

/* Is it a known one, or a known one a hundredfold or a hundredth? Of too many values it may be. */
static bool coincides(const struct certifier *with, const struct value *now)
{
    const struct stock *known = all_known(with);
    struct value const hundred = value_int(100);
    if (known->count == STOCK_MAX || stock_has(known, now) || ((now->den != 1 || now->num < 0) && occurs(with->on, now)))
        return true;
    for (int i = 0; i < 2; i++) {
        struct value scaled;
        if ((i ? value_div : value_mul)(now, &hundred, &scaled) != STATUS_OK)
            return true;
        bool const same = stock_has(known, &scaled);
        value_clear(&scaled);
        if (same)
            return true;
    }
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

const char *certify_fresh(const struct certifier *with, const struct value *now)
{
    return coincides(with, now) ? "the new value coincides with a known one" : NULL;
}

const char *certify_value(const struct certifier *with, const struct derivation *root, const struct value *now)
{
    if (value_rounds_to(&root->value, now, value_places(now)))
        return "the new value could be a rounding of the right one";
    return certify_fresh(with, now);
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
