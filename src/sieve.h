/* sieve: which pairs are kept, and into which split they go. Whatever is left out has a reason, and names what it repeats.
 *
 * Identity: the id of a pair is the SHA-256 (hex) of the problem, the right steps and the faulty steps, steps joined by line
 * breaks, a NUL between the three; of the untouched solution alone the third is empty.
 *
 * Crossed twins are nearly the same by design, and only good together: of them exact repeats alone are left out.
 *
 * Splits: the first 13 hex digits of the SHA-256 of group_id, modulo the sum of the shares, say where a group goes: the same in
 * every export, whatever else is in it. Problems that differ in nothing but their numbers (of SIEVE_PATTERN words at least), and,
 * with a Jaccard index, nearly the same ones, follow the first of them; a pair that would have to be in two splits is left out.
 * So no problem, twin or variant stands in two splits.
 *
 * Memory: some 100 bytes for each pair kept, the two bounds below, and what overlap.h says. The order of the pairs decides which of
 * two alike stays: the first. */
#ifndef MISSTEP_SIEVE_H
#define MISSTEP_SIEVE_H

#include "against.h"
#include "pair.h"
#include "shelf.h"

enum {
    SIEVE_ALL = 0,     /* no pair is left out because of another */
    SIEVE_EXACT = 101, /* the same id */
    SIEVE_NEAR_LEAST = 50,
    SIEVE_NEAR = 85,    /* from 50 to 100: also nearly the same pairs of different groups, by their Jaccard index in percent */
    SIEVE_PATTERN = 12, /* words */
};

/* What signatures may take: of pairs, and of problems where there are splits. */
#define SIEVE_PAIRS_BYTES    (2ull << 30)
#define SIEVE_PROBLEMS_BYTES (1ull << 30)

enum sieved {
    SIEVED_KEPT,
    SIEVED_SAME,         /* the same id stands before it */
    SIEVED_NEAR,         /* nearly the same pair of another group stands before it */
    SIEVED_CONTAMINATED, /* its problem, or its twin, stands in an evaluation set */
    SIEVED_BETWEEN,      /* its group is in one split, its problem or a variant of it in another */
    SIEVED,
};

extern const char *const sieved_names[SIEVED]; /* short, as in export.json */
extern const char *const sieved_says[SIEVED];  /* for people: "N records: …" */

struct sieve_settings {
    unsigned dedup;          /* SIEVE_ALL, SIEVE_EXACT, or a percentage */
    unsigned shares[SPLITS]; /* of groups; not all 0. Only the first: everything is train */
    struct against *against; /* or NULL; stays the caller's */
    bool ids;                /* are wanted */
};

struct sieve_answer {
    enum sieved why;
    enum split split;
    char id[HASH_HEX_SIZE]; /* empty where nobody asks for ids */
    struct text of; /* the id of the record that it repeats, or of the item; empty where there is none. Until the next question */
    struct text words; /* contaminated, though not the whole problem: the words that both have in a row. In the arena */
};

struct sieve;
struct sieve *sieve_new(const struct sieve_settings *settings) MUST_USE;
void sieve_free(struct sieve *sieve); /* NULL is allowed */

/* Of each pair once, in their order. */
void sieve_ask(struct sieve *sieve, const struct pair *pair, struct arena *arena, struct sieve_answer *out);

/* The id of its untouched solution. False where that has been kept before and nothing is to stand twice. */
bool sieve_clean(struct sieve *sieve, const struct pair *pair, char id[HASH_HEX_SIZE]);

/* Pairs that later ones could not be compared with for want of memory. */
uint64_t sieve_forgotten(const struct sieve *sieve);

#endif
