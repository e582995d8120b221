#include "careless.h"

#include "embedded.h"
#include "leak.h"
#include "quality.h"

enum { CERTIFICATES_MAX = ATTEMPTS_MAX }; /* tried for one answer */
enum { DISTANCE_MAX = 2000 };             /* code points of a step compared */
enum { CHANGED_MOST = 50 };               /* percent of the longer step */
enum { SLIP_MAX = 400 };                  /* bytes that a slip takes the place of, or becomes */
enum { WORK_MAX = 6000000 };              /* bytes looked through, over all that is drawn for one answer */

const char careless_schema[] =
    "{\"type\":\"object\",\"properties\":{\"edited_step\":{\"type\":\"string\"},\"changed_from\":{\"type\":\"string\"},"
    "\"changed_to\":{\"type\":\"string\"},\"error_type\":{\"type\":\"string\"}},"
    "\"required\":[\"edited_step\",\"changed_from\",\"changed_to\",\"error_type\"],\"additionalProperties\":false}";

bool careless_asks(const struct injector *injector)
{
    return injector->cls != HARMLESS;
}

const char *careless_choose(struct certifier *with, const struct inject_settings *settings, struct careless_task *task,
                            bool *sane, struct error *err)
{
    struct certified own;
    struct offer const offer = inject_offer(with, task->injector);
    const char *reason = inject_either(with, settings, &offer, INJECT_ANYWHERE, true, task->source_id, &own, sane, err);
    if (reason)
        return reason;
    if (own.link)
        return "the slip would stand in a formula";
    if (own.proposal.leaves_out || own.proposal.edit.start == own.proposal.edit.end)
        return "the slip would be no change of a step";
    task->step = own.proposal.edit.step;
    return NULL;
}

static struct text numbered(const struct subject *on, struct arena *arena)
{
    struct text *steps = ARENA_ARRAY(arena, struct text, on->steps_count);
    for (size_t k = 0; k < on->steps_count; k++)
        steps[k] = on->steps[k].text;
    return prompt_numbered(steps, on->steps_count, arena);
}

bool careless_fill(const struct prompt *prompt, const struct subject *on, const struct careless_task *task, struct arena *arena,
                   struct turn *turns, struct error *err)
{
    struct buffer number = {0};
    buffer_int(&number, (int64_t)task->step + 1);
    struct prompt_value const values[] = {
        {"problem", on->problem, true},
        {"solution", numbered(on, arena), true},
        {"number", buffer_keep(&number, arena), false},
        {"step", on->steps[task->step].text, true},
        {"type", text_of(task->injector->name), false},
        {"says", text_of(task->injector->says), false},
    };
    return prompt_fill(prompt, values, COUNT(values), arena, turns, err);
}

static bool read_slip(const struct json_object *object, struct arena *arena, struct careless_slip *out, struct text *type)
{
    struct careless_slip slip = {0};
    if (!embedded_text(object, "edited_step", arena, &slip.edited) || !embedded_text(object, "changed_from", arena, &slip.from) ||
        !embedded_text(object, "changed_to", arena, &slip.to) || !embedded_text(object, "error_type", arena, type))
        return false;
    *out = slip;
    return true;
}

/* How many objects of an answer are as they must be; the last one is read. */
static unsigned find_slips(struct text answer, struct arena *arena, struct careless_slip *out, struct text *type)
{
    unsigned count = 0;
    struct json_object object;
    for (size_t at = 0; embedded_next(answer, &at, arena, &object);)
        count += read_slip(&object, arena, out, type);
    return count;
}

static struct text whole_step(struct text step, size_t at, const struct careless_slip *slip, struct arena *arena)
{
    struct buffer out = {0};
    buffer_add(&out, text_part(step, 0, at));
    buffer_add(&out, slip->to);
    buffer_add(&out, text_part(step, at + slip->from.size, step.size));
    return buffer_keep(&out, arena);
}

static bool is_much(struct text step, struct text edited, struct arena *arena)
{
    size_t const was = text_code_points(step, step.size), is = text_code_points(edited, edited.size);
    return 2 * is < was || is > 2 * was ||
           100 * text_distance(step, edited, DISTANCE_MAX, arena) > CHANGED_MOST * MIN(MAX(was, is), (size_t)DISTANCE_MAX);
}

static const char much[] = "too much of the step is changed";

static const char *check_slip(struct text step, struct arena *arena, struct careless_slip *slip)
{
    bool const lines = text_find(step, TEXT("\n"), 0) < step.size;
    if (embedded_control(slip->edited, lines) || embedded_control(slip->from, lines) || embedded_control(slip->to, lines))
        return "control characters stand in the answer, as of LaTeX with single backslashes";
    if (slip->from.size > SLIP_MAX || slip->to.size > SLIP_MAX)
        return much;
    size_t const at = slip->from.size ? text_find(step, slip->from, 0) : step.size;
    if (at == step.size)
        return "changed_from does not stand in the step";
    if (text_find(step, slip->from, at + 1) < step.size)
        return "changed_from stands in the step more than once";
    if (text_equal(slip->from, slip->to) || text_equal(slip->edited, step))
        return "nothing is changed";
    if (text_find(slip->edited, slip->to, 0) == slip->edited.size)
        return "changed_to does not stand in the edited step";
    if (leak_in(slip->edited) && !leak_in(step))
        return "words give the error away";
    if (is_much(step, slip->edited, arena))
        return much;
    slip->whole = whole_step(step, at, slip, arena);
    return NULL;
}

