#include "lexeme_parts.h"

struct lexeme *lexeme_push(struct lexer *l, enum lexeme_kind kind, char sign, size_t size)
{
    if (l->count == LEXEMES_MAX)
        l->full = true;
    if (l->count == l->room) {
        struct lexeme *more = ARENA_ARRAY(l->arena, struct lexeme, l->room * 2);
        memcpy(more, l->items, l->count * sizeof *more);
        l->items = more;
        l->room *= 2;
    }
    struct lexeme *out = &l->items[l->full ? l->count - 1 : l->count++];
    *out = (struct lexeme){.kind = (uint8_t)kind,
                           .sign = sign,
                           .spaced = l->spaced,
                           .wide = l->wide,
                           .start = (uint32_t)(kind == LEXEME_OPEN && l->opener < l->at ? l->opener : l->at),
                           .end = (uint32_t)(l->at + size),
                           .text = text_part(l->text, l->at, l->at + size)};
    l->at += size;
    l->spaced = false;
    l->wide = false;
    l->opener = SIZE_MAX;
    return out;
}

void lexeme_push_named(struct lexer *l, const struct lexeme *known, size_t size)
{
    struct text const text = known->text;
    struct lexeme *out = lexeme_push(l, (enum lexeme_kind)known->kind, known->sign, size);
    out->sub = known->sub;
    if (out->kind == LEXEME_NAME)
        out->text = text;
}

static bool is_blank(uint32_t code)
{
    return code == ' ' || code == '\t' || code == '\n' || code == '\r' || code == 0xA0 || (code >= 0x2000 && code <= 0x200F) ||
           code == 0x202F || code == 0x205F || code == 0x2060 || code == 0x2061 || code == 0x2062 || code == 0xFEFF ||
           code == 0x3000;
}

static size_t group_of_three(const struct lexer *l, size_t at)
{
    return is_digit(peek(l, at)) && is_digit(peek(l, at + 1)) && is_digit(peek(l, at + 2)) && !is_digit(peek(l, at + 3)) ? 3 : 0;
}

/* (12,102), [-36,104], \gcd(6,321): a number alone in brackets has no commas, a list has. */
static bool between_brackets(const struct lexer *l)
{
    size_t count = l->count && l->items[l->count - 1].sign == '-' ? l->count - 1 : l->count;
    while (count > 1 && !l->spaced && l->items[count - 1].sign == ',' && l->items[count - 2].kind == LEXEME_NUMBER)
        count -= 2; /* (6,321,429) */
    const struct lexeme *open = count ? &l->items[count - 1] : NULL;
    size_t i = 0;
    if (!open || open->kind != LEXEME_OPEN || !strchr("([s", open->sign))
        return false;
    while (is_digit(peek(l, i)) || (peek(l, i) == ',' && peek(l, i + 1) != ' ') ||
           (peek(l, i) == ' ' && !is_digit(peek(l, i + 1))))
        i++;
    struct text const rest = text_part(l->text, MIN(l->at + i, l->text.size), l->text.size);
    return peek(l, i) == ')' || peek(l, i) == ']' || text_starts(rest, TEXT("\\}")) || text_starts(rest, TEXT("\\right")) ||
           (l->syntax != SYNTAX_LATEX && peek(l, i) == '}');
}

/* gcd(119,172-119): the first comma between two arguments. One number has no common divisors. */
static bool between_arguments(const struct lexer *l, size_t at)
{
    size_t open = l->count;
    while (open > 0 && l->items[open - 1].kind != LEXEME_OPEN && l->items[open - 1].sign != ',')
        open--;
    const struct lexeme *before = open > 1 ? &l->items[open - 2] : NULL;
    if (!before || l->items[open - 1].sign == ',' || before->kind != LEXEME_FUNCTION ||
        (before->sub != FUNCTION_GCD && before->sub != FUNCTION_LCM))
        return false;
    for (at++; peek(l, at) != '\0' && !strchr(")],", peek(l, at));)
        at++;
    return peek(l, at) == ')' || peek(l, at) == ']';
}

