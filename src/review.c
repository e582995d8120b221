#include "review.h"

#include "json_write.h"
#include "leak.h"
#include "shingle.h"

enum { STEPS_AHEAD = 8 }; /* of the right side, in which a step is looked for */

/* Nowhere, where `out` is NULL. */
static void put_finding(struct buffer *out, struct text file, const struct pair *pair, const char *finding, int64_t step,
                        struct text text, struct text detail)
{
    struct json_writer w = {.out = out};
    if (!out)
        return;
    json_open(&w, '{');
    json_member_text(&w, "file", file);
    json_member_text(&w, "id", pair->id);
    json_member_text(&w, "finding", text_of(finding));
    json_member_int(&w, "step", step);
    json_member_text(&w, "text", text);
    json_member_text(&w, "detail", detail);
    json_close(&w, '}');
    buffer_char(out, '\n');
}

/* The claim or formula of a refuted step that fails. */
static struct text failing(const struct subject *s, size_t index)
{
    const struct step *step = &s->steps[index];
    struct subject_walk at = {0};
    const struct claim *claim;
    const struct link *link;
    while (subject_next(s, step, &at, &claim, &link)) {
        if (claim && claim->truth == TRUTH_FAILS)
            return subject_claim_text(s, claim);
        if (link && link->truth == TRUTH_FAILS)
            return text_part(step->text, link->start, link->end);
    }
    return TEXT("");
}

static void count_good(enum verdict verdict, int64_t *counters)
{
    counters[REVIEW_GOOD]++;
    counters[REVIEW_GOOD_PROVED] += verdict == VERDICT_PROVED;
    counters[REVIEW_GOOD_REFUTED] += verdict == VERDICT_REFUTED;
}

static void count_error(enum verdict verdict, int64_t *counters)
{
    counters[REVIEW_ERROR]++;
    counters[REVIEW_ERROR_REFUTED] += verdict == VERDICT_REFUTED;
    counters[REVIEW_ERROR_HOLDS] += verdict == VERDICT_PROVED;
}

/* Steps [0, end) are labelled right. Returns how many of them are false. */
static size_t judge_good(struct text file, const struct pair *pair, const struct subject *s, size_t end, const char *finding,
                         int64_t *counters, struct buffer *out)
{
    size_t false_ones = 0;
    for (size_t i = 0; i < end; i++) {
        count_good(s->steps[i].verdict, counters);
        if (s->steps[i].verdict != VERDICT_REFUTED)
            continue;
        false_ones++;
        put_finding(out, file, pair, finding, (int64_t)i, s->steps[i].text, failing(s, i));
    }
    return false_ones;
}

static void judge_right(struct text file, const struct pair *pair, const struct subject *s, int64_t *counters, struct buffer *out)
{
    counters[REVIEW_JUDGED_RIGHT]++;
    counters[REVIEW_RIGHT_REFUTED] +=
        judge_good(file, pair, s, s->steps_count, "false_step_in_right_solution", counters, out) > 0;
}

static void judge_faulty(struct text file, const struct pair *pair, const struct subject *s, int64_t *counters,
                         struct buffer *out)
{
    if (pair->first_error < 0)
        return;
    size_t const first = (size_t)pair->first_error;
    counters[REVIEW_EARLIER] += judge_good(file, pair, s, first, "false_step_before_first_error", counters, out) > 0;
    count_error(s->steps[first].verdict, counters);
}

/* The same words, numbers and signs, whatever is between them. */
static bool says_the_same(struct text a, struct text b)
{
    struct shingles words[2] = {{0}};
    shingle_words(a, SHINGLE_SIGNS, &words[0]);
    shingle_words(b, SHINGLE_SIGNS, &words[1]);
    bool const same = words[0].count == words[1].count &&
                      (words[0].count == 0 || memcmp(words[0].at, words[1].at, words[0].count * sizeof *words[0].at) == 0);
    shingles_free(&words[0]);
    shingles_free(&words[1]);
    return same;
}

/* The first of the next right steps that fits; `limit` if none does. Steps may have been left out on purpose, and the first step that needs
 * one is labelled then. */
static size_t find_step(const struct pair *pair, size_t from, struct text step, bool (*fits)(struct text, struct text),
                        size_t limit)
{
    size_t at = from;
    while (at < limit && !fits(text_trim(pair->steps[at]), text_trim(step)))
        at++;
    return at;
}

