#include "near.h"

#include "random.h"

#include <stdlib.h>

enum { HASHES = NEAR_BANDS * NEAR_ROWS, BITS_FIRST = 10, BITS_MOST = 26 };

struct kept {
    size_t start; /* in the pool */
    uint32_t count;
    uint32_t seen; /* the search that compared it last */
    uint64_t group;
};

struct bands {
    uint32_t key[NEAR_BANDS], next[NEAR_BANDS]; /* next: an earlier set, or NEAR_NONE */
};

struct near {
    unsigned percent;
    uint64_t bytes;
    uint32_t factor[HASHES], shift[HASHES]; /* the permutations x -> factor x + shift, mod 2^32 */
    uint32_t *pool;
    size_t pool_used, pool_room;
    struct kept *kept;
    struct bands *bands;
    size_t count, room;
    uint32_t *heads; /* for each band 1 << bits of them: the latest set whose key begins so */
    unsigned bits;
    uint32_t search;
    uint64_t forgotten;
    struct shingles set; /* what was sought last */
    uint32_t *values;    /* the same in 32 bits */
    uint32_t key[NEAR_BANDS];
    uint64_t group;
};

static void clear_heads(struct near *near)
{
    size_t const bytes = (size_t)NEAR_BANDS * sizeof *near->heads << near->bits;
    near->heads = memory_grow(near->heads, bytes);
    memset(near->heads, 0xFF, bytes);
}

struct near *near_new(unsigned percent, uint64_t bytes)
{
    struct near *near = memory_new(sizeof *near);
    struct random random = {0x6D697373746570u};
    *near = (struct near){.percent = percent, .bytes = bytes, .bits = BITS_FIRST};
    for (size_t i = 0; i < HASHES; i++) {
        uint64_t const drawn = random_next(&random);
        near->factor[i] = (uint32_t)(drawn >> 32) | 1;
        near->shift[i] = (uint32_t)drawn;
    }
    near->values = memory_new(NEAR_SHINGLES * sizeof *near->values);
    clear_heads(near);
    return near;
}

void near_free(struct near *near)
{
    if (!near)
        return;
    free(near->pool);
    free(near->kept);
    free(near->bands);
    free(near->heads);
    free(near->values);
    shingles_free(&near->set);
    free(near);
}

static void sign(struct near *near)
{
    uint32_t least[HASHES];
    memset(least, 0xFF, sizeof least);
    for (size_t k = 0; k < near->set.count; k++) {
        uint32_t const x = near->values[k];
        for (size_t i = 0; i < HASHES; i++) {
            uint32_t const value = x * near->factor[i] + near->shift[i];
            least[i] = MIN(least[i], value);
        }
    }
    for (size_t band = 0; band < NEAR_BANDS; band++) {
        uint64_t rows[NEAR_ROWS];
        for (size_t i = 0; i < NEAR_ROWS; i++)
            rows[i] = least[band * NEAR_ROWS + i];
        near->key[band] = (uint32_t)(shingle_hash(rows, NEAR_ROWS) >> 32);
    }
}

static uint32_t *head(struct near *near, size_t band, uint32_t key)
{
    return &near->heads[(band << near->bits) + (key >> (32 - near->bits))];
}

static bool is_near(const struct near *near, const struct kept *kept)
{
    return shingle_percent(near->values, near->set.count, near->pool + kept->start, kept->count) >= near->percent;
}

static uint32_t in_band(struct near *near, size_t band, size_t *checks)
{
    uint32_t at = *head(near, band, near->key[band]);
    for (size_t looks = 0; at != NEAR_NONE && looks < NEAR_LOOKS; looks++) {
        struct kept *kept = &near->kept[at];
        bool const fresh = kept->group != near->group && kept->seen != near->search;
        if (fresh && near->bands[at].key[band] == near->key[band]) {
            if (++*checks > NEAR_CHECKS)
                return NEAR_NONE;
            if (is_near(near, kept))
                return at;
            kept->seen = near->search;
        }
        at = near->bands[at].next[band];
    }
    return NEAR_NONE;
}

uint32_t near_find(struct near *near, const struct shingles *words, uint64_t group)
{
    uint32_t found = NEAR_NONE;
    size_t checks = 0;
    near->search++;
    near->group = group;
    shingle_set(words, NEAR_WIDTH, NEAR_SHINGLES, &near->set);
    for (size_t i = 0; i < near->set.count; i++)
        near->values[i] = (uint32_t)near->set.at[i];
    if (!near->set.count)
        return NEAR_NONE;
    sign(near);
    for (size_t band = 0; found == NEAR_NONE && band < NEAR_BANDS; band++)
        found = in_band(near, band, &checks);
    return found;
}

static void link_bands(struct near *near, uint32_t number)
{
    struct bands *bands = &near->bands[number];
    for (size_t band = 0; band < NEAR_BANDS; band++) {
        uint32_t *latest = head(near, band, bands->key[band]);
        bands->next[band] = *latest;
        *latest = number;
    }
}

static void more_heads(struct near *near)
{
    near->bits++;
    clear_heads(near);
    for (size_t i = 0; i < near->count; i++)
        if (near->kept[i].count)
            link_bands(near, (uint32_t)i);
}

static bool has_room(const struct near *near)
{
    size_t const each = sizeof *near->kept + sizeof *near->bands, heads = (size_t)NEAR_BANDS * sizeof *near->heads;
    uint64_t const bytes = (near->count + 1) * each + (near->pool_used + near->set.count) * sizeof *near->pool;
    return bytes + (heads << (near->bits + 1)) <= near->bytes;
}

static void make_room(struct near *near)
{
    if (near->count == near->room) {
        near->room = MAX(near->room * 2, 1024u);
        near->kept = memory_grow(near->kept, near->room * sizeof *near->kept);
        near->bands = memory_grow(near->bands, near->room * sizeof *near->bands);
    }
    if (near->pool_room - near->pool_used < near->set.count) {
        near->pool_room = near->pool_room * 2 + NEAR_SHINGLES;
        near->pool = memory_grow(near->pool, near->pool_room * sizeof *near->pool);
    }
}

uint32_t near_keep(struct near *near)
{
    uint32_t const number = (uint32_t)near->count;
    if (!has_room(near)) {
        near->forgotten++;
        return NEAR_NONE;
    }
    make_room(near);
    near->kept[number] = (struct kept){.start = near->pool_used, .count = (uint32_t)near->set.count, .group = near->group};
    if (near->set.count)
        memcpy(near->pool + near->pool_used, near->values, near->set.count * sizeof *near->pool);
    near->pool_used += near->set.count;
    memcpy(near->bands[number].key, near->key, sizeof near->key);
    near->count++;
    if (near->set.count)
        link_bands(near, number);
    if (near->count > (size_t)1 << near->bits && near->bits < BITS_MOST)
        more_heads(near);
    return number;
}

uint64_t near_forgotten(const struct near *near)
{
    return near->forgotten;
}
