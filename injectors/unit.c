/* unit: a conversion goes wrong: by another number (a year of 12 weeks; who works five days a week works seven), the wrong way (times
 * for divided), or not at all. */
#include "comparison.h"

enum variant { WRONG, INVERTED, OMITTED };
enum { WEEK = 7, HOUR = 60 }; /* days, of which five are for work; minutes */
enum { COMMON = 3 };          /* of these two one of so many is taken, by its step's length: they would tell a right step */
enum { INVERTED_MAX = 16 };   /* 840 minutes * 60 are too many hours for anybody */
enum { WRONG_MAX = 3 };       /* numbers that are taken for a right one; some twice, since they are likelier */

static const struct conversion {
    int64_t right, wrong[WRONG_MAX];
    const char *cues; /* one of these words must stand in the problem or in the step */
} conversions[] = {
    {60, {100, 100, 100}, "second seconds"},
    {60, {100, 24, 24}, "minute minutes hour hours second seconds"},
    {24, {12, 12, 20}, "hour hours day days"},
    {7, {5, 5, 6}, "week weeks weekly"},
    {12, {52, 52, 52}, "month months monthly"},
    {12, {10, 16, 36}, "inch inches"},
    {52, {12, 12, 25}, "week weeks weekly year years yearly annual annually"},
    {365, {350, 364, 356}, "day days daily year years yearly"},
    {1000,
     {100, 100, 100},
     "kilometer kilometers kilometre kilometres km kilogram kilograms kilos kg gram grams liters litres milliliters ml"},
    {100, {10, 1000, 10}, "centimeter centimeters centimetre centimetres cm"},
    {16, {12, 8, 12}, "ounce ounces oz"},
    {3600, {60, 360, 60}, "second seconds"},
    {2000, {1000, 200, 1000}, "ton tons"},
    {5280, {5208, 5820, 5208}, "mile miles"},
    {36, {12, 12, 16}, "yard yards"},
    {128, {64, 16, 100}, "gallon gallons"},
    {4, {2, 8, 2}, "quart quarts"},
};

/* "5 days a week": of these the calendar has more */
static const struct {
    const char *small, *large;
    int64_t calendar;
} given[] = {{"days", "week", 7}, {"weeks", "year", 52}, {"months", "year", 12}};

/* Who earns $8 per day may work five days a week, unless he does so every day. */
static bool may_be_work(const struct subject *on)
{
    static const char *const always[] = {"very day",     "veryday",    "ach day",     "hole week",
                                         "very morning", "very night", "very evening"};
    bool daily = operand_has_word(on->problem, &on->problem_tokens, TEXT("daily"));
    for (size_t i = 0; i < COUNT(always); i++)
        daily = daily || text_find(on->problem, text_of(always[i]), 0) < on->problem.size;
    return !daily && operand_has_word(
                         on->problem, &on->problem_tokens,
                         TEXT("work works worked working worker workers job earn earns earned office school store shop business "
                              "charge charges charged sell sells sold company factory class teacher student students employee "
                              "employees paid pays salary customers farm farmer bakery train trains training practice "
                              "practices practiced bakes batches restaurant pizza pizzas production produces"));
}

static bool is_common(const struct conversion *c)
{
    return c->right == WEEK || c->right == HOUR;
}

static const struct conversion *conversion_of(const struct subject *on, const struct derivation *d, const struct operand *o)
{
    if (o->sources != SOURCE_CONSTANT || operand_token(on, d, o)->kind != TOKEN_NUMBER)
        return NULL;
    for (size_t i = 0; i < COUNT(conversions); i++)
        if (value_is_ratio(operand_value(on, d, o), conversions[i].right, 1) &&
            (conversions[i].right != WEEK || !may_be_work(on)) && operand_cue(on, d->step, text_of(conversions[i].cues)))
            return &conversions[i];
    return NULL;
}

/* How many there would be by the calendar of what the problem gives as "5 days a week"; 0: it gives no such number. */
static int64_t calendar_of(const struct subject *on, const struct derivation *d, const struct operand *o)
{
    const struct mention *m =
        o->sources == SOURCE_PROBLEM && operand_value(on, d, o)->den == 1 ? operand_mention(on, operand_value(on, d, o)) : NULL;
    const struct tokens *tokens = &on->problem_tokens;
    struct text word[3];
    for (uint32_t i = 0; m && i < COUNT(word); i++) {
        const struct token *t = tokens_at(tokens, m->end + i);
        word[i] = t->kind == TOKEN_WORD ? text_part(on->problem, t->start, t->end) : TEXT("");
    }
    for (size_t i = 0; m && i < COUNT(given); i++)
        if (text_equal_nocase(word[0], text_of(given[i].small)) && text_is_among(word[1], TEXT("a per each every")) &&
            text_equal_nocase(word[2], text_of(given[i].large)) && m->value.num < given[i].calendar)
            return given[i].calendar;
    return 0;
}

