#include "syntax.h"

#include "syntax_parts.h"

const struct formula *syntax_fail(struct syntax_parser *p)
{
    p->failed = true;
    return NULL;
}

void syntax_gather(struct syntax_parser *p, struct gathered *list, const struct formula *f)
{
    if (!f || list->count == FORMULA_ARGS_MAX) {
        p->failed = true;
        return;
    }
    if (list->count == list->room) {
        const struct formula **more = ARENA_ARRAY(p->arena, const struct formula *, list->room * 2 + 4);
        if (list->count)
            memcpy(more, list->items, list->count * sizeof *more);
        list->items = more;
        list->room = list->room * 2 + 4;
    }
    list->items[list->count++] = f;
}

const struct formula *syntax_node(struct syntax_parser *p, enum formula_kind kind, uint8_t sub, struct text text,
                                  const struct gathered *args, size_t first)
{
    if (p->failed || ++p->nodes > FORMULA_NODES_MAX)
        return syntax_fail(p);
    struct formula const span = {.start = p->items[first].start, .end = p->items[p->at > first ? p->at - 1 : first].end};
    return formula_new(p->arena, kind, sub, text, args ? args->items : NULL, args ? args->count : 0, &span);
}

const struct formula *syntax_unary(struct syntax_parser *p, enum formula_kind kind, const struct formula *a, size_t first)
{
    struct gathered args = {0};
    syntax_gather(p, &args, a);
    return syntax_node(p, kind, 0, TEXT(""), &args, first);
}

const struct formula *syntax_binary(struct syntax_parser *p, enum formula_kind kind, const struct formula *a,
                                    const struct formula *b, size_t first)
{
    struct gathered args = {0};
    syntax_gather(p, &args, a);
    syntax_gather(p, &args, b);
    return syntax_node(p, kind, 0, TEXT(""), &args, first);
}

/* One of its kind as it is, several as a node. */
static const struct formula *joined(struct syntax_parser *p, enum formula_kind kind, const struct gathered *args, size_t first)
{
    return args->count == 1 ? args->items[0] : syntax_node(p, kind, 0, TEXT(""), args, first);
}

/* "1 1/2" in plain text; \frac behind an integer is for the product to see */
static bool mixed_at(const struct syntax_parser *p)
{
    const struct lexeme *a = syntax_peek(p, 0), *slash = syntax_peek(p, 1), *b = syntax_peek(p, 2);
    return a->kind == LEXEME_NUMBER && a->spaced && syntax_sign(p, 1, '/') && b->kind == LEXEME_NUMBER && !slash->spaced &&
           !b->spaced && a->text.size <= b->text.size && a->text.size < 6;
}

static const struct formula *mixed(struct syntax_parser *p, const struct formula *whole, size_t first)
{
    size_t const at = p->at;
    const struct formula *above = syntax_argument(p);
    if (!p->failed && at + 1 == p->at) { /* a number of digits, not \frac */
        p->at++;
        above = syntax_binary(p, FORMULA_DIV, above, syntax_argument(p), at);
    }
    return syntax_binary(p, FORMULA_ADD, whole, above, first);
}

static bool is_integer(const struct formula *f)
{
    return f && f->kind == FORMULA_NUMBER && !f->bracketed && memchr(f->text.at, '.', f->text.size) == NULL;
}

static bool is_unit_word(const struct lexeme *t)
{
    static const char *const joins = "if for where when so since is are because then which that with thus hence but";
    struct text word = t->text;
    for (size_t i = 0; i < word.size; i++)
        if (word.at[i] == ' ')
            word.size = i;
    return t->kind == LEXEME_WORDS && t->text.size && !text_is_among(word, text_of(joins));
}

/* Words behind a quantity: its unit, with what may follow: cm^2, miles/hour. */
static const struct formula *unit_of_quantity(struct syntax_parser *p, const struct formula *quantity, size_t first)
{
    size_t const start = syntax_peek(p, 0)->start;
    struct text name = syntax_peek(p, 0)->text;
    p->at++;
    bool longer = false;
    while ((syntax_sign(p, 0, '/') && syntax_peek(p, 1)->kind == LEXEME_WORDS) ||
           (syntax_sign(p, 0, '^') && syntax_peek(p, 1)->kind == LEXEME_NUMBER)) {
        p->at += 2;
        longer = true;
    }
    if (longer) {
        struct text const raw = text_part(p->text, start, p->items[p->at - 1].end);
        char *clean = arena_alloc(p->arena, raw.size + 1);
        size_t size = 0;
        bool command = false;
        for (size_t i = 0; i < raw.size; i++) { /* \text{cm}^2 -> cm^2 */
            command = raw.at[i] == '\\' || (command && is_letter(raw.at[i]));
            if (!command && !strchr("{} ", raw.at[i]))
                clean[size++] = raw.at[i];
        }
        name = (struct text){clean, size};
    }
    struct gathered args = {0};
    syntax_gather(p, &args, quantity);
    return syntax_node(p, FORMULA_UNIT, 0, name, &args, first);
}

