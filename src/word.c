#include "word.h"

#include "eight.h"

enum { INDEX_BITS = 12, INDEX_SIZE = 1 << INDEX_BITS }; /* several times the words: a look-up is found or missed at once */

const char word_crosses[] = "✗ ✘ ❌ ✖";

struct entry {
    const char *name;
    struct word word;
};

#define NUMBER(role, n)                                                                                                          \
    {                                                                                                                            \
        (n), 1, (role), 0                                                                                                        \
    }
#define FRACTION(n)                                                                                                              \
    {                                                                                                                            \
        1, (n), WORD_FRACTION, 0                                                                                                 \
    }
#define CARDINAL(n) NUMBER(WORD_CARDINAL, n)
#define ROLE(role)  NUMBER(role, 0)

static const struct entry entries[] = {
    {"assume", ROLE(WORD_RETRACTS)},
    {"assuming", ROLE(WORD_RETRACTS)},
    {"a", ROLE(WORD_PER)},
    {"and", ROLE(WORD_AND)},
    {"are", ROLE(WORD_IS)},
    {"as", ROLE(WORD_CLAUSE)},
    {"at", ROLE(WORD_JOINS)},
    {"after", ROLE(WORD_CLAUSE)},
    {"an", ROLE(WORD_PER)},
    {"around", ROLE(WORD_ROUNDING)},
    {"about", ROLE(WORD_ROUNDING)},
    {"am", ROLE(WORD_CLOCK)},
    {"approximately", ROLE(WORD_ROUNDING)},
    {"almost", ROLE(WORD_ROUNDING)},
    {"approx", ROLE(WORD_ROUNDING)},
    {"base", ROLE(WORD_FUNCTION)},
    {"by", ROLE(WORD_BY)},
    {"because", ROLE(WORD_CLAUSE)},
    {"before", ROLE(WORD_CLAUSE)},
    {"both", NUMBER(WORD_GROUP, 2)},
    {"but", ROLE(WORD_CLAUSE)},
    {"billion", NUMBER(WORD_SCALE, 1000000000)},
    {"clock", ROLE(WORD_CLOCK)},
    {"cubed", ROLE(WORD_FUNCTION)},
    {"choose", ROLE(WORD_FUNCTION)},
    {"cos", ROLE(WORD_FUNCTION)},
    {"can't", ROLE(WORD_RETRACTS)},
    {"cannot", ROLE(WORD_RETRACTS)},
    {"contradiction", ROLE(WORD_RETRACTS)},
    {"couple", NUMBER(WORD_GROUP, 2)},
    {"dozen", NUMBER(WORD_SCALE, 12)},
    {"double", NUMBER(WORD_MULTIPLE, 2)},
    {"divided", ROLE(WORD_DIVIDED)},
    {"doubles", NUMBER(WORD_MULTIPLE, 2)},
    {"doubled", NUMBER(WORD_MULTIPLE, 2)},
    {"doesn't", ROLE(WORD_RETRACTS)},
    {"dozens", NUMBER(WORD_SCALE, 12)},
    {"each", ROLE(WORD_PER)},
    {"every", ROLE(WORD_PER)},
    {"equal", ROLE(WORD_EQUALS)},
    {"equals", ROLE(WORD_EQUALS)},
    {"eight", CARDINAL(8)},
    {"eighth", FRACTION(8)},
    {"eleven", CARDINAL(11)},
    {"eighteen", CARDINAL(18)},
    {"eighty", CARDINAL(80)},
    {"eighths", FRACTION(8)},
    {"factorial", ROLE(WORD_FUNCTION)},
    {"fails", ROLE(WORD_RETRACTS)},
    {"false", ROLE(WORD_RETRACTS)},
    {"from", ROLE(WORD_JOINS)},
    {"four", CARDINAL(4)},
    {"five", CARDINAL(5)},
    {"fourth", FRACTION(4)},
    {"fifth", FRACTION(5)},
    {"fifths", FRACTION(5)},
    {"fifteen", CARDINAL(15)},
    {"fifty", CARDINAL(50)},
    {"forty", CARDINAL(40)},
    {"fourths", FRACTION(4)},
    {"fourteen", CARDINAL(14)},
    {"fourty", CARDINAL(40)},
    {"gives", ROLE(WORD_IS)},
    {"has", ROLE(WORD_CLAUSE)},
    {"have", ROLE(WORD_CLAUSE)},
    {"had", ROLE(WORD_CLAUSE)},
    {"half", FRACTION(2)},
    {"hundred", NUMBER(WORD_SCALE, 100)},
    {"halves", FRACTION(2)},
    {"halved", FRACTION(2)},
    {"hundreds", NUMBER(WORD_SCALE, 100)},
    {"imagine", ROLE(WORD_RETRACTS)},
    {"impossible", ROLE(WORD_RETRACTS)},
    {"invalid", ROLE(WORD_RETRACTS)},
    {"absurd", ROLE(WORD_RETRACTS)},
    {"nonsense", ROLE(WORD_RETRACTS)},
    {"untrue", ROLE(WORD_RETRACTS)},
    {"is", ROLE(WORD_IS)},
    {"if", ROLE(WORD_CLAUSE)},
    {"into", ROLE(WORD_JOINS)},
    {"instead", ROLE(WORD_RETRACTS)},
    {"incorrect", ROLE(WORD_RETRACTS)},
    {"isn't", ROLE(WORD_RETRACTS)},
    {"might", ROLE(WORD_RETRACTS)},
    {"makes", ROLE(WORD_IS)},
    {"million", NUMBER(WORD_SCALE, 1000000)},
    {"minus", ROLE(WORD_MINUS)},
    {"midnight", ROLE(WORD_CLOCK)},
    {"millions", NUMBER(WORD_SCALE, 1000000)},
    {"multiplied", ROLE(WORD_TIMES)},
    {"mistake", ROLE(WORD_RETRACTS)},
    {"mod", ROLE(WORD_FUNCTION)},
    {"never", ROLE(WORD_RETRACTS)},
    {"not", ROLE(WORD_RETRACTS)},
    {"nine", CARDINAL(9)},
    {"nd", ROLE(WORD_ORDINAL)},
    {"noon", ROLE(WORD_CLOCK)},
    {"ninth", FRACTION(9)},
    {"ninths", FRACTION(9)},
    {"nineteen", CARDINAL(19)},
    {"ninety", CARDINAL(90)},
    {"nearly", ROLE(WORD_ROUNDING)},
    {"of", ROLE(WORD_OF)},
    {"one", CARDINAL(1)},
    {"or", ROLE(WORD_JOINS)},
    {"once", NUMBER(WORD_GROUP, 1)},
    {"o'clock", ROLE(WORD_CLOCK)},
    {"oops", ROLE(WORD_RETRACTS)},
    {"pi", ROLE(WORD_FUNCTION)},
    {"per", ROLE(WORD_PER)},
    {"pair", NUMBER(WORD_GROUP, 2)},
    {"plus", ROLE(WORD_PLUS)},
    {"pm", ROLE(WORD_CLOCK)},
    {"quarter", FRACTION(4)},
    {"quarters", FRACTION(4)},
    {"quadruple", NUMBER(WORD_MULTIPLE, 4)},
    {"root", ROLE(WORD_FUNCTION)},
    {"round", ROLE(WORD_ROUNDING)},
    {"rounds", ROLE(WORD_ROUNDING)},
    {"remainder", ROLE(WORD_REMAINDER)},
    {"rd", ROLE(WORD_ORDINAL)},
    {"rounded", ROLE(WORD_ROUNDING)},
    {"rounding", ROLE(WORD_ROUNDING)},
    {"roughly", ROLE(WORD_ROUNDING)},
    {"squared", ROLE(WORD_FUNCTION)},
    {"sin", ROLE(WORD_FUNCTION)},
    {"sqrt", ROLE(WORD_FUNCTION)},
    {"so", ROLE(WORD_CLAUSE)},
    {"since", ROLE(WORD_CLAUSE)},
    {"six", CARDINAL(6)},
    {"seven", CARDINAL(7)},
    {"sixth", FRACTION(6)},
    {"st", ROLE(WORD_ORDINAL)},
    {"seventh", FRACTION(7)},
    {"sixty", CARDINAL(60)},
    {"sixteen", CARDINAL(16)},
    {"suppose", ROLE(WORD_RETRACTS)},
    {"seventeen", CARDINAL(17)},
    {"seventy", CARDINAL(70)},
    {"sixths", FRACTION(6)},
    {"sevenths", FRACTION(7)},
    {"tan", ROLE(WORD_FUNCTION)},
    {"tens", ROLE(WORD_FUNCTION)},
    {"to", ROLE(WORD_JOINS)},
    {"that", ROLE(WORD_CLAUSE)},
    {"then", ROLE(WORD_CLAUSE)},
    {"than", ROLE(WORD_JOINS)},
    {"times", ROLE(WORD_TIMES)},
    {"two", CARDINAL(2)},
    {"three", CARDINAL(3)},
    {"twice", NUMBER(WORD_MULTIPLE, 2)},
    {"third", FRACTION(3)},
    {"ten", CARDINAL(10)},
    {"th", ROLE(WORD_ORDINAL)},
    {"twenty", CARDINAL(20)},
    {"triple", NUMBER(WORD_MULTIPLE, 3)},
    {"thrice", NUMBER(WORD_MULTIPLE, 3)},
    {"thirds", FRACTION(3)},
    {"thirty", CARDINAL(30)},
    {"twelve", CARDINAL(12)},
    {"tenth", FRACTION(10)},
    {"tripled", NUMBER(WORD_MULTIPLE, 3)},
    {"triples", NUMBER(WORD_MULTIPLE, 3)},
    {"thirteen", CARDINAL(13)},
    {"tenths", FRACTION(10)},
    {"thousand", NUMBER(WORD_SCALE, 1000)},
    {"thousands", NUMBER(WORD_SCALE, 1000)},
    {"whether", ROLE(WORD_RETRACTS)},
    {"wrongly", ROLE(WORD_RETRACTS)},
    {"was", ROLE(WORD_IS)},
    {"with", ROLE(WORD_JOINS)},
    {"were", ROLE(WORD_IS)},
    {"which", ROLE(WORD_CLAUSE)},
    {"when", ROLE(WORD_CLAUSE)},
    {"while", ROLE(WORD_CLAUSE)},
    {"wait", ROLE(WORD_RETRACTS)},
    {"wrong", ROLE(WORD_RETRACTS)},
    {"log", ROLE(WORD_FUNCTION)},
    {"ln", ROLE(WORD_FUNCTION)},
    {"leftover", ROLE(WORD_REMAINDER)},
    {"unless", ROLE(WORD_RETRACTS)},
};

