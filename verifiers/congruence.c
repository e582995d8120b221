/* congruence: a ≡ b (mod m) and m | a for integers, powers as large as they like. Where no modulus stands in the formula, the one that the
 * step names, "modulo 7", will do for a proof. With one or two symbols: what is congruent by its coefficients, or is a multiple of one
 * congruence or equation said before; that only ever proves.
 */
#include "small.h"
#include "verifier.h"

enum {
    DIGITS_MAX = 9,
    MODULUS_MAX = 2000, /* with symbols: every multiple is tried */
    LINES_MAX = 6,
};

/* The number behind "mod", "\pmod{", "modulo $" at byte `at`; 0 if there is none. */
static int64_t modulus_at(struct text text, size_t at)
{
    int64_t number = 0;
    at += strlen("mod");
    at += text_starts(text_part(text, at, text.size), TEXT("ulo")) ? strlen("ulo") : 0;
    while (at < text.size && strchr(" ${~", text.at[at]))
        at++;
    for (size_t i = at; i < text.size && i - at < DIGITS_MAX && is_digit(text.at[i]); i++)
        number = 10 * number + (text.at[i] - '0');
    return number;
}

/* The one modulus that the text names; 0 if there is none, or several. */
static int64_t only_modulus(struct text text)
{
    int64_t found = 0;
    for (size_t at = text_find(text, TEXT("mod"), 0); at < text.size; at = text_find(text, TEXT("mod"), at + 1)) {
        int64_t const one = modulus_at(text, at);
        if (one && found && one != found)
            return 0;
        found = one ? one : found;
    }
    return found;
}

static bool holds_elsewhere(const struct link *link, const struct scene *scene, struct arena *arena)
{
    const struct formula *f = link->formula;
    struct text witness;
    int64_t const modulus = f->text.at[0] == '%' && f->count == 2 ? only_modulus(scene->step) : 0;
    return modulus && algebra_congruent(f->args[0], f->args[1], formula_number(arena, modulus), arena, &witness) == FACT_TRUE;
}

/* ---- with symbols ---- */

/* Coefficients modulo a number. */
struct residues {
    int64_t at[SMALL_DEGREE + 1][SMALL_DEGREE + 1];
};

/* left − right; false if its coefficients are not whole. */
static bool difference(struct small_names *names, const struct formula *left, const struct formula *right, int64_t modulus,
                       struct residues *out)
{
    struct small a, b;
    if (!small_read(names, left, &a) || !small_read(names, right, &b) || !small_add(&a, &b, -1) || a.below != 1)
        return false;
    for (int i = 0; i <= SMALL_DEGREE; i++)
        for (int k = 0; k <= SMALL_DEGREE; k++)
            out->at[i][k] = i <= a.degree[0] && k <= a.degree[1] ? (a.at[i][k] % modulus + modulus) % modulus : 0;
    return true;
}

/* Is the claim so many times the line? */
static bool is_times(const struct residues *claim, const struct residues *line, int64_t times, int64_t modulus)
{
    for (int i = 0; i <= SMALL_DEGREE; i++)
        for (int k = 0; k <= SMALL_DEGREE; k++)
            if ((claim->at[i][k] - times * line->at[i][k]) % modulus != 0)
                return false;
    return true;
}

/* The modulus of a congruence; 0 if it is not known, or too large. */
static int64_t modulus_of(const struct formula *f, struct text step)
{
    struct value v;
    if (f->count == f->text.size + 1)
        return only_modulus(step);
    if (algebra_value(f->args[f->count - 1], &v) != STATUS_OK)
        return 0;
    int64_t const modulus = value_is_small(&v) && v.den == 1 ? v.num : 0;
    value_clear(&v);
    return modulus;
}

/* Is the claim a multiple of some link of the line, an equation or a congruence whose modulus is a multiple of the claim's? */
static bool yields(const struct formula *line, const struct residues *claim, int64_t modulus, struct small_names names)
{
    for (size_t k = 0; line->kind == FORMULA_CHAIN && k < line->text.size; k++) {
        struct small_names known = names;
        struct residues one;
        bool const equation = line->text.at[k] == '=',
                   congruence = line->text.at[k] == '%' && line->count == line->text.size + 2 &&
                                modulus_of(line, TEXT("")) % modulus == 0 && modulus_of(line, TEXT("")) > 0;
        if ((!equation && !congruence) || !difference(&known, line->args[k], line->args[k + 1], modulus, &one))
            continue;
        for (int64_t times = 1; times < modulus; times++)
            if (is_times(claim, &one, times, modulus))
                return true;
    }
    return false;
}

static bool holds_with_symbols(const struct link *link, const struct scene *scene)
{
    const struct formula *f = link->formula, *lines[LINES_MAX];
    struct small_names names = {.count = 0};
    struct residues claim;
    int64_t const modulus = modulus_of(f, scene->step);
    if (modulus < 2 || modulus > MODULUS_MAX || !difference(&names, f->args[0], f->args[1], modulus, &claim))
        return false;
    if (is_times(&claim, &claim, 0, modulus))
        return true;
    size_t const count = context_lines_about(scene->context, f, false, lines, LINES_MAX);
    for (size_t i = 0; i < count; i++)
        if (yields(lines[i], &claim, modulus, names))
            return true;
    return false;
}

static bool settle(const struct link *link, const struct scene *scene, struct arena *arena, struct judgement *out,
                   struct text *witness)
{
    if (link->statement->bare || !strchr("%|", link->formula->text.at[0]))
        return false;
    if (!link->closed) {
        *out = (struct judgement){.truth = TRUTH_HOLDS, .supports = true, .why = "congruent by what was said before"};
        return link->formula->text.at[0] == '%' && holds_with_symbols(link, scene);
    }
    *out = settle_link(link, scene, arena, witness);
    if (out->truth == TRUTH_UNKNOWN && holds_elsewhere(link, scene, arena))
        *out = (struct judgement){.truth = TRUTH_HOLDS, .supports = true, .why = "congruent by the modulus that the step names"};
    return true;
}

const struct verifier verifier_congruence = {
    .name = "congruence",
    .says = "congruences and divisibility of integers; with symbols, multiples of earlier congruences",
    .settle = settle,
};
