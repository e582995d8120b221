#include "claim.h"

#include "reach.h"

struct finder {
    struct text text;
    const struct tokens *tokens;
    struct arena *arena;
    uint32_t step;
    struct claim *claims;
    size_t count, room;
    bool announced; /* words announce a rounding */
};

/* A relation and where the expression to its left starts (its own first token if there is none). */
struct place {
    struct relation relation;
    uint32_t start;
};

static bool is_worded(const struct relation *r)
{
    return r->kind == RELATION_IS || r->kind == RELATION_PHRASE;
}

/* All of [first, end), or nothing; with asides only where it cannot be read without. */
static struct expr parse_all(const struct finder *f, uint32_t first, uint32_t end)
{
    struct expr e;
    if (parse_expr(f->text, f->tokens, first, end, 0, f->arena, &e) == end)
        return e;
    if (f->tokens->latex || parse_expr(f->text, f->tokens, first, end, READ_ASIDES, f->arena, &e) != end)
        e.count = 0;
    return e;
}

static bool same_extent(const struct expr *a, const struct expr *b)
{
    return a->last == b->last;
}

/* May an operator follow, behind the units at `at`? */
static bool operator_behind(const struct finder *f, uint32_t at)
{
    const struct token *t = tokens_at(f->tokens, phrase_units(f->tokens, at, (uint32_t)f->tokens->count));
    if (t->kind != TOKEN_WORD)
        return t->kind == TOKEN_SIGN;
    return (t->word.role >= WORD_TIMES && t->word.role <= WORD_OF) || phrase_is_x(f->text, t);
}

/* The right side where no chain goes on: as much as is written without words between, and with them. */
static void parse_right(const struct finder *f, uint32_t first, struct claim *claim)
{
    if (first < f->tokens->count && f->tokens->items[first].kind == TOKEN_STOP && f->tokens->items[first].sign == '*')
        first++; /* "= **60**" */
    uint32_t const end = (uint32_t)f->tokens->count;
    struct expr brief, longer;
    uint32_t const stop = parse_expr(f->text, f->tokens, first, end, READ_SHORT, f->arena, &brief);
    claim->right = brief;
    if (brief.count == 0 || stop >= end || f->tokens->items[stop].kind != TOKEN_WORD || !operator_behind(f, stop))
        return;
    parse_expr(f->text, f->tokens, first, end, 0, f->arena, &longer);
    if (longer.count && !same_extent(&brief, &longer)) {
        claim->right = longer;
        claim->other_right = brief;
    }
}

/* The member of a chain; "= 360 divided by 5 is" may also end at 360. */
static struct expr parse_member(const struct finder *f, uint32_t first, uint32_t end, struct claim *claim)
{
    struct expr const whole = parse_all(f, first, end);
    struct expr brief;
    parse_expr(f->text, f->tokens, first, end, READ_SHORT, f->arena, &brief);
    if (whole.count && brief.count && !same_extent(&whole, &brief))
        claim->other_right = brief;
    return whole;
}

static void keep(struct finder *f, const struct place *place, struct claim claim)
{
    const struct token *items = f->tokens->items;
    claim.step = f->step;
    claim.relation = place->relation.at;
    claim.sign = place->relation.sign;
    claim.phrase = place->relation.kind == RELATION_PHRASE;
    claim.start = items[claim.left.first].start;
    claim.end = items[claim.right.last - 1].end;
    claim.approximate = claim.sign == '~' || f->announced || claim.right.dots || claim.left.dots;
    claim.truth = TRUTH_UNKNOWN;
    if (f->count == f->room) {
        struct claim *more = ARENA_ARRAY(f->arena, struct claim, f->room * 4);
        memcpy(more, f->claims, f->count * sizeof *more);
        f->claims = more;
        f->room *= 4;
    }
    f->claims[f->count++] = claim;
}

/* "is" makes a claim only right behind an operation: not "1/4 of her money is $40" */
static bool is_operation(const struct finder *f, uint32_t start, const struct relation *r)
{
    struct expr const e = parse_all(f, start, r->from);
    return e.count && !expr_is_bare(&e) && !expr_is_share(&e, f->tokens) && (e.last == r->from || r->kind == RELATION_PHRASE);
}

