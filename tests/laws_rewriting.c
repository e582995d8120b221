/* Laws of rewriting, over the whole way from text to verdict: right and wrong solutions drawn at random, written anew by identities
 * and in another style (laws_style.h). What is right is never refuted, what is wrong is never proved, however it is written. */
#include "laws_style.h"

#include "algebra.h"
#include "roster.h"
#include "verify.h"

enum { MEMBERS = 4, ROWS = 6 };

/* ---- formulas ---- */

static const struct formula *number(struct chance *c, int64_t n)
{
    const struct formula *const size = formula_number(c->arena, n < 0 ? -n : n);
    return n < 0 ? formula_unary(c->arena, FORMULA_NEG, size) : size;
}

static const struct formula *ratio(struct chance *c, const struct value *v)
{
    const struct formula *const above = formula_number(c->arena, v->num < 0 ? -v->num : v->num);
    const struct formula *const size =
        v->den == 1 ? above : formula_binary(c->arena, FORMULA_DIV, above, formula_number(c->arena, v->den));
    return v->num < 0 ? formula_unary(c->arena, FORMULA_NEG, size) : size;
}

static const struct formula *symbol(struct chance *c, const char *name)
{
    return formula_new(c->arena, FORMULA_SYMBOL, 0, text_of(name), NULL, 0, NULL);
}

static const struct formula *sum(struct chance *c, const struct formula *a, const struct formula *b)
{
    return formula_binary(c->arena, FORMULA_ADD, a, b);
}

static const struct formula *product(struct chance *c, const struct formula *a, const struct formula *b)
{
    return formula_binary(c->arena, FORMULA_MUL, a, b);
}

static const struct formula *leaf(struct chance *c)
{
    static const size_t sizes[] = {10, 10, 10, 100, 2000, 60000};
    return number(c, 1 + (int64_t)draw(c, DRAW_FROM(c, sizes)));
}

/* Numbers alone; divisors and powers are small. */
static const struct formula *arithmetic(struct chance *c, size_t depth)
{
    if (depth == 0)
        return leaf(c);
    const struct formula *const a = arithmetic(c, draw(c, depth)), *const b = arithmetic(c, depth - 1);
    switch (draw(c, 7)) {
    case 0:
    case 1:
        return sum(c, a, b);
    case 2:
        return sum(c, a, formula_unary(c->arena, FORMULA_NEG, b));
    case 3:
    case 4:
        return product(c, a, b);
    case 5:
        return formula_binary(c->arena, FORMULA_POW, number(c, 2 + (int64_t)draw(c, 9)), number(c, 2 + (int64_t)draw(c, 2)));
    default:
        return formula_binary(c->arena, FORMULA_DIV, a, number(c, 2 + (int64_t)draw(c, 7)));
    }
}

/* k x + m, without what is not written */
static const struct formula *linear(struct chance *c, int64_t k, const char *name, int64_t m)
{
    const struct formula *const x = symbol(c, name), *const size = formula_number(c->arena, k < 0 ? -k : k);
    const struct formula *const all = k == 1 || k == -1 ? x : product(c, size, x);
    const struct formula *const term = k < 0 ? formula_unary(c->arena, FORMULA_NEG, all) : all;
    return k == 0 ? number(c, m) : m == 0 ? term : sum(c, term, number(c, m));
}

static const struct formula *any_linear(struct chance *c, const char *name)
{
    return linear(c, 1 + (int64_t)draw(c, 6), name, (int64_t)draw(c, 19) - 9);
}

static const struct formula *polynomial(struct chance *c)
{
    const struct formula *const a = any_linear(c, "x"), *const b = any_linear(c, draw(c, 2) ? "x" : "y");
    switch (draw(c, 4)) {
    case 0:
        return product(c, a, b);
    case 1:
        return sum(c, product(c, number(c, 2 + (int64_t)draw(c, 5)), a), b);
    case 2:
        return formula_binary(c->arena, FORMULA_POW, a, number(c, 2));
    default:
        return sum(c, product(c, a, b), formula_unary(c->arena, FORMULA_NEG, any_linear(c, "x")));
    }
}

