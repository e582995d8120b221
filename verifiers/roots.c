/* roots: what the coefficients of an equation say of its roots: by Vieta's formulas, r + s = −b/a and rs = c/a where the text calls r and s the
 * roots; a (x − r)(x − s); that r and s are the roots, by their sum and product; by the quadratic formula, x = (−b ± √(b² − 4ac))/(2a), however it is written. Only ever proves.
 */
#include "combination.h"
#include "polynomial.h"
#include "remark.h"
#include "verifier.h"

enum {
    ROOTS_MAX = POLYNOMIAL_DEGREE_MAX,
    NODES_MAX = 80,
    SENTENCE_MAX = 1000,
    LINES_MAX = 10 /* earlier ones, of which sums and products of roots are a combination */
};

static const struct formula *times(struct arena *arena, const struct formula *a, const struct formula *b)
{
    return formula_binary(arena, FORMULA_MUL, a, b);
}

static const struct formula *negative(struct arena *arena, const struct formula *f)
{
    return formula_unary(arena, FORMULA_NEG, f);
}

/* ---- who is called a root ---- */

static const char roots_are[] = "roots zeros zeroes solutions",
                  things[] = "of to the this that our its given quadratic cubic quartic polynomial equation function by",
                  sorts[] =
                      "the its be are is denote represent all both two three four 2 3 4 distinct different real complex nonreal "
                      "imaginary integer rational positive nonzero";

struct naming {
    const struct text *names;
    size_t count;
    struct text text; /* the sentence */
    const struct statement *items;
    size_t items_count;
    const struct formula *of; /* whose roots they are called; NULL: that is not said in a formula */
};

static bool is_name(const struct naming *n, const struct formula *f, unsigned *met)
{
    for (size_t k = 0; k < n->count; k++)
        if (f->kind == FORMULA_SYMBOL && text_equal(f->text, n->names[k])) {
            *met |= 1U << k;
            return true;
        }
    return false;
}

static bool are_names(const struct naming *n, const struct formula *f, unsigned *met)
{
    if (f->kind != FORMULA_LIST && f->kind != FORMULA_TUPLE)
        return is_name(n, f, met);
    for (size_t i = 0; i < f->count; i++)
        if (!is_name(n, f->args[i], met))
            return false;
    return true;
}

/* What stands before statement i, behind the one before it. */
static struct text gap_before(const struct naming *n, size_t i)
{
    return text_part(n->text, i ? n->items[i - 1].end : 0, i < n->items_count ? n->items[i].start : n->text.size);
}

static bool is_joined(const struct naming *n, size_t i)
{
    return i > 0 && i < n->items_count && remark_has_only(gap_before(n, i), "and");
}

/* Behind the names that begin at statement i, which must be all of them and no others; or 0. */
static size_t names_end(const struct naming *n, size_t i)
{
    unsigned met = 0;
    size_t end = i;
    if (is_joined(n, i))
        return 0;
    do
        if (!are_names(n, n->items[end++].formula, &met))
            return 0;
    while (is_joined(n, end));
    return met == (1U << n->count) - 1 ? end : 0;
}

/* The text before and behind the first word for roots. */
static bool parted(struct text text, struct text *before, struct text *behind)
{
    for (size_t at = 0, end; at < text.size; at = end + 1) {
        for (end = at; end < text.size && is_letter(text.at[end]);)
            end++;
        if (end > at && text_is_among(text_part(text, at, end), text_of(roots_are))) {
            *before = text_part(text, 0, at);
            *behind = text_part(text, end, text.size);
            return true;
        }
    }
    return false;
}

/* Is no more said of what stands before statement i, as that it is increased by 1? */
static bool is_all(const struct naming *n, size_t i)
{
    static const char goes_on[] = "and with so where then such that respectively let find has have in some order be given by not "
                                  "necessarily distinct real numbers if";
    struct text const gap = gap_before(n, i);
    size_t end = 0;
    if (text_has_word(gap, TEXT("each increased decreased doubled tripled halved squared shifted reduced multiplied divided")))
        return false;
    while (end < gap.size && !strchr(".,;?!", gap.at[end]))
        end++;
    return remark_has_only(text_part(gap, 0, end), goes_on);
}

