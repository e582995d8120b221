#include "rendering.h"

#include "roster.h"
#include "suggest.h"
#include "verify.h"

static const char *const after_names[] = {"truncate", "false", "omit", "verified"}; /* enum after_error */
static const char *const newline_names[] = {"keep", "space"};                       /* one_line */
static const char *const style_names[] = {"keep", "hashes", "boxed", "plain"};      /* enum answer_style */
static const char *const trust_names[] = {"none", "gold"};
static const char *const shape_names[] = {"full", "step", "suffix"};                          /* enum shape */
static const char *const extra_names[] = {"spans", "weights", "margin", "logp", "principle"}; /* enum extra */

const struct rendering rendering_default = {
    .min_proof = "no_refutation",
    .after_error = "truncate",
    .trust = "none",
    .system = "",
    .instruction = "",
    .step_prefix = "",
    .separator = "\\n",
    .answer_style = "keep",
    .step_newlines = "keep",
    .shape = "full",
    .with = "",
};

void rendering_table(struct rendering *typed, struct option table[RENDERING_OPTIONS])
{
    const struct option options[RENDERING_OPTIONS] = {
        {"min-proof", 0, OPTION_TEXT, &typed->min_proof, "LEVEL",
         "leave out records whose source solution is proved less: all_steps, derived_answer, no_refutation (default)", 0, 0},
        {"after-error", 0, OPTION_TEXT, &typed->after_error, "HOW",
         "steps behind the first error, in formats with a yes/no for each step: truncate (default) ends with the error; false "
         "says no to all of them; omit keeps, with a yes, only those that do not descend from it and are proved; verified "
         "judges each by its own claims, given the wrong value, and ends before the first that cannot be checked",
         0, 0},
        {"trust", 0, OPTION_TEXT, &typed->trust, "WHOM",
         "gold: steps of source solutions are right even where nothing proves it; none (default): rows that would have to say "
         "so are left out",
         0, 0},
        {"system", 0, OPTION_TEXT, &typed->system, "TEXT",
         "put before the problem, with an empty line between; in chats it is the system prompt", 0, 0},
        {"instruction", 0, OPTION_TEXT, &typed->instruction, "TEXT", "put behind the problem, with an empty line between", 0, 0},
        {"step-prefix", 0, OPTION_TEXT, &typed->step_prefix, "TEXT",
         "put before each step; {k} is its number; understands \\n, \\t (step-dpo, math-shepherd, openrlhf-prm and rlhflow "
         "always have \"Step {k}: \", prmbench \"{k}. \")",
         0, 0},
        {"separator", 0, OPTION_TEXT, &typed->separator, "TEXT",
         "put between steps (default \\n); understands \\n, \\t; formats that hold lists of steps need none", 0, 0},
        {"answer-style", 0, OPTION_TEXT, &typed->answer_style, "STYLE",
         "the line of the final answer, on both sides alike: keep (default), hashes (#### 72), boxed (\\boxed{72}), plain (The "
         "answer is 72.)",
         0, 0},
        {"step-newlines", 0, OPTION_TEXT, &typed->step_newlines, "HOW",
         "line breaks inside steps: keep (default), or space: a blank instead, for those who part steps by lines (TRL's "
         "PRMTrainer "
         "puts one behind each step)",
         0, 0},
        {"shape", 0, OPTION_TEXT, &typed->shape, "SHAPE",
         "what is preferred to what, in formats that hold both sides: full solutions (default); step: the right and the faulty "
         "step, the steps before them in the prompt; suffix: the same with all that follows (step-dpo, "
         "prmbench and versaprm have shapes of their own)",
         0, 0},
        {"with", 0, OPTION_TEXT, &typed->with, "A,B,…",
         "more columns, where the format has a place for them: spans (where the sides differ), weights (of step labels), margin, "
         "logp, principle (and round)",
         0, 0},
    };
    memcpy(table, options, sizeof options);
}

