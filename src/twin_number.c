#include "operand.h"
#include "twin_parts.h"

enum {
    CHANGES_MAX = 3,
    LIKE_MOST = 20,   /* 5 hours and $80 may change places, 5 hours and $800 not */
    MOVABLE_MAX = 12, /* numbers of a problem that change places */
    MOVES_MAX = MOVABLE_MAX * (MOVABLE_MAX - 1) / 2 + MOVABLE_MAX * (MOVABLE_MAX - 1) * (MOVABLE_MAX - 2) / 3
};

static const char unused[] = "the problem has a number that the solution does not use";

static size_t no_sites(const struct subject *on, struct site *out, size_t max)
{
    (void)on, (void)out, (void)max;
    return 0;
}

static const struct injector kinds[] = {
    [TWIN_SWAP] = {.name = "twin_swap",
                   .says = "crossed twins: two or three numbers of the problem change places",
                   .cls = DERAILED,
                   .kind = CERTIFICATE_DERAILED,
                   .sites = no_sites,
                   .explain = operand_explain},
    [TWIN_FRESH] = {.name = "twin_fresh",
                    .says = "crossed twins: a number of the problem becomes another one",
                    .cls = DERAILED,
                    .kind = CERTIFICATE_DERAILED,
                    .sites = no_sites,
                    .explain = operand_explain},
    [TWIN_RELATION] = {.name = "twin_relation",
                       .says = "crossed twins: what the problem compares is turned round",
                       .cls = DERAILED,
                       .kind = CERTIFICATE_DERAILED,
                       .sites = no_sites,
                       .explain = operand_explain},
};

const struct injector *twin_injector(enum twin_kind kind)
{
    return &kinds[kind];
}

bool twin_kind_of(const char *name, enum twin_kind *out)
{
    for (size_t i = 0; i < COUNT(kinds); i++)
        if (strcmp(kinds[i].name + strlen("twin_"), name) == 0) {
            *out = (enum twin_kind)i;
            return true;
        }
    return false;
}

/* Written in digits or as one word, once; a "one" may be no number. */
static bool is_plain(const struct subject *on, uint32_t mention)
{
    const struct mention *m = &on->givens[mention];
    const struct token *t = &on->problem_tokens.items[m->token];
    bool const digits = !m->word && t->kind == TOKEN_NUMBER;
    bool const word = m->word && m->end == m->token + 1 && token_is(t, WORD_CARDINAL) && m->value.num > 1;
    return (digits || word) && (m->kind == MENTION_NUMBER || m->kind == MENTION_PERCENT) && operand_mention(on, &m->value) == m;
}

static bool is_used(const struct subject *on, const struct mention *m)
{
    for (size_t i = 0; i < on->derivations_count; i++) {
        const struct derivation *d = &on->derivations[i];
        const struct tokens *tokens = &on->steps[d->step].tokens;
        for (size_t k = d->first_operand; k < d->first_operand + d->operands; k++) {
            const struct token *t = &tokens->items[on->operands[k].token];
            struct value const v =
                t->kind == TOKEN_NUMBER ? tokens->numbers[t->number] : (struct value){t->word.num, t->word.den, NULL};
            if (mention_yields(m, &v))
                return true;
        }
    }
    return false;
}

static bool is_unused(const struct subject *on, const struct mention *m)
{
    return m->kind == MENTION_NUMBER && !m->word && !is_used(on, m);
}

/* A number that the solution leaves unused may be bound to the others ("10 pupils, 6 of them boys"); but not to amounts of money,
 * if it is none. */
static bool may_be_bound(const struct subject *on, const struct given *givens, size_t count)
{
    bool money = count > 0;
    for (size_t i = 0; i < count; i++)
        money = money && on->givens[givens[i].mention].currency;
    for (size_t i = 0; i < on->givens_count; i++)
        if (is_unused(on, &on->givens[i]) && (!money || on->givens[i].currency))
            return true;
    return false;
}

