/* conjugates: conjugates and magnitudes of complex numbers whose parts have names: of z = a + bi, a and b being real, the conjugate is a − bi
 * and the square of |z| is the product of both. "Equating real and imaginary parts": of both sides of an equation in such names. Only ever proves.
 */
#include "algebra.h"
#include "polynomial.h"
#include "verifier.h"

enum {
    SYMBOLS_MAX = 6,
    NODES_MAX = 200,
    NAMED_BYTES = 100, /* behind "complex numbers" */
    LINES_MAX = 3      /* equations whose parts are compared, the latest first */
};

static bool is_i(const struct formula *f)
{
    return f->kind == FORMULA_CONSTANT && f->sub == CONSTANT_I;
}

static bool holds_i(const struct formula *f)
{
    for (size_t i = 0; i < f->count; i++)
        if (holds_i(f->args[i]))
            return true;
    return is_i(f);
}

/* a + bi: is the name one of the parts? */
static bool is_part(const struct formula *f, struct text name)
{
    if (f->kind != FORMULA_ADD || f->count != 2 || f->args[0]->kind != FORMULA_SYMBOL)
        return false;
    const struct formula *b = f->args[1]->kind == FORMULA_NEG ? f->args[1]->args[0] : f->args[1];
    if (b->kind != FORMULA_MUL || b->count != 2 || is_i(b->args[0]) == is_i(b->args[1]))
        return false;
    const struct formula *y = b->args[is_i(b->args[0])];
    return y->kind == FORMULA_SYMBOL && (text_equal(name, f->args[0]->text) || text_equal(name, y->text));
}

/* Was the name said to be a part of something: z = a + bi? */
static bool is_real(const struct context *context, struct text name)
{
    for (size_t i = 0; i < context->lines_count; i++) {
        const struct formula *line = context->lines[i].formula;
        for (size_t k = 1; line->kind == FORMULA_CHAIN && k < line->count; k++)
            if (line->text.at[k - 1] == '=' && line->args[k - 1]->kind == FORMULA_SYMBOL && is_part(line->args[k], name))
                return true;
    }
    return false;
}

static bool are_real(const struct formula *f, const struct context *context)
{
    struct text names[SYMBOLS_MAX];
    size_t const count = formula_symbols(f, names, SYMBOLS_MAX);
    for (size_t i = 0; i < MIN(count, (size_t)SYMBOLS_MAX); i++)
        if (!is_real(context, names[i]))
            return false;
    return count > 0 && count <= SYMBOLS_MAX;
}

/* The formula with −i for i; NULL if that may not be its conjugate. */
static const struct formula *conjugate(struct arena *arena, const struct formula *f)
{
    static const uint8_t kinds[] = {FORMULA_NUMBER, FORMULA_SYMBOL, FORMULA_CONSTANT, FORMULA_ADD,
                                    FORMULA_MUL,    FORMULA_NEG,    FORMULA_DIV,      FORMULA_POW};
    if (is_i(f))
        return formula_unary(arena, FORMULA_NEG, f);
    if (!memchr(kinds, f->kind, sizeof kinds) || (f->kind == FORMULA_POW && f->args[1]->kind != FORMULA_NUMBER))
        return NULL;
    if (f->count == 0)
        return f;
    const struct formula **args = ARENA_ARRAY(arena, const struct formula *, f->count);
    for (size_t i = 0; i < f->count; i++)
        if (!(args[i] = conjugate(arena, f->args[i])))
            return NULL;
    return formula_with(arena, f, args);
}

/* Without conjugates, and without magnitudes of what holds i; NULL if one is not understood. */
static const struct formula *worked_out(struct arena *arena, const struct formula *f)
{
    if (f->count == 0)
        return f;
    const struct formula **args = ARENA_ARRAY(arena, const struct formula *, f->count);
    for (size_t i = 0; i < f->count; i++)
        if (!(args[i] = worked_out(arena, f->args[i])))
            return NULL;
    if (formula_is_call(f, FUNCTION_CONJ) && f->count == 1)
        return conjugate(arena, args[0]);
    if (f->kind != FORMULA_ABS || !holds_i(args[0]))
        return formula_with(arena, f, args);
    const struct formula *other = conjugate(arena, args[0]);
    return other
               ? formula_binary(arena, FORMULA_ROOT, formula_binary(arena, FORMULA_MUL, args[0], other), formula_number(arena, 2))
               : NULL;
}

