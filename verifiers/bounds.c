/* bounds: an inequality that holds wherever what was said before does: lines about its symbols, what words call them (kind.h), and what floors,
 * roots, bars, sines and their kin are by themselves. Of whole numbers, n ≥ 4 is n > 3. Also an equation, or what follows from one, once the floors and
 * absolute values that such bounds decide are put in: "if $2 \\le x < 3$, then $\\lfloor x \\rfloor = 2$". Only ever proves.
 */
#include "follows.h"
#include "kind.h"
#include "verifier.h"

enum {
    NODES_MAX = 120, /* of the link and each line */
    WHOLE_MAX = 200, /* of all of them */
    LINES_MAX = 4,   /* said before */
    ATOMS_MAX = 8,
    SYMBOLS_MAX = 10,
    GIVEN_MAX = 40,  /* all that is given */
    WHOLES_MAX = 6,  /* numbers that a floor may be; their negatives, too */
    DIGITS_MAX = 9,  /* of them */
    STEP_MAX = 4000, /* bytes of one whose words are looked at */
};

struct bounds {
    const struct scene *scene;
    struct arena *arena;
    const struct formula *given[GIVEN_MAX];
    size_t given_count;
    const struct formula *atoms[ATOMS_MAX], *names[ATOMS_MAX]; /* calls and their kin, and what stands for them */
    size_t atoms_count;
    bool quotients; /* they and roots of numbers are atoms, too */
    bool orders;    /* of what was said only orders are given */
    bool failed;    /* a limit was met */
};

static void give(struct bounds *b, const struct formula *left, char relation, const struct formula *right)
{
    if (b->given_count < GIVEN_MAX)
        b->given[b->given_count++] = formula_relation(b->arena, left, relation, right, NULL);
}

/* ---- atoms ---- */

static const struct formula *number(const struct bounds *b, int64_t n)
{
    return formula_number(b->arena, n);
}

static const struct formula *pi(const struct bounds *b, int64_t times, int64_t over)
{
    const struct formula *const pi = formula_new(b->arena, FORMULA_CONSTANT, CONSTANT_PI, TEXT(""), NULL, 0, NULL);
    return formula_binary(b->arena, FORMULA_DIV, formula_binary(b->arena, FORMULA_MUL, number(b, times), pi), number(b, over));
}

static void give_call(struct bounds *b, const struct formula *f, const struct formula *name)
{
    switch (f->sub) {
    case FUNCTION_SIN:
    case FUNCTION_COS:
        give(b, name, ']', number(b, -1));
        give(b, name, '[', number(b, 1));
        break;
    case FUNCTION_ARCSIN:
        give(b, name, ']', pi(b, -1, 2));
        give(b, name, '[', pi(b, 1, 2));
        break;
    case FUNCTION_ARCTAN:
        give(b, name, '>', pi(b, -1, 2));
        give(b, name, '<', pi(b, 1, 2));
        break;
    case FUNCTION_ARCCOS:
        give(b, name, ']', number(b, 0));
        give(b, name, '[', pi(b, 1, 1));
        break;
    case FUNCTION_MAX:
    case FUNCTION_MIN:
        for (size_t i = 0; i < f->count; i++)
            give(b, name, f->sub == FUNCTION_MAX ? ']' : '[', f->args[i]);
        break;
    default:
        break;
    }
}

static const struct formula *power(const struct bounds *b, const struct formula *f, const struct formula *exponent)
{
    return formula_binary(b->arena, FORMULA_POW, f, exponent);
}

/* |a| is a or −a. */
static void give_either(struct bounds *b, const struct formula *name, const struct formula *a)
{
    const struct formula *const ways[] = {formula_relation(b->arena, name, '=', a, NULL),
                                          formula_relation(b->arena, name, '=', formula_unary(b->arena, FORMULA_NEG, a), NULL)};
    if (b->given_count < GIVEN_MAX)
        b->given[b->given_count++] = formula_new(b->arena, FORMULA_OR, 0, TEXT(""), ways, 2, a);
}

