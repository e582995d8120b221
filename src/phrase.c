#include "phrase.h"

bool phrase_is_x(struct text text, const struct token *token)
{
    return token->kind == TOKEN_WORD && token->end - token->start == 1 && to_lower(text.at[token->start]) == 'x';
}

bool phrase_number_word_at(const struct tokens *tokens, uint32_t at)
{
    const struct token *t = &tokens->items[at];
    if (t->kind != TOKEN_WORD || t->word.role != WORD_FRACTION)
        return token_is(t, WORD_CARDINAL) || token_is(t, WORD_MULTIPLE);
    uint32_t const dash = at > 1 && token_is_sign(t - 1, '-') && token_is_tight(t) ? 1 : 0;
    return (at + 1 < tokens->count && token_is(t + 1, WORD_OF)) || (at > dash && token_is(t - 1 - dash, WORD_CARDINAL));
}

bool phrase_is_unit(const struct token *t)
{
    if (t->kind != TOKEN_WORD)
        return t->kind == TOKEN_QUOTE;
    return t->word.role == WORD_PLAIN || t->word.role == WORD_PER || t->word.role == WORD_SCALE;
}

/* "(apples)", "(per box)" */
static uint32_t bracketed_unit(const struct tokens *tokens, uint32_t at, uint32_t end)
{
    uint32_t i = at + 1;
    while (i < end && i - at <= UNIT_WORDS_MAX && phrase_is_unit(tokens_at(tokens, i)))
        i++;
    return i > at + 1 && i < end && tokens_at(tokens, i)->kind == TOKEN_CLOSE ? i + 1 : at;
}

uint32_t phrase_units(const struct tokens *tokens, uint32_t at, uint32_t end)
{
    static const struct token none = {.kind = TOKEN_STOP};
    for (unsigned words = 0; words < UNIT_WORDS_MAX && at < end; words++) {
        const struct token *t = &tokens->items[at], *next = at + 1 < end ? t + 1 : &none;
        if (phrase_is_unit(t))
            at++;
        else if ((token_is_sign(t, '/') || token_is_sign(t, '-') || token_is(t, WORD_OF)) && phrase_is_unit(next) &&
                 (!token_is_sign(t, '-') || (token_is_tight(t) && token_is_tight(next))))
            at += 2;
        else if (t->kind == TOKEN_OPEN && !token_is_tight(t) && bracketed_unit(tokens, at, end) > at)
            at = bracketed_unit(tokens, at, end);
        else
            break;
    }
    return at;
}

static bool tight_pair(const struct tokens *tokens, uint32_t at)
{
    const struct token *t = tokens_at(tokens, at), *next = tokens_at(tokens, at + 1);
    bool const joint = t->kind == TOKEN_OTHER || t->sign == '-' || t->sign == '/';
    return joint && token_is_tight(t) && next->kind == TOKEN_WORD && token_is_tight(next);
}

/* "T-shirts", "M&Ms", "g/ml": a letter at `at` is part of a word */
static bool spelled_on(const struct tokens *tokens, uint32_t at)
{
    bool const behind = tight_pair(tokens, at + 1) && tokens_at(tokens, at + 2)->word.role == WORD_PLAIN;
    return behind || (at > 1 && tight_pair(tokens, at - 1) && token_is(tokens_at(tokens, at - 2), WORD_PLAIN));
}

static bool abbreviates(struct text text, const struct token *t)
{
    return t->kind == TOKEN_WORD &&
           text_is_among(text_part(text, t->start, t->end), TEXT("ft sq in hr hrs min mins sec oz lb lbs cm mi yd gal mph km"));
}

bool phrase_is_aside(struct text text, const struct tokens *tokens, uint32_t at)
{
    const struct token *t = tokens_at(tokens, at), *next = tokens_at(tokens, at + 1), *before = at ? t - 1 : next;
    switch (t->kind) {
    case TOKEN_QUOTE:
        return true;
    case TOKEN_NUMBER: /* "the 2nd" */
        return token_is(next, WORD_ORDINAL) && token_is_tight(next);
    case TOKEN_STOP:
        return at > 0 && text.at[t->start] == '.' && token_is_tight(t) && abbreviates(text, before);
    case TOKEN_SIGN:
    case TOKEN_OTHER:
        return at > 0 && tight_pair(tokens, at) &&
               (before->kind == TOKEN_WORD || before->kind == TOKEN_STOP || before->kind == TOKEN_NUMBER);
    case TOKEN_WORD:
        break;
    default:
        return false;
    }
    const struct token *signed_one = tokens_at(tokens, at + 2);
    bool const negative = token_is_sign(next, '-') && signed_one->kind == TOKEN_NUMBER && token_is_tight(signed_one);
    bool const number_next = negative || (next->kind == TOKEN_WORD && phrase_number_word_at(tokens, at + 1));
    switch (t->word.role) {
    case WORD_LETTER:
        return spelled_on(tokens, at);
    case WORD_IS: /* "6 were eaten", but not "6 gives 3" */
        return next->kind == TOKEN_WORD && !number_next && !text_is_among(text_part(text, t->start, t->end), TEXT("gives makes"));
    case WORD_TIMES: /* "3 times + 2", "3 times a week": nothing is multiplied */
    case WORD_MULTIPLE:
        return next->kind != TOKEN_NUMBER && next->kind != TOKEN_CURRENCY && next->kind != TOKEN_OPEN && !number_next;
    case WORD_CARDINAL:
    case WORD_PLUS:
    case WORD_MINUS:
    case WORD_DIVIDED:
    case WORD_EQUALS:
    case WORD_CLOCK:
    case WORD_FUNCTION:
        return false;
    default:
        return true;
    }
}

uint32_t phrase_bracket(const struct tokens *tokens, uint32_t at)
{
    const struct token *first = tokens_at(tokens, at + 1);
    if (tokens_at(tokens, at)->kind != TOKEN_OPEN || first->kind != TOKEN_WORD || first->word.role == WORD_LETTER ||
        phrase_number_word_at(tokens, at + 1))
        return at;
    for (uint32_t i = at + 1; i < at + ASIDES_MAX; i++) {
        const struct token *t = tokens_at(tokens, i);
        if (t->kind == TOKEN_CLOSE)
            return i + 1;
        if (t->kind == TOKEN_OPEN || t->kind == TOKEN_RELATION || t->kind == TOKEN_STOP ||
            (t->kind == TOKEN_SIGN && t->sign != '/'))
            return at;
    }
    return at;
}

bool phrase_may_count(struct text text, const struct tokens *tokens, uint32_t at)
{
    const struct token *t = tokens_at(tokens, at);
    if (t->kind == TOKEN_NUMBER)
        return true;
    if (t->kind != TOKEN_WORD)
        return false;
    switch (t->word.role) {
    case WORD_FRACTION:
    case WORD_MULTIPLE:
    case WORD_GROUP:
    case WORD_REMAINDER:
    case WORD_RETRACTS:
        return true;
    default:
        return text_is_among(text_part(text, t->start, t->end), TEXT("than if so because since then but as rounded"));
    }
}
