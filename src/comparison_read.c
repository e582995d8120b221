#include "comparison_parts.h"

enum { FAR = 12 }; /* words from "7 more" to "than" */

static const struct {
    const char *word, *opposite;
} opposites[] = {
    {"more", "less"},      {"fewer", "more"},     {"less", "more"},       {"older", "younger"},   {"younger", "older"},
    {"taller", "shorter"}, {"longer", "shorter"}, {"heavier", "lighter"}, {"lighter", "heavier"}, {"faster", "slower"},
    {"slower", "faster"},  {"higher", "lower"},   {"lower", "higher"},    {"bigger", "smaller"},  {"larger", "smaller"},
    {"smaller", "larger"}, {"shorter", "longer"}, {"twice", "half"},      {"half", "twice"},
};

struct text comparison_word(struct text text, const struct tokens *tokens, uint32_t at)
{
    const struct token *t = tokens_at(tokens, at);
    return t->kind == TOKEN_WORD ? text_part(text, t->start, t->end) : TEXT("");
}

bool comparison_among(struct text text, const struct tokens *tokens, uint32_t at, struct text list)
{
    return text_is_among(comparison_word(text, tokens, at), list);
}

/* Which of the opposites the word is, or -1. */
int comparison_opposite(struct text text, const struct tokens *tokens, uint32_t at)
{
    struct text const word = comparison_word(text, tokens, at);
    char const first = word.size ? to_lower(word.at[0]) : ' ';
    for (int i = 0; i < (int)COUNT(opposites); i++)
        if (first == opposites[i].word[0] && text_equal_nocase(word, text_of(opposites[i].word)))
            return i;
    return -1;
}

struct text comparison_other(int which)
{
    return text_of(opposites[which].opposite);
}

static bool has_than(struct text text, const struct tokens *tokens, uint32_t at)
{
    for (uint32_t i = at; i < at + FAR && tokens_at(tokens, i)->kind != TOKEN_STOP; i++)
        if (comparison_among(text, tokens, i, TEXT("than")))
            return true;
    return false;
}

/* "7 more … than", "7 years older than", "5 years ago", said of the number before token `at`. */
bool comparison_says_sum(struct text text, const struct tokens *tokens, uint32_t at)
{
    for (uint32_t i = at; i < at + COMPARISON_NEAR && tokens_at(tokens, i)->kind == TOKEN_WORD; i++) {
        if (comparison_opposite(text, tokens, i) >= 0)
            return has_than(text, tokens, i);
        if (comparison_among(text, tokens, i, TEXT("ago")) ||
            (comparison_among(text, tokens, i, TEXT("from")) && comparison_among(text, tokens, i + 1, TEXT("now"))))
            return true;
    }
    return false;
}

/* "in 5 years" */
static bool says_when(struct text text, const struct tokens *tokens, const struct mention *m)
{
    return m->token && comparison_among(text, tokens, m->token - 1, TEXT("in")) &&
           comparison_among(text, tokens, m->end, TEXT("years"));
}

/* "half the number", "a third of his age", "half that amount": of another's, and not a part of it, as "half the cost" may be */
bool comparison_says_measure(struct text text, const struct tokens *tokens, uint32_t at)
{
    at += token_is(tokens_at(tokens, at), WORD_OF);
    bool const price = comparison_among(text, tokens, at + 1, TEXT("price")) && token_is(tokens_at(tokens, at + 2), WORD_OF);
    bool const measure =
        comparison_among(text, tokens, at + 1, TEXT("number age size length height width speed distance score weight"));
    return (comparison_among(text, tokens, at, TEXT("the that his her their its")) && (measure || price)) ||
           (comparison_among(text, tokens, at, TEXT("that")) && comparison_among(text, tokens, at + 1, TEXT("amount")));
}

