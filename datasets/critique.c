/* critique: what a generative verifier is trained on: a problem with its solution, each step in tags with its number from 0, and a
 * critique step by step that ends in the number of the first wrong step, -1 for none, in a box: the task of ProcessBench. The
 * critique is made of the record's proof (critique.h). {"messages", "first_error"}; right solutions stand beside faulty ones. */
#include "critique.h"
#include "critic.h"
#include "dataset.h"
#include "json_write.h"
#include "message.h"
#include "render.h"

static const char opening[] =
    "Below is a problem in mathematics and a solution. The solution is cut into steps, each in tags with its number, from 0.";
static const char order[] =
    "Go through the solution step by step and say of each step whether it is right. Stop at the first wrong step and say what is "
    "wrong with it. End with the number of the first wrong step in \\boxed{}, or with \\boxed{-1} if all steps are right.";

static const char *const closing_faulty[] = {"The first error is in step %zu.", "So step %zu is the first wrong one.",
                                             "The first mistake stands in step %zu."};
static const char *const closing_right[] = {"All steps are right.", "There is no error in this solution.", "Every step holds."};

static void close_faulty(size_t first, struct random *random, struct buffer *out)
{
    struct text const phrase = text_of(closing_faulty[random_below(random, COUNT(closing_faulty))]);
    size_t const at = text_find(phrase, TEXT("%zu"), 0);
    buffer_add(out, text_part(phrase, 0, at));
    buffer_int(out, (int64_t)first);
    buffer_add(out, text_part(phrase, at + 3, phrase.size));
}

static struct text answered(const struct pair *pair, const struct text *steps, size_t count, bool clean, struct arena *arena)
{
    struct random random = critique_chance(pair, clean, TEXT("critique"));
    bool const faulty = !clean && pair->first_error >= 0;
    size_t const right = faulty ? (size_t)pair->first_error : count;
    struct buffer out = {0};
    for (size_t i = 0; i < right; i++) {
        buffer_format(&out, "Step %zu: ", i);
        critique_right(steps[i], clean ? pair->source_proof == PROOF_ALL_STEPS : pair->local[i] == VERDICT_PROVED, &random, arena,
                       &out);
        buffer_char(&out, '\n');
    }
    if (faulty) {
        buffer_format(&out, "Step %zu: ", right);
        critique_wrong(pair, &random, arena, &out);
        buffer_string(&out, "\n\n");
        close_faulty(right, &random, &out);
    } else {
        buffer_char(&out, '\n');
        buffer_string(&out, closing_right[random_below(&random, COUNT(closing_right))]);
    }
    buffer_format(&out, "\n\n\\boxed{%d}", faulty ? (int)right : -1);
    return buffer_keep(&out, arena);
}

static size_t write_row(const struct pair *pair, bool clean, const struct render *how, struct arena *arena, struct buffer *out)
{
    if (!render_may_label(pair, clean, how))
        return 0;
    const struct text *steps = render_side(pair, clean ? SIDE_RIGHT : SIDE_FAULTY, how, arena);
    size_t const count = clean ? pair->steps_count : pair->bad_count;
    struct json_writer w = {.out = out};
    json_open(&w, '{');
    json_key(&w, "messages");
    json_open(&w, '[');
    message_put(&w, "user", critic_shown(text_of(opening), pair->problem, steps, count, text_of(order), arena));
    message_put(&w, "assistant", answered(pair, steps, count, clean, arena));
    json_close(&w, ']');
    json_member_int(&w, "first_error", clean ? FIRST_NONE : pair->first_error);
    json_close(&w, '}');
    buffer_char(out, '\n');
    return 1;
}

static const struct column columns[] = {{"messages", MESSAGE_COLUMN}, {"first_error", "int64"}, {NULL, NULL}};

const struct dataset dataset_critique = {
    .name = "critique",
    .says = "for generative verifiers: a solution in tagged steps, and its critique up to the first wrong step",
    .write = write_row,
    .columns = columns,
    .marks = critic_marks,
    .place = true,
};
