/* algebra_parts: what algebra_*.c and follows share. Everything here belongs to one question, lives on the stack of the function
 * that asks it and is cleared by it.
 *
 *   binding     symbols that have a rational value for now (a point, the index of a sum)
 *   number_of   the exact rational value of a formula                        algebra_number.c, algebra_integer.c
 *   ball_of     a complex ball that surely holds the value of a formula      algebra_ball.c
 *   ring        the generators of a question and their relations             algebra_ring.c
 *   quotient    numerator over denominator, polynomials in the generators    algebra_quotient.c
 *   poly_…      equations as polynomials that are 0                          algebra_poly.c
 *   quotient_of formula -> quotient                                          algebra_normal.c, _root.c, _exponential.c
 *   memory      quotients of formulas that were asked about before           algebra_memory.c
 *   closed_…    exact complex constants (Calcium)                            algebra_closed.c
 *
 * Statuses everywhere: STATUS_UNDEFINED means that mathematics says so (a division by zero), STATUS_UNKNOWN that a limit was
 * met or that the formula is not understood. On any but STATUS_OK the output is valid (to be cleared) but means nothing.
 */
#ifndef MISSTEP_ALGEBRA_PARTS_H
#define MISSTEP_ALGEBRA_PARTS_H

#include "algebra.h"

#include <flint/fmpq.h>
#include <flint/fmpq_vec.h>
#include <flint/fmpz_mpoly_factor.h>
#include <flint/fmpz_poly.h>
#include <flint/fmpz_vec.h>
#include <flint/ulong_extras.h>
#if __has_include(<flint/ca.h>) /* FLINT 3 is one library; before, Arb and Calcium stood beside it */
#include <flint/arb_fmpz_poly.h>
#include <flint/ca.h>
#else
#include <arb_fmpz_poly.h>
#include <calcium/ca.h>
#endif

enum {
    ALGEBRA_WORK_MAX = 1 << 22, /* products of two terms that a question may cost */
    ALGEBRA_STEPS_MAX = 100000, /* terms of sums and factors of factorials, over all points of a question */
    ALGEBRA_NEST_MAX = 200,     /* formulas within formulas, substituted ones included */
    ALGEBRA_VISITS_MAX = 20000, /* nodes turned into quotients: a call that fails is tried again as a whole, at each level */
    ALGEBRA_PERIOD_MAX = 60,    /* common denominator of the exponents of a question: x^(1/4)·x^(1/6) needs 12 */
    ALGEBRA_FACTORS_MAX = 32,   /* different factors of a quotient under a root */
    ALGEBRA_FORMULAS_MAX = 64,  /* of a question: the lines that a system is made of */
    RING_NARROW = 8,            /* variables whose exponents fit into one word */
};

/* ---- values at a point ---- */

/* A symbol and what it stands for. The nearest binding of a name counts. */
struct binding {
    struct text name;
    struct value value;
    const struct binding *next;
};

/* How a formula is to be evaluated. */
struct point {
    const struct binding *bindings; /* NULL: none */
    unsigned options;               /* enum algebra_option */
    bool strict;   /* a witness: nothing that is ambiguous or leaves the reals counts as defined, unless i stands there */
    int64_t *work; /* what is left of ALGEBRA_STEPS_MAX; NULL: no sums and no factorials */
};

const struct binding *binding_find(const struct binding *bindings, struct text name);

/* STATUS_UNKNOWN if the value is irrational, depends on a symbol without value, or is too large. */
enum status number_of(const struct formula *f, const struct point *at, struct value *out) MUST_USE;

/* number_of of calls, factorials, binomials, bases, sums and products: kinds with integers in them. */
enum status integer_of(const struct formula *f, const struct point *at, struct value *out) MUST_USE;

/* The arguments of f joined by an operation, from the left. */
typedef enum status value_operation(const struct value *a, const struct value *b, struct value *out);
enum status number_fold(const struct formula *f, const struct point *at, value_operation *by, struct value *out) MUST_USE;
enum status value_step(value_operation *by, struct value *a, const struct value *b) MUST_USE; /* *a = *a by b, in place */
bool point_charge(const struct point *at, int64_t work) MUST_USE;                             /* false: too much work */

