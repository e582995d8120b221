#include "sieve.h"

#include "known.h"
#include "near.h"

#include <stdlib.h>

enum { ROOM_FIRST = 1 << 12, PARTED_DIGITS = 13 };

const char *const sieved_names[SIEVED] = {"kept", "same", "near", "contaminated", "between_splits"};
const char *const sieved_says[SIEVED] = {
    "kept",
    "the same problem and solutions stand before them",
    "nearly the same problem and solutions stand before them",
    "their problem stands in an evaluation set",
    "their group is in one split, their problem or a variant of it in another",
};

struct sieve {
    struct sieve_settings settings;
    uint64_t shares; /* their sum */
    bool parts;      /* into more than one split */
    struct hash *hash;
    struct known ids;    /* of pairs and clean sides: where the record's name begins */
    struct known splits; /* of groups, problems and their patterns */
    struct near *pairs, *problems;
    struct buffer names;        /* of records kept, each ending in NUL */
    uint64_t *near_names;       /* of those that `pairs` keeps */
    unsigned char *near_splits; /* of those that `problems` keeps */
    size_t names_room, splits_room;
    struct shingles words;
};

struct sieve *sieve_new(const struct sieve_settings *settings)
{
    struct sieve *sieve = memory_new(sizeof *sieve);
    *sieve = (struct sieve){.settings = *settings, .hash = hash_new()};
    for (size_t i = 0; i < SPLITS; i++) {
        sieve->shares += settings->shares[i];
        sieve->parts = sieve->parts || (i > 0 && settings->shares[i]);
    }
    if (settings->dedup != SIEVE_ALL && settings->dedup != SIEVE_EXACT) {
        sieve->pairs = near_new(settings->dedup, SIEVE_PAIRS_BYTES);
        sieve->problems = sieve->parts ? near_new(settings->dedup, SIEVE_PROBLEMS_BYTES) : NULL;
    }
    return sieve;
}

void sieve_free(struct sieve *sieve)
{
    if (!sieve)
        return;
    hash_free(sieve->hash);
    known_free(&sieve->ids);
    known_free(&sieve->splits);
    near_free(sieve->pairs);
    near_free(sieve->problems);
    buffer_free(&sieve->names);
    free(sieve->near_names);
    free(sieve->near_splits);
    shingles_free(&sieve->words);
    free(sieve);
}

static void add_steps(struct hash *hash, const struct text *steps, size_t count)
{
    hash_add(hash, (struct text){"", 1});
    for (size_t i = 0; i < count; i++) {
        hash_add(hash, i ? TEXT("\n") : TEXT(""));
        hash_add(hash, steps[i]);
    }
}

static void identify(struct sieve *sieve, const struct pair *pair, bool clean, char id[HASH_HEX_SIZE])
{
    hash_begin(sieve->hash);
    hash_add(sieve->hash, pair->problem);
    add_steps(sieve->hash, pair->steps, pair->steps_count);
    add_steps(sieve->hash, pair->bad_steps, clean ? 0 : pair->bad_count);
    hash_end(sieve->hash, id);
}

/* What must be in one split: the group, the problem and its pattern, and those of its twin. */
enum key { KEY_GROUP, KEY_PROBLEM, KEY_PATTERN, KEY_TWIN, KEY_TWIN_PATTERN, KEYS };

static uint64_t key_of(enum key kind, const struct shingles *words)
{
    uint64_t const parts[] = {kind, shingle_hash(words->at, words->count)};
    return shingle_hash(parts, COUNT(parts));
}

/* Of a problem and its pattern; leaves the words of the pattern in sieve->words. 0: no key. */
static void problem_keys(struct sieve *sieve, struct text problem, uint64_t *whole, uint64_t *pattern)
{
    sieve->words.count = 0;
    shingle_words(problem, SHINGLE_SIGNS, &sieve->words);
    *whole = sieve->words.count ? key_of(KEY_PROBLEM, &sieve->words) : 0;
    sieve->words.count = 0;
    shingle_words(problem, SHINGLE_MASKED, &sieve->words);
    *pattern = sieve->words.count >= SIEVE_PATTERN ? key_of(KEY_PATTERN, &sieve->words) : 0;
}

