#include "report.h"

#include "html.h"
#include "plot.h"

#include <stdio.h>

enum {
    ONE_TYPE = 5000,  /* of the faulty sides */
    ONE_PLACE = 5000, /* of first errors, in solutions of which each step is not as likely */
    TEMPLATED = 2000, /* of solutions that are like an earlier one */
    COVERED = 5000,   /* of the claims of right solutions that are proved or rounded, at least */
    LEAST = 50,       /* of fewer nothing is said */
};

/* What a finding means for whoever trains on the data; by a word in it. */
static const char *reason_for(struct text finding)
{
    static const char *const reasons[][2] = {
        {"provably false", "A model trained on it is told that these are right."},
        {"false step", "A model trained on it is told that these are right."},
        {"changed before",
         "The label points behind the real first difference, so the step that is blamed may not be the one that was changed."},
        {"stand as in the right", "The step that is blamed is the same on both sides."},
        {"both sides the same", "There is nothing to prefer."},
        {"give them away", "A model learns the word instead of the mistake."},
        {"longer", "A model that prefers the shorter side is right too often without reading it."},
        {"shorter", "A model that prefers the longer side is right too often without reading it."},
        {"lengths differ", "Length alone tells the sides apart."},
        {"stand before them", "Copies count one solution several times, and may put it in training and test."},
        {"evaluation set", "Leakage: results on that set would mean nothing."},
        {"style", "Wording alone tells the faulty step from the right one."},
        {"digits", "The look of the numbers tells the faulty step from the right one."},
        {"length", "Length alone tells the faulty step from the right one."},
        {"novelty", "Numbers from nowhere tell the faulty step in another measure than people's errors do."},
        {"target", "Errors stand in other places than they were meant to."},
        {"twins", "One side alone tells what should need both."}};
    for (size_t i = 0; i < COUNT(reasons); i++)
        if (text_find(finding, text_of(reasons[i][0]), 0) < finding.size)
            return reasons[i][1];
    return "";
}

static void put_finding(struct buffer *out, struct text finding)
{
    buffer_string(out, "<li><b>");
    html_text(out, finding);
    buffer_string(out, "</b> ");
    buffer_string(out, reason_for(finding));
    buffer_string(out, "</li>\n");
}

static void put_objections(const int64_t *counters, const struct review_more *more, struct buffer *out)
{
    struct buffer table = {0};
    review_table(counters, more, &table);
    struct text const all = buffer_text(&table);
    for (size_t at = 0, end; at < all.size && text_starts(text_part(all, at, all.size), TEXT("! ")); at = end + 1) {
        end = text_find(all, TEXT("\n"), at);
        put_finding(out, text_part(all, at + 2, end));
    }
    buffer_free(&table);
}

static void put_share(struct buffer *out, const char *what, struct text name, int64_t share, const char *why)
{
    buffer_format(out, "<li><b>%s", what);
    html_text(out, name);
    buffer_string(out, ": ");
    plot_percent(out, share);
    buffer_format(out, "</b> %s</li>\n", why);
}

static void find_types(const struct report *report, struct buffer *out)
{
    uint64_t const faulty = MAX(report->pairs, (uint64_t)1);
    for (size_t i = 0; i < report->kinds.count; i++)
        if (!text_equal(report->kinds.rows[i].word, REPORT_NOT_SAID) &&
            plot_share(report->kinds.rows[i].count, faulty) >= ONE_TYPE)
            put_share(out, "one type of error dominates, ", report->kinds.rows[i].word,
                      plot_share(report->kinds.rows[i].count, faulty), "A model learns this type and little else.");
}

static void find_places(const struct report *report, struct buffer *out)
{
    const struct positions *p = &report->positions;
    for (size_t i = 0; i < POSITION_PLACES; i++) {
        char name[32];
        size_t const size = (size_t)snprintf(name, sizeof name, "step %zu", i + 1);
        if (plot_share(p->at[i], p->count) >= ONE_PLACE && p->at[i] << POSITION_BITS > p->even[i] * 2)
            put_share(out, "first errors crowd in ", (struct text){name, size}, plot_share(p->at[i], p->count),
                      "A model learns the place: more than twice as often as if each step were as likely.");
    }
}

static void find_templates(const struct clusters *clusters, const char *what, struct buffer *out)
{
    struct clusters_report told;
    clusters_tell(clusters, &told);
    if (told.texts >= LEAST && plot_share(told.joined, told.texts) >= TEMPLATED)
        put_share(out, what, TEXT(" like an earlier one but for their numbers"), plot_share(told.joined, told.texts),
                  "Templated text: less variety than the number of rows says.");
}

static void find_coverage(const int64_t *counters, const struct report_stated *stated, bool sampled, struct buffer *out)
{
    int64_t claims[4], sum = 0;
    for (size_t i = 0; i < 4; i++)
        sum += claims[i] = counters[REPORT_CLAIMS + i] + stated->claims[0][i];
    int64_t const share = plot_share((uint64_t)(claims[TRUTH_HOLDS] + claims[TRUTH_ROUNDS]), (uint64_t)sum);
    if (sum >= LEAST && share < COVERED)
        put_share(out, "claims of right solutions that are proved, exactly or rounded",
                  sampled ? TEXT(", in the pairs that were judged") : TEXT(""), share,
                  "Low coverage: most of what these solutions claim rests on the source's word.");
}

void report_findings(const struct report *report, const int64_t *counters, const struct review_more *more, struct buffer *out)
{
    put_objections(counters, more, out);
    if (report->pairs >= LEAST) {
        find_types(report, out);
        find_places(report, out);
    }
    find_templates(report->openings, "solutions that open", out);
    find_templates(report->wholes, "whole solutions", out);
    find_coverage(counters, &report->stated, more->sampled, out);
}
