/* definition: a name that nothing said before uses gets a meaning: "let y = x - 2", "let p be the price". That cannot be false. Only ever
 * proves: a name that is in use already may mean something else.
 */
#include "remark.h"
#include "verifier.h"

enum {
    DEGREE_MAX = 5, /* of a polynomial whose coefficients get names */
    NAME_BYTES = 12 /* of f(x) */
};

/* y, f(x): what may be named by something that does not hold it */
static bool is_name(const struct formula *f, const struct formula *is)
{
    bool const call = f->kind == FORMULA_CALL && f->sub == FUNCTION_UNKNOWN && f->count > 0 && f->args[0]->kind == FORMULA_SYMBOL;
    bool const segment = f->text.size == 2 && f->text.at[1] >= 'A' && f->text.at[1] <= 'Z'; /* AB is there already */
    return (f->kind == FORMULA_SYMBOL || call) && !segment && !formula_mentions(is, f->text);
}

/* y = x - 2, x - 2 = y: is there a new name on one side? */
static bool names(const struct formula *f, const struct context *context)
{
    const struct formula *left = f->args[0], *right = f->args[1];
    return f->text.at[0] == '=' &&
           ((is_name(left, right) && context_is_new(context, left->text)) ||
            (is_name(right, left) && right->kind == FORMULA_SYMBOL && context_is_new(context, right->text)));
}

/* (x, y), a column: names that nothing uses yet, each another one */
static bool are_new_entries(const struct formula *f, const struct context *context)
{
    if ((f->kind != FORMULA_TUPLE && f->kind != FORMULA_MATRIX) || f->count < 2)
        return false;
    for (size_t i = 0; i < f->count; i++) {
        if (f->args[i]->kind != FORMULA_SYMBOL || !context_is_new(context, f->args[i]->text))
            return false;
        for (size_t k = 0; k < i; k++)
            if (formula_same(f->args[i], f->args[k]))
                return false;
    }
    return true;
}

/* x + yi */
static bool is_complex(const struct formula *f, const struct context *context)
{
    const struct formula *part = f->kind == FORMULA_ADD && f->count == 2 ? f->args[1] : NULL;
    if (!part || part->kind != FORMULA_MUL || part->count != 2 || f->args[0]->kind != FORMULA_SYMBOL)
        return false;
    bool const last = part->args[1]->kind == FORMULA_CONSTANT && part->args[1]->sub == CONSTANT_I,
               first = part->args[0]->kind == FORMULA_CONSTANT && part->args[0]->sub == CONSTANT_I;
    const struct formula *y = part->args[last ? 0 : 1];
    return (last || first) && y->kind == FORMULA_SYMBOL && !formula_same(y, f->args[0]) && context_is_new(context, y->text) &&
           context_is_new(context, f->args[0]->text);
}

/* a + b, of names that nothing uses yet, each another one: any number is such a sum. */
static bool is_new_sum(const struct formula *f, const struct context *context)
{
    for (size_t i = 0; f->kind == FORMULA_ADD && i < f->count; i++)
        for (size_t k = 0; k <= i; k++)
            if (f->args[i]->kind != FORMULA_SYMBOL || !context_is_new(context, f->args[i]->text) ||
                (k < i && formula_same(f->args[i], f->args[k])))
                return false;
    return f->kind == FORMULA_ADD;
}

/* sqrt(7) = a + b, 3 - 4i = (a + bi)²: a number becomes a sum of names, or the square of a complex one. */
static bool splits_number(const struct formula *f, const struct context *context, struct text step, size_t end)
{
    static const char kinds[] = "integer integers rational positive negative natural whole nonnegative prime primes even odd";
    const struct formula *right = f->args[1];
    struct text names[1];
    bool const square =
        right->kind == FORMULA_POW && right->args[1]->kind == FORMULA_NUMBER && text_equal(right->args[1]->text, TEXT("2"));
    for (size_t i = end; i < step.size; i++) /* what is said behind may bind the parts */
        if (square ? strchr("<>=\\", step.at[i]) || is_digit(step.at[i]) : !strchr("$. \n", step.at[i]))
            return false;
    return f->text.at[0] == '=' && formula_symbols(f->args[0], names, 1) == 0 && !text_has_word(step, text_of(kinds)) &&
           (is_new_sum(right, context) || (square && is_complex(right->args[0], context)));
}

/* z = x + yi, P = (x, y): what is known gets names for its parts. */
static bool names_parts(const struct formula *f, const struct context *context)
{
    const struct formula *right = f->args[1];
    return f->text.at[0] == '=' && f->args[0]->kind == FORMULA_SYMBOL && !formula_mentions(right, f->args[0]->text) &&
           (are_new_entries(right, context) || is_complex(right, context));
}

/* P = (x, y), y = d with new names on the right: nothing is said but what they are called, whatever that is. */
static bool only_names(const struct formula *f, const struct context *context)
{
    const struct formula *right = f->args[1];
    return f->text.at[0] == '=' && f->args[0]->kind == FORMULA_SYMBOL &&
           ((right->kind == FORMULA_SYMBOL && context_is_new(context, right->text)) || are_new_entries(right, context));
}

