/* misstep batch: questions to a teacher as files in the shape of OpenAI's Batch API. */
#include "json_write.h"
#include "output.h"
#include "progress.h"
#include "questions.h"
#include "stream.h"
#include "teaching.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

enum { INPUTS_MAX = 1024, BATCH_LINES_MAX = 50000, BATCH_BYTES_MAX = 200 * 1000 * 1000 };

static const char *const end_names[BATCH_ENDS] = {"done",         "unusable",   "failed", "to be asked again",
                                                  "known before", "not of ours"};

struct batching {
    struct teaching teaching;
    const char *out, *inputs[INPUTS_MAX];
    size_t inputs_count;
    bool force;
    int64_t samples, limit, lines, left, bytes, ends[BATCH_ENDS];
    struct output *file;
    struct arena arena;
};

static bool write_line(struct batching *b, const struct batch_line *line, struct error *err)
{
    struct buffer out = {0};
    struct json_writer w = {.out = &out};
    json_open(&w, '{');
    json_member_text(&w, "custom_id", text_of(line->key));
    json_member_text(&w, "method", TEXT("POST"));
    json_member_text(&w, "url", line->path);
    json_key(&w, "body");
    json_put_raw(&w, line->body);
    json_close(&w, '}');
    buffer_char(&out, '\n');
    bool const good = output_write(b->file, buffer_text(&out), err);
    b->lines++;
    b->bytes += (int64_t)out.size;
    buffer_free(&out);
    return good;
}

static bool put_sample(struct batching *b, const struct row_asked *row, int64_t sample, struct error *err)
{
    struct question const question = row_asked_question(row, &b->teaching.sampling, sample);
    struct batch_line line;
    if (b->lines >= b->limit || b->bytes > BATCH_BYTES_MAX - TEACHER_TEXT_MAX * 2) {
        b->left++;
        return true;
    }
    return teacher_batch_out(b->teaching.teacher, &question, b->teaching.again, &b->arena, &line, err) &&
           (!line.wanted || write_line(b, &line, err));
}

static bool put_row(void *context, const struct line *line, struct error *err)
{
    struct batching *b = context;
    struct row_asked row;
    arena_reset(&b->arena);
    if (!row_asked_read(line->text, &b->arena, &row, err))
        return false;
    for (int64_t sample = 0; sample < b->samples; sample++)
        if (!put_sample(b, &row, sample, err))
            return false;
    return true;
}

/* First the ledger knows what goes out, then the file gets its name: what is in a file is never asked by another way. */
static bool put_out(const struct command *self, struct batching *b, struct error *err)
{
    if (b->inputs_count != 1 || !b->out)
        return fail(err, EXIT_USAGE, "batch out wants one file of questions and -o FILE");
    b->file = output_open(b->out, b->force, err);
    if (!b->file)
        return false;
    if (!teaching_open(self, &b->teaching, err) || !stream_each(b->inputs[0], put_row, b, command_interrupted, err) ||
        !output_flush(b->file, err)) {
        ledger_forget(b->teaching.ledger);
        output_discard(b->file);
        return false;
    }
    if (!ledger_settle(b->teaching.ledger, err)) {
        output_discard(b->file);
        return false;
    }
    if (!b->teaching.quiet)
        progress_words(self->name, "%" PRId64 " requests out%s", b->lines,
                       b->left ? "; the file is full: batch out again, to another file, for the rest" : "");
    return output_commit(b->file, err);
}

static bool take_line(void *context, const struct line *line, struct error *err)
{
    struct batching *b = context;
    enum batch_end end;
    arena_reset(&b->arena);
    if (!teacher_batch_in(b->teaching.teacher, line->text, &b->arena, &end, err))
        return false;
    b->ends[end]++;
    return true;
}

