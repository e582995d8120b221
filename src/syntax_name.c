#include "syntax_parts.h"

struct text syntax_join(struct syntax_parser *p, struct text a, struct text b, struct text c)
{
    char *out = arena_alloc(p->arena, a.size + b.size + c.size + 1);
    size_t size = 0;
    struct text const parts[] = {a, b, c};
    for (size_t i = 0; i < COUNT(parts); i++) {
        if (parts[i].size)
            memcpy(out + size, parts[i].at, parts[i].size);
        size += parts[i].size;
    }
    return (struct text){out, size};
}

const struct formula *syntax_leaf(struct syntax_parser *p, enum formula_kind kind, uint8_t sub, struct text text, size_t first)
{
    return syntax_node(p, kind, sub, text, NULL, first);
}

/* The lexemes of a subscript, joined: "_1", "_{n+1}", "_\text{max}" -> "1", "n+1", "max". Nothing if there is none. */
struct text syntax_subscript(struct syntax_parser *p)
{
    struct text name = TEXT("");
    unsigned depth = 0;
    if (!syntax_sign(p, 0, '_'))
        return name;
    p->at++;
    do {
        const struct lexeme *t = syntax_peek(p, 0);
        if (t->kind == LEXEME_END || t->kind == LEXEME_BAD) {
            p->failed = true;
            return name;
        }
        depth += syntax_is_open(t, '{');
        if (!syntax_is_open(t, '{') && !(t->kind == LEXEME_CLOSE && t->sign == '}'))
            name = syntax_join(p, name, t->text, TEXT(""));
        depth -= t->kind == LEXEME_CLOSE && t->sign == '}';
        p->at++;
    } while (depth > 0);
    return name;
}

/* How many letters stand side by side from here: AB, abc. */
static size_t run_of_letters(const struct syntax_parser *p)
{
    size_t n = 1;
    bool const upper = syntax_is_upper(syntax_peek(p, 0)->text.at[0]);
    for (const struct lexeme *t;
         (t = syntax_peek(p, n))->kind == LEXEME_LETTERS && !t->spaced && t->start == syntax_peek(p, n - 1)->end; n++)
        if (syntax_is_upper(t->text.at[0]) != upper)
            break;
    return n;
}

/* Is a letter followed by a bracket the name of a function as a rule? */
static bool names_function(const struct syntax_parser *p, struct text name)
{
    if (name.size == 1 && strchr("fghFGH", name.at[0]))
        return true;
    bool const single = syntax_peek(p, 1)->kind == LEXEME_LETTERS && syntax_peek(p, 2)->kind == LEXEME_CLOSE;
    return (name.size == 1 && strchr("pqPQTSR", name.at[0]) && single) || text_equal(name, TEXT("phi")) ||
           text_equal(name, TEXT("varphi")) || name.at[name.size - 1] == '\'' ||
           (name.size > 2 && name.at[1] == '_' && strchr("fghFG", name.at[0]));
}

void syntax_spread(struct syntax_parser *p, const struct formula *f, struct gathered *args)
{
    bool const many = f && (f->kind == FORMULA_LIST || f->kind == FORMULA_TUPLE || f->kind == FORMULA_SET) &&
                      !(f->bracketed && f->kind == FORMULA_LIST);
    for (size_t i = 0; many && i < f->count; i++)
        syntax_gather(p, args, f->args[i]);
    if (!many)
        syntax_gather(p, args, f);
}

/* The argument list in brackets behind a name. */
static const struct formula *call(struct syntax_parser *p, uint8_t function, struct text name, size_t first)
{
    struct gathered args = {0};
    const struct formula *inside = syntax_group(p);
    if (p->failed)
        return NULL;
    syntax_spread(p, inside, &args);
    return syntax_node(p, FORMULA_CALL, function, name, &args, first);
}

/* Names that only computer algebra and graders use. */
static const struct formula *named_call(struct syntax_parser *p, struct text name, size_t first)
{
    static const struct {
        const char *name;
        uint8_t kind, count;
    } known[] = {{"abs", FORMULA_ABS, 1},      {"floor", FORMULA_FLOOR, 1},       {"ceil", FORMULA_CEIL, 1},
                 {"ceiling", FORMULA_CEIL, 1}, {"binomial", FORMULA_BINOMIAL, 2}, {"nCr", FORMULA_BINOMIAL, 2},
                 {"nthRoot", FORMULA_ROOT, 2}, {"root", FORMULA_ROOT, 2},         {"factorial", FORMULA_FACTORIAL, 1},
                 {"nthroot", FORMULA_ROOT, 2}, {"binom", FORMULA_BINOMIAL, 2}};
    static const struct {
        const char *name;
        uint8_t open;
    } intervals[] = {{"cc", 0}, {"oo", 3}, {"co", INTERVAL_OPEN_HIGH}, {"oc", INTERVAL_OPEN_LOW}};
    const struct formula *f = call(p, FUNCTION_UNKNOWN, name, first);
    if (p->failed)
        return NULL;
    struct gathered args = {(const struct formula **)(uintptr_t)f->args, f->count, f->count};
    for (size_t i = 0; i < COUNT(known); i++)
        if (text_equal(name, text_of(known[i].name))) {
            if (known[i].kind == FORMULA_ROOT && args.count == 1)
                syntax_gather(p, &args, formula_number(p->arena, 2));
            return args.count == known[i].count ? syntax_node(p, known[i].kind, 0, TEXT(""), &args, first) : f;
        }
    for (size_t i = 0; i < COUNT(intervals) && p->syntax == SYNTAX_MAXIMA; i++)
        if (text_equal(name, text_of(intervals[i].name)) && args.count == 2)
            return syntax_node(p, FORMULA_INTERVAL, intervals[i].open, TEXT(""), &args, first);
    if (text_equal(name, TEXT("log10")))
        return syntax_binary(p, FORMULA_CALL, args.items[0], formula_number(p->arena, 10), first);
    return f;
}

