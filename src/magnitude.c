#include "magnitude.h"

enum {
    TOKENS_MAX = 12, /* of a clause that are looked at on one side of a name */
    BETWEEN_MAX = 12 /* bytes between two names of a list */
};

/* Words, formulas ("$"), and other signs, one character each. */
struct clause {
    struct text tokens[TOKENS_MAX];
    size_t count;
};

static const char measures[] =
    "radius radii inradius circumradius diameter length lengths width height perimeter circumference area volume "
    "distance hypotenuse leg legs altitude diagonal edge edges side sides",
                  adjectives[] =
                      "side edge base leg common larger smaller longer shorter longest shortest largest smallest original other "
                      "total surface outer inner slant half same first second third";

static bool is_word(struct text token)
{
    return token.size > 0 && is_letter(token.at[0]);
}

static bool is_one(struct text token, const char *list)
{
    return is_word(token) && text_is_among(token, text_of(list));
}

/* r, h_1 */
static bool is_name(struct text f)
{
    return (f.size == 1 && is_letter(f.at[0])) || (f.size == 3 && is_letter(f.at[0]) && f.at[1] == '_' && is_digit(f.at[2]));
}

/* The token that ends at byte `end`; empty at the beginning of the text. */
static struct text token_before(struct text text, size_t end)
{
    while (end > 0 && is_space(text.at[end - 1]))
        end--;
    size_t from = end;
    if (end && text.at[end - 1] == '$') {
        for (from--; from > 0 && text.at[from - 1] != '$';)
            from--;
        return text_part(text, from ? from - 1 : 0, end);
    }
    while (from > 0 && is_letter(text.at[from - 1]))
        from--;
    return text_part(text, from == end && end ? end - 1 : from, end);
}

/* The token that begins at byte `at` or behind it; empty at the end of the text. */
static struct text token_behind(struct text text, size_t at)
{
    while (at < text.size && is_space(text.at[at]))
        at++;
    size_t end = at;
    if (at < text.size && text.at[at] == '$')
        return text_part(text, at, MIN(text_find(text, TEXT("$"), at + 1) + 1, text.size));
    while (end < text.size && is_letter(text.at[end]))
        end++;
    return text_part(text, at, end == at && at < text.size ? at + 1 : end);
}

/* The tokens before byte `end`, the last one first, up to a sign; those behind byte `at`, in order. */
static struct clause clause_before(struct text text, size_t end)
{
    struct clause c = {.count = 0};
    for (; c.count < TOKENS_MAX; c.count++) {
        struct text const token = token_before(text, end);
        if (token.size == 0 || (!is_word(token) && token.at[0] != '$'))
            break;
        c.tokens[c.count] = token;
        end = (size_t)(token.at - text.at);
    }
    return c;
}

static struct clause clause_behind(struct text text, size_t at)
{
    struct clause c = {.count = 0};
    for (; c.count < TOKENS_MAX; c.count++) {
        struct text const token = token_behind(text, at);
        if (token.size == 0)
            break;
        c.tokens[c.count] = token;
        at = (size_t)(token.at - text.at) + token.size;
    }
    return c;
}

/* "radius $r$", "a circle of radius $r$", "the sides $a$": the last words before the name. Not "the change of area $A$". */
static bool is_apposed(const struct clause *before)
{
    static const char bodies[] =
        "circle circles semicircle sphere cylinder cone square cube rectangle triangle hexagon side sides leg legs base "
        "edge edges segment segments chord arc stick wire rope string rod piece one other";
    size_t i = 1;
    if (before->count == 0 || !is_one(before->tokens[0], measures))
        return false;
    while (i < before->count && is_one(before->tokens[i], adjectives))
        i++;
    if (i == before->count || is_one(before->tokens[i], "a an the its their with has have and whose having call let"))
        return true;
    return is_one(before->tokens[i], "of") && i + 1 < before->count && is_one(before->tokens[i + 1], bodies);
}

/* Does the clause say the measure alone: not "the length of the rope minus that of the wire"? */
static bool is_reckoned(const struct clause *c, size_t from)
{
    static const char operations[] =
        "minus plus less more than times over twice ratio squared increased decreased divided multiplied not "
        "difference change negative";
    for (size_t i = from; i < c->count && (is_word(c->tokens[i]) || c->tokens[i].at[0] == '$'); i++)
        if (is_one(c->tokens[i], operations))
            return true;
    return false;
}

