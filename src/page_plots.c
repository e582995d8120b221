#include "page.h"

#include "plot.h"

#include <inttypes.h>
#include <stdlib.h>

enum { BARS_MAX = 24 };

struct plotting {
    const struct page *page;
    struct buffer *out;
    struct text own, review; /* commands */
};

/* The most frequent rows of a census. */
static size_t frequent(const struct census *census, uint64_t whole, struct plot_bar bars[BARS_MAX])
{
    size_t count = 0;
    for (size_t i = 0; i < census->count; i++) {
        const struct census_row *row = &census->rows[i];
        size_t at = 0;
        while (at < count && bars[at].count >= row->count)
            at++;
        if (at == BARS_MAX)
            continue;
        count = MIN(count + 1, (size_t)BARS_MAX);
        memmove(&bars[at + 1], &bars[at], (count - 1 - at) * sizeof *bars);
        bars[at] = (struct plot_bar){row->word, plot_share(row->count, whole), -1, row->count, false};
    }
    return count;
}

static void plot_census(struct plotting *p, const struct census *census, uint64_t whole, const struct plot *plot)
{
    struct plot_bar bars[BARS_MAX];
    size_t const count = frequent(census, whole, bars);
    if (count)
        plot_rows(plot, bars, count, PLOT_PERCENT, 0, p->out);
}

static void plot_kinds(struct plotting *p)
{
    const struct report *r = p->page->report;
    struct plot const kinds = {.title = "What kinds of error there are",
                               .across = "share of the edited or faulty solutions, in percent",
                               .good = "Good: many kinds, none above half.",
                               .command = p->own};
    struct plot const classes = {
        .title = "Classes of error",
        .across = "share of the edited or faulty solutions, in percent",
        .good = "<b>locally_false</b>: the printed claim is false. <b>derailed</b>: true, but about the wrong "
                "quantity. <b>structural</b>: something is missing or out of place. <b>harmless</b>: a "
                "control, edited and still right.",
        .command = p->own};
    plot_census(p, &r->kinds, r->pairs, &kinds);
    if (r->classes.count > 1)
        plot_census(p, &r->classes, r->pairs, &classes);
}

static void plot_places(struct plotting *p)
{
    static const char *const names[] = {"1", "2", "3", "4", "5", "6", "7", "8", "9", "10+"};
    const struct positions *places = &p->page->report->positions;
    const struct bars *bars = p->page->more->bars;
    struct plot_bar columns[POSITION_PLACES];
    bool const aimed = bars->has_target && !bars->target.uniform;
    if (!places->count)
        return;
    for (size_t i = 0; i < POSITION_PLACES; i++) {
        int64_t const even = (int64_t)((places->even[i] * PLOT_ONE / places->count) >> POSITION_BITS);
        int64_t const aim = i < bars->target.places ? (int64_t)bars->target.shares[i] : 0;
        columns[i] = (struct plot_bar){text_of(names[i]), plot_share(places->at[i], places->count), aimed ? aim : even,
                                       places->at[i], false};
    }
    struct plot const plot = {
        .title = "In which step the first error stands",
        .across = "step, counted from 1",
        .up = "% of the faulty solutions",
        .good = "Good: the columns end near the lines. Where nobody says which step is wrong, it is the first "
                "that differs.",
        .marked = aimed ? "the target that was chosen" : "where they would stand if each step were as likely",
        .command = p->review};
    plot_columns(&plot, columns, POSITION_PLACES, p->out);
}

/* What a plot says of the pairs that it was counted of, if these were not all; in the arena. */
static const char *judged(struct plotting *p, const char *good)
{
    struct buffer text = {0};
    if (!p->page->more->sampled)
        return good;
    buffer_format(&text, "%s Counted of the %" PRId64 " of %" PRIu64 " pairs that were judged: those shown below.", good,
                  p->page->counters[REVIEW_PAIRS], p->page->report->pairs);
    buffer_char(&text, '\0');
    return buffer_keep(&text, &p->page->report->arena).at;
}

static void plot_depth(struct plotting *p, const int64_t depths[REPORT_DEPTHS], const struct plot *plot)
{
    static const char *const names[] = {"0", "1", "2", "3", "4", "5", "6", "7+"};
    struct plot_bar columns[REPORT_DEPTHS];
    uint64_t sum = 0;
    for (size_t i = 0; i < REPORT_DEPTHS; i++)
        sum += (uint64_t)depths[i];
    for (size_t i = 0; i < REPORT_DEPTHS; i++)
        columns[i] = (struct plot_bar){text_of(names[i]), plot_share((uint64_t)depths[i], sum), -1, (uint64_t)depths[i], false};
    if (sum)
        plot_columns(plot, columns, REPORT_DEPTHS, p->out);
}

