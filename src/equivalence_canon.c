#include "equivalence_parts.h"

enum { EUCLID_STEPS_MAX = 4000 };

static const struct formula *value_formula(struct comparison *c, const struct value *v)
{
    struct buffer written = {0};
    value_write(v, &written);
    struct text t = buffer_keep(&written, c->arena);
    bool const minus = t.size && t.at[0] == '-';
    t = text_part(t, minus, t.size);
    size_t const slash = text_find(t, TEXT("/"), 0);
    const struct formula *f = formula_new(c->arena, FORMULA_NUMBER, 0, text_part(t, 0, slash), NULL, 0, NULL);
    if (slash < t.size)
        f = formula_binary(c->arena, FORMULA_DIV, f,
                           formula_new(c->arena, FORMULA_NUMBER, 0, text_part(t, slash + 1, t.size), NULL, 0, NULL));
    return minus ? formula_unary(c->arena, FORMULA_NEG, f) : f;
}

/* a − b·trunc(a/b) */
static enum status remainder_of(const struct value *a, const struct value *b, struct value *out)
{
    struct value ratio, whole = value_int(0), product = value_int(0);
    enum status status = value_div(a, b, &ratio);
    if (status == STATUS_OK)
        status = value_round(&ratio, 0, ROUND_DOWN, &whole);
    if (status == STATUS_OK)
        status = value_mul(&whole, b, &product);
    if (status == STATUS_OK)
        status = value_sub(a, &product, out);
    value_clear(&ratio);
    value_clear(&whole);
    value_clear(&product);
    return status;
}

/* The greatest rational that divides both a whole number of times; a and b are used up. */
static enum status euclid(struct value *a, struct value *b, struct value *out)
{
    enum status status = STATUS_OK;
    for (size_t i = 0; status == STATUS_OK && value_sign(b) != 0; i++) {
        struct value rest = value_int(0);
        status = i < EUCLID_STEPS_MAX ? remainder_of(a, b, &rest) : STATUS_UNKNOWN;
        value_clear(a);
        *a = *b;
        *b = rest;
    }
    struct value const sign = value_int(value_sign(a) < 0 ? -1 : 1);
    *out = value_int(0);
    if (status == STATUS_OK)
        status = value_mul(a, &sign, out);
    value_clear(a);
    value_clear(b);
    return status;
}

static enum status multiple(const struct value *a, const struct value *b, const struct value *divisor, struct value *out)
{
    struct value part, signed_part = value_int(0);
    if (value_sign(divisor) == 0) {
        *out = value_int(0);
        return STATUS_OK;
    }
    enum status status = value_div(a, divisor, &part);
    if (status == STATUS_OK)
        status = value_mul(&part, b, &signed_part);
    struct value const sign = value_int(value_sign(&signed_part) < 0 ? -1 : 1);
    if (status == STATUS_OK)
        status = value_mul(&signed_part, &sign, out);
    value_clear(&part);
    value_clear(&signed_part);
    return status;
}

/* gcd or lcm of a and b, in place of a. */
static enum status fold(struct value *a, const struct value *b, bool lcm)
{
    struct value x, y, divisor, out = value_int(0);
    struct value const zero = value_int(0);
    if (value_add(a, &zero, &x) != STATUS_OK || value_add(b, &zero, &y) != STATUS_OK)
        return STATUS_UNKNOWN; /* never: both have been made */
    enum status status = euclid(&x, &y, &divisor);
    if (status == STATUS_OK)
        status = lcm ? multiple(a, b, &divisor, &out) : value_add(&divisor, &zero, &out);
    value_clear(&divisor);
    value_clear(a);
    *a = out;
    return status;
}

/* gcd and lcm of numbers that may be fractions. NULL if some argument is no rational number. */
static const struct formula *common(struct comparison *c, const struct formula *f)
{
    struct value all, one;
    const struct formula *out = NULL;
    enum status status = algebra_value(f->args[0], &all);
    for (size_t i = 1; i < f->count && status == STATUS_OK; i++) {
        status = algebra_value(f->args[i], &one);
        if (status == STATUS_OK)
            status = fold(&all, &one, f->sub == FUNCTION_LCM);
        value_clear(&one);
    }
    if (status == STATUS_OK)
        out = value_formula(c, &all);
    value_clear(&all);
    return out;
}

/* 2y − y − y is 0: the constant that an expression with symbols is in truth, or the expression. */
static const struct formula *undisguised(struct comparison *c, const struct formula *f)
{
    enum { SYMBOLS = 4 };
    struct text names[SYMBOLS];
    struct value v;
    size_t const count = formula_symbols(f, names, SYMBOLS);
    const struct formula *at = f;
    for (size_t i = 0; i < count && count <= SYMBOLS && at; i++)
        at = formula_put(c->arena, at, names[i], formula_number(c->arena, 1));
    if (count == 0 || count > SYMBOLS || !at)
        return f;
    const struct formula *constant = algebra_value(at, &v) == STATUS_OK ? value_formula(c, &v) : NULL;
    value_clear(&v);
    return constant && equivalence_equal(c, f, constant) == FACT_TRUE ? constant : f;
}

