#include "fact.h"
#include "fact_parts.h"

enum { SOUGHT_MAX = 6 /* conditions */ };

/* Reads the question. */
struct seeker {
    const struct reader *r;
    size_t at, to;
    struct arena *arena;
    const char *which;   /* of what is sought */
    const char *of;      /* which numbers */
    const char *counted; /* how often a root counts */
    const struct formula *letter, *conditions[SOUGHT_MAX];
    const struct formula *expression; /* what is to be zero, to be defined, to be largest */
    size_t count, signs_count;
    char signs[SOUGHT_MAX];  /* relations to zero */
    bool roots, value, such; /* "roots of", "value of"; more is said than of what they are */
};

/* One of these aims? */
static bool seeks(const struct seeker *s, const char *aims)
{
    return text_is_among(text_of(s->which), text_of(aims));
}

static bool is_extreme(const struct seeker *s)
{
    return seeks(s, FACT_LARGEST " " FACT_SMALLEST);
}

static bool takes(struct seeker *s, const char *list)
{
    while (s->at < s->to && fact_is_word(s->r, s->at, "a an the"))
        s->at++;
    bool const here = s->at < s->to && fact_is_word(s->r, s->at, list);
    s->at += here;
    return here;
}

static bool is_mark(const struct reader *r, size_t at, enum item_kind kind, char mark)
{
    return r->item[at].kind == kind && r->step.at[r->item[at].start] == mark;
}

/* Commas, and what stands before a formula: a colon, a new line. */
static void skip_marks(struct seeker *s)
{
    while (s->at < s->to && (s->r->item[s->at].kind == ITEM_COMMA || is_mark(s->r, s->at, ITEM_STOP, ':') ||
                             is_mark(s->r, s->at, ITEM_OTHER, '\n')))
        s->at++;
}

/* ---- the condition ---- */

static bool give(struct seeker *s, const struct formula *f)
{
    if (s->count == SOUGHT_MAX)
        return false;
    s->conditions[s->count++] = f;
    return true;
}

static bool give_sign(struct seeker *s, char relation)
{
    bool const fits = s->signs_count < SOUGHT_MAX;
    if (fits)
        s->signs[s->signs_count++] = relation;
    return fits;
}

/* f(x), also where it is read as a product */
static bool is_call(const struct formula *f)
{
    bool const call = f->kind == FORMULA_CALL && f->sub == FUNCTION_UNKNOWN && f->count == 1,
               product = f->kind == FORMULA_MUL && f->count == 2 && f->args[0]->kind == FORMULA_SYMBOL && f->args[1]->bracketed;
    return (call || product) && f->args[f->count - 1]->kind == FORMULA_SYMBOL;
}

/* f(x) = …, y = … */
static bool is_named(const struct formula *f)
{
    const struct formula *name = formula_is_equation(f) ? f->args[0] : NULL;
    return name && (is_call(name) || (name->kind == FORMULA_SYMBOL && !formula_mentions(f->args[1], name->text) &&
                                      formula_symbols(f->args[1], NULL, 0)));
}

/* What may be undefined by itself. */
static bool holds_more(const struct formula *f)
{
    bool more = f->kind == FORMULA_DIV || f->kind == FORMULA_ROOT || f->kind == FORMULA_CALL ||
                (f->kind == FORMULA_POW && f->args[1]->kind != FORMULA_NUMBER);
    for (size_t i = 0; i < f->count && !more; i++)
        more = holds_more(f->args[i]);
    return more;
}

/* "$n^2 - 9$ is negative", "the fraction is undefined" */
static bool is_signed(struct seeker *s)
{
    static const struct {
        const char *word;
        char relation;
    } signs[] = {{"positive", '>'}, {"negative", '<'}, {"nonnegative", ']'}, {"nonpositive", '['}};
    const struct formula *f = s->expression;
    s->expression = NULL;
    size_t const word = s->at + 1 + fact_is_word(s->r, s->at + 1, "is");
    bool const ratio = f->kind == FORMULA_DIV && !holds_more(f->args[0]) && !holds_more(f->args[1]);
    s->at = MIN(word, s->to - 1);
    if (fact_is_word(s->r, s->at, "undefined"))
        return ratio && give(s, formula_relation(s->arena, f->args[1], '=', formula_number(s->arena, 0), NULL));
    for (size_t i = 0; i < COUNT(signs); i++)
        if (fact_is_word(s->r, s->at, signs[i].word))
            return give(s, formula_relation(s->arena, f, signs[i].relation, formula_number(s->arena, 0), NULL));
    return false;
}

