#include "residue.h"

/* Inverses are undefined where there is none. */
enum worked { WORKED, NO_INVERSE };

struct search {
    const struct congruence *claim;
    struct congruence lines[RESIDUE_LINES_MAX]; /* of moduli that are powers of the prime, or 0 */
    size_t last[RESIDUE_LINES_MAX];             /* how many symbols must have residues before the line can be tried */
    size_t lines_count;
    struct text names[RESIDUE_SYMBOLS_MAX];
    int64_t at[RESIDUE_SYMBOLS_MAX];
    size_t names_count;
    int64_t prime, highest, claimed; /* the largest power that is asked for; that of the claim */
    int64_t work;
    bool met; /* residues that satisfy all lines were found */
};

/* The exponent as it is written; false if it is no whole number of a few digits. */
static bool exponent_of(const struct formula *f, int64_t *out)
{
    bool const negative = f->kind == FORMULA_NEG;
    f = negative ? f->args[0] : f;
    if (f->kind != FORMULA_NUMBER || f->text.size == 0 || f->text.size > 9)
        return false;
    *out = 0;
    for (size_t i = 0; i < f->text.size; i++) {
        if (!is_digit(f->text.at[i]))
            return false;
        *out = 10 * *out + (f->text.at[i] - '0');
    }
    *out = negative ? -*out : *out;
    return true;
}

static bool is_readable(const struct formula *f)
{
    int64_t exponent;
    bool fine = true;
    switch ((enum formula_kind)f->kind) {
    case FORMULA_NUMBER:
        for (size_t i = 0; i < f->text.size && fine; i++)
            fine = is_digit(f->text.at[i]);
        return fine;
    case FORMULA_SYMBOL:
        return true;
    case FORMULA_ADD:
    case FORMULA_MUL:
    case FORMULA_NEG:
        for (size_t i = 0; i < f->count && fine; i++)
            fine = is_readable(f->args[i]);
        return fine;
    case FORMULA_POW:
        return exponent_of(f->args[1], &exponent) && is_readable(f->args[0]);
    default:
        return false;
    }
}

static int64_t power_of(int64_t base, int64_t exponent, int64_t modulus)
{
    int64_t result = 1 % modulus;
    for (; exponent > 0; exponent /= 2) {
        result = exponent % 2 ? result * base % modulus : result;
        base = base * base % modulus;
    }
    return result;
}

static enum worked work_out(struct search *s, const struct formula *f, int64_t modulus, int64_t *out);

/* The inverse of a number that the prime does not divide, modulo a power of it, is its power with exponent φ − 1. */
static enum worked raise(struct search *s, const struct formula *f, int64_t modulus, int64_t *out)
{
    int64_t exponent = 1;
    if (!exponent_of(f->args[1], &exponent) || work_out(s, f->args[0], modulus, out) == NO_INVERSE)
        return NO_INVERSE;
    if (exponent < 0) {
        if (*out % s->prime == 0)
            return NO_INVERSE;
        *out = power_of(*out, modulus / s->prime * (s->prime - 1) - 1, modulus);
    }
    *out = power_of(*out, exponent < 0 ? -exponent : exponent, modulus);
    return WORKED;
}

static int64_t residue_of(const struct search *s, struct text name)
{
    for (size_t i = 0; i < s->names_count; i++)
        if (text_equal(s->names[i], name))
            return s->at[i];
    return 0;
}

/* Of what is_readable(). */
static enum worked work_out(struct search *s, const struct formula *f, int64_t modulus, int64_t *out)
{
    int64_t next;
    s->work++;
    switch ((enum formula_kind)f->kind) {
    case FORMULA_NUMBER:
        s->work += (int64_t)f->text.size;
        *out = 0;
        for (size_t i = 0; i < f->text.size; i++)
            *out = (10 * *out + (f->text.at[i] - '0')) % modulus;
        return WORKED;
    case FORMULA_SYMBOL:
        *out = residue_of(s, f->text) % modulus;
        return WORKED;
    case FORMULA_POW:
        return raise(s, f, modulus, out);
    default:
        *out = f->kind == FORMULA_MUL ? 1 % modulus : 0;
        for (size_t i = 0; i < f->count; i++) {
            if (work_out(s, f->args[i], modulus, &next) == NO_INVERSE)
                return NO_INVERSE;
            *out = f->kind == FORMULA_MUL ? *out * next % modulus : (*out + next) % modulus;
        }
        *out = f->kind == FORMULA_NEG ? (modulus - *out) % modulus : *out;
        return WORKED;
    }
}

