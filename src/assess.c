#include "assess.h"

#include <stdlib.h>
#include <string.h>

const char *const measure_names[MEASURES] = {"pairs", "steps", "preference", "first error"};

enum survey_kind measure_kind(enum measure measure)
{
    return measure == MEASURE_FIRST_ERROR ? SURVEY_STEPS : (enum survey_kind)measure;
}

static size_t kinds_of(enum measure measure)
{
    return measure == MEASURE_FIRST_ERROR ? AGREEMENT_KINDS : measure == MEASURE_PREFERENCE ? CHOICES : CHOICES - 1;
}

/* Steps without a verdict, but with one that is marked wrong, have an error. */
static enum choice chosen(const struct survey_item *item, const struct ballot *ballot)
{
    bool const marked = item->kind == SURVEY_STEPS && ballot->choice == CHOICE_NONE && ballot->first_error >= 0;
    return marked ? CHOICE_ERROR : ballot->choice;
}

/* Where an error may stand; 0: there is none; -1: not said. */
static int place_of(enum choice choice, int32_t first_error)
{
    if (choice == CHOICE_CORRECT)
        return 0;
    return choice == CHOICE_ERROR && first_error >= 0 ? MIN(first_error + 1, AGREEMENT_KINDS - 1) : -1;
}

static int said(const struct ballots *ballots, enum measure measure, size_t who, size_t item)
{
    const struct survey_item *asked = &ballots->items[item];
    const struct ballot *ballot = &ballots->by[who][item];
    if (asked->kind != measure_kind(measure) || !ballot->file)
        return -1;
    enum choice const choice = chosen(asked, ballot);
    return measure == MEASURE_FIRST_ERROR ? place_of(choice, ballot->first_error) : (int)choice;
}

static int keyed(const struct survey_item *item, enum measure measure)
{
    return measure == MEASURE_FIRST_ERROR ? place_of(item->right, item->first_error) : (int)item->right;
}

static void clear(enum measure measure, struct agreement *out)
{
    memset(out, 0, sizeof *out);
    out->kinds = kinds_of(measure);
}

void assess_between(const struct ballots *ballots, enum measure measure, size_t a, size_t b, struct agreement *out)
{
    clear(measure, out);
    for (size_t i = 0; i < ballots->items_count; i++) {
        int const first = said(ballots, measure, a, i), second = said(ballots, measure, b, i);
        if (first >= 0 && second >= 0)
            out->cells[first][second]++;
    }
}

void assess_key(const struct ballots *ballots, enum measure measure, size_t who, struct agreement *out)
{
    size_t const from = who == ASSESS_ALL ? 0 : who, to = who == ASSESS_ALL ? ballots->annotators_count : who + 1;
    clear(measure, out);
    for (size_t a = from; a < to; a++)
        for (size_t i = 0; i < ballots->items_count; i++) {
            int const answer = said(ballots, measure, a, i), right = keyed(&ballots->items[i], measure);
            if (answer >= 0 && right >= 0)
                out->cells[right][answer]++;
        }
}

int64_t assess_near(const struct agreement *table)
{
    struct agreement *near = memory_new(sizeof *near);
    *near = *table;
    for (size_t i = 1; i + 1 < near->kinds; i++) {
        near->cells[i][i] += near->cells[i][i + 1] + near->cells[i + 1][i];
        near->cells[i][i + 1] = near->cells[i + 1][i] = 0;
    }
    int64_t const share = agreement_raw(near);
    free(near);
    return share;
}

int64_t assess_mean(const struct ballots *ballots, enum measure measure, size_t *pairs)
{
    struct agreement *table = memory_new(sizeof *table);
    int64_t sum = 0, count = 0;
    for (size_t a = 0; a < ballots->annotators_count; a++)
        for (size_t b = a + 1; b < ballots->annotators_count; b++) {
            assess_between(ballots, measure, a, b, table);
            int64_t const kappa = agreement_kappa(table);
            sum += kappa == AGREEMENT_NONE ? 0 : kappa;
            count += kappa != AGREEMENT_NONE;
        }
    free(table);
    *pairs = (size_t)count;
    return count ? sum / count : AGREEMENT_NONE;
}

static uint32_t answers_to(const struct ballots *ballots, enum measure measure, size_t item, uint32_t *counts)
{
    uint32_t answers = 0;
    memset(counts, 0, kinds_of(measure) * sizeof *counts);
    for (size_t a = 0; a < ballots->annotators_count; a++) {
        int const answer = said(ballots, measure, a, item);
        if (answer >= 0) {
            counts[answer]++;
            answers++;
        }
    }
    return answers;
}

/* The number of answers that most items have; of several the largest. */
static uint32_t usual_raters(const struct ballots *ballots, enum measure measure)
{
    uint32_t counts[AGREEMENT_KINDS], usual = 0;
    size_t items[BALLOT_ANNOTATORS + 1] = {0};
    for (size_t i = 0; i < ballots->items_count; i++)
        items[answers_to(ballots, measure, i, counts)]++;
    for (uint32_t raters = 1; raters <= BALLOT_ANNOTATORS; raters++)
        if (items[raters] && (!usual || items[raters] >= items[usual]))
            usual = raters;
    return usual;
}

