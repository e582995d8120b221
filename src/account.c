#include "account.h"

#include "agreement.h"
#include "suggest.h"

#include <stdio.h>

uint64_t account_rows(const struct export_tally *tally)
{
    return tally->faulty + tally->controls + tally->clean;
}

void account_split(const struct export_tally *tally, enum split split, uint64_t *rows, uint64_t *bytes)
{
    *rows = *bytes = 0;
    for (size_t i = 0; i < tally->files_count; i++)
        if (tally->files[i].split == split) {
            *rows += tally->files[i].rows;
            *bytes += tally->files[i].bytes;
        }
}

static void put_count(struct json_writer *w, const char *key, uint64_t count)
{
    json_member_int(w, key, (int64_t)count);
}

static void put_files(struct json_writer *w, const struct export_tally *tally)
{
    json_key(w, "files");
    json_open(w, '[');
    for (size_t i = 0; i < tally->files_count; i++) {
        const struct shelf_file *file = &tally->files[i];
        json_open(w, '{');
        json_member_text(w, "file", text_of(file->name));
        json_member_text(w, "split", text_of(split_names[file->split]));
        put_count(w, "rows", file->rows);
        put_count(w, "bytes", file->bytes);
        json_member_text(w, "sha256", text_of(file->sha256));
        json_close(w, '}');
    }
    json_close(w, ']');
}

static void put_format(struct json_writer *w, const char *name, const struct export_tally *tally)
{
    json_open(w, '{');
    json_member_text(w, "format", text_of(name));
    put_count(w, "rows", account_rows(tally));
    put_count(w, "faulty", tally->faulty);
    put_count(w, "controls", tally->controls);
    put_count(w, "clean", tally->clean);
    put_count(w, "trusted", tally->trusted);
    put_count(w, "labels_right", tally->right);
    put_count(w, "labels_wrong", tally->wrong);
    json_key(w, "dropped");
    json_open(w, '{');
    for (size_t i = 0; i < DROPS; i++)
        put_count(w, drop_names[i], tally->dropped[i]);
    json_close(w, '}');
    put_files(w, tally);
    json_close(w, '}');
}

static void put_path(struct json_writer *w, const char *path)
{
    size_t bad;
    struct shown const shown = typed_shown(text_of(path)); /* a name need not be UTF-8 */
    json_put_text(w, text_is_utf8(text_of(path), &bad) ? text_of(path) : text_of(shown.at));
}

static void put_sieved(struct json_writer *w, const struct export_job *job, const struct export_counts *counts)
{
    json_key(w, "removed");
    json_open(w, '{');
    for (size_t i = SIEVED_KEPT + 1; i < SIEVED; i++)
        put_count(w, sieved_names[i], counts->sieved[i]);
    put_count(w, "clean_same", counts->clean_repeats);
    json_close(w, '}');
    put_count(w, "not_compared", counts->forgotten);
    json_key(w, "against");
    if (job->sieve.against)
        against_report(job->sieve.against, w);
    else
        json_put_raw(w, TEXT("[]"));
}

/* Which models had a hand in the records: [{"wrote", "who", "records"}]. */
static void put_models(struct json_writer *w, const struct census *models)
{
    json_key(w, "models");
    json_open(w, '[');
    for (size_t i = 0; i < models->count; i++) {
        struct text const word = models->rows[i].word;
        size_t const tab = text_find(word, TEXT("\t"), 0);
        json_open(w, '{');
        json_member_text(w, "wrote", text_part(word, 0, tab));
        json_member_text(w, "who", text_part(word, MIN(tab + 1, word.size), word.size));
        put_count(w, "records", models->rows[i].count);
        json_close(w, '}');
    }
    json_close(w, ']');
}

