/* Is a number a changed one? Writing another in its place. */
#include "follow_parts.h"

#include "operand.h"
#include "trace.h"

enum { COMMON_MAX = 10, UNIT_LEAST = 3 }; /* numbers up to here are common in formulas, and mean many things; letters of a noun */

bool follow_refuse(struct carrier *c, const char *reason)
{
    if (!c->refusal)
        c->refusal = reason;
    return false;
}

bool follow_refuse_site(struct carrier *c, const char *reason)
{
    c->out->hopeless = true;
    return follow_refuse(c, reason);
}

static bool is_before(const struct carrier *c, const struct derivation *d, uint32_t token)
{
    return d->step < c->step || (d->step == c->step && d->result_token < token);
}

static struct text label_at(const struct carrier *c, uint32_t token)
{
    return follow_label(follow_step(c)->text, &follow_step(c)->tokens, token, token);
}

static bool is_money(struct text label)
{
    return text_equal(label, TEXT("$")) || text_equal_nocase(label, TEXT("dollar"));
}

static struct text label_of_given(const struct carrier *c, const struct mention *m)
{
    return follow_label(c->on->problem, &c->on->problem_tokens, m->token, m->end - 1);
}

static struct text label_of_result(const struct carrier *c, const struct derivation *d)
{
    const struct step *step = &c->on->steps[d->step];
    return follow_label(step->text, &step->tokens, d->result_token, d->result_token);
}

/* `told`: what the number counts, where it counts what a changed one of its value does; of what counts something else nothing is meant
 * then. */
static bool has_other_result(const struct carrier *c, const struct value *value, uint32_t token, struct text told)
{
    const struct subject *on = c->on;
    for (size_t i = 0; i < on->derivations_count; i++) {
        const struct derivation *d = &on->derivations[i];
        if (!c->out->results[i].changed && is_before(c, d, token) && value_equal(&d->value, value) &&
            !follow_other_label(told, label_of_result(c, d)))
            return true;
    }
    return false;
}

static bool has_constant(const struct carrier *c, const struct value *value, struct text told)
{
    return !follow_no_constant(told) && trace_converts(c->on, follow_step(c), value);
}

static bool is_changed_given(const struct carrier *c, size_t mention)
{
    for (size_t i = 0; i < c->cause->givens_count; i++)
        if (c->cause->givens[i].mention == mention)
            return true;
    return false;
}

/* Does a number that the problem names yield the value? `all`: also one that has become another. */
static bool has_other_given(const struct carrier *c, const struct value *value, struct text told, bool all)
{
    for (size_t i = 0; i < c->on->givens_count; i++)
        if ((all || !is_changed_given(c, i)) && mention_yields(&c->on->givens[i], value) &&
            !follow_other_label(told, label_of_given(c, &c->on->givens[i])))
            return true;
    return false;
}

/* Does an unchanged number of this value exist that the token could mean? */
static bool has_other_origin(const struct carrier *c, const struct value *value, uint32_t token, struct text told)
{
    return has_other_given(c, value, told, true) || has_other_result(c, value, token, told) || has_constant(c, value, told);
}

/* Does a claim of this step compute with an unchanged number of this value? */
static bool has_other_operand(const struct carrier *c, const struct value *value, struct text told)
{
    const struct tokens *tokens = &follow_step(c)->tokens;
    for (size_t i = 0; i < tokens->count; i++) {
        const struct token *t = &tokens->items[i];
        if (c->seen[i] && t->kind == TOKEN_NUMBER && value_equal(&tokens->numbers[t->number], value) &&
            value_equal(&c->numbers[t->number], value) && !follow_other_label(told, label_at(c, (uint32_t)i)))
            return true;
    }
    return false;
}

/* The line of the answer says which number it is: the result, whatever else has its value. */
static bool states_answer(const struct carrier *c, uint32_t token)
{
    const struct answer *given = &c->on->given;
    const struct token *t = &c->on->steps[c->step].tokens.items[token];
    return given->stated && given->step == c->step && t->start >= given->start && t->end <= given->end;
}

/* How often do the claims compute with the number? */
static size_t uses(const struct subject *on, const struct value *value)
{
    size_t count = 0;
    for (size_t i = 0; i < on->derivations_count; i++) {
        const struct derivation *d = &on->derivations[i];
        const struct tokens *tokens = &on->steps[d->step].tokens;
        for (size_t k = d->first_operand; k < d->first_operand + d->operands; k++) {
            const struct token *t = &tokens->items[on->operands[k].token];
            count += t->kind == TOKEN_NUMBER ? value_equal(&tokens->numbers[t->number], value)
                                             : value_is_ratio(value, t->word.num, t->word.den);
        }
    }
    return count;
}