enum status value_floor(const struct value *v, struct value *out) MUST_USE;
bool value_is_whole(const struct value *v);
bool value_to_int(const struct value *v, int64_t *out); /* false if no integer of 64 bits */

void value_to_fmpq(const struct value *v, fmpq_t out);                 /* out is initialised */
enum status value_of_fmpq(const fmpq_t q, struct value *out) MUST_USE; /* STATUS_UNKNOWN beyond VALUE_BITS_MAX */

static inline bool is_within(const fmpz_t a, slong most) /* |a| <= most? */
{
    return fmpz_cmp_si(a, most) <= 0 && fmpz_cmp_si(a, -most) >= 0;
}

/* The range of a sum or product: its body is args[3]. STATUS_UNKNOWN if it has no explicit bounds or beyond ALGEBRA_SUM_MAX terms. */
enum status range_of(const struct formula *f, const struct point *at, int64_t *from, int64_t *to) MUST_USE;

/* ---- balls ---- */

/* A ball that holds the value; STATUS_UNKNOWN also if the precision is too low to tell. out is initialised. */
enum status ball_of(const struct formula *f, const struct point *at, slong precision, acb_t out) MUST_USE;
enum status ball_call(const struct formula *f, const struct point *at, slong precision, acb_t out) MUST_USE; /* of FORMULA_CALL */
enum status ball_divide(acb_t a, const acb_t b, slong precision) MUST_USE;                                   /* a = a/b */
bool ball_whole(const arb_t a,
                fmpz_t out); /* the one whole number in it; false if there is none, or it is beyond ALGEBRA_BITS_MAX */

/* Where two sides stand to each other at a point, as far as it can be told. */
enum standing {
    STAND_SAME, /* exactly */
    STAND_BELOW,
    STAND_ABOVE,
    STAND_APART,    /* different, not both real */
    STAND_TOGETHER, /* this precision does not tell */
    STAND_UNDEFINED,
    STAND_NOWHERE, /* not known what one of them is */
};

static inline bool standing_differs(enum standing standing)
{
    return standing == STAND_BELOW || standing == STAND_ABOVE || standing == STAND_APART;
}

/* Precision 0: exactly or not at all. Writes the witness if they differ. */
enum standing standing_at(const struct formula *a, const struct formula *b, const struct point *at, slong precision,
                          struct arena *arena, struct text *witness);

enum { ANGLE_ORDER_MAX = 48 }; /* q of p/q full turns: sin and cos of such an angle are of degree q at most */

/* The angle as a small number of degrees, which need not be cleared; false if it is none: num and den stay far below what overflows. */
bool angle_degrees(const struct formula *angle, struct arena *arena, struct value *out);

/* f with sin, cos and tan of rational angles put as those between 0° and 45° (tan: 90°), which makes equal ones look equal. */
const struct formula *angle_reduced(const struct formula *f, struct arena *arena);

/* Does it hold an angle beyond ANGLE_ORDER_MAX? Exact arithmetic would take too long. */
bool angle_is_hard(const struct formula *f, struct arena *arena);

/* Are two constants equal, made of rational numbers, i, functions of rational angles and square roots of numbers such as 2, 3, 5? Exact, in
 * the field of a root of unity (Washington, Introduction to Cyclotomic Fields, ch. 2). TRUE or UNKNOWN. */
enum fact cyclotomic_equal(const struct formula *a, const struct formula *b, unsigned options, struct arena *arena);

/* Are two constants equal in Calcium's exact arithmetic? Only asked where balls of both are known: signs are taken from there. */
enum fact closed_equal(const struct formula *a, const struct formula *b, unsigned options);

/* ---- the ring of a question ---- */

struct quotient {
    fmpz_mpoly_t num, den; /* den is not 0; reduced by the relations; common factors are divided out where that is cheap */
};

