/* math-shepherd: labels inside the text: {"input": "PROBLEM Step 1: … ки\nStep 2: … ки", "label": the same with + or - for each
 * ки, "task"}; or, as OpenRLHF had it, "value": ["+", "-"] (or shares of right continuations, from 0 to 1) instead of "label".
 *
 * Producers part marks and steps by different white space: the two texts are compared without it. The problem ends where the
 * last "Step 1:" before a mark begins; marks that slipped into the problem are passed over with their labels. */
#include "pieces.h"
#include "stepwise.h"

#define MARK TEXT("ки")

struct line_reading {
    struct text input;
    size_t *marks; /* where they stand */
    enum row_label *labels;
    size_t count;
    struct arena *arena;
    struct error *err;
};

static bool recognises(const struct json_object *object)
{
    const struct json_member *input = json_find(object, "input"), *label = json_find(object, "label"),
                             *value = json_find(object, "value");
    return input && input->kind == JSON_STRING && ((label && label->kind == JSON_STRING) || (value && value->kind == JSON_ARRAY));
}

static bool find_marks(struct line_reading *r)
{
    size_t most = 0;
    for (size_t at = 0; (at = text_find(r->input, MARK, at)) < r->input.size; at += MARK.size)
        most++;
    if (!most || most > DATASET_STEPS_MAX)
        return fail(r->err, EXIT_DATA, "\"input\" holds %zu times ки; from 1 to %d are expected", most, DATASET_STEPS_MAX);
    r->marks = ARENA_ARRAY(r->arena, size_t, most);
    r->labels = ARENA_ARRAY(r->arena, enum row_label, most);
    for (size_t at = 0; r->count < most; at += MARK.size)
        r->marks[r->count++] = at = text_find(r->input, MARK, at);
    size_t const end = r->marks[most - 1] + MARK.size;
    return text_trim(text_part(r->input, end, r->input.size)).size == 0 ||
           fail(r->err, EXIT_DATA, "text stands behind the last ки of \"input\"");
}

static size_t behind_spaces(struct text text, size_t at)
{
    while (at < text.size && is_space(text.at[at]))
        at++;
    return at;
}

static struct text chunk_of(const struct line_reading *r, size_t i)
{
    return text_part(r->input, i ? r->marks[i - 1] + MARK.size : 0, r->marks[i]);
}

/* From *at on the label has the same text, but for white space; *at is what follows it. */
static bool goes_along(struct text label, size_t *at, struct text chunk)
{
    if (text_starts(text_part(label, *at, label.size), chunk)) {
        *at += chunk.size;
        return true;
    }
    for (size_t i = behind_spaces(chunk, 0); i < chunk.size; i = behind_spaces(chunk, i + 1)) {
        *at = behind_spaces(label, *at);
        if (*at == label.size || label.at[*at] != chunk.at[i])
            return false;
        ++*at;
    }
    return true;
}

static bool labels_of_text(struct line_reading *r, struct text label)
{
    size_t at = 0;
    for (size_t i = 0; i < r->count; i++) {
        bool const same = goes_along(label, &at, chunk_of(r, i));
        at = behind_spaces(label, at);
        char const c = same && at < label.size ? label.at[at++] : '\0';
        if (c != '+' && c != '-')
            return fail(r->err, EXIT_DATA, "\"label\" differs from \"input\" before the label of step %zu", i + 1);
        r->labels[i] = c == '+' ? ROW_RIGHT : ROW_WRONG;
    }
    return behind_spaces(label, at) == label.size || fail(r->err, EXIT_DATA, "\"label\" is longer than \"input\"");
}

static bool label_of_value(const struct json_member *value, struct arena *arena, enum row_label *out)
{
    struct text word;
    if (value->kind == JSON_NUMBER)
        return stepwise_share(value->raw, out);
    if (!json_string(value->raw, arena, &word) || !(text_equal(word, TEXT("+")) || text_equal(word, TEXT("-"))))
        return false;
    *out = word.at[0] == '+' ? ROW_RIGHT : ROW_WRONG;
    return true;
}

