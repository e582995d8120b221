#include "survey.h"

static void put_hash(const struct survey_item *item, size_t side, struct hash *hash, struct json_writer *w)
{
    char hex[HASH_HEX_SIZE];
    hash_begin(hash);
    hash_add(hash, item->problem);
    for (size_t i = 0; i < item->counts[side]; i++) {
        hash_add(hash, (struct text){"", 1});
        hash_add(hash, item->sides[side][i]);
    }
    hash_end(hash, hex);
    json_put_text(w, text_of(hex));
}

void survey_key(const struct survey_item *item, struct hash *hash, struct buffer *out)
{
    size_t const sides = item->kind == SURVEY_STEPS ? 1 : 2;
    struct json_writer w = {.out = out};
    json_open(&w, '{');
    json_member_text(&w, "id", text_of(item->id));
    json_member_text(&w, "bundle", text_of(survey_names[item->kind]));
    json_member_text(&w, "pair_id", item->pair_id);
    json_member_text(&w, "injector", item->injector);
    json_member_text(&w, "class", item->class);
    json_member_text(&w, "right", text_of(choice_word(item->kind, item->right)));
    json_member_int(&w, "first_error", item->first_error);
    json_key(&w, "control");
    json_put_bool(&w, item->control);
    json_key(&w, "gold");
    json_put_bool(&w, item->gold);
    json_member_text(&w, "problem", item->problem);
    json_key(&w, "sides");
    json_open(&w, '[');
    for (size_t i = 0; i < sides; i++)
        json_put_texts(&w, item->sides[i], item->counts[i]);
    json_close(&w, ']');
    json_key(&w, "sha256");
    json_open(&w, '[');
    for (size_t i = 0; i < sides; i++)
        put_hash(item, i, hash, &w);
    json_close(&w, ']');
    json_close(&w, '}');
    buffer_char(out, '\n');
}

static bool read_sides(const struct json_object *object, struct arena *arena, struct survey_item *out)
{
    const struct json_member *member = json_find(object, "sides");
    struct json_member *sides;
    size_t count;
    if (!member || !json_items(member->raw, arena, &sides, &count) || count != (out->kind == SURVEY_STEPS ? 1 : 2))
        return false;
    for (size_t i = 0; i < count; i++) {
        struct text *steps;
        if (!json_strings(sides[i].raw, arena, &steps, &out->counts[i]) || !out->counts[i])
            return false;
        out->sides[i] = steps;
    }
    return true;
}

static bool read_kind(const struct json_object *object, struct arena *arena, struct survey_item *out)
{
    struct text name;
    if (!survey_text(object, "bundle", arena, &name))
        return false;
    for (size_t i = 0; i < SURVEY_KINDS; i++)
        if (text_equal(name, text_of(survey_names[i]))) {
            out->kind = (enum survey_kind)i;
            return true;
        }
    return false;
}

static bool read_flag(const struct json_object *object, const char *key, bool *out)
{
    const struct json_member *member = json_find(object, key);
    *out = member && member->kind == JSON_TRUE;
    return *out || (member && member->kind == JSON_FALSE);
}

bool survey_key_read(struct text line, struct arena *arena, struct survey_item *out, struct error *err)
{
    struct json_object object;
    struct text id, right;
    *out = (struct survey_item){0};
    if (!json_read_object(line, arena, &object, err))
        return false;
    if (!read_kind(&object, arena, out) || !survey_text(&object, "id", arena, &id) || id.size >= sizeof out->id ||
        !survey_text(&object, "pair_id", arena, &out->pair_id) || !survey_text(&object, "injector", arena, &out->injector) ||
        !survey_text(&object, "class", arena, &out->class) || !survey_text(&object, "problem", arena, &out->problem) ||
        !survey_text(&object, "right", arena, &right) || !survey_first(&object, &out->first_error) ||
        !read_flag(&object, "control", &out->control) || !read_flag(&object, "gold", &out->gold) ||
        !read_sides(&object, arena, out))
        return fail(err, EXIT_DATA, "not a line of a key that audit-export wrote");
    out->right = choice_of(out->kind, right);
    memcpy(out->id, id.at, id.size);
    return out->right != CHOICE_NONE || fail(err, EXIT_DATA, "unknown word in \"right\"");
}
