/* fact_parts: what fact.c (where a fact may stand), fact_pattern.c (which words make one), fact_read.c (the words of a step), fact_sense.c (what a pattern says), fact_set.c (sets
 * of whole numbers), fact_ellipsis.c (what is left out), fact_condition.c (of which numbers), fact_rule.c (what holds for all of them), fact_measure.c (of figures), fact_curve.c (lines
 * and conics), fact_list.c (values that were listed), fact_change.c (all of them changed at once), fact_sign.c (of signs), fact_satisfied.c (what satisfies an inequality), fact_rest.c (the remainder
 * spoken of before), fact_asked.c (what a problem asks), fact_sought.c
 * (what solves a condition) and fact_form.c (in which form) share. Nobody else includes it. */
#ifndef MISSTEP_FACT_PARTS_H
#define MISSTEP_FACT_PARTS_H

#include "link.h"
#include "whole.h"

enum {
    FACT_ITEMS_MAX = 120,     /* words, values and stops of a step that is looked at */
    FACT_CONDITIONS_MAX = 10, /* of a set */
    CAPTURES_MAX = 4,
    FACT_DIGITS = 10,
    FACT_WORD_BYTES = 20
};

enum item_kind {
    ITEM_WORD,
    ITEM_VALUE,
    ITEM_COMMA,
    ITEM_STOP,
    ITEM_OTHER, /* what belongs to no fact: a formula that states something, a bracket, dots */
};

/* What a word does in a step. */
enum word_use {
    USE_BEFORE = 1,     /* a thought may begin behind it: "since 91 is not prime" */
    USE_BEHIND = 2,     /* one may end before it: "91 is not prime, so" */
    USE_FILLER = 4,     /* articles and the like add nothing to a pattern … */
    USE_SET_FILLER = 8, /* … or to a set */
    USE_TURN = 16,      /* it supposes, asks, denies or takes away: what stands around it is not said */
    USE_VERB = 32,      /* the number behind it is a result, or a bound */
    USE_OPENS = 64      /* a fact may begin with it */
};

struct item {
    enum item_kind kind;
    unsigned uses;              /* of a word: enum word_use */
    char word[FACT_WORD_BYTES]; /* in small letters */
    const struct formula *value;
    uint32_t start, end;
};

/* The words and values of a step, in order. */
struct reader {
    struct text step;
    struct item item[FACT_ITEMS_MAX];
    size_t count;
    bool fine; /* all was read */
};

struct fact_step; /* fact.h */

void fact_read(struct reader *r, const struct fact_step *step, struct arena *arena);

/* Writes out what clauses share with those before them: "3 is odd, so it is not 4" says that 3 is not 4, "14 is divisible by 2 but not by 4"
 * that 14 is not divisible by 4, "8 is not prime, neither is 9" that 9 is not prime; "the remainder is 3, which is odd" that 3 is odd. */
void fact_write_out(struct reader *r, struct arena *arena);

/* What a word, in small letters, does: enum word_use; 0 if it is none of those. */
unsigned fact_uses_of(const char *word);

/* Is item `at` a word that has any of the uses? */
bool fact_has_use(const struct reader *r, size_t at, unsigned uses);

/* Is item `at` a word of the list? */
bool fact_is_word(const struct reader *r, size_t at, const char *list);

/* Do both items say the same? "larger" and "greater" do. */
bool fact_same_items(const struct item *a, const struct item *b);

/* Reads them one by one. */
struct cursor {
    const struct reader *r;
    size_t at;
    struct arena *arena;
    const struct formula *conditions[FACT_CONDITIONS_MAX];
    size_t count;
    bool one_divisor; /* no common ones are spoken of */
    bool fine;        /* all that was read could be kept */
};

struct values {
    const struct formula *at[FACT_ITEMS_MAX];
    size_t count;
};

/* Each moves behind what it reads, if that is there, articles and the like before it. */
bool fact_word(struct cursor *c, const char *list);
bool fact_mark(struct cursor *c, enum item_kind kind);
const struct formula *fact_value(struct cursor *c);
const struct formula *fact_number(struct cursor *c);    /* in digits or words; "no" is 0 */
bool fact_values(struct cursor *c, struct values *out); /* with commas and "and" between */

