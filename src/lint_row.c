#include "lint_parts.h"

#include "suggest.h"

static void read_messages(struct linting *l, struct lint_value *value)
{
    struct error ignored;
    struct buffer all = {0};
    if (!turns_read(value->member->raw, &l->arena, &value->turns, &value->turns_count, &ignored) || !value->turns_count)
        return;
    for (size_t i = 0; i < value->turns_count; i++) {
        if (i)
            buffer_char(&all, '\n');
        buffer_add(&all, value->turns[i].text);
    }
    value->text = buffer_keep(&all, &l->arena);
    value->shape = SHAPE_MESSAGES;
}

struct lint_value lint_value(struct linting *l, const char *key)
{
    struct lint_value out = {.member = json_find(&l->row, key), .shape = SHAPE_OTHER, .text = TEXT("")};
    if (!out.member || out.member->kind == JSON_NULL)
        return (struct lint_value){.shape = SHAPE_NONE, .text = TEXT("")};
    if (json_string(out.member->raw, &l->arena, &out.text))
        out.shape = SHAPE_TEXT;
    else if (out.member->kind == JSON_ARRAY || out.member->kind == JSON_OBJECT)
        read_messages(l, &out);
    return out;
}

/* The first of the keys that the row has. */
static struct lint_value first_of(struct linting *l, const char *const *keys)
{
    struct lint_value out = {.shape = SHAPE_NONE, .text = TEXT("")};
    for (; *keys && out.shape == SHAPE_NONE; keys++)
        out = lint_value(l, *keys);
    return out;
}

static const char *const prompts[] = {"prompt", "instruction", "question", "conversations", "context", "input", "problem", NULL};

/* Messages that end in an answer, parted into prompt and answer. */
static void part_messages(struct lint_pair *pair, const struct lint_value *whole)
{
    pair->prompt = pair->chosen = *whole;
    pair->prompt.turns_count--;
    pair->chosen.turns += whole->turns_count - 1;
    pair->chosen.turns_count = 1;
    pair->chosen.text = pair->chosen.turns->text;
    size_t const left = whole->text.size - pair->chosen.text.size;
    pair->prompt.text = text_part(whole->text, 0, left ? left - 1 : 0);
}

static void join_prompt(struct linting *l, struct lint_pair *pair, const char *key, struct text between)
{
    struct lint_value const more = lint_value(l, key);
    struct buffer all = {0};
    if (more.shape != SHAPE_TEXT || pair->prompt.shape != SHAPE_TEXT || !more.text.size)
        return;
    buffer_add(&all, pair->prompt.text);
    buffer_add(&all, between);
    buffer_add(&all, more.text);
    pair->prompt.text = buffer_keep(&all, &l->arena);
}

static bool is_shown(enum lint_shape shape)
{
    return shape == SHAPE_TEXT || shape == SHAPE_MESSAGES;
}

struct lint_pair lint_pair(struct linting *l)
{
    static const char *const chosen[] = {"chosen", "chosen_response", NULL};
    static const char *const rejected[] = {"rejected", "rejected_response", "rejected_messages", NULL};
    struct lint_value const messages = lint_value(l, "messages");
    struct lint_pair out = {.chosen = first_of(l, chosen), .rejected = first_of(l, rejected)};
    if (out.chosen.shape == SHAPE_NONE && messages.shape == SHAPE_MESSAGES && out.rejected.shape != SHAPE_NONE) {
        part_messages(&out, &messages);
    } else {
        out.prompt = first_of(l, prompts);
        if (json_find(&l->row, "initial_reason_steps"))
            join_prompt(l, &out, "initial_reason_steps", TEXT("\n"));
        else if (json_find(&l->row, "instruction"))
            join_prompt(l, &out, "input", TEXT("\n"));
    }
    if (out.prompt.shape == SHAPE_NONE && messages.shape == SHAPE_MESSAGES)
        out.prompt = messages;
    out.implicit = out.chosen.shape == SHAPE_MESSAGES && out.chosen.turns_count > 1;
    out.has_both = is_shown(out.chosen.shape) && is_shown(out.rejected.shape);
    return out;
}

struct lint_steps lint_steps(struct linting *l)
{
    static const char *const lists[] = {"completions", "steps", "solution_steps", "responses", NULL};
    static const char *const labels[] = {"labels", "error_labels", "ratings", NULL};
    struct lint_steps out = {0};
    for (const char *const *key = lists; *key && !out.found; key++) {
        const struct json_member *list = json_find(&l->row, *key);
        out.found = list && list->kind == JSON_ARRAY && json_strings(list->raw, &l->arena, &out.at, &out.count);
    }
    for (const char *const *key = labels; *key && !out.labels; key++)
        out.labels = json_find(&l->row, *key);
    if (out.labels && !json_items(out.labels->raw, &l->arena, &out.label, &out.labels_count))
        out.labels = NULL;
    return out;
}

