#include "judge.h"

#include "edge.h"

enum { FLOAT_DIGITS = 15 }; /* significant digits that a double is sure to print right */

struct bench {
    struct text text;
    const struct tokens *tokens;
    const struct value *numbers;
    const struct claim *claim;
    struct arena *arena;
};

static bool equal_under(const struct bench *b, const struct expr *left, const struct expr *right, bool pl, bool pr)
{
    struct value l, r;
    if (expr_eval(left, b->tokens, b->numbers, pl, &l) != STATUS_OK)
        return false;
    bool equal = false;
    if (expr_eval(right, b->tokens, b->numbers, pr, &r) == STATUS_OK) {
        equal = value_equal(&l, &r);
        value_clear(&r);
    }
    value_clear(&l);
    return equal;
}

static bool evaluates(const struct bench *b, const struct expr *e)
{
    struct value v;
    if (expr_eval(e, b->tokens, b->numbers, false, &v) != STATUS_OK)
        return false;
    value_clear(&v);
    return true;
}

/* Tries the readings of the percent sign. Points against hundredths on the two sides never support a claim when both have a sign. */
static bool holds_under_percent(const struct bench *b, const struct expr *left, const struct expr *right, struct judgement *out)
{
    for (int mode = 0; mode < 4; mode++) {
        bool const pl = mode & 1, pr = mode & 2;
        if ((pl && !left->percent) || (pr && !right->percent) || !equal_under(b, left, right, pl, pr))
            continue;
        bool const mixed = (left->percent && right->percent && pl != pr) || (pl && left->factor);
        *out = (struct judgement){.truth = mixed ? TRUTH_UNKNOWN : TRUTH_HOLDS,
                                  .supports = !mixed,
                                  .preferred = true,
                                  .points_left = pl,
                                  .points_right = pr,
                                  .why = mixed ? "percent read in two ways" : "both sides are equal"};
        return true;
    }
    return false;
}

static unsigned significant_digits(struct text digits)
{
    unsigned count = 0;
    for (size_t i = 0; i < digits.size; i++)
        count += is_digit(digits.at[i]) && (count || digits.at[i] != '0');
    return count;
}

/* design, section 6: announced, or no finite decimal of up to 6 places and 3 significant digits or cents are shown */
static bool acceptable(const struct bench *b, const struct token *shown, const struct value *exact)
{
    int const needed = value_places(exact);
    if (b->claim->approximate)
        return true;
    return (needed < 0 || needed > 6) &&
           (shown->places == 2 || significant_digits(text_part(b->text, shown->start, shown->end)) >= 3);
}

/* "about 1,200" for 1,187: with an announced rounding, zeros at the end may be the places shown */
static bool rounds_to_zeros(const struct value *exact, const struct value *shown)
{
    if (!value_is_small(exact) || !value_is_small(shown) || shown->den != 1 || shown->num == 0)
        return false;
    int64_t unit = 1;
    for (int64_t left = shown->num; left % 10 == 0 && unit < INT64_C(1000000000000); left /= 10)
        unit *= 10;
    struct value const scale = value_int(unit);
    struct value scaled, target;
    if (value_div(exact, &scale, &scaled) != STATUS_OK)
        return false;
    target = value_int(shown->num / unit);
    bool const same = value_rounds_to(&scaled, &target, 0);
    value_clear(&scaled);
    return same;
}

/* "33.333333333333336": the last digit of a binary float's print is noise */
static bool prints_float(const struct value *exact, const struct value *shown, struct text digits, int places)
{
    struct value gap;
    if (significant_digits(digits) < FLOAT_DIGITS || places > 18 || value_sub(exact, shown, &gap) != STATUS_OK)
        return false;
    int64_t scale = 1;
    for (int i = 0; i < places; i++)
        scale *= 10;
    struct value const low = {-10, scale, NULL}, high = {10, scale, NULL};
    bool const near = value_cmp(&gap, &low) >= 0 && value_cmp(&gap, &high) <= 0;
    value_clear(&gap);
    return near;
}

