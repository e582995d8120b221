#include "context.h"

#include "matrix.h"
#include "vectors.h"

static struct context_binding *find(struct context *c, struct text name)
{
    for (size_t i = 0; i < c->bindings_count; i++)
        if (text_equal(c->bindings[i].name, name))
            return &c->bindings[i];
    return NULL;
}

static void bind(struct context *c, struct text name, const struct formula *call, const struct formula *is, bool supposed)
{
    struct context_binding *old = find(c, name);
    if (old) {
        bool const same = old->is && formula_same(old->is, is);
        if (!same && !formula_mentions(is, name))
            *old = (struct context_binding){name, call, supposed && old->supposed ? is : NULL, false, false};
        return;
    }
    if (c->bindings_count < CONTEXT_BINDINGS_MAX && !formula_mentions(is, name))
        c->bindings[c->bindings_count++] = (struct context_binding){name, call, is, supposed, false};
}

/* A value or expression that may stand for a symbol. */
static bool is_definite(const struct formula *f)
{
    static const uint8_t vague[] = {FORMULA_WORDS,  FORMULA_DOTS, FORMULA_PM, FORMULA_MP,
                                    FORMULA_OPAQUE, FORMULA_LIST, FORMULA_SET};
    if (formula_is_statement(f))
        return false;
    for (size_t i = 0; i < COUNT(vague); i++)
        if (f->kind == vague[i])
            return false;
    for (size_t i = 0; i < f->count; i++)
        if (!is_definite(f->args[i]))
            return false;
    return true;
}

/* f(x), f(x, y) = …: of different symbols, each of which is used */
static bool defines(const struct formula *call, const struct formula *is)
{
    for (size_t i = 0; i < call->count; i++) {
        if (call->args[i]->kind != FORMULA_SYMBOL || !formula_mentions(is, call->args[i]->text))
            return false;
        for (size_t k = 0; k < i; k++)
            if (formula_same(call->args[i], call->args[k]))
                return false;
    }
    return call->count > 0 && call->count <= CONTEXT_PARAMETERS_MAX;
}

static void bind_side(struct context *c, const struct formula *side, const struct formula *is, bool supposed)
{
    if (!is_definite(is))
        return;
    if (side->kind == FORMULA_SYMBOL || side->kind == FORMULA_WORDS)
        bind(c, side->text, NULL, is, supposed);
    else if (side->kind == FORMULA_CALL && side->sub == FUNCTION_UNKNOWN && defines(side, is))
        bind(c, side->text, side, is, supposed);
}

static void keep_line(struct context *c, const struct formula *f, enum context_scope scope)
{
    if (c->lines_count == CONTEXT_LINES_MAX) {
        memmove(c->lines, c->lines + 1, (CONTEXT_LINES_MAX - 1) * sizeof *c->lines);
        c->lines_count--;
    }
    c->lines[c->lines_count++] = (struct context_line){.formula = f, .scope = (uint8_t)scope};
    c->reached = c->reached &&
                 !(f->kind == FORMULA_CHAIN && (memchr(f->text.at, '[', f->text.size) || memchr(f->text.at, ']', f->text.size)));
}

/* 2^a = 2^b, log a = log b: the number with which both are made; NULL if there is none. */
static const struct formula *common_base(const struct formula *a, const struct formula *b)
{
    bool const power = a->kind == FORMULA_POW && b->kind == FORMULA_POW,
               log = formula_is_call(a, FUNCTION_LOG) && formula_is_call(b, FUNCTION_LOG) && a->count == 2 && b->count == 2;
    const struct formula *base = power ? a->args[0] : log ? a->args[1] : NULL;
    bool const number = base && base->kind == FORMULA_NUMBER && formula_same(base, power ? b->args[0] : b->args[1]);
    return number && !text_equal(base->text, TEXT("1")) && !text_equal(base->text, TEXT("0")) ? base : NULL;
}

static void keep_equation(struct context *c, const struct formula *a, const struct formula *b, const struct formula *like,
                          enum context_scope scope)
{
    keep_line(c, formula_relation(c->arena, a, '=', b, like), scope);
}

static bool is_kept(const struct context *c, const struct formula *f)
{
    for (size_t i = 0; i < c->lines_count; i++)
        if (formula_same(c->lines[i].formula, f))
            return true;
    return false;
}

