#include "revise.h"

#include "embedded.h"

enum { VIOLATION_MEMBERS = 3 };

const char revise_schema[] =
    "{\"type\":\"object\",\"properties\":{\"violations\":{\"type\":\"array\",\"items\":{\"type\":\"object\",\"properties\":{"
    "\"reason\":{\"type\":\"string\"},\"step\":{\"type\":\"integer\"},\"quote\":{\"type\":\"string\"}},"
    "\"required\":[\"reason\",\"step\",\"quote\"],\"additionalProperties\":false}}},\"required\":[\"violations\"],"
    "\"additionalProperties\":false}";

static struct text number_text(size_t number, struct arena *arena)
{
    struct buffer out = {0};
    buffer_int(&out, (int64_t)number);
    return buffer_keep(&out, arena);
}

bool revise_fill_critique(const struct prompt *prompt, struct text problem, const struct solution *solution,
                          const struct principle *principle, struct arena *arena, struct turn *turns, struct error *err)
{
    struct prompt_value const values[] = {
        {"problem", problem, true},
        {"solution", prompt_numbered(solution->steps, solution->count, arena), true},
        {"principle", principle->id, false},
        {"says", principle->text, false},
        {"most", number_text(REVISE_VIOLATIONS_MAX, arena), false},
    };
    return prompt_fill(prompt, values, COUNT(values), arena, turns, err);
}

static struct text listed(const struct violations *violations, struct arena *arena)
{
    struct buffer out = {0};
    for (size_t i = 0; i < violations->count; i++) {
        const struct violation *v = &violations->items[i];
        buffer_format(&out, "%sStep %zu, \"", i ? "\n" : "", v->step + 1);
        buffer_add(&out, v->quote);
        buffer_string(&out, "\": ");
        buffer_add(&out, v->reason);
    }
    return buffer_keep(&out, arena);
}

bool revise_fill(const struct prompt *prompt, struct text problem, const struct solution *solution,
                 const struct principle *principle, const struct violations *violations, struct arena *arena, struct turn *turns,
                 struct error *err)
{
    struct prompt_value const values[] = {
        {"problem", problem, true},
        {"solution", prompt_numbered(solution->steps, solution->count, arena), true},
        {"principle", principle->id, false},
        {"says", principle->text, false},
        {"violations", listed(violations, arena), true},
    };
    return prompt_fill(prompt, values, COUNT(values), arena, turns, err);
}

static struct text without_space(struct text text, struct arena *arena)
{
    char *out = arena_alloc(arena, text.size + 1);
    size_t size = 0;
    for (size_t i = 0; i < text.size; i++)
        if (!is_space(text.at[i]))
            out[size++] = text.at[i];
    return (struct text){out, size};
}

static bool stands_in(struct text quote, struct text step, struct arena *arena)
{
    struct text const bare = without_space(quote, arena), all = without_space(step, arena);
    return bare.size && text_find(all, bare, 0) < all.size;
}

/* A violation; *number is that of its step, from 1, whatever it is. */
static bool read_violation(struct text raw, struct arena *arena, struct violation *out, int64_t *number)
{
    struct json_object object;
    struct error err;
    if (!json_read_object(raw, arena, &object, &err) || object.count != VIOLATION_MEMBERS)
        return false;
    const struct json_member *step = json_find(&object, "step");
    return step && step->kind == JSON_NUMBER && json_int(step->raw, number) &&
           embedded_text(&object, "quote", arena, &out->quote) && embedded_text(&object, "reason", arena, &out->reason) &&
           out->quote.size <= REVISE_WORDS_MAX && out->reason.size <= REVISE_WORDS_MAX;
}

struct critique {
    struct violations violations;
    int64_t numbers[REVISE_VIOLATIONS_MAX];
};

static bool read_critique(const struct json_object *object, struct arena *arena, struct critique *out)
{
    const struct json_member *list = json_find(object, "violations");
    struct critique read = {0};
    struct json_member *items;
    if (object->count != 1 || !list || !json_items(list->raw, arena, &items, &read.violations.count) ||
        read.violations.count > REVISE_VIOLATIONS_MAX)
        return false;
    for (size_t i = 0; i < read.violations.count; i++)
        if (!read_violation(items[i].raw, arena, &read.violations.items[i], &read.numbers[i]))
            return false;
    *out = read;
    return true;
}

