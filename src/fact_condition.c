#include "fact_parts.h"

const struct formula *fact_named(struct arena *arena, const char *name, const struct formula *const *args, size_t count)
{
    return formula_new(arena, FORMULA_CALL, FUNCTION_UNKNOWN, text_of(name), args, count, NULL);
}

void fact_add(struct cursor *c, enum whole_property is, bool not, const struct formula *a, const struct formula *b)
{
    const struct formula *const args[] = {a, b};
    const struct formula *f = fact_named(c->arena, whole_properties[is], args, (size_t)(a != NULL) + (b != NULL));
    c->fine = c->fine && c->count < FACT_CONDITIONS_MAX;
    if (c->fine)
        c->conditions[c->count++] = not ? fact_named(c->arena, WHOLE_NOT, &f, 1) : f;
}

/* "than 5", "than or equal to 5" */
static bool compared(struct cursor *c, bool less)
{
    bool const than = fact_word(c, "than"), equal = than && fact_word(c, "or") && fact_word(c, "equal") && fact_word(c, "to");
    const struct formula *f = than ? fact_value(c) : NULL;
    if (f)
        fact_add(c, less ? equal ? WHOLE_AT_MOST : WHOLE_BELOW : equal ? WHOLE_AT_LEAST : WHOLE_ABOVE, false, f, NULL);
    return f != NULL;
}

/* "between 4 and 18, inclusive", "from 4 to 18" */
bool fact_range(struct cursor *c, bool between)
{
    const struct formula *low = fact_value(c);
    const struct formula *high = low && fact_word(c, between ? "and" : "to through") ? fact_value(c) : NULL;
    if (!high)
        return false;
    size_t const behind = c->at;
    fact_mark(c, ITEM_COMMA);
    fact_mark(c, ITEM_OTHER);
    bool const inclusive = fact_word(c, "inclusive");
    if (inclusive)
        fact_mark(c, ITEM_OTHER);
    else
        c->at = behind;
    if (between && !inclusive) {
        fact_add(c, WHOLE_BETWEEN, false, low, high);
        return true;
    }
    fact_add(c, WHOLE_AT_LEAST, false, low, NULL);
    fact_add(c, WHOLE_AT_MOST, false, high, NULL);
    return true;
}

/* "at most 5", "below 5", "up to 5" */
static bool one_sided(struct cursor *c)
{
    static const struct {
        const char *first, *second;
        enum whole_property is;
    } bounds[] = {
        {"at", "most", WHOLE_AT_MOST},       {"at", "least", WHOLE_AT_LEAST},  {"up", "to", WHOLE_AT_MOST},
        {"not", "exceeding", WHOLE_AT_MOST}, {"below under", "", WHOLE_BELOW}, {"above over exceeding", "", WHOLE_ABOVE},
    };
    size_t const start = c->at;
    for (size_t i = 0; i < COUNT(bounds); i++) {
        c->at = start;
        const struct formula *f = fact_word(c, bounds[i].first) && (bounds[i].second[0] == '\0' || fact_word(c, bounds[i].second))
                                      ? fact_value(c)
                                      : NULL;
        if (f) {
            fact_add(c, bounds[i].is, false, f, NULL);
            return true;
        }
    }
    c->at = start;
    return false;
}

bool fact_bounded(struct cursor *c)
{
    size_t const start = c->at;
    if (fact_word(c, "between") ? fact_range(c, true) : fact_word(c, "from") ? fact_range(c, false) : one_sided(c))
        return true;
    c->at = start;
    if (fact_word(c, "less smaller lower") ? compared(c, true)
                                           : fact_word(c, "greater larger bigger more higher") && compared(c, false))
        return true;
    c->at = start;
    return false;
}

