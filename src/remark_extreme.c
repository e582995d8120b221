#include "remark.h"

#include "remark_parts.h"

bool remark_has_only(struct text text, const char *list)
{
    char room[32];
    struct text word;
    for (size_t at = 0; (word = remark_word(text, &at, room)).size;)
        if (!text_is_among(word, text_of(list)))
            return false;
    return true;
}

enum remark_extreme remark_extreme_of(struct text step)
{
    static const char low
        [] = "smallest least smaller lowest",
     high[] = "largest greatest larger greater highest biggest",
     things[] = "integer integers solution root value values number possible whole of",
     other[] =
         "when occurs occur attained achieved equality minimize maximize minimized maximized at gives give minimum "
         "maximum sum product area than difference if multiple divisor factor prime digit digits common even odd negative "
         "perfect palindrome composite rational nonzero second next third not half twice thrice double triple times plus minus "
         "squared reciprocal opposite about approximately almost nearly";
    bool const small = remark_has_word(step, low), large = remark_has_word(step, high);
    return small == large || !remark_has_word(step, things) || remark_has_word(step, other) ? REMARK_NO_EXTREME
           : small                                                                          ? REMARK_SMALLEST
                                                                                            : REMARK_LARGEST;
}

enum remark_extreme remark_bound_of(struct text step)
{
    bool const low = remark_has_word(step, "minimum smallest least minimal"),
               high = remark_has_word(step, "maximum largest greatest maximal");
    return low == high ? REMARK_NO_EXTREME : low ? REMARK_SMALLEST : REMARK_LARGEST;
}

bool remark_reaches(struct text step, bool before)
{
    bool const says = remark_has_word(step, "equality") && remark_has_word(step, "occurs holds achieved attained");
    return (before || says) && !remark_has_word(step, "not cannot can't never no however unless impossible wrong would could "
                                                      "contradiction doesn't isn't");
}
