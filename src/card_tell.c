#include "account.h"
#include "agreement.h"
#include "card.h"
#include "record.h"

/* Bytes of a text in a cell of a table. */
static void put_cell(struct buffer *out, struct text text)
{
    for (size_t i = 0; i < text.size; i++)
        if (text.at[i] == '|')
            buffer_string(out, "\\|");
        else
            buffer_char(out, text.at[i] == '\n' || text.at[i] == '\r' ? ' ' : text.at[i]);
}

static struct text part_of(struct text word, size_t number)
{
    size_t start = 0;
    for (; number; number--)
        start = text_find(word, TEXT("\t"), start) + 1;
    return text_part(word, start, text_find(word, TEXT("\t"), start));
}

static void tell_configs(const struct card *card, struct buffer *out)
{
    buffer_string(
        out, "# Solutions with one wrong step\n\n"
             "Step-by-step solutions of mathematical problems: right ones, and faulty ones in which one step was made wrong and "
             "what follows from it carried on. Each error is proved by exact arithmetic; all steps before it are those of the "
             "right solution.\n\n| config | rows | train | validation | test | |\n|---|---|---|---|---|---|\n");
    for (size_t i = 0; i < card->job->formats_count; i++) {
        const struct export_tally *tally = &card->counts->formats[i];
        buffer_format(out, "| `%s` | %ju |", card->job->formats[i]->name, (uintmax_t)account_rows(tally));
        for (size_t split = 0; split < SPLITS; split++) {
            uint64_t rows, bytes;
            account_split(tally, (enum split)split, &rows, &bytes);
            buffer_format(out, " %ju |", (uintmax_t)rows);
        }
        buffer_format(out, " %s |\n", card->job->formats[i]->says);
    }
    buffer_string(out, "\n    from datasets import load_dataset\n");
    buffer_format(out, "    rows = load_dataset(\"path/to/this/folder\", \"%s\", split=\"train\")\n\n",
                  card->job->formats[0]->name);
}

static void tell_splits(const struct card *card, struct buffer *out)
{
    const unsigned *shares = card->job->sieve.shares;
    if (!shares[SPLIT_VALIDATION] && !shares[SPLIT_TEST])
        return;
    buffer_format(
        out,
        "Splits: %u : %u : %u of the groups, by the first 13 hexadecimal digits of the SHA-256 of `group_id`. A problem, "
        "its twin, and problems that differ in nothing but their numbers are in one split. `ids/` says, line by line, which "
        "group and which record a row comes from.\n\n",
        shares[SPLIT_TRAIN], shares[SPLIT_VALIDATION], shares[SPLIT_TEST]);
}

static void tell_origins(const struct card *card, struct buffer *out)
{
    const struct census *origins = &card->counts->origins;
    buffer_string(
        out,
        "## Where it comes from\n\n| source | from | licence | records | made by | settings | seed |\n|---|---|---|---|---|---|"
        "---|\n");
    for (size_t i = 0; i < origins->count; i++) {
        struct text const word = origins->rows[i].word, source = part_of(word, 0);
        struct text const from = publish_value(&card->publish->origins, source);
        struct text const licence = publish_value(&card->publish->licences, source);
        struct text const cells[] = {source, from.size ? from : TEXT("not said"), licence.size ? licence : TEXT("not said")};
        for (size_t k = 0; k < COUNT(cells); k++) {
            buffer_string(out, "| ");
            put_cell(out, cells[k]);
            buffer_char(out, ' ');
        }
        buffer_format(out, "| %ju ", (uintmax_t)origins->rows[i].count);
        for (size_t k = 1; k < 4; k++) {
            buffer_string(out, "| ");
            put_cell(out, part_of(word, k));
            buffer_char(out, ' ');
        }
        buffer_string(out, "|\n");
    }
    if (origins->others)
        buffer_format(out, "\nFurther sources have %ju records.\n", (uintmax_t)origins->others);
    buffer_format(out,
                  "\nLicences are as whoever made this folder gave them. Written by misstep %s; `export.json` holds all options, "
                  "counts, and the SHA-256 of each file.\n\n",
                  MISSTEP_VERSION);
}

