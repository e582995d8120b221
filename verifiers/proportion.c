/* proportion: "so $ab^2 = k$ for some constant $k$", "$36 = k$", "when $b = 3$, $9a = 36$": what follows where the problem says in so many words that
 * one thing varies inversely or directly with another, and perhaps one pair of their values, "$a = 9$ when $b = 2$". Only ever proves.
 */
#include "verifier.h"

enum {
    TEXT_MAX = 600, /* bytes of a problem or step; a longer one is not read */
    NODES_MAX = 40
};

/* What the problem says. */
struct proportion {
    const struct formula *constant; /* uv, or u/v */
    struct text letters[2];
    const struct formula *value; /* of the constant; NULL if it is not said */
};

static const struct {
    const char *words;
    bool inverse, both; /* both: "u and v are …" */
} phrases[] = {
    {" is inversely proportional to ", true, false}, {" varies inversely with ", true, false},
    {" varies inversely as ", true, false},          {" is directly proportional to ", false, false},
    {" varies directly with ", false, false},        {" varies directly as ", false, false},
    {" are inversely proportional", true, true},     {" vary inversely", true, true},
    {" are directly proportional", false, true},     {" vary directly", false, true},
};

/* The text from byte `from` to byte `to`, without the dollar signs at its ends. */
static struct text between(struct text text, size_t from, size_t to)
{
    while (from < to && text.at[from] == '$')
        from++;
    while (to > from && text.at[to - 1] == '$')
        to--;
    return text_part(text, from, to);
}

/* Does a full stop come right behind, or a comma, or "and when"? Not what goes on: "and $c$". */
static bool stops(struct text rest)
{
    rest = between(rest, 0, rest.size);
    return text_starts(rest, TEXT(".")) || (text_starts(rest, TEXT(",")) && !text_starts(rest, TEXT(", and"))) ||
           text_starts(rest, TEXT(" and when "));
}

/* Without the words at its end, if those are its end. */
static struct text without(struct text text, const char *words)
{
    return text_trim(text_ends(text, text_of(words)) ? text_part(text, 0, text.size - strlen(words)) : text);
}

/* May the name of a thing follow: "Suppose that", "The numbers", but not "the square of"? */
static bool may_precede(struct text before)
{
    static const char *const kinds[] = {"he numbers", "he variables", "he quantities",
                                        "uantities",  "he value of",  "he values of"};
    before = text_trim(before);
    for (size_t i = 0; i < COUNT(kinds); i++)
        if (text_ends(before, text_of(kinds[i]))) {
            before = without(before, kinds[i]);
            before = text_part(before, 0, before.size - (before.size > 0)); /* T, t, Q or q */
            break;
        }
    before = text_trim(before);
    size_t at = before.size;
    while (at > 0 && is_letter(before.at[at - 1]))
        at--;
    return before.size == 0 || before.at[before.size - 1] == '.' ||
           text_has_word(text_part(before, at, before.size), TEXT("suppose that if since given"));
}

/* Do the two say so: "$a^2$ varies inversely with $b^3$", "$p$ and $q$ are inversely proportional"? 'i', 'd'; 0 if not. */
static char relates(struct text problem, const struct statement *u, const struct statement *v)
{
    struct text const middle = between(problem, u->end, v->start), rest = between(problem, v->end, problem.size);
    for (size_t i = 0; i < COUNT(phrases); i++) {
        struct text const words = text_of(phrases[i].words);
        bool const said = phrases[i].both ? text_equal(middle, TEXT(" and ")) && text_starts(rest, words) &&
                                                stops(text_part(rest, words.size, rest.size))
                                          : text_equal(middle, words) && stops(rest);
        if (said && may_precede(between(problem, 0, u->start)))
            return phrases[i].inverse ? 'i' : 'd';
    }
    return 0;
}

