#include "equivalence_parts.h"

bool equivalence_is_parts(const struct formula *f)
{
    bool const joined = formula_is_statement(f) && !equivalence_is_claim(f);
    return joined || f->kind == FORMULA_LIST || f->kind == FORMULA_TUPLE || f->kind == FORMULA_SET ||
           equivalence_holds(f, FORMULA_PM) || equivalence_holds(f, FORMULA_MP);
}

static void add(struct comparison *c, struct parts *p, const struct formula *item)
{
    if (p->count == EQUIVALENCE_PARTS_MAX) {
        p->count++;
        return;
    }
    if (p->count > EQUIVALENCE_PARTS_MAX)
        return;
    const struct formula *value = item;
    const struct formula *name = c->options->strict_names ? NULL : equivalence_name(c, item, &value);
    p->names[p->count] = name;
    p->items[p->count++] = name ? value : item;
}

/* x = −5, p = 3: a system with one solution, written as a list. */
static bool is_system(struct comparison *c, const struct formula *f)
{
    const struct formula *value;
    bool all = (f->kind == FORMULA_LIST || f->kind == FORMULA_TUPLE) && f->count > 1;
    for (size_t i = 0; all && i < f->count; i++)
        all = equivalence_name(c, f->args[i], &value) != NULL;
    return all;
}

static void gather(struct comparison *c, struct parts *p, const struct formula *f, bool top, bool within);

static void gather_all(struct comparison *c, struct parts *p, const struct formula *f)
{
    for (size_t i = 0; i < f->count; i++)
        gather(c, p, f->args[i], false, f->kind == FORMULA_AND || f->kind == FORMULA_OR);
}

static void gather(struct comparison *c, struct parts *p, const struct formula *f, bool top, bool within)
{
    const struct formula *signs[2];
    bool const joins = f->kind == FORMULA_OR || f->kind == FORMULA_AND;
    bool const inner = f->kind == FORMULA_LIST && within && !is_system(c, f); /* 21, 16 or 11 */
    if (joins || inner || (top && (f->kind == FORMULA_LIST || f->kind == FORMULA_TUPLE || f->kind == FORMULA_SET))) {
        p->ordered = p->ordered || f->kind == FORMULA_TUPLE;
        p->free = p->free || f->kind == FORMULA_SET || joins;
        p->set = p->set || f->kind == FORMULA_SET;
        gather_all(c, p, f);
        return;
    }
    if (f->kind != FORMULA_TUPLE && equivalence_both_signs(c, f, signs)) {
        p->free = true;
        add(c, p, signs[0]);
        add(c, p, signs[1]);
        return;
    }
    add(c, p, f);
}

/* Names say whether the parts are the values of one unknown (a = 4, −8, −10; x = 1, x = 2), and of different ones (x₁ = …). */
static void read_names(struct parts *p)
{
    bool same = p->count > 1 && p->names[0] && !p->ordered;
    for (size_t i = 1; same && i < p->count; i++)
        same = !p->names[i] || formula_same(p->names[0], p->names[i]);
    for (size_t i = 0; i < p->count; i++)
        if (p->items[i]->kind == FORMULA_TUPLE && p->count > 1 && !p->ordered)
            p->free = p->set = true; /* a list of points: solutions */
    p->free = p->free || same;
    bool const points = p->count > 1 && !p->ordered && p->items[0]->kind == FORMULA_LIST;
    p->free = p->free || points;
    p->set = p->set || points;
}

static bool named_apart(const struct parts *p)
{
    for (size_t i = 0; i < p->count; i++) {
        if (!p->names[i])
            return false;
        for (size_t k = 0; k < i; k++)
            if (formula_same(p->names[i], p->names[k]))
                return false;
    }
    return true;
}

static struct parts read(struct comparison *c, const struct formula *f)
{
    struct parts p = {.items = ARENA_ARRAY(c->arena, const struct formula *, EQUIVALENCE_PARTS_MAX),
                      .names = ARENA_ARRAY(c->arena, const struct formula *, EQUIVALENCE_PARTS_MAX)};
    const struct formula *value = f;
    if (f->kind == FORMULA_CHAIN && equivalence_name(c, f, &value) && equivalence_is_parts(value)) {
        gather(c, &p, value, true, false); /* (p, q) = (3, 2), x = 1, 2 */
        return p;
    }
    gather(c, &p, f, true, false);
    if (p.count <= EQUIVALENCE_PARTS_MAX)
        read_names(&p);
    if ((f->kind == FORMULA_AND || f->kind == FORMULA_SET) && p.count > 1 && p.count <= EQUIVALENCE_PARTS_MAX && named_apart(&p))
        p.free = p.set = false; /* x = 3 and y = 4 */
    return p;
}

static enum fact pair(struct comparison *c, const struct parts *a, size_t i, const struct parts *b, size_t k)
{
    const struct formula *x = a->items[i], *y = b->items[k];
    if (x->kind == FORMULA_LIST || y->kind == FORMULA_LIST) /* p = 5, q = 2 against (5, 2) */
        return equivalence_parts(c, x, y);
    return equivalence_compare(c, x, y);
}

static enum fact in_order(struct comparison *c, const struct parts *a, const struct parts *b)
{
    enum fact fact = FACT_TRUE;
    for (size_t i = 0; i < a->count && fact != FACT_FALSE; i++)
        fact = fact_and(fact, pair(c, a, i, b, i));
    return fact;
}

