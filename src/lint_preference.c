#include "lint_parts.h"

#include "suggest.h"

void lint_mixed_shape(struct linting *l, const struct lint_rule *rule)
{
    static const char *const names[] = {"absent", "a string", "messages", "neither a string nor messages"};
    struct lint_value const values[] = {lint_value(l, "prompt"), lint_value(l, "chosen"), lint_value(l, "rejected"),
                                        lint_value(l, "completion")};
    static const char *const keys[] = {"prompt", "chosen", "rejected", "completion"};
    for (size_t i = 0; i < COUNT(values); i++) {
        if (values[i].shape == SHAPE_NONE)
            continue;
        if (l->first_shape == SHAPE_NONE)
            l->first_shape = values[i].shape;
        if (values[i].shape == SHAPE_OTHER || values[i].shape != l->first_shape)
            lint_say(l, rule, "\"%s\" is %s; in the first row they are %s", keys[i], names[values[i].shape],
                     names[l->first_shape]);
    }
}

void lint_reserved_column(struct linting *l, const struct lint_rule *rule)
{
    static const char preference[] = "label messages completion", always[] = "tools chat_template_kwargs images image "
                                                                             "ref_chosen_logps ref_rejected_logps";
    for (size_t i = 0; i < l->row.count; i++) {
        struct text const key = l->row.members[i].key;
        struct shown const shown = typed_shown(key);
        if (l->pair.has_both && lint_applies(preference, key))
            lint_say(l, rule, "\"%s\" beside chosen and rejected: KeyError in TRL's chat template", shown.at);
        else if (lint_applies(always, key))
            lint_say(l, rule, "\"%s\" is read by the trainer", shown.at);
    }
}

/* How far two texts agree, in whole characters. */
static size_t common(struct text a, struct text b)
{
    size_t at = 0;
    while (at < a.size && at < b.size && a.at[at] == b.at[at])
        at++;
    while (at && at < a.size && ((unsigned char)a.at[at] & 0xC0) == 0x80)
        at--;
    return at;
}

void lint_implicit_prompt(struct linting *l, const struct lint_rule *rule)
{
    const struct lint_pair *pair = &l->pair;
    if (!pair->has_both || json_find(&l->row, "prompt") || pair->chosen.shape != SHAPE_TEXT || pair->rejected.shape != SHAPE_TEXT)
        return;
    struct text const chosen = pair->chosen.text;
    size_t at = common(chosen, pair->rejected.text);
    at -= at && chosen.at[at - 1] == ' '; /* as extract_prompt() does */
    size_t const before = at < 30 ? 0 : at - 30;
    struct shown const shown = typed_shown(text_part(chosen, text_byte_of(chosen, text_code_points(chosen, before)), at));
    bool const at_line = at == 0 || chosen.at[at - 1] == '\n';
    lint_say(l, rule, "the prompt would be the first %zu characters, %s \"%s\"", text_code_points(chosen, at),
             at_line ? "up to" : "ending inside a line:", shown.at);
}

void lint_same_sides(struct linting *l, const struct lint_rule *rule)
{
    if (l->pair.has_both && text_equal(l->pair.chosen.text, l->pair.rejected.text))
        lint_say(l, rule, "chosen and rejected are the same");
}

void lint_answer_in_prompt(struct linting *l, const struct lint_rule *rule)
{
    const struct lint_value *const sides[] = {&l->pair.chosen, &l->pair.rejected};
    for (size_t i = 0; l->pair.has_both && i < COUNT(sides); i++) {
        struct text const answer = text_trim(sides[i]->text), prompt = l->pair.prompt.text;
        if (answer.size && text_find(prompt, answer, 0) < prompt.size)
            lint_say(l, rule, "\"%s\" stands in the prompt", i ? "rejected" : "chosen");
    }
}

static bool begins(const struct token_ids *whole, const struct token_ids *start)
{
    return start->count <= whole->count && (!start->count || !memcmp(whole->at, start->at, start->count * sizeof *start->at));
}

/* Without a tokenizer: a line break before a visible character, or white space behind a visible one, parts tokens. */
static bool is_clean(struct text prompt, struct text answer)
{
    char const last = prompt.at[prompt.size - 1], first = answer.at[0];
    return (last == '\n' && !is_space(first)) || (!is_space(last) && is_space(first));
}

static bool seam_holds(struct linting *l, struct text prompt, struct text answer)
{
    if (!l->job->tokenizer)
        return is_clean(prompt, answer);
    struct token_ids const start = lint_ids(l, prompt);
    struct token_ids const whole = lint_ids(l, lint_joined(l, prompt, answer));
    return begins(&whole, &start);
}