/* An equation says nothing where an inverse is asked for that there is not: it may be a fraction. */
static bool is_satisfied(struct search *s, const struct congruence *line)
{
    int64_t left, right;
    int64_t const modulus = line->modulus ? line->modulus : s->highest;
    if (work_out(s, line->left, modulus, &left) == NO_INVERSE || work_out(s, line->right, modulus, &right) == NO_INVERSE)
        return line->modulus == 0;
    return left == right;
}

/* Does the claim hold for all residues of the symbols from `from` on that satisfy the lines? */
static bool holds_from(struct search *s, size_t from)
{
    for (size_t i = 0; i < s->lines_count; i++)
        if (s->last[i] == from && !is_satisfied(s, &s->lines[i]))
            return true;
    if (s->work > RESIDUE_WORK_MAX)
        return false;
    if (from == s->names_count) {
        struct congruence const claim = {s->claim->left, s->claim->right, s->claimed};
        s->met = true;
        return is_satisfied(s, &claim);
    }
    for (s->at[from] = 0; s->at[from] < s->highest; s->at[from]++)
        if (!holds_from(s, from + 1))
            return false;
    return true;
}

/* How many symbols are there, those of the formula included; more than fit: they are not taken in. */
static size_t take_names(struct search *s, const struct congruence *c)
{
    struct text names[RESIDUE_SYMBOLS_MAX];
    const struct formula *const sides[] = {c->left, c->right};
    size_t const before = s->names_count;
    for (size_t side = 0; side < 2; side++) {
        size_t const count = formula_symbols(sides[side], names, RESIDUE_SYMBOLS_MAX);
        for (size_t i = 0; i < count; i++) {
            size_t k = 0;
            while (k < s->names_count && i < RESIDUE_SYMBOLS_MAX && !text_equal(s->names[k], names[i]))
                k++;
            if (k == RESIDUE_SYMBOLS_MAX || i == RESIDUE_SYMBOLS_MAX) {
                s->names_count = before;
                return RESIDUE_SYMBOLS_MAX + 1;
            }
            s->names[k] = names[i];
            s->names_count = MAX(s->names_count, k + 1);
        }
    }
    return s->names_count;
}

/* The last of its symbols in the order in which they get residues. */
static size_t last_of(const struct search *s, const struct congruence *c)
{
    for (size_t i = s->names_count; i > 0; i--)
        if (formula_mentions(c->left, s->names[i - 1]) || formula_mentions(c->right, s->names[i - 1]))
            return i;
    return 0;
}

/* The power of the prime in the modulus. */
static int64_t part_of(int64_t modulus, int64_t prime)
{
    int64_t part = 1;
    for (; modulus % prime == 0; modulus /= prime)
        part *= prime;
    return part;
}

static bool holds_for_prime(const struct congruence *lines, size_t count, const struct congruence *claim, int64_t prime,
                            int64_t *work)
{
    struct search s = {.claim = claim, .prime = prime, .claimed = part_of(claim->modulus, prime), .work = *work};
    s.highest = s.claimed;
    if (take_names(&s, claim) > RESIDUE_SYMBOLS_MAX)
        return false;
    for (size_t i = 0; i < count && s.lines_count < RESIDUE_LINES_MAX; i++) {
        struct congruence line = lines[i];
        line.modulus = line.modulus ? part_of(line.modulus, prime) : 0;
        if (line.modulus == 1 || !is_readable(line.left) || !is_readable(line.right) ||
            take_names(&s, &line) > RESIDUE_SYMBOLS_MAX)
            continue;
        s.highest = MAX(s.highest, line.modulus);
        s.lines[s.lines_count++] = line;
    }
    for (size_t i = 0; i < s.lines_count; i++)
        s.last[i] = last_of(&s, &s.lines[i]);
    bool const holds = s.highest <= RESIDUE_POWER_MAX && holds_from(&s, 0) && s.met;
    *work = s.work;
    return holds;
}

static bool follow_together(const struct congruence *lines, size_t count, const struct congruence *claim, int64_t *work)
{
    int64_t rest = claim->modulus;
    for (int64_t prime = 2; rest > 1; prime++) {
        if (prime * prime > rest)
            prime = rest;
        if (rest % prime)
            continue;
        if (!holds_for_prime(lines, count, claim, prime, work))
            return false;
        rest /= part_of(rest, prime);
    }
    return true;
}

bool residue_follows(const struct congruence *lines, size_t count, const struct congruence *claim)
{
    int64_t work = 0;
    if (claim->modulus < 2 || claim->modulus > RESIDUE_MODULUS_MAX || !is_readable(claim->left) || !is_readable(claim->right))
        return false;
    bool follows = follow_together(lines, count, claim, &work);
    for (size_t i = 0; i < count && !follows; i++)
        follows = follow_together(&lines[i], 1, claim, &work);
    return follows;
}
