/* follows_parts: what follows*.c share. Statements become conditions on the signs of polynomials, and one condition entails another
 * if it does so under every combination of signs that can occur:
 *
 *   follows_poly       polynomials of a question: kept until its end, substituted into, evaluated
 *   follows_root       a condition on A + B·√g as conditions without the root
 *   follows_condition  true, false, and, or, not, where
 *   follows_read       statement -> condition
 *   follows_invert     2^x = 8 as x = 3
 *   follows_real       which generators have a sign at all
 *   follows_factor     irreducible factors
 *   follows_sign       the combinations of signs. With one unknown these are the cells into which the real roots divide the line
 *                      (exact both ways); with several all combinations of the irreducible factors (enough for proofs)
 *   follows_small      equations that need no polynomials of FLINT
 *   follows_sum        what adds up to a contradiction
 *   follows_entail     cases, factors and elimination of what is linear; else exact trials of small numbers, for witnesses
 *   follows_mistake    the names of mistakes
 *
 * Functions that return a condition return NULL beyond a limit, or where a formula is not understood: nothing is known then.
 */
#ifndef MISSTEP_FOLLOWS_PARTS_H
#define MISSTEP_FOLLOWS_PARTS_H

#include "algebra_parts.h"

enum {
    FOLLOWS_POLYS_MAX = 4000, /* kept in a question */
    FOLLOWS_POLYS_PART = 40,
    FOLLOWS_CONDITIONS_MAX = 4000, /* parts of one condition */
    FOLLOWS_MEMBERS_MAX = 100,     /* of a list of roots, of lines before */
    FOLLOWS_POWER_MAX = 150,       /* degree of a polynomial in one unknown that is factorised */
    FOLLOWS_DEGREE_MAX = 30,       /* total degree of one in several */
    FOLLOWS_TERMS_MAX = 200,       /* of both */
    FOLLOWS_BITS_MAX = 4000,
    FOLLOWS_ROOTS_MAX = 24,       /* that are isolated at once */
    FOLLOWS_ROOT_BITS_MAX = 1500, /* degree times bits of what is isolated: it bounds how close roots can be */
    FOLLOWS_FACTORS_MAX = 40,     /* irreducible, of one survey in one unknown */
    FOLLOWS_FREE_MAX = 8,         /* of one survey in several */
    FOLLOWS_CASES_MAX = 300,      /* surveys of one question */
    FOLLOWS_TRIALS_MAX = 40,      /* points at which all unknowns but one are given a number */
    FOLLOWS_VALUES_MAX = ALGEBRA_SYMBOLS_MAX,
};

/* A set of signs that a polynomial may have. */
enum sign_set { SIGN_BELOW = 1, SIGN_ZERO = 2, SIGN_ABOVE = 4, SIGN_OTHER = SIGN_BELOW | SIGN_ABOVE };

enum condition_kind {
    CONDITION_SIGN, /* of polynomial `poly`, one of `signs` */
    CONDITION_AND,  /* of none: true */
    CONDITION_OR,   /* of none: false */
    CONDITION_NOT,
    CONDITION_WHERE, /* args[1], undefined where args[0] does not hold */
};

struct condition {
    enum condition_kind kind;
    unsigned signs;
    size_t poly, count;
    const struct condition *const *args;
};

/* An unknown that was eliminated: it is above/below in terms of the others. */
struct eliminated {
    slong unknown;
    fmpz_mpoly_t above, below;
};

/* Where a survey found a solution of what stands before that the line does not hold for. */
struct witness {
    bool exact;                     /* else the value of `last` is only near */
    bool given[FOLLOWS_VALUES_MAX]; /* has the generator a value? */
    fmpq_t values[FOLLOWS_VALUES_MAX];
    slong last; /* the unknown that was solved for, or -1 */
};

/* Irreducible factors and their exponents. */
struct factored {
    size_t count, *factors, *exponents;
};

struct product;

struct kept_poly {
    fmpz_mpoly_struct poly;
    struct factored *factored; /* NULL: not known */
    struct product *product;   /* in the survey that goes on */
};