/* "3 shelves" in the problem, and a step that computes with a 3, the only one, and speaks of shelves: no constant is meant. */
static bool counts_the_same(const struct carrier *c, const struct mention *m, const struct value *value)
{
    struct text unit = operand_unit(c->on->problem, &c->on->problem_tokens, m->end - 1);
    const struct step *step = follow_step(c);
    if (unit.size > UNIT_LEAST && text_ends(unit, TEXT("s")))
        unit.size--;
    struct unit known; /* days, dozens: there is a constant in them */
    if (unit.size < UNIT_LEAST || unit_of(unit, &known) || uses(c->on, value) != 1)
        return false;
    for (uint32_t i = 0; i < step->tokens.count; i++) {
        const struct token *t = &step->tokens.items[i];
        struct text const word = text_part(step->text, t->start, MIN(t->end, t->start + (uint32_t)unit.size));
        if (t->kind == TOKEN_WORD && text_equal_nocase(word, unit))
            return true;
    }
    return false;
}

/* The value itself, or a form of a percentage, 0.8 for 20 %: the same form of what that has become. False if it could be
 * several, or is a form of anything else. */
static bool new_form(const struct mention *mention, const struct value *value, const struct value *becomes, struct value *now)
{
    struct value was[MENTION_FORMS_MAX], is[MENTION_FORMS_MAX];
    struct mention other = *mention;
    bool found = false;
    other.value = *becomes;
    *now = *becomes;
    if (mention->kind != MENTION_PERCENT)
        return mention_is(mention, value);
    size_t const count = mention_forms(mention, was);
    if (mention_forms(&other, is) != count)
        return false;
    for (size_t i = 0; i < count; i++)
        if (value_equal(&was[i], value)) {
            if (found && !value_equal(now, &is[i]))
                return false;
            *now = is[i];
            found = true;
        }
    return found;
}

static bool divides(const struct expr *e)
{
    for (uint32_t i = 0; i < e->count; i++)
        if (e->nodes[i].kind == NODE_DIV)
            return true;
    return false;
}

/* What the claim that computes with the number at `token` yields; empty if that is not told. */
static struct text label_of_outcome(const struct carrier *c, uint32_t token)
{
    for (size_t i = 0; i < c->on->derivations_count; i++) {
        const struct derivation *d = &c->on->derivations[i];
        for (size_t k = d->first_operand; d->step == c->step && k < d->first_operand + d->operands; k++)
            if (c->on->operands[k].token == token && !divides(d->from))
                return label_of_result(c, d);
    }
    return TEXT("");
}

/* "$3" of the problem are no 3 cups, nor the 3 of 2*3 = 6 cups; and no word means them, "all three", without dollars behind it. */
static bool is_of_other_kind(const struct carrier *c, const struct mention *mention, uint32_t token)
{
    struct text const given = label_of_given(c, mention), label = label_at(c, token), outcome = label_of_outcome(c, token);
    bool const money = is_money(given), word = follow_token(c, token)->kind == TOKEN_WORD;
    if (!money)
        return given.size && is_money(label);
    return (label.size || word ? !is_money(label) : outcome.size && !is_money(outcome)) && !mention->word;
}

/* Could the number be anything but this one of the problem? */
static bool has_other_meaning(const struct carrier *c, const struct mention *mention, const struct value *value, uint32_t token)
{
    struct text const label = label_at(c, token);
    struct text const told = follow_same_label(label, label_of_given(c, mention)) ? label : TEXT("");
    return has_other_given(c, value, told, false) || has_other_result(c, value, token, told) ||
           (has_constant(c, value, told) && !counts_the_same(c, mention, value)) || is_of_other_kind(c, mention, token);
}

/* A number of the problem that has become another one. */
static enum bound bind_given(const struct carrier *c, const struct value *value, uint32_t token, struct value *now)
{
    enum bound bound = UNCHANGED;
    for (size_t i = 0; i < c->cause->givens_count; i++) {
        const struct given *given = &c->cause->givens[i];
        const struct mention *mention = &c->on->givens[given->mention];
        struct value becomes;
        if (!mention_yields(mention, value))
            continue;
        if (!new_form(mention, value, &given->now, &becomes) || (bound == CHANGED && !value_equal(now, &becomes)))
            return AMBIGUOUS;
        *now = becomes;
        if (value_equal(&becomes, value))
            continue;
        if (has_other_meaning(c, mention, value, token))
            return AMBIGUOUS;
        bound = CHANGED;
    }
    return bound;
}

