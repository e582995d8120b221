#include "fact_parts.h"

#define QUADRATIC "quadratic|equation|polynomial|function"
#define MAYBE     "? equation|polynomial|function? "

static const struct fact_pattern patterns[] = {
    {"remainder when|if # is divided by # is #", SENSE_REMAINDER},
    {"remainder of # when|upon divided|division by # is #", SENSE_REMAINDER},
    {"remainder of # divided by # is #", SENSE_REMAINDER},
    {"when|if # is divided by # remainder is #", SENSE_REMAINDER},
    {"when|if # is divided by # there is remainder of #", SENSE_REMAINDER},
    {"# rounded to nearest one|integer|whole is|equals #", SENSE_ROUNDED},
    {"# rounded to nearest whole number is|equals #", SENSE_ROUNDED},
    {"# rounded to nearest tenth is|equals #", SENSE_ROUNDED_TENTH},
    {"# rounded to nearest hundredth is|equals #", SENSE_ROUNDED_HUNDREDTH},
    {"# rounded to nearest thousandth is|equals #", SENSE_ROUNDED_THOUSANDTH},
    {"# has|leaves|gives remainder of # when|upon divided|division by #", SENSE_DIVISION}, /* see captured_otherwise() */
    {"# has|leaves|gives same remainder as # upon|when|after division|divided by #", SENSE_SAME_REMAINDER},
    {"# divided by # leaves|has|gives remainder of #", SENSE_REMAINDER},
    {"# divided by # leaves|has|gives remainder #", SENSE_REMAINDER},
    {"when|if we|you divide # by # we|you get # with remainder of #", SENSE_DIVISION},
    {"divide # by # we|you get # with remainder of #", SENSE_DIVISION},
    {"dividing # by # gives quotient of # and remainder of #", SENSE_DIVISION},
    {"dividing # by # gives quotient of # with remainder of #", SENSE_DIVISION},
    {"dividing # by # will give us answer of # with remainder of #", SENSE_DIVISION},
    {"dividing # by # gives|leaves remainder of #", SENSE_REMAINDER},
    {"dividing # by # gives|leaves us remainder of #", SENSE_REMAINDER},
    {"if|when we|you divide # by # we|you get|have remainder of #", SENSE_REMAINDER},
    {"if|when we|you divide # by # remainder is #", SENSE_REMAINDER},
    {"divide # by # and get|find|have remainder of #", SENSE_REMAINDER},
    {"# divided by # gives|yields|is|has quotient of # with|and remainder of #", SENSE_DIVISION},
    {"remainder of division|dividing # by # is #", SENSE_REMAINDER},
    {"# leaves|has|gives remainder # when|upon divided|division by #", SENSE_DIVISION},
    {"# and # share|have common factor|divisor of #", SENSE_BOTH_DIVISIBLE},
    {"# and # share|have factor of # in common", SENSE_BOTH_DIVISIBLE},
    {"# and # have no common factors|divisors", SENSE_COPRIME},
    {"# and # have no factors|divisors in common", SENSE_COPRIME},
    {"# and # share no common factors|divisors", SENSE_COPRIME},
    {"# and # are both multiples of #", SENSE_BOTH_DIVISIBLE},
    {"dividing # by # gives # with remainder of #", SENSE_DIVISION},
    {"# divided by # is # with remainder of #", SENSE_DIVISION},
    {"greatest common divisor|factor of * is #", SENSE_GCD},
    {"gcd of * is #", SENSE_GCD},
    {"greatest|largest divisor|factor of both * is #", SENSE_GCD},
    {"greatest|largest that divides both * is #", SENSE_GCD},
    {"least|lowest|smallest common multiple of * is #", SENSE_LCM},
    {"lcm of * is #", SENSE_LCM},
    {"sum of digits of # is #", SENSE_DIGIT_SUM},
    {"digit sum of # is #", SENSE_DIGIT_SUM},
    {"digits of # sum|add to #", SENSE_DIGIT_SUM},
    {"digits of # add up to #", SENSE_DIGIT_SUM},
    {"sum of roots|zeros is given? by? #", SENSE_ROOT_SUM},
    {"sum of roots|zeros of|to given|this? quadratic|cubic|quartic? equation|polynomial? is #", SENSE_ROOT_SUM},
    {"sum of roots|zeros of|to given? quadratic|cubic|quartic? equation|polynomial? of? form? # is given? by? #", SENSE_ROOT_SUM},
    {"product of roots|zeros is given? by? #", SENSE_ROOT_PRODUCT},
    {"product of roots|zeros of|to given|this? quadratic|cubic|quartic? equation|polynomial? is #", SENSE_ROOT_PRODUCT},
    {"product of roots|zeros of|to given? quadratic|cubic|quartic? equation|polynomial? of? form? # is given? by? #",
     SENSE_ROOT_PRODUCT},
    {"sum and product of roots|zeros|solutions of|to quadratic? equation|polynomial? of? form? # are given? by? *",
     SENSE_ROOT_BOTH},
    {"solutions|roots|zeros|zeroes|values are|is|to|: *", SENSE_SOLUTIONS},
    {"solutions|roots|zeros|zeroes|values are|is #", SENSE_SOLUTIONS}, /* ± */
    {"solutions|roots|zeros|zeroes|values|possibilities of|to|for # are *", SENSE_SOLUTIONS},
    {"solutions|roots|zeros|zeroes|values|possibilities of|to|for # are #", SENSE_SOLUTIONS},
    {"equation|polynomial|quadratic|cubic|function? # has roots|solutions|zeros|zeroes *", SENSE_SOLUTIONS},
    {"only possible values of|for # are *", SENSE_SOLUTIONS},
    {"only solutions|roots|values are *", SENSE_SOLUTIONS},
    {"sum of * is #", SENSE_SUM},
    {"adding * gives|yields #", SENSE_SUM},
    {"add|adding * we get #", SENSE_SUM},
    {"add * to get #", SENSE_SUM},
    {"product of * is #", SENSE_PRODUCT},
    {"multiplying * gives|yields #", SENSE_PRODUCT},
    {"multiply|multiplying * we get #", SENSE_PRODUCT},
    {"multiply * to get #", SENSE_PRODUCT},
    {"average|mean of * is #", SENSE_MEAN},
    {"positive? difference between|of * is #", SENSE_DIFFERENCE},
    {"ratio of # to # is #", SENSE_RATIO},
    {"prime factorization of # is|equals #", SENSE_FACTORIZATION},
    {"prime factorization of # we get|have|obtain #", SENSE_FACTORIZATION},
    {"prime factorization of # we end up with #", SENSE_FACTORIZATION},
    {"prime factorization of # to be #", SENSE_FACTORIZATION},
    {"prime factorization of # is equal to #", SENSE_FACTORIZATION},
    {"prime factorize # as|into #", SENSE_FACTORIZATION},
    {"prime factorizing # gives #", SENSE_FACTORIZATION},
    {"prime factorizing # gives you|us #", SENSE_FACTORIZATION},
    {"# prime factorizes|factors as|into|to #", SENSE_FACTORIZATION},
    {"prime factorizing # as|into #", SENSE_FACTORIZATION},
    {"# can|may be factored|prime-factorized|factorized as|into #", SENSE_VALUE},
    {"factor # as|into #", SENSE_VALUE},
    {"# is #", SENSE_PRODUCT_IS},
    {"# and # are both divisible by #", SENSE_BOTH_DIVISIBLE},
    {"# and # are divisible by #", SENSE_BOTH_DIVISIBLE},
    {"# and # are multiples of #", SENSE_BOTH_DIVISIBLE},
    {"# is divisible by both # and #", SENSE_DIVISIBLE},
    {"# is divisible by # and #", SENSE_DIVISIBLE},
    {"# is multiple of both # and #", SENSE_DIVISIBLE},
    {"# is multiple of # and #", SENSE_DIVISIBLE},
    {"# is divisible by #", SENSE_DIVISIBLE},
    {"# is multiple of #", SENSE_DIVISIBLE},
    {"# and # are relatively prime", SENSE_COPRIME},
    {"# and # are coprime", SENSE_COPRIME},
    {"# is relatively prime to #", SENSE_COPRIME},
    {"greatest|largest integer less than or equal to # is #", SENSE_FLOOR},
    {"greatest|largest integer that is less than or equal to # is #", SENSE_FLOOR},
    {"smallest|least integer greater than or equal to # is #", SENSE_CEIL},
    {"smallest|least integer that is greater than or equal to # is #", SENSE_CEIL},
    {"greatest|largest integer less|smaller than # is #", SENSE_BELOW},
    {"greatest|largest integer that is less|smaller than # is #", SENSE_BELOW},
    {"smallest|least integer greater|larger than # is #", SENSE_ABOVE},
    {"smallest|least integer that is greater|larger than # is #", SENSE_ABOVE},
    {"distance between # and # is # units?", SENSE_DISTANCE},
    {"distance from # to # is # units?", SENSE_DISTANCE},
    {"midpoint of # and # is #", SENSE_MIDPOINT},
    {"midpoint of line? segment from|joining|connecting|between # to|and # is #", SENSE_MIDPOINT},
    {"slope between|from # and|to # is #", SENSE_SLOPE},
    {"slope of line through|between|connecting|joining # and # is #", SENSE_SLOPE},
    {"slope of line passing through # and # is #", SENSE_SLOPE},
    {"# is less|smaller than #", SENSE_LESS},
    {"# is greater|larger|bigger than #", SENSE_MORE},
    {"# is not divisible by #", SENSE_INDIVISIBLE},
    {"# is not multiple of #", SENSE_INDIVISIBLE},
    {"# is factor|divisor of #", SENSE_FACTOR},
    {"# divides #", SENSE_FACTOR},
    {"# divides evenly into #", SENSE_FACTOR},
    {"# goes evenly into #", SENSE_FACTOR},
    {"# is even", SENSE_EVEN},
    {"# is odd", SENSE_ODD},
    {"units|ones|last|unit digit of # is #", SENSE_LAST_DIGIT},
    {"tens digit of # is #", SENSE_TENS_DIGIT},
    {"decimal representation|form|expansion|equivalent of # is # which|that repeats every # digits", SENSE_REPEATS},
    {"# has|is repeating block of # digits", SENSE_PERIOD},
    {"decimal representation|form|expansion|equivalent of # is # and it? has repeating block of length #", SENSE_REPEATS},
    {"decimal representation|form|expansion|equivalent of # repeats after? every # digits", SENSE_PERIOD},
    {"decimal representation|form|expansion|equivalent of # has repeating block of # digits", SENSE_PERIOD},
    {"decimal representation|form|expansion|equivalent of # is #", SENSE_VALUE},
    {"# can|may be expressed|written as repeating? decimal #", SENSE_VALUE},
    {"decimal representation of simplified fraction terminates if and only if its? denominator is divisible by no primes other "
     "than # and|or #",
     SENSE_TERMINATES},
    {"simplified fraction has terminating decimal representation if and only if its? denominator is divisible by no primes other "
     "than # and|or #",
     SENSE_TERMINATES},
    {"simplified fraction has repeating decimal representation if and only if its? denominator is divisible by prime other than "
     "# and|or #",
     SENSE_TERMINATES},
    {"last two digits of # are|is #", SENSE_LAST_TWO_DIGITS},
    {"last three digits of # are|is #", SENSE_LAST_THREE_DIGITS},
    {"square root of # is #", SENSE_SQUARE_ROOT},
    {"cube root of # is #", SENSE_CUBE_ROOT},
    {"square of # is #", SENSE_SQUARE},
    {"cube of # is #", SENSE_CUBE},
    {"reciprocal of # is #", SENSE_RECIPROCAL},
    {"half of # is #", SENSE_HALF},
    {"# divided by # is #", SENSE_DIVIDED},
    {"dividing # by # gives|yields #", SENSE_DIVIDED},
    {"dividing|divide # by # we get|find|have #", SENSE_DIVIDED},
    {"divide # by # to|and get|obtain #", SENSE_DIVIDED},
    {"divide # by # which gives|yields|is #", SENSE_DIVIDED},
    {"if|when we divide # by # we get #", SENSE_DIVIDED},
    {"dividing # by # gives quotient of # with|and remainder of #", SENSE_DIVISION},
    {"# times # is #", SENSE_MULTIPLIED},
    {"# multiplied by # is #", SENSE_MULTIPLIED},
    {"multiplying # by # gives|yields #", SENSE_MULTIPLIED},
    {"multiplying|multiply # by # we get|find|have #", SENSE_MULTIPLIED},
    {"multiply # by # to|and get|obtain #", SENSE_MULTIPLIED},
    {"multiply # by # which gives|yields|is #", SENSE_MULTIPLIED},
    {"if|when we multiply # by # we get #", SENSE_MULTIPLIED},
    {"# plus # is #", SENSE_ADDED},
    {"adding # to # gives|yields #", SENSE_ADDED},
    {"adding|add # to # we get|find|have #", SENSE_ADDED},
    {"add # to # to|and get|obtain #", SENSE_ADDED},
    {"add # to # which gives|yields|is #", SENSE_ADDED},
    {"if|when we add # to|and # we get #", SENSE_ADDED},
    {"# more than # is #", SENSE_ADDED},
    {"# minus # is #", SENSE_MINUS},
    {"subtracting # from # gives|yields|leaves #", SENSE_SUBTRACTED},
    {"subtracting|subtract # from # we get|find|have #", SENSE_SUBTRACTED},
    {"subtract # from # to|and get|obtain #", SENSE_SUBTRACTED},
    {"subtract # from # which gives|yields|is #", SENSE_SUBTRACTED},
    {"if|when we subtract # from # we get #", SENSE_SUBTRACTED},
    {"if|when # is subtracted from # result is #", SENSE_SUBTRACTED},
    {"# less than # is #", SENSE_SUBTRACTED},
    {"twice # is #", SENSE_TWICE},
    {"can|may express|write|rewrite # as #", SENSE_VALUE},
    {"express|write|rewrite # as #", SENSE_VALUE},
    {"# can|may be expressed|written|rewritten as #", SENSE_VALUE},
    {"# of # is #", SENSE_PART},
    {"quotient when|if # is divided by # is #", SENSE_QUOTIENT},
    {"quotient of # divided by # is #", SENSE_QUOTIENT},
    {"quotient of division # is #", SENSE_QUOTIENT},
    {"remainder when|if polynomial # is divided by polynomial # is #", SENSE_REMAINDER},
    {"remainder when|if # divides # is #", SENSE_REMAINDER_BY},
    {"degree of # is #", SENSE_DEGREE},
    {"degree of polynomial # is #", SENSE_DEGREE},
    {"# has degree #", SENSE_DEGREE},
    {"leading coefficient of # is #", SENSE_LEADING},
    {"leading coefficient of polynomial # is #", SENSE_LEADING},
    {"constant term of # is #", SENSE_CONSTANT},
    {"constant term in expansion of # is #", SENSE_CONSTANT},
    {"coefficient of # in # is #", SENSE_COEFFICIENT},
    {"coefficient of # term in # is #", SENSE_COEFFICIENT},
    {"coefficient of # in product|expansion|polynomial # is #", SENSE_COEFFICIENT},
    {"coefficient of # in expansion|product of # is #", SENSE_COEFFICIENT},
    {"coefficient of # term in expansion|product of # is #", SENSE_COEFFICIENT},
    {"coefficient of # when # is expanded is #", SENSE_COEFFICIENT},
    {"sum of coefficients of|in # is #", SENSE_COEFFICIENT_SUM},
    {"sum of coefficients of|in polynomial # is #", SENSE_COEFFICIENT_SUM},
    {"# is root|zero|solution of|to #", SENSE_ROOT},
    {"# is root|zero|solution of|to polynomial|equation|quadratic|function #", SENSE_ROOT},
    {"* are roots|zeros|zeroes|solutions of|to polynomial|quadratic|cubic? equation? #", SENSE_ROOTS},
    {"# has no real roots|zeros|solutions", SENSE_NO_ROOTS},
    {"equation|quadratic|polynomial|factor # has no real roots|zeros|solutions", SENSE_NO_ROOTS},
    {"quadratic factor # has no real roots|zeros|solutions", SENSE_NO_ROOTS},
    {"quadratic|equation|polynomial has no real roots|zeros|solutions", SENSE_NO_ROOTS},
    {"this quadratic|equation|polynomial has no real roots|zeros|solutions", SENSE_NO_ROOTS},
    {"discriminant of " QUADRATIC MAYBE "# is #", SENSE_DISCRIMINANT},
    {"discriminant of this|given? " QUADRATIC " equation|polynomial|function? is #", SENSE_DISCRIMINANT},
    {"discriminant is #", SENSE_DISCRIMINANT},
    {"discriminant of " QUADRATIC MAYBE "# is negative", SENSE_NEGATIVE_DISCRIMINANT},
    {"discriminant of " QUADRATIC MAYBE "# is positive", SENSE_POSITIVE_DISCRIMINANT},
};

