#include "atom.h"

enum closing { CLOSE_ROUND, CLOSE_SQUARE, CLOSE_DOLLARS, CLOSE_DRAWING, CLOSE_CODE, CLOSE_ENVIRONMENT, CLOSE_INNERMOST };

static bool has(struct text text, char c)
{
    return text.size && memchr(text.at, c, text.size) != NULL;
}

static bool amount_at(struct text text, size_t i)
{
    i += i < text.size && text.at[i] == '.';
    return i < text.size && is_digit(text.at[i]);
}

/* A dollar that is not before an amount: it may close a formula. */
static bool has_closing_dollar(struct text text)
{
    const char *hit;
    for (size_t i = 0; i < text.size && (hit = memchr(text.at + i, '$', text.size - i)); i = (size_t)(hit - text.at) + 1)
        if (!amount_at(text, (size_t)(hit - text.at) + 1))
            return true;
    return false;
}

struct atoms atoms_of(struct text text)
{
    bool const latex = has(text, '\\');
    bool const others =
        has_closing_dollar(text) || text_find(text, TEXT("```"), 0) < text.size || text_find(text, TEXT("[asy]"), 0) < text.size;
    return (struct atoms){.text = text, .any = latex || others, .latex = latex};
}

static bool at_is(struct text text, size_t i, struct text what)
{
    return text.size - i >= what.size && memcmp(text.at + i, what.at, what.size) == 0;
}

static struct atom nothing(size_t end)
{
    return (struct atom){ATOM_NONE, end};
}

/* Behind the next `closing` at or after `from`; 0 if there is none, or if another `opening` comes first. */
static size_t closed(struct atoms *a, enum closing how, size_t from, struct text opening, struct text closing)
{
    if (a->exhausted[how])
        return 0;
    for (size_t i = from; i < a->text.size; i++) {
        if (at_is(a->text, i, closing))
            return i + closing.size;
        if (opening.size && at_is(a->text, i, opening))
            return 0;
        i += a->text.at[i] == '\\';
    }
    a->exhausted[how] = true;
    return 0;
}

/* The most words of a sentence in a row, outside braces, up to two: a formula has hardly one. */
static size_t plain_words(struct text inside)
{
    size_t words = 0, most = 0, letters = 0;
    int depth = 0;
    for (size_t i = 0; i <= inside.size && most < 2; i++) {
        char const c = i < inside.size ? inside.at[i] : '.';
        if (is_letter(c)) {
            letters++;
            continue;
        }
        bool const word =
            letters > 1 && inside.at[i - 1] >= 'a' && depth <= 0 && (i == letters || inside.at[i - letters - 1] != '\\');
        words = word ? words + 1 : letters ? 0 : words;
        most = MAX(most, words);
        depth += c == '{' ? 1 : c == '}' ? -1 : 0;
        bool const stop = (c == '.' || c == ',') && i + 1 < inside.size && is_space(inside.at[i + 1]);
        if (!stop && (!is_space(c) || (letters == 0 && i > 0 && is_space(inside.at[i - 1]))))
            words = 0;
        letters = 0;
    }
    return most;
}

/* Money, or the end of one formula taken for the start of another. */
static bool not_mathematics(struct text text, size_t from, size_t end, bool breaks)
{
    struct text const inside = text_part(text, from, end), trimmed = text_trim(inside);
    bool const word = is_space(inside.at[0]) && is_space(text.at[end - 1]) && plain_words(inside);
    bool const stop = inside.size > 1 && memchr(".,;:)", inside.at[0], 5) && is_space(inside.at[1]);
    if (trimmed.size == 0 || word || stop || (from > 1 && is_digit(text.at[from - 2]) && is_space(text.at[from])))
        return true;
    if (amount_at(text, from)) {
        if (amount_at(text, end + 1) || (breaks && !has(inside, '\\') && !has(inside, '^') && !has(inside, '_')))
            return true;
        char const last = text.at[end - 1];
        if ((is_space(last) || last == '(') && plain_words(inside))
            return true;
    }
    return plain_words(inside) > 1 || text_find(inside, TEXT("\\("), 0) < inside.size;
}