static void sum_up(const struct command *self, const struct batching *b)
{
    struct buffer words = {0};
    for (size_t i = 0; i < BATCH_ENDS; i++)
        if (b->ends[i])
            buffer_format(&words, "%s%" PRId64 " %s", words.size ? ", " : "", b->ends[i], end_names[i]);
    if (!words.size)
        buffer_string(&words, "nothing");
    progress_words(self->name, "%.*s", (int)words.size, words.at);
    buffer_free(&words);
}

static bool take_in(const struct command *self, struct batching *b, struct error *err)
{
    if (!b->inputs_count || b->out)
        return fail(err, EXIT_USAGE, "batch in wants files of results, and writes none");
    bool good = teaching_open(self, &b->teaching, err);
    for (size_t i = 0; good && i < b->inputs_count; i++)
        good = stream_each(b->inputs[i], take_line, b, command_interrupted, err);
    if (b->teaching.teacher && !b->teaching.quiet)
        sum_up(self, b);
    return good;
}

static bool batch(const struct command *self, struct batching *b, struct error *err)
{
    const char *const way = b->inputs_count ? b->inputs[0] : "";
    bool const out = strcmp(way, "out") == 0;
    if (!out && strcmp(way, "in") != 0)
        return fail(err, EXIT_USAGE, "batch out, or batch in?");
    if (b->teaching.dry_run)
        return fail(err, EXIT_USAGE, "batches know no --dry-run: nothing is sent anyway");
    b->inputs_count--;
    memmove(b->inputs, b->inputs + 1, b->inputs_count * sizeof *b->inputs);
    return out ? put_out(self, b, err) : take_in(self, b, err);
}

static int run(const struct command *self, int argc, char **argv)
{
    struct batching b = {.samples = 1, .limit = BATCH_LINES_MAX};
    struct error err;
    int code;
    struct option options[4 + TEACHING_OPTIONS] = {
        {"samples", 0, OPTION_INT, &b.samples, "N", "answers to each question (default 1)", 1, QUESTION_SAMPLES_MAX},
        {"limit", 0, OPTION_INT, &b.limit, "N", "requests in the file, at most (default 50000, what one batch may hold)", 1,
         BATCH_LINES_MAX},
        {"out", 'o', OPTION_OUTPUT, &b.out, "FILE", "the batch, to be uploaded", 0, 0},
        {"force", 'f', OPTION_FLAG, &b.force, NULL, "overwrite FILE", 0, 0},
    };
    teaching_table(&b.teaching, options + 4);
    if (!command_start(self, options, COUNT(options), argc, argv, b.inputs, INPUTS_MAX, &b.inputs_count, &code))
        return code;
    command_watch_signals();
    bool const good = batch(self, &b, &err);
    teaching_close(&b.teaching);
    arena_free(&b.arena);
    return good ? EXIT_OK : command_failed(self, &err);
}

const struct command command_batch = {
    .name = "batch",
    .says = "Asks a teacher by files: out to a batch API, and its results in.",
    .examples = "  misstep batch out questions.jsonl --config teacher.yaml --ledger run.ledger -o batch.jsonl\n"
                "  misstep batch in results.jsonl errors.jsonl --config teacher.yaml --ledger run.ledger\n"
                "  misstep ask questions.jsonl --config teacher.yaml --ledger run.ledger -o replies.jsonl\n",
    .usage =
        "misstep batch out QUESTIONS.jsonl --config FILE --ledger FILE -o BATCH.jsonl [options]\n"
        "  misstep batch in RESULTS.jsonl… --config FILE --ledger FILE [options]\n\n"
        "  QUESTIONS and keys are those of misstep ask, and so is the ledger: what is known does not go out, what is out is not\n"
        "  asked, and after batch in `misstep ask` writes the replies, asking only what came back as expired or as an error "
        "that\n"
        "  may pass. --again: what is out goes out anew; the earlier batch is given up, but its results are still taken.\n"
        "  Results may come in any order, in parts, and again.",
    .run = run,
};
