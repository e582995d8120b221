/* Laws of claims: random arithmetic, printed in several styles and read again. What it is worth, GMP says. */
#include "laws.h"

#include "audit_number.h"
#include "judge.h"

#include <gmp.h>

enum { NODES = 24, SIGNS = 5 };

/* A tree of + - * / and numbers. */
struct tree {
    struct tree_node {
        char sign; /* or '0': a number */
        int left, right;
        struct text digits; /* "1250.5" */
        mpq_t exact;
    } nodes[NODES];
    int count;
};

static void tree_clear(struct tree *t)
{
    while (t->count)
        mpq_clear(t->nodes[--t->count].exact);
}

/* How numbers and signs are written, the same all over a line. */
struct style {
    const char *signs[SIGNS]; /* of + - * / and = */
    const char *space, *before, *behind;
    bool separated;
};

static int add_leaf(struct chance *c, struct tree *t)
{
    static const size_t sizes[] = {10, 10, 100, 100, 2000, 1000000};
    struct buffer digits = {0};
    struct tree_node *n = &t->nodes[t->count];
    int const places = draw(c, 5) ? 0 : 1 + (int)draw(c, 2);
    size_t const number = 1 + draw(c, DRAW_FROM(c, sizes));
    struct value const value = value_ratio((int64_t)number, places == 0 ? 1 : places == 1 ? 10 : 100);
    value_write_places(&value, places, &digits);
    *n = (struct tree_node){.sign = '0', .digits = text_copy(c->arena, buffer_text(&digits))};
    mpq_init(n->exact);
    mpq_set_ui(n->exact, number, places == 0 ? 1 : places == 1 ? 10 : 100);
    mpq_canonicalize(n->exact);
    buffer_free(&digits);
    return t->count++;
}

/* -1 if it would divide by zero */
static int add_sign(struct tree *t, char sign, int left, int right)
{
    struct tree_node *n = &t->nodes[t->count];
    mpq_t *a = &t->nodes[left].exact, *b = &t->nodes[right].exact;
    if (sign == '/' && mpq_sgn(*b) == 0)
        return -1;
    *n = (struct tree_node){.sign = sign, .left = left, .right = right};
    mpq_init(n->exact);
    (sign == '+' ? mpq_add : sign == '-' ? mpq_sub : sign == '*' ? mpq_mul : mpq_div)(n->exact, *a, *b);
    return t->count++;
}

/* An operation with `leaves` numbers; the root, or -1. */
static int grow(struct chance *c, struct tree *t, size_t leaves)
{
    if (leaves == 1)
        return add_leaf(c, t);
    size_t const here = 1 + draw(c, leaves - 1);
    int const left = grow(c, t, here), right = left < 0 ? -1 : grow(c, t, leaves - here);
    return right < 0 ? -1 : add_sign(t, "+-*/+*"[draw(c, 6)], left, right);
}

static struct style draw_style(struct chance *c)
{
    static const char *const times[] = {"*", "x", "\xC3\x97", "\xC2\xB7", "\\times"};
    static const char *const units[] = {" apples", " pens", " red boxes", " marbles", " people per bus"};
    bool const spaced = draw(c, 3) > 0;
    size_t const wrapped = draw(c, 4);
    return (struct style){
        .signs = {"+", draw(c, 4) ? "-" : "\xE2\x88\x92", spaced ? DRAW_FROM(c, times) : times[draw(c, 4)],
                  draw(c, 3) ? "/" : "\xC3\xB7", "="},
        .space = spaced ? " " : "",
        .before = wrapped == 1 ? "$" : "",
        .behind = wrapped == 2 && spaced ? DRAW_FROM(c, units) : "",
        .separated = draw(c, 2),
    };
}

static void print_number(const struct style *s, struct text digits, struct buffer *out)
{
    const char *point = memchr(digits.at, '.', digits.size);
    size_t const minus = digits.size && digits.at[0] == '-', whole = point ? (size_t)(point - digits.at) : digits.size;
    if (minus)
        buffer_char(out, '-');
    buffer_string(out, s->before);
    for (size_t i = minus; i < digits.size; i++) {
        if (s->separated && i > minus && i < whole && (whole - i) % 3 == 0)
            buffer_char(out, ',');
        buffer_char(out, digits.at[i]);
    }
    buffer_string(out, s->behind);
}

