/* options: the command line, read by a table. Long (`--name value`, `--name=value`) and short (`-o value`, `-ovalue`) options,
 * mixed with operands in any order. `--` ends the options; `-` is an operand (standard input or output, by custom). No
 * abbreviations, no bundles of short flags. What stands twice: the last one wins, except for OPTION_TEXTS, which collects. */
#ifndef MISSTEP_OPTIONS_H
#define MISSTEP_OPTIONS_H

#include "text.h"

enum option_kind {
    OPTION_FLAG,   /* into: bool; set to true; takes no value */
    OPTION_TEXT,   /* into: const char *; points into argv */
    OPTION_INT,    /* into: int64_t; decimal, from min to max (0 and 0: any) */
    OPTION_TEXTS,  /* into: struct option_texts; each use adds one, pointing into argv */
    OPTION_OUTPUT, /* into: const char *; a file that will be written, or "-" */
};

enum { OPTION_TEXTS_MAX = 64 };

struct option_texts {
    const char *items[OPTION_TEXTS_MAX];
    size_t count;
};

struct option {
    const char *name; /* "seed", without dashes; never NULL */
    char letter;      /* 's' for -s, 0 for none */
    enum option_kind kind;
    void *into;           /* keeps what it holds (the default) if the option is absent */
    const char *argument; /* "N", "FILE" (of all that is one): the value's name in help and errors; NULL for flags */
    const char *says;     /* for help: a phrase; may be long, is wrapped */
    int64_t min, max;
};

/* Reads argv[1] … argv[argc - 1]; argv[0] is the program or verb, as in main(). Operands go to operands[0] … in their order,
 * their number to *operands_count; more than `max_operands` are an error. A separate value that is itself an option of the
 * table is taken for a forgotten value (`--out --force`); `--out=--force` says it is meant. An output must be neither an operand
 * nor the FILE of another option: nobody is to lose what is read. Every error is EXIT_USAGE, with "did you mean --seed?" where a
 * name is near. On failure the variables of the table may be half filled: the caller is about to stop. */
bool options_read(const struct option *options, size_t count, int argc, char **argv, const char **operands, size_t max_operands,
                  size_t *operands_count, struct error *err);

/* Appends two aligned columns, "  -s, --seed N   what it does", one option after the other, wrapped at 80 columns. */
void options_help(const struct option *options, size_t count, struct buffer *out);

#endif
