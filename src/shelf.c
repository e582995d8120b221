#include "shelf.h"

#include "filetree.h"
#include "lint_type.h"
#include "output.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

const char *const split_names[SPLITS] = {"train", "validation", "test"};

enum { IDS = SPLITS, SERIES = 2 * SPLITS }; /* who the rows of a split are: one more series each */

/* The latest file is open, those before it rest. */
struct series {
    struct file {
        struct output *output;
        struct shelf_file made;
    } * files;
    size_t count;
    struct hash *hash; /* of the latest */
};

struct shelf {
    struct shelf_plan plan;
    const struct dataset *format;
    struct buffer rows, ids;
    struct series series[SERIES];
    struct filetree *trees[SPLITS]; /* instead of series, where each row is a file */
    bool typed[SPLITS];             /* a row that shows all types was met */
    struct arena arena;
    struct output *beside;   /* NULL where there is none */
    struct shelf_file *made; /* after the commit */
    size_t made_count;
};

static struct file *latest(struct series *series)
{
    return &series->files[series->count - 1];
}

static bool is_sharded(const struct shelf *shelf, size_t which)
{
    return shelf->plan.shard_max && which < IDS;
}

/* Below the folder of the export. `of` 0: not known yet. */
static char *name_of(const struct shelf *shelf, size_t which, size_t number, size_t of)
{
    struct buffer name = {0};
    if (which >= IDS)
        buffer_format(&name, "ids/%s-%s.jsonl", shelf->format->name, split_names[which - IDS]);
    else if (!is_sharded(shelf, which))
        buffer_format(&name, "%s/%s.jsonl", shelf->format->name, split_names[which]);
    else if (of)
        buffer_format(&name, "%s/%s-%05zu-of-%05zu.jsonl", shelf->format->name, split_names[which], number, of);
    else
        buffer_format(&name, "%s/%s-%05zu.jsonl", shelf->format->name, split_names[which], number);
    return name.at;
}

static char *path_of(const struct shelf *shelf, const char *name)
{
    struct buffer path = {0};
    if (shelf->plan.file)
        buffer_format(&path, "%s", shelf->plan.file);
    else
        buffer_format(&path, "%s/%s", shelf->plan.folder, name);
    return path.at;
}

static struct output *open_at(const struct shelf *shelf, const char *name, struct error *err)
{
    char *path = path_of(shelf, name);
    struct output *output = output_open(path, shelf->plan.force, err);
    free(path);
    return output;
}

static void end_hash(struct series *series)
{
    if (series->count)
        hash_end(series->hash, latest(series)->made.sha256);
}

static bool start_file(struct shelf *shelf, size_t which, struct error *err)
{
    struct series *series = &shelf->series[which];
    if (series->count && !output_rest(latest(series)->output, err))
        return false;
    char *name = name_of(shelf, which, series->count, 0);
    struct output *output = open_at(shelf, name, err);
    free(name);
    if (!output)
        return false;
    end_hash(series);
    series->hash = series->hash ? series->hash : hash_new();
    hash_begin(series->hash);
    series->files = memory_grow(series->files, (series->count + 1) * sizeof *series->files);
    series->files[series->count++] = (struct file){.output = output, .made = {.split = (enum split)(which % SPLITS)}};
    return true;
}

static uint64_t count_lines(struct text lines)
{
    uint64_t count = 0;
    for (size_t at = 0; (at = text_find(lines, TEXT("\n"), at)) < lines.size; at++)
        count++;
    return count;
}

static bool put(struct shelf *shelf, size_t which, struct buffer *lines, struct error *err)
{
    struct series *series = &shelf->series[which];
    struct text const bytes = buffer_text(lines);
    lines->size = 0;
    if (!bytes.size)
        return true;
    bool const full = is_sharded(shelf, which) && !shelf->format->beside && series->count && latest(series)->made.bytes &&
                      latest(series)->made.bytes + bytes.size > shelf->plan.shard_max;
    if ((!series->count || full) && !start_file(shelf, which, err))
        return false;
    struct file *file = latest(series);
    file->made.bytes += bytes.size;
    file->made.rows += count_lines(bytes);
    if (!shelf->plan.file) /* nobody would ask for the sum */
        hash_add(series->hash, bytes);
    return output_write(file->output, bytes, err);
}