/* ---- patterns ---- */

bool fact_is_joint(const struct item *item)
{
    return item->kind == ITEM_COMMA || (item->kind == ITEM_WORD && strcmp(item->word, "and") == 0);
}

/* A value, or with `many` a run of them with commas and "and" between. */
static bool take_values(const struct reader *r, size_t *at, bool many, struct match *m)
{
    size_t n = 0;
    if (m->captures == CAPTURES_MAX)
        return false;
    while (*at < r->count && r->item[*at].kind == ITEM_VALUE) {
        m->values[m->captures][n++] = r->item[*at].value;
        *at += 1;
        size_t behind = *at;
        while (many && behind < r->count && fact_is_joint(&r->item[behind]))
            behind++;
        if (!many)
            break;
        if (behind < r->count && r->item[behind].kind == ITEM_VALUE)
            *at = behind;
    }
    m->counts[m->captures++] = n;
    return many ? n > 1 : n == 1;
}

static bool ends_word(char c)
{
    return c > '?' ? c == '|' : c == '?' || c == ' ' || c == '\0';
}

/* `wanted`: up to a space or the end; alternatives are parted by bars. */
static bool is_word(const struct item *item, const char *wanted)
{
    for (const char *at = wanted;; at++) {
        size_t same = 0;
        while (item->word[same] && at[same] == item->word[same])
            same++;
        at += same;
        if (item->word[same] == '\0' && ends_word(*at))
            return true;
        while (!ends_word(*at))
            at++;
        if (*at != '|')
            return false;
    }
}