/* "the digits of the roots" are none. */
static bool are_of_them(struct text before)
{
    size_t words = 0, end = before.size;
    while (words < 2 && end > 0) {
        size_t from = end;
        while (from > 0 && is_letter(before.at[from - 1]))
            from--;
        if (text_equal(text_part(before, from, end), TEXT("of")))
            return true;
        words += from < end;
        end = from < end ? from : end - 1;
    }
    return false;
}

/* "the roots of $x^2 - 5x$ and $x^2 + 3$": of two polynomials, behind statement i */
static bool is_paired(const struct naming *n, size_t i)
{
    if (!is_joined(n, i + 1))
        return false;
    for (size_t k = 0; k < n->count; k++)
        if (formula_mentions(n->items[i + 1].formula, n->names[k]))
            return false;
    return true;
}

/* "Are $r$ and $s$ the roots?" */
static bool is_asked(struct text sentence)
{
    return text_has_word(text_part(sentence, 0, text_find(sentence, TEXT(" "), 1)), TEXT("are is can could were"));
}

/* "$r$ and $s$ are the roots of …" */
static bool names_first(struct naming *n, size_t end)
{
    struct text before, behind;
    if (!parted(gap_before(n, end), &before, &behind) || !remark_has_only(before, sorts))
        return false;
    if (end < n->items_count && text_has_word(behind, TEXT("of to")) && remark_has_only(behind, things)) {
        n->of = n->items[end].formula;
        return is_all(n, end + 1) && !is_paired(n, end);
    }
    return remark_has_only(text_part(behind, 0, MIN(text_find(behind, TEXT(","), 0), text_find(behind, TEXT("."), 0))), things);
}

/* "the roots of … are $r$ and $s$", "… has roots $r$ and $s$" */
static bool names_last(struct naming *n, size_t i, size_t end)
{
    static const char said[] =
        "be are is given denoted called by as of the this that our its quadratic cubic quartic polynomial equation";
    struct text before, behind, gap = gap_before(n, i);
    if (!is_all(n, end))
        return false;
    if (parted(gap, &before, &behind)) {
        if (i > 0 && text_has_word(before, TEXT("has have having with")) &&
            remark_has_only(before, "has have having with the two three four distinct different real complex integer"))
            n->of = n->items[i - 1].formula;
        return !are_of_them(before) && remark_has_only(behind, said);
    }
    if (i == 0 || !remark_has_only(gap, "be are is given denoted called by as") ||
        !parted(gap_before(n, i - 1), &before, &behind) || are_of_them(before) || !text_has_word(behind, TEXT("of to")) ||
        !remark_has_only(behind, things))
        return false;
    n->of = n->items[i - 1].formula;
    return true;
}

/* Does the sentence say that the names are the roots, all of them? */
static bool names_roots(struct naming *n, struct arena *arena)
{
    static const char partly[] =
        "not never neither none false wrong reciprocal reciprocals inverse inverses square squares squared cube cubes negative "
        "negatives opposite opposites twice double half triple times less more than one common other others some except original "
        "sum sums product products differences pairs unless whether either claims claim claimed thinks think thought believes "
        "guesses says said "
        "changed increased decreased replaced";
    struct statement *statements;
    if (n->text.size > SENTENCE_MAX || is_asked(n->text) || !text_has_word(n->text, text_of(roots_are)))
        return false;
    struct tokens const tokens = tokens_read(n->text, arena);
    n->items_count = maths_statements(n->text, &tokens, arena, &statements);
    n->items = statements;
    for (size_t i = 0; i < n->items_count; i++) {
        size_t const end = names_end(n, i);
        size_t const clause = end < n->items_count ? n->items[end].start : n->text.size;
        n->of = NULL;
        if (end && (names_first(n, end) || names_last(n, i, end)) &&
            !text_has_word(text_part(n->text, 0, clause), text_of(partly)))
            return true;
    }
    return false;
}

/* Also inside of the marks of a formula: "= 0.$ Find", "= 0.\\]Find" */
static bool is_end(struct text text, size_t i)
{
    if (!strchr(".?!", text.at[i]))
        return false;
    size_t behind = i + 1;
    while (behind < text.size && text.at[behind] == '$')
        behind++;
    return behind == text.size || is_space(text.at[behind]) || text_starts(text_part(text, behind, text.size), TEXT("\\]"));
}

