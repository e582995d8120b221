/* formula: the sibling of the right formula: the perimeter for the area, the sum for the mean, ordered pairs for pairs, a
 * rectangle for a triangle. Cue words of the problem or the step say which formula is meant. */
#include "comparison.h"

enum { LEAVES_MAX = 12 };

/* The numbers of a bare expression: nothing but numbers, signs and brackets. */
struct leaves {
    uint32_t tokens[LEAVES_MAX];
    uint32_t count;
};

static const struct value *value_at(const struct step *step, uint32_t token)
{
    return &step->tokens.numbers[step->tokens.items[token].number];
}

static bool read_leaves(const struct step *step, const struct expr *e, struct leaves *out)
{
    out->count = 0;
    for (uint32_t i = e->first; i < e->last; i++) {
        const struct token *t = &step->tokens.items[i];
        bool const sign = t->kind == TOKEN_SIGN || t->kind == TOKEN_OPEN || t->kind == TOKEN_CLOSE || phrase_is_x(step->text, t);
        if ((t->kind != TOKEN_NUMBER && !sign) || out->count == LEAVES_MAX)
            return false;
        if (t->kind == TOKEN_NUMBER)
            out->tokens[out->count++] = i;
    }
    return out->count > 1;
}

static struct text part(const struct step *step, uint32_t first, uint32_t last)
{
    return text_part(step->text, step->tokens.items[first].start, step->tokens.items[last].end);
}

/* (a + b + c) / 3 -> a + b + c */
static bool mean(const struct subject *on, const struct derivation *d, struct text *out)
{
    const struct step *step = &on->steps[d->step];
    const struct expr *e = d->from;
    const struct node *root = &e->nodes[e->root];
    struct leaves leaves;
    if (root->kind != NODE_DIV || e->nodes[root->a].kind != NODE_ADD || e->nodes[root->b].kind != NODE_NUMBER ||
        !read_leaves(step, e, &leaves) || !operand_cue(on, d->step, TEXT("average averages averaged mean")))
        return false;
    uint32_t const close = e->nodes[root->b].a - 2;
    if (step->tokens.items[e->first].kind != TOKEN_OPEN || close <= e->first || step->tokens.items[close].kind != TOKEN_CLOSE ||
        !value_is_ratio(value_at(step, e->nodes[root->b].a), (int64_t)leaves.count - 1, 1))
        return false;
    *out = part(step, e->first + 1, close - 1);
    return true;
}

/* n * (n - 1) / 2 -> n * (n - 1), base * height / 2 -> base * height */
static bool halved(const struct subject *on, const struct derivation *d, struct text *out)
{
    const struct step *step = &on->steps[d->step];
    const struct expr *e = d->from;
    const struct node *root = &e->nodes[e->root];
    struct leaves leaves;
    if (root->kind != NODE_DIV || e->nodes[root->a].kind != NODE_MUL || e->nodes[root->b].kind != NODE_NUMBER ||
        !read_leaves(step, e, &leaves) || leaves.count != 3 || !value_is_ratio(value_at(step, leaves.tokens[2]), 2, 1) ||
        !operand_cue(on, d->step,
                     TEXT("triangle triangular triangles handshake handshakes pairs ways combinations games matches")))
        return false;
    bool const bracket = step->tokens.items[e->first].kind == TOKEN_OPEN;
    *out = part(step, bracket ? e->first + 1 : e->first, e->nodes[root->b].a - 2 - bracket);
    return true;
}

static struct text two(const struct step *step, const struct expr *e, const struct leaves *l, bool perimeter, struct arena *arena)
{
    struct text const first = part(step, l->tokens[0], l->tokens[0]), last = part(step, l->tokens[1], l->tokens[1]);
    bool const spaced = step->tokens.items[e->first + 1].flags & TOKEN_SPACED;
    struct buffer out = {0};
    buffer_format(&out,
                  perimeter ? spaced ? "2 * (%.*s + %.*s)" : "2*(%.*s+%.*s)"
                  : spaced  ? "%.*s * %.*s"
                            : "%.*s*%.*s",
                  (int)first.size, first.at, (int)last.size, last.at);
    return buffer_keep(&out, arena);
}

static bool step_says(const struct step *step, struct text words)
{
    for (uint32_t i = 0; i < step->tokens.count; i++)
        if (step->tokens.items[i].kind == TOKEN_WORD && text_is_among(part(step, i, i), words))
            return true;
    return false;
}

