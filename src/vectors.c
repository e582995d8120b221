#include "vectors.h"

enum { NAME_MAX_BYTES = 60 };

/* A number (times), or the sum of times·name. */
struct term {
    struct text name;
    const struct formula *times;
};

struct form {
    bool vector;
    size_t count;
    struct term terms[VECTORS_TERMS_MAX];
    const struct formula *number;
};

static bool is_named(const struct formula *f, const char *mark)
{
    return f->kind == FORMULA_SYMBOL && text_starts(f->text, text_of(mark));
}

bool vectors_in(const struct formula *f)
{
    if (is_named(f, "vec ") || is_named(f, "mat ") || (f->kind == FORMULA_CALL && text_equal(f->text, TEXT("×"))))
        return true;
    for (size_t i = 0; i < f->count; i++)
        if (vectors_in(f->args[i]))
            return true;
    return false;
}

static bool read(struct arena *arena, const struct formula *f, struct form *out);

static void set_number(struct form *out, const struct formula *f)
{
    out->vector = false;
    out->count = 0;
    out->number = f;
}

static bool is_zero(const struct formula *f)
{
    return f->kind == FORMULA_NUMBER && text_equal(f->text, TEXT("0"));
}

static const struct formula *sum(struct arena *arena, const struct formula *a, const struct formula *b)
{
    return is_zero(a) ? b : is_zero(b) ? a : formula_binary(arena, FORMULA_ADD, a, b);
}

static bool is_one(const struct formula *f)
{
    return f->kind == FORMULA_NUMBER && text_equal(f->text, TEXT("1"));
}

static const struct formula *negated(struct arena *arena, const struct formula *f)
{
    return f->kind == FORMULA_NEG ? f->args[0] : formula_unary(arena, FORMULA_NEG, f);
}

static const struct formula *product(struct arena *arena, const struct formula *a, const struct formula *b)
{
    bool const minus = a->kind == FORMULA_NEG && is_one(a->args[0]);
    return is_one(a) ? b : is_one(b) ? a : minus ? negated(arena, b) : formula_binary(arena, FORMULA_MUL, a, b);
}

static bool add_term(struct arena *arena, struct form *out, struct text name, const struct formula *times)
{
    for (size_t i = 0; i < out->count; i++)
        if (text_equal(out->terms[i].name, name)) {
            out->terms[i].times = sum(arena, out->terms[i].times, times);
            return true;
        }
    if (out->count == VECTORS_TERMS_MAX)
        return false;
    out->vector = true;
    out->terms[out->count++] = (struct term){name, times};
    return true;
}

/* The point that begins at `at`: A, A', A_1; its end, or 0. */
static size_t point_end(struct text points, size_t at)
{
    if (at >= points.size || points.at[at] < 'A' || points.at[at] > 'Z')
        return 0;
    at++;
    bool const index = at + 1 < points.size && points.at[at] == '_';
    at += index ? 2 : 0;
    while (at < points.size && (points.at[at] == '\'' || (index && is_digit(points.at[at]))))
        at++;
    return at;
}

/* "vec AB" is "vec B" − "vec A". */
static bool read_name(struct arena *arena, struct text name, struct form *out)
{
    struct text const points = text_part(name, strlen("vec "), name.size);
    size_t const first = point_end(points, 0), second = first ? point_end(points, first) : 0;
    const struct formula *one = formula_number(arena, 1);
    out->vector = true;
    if (!first || second != points.size)
        return add_term(arena, out, name, one);
    struct buffer from = {0}, to = {0};
    buffer_add(&from, TEXT("vec "));
    buffer_add(&from, text_part(points, 0, first));
    buffer_add(&to, TEXT("vec "));
    buffer_add(&to, text_part(points, first, second));
    struct text const tail = buffer_keep(&from, arena), head = buffer_keep(&to, arena);
    return add_term(arena, out, head, one) && add_term(arena, out, tail, formula_number(arena, -1));
}

static bool has_matrix(const struct form *form)
{
    for (size_t i = 0; i < form->count; i++)
        if (text_starts(form->terms[i].name, TEXT("mat ")))
            return true;
    return false;
}

/* "a·b", the names in their order */
static struct text paired(struct arena *arena, struct text a, struct text b, const char *sign)
{
    struct buffer name = {0};
    buffer_add(&name, a);
    buffer_add(&name, text_of(sign));
    buffer_add(&name, b);
    return buffer_keep(&name, arena);
}

enum { TRIPLE = 3 };

/* Of "vec (vec a×vec b)" and "vec c" the three names, in order; *turned: an odd permutation brought them there. False if they are not
 * such. */
