#include "scope.h"

enum {
    ASKED_WITHIN = 200, /* bytes before what a problem asks */
    CASE_WITHIN = 100,  /* of a step that may name a case */
    KIND_WITHIN = 30    /* behind "for": "all negative" */
};

static const char links[] =
    "so thus hence therefore then this that these which it giving and or we rearranging simplifying expanding subtracting adding "
    "dividing multiplying factoring solving isolating squaring combining using substituting completing taking clearing plugging "
    "moving cancelling canceling distributing collecting";
static const char cases[] =
    "if when suppose assume case cases otherwise similarly likewise other another instead but however unless contradiction also "
    "either not no only impossible works work solution solutions possible largest smallest greatest least maximum minimum";

static const char denies[] =
    "not cannot can't couldn't wrong unless contradiction contradicts impossible mistake incorrect wait false never neither nor "
    "doesn't isn't don't without could instead either guess try trying imagine extraneous invalid fails fail absurd absurdity "
    "nonsense reject drop discard no";

bool scope_lasts(struct text step)
{
    return !text_has_word(step, text_of(denies));
}

bool scope_supposes(struct text step)
{
    return (text_has_word(step, TEXT("suppose supposing assume assuming case")) && !scope_is_general(step)) ||
           (text_has_word(step, TEXT("if")) && !text_has_word(step, TEXT("only")));
}

bool scope_is_general(struct text step)
{
    return (text_has_word(step, TEXT("generality wlog")) || text_find(step, TEXT("WLOG"), 0) < step.size) &&
           !text_has_word(step, TEXT("if case cases not cannot can't wrong mistake never would contradiction"));
}

bool scope_lets(struct text step, size_t start)
{
    struct text before = text_part(step, 0, start);
    while (before.size && strchr(" $", before.at[before.size - 1]))
        before.size--;
    return text_ends(before, TEXT("let")) || text_ends(before, TEXT("Let"));
}

static struct text word_at(struct text text, size_t at)
{
    size_t end = at;
    while (end < text.size && is_letter(text.at[end]))
        end++;
    return text_part(text, at, end);
}

/* Where its words begin: behind "\\textbf{", "**", "(" */
static struct text without_marks(struct text step)
{
    static const char *const marks[] = {"\\textbf{", "\\textit{", "\\underline{", "\\emph{", "*", "(", "-", "#", " "};
    step = text_trim(step);
    for (size_t i = 0; i < COUNT(marks); i++)
        while (text_starts(step, text_of(marks[i])))
            step = text_part(step, strlen(marks[i]), step.size);
    return step;
}

/* "In the first case, $x = 3$. In the second case, $x = 4$." */
static bool holds_cases(struct text step)
{
    size_t const at = text_find(step, TEXT("ase"), 0);
    return at < step.size && text_find(step, TEXT("ase"), at + 1) < step.size;
}

bool scope_is_case(struct text step, size_t start)
{
    static const char orders[] = "first second third fourth other another next one final last consider now";
    struct text const first = word_at(without_marks(step), 0), lead = text_part(step, 0, MIN(start, CASE_WITHIN));
    if (holds_cases(step))
        return false;
    if (text_is_among(first, TEXT("case subcase option possibility")))
        return true;
    return text_has_word(lead, TEXT("case possibility")) && text_has_word(lead, text_of(orders)) &&
           !text_has_word(lead, TEXT("either both any all each every"));
}

bool scope_assumes(struct text step)
{
    for (size_t at = 0; at < step.size; at++) {
        bool const begins = at == 0 || (is_space(step.at[at - 1]) && at > 1 && text_stops(step, at - 2));
        if (begins && text_is_among(word_at(step, at), TEXT("suppose assume")))
            return true;
    }
    return false;
}

static bool begins_linked(struct text step)
{
    return text_is_among(word_at(text_trim(step), 0), text_of(links));
}

bool scope_stays(struct text step, bool assumed)
{
    return (assumed || text_is_among(word_at(text_trim(step), 0), TEXT("by equating cross again")) || begins_linked(step)) &&
           !text_has_word(step, text_of(cases));
}

