#include "fact.h"

#include "fact_parts.h"

enum { RESULT_WORDS = 2 /* between "is" and the number that it is */ };

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
    {"least|lowest|smallest common multiple of * is #", SENSE_LCM},
    {"lcm of * is #", SENSE_LCM},
    {"sum of digits of # is #", SENSE_DIGIT_SUM},
    {"digit sum of # is #", SENSE_DIGIT_SUM},
    {"digits of # sum|add to #", SENSE_DIGIT_SUM},
    {"digits of # add up to #", SENSE_DIGIT_SUM},
    {"sum of roots|zeros is #", SENSE_ROOT_SUM},
    {"sum of roots|zeros of # is #", SENSE_ROOT_SUM},
    {"sum of roots|zeros of quadratic|equation|polynomial is #", SENSE_ROOT_SUM},
    {"sum of roots|zeros of this|given quadratic|equation|polynomial is #", SENSE_ROOT_SUM},
    {"product of roots|zeros is #", SENSE_ROOT_PRODUCT},
    {"product of roots|zeros of # is #", SENSE_ROOT_PRODUCT},
    {"product of roots|zeros of quadratic|equation|polynomial is #", SENSE_ROOT_PRODUCT},
    {"product of roots|zeros of this|given quadratic|equation|polynomial is #", SENSE_ROOT_PRODUCT},
    {"solutions|roots|zeros|zeroes|values are|is|to|: *", SENSE_SOLUTIONS},
    {"solutions|roots|zeros|zeroes|values are|is #", SENSE_SOLUTIONS}, /* ± */
    {"solutions|roots|zeros|zeroes|values|possibilities of|to|for # are *", SENSE_SOLUTIONS},
    {"solutions|roots|zeros|zeroes|values|possibilities of|to|for # are #", SENSE_SOLUTIONS},
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
    {"prime factorization of # to be #", SENSE_FACTORIZATION},
    {"prime factorization of # is equal to #", SENSE_FACTORIZATION},
    {"prime factorize # as|into #", SENSE_FACTORIZATION},
    {"prime factorizing # gives #", SENSE_FACTORIZATION},
    {"prime factorizing # gives you|us #", SENSE_FACTORIZATION},
    {"# prime factorizes|factors as|into #", SENSE_FACTORIZATION},
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
    {"distance between # and # is #", SENSE_DISTANCE},
    {"distance from # to # is #", SENSE_DISTANCE},
    {"# is less|smaller than #", SENSE_LESS},
    {"# is greater|larger|bigger than #", SENSE_MORE},
    {"# is not divisible by #", SENSE_INDIVISIBLE},
    {"# is not multiple of #", SENSE_INDIVISIBLE},
    {"# is factor|divisor of #", SENSE_FACTOR},
    {"# divides #", SENSE_FACTOR},
    {"# is even", SENSE_EVEN},
    {"# is odd", SENSE_ODD},
    {"units|ones|last|unit digit of # is #", SENSE_LAST_DIGIT},
    {"tens digit of # is #", SENSE_TENS_DIGIT},
    {"square root of # is #", SENSE_SQUARE_ROOT},
    {"cube root of # is #", SENSE_CUBE_ROOT},
    {"square of # is #", SENSE_SQUARE},
    {"cube of # is #", SENSE_CUBE},
    {"reciprocal of # is #", SENSE_RECIPROCAL},
    {"half of # is #", SENSE_HALF},
    {"# divided by # is #", SENSE_DIVIDED},
    {"dividing # by # gives|yields #", SENSE_DIVIDED},
    {"dividing|divide # by # we get|find|have #", SENSE_DIVIDED},
    {"divide # by # to get #", SENSE_DIVIDED},
    {"if|when we divide # by # we get #", SENSE_DIVIDED},
    {"dividing # by # gives quotient of # with|and remainder of #", SENSE_DIVISION},
    {"# times # is #", SENSE_MULTIPLIED},
    {"# multiplied by # is #", SENSE_MULTIPLIED},
    {"multiplying # by # gives|yields #", SENSE_MULTIPLIED},
    {"multiplying|multiply # by # we get|find|have #", SENSE_MULTIPLIED},
    {"multiply # by # to get #", SENSE_MULTIPLIED},
    {"if|when we multiply # by # we get #", SENSE_MULTIPLIED},
    {"# plus # is #", SENSE_ADDED},
    {"adding # to # gives|yields #", SENSE_ADDED},
    {"adding|add # to # we get|find|have #", SENSE_ADDED},
    {"add # to # to get #", SENSE_ADDED},
    {"if|when we add # to|and # we get #", SENSE_ADDED},
    {"# more than # is #", SENSE_ADDED},
    {"# minus # is #", SENSE_MINUS},
    {"subtracting # from # gives|yields|leaves #", SENSE_SUBTRACTED},
    {"subtracting|subtract # from # we get|find|have #", SENSE_SUBTRACTED},
    {"subtract # from # to get #", SENSE_SUBTRACTED},
    {"if|when we subtract # from # we get #", SENSE_SUBTRACTED},
    {"if|when # is subtracted from # result is #", SENSE_SUBTRACTED},
    {"# less than # is #", SENSE_SUBTRACTED},
    {"twice # is #", SENSE_TWICE},
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
    {"* are roots|zeros|zeroes|solutions of|to #", SENSE_ROOTS},
    {"# has no real roots|zeros|solutions", SENSE_NO_ROOTS},
    {"equation|quadratic|polynomial|factor # has no real roots|zeros|solutions", SENSE_NO_ROOTS},
    {"quadratic factor # has no real roots|zeros|solutions", SENSE_NO_ROOTS},
    {"quadratic|equation|polynomial has no real roots|zeros|solutions", SENSE_NO_ROOTS},
    {"this quadratic|equation|polynomial has no real roots|zeros|solutions", SENSE_NO_ROOTS},
};