static bool are_called_roots(struct text text, struct arena *arena, struct naming *n)
{
    for (size_t from = 0; from < text.size;) {
        size_t end = from;
        while (end < text.size && !is_end(text, end))
            end++;
        while (end + 1 < text.size && strchr("$\\]", text.at[end + 1]))
            end++;
        n->text = text_part(text, from, MIN(end + 1, text.size));
        if (names_roots(n, arena))
            return true;
        from = end + 1;
    }
    return false;
}

/* ---- Vieta ---- */

/* Without a word of what they are roots of: of all that was said. */
static bool is_vieta_of_all(const struct context *c, const struct formula *link, size_t count, size_t k,
                            const struct formula *value, struct arena *arena)
{
    bool found = false;
    for (size_t i = c->lines_count; i-- > 0;) {
        struct polynomial p;
        if (c->lines[i].past || !polynomial_meant(c, c->lines[i].formula, link, arena, &p))
            continue;
        found = true;
        if (p.degree != count || !polynomial_is_vieta(&p, k, value, arena))
            return false;
    }
    return found;
}

/* "Let $r$ and $s$ be the squares of the roots": one of the names, in words that were not read */
static bool gets_meaning(struct text step, const struct naming *n)
{
    if (!text_has_word(step, TEXT("let")))
        return false;
    for (size_t i = 0; i < n->count; i++)
        if (text_has_name(step, n->names[i]))
            return true;
    return false;
}

static bool is_called(const struct scene *scene, struct arena *arena, struct naming *n)
{
    const struct context *c = scene->context;
    for (size_t i = c->rooted_count; i-- > 0;) {
        bool const called = are_called_roots(c->rooted[i], arena, n);
        if (called || gets_meaning(c->rooted[i], n))
            return called;
    }
    return scene->problem.size <= CONTEXT_HEARD_MAX && are_called_roots(scene->problem, arena, n);
}

static bool by_vieta(const struct scene *scene, const struct formula *link, const struct formula *left,
                     const struct formula *right, struct arena *arena)
{
    struct text names[ROOTS_MAX + 1];
    struct polynomial p;
    struct naming n = {.names = names, .count = formula_symbols(left, names, COUNT(names))};
    if (n.count < 2 || n.count > ROOTS_MAX)
        return false;
    const struct formula *all[ROOTS_MAX];
    size_t k = 1;
    bool minus = false;
    for (size_t i = 0; i < n.count; i++)
        all[i] = formula_symbol(arena, names[i]);
    for (; k <= n.count; k++) {
        const struct formula *e = polynomial_symmetric(arena, all, n.count, k);
        minus = algebra_same(left, negative(arena, e), 0, arena);
        if (minus || algebra_same(left, e, 0, arena))
            break;
    }
    if (k > n.count || !is_called(scene, arena, &n))
        return false;
    const struct formula *value = minus ? negative(arena, right) : right;
    return n.of ? polynomial_meant(scene->context, n.of, link, arena, &p) && p.degree == n.count &&
                      polynomial_is_vieta(&p, k, value, arena)
                : is_vieta_of_all(scene->context, link, n.count, k, value, arena);
}

/* The only polynomial of that degree that was said. */
static bool is_only(const struct context *c, const struct formula *link, size_t degree, struct arena *arena,
                    struct polynomial *out)
{
    size_t found = 0;
    for (size_t i = c->lines_count; i-- > 0;) {
        struct polynomial p;
        if (!c->lines[i].past && polynomial_meant(c, c->lines[i].formula, link, arena, &p)) {
            *out = p;
            found++;
        }
    }
    return found == 1 && out->degree == degree;
}

/* "Since $\\alpha$ and $\\beta$ are the roots, $\\alpha^2 + \\beta^2 = 2(\\alpha + \\beta) + 2$": what speaks of all roots, and of nothing else */
static bool by_relations(const struct scene *scene, const struct formula *link, struct arena *arena)
{
    struct text names[ROOTS_MAX + 1];
    struct polynomial p;
    const struct formula *roots[ROOTS_MAX], *lines[2 * ROOTS_MAX];
    struct naming n = {.names = names, .count = formula_symbols(link, names, COUNT(names))};
    if (n.count < 2 || n.count > ROOTS_MAX || formula_holds(link, FORMULA_CALL) || !is_called(scene, arena, &n) ||
        !(n.of ? polynomial_meant(scene->context, n.of, link, arena, &p) && p.degree == n.count
               : is_only(scene->context, link, n.count, arena, &p)))
        return false;
    for (size_t i = 0; i < n.count; i++)
        roots[i] = formula_symbol(arena, names[i]);
    size_t const count = polynomial_relations(&p, roots, arena, lines);
    return algebra_in_ideal(lines, count, link, scene->options, arena) == FACT_TRUE;
}

