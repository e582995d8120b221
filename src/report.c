#include "report.h"

#include "stream.h"

const int64_t report_length_bounds[REPORT_LENGTHS - 1] = {-100, -30, -5, 0, 1, 6, 31, 101};

enum {
    DISTANCE_CAP = 250,  /* characters of a step that are compared */
    CLAIMS_MOST = 65536, /* that a record may say it has; all else is no count */
};

static void count_claims(const struct subject *s, bool faulty, int64_t *counters)
{
    for (size_t i = 0; i < s->steps_count; i++) {
        struct subject_walk walk = {0};
        const struct claim *claim;
        const struct link *link;
        counters[REPORT_STEPS + 3 * faulty + (int)s->steps[i].verdict]++;
        while (subject_next(s, &s->steps[i], &walk, &claim, &link))
            counters[REPORT_CLAIMS + 4 * faulty + (claim ? claim->truth : link->truth)]++;
    }
}

void report_judged(const struct subject *right, const struct subject *faulty, int64_t *counters)
{
    uint32_t depth = 0;
    if (right)
        count_claims(right, false, counters);
    if (faulty)
        count_claims(faulty, true, counters);
    for (size_t i = 0; right && i < right->derivations_count; i++)
        depth = MAX(depth, right->derivations[i].depth + 1);
    if (right)
        counters[REPORT_DEPTH + MIN(depth, (uint32_t)REPORT_DEPTHS - 1)]++;
}

void report_begin(struct report *report)
{
    *report = (struct report){.openings = clusters_new(), .wholes = clusters_new()};
}

void report_end(struct report *report)
{
    clusters_free(report->openings);
    clusters_free(report->wholes);
    known_free(&report->solutions);
    pair_sources_free(&report->met);
    arena_free(&report->arena);
}

static struct report_source *source_of(struct report *report, struct text name)
{
    size_t i = 0;
    while (i < report->sources_count && !text_equal(report->sources[i].name, name))
        i++;
    if (i == report->sources_count && i < REPORT_SOURCES)
        report->sources[report->sources_count++].name =
            i == REPORT_SOURCES - 1 ? TEXT("all further sources") : text_copy(&report->arena, name);
    return &report->sources[MIN(i, (size_t)REPORT_SOURCES - 1)];
}

static int64_t points(const struct text *steps, size_t count)
{
    size_t sum = count;
    for (size_t i = 0; i < count; i++)
        sum += text_code_points(steps[i], steps[i].size);
    return (int64_t)sum;
}

static int64_t count_length(struct report *report, const struct pair *pair)
{
    int64_t const delta = points(pair->bad_steps, pair->bad_count) - points(pair->steps, pair->steps_count);
    size_t bin = 0;
    while (bin < REPORT_LENGTHS - 1 && delta >= report_length_bounds[bin])
        bin++;
    report->lengths[bin]++;
    report->both++;
    return delta;
}

static void count_place(struct report *report, const struct contrast *row, struct arena *arena)
{
    positions_count(&report->positions, (size_t)row->first_error, row->faulty_count);
    if (row->counterpart < 0 || (size_t)row->counterpart >= row->right_count)
        return;
    struct text const right = row->right[row->counterpart], faulty = row->faulty[row->first_error];
    size_t const longer = MAX(text_code_points(right, right.size), text_code_points(faulty, faulty.size));
    size_t const distance = text_distance(right, faulty, DISTANCE_CAP, arena);
    report->placed++;
    report->distances[MIN(distance * REPORT_TENTHS / MAX(longer, 1u), (size_t)REPORT_TENTHS - 1)]++;
}

/* Once for each source solution: as many faulty sides as it has share its words. */
static void count_templates(struct report *report, const struct pair *pair)
{
    const struct text *steps = pair->steps_count ? pair->steps : pair->bad_steps;
    size_t const count = pair->steps_count ? pair->steps_count : pair->bad_count;
    struct shingles words = {0};
    if (pair->steps_count && !pair_starts_source(&report->met, pair, false))
        return;
    shingle_words(pair->problem, SHINGLE_SIGNS, &words);
    for (size_t i = 0; i < count; i++)
        shingle_words(steps[i], SHINGLE_SIGNS, &words);
    uint64_t const key = shingle_hash(words.at, words.count);
    shingles_free(&words);
    if (known_find(&report->solutions, key))
        return;
    known_note(&report->solutions, key, 1);
    report->solutions_count++;
    clusters_add(report->openings, steps, count, REPORT_OPENING);
    clusters_add(report->wholes, steps, count, 0);
}

