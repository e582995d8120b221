/* misstep report: one page to read a dataset by. */
#include "html.h"
#include "page.h"
#include "reviewing.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

struct reporting {
    struct reviewing *reviewing;
    struct report report;
    struct gallery *gallery;
    struct option_texts refused;
    const char *positions;
    int64_t pairs, seed;
};

static bool seen(void *context, const struct pair *pair, bool given, const struct contrast *row, enum sieved why,
                 struct arena *arena, struct error *err)
{
    struct reporting *r = context;
    (void)err;
    report_see(&r->report, pair, given, row, why, arena);
    gallery_see(r->gallery, pair, given);
    return true;
}

/* Of rows of others nothing is known but what is judged of the pairs that are shown. */
static void judged(void *context, const struct pair *pair, bool given, const struct subject *right, const struct subject *faulty)
{
    struct reporting *r = context;
    if (!given)
        return;
    review_judge(TEXT(""), pair, right, faulty, r->reviewing->counters, NULL);
    report_judged(right, faulty, r->reviewing->counters);
}

static void put_word(struct buffer *out, const char *option, const char *word)
{
    if (!word)
        return;
    buffer_format(out, " %s ", option);
    html_word(out, text_of(word));
}

static void put_number(struct buffer *out, const char *option, int64_t number, int64_t usual)
{
    if (number != usual)
        buffer_format(out, " %s %" PRId64, option, number);
}

/* What decides the figures of `review` and `report` alike. */
static void put_inputs(const struct reviewing *read, struct text files, struct buffer *out)
{
    const struct corpus_options *corpus = &read->corpus;
    buffer_add(out, files);
    put_word(out, "--preset", corpus->preset);
    put_word(out, "--map", corpus->map);
    put_word(out, "--by", corpus->by);
    put_word(out, "--think", corpus->think);
    buffer_string(out, corpus->keep_marks ? " --keep-marks" : "");
    put_number(out, "--limit", corpus->limit, 0);
    for (size_t i = 0; i < read->against.count; i++)
        put_word(out, "--against", read->against.items[i]);
    put_number(out, "--against-words", read->words, OVERLAP_WORDS);
    put_number(out, "--sample", read->sample, REVIEWING_SAMPLE);
}

/* The command that makes this page again. */
static void put_command(const struct reporting *r, struct text files, struct buffer *out)
{
    buffer_string(out, "misstep report ");
    put_inputs(r->reviewing, files, out);
    put_word(out, "--positions", r->positions);
    for (size_t i = 0; i < r->refused.count; i++)
        put_word(out, "--refused", r->refused.items[i]);
    buffer_format(out, " --pairs %" PRId64 " --seed %" PRId64 " -o report.html", r->pairs, r->seed);
}

struct writing {
    struct buffer files, command, review, pairs, page;
};

static bool write_all(struct reporting *r, struct writing *w, struct error *err)
{
    const struct reviewing *read = r->reviewing;
    struct page page = {.sample = (size_t)r->pairs,
                        .contested = read->against.count,
                        .seed = r->seed,
                        .report = &r->report,
                        .counters = read->counters,
                        .read = &read->counts,
                        .more = &read->more};
    for (size_t i = 0; i < read->corpus.paths_count; i++) {
        buffer_string(&w->files, i ? " " : "");
        html_word(&w->files, text_of(read->corpus.paths[i]));
    }
    put_command(r, buffer_text(&w->files), &w->command);
    buffer_string(&w->review, "misstep review ");
    put_inputs(read, buffer_text(&w->files), &w->review);
    if (!gallery_write(r->gallery, &w->pairs, &page.shown, err))
        return false;
    r->reviewing->more.sampled = r->report.given > (uint64_t)read->counters[REVIEW_PAIRS];
    page.files = buffer_text(&w->files);
    page.command = buffer_text(&w->command);
    page.review = buffer_text(&w->review);
    page.pairs = buffer_text(&w->pairs);
    page_write(&page, &w->page);
    return output_whole(read->corpus.out, read->corpus.force, buffer_text(&w->page), err);
}

static bool write_page(struct reporting *r, struct error *err)
{
    struct writing w = {{0}, {0}, {0}, {0}, {0}};
    bool const good = write_all(r, &w, err);
    buffer_free(&w.files);
    buffer_free(&w.command);
    buffer_free(&w.review);
    buffer_free(&w.pairs);
    buffer_free(&w.page);
    return good;
}

static bool start(const struct command *self, struct reporting *r, int argc, char **argv, int *code)
{
    struct error err;
    struct bars *bars = &r->reviewing->bars;
    struct option own[REVIEWING_OPTIONS + 4] = {
        [REVIEWING_OPTIONS] = {"pairs", 0, OPTION_INT, &r->pairs, "N", "pairs to look at, and to judge (default 200)", 0,
                               GALLERY_MOST},
        {"seed", 's', OPTION_INT, &r->seed, "N", "another sample of them (default 0)", 0, INT64_MAX},
        {"positions", 0, OPTION_TEXT, &r->positions, "TARGET", "where first errors should stand: " TARGET_SAYS, 0, 0},
        {"refused", 0, OPTION_TEXTS, &r->refused, "FILE",
         "what `inject` refused, as it wrote it beside its records: count the reasons (may stand again)", 0, 0},
    };
    reviewing_table(r->reviewing, own);
    if (!reviewing_start(self, r->reviewing, own, COUNT(own), argc, argv, code) ||
        !corpus_output(self, &r->reviewing->corpus, code))
        return false;
    bars->has_target = r->positions;
    if (!r->positions || target_read(r->positions, &bars->target, &err))
        return true;
    *code = command_failed(self, &err);
    return false;
}

static bool read_all(struct reporting *r, struct error *err)
{
    for (size_t i = 0; i < r->refused.count; i++)
        if (!report_refused(&r->report, r->refused.items[i], err))
            return false;
    return reviewing_run(r->reviewing, err);
}

static int run(const struct command *self, int argc, char **argv)
{
    struct reporting r = {.reviewing = reviewing_new(), .pairs = GALLERY_PAIRS};
    struct error err;
    int code = EXIT_OK;
    if (start(self, &r, argc, argv, &code)) {
        r.reviewing->unjudged = true;
        r.reviewing->seen = seen;
        r.reviewing->context = &r;
        r.gallery = gallery_new((size_t)r.pairs, (uint64_t)r.seed, (struct gallery_judge){corpus_verifiers(), judged, &r});
        report_begin(&r.report);
        if (!read_all(&r, &err) || !write_page(&r, &err))
            code = command_failed(self, &err);
        gallery_free(r.gallery);
        report_end(&r.report);
    }
    reviewing_free(r.reviewing);
    return code;
}

const struct command command_report = {
    .name = "report",
    .says = "Makes one page of HTML to read a dataset by: findings, plots, pairs side by side.",
    .examples =
        "  misstep report records.jsonl -o report.html\n"
        "  misstep report records.jsonl --refused records.jsonl.refused.jsonl --positions processbench-gsm8k -o report.html\n"
        "  misstep report prmbench.jsonl --against gsm8k_test.jsonl -o report.html\n",
    .usage = "misstep report RECORDS|DATASET… -o REPORT.html [--pairs N] [--seed N] [options]\n\n"
             "  Records, or what `misstep review` reads. The page needs no other file and no\n"
             "  network; it stays below 3 MB however long the input. Records are taken at their\n"
             "  word (misstep audit checks it); of others the pairs that are shown are judged, and\n"
             "  the page says so where it matters (misstep review judges all).",
    .run = run,
};
