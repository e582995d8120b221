#include "input.h"

#include "evaluation.h"
#include "suggest.h"

static const struct dataset *named(const struct input_settings *s, struct error *err)
{
    const char *names[64];
    size_t count = 0;
    for (size_t i = 0; i < s->datasets_count; i++) {
        if (!s->datasets[i]->read)
            continue;
        if (strcmp(s->datasets[i]->name, s->preset) == 0)
            return s->datasets[i];
        if (count < COUNT(names))
            names[count++] = s->datasets[i]->name;
    }
    typed_unknown("preset", text_of(s->preset), names, count, err);
    return NULL;
}

const struct dataset *input_dataset(const struct input_settings *settings, const struct json_object *first, struct error *err)
{
    if (settings->preset)
        return named(settings, err);
    for (size_t i = 0; i < settings->datasets_count; i++)
        if (settings->datasets[i]->recognises && settings->datasets[i]->recognises(first))
            return settings->datasets[i];
    if (settings->map.count)
        for (size_t i = 0; i < settings->datasets_count; i++)
            if (strcmp(settings->datasets[i]->name, "generic") == 0)
                return settings->datasets[i];
    fail(err, EXIT_DATA, "no preset fits these fields; name one with --preset, or map fields with --map solution=KEY");
    return NULL;
}

/* As it would stand in the text of a reasoning model. */
static struct text with_thought(const struct row *row, struct arena *arena)
{
    struct buffer out = {0};
    buffer_add(&out, TEXT("<think>\n"));
    buffer_add(&out, row->thought);
    buffer_add(&out, TEXT("\n</think>\n\n"));
    buffer_add(&out, row->solution);
    return buffer_keep(&out, arena);
}

static bool holds(struct text text, struct text part)
{
    return text_find(text, part, 0) < text.size;
}

/* What runs code leaves marks: its output in a fence of its own, or tags of the model's dialect. */
static enum row_skip skip_of_text(struct text text)
{
    static const struct text tools[] = {{"```output", 9},       {"<llm-code>", 10},         {"<tool_call>", 11},
                                        {"<|python_tag|>", 14}, {"<code_interpreter>", 18}, {"```tool_code", 12}};
    if (holds(text, TEXT("[asy]")))
        return SKIP_DRAWING;
    if (holds(text, TEXT("```")) || holds(text, TEXT("<")))
        for (size_t i = 0; i < COUNT(tools); i++)
            if (holds(text, tools[i]))
                return SKIP_TOOLS;
    return SKIP_NONE;
}

static enum row_skip skip_of_row(const struct row *row)
{
    enum row_skip skip = skip_of_text(row->problem);
    if (!skip)
        skip = skip_of_text(row->solution);
    for (size_t i = 0; !skip && i < row->steps_count; i++)
        skip = skip_of_text(row->steps[i]);
    return skip;
}

struct solution input_solution(const struct input_settings *settings, const struct row *row, struct marks *marks,
                               struct arena *arena)
{
    struct text text = row->solution;
    struct solution out;
    if (row->thought.size && settings->splitting.think == THINK_SPLIT)
        text = with_thought(row, arena);
    if (!settings->keep_marks && !row->steps_count)
        text = solution_strip_marks(text, arena, marks);
    if (row->steps_count && !settings->keep_marks) {
        struct text *steps = ARENA_ARRAY(arena, struct text, row->steps_count);
        for (size_t i = 0; i < row->steps_count; i++)
            steps[i] = solution_strip_marks(row->steps[i], arena, marks);
        out = solution_listed(steps, row->steps_count, arena);
    } else if (row->steps_count) {
        out = solution_listed(row->steps, row->steps_count, arena);
    } else if (settings->whole) {
        out = solution_listed(&text, text_trim(text).size > 0, arena);
    } else {
        out = solution_split(text, settings->splitting, arena);
    }
    out.thoughts = settings->splitting.think == THINK_SPLIT;
    return out;
}