/* The announced answer, wherever it stands. */
static bool in_answer(const struct carrier *c, uint32_t token)
{
    const struct answer *given = &c->on->given;
    const struct token *t = follow_token(c, token);
    return given->anchored && given->step == c->step && t->start >= given->start && t->end <= given->end;
}

/* In formulas a number restates a result only if nothing else is likely to be meant. */
static bool is_rare(const struct carrier *c, const struct derivation *d)
{
    struct value const high = value_int(COMMON_MAX), low = value_int(-COMMON_MAX);
    bool const common = d->value.den == 1 && value_cmp(&d->value, &high) <= 0 && value_cmp(&d->value, &low) >= 0;
    return !common && trace_is_new(c->on, d);
}

enum bound follow_bind(const struct carrier *c, const struct value *value, uint32_t token, bool prose, struct value *now)
{
    const struct subject *on = c->on;
    bool found = false, rare = true, formula = false;
    struct text told = TEXT("");
    for (size_t i = 0; i < on->derivations_count; i++) {
        const struct derivation *d = &on->derivations[i];
        bool const reachable = is_before(c, d, token) || (prose && d->step == c->step);
        if (!c->out->results[i].changed || !reachable || !value_equal(&d->value, value))
            continue;
        if (c->out->results[i].gone || (found && !value_equal(now, &c->out->results[i].now)))
            return AMBIGUOUS;
        *now = c->out->results[i].now;
        told = found ? told : label_at(c, token);
        found = true;
        if (!follow_same_label(told, label_of_result(c, d)))
            told = TEXT("");
        formula |= on->claims[d->claim].formula;
        rare = rare && (!on->claims[d->claim].formula || is_rare(c, d));
    }
    if (!found)
        return bind_given(c, value, token, now);
    if (prose && (states_answer(c, token) || (formula && in_answer(c, token))))
        return has_other_result(c, value, token, TEXT("")) ? AMBIGUOUS : CHANGED;
    bool const other = has_other_origin(c, value, token, told) || (prose && has_other_operand(c, value, told));
    return !rare || other ? AMBIGUOUS : CHANGED;
}

/* Does the number at `at` stand in "4th", and what is written there not take that ending: "3th"? */
static bool breaks_ordinal(const struct carrier *c, uint32_t at, struct text written)
{
    const struct step *step = follow_step(c);
    const struct token *t = tokens_at(&step->tokens, at + 1);
    struct text const ending = t->kind == TOKEN_WORD && token_is_tight(t) ? text_part(step->text, t->start, t->end) : TEXT("");
    if (!text_is_among(ending, TEXT("st nd rd th")))
        return false;
    static const char *const endings[] = {"th", "st", "nd", "rd"};
    bool const teen = written.size > 1 && written.at[written.size - 2] == '1';
    unsigned const last = written.size && !teen ? (unsigned)(written.at[written.size - 1] - '0') : 0;
    return !text_equal_nocase(ending, text_of(endings[last < COUNT(endings) ? last : 0]));
}

/* "1 apples", "a 8-page", "3th" */
bool follow_agrees(const struct carrier *c, uint32_t at, const struct value *was, const struct value *now, struct text written)
{
    const struct tokens *tokens = &follow_step(c)->tokens;
    bool const noun = at + 1 < tokens->count && tokens->items[at + 1].kind == TOKEN_WORD;
    bool const agree = !noun || value_is_ratio(was, 1, 1) == value_is_ratio(now, 1, 1);
    return agree && !breaks_ordinal(c, at, written) && quantity_fits_article(follow_step(c)->text, tokens, at, written);
}

/* Does an amount stand in the text as "$15"? */
static bool has_bare_amount(const struct tokens *tokens)
{
    for (size_t i = 1; i < tokens->count; i++)
        if (tokens->items[i].kind == TOKEN_NUMBER && !tokens->items[i].places && tokens->items[i - 1].kind == TOKEN_CURRENCY)
            return true;
    return false;
}

/* Are whole amounts of money written without decimals? */
static bool writes_bare(const struct carrier *c)
{
    bool bare = has_bare_amount(&c->on->problem_tokens);
    for (size_t k = 0; k < c->on->steps_count && !bare; k++)
        bare = has_bare_amount(&c->on->steps[k].tokens);
    return bare;
}

static bool has_parts(const struct carrier *c, struct text label)
{
    struct unit unit;
    return is_money(label) || (c->cause->parts == PARTS_MEASURES && unit_of(label, &unit) && unit.dimension != 'n');
}