static void plot_depths(struct plotting *p)
{
    static const char across[] = "results that rest on each other, longest chain";
    struct plot const faulty = {.title = "How deep the faulty step stands",
                                .across = across,
                                .up = "% of the faulty solutions",
                                .good =
                                    "0: it rests on the problem’s numbers alone, or on none that were computed before. Good: a "
                                    "spread, as in the problems you train for.",
                                .command = p->own};
    struct plot const right = {.title = "How deep the right solutions go",
                               .across = across,
                               .up = "% of the right solutions",
                               .good = judged(p, "A measure of difficulty: 0 means that no computed number was found. Good: a "
                                                 "spread, as in the problems you train for."),
                               .command = p->own};
    plot_depth(p, p->page->report->stated.depths, &faulty);
    plot_depth(p, p->page->counters + REPORT_DEPTH, &right);
}

static int by_label(const void *a, const void *b)
{
    const struct plot_bar *x = a, *y = b;
    return text_order(x->label, y->label);
}

static void plot_levels(struct plotting *p)
{
    const struct report *r = p->page->report;
    struct plot_bar bars[BARS_MAX];
    size_t const count = frequent(&r->levels, r->pairs, bars);
    struct plot const plot = {.title = "How difficult the problems are, as their source says",
                              .across = "share of the pairs, in percent",
                              .good = "Good: the levels that you train for, none nearly alone.",
                              .command = p->own};
    if (!count)
        return;
    qsort(bars, count, sizeof *bars, by_label);
    plot_rows(&plot, bars, count, PLOT_PERCENT, 0, p->out);
}

static void plot_distances(struct plotting *p)
{
    static const char *const names[] = {"0–", "10–", "20–", "30–", "40–", "50–", "60–", "70–", "80–", "90–"};
    const struct report *r = p->page->report;
    struct plot_bar columns[REPORT_TENTHS];
    for (size_t i = 0; i < REPORT_TENTHS; i++)
        columns[i] = (struct plot_bar){text_of(names[i]), plot_share(r->distances[i], r->placed), -1, r->distances[i], false};
    struct plot const plot = {
        .title = "How much of the faulty step was changed",
        .across = "edit distance, % of the longer step",
        .up = "% of the faulty steps",
        .good = "Good: far to the left. A small edit leaves nothing to learn but the error; where steps are written "
                "anew, style can give them away.",
        .command = p->own};
    if (r->placed)
        plot_columns(&plot, columns, REPORT_TENTHS, p->out);
}

static void plot_lengths(struct plotting *p)
{
    static const char *const shown[REPORT_LENGTHS] = {"less", "−100", "−30", "−5", "0", "1", "6", "31", "101+"};
    const struct report *r = p->page->report;
    struct plot_bar columns[REPORT_LENGTHS];
    struct buffer good = {0};
    for (size_t i = 0; i < REPORT_LENGTHS; i++)
        columns[i] = (struct plot_bar){text_of(shown[i]), plot_share(r->lengths[i], r->both), -1, r->lengths[i], false};
    buffer_string(&good, "Cohen’s d is <b>");
    buffer_share(&good, review_length_effect(p->page->counters));
    buffer_string(
        &good, "</b>: the mean difference in standard deviations, below 0 where faulty sides are shorter. Good: between −0.2 and "
               "0.2, and as much to the left as to the right.");
    buffer_char(&good, '\0');
    struct plot const plot = {.title = "Length of the faulty side less the right side",
                              .across = "characters; each column begins at its number",
                              .up = "% of the pairs",
                              .good = good.at,
                              .command = p->review};
    if (r->both)
        plot_columns(&plot, columns, REPORT_LENGTHS, p->out);
    buffer_free(&good);
}

static size_t add_stack(struct plot_stack *stacks, size_t count, const char *label, const int64_t parts[PLOT_PARTS])
{
    int64_t sum = 0;
    stacks[count].label = label;
    for (size_t i = 0; i < PLOT_PARTS; i++)
        sum += stacks[count].parts[i] = parts[i];
    return count + (sum > 0);
}

static size_t add_steps(struct plot_stack *stacks, size_t count, const char *label, const int64_t *steps)
{
    int64_t const parts[PLOT_PARTS] = {steps[VERDICT_PROVED], 0, steps[VERDICT_REFUTED], steps[VERDICT_UNKNOWN]};
    return add_stack(stacks, count, label, parts);
}

static void plot_coverage(struct plotting *p)
{
    static const char *const claims[] = {"proved", "proved after rounding", "provably false", "unknown"};
    const struct report_stated *stated = &p->page->report->stated;
    const int64_t *c = p->page->counters;
    struct plot_stack stacks[8];
    size_t count = add_stack(stacks, 0, "claims of right solutions", c + REPORT_CLAIMS);
    count = add_stack(stacks, count, "claims before the first error", stated->claims[0]);
    count = add_steps(stacks, count, "steps of right solutions", c + REPORT_STEPS);
    count = add_steps(stacks, count, "steps before the first error", stated->steps[0]);
    count = add_stack(stacks, count, "claims of faulty solutions", c + REPORT_CLAIMS + 4);
    count = add_stack(stacks, count, "claims behind the first error", stated->claims[1]);
    count = add_steps(stacks, count, "steps of faulty solutions", c + REPORT_STEPS + 3);
    count = add_steps(stacks, count, "steps from the first error on", stated->steps[1]);
    struct plot const plot = {
        .title = "What exact arithmetic says of claims and steps",
        .across = "in this order",
        .good =
            judged(p, "Good: no false claim where all should be right, and few unknown ones. Unknown condemns nothing: it was "
                      "not decided. A faulty solution that goes on with its wrong value has true claims behind the error."),
        .command = p->own};
    if (count)
        plot_stacks(&plot, claims, stacks, count, p->out);
}

