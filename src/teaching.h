/* teaching: what all verbs with a teacher share: the config, the ledger, the way to ask, and words about it. */
#ifndef MISSTEP_TEACHING_H
#define MISSTEP_TEACHING_H

#include "command.h"
#include "json_write.h"
#include "prompt.h"

struct teaching {
    /* as typed */
    const char *config_path, *ledger_path, *who;
    struct option_texts sets;
    bool dry_run, quiet, again;
    int64_t seed;
    /* once open */
    struct config *config;
    struct ledger *ledger;
    struct teacher *teacher;
    struct sampling sampling;      /* of the config */
    int64_t asked, worst_micro;    /* by teaching_ask() since the last teaching_drive() */
    int64_t states[LEDGER_STATES]; /* of what was asked: how it stood before */
    char kinds[8][32];             /* of questions that were printed in a dry run */
    size_t kinds_count;
    char run[32];
};

/* Rows for command_start(): a verb copies them into its own table, behind what it adds. */
enum { TEACHING_OPTIONS = 8 };
void teaching_table(struct teaching *teaching, struct option table[TEACHING_OPTIONS]);

/* Reads the config, opens the ledger, says what it found there. EXIT_USAGE without --config or --ledger. */
bool teaching_open(const struct command *self, struct teaching *teaching, struct error *err) MUST_USE;
void teaching_close(struct teaching *teaching);

/* Queues a question. In a dry run nothing is queued: the first one of each kind is printed as it would be sent, and what is not known yet is summed up
 * at its worst cost. */
bool teaching_ask(struct teaching *teaching, const struct question *question, struct error *err) MUST_USE;

/* Asks all that is open, with progress on stderr; in a dry run only says what it would cost. Interrupts drain. */
bool teaching_drive(const struct command *self, struct teaching *teaching, struct error *err) MUST_USE;

/* A member "parameters" of an object that is open: all that is sent but the words. */
bool teaching_parameters(const struct teaching *teaching, const struct question *question, struct arena *arena,
                         struct json_writer *w, struct error *err) MUST_USE;

/* Where an answer came from, as an object: who gave it, told what, its key in the ledger, what it cost, with teach.timing how long
 * it took, and the parameters. */
bool teaching_put_reply(const struct teaching *teaching, const struct prompt *prompt, const struct question *question,
                        const struct reply *reply, struct arena *arena, struct json_writer *w, struct error *err) MUST_USE;

#endif
