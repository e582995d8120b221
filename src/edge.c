#include "edge.h"

struct edge {
    struct text text;
    const struct tokens *tokens;
    const struct claim *claim;
};

static const struct token *at(const struct edge *s, uint32_t i)
{
    return tokens_at(s->tokens, i);
}

static bool is_numeric(const struct token *t)
{
    return t->kind == TOKEN_NUMBER || t->kind == TOKEN_PERCENT || t->kind == TOKEN_CURRENCY ||
           (t->kind == TOKEN_WORD && t->word.role >= WORD_CARDINAL && t->word.role <= WORD_MULTIPLE);
}

/* A list marker: "- 3 + 4 = 7" at the start of a step. */
static bool is_bullet(const struct edge *s, uint32_t i)
{
    return (i == 0 || at(s, i - 1)->kind == TOKEN_STOP) && (at(s, i + 1)->flags & TOKEN_SPACED);
}

static bool foreign(const struct edge *s, const struct token *t)
{
    return ((unsigned char)s->text.at[t->start] & 0x80) || strchr("\\{}_|&", s->text.at[t->start]);
}

static bool cut_left(const struct edge *s)
{
    uint32_t const first = s->claim->left.first;
    if (s->claim->chained || first == 0)
        return false;
    const struct token *t = at(s, first - 1);
    bool const tight = token_is_tight(at(s, first));
    switch (t->kind) {
    case TOKEN_SIGN:
        return !is_bullet(s, first - 1);
    case TOKEN_STOP: /* 5!(1 + 6) */
        return s->text.at[t->start] == '!' && tight && token_is_tight(t);
    case TOKEN_OTHER:
        return foreign(s, t);
    case TOKEN_NUMBER:
    case TOKEN_PERCENT:
        return true;
    case TOKEN_CLOSE:
        return tight;
    case TOKEN_WORD:
        return (tight && !(t->word.role == WORD_CLAUSE || t->word.role == WORD_IS)) || t->word.role == WORD_LETTER ||
               t->word.role == WORD_FUNCTION || text_equal_nocase(text_part(s->text, t->start, t->end), TEXT("than"));
    default:
        return false;
    }
}

static bool sign_goes_on(const struct token *sign, const struct token *next)
{
    bool const end = next->kind == TOKEN_STOP || next->kind == TOKEN_RELATION;
    if (next->kind == TOKEN_WORD && next->word.role != WORD_LETTER && (sign->sign == '/' || sign->sign == '-'))
        return false; /* "50/day", "50 - so …" */
    return !end;
}

/* "4.25 m long", "9 T-shirts": one letter that is (part of) a unit, with nothing to compute behind it */
static bool is_metric(const struct edge *s, uint32_t i)
{
    const struct token *t = at(s, i), *next = at(s, i + 1), *behind = at(s, i + 2);
    bool const alone = next->kind == TOKEN_WORD || next->kind == TOKEN_STOP || next->kind == TOKEN_CLOSE;
    bool const word = token_is_tight(next) && behind->kind == TOKEN_WORD && token_is_tight(behind); /* T-shirts, m/s, M&Ms */
    return !s->tokens->latex && ((alone && strchr("mglhsLk", s->text.at[t->start])) || (word && next->kind != TOKEN_RELATION));
}

/* "= 4 15-minute blocks", "= 40 1 oz servings": the number at `i` belongs to what is counted. Three digits may be thousands. */
static bool is_counted(const struct edge *s, uint32_t i)
{
    const struct token *t = at(s, i), *next = at(s, i + 1);
    bool const dashed = token_is_sign(next, '-') && token_is_tight(next) && at(s, i + 2)->kind == TOKEN_WORD;
    bool const worded = next->kind == TOKEN_WORD && next->word.role == WORD_PLAIN && t->end - t->start < 3;
    return !token_is_tight(t) && (dashed || worded);
}

static bool cut_right(const struct edge *s)
{
    uint32_t const last = s->claim->right.last;
    const struct token *t = at(s, last), *next = at(s, last + 1);
    if (last >= s->tokens->count)
        return false;
    switch (t->kind) {
    case TOKEN_NUMBER:
        return !is_counted(s, last);
    case TOKEN_SIGN:
        return sign_goes_on(t, next);
    case TOKEN_STOP:
        return s->text.at[t->start] == '!' && token_is_tight(t);
    case TOKEN_OPEN:
        return token_is_tight(t);
    case TOKEN_OTHER: /* \) and \] close LaTeX */
        return foreign(s, t) && s->text.at[t->start] != '}' && next->kind != TOKEN_CLOSE && next->kind != TOKEN_OTHER;
    case TOKEN_WORD:
        return (t->word.role == WORD_LETTER && !is_metric(s, last)) || t->word.role == WORD_FUNCTION;
    default:
        return false;
    }
}

/* "3 red balls, 4 + 5 green balls": does a short item of a list with a number stand before the comma? */
static bool item_before_comma(const struct edge *s, uint32_t before)
{
    for (uint32_t i = before; i > 0 && before - i < 4; i--) {
        const struct token *t = at(s, i - 1);
        if (t->kind == TOKEN_RELATION || t->kind == TOKEN_STOP)
            return false;
        if (is_numeric(t))
            return true;
    }
    return false;
}