static enum fact is_beyond(struct comparison *c, const struct formula *a, char relation, const struct formula *b)
{
    const struct formula *gap = formula_binary(c->arena, FORMULA_ADD, a, formula_unary(c->arena, FORMULA_NEG, b));
    if (!equivalence_has_symbols(gap))
        return equivalence_relates(c, a, relation, b);
    gap = undisguised(c, gap);
    return equivalence_has_symbols(gap) ? FACT_UNKNOWN : equivalence_relates(c, gap, relation, formula_number(c->arena, 0));
}

/* The largest (smallest) of all. NULL if that cannot be decided. */
static const struct formula *extreme(struct comparison *c, const struct formula *f)
{
    const struct formula *best = f->args[0];
    char const better = f->sub == FUNCTION_MAX ? '>' : '<';
    for (size_t i = 1; i < f->count; i++) {
        enum fact const fact = is_beyond(c, f->args[i], better, best);
        if (fact == FACT_UNKNOWN)
            return NULL;
        best = fact == FACT_TRUE ? f->args[i] : best;
    }
    return best;
}

static struct text written(struct comparison *c, const struct formula *f)
{
    struct buffer out = {0};
    formula_write(f, &out);
    return buffer_keep(&out, c->arena);
}

/* Arguments whose order means nothing, in one order. */
static const struct formula *sorted(struct comparison *c, const struct formula *f)
{
    enum { MOST = 16 };
    struct text keys[MOST];
    const struct formula *args[MOST];
    if (f->count > MOST)
        return f;
    for (size_t i = 0; i < f->count; i++) {
        struct text const key = written(c, f->args[i]);
        size_t k = i;
        for (; k > 0 && text_order(keys[k - 1], key) > 0; k--) {
            keys[k] = keys[k - 1];
            args[k] = args[k - 1];
        }
        keys[k] = key;
        args[k] = f->args[i];
    }
    return formula_with(c->arena, f, args);
}

static const struct formula *reciprocal(struct comparison *c, const struct formula *f, enum formula_function function)
{
    const struct formula *inside = formula_binary(c->arena, FORMULA_DIV, formula_number(c->arena, 1), f->args[0]);
    return formula_new(c->arena, FORMULA_CALL, (uint8_t)function, TEXT(""), &inside, 1, f);
}

static bool is_arithmetic(const struct formula *f)
{
    return (f->kind >= FORMULA_ADD && f->kind <= FORMULA_CEIL) || (f->kind == FORMULA_CALL && f->sub != FUNCTION_UNKNOWN);
}

/* Braces that only group, and braces that a set has lost. */
static const struct formula *canonical_argument(struct comparison *c, const struct formula *of, const struct formula *arg)
{
    if (is_arithmetic(of) && arg->kind == FORMULA_SET && arg->count == 1)
        return arg->args[0];
    bool const sets = of->kind >= FORMULA_UNION && of->kind <= FORMULA_MINUS;
    bool const scalar =
        arg->kind < FORMULA_LIST && arg->kind != FORMULA_SYMBOL && arg->kind != FORMULA_CONSTANT && arg->kind != FORMULA_CALL;
    return sets && scalar ? formula_new(c->arena, FORMULA_SET, 0, TEXT(""), &arg, 1, arg) : arg;
}

/* What was worked out, or what it was worked out from if it has grown beyond what readers make. */
static const struct formula *unless_large(const struct formula *done, const struct formula *from)
{
    return done == from || formula_size(done, FORMULA_NODES_MAX) <= FORMULA_NODES_MAX ? done : from;
}

/* Functions that graders write around what they mean. */
static const struct formula *foreign_call(struct comparison *c, const struct formula *f)
{
    bool const joined = text_ends(f->text, TEXT("union")), met = text_ends(f->text, TEXT("intersection"));
    if (!joined && !met)
        return unless_large(equivalence_call(c, f), f);
    return f->count == 1
               ? canonical_argument(c, formula_unary(c->arena, FORMULA_UNION, f->args[0]), f->args[0])
               : formula_new(c->arena, joined ? FORMULA_UNION : FORMULA_INTERSECTION, 0, TEXT(""), f->args, f->count, f);
}