enum generator_kind {
    GENERATOR_SYMBOL,   /* a symbol: text */
    GENERATOR_CONSTANT, /* π and e: sub is enum formula_constant */
    GENERATOR_I,        /* i² = −1 */
    GENERATOR_ROOT,     /* the degree-th root of args[0]; |f| is √(f²) */
    GENERATOR_EXP,      /* exp(args[0]), args[0] one monomial */
    GENERATOR_LN,       /* ln(args[0]), args[0] positive wherever it is defined */
    GENERATOR_BASE,     /* the same of the base of a power, of either sign: then the exponent is a whole number */
    GENERATOR_SIGN,     /* (−1)^args[0] for integers args[0]; its square is 1 */
    GENERATOR_CALL,     /* a function (sub and text as in FORMULA_CALL, or the kind of the formula) of args */
    GENERATOR_OPAQUE,   /* equal only to the same formula: units, integrals */
};

enum { GENERATOR_ARGS_MAX = 3 };

struct generator {
    enum generator_kind kind;
    uint8_t formula_kind, sub;
    struct text text;
    const struct formula *formula; /* of GENERATOR_OPAQUE */
    size_t count;
    struct quotient args[GENERATOR_ARGS_MAX];
    bool real;                /* at all real points where the formulas of the question are defined */
    bool varies;              /* it depends on a symbol */
    ulong degree;             /* g^degree = relation; 0: no relation */
    struct quotient relation; /* made only of generators before this one */
};

/* Generators are variables 0, 1, … of `context`, in the order in which they came up; symbols are among them. */
struct ring {
    const fmpz_mpoly_ctx_struct *context;
    unsigned options;
    struct arena *arena;
    size_t count, most;
    bool full; /* it had no room for a generator */
    unsigned visits;
    struct generator generators[ALGEBRA_SYMBOLS_MAX];
    int64_t work;       /* what is left of ALGEBRA_WORK_MAX */
    int64_t steps;      /* what is left of ALGEBRA_STEPS_MAX */
    slong period;       /* every exponent of the question is a multiple of 1/period */
    size_t asked_count; /* generators that were asked for since the last memory_begin() */
    slong asked[ALGEBRA_SYMBOLS_MAX];
    bool signs; /* and whether what is known to be positive was */
    bool plain; /* sin, cos and their kin are generators, not made of e^(ix) */
    bool has_i; /* then nothing is concluded from a root being real */
    size_t known_count;
    fmpz_mpoly_t known[ALGEBRA_SYMBOLS_MAX]; /* polynomials that are ≥ 0 wherever all formulas of the question are defined */
    const struct formula *positive[ALGEBRA_SYMBOLS_MAX]; /* what each of them is from */
    int depth;
};

/* `formulas` are all those that will be converted (or that hold their parts): roots and logarithms in them say what is
 * positive, and denominators in exponents give the period. At most ALGEBRA_FORMULAS_MAX of them are looked at.
 *
 * FLINT goes through all variables of a context again and again. So a ring that is not `wide` has room for no more than
 * RING_NARROW generators, as most questions need: if ring_is_short() at the end, ask again in a wide one. Such a ring
 * converts nothing more. */
void ring_init(struct ring *ring, unsigned options, bool wide, struct arena *arena, const struct formula *const *formulas,
               size_t count);
void ring_clear(struct ring *ring);

/* FLINT's context for so many variables, 1 to ALGEBRA_SYMBOLS_MAX: tables, which are made once and never change. */
const fmpz_mpoly_ctx_struct *ring_context(size_t variables);

/* Would a wide ring have had room for more? */
static inline bool ring_is_short(const struct ring *ring)
{
    return ring->full && ring->most < ALGEBRA_SYMBOLS_MAX;
}

/* The generator of a symbol, made if new; -1 beyond ring->most. */
slong ring_symbol(struct ring *ring, struct text name);

/* The generator of that kind with these arguments (those of `f`, which lends kind, sub and text; may be NULL); made if new, then
 * with the relation of its kind: of the given degree, for roots. -1 beyond ring->most. */
slong ring_generator(struct ring *ring, enum generator_kind kind, const struct formula *f, const struct quotient *args,
                     size_t count, ulong degree);

/* 1: a is ≥ 0 at all real points where the formulas of the question are defined; -1: ≤ 0; 0: not known. */
int ring_sign(struct ring *ring, const fmpz_mpoly_t a);

/* Is it made of generators that are real numbers at all real points where the formulas of the question are defined? */
bool quotient_is_real(const struct ring *ring, const struct quotient *q);

