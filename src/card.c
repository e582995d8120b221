#include "card.h"

#include "account.h"
#include "json_write.h"
#include "stream.h"

#define OWN_TAG "error-injection" /* by which a card is told to be one of ours */

enum { BYTES_MAX = 4 << 20 };

static void indent(struct buffer *out, size_t depth)
{
    for (size_t i = 0; i < depth; i++)
        buffer_string(out, "  ");
}

/* The name of a type of one value; plain `null` would be nothing to YAML. */
static void put_word(struct buffer *out, const char *key, struct text type)
{
    const char *quote = column_kind(type) == COLUMN_NULL ? "'" : "";
    buffer_format(out, "%s: %s%.*s%s", key, quote, (int)type.size, type.at, quote);
}

/* The value behind "name:", or the fields of an object in the list above. */
static void put_type(struct buffer *out, struct text type, size_t depth);

static void put_fields(struct buffer *out, struct text type, size_t depth)
{
    struct text name, of;
    for (size_t at = 0; column_field(type, &at, &name, &of);) {
        buffer_char(out, '\n');
        indent(out, depth);
        buffer_format(out, "- name: %.*s", (int)name.size, name.at);
        put_type(out, of, depth + 1);
    }
}

static void put_type(struct buffer *out, struct text type, size_t depth)
{
    enum column_kind const kind = column_kind(type);
    struct text const item = kind == COLUMN_LIST ? column_item(type) : type;
    buffer_char(out, '\n');
    indent(out, depth);
    if (kind == COLUMN_OBJECT) {
        buffer_string(out, "struct:");
        put_fields(out, type, depth);
    } else if (kind != COLUMN_LIST) {
        put_word(out, "dtype", type);
    } else if (column_kind(item) == COLUMN_OBJECT) {
        buffer_string(out, "list:");
        put_fields(out, item, depth);
    } else if (column_kind(item) == COLUMN_LIST) {
        buffer_string(out, "list:");
        put_type(out, item, depth + 1);
    } else {
        put_word(out, "list", item);
    }
}

static void put_columns(struct buffer *out, const struct column *columns)
{
    for (; columns && columns->name; columns++) {
        buffer_format(out, "  - name: %s", columns->name);
        put_type(out, text_of(columns->type), 2);
        buffer_char(out, '\n');
    }
}

static void put_list(struct buffer *out, const char *key, const struct census *values)
{
    if (!values->count)
        return;
    buffer_format(out, "%s:\n", key);
    for (size_t i = 0; i < values->count; i++) {
        buffer_string(out, "- ");
        json_write_string(out, values->rows[i].word);
        buffer_char(out, '\n');
    }
}

/* The first part of an origin. */
static struct text source_of(const struct census_row *row)
{
    return text_part(row->word, 0, text_find(row->word, TEXT("\t"), 0));
}

/* What was typed for the sources that there are, each once. */
static void put_typed(struct buffer *out, const struct card *card, const char *key, const struct option_texts *typed)
{
    struct census values = {0};
    const struct census *origins = &card->counts->origins;
    for (size_t i = 0; i < origins->count; i++) {
        struct text const value = publish_value(typed, source_of(&origins->rows[i]));
        if (value.size)
            census_add(&values, value, card->job->arena);
    }
    put_list(out, key, &values);
}

bool card_prefers(const struct dataset *format)
{
    for (const struct column *column = format->columns; column && column->name; column++)
        if (strcmp(column->name, "rejected") == 0)
            return true;
    return false;
}

static bool has_preferences(const struct card *card)
{
    for (size_t i = 0; i < card->job->formats_count; i++)
        if (card_prefers(card->job->formats[i]))
            return true;
    return false;
}

static bool has_labels(const struct card *card)
{
    for (size_t i = 0; i < card->job->formats_count; i++)
        if (card->counts->formats[i].right + card->counts->formats[i].wrong)
            return true;
    return false;
}

