/* filetree: many small files in numbered folders, whole or not at all: PATH/00001/000-NAME.json and so on, a thousand in each folder.
 *
 * All of it grows as PATH.part, which becomes PATH when it is finished; what an earlier run left there goes. Files are not brought to the
 * disk one by one, so a power cut may take some of them. Memory is a few bytes for each folder. One run at a time. */
#ifndef MISSTEP_FILETREE_H
#define MISSTEP_FILETREE_H

#include "hash.h"

enum { FILETREE_FILES = 1000, FILETREE_NAME_MAX = 100 };

struct filetree;

struct filetree_folder {
    unsigned number;
    uint64_t files, bytes;
    char sha256[HASH_HEX_SIZE]; /* of all its files, one behind the other in the order of their names */
};

/* NULL and EXIT_CANNOT_CREATE if PATH is there (unless `force`) or cannot be made. The folder above it must be there. */
struct filetree *filetree_open(const char *path, bool force, struct error *err) MUST_USE;

/* One file more. Of `name` what is no letter, digit, point, dash or underscore becomes a dash, and it is cut; the number in front of it makes
 * it the only one. `first`: once, into PATH/00000, before all others. EXIT_IO */
bool filetree_add(struct filetree *tree, struct text name, struct text bytes, bool first, struct error *err) MUST_USE;

/* It is finished; an older PATH goes, if nothing but such files is in it. */
bool filetree_commit(struct filetree *tree, struct error *err) MUST_USE;

/* After that, or before: the folders, in their order. They live as long as the tree. */
const struct filetree_folder *filetree_folders(const struct filetree *tree, size_t *count);

/* Removes PATH and what filetree_add() has made there. None is fine; EXIT_IO if something else is in it. */
bool filetree_remove(const char *path, struct error *err) MUST_USE;

/* Removes what was not committed. NULL is allowed. */
void filetree_free(struct filetree *tree);

#endif
