/* trl-dpo: preference with an explicit prompt, plain strings: {"prompt","chosen","rejected"}, and no other column (some names
 * have a meaning to the trainer), unless spans are asked for. The prompt is explicit since a common prefix, guessed, would end inside the faulty step. */
#include "dataset.h"
#include "embedded.h"
#include "pieces.h"
#include "turns.h"

static const char *const prompts[] = {"prompt", "question", "instruction", "input", "problem", "conversations", "messages", NULL};

static bool recognises(const struct json_object *object)
{
    const struct json_member *chosen = json_find(object, "chosen"), *rejected = json_find(object, "rejected");
    return chosen && rejected && chosen->kind == rejected->kind;
}

/* A text, or a conversation: its question, if it has one, becomes the problem. */
static bool read_side(const struct json_object *object, const char *key, struct arena *arena, struct row *row, struct error *err)
{
    const struct json_member *member = json_find(object, key);
    struct turn *turns, answer;
    struct text asked;
    size_t count;
    if (!member || (member->kind != JSON_ARRAY && member->kind != JSON_OBJECT))
        return dataset_text(object, key, !row->skip, arena, &row->solution, err);
    if (!turns_read(member->raw, arena, &turns, &count, err))
        return false;
    if (!turns_single(turns, count, &asked, &answer)) {
        row->skip = SKIP_TURNS;
        return true;
    }
    row->solution = answer.text;
    if (asked.size)
        row->problem = asked;
    return answer.text.size || fail(err, EXIT_DATA, "\"%s\" holds no answer", key);
}

static bool read_prompt(const struct json_object *object, const struct mapping *map, struct arena *arena, struct row *row,
                        struct error *err)
{
    const char *key = mapping_key(map, "problem", dataset_first(object, prompts, "prompt"));
    const struct json_member *member = json_find(object, key);
    struct turn *turns, answer;
    size_t count;
    if (!member || member->kind != JSON_ARRAY)
        return dataset_text(object, key, false, arena, &row->problem, err);
    if (!turns_read(member->raw, arena, &turns, &count, err))
        return false;
    if (!turns_single(turns, count, &row->problem, &answer) || answer.text.size)
        row->skip = SKIP_TURNS;
    return true;
}

/* As misstep's own pairs have it: what the pair is about; those that failed a check say so. */
static bool read_principle(const struct json_object *object, struct arena *arena, struct row *row, struct error *err)
{
    const struct json_member *round = json_find(object, "round"), *usable = json_find(object, "usable");
    if (usable && usable->kind == JSON_FALSE)
        row->skip = SKIP_INVALID;
    if (round && round->kind == JSON_NUMBER)
        json_int(round->raw, &row->round);
    return !dataset_has_text(object, "principle") || dataset_text(object, "principle", true, arena, &row->principle, err);
}

/* What a reviser was told, as misstep's own pairs have it: "step 2: REASON", a line for each of the "violations". What is of another shape
 * is nothing. */
static void read_feedback(const struct json_object *object, struct arena *arena, struct row *row)
{
    const struct json_member *list = json_find(object, "violations");
    struct buffer told = {0};
    struct json_member *items;
    size_t count = 0;
    if (!list || !json_items(list->raw, arena, &items, &count))
        return;
    for (size_t i = 0; i < count; i++) {
        struct json_object violation;
        struct error unread;
        struct text reason = TEXT("");
        int64_t step;
        if (json_read_object(items[i].raw, arena, &violation, &unread) && json_find(&violation, "step") &&
            json_int(json_find(&violation, "step")->raw, &step) && embedded_text(&violation, "reason", arena, &reason))
            buffer_format(&told, "%sstep %jd: %.*s", told.size ? "\n" : "", (intmax_t)step, (int)reason.size, reason.at);
    }
    row->feedback = buffer_keep(&told, arena);
}

static bool read(const struct json_object *object, const struct mapping *map, struct arena *arena, struct row **rows,
                 size_t *count, struct error *err)
{
    struct row *row = ARENA_ZEROS(arena, struct row, 2);
    if (!read_prompt(object, map, arena, row, err) ||
        !dataset_text(object, mapping_key(map, "answer", "answer"), false, arena, &row->answer, err) ||
        !dataset_text(object, mapping_key(map, "id", "id"), false, arena, &row->id, err) ||
        !read_principle(object, arena, row, err))
        return false;
    read_feedback(object, arena, row);
    row[1] = *row;
    if (!read_side(object, "chosen", arena, &row[0], err) || !read_side(object, "rejected", arena, &row[1], err))
        return false;
    if (!text_equal(row[0].problem, row[1].problem))
        return fail(err, EXIT_DATA, "\"chosen\" and \"rejected\" answer different questions");
    row[0].problem = row[1].problem = text_trim(row[0].problem);
    row[0].whole = ROW_RIGHT;
    row[1].whole = ROW_WRONG;
    row[0].rejected = &row[1];
    row[0].skip = MAX(row[0].skip, row[1].skip);
    *rows = row;
    *count = 1;
    return true;
}

static void put(struct json_writer *w, const struct sides *s)
{
    json_member_text(w, "prompt", s->shown.prompt);
    json_member_text(w, "chosen", s->shown.chosen);
    json_member_text(w, "rejected", s->shown.rejected);
    piece_spans(w, s);
    piece_logp(w, s);
    piece_principle(w, s);
}

static size_t write_row(const struct pair *pair, bool clean, const struct render *how, struct arena *arena, struct buffer *out)
{
    (void)clean;
    return piece_logp_known(pair, how) ? piece_sides(pair, how, arena, out, put) : 0;
}

static const struct column columns[] = {{"prompt", "string"}, {"chosen", "string"}, {"rejected", "string"}, {NULL, NULL}};

const struct dataset dataset_trl_dpo = {
    .name = "trl-dpo",
    .says = "preference pairs for TRL's DPOTrainer: prompt, chosen, rejected",
    .recognises = recognises,
    .read = read,
    .write = write_row,
    .columns = columns,
    .extra[EXTRA_SPANS] = piece_spans_columns,
    .extra[EXTRA_LOGP] = piece_logp_columns,
    .extra[EXTRA_PRINCIPLE] = piece_principle_columns,
    .both_sides = true,
};
