#include "pairing.h"

#include <stdlib.h>

const char *const merit_names[MERITS] = {"coverage", "judge", "vote"};
const char *const pairing_names[PAIRING_STRATEGIES] = {"extreme", "margin"};
const char *const pairing_lacks[PAIRING_LACKS] = {
    [PAIRING_NO_RIGHT] = "no right sample",
    [PAIRING_NO_WRONG] = "no wrong sample",
    [PAIRING_SATURATED] = "margins above the largest",
    [PAIRING_CLOSE] = "no margin of the least",
};

static void must(enum status status)
{
    if (status != STATUS_OK)
        die("pairing: a small ratio is too large");
}

static void score(const struct pairing_rules *rules, struct contender *c)
{
    struct value sum = value_int(0);
    int64_t count = 0;
    for (int i = 0; i < MERITS; i++) {
        struct value before = sum;
        if (!rules->by[i])
            continue;
        c->right = c->right && c->known[i];
        c->wrong = c->wrong && c->known[i];
        struct value const one = c->known[i] ? value_ratio(c->num[i], c->den[i]) : value_int(0);
        must(value_add(&before, &one, &sum));
        value_clear(&before);
        count++;
    }
    struct value const divisor = value_int(count);
    must(value_div(&sum, &divisor, &c->score));
    value_clear(&sum);
}

void pairing_score(const struct pairing_rules *rules, struct contender *items, size_t count)
{
    for (size_t i = 0; i < count; i++)
        score(rules, &items[i]);
}

void pairing_clear(struct contender *items, size_t count)
{
    for (size_t i = 0; i < count; i++)
        value_clear(&items[i].score);
}

void pairing_margin(const struct contender *right, const struct contender *wrong, struct value *out)
{
    must(value_sub(&right->score, &wrong->score, out));
}

/* A side, to be put in order. */
struct ordered {
    const struct contender *at;
    size_t number;
    bool taken;
};

/* Of equals, the one that came first. */
static int lowest_first(const void *a, const void *b)
{
    const struct ordered *x = a, *y = b;
    int const order = value_cmp(&x->at->score, &y->at->score);
    return order ? order : x->number < y->number ? -1 : x->number > y->number;
}

static int highest_first(const void *a, const void *b)
{
    const struct ordered *x = a, *y = b;
    int const order = value_cmp(&y->at->score, &x->at->score);
    return order ? order : x->number < y->number ? -1 : x->number > y->number;
}

static struct ordered *side(const struct contender *items, size_t count, bool right, bool lowest, struct arena *arena,
                            size_t *out)
{
    struct ordered *list = ARENA_ZEROS(arena, struct ordered, count + 1);
    *out = 0;
    for (size_t i = 0; i < count; i++)
        if (right ? items[i].right : items[i].wrong)
            list[(*out)++] = (struct ordered){&items[i], i, false};
    qsort(list, *out, sizeof *list, lowest ? lowest_first : highest_first);
    return list;
}

/* May they be a pair? Notes if they are too far apart. */
static bool fits(const struct pairing_rules *rules, const struct contender *right, const struct contender *wrong, bool *far)
{
    struct value margin;
    pairing_margin(right, wrong, &margin);
    bool const over = value_cmp(&margin, &rules->most) > 0;
    bool const good =
        !over && value_cmp(&margin, &rules->least) >= 0 && (value_sign(&margin) > 0 || value_sign(&rules->least) < 0);
    *far = *far || over;
    value_clear(&margin);
    return good;
}

/* For one right side, the first wrong one that is free and fits. */
static bool find(const struct pairing_rules *rules, const struct contender *right, struct ordered *wrong, size_t count, bool *far,
                 size_t *out)
{
    for (size_t i = 0; i < count; i++) {
        if (wrong[i].taken || !fits(rules, right, wrong[i].at, far))
            continue;
        wrong[i].taken = true;
        *out = wrong[i].number;
        return true;
    }
    return false;
}

size_t pairing_choose(const struct pairing_rules *rules, const struct contender *items, size_t count, struct arena *arena,
                      struct couple *out, enum pairing_lack *lack)
{
    size_t rights, wrongs, found = 0;
    bool far = false;
    struct ordered *right = side(items, count, true, false, arena, &rights);
    struct ordered *wrong = side(items, count, false, rules->strategy == PAIRING_EXTREME, arena, &wrongs);
    for (size_t i = 0; i < rights && found < rules->max; i++) {
        out[found].right = right[i].number;
        found += find(rules, right[i].at, wrong, wrongs, &far, &out[found].wrong);
    }
    *lack = !rights ? PAIRING_NO_RIGHT : !wrongs ? PAIRING_NO_WRONG : far ? PAIRING_SATURATED : PAIRING_CLOSE;
    return found;
}