/* Does an earlier step have the number? Then who takes another one contradicts it. */
static bool is_told(const struct subject *on, const struct derivation *d, const struct value *value)
{
    for (uint32_t k = 0; k < d->step; k++)
        for (uint32_t i = 0; i < on->steps[k].tokens.count; i++) {
            const struct token *t = &on->steps[k].tokens.items[i];
            if (t->kind == TOKEN_NUMBER && value_equal(&on->steps[k].tokens.numbers[t->number], value))
                return true;
        }
    return false;
}

/* What an earlier result was before it was converted, by nothing but a constant; NULL: it was not. */
static const struct value *unconverted(const struct subject *on, const struct operand *o)
{
    const struct derivation *from = o->result >= 0 ? &on->derivations[o->result] : NULL;
    const struct node *root = from ? &from->from->nodes[from->from->root] : NULL;
    if (o->sources != SOURCE_RESULT || from->operands != 2 || (root->kind != NODE_MUL && root->kind != NODE_DIV))
        return NULL;
    const struct operand *a = &on->operands[from->first_operand];
    bool const second = conversion_of(on, from, a + 1), first = root->kind == NODE_MUL && conversion_of(on, from, a);
    const struct operand *other = second ? a : a + 1;
    bool const amount = operand_token(on, from, other)->kind == TOKEN_NUMBER && !(other->sources & SOURCE_CONSTANT);
    return (second || first) && amount ? operand_value(on, from, other) : NULL;
}

static bool is_site(const struct subject *on, const struct derivation *d, const struct operand *o)
{
    return conversion_of(on, d, o) || unconverted(on, o) || calendar_of(on, d, o);
}

static size_t sites(const struct subject *on, struct site *out, size_t max)
{
    static const uint32_t weights[VARIANTS_MAX] = {[WRONG] = 40, [INVERTED] = 1, [OMITTED] = 3};
    return operand_sites(on, is_site, weights, out, max);
}

static bool invert(const struct subject *on, const struct derivation *d, const struct operand *o, struct arena *arena,
                   struct proposal *out)
{
    struct comparison c;
    const struct step *step = &on->steps[d->step];
    if (!comparison_shape(on, d, &c) || !c.plain || !c.product || operand_unit(step->text, &step->tokens, o->token).size)
        return false; /* "240 hours * 24 hours a day" contradicts itself */
    if (d->from->nodes[d->from->root].kind == NODE_DIV &&
        (c.pair.last != o->token || operand_cue(on, d->step, TEXT("average averages averaged mean"))))
        return false; /* 12 / 6 months converts nothing, nor does what seven days have on average */
    c.number = o->token;
    return comparison_flip(on, d, &c, arena, out);
}

static bool omit(const struct subject *on, const struct site *at, const struct tools *with, struct proposal *out)
{
    const struct derivation *d = &on->derivations[at->derivation];
    const struct operand *o = &on->operands[at->operand];
    const struct value *now = unconverted(on, o);
    const struct step *step = &on->steps[d->step];
    return now && !operand_unit(step->text, &step->tokens, o->token).size && !operand_occurs(on, d, now) &&
           operand_propose(on, at, now, with, out);
}

static bool propose(const struct subject *on, const struct site *at, const struct tools *with, struct proposal *out)
{
    const struct derivation *d = &on->derivations[at->derivation];
    const struct operand *o = &on->operands[at->operand];
    const struct conversion *conversion = conversion_of(on, d, o);
    int64_t const calendar = conversion ? 0 : calendar_of(on, d, o);
    if (at->variant == OMITTED)
        return !with->attempt && omit(on, at, with, out);
    if (at->variant == INVERTED)
        return !with->attempt && conversion && conversion->right <= INVERTED_MAX && invert(on, d, o, with->arena, out);
    if ((!conversion && !calendar) || is_told(on, d, operand_value(on, d, o)) ||
        (conversion && is_common(conversion) && on->steps[d->step].text.size % COMMON))
        return false;
    struct value const wrong = value_int(conversion ? conversion->wrong[random_below(with->random, WRONG_MAX)] : calendar);
    return !operand_occurs(on, d, &wrong) && operand_propose(on, at, &wrong, with, out);
}

const struct injector injector_unit = {
    .name = "unit",
    .says = "a conversion by a wrong number, the wrong way round, or left out",
    .cls = DERAILED,
    .kind = CERTIFICATE_DERAILED,
    .sites = sites,
    .propose = propose,
    .explain = operand_explain,
};
