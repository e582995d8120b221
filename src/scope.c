#include "scope.h"

enum { ASKED_WITHIN = 200 }; /* bytes before what a problem asks */

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

bool scope_asks(struct text problem, size_t start, size_t end)
{
    size_t from = start, at = start;
    while (from > 0 && start - from < ASKED_WITHIN && !text_stops(problem, from - 1))
        from--;
    while (at > 0 && strchr(" $", problem.at[at - 1]))
        at--;
    while (end < problem.size && strchr(" $", problem.at[end]))
        end++;
    bool const option = at >= 3 && problem.at[at - 1] == ')' && problem.at[at - 3] == '(' && strchr("ABCDEF", problem.at[at - 2]);
    bool const either =
        text_starts(text_part(problem, end, problem.size), TEXT("or ")) || text_ends(text_part(problem, 0, at), TEXT(" or"));
    struct text const lead = text_trim(text_part(problem, from, start));
    struct text const opens = text_part(lead, 0, text_find(lead, TEXT(" "), 0));
    bool const question = end < problem.size && problem.at[end] == '?';
    return option || either || text_has_word(lead, TEXT("whether false")) || text_is_among(opens, TEXT("prove show")) ||
           (question && text_is_among(opens, TEXT("is are does do can could must will")));
}
