/* judge_doubt(): what speaks against calling a claim false. Each rule is a trap that real solutions set. */
#include "edge.h"
#include "judge.h"
#include "slack.h"

struct scene {
    struct text text;
    const struct tokens *tokens;
    const struct value *numbers;
    const struct claim *claim;
};

static const struct token *at(const struct scene *s, uint32_t i)
{
    return tokens_at(s->tokens, i);
}

static struct text bytes(const struct scene *s, const struct token *t)
{
    return text_part(s->text, t->start, t->end);
}

/* "1 = 5 * 3" may be "Day 1 = …"; "5 apples = 10 dollars" is an exchange, no equation */
static bool bare_left(const struct scene *s)
{
    const struct claim *c = s->claim;
    return (expr_is_bare(&c->left) && !c->chained && !relation_is_order(c->sign)) || expr_is_share(&c->left, s->tokens) ||
           (expr_is_share(&c->right, s->tokens) && expr_is_bare(&c->right));
}

/* Is the right side the left one with its sign changed? */
static bool turned_round(const struct scene *s, const struct value *left)
{
    struct value right;
    if (expr_eval(&s->claim->right, s->tokens, s->numbers, false, &right) != STATUS_OK)
        return true;
    bool const turned = value_is_times(left, -1, 1, &right);
    value_clear(&right);
    return turned;
}

/* "Weeks 1-2 = …", "a 6-8-10 triangle": nothing but differences, below zero, is a range, a score or a name; of money, a
 * difference that was turned round */
static bool range(const struct scene *s)
{
    const struct expr *e = &s->claim->left;
    struct value v;
    for (uint32_t i = 0; i < e->count; i++)
        if (e->nodes[i].kind != NODE_SUB && e->nodes[i].kind != NODE_NUMBER)
            return false;
    if (expr_eval(e, s->tokens, s->numbers, false, &v) != STATUS_OK)
        return false;
    bool const money = e->currency && !s->tokens->latex;
    bool const range = value_sign(&v) < 0 && (!money || turned_round(s, &v));
    value_clear(&v);
    return range;
}

/* "the two girls + 6 liters": a number in words may belong to what was said before */
static bool in_words(const struct scene *s)
{
    for (uint32_t i = 0; i < s->claim->left.count; i++)
        if (s->claim->left.nodes[i].kind == NODE_WORD)
            return true;
    return false;
}

/* "2 melt/15 minutes * 60": what stands behind the slash may be part of a rate's unit */
static bool rate(const struct scene *s)
{
    for (uint32_t i = s->claim->left.first + 1; i + 1 < s->claim->right.last; i++)
        if (token_is_sign(at(s, i), '/') && token_is_tight(at(s, i)) && at(s, i - 1)->kind == TOKEN_WORD &&
            at(s, i + 1)->kind == TOKEN_NUMBER)
            return true;
    return false;
}

/* "21 in the first row + Ann's 15": what the words say may count too */
static bool asides(const struct scene *s)
{
    return s->claim->left.aside || s->claim->right.aside;
}

static bool left_edge(const struct scene *s)
{
    return edge_is_loose_left(s->text, s->tokens, s->claim);
}

static bool right_edge(const struct scene *s)
{
    return edge_is_loose_right(s->text, s->tokens, s->claim);
}

/* "$50 + 10% tax", "50 - 20%": a percentage of what it is added to */
static bool percent_of_the_other(const struct scene *s)
{
    const struct expr *e = &s->claim->left;
    for (uint32_t i = 0; i < e->count; i++)
        if ((e->nodes[i].kind == NODE_ADD || e->nodes[i].kind == NODE_SUB) && e->nodes[e->nodes[i].b].kind == NODE_PERCENT &&
            e->nodes[e->nodes[i].a].kind != NODE_PERCENT)
            return true;
    return false;
}

/* "= 11 - 2 more than needed": the first number alone may be the right side */
static bool first_alone(const struct scene *s)
{
    const struct claim *c = s->claim;
    const struct token *t = at(s, c->right.first);
    struct value left;
    if (c->continued || expr_is_bare(&c->right) || t->kind != TOKEN_NUMBER || (t->flags & TOKEN_MALFORMED) ||
        expr_eval(&c->left, s->tokens, s->numbers, false, &left) != STATUS_OK)
        return false;
    bool const same = value_equal(&left, &s->numbers[t->number]);
    value_clear(&left);
    return same;
}