/* What is known of an atom by itself. */
static void give_atom(struct bounds *b, const struct formula *f, const struct formula *name)
{
    const struct formula *const a = f->args[0];
    switch (f->kind) {
    case FORMULA_FLOOR:
        give(b, name, '[', a);
        give(b, a, '<', formula_binary(b->arena, FORMULA_ADD, name, number(b, 1)));
        break;
    case FORMULA_CEIL:
        give(b, name, ']', a);
        give(b, name, '<', formula_binary(b->arena, FORMULA_ADD, a, number(b, 1)));
        break;
    case FORMULA_ROOT:
        give(b, name, ']', number(b, 0));
        give(b, power(b, name, f->args[1]), '=', a);
        break;
    case FORMULA_ABS:
        give(b, name, ']', number(b, 0));
        give_either(b, name, a);
        break;
    case FORMULA_DIV:
        give(b, formula_binary(b->arena, FORMULA_MUL, name, f->args[1]), '=', a);
        break;
    default:
        give_call(b, f, name);
    }
}

static bool is_even(const struct formula *f)
{
    return f->kind == FORMULA_NUMBER && f->text.size == 1 && strchr("2468", f->text.at[0]);
}

static bool is_atom(const struct bounds *b, const struct formula *f)
{
    struct text names[1];
    bool const root = f->kind == FORMULA_ROOT && is_even(f->args[1]), varies = formula_symbols(f, names, 1) > 0;
    if (b->quotients && (root || (f->kind == FORMULA_DIV && formula_symbols(f->args[1], names, 1) > 0)))
        return true;
    return ((f->kind == FORMULA_FLOOR || f->kind == FORMULA_CEIL || f->kind == FORMULA_ABS || f->kind == FORMULA_CALL || root) &&
            varies) ||
           (f->kind == FORMULA_CALL && f->sub == FUNCTION_UNKNOWN);
}

static const struct formula *name_of(struct bounds *b, const struct formula *atom)
{
    static const char *const names[ATOMS_MAX] = {"\x01", "\x02", "\x03", "\x04",
                                                 "\x05", "\x06", "\x07", "\x08"}; /* no text holds such names */
    for (size_t i = 0; i < b->atoms_count; i++)
        if (formula_same(b->atoms[i], atom))
            return b->names[i];
    if (b->atoms_count == ATOMS_MAX) {
        b->failed = true;
        return atom;
    }
    const struct formula *const name = formula_new(b->arena, FORMULA_SYMBOL, 0, text_of(names[b->atoms_count]), NULL, 0, atom);
    b->atoms[b->atoms_count] = atom;
    b->names[b->atoms_count++] = name;
    give_atom(b, atom, name);
    return name;
}

/* The formula with names for its atoms, the inner ones first. */
static const struct formula *named(struct bounds *b, const struct formula *f)
{
    const struct formula **args = f->count ? ARENA_ARRAY(b->arena, const struct formula *, f->count) : NULL;
    for (size_t i = 0; i < f->count; i++)
        args[i] = named(b, f->args[i]);
    f = formula_with(b->arena, f, args);
    return is_atom(b, f) ? name_of(b, f) : f;
}

/* ---- what is given ---- */

static bool is_plain(const struct formula *f)
{
    static const uint8_t vague[] = {FORMULA_WORDS,    FORMULA_DOTS,         FORMULA_PM,        FORMULA_MP,     FORMULA_OPAQUE,
                                    FORMULA_LIST,     FORMULA_SET,          FORMULA_UNIT,      FORMULA_MATRIX, FORMULA_DEGREES,
                                    FORMULA_SUM_OVER, FORMULA_PRODUCT_OVER, FORMULA_FACTORIAL, FORMULA_TUPLE};
    for (size_t i = 0; i < COUNT(vague); i++)
        if (formula_holds(f, (enum formula_kind)vague[i]))
            return false;
    return f->kind == FORMULA_CHAIN && formula_size(f, NODES_MAX) <= NODES_MAX;
}

static bool is_ordered(const struct formula *chain)
{
    for (size_t k = 0; k < chain->text.size; k++)
        if (strchr("<[>]", chain->text.at[k]))
            return true;
    return false;
}

static void give_lines(struct bounds *b, const struct formula *claimed)
{
    const struct formula *lines[LINES_MAX];
    size_t const count = context_lines_around(b->scene->context, claimed, lines, LINES_MAX);
    size_t nodes = formula_size(claimed, NODES_MAX);
    for (size_t i = 0; i < count && b->given_count < GIVEN_MAX; i++) {
        nodes += formula_size(lines[i], NODES_MAX);
        if (nodes <= WHOLE_MAX && is_plain(lines[i]) && (!b->orders || is_ordered(lines[i])))
            b->given[b->given_count++] = named(b, lines[i]);
    }
}