/* What conditions of a set are made of, and a call of a name (whole.h). */
void fact_add(struct cursor *c, enum whole_property is, bool not, const struct formula *a, const struct formula *b);
const struct formula *fact_named(struct arena *arena, const char *name, const struct formula *const *args, size_t count);

/* Each reads conditions, if these words stand there: "odd"; "two-digit"; "by 4 and 6"; "multiple of 7"; "from 4 to 18"; "below 5"; "with a
 * units digit of 2", in a clause "has" it; what stands behind "is". A cursor may be anywhere where one has failed, but for
 * fact_bounded(), fact_relative(), fact_kind(), fact_of_digits() and fact_trait(). */
bool fact_kind(struct cursor *c, bool not );
bool fact_of_digits(struct cursor *c);
bool fact_each_of(struct cursor *c, enum whole_property is, bool not );
bool fact_relative(struct cursor *c, bool not );
bool fact_range(struct cursor *c, bool between);
bool fact_bounded(struct cursor *c);
bool fact_trait(struct cursor *c, bool clause);
bool fact_quality(struct cursor *c);

/* What the last digit is: "0 or 5", "1, 3, 7, or 9", or one of these. */
bool fact_last_digit_among(struct cursor *c);
bool fact_add_last_digits(struct cursor *c, const struct formula *const *digits, size_t count);

enum sense {
    SENSE_REMAINDER,
    SENSE_SAME_REMAINDER,
    SENSE_DIVISION, /* quotient and remainder */
    SENSE_GCD,
    SENSE_LCM,
    SENSE_ROOT_SUM,
    SENSE_ROOT_PRODUCT,
    SENSE_ROOT_BOTH,
    SENSE_SOLUTIONS,
    SENSE_SUM,
    SENSE_PRODUCT,
    SENSE_MEAN,
    SENSE_DIFFERENCE,
    SENSE_RATIO,
    SENSE_FACTORIZATION,
    SENSE_DIVISIBLE,
    SENSE_BOTH_DIVISIBLE,
    SENSE_INDIVISIBLE,
    SENSE_FACTOR,
    SENSE_EVEN,
    SENSE_ODD,
    SENSE_LAST_DIGIT,
    SENSE_LAST_TWO_DIGITS,
    SENSE_LAST_THREE_DIGITS,
    SENSE_TENS_DIGIT,
    SENSE_DIGIT_SUM,
    SENSE_SQUARE_ROOT,
    SENSE_CUBE_ROOT,
    SENSE_SQUARE,
    SENSE_CUBE,
    SENSE_RECIPROCAL,
    SENSE_HALF,
    SENSE_COPRIME,
    SENSE_FLOOR,
    SENSE_CEIL,
    SENSE_BELOW,
    SENSE_ABOVE,
    SENSE_DISTANCE,
    SENSE_MIDPOINT,
    SENSE_SLOPE,
    SENSE_LESS,
    SENSE_MORE,
    SENSE_VALUE, /* of an expression; of a sum, a difference, a product, a quotient that is written as one */
    SENSE_VALUE_OF_SUM,
    SENSE_VALUE_OF_PRODUCT,
    SENSE_VALUE_OF_QUOTIENT,
    SENSE_ADDED, /* one to another */
    SENSE_SUBTRACTED,
    SENSE_REPEATS,    /* a fraction is a decimal, so many digits of which repeat */
    SENSE_PERIOD,     /* they do */
    SENSE_TERMINATES, /* the primes of the denominators of decimals that end */
    SENSE_PRODUCT_IS, /* a number is a product or power as it is written */
    SENSE_MULTIPLIED,
    SENSE_DIVIDED,
    SENSE_ROUNDED, /* to whole numbers, to tenths, … */
    SENSE_ROUNDED_TENTH,
    SENSE_ROUNDED_HUNDREDTH,
    SENSE_ROUNDED_THOUSANDTH,
    SENSE_MINUS,
    SENSE_TWICE,
    SENSE_PART,         /* a fraction or a percentage of something */
    SENSE_QUOTIENT,     /* from here on of polynomials */
    SENSE_REMAINDER_BY, /* when the first divides the second */
    SENSE_DEGREE,
    SENSE_LEADING,
    SENSE_CONSTANT,
    SENSE_COEFFICIENT,
    SENSE_COEFFICIENT_SUM,
    SENSE_ROOT,
    SENSE_ROOTS,
    SENSE_NO_ROOTS,
    SENSE_DISCRIMINANT,
    SENSE_NEGATIVE_DISCRIMINANT,
    SENSE_POSITIVE_DISCRIMINANT,
};

