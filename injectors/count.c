/* count: one too many or too few: of things that the problem only lists, of a company with or without the one whose it is, of what
 * lies between two end points (fence posts). */
#include "operand.h"

enum variant { LISTED, ENDS, COMPANY };
enum { COUNT_MAX = 12, IMPLIED_LEAST = 3, IMPLIED_MOST = 6 };

static struct text word_at(const struct subject *on, uint32_t at)
{
    const struct token *t = tokens_at(&on->problem_tokens, at);
    return t->kind == TOKEN_WORD ? text_part(on->problem, t->start, t->end) : TEXT("");
}

/* How many of the words does the problem say? */
static unsigned said(const struct subject *on, struct text words)
{
    unsigned count = 0;
    for (uint32_t i = 0; i < on->problem_tokens.count; i++)
        count += text_is_among(word_at(on, i), words);
    return count;
}

/* Days, months or hours, of which a small number may be the count. */
static bool says_times(const struct subject *on, int64_t wanted)
{
    return (wanted <= 7 && said(on, TEXT("monday tuesday wednesday thursday friday saturday sunday mondays tuesdays wednesdays "
                                         "thursdays fridays saturdays sundays")) > 1) ||
           said(on, TEXT("january february march april june july august september october november december")) > 1 ||
           said(on, TEXT("am pm")) > 1;
}

