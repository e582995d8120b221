#include "fact.h"
#include "fact_parts.h"

#include "algebra.h"

/* ---- what is listed ---- */

static bool is_closed(const struct formula *f)
{
    struct text names[1];
    return formula_symbols(f, names, 1) == 0 && !formula_holds(f, FORMULA_WORDS) && !formula_holds(f, FORMULA_OPAQUE) &&
           !formula_holds(f, FORMULA_PM);
}

static bool is_value(const struct formula *f)
{
    return !formula_is_statement(f) && is_closed(f);
}

/* Of x = 3 that is 3; NULL if it is no value. *name is what has it, the same for all. */
static const struct formula *value_of(const struct formula *f, struct text *name)
{
    bool const has_name = formula_is_equation(f) && f->args[0]->kind == FORMULA_SYMBOL;
    if (has_name && name->size && !text_equal(*name, f->args[0]->text))
        return NULL;
    if (has_name) {
        *name = f->args[0]->text;
        f = f->args[1];
    }
    return is_value(f) ? f : NULL;
}

static bool push(struct values *v, const struct formula *f)
{
    bool const many = f->kind == FORMULA_LIST || f->kind == FORMULA_SET;
    for (size_t i = 0; i < (many ? f->count : 1); i++) {
        if (v->count == COUNT(v->at))
            return false;
        v->at[v->count++] = many ? f->args[i] : f;
    }
    return true;
}

static size_t behind_joints(const struct reader *r, size_t at)
{
    while (at < r->count && (r->item[at].kind == ITEM_COMMA || fact_is_word(r, at, "and or")))
        at++;
    return at;
}

bool fact_group(const struct reader *r, size_t at, struct values *out, size_t *end)
{
    struct text name = TEXT("");
    const struct formula *f;
    out->count = 0;
    for (; at < r->count && r->item[at].kind == ITEM_VALUE && (f = value_of(r->item[at].value, &name)) != NULL;
         at = behind_joints(r, at)) {
        if (!push(out, f))
            return false;
        *end = ++at;
    }
    return out->count > 0;
}

static bool has_dots(const struct values *v)
{
    for (size_t i = 0; i < v->count; i++)
        if (formula_holds(v->at[i], FORMULA_DOTS))
            return true;
    return false;
}

/* Is it only what something else is said of, the 28 of "the divisors of 28"? */
static bool is_governed(const struct reader *r, size_t at)
{
    while (at > 0 &&
           (fact_has_use(r, at - 1, USE_FILLER | USE_SET_FILLER) || fact_is_word(r, at - 1, "integer integers number numbers")))
        at--;
    return at > 0 && fact_is_word(r, at - 1,
                                  "of by than to from between below under over for in through exceeding both add subtract adding "
                                  "subtracting");
}

/* Is it said that these are the values: "they are 3 and 5", "we get 3 and 5", "the numbers 3 and 5", "$x$: 3 and 5"? Not "exclude 3 and 5". */
static bool is_told(const struct reader *r, size_t at)
{
    while (at > 0 && fact_has_use(r, at - 1, USE_FILLER | USE_SET_FILLER))
        at--;
    return at == 0 || r->item[at - 1].kind != ITEM_WORD || fact_has_use(r, at - 1, USE_VERB | USE_BEFORE | USE_BEHIND) ||
           fact_is_word(r, at - 1, "numbers integers values solutions roots") ||
           (fact_is_word(r, at - 1, "with") && at > 1 && fact_is_word(r, at - 2, "left"));
}

/* Is it but the rest of what begins with something that is no value, "$r$, 3, and 5"? */
static bool goes_on(const struct reader *r, size_t at)
{
    size_t before = at;
    while (before > 0 && (r->item[before - 1].kind == ITEM_COMMA || fact_is_word(r, before - 1, "and or")))
        before--;
    const struct item *first = before > 0 ? &r->item[before - 1] : NULL;
    return first && (first->kind == ITEM_VALUE ? !formula_is_statement(first->value) : first->kind == ITEM_OTHER && before < at);
}

