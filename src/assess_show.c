#include "assess.h"
#include "json_write.h"

#include <inttypes.h>
#include <stdlib.h>

enum { PAIRS_SHOWN = 30, ITEMS_SHOWN = 20, ONE_SIDED = 500, TWO_SIDED = 250 };

static void add_percent(struct buffer *out, int64_t share)
{
    buffer_format(out, "%" PRId64 ".%02" PRId64 " %%", share / 100, share % 100);
}

static void add_kappa(struct buffer *out, int64_t kappa)
{
    if (kappa == AGREEMENT_NONE) {
        buffer_string(out, "    n/a");
        return;
    }
    buffer_string(out, kappa < 0 ? " " : "  ");
    buffer_share(out, agreement_share(kappa));
    buffer_format(out, "  %s", agreement_words(kappa));
}

/* Names are strangers': control characters are shown as dots. */
static void add_name(struct buffer *out, struct text name)
{
    for (size_t i = 0; i < MIN(name.size, 60); i++)
        buffer_char(out, (unsigned char)name.at[i] < ' ' || name.at[i] == 0x7F ? '.' : name.at[i]);
}

static void add_row(struct buffer *out, struct text name, const struct text *other, const struct agreement *table)
{
    struct buffer label = {0};
    add_name(&label, name);
    if (other) {
        buffer_string(&label, ", ");
        add_name(&label, *other);
    }
    buffer_format(out, "    %-32.*s%7" PRIu64 "  ", (int)label.size, label.at, agreement_items(table));
    add_percent(out, agreement_share(agreement_raw(table)));
    add_kappa(out, agreement_kappa(table));
    if (table->kinds == AGREEMENT_KINDS) {
        buffer_string(out, "; within one step ");
        add_percent(out, agreement_share(assess_near(table)));
    }
    buffer_char(out, '\n');
    buffer_free(&label);
}

static void add_between(const struct ballots *ballots, enum measure measure, struct agreement *table, struct buffer *out)
{
    size_t shown = 0, pairs, items;
    uint32_t raters;
    for (size_t a = 0; a < ballots->annotators_count; a++)
        for (size_t b = a + 1; b < ballots->annotators_count && shown < PAIRS_SHOWN; b++) {
            assess_between(ballots, measure, a, b, table);
            if (!agreement_items(table))
                continue;
            buffer_string(out, shown++ ? "" : "  annotator and annotator            items  same     kappa\n");
            add_row(out, ballots->annotators[a], &ballots->annotators[b], table);
        }
    if (!shown)
        return;
    int64_t const mean = assess_mean(ballots, measure, &pairs), fleiss = assess_fleiss(ballots, measure, &items, &raters);
    buffer_format(out, "    mean of %zu                                      ", pairs);
    add_kappa(out, mean);
    buffer_char(out, '\n');
    if (raters < 3)
        return;
    buffer_format(out, "    Fleiss, %zu items with %u answers each         ", items, raters);
    add_kappa(out, fleiss);
    buffer_char(out, '\n');
}

static void add_confusion(enum measure measure, const struct agreement *table, struct buffer *out)
{
    enum survey_kind const kind = measure_kind(measure);
    buffer_string(out, "    the key says \\ people say");
    for (size_t j = 0; j < table->kinds; j++)
        buffer_format(out, "%14s", choice_word(kind, (enum choice)j));
    for (size_t i = 0; i < table->kinds; i++) {
        uint64_t answers = 0;
        for (size_t j = 0; j < table->kinds; j++)
            answers += table->cells[i][j];
        if (!answers)
            continue;
        buffer_format(out, "\n    %-25s", choice_word(kind, (enum choice)i));
        for (size_t j = 0; j < table->kinds; j++)
            buffer_format(out, "%14" PRIu64, table->cells[i][j]);
    }
    buffer_char(out, '\n');
}

static void add_with_key(const struct ballots *ballots, enum measure measure, struct agreement *table, struct buffer *out)
{
    buffer_string(out, "  annotator and key                  items  same     kappa\n");
    for (size_t a = 0; a < ballots->annotators_count; a++) {
        assess_key(ballots, measure, a, table);
        if (agreement_items(table))
            add_row(out, ballots->annotators[a], NULL, table);
    }
    assess_key(ballots, measure, ASSESS_ALL, table);
    add_row(out, TEXT("all answers"), NULL, table);
    if (measure != MEASURE_FIRST_ERROR)
        add_confusion(measure, table, out);
}

static void add_disputed(const struct ballots *ballots, enum survey_kind kind, uint64_t count, struct buffer *out)
{
    size_t shown = 0;
    buffer_format(out, "  disputed items: %" PRIu64, count);
    for (size_t i = 0; i < ballots->items_count && shown < ITEMS_SHOWN; i++)
        if (ballots->items[i].kind == kind && assess_disputed(ballots, i))
            buffer_format(out, "%s%s", shown++ ? ", " : ": ", ballots->items[i].id);
    buffer_string(out, count > shown ? ", …\n" : "\n");
}