static struct text primes(struct syntax_parser *p, struct text name)
{
    for (;;) {
        bool const power =
            syntax_sign(p, 0, '^') && syntax_peek(p, 1)->kind == LEXEME_COMMAND && syntax_peek(p, 1)->sub == COMMAND_PRIME;
        if (!power && !syntax_sign(p, 0, '\'') && !syntax_command(p, COMMAND_PRIME))
            return name;
        name = syntax_join(p, name, TEXT("'"), TEXT(""));
        p->at += power ? 2 : 1;
    }
}

/* Where the power that begins here ends. */
static size_t behind_power(const struct syntax_parser *p)
{
    size_t depth = 0, i = p->at + 1;
    do {
        depth += syntax_is_open(&p->items[i], '{');
        depth -= depth && p->items[i].kind == LEXEME_CLOSE && p->items[i].sign == '}';
        i++;
    } while (depth && i < p->last);
    return i;
}

static bool index_behind_power(const struct syntax_parser *p)
{
    size_t const at = behind_power(p);
    return at < p->last && p->items[at].kind == LEXEME_SIGN && p->items[at].sign == '_';
}

/* x^2_1 is x_1^2. */
static const struct formula *raised_first(struct syntax_parser *p, struct text name, size_t first)
{
    size_t const power_at = p->at + 1;
    p->at = behind_power(p);
    struct text const index = syntax_subscript(p);
    size_t const end = p->at;
    const struct formula *base =
        p->failed ? NULL : syntax_leaf(p, FORMULA_SYMBOL, 0, syntax_join(p, name, TEXT("_"), index), first);
    p->at = power_at;
    const struct formula *power = p->failed ? NULL : syntax_exponent(p);
    p->at = MAX(p->at, end);
    return p->failed ? NULL : syntax_binary(p, FORMULA_POW, base, power, first);
}

/* A', A_1: the points of an angle or a triangle, a space before each. In braces nothing else may stand beside them. */
bool syntax_points(struct syntax_parser *p, struct text *name)
{
    bool const braces = syntax_is_open(syntax_peek(p, 0), '{');
    size_t const before = p->at;
    struct text const mark = *name;
    size_t points = 0;
    p->at += braces;
    for (const struct lexeme *t; (t = syntax_peek(p, 0))->kind == LEXEME_LETTERS && syntax_is_upper(t->text.at[0]) &&
                                 (points == 0 || !t->spaced) && !p->failed;
         points++) {
        p->at++;
        *name = primes(p, syntax_join(p, *name, TEXT(" "), t->text));
        struct text const index = syntax_subscript(p);
        *name = index.size ? syntax_join(p, *name, TEXT("_"), index) : *name;
    }
    const struct lexeme *t = syntax_peek(p, 0);
    bool const closed = !braces || (t->kind == LEXEME_CLOSE && t->sign == '}');
    p->at += braces;
    if (points && closed && !p->failed)
        return true;
    p->at = before;
    *name = mark;
    return false;
}

/* A symbol with its subscript and primes, or a call of that name. */
const struct formula *syntax_symbol(struct syntax_parser *p, struct text name, size_t first)
{
    name = primes(p, name);
    struct text const index = syntax_subscript(p);
    if (p->failed)
        return NULL;
    if (index.size)
        name = primes(p, syntax_join(p, name, TEXT("_"), index));
    const struct lexeme *t = syntax_peek(p, 0);
    if (!index.size && syntax_sign(p, 0, '^') && index_behind_power(p))
        return raised_first(p, name, first);
    if (!syntax_is_open(t, '(') || (t->spaced && p->syntax != SYNTAX_LATEX))
        return syntax_leaf(p, FORMULA_SYMBOL, 0, name, first);
    bool const maxima = p->syntax == SYNTAX_MAXIMA;
    bool const usual = maxima || p->items[first].sub == LEXEME_CALLED || names_function(p, name);
    bool const calls = maxima ? true : syntax_reads(p, READING_CALLS) ? !usual : usual;
    return !calls ? syntax_leaf(p, FORMULA_SYMBOL, 0, name, first) : named_call(p, name, first);
}

const struct formula *syntax_letters(struct syntax_parser *p)
{
    size_t const first = p->at, run = run_of_letters(p);
    const struct lexeme *t = syntax_peek(p, 0);
    bool const upper = syntax_is_upper(t->text.at[0]);
    if (run > 1 && syntax_reads(p, READING_LETTERS) != upper) {
        p->at += run;
        return syntax_symbol(p, text_part(p->text, t->start, p->items[p->at - 1].end), first);
    }
    p->at++;
    char const c = t->text.at[0];
    bool const bound = text_equal(t->text, p->index) || syntax_sign(p, 0, '_') || syntax_sign(p, 0, '\'');
    if (c == 'e' && !bound && !syntax_reads(p, READING_E_SYMBOL))
        return syntax_leaf(p, FORMULA_CONSTANT, CONSTANT_E, TEXT(""), first);
    if (c == 'i' && !bound && !syntax_reads(p, READING_I_SYMBOL))
        return syntax_leaf(p, FORMULA_CONSTANT, CONSTANT_I, TEXT(""), first);
    return syntax_symbol(p, t->text, first);
}
