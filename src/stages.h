/* stages: what `misstep run` does, one after the other. A stage is a verb's command line, made of the settings of a config, that anybody
 * can repeat. To add one: a row in the table of stages.c, and its settings in recipe.c. */
#ifndef MISSTEP_STAGES_H
#define MISSTEP_STAGES_H

#include "arguments.h"
#include "command.h"

enum { STAGE_FILES_MAX = 6 };

/* The run that a stage is part of. */
struct job {
    struct config *config;
    const char *path, *out; /* of the config; the folder */
    struct option_texts sets;
    struct arena arena;
    bool force, quiet, dry_run;
};

struct stage {
    const char *name;           /* in the manifest, and of what is done already */
    const struct command *verb; /* and, behind it, … */
    const char *what;           /* … which of its own stages, where it has any; else NULL */
    bool asks;                  /* a teacher, or a judge: it costs money, and has a dry run */
    const char *figures; /* a file of JSON that goes into the manifest, or NULL; of a stage that writes a folder: inside of it */
    struct {
        const char *option, *name; /* what it writes into the folder: --OPTION=OUT/NAME */
    } files[STAGE_FILES_MAX];
    size_t (*times)(const struct job *job, const struct stage *stage); /* 0: not wanted */
    void (*add)(struct job *job, size_t turn, struct arguments *line);
};

extern const struct stage stages[];
extern const size_t stages_count;

/* The files of problems that a teacher shall solve. */
size_t stages_problems(const struct job *job, const struct text **files);

/* A file of the folder. */
const char *stages_inside(struct job *job, const char *name);

/* "verify"; of a stage that runs several times, the folder that this turn writes: "export/calculation". */
const char *stages_name(struct job *job, const struct stage *stage, size_t turn);

/* The file that goes into the manifest, or NULL; and number `i` of its files, as it is called inside the folder. */
const char *stages_figures(struct job *job, const struct stage *stage, size_t turn);
const char *stages_file(struct job *job, const struct stage *stage, size_t turn, size_t i);

/* The whole command line of a turn; `ours`: what stands there may be overwritten. */
void stages_line(struct job *job, const struct stage *stage, size_t turn, bool ours, struct arguments *line);

#endif