/* "#" is a value, "*" several; a bar parts words one of which stands there. Articles are left out. */
struct fact_pattern {
    const char *words;
    enum sense sense;
};

/* The values that a pattern has caught, in its order. */
struct match {
    const struct formula *values[CAPTURES_MAX][FACT_ITEMS_MAX];
    size_t counts[CAPTURES_MAX], captures, end; /* item behind it */
};

struct saying {
    const struct formula *left, *right;
    char relation;
};

/* What the words from item `at` on say of a set of whole numbers ("the primes below 12 are …", "91 is not prime"); *end is behind them. */
bool fact_of_set(const struct reader *r, size_t at, struct arena *arena, struct saying *out, size_t *end);

/* What the words from item `at` on say of values that were listed before it, or else at the end of the step `before`: "the sum of these is
 * 12", "so there are 5 such integers". */
bool fact_of_list(const struct reader *r, size_t at, const struct fact_step *before, struct arena *arena, struct saying *out,
                  size_t *end);

/* "Subtracting 3 from each of these, we get 1, 2, …, 20": all values that were listed are changed at once. */
bool fact_of_change(const struct reader *r, size_t at, const struct fact_step *before, struct arena *arena, struct saying *out,
                    size_t *end);

/* "The integers that satisfy this inequality are 5, 6, and 7": the one that the step before said last. */
bool fact_of_satisfied(const struct reader *r, size_t at, const struct fact_step *before, struct arena *arena, struct saying *out,
                       size_t *end);

/* "This remainder is 5", which the step before has named at its end. */
bool fact_of_rest(const struct reader *r, size_t at, const struct fact_step *before, struct arena *arena, struct match *m,
                  struct saying *out, size_t *end);

/* The values that items [0, at) list at their end, or else the step before does; where that stands. */
bool fact_listed(const struct reader *r, size_t at, const struct fact_step *before, struct arena *arena, struct values *out,
                 struct text *where);

/* The values from item `at` on with commas, "and", "or" between; *end is behind them. */
bool fact_group(const struct reader *r, size_t at, struct values *out, size_t *end);

enum { FACT_TERM_MOST = 99999 /* of a sequence with dots, either sign */ };

/* The number of terms of 3, 6, 9, …, 30 or 3, 4, …, 30; 0 if it is no such sequence. `sure`: nor may be one of powers or the like, as 3, 6, …, 30 may. */
int64_t fact_terms(const struct values *v, bool sure);

/* What they say of all numbers of a kind ("A number is divisible by 9 if …"). */
bool fact_of_rule(const struct reader *r, size_t at, struct arena *arena, struct saying *out, size_t *end);

/* Reads which numbers are spoken of, "two-digit multiples of 5 below 40", or all of them, "numbers". */
bool fact_any_set(struct cursor *c);

/* Do the words from item `at` on match the pattern? Its values and its end are in *m. */
bool fact_matches(const struct reader *r, size_t at, const char *words, struct match *m);

/* The letters with which the first word of a pattern may begin that stands at item `at`, and whether a value may; each is a bit. */
uint32_t fact_openings(const struct reader *r, size_t at);

/* May a pattern begin so? Cheaper than to try it. */
bool fact_may_open(uint32_t openings, const char *words);

