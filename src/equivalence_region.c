#include "equivalence_parts.h"
#include "relation.h"

/* From low to high; NULL is infinite. A point is closed on both sides. */
struct piece {
    const struct formula *low, *high;
    bool open_low, open_high;
};

struct region {
    struct piece *pieces;
    size_t count;
    const struct formula *unknown; /* the x of x > 5, or NULL */
};

bool equivalence_is_region(const struct formula *f)
{
    bool const named = f->kind == FORMULA_CONSTANT && f->sub >= CONSTANT_EMPTY && f->sub <= CONSTANT_COMPLEX;
    return f->kind == FORMULA_INTERVAL || f->kind == FORMULA_UNION || f->kind == FORMULA_INTERSECTION ||
           f->kind == FORMULA_MINUS || named || (f->kind == FORMULA_SET && f->count == 1 && formula_is_statement(f->args[0]));
}

static bool is_infinite(const struct formula *f, bool below)
{
    if (below)
        return f->kind == FORMULA_NEG && is_constant(f->args[0], CONSTANT_INFINITY);
    return is_constant(f, CONSTANT_INFINITY);
}

static bool add(struct region *r, const struct formula *low, bool open_low, const struct formula *high, bool open_high)
{
    if (r->count == EQUIVALENCE_PARTS_MAX)
        return false;
    r->pieces[r->count++] = (struct piece){low, high, open_low || !low, open_high || !high};
    return true;
}

static bool add_interval(struct region *r, const struct formula *f, unsigned open)
{
    const struct formula *low = is_infinite(f->args[0], true) ? NULL : f->args[0];
    const struct formula *high = is_infinite(f->args[1], false) ? NULL : f->args[1];
    return add(r, low, open & INTERVAL_OPEN_LOW, high, open & INTERVAL_OPEN_HIGH);
}

static struct region fresh(struct comparison *c)
{
    return (struct region){.pieces = ARENA_ARRAY(c->arena, struct piece, EQUIVALENCE_PARTS_MAX)};
}

/* Which of two ends is greater: −1, 0, 1; *known tells whether it could be decided. */
static int order(struct comparison *c, const struct formula *a, const struct formula *b, bool *known)
{
    if (formula_same(a, b) || equivalence_relates(c, a, '=', b) == FACT_TRUE)
        return 0;
    if (equivalence_relates(c, a, '<', b) == FACT_TRUE)
        return -1;
    *known = *known && equivalence_relates(c, a, '>', b) == FACT_TRUE;
    return 1;
}

static int order_low(struct comparison *c, const struct piece *a, const struct piece *b, bool *known)
{
    if (!a->low || !b->low)
        return (a->low != NULL) - (b->low != NULL);
    int const by_value = order(c, a->low, b->low, known);
    return by_value ? by_value : a->open_low - b->open_low;
}

static int order_high(struct comparison *c, const struct piece *a, const struct piece *b, bool *known)
{
    if (!a->high || !b->high)
        return (b->high != NULL) - (a->high != NULL);
    int const by_value = order(c, a->high, b->high, known);
    return by_value ? by_value : b->open_high - a->open_high;
}

static bool is_empty(struct comparison *c, const struct piece *p, bool *known)
{
    if (!p->low || !p->high)
        return false;
    int const by_value = order(c, p->low, p->high, known);
    return by_value > 0 || (by_value == 0 && (p->open_low || p->open_high));
}

/* Is there nothing between the end of a and the start of b (which does not start before a)? */
static bool touches(struct comparison *c, const struct piece *a, const struct piece *b, bool *known)
{
    if (!a->high || !b->low)
        return true;
    int const by_value = order(c, b->low, a->high, known);
    return by_value < 0 || (by_value == 0 && !(a->open_high && b->open_low));
}

/* Sorted, joined, without empty pieces; false if the ends cannot be compared. */
static bool tidy(struct comparison *c, struct region *r)
{
    bool known = true;
    size_t kept = 0;
    for (size_t i = 0; i < r->count; i++)
        if (!is_empty(c, &r->pieces[i], &known))
            r->pieces[kept++] = r->pieces[i];
    r->count = kept;
    for (size_t i = 1; i < kept && known; i++)
        for (size_t k = i; k > 0 && known && order_low(c, &r->pieces[k - 1], &r->pieces[k], &known) > 0; k--) {
            struct piece const swap = r->pieces[k];
            r->pieces[k] = r->pieces[k - 1];
            r->pieces[k - 1] = swap;
        }
    size_t last = 0;
    for (size_t i = 1; i < kept && known; i++) {
        struct piece *before = &r->pieces[last];
        if (!touches(c, before, &r->pieces[i], &known))
            r->pieces[++last] = r->pieces[i];
        else if (order_high(c, before, &r->pieces[i], &known) < 0) {
            before->high = r->pieces[i].high;
            before->open_high = r->pieces[i].open_high;
        }
    }
    r->count = kept ? last + 1 : 0;
    return known;
}

