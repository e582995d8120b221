/* correction-chat: the faulty solution is answered by a request to check it, and put right in the next turn: {"messages"}, each turn
 * with "train": false for the faulty answer and for what the user says (axolotl: `message_field_training: train`).
 *
 * So that to be asked does not mean to be wrong, the untouched solutions stand among them, asked in the same words, and stay. */
#include "critique.h"
#include "dataset.h"
#include "json_write.h"
#include "render.h"

static const char *const requests[] = {"Check your solution step by step. Is it right?", "Are you sure? Go through it once more.",
                                       "Please verify each step of this."};
static const char *const staying[] = {"I have checked every step: it is right.", "Every step holds; I stay with it.",
                                      "I find no error in it."};

static void put_turn(struct json_writer *w, const char *role, struct text content, bool trained)
{
    json_open(w, '{');
    json_member_text(w, "role", text_of(role));
    json_member_text(w, "content", content);
    json_key(w, "train");
    json_put_bool(w, trained);
    json_close(w, '}');
}

/* What was found, and the solution as it should be from there. */
static struct text put_right(const struct pair *pair, size_t first, const struct render *how, struct random *random,
                             struct arena *arena)
{
    const struct text *right = render_side(pair, SIDE_RIGHT, how, arena);
    struct buffer out = {0};
    buffer_format(&out, "Step %zu: ", first + 1);
    critique_wrong(pair, random, arena, &out);
    buffer_format(&out, "\n\nFrom step %zu on it should be:\n\n", first + 1);
    buffer_add(&out, render_joined(right, first, pair->steps_count, how, arena));
    return buffer_keep(&out, arena);
}

static size_t write_row(const struct pair *pair, bool clean, const struct render *how, struct arena *arena, struct buffer *out)
{
    struct random random = critique_chance(pair, clean, TEXT("correction-chat"));
    bool const faulty = !clean && pair->first_error != FIRST_NONE;
    size_t first = 0;
    if (!pair->steps_count || !pair->bad_count)
        return render_drop(how, DROP_ONE_SIDED);
    if (faulty ? !render_place(pair, how, &first) : !render_may_label(pair, clean, how))
        return 0;
    const struct text *steps = render_side(pair, clean ? SIDE_RIGHT : SIDE_FAULTY, how, arena);
    const char *request = requests[random_below(&random, COUNT(requests))];
    struct json_writer w = {.out = out};
    json_open(&w, '{');
    json_key(&w, "messages");
    json_open(&w, '[');
    put_turn(&w, "user", render_question(pair, how, arena), false);
    put_turn(&w, "assistant", render_joined(steps, 0, clean ? pair->steps_count : pair->bad_count, how, arena), !faulty);
    put_turn(&w, "user", text_of(request), false);
    put_turn(&w, "assistant",
             faulty ? put_right(pair, first, how, &random, arena) : text_of(staying[random_below(&random, COUNT(staying))]),
             true);
    json_close(&w, ']');
    json_close(&w, '}');
    buffer_char(out, '\n');
    return 1;
}

static const struct column columns[] = {{"messages", "[{role:string,content:string,train:bool}]"}, {NULL, NULL}};

const struct dataset dataset_correction_chat = {
    .name = "correction-chat",
    .says = "the same over two turns: asked to check, the model puts its faulty solution right, or stays with a right one",
    .write = write_row,
    .columns = columns,
    .place = true,
};
