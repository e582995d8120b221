#include "lint_parts.h"

struct token_ids lint_ids(struct linting *l, struct text text)
{
    for (size_t i = 0; i < l->counted_count; i++)
        if (text_equal(l->counted[i].text, text))
            return l->counted[i].ids;
    if (l->counted_count == LINT_COUNTED)
        memmove(l->counted, l->counted + 1, --l->counted_count * sizeof *l->counted);
    struct lint_counted *const next = &l->counted[l->counted_count++];
    *next = (struct lint_counted){text, tokenizer_ids(l->job->tokenizer, text, &l->arena)};
    return next->ids;
}

/* A place in a text, in characters and tokens. */
struct reach {
    size_t characters, tokens;
};

static size_t estimate(const struct linting *l, size_t characters)
{
    return (characters * 1000 + (size_t)l->job->ratio - 1) / (size_t)l->job->ratio;
}

static size_t tokens_of(struct linting *l, struct text text, size_t characters)
{
    return l->job->tokenizer ? lint_ids(l, text).count : estimate(l, characters);
}

static struct reach reach_of(struct linting *l, struct text text)
{
    size_t const characters = text_code_points(text, text.size);
    return (struct reach){characters, tokens_of(l, text, characters)};
}

/* How far two token lists agree. */
static size_t common_tokens(const struct token_ids *a, const struct token_ids *b)
{
    size_t at = 0;
    while (at < a->count && at < b->count && a->at[at] == b->at[at])
        at++;
    return at;
}

struct text lint_joined(struct linting *l, struct text a, struct text b)
{
    struct buffer all = {0};
    buffer_add(&all, a);
    buffer_add(&all, b);
    return buffer_keep(&all, &l->arena);
}

/* Where the sides part. */
static struct reach parting(struct linting *l, struct text chosen, struct text rejected)
{
    size_t at = 0;
    while (at < chosen.size && at < rejected.size && chosen.at[at] == rejected.at[at])
        at++;
    struct reach out = {.characters = text_code_points(chosen, at)};
    out.tokens = estimate(l, out.characters);
    if (l->job->tokenizer) {
        struct token_ids const a = lint_ids(l, chosen);
        struct token_ids const b = lint_ids(l, rejected);
        out.tokens = common_tokens(&a, &b);
    }
    return out;
}

static const char *about(const struct linting *l)
{
    return l->job->tokenizer ? "token" : "about token";
}

static struct text prompt_of(const struct linting *l)
{
    return l->pair.implicit ? TEXT("") : l->pair.prompt.text;
}

void lint_prompt_window(struct linting *l, const struct lint_rule *rule)
{
    struct reach const prompt = l->max_tokens ? reach_of(l, prompt_of(l)) : (struct reach){0};
    if (l->max_tokens && prompt.tokens >= (size_t)l->max_tokens)
        lint_say(l, rule, "the prompt has %zu characters, %s%zu tokens; the window is %lld", prompt.characters,
                 l->job->tokenizer ? "" : "about ", prompt.tokens, (long long)l->max_tokens);
}

/* The step that first says no, with its separator: the place of its label. */
static bool first_no(struct linting *l, struct reach *out)
{
    const struct lint_steps *s = &l->steps;
    struct text const prompt = lint_value(l, "prompt").text;
    *out = reach_of(l, prompt);
    for (size_t i = 0; i < s->count && i < s->labels_count; i++) {
        struct reach const step = reach_of(l, s->at[i]), separator = reach_of(l, l->separator);
        out->characters += step.characters + separator.characters;
        out->tokens += step.tokens + separator.tokens;
        if (s->label[i].kind == JSON_FALSE)
            return true;
    }
    return false;
}

void lint_window(struct linting *l, const struct lint_rule *rule)
{
    struct reach at = {0};
    if (!l->max_tokens)
        return;
    if (l->pair.has_both && !text_equal(l->pair.chosen.text, l->pair.rejected.text)) {
        at = parting(l, lint_joined(l, prompt_of(l), l->pair.chosen.text), lint_joined(l, prompt_of(l), l->pair.rejected.text));
        if (at.tokens >= (size_t)l->max_tokens)
            lint_say(l, rule, "the sides part at character %zu of prompt and answer, %s %zu; the window is %lld", at.characters,
                     about(l), at.tokens, (long long)l->max_tokens);
    } else if (l->steps.found && l->steps.labels && first_no(l, &at) && at.tokens > (size_t)l->max_tokens)
        lint_say(l, rule, "the label of the first wrong step stands at character %zu, %s %zu; the window is %lld", at.characters,
                 about(l), at.tokens, (long long)l->max_tokens);
}

void lint_cut(struct linting *l, const struct lint_rule *rule)
{
    struct reach whole = {0};
    if (!l->max_tokens)
        return;
    if (l->pair.has_both) {
        struct reach const a = reach_of(l, lint_joined(l, prompt_of(l), l->pair.chosen.text));
        struct reach const b = reach_of(l, lint_joined(l, prompt_of(l), l->pair.rejected.text));
        whole = a.tokens > b.tokens ? a : b;
    } else if (l->steps.found && l->steps.labels) {
        whole = reach_of(l, lint_value(l, "prompt").text);
        for (size_t i = 0; i < l->steps.count; i++)
            whole.tokens += reach_of(l, l->steps.at[i]).tokens + reach_of(l, l->separator).tokens;
    }
    if (whole.tokens > (size_t)l->max_tokens)
        lint_say(l, rule, "%s%zu tokens; the window is %lld", l->job->tokenizer ? "" : "about ", whole.tokens,
                 (long long)l->max_tokens);
}
