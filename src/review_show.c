#include "review.h"

#include "json_write.h"
#include "rank.h"
#include "value.h"

#include <inttypes.h>
#include <stdlib.h>

enum { ONE_PERCENT = 100, SMALL_EFFECT = 2000, LENGTH_SHARE = 6000, HUNDREDTHS = 100 };

static int64_t share(int64_t part, int64_t whole)
{
    return whole ? (part * RANK_ONE + whole / 2) / whole : 0;
}

int64_t review_length_effect(const int64_t *c)
{
    int64_t const n = c[REVIEW_BOTH];
    if (!n)
        return 0;
    int64_t const mean = c[REVIEW_DELTA] * HUNDREDTHS / n;
    int64_t const deviation = value_int_root(MAX(c[REVIEW_SQUARES] / n * HUNDREDTHS * HUNDREDTHS - mean * mean, (int64_t)0));
    return deviation ? mean * RANK_ONE / deviation : 0;
}

static void put_percent(struct buffer *out, int64_t part, int64_t whole)
{
    int64_t const hundredths = share(part, whole);
    buffer_format(out, "%" PRId64 " of %" PRId64 ", %" PRId64 ".%02" PRId64 " %%", part, whole, hundredths / 100,
                  hundredths % 100);
}

static void object(struct buffer *out, const char *what, int64_t part, int64_t whole)
{
    buffer_format(out, "! %s: ", what);
    put_percent(out, part, whole);
    buffer_char(out, '\n');
}

static void object_to_labels(const int64_t *c, bool sampled, struct buffer *out)
{
    if (c[REVIEW_GOOD_REFUTED])
        object(out,
               sampled ? "steps labelled right that are provably false, in the pairs that were judged"
                       : "steps labelled right that are provably false",
               c[REVIEW_GOOD_REFUTED], c[REVIEW_GOOD]);
    if (share(c[REVIEW_CHANGED], c[REVIEW_PLACED_BOTH]) >= ONE_PERCENT)
        object(out, "faulty solutions changed before their labelled first error", c[REVIEW_CHANGED], c[REVIEW_PLACED_BOTH]);
    if (c[REVIEW_UNCHANGED])
        object(out, "labelled first errors that stand as in the right solution", c[REVIEW_UNCHANGED], c[REVIEW_PLACED_BOTH]);
    if (c[REVIEW_SAME])
        object(out, "pairs with both sides the same", c[REVIEW_SAME], c[REVIEW_BOTH]);
}

static void object_to_style(const int64_t *c, struct buffer *out)
{
    int64_t const longer = share(c[REVIEW_LONGER], c[REVIEW_BOTH]), shorter = share(c[REVIEW_SHORTER], c[REVIEW_BOTH]);
    if (share(c[REVIEW_LEAK], c[REVIEW_BOTH]) >= ONE_PERCENT)
        object(out, "faulty sides with words that give them away", c[REVIEW_LEAK], c[REVIEW_BOTH]);
    if (longer >= LENGTH_SHARE || shorter >= LENGTH_SHARE)
        object(out, longer >= shorter ? "faulty sides that are longer" : "faulty sides that are shorter",
               MAX(c[REVIEW_LONGER], c[REVIEW_SHORTER]), c[REVIEW_BOTH]);
    if (llabs(review_length_effect(c)) >= SMALL_EFFECT) {
        buffer_string(out, "! lengths differ, Cohen's d is ");
        buffer_share(out, review_length_effect(c));
        buffer_char(out, '\n');
    }
}

static void object_to_copies(const struct review_more *more, struct buffer *out)
{
    static const enum sieved kinds[] = {SIEVED_SAME, SIEVED_NEAR, SIEVED_CONTAMINATED};
    for (size_t i = 0; i < COUNT(kinds); i++) {
        int64_t const count = (int64_t)more->sieved[kinds[i]];
        if (share(count, (int64_t)more->pairs) >= ONE_PERCENT || (count && kinds[i] == SIEVED_CONTAMINATED))
            object(out, sieved_says[kinds[i]], count, (int64_t)more->pairs);
    }
}