static void print_sign(const struct style *s, char sign, struct buffer *out)
{
    buffer_string(out, s->space);
    buffer_string(out, s->signs[strchr("+-*/=", sign) - "+-*/="]);
    buffer_string(out, s->space);
}

/* 3 of numbers, 2 of products, 1 of sums */
static int strength(char sign)
{
    return sign == '0' ? 3 : sign == '*' || sign == '/' ? 2 : 1;
}

/* A quotient in a product gets brackets: how a/b/c groups is a matter of reading. */
static void print_tree(const struct tree *t, int at, const struct style *s, int least, bool parent_product, struct buffer *out)
{
    const struct tree_node *n = &t->nodes[at];
    bool const product = strength(n->sign) == 2;
    bool const bracket = strength(n->sign) < least || (n->sign == '/' && parent_product);
    if (n->sign == '0') {
        print_number(s, n->digits, out);
        return;
    }
    if (bracket)
        buffer_char(out, '(');
    print_tree(t, n->left, s, strength(n->sign), product, out);
    print_sign(s, n->sign, out);
    print_tree(t, n->right, s, strength(n->sign) + 1, product, out);
    if (bracket)
        buffer_char(out, ')');
}

/* The decimal form; false if there is none of up to six places, or it is 0 or huge. */
static bool decimal(mpq_t const exact, struct chance *c, struct text *out)
{
    struct buffer digits = {0};
    struct value value;
    mpq_t scaled;
    mpq_init(scaled);
    mpz_mul_ui(mpq_numref(scaled), mpq_numref(exact), 1000000);
    mpz_set(mpq_denref(scaled), mpq_denref(exact));
    mpq_canonicalize(scaled);
    bool const good =
        mpz_cmp_ui(mpq_denref(scaled), 1) == 0 && mpz_sizeinbase(mpq_numref(scaled), 2) < 60 && mpq_sgn(scaled) != 0;
    if (good) {
        value = value_ratio(mpz_get_si(mpq_numref(scaled)), 1000000);
        value_write(&value, &digits);
        *out = text_copy(c->arena, buffer_text(&digits));
    }
    buffer_free(&digits);
    mpq_clear(scaled);
    return good;
}

/* One line: an expression, and the text that is set against it. */
struct line {
    struct tree tree;
    struct style style;
    struct text left, right; /* as printed */
    const char *before, *behind;
};

static struct text taken(struct chance *c, struct buffer *buffer)
{
    struct text const text = text_copy(c->arena, buffer_text(buffer));
    buffer_free(buffer);
    return text;
}

static struct text printed_number(struct chance *c, const struct style *s, struct text digits)
{
    struct buffer out = {0};
    print_number(s, digits, &out);
    return taken(c, &out);
}

/* The value with `shift` added to it. False, with nothing to be cleared, if that cannot be written. */
static bool draw_line(struct chance *c, const struct style *style, long shift, struct line *out)
{
    static const char *const before[] = {"", "", "So ", "They have ", "In total: ", "Then, "};
    static const char *const behind[] = {"", "", ".", ", so it fits.", "\n"};
    struct buffer left = {0};
    struct text digits;
    mpq_t wanted;
    *out = (struct line){.style = *style, .before = DRAW_FROM(c, before), .behind = DRAW_FROM(c, behind)};
    int const root = grow(c, &out->tree, 2 + draw(c, draw(c, 3) ? 3 : 8));
    mpq_init(wanted);
    if (root >= 0) {
        mpq_set_si(wanted, shift, 1);
        mpq_add(wanted, wanted, out->tree.nodes[root].exact);
    }
    bool const good = root >= 0 && decimal(wanted, c, &digits);
    mpq_clear(wanted);
    if (!good) {
        tree_clear(&out->tree);
        return false;
    }
    print_tree(&out->tree, root, &out->style, 0, false, &left);
    out->left = taken(c, &left);
    out->right = printed_number(c, &out->style, digits);
    return true;
}

