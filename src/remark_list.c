#include "remark_parts.h"

#include "algebra.h"

enum { ITEMS_MAX = 8 }; /* expressions in new names */

struct listing {
    const struct formula *items[ITEMS_MAX];
    size_t count;
};

static bool says(const struct scene *scene, const char *word)
{
    return text_find(scene->step, text_of(word), 0) < scene->step.size ||
           text_find(scene->problem, text_of(word), 0) < scene->problem.size;
}

/* ---- a point on a curve ---- */

bool remark_is_on_curve(const struct statement *statements, size_t count, struct arena *arena)
{
    const struct formula *point = statements[0].formula, *curve = count == 2 ? statements[1].formula : NULL;
    if (!curve || point->kind != FORMULA_TUPLE || point->count != 2 || curve->kind != FORMULA_CHAIN ||
        !text_equal(curve->text, TEXT("=")) || curve->args[0]->kind != FORMULA_SYMBOL)
        return false;
    struct text const names[] = {TEXT("x"), TEXT("y")};
    size_t const of = text_equal(curve->args[0]->text, names[1]) ? 0 : 1; /* y = f(x), or x = f(y) */
    if (!text_equal(curve->args[0]->text, names[1 - of]) || formula_mentions(curve->args[1], names[1 - of]) ||
        point->args[of]->kind != FORMULA_SYMBOL)
        return false;
    curve = formula_put_all(arena, curve, names, point->args, COUNT(names));
    return curve && algebra_same(curve->args[0], curve->args[1], 0, arena);
}

/* ---- "n, n + 1, n + 2", "3x, 4x, 5x" ---- */

static const struct formula *gap(const struct listing *list, size_t i, struct arena *arena)
{
    return formula_binary(arena, FORMULA_ADD, list->items[i], formula_unary(arena, FORMULA_NEG, list->items[i - 1]));
}

static bool has_word(const struct scene *scene, const char *list)
{
    return text_has_word(scene->step, text_of(list)) || text_has_word(scene->problem, text_of(list));
}

/* Has it letters for two things, as any first one and any step or ratio need? */
static bool is_free(const struct listing *list, struct arena *arena)
{
    struct text names[2];
    return formula_symbols(formula_new(arena, FORMULA_LIST, 0, TEXT(""), list->items, list->count, NULL), names, 2) > 1;
}

/* By a step that the text speaks of: consecutive, or of an arithmetic sequence. */
static bool is_arithmetic(const struct scene *scene, const struct listing *list, struct arena *arena)
{
    bool const consecutive = says(scene, "onsecutive");
    bool const by_two = says(scene, "onsecutive odd") || says(scene, "onsecutive even") ||
                        says(scene, "onsecutive positive odd") || says(scene, "onsecutive positive even");
    if (consecutive ? has_word(scene, "multiple multiples square squares prime primes cubes powers nonconsecutive") ||
                          (!by_two && has_word(scene, "odd even"))
                    : !says(scene, "arithmetic") || !is_free(list, arena))
        return false;
    for (size_t i = 2; i < list->count; i++)
        if (!algebra_same(gap(list, i, arena), gap(list, 1, arena), 0, arena))
            return false;
    int64_t const step = by_two ? 2 : 1;
    return !consecutive || algebra_same(gap(list, 1, arena), formula_number(arena, step), 0, arena) ||
           algebra_same(gap(list, 1, arena), formula_number(arena, -step), 0, arena);
}

/* a/r, a, ar */
static bool is_geometric(const struct scene *scene, const struct listing *list, struct arena *arena)
{
    bool fits = list->count > 2 && says(scene, "geometric") && is_free(list, arena);
    for (size_t i = 2; i < list->count && fits; i++)
        fits = algebra_same(formula_binary(arena, FORMULA_MUL, list->items[i - 2], list->items[i]),
                            formula_binary(arena, FORMULA_MUL, list->items[i - 1], list->items[i - 1]), 0, arena);
    return fits;
}

/* "a sum of 246", and not of 246 things */
static bool says_sum(struct text problem, struct text number)
{
    static const char *const before[] = {"sum of", "sum is", "sum of two numbers is", "sum of two integers is"};
    for (size_t at = text_find(problem, number, 1); at < problem.size; at = text_find(problem, number, at + 1)) {
        struct text words = text_trim(text_part(problem, 0, at - (problem.at[at - 1] == '$'))),
                    rest = text_part(problem, at + number.size, problem.size);
        if (text_starts(rest, TEXT("$")))
            rest = text_part(rest, 1, rest.size);
        bool const ended = rest.size == 0 || text_starts(rest, TEXT(" and ")) ||
                           (strchr(".,?;", rest.at[0]) && (rest.size == 1 || is_space(rest.at[1])));
        for (size_t i = 0; i < COUNT(before) && ended && strchr("$ ", problem.at[at - 1]); i++)
            if (text_ends(words, text_of(before[i])))
                return true;
    }
    return false;
}

