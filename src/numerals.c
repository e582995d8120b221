#include "numerals.h"

static bool is_part(char c)
{
    return is_digit(c) || c == ',';
}

bool numerals_next(struct text text, size_t *at, struct text *out)
{
    size_t i = *at;
    while (i < text.size && !is_digit(text.at[i]) && !(text.at[i] == '.' && i + 1 < text.size && is_digit(text.at[i + 1])))
        i++;
    size_t const start = i;
    while (i < text.size && is_part(text.at[i]) && text.at[start] != '.')
        i++;
    i += i < text.size && text.at[i] == '.';
    while (i < text.size && is_digit(text.at[i]))
        i++;
    *at = i;
    *out = text_part(text, start, i);
    return start < i;
}

/* FNV-1a; 0 for what is nothing but zeros. */
static uint64_t hash_of(struct text numeral)
{
    uint64_t hash = 0;
    while (numeral.size && numeral.at[numeral.size - 1] == '.')
        numeral.size--;
    for (size_t i = 0; i < numeral.size; i++)
        if (numeral.at[i] != ',' && (hash || numeral.at[i] != '0'))
            hash = ((hash ? hash : 0xCBF29CE484222325u) ^ (unsigned char)numeral.at[i]) * 0x100000001B3u;
    return hash;
}

static size_t place_of(const struct numerals *set, uint64_t hash)
{
    size_t i = (size_t)(hash ^ (hash >> 32)) & (set->room - 1);
    while (set->at[i] && set->at[i] != hash)
        i = (i + 1) & (set->room - 1);
    return i;
}

static bool knows(const struct numerals *set, uint64_t hash)
{
    return !hash || (set->room && set->at[place_of(set, hash)]);
}

static void grow(struct numerals *set, struct arena *arena)
{
    struct numerals const old = *set;
    set->room = MAX(old.room * 2, 64u);
    set->at = ARENA_ZEROS(arena, uint64_t, set->room);
    for (size_t i = 0; i < old.room; i++)
        if (old.at[i])
            set->at[place_of(set, old.at[i])] = old.at[i];
}

static void add(struct numerals *set, uint64_t hash, struct arena *arena)
{
    if (knows(set, hash))
        return;
    if (set->count * 2 >= set->room)
        grow(set, arena);
    set->at[place_of(set, hash)] = hash;
    set->count++;
}

void numerals_add(struct numerals *known, struct text text, struct arena *arena)
{
    struct text numeral;
    for (size_t at = 0; numerals_next(text, &at, &numeral);)
        add(known, hash_of(numeral), arena);
}

size_t numerals_novel(const struct numerals *known, struct text step, struct arena *arena)
{
    struct text const familiar[] = {TEXT("1"), TEXT("2"), TEXT("100")};
    struct numerals novel = {0};
    struct text numeral;
    size_t end = step.size;
    while (end && step.at[end - 1] != '=')
        end--;
    for (size_t i = 0; end && i < COUNT(familiar); i++)
        add(&novel, hash_of(familiar[i]), arena);
    size_t const before = novel.count;
    for (size_t at = 0; numerals_next(text_part(step, 0, end), &at, &numeral);)
        if (!knows(known, hash_of(numeral)))
            add(&novel, hash_of(numeral), arena);
    return novel.count - before;
}