/* Does the clause hold a number (or, with `sign`, an operation) left of the claim? Then the left side may go on there. */
static bool clause_holds(const struct edge *s, bool sign)
{
    for (uint32_t i = s->claim->left.first; i > 0; i--) {
        const struct token *t = at(s, i - 1);
        if (t->kind == TOKEN_STOP || t->kind == TOKEN_RELATION || (t->kind == TOKEN_WORD && t->word.role == WORD_CLAUSE))
            return false;
        bool const between = i == 1 || (at(s, i)->flags & TOKEN_SPACED) || is_numeric(at(s, i));
        if (sign ? t->kind == TOKEN_SIGN && i > 1 && between : is_numeric(t))
            return true;
    }
    return false;
}

static bool loose_left(const struct edge *s)
{
    uint32_t const first = s->claim->left.first;
    if (s->claim->chained || first == 0)
        return false;
    const struct token *t = at(s, first - 1);
    switch (t->kind) {
    case TOKEN_STOP:
        return first > 1 &&
               (at(s, first - 2)->kind == TOKEN_SIGN || (s->text.at[t->start] == ',' && item_before_comma(s, first - 1)));
    case TOKEN_OPEN:
        return first > 1 && at(s, first - 2)->kind == TOKEN_SIGN;
    case TOKEN_QUOTE:
    case TOKEN_RELATION:
    case TOKEN_DOTS:
        return false;
    case TOKEN_SIGN:
        return !(t->sign == '-' && is_bullet(s, first - 1));
    case TOKEN_CLOSE:
        return !(at(s, first)->flags & TOKEN_SPACED) || (first > 2 && is_numeric(at(s, first - 2)));
    case TOKEN_WORD:
        break;
    default:
        return true;
    }
    struct text const labels =
        TEXT("day week month year page chapter step number no grade room option part level round game test section method "
             "case question line row group store box trip stage period quarter class team hour weeks days type");
    if (text_is_among(text_part(s->text, t->start, t->end), labels))
        return true;
    if (!(at(s, first)->flags & TOKEN_SPACED) || t->word.role == WORD_LETTER || is_numeric(t))
        return true;
    bool const joins = t->word.role == WORD_AND || t->word.role == WORD_JOINS || t->word.role == WORD_OF ||
                       t->word.role == WORD_BY || t->word.role == WORD_PLUS || t->word.role == WORD_MINUS ||
                       t->word.role == WORD_TIMES;
    struct text const counted =
        TEXT("digit digits coefficient factor factors divisor divisors average mean multiple multiples square power powers");
    const struct token *owner = at(s, first - 2);
    if (first > 1 && t->word.role == WORD_OF && owner->kind == TOKEN_WORD &&
        text_is_among(text_part(s->text, owner->start, owner->end), counted))
        return true;
    if (text_is_among(text_part(s->text, t->start, t->end), TEXT("after before")))
        return true;
    bool const is = at(s, s->claim->relation)->kind == TOKEN_WORD; /* "the last digit of 5^3 is 5" */
    if (is && t->word.role != WORD_CLAUSE)
        return true;
    if (first > 1 && is_numeric(at(s, first - 2)) && t->word.role == WORD_PLAIN) /* "5 feet 6 inches + 2" */
        return true;
    return (joins && clause_holds(s, false)) || clause_holds(s, true);
}

static bool loose_right(const struct edge *s)
{
    uint32_t const last = s->claim->right.last;
    const struct token *t = at(s, last), *next = at(s, last + 1);
    uint32_t const behind = phrase_units(s->tokens, last, (uint32_t)s->tokens->count);
    if (behind > last && at(s, behind)->kind == TOKEN_SIGN && at(s, behind)->sign != '-')
        return true;
    bool const tight = !(t->flags & TOKEN_SPACED);
    switch (t->kind) {
    case TOKEN_WORD:
        return t->word.role == WORD_ORDINAL || t->word.role == WORD_CLOCK || (t->word.role == WORD_TIMES && is_numeric(next)) ||
               t->word.role == WORD_REMAINDER || t->word.role == WORD_LETTER || t->word.role == WORD_FRACTION ||
               (t->word.role == WORD_AND && is_numeric(next)) || (t->word.role == WORD_OF && is_numeric(next));
    case TOKEN_STOP:
        return s->text.at[t->start] == ',' && next->kind == TOKEN_NUMBER && next->end - next->start == 3;
    case TOKEN_SIGN:
        return !(t->sign == '/' && next->kind == TOKEN_WORD && next->word.role != WORD_LETTER) &&
               !(t->sign == '-' && !tight && next->kind == TOKEN_WORD);
    case TOKEN_OPEN:
        return tight;
    case TOKEN_NUMBER:
    case TOKEN_OTHER:
        return true;
    default:
        return false;
    }
}

bool edge_is_cut(struct text text, const struct tokens *tokens, const struct claim *claim)
{
    struct edge const edge = {text, tokens, claim};
    return cut_left(&edge) || (cut_right(&edge) && !claim->continued);
}

bool edge_is_loose_left(struct text text, const struct tokens *tokens, const struct claim *claim)
{
    return loose_left(&(struct edge){text, tokens, claim});
}

bool edge_is_loose_right(struct text text, const struct tokens *tokens, const struct claim *claim)
{
    return loose_right(&(struct edge){text, tokens, claim});
}
