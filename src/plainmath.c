#include "plainmath.h"

struct writer {
    struct text text;
    const unsigned char *ink;
    const char *const *colours;
    const uint32_t *partner; /* of each '{' that is closed, where; else 0 */
    struct buffer *out;
    unsigned colour; /* of the <span> that is open; 0: none */
    unsigned depth;
    unsigned maths, rows; /* delimiters, environments that are open */
};

static void write_part(struct writer *w, size_t from, size_t to);

static void colour(struct writer *w, unsigned ink)
{
    if (w->colour == ink)
        return;
    if (w->colour)
        buffer_string(w->out, "</span>");
    if (ink && w->colours[ink])
        buffer_format(w->out, "<span class=\"%s\">", w->colours[ink]);
    w->colour = ink && w->colours[ink] ? ink : 0;
}

/* What stands for the source's byte `at`. */
static void leaf(struct writer *w, size_t at, const char *shown)
{
    colour(w, w->ink ? w->ink[at] : 0);
    buffer_string(w->out, shown);
}

static void character(struct writer *w, size_t *at)
{
    colour(w, w->ink ? w->ink[*at] : 0);
    html_character(w->out, w->text, at);
}

static void tag(struct writer *w, const char *markup)
{
    colour(w, 0);
    buffer_string(w->out, markup);
}

static void write_between(struct writer *w, const char *before, struct text part, const char *behind)
{
    size_t const from = (size_t)(part.at - w->text.at);
    tag(w, before);
    w->depth++;
    write_part(w, from, from + part.size);
    w->depth--;
    tag(w, behind);
}

/* Bytes of a command: a backslash and letters, or one other character. */
static size_t command_end(const struct writer *w, size_t at, size_t to)
{
    size_t end = at + 1;
    while (end < to && is_letter(w->text.at[end]))
        end++;
    if (end == at + 1 && end < to)
        text_next(w->text, &end);
    return end;
}

/* The argument that begins at *at, which moves behind it: a group, a command or one character. */
static bool take_argument(const struct writer *w, size_t *at, size_t to, struct text *out)
{
    size_t from = *at, end;
    while (from < to && is_space(w->text.at[from]))
        from++;
    if (from >= to || w->text.at[from] == '}')
        return false;
    if (w->text.at[from] == '{') {
        end = w->partner[from];
        if (!end || end >= to)
            return false;
        *out = text_part(w->text, from + 1, end);
        *at = end + 1;
        return true;
    }
    end = from;
    if (w->text.at[from] == '\\')
        end = command_end(w, from, to);
    else
        text_next(w->text, &end);
    *out = text_part(w->text, from, end);
    *at = end;
    return true;
}

static bool write_fraction(struct writer *w, size_t *at, size_t to)
{
    struct text above, below;
    if (!take_argument(w, at, to, &above) || !take_argument(w, at, to, &below))
        return false;
    write_between(w, "<span class=\"f\"><span>", above, "</span><i>/</i>");
    write_between(w, "<span>", below, "</span></span>");
    return true;
}

static bool write_binomial(struct writer *w, size_t *at, size_t to)
{
    struct text above, below;
    if (!take_argument(w, at, to, &above) || !take_argument(w, at, to, &below))
        return false;
    write_between(w, "(<span class=\"f o\"><span>", above, "</span><i> over </i>");
    write_between(w, "<span>", below, "</span></span>)");
    return true;
}

static bool write_root(struct writer *w, size_t *at, size_t to)
{
    enum { DEGREE_MAX = 16 };
    struct text under;
    size_t close = *at;
    if (*at < to && w->text.at[*at] == '[') {
        while (close < to && close < *at + DEGREE_MAX && w->text.at[close] != ']')
            close++;
        if (close >= to || w->text.at[close] != ']')
            return false;
        write_between(w, "<sup>", text_part(w->text, *at + 1, close), "</sup>");
        *at = close + 1;
    }
    if (!take_argument(w, at, to, &under))
        return false;
    write_between(w, "√<span class=\"r\">", under, "</span>");
    return true;
}