static bool holds_conjugate(const struct formula *f)
{
    for (size_t i = 0; i < f->count; i++)
        if (holds_conjugate(f->args[i]))
            return true;
    return formula_is_call(f, FUNCTION_CONJ) || (f->kind == FORMULA_ABS && holds_i(f));
}

/* The formula with `is` for i */
static const struct formula *with_i(struct arena *arena, const struct formula *f, const struct formula *is)
{
    if (is_i(f) || f->count == 0)
        return is_i(f) ? is : f;
    const struct formula **args = ARENA_ARRAY(arena, const struct formula *, f->count);
    for (size_t i = 0; i < f->count; i++)
        args[i] = with_i(arena, f->args[i], is);
    return formula_with(arena, f, args);
}

/* Is the name one of the parts of some a + bi in the formula? */
static bool has_part(const struct formula *f, struct text name)
{
    for (size_t i = 0; i < f->count; i++)
        if (has_part(f->args[i], name))
            return true;
    return is_part(f, name);
}

/* "Let $a$ and $b$ be complex numbers" */
static bool becomes_complex(struct text text, struct text name)
{
    size_t const at = text_find(text, TEXT(" be complex"), 0);
    size_t start = at;
    while (at < text.size && start > 0 && !text_stops(text, start - 1))
        start--;
    return at < text.size && text_has_name(text_part(text, start, at), name);
}

/* "$a$", "$(a, b)$", "$a \\in$", not "$a + bi$" */
static bool holds_alone(struct text text, struct text name)
{
    for (size_t at = text_find(text, name, 1); at < text.size; at = text_find(text, name, at + 1)) {
        struct text const behind = text_part(text, at + name.size, text.size);
        if (strchr("$(, ", text.at[at - 1]) && behind.size && (strchr("$,)", behind.at[0]) || text_starts(behind, TEXT(" \\in"))))
            return true;
    }
    return false;
}

/* Does a sentence about the name speak of complex numbers, and not of real ones? */
static bool is_among_complex(struct text text, struct text name)
{
    static const char *const whole[] = {"the complex numbers", "over complex", "in complex"}, *const sorts[] = {
                                                                                                  "\\mathbb{C}", "non-real",
                                                                                                  "not be real", "not real",
                                                                                                  "not necessarily real"};
    for (size_t from = 0, end; from < text.size; from = end + 1) {
        for (end = from; end < text.size && !text_stops(text, end);)
            end++;
        struct text const said = text_part(text, from, end);
        if (text_holds_any(said, whole, COUNT(whole)) && !holds_alone(said, name))
            return true;
        if (holds_alone(said, name) &&
            (text_holds_any(said, sorts, COUNT(sorts)) ||
             (text_has_word(said, TEXT("complex Gaussian gaussian nonreal")) && !text_has_word(said, TEXT("real reals")))))
            return true;
    }
    return false;
}

/* "complex numbers $a$ and $b$", "$a$ and $b$ are complex"; a + bi, $z$ may be complex. */
static bool calls_complex(struct text text, struct text name)
{
    struct text const kind = TEXT("complex number");
    for (size_t at = text_find(text, kind, 0); at < text.size; at = text_find(text, kind, at + 1)) {
        struct text const behind = text_part(text, at, MIN(at + NAMED_BYTES, text.size)),
                          named = text_part(behind, 0, text_find(behind, TEXT("."), 0));
        if (text_has_name(named, name) && text_find(named, TEXT("+"), 0) == named.size && !text_has_word(named, TEXT("real")))
            return true;
    }
    return text_find(text, TEXT("are complex"), 0) < text.size || becomes_complex(text, name) || is_among_complex(text, name);
}

static bool is_called_complex(const struct scene *scene, struct text name)
{
    bool complex = calls_complex(scene->problem, name);
    for (size_t i = 0; scene->latest && i < LINK_LATEST_MAX && !complex; i++)
        complex = calls_complex(scene->latest[i], name);
    return complex;
}

/* x = 1 - i */
static bool has_complex_value(const struct context *c, struct text name)
{
    for (size_t i = 0; i < c->lines_count; i++) {
        const struct formula *line = c->lines[i].formula;
        if (line->kind == FORMULA_CHAIN && line->args[0]->kind == FORMULA_SYMBOL && text_equal(line->args[0]->text, name) &&
            holds_i(line))
            return true;
    }
    return false;
}