bool rendering_unescape(const char *option, const char *typed, struct arena *arena, struct text *out, struct error *err)
{
    char *const from = arena_alloc(arena, strlen(typed) + 1), *to = from;
    for (const char *at = typed; *at; at++) {
        if (*at != '\\') {
            *to++ = *at;
            continue;
        }
        at++;
        if (*at != 'n' && *at != 't' && *at != '\\')
            return fail(err, EXIT_USAGE, "%s: a backslash goes with n, t or another backslash", option);
        *to++ = *at == 'n' ? '\n' : *at == 't' ? '\t' : '\\';
    }
    *out = (struct text){from, (size_t)(to - from)};
    return true;
}

static bool check_words(const struct render *how, struct error *err)
{
    const struct {
        const char *option;
        struct text text;
    } words[] = {{"--system", how->system},
                 {"--instruction", how->instruction},
                 {"--step-prefix", how->step_prefix},
                 {"--separator", how->separator}};
    size_t bad;
    for (size_t i = 0; i < COUNT(words); i++)
        if (!text_is_utf8(words[i].text, &bad))
            return fail(err, EXIT_USAGE, "%s is not UTF-8", words[i].option);
    return how->separator.size > 0 || fail(err, EXIT_USAGE, "--separator must not be empty: steps would run into each other");
}

/* Words parted by commas; none for an empty text. */
static bool read_extras(const char *typed, struct arena *arena, bool with[static EXTRAS], struct error *err)
{
    size_t chosen = 0;
    for (const char *at = *typed ? typed : NULL, *end; at; at = *end ? end + 1 : NULL) {
        end = at + strcspn(at, ",");
        const char *word = text_copy(arena, (struct text){at, (size_t)(end - at)}).at;
        if (!typed_choice("--with", word, extra_names, COUNT(extra_names), &chosen, err))
            return false;
        with[chosen] = true;
    }
    return true;
}

static const struct verifiers *verifiers_of(struct arena *arena)
{
    struct verifiers *made = ARENA_ARRAY(arena, struct verifiers, 1);
    *made = (struct verifiers){roster_verifiers, roster_verifiers_count};
    return made;
}

bool rendering_read(const struct rendering *typed, struct arena *arena, struct render *out, struct error *err)
{
    struct render how = {
        .system = text_of(typed->system), .instruction = text_of(typed->instruction), .generator = TEXT("misstep")};
    size_t newlines = 0, proof = 0, after = 0, style = 0, trust = 0, shape = 0;
    if (!typed_choice("--min-proof", typed->min_proof, verify_proof_names + 1, VERIFY_PROOFS - 1, &proof, err) ||
        !typed_choice("--after-error", typed->after_error, after_names, COUNT(after_names), &after, err) ||
        !typed_choice("--answer-style", typed->answer_style, style_names, COUNT(style_names), &style, err) ||
        !typed_choice("--step-newlines", typed->step_newlines, newline_names, COUNT(newline_names), &newlines, err) ||
        !typed_choice("--trust", typed->trust, trust_names, COUNT(trust_names), &trust, err) ||
        !typed_choice("--shape", typed->shape, shape_names, COUNT(shape_names), &shape, err) ||
        !read_extras(typed->with, arena, how.with, err) ||
        !rendering_unescape("--step-prefix", typed->step_prefix, arena, &how.step_prefix, err) ||
        !rendering_unescape("--separator", typed->separator, arena, &how.separator, err))
        return false;
    how.min_proof = (enum source_proof)(PROOF_NO_REFUTATION + proof);
    how.after_error = (enum after_error)after;
    how.answer_style = (enum answer_style)style;
    how.one_line = newlines == 1;
    how.trust_gold = trust == 1;
    how.shape = (enum shape)shape;
    how.note = out->note;
    how.verifiers = verifiers_of(arena);
    *out = how;
    return check_words(&how, err);
}

bool rendering_format(const char *option, const char *name, const struct dataset **out, struct error *err)
{
    const struct dataset *writers[128];
    const char *names[COUNT(writers)] = {NULL};
    size_t count = 0, chosen = 0;
    for (size_t i = 0; i < roster_datasets_count && count < COUNT(writers); i++)
        if (roster_datasets[i]->write) {
            writers[count] = roster_datasets[i];
            names[count++] = roster_datasets[i]->name;
        }
    if (!typed_choice(option, name, names, count, &chosen, err))
        return false;
    *out = writers[chosen];
    return true;
}