/* Does it end with an "if" that supposes, not with one that asks: "we ask if"? */
static bool ends_supposing(struct text text)
{
    static const char *const words[] = {"If", "if", "When", "when"};
    static const char *const before[] = {"that", "And", "But", "and"};
    for (size_t i = 0; i < COUNT(words); i++) {
        if (!text_ends(text, text_of(words[i])))
            continue;
        struct text const rest = text_trim(text_part(text, 0, text.size - strlen(words[i])));
        bool fits = rest.size == 0 || strchr(".,:;", rest.at[rest.size - 1]);
        for (size_t k = 0; k < COUNT(before); k++)
            fits |= text_ends(rest, text_of(before[k]));
        return fits;
    }
    return false;
}

/* "If $x - 5$ is negative, then …": the expression before the claim. */
static void give_worded(struct bounds *b)
{
    static const struct {
        const char *words;
        char relation;
    } signs[] = {
        {"is negative", '<'}, {"is positive", '>'}, {"is nonnegative", ']'}, {"is non-negative", ']'}, {"is nonpositive", '['}};
    const struct statement *const s = b->scene->before;
    struct text const step = b->scene->step;
    if (!s || b->scene->first || formula_is_statement(s->formula) || formula_size(s->formula, NODES_MAX) > NODES_MAX)
        return;
    size_t start = s->start, end = s->end;
    while (start > 0 && strchr("$ ", step.at[start - 1]))
        start--;
    while (end < step.size && strchr("$ ", step.at[end]))
        end++;
    struct text const behind = text_part(step, end, step.size);
    for (size_t i = 0; i < COUNT(signs) && ends_supposing(text_part(step, 0, start)); i++) {
        struct text const rest = text_part(behind, MIN(behind.size, strlen(signs[i].words)), behind.size);
        if (text_starts(behind, text_of(signs[i].words)) && (text_starts(rest, TEXT(",")) || text_starts(rest, TEXT(" then"))))
            give(b, named(b, s->formula), signs[i].relation, number(b, 0));
    }
}

static void give_kind(struct bounds *b, struct text symbol)
{
    const struct formula *const name = formula_symbol(b->arena, symbol);
    unsigned const kind = kind_of(b->scene, symbol);
    if (kind & KIND_POSITIVE)
        give(b, name, kind & KIND_INTEGER ? ']' : '>', number(b, kind & KIND_INTEGER ? 1 : 0));
    else if (kind & KIND_NOT_NEGATIVE)
        give(b, name, ']', number(b, 0));
}

/* Of the symbols of all that. */
static void give_kinds(struct bounds *b, const struct formula *claimed)
{
    const struct formula **const all = ARENA_ARRAY(b->arena, const struct formula *, b->given_count + 1);
    struct text names[SYMBOLS_MAX];
    memcpy(all, b->given, b->given_count * sizeof *all);
    all[b->given_count] = claimed;
    const struct formula *const whole = formula_new(b->arena, FORMULA_AND, 0, TEXT(""), all, b->given_count + 1, claimed);
    size_t const count = formula_symbols(whole, names, SYMBOLS_MAX);
    b->failed |= count > SYMBOLS_MAX;
    for (size_t i = 0; i < count && !b->failed; i++)
        give_kind(b, names[i]);
}

/* n ≥ 4 as n > 3, n ≤ 4 as n < 5, n = 4 as 3 < n < 5: of a whole number that is the same. */
static const struct formula *widened(const struct bounds *b, const struct formula *f)
{
    bool const below = strchr("]=", f->text.at[0]), above = strchr("[=", f->text.at[0]);
    int64_t whole;
    if ((!below && !above) || f->args[0]->kind != FORMULA_SYMBOL || !(kind_of(b->scene, f->args[0]->text) & KIND_INTEGER) ||
        !algebra_whole(f->args[1], INT64_MAX, &whole))
        return f;
    const struct formula *const name = f->args[0], *const less = formula_binary(b->arena, FORMULA_ADD, f->args[1], number(b, -1)),
                                *const more = formula_binary(b->arena, FORMULA_ADD, f->args[1], number(b, 1));
    const struct formula *const sides[] = {less, name, more};
    return below && above ? formula_new(b->arena, FORMULA_CHAIN, 0, TEXT("<<"), sides, 3, f)
           : below        ? formula_relation(b->arena, name, '>', less, NULL)
                          : formula_relation(b->arena, name, '<', more, NULL);
}

