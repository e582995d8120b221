#include "fact.h"

#include "algebra.h"
#include "fact_parts.h"

enum {
    PROBLEM_MAX = 600, /* bytes of one that is read */
    SURD_MAX = 1000000 /* of what a root is drawn */
};

/* Of questions alone: in a step they say more than they mean. */
static const struct fact_pattern questions[] = {
    {"# is #", SENSE_VALUE},
    {"value|result of # is #", SENSE_VALUE},
    {"exact|numerical value of # is #", SENSE_VALUE},
    {"expression|fraction|number # is #", SENSE_VALUE},
    {"sum|difference of # is #", SENSE_VALUE_OF_SUM},
    {"sum|difference # is #", SENSE_VALUE_OF_SUM},
    {"product of # is #", SENSE_VALUE_OF_PRODUCT},
    {"product # is #", SENSE_VALUE_OF_PRODUCT},
    {"quotient of # is #", SENSE_VALUE_OF_QUOTIENT},
    {"quotient # is #", SENSE_VALUE_OF_QUOTIENT},
    {"add # is #", SENSE_VALUE_OF_SUM},
    {"subtract # is #", SENSE_VALUE_OF_SUM},
    {"multiply # is #", SENSE_VALUE_OF_PRODUCT},
    {"divide # is #", SENSE_VALUE_OF_QUOTIENT},
    {"add # to|and # is #", SENSE_ADDED},
    {"subtract # from # is #", SENSE_SUBTRACTED},
    {"multiply # by|and|times # is #", SENSE_MULTIPLIED},
    {"divide # by # is #", SENSE_DIVIDED},
    {"round # to nearest one|integer|whole is #", SENSE_ROUNDED},
    {"round # to nearest whole number is #", SENSE_ROUNDED},
    {"round # to nearest tenth is #", SENSE_ROUNDED_TENTH},
    {"round # to nearest hundredth is #", SENSE_ROUNDED_HUNDREDTH},
    {"round # to nearest thousandth is #", SENSE_ROUNDED_THOUSANDTH},
};

/* ---- the problem ---- */

static bool is_end(const struct reader *r, size_t at)
{
    const struct item *item = &r->item[at];
    char const mark = r->step.at[item->start];
    return (item->kind == ITEM_STOP && mark == '.') || (item->kind == ITEM_OTHER && mark == '?');
}

static size_t end_of_sentence(const struct reader *r, size_t at)
{
    while (at < r->count && !is_end(r, at))
        at++;
    return at;
}

/* Do items [from, to) say no more than in which form the answer is to be? */
static bool is_about_form(const struct reader *r, size_t from, size_t to)
{
    static const char words[] =
        "express give write reduce leave your answer result as in to the a an form of common reduced simplified simplest lowest "
        "terms "
        "simple improper proper fraction fractions decimal decimals mixed number integer whole base completely "
        "exact";
    bool const asks = fact_is_word(r, from, "express give write reduce leave");
    for (size_t at = from; at < to; at++)
        if (!fact_is_word(r, at, words) && !(r->item[at].kind == ITEM_VALUE && at > from && fact_is_word(r, at - 1, "base")))
            return false;
    return asks || from == to;
}

/* Does it hold no product of sums? */
static bool is_expanded(const struct formula *f)
{
    bool fine = true;
    for (size_t i = 0; i < f->count && fine; i++)
        fine =
            is_expanded(f->args[i]) && !((f->kind == FORMULA_MUL || f->kind == FORMULA_POW) && f->args[i]->kind == FORMULA_ADD);
    return fine;
}

/* Is the answer in the form that is asked for: in a base, as a decimal, as a fraction, expanded? */
static bool is_in_form(const struct reader *r, const struct formula *value)
{
    const struct formula *plain = value->kind == FORMULA_NEG ? value->args[0] : value;
    bool const whole = plain->kind == FORMULA_NUMBER, point = whole && memchr(plain->text.at, '.', plain->text.size) != NULL;
    for (size_t at = 0; at < r->count; at++) {
        const struct formula *base = fact_is_word(r, at, "base") && at + 1 < r->count ? r->item[at + 1].value : NULL;
        if ((base && (plain->kind != FORMULA_BASED || !formula_same(plain->args[0], base))) ||
            (fact_is_word(r, at, "mixed") && plain->kind != FORMULA_ADD) || (fact_is_word(r, at, "decimal decimals") && !whole) ||
            (fact_is_word(r, at, "fraction fractions") && point))
            return false;
    }
    return !fact_is_word(r, 0, "expand") || is_expanded(value);
}