/* x, 246 - x of a sum of 246 */
static bool is_sum(const struct scene *scene, const struct listing *list, struct arena *arena)
{
    const struct formula *last = list->items[1];
    return list->count == 2 && text_has_word(scene->problem, TEXT("two")) && last->kind == FORMULA_ADD && last->count == 2 &&
           last->args[0]->kind == FORMULA_NUMBER && says_sum(scene->problem, last->args[0]->text) &&
           algebra_same(formula_binary(arena, FORMULA_ADD, list->items[0], last), last->args[0], 0, arena);
}

/* 3x, 4x, 5x */
static bool are_multiples(const struct listing *list)
{
    for (size_t i = 0; i < list->count; i++) {
        const struct formula *f = list->items[i];
        if (f->kind != FORMULA_MUL || f->count != 2 || f->args[0]->kind != FORMULA_NUMBER || f->args[1]->kind != FORMULA_SYMBOL ||
            !formula_same(f->args[1], list->items[0]->args[1]))
            return false;
    }
    return true;
}

static struct text without_marks(struct text text, struct arena *arena)
{
    char *out = arena_alloc(arena, text.size + 1);
    size_t size = 0;
    for (size_t i = 0; i < text.size; i++)
        if (!strchr(" $\n", text.at[i]))
            out[size++] = text.at[i];
    return (struct text){out, size};
}

/* Does the text say "3:4:5", with ":" or "to" between, and no digit beside? */
static bool says_ratio(struct text text, const struct listing *list, const char *between, struct arena *arena)
{
    struct buffer ratio = {0};
    for (size_t i = 0; i < list->count; i++) {
        buffer_string(&ratio, i ? between : "");
        buffer_add(&ratio, list->items[i]->args[0]->text);
    }
    struct text const said = buffer_keep(&ratio, arena);
    for (size_t at = text_find(text, said, 0); at < text.size; at = text_find(text, said, at + 1)) {
        size_t const end = at + said.size;
        if ((at == 0 || !is_digit(text.at[at - 1])) && (end == text.size || !strchr("0123456789:", text.at[end])))
            return true;
    }
    return false;
}

static bool is_ratio(const struct scene *scene, const struct listing *list, struct arena *arena)
{
    if (!are_multiples(list))
        return false;
    struct text const problem = without_marks(scene->problem, arena);
    return says_ratio(problem, list, ":", arena) || says_ratio(problem, list, "to", arena);
}

/* A name that is in the list already is only told of what kind it is: "for some $r$ and $d$". */
static bool is_named(const struct listing *list, const struct formula *f)
{
    for (size_t i = 0; i < list->count; i++)
        if (f->kind == FORMULA_SYMBOL && formula_mentions(list->items[i], f->text))
            return true;
    return false;
}

static bool add(struct listing *list, const struct formula *f, bool behind)
{
    bool const several = f->kind == FORMULA_LIST;
    for (size_t i = 0; i < (several ? f->count : 1u); i++) {
        const struct formula *item = several ? f->args[i] : f;
        if (behind && is_named(list, item))
            continue;
        if (behind || list->count == ITEMS_MAX || formula_is_statement(item) || formula_holds(item, FORMULA_DOTS) ||
            formula_holds(item, FORMULA_CALL))
            return false;
        list->items[list->count++] = item;
    }
    return true;
}

static bool is_behind(struct text step, const struct statement *before, const struct statement *s)
{
    return remark_has_word(text_part(step, before->end, s->start), "be where for denote represent");
}

bool remark_lists(const struct scene *scene, const struct statement *statements, size_t count, struct arena *arena)
{
    struct listing list = {.count = 0};
    bool behind = false;
    for (size_t i = 0; i < count; i++) {
        behind |= i > 0 && is_behind(scene->step, &statements[i - 1], &statements[i]);
        if (!add(&list, statements[i].formula, behind))
            return false;
    }
    return list.count > 1 && (is_arithmetic(scene, &list, arena) || is_geometric(scene, &list, arena) ||
                              is_sum(scene, &list, arena) || is_ratio(scene, &list, arena));
}