/* "3 times as many", "twice the", "half as", "every 3 days" */
static bool says_product(struct text text, const struct tokens *tokens, const struct mention *m, bool divides)
{
    bool const times = token_is(tokens_at(tokens, m->end), WORD_TIMES);
    bool const every = divides && m->token && comparison_among(text, tokens, m->token - 1, TEXT("every"));
    bool const multiple = m->word && comparison_among(text, tokens, m->token, TEXT("twice thrice double triple quadruple"));
    struct text const whose = TEXT("as the that what his her their its more older bigger larger longer heavier");
    if (m->kind == MENTION_FRACTION)
        return m->top == 1 &&
               (comparison_among(text, tokens, m->end, TEXT("as")) || comparison_says_measure(text, tokens, m->end));
    return every || (comparison_among(text, tokens, m->end + times, whose) && (times || multiple));
}

bool comparison_states(const struct subject *on, const struct mention *m, uint8_t kind)
{
    if (kind >= NODE_MUL)
        return says_product(on->problem, &on->problem_tokens, m, kind == NODE_DIV);
    return (m->kind == MENTION_NUMBER || m->kind == MENTION_PERCENT) &&
           (comparison_says_sum(on->problem, &on->problem_tokens, m->end) || says_when(on->problem, &on->problem_tokens, m));
}

bool comparison_is_of(const struct mention *m, const struct value *value)
{
    return mention_is(m, value) || (m->kind == MENTION_FRACTION && value_is_ratio(value, m->bottom, 1));
}

/* Of how many numbers like this one does the problem state a relation by which such a node computes, and of how many none? */
static void count_stated(const struct subject *on, const struct value *value, uint8_t kind, unsigned *stated, unsigned *others)
{
    *stated = *others = 0;
    for (size_t i = 0; i < on->givens_count; i++) {
        bool const like = comparison_is_of(&on->givens[i], value), said = like && comparison_states(on, &on->givens[i], kind);
        *stated += said;
        *others += like && !said;
    }
}

/* Does it state one of this number, and of most others like it? */
static bool states(const struct subject *on, const struct value *value, uint8_t kind)
{
    unsigned stated, others;
    count_stated(on, value, kind, &stated, &others);
    return stated && stated >= others;
}

bool comparison_only(const struct subject *on, const struct value *value, uint8_t kind)
{
    unsigned stated, others;
    count_stated(on, value, kind, &stated, &others);
    return stated && !others;
}

/* Is the earlier result that stands there a share by which the problem compares, "15% fewer than"? *by becomes the 15. */
static bool shares(const struct subject *on, const struct derivation *d, uint32_t token, struct value *by)
{
    for (size_t k = d->first_operand; k < d->first_operand + d->operands; k++) {
        const struct operand *o = &on->operands[k];
        if (o->token != token || o->sources != SOURCE_RESULT)
            continue;
        const struct derivation *from = &on->derivations[o->result];
        for (size_t i = 0; i < on->givens_count; i++) {
            const struct mention *m = &on->givens[i];
            *by = m->value;
            if (m->kind == MENTION_PERCENT && states(on, by, NODE_ADD) && operand_yields(on, from, m))
                return true;
        }
    }
    return false;
}

bool comparison_is_number(const struct step *step, uint32_t at, const struct value *value)
{
    const struct token *t = tokens_at(&step->tokens, at);
    return (t->kind == TOKEN_NUMBER && value_equal(&step->tokens.numbers[t->number], value)) ||
           (token_is(t, WORD_CARDINAL) && value_is_ratio(value, t->word.num, t->word.den));
}

/* A word that compares, a few words behind token `at`. */
static bool compares_behind(const struct step *step, uint32_t at)
{
    for (uint32_t i = at; i < at + COMPARISON_NEAR && tokens_at(&step->tokens, i)->kind != TOKEN_STOP; i++)
        if (comparison_opposite(step->text, &step->tokens, i) >= 0)
            return true;
    return false;
}

/* Another step says the same relation in words. */
static bool repeats(const struct subject *on, uint32_t but, const struct comparison *c, const struct value *value)
{
    for (uint32_t k = 0; k < on->steps_count; k++) {
        const struct step *step = &on->steps[k];
        for (uint32_t i = 0; k != but && i < step->tokens.count; i++)
            if (((comparison_is_number(step, i, value) || comparison_is_number(step, i, &c->by)) &&
                 compares_behind(step, i + 1)) ||
                (c->product && k < but &&
                 comparison_among(step->text, &step->tokens, i, TEXT("times twice half double triple third"))))
                return true;
    }
    return false;
}

