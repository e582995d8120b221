#include "follow_parts.h"

static bool refuse(struct carrier *c, const char *reason)
{
    if (!c->refusal)
        c->refusal = reason;
    return false;
}

/* Refuses what no other value would change. */
static bool refuse_site(struct carrier *c, const char *reason)
{
    c->out->hopeless = true;
    return refuse(c, reason);
}

static bool is_one(const struct value *v)
{
    return v->den == 1 && v->num == 1;
}

/* "1 apples", "a 8-page": one and many, a and an. */
static bool agrees(const struct carrier *c, uint32_t at, const struct value *was, const struct value *now, struct text written)
{
    const struct tokens *tokens = &follow_here(c)->tokens;
    const struct token *t = &tokens->items[at];
    bool const noun = at + 1 < tokens->count && tokens->items[at + 1].kind == TOKEN_WORD;
    if (noun && is_one(was) != is_one(now))
        return false;
    struct text const old = text_part(follow_here(c)->text, t->start, t->end);
    const struct token *before = at ? t - 1 : NULL;
    bool const article = before && before->kind == TOKEN_WORD && before->word.role == WORD_PER &&
                         to_lower(follow_here(c)->text.at[before->start]) == 'a';
    return !article || quantity_takes_an(old) == quantity_takes_an(written);
}

static bool within_bounds(const struct carrier *c, uint32_t at, const struct value *was, const struct value *now)
{
    const struct tokens *tokens = &follow_here(c)->tokens;
    struct value const hundred = value_int(100);
    bool const percent = at + 1 < tokens->count && tokens->items[at + 1].kind == TOKEN_PERCENT;
    if (percent && value_cmp(was, &hundred) <= 0 && value_cmp(now, &hundred) > 0)
        return false;
    return value_sign(now) > 0 && (was->den != 1 || now->den == 1);
}

static bool push(struct carrier *c, uint32_t at, struct text becomes)
{
    const struct token *t = follow_token(c, at);
    if (c->out->count == c->room)
        return refuse(c, "too many consequences");
    c->out->edits[c->out->count++] = (struct edit){c->step, t->start, t->end, becomes};
    return true;
}

/* Writes the new value where the old one stands. */
static bool rewrite(struct carrier *c, uint32_t at, const struct value *now)
{
    const struct token *t = follow_token(c, at);
    struct value const was = t->kind == TOKEN_NUMBER ? follow_here(c)->tokens.numbers[t->number] : value_int(t->word.num);
    if (value_equal(&was, now))
        return true;
    struct buffer written = {0};
    struct text const shown = text_part(follow_here(c)->text, t->start, t->end);
    bool const done = t->kind == TOKEN_NUMBER ? quantity_write(follow_here(c)->text, t, now, c->separated, &written)
                                              : now->den == 1 && quantity_write_word(shown, now->num, &written);
    struct text const becomes = text_copy(c->arena, buffer_text(&written));
    buffer_free(&written);
    if (!done)
        return refuse(c, "a consequence cannot be written in the same style");
    if (!within_bounds(c, at, &was, now))
        return refuse(c, "a consequence is not plausible");
    if (!agrees(c, at, &was, now, becomes))
        return refuse(c, "one and many, a and an would not agree");
    return push(c, at, becomes);
}

/* Binds the operands of an expression; returns whether any changed. */
static bool carry_operands(struct carrier *c, const struct expr *e)
{
    bool any = false;
    for (uint32_t i = 0; i < e->count && !c->refusal; i++) {
        if (e->nodes[i].kind > NODE_WORD)
            continue;
        uint32_t const at = e->nodes[i].a;
        const struct token *t = follow_token(c, at);
        bool const word = t->kind != TOKEN_NUMBER;
        if (c->seen[at]) { /* the member before it in a chain */
            any = any || (!word && !value_equal(&c->numbers[t->number], &follow_here(c)->tokens.numbers[t->number]));
            continue;
        }
        struct value const was =
            word ? (struct value){t->word.num, t->word.den, NULL} : follow_here(c)->tokens.numbers[t->number];
        struct value now = was;
        enum bound const bound = follow_bind(c, &was, at, false, &now);
        c->seen[at] = true;
        if (bound == AMBIGUOUS || (word && bound == CHANGED))
            return refuse_site(c, "a number could be a changed one or another");
        if (bound == UNCHANGED)
            continue;
        any = true;
        c->numbers[t->number] = now;
        rewrite(c, at, &now);
    }
    return any;
}

