#include "filetree.h"

#include "output.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

struct filetree {
    char *path, *part, *old;
    bool force, committed;
    struct hash *hash;               /* of the latest folder */
    struct filetree_folder *folders; /* the first one is 00000, which may be empty */
    size_t count;
};

static char *joined(const char *path, const char *more)
{
    struct buffer out = {0};
    buffer_format(&out, "%s%s", path, more);
    return out.at;
}

static bool is_number(const char *name)
{
    size_t const digits = strspn(name, "0123456789");
    return digits >= 5 && name[digits] == '\0';
}

static bool is_file(const char *name)
{
    return strspn(name, "0123456789") >= 3 && text_ends(text_of(name), TEXT(".json"));
}

/* The files of a numbered folder; a link to a folder is none. */
static void empty(int above, const char *name)
{
    int const at = openat(above, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    DIR *folder = at < 0 ? NULL : fdopendir(at);
    if (!folder)
        return;
    for (const struct dirent *entry; (entry = readdir(folder));)
        if (is_file(entry->d_name))
            unlinkat(at, entry->d_name, 0);
    closedir(folder);
    unlinkat(above, name, AT_REMOVEDIR);
}

bool filetree_remove(const char *path, struct error *err)
{
    DIR *folder = opendir(path);
    if (!folder)
        return errno == ENOENT || fail(err, EXIT_CANNOT_CREATE, "cannot remove %s: %s", path, strerror(errno));
    for (const struct dirent *entry; (entry = readdir(folder));)
        if (is_number(entry->d_name))
            empty(dirfd(folder), entry->d_name);
    closedir(folder);
    return rmdir(path) == 0 || fail(err, EXIT_IO, "cannot remove %s of an earlier export: %s", path, strerror(errno));
}

static bool make(const char *path, struct error *err)
{
    return mkdir(path, 0777) == 0 || fail(err, EXIT_CANNOT_CREATE, "cannot make the folder %s: %s", path, strerror(errno));
}

struct filetree *filetree_open(const char *path, bool force, struct error *err)
{
    struct filetree *tree = memory_new(sizeof *tree);
    *tree = (struct filetree){
        .path = joined(path, ""), .part = joined(path, ".part"), .old = joined(path, ".old"), .force = force, .hash = hash_new()};
    tree->folders = memory_new(sizeof *tree->folders);
    tree->folders[tree->count++] = (struct filetree_folder){0};
    bool good = force || access(path, F_OK) != 0;
    if (!good)
        fail(err, EXIT_CANNOT_CREATE, "%s exists; use -f to overwrite", path);
    else
        good = filetree_remove(tree->part, err) && make(tree->part, err);
    if (good)
        return tree;
    tree->committed = true; /* nothing is ours */
    filetree_free(tree);
    return NULL;
}

static void end_folder(struct filetree *tree)
{
    if (tree->count > 1)
        hash_end(tree->hash, tree->folders[tree->count - 1].sha256);
}

static bool start_folder(struct filetree *tree, unsigned number, struct error *err)
{
    struct buffer path = {0};
    buffer_format(&path, "%s/%05u", tree->part, number);
    bool const good = make(path.at, err);
    buffer_free(&path);
    return good;
}

/* The folder that the next file goes into, and its number there. */
static struct filetree_folder *next_folder(struct filetree *tree, struct error *err)
{
    struct filetree_folder *latest = &tree->folders[tree->count - 1];
    if (tree->count > 1 && latest->files < FILETREE_FILES)
        return latest;
    end_folder(tree);
    hash_begin(tree->hash);
    tree->folders = memory_grow(tree->folders, (tree->count + 1) * sizeof *tree->folders);
    tree->folders[tree->count] = (struct filetree_folder){.number = (unsigned)tree->count};
    tree->count++;
    return start_folder(tree, (unsigned)tree->count - 1, err) ? &tree->folders[tree->count - 1] : NULL;
}

static bool write_all(int fd, struct text bytes)
{
    while (bytes.size) {
        ssize_t const done = write(fd, bytes.at, bytes.size);
        if (done < 0 && errno == EINTR)
            continue;
        if (done <= 0)
            return false;
        bytes = text_part(bytes, (size_t)done, bytes.size);
    }
    return true;
}

static bool write_file(const char *path, struct text bytes, struct error *err)
{
    int const fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    bool const written = fd >= 0 && write_all(fd, bytes);
    int const why = errno;
    bool const closed = fd < 0 || close(fd) == 0;
    return (written && closed) || fail(err, EXIT_IO, "cannot write %s: %s", path, strerror(written ? errno : why));
}

static void add_name(struct buffer *path, struct text name)
{
    size_t const size = MIN(name.size, (size_t)FILETREE_NAME_MAX);
    if (size)
        buffer_char(path, '-');
    for (size_t i = 0; i < size; i++) {
        char const c = name.at[i];
        buffer_char(path, is_letter(c) || is_digit(c) || c == '.' || c == '_' ? c : '-');
    }
    buffer_add(path, TEXT(".json"));
    buffer_char(path, '\0');
}

static bool start_first(struct filetree *tree, struct error *err)
{
    if (tree->folders[0].files)
        die("filetree: two files are the first");
    return start_folder(tree, 0, err);
}

bool filetree_add(struct filetree *tree, struct text name, struct text bytes, bool first, struct error *err)
{
    struct buffer path = {0};
    if (first && !start_first(tree, err))
        return false;
    struct filetree_folder *folder = first ? &tree->folders[0] : next_folder(tree, err);
    if (!folder)
        return false;
    buffer_format(&path, "%s/%05u/%03u", tree->part, folder->number, (unsigned)folder->files);
    add_name(&path, name);
    bool const good = write_file(path.at, bytes, err);
    buffer_free(&path);
    folder->files++;
    folder->bytes += bytes.size;
    if (!first) {
        hash_add(tree->hash, bytes);
        return good;
    }
    struct hash *alone = hash_new();
    hash_begin(alone);
    hash_add(alone, bytes);
    hash_end(alone, folder->sha256);
    hash_free(alone);
    return good;
}

bool filetree_commit(struct filetree *tree, struct error *err)
{
    end_folder(tree);
    bool const older = tree->force && access(tree->path, F_OK) == 0;
    if (!filetree_remove(tree->old, err))
        return false;
    if (older && rename(tree->path, tree->old) != 0)
        return fail(err, EXIT_IO, "cannot rename %s: %s", tree->path, strerror(errno));
    if (rename(tree->part, tree->path) != 0)
        return fail(err, EXIT_IO, "cannot rename %s to %s: %s", tree->part, tree->path, strerror(errno));
    tree->committed = true;
    return filetree_remove(tree->old, err);
}

const struct filetree_folder *filetree_folders(const struct filetree *tree, size_t *count)
{
    size_t const none = tree->folders[0].files == 0;
    *count = tree->count - none;
    return tree->folders + none;
}

void filetree_free(struct filetree *tree)
{
    struct error ignored;
    if (!tree)
        return;
    tree->committed = tree->committed || filetree_remove(tree->part, &ignored);
    hash_free(tree->hash);
    free(tree->folders);
    free(tree->path);
    free(tree->part);
    free(tree->old);
    free(tree);
}
