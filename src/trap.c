#include "trap.h"

#include "certify.h"
#include "spans.h"

const char *const trap_roles[TRAP_ROLES] = {"unknown", "result", "operand", "operator", "expression", "claim", "step", "answer"};

struct trap_reading {
    const struct flip_sides *sides;
    struct arena *arena;
    struct trap trap;
    size_t start, end; /* bytes of the right step; both 0 where the place is not known */
};

static const struct step *step_of(const struct trap_reading *r, enum side side)
{
    int32_t const index = r->trap.step[side];
    return index < 0 ? NULL : &r->sides->on[side].steps[index];
}

static bool find_edit(struct trap_reading *r)
{
    const struct pair *pair = r->sides->pair;
    struct pair_edit *edits;
    size_t count;
    struct error err;
    if (!pair->edit.size || !pair_edits(pair, r->arena, &edits, &count, &err))
        return false;
    r->trap.step[SIDE_RIGHT] = (int32_t)edits[0].step;
    r->trap.text[SIDE_RIGHT] = edits[0].was;
    r->trap.text[SIDE_FAULTY] = edits[0].becomes;
    struct text const step = pair->steps[edits[0].step]; /* as it is shown: its answer may be written anew */
    size_t const start = text_byte_of(step, edits[0].start), end = text_byte_of(step, edits[0].end);
    if (start <= end && text_equal(text_part(step, start, end), edits[0].was)) {
        r->start = start;
        r->end = end;
    }
    return true;
}

/* The stretch and all of the numbers that it touches. */
static struct text whole_numbers(const struct step *step, struct span span, size_t *start, size_t *end)
{
    *start = text_byte_of(step->text, span.start);
    *end = text_byte_of(step->text, span.end);
    for (size_t i = 0; i < step->tokens.count; i++) {
        const struct token *t = &step->tokens.items[i];
        if (t->kind == TOKEN_NUMBER && t->start <= *end && t->end >= *start) {
            *start = MIN(*start, (size_t)t->start);
            *end = MAX(*end, (size_t)t->end);
        }
    }
    return text_part(step->text, *start, *end);
}

/* A number, or signs: no letters, and no white space around which more was changed. */
static bool is_plain(struct text text)
{
    for (size_t i = 0; i < text.size; i++)
        if (is_letter(text.at[i]) || is_space(text.at[i]) || text.at[i] == '=')
            return false;
    return true;
}

static void find_difference(struct trap_reading *r)
{
    const struct step *right = step_of(r, SIDE_RIGHT), *faulty = step_of(r, SIDE_FAULTY);
    size_t start, end;
    if (!right || !faulty)
        return;
    r->trap.text[SIDE_RIGHT] = whole_numbers(right, spans_difference(right->text, faulty->text), &r->start, &r->end);
    r->trap.text[SIDE_FAULTY] = whole_numbers(faulty, spans_difference(faulty->text, right->text), &start, &end);
    if (is_plain(r->trap.text[SIDE_RIGHT]) && is_plain(r->trap.text[SIDE_FAULTY]))
        return;
    r->trap.text[SIDE_RIGHT] = right->text;
    r->trap.text[SIDE_FAULTY] = faulty->text;
    r->start = r->end = 0;
    r->trap.role = TRAP_STEP;
}

/* As the pair has it; else the first refuted one, unless its counterpart is no better. */
static int32_t first_wrong(const struct trap_reading *r)
{
    int32_t const given = r->sides->pair->first_error, found = r->sides->on[SIDE_FAULTY].first_error;
    int32_t const other = found < 0 ? -1 : r->sides->counterpart[SIDE_FAULTY][found];
    if (given != FIRST_UNKNOWN)
        return given;
    return other >= 0 && r->sides->on[SIDE_RIGHT].steps[other].verdict == VERDICT_REFUTED ? FIRST_NONE : found;
}

static void find_root(struct trap_reading *r)
{
    int32_t const first = first_wrong(r);
    r->trap.step[SIDE_FAULTY] = MAX(first, -1);
    r->trap.step[SIDE_RIGHT] = first < 0 ? -1 : r->sides->counterpart[SIDE_FAULTY][first];
    if (!find_edit(r))
        find_difference(r);
}

static const char *const currencies[] = {"€", "£", "¥"}; /* beside what answer_value() knows */

