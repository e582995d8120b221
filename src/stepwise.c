#include "stepwise.h"

bool stepwise_steps(const struct json_object *object, const char *key, struct arena *arena, struct row *row, struct error *err)
{
    const struct json_member *member = json_find(object, key);
    struct text *steps;
    if (!member)
        return fail(err, EXIT_DATA, "the field \"%s\" is missing", key);
    if (!json_strings(member->raw, arena, &steps, &row->steps_count) || row->steps_count == 0)
        return fail(err, EXIT_DATA, "\"%s\" is not a list of at least one text", key);
    if (row->steps_count > DATASET_STEPS_MAX)
        return fail(err, EXIT_DATA, "\"%s\" holds %zu steps, more than %d", key, row->steps_count, DATASET_STEPS_MAX);
    row->steps = steps;
    return true;
}

bool stepwise_first_error(struct row *row, int64_t first, struct arena *arena, struct error *err)
{
    if (first < -1 || first >= (int64_t)row->steps_count)
        return fail(err, EXIT_DATA, "the first wrong step is said to be number %jd (from 0) of %zu", (intmax_t)first,
                    row->steps_count);
    enum row_label *labels = ARENA_ARRAY(arena, enum row_label, row->steps_count);
    for (size_t i = 0; i < row->steps_count; i++)
        labels[i] = first < 0 || (int64_t)i < first ? ROW_RIGHT : (int64_t)i == first ? ROW_WRONG : ROW_UNLABELLED;
    row->labels = labels;
    return true;
}

bool stepwise_share(struct text number, enum row_label *out)
{
    struct text const mantissa = text_part(number, 0, MIN(text_find(number, TEXT("e"), 0), text_find(number, TEXT("E"), 0)));
    bool zero = mantissa.size > 0, one = mantissa.size > 0 && mantissa.size == number.size && mantissa.at[0] == '1';
    for (size_t i = 0; i < mantissa.size; i++) {
        bool const digit = is_digit(mantissa.at[i]);
        zero = zero && (mantissa.at[i] == '0' || !digit);
        one = one && (i == 0 || mantissa.at[i] == '0' || mantissa.at[i] == '.');
        one = one && (i != 1 || !digit);
    }
    bool const below_one = text_starts(number, TEXT("0")) && mantissa.size == number.size;
    bool const tiny = mantissa.size < number.size && text_starts(text_part(number, mantissa.size + 1, number.size), TEXT("-"));
    if (!number.size || !is_digit(number.at[0]) || !(zero || one || below_one || tiny))
        return false;
    *out = zero ? ROW_WRONG : one ? ROW_RIGHT : ROW_NEUTRAL;
    return true;
}

static bool read_label(const struct json_member *item, enum row_label *out)
{
    if (item->kind == JSON_NUMBER)
        return stepwise_share(item->raw, out);
    *out = item->kind == JSON_TRUE ? ROW_RIGHT : item->kind == JSON_FALSE ? ROW_WRONG : ROW_UNLABELLED;
    return item->kind == JSON_TRUE || item->kind == JSON_FALSE || item->kind == JSON_NULL;
}

bool stepwise_labels(const struct json_object *object, const char *key, struct arena *arena, struct row *row, struct error *err)
{
    const struct json_member *member = json_find(object, key);
    enum row_label *labels = ARENA_ARRAY(arena, enum row_label, row->steps_count);
    struct json_member *items;
    size_t count;
    if (!member || !json_items(member->raw, arena, &items, &count) || count != row->steps_count)
        return fail(err, EXIT_DATA, "\"%s\" is not a list of %zu labels, one for each step", key, row->steps_count);
    for (size_t i = 0; i < count; i++)
        if (!read_label(&items[i], &labels[i]))
            return fail(err, EXIT_DATA, "label %zu is neither true nor false nor a number from 0 to 1", i + 1);
    row->labels = labels;
    return true;
}

size_t stepwise_begin(struct text text)
{
    struct text const first = TEXT("Step 1:");
    size_t last = text.size;
    for (size_t at = 0; (at = text_find(text, first, at)) < text.size; at += first.size)
        last = at;
    return last;
}

struct text stepwise_bare(struct text step, struct text before, struct text behind, size_t wanted)
{
    struct text const trimmed = text_trim(step);
    size_t const start = (size_t)(trimmed.at - step.at);
    size_t at = start + before.size, number = 0;
    if (!text_starts(trimmed, before))
        return trimmed;
    size_t const digits = at;
    for (; at < step.size && is_digit(step.at[at]); at++)
        number = MIN(number * 10 + (size_t)(step.at[at] - '0'), (size_t)DATASET_STEPS_MAX + 1);
    if (at == digits || (wanted && number != wanted) || !text_starts(text_part(step, at, step.size), behind))
        return trimmed;
    return text_trim(text_part(step, at + behind.size, step.size));
}

struct text stepwise_unnumbered(struct text step)
{
    struct text const bare = stepwise_bare(step, TEXT("Step "), TEXT(":"), 0);
    return bare.size ? bare : text_trim(step);
}