static const char derives[] =
    "so thus hence therefore implies means gives give giving get gets getting obtain obtains becomes become simplifies simplify "
    "simplified simplifying yields yield yielding follows then equals equal reduces rewritten rewrite rearranging rearrange "
    "solving dividing divide subtracting subtract adding add multiplying multiply factoring factor factors expanding expand "
    "expands combining combine cancel cancelling canceling both which is evaluates conclude turns leaving leaves";
static const char parts[] =
    "first second third fourth fifth other another case either factor next similarly likewise know given told since because also";
static const char supposes[] =
    "plugging plug check checking test testing verify suppose assume if would were unless wrong not cannot can't contradiction "
    "impossible mistake incorrect wait guess try "
    "trying false never neither supposing assuming doesn't isn't don't without whether imagine could instead hypothetically "
    "require requires need needs rule claims claimed thinks thought believes wrote says said mistakenly erroneously incorrectly "
    "pretend";

enum { TURNS_MAX = 200 }; /* words of these lists that are no entries */

/* The known words and, by their hash, where they stand there; words[0] is any other. Written before main() only. */
static struct {
    struct word_key key;
    struct word word;
} words[1 + 26 + COUNT(entries) + TURNS_MAX];
static uint16_t index_of[INDEX_SIZE];

static unsigned same(struct word_key a, struct word_key b)
{
    return ((a.head ^ b.head) | (a.tail ^ b.tail)) == 0;
}