/* ---- patterns ---- */

static bool is_joint(const struct item *item)
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
        while (many && behind < r->count && is_joint(&r->item[behind]))
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
    return c == '|' || c == '?' || c == ' ' || c == '\0';
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
static size_t behind_fillers(const struct reader *r, size_t at, const char *wanted)
{
    while (fact_has_use(r, at, USE_FILLER) && !is_word(&r->item[at], wanted))
        at++;
    return at;
}

/* "units?": a word that may be left out */
static bool takes_word(const struct reader *r, size_t *at, const char *wanted, const struct match *m)
{
    size_t next = *at + (m->captures && *at < r->count && r->item[*at].kind == ITEM_COMMA);
    next = behind_fillers(r, next, wanted);
    bool const here = next < r->count && r->item[next].kind == ITEM_WORD && is_word(&r->item[next], wanted);
    *at = here ? next + 1 : *at;
    return here || wanted[strcspn(wanted, " ") - 1] == '?';
}

bool fact_goes_on(const struct reader *r, const char *words, struct match *m)
{
    size_t at = m->end;
    for (const char *part = words; *part; part += *part == ' ') {
        if (*part == '#' || *part == '*') {
            at = behind_fillers(r, at, part);
            if (!take_values(r, &at, *part == '*', m))
                return false;
        } else if (!takes_word(r, &at, part, m)) {
            return false;
        }
        part += strcspn(part, " ");
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

/* ---- where a thought begins and ends ---- */

static bool is_bracket(const struct reader *r, size_t at, const char *marks)
{
    return r->item[at].kind == ITEM_OTHER && strchr(marks, r->step.at[r->item[at].start]);
}

static bool is_number_word(const struct reader *r, size_t at)
{
    return r->item[at].kind == ITEM_WORD && word_of(text_of(r->item[at].word)).role == WORD_CARDINAL;
}

/* Is item `at` but the next of several numbers, as in "the sum of 3 and 6 is even"? `end` is where the last fact ended. */
static bool continues(const struct reader *r, size_t at, size_t end)
{
    size_t before = at;
    bool joined = false;
    for (size_t back = at; back > end && r->item[back - 1].kind != ITEM_STOP; back--)
        if (fact_is_word(r, back - 1, "sum product difference quotient average mean ratio total"))
            return true;
    for (; before > end && (is_joint(&r->item[before - 1]) || fact_has_use(r, before - 1, USE_BEFORE | USE_FILLER)); before--)
        joined |= is_joint(&r->item[before - 1]);
    return joined && before > end && (r->item[before - 1].kind == ITEM_VALUE || is_number_word(r, before - 1));
}

/* Does a thought begin at item `at`: at the start, behind a stop, or behind a word that joins? */
static bool begins(const struct reader *r, size_t at, size_t end)
{
    if (continues(r, at, end))
        return false;
    if (at == 0 || r->item[at - 1].kind == ITEM_COMMA || r->item[at - 1].kind == ITEM_STOP || is_bracket(r, at - 1, "([-"))
        return true;
    if (r->item[at - 1].kind == ITEM_VALUE && formula_is_statement(r->item[at - 1].value) && fact_has_use(r, at, USE_BEHIND))
        return true; /* the comma before "which is" stands in the formula */
    bool const such = at > 1 && fact_is_word(r, at - 1, "that") && fact_is_word(r, at - 2, "such");
    return fact_has_use(r, at - 1, USE_BEFORE) && !such;
}

/* Does one end before item `at`? */
static bool ends(const struct reader *r, size_t at)
{
    return at >= r->count || r->item[at].kind == ITEM_COMMA || r->item[at].kind == ITEM_STOP || is_bracket(r, at, "()[]-") ||
           fact_has_use(r, at, USE_BEHIND);
}

/* ---- facts ---- */

struct facts {
    struct saying says[FACTS_MAX];
    size_t from[FACTS_MAX], end[FACTS_MAX]; /* items */
    size_t count;
    bool many;   /* more than fit */
    bool figure; /* one is of a curve or a measure */
};

/* Of numbers alone: whether letters stand for whole numbers or polynomials is not known here; but a remainder by a number says that they are
 * whole. */
static bool is_of_numbers(const struct formula *f)
{
    bool fine = !formula_is_call(f, FUNCTION_MOD) && !formula_is_call(f, FUNCTION_GCD) && !formula_is_call(f, FUNCTION_LCM);
    for (size_t i = 0; i < f->count && fine; i++)
        fine = is_of_numbers(f->args[i]);
    return fine;
}

/* Nor does it rest on what its own step states, which may rest on it. */
static bool is_remainder_by_number(const struct formula *f, const struct statement *statements, size_t count)
{
    struct text names[1];
    for (size_t i = 0; i < count; i++)
        if (formula_is_statement(statements[i].formula))
            return false;
    return formula_is_call(f, FUNCTION_MOD) && is_of_numbers(f->args[0]) && formula_symbols(f->args[1], names, 1) == 0;
}

static bool pattern_at(const struct reader *r, size_t at, struct arena *arena, struct match *m, struct saying *out, size_t *end)
{
    for (size_t k = 0; k < COUNT(patterns); k++)
        if (fact_matches(r, at, patterns[k].words, m) && ends(r, m->end) && fact_says(arena, patterns[k].sense, m, out)) {
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

static bool fact_at(const struct reader *r, size_t at, const struct fact_step *before, struct arena *arena, struct match *m,
                    struct saying *out, size_t *end)
{
    return pattern_at(r, at, arena, m, out, end) || (fact_of_set(r, at, arena, out, end) && ends(r, *end)) ||
           fact_of_rule(r, at, arena, out, end) || (fact_of_list(r, at, before, arena, out, end) && ends(r, *end));
}

/* Of a curve, or of the measures of a figure. */
static bool figure_at(const struct reader *r, size_t at, struct arena *arena, struct match *m, struct saying *out, size_t *end)
{
    if (fact_of_measure(r, at, arena, m, out))
        *end = m->end;
    else if (!fact_of_curve(r, at, arena, out, end))
        return false;
    return ends(r, *end);
}

static void find_facts(const struct reader *r, const struct fact_step *before, struct arena *arena, struct facts *out)
{
    struct match *m = ARENA_ARRAY(arena, struct match, 1);
    out->count = 0;
    out->many = out->figure = false;
    for (size_t at = 0; at < r->count;) {
        size_t end;
        struct saying found;
        bool const opens = (r->item[at].kind == ITEM_VALUE || fact_has_use(r, at, USE_OPENS | USE_FILLER | USE_SET_FILLER)) &&
                           begins(r, at, out->count ? out->end[out->count - 1] : 0);
        bool const plain = opens && fact_at(r, at, before, arena, m, &found, &end);
        if (!plain && !(opens && figure_at(r, at, arena, m, &found, &end))) {
            at++;
            continue;
        }
        out->figure = out->figure || !plain;
        if ((out->many = out->count == FACTS_MAX))
            return;
        out->says[out->count] = found;
        out->from[out->count] = behind_fillers(r, at, "");
        out->end[out->count++] = end;
        at = end;
    }
}

/* The fact that item `at` is part of; out->count if of none. */
static size_t fact_with(const struct facts *f, size_t at)
{
    size_t i = 0;
    while (i < f->count && !(f->from[i] <= at && at < f->end[i]))
        i++;
    return i;
}

/* An equation, or a formula that is not read. */
static bool is_stated(const struct item *item)
{
    return item->kind == ITEM_VALUE ? formula_is_statement(item->value) : item->kind == ITEM_OTHER && item->end > item->start + 1;
}

/* Is it a mark, or a word that says nothing by itself? */
static bool is_glue(const struct reader *r, size_t at)
{
    if (r->item[at].kind == ITEM_OTHER)
        return is_bracket(r, at, "()[]-!*'\"");
    return r->item[at].kind == ITEM_COMMA || r->item[at].kind == ITEM_STOP ||
           fact_has_use(r, at, USE_BEFORE | USE_BEHIND | USE_FILLER | USE_SET_FILLER) ||
           fact_is_word(r, at, "follows on other hand can first given easily verify alternatively accordingly addition");
}

/* The end of "By Vieta's formulas," if it begins at item `at`; else `at`. */
static size_t behind_reason(const struct reader *r, size_t at)
{
    size_t end = at + 1;
    if (!fact_is_word(r, at, "by"))
        return at;
    while (end < r->count && r->item[end].kind == ITEM_WORD && !fact_has_use(r, end, USE_TURN | USE_VERB))
        end++;
    return end < r->count && r->item[end].kind == ITEM_COMMA ? end : at;
}

/* Words say what is not read: nothing may stand beside facts but glue and by what they are so, or what comes to the equation of a figure.
 * Nothing is supposed, asked, denied, counted or taken away. */
static bool is_plain(const struct reader *r, const struct facts *f)
{
    size_t stated = f->figure ? f->from[0] : 0;
    while (stated > 0 && !is_stated(&r->item[stated - 1]))
        stated--;
    for (size_t at = 0; at < r->count; at++) {
        if (fact_with(f, at) < f->count)
            continue;
        at = behind_reason(r, at);
        if (fact_has_use(r, at, USE_TURN) || (at >= stated && !is_glue(r, at)))
            return false;
    }
    return true;
}

size_t facts_of(const struct fact_step *step, const struct fact_step *before, uint32_t index, struct arena *arena,
                struct link out[FACTS_MAX])
{
    struct reader *r = ARENA_ARRAY(arena, struct reader, 1); /* large, and most of it is never touched */
    struct facts *facts = ARENA_ARRAY(arena, struct facts, 1);
    fact_read(r, step, arena);
    if (!r->fine)
        return 0;
    find_facts(r, before, arena, facts);
    bool fine = facts->count && !facts->many && is_plain(r, facts);
    for (size_t i = 0; i < facts->count && fine; i++) {
        struct saying *says = &facts->says[i];
        const struct formula *f = formula_relation(arena, says->left, says->relation, says->right, NULL);
        out[i] = link_said(arena, LINK_WORDED, f, &(struct statement){0}, r->item[facts->from[i]].start,
                           r->item[facts->end[i] - 1].end, index);
        fine = out[i].closed || is_of_numbers(f) || is_remainder_by_number(says->left, step->statements, step->count);
    }
    return fine ? facts->count : 0;
}