static bool read_triple(struct text pair, struct text single, struct text names[TRIPLE], bool *turned)
{
    size_t const cut = text_find(pair, TEXT("×"), 0), open = strlen("vec (");
    if (!text_starts(pair, TEXT("vec (")) || memchr(single.at, '(', single.size) || memchr(pair.at + open, '(', pair.size - open))
        return false;
    names[0] = text_part(pair, open, cut);
    names[1] = text_part(pair, cut + strlen("×"), pair.size - 1);
    names[2] = single;
    *turned = false;
    for (size_t i = 0; i < TRIPLE - 1; i++)
        for (size_t k = TRIPLE - 1; k > i; k--)
            if (text_order(names[k - 1], names[k]) > 0) {
                struct text const later = names[k - 1];
                names[k - 1] = names[k];
                names[k] = later;
                *turned = !*turned;
            }
    return true;
}

/* a·b of two names: a symbol, or ± the symbol of a triple product, or 0 */
static const struct formula *paired_symbol(struct arena *arena, struct text x, struct text y)
{
    struct text names[TRIPLE];
    bool const turn = text_order(x, y) > 0;
    bool turned;
    if (!read_triple(x, y, names, &turned) && !read_triple(y, x, names, &turned))
        return formula_symbol(arena, paired(arena, turn ? y : x, turn ? x : y, "·"));
    if (text_equal(names[0], names[1]) || text_equal(names[1], names[2]))
        return formula_number(arena, 0);
    struct text const name = paired(arena, names[0], paired(arena, names[1], names[2], "×"), "·");
    const struct formula *symbol = formula_symbol(arena, name);
    return turned ? formula_unary(arena, FORMULA_NEG, symbol) : symbol;
}

static bool dot(struct arena *arena, const struct form *a, const struct form *b, const struct formula **out)
{
    *out = formula_number(arena, 0);
    if (!a->vector || !b->vector || has_matrix(a) || has_matrix(b))
        return false;
    for (size_t i = 0; i < a->count; i++)
        for (size_t k = 0; k < b->count; k++) {
            struct text const x = a->terms[i].name, y = b->terms[k].name;
            if (x.size + y.size > NAME_MAX_BYTES)
                return false;
            const struct formula *pair = paired_symbol(arena, x, y);
            if (is_zero(pair))
                continue;
            *out = sum(arena, *out, product(arena, product(arena, a->terms[i].times, b->terms[k].times), pair));
        }
    return true;
}

static bool cross(struct arena *arena, const struct form *a, const struct form *b, struct form *out)
{
    if (!a->vector || !b->vector || has_matrix(a) || has_matrix(b))
        return false;
    out->vector = true;
    for (size_t i = 0; i < a->count; i++)
        for (size_t k = 0; k < b->count; k++) {
            struct text const x = a->terms[i].name, y = b->terms[k].name;
            int const order = text_order(x, y);
            const struct formula *times = product(arena, a->terms[i].times, b->terms[k].times);
            if (x.size + y.size > NAME_MAX_BYTES)
                return false;
            if (order == 0)
                continue;
            struct buffer name = {0};
            buffer_add(&name, TEXT("vec ("));
            buffer_add(&name, paired(arena, order < 0 ? x : y, order < 0 ? y : x, "×"));
            buffer_add(&name, TEXT(")"));
            if (!add_term(arena, out, buffer_keep(&name, arena), order < 0 ? times : negated(arena, times)))
                return false;
        }
    return true;
}

static bool scale(struct arena *arena, struct form *form, const struct formula *times)
{
    for (size_t i = 0; i < form->count; i++)
        form->terms[i].times = product(arena, times, form->terms[i].times);
    return true;
}

static bool multiply(struct arena *arena, struct form *a, const struct form *b)
{
    const struct formula *number;
    if (!a->vector && !b->vector) {
        set_number(a, product(arena, a->number, b->number));
        return true;
    }
    if (a->vector && b->vector) {
        bool const fine = dot(arena, a, b, &number);
        set_number(a, number);
        return fine;
    }
    number = a->vector ? b->number : a->number;
    if (!a->vector)
        *a = *b;
    return scale(arena, a, number);
}

static bool add(struct arena *arena, struct form *a, const struct form *b)
{
    if (a->vector != b->vector) { /* the vector 0 */
        const struct form *number = a->vector ? b : a;
        if (!is_zero(number->number))
            return false;
        *a = a->vector ? *a : *b;
        return true;
    }
    if (!a->vector)
        a->number = sum(arena, a->number, b->number);
    for (size_t i = 0; i < b->count; i++)
        if (!add_term(arena, a, b->terms[i].name, b->terms[i].times))
            return false;
    return true;
}