/* The values that items [0, to) list at their end: all that are named, and nothing is supposed, denied, left out. Dots are of one list only. */
static bool listed(const struct reader *r, size_t to, struct values *out)
{
    static const char partial[] = "such example instance include includes like some few among another other also more about";
    size_t end = 0, groups = 0;
    struct values here;
    for (size_t at = 0; at < to; at++) {
        if (fact_has_use(r, at, USE_TURN) || fact_is_word(r, at, partial))
            return false;
        if (r->item[at].kind != ITEM_VALUE || !fact_group(r, at, &here, &end))
            continue;
        if (goes_on(r, at))
            return false;
        if (has_dots(&here) || !is_governed(r, at)) {
            if (!is_told(r, at))
                return false;
            *out = here;
            groups = has_dots(&here) ? 1 : groups + 1;
        }
        at = end - 1;
    }
    while (end < to && (r->item[end].kind == ITEM_STOP || r->item[end].kind == ITEM_COMMA ||
                        fact_has_use(r, end, USE_BEFORE | USE_BEHIND | USE_FILLER)))
        end++;
    return groups == 1 && end == to && out->count > 0;
}

/* Do items [0, to) name values of their own? */
static bool lists_any(const struct reader *r, size_t to)
{
    struct values here;
    size_t end = 0;
    for (size_t at = 0; at < to; at++)
        if (r->item[at].kind == ITEM_VALUE && fact_group(r, at, &here, &end) && !is_governed(r, at))
            return true;
    return false;
}

/* ---- how many, and of what kind ---- */

static bool are_tuples(const struct values *v)
{
    for (size_t i = 0; i < v->count; i++)
        if (v->at[i]->kind != FORMULA_TUPLE)
            return false;
    return true;
}

/* Numbers, no tuples and the like. */
static bool are_numbers(const struct values *v)
{
    for (size_t i = 0; i < v->count; i++)
        if (v->at[i]->kind >= FORMULA_LIST || v->at[i]->kind == FORMULA_DOTS)
            return false;
    return true;
}

static bool are_whole(const struct values *v, int64_t low, int64_t high)
{
    int64_t n;
    for (size_t i = 0; i < v->count; i++)
        if (!algebra_whole(v->at[i], FACT_TERM_MOST, &n) || n < low || n > high)
            return false;
    return true;
}

static bool is_same_value(const struct formula *a, const struct formula *b, struct arena *arena)
{
    struct text witness;
    return formula_same(a, b) ||
           (a->kind < FORMULA_LIST && b->kind < FORMULA_LIST && algebra_equal(a, b, 0, arena, &witness) != FACT_FALSE);
}

static bool are_different(const struct values *v, struct arena *arena)
{
    for (size_t i = 0; i < v->count; i++)
        for (size_t k = 0; k < i; k++)
            if (is_same_value(v->at[i], v->at[k], arena))
                return false;
    return true;
}

/* ---- what is said of them ---- */

/* One who reads what is said of a list. */
struct teller {
    struct cursor c;
    struct values list;
    struct text said; /* where it stands */
    bool of_point;    /* the list was one tuple, whose coordinates are meant */
};

static bool among(const struct cursor *c, size_t from, size_t to, const char *words)
{
    for (size_t at = from; at < to; at++)
        if (fact_is_word(c->r, at, words))
            return true;
    return false;
}

/* Does a word of the list, or the letter, stand where the values were listed, too? */
static bool is_spoken_of(const struct teller *t, const char *list)
{
    const struct item *item = t->c.at < t->c.r->count ? &t->c.r->item[t->c.at] : NULL;
    if (item && item->kind == ITEM_VALUE)
        return item->value->kind == FORMULA_SYMBOL && text_has_name(t->said, item->value->text);
    return fact_is_word(t->c.r, t->c.at, list) && text_has_word(t->said, text_of(item->word));
}

