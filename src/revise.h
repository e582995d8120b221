/* revise: a teacher names the places where a solution violates one principle, and then rewrites these steps and nothing else. The
 * first answer is JSON, the second numbered steps. */
#ifndef MISSTEP_REVISE_H
#define MISSTEP_REVISE_H

#include "amended.h"
#include "json_write.h"
#include "principles.h"
#include "prompt.h"

enum {
    REVISE_ANSWER_MAX = 256 * 1024, /* bytes of an answer */
    REVISE_VIOLATIONS_MAX = 8,      /* asked for at most */
    REVISE_WORDS_MAX = 400,         /* bytes of a reason, and of a quote */
};

/* The JSON schema of a critique. */
extern const char revise_schema[];

struct violation {
    size_t step; /* 0-based */
    struct text quote, reason;
};

struct violations {
    struct violation items[REVISE_VIOLATIONS_MAX];
    size_t count;
};

/* The questions; `turns` has room for PROMPT_TURNS_MAX, texts are the arena's. The errors of prompt_fill(). */
bool revise_fill_critique(const struct prompt *prompt, struct text problem, const struct solution *solution,
                          const struct principle *principle, struct arena *arena, struct turn *turns, struct error *err) MUST_USE;
bool revise_fill(const struct prompt *prompt, struct text problem, const struct solution *solution,
                 const struct principle *principle, const struct violations *violations, struct arena *arena, struct turn *turns,
                 struct error *err) MUST_USE;

/* Reads a critique of these steps: each violation names a step that is there, and quotes words of it (white space apart). */
enum amiss revise_read_critique(struct text answer, const struct solution *solution, struct arena *arena, struct violations *out);

/* The longest list that could be read, for the cost at worst. */
void revise_worst_critique(const struct solution *solution, struct arena *arena, struct violations *out);

/* Reads a revision of these steps: as many, in order, and only those that are cited differ (white space apart); *out has the old
 * ones' bytes in all others, and the same gaps. */
enum amiss revise_read(struct text answer, const struct solution *solution, const struct violations *violations,
                       struct arena *arena, struct solution *out);

/* What may not become of a response by revising it, once both sides were compared. */
void revise_judge(const struct response *before, const struct response *after, struct arena *arena, struct amended *amended);

/* A member of a row that is open: "violations". */
void revise_write(const struct violations *violations, struct json_writer *w);

#endif
