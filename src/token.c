#include "token.h"

enum { FEW_NUMBERS = 600 }; /* a text of fewer bytes keeps its numbers on the stack while it is read */

struct reader {
    struct text text;
    size_t at;
    struct tokens tokens;
};

struct special {
    const char *bytes;
    uint8_t size, kind;
    char sign;
};

static const struct special specials[] = {
    {"\xC3\x97", 2, TOKEN_SIGN, '*'},
    {"\xC3\xB7", 2, TOKEN_SIGN, '/'},
    {"\xE2\x88\x92", 3, TOKEN_SIGN, '-'},
    {"\xE2\x80\x93", 3, TOKEN_SIGN, '-'},
    {"\xC2\xB7", 2, TOKEN_SIGN, '*'},
    {"\xE2\x8B\x85", 3, TOKEN_SIGN, '*'},
    {"\xE2\x88\x97", 3, TOKEN_SIGN, '*'},
    {"\xE2\x89\x88", 3, TOKEN_RELATION, '~'},
    {"\xE2\x89\xA0", 3, TOKEN_RELATION, '!'},
    {"\xE2\x82\xAC", 3, TOKEN_CURRENCY, 0},
    {"\xC2\xA3", 2, TOKEN_CURRENCY, 0},
    {"\xE2\x80\x94", 3, TOKEN_STOP, 0},
    {"\xE2\x80\xA6", 3, TOKEN_DOTS, 0},
    {"\xE2\x80\x9C", 3, TOKEN_QUOTE, 0},
    {"\xE2\x80\x9D", 3, TOKEN_QUOTE, 0},
    {"\xE2\x80\x98", 3, TOKEN_QUOTE, 0},
    {"\\times", 6, TOKEN_SIGN, '*'},
    {"\\cdot", 5, TOKEN_SIGN, '*'},
    {"\\div", 4, TOKEN_SIGN, '/'},
    {"\\$", 2, TOKEN_CURRENCY, 0},
    {"\\%", 2, TOKEN_PERCENT, 0},
};

/* Two ASCII signs that are one. */
static const struct special pairs[] = {
    {"**", 2, TOKEN_STOP, '*'},     {"=>", 2, TOKEN_STOP, 0},       {"->", 2, TOKEN_STOP, 0},
    {"==", 2, TOKEN_RELATION, '='}, {"!=", 2, TOKEN_RELATION, '!'}, {"<=", 2, TOKEN_RELATION, '<'},
    {">=", 2, TOKEN_RELATION, '>'}, {"//", 2, TOKEN_OTHER, 0},      {"--", 2, TOKEN_STOP, 0},
};

static inline char peek(const struct reader *r, size_t ahead)
{
    return r->at + ahead < r->text.size ? r->text.at[r->at + ahead] : '\0';
}

static inline struct token *push(struct reader *r, enum token_kind kind, char sign, size_t size, bool spaced)
{
    struct tokens *t = &r->tokens;
    struct token *token = &t->items[t->count++];
    *token = (struct token){.start = (uint32_t)r->at,
                            .end = (uint32_t)(r->at + size),
                            .kind = (uint8_t)kind,
                            .sign = sign,
                            .flags = spaced ? TOKEN_SPACED : 0};
    r->at += size;
    return token;
}

/* Length of digits with proper thousands groups at the reader's place; *separated says whether there are any. */
static size_t whole_digits(const struct reader *r, bool *separated)
{
    size_t n = 0;
    while (is_digit(peek(r, n)))
        n++;
    if (n == 0 || n > 3)
        return n;
    size_t end = n;
    while (peek(r, end) == ',' && is_digit(peek(r, end + 1)) && is_digit(peek(r, end + 2)) && is_digit(peek(r, end + 3)) &&
           !is_digit(peek(r, end + 4))) {
        end += 4;
        *separated = true;
    }
    return end;
}

/* number = digits ("," ddd)* ("." digits)?  |  "." digits */
static void read_number(struct reader *r, bool spaced)
{
    bool separated = false, malformed = false;
    size_t const whole = whole_digits(r, &separated);
    size_t size = whole, places = 0;
    if (peek(r, size) == '.' && is_digit(peek(r, size + 1))) {
        for (size++; is_digit(peek(r, size)); size++)
            places++;
    }
    malformed = whole > 1 && peek(r, 0) == '0';
    while ((peek(r, size) == '.' || peek(r, size) == ',' || peek(r, size) == ':') && is_digit(peek(r, size + 1))) {
        malformed = true;
        for (size++; is_digit(peek(r, size)); size++)
            ;
    }
    struct value value = value_int(0);
    struct text const digits = text_part(r->text, r->at, r->at + size);
    if (!malformed && (value_read(digits, &value) != STATUS_OK || !value_is_small(&value) || places > 17)) {
        malformed = true;
        value_clear(&value);
    }
    struct token *token = push(r, TOKEN_NUMBER, 0, size, spaced);
    token->places = (uint8_t)MIN(places, 255u);
    token->flags |= (uint8_t)((separated ? TOKEN_SEPARATED : 0) | (malformed ? TOKEN_MALFORMED : 0) |
                              (is_letter(peek(r, 0)) || peek(r, 0) == '_' ? TOKEN_GLUED_LETTER : 0));
    token->number = (uint32_t)r->tokens.numbers_count;
    r->tokens.numbers[r->tokens.numbers_count++] = value;
}