/* What the words from item `at` on say, by a pattern; *end is behind them. */
bool fact_of_pattern(const struct reader *r, size_t at, struct arena *arena, struct match *m, struct saying *out, size_t *end);

/* Is it a comma or "and"? */
bool fact_is_joint(const struct item *item);

/* Does a thought end before item `at`? */
bool fact_ends(const struct reader *r, size_t at);

/* The first item from `at` on that is no article or the like, or is what is wanted, words of a pattern. */
size_t fact_behind_fillers(const struct reader *r, size_t at, const char *wanted);

/* The end of "By Vieta's formulas," if it begins at item `at`; else `at`. */
size_t fact_behind_reason(const struct reader *r, size_t at);

/* A fact of items [from, end). */
struct fact_found {
    struct saying says;
    size_t from, end;
    bool figure; /* it is of a curve or a measure */
};

/* Finds the facts that a step says, in order; most + 1 if there are more. */
size_t fact_find(const struct reader *r, const struct fact_step *before, struct arena *arena, size_t most,
                 struct fact_found *out);

/* One as a link; false if it says nothing of numbers alone. */
bool fact_link(const struct reader *r, const struct fact_found *found, const struct fact_step *step, uint32_t index,
               struct arena *arena, struct link *out);

/* What all words together say, as of a step; false if there is more, or nothing that is read. */
bool fact_of_all(const struct reader *r, struct arena *arena, struct saying *out);

/* Likewise of a line, circle, parabola, ellipse or hyperbola: "the center of the circle is $(1,2)$". */
bool fact_of_curve(const struct reader *r, size_t at, struct arena *arena, struct saying *out, size_t *end);

/* Does the pattern (fact.c) stand at item m->end, which moves behind it? What it catches comes to that of m. */
bool fact_goes_on(const struct reader *r, const char *words, struct match *m);

/* Likewise of the measures of figures, "the area of a square with side 5 is 25", and the angles of polygons; m->end is behind them. */
bool fact_of_measure(const struct reader *r, size_t at, struct arena *arena, struct match *m, struct saying *out);

/* What they say of polynomials; also remainders and factors of what holds letters. */
bool fact_of_polynomials(struct arena *arena, enum sense sense, const struct match *match, struct saying *out);

/* Do items [from, to) of a problem say no more than in which form the answer is to be? */
bool fact_is_about_form(const struct reader *r, size_t from, size_t to);

/* Is the answer in the form that the problem asks for: in a base, as a decimal, as a fraction, as an interval, expanded? */
bool fact_is_in_form(const struct reader *r, const struct formula *value);

/* Where "in base 8", "as a common fraction" begins at the end of items [from, to); `to` if nothing of the kind stands there. */
size_t fact_without_form(const struct reader *r, size_t from, size_t to);

/* No words and the like are in it, no values of a function that nobody knows. */
bool fact_is_readable(const struct formula *f);

/* Is nothing left to be worked out: no two numbers are added or multiplied, no fraction is to be reduced, no root to be drawn? */
bool fact_is_worked_out(const struct formula *f);

/* Is the word nothing but what leads to an answer ("so", "we get", "answer")? */
bool fact_leads(const struct reader *r, size_t at);

/* The question of items [0, to) seeks what solves a condition, and the step says nothing but what it is, which is apart, and for a number or a
 * sum, which ones these are: as a call of FACT_SOUGHT. */
bool fact_sought(const struct reader *question, size_t to, const struct reader *step, const bool *apart,
                 const struct formula *answer, struct arena *arena, struct saying *out);

/* The relation that values in that sense are said to have; false if they cannot be meant so. */
bool fact_says(struct arena *arena, enum sense sense, const struct match *match, struct saying *out);

/* The signs of expressions that the step tells, and nothing else, as links, if need be under a condition: "when $x < -5$, $x - 7$ and $x + 5$ are negative,
 * so the product is positive"; 0 if it says more. */
size_t fact_signs(const struct fact_step *step, uint32_t index, struct arena *arena, struct link *out);

#endif