static bool is_name(const struct subject *on, uint32_t at)
{
    struct text const word = word_at(on, at);
    bool const large = word.size > 1 && is_letter(word.at[0]) && word.at[0] != to_lower(word.at[0]);
    return large && word.at[1] == to_lower(word.at[1]); /* not ABC */
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

static bool ends_list(const struct subject *on, uint32_t at)
{
    return token_is(tokens_at(&on->problem_tokens, at), WORD_AND) || text_equal_nocase(word_at(on, at), TEXT("or"));
}

/* "a hat, two pairs of socks and a scarf": does a sentence list so many by commas and an "and"? */
static bool lists_things(const struct subject *on, int64_t wanted)
{
    int64_t commas = 0;
    for (uint32_t i = 0; i < on->problem_tokens.count; i++) {
        const struct token *t = &on->problem_tokens.items[i];
        bool const stop = t->kind == TOKEN_STOP && t->end > t->start, comma = stop && on->problem.at[t->start] == ',';
        if (comma && ends_list(on, i + 1) && commas + 2 == wanted)
            return true;
        if (!comma && commas && ends_list(on, i) && commas + 2 == wanted)
            return true;
        commas = comma ? commas + 1 : stop ? 0 : commas;
    }
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

/* "8 players, including Ann" */
static bool includes(const struct subject *on, const struct derivation *d, const struct operand *o)
{
    const struct mention *m = o->sources == SOURCE_PROBLEM ? operand_mention(on, operand_value(on, d, o)) : NULL;
    for (uint32_t k = 0; m && !m->currency && k < 4; k++)
        if (text_equal_nocase(word_at(on, m->end + k), TEXT("including")))
            return true;
    return false;
}

/* People or weeks of whom the reader knows how many there are: he and his parents, a month. Not the legs of an ant. */
static bool is_implied(const struct subject *on, const struct derivation *d, const struct operand *o)
{
    const struct step *step = &on->steps[d->step];
    int64_t const count = operand_value(on, d, o)->num;
    return count >= IMPLIED_LEAST && count <= IMPLIED_MOST &&
           operand_cue(on, d->step,
                       TEXT("week weeks weekly weekdays weekday month months monthly parents friends siblings children kids "
                            "brothers sisters family people equally")) &&
           !operand_has_word(step->text, &step->tokens, TEXT("legs leg fingers wheels sides side lines corners feet eyes"));
}

/* Does a number of the problem's text have these digits, be it part of a ratio or a time? */
static bool has_digits(const struct subject *on, int64_t number)
{
    struct buffer digits = {0};
    buffer_format(&digits, "%lld", (long long)number);
    struct text const wanted = buffer_text(&digits), text = on->problem;
    bool found = false;
    for (size_t at = text_find(text, wanted, 0); at < text.size && !found; at = text_find(text, wanted, at + 1)) {
        size_t const end = at + wanted.size;
        found = (at == 0 || !is_digit(text.at[at - 1])) && (end == text.size || !is_digit(text.at[end]));
    }
    buffer_free(&digits);
    return found;
}

/* A small number that comes from nowhere, where the problem lists as many; or a company that includes somebody. */
static bool is_listed(const struct subject *on, const struct derivation *d, const struct operand *o)
{
    const struct value *value = operand_value(on, d, o);
    if (value->den != 1 || value->num < 2 || operand_token(on, d, o)->places)
        return false;
    if (o->sources || value->num > COUNT_MAX)
        return includes(on, d, o);
    if (has_digits(on, value->num) ||
        operand_has_word(on->problem, &on->problem_tokens, TEXT("triple triples tripled quadruple quadruples quadrupled thrice")))
        return false;
    return says_times(on, value->num) || lists_names(on, value->num) || lists_things(on, value->num) ||
           has_company(on, value->num - 1) || is_implied(on, d, o);
}

static const struct value *whole_at(const struct step *step, uint32_t at)
{
    const struct token *t = tokens_at(&step->tokens, at);
    return t->kind == TOKEN_NUMBER && step->tokens.numbers[t->number].den == 1 ? &step->tokens.numbers[t->number] : NULL;
}

/* b - a + 1, 2 * 12 + 1, 12 * (5 + 1): the 1, which the problem does not name. */
static bool is_post(const struct subject *on, const struct derivation *d, const struct operand *o)
{
    const struct step *step = &on->steps[d->step];
    const struct expr *e = d->from;
    const struct node *root = &e->nodes[e->root];
    const struct token *t = operand_token(on, d, o);
    const struct value *before = o->token > e->first + 1 ? whole_at(step, o->token - 2) : NULL;
    if (!before || before->num < 2 || !value_is_ratio(operand_value(on, d, o), 1, 1) || t->places ||
        (o->sources & (SOURCE_PROBLEM | SOURCE_RESULT | SOURCE_PROSE)))
        return false;
    bool const ends = (root->kind == NODE_ADD || root->kind == NODE_SUB) && e->nodes[root->a].kind != NODE_NUMBER &&
                      e->nodes[root->b].kind == NODE_NUMBER && e->nodes[root->b].a == o->token;
    bool const inner = o->token + 1 < e->last && t[1].kind == TOKEN_CLOSE && t[-3].kind == TOKEN_OPEN && d->operands > 2;
    return ends || (inner && (token_is_sign(t - 1, '+') || token_is_sign(t - 1, '-')));
}

/* n where what is computed with was n + 1 or n - 1, the 1 being somebody whom the problem does not count; NULL if it was not. */
static const struct value *company_of(const struct subject *on, const struct operand *o)
{
    if (o->sources != SOURCE_RESULT || o->result < 0)
        return NULL;
    const struct derivation *was = &on->derivations[o->result];
    const struct node *root = &was->from->nodes[was->from->root];
    if (was->operands != 2 || (root->kind != NODE_ADD && root->kind != NODE_SUB))
        return NULL;
    for (size_t k = 0; k < 2; k++) {
        const struct operand *one = &on->operands[was->first_operand + k], *other = &on->operands[was->first_operand + 1 - k];
        const struct value *number = whole_at(&on->steps[was->step], one->token);
        if (number && value_is_ratio(number, 1, 1) && !(one->sources & (SOURCE_PROBLEM | SOURCE_RESULT | SOURCE_FORM)))
            return whole_at(&on->steps[was->step], other->token);
    }
    return NULL;
}

static bool is_company(const struct subject *on, const struct derivation *d, const struct operand *o)
{
    const struct value *others = company_of(on, o);
    (void)d;
    return others && others->num > 1 &&
           operand_has_word(
               on->problem, &on->problem_tokens,
               TEXT("friends siblings brothers sisters classmates cousins others colleagues roommates coworkers family "
                    "parents children kids sons daughters himself herself themselves including guests people students"));
}

static size_t sites(const struct subject *on, struct site *out, size_t max)
{
    static operand_filter *const filters[] = {is_listed, is_post, is_company};
    size_t count = 0;
    for (uint32_t v = 0; v < COUNT(filters); v++) {
        uint32_t weights[VARIANTS_MAX] = {0};
        weights[v] = 1;
        count += operand_sites(on, filters[v], weights, out + count, max - count);
    }
    return count;
}

/* 46 - 17 + 1 -> 46 - 17, (5 + 1) -> 5 */
static bool forget(const struct subject *on, const struct derivation *d, const struct operand *o, struct proposal *out)
{
    const struct step *step = &on->steps[d->step];
    const struct token *t = operand_token(on, d, o), *number = t - 2;
    bool const bracket = o->token > 2 && number[-1].kind == TOKEN_OPEN && t[1].kind == TOKEN_CLOSE;
    *out = (struct proposal){
        .edit = {d->step, number[-bracket].start, t[bracket].end, text_part(step->text, number->start, number->end)},
        .computed = true};
    return true;
}

static bool propose(const struct subject *on, const struct site *at, const struct tools *with, struct proposal *out)
{
    const struct derivation *d = &on->derivations[at->derivation];
    const struct operand *o = &on->operands[at->operand];
    if (at->variant != LISTED && with->attempt)
        return false;
    if (at->variant == ENDS)
        return forget(on, d, o, out);
    if (at->variant == COMPANY)
        return operand_propose(on, at, company_of(on, o), with, out);
    int64_t const count = operand_value(on, d, o)->num;
    bool const weeks = count == 4 && operand_cue(on, d->step, TEXT("month months monthly")); /* some months do touch five */
    bool const more = random_below(with->random, 2) && !weeks && (o->sources || !has_company(on, count - 1));
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