static bool is_seen(const struct lint_type *found, struct text declared)
{
    struct text name, of;
    bool all = true;
    switch (column_kind(declared)) {
    case COLUMN_NULL:
        return true;
    case COLUMN_BOOL:
        return found->kind == LINT_TYPE_BOOL;
    case COLUMN_INT:
        return found->kind == LINT_TYPE_INT;
    case COLUMN_FLOAT:
        return found->kind == LINT_TYPE_FLOAT;
    case COLUMN_STRING:
        return found->kind == LINT_TYPE_STRING;
    case COLUMN_LIST:
        return found->kind == LINT_TYPE_LIST && found->item && is_seen(found->item, column_item(declared));
    default:
        for (size_t at = 0; all && column_field(declared, &at, &name, &of);) {
            const struct lint_field *field = lint_type_field(found, name);
            all = field && is_seen(&field->type, of);
        }
        return all;
    }
}

/* Does whoever has this row alone see the type of each column? */
static bool is_typed(struct shelf *shelf, struct text line)
{
    struct lint_type found = {0};
    bool all = true;
    lint_type_add(&found, text_trim(line), true, &shelf->arena, &shelf->arena);
    for (const struct column *column = shelf->format->columns; all && column->name; column++) {
        const struct lint_field *field = lint_type_field(&found, text_of(column->name));
        all = field && is_seen(&field->type, text_of(column->type));
    }
    return all;
}

/* A row by itself. Its first member is its name. */
static bool put_file(struct shelf *shelf, enum split split, struct text line, struct error *err)
{
    struct json_cursor cursor = {.rest = text_trim(line)};
    struct json_member member;
    struct text name = TEXT("");
    arena_reset(&shelf->arena);
    if (json_next(&cursor, &shelf->arena, &member))
        json_string(member.raw, &shelf->arena, &name);
    bool const first = !shelf->typed[split] && is_typed(shelf, line);
    shelf->typed[split] = shelf->typed[split] || first;
    return filetree_add(shelf->trees[split], name, line, first, err);
}

static bool put_files(struct shelf *shelf, enum split split, struct error *err)
{
    struct text const rows = buffer_text(&shelf->rows);
    bool good = true;
    for (size_t at = 0, end; good && at < rows.size; at = end) {
        end = MIN(text_find(rows, TEXT("\n"), at) + 1, rows.size);
        good = put_file(shelf, split, text_part(rows, at, end), err);
    }
    shelf->rows.size = shelf->ids.size = 0;
    return good;
}

bool shelf_take(struct shelf *shelf, enum split split, struct error *err)
{
    if (shelf->format->files)
        return put_files(shelf, split, err);
    return put(shelf, split, &shelf->rows, err) && put(shelf, IDS + split, &shelf->ids, err);
}

static size_t skip_number(const char *at, const char *before)
{
    size_t const start = strlen(before), digits = strspn(at + MIN(start, strlen(at)), "0123456789");
    return strncmp(at, before, start) == 0 && digits >= 5 ? start + digits : 0;
}

/* Is it a file that an export of this format has made? */
static bool is_ours(const char *name)
{
    for (size_t i = 0; i < SPLITS; i++) {
        size_t const size = strlen(split_names[i]);
        if (strncmp(name, split_names[i], size) != 0)
            continue;
        const char *at = name + size;
        size_t const number = skip_number(at, "-"), of = number ? skip_number(at + number, "-of-") : 0;
        return strcmp(at + (of ? number + of : 0), ".jsonl") == 0;
    }
    return false;
}