/* Bytes of a thousands separator at `at`: "," "{,}" ",\\!" "\\," or one space before three digits; 0 if there is none. */
static size_t separator(const struct lexer *l, size_t at, bool *plain)
{
    static const char *const marks[] = {"{,}", ",\\!", "{,\\!}", "{,}\\!", "\\,", "{\\,}", "\\;", "\\ "};
    struct text const rest = text_part(l->text, MIN(l->at + at, l->text.size), l->text.size);
    for (size_t i = 0; i < COUNT(marks); i++)
        if (text_starts(rest, text_of(marks[i]))) {
            size_t const size = strlen(marks[i]) + (marks[i][0] != '\\' && peek(l, at + strlen(marks[i])) == ' ');
            if (group_of_three(l, at + size))
                return size;
        }
    if (peek(l, at) == ',' && !l->lists && group_of_three(l, at + 1) && !between_brackets(l) && !between_arguments(l, at)) {
        *plain = true;
        return 1;
    }
    char const before = l->count ? l->items[l->count - 1].sign : '\0';
    return peek(l, at) == ' ' && before != '_' && before != '^' ? 1 : 0; /* \log_2 100 */
}

/* The exponent of 5.6E-5, if one stands at `n`; returns where the number ends. */
static size_t read_exponent(const struct lexer *l, size_t n, char *digits, size_t *size)
{
    bool const sign = peek(l, n + 1) == '-' || peek(l, n + 1) == '+';
    bool const mark = peek(l, n) == 'E' || (peek(l, n) == 'e' && l->syntax != SYNTAX_LATEX);
    if (n == 0 || !mark || !is_digit(peek(l, n + 1 + sign)))
        return n;
    digits[(*size)++] = peek(l, n++);
    do
        digits[(*size)++] = peek(l, n++);
    while (is_digit(peek(l, n)));
    return n;
}

/* number = digits (separator ddd)* ("." digits)? | "." digits */
static void read_number(struct lexer *l)
{
    char *digits = arena_alloc(l->arena, l->text.size - l->at + 1);
    size_t size = 0, n = 0, gap;
    bool plain = false;
    while (is_digit(peek(l, n)))
        digits[size++] = peek(l, n++);
    if (n > 0 && n <= 3 && digits[0] != '0' && l->syntax != SYNTAX_MAXIMA)
        while ((gap = separator(l, n, &plain)) && group_of_three(l, n + gap))
            for (n += gap; is_digit(peek(l, n));)
                digits[size++] = peek(l, n++);
    if (peek(l, n) == '.' && is_digit(peek(l, n + 1))) {
        digits[size++] = '.';
        for (n++; is_digit(peek(l, n));)
            digits[size++] = peek(l, n++);
    } else if (peek(l, n) == '.' && peek(l, n + 1) != '.' && l->syntax == SYNTAX_MAXIMA) {
        n++; /* "2." */
    } else if (peek(l, n) == '.' && peek(l, n + 1) == '\\' && (peek(l, n + 2) == 'o' || peek(l, n + 2) == 'b')) {
        digits[size++] = '.'; /* 0.\overline{3} */
        n++;
    }
    if (memchr(digits, '.', size) && peek(l, n) == '.' && is_digit(peek(l, n + 1))) { /* 1.000.000 */
        lexeme_push(l, LEXEME_BAD, 0, n);
        return;
    }
    n = read_exponent(l, n, digits, &size);
    arena_trim(l->arena, digits, size);
    struct lexeme *out = lexeme_push(l, LEXEME_NUMBER, 0, n);
    out->text = (struct text){digits, size};
    out->separated = plain;
}

/* "apples", but not "abcd" or "ABCD" */
static bool is_word(struct text run)
{
    bool vowel = false, lower = false, alphabetical = true;
    for (size_t i = 0; i < run.size; i++) {
        vowel |= strchr("aeiouy", to_lower(run.at[i])) != NULL;
        lower |= run.at[i] >= 'a';
        alphabetical &= i == 0 || run.at[i] == run.at[i - 1] + 1;
    }
    return run.size >= 4 && vowel && lower && !alphabetical;
}