/* Somebody has found an error in it. */
static bool is_faulty(const struct row *row)
{
    bool faulty = row->whole == ROW_WRONG || row->outcome == ROW_WRONG;
    for (size_t i = 0; row->labels && i < row->steps_count && !faulty; i++)
        faulty = row->labels[i] == ROW_WRONG;
    return faulty;
}

static bool finish(const struct input_settings *settings, struct input *s, struct hash *hash, struct arena *arena,
                   struct error *err)
{
    if (!s->row.skip)
        s->row.skip = settings->sources && is_faulty(&s->row) ? SKIP_INVALID : skip_of_row(&s->row);
    s->solution = input_solution(settings, &s->row, &s->marks, arena);
    if (s->solution.count == 0 && !s->row.skip)
        return fail(err, EXIT_DATA, "the solution is empty");
    if (s->row.id.size) {
        s->source_id = s->row.id;
        return true;
    }
    size_t const listed = s->row.steps_count;
    struct text *parts = ARENA_ARRAY(arena, struct text, listed + 2);
    parts[0] = s->row.problem;
    parts[1] = s->row.solution;
    for (size_t i = 0; i < listed; i++)
        parts[1 + i] = s->row.steps[i];
    record_hash(hash, parts, listed ? listed + 1 : 2, s->id);
    s->source_id = (struct text){s->id, ID_DIGITS};
    return true;
}

bool input_allowed(const struct input_settings *settings, const struct input *input, struct error *err)
{
    return !settings->refuse_evaluation || !input->row.evaluation ||
           fail(err, EXIT_DATA,
                "this belongs to an evaluation set (%s): what is trained on it cannot be measured with it any more; "
                "--allow-eval (in a config: input.allow_eval) says that it is meant",
                input->row.evaluation);
}

bool input_skipped(const struct input_settings *settings, const struct input *input)
{
    return input->row.skip && (settings->sources || input->solution.count == 0);
}

static bool is_among(const struct row *row, const struct row *rows, size_t count)
{
    return (uintptr_t)row >= (uintptr_t)rows && (uintptr_t)row < (uintptr_t)(rows + count);
}

/* A model's name under the first of these keys: a text, or an object's "name". */
static struct text author_of(const struct json_object *object, const char *const *keys, struct arena *arena)
{
    struct json_object whole;
    struct error err;
    struct text name = {0};
    const struct json_member *found = NULL;
    for (; *keys && !found; keys++)
        found = json_find(object, *keys);
    if (found && found->kind == JSON_OBJECT)
        found = json_read_object(found->raw, arena, &whole, &err) ? json_find(&whole, "name") : NULL;
    return found && json_string(found->raw, arena, &name) ? name : TEXT("");
}

/* What a row that a teacher had a hand in says of its time. */
static int64_t milliseconds_of(const struct json_object *object, struct arena *arena)
{
    const struct json_member *teacher = json_find(object, "teacher");
    struct json_object whole;
    struct error err;
    if (!teacher || teacher->kind != JSON_OBJECT || !json_read_object(teacher->raw, arena, &whole, &err))
        return 0;
    return json_count(&whole, "milliseconds");
}