/* The place of a key in the index, or the empty one where it would belong (Knuth: The Art of Computer Programming 3, 6.4). Whether
 * a word is known no one can foretell, but another in its place is rare: that is the only branch. */
static size_t place_of(struct word_key key)
{
    uint64_t const hash = (key.head ^ key.tail * 31) * UINT64_C(0x9E3779B97F4A7C15);
    size_t at = (size_t)(hash >> (64 - INDEX_BITS));
    while (index_of[at] > same(words[index_of[at]].key, key) << INDEX_BITS)
        at = (at + 1) % INDEX_SIZE;
    return at;
}

struct word word_of_key(struct word_key key)
{
    return words[index_of[place_of(key)]].word;
}

static struct word_key key_of(struct text word)
{
    char bytes[WORD_KEY_BYTES] = {0};
    for (size_t i = 0; i < word.size; i++)
        bytes[i] = to_lower(word.at[i]);
    return (struct word_key){eight_at(bytes), eight_at(bytes + 8)};
}

struct word word_of(struct text word)
{
    return word.size <= WORD_KEY_BYTES ? word_of_key(key_of(word)) : words[0].word;
}

static struct text word_at(struct text text, size_t at)
{
    size_t end = at;
    while (end < text.size && (is_letter(text.at[end]) || text.at[end] == '\''))
        end++;
    return text_part(text, at, end);
}

