#include "algebra_parts.h"

enum {
    LINES_MAX = 12,   /* equations that are looked at */
    GIVEN_MAX = 20,   /* formulas that they stand in, those that say what is not 0 included */
    NONZERO_MAX = 16, /* different polynomials that are not 0 */
    DEGREE_MAX = 8,   /* in the generator that an equation is solved for */
    ROUNDS_MAX = 12,  /* of reducing by all equations */
    POWERS_MAX = 48,  /* of one generator, taken down in one reduction */
    TERMS_MAX = 300,  /* of a polynomial on the way */
    BITS_MAX = 1000,  /* of its coefficients */
    REDUCED_MAX = 600 /* reductions of a question */
};

/* An equation p = 0 that holds a power of a generator with nothing but a number before it: lead·g^degree + rest */
struct rule {
    fmpz_mpoly_t p, rest;
    fmpz_t lead;
    slong generator; /* -1: there is none */
    ulong degree;
};

struct ideal {
    struct ring ring;
    struct rule rules[LINES_MAX];
    size_t count;
    unsigned reduced;                       /* of REDUCED_MAX */
    fmpz_mpoly_struct nonzero[NONZERO_MAX]; /* wherever all lines hold */
    size_t nonzero_count;
    bool positive[ALGEBRA_SYMBOLS_MAX]; /* generators, likewise */
    bool mixed; /* the lines contradict each other, say that something is 0 that none of them does, or are too much */
    bool dots;  /* the goal holds dots, so it is about sums with dots */
};

/* The generator of lowest degree that p can be solved for: its highest power is a term of its own with nothing else in it. */
static void find_leader(const struct ideal *ideal, const fmpz_mpoly_t p, struct rule *rule)
{
    ulong degree[ALGEBRA_SYMBOLS_MAX] = {0}, exponents[ALGEBRA_SYMBOLS_MAX];
    bool alone[ALGEBRA_SYMBOLS_MAX] = {false};
    for (slong i = 0; i < fmpz_mpoly_length(p, ideal->ring.context); i++) {
        ulong total = 0;
        fmpz_mpoly_get_term_exp_ui(exponents, p, i, ideal->ring.context);
        for (size_t g = 0; g < ideal->ring.count; g++)
            total += exponents[g];
        for (size_t g = 0; g < ideal->ring.count; g++)
            if (exponents[g] && exponents[g] >= degree[g]) {
                alone[g] = exponents[g] > degree[g] && exponents[g] == total;
                degree[g] = exponents[g];
            }
    }
    rule->generator = -1;
    for (size_t g = 0; g < ideal->ring.count; g++)
        if (alone[g] && degree[g] <= DEGREE_MAX && (rule->generator < 0 || degree[g] < rule->degree)) {
            rule->generator = (slong)g;
            rule->degree = degree[g];
        }
}

/* One power of the generator less: lead·p − high·(the rule). False beyond a limit. */
static bool lower(struct ideal *ideal, fmpz_mpoly_t p, const struct rule *rule)
{
    const fmpz_mpoly_ctx_struct *const context = ideal->ring.context;
    fmpz_mpoly_t high, low;
    if (++ideal->reduced > REDUCED_MAX)
        return false;
    fmpz_mpoly_init(high, context);
    fmpz_mpoly_init(low, context);
    poly_split(&ideal->ring, p, rule->generator, rule->degree, high, low);
    bool const fine = poly_mul(&ideal->ring, high, high, rule->rest);
    fmpz_mpoly_scalar_mul_fmpz(low, low, rule->lead, context);
    fmpz_mpoly_sub(p, low, high, context);
    poly_drop_content(&ideal->ring, p);
    slong const bits = fmpz_mpoly_max_bits(p);
    fmpz_mpoly_clear(low, context);
    fmpz_mpoly_clear(high, context);
    return fine && fmpz_mpoly_length(p, context) <= TERMS_MAX && bits <= BITS_MAX && bits >= -BITS_MAX;
}