static bool fold(struct arena *arena, const struct formula *f, struct form *out)
{
    struct form next;
    if (!read(arena, f->args[0], out))
        return false;
    for (size_t i = 1; i < f->count; i++)
        if (!read(arena, f->args[i], &next) || !(f->kind == FORMULA_ADD ? add(arena, out, &next) : multiply(arena, out, &next)))
            return false;
    return true;
}

/* |v|, |v|^2, v^2 */
static bool length(struct arena *arena, const struct form *v, bool squared, struct form *out)
{
    const struct formula *square;
    if (!dot(arena, v, v, &square))
        return false;
    set_number(out, squared ? square : formula_binary(arena, FORMULA_ROOT, square, formula_number(arena, 2)));
    return true;
}

static bool read_power(struct arena *arena, const struct formula *f, struct form *out)
{
    const struct formula *base = f->args[0]->kind == FORMULA_ABS ? f->args[0]->args[0] : f->args[0];
    bool const two = f->args[1]->kind == FORMULA_NUMBER && text_equal(f->args[1]->text, TEXT("2"));
    struct form inside = {0};
    if (vectors_in(f->args[1]) || !read(arena, base, &inside))
        return false;
    if (inside.vector)
        return two && length(arena, &inside, true, out);
    if (!read(arena, f->args[0], &inside))
        return false;
    set_number(out, formula_binary(arena, FORMULA_POW, inside.number, f->args[1]));
    return true;
}

/* sin, roots, brackets: of numbers */
static bool read_numbers(struct arena *arena, const struct formula *f, struct form *out)
{
    const struct formula **args = ARENA_ARRAY(arena, const struct formula *, f->count + 1u);
    struct form part;
    for (size_t i = 0; i < f->count; i++) {
        if (!read(arena, f->args[i], &part) || part.vector)
            return false;
        args[i] = part.number;
    }
    set_number(out, formula_with(arena, f, args));
    return true;
}

static bool read_compound(struct arena *arena, const struct formula *f, struct form *out)
{
    struct form other = {0};
    switch (f->kind) {
    case FORMULA_ADD:
    case FORMULA_MUL:
        return fold(arena, f, out);
    case FORMULA_NEG:
        if (!read(arena, f->args[0], out))
            return false;
        if (!out->vector)
            set_number(out, formula_unary(arena, FORMULA_NEG, out->number));
        return scale(arena, out, formula_number(arena, -1));
    case FORMULA_DIV:
        if (!read(arena, f->args[0], out) || !read(arena, f->args[1], &other) || other.vector)
            return false;
        if (!out->vector)
            set_number(out, formula_binary(arena, FORMULA_DIV, out->number, other.number));
        return scale(arena, out, formula_binary(arena, FORMULA_DIV, formula_number(arena, 1), other.number));
    case FORMULA_POW:
        return read_power(arena, f, out);
    case FORMULA_ABS:
        if (!read(arena, f->args[0], &other))
            return false;
        return other.vector ? length(arena, &other, false, out) : read_numbers(arena, f, out);
    case FORMULA_CALL:
        if (!text_equal(f->text, TEXT("×")))
            return read_numbers(arena, f, out);
        struct form left;
        if (f->count != 2 || !read(arena, f->args[0], &left) || !read(arena, f->args[1], &other))
            return false;
        if (left.vector || other.vector)
            return cross(arena, &left, &other, out);
        return multiply(arena, &left, &other) && (set_number(out, left.number), true);
    case FORMULA_ROOT:
        return read_numbers(arena, f, out);
    default:
        return false;
    }
}

static bool read(struct arena *arena, const struct formula *f, struct form *out)
{
    *out = (struct form){0};
    if (is_named(f, "vec "))
        return read_name(arena, f->text, out);
    if (is_named(f, "mat "))
        return add_term(arena, out, f->text, formula_number(arena, 1));
    if (!vectors_in(f)) {
        set_number(out, f);
        return !formula_holds(f, FORMULA_MATRIX) && !formula_holds(f, FORMULA_OPAQUE);
    }
    return read_compound(arena, f, out);
}

/* How many vectors are multiplied at most; 2 as well where one stands as no number and no vector may. */
static int degree(const struct formula *f)
{
    int most = 0, total = 0;
    if (is_named(f, "vec ") || is_named(f, "mat "))
        return text_find(f->text, TEXT("·"), 0) == f->text.size;
    for (size_t i = 0; i < f->count; i++) {
        int const one = degree(f->args[i]);
        most = MAX(most, one);
        total += one;
    }
    bool const linear = f->kind == FORMULA_ADD || f->kind == FORMULA_NEG || f->kind == FORMULA_CHAIN;
    bool const below = f->kind == FORMULA_DIV && degree(f->args[1]) > 0;
    return linear ? most : (f->kind == FORMULA_MUL || f->kind == FORMULA_DIV) && !below ? MIN(total, 2) : most ? 2 : 0;
}

