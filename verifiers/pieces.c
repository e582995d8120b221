/* pieces: functions that the problem defines piece by piece, "f(x) = \begin{cases} x^2 & \text{if } x > 5, \\ … \end{cases}": of a number exactly one condition
 * holds, and its piece is put in. Only ever proves.
 */
#include "follows.h"
#include "verifier.h"

enum {
    PIECES_MAX = 6,
    NESTED_MAX = 12,   /* f(f(…)) */
    LINES_MAX = 6,     /* earlier ones */
    NODES_MAX = 40,    /* of one */
    PROBLEM_MAX = 4000 /* bytes */
};

enum kind { KIND_STATEMENT, KIND_INTEGER, KIND_EVEN, KIND_ODD };

struct part {
    const struct formula *is, *when; /* `when`: of KIND_STATEMENT */
    enum kind kind;
    bool denied; /* "is not an integer" */
};

struct parts {
    struct text name, variable;
    struct part items[PIECES_MAX];
    size_t count;
    const struct context *context; /* that may suppose something, or NULL */
    struct arena *arena;
};

/* ---- the definition ---- */

/* "f(x) =" before byte `end`: the names are one letter each. */
static bool read_head(struct text problem, size_t end, struct parts *out)
{
    while (end > 0 && strchr(" \n{&\\", problem.at[end - 1]))
        end--;
    if (end > 4 && text_ends(text_part(problem, 0, end), TEXT("\\left")))
        end -= strlen("\\left");
    while (end > 0 && strchr(" \n&", problem.at[end - 1]))
        end--;
    if (end == 0 || problem.at[end - 1] != '=')
        return false;
    end--;
    while (end > 0 && strchr(" \n&", problem.at[end - 1]))
        end--;
    bool const head = end >= 4 && problem.at[end - 1] == ')' && problem.at[end - 3] == '(' && is_letter(problem.at[end - 2]) &&
                      is_letter(problem.at[end - 4]);
    out->name = head ? text_part(problem, end - 4, end - 3) : TEXT("");
    out->variable = head ? text_part(problem, end - 2, end - 1) : TEXT("");
    return head;
}

/* The condition without "\text{if" and its braces. */
static struct text bare(struct arena *arena, struct text condition)
{
    static const char *const marks[] = {"\\text", "\\mbox", "\\textrm", "if ", "If ", "for ", "when ", "{", "}", "$", "\\quad"};
    char *out = arena_alloc(arena, condition.size + 1);
    size_t size = 0;
    for (size_t at = 0; at < condition.size;) {
        size_t skip = 0;
        for (size_t i = 0; i < COUNT(marks) && !skip; i++)
            skip = text_starts(text_part(condition, at, condition.size), text_of(marks[i])) ? strlen(marks[i]) : 0;
        if (skip)
            out[size++] = ' ';
        else
            out[size++] = condition.at[at];
        at += skip ? skip : 1;
    }
    return text_trim((struct text){out, size});
}

static bool read_condition(struct parts *p, struct text condition, struct part *out)
{
    condition = bare(p->arena, condition);
    out->denied = text_holds(condition, " not ");
    out->kind = text_holds(condition, "integer") ? KIND_INTEGER
                : text_holds(condition, " even") ? KIND_EVEN
                : text_holds(condition, " odd")  ? KIND_ODD
                                                 : KIND_STATEMENT;
    if (out->kind != KIND_STATEMENT)
        return !text_holds(condition, " and ") && !text_holds(condition, " or ");
    out->when = syntax_read(condition, SYNTAX_LATEX, 0, p->arena, NULL);
    return out->when && out->when->kind == FORMULA_CHAIN && !out->denied;
}

static bool read_row(struct parts *p, struct text row)
{
    size_t const cut = text_find(row, TEXT("&"), 0);
    struct part *out = &p->items[p->count];
    if (cut == row.size || p->count == PIECES_MAX)
        return false;
    struct text const is = text_trim(text_part(row, 0, cut)), condition = text_part(row, cut + 1, row.size);
    out->is = syntax_read(is, SYNTAX_LATEX, 0, p->arena, NULL);
    p->count++;
    return out->is && !formula_is_statement(out->is) && read_condition(p, condition, out);
}

/* The rows of the environment whose inside is this. */
static bool read_rows(struct parts *p, struct text inside)
{
    for (size_t at = 0; at < inside.size;) {
        size_t const end = text_find(inside, TEXT("\\\\"), at);
        struct text const row = text_trim(text_part(inside, at, end));
        if (row.size && !read_row(p, row))
            return false;
        at = end + 2;
    }
    return p->count > 1;
}

static bool read_pieces(struct text problem, struct arena *arena, struct parts *out)
{
    static const char *const opens[] = {"\\begin{cases}", "\\begin{array}{cl}", "\\begin{array}{ll}", "\\begin{array}{cc}",
                                        "\\begin{aligned}"};
    static const char *const closes[] = {"\\end{cases}", "\\end{array}", "\\end{array}", "\\end{array}", "\\end{aligned}"};
    for (size_t i = 0; i < COUNT(opens) && problem.size <= PROBLEM_MAX; i++) {
        size_t const at = text_find(problem, text_of(opens[i]), 0), start = at + strlen(opens[i]);
        *out = (struct parts){.arena = arena};
        if (at < problem.size && read_head(problem, at, out))
            return read_rows(out, text_part(problem, start, text_find(problem, text_of(closes[i]), start)));
    }
    return false;
}

/* ---- what it is of a number ---- */