static bool take_value(struct seeker *s)
{
    bool const expected = seeks(s, FACT_DOMAIN) || (is_extreme(s) && s->value && !s->letter) || (s->roots && !s->such);
    const struct formula *f = s->r->item[s->at].value;
    if (f->kind == FORMULA_SYMBOL) {
        bool const last = s->at + 1 == s->to && s->at > 0 && fact_is_word(s->r, s->at - 1, "and"),
                   fine = !last && (!s->letter || text_equal(s->letter->text, f->text));
        s->letter = f;
        return fine;
    }
    if (expected && !s->expression && !s->count && is_named(f) && (!s->roots || is_call(f->args[0])))
        f = f->args[1];
    if (!fact_is_readable(f))
        return false;
    if (formula_is_statement(f))
        return f->kind == FORMULA_CHAIN && !s->expression && give(s, f);
    bool const first = expected && !s->expression && !s->count;
    s->expression = f;
    return first || is_signed(s);
}

/* What leads from "all values of $x$" to the condition, and stands behind it. */
static bool conditions(struct seeker *s)
{
    static const char plain[] =
        "of for to in solution set equation polynomial quadratic cubic quartic expression fraction function",
                      more[] =
                          "that which satisfy satisfies satisfying such with is are does do it true inequality inequalities have "
                          "has hold holds satisfied if when where real and both over all numbers number values we there "
                          "following solutions solution";
    for (;; s->at++) {
        skip_marks(s);
        bool const such = takes(s, more);
        s->such |= such;
        if (such || takes(s, plain))
            s->at--;
        else if (s->at >= s->to || s->r->item[s->at].kind != ITEM_VALUE)
            return true;
        else if (!take_value(s))
            return false;
    }
}

/* ---- what is sought ---- */

/* "positive integer solutions", "real values" */
static bool things(struct seeker *s)
{
    bool noun = false, fine = true;
    while (fine && !noun) {
        if (takes(s, "real"))
            s->of = FACT_REAL;
        else if (takes(s, "complex"))
            s->of = FACT_COMPLEX;
        else if (takes(s, "integer integral"))
            s->of = FACT_INTEGERS;
        else if (takes(s, "positive"))
            fine = give_sign(s, '>');
        else if (takes(s, "negative"))
            fine = give_sign(s, '<');
        else if (takes(s, "nonnegative"))
            fine = give_sign(s, ']');
        else if (takes(s, "nonzero"))
            fine = give_sign(s, '#');
        else if (takes(s, "distinct different"))
            s->counted = "";
        else if (!takes(s, "all possible two"))
            break;
        noun = s->at < s->to && fact_is_word(s->r, s->at - 1, "integer") && s->r->item[s->at].kind == ITEM_VALUE;
    }
    if (takes(s, "integers"))
        s->of = FACT_INTEGERS;
    else if (takes(s, "roots root zeros zeroes zero solutions solution"))
        s->roots = true;
    else if (takes(s, "value values"))
        s->value = true;
    else
        noun = noun || takes(s, "number numbers") ||
               (s->at < s->to && s->r->item[s->at].kind == ITEM_VALUE && s->r->item[s->at].value->kind == FORMULA_SYMBOL);
    if (!s->roots)
        s->counted = "";
    return fine && (noun || fact_is_word(s->r, s->at - 1, "integers value values") || s->roots);
}

/* "the sum of" */
static void aim(struct seeker *s)
{
    static const struct {
        const char *words, *which;
        bool of; /* must stand behind it */
    } aims[] = {{"number", FACT_NUMBER, true},
                {"sum", FACT_SUM, true},
                {"product", FACT_PRODUCT, true},
                {"average mean", FACT_MEAN, true},
                {"domain", FACT_DOMAIN, true},
                {"larger greater bigger", FACT_LARGEST, true},
                {"smaller lesser", FACT_SMALLEST, true},
                {"largest greatest biggest maximum highest", FACT_LARGEST, false},
                {"smallest least minimum lowest", FACT_SMALLEST, false}};
    size_t const start = s->at;
    for (size_t i = 0; i < COUNT(aims); i++)
        if (takes(s, aims[i].words) && (!aims[i].of || takes(s, "of"))) {
            s->which = aims[i].which;
            return;
        } else {
            s->at = start;
        }
}