static bool is_made(const struct shelf *shelf, const char *name)
{
    for (size_t i = 0; i < shelf->made_count; i++)
        if (strcmp(strchr(shelf->made[i].name, '/') + 1, name) == 0)
            return true;
    return false;
}

static bool sweep_one(const char *folder, const char *name, bool force, struct error *err)
{
    struct buffer path = {0};
    buffer_format(&path, "%s/%s", folder, name);
    bool good = force;
    if (!force)
        fail(err, EXIT_CANNOT_CREATE, "%s exists; use -f to overwrite", path.at);
    else if (unlink(path.at) != 0)
        good = fail(err, EXIT_IO, "cannot remove %s of an earlier export", path.at);
    buffer_free(&path);
    return good;
}

/* Files of an earlier export: none may be there, or all that are not of this one go. */
static bool sweep(const struct shelf *shelf, bool force, struct error *err)
{
    char *path = path_of(shelf, shelf->format->name);
    DIR *folder = opendir(path);
    bool good = true;
    for (const struct dirent *entry; good && folder && (entry = readdir(folder));)
        if (is_ours(entry->d_name) && !is_made(shelf, entry->d_name))
            good = sweep_one(path, entry->d_name, force, err);
    if (folder)
        closedir(folder);
    free(path);
    return good;
}

static bool open_beside(struct shelf *shelf, struct error *err)
{
    struct buffer name = {0};
    if (!shelf->format->beside)
        return true;
    buffer_format(&name, "%s/%s", shelf->format->name, shelf->format->beside);
    shelf->beside = open_at(shelf, name.at, err);
    buffer_free(&name);
    return shelf->beside != NULL;
}

static char *tree_path(const struct shelf *shelf, size_t split)
{
    struct buffer path = {0};
    buffer_format(&path, "%s/%s/%s", shelf->plan.folder, shelf->format->name, split_names[split]);
    return path.at;
}

static bool start_trees(struct shelf *shelf, struct error *err)
{
    bool good = true;
    if (shelf->plan.file)
        return fail(err, EXIT_USAGE, "%s is a file for each row: -o must name a folder", shelf->format->name);
    char *rows = path_of(shelf, shelf->format->name);
    good = folder_make(rows, err);
    free(rows);
    for (size_t i = 0; good && i < SPLITS; i++) {
        char *path = tree_path(shelf, i);
        shelf->trees[i] = filetree_open(path, shelf->plan.force, err);
        good = shelf->trees[i];
        free(path);
    }
    return good;
}

static bool start(struct shelf *shelf, struct error *err)
{
    if (shelf->format->files)
        return start_trees(shelf, err);
    if (shelf->plan.file)
        return start_file(shelf, SPLIT_TRAIN, err);
    char *rows = path_of(shelf, shelf->format->name), *ids = path_of(shelf, "ids");
    bool const good = folder_make(rows, err) && (!shelf->plan.ids || folder_make(ids, err)) &&
                      (shelf->plan.force || sweep(shelf, false, err)) && start_file(shelf, SPLIT_TRAIN, err) &&
                      (!shelf->plan.ids || start_file(shelf, IDS, err)) && open_beside(shelf, err);
    free(rows);
    free(ids);
    return good;
}

struct shelf *shelf_open(const struct shelf_plan *plan, const struct dataset *format, struct error *err)
{
    struct shelf *shelf = memory_new(sizeof *shelf);
    *shelf = (struct shelf){.plan = *plan, .format = format};
    if (start(shelf, err))
        return shelf;
    shelf_free(shelf);
    return NULL;
}

struct buffer *shelf_rows(struct shelf *shelf)
{
    return &shelf->rows;
}

struct buffer *shelf_ids(struct shelf *shelf)
{
    return &shelf->ids;
}

static bool name_file(struct shelf *shelf, size_t which, size_t number, struct error *err)
{
    struct series *series = &shelf->series[which];
    struct file *file = &series->files[number];
    struct output *output = file->output;
    file->made.name = name_of(shelf, which, number, series->count);
    char *path = path_of(shelf, file->made.name);
    if (!shelf->plan.file)
        output_rename(output, path);
    free(path);
    file->output = NULL;
    if (which < IDS)
        shelf->made[shelf->made_count++] = file->made;
    return output_commit(output, err);
}

