#include "cases.h"

enum { EITHER_BYTES = 16 }; /* before the first value */

enum between { BETWEEN_WORDS, BETWEEN_COMMA, BETWEEN_AND, BETWEEN_OR };

/* What parts two values: ", ", "or", ", and" and the marks of mathematics. */
static enum between between_of(struct text between)
{
    enum between how = BETWEEN_COMMA;
    for (size_t i = 0; i < between.size;) {
        size_t end = i;
        while (end < between.size && is_letter(between.at[end]))
            end++;
        struct text const word = text_part(between, i, end);
        bool const any = text_equal(word, TEXT("or"));
        if (end == i ? !is_space(between.at[i]) && !strchr("$,\\()[]", between.at[i]) : !any && !text_equal(word, TEXT("and")))
            return BETWEEN_WORDS;
        how = end == i ? how : any ? BETWEEN_OR : BETWEEN_AND;
        i = MAX(end, i + 1);
    }
    return how;
}

/* Is it "either … or …"? "Or" alone may mean "that is". */
static bool is_either(struct text step, const struct statement *first)
{
    struct text const before = text_part(step, first->start - MIN(first->start, (uint32_t)EITHER_BYTES), first->start);
    return text_find(before, TEXT("either "), 0) < before.size;
}

/* Does the statement name another value of what the first one gives a value to? */
static bool goes_on(const struct formula *first, const struct statement *s, enum between how, bool either)
{
    const struct formula *f = s->formula;
    bool const symbol = first->args[0]->kind == FORMULA_SYMBOL;
    if (s->hypothetical || s->before.size || how == BETWEEN_WORDS)
        return false;
    if (formula_is_equation(f))
        return formula_same(f->args[0], first->args[0]) ? symbol || how == BETWEEN_OR : either && how == BETWEEN_OR;
    return symbol && !formula_is_statement(f) && f->kind != FORMULA_LIST;
}

/* How many statements from `first` on list values, the last one behind "or"; 0 or 1 if it is no list. */
static size_t run(struct text step, const struct statement *statements, size_t count, size_t first)
{
    size_t end = first;
    const struct statement *s = &statements[first];
    bool const either = is_either(step, s);
    if (!formula_is_equation(s->formula) || s->hypothetical || s->before.size)
        return 0;
    for (size_t i = first + 1; i < count && i - first < CASES_MAX && statements[i - 1].end <= statements[i].start; i++) {
        enum between const how = between_of(text_part(step, statements[i - 1].end, statements[i].start));
        if (!goes_on(s->formula, &statements[i], how, either))
            break;
        end = how == BETWEEN_COMMA ? end : i;
    }
    return end - first + 1;
}

static const struct formula *disjunction(const struct statement *statements, size_t count, struct arena *arena)
{
    const struct formula *cases[CASES_MAX];
    for (size_t i = 0; i < count; i++) {
        const struct formula *f = statements[i].formula;
        cases[i] = formula_is_equation(f) ? f : formula_relation(arena, statements[0].formula->args[0], '=', f, f);
    }
    return formula_new(arena, FORMULA_OR, 0, TEXT(""), cases, count, NULL);
}

const struct formula *cases_of(struct text step, const struct statement *statements, size_t count, size_t i, struct arena *arena,
                               bool *last)
{
    *last = true;
    if (statements[i].formula->kind == FORMULA_OR)
        return statements[i].formula;
    for (size_t from = i + 1; from-- > 0 && i - from < CASES_MAX;) {
        size_t const length = run(step, statements, count, from);
        if (length > 1 && from + length > i) {
            *last = from + length == i + 1;
            return disjunction(statements + from, length, arena);
        }
    }
    return NULL;
}