/* (a, b) = (3, 4), matrices alike: the entries are equal one by one. One that is the same on both sides says nothing. */
static void keep_entries(struct context *c, const struct formula *a, const struct formula *b, enum matrix_columns columns,
                         const struct formula *like, enum context_scope scope)
{
    const struct formula *entries[MATRIX_ENTRIES_MAX];
    struct text name;
    bool const tuples = a->kind == FORMULA_TUPLE && b->kind == FORMULA_TUPLE && a->count == b->count;
    for (size_t i = 0; tuples && a->count <= CONTEXT_ENTRIES_MAX && i < a->count; i++)
        keep_equation(c, a->args[i], b->args[i], like, scope);
    size_t const count = matrix_equations(a, b, columns, c->arena, entries);
    for (size_t i = 0; i < count && count <= CONTEXT_ENTRIES_MAX; i++)
        if (formula_symbols(entries[i], &name, 1) > 0 && !is_kept(c, entries[i]) &&
            !algebra_same(entries[i]->args[0], entries[i]->args[1], 0, c->arena))
            keep_line(c, entries[i], scope);
}

/* Two columns side by side are a dot product where no cross is written. */
static enum matrix_columns columns_of(const struct statement *s)
{
    static const char *const crosses[] = {"\\times", "×"};
    bool const crossed = text_holds_any(s->row, crosses, COUNT(crosses)) || text_holds_any(s->before, crosses, COUNT(crosses));
    return crossed ? MATRIX_ASUNDER : MATRIX_DOT;
}

/* What an equation says of the parts of its sides. */
static void keep_parts(struct context *c, const struct formula *f, enum matrix_columns columns, enum context_scope scope)
{
    for (size_t k = 0; f->kind == FORMULA_CHAIN && k < f->text.size; k++) {
        const struct formula *a = f->args[k], *b = f->args[k + 1];
        if (f->text.at[k] != '=')
            continue;
        keep_entries(c, a, b, columns, f, scope);
        const struct formula *base = common_base(a, b);
        if (base) {
            size_t const arg = a->kind == FORMULA_POW;
            keep_equation(c, a->args[arg], b->args[arg], f, scope);
        }
    }
}

/* Does it hold a symbol, or a function that is not known by itself? f(2) = 3 */
static bool speaks_of_something(const struct formula *f)
{
    struct text names[1];
    if (formula_symbols(f, names, 1) > 0 || (f->kind == FORMULA_CALL && f->sub == FUNCTION_UNKNOWN))
        return true;
    for (size_t i = 0; i < f->count; i++)
        if (speaks_of_something(f->args[i]))
            return true;
    return false;
}

/* x = 6/2 = 3: the symbol has a value, without others. */
static bool gives_value(const struct formula *f)
{
    struct text names[1];
    if (f->kind != FORMULA_CHAIN || f->args[0]->kind != FORMULA_SYMBOL)
        return false;
    for (size_t k = 0; k < f->text.size; k++)
        if (f->text.at[k] != '=' || formula_symbols(f->args[k + 1], names, 1) > 0)
            return false;
    return true;
}

/* The symbol's other values, of other cases: the latest counts. */
static void outdate_values(struct context *c, const struct formula *f)
{
    for (size_t i = 0; i < c->lines_count; i++) {
        const struct formula *line = c->lines[i].formula;
        struct text witness;
        if (gives_value(line) && text_equal(line->args[0]->text, f->args[0]->text) &&
            algebra_equal(line->args[1], f->args[1], 0, c->arena, &witness) == FACT_FALSE)
            c->lines[i].past = true;
    }
}

void context_rename(struct context *context, const struct formula *f)
{
    size_t kept = 0;
    bool const names = f->kind == FORMULA_CHAIN && f->args[0]->kind == FORMULA_SYMBOL;
    for (size_t i = 0; i < context->lines_count; i++) {
        const struct formula *line = context->lines[i].formula;
        if (!names || context->lines[i].given || line->kind != FORMULA_CHAIN || !formula_same(line->args[0], f->args[0]) ||
            formula_same(line, f))
            context->lines[kept++] = context->lines[i];
    }
    context->lines_count = kept;
}