/* What a number may grow to: percentages 100, hours of a day 24, days of a week 7, months 12, minutes 60. */
static bool within_bounds(const struct subject *on, const struct mention *m, const struct value *now)
{
    static const struct {
        const char *words;
        int64_t most;
    } bounds[] = {
        {"hour hours", 24}, {"day days", 7}, {"month months", 12}, {"minute minutes second seconds", 60}, {"week weeks", 52}};
    const struct token *t = tokens_at(&on->problem_tokens, m->end);
    struct text const unit = t->kind == TOKEN_WORD ? text_part(on->problem, t->start, t->end) : TEXT("");
    struct value most = value_int(100);
    if (m->kind == MENTION_PERCENT)
        return value_cmp(now, &most) < 0;
    for (size_t i = 0; i < COUNT(bounds); i++) {
        most = value_int(bounds[i].most);
        if (text_is_among(unit, text_of(bounds[i].words)) && value_cmp(&m->value, &most) <= 0)
            return value_cmp(now, &most) <= 0;
    }
    return true;
}

/* A number like it: of the same roundness, between half and twice. */
static bool draw_fresh(const struct subject *on, const struct mention *m, struct random *random, struct value *out)
{
    const struct token *t = &on->problem_tokens.items[m->token];
    int64_t unit = 1, scale = 1;
    for (unsigned i = 0; i < t->places; i++)
        scale *= 10;
    if (m->value.num > 1000000 || scale % m->value.den)
        return false;
    int64_t const number = m->value.num * (scale / m->value.den);
    while (number % (unit * 10) == 0)
        unit *= 10;
    if (number == unit * 5 || number == unit) /* 50, 100: steps of their own size leave little */
        unit = MAX(unit / 10 * 5, 1);
    int64_t const steps = number / unit, most = MAX(steps, 2);
    int64_t const drawn = unit * (steps - steps / 2 + (int64_t)random_below(random, (size_t)(most + 1)));
    *out = value_ratio(drawn, scale);
    return drawn > 1 && drawn != number;
}

static bool choose_fresh(const struct subject *on, struct random *random, struct given out[CHANGES_MAX])
{
    uint32_t const at = (uint32_t)random_below(random, on->givens_count);
    if (!is_plain(on, at) || !is_used(on, &on->givens[at]) || !draw_fresh(on, &on->givens[at], random, &out[0].now))
        return false;
    out[0].mention = at;
    for (size_t i = 0; i < on->givens_count; i++)
        if (mention_yields(&on->givens[i], &out[0].now))
            return false;
    return within_bounds(on, &on->givens[at], &out[0].now);
}

/* Numbers that go round: each becomes the next one. */
struct move {
    uint32_t count, at[CHANGES_MAX];
};

/* Is neither more than LIKE_MOST times the other? */
static bool is_like(const struct value *a, const struct value *b)
{
    struct value larger, smaller;
    bool like = false;
    struct value const most = value_int(LIKE_MOST);
    if (value_mul(a, &most, &larger) != STATUS_OK)
        return false;
    if (value_mul(b, &most, &smaller) == STATUS_OK) {
        like = value_cmp(&larger, b) >= 0 && value_cmp(&smaller, a) >= 0;
        value_clear(&smaller);
    }
    value_clear(&larger);
    return like;
}

static bool multiplies(const struct subject *on, const struct mention *m)
{
    return token_is(tokens_at(&on->problem_tokens, m->end), WORD_TIMES);
}

/* May the number stand in the other's place? Of another kind, it must at least be of like size. */
static bool may_stand(const struct subject *on, const struct mention *here, const struct mention *other)
{
    const struct tokens *tokens = &on->problem_tokens;
    bool const like = here->currency == other->currency && text_equal_nocase(operand_unit(on->problem, tokens, here->end - 1),
                                                                             operand_unit(on->problem, tokens, other->end - 1));
    bool const money = here->currency && other->currency; /* "$12" and "$7.50" */
    return (money || here->value.den == other->value.den) && here->kind == other->kind && here->cents == other->cents &&
           multiplies(on, here) == multiplies(on, other) && (like || is_like(&here->value, &other->value)) &&
           within_bounds(on, here, &other->value);
}