static bool reduce_by(struct ideal *ideal, fmpz_mpoly_t p, const struct rule *rule, bool *changed)
{
    for (int i = 0; i < POWERS_MAX; i++) {
        if (fmpz_mpoly_degree_si(p, rule->generator, ideal->ring.context) < (slong)rule->degree)
            return true;
        if (!lower(ideal, p, rule))
            return false;
        *changed = true;
    }
    return false;
}

/* Puts in what the rules say until nothing changes. */
static bool reduce(struct ideal *ideal, fmpz_mpoly_t p)
{
    bool changed = true;
    for (int round = 0; round < ROUNDS_MAX && changed; round++) {
        changed = false;
        for (size_t i = 0; i < ideal->count; i++)
            if (ideal->rules[i].generator >= 0 && !reduce_by(ideal, p, &ideal->rules[i], &changed))
                return false;
    }
    return !changed;
}

static bool is_known(const struct ideal *ideal, const fmpz_mpoly_t p)
{
    for (size_t i = 0; i < ideal->nonzero_count; i++)
        if (fmpz_mpoly_equal(&ideal->nonzero[i], p, ideal->ring.context))
            return true;
    return false;
}

static void add_nonzero(struct ideal *ideal, const fmpz_mpoly_t p)
{
    const fmpz_mpoly_ctx_struct *const context = ideal->ring.context;
    if (fmpz_mpoly_is_fmpz(p, context) || ideal->nonzero_count == NONZERO_MAX || is_known(ideal, p))
        return;
    fmpz_mpoly_init(&ideal->nonzero[ideal->nonzero_count], context);
    fmpz_mpoly_set(&ideal->nonzero[ideal->nonzero_count++], p, context);
}

/* If a product is not 0, none of its factors is. */
static void split_nonzero(struct ideal *ideal)
{
    const fmpz_mpoly_ctx_struct *const context = ideal->ring.context;
    for (size_t k = 0, whole = ideal->nonzero_count; k < whole; k++) {
        fmpz_mpoly_factor_t factors;
        fmpz_mpoly_factor_init(factors, context);
        if (poly_factor(&ideal->ring, factors, &ideal->nonzero[k]))
            for (slong i = 0; i < factors->num; i++)
                add_nonzero(ideal, factors->poly + i);
        fmpz_mpoly_factor_clear(factors, context);
    }
}

/* Has it terms of one sign only, none of which can be of the other, and one that is never 0? 2x² + 1; a + b of positive a and b */
static bool never_zero(const struct ideal *ideal, const fmpz_mpoly_t p)
{
    bool strict = false;
    for (slong i = 0; i < fmpz_mpoly_length(p, ideal->ring.context); i++) {
        bool positive = true;
        if (fmpz_sgn(p->coeffs + i) != fmpz_sgn(p->coeffs))
            return false;
        for (size_t g = 0; g < ideal->ring.count; g++) {
            ulong const e = poly_exponent(&ideal->ring, p, i, (slong)g);
            positive = positive && (e == 0 || ideal->positive[g]);
            if (e && !ideal->positive[g] &&
                (e % 2 || !ideal->ring.generators[g].real || ideal->ring.has_i || ideal->ring.options & ALGEBRA_COMPLEX))
                return false;
        }
        strict |= positive;
    }
    return strict;
}

/* Takes off the factors that are known, and their powers: where those are not 0, the rest is. */
static bool divide(struct ideal *ideal, fmpz_mpoly_t p)
{
    const fmpz_mpoly_ctx_struct *const context = ideal->ring.context;
    fmpz_mpoly_t rest;
    bool divided = false;
    fmpz_mpoly_init(rest, context);
    for (size_t i = 0; i < ideal->nonzero_count && !fmpz_mpoly_is_zero(p, context); i++)
        while (poly_divides(&ideal->ring, rest, p, &ideal->nonzero[i])) {
            fmpz_mpoly_swap(p, rest, context);
            divided = true;
        }
    fmpz_mpoly_clear(rest, context);
    return divided;
}