static bool intersect(struct comparison *c, const struct region *a, const struct region *b, struct region *out)
{
    bool known = true;
    *out = fresh(c);
    out->unknown = a->unknown ? a->unknown : b->unknown;
    for (size_t i = 0; i < a->count; i++)
        for (size_t k = 0; k < b->count; k++) {
            const struct piece *x = &a->pieces[i], *y = &b->pieces[k];
            const struct piece *low = order_low(c, x, y, &known) < 0 ? y : x;
            const struct piece *high = order_high(c, x, y, &known) < 0 ? x : y;
            if (!known || !add(out, low->low, low->open_low, high->high, high->open_high))
                return false;
        }
    return tidy(c, out);
}

/* What is left of the line without the pieces of a (tidy). */
static bool complement(struct comparison *c, const struct region *a, struct region *out)
{
    const struct formula *low = NULL;
    bool open = true, more = true;
    *out = fresh(c);
    out->unknown = a->unknown;
    for (size_t i = 0; i < a->count; i++) {
        const struct piece *p = &a->pieces[i];
        if (p->low && !add(out, low, open, p->low, !p->open_low))
            return false;
        low = p->high;
        open = !p->open_high;
        more = p->high != NULL;
    }
    return !more || add(out, low, open, NULL, true);
}

static bool region_read(struct comparison *c, const struct formula *f, struct region *out);

static bool same_unknown(struct region *out, const struct region *more)
{
    if (out->unknown && more->unknown && !formula_same(out->unknown, more->unknown))
        return false;
    out->unknown = out->unknown ? out->unknown : more->unknown;
    return true;
}

static bool join(struct comparison *c, const struct formula *f, struct region *out)
{
    for (size_t i = 0; i < f->count; i++) {
        struct region one;
        if (!region_read(c, f->args[i], &one) || !same_unknown(out, &one))
            return false;
        for (size_t k = 0; k < one.count; k++)
            if (!add(out, one.pieces[k].low, one.pieces[k].open_low, one.pieces[k].high, one.pieces[k].open_high))
                return false;
    }
    return tidy(c, out);
}

/* Intersections, and one set without others. */
static bool meet(struct comparison *c, const struct formula *f, struct region *out)
{
    struct region all;
    if (!region_read(c, f->args[0], &all))
        return false;
    for (size_t i = 1; i < f->count; i++) {
        struct region one, rest, both;
        if (!region_read(c, f->args[i], &one) || !same_unknown(&all, &one))
            return false;
        if (f->kind == FORMULA_MINUS && !(tidy(c, &one) && complement(c, &one, &rest)))
            return false;
        if (!intersect(c, &all, f->kind == FORMULA_MINUS ? &rest : &one, &both))
            return false;
        both.unknown = all.unknown;
        all = both;
    }
    *out = all;
    return true;
}

static bool add_related(struct region *r, char relation, const struct formula *bound)
{
    if (relation == '<' || relation == '[')
        return add(r, NULL, true, is_infinite(bound, false) ? NULL : bound, relation == '<');
    if (relation == '>' || relation == ']')
        return add(r, is_infinite(bound, true) ? NULL : bound, relation == '>', NULL, true);
    if (relation == '=')
        return add(r, bound, false, bound, false);
    if (relation == '#')
        return add(r, NULL, true, bound, true) && add(r, bound, true, NULL, true);
    return false;
}

/* x > 5, 5 ≥ x */
static bool read_link(struct comparison *c, const struct formula *f, struct region *out)
{
    const struct formula *left = f->args[0], *right = f->args[1];
    char const relation = f->text.at[0];
    bool const there = left->kind == FORMULA_SYMBOL && !equivalence_has_symbols(right);
    bool const back = right->kind == FORMULA_SYMBOL && !equivalence_has_symbols(left);
    if (relation == 'e' && left->kind == FORMULA_SYMBOL && region_read(c, right, out) && !out->unknown) {
        out->unknown = left;
        return true;
    }
    *out = fresh(c);
    out->unknown = there ? left : right;
    if (!there && !back)
        return false;
    const struct formula *bound = there ? right : left;
    bool const endless = is_infinite(bound, true) || is_infinite(bound, false);
    char const seen = there ? relation : relation_mirrored(relation);
    bool const useless = bound->kind >= FORMULA_LIST || (endless && (seen == '=' || seen == '#' || seen == '[' || seen == ']'));
    return !useless && add_related(out, seen, bound);
}

/* 1 < x ≤ 3 */
static bool read_chain(struct comparison *c, const struct formula *f, struct region *out)
{
    if (f->count != f->text.size + 1)
        return false;
    for (size_t k = 0; k < f->text.size; k++) {
        struct region one, both;
        if (!read_link(c, formula_link(c->arena, f, k), &one))
            return false;
        if (k > 0 && !(same_unknown(out, &one) && intersect(c, out, &one, &both)))
            return false;
        *out = k > 0 ? both : one;
    }
    return true;
}

static bool read_points(struct comparison *c, const struct formula *f, struct region *out)
{
    for (size_t i = 0; i < f->count; i++)
        if (formula_is_statement(f->args[i]) || f->args[i]->kind >= FORMULA_LIST ||
            !add(out, f->args[i], false, f->args[i], false))
            return false;
    return tidy(c, out);
}

