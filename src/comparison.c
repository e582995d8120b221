#include "comparison.h"

/* Words between a number and what is said of it, "7 red apples more", and from there to "than". */
enum { NEAR = 4, FAR = 12 };

static const struct {
    const char *word, *opposite;
} opposites[] = {
    {"more", "less"},      {"fewer", "more"},     {"less", "more"},       {"older", "younger"},   {"younger", "older"},
    {"taller", "shorter"}, {"longer", "shorter"}, {"heavier", "lighter"}, {"lighter", "heavier"}, {"faster", "slower"},
    {"slower", "faster"},  {"higher", "lower"},   {"lower", "higher"},    {"bigger", "smaller"},  {"larger", "smaller"},
    {"smaller", "larger"}, {"shorter", "longer"}, {"twice", "half"},      {"half", "twice"},
};

static struct text token_text(struct text text, const struct tokens *tokens, uint32_t at)
{
    const struct token *t = tokens_at(tokens, at);
    return t->kind == TOKEN_WORD ? text_part(text, t->start, t->end) : TEXT("");
}

static bool is_among(struct text text, const struct tokens *tokens, uint32_t at, struct text list)
{
    return text_is_among(token_text(text, tokens, at), list);
}

/* Which of the opposites the word is, or -1. */
static int opposite_at(struct text text, const struct tokens *tokens, uint32_t at)
{
    struct text const word = token_text(text, tokens, at);
    for (int i = 0; i < (int)COUNT(opposites); i++)
        if (text_equal_nocase(word, text_of(opposites[i].word)))
            return i;
    return -1;
}

static bool has_than(struct text text, const struct tokens *tokens, uint32_t at)
{
    for (uint32_t i = at; i < at + FAR && tokens_at(tokens, i)->kind != TOKEN_STOP; i++)
        if (is_among(text, tokens, i, TEXT("than")))
            return true;
    return false;
}

/* "7 more … than", "7 years older than", "5 years ago", said of the number before token `at`. */
static bool says_sum(struct text text, const struct tokens *tokens, uint32_t at)
{
    for (uint32_t i = at; i < at + NEAR && tokens_at(tokens, i)->kind == TOKEN_WORD; i++) {
        if (opposite_at(text, tokens, i) >= 0)
            return has_than(text, tokens, i);
        if (is_among(text, tokens, i, TEXT("ago")) ||
            (is_among(text, tokens, i, TEXT("from")) && is_among(text, tokens, i + 1, TEXT("now"))))
            return true;
    }
    return false;
}

/* "in 5 years" */
static bool says_when(struct text text, const struct tokens *tokens, const struct mention *m)
{
    return m->token && is_among(text, tokens, m->token - 1, TEXT("in")) && is_among(text, tokens, m->end, TEXT("years"));
}

/* "3 times as many", "twice the", "half as", "every 3 days" */
static bool says_product(struct text text, const struct tokens *tokens, const struct mention *m, bool divides)
{
    bool const times = token_is(tokens_at(tokens, m->end), WORD_TIMES);
    bool const every = divides && m->token && is_among(text, tokens, m->token - 1, TEXT("every"));
    bool const multiple = m->word && is_among(text, tokens, m->token, TEXT("twice thrice double triple quadruple"));
    struct text const whose = TEXT("as the that what his her their its more older bigger larger longer heavier");
    if (m->kind == MENTION_FRACTION)
        return m->top == 1 && is_among(text, tokens, m->end, TEXT("as"));
    return every || (is_among(text, tokens, m->end + times, whose) && (times || multiple));
}

static bool says(const struct subject *on, const struct mention *m, uint8_t kind)
{
    if (kind >= NODE_MUL)
        return says_product(on->problem, &on->problem_tokens, m, kind == NODE_DIV);
    return (m->kind == MENTION_NUMBER || m->kind == MENTION_PERCENT) &&
           (says_sum(on->problem, &on->problem_tokens, m->end) || says_when(on->problem, &on->problem_tokens, m));
}

static bool is_of(const struct mention *m, const struct value *value)
{
    return mention_is(m, value) || (m->kind == MENTION_FRACTION && value_is_ratio(value, m->bottom, 1));
}