static void shuffle(struct move *moves, size_t count, struct random *random)
{
    for (size_t i = count; i > 1; i--) {
        size_t const k = random_below(random, i);
        struct move const last = moves[i - 1];
        moves[i - 1] = moves[k];
        moves[k] = last;
    }
}

/* Two that change places before three that go round. */
static size_t all_moves(const struct subject *on, struct random *random, struct move out[MOVES_MAX])
{
    uint32_t at[MOVABLE_MAX];
    size_t n = 0, pairs = 0, count;
    for (uint32_t i = 0; i < on->givens_count && n < MOVABLE_MAX; i++)
        if (is_plain(on, i) && is_used(on, &on->givens[i]))
            at[n++] = i;
    for (size_t a = 0; a < n; a++)
        for (size_t b = a + 1; b < n; b++)
            out[pairs++] = (struct move){2, {at[a], at[b]}};
    count = pairs;
    for (size_t a = 0; a < n; a++)
        for (size_t b = a + 1; b < n; b++)
            for (size_t c = a + 1; c < n; c++)
                if (c != b)
                    out[count++] = (struct move){3, {at[a], at[b], at[c]}};
    shuffle(out, pairs, random);
    shuffle(out + pairs, count - pairs, random);
    return count;
}

static bool make_givens(const struct subject *on, const struct move *move, struct given out[CHANGES_MAX])
{
    bool good = true;
    for (size_t i = 0; i < move->count; i++) {
        const struct mention *here = &on->givens[move->at[i]], *next = &on->givens[move->at[(i + 1) % move->count]];
        good = good && may_stand(on, here, next);
        out[i] = (struct given){move->at[i], next->value};
    }
    return good;
}

/* "1 apples", "a 8-page" */
static bool agrees(const struct subject *on, const struct mention *m, const struct value *now, struct text written)
{
    return value_is_ratio(&m->value, 1, 1) == value_is_ratio(now, 1, 1) &&
           quantity_fits_article(on->problem, &on->problem_tokens, m->token, written);
}

/* In the style of the number that stands there. */
static bool write_given(const struct certifier *with, const struct mention *m, const struct value *now, struct text *out)
{
    const struct subject *on = with->on;
    const struct token *t = &on->problem_tokens.items[m->token];
    struct buffer word = {0};
    bool const whole = t->places == 2 && m->value.den != 1 && now->den == 1, finer = t->places == 0 && now->den != 1;
    if (m->currency && !m->word && (whole || finer)) {
        bool const cents = quantity_write_money(on->problem, t, now, true, with->separated, &word);
        *out = buffer_keep(&word, with->arena);
        return cents;
    }
    if (!m->word)
        return quantity_text(on->problem, t, now, with->separated, with->arena, out);
    bool const done = now->den == 1 && quantity_write_word(text_part(on->problem, t->start, t->end), now->num, &word);
    *out = buffer_keep(&word, with->arena);
    return done;
}

/* The problem with its numbers changed; false where they cannot be written as the old ones are. */
static bool other_problem(const struct certifier *with, const struct given *givens, size_t count, struct text *out)
{
    const struct subject *on = with->on;
    struct edit edits[CHANGES_MAX];
    for (size_t i = 0; i < count; i++) {
        const struct mention *m = &on->givens[givens[i].mention];
        const struct token *t = &on->problem_tokens.items[m->token];
        edits[i] = (struct edit){.start = t->start, .end = t->end};
        if (!write_given(with, m, &givens[i].now, &edits[i].becomes) || !agrees(on, m, &givens[i].now, edits[i].becomes))
            return false;
    }
    edits_sort(edits, count);
    *out = *edits_apply(&on->problem, 1, edits, count, with->arena);
    return true;
}

/* The same numbers, seen from the other problem: there they become what they are here. */
static bool turn_round(const struct subject *here, const struct subject *there, const struct given *givens, size_t count,
                       struct given out[CHANGES_MAX])
{
    if (here->givens_count != there->givens_count)
        return false;
    for (size_t i = 0; i < count; i++) {
        uint32_t const at = givens[i].mention;
        out[i] = (struct given){at, here->givens[at].value};
        if (!mention_is(&there->givens[at], &givens[i].now))
            return false;
    }
    return true;
}