/* x | 2 < x, or (x : 2) < x, as a ratio is read: what is behind the bar at member k. NULL if there is none. */
static const struct formula *behind_bar(struct comparison *c, const struct formula *f, size_t k)
{
    const struct formula *at = f->args[k];
    bool const ratio = at->kind == FORMULA_CHAIN && at->count == 2 && at->text.at[0] == ':';
    size_t const from = ratio ? k : k + 1, links = f->text.size - MIN(f->text.size, from);
    if (links == 0 || f->count != f->text.size + 1 || (!ratio && f->text.at[k] != '|'))
        return NULL;
    const struct formula **members = ARENA_ARRAY(c->arena, const struct formula *, links + 1);
    memcpy(members, f->args + from, (links + 1) * sizeof *members);
    members[0] = ratio ? at->args[1] : members[0];
    return formula_new(c->arena, FORMULA_CHAIN, 0, text_part(f->text, from, f->text.size), members, links + 1, f);
}

/* What {x | …} or {x ∈ R : …} says of x; NULL if the set is no such one. */
static const struct formula *condition(struct comparison *c, const struct formula *set)
{
    const struct formula *f = set->args[0], *first = f->kind == FORMULA_AND || f->kind == FORMULA_OR ? f->args[0] : f;
    if (set->count != 1 || first->kind != FORMULA_CHAIN || first->text.size == 0)
        return NULL;
    bool const member = first->text.at[0] == 'e';
    const struct formula *of = member ? first->args[1] : NULL;
    if (member && !is_constant(of->kind == FORMULA_CHAIN ? of->args[0] : of, CONSTANT_REALS))
        return NULL;
    const struct formula *rest = behind_bar(c, first, member);
    if (!rest || first == f)
        return rest;
    const struct formula **args = ARENA_ARRAY(c->arena, const struct formula *, f->count);
    memcpy(args, f->args, f->count * sizeof *args);
    args[0] = rest;
    return formula_new(c->arena, f->kind, 0, TEXT(""), args, f->count, f);
}

static bool region_read(struct comparison *c, const struct formula *f, struct region *out)
{
    const struct formula *said = f->kind == FORMULA_SET && f->count ? condition(c, f) : NULL;
    if (said)
        return region_read(c, said, out);
    *out = fresh(c);
    if (is_constant(f, CONSTANT_REALS))
        return add(out, NULL, true, NULL, true);
    if (is_constant(f, CONSTANT_EMPTY))
        return true;
    switch (f->kind) {
    case FORMULA_INTERVAL:
        return add_interval(out, f, f->sub);
    case FORMULA_TUPLE:
        return f->count == 2 && add_interval(out, f, INTERVAL_OPEN_LOW | INTERVAL_OPEN_HIGH);
    case FORMULA_SET:
        return read_points(c, f, out);
    case FORMULA_UNION:
    case FORMULA_OR:
        return join(c, f, out);
    case FORMULA_INTERSECTION:
    case FORMULA_MINUS:
    case FORMULA_AND:
        return meet(c, f, out);
    case FORMULA_CHAIN:
        return read_chain(c, f, out);
    default:
        return false;
    }
}

static enum fact same_end(struct comparison *c, const struct formula *a, bool open_a, const struct formula *b, bool open_b)
{
    if (!a || !b)
        return a == b ? FACT_TRUE : FACT_FALSE;
    return open_a != open_b ? FACT_FALSE : equivalence_compare(c, a, b);
}

static enum fact same_pieces(struct comparison *c, const struct region *a, const struct region *b)
{
    enum fact fact = a->count == b->count ? FACT_TRUE : FACT_FALSE;
    for (size_t i = 0; i < MIN(a->count, b->count) && fact != FACT_FALSE; i++) {
        const struct piece *x = &a->pieces[i], *y = &b->pieces[i];
        fact = fact_and(fact, same_end(c, x->low, x->open_low, y->low, y->open_low));
        fact = fact_and(fact, same_end(c, x->high, x->open_high, y->high, y->open_high));
    }
    return fact;
}

enum fact equivalence_regions(struct comparison *c, const struct formula *a, const struct formula *b)
{
    struct region x, y;
    if (!region_read(c, a, &x) || !region_read(c, b, &y))
        return equivalence_says(c, FACT_UNKNOWN, "no sets of real numbers that could be read");
    if (x.unknown && y.unknown && !formula_same(x.unknown, y.unknown))
        return equivalence_says(c, FACT_UNKNOWN, "about other unknowns");
    bool const sorted = x.count > 1 || y.count > 1;
    if (sorted && !(tidy(c, &x) && tidy(c, &y)))
        return equivalence_says(c, FACT_UNKNOWN, "ends that could not be compared");
    enum fact const fact = same_pieces(c, &x, &y);
    return equivalence_says(c, fact,
                            fact == FACT_TRUE    ? "the same set of numbers"
                            : fact == FACT_FALSE ? "another set of numbers"
                                                 : "ends could not be compared");
}
