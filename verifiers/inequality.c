/* inequality: an inequality with symbols that is a positive multiple of one said before, or of the sum of two, as it stands or with the
 * equations said before put in; a square, a root, a magnitude that is not negative. Only ever proves.
 */
#include "sign.h"
#include "verifier.h"

enum {
    BOUNDS_MAX = 6,  /* that are tried, the latest ones */
    LINES_MAX = 8,   /* equations that are put in */
    NODES_MAX = 300, /* of them and the claim together */
};

/* gap > 0, or gap >= 0 */
struct bound {
    const struct formula *gap;
    bool strict;
};

struct question {
    const struct scene *scene;
    struct arena *arena;
    struct bound claim, known[BOUNDS_MAX];
    size_t count;
};

/* Members i and k of a chain, i < k, compared; false if its relations do not point in one direction. */
static bool between(const struct question *q, const struct formula *chain, size_t i, size_t k, struct bound *out)
{
    bool up = true, down = true, strict = false;
    for (size_t at = i; at < k; at++) {
        up = up && strchr("=<[", chain->text.at[at]);
        down = down && strchr("=>]", chain->text.at[at]);
        strict |= strchr("<>", chain->text.at[at]) != NULL;
    }
    if (up == down || formula_is_statement(chain->args[i]) || formula_is_statement(chain->args[k]))
        return false;
    *out = (struct bound){settle_gap(q->arena, chain->args[up ? k : i], chain->args[up ? i : k]), strict};
    return true;
}

/* ⌊a⌋ = b: b ≤ a < b + 1 */
static void collect_floor(struct question *q, const struct formula *line)
{
    for (size_t k = 0; line->kind == FORMULA_CHAIN && k < line->text.size && q->count + 2 <= BOUNDS_MAX; k++) {
        size_t const at = line->args[k]->kind == FORMULA_FLOOR ? k : k + 1;
        const struct formula *floor = line->args[at], *is = line->args[at == k ? k + 1 : k];
        if (floor->kind != FORMULA_FLOOR || line->text.at[k] != '=')
            continue;
        const struct formula *const above = formula_binary(q->arena, FORMULA_ADD, is, formula_number(q->arena, 1));
        q->known[q->count++] = (struct bound){settle_gap(q->arena, floor->args[0], is), false};
        q->known[q->count++] = (struct bound){settle_gap(q->arena, above, floor->args[0]), true};
    }
}

static void collect(struct question *q, const struct formula *line)
{
    collect_floor(q, line);
    for (size_t i = 0; line->kind == FORMULA_CHAIN && i < line->text.size; i++)
        for (size_t k = i + 1; k <= line->text.size && q->count < BOUNDS_MAX; k++)
            q->count += between(q, line, i, k, &q->known[q->count]);
}

/* a / b at one point, as a formula, if it is positive */
static const struct formula *ratio(const struct question *q, const struct formula *a, const struct formula *b)
{
    struct value v;
    if (settle_sample(formula_binary(q->arena, FORMULA_DIV, a, b), q->arena, &v) != STATUS_OK)
        return NULL;
    const struct formula *f = value_sign(&v) > 0 ? settle_number(q->arena, &v) : NULL;
    value_clear(&v);
    return f;
}

static bool is_multiple(const struct question *q, const struct bound *known)
{
    struct text names[1];
    if ((q->claim.strict && !known->strict) || formula_symbols(known->gap, names, 1) == 0)
        return false;
    const struct formula *factor = ratio(q, q->claim.gap, known->gap);
    return factor && algebra_same(q->claim.gap, formula_binary(q->arena, FORMULA_MUL, factor, known->gap), 0, q->arena);
}

static bool is_sum(const struct question *q)
{
    for (size_t i = 0; i < q->count; i++)
        for (size_t k = i + 1; k < q->count; k++) {
            struct bound const both = {formula_binary(q->arena, FORMULA_ADD, q->known[i].gap, q->known[k].gap),
                                       q->known[i].strict || q->known[k].strict};
            if (is_multiple(q, &both))
                return true;
        }
    return false;
}

static bool are_equal_by(const struct question *q, const struct formula *const *lines, size_t count, const struct formula *a,
                         const struct formula *b)
{
    return algebra_in_ideal(lines, count, formula_relation(q->arena, a, '=', b, NULL), 0, q->arena) == FACT_TRUE;
}

/* Are the two gaps equal by the equations that were said before, which leave them more than 0? */
static bool is_same_by_lines(const struct question *q, const struct bound *known)
{
    const struct formula *lines[LINES_MAX];
    const struct formula *const both = formula_binary(q->arena, FORMULA_ADD, q->claim.gap, known->gap);
    size_t const count = context_lines_around(q->scene->context, both, lines, LINES_MAX);
    size_t nodes = formula_size(both, NODES_MAX);
    for (size_t i = 0; i < count; i++)
        nodes += formula_size(lines[i], NODES_MAX);
    return (known->strict || !q->claim.strict) && count > 0 && nodes <= NODES_MAX &&
           are_equal_by(q, lines, count, q->claim.gap, known->gap) &&
           !are_equal_by(q, lines, count, known->gap, formula_number(q->arena, 0));
}

/* x < x + 1 */
static bool is_constant(const struct question *q)
{
    const struct formula *number = ratio(q, q->claim.gap, formula_number(q->arena, 1));
    return algebra_same(q->claim.gap, number, 0, q->arena);
}

static bool is_zero(const struct formula *f)
{
    return f->kind == FORMULA_NUMBER && text_equal(f->text, TEXT("0"));
}

/* (x - y)^2 >= 0 */
static bool is_never_negative(const struct question *q, const struct formula *link)
{
    bool const up = strchr("<[", link->text.at[0]) != NULL;
    const struct formula *large = link->args[up ? 1 : 0];
    return !q->claim.strict && is_zero(link->args[up ? 0 : 1]) && large->kind != FORMULA_SYMBOL && large->kind != FORMULA_CALL &&
           sign_of(large, q->scene, q->arena) == SIGN_NOT_NEGATIVE;
}

static bool settle(const struct link *link, const struct scene *scene, struct arena *arena, struct judgement *out,
                   struct text *witness)
{
    const struct formula *f = link->formula, *lines[LINES_MAX];
    struct question q = {.scene = scene, .arena = arena};
    (void)witness;
    if (link->closed || !strchr("<[>]", f->text.at[0]) || scene->options || !between(&q, f, 0, 1, &q.claim))
        return false;
    *out = (struct judgement){.truth = TRUTH_HOLDS, .supports = true, .why = "never negative"};
    if (is_never_negative(&q, f))
        return true;
    out->why = "the sides differ by a positive number";
    if (is_constant(&q))
        return true;
    size_t const count = context_lines_about(scene->context, f, false, lines, LINES_MAX);
    for (size_t i = 0; i < count; i++)
        collect(&q, lines[i]);
    out->why = "a multiple or a sum of what was said before";
    for (size_t i = 0; i < q.count; i++)
        if (is_multiple(&q, &q.known[i]) || is_same_by_lines(&q, &q.known[i]))
            return true;
    return is_sum(&q);
}

const struct verifier verifier_inequality = {
    .name = "inequality",
    .says = "inequalities with symbols that earlier ones add up to, squares that are not negative; only ever proves",
    .settle = settle,
};
