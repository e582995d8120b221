#include "lint_parts.h"

#include "suggest.h"

void lint_lengths(struct linting *l, const struct lint_rule *rule)
{
    if (l->steps.found && l->steps.labels && l->steps.count != l->steps.labels_count)
        lint_say(l, rule, "%zu steps, %zu labels", l->steps.count, l->steps.labels_count);
}

void lint_empty_step(struct linting *l, const struct lint_rule *rule)
{
    for (size_t i = 0; l->steps.found && i < l->steps.count; i++)
        if (!text_trim(l->steps.at[i]).size) {
            lint_say(l, rule, "step %zu is empty", i);
            return;
        }
}

void lint_separator_in_step(struct linting *l, const struct lint_rule *rule)
{
    for (size_t i = 0; l->steps.found && l->separator.size && i < l->steps.count; i++)
        if (text_find(l->steps.at[i], l->separator, 0) < l->steps.at[i].size) {
            lint_say(l, rule, "step %zu holds the separator", i);
            return;
        }
}

/* Are the tokens of step and separator those of the step, then those of the separator? */
static bool stands_alone(struct linting *l, struct text step, struct text separator)
{
    struct token_ids const whole = lint_ids(l, lint_joined(l, step, separator));
    struct token_ids const own = lint_ids(l, step), behind = lint_ids(l, separator);
    return whole.count == own.count + behind.count && behind.count == 1 && whole.at[own.count] == behind.at[0];
}

/* The text of each step up to its mark, where marks stand in the text. */
static struct text marked_text(struct linting *l)
{
    struct lint_value const input = lint_value(l, "input"), messages = lint_value(l, "messages");
    if (input.shape == SHAPE_TEXT)
        return input.text;
    return messages.shape == SHAPE_MESSAGES ? messages.turns[messages.turns_count - 1].text : TEXT("");
}

void lint_separator_token(struct linting *l, const struct lint_rule *rule)
{
    struct text const text = l->marker.size ? marked_text(l) : TEXT("");
    if (!l->job->tokenizer)
        return;
    for (size_t i = 0; !l->marker.size && l->steps.found && l->separator.size && i < l->steps.count; i++)
        if (!stands_alone(l, l->steps.at[i], l->separator)) {
            lint_say(l, rule, "behind step %zu the separator is not one token of its own", i);
            return;
        }
    for (size_t at = 0, found, number = 0; l->marker.size && (found = text_find(text, l->marker, at)) < text.size; number++) {
        if (!stands_alone(l, text_part(text, at, found), l->marker)) {
            lint_say(l, rule, "behind step %zu the step token is not one token of its own", number);
            return;
        }
        at = found + l->marker.size;
    }
}

/* A whole number under the key, or each of a list, from `least` to `most`; others are for column-type. */
static void check_range(struct linting *l, const struct lint_rule *rule, const char *key, int64_t least, int64_t most)
{
    const struct json_member *member = json_find(&l->row, key);
    struct json_member *items, whole;
    size_t count = 1;
    int64_t number;
    if (!member || member->kind == JSON_NULL)
        return;
    whole = *member;
    if (!json_items(member->raw, &l->arena, &items, &count))
        items = &whole;
    for (size_t i = 0; i < count; i++)
        if (json_int(items[i].raw, &number) && (number < least || number > most)) {
            lint_say(l, rule, "\"%s\" is %lld; the steps go from %lld to %lld", key, (long long)number, (long long)MAX(least, 0),
                     (long long)most);
            return;
        }
}

static size_t list_size(struct linting *l, const char *key)
{
    const struct json_member *list = json_find(&l->row, key);
    struct json_member *items;
    size_t count;
    return list && json_items(list->raw, &l->arena, &items, &count) ? count : 0;
}

void lint_index_range(struct linting *l, const struct lint_rule *rule)
{
    if (l->steps.found)
        check_range(l, rule, "label", -1, (int64_t)l->steps.count - 1);
    if (json_find(&l->row, "modified_process")) {
        check_range(l, rule, "error_steps", 1, (int64_t)list_size(l, "modified_process"));
        check_range(l, rule, "modified_steps", 1, (int64_t)list_size(l, "modified_process"));
    }
    check_range(l, rule, "model_output_solution_first_error_step", 1, (int64_t)list_size(l, "model_output_steps"));
}

static size_t count_of(struct text text, struct text mark)
{
    size_t count = 0;
    for (size_t at = 0; (at = text_find(text, mark, at)) < text.size; at += mark.size)
        count++;
    return count;
}

void lint_marker_count(struct linting *l, const struct lint_rule *rule)
{
    struct text const text = marked_text(l);
    size_t const marks = count_of(text, l->marker), values = list_size(l, "value"), labels = list_size(l, "labels");
    bool const listed = json_find(&l->row, "value") || json_find(&l->row, "labels");
    if (!marks)
        lint_say(l, rule, "no step token");
    else if (listed && marks != values + labels)
        lint_say(l, rule, "%zu step tokens, %zu labels", marks, values + labels);
}

/* The question that stands before the marked text, where it stands apart. */
static bool marks_prompt(struct linting *l)
{
    struct lint_value const messages = lint_value(l, "messages");
    for (size_t i = 0; messages.shape == SHAPE_MESSAGES && i + 1 < messages.turns_count; i++)
        if (count_of(messages.turns[i].text, l->marker))
            return true;
    return false;
}

/* What is wrong with the step token *number, the first that does not end a step; NULL if all do. */
static const char *misplaced(const struct linting *l, struct text text, size_t *number)
{
    bool const lines = !text_starts(l->marker, TEXT("<")); /* ки ends a line; a token of its own goes between steps */
    size_t at = 0, found;
    for (*number = 0; (found = text_find(text, l->marker, at)) < text.size; ++*number) {
        size_t const end = found + l->marker.size;
        if (!text_trim(text_part(text, at, found)).size)
            return "nothing before it";
        if (lines && end < text.size && text.at[end] != '\n')
            return "the step goes on behind it";
        at = end;
    }
    *number -= *number > 0;
    return at && text_trim(text_part(text, at, text.size)).size ? "text behind it, the last one" : NULL;
}

void lint_marker_place(struct linting *l, const struct lint_rule *rule)
{
    size_t number;
    const char *fault = misplaced(l, marked_text(l), &number);
    if (fault)
        lint_say(l, rule, "step token %zu: %s", number, fault);
    if (marks_prompt(l))
        lint_say(l, rule, "a step token in the prompt");
}

void lint_marker_label(struct linting *l, const struct lint_rule *rule)
{
    struct lint_value const input = lint_value(l, "input"), label = lint_value(l, "label");
    struct text const a = input.text, b = label.text;
    size_t i = 0, k = 0;
    if (input.shape != SHAPE_TEXT || label.shape != SHAPE_TEXT)
        return;
    while (i < a.size && k < b.size) {
        bool const mark = text_starts(text_part(a, i, a.size), l->marker);
        if (mark ? b.at[k] != '+' && b.at[k] != '-' : a.at[i] != b.at[k])
            break;
        i += mark ? l->marker.size : 1;
        k++;
    }
    if (i < a.size || k < b.size)
        lint_say(l, rule, "input and label part at character %zu of the input", text_code_points(a, i));
}