static bool rounds_to(const struct bench *b, const struct token *shown, const struct value *exact, struct judgement *out)
{
    const struct value *number = &b->numbers[shown->number];
    struct text const digits = text_part(b->text, shown->start, shown->end);
    bool const plain = value_rounds_to(exact, number, shown->places) || prints_float(exact, number, digits, shown->places);
    if (!plain && !(b->claim->approximate && rounds_to_zeros(exact, number)))
        return false;
    bool const good = acceptable(b, shown, exact);
    *out = (struct judgement){.truth = TRUTH_ROUNDS,
                              .supports = good,
                              .preferred = true,
                              .points_left = out->points_left,
                              .points_right = out->points_right,
                              .why = good ? "right to the places shown" : "rounded without saying so"};
    return true;
}

/* A bare right side that the left side rounds to. */
static bool holds_rounded(const struct bench *b, const struct expr *right, struct judgement *out)
{
    if (!expr_is_bare(right) || b->tokens->items[expr_bare_token(right)].kind != TOKEN_NUMBER)
        return false;
    const struct token *shown = &b->tokens->items[expr_bare_token(right)];
    for (int mode = 0; mode < 4; mode++) {
        bool const pl = mode & 1, hundredfold = mode & 2;
        struct value left, exact;
        struct value const factor = value_int(hundredfold ? 100 : 1);
        if ((pl && !b->claim->left.percent) || (hundredfold && !right->percent) ||
            expr_eval(&b->claim->left, b->tokens, b->numbers, pl, &left) != STATUS_OK)
            continue;
        bool found = false;
        if (value_mul(&left, &factor, &exact) == STATUS_OK) {
            *out = (struct judgement){.points_left = pl, .points_right = right->percent && !hundredfold};
            found = rounds_to(b, shown, &exact, out);
            value_clear(&exact);
        }
        value_clear(&left);
        if (found)
            return true;
    }
    return false;
}

static struct expr again(const struct bench *b, const struct expr *e, unsigned readings)
{
    struct expr out = *e;
    if (e->nested_slash || e->scaled) {
        parse_expr(b->text, b->tokens, e->first, e->last, readings, b->arena, &out);
        if (out.last != e->last)
            out.count = 0;
    }
    return out;
}

/* The other ways to group what was read. */
static bool holds_otherwise(const struct bench *b, struct judgement *out)
{
    const struct claim *c = b->claim;
    bool const ambiguous = c->left.nested_slash || c->left.scaled || c->right.nested_slash || c->right.scaled;
    for (unsigned readings = READ_TIGHT; ambiguous && readings <= READ_ALL; readings++) {
        struct expr const left = again(b, &c->left, readings), right = again(b, &c->right, readings);
        if (holds_under_percent(b, &left, &right, out) || holds_under_percent(b, &c->left, &right, out) ||
            holds_under_percent(b, &left, &c->right, out)) {
            /* "50/ 1/2 = 100": the spaces say how to group; "3 dozen = 36": a dozen may be counted */
            bool const dozens = readings == READ_SCALE && !c->left.large && !c->right.large;
            bool const millions = readings == READ_SCALE && c->right.large && !c->left.scaled; /* 100 + 20 = 120 million */
            bool const meant = readings == READ_TIGHT || dozens || millions;
            *out = (struct judgement){.truth = meant ? out->truth : TRUTH_UNKNOWN,
                                      .supports = meant && out->supports,
                                      .points_left = out->points_left,
                                      .points_right = out->points_right,
                                      .why = meant ? "equal as spaces, dozens and millions are meant"
                                                   : "equal only under an unusual reading"};
            return true;
        }
    }
    return false;
}

static bool holds_somehow(const struct bench *b, struct judgement *out)
{
    const struct claim *c = b->claim;
    const struct expr *brief = c->other_right.count ? &c->other_right : NULL;
    if (holds_under_percent(b, &c->left, &c->right, out)) {
        out->equal = true;
        return true;
    }
    return (brief && holds_under_percent(b, &c->left, brief, out)) || holds_otherwise(b, out) ||
           holds_rounded(b, &c->right, out) || (brief && holds_rounded(b, brief, out));
}

/* "$3 + $4 = £7", "$3 + $4 = 7 cents" */
static bool other_money(const struct bench *b)
{
    const struct expr *left = &b->claim->left, *right = &b->claim->right;
    if (!left->currency)
        return false;
    if (right->currency)
        return right->currency != left->currency && right->currency != '\\' && left->currency != '\\';
    if (right->last >= b->tokens->count || b->tokens->items[right->last].kind != TOKEN_WORD)
        return false;
    const struct token *unit = &b->tokens->items[right->last];
    return text_is_among(text_part(b->text, unit->start, unit->end), TEXT("cents cent"));
}

