#include "runner.h"

static unsigned passed, failed;

struct running {
    const struct runner *by;
    const char *path;
    unsigned number;    /* of the line */
    struct arena lines; /* of the case */
    const char *latest; /* line of the case, for people */
};

static void check(const struct running *r, const char *wanted)
{
    struct arena arena = {0};
    struct buffer out = {0};
    r->by->answer(wanted, &arena, &out);
    bool const good = text_equal(buffer_text(&out), text_of(wanted));
    *(good ? &passed : &failed) += 1;
    if (!good)
        printf("%s:%u: %s\n  wanted %s\n  got    %.*s\n", r->path, r->number, r->latest, wanted, (int)out.size, out.at);
    buffer_free(&out);
    arena_free(&arena);
}

static void begin(struct running *r)
{
    arena_reset(&r->lines);
    r->latest = "";
    r->by->begin();
}

static void take(struct running *r, const char *line)
{
    struct text const kept = text_copy(&r->lines, (struct text){line, strlen(line) + 1});
    r->latest = kept.at;
    if (!r->by->take(kept.at))
        die("%s:%u: not understood: %s", r->path, r->number, line);
}

static void run(struct running *r)
{
    char line[RUNNER_LINE_MAX];
    FILE *file = fopen(r->path, "r");
    if (!file)
        die("cannot open %s", r->path);
    begin(r);
    for (r->number = 1; fgets(line, sizeof line, file); r->number++) {
        line[strcspn(line, "\n")] = '\0';
        if (runner_value(line, "=> "))
            check(r, runner_value(line, "=> "));
        else if (!line[0])
            begin(r);
        else if (line[0] != '#')
            take(r, line);
    }
    fclose(file);
    arena_free(&r->lines);
}

int runner_main(int argc, char **argv, const struct runner *runner)
{
    for (int i = 1; i < argc; i++) {
        struct running running = {.by = runner, .path = argv[i]};
        run(&running);
    }
    printf("%u passed, %u failed, 0 skipped\n", passed, failed);
    return failed > 0 || passed == 0;
}