static bool labels_of_list(struct line_reading *r, struct text raw)
{
    struct json_member *items;
    size_t count;
    if (!json_items(raw, r->arena, &items, &count) || count != r->count)
        return fail(r->err, EXIT_DATA, "\"value\" is not a list of %zu labels, one for each ки", r->count);
    for (size_t i = 0; i < count; i++)
        if (!label_of_value(&items[i], r->arena, &r->labels[i]))
            return fail(r->err, EXIT_DATA, "\"value\": label %zu is neither + nor - nor a number from 0 to 1", i + 1);
    return true;
}

/* The text [0, end) without the first `marks` marks. */
static struct text without_marks(const struct line_reading *r, size_t end, size_t marks)
{
    struct buffer out = {0};
    size_t from = 0;
    if (!marks)
        return text_trim(text_part(r->input, 0, end));
    for (size_t i = 0; i < marks; i++) {
        buffer_add(&out, text_part(r->input, from, r->marks[i]));
        from = r->marks[i] + MARK.size;
    }
    buffer_add(&out, text_part(r->input, from, end));
    return text_trim(buffer_keep(&out, r->arena));
}

static bool cut(struct line_reading *r, struct row *row)
{
    size_t first = 0, begin = 0;
    while (first < r->count && (begin = stepwise_begin(chunk_of(r, first))) == chunk_of(r, first).size)
        first++;
    if (first == r->count)
        return fail(r->err, EXIT_DATA, "no \"Step 1:\" says where the problem ends");
    struct text *steps = ARENA_ARRAY(r->arena, struct text, r->count - first);
    for (size_t i = first; i < r->count; i++) {
        struct text const chunk = chunk_of(r, i);
        steps[i - first] = stepwise_bare(text_part(chunk, i == first ? begin : 0, chunk.size), TEXT("Step "), TEXT(":"), 0);
    }
    row->problem = without_marks(r, (size_t)(chunk_of(r, first).at - r->input.at) + begin, first);
    row->steps = steps;
    row->labels = r->labels + first;
    row->steps_count = r->count - first;
    return true;
}

static bool read(const struct json_object *object, const struct mapping *map, struct arena *arena, struct row **rows,
                 size_t *count, struct error *err)
{
    struct row *row = ARENA_ZEROS(arena, struct row, 1);
    struct line_reading r = {.arena = arena, .err = err};
    const struct json_member *value = json_find(object, "value");
    struct text label;
    if (!dataset_text(object, mapping_key(map, "problem", "input"), true, arena, &r.input, err) || !find_marks(&r))
        return false;
    bool const listed = value && value->kind == JSON_ARRAY;
    bool const labelled = listed ? labels_of_list(&r, value->raw)
                                 : dataset_text(object, "label", true, arena, &label, err) && labels_of_text(&r, label);
    if (!labelled || !dataset_text(object, mapping_key(map, "id", "id"), false, arena, &row->id, err) || !cut(&r, row))
        return false;
    *rows = row;
    *count = 1;
    return true;
}

/* The names that the original has; else the source's own. */
static struct text task_of(struct text source)
{
    struct text const gsm = TEXT("gsm8k"), math = TEXT("math");
    if (source.size >= gsm.size && text_equal_nocase(text_part(source, 0, gsm.size), gsm))
        return TEXT("GSM8K");
    if (source.size >= math.size && text_equal_nocase(text_part(source, 0, math.size), math))
        return TEXT("MATH");
    return source;
}

static size_t write_row(const struct pair *pair, bool clean, const struct render *how, struct arena *arena, struct buffer *out)
{
    struct shepherd row;
    struct json_writer w = {.out = out};
    if (!piece_shepherd(pair, clean, how, arena, &row))
        return 0;
    json_open(&w, '{');
    json_member_text(&w, "input", row.input);
    json_member_text(&w, "label", row.label);
    json_member_text(&w, "task", task_of(pair->source));
    piece_end(&w);
    return 1;
}

static const struct column columns[] = {{"input", "string"}, {"label", "string"}, {"task", "string"}, {NULL, NULL}};

const struct dataset dataset_math_shepherd = {
    .name = "math-shepherd",
    .says = "Math-Shepherd: ки behind each step of the text, + or - for it in `label` (or `value`)",
    .recognises = recognises,
    .read = read,
    .write = write_row,
    .columns = columns,
    .marks = piece_shepherd_marks,
    .place = true,
};
