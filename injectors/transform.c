/* transform: an invalid rewriting. Of a formula: a sign lost, a factor forgotten, (a+b)^2 = a^2+b^2, a fraction upside down. Of a claim of
 * running text: its result is what the same slip would yield. */
#include "member.h"

struct place {
    const struct subject *on;
    const struct site *at;
    const struct tools *with;
    struct member member;
};

/* How a claim is worked out wrongly: one node of its left side is taken for another. */
enum slip { SLIP_NONE, SLIP_SIGN, SLIP_BRACKET, SLIP_DIVISION, SLIP_PERCENT };

static bool is_sum(const struct node *n)
{
    return n->kind == NODE_ADD || n->kind == NODE_SUB;
}

static unsigned sums(const struct expr *e)
{
    unsigned count = 0;
    for (uint32_t i = 0; i < e->count; i++)
        count += is_sum(&e->nodes[i]);
    return count;
}

static bool value_of(const struct expr *e, uint32_t node, const struct step *step, struct value *out)
{
    struct expr part = *e;
    part.root = node;
    return expr_eval(&part, &step->tokens, step->tokens.numbers, false, out) == STATUS_OK;
}

/* Between 0 and 1. */
static bool is_share(const struct expr *e, uint32_t node, const struct step *step)
{
    struct value const one = value_int(1);
    struct value v;
    if (!value_of(e, node, step, &v))
        return false;
    bool const share = value_sign(&v) > 0 && value_cmp(&v, &one) < 0;
    value_clear(&v);
    return share;
}

/* 0.2, 20% */
static bool is_percent(const struct expr *e, uint32_t node, const struct step *step)
{
    const struct node *n = &e->nodes[node];
    bool const decimal = n->kind == NODE_NUMBER && step->tokens.items[n->a].places > 0;
    return (decimal || n->kind == NODE_PERCENT) && is_share(e, node, step);
}

static enum slip slip_at(const struct expr *e, uint32_t node, const struct step *step)
{
    const struct node *n = &e->nodes[node];
    if (n->kind == NODE_SUB && sums(e) > 1 && !is_sum(&e->nodes[n->b]))
        return SLIP_SIGN;
    if (n->kind == NODE_MUL && is_sum(&e->nodes[n->a]) != is_sum(&e->nodes[n->b]))
        return SLIP_BRACKET;
    if (n->kind == NODE_DIV && is_share(e, n->b, step))
        return SLIP_DIVISION;
    return n->kind == NODE_MUL && (is_percent(e, n->a, step) || is_percent(e, n->b, step)) ? SLIP_PERCENT : SLIP_NONE;
}

/* (x + y)*c as x + y*c, c*(x + y) as c*x + y */
static void lose_bracket(struct node *nodes, uint32_t node)
{
    struct node const product = nodes[node];
    bool const first = nodes[product.a].kind == NODE_ADD || nodes[product.a].kind == NODE_SUB;
    uint32_t const at = first ? product.a : product.b;
    struct node const sum = nodes[at];
    nodes[at] = first ? (struct node){NODE_MUL, sum.b, product.b} : (struct node){NODE_MUL, product.a, sum.a};
    nodes[node] = first ? (struct node){sum.kind, sum.a, at} : (struct node){sum.kind, at, sum.b};
}

/* What the left side yields with that slip. */
static bool slipped(const struct expr *e, uint32_t node, enum slip slip, const struct step *step, struct arena *arena,
                    struct value *out)
{
    struct expr wrong = *e;
    struct value const tenth = {1, 10, NULL};
    struct value v;
    wrong.nodes = ARENA_ARRAY(arena, struct node, e->count);
    memcpy(wrong.nodes, e->nodes, e->count * sizeof *wrong.nodes);
    if (slip == SLIP_SIGN)
        wrong.nodes[node].kind = NODE_ADD;
    else if (slip == SLIP_BRACKET)
        lose_bracket(wrong.nodes, node);
    else if (slip == SLIP_DIVISION)
        wrong.nodes[node].kind = NODE_MUL;
    if (!value_of(&wrong, e->root, step, &v))
        return false;
    bool good = true;
    if (slip == SLIP_PERCENT) {
        good = value_mul(&v, &tenth, out) == STATUS_OK;
        value_clear(&v);
    } else {
        *out = v;
    }
    bool const plausible = good && value_is_small(out) && value_sign(out) > 0;
    if (good && !plausible)
        value_clear(out);
    return plausible;
}