static bool is_sum(const struct formula *f)
{
    return f->kind == FORMULA_ADD;
}

/* (a + b) c as a c + b c, a (b + c) as a b + a c */
static const struct formula *expanded(struct chance *c, const struct formula *f)
{
    const struct formula *const a = f->args[0], *const b = f->args[1];
    if (is_sum(a))
        return sum(c, product(c, a->args[0], b), product(c, a->args[1], b));
    return sum(c, product(c, a, b->args[0]), product(c, a, b->args[1]));
}

/* The same in other words. */
static const struct formula *rewritten(struct chance *c, const struct formula *f)
{
    const struct formula *args[2];
    if (f->count == 0 || f->count > 2)
        return f;
    bool const turns = (f->kind == FORMULA_ADD || f->kind == FORMULA_MUL) && draw(c, 3) == 0;
    for (size_t i = 0; i < f->count; i++)
        args[turns ? 1 - i : i] = f->kind == FORMULA_POW ? f->args[i] : rewritten(c, f->args[i]);
    const struct formula *const g = formula_new(c->arena, (enum formula_kind)f->kind, 0, TEXT(""), args, f->count, NULL);
    if (g->kind == FORMULA_MUL && (is_sum(args[0]) || is_sum(args[1])) && draw(c, 2))
        return expanded(c, g);
    if (g->kind == FORMULA_POW && args[1]->text.at[0] == '2' && draw(c, 3) == 0)
        return product(c, args[0], args[0]);
    return g;
}

/* ---- chains ---- */

struct chain {
    const struct formula *members[MEMBERS];
    size_t count;
    bool wrong; /* some link is false */
};

/* One part of it worked out, and `shift` added. NULL if it cannot be done. */
static const struct formula *worked_out(struct chance *c, const struct formula *f, int64_t shift)
{
    const struct formula *args[2];
    struct value v, shifted;
    size_t const which = f->count ? draw(c, f->count) : 0;
    if (f->count && f->kind != FORMULA_POW && f->args[which]->count && f->args[which]->kind != FORMULA_NEG && draw(c, 3)) {
        for (size_t i = 0; i < f->count; i++)
            args[i] = i == which ? worked_out(c, f->args[i], shift) : f->args[i];
        return args[which] ? formula_new(c->arena, (enum formula_kind)f->kind, 0, TEXT(""), args, f->count, NULL) : NULL;
    }
    struct value const more = value_int(shift);
    if (algebra_value(f, &v) != STATUS_OK)
        return NULL;
    bool const good = value_add(&v, &more, &shifted) == STATUS_OK && value_is_small(&shifted) && shifted.den < 1000000;
    const struct formula *const out = good ? ratio(c, &shifted) : NULL;
    value_clear(&v);
    value_clear(&shifted);
    return out;
}

/* What parts two values: 0; less than one, which rounding may; or more. */
enum gap { EQUAL, NEAR, FAR };

static enum gap gap_between(const struct formula *a, const struct formula *b)
{
    struct value v, w, gap = value_int(0), one = value_int(1), minus = value_int(-1);
    bool const good = algebra_value(a, &v) == STATUS_OK, both = algebra_value(b, &w) == STATUS_OK && good;
    bool const told = both && value_sub(&v, &w, &gap) == STATUS_OK;
    enum gap const found = told && value_sign(&gap) == 0                                ? EQUAL
                           : value_cmp(&gap, &one) >= 0 || value_cmp(&gap, &minus) <= 0 ? FAR
                                                                                        : NEAR;
    value_clear(&v);
    value_clear(&w);
    value_clear(&gap);
    return found;
}

