/* misstep ask: questions to a teacher, through the ledger. */
#include "json_write.h"
#include "output.h"
#include "questions.h"
#include "stream.h"
#include "teaching.h"

#include <stdio.h>

static const char *const state_names[] = {"ok", "unusable", "failed", "open"}; /* enum reply_state */

enum { OWN_OPTIONS = 4 };

struct asking {
    struct teaching teaching;
    const char *out, *inputs[1];
    size_t inputs_count;
    bool force;
    int64_t samples, limit, taken;
    struct output *file;
    struct arena arena;
};

static bool queue_row(void *context, const struct line *line, struct error *err)
{
    struct asking *a = context;
    struct row_asked row;
    arena_reset(&a->arena);
    if (a->limit && ++a->taken > a->limit)
        return true;
    if (!row_asked_read(line->text, &a->arena, &row, err))
        return false;
    for (int64_t sample = 0; sample < a->samples; sample++) {
        struct question const question = row_asked_question(&row, &a->teaching.sampling, sample);
        if (!teaching_ask(&a->teaching, &question, err))
            return false;
    }
    return true;
}

static bool write_reply(struct asking *a, const struct row_asked *row, int64_t sample, struct error *err)
{
    struct question const question = row_asked_question(row, &a->teaching.sampling, sample);
    struct buffer line = {0};
    struct json_writer w = {.out = &line};
    struct reply reply;
    if (!teacher_reply(a->teaching.teacher, &question, &a->arena, &reply, err))
        return false;
    json_open(&w, '{');
    json_member_text(&w, "id", row->id);
    json_member_int(&w, "sample", sample);
    json_member_text(&w, "state", text_of(state_names[reply.state]));
    json_member_text(&w, "why", reply.why);
    json_member_text(&w, "content", reply.content);
    json_member_text(&w, "reasoning", reply.reasoning);
    json_member_int(&w, "prompt_tokens", reply.prompt_tokens);
    json_member_int(&w, "completion_tokens", reply.completion_tokens);
    json_member_text(&w, "model", reply.model);
    json_member_text(&w, "fingerprint", reply.fingerprint);
    json_member_text(&w, "key", text_of(reply.key));
    json_close(&w, '}');
    buffer_char(&line, '\n');
    bool const good = output_write(a->file, buffer_text(&line), err);
    buffer_free(&line);
    return good;
}

static bool write_row(void *context, const struct line *line, struct error *err)
{
    struct asking *a = context;
    struct row_asked row;
    arena_reset(&a->arena);
    if (a->limit && ++a->taken > a->limit)
        return true;
    if (!row_asked_read(line->text, &a->arena, &row, err))
        return false;
    for (int64_t sample = 0; sample < a->samples; sample++)
        if (!write_reply(a, &row, sample, err))
            return false;
    return true;
}

static bool write_replies(struct asking *a, struct error *err)
{
    a->file = output_open(a->out ? a->out : "-", a->force, err);
    if (!a->file)
        return false;
    a->taken = 0;
    if (stream_each(a->inputs[0], write_row, a, command_interrupted, err))
        return output_commit(a->file, err);
    output_discard(a->file);
    return false;
}

static bool ask(const struct command *self, struct asking *a, struct error *err)
{
    if (a->inputs_count != 1 || strcmp(a->inputs[0], "-") == 0)
        return fail(err, EXIT_USAGE, "one file of questions is wanted; it is read twice");
    return teaching_open(self, &a->teaching, err) && stream_each(a->inputs[0], queue_row, a, command_interrupted, err) &&
           teaching_drive(self, &a->teaching, err) && (a->teaching.dry_run || write_replies(a, err));
}

static int run(const struct command *self, int argc, char **argv)
{
    struct asking a = {.samples = 1};
    struct error err;
    int code;
    struct option options[OWN_OPTIONS + TEACHING_OPTIONS] = {
        {"samples", 0, OPTION_INT, &a.samples, "N", "answers to each question (default 1)", 1, QUESTION_SAMPLES_MAX},
        {"limit", 0, OPTION_INT, &a.limit, "N", "the first N questions only (0: all)", 0, INT64_MAX},
        {"out", 'o', OPTION_OUTPUT, &a.out, "FILE", "where the replies go (default: standard output)", 0, 0},
        {"force", 'f', OPTION_FLAG, &a.force, NULL, "overwrite FILE", 0, 0},
    };
    teaching_table(&a.teaching, options + OWN_OPTIONS);
    if (!command_start(self, options, COUNT(options), argc, argv, a.inputs, 1, &a.inputs_count, &code))
        return code;
    command_watch_signals();
    bool const good = ask(self, &a, &err);
    teaching_close(&a.teaching);
    arena_free(&a.arena);
    return good ? EXIT_OK : command_failed(self, &err);
}

const struct command command_ask = {
    .name = "ask",
    .says = "Asks a teacher model, through a ledger: no paid answer is lost or bought twice.",
    .examples = "  misstep ask questions.jsonl --config teacher.yaml --ledger run.ledger -o replies.jsonl\n"
                "  misstep ask questions.jsonl --config teacher.yaml --ledger run.ledger --samples 8 --dry-run\n",
    .usage =
        "misstep ask QUESTIONS.jsonl --config FILE --ledger FILE [-o REPLIES.jsonl] [options]\n\n"
        "  QUESTIONS: {\"id\", \"prompt\"} or {\"id\", \"messages\": [{\"role\", \"content\"}]}; \"schema\": a JSON schema for "
        "the answer.\n"
        "  REPLIES stand in the order of the questions, samples from 0. The same command again asks only what is still open.\n"
        "  Exit codes: 75 the server is not to be had, or the budget is spent; 130 interrupted: what was asked is in the ledger.",
    .run = run,
};