static size_t judge_bars(const struct review_more *more, struct judged judged[JUDGED_MAX])
{
    return bars_judge(more->bars, &more->shortcuts, judged);
}

static void object_to_shortcuts(const struct review_more *more, struct buffer *out)
{
    struct judged judged[JUDGED_MAX];
    struct buffer broken = {0};
    bars_broken(judged, judge_bars(more, judged), &broken);
    for (size_t at = 0, end; at < broken.size; at = end + 1) {
        end = text_find(buffer_text(&broken), TEXT("\n"), at);
        buffer_string(out, "! ");
        buffer_add(out, text_part(buffer_text(&broken), at, end));
        buffer_char(out, '\n');
    }
    buffer_free(&broken);
}

static void line(struct buffer *out, const char *what, int64_t part, int64_t whole)
{
    if (!whole)
        return;
    buffer_format(out, "  %-58s ", what);
    put_percent(out, part, whole);
    buffer_char(out, '\n');
}

static void put_labels(const int64_t *c, const struct review_more *more, struct buffer *out)
{
    buffer_format(
        out, "labels against exact verdicts: right solutions %" PRId64 ", faulty ones %" PRId64 ", not labelled %" PRId64 "\n",
        c[REVIEW_RIGHT], c[REVIEW_FAULTY], c[REVIEW_UNLABELLED]);
    if (more->sampled)
        line(out, "pairs that were judged for the next six figures", c[REVIEW_PAIRS], (int64_t)more->pairs);
    line(out, "steps labelled right: proved", c[REVIEW_GOOD_PROVED], c[REVIEW_GOOD]);
    line(out, "steps labelled right: false", c[REVIEW_GOOD_REFUTED], c[REVIEW_GOOD]);
    line(out, "right solutions with a false step", c[REVIEW_RIGHT_REFUTED], c[REVIEW_JUDGED_RIGHT]);
    line(out, "faulty solutions with a false step before the labelled one", c[REVIEW_EARLIER], c[REVIEW_ERROR]);
    line(out, "labelled first errors: what they claim is false", c[REVIEW_ERROR_REFUTED], c[REVIEW_ERROR]);
    line(out, "labelled first errors: all that they claim is true", c[REVIEW_ERROR_HOLDS], c[REVIEW_ERROR]);
}

static void put_sides(const int64_t *c, struct buffer *out)
{
    if (!c[REVIEW_BOTH])
        return;
    buffer_string(out, "the faulty side beside the right one\n");
    if (c[REVIEW_PLACED_BOTH]) {
        line(out, "changed before the labelled first error", c[REVIEW_CHANGED], c[REVIEW_PLACED_BOTH]);
        line(out, "only written otherwise before it", c[REVIEW_RESTYLED], c[REVIEW_PLACED_BOTH]);
        line(out, "the labelled step stands as it was", c[REVIEW_UNCHANGED], c[REVIEW_PLACED_BOTH]);
    }
    line(out, "both sides the same", c[REVIEW_SAME], c[REVIEW_BOTH]);
    line(out, "words that give it away", c[REVIEW_LEAK], c[REVIEW_BOTH]);
    line(out, "longer", c[REVIEW_LONGER], c[REVIEW_BOTH]);
    line(out, "shorter", c[REVIEW_SHORTER], c[REVIEW_BOTH]);
    buffer_format(out, "  %-58s ", "Cohen's d of the lengths");
    buffer_share(out, review_length_effect(c));
    buffer_char(out, '\n');
}

static void put_copies(const struct review_more *more, struct buffer *out)
{
    buffer_string(out, "copies\n");
    for (size_t i = 0; i < SIEVED; i++)
        if (i != SIEVED_KEPT && i != SIEVED_BETWEEN)
            line(out, sieved_says[i], (int64_t)more->sieved[i], (int64_t)more->pairs);
}