/* Commands whose argument is shown, and what around it. */
static bool write_wrapped(struct writer *w, struct text name, size_t *at, size_t to)
{
    static const struct {
        const char *name, *before, *behind;
    } around[] = {{"boxed", "<span class=\"b\">", "</span>"},
                  {"fbox", "<span class=\"b\">", "</span>"},
                  {"text", "", ""},
                  {"textbf", "", ""},
                  {"textit", "", ""},
                  {"mathrm", "", ""},
                  {"mathbf", "", ""},
                  {"mathbb", "", ""},
                  {"mathit", "", ""},
                  {"mathcal", "", ""},
                  {"mbox", "", ""},
                  {"operatorname", "", ""},
                  {"textrm", "", ""},
                  {"pmod", "(mod ", ")"},
                  {"binom", "C(", ")"},
                  {"overline", "<span class=\"r\">", "</span>"},
                  {"bar", "<span class=\"r\">", "</span>"},
                  {"vec", "", "⃗"},
                  {"hat", "", "̂"}};
    struct text argument, lower;
    size_t i = 0;
    while (i < COUNT(around) && !text_equal(name, text_of(around[i].name)))
        i++;
    if (i == COUNT(around) || !take_argument(w, at, to, &argument))
        return false;
    bool const choose = text_equal(name, TEXT("binom"));
    if (choose && !take_argument(w, at, to, &lower))
        return false;
    write_between(w, around[i].before, argument, choose ? ", " : around[i].behind);
    if (choose)
        write_between(w, "", lower, around[i].behind);
    return true;
}

/* \begin{align} and the like: only their rows are shown. */
static bool write_environment(struct writer *w, struct text name, size_t *at, size_t to)
{
    static const struct {
        const char *name, *open, *close;
    } kinds[] = {{"align", "", ""},     {"aligned", "", ""}, {"equation", "", ""}, {"gather", "", ""},    {"eqnarray", "", ""},
                 {"split", "", ""},     {"array", "", ""},   {"matrix", "", ""},   {"pmatrix", "(", ")"}, {"bmatrix", "[", "]"},
                 {"vmatrix", "|", "|"}, {"cases", "{ ", ""}, {"tabular", "", ""}};
    bool const begins = text_equal(name, TEXT("begin"));
    struct text kind, columns;
    size_t i = 0, behind;
    if ((!begins && !text_equal(name, TEXT("end"))) || !take_argument(w, at, to, &kind))
        return false;
    if (text_ends(kind, TEXT("*")))
        kind.size--;
    while (i < COUNT(kinds) && !text_equal(kind, text_of(kinds[i].name)))
        i++;
    if (i == COUNT(kinds) || (!begins && !w->rows))
        return false;
    behind = *at;
    if (begins && (text_equal(kind, TEXT("array")) || text_equal(kind, TEXT("tabular"))) &&
        take_argument(w, &behind, to, &columns))
        *at = behind;
    w->rows += begins ? 1u : (unsigned)-1;
    tag(w, begins ? kinds[i].open : kinds[i].close);
    return true;
}

static bool write_delimited(struct writer *w, struct text open, struct text close, size_t *at, size_t to)
{
    struct text const near = text_part(w->text, *at, MIN(to, *at + PLAINMATH_LONG));
    size_t const end = text_find(near, close, open.size);
    if (end == near.size || end == open.size)
        return false;
    w->maths++;
    write_between(w, "<span class=\"m\">", text_part(near, open.size, end), "</span>");
    w->maths--;
    *at += end + close.size;
    return true;
}

static bool write_dollar(struct writer *w, size_t *at, size_t to)
{
    const char *s = w->text.at;
    size_t end = *at + 1;
    if (*at + 1 < to && s[*at + 1] == '$')
        return write_delimited(w, TEXT("$$"), TEXT("$$"), at, to);
    while (end < MIN(to, *at + PLAINMATH_LONG) && (s[end] != '$' || s[end - 1] == '\\'))
        end++;
    bool const money =
        end >= to || s[end] != '$' || is_space(s[*at + 1]) || is_space(s[end - 1]) || (end + 1 < to && is_digit(s[end + 1]));
    if (money)
        return false;
    w->maths++;
    write_between(w, "<span class=\"m\">", text_part(w->text, *at + 1, end), "</span>");
    w->maths--;
    *at = end + 1;
    return true;
}

