#include "certify.h"

#include "trace.h"

const char *step_label_name(enum step_label label)
{
    static const char *const names[] = {"ok", "error", "inherited", "independent", "unchecked"};
    return names[label];
}

/* "estimate", "rounded to", "to the nearest": several answers may be right. A "round trip" asks for nothing of the kind. */
bool certify_asks_loosely(const struct subject *on)
{
    struct text const words = TEXT("approximately roughly rounded rounding estimate estimated example nearest");
    for (size_t i = 0; i < on->problem_tokens.count; i++) {
        const struct token *t = &on->problem_tokens.items[i], *next = i + 1 < on->problem_tokens.count ? t + 1 : t;
        char const first = to_lower(on->problem.at[t->start]);
        if (!token_is(t, WORD_ROUNDING) && (t->kind != TOKEN_WORD || (first != 'e' && first != 'n')))
            continue;
        struct text const word = text_part(on->problem, t->start, t->end);
        bool const to =
            token_is(next, WORD_JOINS) || text_equal_nocase(text_part(on->problem, next->start, next->end), TEXT("your"));
        bool const how = text_equal_nocase(text_part(on->problem, next->start, next->end), TEXT("how")); /* "about how many" */
        if (text_is_among(word, words) || (how && text_equal_nocase(word, TEXT("about"))) ||
            (to && text_equal_nocase(word, TEXT("round"))))
            return true;
    }
    return false;
}

static bool consumed_later(const struct subject *on)
{
    const struct derivation *from = &on->derivations[on->answer_from];
    for (size_t i = (size_t)on->answer_from + 1; i < on->derivations_count; i++) {
        const struct derivation *d = &on->derivations[i];
        for (size_t k = d->first_operand; k < d->first_operand + d->operands; k++)
            if (on->operands[k].result == on->answer_from && !value_equal(&d->value, &from->value))
                return true;
    }
    return false;
}

const char *certify_usable(const struct subject *on)
{
    if (on->steps_count == 0)
        return "no steps";
    if (on->first_error >= 0)
        return "a step is refuted";
    if (!on->given.found)
        return "no final answer found";
    if (on->given.step + 1 != on->steps_count)
        return "something follows the final answer";
    if (on->reference.size && on->answer_verdict == VERDICT_REFUTED)
        return "the answer differs from the reference";
    if (on->reference.size && on->answer_verdict == VERDICT_UNKNOWN)
        return "the answer cannot be compared with the reference";
    if (on->answer_from < 0)
        return "no step derives the answer";
    if (!on->derivations[on->answer_from].proved)
        return "the step that derives the answer is not proved";
    if (on->source_proof == PROOF_NONE)
        return "neither a reference nor a derivation proves the answer";
    if (consumed_later(on))
        return "a later claim consumes the answer";
    return NULL;
}

/* Is the value a known one, or a known one a hundredfold or a hundredth? */
static bool same_or_scaled(const struct value *known, const struct value *now)
{
    int64_t const limit = INT64_C(1) << 50;
    bool const whole = known->den == 1 && now->den == 1 && known->num < limit && now->num < limit && known->num > -limit;
    if (whole) /* nearly always */
        return known->num == now->num || known->num * 100 == now->num || known->num == now->num * 100;
    return value_equal(known, now) || value_is_times(known, 100, 1, now) || value_is_times(known, 1, 100, now);
}

/* What is left of a share: 100 - 20 %, 1 - 1/4. */
static bool complements(const struct mention *m, const struct value *now)
{
    struct value const whole = value_int(m->kind == MENTION_PERCENT ? 100 : 1);
    struct value rest;
    if (m->kind != MENTION_PERCENT && m->kind != MENTION_FRACTION)
        return false;
    if (value_sub(&whole, &m->value, &rest) != STATUS_OK)
        return false;
    bool const same = same_or_scaled(&rest, now);
    value_clear(&rest);
    return same;
}

