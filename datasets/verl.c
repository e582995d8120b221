/* verl: questions to a critic as verl's RL prompts: {"data_source","prompt": [system?, user],"ability","reward_model": {"style",
 * "ground_truth"},"extra_info": {"split","index","answer","question"}}. ground_truth is the 0-based first wrong step, -1 for none, as text;
 * `answer` is the solution that was asked about. The reward chooses its rule by data_source: name one for ours, or give your own
 * function. verl reads Parquet: datasets.load_dataset("json", …).to_parquet(…). */
#include "critic.h"
#include "dataset.h"
#include "pieces.h"
#include "turns.h"

static bool recognises(const struct json_object *object)
{
    const struct json_member *prompt = json_find(object, "prompt"), *reward = json_find(object, "reward_model");
    return prompt && reward && reward->kind == JSON_OBJECT && critic_is_question(prompt->raw);
}

static bool read(const struct json_object *object, const struct mapping *map, struct arena *arena, struct row **rows,
                 size_t *count, struct error *err)
{
    const struct json_member *prompt = json_find(object, mapping_key(map, "problem", "prompt"));
    const struct json_member *reward = json_find(object, "reward_model");
    struct row *row = ARENA_ZEROS(arena, struct row, 1);
    struct json_object rule;
    struct text question, truth;
    *rows = row;
    *count = 1;
    if (!prompt || !reward)
        return fail(err, EXIT_DATA, "the field \"%s\" is missing", prompt ? "reward_model" : "prompt");
    return turns_question(prompt->raw, arena, &question, err) && json_read_object(reward->raw, arena, &rule, err) &&
           dataset_text(&rule, "ground_truth", true, arena, &truth, err) && critic_read(question, truth, arena, row, err);
}

static void put_reward(struct json_writer *w, struct text truth)
{
    json_key(w, "reward_model");
    json_open(w, '{');
    json_member_text(w, "style", TEXT("rule"));
    json_member_text(w, "ground_truth", truth);
    json_close(w, '}');
}

static void put_info(struct json_writer *w, const struct render *how, struct text answer, struct text question)
{
    json_key(w, "extra_info");
    json_open(w, '{');
    json_member_text(w, "split", text_of(how->note->split));
    json_member_int(w, "index", (int64_t)how->note->row);
    json_member_text(w, "answer", answer);
    json_member_text(w, "question", question);
    json_close(w, '}');
}

static size_t write_row(const struct pair *pair, bool clean, const struct render *how, struct arena *arena, struct buffer *out)
{
    struct critic critic;
    struct json_writer w = {.out = out};
    if (!critic_ask(pair, clean, how, arena, &critic))
        return 0;
    const struct text *steps = render_side(pair, clean ? SIDE_RIGHT : SIDE_FAULTY, how, arena);
    json_open(&w, '{');
    json_member_text(&w, "data_source", TEXT("misstep/first_error"));
    piece_asked(&w, "prompt", how, critic.question);
    json_member_text(&w, "ability", TEXT("math"));
    put_reward(&w, critic.answer);
    put_info(&w, how, render_joined(steps, 0, clean ? pair->steps_count : pair->bad_count, how, arena), pair->problem);
    piece_end(&w);
    return 1;
}

static const struct column columns[] = {{"data_source", "string"},
                                        {"prompt", MESSAGE_COLUMN},
                                        {"ability", "string"},
                                        {"reward_model", "{style:string,ground_truth:string}"},
                                        {"extra_info", "{split:string,index:int64,answer:string,question:string}"},
                                        {NULL, NULL}};

const struct dataset dataset_verl = {
    .name = "verl",
    .says = "questions as verl's RL prompts: which step is the first wrong one, from 0, or -1",
    .recognises = recognises,
    .read = read,
    .write = write_row,
    .columns = columns,
    .marks = critic_marks,
    .place = true,
};