static void add_consent(const struct ballots *ballots, enum survey_kind kind, struct buffer *out)
{
    struct consent consent;
    assess_consent(ballots, kind, &consent);
    uint64_t const found = consent.unconfirmed, trials = consent.items;
    buffer_format(out, "  label noise: %" PRIu64 " of %" PRIu64 " items not confirmed by more yes than no; at most ", found,
                  trials);
    add_percent(out, agreement_upper(found, trials, ONE_SIDED));
    buffer_string(out, " (95 %, one-sided), ");
    add_percent(out, agreement_lower(found, trials, TWO_SIDED));
    buffer_string(out, " to ");
    add_percent(out, agreement_upper(found, trials, TWO_SIDED));
    buffer_string(out, " (two-sided)\n");
    if (consent.natural + consent.unnatural)
        buffer_format(out, "  plausible mistakes: yes %" PRIu64 ", no %" PRIu64 "\n", consent.natural, consent.unnatural);
    add_disputed(ballots, kind, consent.disputed, out);
}

static void add_gold(const struct ballots *ballots, struct buffer *out)
{
    for (size_t a = 0; a < ballots->annotators_count; a++) {
        uint64_t right, answered;
        assess_gold(ballots, a, &right, &answered);
        if (!answered)
            continue;
        buffer_string(out, "attention: ");
        add_name(out, ballots->annotators[a]);
        buffer_format(out, " has %" PRIu64 " of %" PRIu64 " right\n", right, answered);
    }
}

void assess_table(const struct ballots *ballots, struct buffer *out)
{
    struct agreement *table = memory_new(sizeof *table);
    for (enum measure m = 0; m < MEASURES; m++) {
        assess_key(ballots, m, ASSESS_ALL, table);
        if (!agreement_items(table))
            continue;
        buffer_format(out, "%s: %" PRIu64 " answers\n", measure_names[m], agreement_items(table));
        add_between(ballots, m, table, out);
        add_with_key(ballots, m, table, out);
        if (m != MEASURE_FIRST_ERROR)
            add_consent(ballots, measure_kind(m), out);
    }
    add_gold(ballots, out);
    if (ballots->strangers)
        buffer_format(out, "answers to items that the key does not have: %" PRIu64 "\n", ballots->strangers);
    if (ballots->strange)
        buffer_format(out, "answers that none of the questions allows: %" PRIu64 "\n", ballots->strange);
    free(table);
}

static void put_table(struct json_writer *w, const struct agreement *table)
{
    json_member_int(w, "items", (int64_t)agreement_items(table));
    agreement_json(w, "same", agreement_raw(table));
    agreement_json(w, "kappa", agreement_kappa(table));
    if (table->kinds == AGREEMENT_KINDS)
        agreement_json(w, "within_one", assess_near(table));
}

static void put_raters(const struct ballots *ballots, enum measure m, struct agreement *table, struct json_writer *w)
{
    json_key(w, "between");
    json_open(w, '[');
    for (size_t a = 0; a < ballots->annotators_count; a++)
        for (size_t b = a + 1; b < ballots->annotators_count; b++) {
            assess_between(ballots, m, a, b, table);
            if (!agreement_items(table))
                continue;
            json_open(w, '{');
            json_key(w, "annotators");
            json_put_texts(w, (struct text[]){ballots->annotators[a], ballots->annotators[b]}, 2);
            put_table(w, table);
            json_close(w, '}');
        }
    json_close(w, ']');
    json_key(w, "with_key");
    json_open(w, '[');
    for (size_t a = 0; a < ballots->annotators_count; a++) {
        assess_key(ballots, m, a, table);
        json_open(w, '{');
        json_member_text(w, "annotator", ballots->annotators[a]);
        put_table(w, table);
        json_close(w, '}');
    }
    json_close(w, ']');
}

static void put_noise(const struct ballots *ballots, enum survey_kind kind, struct json_writer *w)
{
    struct consent consent;
    assess_consent(ballots, kind, &consent);
    json_member_int(w, "items", (int64_t)consent.items);
    json_member_int(w, "disputed", (int64_t)consent.disputed);
    json_member_int(w, "unconfirmed", (int64_t)consent.unconfirmed);
    json_member_share(w, "noise_at_most", agreement_upper(consent.unconfirmed, consent.items, ONE_SIDED));
    json_member_share(w, "noise_low", agreement_lower(consent.unconfirmed, consent.items, TWO_SIDED));
    json_member_share(w, "noise_high", agreement_upper(consent.unconfirmed, consent.items, TWO_SIDED));
}

static void put_measure(const struct ballots *ballots, enum measure m, struct agreement *table, struct json_writer *w)
{
    size_t pairs, items;
    uint32_t raters;
    json_open(w, '{');
    json_key(w, "all");
    json_open(w, '{');
    put_table(w, table);
    json_close(w, '}');
    agreement_json(w, "mean_kappa", assess_mean(ballots, m, &pairs));
    agreement_json(w, "fleiss", assess_fleiss(ballots, m, &items, &raters));
    put_raters(ballots, m, table, w);
    if (m != MEASURE_FIRST_ERROR)
        put_noise(ballots, measure_kind(m), w);
    json_close(w, '}');
}

void assess_json(const struct ballots *ballots, struct buffer *out)
{
    static const char *const keys[MEASURES] = {"pairs", "steps", "preference", "first_error"};
    struct agreement *table = memory_new(sizeof *table);
    struct json_writer w = {.out = out};
    json_open(&w, '{');
    for (enum measure m = 0; m < MEASURES; m++) {
        assess_key(ballots, m, ASSESS_ALL, table);
        if (!agreement_items(table))
            continue;
        json_key(&w, keys[m]);
        put_measure(ballots, m, table, &w);
    }
    json_member_int(&w, "strangers", (int64_t)ballots->strangers);
    json_member_int(&w, "strange", (int64_t)ballots->strange);
    json_close(&w, '}');
    buffer_char(out, '\n');
    free(table);
}