static bool is_sign(const struct step *step, uint32_t at)
{
    return step->tokens.items[at].kind == TOKEN_SIGN || phrase_is_x(step->text, &step->tokens.items[at]);
}

static uint32_t last_sign(const struct step *step, uint32_t from, uint32_t to)
{
    while (to > from && !is_sign(step, to - 1))
        to--;
    return to > from ? to - 1 : UINT32_MAX;
}

/* Sums within would leave open what the sign is said of. */
static bool is_factor(const struct expr *e, uint32_t node)
{
    for (uint32_t i = 0; i < e->count; i++)
        if (i != e->root && (e->nodes[i].kind == NODE_ADD || e->nodes[i].kind == NODE_SUB))
            return false;
    return e->nodes[node].kind == NODE_NUMBER || e->nodes[node].kind == NODE_MUL || e->nodes[node].kind == NODE_DIV;
}

/* Two numbers and a sign, or a product and a number added to it or taken away. */
bool comparison_shape(const struct subject *on, const struct derivation *d, struct comparison *out)
{
    const struct step *step = &on->steps[d->step];
    const struct expr *e = d->from;
    const struct node *root = &e->nodes[e->root];
    if (!operand_alone(on, d) || root->kind < NODE_ADD || root->kind > NODE_DIV || e->nodes[root->b].kind != NODE_NUMBER ||
        !is_factor(e, root->a))
        return false;
    bool const plain = e->nodes[root->a].kind == NODE_NUMBER;
    *out = (struct comparison){.product = root->kind >= NODE_MUL, .pair.last = e->nodes[root->b].a};
    if (!plain && out->product)
        return false;
    out->pair.first = plain ? e->nodes[root->a].a : e->first;
    out->plain = plain;
    out->pair.sign = last_sign(step, out->pair.first, out->pair.last);
    return out->pair.sign != UINT32_MAX && last_sign(step, out->pair.last, e->last) == UINT32_MAX &&
           (!plain || last_sign(step, e->first, out->pair.sign) == UINT32_MAX);
}

/* "at first", "originally", "begin with" */
static bool says_first(const struct subject *on, uint32_t at)
{
    const struct tokens *tokens = &on->problem_tokens;
    return comparison_among(on->problem, tokens, at, TEXT("originally initially beginning")) ||
           (comparison_among(on->problem, tokens, at, TEXT("start begin")) &&
            comparison_among(on->problem, tokens, at + 1, TEXT("with out"))) ||
           (comparison_among(on->problem, tokens, at, TEXT("at")) &&
            comparison_among(on->problem, tokens, at + 1, TEXT("first")));
}

/* "How many were there at first, if 9 are left?": the step that answers it undoes what happened. */
static bool asks_before(const struct subject *on, const struct derivation *d)
{
    const struct tokens *tokens = &on->problem_tokens;
    if (on->answer_from < 0 || d != &on->derivations[on->answer_from])
        return false;
    uint32_t at = (uint32_t)tokens->count;
    while (at > 0 && (at + 2 > tokens->count || tokens->items[at - 1].kind != TOKEN_STOP ||
                      on->problem.at[tokens->items[at - 1].start] != '.'))
        at--;
    for (uint32_t i = at; i < tokens->count && !(i > at && comparison_among(on->problem, tokens, i, TEXT("if"))); i++)
        if (says_first(on, i))
            return true;
    return false;
}

/* The number at the token is the one that the problem compares by. */
static void compare_by(const struct subject *on, const struct derivation *d, uint32_t token, struct comparison *out)
{
    const struct tokens *tokens = &on->steps[d->step].tokens;
    out->number = token;
    out->by = tokens->numbers[tokens->items[token].number];
}

bool comparison_stated(const struct subject *on, const struct derivation *d, struct comparison *out)
{
    if (!comparison_shape(on, d, out))
        return false;
    for (int i = 0; i < 1 + out->plain; i++) {
        compare_by(on, d, i ? out->pair.first : out->pair.last, out);
        if (states(on, &out->by, d->from->nodes[d->from->root].kind) || (!out->product && shares(on, d, out->number, &out->by)))
            return true;
    }
    return false;
}