/* Is each part of a one of b, no two the same one unless `repeat`? Being equal is transitive, so the first that fits will do. */
static enum fact contained(struct comparison *c, const struct parts *a, const struct parts *b, bool repeat)
{
    bool used[EQUIVALENCE_PARTS_MAX] = {false};
    enum fact all = FACT_TRUE;
    for (size_t i = 0; i < a->count && all != FACT_FALSE; i++) {
        enum fact one = FACT_FALSE;
        for (size_t k = 0; k < b->count && one != FACT_TRUE; k++) {
            if (used[k])
                continue;
            one = fact_or(one, pair(c, a, i, b, k));
            used[k] = !repeat && one == FACT_TRUE;
        }
        all = fact_and(all, one);
    }
    return all;
}

static enum fact in_any_order(struct comparison *c, const struct parts *a, const struct parts *b)
{
    if (!a->set && !b->set)
        return contained(c, a, b, false);
    enum fact const there = contained(c, a, b, true);
    return there == FACT_FALSE ? there : fact_and(there, contained(c, b, a, true));
}

/* x = 1, y = 2 against y = 2, x = 1: each value where its name stands. False if the names are not the same. */
static bool by_names(const struct parts *a, const struct parts *b, struct parts *sorted)
{
    if (!named_apart(a) || !named_apart(b))
        return false;
    for (size_t i = 0; i < a->count; i++) {
        size_t k = 0;
        while (k < b->count && !formula_same(a->names[i], b->names[k]))
            k++;
        if (k == b->count)
            return false;
        sorted->items[i] = b->items[k];
    }
    return true;
}

/* May the number of parts or their values be held against each other: no words, nothing unread among them? */
static bool definite(const struct parts *p)
{
    for (size_t i = 0; i < p->count; i++)
        if (p->items[i]->kind == FORMULA_WORDS || p->items[i]->kind == FORMULA_OPAQUE || p->items[i]->kind == FORMULA_DOTS ||
            formula_is_statement(p->items[i]) || formula_is_call(p->items[i], FUNCTION_UNKNOWN) ||
            (p->items[i]->kind == FORMULA_CALL && equivalence_holds(p->items[i], FORMULA_TUPLE)))
            return false;
    return true;
}

static enum fact ordering(struct comparison *c, const struct parts *a, const struct parts *b)
{
    bool const free = a->free || b->free || c->options->any_order;
    bool const mixed = (a->free && b->ordered) || (b->free && a->ordered);
    if (a->ordered && b->ordered && !c->options->any_order) {
        enum fact const fact = in_order(c, a, b);
        return equivalence_says(c, fact,
                                fact == FACT_TRUE    ? "equal part by part"
                                : fact == FACT_FALSE ? "a part differs"
                                                     : "a part could not be decided");
    }
    enum fact const fact = in_any_order(c, a, b);
    if (fact != FACT_TRUE)
        return equivalence_says(c, fact, fact == FACT_FALSE ? "a part differs" : "a part could not be decided");
    if (free && !(mixed && !c->options->any_order))
        return equivalence_says(c, FACT_TRUE, "the same parts");
    if (!mixed && in_order(c, a, b) == FACT_TRUE)
        return equivalence_says(c, FACT_TRUE, "equal part by part");
    return equivalence_says(c, FACT_UNKNOWN, mixed ? "a tuple against a set" : "the same parts in another order");
}

/* [3a + b = 2, a − b = 5]: neither says what its unknowns are. */
static bool is_statements(const struct formula *f)
{
    bool all = (f->kind == FORMULA_LIST || f->kind == FORMULA_TUPLE) && f->count > 0;
    for (size_t i = 0; all && i < f->count; i++)
        all = formula_is_statement(f->args[i]);
    return all;
}

/* Against a tuple, a row or a column is one too. */
static const struct formula *as_tuple(struct comparison *c, const struct formula *f, const struct formula *other)
{
    bool const vector = f->kind == FORMULA_MATRIX && f->sub > 0 && (f->sub == 1 || f->sub == f->count);
    return vector && other->kind == FORMULA_TUPLE ? formula_new(c->arena, FORMULA_TUPLE, 0, TEXT(""), f->args, f->count, f) : f;
}

enum fact equivalence_parts(struct comparison *c, const struct formula *a, const struct formula *b)
{
    if (is_statements(a) && is_statements(b) && !(is_system(c, a) && is_system(c, b)))
        return equivalence_systems(c, a, b);
    struct parts const x = read(c, as_tuple(c, a, b)), y = read(c, as_tuple(c, b, a));
    struct parts sorted = {.items = ARENA_ARRAY(c->arena, const struct formula *, EQUIVALENCE_PARTS_MAX)};
    if (x.count > EQUIVALENCE_PARTS_MAX || y.count > EQUIVALENCE_PARTS_MAX)
        return equivalence_says(c, FACT_UNKNOWN, "too many parts");
    bool const sets = x.set || y.set;
    if (x.count != y.count && !(sets && x.count && y.count && x.count > 1 && y.count > 1))
        return equivalence_says(c, definite(&x) && definite(&y) ? FACT_FALSE : FACT_UNKNOWN, "another number of parts");
    if (x.count == y.count && by_names(&x, &y, &sorted))
        return equivalence_says(c, in_order(c, &x, &sorted), "by their names");
    if (x.count == 1 && (x.set != y.set || x.ordered != y.ordered))
        return pair(c, &x, 0, &y, 0) == FACT_FALSE ? equivalence_says(c, FACT_FALSE, "a part differs")
                                                   : equivalence_says(c, FACT_UNKNOWN, "a set of one against its part");
    return ordering(c, &x, &y);
}
