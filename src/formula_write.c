#include "formula.h"

/* How tight a formula holds together; what is looser than its place asks for gets brackets. */
enum tightness { LOOSE, LISTED, RELATED, ADDED, MULTIPLIED, SIGNED, RAISED, WHOLE };

static enum tightness tightness(const struct formula *f)
{
    switch (f->kind) {
    case FORMULA_LIST:
        return LISTED;
    case FORMULA_ADD:
        return ADDED;
    case FORMULA_MUL:
    case FORMULA_DIV:
    case FORMULA_UNIT:
        return MULTIPLIED;
    case FORMULA_NEG:
    case FORMULA_PM:
    case FORMULA_MP:
        return SIGNED;
    case FORMULA_POW:
        return RAISED;
    case FORMULA_CHAIN:
    case FORMULA_UNION:
    case FORMULA_INTERSECTION:
    case FORMULA_MINUS:
        return RELATED;
    default:
        return f->kind > FORMULA_CHAIN ? LOOSE : WHOLE;
    }
}

static void write(const struct formula *f, enum tightness least, struct buffer *out);

static void write_joined(const struct formula *f, size_t from, const char *between, enum tightness least, struct buffer *out)
{
    for (size_t i = from; i < f->count; i++) {
        if (i > from)
            buffer_string(out, between);
        write(f->args[i], least, out);
    }
}

static void write_sum(const struct formula *f, struct buffer *out)
{
    for (size_t i = 0; i < f->count; i++) {
        const struct formula *a = f->args[i];
        bool const minus = i && a->kind == FORMULA_NEG;
        if (i && a->kind != FORMULA_PM && a->kind != FORMULA_MP)
            buffer_string(out, minus ? " - " : " + ");
        else if (i)
            buffer_char(out, ' ');
        write(minus ? a->args[0] : a, MULTIPLIED, out);
    }
}

static void write_chain(const struct formula *f, struct buffer *out)
{
    static const struct {
        char relation;
        const char *sign;
    } signs[] = {{'=', " = "}, {'~', " ≈ "}, {'#', " ≠ "}, {'<', " < "}, {'[', " ≤ "}, {'>', " > "}, {']', " ≥ "}, {'%', " ≡ "},
                 {'e', " ∈ "}, {'n', " ∉ "}, {'|', " | "}, {'c', " ⊆ "}, {'s', " ⊂ "}, {'d', " ⊈ "}, {'t', " ⊄ "}, {':', " : "}};
    for (size_t i = 0; i <= f->text.size; i++) {
        for (size_t k = 0; i && k < COUNT(signs); k++)
            if (signs[k].relation == f->text.at[i - 1])
                buffer_string(out, signs[k].sign);
        write(f->args[i], ADDED, out);
    }
    if (f->count == f->text.size + 2) {
        buffer_string(out, " (mod ");
        write(f->args[f->count - 1], ADDED, out);
        buffer_char(out, ')');
    }
}

static void write_call(const struct formula *f, struct buffer *out)
{
    static const char *const names[] = {
        "",       "sin",    "cos",    "tan",    "cot",    "sec",          "csc",
        "arcsin", "arccos", "arctan", "arccot", "arcsec", "arccsc",       "sinh",
        "cosh",   "tanh",   "coth",   "sech",   "csch",   "arsinh",       "arcosh",
        "artanh", "arcoth", "arsech", "arcsch", "exp",    "ln",           "log",
        "gcd",    "lcm",    "min",    "max",    "mod",    "sign",         "Re",
        "Im",     "arg",    "conj",   "det",    "P",      "subfactorial", "double_factorial",
    };
    if (f->kind == FORMULA_OPAQUE || f->sub == FUNCTION_UNKNOWN)
        buffer_add(out, f->text);
    else
        buffer_string(out, names[f->sub]);
    buffer_char(out, '(');
    write_joined(f, 0, ", ", RELATED, out);
    buffer_char(out, ')');
}

static void write_constant(const struct formula *f, struct buffer *out)
{
    static const char *const names[] = {"pi", "e", "i", "infinity", "{}", "N", "Z", "Q", "R", "C", "true", "false"};
    buffer_string(out, names[f->sub]);
}

static void write_interval(const struct formula *f, struct buffer *out)
{
    buffer_char(out, f->sub & INTERVAL_OPEN_LOW ? '(' : '[');
    write_joined(f, 0, ", ", RELATED, out);
    buffer_char(out, f->sub & INTERVAL_OPEN_HIGH ? ')' : ']');
}

