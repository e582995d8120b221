#include "operand.h"

const struct token *operand_token(const struct subject *on, const struct derivation *d, const struct operand *o)
{
    return &on->steps[d->step].tokens.items[o->token];
}

const struct value *operand_value(const struct subject *on, const struct derivation *d, const struct operand *o)
{
    return &on->steps[d->step].tokens.numbers[operand_token(on, d, o)->number];
}

bool operand_alone(const struct subject *on, const struct derivation *d)
{
    return d->proved && d->head == d->claim && !on->claims[d->claim].continued;
}

bool operand_constant(const struct subject *on, const struct derivation *d, const struct operand *o)
{
    return trace_constant(on, &on->steps[d->step], operand_value(on, d, o));
}

size_t operand_sites(const struct subject *on, operand_filter *filter, const uint32_t weights[VARIANTS_MAX], struct site *out,
                     size_t max)
{
    size_t count = 0;
    for (size_t i = 0; i < on->derivations_count; i++) {
        const struct derivation *d = &on->derivations[i];
        for (size_t k = d->first_operand; operand_alone(on, d) && k < d->first_operand + d->operands; k++) {
            if (operand_token(on, d, &on->operands[k])->kind != TOKEN_NUMBER || !filter(on, d, &on->operands[k]))
                continue;
            for (uint32_t v = 0; v < VARIANTS_MAX && count < max; v++)
                if (weights[v])
                    out[count++] = (struct site){
                        .claim = d->claim, .derivation = (int32_t)i, .operand = (uint32_t)k, .variant = v, .weight = weights[v]};
        }
    }
    return count;
}

bool operand_has_word(struct text text, const struct tokens *tokens, struct text words)
{
    for (size_t i = 0; i < tokens->count; i++)
        if (tokens->items[i].kind == TOKEN_WORD &&
            text_is_among(text_part(text, tokens->items[i].start, tokens->items[i].end), words))
            return true;
    return false;
}

bool operand_cue(const struct subject *on, uint32_t step, struct text words)
{
    return operand_has_word(on->problem, &on->problem_tokens, words) ||
           operand_has_word(on->steps[step].text, &on->steps[step].tokens, words);
}

/* The bytes of a number with the currency sign before it. */
static struct text amount(const struct step *step, uint32_t at, uint32_t *start)
{
    bool const money = at && step->tokens.items[at - 1].kind == TOKEN_CURRENCY;
    *start = step->tokens.items[money ? at - 1 : at].start;
    return text_part(step->text, *start, step->tokens.items[at].end);
}

bool operand_exchange(const struct subject *on, const struct derivation *d, const struct operand_pair *pair, struct text sign,
                      struct arena *arena, struct proposal *out)
{
    const struct step *step = &on->steps[d->step];
    const struct token *items = step->tokens.items;
    uint32_t from, second;
    struct text const first = amount(step, pair->first, &from), last = amount(step, pair->last, &second);
    bool const money = last.size > items[pair->last].end - items[pair->last].start;
    if (pair->sign != pair->first + 1 || pair->last != pair->sign + 1 + money ||
        money != (first.size > items[pair->first].end - items[pair->first].start))
        return false;
    struct buffer written = {0};
    buffer_add(&written, last);
    buffer_add(&written, text_part(step->text, items[pair->first].end, items[pair->sign].start));
    buffer_add(&written, sign);
    buffer_add(&written, text_part(step->text, items[pair->sign].end, second));
    buffer_add(&written, first);
    struct text const becomes = buffer_keep(&written, arena);
    *out = (struct proposal){.edit = {d->step, from, items[pair->last].end, becomes}, .computed = true};
    return true;
}

/* "was30": no number for a stranger who reads it. */
static bool is_glued(const struct step *step, uint32_t at)
{
    const struct token *before = at ? &step->tokens.items[at - 1] : NULL;
    return before && before->kind == TOKEN_WORD && token_is_tight(before + 1) && !phrase_is_x(step->text, before);
}

