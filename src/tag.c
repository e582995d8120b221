#include "tag.h"

enum {
    WIDE_BYTES = 12,  /* before the number of an equation: "\\quad\\quad" */
    NUMBER_BYTES = 8, /* of it */
    REASON_BYTES = 80 /* of a reason there */
};

/* "(1)", "(**)", "(iv)": is it what numbers an equation? */
static bool is_number(struct text inside)
{
    static const char *const signs[] = {"\\ast", "\\star", "\\dagger"};
    size_t digits = 0, stars = 0, romans = 0;
    for (size_t i = 0; i < inside.size; i++) {
        digits += is_digit(inside.at[i]);
        stars += inside.at[i] == '*';
        romans += strchr("ivx", inside.at[i]) != NULL;
    }
    for (size_t i = 0; i < COUNT(signs); i++)
        if (text_equal(inside, text_of(signs[i])))
            return true;
    return inside.size > 0 && inside.size <= NUMBER_BYTES && MAX(digits, MAX(stars, romans)) == inside.size;
}

/* "\\text{by (2)}", "\\text{(from the first equation)}": is it a reason, and no condition? */
static bool is_reason(struct text inside)
{
    inside = text_trim(inside);
    if (text_starts(inside, TEXT("(")))
        inside = text_part(inside, 1, inside.size);
    return (text_starts(inside, TEXT("by ")) || text_starts(inside, TEXT("from ")) || text_starts(inside, TEXT("using "))) &&
           !text_has_word(inside, TEXT("if when for unless not or where with"));
}

/* The byte at which "\\quad (1)", "\\tag{2}", "\\quad \\text{by (1)}" begins, or the size of the row. */
static size_t tag_at(struct text said)
{
    static const char *const spaces[] = {"quad", "\\ \\", "\\hspace", "~~"};
    bool const braced = text_ends(said, TEXT("}"));
    size_t open = said.size;
    if (said.size == 0 || (!braced && !text_ends(said, TEXT(")"))))
        return said.size;
    for (size_t i = said.size - 1; i > 0 && said.size - i < REASON_BYTES && open == said.size; i--)
        open = said.at[i] == (braced ? '{' : '(') ? i : said.size;
    struct text const before = text_part(said, 0, open),
                      inside = text_part(said, MIN(open + 1, said.size), said.size - (open < said.size));
    if (braced && text_ends(before, TEXT("\\tag")))
        return before.size - strlen("\\tag");
    if (braced ? !text_ends(before, TEXT("\\text")) || !is_reason(inside) : !is_number(inside))
        return said.size;
    size_t const start = before.size - (braced ? strlen("\\text") : 0);
    struct text const wide = text_part(said, start - MIN(start, (size_t)WIDE_BYTES), start);
    for (size_t i = 0; i < COUNT(spaces); i++)
        if (text_find(wide, text_of(spaces[i]), 0) < wide.size)
            return start;
    return said.size;
}

struct text tag_drop(struct text row)
{
    struct text const said = text_trim(row);
    if (text_ends(said, TEXT("?")))
        return text_part(said, 0, said.size - 1);
    size_t const tag = tag_at(said);
    if (tag == said.size)
        return row;
    struct text left = text_part(said, 0, tag);
    for (struct text before = {0}; before.size != left.size;) {
        before = left = text_trim(left);
        left.size -= text_ends(left, TEXT("\\qquad")) ? 6 : text_ends(left, TEXT("\\quad")) ? 5 : 0;
    }
    return text_ends(left, TEXT(".")) ? text_part(left, 0, left.size - 1) : left;
}
