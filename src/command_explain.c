#include "corpus.h"
#include "explain.h"
#include "suggest.h"

#include <stdio.h>
#include <unistd.h>

enum { PREFIX_MIN = 6 }; /* characters of an id that may stand for all of it */

/* A solution is looked for by its number, by its id, or by the beginning of an id, which must then fit no other. */
struct search {
    const char *path;
    struct text id; /* empty: by number */
    int64_t number;
    struct input_settings settings;
    const struct dataset *dataset; /* NULL until a line decides */
    bool records, decided;
    struct hash *hash;
    struct arena arena;
    struct error reason; /* why the last line could not be read */

    int64_t seen;
    uint64_t unreadable;
    struct buffer line, found_id, other_id; /* what was found; another id that fits too */
    uint64_t line_number;
    size_t index; /* of the solution in its line */
    bool found, done;
};

/* The first line that can be read says what the file is. */
static bool decide(struct search *s, struct text line, struct error *err)
{
    bool const told = s->settings.preset || s->settings.map.count;
    struct json_object object;
    if (!json_read_object(line, &s->arena, &object, &s->reason))
        return true;
    s->records = !told && json_find(&object, "bad_steps");
    if (!s->records)
        s->dataset = input_dataset(&s->settings, &object, &s->reason);
    s->decided = s->records || s->dataset;
    return s->decided || !s->settings.preset || fail(err, s->reason.code, "%s", s->reason.says);
}

static void take(struct search *s, struct text line, uint64_t line_number, size_t index, struct text id)
{
    s->line.size = s->found_id.size = 0;
    buffer_add(&s->line, line);
    buffer_add(&s->found_id, id);
    s->line_number = line_number;
    s->index = index;
    s->found = true;
}

static void look_at(struct search *s, struct text line, uint64_t line_number, size_t index, struct text id)
{
    s->seen++;
    if (s->id.size ? text_equal(id, s->id) : s->seen == s->number) {
        take(s, line, line_number, index, id);
        s->other_id.size = 0;
        s->done = true;
    } else if (s->id.size >= PREFIX_MIN && text_starts(id, s->id)) {
        if (!s->found)
            take(s, line, line_number, index, id);
        else if (!s->other_id.size && !text_equal(id, buffer_text(&s->found_id)))
            buffer_add(&s->other_id, id);
    }
}

static bool look_at_record(struct search *s, struct text line, uint64_t line_number)
{
    struct json_object object;
    const struct json_member *member;
    struct text id;
    if (!json_read_object(line, &s->arena, &object, &s->reason))
        return false;
    if (!(member = json_find(&object, "id")) || !json_string(member->raw, &s->arena, &id))
        return fail(&s->reason, EXIT_DATA, "not a record: it has no \"id\"");
    look_at(s, line, line_number, 0, id);
    return true;
}

static bool look_at_solutions(struct search *s, struct text line, uint64_t line_number)
{
    struct input *inputs;
    size_t count;
    if (!input_read(&s->settings, s->dataset, line, s->hash, &s->arena, &inputs, &count, &s->reason))
        return false;
    for (size_t i = 0; i < count && !s->done; i++)
        look_at(s, line, line_number, i, inputs[i].source_id);
    return true;
}

static bool look_at_line(struct search *s, const struct line *line, struct error *err)
{
    arena_reset(&s->arena);
    if (!text_trim(line->text).size)
        return true;
    bool readable = !line->too_long || fail(&s->reason, EXIT_DATA, "the line is longer than %d bytes", STREAM_LINE_MAX);
    if (readable && !s->decided && !decide(s, line->text, err))
        return false;
    readable = readable && s->decided &&
               (s->records ? look_at_record(s, line->text, line->number) : look_at_solutions(s, line->text, line->number));
    s->unreadable += !readable;
    return true;
}

static bool look_through(struct search *s, struct error *err)
{
    struct lines lines = {0};
    struct stream *stream = stream_open(s->path, err);
    bool good = stream != NULL;
    while (good && !s->done) {
        good = stream_batch(stream, STREAM_BATCH_BYTES, &lines, err);
        if (!good || lines.count == 0)
            break;
        for (size_t i = 0; good && i < lines.count && !s->done; i++)
            good = look_at_line(s, &lines.at[i], err);
    }
    lines_free(&lines);
    stream_close(stream);
    return good;
}

static bool not_found(const struct search *s, struct error *err)
{
    const char *file = strcmp(s->path, "-") == 0 ? "standard input" : s->path;
    char more[400] = "";
    if (s->unreadable)
        snprintf(more, sizeof more, "; lines that cannot be read: %ju, the last one because: %.300s", (uintmax_t)s->unreadable,
                 s->reason.says);
    if (s->other_id.size)
        return fail(err, EXIT_DATA, "more than one id begins with '%s': %.*s, %.*s", typed_shown(s->id).at,
                    (int)MIN(s->found_id.size, 80u), s->found_id.at, (int)MIN(s->other_id.size, 80u), s->other_id.at);
    if (s->id.size)
        return fail(err, EXIT_DATA, "%.150s has no id '%s' among %jd%s", file, typed_shown(s->id).at, (intmax_t)s->seen, more);
    return fail(err, EXIT_DATA, "%.150s has %jd %s, not %jd%s", file, (intmax_t)s->seen, s->records ? "records" : "solutions",
                (intmax_t)s->number, more);
}

