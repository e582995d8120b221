/* form: "it can be written as $\frac{m}{n}$; find $m + n$": what the letters of a form stand for is read off the one result that was written in that form.
 * Only ever proves.
 */
#include "form.h"
#include "follows.h"
#include "verifier.h"

/* Could all that was said of the letters be true of what they stand for? */
static bool agrees(const struct context *c, const struct formula *link, const struct form_letters *letters, struct arena *arena)
{
    for (size_t i = 0; i < c->lines_count; i++) {
        const struct formula *line = form_put(letters, c->lines[i].formula, arena);
        struct text witness;
        if (line && follows_truth(line, 0, arena, &witness) == FACT_FALSE)
            return false;
    }
    return context_expand(c, link) == link;
}

static bool same_letters(const struct form_letters *a, const struct form_letters *b)
{
    bool same = a->count == b->count;
    for (size_t i = 0; i < a->count && same; i++)
        same = text_equal(a->names[i], b->names[i]) && formula_same(a->is[i], b->is[i]);
    return same;
}

/* The letters as all that was written in one of the forms shows them: two results that differ leave open which one is meant. */
static bool read_letters(const struct context *c, struct arena *arena, struct form_letters *out)
{
    struct form_letters other;
    bool found = false;
    for (size_t i = c->written_count; i-- > 0;)
        for (size_t k = 0; k < c->forms_count; k++) {
            if (!form_read(c->forms[k], c->written[i], arena, found ? &other : out))
                continue;
            if (found && !same_letters(out, &other))
                return false;
            found = true;
        }
    return found;
}

static bool settle(const struct link *link, const struct scene *scene, struct arena *arena, struct judgement *out,
                   struct text *witness)
{
    const struct context *c = scene->context;
    struct form_letters letters;
    if (c->forms_count == 0 || link->said != LINK_WRITTEN || link->closed || link->formula->text.at[0] != '=' ||
        !read_letters(c, arena, &letters))
        return false;
    const struct formula *f = form_put(&letters, link->formula, arena);
    *out = (struct judgement){.truth = TRUTH_UNKNOWN, .why = "not as the form shows it that the problem gives"};
    if (!f || !agrees(c, link->formula, &letters, arena))
        return false;
    if (algebra_equal(f->args[0], f->args[1], 0, arena, witness) == FACT_TRUE)
        *out = (struct judgement){.truth = TRUTH_HOLDS, .supports = true, .why = "read off the form that the problem gives"};
    *witness = TEXT("");
    return true;
}

const struct verifier verifier_form = {
    .name = "form",
    .says = "letters of a form that the problem gives to a result; only ever proves",
    .settle = settle,
};