bool vectors_are_raw(const struct formula *f)
{
    return vectors_in(f) && (degree(f) > 1 || formula_holds(f, FORMULA_MATRIX));
}

/* The form as a formula: 0 if nothing is left of it. */
static const struct formula *written(struct arena *arena, const struct form *form, const struct formula *like)
{
    const struct formula *out = formula_number(arena, 0);
    for (size_t i = 0; i < form->count; i++) {
        const struct formula *name = formula_symbol(arena, form->terms[i].name);
        out = sum(arena, out, product(arena, form->terms[i].times, name));
    }
    struct formula *copy = ARENA_ARRAY(arena, struct formula, 1);
    *copy = form->vector ? *out : *form->number;
    copy->start = like->start;
    copy->end = like->end;
    return copy;
}

static const struct formula *flatten_expression(const struct formula *f, struct arena *arena, bool *vector)
{
    struct form form;
    if (!read(arena, f, &form))
        return NULL;
    *vector = form.vector;
    return written(arena, &form, f);
}

/* Beside a matrix with its entries stands what may be worked out: it is left as it is. */
static const struct formula *flatten_chain(const struct formula *f, struct arena *arena)
{
    bool const literal = formula_holds(f, FORMULA_MATRIX) && !formula_holds(f, FORMULA_OPAQUE);
    const struct formula **args = ARENA_ARRAY(arena, const struct formula *, f->count);
    bool vector = false, numbers = false;
    for (size_t i = 0; i < f->count; i++) {
        bool is_vector = false;
        args[i] = flatten_expression(f->args[i], arena, &is_vector);
        if (!args[i] && !literal)
            return NULL;
        vector |= is_vector;
        numbers |= args[i] && !is_vector && !is_zero(args[i]);
        args[i] = args[i] ? args[i] : f->args[i];
    }
    for (size_t k = 0; k < f->text.size && vector; k++)
        if (f->text.at[k] != '=')
            return NULL;
    return (vector && numbers && !literal) || f->count != f->text.size + 1
               ? NULL
               : formula_new(arena, FORMULA_CHAIN, f->sub, f->text, args, f->count, f);
}

const struct formula *vectors_flatten(const struct formula *f, struct arena *arena)
{
    bool vector;
    if (f->kind == FORMULA_CHAIN)
        return flatten_chain(f, arena);
    if (!formula_is_statement(f) && f->kind != FORMULA_LIST)
        return flatten_expression(f, arena, &vector);
    const struct formula **args = ARENA_ARRAY(arena, const struct formula *, f->count);
    for (size_t i = 0; i < f->count; i++)
        if (!(args[i] = vectors_flatten(f->args[i], arena)))
            return NULL;
    return formula_with(arena, f, args);
}

/* ---- back again ---- */

/* Where the sign stands outside of brackets; the size of the name if it does not. */
static size_t outside(struct text name, const char *sign)
{
    int depth = 0;
    for (size_t i = 0; i < name.size; i++) {
        depth += name.at[i] == '(';
        depth -= name.at[i] == ')';
        if (depth == 0 && text_starts(text_part(name, i, name.size), text_of(sign)))
            return i;
    }
    return name.size;
}

static const struct formula *spelled(struct text name, struct arena *arena)
{
    static const char *const signs[] = {"·", "×"};
    if (text_starts(name, TEXT("vec (")) && name.at[name.size - 1] == ')')
        name = text_part(name, strlen("vec ("), name.size - 1);
    for (size_t i = 0; i < COUNT(signs); i++) {
        size_t const cut = outside(name, signs[i]);
        if (cut == name.size)
            continue;
        const struct formula *const sides[] = {spelled(text_part(name, 0, cut), arena),
                                               spelled(text_part(name, cut + strlen(signs[i]), name.size), arena)};
        return i == 0 ? formula_binary(arena, FORMULA_MUL, sides[0], sides[1])
                      : formula_new(arena, FORMULA_CALL, FUNCTION_UNKNOWN, TEXT("×"), sides, 2, NULL);
    }
    return formula_symbol(arena, name);
}

const struct formula *vectors_unfold(const struct formula *f, struct arena *arena)
{
    if (is_named(f, "vec "))
        return spelled(f->text, arena);
    if (f->count == 0 || !vectors_in(f))
        return f;
    const struct formula **args = ARENA_ARRAY(arena, const struct formula *, f->count);
    for (size_t i = 0; i < f->count; i++)
        args[i] = vectors_unfold(f->args[i], arena);
    return formula_with(arena, f, args);
}