/* Where "in base 8", "as a common fraction" begins at the end of items [from, to); `to` if nothing of the kind stands there. */
static size_t without_form(const struct reader *r, size_t from, size_t to)
{
    static const char words[] =
        "as in to the a an common reduced simplified simplest lowest terms form improper fraction decimal "
        "terminating repeating mixed number single integer base";
    size_t at = to;
    while (at > from && (fact_is_word(r, at - 1, words) ||
                         (r->item[at - 1].kind == ITEM_VALUE && at - 1 > from && fact_is_word(r, at - 2, "base"))))
        at--;
    return at < to && fact_is_word(r, at, "as in to") &&
                   fact_is_word(r, to - 1 - (r->item[to - 1].kind == ITEM_VALUE),
                                "fraction decimal form terms base number integer")
               ? at
               : to;
}

/* ---- put as if it were answered ---- */

static void put_item(struct reader *said, struct item item)
{
    said->fine = said->fine && said->count < FACT_ITEMS_MAX;
    if (said->fine)
        said->item[said->count++] = item;
}

static void put(struct reader *said, const struct reader *r, size_t from, size_t to)
{
    for (size_t at = from; at < to; at++)
        put_item(said, r->item[at]);
}

static void put_word(struct reader *said, const char *word)
{
    struct item item = {.kind = ITEM_WORD};
    memcpy(item.word, word, strlen(word) + 1);
    put_item(said, item);
}

static void put_value(struct reader *said, const struct formula *value)
{
    bool const list = value->kind == FORMULA_LIST;
    for (size_t i = 0; i < (list ? value->count : 1); i++)
        put_item(said, (struct item){.kind = ITEM_VALUE, .value = list ? value->args[i] : value});
}

static size_t find_word(const struct reader *r, size_t from, size_t to, const char *list)
{
    while (from < to && !fact_is_word(r, from, list))
        from++;
    return from;
}

/* "How many primes are there below 20", "… are even", "How many divisors does 60 have" */
static void put_count(struct reader *said, const struct reader *r, size_t from, size_t to, const struct formula *value)
{
    size_t const verb = find_word(r, from, to, "are is does do leave have divide"), behind = MIN(verb + 1, to);
    bool const there = fact_is_word(r, behind, "there"), has = fact_is_word(r, verb, "does do");
    put(said, r, behind, has && fact_is_word(r, to - 1, "have") ? to - 1 : behind);
    put_word(said, has ? "has" : "there");
    if (!has)
        put_word(said, "are");
    put_value(said, value);
    put(said, r, from, verb);
    if (!has && !there && verb < to)
        put_word(said, "that");
    put(said, r, there ? behind + 1 : has ? to : verb, to);
}

/* The question of items [0, to) with its answer; false if it is none that is read. */
static bool put_answer(struct reader *said, const struct reader *r, size_t to, const struct formula *value)
{
    static const char finds[] = "find compute calculate evaluate determine simplify express write convert expand",
                      does[] = "add subtract multiply divide round";
    size_t const what = find_word(r, 0, to, "what");
    if (fact_is_word(r, 0, "how") && fact_is_word(r, 1, "many")) {
        put_count(said, r, 2, to, value);
        return true;
    }
    to = without_form(r, 1, to);
    if (what < to && fact_is_word(r, what + 1, "is are")) {
        put(said, r, 0, what);
        put(said, r, what + 2, to);
    } else if (fact_is_word(r, 0, finds)) {
        put(said, r, r->count > 1 && r->item[1].kind == ITEM_STOP ? 2 : 1, to);
    } else if (fact_is_word(r, 0, does)) {
        put(said, r, 0, to);
    } else {
        return false;
    }
    put_word(said, "is");
    put_value(said, value);
    return true;
}

/* Is it one question, and what else is said about the form of its answer? Its end is in *to. */
static bool is_question(const struct reader *r, size_t *to)
{
    *to = end_of_sentence(r, 0);
    for (size_t at = *to, end; at < r->count; at = end) {
        end = end_of_sentence(r, at + 1);
        if (!is_about_form(r, at + 1, end))
            return false;
    }
    return r->fine && *to > 1;
}

