#include "mix.h"

#include "suggest.h"

enum { NUMBER_MAX = 1000000 };
enum { LOG_BITS = 24 }; /* behind the point of a logarithm */

struct named {
    const char *name, *list;
};

static const struct named type_presets[] = {
    /* today's models: true equations about the wrong things as far as word problems offer them */
    {"modern", "calculation=100,context_value=300,previous_value=240,relation=70,operator=25,missing_step=70,drop_term=50,"
               "drop_condition=50,contradiction=20,leap=10,unit=30,count=3,rounding=5"},
    /* small models slip in arithmetic too */
    {"weak", "calculation=280,context_value=200,previous_value=130,relation=60,operator=20,missing_step=90,drop_term=60,"
             "drop_condition=60,contradiction=30,unit=25,count=3,rounding=5"},
    /* the kinds of RISE's prompts: value, substitution, deletion, symbol, swap; the last is rare where nothing may go below zero */
    {"rise",
     "calculation=200,context_value=100,previous_value=100,drop_term=120,missing_step=80,relation=140,operator=50,swap=3"},
    /* the nine of EIC, in equal parts but for those that hardly any corpus offers */
    {"eic", "calculation=140,context_value=140,relation=100,operator=40,extra_information=140,missing_step=140,contradiction=140,"
            "unit=60,count=7,formula=2"},
};

static const struct named place_presets[] = {
    {"any", ""},
    {"uniform", ""},
    {"processbench-gsm8k", "0=179,1=295,2=242,3=150,4=63,5=58,6=10,7=5"},
    {"processbench-math", "0=192,1=247,2=205,3=160,4=64,5=54,6=34,7=44"},
};

/* What stands behind a mix that has a name; one of weights stays as it is. */
static bool look_up(const struct named *mixes, size_t count, struct text *list, struct error *err)
{
    const char *names[COUNT(type_presets) + COUNT(place_presets)];
    for (size_t i = 0; i < count; i++) {
        names[i] = mixes[i].name;
        if (text_equal(*list, text_of(mixes[i].name))) {
            *list = text_of(mixes[i].list);
            return true;
        }
    }
    return !list->size || text_find(*list, TEXT("="), 0) < list->size || typed_unknown("mix", *list, names, count, err);
}

/* One NAME=NUMBER of a list; *rest moves behind it. */
static bool next_pair(struct text *rest, struct text *name, int64_t *number, struct error *err)
{
    size_t const comma = text_find(*rest, TEXT(","), 0);
    struct text const pair = text_trim(text_part(*rest, 0, comma));
    size_t const equals = text_find(pair, TEXT("="), 0);
    *rest = text_part(*rest, MIN(comma + 1, rest->size), rest->size);
    if (equals == pair.size)
        return fail(err, EXIT_USAGE, "'%s' is not NAME=WEIGHT", typed_shown(pair).at);
    *name = text_trim(text_part(pair, 0, equals));
    return typed_int("a weight", text_trim(text_part(pair, equals + 1, pair.size)), 0, NUMBER_MAX, number, EXIT_USAGE, err);
}

/* Shares out of weights; false if all are 0. */
static bool scale(int64_t *shares, size_t count)
{
    int64_t sum = 0;
    for (size_t i = 0; i < count; i++)
        sum += shares[i];
    for (size_t i = 0; i < count && sum; i++)
        shares[i] = shares[i] * MIX_SHARE / sum;
    return sum > 0;
}

static bool add_type(struct mix *mix, const struct injector *injector, int64_t weight, struct error *err)
{
    for (size_t i = 0; i < mix->count; i++)
        if (mix->types[i] == injector)
            return fail(err, EXIT_USAGE, "injector '%s' stands in the mix twice", injector->name);
    if (mix->count == MIX_TYPES_MAX)
        return fail(err, EXIT_USAGE, "more than %d injectors in the mix", MIX_TYPES_MAX);
    mix->types[mix->count] = injector;
    mix->wanted[mix->count++] = weight;
    return true;
}