/* What people said who looked at some of the records; null where nobody was asked. */
static void put_people(struct json_writer *w, const struct export_job *job, const struct export_counts *counts)
{
    json_key(w, "people");
    if (!job->verdicts) {
        json_put_raw(w, TEXT("null"));
        return;
    }
    json_open(w, '{');
    json_key(w, "verdicts");
    put_path(w, job->verdicts);
    agreement_json(w, "kappa", counts->kappa);
    agreement_json(w, "min_kappa", job->min_kappa);
    put_count(w, ruling_names[RULING_CONFIRMED], counts->people[RULING_CONFIRMED]);
    put_count(w, ruling_names[RULING_DISPUTED], counts->people[RULING_DISPUTED]);
    json_close(w, '}');
}

void account_write(const struct export_job *job, const struct export_counts *counts, struct text options, struct buffer *out)
{
    struct json_writer w = {.out = out};
    json_open(&w, '{');
    json_key(&w, "inputs");
    json_open(&w, '[');
    for (size_t i = 0; i < job->inputs_count; i++)
        put_path(&w, job->inputs[i]);
    json_close(&w, ']');
    json_key(&w, "options");
    json_put_raw(&w, options);
    put_count(&w, "records", counts->read.records);
    put_count(&w, "sources", counts->sources);
    put_count(&w, "other_injectors", counts->others);
    put_count(&w, "below_min_proof", counts->below_proof);
    put_sieved(&w, job, counts);
    put_people(&w, job, counts);
    put_models(&w, &counts->models);
    json_key(&w, "formats");
    json_open(&w, '[');
    for (size_t i = 0; i < job->formats_count; i++)
        put_format(&w, job->formats[i]->name, &counts->formats[i]);
    json_close(&w, ']');
    json_close(&w, '}');
    buffer_char(out, '\n');
}

static void print_format(const struct dataset *format, const struct export_tally *tally)
{
    fprintf(stderr, "%-22s %10ju %10ju %10ju %10ju\n", format->name, (uintmax_t)account_rows(tally), (uintmax_t)tally->faulty,
            (uintmax_t)tally->controls, (uintmax_t)tally->clean);
    for (size_t k = 0; k < DROPS; k++)
        if (tally->dropped[k])
            fprintf(stderr, "  left out %ju: %s\n", (uintmax_t)tally->dropped[k], drop_says[k]);
    if (tally->trusted)
        fprintf(stderr, "  %ju rows rest on --trust gold\n", (uintmax_t)tally->trusted);
}

static void print_splits(const struct export_job *job, const struct export_counts *counts)
{
    for (size_t i = 0; i < job->formats_count; i++) {
        fprintf(stderr, "%-22s", job->formats[i]->name);
        for (size_t k = 0; k < SPLITS; k++) {
            uint64_t rows, bytes;
            account_split(&counts->formats[i], (enum split)k, &rows, &bytes);
            fprintf(stderr, "%s %s %ju", k ? "," : "", split_names[k], (uintmax_t)rows);
        }
        fputc('\n', stderr);
    }
}

void account_print(const struct export_job *job, const struct export_counts *counts, const char *min_proof)
{
    fprintf(stderr, "%ju records of %ju solutions", (uintmax_t)counts->read.records, (uintmax_t)counts->sources);
    if (counts->below_proof)
        fprintf(stderr, "; %ju below --min-proof %s", (uintmax_t)counts->below_proof, min_proof);
    fputc('\n', stderr);
    for (size_t i = SIEVED_KEPT + 1; i < SIEVED; i++)
        if (counts->sieved[i])
            fprintf(stderr, "%ju records left out: %s\n", (uintmax_t)counts->sieved[i], sieved_says[i]);
    if (counts->forgotten)
        fprintf(stderr, "%ju records could not be kept for comparison: too much memory\n", (uintmax_t)counts->forgotten);
    fprintf(stderr, "%-22s %10s %10s %10s %10s\n", "format", "rows", "faulty", "controls", "clean");
    for (size_t i = 0; i < job->formats_count; i++)
        print_format(job->formats[i], &counts->formats[i]);
    if (job->sieve.shares[SPLIT_VALIDATION] || job->sieve.shares[SPLIT_TEST])
        print_splits(job, counts);
}