static struct text written(struct text number, struct arena *arena)
{
    struct buffer out = {0};
    struct value value;
    for (size_t i = 0; i < COUNT(currencies); i++)
        if (text_starts(number, text_of(currencies[i])))
            number = text_part(number, strlen(currencies[i]), number.size);
    if (!number.size || answer_value(number, &value) != STATUS_OK)
        return TEXT("");
    value_write(&value, &out);
    value_clear(&value);
    return buffer_keep(&out, arena);
}

static bool has_number(struct text text)
{
    for (size_t i = 0; i < text.size; i++)
        if (is_digit(text.at[i]))
            return true;
    return false;
}

/* In a formula: an "=" before it, but for brackets and a box, and no sign behind. */
static bool ends_formula(struct text step, size_t start, size_t end)
{
    while (start && memchr("{$& \n-", step.at[start - 1], 6))
        start -= start > 6 && text_ends(text_part(step, 0, start), TEXT("\\boxed{")) ? 7 : 1;
    while (end < step.size && memchr("}$ ", step.at[end], 3))
        end++;
    struct text const behind = text_part(step, end, step.size);
    bool const goes_on = behind.size && memchr("+-*/^(\\", behind.at[0], 7) && !text_starts(behind, TEXT("\\\\"));
    return start && step.at[start - 1] == '=' && !goes_on;
}

static bool is_result(const struct trap_reading *r)
{
    const struct subject *on = &r->sides->on[SIDE_RIGHT];
    const struct step *step = step_of(r, SIDE_RIGHT);
    for (size_t i = 0; i < on->derivations_count; i++) {
        const struct derivation *d = &on->derivations[i];
        if ((int32_t)d->step != r->trap.step[SIDE_RIGHT])
            continue;
        uint32_t const at = step->tokens.items[d->result_token].start;
        if (at >= r->start && at < r->end)
            return true;
    }
    return r->end && ends_formula(step->text, r->start, r->end);
}

static enum trap_role role_of(const struct trap_reading *r)
{
    const struct step *step = step_of(r, SIDE_RIGHT);
    struct text const was = r->trap.text[SIDE_RIGHT], becomes = r->trap.text[SIDE_FAULTY];
    if (!step || (!was.size && !becomes.size))
        return TRAP_UNKNOWN;
    if (step->states_answer)
        return TRAP_ANSWER;
    if (r->trap.role == TRAP_STEP)
        return TRAP_STEP;
    if (r->trap.value[SIDE_RIGHT].size && r->trap.value[SIDE_FAULTY].size)
        return is_result(r) ? TRAP_RESULT : TRAP_OPERAND;
    if (!has_number(was) && !has_number(becomes))
        return TRAP_OPERATOR;
    return text_find(was, TEXT("="), 0) < was.size ? TRAP_CLAIM : TRAP_EXPRESSION;
}

struct derived {
    const struct derivation *first;
    size_t count;
};

static struct derived derived_in(const struct subject *on, int32_t step)
{
    struct derived out = {on->derivations, 0};
    for (size_t i = 0; i < on->derivations_count; i++)
        if ((int32_t)on->derivations[i].step == step) {
            out.first = out.count ? out.first : &on->derivations[i];
            out.count++;
        }
    return out;
}

/* Of both steps the calculation that comes to another value: the first one, where there are as many of them, else the last; or NULL. */
static void find_derivations(const struct trap_reading *r, const struct derivation *out[2])
{
    struct derived const right = derived_in(&r->sides->on[SIDE_RIGHT], r->trap.step[SIDE_RIGHT]);
    struct derived const faulty = derived_in(&r->sides->on[SIDE_FAULTY], r->trap.step[SIDE_FAULTY]);
    out[SIDE_RIGHT] = right.count ? &right.first[right.count - 1] : NULL;
    out[SIDE_FAULTY] = faulty.count ? &faulty.first[faulty.count - 1] : NULL;
    for (size_t i = right.count == faulty.count ? right.count : 0; i-- > 0;)
        if (!value_equal(&right.first[i].value, &faulty.first[i].value)) {
            out[SIDE_RIGHT] = &right.first[i];
            out[SIDE_FAULTY] = &faulty.first[i];
        }
    if (out[SIDE_RIGHT] && out[SIDE_FAULTY] && value_equal(&out[SIDE_RIGHT]->value, &out[SIDE_FAULTY]->value))
        out[SIDE_RIGHT] = out[SIDE_FAULTY] = NULL; /* it is another calculation that goes wrong, in a formula */
}

static struct text value_text(const struct derivation *d, struct arena *arena)
{
    struct buffer out = {0};
    if (!d)
        return TEXT("");
    value_write(&d->value, &out);
    return buffer_keep(&out, arena);
}