/* Does the problem state a relation, by which such a node computes, of this number, and of most others like it? */
static bool states(const struct subject *on, const struct value *value, uint8_t kind)
{
    unsigned count = 0, stated = 0;
    for (size_t i = 0; i < on->givens_count; i++) {
        bool const like = is_of(&on->givens[i], value);
        count += like;
        stated += like && says(on, &on->givens[i], kind);
    }
    return stated && 2 * stated >= count;
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

/* "a quarter of the remaining", "20% of what was left" */
static bool says_rest(struct text text, const struct tokens *tokens, uint32_t at)
{
    bool of = false;
    for (uint32_t i = at; i < at + NEAR + 2 && tokens_at(tokens, i)->kind == TOKEN_WORD; i++) {
        of = of || token_is(tokens_at(tokens, i), WORD_OF);
        if (of && is_among(text, tokens, i, TEXT("remaining remainder rest left")))
            return true;
    }
    return false;
}

static bool speaks_of_rest(const struct step *step)
{
    for (uint32_t i = 0; i < step->tokens.count; i++)
        if (is_among(step->text, &step->tokens, i,
                     TEXT("remaining remainder rest left remain remains after then not other others")))
            return true;
    return false;
}

bool comparison_of_rest(const struct subject *on, const struct derivation *d, const struct operand *o)
{
    uint8_t const kind = d->from->nodes[d->from->root].kind;
    if ((kind != NODE_MUL && kind != NODE_DIV) || o->sources != SOURCE_RESULT || speaks_of_rest(&on->steps[d->step]))
        return false;
    const struct expr *from = on->derivations[o->result].from;
    for (size_t i = 0; i < on->givens_count && from->nodes[from->root].kind == NODE_SUB; i++) {
        const struct mention *m = &on->givens[i];
        if ((m->kind == MENTION_PERCENT || m->kind == MENTION_FRACTION) && operand_yields(on, d, m) &&
            says_rest(on->problem, &on->problem_tokens, m->end))
            return true;
    }
    return false;
}

static bool is_number(const struct step *step, uint32_t at, const struct value *value)
{
    const struct token *t = tokens_at(&step->tokens, at);
    return (t->kind == TOKEN_NUMBER && value_equal(&step->tokens.numbers[t->number], value)) ||
           (token_is(t, WORD_CARDINAL) && value_is_ratio(value, t->word.num, t->word.den));
}

/* A word that compares, a few words behind token `at`. */
static bool compares_behind(const struct step *step, uint32_t at)
{
    for (uint32_t i = at; i < at + NEAR && tokens_at(&step->tokens, i)->kind != TOKEN_STOP; i++)
        if (opposite_at(step->text, &step->tokens, i) >= 0)
            return true;
    return false;
}

/* Another step says the same relation in words. */
static bool repeats(const struct subject *on, uint32_t but, const struct comparison *c, const struct value *value)
{
    for (uint32_t k = 0; k < on->steps_count; k++) {
        const struct step *step = &on->steps[k];
        for (uint32_t i = 0; k != but && i < step->tokens.count; i++)
            if (((is_number(step, i, value) || is_number(step, i, &c->by)) && compares_behind(step, i + 1)) ||
                (c->product && k < but && is_among(step->text, &step->tokens, i, TEXT("times twice half double triple third"))))
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

/* "How many were there at first?": the step that answers it undoes what happened. */
static bool asks_before(const struct subject *on, const struct derivation *d)
{
    const struct tokens *tokens = &on->problem_tokens;
    if (on->answer_from < 0 || d != &on->derivations[on->answer_from])
        return false;
    uint32_t at = (uint32_t)tokens->count;
    while (at > 0 && (at + 2 > tokens->count || tokens->items[at - 1].kind != TOKEN_STOP ||
                      on->problem.at[tokens->items[at - 1].start] != '.'))
        at--;
    for (uint32_t i = at; i < tokens->count; i++)
        if (is_among(on->problem, tokens, i, TEXT("originally initially beginning start begin")) ||
            (is_among(on->problem, tokens, i, TEXT("at")) && is_among(on->problem, tokens, i + 1, TEXT("first"))))
            return true;
    return false;
}

bool comparison_read(const struct subject *on, const struct derivation *d, struct comparison *out)
{
    const struct step *step = &on->steps[d->step];
    if (!comparison_shape(on, d, out))
        return false;
    for (int i = 0; i < 1 + out->plain; i++) {
        out->number = i ? out->pair.first : out->pair.last;
        const struct value *value = &step->tokens.numbers[step->tokens.items[out->number].number];
        out->by = *value;
        if (states(on, value, d->from->nodes[d->from->root].kind) ||
            (!out->product && (shares(on, d, out->number, &out->by) || asks_before(on, d))))
            return !repeats(on, d->step, out, value);
    }
    return false;
}

static unsigned directions(const struct step *step, const struct comparison *c)
{
    struct text const sums =
        TEXT("sum total altogether together combined both add adds added adding addition plus extra additional increase "
             "increased increases gain gained subtract subtracts subtracting subtracted minus difference decrease decreased left "
             "remaining remain remains rest gave lost away spent change saved ago later earlier greater cheaper expensive");
    struct text const products = TEXT(
        "total altogether sum times thrice double doubled triple third thirds fourth quarter quadruple multiply multiplied "
        "multiplying multiplies divide divides divided dividing product each per every ratio doubling doubles tripling tripled "
        "triples quadrupling quadrupled halving halved halves");
    unsigned count = 0;
    for (uint32_t i = 0; i < step->tokens.count; i++)
        count += is_among(step->text, &step->tokens, i, c->product ? products : sums) ||
                 opposite_at(step->text, &step->tokens, i) >= 0;
    return count;
}

bool comparison_silent(const struct step *step, const struct comparison *c)
{
    unsigned count = 0;
    for (uint32_t i = 0; i < step->tokens.count; i++)
        count += is_number(step, i, &c->by) && i != c->number;
    return count == 0 && directions(step, c) == 0;
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

/* The only such word of the step, where it is said of that number and has an opposite: its token, else -1. */
static int64_t said_word(const struct step *step, const struct comparison *c)
{
    uint32_t word = 0;
    if (directions(step, c) != 1)
        return -1;
    while (word < step->tokens.count && opposite_at(step->text, &step->tokens, word) < 0)
        word++;
    if (word == step->tokens.count)
        return -1;
    bool const of = token_is(tokens_at(&step->tokens, word + 1), WORD_OF); /* half of it, but not twice of it */
    if (c->product)
        return !of && value_is_ratio(&c->by, 2, 1) && is_among(step->text, &step->tokens, word, TEXT("twice half"))
                   ? (int64_t)word
                   : -1;
    for (uint32_t i = word; i-- > 0 && i + NEAR > word && step->tokens.items[i].kind != TOKEN_STOP;)
        if (is_number(step, i, &c->by))
            return word;
    return -1;
}

/* "3 times" -> "a third" */
static struct text share_of(const struct value *times)
{
    static const char *const shares[] = {"",        "",          "",          "a third", "a quarter", "a fifth",
                                         "a sixth", "a seventh", "an eighth", "a ninth", "a tenth"};
    bool const among = times->den == 1 && times->num >= 0 && times->num < (int64_t)COUNT(shares);
    return among ? text_of(shares[times->num]) : TEXT("");
}

/* Or "3 times as": the token of the 3, if these are the only such words; else -1. */
static int64_t said_times(const struct step *step, const struct comparison *c)
{
    if (!c->product || !share_of(&c->by).size || directions(step, c) != 1)
        return -1;
    for (uint32_t i = 0; i + 2 < step->tokens.count; i++)
        if (i != c->number && is_number(step, i, &c->by) && is_among(step->text, &step->tokens, i + 1, TEXT("times")) &&
            is_among(step->text, &step->tokens, i + 2, TEXT("as")))
            return i;
    return -1;
}

/* A sentence that begins with the word begins with its opposite. */
static struct text like_case(struct text was, struct text becomes, struct arena *arena)
{
    if (!becomes.size || was.at[0] < 'A' || was.at[0] > 'Z' || becomes.at[0] < 'a' || becomes.at[0] > 'z')
        return becomes;
    char *copy = arena_alloc(arena, becomes.size);
    memcpy(copy, becomes.at, becomes.size);
    copy[0] = (char)(copy[0] - 'a' + 'A');
    return (struct text){copy, becomes.size};
}

/* "5 more red apples than": something that is counted. */
static bool is_counted(struct text text, const struct tokens *tokens, uint32_t at)
{
    for (uint32_t i = at; i < at + NEAR && tokens_at(tokens, i)->kind == TOKEN_WORD; i++) {
        struct text const word = token_text(text, tokens, i);
        if (is_among(text, tokens, i, TEXT("than of in on")))
            return false;
        if ((text_ends(word, TEXT("s")) && !text_ends(word, TEXT("ss"))) ||
            text_is_among(word, TEXT("people children men women fish")))
            return true;
    }
    return false;
}

/* "more" -> "fewer", "less"; capital letters stay. */
static struct text turned(struct text text, const struct tokens *tokens, uint32_t word, struct arena *arena)
{
    struct text const was = token_text(text, tokens, word);
    struct text opposite = text_of(opposites[opposite_at(text, tokens, word)].opposite);
    const struct token *before = word ? tokens_at(tokens, word - 1) : NULL;
    bool const ends = tokens_at(tokens, word + 1)->kind == TOKEN_STOP || word + 1 >= tokens->count;
    bool const number = before && (before->kind == TOKEN_NUMBER || token_is(before, WORD_CARDINAL));
    bool const count = number && (ends || is_counted(text, tokens, word + 1));
    if (count && text_equal_nocase(was, TEXT("more")))
        opposite = TEXT("fewer");
    return like_case(was, opposite, arena);
}

/* As the solution writes it elsewhere. */
static struct text written(const struct subject *on, char sign)
{
    for (size_t k = 0; k < on->steps_count; k++)
        for (size_t i = 0; i < on->steps[k].tokens.count; i++) {
            const struct token *t = &on->steps[k].tokens.items[i];
            if (token_is_sign(t, sign) || (sign == '*' && phrase_is_x(on->steps[k].text, t)))
                return text_part(on->steps[k].text, t->start, t->end);
        }
    return sign == '+' ? TEXT("+") : sign == '-' ? TEXT("-") : sign == '*' ? TEXT("*") : TEXT("/");
}

static char opposite_sign(uint8_t kind)
{
    return kind == NODE_ADD ? '-' : kind == NODE_SUB ? '+' : kind == NODE_MUL ? '/' : '*';
}

bool comparison_flip(const struct subject *on, const struct derivation *d, const struct comparison *c, struct arena *arena,
                     struct proposal *out)
{
    const struct token *at = &on->steps[d->step].tokens.items[c->pair.sign];
    struct text const sign = written(on, opposite_sign(d->from->nodes[d->from->root].kind));
    bool const commutes = d->from->nodes[d->from->root].kind == NODE_ADD || d->from->nodes[d->from->root].kind == NODE_MUL;
    bool const either = d->from->nodes[d->from->root].kind == NODE_DIV && c->plain && on->steps[d->step].text.size % 2;
    if ((c->number == c->pair.first && commutes) || either) /* of 24 / 3 becomes 24 * 3 or 3 * 24 */
        return d->from->last == c->pair.last + 1 && operand_exchange(on, d, &c->pair, sign, arena, out);
    *out = (struct proposal){.edit = {d->step, at->start, at->end, sign}, .computed = true};
    return c->number == c->pair.last;
}

bool comparison_says(const struct step *step)
{
    for (uint32_t i = 0; i < step->tokens.count; i++)
        if (opposite_at(step->text, &step->tokens, i) >= 0 && !is_among(step->text, &step->tokens, i, TEXT("twice half")))
            return true;
    return false;
}

bool comparison_said(const struct step *step, const struct comparison *c)
{
    return said_word(step, c) >= 0 || said_times(step, c) >= 0;
}

bool comparison_turn(const struct subject *on, const struct derivation *d, const struct comparison *c, struct arena *arena,
                     struct proposal *out)
{
    const struct step *step = &on->steps[d->step];
    if (!comparison_flip(on, d, c, arena, out))
        return false;
    int64_t const word = said_word(step, c), first = word >= 0 ? word : said_times(step, c);
    const struct token *t = &step->tokens.items[first], *last = word >= 0 ? t : t + 1;
    struct text const becomes = word >= 0 ? turned(step->text, &step->tokens, (uint32_t)word, arena)
                                          : like_case(text_part(step->text, t->start, last->end), share_of(&c->by), arena);
    out->also[out->also_count++] = (struct edit){d->step, t->start, last->end, becomes};
    return t->start >= out->edit.end || last->end <= out->edit.start;
}

/* Is the word at `token` of the problem said of the number of a mention? */
static bool stated_of(const struct subject *on, uint32_t token)
{
    for (size_t i = 0; i < on->givens_count; i++)
        if (on->givens[i].end <= token && token < on->givens[i].end + NEAR && on->givens[i].kind == MENTION_NUMBER &&
            says_sum(on->problem, &on->problem_tokens, on->givens[i].end))
            return true;
    return false;
}

/* "How many more …?", "the younger one", "the most": who has more is not for the one sentence alone to say. Parents are older. */
static bool leans(const struct subject *on, uint32_t but)
{
    struct text const words = TEXT(
        "most least fewest oldest youngest tallest shortest longest heaviest lightest fastest slowest highest lowest biggest "
        "largest smallest difference mother father mom mum dad parent parents son daughter child grandmother grandfather "
        "grandma grandpa aunt uncle niece nephew baby big little adult extra compared");
    for (uint32_t i = 0; i < on->problem_tokens.count; i++) {
        int const which = opposite_at(on->problem, &on->problem_tokens, i);
        bool const multiple = is_among(on->problem, &on->problem_tokens, i, TEXT("twice half"));
        if (is_among(on->problem, &on->problem_tokens, i, words) || (i != but && which >= 0 && !multiple && !stated_of(on, i)))
            return true;
    }
    return false;
}

/* The word behind the mention, or the mention itself, that says which way: "more", "twice"; or -1. */
static int64_t turning_word(const struct subject *on, const struct mention *m, const struct comparison *c)
{
    if (c->product)
        return m->end == m->token + 1 && opposite_at(on->problem, &on->problem_tokens, m->token) >= 0 ? (int64_t)m->token : -1;
    for (uint32_t i = m->end; i < m->end + NEAR && tokens_at(&on->problem_tokens, i)->kind == TOKEN_WORD; i++)
        if (opposite_at(on->problem, &on->problem_tokens, i) >= 0)
            return i;
    return -1;
}

bool comparison_problem(const struct subject *on, const struct comparison *c, struct arena *arena, struct edit *out)
{
    const struct mention *only = NULL;
    for (size_t i = 0; i < on->givens_count; i++)
        if (is_of(&on->givens[i], &c->by)) {
            if (only)
                return false;
            only = &on->givens[i];
        }
    if (!only || !says(on, only, c->product ? NODE_MUL : NODE_ADD))
        return false;
    int64_t const word = turning_word(on, only, c);
    const struct token *times = tokens_at(&on->problem_tokens, only->end), *first = &on->problem_tokens.items[only->token];
    if (leans(on, word < 0 ? UINT32_MAX : (uint32_t)word))
        return false;
    if (word >= 0) {
        const struct token *t = &on->problem_tokens.items[word];
        *out = (struct edit){0, t->start, t->end, turned(on->problem, &on->problem_tokens, (uint32_t)word, arena)};
        return true;
    }
    struct text const share = share_of(&c->by);
    bool const as = is_among(on->problem, &on->problem_tokens, only->end + 1, TEXT("as the"));
    *out = (struct edit){0, first->start, times->end, share};
    return c->product && token_is(times, WORD_TIMES) && as && share.size;
}
