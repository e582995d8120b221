#include "word.h"

struct entry {
    char name[15];
    uint8_t size;
    struct word word;
};

#define CARDINAL(n)                                                                                                              \
    {                                                                                                                            \
        WORD_CARDINAL, (n), 1                                                                                                    \
    }
#define FRACTION(n)                                                                                                              \
    {                                                                                                                            \
        WORD_FRACTION, 1, (n)                                                                                                    \
    }
#define ROLE(role)                                                                                                               \
    {                                                                                                                            \
        (role), 0, 1                                                                                                             \
    }

/* By first letter, the frequent ones first, so that a look-up reads a line or two. */
static const struct entry entries_a[] = {
    {"assume", 6, ROLE(WORD_RETRACTS)},
    {"assuming", 8, ROLE(WORD_RETRACTS)},
    {"a", 1, ROLE(WORD_PER)},
    {"and", 3, ROLE(WORD_AND)},
    {"are", 3, ROLE(WORD_IS)},
    {"as", 2, ROLE(WORD_CLAUSE)},
    {"at", 2, ROLE(WORD_JOINS)},
    {"after", 5, ROLE(WORD_CLAUSE)},
    {"an", 2, ROLE(WORD_PER)},
    {"around", 6, ROLE(WORD_ROUNDING)},
    {"about", 5, ROLE(WORD_ROUNDING)},
    {"am", 2, ROLE(WORD_CLOCK)},
    {"approximately", 13, ROLE(WORD_ROUNDING)},
    {"almost", 6, ROLE(WORD_ROUNDING)},
    {"approx", 6, ROLE(WORD_ROUNDING)},
    {"", 0, ROLE(0)},
};
static const struct entry entries_b[] = {
    {"base", 4, ROLE(WORD_FUNCTION)},
    {"by", 2, ROLE(WORD_BY)},
    {"because", 7, ROLE(WORD_CLAUSE)},
    {"before", 6, ROLE(WORD_CLAUSE)},
    {"both", 4, {WORD_GROUP, 2, 1}},
    {"but", 3, ROLE(WORD_CLAUSE)},
    {"billion", 7, {WORD_SCALE, 1000000000, 1}},
    {"", 0, ROLE(0)},
};
static const struct entry entries_c[] = {
    {"clock", 5, ROLE(WORD_CLOCK)},
    {"cubed", 5, ROLE(WORD_FUNCTION)},
    {"choose", 6, ROLE(WORD_FUNCTION)},
    {"cos", 3, ROLE(WORD_FUNCTION)},
    {"can't", 5, ROLE(WORD_RETRACTS)},
    {"cannot", 6, ROLE(WORD_RETRACTS)},
    {"contradiction", 13, ROLE(WORD_RETRACTS)},
    {"couple", 6, {WORD_GROUP, 2, 1}},
    {"", 0, ROLE(0)},
};
static const struct entry entries_d[] = {
    {"dozen", 5, {WORD_SCALE, 12, 1}},     {"double", 6, {WORD_MULTIPLE, 2, 1}},
    {"divided", 7, ROLE(WORD_DIVIDED)},    {"doubles", 7, {WORD_MULTIPLE, 2, 1}},
    {"doubled", 7, {WORD_MULTIPLE, 2, 1}}, {"doesn't", 7, ROLE(WORD_RETRACTS)},
    {"dozens", 6, {WORD_SCALE, 12, 1}},    {"", 0, ROLE(0)},
};
static const struct entry entries_e[] = {
    {"each", 4, ROLE(WORD_PER)},
    {"every", 5, ROLE(WORD_PER)},
    {"equal", 5, ROLE(WORD_EQUALS)},
    {"equals", 6, ROLE(WORD_EQUALS)},
    {"eight", 5, CARDINAL(8)},
    {"eighth", 6, FRACTION(8)},
    {"eleven", 6, CARDINAL(11)},
    {"eighteen", 8, CARDINAL(18)},
    {"eighty", 6, CARDINAL(80)},
    {"eighths", 7, FRACTION(8)},
    {"", 0, ROLE(0)},
};
static const struct entry entries_f[] = {
    {"factorial", 9, ROLE(WORD_FUNCTION)},
    {"false", 5, ROLE(WORD_RETRACTS)},
    {"from", 4, ROLE(WORD_JOINS)},
    {"four", 4, CARDINAL(4)},
    {"five", 4, CARDINAL(5)},
    {"fourth", 6, FRACTION(4)},
    {"fifth", 5, FRACTION(5)},
    {"fifths", 6, FRACTION(5)},
    {"fifteen", 7, CARDINAL(15)},
    {"fifty", 5, CARDINAL(50)},
    {"forty", 5, CARDINAL(40)},
    {"fourths", 7, FRACTION(4)},
    {"fourteen", 8, CARDINAL(14)},
    {"fourty", 6, CARDINAL(40)},
    {"", 0, ROLE(0)},
};
static const struct entry entries_g[] = {
    {"gives", 5, ROLE(WORD_IS)},
    {"", 0, ROLE(0)},
};
static const struct entry entries_h[] = {
    {"has", 3, ROLE(WORD_CLAUSE)}, {"have", 4, ROLE(WORD_CLAUSE)},        {"had", 3, ROLE(WORD_CLAUSE)},
    {"half", 4, FRACTION(2)},      {"hundred", 7, {WORD_SCALE, 100, 1}},  {"halves", 6, FRACTION(2)},
    {"halved", 6, FRACTION(2)},    {"hundreds", 8, {WORD_SCALE, 100, 1}}, {"", 0, ROLE(0)},
};
static const struct entry entries_i[] = {
    {"imagine", 7, ROLE(WORD_RETRACTS)},   {"impossible", 10, ROLE(WORD_RETRACTS)}, {"is", 2, ROLE(WORD_IS)},
    {"if", 2, ROLE(WORD_CLAUSE)},          {"into", 4, ROLE(WORD_JOINS)},           {"instead", 7, ROLE(WORD_RETRACTS)},
    {"incorrect", 9, ROLE(WORD_RETRACTS)}, {"isn't", 5, ROLE(WORD_RETRACTS)},       {"", 0, ROLE(0)},
};
static const struct entry entries_m[] = {
    {"might", 5, ROLE(WORD_RETRACTS)},        {"makes", 5, ROLE(WORD_IS)},
    {"million", 7, {WORD_SCALE, 1000000, 1}}, {"minus", 5, ROLE(WORD_MINUS)},
    {"midnight", 8, ROLE(WORD_CLOCK)},        {"millions", 8, {WORD_SCALE, 1000000, 1}},
    {"multiplied", 10, ROLE(WORD_TIMES)},     {"mistake", 7, ROLE(WORD_RETRACTS)},
    {"mod", 3, ROLE(WORD_FUNCTION)},          {"", 0, ROLE(0)},
};
static const struct entry entries_n[] = {
    {"never", 5, ROLE(WORD_RETRACTS)},
    {"not", 3, ROLE(WORD_RETRACTS)},
    {"nine", 4, CARDINAL(9)},
    {"nd", 2, ROLE(WORD_ORDINAL)},
    {"noon", 4, ROLE(WORD_CLOCK)},
    {"ninth", 5, FRACTION(9)},
    {"ninths", 6, FRACTION(9)},
    {"nineteen", 8, CARDINAL(19)},
    {"ninety", 6, CARDINAL(90)},
    {"nearly", 6, ROLE(WORD_ROUNDING)},
    {"", 0, ROLE(0)},
};
static const struct entry entries_o[] = {
    {"of", 2, ROLE(WORD_OF)},
    {"one", 3, CARDINAL(1)},
    {"or", 2, ROLE(WORD_JOINS)},
    {"once", 4, {WORD_GROUP, 1, 1}},
    {"o'clock", 7, ROLE(WORD_CLOCK)},
    {"oops", 4, ROLE(WORD_RETRACTS)},
    {"", 0, ROLE(0)},
};
static const struct entry entries_p[] = {
    {"pi", 2, ROLE(WORD_FUNCTION)}, {"per", 3, ROLE(WORD_PER)},  {"pair", 4, {WORD_GROUP, 2, 1}},
    {"plus", 4, ROLE(WORD_PLUS)},   {"pm", 2, ROLE(WORD_CLOCK)}, {"", 0, ROLE(0)},
};
static const struct entry entries_q[] = {
    {"quarter", 7, FRACTION(4)},
    {"quarters", 8, FRACTION(4)},
    {"quadruple", 9, {WORD_MULTIPLE, 4, 1}},
    {"", 0, ROLE(0)},
};
static const struct entry entries_r[] = {
    {"root", 4, ROLE(WORD_FUNCTION)},       {"round", 5, ROLE(WORD_ROUNDING)},   {"rounds", 6, ROLE(WORD_ROUNDING)},
    {"remainder", 9, ROLE(WORD_REMAINDER)}, {"rd", 2, ROLE(WORD_ORDINAL)},       {"rounded", 7, ROLE(WORD_ROUNDING)},
    {"rounding", 8, ROLE(WORD_ROUNDING)},   {"roughly", 7, ROLE(WORD_ROUNDING)}, {"", 0, ROLE(0)},
};
static const struct entry entries_s[] = {
    {"squared", 7, ROLE(WORD_FUNCTION)}, {"sin", 3, ROLE(WORD_FUNCTION)}, {"sqrt", 4, ROLE(WORD_FUNCTION)},
    {"so", 2, ROLE(WORD_CLAUSE)},        {"since", 5, ROLE(WORD_CLAUSE)}, {"six", 3, CARDINAL(6)},
    {"seven", 5, CARDINAL(7)},           {"sixth", 5, FRACTION(6)},       {"st", 2, ROLE(WORD_ORDINAL)},
    {"seventh", 7, FRACTION(7)},         {"sixty", 5, CARDINAL(60)},      {"sixteen", 7, CARDINAL(16)},
    {"suppose", 7, ROLE(WORD_RETRACTS)}, {"seventeen", 9, CARDINAL(17)},  {"seventy", 7, CARDINAL(70)},
    {"sixths", 6, FRACTION(6)},          {"sevenths", 8, FRACTION(7)},    {"", 0, ROLE(0)},
};
static const struct entry entries_t[] = {
    {"tan", 3, ROLE(WORD_FUNCTION)},
    {"tens", 4, ROLE(WORD_FUNCTION)},
    {"to", 2, ROLE(WORD_JOINS)},
    {"that", 4, ROLE(WORD_CLAUSE)},
    {"then", 4, ROLE(WORD_CLAUSE)},
    {"than", 4, ROLE(WORD_JOINS)},
    {"times", 5, ROLE(WORD_TIMES)},
    {"two", 3, CARDINAL(2)},
    {"three", 5, CARDINAL(3)},
    {"twice", 5, {WORD_MULTIPLE, 2, 1}},
    {"third", 5, FRACTION(3)},
    {"ten", 3, CARDINAL(10)},
    {"th", 2, ROLE(WORD_ORDINAL)},
    {"twenty", 6, CARDINAL(20)},
    {"triple", 6, {WORD_MULTIPLE, 3, 1}},
    {"thrice", 6, {WORD_MULTIPLE, 3, 1}},
    {"thirds", 6, FRACTION(3)},
    {"thirty", 6, CARDINAL(30)},
    {"twelve", 6, CARDINAL(12)},
    {"tenth", 5, FRACTION(10)},
    {"tripled", 7, {WORD_MULTIPLE, 3, 1}},
    {"triples", 7, {WORD_MULTIPLE, 3, 1}},
    {"thirteen", 8, CARDINAL(13)},
    {"tenths", 6, FRACTION(10)},
    {"thousand", 8, {WORD_SCALE, 1000, 1}},
    {"thousands", 9, {WORD_SCALE, 1000, 1}},
    {"", 0, ROLE(0)},
};
static const struct entry entries_w[] = {
    {"whether", 7, ROLE(WORD_RETRACTS)},
    {"wrongly", 7, ROLE(WORD_RETRACTS)},
    {"was", 3, ROLE(WORD_IS)},
    {"with", 4, ROLE(WORD_JOINS)},
    {"were", 4, ROLE(WORD_IS)},
    {"which", 5, ROLE(WORD_CLAUSE)},
    {"when", 4, ROLE(WORD_CLAUSE)},
    {"while", 5, ROLE(WORD_CLAUSE)},
    {"wait", 4, ROLE(WORD_RETRACTS)},
    {"wrong", 5, ROLE(WORD_RETRACTS)},
    {"", 0, ROLE(0)},
};
static const struct entry entries_l[] = {
    {"log", 3, ROLE(WORD_FUNCTION)},
    {"ln", 2, ROLE(WORD_FUNCTION)},
    {"leftover", 8, ROLE(WORD_REMAINDER)},
    {"", 0, ROLE(0)},
};
static const struct entry entries_u[] = {{"unless", 6, ROLE(WORD_RETRACTS)}, {"", 0, ROLE(0)}};
static const struct entry entries_none[] = {{"", 0, ROLE(0)}};