/* ", which is": the words before the comma say what it is. */
static bool goes_on(const struct step *step, size_t at)
{
    const struct token *t = tokens_at(&step->tokens, at);
    return t->kind == TOKEN_WORD && text_is_among(text_part(step->text, t->start, t->end), TEXT("which or"));
}

/* Without mathematics that is not closed in it. */
static struct text before_maths(struct text words)
{
    size_t signs = 0, last = 0;
    size_t const display = MIN(text_find(words, TEXT("\\["), 0), text_find(words, TEXT("\\begin"), 0));
    words.size = MIN(words.size, display);
    for (size_t i = 0; i < words.size; i++)
        if (words.at[i] == '$' && !(i && words.at[i - 1] == '\\')) {
            last = i;
            signs++;
        }
    return text_trim(text_part(words, 0, signs % 2 ? last : words.size));
}

/* Words from the beginning of the clause to the calculation. */
static struct text words_before(const struct step *step, uint32_t claim)
{
    size_t first = 0, count = 0;
    for (; count < step->tokens.count && step->tokens.items[count].start < claim; count++)
        if (step->tokens.items[count].kind == TOKEN_STOP && !goes_on(step, count + 1))
            first = count + 1;
    while (first < count && text_is_among(text_part(step->text, step->tokens.items[first].start, step->tokens.items[first].end),
                                          TEXT("so then thus therefore hence and but that this means since if")))
        first++;
    while (first < count && step->tokens.items[count - 1].kind != TOKEN_WORD &&
           step->tokens.items[count - 1].kind != TOKEN_NUMBER)
        count--;
    if (first >= count)
        return TEXT("");
    return before_maths(text_part(step->text, step->tokens.items[first].start, step->tokens.items[count - 1].end));
}

static struct text unit_of_result(const struct step *step, uint32_t token, struct text entity)
{
    const struct token *before = token ? tokens_at(&step->tokens, token - 1) : NULL,
                       *behind = tokens_at(&step->tokens, token + 1);
    struct unit unit;
    size_t size = 0;
    while (size < entity.size && is_letter(entity.at[size]))
        size++;
    if (before && before->kind == TOKEN_CURRENCY && !step->tokens.latex)
        return text_part(step->text, before->start, before->end);
    if (behind->kind == TOKEN_PERCENT)
        return TEXT("%");
    return unit_of(text_part(entity, 0, size), &unit) ? text_part(entity, 0, size) : TEXT("");
}

/* Of the right side: its words are those of the faulty one, but for the error. The line of the answer has none: then of the calculation
 * that yields it. */
static void name_it(struct trap_reading *r, const struct derivation *d)
{
    const struct subject *on = &r->sides->on[SIDE_RIGHT];
    if (!d && r->trap.role == TRAP_ANSWER && on->answer_from >= 0)
        d = &on->derivations[on->answer_from];
    r->trap.entity = r->sides->pair->entity;
    if (!d)
        return;
    const struct step *step = &on->steps[d->step];
    if (!r->trap.entity.size)
        r->trap.entity = certify_entity(step, d->result_token);
    r->trap.unit = unit_of_result(step, d->result_token, r->trap.entity);
    r->trap.attribute = words_before(step, on->claims[d->head].start);
}

struct trap trap_read(const struct flip_sides *sides, struct arena *arena)
{
    struct text const none = TEXT("");
    struct trap_reading r = {.sides = sides, .arena = arena};
    const struct derivation *derivations[2];
    r.trap = (struct trap){.step = {-1, -1}, .text = {none, none}, .entity = none, .attribute = none, .unit = none};
    find_root(&r);
    for (size_t i = 0; i < 2; i++)
        r.trap.value[i] = written(r.trap.text[i], arena);
    if (text_equal(r.trap.value[0], r.trap.value[1])) /* written otherwise */
        r.trap.value[0] = r.trap.value[1] = none;
    r.trap.role = (uint8_t)role_of(&r);
    find_derivations(&r, derivations);
    for (size_t i = 0; i < 2; i++)
        r.trap.result[i] = derivations[i] ? value_text(derivations[i], arena) : r.trap.value[i];
    if (!r.trap.value[SIDE_RIGHT].size || !r.trap.value[SIDE_FAULTY].size)
        memcpy(r.trap.value, r.trap.result, sizeof r.trap.value);
    name_it(&r, derivations[SIDE_RIGHT]);
    return r.trap;
}