unsigned word_turns_in(struct text text)
{
    unsigned turns = 0;
    for (size_t at = 0; at < text.size; at++) {
        struct text const word = word_at(text, at);
        turns |= word.size > 1 ? word_of(word).turns : 0;
        at += word.size;
    }
    return turns;
}

/* The word, which is known or new. */
static struct word *add(struct text name)
{
    static uint16_t count;
    struct word_key const key = key_of(name);
    size_t const at = place_of(key);
    if (!index_of[at]) {
        if (++count == COUNT(words))
            die("word: too many");
        index_of[at] = count;
        words[count].key = key;
        words[count].word = words[0].word;
    }
    return &words[index_of[at]].word;
}

static void add_turns(const char *list, enum word_turn turn)
{
    for (struct text rest = text_of(list); rest.size;) {
        struct text const word = word_at(rest, 0);
        add(word)->turns |= (uint8_t)turn;
        rest = text_part(rest, MIN(word.size + 1, rest.size), rest.size);
    }
}

__attribute__((constructor)) static void fill(void)
{
    words[0].word = (struct word)ROLE(WORD_PLAIN);
    for (char letter = 'a'; letter <= 'z'; letter++)
        *add((struct text){&letter, 1}) = (struct word)ROLE(WORD_LETTER);
    for (size_t i = 0; i < COUNT(entries); i++)
        *add(text_of(entries[i].name)) = entries[i].word;
    add_turns(derives, WORD_DERIVES);
    add_turns(parts, WORD_TURNS);
    add_turns(supposes, WORD_SUPPOSES);
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

/* Which units begin with this letter, counted modulo 32. */
static uint64_t units_with[32];

__attribute__((constructor)) static void fill_units(void)
{
    _Static_assert(COUNT(units) <= 64, "a bit for each");
    for (size_t i = 0; i < COUNT(units); i++)
        units_with[units[i].name[0] & 31] |= UINT64_C(1) << i;
}

bool unit_of(struct text word, struct unit *out)
{
    struct text const singular = text_singular(word);
    for (uint64_t left = units_with[singular.at[0] & 31]; left; left &= left - 1) {
        size_t const i = (size_t)__builtin_ctzll(left);
        if (text_equal_nocase(text_of(units[i].name), singular)) {
            *out = units[i].unit;
            return true;
        }
    }
    return false;
}