/* The same for a text without backslashes, where most dollars are money. */
static bool no_formula(struct text text, size_t from, size_t end, bool breaks)
{
    struct text const inside = text_part(text, from, end);
    bool const loose = !inside.size || is_space(inside.at[0]) || is_space(inside.at[inside.size - 1]);
    bool const glued =
        end + 1 < text.size && (is_digit(text.at[end + 1]) || is_letter(text.at[end + 1]) || amount_at(text, end + 1));
    bool const sum = amount_at(text, from) && inside.size && memchr("=+-*/", inside.at[inside.size - 1], 5); /* "$5 * 2 = $" */
    return loose || sum || glued || breaks || plain_words(inside) > 0;
}

/* The next dollar, unless the paragraph ends first. */
static size_t next_dollar(struct text text, size_t from, bool *breaks)
{
    *breaks = false;
    for (size_t i = from; i < text.size; i++) {
        if (text.at[i] == '$')
            return i;
        if (text.at[i] == '\n') {
            size_t next = i + 1;
            while (next < text.size && (text.at[next] == ' ' || text.at[next] == '\t' || text.at[next] == '\r'))
                next++;
            if (next < text.size && text.at[next] == '\n')
                break;
            *breaks = true;
        }
        i += text.at[i] == '\\';
    }
    return text.size;
}

static struct atom dollars_at(struct atoms *a, size_t i)
{
    bool breaks;
    if (at_is(a->text, i, TEXT("$$"))) {
        size_t const end = closed(a, CLOSE_DOLLARS, i + 2, TEXT(""), TEXT("$$"));
        struct text const inside = end ? text_part(a->text, i + 2, end - 2) : TEXT("");
        bool const drawn = text_find(inside, TEXT("[asy]"), 0) < inside.size;
        return text_trim(inside).size && (drawn || plain_words(inside) < 2) ? (struct atom){ATOM_DISPLAY, end} : nothing(i + 2);
    }
    size_t const end = next_dollar(a->text, i + 1, &breaks);
    if (end == a->text.size || (a->latex ? not_mathematics : no_formula)(a->text, i + 1, end, breaks))
        return nothing(i + 1);
    return (struct atom){ATOM_INLINE, end + 1};
}

static struct text environment_name(struct text rest)
{
    size_t const end = text_find(text_part(rest, 0, MIN(rest.size, (size_t)24)), TEXT("}"), 0);
    struct text name = text_part(rest, 0, MIN(end, rest.size));
    name.size -= text_ends(name, TEXT("*"));
    return name;
}

/* \begin{enumerate} holds text, to be cut like any other. */
static bool holds_text(struct text name)
{
    return text_is_among(name, TEXT("itemize enumerate description center flushleft flushright quote proof solution document "
                                    "theorem lemma claim minipage figure table multicols"));
}

/* Behind the \end that closes the \begin at i, those within counted; 0 if it is not closed. */
static size_t environment_end(struct atoms *a, size_t i)
{
    int depth = 0;
    if (a->exhausted[CLOSE_ENVIRONMENT])
        return 0;
    while (i < a->text.size) {
        const char *hit = memchr(a->text.at + i, '\\', a->text.size - i);
        if (!hit)
            break;
        i = (size_t)(hit - a->text.at);
        bool const end = at_is(a->text, i, TEXT("\\end{"));
        depth += end ? -1 : at_is(a->text, i, TEXT("\\begin{"));
        if (end && depth == 0) {
            size_t const brace = text_find(a->text, TEXT("}"), i);
            return MIN(brace + 1, a->text.size);
        }
        i += 2; /* a command of one letter at least, or the next line */
    }
    a->exhausted[CLOSE_ENVIRONMENT] = true;
    return 0;
}

static struct atom environment_at(struct atoms *a, size_t i)
{
    size_t const from = i + TEXT("\\begin{").size;
    struct text const name = environment_name(text_part(a->text, from, a->text.size));
    if (holds_text(name))
        return nothing(from);
    size_t end = environment_end(a, i);
    if (!end && (end = closed(a, CLOSE_INNERMOST, from, TEXT("\\begin{"), TEXT("\\end{"))))
        end = MIN(text_find(a->text, TEXT("}"), end) + 1, a->text.size);
    bool const matrix = text_ends(name, TEXT("matrix"));
    return end ? (struct atom){matrix ? ATOM_INLINE : ATOM_DISPLAY, end} : nothing(from);
}