/* "13,15,17": every run of digits of a number that cannot be read one way. */
static bool stands_in_parts(struct text parts, const struct value *now)
{
    for (size_t i = 0; i < parts.size;) {
        size_t end = i;
        while (end < parts.size && is_digit(parts.at[end]))
            end++;
        struct value part;
        if (end > i && end - i < 18 && value_read(text_part(parts, i, end), &part) == STATUS_OK && same_or_scaled(&part, now))
            return true;
        i = end + 1;
    }
    return false;
}

static bool stands_in(struct text text, const struct tokens *tokens, const struct value *now)
{
    for (size_t i = 0; i < tokens->count; i++) {
        const struct token *t = &tokens->items[i];
        if (t->kind != TOKEN_NUMBER)
            continue;
        bool const odd = t->flags & TOKEN_MALFORMED;
        if (odd ? stands_in_parts(text_part(text, t->start, t->end), now) : same_or_scaled(&tokens->numbers[t->number], now))
            return true;
    }
    return false;
}

static bool coincides(const struct subject *on, const struct value *now)
{
    if (stands_in(on->problem, &on->problem_tokens, now))
        return true;
    for (size_t i = 0; i < on->givens_count; i++)
        if (same_or_scaled(&on->givens[i].value, now) || complements(&on->givens[i], now))
            return true;
    for (size_t k = 0; k < on->steps_count; k++)
        if (stands_in(on->steps[k].text, &on->steps[k].tokens, now))
            return true;
    return false;
}

/* Does the old result stand in the problem or in a step before the fault? Then the edit contradicts what was given. */
static bool given_before(const struct subject *on, const struct derivation *root)
{
    for (size_t i = 0; i < on->givens_count; i++)
        if (mention_is(&on->givens[i], &root->value))
            return true;
    for (uint32_t k = 0; k < root->step; k++)
        for (size_t i = 0; i < on->steps[k].tokens.numbers_count; i++)
            if (value_equal(&on->steps[k].tokens.numbers[i], &root->value))
                return true;
    return false;
}

/* Formulas, too, must say the same in the same places, and be as good as before. */
static const char *compare_links(const struct subject *on, const struct subject *bad)
{
    for (size_t k = 0; k < on->steps_count; k++) {
        const struct step *was = &on->steps[k], *is = &bad->steps[k];
        if (was->links_count != is->links_count)
            return "a formula would read differently";
        for (size_t i = 0; i < was->links_count; i++)
            if (is->links[i].truth == TRUTH_FAILS || was->links[i].supports != is->links[i].supports)
                return "what a formula says would no longer be proved";
    }
    return NULL;
}

/* The edited text must give the same claims in the same places, every claim but the root's as good as before. */
static const char *compare_claims(const struct subject *on, const struct subject *bad, int32_t root_claim)
{
    if (bad->claims_count != on->claims_count || bad->steps_count != on->steps_count)
        return "the edited text reads differently";
    for (size_t i = 0; i < on->claims_count; i++) {
        const struct claim *was = &on->claims[i], *is = &bad->claims[i];
        if (was->step != is->step || was->relation != is->relation || was->left.first != is->left.first ||
            was->right.last != is->right.last)
            return "the edited text reads differently";
        if ((int32_t)i == root_claim)
            continue;
        if (is->truth == TRUTH_FAILS)
            return "another claim would become false";
        if (was->supports && !is->supports)
            return "a later claim would no longer be proved";
    }
    return compare_links(on, bad);
}

static void count_truth(uint8_t truth, struct tally *out)
{
    out->proved += truth == TRUTH_HOLDS;
    out->rounded += truth == TRUTH_ROUNDS;
    out->unknown += truth == TRUTH_UNKNOWN;
}

static void count_links(const struct subject *s, size_t from, size_t to, struct tally *out)
{
    for (size_t k = from; k < to; k++)
        for (size_t i = 0; i < s->steps[k].links_count; i++)
            count_truth(s->steps[k].links[i].truth, out);
}