/* Articles and the like, unless they are what is looked for, add nothing. */
size_t fact_behind_fillers(const struct reader *r, size_t at, const char *wanted)
{
    while (fact_has_use(r, at, USE_FILLER) && !is_word(&r->item[at], wanted))
        at++;
    return at;
}

static const char *behind_part(const char *part)
{
    while (*part && *part != ' ')
        part++;
    return part;
}

/* "units?": a word that may be left out */
static bool takes_word(const struct reader *r, size_t *at, const char *wanted, const char *end, const struct match *m)
{
    size_t next = *at + (m->captures && *at < r->count && r->item[*at].kind == ITEM_COMMA);
    next = fact_behind_fillers(r, next, wanted);
    bool const here = next < r->count && r->item[next].kind == ITEM_WORD && is_word(&r->item[next], wanted);
    *at = here ? next + 1 : *at;
    return here || end[-1] == '?';
}

bool fact_goes_on(const struct reader *r, const char *words, struct match *m)
{
    size_t at = m->end;
    for (const char *part = words, *end; *part; part = end + (*end == ' ')) {
        end = behind_part(part);
        if (*part == '#' || *part == '*') {
            at = fact_behind_fillers(r, at, part);
            if (!take_values(r, &at, *part == '*', m))
                return false;
        } else if (!takes_word(r, &at, part, end, m)) {
            return false;
        }
    }
    m->end = at;
    return true;
}