static const struct special *special_at(struct text text, size_t at)
{
    for (size_t i = 0; i < COUNT(specials); i++)
        if (specials[i].bytes[0] == text.at[at] && text.size - at >= specials[i].size &&
            memcmp(text.at + at, specials[i].bytes, specials[i].size) == 0)
            return &specials[i];
    return NULL;
}

static const struct special *find_special(struct text text, size_t at)
{
    static const struct special dots = {"...", 3, TOKEN_DOTS, 0};
    char const c = text.at[at], next = at + 1 < text.size ? text.at[at + 1] : '\0';
    if (((unsigned char)c & 0x80) || c == '\\')
        return special_at(text, at);
    if (c == '.')
        return next == '.' && at + 2 < text.size && text.at[at + 2] == '.' ? &dots : NULL;
    if (next != '=' && next != '>' && next != c)
        return NULL;
    for (size_t i = 0; i < COUNT(pairs); i++)
        if (pairs[i].bytes[0] == c && pairs[i].bytes[1] == next)
            return &pairs[i];
    return NULL;
}

#define ROW(c)      [c] = 1, [c + 1] = 1, [c + 2] = 1, [c + 3] = 1, [c + 4] = 1, [c + 5] = 1, [c + 6] = 1
#define ALPHABET(a) ROW(a), ROW(a + 7), ROW(a + 14), [a + 21] = 1, [a + 22] = 1, [a + 23] = 1, [a + 24] = 1, [a + 25] = 1
static const char letters[256] = {ALPHABET('a'), ALPHABET('A')};

/* "A + 2", "3A": not the article. `at` is behind it; `before` is the token before it, or NULL. */
static bool amid_signs(struct text text, size_t at, const struct token *before, bool spaced)
{
    while (at < text.size && text.at[at] == ' ')
        at++;
    bool const behind = before && (before->kind == TOKEN_SIGN || before->kind == TOKEN_RELATION || before->kind == TOKEN_OPEN ||
                                   (before->kind == TOKEN_NUMBER && !spaced));
    return behind || (at < text.size && strchr("+-*/=^)", text.at[at]) && text.at[at]);
}

/* word = (letter | other script)+ ("'" letter+)*; signs of other scripts end it */
static void read_word(struct reader *r, bool spaced)
{
    const unsigned char *at = (const unsigned char *)r->text.at + r->at;
    size_t const left = r->text.size - r->at;
    size_t size = 0;
    for (;;) {
        while (size < left && letters[at[size]])
            size++;
        if (size == left)
            break;
        bool const inside = at[size] == '\'' && size && size + 1 < left && letters[at[size + 1]];
        bool const foreign = at[size] > 0xC2 && !special_at(r->text, r->at + size);
        if (!inside && !foreign)
            break;
        size++;
        while (foreign && size < left && (at[size] & 0xC0) == 0x80)
            size++;
    }
    struct text const bytes = text_part(r->text, r->at, r->at + MAX(size, 1u));
    struct token *token = push(r, size ? TOKEN_WORD : TOKEN_OTHER, 0, bytes.size, spaced);
    token->word = word_of(bytes);
    if (bytes.size == 1 && bytes.at[0] == 'A' && amid_signs(r->text, r->at, r->tokens.count > 1 ? token - 1 : NULL, spaced))
        token->word = (struct word){WORD_LETTER, 0, 1};
}

static const char kind_of_byte[128] = {
    ['+'] = TOKEN_SIGN + 1,     ['-'] = TOKEN_SIGN + 1,     ['*'] = TOKEN_SIGN + 1,     ['/'] = TOKEN_SIGN + 1,
    ['^'] = TOKEN_SIGN + 1,     ['='] = TOKEN_RELATION + 1, ['<'] = TOKEN_RELATION + 1, ['>'] = TOKEN_RELATION + 1,
    ['('] = TOKEN_OPEN + 1,     ['['] = TOKEN_OPEN + 1,     [')'] = TOKEN_CLOSE + 1,    [']'] = TOKEN_CLOSE + 1,
    ['$'] = TOKEN_CURRENCY + 1, ['%'] = TOKEN_PERCENT + 1,  ['.'] = TOKEN_STOP + 1,     [','] = TOKEN_STOP + 1,
    [';'] = TOKEN_STOP + 1,     [':'] = TOKEN_STOP + 1,     ['?'] = TOKEN_STOP + 1,     ['!'] = TOKEN_STOP + 1,
    ['\''] = TOKEN_QUOTE + 1,   ['"'] = TOKEN_QUOTE + 1,    ['\n'] = TOKEN_STOP + 1,
};

