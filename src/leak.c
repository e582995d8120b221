#include "leak.h"

const char *leak_in(struct text text)
{
    static const char *const words[] = {"mistake", "incorrect", "wrong", "error", "oops", "mislead", "misinterpret", "actually"};
    for (size_t at = 0; at < text.size; at++)
        for (size_t i = 0; i < COUNT(words) && is_letter(text.at[at]) && (at == 0 || !is_letter(text.at[at - 1])); i++) {
            size_t const size = strlen(words[i]);
            if (text.size - at >= size && text_same_letters(text.at + at, words[i], size))
                return words[i];
        }
    return NULL;
}
