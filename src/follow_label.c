/* What a number counts, so that "$100" is no share of hundred and "12 pencils" are no months. */
#include "follow_parts.h"

#include "operand.h"

enum { NOUN_LEAST = 3 }; /* letters */

struct text follow_label(struct text text, const struct tokens *tokens, uint32_t first, uint32_t last)
{
    struct text const others =
        TEXT("for the and per with from each more less fewer are was were has had will can than then they their she his her its "
             "him out off not but now all any who this that these those total times left remaining altogether already extra");
    if (first && tokens->items[first - 1].kind == TOKEN_CURRENCY)
        return TEXT("$");
    struct text noun = operand_unit(text, tokens, last);
    if (text_ends(noun, TEXT("s")) && noun.size > NOUN_LEAST)
        noun.size--;
    return noun.size < NOUN_LEAST || text_is_among(noun, others) ? TEXT("") : noun;
}

bool follow_same_label(struct text a, struct text b)
{
    return a.size && text_equal_nocase(a, b);
}

bool follow_other_label(struct text a, struct text b)
{
    return a.size && b.size && !text_equal_nocase(a, b);
}

bool follow_no_constant(struct text label)
{
    struct unit known; /* days, dozens: there is a constant in them */
    return text_equal(label, TEXT("$")) || (label.size && !unit_of(label, &known));
}