struct reading {
    struct text text;
    struct tokens tokens;
    struct claim *claims;
    size_t count;
};

static struct reading read_text(struct chance *c, struct text text)
{
    struct reading r = {.text = text, .tokens = tokens_read(text, c->arena)};
    r.count = claims_find(text, &r.tokens, 0, c->arena, &r.claims);
    return r;
}

static enum truth truth_of(struct chance *c, const struct reading *r, size_t claim)
{
    return judge_claim(r->text, &r->tokens, r->tokens.numbers, &r->claims[claim], c->arena).truth;
}

/* The line with a left side of its own, read; said, too. */
static struct reading read_line(struct chance *c, const struct line *line, struct text left)
{
    struct buffer out = {0};
    buffer_string(&out, line->before);
    buffer_add(&out, left);
    print_sign(&line->style, '=', &out);
    buffer_add(&out, line->right);
    buffer_string(&out, line->behind);
    buffer_add(&c->says, buffer_text(&out));
    buffer_string(&c->says, "\n    ");
    return read_text(c, taken(c, &out));
}

static struct text bracketed(struct chance *c, struct text inside)
{
    struct buffer out = {0};
    buffer_char(&out, '(');
    buffer_add(&out, inside);
    buffer_char(&out, ')');
    return taken(c, &out);
}

/* What was read has the value of the tree; and so has the plain form, as the audit reads it. */
static bool same_value(const struct reading *r, const struct expr *e, mpq_t const exact)
{
    struct buffer plain = {0}, written = {0};
    struct value value, again = value_int(0);
    char *expected = mpq_get_str(NULL, 10, exact);
    if (expr_eval(e, &r->tokens, r->tokens.numbers, false, &value) != STATUS_OK)
        return false;
    expr_write(e, &r->tokens, r->tokens.numbers, false, &plain);
    struct value const scale = value_int(1);
    bool good = audit_evaluate(buffer_text(&plain), &again) && value_equal(&value, &again);
    if (value_is_small(&value)) {
        buffer_int(&written, value.num);
        if (value.den != scale.den) {
            buffer_char(&written, '/');
            buffer_int(&written, value.den);
        }
        good = good && text_equal(buffer_text(&written), text_of(expected));
    }
    void (*release)(void *, size_t);
    mp_get_memory_functions(NULL, NULL, &release);
    release(expected, strlen(expected) + 1);
    value_clear(&value);
    value_clear(&again);
    buffer_free(&plain);
    buffer_free(&written);
    return good;
}

static enum outcome true_claims(struct chance *c)
{
    struct style const style = draw_style(c);
    struct line line;
    if (!draw_line(c, &style, 0, &line))
        return EMPTY;
    struct reading const r = read_line(c, &line, line.left);
    bool const good = r.count == 1 && truth_of(c, &r, 0) == TRUTH_HOLDS &&
                      same_value(&r, &r.claims[0].left, line.tree.nodes[line.tree.count - 1].exact);
    tree_clear(&line.tree);
    return held(good);
}

/* "a = (a) = value", and in front of it a claim of its own */
static enum outcome chains(struct chance *c)
{
    struct style const style = draw_style(c);
    struct line line;
    struct buffer out = {0};
    if (!draw_line(c, &style, 0, &line))
        return EMPTY;
    tree_clear(&line.tree);
    buffer_string(&out, "Given 2 + 3 = 5, ");
    buffer_add(&out, line.left);
    print_sign(&style, '=', &out);
    buffer_add(&out, bracketed(c, line.left));
    line.left = taken(c, &out);
    struct reading const r = read_line(c, &line, line.left);
    bool good = r.count == 3 && !r.claims[0].chained && !r.claims[1].chained && r.claims[2].chained;
    for (size_t i = 0; i < r.count; i++)
        good = good && truth_of(c, &r, i) == TRUTH_HOLDS;
    return held(good);
}

static long draw_shift(struct chance *c)
{
    static const long shifts[] = {1, 1, 2, 9, 10, 100, 990, 1000, 123456};
    long const shift = DRAW_FROM(c, shifts);
    return draw(c, 2) ? shift : -shift;
}

