#include "publish.h"

#include "json_write.h"
#include "suggest.h"

#include <stdio.h>

enum { SHARE_MAX = 1000000, SHARD_BYTES = 500000000, SHARD_BYTES_LEAST = 1000 };

void publish_options(struct publish *typed, struct option out[PUBLISH_OPTIONS])
{
    *typed = (struct publish){.against_words = OVERLAP_WORDS};
    const struct option options[PUBLISH_OPTIONS] = {
        {"hub", 0, OPTION_FLAG, &typed->hub, NULL,
         "a folder for the Hugging Face Hub: shards FORMAT/train-00000-of-0000N.jsonl, splits, README.md with the card, ids/", 0,
         0},
        {"split-shares", 0, OPTION_TEXT, &typed->shares, "A,B,C",
         "shares of train, validation and test, by a hash of group_id: no problem, twin or variant is in two of them (default: "
         "all is train; with --hub 90,5,5)",
         0, 0},
        {"shard-bytes", 0, OPTION_INT, &typed->shard_bytes, "N", "at most so large is a shard of --hub (default 500000000)",
         SHARD_BYTES_LEAST, INT64_MAX},
        {"dedup", 0, OPTION_TEXT, &typed->dedup, "HOW",
         "leave out what stands there twice: none (default), exact (default with --hub), near (also what has 85 % of its word "
         "triples in common with a record of another group), or another percentage",
         0, 0},
        {"against", 0, OPTION_TEXTS, &typed->against, "FILE",
         "leave out records whose problem stands in this evaluation file: the whole, or 13 words of it in a row", 0, 0},
        {"against-words", 0, OPTION_INT, &typed->against_words, "N",
         "so many words in a row instead; 8 find more, also by chance", OVERLAP_WORDS_LEAST, OVERLAP_WORDS_MOST},
        {"license", 0, OPTION_TEXTS, &typed->licences, "[SOURCE=]NAME", "for the card: the licence of the data, or of one source",
         0, 0},
        {"source-dataset", 0, OPTION_TEXTS, &typed->origins, "[SOURCE=]OWNER/NAME", "for the card: where a source comes from", 0,
         0},
    };
    memcpy(out, options, sizeof options);
}

static bool read_shares(const char *typed, unsigned shares[SPLITS], struct error *err)
{
    size_t count = 0;
    uint64_t sum = 0;
    for (const char *at = typed, *end; at; at = *end ? end + 1 : NULL) {
        int64_t share;
        end = at + strcspn(at, ",");
        if (count == SPLITS)
            return fail(err, EXIT_USAGE, "--split-shares: more than %d shares", SPLITS);
        if (!typed_int("--split-shares: a share", (struct text){at, (size_t)(end - at)}, 0, SHARE_MAX, &share, EXIT_USAGE, err))
            return false;
        shares[count++] = (unsigned)share;
        sum += (uint64_t)share;
    }
    return sum > 0 || fail(err, EXIT_USAGE, "--split-shares: all shares are 0");
}

static bool read_dedup(const char *typed, unsigned *dedup, struct error *err)
{
    static const char *const words[] = {"none", "exact", "near"};
    static const unsigned values[] = {SIEVE_ALL, SIEVE_EXACT, SIEVE_NEAR};
    int64_t percent;
    for (size_t i = 0; i < COUNT(words); i++)
        if (strcmp(typed, words[i]) == 0) {
            *dedup = values[i];
            return true;
        }
    if (!is_digit(typed[0])) {
        struct shown const shown = typed_shown(text_of(typed));
        return fail(err, EXIT_USAGE, "--dedup: unknown word '%s'; there are none, exact, near, or a percentage", shown.at);
    }
    if (!typed_int("--dedup: a percentage", text_of(typed), SIEVE_NEAR_LEAST, 100, &percent, EXIT_USAGE, err))
        return false;
    *dedup = (unsigned)percent;
    return true;
}

static bool read_against(const struct publish *typed, struct export_job *job, struct error *err)
{
    if (!typed->against.count)
        return true;
    job->sieve.against = against_new((size_t)typed->against_words);
    for (size_t i = 0; i < typed->against.count; i++)
        if (!against_read(job->sieve.against, typed->against.items[i], err))
            return false;
    return true;
}

bool publish_read(const struct publish *typed, struct export_job *job, struct error *err)
{
    if (!typed->hub && (typed->shard_bytes || typed->licences.count || typed->origins.count))
        return fail(err, EXIT_USAGE, "--shard-bytes, --license and --source-dataset go with --hub");
    job->sieve.ids = typed->hub;
    job->shard_max = !typed->hub ? 0 : typed->shard_bytes ? (uint64_t)typed->shard_bytes : SHARD_BYTES;
    return read_shares(typed->shares ? typed->shares
                       : typed->hub  ? "90,5,5"
                                     : "1",
                       job->sieve.shares, err) &&
           read_dedup(typed->dedup ? typed->dedup
                      : typed->hub ? "exact"
                                   : "none",
                      &job->sieve.dedup, err) &&
           read_against(typed, job, err);
}

void publish_end(struct export_job *job)
{
    against_free(job->sieve.against);
    job->sieve.against = NULL;
}

void publish_put(const struct publish *typed, const struct export_job *job, struct json_writer *w)
{
    json_key(w, "hub");
    json_put_bool(w, typed->hub);
    json_key(w, "split_shares");
    json_open(w, '[');
    for (size_t i = 0; i < SPLITS; i++)
        json_put_int(w, job->sieve.shares[i]);
    json_close(w, ']');
    json_member_int(w, "shard_bytes", (int64_t)job->shard_max);
    json_key(w, "dedup");
    if (job->sieve.dedup == SIEVE_ALL || job->sieve.dedup == SIEVE_EXACT)
        json_put_text(w, job->sieve.dedup == SIEVE_ALL ? TEXT("none") : TEXT("exact"));
    else
        json_put_int(w, job->sieve.dedup);
    json_member_int(w, "against_words", typed->against_words);
}

static bool has_source(const struct census *origins, struct text source)
{
    bool found = origins->others > 0;
    for (size_t i = 0; !found && i < origins->count; i++) {
        struct text const word = origins->rows[i].word;
        found = text_equal(text_part(word, 0, text_find(word, TEXT("\t"), 0)), source);
    }
    return found;
}

void publish_warn(const struct publish *typed, const struct export_counts *counts)
{
    const struct option_texts *const lists[] = {&typed->licences, &typed->origins};
    static const char *const names[] = {"license", "source-dataset"};
    for (size_t i = 0; i < COUNT(lists); i++)
        for (size_t k = 0; k < lists[i]->count; k++) {
            struct text const item = text_of(lists[i]->items[k]), source = text_part(item, 0, text_find(item, TEXT("="), 0));
            struct shown const shown = typed_shown(source);
            if (source.size < item.size && !has_source(&counts->origins, source))
                fprintf(stderr, "misstep export: --%s: no record is of the source '%s'; they are called as the files were\n",
                        names[i], shown.at);
        }
}

struct text publish_value(const struct option_texts *typed, struct text source)
{
    struct text value = {NULL, 0};
    bool own = false;
    for (size_t i = 0; i < typed->count; i++) {
        struct text const item = text_of(typed->items[i]);
        size_t const equals = text_find(item, TEXT("="), 0);
        bool const mine = equals < item.size && text_equal(text_part(item, 0, equals), source);
        if (mine || (equals == item.size && !own))
            value = text_part(item, mine ? equals + 1 : 0, item.size);
        own = own || mine;
    }
    return value;
}