/* a = (products of vectors) = c says that a = c; NULL if less is left of it. */
static const struct formula *without_raw(struct arena *arena, const struct formula *f)
{
    const struct formula **args = ARENA_ARRAY(arena, const struct formula *, f->count + 1u);
    size_t kept = 0;
    if (f->kind != FORMULA_CHAIN || f->count != f->text.size + 1)
        return NULL;
    for (size_t i = 0; i < f->count; i++) {
        if (i && f->text.at[i - 1] != '=')
            return NULL;
        if (!vectors_are_raw(f->args[i]) && !formula_holds(f->args[i], FORMULA_MATRIX))
            args[kept++] = f->args[i];
    }
    return kept < 2 ? NULL : formula_new(arena, FORMULA_CHAIN, 0, text_part(f->text, 0, kept - 1), args, kept, f);
}

void context_take(struct context *context, const struct statement *statement, enum context_scope scope, struct text general)
{
    const struct formula *f = statement->formula;
    bool const supposed = scope != CONTEXT_LASTS;
    if (!formula_is_statement(f) || !speaks_of_something(f))
        return;
    if (!supposed && gives_value(f))
        outdate_values(context, f);
    const struct formula *line = vectors_are_raw(f) ? without_raw(context->arena, f) : f;
    keep_parts(context, f, columns_of(statement), scope);
    if (line) {
        keep_line(context, line, scope);
        context->lines[context->lines_count - 1].general = general;
    }
    if (f->kind != FORMULA_CHAIN || f->text.at[0] != '=')
        return;
    bind_side(context, f->args[0], f->args[1], supposed);
    if (f->text.size == 1 && f->args[0]->kind != FORMULA_SYMBOL)
        bind_side(context, f->args[1], f->args[0], supposed);
}

void context_keep_result(struct context *context, const struct formula *link)
{
    if (context->results_count == CONTEXT_RESULTS_MAX) {
        memmove(context->results, context->results + 1, (CONTEXT_RESULTS_MAX - 1) * sizeof *context->results);
        context->results_count--;
    }
    context->results[context->results_count++] = (struct context_result){link->args[0], link->args[1]};
}

void context_hear(struct context *context, struct text step)
{
    magnitudes_read(&context->magnitudes, step);
    if (step.size > CONTEXT_HEARD_MAX || !text_has_word(step, TEXT("roots zeros zeroes solutions")))
        return;
    if (context->rooted_count == CONTEXT_ROOTED_MAX) {
        memmove(context->rooted, context->rooted + 1, (CONTEXT_ROOTED_MAX - 1) * sizeof *context->rooted);
        context->rooted_count--;
    }
    context->rooted[context->rooted_count++] = step;
}

void context_confirm(struct context *context, const struct formula *chain)
{
    struct text names[1];
    struct context_binding *b = chain->args[0]->kind == FORMULA_SYMBOL ? find(context, chain->args[0]->text) : NULL;
    for (size_t i = 1; i < chain->count; i++)
        if (formula_symbols(chain->args[i], names, 1) > 0 || chain->text.at[i - 1] != '=')
            return;
    if (b && b->is && !b->supposed && chain->text.size > 1 && chain->count == chain->text.size + 1 &&
        formula_same(b->is, chain->args[1]))
        b->firm = true;
}

bool context_is_firm(const struct context *context, const struct formula *formula)
{
    struct text names[CONTEXT_BINDINGS_MAX];
    size_t const count = formula_symbols(formula, names, COUNT(names));
    for (size_t k = 0; k < MIN(count, COUNT(names)); k++) {
        bool firm = false;
        for (size_t i = 0; i < context->bindings_count && !firm; i++)
            firm = context->bindings[i].firm && text_equal(context->bindings[i].name, names[k]);
        if (!firm)
            return false;
    }
    return count > 0 && count <= COUNT(names);
}

bool context_is_new(const struct context *context, struct text name)
{
    for (size_t i = 0; i < context->names_count; i++)
        if (text_equal(context->names[i], name))
            return false;
    return context->names_count < CONTEXT_NAMES_MAX;
}

void context_note_names(struct context *context, const struct formula *formula)
{
    bool const named = formula->kind == FORMULA_SYMBOL || (formula->kind == FORMULA_CALL && formula->sub == FUNCTION_UNKNOWN);
    if (named && context_is_new(context, formula->text))
        context->names[context->names_count++] = formula->text;
    for (size_t i = 0; i < formula->count; i++)
        context_note_names(context, formula->args[i]);
}

