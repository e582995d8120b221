#include "reason.h"

/* `phrases`: parted by bars. */
static bool says(struct text text, const char *phrases)
{
    for (const char *at = phrases; *at;) {
        size_t const size = strcspn(at, "|");
        if (text_find(text, (struct text){at, size}, 0) < text.size)
            return true;
        at += size + (at[size] == '|');
    }
    return false;
}

static bool supposes(const struct reasoning *r)
{
    for (size_t i = 0; i < SUPPOSING_STEPS; i++)
        if (says(r->latest[i], "uppose|ssume|ontradiction|wrong|mistake|forgot|ctually|oops|Oops|a problem|an error"))
            return true;
    return false;
}

/* "base 8", "base-ten", "base $b$"; the base of a triangle is another matter */
static bool names_base(struct text text)
{
    static const char numerals[] =
        "base-|base $|base 1|base 2|base 3|base 4|base 5|base 6|base 7|base 8|base 9|base {|base \\|base t|base f|base s|"
        "base e|base n|base b|in base|of base|bases";
    return says(text, "binary|octal|hexadecimal|ternary") || (says(text, "base") && says(text, numerals));
}

/* The last digits of something are numbers modulo 10, 100, … */
static bool asks_last_digits(struct text problem)
{
    return says(problem, "digit") && says(problem, "units|unit's|unit digit|ones|last|final|tens|hundreds|rightmost|ends|end in");
}

/* But no model, no modern art. */
static bool is_modular(struct text text)
{
    return says(text, "\\equiv|≡|\\pmod|\\bmod|\\mod|{mod|(mod|mod |modul");
}

const struct theme *reason_theme(struct reasoning *r)
{
    if (!r->theme.asked)
        r->theme = (struct theme){
            .asked = true,
            .other_base = names_base(r->problem),
            .other_operation = says(r->problem, "operation|\\ast|\\star|\\diamond|a*b|x*y|$*$"),
            .modular = is_modular(r->problem) || asks_last_digits(r->problem) ||
                       says(r->problem, "remainder|residue|inverse |inverse?|inverses|inverse.|inverse$"),
            .options = link_options(r->problem),
        };
    return &r->theme;
}

const char *reason_foreign(struct reasoning *r, const struct step *step)
{
    const struct theme *theme = reason_theme(r);
    if (theme->other_base || names_base(step->text))
        return "numbers of another base, perhaps";
    return theme->other_operation ? "an operation of the problem's own, perhaps" : NULL;
}

const char *reason_doubt(struct reasoning *r, const struct step *step, uint8_t *kind)
{
    const struct theme *theme = reason_theme(r);
    const char *const foreign = reason_foreign(r, step);
    *kind = LINK_FOREIGN;
    if (foreign)
        return foreign;
    *kind = LINK_MODULAR;
    if (theme->modular || is_modular(step->text) || says(step->text, "\\mathbb{Z}_|clock"))
        return "modular arithmetic, perhaps";
    *kind = LINK_SUPPOSED;
    for (size_t i = 0; i < step->tokens.count; i++)
        if (token_is(&step->tokens.items[i], WORD_RETRACTS) || token_is(&step->tokens.items[i], WORD_REMAINDER))
            return "the step supposes, denies or takes back something, or speaks of remainders";
    if (supposes(r))
        return "a step before supposes something";
    *kind = LINK_CERTAIN;
    return NULL;
}
