/* count: one too many or too few: of things that the problem only lists, or of what lies between two end points, both
 * of which count (fence posts). */
#include "operand.h"

enum variant { LISTED, ENDS };
enum { COUNT_MAX = 12 };

static struct text word_at(const struct subject *on, uint32_t at)
{
    const struct token *t = tokens_at(&on->problem_tokens, at);
    return t->kind == TOKEN_WORD ? text_part(on->problem, t->start, t->end) : TEXT("");
}

static unsigned weekdays(const struct subject *on)
{
    unsigned count = 0;
    for (uint32_t i = 0; i < on->problem_tokens.count; i++)
        count += text_is_among(word_at(on, i), TEXT("monday tuesday wednesday thursday friday saturday sunday mondays tuesdays "
                                                    "wednesdays thursdays fridays saturdays sundays"));
    return count;
}

static bool is_name(const struct subject *on, uint32_t at)
{
    struct text const word = word_at(on, at);
    return word.size > 1 && is_letter(word.at[0]) && word.at[0] != to_lower(word.at[0]);
}

/* "Ann, Ben and Cleo": how many names are joined from here on; 0 if no "and" joins the last one. */
static unsigned names(const struct subject *on, uint32_t at)
{
    unsigned count = 0;
    bool joined = false;
    while (is_name(on, at)) {
        const struct token *comma = tokens_at(&on->problem_tokens, at + 1);
        bool const listed = comma->kind == TOKEN_STOP && comma->end > comma->start && on->problem.at[comma->start] == ',';
        count++;
        at += 1 + listed;
        joined = token_is(tokens_at(&on->problem_tokens, at), WORD_AND);
        if (!listed && !joined)
            return 0;
        at += joined;
        if (joined)
            return is_name(on, at) ? count + 1 : 0;
    }
    return 0;
}

static bool lists_names(const struct subject *on, int64_t wanted)
{
    for (uint32_t i = 0; i < on->problem_tokens.count; i++)
        if ((i == 0 || !is_name(on, i - 1)) && names(on, i) == wanted)
            return true;
    return false;
}

/* "and 5 of her friends": who counts them may forget the one whose friends they are. */
static bool has_company(const struct subject *on, int64_t company)
{
    struct value const value = value_int(company);
    struct text const others = TEXT("friends siblings brothers sisters classmates cousins others colleagues roommates coworkers");
    for (size_t i = 0; i < on->givens_count; i++)
        for (uint32_t k = 0; mention_is(&on->givens[i], &value) && k < 4; k++)
            if (text_is_among(word_at(on, on->givens[i].end + k), others))
                return true;
    return false;
}

/* A small number that comes from nowhere, where the problem lists as many days or people. */
static bool is_listed(const struct subject *on, const struct derivation *d, const struct operand *o)
{
    const struct value *value = operand_value(on, d, o);
    if (o->sources || value->den != 1 || value->num < 2 || value->num > COUNT_MAX || operand_token(on, d, o)->places)
        return false;
    return (value->num <= 7 && weekdays(on) > 1) || lists_names(on, value->num) || has_company(on, value->num - 1);
}

/* b - a + 1, both ends counted: the 1, which the problem does not name. */
static bool is_post(const struct subject *on, const struct derivation *d, const struct operand *o)
{
    const struct expr *e = d->from;
    const struct node *root = &e->nodes[e->root];
    return root->kind == NODE_ADD && e->nodes[root->a].kind == NODE_SUB && e->nodes[root->b].kind == NODE_NUMBER &&
           e->nodes[root->b].a == o->token && value_is_ratio(operand_value(on, d, o), 1, 1) &&
           !(o->sources & (SOURCE_PROBLEM | SOURCE_RESULT));
}

static bool is_site(const struct subject *on, const struct derivation *d, const struct operand *o)
{
    return is_listed(on, d, o) || is_post(on, d, o);
}

static size_t sites(const struct subject *on, struct site *out, size_t max)
{
    static const uint32_t weights[VARIANTS_MAX] = {[LISTED] = 1, [ENDS] = 1};
    return operand_sites(on, is_site, weights, out, max);
}

/* 46 - 17 + 1 -> 46 - 17 */
static bool forget(const struct subject *on, const struct derivation *d, const struct operand *o, struct proposal *out)
{
    const struct step *step = &on->steps[d->step];
    const struct token *sign = &step->tokens.items[o->token - 1], *before = sign - 1;
    if (!token_is_sign(sign, '+') || before->kind != TOKEN_NUMBER)
        return false;
    *out = (struct proposal){.edit = {d->step, before->start, sign[1].end, text_part(step->text, before->start, before->end)},
                             .computed = true};
    return true;
}

static bool propose(const struct subject *on, const struct site *at, const struct tools *with, struct proposal *out)
{
    const struct derivation *d = &on->derivations[at->derivation];
    const struct operand *o = &on->operands[at->operand];
    if (at->variant == ENDS)
        return with->attempt == 0 && is_post(on, d, o) && forget(on, d, o, out);
    if (!is_listed(on, d, o))
        return false;
    int64_t const count = operand_value(on, d, o)->num;
    bool const more = random_below(with->random, 2) && !has_company(on, count - 1);
    struct value const now = value_int(more ? count + 1 : count - 1);
    return now.num > 1 && !operand_occurs(on, d, &now) && operand_propose(on, at, &now, with, out);
}

const struct injector injector_count = {
    .name = "count",
    .says = "one too many or too few is counted, of a list or from one end to another",
    .cls = DERAILED,
    .kind = CERTIFICATE_DERAILED,
    .sites = sites,
    .propose = propose,
    .explain = operand_explain,
};