/* "If $x^2 = 16$," */
static bool premise(struct seeker *s)
{
    if (!takes(s, "if given"))
        return true;
    takes(s, "that");
    return conditions(s) && s->r->item[s->at - 1].kind == ITEM_COMMA;
}

static bool wants(struct seeker *s)
{
    static const char finds[] = "find determine compute calculate list give enter";
    s->which = FACT_ALL;
    if (takes(s, "solve"))
        return true;
    bool const for_ = takes(s, "for");
    if (takes(s, "how")) {
        s->which = FACT_NUMBER;
        return takes(s, "many") && things(s);
    }
    if (for_ ? !takes(s, "what which") : !takes(s, finds) && !(takes(s, "what") && takes(s, "is are")))
        return false;
    takes(s, "all");
    if (!for_)
        aim(s);
    return seeks(s, FACT_DOMAIN) || things(s);
}

/* ---- as a formula ---- */

/* All conditions as one; NULL if they are not all of the same letter, which may be named. */
static const struct formula *condition_of(struct seeker *s)
{
    struct text names[1];
    const struct formula *zero = formula_number(s->arena, 0);
    if (s->expression && !give(s, formula_relation(s->arena, s->expression, '=', zero, NULL)))
        return NULL;
    for (size_t i = 0; i < s->count; i++) {
        if (formula_symbols(s->conditions[i], names, 1) != 1 || (s->letter && !text_equal(s->letter->text, names[0])))
            return NULL;
        s->letter = formula_symbol(s->arena, names[0]);
    }
    if (s->count == 0)
        return NULL;
    for (size_t i = 0; i < s->signs_count; i++)
        if (!give(s, formula_relation(s->arena, s->letter, s->signs[i], zero, NULL)))
            return NULL;
    return s->count == 1 ? s->conditions[0] : formula_new(s->arena, FORMULA_AND, 0, TEXT(""), s->conditions, s->count, NULL);
}

/* What is to be defined, or to be as large as can be: an expression in one letter, of all real numbers. */
static const struct formula *settle_expression(struct seeker *s)
{
    struct text names[1];
    bool const domain = seeks(s, FACT_DOMAIN), real = strcmp(s->of, "") == 0 || strcmp(s->of, FACT_REAL) == 0;
    if (!real || s->count + s->signs_count > 0 || formula_symbols(s->expression, names, 1) != 1 ||
        (s->letter && !text_equal(s->letter->text, names[0])))
        return NULL;
    if (!domain)
        s->which = seeks(s, FACT_LARGEST) ? FACT_MAXIMUM : FACT_MINIMUM;
    s->letter = formula_symbol(s->arena, names[0]);
    return s->expression;
}

/* ---- the step ---- */

/* f(x), f or y, of what the problem defines */
static bool is_name_of(const struct formula *defined, const struct formula *f)
{
    if (!is_named(defined))
        return false;
    const struct formula *name = defined->args[0];
    bool const alone = f->kind == FORMULA_SYMBOL && is_call(name) &&
                       text_equal(f->text, name->kind == FORMULA_CALL ? name->text : name->args[0]->text);
    return alone || formula_same(name, f);
}

static bool stands(const struct reader *r, size_t to, const char *list)
{
    for (size_t at = 0; at < to; at++)
        if (fact_is_word(r, at, list))
            return true;
    return false;
}

static const char nouns[] = "solutions solution roots root value values zeros integer integers numbers",
                  aims[] =
                      "sum product average mean largest greatest biggest larger greater bigger maximum highest smallest least "
                      "smaller lesser minimum lowest";

/* A word that leads to other answers, but is something else here: "the number of solutions", "the range", "the integer solutions"; "the value
 * of the function" is none of its letter. */