/* Has an amount that has parts become this one, and is it named at the token? */
static bool is_amount(const struct carrier *c, uint32_t at, const struct value *now)
{
    bool amount = has_parts(c, label_at(c, at));
    for (size_t i = 0; i < c->on->derivations_count && !amount; i++)
        amount = c->out->results[i].changed && value_equal(&c->out->results[i].now, now) &&
                 has_parts(c, label_of_result(c, &c->on->derivations[i]));
    return amount;
}

static bool changes_parts(const struct carrier *c, uint32_t at, const struct value *was, const struct value *now)
{
    const struct token *t = follow_token(c, at);
    bool const finer = t->places == 0 && now->den != 1, whole = t->places == 2 && was->den != 1 && now->den == 1;
    return c->cause->parts && t->kind == TOKEN_NUMBER && (finer || whole) && is_amount(c, at, now) &&
           (c->cause->parts == PARTS_MEASURES || writes_bare(c));
}

static bool within_bounds(const struct carrier *c, uint32_t at, const struct value *was, const struct value *now)
{
    const struct tokens *tokens = &follow_step(c)->tokens;
    struct value const hundred = value_int(100);
    bool const percent = at + 1 < tokens->count && tokens->items[at + 1].kind == TOKEN_PERCENT;
    if (percent && value_cmp(was, &hundred) <= 0 && value_cmp(now, &hundred) > 0)
        return false;
    return value_sign(now) > 0 && (was->den != 1 || now->den == 1 || changes_parts(c, at, was, now));
}

static bool write_number(const struct carrier *c, uint32_t at, const struct value *was, const struct value *now,
                         struct buffer *out)
{
    const struct token *t = follow_token(c, at);
    struct text const step = follow_step(c)->text;
    bool const cents = at && t[-1].kind == TOKEN_CURRENCY;
    if (t->kind != TOKEN_NUMBER)
        return now->den == 1 && quantity_write_word(text_part(step, t->start, t->end), now->num, out);
    return changes_parts(c, at, was, now) ? quantity_write_money(step, t, now, cents, c->separated, out)
                                          : quantity_write(step, t, now, c->separated, out);
}

static bool push(struct carrier *c, uint32_t at, struct text becomes)
{
    const struct token *t = follow_token(c, at);
    if (c->out->count == c->room)
        return follow_refuse(c, "too many consequences");
    c->out->edits[c->out->count++] = (struct edit){c->step, t->start, t->end, becomes};
    return true;
}

bool follow_rewrite(struct carrier *c, uint32_t at, const struct value *now)
{
    const struct token *t = follow_token(c, at);
    struct value const was = t->kind == TOKEN_NUMBER ? follow_step(c)->tokens.numbers[t->number] : value_int(t->word.num);
    if (value_equal(&was, now))
        return true;
    struct buffer written = {0};
    bool const done = write_number(c, at, &was, now, &written);
    struct text const becomes = buffer_keep(&written, c->arena);
    if (!done)
        return follow_refuse(c, "a consequence cannot be written in the same style");
    if (!within_bounds(c, at, &was, now))
        return follow_refuse(c, "a consequence is not plausible");
    if (!follow_agrees(c, at, &was, now, becomes))
        return follow_refuse(c, "one and many, a and an would not agree");
    return push(c, at, becomes);
}

bool follow_rewrite_written(struct carrier *c, const struct expr *e, uint32_t node, const struct value *now)
{
    const struct node *n = &e->nodes[node];
    if (n->kind == NODE_PERCENT)
        return follow_rewrite_written(c, e, n->a, now);
    if (n->kind == NODE_NEGATE) {
        struct value const opposite = {-now->num, now->den, NULL};
        return follow_rewrite_written(c, e, n->a, &opposite);
    }
    if (n->kind == NODE_DIV) {
        struct value was;
        if (expr_eval(&(struct expr){.nodes = e->nodes, .count = e->count, .root = node}, &follow_step(c)->tokens,
                      follow_step(c)->tokens.numbers, false, &was) != STATUS_OK)
            return follow_refuse(c, "a consequence cannot be computed");
        bool const share = value_is_small(&was) && was.num < was.den;
        value_clear(&was);
        if (share && now->num >= now->den)
            return follow_refuse(c, "a consequence is not plausible");
        struct value const above = value_int(now->num), below = value_int(now->den);
        return now->den == 1 ? follow_refuse(c, "a fraction would become a whole number")
                             : follow_rewrite_written(c, e, n->a, &above) && follow_rewrite_written(c, e, n->b, &below);
    }
    c->seen[n->a] = true;
    if (n->kind == NODE_NUMBER)
        c->numbers[follow_token(c, n->a)->number] = *now;
    return follow_rewrite(c, n->a, now);
}
