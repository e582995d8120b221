/* syntax: any text as a formula, in every notation, under each reading: spans lie in the text, sizes are bounded, reading again
 * gives the same, and readings that were not met change nothing. */
#include "syntax.h"
#include "target.h"

static void check_node(const struct formula *f, struct text text, size_t depth)
{
    promise(depth <= FORMULA_DEPTH_MAX);
    promise(f->start <= f->end && f->end <= text.size);
    for (size_t i = 0; i < f->count; i++)
        check_node(f->args[i], text, depth + 1);
}

static void check_written(const struct formula *f)
{
    struct buffer out = {0};
    formula_write(f, &out);
    promise(out.size > 0);
    buffer_free(&out);
}

static void check_read(struct text text, enum syntax syntax, unsigned options, struct arena *arena)
{
    unsigned met, again;
    const struct formula *const f = syntax_read(text, syntax, options, arena, &met);
    for (unsigned reading = 1; reading < 1u << READINGS; reading <<= 1) {
        const struct formula *const other = syntax_read(text, syntax, options | reading, arena, &again);
        promise(met & reading || (f && other ? formula_same(f, other) : f == other));
        if (other)
            check_node(other, text, 0);
    }
    if (!f)
        return;
    check_node(f, text, 0);
    check_written(f);
    promise(formula_size(f, FORMULA_NODES_MAX) <= FORMULA_NODES_MAX);
    promise(formula_same(f, syntax_read(text, syntax, options, arena, &again)) && again == met);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct text const text = target_copy(data, size);
    struct arena arena = {0};
    size_t bad;
    for (int syntax = SYNTAX_LATEX; text_is_utf8(text, &bad) && syntax <= SYNTAX_MAXIMA; syntax++) {
        arena_reset(&arena);
        check_read(text, (enum syntax)syntax, 0, &arena);
        check_read(text, (enum syntax)syntax, SYNTAX_TOLERANT, &arena);
    }
    arena_free(&arena);
    free((void *)(uintptr_t)text.at);
    return 0;
}