/* "35 - 2ab": letters that touch a number and are no unit are variables */
static bool variables(const struct scene *s)
{
    for (uint32_t i = s->claim->left.first; i < s->claim->right.last; i++) {
        const struct token *t = at(s, i), *next = at(s, i + 1);
        struct unit unit;
        if (t->kind == TOKEN_NUMBER && (t->flags & TOKEN_GLUED_LETTER) && next->kind == TOKEN_WORD &&
            s->text.at[next->start] >= 'a' && next->end - next->start < 3 && !phrase_is_x(s->text, next) &&
            !unit_of(bytes(s, next), &unit))
            return true;
    }
    return false;
}

/* "3^15^2": the second power may stand on the first, or beside it */
static bool tower(const struct scene *s)
{
    const struct expr *both[] = {&s->claim->left, &s->claim->right};
    for (size_t k = 0; k < COUNT(both); k++)
        for (uint32_t i = 0; i < both[k]->count; i++)
            if (both[k]->nodes[i].kind == NODE_POW && both[k]->nodes[both[k]->nodes[i].b].kind == NODE_POW)
                return true;
    return false;
}

/* "6/2(1+2)": which comes first is a matter of taste */
static bool implicit(const struct scene *s)
{
    const struct expr *both[] = {&s->claim->left, &s->claim->right};
    for (size_t k = 0; k < COUNT(both); k++)
        for (uint32_t i = 0; both[k]->implicit && i < both[k]->count; i++)
            if (both[k]->nodes[i].kind == NODE_DIV)
                return true;
    return false;
}

/* "5 pairs of socks - 3 socks" */
static bool grouped(const struct scene *s)
{
    struct text const words = TEXT("pairs pair dozen dozens couple couples score scores");
    bool named = false, added = false;
    for (uint32_t i = s->claim->left.first; i < s->claim->relation; i++) {
        named = named || (at(s, i)->kind == TOKEN_WORD && text_is_among(bytes(s, at(s, i)), words));
        added = added || token_is_sign(at(s, i), '-') || token_is_sign(at(s, i), '+');
    }
    return named && added;
}

/* "1.000 + 1 = 1001": would the claim hold if its points parted thousands? All numbers of a claim with three decimals are read so. */
static bool thousands_point(const struct scene *s)
{
    enum { FEW = 64 };
    struct value numbers[FEW], left, right;
    bool any = false, equal = false;
    if (s->tokens->numbers_count > FEW)
        return false;
    memcpy(numbers, s->numbers, s->tokens->numbers_count * sizeof *numbers);
    for (uint32_t i = s->claim->left.first; i < s->claim->right.last; i++) {
        const struct token *t = at(s, i);
        struct value *v = t->kind == TOKEN_NUMBER ? &numbers[t->number] : NULL;
        if (!v || t->places != 3 || t->end - t->start > 7 || v->num > 1000000)
            continue;
        *v = value_ratio(v->num * 1000, v->den);
        any = true;
    }
    if (!any || expr_eval(&s->claim->left, s->tokens, numbers, false, &left) != STATUS_OK)
        return false;
    if (expr_eval(&s->claim->right, s->tokens, numbers, false, &right) == STATUS_OK) {
        equal = value_equal(&left, &right);
        value_clear(&right);
    }
    value_clear(&left);
    return equal;
}

/* A question asserts nothing, nor does a clause that begins with "if". */
static bool asked_or_supposed(const struct scene *s)
{
    for (uint32_t i = s->claim->right.last; i < s->tokens->count; i++)
        if (at(s, i)->kind == TOKEN_STOP && s->text.at[at(s, i)->start] == '?')
            return true;
    for (uint32_t i = s->claim->left.first; i > 0 && at(s, i - 1)->kind != TOKEN_STOP; i--)
        if (token_is(at(s, i - 1), WORD_CLAUSE))
            return text_equal_nocase(bytes(s, at(s, i - 1)), TEXT("if"));
    return false;
}

