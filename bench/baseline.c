/* misstep-baseline: the unit in which misstep's speed is stated, U. README.md beside this file says how it is used.
 *
 *     misstep-baseline [FILE...] > OUT
 *
 * Each row (line) of the files, or of standard input, goes through cJSON_Parse, cJSON_PrintUnformatted and cJSON_Delete, and what
 * was printed comes out as a row. Input is read and output written in blocks of 1 MiB with read(2) and write(2). An empty row
 * stays empty; one that is not JSON comes out as it is, and their number is told on stderr. Exits with 0, or with 1 when a file
 * cannot be read, the output not be written, or a row is longer than ROW_MAX. It shares no code with misstep: a yardstick should
 * not shrink with the cloth. */
#include <cjson/cJSON.h>

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { BLOCK = 1024 * 1024, ROW_MAX = 256 * BLOCK };

struct rows {
    char *at; /* bytes read and not yet used up: less than one row between two calls of use_rows() */
    size_t size, room;
    size_t number, not_json;
};

struct block {
    char *at;
    size_t size;
};

static _Noreturn void stop(const char *what, const char *why)
{
    fprintf(stderr, "misstep-baseline: %s: %s\n", what, why);
    exit(1);
}

static void *grown(void *old, size_t const size)
{
    void *new = realloc(old, size);
    if (!new)
        stop("memory", strerror(ENOMEM));
    return new;
}

static void flush(struct block *out)
{
    for (size_t done = 0; done < out->size;) {
        ssize_t const wrote = write(STDOUT_FILENO, out->at + done, out->size - done);
        if (wrote >= 0)
            done += (size_t)wrote;
        else if (errno != EINTR)
            stop("standard output", strerror(errno));
    }
    out->size = 0;
}

static void put(struct block *out, const char *at, size_t size)
{
    while (size) {
        if (out->size == BLOCK)
            flush(out);
        size_t const left = BLOCK - out->size, part = size < left ? size : left;
        memcpy(out->at + out->size, at, part);
        out->size += part;
        at += part;
        size -= part;
    }
}

/* `size` counts the line feed: before 1.7.18, cJSON may look one byte beyond what it was given. */
static bool print_again(const char *row, size_t const size, struct block *out)
{
    cJSON *tree = cJSON_ParseWithLength(row, size);
    char *printed = tree ? cJSON_PrintUnformatted(tree) : NULL;
    bool const is_json = printed;
    if (is_json) {
        put(out, printed, strlen(printed));
        put(out, "\n", 1);
    }
    cJSON_free(printed);
    cJSON_Delete(tree);
    return is_json;
}

static void use_row(struct rows *rows, const char *row, size_t const size, struct block *out)
{
    rows->number++;
    if (size > 1 && print_again(row, size, out))
        return;
    rows->not_json += size > 1;
    put(out, row, size);
}

/* Uses up all complete rows; the first `seen` bytes are known to hold no line feed. */
static void use_rows(struct rows *rows, size_t const seen, struct block *out)
{
    const char *row = rows->at, *from = rows->at + seen, *const end = rows->at + rows->size;
    for (const char *feed; (feed = memchr(from, '\n', (size_t)(end - from))); from = row) {
        use_row(rows, row, (size_t)(feed + 1 - row), out);
        row = feed + 1;
    }
    rows->size = (size_t)(end - row);
    memmove(rows->at, row, rows->size);
}

static void use_file(struct rows *rows, int const in, const char *name, struct block *out)
{
    for (;;) {
        if (rows->size > ROW_MAX)
            stop(name, "a row is too long");
        if (rows->room - rows->size < BLOCK + 1)
            rows->at = grown(rows->at, rows->room = 2 * rows->room + BLOCK + 1);
        size_t const seen = rows->size;
        ssize_t const got = read(in, rows->at + seen, BLOCK);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            stop(name, strerror(errno));
        rows->size += (size_t)got;
        if (got == 0 && rows->size)
            rows->at[rows->size++] = '\n';
        use_rows(rows, seen, out);
        if (got == 0)
            return;
    }
}

int main(int argc, char **argv)
{
    struct rows rows = {grown(NULL, 2 * BLOCK), 0, 2 * BLOCK, 0, 0};
    struct block out = {grown(NULL, BLOCK), 0};
    if (argc < 2)
        use_file(&rows, STDIN_FILENO, "standard input", &out);
    for (int i = 1; i < argc; i++) {
        int const in = open(argv[i], O_RDONLY);
        if (in < 0)
            stop(argv[i], strerror(errno));
        use_file(&rows, in, argv[i], &out);
        close(in);
    }
    flush(&out);
    if (rows.not_json)
        fprintf(stderr, "misstep-baseline: %zu of %zu rows are not JSON and were only copied\n", rows.not_json, rows.number);
    free(rows.at);
    free(out.at);
    return 0;
}
