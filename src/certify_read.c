/* The edited solution, read again from its bytes, against the source. */
#include "certify_parts.h"

static size_t all_edits(const struct certified *c, struct arena *arena, struct edit **out)
{
    size_t const own = 1 + c->proposal.also_count;
    struct edit *all = ARENA_ARRAY(arena, struct edit, c->follow_ups_count + own);
    all[0] = c->proposal.edit;
    for (size_t i = 1; i < own; i++)
        all[i] = c->proposal.also[i - 1];
    if (c->follow_ups_count)
        memcpy(all + own, c->follow_ups, c->follow_ups_count * sizeof *all);
    edits_sort(all, c->follow_ups_count + own);
    *out = all;
    return c->follow_ups_count + own;
}

bool certify_overlaps(const struct certified *c, struct arena *arena)
{
    struct edit *all;
    size_t const count = all_edits(c, arena, &all);
    for (size_t i = 1; i < count; i++)
        if (all[i].step == all[i - 1].step && all[i].start < all[i - 1].end)
            return true;
    return false;
}

bool certify_read(const struct certifier *with, struct certified *c, struct error *err)
{
    const struct subject *on = with->on;
    struct edit *all;
    size_t const edits = all_edits(c, with->arena, &all);
    struct text *steps = ARENA_ARRAY(with->arena, struct text, on->steps_count + 1);
    for (size_t k = 0; k < on->steps_count; k++)
        steps[k] = on->steps[k].text;
    const struct text *edited = edits_apply(steps, on->steps_count, all, edits, with->arena);
    size_t const end = c->truncated ? c->proposal.edit.step + 1 : on->steps_count;
    size_t count = 0;
    c->bad_steps = ARENA_ARRAY(with->arena, struct text, end + 1);
    c->origin = ARENA_ARRAY(with->arena, uint32_t, end + 1);
    for (uint32_t k = 0; k < end; k++) {
        if (c->proposal.leaves_out && c->proposal.left_out == k)
            continue;
        c->bad_steps[count] = edited[k];
        c->origin[count++] = k;
    }
    return verify_again(with->verifiers, on, c->bad_steps, count, with->arena, &c->bad, err);
}

/* Where a place of the source's step has moved to. `end`: of a stretch that ends there. */
static uint32_t moved_by(const struct edit *e, uint32_t step, uint32_t at, bool end)
{
    bool const before = e->step == step && e->end <= at && (end || e->start < at);
    return before ? (uint32_t)e->becomes.size - (e->end - e->start) : 0; /* modulo 2^32 */
}

static uint32_t moved(const struct certified *c, uint32_t step, uint32_t at, bool end)
{
    uint32_t by = moved_by(&c->proposal.edit, step, at, end);
    for (size_t i = 0; i < c->proposal.also_count; i++)
        by += moved_by(&c->proposal.also[i], step, at, end);
    for (size_t i = 0; i < c->follow_ups_count && c->follow_ups[i].step <= step; i++)
        by += moved_by(&c->follow_ups[i], step, at, end);
    return at + by;
}

bool certify_is_link(const struct certified *c, const struct link *was, const struct link *is)
{
    return was->k == is->k && moved(c, was->step, was->start, false) == is->start &&
           moved(c, was->step, was->end, true) == is->end;
}

/* The first link from number k on that is not the one which becomes false. */
static size_t next_link(const struct certified *c, const struct step *is, size_t k)
{
    while (k < is->links_count && c->link && c->link->step == is->links[k].step && certify_is_link(c, c->link, &is->links[k]))
        k++;
    return k;
}

/* Formulas, too, must say the same in the same places, and be as good as before. */
static const char *compare_links(const struct certified *c, const struct step *was, const struct step *is)
{
    size_t k = next_link(c, is, 0);
    for (size_t i = 0; i < was->links_count; i++) {
        const struct link *x = &was->links[i], *y = k < is->links_count ? &is->links[k] : NULL;
        if (x == c->link)
            continue;
        bool const names = x->said == LINK_CONCLUDED, /* the result, which may be a false one now: then that is no link */
            there = y && (!c->link || certify_is_link(c, x, y)) && (!names || y->said == LINK_CONCLUDED);
        k = there ? next_link(c, is, k + 1) : k;
        if (!there && names)
            continue;
        if (!there)
            return "a formula would read differently";
        if (y->truth == TRUTH_FAILS || x->supports != y->supports)
            return "what a formula says would no longer be proved";
    }
    return k < is->links_count ? "a formula would read differently" : NULL;
}

static const char *compare_step(const struct certifier *with, const struct certified *c, size_t k, int32_t but)
{
    uint32_t const from = c->origin[k];
    const struct step *was = &with->on->steps[from], *is = &c->bad.steps[k];
    bool const gone = c->gone >= (int64_t)was->first_claim && c->gone < (int64_t)(was->first_claim + was->claims);
    if (was->claims + (from == c->proposal.edit.step ? c->added : 0) != is->claims + gone)
        return "the edited text reads differently";
    for (size_t i = 0, n = 0; i < was->claims; i++) {
        if ((int64_t)(was->first_claim + i) == c->gone)
            continue;
        const struct claim *x = &with->on->claims[was->first_claim + i], *y = &c->bad.claims[is->first_claim + n++];
        if (x->sign != y->sign || moved(c, from, x->start, false) != y->start || moved(c, from, x->end, true) != y->end)
            return "the edited text reads differently";
        if ((int64_t)(was->first_claim + i) == but)
            continue;
        if (y->truth == TRUTH_FAILS)
            return "another claim would become false";
        if (x->supports && !y->supports)
            return "a later claim would no longer be proved";
    }
    return compare_links(c, was, is);
}

const char *certify_compare(const struct certifier *with, const struct certified *c, int32_t but)
{
    const char *reason = NULL;
    for (size_t k = 0; k < c->bad.steps_count && !reason; k++)
        reason = compare_step(with, c, k, but);
    return reason;
}

uint32_t certified_step(const struct certified *c, uint32_t step)
{
    for (uint32_t k = 0; k < c->bad.steps_count; k++)
        if (c->origin[k] == step)
            return k;
    die("certify: the step is left out");
}

const struct claim *certify_became(const struct certifier *with, const struct certified *c, uint32_t claim)
{
    const struct step *was = &with->on->steps[with->on->claims[claim].step];
    const struct step *is = &c->bad.steps[certified_step(c, with->on->claims[claim].step)];
    return &c->bad.claims[is->first_claim + (claim - was->first_claim)];
}

const char *certify_answers(const struct subject *on, const struct consequences *after, const struct subject *bad)
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