/* a = … = its value, wrong at one link if `wrong`. */
static bool draw_numbers(struct chance *c, bool wrong, struct chain *out)
{
    *out = (struct chain){.count = 2 + draw(c, MEMBERS - 2)};
    out->members[0] = arithmetic(c, 1 + draw(c, 3));
    size_t const slip = wrong ? 1 + draw(c, out->count - 1) : 0;
    for (size_t i = 1; i < out->count; i++) {
        int64_t const shift = i == slip ? 1 + (int64_t)draw(c, 12) : 0;
        const struct formula *const before = out->members[i - 1];
        struct value v;
        out->members[i] = worked_out(c, before, shift);
        if (i + 1 == out->count && out->members[i] && algebra_value(out->members[i], &v) == STATUS_OK) {
            out->members[i] = value_is_small(&v) ? ratio(c, &v) : NULL;
            value_clear(&v);
        }
        enum gap const gap = out->members[i] ? gap_between(before, out->members[i]) : NEAR;
        if (gap == NEAR)
            return false;
        out->wrong |= gap == FAR;
    }
    return out->wrong == wrong;
}

/* A polynomial rewritten again and again, wrong at its last member if `wrong`. */
static bool draw_polynomials(struct chance *c, bool wrong, struct chain *out)
{
    struct text witness;
    *out = (struct chain){.count = 2 + draw(c, MEMBERS - 2), .wrong = wrong};
    out->members[0] = polynomial(c);
    for (size_t i = 1; i < out->count; i++)
        out->members[i] = rewritten(c, out->members[i - 1]);
    const struct formula **const last = &out->members[out->count - 1];
    if (wrong)
        *last = sum(c, *last, draw(c, 2) ? product(c, number(c, 1 + (int64_t)draw(c, 5)), symbol(c, "x")) : leaf(c));
    return algebra_equal(out->members[0], *last, 0, c->arena, &witness) == (wrong ? FACT_FALSE : FACT_TRUE);
}

static void rewrite_chain(struct chance *c, struct chain *chain)
{
    for (size_t i = 0; i < chain->count; i++)
        chain->members[i] = rewritten(c, chain->members[i]);
}

/* In running text: "So a = b = c.", or "So a = b. Then b = c." */
static void write_plain(struct chance *c, const struct style *s, const struct chain *chain, struct buffer *out)
{
    bool const parted = chain->count > 2 && draw(c, 3) == 0;
    buffer_string(out, draw(c, 2) ? "So " : "");
    for (size_t i = 0; i < chain->count; i++) {
        style_write(c, s, chain->members[i], STRENGTH_SUM, out);
        buffer_string(out, i + 1 < chain->count ? " = " : ".");
        if (parted && i == 1) {
            out->size -= strlen(" = ");
            buffer_string(out, ". Then ");
            style_write(c, s, chain->members[i], STRENGTH_SUM, out);
            buffer_string(out, " = ");
        }
    }
}

/* Between dollars, in a display, or row by row. */
static void write_latex(struct chance *c, const struct style *s, const struct chain *chain, struct buffer *out)
{
    static const char *const opens[] = {"Thus $", "\\[", "We have $$", "\\begin{align*}\n", "\\begin{aligned}"};
    static const char *const closes[] = {"$.", "\\]", "$$", "\\end{align*}", "\\end{aligned}"};
    size_t const how = draw(c, COUNT(opens));
    buffer_string(out, opens[how]);
    for (size_t i = 0; i < chain->count; i++) {
        style_write(c, s, chain->members[i], STRENGTH_SUM, out);
        if (i + 1 < chain->count)
            buffer_string(out, how < 3 ? " = " : i ? " \\\\\n&= " : " &= ");
    }
    buffer_string(out, closes[how]);
}

/* "$a$ simplifies to $b$." */
static void write_worded(struct chance *c, const struct style *s, const struct chain *chain, struct buffer *out)
{
    static const char *const words[] = {"$ simplifies to $", "$, which simplifies to $", "$ is equal to $", "$ becomes $",
                                        "$. Simplifying, we get $"};
    buffer_string(out, draw(c, 2) ? "The expression $" : "Now $");
    style_write(c, s, chain->members[0], STRENGTH_SUM, out);
    buffer_string(out, DRAW_FROM(c, words));
    style_write(c, s, chain->members[1], STRENGTH_SUM, out);
    buffer_string(out, "$.");
}

static struct text written(struct chance *c, const struct chain *chain, bool latex)
{
    struct style const style = style_draw(c, latex);
    struct buffer out = {0};
    bool const worded = latex && chain->count == 2 && draw(c, 3) == 0;
    (worded ? write_worded : latex ? write_latex : write_plain)(c, &style, chain, &out);
    struct text const text = text_copy(c->arena, buffer_text(&out));
    buffer_free(&out);
    return text;
}

