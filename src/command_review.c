/* misstep review: is a labelled or preference dataset what it says it is? */
#include "reviewing.h"

#include <stdio.h>

struct review {
    struct reviewing *reviewing;
    const char *json;
};

static bool report(const struct review *v, bool *any, struct error *err)
{
    const struct reviewing *r = v->reviewing;
    struct buffer table = {0}, json = {0};
    *any = review_table(r->counters, &r->more, &table);
    review_json(r->counters, &r->more, &json);
    bool const to_stdout = (r->corpus.out && strcmp(r->corpus.out, "-") == 0) || (v->json && strcmp(v->json, "-") == 0);
    FILE *to = to_stdout ? stderr : stdout;
    bool const shown = r->corpus.quiet || (fwrite(table.at, 1, table.size, to) == table.size && fflush(to) == 0);
    bool const good = (shown || fail(err, EXIT_IO, "cannot write to standard output")) &&
                      (!v->json || output_whole(v->json, r->corpus.force, buffer_text(&json), err));
    buffer_free(&table);
    buffer_free(&json);
    return good;
}

static bool start(const struct command *self, struct review *v, int argc, char **argv, int *code)
{
    struct reviewing *r = v->reviewing;
    struct option own[REVIEWING_OPTIONS + 1] = {
        [REVIEWING_OPTIONS] = {"json", 0, OPTION_OUTPUT, &v->json, "FILE", "write the figures as JSON; - is standard output", 0,
                               0},
    };
    reviewing_table(r, own);
    if (!reviewing_start(self, r, own, COUNT(own), argc, argv, code))
        return false;
    r->pipeline.sinks[0].path = r->corpus.out;
    return true;
}

static int run(const struct command *self, int argc, char **argv)
{
    struct review v = {.reviewing = reviewing_new()};
    struct error err;
    bool any = false;
    int code = EXIT_OK;
    if (start(self, &v, argc, argv, &code)) {
        bool const good = reviewing_run(v.reviewing, &err) && report(&v, &any, &err);
        code = !good ? command_failed(self, &err) : any || v.reviewing->counters[COUNTER_REJECTED] ? EXIT_FINDINGS : EXIT_OK;
    }
    reviewing_free(v.reviewing);
    return code;
}

const struct command command_review = {
    .name = "review",
    .says = "Judges labelled or preference data: labels against exact verdicts, silent changes, give-aways, copies.",
    .examples = "  misstep review prmbench.jsonl\n"
                "  misstep review dpo.jsonl -o findings.jsonl --json review.json --against gsm8k_test.jsonl\n",
    .usage = "misstep review DATASET… [-o FINDINGS.jsonl] [--json FILE] [--against FILE]… [options]\n\n"
             "  What a careful buyer would object to comes first, marked with !, then the figures. -o lists each finding with "
             "its row.\n"
             "  Exit codes: 0 nothing to object to, 1 something, or a line rejected, 65 no labels.",
    .run = run,
};