bool mix_types(struct mix *mix, struct text list, const struct injector *const *roster, size_t count, struct error *err)
{
    mix->count = 0;
    if (!look_up(type_presets, COUNT(type_presets), &list, err))
        return false;
    while (list.size) {
        struct text name;
        int64_t weight;
        const struct injector *injector = NULL;
        if (!next_pair(&list, &name, &weight, err) || !(injector = injector_find(name, roster, count, err)) ||
            (weight && !add_type(mix, injector, weight, err)))
            return false;
    }
    return scale(mix->wanted, mix->count) || fail(err, EXIT_USAGE, "the mix is empty");
}

bool mix_places(struct mix *mix, struct text list, struct error *err)
{
    memset(mix->wanted_places, 0, sizeof mix->wanted_places);
    mix->placing = text_equal(list, TEXT("uniform"))             ? MIX_PLACES_UNIFORM
                   : text_equal(list, TEXT("any")) || !list.size ? MIX_PLACES_ANY
                                                                 : MIX_PLACES_GIVEN;
    if (!look_up(place_presets, COUNT(place_presets), &list, err))
        return false;
    while (mix->placing == MIX_PLACES_GIVEN && list.size) {
        struct text name;
        int64_t weight, step;
        if (!next_pair(&list, &name, &weight, err) ||
            !typed_int("a place of the first error", name, 0, MIX_PLACES - 1, &step, EXIT_USAGE, err))
            return false;
        mix->wanted_places[step] += weight;
    }
    return mix->placing != MIX_PLACES_GIVEN || scale(mix->wanted_places, MIX_PLACES) ||
           fail(err, EXIT_USAGE, "no place of the first error is wanted");
}

uint64_t mix_weight(const struct mix *mix, size_t type, unsigned place)
{
    if (type == mix->count)
        return (uint64_t)mix->none;
    return (uint64_t)mix->weights[type] * (uint64_t)(mix->types[type]->cls == HARMLESS ? MIX_EVEN : mix->place_weights[place]);
}

/* To base 2; 0 < x. Bit by bit: where the square of what is left of x reaches 2, the next bit is 1. */
static int64_t log_of(uint64_t x)
{
    int const whole = 63 - __builtin_clzll(x);
    uint64_t left = x << (63 - whole) >> 32; /* 1 to 2, with 31 bits behind the point */
    int64_t log = whole;
    for (int i = 0; i < LOG_BITS; i++) {
        left = left * left >> 31;
        log = log * 2 + (int64_t)(left >> 32);
        left >>= left >> 32;
    }
    return log;
}

int64_t mix_wait(struct random chance, size_t type, unsigned place)
{
    chance.state += (type * MIX_PLACES + place + 1) * 0x9E3779B97F4A7C15u;
    int64_t const time = (INT64_C(64) << LOG_BITS) - log_of(random_next(&chance) | 1);
    return log_of((uint64_t)MAX(time, 1));
}

int64_t mix_speed(const struct mix *mix, size_t type, unsigned place)
{
    uint64_t const weight = mix_weight(mix, type, place);
    return weight ? log_of(weight) : -(INT64_C(1) << 40);
}

int64_t mix_time(const struct mix *mix, struct random chance, size_t type, unsigned place)
{
    return mix_wait(chance, type, place) - mix_speed(mix, type, place);
}

int64_t mix_distance(const struct mix *mix)
{
    int64_t most = 0;
    for (size_t i = 0; i < mix->count; i++)
        most =
            MAX(most, mix->expected[i] < mix->wanted[i] ? mix->wanted[i] - mix->expected[i] : mix->expected[i] - mix->wanted[i]);
    for (size_t p = 0; p < MIX_PLACES && mix->placing != MIX_PLACES_ANY; p++)
        most = MAX(most, mix->expected_places[p] < mix->wanted_places[p] ? mix->wanted_places[p] - mix->expected_places[p]
                                                                         : mix->expected_places[p] - mix->wanted_places[p]);
    return most;
}

static void put_row(struct json_writer *w, const char *key, const int64_t *numbers, size_t count)
{
    json_key(w, key);
    json_open(w, '[');
    for (size_t i = 0; i < count; i++)
        json_put_int(w, numbers[i]);
    json_close(w, ']');
}

static const char *const placings[] = {"any", "uniform", "given"};

