#include "link.h"

#include "algebra.h"

static bool is_closed(const struct formula *f)
{
    switch (f->kind) {
    case FORMULA_SYMBOL:
    case FORMULA_WORDS:
    case FORMULA_OPAQUE:
        return false;
    case FORMULA_CALL:
        if (f->sub == FUNCTION_UNKNOWN)
            return false;
        break;
    case FORMULA_SUM_OVER:
    case FORMULA_PRODUCT_OVER:
        return formula_symbols(f, NULL, 0) == 0;
    default:
        break;
    }
    for (size_t i = 0; i < f->count; i++)
        if (!is_closed(f->args[i]))
            return false;
    return true;
}

bool link_is_of_range(const struct link *link)
{
    const struct formula *const f = link->statement->formula;
    struct text names[1];
    return f->kind == FORMULA_CHAIN && f->text.size == 2 && strchr("<[>]", f->text.at[0]) && strchr("<[>]", f->text.at[1]) &&
           formula_symbols(f->args[0], names, 1) == 0 && formula_symbols(f->args[2], names, 1) == 0;
}

bool link_is_closed(const struct formula *link)
{
    return is_closed(link->args[0]) && is_closed(link->args[1]);
}

bool link_is_scaled(const struct link *link, struct text step)
{
    static const char *const scales[] = {
        "%", "\\%", "percent", "cents", "\\text{ cents", "\\text{cents", "\\text{ percent", "\\text{ }\\%", "¢", "\\mbox{ cents"};
    size_t at = link->end;
    while (at < step.size && (is_space(step.at[at]) || strchr("$}.\\)", step.at[at])) &&
           !text_starts(text_part(step, at, step.size), TEXT("\\%")) &&
           !text_starts(text_part(step, at, step.size), TEXT("\\text")))
        at++;
    for (size_t i = 0; i < COUNT(scales); i++)
        if (text_starts(text_part(step, at, step.size), text_of(scales[i])))
            return true;
    return false;
}

unsigned link_subset(const struct link *link, size_t i)
{
    unsigned const met = link->statement->met;
    unsigned out = 0;
    for (unsigned bit = 1; bit && met >= bit; bit <<= 1)
        if (met & bit) {
            out |= i & 1 ? bit : 0;
            i >>= 1;
        }
    return out;
}

const struct formula *link_reading(const struct link *link, size_t i, struct arena *arena, bool *last)
{
    unsigned const met = link->statement->met;
    size_t count = 1;
    for (unsigned bit = 1; bit && met >= bit && count < LINK_READINGS_MAX; bit <<= 1)
        count *= met & bit ? 2 : 1;
    *last = i + 1 >= count;
    if (i == 0)
        return link->formula;
    const struct formula *f = i < count ? maths_reread(link->statement, link_subset(link, i), arena) : NULL;
    return f && f->kind == FORMULA_CHAIN && link->k < f->text.size ? formula_link(arena, f, link->k) : NULL;
}

static struct link link_at(const struct statement *statement, uint32_t step, const struct formula *f, size_t k)
{
    bool const carried = statement->before.size > 0; /* the row is a copy: its bytes are those of the statement */
    uint32_t const base = statement->start - (carried ? 0 : statement->formula->start);
    return (struct link){.step = step,
                         .start = carried ? statement->start : base + f->start,
                         .end = carried ? statement->end : base + f->end,
                         .statement = statement,
                         .k = k,
                         .formula = f,
                         .closed = link_is_closed(f),
                         .truth = TRUTH_UNKNOWN,
                         .why = "no verifier settles it"};
}

struct link link_said(struct arena *arena, enum link_said said, const struct formula *formula, const struct statement *like,
                      uint32_t start, uint32_t end, uint32_t index)
{
    struct statement *statement = ARENA_ARRAY(arena, struct statement, 1);
    *statement = *like;
    statement->formula = formula;
    statement->met = 0;
    return (struct link){.step = index,
                         .said = (uint8_t)said,
                         .start = start,
                         .end = end,
                         .statement = statement,
                         .formula = formula,
                         .closed = link_is_closed(formula),
                         .truth = TRUTH_UNKNOWN,
                         .why = "no verifier settles it"};
}

/* "x = 2 or x = 3": each is a statement of its own */
static size_t alternatives(const struct statement *statement, uint32_t step, struct arena *arena, struct link **out)
{
    const struct formula *f = statement->formula;
    struct statement *each = ARENA_ARRAY(arena, struct statement, f->count + 1);
    *out = ARENA_ZEROS(arena, struct link, f->count + 1);
    for (size_t i = 0; i < f->count; i++) {
        if (f->args[i]->kind != FORMULA_CHAIN || f->args[i]->count != 2 || f->count > LINKS_MAX || statement->before.size)
            return 0;
        each[i] = *statement;
        each[i].start += f->args[i]->start - f->start;
        each[i].end = each[i].start + (f->args[i]->end - f->args[i]->start);
        each[i].formula = f->args[i];
        (*out)[i] = link_at(&each[i], step, f->args[i], 0);
    }
    return f->count;
}

size_t links_of(const struct statement *statement, uint32_t step, struct arena *arena, struct link **out)
{
    const struct formula *f = statement->formula;
    if (f->kind == FORMULA_OR)
        return alternatives(statement, step, arena, out);
    size_t const count = f->kind == FORMULA_CHAIN ? MIN(f->text.size, (size_t)LINKS_MAX) : 0;
    *out = ARENA_ZEROS(arena, struct link, count + 1);
    for (size_t k = 0; k < count; k++)
        (*out)[k] = link_at(statement, step, formula_link(arena, f, k), k);
    return count;
}

unsigned link_options(struct text text)
{
    static const char *const signs[] = {"complex", "of unity", "omega", "imaginary", "nonreal"};
    for (size_t i = 0; i < COUNT(signs); i++)
        if (text_find(text, text_of(signs[i]), 0) < text.size)
            return ALGEBRA_COMPLEX;
    return 0;
}