/* What stands side by side behind "/", under READING_SLASH_TAKES_ALL */
static const struct formula *divisor(struct syntax_parser *p)
{
    size_t const first = p->at;
    struct gathered factors = {0};
    syntax_gather(p, &factors, syntax_power(p));
    bool const more =
        !p->failed && syntax_begins(p) && syntax_peek(p, 0)->kind != LEXEME_NUMBER && syntax_peek(p, 0)->kind != LEXEME_WORDS;
    if (more && syntax_reads(p, READING_SLASH_TAKES_ALL))
        while (!p->failed && syntax_begins(p) && syntax_peek(p, 0)->kind != LEXEME_NUMBER &&
               syntax_peek(p, 0)->kind != LEXEME_WORDS)
            syntax_gather(p, &factors, syntax_power(p));
    return joined(p, FORMULA_MUL, &factors, first);
}

static bool modulo_at(const struct syntax_parser *p)
{
    const struct lexeme *t = syntax_peek(p, 0);
    if (t->kind != LEXEME_COMMAND || (t->sub != COMMAND_BMOD && t->sub != COMMAND_MOD))
        return false;
    return t->sub == COMMAND_BMOD || (!p->congruence && !text_equal(t->text, TEXT("\\pmod")));
}

/* "17 mod 5", "u × v": what stands before goes into a call (enum formula_function) with the power behind the sign. */
static void call_with_next(struct syntax_parser *p, uint8_t function, struct text name, struct gathered *factors, size_t first)
{
    struct gathered args = {0};
    p->at++;
    syntax_gather(p, &args, joined(p, FORMULA_MUL, factors, first));
    syntax_gather(p, &args, syntax_power(p));
    factors->count = 0;
    syntax_gather(p, factors, syntax_node(p, FORMULA_CALL, function, name, &args, first));
}

/* One more factor of a product, or what divides it; false if the product ends here. */
static bool factor(struct syntax_parser *p, struct gathered *factors, size_t first, bool narrow)
{
    const struct lexeme *t = syntax_peek(p, 0);
    const struct formula *last = factors->items[factors->count - 1];
    bool const number = t->kind == LEXEME_NUMBER;
    bool const behind = last->kind == FORMULA_FACTORIAL && p->syntax == SYNTAX_LATEX; /* 3!2! */
    bool const digits = is_integer(last) || (last->kind == FORMULA_NUMBER && p->items[p->at - 1].sign == '}');
    bool const apart =
        t->wide || (digits && t->kind == LEXEME_OPEN && t->sign == '{'); /* 355\boxed{680}, \underline{4}\underline{5} */
    if (!narrow && syntax_sign(p, 0, '*')) {
        p->at++;
        syntax_gather(p, factors, syntax_power(p));
    } else if (!narrow && syntax_sign(p, 0, 'x')) {
        call_with_next(p, FUNCTION_UNKNOWN, TEXT("×"), factors, first);
    } else if (syntax_sign(p, 0, '/') && (!narrow || !(p->readings & READING_NARROW_FUNCTION))) {
        p->met |= narrow ? READING_NARROW_FUNCTION : 0;
        p->at++;
        const struct formula *above = joined(p, FORMULA_MUL, factors, first);
        factors->count = 0;
        syntax_gather(p, factors, syntax_binary(p, FORMULA_DIV, above, divisor(p), first));
    } else if (!narrow && modulo_at(p)) {
        call_with_next(p, FUNCTION_MOD, TEXT(""), factors, first);
    } else if (!narrow && is_unit_word(t)) {
        const struct formula *quantity = joined(p, FORMULA_MUL, factors, first);
        factors->count = 0;
        syntax_gather(p, factors, unit_of_quantity(p, quantity, first));
    } else if (is_integer(last) && number && mixed_at(p)) {
        factors->items[factors->count - 1] = mixed(p, last, p->at - 1);
    } else if (!apart && syntax_begins(p) && (!number || behind || syntax_sign(p, 1, '^')) && t->kind != LEXEME_WORDS &&
               !(narrow && (t->kind == LEXEME_FUNCTION || syntax_function_in_bracket(p)))) {
        size_t const at = p->at;
        const struct formula *next = syntax_power(p);
        bool const fraction = is_integer(last) && p->items[at].kind == LEXEME_COMMAND;
        const struct formula *both = fraction ? syntax_mixed(p, last, next, at - 1) : NULL;
        if (both)
            factors->items[factors->count - 1] = both;
        else
            syntax_gather(p, factors, next);
    } else {
        return false;
    }
    return !p->failed;
}

