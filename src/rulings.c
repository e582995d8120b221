#include "rulings.h"

#include "agreement.h"
#include "json.h"
#include "stream.h"

const char *const ruling_names[RULINGS] = {"not asked", "confirmed", "disputed", "rejected"};

/* What is noted of a record: how many people agree, how many do not, and whether it was met. */
#define YES (UINT64_C(1) << 32)
#define NO  UINT64_C(1)
#define MET (UINT64_C(1) << 63)

static uint64_t key_of(const struct rulings *rulings, struct text id)
{
    char hex[HASH_HEX_SIZE];
    hash_begin(rulings->hash);
    hash_add(rulings->hash, id);
    hash_end(rulings->hash, hex);
    return known_key(hex);
}

static int64_t kappa_of(const struct json_object *verdict)
{
    const struct json_member *member = json_find(verdict, "kappa");
    struct text const digits = member && member->kind == JSON_NUMBER ? member->raw : TEXT("");
    bool const below = text_starts(digits, TEXT("-"));
    struct error err;
    int64_t kappa;
    if (!digits.size || !agreement_read("kappa", text_part(digits, below, digits.size), &kappa, EXIT_DATA, &err))
        return AGREEMENT_NONE;
    return below ? -kappa : kappa;
}

struct verdict_reading {
    struct rulings *rulings;
    struct arena arena;
};

static bool take(void *context, const struct line *line, struct error *err)
{
    struct verdict_reading *reading = context;
    struct json_object object;
    struct text id;
    arena_reset(&reading->arena);
    if (!json_read_object(line->text, &reading->arena, &object, err))
        return false;
    const struct json_member *pair = json_find(&object, "pair_id"), *agrees = json_find(&object, "agrees");
    if (!pair || !json_string(pair->raw, &reading->arena, &id) || !agrees)
        return fail(err, EXIT_DATA, "no verdict that audit-import wrote: no \"pair_id\" or \"agrees\"");
    reading->rulings->kappa = MIN(reading->rulings->kappa, kappa_of(&object));
    uint64_t const key = key_of(reading->rulings, id), *before = known_find(&reading->rulings->known, key);
    uint64_t const one = agrees->kind == JSON_TRUE ? YES : agrees->kind == JSON_FALSE ? NO : 0;
    known_note(&reading->rulings->known, key, (before ? *before : 0) + one);
    return true;
}

bool rulings_read(struct rulings *rulings, const char *path, struct error *err)
{
    *rulings = (struct rulings){.hash = hash_new(), .kappa = INT64_MAX};
    struct verdict_reading reading = {.rulings = rulings};
    bool const good = stream_each(path, take, &reading, NULL, err);
    arena_free(&reading.arena);
    if (!rulings->known.count)
        rulings->kappa = AGREEMENT_NONE;
    return good;
}

void rulings_free(struct rulings *rulings)
{
    known_free(&rulings->known);
    hash_free(rulings->hash);
}

static enum ruling ruling_of(uint64_t noted)
{
    uint64_t const yes = (noted & ~MET) / YES, no = noted % YES;
    if (!yes && !no)
        return RULING_NONE;
    return !no ? RULING_CONFIRMED : yes > no ? RULING_DISPUTED : RULING_REJECTED;
}

enum ruling rulings_of(const struct rulings *rulings, struct text id)
{
    const uint64_t *noted = known_find(&rulings->known, key_of(rulings, id));
    return noted ? ruling_of(*noted) : RULING_NONE;
}

void rulings_meet(struct rulings *rulings, struct text id)
{
    uint64_t const key = key_of(rulings, id), *noted = known_find(&rulings->known, key);
    if (noted)
        known_note(&rulings->known, key, *noted | MET);
}

void rulings_count(const struct rulings *rulings, uint64_t all[RULINGS], uint64_t met[RULINGS])
{
    memset(all, 0, RULINGS * sizeof *all);
    memset(met, 0, RULINGS * sizeof *met);
    for (size_t i = 0; i < rulings->known.room; i++)
        if (rulings->known.marks[i].key) {
            uint64_t const noted = rulings->known.marks[i].value;
            all[ruling_of(noted)]++;
            met[ruling_of(noted)] += (noted & MET) != 0;
        }
}
