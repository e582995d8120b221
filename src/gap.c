#include "gap.h"

/* Words that only make sense behind the step before them. */
static bool leans_back(const struct step *step)
{
    struct text const words = TEXT("so hence thus then therefore that this these those which it they because since after now");
    for (size_t i = 0; i < step->tokens.count; i++)
        if (step->tokens.items[i].kind == TOKEN_WORD)
            return text_is_among(text_part(step->text, step->tokens.items[i].start, step->tokens.items[i].end), words);
    return false;
}

/* Does the step say a number that neither stands in the problem nor belongs to its claim? */
static bool says_more(const struct subject *on, const struct step *step, const struct claim *claim)
{
    for (size_t i = 0; i < step->tokens.count; i++) {
        const struct token *t = &step->tokens.items[i];
        bool const word = token_is(t, WORD_CARDINAL), inside = t->start >= claim->start && t->end <= claim->end;
        if (inside || (!word && t->kind != TOKEN_NUMBER))
            continue;
        struct value const value = word ? value_int(t->word.num) : step->tokens.numbers[t->number];
        if (!(trace_givens(on, &value) & SOURCE_PROBLEM))
            return true;
    }
    return false;
}

/* May the step go? It holds this derivation and nothing else that is needed. */
static bool may_go(const struct subject *on, const struct derivation *d)
{
    const struct step *step = &on->steps[d->step];
    return d->proved && d->head == d->claim && d->operands >= 2 && step->claims == 1 && step->links_count == 0 &&
           d->step + 1 < on->steps_count && !leans_back(&on->steps[d->step + 1]) && !says_more(on, step, &on->claims[d->claim]);
}

size_t gap_sites(const struct subject *on, struct site *out, size_t max)
{
    size_t count = 0;
    for (size_t i = 0; i < on->derivations_count; i++) {
        const struct derivation *d = &on->derivations[i];
        for (size_t k = d->first_operand; k < d->first_operand + d->operands && count < max; k++) {
            const struct operand *o = &on->operands[k];
            if (d->proved && o->sources == SOURCE_RESULT && on->derivations[o->result].step < d->step &&
                may_go(on, &on->derivations[o->result]))
                out[count++] = (struct site){.claim = d->claim, .derivation = (int32_t)i, .operand = (uint32_t)k, .weight = 1};
        }
    }
    return count;
}

const struct derivation *gap_missing(const struct subject *on, const struct site *at)
{
    return &on->derivations[on->operands[at->operand].result];
}

bool gap_propose(const struct subject *on, const struct site *at, const struct value *now, const struct tools *with,
                 struct proposal *out)
{
    const struct derivation *user = &on->derivations[at->derivation];
    const struct step *step = &on->steps[user->step];
    const struct token *t = operand_token(on, user, &on->operands[at->operand]);
    struct text becomes;
    if (!quantity_text(step->text, t, now, with->separated, with->arena, &becomes))
        return false;
    *out = (struct proposal){.edit = {user->step, t->start, t->end, becomes},
                             .computed = true,
                             .leaves_out = true,
                             .left_out = gap_missing(on, at)->step};
    return true;
}