/* Are all names of the line parts, of this line or others? z and w stand for complex numbers. */
static bool has_real_names(const struct formula *line, const struct scene *scene)
{
    const struct context *c = scene->context;
    struct text names[SYMBOLS_MAX];
    size_t const count = formula_symbols(line, names, SYMBOLS_MAX);
    for (size_t i = 0; i < MIN(count, (size_t)SYMBOLS_MAX); i++) {
        bool real = false;
        for (size_t k = 0; k < c->lines_count && !real; k++)
            real = has_part(c->lines[k].formula, names[i]);
        if (!real || strchr("zwZW", names[i].at[0]) || has_complex_value(c, names[i]) || is_called_complex(scene, names[i]))
            return false;
    }
    return count > 0 && count <= SYMBOLS_MAX;
}

static bool compares_parts(struct text step)
{
    return text_has_word(step, TEXT("imaginary")) && text_has_word(step, TEXT("real")) &&
           text_has_word(step, TEXT("equate equating set setting compare comparing match matching")) &&
           !text_has_word(step, TEXT("not cannot no never if suppose"));
}

/* i² is −1, so c₀ + c₁i + c₂i² + c₃i³ + c₄i⁴ is (c₀ − c₂ + c₄) + (c₁ − c₃)i. */
static bool follows_by_parts(const struct formula *claim, const struct formula *equation, struct arena *arena)
{
    struct text const unit = TEXT("imaginary unit");
    struct polynomial p;
    if (!polynomial_of(with_i(arena, equation, formula_symbol(arena, unit)), unit, arena, &p))
        return false;
    const struct formula *zero = formula_number(arena, 0), *parts[2] = {zero, zero};
    for (size_t k = 0; k <= p.degree; k++) {
        const struct formula *c = p.coefficients[k];
        parts[k % 2] = formula_binary(arena, FORMULA_ADD, parts[k % 2], k % 4 < 2 ? c : formula_unary(arena, FORMULA_NEG, c));
    }
    for (size_t k = 0; k < 2; k++)
        parts[k] = formula_relation(arena, parts[k], '=', zero, NULL);
    return algebra_in_ideal(parts, 2, claim, 0, arena) == FACT_TRUE;
}

static bool settle_parts(const struct formula *claim, const struct scene *scene, struct arena *arena)
{
    const struct context *c = scene->context;
    size_t asked = 0;
    if (!compares_parts(scene->step) || holds_i(claim) || formula_size(claim, NODES_MAX) > NODES_MAX)
        return false;
    for (size_t i = c->lines_count; i-- > 0 && asked < LINES_MAX;) {
        const struct formula *line = c->lines[i].formula;
        if (c->lines[i].past || line->kind != FORMULA_CHAIN || !holds_i(line) || formula_size(line, NODES_MAX) > NODES_MAX)
            continue;
        for (size_t k = 0; k < line->text.size; k++) {
            const struct formula *link = formula_link(arena, line, k);
            if (line->text.at[k] == '=' && has_real_names(link, scene) && follows_by_parts(claim, link, arena))
                return true;
        }
        asked++;
    }
    return false;
}

static bool settle(const struct link *link, const struct scene *scene, struct arena *arena, struct judgement *out,
                   struct text *witness)
{
    if (link->closed || link->formula->text.at[0] != '=')
        return false;
    *out = (struct judgement){.truth = TRUTH_HOLDS, .supports = true, .why = "by the real and the imaginary part"};
    if (settle_parts(link->formula, scene, arena))
        return true;
    const struct formula *f = context_expand(scene->context, link->formula);
    if (!f || formula_size(f, NODES_MAX) > NODES_MAX || !holds_conjugate(f) || !are_real(f, scene->context))
        return false;
    const struct formula *left = worked_out(arena, f->args[0]), *right = worked_out(arena, f->args[1]);
    return left && right && algebra_equal(left, right, 0, arena, witness) == FACT_TRUE;
}

const struct verifier verifier_conjugates = {
    .name = "conjugates",
    .says = "conjugates, magnitudes and both parts of complex numbers whose parts have names; only ever proves",
    .settle = settle,
};
