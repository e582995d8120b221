#include "page.h"

#include "plainmath.h"
#include "plot.h"

#include <inttypes.h>
#include <stdlib.h>

static void begin(const struct page *page, struct buffer *out)
{
    buffer_string(out, "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
                       "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
                       "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; "
                       "script-src 'unsafe-inline'; base-uri 'none'; form-action 'none'\">\n<title>misstep report: ");
    buffer_add(out, page->files);
    buffer_format(out, "</title>\n<style>\n%s</style>\n</head>\n<body>\n<h1>", page_style);
    buffer_add(out, page->files);
    buffer_string(out, "</h1>\n");
}

static void put_findings(const struct page *page, struct buffer *out)
{
    struct buffer list = {0};
    report_findings(page->report, page->counters, page->more, &list);
    buffer_string(out, "<h2 id=\"findings\">Findings</h2>\n");
    if (list.size) {
        buffer_string(out, "<ul class=\"findings\">\n");
        buffer_add(out, buffer_text(&list));
        buffer_string(out, "</ul>\n");
    } else {
        buffer_string(out, "<p>Nothing exceeds a threshold.</p>\n");
    }
    buffer_free(&list);
}

static void put_command(struct buffer *out, struct text command)
{
    buffer_string(out, "<p class=\"cmd\"><code>");
    buffer_add(out, command);
    buffer_string(out, "</code></p>\n");
}

static void put_row(struct buffer *out, const char *what, uint64_t count)
{
    if (count)
        buffer_format(out, "<tr><td>%s</td><td class=\"n\">%" PRIu64 "</td></tr>\n", what, count);
}

static void put_skipped(const struct page *page, struct buffer *out)
{
    const struct feed_counts *read = page->read;
    for (size_t i = 1; i < SKIP_COUNT; i++)
        if (read->skipped[i])
            buffer_format(out, "<tr><td>not looked at: %s</td><td class=\"n\">%" PRIu64 "</td></tr>\n",
                          row_skip_says((enum row_skip)i), read->skipped[i]);
}

static int by_count(const void *a, const void *b)
{
    const struct census_row *x = a, *y = b;
    return x->count != y->count ? (x->count < y->count ? 1 : -1) : text_order(x->word, y->word);
}

static uint64_t sort_by_count(struct census *census)
{
    uint64_t sum = census->others;
    if (census->count)
        qsort(census->rows, census->count, sizeof *census->rows, by_count);
    for (size_t i = 0; i < census->count; i++)
        sum += census->rows[i].count;
    return sum;
}

static void begin_table(struct buffer *out, const char *title, uint64_t sum, const char *columns)
{
    buffer_format(out, "<details><summary>%s: %" PRIu64 "</summary>\n<table>\n<tr><th></th>%s</tr>\n", title, sum, columns);
}

static void put_refused(const struct page *page, struct buffer *out)
{
    struct census *refused = &page->report->refused;
    uint64_t const sum = sort_by_count(refused);
    if (!sum)
        return;
    begin_table(out, "Tried without making a record, and why", sum, "<th class=\"n\">times</th>");
    for (size_t i = 0; i < refused->count; i++) {
        buffer_string(out, "<tr><td>");
        html_text(out, refused->rows[i].word);
        buffer_format(out, "</td><td class=\"n\">%" PRIu64 "</td></tr>\n", refused->rows[i].count);
    }
    buffer_string(out, "</table></details>\n");
}

static void put_counts(const struct page *page, struct buffer *out)
{
    const struct report *r = page->report;
    buffer_string(out, "<div class=\"wide\"><table>\n<tr><th>What was read</th><th class=\"n\">count</th></tr>\n");
    put_row(out, "records of misstep", page->read->records);
    put_row(out, "other rows", page->read->rows);
    put_row(out, "pairs (or solutions alone) that this page is about", r->pairs);
    put_row(out, "of these, controls: edited, still right", r->controls);
    put_row(out, "source solutions, each counted once", r->solutions_count);
    put_row(out, "lines that cannot be read", page->read->rejected);
    put_row(out, "solutions without labels", page->read->unlabelled);
    put_skipped(page, out);
    buffer_string(out, "</table></div>\n");
}