/* LaTeX beyond plain signs is not read here. */
static bool unread(const struct scene *s)
{
    for (size_t i = 0; i < s->tokens->count; i++) {
        const struct token *t = &s->tokens->items[i];
        if (t->kind == TOKEN_OTHER && strchr("\\{}_|&", s->text.at[t->start]))
            return true;
    }
    return false;
}

/* "5 650 000", "½" */
static bool rare_writing(const struct scene *s)
{
    for (uint32_t i = s->claim->left.first; i < s->claim->right.last; i++) {
        struct text const t = bytes(s, at(s, i));
        if (at(s, i)->kind == TOKEN_NUMBER && ((t.at[0] & 0x80) || memchr(t.at, ' ', t.size)))
            return true;
    }
    return false;
}

/* "minutes/day", "pounds per week": what stands under a rate is not compared. */
static bool is_under(const struct scene *s, uint32_t i)
{
    return i > 0 && (token_is_sign(at(s, i - 1), '/') || token_is(at(s, i - 1), WORD_PER));
}

/* Units of one dimension in different sizes ("4 pounds - 6 ounces"), or "$" beside cents. */
static bool units_convert(const struct scene *s)
{
    struct unit seen = {0};
    uint32_t const end = MIN((uint32_t)s->tokens->count, s->claim->right.last + 4);
    for (uint32_t i = s->claim->left.first; i < end; i++) {
        const struct token *t = at(s, i);
        struct unit unit;
        if (t->kind == TOKEN_CURRENCY)
            unit = (struct unit){'m', 100, 1};
        else if (t->kind == TOKEN_OTHER && text_equal(bytes(s, t), TEXT("\xC2\xA2")))
            unit = (struct unit){'m', 1, 1};
        else if (t->kind != TOKEN_WORD || t->word.role == WORD_LETTER || is_under(s, i) || !unit_of(bytes(s, t), &unit))
            continue;
        if (seen.dimension && seen.dimension == unit.dimension && seen.num != unit.num)
            return true;
        seen = unit;
    }
    return false;
}

/* "120 sq ft = 120 * 144": a measure goes on in other units. */
static bool converts(const struct scene *s)
{
    const struct claim *c = s->claim;
    uint8_t const root = c->right.nodes[c->right.root].kind;
    return expr_is_bare(&c->left) && (root == NODE_MUL || root == NODE_DIV) && at(s, c->left.last)->kind == TOKEN_WORD &&
           text_equal(bytes(s, at(s, c->left.first)), bytes(s, at(s, c->right.first)));
}

static bool names_place(const struct scene *s, uint32_t i)
{
    return at(s, i)->kind == TOKEN_WORD && text_is_among(bytes(s, at(s, i)), TEXT("on in at from with for included including"));
}

/* "wait", "not", "suppose": what is said is not asserted. Some words take back what stands before them too. */
static bool retracted(const struct scene *s)
{
    struct text const strong = TEXT(
        "wrong wrongly incorrect mistake oops false contradiction impossible never instead fails invalid absurd nonsense untrue");
    for (uint32_t i = 0; i < s->tokens->count; i++) {
        const struct token *t = at(s, i);
        bool const noun = text_equal_nocase(bytes(s, t), TEXT("wait")) && at(s, i + 1)->kind != TOKEN_STOP; /* "the wait time" */
        bool const aside = text_equal_nocase(bytes(s, t), TEXT("not")) && names_place(s, i + 1); /* "students not on the team" */
        if (token_is(t, WORD_RETRACTS) && !noun && !aside &&
            (i < s->claim->relation || text_is_among(bytes(s, t), strong) || at(s, i + 1)->kind == TOKEN_NUMBER))
            return true;
    }
    return false;
}

/* "Mia's", "his": somebody else's */
static bool is_owner(const struct scene *s, const struct token *t)
{
    struct text const word = bytes(s, t);
    return t->kind == TOKEN_WORD &&
           (text_is_among(word, TEXT("his her their")) || text_ends(word, TEXT("'s")) || text_ends(word, TEXT("\xE2\x80\x99s")));
}