/* "the side length of …", tokens from the i-th on in the order of the text: does it name a measure? */
static bool names_measure(const struct clause *c, size_t i)
{
    size_t const from = i;
    if (i == c->count || !is_one(c->tokens[i++], "a an the its their one each"))
        return false;
    while (i + 1 < c->count && is_one(c->tokens[i], adjectives) &&
           (is_one(c->tokens[i + 1], adjectives) || is_one(c->tokens[i + 1], measures)))
        i++;
    if (i == c->count || !is_one(c->tokens[i], measures) || is_reckoned(c, from))
        return false;
    return i + 1 == c->count || is_one(c->tokens[i + 1], "of in from between and for to") ||
           (!is_letter(c->tokens[i + 1].at[0]) && strchr(".,;:)", c->tokens[i + 1].at[0]));
}

/* "$r$ be the radius", "$x$ is the length of" */
static bool is_said_to_be(const struct clause *behind)
{
    return behind->count > 1 && is_one(behind->tokens[0], "be is denote denotes represent represents") &&
           names_measure(behind, 1);
}

/* "let the side length of the square be $s$", "denote the radius by $r$" */
static bool is_let_be(const struct clause *before)
{
    struct clause c = {.count = 0};
    if (before->count < 3 || !is_one(before->tokens[0], "be by equal is as"))
        return false;
    for (size_t i = before->count; i-- > 1;)
        if (is_one(before->tokens[i], "let letting denote denoting call calling say where if suppose"))
            c.count = 0;
        else
            c.tokens[c.count++] = before->tokens[i];
    return names_measure(&c, 0);
}

/* "$a$, $b$, and $c$": does nothing but a list stand between the two? */
static bool goes_on(struct text between)
{
    if (between.size > BETWEEN_MAX)
        return false;
    for (size_t i = 0; i < between.size;) {
        struct text const token = token_behind(between, i);
        if (token.size && !text_equal(token, TEXT(",")) && !text_equal(token, TEXT("and")))
            return false;
        i = token.size ? (size_t)(token.at - between.at) + token.size : between.size;
    }
    return true;
}

bool magnitudes_have(const struct magnitudes *magnitudes, struct text name)
{
    for (size_t i = 0; i < magnitudes->count; i++)
        if (text_equal(magnitudes->names[i], name))
            return true;
    return false;
}

/* "for what positive value of $n$" */
static bool is_wanted_positive(const struct clause *before)
{
    return before->count > 2 && text_equal(before->tokens[0], TEXT("of")) && text_equal(before->tokens[1], TEXT("value")) &&
           text_equal(before->tokens[2], TEXT("positive"));
}

/* "sides $a$ and $b$" are several, "radius $r$, and $k$" is one. */
static bool is_plural(const struct clause *before)
{
    return before->count > 0 && is_one(before->tokens[0], "lengths sides legs edges radii inradii");
}

/* Is the name that of a measure, and not of a side of an equation? */
static bool is_measure(const struct clause *before, const struct clause *behind)
{
    bool other = false;
    for (size_t i = 0; i < behind->count && (is_word(behind->tokens[i]) || behind->tokens[i].at[0] == '$'); i++)
        other |= is_one(behind->tokens[i], "equation equations inequality signed directed");
    return is_wanted_positive(before) || (!other && (is_apposed(before) || is_said_to_be(behind) || is_let_be(before)));
}

/* "Let $r$ be the first term": another meaning than before. */
static void drop(struct magnitudes *magnitudes, struct text name)
{
    size_t kept = 0;
    for (size_t i = 0; i < magnitudes->count; i++)
        if (!text_equal(magnitudes->names[i], name))
            magnitudes->names[kept++] = magnitudes->names[i];
    magnitudes->count = kept;
}

void magnitudes_read(struct magnitudes *magnitudes, struct text text)
{
    size_t last = 0; /* end of a magnitude's name, in a list that may go on */
    for (size_t at = text_find(text, TEXT("$"), 0), end; at < text.size; at = text_find(text, TEXT("$"), end + 1)) {
        end = text_find(text, TEXT("$"), at + 1);
        if (end == text.size)
            return;
        struct text name = text_trim(text_part(text, at + 1, end));
        name.size -= name.size > 1 && strchr(".,;:", name.at[name.size - 1]) ? 1 : 0;
        if (!is_name(name))
            continue;
        struct clause const before = clause_before(text, at), behind = clause_behind(text, end + 1);
        bool const known = magnitudes_have(magnitudes, name), own = is_measure(&before, &behind),
                   measure = own || (last && goes_on(text_part(text, last, at)));
        last = measure && (!own || is_plural(&before)) ? end + 1 : 0;
        if (measure && !known && magnitudes->count < MAGNITUDES_MAX)
            magnitudes->names[magnitudes->count++] = name;
        else if (!measure && known && behind.count && is_one(behind.tokens[0], "be denote denotes represent represents"))
            drop(magnitudes, name);
    }
}
