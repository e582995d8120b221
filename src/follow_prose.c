/* Numbers outside claims. */
#include "follow_parts.h"

#include "occurrence.h"
#include "trace.h"

enum { BESIDE = 24 }; /* bytes */

static bool compares(const struct carrier *c)
{
    struct text const words =
        TEXT("more less fewer enough greater smaller larger exceeds than cheaper cheapest most least highest lowest "
             "longest shortest even odd");
    const struct step *step = follow_step(c);
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
    const struct step *step = follow_step(c);
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
    const struct step *step = follow_step(c);
    for (size_t i = 0; i < step->tokens.count && !step->claims; i++)
        if (step->tokens.items[i].kind == TOKEN_WORD &&
            text_is_among(text_part(step->text, step->tokens.items[i].start, step->tokens.items[i].end),
                          TEXT("enough afford sufficient insufficient")))
            return true;
    return false;
}

/* "13,15,17": a number that cannot be read one way, with a changed one in it. */
static bool holds_changed(const struct carrier *c, struct text parts)
{
    struct text digits;
    while (text_take_digits(&parts, &digits)) {
        struct value part;
        bool same = false;
        if (value_read(digits, &part) != STATUS_OK)
            continue;
        for (size_t k = 0; k < c->on->derivations_count; k++)
            same |= c->out->results[k].changed &&
                    (c->on->derivations[k].value.den != 1 || value_equal(&c->on->derivations[k].value, &part));
        value_clear(&part);
        if (same)
            return true;
    }
    return false;
}

/* A sign that belongs to the number behind it: "= -5", "(-5", "$-5$" */
static bool has_minus(const struct step *step, uint32_t at)
{
    const struct token *items = step->tokens.items;
    if (at == 0 || !token_is_sign(&items[at - 1], '-') || !token_is_tight(&items[at]))
        return false;
    const struct token *before = at > 1 ? &items[at - 2] : NULL;
    return !before || (before->kind != TOKEN_NUMBER && before->kind != TOKEN_CLOSE && before->kind != TOKEN_WORD &&
                       step->text.at[before->end - 1] != '}');
}

/* A number alone between its dollars, or in a box. */
static bool is_number_alone(struct text span, struct arena *arena)
{
    const struct formula *f = syntax_read(span, SYNTAX_LATEX, SYNTAX_TOLERANT, arena, NULL);
    while (f && (f->kind == FORMULA_NEG || f->kind == FORMULA_DEGREES || (f->kind == FORMULA_UNIT && f->count == 1)))
        f = f->args[0];
    return f && (f->kind == FORMULA_NUMBER ||
                 (f->kind == FORMULA_DIV && f->args[0]->kind == FORMULA_NUMBER && f->args[1]->kind == FORMULA_NUMBER));
}

/* Does the number stand where a verifier will look again: in prose, alone, in a link that is proved? */
static bool is_watched(const struct carrier *c, uint32_t at)
{
    const struct step *step = follow_step(c);
    const struct token *t = &step->tokens.items[at];
    struct maths_span *spans;
    for (size_t i = 0; i < step->links_count; i++)
        if (step->links[i].start <= t->start && t->end <= step->links[i].end)
            return step->links[i].supports;
    size_t const count = maths_spans(step->text, &step->tokens, c->arena, &spans);
    for (size_t i = 0; i < count; i++)
        if (spans[i].from <= t->start && t->end <= spans[i].to)
            return is_number_alone(text_part(step->text, spans[i].start, spans[i].end), c->arena);
    return true;
}

static bool has_word(const struct step *step, struct text words)
{
    for (size_t i = 0; i < step->tokens.count; i++)
        if (step->tokens.items[i].kind == TOKEN_WORD &&
            text_is_among(text_part(step->text, step->tokens.items[i].start, step->tokens.items[i].end), words))
            return true;
    return false;
}

static bool speaks_of_kinds(const struct step *step)
{
    return has_word(step, TEXT("divisible divides multiple multiples factor factors divisor divisors prime primes composite "
                               "perfect square squares cube cubes odd even coprime relatively digit digits"));
}

/* "Alternatively, …": the right answer is worked out once more. */
static bool begins_anew(const struct carrier *c)
{
    int32_t const root = c->cause->derivation;
    bool const formula = root >= 0 && c->on->claims[c->on->derivations[root].claim].formula;
    return formula && has_word(follow_step(c), TEXT("alternatively alternate alternative alternately check checking verify"));
}

/* "= \boxed{120}$ minutes = 2 hours": a relation beside a changed number that no claim and no link looks at. */
static bool is_related_unseen(const struct carrier *c)
{
    const struct step *step = follow_step(c);
    for (size_t i = 0; i < step->tokens.count && step->tokens.latex; i++) {
        const struct token *t = &step->tokens.items[i];
        bool seen = t->kind != TOKEN_RELATION;
        for (size_t k = 0; k < step->claims && !seen; k++) {
            const struct claim *claim = &c->on->claims[step->first_claim + k];
            seen = claim->start <= t->start && t->end <= claim->end;
        }
        for (size_t k = 0; k < step->links_count && !seen; k++)
            seen = step->links[k].start <= t->start && t->end <= step->links[k].end;
        for (size_t k = 0; k < c->out->count + c->cause->count && !seen; k++) {
            const struct edit *e = k < c->out->count ? &c->out->edits[k] : &c->cause->edits[k - c->out->count];
            if (e->step == c->step && e->start < t->end + BESIDE && t->start < e->end + BESIDE)
                return true;
        }
    }
    return false;
}