static const struct entry *const by_letter[26] = {
    entries_a,    entries_b,    entries_c, entries_d,    entries_e, entries_f,    entries_g,    entries_h,    entries_i,
    entries_none, entries_none, entries_l, entries_m,    entries_n, entries_o,    entries_p,    entries_q,    entries_r,
    entries_s,    entries_t,    entries_u, entries_none, entries_w, entries_none, entries_none, entries_none,
};

/* tests/words.c checks the sets against the words above. */
const uint64_t word_marks[26] = {
    UINT64_C(0x406449450004081C), UINT64_C(0x4100200410400080), UINT64_C(0x1803001020101000), UINT64_C(0x4000001010101200),
    UINT64_C(0x8004098101000102), UINT64_C(0x001000A130010238), UINT64_C(0x0000000000200000), UINT64_C(0x0D04040000800800),
    UINT64_C(0x4040004020A00400), UINT64_C(0x0000000000000000), UINT64_C(0x0000000000000000), UINT64_C(0x4200000080000000),
    UINT64_C(0x0241200019200002), UINT64_C(0x4014408142000000), UINT64_C(0x4200410040000200), UINT64_C(0x0040010082400000),
    UINT64_C(0x0004001000080000), UINT64_C(0x40014C0018000040), UINT64_C(0x20754AC550004040), UINT64_C(0x1342284D19205150),
    UINT64_C(0x0200000000000000), UINT64_C(0x0000000000000000), UINT64_C(0x0040866840801000), UINT64_C(0x0000000000000000),
    UINT64_C(0x0000000000000000), UINT64_C(0x0000000000000000),
};

