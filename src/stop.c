#include "stop.h"

static const struct value *value_of(const struct subject *on, const struct derivation *d, size_t operand)
{
    const struct tokens *tokens = &on->steps[d->step].tokens;
    const struct token *t = &tokens->items[on->operands[operand].token];
    return t->kind == TOKEN_NUMBER ? &tokens->numbers[t->number] : NULL;
}

static bool is_result(const struct subject *on, const struct derivation *d, size_t operand)
{
    const struct operand *o = &on->operands[operand];
    return (o->sources & SOURCE_RESULT) && on->derivations[o->result].step < d->step && value_of(on, d, operand);
}

const struct derivation *stop_last(const struct subject *on)
{
    if (on->answer_from < 0 || !on->given.stated || on->given.step == 0)
        return NULL;
    const struct derivation *d = &on->derivations[on->answer_from];
    const struct step *step = &on->steps[d->step];
    bool const alone = d->step + 1 == on->given.step && step->claims == 1 && step->links_count == 0;
    return alone && d->proved && d->head == d->claim && d->operands >= 2 ? d : NULL;
}

/* The result that would be stated: the latest one among the operands. Its index in subject.operands, or -1. */
static int64_t stated(const struct subject *on, const struct derivation *d)
{
    int64_t latest = -1;
    for (size_t k = d->first_operand; k < d->first_operand + d->operands; k++)
        if (is_result(on, d, k) && (latest < 0 || on->operands[k].result > on->operands[latest].result))
            latest = (int64_t)k;
    return latest;
}

/* One of many terms, or a number of another size, would not pass for the answer. */
static bool may_pass(const struct derivation *d, const struct value *value)
{
    bool const sum = d->from->nodes[d->from->root].kind == NODE_ADD;
    return (!sum || d->operands == 2) && operand_like_size(&d->value, value);
}

size_t stop_sites(const struct subject *on, enum stop_short how, struct site *out, size_t max)
{
    const struct derivation *d = stop_last(on);
    int64_t const start = d ? stated(on, d) : -1;
    size_t count = 0, results = 0;
    if (start < 0 || (how == STOP_TARGET && !may_pass(d, value_of(on, d, (size_t)start))))
        return 0;
    for (size_t k = d->first_operand; k < d->first_operand + d->operands; k++)
        results += is_result(on, d, k);
    for (size_t k = d->first_operand; k < d->first_operand + d->operands && count < max; k++) {
        const struct value *value = value_of(on, d, k);
        bool const suits =
            how == STOP_CONDITION ? results == 1 && (on->operands[k].sources & SOURCE_PROBLEM) : is_result(on, d, k);
        if ((int64_t)k != start && value && suits && !value_equal(value, value_of(on, d, (size_t)start)))
            out[count++] = (struct site){.claim = d->claim, .derivation = -1, .operand = (uint32_t)k, .weight = 1};
    }
    return count;
}

/* The number of the answer in its line. */
static const struct token *answer_token(const struct subject *on)
{
    const struct tokens *tokens = &on->steps[on->given.step].tokens;
    const struct token *found = NULL;
    for (size_t i = 0; i < tokens->count; i++) {
        const struct token *t = &tokens->items[i];
        if (t->kind != TOKEN_NUMBER || t->start < on->given.start || t->end > on->given.end)
            continue;
        if (found)
            return NULL;
        found = t;
    }
    return found;
}

bool stop_state(const struct subject *on, const struct value *value, const struct tools *with, struct proposal *out)
{
    const struct derivation *d = stop_last(on);
    const struct step *line = &on->steps[on->given.step];
    const struct token *t = answer_token(on);
    if (!d || !t)
        return false;
    *out = (struct proposal){
        .edit = {on->given.step, t->start, t->end, TEXT("")}, .value = *value, .leaves_out = true, .left_out = d->step};
    return quantity_text(line->text, t, value, with->separated, with->arena, &out->edit.becomes);
}

bool stop_propose(const struct subject *on, const struct site *at, const struct tools *with, struct proposal *out)
{
    const struct derivation *d = stop_last(on);
    (void)at;
    return !with->attempt && d && stop_state(on, value_of(on, d, (size_t)stated(on, d)), with, out);
}

struct text stop_explain(const struct subject *on, const struct site *at, const struct proposal *proposal, struct arena *arena)
{
    struct buffer out = {0};
    buffer_string(&out, "The answer is ");
    buffer_add(&out, text_part(on->steps[proposal->edit.step].text, proposal->edit.start, proposal->edit.end));
    buffer_string(&out, ", not ");
    buffer_add(&out, proposal->edit.becomes);
    return operand_end(&out, "what is missing", on, at->claim, arena);
}
