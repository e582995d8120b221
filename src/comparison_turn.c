/* Words and claims turned round. */
#include "comparison_parts.h"

/* "half as many", "half his age", "twice", but not "half the cake": who has a part of it has not twice of it. */
static bool is_of_another(const struct step *step, uint32_t word)
{
    return !comparison_among(step->text, &step->tokens, word, TEXT("half")) ||
           comparison_among(step->text, &step->tokens, word + 1, TEXT("as")) ||
           comparison_says_measure(step->text, &step->tokens, word + 1);
}

/* The only such word of the step, where it is said of that number and has an opposite: its token, else -1. */
static int64_t said_word(const struct step *step, const struct comparison *c)
{
    uint32_t word = 0;
    if (comparison_directions(step, c) != 1)
        return -1;
    while (word < step->tokens.count && comparison_opposite(step->text, &step->tokens, word) < 0)
        word++;
    if (word == step->tokens.count)
        return -1;
    bool const of = token_is(tokens_at(&step->tokens, word + 1), WORD_OF); /* half of it, but not twice of it … */
    bool const whose =
        comparison_among(step->text, &step->tokens, word + 2, TEXT("the that his her their its what")); /* … but twice his */
    if (c->product)
        return (!of || whose) && is_of_another(step, word) && value_is_ratio(&c->by, 2, 1) &&
                       comparison_among(step->text, &step->tokens, word, TEXT("twice half"))
                   ? (int64_t)word
                   : -1;
    for (uint32_t i = word; i-- > 0 && i + COMPARISON_NEAR > word && step->tokens.items[i].kind != TOKEN_STOP;)
        if (comparison_is_number(step, i, &c->by))
            return word;
    return -1;
}

/* "3 times" -> "a third" */
static struct text share_of(const struct value *times)
{
    static const char *const shares[] = {"",        "",          "half",      "a third", "a quarter", "a fifth",
                                         "a sixth", "a seventh", "an eighth", "a ninth", "a tenth"};
    bool const among = times->den == 1 && times->num >= 0 && times->num < (int64_t)COUNT(shares);
    return among ? text_of(shares[times->num]) : TEXT("");
}

/* Or "3 times as", "3 times the number of": the token of the 3, if these are the only such words; else -1. */
static int64_t said_times(const struct step *step, const struct comparison *c)
{
    struct text const whose = TEXT("as the that his her their");
    if (!c->product || !share_of(&c->by).size || comparison_directions(step, c) != 1)
        return -1;
    for (uint32_t i = 0; i + 2 < step->tokens.count; i++)
        if (i != c->number && comparison_is_number(step, i, &c->by) &&
            comparison_among(step->text, &step->tokens, i + 1, TEXT("times")) &&
            comparison_among(step->text, &step->tokens, i + 2, whose))
            return i;
    return -1;
}

