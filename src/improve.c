#include "improve.h"

#include "embedded.h"

enum { MEMBERS = 7, CHANGE_MEMBERS = 3 };

const char improve_schema[] =
    "{\"type\":\"object\",\"properties\":{\"chosen\":{\"type\":\"string\"},\"delta_description\":{\"type\":\"string\"},"
    "\"principle_addressed\":{\"type\":\"string\"},\"incidental_changes\":{\"type\":\"array\",\"items\":{\"type\":\"object\","
    "\"properties\":{\"dimension\":{\"type\":\"string\"},\"change\":{\"type\":\"string\"},\"intentional\":{\"type\":\"boolean\"}}"
    ","
    "\"required\":[\"dimension\",\"change\",\"intentional\"],\"additionalProperties\":false}},"
    "\"decision_basis\":{\"type\":\"string\"},\"meaningful_delta\":{\"type\":\"boolean\"},"
    "\"training_usable\":{\"type\":\"boolean\"}},\"required\":[\"chosen\",\"delta_description\",\"principle_addressed\","
    "\"incidental_changes\",\"decision_basis\",\"meaningful_delta\",\"training_usable\"],\"additionalProperties\":false}";

bool improve_fill(const struct prompt *prompt, struct text problem, struct text response, const struct principle *principle,
                  struct arena *arena, struct turn *turns, struct error *err)
{
    struct prompt_value const values[] = {
        {"problem", problem, true},
        {"response", response, true},
        {"principle", principle->id, false},
        {"says", principle->text, false},
    };
    return prompt_fill(prompt, values, COUNT(values), arena, turns, err);
}

static bool read_change(struct text raw, struct arena *arena, struct incidental *out)
{
    struct json_object object;
    struct error err;
    return json_read_object(raw, arena, &object, &err) && object.count == CHANGE_MEMBERS &&
           embedded_text(&object, "dimension", arena, &out->dimension) && embedded_text(&object, "change", arena, &out->change) &&
           embedded_bool(&object, "intentional", &out->intentional);
}

static bool read_changes(const struct json_object *object, struct arena *arena, struct improvement *out)
{
    const struct json_member *list = json_find(object, "incidental_changes");
    struct json_member *items;
    if (!list || !json_items(list->raw, arena, &items, &out->changes_count) || out->changes_count > IMPROVE_CHANGES_MAX)
        return false;
    out->changes = ARENA_ZEROS(arena, struct incidental, out->changes_count + 1);
    for (size_t i = 0; i < out->changes_count; i++)
        if (!read_change(items[i].raw, arena, &out->changes[i]))
            return false;
    return true;
}

static bool read_improvement(const struct json_object *object, struct arena *arena, struct improvement *out)
{
    struct improvement read = {0};
    if (object->count != MEMBERS || !embedded_text(object, "chosen", arena, &read.chosen) ||
        !embedded_text(object, "delta_description", arena, &read.delta_description) ||
        !embedded_text(object, "principle_addressed", arena, &read.principle_addressed) ||
        !embedded_text(object, "decision_basis", arena, &read.decision_basis) ||
        !embedded_bool(object, "meaningful_delta", &read.meaningful_delta) ||
        !embedded_bool(object, "training_usable", &read.training_usable) || !read_changes(object, arena, &read))
        return false;
    read.chosen = text_trim(read.chosen);
    *out = read;
    return read.chosen.size > 0;
}

enum amiss improve_read(struct text answer, struct arena *arena, struct improvement *out)
{
    struct json_object object;
    unsigned found = 0;
    *out = (struct improvement){0};
    if (answer.size > IMPROVE_ANSWER_MAX)
        return AMISS_FORM;
    for (size_t at = 0; embedded_next(answer, &at, arena, &object);)
        found += read_improvement(&object, arena, out);
    if (found != 1)
        return found ? AMISS_SEVERAL : AMISS_FORM;
    return embedded_control(out->chosen, true) ? AMISS_CONTROL : AMISS_NONE;
}

void improve_judge(const struct improvement *improvement, const struct principle *asked, int64_t longest, struct amended *amended)
{
    struct text const addressed = text_trim(improvement->principle_addressed);
    if (amended->overlap > AMENDED_OVERLAP_MOST)
        amended_add(amended, AMISS_OVERLAP);
    if (100 * amended->length > (uint64_t)longest * AMENDED_SHARE)
        amended_add(amended, AMISS_OVERSHOOT);
    if (!text_equal_nocase(addressed, asked->id) && !text_equal_nocase(addressed, asked->name))
        amended_add(amended, AMISS_REDIRECTED);
    if (!improvement->meaningful_delta)
        amended_add(amended, AMISS_SAYS_NO_DELTA);
    if (!improvement->training_usable)
        amended_add(amended, AMISS_SAYS_UNUSABLE);
}

static void put_truth(struct json_writer *w, const char *key, bool truth)
{
    json_key(w, key);
    json_put_bool(w, truth);
}

void improve_write(const struct improvement *improvement, struct json_writer *w)
{
    json_member_text(w, "delta_description", improvement->delta_description);
    put_truth(w, "meaningful_delta", improvement->meaningful_delta);
    json_member_text(w, "principle_addressed", improvement->principle_addressed);
    json_key(w, "incidental_changes");
    json_open(w, '[');
    for (size_t i = 0; i < improvement->changes_count; i++) {
        json_open(w, '{');
        json_member_text(w, "dimension", improvement->changes[i].dimension);
        json_member_text(w, "change", improvement->changes[i].change);
        put_truth(w, "intentional", improvement->changes[i].intentional);
        json_close(w, '}');
    }
    json_close(w, ']');
    put_truth(w, "training_usable", improvement->training_usable);
    json_member_text(w, "decision_basis", improvement->decision_basis);
}
