/* terse: a control, though a poor one. The arithmetic is left out, its right result stays: "has 3 * 4 = 12 pens" -> "has 12 pens". */
#include "operand.h"

/* Words that announce the arithmetic itself. */
static bool announces(struct text word)
{
    return text_is_among(word, TEXT("because since so as by hence thus therefore if equation formula expression multiply "
                                    "multiplying multiplied add adding added subtract subtracting divide dividing divided sum "
                                    "calculate calculating compute computing solve solving"));
}

/* Does the sentence go on without the arithmetic? A word stands before it, and none that announces it. */
static bool goes_on(const struct step *step, const struct claim *c)
{
    uint32_t const first = c->left.first;
    if (first == 0 || step->tokens.items[first - 1].kind != TOKEN_WORD)
        return false;
    for (uint32_t i = 0; i < first; i++)
        if (step->tokens.items[i].kind == TOKEN_WORD &&
            announces(text_part(step->text, step->tokens.items[i].start, step->tokens.items[i].end)))
            return false;
    return true;
}

static bool suits(const struct subject *on, const struct derivation *d)
{
    const struct claim *c = &on->claims[d->claim];
    const struct step *step = &on->steps[d->step];
    const struct token *result = &step->tokens.items[d->result_token];
    return d->proved && d->head == d->claim && d->from == &c->left && c->truth == TRUTH_HOLDS && !c->phrase && !c->continued &&
           !d->from->percent && step->claims == 1 && step->links_count == 0 && result->places == 0 &&
           tokens_at(&step->tokens, d->result_token + 1)->kind != TOKEN_PERCENT && d->value.den == 1 &&
           value_sign(&d->value) > 0 && goes_on(step, c);
}

static size_t sites(const struct subject *on, struct site *out, size_t max)
{
    size_t count = 0;
    for (size_t i = 0; i < on->derivations_count && count < max; i++)
        if (suits(on, &on->derivations[i]))
            out[count++] = (struct site){.claim = on->derivations[i].claim, .derivation = (int32_t)i, .weight = 1};
    return count;
}

static bool propose(const struct subject *on, const struct site *at, const struct tools *with, struct proposal *out)
{
    const struct derivation *d = &on->derivations[at->derivation];
    const struct step *step = &on->steps[d->step];
    const struct claim *c = &on->claims[d->claim];
    const struct token *items = step->tokens.items, *result = &items[d->result_token];
    struct text number;
    if (with->attempt || !quantity_text(step->text, result, &d->value, with->separated, with->arena, &number))
        return false;
    struct buffer written = {0};
    buffer_add(&written, text_trim(text_part(step->text, items[c->relation].end, result->start)));
    buffer_add(&written, number);
    struct text const becomes = buffer_keep(&written, with->arena);
    *out = (struct proposal){.edit = {d->step, items[c->left.first].start, result->end, becomes}, .value = d->value};
    return true;
}

static struct text explain(const struct subject *on, const struct site *at, const struct proposal *proposal, struct arena *arena)
{
    (void)on, (void)at, (void)proposal, (void)arena;
    return TEXT("Nothing is wrong: the arithmetic is left out, its result is right.");
}

const struct injector injector_terse = {
    .name = "terse",
    .says = "control, a poor one: the arithmetic is left out, its right result stays",
    .cls = HARMLESS,
    .kind = CERTIFICATE_UNCHANGED,
    .sites = sites,
    .propose = propose,
    .explain = explain,
};