const struct formula *syntax_product(struct syntax_parser *p, bool narrow)
{
    size_t const first = p->at;
    struct gathered factors = {0};
    syntax_gather(p, &factors, syntax_power(p));
    if (narrow && !p->failed && syntax_begins(p) && syntax_peek(p, 0)->kind != LEXEME_FUNCTION &&
        syntax_peek(p, 0)->kind != LEXEME_WORDS && syntax_reads(p, READING_NARROW_FUNCTION) &&
        factors.items[0]->kind != FORMULA_NUMBER)
        return factors.items[0];
    while (!p->failed && factor(p, &factors, first, narrow))
        ;
    return p->failed ? NULL : joined(p, FORMULA_MUL, &factors, first);
}

static enum formula_kind sign_kind(const struct syntax_parser *p)
{
    return syntax_sign(p, 0, '-')   ? FORMULA_NEG
           : syntax_sign(p, 0, 'p') ? FORMULA_PM
           : syntax_sign(p, 0, 'm') ? FORMULA_MP
           : syntax_sign(p, 0, '+') ? FORMULA_ADD
                                    : FORMULA_DOTS;
}

/* A term with the signs before it. */
static const struct formula *term(struct syntax_parser *p)
{
    size_t const first = p->at;
    enum formula_kind const sign = sign_kind(p);
    if (sign == FORMULA_DOTS)
        return syntax_product(p, false);
    if (++p->depth > FORMULA_DEPTH_MAX)
        return syntax_fail(p);
    p->at++;
    bool const power = sign == FORMULA_NEG && syntax_peek(p, 0)->kind == LEXEME_NUMBER && syntax_sign(p, 1, '^');
    p->negates = power && syntax_reads(p, READING_MINUS_POWER);
    bool const inside = p->negates;
    const struct formula *a = term(p);
    p->depth--;
    return p->failed ? NULL : sign == FORMULA_ADD || inside ? a : syntax_unary(p, sign, a, first);
}

const struct formula *syntax_sum(struct syntax_parser *p)
{
    size_t const first = p->at;
    struct gathered terms = {0};
    syntax_gather(p, &terms, term(p));
    while (!p->failed && sign_kind(p) != FORMULA_DOTS)
        syntax_gather(p, &terms, (p->at += syntax_sign(p, 0, '+'), term(p)));
    return p->failed ? NULL : joined(p, FORMULA_ADD, &terms, first);
}

static const struct formula *ratio(struct syntax_parser *p)
{
    size_t const first = p->at;
    struct gathered members = {0};
    char *signs = NULL;
    syntax_gather(p, &members, syntax_sum(p));
    while (!p->failed && syntax_sign(p, 0, ':')) {
        p->at++;
        syntax_gather(p, &members, syntax_sum(p));
    }
    if (p->failed || members.count == 1)
        return p->failed ? NULL : members.items[0];
    signs = arena_alloc(p->arena, members.count);
    memset(signs, ':', members.count);
    return syntax_node(p, FORMULA_CHAIN, 0, (struct text){signs, members.count - 1}, &members, first);
}

static const struct formula *set_operations(struct syntax_parser *p)
{
    static const struct {
        char sign;
        enum formula_kind kind;
    } operations[] = {{'U', FORMULA_UNION}, {'I', FORMULA_INTERSECTION}, {'\\', FORMULA_MINUS}};
    size_t const first = p->at;
    const struct formula *left = ratio(p);
    for (size_t i = 0; i < COUNT(operations); i++) {
        struct gathered members = {0};
        if (p->failed || !syntax_sign(p, 0, operations[i].sign))
            continue;
        syntax_gather(p, &members, left);
        while (!p->failed && syntax_sign(p, 0, operations[i].sign)) {
            p->at++;
            syntax_gather(p, &members, ratio(p));
        }
        left = syntax_node(p, operations[i].kind, 0, TEXT(""), &members, first);
    }
    return left;
}