/* The total degree, at most WORD_MAX. */
slong poly_degree(const struct ring *ring, const fmpz_mpoly_t a);

ulong poly_exponent(const struct ring *ring, const fmpz_mpoly_t p, slong term, slong generator);

/* p = high·g^degree + low, the powers in high and low being what they are. Terms stay in their order. */
void poly_split(const struct ring *ring, const fmpz_mpoly_t p, slong generator, ulong degree, fmpz_mpoly_t high,
                fmpz_mpoly_t low);

/* Does it say, being 0, that a root is negative: √x + 2? */
bool poly_is_impossible(const struct ring *ring, const fmpz_mpoly_t p);

/* Is it k·x − c with k > 0 and c ≥ 0, x being the generator? If that is more than 0, so is x. */
bool poly_makes_positive(const struct ring *ring, const fmpz_mpoly_t p, slong generator);

/* Adds what the roots of the ring are behind the first `count`: their powers are what stands under them. The new count. */
size_t ring_roots(struct ring *ring, fmpz_mpoly_struct *polys, size_t count, size_t most);

/* Divides by the greatest common divisor of the coefficients. */
void poly_drop_content(const struct ring *ring, fmpz_mpoly_t p);

/* out = p / by, none of them 0, if that is a polynomial; most often a glance at p tells that it is none. */
bool poly_divides(const struct ring *ring, fmpz_mpoly_t out, const fmpz_mpoly_t p, const fmpz_mpoly_t by) MUST_USE;

/* Is the goal a sum of multiples of the others by numbers, which do not contradict each other? What is 0 together makes it 0: equations that are
 * added and subtracted. At most POLY_ROWS_MAX of them. */
enum { POLY_ROWS_MAX = 16 };
bool poly_is_sum(const struct ring *ring, const fmpz_mpoly_struct *polys, size_t count, const fmpz_mpoly_t goal);

/* Factors over the integers; false if that is not cheap. out must be initialised. */
bool poly_factor(struct ring *ring, fmpz_mpoly_factor_t out, const fmpz_mpoly_t a) MUST_USE;
bool poly_factor_all(struct ring *ring, fmpz_mpoly_factor_t out, const fmpz_mpoly_t a) MUST_USE; /* cheap or not */

/* A real quotient as sign · ∏ base^exponent: polynomials that are irreducible over the integers, and primes. */
struct factors {
    int sign;
    size_t count;
    struct quotient base[ALGEBRA_FACTORS_MAX];
    slong exponent[ALGEBRA_FACTORS_MAX];
};

/* STATUS_UNKNOWN if that is not cheap, or 0. factors_clear() in any case. */
enum status factors_of(struct ring *ring, const struct quotient *a, struct factors *out) MUST_USE;
void factors_clear(struct ring *ring, struct factors *factors);

/* Takes the work off; false if nothing is left. */
bool ring_charge(struct ring *ring, int64_t work) MUST_USE;

/* ---- quotients: out must be initialised and may be an argument ---- */

void quotient_init(struct ring *ring, struct quotient *q); /* 0 */
void quotient_clear(struct ring *ring, struct quotient *q);
void quotient_set(struct ring *ring, struct quotient *out, const struct quotient *a);
void quotient_swap(struct ring *ring, struct quotient *a, struct quotient *b);
void quotient_set_int(struct ring *ring, struct quotient *out, slong number);
void quotient_set_fmpq(struct ring *ring, struct quotient *out, const fmpq_t number);
void quotient_set_value(struct ring *ring, struct quotient *out, const struct value *number);
void quotient_set_generator(struct ring *ring, struct quotient *out, slong generator);
void quotient_neg(struct ring *ring, struct quotient *out, const struct quotient *a);

enum status quotient_add(struct ring *ring, struct quotient *out, const struct quotient *a, const struct quotient *b) MUST_USE;
enum status quotient_sub(struct ring *ring, struct quotient *out, const struct quotient *a, const struct quotient *b) MUST_USE;
enum status quotient_mul(struct ring *ring, struct quotient *out, const struct quotient *a, const struct quotient *b) MUST_USE;
enum status quotient_div(struct ring *ring, struct quotient *out, const struct quotient *a, const struct quotient *b) MUST_USE;
enum status quotient_pow(struct ring *ring, struct quotient *out, const struct quotient *a, slong exponent) MUST_USE;