/* "of the midpoint", "of point $P$", "for $n$", where more is said of what they are */
static void owner(struct teller *t)
{
    struct cursor *c = &t->c;
    size_t const start = c->at;
    bool const of = fact_word(c, t->of_point ? "of" : "of for");
    bool thing = of && t->of_point && fact_word(c, "this that point");
    while (fact_has_use(c->r, c->at, USE_SET_FILLER))
        c->at++;
    while (of && is_spoken_of(t, t->of_point ? "point midpoint endpoint vertex center intersection" : "")) {
        thing = true;
        c->at++;
    }
    if (!thing)
        c->at = start;
}

/* "integers", "possible values of $n$", if they are such. What is spoken of may be another thing than was listed: unless "these" are meant,
 * nothing but coordinates. */
static bool noun(struct teller *t, bool these)
{
    struct cursor *c = &t->c;
    size_t const start = c->at;
    fact_word(c, "possible");
    bool const whole = fact_word(c, "integer integers"), digits = !whole && fact_word(c, "digit digits"),
               coordinates = fact_word(c, "coordinate coordinates");
    if (coordinates != t->of_point || (whole && !are_whole(&t->list, -FACT_TERM_MOST, FACT_TERM_MOST)) ||
        (digits && !are_whole(&t->list, 0, 9)))
        return false;
    if (fact_word(c, "number numbers term terms element elements fraction fractions result results") || coordinates || whole ||
        fact_word(c, "value values solution solutions root roots zero zeros zeroes"))
        owner(t);
    return !among(c, start, c->at, "positive natural") && (these || coordinates);
}

/* "them", "these three numbers", "all of these" */
static bool all_of_them(struct teller *t)
{
    struct cursor *c = &t->c;
    size_t const start = c->at;
    int64_t n = (int64_t)t->list.count;
    if (fact_word(c, "of") && !fact_is_word(c->r, c->at - 2, "all"))
        return false;
    if (fact_word(c, "them"))
        return !t->of_point;
    bool const both = fact_word(c, "both"), these = !both && fact_word(c, t->of_point ? "these those its" : "these those");
    const struct formula *count = both ? formula_number(c->arena, 2) : fact_number(c);
    if (count && (!algebra_whole(count, FACT_TERM_MOST, &n) || n != (int64_t)t->list.count))
        return false;
    return !among(c, start, c->at, "positive natural") && noun(t, these);
}

enum total { TOTAL_SUM, TOTAL_PRODUCT, TOTAL_MEAN, TOTAL_DIFFERENCE, TOTALS };

static enum total total(struct cursor *c)
{
    static const char *const names[TOTALS] = {"sum total", "product", "average mean", "difference"};
    enum total which = 0;
    while (which < TOTALS && !fact_word(c, names[which]))
        which++;
    return which;
}

static const struct formula *total_of(struct teller *t, enum total which)
{
    struct arena *arena = t->c.arena;
    const struct formula *const *v = t->list.at;
    size_t const n = t->list.count;
    const struct formula *sum = formula_new(arena, which == TOTAL_PRODUCT ? FORMULA_MUL : FORMULA_ADD, 0, TEXT(""), v, n, NULL);
    if (which == TOTAL_MEAN)
        return formula_binary(arena, FORMULA_DIV, sum, formula_number(arena, (int64_t)n));
    if (which != TOTAL_DIFFERENCE)
        return sum;
    return n == 2 ? formula_unary(arena, FORMULA_ABS,
                                  formula_binary(arena, FORMULA_ADD, v[0], formula_unary(arena, FORMULA_NEG, v[1])))
                  : NULL;
}

static bool says(struct teller *t, const struct formula *left, struct saying *out)
{
    const struct formula *right = fact_value(&t->c);
    if (!left || !right || !is_value(right))
        return false;
    *out = (struct saying){left, right, '='};
    return true;
}