/* "Mia says that 3 * 4 = 14", "his answer was 6 + 7 = 12": what somebody else holds. */
static bool reported(const struct scene *s)
{
    static const char verbs[] = "claims claimed claim thinks thought believes believed says said wrote argues argued insists "
                                "mistakenly erroneously incorrectly according pretend";
    static const char nouns[] = "answer solution calculation reasoning attempt work working";
    for (uint32_t i = s->claim->left.first; i > 0; i--) {
        const struct token *t = at(s, i - 1);
        if (t->kind == TOKEN_STOP && !strchr(",:", s->text.at[t->start]))
            return false;
        if (t->kind == TOKEN_WORD && text_is_among(bytes(s, t), text_of(verbs)))
            return true;
        if (i > 1 && t->kind == TOKEN_WORD && text_is_among(bytes(s, t), text_of(nouns)) && is_owner(s, at(s, i - 2)))
            return true;
    }
    return false;
}

/* "9 * 7 = 64 ✗" */
static bool crossed_out(const struct scene *s)
{
    for (uint32_t i = 0; i < s->tokens->count; i++)
        if (at(s, i)->kind == TOKEN_WORD && text_is_among(bytes(s, at(s, i)), text_of(word_crosses)))
            return true;
    return false;
}

/* "mod 7", "base 6" */
static bool other_arithmetic(const struct scene *s, uint32_t i)
{
    return token_is(at(s, i), WORD_FUNCTION) && text_is_among(bytes(s, at(s, i)), TEXT("mod base")) &&
           at(s, i + 1)->kind == TOKEN_NUMBER;
}

static bool clock_or_remainder(const struct scene *s)
{
    for (uint32_t i = 0; i < s->tokens->count; i++) {
        const struct token *t = at(s, i);
        if (t->kind == TOKEN_NUMBER && (t->flags & TOKEN_MALFORMED) && memchr(s->text.at + t->start, ':', t->end - t->start))
            return true;
        if (token_is(t, WORD_CLOCK) || token_is(t, WORD_REMAINDER) || other_arithmetic(s, i) ||
            (token_is(t, WORD_LETTER) && to_lower(s->text.at[t->start]) == 'r'))
            return true;
    }
    return false;
}

static bool has_currency(const struct scene *s, const struct expr *e)
{
    for (uint32_t i = e->first; i < e->last; i++)
        if (at(s, i)->kind == TOKEN_CURRENCY)
            return true;
    return false;
}

/* "900 - 100 = $8": cents on one side, dollars on the other */
static bool cents(const struct scene *s)
{
    struct value l, r;
    if (has_currency(s, &s->claim->left) || !has_currency(s, &s->claim->right) ||
        expr_eval(&s->claim->left, s->tokens, s->numbers, false, &l) != STATUS_OK)
        return false;
    bool hundredfold = false;
    if (expr_eval(&s->claim->right, s->tokens, s->numbers, false, &r) == STATUS_OK) {
        hundredfold = value_is_times(&r, 100, 1, &l);
        value_clear(&r);
    }
    value_clear(&l);
    return hundredfold;
}

/* "3 apples + 2 pears = $12": an equation for their prices */
static bool priced(const struct scene *s)
{
    const struct expr *e = &s->claim->left;
    uint8_t const root = e->nodes[e->root].kind;
    if ((root != NODE_ADD && root != NODE_SUB) || has_currency(s, e) || !has_currency(s, &s->claim->right))
        return false;
    for (uint32_t i = e->first; i < s->claim->relation; i++)
        if (token_is(at(s, i), WORD_PLAIN) && !phrase_is_x(s->text, at(s, i)))
            return true;
    return false;
}

/* How many times the left side the right side is, if that is one of the factors people leave unsaid: 0 if not. */
static bool unsaid_factor(const struct scene *s)
{
    static const int64_t factors[] = {12, 100, 1000, 1000000, 1000000000, 2};
    struct value l, r;
    bool found = false;
    if (expr_eval(&s->claim->left, s->tokens, s->numbers, false, &l) != STATUS_OK)
        return false;
    if (expr_eval(&s->claim->right, s->tokens, s->numbers, false, &r) == STATUS_OK) {
        for (size_t i = 0; i < COUNT(factors); i++)
            found = found || value_is_times(&l, factors[i], 1, &r) || value_is_times(&r, factors[i], 1, &l);
        value_clear(&r);
    }
    value_clear(&l);
    return found;
}

