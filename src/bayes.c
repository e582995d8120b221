#include "bayes.h"

#include "rank.h"

#include <stdlib.h>

enum { FRACTION_BITS = 24, ROOM_FIRST = 1 << 12, LOGS = 1 << 10 };

struct known {
    uint64_t trait; /* 0: free */
    uint32_t seen[BAYES_FOLDS][2], all[2];
    int32_t weight; /* of the fold that is asked about: log2 of the ratio of smoothed counts */
};

struct bayes {
    struct known *known; /* open addressing */
    size_t count, room;
    uint64_t seen[BAYES_FOLDS][2];
    int64_t weight;     /* of any trait: what the sizes of the two sorts contribute */
    int64_t logs[LOGS]; /* of small counts, which nearly all are */
    struct traits traits;
};

/* log2 of n > 0, FRACTION_BITS behind the point: one bit for each squaring of the mantissa (Knuth, TAOCP 1, 1.2.2, exercise 25). */
static int64_t log2_of(uint64_t n)
{
    int whole = 63;
    while (!(n >> whole))
        whole--;
    uint64_t mantissa = whole > 31 ? n >> (whole - 31) : n << (31 - whole);
    int64_t log = whole;
    for (int i = 0; i < FRACTION_BITS; i++) {
        mantissa = mantissa * mantissa >> 31;
        bool const carry = mantissa >> 32;
        mantissa >>= carry;
        log = log * 2 + carry;
    }
    return log;
}

static int64_t log2_known(const struct bayes *b, uint64_t n)
{
    return n < LOGS ? b->logs[n] : log2_of(n);
}

static struct known *place_of(const struct bayes *b, uint64_t trait)
{
    size_t i = (size_t)trait & (b->room - 1);
    while (b->known[i].trait && b->known[i].trait != trait)
        i = (i + 1) & (b->room - 1);
    return &b->known[i];
}

static void widen(struct bayes *b, size_t room)
{
    struct bayes const old = *b;
    b->room = room;
    b->known = memory_new(room * sizeof *b->known);
    memset(b->known, 0, room * sizeof *b->known);
    for (size_t i = 0; i < old.room; i++)
        if (old.known[i].trait)
            *place_of(b, old.known[i].trait) = old.known[i];
    free(old.known);
}

static void learn(struct bayes *b, const struct bayes_text *t, enum trait_view view)
{
    traits_read(t->text, view, &b->traits);
    for (size_t i = 0; i < b->traits.count; i++) {
        uint64_t const trait = b->traits.at[i] | 1;
        struct known *known = place_of(b, trait);
        if (!known->trait) {
            if (b->count == BAYES_TRAITS_MAX)
                continue;
            if (b->count * 2 >= b->room) {
                widen(b, b->room * 2);
                known = place_of(b, trait);
            }
            known->trait = trait;
            b->count++;
        }
        known->seen[t->fold][t->faulty]++;
        known->all[t->faulty]++;
        b->seen[t->fold][t->faulty]++;
    }
}

static uint64_t elsewhere(const struct known *known, size_t fold, bool faulty)
{
    return known->all[faulty] - known->seen[fold][faulty];
}

/* Weights from all folds but this one. */
static void prepare(struct bayes *b, size_t fold)
{
    uint64_t sizes[2] = {1, 1}, vocabulary = 1;
    for (size_t f = 0; f < BAYES_FOLDS; f++)
        for (size_t sort = 0; sort < 2; sort++)
            sizes[sort] += f == fold ? 0 : b->seen[f][sort];
    for (size_t i = 0; i < b->room; i++) {
        struct known *known = &b->known[i];
        if (!known->trait)
            continue;
        uint64_t const right = elsewhere(known, fold, false), faulty = elsewhere(known, fold, true);
        vocabulary += right || faulty;
        known->weight = right == faulty ? 0 : (int32_t)(log2_known(b, faulty + 1) - log2_known(b, right + 1));
    }
    b->weight = log2_of(sizes[0] + vocabulary) - log2_of(sizes[1] + vocabulary);
}

static int64_t score(struct bayes *b, const struct bayes_text *t, enum trait_view view)
{
    traits_read(t->text, view, &b->traits);
    int64_t sum = b->weight * (int64_t)b->traits.count;
    for (size_t i = 0; i < b->traits.count; i++)
        sum += place_of(b, b->traits.at[i] | 1)->weight;
    return sum;
}

int32_t bayes_area(const struct bayes_text *texts, size_t count, enum trait_view view)
{
    struct bayes b = {0};
    struct ranked *items = memory_new(count * sizeof *items);
    widen(&b, ROOM_FIRST);
    for (uint64_t n = 1; n < LOGS; n++)
        b.logs[n] = log2_of(n);
    for (size_t i = 0; i < count; i++)
        learn(&b, &texts[i], view);
    for (size_t fold = 0; fold < BAYES_FOLDS; fold++) {
        prepare(&b, fold);
        for (size_t i = 0; i < count; i++)
            if (texts[i].fold == fold)
                items[i] = (struct ranked){score(&b, &texts[i], view), texts[i].faulty};
    }
    int32_t const area = rank_area(items, count);
    traits_free(&b.traits);
    free(b.known);
    free(items);
    return area;
}