/* n/d in lowest terms, if both are numbers. */
static bool is_reduced(const struct formula *f)
{
    struct value n, d;
    if (algebra_value(f->args[0], &n) != STATUS_OK)
        return true;
    bool const known = algebra_value(f->args[1], &d) == STATUS_OK;
    bool const reduced = !known || (value_is_small(&n) && value_is_small(&d) && d.den == 1 && n.den == 1 && d.num > 1 &&
                                    value_gcd(n.num, d.num) == 1);
    value_clear(&n);
    if (known)
        value_clear(&d);
    return reduced;
}

static bool is_square_free(const struct formula *f)
{
    int64_t root = 2;
    struct value v;
    if (algebra_value(f, &v) != STATUS_OK)
        return true;
    bool const fits = value_is_small(&v) && v.den == 1 && v.num > 1 && v.num < SURD_MAX;
    while (fits && root * root <= v.num && v.num % (root * root) != 0)
        root++;
    bool const fine = fits && root * root > v.num;
    value_clear(&v);
    return fine;
}

/* Is nothing left to be worked out: no two numbers are added or multiplied, no fraction is to be reduced, no root to be drawn? */
static bool is_worked_out(const struct formula *f)
{
    size_t numbers = 0;
    bool fine = f->kind != FORMULA_FACTORIAL && f->kind != FORMULA_ABS && f->kind != FORMULA_FLOOR && f->kind != FORMULA_CEIL &&
                f->kind != FORMULA_BINOMIAL && (f->kind != FORMULA_CALL || f->sub == FUNCTION_LN || f->sub == FUNCTION_LOG) &&
                (f->kind != FORMULA_DIV || is_reduced(f)) && (f->kind != FORMULA_ROOT || is_square_free(f->args[0]));
    for (size_t i = 0; i < f->count && fine; i++) {
        struct value v;
        bool const known = algebra_value(f->args[i], &v) == STATUS_OK;
        if (known)
            value_clear(&v);
        numbers += known;
        fine = is_worked_out(f->args[i]);
    }
    return fine && ((f->kind != FORMULA_ADD && f->kind != FORMULA_MUL) || numbers < 2);
}

static bool is_said(const struct reader *said, const struct formula *answer, struct arena *arena, struct saying *out)
{
    struct match *m = ARENA_ARRAY(arena, struct match, 1);
    for (size_t k = 0; k < COUNT(questions) && is_worked_out(answer); k++)
        if (fact_matches(said, 0, questions[k].words, m) && m->end == said->count && fact_says(arena, questions[k].sense, m, out))
            return true;
    return fact_of_all(said, arena, out);
}

/* The words of a text of which all is meant, be it asked. */
static void read_all(struct reader *r, struct text text, struct arena *arena)
{
    struct statement *statements;
    struct tokens const tokens = tokens_read(text, arena);
    size_t const count = maths_statements(text, &tokens, arena, &statements);
    for (size_t i = 0; i < count; i++)
        statements[i].hypothetical = false;
    fact_read(r, &(struct fact_step){text, tokens, statements, count}, arena);
}

/* ---- the step ---- */

static const char fillers[] = "a an the so thus therefore hence then now finally and we our this these that which it its is are "
                              "be there get gives give have "
                              "has find obtain answer final desired value result expression number numbers total equal equals to "
                              "of in by for only just such all their them here clearly makes leaves left us with "
                              "exactly must can as simplified simplifies integer integers fraction list possible those";

/* What items [from, to) say, fillers and marks apart, but for the one at byte `apart`. False if a part is not read. */
static bool contents(const struct reader *r, size_t from, size_t to, size_t apart, size_t *out, size_t *count)
{
    *count = 0;
    for (size_t at = from; at < to; at++) {
        const struct item *item = &r->item[at];
        if (item->kind == ITEM_OTHER)
            return false;
        bool const empty = item->kind == ITEM_COMMA || item->kind == ITEM_STOP || (item->start <= apart && apart < item->end);
        if (!empty && !fact_is_word(r, at, fillers))
            out[(*count)++] = at;
    }
    return true;
}