/* ---- a product ---- */

/* Are they equal up to a factor? */
static bool are_proportional(struct arena *arena, const struct polynomial *p, const struct polynomial *q)
{
    bool same = p->degree == q->degree;
    for (size_t k = 0; k < p->degree && same; k++)
        same = algebra_same(times(arena, p->coefficients[p->degree], q->coefficients[k]),
                            times(arena, q->coefficients[q->degree], p->coefficients[k]), 0, arena);
    return same;
}

/* x² − 5x + 6 = (x − r)(x − s), where the text calls r and s its roots. */
static bool by_factors(const struct scene *scene, const struct formula *left, const struct formula *right, struct arena *arena)
{
    struct text all[ROOTS_MAX + 2], names[ROOTS_MAX + 2], unknown = TEXT("");
    struct polynomial p, q;
    struct naming n = {.names = names};
    const struct formula *given = context_expand(scene->context, left), *zero = formula_number(arena, 0);
    size_t const count = formula_symbols(right, all, COUNT(all));
    if (right->kind != FORMULA_MUL || !given || count > ROOTS_MAX + 1 || formula_symbols(left, NULL, 0) == 0)
        return false;
    for (size_t i = 0; i < count; i++)
        if (formula_mentions(left, all[i]))
            unknown = unknown.size ? TEXT("?") : all[i];
        else
            names[n.count++] = all[i];
    if (n.count < 2 || !polynomial_of(formula_relation(arena, given, '=', zero, NULL), unknown, arena, &p) || p.degree != n.count)
        return false;
    const struct formula *product = p.coefficients[p.degree];
    for (size_t i = 0; i < n.count; i++)
        product = times(arena, product, settle_gap(arena, formula_symbol(arena, unknown), formula_symbol(arena, names[i])));
    return algebra_same(product, right, 0, arena) && is_called(scene, arena, &n) && n.of &&
           polynomial_meant(scene->context, n.of, zero, arena, &q) && are_proportional(arena, &p, &q);
}

/* ---- whose roots they are ---- */

/* The expressions of which a list ends behind statement `end`: "$a$, $b$ and $a + b$ are"; *first: the statement it begins with. */
static size_t listed(const struct naming *n, size_t end, const struct formula *out[ROOTS_MAX], size_t *first)
{
    size_t count = 0;
    *first = end;
    for (size_t i = end; i-- > 0 && (i + 1 == end || is_joined(n, i + 1)); *first = i) {
        const struct formula *f = n->items[i].formula;
        size_t const more = f->kind == FORMULA_LIST ? f->count : 1;
        if (formula_is_statement(f) || f->kind == FORMULA_TUPLE || count + more > ROOTS_MAX)
            return 0;
        for (size_t k = 0; k < more; k++)
            out[count++] = f->kind == FORMULA_LIST ? f->args[k] : f;
    }
    return count;
}

/* Does statement i stand behind "so, by Vieta's formulas, … are the roots of the quadratic", and nothing more is said of it? */
static size_t called_roots_of(const struct naming *n, size_t i, const struct formula *out[ROOTS_MAX])
{
    static const char leads[] =
        "so then thus hence therefore by vieta vieta's s formula formulas again we see know find have that and "
        "it follows conclude this means which implies note now since because";
    struct text before, behind;
    size_t first;
    if (i == 0 || !parted(gap_before(n, i), &before, &behind) || !remark_has_only(before, "are the both two three four") ||
        !text_has_word(before, TEXT("are")) || !text_has_word(behind, TEXT("of to")) || !remark_has_only(behind, things) ||
        !is_all(n, i + 1))
        return 0;
    size_t const count = listed(n, i, out, &first);
    struct text gap = gap_before(n, first);
    for (size_t at = 0; at < gap.size; at++)
        if (is_end(gap, at))
            gap = text_part(gap, at + 1, gap.size), at = 0;
    return remark_has_only(gap, leads) ? count : 0;
}

