/* algebra: two formulas (parted by a line "%%"), compared in both directions, in ways that must agree. */
#include "algebra.h"
#include "syntax.h"
#include "target.h"

static void check(const struct formula *a, const struct formula *b, struct arena *arena)
{
    struct text witness, other, nearest, down;
    struct value value;
    for (unsigned options = 0; options < 4; options++) {
        enum fact const fact = algebra_equal(a, b, options, arena, &witness), back = algebra_equal(b, a, options, arena, &other);
        promise(fact == FACT_UNKNOWN || back == FACT_UNKNOWN || fact == back);
        promise((fact == FACT_FALSE) == (witness.size > 0));
        promise(algebra_equal(a, a, options, arena, &other) != FACT_FALSE);
    }
    promise(algebra_relates(a, '<', b, 0, arena, &other) != FACT_TRUE ||
            algebra_relates(b, '[', a, 0, arena, &other) != FACT_TRUE);
    promise(algebra_congruent(a, a, b, arena, &other) != FACT_FALSE);
    if (algebra_value(a, &value) == STATUS_OK)
        promise(algebra_equal(a, a, 0, arena, &other) == FACT_TRUE);
    value_clear(&value);
    (void)algebra_digits(a, 2, arena, &nearest, &down);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct text const text = target_copy(data, size);
    struct arena arena = {0};
    struct text left, right;
    size_t bad;
    if (text_is_utf8(text, &bad)) {
        target_split(text, &left, &right);
        const struct formula *const a = syntax_read(left, SYNTAX_LATEX, 0, &arena, NULL);
        const struct formula *const b = syntax_read(text_trim(right), SYNTAX_LATEX, 0, &arena, NULL);
        if (a && b && !formula_is_statement(a) && !formula_is_statement(b))
            check(a, b, &arena);
    }
    arena_free(&arena);
    free((void *)(uintptr_t)text.at);
    return 0;
}