/* \boxed{…} on one line */
static struct atom box_at(struct atoms *a, size_t i)
{
    size_t const from = i + TEXT("\\boxed{").size;
    size_t at = from;
    int depth = 1;
    if (i < a->unclosed_box)
        return nothing(from);
    for (; at < a->text.size && a->text.at[at] != '\n' && depth; at++) {
        depth += a->text.at[at] == '{' ? 1 : a->text.at[at] == '}' ? -1 : 0;
        at += a->text.at[at] == '\\' && at + 1 < a->text.size;
    }
    if (depth == 0)
        return (struct atom){ATOM_INLINE, at};
    a->unclosed_box = at;
    return nothing(from);
}

static struct atom backslash_at(struct atoms *a, size_t i)
{
    size_t end = 0;
    if (at_is(a->text, i, TEXT("\\[")) && (end = closed(a, CLOSE_SQUARE, i + 2, TEXT("\\["), TEXT("\\]"))))
        return (struct atom){ATOM_DISPLAY, end};
    if (at_is(a->text, i, TEXT("\\(")) && (end = closed(a, CLOSE_ROUND, i + 2, TEXT("\\("), TEXT("\\)"))))
        return (struct atom){ATOM_INLINE, end};
    if (at_is(a->text, i, TEXT("\\begin{")))
        return environment_at(a, i);
    if (at_is(a->text, i, TEXT("\\boxed{")))
        return box_at(a, i);
    bool const escape = i + 1 < a->text.size && !is_space(a->text.at[i + 1]);
    return nothing(i + 1 + escape);
}

static bool starts_line(struct text text, size_t i)
{
    while (i > 0 && (text.at[i - 1] == ' ' || text.at[i - 1] == '\t'))
        i--;
    return i == 0 || text.at[i - 1] == '\n';
}

static struct atom code_at(struct atoms *a, size_t i)
{
    if (!at_is(a->text, i, TEXT("```")) || !starts_line(a->text, i))
        return nothing(i + 1);
    size_t const end = closed(a, CLOSE_CODE, i + 3, TEXT(""), TEXT("\n```"));
    return end ? (struct atom){ATOM_CODE, end} : nothing(i + 3);
}

static struct atom drawing_at(struct atoms *a, size_t i)
{
    if (!at_is(a->text, i, TEXT("[asy]")))
        return nothing(i + 1);
    size_t const end = closed(a, CLOSE_DRAWING, i, TEXT(""), TEXT("[/asy]"));
    return end ? (struct atom){ATOM_DRAWING, end} : nothing(i + 1);
}

struct atom atom_at(struct atoms *a, size_t i)
{
    if (!a->any)
        return nothing(i + 1);
    switch (a->text.at[i]) {
    case '\\':
        return backslash_at(a, i);
    case '$':
        return dollars_at(a, i);
    case '`':
        return code_at(a, i);
    case '[':
        return drawing_at(a, i);
    default:
        return nothing(i + 1);
    }
}

bool atoms_have_maths(struct atoms atoms)
{
    struct text const text = atoms.text;
    for (size_t i = 0; atoms.any && i < text.size;) {
        struct atom const atom = atom_at(&atoms, i);
        bool const box = text.at[i] == '\\' && at_is(text, i, TEXT("\\boxed{"));
        if ((atom.kind == ATOM_INLINE && !box) || atom.kind == ATOM_DISPLAY)
            return true;
        i = atom.end;
    }
    return false;
}

struct text undrawn(struct text text, struct arena *arena)
{
    static const struct text opens = {"[asy]", 5}, closes = {"[/asy]", 6};
    size_t at = text_find(text, opens, 0);
    if (at == text.size)
        return text;
    char *bytes = memcpy(ARENA_ARRAY(arena, char, text.size), text.at, text.size);
    while (at < text.size) {
        size_t const close = text_find(text, closes, at), end = MIN(close + closes.size, text.size);
        if (close < text.size)
            memset(bytes + at, ' ', end - at);
        at = text_find(text, opens, end);
    }
    size_t size = text.size;
    while (size && is_space(bytes[size - 1]))
        size--;
    return (struct text){bytes, size};
}
