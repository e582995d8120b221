#include "certify_parts.h"

/* The root edit and the words that change with it, sorted; they must not overlap. */
static size_t root_edits(const struct proposal *p, struct edit out[ALSO_MAX + 1])
{
    size_t const count = 1 + p->also_count;
    out[0] = p->edit;
    for (size_t i = 1; i < count; i++)
        out[i] = p->also[i - 1];
    edits_sort(out, count);
    for (size_t i = 1; i < count; i++)
        if (out[i].start < out[i - 1].end)
            die("an injector's edits overlap");
    return count;
}

/* What would be refused once the edited solution is read, and can be told before. */
static const char *foreseen(const struct attempt *a)
{
    const struct certified *c = a->c;
    enum certificate const kind = c->injector->kind;
    bool const holds = kind != CERTIFICATE_REFUTED && c->derivation >= 0;
    const char *reason = kind == CERTIFICATE_UNDERIVED ? certify_derived(a->with, c) : NULL;
    return reason || !holds ? reason : certify_mute(a->with, c);
}

const char *certify_carry(struct attempt *a, struct consequences *after)
{
    struct certified *c = a->c;
    struct edit edits[ALSO_MAX + 1];
    struct cause const cause = {.edits = edits,
                                .count = root_edits(&c->proposal, edits),
                                .derivation = c->derivation,
                                .value = c->proposal.value,
                                .parts = c->proposal.parts,
                                .left_out = c->proposal.leaves_out ? (int32_t)c->proposal.left_out : -1,
                                .alone = c->truncated};
    const char *reason = follow_carry(a->with->on, &cause, a->with->separated, a->with->arena, after);
    c->hopeless = after->hopeless;
    if (reason)
        return reason;
    c->follow_ups = after->edits;
    c->follow_ups_count = after->count;
    if (certify_overlaps(c, a->with->arena))
        return "a consequence stands where the edit stands";
    if ((reason = foreseen(a)) != NULL)
        return reason;
    *a->sane = certify_read(a->with, c, a->err);
    return *a->sane ? NULL : "verifiers contradict each other";
}

static const char *certify_refuted(struct attempt *a)
{
    const struct subject *on = a->with->on;
    const struct derivation *root = &on->derivations[a->c->derivation];
    struct consequences after;
    const char *reason = certify_value(a->with, root, &a->c->proposal.value);
    if (!reason)
        reason = certify_carry(a, &after);
    if (!reason)
        reason = certify_compare(a->with, a->c, (int32_t)root->claim);
    if (reason)
        return reason;
    const struct claim *claim = certify_became(a->with, a->c, root->claim);
    if (claim->truth != TRUTH_FAILS)
        return "the edited claim is not refuted under every reading";
    reason = certify_conclude(a->with, &after, claim, a->c);
    a->c->says = a->c->entity;
    return reason;
}

/* A claim in a formula is only found by reading the whole solution again. */
static const char *compute_formula(struct attempt *a, const struct derivation *root, struct value *out)
{
    struct certified probe = *a->c;
    *a->sane = certify_read(a->with, &probe, a->err);
    if (!*a->sane)
        return "verifiers contradict each other";
    const struct step *step = &probe.bad.steps[certified_step(&probe, root->step)];
    if (step->claims != a->with->on->steps[root->step].claims)
        return "the edited text reads differently";
    return rework_claim(a->with->on, root, &step->tokens, certify_became(a->with, &probe, root->claim), out);
}

/* What the edited claim computes; integers stay integers, and nothing becomes zero or negative. */
static const char *compute(struct attempt *a)
{
    const struct subject *on = a->with->on;
    const struct derivation *root = &on->derivations[a->c->derivation];
    struct edit edits[ALSO_MAX + 1];
    size_t const count = root_edits(&a->c->proposal, edits);
    struct value *value = &a->c->proposal.value;
    const struct claim *claim = &on->claims[root->claim];
    if (root->head != root->claim || claim->continued)
        return "the claim is part of a chain";
    const char *reason = claim->left.formula || claim->right.formula
                             ? compute_formula(a, root, value)
                             : rework_derivation(on, root, edits, count, a->with->arena, value);
    if (reason)
        return reason;
    if (value_sign(value) <= 0 || (root->value.den == 1 && value->den != 1 && !a->c->proposal.parts))
        return "the new result is not plausible";
    return certify_value(a->with, root, value);
}

