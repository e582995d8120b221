#include "wording.h"

enum { LETTERS_MAX = 64, CLOCK_MAX = 12, HALF = 12 * 60 };

/* The next letter of words; commands and what is no letter are passed over. 0 at the end, '?' at what no plain words hold. */
static char next_letter(struct text t, size_t *at)
{
    while (*at < t.size) {
        char const c = t.at[(*at)++];
        if (is_letter(c) || (unsigned char)c >= 128)
            return to_lower(c);
        if (is_digit(c) || memchr("^_/+-=<>*", c, 9))
            return '?';
        while (c == '\\' && *at < t.size && is_letter(t.at[*at]))
            ++*at;
    }
    return 0;
}

bool wording_same(struct text a, struct text b)
{
    size_t i = 0, k = 0, count = 0;
    for (;; count++) {
        char const x = next_letter(a, &i), y = next_letter(b, &k);
        if (x == '?' || x != y)
            return false;
        if (!x)
            return count > 0;
    }
}

bool wording_is_word(struct text text)
{
    char room[LETTERS_MAX];
    size_t size = 0, at = 0;
    bool vowel = false, alphabetical = true;
    for (char c; (c = next_letter(text, &at)) != 0; size++) {
        if (size == LETTERS_MAX || c == '?')
            return false;
        vowel |= strchr("aeiouy", c) != NULL;
        alphabetical &= size == 0 || c == room[size - 1] + 1;
        room[size] = c;
    }
    struct text const word = {room, size};
    return (size > 3 && vowel && !alphabetical) || text_is_among(word, TEXT("yes no odd one two six ten red may"));
}

static const struct formula *constant(struct arena *arena, enum formula_constant which)
{
    return formula_new(arena, FORMULA_CONSTANT, (uint8_t)which, TEXT(""), NULL, 0, NULL);
}

/* Are all words among these, and one among those? */
static bool says(struct text words, const char *all, const char *one)
{
    for (size_t i = 0, end; i < words.size; i = end + 1) {
        for (end = i; end < words.size && words.at[end] != ' ';)
            end++;
        if (end > i && !text_is_among(text_part(words, i, end), text_of(all)))
            return false;
    }
    return text_has_word(words, text_of(one));
}

const struct formula *wording_formula(struct text text, struct arena *arena)
{
    static const char things[] =
        "there is are exist exists has have the a an x this equation system set of real number numbers value values "
        "solution solutions root roots such no none any all every reals infinitely infinite many empty";
    char room[LETTERS_MAX];
    size_t size = 0;
    for (size_t i = 0; i < text.size; i++) {
        bool const command = text.at[i] == '\\';
        while (command && i + 1 < text.size && is_letter(text.at[i + 1]))
            i++;
        if (size == LETTERS_MAX || is_digit(text.at[i]))
            return NULL;
        room[size++] = is_letter(text.at[i]) && !command ? to_lower(text.at[i]) : ' ';
    }
    struct text const words = {room, size};
    bool const many = text_has_word(words, TEXT("infinitely infinite many")),
               solution = text_has_word(words, TEXT("solution solutions exist exists root roots value values none"));
    if (!says(words, things, "no none any all every infinitely infinite empty"))
        return NULL;
    if (many)
        return says(words, things, "infinitely infinite") ? formula_words(arena, TEXT("infinitely many")) : NULL;
    if (text_has_word(words, TEXT("empty")))
        return text_has_word(words, TEXT("set")) ? constant(arena, CONSTANT_EMPTY) : NULL;
    if (text_has_word(words, TEXT("no none")))
        return solution ? constant(arena, CONSTANT_EMPTY) : NULL;
    return text_has_word(words, TEXT("real reals")) ? constant(arena, CONSTANT_REALS) : NULL;
}

/* "3:30pm" of "3:30 \text{ p.m.}"; empty if it is longer or holds anything else. */
static struct text clock_of(struct text t, char room[CLOCK_MAX])
{
    size_t size = 0;
    for (size_t i = 0; i < t.size; i++) {
        char const c = t.at[i];
        if (c == '\\')
            while (i + 1 < t.size && is_letter(t.at[i + 1]))
                i++;
        else if (is_letter(c) || is_digit(c) || c == ':') {
            if (size == CLOCK_MAX)
                return TEXT("");
            room[size++] = to_lower(c);
        } else if (!strchr(" .{}$~,;*", c))
            return TEXT("");
    }
    return (struct text){room, size};
}

/* Minutes since midnight; *half: it says a.m. or p.m., or needs not. False if it is no time. */
static bool clock_read(struct text t, int *minutes, bool *half)
{
    char room[CLOCK_MAX];
    t = clock_of(t, room);
    bool const pm = text_ends(t, TEXT("pm")), am = text_ends(t, TEXT("am"));
    t = text_part(t, 0, t.size - (pm || am ? 2 : 0));
    size_t const colon = text_find(t, TEXT(":"), 0);
    int hour = 0, minute = 0;
    if (colon == 0 || colon > 2 || (colon < t.size ? t.size != colon + 3 : !(pm || am)))
        return false;
    for (size_t i = 0; i < t.size; i++) {
        if (i != colon && !is_digit(t.at[i]))
            return false;
        if (i != colon)
            *(i < colon ? &hour : &minute) = *(i < colon ? &hour : &minute) * 10 + (t.at[i] - '0');
    }
    if (minute > 59 || hour > 23 || ((pm || am) && (hour == 0 || hour > 12)))
        return false;
    *half = pm || am || hour == 0 || hour > 12;
    *minutes = (pm || am ? hour % 12 + 12 * pm : hour) * 60 + minute;
    return true;
}

enum wording_time wording_times(struct text a, struct text b)
{
    int x, y;
    bool half_x, half_y;
    if (!clock_read(a, &x, &half_x) || !clock_read(b, &y, &half_y) || (!half_x && !half_y))
        return WORDING_NO_TIMES;
    if (half_x && half_y)
        return x == y ? WORDING_SAME_TIME : WORDING_OTHER_TIME;
    return x % HALF == y % HALF ? WORDING_EITHER_HALF : WORDING_OTHER_TIME;
}
