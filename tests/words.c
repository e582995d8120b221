/* words: what each word that matters means (word.h), in lower, upper and title case, and what words between formulas say. The list is written out here, apart from the
 * table in word.c, so that a word which the table's short cuts hide, or which has slipped out of it, is missed.
 */
#include "token.h"

#include <stdio.h>

static const struct {
    enum word_role role;
    const char *words; /* "word" or "word=num" or "word=num/den", parted by spaces */
} expected[] = {
    {WORD_CARDINAL, "one=1 two=2 three=3 four=4 five=5 six=6 seven=7 eight=8 nine=9 ten=10 eleven=11 twelve=12 thirteen=13 "
                    "fourteen=14 fifteen=15 sixteen=16 seventeen=17 eighteen=18 nineteen=19 twenty=20 thirty=30 forty=40 "
                    "fourty=40 fifty=50 sixty=60 seventy=70 eighty=80 ninety=90"},
    {WORD_SCALE, "hundred=100 hundreds=100 thousand=1000 thousands=1000 million=1000000 millions=1000000 "
                 "billion=1000000000 dozen=12 dozens=12"},
    {WORD_FRACTION, "half=1/2 halves=1/2 halved=1/2 third=1/3 thirds=1/3 quarter=1/4 quarters=1/4 fourth=1/4 fourths=1/4 "
                    "fifth=1/5 fifths=1/5 sixth=1/6 sixths=1/6 seventh=1/7 sevenths=1/7 eighth=1/8 eighths=1/8 ninth=1/9 "
                    "ninths=1/9 tenth=1/10 tenths=1/10"},
    {WORD_MULTIPLE, "twice=2 double=2 doubled=2 doubles=2 triple=3 tripled=3 triples=3 thrice=3 quadruple=4"},
    {WORD_GROUP, "both=2 pair=2 couple=2 once=1"},
    {WORD_TIMES, "times multiplied"},
    {WORD_PLUS, "plus"},
    {WORD_MINUS, "minus"},
    {WORD_DIVIDED, "divided"},
    {WORD_OF, "of"},
    {WORD_AND, "and"},
    {WORD_BY, "by"},
    {WORD_PER, "per each every a an"},
    {WORD_EQUALS, "equals equal"},
    {WORD_IS, "is are was were makes gives"},
    {WORD_ROUNDING, "about approximately approx around almost nearly round rounds rounded rounding roughly"},
    {WORD_JOINS, "to from than or with into at"},
    {WORD_CLAUSE, "because so since which then if as after before but while when that has have had"},
    {WORD_ORDINAL, "st nd rd th"},
    {WORD_CLOCK, "am pm o'clock noon midnight"},
    {WORD_REMAINDER, "remainder leftover"},
    {WORD_FUNCTION, "mod pi log squared factorial"},
    {WORD_RETRACTS, "not wrong incorrect mistake wait suppose instead isn't doesn't oops fails invalid absurd nonsense untrue"},
    {WORD_LETTER, "b c d e f g h i j k l m n o p q r s t u v w x y z"},
    {WORD_PLAIN, "apples on onee tw twos timess andy ofof Is-it perr thi fourteenths elevens halfs zero dozenth approximatel "
                 "approximatelyy seventeenth incomprehensible 7 é it's"},
};

static const struct {
    unsigned turns;
    const char *text;
} between[] = {
    {0, ""},
    {0, " and it's a sum of 7: "},
    {0, "'so' sot iff"},
    {WORD_DERIVES, ", SO we get "},
    {WORD_DERIVES, "which-simplifies"},
    {WORD_TURNS, "Because the fourth "},
    {WORD_SUPPOSES, "It isn't; hypothetically,"},
    {WORD_DERIVES | WORD_TURNS, "Similarly, it becomes"},
    {WORD_DERIVES | WORD_TURNS | WORD_SUPPOSES, "if so, then another"},
};

static bool check_between(unsigned turns, struct text text)
{
    bool const good = word_turns_in(text) == turns;
    if (!good)
        printf("FAILED \"%.*s\": turns %u; expected %u\n", (int)text.size, text.at, word_turns_in(text), turns);
    return good;
}

enum letter_case { LOWER, UPPER, TITLE, CASES };

static struct text in_case(struct text word, enum letter_case letters, char *out)
{
    for (size_t i = 0; i < word.size; i++) {
        bool const capital = letters == UPPER || (letters == TITLE && i == 0);
        char const c = to_lower(word.at[i]);
        out[i] = (char)(capital && is_letter(c) ? c - 32 : c);
    }
    return (struct text){out, word.size};
}

static int64_t number_at(struct text text, size_t *at)
{
    int64_t number = 0;
    for (; *at < text.size && is_digit(text.at[*at]); ++*at)
        number = number * 10 + (text.at[*at] - '0');
    return number;
}

/* The word as the first token of a text. */
static struct word read_word(struct text word)
{
    char text[40];
    struct arena arena = {0};
    memcpy(text, word.at, word.size);
    memcpy(text + word.size, " 5", 2);
    struct tokens const tokens = tokens_read((struct text){text, word.size + 2}, &arena);
    struct word const found = tokens.items[0].word;
    arena_free(&arena);
    return found;
}

static bool same(struct word a, struct word b)
{
    return a.role == b.role && a.num == b.num && a.den == b.den;
}

/* One entry, "third=1/3", in every case. */
static bool check(enum word_role role, struct text entry)
{
    size_t at = text_find(entry, TEXT("="), 0);
    struct text const word = text_part(entry, 0, at);
    int64_t num = 0, den = 1;
    bool good = true;
    if (at++ < entry.size)
        num = number_at(entry, &at);
    if (at++ < entry.size)
        den = number_at(entry, &at);
    for (enum letter_case letters = LOWER; letters < CASES; letters++) {
        char letters_of[32];
        struct text const written = in_case(word, letters, letters_of);
        struct word const found = word_of(written), wanted = {.num = (int32_t)num, .den = (int16_t)den, .role = (uint8_t)role};
        if (same(found, wanted) &&
            (!is_letter(written.at[0]) || memchr(written.at, '-', written.size) || same(read_word(written), wanted)))
            continue;
        printf("FAILED %.*s: role %d, value %d/%d; expected role %d, value %d/%d\n", (int)word.size, letters_of, found.role,
               (int)found.num, (int)found.den, (int)role, (int)num, (int)den);
        good = false;
    }
    return good;
}

int main(void)
{
    size_t passed = 0, failed = 0;
    for (size_t i = 0; i < COUNT(expected); i++) {
        struct text const words = text_of(expected[i].words);
        for (size_t at = 0; at < words.size; at++) {
            size_t const start = at;
            at = text_find(words, TEXT(" "), at);
            if (check(expected[i].role, text_part(words, start, at)))
                passed++;
            else
                failed++;
        }
    }
    for (size_t i = 0; i < COUNT(between); i++)
        if (check_between(between[i].turns, text_of(between[i].text)))
            passed++;
        else
            failed++;
    printf("%zu passed, %zu failed, 0 skipped\n", passed, failed);
    return failed ? EXIT_FINDINGS : EXIT_OK;
}
