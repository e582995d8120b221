#include "render.h"

#include "stepwise.h"

enum { ANSWER_BLANKS_MAX = 3 }; /* more are a sentence */

const char *const drop_names[DROPS] = {
    [DROP_NONE] = "none",           [DROP_CONTROL] = "control",   [DROP_SAME] = "same",
    [DROP_PREFIX] = "prefix",       [DROP_UNPROVED] = "unproved", [DROP_UNPROVED_CLEAN] = "unproved_clean",
    [DROP_ONE_SIDED] = "one_sided", [DROP_NO_PLACE] = "no_place", [DROP_MARK] = "mark",
    [DROP_REPEAT] = "repeat",       [DROP_SURPLUS] = "surplus",   [DROP_NO_LOGP] = "no_logp",
};

const char *const drop_says[DROPS] = {
    [DROP_NONE] = "not in this format",
    [DROP_CONTROL] = "harmless controls, never to be rejected",
    [DROP_SAME] = "both sides look the same",
    [DROP_PREFIX] = "the sides differ before the first error",
    [DROP_UNPROVED] = "a step that must be labelled right is not proved (--trust gold takes it as right)",
    [DROP_UNPROVED_CLEAN] = "clean solutions, not proved throughout (--trust gold takes them as right)",
    [DROP_ONE_SIDED] = "only one side is known, the format holds both",
    [DROP_NO_PLACE] = "where the error stands is not known, the format says it",
    [DROP_MARK] = "a text holds a mark that has a meaning to the format",
    [DROP_REPEAT] = "the same row stands before it: what sets the records apart is not in it",
    [DROP_SURPLUS] = "more faulty rows of a source solution than --negatives",
    [DROP_NO_LOGP] = "no model was asked how probable it finds the steps (misstep teach logprob)",
};

size_t render_drop(const struct render *how, enum drop why)
{
    how->note->why = why;
    return 0;
}

struct text render_concat(const struct text *pieces, size_t count, struct arena *arena)
{
    size_t size = 0;
    for (size_t i = 0; i < count; i++)
        size += pieces[i].size;
    char *const from = arena_alloc(arena, size), *to = from;
    for (size_t i = 0; i < count; i++)
        if (pieces[i].size) {
            memcpy(to, pieces[i].at, pieces[i].size);
            to += pieces[i].size;
        }
    return (struct text){from, size};
}

struct text render_row_id(const struct pair *pair, bool clean, struct arena *arena)
{
    struct text const pieces[] = {pair->id, clean && pair->bad_count ? TEXT("-clean") : TEXT("")};
    return render_concat(pieces, COUNT(pieces), arena);
}

static struct text question(const struct pair *pair, const struct render *how, struct text end, struct arena *arena)
{
    struct text const gap = TEXT("\n\n"), none = {NULL, 0};
    struct text const pieces[] = {
        how->system, how->system.size ? gap : none, pair->problem, how->instruction.size ? gap : none, how->instruction, end};
    return render_concat(pieces, COUNT(pieces), arena);
}

struct text render_question(const struct pair *pair, const struct render *how, struct arena *arena)
{
    return question(pair, how, TEXT(""), arena);
}

static size_t before_question(const struct render *how)
{
    return how->system.size ? how->system.size + 2 : 0; /* and the empty line */
}

struct text render_asked(const struct pair *pair, const struct render *how, struct arena *arena)
{
    struct text const question = render_question(pair, how, arena);
    return text_part(question, before_question(how), question.size);
}

struct text render_prompt(const struct pair *pair, const struct render *how, struct arena *arena)
{
    bool const empty = !pair->problem.size && !how->system.size && !how->instruction.size;
    return question(pair, how, empty ? TEXT("") : TEXT("\n"), arena);
}

/* The final answer if the step is nothing else; else an empty text. */
static struct text stated_answer(struct text step)
{
    struct text const none = {step.at, 0};
    struct answer const found = answer_in(step, 0);
    if (!found.found || !found.stated)
        return none;
    struct text const answer = text_trim(text_part(step, found.start, found.end));
    size_t blanks = 0;
    for (size_t i = 0; i < answer.size; i++)
        blanks += answer.at[i] == '\n' ? ANSWER_BLANKS_MAX + 1 : answer.at[i] == ' ';
    return blanks > ANSWER_BLANKS_MAX ? none : answer;
}

static struct text in_style(struct text answer, enum answer_style style, struct arena *arena)
{
    struct text const hashes[] = {TEXT("#### "), answer};
    struct text const boxed[] = {TEXT("\\boxed{"), answer, TEXT("}")};
    struct text const plain[] = {TEXT("The answer is "), answer, TEXT(".")};
    if (style == ANSWER_HASHES)
        return render_concat(hashes, COUNT(hashes), arena);
    if (style == ANSWER_BOXED)
        return render_concat(boxed, COUNT(boxed), arena);
    return render_concat(plain, COUNT(plain), arena);
}

