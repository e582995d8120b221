#include "ballot.h"

#include "stream.h"

#include <dirent.h>
#include <stdlib.h>
#include <sys/stat.h>

struct csv {
    struct ballots *ballots;
    struct arena *arena;
    struct text rest;
};

/* The next cell, without its quotes; *last: the row ends behind it. */
static struct text take_cell(struct csv *csv, bool *last)
{
    struct buffer cell = {0};
    size_t at = 0;
    bool quoted = csv->rest.size && csv->rest.at[0] == '"';
    for (at = quoted; at < csv->rest.size; at++) {
        char const c = csv->rest.at[at];
        if (quoted && c == '"' && at + 1 < csv->rest.size && csv->rest.at[at + 1] == '"')
            at++;
        else if (quoted && c == '"') {
            quoted = false;
            continue;
        } else if (!quoted && (c == ',' || c == '\n'))
            break;
        buffer_char(&cell, c);
    }
    *last = at >= csv->rest.size || csv->rest.at[at] == '\n';
    csv->rest = text_part(csv->rest, MIN(at + 1, csv->rest.size), csv->rest.size);
    if (*last && cell.size && cell.at[cell.size - 1] == '\r')
        cell.size--;
    return buffer_keep(&cell, csv->arena);
}

static size_t take_row(struct csv *csv, struct text cells[BALLOT_CSV_COLUMNS])
{
    size_t count = 0;
    for (bool last = false; !last;) {
        struct text const cell = take_cell(csv, &last);
        if (count < BALLOT_CSV_COLUMNS)
            cells[count++] = cell;
    }
    return count;
}

static bool say_row(struct csv *csv, const struct text *names, const struct text *cells, size_t count, struct error *err)
{
    struct said said = {.item = cells[0], .annotator = cells[1]};
    for (size_t i = 2; i < count; i++) {
        size_t const dot = text_find(names[i], TEXT("."), 0);
        if (!cells[i].size || dot == names[i].size)
            continue;
        said.question = text_part(names[i], 0, dot);
        said.name = text_part(names[i], dot + 1, names[i].size);
        said.value = cells[i];
        if (!ballots_say(csv->ballots, &said, err))
            return false;
    }
    return true;
}

bool ballots_csv(struct ballots *ballots, struct text table, struct arena *arena, struct error *err)
{
    struct text *names = ARENA_ARRAY(arena, struct text, BALLOT_CSV_COLUMNS),
                *cells = ARENA_ARRAY(arena, struct text, BALLOT_CSV_COLUMNS);
    struct csv csv = {.ballots = ballots, .arena = arena, .rest = table};
    size_t bad;
    if (!text_is_utf8(table, &bad))
        return fail(err, EXIT_DATA, "invalid UTF-8 at byte %zu", bad);
    if (table.size && memchr(table.at, '\0', table.size))
        return fail(err, EXIT_DATA, "a NUL character");
    size_t const columns = take_row(&csv, names);
    if (columns < 2 || !text_equal(names[0], TEXT("instance_id")) || !text_equal(names[1], TEXT("user_id")))
        return fail(err, EXIT_DATA, "the first columns are not instance_id and user_id");
    while (csv.rest.size) {
        struct arena_mark const mark = arena_mark(arena);
        size_t const count = take_row(&csv, cells);
        if (count >= 2 && !say_row(&csv, names, cells, MIN(count, columns), err))
            return false;
        arena_back(arena, mark);
    }
    return true;
}

struct opened {
    struct ballots *ballots;
    struct arena arena;
};

static bool take_line(void *context, const struct line *line, struct error *err)
{
    struct opened *opened = context;
    arena_reset(&opened->arena);
    return ballots_line(opened->ballots, line->text, TEXT(""), &opened->arena, err);
}

/* The name of the folder it stands in is the user's. */
static struct text folder_of(struct text path)
{
    size_t end = path.size, start;
    while (end && path.at[end - 1] != '/')
        end--;
    end -= end > 0;
    for (start = end; start && path.at[start - 1] != '/';)
        start--;
    return text_part(path, start, end);
}

static bool read_whole(struct opened *opened, const char *path, struct error *err)
{
    struct text const name = text_of(path);
    struct buffer bytes = {0};
    bool good = stream_read_all(path, BALLOT_BYTES_MAX, &bytes, err);
    if (good) {
        struct text const text = text_trim(buffer_text(&bytes));
        good = (text_ends(name, TEXT(".csv")) ? ballots_csv(opened->ballots, text, &opened->arena, err)
                                              : ballots_line(opened->ballots, text, folder_of(name), &opened->arena, err)) ||
               fail_at(err, path, 0);
    }
    buffer_free(&bytes);
    return good;
}

static bool is_whole(struct text path)
{
    return text_ends(path, TEXT("user_state.json")) || text_ends(path, TEXT(".csv"));
}

static bool read_file(struct ballots *ballots, const char *path, struct error *err)
{
    struct opened opened = {.ballots = ballots};
    ballots->files++;
    bool const good = is_whole(text_of(path)) ? read_whole(&opened, path, err) : stream_each(path, take_line, &opened, NULL, err);
    arena_free(&opened.arena);
    return good;
}

struct found {
    struct text paths[BALLOT_FILES];
    size_t count;
    struct arena arena;
};

static bool is_wanted(const char *name)
{
    static const char *const wanted[] = {"user_state.json", "annotations.jsonl", "annotations.csv", "answers.json"};
    for (size_t i = 0; i < COUNT(wanted); i++)
        if (strcmp(name, wanted[i]) == 0)
            return true;
    return false;
}

static void look_into(struct found *found, const char *folder, size_t depth)
{
    DIR *dir = opendir(folder);
    for (struct dirent *entry; dir && (entry = readdir(dir)) && found->count < BALLOT_FILES;) {
        struct buffer path = {0};
        struct stat info;
        buffer_format(&path, "%s/%s", folder, entry->d_name);
        buffer_char(&path, '\0');
        if (entry->d_name[0] != '.' && lstat(path.at, &info) == 0) {
            if (S_ISDIR(info.st_mode) && depth < BALLOT_DEPTH)
                look_into(found, path.at, depth + 1);
            else if (S_ISREG(info.st_mode) && is_wanted(entry->d_name))
                found->paths[found->count++] = text_copy(&found->arena, text_of(path.at));
        }
        buffer_free(&path);
    }
    if (dir)
        closedir(dir);
}

static int by_worth(const void *a, const void *b)
{
    const struct text *x = a, *y = b;
    bool const first = text_ends(*x, TEXT("user_state.json")), second = text_ends(*y, TEXT("user_state.json"));
    return first != second ? second - first : text_order(*x, *y);
}

bool ballots_read(struct ballots *ballots, const char *path, struct error *err)
{
    struct stat info;
    if (stat(path, &info) != 0 || !S_ISDIR(info.st_mode))
        return read_file(ballots, path, err);
    struct found *found = memory_new(sizeof *found);
    *found = (struct found){0};
    look_into(found, path, 1);
    qsort(found->paths, found->count, sizeof *found->paths, by_worth);
    bool good = found->count || fail(err, EXIT_NO_INPUT,
                                     "%s: no user_state.json, annotations.jsonl, annotations.csv or answers.json below it", path);
    for (size_t i = 0; good && i < found->count; i++)
        good = read_file(ballots, found->paths[i].at, err);
    arena_free(&found->arena);
    free(found);
    return good;
}