static void add_tally(const struct json_object *certificate, const char *key, struct arena *arena, int64_t claims[4])
{
    static const struct {
        const char *key;
        enum truth truth;
    } truths[] = {{"proved", TRUTH_HOLDS}, {"rounded", TRUTH_ROUNDS}, {"unknown", TRUTH_UNKNOWN}};
    const struct json_member *member = json_find(certificate, key), *count;
    struct json_object tally;
    struct error err;
    int64_t number;
    if (!member || !json_read_object(member->raw, arena, &tally, &err))
        return;
    for (size_t i = 0; i < COUNT(truths); i++)
        if ((count = json_find(&tally, truths[i].key)) && json_int(count->raw, &number) && number >= 0 && number <= CLAIMS_MOST)
            claims[truths[i].truth] += number;
}

/* Of a control all is before. */
static void count_stated(struct report_stated *stated, const struct pair *pair, struct arena *arena)
{
    bool const control = pair->first_error == FIRST_NONE;
    struct json_object certificate;
    struct error err;
    stated->records++;
    for (size_t i = 0; i < pair->bad_count; i++)
        stated->steps[!control && i >= (size_t)pair->first_error][pair->local[i]]++;
    if (!control)
        stated->depths[MIN(pair->depth, (int64_t)REPORT_DEPTHS - 1)]++;
    if (!json_read_object(pair->certificate, arena, &certificate, &err))
        return;
    add_tally(&certificate, "before", arena, stated->claims[0]);
    add_tally(&certificate, "after", arena, stated->claims[!control]);
}

static void count_origin(struct report *report, const struct pair *pair, bool given)
{
    struct buffer origin = {0};
    buffer_add(&origin, pair->source);
    if (!given) {
        buffer_char(&origin, '\t');
        buffer_add(&origin, pair->tool);
        buffer_char(&origin, '\t');
        buffer_add(&origin, pair->config);
        buffer_char(&origin, '\t');
        buffer_int(&origin, pair->seed);
    }
    census_add(&report->origins, buffer_text(&origin), &report->arena);
    buffer_free(&origin);
}

static void count_source_length(struct report_source *source, int64_t delta)
{
    source->both++;
    source->longer += delta > 0;
    source->shorter += delta < 0;
}

void report_see(struct report *report, const struct pair *pair, bool given, const struct contrast *row, enum sieved why,
                struct arena *arena)
{
    struct report_source *source = source_of(report, pair->source);
    report->pairs++;
    report->given += given;
    report->controls += pair->bad_count && pair->first_error == FIRST_NONE;
    report->tiers[given ? TIER_LABELS : (int)pair->source_proof]++;
    source->pairs++;
    source->given += given;
    source->all_steps += !given && pair->source_proof == PROOF_ALL_STEPS;
    source->copies += why == SIEVED_SAME || why == SIEVED_NEAR;
    if (pair->steps_count && pair->bad_count && pair->first_error != FIRST_NONE)
        count_source_length(source, count_length(report, pair));
    if (pair->bad_count) {
        census_add(&report->kinds, pair->injector.size ? pair->injector : REPORT_NOT_SAID, &report->arena);
        census_add(&report->classes, pair->class.size ? pair->class : REPORT_NOT_SAID, &report->arena);
    }
    if (pair->level.size)
        census_add(&report->levels, pair->level, &report->arena);
    if (!given)
        count_stated(&report->stated, pair, arena);
    if (row && row->first_error >= 0)
        count_place(report, row, arena);
    count_origin(report, pair, given);
    count_templates(report, pair);
}

static bool take_refused(void *context, const struct line *line, struct error *err)
{
    struct report *report = context;
    struct arena arena = {0};
    struct json_object object;
    struct text reason;
    bool const good = json_read_object(line->text, &arena, &object, err);
    const struct json_member *member = good ? json_find(&object, "reason") : NULL;
    bool const known = member && json_string(member->raw, &arena, &reason);
    if (known)
        census_add(&report->refused, reason, &report->arena);
    arena_free(&arena);
    return known || (good ? fail(err, EXIT_DATA, "no \"reason\": this is no file of refusals") : false);
}

bool report_refused(struct report *report, const char *path, struct error *err)
{
    return stream_each(path, take_refused, report, NULL, err);
}