struct question {
    struct ring ring;
    struct arena *arena;
    struct kept_poly *polys[FOLLOWS_POLYS_MAX / FOLLOWS_POLYS_PART]; /* in parts, so that none moves */
    size_t poly_count, cases;
    size_t judged; /* generators of which it is known whether they are wild */
    bool wild[FOLLOWS_VALUES_MAX];
    bool complex; /* unknowns are complex: a polynomial is zero or it is not (then its sign is SIGN_ABOVE) */
    bool briefly; /* only proofs are looked for */
    struct eliminated eliminated[FOLLOWS_VALUES_MAX];
    size_t eliminated_count;
    struct witness witness;
};

void question_init(struct question *q, unsigned options, bool wide, struct arena *arena, const struct formula *const *formulas,
                   size_t count); /* wide: ring_init() */
void question_clear(struct question *q);
void question_forget(struct question *q, size_t eliminated); /* the witness, and all that was eliminated but the first ones */

/* ---- follows_poly ---- */

/* Keeps a polynomial without its content (the sign stays) and gives its number; takes p away. -1 beyond FOLLOWS_POLYS_MAX. */
int64_t poly_keep(struct question *q, fmpz_mpoly_t p);

static inline struct kept_poly *kept_at(const struct question *q, size_t poly)
{
    return &q->polys[poly / FOLLOWS_POLYS_PART][poly % FOLLOWS_POLYS_PART];
}

static inline const fmpz_mpoly_struct *poly_at(const struct question *q, size_t poly)
{
    return &kept_at(q, poly)->poly;
}

/* +1, 0, −1 for constants; 2 for all else. */
int poly_sign(const struct question *q, size_t poly);

/* p as above·unknown + rest; false unless its degree in the unknown is one. */
bool poly_linear(struct question *q, const fmpz_mpoly_t p, slong unknown, fmpz_mpoly_t above, fmpz_mpoly_t rest);

/* below^m · p(unknown = above/below), with the least even m that leaves no denominator: it has the sign of p. */
bool poly_put(struct question *q, fmpz_mpoly_t out, const fmpz_mpoly_t p, slong unknown, const fmpz_mpoly_t above,
              const fmpz_mpoly_t below) MUST_USE;

/* The value at the witness; false if an unknown has none. */
bool poly_value(const struct question *q, const fmpz_mpoly_t p, fmpq_t out);

/* ---- follows_real ----
 *
 * sin x is made of e^(ix), which is no real number, and x^n of the power of something that may be negative. Such generators are
 * wild: of a polynomial with one of them it can be asked whether it is zero, but not on which side of it.
 */

/* Is it real, whatever its generators are, wherever the statements are defined? Roots and logarithms are: where they are defined is a
 * condition of its own. */
bool poly_is_real(struct question *q, const fmpz_mpoly_t p);
bool generator_is_wild(struct question *q, size_t g);

/* The signs that a generator can have by itself: e^x is above 0. */
unsigned generator_signs(struct question *q, size_t g);

/* Does every choice of the other symbols leave a value above/below for this one? Not if it stands in them: x = ln x. */
bool is_solved(struct question *q, slong unknown, const fmpz_mpoly_t above, const fmpz_mpoly_t below);

/* ---- follows_factor ---- */

/* The distinct irreducible factors of a polynomial, constants left out; NULL if it is too large. */
const struct factored *poly_factors(struct question *q, size_t poly);

/* ---- follows_root ---- */

/* p has one of `signs`: conditions without roots; takes p away. */
const struct condition *condition_on(struct question *q, fmpz_mpoly_t p, unsigned signs);

/* ---- follows_condition: arguments that are NULL make the whole NULL ---- */

const struct condition *condition_always(struct question *q, bool holds);
const struct condition *condition_sign(struct question *q, size_t poly, unsigned signs);
const struct condition *condition_join(struct question *q, enum condition_kind kind, const struct condition *const *args,
                                       size_t count); /* AND, OR */
const struct condition *condition_both(struct question *q, enum condition_kind kind, const struct condition *a,
                                       const struct condition *b);
const struct condition *condition_not(struct question *q, const struct condition *a);
const struct condition *condition_where(struct question *q, const struct condition *domain, const struct condition *a);

static inline bool condition_is(const struct condition *c, bool holds)
{
    return c->kind == (holds ? CONDITION_AND : CONDITION_OR) && c->count == 0;
}