/* All but the group's are for splits. */
static void find_keys(struct sieve *sieve, const struct pair *pair, uint64_t keys[KEYS])
{
    struct text const group = pair->group_id.size ? pair->group_id : pair->problem_id.size ? pair->problem_id : pair->problem;
    char hex[HASH_HEX_SIZE];
    hash_begin(sieve->hash);
    hash_add(sieve->hash, group);
    hash_end(sieve->hash, hex);
    keys[KEY_GROUP] = known_key(hex);
    if (!sieve->parts)
        return;
    problem_keys(sieve, pair->twin, &keys[KEY_TWIN], &keys[KEY_TWIN_PATTERN]);
    problem_keys(sieve, pair->problem, &keys[KEY_PROBLEM], &keys[KEY_PATTERN]);
}

/* Of the group alone. */
static enum split drawn_split(const struct sieve *sieve, uint64_t group)
{
    uint64_t at = (group >> 4 * (16 - PARTED_DIGITS)) % sieve->shares;
    size_t split = 0;
    while (at >= sieve->settings.shares[split])
        at -= sieve->settings.shares[split++];
    return (enum split)split;
}

struct allotment {
    uint64_t keys[KEYS];
    int split;  /* -1: not known yet */
    bool clash; /* more than one split */
    bool fresh; /* the pattern, or the whole problem where it has none, is met for the first time */
};

static void join(struct allotment *to, uint64_t split)
{
    to->clash = to->clash || (to->split >= 0 && (uint64_t)to->split != split);
    to->split = (int)split;
}

static void find_split(struct sieve *sieve, const struct pair *pair, struct allotment *out)
{
    *out = (struct allotment){.split = -1};
    find_keys(sieve, pair, out->keys);
    for (size_t i = 0; i < KEYS; i++) {
        const uint64_t *mark = out->keys[i] ? known_find(&sieve->splits, out->keys[i]) : NULL;
        if (mark)
            join(out, *mark);
    }
    uint64_t const problem = out->keys[KEY_PATTERN] ? out->keys[KEY_PATTERN] : out->keys[KEY_PROBLEM];
    out->fresh = problem && !known_find(&sieve->splits, problem);
    if (sieve->problems && out->fresh) {
        uint32_t const like = near_find(sieve->problems, &sieve->words, out->keys[KEY_GROUP]);
        if (like != NEAR_NONE)
            join(out, sieve->near_splits[like]);
    }
    if (out->split < 0)
        out->split = (int)drawn_split(sieve, out->keys[KEY_GROUP]);
}

static void keep_split(struct sieve *sieve, const struct allotment *to)
{
    for (size_t i = 0; i < KEYS; i++)
        if (to->keys[i])
            known_note(&sieve->splits, to->keys[i], (uint64_t)to->split);
    uint32_t const number = sieve->problems && to->fresh ? near_keep(sieve->problems) : NEAR_NONE;
    if (number == NEAR_NONE)
        return;
    if (number >= sieve->splits_room) {
        sieve->splits_room = sieve->splits_room * 2 + ROOM_FIRST;
        sieve->near_splits = memory_grow(sieve->near_splits, sieve->splits_room);
    }
    sieve->near_splits[number] = (unsigned char)to->split;
}

static uint64_t near_pair(struct sieve *sieve, const struct pair *pair, uint64_t group)
{
    sieve->words.count = 0;
    shingle_words(pair->problem, SHINGLE_WORDS, &sieve->words);
    for (size_t i = 0; i < pair->steps_count; i++)
        shingle_words(pair->steps[i], SHINGLE_WORDS, &sieve->words);
    for (size_t i = 0; i < pair->bad_count; i++)
        shingle_words(pair->bad_steps[i], SHINGLE_WORDS, &sieve->words);
    uint32_t const like = near_find(sieve->pairs, &sieve->words, group);
    return like == NEAR_NONE ? UINT64_MAX : sieve->near_names[like];
}

