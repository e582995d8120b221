#include "reach.h"

/* Each function returns the index of the first token of what it found, or NOT_FOUND. */
#define NOT_FOUND UINT32_MAX

struct look {
    struct text text;
    const struct tokens *tokens;
    uint32_t least;
    bool asides;
};

static const struct token *left_of(const struct look *l, uint32_t at)
{
    static const struct token none = {.kind = TOKEN_STOP};
    return at > l->least ? &l->tokens->items[at - 1] : &none;
}

static uint32_t opening(const struct look *l, uint32_t close)
{
    unsigned depth = 0;
    for (uint32_t i = close + 1; i > l->least && close + 1 - i < EXPR_NODES_MAX; i--) {
        const struct token *t = left_of(l, i);
        depth += t->kind == TOKEN_CLOSE;
        if (t->kind == TOKEN_OPEN && --depth == 0)
            return i - 1;
        if (t->kind == TOKEN_RELATION)
            return NOT_FOUND;
    }
    return NOT_FOUND;
}

static bool holds_number(const struct look *l, uint32_t from, uint32_t to)
{
    for (uint32_t i = from; i < to; i++)
        if (l->tokens->items[i].kind == TOKEN_NUMBER || phrase_number_word_at(l->tokens, i))
            return true;
    return false;
}

static bool is_multiplier_letter(const struct look *l, uint32_t at)
{
    return phrase_is_x(l->text, &l->tokens->items[at]);
}

/* The end of the operand proper, asides left out. */
static uint32_t without_asides(const struct look *l, uint32_t end)
{
    for (unsigned words = 0; words < ASIDES_MAX && end > l->least; words++) {
        const struct token *t = left_of(l, end);
        uint32_t const open = t->kind == TOKEN_CLOSE ? opening(l, end - 1) : NOT_FOUND;
        if (open != NOT_FOUND && phrase_bracket(l->tokens, open) == end)
            end = open;
        else if (phrase_is_aside(l->text, l->tokens, end - 1))
            end -= token_is(t, WORD_ORDINAL) && left_of(l, end - 1)->kind == TOKEN_NUMBER ? 2 : 1;
        else
            break;
    }
    return end;
}

/* The end of the operand proper, units left aside: index behind its last token. */
static uint32_t without_units(const struct look *l, uint32_t end)
{
    for (unsigned words = 0; words < UNIT_WORDS_MAX && end > l->least; words++) {
        const struct token *t = left_of(l, end);
        if (t->kind == TOKEN_PERCENT || t->kind == TOKEN_NUMBER || phrase_number_word_at(l->tokens, end - 1))
            return end;
        if (t->kind == TOKEN_DOTS && token_is_tight(t)) {
            end--;
            continue;
        }
        if (t->kind == TOKEN_CLOSE) {
            uint32_t const open = opening(l, end - 1);
            if (l->asides && open != NOT_FOUND && phrase_bracket(l->tokens, open) == end) {
                end = open;
                continue;
            }
            if (open == NOT_FOUND || token_is_tight(&l->tokens->items[open]) || holds_number(l, open, end))
                return end;
            end = open;
        } else if (t->kind == TOKEN_CURRENCY && token_is_tight(t)) {
            end--;
        } else if (phrase_is_unit(t) && !is_multiplier_letter(l, end - 1)) {
            const struct token *before = left_of(l, end - 1);
            end -= token_is_sign(before, '/') || token_is(before, WORD_OF) ||
                           (token_is_sign(before, '-') && token_is_tight(before) && token_is_tight(t))
                       ? 2
                       : 1;
        } else {
            uint32_t const before = l->asides ? without_asides(l, end) : end;
            if (before == end)
                return NOT_FOUND;
            end = before;
        }
    }
    return end;
}

/* "1 1/2", "1 and 1/2" whose 1/2 starts at `at` */
static uint32_t mixed_start(const struct look *l, uint32_t at)
{
    uint32_t const whole = at - (token_is(left_of(l, at), WORD_AND) ? 1 : 0);
    const struct token *t = left_of(l, whole);
    if (t->kind != TOKEN_NUMBER || t->places || !parse_fraction_at(l->tokens, at, (uint32_t)l->tokens->count, true) ||
        token_is_tight(&l->tokens->items[at]))
        return at;
    return whole - 1;
}