/* One row of the table: the parts that tabs divide. */
static void put_origin(struct buffer *out, const struct census_row *row)
{
    enum { PARTS = 4 };
    size_t at = 0;
    buffer_string(out, "<tr>");
    for (size_t i = 0; i < PARTS; i++) {
        size_t const end = at <= row->word.size ? text_find(row->word, TEXT("\t"), at) : row->word.size;
        buffer_string(out, "<td>");
        html_text(out, at < end ? text_part(row->word, at, end) : TEXT("–"));
        buffer_string(out, "</td>");
        at = end + 1;
    }
    buffer_format(out, "<td class=\"n\">%" PRIu64 "</td></tr>\n", row->count);
}

static void put_origins(const struct page *page, struct buffer *out)
{
    const struct census *origins = &page->report->origins;
    buffer_string(
        out, "<div class=\"wide\"><table>\n<tr><th>source</th><th>made by</th><th>configuration</th><th>seed</th><th class=\"n\">"
             "pairs</th></tr>\n");
    for (size_t i = 0; i < origins->count; i++)
        put_origin(out, &origins->rows[i]);
    buffer_string(out, "</table></div>\n");
    if (origins->others)
        buffer_format(out, "<p>and %" PRIu64 " pairs of further origins</p>\n", origins->others);
}

static void put_yields(const struct page *page, struct buffer *out)
{
    struct report *r = page->report;
    uint64_t const sum = sort_by_count(&r->kinds);
    if (!sum || !r->solutions_count || r->given)
        return;
    begin_table(out, "Records by injector", sum,
                "<th class=\"n\">records</th><th class=\"n\">for each 100 source solutions</th>");
    for (size_t i = 0; i < r->kinds.count; i++) {
        uint64_t const count = r->kinds.rows[i].count;
        buffer_string(out, "<tr><td>");
        html_text(out, r->kinds.rows[i].word);
        buffer_format(out, "</td><td class=\"n\">%" PRIu64 "</td><td class=\"n\">%" PRIu64 "</td></tr>\n", count,
                      (count * 100 + r->solutions_count / 2) / r->solutions_count);
    }
    buffer_string(out, "</table></details>\n");
}

static void put_share_cell(struct buffer *out, uint64_t part, uint64_t whole)
{
    buffer_string(out, "<td class=\"n\">");
    plot_percent(out, plot_share(part, whole));
    buffer_string(out, "</td>");
}

static void put_sources(const struct page *page, struct buffer *out)
{
    const struct report *r = page->report;
    buffer_string(
        out,
        "<h2 id=\"sources\">Quality by source</h2>\n<div class=\"wide\"><table>\n<tr><th>source</th><th class=\"n\">pairs</th>"
        "<th class=\"n\">every step proved</th><th class=\"n\">copies</th><th class=\"n\">faulty side longer</th><th "
        "class=\"n\">shorter</th></tr>\n");
    for (size_t i = 0; i < r->sources_count; i++) {
        const struct report_source *source = &r->sources[i];
        buffer_string(out, "<tr><td>");
        html_text(out, source->name);
        buffer_format(out, "</td><td class=\"n\">%" PRIu64 "</td>", source->pairs);
        if (source->given < source->pairs)
            put_share_cell(out, source->all_steps, source->pairs - source->given);
        else
            buffer_string(out, "<td class=\"n\">–</td>");
        put_share_cell(out, source->copies, source->pairs);
        put_share_cell(out, source->longer, source->both);
        put_share_cell(out, source->shorter, source->both);
        buffer_string(out, "</tr>\n");
    }
    buffer_string(out, "</table></div>\n<p>Good: much proved, few copies, about as many faulty sides longer as shorter.</p>\n");
}

static bool put_templates(struct buffer *out, const struct clusters *clusters, const char *title, struct arena *arena)
{
    struct clusters_report told;
    clusters_tell(clusters, &told);
    if (!told.top_count)
        return false;
    buffer_format(out, "<h3>%s</h3>\n<ul>\n", title);
    for (size_t i = 0; i < told.top_count; i++) {
        buffer_format(out, "<li>%" PRIu64 " solutions like: ", told.top[i].size);
        plainmath_write(told.top[i].example, NULL, NULL, arena, out);
        buffer_string(out, "…</li>\n");
    }
    buffer_string(out, "</ul>\n");
    return true;
}

