#include "token.h"

#include "eight.h"

enum { FEW_NUMBERS = 600 }; /* a text of fewer bytes keeps its numbers on the stack while it is read */

struct reader {
    const char *start, *end;
    const struct token *first;
    struct value *numbers;
    uint32_t numbers_count;
    bool latex, related, letter;
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
    {"\xC2\xBC", 2, TOKEN_NUMBER, 1}, /* so many quarters */
    {"\xC2\xBD", 2, TOKEN_NUMBER, 2},
    {"\xC2\xBE", 2, TOKEN_NUMBER, 3},
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

static inline char peek(const struct reader *r, const char *at)
{
    return at < r->end ? *at : '\0';
}

/* The functions below read the token at `at` into *t, whose start and spacing are known, and return the end of the token. */

static const char *take(struct token *t, enum token_kind kind, char sign, const char *end)
{
    t->kind = (uint8_t)kind;
    t->sign = sign;
    return end;
}

static void keep_number(struct reader *r, struct token *t, struct value value)
{
    t->kind = TOKEN_NUMBER;
    t->number = r->numbers_count;
    r->numbers[r->numbers_count++] = value;
}

static const char *skip_digits(const struct reader *r, const char *at)
{
    while (is_digit(peek(r, at)))
        at++;
    return at;
}

/* "467 000", "5 650 000": behind groups of three digits, if one of them begins with 0 and so is no number of its own. */
static const char *spaced_groups(const struct reader *r, const char *at)
{
    const char *end = at;
    bool zero = false;
    for (; peek(r, end) == ' ' && skip_digits(r, end + 1) == end + 4; end += 4)
        zero |= end[1] == '0';
    return zero ? end : at;
}

/* Bytes of what may part thousands: "," and as LaTeX writes it "{,}" and ",\\!". */
static size_t separator(const struct reader *r, const char *at)
{
    if (peek(r, at) == '{')
        return peek(r, at + 1) == ',' && peek(r, at + 2) == '}' ? 3 : 0;
    return peek(r, at) != ',' ? 0 : peek(r, at + 1) == '\\' && peek(r, at + 2) == '!' ? 3 : 1;
}

/* Behind the digits at `at`, with proper thousands groups; *separated says whether there are any. */
static const char *whole_digits(const struct reader *r, const char *at, bool *separated)
{
    const char *end = skip_digits(r, at);
    if (end == at || end - at > 3)
        return end;
    for (size_t gap; (gap = separator(r, end)) && skip_digits(r, end + gap) == end + gap + 3; end += gap + 3)
        *separated = true;
    return end - at > 3 ? end : spaced_groups(r, end);
}

/* "Day 3:70 - 21" is no clock time. */
static bool behind_label(const struct reader *r, const struct token *t)
{
    const struct token *label = t - 1;
    return t > r->first && label->kind == TOKEN_WORD &&
           text_is_among((struct text){r->start + label->start, label->end - label->start},
                         TEXT("day night week month year round game step test level team room"));
}

/* \\frac12, \\binom52: each digit is a number of its own. */
static bool is_argument(const struct reader *r, const struct token *t)
{
    const struct token *command = t - 1;
    if (!token_is_tight(t) || t == r->first)
        return false;
    if (command->kind == TOKEN_NUMBER && command->end == command->start + 1 && token_is_tight(command) && command > r->first)
        command--;
    struct text const name = {r->start + command->start, command->end - command->start};
    return command->kind == TOKEN_WORD && command->start > 0 && r->start[command->start - 1] == '\\' &&
           text_is_among(name, TEXT("frac dfrac tfrac cfrac binom dbinom tbinom sqrt"));
}

/* number = digits ("," ddd | " " ddd)* ("." digits)?  |  "." digits */
static const char *read_number(struct reader *r, const char *at, struct token *t)
{
    bool separated = false;
    if (r->latex && is_argument(r, t)) {
        keep_number(r, t, value_int(*at - '0'));
        return at + 1;
    }
    const char *const whole = whole_digits(r, at, &separated), *end = whole;
    if (peek(r, end) == '.' && is_digit(peek(r, end + 1)))
        end = skip_digits(r, end + 1);
    size_t const places = end > whole ? (size_t)(end - whole) - 1 : 0;
    bool malformed = whole - at > 1 && *at == '0';
    while ((peek(r, end) == '.' || peek(r, end) == ',' || (peek(r, end) == ':' && !behind_label(r, t))) &&
           is_digit(peek(r, end + 1))) {
        malformed = true;
        end = skip_digits(r, end + 1);
    }
    struct value value = value_int(0);
    struct text const digits = {at, (size_t)(end - at)};
    if (!malformed && (value_read(digits, &value) != STATUS_OK || !value_is_small(&value) || places > 17)) {
        malformed = true;
        value_clear(&value);
    }
    t->places = (uint8_t)MIN(places, 255u);
    t->flags |= (uint8_t)((separated ? TOKEN_SEPARATED : 0) | (malformed ? TOKEN_MALFORMED : 0) |
                          (is_letter(peek(r, end)) || peek(r, end) == '_' ? TOKEN_GLUED_LETTER : 0));
    keep_number(r, t, value);
    return end;
}

static const struct special *special_at(const struct reader *r, const char *at)
{
    for (size_t i = 0; i < COUNT(specials); i++)
        if (specials[i].bytes[0] == *at && r->end - at >= specials[i].size &&
            memcmp(at, specials[i].bytes, specials[i].size) == 0)
            return &specials[i];
    return NULL;
}

static const struct special *find_special(const struct reader *r, const char *at)
{
    static const struct special dots = {"...", 3, TOKEN_DOTS, 0};
    char const c = *at, next = peek(r, at + 1);
    if (((unsigned char)c & 0x80) || c == '\\')
        return special_at(r, at);
    if (c == '.')
        return next == '.' && peek(r, at + 2) == '.' ? &dots : NULL;
    if (next != '=' && next != '>' && next != c)
        return NULL;
    for (size_t i = 0; i < COUNT(pairs); i++)
        if (pairs[i].bytes[0] == c && pairs[i].bytes[1] == next)
            return &pairs[i];
    return NULL;
}

/* "A + 2", "3A": not the article, which ends at `end`. */
static bool amid_signs(const struct reader *r, const char *end, const struct token *t)
{
    const struct token *before = t > r->first ? t - 1 : NULL;
    while (peek(r, end) == ' ')
        end++;
    bool const behind = before && (before->kind == TOKEN_SIGN || before->kind == TOKEN_RELATION || before->kind == TOKEN_OPEN ||
                                   (before->kind == TOKEN_NUMBER && token_is_tight(t)));
    return behind || (peek(r, end) && strchr("+-*/=^)", *end));
}

/* A raised, lowered or broken number, "²", "⁵", "₂", "⅓", which arithmetic cannot read but which belongs to what it touches. */
static const struct special *small_digit(const struct reader *r, const char *at)
{
    static const struct special second = {"", 2, TOKEN_OTHER, '^'}, raised = {"", 3, TOKEN_OTHER, '^'},
                                lowered = {"", 3, TOKEN_OTHER, '_'}, broken = {"", 3, TOKEN_OTHER, 0};
    unsigned char const next = (unsigned char)peek(r, at + 1), last = (unsigned char)peek(r, at + 2);
    if (*at == '\xC2')
        return next == 0xB2 || next == 0xB3 || next == 0xB9 ? &second : NULL;
    if (*at != '\xE2')
        return NULL;
    return next == 0x81 && last >= 0xB0                  ? &raised
           : next == 0x82 && last >= 0x80 && last < 0x90 ? &lowered
           : next == 0x85 && last >= 0x90 && last < 0xA0 ? &broken
                                                         : NULL;
}

/* word = (letter | other script)+ ("'" letter+)*; signs of other scripts end it */
static const char *read_odd_word(const struct reader *r, const char *at, struct token *t)
{
    const struct special *const digit = small_digit(r, at);
    if (digit)
        return take(t, digit->kind, digit->sign, at + digit->size);
    const char *end = at;
    while (end < r->end) {
        bool const inside = *end == '\'' && end > at && is_letter(peek(r, end + 1));
        bool const foreign = (unsigned char)*end > 0xC2 && !special_at(r, end) && !small_digit(r, end);
        if (!is_letter(*end) && !inside && !foreign)
            break;
        end++;
        while (foreign && ((unsigned char)peek(r, end) & 0xC0) == 0x80)
            end++;
    }
    t->kind = end > at ? TOKEN_WORD : TOKEN_OTHER;
    end = MAX(end, at + 1);
    t->word = word_of((struct text){at, (size_t)(end - at)});
    return end;
}

/* The letters that the text goes on with, in lower case, and how many they are. */
static inline uint64_t letters_here(const struct reader *r, const char *at, size_t *count)
{
    uint64_t const bytes = eight_up_to(at, r->end);
    *count = eight_before(eight_others(bytes));
    return eight_lower(bytes) & (*count == 8 ? UINT64_MAX : (UINT64_C(1) << 8 * *count) - 1);
}

/* The common case, letters only, is told from the odd ones by what ends it. */
static inline const char *read_word(struct reader *r, const char *at, struct token *t)
{
    size_t head, tail = 0, more = 0;
    struct word_key key = {letters_here(r, at, &head), 0};
    if (head == 8) {
        key.tail = letters_here(r, at + 8, &tail);
        for (more = tail; more == 8; tail += more)
            letters_here(r, at + 8 + tail, &more);
    }
    const char *end = at + head + tail;
    if (end < r->end && (*end == '\'' || ((unsigned char)*end & 0x80))) {
        end = read_odd_word(r, at, t);
    } else {
        t->kind = TOKEN_WORD;
        t->word = tail < 8 ? word_of_key(key) : word_of((struct text){at, head + tail});
    }
    if (end - at > 1)
        return end;
    r->letter |= *at != 'a' && *at != 'I';
    if (*at == 'A' && amid_signs(r, end, t))
        t->word.role = WORD_LETTER;
    return end;
}

/* The kind of the token that a byte may begin, and 1; 0 is any other. BLANK may be white space. */
enum { BLANK = 255 };
static const unsigned char kind_of_byte[256] = {
    ['0' ... '9'] = TOKEN_NUMBER + 1,
    ['a' ... 'z'] = TOKEN_WORD + 1,
    ['A' ... 'Z'] = TOKEN_WORD + 1,
    ['+'] = TOKEN_SIGN + 1,
    ['-'] = TOKEN_SIGN + 1,
    ['*'] = TOKEN_SIGN + 1,
    ['/'] = TOKEN_SIGN + 1,
    ['^'] = TOKEN_SIGN + 1,
    ['='] = TOKEN_RELATION + 1,
    ['<'] = TOKEN_RELATION + 1,
    ['>'] = TOKEN_RELATION + 1,
    ['('] = TOKEN_OPEN + 1,
    ['['] = TOKEN_OPEN + 1,
    [')'] = TOKEN_CLOSE + 1,
    [']'] = TOKEN_CLOSE + 1,
    ['$'] = TOKEN_CURRENCY + 1,
    ['%'] = TOKEN_PERCENT + 1,
    ['.'] = TOKEN_STOP + 1,
    [','] = TOKEN_STOP + 1,
    [';'] = TOKEN_STOP + 1,
    [':'] = TOKEN_STOP + 1,
    ['?'] = TOKEN_STOP + 1,
    ['!'] = TOKEN_STOP + 1,
    ['\''] = TOKEN_QUOTE + 1,
    ['"'] = TOKEN_QUOTE + 1,
    ['\n'] = TOKEN_STOP + 1,
    [' '] = BLANK,
    ['\t'] = BLANK,
    ['\r'] = BLANK,
    [0xC2] = BLANK,
};

static inline const char *read_sign(struct reader *r, const char *at, struct token *t)
{
    char const c = *at, next = peek(r, at + 1);
    const struct special *special = find_special(r, at);
    if (special && !(special->bytes[0] == '-' && special->bytes[1] == '-' && token_is_tight(t))) {
        if (special->kind == TOKEN_NUMBER)
            keep_number(r, t, value_ratio(special->sign, 4));
        r->latex |= c == '\\' && special->kind == TOKEN_SIGN;
        r->related |= special->kind == TOKEN_RELATION;
        return take(t, special->kind, special->sign, at + special->size);
    }
    if ((unsigned char)c & 0x80)
        return read_odd_word(r, at, t);
    unsigned char const kind = kind_of_byte[(unsigned char)c];
    r->latex |= c == '\\' || (c == '$' && token_is_tight(t) && !is_digit(next) && next != '.');
    r->related |= kind == TOKEN_RELATION + 1;
    return take(t, kind ? (enum token_kind)(kind - 1) : TOKEN_OTHER, c, at + 1);
}

static const char *skip_more(const struct reader *r, const char *at)
{
    for (;;) {
        char const c = peek(r, at);
        if (c == ' ' || c == '\t' || c == '\r')
            at++;
        else if (c == '\xC2' && peek(r, at + 1) == '\xA0')
            at += 2;
        else
            return at;
    }
}

/* Behind the white space before the next token. A no-break space counts. One space, or none, is the common case. */
static inline const char *skip_space(const struct reader *r, const char *at)
{
    if (at < r->end && *at == ' ')
        at++;
    return at < r->end && kind_of_byte[(unsigned char)*at] == BLANK ? skip_more(r, at) : at;
}

/* A plain whole number of up to 9 digits that nothing touches but signs and space: the common case. NULL for any other. */
static inline const char *plain_number(const struct reader *r, const char *at, int64_t *value)
{
    const char *end = at;
    int64_t number = 0;
    for (; is_digit(peek(r, end)) && end - at < 10; end++)
        number = number * 10 + (*end - '0');
    *value = number;
    char const c = peek(r, end);
    bool const odd = is_digit(c) || c == '.' || c == ',' || c == '{' || c == ':' || c == '_' || is_letter(c) ||
                     (c == ' ' && is_digit(peek(r, end + 1)));
    return odd || end - at > 9 || (*at == '0' && end - at > 1) ? NULL : end;
}

static inline const char *read_any(struct reader *r, const char *at, struct token *t)
{
    unsigned char const kind = kind_of_byte[(unsigned char)*at];
    int64_t number;
    if (kind == TOKEN_WORD + 1)
        return read_word(r, at, t);
    if (kind == TOKEN_NUMBER + 1) {
        const char *end = r->latex ? NULL : plain_number(r, at, &number);
        if (!end)
            return read_number(r, at, t);
        keep_number(r, t, value_int(number));
        return end;
    }
    bool const point = *at == '.' && is_digit(peek(r, at + 1)) && (!token_is_tight(t) || !is_digit(at[-1]));
    return point ? read_number(r, at, t) : read_sign(r, at, t);
}

struct tokens tokens_read(struct text text, struct arena *arena)
{
    size_t const room = MIN(text.size, (size_t)TOKENS_MAX) + 1;
    struct value few[FEW_NUMBERS];
    const char *at = text.size ? text.at : "";
    struct reader r = {.start = at, .end = at + text.size, .numbers = few};
    if (room > FEW_NUMBERS)
        r.numbers = ARENA_ARRAY(arena, struct value, MIN(text.size / 2 + 1, (size_t)TOKENS_MAX) + 1);
    struct token *const items = ARENA_ARRAY(arena, struct token, room), *t = items;
    for (r.first = items; t < items + TOKENS_MAX; t++) {
        const char *const before = at;
        at = skip_space(&r, before);
        if (at == r.end)
            break;
        unsigned const spaced = (at > before) | (at == r.start);
        *t = (struct token){.start = (uint32_t)(at - r.start), .flags = (uint8_t)(spaced * TOKEN_SPACED)};
        at = read_any(&r, at, t);
        t->end = (uint32_t)(at - r.start);
    }
    struct tokens out = {items, (size_t)(t - items), r.numbers, r.numbers_count, at < r.end, r.latex, r.related, r.letter};
    arena_trim(arena, items, out.count * sizeof *items);
    if (r.numbers == few) {
        out.numbers = ARENA_ARRAY(arena, struct value, out.numbers_count + 1);
        memcpy(out.numbers, few, out.numbers_count * sizeof *few);
    }
    return out;
}
