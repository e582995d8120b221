#include "fact.h"

#include "algebra.h"
#include "fact_parts.h"

enum { PROBLEM_MAX = 600 /* bytes of one that is read */ };

/* Of questions alone: in a step they say more than they mean. */
static const struct fact_pattern questions[] = {
    {"# is #", SENSE_VALUE},
    {"value|result of # is #", SENSE_VALUE},
    {"exact|numerical value of # is #", SENSE_VALUE},
    {"expression|fraction|number # is #", SENSE_VALUE},
    {"sum|difference of? # is #", SENSE_VALUE_OF_SUM},
    {"product of? # is #", SENSE_VALUE_OF_PRODUCT},
    {"quotient of? # is #", SENSE_VALUE_OF_QUOTIENT},
    {"add # is #", SENSE_VALUE_OF_SUM},
    {"subtract # is #", SENSE_VALUE_OF_SUM},
    {"multiply # is #", SENSE_VALUE_OF_PRODUCT},
    {"divide # is #", SENSE_VALUE_OF_QUOTIENT},
    {"add # to|and # is #", SENSE_ADDED},
    {"subtract # from # is #", SENSE_SUBTRACTED},
    {"multiply # by|and|times # is #", SENSE_MULTIPLIED},
    {"divide # by # is #", SENSE_DIVIDED},
    {"round # to nearest one|integer|whole number? is #", SENSE_ROUNDED},
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

/* The mark may stand within the formula, "$2 + 3.$" */
static bool holds_end(const struct reader *r, size_t at)
{
    uint32_t end = r->item[at].end;
    while (end > r->item[at].start && strchr("$\\]) ", r->step.at[end - 1]))
        end--;
    return r->item[at].kind == ITEM_VALUE && end > r->item[at].start && strchr(".?", r->step.at[end - 1]);
}

static size_t end_of_sentence(const struct reader *r, size_t at)
{
    while (at < r->count && !is_end(r, at))
        if (holds_end(r, at++))
            return at;
    return at;
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

/* The verb of "How many primes are there", not that of a clause; `to` if there is none. */
static size_t find_verb(const struct reader *r, size_t from, size_t to)
{
    static const char verbs[] = "are is does do leave have divide end lie fall";
    size_t at = find_word(r, from, to, verbs);
    while (at < to && at > from && fact_is_word(r, at - 1, "that which"))
        at = find_word(r, at + 1, to, verbs);
    return at;
}

/* "How many primes are there below 20", "… are even", "How many divisors does 60 have" */
static void put_count(struct reader *said, const struct reader *r, size_t from, size_t to, const struct formula *value)
{
    size_t const verb = find_verb(r, from, to), behind = MIN(verb + 1, to);
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
    to = fact_without_form(r, 1, to);
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
        size_t const from = at + is_end(r, at);
        end = end_of_sentence(r, from);
        if (!fact_is_about_form(r, from, end))
            return false;
    }
    return r->fine && *to > 1;
}

static bool is_said(const struct reader *said, const struct formula *answer, struct arena *arena, struct saying *out)
{
    struct match *m = ARENA_ARRAY(arena, struct match, 1);
    for (size_t k = 0; k < COUNT(questions) && fact_is_worked_out(answer); k++)
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

static const char fillers[] =
    "a an the so thus therefore hence then now finally and we our this these that which it its is are be there get gives "
    "give have has find obtain answer final desired value result expression number numbers total equal equals to of in by "
    "for only just such all their them here clearly makes leaves left us with exactly must can as simplified simplifies "
    "integer integers fraction list possible those since because also but see note conclude know while want done fact "
    "means does do range lie fall";

bool fact_leads(const struct reader *r, size_t at)
{
    return fact_is_word(r, at, fillers);
}

/* What items [from, to) say, fillers, marks and what is read apart from them left out. False if a part is not read. */
static bool contents(const struct reader *r, size_t from, size_t to, const bool *apart, size_t *out, size_t *count)
{
    *count = 0;
    for (size_t at = from; at < to; at++) {
        const struct item *item = &r->item[at];
        if (apart && apart[at])
            continue;
        if (item->kind == ITEM_OTHER)
            return false;
        if (item->kind != ITEM_COMMA && item->kind != ITEM_STOP && !fact_leads(r, at))
            out[(*count)++] = at;
    }
    return true;
}

/* Does the answer stand where it is what is spoken of: behind it, or before it? Of "$9^8$ has a units digit of 1", where the number is
 * `moved` to the front, behind that; what is counted, "12 has 6 divisors", is not what has the answer as its value. */
static bool is_placed(const struct reader *step, const size_t *said, size_t count, bool many, bool moved)
{
    size_t const at = text_find(step->step, TEXT("\\boxed"), 0);
    size_t box = 0, before = 0;
    while (box + 1 < step->count && step->item[box].end <= at)
        box++;
    while (before < count && said[before] < box)
        before++;
    if (moved)
        return many ? before > 0 : before == count;
    return before == 0 || (before == count && !(many && fact_is_word(step, box - 1, "is are") &&
                                                find_word(step, 0, box, "number total there") == box));
}

/* Do the contents of the step say the contents of the question's items [from, to)? The only number they name may stand first. */
static bool says_same(const struct reader *step, const size_t *said, size_t count, const struct reader *question, size_t from,
                      size_t to)
{
    size_t asked[FACT_ITEMS_MAX], asked_count;
    if (!contents(question, from, to, NULL, asked, &asked_count))
        return false;
    for (size_t i = 0; i < asked_count && asked_count > count; i++) /* need not be said again */
        if (fact_is_word(question, asked[i], "distinct different positive")) {
            asked_count--;
            memmove(asked + i, asked + i + 1, (asked_count - i) * sizeof *asked);
        }
    bool const many = fact_is_word(question, 1, "many");
    bool same = asked_count == count, moved = same && count > 1 && step->item[said[0]].kind == ITEM_VALUE;
    size_t number = 0, numbers = 0;
    for (size_t i = 0; i < asked_count; i++)
        if (question->item[asked[i]].kind == ITEM_VALUE) {
            number = i;
            numbers++;
        }
    for (size_t i = 0; i < count && (same || moved); i++) {
        size_t const other = i == 0 ? number : i <= number ? i - 1 : i;
        same = same && fact_same_items(&step->item[said[i]], &question->item[asked[i]]);
        moved = moved && numbers == 1 && fact_same_items(&step->item[said[i]], &question->item[asked[other]]);
    }
    return (same && is_placed(step, said, count, many, false)) || (moved && is_placed(step, said, count, many, true));
}

/* "Their sum", "the product": what a question tells to do, or its formula does, if it has no more than that. */
static bool is_operation(const struct reader *r, size_t at, const struct reader *question, size_t to)
{
    static const char *const words[][2] = {
        {"add", "sum"}, {"subtract", "difference"}, {"multiply", "product"}, {"divide", "quotient"}, {"round", "closer"}};
    const struct formula *f = to == 2 ? question->item[1].value : to == 3 ? question->item[2].value : NULL;
    for (size_t i = 0; i < COUNT(words); i++)
        if (fact_is_word(question, 0, words[i][0]) && fact_is_word(r, at, words[i][1]))
            return true;
    return f && f->kind == FORMULA_MUL && fact_is_word(r, at, "product");
}

/* Does the step say nothing but its answer, which is apart, and what is asked: "So it is 5", "Hence the units digit is 5", all words of the
 * question? Whatever else it said would not be proved by that. */
static bool only_answers(const struct reader *step, const bool *apart, const struct reader *question, size_t to)
{
    static const char ends[] =
        "of when between that which in are do does there is from with for divided among below above at than whose less greater";
    size_t said[FACT_ITEMS_MAX], count;
    size_t const what = find_word(question, 0, to, "what");
    size_t const from = MIN(fact_is_word(question, 0, "how") || what < to ? (what < to ? what : 0) + 2 : 1, to);
    if (!step->fine || !contents(step, 0, step->count, apart, said, &count))
        return false;
    size_t const found = count;
    for (size_t i = count = 0; i < found; i++)
        if (!is_operation(step, said[i], question, to))
            said[count++] = said[i];
    if (count == 1 && find_word(step, 0, step->count, "such these") < step->count) /* "There are 5 such cubes." */
        for (size_t i = from; i < to; i++)
            count -= count && fact_same_items(&step->item[said[0]], &question->item[i]);
    return count == 0 || says_same(step, said, count, question, from, find_word(question, from, to, ends)) ||
           says_same(step, said, count, question, from, to);
}

/* The values from item `at` on, with commas and "and" between: behind them. */
static size_t behind_values(const struct reader *r, size_t at, const bool *apart, struct values *out)
{
    size_t end = at;
    out->count = 0;
    while (at < r->count && r->item[at].kind == ITEM_VALUE && !apart[at]) {
        out->at[out->count++] = r->item[at].value;
        for (end = ++at; at < r->count && fact_is_joint(&r->item[at]);)
            at++;
    }
    return end;
}

/* "How many primes are there below 20", with all that are counted: "primes below 20 are 2, 3, …" */
static void put_members(struct reader *said, const struct reader *r, size_t to, const struct values *members)
{
    size_t const verb = find_verb(r, 2, to), behind = MIN(verb + 1, to);
    bool const there = fact_is_word(r, behind, "there"), has = fact_is_word(r, verb, "does do");
    put(said, r, 2, verb);
    if (has || !there)
        put_word(said, has ? "of" : "that");
    put(said, r, has ? behind : there ? behind + 1 : verb, has && fact_is_word(r, to - 1, "have") ? to - 1 : to);
    put_word(said, "are");
    for (size_t i = 0; i < members->count; i++)
        put_value(said, members->at[i]);
}

/* What counts as many as were asked for may name them, too: "we have 2 primes, 23 and 29". They come apart as a fact of their own. */
static bool names_members(const struct reader *step, bool *apart, const struct reader *question, size_t to,
                          const struct formula *answer, struct arena *arena, struct fact_found *out)
{
    int64_t n;
    struct reader *said = ARENA_ARRAY(arena, struct reader, 1);
    struct values *members = ARENA_ARRAY(arena, struct values, 1);
    if (!fact_is_word(question, 0, "how") || !fact_is_word(question, 1, "many") || !whole_number(answer, &n))
        return false;
    for (size_t at = 0, end; at < step->count; at = MAX(end, at + 1)) {
        end = behind_values(step, at, apart, members);
        if (end == at || (int64_t)members->count != n)
            continue;
        memset(apart + at, true, end - at);
        *said = (struct reader){.step = question->step, .fine = true};
        put_members(said, question, to, members);
        *out = (struct fact_found){.from = at, .end = end};
        if (only_answers(step, apart, question, to) && said->fine && fact_of_all(said, arena, &out->says))
            return true;
        memset(apart + at, false, end - at);
    }
    return false;
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

/* A step that answers, and what else it says. */
struct answering {
    struct reader step;
    bool apart[FACT_ITEMS_MAX]; /* the answer, and what facts say */
    struct fact_found facts[FACTS_MAX];
    size_t count;
};

static void set_apart(struct answering *a, size_t box)
{
    a->count = 0;
    for (size_t at = 0; at < a->step.count; at++)
        a->apart[at] = a->step.item[at].start <= box && box < a->step.item[at].end;
}

/* Does it say nothing but its answer, or that beside facts? */
static bool answers(struct answering *a, const struct statement *box, const struct fact_step *before,
                    const struct reader *question, size_t to, struct arena *arena)
{
    if (!a->step.fine || only_answers(&a->step, a->apart, question, to))
        return a->step.fine;
    if (names_members(&a->step, a->apart, question, to, box->formula, arena, &a->facts[0])) {
        a->count = 1;
        return true;
    }
    a->count = fact_find(&a->step, before, arena, FACTS_MAX, a->facts);
    for (size_t i = 0; i < MIN(a->count, (size_t)FACTS_MAX); i++)
        memset(a->apart + a->facts[i].from, true, a->facts[i].end - a->facts[i].from);
    return a->count && a->count <= FACTS_MAX && only_answers(&a->step, a->apart, question, to);
}

size_t fact_answers(struct text problem, const struct fact_step *step, const struct fact_step *before, uint32_t index,
                    struct arena *arena, struct link out[FACTS_MAX + 1])
{
    struct saying says;
    size_t to;
    const struct statement *s = boxed(step->text, step->statements, step->count);
    if (!s || problem.size > PROBLEM_MAX)
        return 0;
    struct reader *asked = ARENA_ARRAY(arena, struct reader, 1), *said = ARENA_ARRAY(arena, struct reader, 1);
    struct answering *a = ARENA_ARRAY(arena, struct answering, 1);
    read_all(asked, problem, arena);
    if (!is_question(asked, &to) || !fact_is_in_form(asked, s->formula))
        return 0;
    read_all(&a->step, step->text, arena);
    *said = (struct reader){.step = problem, .fine = true};
    set_apart(a, s->start);
    if (!fact_sought(asked, to, &a->step, a->apart, s->formula, arena, &says) &&
        (!answers(a, s, before, asked, to, arena) || !put_answer(said, asked, to, s->formula) || !said->fine ||
         !is_said(said, s->formula, arena, &says) || formula_same(says.left, says.right)))
        return 0;
    for (size_t i = 0; i < a->count; i++)
        if (!fact_link(&a->step, &a->facts[i], step, index, arena, &out[i]))
            return 0;
    const struct formula *f = formula_relation(arena, says.left, says.relation, says.right, NULL);
    out[a->count] = link_said(arena, LINK_CONCLUDED, f, &(struct statement){0}, s->start, s->end, index);
    return a->count + 1;
}
