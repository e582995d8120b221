/* token: the words, numbers and signs of one text. Nothing is judged here; every byte belongs to at most one token.
 *
 * Signs are normalised: × · ⋅ ∗ \times \cdot become '*', ÷ \div '/', − – '-', ≈ '~'. Numbers keep their bytes ("1,200", "5 650 000", "½"); their value is
 * read once. Calculator marks <<…>> are not expected here (segmenting strips them).
 */
#ifndef MISSTEP_TOKEN_H
#define MISSTEP_TOKEN_H

#include "word.h"

enum {
    TOKENS_MAX = 20000, /* per text; what follows is not read */
};

enum token_kind {
    TOKEN_NUMBER,
    TOKEN_WORD,
    TOKEN_SIGN,     /* + - * / ^ */
    TOKEN_RELATION, /* = ~ < > ! ('!' stands for ≠) */
    TOKEN_OPEN,     /* ( [ */
    TOKEN_CLOSE,    /* ) ] */
    TOKEN_CURRENCY, /* $ £ € \$ */
    TOKEN_PERCENT,
    TOKEN_STOP,  /* . , ; : ? ! and dashes between words, ** of markdown, line breaks */
    TOKEN_QUOTE, /* " ' and their kin */
    TOKEN_DOTS,  /* ... or … behind a number */
    TOKEN_OTHER, /* whatever arithmetic cannot read: \ { } _ | & …; sign ^ or _ of raised or lowered digits */
};

enum token_flags {
    TOKEN_SPACED = 1,       /* white space (or the start of the text) before it */
    TOKEN_MALFORMED = 2,    /* a number that cannot be read one way: 13,2000  1.2.3  007 */
    TOKEN_SEPARATED = 4,    /* thousands separators */
    TOKEN_GLUED_LETTER = 8, /* a number touched by letters behind it: 2x, 5kg, 3rd */
};

struct token {
    uint32_t start, end; /* bytes in the text */
    uint8_t kind, flags; /* enum token_kind, enum token_flags */
    char sign;           /* of signs and relations */
    uint8_t places;      /* decimals of a number as written */
    struct word word;    /* of words; WORD_PLAIN of everything else */
    uint32_t number;     /* index into numbers[], of numbers */
};

struct tokens {
    struct token *items;
    size_t count;
    struct value *numbers; /* small values only; a number that is not small is TOKEN_MALFORMED */
    size_t numbers_count;
    bool cut;     /* TOKENS_MAX was reached */
    bool latex;   /* backslashes or closing dollars: letters that touch a number are variables, not units */
    bool related; /* there is a TOKEN_RELATION … */
    bool letter;  /* … and a word of one byte that is neither "a" nor "I" */
};

static inline bool token_is(const struct token *t, enum word_role role)
{
    return t->kind == TOKEN_WORD && t->word.role == role;
}

static inline bool token_is_sign(const struct token *t, char sign)
{
    return t->kind == TOKEN_SIGN && t->sign == sign;
}

/* No white space before it. */
static inline bool token_is_tight(const struct token *t)
{
    return !(t->flags & TOKEN_SPACED);
}

/* Token i, or a stop where the text has ended: callers may look past the end. */
static inline const struct token *tokens_at(const struct tokens *tokens, size_t i)
{
    static const struct token none = {.kind = TOKEN_STOP};
    return i < tokens->count ? &tokens->items[i] : &none;
}

/* Reads the tokens of valid UTF-8. Memory is the arena's. */
struct tokens tokens_read(struct text text, struct arena *arena);

#endif