/* "5 * 3 = $15,000" where the text speaks of thousands; "= 2 dozen" */
static bool scaled(const struct scene *s)
{
    struct text const words = TEXT("percent percentage cents cent k");
    if (!unsaid_factor(s))
        return false;
    for (size_t i = 0; i < s->tokens->count; i++) {
        const struct token *t = &s->tokens->items[i];
        if (token_is(t, WORD_SCALE) || token_is(t, WORD_GROUP) || (t->kind == TOKEN_WORD && text_is_among(bytes(s, t), words)))
            return true;
    }
    return false;
}

/* ".33 * 60 = 20" */
static bool rounded_inputs(const struct scene *s)
{
    return slack_explains(s->tokens, s->numbers, s->claim);
}

/* "1024 ≈ 10^3", "4.17 ≈ 5 boxes": without decimals nobody says how near "≈" is; a quarter is allowed. */
static bool loosely(const struct scene *s)
{
    static const struct value least = {3, 4, NULL}, most = {5, 4, NULL};
    struct value l, r, ratio;
    bool near = false;
    for (uint32_t i = s->claim->right.first; i < s->claim->right.last; i++)
        if (at(s, i)->places > 0)
            return false;
    if (s->claim->sign != '~' || expr_eval(&s->claim->left, s->tokens, s->numbers, false, &l) != STATUS_OK)
        return false;
    if (expr_eval(&s->claim->right, s->tokens, s->numbers, false, &r) == STATUS_OK) {
        if (value_sign(&l) && value_div(&r, &l, &ratio) == STATUS_OK) {
            near = value_cmp(&least, &ratio) <= 0 && value_cmp(&ratio, &most) <= 0;
            value_clear(&ratio);
        }
        value_clear(&r);
    }
    value_clear(&l);
    return near;
}

const char *judge_doubt(struct text text, const struct tokens *tokens, const struct value *numbers, const struct claim *claim,
                        unsigned kinds)
{
    static const struct {
        bool (*holds)(const struct scene *);
        const char *says;
        unsigned kind;
    } doubts[] = {
        {bare_left, "a bare number on the left", DOUBT_WORDS},
        {range, "may be a range", DOUBT_VALUES},
        {unread, "notation that is not read", DOUBT_AROUND},
        {in_words, "a number in words on the left", DOUBT_WORDS},
        {rate, "a number inside a unit", DOUBT_WORDS},
        {asides, "words between that may count", DOUBT_WORDS},
        {rare_writing, "a number in rare writing", DOUBT_WORDS},
        {left_edge, "the left side may begin earlier", DOUBT_AROUND},
        {right_edge, "the right side may go on", DOUBT_AROUND},
        {percent_of_the_other, "a percentage of what it is added to", DOUBT_WORDS},
        {implicit, "a product without a sign", DOUBT_WORDS},
        {tower, "a power of a power", DOUBT_WORDS},
        {first_alone, "the right side may end earlier", DOUBT_VALUES},
        {variables, "letters touch a number", DOUBT_WORDS},
        {grouped, "groups and single things", DOUBT_WORDS},
        {thousands_point, "a point that may part thousands", DOUBT_VALUES},
        {asked_or_supposed, "asked or supposed, not asserted", DOUBT_WORDS},
        {units_convert, "units that convert into each other", DOUBT_WORDS},
        {converts, "units that convert into each other", DOUBT_VALUES},
        {clock_or_remainder, "a clock time or a remainder", DOUBT_WORDS},
        {scaled, "a scale word nearby", DOUBT_VALUES},
        {cents, "cents and dollars", DOUBT_VALUES},
        {priced, "things on the left, money on the right", DOUBT_WORDS},
        {retracted, "negated, retracted or supposed", DOUBT_WORDS},
        {reported, "what somebody else holds", DOUBT_WORDS},
        {crossed_out, "marked as wrong", DOUBT_WORDS},
        {rounded_inputs, "the decimals may be rounded", DOUBT_VALUES},
        {loosely, "an approximation of its own", DOUBT_VALUES},
    };
    struct scene const scene = {text, tokens, numbers, claim};
    for (size_t i = 0; i < COUNT(doubts) && !claim->formula; i++)
        if ((doubts[i].kind & kinds) && doubts[i].holds(&scene))
            return doubts[i].says;
    return NULL;
}
