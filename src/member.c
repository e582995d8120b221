#include "member.h"

enum { MODULUS_NEAR = 8 }; /* bytes between a congruence and its "mod" */

/* Nothing but words and what closes a display. */
static bool says_no_more(struct text rest)
{
    for (size_t i = 0; i < rest.size; i++)
        if (is_digit(rest.at[i]) || rest.at[i] == '=')
            return false;
    return true;
}

/* "… is still only one digit": what would have to fit another number, too. */
static bool says_what_kind(struct text rest)
{
    struct text const words =
        TEXT("divisible divides multiple multiples factor factors divisor divisors prime primes composite perfect "
             "square squares cube cubes odd even coprime relatively digit digits less more greater larger smaller "
             "fewer above below exceeds same equal enough only still positive negative than");
    for (size_t i = 0; i < rest.size; i++) {
        size_t end = i;
        while (end < rest.size && is_letter(rest.at[end]))
            end++;
        if (end > i && text_is_among(text_part(rest, i, end), words))
            return true;
        i = end;
    }
    return false;
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

/* An equation, or a congruence of numbers whose modulus stands with it. */
static bool is_equal(const struct link *link)
{
    char const sign = link->formula->text.at[0];
    return sign == '=' || (sign == '%' && link->closed && link->formula->count > link->formula->text.size + 1);
}

/* n = 3 + 4k "for some integer k": n = 7 + 4k would be true, too. */
static bool is_of_some(const struct link *link)
{
    return link->formula->text.at[0] == '=' && text_equal(text_of(link->rule), TEXT("congruence"));
}

/* Numbers are as they are whatever is supposed. */
static bool is_asserted(const struct link *link)
{
    return link->closed ? link->doubtful < LINK_FOREIGN : !link->doubt;
}

/* Of a congruence, what follows its modulus, "\\pmod{7}". */
static struct text behind(const struct link *link, struct text step)
{
    size_t at = link->end;
    if (link->formula->text.at[0] == '%' && text_find(text_part(step, at, step.size), TEXT("mod"), 0) < MODULUS_NEAR) {
        while (at < step.size && !is_digit(step.at[at]))
            at++;
        while (at < step.size && is_digit(step.at[at]))
            at++;
    }
    return text_part(step, at, step.size);
}

static bool suits(const struct step *step, const struct link *link)
{
    const struct statement *s = link->statement;
    struct text const rest = behind(link, step->text);
    return link->truth == TRUTH_HOLDS && link->supports && is_asserted(link) && !is_of_some(link) && !s->bare &&
           s->formula->kind == FORMULA_CHAIN && link->k + 1 == s->formula->text.size && is_equal(link) &&
           stands_at(step->text, s, link->formula->args[1], shift_of(link)) && says_no_more(rest) &&
           !(link->closed && says_what_kind(rest));
}

/* The derivation whose result is the last member of the link; -1 if there is none. */
static int32_t derivation_of(const struct subject *on, const struct link *link)
{
    int32_t const claim = subject_figure(on, link);
    for (size_t i = 0; i < on->derivations_count && claim >= 0; i++)
        if (on->derivations[i].claim == (uint32_t)claim && on->derivations[i].result == &on->claims[claim].right)
            return (int32_t)i;
    return -1;
}

size_t member_sites(const struct subject *on, unsigned weight, struct site *out, size_t count, size_t max)
{
    for (uint32_t k = 0; k < on->steps_count; k++)
        for (uint32_t i = 0; i < on->steps[k].links_all && count < max; i++) {
            const struct link *link = &on->steps[k].links[i];
            if (suits(&on->steps[k], link))
                out[count++] = (struct site){.derivation = derivation_of(on, link),
                                             .formula = true,
                                             .step = k,
                                             .link = i,
                                             .weight = weight,
                                             .spare = link->closed};
        }
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