static bool show_record(const struct search *s, const struct explain *how, struct arena *arena, struct buffer *out,
                        struct error *err)
{
    struct verifiers const verifiers = corpus_verifiers();
    struct explained record;
    if (!explain_read(buffer_text(&s->line), &verifiers, arena, &record, err))
        return fail_at(err, s->path, s->line_number);
    if (how->tree)
        explain_tree(how, record.pair.id, &record.right, arena, out);
    else
        explain_record(how, &record, arena, out);
    return true;
}

static bool show_solution(const struct search *s, const struct explain *how, struct arena *arena, struct buffer *out,
                          struct error *err)
{
    struct verifiers const verifiers = corpus_verifiers();
    struct input *inputs;
    struct subject subject;
    size_t count;
    if (!input_read(&s->settings, s->dataset, buffer_text(&s->line), s->hash, arena, &inputs, &count, err))
        return fail_at(err, s->path, s->line_number);
    const struct input *input = &inputs[s->index];
    if (!verify_solution(&verifiers, input->row.problem, input->solution.steps, input->solution.count, input->row.answer, arena,
                         &subject, err))
        return fail_at(err, s->path, s->line_number);
    if (how->tree)
        explain_tree(how, input->source_id, &subject, arena, out);
    else
        explain_solution(how, input->source_id, &subject, out);
    return true;
}

static bool show(struct search *s, bool brief, bool tree, struct error *err)
{
    struct buffer out = {0}, where = {0};
    buffer_format(&where, "%s:%ju", s->path, (uintmax_t)s->line_number);
    buffer_char(&where, '\0');
    struct explain const how = {
        .colour = command_colour(STDOUT_FILENO), .claims = true, .trace = !brief, .tree = tree, .where = where.at};
    arena_reset(&s->arena);
    bool good = (s->records ? show_record : show_solution)(s, &how, &s->arena, &out, err);
    if (good && (fwrite(out.at, 1, out.size, stdout) != out.size || fflush(stdout) != 0))
        good = fail(err, EXIT_IO, "cannot write to standard output");
    buffer_free(&out);
    buffer_free(&where);
    return good;
}

static bool start(const struct command *self, struct search *s, bool *brief, bool *tree, int argc, char **argv, int *code)
{
    const char *id = NULL, *map = NULL, *by = NULL, *think = NULL;
    size_t operands = 0;
    struct error err;
    struct option const options[] = {
        {"id", 'i', OPTION_TEXT, &id, "ID", "which one: its id, or at least 6 characters that only this one begins with", 0, 0},
        {"nth", 'n', OPTION_INT, &s->number, "N", "which one by number: the Nth solution or record (default 1)", 1, INT64_MAX},
        {"brief", 'b', OPTION_FLAG, brief, NULL, "leave out where each operand comes from", 0, 0},
        {"trace", 't', OPTION_FLAG, tree, NULL, "only how the answer is derived, as a tree down to the numbers of the problem", 0,
         0},
        {"preset", 'p', OPTION_TEXT, &s->settings.preset, "NAME", "what the file is (misstep list); else detected", 0, 0},
        {"map", 'm', OPTION_TEXT, &map, "FIELD=KEY,…", "where a field stands: problem=question,solution=response", 0, 0},
        {"by", 0, OPTION_TEXT, &by, "RULE", "how texts are cut: " INPUT_BY_SAYS, 0, 0},
        {"think", 0, OPTION_TEXT, &think, "HOW", INPUT_THINK_SAYS, 0, 0},
        {"keep-marks", 0, OPTION_FLAG, &s->settings.keep_marks, NULL, "leave calculator marks <<…>> in the text", 0, 0},
    };
    if (!command_start(self, options, COUNT(options), argc, argv, &s->path, 1, &operands, code))
        return false;
    if (!operands && !isatty(STDIN_FILENO) && argc > 1)
        s->path = "-";
    bool const good =
        (s->path || fail(&err, EXIT_USAGE, "no file given")) && (!id || *id || fail(&err, EXIT_USAGE, "--id wants an id")) &&
        (!id || s->number == 0 || fail(&err, EXIT_USAGE, "--id and --nth say the same in two ways; give one")) &&
        (!map || input_map(map, &s->settings.map, &err)) && input_splitting(by, think, &s->settings.splitting, &err);
    s->id = text_of(id ? id : "");
    s->number = MAX(s->number, 1);
    if (!good)
        *code = command_failed(self, &err);
    return good;
}

static int run(const struct command *self, int argc, char **argv)
{
    struct search s = {.settings = {.datasets = roster_datasets, .datasets_count = roster_datasets_count}};
    bool brief = false, tree = false;
    struct error err;
    int code;
    if (!start(self, &s, &brief, &tree, argc, argv, &code))
        return code;
    s.hash = hash_new();
    bool const good =
        look_through(&s, &err) && ((s.found && !s.other_id.size) || not_found(&s, &err)) && show(&s, brief, tree, &err);
    hash_free(s.hash);
    arena_free(&s.arena);
    buffer_free(&s.line);
    buffer_free(&s.found_id);
    buffer_free(&s.other_id);
    return good ? EXIT_OK : command_failed(self, &err);
}

const struct command command_explain = {
    .name = "explain",
    .says = "Shows one solution or one record with all its claims, verdicts and numbers.",
    .examples = "  misstep explain train.jsonl --nth 17\n"
                "  misstep explain train.jsonl --id train-17 --trace\n"
                "  misstep explain records.jsonl --id calculation-5f0c\n",
    .usage = "misstep explain FILE [--id ID | --nth N] [--brief | --trace] [options]\n\n"
             "  FILE is a corpus or a file of records (told by its keys). Steps are counted from 1 here, from 0 in the data.\n"
             "  Exit codes: 0 shown, 65 no such solution.",
    .run = run,
};