static uint32_t operand_start(const struct look *l, uint32_t end)
{
    end = without_units(l, end);
    if (end == NOT_FOUND || end <= l->least)
        return NOT_FOUND;
    const struct token *t = left_of(l, end);
    if (t->kind == TOKEN_PERCENT && end - 1 > l->least)
        t = left_of(l, --end);
    if (t->kind == TOKEN_CURRENCY && end - 1 > l->least)
        t = left_of(l, --end);
    uint32_t start = end - 1;
    if (t->kind == TOKEN_CLOSE)
        start = opening(l, end - 1);
    else if (t->kind == TOKEN_NUMBER)
        start = mixed_start(l, end - 1);
    else if (!phrase_number_word_at(l->tokens, end - 1))
        return NOT_FOUND;
    if (start == NOT_FOUND)
        return NOT_FOUND;
    const struct token *before = left_of(l, start);
    bool const word = t->kind == TOKEN_WORD;
    if (word && token_is(before, WORD_CARDINAL))
        return start - 1;
    if (word && token_is_sign(before, '-') && token_is_tight(before) && token_is_tight(t) &&
        token_is(left_of(l, start - 1), WORD_CARDINAL))
        return start - 2;
    return before->kind == TOKEN_CURRENCY ? start - 1 : start;
}

/* Where the left operand of the operator that ends right before `start` would have to end; NOT_FOUND if there is no operator. */
static uint32_t operator_before(const struct look *l, uint32_t start)
{
    const struct token *t = left_of(l, start);
    bool const bracket = l->tokens->items[start].kind == TOKEN_OPEN;
    if (t->kind == TOKEN_SIGN)
        return start - 1;
    if (t->kind != TOKEN_WORD)
        return token_is_tight(&l->tokens->items[start]) && (t->kind == TOKEN_CLOSE || (t->kind == TOKEN_NUMBER && bracket))
                   ? start
                   : NOT_FOUND;
    if (is_multiplier_letter(l, start - 1))
        return start - 1;
    if (t->word.role == WORD_BY) {
        const struct token *verb = left_of(l, start - 1);
        return token_is(verb, WORD_TIMES) || token_is(verb, WORD_DIVIDED) ? start - 2 : NOT_FOUND;
    }
    if (t->word.role == WORD_OF) { /* its left side touches it: "1/3 of 60", "20% of 60" */
        const struct token *share = left_of(l, start - 1);
        bool const number = share->kind == TOKEN_PERCENT || token_is(share, WORD_FRACTION) ||
                            (share->kind == TOKEN_NUMBER && start > l->least + 3 &&
                             parse_fraction_at(l->tokens, start - 4, (uint32_t)l->tokens->count, true));
        return number ? start - 1 : NOT_FOUND;
    }
    bool const operates = t->word.role == WORD_TIMES || t->word.role == WORD_PLUS || t->word.role == WORD_MINUS;
    return operates ? start - 1 : NOT_FOUND;
}

/* A minus sign that belongs to the number behind it: "= -5", "(-5". */
static uint32_t signed_start(const struct look *l, uint32_t start)
{
    const struct token *sign = left_of(l, start), *before = left_of(l, start - 1);
    bool const alone = token_is_sign(sign, '-') && token_is_tight(&l->tokens->items[start]);
    return alone && (before->kind == TOKEN_STOP || before->kind == TOKEN_RELATION || before->kind == TOKEN_OPEN) ? start - 1
                                                                                                                 : start;
}

/* "4 * -2", "10^-3": a sign right behind another belongs to the number. */
static uint32_t negative_start(const struct look *l, uint32_t start)
{
    const struct token *sign = left_of(l, start), *before = left_of(l, start - 1);
    bool const tight = token_is_sign(sign, '-') && token_is_tight(&l->tokens->items[start]);
    return tight && before->kind == TOKEN_SIGN ? start - 1 : start;
}

/* "– the 12", "+ Riley's 5": words between an operator and its operand */
static uint32_t with_words_before(const struct look *l, uint32_t start)
{
    uint32_t const at = without_asides(l, start);
    return left_of(l, at)->kind == TOKEN_SIGN ? at : start;
}

uint32_t reach_start(struct text text, const struct tokens *tokens, uint32_t least, uint32_t end, bool asides)
{
    struct look const l = {.text = text, .tokens = tokens, .least = least, .asides = asides};
    uint32_t start = operand_start(&l, end);
    if (start == NOT_FOUND)
        return end;
    for (unsigned operands = 0; operands < EXPR_NODES_MAX; operands++) {
        start = negative_start(&l, start);
        uint32_t const infix = operator_before(&l, asides ? with_words_before(&l, start) : start);
        uint32_t const more = infix == NOT_FOUND ? NOT_FOUND : operand_start(&l, infix);
        if (more == NOT_FOUND) {
            const struct token *before = left_of(&l, start);
            bool const factor = token_is(before, WORD_MULTIPLE) && start > least;
            return factor ? start - 1 : signed_start(&l, start);
        }
        start = more;
    }
    return start;
}
