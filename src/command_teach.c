/* teach: data that a teacher model writes and misstep checks. Each stage is a verb of its own, with its own options, and stands in
 * a file teach_NAME.c. */
#include "command.h"
#include "suggest.h"

#include <stdio.h>

extern const struct command teach_sample, teach_inject, teach_rollouts, teach_logprob, teach_judge, teach_pairs, teach_revise,
    teach_improve;

static const struct command *const stages[] = {&teach_sample, &teach_inject, &teach_rollouts, &teach_logprob,
                                               &teach_judge,  &teach_pairs,  &teach_revise,   &teach_improve};

static const char *short_name(const struct command *stage)
{
    return stage->name + strlen("teach ");
}

static int help(const struct command *self)
{
    printf("%s\n\nexamples\n%s\nusage\n  %s\n\nstages\n", self->says, self->examples, self->usage);
    for (size_t i = 0; i < COUNT(stages); i++)
        printf("  %-9s %s\n", short_name(stages[i]), stages[i]->says);
    puts("\n  misstep teach STAGE --help");
    return EXIT_OK;
}

static int run(const struct command *self, int argc, char **argv)
{
    const char *names[COUNT(stages)];
    struct error err;
    for (size_t i = 0; i < COUNT(stages); i++) {
        names[i] = short_name(stages[i]);
        if (argc > 1 && strcmp(argv[1], names[i]) == 0)
            return stages[i]->run(stages[i], argc - 1, argv + 1);
    }
    if (argc > 1 && (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "-h") == 0))
        return help(self);
    if (argc > 1)
        typed_unknown("stage", text_of(argv[1]), names, COUNT(names), &err);
    else
        fail(&err, EXIT_USAGE, "no stage given");
    err.code = EXIT_USAGE;
    return command_failed(self, &err);
}

const struct command command_teach = {
    .name = "teach",
    .says = "Has a teacher model write solutions, and checks all that it says.",
    .examples = "  misstep teach sample problems.jsonl --config teacher.yaml --ledger run.ledger -o solutions.jsonl\n",
    .usage = "misstep teach STAGE …",
    .run = run,
};