enum amiss revise_read_critique(struct text answer, const struct solution *solution, struct arena *arena, struct violations *out)
{
    struct critique critique = {0};
    struct json_object object;
    unsigned found = 0;
    *out = (struct violations){0};
    if (answer.size > REVISE_ANSWER_MAX)
        return AMISS_FORM;
    for (size_t at = 0; embedded_next(answer, &at, arena, &object);)
        found += read_critique(&object, arena, &critique);
    if (found != 1)
        return found ? AMISS_SEVERAL : AMISS_FORM;
    for (size_t i = 0; i < critique.violations.count; i++) {
        struct violation *v = &critique.violations.items[i];
        if (critique.numbers[i] < 1 || critique.numbers[i] > (int64_t)solution->count)
            return AMISS_NO_STEP;
        v->step = (size_t)critique.numbers[i] - 1;
        if (embedded_control(v->quote, true) || embedded_control(v->reason, true))
            return AMISS_CONTROL;
        if (!stands_in(v->quote, solution->steps[v->step], arena))
            return AMISS_NO_QUOTE;
    }
    *out = critique.violations;
    return out->count ? AMISS_NONE : AMISS_NO_VIOLATION;
}

void revise_worst_critique(const struct solution *solution, struct arena *arena, struct violations *out)
{
    char *words = arena_alloc(arena, REVISE_WORDS_MAX);
    memset(words, 'x', REVISE_WORDS_MAX);
    struct text const longest = {words, REVISE_WORDS_MAX};
    out->count = REVISE_VIOLATIONS_MAX;
    for (size_t i = 0; i < out->count; i++)
        out->items[i] = (struct violation){solution->count - 1, longest, longest};
}

static bool is_cited(const struct violations *violations, size_t step)
{
    for (size_t i = 0; i < violations->count; i++)
        if (violations->items[i].step == step)
            return true;
    return false;
}

/* The cited steps as they now read, all others as they were. */
static enum amiss take_steps(const struct solution *solution, const struct violations *violations, const struct text *revised,
                             struct arena *arena, struct text *out)
{
    bool changed = false;
    for (size_t i = 0; i < solution->count; i++) {
        struct text const was = solution->steps[i];
        bool const same = text_equal(without_space(was, arena), without_space(revised[i], arena));
        if (!same && !is_cited(violations, i))
            return AMISS_UNCITED;
        if (!revised[i].size)
            return AMISS_FORM;
        out[i] = same ? was : revised[i];
        changed = changed || !same;
    }
    return changed ? AMISS_NONE : AMISS_SAME;
}

enum amiss revise_read(struct text answer, const struct solution *solution, const struct violations *violations,
                       struct arena *arena, struct solution *out)
{
    struct text *revised = ARENA_ZEROS(arena, struct text, solution->count);
    *out = *solution;
    out->steps = ARENA_ZEROS(arena, struct text, solution->count);
    if (answer.size > REVISE_ANSWER_MAX || !prompt_read_numbered(answer, solution->steps, solution->count, revised))
        return AMISS_FORM;
    return take_steps(solution, violations, revised, arena, out->steps);
}

void revise_judge(const struct response *before, const struct response *after, struct arena *arena, struct amended *amended)
{
    for (size_t i = 0; i < after->subject.steps_count; i++)
        if (before->subject.steps[i].verdict == VERDICT_PROVED && after->subject.steps[i].verdict == VERDICT_UNKNOWN)
            amended_add(amended, AMISS_UNPROVED);
    if (amended_answers_else(before, after, arena))
        amended_add(amended, AMISS_ANSWER_CHANGED);
}

void revise_write(const struct violations *violations, struct json_writer *w)
{
    json_key(w, "violations");
    json_open(w, '[');
    for (size_t i = 0; i < violations->count; i++) {
        json_open(w, '{');
        json_member_int(w, "step", (int64_t)violations->items[i].step);
        json_member_text(w, "quote", violations->items[i].quote);
        json_member_text(w, "reason", violations->items[i].reason);
        json_close(w, '}');
    }
    json_close(w, ']');
}