static inline void read_sign(struct reader *r, bool spaced)
{
    char const c = peek(r, 0);
    const struct special *special = find_special(r->text, r->at);
    if (special && !(special->bytes[0] == '-' && special->bytes[1] == '-' && !spaced)) {
        r->tokens.latex |= c == '\\' && special->kind == TOKEN_SIGN;
        push(r, special->kind, special->sign, special->size, spaced);
        return;
    }
    if ((unsigned char)c & 0x80) {
        read_word(r, spaced);
        return;
    }
    char const kind = kind_of_byte[(unsigned char)c];
    if (c == '\\' || (c == '$' && !spaced && !is_digit(peek(r, 1)) && peek(r, 1) != '.'))
        r->tokens.latex = true;
    push(r, kind ? (enum token_kind)(kind - 1) : TOKEN_OTHER, c, 1, spaced);
}

static void skip_more(struct reader *r)
{
    for (;;) {
        if (r->at < r->text.size && (r->text.at[r->at] == ' ' || r->text.at[r->at] == '\t' || r->text.at[r->at] == '\r'))
            r->at++;
        else if (r->at + 1 < r->text.size && r->text.at[r->at] == '\xC2' && r->text.at[r->at + 1] == '\xA0')
            r->at += 2;
        else
            return;
    }
}

/* White space before the next token? A no-break space counts. One space, or none, is the common case. */
static inline bool skip_space(struct reader *r)
{
    size_t const from = r->at;
    if (r->at < r->text.size && r->text.at[r->at] == ' ')
        r->at++;
    unsigned char const c = r->at < r->text.size ? (unsigned char)r->text.at[r->at] : 'x';
    if (c <= ' ' || c == 0xC2)
        skip_more(r);
    return r->at > from || from == 0;
}

/* A plain word, letters only, that something else ends: the common case. Returns its size, 0 for any other. */
static inline size_t plain_word(const char *at, const char *end)
{
    const char *p = at;
    while (p < end && letters[(unsigned char)*p])
        p++;
    bool const odd = p < end && (*p == '\'' || ((unsigned char)*p & 0x80));
    return odd || (p - at == 1 && *at == 'A') ? 0 : (size_t)(p - at);
}

/* A plain whole number of up to 9 digits that nothing touches but signs and space: the common case. Returns its size, or 0. */
static inline size_t plain_number(const char *at, const char *end, int64_t *value)
{
    const char *p = at;
    int64_t number = 0;
    while (p < end && is_digit(*p) && p - at < 10)
        number = number * 10 + (*p++ - '0');
    *value = number;
    bool const odd = p < end && (is_digit(*p) || *p == '.' || *p == ',' || *p == ':' || *p == '_' || letters[(unsigned char)*p]);
    return odd || p - at > 9 || (*at == '0' && p - at > 1) ? 0 : (size_t)(p - at);
}

static inline void read_any(struct reader *r, bool spaced)
{
    const char *at = r->text.at + r->at, *const end = r->text.at + r->text.size;
    char const c = *at;
    int64_t value;
    size_t size = 0;
    if (letters[(unsigned char)c]) {
        size = plain_word(at, end);
        if (size)
            push(r, TOKEN_WORD, 0, size, spaced)->word = word_of((struct text){at, size});
        else
            read_word(r, spaced);
    } else if (is_digit(c) || (c == '.' && is_digit(peek(r, 1)) && (spaced || !is_digit(at[-1])))) {
        size = plain_number(at, end, &value);
        if (size) {
            push(r, TOKEN_NUMBER, 0, size, spaced)->number = (uint32_t)r->tokens.numbers_count;
            r->tokens.numbers[r->tokens.numbers_count++] = value_int(value);
        } else {
            read_number(r, spaced);
        }
    } else {
        read_sign(r, spaced);
    }
}

struct tokens tokens_read(struct text text, struct arena *arena)
{
    size_t const room = MIN(text.size, (size_t)TOKENS_MAX) + 1;
    struct value few[FEW_NUMBERS];
    struct reader r = {.text = text};
    r.tokens.numbers =
        room > FEW_NUMBERS ? ARENA_ARRAY(arena, struct value, MIN(text.size / 2 + 1, (size_t)TOKENS_MAX) + 1) : few;
    r.tokens.items = ARENA_ARRAY(arena, struct token, room);
    while (r.tokens.count < TOKENS_MAX) {
        bool const spaced = skip_space(&r);
        if (r.at >= text.size)
            break;
        read_any(&r, spaced);
    }
    r.tokens.cut = r.at < text.size;
    arena_trim(arena, r.tokens.items, r.tokens.count * sizeof *r.tokens.items);
    if (r.tokens.numbers == few) {
        r.tokens.numbers = ARENA_ARRAY(arena, struct value, r.tokens.numbers_count + 1);
        memcpy(r.tokens.numbers, few, r.tokens.numbers_count * sizeof *few);
    }
    return r.tokens;
}
