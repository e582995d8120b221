#include "shelf.h"

#include "output.h"

#include <stdlib.h>

static const char rows_name[] = "train.jsonl";

struct shelf {
    struct output *file, *beside; /* beside: NULL where there is none */
    struct buffer rows;
};

static struct output *open_in(const char *folder, const char *name, bool force, struct error *err)
{
    struct buffer path = {0};
    buffer_format(&path, "%s/%s", folder, name);
    struct output *file = output_open(path.at, force, err);
    buffer_free(&path);
    return file;
}

static bool open_beside(struct shelf *shelf, const char *folder, const struct dataset *format, bool force, struct error *err)
{
    struct buffer text = {0};
    if (!format->beside)
        return true;
    shelf->beside = open_in(folder, format->beside, force, err);
    format->write_beside(text_of(rows_name), &text);
    bool const good = shelf->beside && output_write(shelf->beside, buffer_text(&text), err);
    buffer_free(&text);
    return good;
}

struct shelf *shelf_open(const char *folder, const struct dataset *format, bool force, struct error *err)
{
    struct shelf *shelf = memory_new(sizeof *shelf);
    struct buffer path = {0};
    *shelf = (struct shelf){0};
    buffer_format(&path, "%s/%s", folder, format->name);
    if (folder_make(path.at, err))
        shelf->file = open_in(path.at, rows_name, force, err);
    bool const good = shelf->file && open_beside(shelf, path.at, format, force, err);
    buffer_free(&path);
    if (good)
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
    struct output *file = shelf->file, *beside = shelf->beside;
    shelf->file = shelf->beside = NULL;
    bool const good = output_commit(file, err);
    if (good && beside)
        return output_commit(beside, err);
    output_discard(beside);
    return good;
}

void shelf_free(struct shelf *shelf)
{
    if (!shelf)
        return;
    output_discard(shelf->file);
    output_discard(shelf->beside);
    buffer_free(&shelf->rows);
    free(shelf);
}
