/* residue: which congruences follow from others. By the Chinese remainder theorem the powers of different primes have nothing to do with each
 * other; for each prime of the modulus all residues of all symbols are tried that the lines allow. That is exact: what holds for all of
 * them follows, whatever was multiplied, inverted or put in.
 */
#ifndef MISSTEP_RESIDUE_H
#define MISSTEP_RESIDUE_H

#include "formula.h"

enum {
    RESIDUE_MODULUS_MAX = 1000000,
    RESIDUE_POWER_MAX = 10000, /* of one prime: so many residues are tried */
    RESIDUE_SYMBOLS_MAX = 6,   /* in all; a line with further ones is left out */
    RESIDUE_LINES_MAX = 24,
    RESIDUE_WORK_MAX = 200000 /* nodes of formulas, and digits, that are worked out */
};

/* left ≡ right (mod modulus); an equation where the modulus is 0. Symbols stand for whole numbers. */
struct congruence {
    const struct formula *left, *right;
    int64_t modulus;
};

/* Does the claim follow from the lines together, or, as these may be about different cases, from one of them? False if it does not, if it
 * cannot be read (sums, products, powers with written exponents and inverses are), if a limit is reached, and if no residues
 * satisfy the lines. Lines that cannot be read are left out. */
bool residue_follows(const struct congruence *lines, size_t count, const struct congruence *claim);

#endif
