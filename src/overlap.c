#include "overlap.h"

#include <stdlib.h>

enum { ROOM_FIRST = 1 << 12 };

struct run {
    uint64_t hash; /* 0: free */
    uint32_t item;
    bool exact;
};

struct overlap {
    size_t words;
    uint32_t items;
    struct run *runs; /* open addressing; `room` is a power of two, at most half of it in use */
    size_t count, room;
    struct shingles plain, signs;
};

struct overlap *overlap_new(size_t words)
{
    struct overlap *overlap = memory_new(sizeof *overlap);
    *overlap = (struct overlap){.words = words, .room = ROOM_FIRST, .runs = memory_new(ROOM_FIRST * sizeof(struct run))};
    memset(overlap->runs, 0, ROOM_FIRST * sizeof(struct run));
    return overlap;
}

void overlap_free(struct overlap *overlap)
{
    if (!overlap)
        return;
    free(overlap->runs);
    shingles_free(&overlap->plain);
    shingles_free(&overlap->signs);
    free(overlap);
}

/* The place of a run, or where it would go. */
static struct run *place(const struct overlap *overlap, uint64_t hash, bool exact)
{
    size_t at = (size_t)hash & (overlap->room - 1);
    while (overlap->runs[at].hash && (overlap->runs[at].hash != hash || overlap->runs[at].exact != exact))
        at = (at + 1) & (overlap->room - 1);
    return &overlap->runs[at];
}

static void make_room(struct overlap *overlap)
{
    struct run *old = overlap->runs;
    size_t const room = overlap->room;
    if (overlap->count * 2 < room)
        return;
    overlap->room *= 2;
    overlap->runs = memory_new(overlap->room * sizeof *old);
    memset(overlap->runs, 0, overlap->room * sizeof *old);
    for (size_t i = 0; i < room; i++)
        if (old[i].hash)
            *place(overlap, old[i].hash, old[i].exact) = old[i];
    free(old);
}

static bool add_run(struct overlap *overlap, uint64_t hash, bool exact, struct error *err)
{
    struct run *run = place(overlap, hash, exact);
    if (run->hash) /* the first item has it */
        return true;
    if (overlap->count == OVERLAP_RUNS_MAX)
        return fail(err, EXIT_DATA, "the evaluation files hold more than %d runs of words", OVERLAP_RUNS_MAX);
    *run = (struct run){hash, overlap->items, exact};
    overlap->count++;
    make_room(overlap);
    return true;
}

static void read_words(struct overlap *overlap, struct text problem)
{
    overlap->plain.count = overlap->signs.count = 0;
    shingle_words(problem, SHINGLE_WORDS, &overlap->plain);
    shingle_words(problem, SHINGLE_SIGNS, &overlap->signs);
}

bool overlap_add(struct overlap *overlap, struct text problem, struct error *err)
{
    read_words(overlap, problem);
    bool good = !overlap->signs.count || add_run(overlap, shingle_hash(overlap->signs.at, overlap->signs.count), true, err);
    for (size_t i = 0; good && i + overlap->words <= overlap->plain.count; i++)
        good = add_run(overlap, shingle_hash(overlap->plain.at + i, overlap->words), false, err);
    overlap->items++;
    return good;
}

bool overlap_find(struct overlap *overlap, struct text problem, struct overlap_hit *hit)
{
    read_words(overlap, problem);
    if (!overlap->signs.count)
        return false;
    const struct run *run = place(overlap, shingle_hash(overlap->signs.at, overlap->signs.count), true);
    *hit = (struct overlap_hit){.item = run->item, .exact = true};
    if (run->hash)
        return true;
    for (size_t i = 0; i + overlap->words <= overlap->plain.count; i++) {
        run = place(overlap, shingle_hash(overlap->plain.at + i, overlap->words), false);
        *hit = (struct overlap_hit){.item = run->item, .word = i};
        if (run->hash)
            return true;
    }
    return false;
}