/* The claim stays true, what it is about becomes wrong. */
static const char *certify_true(struct attempt *a)
{
    const struct subject *on = a->with->on;
    const struct derivation *root = &on->derivations[a->c->derivation];
    struct consequences after;
    const struct proposal *p = &a->c->proposal;
    const char *reason = p->rounds ? certify_fresh(a->with, &p->value) : certify_operands(on, p, a->with->arena);
    if (!reason && p->computed)
        reason = compute(a);
    if (!reason)
        reason = certify_carry(a, &after);
    if (!reason)
        reason = certify_compare(a->with, a->c, p->rounds ? (int32_t)root->claim : -1);
    if (reason)
        return reason;
    const struct claim *claim = certify_became(a->with, a->c, root->claim);
    bool const holds = p->rounds ? claim->truth == TRUTH_ROUNDS && !claim->supports : claim->supports;
    if (!holds || !claim->preferred || a->c->bad.first_error >= 0)
        return p->rounds ? "the rounding may be meant" : "the edited claim is not proved";
    enum certificate const kind = a->c->injector->kind;
    reason = certify_says(a->with, claim->step, claim->left.first, claim->right.last, a->c);
    if (!reason && kind == CERTIFICATE_IGNORED)
        reason = certify_ignored(a->with, a->site, claim->step, a->c);
    if (!reason && kind == CERTIFICATE_UNDERIVED)
        reason = certify_underived(a->with, claim->step, claim->relation, a->c);
    return reason ? reason : certify_conclude(a->with, &after, claim, a->c);
}

/* The side of the claim in which the edit stands, as plain arithmetic. */
static struct text edited_side(const struct attempt *a, const struct claim *claim, const struct step *step, bool left)
{
    return certify_plain(left ? &claim->left : &claim->right, step, left ? claim->points_left : claim->points_right,
                         a->with->arena);
}

static const char *certify_unchanged(struct attempt *a)
{
    const struct subject *on = a->with->on;
    struct certified *c = a->c;
    *a->sane = certify_read(a->with, c, a->err);
    if (!*a->sane)
        return "verifiers contradict each other";
    const char *reason = certify_compare(a->with, c, -1);
    if (reason)
        return reason;
    const struct claim *was = &on->claims[a->site->claim], *is = certify_became(a->with, c, a->site->claim);
    if (!was->preferred || !is->preferred)
        return "the claim holds only under an unusual reading";
    for (size_t i = 0; i < on->claims_count; i++)
        if (on->claims[i].truth != c->bad.claims[i].truth)
            return "the truth of a claim would change";
    for (size_t k = 0; k < on->steps_count; k++)
        if (on->steps[k].verdict != c->bad.steps[k].verdict)
            return "a step would be judged otherwise";
    c->rests_on = ARENA_ARRAY(a->with->arena, uint32_t, 1);
    certify_describe(a->with, is, c);
    c->says = c->entity;
    if (!text_equal(c->bad_answer, subject_answer_text(on)))
        return "the answer would be written otherwise";
    bool const left = c->proposal.edit.end <= on->steps[was->step].tokens.items[was->relation].start;
    c->left = edited_side(a, was, &on->steps[was->step], left);
    c->right = edited_side(a, is, &c->bad.steps[is->step], left);
    return NULL;
}

/* Words that changed with the root edit are told like its consequences. */
static void add_also(struct certified *c, struct arena *arena)
{
    size_t const own = c->proposal.also_count;
    if (!own)
        return;
    struct edit *all = ARENA_ARRAY(arena, struct edit, c->follow_ups_count + own);
    memcpy(all, c->proposal.also, own * sizeof *all);
    if (c->follow_ups_count)
        memcpy(all + own, c->follow_ups, c->follow_ups_count * sizeof *all);
    c->follow_ups = all;
    c->follow_ups_count += own;
    edits_sort(all, c->follow_ups_count);
}

static const char *certify_control(struct attempt *a)
{
    const struct edit *edit = &a->c->proposal.edit;
    return a->site->derivation >= 0 ? certify_terse(a) : edit->start == edit->end ? certify_added(a) : certify_unchanged(a);
}

const char *certify(const struct certifier *with, const struct injector *injector, const struct site *site,
                    const struct proposal *proposal, struct certified *out, bool *sane, struct error *err)
{
    struct certified c = certify_blank(injector);
    struct attempt a = {with, site, &c, sane, err};
    c.proposal = *proposal;
    c.derivation = site->derivation;
    c.truncated = with->truncate && injector->kind == CERTIFICATE_REFUTED;
    *sane = true;
    const char *reason = site->formula                             ? certify_formula(with, site, &c, sane, err)
                         : injector->kind == CERTIFICATE_REFUTED   ? certify_refuted(&a)
                         : injector->kind == CERTIFICATE_UNCHANGED ? certify_control(&a)
                         : site->derivation < 0                    ? certify_stop(&a)
                                                                   : certify_true(&a);
    if (!reason) {
        add_also(&c, with->arena);
        c.explanation = injector->explain(with->on, site, &c.proposal, with->arena);
    }
    *out = c;
    return reason;
}