/* Is there an operator left of what was reached that it should go on to? */
static bool is_cut_short(const struct finder *f, const struct place *place, uint32_t least)
{
    const struct token *items = f->tokens->items;
    if (place->start > least && items[place->start - 1].kind == TOKEN_SIGN)
        return true;
    for (uint32_t i = place->start; i < place->relation.from; i++)
        if (items[i].kind == TOKEN_SIGN)
            return false;
    for (uint32_t i = place->start; i > least; i--)
        if (items[i - 1].kind == TOKEN_SIGN || phrase_is_x(f->text, &items[i - 1]))
            return true;
    return false;
}

static void reach_over_asides(const struct finder *f, struct place *place, uint32_t least)
{
    uint32_t const start = reach_start(f->text, f->tokens, least, place->relation.from, true);
    if (start >= place->start || (start == least && least > 0)) /* what follows a relation is its right side */
        return;
    struct expr const e = parse_all(f, start, place->relation.from);
    if (e.count && !expr_is_bare(&e))
        place->start = start;
}

/* The first token from `at` on that relates, or announces a rounding. Most do not, so all are asked at once. */
static uint32_t next_relation(const struct tokens *tokens, uint32_t at)
{
    uint64_t const roles = UINT64_C(1) << WORD_ROUNDING | UINT64_C(1) << WORD_IS | UINT64_C(1) << WORD_EQUALS |
                           UINT64_C(1) << WORD_JOINS | UINT64_C(1) << WORD_OF;
    const struct token *t = tokens->items + at, *const end = tokens->items + tokens->count;
    while (t < end && !((t->kind == TOKEN_RELATION) | (roles >> t->word.role & 1)))
        t++;
    return (uint32_t)(t - tokens->items);
}

static size_t find_places(struct finder *f, struct place *places)
{
    size_t count = 0;
    uint32_t least = 0;
    for (uint32_t i = 0; (i = next_relation(f->tokens, i)) < f->tokens->count && count < CLAIMS_MAX; i++) {
        const struct token *t = &f->tokens->items[i];
        if (token_is(t, WORD_ROUNDING)) {
            f->announced = true;
            continue;
        }
        struct relation const r = relation_at(f->text, f->tokens, i);
        if (r.kind == RELATION_NONE || r.from < least) {
            if (t->kind == TOKEN_RELATION)
                least = i + 1;
            continue;
        }
        struct place place = {.relation = r, .start = reach_start(f->text, f->tokens, least, r.from, false)};
        if (is_worded(&r) && !is_operation(f, place.start, &r))
            continue;
        if (!is_worded(&r) && !f->tokens->latex && is_cut_short(f, &place, least))
            reach_over_asides(f, &place, least);
        places[count++] = place;
        least = r.at + 1;
        i = r.at;
    }
    return count;
}

/* "8 batches = 5.5 * 8 = 44 cups", "Week 4 = 48 + 48 = 96": what is worked out is named first; no number is claimed of it. Not
 * so where the same thing is counted again: "16 eggs = 5 * 3 = 15 eggs". */
static bool is_name(const struct finder *f, const struct claim *claim, const struct place *at)
{
    const struct token *items = f->tokens->items;
    const struct expr *e = &claim->left;
    if (!expr_is_bare(e) || claim->chained || !claim->continued || expr_is_bare(&claim->right) ||
        at->relation.kind == RELATION_IS)
        return false;
    const struct token *label = e->first ? &items[e->first - 1] : NULL, *noun = &items[at->relation.from - 1];
    if (e->last == at->relation.from)
        return label && token_is(label, WORD_PLAIN) && to_lower(f->text.at[label->start]) != f->text.at[label->start];
    struct text const name = text_part(f->text, noun->start, noun->end);
    for (uint32_t i = at->relation.at + 1; i < f->tokens->count; i++)
        if (items[i].kind == TOKEN_WORD && text_equal_nocase(text_part(f->text, items[i].start, items[i].end), name))
            return false;
    return noun->kind == TOKEN_WORD;
}

static bool is_equal(const struct finder *f, const struct claim *claim)
{
    struct value left, right;
    bool equal = false;
    if (expr_eval(&claim->left, f->tokens, f->tokens->numbers, false, &left) != STATUS_OK)
        return false;
    if (expr_eval(&claim->right, f->tokens, f->tokens->numbers, false, &right) == STATUS_OK) {
        equal = value_equal(&left, &right);
        value_clear(&right);
    }
    value_clear(&left);
    return equal;
}

