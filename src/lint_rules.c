#include "lint_parts.h"

#include <stdio.h>

#define STEPWISE "trl-prm axolotl-prm"
#define MARKED   "math-shepherd openrlhf-prm qwen-prm"
#define CHAT_TRL "trl-dpo* trl-rm* trl-kto* openrlhf-dpo"

const struct lint_rule lint_rules[] = {
    [LINT_UNREADABLE] =
        {"unreadable", LINT_ERROR, "*",
         "a line is no JSON object, or no reader agrees on it (a key twice, a surrogate alone): loading stops there", NULL},
    [LINT_ENCODING] = {"encoding", LINT_ERROR, "*", "bytes that are not UTF-8: `datasets` stops", NULL},
    [LINT_MARK] = {"byte-order-mark", LINT_WARNING, "*", "a byte order mark: `datasets` strips it, most readers of JSONL do not",
                   NULL},
    [LINT_ARRAY] =
        {"array-file", LINT_WARNING, "*",
         "a file that begins with [ is read whole into memory, and no types are inferred beforehand: write one object a line",
         NULL},
    [LINT_BLANK] = {"blank-line", LINT_WARNING, "*",
                    "a blank line: `datasets` then does not look for mixed types, other readers stop", NULL},
    [LINT_END] = {"no-final-newline", LINT_WARNING, "*", "the last line has no line break: files joined to it lose two rows",
                  NULL},
    [LINT_NO_ROWS] = {"no-rows", LINT_ERROR, "*", "no row at all", NULL},
    [LINT_NULL_COLUMN] = {"null-column", LINT_WARNING, "*",
                          "null or [] throughout the first 10 MB: the column gets the type null, and joins with no other data; "
                          "write a sentinel, or declare features",
                          NULL},
    [LINT_NULL_THEN_VALUE] = {"null-then-value", LINT_ERROR, "*",
                              "null or [] throughout the first 10 MB, a value later: \"Couldn't cast array of type … to null\"",
                              NULL},
    [LINT_NEW_COLUMN] =
        {"new-column", LINT_ERROR, "*",
         "a column that the first 10 MB do not have: CastError (files of several formats? lint each format alone)", NULL},
    [LINT_MISSING_COLUMN] = {"missing-column", LINT_WARNING, "*", "a column that other rows have is missing: it becomes None",
                             NULL},
    [LINT_MIXED_TYPES] =
        {"mixed-types", LINT_ERROR, "*",
         "values of several types, or objects with other keys: the column silently becomes Json, which trainers cannot use",
         NULL},
    [LINT_LATER_TYPE] = {"later-type", LINT_ERROR, "*",
                         "a value of another type than the first 10 MB have: it cannot be cast, or becomes a text of JSON", NULL},
    [LINT_TIMESTAMP] = {"timestamp", LINT_WARNING, "*", "nothing but dates: the column is read as timestamps, not as text", NULL},
    [LINT_AGENT_TRACE] =
        {"agent-trace", LINT_ERROR, "*",
         "columns by which `datasets` takes the files for logs of agents (and wants another package): rename one", NULL},
    [LINT_STRAY] = {"stray-file", LINT_ERROR, "*",
                    "a .json file beside .jsonl data is loaded as data: list data_files in the card, or put it elsewhere", NULL},
    [LINT_CARD] = {"card", LINT_ERROR, "*", "the front matter of README.md cannot be used", NULL},
    [LINT_CARD_FILES] = {"card-files", LINT_ERROR, "*", "the card names files that are not there", NULL},
    [LINT_CARD_FEATURES] = {"card-features", LINT_ERROR, "*", "a row does not fit the features that the card declares", NULL},
    [LINT_CARD_COUNT] = {"card-count", LINT_WARNING, "*", "the card counts other rows than there are", NULL},
    [LINT_ONE_CLASS] = {"one-class", LINT_WARNING, STEPWISE " trl-kto processbench first-error",
                        "all labels are the same: nothing can be learnt from them, and ProcessBench's F1 cannot be computed",
                        NULL},

    {"line-separator", LINT_WARNING, "*",
     "a raw U+2028, U+2029 or U+0085: Python's splitlines() and some annotation tools end the line there; escape it",
     lint_line_separator},
    {"duplicate", LINT_WARNING, "*", "the same row as an earlier one, ids apart", lint_duplicate},
    {"required-column", LINT_ERROR, "*", "a column that the format needs is missing or null", lint_required},
    {"column-type", LINT_ERROR, "*",
     "a column of another type than the trainer takes (labels must be true and false: TRL makes 0 of 0.7)", lint_column_type},
    {"empty-text", LINT_ERROR, "*", "an empty prompt, side or solution", lint_empty_text},
    {"template-token", LINT_WARNING, "*",
     "a token of a chat template, or an end of text, stands in the text: trainers add their own", lint_template_token},
    {"messages", LINT_ERROR, "*", "messages that no template can render: a role or content missing, the wrong one last",
     lint_messages},
    {"reserved-text", LINT_ERROR, "llamafactory* ms-swift*", "a media tag in the text is taken for an image, a video or a sound",
     lint_reserved_text},

    {"mixed-shape", LINT_ERROR, CHAT_TRL,
     "prompt, chosen and rejected must all be strings or all be messages, in every row alike: the first row decides for all",
     lint_mixed_shape},
    {"reserved-column", LINT_ERROR, "trl-*", "a column whose name has a meaning to the trainer", lint_reserved_column},
    {"implicit-prompt", LINT_ERROR, "trl-dpo*",
     "no prompt: the trainer takes what both sides begin with, which ends inside the step that differs", lint_implicit_prompt},
    {"same-sides", LINT_ERROR, "*", "chosen and rejected are the same", lint_same_sides},
    {"answer-in-prompt", LINT_WARNING, "axolotl-dpo",
     "axolotl looks for the answer's text in the rendered chat, and may find it in the prompt", lint_answer_in_prompt},
    {"boundary", LINT_WARNING, "trl-dpo* trl-kto* step-dpo " STEPWISE,
     "a token spans the seam of prompt and answer, so that the prompt's tokens are no beginning of the whole: end prompts with a "
     "line break",
     lint_boundary},
    {"prompt-window", LINT_ERROR, "*", "the prompt alone fills the window: the row is dropped without a word",
     lint_prompt_window},
    {"window", LINT_ERROR, "*",
     "the window ends before the sides part, or before the first wrong step's label: the row teaches nothing", lint_window},
    {"cut", LINT_WARNING, "*", "the row is longer than the window: its end is cut off", lint_cut},
    {"turns", LINT_ERROR, "llamafactory*",
     "the prompt must have an odd number of turns and end with the user, or the row is dropped with a warning", lint_turns},
    {"step-label", LINT_ERROR, "step-dpo",
     "initial_reason_steps must end in the label of the step that differs, and the sides begin behind it", lint_step_label},
    {"ranks", LINT_ERROR, "nemo-rl", "two completions, of different ranks, are wanted", lint_ranks},

    {"lengths", LINT_ERROR, "*", "steps and labels are not equally many: TRL stops, axolotl drops what is too much",
     lint_lengths},
    {"empty-step", LINT_ERROR, "*", "a step without text carries a label", lint_empty_step},
    {"separator-in-step", LINT_WARNING, STEPWISE,
     "a step holds the separator that carries the labels: when text is cut there again, the steps are others",
     lint_separator_in_step},
    {"separator-token", LINT_WARNING, STEPWISE " " MARKED,
     "behind a step, the separator is not one token of its own: a model asked about whole text meets other tokens than it was "
     "trained on (needs --tokenizer)",
     lint_separator_token},
    {"index-range", LINT_ERROR, "processbench prmbench mr-gsm8k", "the number of a step that is not there", lint_index_range},
    {"marker-count", LINT_ERROR, MARKED, "not as many step tokens as labels", lint_marker_count},
    {"marker-place", LINT_ERROR, MARKED,
     "a step token that does not end a step: none before it, text behind the last, or in the prompt", lint_marker_place},
    {"marker-label", LINT_ERROR, "math-shepherd", "the labelled text is not the input with + or - for each step token",
     lint_marker_label},
};

const size_t lint_rules_count = COUNT(lint_rules);
_Static_assert(COUNT(lint_rules) <= LINT_RULES_MAX, "a count for each rule");

static bool fits(struct text word, struct text name)
{
    return text_ends(word, TEXT("*")) ? text_starts(name, text_part(word, 0, word.size - 1)) : text_equal(word, name);
}

bool lint_applies(const char *formats, struct text name)
{
    for (const char *at = formats; *at;) {
        size_t const size = strcspn(at, " ");
        if (size && fits((struct text){at, size}, name))
            return true;
        at += size + (at[size] == ' ');
    }
    return false;
}

void lint_say(struct linting *l, const struct lint_rule *rule, const char *format, ...)
{
    size_t const at = (size_t)(rule - lint_rules);
    char says[LINT_SAYS_MAX];
    va_list args;
    if (!l->active[at])
        return;
    va_start(args, format);
    vsnprintf(says, sizeof says, format, args);
    va_end(args);
    l->counts->found[at]++;
    struct lint_finding const finding = {l->path, l->line, rule, text_of(says)};
    l->job->found(l->job->with, &finding);
}