/* Whether a relation stands here; a bar between two operands divides. */
static bool relation_at(const struct syntax_parser *p, char *sign)
{
    const struct lexeme *t = syntax_peek(p, 0);
    bool const divides = t->kind == LEXEME_OPEN && t->sign == '|' && p->bars == 0;
    *sign = t->sign;
    return t->kind == LEXEME_RELATION || divides;
}

/* Skips to the next relation or to what ends the chain, brackets apart; the lexemes skipped become one opaque member. */
static const struct formula *skipped_member(struct syntax_parser *p, size_t first)
{
    int depth = 0;
    p->at = first;
    for (const struct lexeme *t; (t = syntax_peek(p, 0))->kind != LEXEME_END; p->at++) {
        if (depth == 0 && (t->kind == LEXEME_RELATION || t->kind == LEXEME_LOGIC || (t->kind == LEXEME_SIGN && t->sign == ',')))
            break;
        depth += (t->kind == LEXEME_OPEN && t->sign != '|') || t->kind == LEXEME_BEGIN;
        depth -= (t->kind == LEXEME_CLOSE && t->sign != '|') || t->kind == LEXEME_FINISH;
        if (depth < 0)
            break;
    }
    if (p->at == first)
        return syntax_fail(p);
    p->failed = false;
    struct text const raw = text_part(p->text, p->items[first].start, p->items[p->at - 1].end);
    return syntax_node(p, FORMULA_OPAQUE, 0, raw, NULL, first);
}

static const struct formula *member(struct syntax_parser *p)
{
    size_t const first = p->at;
    unsigned const depth = p->depth, bars = p->bars;
    const struct formula *f = set_operations(p);
    if (!(p->readings & SYNTAX_TOLERANT) || depth > 1)
        return f;
    const struct lexeme *t = syntax_peek(p, 0);
    bool const ends = t->kind == LEXEME_END || t->kind == LEXEME_RELATION || t->kind == LEXEME_LOGIC || t->kind == LEXEME_CLOSE ||
                      t->kind == LEXEME_COMMAND || (t->kind == LEXEME_SIGN && strchr(",;n", t->sign)) ||
                      (t->kind == LEXEME_OPEN && strchr("(|", t->sign));
    if (!p->failed && ends)
        return f;
    p->depth = depth;
    p->bars = bars;
    return skipped_member(p, first);
}

/* (mod 7), \pmod{7}, \mod 7 behind a chain */
static const struct formula *modulus(struct syntax_parser *p)
{
    bool const bracket = syntax_peek(p, 0)->kind == LEXEME_OPEN && syntax_peek(p, 0)->sign == '(' &&
                         syntax_peek(p, 1)->kind == LEXEME_COMMAND && syntax_peek(p, 1)->sub == COMMAND_MOD;
    if (!bracket && !syntax_command(p, COMMAND_MOD))
        return NULL;
    p->at += bracket ? 2 : 1;
    const struct formula *m = bracket ? syntax_sum(p) : syntax_power(p);
    if (bracket && !p->failed) {
        if (syntax_peek(p, 0)->kind != LEXEME_CLOSE)
            return syntax_fail(p);
        p->at++;
    }
    return m;
}

static void set_relations(char *signs, size_t count, char from, char to)
{
    for (size_t i = 0; i < count; i++)
        if (signs[i] == from)
            signs[i] = to;
}

static const struct formula *chain(struct syntax_parser *p)
{
    size_t const first = p->at;
    struct gathered members = {0};
    char signs[64], sign;
    size_t count = 0;
    bool const congruence = p->congruence;
    syntax_gather(p, &members, member(p));
    while (!p->failed && count < sizeof signs && relation_at(p, &sign)) {
        signs[count++] = sign;
        p->at++;
        if (sign == '#' && syntax_peek(p, 0)->kind == LEXEME_RELATION) /* \not\equiv */
            p->at++;
        p->congruence |= sign == '%';
        syntax_gather(p, &members, member(p));
    }
    p->congruence = congruence;
    if (p->failed || count == 0)
        return p->failed ? NULL : members.items[0];
    for (size_t i = 0; i < count && count > 1; i++)
        if (strchr("ENCSDT", signs[i]))
            return syntax_fail(p);
    if (count == 1 && strchr("ENCSDT", signs[0])) { /* A ∋ x, B ⊃ A: the other way round */
        const struct formula *left = members.items[0];
        members.items[0] = members.items[1];
        members.items[1] = left;
        signs[0] = (char)(signs[0] - 'A' + 'a');
    }
    const struct formula *m = modulus(p);
    if (m)
        syntax_gather(p, &members, m);
    if (m || !(p->readings & SYNTAX_TOLERANT)) /* in running text the modulus may stand elsewhere */
        set_relations(signs, count, m ? '=' : '%', m ? '%' : '=');
    return syntax_node(p, FORMULA_CHAIN, 0, text_copy(p->arena, (struct text){signs, count}), &members, first);
}