/* Takes the factors off that are not 0; false if there are none. */
static bool strip(struct ideal *ideal, fmpz_mpoly_t p)
{
    const fmpz_mpoly_ctx_struct *const context = ideal->ring.context;
    bool stripped = divide(ideal, p), positive = false;
    for (size_t g = 0; g < ideal->ring.count; g++)
        positive |= ideal->positive[g];
    if (!positive || fmpz_mpoly_length(p, context) < 2)
        return stripped;
    fmpz_mpoly_factor_t factors;
    fmpz_mpoly_factor_init(factors, context);
    if (poly_factor(&ideal->ring, factors, p)) {
        fmpz_mpoly_one(p, context);
        for (slong i = 0; i < factors->num; i++)
            if (never_zero(ideal, factors->poly + i))
                stripped = true;
            else
                fmpz_mpoly_mul(p, p, factors->poly + i, context);
    }
    fmpz_mpoly_factor_clear(factors, context);
    return stripped;
}

/* The numerator of left − right; the denominator is not 0. *whole: it is a number, which is positive. One formula: each line is asked for
 * with each of those behind it. */
static bool difference(struct ideal *ideal, const struct formula *left, const struct formula *right, fmpz_mpoly_t out,
                       bool *whole)
{
    struct ring *ring = &ideal->ring;
    struct quotient q;
    quotient_init(ring, &q);
    const struct formula *const apart =
        formula_binary(ring->arena, FORMULA_ADD, left, formula_unary(ring->arena, FORMULA_NEG, right));
    bool const fine = quotient_of(ring, apart, NULL, &q) == STATUS_OK && fmpz_mpoly_length(q.num, ring->context) <= TERMS_MAX;
    if (fine) {
        fmpz_mpoly_set(out, q.num, ring->context);
        add_nonzero(ideal, q.den);
    }
    *whole = fmpz_mpoly_is_fmpz(q.den, ring->context) != 0;
    quotient_clear(ring, &q);
    return fine;
}

static void keep_rule(struct ideal *ideal, const struct rule *like, const fmpz_mpoly_t p)
{
    const fmpz_mpoly_ctx_struct *const context = ideal->ring.context;
    struct rule *rule = &ideal->rules[ideal->count++];
    *rule = (struct rule){.generator = like->generator, .degree = like->degree};
    fmpz_mpoly_init(rule->p, context);
    fmpz_mpoly_init(rule->rest, context);
    fmpz_init(rule->lead);
    fmpz_mpoly_set(rule->p, p, context);
    if (rule->generator >= 0) {
        fmpz_mpoly_t lead; /* a number: see find_leader() */
        fmpz_mpoly_init(lead, context);
        poly_split(&ideal->ring, p, rule->generator, rule->degree, lead, rule->rest);
        fmpz_mpoly_get_fmpz(rule->lead, lead, context);
        fmpz_mpoly_clear(lead, context);
    }
}

/* Reduces p by the rules and makes it one of them if it can be solved for a power of at most `degree`; 0: if it cannot be solved. A
 * line that contradicts those taken before is left out, and so is one that says nothing new or is too large: false if it may be
 * taken another time. */
static bool take(struct ideal *ideal, fmpz_mpoly_t p, ulong degree)
{
    const fmpz_mpoly_ctx_struct *const context = ideal->ring.context;
    bool const fits = ideal->count < LINES_MAX && reduce(ideal, p);
    if (fits && !fmpz_mpoly_is_zero(p, context) && poly_is_impossible(&ideal->ring, p))
        fmpz_mpoly_one(p, context);
    bool const says = fits && !fmpz_mpoly_is_fmpz(p, context);
    struct rule found = {.generator = -1};
    ideal->mixed |= !fits || (!says && !fmpz_mpoly_is_zero(p, context));
    if (!says)
        return true;
    poly_drop_content(&ideal->ring, p);
    find_leader(ideal, p, &found);
    bool const taken = found.generator < 0 ? degree == 0 : found.degree <= degree;
    if (taken)
        keep_rule(ideal, &found, p);
    return taken;
}

/* Those that are linear in something first: so what is put in is put in everywhere. */
static void take_all(struct ideal *ideal, fmpz_mpoly_struct *polys, size_t count)
{
    static const ulong degrees[] = {1, 2, DEGREE_MAX, 0};
    bool done[LINES_MAX] = {false};
    for (size_t d = 0; d < COUNT(degrees);) {
        size_t i = 0;
        while (i < count && (done[i] || !take(ideal, &polys[i], degrees[d])))
            i++;
        if (i < count)
            done[i] = true;
        d = i < count ? 0 : d + 1; /* what was taken may have made others simpler */
    }
}

