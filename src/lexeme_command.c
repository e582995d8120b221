#include "lexeme_parts.h"

enum {
    BRACES_MAX = 2000,   /* bytes of what a font's braces hold */
    VECTOR_NAME_MAX = 12 /* bytes of a vector's name */
};

/* The bytes inside the braces that open at `from` (which may be white space before them); false if there are none. */
static bool braces(const struct lexer *l, size_t from, struct text *inside, size_t *end)
{
    while (from < l->text.size && l->text.at[from] == ' ')
        from++;
    if (from >= l->text.size || l->text.at[from] != '{')
        return false;
    unsigned depth = 0;
    for (size_t i = from; i < l->text.size && i - from < BRACES_MAX; i++) {
        char const c = l->text.at[i];
        if (c == '\\') {
            i++;
        } else if (c == '{') {
            depth++;
        } else if (c == '}' && --depth == 0) {
            *inside = text_part(l->text, from + 1, i);
            *end = i + 1;
            return true;
        }
    }
    return false;
}

static bool is_one_of(struct text name, const char *list)
{
    return text_is_among(name, text_of(list));
}

static const char *const silent =
    "left right big Big bigg Bigg bigl bigr Bigl Bigr biggl biggr Biggl Biggr mleft mright middle displaystyle "
    "textstyle scriptstyle limits nolimits quad qquad enspace thinspace boxed fbox framebox text_end nonumber notag "
    "hfill centering noindent rm it sf tt cal boldmath normalsize large Large small smallskip medskip hline allowbreak "
    "bigm Bigm raggedright mathstrut strut relax protect";
static const char *const openers = "left big Big bigg Bigg bigl Bigl biggl Biggl mleft boxed fbox framebox";
static const char *const with_argument =
    "hspace vspace color tag label phantom vphantom hphantom kern mspace hskip textcolor begingroup ref";
static const char *const fonts =
    "mathrm mathit mathsf mathtt mathnormal rm text textbf textit textrm textsf texttt textup textnormal mbox hbox emph "
    "operatorname mathbb mathcal mathscr mathfrak operatorname* mathop textsc underline uline";

/* \mathop{\text{lcm}}: what the inner font holds. */
static struct text inner_words(struct text words)
{
    size_t const open = text_find(words, TEXT("{"), 0);
    bool const font = words.size > 1 && words.at[0] == '\\' && words.at[words.size - 1] == '}' && open < words.size;
    struct text const inside = font ? text_part(words, open + 1, words.size - 1) : words;
    return font && text_is_among(text_part(words, 1, open), text_of(fonts)) && text_find(inside, TEXT("}"), 0) == inside.size
               ? text_trim(inside)
               : words;
}

/* \text{…} and fonts around letters: words, unless what they hold is a name that means something, or no words at all. */
static bool read_font(struct lexer *l, struct text name, size_t size)
{
    struct text inside;
    size_t end;
    if (!braces(l, l->at + size, &inside, &end))
        return false;
    bool const is_operator = text_equal(name, TEXT("mathop"));
    struct text const words = is_operator ? inner_words(text_trim(inside)) : text_trim(inside);
    struct lexeme known = {0};
    bool const blackboard = name.size == 6 && text_equal(name, TEXT("mathbb"));
    bool const named = lexeme_named(words, blackboard || !text_starts(name, TEXT("text")) ? SYNTAX_LATEX : SYNTAX_ASCII, &known);
    if (is_operator && !(named && known.kind == LEXEME_FUNCTION))
        return false;
    if (lexeme_is_called(words) && !text_starts(name, TEXT("text"))) {
        struct lexeme *out = lexeme_push(l, LEXEME_NAME, 0, end - l->at);
        out->sub = LEXEME_CALLED;
        out->text = words;
        return true;
    }
    bool mathematical = words.size == 0;
    for (size_t i = 0; i < words.size; i++)
        mathematical |= words.at[i] == '$' || words.at[i] == '\\' || words.at[i] == '^';
    if (named && (known.kind == LEXEME_FUNCTION || known.kind == LEXEME_LOGIC || known.kind == LEXEME_COMMAND || blackboard)) {
        struct lexeme *out = lexeme_push(l, (enum lexeme_kind)known.kind, known.sign, end - l->at);
        out->sub = known.sub;
        return true;
    }
    bool const digits = words.size && (is_digit(words.at[0]) || strchr("-+(.", words.at[0]));
    if (mathematical || digits || is_one_of(name, "mathcal mathscr mathfrak")) {
        l->at += size; /* read as if the font were not there */
        l->spaced = l->spaced || words.size == 0;
        return true;
    }
    lexeme_push(l, LEXEME_WORDS, 0, end - l->at)->text = words;
    return true;
}

