#include "member.h"

/* Nothing but words and what closes a display. */
static bool says_no_more(struct text rest)
{
    for (size_t i = 0; i < rest.size; i++)
        if (is_digit(rest.at[i]) || rest.at[i] == '=')
            return false;
    return true;
}

/* Where the bytes of the row that the formula was read from stand in the step. */
static uint32_t shift_of(const struct link *link)
{
    const struct statement *s = link->statement;
    return s->before.size ? s->start - (uint32_t)(s->before.size + 1) : s->start - s->formula->start;
}

static bool stands_at(struct text step, const struct statement *s, const struct formula *f, uint32_t shift)
{
    size_t const start = (uint32_t)(f->start + shift), size = f->end - f->start;
    return f->start < f->end && f->end <= s->row.size && start <= step.size && size <= step.size - start &&
           text_equal(text_part(step, start, start + size), text_part(s->row, f->start, f->end));
}

/* pi or a root: what is no arithmetic claim. */
static bool holds_irrational(const struct formula *f)
{
    bool found = (formula_is(f, FORMULA_CONSTANT) && f->sub == CONSTANT_PI) || formula_is(f, FORMULA_ROOT);
    for (size_t i = 0; i < f->count && !found; i++)
        found = holds_irrational(f->args[i]);
    return found;
}

static bool suits(const struct step *step, const struct link *link)
{
    const struct statement *s = link->statement;
    return link->truth == TRUTH_HOLDS && link->supports && (!link->closed || holds_irrational(link->formula)) && !link->doubt &&
           !s->hypothetical && !s->bare && s->formula->kind == FORMULA_CHAIN && link->k + 1 == s->formula->text.size &&
           link->formula->text.at[0] == '=' && stands_at(step->text, s, link->formula->args[1], shift_of(link)) &&
           says_no_more(text_part(step->text, link->end, step->text.size));
}

size_t member_sites(const struct subject *on, unsigned weight, struct site *out, size_t count, size_t max)
{
    for (uint32_t k = 0; k < on->steps_count; k++)
        for (uint32_t i = 0; i < on->steps[k].links_count && count < max; i++)
            if (suits(&on->steps[k], &on->steps[k].links[i]))
                out[count++] = (struct site){.derivation = -1, .formula = true, .step = k, .link = i, .weight = weight};
    return count;
}

struct member member_of(const struct subject *on, const struct site *at)
{
    const struct link *link = &on->steps[at->step].links[at->link];
    return (struct member){link, link->formula->args[0], link->formula->args[1], shift_of(link)};
}

struct edit member_edit(const struct subject *on, const struct site *at, const struct formula *part)
{
    struct text const step = on->steps[at->step].text;
    uint32_t const shift = shift_of(&on->steps[at->step].links[at->link]);
    struct edit e = {at->step, part->start + shift, part->end + shift, TEXT("")};
    e.becomes = text_part(step, e.start, e.end);
    size_t const inside = text_find(e.becomes, part->text, 0);
    if (part->kind == FORMULA_NUMBER && inside < e.becomes.size) {
        e.start += (uint32_t)inside;
        e.end = e.start + (uint32_t)part->text.size;
        bool const cut = (e.start && is_digit(step.at[e.start - 1])) || (e.end < step.size && is_digit(step.at[e.end]));
        e.becomes = cut ? TEXT("") : part->text; /* \frac12 */
    }
    return e;
}

static size_t add_numbers(const struct formula *f, bool exponents, const struct formula **out, size_t count)
{
    if (f->kind == FORMULA_NUMBER && count < MEMBER_PARTS_MAX)
        out[count++] = f;
    size_t const parts = f->kind == FORMULA_POW && !exponents ? 1 : f->count;
    for (size_t i = 0; i < parts; i++)
        count = add_numbers(f->args[i], exponents, out, count);
    return count;
}

size_t member_numbers(const struct formula *f, bool exponents, const struct formula *out[MEMBER_PARTS_MAX])
{
    return add_numbers(f, exponents, out, 0);
}