static void tell_models(const struct card *card, struct buffer *out)
{
    const struct census *models = &card->counts->models;
    if (!models->count)
        return;
    buffer_string(out, "Models had a hand in records; what they wrote was verified like any other text:\n\n| wrote | who, told "
                       "what | records |\n|---|---|---|\n");
    for (size_t i = 0; i < models->count; i++) {
        for (size_t k = 0; k < 2; k++) {
            buffer_string(out, "| ");
            put_cell(out, part_of(models->rows[i].word, k));
            buffer_char(out, ' ');
        }
        buffer_format(out, "| %ju |\n", (uintmax_t)models->rows[i].count);
    }
    buffer_char(out, '\n');
}

static void tell_errors(const struct card *card, struct buffer *out)
{
    const struct census *errors = &card->counts->errors;
    buffer_string(out, "| error | class | records |\n|---|---|---|\n");
    for (size_t i = 0; i < errors->count; i++) {
        buffer_string(out, "| ");
        put_cell(out, part_of(errors->rows[i].word, 1));
        buffer_string(out, " | ");
        put_cell(out, part_of(errors->rows[i].word, 0));
        buffer_format(out, " | %ju |\n", (uintmax_t)errors->rows[i].count);
    }
    buffer_char(out, '\n');
}

static void tell_count(struct buffer *out, uint64_t count, const char *what, const char *why)
{
    if (count)
        buffer_format(out, "- %ju %s: %s\n", (uintmax_t)count, what, why);
}

static void tell_removed(const struct card *card, struct buffer *out)
{
    const struct export_counts *counts = card->counts;
    buffer_format(out, "## What was left out\n\nOf %ju records of %ju solutions:\n\n", (uintmax_t)counts->read.records,
                  (uintmax_t)counts->sources);
    tell_count(out, counts->others, "records", "other kinds of errors than those asked for");
    tell_count(out, counts->below_proof, "records", "their source solution is proved less than asked for");
    for (size_t i = SIEVED_KEPT + 1; i < SIEVED; i++)
        tell_count(out, counts->sieved[i], "records", sieved_says[i]);
    tell_count(out, counts->clean_repeats, "untouched solutions", "the same stand before them");
    for (size_t i = 0; i < card->job->formats_count; i++)
        for (size_t k = 0; k < DROPS; k++) {
            struct buffer what = {0};
            buffer_format(&what, "rows of `%s`", card->job->formats[i]->name);
            tell_count(out, counts->formats[i].dropped[k], what.at, drop_says[k]);
            buffer_free(&what);
        }
    buffer_string(out, "\nEach record that repeats another or stands in an evaluation set is named in `removed.jsonl`.\n\n");
}

static void tell_labels(const struct card *card, struct buffer *out)
{
    static const char *const behind[] = {
        "the row ends with the first wrong step",
        "every step behind the first wrong one is called wrong",
        "behind the first wrong step only such steps stand that do not descend from it, and are right",
        "steps behind the first wrong one are judged by their own claims, given the wrong value",
    };
    buffer_format(
        out,
        "## What the labels say\n\nThe place of an error is that of the first wrong step. Where it is a number it counts from 0, "
        "and -1 stands for none, unless the format is another's and counts otherwise. In lists of labels %s "
        "(`--after-error %s`).\n",
        behind[card->job->how.after_error], card->shown->after_error);
    uint64_t trusted = 0;
    for (size_t i = 0; i < card->job->formats_count; i++)
        trusted += card->counts->formats[i].trusted;
    if (trusted)
        buffer_format(out, "%ju rows call some step right only because its source is trusted (`--trust gold`).\n",
                      (uintmax_t)trusted);
    else
        buffer_string(out, "No step is called right that is not proved.\n");
    if (card->job->verdicts) {
        buffer_format(out, "People looked at a sample: they agree with %ju records, and differ on %ju, with a Cohen's kappa of ",
                      (uintmax_t)card->counts->people[RULING_CONFIRMED], (uintmax_t)card->counts->people[RULING_DISPUTED]);
        buffer_share(out, agreement_share(card->counts->kappa));
        buffer_string(out, ".\n");
    }
    buffer_char(out, '\n');
}

