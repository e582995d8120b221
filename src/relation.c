#include "relation.h"

struct place {
    struct text text;
    const struct tokens *tokens;
    uint32_t at;
};

static const struct token *token(const struct place *p, int ahead)
{
    static const struct token none = {.kind = TOKEN_STOP};
    return ahead < 0 && p->at < (uint32_t)-ahead ? &none : tokens_at(p->tokens, (size_t)((int64_t)p->at + ahead));
}

static bool says(const struct place *p, int ahead, struct text words)
{
    const struct token *t = token(p, ahead);
    return t->kind == TOKEN_WORD && text_is_among(text_part(p->text, t->start, t->end), words);
}

static bool number_ahead(const struct place *p, int ahead)
{
    const struct token *t = token(p, ahead);
    uint32_t const at = p->at + (uint32_t)ahead, end = (uint32_t)p->tokens->count;
    return t->kind == TOKEN_NUMBER || (t->kind == TOKEN_CURRENCY && parse_operand_at(p->text, p->tokens, at, end));
}

static struct relation of_sign(const struct place *p)
{
    const struct token *t = token(p, 0);
    bool const or_equal = t->end - t->start > 1;
    char const sign = t->sign == '<' && or_equal ? '[' : t->sign == '>' && or_equal ? ']' : t->sign;
    uint8_t const kind = sign == '!' ? RELATION_NONE : RELATION_SIGN;
    return (struct relation){kind, sign, p->at, p->at};
}

/* "is", "is more than", ", which is" */
static struct relation of_is(const struct place *p)
{
    char const order = says(p, 1, TEXT("more greater larger bigger higher")) ? '>'
                       : says(p, 1, TEXT("less fewer smaller lower"))        ? '<'
                                                                             : 0;
    if (order && says(p, 2, TEXT("than")) && number_ahead(p, 3))
        return (struct relation){RELATION_SIGN, order, p->at, p->at + 2};
    bool const whom = says(p, 0, TEXT("gives makes")) && says(p, 1, TEXT("you us her him them"));
    bool const which = says(p, -1, TEXT("which that"));
    bool const comma = which && token(p, -2)->kind == TOKEN_STOP && p->text.at[token(p, -2)->start] == ',';
    if (!number_ahead(p, whom ? 2 : 1))
        return (struct relation){0};
    return (struct relation){which || whom ? RELATION_PHRASE : RELATION_IS, '=', p->at - (uint32_t)which - (uint32_t)comma,
                             p->at + (uint32_t)whom};
}

/* "equals", "is equal to" */
static struct relation of_equals(const struct place *p)
{
    bool const is = token_is(token(p, -1), WORD_IS), to = says(p, 1, TEXT("to"));
    if ((is || to) && number_ahead(p, 1 + to))
        return (struct relation){RELATION_PHRASE, '=', p->at - (uint32_t)is, p->at + (uint32_t)to};
    bool const number = number_ahead(p, 1) || token_is(token(p, 1), WORD_CARDINAL);
    return (struct relation){number ? RELATION_EQUALS : RELATION_NONE, '=', p->at, p->at};
}

/* "12 + 5, or 17" */
static struct relation of_or(const struct place *p)
{
    if (!number_ahead(p, 1) || !says(p, 0, TEXT("or")))
        return (struct relation){0};
    bool const comma = token(p, -1)->kind == TOKEN_STOP && p->at && p->text.at[token(p, -1)->start] == ',';
    return (struct relation){RELATION_PHRASE, '=', p->at - (uint32_t)comma, p->at};
}

/* "5 + 3 for a total of 8" */
static struct relation of_total(const struct place *p)
{
    if (!number_ahead(p, 1) || !says(p, -1, TEXT("total")) || !says(p, -2, TEXT("a")) || !says(p, -3, TEXT("for")))
        return (struct relation){0};
    return (struct relation){RELATION_PHRASE, '=', p->at - 3, p->at};
}

struct relation relation_at(struct text text, const struct tokens *tokens, uint32_t i)
{
    const struct token *t = &tokens->items[i];
    struct place const p = {text, tokens, i};
    if (t->kind == TOKEN_RELATION)
        return of_sign(&p);
    if (t->kind != TOKEN_WORD || tokens->latex)
        return (struct relation){0};
    switch (t->word.role) {
    case WORD_IS:
        return of_is(&p);
    case WORD_EQUALS:
        return of_equals(&p);
    case WORD_JOINS:
        return of_or(&p);
    case WORD_OF:
        return of_total(&p);
    default:
        return (struct relation){0};
    }
}