struct word word_find(struct text word)
{
    for (const struct entry *e = by_letter[(word.at[0] | 32) - 'a']; e->size; e++)
        if (e->size == word.size && text_same_letters(e->name, word.at, word.size))
            return e->word;
    return (struct word){word.size == 1 ? WORD_LETTER : WORD_PLAIN, 0, 1};
}

static const struct {
    const char *name;
    struct unit unit;
} units[] = {
    {"second", {'t', 1, 1}},      {"minute", {'t', 60, 1}},
    {"hour", {'t', 3600, 1}},     {"day", {'t', 86400, 1}},
    {"week", {'t', 604800, 1}},   {"inch", {'l', 1, 1}},
    {"inche", {'l', 1, 1}},       {"foot", {'l', 12, 1}},
    {"feet", {'l', 12, 1}},       {"yard", {'l', 36, 1}},
    {"mile", {'l', 63360, 1}},    {"ounce", {'w', 1, 1}},
    {"pound", {'w', 16, 1}},      {"ton", {'w', 32000, 1}},
    {"cent", {'m', 1, 1}},        {"cents", {'m', 1, 1}},
    {"dollar", {'m', 100, 1}},    {"cup", {'v', 1, 1}},
    {"pint", {'v', 2, 1}},        {"quart", {'v', 4, 1}},
    {"gallon", {'v', 16, 1}},     {"dozen", {'n', 12, 1}},
    {"pair", {'n', 2, 1}},        {"gram", {'g', 1, 1}},
    {"kilogram", {'g', 1000, 1}}, {"kg", {'g', 1000, 1}},
    {"g", {'g', 1, 1}},           {"meter", {'M', 100, 1}},
    {"metre", {'M', 100, 1}},     {"centimeter", {'M', 1, 1}},
    {"cm", {'M', 1, 1}},          {"kilometer", {'M', 100000, 1}},
    {"centimetre", {'M', 1, 1}},  {"kilometre", {'M', 100000, 1}},
    {"millilitre", {'L', 1, 1}},  {"km", {'M', 100000, 1}},
    {"liter", {'L', 1000, 1}},    {"litre", {'L', 1000, 1}},
    {"milliliter", {'L', 1, 1}},  {"ml", {'L', 1, 1}},
    {"quarter", {'m', 25, 1}},    {"dime", {'m', 10, 1}},
    {"nickel", {'m', 5, 1}},      {"penny", {'m', 1, 1}},
    {"pennie", {'m', 1, 1}},      {"hr", {'t', 3600, 1}},
    {"min", {'t', 60, 1}},        {"sec", {'t', 1, 1}},
    {"oz", {'w', 1, 1}},          {"lb", {'w', 16, 1}},
    {"ft", {'l', 12, 1}},         {"month", {'y', 1, 1}},
    {"year", {'y', 12, 1}},       {"decade", {'y', 120, 1}},
    {"century", {'y', 1200, 1}},
};

bool unit_of(struct text word, struct unit *out)
{
    struct text const singular =
        word.size > 2 && to_lower(word.at[word.size - 1]) == 's' ? text_part(word, 0, word.size - 1) : word;
    for (size_t i = 0; i < COUNT(units); i++)
        if (units[i].name[0] == to_lower(singular.at[0]) && text_equal_nocase(text_of(units[i].name), singular)) {
            *out = units[i].unit;
            return true;
        }
    return false;
}
