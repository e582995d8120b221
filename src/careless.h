/* careless: the careless student. A teacher rewrites one step of a right solution with one slip of a named type. Its answer is
 * untrusted: what it says it changed is compared with what it changed, the change becomes a proposal of the type's injector, and that is
 * followed and certified like the injector's own. What is not proved so is nothing.
 */
#ifndef MISSTEP_CARELESS_H
#define MISSTEP_CARELESS_H

#include "inject.h"
#include "prompt.h"

enum { CARELESS_ANSWER_MAX = 256 * 1024 }; /* bytes of an answer */

/* The JSON schema of an answer. */
extern const char careless_schema[];

/* What is asked for. */
struct careless_task {
    const struct injector *injector;
    struct text source_id;
    uint32_t step;
};

/* May the teacher be asked for errors of this type? Controls are none. */
bool careless_asks(const struct injector *injector);

/* Sets task->step: the one at which the injector itself succeeds, so that there is something to be proved. NULL, or the reason why the
 * teacher is not asked. *sane as of inject_either(). */
const char *careless_choose(struct certifier *with, const struct inject_settings *settings, struct careless_task *task,
                            bool *sane, struct error *err);

/* The question; `turns` has room for PROMPT_TURNS_MAX, texts are the arena's. The errors of prompt_fill(). */
bool careless_fill(const struct prompt *prompt, const struct subject *on, const struct careless_task *task, struct arena *arena,
                   struct turn *turns, struct error *err) MUST_USE;

/* What an answer says. */
struct careless_slip {
    struct text edited, from, to; /* the step; the stretch that became another one */
    struct text whole;            /* the step with nothing but that stretch changed */
};

/* Reads an answer to the task on this step. NULL, or what is wrong with it (static). */
const char *careless_read(struct text answer, const struct careless_task *task, struct text step, struct arena *arena,
                          struct careless_slip *out);

/* NULL: *out is certified, and reads as the teacher wrote or with more consequences drawn; else the reason. `with` as
 * careless_choose() left it. */
const char *careless_certify(const struct certifier *with, const struct inject_settings *settings,
                             const struct careless_task *task, const struct careless_slip *slip, struct certified *out,
                             bool *sane, struct error *err);

#endif
