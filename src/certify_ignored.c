/* A number that the source's claim computes with is used nowhere any more, and not said again either. */
#include "certify_parts.h"

/* Does the step name the value, in digits, words or another form? A step with too many numbers to tell does. */
static bool names(const struct step *step, const struct value *value, struct arena *arena)
{
    struct mention *mentions;
    size_t const count = mentions_read(step->text, &step->tokens, arena, &mentions);
    for (size_t i = 0; i < count; i++)
        if (mention_yields(&mentions[i], value))
            return true;
    return count + 4 >= MENTIONS_MAX;
}

/* The step of the source that computes with the operand. */
static const struct step *step_of(const struct subject *on, const struct site *site)
{
    return &on->steps[on->claims[site->claim].step];
}

const char *certify_ignored(const struct certifier *with, const struct site *site, uint32_t from, struct certified *c)
{
    const struct operand *dropped = &with->on->operands[site->operand];
    const struct step *source = step_of(with->on, site);
    const struct token *t = &source->tokens.items[dropped->token];
    bool const glued = t->start > 0 && is_letter(source->text.at[t->start - 1]); /* "because20-3" */
    if (t->kind != TOKEN_NUMBER || !dropped->sources || glued)
        return "what is ignored is not known to come from anywhere";
    const struct value *value = &source->tokens.numbers[t->number];
    for (size_t k = from; k < c->bad.steps_count; k++)
        if (names(&c->bad.steps[k], value, with->arena))
            return "what is ignored is still there";
    struct buffer at = {0};
    value_write(value, &at);
    c->at = buffer_keep(&at, with->arena);
    return NULL;
}
