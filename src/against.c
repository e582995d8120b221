#include "against.h"

#include "stream.h"

#include <stdlib.h>

static const char *const problem_keys[] = {"problem", "question", "prompt", "query", "instruction", "input"};
static const char *const id_keys[] = {"id", "unique_id", "problem_id", "source_id"};

struct item {
    size_t start, size; /* of its id, in names */
    bool found;
};

struct file {
    size_t start, size; /* of its name, in names */
    size_t first;       /* item; they go on to the next file's */
};

struct against {
    struct overlap *overlap;
    size_t words;
    struct buffer names;
    struct item *items;
    size_t items_count, items_room;
    struct file *files;
    size_t files_count;
};

struct against *against_new(size_t words)
{
    struct against *against = memory_new(sizeof *against);
    *against = (struct against){.overlap = overlap_new(words), .words = words};
    return against;
}

void against_free(struct against *against)
{
    if (!against)
        return;
    overlap_free(against->overlap);
    buffer_free(&against->names);
    free(against->items);
    free(against->files);
    free(against);
}

/* The first of the keys whose value is a text that is not blank; numbers are texts too if `numbers`. */
static struct text first_text(const struct json_object *object, const char *const *keys, size_t count, bool numbers,
                              struct arena *arena)
{
    for (size_t i = 0; i < count; i++) {
        const struct json_member *member = json_find(object, keys[i]);
        struct text text;
        if (member && numbers && member->kind == JSON_NUMBER)
            return member->raw;
        if (member && json_string(member->raw, arena, &text) && text_trim(text).size)
            return text;
    }
    return (struct text){NULL, 0};
}

static void add_item(struct against *against, struct text id, uint64_t line)
{
    if (against->items_count == against->items_room) {
        against->items_room = against->items_room * 2 + 1024;
        against->items = memory_grow(against->items, against->items_room * sizeof *against->items);
    }
    size_t const start = against->names.size;
    if (id.size)
        buffer_add(&against->names, id);
    else
        buffer_int(&against->names, (int64_t)line);
    against->items[against->items_count++] = (struct item){.start = start, .size = against->names.size - start};
}

struct reading {
    struct against *against;
    struct arena arena;
};

static bool add_line(void *context, const struct line *line, struct error *err)
{
    struct reading *reading = context;
    struct json_object object;
    arena_reset(&reading->arena);
    if (!json_read_object(line->text, &reading->arena, &object, err))
        return false;
    struct text const problem = first_text(&object, problem_keys, COUNT(problem_keys), false, &reading->arena);
    if (!problem.size)
        return fail(err, EXIT_DATA, "no text under problem, question, prompt, query, instruction or input");
    add_item(reading->against, first_text(&object, id_keys, COUNT(id_keys), true, &reading->arena), line->number);
    return overlap_add(reading->against->overlap, problem, err);
}

static void add_file(struct against *against, const char *path)
{
    const char *slash = strrchr(path, '/');
    size_t const start = against->names.size;
    buffer_string(&against->names, slash ? slash + 1 : path);
    against->files = memory_grow(against->files, (against->files_count + 1) * sizeof *against->files);
    against->files[against->files_count++] = (struct file){start, against->names.size - start, against->items_count};
}

bool against_read(struct against *against, const char *path, struct error *err)
{
    struct reading reading = {.against = against};
    add_file(against, path);
    bool const good = stream_each(path, add_line, &reading, NULL, err);
    arena_free(&reading.arena);
    return good;
}

static struct text name(const struct against *against, size_t start, size_t size)
{
    return text_part(buffer_text(&against->names), start, start + size);
}

bool against_find(struct against *against, struct text problem, struct arena *arena, struct text *item, struct text *words)
{
    struct overlap_hit hit;
    if (!overlap_find(against->overlap, problem, &hit))
        return false;
    struct item *found = &against->items[hit.item];
    size_t file = against->files_count - 1;
    while (against->files[file].first > hit.item)
        file--;
    struct buffer both = {0};
    buffer_add(&both, name(against, against->files[file].start, against->files[file].size));
    buffer_char(&both, '#');
    buffer_add(&both, name(against, found->start, found->size));
    found->found = true;
    *item = buffer_keep(&both, arena);
    *words = hit.exact ? TEXT("") : shingle_stretch(problem, hit.word, against->words);
    return true;
}

void against_report(const struct against *against, struct json_writer *w)
{
    json_open(w, '[');
    for (size_t i = 0; i < against->files_count; i++) {
        const struct file *file = &against->files[i];
        size_t const end = i + 1 < against->files_count ? against->files[i + 1].first : against->items_count;
        json_open(w, '{');
        json_member_text(w, "file", name(against, file->start, file->size));
        json_member_int(w, "items", (int64_t)(end - file->first));
        json_key(w, "found");
        json_open(w, '[');
        for (size_t k = file->first; k < end; k++)
            if (against->items[k].found)
                json_put_text(w, name(against, against->items[k].start, against->items[k].size));
        json_close(w, ']');
        json_close(w, '}');
    }
    json_close(w, ']');
}