static bool same_words(struct text a, struct text b)
{
    static const char *const synonyms[] = {"greatest largest biggest", "smallest least lowest", "units ones last",
                                           "divisor factor", "divisors factors"};
    for (size_t i = 0; i < COUNT(synonyms); i++)
        if (text_is_among(a, text_of(synonyms[i])) && text_is_among(b, text_of(synonyms[i])))
            return true;
    return text_equal(a, b);
}

static bool same_items(const struct item *a, const struct item *b)
{
    return a->kind == b->kind &&
           (a->kind == ITEM_WORD ? same_words(text_of(a->word), text_of(b->word)) : formula_same(a->value, b->value));
}

/* Is item `of` of one among the others? */
static bool is_there(const struct reader *r, size_t of, const struct reader *other, const size_t *at, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (same_items(&r->item[of], &other->item[at[i]]))
            return true;
    return false;
}

/* Do the contents of the step say the contents of the question's items [from, to)? In any order, if they name but one number, "$9^8$ has a
 * units digit of 1". */
static bool says_same(const struct reader *step, const size_t *said, size_t count, const struct reader *question, size_t from,
                      size_t to)
{
    size_t asked[FACT_ITEMS_MAX], asked_count;
    if (!contents(question, from, to, SIZE_MAX, asked, &asked_count) || asked_count != count)
        return false;
    bool same = true, there = true;
    size_t numbers = 0;
    for (size_t i = 0; i < count; i++) {
        same = same && same_items(&step->item[said[i]], &question->item[asked[i]]);
        there = there && is_there(step, said[i], question, asked, count) && is_there(question, asked[i], step, said, count);
        numbers += step->item[said[i]].kind == ITEM_VALUE;
    }
    return same || (there && numbers < 2);
}

/* Does the step say nothing but the answer at byte `box` and what is asked: "So it is 5", "Hence the units digit is 5", all words of the
 * question? Whatever else it said would not be proved by that. */
static bool only_answers(const struct reader *step, size_t box, const struct reader *question, size_t to)
{
    static const char ends[] =
        "of when between that which in are do does there is from with for divided among below above at than whose less greater";
    size_t said[FACT_ITEMS_MAX], count;
    size_t const what = find_word(question, 0, to, "what");
    size_t const from = MIN(fact_is_word(question, 0, "how") || what < to ? (what < to ? what : 0) + 2 : 1, to);
    if (!step->fine || !contents(step, 0, step->count, box, said, &count))
        return false;
    if (count == 1 && find_word(step, 0, step->count, "such these") < step->count) /* "There are 5 such cubes." */
        for (size_t i = from; i < to; i++)
            count -= count && same_items(&step->item[said[0]], &question->item[i]);
    return count == 0 || says_same(step, said, count, question, from, find_word(question, from, to, ends)) ||
           says_same(step, said, count, question, from, to);
}

/* The one value that is boxed; NULL if there is none. */
static const struct statement *boxed(struct text step, const struct statement *statements, size_t count)
{
    size_t const box = text_find(step, TEXT("\\boxed"), 0);
    size_t i = 0;
    if (box == step.size || text_find(step, TEXT("\\boxed"), box + 1) < step.size)
        return NULL;
    while (i < count && statements[i].end <= box)
        i++;
    bool const value =
        i < count && statements[i].start <= box + strlen("\\boxed{") && !formula_is_statement(statements[i].formula);
    return value ? &statements[i] : NULL;
}

bool fact_answers(struct text problem, const struct fact_step *step, uint32_t index, struct arena *arena, struct link *out)
{
    struct saying says;
    size_t to;
    const struct statement *s = boxed(step->text, step->statements, step->count);
    if (!s || problem.size > PROBLEM_MAX)
        return false;
    struct reader *asked = ARENA_ARRAY(arena, struct reader, 1), *said = ARENA_ARRAY(arena, struct reader, 1);
    read_all(asked, problem, arena);
    read_all(said, step->text, arena);
    if (!is_question(asked, &to) || !is_in_form(asked, s->formula) || !only_answers(said, s->start, asked, to))
        return false;
    said->step = problem;
    said->count = 0;
    if (!put_answer(said, asked, to, s->formula) || !said->fine || !is_said(said, s->formula, arena, &says))
        return false;
    const struct formula *f = formula_relation(arena, says.left, says.relation, says.right, NULL);
    *out = link_said(arena, LINK_CONCLUDED, f, &(struct statement){0}, s->start, s->end, index);
    return !formula_same(says.left, says.right);
}