bool quotient_is_zero(const struct ring *ring, const struct quotient *a); /* as a polynomial: false may still be 0 in disguise */
bool quotient_equal(struct ring *ring, const struct quotient *a, const struct quotient *b); /* false: not known to be */
bool quotient_fmpq(const struct ring *ring, const struct quotient *a, fmpq_t out);          /* is it a rational number? */
bool quotient_int(const struct ring *ring, const struct quotient *a, slong *out);           /* a small integer? */

/* Products of polynomials, bounded before multiplying; reduced by no relation. */
bool poly_mul(struct ring *ring, fmpz_mpoly_t out, const fmpz_mpoly_t a, const fmpz_mpoly_t b) MUST_USE;
bool poly_pow(struct ring *ring, fmpz_mpoly_t out, const fmpz_mpoly_t a, ulong exponent) MUST_USE;

/* Roots, powers, logarithms: whatever is split is split only where that holds at all points at which the formulas of the question
 * are defined (complex values are principal ones); what cannot be split becomes a generator.
 *   quotient_root       the degree-th root of a; real for odd degrees unless the question has i in it
 *   quotient_power      a^b; symbols in b are whole numbers or a is positive, else the power would not be defined
 *   quotient_exp        a sum in the exponent becomes a product: exp(x/2 + 2y) is exp(x/L)^(L/2)·exp(y/L)^(2L), L the period
 *   quotient_ln         natural logarithm; kind: GENERATOR_LN, or GENERATOR_BASE for the base of a power */
enum status quotient_root(struct ring *ring, struct quotient *out, const struct quotient *a,
                          const struct quotient *degree) MUST_USE;
enum status quotient_power(struct ring *ring, struct quotient *out, const struct quotient *a, const struct quotient *b) MUST_USE;
enum status quotient_magnitude(struct ring *ring, struct quotient *out, const struct quotient *a) MUST_USE;
enum status quotient_exp(struct ring *ring, struct quotient *out, const struct quotient *a) MUST_USE;
enum status quotient_ln(struct ring *ring, struct quotient *out, const struct quotient *a, enum generator_kind kind) MUST_USE;

/* A function of enum formula_function as exponentials and logarithms; STATUS_UNKNOWN if it is none of these. */
enum status quotient_function(struct ring *ring, struct quotient *out, enum formula_function function,
                              const struct quotient *a) MUST_USE;

/* The argument of a call; of a trigonometric one under ALGEBRA_DEGREES, in degrees if nothing else is said in it. */
const struct formula *angle_of(const struct formula *call, unsigned options, struct formula *degrees); /* room for a node */

/* out becomes the generator that ring_generator() gives. */
enum status generator_of(struct ring *ring, enum generator_kind kind, const struct formula *f, const struct quotient *args,
                         size_t count, ulong degree, struct quotient *out) MUST_USE;

/* The formula as a quotient. Symbols and all that is not rational become generators of the ring. `bindings` may be NULL. */
enum status quotient_of(struct ring *ring, const struct formula *f, const struct binding *bindings,
                        struct quotient *out) MUST_USE;

/* ---- algebra_memory: what formulas were turned into, kept among the notes of the arena (arena.h) ----
 *
 * Each line of a solution is asked about with each of those behind it. A formula becomes the same quotient in every ring with the same
 * options, period, i and way to take sin and cos, where the same is known to be positive or nobody asked: so it is put into the next
 * ring term by term, generators being asked for in the same order, and the work that it was is taken off again. A formula must live
 * as long as the arena of the questions about it.
 */

struct spent {
    int64_t work, steps;
    unsigned visits;
};

/* From here on generators are asked for in the name of one formula. */
struct spent memory_begin(struct ring *ring);

/* What became of it, and what was left before. */
void memory_keep(struct ring *ring, const struct formula *f, const struct spent *before, const struct quotient *q,
                 enum status status);

/* The status and the quotient, as convert() would give them; false: not known. */
bool memory_recall(struct ring *ring, const struct formula *f, struct quotient *out, enum status *status) MUST_USE;

#endif