static bool says_else(const struct seeker *s, const struct reader *step, size_t at)
{
    static const struct {
        const char *words, *aims; /* what is sought where these may stand */
    } fitting[] = {{"total", FACT_NUMBER " " FACT_SUM},
                   {"adding together", FACT_SUM " " FACT_MEAN},
                   {"count counting", FACT_NUMBER},
                   {"number", FACT_NUMBER " " FACT_LARGEST " " FACT_SMALLEST},
                   {"domain", FACT_DOMAIN},
                   {"range", FACT_ALL " " FACT_NUMBER},
                   {"only", FACT_ALL " " FACT_NUMBER},
                   {"interval intervals union notation", FACT_ALL " " FACT_DOMAIN}};
    bool const number = seeks(s, FACT_NUMBER), value = fact_is_word(step, at, aims) || fact_is_word(step, at, nouns),
               all = fact_is_word(step, at, "all");
    for (size_t i = 0; i < COUNT(fitting); i++)
        if (fact_is_word(step, at, fitting[i].words) && !seeks(s, fitting[i].aims))
            return true;
    size_t const of = fact_behind_fillers(step, at + 2, "");
    bool const other = value && fact_is_word(step, at + 1, "of") &&
                       ((fact_is_word(step, of, "equation function expression inequality") &&
                         !fact_is_word(step, at, "solutions solution roots root zeros")) ||
                        fact_is_word(step, of, aims) || (fact_is_word(step, of, nouns) && !fact_is_word(step, at, aims)) ||
                        (of < step->count && step->item[of].value && step->item[of].value->kind != FORMULA_SYMBOL));
    if (all && at > 0 && (fact_is_word(step, at - 1, "for") || (number && !fact_is_word(step, at - 1, "in"))))
        return true;
    return (fact_is_word(step, at, "number fraction total") && fact_is_word(step, at + 1, "of") && !number) ||
           (other && !seeks(s, FACT_MINIMUM " " FACT_MAXIMUM)) ||
           (fact_is_word(step, at, "integer integers") && !stands(s->r, s->to, "integer integers integral"));
}

static bool says_no_more(const struct seeker *s, const struct reader *step, const bool *apart, struct values *listed)
{
    static const char known[] =
        "adding together true leads intervals solution solutions root roots set satisfies satisfy satisfying work works "
        "inequality equation "
        "interval notation union domain real value values all problem question asks asked asking want "
        "need sought function expression over lies total count counting check checking combining cases as desired "
        "required";
    listed->count = 0;
    for (size_t at = fact_behind_reason(step, 0); at < step->count; at++) {
        const struct item *item = &step->item[at];
        bool const here = apart[at] || item->kind == ITEM_COMMA || item->kind == ITEM_STOP;
        bool same = item->kind == ITEM_VALUE && s->letter && formula_same(item->value, s->letter);
        for (size_t i = 0; i < s->to && !here && !same; i++)
            same = s->r->item[i].kind == item->kind &&
                   (item->kind == ITEM_WORD ? strcmp(s->r->item[i].word, item->word) == 0
                    : item->kind == ITEM_VALUE
                        ? formula_same(s->r->item[i].value, item->value) || is_name_of(s->r->item[i].value, item->value)
                        : false);
        if (says_else(s, step, at))
            return false;
        if (here || same || fact_leads(step, at) || fact_is_word(step, at, known))
            continue;
        if (item->kind != ITEM_VALUE || formula_is_statement(item->value) || formula_symbols(item->value, NULL, 0))
            return false;
        listed->at[listed->count++] = item->value;
    }
    return true;
}

/* "The sum of the roots" is another than that of the real ones: the step says of which it is, or that it is of "these", or nothing. */
static bool says_of_which(const struct seeker *s, const struct reader *step)
{
    if (!seeks(s, FACT_SUM " " FACT_PRODUCT " " FACT_MEAN))
        return true;
    if (!stands(step, step->count, "solutions solution roots root value values numbers zeros") ||
        stands(step, step->count, "these those such their"))
        return true;
    return (strcmp(s->of, FACT_REAL) != 0 || stands(step, step->count, "real")) &&
           (strcmp(s->of, FACT_INTEGERS) != 0 || stands(step, step->count, "integer integers integral")) &&
           (s->signs_count == 0 || stands(step, step->count, "positive negative nonnegative nonzero"));
}

/* ---- what its answer is said to be ---- */

/* Are items [from, to) about what solves the condition? */
static bool is_about(const struct seeker *s, const struct reader *step, size_t from, size_t to)
{
    bool about = false;
    for (size_t at = from; at < to; at++)
        about |= fact_is_word(step, at, nouns) || fact_is_word(step, at, "satisfy satisfies satisfying work works true") ||
                 (step->item[at].kind == ITEM_VALUE && s->letter && formula_holds(step->item[at].value, FORMULA_SYMBOL));
    return about;
}