static enum fact holds_of(const struct parts *p, const struct part *piece, const struct formula *number)
{
    struct text witness;
    struct value v;
    if (piece->kind == KIND_STATEMENT) {
        const struct formula *f = formula_put(p->arena, piece->when, p->variable, number);
        return f ? follows_truth(f, 0, p->arena, &witness) : FACT_UNKNOWN;
    }
    if (algebra_value(number, &v) != STATUS_OK)
        return FACT_UNKNOWN;
    bool const small = value_is_small(&v), whole = small && v.den == 1;
    bool const fits = whole && (piece->kind == KIND_INTEGER || (v.num % 2 == 0) == (piece->kind == KIND_EVEN));
    value_clear(&v);
    return !small || (!whole && piece->kind != KIND_INTEGER) ? FACT_UNKNOWN : fits != piece->denied ? FACT_TRUE : FACT_FALSE;
}

/* The one piece whose condition holds; NULL unless all the others do not. */
static const struct part *piece_of(const struct parts *p, const struct formula *number)
{
    const struct part *found = NULL;
    for (size_t i = 0; i < p->count; i++) {
        enum fact const fact = holds_of(p, &p->items[i], number);
        if (fact == FACT_UNKNOWN || (fact == FACT_TRUE && found))
            return NULL;
        found = fact == FACT_TRUE ? &p->items[i] : found;
    }
    return found;
}

/* The piece of f(x) whose condition follows from what is supposed of x: "if $x < 2$, then $f(x) = …$". */
static const struct part *piece_supposed(const struct parts *p, const struct formula *symbol)
{
    for (size_t i = 0; i < p->count; i++) {
        const struct part *piece = &p->items[i];
        const struct formula *when =
            piece->kind == KIND_STATEMENT ? formula_put(p->arena, piece->when, p->variable, symbol) : NULL;
        for (size_t k = 0; when && p->context && k < p->context->lines_count; k++) {
            const struct context_line *line = &p->context->lines[k];
            if (line->scope >= CONTEXT_SUPPOSED && !line->past && formula_mentions(line->formula, symbol->text) &&
                formula_size(line->formula, NODES_MAX) <= NODES_MAX && follows_surely(&line->formula, 1, when, p->arena))
                return piece;
        }
    }
    return NULL;
}

/* With the pieces put in for its calls of numbers, and of what is supposed to be in one. */
static const struct formula *unfolded(const struct parts *p, const struct formula *f, unsigned left)
{
    struct text names[1];
    if (f->count == 0 || left == 0)
        return f;
    const struct formula **args = ARENA_ARRAY(p->arena, const struct formula *, f->count);
    for (size_t i = 0; i < f->count; i++)
        args[i] = unfolded(p, f->args[i], left);
    f = formula_with(p->arena, f, args);
    bool const call = f->kind == FORMULA_CALL && f->sub == FUNCTION_UNKNOWN && f->count == 1 && text_equal(f->text, p->name);
    const struct part *piece = !call                                        ? NULL
                               : formula_symbols(f->args[0], names, 1) == 0 ? piece_of(p, f->args[0])
                               : f->args[0]->kind == FORMULA_SYMBOL         ? piece_supposed(p, f->args[0])
                                                                            : NULL;
    const struct formula *is = piece ? formula_put(p->arena, piece->is, p->variable, f->args[0]) : NULL;
    return is ? unfolded(p, is, left - 1) : f;
}

static bool same(const struct formula *a, const struct formula *b, const struct scene *scene, struct arena *arena)
{
    return algebra_same(a, b, scene->options, arena);
}

/* "f(x) = 3" was said: with its piece put in it is the claim. */
static bool from_line(const struct parts *p, const struct formula *claim, const struct scene *scene)
{
    const struct formula *lines[LINES_MAX];
    size_t const count = context_lines_about(scene->context, claim, false, lines, LINES_MAX);
    for (size_t i = 0; i < count; i++) {
        if (lines[i]->kind != FORMULA_CHAIN || lines[i]->count != 2 || lines[i]->text.at[0] != '=' ||
            formula_size(lines[i], NODES_MAX) > NODES_MAX)
            continue;
        const struct formula *left = unfolded(p, lines[i]->args[0], NESTED_MAX),
                             *right = unfolded(p, lines[i]->args[1], NESTED_MAX);
        if ((left != lines[i]->args[0] || right != lines[i]->args[1]) &&
            ((same(left, claim->args[0], scene, p->arena) && same(right, claim->args[1], scene, p->arena)) ||
             (same(left, claim->args[1], scene, p->arena) && same(right, claim->args[0], scene, p->arena))))
            return true;
    }
    return false;
}

/* What is denied is not supposed. */
static bool denies(struct text step)
{
    return text_has_word(step, TEXT("not cannot isn't never no unless neither nor"));
}

static bool settle(const struct link *link, const struct scene *scene, struct arena *arena, struct judgement *out,
                   struct text *witness)
{
    const struct formula *f = link->formula;
    struct parts p;
    if (link->closed || f->text.at[0] != '=' || f->count != 2 || !read_pieces(scene->problem, arena, &p))
        return false;
    p.context = denies(scene->step) ? NULL : scene->context;
    const struct formula *left = unfolded(&p, f->args[0], NESTED_MAX), *right = unfolded(&p, f->args[1], NESTED_MAX);
    *out = (struct judgement){.truth = TRUTH_HOLDS, .supports = true, .why = "by the piece of the function that holds there"};
    (void)witness;
    if (left == f->args[0] && right == f->args[1])
        return from_line(&p, f, scene);
    if (same(left, right, scene, arena))
        return true;
    left = context_expand(scene->context, left);
    right = context_expand(scene->context, right);
    return same(left, right, scene, arena);
}

const struct verifier verifier_pieces = {
    .name = "pieces",
    .says = "values of functions that the problem defines piece by piece; only ever proves",
    .settle = settle,
};