static void compare_prefix(struct text file, const struct pair *pair, size_t first, int64_t *counters, struct buffer *out)
{
    int64_t changed = 0, restyled = 0;
    for (size_t i = 0, at = 0; i < first; i++) {
        struct text const step = pair->bad_steps[i];
        size_t const limit = MIN(at + STEPS_AHEAD, pair->steps_count);
        size_t const equal = find_step(pair, at, step, text_equal, limit);
        size_t const same = equal < limit ? equal : find_step(pair, at, step, says_the_same, limit);
        if (equal < limit || same < limit)
            at = same + 1;
        if (equal < limit)
            continue;
        restyled += same < limit;
        changed += same == limit;
        put_finding(out, file, pair, same < limit ? "restyled_before_first_error" : "changed_before_first_error", (int64_t)i,
                    step, i < pair->steps_count ? pair->steps[i] : TEXT(""));
    }
    counters[REVIEW_CHANGED] += changed > 0;
    counters[REVIEW_CHANGED_STEPS] += changed;
    counters[REVIEW_RESTYLED] += !changed && restyled;
}

static void compare_places(struct text file, const struct pair *pair, int64_t *counters, struct buffer *out)
{
    size_t const first = (size_t)pair->first_error;
    counters[REVIEW_PLACED_BOTH]++;
    compare_prefix(file, pair, first, counters, out);
    if (first < pair->steps_count && text_equal(text_trim(pair->steps[first]), text_trim(pair->bad_steps[first]))) {
        counters[REVIEW_UNCHANGED]++;
        put_finding(out, file, pair, "first_error_is_unchanged", (int64_t)first, pair->bad_steps[first], TEXT(""));
    }
}

static const char *leak_of(const struct text *steps, size_t count, size_t *step)
{
    for (*step = 0; *step < count; ++*step) {
        const char *word = leak_in(steps[*step]);
        if (word)
            return word;
    }
    return NULL;
}

static int64_t length_of(const struct text *steps, size_t count)
{
    size_t sum = 0;
    for (size_t i = 0; i < count; i++)
        sum += text_code_points(steps[i], steps[i].size) + 1;
    return (int64_t)MIN(sum, (size_t)REVIEW_LENGTH_MAX);
}

static bool is_same(const struct pair *pair)
{
    bool same = pair->steps_count == pair->bad_count;
    for (size_t i = 0; same && i < pair->bad_count; i++)
        same = text_equal(pair->steps[i], pair->bad_steps[i]);
    return same;
}

static void compare_sides(struct text file, const struct pair *pair, int64_t *counters, struct buffer *out)
{
    int64_t const delta = length_of(pair->bad_steps, pair->bad_count) - length_of(pair->steps, pair->steps_count);
    size_t step, other;
    const char *word = leak_of(pair->bad_steps, pair->bad_count, &step);
    counters[REVIEW_BOTH]++;
    counters[REVIEW_LONGER] += delta > 0;
    counters[REVIEW_SHORTER] += delta < 0;
    counters[REVIEW_DELTA] += delta;
    counters[REVIEW_SQUARES] += delta * delta;
    if (is_same(pair)) {
        counters[REVIEW_SAME]++;
        put_finding(out, file, pair, "both_sides_are_the_same", FIRST_NONE, TEXT(""), TEXT(""));
    }
    if (word && !leak_of(pair->steps, pair->steps_count, &other)) {
        counters[REVIEW_LEAK]++;
        put_finding(out, file, pair, "gives_itself_away", (int64_t)step, pair->bad_steps[step], text_of(word));
    }
}

void review_judge(struct text file, const struct pair *pair, const struct subject *right, const struct subject *faulty,
                  int64_t *counters, struct buffer *out)
{
    counters[REVIEW_PAIRS]++;
    if (right)
        judge_right(file, pair, right, counters, out);
    if (faulty)
        judge_faulty(file, pair, faulty, counters, out);
}

void review_texts(struct text file, const struct pair *pair, int64_t *counters, struct buffer *out)
{
    bool const both = pair->steps_count && pair->bad_count;
    counters[REVIEW_RIGHT] += pair->steps_count > 0;
    counters[REVIEW_FAULTY] += pair->bad_count > 0 && pair->first_error != FIRST_NONE;
    if (pair->first_error >= 0)
        counters[REVIEW_PLACES + MIN(pair->first_error, POSITION_PLACES - 1)]++;
    if (both && pair->first_error != FIRST_NONE)
        compare_sides(file, pair, counters, out);
    if (both && pair->first_error >= 0)
        compare_places(file, pair, counters, out);
}

void review_record(const struct pair *pair, int64_t *counters)
{
    size_t const first = pair->first_error < 0 ? 0 : (size_t)pair->first_error;
    review_texts(TEXT(""), pair, counters, NULL);
    if (pair->first_error == FIRST_NONE)
        return;
    for (size_t i = 0; i < first; i++)
        count_good(pair->local[i], counters);
    count_error(pair->local[first], counters);
}
