/* What a relation is taken of. */
#include "comparison_parts.h"

/* "20%", be it of, off, more or tax; "a quarter of", "a third as many as" */
static bool is_share(const struct subject *on, const struct mention *m)
{
    return m->kind == MENTION_PERCENT ||
           (m->kind == MENTION_FRACTION &&
            (token_is(tokens_at(&on->problem_tokens, m->end), WORD_OF) || comparison_states(on, m, NODE_MUL)));
}

/* 0.2, 20 and 100 of "20%"; 1/4, 0.25, 4 of "a quarter" */
static bool is_of_share(const struct mention *m, const struct value *value)
{
    if (m->kind == MENTION_PERCENT)
        return mention_is(m, value) || value_is_times(value, 100, 1, &m->value) || value_is_ratio(value, 100, 1);
    return comparison_is_of(m, value) || value_is_ratio(value, m->top, 1);
}

/* The only operand that is none of the share's numbers. */
static const struct operand *shared(const struct subject *on, const struct derivation *d, const struct mention *m)
{
    const struct operand *base = NULL;
    bool whole = m->top <= 1; /* 3/4 is more than 3 */
    for (size_t k = d->first_operand; k < d->first_operand + d->operands; k++) {
        const struct operand *o = &on->operands[k];
        if (operand_token(on, d, o)->kind != TOKEN_NUMBER)
            return NULL;
        const struct value *value = operand_value(on, d, o);
        bool const of_share = is_of_share(m, value) && !(o->sources & (SOURCE_RESULT | SOURCE_SEVERAL));
        whole = whole || (of_share && !value_is_ratio(value, m->top, 1));
        if (of_share)
            continue;
        if (base)
            return NULL;
        base = o;
    }
    return d->operands > 1 && whole ? base : NULL;
}

static const struct operand *operand_at(const struct subject *on, const struct derivation *d, uint32_t token)
{
    for (size_t k = d->first_operand; k < d->first_operand + d->operands; k++)
        if (on->operands[k].token == token && operand_token(on, d, &on->operands[k])->kind == TOKEN_NUMBER)
            return &on->operands[k];
    return NULL;
}

const struct operand *comparison_base(const struct subject *on, const struct derivation *d)
{
    struct comparison c;
    uint8_t const kind = d->from->nodes[d->from->root].kind;
    if (!operand_alone(on, d))
        return NULL;
    if (comparison_stated(on, d, &c))
        return c.plain && comparison_only(on, &c.by, kind)
                   ? operand_at(on, d, c.number == c.pair.first ? c.pair.last : c.pair.first)
                   : NULL;
    for (size_t i = 0; i < on->givens_count && (kind == NODE_MUL || kind == NODE_DIV); i++) {
        const struct operand *base = is_share(on, &on->givens[i]) ? shared(on, d, &on->givens[i]) : NULL;
        if (base)
            return base;
    }
    return NULL;
}

struct text comparison_unit(const struct subject *on, const struct derivation *d, const struct operand *o)
{
    const struct step *step = &on->steps[d->step];
    struct text const unit = operand_unit(step->text, &step->tokens, o->token);
    const struct mention *m = unit.size ? NULL : operand_mention(on, operand_value(on, d, o));
    return m ? operand_unit(on->problem, &on->problem_tokens, m->end - 1) : unit;
}

bool comparison_suits(const struct subject *on, const struct derivation *d, const struct operand *base, const struct value *now,
                      struct text unit)
{
    const struct step *step = &on->steps[d->step];
    const struct value *value = operand_value(on, d, base);
    struct text const word = operand_unit(step->text, &step->tokens, base->token);
    return operand_replaces(value, now) && !operand_occurs(on, d, now) && (!word.size || text_equal_nocase(word, unit));
}

/* The operand from which a derivation has made its result: by a relation, or by adding to it or taking from it. */
static const struct operand *made_from(const struct subject *on, const struct derivation *d)
{
    const struct node *root = &d->from->nodes[d->from->root];
    const struct operand *base = comparison_base(on, d);
    if (base || (root->kind != NODE_ADD && root->kind != NODE_SUB))
        return base;
    const struct node *first = &d->from->nodes[root->a];
    return operand_alone(on, d) && first->kind == NODE_NUMBER ? operand_at(on, d, first->a) : NULL;
}

const struct value *comparison_base_before(const struct subject *on, const struct derivation *d, const struct operand *base)
{
    const struct derivation *by = base->result >= 0 ? &on->derivations[base->result] : NULL;
    const struct operand *from = by && base->sources == SOURCE_RESULT ? made_from(on, by) : NULL;
    if (!from || operand_has_word(on->steps[d->step].text, &on->steps[d->step].tokens,
                                  TEXT("remaining remainder rest left remain remains after then not other others")))
        return NULL;
    const struct value *now = operand_value(on, by, from);
    return comparison_suits(on, d, base, now, comparison_unit(on, by, from)) ? now : NULL;
}

const struct value *comparison_base_behind(const struct subject *on, const struct derivation *d, const struct operand *base,
                                           const struct derivation *by)
{
    const struct operand *from = by->step < d->step && by->proved ? made_from(on, by) : NULL;
    const struct step *step = &on->steps[by->step];
    if (!from || from->sources != base->sources || from->result != base->result ||
        !value_equal(operand_value(on, by, from), operand_value(on, d, base)) || trace_givens(on, &by->value) ||
        operand_has_word(on->steps[d->step].text, &on->steps[d->step].tokens,
                         TEXT("total all whole entire original originally initial first")))
        return NULL;
    return (base->result < 0 || operand_like_result(on, d, base, by)) &&
                   comparison_suits(on, d, base, &by->value, operand_unit(step->text, &step->tokens, by->result_token))
               ? &by->value
               : NULL;
}
