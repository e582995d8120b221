/* euclid: greatest common divisors with symbols. gcd(a, b) = gcd(a, b − ka) by dividing with remainder over the whole numbers, which the symbols
 * of a gcd stand for; gcd(a, b) · lcm(a, b) = ab of positive ones. Only ever proves.
 */
#include "small.h"
#include "verifier.h"

enum { TERMS_MAX = 64 /* of a quotient */, NODES_MAX = 200 };

/* ---- division with remainder ---- */

static bool lead_of(const struct small *p, int out[2])
{
    for (out[0] = p->degree[0]; out[0] >= 0; out[0]--)
        for (out[1] = p->degree[1]; out[1] >= 0; out[1]--)
            if (p->at[out[0]][out[1]] != 0)
                return true;
    return false;
}

static struct small monomial(int64_t number, int i, int j)
{
    struct small out = {.below = 1, .degree = {i, j}};
    out.at[i][j] = number;
    return out;
}

/* Takes multiples of d off *r for as long as its first term is one; false if something overflows. */
static bool reduce(const struct small *d, struct small *r)
{
    int first[2], last[2];
    bool fine = lead_of(d, first);
    for (int i = 0; i < TERMS_MAX && fine && lead_of(r, last); i++) {
        int64_t const by = d->at[first[0]][first[1]], of = r->at[last[0]][last[1]];
        if (last[0] < first[0] || last[1] < first[1] || of % by != 0)
            return true;
        struct small multiple = monomial(of / by, last[0] - first[0], last[1] - first[1]);
        fine = small_multiply(&multiple, d) && small_add(r, &multiple, -1);
    }
    return fine;
}

/* ---- gcd(a, b) = gcd(c, d) ---- */

static bool are_equal(const struct small *a, const struct small *b, int sign)
{
    struct small difference = *a;
    return small_add(&difference, b, -sign) && small_is_zero(&difference);
}

/* Is gcd(a, b) = gcd(c, d) since c is a or −a, and d differs from b or −b by a multiple of a? */
static bool follows_by(const struct small *a, const struct small *b, const struct small *c, const struct small *d)
{
    for (int sign = -1; sign <= 1; sign += 2) {
        struct small rest = *b;
        if ((are_equal(a, c, 1) || are_equal(a, c, -1)) && small_add(&rest, d, -sign) && reduce(a, &rest) && small_is_zero(&rest))
            return true;
    }
    return false;
}

static bool is_one(const struct small *p)
{
    struct small const one = small_number(1);
    return are_equal(p, &one, 1) || are_equal(p, &one, -1);
}

/* What is left of b is 1, so that nothing divides both. */
static bool are_coprime(const struct small *a, const struct small *b)
{
    struct small rest = *b;
    return reduce(a, &rest) && is_one(&rest);
}

struct pair {
    struct small at[2];
};

/* The arguments of a gcd of two; a whole number is that of itself and 0. */
static bool read_pair(struct small_names *names, const struct formula *f, struct pair *out)
{
    bool const both = formula_is_call(f, FUNCTION_GCD) && f->count == 2;
    if (!both && f->kind != FORMULA_NUMBER)
        return false;
    out->at[1] = small_number(0);
    return small_read(names, both ? f->args[0] : f, &out->at[0]) && out->at[0].below == 1 &&
           (!both || small_read(names, f->args[1], &out->at[1])) && out->at[1].below == 1;
}

static bool is_step_of_euclid(const struct formula *left, const struct formula *right)
{
    struct small_names names = {.count = 0};
    struct pair a, b;
    if (!formula_is_call(left, FUNCTION_GCD) || !read_pair(&names, left, &a) || !read_pair(&names, right, &b))
        return false;
    for (int i = 0; i < 4; i++)
        if (follows_by(&a.at[i & 1], &a.at[!(i & 1)], &b.at[i >> 1], &b.at[!(i >> 1)]))
            return true;
    return right->kind == FORMULA_NUMBER && is_one(&b.at[0]) &&
           (are_coprime(&a.at[0], &a.at[1]) || are_coprime(&a.at[1], &a.at[0]));
}

