#define _XOPEN_SOURCE 700 /* realpath() */

#include "output.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

enum { WRITE_AT_MOST = 1 << 30 }; /* some systems refuse more in one call */

struct output {
    char *path;
    char *part; /* NULL: `path` is written directly */
    int fd;
    bool force;
    bool broken;   /* a write failed: what came after it is lost */
    uint64_t size; /* with what waits */
    struct buffer waiting;
};

static char *joined(const char *a, const char *b)
{
    size_t const size = strlen(a), more = strlen(b) + 1;
    char *both = memory_new(size + more);
    memcpy(both, a, size);
    memcpy(both + size, b, more);
    return both;
}

static void release(struct output *output)
{
    if (output->fd > STDERR_FILENO)
        close(output->fd);
    buffer_free(&output->waiting);
    free(output->part);
    free(output->path);
    free(output);
}

static bool fail_to_create(const char *path, struct error *err)
{
    const char *why = errno == ENOENT ? "its folder does not exist" : strerror(errno);
    return fail(err, EXIT_CANNOT_CREATE, "cannot create %s: %s", path, why);
}

static bool fail_to_write(const struct output *output, struct error *err)
{
    if (errno == EPIPE)
        return fail(err, EXIT_IO, "cannot write %s: its reader has gone away", output->path);
    return fail(err, EXIT_IO, "cannot write %s: %s", output->part ? output->part : output->path, strerror(errno));
}

static bool fail_as_existing(const char *path, struct error *err)
{
    return fail(err, EXIT_CANNOT_CREATE, "%s exists; use -f to overwrite", path);
}

/* Where the bytes of `path` must go. Opens nothing yet. */
static struct output *plan(const char *path, bool force, struct error *err)
{
    struct stat info;
    bool const standard = strcmp(path, "-") == 0;
    bool const exists = !standard && stat(path, &info) == 0;
    bool const regular = !standard && (!exists || S_ISREG(info.st_mode));
    if (!standard && !exists && errno != ENOENT) {
        fail_to_create(path, err);
        return NULL;
    }
    if (exists && S_ISDIR(info.st_mode)) {
        fail(err, EXIT_CANNOT_CREATE, "cannot create %s: it is a folder", path);
        return NULL;
    }
    if (exists && regular && !force) {
        fail_as_existing(path, err);
        return NULL;
    }
    char *real = exists && regular ? realpath(path, NULL) : NULL;
    struct output *output = memory_new(sizeof *output);
    *output = (struct output){.fd = standard ? STDOUT_FILENO : -1, .force = force};
    output->path = real ? real : joined(standard ? "standard output" : path, "");
    output->part = regular ? joined(output->path, ".part") : NULL;
    return output;
}

/* Two runs must not write one file. A system without locks is trusted. */
static bool lock_part(const struct output *output, struct stat *info, struct error *err)
{
    struct flock lock = {.l_type = F_WRLCK, .l_whence = SEEK_SET};
    bool const locked = fcntl(output->fd, F_SETLK, &lock) == 0;
    bool busy = !locked && (errno == EACCES || errno == EAGAIN);
    if (fstat(output->fd, info) != 0)
        return fail_to_create(output->part, err);
    /* the other run may have finished between our open and our lock: then this is its PATH by now */
    struct stat now;
    busy = busy || stat(output->part, &now) != 0 || now.st_dev != info->st_dev || now.st_ino != info->st_ino;
    if (busy)
        return fail(err, EXIT_CANNOT_CREATE, "%s is being written by another run", output->part);
    if (!S_ISREG(info->st_mode))
        return fail(err, EXIT_CANNOT_CREATE, "cannot create %s: something that is no file has that name", output->part);
    return true;
}

static bool open_part(struct output *output, int how, uint64_t size, struct error *err)
{
    /* not O_TRUNC: before the lock is ours, nothing may change */
    output->fd = open(output->part, O_WRONLY | O_CLOEXEC | O_NOFOLLOW | how, 0666);
    if (output->fd < 0 && errno == ENOENT && !(how & O_CREAT))
        return fail(err, EXIT_NO_INPUT, "nothing to continue: %s does not exist", output->part);
    if (output->fd < 0)
        return fail_to_create(output->part, err);
    struct stat info;
    if (!lock_part(output, &info, err))
        return false;
    uint64_t const has = (uint64_t)info.st_size;
    if (has < size)
        return fail(err, EXIT_DATA, "cannot continue %s: it has %ju bytes, but %ju were written", output->part, (uintmax_t)has,
                    (uintmax_t)size);
    if (ftruncate(output->fd, (off_t)size) != 0 || lseek(output->fd, (off_t)size, SEEK_SET) < 0)
        return fail_to_write(output, err);
    output->size = size;
    return true;
}

static bool open_direct(struct output *output, struct error *err)
{
    if (output->fd < 0)
        output->fd = open(output->path, O_WRONLY | O_CLOEXEC);
    return output->fd >= 0 || fail_to_create(output->path, err);
}

