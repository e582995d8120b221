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

/* What stands before byte `at` in its sentence. */
static struct text lead_of(struct text text, size_t at)
{
    size_t from = at;
    while (from > 0 && at - from < ASKED_WITHIN && !text_stops(text, from - 1))
        from--;
    return text_trim(text_part(text, from, at));
}

static struct text first_word(struct text lead)
{
    return text_part(lead, 0, text_find(lead, TEXT(" "), 0));
}

bool scope_questions(struct text text, size_t start, size_t end)
{
    struct text const lead = lead_of(text, start);
    while (end < text.size && strchr(" $", text.at[end]))
        end++;
    static const char *const open[] = {"not true", "need to show", "want to show", "need to prove", "want to prove"},
                             *const denials[] = {"is wrong", "is false", "is not true", "is incorrect", "contradicts"};
    bool const question = end < text.size && text.at[end] == '?';
    for (size_t i = 0; i < COUNT(denials); i++)
        if (text_starts(text_part(text, end, text.size), text_of(denials[i])))
            return true;
    return text_has_word(lead, TEXT("whether false wonder")) || text_holds_any(lead, open, COUNT(open)) ||
           (question && text_is_among(first_word(lead), TEXT("is are does do can could must will")));
}

bool scope_asks(struct text problem, size_t start, size_t end)
{
    size_t at = start, behind = end;
    while (at > 0 && strchr(" $", problem.at[at - 1]))
        at--;
    while (behind < problem.size && strchr(" $", problem.at[behind]))
        behind++;
    bool const option = at >= 3 && problem.at[at - 1] == ')' && problem.at[at - 3] == '(' && strchr("ABCDEF", problem.at[at - 2]);
    bool const either =
        text_starts(text_part(problem, behind, problem.size), TEXT("or ")) || text_ends(text_part(problem, 0, at), TEXT(" or"));
    return option || either || text_is_among(first_word(lead_of(problem, start)), TEXT("prove show")) ||
           scope_questions(problem, start, end);
}
