/* Which solutions records may be made from. */
#include "certify.h"

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
    if (on->given.step + 1 != on->steps_count && !on->given.anchored)
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

bool certify_is_answer(const struct subject *on, const struct edit *edit)
{
    return on->given.found && on->given.step == edit->step && edit->step + 1 == on->steps_count &&
           edit->start >= on->given.start && edit->end <= on->given.end;
}

/* Is the answer, which is the right one, the end of a formula that is proved? */
static bool in_formula(const struct subject *on)
{
    if (!on->given.found || !on->given.anchored || on->given.step + 1 != on->steps_count || on->answer_verdict != VERDICT_PROVED)
        return false;
    const struct step *last = &on->steps[on->given.step];
    for (size_t i = 0; i < last->links_count; i++) {
        const struct link *l = &last->links[i];
        if (l->said == LINK_WRITTEN && l->supports && l->start < on->given.start && l->end >= on->given.end)
            return true;
    }
    return false;
}

const char *certify_offers(const struct subject *on, bool truncate, bool *carried)
{
    const char *reason = certify_usable(on);
    *carried = !reason;
    bool const sound = on->steps_count && on->first_error < 0 && on->source_proof != PROOF_NONE;
    return sound && (truncate || in_formula(on)) ? NULL : reason;
}