void lint_line_separator(struct linting *l, const struct lint_rule *rule)
{
    static const struct {
        const char *bytes, *name;
    } marks[] = {{"\xE2\x80\xA8", "U+2028"}, {"\xE2\x80\xA9", "U+2029"}, {"\xC2\x85", "U+0085"}};
    for (size_t i = 0; i < COUNT(marks); i++) {
        size_t const at = text_find(l->text, text_of(marks[i].bytes), 0);
        if (at < l->text.size)
            lint_say(l, rule, "a raw %s at byte %zu of the line", marks[i].name, at);
    }
}

void lint_required(struct linting *l, const struct lint_rule *rule)
{
    const struct column *column = l->format ? l->format->columns : NULL;
    bool const without_prompt = l->pair.has_both && lint_applies("trl-*", text_of(l->format ? l->format->name : ""));
    for (; column && column->name; column++) {
        const struct json_member *member = json_find(&l->row, column->name);
        if ((without_prompt && strcmp(column->name, "prompt") == 0) || column_kind(text_of(column->type)) == COLUMN_NULL)
            continue; /* implicit prompts have a rule of their own */
        if (!member)
            lint_say(l, rule, "no \"%s\"", column->name);
        else if (member->kind == JSON_NULL)
            lint_say(l, rule, "\"%s\" is null", column->name);
    }
}

/* The innermost part of a value that is not of the type; NULL if there is none. Wrong keys count as such. */
static const char *misfit(struct linting *l, struct text type, const struct json_member *value, struct json_member *where)
{
    static const char *const wanted[] = {"a string", "true or false", "a whole number", "a number", "", "a list", "an object"};
    enum column_kind const kind = column_kind(type);
    int64_t whole;
    bool const fits[] = {value->kind == JSON_STRING,
                         value->kind == JSON_TRUE || value->kind == JSON_FALSE,
                         value->kind == JSON_NUMBER && json_int(value->raw, &whole),
                         value->kind == JSON_NUMBER,
                         true,
                         value->kind == JSON_ARRAY,
                         value->kind == JSON_OBJECT};
    struct json_cursor cursor = {.rest = value->raw};
    struct json_member item;
    struct text name, of;
    *where = *value;
    if (!fits[kind] || kind < COLUMN_LIST)
        return fits[kind] ? NULL : wanted[kind];
    const char *bad = NULL;
    while (!bad && json_next(&cursor, &l->arena, &item))
        if (kind == COLUMN_LIST)
            bad = misfit(l, column_item(type), &item, where);
        else
            for (size_t at = 0; !bad && column_field(type, &at, &name, &of);)
                bad = text_equal(name, item.key) && item.kind != JSON_NULL ? misfit(l, of, &item, where) : NULL;
    return bad;
}

/* TRL takes texts and messages alike for these; mixed-shape looks after them. */
static bool has_two_shapes(const struct linting *l, const struct column *column)
{
    return lint_applies("prompt chosen rejected completion", text_of(column->name)) &&
           lint_applies("trl-dpo* trl-rm* trl-kto*", text_of(l->format->name));
}

void lint_column_type(struct linting *l, const struct lint_rule *rule)
{
    const struct column *column = l->format ? l->format->columns : NULL;
    for (; column && column->name; column++) {
        const struct json_member *member = json_find(&l->row, column->name);
        struct json_member where;
        if (!member || member->kind == JSON_NULL || has_two_shapes(l, column))
            continue;
        const char *wanted = misfit(l, text_of(column->type), member, &where);
        struct shown const shown = typed_shown(where.raw);
        if (wanted)
            lint_say(l, rule, "\"%s\" should be %s: %s is not %s", column->name, column->type, shown.at, wanted);
    }
}

void lint_empty_text(struct linting *l, const struct lint_rule *rule)
{
    static const char *const keys[] = {"prompt",  "chosen",   "rejected",    "completion",
                                       "problem", "question", "instruction", "solution"};
    for (size_t i = 0; i < COUNT(keys); i++) {
        struct lint_value const value = lint_value(l, keys[i]);
        bool const list = value.shape == SHAPE_OTHER && value.member->kind == JSON_ARRAY;
        if ((value.shape != SHAPE_NONE && value.shape != SHAPE_OTHER && !text_trim(value.text).size) ||
            (list && text_trim(text_part(value.member->raw, 1, value.member->raw.size - 1)).size == 0))
            lint_say(l, rule, "\"%s\" is empty", keys[i]);
    }
}