/* ---- verdicts ---- */

static void judge(struct chance *c, const struct text *steps, size_t count, enum verdict *out)
{
    struct verifiers const verifiers = {roster_verifiers, roster_verifiers_count};
    struct subject subject;
    struct error err;
    if (!verify_solution(&verifiers, TEXT(""), steps, count, TEXT(""), c->arena, &subject, &err))
        die("laws: %s", err.says);
    for (size_t i = 0; i < count; i++) {
        static const char *const names[] = {"unknown", "proved", "refuted"};
        out[i] = subject.steps[i].verdict;
        buffer_format(&c->says, "%.*s   %s\n    ", (int)steps[i].size, steps[i].at,
                      names[out[i] == VERDICT_PROVED    ? 1
                            : out[i] == VERDICT_REFUTED ? 2
                                                        : 0]);
    }
}

/* Is the chain, and is it rewritten, judged as it is? */
static enum outcome chain_stays(struct chance *c, bool latex, bool (*draw_chain)(struct chance *, bool, struct chain *))
{
    struct chain chain;
    enum verdict verdicts[2];
    if (!draw_chain(c, draw(c, 2), &chain))
        return EMPTY;
    enum verdict const never = chain.wrong ? VERDICT_PROVED : VERDICT_REFUTED;
    for (size_t i = 0; i < COUNT(verdicts); i++) {
        struct text const text = written(c, &chain, latex);
        judge(c, &text, 1, &verdicts[i]);
        rewrite_chain(c, &chain);
    }
    if (verdicts[0] == never || verdicts[1] == never)
        return BROKEN;
    return verdicts[0] == VERDICT_UNKNOWN && verdicts[1] == VERDICT_UNKNOWN ? EMPTY : HELD;
}

static enum outcome plain_numbers(struct chance *c)
{
    return chain_stays(c, false, draw_numbers);
}

static enum outcome latex_numbers(struct chance *c)
{
    return chain_stays(c, true, draw_numbers);
}

static enum outcome polynomials(struct chance *c)
{
    return chain_stays(c, true, draw_polynomials);
}

/* ---- equations ---- */

/* a(x + m) + n = kx + d, solved in rows; all rows from `slip` on have lost or gained something. */
struct equations {
    const struct formula *sides[ROWS][2];
    size_t count, slip; /* slip: 0 if there is none */
};

static void draw_equations(struct chance *c, struct equations *out)
{
    int64_t const root = (int64_t)draw(c, 25) - 12, a = 2 + (int64_t)draw(c, 7), m = 1 + (int64_t)draw(c, 8);
    int64_t const n = (int64_t)draw(c, 19) - 9, k = draw(c, 2) ? 0 : a - 1 - (int64_t)draw(c, 9), b = a * m + n;
    int64_t const shift = 1 + (int64_t)draw(c, 20);
    size_t const slip = draw(c, 2) ? 1 + draw(c, 4) : 0;
    int64_t d = a * root + b - k * root;
    *out = (struct equations){.count = 0};
    for (size_t row = 0; row < 5; row++) {
        if (row && row != slip && row != 4 && draw(c, 3) == 0)
            continue; /* in one's head */
        if (slip && row == slip) {
            out->slip = out->count;
            d += shift;
        }
        struct value const x = value_ratio(d - b, a - k);
        const struct formula *const bracket = product(c, number(c, a), linear(c, 1, "x", m));
        const struct formula *const rows[][2] = {
            {n ? sum(c, bracket, number(c, n)) : bracket, linear(c, k, "x", d)},
            {linear(c, a, "x", b), linear(c, k, "x", d)},
            {linear(c, a - k, "x", b), number(c, d)},
            {linear(c, a - k, "x", 0), number(c, d - b)},
            {symbol(c, "x"), ratio(c, &x)},
        };
        memcpy(out->sides[out->count++], rows[row], sizeof rows[row]);
    }
}