static void write_matrix(const struct formula *f, struct buffer *out)
{
    for (size_t i = 0; i < f->count; i++) {
        buffer_string(out, i == 0 ? "[" : i % f->sub == 0 ? "; " : ", ");
        write(f->args[i], RELATED, out);
    }
    buffer_char(out, ']');
}

static void write_leaf(const struct formula *f, struct buffer *out)
{
    buffer_add(out, f->text);
    if (f->kind == FORMULA_BASED) {
        buffer_char(out, '_');
        write(f->args[0], WHOLE, out);
    }
}

static void write_unit(const struct formula *f, struct buffer *out)
{
    write_joined(f, 0, " ", MULTIPLIED, out);
    buffer_char(out, ' ');
    buffer_add(out, f->text);
}

/* What is written as its members with something before, between and behind. */
static const struct frame {
    const char *before, *between, *behind;
    enum tightness least;
} frames[FORMULA_IFF + 1] = {
    [FORMULA_DOTS] = {"...", "", "", LOOSE},
    [FORMULA_MUL] = {"", "*", "", SIGNED},
    [FORMULA_NEG] = {"-", "", "", MULTIPLIED},
    [FORMULA_PM] = {"± ", "", "", RAISED},
    [FORMULA_MP] = {"∓ ", "", "", RAISED},
    [FORMULA_DIV] = {"", "/", "", RAISED},
    [FORMULA_POW] = {"", "^", "", WHOLE},
    [FORMULA_ROOT] = {"root(", ", ", ")", RELATED},
    [FORMULA_PERCENT] = {"", "", "%", WHOLE},
    [FORMULA_DEGREES] = {"", "", "°", WHOLE},
    [FORMULA_FACTORIAL] = {"", "", "!", WHOLE},
    [FORMULA_ABS] = {"|", "", "|", RELATED},
    [FORMULA_FLOOR] = {"floor(", "", ")", RELATED},
    [FORMULA_CEIL] = {"ceil(", "", ")", RELATED},
    [FORMULA_BINOMIAL] = {"C(", ", ", ")", RELATED},
    [FORMULA_SUM_OVER] = {"sum(", ", ", ")", RELATED},
    [FORMULA_PRODUCT_OVER] = {"product(", ", ", ")", RELATED},
    [FORMULA_LIST] = {"", ", ", "", RELATED},
    [FORMULA_TUPLE] = {"(", ", ", ")", RELATED},
    [FORMULA_SET] = {"{", ", ", "}", RELATED},
    [FORMULA_UNION] = {"", " ∪ ", "", ADDED},
    [FORMULA_INTERSECTION] = {"", " ∩ ", "", ADDED},
    [FORMULA_MINUS] = {"", " \\ ", "", ADDED},
    [FORMULA_AND] = {"", " and ", "", RELATED},
    [FORMULA_OR] = {"", " or ", "", RELATED},
    [FORMULA_NOT] = {"not (", "", ")", LOOSE},
    [FORMULA_IMPLIES] = {"", " => ", "", RELATED},
    [FORMULA_IFF] = {"", " <=> ", "", RELATED},
};

static void write_framed(const struct formula *f, struct buffer *out)
{
    const struct frame *frame = &frames[f->kind];
    buffer_string(out, frame->before);
    write_joined(f, 0, frame->between, frame->least, out);
    buffer_string(out, frame->behind);
}

static void write_inner(const struct formula *f, struct buffer *out)
{
    static void (*const writers[FORMULA_IFF + 1])(const struct formula *, struct buffer *) = {
        [FORMULA_NUMBER] = write_leaf,       [FORMULA_SYMBOL] = write_leaf,   [FORMULA_WORDS] = write_leaf,
        [FORMULA_BASED] = write_leaf,        [FORMULA_ADD] = write_sum,       [FORMULA_UNIT] = write_unit,
        [FORMULA_CONSTANT] = write_constant, [FORMULA_CALL] = write_call,     [FORMULA_OPAQUE] = write_call,
        [FORMULA_INTERVAL] = write_interval, [FORMULA_MATRIX] = write_matrix, [FORMULA_CHAIN] = write_chain,
    };
    (writers[f->kind] ? writers[f->kind] : write_framed)(f, out);
}

static void write(const struct formula *f, enum tightness least, struct buffer *out)
{
    bool const brackets = tightness(f) < least;
    if (brackets)
        buffer_char(out, '(');
    write_inner(f, out);
    if (brackets)
        buffer_char(out, ')');
}

void formula_write(const struct formula *f, struct buffer *out)
{
    write(f, LOOSE, out);
}