static void count_claims(const struct subject *s, size_t from, size_t to, int32_t but, struct tally *out)
{
    for (size_t i = from; i < to; i++) {
        const struct claim *c = &s->claims[i];
        if ((int32_t)i == but)
            continue;
        count_truth(c->truth, out);
    }
}

static struct text plain(const struct expr *e, const struct step *step, bool points, struct arena *arena)
{
    struct buffer out = {0};
    expr_write(e, &step->tokens, step->tokens.numbers, points, &out);
    struct text const text = text_copy(arena, buffer_text(&out));
    buffer_free(&out);
    return text;
}

static bool is_noun(const struct step *step, const struct token *t)
{
    struct text const others =
        TEXT("in for on the this during he she they it her his their altogether total more less fewer left remaining "
             "away worth long tall old later now today would will can out off up down over under until already "
             "still needed above below all watching");
    return t->kind == TOKEN_WORD && t->word.role == WORD_PLAIN && !text_is_among(text_part(step->text, t->start, t->end), others);
}

/* The unit words behind the result, else none. */
static struct text words_behind(const struct step *step, uint32_t token)
{
    uint32_t first = token + 1;
    while (first < step->tokens.count &&
           (step->tokens.items[first].kind == TOKEN_PERCENT || step->tokens.items[first].kind == TOKEN_CURRENCY))
        first++;
    uint32_t last = first;
    while (last < step->tokens.count && last < first + 3 && is_noun(step, &step->tokens.items[last]))
        last++;
    return last > first ? text_part(step->text, step->tokens.items[first].start, step->tokens.items[last - 1].end) : TEXT("");
}

static bool is_edited(const struct certified *c, uint32_t step)
{
    for (size_t i = 0; i < c->follow_ups_count; i++)
        if (c->follow_ups[i].step == step)
            return true;
    return false;
}

static void label_steps(struct certified *c, struct arena *arena)
{
    c->labels = ARENA_ARRAY(arena, uint8_t, c->bad.steps_count + 1);
    for (uint32_t k = 0; k < c->bad.steps_count; k++) {
        bool const unknown = c->bad.steps[k].verdict == VERDICT_UNKNOWN;
        if (c->first_error < 0 || (int32_t)k < c->first_error)
            c->labels[k] = LABEL_OK;
        else if ((int32_t)k == c->first_error)
            c->labels[k] = LABEL_ERROR;
        else
            c->labels[k] = is_edited(c, k) ? LABEL_INHERITED : unknown ? LABEL_UNCHECKED : LABEL_INDEPENDENT;
    }
}

/* Does a claim of the step end in this number, or begin with it alone? */
static bool works_out(const struct subject *on, const struct step *step, const struct value *value)
{
    for (size_t i = step->first_claim; i < step->first_claim + step->claims; i++) {
        const struct claim *c = &on->claims[i];
        const struct token *last = &step->tokens.items[c->right.last - 1], *first = &step->tokens.items[c->left.first];
        if (last->kind == TOKEN_NUMBER && value_equal(&step->tokens.numbers[last->number], value))
            return true;
        if (expr_is_bare(&c->left) && first->kind == TOKEN_NUMBER && value_equal(&step->tokens.numbers[first->number], value))
            return true;
    }
    return false;
}

