#include "kind.h"

enum {
    TEXT_MAX = 4000, /* bytes; a longer text is not looked through */
    PLACES_MAX = 8,  /* of a name, in a text */
};

static const char adjectives[] =
    "positive nonnegative non-negative real rational integer integers whole natural number numbers reals "
    "distinct odd even prime consecutive fixed given different constant constants";
static const char verbs[] = "be is are being";
static const char fillers[] = "a an the must all both two three four five each must also either";
static const char joins[] = "and";

static bool is_part(char c)
{
    return is_letter(c) || c == '-';
}

/* The word that ends at *end, or begins at *start, other signs than blanks and those of mathematics being no part of it. */
static struct text word_before(struct text text, size_t end)
{
    size_t start = end;
    while (start > 0 && is_part(text.at[start - 1]))
        start--;
    return text_part(text, start, end);
}

static struct text word_behind(struct text text, size_t start)
{
    size_t end = start;
    while (end < text.size && is_part(text.at[end]))
        end++;
    return text_part(text, start, end);
}

static bool is_between_names(char c)
{
    return is_space(c) || strchr("$,()", c);
}

/* A name by itself: x, a_1, a_{12}; its size, or 0. */
static size_t name_size(struct text text)
{
    size_t size = 1;
    if (text.size == 0 || !is_letter(text.at[0]) || (text.size > 1 && is_part(text.at[1])))
        return 0;
    if (text.size > 1 && text.at[1] == '_')
        for (size = 2; size < text.size && (is_digit(text.at[size]) || strchr("{}", text.at[size]));)
            size++;
    return size;
}

/* How far a list of names goes on behind byte `at`: "a,$ $b,$ and $c$ are" up to "are". */
static size_t list_end(struct text text, size_t at)
{
    for (size_t size = 1; at < text.size && size > 0; at += size) {
        struct text const word = word_behind(text, at);
        bool const inside = is_between_names(text.at[at]);
        size = inside ? 1 : text_is_among(word, text_of(joins)) ? word.size : name_size(text_part(text, at, text.size));
        if (size == 0)
            break;
    }
    return at;
}

/* The same before it. */
static size_t list_start(struct text text, size_t at)
{
    while (at > 0) {
        struct text const word = word_before(text, at);
        bool const inside = is_between_names(text.at[at - 1]);
        bool const single = (word.size == 1 && is_letter(word.at[0])) || (word.size > 1 && text_is_among(word, text_of(joins)));
        size_t const size = inside ? 1 : single ? word.size : 0;
        if (size == 0 || (single && !inside && at > word.size && text.at[at - word.size - 1] == '\\'))
            break;
        at -= size;
    }
    return at;
}

static unsigned said_by(struct text word)
{
    return text_equal_nocase(word, TEXT("positive"))                     ? KIND_POSITIVE
           : text_is_among(word, TEXT("nonnegative non-negative"))       ? KIND_NOT_NEGATIVE
           : text_is_among(word, TEXT("integer integers whole natural")) ? KIND_INTEGER
                                                                         : 0;
}

/* "are both positive integers" from byte `at` on; what "is" says, it says of the `last` name only. */
static unsigned said_behind(struct text text, size_t at, bool last)
{
    unsigned kind = 0;
    bool verb = false;
    for (; at < text.size;) {
        struct text const word = word_behind(text, at);
        if (word.size == 0 && !is_space(text.at[at]))
            break;
        if (word.size && text_is_among(word, text_of(adjectives)) && verb)
            kind |= said_by(word);
        else if (word.size && text_is_among(word, text_of(verbs)) && (last || !text_equal(word, TEXT("is"))))
            verb = true;
        else if (word.size && !text_is_among(word, text_of(fillers)))
            break;
        at += MAX(word.size, 1u);
    }
    return kind;
}

/* "positive integers" up to byte `at` */
static unsigned said_before(struct text text, size_t at)
{
    unsigned kind = 0;
    while (at > 0) {
        struct text const word = word_before(text, at);
        if (word.size == 0 && !is_space(text.at[at - 1]))
            break;
        if (word.size && !text_is_among(word, text_of(adjectives)))
            break;
        kind |= word.size ? said_by(word) : 0;
        at -= MAX(word.size, 1u);
    }
    return kind;
}