static void check_seam(struct linting *l, const struct lint_rule *rule, struct text prompt, struct text answer, const char *key)
{
    if (!prompt.size || !answer.size || seam_holds(l, prompt, answer))
        return;
    size_t const points = text_code_points(prompt, prompt.size);
    struct shown const end = typed_shown(text_part(prompt, text_byte_of(prompt, points < 12 ? 0 : points - 12), prompt.size));
    struct shown const start = typed_shown(text_part(answer, 0, text_byte_of(answer, 12)));
    lint_say(l, rule, "%s between \"%s\" and \"%s\" of \"%s\"",
             l->job->tokenizer ? "a token spans the seam" : "nothing parts tokens", end.at, start.at, key);
}

void lint_boundary(struct linting *l, const struct lint_rule *rule)
{
    const struct lint_pair *pair = &l->pair;
    if (l->steps.found && l->steps.labels && l->steps.count && !l->marker.size) {
        /* TRL tokenises both apart: only words that run together are the trouble */
        struct text const first = l->steps.at[0];
        struct lint_value const prompt = lint_value(l, "prompt");
        if (prompt.shape == SHAPE_TEXT && prompt.text.size && first.size && !is_space(prompt.text.at[prompt.text.size - 1]) &&
            !is_space(first.at[0]))
            lint_say(l, rule, "nothing stands between the prompt and the first step");
        return;
    }
    if (pair->prompt.shape != SHAPE_TEXT)
        return;
    if (pair->chosen.shape == SHAPE_TEXT)
        check_seam(l, rule, pair->prompt.text, pair->chosen.text, "chosen");
    if (pair->rejected.shape == SHAPE_TEXT)
        check_seam(l, rule, pair->prompt.text, pair->rejected.text, "rejected");
    struct lint_value const completion = lint_value(l, "completion");
    if (completion.shape == SHAPE_TEXT)
        check_seam(l, rule, pair->prompt.text, completion.text, "completion");
}

void lint_turns(struct linting *l, const struct lint_rule *rule)
{
    const struct lint_value *prompt = &l->pair.prompt;
    size_t turns = 0;
    if (!l->pair.has_both || prompt->shape != SHAPE_MESSAGES || !prompt->turns_count)
        return;
    for (size_t i = 0; i < prompt->turns_count; i++)
        turns += prompt->turns[i].role != TURN_SYSTEM;
    if (turns % 2 == 0)
        lint_say(l, rule, "%zu turns before the sides", turns);
    else if (prompt->turns[prompt->turns_count - 1].role != TURN_USER)
        lint_say(l, rule, "the last turn before the sides is not the user's");
}

/* The number of the label "Step 3:" that a text ends in; -1: none. */
static int64_t last_label(struct text text)
{
    size_t at = text.size, digits;
    int64_t number;
    if (!at || text.at[--at] != ':')
        return -1;
    for (digits = at; digits && is_digit(text.at[digits - 1]);)
        digits--;
    bool const named = digits >= 5 && text_equal(text_part(text, digits - 5, digits), TEXT("Step "));
    return named && json_int(text_part(text, digits, at), &number) ? number : -1;
}

void lint_step_label(struct linting *l, const struct lint_rule *rule)
{
    struct lint_value const reason = lint_value(l, "initial_reason_steps");
    if (reason.shape != SHAPE_TEXT)
        return;
    int64_t const number = last_label(text_trim(reason.text));
    if (number < 0) {
        lint_say(l, rule, "initial_reason_steps does not end in \"Step N:\"");
        return;
    }
    const struct lint_value *const sides[] = {&l->pair.chosen, &l->pair.rejected};
    for (size_t i = 0; i < COUNT(sides); i++)
        if (text_starts(text_trim(sides[i]->text), TEXT("Step ")))
            lint_say(l, rule, "\"%s\" brings the label along once more", i ? "rejected" : "chosen");
}

void lint_ranks(struct linting *l, const struct lint_rule *rule)
{
    const struct json_member *list = json_find(&l->row, "completions"), *rank;
    struct json_member *item;
    struct json_object object;
    struct error ignored;
    int64_t ranks[2];
    size_t count;
    if (!list || !json_items(list->raw, &l->arena, &item, &count))
        return;
    if (count != 2) {
        lint_say(l, rule, "%zu completions", count);
        return;
    }
    for (size_t i = 0; i < 2; i++)
        if (!json_read_object(item[i].raw, &l->arena, &object, &ignored) || !(rank = json_find(&object, "rank")) ||
            !json_int(rank->raw, &ranks[i])) {
            lint_say(l, rule, "completion %zu has no rank", i);
            return;
        }
    if (ranks[0] == ranks[1])
        lint_say(l, rule, "both have the rank %lld", (long long)ranks[0]);
}
