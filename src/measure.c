#include "measure.h"

#include "figure.h"

enum {
    TEXT_MAX = 4000, /* bytes; a longer text is not looked through for each link */
    CLAUSE_MAX = 300 /* bytes behind a name */
};

/* Without the first word of the text, letters only, which is put into *word; what stands before it is white space. */
static struct text without_first(struct text text, struct text *word)
{
    text = text_trim(text);
    size_t at = 0;
    while (at < text.size && is_letter(text.at[at]))
        at++;
    *word = text_part(text, 0, at);
    return text_part(text, at, text.size);
}

static struct text clause_behind(struct text text, size_t at)
{
    size_t to = at;
    while (to < text.size && to - at < CLAUSE_MAX && !strchr(".,;:", text.at[to]))
        to++;
    return text_part(text, at, to);
}

/* "triangle $ABC$", "\triangle ABC": the three letters; false if others stand there. */
static bool read_triangle(struct text text, size_t at, char corners[3])
{
    size_t found = 0;
    for (; at < text.size && found < 3 && (strchr(" $\\{", text.at[at]) || (text.at[at] >= 'A' && text.at[at] <= 'Z')); at++)
        if (text.at[at] >= 'A' && text.at[at] <= 'Z')
            corners[found++] = text.at[at];
    return found == 3 && (at == text.size || !is_letter(text.at[at]));
}

/* Are the corners those of the triangle before? */
static bool same_corners(const char a[3], const char b[3])
{
    for (size_t i = 0; i < 3; i++)
        if (!memchr(a, b[i], 3))
            return false;
    return true;
}

bool measure_triangle(const struct scene *scene, char corners[3])
{
    struct text const texts[] = {scene->problem, scene->step};
    char other[3];
    bool found = false;
    for (size_t i = 0; i < COUNT(texts); i++)
        for (size_t at = 0; (at = text_find(texts[i], TEXT("riangle"), at)) < texts[i].size;) {
            at += strlen("riangle");
            if (!read_triangle(texts[i], at, other))
                continue;
            if (found && !same_corners(corners, other))
                return false;
            memcpy(corners, other, sizeof other);
            found = true;
        }
    return found;
}

bool measure_is_corner(const struct formula *f, char letter)
{
    return f->kind == FORMULA_SYMBOL && f->text.size && f->text.at[f->text.size - 1] == letter &&
           (f->text.size == 1 || (f->text.size == strlen("angle ") + 1 && text_starts(f->text, TEXT("angle "))));
}

/* "$\theta$ is the angle between" */
static bool is_called_angle(struct text text, struct text letter)
{
    for (size_t at = text_find(text, letter, 1); text.size <= TEXT_MAX && at < text.size; at = text_find(text, letter, at + 1)) {
        size_t const end = at + letter.size, start = text.at[at - 1] == '\\' ? at - 1 : at;
        struct text verb, article, noun, with;
        if (start == 0 || text.at[start - 1] != '$' || end == text.size || text.at[end] != '$')
            continue;
        without_first(without_first(without_first(without_first(clause_behind(text, end + 1), &verb), &article), &noun), &with);
        if (text_is_among(verb, TEXT("is be denote denotes")) && text_equal(article, TEXT("the")) &&
            text_equal(noun, TEXT("angle")) && text_equal(with, TEXT("between")))
            return true;
    }
    return false;
}

bool measure_is_angle(const struct scene *scene, const struct formula *symbol)
{
    char corners[3];
    bool const points = text_starts(symbol->text, TEXT("angle ")) && symbol->text.size > strlen("angle ") + 1;
    if (points && scene->figure && !scene->figure->concave)
        return true;
    if (measure_triangle(scene, corners))
        for (size_t i = 0; i < 3; i++)
            if (measure_is_corner(symbol, corners[i]))
                return true;
    bool called = is_called_angle(scene->problem, symbol->text) || is_called_angle(scene->step, symbol->text);
    for (size_t i = 0; scene->latest && i < LINK_LATEST_MAX && !called; i++)
        called = is_called_angle(scene->latest[i], symbol->text);
    return called;
}
