/* formula: the sibling of the right formula: the perimeter for the area, the surface for the volume, the sum for the mean, ordered
 * pairs for pairs, a rectangle for a triangle; what is left for a percentage, and a percentage of what it leads to for one of what it
 * is taken of. Cue words of the problem or the step, and its percentages, say which formula is meant. */
#include "operand.h"

enum { LEAVES_MAX = 12, NEAR = 3, PART_LEAST = 20, BACK_MOST = 40 }; /* words beside a length; percent */
enum variant { SHAPE, REST, BACK, PART };

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

/* As the format says, which has the texts in this order. */
static struct text compose(bool spaced, const char *wide, const char *tight, struct text a, struct text b, struct arena *arena)
{
    struct buffer out = {0};
    for (const char *at = spaced ? wide : tight; *at; at++) {
        if (*at == 'a' || *at == 'b')
            buffer_add(&out, *at == 'a' ? a : b);
        else
            buffer_char(&out, *at);
    }
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

static bool is_side_word(struct text text, const struct tokens *tokens, uint32_t at)
{
    const struct token *t = tokens_at(tokens, at);
    return t->kind == TOKEN_WORD && text_is_among(text_part(text, t->start, t->end),
                                                  TEXT("long wide tall high deep length width height side sides base across"));
}

/* "8 feet", "8 by 5", "8 x 5", a width of 8 */
static bool mention_is_length(const struct subject *on, const struct mention *m)
{
    const struct tokens *tokens = &on->problem_tokens;
    bool side = is_length(on->problem, tokens, m->end);
    for (uint32_t k = 0; k < NEAR && !side; k++) {
        const struct token *t = tokens_at(tokens, m->end + k), *before = m->token > k ? &tokens->items[m->token - k - 1] : t;
        side = is_side_word(on->problem, tokens, m->end + k) ||
               (m->token > k && is_side_word(on->problem, tokens, m->token - k - 1)) || token_is(t, WORD_BY) ||
               phrase_is_x(on->problem, t) || token_is(before, WORD_BY) || phrase_is_x(on->problem, before);
    }
    return side && !m->currency;
}

/* By the words beside it in its step or the problem, or where it is a result. */
static bool operand_is_length(const struct subject *on, const struct step *step, const struct operand *o)
{
    const struct value *value = value_at(step, o->token);
    if (is_length(step->text, &step->tokens, o->token + 1))
        return true;
    for (size_t i = 0; i < on->givens_count; i++)
        if (mention_is(&on->givens[i], value) && mention_is_length(on, &on->givens[i]))
            return true;
    const struct derivation *from = o->result >= 0 ? &on->derivations[o->result] : NULL;
    return from && is_length(on->steps[from->step].text, &on->steps[from->step].tokens, from->result_token + 1);
}

static bool all_lengths(const struct subject *on, const struct derivation *d)
{
    for (size_t k = d->first_operand; k < d->first_operand + d->operands; k++)
        if (!operand_is_length(on, &on->steps[d->step], &on->operands[k]))
            return false;
    return true;
}

/* 8 * 5 -> 2 * (8 + 5), 5 * 5 -> 4 * 5 */
static bool area(const struct subject *on, const struct derivation *d, struct arena *arena, struct text *out)
{
    const struct step *step = &on->steps[d->step];
    struct leaves leaves;
    if (d->from->nodes[d->from->root].kind != NODE_MUL || !read_leaves(step, d->from, &leaves) || leaves.count != 2 ||
        !step_says(step, TEXT("area areas square sq")) || !all_lengths(on, d))
        return false;
    bool const spaced = step->tokens.items[d->from->first + 1].flags & TOKEN_SPACED;
    bool const square = value_equal(value_at(step, leaves.tokens[0]), value_at(step, leaves.tokens[1]));
    *out = compose(spaced, square ? "4 * a" : "2 * (a + b)", square ? "4*a" : "2*(a+b)",
                   part(step, leaves.tokens[0], leaves.tokens[0]), part(step, leaves.tokens[1], leaves.tokens[1]), arena);
    return true;
}

/* 8 * 5 * 3 -> 2 * (8 * 5 + 5 * 3 + 8 * 3) */
static bool volume(const struct subject *on, const struct derivation *d, struct arena *arena, struct text *out)
{
    const struct step *step = &on->steps[d->step];
    struct leaves l;
    if (d->from->nodes[d->from->root].kind != NODE_MUL || !read_leaves(step, d->from, &l) || l.count != 3 ||
        !operand_cue(on, d->step, TEXT("volume volumes cubic cu")) || !all_lengths(on, d))
        return false;
    bool const spaced = step->tokens.items[d->from->first + 1].flags & TOKEN_SPACED;
    struct text faces = TEXT("");
    for (uint32_t i = 0; i < 3; i++) {
        uint32_t const one = l.tokens[i], other = l.tokens[(i + 1) % 3];
        struct text const face = compose(spaced, "a * b", "a*b", part(step, one, one), part(step, other, other), arena);
        faces = i ? compose(spaced, "a + b", "a+b", faces, face, arena) : face;
    }
    *out = compose(spaced, "2 * (a)", "2*(a)", faces, faces, arena);
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
        *out = compose(step->tokens.items[d->from->first + 1].flags & TOKEN_SPACED, "a * b", "a*b",
                       part(step, sides.tokens[0], sides.tokens[0]), part(step, sides.tokens[1], sides.tokens[1]), arena);
    return right;
}

static bool sibling(const struct subject *on, const struct derivation *d, struct arena *arena, struct text *out)
{
    return mean(on, d, out) || halved(on, d, out) || area(on, d, arena, out) || volume(on, d, arena, out) ||
           perimeter(on, d, arena, out);
}

/* What a number is of a percentage of the problem. */
enum share { SHARE_NONE, SHARE_PART, SHARE_REST, SHARE_MORE };

/* 20, 80 of "20%" before "/100", where `whole` is 100; or 0.2, 0.8, 1.2, where it is 1. None if it could be several. */
static enum share share_of(const struct subject *on, const struct value *value, int64_t whole)
{
    enum share found = SHARE_NONE;
    for (size_t i = 0; i < on->givens_count; i++) {
        const struct value *points = &on->givens[i].value;
        int64_t const most = 100 * points->den;
        if (on->givens[i].kind != MENTION_PERCENT || points->num <= 0 || points->num >= most)
            continue;
        int64_t const tops[] = {[SHARE_PART] = points->num, [SHARE_REST] = most - points->num, [SHARE_MORE] = most + points->num};
        for (enum share s = SHARE_PART; s <= SHARE_MORE; s++) {
            struct value const form = value_ratio(tops[s] * whole, most);
            if (!value_equal(&form, value))
                continue;
            if (found && found != s)
                return SHARE_NONE;
            found = s;
        }
    }
    return found;
}

static int64_t whole_of(const struct step *step, uint32_t token)
{
    const struct token *sign = tokens_at(&step->tokens, token + 1), *number = tokens_at(&step->tokens, token + 2);
    bool const hundredths =
        token_is_sign(sign, '/') && number->kind == TOKEN_NUMBER && value_is_ratio(&step->tokens.numbers[number->number], 100, 1);
    return hundredths ? 100 : 1;
}

static bool is_share(const struct subject *on, const struct derivation *d, const struct operand *o)
{
    const struct step *step = &on->steps[d->step];
    return !(o->sources & ~(SOURCE_PROBLEM | SOURCE_FORM)) && o->sources &&
           share_of(on, operand_value(on, d, o), whole_of(step, o->token));
}

/* Could a reader take the one share for the other: none is small, nothing is paid or grows by it, the step does not say it? */
static bool is_open(const struct step *step, const struct value *share, int64_t whole)
{
    struct value const least = value_ratio(whole * PART_LEAST, 100), most = value_ratio(whole * (100 - PART_LEAST), 100);
    for (uint32_t i = 0; i < step->tokens.count; i++)
        if (step->tokens.items[i].kind == TOKEN_PERCENT)
            return false;
    return value_cmp(share, &least) >= 0 && value_cmp(share, &most) <= 0 &&
           !step_says(
               step,
               TEXT("tip tips tax taxes interest commission gratuity discount fee profit loss more less fewer extra "
                    "additional increase increased increases decrease decreased raise rises grows grew bonus add "
                    "adds larger faster "
                    "quarter quarters half third thirds fourth fourths fifth fifths sixth sixths eighth eighths tenth tenths"));
}

/* "25% higher", "40% more": no part of a whole. */
static bool grows_by(const struct subject *on, const struct value *share)
{
    for (size_t i = 0; i < on->givens_count; i++) {
        const struct mention *m = &on->givens[i];
        for (uint32_t k = 0; m->kind == MENTION_PERCENT && mention_yields(m, share) && k < NEAR; k++) {
            const struct token *t = tokens_at(&on->problem_tokens, m->end + k);
            if (t->kind == TOKEN_WORD &&
                text_is_among(text_part(on->problem, t->start, t->end),
                              TEXT("more higher increase raise extra additional profit interest faster taller "
                                   "longer larger greater markup")))
                return true;
        }
    }
    return false;
}

/* 50 * 0.4 -> 50 * 0.6 and back */
static bool rest(const struct subject *on, const struct site *at, const struct tools *with, struct proposal *out)
{
    const struct derivation *d = &on->derivations[at->derivation];
    const struct operand *o = &on->operands[at->operand];
    const struct step *step = &on->steps[d->step];
    struct value const whole = value_int(whole_of(step, o->token));
    const struct value *was = operand_value(on, d, o);
    struct value now;
    bool const divisor = o->token > d->from->first && token_is_sign(operand_token(on, d, o) - 1, '/');
    enum share const share = share_of(on, was, whole.num);
    if (share == SHARE_REST && !operand_cue(on, d->step, TEXT("rest remaining remainder left remain remains other others")))
        return false; /* who takes it may be wrong already */
    return !divisor && share != SHARE_MORE && !grows_by(on, was) && is_open(step, was, whole.num) &&
           value_sub(&whole, was, &now) == STATUS_OK && operand_propose(on, at, &now, with, out);
}

/* "1/4 of the 60 eggs", not "3/5 times as many", "1/3 of an apple each". */
static bool is_part_of(const struct subject *on, const struct mention *m, int64_t top, int64_t bottom)
{
    const struct token *of = tokens_at(&on->problem_tokens, m->end), *what = tokens_at(&on->problem_tokens, m->end + 1);
    return m->kind == MENTION_FRACTION && m->top == top && m->bottom == bottom && of->kind == TOKEN_WORD &&
           text_equal_nocase(text_part(on->problem, of->start, of->end), TEXT("of")) && what->kind == TOKEN_WORD &&
           !text_is_among(text_part(on->problem, what->start, what->end), TEXT("a an"));
}

/* Does the step have the number but once? */
static bool stands_once(const struct step *step, const struct value *value)
{
    size_t count = 0;
    for (size_t i = 0; i < step->tokens.count; i++)
        count += step->tokens.items[i].kind == TOKEN_NUMBER && value_equal(value_at(step, (uint32_t)i), value);
    return count == 1;
}

/* The b of a/b, where the operand is a: part of a whole of which the problem says what is done with the rest, or that rest. 0 if it is
 * none. */
static int64_t bottom_of(const struct subject *on, const struct derivation *d, const struct operand *o)
{
    const struct step *step = &on->steps[d->step];
    const struct value *top = operand_value(on, d, o);
    const struct token *sign = tokens_at(&step->tokens, o->token + 1), *number = tokens_at(&step->tokens, o->token + 2);
    const struct token *before = o->token > d->from->first ? operand_token(on, d, o) - 1 : NULL;
    if (!token_is_sign(sign, '/') || number->kind != TOKEN_NUMBER || number->places || operand_token(on, d, o)->places ||
        top->den != 1 ||
        (before && before->kind != TOKEN_OPEN && !token_is_sign(before, '*') && !phrase_is_x(step->text, before)))
        return 0;
    int64_t const bottom = step->tokens.numbers[number->number].num;
    bool part = false, rest = false;
    for (size_t i = 0; i < on->givens_count; i++) {
        part = part || is_part_of(on, &on->givens[i], top->num, bottom);
        rest = rest || is_part_of(on, &on->givens[i], bottom - top->num, bottom);
    }
    return part != rest && top->num > 0 && top->num * 2 != bottom && stands_once(step, value_at(step, o->token + 2)) ? bottom : 0;
}

static bool is_part(const struct subject *on, const struct derivation *d, const struct operand *o)
{
    return d->operands > 2 && bottom_of(on, d, o) &&
           operand_has_word(on->problem, &on->problem_tokens,
                            TEXT("rest remaining remainder remain remains remained left leftover other others unused"));
}

/* 60 * 1/4 -> 60 * 3/4 */
static bool other_part(const struct subject *on, const struct site *at, const struct tools *with, struct proposal *out)
{
    const struct derivation *d = &on->derivations[at->derivation];
    const struct operand *o = &on->operands[at->operand];
    int64_t const bottom = bottom_of(on, d, o);
    struct value const now = value_int(bottom - operand_value(on, d, o)->num);
    return is_open(&on->steps[d->step], operand_value(on, d, o), bottom) && operand_propose(on, at, &now, with, out);
}

/* Is a percentage of the problem said to be added or taken away? */
static bool changes(const struct subject *on)
{
    return operand_has_word(
        on->problem, &on->problem_tokens,
        TEXT("more less fewer off discount discounted increase increased increases decrease decreased higher lower "
             "cheaper raise raised rise markup longer shorter extra additional faster slower reduced"));
}

/* 60 / 1.2 -> 60 * 0.8, 60 / 0.8 -> 60 * 1.2 and back */
static bool back(const struct subject *on, const struct site *at, const struct tools *with, struct proposal *out)
{
    const struct derivation *d = &on->derivations[at->derivation];
    const struct operand *o = &on->operands[at->operand];
    const struct step *step = &on->steps[d->step];
    const struct token *t = operand_token(on, d, o), *sign = o->token > d->from->first ? t - 1 : t;
    bool const divided = token_is_sign(sign, '/');
    const struct value *was = operand_value(on, d, o);
    enum share const share = share_of(on, was, 1);
    struct value const two = value_int(2), most = value_ratio(100 + BACK_MOST, 100), least = value_ratio(100 - BACK_MOST, 100);
    struct value now;
    if (value_cmp(was, &most) > 0 || value_cmp(was, &least) < 0)
        return false;
    if ((!divided && !token_is_sign(sign, '*') && !phrase_is_x(step->text, sign)) || share < SHARE_REST || !changes(on) ||
        value_sub(&two, was, &now) != STATUS_OK || !operand_propose(on, at, &now, with, out))
        return false;
    struct buffer written = {0};
    buffer_char(&written, divided ? '*' : '/');
    buffer_add(&written, text_part(step->text, sign->end, t->start));
    buffer_add(&written, out->edit.becomes);
    out->edit.becomes = buffer_keep(&written, with->arena);
    out->edit.start = sign->start;
    out->parts = PARTS_MONEY;
    return true;
}

static size_t sites(const struct subject *on, struct site *out, size_t max)
{
    static const uint32_t weights[VARIANTS_MAX] = {[REST] = 1, [BACK] = 1}, parts[VARIANTS_MAX] = {[PART] = 1};
    size_t count = 0;
    for (size_t i = 0; i < on->derivations_count && count < max; i++)
        if (operand_alone(on, &on->derivations[i]) && on->derivations[i].operands > 1)
            out[count++] =
                (struct site){.claim = on->derivations[i].claim, .derivation = (int32_t)i, .variant = SHAPE, .weight = 1};
    count += operand_sites(on, is_part, parts, out + count, max - count);
    return count + operand_sites(on, is_share, weights, out + count, max - count);
}

static bool propose(const struct subject *on, const struct site *at, const struct tools *with, struct proposal *out)
{
    const struct derivation *d = &on->derivations[at->derivation];
    const struct step *step = &on->steps[d->step];
    const struct token *items = step->tokens.items;
    struct text becomes;
    if (with->attempt)
        return false;
    if (at->variant != SHAPE)
        return at->variant == REST   ? rest(on, at, with, out)
               : at->variant == PART ? other_part(on, at, with, out)
                                     : back(on, at, with, out);
    if (!sibling(on, d, with->arena, &becomes))
        return false;
    *out = (struct proposal){.edit = {d->step, items[d->from->first].start, items[d->from->last - 1].end, becomes},
                             .computed = true};
    return true;
}

const struct injector injector_formula = {
    .name = "formula",
    .says =
        "the sibling of the right formula: perimeter for area, sum for mean, ordered pairs for pairs, percent off for percent of",
    .cls = DERAILED,
    .kind = CERTIFICATE_DERAILED,
    .sites = sites,
    .propose = propose,
    .explain = operand_explain,
};