/* "Check: 5 > 7", "the triangle inequality asks for 3 + 4 > 8": put to the test, not asserted. */
static bool tested(const struct bench *b)
{
    struct text const words =
        TEXT("check test try need needs must want require requires whether until should would could triangle "
             "inequality condition fail fails satisfy satisfies violate violates");
    for (size_t i = 0; i < b->tokens->count; i++) {
        const struct token *t = &b->tokens->items[i];
        if (t->kind == TOKEN_WORD && text_is_among(text_part(b->text, t->start, t->end), words))
            return true;
    }
    return false;
}

/* What speaks against a comparison. One that holds may stand beside another thought: "3^4 = 81 and 81 < 197". */
static const char *order_doubt(const struct bench *b, bool holds)
{
    const struct claim *c = b->claim;
    uint32_t const first = c->left.first;
    bool const joined = first > 0 && token_is(&b->tokens->items[first - 1], WORD_AND);
    if (c->left.percent != c->right.percent || c->other_right.count)
        return "a comparison with several readings";
    if (holds && !joined && edge_is_loose_left(b->text, b->tokens, c))
        return "the left side may begin earlier";
    if (!holds && tested(b))
        return "tested, not asserted";
    return judge_doubt(b->text, b->tokens, b->numbers, c, holds ? DOUBT_WORDS | DOUBT_VALUES : DOUBT_ALL);
}

static bool in_order(int order, char sign)
{
    return order < 0 ? sign == '<' || sign == '[' : order > 0 ? sign == '>' || sign == ']' : sign == '[' || sign == ']';
}

/* "35 > 30" */
static struct judgement judge_order(const struct bench *b)
{
    struct judgement out = {.truth = TRUTH_UNKNOWN, .preferred = true, .why = "too large, or undefined"};
    const struct claim *c = b->claim;
    struct value l, r;
    if (expr_eval(&c->left, b->tokens, b->numbers, false, &l) != STATUS_OK)
        return out;
    if (expr_eval(&c->right, b->tokens, b->numbers, false, &r) == STATUS_OK) {
        bool const holds = in_order(value_cmp(&l, &r), c->sign);
        const char *doubt = order_doubt(b, holds);
        out.truth = doubt ? TRUTH_UNKNOWN : holds ? TRUTH_HOLDS : TRUTH_FAILS;
        out.supports = holds && !doubt;
        out.why = doubt ? doubt : holds ? "in this order" : "the order is another";
        value_clear(&r);
    }
    value_clear(&l);
    return out;
}

/* A formula says what it says. */
static struct judgement judge_formula(const struct bench *b)
{
    struct judgement out = {.truth = TRUTH_UNKNOWN, .why = "too large, or undefined"};
    if (!evaluates(b, &b->claim->left) || !evaluates(b, &b->claim->right))
        return out;
    if (holds_under_percent(b, &b->claim->left, &b->claim->right, &out))
        out.equal = true;
    else if (!holds_rounded(b, &b->claim->right, &out))
        out = (struct judgement){.truth = TRUTH_FAILS, .why = "the two sides differ"};
    return out;
}

struct judgement judge_claim(struct text text, const struct tokens *tokens, const struct value *numbers,
                             const struct claim *claim, struct arena *arena)
{
    struct bench const b = {text, tokens, numbers, claim, arena};
    struct judgement out = {.truth = TRUTH_UNKNOWN, .why = "the expression goes on beyond what is read"};
    if (claim->formula)
        return judge_formula(&b);
    if (edge_is_cut(text, tokens, claim))
        return out;
    if (relation_is_order(claim->sign))
        return judge_order(&b);
    out.why = "the two sides are in different money";
    if (other_money(&b))
        return out;
    if (holds_somehow(&b, &out))
        return out;
    out = (struct judgement){.truth = TRUTH_UNKNOWN, .why = "too large, or undefined"};
    if (!evaluates(&b, &claim->left) || !evaluates(&b, &claim->right))
        return out;
    const char *doubt = judge_doubt(text, tokens, numbers, claim, DOUBT_ALL);
    out.truth = doubt ? TRUTH_UNKNOWN : TRUTH_FAILS;
    out.why = doubt ? doubt : "the two sides differ under every reading";
    return out;
}
