#include "position.h"

#include "suggest.h"

enum { WHOLE = 10000 };

/* First errors that people marked in ProcessBench (Zheng et al., ProcessBench: Identifying Process Errors in Mathematical
 * Reasoning, 2024): GSM8K (207 solutions), MATH (594). */
static const struct named {
    const char *name;
    struct target target;
} named[] = {
    {"uniform", {.uniform = true, .places = POSITION_PLACES}},
    {"processbench-gsm8k", {.shares = {1787, 2947, 2415, 1498, 628, 580, 97, 48}, .places = 8}},
    {"processbench-math", {.shares = {1920, 2470, 2050, 1600, 640, 540, 340, 440}, .places = 8}},
};

void positions_count(struct positions *positions, size_t first_error, size_t steps)
{
    enum { LAST = POSITION_PLACES - 1 };
    uint64_t const share = ((uint64_t)1 << POSITION_BITS) / MAX(steps, 1u);
    positions->count++;
    positions->at[MIN(first_error, (size_t)LAST)]++;
    for (size_t i = 0; i < MIN(steps, (size_t)LAST); i++)
        positions->even[i] += share;
    positions->even[LAST] += steps > LAST ? share * (steps - LAST) : 0;
}

static bool read_list(struct text left, struct target *out)
{
    uint32_t sum = 0;
    *out = (struct target){0};
    while (left.size && out->places < POSITION_PLACES) {
        size_t const comma = text_find(left, TEXT(","), 0);
        int64_t percent;
        struct error err;
        if (!typed_int("", text_trim(text_part(left, 0, comma)), 0, 100, &percent, EXIT_USAGE, &err) || percent < 0 ||
            percent > 100)
            return false;
        out->shares[out->places++] = (uint32_t)percent * (WHOLE / 100);
        sum += (uint32_t)percent;
        left = text_part(left, MIN(comma + 1, left.size), left.size);
    }
    return !left.size && sum == 100;
}

bool target_read(const char *text, struct target *out, struct error *err)
{
    const char *names[COUNT(named)];
    for (size_t i = 0; i < COUNT(named); i++) {
        names[i] = named[i].name;
        if (strcmp(text, names[i]) == 0) {
            *out = named[i].target;
            return true;
        }
    }
    if (is_digit(*text))
        return read_list(text_of(text), out) ||
               fail(err, EXIT_USAGE, "positions: at most %d whole percentages with the sum 100, not '%s'", POSITION_PLACES,
                    typed_shown(text_of(text)).at);
    return typed_unknown("positions", text_of(text), names, COUNT(names), err);
}

uint32_t target_distance(const struct target *target, const struct positions *positions, size_t *place)
{
    uint32_t largest = 0;
    uint64_t const count = MAX(positions->count, 1u);
    *place = 0;
    for (size_t i = 0; i < target->places; i++) {
        uint64_t here = positions->at[i], even = positions->even[i];
        for (size_t k = i + 1; i + 1 == target->places && k < POSITION_PLACES; k++) {
            here += positions->at[k];
            even += positions->even[k];
        }
        uint32_t const share = (uint32_t)(here * WHOLE / count);
        uint32_t const wanted = target->uniform ? (uint32_t)((even * WHOLE / count) >> POSITION_BITS) : target->shares[i];
        uint32_t const distance = share > wanted ? share - wanted : wanted - share;
        if (distance > largest) {
            largest = distance;
            *place = i;
        }
    }
    return largest;
}
