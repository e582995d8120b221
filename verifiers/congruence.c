/* congruence: a ≡ b (mod m) and m | a for integers, powers as large as they like. Where no modulus stands in the formula, the one that the
 * step names, "modulo 7", will do for a proof. With symbols: what follows from congruences and equations said before (residue.h), what a
 * congruence says with a new symbol, n = 3 + 4k, and the one number with its residue within bounds; that only ever proves.
 */
#include "follows.h"
#include "residue.h"
#include "small.h"
#include "verifier.h"

enum {
    DIGITS_MAX = 9,
    TEXT_MAX = 4000 /* bytes of a problem or step; a longer one is not looked through for each link */
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

struct known {
    struct congruence lines[RESIDUE_LINES_MAX];
    size_t count;
};

/* A whole number that may be a modulus; 0 if it is none. */
static int64_t whole(const struct formula *f)
{
    int64_t number;
    return algebra_whole(f, RESIDUE_MODULUS_MAX, &number) && number > 1 ? number : 0;
}

/* Link k of a chain as a congruence: a ≡ b (mod m) whose modulus stands there, a = b, m | b. */
static bool is_congruence(const struct formula *f, size_t k, struct arena *arena, struct congruence *out)
{
    char const relation = f->text.at[k];
    bool const divides = relation == '|', modular = relation == '%' && f->count == f->text.size + 2;
    *out = (struct congruence){f->args[k], f->args[k + 1], 0};
    if (divides)
        out->left = formula_number(arena, 0);
    if (divides || modular)
        out->modulus = whole(divides ? f->args[k] : f->args[f->count - 1]);
    return relation == '=' || out->modulus;
}

static void collect(const struct context *context, const struct formula *about, struct arena *arena, struct known *out)
{
    const struct formula *lines[CONTEXT_LINES_MAX];
    size_t const count = context_lines_around(context, about, lines, CONTEXT_LINES_MAX);
    out->count = 0;
    for (size_t i = 0; i < count; i++)
        for (size_t k = 0; lines[i]->kind == FORMULA_CHAIN && k < lines[i]->text.size && out->count < RESIDUE_LINES_MAX; k++)
            out->count += is_congruence(lines[i], k, arena, &out->lines[out->count]);
}

/* Where no modulus stands in the claim nor in its step: the one that all lines have. */
static int64_t common_modulus(const struct known *known)
{
    int64_t common = 0;
    for (size_t i = 0; i < known->count; i++) {
        int64_t const one = known->lines[i].modulus;
        if (one && common && one != common)
            return 0;
        common = one ? one : common;
    }
    return common;
}

static bool follows_from_lines(const struct link *link, const struct scene *scene, struct arena *arena)
{
    struct known known;
    struct congruence claim;
    collect(scene->context, link->formula, arena, &known);
    if (!is_congruence(link->formula, 0, arena, &claim))
        claim.modulus = only_modulus(scene->step);
    claim.modulus = claim.modulus ? claim.modulus : common_modulus(&known);
    return residue_follows(known.lines, known.count, &claim);
}

/* How many bytes at `at` are the words, where "@" is the letter and "?" any one; 0 if others stand there. */
static size_t match_words(struct text text, size_t at, const char *words, struct text letter)
{
    size_t const from = at;
    for (; *words; words++) {
        struct text const rest = text_part(text, at, text.size), one = *words == '@' ? letter : (struct text){words, 1};
        bool const fits = *words == '?' ? rest.size > 0 && is_letter(rest.at[0]) : text_starts(rest, one);
        if (!fits)
            return 0;
        at += one.size;
    }
    return at - from;
}

/* Is the letter called a whole number: "integers $m$ and $n$"? */
static bool is_called_whole(struct text text, struct text letter)
{
    static const char *const said[] = {
        " integer $@$",  " integers $@$",       " integers $?$ and $@$", " whole number $@$",
        " integers $@,", " $@$ be an integer.", " $@$ be an integer ",   " $@$ be a positive integer"};
    for (size_t i = 0; i < text.size; i++)
        for (size_t k = 0; k < COUNT(said) && text.at[i] == ' '; k++)
            if (match_words(text, i, said[k], letter))
                return true;
    return false;
}

/* Are all letters of both sides in a congruence, or called whole numbers? */
static bool is_about_whole(const struct congruence *c, const struct known *known, const struct scene *scene)
{
    struct text names[RESIDUE_SYMBOLS_MAX];
    for (size_t side = 0; side < 2; side++) {
        size_t const count = formula_symbols(side ? c->right : c->left, names, RESIDUE_SYMBOLS_MAX);
        for (size_t i = 0; i < count; i++) {
            bool sure =
                i < RESIDUE_SYMBOLS_MAX && (is_called_whole(scene->problem, names[i]) || is_called_whole(scene->step, names[i]));
            for (size_t k = 0; k < known->count && !sure && i < RESIDUE_SYMBOLS_MAX; k++)
                sure = known->lines[k].modulus &&
                       (formula_mentions(known->lines[k].left, names[i]) || formula_mentions(known->lines[k].right, names[i]));
            if (!sure)
                return false;
        }
    }
    return true;
}

/* Leaves out the equations that may be about other numbers than whole ones. */
static void drop_doubtful(struct known *known, const struct scene *scene)
{
    size_t kept = 0;
    for (size_t i = 0; i < known->count; i++) {
        struct congruence const line = known->lines[i];
        if (line.modulus || is_about_whole(&line, known, scene))
            known->lines[kept++] = line;
    }
    known->count = kept;
}

/* Does "for some integer $k$" stand behind the formula, and nothing more be said of k? */
static bool says_whole(struct text step, const struct statement *said, struct text letter)
{
    static const char *const whole[] = {"for some integer $@$", "for some integers $@$", "for some integer $@.$",
                                        "where $@$ is an integer", "where $@$ is some integer"};
    size_t at = said->end;
    while (at < step.size && strchr(" $,", step.at[at]))
        at++;
    for (size_t i = 0; i < COUNT(whole); i++) {
        size_t const end = at + match_words(step, at, whole[i], letter);
        if (end > at && !text_has_name(text_part(step, 0, said->start), letter))
            return end == step.size || (step.at[end] == '.' && (end + 1 == step.size || is_space(step.at[end + 1]))) ||
                   (step.at[end - 2] == '.' && is_space(step.at[end])); /* "$k.$" */
    }
    return false;
}

/* a + bk, where only k is new and any whole number: {a, b} */
static bool is_linear(const struct formula *f, const struct scene *scene, const struct statement *said, int64_t out[2])
{
    struct small_names names = {.count = 0};
    struct small p;
    if (!small_read(&names, f, &p) || names.count != 1 || p.below != 1)
        return false;
    small_trim(&p);
    out[0] = p.at[0][0];
    out[1] = p.at[1][0] < 0 ? -p.at[1][0] : p.at[1][0];
    return p.degree[0] == 1 && p.degree[1] == 0 && context_is_new(scene->context, names.names[0]) &&
           !text_has_name(scene->problem, names.names[0]) && says_whole(scene->step, said, names.names[0]);
}

/* n = 3 + 4k with a new k, "for some integer k", since n ≡ 3 (mod 4) */
static bool writes_out(const struct link *link, const struct scene *scene, struct arena *arena)
{
    const struct formula *f = link->formula;
    struct known known;
    int64_t linear[2];
    if (f->args[0]->kind != FORMULA_SYMBOL || (f->args[1]->kind != FORMULA_ADD && f->args[1]->kind != FORMULA_MUL) ||
        context_is_new(scene->context, f->args[0]->text) || !is_linear(f->args[1], scene, link->statement, linear))
        return false;
    struct congruence const claim = {f->args[0], formula_number(arena, linear[0]), linear[1]};
    collect(scene->context, f->args[0], arena, &known);
    drop_doubtful(&known, scene);
    return residue_follows(known.lines, known.count, &claim);
}

/* 0 ≤ n < 12: nothing but the letter and numbers, so that what lies between two numbers it allows is allowed, too */
static bool bounds(const struct formula *line, struct text letter)
{
    bool found = false;
    for (size_t k = 0; line->kind == FORMULA_CHAIN && k < line->text.size; k++)
        if (!strchr("<[>]", line->text.at[k]))
            return false;
    for (size_t i = 0; i < line->count; i++) {
        bool const is_letter = line->args[i]->kind == FORMULA_SYMBOL && text_equal(line->args[i]->text, letter);
        if (!is_letter && formula_symbols(line->args[i], NULL, 0) > 0)
            return false;
        found = found || is_letter;
    }
    return found && line->kind == FORMULA_CHAIN;
}

/* Do all lines that bound the letter hold for the number? FACT_FALSE: one does not. */
static enum fact is_within(const struct formula *const *lines, size_t count, struct text letter, int64_t number,
                           struct arena *arena)
{
    enum fact all = FACT_TRUE;
    for (size_t i = 0; i < count && all != FACT_FALSE; i++) {
        struct text witness;
        if (!bounds(lines[i], letter))
            continue;
        const struct formula *at = formula_put(arena, lines[i], letter, formula_number(arena, number));
        enum fact const one = at ? follows_truth(at, 0, arena, &witness) : FACT_UNKNOWN;
        all = one == FACT_TRUE ? all : one;
    }
    return all;
}

/* Is a congruence of the letter alone not known to hold for the value? Then several numbers go by that letter. */
static bool is_denied(const struct known *known, const struct formula *letter, const struct formula *value, struct arena *arena)
{
    for (size_t i = 0; i < known->count; i++) {
        const struct congruence *one = &known->lines[i];
        struct text names[1], witness;
        const struct formula *gap = settle_gap(arena, one->left, one->right);
        if (!one->modulus || formula_symbols(gap, names, 1) != 1 || !text_equal(names[0], letter->text))
            continue;
        gap = formula_put(arena, gap, letter->text, value);
        if (!gap ||
            algebra_congruent(gap, formula_number(arena, 0), formula_number(arena, one->modulus), arena, &witness) != FACT_TRUE)
            return true;
    }
    return false;
}

static bool knows_congruence(const struct context *context)
{
    size_t i = 0;
    while (i < context->lines_count && !(context->lines[i].formula->kind == FORMULA_CHAIN &&
                                         memchr(context->lines[i].formula->text.at, '%', context->lines[i].formula->text.size)))
        i++;
    return i < context->lines_count;
}

/* n = 7, as 0 ≤ n ≤ 7 and n ≡ -1 (mod 8) */
static bool is_only_one(const struct link *link, const struct scene *scene, struct arena *arena)
{
    const struct formula *letter = link->formula->args[0], *value = link->formula->args[1], *lines[CONTEXT_LINES_MAX];
    struct known known;
    int64_t number;
    if (letter->kind != FORMULA_SYMBOL || scene->cases || !knows_congruence(scene->context) ||
        !algebra_whole(value, RESIDUE_MODULUS_MAX, &number))
        return false;
    if (context_supposes(scene->context) || scene->problem.size > TEXT_MAX || scene->step.size > TEXT_MAX ||
        text_has_word(scene->problem, TEXT("or")) || text_has_word(scene->step, TEXT("or")))
        return false;
    size_t const count = context_lines_around(scene->context, letter, lines, CONTEXT_LINES_MAX);
    collect(scene->context, letter, arena, &known);
    drop_doubtful(&known, scene);
    if (is_within(lines, count, letter->text, number, arena) != FACT_TRUE || is_denied(&known, letter, value, arena))
        return false;
    for (size_t i = 0; i < known.count; i++) {
        int64_t const step = known.lines[i].modulus;
        struct congruence const claim = {letter, value, step};
        if (step && is_within(lines, count, letter->text, number - step, arena) == FACT_FALSE &&
            is_within(lines, count, letter->text, number + step, arena) == FACT_FALSE &&
            residue_follows(known.lines, known.count, &claim))
            return true;
    }
    return false;
}

/* May it be what is left by the modulus, which is 0 if there is none? */
static bool is_rest(const struct formula *f, int64_t modulus)
{
    int64_t number;
    return modulus && algebra_whole(f, modulus - 1, &number) && number >= 0;
}

/* "n + 3 is divisible by 7", "x leaves a remainder of 2 when divided by 5"; only where the problem is about whole numbers: 2x = 15 says
 * nothing of the kind. */
static bool remains(const struct link *link, const struct scene *scene, struct arena *arena)
{
    static const char whole_numbers[] =
        "integer integers digit digits divisible divided divides remainder remainders multiple multiples prime "
        "primes whole natural divisor divisors factor factors odd even many modulo";
    const struct formula *f = link->formula;
    struct known known;
    if (link->said != LINK_WORDED || !text_has_word(scene->problem, text_of(whole_numbers)) ||
        !formula_is_call(f->args[0], FUNCTION_MOD))
        return false;
    struct congruence const claim = {f->args[0]->args[0], f->args[1], whole(f->args[0]->args[1])};
    if (!is_rest(f->args[1], claim.modulus))
        return false;
    collect(scene->context, f->args[0]->args[0], arena, &known);
    drop_doubtful(&known, scene);
    return is_about_whole(&claim, &known, scene) && residue_follows(known.lines, known.count, &claim);
}

/* Made of whole numbers without division, and what it is the power of without signs? */
static bool is_whole(const struct formula *f, bool sign)
{
    bool fine = f->kind == FORMULA_NUMBER ? !memchr(f->text.at, '.', f->text.size)
                                          : f->kind == FORMULA_ADD || f->kind == FORMULA_MUL || f->kind == FORMULA_POW ||
                                                f->kind == FORMULA_FACTORIAL || (f->kind == FORMULA_NEG && sign);
    for (size_t i = 0; i < f->count && fine; i++)
        fine = is_whole(f->args[i], sign && !(f->kind == FORMULA_POW && i == 1));
    return fine;
}

/* "The remainder when 9^{8^7} is divided by 10 is 1": powers that are too large to be worked out */
static bool remains_of_power(const struct link *link, struct arena *arena)
{
    const struct formula *f = link->formula->args[0], *rest = link->formula->args[1];
    struct text witness;
    return formula_is_call(f, FUNCTION_MOD) && is_rest(rest, whole(f->args[1])) && is_whole(f->args[0], true) &&
           algebra_congruent(f->args[0], rest, f->args[1], arena, &witness) == FACT_TRUE;
}

static bool settle(const struct link *link, const struct scene *scene, struct arena *arena, struct judgement *out,
                   struct text *witness)
{
    char const relation = link->formula->text.at[0];
    if (link->statement->bare || !strchr("%|=", relation))
        return false;
    if (relation == '=' && link->closed) {
        *out = (struct judgement){.truth = TRUTH_HOLDS, .supports = true, .why = "that is what remains"};
        return remains_of_power(link, arena);
    }
    if (!link->closed) {
        *out = (struct judgement){.truth = TRUTH_HOLDS, .supports = true, .why = "congruent by what was said before"};
        return relation != '=' ? follows_from_lines(link, scene, arena)
                               : remains(link, scene, arena) || writes_out(link, scene, arena) || is_only_one(link, scene, arena);
    }
    *out = settle_link(link, scene, arena, witness);
    if (out->truth == TRUTH_UNKNOWN && holds_elsewhere(link, scene, arena))
        *out = (struct judgement){.truth = TRUTH_HOLDS, .supports = true, .why = "congruent by the modulus that the step names"};
    return true;
}

const struct verifier verifier_congruence = {
    .name = "congruence",
    .says = "congruences and divisibility of integers; with symbols, what follows from earlier ones",
    .settle = settle,
};