static int32_t derivation_of(const struct carrier *c, size_t claim)
{
    for (size_t i = 0; i < c->on->derivations_count; i++)
        if (c->on->derivations[i].claim == claim)
            return (int32_t)i;
    return -1;
}

static bool recompute(struct carrier *c, const struct claim *claim, const struct expr *from, bool points, uint32_t result,
                      struct value *out)
{
    const struct tokens *tokens = &follow_here(c)->tokens;
    const struct token *shown = follow_token(c, result);
    const struct value *written = &tokens->numbers[shown->number];
    struct value exact, old;
    if (expr_eval(from, tokens, c->numbers, points, &exact) != STATUS_OK)
        return false;
    bool done = false;
    if (expr_eval(from, tokens, tokens->numbers, points, &old) == STATUS_OK) {
        done = rework_result(claim, shown, &old, written, &exact, out);
        value_clear(&old);
    }
    value_clear(&exact);
    return done;
}

static bool set_result(struct carrier *c, size_t claim, uint32_t result, const struct value *now)
{
    int32_t const d = derivation_of(c, claim);
    c->numbers[follow_token(c, result)->number] = *now;
    if (d >= 0)
        c->out->results[d] = (struct change){.changed = true, .now = *now};
    return rewrite(c, result, now);
}

/* Is the claim still proved with the numbers as they have become? */
static bool still_holds(struct carrier *c, const struct claim *claim)
{
    return judge_claim(follow_here(c)->text, &follow_here(c)->tokens, c->numbers, claim, c->arena).supports;
}

static bool carry_order(struct carrier *c, const struct claim *claim)
{
    bool const left = carry_operands(c, &claim->left), right = !c->refusal && carry_operands(c, &claim->right);
    if (c->refusal)
        return false;
    return (left || right) && !still_holds(c, claim) ? refuse(c, "a comparison would become false") : true;
}

/* Exactly one of the two sides is a written number: the other one yields it. */
static bool carry_claim(struct carrier *c, size_t index)
{
    const struct claim *claim = &c->on->claims[index];
    const struct expr *right = &claim->right;
    if (claim->other_right.count && !claim->supports)
        return refuse_site(c, "a claim with two readings");
    if (relation_is_order(claim->sign))
        return carry_order(c, claim);
    bool const changed =
        carry_operands(c, expr_is_bare(&claim->left) && !claim->chained && !expr_is_bare(right) ? right : &claim->left);
    if (c->refusal)
        return false;
    bool const from_right = expr_is_bare(&claim->left) && !claim->chained && !expr_is_bare(right);
    const struct expr *result = from_right ? &claim->left : right;
    const struct expr *brief = claim->other_right.count && !expr_is_bare(right) ? &claim->other_right : result;
    if (!from_right && !expr_is_bare(brief)) {
        bool const inner = carry_operands(c, right);
        if (c->refusal)
            return false;
        return (changed || inner) && !still_holds(c, claim) ? refuse(c, "a link of a chain cannot be recomputed") : true;
    }
    uint32_t const at = expr_bare_token(brief);
    c->seen[at] = true;
    if (!changed)
        return true;
    if (follow_token(c, at)->kind != TOKEN_NUMBER || !claim->supports)
        return refuse_site(c, "a consequence depends on a claim that is not proved");
    struct value now;
    if (!recompute(c, claim, from_right ? right : &claim->left, from_right ? claim->points_right : claim->points_left, at, &now))
        return refuse(c, "a consequence cannot be computed");
    return set_result(c, index, at, &now);
}

static bool compares(const struct carrier *c)
{
    struct text const words =
        TEXT("more less fewer enough greater smaller larger exceeds than cheaper cheapest most least highest lowest "
             "longest shortest even odd");
    const struct step *step = follow_here(c);
    for (size_t i = 0; i < step->tokens.count; i++) {
        const struct token *t = &step->tokens.items[i];
        if (t->kind == TOKEN_WORD && text_is_among(text_part(step->text, t->start, t->end), words))
            return true;
        if (t->kind == TOKEN_RELATION && (t->sign == '<' || t->sign == '>' || t->sign == '!'))
            return true;
    }
    return false;
}