struct output *output_open(const char *path, bool force, struct error *err)
{
    struct output *output = plan(path, force, err);
    if (!output)
        return NULL;
    if (output->part ? open_part(output, O_CREAT, 0, err) : open_direct(output, err))
        return output;
    release(output);
    return NULL;
}

struct output *output_resume(const char *path, bool force, uint64_t size, struct error *err)
{
    struct output *output = plan(path, force, err);
    if (!output)
        return NULL;
    if (!output->part)
        fail(err, EXIT_CANNOT_CREATE, "cannot continue %s: only regular files can be continued", output->path);
    else if (open_part(output, 0, size, err))
        return output;
    release(output);
    return NULL;
}

static bool write_now(struct output *output, struct text bytes, struct error *err)
{
    while (bytes.size) {
        ssize_t const done = write(output->fd, bytes.at, MIN(bytes.size, (size_t)WRITE_AT_MOST));
        if (done < 0 && errno == EINTR)
            continue;
        if (done <= 0) {
            output->broken = true;
            return fail_to_write(output, err);
        }
        bytes = text_part(bytes, (size_t)done, bytes.size);
    }
    return true;
}

bool output_flush(struct output *output, struct error *err)
{
    if (output->broken)
        return fail(err, EXIT_IO, "cannot write %s: an earlier write failed", output->path);
    struct text const bytes = buffer_text(&output->waiting);
    output->waiting.size = 0;
    return write_now(output, bytes, err);
}

bool output_write(struct output *output, struct text bytes, struct error *err)
{
    bool const large = bytes.size > OUTPUT_WAITING / 4; /* not worth a copy */
    output->size += bytes.size;
    if (!large && output->waiting.size + bytes.size <= OUTPUT_WAITING && !output->broken) {
        buffer_add(&output->waiting, bytes);
        return true;
    }
    if (!output_flush(output, err))
        return false;
    if (large)
        return write_now(output, bytes, err);
    buffer_add(&output->waiting, bytes);
    return true;
}

uint64_t output_size(const struct output *output)
{
    return output->size;
}

bool output_resumable(const struct output *output)
{
    return output->part != NULL;
}

static bool shut(struct output *output, struct error *err)
{
    int const fd = output->fd;
    if (fd <= STDERR_FILENO)
        return true;
    output->fd = -1;
    return close(fd) == 0 || errno == EINTR || fail_to_write(output, err);
}

static bool settle(struct output *output, struct error *err)
{
    if (!output_flush(output, err))
        return false;
    return !output->part || output->fd < 0 || fsync(output->fd) == 0 || fail_to_write(output, err);
}

bool output_rest(struct output *output, struct error *err)
{
    return settle(output, err) && shut(output, err);
}

void output_rename(struct output *output, const char *path)
{
    free(output->path);
    output->path = joined(path, "");
}

static bool finish(struct output *output, struct error *err)
{
    if (!settle(output, err))
        return false;
    if (output->part) {
        if (!output->force && access(output->path, F_OK) == 0)
            return fail_as_existing(output->path, err);
        /* before close(), which lets go of the lock; fsync() has told of every late write error */
        if (rename(output->part, output->path) != 0)
            return fail(err, EXIT_IO, "cannot rename %s to %s: %s", output->part, output->path, strerror(errno));
    }
    return shut(output, err);
}

bool output_commit(struct output *output, struct error *err)
{
    bool const good = finish(output, err);
    release(output);
    return good;
}

void output_keep(struct output *output)
{
    struct error ignored;
    write_now(output, buffer_text(&output->waiting), &ignored);
    release(output);
}

void output_discard(struct output *output)
{
    if (!output)
        return;
    if (output->part)
        unlink(output->part);
    release(output);
}

bool output_whole(const char *path, bool force, struct text bytes, struct error *err)
{
    struct output *output = output_open(path, force, err);
    if (output && output_write(output, bytes, err))
        return output_commit(output, err);
    output_discard(output);
    return false;
}

bool file_write_whole(const char *path, struct text bytes, struct error *err)
{
    struct output *output = output_open(path, true, err);
    if (!output)
        return false;
    if (output_write(output, bytes, err) && finish(output, err)) {
        release(output);
        return true;
    }
    output_discard(output);
    return false;
}

static bool is_folder(const char *path)
{
    struct stat info;
    return stat(path, &info) == 0 && S_ISDIR(info.st_mode);
}

static bool make_one(const char *path)
{
    int const why = mkdir(path, 0777) == 0 ? 0 : errno;
    if (why == 0 || is_folder(path))
        return true;
    errno = why == EEXIST ? ENOTDIR : why;
    return false;
}

bool folder_make(const char *path, struct error *err)
{
    char *copy = joined(path, "");
    bool good = true;
    for (char *slash = strchr(copy + strspn(copy, "/"), '/'); good && slash; slash = strchr(slash + strspn(slash, "/"), '/')) {
        *slash = '\0';
        good = make_one(copy);
        *slash = '/';
    }
    if (!good || !make_one(copy))
        good = fail(err, EXIT_CANNOT_CREATE, "cannot make the folder %s: %s", path, strerror(errno));
    free(copy);
    return good;
}