/* Members between commas (or semicolons) */
static const struct formula *list(struct syntax_parser *p)
{
    size_t const first = p->at;
    struct gathered members = {0};
    syntax_gather(p, &members, chain(p));
    while (!p->failed && (syntax_sign(p, 0, ',') || syntax_sign(p, 0, ';'))) {
        p->at++;
        if (syntax_peek(p, 0)->kind == LEXEME_LOGIC) /* "1, 2, and 3" */
            p->at++;
        syntax_gather(p, &members, chain(p));
    }
    return p->failed ? NULL : joined(p, FORMULA_LIST, &members, first);
}

enum { LEVEL_OR = 3 };

static const struct formula *logic(struct syntax_parser *p, int level);

/* A xor B is "not (A iff B)", and xnor "A iff B". */
static const struct formula *either(struct syntax_parser *p, struct gathered *members, size_t first)
{
    while (!p->failed && syntax_peek(p, 0)->kind == LEXEME_LOGIC && strchr("xn", syntax_peek(p, 0)->sign)) {
        bool const both = syntax_peek(p, 0)->sign == 'n';
        p->at++;
        const struct formula *same = syntax_binary(p, FORMULA_IFF, members->items[0], logic(p, LEVEL_OR), first);
        members->items[0] = p->failed || both ? same : syntax_unary(p, FORMULA_NOT, same, first);
    }
    return p->failed ? NULL : members->items[0];
}

static const struct formula *logic(struct syntax_parser *p, int level)
{
    static const struct {
        char sign;
        enum formula_kind kind;
    } levels[] = {{'=', FORMULA_IFF}, {'>', FORMULA_IMPLIES}, {'x', FORMULA_IFF}, {'|', FORMULA_OR}, {'&', FORMULA_AND}};
    size_t const first = p->at;
    if (level == COUNT(levels)) {
        if (syntax_peek(p, 0)->kind != LEXEME_LOGIC || syntax_peek(p, 0)->sign != '!')
            return list(p);
        p->at++;
        return syntax_unary(p, FORMULA_NOT, list(p), first);
    }
    struct gathered members = {0};
    syntax_gather(p, &members, logic(p, level + 1));
    if (levels[level].sign == 'x')
        return either(p, &members, first);
    while (!p->failed && syntax_peek(p, 0)->kind == LEXEME_LOGIC && syntax_peek(p, 0)->sign == levels[level].sign) {
        p->at++;
        syntax_gather(p, &members, logic(p, level + 1));
    }
    return p->failed ? NULL : joined(p, levels[level].kind, &members, first);
}

const struct formula *syntax_everything(struct syntax_parser *p)
{
    if (++p->depth > FORMULA_DEPTH_MAX)
        return syntax_fail(p);
    const struct formula *f = logic(p, 0);
    p->depth--;
    return f;
}

/* Without the stop of the sentence around it; an ellipsis stays. */
static struct text without_stop(struct text text)
{
    text = text_trim(text);
    while (text.size && strchr(".,;:", text.at[text.size - 1]) && !text_ends(text, TEXT(".."))) {
        text.size--;
        text = text_trim(text);
    }
    return text;
}

const struct formula *syntax_read(struct text text, enum syntax syntax, unsigned readings, struct arena *arena, unsigned *met)
{
    struct lexemes lexemes;
    if (met)
        *met = 0;
    struct text const whole = without_stop(text);
    if (!lexemes_read(whole, syntax, readings, arena, &lexemes))
        return NULL;
    struct syntax_parser p = {
        .items = lexemes.items, .last = lexemes.count - 1, .syntax = syntax, .readings = readings, .text = whole, .arena = arena};
    for (size_t i = 0; i < lexemes.count; i++)
        p.met |= lexemes.items[i].separated ? READING_COMMA_LIST : 0;
    p.met |= readings & READING_COMMA_LIST;
    const struct formula *f = syntax_everything(&p);
    if (met)
        *met = p.met;
    return p.failed || p.at != p.last ? NULL : f;
}
