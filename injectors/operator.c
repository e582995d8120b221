/* operator: the step says a comparison of the problem the wrong way round and computes it so: "7 fewer" and 12 - 7 for "7 more"
 * and 12 + 7. */
#include "comparison.h"

/* Right steps say "twice" much more often than "half", and hardly ever "a third as many". Turned round each time, such words would give
 * the error away: they are in so many of FIVE steps, chosen by their length. */
enum { FIVE = 5 };
static const struct {
    const char *word;
    size_t taken;
} common[] = {{"times", 0}, {"twice", 2}, {"more", 4}};

static bool gives_away(const struct step *step)
{
    for (uint32_t i = 0; i < step->tokens.count; i++) {
        const struct token *t = &step->tokens.items[i];
        struct text const word = t->kind == TOKEN_WORD ? text_part(step->text, t->start, t->end) : TEXT("");
        for (size_t k = 0; k < COUNT(common); k++)
            if (text_equal_nocase(word, text_of(common[k].word)) && step->text.size % FIVE >= common[k].taken)
                return true;
    }
    return false;
}

static size_t sites(const struct subject *on, struct site *out, size_t max)
{
    size_t count = 0;
    struct comparison c;
    for (size_t i = 0; i < on->derivations_count && count < max; i++) {
        const struct derivation *d = &on->derivations[i];
        const struct step *step = &on->steps[d->step];
        if (comparison_read(on, d, &c) && !gives_away(step) && !operand_has_word(step->text, &step->tokens, TEXT("only")) &&
            comparison_asserts(step, &c)) /* "only 155" is no more than 105 */
            out[count++] = (struct site){.claim = d->claim, .derivation = (int32_t)i, .weight = 1};
    }
    return count;
}

static bool propose(const struct subject *on, const struct site *at, const struct tools *with, struct proposal *out)
{
    const struct derivation *d = &on->derivations[at->derivation];
    struct comparison c;
    return !with->attempt && comparison_read(on, d, &c) && comparison_turn(on, d, &c, with->arena, out);
}

const struct injector injector_operator = {
    .name = "operator",
    .says = "the step turns a comparison of the problem round, in its words and in what it computes",
    .cls = DERAILED,
    .kind = CERTIFICATE_DERAILED,
    .sites = sites,
    .propose = propose,
    .explain = operand_explain,
};