static bool holds(struct ideal *ideal, fmpz_mpoly_t goal)
{
    const fmpz_mpoly_ctx_struct *const context = ideal->ring.context;
    fmpz_mpoly_t other;
    if (!reduce(ideal, goal))
        return false;
    bool found = fmpz_mpoly_is_zero(goal, context);
    fmpz_mpoly_init(other, context);
    for (size_t i = 0; i < ideal->count && !found; i++) {
        fmpz_mpoly_set(other, ideal->rules[i].p, context);
        if (ideal->rules[i].generator < 0 && reduce(ideal, other) && !fmpz_mpoly_is_fmpz(other, context) &&
            fmpz_mpoly_length(other, context) <= fmpz_mpoly_length(goal, context))
            found = fmpz_mpoly_divides(other, goal, other, context) != 0;
    }
    fmpz_mpoly_clear(other, context);
    return found;
}

/* Nothing that stands for we do not know what. */
static bool is_plain(const struct formula *f)
{
    return !formula_holds(f, FORMULA_WORDS) && !formula_holds(f, FORMULA_PM) && !formula_holds(f, FORMULA_MP) &&
           !formula_holds(f, FORMULA_OPAQUE);
}

/* The equations of a line, as far as there is room: a = 1 + … + 9 = 45 says that a = 45. */
static size_t read_line(struct ideal *ideal, const struct formula *line, fmpz_mpoly_struct *polys, size_t count)
{
    const struct formula *from = NULL;
    bool whole;
    for (size_t k = 0; line->kind == FORMULA_CHAIN && k <= line->text.size && count < LINES_MAX; k++) {
        from = k && line->text.at[k - 1] == '=' ? from : NULL;
        if (!is_plain(line->args[k]) || (!ideal->dots && formula_holds(line->args[k], FORMULA_DOTS)))
            continue;
        count += from && difference(ideal, from, line->args[k], &polys[count], &whole);
        from = line->args[k];
    }
    return count;
}

/* x > 3, 0 < a + b, x ≠ y: what is not 0 then; a generator alone may be positive. */
static void read_strict(struct ideal *ideal, const struct formula *line)
{
    fmpz_mpoly_t p;
    fmpz_mpoly_init(p, ideal->ring.context);
    for (size_t k = 0; line->kind == FORMULA_CHAIN && k < line->text.size; k++) {
        char const relation = line->text.at[k];
        const struct formula *a = line->args[k], *b = line->args[k + 1];
        bool whole;
        if (!strchr("<>#", relation) || !is_plain(a) || !is_plain(b) ||
            !(relation == '<' ? difference(ideal, b, a, p, &whole) : difference(ideal, a, b, p, &whole)))
            continue;
        add_nonzero(ideal, p);
        for (size_t g = 0; relation != '#' && whole && g < ideal->ring.count; g++)
            ideal->positive[g] |= poly_makes_positive(&ideal->ring, p, (slong)g);
    }
    fmpz_mpoly_clear(p, ideal->ring.context);
}

/* Does a rule say that something is 0, which no line says in so many words? Then what is true of different things was mixed, as a
 * rule, or a factor is hidden; whatever holds a 0 would be proved. One line alone mixes nothing. */
static bool is_degenerate(const struct ideal *ideal, const struct formula *const *lines, size_t count)
{
    size_t zeros = 0;
    for (size_t i = 0; i < ideal->count; i++)
        zeros += fmpz_mpoly_length(ideal->rules[i].p, ideal->ring.context) == 1;
    for (size_t i = 0; i < count && zeros; i++)
        for (size_t k = 1; lines[i]->kind == FORMULA_CHAIN && k < lines[i]->count && zeros; k++)
            zeros -= lines[i]->args[k]->kind == FORMULA_NUMBER && text_equal(lines[i]->args[k]->text, TEXT("0")) &&
                     (lines[i]->args[k - 1]->kind == FORMULA_SYMBOL || lines[i]->args[k - 1]->kind == FORMULA_CALL);
    return zeros > 0;
}