static bool stands_alone(struct text text, size_t at, size_t size)
{
    return (at == 0 || !(is_part(text.at[at - 1]) || strchr("\\_^{", text.at[at - 1]))) &&
           (at + size == text.size || !(is_part(text.at[at + size]) || strchr("_^{'", text.at[at + size])));
}

/* The list around a name without what parts it from the words around: it begins and ends with a mark of mathematics, or the name is
 * part of something else: 3 - x, f(x). */
static bool trim_list(struct text text, size_t *start, size_t *end)
{
    for (bool more = true; more && *start < *end;) {
        struct text const word = word_behind(text, *start);
        bool const joins_on = word.size && text_is_among(word, text_of(joins));
        more = joins_on || is_space(text.at[*start]) || text.at[*start] == ',';
        *start += joins_on ? word.size : more;
    }
    for (bool more = true; more && *start < *end;) {
        struct text const word = word_before(text, *end);
        bool const joins_on = word.size && text_is_among(word, text_of(joins));
        more = joins_on || is_space(text.at[*end - 1]) || text.at[*end - 1] == ',';
        *end -= joins_on ? word.size : more;
    }
    return *start + 1 < *end && text.at[*start] == '$' && text.at[*end - 1] == '$' &&
           !memchr(text.at + *start, '(', *end - *start);
}

static bool has_letter(struct text text, size_t from, size_t to)
{
    while (from < to && !is_letter(text.at[from]))
        from++;
    return from < to;
}

/* "the sum of $x$ and $y$ is", "either $a$ or $b$ is": something else is. */
static bool is_of_others(struct text text, size_t start)
{
    while (start > 0 && is_between_names(text.at[start - 1]))
        start--;
    struct text const word = word_before(text, start);
    return word.size && text_is_among(word, TEXT("of to from between by than or at in on minus plus times divided over"));
}

/* What stands next to the list that the name at byte `at` is part of. */
static unsigned said_around(struct text text, size_t at, size_t size)
{
    size_t const from = list_start(text, at), to = list_end(text, at + size);
    size_t start = from, end = to;
    if (!trim_list(text, &start, &end))
        return 0;
    bool const parted = has_letter(text, from, start) || memchr(text.at + from, ',', start - from);
    return (is_of_others(text, start) ? 0 : said_behind(text, to, !has_letter(text, at + size, to))) |
           (parted ? 0 : said_before(text, start));
}

/* "If $x$ is positive, then …" supposes it; "If $x$ is a positive integer such that …, find $x$" does not. */
static bool is_asserted(struct text text, size_t at)
{
    size_t start = at, end = at;
    while (start > 0 && text.at[start - 1] != '.' && text.at[start - 1] != '?')
        start--;
    while (end < text.size && text.at[end] != '.' && text.at[end] != '?')
        end++;
    struct text const sentence = text_part(text, start, end);
    return !text_has_word(
               sentence,
               TEXT("whenever whether unless when not otherwise then either neither nor one none exactly least most")) &&
           (!text_has_word(sentence, TEXT("if")) || (end < text.size && text.at[end] == '?') ||
            text_has_word(sentence, TEXT("find compute determine what how evaluate")));
}

static bool speaks_of_kinds(struct text text)
{
    static const char *const signs[] = {"ositive", "negative", "nteger", "whole", "natural"};
    return text_holds_any(text, signs, COUNT(signs));
}

static unsigned said_in(struct text text, struct text name)
{
    unsigned kind = 0;
    size_t places = 0;
    if (!speaks_of_kinds(text))
        return 0;
    for (size_t at = text_find(text, name, 0); text.size <= TEXT_MAX && at < text.size && places < PLACES_MAX;
         at = text_find(text, name, at + 1)) {
        if (!stands_alone(text, at, name.size) || !is_asserted(text, at))
            continue;
        places++;
        kind |= said_around(text, at, name.size);
    }
    return kind;
}

/* What holds in a case, or is denied, need not hold here. */
static bool is_certain(struct text step)
{
    return !text_has_word(step, TEXT("if when whenever whether unless not only cannot suppose assume otherwise"));
}

unsigned kind_of(const struct scene *scene, struct text name)
{
    if (name.size == 0 || !is_letter(name.at[0]))
        return 0;
    unsigned const here = said_in(scene->step, name);
    return said_in(scene->problem, name) | (here && is_certain(scene->step) ? here : 0);
}