/* "a = 9": the value of the letter; NULL if it is nothing of the kind. */
static const struct formula *value_of(const struct formula *f, struct text letter)
{
    struct text names[1];
    bool const one = formula_is_equation(f) && f->args[0]->kind == FORMULA_SYMBOL && text_equal(f->args[0]->text, letter) &&
                     formula_symbols(f->args[1], names, 1) == 0;
    return one ? f->args[1] : NULL;
}

/* What the problem's one pair of values makes the constant; NULL if there is none, or more. */
static const struct formula *constant_value(struct text problem, const struct statement *s, size_t count,
                                            const struct proportion *p, struct arena *arena)
{
    const struct formula *found = NULL;
    for (size_t i = 0; i + 1 < count; i++)
        for (size_t first = 0; first < 2; first++) {
            struct text const middle = between(problem, s[i].end, s[i + 1].start),
                              before = text_trim(between(problem, 0, s[i].start));
            const struct formula *a = value_of(s[i].formula, p->letters[first]),
                                 *b = value_of(s[i + 1].formula, p->letters[1 - first]);
            bool const pair =
                text_equal(middle, TEXT(" when ")) ||
                (text_equal(middle, TEXT(", ")) && (text_ends(before, TEXT("when")) || text_ends(before, TEXT("When"))));
            if (!a || !b || !pair)
                continue;
            if (found || text_starts(between(problem, s[i + 1].end, problem.size), TEXT("?")))
                return NULL;
            found = formula_put(arena, p->constant, p->letters[first], a);
            found = found ? formula_put(arena, found, p->letters[1 - first], b) : NULL;
        }
    struct text witness;
    return found && algebra_relates(found, '#', formula_number(arena, 0), 0, arena, &witness) == FACT_TRUE ? found : NULL;
}

/* Does it speak of several proportions, or of none? */
static bool says_more(struct text problem)
{
    static const char *const words[] = {"inversely", "directly"};
    size_t said = 0;
    for (size_t i = 0; i < COUNT(words); i++)
        for (size_t at = text_find(problem, text_of(words[i]), 0); at < problem.size;
             at = text_find(problem, text_of(words[i]), at + 1))
            said++;
    return said != 1 || text_has_word(problem, TEXT("not no never jointly"));
}

/* The one proportion of two letters that the problem is about. */
static bool read_problem(struct text problem, struct arena *arena, struct proportion *out)
{
    struct statement *s;
    if (says_more(problem))
        return false;
    struct tokens const tokens = tokens_read(problem, arena);
    size_t const count = maths_statements(problem, &tokens, arena, &s);
    for (size_t i = 0; i + 1 < count; i++) {
        char const how = relates(problem, &s[i], &s[i + 1]);
        const struct formula *u = s[i].formula, *v = s[i + 1].formula;
        if (!how || formula_is_statement(u) || formula_is_statement(v))
            continue;
        bool const fine = formula_symbols(u, out->letters, 1) == 1 && formula_symbols(v, out->letters + 1, 1) == 1 &&
                          !text_equal(out->letters[0], out->letters[1]);
        out->constant = formula_binary(arena, how == 'i' ? FORMULA_MUL : FORMULA_DIV, u, v);
        out->value = fine ? constant_value(problem, s, count, out, arena) : NULL;
        return fine;
    }
    return false;
}

/* Does a = b say that the constant is `is`: a/b = constant/is, or the other way round? */
static bool says(const struct formula *a, const struct formula *b, const struct formula *constant, const struct formula *is,
                 struct arena *arena)
{
    const struct formula *x = formula_binary(arena, FORMULA_MUL, a, is), *y = formula_binary(arena, FORMULA_MUL, b, constant),
                         *z = formula_binary(arena, FORMULA_MUL, a, constant), *w = formula_binary(arena, FORMULA_MUL, b, is);
    return algebra_same(x, y, 0, arena) || algebra_same(z, w, 0, arena);
}