/* "the sum of these is 12", "their product is 12" */
static bool says_total(struct teller *t, struct saying *out)
{
    struct cursor *c = &t->c;
    bool const their = fact_word(c, "their");
    enum total const which = total(c);
    if (which == TOTALS || !are_numbers(&t->list) || (!their && !(fact_word(c, "of between") && all_of_them(t))) ||
        !fact_word(c, "is equals"))
        return false;
    return says(t, total_of(t, which), out);
}

/* "these values sum to 12", "adding these, we get 12" */
static bool says_result(struct teller *t, struct saying *out)
{
    struct cursor *c = &t->c;
    bool const product = fact_word(c, "multiplying multiply"), sum = !product && fact_word(c, "adding summing add sum");
    if (!are_numbers(&t->list) || !all_of_them(t))
        return false;
    if (!product && !sum)
        return fact_word(c, "sum add") && (fact_word(c, "up") || true) && fact_word(c, "to") &&
               says(t, total_of(t, TOTAL_SUM), out);
    fact_word(c, "up together");
    fact_mark(c, ITEM_COMMA);
    if (!fact_word(c, "gives yields") && !((fact_word(c, "we") || fact_word(c, "to")) && fact_word(c, "get find obtain")))
        return false;
    return says(t, total_of(t, product ? TOTAL_PRODUCT : TOTAL_SUM), out);
}

/* The one that is beyond all the others; NULL if it cannot be told. */
static const struct formula *extreme_of(struct teller *t, bool largest)
{
    const struct formula *best = t->list.at[0];
    struct text witness;
    for (size_t i = 1; i < t->list.count; i++) {
        enum fact const beyond = algebra_relates(t->list.at[i], largest ? '>' : '<', best, 0, t->c.arena, &witness);
        if (beyond == FACT_UNKNOWN)
            return NULL;
        best = beyond == FACT_TRUE ? t->list.at[i] : best;
    }
    return best;
}

/* "the largest of these is 12" */
static bool says_extreme(struct teller *t, struct saying *out)
{
    struct cursor *c = &t->c;
    bool const two = fact_is_word(c->r, c->at, "larger greater bigger smaller lesser") ||
                     (fact_has_use(c->r, c->at, USE_SET_FILLER) &&
                      fact_is_word(c->r, c->at + 1, "larger greater bigger smaller lesser")),
               largest = fact_word(c, "largest greatest biggest larger greater bigger");
    if ((!largest && !fact_word(c, "smallest least smaller lesser")) || !are_numbers(&t->list) || t->of_point ||
        (two && t->list.count != 2))
        return false;
    return fact_word(c, "of") && all_of_them(t) && fact_word(c, "is equals") && says(t, extreme_of(t, largest), out);
}

/* What so many of are counted: what the list holds. Dots show that they are to be counted. */
static bool counted(struct teller *t, bool *such)
{
    struct cursor *c = &t->c;
    size_t const start = c->at;
    bool const tuples = are_tuples(&t->list), pairs = tuples && t->list.at[0]->count == 2;
    *such = fact_word(c, "such");
    fact_word(c, "different distinct");
    fact_word(c, "possible");
    bool const clear = (*such && fact_word(c, "possibilities choices values solutions")) ||
                       (tuples                             ? fact_word(c, pairs ? "points pairs" : "points triples")
                        : fact_word(c, "integers integer") ? are_whole(&t->list, -FACT_TERM_MOST, FACT_TERM_MOST)
                                                           : fact_word(c, "numbers number terms elements"));
    *such |= has_dots(&t->list);
    return clear && !among(c, start, c->at, "positive natural");
}

/* "in all", "for $n$"; "in the list", which is this one? */
static bool counted_where(struct teller *t)
{
    struct cursor *c = &t->c;
    size_t const start = c->at;
    if (fact_word(c, "in")) {
        if (fact_is_word(c->r, c->at, "all total")) {
            c->at++;
            return false;
        }
        fact_word(c, "this");
        if (fact_word(c, "list set"))
            return true;
    }
    c->at = start;
    owner(t);
    return false;
}

