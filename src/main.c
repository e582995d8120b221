#include "command.h"
#include "suggest.h"
#include "verbs.h"

#include <stdio.h>

static int unknown(const char *verb)
{
    const char *names[64];
    for (size_t i = 0; i < verbs_count; i++)
        names[i] = verbs[i]->name;
    const char *near = suggest(verb, names, verbs_count);
    fprintf(stderr, "misstep: unknown verb '%s'", verb);
    if (near)
        fprintf(stderr, "; did you mean '%s'?", near);
    fprintf(stderr, "\ntry: misstep --help\n");
    return EXIT_USAGE;
}

static bool asks_help(const char *word)
{
    return strcmp(word, "--help") == 0 || strcmp(word, "-h") == 0 || strcmp(word, "help") == 0;
}

int main(int argc, char **argv)
{
    if (argc < 2) {
        verbs_brief(stderr);
        return EXIT_USAGE;
    }
    if (strcmp(argv[1], "--version") == 0 || strcmp(argv[1], "-V") == 0)
        return verbs_version();
    bool const help = asks_help(argv[1]);
    if (help && (argc < 3 || asks_help(argv[2])))
        return verbs_help();
    const char *name = help ? argv[2] : argv[1];
    for (size_t i = 0; i < verbs_count; i++)
        if (strcmp(verbs[i]->name, name) == 0) {
            char *asked[] = {argv[0], "--help", NULL};
            return help ? verbs[i]->run(verbs[i], 2, asked) : verbs[i]->run(verbs[i], argc - 1, argv + 1);
        }
    return unknown(name);
}
