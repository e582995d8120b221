#include "remark.h"

#include "remark_parts.h"

enum { LIST_MAX = 160 }; /* bytes of a list of choices, on either side */

/* What is passed over in a list: formulas between dollars, commas, and these words. What stands behind that is at *at; `math`: is there a formula open? */
static void pass_list(struct text text, size_t *at, bool *math)
{
    char room[32];
    for (size_t next; *at < text.size; *at = next) {
        char const c = text.at[*at];
        next = *at + 1;
        if (c == '$')
            *math = !*math;
        if (*math || strchr("$, \n", c))
            continue;
        next = *at;
        if (!is_letter(c) || !text_is_among(remark_word(text, &next, room), TEXT("and in")))
            return;
    }
}

/* "Setting", "we set", "substitute": what stands behind the last such word of the text; its `at` is NULL if none is there. */
static struct text behind_opener(struct text text)
{
    struct text behind = {NULL, 0}, word;
    char room[32];
    bool may = false, concludes = false; /* "so we set $p = 2$": that it must be 2 is claimed */
    for (size_t at = 0; (word = remark_word(text, &at, room)).size;) {
        bool const strong = text_is_among(word, TEXT("setting letting substituting plugging taking substitute plug"));
        concludes |= text_is_among(word, TEXT("so thus hence therefore"));
        if (strong || (may && !concludes && text_is_among(word, TEXT("set let take"))))
            behind = text_part(text, at, text.size);
        may = text_is_among(word, TEXT("we can to if"));
    }
    return behind;
}

/* "x = 3", "AB = c", "x_1 = y_1 = 2": names get values? */
static bool names_value(struct text item)
{
    static const char *const further[] = {"<", ">", "\\le", "\\ge", "\\ne", "\\text", "\\boxed"};
    size_t const sign = text_find(item, TEXT("="), 0);
    for (size_t i = 0; i < sign; i++)
        if (!is_letter(item.at[i]) && !is_digit(item.at[i]) && !strchr("_{}\\' ", item.at[i]))
            return false;
    return sign > 0 && sign < item.size && !is_digit(item.at[0]) && !text_holds_any(item, further, COUNT(further));
}

bool remark_is_chosen(struct text step, size_t start, size_t end)
{
    static const char goes_on[] = "we into gives give giving yields yield to this it the our leads produces makes results";
    bool math = false;
    size_t at = 0;
    char room[32];
    if (!names_value(text_part(step, start, end)))
        return false;
    struct text const before = behind_opener(text_part(step, start - MIN(start, (size_t)LIST_MAX), start));
    if (!before.at)
        return false;
    pass_list(before, &at, &math);
    if (at < before.size || !math || text_find(before, TEXT("\\text"), 0) < before.size)
        return false;
    struct text const behind = text_part(step, end, MIN(step.size, end + LIST_MAX));
    at = 0;
    pass_list(behind, &at, &math);
    if (remark_has_word(behind, "not cannot can't no never isn't doesn't"))
        return false;
    return at < behind.size && is_letter(behind.at[at]) && text_is_among(remark_word(behind, &at, room), text_of(goes_on));
}