/* Is a number, read next, that of what is listed? */
static bool says_number(struct teller *t, struct saying *out)
{
    int64_t n, terms = has_dots(&t->list) ? fact_terms(&t->list, true) : (int64_t)t->list.count;
    const struct formula *count = fact_number(&t->c);
    if (!count || !algebra_whole(count, FACT_TERM_MOST, &n) || t->of_point || terms == 0 ||
        !(has_dots(&t->list) || are_different(&t->list, t->c.arena)))
        return false;
    *out = (struct saying){formula_number(t->c.arena, terms), count, '='};
    return true;
}

/* "for a total of 5 values", "giving us 5 values", right behind them */
static bool says_altogether(struct teller *t, struct saying *out)
{
    static const char kinds[] = "such different distinct possible whole numbers number integers values solutions";
    struct cursor *c = &t->c;
    bool const total = fact_word(c, "for") && fact_word(c, "total") && fact_word(c, "of"),
               giving = !total && fact_word(c, "giving") && (fact_word(c, "us") || true),
               fine = (total || giving) && t->said.at == c->r->step.at && says_number(t, out) && fact_word(c, kinds);
    while (fact_word(c, kinds))
        ;
    return fine;
}

/* "there are 5 such integers", "this is a total of 5 values" */
static bool says_count(struct teller *t, struct saying *out)
{
    struct cursor *c = &t->c;
    bool such;
    if (!(fact_word(c, "there this that these") && fact_word(c, "is are makes gives")))
        return false;
    fact_word(c, "only");
    if (fact_word(c, "total") && !fact_word(c, "of"))
        return false;
    return says_number(t, out) && counted(t, &such) && (counted_where(t) || such);
}

bool fact_listed(const struct reader *r, size_t at, const struct fact_step *before, struct arena *arena, struct values *out,
                 struct text *where)
{
    *where = r->step;
    if (listed(r, at, out))
        return true;
    struct reader *other = lists_any(r, at) || before->text.size == 0 ? NULL : ARENA_ARRAY(arena, struct reader, 1);
    if (!other)
        return false;
    fact_read(other, before, arena);
    *where = before->text;
    return other->fine && listed(other, other->count, out);
}

/* Likewise; a point is the list of its coordinates. */
static bool list_for(const struct reader *r, size_t at, const struct fact_step *before, struct teller *t)
{
    struct arena *arena = t->c.arena;
    if (!fact_listed(r, at, before, arena, &t->list, &t->said))
        return false;
    t->of_point = t->list.count == 1 && t->list.at[0]->kind == FORMULA_TUPLE;
    if (t->of_point) {
        const struct formula *point = t->list.at[0];
        t->list.count = 0;
        push(&t->list, formula_new(arena, FORMULA_LIST, 0, TEXT(""), point->args, point->count, NULL));
    }
    return t->list.count > 1;
}

bool fact_of_list(const struct reader *r, size_t at, const struct fact_step *before, struct arena *arena, struct saying *out,
                  size_t *end)
{
    static const char opens[] =
        "sum total product average mean difference their adding summing add multiplying multiply these those "
        "largest greatest biggest larger greater bigger smallest least smaller lesser there this that for giving";
    static bool (*const ways[])(struct teller *, struct saying *) = {says_total, says_result, says_extreme, says_count,
                                                                     says_altogether};
    size_t first = at;
    while (fact_has_use(r, first, USE_SET_FILLER))
        first++;
    if (!fact_is_word(r, first, opens))
        return false;
    struct teller *t = ARENA_ARRAY(arena, struct teller, 1);
    t->c = (struct cursor){.r = r, .at = at, .arena = arena, .fine = true};
    if (!list_for(r, at, before, t))
        return false;
    for (size_t i = 0; i < COUNT(ways); i++) {
        t->c.at = at;
        if (ways[i](t, out)) {
            *end = t->c.at;
            return true;
        }
    }
    return false;
}
