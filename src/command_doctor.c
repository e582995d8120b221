/* misstep doctor: what a teacher's server really honours. */
#include "probe.h"
#include "teaching.h"

#include <stdio.h>

static bool examine(const struct command *self, struct teaching *t, struct arena *arena, struct findings *out, struct error *err)
{
    return teaching_open(self, t, err) && teacher_probe(t->teacher, command_interrupted, arena, out, err);
}

static int show(const struct teaching *t, const struct findings *findings)
{
    size_t bad = 0;
    struct text const name = teacher_name(t->teacher);
    printf("%.*s\n", (int)name.size, name.at);
    for (size_t i = 0; i < findings->count; i++) {
        const struct finding *f = &findings->at[i];
        bad += f->weight == PROBE_BAD;
        printf("  %-4s  %-18s  %.*s\n", probe_weight_names[f->weight], f->probe, (int)f->found.size, f->found.at);
        if (f->advice)
            printf("        %-18s  %s\n", "", f->advice);
    }
    if (bad)
        printf("%zu of these will cost data or money\n", bad);
    else
        puts("all that data and money depend on is honoured");
    return bad ? EXIT_FINDINGS : EXIT_OK;
}

static int run(const struct command *self, int argc, char **argv)
{
    struct teaching t = {0};
    struct arena arena = {0};
    struct findings findings;
    struct error err;
    size_t operands;
    int code;
    struct option const options[] = {
        {"config", 'c', OPTION_TEXT, &t.config_path, "FILE", "settings of the teacher (required)", 0, 0},
        {"ledger", 0, OPTION_TEXT, &t.ledger_path, "FILE", "where the findings are kept; made if need be (required)", 0, 0},
        {"teacher", 0, OPTION_TEXT, &t.who, "WHO", "teacher (default) or judge: whose settings", 0, 0},
        {"set", 0, OPTION_TEXTS, &t.sets, "KEY=VALUE", "a setting over those of the file", 0, 0},
    };
    if (!command_start(self, options, COUNT(options), argc, argv, NULL, 0, &operands, &code))
        return code;
    command_watch_signals();
    code = examine(self, &t, &arena, &findings, &err) ? show(&t, &findings) : command_failed(self, &err);
    teaching_close(&t);
    arena_free(&arena);
    return code;
}

const struct command command_doctor = {
    .name = "doctor",
    .says = "Asks a teacher's server what it really honours: limits, seeds, schemas.",
    .examples = "  misstep doctor --config teacher.yaml --ledger run.ledger\n",
    .usage = "misstep doctor --config FILE --ledger FILE [--teacher WHO] [--set KEY=VALUE]\n\n"
             "  A dozen small questions, asked anew each time; they cost what a page of text costs.\n"
             "  Exit codes: 1 something is not honoured that data or money depend on; 75 the server is not to be had.",
    .run = run,
};