static const char *const template_tokens[] = {
    "<|endoftext|>",
    "<|im_start|>",
    "<|im_end|>",
    "<|begin_of_text|>",
    "<|end_of_text|>",
    "<|eot_id|>",
    "<|start_header_id|>",
    "<|end_header_id|>",
    "<|user|>",
    "<|assistant|>",
    "<|system|>",
    "<|end|>",
    "<bos>",
    "<eos>",
    "<start_of_turn>",
    "<end_of_turn>",
    "[INST]",
    "[/INST]",
    "<s>",
    "</s>",
    "<\xEF\xBD\x9C"
    "begin\xE2\x96\x81of\xE2\x96\x81sentence\xEF\xBD\x9C>",
    "<\xEF\xBD\x9C"
    "end\xE2\x96\x81of\xE2\x96\x81sentence\xEF\xBD\x9C>",
    "<\xEF\xBD\x9CUser\xEF\xBD\x9C>",
    "<\xEF\xBD\x9C"
    "Assistant\xEF\xBD\x9C>",
};

/* All strings in a value, with a line break between. */
static void gather(struct linting *l, struct text raw, struct buffer *all)
{
    struct json_cursor cursor = {.rest = raw};
    struct json_member item;
    struct text string;
    if (json_string(raw, &l->arena, &string)) {
        buffer_add(all, string);
        buffer_char(all, '\n');
    } else
        while (json_next(&cursor, &l->arena, &item))
            gather(l, item.raw, all);
}

/* Where to look for tokens: in the bytes as they stand, unless characters are written as escapes. */
static struct text texts_in(struct linting *l, struct text raw)
{
    struct buffer all = {0};
    if (text_find(raw, TEXT("\\u"), 0) == raw.size)
        return raw;
    gather(l, raw, &all);
    return buffer_keep(&all, &l->arena);
}

static struct text template_token(const struct linting *l, struct text text)
{
    struct text const special = l->job->tokenizer ? tokenizer_special(l->job->tokenizer, text) : TEXT("");
    if (special.size && !text_equal(special, l->marker))
        return special;
    for (size_t i = 0; i < COUNT(template_tokens); i++)
        if (text_find(text, text_of(template_tokens[i]), 0) < text.size)
            return text_of(template_tokens[i]);
    return TEXT("");
}

void lint_template_token(struct linting *l, const struct lint_rule *rule)
{
    for (size_t i = 0; i < l->row.count; i++) {
        const struct json_member *member = &l->row.members[i];
        struct text const token = template_token(l, texts_in(l, member->raw));
        struct shown const key = typed_shown(member->key), shown = typed_shown(token);
        if (token.size)
            lint_say(l, rule, "\"%s\" holds %s", key.at, shown.at);
    }
}

static const char *fault_of(const struct lint_value *value, bool answer)
{
    const struct turn *last = &value->turns[value->turns_count - 1];
    for (size_t i = 0; i < value->turns_count; i++) {
        if (value->turns[i].role == TURN_SYSTEM && i)
            return "a system message that is not the first";
        if (!text_trim(value->turns[i].text).size)
            return "a message without content";
    }
    if (answer)
        return last->role == TURN_ASSISTANT ? NULL : "the last message is not the assistant's";
    return last->role == TURN_USER || last->role == TURN_OTHER ? NULL : "the last message is not the user's";
}

void lint_messages(struct linting *l, const struct lint_rule *rule)
{
    static const char *const keys[] = {"chosen", "rejected", "completion", "prompt"};
    for (size_t i = 0; i < COUNT(keys); i++) {
        struct lint_value const value = lint_value(l, keys[i]);
        bool const list = value.member && value.member->kind == JSON_ARRAY;
        if (list && value.shape == SHAPE_OTHER && text_find(value.member->raw, TEXT("{"), 0) < value.member->raw.size)
            lint_say(l, rule, "\"%s\": a message without a role or a text", keys[i]);
        const char *fault = value.shape == SHAPE_MESSAGES ? fault_of(&value, i < 3) : NULL;
        if (fault)
            lint_say(l, rule, "\"%s\": %s", keys[i], fault);
    }
}

void lint_reserved_text(struct linting *l, const struct lint_rule *rule)
{
    const char *const *mark = l->format ? l->format->marks : NULL;
    for (; mark && *mark && !l->marker.size; mark++)
        for (size_t i = 0; i < l->row.count; i++) {
            struct shown const key = typed_shown(l->row.members[i].key);
            struct text const text = texts_in(l, l->row.members[i].raw);
            if (text_find(text, text_of(*mark), 0) < text.size)
                lint_say(l, rule, "\"%s\" holds %s", key.at, *mark);
        }
}