/* The earlier steps that yield the operands of the quoted claim, where the problem does not give them. */
static void find_support(const struct subject *on, const struct derivation *d, struct certified *c, struct arena *arena)
{
    const struct step *here = &on->steps[d->step];
    const struct expr *left = &on->claims[d->claim].left;
    bool *rests = ARENA_ZEROS(arena, bool, d->step + 1);
    c->rests_on = ARENA_ARRAY(arena, uint32_t, d->step + 1);
    for (uint32_t i = 0; i < left->count; i++) {
        if (left->nodes[i].kind != NODE_NUMBER)
            continue;
        const struct value *value = &here->tokens.numbers[here->tokens.items[left->nodes[i].a].number];
        if (trace_givens(on, value) & SOURCE_PROBLEM)
            continue;
        for (uint32_t k = d->step; k-- > 0;)
            if (works_out(on, &on->steps[k], value)) {
                rests[k] = true;
                break;
            }
    }
    for (uint32_t k = 0; k < d->step; k++)
        if (rests[k])
            c->rests_on[c->rests_on_count++] = k;
}

static bool read_again(const struct verifiers *verifiers, const struct subject *on, struct certified *c, struct arena *arena,
                       struct error *err)
{
    struct edit *all = ARENA_ARRAY(arena, struct edit, c->follow_ups_count + 1);
    if (c->follow_ups_count)
        memcpy(all, c->follow_ups, c->follow_ups_count * sizeof *all);
    all[c->follow_ups_count] = c->proposal.edit;
    edits_sort(all, c->follow_ups_count + 1);
    struct text *steps = ARENA_ARRAY(arena, struct text, on->steps_count + 1);
    for (size_t k = 0; k < on->steps_count; k++)
        steps[k] = on->steps[k].text;
    c->bad_steps = edits_apply(steps, on->steps_count, all, c->follow_ups_count + 1, arena);
    return verify_again(verifiers, on, c->bad_steps, on->steps_count, arena, &c->bad, err);
}

static void describe(const struct subject *on, const struct claim *claim, struct certified *c, struct arena *arena)
{
    const struct step *step = &c->bad.steps[claim->step];
    size_t const split = c->bad.steps[claim->step].first_claim;
    const struct expr *right = claim->other_right.count && !expr_is_bare(&claim->right) ? &claim->other_right : &claim->right;
    c->claim = subject_claim_text(&c->bad, claim);
    c->left = plain(&claim->left, step, on->claims[claim - c->bad.claims].points_left, arena); /* read as in the source */
    c->right = plain(right, step, right->percent, arena);
    c->says = expr_is_bare(right) ? words_behind(step, expr_bare_token(right)) : TEXT("");
    c->bad_answer = subject_answer_text(&c->bad);
    count_claims(&c->bad, 0, split, -1, &c->before);
    count_claims(&c->bad, split, c->bad.claims_count, (int32_t)(claim - c->bad.claims), &c->after);
    count_links(&c->bad, 0, claim->step, &c->before);
    count_links(&c->bad, claim->step, c->bad.steps_count, &c->after);
    c->proved_prefix = true;
    for (uint32_t k = 0; k < claim->step; k++)
        c->proved_prefix = c->proved_prefix && on->steps[k].verdict == VERDICT_PROVED;
    label_steps(c, arena);
}

static const char *check_answers(const struct subject *on, const struct consequences *after, const struct subject *bad)
{
    struct value was, now;
    const char *reason = "the final answer would not change";
    if (!after->answer_changed)
        return reason;
    if (answer_value(subject_answer_text(on), &was) != STATUS_OK)
        return "the final answer is not a number";
    if (answer_value(subject_answer_text(bad), &now) == STATUS_OK) {
        reason = !value_equal(&now, &after->answer) ? "the consequence does not reach the final answer"
                 : answer_near(&was, &now)          ? "a tolerant grader could take the answers for the same"
                                                    : NULL;
        value_clear(&now);
    }
    value_clear(&was);
    return reason;
}

const char *certify_site(const struct subject *on, const struct injector *injector, const struct site *site)
{
    if (injector->cls == HARMLESS)
        return NULL;
    const struct derivation *root = &on->derivations[site->derivation];
    const struct claim *claim = &on->claims[root->claim];
    const struct step *step = &on->steps[root->step];
    if (!claim->preferred)
        return "the claim holds only under an unusual reading";
    if (given_before(on, root))
        return "the old result is already given";
    if (judge_doubt(step->text, &step->tokens, step->tokens.numbers, claim, DOUBT_WORDS | DOUBT_AROUND))
        return "the edited claim is not refuted under every reading";
    return NULL;
}