bool review_table(const int64_t *counters, const struct review_more *more, struct buffer *out)
{
    size_t const start = out->size;
    object_to_labels(counters, more->sampled, out);
    object_to_style(counters, out);
    object_to_copies(more, out);
    if (more->shortcuts.all.rows)
        object_to_shortcuts(more, out);
    bool const any = out->size > start;
    if (!any)
        buffer_string(out, "nothing to object to\n");
    buffer_char(out, '\n');
    put_labels(counters, more, out);
    put_sides(counters, out);
    put_copies(more, out);
    if (more->shortcuts.all.rows) {
        buffer_string(out, "shortcuts (misstep shortcuts --help)\n");
        bars_table(more->bars, &more->shortcuts, out);
    }
    return any;
}

static void json_labels(const int64_t *c, struct json_writer *w)
{
    static const struct {
        const char *key;
        enum review_counter at;
    } keys[] = {{"right", REVIEW_RIGHT},
                {"faulty", REVIEW_FAULTY},
                {"unlabelled", REVIEW_UNLABELLED},
                {"steps_labelled_right", REVIEW_GOOD},
                {"steps_labelled_right_proved", REVIEW_GOOD_PROVED},
                {"steps_labelled_right_false", REVIEW_GOOD_REFUTED},
                {"right_with_false_step", REVIEW_RIGHT_REFUTED},
                {"first_errors", REVIEW_ERROR},
                {"first_errors_false", REVIEW_ERROR_REFUTED},
                {"first_errors_true", REVIEW_ERROR_HOLDS},
                {"false_before_first_error", REVIEW_EARLIER},
                {"with_original", REVIEW_PLACED_BOTH},
                {"changed_before_first_error", REVIEW_CHANGED},
                {"steps_changed_before_first_error", REVIEW_CHANGED_STEPS},
                {"restyled_before_first_error", REVIEW_RESTYLED},
                {"first_error_unchanged", REVIEW_UNCHANGED},
                {"both_sides", REVIEW_BOTH},
                {"same_sides", REVIEW_SAME},
                {"give_themselves_away", REVIEW_LEAK},
                {"faulty_longer", REVIEW_LONGER},
                {"faulty_shorter", REVIEW_SHORTER}};
    for (size_t i = 0; i < COUNT(keys); i++)
        json_member_int(w, keys[i].key, c[keys[i].at]);
    json_member_share(w, "length_d", review_length_effect(c));
}

void review_json(const int64_t *counters, const struct review_more *more, struct buffer *out)
{
    struct judged judged[JUDGED_MAX];
    struct json_writer w = {.out = out};
    json_open(&w, '{');
    json_labels(counters, &w);
    json_key(&w, "first_error_at");
    json_open(&w, '[');
    for (size_t i = 0; i < POSITION_PLACES; i++)
        json_put_int(&w, counters[REVIEW_PLACES + i]);
    json_close(&w, ']');
    json_member_int(&w, "pairs", (int64_t)more->pairs);
    json_member_int(&w, "same_pair_before", (int64_t)more->sieved[SIEVED_SAME]);
    json_member_int(&w, "near_pair_before", (int64_t)more->sieved[SIEVED_NEAR]);
    json_member_int(&w, "in_evaluation_set", (int64_t)more->sieved[SIEVED_CONTAMINATED]);
    if (more->shortcuts.all.rows) {
        struct buffer shortcuts = {0};
        bars_json(more->bars, &more->shortcuts, judged, judge_bars(more, judged), &shortcuts);
        json_key(&w, "shortcuts");
        json_put_raw(&w, text_trim(buffer_text(&shortcuts)));
        buffer_free(&shortcuts);
    }
    json_close(&w, '}');
    buffer_char(out, '\n');
}