/* Functions by names that are not those of LaTeX (syntax_name.c knows them). */
bool lexeme_is_called(struct text name)
{
    return text_is_among(name, TEXT("abs floor ceil ceiling nthRoot nthroot root factorial binomial binom nCr log"));
}

/* Letters stand alone, unless they make a known name or a word. In Maxima a name may hold digits and underscores. */
static void read_letters(struct lexer *l)
{
    size_t size = peek(l, 0) == '%' ? 1 : 0;
    bool const maxima = l->syntax == SYNTAX_MAXIMA;
    while (is_letter(peek(l, size)) || (maxima && size && (is_digit(peek(l, size)) || peek(l, size) == '_')))
        size++;
    struct lexeme known = {0};
    struct text const name = text_part(l->text, l->at, l->at + size);
    bool const named = size > 1 && lexeme_named(name, maxima ? SYNTAX_MAXIMA : SYNTAX_ASCII, &known);
    if (named && (l->syntax != SYNTAX_LATEX || known.kind != LEXEME_NAME)) {
        lexeme_push_named(l, &known, size);
    } else if (peek(l, size) == '(' && lexeme_is_called(name)) {
        lexeme_push(l, LEXEME_NAME, 0, size)->sub = LEXEME_CALLED;
    } else if (maxima || (is_word(name) && peek(l, size) != '(')) {
        lexeme_push(l, maxima ? LEXEME_NAME : LEXEME_WORDS, 0, size);
    } else if (is_word(name)) {
        lexeme_push(l, LEXEME_NAME, 0, size)->sub = LEXEME_CALLED;
    } else {
        for (size_t i = 0; i < size; i++)
            lexeme_push(l, LEXEME_LETTERS, 0, 1);
    }
}

struct sign {
    const char *bytes;
    uint8_t kind;
    char sign;
};

static const struct sign signs[] = {
    {"#pm#", LEXEME_SIGN, 'p'},   {"<=>", LEXEME_LOGIC, '='},   {"...", LEXEME_SIGN, '.'},    {"**", LEXEME_SIGN, '^'},
    {"<=", LEXEME_RELATION, '['}, {">=", LEXEME_RELATION, ']'}, {"=<", LEXEME_RELATION, '['}, {"=>", LEXEME_LOGIC, '>'},
    {"->", LEXEME_LOGIC, '>'},    {"==", LEXEME_RELATION, '='}, {":=", LEXEME_RELATION, '='}, {"!=", LEXEME_RELATION, '#'},
    {"<>", LEXEME_RELATION, '#'}, {"~=", LEXEME_RELATION, '~'}, {"+", LEXEME_SIGN, '+'},      {"-", LEXEME_SIGN, '-'},
    {"*", LEXEME_SIGN, '*'},      {"/", LEXEME_SIGN, '/'},      {"^", LEXEME_SIGN, '^'},      {"_", LEXEME_SIGN, '_'},
    {"!", LEXEME_SIGN, '!'},      {"'", LEXEME_SIGN, '\''},     {",", LEXEME_SIGN, ','},      {";", LEXEME_SIGN, ';'},
    {"&", LEXEME_SIGN, '&'},      {":", LEXEME_SIGN, ':'},      {"%", LEXEME_SIGN, '%'},      {"=", LEXEME_RELATION, '='},
    {"<", LEXEME_RELATION, '<'},  {">", LEXEME_RELATION, '>'},  {"#", LEXEME_RELATION, '#'},  {"(", LEXEME_OPEN, '('},
    {"[", LEXEME_OPEN, '['},      {"{", LEXEME_OPEN, '{'},      {"|", LEXEME_OPEN, '|'},      {")", LEXEME_CLOSE, ')'},
    {"]", LEXEME_CLOSE, ']'},     {"}", LEXEME_CLOSE, '}'},     {"⋅", LEXEME_SIGN, '*'},
};

