#include "bayes.h"

#include "rank.h"

#include <stdlib.h>

enum {
    FRACTION_BITS = 24,
    ROOM_FIRST = 1 << 12,
    LOGS = 1 << 10,
    NUMBERS_MOST = 1 << 24, /* traits of texts that are kept; further texts are read twice */
    UNKNOWN = BAYES_TRAITS_MAX,
};

struct known {
    uint64_t trait;
    uint32_t seen[BAYES_FOLDS][2], all[2];
};

struct slot {
    uint32_t tag, next; /* half of the trait; its number + 1, 0: free */
};

struct bayes {
    struct slot *slots; /* open addressing */
    size_t room;
    struct known *known; /* by number, in order of appearance */
    int32_t *weights;    /* by number, of the fold that is asked about: log2 of the ratio of smoothed counts */
    size_t count, known_room;
    uint32_t *numbers; /* of the traits of the first `kept` texts, as they are read; a text's begin at starts[text] */
    size_t *starts, kept, numbers_room;
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

static struct slot *slot_of(const struct bayes *b, uint64_t trait)
{
    size_t i = (size_t)trait & (b->room - 1);
    while (b->slots[i].next && (b->slots[i].tag != trait >> 32 || b->known[b->slots[i].next - 1].trait != trait))
        i = (i + 1) & (b->room - 1);
    return &b->slots[i];
}

static void widen(struct bayes *b, size_t room)
{
    free(b->slots);
    b->room = room;
    b->slots = memory_new(room * sizeof *b->slots);
    memset(b->slots, 0, room * sizeof *b->slots);
    for (size_t i = 0; i < b->count; i++)
        *slot_of(b, b->known[i].trait) = (struct slot){(uint32_t)(b->known[i].trait >> 32), (uint32_t)i + 1};
}

static uint32_t number_of(const struct bayes *b, uint64_t trait)
{
    uint32_t const next = slot_of(b, trait)->next;
    return next ? next - 1 : UNKNOWN;
}

static uint32_t number_learnt(struct bayes *b, uint64_t trait)
{
    uint32_t const number = number_of(b, trait);
    if (number != UNKNOWN || b->count == BAYES_TRAITS_MAX)
        return number;
    if (b->count * 2 >= b->room)
        widen(b, b->room * 2);
    if (b->count == b->known_room) {
        b->known_room = MAX(b->known_room * 2, (size_t)ROOM_FIRST);
        b->known = memory_grow(b->known, b->known_room * sizeof *b->known);
    }
    b->known[b->count] = (struct known){.trait = trait};
    *slot_of(b, trait) = (struct slot){(uint32_t)(trait >> 32), (uint32_t)++b->count};
    return (uint32_t)b->count - 1;
}

/* Room for the numbers of one more text; false where they would be too many. */
static bool make_room(struct bayes *b)
{
    size_t const wanted = b->starts[b->kept] + b->traits.count;
    if (wanted > NUMBERS_MOST)
        return false;
    if (wanted > b->numbers_room) {
        b->numbers_room = MIN(MAX(b->numbers_room * 2, wanted), (size_t)NUMBERS_MOST);
        b->numbers = memory_grow(b->numbers, b->numbers_room * sizeof *b->numbers);
    }
    return true;
}

static void learn(struct bayes *b, const struct bayes_text *t, bool keeps)
{
    uint32_t *const kept = keeps ? b->numbers + b->starts[b->kept] : NULL;
    for (size_t i = 0; i < b->traits.count; i++) {
        uint32_t const number = number_learnt(b, b->traits.at[i] | 1);
        if (keeps)
            kept[i] = number;
        if (number == UNKNOWN)
            continue;
        b->known[number].seen[t->fold][t->faulty]++;
        b->known[number].all[t->faulty]++;
        b->seen[t->fold][t->faulty]++;
    }
}

static void learn_all(struct bayes *b, const struct bayes_text *texts, size_t count, enum trait_view view)
{
    bool room = true;
    for (size_t i = 0; i < count; i++) {
        traits_read(texts[i].text, view, &b->traits);
        room = room && make_room(b);
        learn(b, &texts[i], room);
        if (room) {
            b->starts[b->kept + 1] = b->starts[b->kept] + b->traits.count;
            b->kept++;
        }
    }
    b->weights = memory_new((b->count + 1) * sizeof *b->weights);
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
    for (size_t i = 0; i < b->count; i++) {
        const struct known *known = &b->known[i];
        uint64_t const right = elsewhere(known, fold, false), faulty = elsewhere(known, fold, true);
        vocabulary += right || faulty;
        b->weights[i] = right == faulty ? 0 : (int32_t)(log2_known(b, faulty + 1) - log2_known(b, right + 1));
    }
    b->weight = log2_of(sizes[0] + vocabulary) - log2_of(sizes[1] + vocabulary);
}

static int64_t weight_of(const struct bayes *b, uint32_t number)
{
    return number == UNKNOWN ? 0 : b->weights[number];
}

static int64_t score_kept(const struct bayes *b, size_t text)
{
    size_t const end = b->starts[text + 1];
    int64_t sum = b->weight * (int64_t)(end - b->starts[text]);
    for (size_t i = b->starts[text]; i < end; i++)
        sum += weight_of(b, b->numbers[i]);
    return sum;
}

static int64_t score_anew(struct bayes *b, struct text text, enum trait_view view)
{
    traits_read(text, view, &b->traits);
    int64_t sum = b->weight * (int64_t)b->traits.count;
    for (size_t i = 0; i < b->traits.count; i++)
        sum += weight_of(b, number_of(b, b->traits.at[i] | 1));
    return sum;
}

int32_t bayes_area(const struct bayes_text *texts, size_t count, enum trait_view view)
{
    struct bayes b = {.starts = memory_new((count + 1) * sizeof *b.starts)};
    struct ranked *items = memory_new(count * sizeof *items);
    b.starts[0] = 0;
    widen(&b, ROOM_FIRST);
    for (uint64_t n = 1; n < LOGS; n++)
        b.logs[n] = log2_of(n);
    learn_all(&b, texts, count, view);
    for (size_t fold = 0; fold < BAYES_FOLDS; fold++) {
        prepare(&b, fold);
        for (size_t i = 0; i < count; i++)
            if (texts[i].fold == fold)
                items[i] = (struct ranked){i < b.kept ? score_kept(&b, i) : score_anew(&b, texts[i].text, view), texts[i].faulty};
    }
    int32_t const area = rank_area(items, count);
    traits_free(&b.traits);
    free(b.slots);
    free(b.known);
    free(b.weights);
    free(b.numbers);
    free(b.starts);
    free(items);
    return area;
}