static bool has_unit(const struct finder *f, uint32_t from, uint32_t end)
{
    struct unit unit;
    for (uint32_t i = from; i < MIN(end, (uint32_t)f->tokens->count); i++) {
        const struct token *t = &f->tokens->items[i];
        if (t->kind == TOKEN_WORD && unit_of(text_part(f->text, t->start, t->end), &unit))
            return true;
    }
    return false;
}

/* "one cup equals 250 ml", "half of the fruit equals 9 pieces": what is exchanged for what; a claim only between known units */
static bool is_rate(const struct finder *f, const struct claim *claim, const struct place *at)
{
    return at->relation.kind == RELATION_EQUALS && !claim->chained && expr_is_bare(&claim->left) && expr_is_bare(&claim->right) &&
           !(has_unit(f, claim->left.last, at->relation.from) && has_unit(f, claim->right.last, claim->right.last + 1));
}

static bool is_claim(const struct finder *f, const struct claim *claim, const struct place *at)
{
    if (!claim->left.count || !claim->right.count || is_name(f, claim, at) || is_rate(f, claim, at))
        return false;
    bool const compared = relation_is_order(at->relation.sign) && at->relation.from < at->relation.at;
    if (compared && claim->left.last != at->relation.from) /* "5 days ago there were less than 50" */
        return false;
    if (is_worded(&at->relation) && (expr_is_bare(&claim->left) || !expr_is_bare(&claim->right)))
        return false;
    return at->relation.kind != RELATION_PHRASE || is_equal(f, claim);
}

size_t claims_find(struct text text, const struct tokens *tokens, uint32_t step, struct arena *arena, struct claim **out)
{
    struct claim few[2];
    struct finder f = {.text = text, .tokens = tokens, .arena = arena, .step = step, .claims = few, .room = COUNT(few)};
    struct place places[CLAIMS_MAX];
    size_t const count = find_places(&f, places);
    bool operation = false;   /* the chain so far holds one */
    struct expr before = {0}; /* the member between the last two relations, where they make a chain */
    for (size_t i = 0; i < count; i++) {
        struct place const *here = &places[i], *next = i + 1 < count ? &places[i + 1] : NULL;
        const struct relation *r = &here->relation;
        bool const linked = i > 0 && here->start == places[i - 1].relation.at + 1;
        bool const order = relation_is_order(r->sign) || (i > 0 && relation_is_order(places[i - 1].relation.sign));
        bool const goes_on = next && next->start == r->at + 1;
        struct claim claim = {.chained = linked && operation && !order, .continued = goes_on};
        operation = linked && operation && !order;
        claim.left = linked ? before : here->start < r->from ? parse_all(&f, here->start, r->from) : (struct expr){0};
        operation = operation || (claim.left.count && !expr_is_bare(&claim.left));
        if (goes_on)
            before = claim.right = parse_member(&f, r->at + 1, next->relation.from, &claim);
        else
            parse_right(&f, r->at + 1, &claim);
        if (is_claim(&f, &claim, here))
            keep(&f, here, claim);
        else
            operation = false; /* what follows begins a new chain */
    }
    *out = ARENA_ARRAY(arena, struct claim, f.count + 1);
    memcpy(*out, f.claims, f.count * sizeof **out);
    return f.count;
}

void claim_values(const struct claim *c, const struct tokens *tokens, struct value out[2], bool known[2])
{
    const struct expr *const sides[] = {&c->left, &c->right, &c->other_right};
    struct value values[COUNT(sides)];
    bool found[COUNT(sides)];
    for (size_t i = 0; i < COUNT(sides); i++)
        found[i] = sides[i]->count &&
                   expr_eval(sides[i], tokens, tokens->numbers, i ? c->points_right : c->points_left, &values[i]) == STATUS_OK;
    bool const equal = found[0] && found[1] && value_equal(&values[0], &values[1]);
    size_t const right = !equal && found[2] && c->truth <= TRUTH_ROUNDS ? 2 : 1, other = 3 - right;
    if (found[other])
        value_clear(&values[other]);
    known[0] = found[0];
    known[1] = found[right];
    out[0] = found[0] ? values[0] : value_int(0);
    out[1] = found[right] ? values[right] : value_int(0);
}

const char *truth_name(enum truth truth)
{
    static const char *const names[] = {"holds", "rounds", "fails", "unknown"};
    return names[truth];
}