static bool name_files(struct shelf *shelf, struct error *err)
{
    size_t count = 0;
    for (size_t i = 0; i < SERIES; i++) {
        end_hash(&shelf->series[i]);
        count += shelf->series[i].count;
    }
    shelf->made = memory_new(count * sizeof *shelf->made);
    for (size_t i = 0; i < SERIES; i++)
        for (size_t k = 0; k < shelf->series[i].count; k++)
            if (!name_file(shelf, i, k, err))
                return false;
    return true;
}

static bool commit_beside(struct shelf *shelf, struct error *err)
{
    struct output *beside = shelf->beside;
    struct buffer text = {0};
    if (!beside)
        return true;
    char *name = name_of(shelf, SPLIT_TRAIN, 0, 1);
    shelf->format->write_beside(text_of(strchr(name, '/') + 1), &text);
    bool const good = output_write(beside, buffer_text(&text), err);
    free(name);
    buffer_free(&text);
    if (!good)
        return false;
    shelf->beside = NULL;
    return output_commit(beside, err);
}

static void note_folders(struct shelf *shelf, size_t split)
{
    size_t count;
    const struct filetree_folder *folders = filetree_folders(shelf->trees[split], &count);
    shelf->made = memory_grow(shelf->made, (shelf->made_count + count + 1) * sizeof *shelf->made);
    for (size_t i = 0; i < count; i++) {
        struct shelf_file *file = &shelf->made[shelf->made_count++];
        struct buffer name = {0};
        buffer_format(&name, "%s/%s/%05u", shelf->format->name, split_names[split], folders[i].number);
        *file =
            (struct shelf_file){.name = name.at, .split = (enum split)split, .rows = folders[i].files, .bytes = folders[i].bytes};
        memcpy(file->sha256, folders[i].sha256, sizeof file->sha256);
    }
}

/* Train is there though it may be empty; of the others none without rows, not even an older one. */
static bool commit_trees(struct shelf *shelf, struct error *err)
{
    bool good = true;
    for (size_t i = 0; good && i < SPLITS; i++) {
        size_t count;
        filetree_folders(shelf->trees[i], &count);
        if (count || i == SPLIT_TRAIN) {
            good = filetree_commit(shelf->trees[i], err);
            note_folders(shelf, i);
            continue;
        }
        char *path = tree_path(shelf, i);
        good = !shelf->plan.force || filetree_remove(path, err);
        free(path);
    }
    return good;
}

bool shelf_commit(struct shelf *shelf, struct error *err)
{
    if (shelf->format->files)
        return commit_trees(shelf, err);
    bool const old = shelf->plan.force && !shelf->plan.file;
    return name_files(shelf, err) && commit_beside(shelf, err) && (!old || sweep(shelf, true, err));
}

const struct shelf_file *shelf_files(const struct shelf *shelf, size_t *count)
{
    *count = shelf->made_count;
    return shelf->made;
}

static void free_series(struct series *series)
{
    for (size_t i = 0; i < series->count; i++) {
        output_discard(series->files[i].output);
        free(series->files[i].made.name);
    }
    free(series->files);
    hash_free(series->hash);
}

void shelf_free(struct shelf *shelf)
{
    if (!shelf)
        return;
    for (size_t i = 0; i < SERIES; i++)
        free_series(&shelf->series[i]);
    for (size_t i = 0; i < SPLITS; i++)
        filetree_free(shelf->trees[i]);
    for (size_t i = 0; shelf->format->files && i < shelf->made_count; i++)
        free(shelf->made[i].name);
    arena_free(&shelf->arena);
    output_discard(shelf->beside);
    buffer_free(&shelf->rows);
    buffer_free(&shelf->ids);
    free(shelf->made);
    free(shelf);
}