void lexeme_push_ascii(struct lexer *l, char c, size_t size)
{
    char both[64];
    struct lexeme *last = l->count && !l->spaced ? &l->items[l->count - 1] : NULL;
    if (is_digit(c) && last && last->kind == LEXEME_NUMBER && last->text.size < sizeof both) {
        memcpy(both, last->text.at, last->text.size);
        both[last->text.size] = c;
        last->text = text_copy(l->arena, (struct text){both, last->text.size + 1});
        l->at += size;
        last->end = (uint32_t)l->at;
    } else if (is_digit(c))
        lexeme_push(l, LEXEME_NUMBER, 0, size)->text = text_copy(l->arena, (struct text){&c, 1});
    else if (is_letter(c))
        lexeme_push(l, LEXEME_LETTERS, 0, size)->text = text_copy(l->arena, (struct text){&c, 1});
    else
        for (size_t i = 0; i < COUNT(signs); i++)
            if (signs[i].bytes[0] == c && signs[i].bytes[1] == '\0') {
                lexeme_push(l, (enum lexeme_kind)signs[i].kind, signs[i].sign, size);
                return;
            }
}

static void read_sign(struct lexer *l)
{
    struct text const rest = text_part(l->text, l->at, l->text.size);
    if (rest.at[0] == '&' && l->environments == 0) {
        l->at++;
        return;
    }
    for (size_t i = 0; i < COUNT(signs); i++) {
        if (signs[i].bytes[0] != rest.at[0])
            continue;
        size_t const size = strlen(signs[i].bytes);
        bool const factorial = l->syntax == SYNTAX_LATEX && !l->spaced && signs[i].bytes[0] == '!' && size == 2;
        if (!factorial && text_starts(rest, (struct text){signs[i].bytes, size})) {
            bool const braces_set = l->syntax != SYNTAX_LATEX && (signs[i].sign == '{' || signs[i].sign == '}');
            lexeme_push(l, (enum lexeme_kind)signs[i].kind, braces_set ? 's' : signs[i].sign, size);
            return;
        }
    }
    if (rest.at[0] == '$' || rest.at[0] == '~' || rest.at[0] == '`')
        l->at++;
    else
        lexeme_push(l, LEXEME_BAD, 0, 1);
}

static void read_one(struct lexer *l)
{
    size_t size;
    char const c = peek(l, 0);
    if ((unsigned char)c < 0x20 && lexeme_read_damaged(l))
        return;
    if (is_blank(lexeme_code_at(l, &size)) || (unsigned char)c < 0x20) {
        l->at += size;
        l->spaced = true;
    } else if (c == '\\')
        lexeme_read_command(l);
    else if (is_digit(c) || (c == '.' && is_digit(peek(l, 1))))
        read_number(l);
    else if (is_letter(c) || (c == '%' && l->syntax == SYNTAX_MAXIMA && is_letter(peek(l, 1))))
        read_letters(l);
    else if ((unsigned char)c & 0x80)
        lexeme_read_foreign(l);
    else
        read_sign(l);
}

bool lexemes_read(struct text text, enum syntax syntax, unsigned readings, struct arena *arena, struct lexemes *out)
{
    struct lexer l = {.text = text,
                      .syntax = syntax,
                      .lists = readings & READING_COMMA_LIST,
                      .vectors = readings & SYNTAX_VECTORS,
                      .calculus = readings & SYNTAX_CALCULUS,
                      .arena = arena,
                      .room = 64,
                      .opener = SIZE_MAX};
    if (text.size > SYNTAX_BYTES_MAX)
        return false;
    l.items = ARENA_ARRAY(arena, struct lexeme, l.room);
    while (l.at < text.size && !l.full)
        read_one(&l);
    l.spaced = true;
    l.at = text.size;
    lexeme_push(&l, LEXEME_END, 0, 0);
    *out = (struct lexemes){l.items, l.count};
    return !l.full;
}