const char *careless_read(struct text answer, const struct careless_task *task, struct text step, struct arena *arena,
                          struct careless_slip *out)
{
    struct text type;
    if (answer.size > CARELESS_ANSWER_MAX)
        return "the answer is too long";
    unsigned const found = find_slips(answer, arena, out, &type);
    if (found != 1)
        return found ? "the answer holds more than one JSON object" : "the answer is not the JSON that was asked for";
    if (!text_equal(type, text_of(task->injector->name)))
        return "another type of error than was asked for";
    return check_slip(step, arena, out);
}

/* The step with a proposal's own edits alone. */
static struct text proposed(struct text step, const struct proposal *p, struct arena *arena)
{
    struct edit edits[ALSO_MAX + 1] = {p->edit};
    if (p->also_count)
        memcpy(edits + 1, p->also, p->also_count * sizeof *edits);
    edits_sort(edits, p->also_count + 1);
    for (size_t i = 0; i <= p->also_count; i++)
        edits[i].step = 0;
    return *edits_apply(&step, 1, edits, p->also_count + 1, arena);
}

/* How often something may be drawn: each time looks through the whole solution. */
static size_t draws_for(const struct subject *on)
{
    size_t bytes = on->problem.size + 1;
    for (size_t k = 0; k < on->steps_count; k++)
        bytes += on->steps[k].text.size;
    return WORK_MAX / bytes;
}

/* What propose() draws that makes the step read so. */
static bool draw(const struct certifier *with, const struct careless_task *task, const struct site *site, struct text whole,
                 struct tools *tools, size_t *draws, struct proposal *out)
{
    struct text const step = with->on->steps[task->step].text;
    struct arena_mark const before = arena_mark(with->arena);
    for (tools->attempt = 0; tools->attempt < ATTEMPTS_MAX && *draws; tools->attempt++) {
        --*draws;
        if (task->injector->propose(with->on, site, tools, out) && out->edit.step == task->step && !out->leaves_out &&
            text_equal(proposed(step, out, with->arena), whole))
            return true;
        arena_back(with->arena, before);
    }
    return false;
}

/* The proposal that makes the step read as the teacher wrote it. */
static bool adopt(const struct certifier *with, const struct careless_task *task, const struct site *site, struct text whole,
                  struct tools *tools, size_t *draws, struct proposal *out)
{
    if (site->formula)
        return false;
    if (!task->injector->adopt)
        return draw(with, task, site, whole, tools, draws, out);
    return task->injector->adopt(with->on, site, whole, tools, out) && out->edit.step == task->step;
}

static const char *certify_slip(const struct certifier *with, const struct inject_settings *settings,
                                const struct careless_task *task, const struct site *site, const struct proposal *proposal,
                                const struct careless_slip *slip, struct certified *out, bool *sane, struct error *err)
{
    const char *reason = certify_site(with, task->injector, site);
    if (!reason)
        reason = certify(with, task->injector, site, proposal, out, sane, err);
    if (!reason && !settings->unfiltered)
        reason = quality_refuses(with->on, out, with->arena);
    if (reason)
        return reason;
    bool const same =
        text_equal(slip->edited, slip->whole) || text_equal(slip->edited, out->bad_steps[certified_step(out, task->step)]);
    return same ? NULL : "more is changed than the slip and its consequences";
}

const char *careless_certify(const struct certifier *with, const struct inject_settings *settings,
                             const struct careless_task *task, const struct careless_slip *slip, struct certified *out,
                             bool *sane, struct error *err)
{
    const char *reason = "no slip of the type that was asked for";
    struct random random = random_for((uint64_t)settings->seed, task->source_id, text_of(task->injector->name));
    struct picks picks = {0};
    struct tools tools = {.random = &random, .picks = &picks, .arena = with->arena, .separated = with->separated};
    struct site sites[SITES_MAX];
    size_t const count = task->injector->sites(with->on, sites, SITES_MAX);
    size_t draws = draws_for(with->on);
    unsigned tried = 0;
    *sane = true;
    for (size_t i = 0; i < count && tried < CERTIFICATES_MAX; i++) {
        struct proposal proposal;
        if (!adopt(with, task, &sites[i], slip->whole, &tools, &draws, &proposal))
            continue;
        tried++;
        reason = certify_slip(with, settings, task, &sites[i], &proposal, slip, out, sane, err);
        if (!reason || !*sane)
            return reason;
    }
    return reason;
}