/* "by 4 and 6", "of both 4 and 6": each of them */
bool fact_each_of(struct cursor *c, enum whole_property is, bool not )
{
    const struct formula *f;
    size_t behind = c->at;
    bool found = false;
    fact_word(c, "both");
    while ((f = fact_value(c)) != NULL && !(found && is == WHOLE_DIVISOR && c->one_divisor)) {
        fact_add(c, is, not, f, NULL);
        behind = c->at;
        found = true;
        if (!fact_word(c, not ? "or nor" : "and"))
            break;
        fact_word(c, "of by"); /* "of 5 and of 7" */
    }
    c->at = behind;
    return found;
}

/* "multiples of", "divisors of", "powers of" something */
bool fact_relative(struct cursor *c, bool not )
{
    static const struct {
        const char *first, *second;
        enum whole_property is;
    } relations[] = {
        {"divisible", "by", WHOLE_MULTIPLE},
        {"multiple multiples", "of", WHOLE_MULTIPLE},
        {"divisor divisors factor factors", "of", WHOLE_DIVISOR},
        {"power powers", "of", WHOLE_POWER},
        {"coprime", "to", WHOLE_COPRIME},
    };
    size_t const start = c->at;
    for (size_t i = 0; i < COUNT(relations); i++) {
        c->at = start;
        if (fact_word(c, relations[i].first) && fact_word(c, relations[i].second) && fact_each_of(c, relations[i].is, not ))
            return true;
    }
    c->at = start;
    if (fact_word(c, "relatively") && fact_word(c, "prime") && fact_word(c, "to") && fact_each_of(c, WHOLE_COPRIME, not ))
        return true;
    c->at = start;
    return false;
}

bool fact_kind(struct cursor *c, bool not )
{
    static const struct {
        const char *words;
        enum whole_property is;
    } kinds[] = {
        {"prime primes", WHOLE_PRIME},
        {"composite composites", WHOLE_COMPOSITE},
        {"even evens", WHOLE_EVEN},
        {"odd odds", WHOLE_ODD},
        {"square squares", WHOLE_SQUARE},
        {"cube cubes", WHOLE_CUBE},
        {"palindromic palindrome palindromes", WHOLE_PALINDROME},
    };
    for (size_t i = 0; i < COUNT(kinds); i++)
        if (fact_word(c, kinds[i].words)) {
            fact_add(c, kinds[i].is, not, NULL, NULL);
            return true;
        }
    return false;
}

/* "two-digit", "3-digit" */
bool fact_of_digits(struct cursor *c)
{
    size_t const start = c->at;
    const struct formula *f = fact_word(c, "single") ? formula_number(c->arena, 1) : fact_number(c);
    if (f && fact_word(c, "digit")) {
        fact_add(c, WHOLE_DIGITS, false, f, NULL);
        return true;
    }
    c->at = start;
    return false;
}

/* What stands behind "is", "that are": "divisible by 7", "not even", "less than 10" */
bool fact_quality(struct cursor *c)
{
    fact_word(c, "both");
    bool const not = fact_word(c, "not");
    if (fact_relative(c, not ) || (!not &&(fact_bounded(c) || fact_of_digits(c) || fact_trait(c, false))))
        return true;
    bool const perfect = fact_word(c, "perfect");
    c->fine = c->fine && (!perfect || fact_is_word(c->r, c->at, "square squares cube cubes"));
    return fact_kind(c, not );
}

/* "leave a remainder of 2 when divided by 7" */
static bool remains(struct cursor *c, bool clause)
{
    fact_word(c, clause ? "leave leaves give gives has have" : "with leaving");
    const struct formula *rest = fact_word(c, "remainder") && fact_word(c, "of") ? fact_value(c) : NULL;
    const struct formula *by =
        rest && fact_word(c, "when upon") && fact_word(c, "divided division") && fact_word(c, "by") ? fact_value(c) : NULL;
    if (by)
        fact_add(c, WHOLE_REMAINDER, false, rest, by);
    return by != NULL;
}

