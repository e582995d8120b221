/* rendering: the options of verbs that write training rows: how solutions are shown, as render.h says, and in which format. */
#ifndef MISSTEP_RENDERING_H
#define MISSTEP_RENDERING_H

#include "options.h"
#include "render.h"

/* As typed. */
struct rendering {
    const char *min_proof, *after_error, *trust, *system, *instruction, *step_prefix, *separator, *answer_style, *step_newlines,
        *shape, *with;
};

extern const struct rendering rendering_default;

/* Rows for command_start(): a verb copies them into its own table, behind what it adds. */
enum { RENDERING_OPTIONS = 11 };
void rendering_table(struct rendering *typed, struct option table[RENDERING_OPTIONS]);

/* What they mean; `note` is left alone. EXIT_USAGE */
bool rendering_read(const struct rendering *typed, struct arena *arena, struct render *out, struct error *err);

/* A text as typed behind `option`: \n, \t and \\ become what they stand for. EXIT_USAGE */
bool rendering_unescape(const char *option, const char *typed, struct arena *arena, struct text *out, struct error *err);

/* The format of this name, as typed behind `option`. EXIT_USAGE */
bool rendering_format(const char *option, const char *name, const struct dataset **out, struct error *err);

#endif