/* White space with a line break in it becomes one blank. */
static struct text one_line(struct text step, struct arena *arena)
{
    if (text_find(step, TEXT("\n"), 0) == step.size)
        return step;
    char *const from = arena_alloc(arena, step.size), *to = from;
    for (size_t i = 0, end; i < step.size; i = end) {
        for (end = i; end < step.size && is_space(step.at[end]);)
            end++;
        struct text const blank = text_part(step, i, end);
        if (text_find(blank, TEXT("\n"), 0) < blank.size)
            *to++ = ' ';
        else
            for (end = MAX(end, i + 1); i < end; i++)
                *to++ = step.at[i];
    }
    return (struct text){from, (size_t)(to - from)};
}

static const struct text *one_line_each(const struct text *steps, size_t count, struct arena *arena)
{
    struct text *out = ARENA_ARRAY(arena, struct text, count);
    for (size_t i = 0; i < count; i++)
        out[i] = one_line(steps[i], arena);
    return out;
}

static const struct text *styled(const struct pair *pair, enum side side, const struct render *how, struct arena *arena)
{
    bool const right = side == SIDE_RIGHT;
    const struct text *steps = right ? pair->steps : pair->bad_steps;
    if (how->answer_style == ANSWER_KEEP || !pair->steps_count || !pair->bad_count)
        return steps;
    struct text const good = stated_answer(pair->steps[pair->steps_count - 1]);
    struct text const bad = stated_answer(pair->bad_steps[pair->bad_count - 1]);
    bool const both = good.size && (bad.size || text_equal(pair->mode, TEXT("truncated")));
    struct text const answer = right ? good : bad;
    if (!both || !answer.size)
        return steps;
    size_t const count = right ? pair->steps_count : pair->bad_count;
    struct text *copy = ARENA_ARRAY(arena, struct text, count);
    memcpy(copy, steps, count * sizeof *copy);
    copy[count - 1] = in_style(answer, how->answer_style, arena);
    return copy;
}

const struct text *render_side(const struct pair *pair, enum side side, const struct render *how, struct arena *arena)
{
    const struct text *steps = styled(pair, side, how, arena);
    return how->one_line ? one_line_each(steps, side == SIDE_RIGHT ? pair->steps_count : pair->bad_count, arena) : steps;
}

static struct text number(size_t n, struct arena *arena)
{
    enum { DIGITS = 20 };
    char *digits = arena_alloc(arena, DIGITS);
    size_t at = DIGITS;
    do
        digits[--at] = (char)('0' + n % 10);
    while (n /= 10);
    return (struct text){digits + at, DIGITS - at};
}

/* The three pieces of a step's prefix. */
static void prefix(size_t index, const struct render *how, struct arena *arena, struct text out[static 3])
{
    struct text const whole = how->step_prefix, mark = TEXT("{k}");
    size_t const at = text_find(whole, mark, 0);
    out[0] = text_part(whole, 0, at);
    out[1] = out[2] = (struct text){whole.at, 0};
    if (at == whole.size)
        return;
    out[1] = number(index + 1, arena);
    out[2] = text_part(whole, at + mark.size, whole.size);
}

static struct text bare(struct text step, const struct render *how)
{
    return how->renumber ? stepwise_unnumbered(step) : step;
}

struct text render_step(struct text step, size_t index, const struct render *how, struct arena *arena)
{
    if (!how->step_prefix.size)
        return step;
    struct text pieces[4] = {[3] = bare(step, how)};
    prefix(index, how, arena, pieces);
    return render_concat(pieces, COUNT(pieces), arena);
}

struct text render_joined(const struct text *steps, size_t from, size_t to, const struct render *how, struct arena *arena)
{
    enum { PIECES = 5 }; /* separator, three of the prefix, the step */
    struct text *pieces = ARENA_ARRAY(arena, struct text, (to - from) * PIECES);
    size_t count = 0;
    for (size_t i = from; i < to; i++) {
        if (i > from)
            pieces[count++] = how->separator;
        if (how->step_prefix.size) {
            prefix(i, how, arena, pieces + count);
            count += 3;
        }
        pieces[count++] = bare(steps[i], how);
    }
    return render_concat(pieces, count, arena);
}

static bool drop(const struct render *how, enum drop why)
{
    how->note->why = why;
    return false;
}

bool render_place(const struct pair *pair, const struct render *how, size_t *first)
{
    if (pair->first_error < 0)
        return drop(how, pair->first_error == FIRST_NONE ? DROP_CONTROL : DROP_NO_PLACE);
    size_t const at = (size_t)pair->first_error;
    if (at >= pair->steps_count)
        return drop(how, DROP_PREFIX);
    for (size_t i = 0; i < at; i++)
        if (!text_equal(pair->steps[i], pair->bad_steps[i]))
            return drop(how, DROP_PREFIX);
    *first = at;
    return true;
}