/* Where is it defined and true? No NOT and no WHERE are left. */
const struct condition *condition_holds(struct question *q, const struct condition *c);

/* The same with above/below for the unknown in all polynomials. */
const struct condition *condition_put(struct question *q, const struct condition *c, slong unknown, const fmpz_mpoly_t above,
                                      const fmpz_mpoly_t below);

/* Which generators occur in it? Adds to `used`. */
void condition_unknowns(const struct question *q, const struct condition *c, bool used[FOLLOWS_VALUES_MAX]);

/* ---- follows_read ---- */

/* The condition that a statement states; NULL for expressions. */
const struct condition *condition_of(struct question *q, const struct formula *statement);

/* "all", "none", {}: statements in one word. */
bool is_verdict(const struct formula *f);

/* Is it a statement, or read as one: such a word, a list of statements? */
bool is_stated(const struct formula *f);

/* The same over the complex numbers: equations, and alternatives of them, as one polynomial that is zero. */
const struct condition *condition_of_complex(struct question *q, const struct formula *statement);

/* What holds of the generators by themselves: π > 0, e^x > 0; under ALGEBRA_POSITIVE every symbol > 0. */
const struct condition *condition_of_generators(struct question *q);

/* ---- follows_invert ---- */

/* An equation f(u) = c with an exponential or logarithm around its unknowns as u = f⁻¹(c), which has the same real solutions.
 * false: it is no such one, and *a and *b are as they were. */
bool invert(const struct formula **a, const struct formula **b, unsigned options, struct arena *arena);

/* ---- follows_sign ---- */

/* Does `then` hold wherever `given` does? FALSE fills in the witness; it is only ever given where there is at most one unknown. */
enum fact survey(struct question *q, const struct condition *given, const struct condition *then);

/* ---- follows_sum ---- */

/* Does `then` hold wherever `given` does, because its opposite, what is given, products of two of these and squares add up, with
 * factors that are not negative, to 0 > 0 (a certificate by Stengle's Positivstellensatz, found by linear programming)? Proofs only. */
bool adds_up(struct question *q, const struct condition *given, const struct condition *then);

/* ---- follows_entail ---- */

enum fact entails(struct question *q, const struct condition *given, const struct condition *then);

/* ---- follows_witness ---- */

struct asked;
struct text witness_text(struct question *q, const struct asked *asked); /* also gives values to what was eliminated */
bool witness_is_broken(const struct question *q);                        /* not all values are whole numbers */

/* ---- follows_decide ---- */

/* Statements that stand before, the statement that should follow, and how: what is asked about conditions, put to formulas. */
struct asked {
    const struct formula *const *before;
    size_t count;
    const struct formula *line;
    unsigned options;
    struct arena *arena;
    bool briefly; /* only whether it follows matters: what `decided` holds beside that may be left out */
};

struct decided {
    enum fact follows, back; /* back: does what stands before follow from the line? */
    bool always, never;      /* what stands before holds everywhere; nowhere */
    bool holds, nowhere;     /* the line holds by itself; never */
    bool complex;            /* unknowns were taken as complex */
    bool wild;               /* some generator was wild */
    bool same_roots;         /* equations with the same roots, other multiplicities */
    bool broken;             /* FALSE by a solution that is no whole number */
    struct text witness;
};

struct decided decide(const struct asked *asked);

/* Does it follow by what adds up alone (adds_up()), and is what stands before not impossible for the same reason? */
bool adds_up_at_once(const struct asked *asked);

/* ---- follows_small ---- */

/* TRUE and FALSE: it follows, it does not or is a remark; for equations before and any relations behind that are polynomials in at
 * most two symbols, of low degree and with small numbers. UNKNOWN: one of the others has to tell. */
enum fact small_follows(const struct asked *asked);

/* ---- follows_round, follows_mistake ---- */

/* May a line left = right that is false be a rounding? Decimals that are new in it count as cut off or rounded, and a whole
 * number that stands alone does if what is `broken` was rounded to it. */
bool may_round(const struct asked *asked, const struct formula *left, const struct formula *right, bool broken);

/* The name of a mistake of which it is known that it is one, or NULL. */
const char *mistake_of(const struct formula *before, const struct formula *line, unsigned options, struct arena *arena);

#endif