/* The one letter of the formula that is none of the two; NULL if there is none, or more. */
static const struct formula *other_letter(const struct formula *f, const struct proportion *p, struct arena *arena)
{
    struct text names[3];
    size_t const count = formula_symbols(f, names, COUNT(names));
    const struct formula *found = NULL;
    for (size_t i = 0; i < MIN(count, COUNT(names)); i++)
        if (!text_equal(names[i], p->letters[0]) && !text_equal(names[i], p->letters[1])) {
            if (found)
                return NULL;
            found = formula_symbol(arena, names[i]);
        }
    return count <= COUNT(names) ? found : NULL;
}

/* ab^2 = k, "for some constant", where k is new */
static bool names_constant(const struct formula *f, const struct proportion *p, const struct scene *scene, struct arena *arena)
{
    const struct formula *k = other_letter(f, p, arena);
    return k && context_is_new(scene->context, k->text) && !text_has_name(scene->problem, k->text) &&
           text_has_word(scene->step, TEXT("constant")) && !text_has_word(scene->step, TEXT("not no")) &&
           says(f->args[0], f->args[1], p->constant, k, arena);
}

/* 9·2^2 = k, where ab^2 = k was said */
static bool finds_constant(const struct formula *f, const struct proportion *p, const struct scene *scene, struct arena *arena)
{
    struct text names[1];
    const struct formula *k = other_letter(f, p, arena), *value = NULL;
    if (!k || !p->value || formula_symbols(f, names, 1) != 1)
        return false;
    for (size_t i = 0; i < 2; i++)
        if (f->args[i]->kind == FORMULA_SYMBOL)
            value = f->args[1 - i];
    if (!value || !algebra_same(value, p->value, 0, arena))
        return false;
    for (size_t i = scene->context->lines_count; i-- > 0;) {
        const struct formula *line = scene->context->lines[i].formula;
        if (formula_is_equation(line) && formula_mentions(line, k->text) && formula_symbols(line, NULL, 0) > 1 &&
            says(line->args[0], line->args[1], p->constant, k, arena))
            return true;
    }
    return false;
}

/* "When $b = 3$, $9a = 36$": the value of the one letter stands in the step. */
static bool puts_value(const struct link *link, const struct proportion *p, const struct scene *scene, struct arena *arena)
{
    const struct formula *f = link->formula;
    struct text names[1];
    struct statement *s;
    if (!p->value || formula_symbols(f, names, 1) != 1)
        return false;
    size_t const given = text_equal(names[0], p->letters[0]) ? 1 : 0,
                 count = maths_statements(scene->step, scene->tokens, arena, &s);
    if (!text_equal(names[0], p->letters[1 - given]))
        return false;
    const struct formula *value = NULL;
    for (size_t i = 0; i < count && s[i].start < link->statement->start; i++) {
        const struct formula *one = value_of(s[i].formula, p->letters[given]);
        if (one && value)
            return false;
        value = one ? one : value;
    }
    const struct formula *at = value ? formula_put(arena, p->constant, p->letters[given], value) : NULL;
    return at && !algebra_same(at, formula_number(arena, 0), 0, arena) && says(f->args[0], f->args[1], at, p->value, arena);
}

static bool settle(const struct link *link, const struct scene *scene, struct arena *arena, struct judgement *out,
                   struct text *witness)
{
    const struct formula *f = link->formula;
    struct proportion p;
    (void)witness;
    if (link->closed || link->said != LINK_WRITTEN || f->text.at[0] != '=' || scene->cases ||
        !text_has_word(scene->problem, TEXT("inversely directly")) || formula_size(f, NODES_MAX) > NODES_MAX ||
        !read_problem(scene->problem, arena, &p))
        return false;
    *out = (struct judgement){.truth = TRUTH_HOLDS, .supports = true, .why = "as the two are in proportion"};
    return names_constant(f, &p, scene, arena) || finds_constant(f, &p, scene, arena) || puts_value(link, &p, scene, arena);
}

const struct verifier verifier_proportion = {
    .name = "proportion",
    .says = "what follows where a problem says that one thing varies inversely or directly with another; only ever proves",
    .settle = settle,
};