bool input_read(const struct input_settings *settings, const struct dataset *dataset, struct text line, struct hash *hash,
                struct arena *arena, struct input **inputs, size_t *count, struct error *err)
{
    struct json_object object;
    struct row *rows;
    size_t rows_count;
    static const char *const chosen[] = {"chosen_model", "teacher", "generator", NULL};
    static const char *const rejected[] = {"rejected_model", "teacher", "generator", NULL};
    if (line.size > LINE_MAX_BYTES)
        return fail(err, EXIT_DATA, "the line is longer than %d bytes", LINE_MAX_BYTES);
    if (!json_read_object(line, arena, &object, err))
        return false;
    if (!dataset)
        return fail(err, EXIT_DATA, "no preset is known for it");
    if (!dataset->read(&object, &settings->map, arena, &rows, &rows_count, err))
        return false;
    struct input *out = ARENA_ZEROS(arena, struct input, rows_count + 1);
    const char *evaluation = settings->refuse_evaluation ? evaluation_of(&object, arena) : NULL;
    struct text const author = author_of(&object, chosen, arena), rejected_author = author_of(&object, rejected, arena);
    int64_t const milliseconds = milliseconds_of(&object, arena);
    for (size_t i = 0; i < rows_count; i++) {
        out[i].row = rows[i];
        out[i].original_too = is_among(rows[i].original, rows, rows_count);
        if (settings->refuse_evaluation && !rows[i].evaluation)
            out[i].row.evaluation = evaluation ? evaluation : evaluation_of_problem(rows[i].problem);
        out[i].index = i;
        out[i].of = rows_count;
        out[i].author = author;
        out[i].milliseconds = milliseconds;
        out[i].rejected_author = rejected_author;
        if (!finish(settings, &out[i], hash, arena, err))
            return false;
    }
    *inputs = out;
    *count = rows_count;
    return true;
}

bool input_text(const struct input_settings *settings, struct text id, struct text text, struct arena *arena, struct input *out,
                struct error *err)
{
    size_t bad;
    if (!text_is_utf8(text, &bad))
        return fail(err, EXIT_DATA, "invalid UTF-8 at byte %zu", bad);
    if (text.size && memchr(text.at, '\0', text.size))
        return fail(err, EXIT_DATA, "the text holds a NUL character");
    *out = (struct input){.row = {.id = id, .solution = text}, .source_id = id, .of = 1};
    out->solution = input_solution(settings, &out->row, &out->marks, arena);
    return out->solution.count || fail(err, EXIT_DATA, "the solution is empty");
}

bool input_splitting(const char *by, const char *think, struct splitting *out, struct error *err)
{
    size_t rule = 0, how = 0;
    if ((by && !typed_choice("--by", by, segment_by_names, SEGMENT_BY_COUNT, &rule, err)) ||
        (think && !typed_choice("--think", think, think_names, THINK_COUNT, &how, err)))
        return false;
    *out = (struct splitting){(enum segment_by)rule, (enum think)how};
    return true;
}

bool input_map(const char *text, struct mapping *map, struct error *err)
{
    static const char *const fields[] = {"id", "problem", "solution", "steps", "answer", "level", "generations"};
    static const size_t fields_count = COUNT(fields);
    struct text left = text_of(text);
    while (left.size) {
        size_t const comma = text_find(left, TEXT(","), 0), equals = text_find(left, TEXT("="), 0);
        if (equals >= comma || equals == 0 || equals + 1 >= comma || map->count == COUNT(map->items))
            return fail(err, EXIT_USAGE, "--map takes FIELD=KEY,…, not '%s'", text);
        const char *field = NULL;
        for (size_t i = 0; i < fields_count; i++)
            if (text_equal(text_of(fields[i]), text_part(left, 0, equals)))
                field = fields[i];
        if (!field)
            return fail(err, EXIT_USAGE,
                        "--map knows no field '%.*s' (fields: id, problem, solution, steps, answer, level, generations)",
                        (int)equals, left.at);
        size_t const size = comma - equals - 1;
        if (size >= sizeof map->items->key)
            return fail(err, EXIT_USAGE, "--map takes keys of at most %zu bytes", sizeof map->items->key - 1);
        map->items[map->count].field = field;
        memcpy(map->items[map->count].key, left.at + equals + 1, size);
        map->items[map->count++].key[size] = '\0';
        left = text_part(left, MIN(comma + 1, left.size), left.size);
    }
    return true;
}

struct text input_name(const char *path)
{
    if (strcmp(path, "-") == 0)
        return TEXT("stdin");
    const char *slash = strrchr(path, '/');
    struct text const name = text_of(slash ? slash + 1 : path);
    const char *dot = memchr(name.at, '.', name.size);
    return dot && dot != name.at ? (struct text){name.at, (size_t)(dot - name.at)} : name;
}