/* Lines, and what is 0 where they hold: of line i up to ends[i], latest of all what the roots in them are. */
struct given {
    const struct formula *const *lines;
    size_t count, ends[GIVEN_MAX];
    fmpz_mpoly_struct *polys;
    size_t taken;
};

static void forget_rules(struct ideal *ideal)
{
    for (size_t i = 0; i < ideal->count; i++) {
        fmpz_mpoly_clear(ideal->rules[i].p, ideal->ring.context);
        fmpz_mpoly_clear(ideal->rules[i].rest, ideal->ring.context);
        fmpz_clear(ideal->rules[i].lead);
    }
    ideal->count = 0;
    ideal->reduced = 0;
}

/* Is the goal 0 where all polys are? *refuted: bits of those that contradict others. */
static bool vanishes(struct ideal *ideal, const fmpz_mpoly_struct *polys, size_t taken, const struct formula *const *lines,
                     size_t count, const fmpz_mpoly_t goal, unsigned *refuted)
{
    const fmpz_mpoly_ctx_struct *const context = ideal->ring.context;
    fmpz_mpoly_struct copies[LINES_MAX];
    fmpz_mpoly_t left;
    fmpz_mpoly_init(left, context);
    fmpz_mpoly_set(left, goal, context);
    for (size_t i = 0; i < taken; i++) {
        fmpz_mpoly_init(&copies[i], context);
        fmpz_mpoly_set(&copies[i], &polys[i], context);
    }
    take_all(ideal, copies, taken);
    bool const degenerate = count > 1 && is_degenerate(ideal, lines, count),
               whole = ideal->nonzero_count == 0, /* where denominators were taken off, a contradiction may not show */
        found = !degenerate && (holds(ideal, left) || (whole && poly_is_sum(&ideal->ring, polys, taken, goal)));
    ideal->mixed |= degenerate;
    *refuted = 0;
    for (size_t i = 0; i < taken; i++) {
        *refuted |= (fmpz_mpoly_is_fmpz(&copies[i], context) && !fmpz_mpoly_is_zero(&copies[i], context) ? 1u : 0u) << i;
        fmpz_mpoly_clear(&copies[i], context);
    }
    fmpz_mpoly_clear(left, context);
    forget_rules(ideal);
    return found;
}

/* Does each generator of the goal occur in one of them? */
static bool covers(const struct ideal *ideal, const fmpz_mpoly_struct *polys, size_t count, const fmpz_mpoly_t goal)
{
    for (size_t g = 0; g < ideal->ring.count; g++) {
        bool found = fmpz_mpoly_degree_si(goal, (slong)g, ideal->ring.context) <= 0;
        for (size_t i = 0; i < count && !found; i++)
            found = fmpz_mpoly_degree_si(&polys[i], (slong)g, ideal->ring.context) > 0;
        if (!found)
            return false;
    }
    return true;
}

/* Is the goal 0 where the polys of lines [first, end) are, and the roots in them? */
static bool vanishes_by(struct ideal *ideal, const struct given *given, size_t first, size_t end, const fmpz_mpoly_t goal)
{
    fmpz_mpoly_struct some[LINES_MAX];
    unsigned refuted;
    size_t const last = given->ends[given->count - 1], from = first ? given->ends[first - 1] : 0,
                 own = given->ends[end - 1] - from, taken = own + given->taken - last;
    memcpy(some, given->polys + from, own * sizeof *some);
    memcpy(some + own, given->polys + last, (given->taken - last) * sizeof *some);
    return covers(ideal, some, taken, goal) && vanishes(ideal, some, taken, given->lines + first, end - first, goal, &refuted);
}

