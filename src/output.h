/* output: files that appear whole or not at all, and that can be continued.
 *
 * A regular file PATH grows as PATH.part and takes its name only when it is finished. PATH.part is locked while it grows, so that
 * two runs cannot write the same file. Standard output ("-"), devices and pipes are written directly: for them nothing is
 * created, locked, renamed or removed. A write that failed makes the output fail for good. One thread at a time. */
#ifndef MISSTEP_OUTPUT_H
#define MISSTEP_OUTPUT_H

#include "text.h"

enum { OUTPUT_WAITING = 128 * 1024 }; /* bytes gathered before they are written */

struct output;

/* Starts PATH, or PATH.part anew if an earlier run left one. NULL and EXIT_CANNOT_CREATE: the file exists (unless `force`), is
 * being written by another run, is a folder, or cannot be made. An existing symbolic link is followed. The same path must not be
 * opened twice in one program. */
struct output *output_open(const char *path, bool force, struct error *err) MUST_USE;

/* Continues PATH.part behind its first `size` bytes; what follows them is cut off. Also NULL with EXIT_NO_INPUT when there is no
 * PATH.part, EXIT_DATA when it is shorter. Only for regular files. */
struct output *output_resume(const char *path, bool force, uint64_t size, struct error *err) MUST_USE;

/* Appends the bytes. EXIT_IO when the disk is full, the reader has gone away, … */
bool output_write(struct output *output, struct text bytes, struct error *err) MUST_USE;

/* Hands everything to the system: from now on it survives the end of the program, though not a power cut. */
bool output_flush(struct output *output, struct error *err) MUST_USE;

/* Bytes written so far, with those before a resume. After output_flush(), a place to resume from. */
uint64_t output_size(const struct output *output);

/* True for regular files: those with a PATH.part. */
bool output_resumable(const struct output *output);

/* For one of many files that get their names together, once it is known how many they are. Only for regular files. */

/* Everything goes to the disk, and the file is closed. Only output_rename() and the ends below may follow. */
bool output_rest(struct output *output, struct error *err) MUST_USE;

/* It shall be called `path`, in the same folder, instead of PATH. PATH.part stays what it is until then. */
void output_rename(struct output *output, const char *path);

/* Three ways to end. Each frees `output`, whatever happens. */

/* It is finished: everything goes to the disk, and PATH.part becomes PATH. On failure (EXIT_IO; EXIT_CANNOT_CREATE if PATH has
 * appeared meanwhile, without `force`) PATH.part stays. */
bool output_commit(struct output *output, struct error *err) MUST_USE;

/* It is to be continued: writes what can be written and leaves PATH.part. */
void output_keep(struct output *output);

/* It is not wanted: removes PATH.part. NULL is allowed. */
void output_discard(struct output *output);

/* All of PATH at once: opened, written, committed; with their errors. */
bool output_whole(const char *path, bool force, struct text bytes, struct error *err) MUST_USE;

/* Writes a small file in one go, in place of an older one; whoever reads it sees either the old or the new bytes. */
bool file_write_whole(const char *path, struct text bytes, struct error *err) MUST_USE;

/* Makes a folder and those above it. An existing one is fine. EXIT_CANNOT_CREATE */
bool folder_make(const char *path, struct error *err) MUST_USE;

#endif
