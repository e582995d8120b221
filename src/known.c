#include "known.h"

#include <stdlib.h>

enum { ROOM_FIRST = 1 << 12 };

static struct known_mark *place(const struct known *known, uint64_t key)
{
    size_t at = (size_t)(key >> 7) & (known->room - 1);
    while (known->marks[at].key && known->marks[at].key != key)
        at = (at + 1) & (known->room - 1);
    return &known->marks[at];
}

const uint64_t *known_find(const struct known *known, uint64_t key)
{
    const struct known_mark *mark = known->room ? place(known, key) : NULL;
    return mark && mark->key ? &mark->value : NULL;
}

void known_note(struct known *known, uint64_t key, uint64_t value)
{
    if (known->count * 2 >= known->room) {
        struct known const old = *known;
        known->room = MAX(old.room * 2, (size_t)ROOM_FIRST);
        known->marks = memory_new(known->room * sizeof *known->marks);
        memset(known->marks, 0, known->room * sizeof *known->marks);
        for (size_t i = 0; i < old.room; i++)
            if (old.marks[i].key)
                *place(known, old.marks[i].key) = old.marks[i];
        free(old.marks);
    }
    struct known_mark *mark = place(known, key);
    known->count += !mark->key;
    *mark = (struct known_mark){key, value};
}

void known_free(struct known *known)
{
    free(known->marks);
    *known = (struct known){0};
}

uint64_t known_key(const char hex[HASH_HEX_SIZE])
{
    uint64_t key = 0;
    for (size_t i = 0; i < 16; i++)
        key = key << 4 | (uint64_t)(hex[i] <= '9' ? hex[i] - '0' : hex[i] - 'a' + 10);
    return key ? key : 1;
}
