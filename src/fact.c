#include "fact.h"

#include "fact_parts.h"

enum {
    WORDS_OUTSIDE_MAX = 5, /* of a step, beside its facts and what only joins them */
    WORD_BYTES = 20
};

enum item_kind { ITEM_WORD, ITEM_VALUE, ITEM_COMMA, ITEM_STOP };

struct item {
    enum item_kind kind;
    char word[WORD_BYTES];
    const struct formula *value;
    uint32_t start, end;
};

/* "#" is a value, "*" several; a bar parts words one of which stands there. Articles are left out. */
static const struct pattern {
    const char *words;
    enum sense sense;
} patterns[] = {
    {"remainder when|if # is divided by # is #", SENSE_REMAINDER},
    {"remainder of # when|upon divided|division by # is #", SENSE_REMAINDER},
    {"remainder of # divided by # is #", SENSE_REMAINDER},
    {"when|if # is divided by # remainder is #", SENSE_REMAINDER},
    {"# has|leaves|gives remainder of # when|upon divided|division by #", SENSE_DIVISION}, /* see captured_otherwise() */
    {"# divided by # leaves|has|gives remainder of #", SENSE_REMAINDER},
    {"# divided by # leaves|has|gives remainder #", SENSE_REMAINDER},
    {"divide # by # we|you get # with remainder of #", SENSE_DIVISION},
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
    {"difference between|of * is #", SENSE_DIFFERENCE},
    {"ratio of # to # is #", SENSE_RATIO},
    {"prime factorization of # is #", SENSE_FACTORIZATION},
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
    {"greatest|largest less than or equal to # is #", SENSE_FLOOR},
    {"greatest|largest that is less than or equal to # is #", SENSE_FLOOR},
    {"smallest|least greater than or equal to # is #", SENSE_CEIL},
    {"smallest|least that is greater than or equal to # is #", SENSE_CEIL},
    {"greatest|largest less|smaller than # is #", SENSE_BELOW},
    {"greatest|largest that is less|smaller than # is #", SENSE_BELOW},
    {"smallest|least greater|larger than # is #", SENSE_ABOVE},
    {"smallest|least that is greater|larger than # is #", SENSE_ABOVE},
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
    {"# is prime", SENSE_PRIME},
    {"# is composite", SENSE_COMPOSITE},
    {"# is not prime", SENSE_COMPOSITE},
    {"units|ones|last|unit digit of # is #", SENSE_LAST_DIGIT},
    {"tens digit of # is #", SENSE_TENS_DIGIT},
    {"divisors|factors of # are *", SENSE_DIVISORS},
    {"# has # divisors|factors", SENSE_DIVISOR_COUNT},
    {"primes less|smaller than # are *", SENSE_PRIMES_BELOW},
    {"prime numbers less|smaller than # are *", SENSE_PRIMES_BELOW},
    {"there are # multiples of # less|smaller than #", SENSE_MULTIPLES_BELOW},
    {"square root of # is #", SENSE_SQUARE_ROOT},
    {"cube root of # is #", SENSE_CUBE_ROOT},
    {"square of # is #", SENSE_SQUARE},
    {"cube of # is #", SENSE_CUBE},
    {"reciprocal of # is #", SENSE_RECIPROCAL},
    {"half of # is #", SENSE_HALF},
};

/* ---- words and values of a step ---- */

struct reader {
    struct text step;
    struct item items[FACT_ITEMS_MAX];
    size_t count;
    bool fine; /* all was read */
};

static void push(struct reader *r, struct item item)
{
    if (r->count == FACT_ITEMS_MAX)
        r->fine = false;
    else
        r->items[r->count++] = item;
}

static void push_word(struct reader *r, size_t start, size_t end)
{
    struct item item = {.kind = ITEM_WORD, .start = (uint32_t)start, .end = (uint32_t)end};
    for (size_t i = start; i < end && i - start < WORD_BYTES - 1; i++)
        item.word[i - start] = to_lower(r->step.at[i]);
    if (!text_is_among(text_of(item.word), TEXT("the a an positive exactly also just therefore integer integers")))
        push(r, item);
}