/* What is left of something is no more than that was: 75 - 45 - 24 = 96 shows at a glance. */
static bool exceeds_whole(const struct expr *e, const struct step *step, const struct value *now)
{
    uint32_t first = e->root;
    struct value whole;
    for (uint32_t i = 0; i < e->count; i++)
        if (e->nodes[i].kind == NODE_ADD)
            return false;
    while (e->nodes[first].kind == NODE_SUB)
        first = e->nodes[first].a;
    if (first == e->root || !value_of(e, first, step, &whole))
        return false;
    bool const more = value_cmp(now, &whole) >= 0;
    value_clear(&whole);
    return more;
}

static bool suits(const struct subject *on, const struct derivation *d)
{
    const struct claim *c = &on->claims[d->claim];
    const struct step *step = &on->steps[d->step];
    const struct token *result = &step->tokens.items[d->result_token];
    return d->proved && c->truth == TRUTH_HOLDS && c->preferred && !c->continued && !c->points_left && d->from == &c->left &&
           expr_is_bare(&c->right) && result->kind == TOKEN_NUMBER && result->start > step->tokens.items[c->relation].start &&
           value_sign(&d->value) > 0;
}

static size_t sites(const struct subject *on, struct site *out, size_t max)
{
    size_t count = 0;
    for (size_t i = 0; i < on->derivations_count; i++) {
        const struct derivation *d = &on->derivations[i];
        for (uint32_t n = 0; suits(on, d) && n < d->from->count && count < max; n++)
            if (slip_at(d->from, n, &on->steps[d->step]) != SLIP_NONE)
                out[count++] = (struct site){.claim = d->claim, .derivation = (int32_t)i, .operand = n, .weight = 1};
    }
    return member_sites(on, 1, out, count, max);
}

static bool propose_result(const struct subject *on, const struct site *at, const struct tools *with, struct proposal *out)
{
    const struct derivation *d = &on->derivations[at->derivation];
    const struct step *step = &on->steps[d->step];
    const struct token *result = &step->tokens.items[d->result_token];
    enum slip const slip = slip_at(d->from, at->operand, step);
    struct value value;
    struct text becomes;
    if (with->attempt > 0 || !slipped(d->from, at->operand, slip, step, with->arena, &value) || value_equal(&value, &d->value) ||
        (d->value.den == 1 && value.den != 1) || exceeds_whole(d->from, step, &value) ||
        !quantity_text(step->text, result, &value, with->separated, with->arena, &becomes))
        return false;
    *out = (struct proposal){.edit = {d->step, result->start, result->end, becomes}, .value = value};
    return true;
}

static struct text explain_result(const struct subject *on, const struct site *at, const struct proposal *proposal,
                                  struct arena *arena)
{
    static const char *const slips[] = {[SLIP_SIGN] = "A sign is lost",
                                        [SLIP_BRACKET] = "A bracket is multiplied in part",
                                        [SLIP_DIVISION] = "A division is taken for a product",
                                        [SLIP_PERCENT] = "A decimal point is moved"};
    const struct derivation *d = &on->derivations[at->derivation];
    const struct step *step = &on->steps[d->step];
    struct buffer out = {0};
    buffer_format(&out, "%s: ", slips[slip_at(d->from, at->operand, step)]);
    expr_write(d->from, &step->tokens, step->tokens.numbers, false, &out);
    buffer_string(&out, " is ");
    value_write(&d->value, &out);
    buffer_format(&out, ", not %.*s.", (int)proposal->edit.becomes.size, proposal->edit.becomes.at);
    struct text const text = text_copy(arena, buffer_text(&out));
    buffer_free(&out);
    return text;
}