static void read_environment(struct lexer *l, bool begin, size_t size)
{
    struct text name = TEXT("");
    size_t end = l->at + size;
    braces(l, end, &name, &end);
    bool const columns = begin && is_one_of(name, "array tabular");
    struct text spec;
    size_t behind;
    l->environments += begin;
    l->environments -= !begin && l->environments;
    lexeme_push(l, begin ? LEXEME_BEGIN : LEXEME_FINISH, 0, end - l->at)->text = name;
    if (columns && braces(l, l->at, &spec, &behind))
        l->at = behind;
}

/* \mathbf{v}, \overrightarrow{AB}: "vec v", "vec AB"; \mathbf{M} is "mat M", \mathbf{0} is 0 */
static bool read_vector(struct lexer *l, struct text name, size_t size)
{
    struct text inside;
    size_t end;
    bool const arrow = is_one_of(name, "overrightarrow vec");
    if (!is_one_of(name, "mathbf bold boldsymbol overrightarrow vec") || !braces(l, l->at + size, &inside, &end))
        return false;
    inside = text_trim(inside);
    if (text_equal(inside, TEXT("0"))) {
        lexeme_push(l, LEXEME_NUMBER, 0, end - l->at)->text = inside;
        return true;
    }
    if (inside.size && is_digit(inside.at[0])) { /* \mathbf{17}: as if the font were not there */
        l->at += size;
        return true;
    }
    bool letters = inside.size > 0 && inside.size <= VECTOR_NAME_MAX && (arrow || inside.size == 1);
    for (size_t i = 0; i < inside.size; i++)
        letters &= is_letter(inside.at[i]) || (i && strchr("'_0123456789", inside.at[i]));
    if (!letters)
        return false;
    bool const matrix = !arrow && inside.at[0] >= 'A' && inside.at[0] <= 'Z';
    char *out = arena_alloc(l->arena, inside.size + 4);
    memcpy(out, matrix ? "mat " : "vec ", 4);
    memcpy(out + 4, inside.at, inside.size);
    lexeme_push(l, LEXEME_NAME, 0, end - l->at)->text = (struct text){out, inside.size + 4};
    return true;
}

static void read_command_named(struct lexer *l, struct text name, size_t size);

/* "\quadx", "\lverty": a command, and a letter that lost its space */
static bool read_glued(struct lexer *l, struct text name)
{
    struct text const shorter = text_part(name, 0, name.size - 1);
    if (!is_one_of(shorter, "quad qquad vert lvert rvert cdot times div pm"))
        return false;
    read_command_named(l, shorter, 1 + shorter.size);
    return true;
}