static bool is_length(struct text text, const struct tokens *tokens, uint32_t at)
{
    const struct token *t = tokens_at(tokens, at);
    struct unit unit;
    return t->kind == TOKEN_WORD && unit_of(text_part(text, t->start, t->end), &unit) && unit.dimension == 'l';
}

/* By the word behind it in the problem, or behind the result that it is. */
static bool operand_is_length(const struct subject *on, const struct operand *o, const struct value *value)
{
    for (size_t i = 0; i < on->givens_count; i++)
        if (mention_is(&on->givens[i], value) && is_length(on->problem, &on->problem_tokens, on->givens[i].end))
            return true;
    const struct derivation *from = o->result >= 0 ? &on->derivations[o->result] : NULL;
    return from && is_length(on->steps[from->step].text, &on->steps[from->step].tokens, from->result_token + 1);
}

/* 8 * 5 -> 2 * (8 + 5) */
static bool area(const struct subject *on, const struct derivation *d, struct arena *arena, struct text *out)
{
    const struct step *step = &on->steps[d->step];
    struct leaves leaves;
    if (d->from->nodes[d->from->root].kind != NODE_MUL || !read_leaves(step, d->from, &leaves) || leaves.count != 2 ||
        !step_says(step, TEXT("area areas")))
        return false;
    for (size_t k = 0; k < d->operands; k++)
        if (!operand_is_length(on, &on->operands[d->first_operand + k], value_at(step, on->operands[d->first_operand + k].token)))
            return false;
    *out = two(step, d->from, &leaves, true, arena);
    return true;
}

/* 2 * (8 + 5), 8 + 5 + 8 + 5 -> 8 * 5 */
static bool perimeter(const struct subject *on, const struct derivation *d, struct arena *arena, struct text *out)
{
    const struct step *step = &on->steps[d->step];
    struct leaves all, sides = {.count = 0};
    if (!read_leaves(step, d->from, &all))
        return false;
    for (uint32_t i = 0; i < all.count; i++) {
        bool known = value_is_ratio(value_at(step, all.tokens[i]), 2, 1);
        for (uint32_t k = 0; k < sides.count; k++)
            known = known || value_equal(value_at(step, all.tokens[i]), value_at(step, sides.tokens[k]));
        if (!known)
            sides.tokens[sides.count++] = all.tokens[i];
    }
    if (sides.count != 2)
        return false;
    struct value sum, twice;
    struct value const factor = value_int(2);
    if (value_add(value_at(step, sides.tokens[0]), value_at(step, sides.tokens[1]), &sum) != STATUS_OK)
        return false;
    bool const right = value_mul(&sum, &factor, &twice) == STATUS_OK && value_equal(&twice, &d->value) &&
                       operand_cue(on, d->step, TEXT("perimeter perimeters fence fencing"));
    if (right)
        *out = two(step, d->from, &sides, false, arena);
    return right;
}

static bool sibling(const struct subject *on, const struct derivation *d, struct arena *arena, struct text *out)
{
    return mean(on, d, out) || halved(on, d, out) || area(on, d, arena, out) || perimeter(on, d, arena, out);
}

static size_t sites(const struct subject *on, struct site *out, size_t max)
{
    size_t count = 0;
    for (size_t i = 0; i < on->derivations_count && count < max; i++)
        if (operand_alone(on, &on->derivations[i]) && on->derivations[i].operands > 1)
            out[count++] = (struct site){.claim = on->derivations[i].claim, .derivation = (int32_t)i, .weight = 1};
    return count;
}

static bool propose(const struct subject *on, const struct site *at, const struct tools *with, struct proposal *out)
{
    const struct derivation *d = &on->derivations[at->derivation];
    const struct step *step = &on->steps[d->step];
    const struct token *items = step->tokens.items;
    struct text becomes;
    if (with->attempt || !sibling(on, d, with->arena, &becomes))
        return false;
    *out = (struct proposal){.edit = {d->step, items[d->from->first].start, items[d->from->last - 1].end, becomes},
                             .computed = true};
    return true;
}

const struct injector injector_formula = {
    .name = "formula",
    .says = "the sibling of the right formula: perimeter for area, sum for mean, ordered pairs for pairs",
    .cls = DERAILED,
    .kind = CERTIFICATE_DERAILED,
    .sites = sites,
    .propose = propose,
    .explain = operand_explain,
};