/* "There are $\boxed{2}$", "$\boxed{2}$ real solutions" */
static bool is_counted(const struct reader *step, size_t box, size_t behind)
{
    while (fact_is_word(step, behind,
                        "real positive negative nonnegative distinct different such possible integer of these those the"))
        behind++;
    return fact_is_word(step, behind, nouns) || (behind > 0 && fact_is_word(step, behind - 1, "integer")) ||
           (box > 0 && fact_is_word(step, box - 1, "there has")) ||
           (box > 1 && fact_is_word(step, box - 1, "is are") && fact_is_word(step, box - 2, "there"));
}

/* Where the clause of the answer begins; what stands before it may say something else. */
static size_t clause_of(const struct reader *step, size_t box)
{
    size_t at = box - (box > 1 && step->item[box - 1].kind == ITEM_STOP && fact_is_word(step, box - 2, "is are"));
    while (at > 0 && step->item[at - 1].kind != ITEM_COMMA && step->item[at - 1].kind != ITEM_STOP)
        at--;
    return at;
}

/* "$x$ lies in", not "$x^2$ lies in" */
static bool lies_in(const struct reader *step, size_t box)
{
    size_t at = box;
    while (at > 0 && fact_is_word(step, at - 1, "the domain range interval set solution in is lie lies"))
        at--;
    return at == box || at == 0 || step->item[at - 1].kind != ITEM_VALUE || step->item[at - 1].value->kind == FORMULA_SYMBOL ||
           (at > 1 && fact_is_word(step, at - 2, "of"));
}

/* The solutions, or a domain: the clause of the answer says what it is, and no other one anything of it. */
static bool says_all(const struct seeker *s, const struct reader *step, size_t box)
{
    size_t const clause = clause_of(step, box);
    bool const domain = seeks(s, FACT_DOMAIN) && !stands(step, box, "domain");
    return !is_about(s, step, 0, clause) && lies_in(step, box) &&
           !(domain && (is_about(s, step, clause, box) && !stands(step, box, "solution")));
}

/* "The solutions are" says of a sum, of how many they are, or of the largest, something else: what is named is to be that. */
static bool says_what(const struct seeker *s, const struct reader *step, const bool *apart)
{
    bool const optimum = seeks(s, FACT_MAXIMUM " " FACT_MINIMUM);
    size_t box = 0, behind;
    while (box < step->count && !apart[box])
        box++;
    for (behind = box; behind < step->count && apart[behind];)
        behind++;
    if (seeks(s, FACT_NUMBER))
        return !fact_is_word(step, behind, "satisfies is works") &&
               (!is_about(s, step, 0, box) || stands(step, box, "number total"));
    if (is_counted(step, box, behind))
        return false;
    if (seeks(s, FACT_ALL " " FACT_DOMAIN))
        return says_all(s, step, box);
    for (size_t at = 0; at < step->count && optimum; at++)
        if (step->item[at].value && step->item[at].value->kind == FORMULA_SYMBOL)
            return false;
    return !is_about(s, step, 0, step->count) || (stands(step, box, aims) && box > 0 && fact_is_word(step, box - 1, "is are of"));
}

static bool may_list(const struct seeker *s)
{
    return is_extreme(s) || seeks(s, FACT_NUMBER " " FACT_SUM " " FACT_PRODUCT " " FACT_MEAN);
}

bool fact_sought(const struct reader *question, size_t to, const struct reader *step, const bool *apart,
                 const struct formula *answer, struct arena *arena, struct saying *out)
{
    struct seeker *s = ARENA_ZEROS(arena, struct seeker, 1);
    struct values *listed = ARENA_ARRAY(arena, struct values, 1);
    *s = (struct seeker){.r = question, .to = to, .arena = arena, .which = "", .of = "", .counted = FACT_SIMPLE};
    if (!step->fine || !premise(s) || !wants(s) || !conditions(s) || s->at != s->to || !fact_is_worked_out(answer))
        return false;
    bool const expression = s->expression && !s->roots;
    const struct formula *condition = expression ? settle_expression(s) : condition_of(s);
    if (!condition || !says_no_more(s, step, apart, listed) || (listed->count && !may_list(s)) || !says_of_which(s, step) ||
        !says_what(s, step, apart))
        return false;
    const struct formula *args[] = {formula_words(arena, text_of(s->which)),
                                    condition,
                                    s->letter,
                                    formula_words(arena, text_of(s->of)),
                                    formula_new(arena, FORMULA_LIST, 0, TEXT(""), listed->at, listed->count, NULL),
                                    formula_words(arena, text_of(s->counted))};
    *out = (struct saying){fact_named(arena, FACT_SOUGHT, args, COUNT(args)), answer, '='};
    return true;
}
