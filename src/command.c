#include "command.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

enum { OPTIONS_MAX = 40 };

static volatile sig_atomic_t interrupted;

static void on_signal(int number)
{
    (void)number;
    if (interrupted)
        _exit(EXIT_INTERRUPTED);
    interrupted = 1;
}

void command_watch_signals(void)
{
    struct sigaction action = {.sa_handler = on_signal};
    sigemptyset(&action.sa_mask);
    sigaction(SIGINT, &action, NULL);
    sigaction(SIGTERM, &action, NULL);
    signal(SIGPIPE, SIG_IGN);
}

bool command_interrupted(void)
{
    return interrupted;
}

bool command_colour(int fd)
{
    const char *term = getenv("TERM");
    return isatty(fd) && !getenv("NO_COLOR") && !(term && strcmp(term, "dumb") == 0);
}

static void print_help(const struct command *self, const struct option *options, size_t count)
{
    struct buffer out = {0};
    buffer_format(&out, "%s\n\nexamples\n%s\nusage\n  %s\n\noptions\n", self->says, self->examples, self->usage);
    options_help(options, count, &out);
    fwrite(out.at, 1, out.size, stdout);
    buffer_free(&out);
}

bool command_start(const struct command *self, const struct option *options, size_t options_count, int argc, char **argv,
                   const char **operands, size_t max_operands, size_t *operands_count, int *code)
{
    struct option all[OPTIONS_MAX];
    struct error err = {0};
    bool help = false;
    if (options_count + 1 > OPTIONS_MAX)
        die("command_start: too many options");
    memcpy(all, options, options_count * sizeof *options);
    all[options_count] = (struct option){.name = "help", .letter = 'h', .kind = OPTION_FLAG, .into = &help, .says = "this text"};
    if (!options_read(all, options_count + 1, argc, argv, operands, max_operands, operands_count, &err)) {
        *code = command_failed(self, &err);
        return false;
    }
    if (help)
        print_help(self, all, options_count + 1);
    *code = EXIT_OK;
    return !help;
}

int command_failed(const struct command *self, const struct error *err)
{
    fprintf(stderr, "misstep %s: %s\n", self->name, err->says);
    if (err->code == EXIT_USAGE)
        fprintf(stderr, "try: misstep %s --help\n", self->name);
    return err->code;
}
