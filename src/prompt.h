/* prompt: what a teacher is told, from versioned files.
 *
 * A file is called by its stage and version, "sample-1.txt", and never changed once it was used: the next version is a file of its own.
 * It holds one or two turns, each behind a line that says "[system]" or "[user]". In them {{NAME}} stands for what the caller fills in,
 * and {{nonce}} for a mark that nobody could foresee: 12 digits of a hash over the file and all that is filled in, so the same
 * question is the same bytes in every run.
 *
 * Data (problems, solutions, answers of models) stands between lines with the nonce, "<data NONCE>" and "</data NONCE>", and can
 * not look like a control token of a chat template: a space parts "<" from a letter, "/", "|" or "<" behind it, "[" from a capital
 * or "/", and "◁" from all. */
#ifndef MISSTEP_PROMPT_H
#define MISSTEP_PROMPT_H

#include "hash.h"
#include "teacher.h"

enum { PROMPT_TURNS_MAX = 2, PROMPT_BYTES_MAX = 64 * 1024 };

struct prompt {
    struct text name;         /* "sample-1" */
    char hash[HASH_HEX_SIZE]; /* SHA-256 of the file's bytes */
    struct turn turns[PROMPT_TURNS_MAX];
    size_t turns_count;
};

/* A versioned text that goes into prompts as it is, as a rubric does: "correct-1.txt". */
struct prompt_part {
    struct text name, text; /* "correct-1"; without white space at both ends */
    char hash[HASH_HEX_SIZE];
};

/* The texts are the arena's. EXIT_NO_INPUT; EXIT_CONFIG for a file that is empty or no UTF-8. */
bool prompt_read_part(const char *path, struct arena *arena, struct prompt_part *out, struct error *err) MUST_USE;

/* What stands for {{name}}. */
struct prompt_value {
    const char *name;
    struct text text;
    bool data; /* of somebody else: goes between marks; else it is ours, and goes in as it is */
};

/* Texts are the arena's. EXIT_NO_INPUT; EXIT_CONFIG for a file that is no prompt. */
bool prompt_read(const char *path, struct arena *arena, struct prompt *out, struct error *err) MUST_USE;

/* The turns, filled in; `out` has room for PROMPT_TURNS_MAX, texts are the arena's. EXIT_CONFIG where the file has a {{NAME}} that nobody
 * knows, or lacks one of the values. */
bool prompt_fill(const struct prompt *prompt, const struct prompt_value *values, size_t count, struct arena *arena,
                 struct turn *out, struct error *err) MUST_USE;

/* Steps below each other, each behind "Step 1: " and so on, unless it begins so by itself. */
struct text prompt_numbered(const struct text *steps, size_t count, struct arena *arena);

/* The way back: false unless the text is so many steps, each at the beginning of a line behind "Step 1:", "Step 2:", … in this order. A
 * step keeps its label where the one that it stands for (`like`) has it. */
bool prompt_read_numbered(struct text text, const struct text *like, size_t count, struct text *out);

#endif
