/* claims: any text of a step: tokens, claims, judgement; and the plain arithmetic that is printed for a claim is read back by the
 * audit's own reader to the same value. */
#include "audit_number.h"
#include "judge.h"
#include "target.h"

static void check_plain(const struct expr *e, const struct tokens *tokens)
{
    struct value value, again;
    struct buffer plain = {0};
    if (expr_eval(e, tokens, tokens->numbers, false, &value) != STATUS_OK)
        return;
    expr_write(e, tokens, tokens->numbers, false, &plain);
    if (audit_evaluate(buffer_text(&plain), &again)) {
        promise(value_equal(&value, &again));
        value_clear(&again);
    } else {
        promise(plain.size > AUDIT_PLAIN_MAX || 2 * e->count > AUDIT_BRACKETS_MAX); /* a bracket and a sign each */
    }
    value_clear(&value);
    buffer_free(&plain);
}

static void check_tokens(struct text text, const struct tokens *tokens)
{
    size_t end = 0;
    for (size_t i = 0; i < tokens->count; i++) {
        const struct token *t = &tokens->items[i];
        promise(t->start >= end && t->end > t->start && t->end <= text.size);
        promise(t->kind != TOKEN_NUMBER || t->number < tokens->numbers_count);
        end = t->end;
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct text const text = target_copy(data, size);
    struct arena arena = {0};
    struct claim *claims;
    size_t bad;
    if (text_is_utf8(text, &bad)) {
        struct tokens const tokens = tokens_read(text, &arena);
        size_t const count = claims_find(text, &tokens, 0, &arena, &claims);
        check_tokens(text, &tokens);
        promise(count <= CLAIMS_MAX);
        for (size_t i = 0; i < count; i++) {
            const struct claim *c = &claims[i];
            promise(c->start < c->end && c->end <= text.size && c->left.last <= c->relation && c->relation < c->right.first);
            struct judgement const j = judge_claim(text, &tokens, tokens.numbers, c, &arena);
            promise(j.why && (!j.supports || j.truth == TRUTH_HOLDS || j.truth == TRUTH_ROUNDS));
            check_plain(&c->left, &tokens);
            check_plain(&c->right, &tokens);
        }
    }
    arena_free(&arena);
    free((void *)(uintptr_t)text.at);
    return 0;
}