bool operand_propose(const struct subject *on, const struct site *at, const struct value *now, const struct tools *with,
                     struct proposal *out)
{
    const struct derivation *d = &on->derivations[at->derivation];
    const struct token *t = operand_token(on, d, &on->operands[at->operand]);
    struct text becomes;
    if (is_glued(&on->steps[d->step], on->operands[at->operand].token) ||
        !quantity_text(on->steps[d->step].text, t, now, with->separated, with->arena, &becomes))
        return false;
    *out = (struct proposal){.edit = {d->step, t->start, t->end, becomes}, .computed = true};
    return true;
}

const struct mention *operand_mention(const struct subject *on, const struct value *value)
{
    const struct mention *found = NULL;
    for (size_t i = 0; i < on->givens_count; i++) {
        if (!mention_is(&on->givens[i], value))
            continue;
        if (found)
            return NULL;
        found = &on->givens[i];
    }
    return found;
}

bool operand_occurs(const struct subject *on, const struct derivation *d, const struct value *value)
{
    const struct tokens *tokens = &on->steps[d->step].tokens;
    for (size_t k = d->first_operand; k < d->first_operand + d->operands; k++) {
        const struct token *t = &tokens->items[on->operands[k].token];
        if (t->kind == TOKEN_NUMBER && value_equal(&tokens->numbers[t->number], value))
            return true;
    }
    return false;
}

const struct value *operand_before(const struct subject *on, const struct operand *o)
{
    const struct derivation *was = &on->derivations[o->result];
    const struct expr *e = was->from;
    const struct node *root = &e->nodes[e->root];
    if (root->kind != NODE_ADD && root->kind != NODE_SUB)
        return NULL;
    const struct node *first = &e->nodes[root->a];
    const struct tokens *tokens = &on->steps[was->step].tokens;
    return first->kind == NODE_NUMBER ? &tokens->numbers[tokens->items[first->a].number] : NULL;
}

bool operand_yields(const struct subject *on, const struct derivation *d, const struct mention *mention)
{
    const struct tokens *tokens = &on->steps[d->step].tokens;
    for (size_t k = d->first_operand; k < d->first_operand + d->operands; k++) {
        const struct token *t = &tokens->items[on->operands[k].token];
        if (t->kind == TOKEN_NUMBER && mention_yields(mention, &tokens->numbers[t->number]))
            return true;
    }
    return false;
}

bool operand_like_size(const struct value *a, const struct value *b)
{
    enum { TIMES = 5 };
    struct value const most = value_int(TIMES), least = value_ratio(1, TIMES);
    struct value ratio;
    if (value_is_small(a) && value_is_small(b) && a->den == b->den)
        return a->num > 0 && b->num > 0 && (b->num - 1) / TIMES < a->num && (a->num - 1) / TIMES < b->num;
    if (value_sign(a) <= 0 || value_div(b, a, &ratio) != STATUS_OK)
        return false;
    bool const like = value_cmp(&ratio, &most) <= 0 && value_cmp(&ratio, &least) >= 0;
    value_clear(&ratio);
    return like;
}

bool operand_replaces(const struct value *was, const struct value *now)
{
    struct value const one = value_int(1);
    return now->den == was->den && !value_equal(now, was) && !value_equal(now, &one) && operand_like_size(was, now);
}

struct text operand_unit(struct text text, const struct tokens *tokens, uint32_t token)
{
    const struct token *t = tokens_at(tokens, token + 1);
    return token_is(t, WORD_PLAIN) ? text_part(text, t->start, t->end) : TEXT("");
}

bool operand_like_kind(const struct subject *on, const struct mention *was, const struct mention *now, struct text unit)
{
    if (was->kind != now->kind || was->currency != now->currency || was->cents != now->cents)
        return false;
    return !unit.size || text_equal_nocase(unit, operand_unit(on->problem, &on->problem_tokens, now->end - 1));
}

static struct unit unit_at(const struct step *step, uint32_t number)
{
    struct unit unit = {0};
    const struct token *t = tokens_at(&step->tokens, number + 1);
    if (number && step->tokens.items[number - 1].kind == TOKEN_CURRENCY)
        unit_of(TEXT("dollar"), &unit);
    else if (t->kind == TOKEN_PERCENT)
        unit.dimension = '%';
    else if (t->kind == TOKEN_WORD)
        unit_of(text_part(step->text, t->start, t->end), &unit);
    return unit;
}