static void ask(const struct pair *pair, const struct render *how, struct arena *arena, struct preference *made)
{
    struct text const question = render_question(pair, how, arena), end = question.size ? TEXT("\n") : TEXT("");
    size_t const first = made->right.from;
    struct text const before = render_joined(made->right.steps, 0, first, how, arena);
    struct text const pieces[] = {question, first ? end : before, before, first ? how->separator : end};
    made->prompt = render_concat(pieces, COUNT(pieces), arena);
    made->asked = text_part(made->prompt, before_question(how), made->prompt.size - pieces[3].size);
}

bool render_preference(const struct pair *pair, const struct render *how, struct arena *arena, struct preference *out)
{
    size_t first = 0;
    if (how->shape == SHAPE_FULL && pair->first_error == FIRST_NONE)
        return drop(how, DROP_CONTROL);
    if (how->shape != SHAPE_FULL && !render_place(pair, how, &first))
        return false;
    bool const step = how->shape == SHAPE_STEP;
    struct preference made = {
        .right = {render_side(pair, SIDE_RIGHT, how, arena), first, step ? first + 1 : pair->steps_count},
        .faulty = {render_side(pair, SIDE_FAULTY, how, arena), first, step ? first + 1 : pair->bad_count},
    };
    made.chosen = render_joined(made.right.steps, made.right.from, made.right.to, how, arena);
    made.rejected = render_joined(made.faulty.steps, made.faulty.from, made.faulty.to, how, arena);
    if (text_equal(made.chosen, made.rejected))
        return drop(how, DROP_SAME);
    ask(pair, how, arena, &made);
    *out = made;
    return true;
}

int64_t render_margin(const struct pair *pair)
{
    size_t const first = pair->first_error < 0 ? 0 : (size_t)pair->first_error, lost = pair->bad_count - first;
    return (int64_t)((lost * 100 + pair->bad_count - 1) / pair->bad_count);
}

bool render_may_label(const struct pair *pair, bool clean, const struct render *how)
{
    bool const all = clean || pair->first_error < 0;
    bool const proved = all ? pair->source_proof == PROOF_ALL_STEPS : pair->prefix_proved;
    if (!proved && !how->trust_gold)
        how->note->why = clean ? DROP_UNPROVED_CLEAN : DROP_UNPROVED;
    else
        how->note->trusted = !proved;
    return proved || how->trust_gold;
}

enum fate { STAYS_RIGHT, STAYS_WRONG, GOES, ENDS };

static enum fate fate_behind_error(const struct pair *pair, size_t step, enum after_error how)
{
    enum verdict const local = pair->local[step];
    switch (how) {
    case AFTER_TRUNCATE:
        return ENDS;
    case AFTER_FALSE:
        return STAYS_WRONG;
    case AFTER_OMIT:
        return pair->labels[step] == PAIR_INDEPENDENT && local == VERDICT_PROVED ? STAYS_RIGHT : GOES;
    case AFTER_VERIFIED:
        return local == VERDICT_PROVED ? STAYS_RIGHT : local == VERDICT_REFUTED ? STAYS_WRONG : ENDS;
    }
    die("render: no such after_error");
}

/* Of a step with the label `right`, see render.h. */
static unsigned char halves(const struct pair *pair, bool clean, size_t step, bool right)
{
    unsigned char const most = pair->certificate.size ? 2 : 1; /* labelled data prove nothing */
    size_t const first = clean || pair->first_error < 0 ? SIZE_MAX : (size_t)pair->first_error;
    bool const all = first == SIZE_MAX ? pair->source_proof == PROOF_ALL_STEPS : step < first && pair->prefix_proved;
    if (all || (step == first && pair->certificate.size))
        return most;
    if (!clean && pair->local[step] == (right ? VERDICT_PROVED : VERDICT_REFUTED))
        return most;
    return step <= first;
}

bool render_labelled(const struct pair *pair, bool clean, const struct render *how, struct arena *arena, struct labelled *out)
{
    if (!render_may_label(pair, clean, how))
        return false;
    size_t const count = clean ? pair->steps_count : pair->bad_count;
    size_t const first = clean || pair->first_error < 0 ? count : (size_t)pair->first_error;
    const struct text *steps = render_side(pair, clean ? SIDE_RIGHT : SIDE_FAULTY, how, arena);
    struct labelled made = {ARENA_ARRAY(arena, struct text, count), ARENA_ARRAY(arena, bool, count),
                            ARENA_ARRAY(arena, unsigned char, count), 0};
    for (size_t i = 0; i < count; i++) {
        enum fate const fate = i < first ? STAYS_RIGHT : i == first ? STAYS_WRONG : fate_behind_error(pair, i, how->after_error);
        if (fate == ENDS)
            break;
        if (fate == GOES)
            continue;
        made.steps[made.count] = render_step(steps[i], i, how, arena);
        made.halves[made.count] = halves(pair, clean, i, fate == STAYS_RIGHT);
        *(fate == STAYS_RIGHT ? &how->note->right : &how->note->wrong) += 1;
        made.right[made.count++] = fate == STAYS_RIGHT;
    }
    *out = made;
    return true;
}
