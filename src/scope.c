#include "scope.h"

static const char links[] =
    "so thus hence therefore then this that these which it giving and or we rearranging simplifying expanding subtracting adding "
    "dividing multiplying factoring solving isolating squaring combining using substituting completing taking clearing plugging "
    "moving cancelling canceling distributing collecting";
static const char cases[] =
    "if when suppose assume case cases otherwise similarly likewise other another instead but however unless contradiction also "
    "either not no only impossible works work solution solutions possible largest smallest greatest least maximum minimum";

static const char denies[] =
    "not cannot can't couldn't wrong unless contradiction contradicts impossible mistake incorrect wait false never neither nor "
    "doesn't isn't don't without could instead either guess try trying imagine extraneous invalid fails no";

bool scope_lasts(struct text step)
{
    return !text_has_word(step, text_of(denies));
}

bool scope_supposes(struct text step)
{
    return text_has_word(step, TEXT("suppose supposing assume assuming case")) ||
           (text_has_word(step, TEXT("if")) && !text_has_word(step, TEXT("only")));
}

bool scope_goes_on(struct text step)
{
    size_t size = 0;
    step = text_trim(step);
    while (size < step.size && is_letter(step.at[size]))
        size++;
    return text_is_among(text_part(step, 0, size), text_of(links)) && !text_has_word(step, text_of(cases));
}