/* At a backslash. False: it stays as it is. */
static bool write_command(struct writer *w, size_t *at, size_t to)
{
    size_t const end = command_end(w, *at, to);
    struct text const name = text_part(w->text, *at + 1, end);
    const char *symbol = plainmath_symbol(name);
    size_t next = end;
    bool known = true;
    if (text_equal(name, TEXT("(")) || text_equal(name, TEXT("[")))
        return write_delimited(w, text_part(w->text, *at, end), name.at[0] == '(' ? TEXT("\\)") : TEXT("\\]"), at, to);
    if (text_is_among(name, TEXT("frac dfrac tfrac cfrac")))
        known = write_fraction(w, &next, to);
    else if (text_is_among(name, TEXT("binom dbinom tbinom")))
        known = write_binomial(w, &next, to);
    else if (text_equal(name, TEXT("sqrt")))
        known = write_root(w, &next, to);
    else if (text_equal(name, TEXT("\\")))
        tag(w, "<br>");
    else if (symbol)
        leaf(w, *at, symbol);
    else
        known = write_wrapped(w, name, &next, to) || write_environment(w, name, &next, to);
    if (known)
        *at =
            next + ((text_equal(name, TEXT("left")) || text_equal(name, TEXT("right"))) && next < to && w->text.at[next] == '.');
    return known;
}

static bool write_script(struct writer *w, size_t *at, size_t to)
{
    bool const up = w->text.at[*at] == '^';
    size_t next = *at + 1;
    struct text argument;
    bool const group = next < to && w->text.at[next] == '{';
    if (*at == 0 || is_space(w->text.at[*at - 1]) || (!up && !w->maths && !group) || next >= to || is_space(w->text.at[next]) ||
        !take_argument(w, &next, to, &argument))
        return false;
    while (!w->maths && !group && next < to && is_digit(w->text.at[next]) && is_digit(argument.at[0]))
        next++, argument.size++;
    write_between(w, up ? "<sup>" : "<sub>", argument, up ? "</sup>" : "</sub>");
    *at = next;
    return true;
}

static void write_part(struct writer *w, size_t from, size_t to)
{
    bool const deep = w->depth >= PLAINMATH_DEPTH;
    for (size_t at = from; at < to;) {
        char const c = w->text.at[at];
        bool const inside = w->maths || w->rows;
        bool const done = !deep && ((c == '\\' && write_command(w, &at, to)) || (c == '$' && write_dollar(w, &at, to)) ||
                                    ((c == '^' || c == '_') && write_script(w, &at, to)));
        if (done)
            continue;
        if (!deep && inside && (c == '{' || c == '}'))
            at++;
        else if (inside && (c == '&' || c == '~'))
            leaf(w, at++, " ");
        else if (inside && c == '-')
            leaf(w, at++, "−");
        else
            character(w, &at);
    }
}

static uint32_t *find_partners(struct text text, struct arena *arena)
{
    uint32_t *partner = ARENA_ZEROS(arena, uint32_t, text.size + 1), *open = ARENA_ARRAY(arena, uint32_t, text.size + 1);
    size_t depth = 0;
    for (size_t i = 0; i < text.size; i++) {
        if (text.at[i] == '\\')
            i++;
        else if (text.at[i] == '{')
            open[depth++] = (uint32_t)i;
        else if (text.at[i] == '}' && depth)
            partner[open[--depth]] = (uint32_t)i;
    }
    return partner;
}

void plainmath_write(struct text text, const unsigned char *ink, const char *const *colours, struct arena *arena,
                     struct buffer *out)
{
    struct arena_mark const mark = arena_mark(arena);
    struct writer w = {.text = text, .ink = ink, .colours = colours, .partner = find_partners(text, arena), .out = out};
    write_part(&w, 0, text.size);
    colour(&w, 0);
    arena_back(arena, mark);
}
