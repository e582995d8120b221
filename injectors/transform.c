/* transform: an invalid rewriting of a formula: a sign lost, a bracket multiplied out in part, (a+b)^2 = a^2+b^2, a fraction upside
 * down. */
#include "member.h"
#include "operand.h"

/* There are more + than -, and more values without a sign: of those that would get a minus, one place in GAINED_SIGNS is used, of those
 * that would lose theirs one in LOST_SIGNS, and of every LOST_PLUS sums one is left alone, so that signs do not give the wrong ones
 * away. */
enum { GAINED_SIGNS = 4, LOST_SIGNS = 2, LOST_PLUS = 3 };

struct place {
    const struct subject *on;
    const struct site *at;
    const struct tools *with;
    struct member member;
};

static size_t sites(const struct subject *on, struct site *out, size_t max)
{
    return member_sites(on, 1, out, 0, max);
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
    if (at == 0 || !strchr("+-", step.at[at - 1]) || (step.at[at - 1] == '+' && (at + step.size) % LOST_PLUS == 0))
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
        !out->becomes.size || (out->start + step.size) % (minus ? LOST_SIGNS : GAINED_SIGNS) ||
        (minus && (out->start == 0 || step.at[out->start - 1] != '-')))
        return false;
    struct buffer turned = {0};
    buffer_string(&turned, minus ? "" : "-");
    buffer_add(&turned, out->becomes);
    out->start -= minus;
    out->becomes = buffer_keep(&turned, p->with->arena);
    return true;
}

/* "= 18", "= \\frac{3}{4}": numbers are worked out, not rewritten. */
static bool is_result(const struct formula *right)
{
    if (right->kind == FORMULA_NEG)
        right = right->args[0];
    return right->kind == FORMULA_NUMBER ||
           (right->kind == FORMULA_DIV && right->args[0]->kind == FORMULA_NUMBER && right->args[1]->kind == FORMULA_NUMBER);
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
    if ((p->member.link->closed && is_result(p->member.right)) || !product || !count || !small_number(product, &whole))
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
    if (left->kind != FORMULA_POW || left->args[0]->kind != FORMULA_ADD || left->args[0]->count != 2 ||
        sum->kind != FORMULA_ADD || sum->count != 3)
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

/* 3/284 for 284/3 is no slip. */
static bool is_lopsided(const struct formula *ratio)
{
    struct value above, below;
    if (ratio->args[0]->kind != FORMULA_NUMBER || ratio->args[1]->kind != FORMULA_NUMBER ||
        value_read(ratio->args[0]->text, &above) != STATUS_OK)
        return false;
    bool lopsided = true;
    if (value_read(ratio->args[1]->text, &below) == STATUS_OK) {
        lopsided = !operand_like_size(&above, &below);
        value_clear(&below);
    }
    value_clear(&above);
    return lopsided;
}

/* \frac{2}{3} -> \frac{3}{2} */
static bool invert(const struct place *p, struct edit *out)
{
    const struct formula *ratio = any(p, FORMULA_DIV);
    if ((p->member.link->closed && is_result(p->member.right)) || !ratio || !is_atom(ratio->args[0]) ||
        !is_atom(ratio->args[1]) || formula_same(ratio->args[0], ratio->args[1]) || text_equal(ratio->args[0]->text, TEXT("1")) ||
        is_lopsided(ratio))
        return false;
    struct edit const above = member_edit(p->on, p->at, ratio->args[0]), below = member_edit(p->on, p->at, ratio->args[1]);
    if (above.end > below.start || !above.becomes.size || !below.becomes.size)
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
    struct place const place = {on, at, with, member_of(on, at)};
    *out = (struct proposal){.value = value_int(0)};
    return ways[random_below(with->random, COUNT(ways))](&place, &out->edit);
}

static struct text explain(const struct subject *on, const struct site *at, const struct proposal *proposal, struct arena *arena)
{
    const struct edit *e = &proposal->edit;
    struct text const was = text_part(on->steps[e->step].text, e->start, e->end);
    struct buffer out = {0};
    (void)at;
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
    return buffer_keep(&out, arena);
}

const struct injector injector_transform = {
    .name = "transform",
    .says = "an invalid rewriting of a formula: a sign lost, a factor forgotten, a square of a sum, a fraction upside down",
    .cls = LOCALLY_FALSE,
    .kind = CERTIFICATE_REFUTED,
    .sites = sites,
    .propose = propose,
    .explain = explain,
};