static bool same_unit(const struct unit *a, const struct unit *b)
{
    return a->dimension == b->dimension && a->num == b->num && a->den == b->den;
}

bool operand_like_result(const struct subject *on, const struct derivation *d, const struct operand *o,
                         const struct derivation *now)
{
    const struct step *step = &on->steps[d->step], *from = &on->steps[now->step];
    const struct derivation *was = &on->derivations[o->result];
    struct text const word = operand_unit(step->text, &step->tokens, o->token);
    if (word.size && !text_equal_nocase(word, operand_unit(from->text, &from->tokens, now->result_token)))
        return false;
    struct unit const here = unit_at(step, o->token), there = unit_at(from, now->result_token);
    struct unit const before = here.dimension ? here : unit_at(&on->steps[was->step], was->result_token);
    return same_unit(&before, &there);
}

struct text operand_end(struct buffer *out, const char *what, const struct subject *on, uint32_t claim, struct arena *arena)
{
    buffer_format(out, "; %s is ", what);
    buffer_add(out, subject_claim_text(on, &on->claims[claim]));
    buffer_char(out, '.');
    return buffer_keep(out, arena);
}

struct text operand_explain(const struct subject *on, const struct site *at, const struct proposal *proposal, struct arena *arena)
{
    const struct derivation *d = &on->derivations[at->derivation];
    const struct claim *c = &on->claims[d->claim];
    const struct step *step = &on->steps[d->step];
    bool const points = d->from == &c->right ? c->points_right : c->points_left;
    struct buffer out = {0};
    buffer_format(&out, "The step takes %.*s for ", (int)proposal->edit.becomes.size, proposal->edit.becomes.at);
    buffer_add(&out, text_part(step->text, proposal->edit.start, proposal->edit.end));
    buffer_string(&out, "; right is ");
    expr_write(d->from, &step->tokens, step->tokens.numbers, points, &out);
    buffer_string(&out, " = ");
    value_write(&d->value, &out);
    buffer_char(&out, '.');
    return buffer_keep(&out, arena);
}

bool operand_absurd(const struct subject *on, const struct claim *c, const struct value *now)
{
    const struct step *step = &on->steps[c->step];
    const struct node *root = &c->left.nodes[c->left.root];
    struct value const one = value_int(1);
    struct value sides[2];
    bool below[2], large[2], negative = false;
    if (root->kind < NODE_ADD || root->kind > NODE_DIV)
        return false;
    for (int i = 0; i < 2; i++) {
        struct expr part = c->left;
        part.root = i ? root->b : root->a;
        if (expr_eval(&part, &step->tokens, step->tokens.numbers, c->points_left, &sides[i]) != STATUS_OK)
            return true;
        below[i] = value_cmp(now, &sides[i]) < 0;
        large[i] = value_cmp(&sides[i], &one) > 0;
        negative = negative || value_sign(&sides[i]) < 0;
        value_clear(&sides[i]);
    }
    if (negative)
        return false;
    if (root->kind == NODE_ADD)
        return below[0] || below[1];
    if (root->kind == NODE_MUL)
        return (below[0] && large[1]) || (below[1] && large[0]);
    return !below[0] && (root->kind == NODE_SUB || large[1]);
}

bool operand_another(int64_t number, const struct tools *with, struct value *out)
{
    /* even ones and 5 end most numbers of word problems */
    static const size_t often[] = {0, 1, 5, 1, 5, 7, 5, 1, 5, 1};
    enum { OFTEN_MOST = 7, TRIES = 8 };
    int64_t unit = 1;
    while (number / unit % 10 == 0)
        unit *= 10;
    int64_t const rest = number / unit;
    for (int i = 0; i < TRIES; i++) {
        size_t const pick = random_below(with->random, (size_t)(rest * 4 / 5 + 1));
        int64_t const other = rest - rest * 2 / 5 + (int64_t)pick;
        if (random_below(with->random, OFTEN_MOST) >= often[other % 10])
            continue;
        *out = value_int(other * unit);
        return tools_note(with, pick);
    }
    return false;
}
