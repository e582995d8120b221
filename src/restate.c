#include "restate.h"

static bool plain(struct text text)
{
    for (size_t i = 0; i < text.size; i++)
        if ((is_letter(text.at[i]) && to_lower(text.at[i]) != 'x') || strchr("%\\,;:", text.at[i]))
            return false;
    return true;
}

bool restate_claim(const struct subject *on, const struct claim *claim)
{
    return claim->truth == TRUTH_HOLDS && claim->preferred && claim->sign == '=' && !claim->phrase && !claim->chained &&
           !claim->continued && claim->left.count > 1 && expr_is_bare(&claim->right) && plain(subject_claim_text(on, claim)) &&
           !on->steps[claim->step].tokens.latex;
}

bool restate_step(const struct subject *on, uint32_t step)
{
    struct text const text = on->steps[step].text;
    return text_ends(text, TEXT(".")) && !text_ends(text, TEXT("..")) && !on->steps[step].tokens.latex &&
           on->given.step != step && step + 1 < on->steps_count;
}

struct proposal restate_proposal(const struct subject *on, uint32_t step, struct text words, struct arena *arena)
{
    uint32_t const end = (uint32_t)on->steps[step].text.size;
    return (struct proposal){.edit = {step, end, end, text_copy(arena, words)}, .value = value_int(0)};
}