static void keep_near(struct sieve *sieve, uint64_t name)
{
    uint32_t const number = near_keep(sieve->pairs);
    if (number == NEAR_NONE)
        return;
    if (number >= sieve->names_room) {
        sieve->names_room = sieve->names_room * 2 + ROOM_FIRST;
        sieve->near_names = memory_grow(sieve->near_names, sieve->names_room * sizeof *sieve->near_names);
    }
    sieve->near_names[number] = name;
}

static uint64_t add_name(struct sieve *sieve, struct text name)
{
    uint64_t const start = sieve->names.size;
    buffer_add(&sieve->names, name);
    buffer_char(&sieve->names, '\0');
    return start;
}

/* Crossed twins are nearly the same, and only good together. */
static bool may_be_near(const struct sieve *sieve, const struct pair *pair)
{
    return sieve->pairs && !text_starts(pair->injector, TEXT("twin_"));
}

static enum sieved repeats(struct sieve *sieve, const struct pair *pair, uint64_t group, struct sieve_answer *out)
{
    const uint64_t *same = known_find(&sieve->ids, known_key(out->id));
    uint64_t const like = same ? *same : may_be_near(sieve, pair) ? near_pair(sieve, pair, group) : UINT64_MAX;
    if (like == UINT64_MAX)
        return SIEVED_KEPT;
    out->of = text_of(sieve->names.at + like);
    return same ? SIEVED_SAME : SIEVED_NEAR;
}

void sieve_ask(struct sieve *sieve, const struct pair *pair, struct arena *arena, struct sieve_answer *out)
{
    const struct sieve_settings *settings = &sieve->settings;
    struct allotment to = {0};
    *out = (struct sieve_answer){.why = SIEVED_CONTAMINATED};
    if (settings->against && (against_find(settings->against, pair->problem, arena, &out->of, &out->words) ||
                              against_find(settings->against, pair->twin, arena, &out->of, &out->words)))
        return;
    if (sieve->parts || sieve->pairs)
        find_split(sieve, pair, &to);
    out->split = (enum split)to.split;
    if (settings->ids || settings->dedup != SIEVE_ALL)
        identify(sieve, pair, false, out->id);
    out->why = sieve->parts && to.clash ? SIEVED_BETWEEN : SIEVED_KEPT;
    if (out->why == SIEVED_KEPT && settings->dedup != SIEVE_ALL)
        out->why = repeats(sieve, pair, to.keys[KEY_GROUP], out);
    if (out->why != SIEVED_KEPT)
        return;
    if (settings->dedup != SIEVE_ALL) {
        uint64_t const name = add_name(sieve, pair->id);
        known_note(&sieve->ids, known_key(out->id), name);
        if (may_be_near(sieve, pair))
            keep_near(sieve, name);
    }
    if (sieve->parts)
        keep_split(sieve, &to);
}

bool sieve_clean(struct sieve *sieve, const struct pair *pair, char id[HASH_HEX_SIZE])
{
    id[0] = '\0';
    if (!sieve->settings.ids && sieve->settings.dedup == SIEVE_ALL)
        return true;
    identify(sieve, pair, true, id);
    if (sieve->settings.dedup == SIEVE_ALL)
        return true;
    if (known_find(&sieve->ids, known_key(id)))
        return false;
    known_note(&sieve->ids, known_key(id), 0);
    return true;
}

uint64_t sieve_forgotten(const struct sieve *sieve)
{
    return (sieve->pairs ? near_forgotten(sieve->pairs) : 0) + (sieve->problems ? near_forgotten(sieve->problems) : 0);
}