int64_t assess_fleiss(const struct ballots *ballots, enum measure measure, size_t *items, uint32_t *raters)
{
    size_t const kinds = kinds_of(measure);
    *items = 0;
    *raters = usual_raters(ballots, measure);
    if (*raters < 3)
        return AGREEMENT_NONE;
    uint32_t *counts = memory_new((ballots->items_count + 1) * kinds * sizeof *counts);
    for (size_t i = 0; i < ballots->items_count; i++)
        *items += answers_to(ballots, measure, i, &counts[*items * kinds]) == *raters;
    int64_t const kappa = agreement_fleiss(counts, *items, kinds, *raters);
    free(counts);
    return kappa;
}

enum opinion assess_opinion(const struct survey_item *item, const struct ballot *ballot)
{
    enum choice const choice = chosen(item, ballot);
    if (!ballot->file || choice == CHOICE_NONE)
        return OPINION_NONE;
    if (choice >= CHOICE_TIE && item->right < CHOICE_TIE)
        return OPINION_UNSURE;
    if (choice != item->right)
        return OPINION_NO;
    bool const placed =
        item->kind == SURVEY_STEPS && choice == CHOICE_ERROR && ballot->first_error >= 0 && item->first_error >= 0;
    return placed && ballot->first_error != item->first_error ? OPINION_NO : OPINION_YES;
}

bool assess_disputed(const struct ballots *ballots, size_t item)
{
    const struct survey_item *asked = &ballots->items[item];
    enum measure const choice = (enum measure)asked->kind;
    for (enum measure m = choice; m < MEASURES; m = asked->kind == SURVEY_STEPS && m == choice ? MEASURE_FIRST_ERROR : MEASURES) {
        int first = -1;
        for (size_t a = 0; a < ballots->annotators_count; a++) {
            int const answer = said(ballots, m, a, item);
            if (answer >= 0 && first >= 0 && answer != first)
                return true;
            first = answer >= 0 ? answer : first;
        }
    }
    return false;
}

void assess_consent(const struct ballots *ballots, enum survey_kind kind, struct consent *out)
{
    *out = (struct consent){0};
    for (size_t i = 0; i < ballots->items_count; i++) {
        const struct survey_item *item = &ballots->items[i];
        uint64_t counts[OPINION_UNSURE + 1] = {0};
        for (size_t a = 0; item->kind == kind && a < ballots->annotators_count; a++) {
            const struct ballot *ballot = &ballots->by[a][i];
            counts[assess_opinion(item, ballot)]++;
            out->natural += !item->control && text_equal(ballot->natural, TEXT("yes"));
            out->unnatural += !item->control && text_equal(ballot->natural, TEXT("no"));
        }
        uint64_t const answers = counts[OPINION_YES] + counts[OPINION_NO] + counts[OPINION_UNSURE];
        out->answers += answers;
        out->items += answers > 0;
        out->unconfirmed += answers && counts[OPINION_YES] <= counts[OPINION_NO];
        out->disputed += answers && assess_disputed(ballots, i);
    }
}

void assess_gold(const struct ballots *ballots, size_t who, uint64_t *right, uint64_t *answered)
{
    *right = *answered = 0;
    for (size_t i = 0; i < ballots->items_count; i++) {
        enum opinion const opinion = assess_opinion(&ballots->items[i], &ballots->by[who][i]);
        *answered += ballots->items[i].gold && opinion != OPINION_NONE;
        *right += ballots->items[i].gold && opinion == OPINION_YES;
    }
}

int64_t assess_kappa(const struct ballots *ballots, enum measure measure, bool *with_key)
{
    struct agreement *table = memory_new(sizeof *table);
    size_t pairs;
    int64_t const between = assess_mean(ballots, measure, &pairs);
    assess_key(ballots, measure, ASSESS_ALL, table);
    int64_t const kappa = pairs ? between : agreement_kappa(table);
    free(table);
    *with_key = !pairs;
    return kappa;
}

static bool is_asked(const struct ballots *ballots, enum survey_kind kind)
{
    struct consent consent;
    assess_consent(ballots, kind, &consent);
    return consent.items > 0;
}

bool assess_gate(const struct ballots *ballots, int64_t least, struct error *err)
{
    bool good = true;
    for (enum measure m = 0; good && m <= MEASURE_PREFERENCE; m++) {
        bool with_key;
        int64_t const kappa = assess_kappa(ballots, m, &with_key);
        struct buffer whose = {0};
        buffer_format(&whose, "%s: Cohen's kappa %s", measure_names[m], with_key ? "with the key" : "between annotators");
        buffer_char(&whose, '\0');
        good = !is_asked(ballots, measure_kind(m)) || agreement_gate(whose.at, kappa, least, err);
        buffer_free(&whose);
    }
    return good;
}