void mix_write(const struct mix *mix, struct buffer *out)
{
    struct json_writer w = {.out = out};
    struct text names[MIX_TYPES_MAX];
    for (size_t i = 0; i < mix->count; i++)
        names[i] = text_of(mix->types[i]->name);
    json_open(&w, '{');
    json_key(&w, "types");
    json_put_texts(&w, names, mix->count);
    put_row(&w, "wanted", mix->wanted, mix->count);
    put_row(&w, "expected", mix->expected, mix->count);
    put_row(&w, "offered", mix->offered, mix->count);
    put_row(&w, "weights", mix->weights, mix->count);
    json_member_text(&w, "placing", text_of(placings[mix->placing]));
    put_row(&w, "wanted_places", mix->wanted_places, MIX_PLACES);
    put_row(&w, "expected_places", mix->expected_places, MIX_PLACES);
    put_row(&w, "offered_places", mix->offered_places, MIX_PLACES);
    put_row(&w, "place_weights", mix->place_weights, MIX_PLACES);
    json_member_int(&w, "none", mix->none);
    json_member_int(&w, "corpus", mix->corpus);
    json_member_int(&w, "sample", mix->sample);
    json_member_int(&w, "solutions", mix->solutions);
    json_member_int(&w, "yield", mix->yield);
    json_close(&w, '}');
    buffer_char(out, '\n');
}

static bool read_row(const struct json_object *object, const char *key, int64_t most, struct arena *arena, int64_t *out,
                     size_t count, struct error *err)
{
    const struct json_member *member = json_find(object, key);
    struct json_member *items;
    size_t found;
    bool good = member && json_items(member->raw, arena, &items, &found) && found == count;
    for (size_t i = 0; good && i < count; i++)
        good = json_int(items[i].raw, &out[i]) && out[i] >= 0 && out[i] <= most;
    return good || fail(err, EXIT_DATA, "\"%s\" is not a list of %zu whole numbers from 0 to %lld", key, count, (long long)most);
}

static bool read_int(const struct json_object *object, const char *key, int64_t *out, struct error *err)
{
    const struct json_member *member = json_find(object, key);
    return (member && json_int(member->raw, out) && *out >= 0) ||
           fail(err, EXIT_DATA, "\"%s\" is not a whole number from 0 on", key);
}

static bool read_names(const struct json_object *object, const struct injector *const *roster, size_t count, struct arena *arena,
                       struct mix *mix, struct error *err)
{
    const struct json_member *types = json_find(object, "types"), *placing = json_find(object, "placing");
    struct text *names, how;
    size_t found;
    if (!types || !json_strings(types->raw, arena, &names, &found) || !placing || !json_string(placing->raw, arena, &how))
        return fail(err, EXIT_DATA, "\"types\" or \"placing\" is missing: no file of weights");
    for (size_t i = 0; i < found; i++) {
        const struct injector *injector = injector_find(names[i], roster, count, err);
        if (!injector || !add_type(mix, injector, 0, err))
            return false;
    }
    for (size_t i = 0; i < COUNT(placings); i++)
        if (text_equal(how, text_of(placings[i])))
            mix->placing = (enum mix_placing)i;
    return true;
}

bool mix_read(struct text json, const struct injector *const *roster, size_t count, struct arena *arena, struct mix *mix,
              struct error *err)
{
    struct json_object object;
    *mix = (struct mix){0};
    return json_read_object(json, arena, &object, err) && read_names(&object, roster, count, arena, mix, err) &&
           read_row(&object, "wanted", MIX_SHARE, arena, mix->wanted, mix->count, err) &&
           read_row(&object, "expected", MIX_SHARE, arena, mix->expected, mix->count, err) &&
           read_row(&object, "weights", MIX_WEIGHT_MAX, arena, mix->weights, mix->count, err) &&
           read_row(&object, "wanted_places", MIX_SHARE, arena, mix->wanted_places, MIX_PLACES, err) &&
           read_row(&object, "expected_places", MIX_SHARE, arena, mix->expected_places, MIX_PLACES, err) &&
           read_row(&object, "place_weights", MIX_WEIGHT_MAX, arena, mix->place_weights, MIX_PLACES, err) &&
           read_int(&object, "none", &mix->none, err) && read_int(&object, "corpus", &mix->corpus, err) &&
           read_int(&object, "sample", &mix->sample, err) && read_int(&object, "solutions", &mix->solutions, err) &&
           read_int(&object, "yield", &mix->yield, err);
}
