#include "outcomes.h"

static void keep(struct outcomes *outcomes, struct text name, const struct formula *value)
{
    size_t kept = 0;
    for (size_t i = 0; i < outcomes->count; i++) /* said again, it is the latest */
        if (!text_equal(outcomes->names[i], name) || !formula_same(outcomes->values[i], value)) {
            outcomes->names[kept] = outcomes->names[i];
            outcomes->values[kept++] = outcomes->values[i];
        }
    outcomes->count = kept;
    if (outcomes->count == OUTCOMES_MAX) {
        memmove(outcomes->names, outcomes->names + 1, (OUTCOMES_MAX - 1) * sizeof *outcomes->names);
        memmove(outcomes->values, outcomes->values + 1, (OUTCOMES_MAX - 1) * sizeof *outcomes->values);
        outcomes->count--;
    }
    outcomes->names[outcomes->count] = name;
    outcomes->values[outcomes->count++] = value;
}

static bool is_value(const struct formula *f)
{
    struct text names[1];
    return !formula_is_statement(f) && formula_symbols(f, names, 1) == 0 && !formula_holds(f, FORMULA_WORDS) &&
           !formula_holds(f, FORMULA_DOTS) && !formula_holds(f, FORMULA_OPAQUE);
}

static void keep_values(struct outcomes *outcomes, const struct formula *name, const struct formula *value)
{
    bool const tuples = name->kind == FORMULA_TUPLE && value->kind == FORMULA_TUPLE && name->count == value->count;
    bool const list = value->kind == FORMULA_LIST;
    for (size_t i = 0; (tuples || list) && i < value->count; i++)
        keep_values(outcomes, tuples ? name->args[i] : name, value->args[i]);
    if (!tuples && !list && name->kind == FORMULA_SYMBOL && is_value(value))
        keep(outcomes, name->text, value);
}

void outcomes_take(struct outcomes *outcomes, const struct formula *statement)
{
    const struct formula *f = statement;
    for (size_t i = 0; i < f->count && (f->kind == FORMULA_OR || f->kind == FORMULA_AND); i++)
        outcomes_take(outcomes, f->args[i]);
    if (f->kind != FORMULA_CHAIN || strspn(f->text.at, "=") < f->text.size)
        return;
    const struct formula *first = f->args[0], *last = f->args[f->text.size];
    keep_values(outcomes, first, last);
    keep_values(outcomes, last, first);
}

size_t outcomes_of(const struct outcomes *outcomes, struct text name, const struct formula **out, size_t max)
{
    size_t count = 0;
    for (size_t i = 0; i < outcomes->count && count < max; i++)
        if (text_equal(outcomes->names[i], name))
            out[count++] = outcomes->values[i];
    return count;
}

static bool is_point(const struct formula *f)
{
    struct text names[1];
    return (f->kind == FORMULA_TUPLE || (f->kind == FORMULA_MATRIX && f->sub == 1)) && f->count > 1 &&
           formula_symbols(f, names, 1) > 0;
}

static void keep_point(struct outcomes *outcomes, struct text name, const struct formula *f)
{
    struct outcomes_point *points = outcomes->points;
    size_t kept = 0;
    for (size_t i = 0; i < outcomes->points_count; i++) /* said again, it is the latest */
        if (!formula_same(points[i].is, f) || !text_equal(points[i].name, name))
            points[kept++] = points[i];
    if (kept == OUTCOMES_POINTS_MAX)
        memmove(points, points + 1, --kept * sizeof *points);
    points[kept++] = (struct outcomes_point){name, f};
    outcomes->points_count = kept;
}

void outcomes_keep_points(struct outcomes *outcomes, const struct formula *f)
{
    bool const named = f->kind == FORMULA_CHAIN && f->args[0]->kind == FORMULA_SYMBOL && f->text.at[0] == '=';
    if (is_point(f))
        keep_point(outcomes, TEXT(""), f);
    for (size_t i = 0; formula_is_statement(f) && i < f->count; i++)
        if (is_point(f->args[i]))
            keep_point(outcomes, named ? f->args[0]->text : TEXT(""), f->args[i]);
        else if (formula_is_statement(f->args[i]))
            outcomes_keep_points(outcomes, f->args[i]);
}