/* The nodes of a kind in the member, in the order of the text, exponents left out. */
static size_t collect(const struct formula *f, enum formula_kind kind, const struct formula **out, size_t count)
{
    if (f->kind == kind && count < MEMBER_PARTS_MAX)
        out[count++] = f;
    for (size_t i = 0; i < (f->kind == FORMULA_POW ? 1u : f->count); i++)
        count = collect(f->args[i], kind, out, count);
    return count;
}

static const struct formula *any(const struct place *p, enum formula_kind kind)
{
    const struct formula *found[MEMBER_PARTS_MAX];
    size_t const count = collect(p->member.right, kind, found, 0);
    return count ? found[random_below(p->with->random, count)] : NULL;
}

/* x^2 - 6x + 9 -> x^2 + 6x + 9 */
static bool lose_sign(const struct place *p, struct edit *out)
{
    const struct formula *sum = any(p, FORMULA_ADD);
    if (!sum)
        return false;
    const struct formula *term = sum->args[1 + random_below(p->with->random, sum->count - 1u)];
    if (term->kind == FORMULA_NEG)
        term = term->args[0];
    struct edit const e = member_edit(p->on, p->at, term);
    struct text const step = p->on->steps[e.step].text;
    uint32_t at = e.start;
    while (at > 0 && step.at[at - 1] == ' ')
        at--;
    if (at == 0 || !strchr("+-", step.at[at - 1]))
        return false;
    *out = (struct edit){e.step, at - 1, at, step.at[at - 1] == '+' ? TEXT("-") : TEXT("+")};
    return true;
}

/* x = -3 -> x = 3, x = 3 -> x = -3 */
static bool lose_first_sign(const struct place *p, struct edit *out)
{
    const struct formula *value = p->member.right;
    bool const minus = value->kind == FORMULA_NEG;
    *out = member_edit(p->on, p->at, minus ? value->args[0] : value);
    struct text const step = p->on->steps[out->step].text;
    bool const unknown = p->member.left->kind == FORMULA_SYMBOL && p->member.left->text.size == 1; /* AB is a length */
    if ((minus ? value->args[0] : value)->kind != FORMULA_NUMBER || (!minus && !unknown) || text_equal(out->becomes, TEXT("0")) ||
        (minus && (out->start == 0 || step.at[out->start - 1] != '-')))
        return false;
    struct buffer turned = {0};
    buffer_string(&turned, minus ? "" : "-");
    buffer_add(&turned, out->becomes);
    out->start -= minus;
    out->becomes = text_copy(p->with->arena, buffer_text(&turned));
    buffer_free(&turned);
    return true;
}

static bool small_number(const struct formula *f, int64_t *out)
{
    struct value v;
    if (f->kind != FORMULA_NUMBER || value_read(f->text, &v) != STATUS_OK)
        return false;
    bool const good = value_is_small(&v) && v.den == 1 && v.num > 1 && v.num < 10000;
    *out = v.num;
    value_clear(&v);
    return good;
}

/* 3(x + 2) = 3x + 6 -> 3x + 2: one of two factors that stand left is forgotten. */
static bool forget_factor(const struct place *p, struct edit *out)
{
    const struct formula *left[MEMBER_PARTS_MAX], *product = any(p, FORMULA_NUMBER);
    int64_t whole, a, b;
    size_t const count = member_numbers(p->member.left, true, left);
    if (!product || !count || !small_number(product, &whole))
        return false;
    size_t const first = random_below(p->with->random, count);
    if (!small_number(left[first], &a) || whole % a || whole == a)
        return false;
    for (size_t i = 0; i < count; i++)
        if (i != first && small_number(left[i], &b) && a * b == whole) {
            *out = member_edit(p->on, p->at, product);
            bool const same = text_equal(out->becomes, product->text);
            out->becomes = left[i]->text;
            return same;
        }
    return false;
}

