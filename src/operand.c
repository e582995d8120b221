#include "operand.h"

const struct mention *operand_mention(const struct subject *on, const struct value *value)
{
    const struct mention *found = NULL;
    for (size_t i = 0; i < on->givens_count; i++) {
        if (!mention_is(&on->givens[i], value))
            continue;
        if (found)
            return NULL;
        found = &on->givens[i];
    }
    return found;
}

bool operand_occurs(const struct subject *on, const struct derivation *d, const struct value *value)
{
    const struct tokens *tokens = &on->steps[d->step].tokens;
    for (size_t k = d->first_operand; k < d->first_operand + d->operands; k++) {
        const struct token *t = &tokens->items[on->operands[k].token];
        if (t->kind == TOKEN_NUMBER && value_equal(&tokens->numbers[t->number], value))
            return true;
    }
    return false;
}

bool operand_like_size(const struct value *a, const struct value *b)
{
    struct value const most = value_int(5), least = value_ratio(1, 5);
    struct value ratio;
    if (value_sign(a) <= 0 || value_div(b, a, &ratio) != STATUS_OK)
        return false;
    bool const like = value_cmp(&ratio, &most) <= 0 && value_cmp(&ratio, &least) >= 0;
    value_clear(&ratio);
    return like;
}

struct text operand_unit(struct text text, const struct tokens *tokens, uint32_t token)
{
    const struct token *t = tokens_at(tokens, token + 1);
    return token_is(t, WORD_PLAIN) ? text_part(text, t->start, t->end) : TEXT("");
}

bool operand_like_kind(const struct subject *on, const struct mention *was, const struct mention *now, struct text unit)
{
    if (was->kind != now->kind || was->currency != now->currency || was->cents != now->cents)
        return false;
    return !unit.size || text_equal_nocase(unit, operand_unit(on->problem, &on->problem_tokens, now->end - 1));
}

struct text operand_explain(const struct subject *on, const struct site *at, const struct proposal *proposal, struct arena *arena)
{
    const struct derivation *d = &on->derivations[at->derivation];
    const struct claim *c = &on->claims[d->claim];
    const struct step *step = &on->steps[d->step];
    bool const points = d->from == &c->right ? c->points_right : c->points_left;
    struct buffer out = {0};
    buffer_format(&out, "The step takes %.*s for ", (int)proposal->edit.becomes.size, proposal->edit.becomes.at);
    buffer_add(&out, text_part(step->text, proposal->edit.start, proposal->edit.end));
    buffer_string(&out, "; right is ");
    expr_write(d->from, &step->tokens, step->tokens.numbers, points, &out);
    buffer_string(&out, " = ");
    value_write(&d->value, &out);
    buffer_char(&out, '.');
    struct text const text = text_copy(arena, buffer_text(&out));
    buffer_free(&out);
    return text;
}