/* lead·(t − a)(t − b)… has the coefficients of the polynomial, as what was said before has it? */
static bool has_these_roots(const struct scene *scene, const struct polynomial *p, const struct formula *const *roots,
                            struct arena *arena)
{
    for (size_t k = 1; k <= p->degree; k++) {
        const struct formula *lines[LINES_MAX], *c = p->coefficients[p->degree - k];
        const struct formula *e = times(arena, p->coefficients[p->degree], polynomial_symmetric(arena, roots, p->degree, k));
        const struct formula *says = formula_relation(arena, e, '=', k % 2 ? negative(arena, c) : c, NULL);
        if (algebra_same(says->args[0], says->args[1], 0, arena))
            continue;
        size_t const count = context_lines_around(scene->context, says, lines, LINES_MAX);
        if (!combination_proves(scene, lines, count, says, arena))
            return false;
    }
    return true;
}

/* "By Vieta's formulas, $a$ and $b$ are the roots of $t^2 - 5t + 6 = 0$", where a + b = 5 and ab = 6 */
static bool by_names(const struct link *link, const struct scene *scene, struct arena *arena)
{
    const struct formula *roots[ROOTS_MAX];
    struct text names[ROOTS_MAX];
    struct statement *statements;
    struct polynomial p;
    if (link->said != LINK_WRITTEN || scene->step.size > SENTENCE_MAX ||
        !text_has_word(text_part(scene->step, 0, link->start), TEXT("roots")))
        return false;
    struct naming n = {.text = scene->step, .items_count = maths_statements(scene->step, scene->tokens, arena, &statements)};
    n.items = statements;
    size_t i = 0;
    while (i < n.items_count && (n.items[i].start != link->start || n.items[i].formula->count != 2))
        i++;
    size_t const count = i < n.items_count ? called_roots_of(&n, i, roots) : 0,
                 symbols = formula_symbols(link->formula, names, ROOTS_MAX);
    for (size_t k = 0; count > 1 && k < MIN(symbols, (size_t)ROOTS_MAX); k++) {
        bool unknown = true, named = false; /* numbers are for polynomials.c */
        struct text letter[1];
        for (size_t j = 0; j < count; j++) {
            unknown = unknown && !formula_mentions(roots[j], names[k]);
            named = named || formula_symbols(roots[j], letter, 1) > 0;
        }
        if (unknown && named && polynomial_of(link->formula, names[k], arena, &p) && p.degree == count)
            return has_these_roots(scene, &p, roots, arena);
    }
    return false;
}

/* ---- the quadratic formula ---- */

/* Are both values the two roots: is their sum −b/a, and their product c/a? */
static bool by_formula(const struct scene *scene, const struct formula *left, const struct formula *right, struct arena *arena)
{
    const struct context *c = scene->context;
    if (left->kind != FORMULA_SYMBOL || !formula_holds(right, FORMULA_PM) || formula_holds(right, FORMULA_MP) ||
        formula_mentions(right, left->text))
        return false;
    const struct formula *upper = settle_branch(arena, right, false), *lower = settle_branch(arena, right, true);
    for (size_t i = c->lines_count; i-- > 0;) {
        struct polynomial p;
        if (!c->lines[i].past && formula_mentions(c->lines[i].formula, left->text) &&
            polynomial_of(c->lines[i].formula, left->text, arena, &p) && p.degree == 2 &&
            polynomial_is_vieta(&p, 1, formula_binary(arena, FORMULA_ADD, upper, lower), arena) &&
            polynomial_is_vieta(&p, 2, times(arena, upper, lower), arena))
            return true;
    }
    return false;
}

static bool settle(const struct link *link, const struct scene *scene, struct arena *arena, struct judgement *out,
                   struct text *witness)
{
    const struct formula *f = link->formula;
    (void)witness;
    if (link->closed || f->text.at[0] != '=' || formula_size(f, NODES_MAX) > NODES_MAX)
        return false;
    *out = (struct judgement){.truth = TRUTH_HOLDS, .supports = true, .why = "both roots, by the coefficients"};
    if (by_formula(scene, f->args[0], f->args[1], arena))
        return true;
    out->why = "by Vieta's formulas";
    if (by_names(link, scene, arena) || by_factors(scene, f->args[0], f->args[1], arena))
        return true;
    return by_vieta(scene, f, f->args[0], f->args[1], arena) || by_vieta(scene, f, f->args[1], f->args[0], arena) ||
           by_relations(scene, f, arena);
}

const struct verifier verifier_roots = {
    .name = "roots",
    .says = "sums and products of roots (Vieta), polynomials as products by their roots, the quadratic formula; only ever proves",
    .settle = settle,
};
