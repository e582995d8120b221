/* turns: a conversation as datasets give it: [{"role","content"}] as OpenAI has it, or [{"from","value"}] as ShareGPT. */
#ifndef MISSTEP_TURNS_H
#define MISSTEP_TURNS_H

#include "dataset.h"

enum turn_role { TURN_SYSTEM, TURN_USER, TURN_ASSISTANT, TURN_TOOL, TURN_OTHER };

struct turn {
    enum turn_role role; /* of a turn that calls a tool: TURN_TOOL */
    struct text text;    /* parts of type "text" are joined */
    struct text thought; /* "reasoning_content" or "reasoning", where it stands apart; or empty */
};

/* Texts live in the arena or in `raw`. A single object is a conversation of one turn. EXIT_DATA: neither a list nor an object, a turn
 * without a role or a text. */
bool turns_read(struct text raw, struct arena *arena, struct turn **out, size_t *count, struct error *err) MUST_USE;

/* What a model is asked, and what it answers: the user's turn, and the assistant's behind it. Either is empty where there is none.
 * False, with the outputs untouched, if there are more turns than these and a system prompt. */
bool turns_single(const struct turn *turns, size_t count, struct text *asked, struct turn *answered) MUST_USE;

/* The only question of a conversation that nobody has answered yet. EXIT_DATA: anything else. */
bool turns_question(struct text raw, struct arena *arena, struct text *asked, struct error *err) MUST_USE;

/* The row that a conversation under this key is: the last question and the answer to it. Where there is more of it, it is skipped as
 * SKIP_TURNS or, with tools, as SKIP_TOOLS. EXIT_DATA if there is no answer. */
bool turns_row(const struct json_object *object, const char *key, enum row_skip skip, struct arena *arena, struct row **rows,
               size_t *count, struct error *err) MUST_USE;

#endif
