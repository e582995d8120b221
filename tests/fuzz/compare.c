/* compare: whether two texts (parted by a line "%%") are the same answer, in every notation. */
#include "target.h"

#include "compare.h"

static void check_anchor(struct text text)
{
    struct anchor const a = anchor_find(text);
    promise(a.count <= ANCHOR_PARTS_MAX && a.at <= text.size && (a.count > 0) == (a.kind != ANCHOR_NOTHING));
    for (size_t i = 0; i < a.count; i++)
        promise(a.parts[i].size && a.parts[i].at >= text.at && a.parts[i].at + a.parts[i].size <= text.at + text.size);
    char const choice = anchor_choice(text);
    promise(choice == 0 || (choice >= 'A' && choice <= 'J'));
}

static void check_pair(struct text a, struct text b, enum notation notation)
{
    struct equivalence_options const options = {.exact = notation == NOTATION_MAXIMA};
    struct arena arena = {0};
    struct compared const there = compare_texts(a, b, notation, &options, &arena);
    promise(there.why[0] && (there.witness.size == 0 || there.same == FACT_FALSE));
    promise(compare_texts(b, a, notation, &options, &arena).same == there.same);
    promise(compare_texts(a, a, notation, &options, &arena).same == FACT_TRUE);
    arena_free(&arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct text const text = target_copy(data, size);
    struct text a, b;
    size_t bad;
    if (text_is_utf8(text, &bad)) {
        target_split(text, &a, &b);
        check_anchor(a);
        check_anchor(b);
        for (int notation = NOTATION_LATEX; notation <= NOTATION_GUESSED; notation++)
            check_pair(a, b, (enum notation)notation);
    }
    free((void *)(uintptr_t)text.at);
    return 0;
}