static void read_command_named(struct lexer *l, struct text name, size_t size)
{
    struct lexeme known = {0};
    struct text skipped;
    size_t end;
    if (text_equal(name, TEXT("begin")) || text_equal(name, TEXT("end"))) {
        read_environment(l, name.size == 5, size);
    } else if (is_one_of(name, silent)) {
        bool const side = is_one_of(name, "left right mleft mright") && peek(l, size) == '.';
        if (is_one_of(name, openers))
            l->opener = MIN(l->opener, l->at);
        l->wide |= is_one_of(name, "quad qquad");
        l->spaced |= is_one_of(name, "quad qquad enspace");
        l->at += size + side;
        if (side && l->count && !is_one_of(name, openers))
            l->items[l->count - 1].end = (uint32_t)l->at;
    } else if (is_one_of(name, with_argument)) {
        l->at = braces(l, l->at + size, &skipped, &end) ? end : l->at + size;
    } else if (is_one_of(name, fonts) && read_font(l, name, size)) {
        return;
    } else if (l->vectors && text_equal(name, TEXT("times"))) {
        lexeme_push(l, LEXEME_SIGN, 'x', size);
    } else if (l->vectors && read_vector(l, name, size)) {
        return;
    } else if (l->calculus && is_one_of(name, "int lim")) {
        lexeme_push(l, LEXEME_COMMAND, 0, size)->sub = name.at[0] == 'i' ? COMMAND_INTEGRAL : COMMAND_LIMIT;
    } else if (text_equal(name, TEXT("not"))) {
        l->at += size;
        bool const equals = peek(l, 0) == '=' || text_starts(text_part(l->text, l->at, l->text.size), TEXT("\\equiv"));
        lexeme_push(l, equals ? LEXEME_RELATION : LEXEME_BAD, '#', peek(l, 0) == '=' ? 1 : 0);
    } else if (lexeme_named(name, SYNTAX_LATEX, &known)) {
        lexeme_push_named(l, &known, size);
    } else if (lexeme_is_called(name)) {
        struct lexeme *out = lexeme_push(l, LEXEME_NAME, 0, size);
        out->sub = LEXEME_CALLED;
        out->text = name;
    } else if (!read_glued(l, name)) {
        lexeme_push(l, LEXEME_BAD, 0, size);
    }
}

/* A backslash, or a control byte that damaged one: \f for "\f", \t for "\t", \b for "\b". */
void lexeme_read_command(struct lexer *l)
{
    size_t size = 1;
    char const c = peek(l, 1);
    while (is_letter(peek(l, size)))
        size++;
    if (size > 1) {
        size_t const star =
            peek(l, size) == '*' && is_one_of(text_part(l->text, l->at + 1, l->at + size), "operatorname hspace tag");
        read_command_named(l, text_part(l->text, l->at + 1, l->at + size), size + star);
    } else if (c == '\\') {
        lexeme_push(l, LEXEME_SIGN, 'n', 2);
    } else if (c == '{' || c == '}') {
        lexeme_push(l, c == '{' ? LEXEME_OPEN : LEXEME_CLOSE, 's', 2);
    } else if (c == '|' && l->vectors) {
        lexeme_push(l, LEXEME_OPEN, '|', 2);
    } else if (c == '%') {
        lexeme_push(l, LEXEME_SIGN, '%', 2);
    } else if (c == '$' || c == ',' || c == ';' || c == ':' || c == '!' || c == '>' || c == ' ' || c == '/' || c == '\n' ||
               c == '(' || c == ')' || c == '[' || c == ']') {
        l->spaced |= c != '$' && c != '!';
        l->at += 2;
    } else {
        lexeme_push(l, LEXEME_BAD, 0, c ? 2 : 1);
    }
}

/* "\x0crac": the control byte is the backslash and the letter */
bool lexeme_read_damaged(struct lexer *l)
{
    static const char *const repaired[][2] = {{"\frac", "frac"},   {"\times", "times"}, {"\text", "text"},
                                              {"\theta", "theta"}, {"\tan", "tan"},     {"\binom", "binom"},
                                              {"\boxed", "boxed"}, {"\beta", "beta"},   {"\tfrac", "tfrac"}};
    struct text const rest = text_part(l->text, l->at, l->text.size);
    for (size_t i = 0; i < COUNT(repaired); i++)
        if (text_starts(rest, text_of(repaired[i][0]))) {
            read_command_named(l, text_of(repaired[i][1]), strlen(repaired[i][0]));
            return true;
        }
    return false;
}