/* One whole unit off is more than any rounding to the places shown. */
static enum outcome false_claims(struct chance *c)
{
    struct style const style = draw_style(c);
    struct line line;
    if (!draw_line(c, &style, draw_shift(c), &line))
        return EMPTY;
    struct reading const r = read_line(c, &line, line.left);
    enum truth const truth = r.count == 1 ? truth_of(c, &r, 0) : TRUTH_HOLDS;
    tree_clear(&line.tree);
    return held(truth == TRUTH_FAILS || truth == TRUTH_UNKNOWN);
}

/* With plain signs, wide spaces, no words and no decimals nothing speaks for a false claim. */
static enum outcome plain_false_claims(struct chance *c)
{
    struct style const plain = {.signs = {"+", "-", "*", "/", "="}, .space = " ", .before = "", .behind = ""};
    struct line line;
    if (!draw_line(c, &plain, draw_shift(c), &line))
        return EMPTY;
    struct reading const r = read_line(c, &line, line.left);
    bool const good = r.count == 1 && truth_of(c, &r, 0) == TRUTH_FAILS;
    bool const range = mpq_sgn(line.tree.nodes[line.tree.count - 1].exact) < 0; /* "3 - 5" may be one */
    tree_clear(&line.tree);
    return range || memchr(line.left.at, '.', line.left.size) ? EMPTY : held(good);
}

static enum outcome rounded_claims(struct chance *c)
{
    struct tree t = {.count = 0};
    struct line line = {.before = "", .behind = ".", .style = draw_style(c)};
    struct buffer left = {0}, right = {0};
    int const root = add_sign(&t, '/', add_leaf(c, &t), add_leaf(c, &t)), places = (int)draw(c, 5);
    struct value exact, shown;
    line.style.behind = "";
    if (root < 0 || mpz_sizeinbase(mpq_numref(t.nodes[root].exact), 2) > 60) {
        tree_clear(&t);
        return EMPTY;
    }
    exact = value_ratio(mpz_get_si(mpq_numref(t.nodes[root].exact)), mpz_get_si(mpq_denref(t.nodes[root].exact)));
    if (value_round(&exact, places, draw(c, 2) ? ROUND_DOWN : ROUND_HALF_UP, &shown) != STATUS_OK)
        return BROKEN;
    print_tree(&t, root, &line.style, 0, false, &left);
    value_write_places(&shown, places, &right);
    line.left = taken(c, &left);
    line.right = printed_number(c, &line.style, taken(c, &right));
    struct reading const r = read_line(c, &line, line.left);
    enum truth const truth = r.count == 1 ? truth_of(c, &r, 0) : TRUTH_FAILS;
    tree_clear(&t);
    return held(truth == (value_equal(&exact, &shown) ? TRUTH_HOLDS : TRUTH_ROUNDS));
}

/* Brackets around the whole left side: unknown never becomes true, true never false, false never true. */
static bool brackets_bear(enum truth before, enum truth after)
{
    bool const lost =
        before == TRUTH_HOLDS || before == TRUTH_ROUNDS ? after == TRUTH_FAILS : after == TRUTH_HOLDS || after == TRUTH_ROUNDS;
    return !lost;
}

static enum outcome brackets(struct chance *c)
{
    struct style const style = draw_style(c);
    struct line line;
    if (!draw_line(c, &style, draw(c, 2) ? draw_shift(c) : 0, &line))
        return EMPTY;
    struct reading const bare = read_line(c, &line, line.left), more = read_line(c, &line, bracketed(c, line.left));
    tree_clear(&line.tree);
    return held(bare.count == 1 && more.count == 1 && truth_of(c, &bare, 0) == truth_of(c, &more, 0));
}