static void put_all_templates(const struct page *page, struct buffer *out)
{
    buffer_string(out, "<h2 id=\"templates\">Largest templates</h2>\n");
    bool const openings = put_templates(out, page->report->openings, "Openings that are alike", &page->report->arena);
    bool const wholes = put_templates(out, page->report->wholes, "Solutions that are alike", &page->report->arena);
    if (openings || wholes)
        put_command(out, page->command);
    else
        buffer_string(out, "<p>No two solutions are alike but for their numbers.</p>\n");
}

/* Do some of the pairs say themselves what is proved? */
static bool has_records(const struct page *page)
{
    return page->report->given < page->report->pairs;
}

static void put_figures(const struct page *page, struct buffer *out)
{
    struct buffer table = {0};
    review_table(page->counters, page->more, &table);
    buffer_string(out, "<h2 id=\"figures\">All figures</h2>\n");
    if (has_records(page))
        buffer_string(out, "<p>Of the steps of records, what the records say: <code>misstep audit</code> checks it from them, "
                           "<code>misstep review</code> judges them anew.</p>\n");
    if (page->more->sampled)
        buffer_format(out,
                      "<p>What is proved of steps was judged exactly of %" PRId64 " pairs, those shown below; all else is "
                      "counted of all. <code>--pairs</code> takes more; <code>misstep review</code> judges all.</p>\n",
                      page->counters[REVIEW_PAIRS]);
    put_command(out, has_records(page) || page->more->sampled ? page->command : page->review);
    buffer_string(out, "<pre>");
    html_text(out, buffer_text(&table));
    buffer_string(out, "</pre>\n");
    buffer_free(&table);
}

static void put_pairs(const struct page *page, struct buffer *out)
{
    static const char *const facets[][2] = {
        {"injector", "kind of error"}, {"class", "class"}, {"place", "first error"}, {"tier", "source proof"}};
    buffer_format(out,
                  "<h2 id=\"pairs\">Pairs</h2>\n<p>%zu of %" PRIu64 " pairs: those with the smallest hashes of seed %" PRId64
                  " and id, %zu asked for%s. The number before a pair is its place in the input, and a link to it. "
                  "<code>misstep explain FILE --id ID</code> says all that is known of a record.</p>\n",
                  page->shown.shown, page->report->pairs, page->seed, page->sample,
                  page->shown.longer ? "; longer ones than 12,000 bytes are left out" : "");
    buffer_string(
        out,
        "<p class=\"legend\"><span><i class=\"v0\">✓</i> step proved</span><span><i class=\"v1\">✗</i> refuted</span><span><i "
        "class=\"v2\">?</i> unknown</span><span class=\"ch\">claim proved</span><span class=\"cr\">proved after rounding</span>"
        "<span class=\"cf\">false</span><span class=\"cu\">unknown</span><span class=\"er\">what was changed</span><span "
        "class=\"ef\">its consequences, other differences</span><span class=\"eh\">harmless edit</span></p>\n");
    buffer_string(out, "<form id=\"filters\" hidden>\n");
    for (size_t i = 0; i < COUNT(facets); i++)
        buffer_format(out, "<label>%s <select name=\"%s\"><option value=\"\">all</option></select></label>\n", facets[i][1],
                      facets[i][0]);
    buffer_string(
        out, "<label>words <input name=\"words\" type=\"search\" autocomplete=\"off\"></label>\n<output id=\"shown\"></output>\n"
             "</form>\n");
    buffer_add(out, page->pairs);
}

void page_write(const struct page *page, struct buffer *out)
{
    begin(page, out);
    buffer_string(out, "<p class=\"cmd\"><code>");
    buffer_add(out, page->command);
    buffer_string(out, "</code> (misstep " MISSTEP_VERSION ")</p>\n");
    put_findings(page, out);
    buffer_string(out, "<h2 id=\"head\">Where it comes from</h2>\n");
    put_counts(page, out);
    put_origins(page, out);
    put_yields(page, out);
    put_refused(page, out);
    put_command(out, page->command);
    buffer_string(out, "<h2 id=\"plots\">Plots</h2>\n<div class=\"plots\">\n");
    page_plots(page, out);
    buffer_string(out, "</div>\n");
    put_sources(page, out);
    put_command(out, page->command);
    put_all_templates(page, out);
    put_figures(page, out);
    put_pairs(page, out);
    buffer_format(out, "<script>\n%s</script>\n</body>\n</html>\n", page_script);
}