static const char *size_category(uint64_t rows)
{
    static const char *const names[] = {"n<1K",     "1K<n<10K",   "10K<n<100K", "100K<n<1M",
                                        "1M<n<10M", "10M<n<100M", "100M<n<1B",  "n>1B"};
    size_t i = 0;
    for (uint64_t limit = 1000; rows >= limit && i + 1 < COUNT(names); limit *= 10)
        i++;
    return names[i];
}

static void put_tags(struct buffer *out, const struct card *card)
{
    uint64_t rows = 0;
    for (size_t i = 0; i < card->job->formats_count; i++)
        rows += account_rows(&card->counts->formats[i]);
    put_typed(out, card, "license", &card->publish->licences);
    put_typed(out, card, "source_datasets", &card->publish->origins);
    buffer_string(out, "task_categories:\n- text-generation\nannotations_creators:\n- machine-generated\ntags:\n"
                       "- math\n- reasoning\n- " OWN_TAG "\n- synthetic\n");
    if (has_preferences(card))
        buffer_string(out, "- preference\n- dpo\n");
    if (has_labels(card))
        buffer_string(out, "- process-reward-model\n- prm\n");
    buffer_format(out, "size_categories:\n- %s\n", size_category(rows));
}

static void put_config(struct buffer *out, const struct card *card, size_t index)
{
    const char *name = card->job->formats[index]->name;
    buffer_format(out, "- config_name: %s\n%s  data_files:\n", name, index == 0 ? "  default: true\n" : "");
    for (size_t split = 0; split < SPLITS; split++) {
        uint64_t rows, bytes;
        account_split(&card->counts->formats[index], (enum split)split, &rows, &bytes);
        if (rows || split == SPLIT_TRAIN)
            buffer_format(out, "  - split: %s\n    path: %s/%s%s\n", split_names[split], name, split_names[split],
                          card->job->formats[index]->files ? "/*/*.json" : "-*.jsonl");
    }
}

static void put_info(struct buffer *out, const struct card *card, size_t index)
{
    const struct dataset *format = card->job->formats[index];
    uint64_t all = 0;
    buffer_format(out, "- config_name: %s\n  features:\n", format->name);
    put_columns(out, format->columns);
    for (size_t i = 0; i < EXTRAS; i++)
        if (card->job->how.with[i])
            put_columns(out, format->extra[i]);
    buffer_string(out, "  splits:\n");
    for (size_t split = 0; split < SPLITS; split++) {
        uint64_t rows, bytes;
        account_split(&card->counts->formats[index], (enum split)split, &rows, &bytes);
        all += bytes;
        if (rows || split == SPLIT_TRAIN)
            buffer_format(out, "  - name: %s\n    num_bytes: %ju\n    num_examples: %ju\n", split_names[split], (uintmax_t)bytes,
                          (uintmax_t)rows);
    }
    buffer_format(out, "  download_size: %ju\n  dataset_size: %ju\n", (uintmax_t)all, (uintmax_t)all);
}

static void put_front(struct buffer *out, const struct card *card)
{
    buffer_string(out, "---\n");
    put_tags(out, card);
    buffer_string(out, "configs:\n");
    for (size_t i = 0; i < card->job->formats_count; i++)
        put_config(out, card, i);
    buffer_string(out, "dataset_info:\n");
    for (size_t i = 0; i < card->job->formats_count; i++)
        put_info(out, card, i);
    buffer_string(out, "---\n\n");
}

bool card_is_ours(const char *path)
{
    struct buffer text = {0};
    struct error unread;
    bool const ours = stream_read_all(path, BYTES_MAX, &text, &unread) && text_starts(buffer_text(&text), TEXT("---\n")) &&
                      text_find(buffer_text(&text), TEXT("\n- " OWN_TAG "\n"), 0) < text.size;
    buffer_free(&text);
    return ours;
}

void card_write(const struct card *card, struct buffer *out)
{
    put_front(out, card);
    card_tell(card, out);
}