static void plot_tiers(struct plotting *p)
{
    static const char *const names[TIERS] = {"none", "no_refutation: nothing is refuted", "derived_answer: the answer is derived",
                                             "all_steps: every step is proved", "labels alone: nothing is proved"};
    const struct report *r = p->page->report;
    struct plot_bar bars[TIERS];
    size_t count = 0;
    for (size_t i = TIERS; i-- > 0;)
        if (r->tiers[i])
            bars[count++] = (struct plot_bar){text_of(names[i]), plot_share(r->tiers[i], r->pairs), -1, r->tiers[i], false};
    struct plot const plot = {.title = "How well the right sides are proved (source_proof)",
                              .across = "share of the pairs, in percent",
                              .good = "Good: all_steps. Exporters leave out what is below --min-proof.",
                              .command = p->own};
    if (count)
        plot_rows(&plot, bars, count, PLOT_PERCENT, 0, p->out);
}

static void plot_shortcuts(struct plotting *p)
{
    struct judged judged[JUDGED_MAX];
    struct plot_bar bars[JUDGED_MAX];
    const struct review_more *more = p->page->more;
    struct arena *arena = &p->page->report->arena;
    size_t const count = bars_judge(more->bars, &more->shortcuts, judged);
    size_t shown = 0;
    for (size_t i = 0; i < count && shown < 2 * BARS_MAX; i++) {
        if (judged[i].bar == BAR_POSITION)
            continue;
        struct buffer label = {0};
        buffer_format(&label, "%s of ", judged[i].what);
        buffer_add(&label, judged[i].of);
        bars[shown++] = (struct plot_bar){buffer_keep(&label, arena), judged[i].value, judged[i].middle + judged[i].limit, 0,
                                          judged[i].broken};
    }
    struct plot const plot = {
        .title = "Can the faulty step be told without mathematics?",
        .across = "area under the ROC curve, from 0 to 1",
        .good = "0.5 is a coin, 1 gives it away. Good: no bar past its line; such bars are red. Style: wording. Digits: "
                "the look of numbers. Length: characters.",
        .marked = "the highest that is allowed",
        .command = p->review};
    if (shown)
        plot_rows(&plot, bars, shown, PLOT_SHARE, 0, p->out);
}

static void plot_copies(struct plotting *p)
{
    static const enum sieved kinds[] = {SIEVED_SAME, SIEVED_NEAR, SIEVED_CONTAMINATED};
    static const char *const names[] = {"pairs that stand twice", "pairs nearly like one of another group",
                                        "in an evaluation set (--against)"};
    const struct review_more *more = p->page->more;
    struct clusters_report openings, wholes;
    struct plot_bar bars[5];
    size_t count = 0;
    for (size_t i = 0; i < COUNT(kinds); i++)
        if (kinds[i] != SIEVED_CONTAMINATED || p->page->contested)
            bars[count++] = (struct plot_bar){text_of(names[i]), plot_share(more->sieved[kinds[i]], more->pairs), -1,
                                              more->sieved[kinds[i]], more->sieved[kinds[i]] > more->pairs / 100};
    clusters_tell(p->page->report->openings, &openings);
    clusters_tell(p->page->report->wholes, &wholes);
    bars[count++] = (struct plot_bar){TEXT("solutions that open like an earlier one"),
                                      plot_share(openings.joined, openings.texts), -1, openings.joined, false};
    bars[count++] = (struct plot_bar){TEXT("whole solutions like an earlier one"), plot_share(wholes.joined, wholes.texts), -1,
                                      wholes.joined, false};
    struct plot const plot = {
        .title = "Copies and templates",
        .across = "share of the pairs, or of the source solutions, in percent",
        .good = "Solutions are compared by the three-word runs they share (85 % or more, numbers alike; openings: 12 "
                "words). Good: near 0.",
        .command = p->own};
    plot_rows(&plot, bars, count, PLOT_PERCENT, 0, p->out);
}

void page_plots(const struct page *page, struct buffer *out)
{
    struct plotting p = {.page = page, .out = out, .own = page->command, .review = page->review};
    plot_kinds(&p);
    plot_places(&p);
    plot_levels(&p);
    plot_depths(&p);
    plot_distances(&p);
    plot_lengths(&p);
    plot_coverage(&p);
    plot_tiers(&p);
    plot_shortcuts(&p);
    plot_copies(&p);
}