bool comparison_read(const struct subject *on, const struct derivation *d, struct comparison *out)
{
    if (!comparison_stated(on, d, out)) {
        if (!comparison_shape(on, d, out) || out->product || !asks_before(on, d))
            return false;
        compare_by(on, d, out->pair.last, out);
    }
    const struct tokens *tokens = &on->steps[d->step].tokens;
    const struct value *value = &tokens->numbers[tokens->items[out->number].number];
    out->only = out->product && comparison_only(on, value, NODE_MUL);
    return !repeats(on, d->step, out, value);
}

static bool multiplies(const struct step *step, uint32_t sign)
{
    return token_is_sign(&step->tokens.items[sign], '*') || phrase_is_x(step->text, &step->tokens.items[sign]);
}

/* "on the third day"; but "a third of it" */
static bool is_ordinal(const struct step *step, uint32_t at)
{
    return at && comparison_among(step->text, &step->tokens, at, TEXT("third fourth")) &&
           comparison_among(step->text, &step->tokens, at - 1, TEXT("the")) &&
           !comparison_among(step->text, &step->tokens, at + 1, TEXT("of as the that"));
}

/* "each lily costs 5 * 2 = $10": each for itself, as the problem has no other 2. "2 lilies each" are several. */
static bool is_single(const struct step *step, const struct comparison *c, uint32_t at)
{
    const struct token *behind = tokens_at(&step->tokens, c->number + 1);
    return c->only && multiplies(step, c->pair.sign) && comparison_among(step->text, &step->tokens, at, TEXT("each per")) &&
           behind->kind != TOKEN_WORD && !token_is_sign(behind, '/');
}

unsigned comparison_directions(const struct step *step, const struct comparison *c)
{
    struct text const sums =
        TEXT("sum total altogether together combined both add adds added adding addition plus extra additional increase "
             "increased increases gain gained subtract subtracts subtracting subtracted minus difference decrease decreased left "
             "remaining remain remains remained rest kept keeps gave lost away spent change saved ago later earlier greater "
             "cheaper expensive");
    struct text const products = TEXT(
        "total altogether sum times thrice double doubled triple third thirds fourth quarter quadruple multiply multiplied "
        "multiplying multiplies divide divides divided dividing product each per every ratio doubling doubles tripling tripled "
        "triples quadrupling quadrupled halving halved halves");
    unsigned count = 0;
    for (uint32_t i = 0; i < step->tokens.count; i++)
        count += (comparison_among(step->text, &step->tokens, i, c->product ? products : sums) ||
                  comparison_opposite(step->text, &step->tokens, i) >= 0) &&
                 !is_ordinal(step, i) && !is_single(step, c, i);
    return count;
}

bool comparison_silent(const struct step *step, const struct comparison *c)
{
    unsigned count = 0;
    for (uint32_t i = 0; i < step->tokens.count; i++)
        count += comparison_is_number(step, i, &c->by) && i != c->number;
    return count == 0 && comparison_directions(step, c) == 0;
}

bool comparison_share(const struct subject *on, const struct derivation *d, struct operand_pair *out)
{
    const struct expr *e = d->from;
    const struct step *step = &on->steps[d->step];
    for (uint32_t i = 0; operand_alone(on, d) && e->nodes[e->root].kind == NODE_MUL && i < e->count; i++) {
        const struct node *n = &e->nodes[i];
        if (n->kind != NODE_DIV || e->nodes[n->a].kind != NODE_NUMBER || e->nodes[n->b].kind != NODE_NUMBER)
            continue;
        *out = (struct operand_pair){.first = e->nodes[n->a].a, .last = e->nodes[n->b].a, .sign = e->nodes[n->a].a + 1};
        const struct value *bottom = &step->tokens.numbers[step->tokens.items[out->last].number];
        struct comparison const c = {.product = true, .number = out->last, .by = *bottom};
        if (out->last == out->first + 2 && value_is_ratio(&step->tokens.numbers[step->tokens.items[out->first].number], 1, 1) &&
            states(on, bottom, NODE_DIV) && !repeats(on, d->step, &c, bottom) && comparison_silent(step, &c))
            return true;
    }
    return false;
}