/* "3 times the" -> "a third of the" */
static struct text share_said(const struct step *step, const struct comparison *c, uint32_t times, struct arena *arena)
{
    struct buffer said = {0};
    buffer_add(&said, share_of(&c->by));
    if (!comparison_among(step->text, &step->tokens, times + 1, TEXT("as")))
        buffer_string(&said, " of");
    return buffer_keep(&said, arena);
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
    for (uint32_t i = at; i < at + COMPARISON_NEAR && tokens_at(tokens, i)->kind == TOKEN_WORD; i++) {
        struct text const word = comparison_word(text, tokens, i);
        if (comparison_among(text, tokens, i, TEXT("than of in on")))
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
    struct text const was = comparison_word(text, tokens, word);
    struct text opposite = comparison_other(comparison_opposite(text, tokens, word));
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
        if (comparison_opposite(step->text, &step->tokens, i) >= 0 &&
            !comparison_among(step->text, &step->tokens, i, TEXT("twice half")))
            return true;
    return false;
}

bool comparison_said(const struct step *step, const struct comparison *c)
{
    return said_word(step, c) >= 0 || said_times(step, c) >= 0;
}

bool comparison_asserts(const struct step *step, const struct comparison *c)
{
    int64_t const word = said_word(step, c), first = word >= 0 ? word : said_times(step, c);
    if (first < 0)
        return false;
    uint32_t at = (uint32_t)first;
    while (!c->product && at > 0 && !comparison_is_number(step, at, &c->by))
        at--;
    at -= at > 0 && step->tokens.items[at - 1].kind == TOKEN_CURRENCY;
    return at > 0 && step->tokens.items[at - 1].kind == TOKEN_WORD &&
           !comparison_among(
               step->text, &step->tokens, at - 1,
               TEXT("so then thus hence therefore first next now and that if since because as find calculate of means"));
}

bool comparison_turn(const struct subject *on, const struct derivation *d, const struct comparison *c, struct arena *arena,
                     struct proposal *out)
{
    const struct step *step = &on->steps[d->step];
    if (!comparison_flip(on, d, c, arena, out))
        return false;
    int64_t const word = said_word(step, c), first = word >= 0 ? word : said_times(step, c);
    const struct token *t = &step->tokens.items[first];
    bool const of = first + 1 < (int64_t)step->tokens.count && token_is(t + 1, WORD_OF);
    const struct token *last = word >= 0 && !of ? t : t + 1;
    struct text const becomes =
        word >= 0 ? turned(step->text, &step->tokens, (uint32_t)word, arena)
                  : like_case(text_part(step->text, t->start, last->end), share_said(step, c, (uint32_t)first + 1, arena), arena);
    out->also[out->also_count++] = (struct edit){d->step, t->start, last->end, becomes};
    return t->start >= out->edit.end || last->end <= out->edit.start;
}

/* Is the word at `token` of the problem said of the number of a mention? */
static bool stated_of(const struct subject *on, uint32_t token)
{
    for (size_t i = 0; i < on->givens_count; i++)
        if (on->givens[i].end <= token && token < on->givens[i].end + COMPARISON_NEAR && on->givens[i].kind == MENTION_NUMBER &&
            comparison_says_sum(on->problem, &on->problem_tokens, on->givens[i].end))
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
        int const which = comparison_opposite(on->problem, &on->problem_tokens, i);
        bool const multiple = comparison_among(on->problem, &on->problem_tokens, i, TEXT("twice half"));
        if (comparison_among(on->problem, &on->problem_tokens, i, words) ||
            (i != but && which >= 0 && !multiple && !stated_of(on, i)))
            return true;
    }
    return false;
}

/* The word behind the mention, or the mention itself, that says which way: "more", "twice"; or -1. */
static int64_t turning_word(const struct subject *on, const struct mention *m, const struct comparison *c)
{
    if (c->product)
        return m->end == m->token + 1 && comparison_opposite(on->problem, &on->problem_tokens, m->token) >= 0 ? (int64_t)m->token
                                                                                                              : -1;
    for (uint32_t i = m->end; i < m->end + COMPARISON_NEAR && tokens_at(&on->problem_tokens, i)->kind == TOKEN_WORD; i++)
        if (comparison_opposite(on->problem, &on->problem_tokens, i) >= 0)
            return i;
    return -1;
}

bool comparison_problem(const struct subject *on, const struct comparison *c, struct arena *arena, struct edit *out)
{
    const struct mention *only = NULL;
    for (size_t i = 0; i < on->givens_count; i++)
        if (comparison_is_of(&on->givens[i], &c->by)) {
            if (only)
                return false;
            only = &on->givens[i];
        }
    if (!only || !comparison_states(on, only, c->product ? NODE_MUL : NODE_ADD) ||
        token_is(tokens_at(&on->problem_tokens, only->end), WORD_OF)) /* half of it, but not twice of it */
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
    bool const as = comparison_among(on->problem, &on->problem_tokens, only->end + 1, TEXT("as the"));
    *out = (struct edit){0, first->start, times->end, share};
    return c->product && token_is(times, WORD_TIMES) && as && share.size;
}
