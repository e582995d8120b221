/* What there is in each, and what there is in all. */
#include "comparison_parts.h"

/* "12 bottles in each crate", "$3 apiece", "20 miles per hour" */
static bool said_of_each(const struct subject *on, const struct value *value)
{
    const struct mention *m = operand_mention(on, value);
    struct text const each = TEXT("each every per apiece");
    for (uint32_t i = m ? m->end : 0; m && i < m->end + COMPARISON_NEAR && tokens_at(&on->problem_tokens, i)->kind == TOKEN_WORD;
         i++)
        if (comparison_among(on->problem, &on->problem_tokens, i, each))
            return true;
    return false;
}

static bool is_money(const struct subject *on, const struct derivation *d, uint32_t token)
{
    const struct tokens *tokens = &on->steps[d->step].tokens;
    return token && tokens->items[token - 1].kind == TOKEN_CURRENCY;
}

/* $60 / 3 = $20, 60 eggs / 3 = 20 eggs; but $60 / $3 are a number of things. */
static bool is_shared_out(const struct subject *on, const struct derivation *by, const struct operand *total,
                          const struct operand *n)
{
    const struct step *step = &on->steps[by->step];
    const struct mention *whole = operand_mention(on, operand_value(on, by, total)),
                         *parts = operand_mention(on, operand_value(on, by, n));
    bool const money = is_money(on, by, total->token) || (whole && whole->currency);
    struct text const unit = comparison_unit(on, by, total), left = operand_unit(step->text, &step->tokens, by->result_token);
    if (is_money(on, by, n->token) || (parts && parts->currency) || said_of_each(on, operand_value(on, by, n)))
        return false;
    return money ? is_money(on, by, by->result_token) : unit.size && text_equal_nocase(unit, left);
}

/* Of n times what is in each, that; of a total that is shared out, the total. */
static const struct operand *counted(const struct subject *on, const struct derivation *by)
{
    const struct node *root = &by->from->nodes[by->from->root];
    const struct operand *first = &on->operands[by->first_operand], *second = first + 1;
    if (!operand_alone(on, by) || by->from->count != 3 || by->operands != 2 ||
        operand_token(on, by, first)->kind != TOKEN_NUMBER || operand_token(on, by, second)->kind != TOKEN_NUMBER)
        return NULL;
    if (root->kind == NODE_DIV)
        return is_shared_out(on, by, first, second) ? first : NULL;
    bool const here = said_of_each(on, operand_value(on, by, first)), there = said_of_each(on, operand_value(on, by, second));
    return root->kind != NODE_MUL || here == there ? NULL : here ? first : second;
}

const struct value *comparison_each(const struct subject *on, const struct derivation *d, const struct operand *o)
{
    const struct derivation *by = o->sources == SOURCE_RESULT ? &on->derivations[o->result] : NULL;
    const struct operand *from = by ? counted(on, by) : NULL;
    if (!from || operand_has_word(on->steps[d->step].text, &on->steps[d->step].tokens, TEXT("each every per apiece one")))
        return NULL;
    const struct value *now = operand_value(on, by, from);
    return comparison_suits(on, d, o, now, comparison_unit(on, by, from)) ? now : NULL;
}
