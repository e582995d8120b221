/* misstep audit-import: what people answered, unblinded; how far they agree with each other and with the key. */
#include "assess.h"
#include "command.h"
#include "golden.h"
#include "output.h"

#include <stdio.h>
#include <stdlib.h>

enum { FILES_MAX = 64 };

struct importing {
    const char *files[FILES_MAX], *key, *out, *json, *golden, *rubric, *least;
    size_t files_count;
    bool force, quiet;
    int64_t min_kappa; /* of the gate, if there is one */
    struct ballots ballots;
};

static bool read_all(struct importing *m, struct error *err)
{
    if (!ballots_open(&m->ballots, m->key, err))
        return false;
    for (size_t i = 0; i < m->files_count; i++)
        if (!ballots_read(&m->ballots, m->files[i], err))
            return false;
    return m->ballots.annotators_count || fail(err, EXIT_DATA, "nobody has answered any item of %s", m->key);
}

static bool report(struct importing *m, struct error *err)
{
    bool const to_stdout = (m->out && strcmp(m->out, "-") == 0) || (m->json && strcmp(m->json, "-") == 0);
    FILE *to = to_stdout ? stderr : stdout;
    struct buffer table = {0}, json = {0};
    assess_table(&m->ballots, &table);
    assess_json(&m->ballots, &json);
    bool good = m->quiet || (fwrite(table.at, 1, table.size, to) == table.size && fflush(to) == 0) ||
                fail(err, EXIT_IO, "cannot write to standard output");
    good = good && (!m->json || output_whole(m->json, m->force, buffer_text(&json), err));
    buffer_free(&table);
    buffer_free(&json);
    return good;
}

static bool write_all(struct importing *m, struct error *err)
{
    struct buffer verdicts = {0}, golden = {0};
    assess_verdicts(&m->ballots, &verdicts);
    bool good = !m->out || output_whole(m->out, m->force, buffer_text(&verdicts), err);
    if (good && m->golden) {
        size_t const rows = golden_rows(&m->ballots, text_of(m->rubric), &golden);
        good = output_whole(m->golden, m->force, buffer_text(&golden), err);
        if (good && !m->quiet)
            fprintf(stderr, "%s: %zu solutions that at least two people judge alike\n", m->golden, rows);
    }
    buffer_free(&verdicts);
    buffer_free(&golden);
    return good;
}

static bool start(const struct command *self, struct importing *m, int argc, char **argv, int *code)
{
    struct error err;
    struct option const options[] = {
        {"key", 0, OPTION_TEXT, &m->key, "FILE", "what audit-export wrote beside its folder (required)", 0, 0},
        {"out", 'o', OPTION_OUTPUT, &m->out, "FILE", "a line for each answer, unblinded; - is standard output", 0, 0},
        {"json", 0, OPTION_OUTPUT, &m->json, "FILE", "write the figures as JSON; - is standard output", 0, 0},
        {"min-kappa", 0, OPTION_TEXT, &m->least, "K",
         "write nothing, and leave with 1, if people agree less: the mean Cohen's kappa between annotators, or with the key "
         "where "
         "there is none",
         0, 0},
        {"golden", 0, OPTION_OUTPUT, &m->golden, "FILE",
         "the solutions of `steps` that at least two people judge alike, and nobody otherwise, as labelled rows", 0, 0},
        {"rubric", 0, OPTION_TEXT, &m->rubric, "NAME", "the version of what people were told; stands in each golden row", 0, 0},
        {"force", 'f', OPTION_FLAG, &m->force, NULL, "overwrite files", 0, 0},
        {"quiet", 'q', OPTION_FLAG, &m->quiet, NULL, "no table", 0, 0},
    };
    if (!command_start(self, options, COUNT(options), argc, argv, m->files, FILES_MAX, &m->files_count, code))
        return false;
    bool const good =
        (m->files_count || fail(&err, EXIT_USAGE, "no answers given: the folder that audit-export made, or files")) &&
        (m->key || fail(&err, EXIT_USAGE, "no key given: --key FILE")) &&
        (!m->golden == !m->rubric || fail(&err, EXIT_USAGE, "--golden and --rubric go together")) &&
        (!m->least || agreement_read("--min-kappa", text_of(m->least), &m->min_kappa, EXIT_USAGE, &err));
    if (!good)
        *code = command_failed(self, &err);
    return good;
}

static int run(const struct command *self, int argc, char **argv)
{
    struct importing m = {0};
    struct error err;
    int code;
    if (!start(self, &m, argc, argv, &code))
        return code;
    bool const good =
        read_all(&m, &err) && report(&m, &err) && (!m.least || assess_gate(&m.ballots, m.min_kappa, &err)) && write_all(&m, &err);
    ballots_free(&m.ballots);
    return good ? EXIT_OK : command_failed(self, &err);
}

const struct command command_audit_import = {
    .name = "audit-import",
    .says = "Reads what people answered: agreement, a bound on label noise, verdicts for misstep filter and export.",
    .examples = "  misstep audit-import audit --key audit-key.jsonl -o verdicts.jsonl\n"
                "  misstep audit-import export.json --key audit-key.jsonl -o verdicts.jsonl --min-kappa 0.6\n"
                "  misstep audit-import audit --key audit-key.jsonl --golden golden.jsonl --rubric v1\n",
    .usage =
        "misstep audit-import DIR|FILE… --key FILE [-o VERDICTS.jsonl] [options]\n\n"
        "  DIR: all that is below it and called user_state.json, annotations.jsonl, annotations.csv (Potato) or answers.json.\n"
        "  FILE: one of these, Argilla's records as JSON, Label Studio's JSON export.\n"
        "  kappa is n/a where it is not defined: everybody always says the same. Words are Landis and Koch's, the bounds\n"
        "  Clopper and Pearson's. Exit codes: 0 done, 1 less agreement than --min-kappa.",
    .run = run,
};