/* Nothing of the span but marks stands outside of its statements. */
static bool is_covered(struct text step, const struct maths_span *span, const struct statement *statements, size_t count)
{
    uint32_t at = span->start;
    for (size_t i = 0; i <= count; i++) {
        uint32_t const to = i < count ? statements[i].start : span->end;
        for (; at < to; at++)
            if (is_digit(step.at[at]) || (is_letter(step.at[at]) && !(at > span->start && step.at[at - 1] == '\\')))
                return false;
        at = i < count ? MAX(at, statements[i].end) : at;
    }
    return true;
}

static void push_values(struct reader *r, const struct maths_span *span, const struct statement *statements, size_t count)
{
    r->fine = r->fine && count > 0 && is_covered(r->step, span, statements, count);
    for (size_t i = 0; i < count; i++) {
        const struct formula *f = statements[i].formula;
        bool const boxed = text_starts(text_part(r->step, statements[i].start, span->end), TEXT("\\boxed"));
        bool const list = f->kind == FORMULA_LIST || (f->kind == FORMULA_SET && boxed); /* its braces are those of the box */
        r->fine = r->fine && (!formula_is_statement(f) || f->kind == FORMULA_CHAIN) && !statements[i].hypothetical;
        for (size_t k = 0; k < (list ? f->count : 1); k++)
            push(r, (struct item){.kind = ITEM_VALUE, .value = list ? f->args[k] : f, .start = span->from, .end = span->to});
    }
}

static void push_token(struct reader *r, const struct token *t, struct arena *arena)
{
    if (t->kind == TOKEN_WORD) {
        push_word(r, t->start, t->end);
    } else if (t->kind == TOKEN_NUMBER) {
        struct text const digits = text_part(r->step, t->start, t->end);
        r->fine = r->fine && !(t->flags & (TOKEN_MALFORMED | TOKEN_SEPARATED | TOKEN_GLUED_LETTER));
        push(r, (struct item){.kind = ITEM_VALUE,
                              .value = formula_new(arena, FORMULA_NUMBER, 0, digits, NULL, 0, NULL),
                              .start = t->start,
                              .end = t->end});
    } else if (t->kind == TOKEN_STOP && r->step.at[t->start] == ',') {
        push(r, (struct item){.kind = ITEM_COMMA, .start = t->start, .end = t->end});
    } else if (t->kind == TOKEN_STOP && strchr(".;:", r->step.at[t->start])) {
        push(r, (struct item){.kind = ITEM_STOP, .start = t->start, .end = t->end});
    } else {
        r->fine = false;
    }
}

static void read_items(struct reader *r, const struct tokens *tokens, const struct statement *statements, size_t count,
                       struct arena *arena)
{
    struct maths_span *spans;
    size_t const spans_count = maths_spans(r->step, tokens, arena, &spans);
    size_t token = 0, statement = 0;
    for (size_t i = 0; i <= spans_count && r->fine; i++) {
        uint32_t const from = i < spans_count ? spans[i].from : (uint32_t)r->step.size;
        for (; token < tokens->count && tokens->items[token].start < from && r->fine; token++)
            push_token(r, &tokens->items[token], arena);
        if (i == spans_count)
            return;
        size_t const first = statement;
        while (statement < count && statements[statement].start < spans[i].to)
            statement++;
        push_values(r, &spans[i], statements + first, statement - first);
        while (token < tokens->count && tokens->items[token].start < spans[i].to)
            token++;
    }
}

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
    while (*at < r->count && r->items[*at].kind == ITEM_VALUE) {
        m->values[m->captures][n++] = r->items[*at].value;
        *at += 1;
        size_t behind = *at;
        while (many && behind < r->count && is_joint(&r->items[behind]))
            behind++;
        if (!many)
            break;
        if (behind < r->count && r->items[behind].kind == ITEM_VALUE)
            *at = behind;
    }
    m->counts[m->captures++] = n;
    return many ? n > 1 : n == 1;
}

static bool is_word(const struct item *item, struct text alternatives)
{
    for (size_t from = 0; from <= alternatives.size;) {
        size_t const end = text_find(alternatives, TEXT("|"), from);
        if (text_equal(text_part(alternatives, from, end), text_of(item->word)))
            return true;
        from = end + 1;
    }
    return false;
}