static bool is_operator(const struct step *step, uint32_t at)
{
    const struct token *t = tokens_at(&step->tokens, at);
    return t->kind == TOKEN_SIGN || phrase_is_x(step->text, t);
}

/* "45 * 0,2 = 9", which no claim reads: it would not be worked out again. */
static bool is_computed_with(const struct step *step, uint32_t at)
{
    bool const before = at > 1 && is_operator(step, at - 1) && tokens_at(&step->tokens, at - 2)->kind == TOKEN_NUMBER;
    return before || (is_operator(step, at + 1) && tokens_at(&step->tokens, at + 2)->kind == TOKEN_NUMBER);
}

/* What stands against changing a number outside claims. */
static bool may_change(struct carrier *c, uint32_t at)
{
    const struct step *step = follow_step(c);
    if (step->claims == 0 && compares(c))
        return follow_refuse_site(c, "later words compare a changed value");
    if (!step->tokens.latex)
        return !is_computed_with(step, at) || follow_refuse_site(c, "a changed value is computed with where no claim reads it");
    if (speaks_of_kinds(step))
        return follow_refuse_site(c, "later words say of what kind a changed value is");
    return is_watched(c, at) || follow_refuse_site(c, "a changed value stands in a formula that is not proved");
}

/* \frac{2}{3}, -5: numbers of more than one token. *behind: behind what was looked at. */
static bool carry_composed(struct carrier *c, uint32_t at, uint32_t *behind)
{
    const struct step *step = follow_step(c);
    for (size_t i = 0; i < c->on->derivations_count; i++) {
        const struct value *was = &c->on->derivations[i].value;
        bool const minus = value_sign(was) < 0;
        struct value now = *was;
        if (!c->out->results[i].changed || (was->den == 1 && !minus) ||
            !occurrence_at(step->text, &step->tokens, at, was, behind) || (*behind == at + 1 && !minus))
            continue;
        enum bound const bound = minus != has_minus(step, at) ? AMBIGUOUS : follow_bind(c, was, at, true, &now);
        if (bound == UNCHANGED)
            continue;
        if (bound == AMBIGUOUS || (now.num < 0) != minus || (now.den == 1) != (was->den == 1))
            return follow_refuse(c, "a number in the prose could be a changed one or another");
        struct value const above = value_int(minus ? -now.num : now.num), below = value_int(now.den);
        c->seen[at] = c->seen[*behind - 1] = true;
        return may_change(c, at) && follow_rewrite(c, at, &above) && (was->den == 1 || follow_rewrite(c, *behind - 1, &below));
    }
    return true;
}

/* A number outside claims: a restatement changes with what it restates. */
static bool carry_number(struct carrier *c, uint32_t at)
{
    const struct token *t = follow_token(c, at);
    const struct step *step = follow_step(c);
    bool const word = t->kind == TOKEN_WORD;
    uint32_t behind;
    if (c->seen[at] || (word ? t->word.role < WORD_CARDINAL || t->word.role > WORD_GROUP : t->kind != TOKEN_NUMBER))
        return true;
    if (!word && (t->flags & TOKEN_MALFORMED))
        return !holds_changed(c, text_part(step->text, t->start, t->end)) ||
               follow_refuse_site(c, "a number that cannot be read stands in a later step");
    if (!word && !carry_composed(c, at, &behind))
        return false;
    struct value const was = word ? (struct value){t->word.num, t->word.den, NULL} : step->tokens.numbers[t->number];
    struct value now = was;
    enum bound bound = c->seen[at] ? UNCHANGED : follow_bind(c, &was, at, true, &now);
    if (bound == UNCHANGED)
        return true;
    if (bound == AMBIGUOUS || (step->tokens.latex && has_minus(step, at)))
        return follow_refuse_site(c, "a number in the prose could be a changed one or another");
    if (word && t->word.role != WORD_CARDINAL)
        return follow_refuse_site(c, "a consequence stands in a word that cannot be rewritten");
    return may_change(c, at) && follow_rewrite(c, at, &now);
}

/* Hundredfold or hundredth of a changed value beside % or cents: a form that is not rewritten. */
static bool stale_form(const struct carrier *c, uint32_t at)
{
    const struct step *step = follow_step(c);
    const struct token *t = follow_token(c, at);
    if (t->kind != TOKEN_NUMBER || c->seen[at] || (t->flags & TOKEN_MALFORMED))
        return false;
    const struct value *v = &step->tokens.numbers[t->number];
    for (size_t i = 0; i < c->on->derivations_count; i++)
        if (c->out->results[i].changed && value_is_times(&c->on->derivations[i].value, 100, 1, v) && !trace_givens(c->on, v))
            return true;
    return false;
}

bool follow_prose(struct carrier *c, bool later)
{
    if (stale_words(c))
        return follow_refuse_site(c, "a consequence stands in a word that cannot be rewritten");
    if (later && passes_verdict(c))
        return follow_refuse_site(c, "later words compare a changed value");
    if (later && begins_anew(c))
        return follow_refuse_site(c, "the answer is worked out once more");
    for (uint32_t at = 0; at < follow_step(c)->tokens.count; at++)
        if (!carry_number(c, at) || (stale_form(c, at) && !follow_refuse_site(c, "a changed value returns in another form")))
            return false;
    return !is_related_unseen(c) || follow_refuse_site(c, "a relation beside a changed number is not checked");
}
