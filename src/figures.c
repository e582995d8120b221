#include "figures.h"

#include "stock.h"

enum { WORDS_UP_TO = 10, STANDS_EVERYWHERE = 2 };

/* The numbers of a step; known: something accounts for it. */
struct figures {
    struct mention *at;
    bool *known;
    size_t count;
};

struct search {
    const struct subject *after;
    struct stock stock; /* what is accounted for */
    size_t figures, searched;
    struct arena *arena;
};

static bool read_figures(struct search *s, const struct step *step, struct figures *out)
{
    out->count = mentions_read(step->text, &step->tokens, s->arena, &out->at);
    out->known = ARENA_ZEROS(s->arena, bool, out->count + 1);
    s->figures += out->count;
    return s->figures <= FIGURES_MAX;
}

/* "Step 3", "3." or "3)" at the beginning of a line. */
static bool is_label(const struct step *step, const struct mention *m)
{
    const struct token *behind = tokens_at(&step->tokens, m->end);
    const struct token *before = m->token ? &step->tokens.items[m->token - 1] : NULL;
    uint32_t const start = step->tokens.items[m->token].start;
    struct text const word = before ? text_part(step->text, before->start, before->end) : TEXT("");
    if (text_equal_nocase(word, TEXT("step")) || text_equal_nocase(word, TEXT("steps")))
        return true;
    bool const begins = !before || memchr(step->text.at + before->end - 1, '\n', start - before->end + 1);
    return begins && (behind->kind == TOKEN_CLOSE || behind->kind == TOKEN_STOP) &&
           behind->start == step->tokens.items[m->end - 1].end;
}

static bool is_known(const struct search *s, const struct step *step, const struct mention *m)
{
    struct value const top = value_int(m->top), bottom = value_int(m->bottom);
    bool const whole = m->value.den == 1 && m->value.num >= 0;
    if (is_label(step, m) || (whole && m->value.num <= (m->word ? WORDS_UP_TO : STANDS_EVERYWHERE)))
        return true;
    return stock_has(&s->stock, &m->value) ||
           (m->kind == MENTION_FRACTION && stock_has(&s->stock, &top) && stock_has(&s->stock, &bottom));
}

struct range {
    size_t from, to; /* bytes of a step */
};

static bool is_within(const struct step *step, const struct mention *m, struct range range)
{
    return step->tokens.items[m->token].start >= range.from && step->tokens.items[m->end - 1].end <= range.to;
}

/* Has it numbers, all of them accounted for? */
static bool is_side_known(const struct step *step, const struct figures *figures, struct range range)
{
    bool any = false;
    for (size_t i = 0; i < figures->count; i++)
        if (is_within(step, &figures->at[i], range)) {
            any = true;
            if (!figures->known[i])
                return false;
        }
    return any;
}

static void account(struct search *s, struct figures *figures, size_t i)
{
    figures->known[i] = true;
    stock_put(&s->stock, &figures->at[i].value);
}

static void derive(struct search *s, const struct step *step, struct figures *figures, struct range range)
{
    for (size_t i = 0; i < figures->count; i++)
        if (!figures->known[i] && is_within(step, &figures->at[i], range))
            account(s, figures, i);
}

static bool is_equal_sign(const struct token *t)
{
    return t->kind == TOKEN_RELATION && (t->sign == '=' || t->sign == '~');
}

/* Of numbers alone: if one member between equal signs is known, all are. */
static void derive_link(struct search *s, const struct step *step, struct figures *figures, const struct link *link)
{
    size_t from = link->start;
    bool known = !link->closed, equal = false;
    for (size_t i = 0; i < step->tokens.count && !known; i++) {
        const struct token *t = &step->tokens.items[i];
        if (t->start < link->start || t->end > link->end || !is_equal_sign(t))
            continue;
        equal = true;
        known = is_side_known(step, figures, (struct range){from, t->start});
        from = t->end;
    }
    if (known || (equal && is_side_known(step, figures, (struct range){from, link->end})))
        derive(s, step, figures, (struct range){link->start, link->end});
}

static void derive_claim(struct search *s, const struct step *step, struct figures *figures, const struct claim *claim)
{
    const struct token *relation = &step->tokens.items[claim->relation];
    struct range const left = {claim->start, relation->start}, right = {relation->end, claim->end};
    bool const equal = claim->sign == '=' || claim->sign == '~';
    if (equal && (is_side_known(step, figures, left) || is_side_known(step, figures, right)))
        derive(s, step, figures, (struct range){claim->start, claim->end});
}

/* What claims account for. Where nobody could tell whether one is true, nobody can tell that its numbers are invented. */
static void derive_claims(struct search *s, const struct step *step, struct figures *figures)
{
    struct subject_walk at = {0};
    const struct claim *claim;
    const struct link *link;
    while (subject_next(s->after, step, &at, &claim, &link)) {
        if (claim && claim->truth != TRUTH_FAILS)
            derive_claim(s, step, figures, claim);
        if (link && link->truth != TRUTH_FAILS)
            derive_link(s, step, figures, link);
    }
}

/* What a few operations account for. False: it cannot be searched. */
static bool search_rest(struct search *s, struct figures *figures)
{
    for (size_t i = 0; i < figures->count; i++) {
        if (figures->known[i])
            continue;
        if (s->stock.count > STOCK_VALUES_MAX || s->searched++ == FIGURES_SEARCHED)
            return false;
        if (stock_yields(&s->stock, &figures->at[i].value, FIGURES_OPERATIONS))
            account(s, figures, i);
    }
    return true;
}

/* A right answer may come from where nobody can read it. */
static void derive_answer(struct search *s, const struct step *step, struct figures *figures)
{
    const struct answer *given = &s->after->given;
    if (given->found && s->after->answer_verdict == VERDICT_PROVED && step == &s->after->steps[given->step])
        derive(s, step, figures, (struct range){given->start, given->end});
}

static void put_constants(struct search *s, const struct step *step)
{
    struct value constants[CONSTANTS_MAX];
    size_t const count = trace_constants(s->after, step, constants);
    for (size_t i = 0; i < count; i++)
        stock_put(&s->stock, &constants[i]);
}

static bool read_step(struct search *s, const struct step *step, struct figures *figures)
{
    if (!read_figures(s, step, figures))
        return false;
    if (figures->count)
        put_constants(s, step);
    for (size_t i = 0; i < figures->count; i++)
        figures->known[i] = is_known(s, step, &figures->at[i]);
    derive_claims(s, step, figures);
    derive_answer(s, step, figures);
    return search_rest(s, figures);
}

size_t figures_invented(const struct subject *before, const struct subject *after, struct arena *arena,
                        struct text out[FIGURES_SHOWN])
{
    struct search *s = ARENA_ZEROS(arena, struct search, 1);
    size_t count = 0;
    s->after = after;
    s->arena = arena;
    stock_put_read(&s->stock, after->problem, &after->problem_tokens, after->givens, after->givens_count);
    for (size_t i = 0; i < before->steps_count; i++)
        stock_put_text(&s->stock, before->steps[i].text, &before->steps[i].tokens, arena);
    for (size_t i = 0; i < after->steps_count; i++) {
        const struct step *step = &after->steps[i];
        struct figures figures;
        if (!read_step(s, step, &figures))
            break;
        for (size_t k = 0; k < figures.count && count < FIGURES_SHOWN; k++) {
            const struct mention *m = &figures.at[k];
            if (!figures.known[k])
                out[count++] = text_part(step->text, step->tokens.items[m->token].start, step->tokens.items[m->end - 1].end);
        }
    }
    return count;
}