bool twin_same_steps(const struct certified *back, const struct subject *on)
{
    bool same = back->bad.steps_count == on->steps_count;
    for (size_t k = 0; same && k < on->steps_count; k++)
        same = text_equal(back->bad_steps[k], on->steps[k].text);
    return same;
}

const char *twin_read_other(const struct certifier *with, struct twin *twin, bool *sane, struct error *err)
{
    *sane = verify_solution(with->verifiers, twin->problem, twin->forth.bad_steps, with->on->steps_count, twin->forth.bad_answer,
                            with->arena, &twin->subject, err);
    if (!*sane)
        return "verifiers contradict each other";
    const char *reason = certify_usable(&twin->subject);
    return reason || twin->subject.source_proof >= with->on->source_proof ? reason : "the other solution is proved less well";
}

static const char *try_change(const struct certifier *with, const struct injector *as, const struct given *givens, size_t count,
                              struct twin *twin, bool *sane, struct error *err)
{
    const struct subject *on = with->on;
    struct given turned[CHANGES_MAX];
    if (may_be_bound(on, givens, count))
        return unused;
    if (!other_problem(with, givens, count, &twin->problem))
        return "the problem cannot be written with other numbers";
    const char *reason = certify_given(with, as, givens, count, &twin->forth, sane, err);
    if (reason)
        return reason;
    reason = twin_read_other(with, twin, sane, err);
    if (reason)
        return reason;
    if (!turn_round(on, &twin->subject, givens, count, turned))
        return "the other problem reads differently";
    struct certifier const other = certifier_for(with, &twin->subject);
    reason = certify_given(&other, as, turned, count, &twin->back, sane, err);
    if (reason)
        return reason;
    return twin_same_steps(&twin->back, on) ? NULL : "changed back, the solution is not what it was";
}

static const char *try_swaps(const struct certifier *with, struct random *random, struct twin *out, bool *sane, struct error *err)
{
    const char *reason = "no number of the problem can be changed";
    struct move *moves = ARENA_ARRAY(with->arena, struct move, MOVES_MAX);
    size_t const count = all_moves(with->on, random, moves);
    for (size_t i = 0, attempts = 0; i < count && attempts < TWIN_ATTEMPTS; i++) {
        struct given givens[CHANGES_MAX];
        if (!make_givens(with->on, &moves[i], givens))
            continue;
        attempts++;
        reason = try_change(with, &kinds[TWIN_SWAP], givens, moves[i].count, out, sane, err);
        if (!reason || !*sane)
            return reason;
    }
    return reason;
}

static const char *try_fresh(const struct certifier *with, struct random *random, struct twin *out, bool *sane, struct error *err)
{
    const char *reason = "no number of the problem can be changed";
    for (unsigned attempt = 0; attempt < TWIN_ATTEMPTS && with->on->givens_count; attempt++) {
        struct given givens[CHANGES_MAX];
        if (!choose_fresh(with->on, random, givens))
            continue;
        reason = try_change(with, &kinds[TWIN_FRESH], givens, 1, out, sane, err);
        if (!reason || !*sane)
            return reason;
    }
    return reason;
}

static const char *refuse_problem(const struct subject *on, enum twin_kind kind)
{
    if (certify_asks_loosely(on))
        return "the problem asks for something approximate";
    if (on->source_proof < PROOF_DERIVED_ANSWER)
        return "the source is not proved well enough for twins";
    return kind == TWIN_RELATION && may_be_bound(on, NULL, 0) ? unused : NULL;
}

const char *twin_make(const struct certifier *with, enum twin_kind kind, int64_t seed, struct text source_id, struct twin *out,
                      bool *sane, struct error *err)
{
    struct random random = random_for((uint64_t)seed, source_id, text_of(kinds[kind].name));
    const char *reason = refuse_problem(with->on, kind);
    *sane = true;
    if (reason)
        return reason;
    return kind == TWIN_RELATION ? twin_turn(with, &kinds[kind], &random, out, sane, err)
           : kind == TWIN_SWAP   ? try_swaps(with, &random, out, sane, err)
                                 : try_fresh(with, &random, out, sane, err);
}