static bool matches(const struct reader *r, size_t at, const char *words, struct match *m)
{
    struct text const pattern = text_of(words);
    m->captures = 0;
    for (size_t from = 0; from < pattern.size;) {
        size_t const end = text_find(pattern, TEXT(" "), from);
        struct text const part = text_part(pattern, from, end);
        if (part.at[0] == '#' || part.at[0] == '*') {
            if (!take_values(r, &at, part.at[0] == '*', m))
                return false;
        } else {
            at += m->captures && at < r->count && r->items[at].kind == ITEM_COMMA;
            if (at >= r->count || r->items[at].kind != ITEM_WORD || !is_word(&r->items[at], part))
                return false;
            at++;
        }
        from = end + 1;
    }
    m->end = at;
    return true;
}

/* Is it itself spoken of, not "the largest factor of" it, and all that is said, not "3 more than" it? */
static bool is_whole(const struct reader *r, size_t from, size_t end)
{
    static const char reaches[] = "of than by to from in at between minus plus times for with per over not no all";
    static const char further[] =
        "more less times percent plus minus greater of mod modulo than or when if for to through is are";
    const struct item *before = from ? &r->items[from - 1] : NULL, *behind = end < r->count ? &r->items[end] : NULL;
    return !(before && (before->kind == ITEM_VALUE ||
                        (before->kind == ITEM_WORD && text_is_among(text_of(before->word), text_of(reaches))))) &&
           !(behind && (behind->kind == ITEM_VALUE ||
                        (behind->kind == ITEM_WORD && text_is_among(text_of(behind->word), text_of(further)))));
}

/* ---- facts ---- */

/* Of numbers alone: whether letters stand for whole numbers or polynomials is not known here. */
static bool holds_integer_function(const struct formula *f)
{
    bool here = formula_is_call(f, FUNCTION_MOD) || formula_is_call(f, FUNCTION_GCD) || formula_is_call(f, FUNCTION_LCM);
    for (size_t i = 0; i < f->count && !here; i++)
        here = holds_integer_function(f->args[i]);
    return here;
}

static bool fact_at(const struct reader *r, size_t at, struct arena *arena, struct match *m, struct saying *out)
{
    for (size_t k = 0; k < COUNT(patterns); k++)
        if (matches(r, at, patterns[k].words, m) && is_whole(r, at, m->end) && fact_says(arena, patterns[k].sense, m, out))
            return true;
    return false;
}

/* Words that join, or introduce; any other is counted, and some say something else altogether. */
static bool is_idle(const struct item *item, size_t *others)
{
    static const char idle[] = "so thus hence then now we have that get find see note finally since because and but first "
                               "know notice observe clearly indeed however which means this is there again while next";
    static const char turns[] =
        "if suppose assume would could must should want need let unless whether cannot not smallest largest greatest least "
        "only no some any every each all most fewest minimum maximum or neither either more less than how what";
    if (item->kind == ITEM_VALUE)
        return false;
    if (item->kind != ITEM_WORD || text_is_among(text_of(item->word), text_of(idle)))
        return true;
    *others += 1;
    return !text_is_among(text_of(item->word), text_of(turns)) && *others <= WORDS_OUTSIDE_MAX;
}

size_t facts_of(struct text step, const struct tokens *tokens, const struct statement *statements, size_t count, uint32_t index,
                struct arena *arena, struct link out[FACTS_MAX])
{
    struct reader *r = ARENA_ARRAY(arena, struct reader, 1); /* large, and most of it is never touched */
    struct match *m = ARENA_ARRAY(arena, struct match, 1);
    size_t found = 0, others = 0;
    r->step = step;
    r->count = 0;
    r->fine = true;
    read_items(r, tokens, statements, count, arena);
    for (size_t at = 0; at < r->count && r->fine;) {
        struct saying fact;
        if (!fact_at(r, at, arena, m, &fact)) {
            r->fine = is_idle(&r->items[at++], &others);
            continue;
        }
        if (found == FACTS_MAX)
            return 0;
        const struct formula *const sides[] = {fact.left, fact.right};
        const struct formula *f =
            formula_new(arena, FORMULA_CHAIN, 0, text_copy(arena, (struct text){&fact.relation, 1}), sides, 2, NULL);
        out[found++] =
            link_said(arena, LINK_WORDED, f, &(struct statement){0}, r->items[at].start, r->items[m->end - 1].end, index);
        r->fine = out[found - 1].closed || !holds_integer_function(f);
        at = m->end;
    }
    return r->fine ? found : 0;
}