/* Words, signs and numbers without sense, somewhere among them "number sign … number =". */
static struct text draw_soup(struct chance *c)
{
    static const char *const numbers[] = {"1",       "2",       "3",          "12",       "1/2",   "3/4",  "0.5",
                                          "1,200",   "20%",     "$5",         "6",        "24",    "half", "two",
                                          "twice 3", "3 dozen", "two thirds", "16.66...", "1 1/2", "-4",   "(2 + 3)"};
    static const char *const between[] = {"+",  "-",        "*",   "/",     "x",          "^",          "=", "times",
                                          "of", "apples +", "and", "minus", "per hour *", "divided by", ")", "("};
    static const char *const others[] = {"Day", "=",    "is",       "about", ".", ",", "more", "than", "hours", "\xE2\x89\x88",
                                         "to",  "less", "thousand", "(",     ")", "+", "-",    "100%", "3x",    "apples"};
    struct buffer out = {0};
    for (size_t left = 1 + draw(c, 3); left; left--) {
        for (size_t words = draw(c, 3); words; words--)
            buffer_format(&out, "%s%s", DRAW_FROM(c, others), draw(c, 5) ? " " : "");
        const char *space = draw(c, 3) ? " " : "";
        for (size_t operands = draw(c, 4); operands; operands--)
            buffer_format(&out, "%s%s%s%s", DRAW_FROM(c, numbers), space, DRAW_FROM(c, between), space);
        buffer_format(&out, "%s%s=%s%s ", DRAW_FROM(c, numbers), space, space, DRAW_FROM(c, numbers));
    }
    return taken(c, &out);
}

static enum outcome brackets_in_soup(struct chance *c)
{
    struct reading const bare = read_text(c, draw_soup(c));
    if (bare.count == 0)
        return EMPTY;
    size_t const which = draw(c, bare.count);
    const struct claim *claim = &bare.claims[which];
    const struct token *items = bare.tokens.items;
    struct text const left = text_part(bare.text, items[claim->left.first].start, items[claim->left.last - 1].end);
    struct buffer out = {0};
    buffer_add(&out, text_part(bare.text, 0, items[claim->left.first].start));
    buffer_add(&out, bracketed(c, left));
    buffer_add(&out, text_part(bare.text, items[claim->left.last - 1].end, bare.text.size));
    struct reading const more = read_text(c, taken(c, &out));
    enum truth const before = truth_of(c, &bare, which);
    buffer_format(&c->says, "\"%.*s\" (claim %zu %s) -> \"%.*s\"", (int)bare.text.size, bare.text.at, which, truth_name(before),
                  (int)more.text.size, more.text.at);
    for (size_t i = 0; i < more.count; i++) {
        enum truth const after = truth_of(c, &more, i);
        bool const same = more.claims[i].relation == claim->relation + 2 && more.claims[i].left.first == claim->left.first;
        if (same && !brackets_bear(before, after)) {
            buffer_format(&c->says, ": %s", truth_name(after));
            return BROKEN;
        }
    }
    return HELD;
}

/* a + b or b + a */
static enum outcome swapped_sums(struct chance *c)
{
    struct style const style = draw_style(c);
    struct line line;
    if (!draw_line(c, &style, draw(c, 2) ? draw_shift(c) : 0, &line))
        return EMPTY;
    struct tree *t = &line.tree;
    struct tree_node const root = t->nodes[t->count - 1];
    struct buffer there = {0}, back = {0};
    bool good = true;
    if (root.sign == '+') {
        print_tree(t, root.left, &line.style, 2, false, &there);
        print_sign(&line.style, '+', &there);
        print_tree(t, root.right, &line.style, 2, false, &there);
        print_tree(t, root.right, &line.style, 2, false, &back);
        print_sign(&line.style, '+', &back);
        print_tree(t, root.left, &line.style, 2, false, &back);
        struct reading const x = read_line(c, &line, taken(c, &there)), y = read_line(c, &line, taken(c, &back));
        good = x.count == 1 && y.count == 1 && truth_of(c, &x, 0) == truth_of(c, &y, 0);
    }
    tree_clear(t);
    return root.sign == '+' ? held(good) : EMPTY;
}

const struct law laws_of_claims[] = {
    {"an expression holds with its value, and is read as what it is", true_claims},
    {"a chain holds in all its links", chains},
    {"an expression never holds with another value", false_claims},
    {"a plain false claim fails", plain_false_claims},
    {"a rounded value rounds", rounded_claims},
    {"brackets around the left side change nothing", brackets},
    {"brackets around the left side of anything make nothing true", brackets_in_soup},
    {"a sum may be turned around", swapped_sums},
    {NULL, NULL},
};