/* Is every symbol of it spoken of, and of what gets a value an order? */
static bool is_worth(const struct bounds *b, const struct formula *f)
{
    struct text names[SYMBOLS_MAX];
    size_t const count = formula_symbols(f, names, SYMBOLS_MAX);
    for (size_t k = 0; k < MIN(count, (size_t)SYMBOLS_MAX); k++) {
        bool found = false;
        for (size_t i = 0; i < b->given_count && !found; i++)
            found = (is_ordered(f) || is_ordered(b->given[i])) && formula_mentions(b->given[i], names[k]);
        if (!found)
            return false;
    }
    return count <= SYMBOLS_MAX;
}

static bool holds(const struct formula *f, const struct scene *scene, bool orders, bool quotients, size_t *atoms,
                  struct arena *arena)
{
    struct bounds b = {.scene = scene, .arena = arena, .orders = orders, .quotients = quotients};
    const struct formula *const claimed = named(&b, widened(&b, f));
    give_lines(&b, f);
    give_worded(&b);
    give_kinds(&b, claimed);
    bool const again = quotients && b.atoms_count == *atoms;
    *atoms = b.atoms_count;
    return !again && !b.failed && is_worth(&b, claimed) && follows_wherever(b.given, b.given_count, claimed, arena);
}

static bool is_value(const struct formula *f)
{
    struct text names[1];
    return f->text.at[0] == '=' && f->args[0]->kind == FORMULA_SYMBOL && formula_symbols(f->args[1], names, 1) == 0;
}

/* Was an order said of the name? */
static bool has_side(const struct scene *scene, struct text name)
{
    const struct context *const c = scene->context;
    for (size_t i = 0; i < c->lines_count; i++)
        if (c->lines[i].formula->kind == FORMULA_CHAIN && is_ordered(c->lines[i].formula) &&
            formula_mentions(c->lines[i].formula, name))
            return true;
    return kind_of(scene, name) != 0;
}

static bool is_bounded(const struct formula *f, const struct scene *scene, bool orders, struct arena *arena)
{
    size_t atoms = 0;
    return holds(f, scene, orders, false, &atoms, arena) || holds(f, scene, orders, true, &atoms, arena);
}

/* ---- what bounds decide ---- */

struct decision {
    const struct scene *scene;
    struct arena *arena;
    int64_t wholes[WHOLES_MAX];
    size_t count;
    bool orders; /* a condition alone decides: what it is put into may contradict it */
    bool claim;  /* the claim is looked at: for its floors all that was said decides */
};

static bool is_side(const struct decision *d, const struct formula *a, char relation, int64_t n)
{
    return is_bounded(formula_relation(d->arena, a, relation, formula_number(d->arena, n), a), d->scene, d->orders, d->arena);
}

/* The numbers that stand in it may be what a floor is. */
static void keep_wholes(struct decision *d, const struct formula *f)
{
    int64_t n = 0;
    bool plain = f->kind == FORMULA_NUMBER && f->text.size <= DIGITS_MAX;
    for (size_t i = 0; i < f->text.size && plain; i++) {
        plain = is_digit(f->text.at[i]);
        n = 10 * n + (f->text.at[i] - '0');
    }
    for (size_t i = 0; i < d->count; i++)
        plain &= d->wholes[i] != n;
    if (plain && d->count < WHOLES_MAX)
        d->wholes[d->count++] = n;
    for (size_t i = 0; i < f->count; i++)
        keep_wholes(d, f->args[i]);
}

/* n ≤ a < n + 1, or n - 1 < a ≤ n */
static bool rounds_to(const struct decision *d, const struct formula *f, int64_t n)
{
    const struct formula *const a = f->args[0];
    return f->kind == FORMULA_FLOOR ? is_side(d, a, ']', n) && is_side(d, a, '<', n + 1)
                                    : is_side(d, a, '>', n - 1) && is_side(d, a, '[', n);
}

