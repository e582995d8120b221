/* restyle: a control. A sign is written otherwise, or has other white space around it: 5*3 -> 5 × 3, \cdot -> \times. Nothing becomes
 * wrong. */
#include "injector.h"

static bool blank(struct text text, uint32_t start, uint32_t end)
{
    return start <= end && text_trim(text_part(text, start, end)).size == 0;
}

/* The sign at token i, with the white space around it, between two other tokens of the left side. */
static bool sign_at(const struct step *step, const struct claim *c, uint32_t i, uint32_t *start, uint32_t *end)
{
    const struct token *items = step->tokens.items, *sign = &items[i];
    if (sign->kind != TOKEN_SIGN || sign->sign == '^' || i <= c->left.first || i + 1 >= c->relation)
        return false;
    uint8_t const before = items[i - 1].kind;
    *start = items[i - 1].end;
    *end = items[i + 1].start;
    uint8_t const behind = items[i + 1].kind;
    return (before == TOKEN_NUMBER || before == TOKEN_CLOSE) &&
           (behind == TOKEN_NUMBER || behind == TOKEN_OPEN || behind == TOKEN_CURRENCY) &&
           blank(step->text, *start, sign->start) && blank(step->text, sign->end, *end);
}

/* 3\frac{1}{33}: a mixed number holds a sum of its own. */
static bool is_mixed(struct text side)
{
    for (size_t at = text_find(side, TEXT("\\frac"), 0); at < side.size; at = text_find(side, TEXT("\\frac"), at + 1))
        if (at > 0 && is_digit(side.at[at - 1]))
            return true;
    return false;
}

static size_t sites(const struct subject *on, struct site *out, size_t max)
{
    size_t count = 0;
    for (size_t i = 0; i < on->claims_count; i++) {
        const struct claim *c = &on->claims[i];
        uint32_t start, end;
        if (is_mixed(subject_claim_text(on, c)))
            continue;
        for (uint32_t t = c->left.first; t < c->relation && count < max; t++)
            if (c->truth == TRUTH_HOLDS && !c->phrase && !relation_is_order(c->sign) &&
                sign_at(&on->steps[c->step], c, t, &start, &end))
                out[count++] = (struct site){.claim = (uint32_t)i, .derivation = -1, .operand = t, .weight = 1};
    }
    return count;
}

/* Commands stay commands; a stroke may be that of a fraction unless it is the only sign. */
static struct text other_sign(struct text was, char sign, bool only, struct random *random)
{
    static const char *const times[] = {"*", "×", "·"}, *const over[] = {"/", "÷"}, *const commands[] = {"\\times ", "\\cdot "};
    if (was.at[0] == '\\')
        return sign == '*' ? text_of(commands[random_below(random, COUNT(commands))]) : was;
    if (sign == '*')
        return text_of(times[random_below(random, COUNT(times))]);
    return sign == '/' && only ? text_of(over[random_below(random, COUNT(over))]) : was;
}

static bool propose(const struct subject *on, const struct site *at, const struct tools *with, struct proposal *out)
{
    const struct claim *c = &on->claims[at->claim];
    const struct step *step = &on->steps[c->step];
    const struct token *sign = &step->tokens.items[at->operand];
    uint32_t start, end;
    if (!sign_at(step, c, at->operand, &start, &end))
        return false;
    struct text const other =
        other_sign(text_part(step->text, sign->start, sign->end), sign->sign, c->left.count == 3, with->random);
    const char *space = other.at[0] != '\\' && random_below(with->random, 2) ? " " : "";
    struct buffer written = {0};
    buffer_string(&written, space);
    buffer_add(&written, other);
    buffer_string(&written, space);
    struct text const becomes = buffer_keep(&written, with->arena);
    *out = (struct proposal){.edit = {c->step, start, end, becomes}, .value = value_int(0)};
    struct text const was = text_part(step->text, start, end);
    return !text_equal(becomes, was) && (!text_equal(text_trim(becomes), text_trim(was)) ||
                                         (becomes.size > other.size) != (end - start > sign->end - sign->start));
}

static struct text explain(const struct subject *on, const struct site *at, const struct proposal *proposal, struct arena *arena)
{
    (void)on, (void)at, (void)proposal, (void)arena;
    return TEXT("Nothing is wrong: the same sign is written otherwise.");
}

const struct injector injector_restyle = {
    .name = "restyle",
    .says = "control: a sign is written otherwise, * as ×, with or without white space; nothing becomes wrong",
    .cls = HARMLESS,
    .kind = CERTIFICATE_UNCHANGED,
    .sites = sites,
    .propose = propose,
    .explain = explain,
};