/* Thousandths, as "1.250". */
static void put_ratio(struct buffer *out, uint64_t a, uint64_t b)
{
    uint64_t const thousandths = (a * 1000 + b / 2) / b;
    buffer_format(out, "%ju.%03u", (uintmax_t)(thousandths / 1000), (unsigned)(thousandths % 1000));
}

static void advise_preferences(const struct card *card, struct buffer *out)
{
    size_t count = 0;
    for (size_t i = 0; i < card->job->formats_count; i++)
        if (card_prefers(card->job->formats[i]))
            buffer_format(out, "%s`%s`", count++ ? ", " : "- ", card->job->formats[i]->name);
    if (count)
        buffer_string(out,
                      ": the sides of a pair are the same but for one step and what follows from it. A loss that looks only at "
                      "their difference (DPO's sigmoid loss, IPO, SimPO) can lower the likelihood of both (Pal et al., Smaug, "
                      "2024; Razin et al., Unintentional unalignment, 2024): add a term that keeps the chosen side likely, such "
                      "as NLL on it (TRL: `loss_type=[\"sigmoid\", \"sft\"]`, or `rpo_alpha`) or DPO-Positive's, or take pairs "
                      "that begin at the step (`--shape step`, `step-dpo`). A window that ends before the faulty step makes "
                      "the pair void: `misstep lint` counts such rows.\n");
}

static void advise_labels(const char *name, const struct export_tally *tally, struct buffer *out)
{
    uint64_t const all = tally->right + tally->wrong;
    buffer_format(out, "- `%s`: %ju steps are right, %ju wrong", name, (uintmax_t)tally->right, (uintmax_t)tally->wrong);
    if (tally->right && tally->wrong) {
        buffer_string(out, "; weights that make both classes equal (all / (2 * class)): right ");
        put_ratio(out, all, 2 * tally->right);
        buffer_string(out, ", wrong ");
        put_ratio(out, all, 2 * tally->wrong);
    }
    buffer_string(out, ". Cross-entropy at the end of each step; a step that repeats the separator would shift the labels.\n");
}

static bool has_verdict(const struct dataset *format)
{
    for (const struct column *column = format->columns; column && column->name; column++)
        if (strcmp(column->name, "label") == 0 && strcmp(column->type, "bool") == 0)
            return true;
    return false;
}

static void advise_solutions(const struct dataset *format, const struct export_tally *tally, struct buffer *out)
{
    uint64_t const right = tally->clean + tally->controls;
    buffer_format(out, "- `%s`: %ju rows of faulty solutions, %ju of right ones, of which %ju are harmless controls",
                  format->name, (uintmax_t)tally->faulty, (uintmax_t)right, (uintmax_t)tally->controls);
    if (has_verdict(format) && right && tally->faulty) {
        buffer_string(out, "; in KTO `desirable_weight` ");
        put_ratio(out, tally->faulty, right);
        buffer_string(out, " with `undesirable_weight` 1 makes both weigh the same");
    }
    buffer_string(out, ".\n");
}

static void tell_advice(const struct card *card, struct buffer *out)
{
    buffer_string(out, "## How to train on it\n\n");
    advise_preferences(card, out);
    for (size_t i = 0; i < card->job->formats_count; i++) {
        const struct dataset *format = card->job->formats[i];
        const struct export_tally *tally = &card->counts->formats[i];
        if (tally->right + tally->wrong)
            advise_labels(format->name, tally, out);
        else if (!card_prefers(format))
            advise_solutions(format, tally, out);
    }
    buffer_string(
        out, "\n`misstep shortcuts` measures on the records what gives the errors away to a reader who does no mathematics.\n");
}

void card_tell(const struct card *card, struct buffer *out)
{
    tell_configs(card, out);
    tell_splits(card, out);
    tell_origins(card, out);
    tell_models(card, out);
    tell_errors(card, out);
    tell_removed(card, out);
    tell_labels(card, out);
    tell_advice(card, out);
}