static const struct formula *decided_by(const struct decision *d, const struct formula *f)
{
    if (f->kind == FORMULA_ABS)
        return is_side(d, f->args[0], ']', 0)   ? f->args[0]
               : is_side(d, f->args[0], '[', 0) ? formula_unary(d->arena, FORMULA_NEG, f->args[0])
                                                : f;
    for (size_t i = 0; i < d->count; i++)
        for (int64_t n = d->wholes[i], left = 2; left > 0; left--, n = -n)
            if (rounds_to(d, f, n))
                return formula_number(d->arena, n);
    return f;
}

static const struct formula *decided_here(struct decision *d, const struct formula *f)
{
    d->orders = true;
    const struct formula *const is = decided_by(d, f);
    d->orders = false;
    return is != f || !d->claim || f->kind == FORMULA_ABS ? is : decided_by(d, f);
}

static bool is_open(const struct formula *f)
{
    struct text names[1];
    return (f->kind == FORMULA_ABS || f->kind == FORMULA_FLOOR || f->kind == FORMULA_CEIL) && formula_symbols(f, names, 1) > 0;
}

/* The formula with values for all floors and absolute values that are decided, the inner ones first. */
static const struct formula *decided(struct decision *d, const struct formula *f)
{
    const struct formula **args = f->count ? ARENA_ARRAY(d->arena, const struct formula *, f->count) : NULL;
    for (size_t i = 0; i < f->count; i++)
        args[i] = decided(d, f->args[i]);
    f = formula_with(d->arena, f, args);
    return is_open(f) ? decided_here(d, f) : f;
}

static bool holds_open(const struct formula *f)
{
    return formula_holds(f, FORMULA_ABS) || formula_holds(f, FORMULA_FLOOR) || formula_holds(f, FORMULA_CEIL);
}

/* With one condition it is clear what it is a condition of; what is denied is none. */
static bool is_one_case(struct text step)
{
    unsigned conditions = 0;
    for (size_t at = 0, end; at < MIN(step.size, (size_t)STEP_MAX); at = MAX(end, at + 1)) {
        end = at;
        while (end < step.size && is_letter(step.at[end]))
            end++;
        conditions += text_is_among(text_part(step, at, end), TEXT("if when whenever for where case otherwise while unless or"));
    }
    return conditions <= 1 && step.size <= STEP_MAX &&
           !text_has_word(step, TEXT("not cannot isn't never no neither nor unless or whether"));
}

static bool holds_decided(const struct formula *f, const struct scene *scene, struct arena *arena)
{
    const struct formula *lines[LINES_MAX];
    struct decision d = {.scene = scene, .arena = arena, .claim = true};
    size_t const count = context_lines_about(scene->context, f, false, lines, LINES_MAX);
    bool open = holds_open(f);
    for (size_t i = 0; i < count; i++)
        open |= holds_open(lines[i]);
    if (!open || !is_one_case(scene->step))
        return false;
    keep_wholes(&d, f);
    const struct formula *const claim = decided(&d, f);
    d.claim = false;
    for (size_t i = 0; i < count; i++)
        keep_wholes(&d, lines[i]);
    if (claim != f && f->text.at[0] == '=' && algebra_same(claim->args[0], claim->args[1], 0, arena))
        return true;
    for (size_t i = 0; i < count; i++) {
        const struct formula *const line = is_plain(lines[i]) && lines[i]->count == 2 ? decided(&d, lines[i]) : lines[i];
        if ((line != lines[i] || (claim != f && line->kind == FORMULA_CHAIN)) && follows_surely(&line, 1, claim, arena))
            return true;
    }
    return false;
}

static bool settle(const struct link *link, const struct scene *scene, struct arena *arena, struct judgement *out,
                   struct text *witness)
{
    const struct formula *const f = link->formula;
    (void)witness;
    if (link->closed || link->said != LINK_WRITTEN || scene->options || !is_plain(f))
        return false;
    *out = (struct judgement){.truth = TRUTH_HOLDS, .supports = true, .why = "a bound that follows from what was said before"};
    if ((is_ordered(f) || (is_value(f) && has_side(scene, f->args[0]->text))) && is_bounded(f, scene, false, arena))
        return true;
    out->why = "with the floors and absolute values put in that bounds said before decide";
    return holds_decided(f, scene, arena);
}

const struct verifier verifier_bounds = {
    .name = "bounds",
    .says = "inequalities that hold wherever what was said before does; only ever proves",
    .settle = settle,
};