/* ---- gcd(a, b) · lcm(a, b) = ab ---- */

static bool is_pair_of(const struct formula *f, enum formula_function function)
{
    return formula_is_call(f, function) && f->count == 2;
}

/* The first gcd of two in the formula; NULL if there is none. */
static const struct formula *find_gcd(const struct formula *f)
{
    const struct formula *found = is_pair_of(f, FUNCTION_GCD) ? f : NULL;
    for (size_t i = 0; i < f->count && !found; i++)
        found = find_gcd(f->args[i]);
    return found;
}

static bool has_lcm(const struct formula *f, const struct formula *gcd)
{
    bool found =
        is_pair_of(f, FUNCTION_LCM) && ((formula_same(f->args[0], gcd->args[0]) && formula_same(f->args[1], gcd->args[1])) ||
                                        (formula_same(f->args[0], gcd->args[1]) && formula_same(f->args[1], gcd->args[0])));
    for (size_t i = 0; i < f->count && !found; i++)
        found = has_lcm(f->args[i], gcd);
    return found;
}

/* The formula with ab/gcd(a, b) for lcm(a, b). */
static const struct formula *without_lcm(struct arena *arena, const struct formula *f, const struct formula *gcd, int *nodes)
{
    if (++*nodes > NODES_MAX || f->count == 0)
        return f;
    if (is_pair_of(f, FUNCTION_LCM) && has_lcm(f, gcd))
        return formula_binary(arena, FORMULA_DIV, formula_binary(arena, FORMULA_MUL, gcd->args[0], gcd->args[1]), gcd);
    const struct formula **args = ARENA_ARRAY(arena, const struct formula *, f->count);
    for (size_t i = 0; i < f->count; i++)
        args[i] = without_lcm(arena, f->args[i], gcd, nodes);
    return formula_new(arena, (enum formula_kind)f->kind, f->sub, f->text, args, f->count, NULL);
}

static bool is_product_rule(const struct link *link, const struct scene *scene, struct arena *arena)
{
    const struct formula *left = link->formula->args[0], *right = link->formula->args[1], *gcd = find_gcd(left);
    static const char *const signs[] = {"positive integer", "positive whole", "natural number"};
    int nodes = 0;
    gcd = gcd ? gcd : find_gcd(right);
    if (!gcd || !(has_lcm(left, gcd) || has_lcm(right, gcd)) ||
        !(text_holds_any(scene->problem, signs, COUNT(signs)) || text_holds_any(scene->step, signs, COUNT(signs))))
        return false;
    left = without_lcm(arena, left, gcd, &nodes);
    right = without_lcm(arena, right, gcd, &nodes);
    return nodes <= NODES_MAX && algebra_same(left, right, 0, arena);
}

/* The symbols of a gcd stand for whole numbers, unless their values are known or they are called something else. */
static bool are_whole(const struct formula *f, const struct scene *scene)
{
    const struct formula *gcd = find_gcd(f), *known = gcd ? context_expand(scene->context, gcd) : NULL;
    struct text names[1];
    struct text const other = TEXT("real rational rationals fraction");
    return known && formula_symbols(known, names, 1) > 0 && !text_has_word(scene->problem, other) &&
           !text_has_word(scene->step, other);
}

static bool settle(const struct link *link, const struct scene *scene, struct arena *arena, struct judgement *out,
                   struct text *witness)
{
    const struct formula *f = link->formula;
    (void)witness;
    if (f->text.at[0] != '=' || link->closed || !are_whole(f, scene))
        return false;
    *out = (struct judgement){.truth = TRUTH_HOLDS, .supports = true, .why = "the same common divisors"};
    return is_step_of_euclid(f->args[0], f->args[1]) || is_product_rule(link, scene, arena);
}

const struct verifier verifier_euclid = {
    .name = "euclid",
    .says = "greatest common divisors with symbols: gcd(a, b) = gcd(a, b - ka), gcd times lcm; only ever proves",
    .settle = settle,
};