static const struct formula *canonical_call(struct comparison *c, const struct formula *f)
{
    bool const several = f->sub == FUNCTION_GCD || f->sub == FUNCTION_LCM || f->sub == FUNCTION_MAX || f->sub == FUNCTION_MIN;
    if (f->count == 0)
        return f;
    bool const bound = f->sub == FUNCTION_MAX || f->sub == FUNCTION_MIN;
    if (several && f->count > 1 && (bound || !equivalence_has_symbols(f))) {
        const struct formula *value = bound ? extreme(c, f) : common(c, f);
        return value ? value : sorted(c, f);
    }
    if (several)
        return f->count == 1 ? f->args[0] : sorted(c, f);
    if (f->sub == FUNCTION_ARCCSC && f->count == 1)
        return reciprocal(c, f, FUNCTION_ARCSIN);
    if (f->sub == FUNCTION_ARCSEC && f->count == 1)
        return reciprocal(c, f, FUNCTION_ARCCOS);
    return f->sub == FUNCTION_UNKNOWN ? foreign_call(c, f) : f;
}

/* "A B", as \overline{AB} is read: the segment AB. */
static struct text segment(struct comparison *c, struct text name)
{
    char *out = ARENA_ARRAY(c->arena, char, name.size + 1);
    size_t size = 0;
    for (size_t i = 0; i < name.size; i++) {
        bool const upper = name.at[i] >= 'A' && name.at[i] <= 'Z';
        if (i % 2 ? name.at[i] != ' ' : !upper)
            return name;
        if (upper)
            out[size++] = name.at[i];
    }
    return (struct text){out, size};
}

/* The angle CBA is the angle ABC; the segment AB has its ends for a name; minf is −∞. */
static const struct formula *canonical_symbol(struct comparison *c, const struct formula *f)
{
    struct text const t = f->text, mark = TEXT("∠");
    if (c->options->exact && text_equal(t, TEXT("minf")))
        return formula_unary(c->arena, FORMULA_NEG,
                             formula_new(c->arena, FORMULA_CONSTANT, CONSTANT_INFINITY, TEXT(""), NULL, 0, f));
    if (t.size > 2 && t.at[1] == ' ')
        return formula_new(c->arena, f->kind, f->sub, segment(c, t), NULL, 0, f);
    if (!text_starts(t, mark) || t.size < mark.size + 3)
        return f;
    struct text const copy = text_copy(c->arena, t);
    char *at = (char *)(uintptr_t)copy.at + mark.size;
    if (at[0] == ' ')
        at++;
    size_t const last = (size_t)(copy.at + copy.size - at) - 1;
    for (size_t i = 0; i < last - i && at[0] > copy.at[copy.size - 1]; i++) {
        char const swap = at[i];
        at[i] = at[last - i];
        at[last - i] = swap;
    }
    return formula_new(c->arena, f->kind, f->sub, copy, NULL, 0, f);
}

const struct formula *equivalence_canonical(struct comparison *c, const struct formula *f)
{
    const struct formula **args = ARENA_ARRAY(c->arena, const struct formula *, f->count + 1);
    if (f->kind == FORMULA_SYMBOL)
        return canonical_symbol(c, f);
    for (size_t i = 0; i < f->count; i++)
        args[i] = canonical_argument(c, f, equivalence_canonical(c, f->args[i]));
    const struct formula *out = formula_with(c->arena, f, args);
    bool const minus = f->kind == FORMULA_NEG && formula_is_call(f->args[0], FUNCTION_MOD) && !f->args[0]->bracketed;
    if (minus && out->args[0]->kind == FORMULA_CALL) { /* −1 mod 2 is of −1 */
        const struct formula *const parts[] = {formula_unary(c->arena, FORMULA_NEG, out->args[0]->args[0]),
                                               out->args[0]->args[1]};
        return formula_new(c->arena, FORMULA_CALL, FUNCTION_MOD, TEXT(""), parts, 2, f);
    }
    if ((f->kind == FORMULA_FLOOR || f->kind == FORMULA_CEIL) && out->count == 1)
        return formula_unary(c->arena, (enum formula_kind)f->kind, undisguised(c, out->args[0]));
    if (out->kind >= FORMULA_ADD && out->kind <= FORMULA_DIV)
        return unless_large(equivalence_matrix(c, out), out);
    return out->kind == FORMULA_CALL ? canonical_call(c, out) : out;
}

/* log without a base, read as the natural one. The base that was put in has no place in the text. */
const struct formula *equivalence_natural(struct comparison *c, const struct formula *f)
{
    const struct formula **args = ARENA_ARRAY(c->arena, const struct formula *, f->count + 1);
    for (size_t i = 0; i < f->count; i++)
        args[i] = equivalence_natural(c, f->args[i]);
    if (formula_is_call(f, FUNCTION_LOG) && f->count == 2 && f->args[1]->end == 0)
        return formula_new(c->arena, FORMULA_CALL, FUNCTION_LN, TEXT(""), args, 1, f);
    return formula_with(c->arena, f, args);
}