/* Lines that reach no farther than `scope`. */
static void end_lines(struct context *context, enum context_scope scope)
{
    size_t kept = 0;
    for (size_t i = 0; i < context->lines_count; i++)
        if (context->lines[i].scope < scope)
            context->lines[kept++] = context->lines[i];
    context->lines_count = kept;
}

void context_end_step(struct context *context)
{
    size_t kept = 0;
    for (size_t i = 0; i < context->bindings_count; i++)
        if (!context->bindings[i].supposed)
            context->bindings[kept++] = context->bindings[i];
    context->bindings_count = kept;
    end_lines(context, CONTEXT_PASSING);
    for (size_t i = 0; i < context->lines_count; i++)
        context->lines[i].carried = context->lines[i].scope == CONTEXT_SUPPOSED;
}

bool context_supposes(const struct context *context)
{
    for (size_t i = 0; i < context->lines_count; i++)
        if (context->lines[i].scope >= CONTEXT_SUPPOSED)
            return true;
    return false;
}

void context_end_supposition(struct context *context)
{
    end_lines(context, CONTEXT_SUPPOSED);
}

static bool shares(const struct formula *a, const struct formula *b)
{
    bool const names = a->kind == FORMULA_SYMBOL || (a->kind == FORMULA_CALL && a->sub == FUNCTION_UNKNOWN);
    struct text const name = names ? text_part(a->text, 0, text_find(a->text, TEXT("^"), 0)) : TEXT(""); /* f of f^-1 */
    if (names && (formula_mentions(b, a->text) || formula_mentions(b, name)))
        return true;
    for (size_t i = 0; i < a->count; i++)
        if (shares(a->args[i], b))
            return true;
    return false;
}

bool context_knows(const struct context *context, const struct formula *formula)
{
    for (size_t i = 0; i < context->lines_count; i++)
        if (shares(formula, context->lines[i].formula))
            return true;
    return false;
}

size_t context_lines_about(const struct context *context, const struct formula *formula, bool past, const struct formula **lines,
                           size_t max)
{
    size_t count = 0;
    for (size_t i = context->lines_count; i-- > 0 && count < max;)
        if ((past || !context->lines[i].past) && shares(formula, context->lines[i].formula))
            lines[count++] = context->lines[i].formula;
    return count;
}

static bool shares_with_any(const struct context *c, const bool *near, const struct formula *f)
{
    for (size_t i = 0; i < c->lines_count; i++)
        if (near[i] && shares(c->lines[i].formula, f))
            return true;
    return false;
}

size_t context_lines_around(const struct context *context, const struct formula *formula, const struct formula **lines,
                            size_t max)
{
    bool near[CONTEXT_LINES_MAX] = {false}, around[CONTEXT_LINES_MAX];
    size_t count = 0;
    for (size_t i = 0; i < context->lines_count; i++)
        near[i] = shares(formula, context->lines[i].formula);
    for (size_t i = 0; i < context->lines_count; i++)
        around[i] = near[i] || shares_with_any(context, near, context->lines[i].formula);
    for (size_t i = context->lines_count; i-- > 0 && count < max;)
        if (around[i] && !context->lines[i].past)
            lines[count++] = context->lines[i].formula;
    return count;
}

void context_copy(struct context *to, const struct context *from)
{
    to->bindings_count = from->bindings_count;
    to->lines_count = from->lines_count;
    to->results_count = from->results_count;
    to->written_count = from->written_count;
    to->forms_count = from->forms_count;
    to->names_count = from->names_count;
    to->functions_count = from->functions_count;
    to->point = from->point;
    to->coordinates = from->coordinates;
    to->turns = from->turns;
    to->reached = from->reached;
    to->rooted_count = from->rooted_count;
    memcpy(to->rooted, from->rooted, sizeof to->rooted);
    to->outcomes = from->outcomes;
    to->magnitudes = from->magnitudes;
    to->arena = from->arena;
    memcpy(to->bindings, from->bindings, from->bindings_count * sizeof *from->bindings);
    memcpy(to->lines, from->lines, from->lines_count * sizeof *from->lines);
    memcpy(to->results, from->results, from->results_count * sizeof *from->results);
    memcpy(to->written, from->written, from->written_count * sizeof *from->written);
    memcpy(to->forms, from->forms, from->forms_count * sizeof *from->forms);
    memcpy(to->names, from->names, from->names_count * sizeof *from->names);
    memcpy(to->functions, from->functions, from->functions_count * sizeof *from->functions);
}