/* "congruent to 2 (mod 7)" */
static bool congruent(struct cursor *c, bool clause)
{
    if (clause)
        return false;
    const struct formula *rest = fact_word(c, "congruent") && fact_word(c, "to") ? fact_value(c) : NULL;
    bool const bracket = rest && fact_mark(c, ITEM_OTHER);
    const struct formula *by = rest && fact_word(c, "mod modulo") ? fact_value(c) : NULL;
    if (!by || (bracket && !fact_mark(c, ITEM_OTHER)))
        return false;
    fact_add(c, WHOLE_REMAINDER, false, rest, by);
    return true;
}

/* "whose digits add up to 12", "have digits that sum to 12" */
static bool of_digit_sum(struct cursor *c, bool clause)
{
    bool said = fact_word(c, clause ? "have has" : "whose") && fact_word(c, "digits") && (!clause || fact_word(c, "that")) &&
                fact_word(c, "add sum");
    if (said) {
        fact_word(c, "up");
        said = fact_word(c, "to");
    }
    const struct formula *sum = said ? fact_value(c) : NULL;
    if (sum)
        fact_add(c, WHOLE_DIGIT_SUM, false, sum, NULL);
    return sum != NULL;
}

/* "0 or 5", "1, 3, 7, or 9" */
bool fact_last_digit_among(struct cursor *c)
{
    const struct formula *digits[FACT_DIGITS], *next;
    size_t count = 0, behind = c->at;
    while (count < FACT_DIGITS && (next = fact_value(c)) != NULL) {
        digits[count++] = next;
        behind = c->at;
        fact_mark(c, ITEM_COMMA);
        if (fact_word(c, "or"))
            continue;
    }
    c->at = behind;
    return fact_add_last_digits(c, digits, count);
}

bool fact_add_last_digits(struct cursor *c, const struct formula *const *digits, size_t count)
{
    fact_add(c, WHOLE_LAST_DIGIT, false, formula_new(c->arena, FORMULA_LIST, 0, TEXT(""), digits, count, NULL), NULL);
    return count > 0;
}

/* "end in 7", "end with the digit 7", "with a units digit of 7" */
static bool ends_in(struct cursor *c, bool clause)
{
    if (fact_word(c, clause ? "end ends" : "ending")) {
        bool const said = fact_word(c, "in with");
        fact_word(c, "digit");
        return said && fact_last_digit_among(c);
    }
    return fact_word(c, clause ? "has have" : "with") && fact_word(c, "units ones unit last") && fact_word(c, "digit") &&
           fact_word(c, "of") && fact_last_digit_among(c);
}

/* "with a 5 in the units place" */
static bool has_in_place(struct cursor *c, bool clause)
{
    const struct formula *digit = fact_word(c, clause ? "has have" : "with") ? fact_value(c) : NULL;
    return digit && fact_word(c, "in") && fact_word(c, "units ones unit") && fact_word(c, "place") &&
           fact_add_last_digits(c, &digit, 1);
}

/* "with exactly 6 divisors", "that have an odd number of divisors", as squares have */
static bool of_divisors(struct cursor *c, bool clause)
{
    if (!fact_word(c, clause ? "has have" : "with"))
        return false;
    bool const odd = fact_word(c, "odd"), parity = (odd || fact_word(c, "even")) && fact_word(c, "number") && fact_word(c, "of");
    const struct formula *count = parity ? NULL : fact_number(c);
    if ((!parity && !count) || !fact_word(c, "divisors factors") || fact_is_word(c->r, c->at, "of"))
        return false;
    fact_add(c, parity ? WHOLE_SQUARE : WHOLE_DIVISORS, parity && !odd, count, NULL);
    return true;
}

bool fact_trait(struct cursor *c, bool clause)
{
    static bool (*const ways[])(struct cursor *, bool) = {remains, congruent, of_digit_sum, ends_in, has_in_place, of_divisors};
    size_t const start = c->at;
    for (size_t i = 0; i < COUNT(ways); i++) {
        c->at = start;
        if (ways[i](c, clause))
            return true;
    }
    c->at = start;
    return false;
}