bool scope_goes_on(struct text step)
{
    return begins_linked(step) && scope_stays(step, true);
}

static bool has_kind(struct text words)
{
    return text_has_word(words, TEXT("even odd prime primes negative rational irrational")) &&
           !text_has_word(words, TEXT("non not"));
}

/* "for $x > 0$", "for even $n$", "when $n$ is even"; where terms of a sequence begin is no limit, nor is "when $b = 4$" */
static bool limits(struct text words, struct text statement, bool when)
{
    static const char *const signs[] = {"<", "\\le", "\\in"}, *const lower[] = {">", "\\ge"};
    struct text const clause = text_part(words, 0, MIN(text_find(words, TEXT(","), 0), text_find(words, TEXT("."), 0)));
    struct text const formula = text_starts(words, TEXT("$")) ? text_part(words, 0, text_find(words, TEXT("$"), 1)) : TEXT("");
    return has_kind(text_part(clause, 0, when ? clause.size : MIN(clause.size, KIND_WITHIN))) ||
           text_holds_any(formula, signs, COUNT(signs)) || (!when && text_find(formula, TEXT("="), 0) < formula.size) ||
           (text_holds_any(formula, lower, COUNT(lower)) && text_find(statement, TEXT("_"), 0) == statement.size);
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

bool scope_limits_before(struct text text, size_t start)
{
    static const char *const signs[] = {"<", ">", "\\le", "\\ge", "\\in"};
    struct text const lead = lead_of(text, start), first = first_word(lead);
    struct text const rest = text_trim(text_part(lead, first.size, lead.size));
    size_t const open = text_find(rest, TEXT("$"), 0), close = text_find(rest, TEXT("$"), open + 1);
    bool const formula = text_find(rest, TEXT("$"), close + 1) + 1 >= rest.size &&
                         text_holds_any(text_part(rest, open, close), signs, COUNT(signs));
    return text_has_word(first, TEXT("when if for whenever")) && (has_kind(rest) || formula);
}

bool scope_limits(struct text text, size_t start, size_t end)
{
    static const char leads[] = "or if whenever unless except only otherwise provided";
    struct text const statement = text_part(text, start, end);
    while (end < text.size && strchr(" $", text.at[end]))
        end++;
    struct text const behind = text_part(text, end, text.size), word = text_part(behind, 0, text_find(behind, TEXT(" "), 0));
    bool const when = text_equal(word, TEXT("when"));
    return text_is_among(word, text_of(leads)) || ((when || text_equal(word, TEXT("for"))) &&
                                                   limits(text_trim(text_part(behind, word.size, behind.size)), statement, when));
}

/* Does the sentence that goes on at byte `at` end with a question mark? */
static bool ends_asking(struct text text, size_t at)
{
    while (at < text.size && (!strchr(".?!", text.at[at]) || (at + 1 < text.size && !strchr(" $", text.at[at + 1]))))
        at++;
    return at < text.size && text.at[at] == '?';
}

/* What questions begin with. */
static const char auxiliaries[] = "is are does do can could must will";

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
           (question && text_is_among(first_word(lead), text_of(auxiliaries)));
}

bool scope_asks(struct text problem, size_t start, size_t end)
{
    static const char *const choices[] = {"ne of these", "ne of the following"};
    size_t at = start;
    while (at > 0 && strchr(" $", problem.at[at - 1]))
        at--;
    bool const option = at >= 3 && problem.at[at - 1] == ')' && problem.at[at - 3] == '(' && strchr("ABCDEF", problem.at[at - 2]);
    struct text const lead = lead_of(problem, start), opens = first_word(lead);
    return option || scope_limits(problem, start, end) || text_ends(text_part(problem, 0, at), TEXT(" or")) ||
           scope_questions(problem, start, end) ||
           text_has_word(lead, TEXT("claims thinks believes guesses exactly either neither perhaps maybe")) ||
           text_holds_any(lead, choices, COUNT(choices)) || text_is_among(opens, TEXT("prove show")) ||
           (text_is_among(opens, text_of(auxiliaries)) && ends_asking(problem, end));
}