/* "two hundred and eight", "twenty-five": words of several tokens are not rewritten */
static bool stale_words(struct carrier *c)
{
    const struct step *step = follow_here(c);
    struct mention *mentions;
    bool any = false;
    for (size_t i = 0; i < step->tokens.count && !any; i++)
        any = token_is(&step->tokens.items[i], WORD_SCALE) || token_is(&step->tokens.items[i], WORD_CARDINAL);
    size_t const count = any ? mentions_read(step->text, &step->tokens, c->arena, &mentions) : 0;
    for (size_t i = 0; i < count; i++) {
        struct value now;
        if (mentions[i].word && mentions[i].end > mentions[i].token + 1 &&
            follow_bind(c, &mentions[i].value, mentions[i].token, true, &now) != UNCHANGED)
            return true;
    }
    return false;
}

/* "They are more than enough": a verdict on a changed value, in words alone */
static bool passes_verdict(const struct carrier *c)
{
    const struct step *step = follow_here(c);
    for (size_t i = 0; i < step->tokens.count && !step->claims; i++)
        if (step->tokens.items[i].kind == TOKEN_WORD &&
            text_is_among(text_part(step->text, step->tokens.items[i].start, step->tokens.items[i].end),
                          TEXT("enough afford sufficient insufficient")))
            return true;
    return false;
}

/* A number outside claims: a restatement changes with what it restates. */
static bool carry_prose(struct carrier *c, uint32_t at)
{
    const struct token *t = follow_token(c, at);
    const struct step *step = follow_here(c);
    bool const word = t->kind == TOKEN_WORD;
    if (c->seen[at] || (word ? t->word.role < WORD_CARDINAL || t->word.role > WORD_GROUP : t->kind != TOKEN_NUMBER))
        return true;
    if (!word && (t->flags & TOKEN_MALFORMED))
        return refuse_site(c, "a number that cannot be read stands in a later step");
    struct value const was = word ? (struct value){t->word.num, t->word.den, NULL} : step->tokens.numbers[t->number];
    struct value now = was;
    enum bound const bound = follow_bind(c, &was, at, true, &now);
    if (bound == UNCHANGED)
        return true;
    if (bound == AMBIGUOUS)
        return refuse_site(c, "a number in the prose could be a changed one or another");
    if (word && t->word.role != WORD_CARDINAL)
        return refuse_site(c, "a consequence stands in a word that cannot be rewritten");
    if (compares(c) && step->claims == 0)
        return refuse_site(c, "later words compare a changed value");
    return rewrite(c, at, &now);
}

/* Hundredfold or hundredth of a changed value beside % or cents: a form that is not rewritten. */
static bool stale_form(const struct carrier *c, uint32_t at)
{
    const struct step *step = follow_here(c);
    const struct token *t = follow_token(c, at);
    if (t->kind != TOKEN_NUMBER || c->seen[at] || (t->flags & TOKEN_MALFORMED))
        return false;
    const struct value *v = &step->tokens.numbers[t->number];
    for (size_t i = 0; i < c->on->derivations_count; i++)
        if (c->out->results[i].changed && value_is_times(&c->on->derivations[i].value, 100, 1, v) && !trace_givens(c->on, v))
            return true;
    return false;
}

/* Numbers that the cause changes are as it says; other tokens it covers are dealt with, too. */
static bool take_edits(struct carrier *c)
{
    const struct tokens *tokens = &follow_here(c)->tokens;
    for (size_t i = 0; i < c->cause->count; i++) {
        const struct edit *e = &c->cause->edits[i];
        for (uint32_t at = 0; at < tokens->count; at++) {
            const struct token *t = &tokens->items[at];
            if (t->start < e->start || t->end > e->end)
                continue;
            c->seen[at] = true;
            struct value now;
            bool const number = t->kind == TOKEN_NUMBER && t->start == e->start && t->end == e->end;
            if (!number || value_read(e->becomes, &now) != STATUS_OK)
                continue;
            bool const agree = agrees(c, at, &tokens->numbers[t->number], &now, e->becomes);
            value_clear(&now);
            if (!agree)
                return refuse(c, "one and many, a and an would not agree");
        }
    }
    return true;
}