bool fact_matches(const struct reader *r, size_t at, const char *words, struct match *m)
{
    m->captures = 0;
    m->end = at;
    return fact_goes_on(r, words, m);
}

/* By the last five bits of their first letters. */
static uint32_t bit_of_letter(char c)
{
    return UINT32_C(1) << (c & 31);
}

uint32_t fact_openings(const struct reader *r, size_t at)
{
    uint32_t letters = 0;
    for (; at < r->count; at++) {
        letters |= r->item[at].kind == ITEM_WORD ? bit_of_letter(r->item[at].word[0]) : 0;
        if (!fact_has_use(r, at, USE_FILLER))
            break;
    }
    return letters | (at < r->count && r->item[at].kind == ITEM_VALUE ? bit_of_letter('#') | bit_of_letter('*') : 0);
}

bool fact_may_open(uint32_t openings, const char *words)
{
    for (const char *at = words; *at; at++) {
        if (openings & bit_of_letter(*at))
            return true;
        while (!ends_word(*at))
            at++;
        if (*at == '?' && at[1])
            at++;
        else if (*at != '|')
            return *at == '?';
    }
    return true;
}

bool fact_of_pattern(const struct reader *r, size_t at, struct arena *arena, struct match *m, struct saying *out, size_t *end)
{
    uint32_t const openings = fact_openings(r, at);
    for (size_t k = 0; k < COUNT(patterns); k++)
        if (fact_may_open(openings, patterns[k].words) && fact_matches(r, at, patterns[k].words, m) && fact_ends(r, m->end) &&
            fact_says(arena, patterns[k].sense, m, out)) {
            *end = m->end;
            return true;
        }
    return false;
}

bool fact_of_all(const struct reader *r, struct arena *arena, struct saying *out)
{
    struct match *m = ARENA_ARRAY(arena, struct match, 1);
    size_t end;
    for (size_t k = 0; k < COUNT(patterns); k++)
        if (fact_matches(r, 0, patterns[k].words, m) && m->end == r->count && fact_says(arena, patterns[k].sense, m, out))
            return true;
    return fact_of_set(r, 0, arena, out, &end) && end == r->count;
}