static void rewrite_equations(struct chance *c, struct equations *e)
{
    for (size_t i = 0; i < e->count; i++) {
        bool const turned = draw(c, 6) == 0;
        const struct formula *const left = rewritten(c, e->sides[i][0]), *const right = rewritten(c, e->sides[i][1]);
        e->sides[i][0] = turned ? right : left;
        e->sides[i][1] = turned ? left : right;
    }
}

static void write_row(struct chance *c, const struct style *s, const struct formula *const sides[2], const char *equal,
                      struct buffer *out)
{
    style_write(c, s, sides[0], STRENGTH_SUM, out);
    buffer_string(out, equal);
    style_write(c, s, sides[1], STRENGTH_SUM, out);
}

/* Each row a step, all of them alike. */
static void write_steps(struct chance *c, const struct equations *e, struct text *steps)
{
    static const char *const opens[] = {"$", "\\[", "So $", "Step: \\(", "", "So we get "};
    static const char *const closes[] = {"$", "\\]", "$.", "\\)", "", ""};
    size_t const how = draw(c, COUNT(opens));
    struct style const style = style_draw(c, how < 4);
    for (size_t i = 0; i < e->count; i++) {
        struct buffer out = {0};
        buffer_string(&out, opens[how]);
        write_row(c, &style, e->sides[i], " = ", &out);
        buffer_string(&out, closes[how]);
        steps[i] = text_copy(c->arena, buffer_text(&out));
        buffer_free(&out);
    }
}

/* All rows in one display, or between dollars with arrows or words. */
static struct text write_display(struct chance *c, const struct equations *e)
{
    static const char *const opens[] = {"\\begin{align*}\n", "\\[\\begin{aligned}", "$", "$", "\\begin{gather}"};
    static const char *const between[] = {" \\\\\n", "\\\\", " \\Rightarrow ", "$, so $", "\\\\[2pt]\n"};
    static const char *const closes[] = {"\\end{align*}", "\\end{aligned}\\]", "$", "$.", "\\end{gather}"};
    size_t const how = draw(c, COUNT(opens));
    struct style const style = style_draw(c, true);
    struct buffer out = {0};
    buffer_string(&out, opens[how]);
    for (size_t i = 0; i < e->count; i++) {
        buffer_string(&out, i ? between[how] : "");
        write_row(c, &style, e->sides[i], how < 2 ? " &= " : " = ", &out);
    }
    buffer_string(&out, closes[how]);
    struct text const text = text_copy(c->arena, buffer_text(&out));
    buffer_free(&out);
    return text;
}

static enum outcome equations_in_steps(struct chance *c)
{
    struct equations e;
    struct text steps[ROWS];
    enum verdict verdicts[ROWS];
    bool known = false;
    draw_equations(c, &e);
    for (size_t round = 0; round < 2; round++) {
        write_steps(c, &e, steps);
        judge(c, steps, e.count, verdicts);
        for (size_t i = 0; i < e.count; i++) {
            if (verdicts[i] == (e.slip && i == e.slip ? VERDICT_PROVED : VERDICT_REFUTED))
                return BROKEN;
            known |= verdicts[i] != VERDICT_UNKNOWN;
        }
        rewrite_equations(c, &e);
    }
    return known ? HELD : EMPTY;
}

static enum outcome equations_in_display(struct chance *c)
{
    struct equations e;
    enum verdict verdict;
    bool known = false;
    draw_equations(c, &e);
    for (size_t round = 0; round < 2; round++) {
        struct text const text = write_display(c, &e);
        judge(c, &text, 1, &verdict);
        if (verdict == (e.slip ? VERDICT_PROVED : VERDICT_REFUTED))
            return BROKEN;
        known |= verdict != VERDICT_UNKNOWN;
        rewrite_equations(c, &e);
    }
    return known ? HELD : EMPTY;
}

const struct law laws_of_rewriting[] = {
    {"rewriting: arithmetic in running text", plain_numbers},
    {"rewriting: arithmetic in formulas", latex_numbers},
    {"rewriting: polynomials", polynomials},
    {"rewriting: equations, step by step", equations_in_steps},
    {"rewriting: equations in one display", equations_in_display},
    {NULL, NULL},
};