/* The step of the root: what stands before its claim is as it was, its result becomes the new one. */
static bool carry_root(struct carrier *c)
{
    const struct derivation *root = &c->on->derivations[c->cause->derivation];
    const struct step *step = follow_here(c);
    for (size_t i = step->first_claim; i <= root->claim; i++)
        for (uint32_t k = c->on->claims[i].left.first; k < c->on->claims[i].right.last; k++)
            c->seen[k] = true;
    const struct token *result = follow_token(c, root->result_token);
    c->out->results[c->cause->derivation] = (struct change){.changed = true, .now = c->cause->value};
    c->numbers[result->number] = c->cause->value;
    for (size_t i = 0; i < c->cause->count; i++)
        if (c->cause->edits[i].start <= result->start && result->end <= c->cause->edits[i].end)
            return true;
    return rewrite(c, root->result_token, &c->cause->value);
}

/* Where the changes begin: for what the problem says otherwise, at the beginning. */
static uint32_t root_step(const struct carrier *c)
{
    return c->cause->count ? c->cause->edits[0].step : 0;
}

static bool carry_claims(struct carrier *c)
{
    const struct step *step = follow_here(c);
    bool const root = c->step == root_step(c) && c->cause->derivation >= 0;
    if (root && !carry_root(c))
        return false;
    size_t const from = root ? c->on->derivations[c->cause->derivation].claim + 1 : step->first_claim;
    for (size_t i = from; i < step->first_claim + step->claims; i++)
        if (!carry_claim(c, i))
            return false;
    return true;
}

static bool carry_step(struct carrier *c, uint32_t index)
{
    const struct step *step = &c->on->steps[index];
    c->step = index;
    c->numbers = ARENA_ARRAY(c->arena, struct value, step->tokens.numbers_count + 1);
    memcpy(c->numbers, step->tokens.numbers, step->tokens.numbers_count * sizeof *c->numbers);
    c->seen = ARENA_ZEROS(c->arena, bool, step->tokens.count + 1);
    if ((index == root_step(c) && !take_edits(c)) || !carry_claims(c))
        return false;
    if (stale_words(c))
        return refuse_site(c, "a consequence stands in a word that cannot be rewritten");
    if (index > root_step(c) && passes_verdict(c))
        return refuse_site(c, "later words compare a changed value");
    for (uint32_t at = 0; at < step->tokens.count; at++)
        if (!carry_prose(c, at) || (stale_form(c, at) && !refuse_site(c, "a changed value returns in another form")))
            return false;
    return true;
}

static void leave_out(struct carrier *c)
{
    for (size_t i = 0; i < c->on->derivations_count; i++)
        if ((int32_t)c->on->derivations[i].step == c->cause->left_out)
            c->out->results[i] = (struct change){.changed = true, .gone = true};
}

static void note_answer(struct carrier *c)
{
    const struct answer *given = &c->on->given;
    const struct change *from = c->on->answer_from >= 0 ? &c->out->results[c->on->answer_from] : NULL;
    bool const alone = c->cause->derivation < 0 && c->cause->count;
    if (!given->found || !(from || alone))
        return;
    c->out->answer_changed = alone || (from->changed && !from->gone);
    c->out->answer = alone ? c->cause->value : from->now;
}

const char *follow_carry(const struct subject *on, const struct cause *cause, bool separated, struct arena *arena,
                         struct consequences *out)
{
    *out = (struct consequences){.edits = ARENA_ARRAY(arena, struct edit, EDITS_MAX),
                                 .results = ARENA_ZEROS(arena, struct change, on->derivations_count + 1)};
    struct carrier c = {.on = on, .cause = cause, .separated = separated, .arena = arena, .out = out, .room = EDITS_MAX};
    leave_out(&c);
    size_t const end = cause->alone ? root_step(&c) + 1 : on->steps_count;
    for (uint32_t k = cause->left_out >= 0 ? (uint32_t)cause->left_out + 1 : root_step(&c); k < end; k++)
        if (!carry_step(&c, k))
            return c.refusal;
    edits_sort(out->edits, out->count);
    note_answer(&c);
    return NULL;
}