/* All together, or, if they may be about different things, the first few, or one that contradicts none. */
static bool is_answered(struct ideal *ideal, const struct given *given, const fmpz_mpoly_t goal)
{
    unsigned refuted;
    if (vanishes(ideal, given->polys, given->taken, given->lines, given->count, goal, &refuted))
        return true;
    for (size_t i = 0; ideal->mixed && i < given->count; i++) {
        size_t const from = i ? given->ends[i - 1] : 0;
        if (from == given->ends[i])
            continue;
        bool const alone = i > 0 && (refuted >> from & ((1u << (given->ends[i] - from)) - 1)) == 0;
        if ((i + 1 < given->count && vanishes_by(ideal, given, 0, i + 1, goal)) ||
            (alone && vanishes_by(ideal, given, i, i + 1, goal)))
            return true;
    }
    return false;
}

/* Without the factors that are not 0; false if there are none. */
static bool strip_all(struct ideal *ideal, fmpz_mpoly_struct *polys, size_t taken, const struct formula *const *lines,
                      size_t count, fmpz_mpoly_t goal)
{
    bool positive = false, stripped = false;
    for (size_t i = 0; i < count; i++)
        read_strict(ideal, lines[i]);
    for (size_t g = 0; g < ideal->ring.count; g++)
        positive |= ideal->positive[g];
    if (!positive && ideal->nonzero_count == 0)
        return false;
    split_nonzero(ideal);
    for (size_t i = 0; i < taken; i++)
        stripped |= strip(ideal, &polys[i]);
    return strip(ideal, goal) || stripped;
}

/* As they stand, or without factors that are not 0. */
static bool is_implied(struct ideal *ideal, const struct formula *const *lines, size_t count, const struct formula *line)
{
    fmpz_mpoly_struct polys[LINES_MAX + 1], *const goal = &polys[LINES_MAX];
    struct given given = {.lines = lines, .count = count, .polys = polys};
    bool whole;
    for (size_t i = 0; i <= LINES_MAX; i++)
        fmpz_mpoly_init(&polys[i], ideal->ring.context);
    bool const known = difference(ideal, line->args[0], line->args[1], goal, &whole);
    for (size_t i = 0; i < count && known; i++)
        given.ends[i] = given.taken = read_line(ideal, lines[i], polys, given.taken);
    given.taken = given.taken && !ring_is_short(&ideal->ring) ? ring_roots(&ideal->ring, polys, given.taken, LINES_MAX) : 0;
    bool const found =
        given.taken && (is_answered(ideal, &given, goal) ||
                        (strip_all(ideal, polys, given.taken, lines, count, goal) && is_answered(ideal, &given, goal)));
    for (size_t i = 0; i <= LINES_MAX; i++)
        fmpz_mpoly_clear(&polys[i], ideal->ring.context);
    return found;
}

/* *again: there was no room for all generators. */
static bool ask(const struct formula *const *all, size_t count, unsigned options, bool wide, struct arena *arena, bool *again)
{
    struct ideal *ideal = ARENA_ZEROS(arena, struct ideal, 1);
    const struct formula *line = all[count];
    ideal->dots = formula_holds(line, FORMULA_DOTS);
    ring_init(&ideal->ring, options, wide, arena, all, count + 1);
    bool const found = is_implied(ideal, all, count, line);
    *again = ring_is_short(&ideal->ring);
    for (size_t i = 0; i < ideal->nonzero_count; i++)
        fmpz_mpoly_clear(&ideal->nonzero[i], ideal->ring.context);
    ring_clear(&ideal->ring);
    return found;
}

enum fact algebra_in_ideal(const struct formula *const *lines, size_t count, const struct formula *line, unsigned options,
                           struct arena *arena)
{
    const struct formula *all[GIVEN_MAX + 1];
    bool again;
    if (count > GIVEN_MAX || line->kind != FORMULA_CHAIN || line->text.size != 1 || line->text.at[0] != '=' || !is_plain(line) ||
        (options & ALGEBRA_COMPLEX && formula_holds(line, FORMULA_DOTS))) /* high powers of roots of unity take long */
        return FACT_UNKNOWN;
    memcpy(all, lines, count * sizeof *all);
    all[count] = line;
    bool found = ask(all, count, options, false, arena, &again);
    if (again)
        found = ask(all, count, options, true, arena, &again);
    return found ? FACT_TRUE : FACT_UNKNOWN;
}
