#include "fact_parts.h"

#include "algebra.h"

/* ---- sequences ---- */

static bool is_dots(const struct formula *f)
{
    return f->kind == FORMULA_DOTS;
}

/* Where the only dots stand; v->count if there are none, or more. */
static size_t dots_of(const struct values *v)
{
    size_t found = v->count, count = 0;
    for (size_t i = 0; i < v->count; i++)
        if (is_dots(v->at[i])) {
            found = i;
            count++;
        }
    return count == 1 ? found : v->count;
}

int64_t fact_terms(const struct values *v, bool sure)
{
    int64_t first, last, next;
    size_t const dots = dots_of(v);
    if (dots < 2 || dots + 1 >= v->count || !algebra_whole(v->at[0], FACT_TERM_MOST, &first) ||
        !algebra_whole(v->at[1], FACT_TERM_MOST, &next) || !algebra_whole(v->at[v->count - 1], FACT_TERM_MOST, &last))
        return 0;
    int64_t const step = next - first;
    if (step == 0 || (last - next) % step != 0 || (sure && dots < 3 && (step != 1 || (last & (last - 1)) == 0)))
        return 0;
    for (size_t i = 1; i < v->count; i++) {
        int64_t const is = i < dots ? first + (int64_t)i * step : last - (int64_t)(v->count - 1 - i) * step;
        if (i != dots && (!algebra_whole(v->at[i], FACT_TERM_MOST, &next) || next != is))
            return 0;
    }
    int64_t const terms = (last - first) / step + 1;
    return terms >= (int64_t)v->count ? terms : 0;
}

/* ---- what is done to each of them ---- */

struct change {
    enum { CHANGE_ADD, CHANGE_SUBTRACT, CHANGE_MULTIPLY, CHANGE_DIVIDE } by;
    const struct formula *amount;
};

/* "each of these numbers", "all terms in the list", "every member of this set" */
static bool each_of_them(struct cursor *c)
{
    size_t const start = c->at;
    bool some = fact_word(c, "each every") || fact_is_word(c->r, c->at, "these those them");
    for (size_t at = start; at < c->at; at++) /* skipped, like an article */
        some |= fact_is_word(c->r, at, "all");
    if (!some)
        return false;
    fact_word(c, "of");
    if (fact_word(c, "them"))
        return true;
    fact_word(c, "these those");
    fact_word(c, "number numbers term terms member members element elements value values");
    if (fact_word(c, "in of on")) {
        fact_word(c, "this our");
        return fact_word(c, "list set sequence");
    }
    return true;
}

/* "adding 3 to each of these", "divide each number by 4" */
static bool changed(struct cursor *c, struct change *out)
{
    bool const add = fact_word(c, "add adding"), subtract = !add && fact_word(c, "subtract subtracting"),
               multiply = !add && !subtract && fact_word(c, "multiply multiplying");
    out->by = add ? CHANGE_ADD : subtract ? CHANGE_SUBTRACT : multiply ? CHANGE_MULTIPLY : CHANGE_DIVIDE;
    if (add || subtract) {
        out->amount = fact_value(c);
        return out->amount && fact_word(c, add ? "to" : "from") && each_of_them(c);
    }
    if ((!multiply && !fact_word(c, "divide dividing")) || !each_of_them(c) || !fact_word(c, "by"))
        return false;
    out->amount = fact_value(c);
    return out->amount != NULL;
}

/* "gives", ", we get", "to get the list", ", and the list becomes" */
static bool becomes(struct cursor *c)
{
    fact_mark(c, ITEM_COMMA);
    fact_word(c, "and then");
    bool const list = fact_word(c, "our") || fact_is_word(c->r, c->at, "list") || fact_is_word(c->r, c->at + 1, "list");
    if (list) {
        fact_word(c, "new");
        if (!fact_word(c, "list set sequence") || !(fact_word(c, "then now") || true) || !fact_word(c, "becomes is"))
            return false;
    } else {
        if (!fact_word(c, "gives yields giving") && !(fact_word(c, "we to") && fact_word(c, "get obtain have")))
            return false;
        fact_word(c, "us");
        fact_word(c, "new");
        if (fact_word(c, "list set sequence"))
            fact_word(c, "of");
    }
    fact_mark(c, ITEM_STOP);
    while (fact_has_use(c->r, c->at, USE_SET_FILLER))
        c->at++;
    return true;
}

static const struct formula *apply(const struct change *change, const struct formula *f, struct arena *arena)
{
    switch (change->by) {
    case CHANGE_ADD:
        return formula_binary(arena, FORMULA_ADD, f, change->amount);
    case CHANGE_SUBTRACT:
        return formula_binary(arena, FORMULA_ADD, f, formula_unary(arena, FORMULA_NEG, change->amount));
    case CHANGE_MULTIPLY:
        return formula_binary(arena, FORMULA_MUL, f, change->amount);
    default:
        return formula_binary(arena, FORMULA_DIV, f, change->amount);
    }
}

/* Two sequences are the same if they begin and end alike and have as many terms; lists without dots, if all terms are. */
static bool says_changed(const struct change *change, const struct values *from, const struct values *to, struct arena *arena,
                         struct saying *out)
{
    const struct formula *left[FACT_ITEMS_MAX + 1], *right[FACT_ITEMS_MAX + 1];
    bool const dots = dots_of(from) < from->count;
    size_t count = 0;
    if (dots ? fact_terms(from, false) == 0 || fact_terms(to, fact_terms(from, true) == 0) == 0
             : from->count != to->count || dots_of(to) < to->count)
        return false;
    for (size_t i = 0; i < from->count; i++) {
        if (dots && i > 1 && i + 1 < from->count)
            continue;
        left[count] = apply(change, from->at[i], arena);
        right[count++] = i > 1 && dots ? to->at[to->count - 1] : to->at[i];
    }
    if (dots) {
        left[count] = formula_number(arena, fact_terms(from, false));
        right[count++] = formula_number(arena, fact_terms(to, false));
    }
    *out = (struct saying){formula_new(arena, FORMULA_TUPLE, 0, TEXT(""), left, count, NULL),
                           formula_new(arena, FORMULA_TUPLE, 0, TEXT(""), right, count, NULL), '='};
    return count > 1;
}

bool fact_of_change(const struct reader *r, size_t at, const struct fact_step *before, struct arena *arena, struct saying *out,
                    size_t *end)
{
    static const char opens[] = "if we add adding subtract subtracting multiply multiplying divide dividing";
    struct cursor c = {.r = r, .at = at, .arena = arena, .fine = true};
    struct change change;
    struct text where;
    if (!fact_is_word(r, at, opens))
        return false;
    if (fact_word(&c, "if") && !fact_word(&c, "we"))
        return false;
    if (!changed(&c, &change) || !becomes(&c))
        return false;
    struct values *from = ARENA_ARRAY(arena, struct values, 2), *to = from + 1;
    return fact_group(r, c.at, to, end) && fact_listed(r, at, before, arena, from, &where) &&
           says_changed(&change, from, to, arena, out);
}
