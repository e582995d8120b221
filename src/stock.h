/* stock: different small values, found by their hash; and what a few operations make of them. */
#ifndef MISSTEP_STOCK_H
#define MISSTEP_STOCK_H

#include "mention.h"

enum {
    STOCK_OPERATIONS_MAX = 2,
    STOCK_VALUES_MAX = 96, /* that are combined */
    STOCK_MAX = 6 * STOCK_VALUES_MAX + 1,
    STOCK_SLOT_BITS = 11, /* of these less than a third is taken */
};

struct stock {
    size_t count;
    struct value at[STOCK_MAX];
    uint16_t slots[1 << STOCK_SLOT_BITS]; /* 1 + place in `at`; 0: free */
};

void stock_empty(struct stock *stock);
bool stock_has(const struct stock *stock, const struct value *value);

/* What is not small, or too many, is left out. */
void stock_put(struct stock *stock, const struct value *value);

/* The numbers of a text, as they stand and in their forms; the second way where its mentions have been read. */
void stock_put_text(struct stock *stock, struct text text, const struct tokens *tokens, struct arena *arena);
void stock_put_read(struct stock *stock, struct text text, const struct tokens *tokens, const struct mention *mentions,
                    size_t count);

/* Is it one of the values, or a result of so many operations with them (+, -, *, /; 1 or 2)? There are STOCK_VALUES_MAX at most. */
bool stock_yields(const struct stock *values, const struct value *wanted, unsigned operations);

/* The values, and the results of one operation with two of them: worked out once where much is wanted of the same values. They are known
 * by their residues modulo a prime: what has another one is another value; what has the same is compared. */
enum { STOCK_RESULTS_MAX = 1800, STOCK_RESULTS_BITS = 12 };
struct residue_of {
    uint64_t value, inverse; /* 0: it has none, being 0 */
};

struct stock_results {
    bool all; /* else there are too many, or one has no residue */
    size_t count;
    struct residue_of values[STOCK_VALUES_MAX];
    uint64_t at[STOCK_RESULTS_MAX];
    uint16_t from
        [STOCK_RESULTS_MAX]; /* which two values it is made of: first * STOCK_VALUES_MAX + second; of a value itself, that twice */
    uint16_t slots[1 << STOCK_RESULTS_BITS];
};

void stock_combine(const struct stock *values, struct stock_results *out);

/* stock_yields() by two operations. */
bool stock_reaches(const struct stock *values, const struct stock_results *results, const struct value *wanted);

#endif