/* What speaks against the value, before any consequence is carried on. */
static const char *refuse_value(const struct subject *on, const struct derivation *root, const struct value *now)
{
    if (judge_rounds(&root->value, now, value_places(now)))
        return "the new value could be a rounding of the right one";
    return coincides(on, now) ? "the new value coincides with a known one" : NULL;
}

static const char *certify_refuted(const struct verifiers *verifiers, const struct subject *on, bool separated,
                                   struct arena *arena, struct certified *c, bool *sane, struct error *err)
{
    const struct derivation *root = &on->derivations[c->derivation];
    struct consequences after;
    const char *reason = refuse_value(on, root, &c->proposal.value);
    if (reason)
        return reason;
    reason = follow_carry(on, &c->proposal, c->derivation, separated, arena, &after);
    c->hopeless = after.hopeless;
    if (reason)
        return reason;
    c->follow_ups = after.edits;
    c->follow_ups_count = after.count;
    *sane = read_again(verifiers, on, c, arena, err);
    if (!*sane)
        return "verifiers contradict each other";
    reason = compare_claims(on, &c->bad, (int32_t)root->claim);
    if (!reason && c->bad.claims[root->claim].truth != TRUTH_FAILS)
        reason = "the edited claim is not refuted under every reading";
    if (!reason)
        reason = check_answers(on, &after, &c->bad);
    if (reason)
        return reason;
    c->first_error = (int32_t)root->step;
    find_support(on, root, c, arena);
    c->depth = c->rests_on_count ? MAX(root->depth, 1u) : 0;
    describe(on, &c->bad.claims[root->claim], c, arena);
    return NULL;
}

static const char *certify_unchanged(const struct verifiers *verifiers, const struct subject *on, const struct site *site,
                                     struct arena *arena, struct certified *c, bool *sane, struct error *err)
{
    *sane = read_again(verifiers, on, c, arena, err);
    if (!*sane)
        return "verifiers contradict each other";
    const char *reason = compare_claims(on, &c->bad, -1);
    if (reason)
        return reason;
    const struct claim *was = &on->claims[site->claim], *is = &c->bad.claims[site->claim];
    if (!was->preferred || !is->preferred)
        return "the claim holds only under an unusual reading";
    for (size_t i = 0; i < on->claims_count; i++)
        if (on->claims[i].truth != c->bad.claims[i].truth)
            return "the truth of a claim would change";
    c->rests_on = ARENA_ARRAY(arena, uint32_t, 1);
    describe(on, is, c, arena);
    c->left = plain(&was->left, &on->steps[was->step], was->points_left, arena);
    c->right = plain(&is->left, &c->bad.steps[is->step], is->points_left, arena);
    c->proved_prefix = true;
    for (size_t k = 0; k < on->steps_count; k++)
        c->proved_prefix = c->proved_prefix && on->steps[k].verdict == VERDICT_PROVED;
    return NULL;
}

const char *certify(const struct verifiers *verifiers, const struct subject *on, const struct injector *injector,
                    const struct site *site, const struct proposal *proposal, bool separated, struct arena *arena,
                    struct certified *out, bool *sane, struct error *err)
{
    struct certified c = {.injector = injector, .proposal = *proposal, .derivation = site->derivation, .first_error = -1};
    *sane = true;
    const char *reason = injector->cls == HARMLESS ? certify_unchanged(verifiers, on, site, arena, &c, sane, err)
                                                   : certify_refuted(verifiers, on, separated, arena, &c, sane, err);
    if (!reason)
        c.explanation = injector->explain(on, site, proposal, arena);
    *out = c;
    return reason;
}