static bool is_power(const struct formula *f, struct text x, size_t k)
{
    if (k == 1)
        return f->kind == FORMULA_SYMBOL && text_equal(f->text, x);
    return f->kind == FORMULA_POW && is_power(f->args[0], x, 1) && f->args[1]->kind == FORMULA_NUMBER &&
           f->args[1]->text.size == 1 && f->args[1]->text.at[0] == (char)('0' + k);
}

/* a·x² + b·x + c; the names of the coefficients are new, each another one. */
static bool is_polynomial(const struct formula *f, struct text x, const struct context *context)
{
    struct text names[DEGREE_MAX + 3];
    for (size_t i = 0; i < f->count; i++) {
        const struct formula *term = f->args[i], *name = term->count ? term->args[0] : term;
        size_t const k = f->count - 1u - i;
        if (k == 0 ? name != term : term->kind != FORMULA_MUL || term->count != 2 || !is_power(term->args[1], x, k))
            return false;
        if (name->kind != FORMULA_SYMBOL || text_equal(name->text, x) || !context_is_new(context, name->text))
            return false;
    }
    return formula_symbols(f, names, COUNT(names)) == f->count + 1u;
}

/* Does the problem call f(x) "quadratic": "the quadratic polynomial $f(x)$", "Let $f(x)$ be a quadratic polynomial"? */
static bool is_called(struct text problem, const char *kind, struct text name)
{
    static const char *const verbs[] = {" be a ", " is a ", " be the ", " is the "};
    for (size_t at = text_find(problem, text_of(kind), 0); at < problem.size; at = text_find(problem, text_of(kind), at + 1)) {
        size_t end = at + strlen(kind), open = at;
        for (size_t i = 0; i < COUNT(verbs) && open == at; i++)
            if (text_ends(text_part(problem, 0, at), text_of(verbs[i])))
                open = at - strlen(verbs[i]);
        end += text_starts(text_part(problem, end, problem.size), TEXT(" polynomial $")) ? strlen(" polynomial $") : 0;
        end += text_starts(text_part(problem, end, problem.size), TEXT(" function $")) ? strlen(" function $") : 0;
        struct text const behind = text_part(problem, end, problem.size);
        bool const after = end > at + strlen(kind) && text_starts(behind, name) &&
                           text_starts(text_part(behind, name.size, behind.size), TEXT("("));
        size_t from = open;
        while (open < at && from > 0 && open - from < NAME_BYTES && problem.at[from - 1] != ' ')
            from--;
        struct text const before = text_part(problem, from, open);
        if (after || (text_starts(before, TEXT("$")) && text_ends(before, TEXT(")$")) &&
                      text_starts(text_part(before, 1, before.size), name) && before.at[1 + name.size] == '(' &&
                      before.size == name.size + strlen("$(t)$") && !text_ends(text_part(problem, 0, from), TEXT("of ")) &&
                      !text_starts(behind, TEXT(" polynomial in $"))))
            return true;
    }
    return false;
}

/* f(x) = a·x² + b·x + c where the problem calls f(x) quadratic */
static bool names_coefficients(const struct formula *f, const struct scene *scene, size_t end)
{
    static const char *const kinds[DEGREE_MAX + 1] = {NULL, "linear", "quadratic", "cubic", "quartic", "quintic"};
    const struct formula *left = f->args[0], *right = f->args[1];
    size_t const degree = right->count - 1u;
    for (size_t i = end; i < scene->step.size; i++) /* what is said behind may bind them */
        if (!strchr("$.\\] \n", scene->step.at[i]))
            return false;
    if (f->text.at[0] != '=' || !formula_is_call(left, FUNCTION_UNKNOWN) || left->count != 1 ||
        left->args[0]->kind != FORMULA_SYMBOL || right->kind != FORMULA_ADD || degree < 1 || degree > DEGREE_MAX)
        return false;
    return is_polynomial(right, left->args[0]->text, scene->context) && is_called(scene->problem, kinds[degree], left->text);
}

static bool settle(const struct link *link, const struct scene *scene, struct arena *arena, struct judgement *out,
                   struct text *witness)
{
    (void)arena;
    (void)witness;
    bool const lets = link->said == LINK_DEFINED ||
                      (link->said == LINK_WRITTEN && link->statement->formula->text.size == 1 && !link->statement->before.size &&
                       !link->statement->hypothetical &&
                       remark_lets(scene->step, link->start, link->end, only_names(link->formula, scene->context)));
    bool const point = link->said == LINK_DEFINED && link->formula->args[0]->kind == FORMULA_TUPLE; /* on a curve */
    if (!lets || (!point && !names(link->formula, scene->context) && !names_parts(link->formula, scene->context) &&
                  !splits_number(link->formula, scene->context, scene->step, link->end) &&
                  !names_coefficients(link->formula, scene, link->end)))
        return false;
    *out = (struct judgement){.truth = TRUTH_HOLDS, .supports = true, .why = "a new name gets its meaning"};
    return true;
}

const struct verifier verifier_definition = {
    .name = "definition",
    .says = "a new name gets its meaning; only ever proves",
    .vectors = true,
    .settle = settle,
};