/* (a + b)^2 = a^2 + 2ab + b^2 -> a^2 + b^2 */
static bool forget_middle(const struct place *p, struct edit *out)
{
    const struct formula *left = p->member.left, *sum = p->member.right;
    if (left->kind != FORMULA_POW || left->args[0]->kind != FORMULA_ADD || sum->kind != FORMULA_ADD || sum->count < 3)
        return false;
    struct edit const first = member_edit(p->on, p->at, sum->args[0]);
    struct edit const middle = member_edit(p->on, p->at, sum->args[sum->count - 2u]);
    *out = (struct edit){first.step, first.end, middle.end, TEXT("")};
    return first.end < middle.end;
}

static bool is_atom(const struct formula *f)
{
    return f->kind == FORMULA_NUMBER || f->kind == FORMULA_SYMBOL;
}

/* \frac{2}{3} -> \frac{3}{2} */
static bool invert(const struct place *p, struct edit *out)
{
    const struct formula *ratio = any(p, FORMULA_DIV);
    if (!ratio || !is_atom(ratio->args[0]) || !is_atom(ratio->args[1]) || formula_same(ratio->args[0], ratio->args[1]) ||
        text_equal(ratio->args[0]->text, TEXT("1")))
        return false;
    struct edit const above = member_edit(p->on, p->at, ratio->args[0]), below = member_edit(p->on, p->at, ratio->args[1]);
    if (above.end > below.start)
        return false;
    struct buffer turned = {0};
    buffer_add(&turned, below.becomes);
    buffer_add(&turned, text_part(p->on->steps[above.step].text, above.end, below.start));
    buffer_add(&turned, above.becomes);
    *out = (struct edit){above.step, above.start, below.end, text_copy(p->with->arena, buffer_text(&turned))};
    buffer_free(&turned);
    return true;
}

static bool propose(const struct subject *on, const struct site *at, const struct tools *with, struct proposal *out)
{
    static bool (*const ways[])(const struct place *, struct edit *) = {lose_sign, lose_first_sign, forget_factor, forget_middle,
                                                                        invert};
    if (!at->formula)
        return propose_result(on, at, with, out);
    struct place const place = {on, at, with, member_of(on, at)};
    *out = (struct proposal){.value = value_int(0)};
    return ways[random_below(with->random, COUNT(ways))](&place, &out->edit);
}

static struct text explain(const struct subject *on, const struct site *at, const struct proposal *proposal, struct arena *arena)
{
    const struct edit *e = &proposal->edit;
    struct text const was = text_part(on->steps[e->step].text, e->start, e->end);
    struct buffer out = {0};
    if (!at->formula)
        return explain_result(on, at, proposal, arena);
    if (e->becomes.size == 0)
        buffer_format(&out, "The terms \"%.*s\" are missing.", (int)text_trim(was).size, text_trim(was).at);
    else if (text_equal(was, TEXT("+")) || text_equal(was, TEXT("-")))
        buffer_format(&out, "A sign is wrong: it should be %.*s.", (int)was.size, was.at);
    else if (was.at[0] == '-' || e->becomes.at[0] == '-')
        buffer_format(&out, "The sign is wrong: it should be %.*s, not %.*s.", (int)was.size, was.at, (int)e->becomes.size,
                      e->becomes.at);
    else if (text_find(was, TEXT("}"), 0) == was.size && text_find(was, TEXT("/"), 0) == was.size)
        buffer_format(&out, "A factor is missing: it should be %.*s, not %.*s.", (int)was.size, was.at, (int)e->becomes.size,
                      e->becomes.at);
    else
        buffer_string(&out, "The fraction is upside down.");
    struct text const text = text_copy(arena, buffer_text(&out));
    buffer_free(&out);
    return text;
}

const struct injector injector_transform = {
    .name = "transform",
    .says = "an invalid rewriting: a sign lost, a factor forgotten, a bracket multiplied in part, a fraction upside down",
    .cls = LOCALLY_FALSE,
    .kind = CERTIFICATE_REFUTED,
    .sites = sites,
    .propose = propose,
    .explain = explain,
};
