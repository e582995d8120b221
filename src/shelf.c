#include "shelf.h"

#include "output.h"

#include <stdlib.h>

struct shelf {
    struct output *file;
    struct buffer rows;
};

struct shelf *shelf_open(const char *folder, const char *format, bool force, struct error *err)
{
    struct shelf *shelf = memory_new(sizeof *shelf);
    struct buffer path = {0};
    *shelf = (struct shelf){0};
    buffer_format(&path, "%s/%s", folder, format);
    bool const good = folder_make(path.at, err);
    buffer_format(&path, "/train.jsonl");
    if (good)
        shelf->file = output_open(path.at, force, err);
    buffer_free(&path);
    if (shelf->file)
        return shelf;
    shelf_free(shelf);
    return NULL;
}

struct buffer *shelf_rows(struct shelf *shelf)
{
    return &shelf->rows;
}

bool shelf_flush(struct shelf *shelf, struct error *err)
{
    bool const good = output_write(shelf->file, buffer_text(&shelf->rows), err);
    shelf->rows.size = 0;
    return good;
}

bool shelf_commit(struct shelf *shelf, struct error *err)
{
    struct output *file = shelf->file;
    shelf->file = NULL;
    return output_commit(file, err);
}

void shelf_free(struct shelf *shelf)
{
    if (!shelf)
        return;
    output_discard(shelf->file);
    buffer_free(&shelf->rows);
    free(shelf);
}
