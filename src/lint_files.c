#include "lint_parts.h"

#include "pattern.h"
#include "suggest.h"

#include <dirent.h>
#include <fnmatch.h>
#include <stdlib.h>
#include <sys/stat.h>

enum { FOLDERS_DEEP = 8, FILES_MAX = 10000 };

struct listing {
    struct text *at; /* NUL-terminated behind their size */
    size_t count, room;
};

struct folder {
    struct linting *l;
    const char *path;
    struct arena arena;
    struct listing files; /* data below the folder, as `datasets` sees them */
    const char **chosen;  /* of the config at hand, whole paths */
    size_t chosen_count;
};

static void add(struct listing *files, struct text path)
{
    if (files->count == files->room) {
        files->room = files->room ? 2 * files->room : 64;
        files->at = memory_grow(files->at, files->room * sizeof *files->at);
    }
    files->at[files->count++] = path;
}

static bool is_ignored(const char *name)
{
    return name[0] == '.' || strncmp(name, "__", 2) == 0 ||
           lint_applies("README.md config.json dataset_info.json dataset_infos.json dummy_data.zip dataset_dict.json",
                        text_of(name));
}

/* Files that are read here: those of the JSON builder, packed ones too, and Parquet. */
static bool is_data(struct text path)
{
    static const char *const packings[] = {".gz", ".zst", ".bz2", ".xz", ".lz4"};
    for (size_t i = 0; i < COUNT(packings); i++)
        if (text_ends(path, text_of(packings[i])))
            path.size -= strlen(packings[i]);
    return text_ends(path, TEXT(".parquet")) || text_ends(path, TEXT(".jsonl")) || text_ends(path, TEXT(".json")) ||
           text_ends(path, TEXT(".ndjson"));
}

static void list(struct folder *f, struct text below, size_t depth)
{
    struct buffer whole = {0};
    buffer_format(&whole, "%s/%.*s", f->path, (int)below.size, below.size ? below.at : "");
    buffer_char(&whole, '\0');
    DIR *dir = opendir(whole.at);
    for (struct dirent *entry; dir && (entry = readdir(dir)) && f->files.count < FILES_MAX;) {
        struct buffer path = {0};
        struct stat info;
        size_t bad;
        if (is_ignored(entry->d_name) || !text_is_utf8(text_of(entry->d_name), &bad))
            continue;
        whole.size = 0;
        buffer_format(&whole, "%s/%.*s%s%s", f->path, (int)below.size, below.size ? below.at : "", below.size ? "/" : "",
                      entry->d_name);
        buffer_char(&whole, '\0');
        buffer_format(&path, "%.*s%s%s", (int)below.size, below.size ? below.at : "", below.size ? "/" : "", entry->d_name);
        buffer_char(&path, '\0');
        struct text name = buffer_keep(&path, &f->arena);
        name.size--;
        if (stat(whole.at, &info) == 0 && S_ISDIR(info.st_mode) && depth < FOLDERS_DEEP)
            list(f, name, depth + 1);
        else if (is_data(name))
            add(&f->files, name);
    }
    if (dir)
        closedir(dir);
    buffer_free(&whole);
}

static int by_name(const void *a, const void *b)
{
    return text_order(*(const struct text *)a, *(const struct text *)b);
}

static void choose(struct folder *f, struct text file)
{
    struct buffer path = {0};
    buffer_format(&path, "%s/%s", f->path, file.at);
    buffer_char(&path, '\0');
    f->chosen[f->chosen_count++] = buffer_keep(&path, &f->l->kept).at;
}

/* A pattern of a card as an expression: "*" stays within a folder, "**" does not, "**\/" may be no folder at all. */
static struct text expression_of(struct text glob, struct arena *arena)
{
    struct buffer out = {0};
    buffer_string(&out, "\\A");
    for (size_t at = text_starts(glob, TEXT("./")) ? 2 : 0; at < glob.size; at++) {
        struct text const rest = text_part(glob, at, glob.size);
        size_t const end = text_find(glob, TEXT("]"), at);
        if (text_starts(rest, TEXT("**/"))) {
            buffer_string(&out, "(?:.*/)?");
            at += 2;
        } else if (text_starts(rest, TEXT("**"))) {
            buffer_string(&out, ".*");
            at++;
        } else if (rest.at[0] == '[' && end < glob.size) {
            bool const others = end > at + 1 && glob.at[at + 1] == '!';
            buffer_string(&out, others ? "[^" : "[");
            buffer_add(&out, text_part(glob, at + 1 + others, end + 1));
            at = end;
        } else if (rest.at[0] == '*' || rest.at[0] == '?')
            buffer_string(&out, rest.at[0] == '*' ? "[^/]*" : "[^/]");
        else {
            if (!is_letter(rest.at[0]) && !is_digit(rest.at[0]) && (unsigned char)rest.at[0] < 0x80)
                buffer_char(&out, '\\');
            buffer_char(&out, rest.at[0]);
        }
    }
    buffer_string(&out, "\\z");
    return buffer_keep(&out, arena);
}

static void choose_matching(struct folder *f, struct text glob)
{
    struct error reason = {0};
    struct pattern *pattern = pattern_new(expression_of(glob, &f->arena), false, &reason);
    struct shown const shown = typed_shown(glob);
    size_t const before = f->chosen_count;
    size_t start, end;
    for (size_t i = 0; pattern && i < f->files.count && f->chosen_count < FILES_MAX; i++)
        if (pattern_find(pattern, f->files.at[i], 0, &start, &end) == FOUND)
            choose(f, f->files.at[i]);
    pattern_free(pattern);
    if (f->chosen_count == before)
        lint_say(f->l, LINT_AT(LINT_CARD_FILES), "no file is named \"%s\"%s%s", shown.at, pattern ? "" : ": ", reason.says);
}

/* "data_files": a pattern, a list of them, or a list of {split, path}. */
static void choose_listed(struct folder *f, struct text raw)
{
    struct json_cursor cursor = {.rest = raw};
    struct json_member item;
    struct text pattern;
    if (json_string(raw, &f->arena, &pattern))
        choose_matching(f, pattern);
    else
        while (json_next(&cursor, &f->arena, &item))
            if (!text_equal(item.key, TEXT("split")))
                choose_listed(f, item.raw);
}

static bool is_part(char c)
{
    return (c && strchr("-._ ", c)) || is_digit(c);
}

/* Does the word stand in a name, parted by -._, a blank or a digit, and with one behind it (or, in a folder's name, its end)? */
static bool names(struct text name, struct text word, bool folder)
{
    for (size_t at = 0; (at = text_find(name, word, at)) < name.size; at++) {
        size_t const end = at + word.size;
        if ((at == 0 || is_part(name.at[at - 1])) && (end < name.size ? is_part(name.at[end]) : folder))
            return true;
    }
    return false;
}

static const char *const splits[] = {"train training", "validation valid dev val", "test testing eval evaluation"};

static bool is_of_split(struct text path, const char *words, bool folders)
{
    size_t start = 0, slash;
    for (; (slash = text_find(path, TEXT("/"), start)) < path.size; start = slash + 1)
        for (const char *at = words; folders && *at; at += strcspn(at, " "), at += *at == ' ')
            if (names(text_part(path, start, slash), (struct text){at, strcspn(at, " ")}, true))
                return true;
    for (const char *at = words; !folders && *at; at += strcspn(at, " "), at += *at == ' ')
        if (names(text_part(path, start, path.size), (struct text){at, strcspn(at, " ")}, false))
            return true;
    return false;
}

/* Without a card: shards in data/, else what folders, else what files are called after a split, else all. */
static void choose_by_name(struct folder *f)
{
    for (size_t i = 0; i < f->files.count; i++)
        if (fnmatch("data/*-[0-9][0-9][0-9][0-9][0-9]-of-[0-9][0-9][0-9][0-9][0-9]*.*", f->files.at[i].at, FNM_PATHNAME) == 0)
            choose(f, f->files.at[i]);
    for (int folders = 1; folders >= 0 && !f->chosen_count; folders--)
        for (size_t split = 0; split < COUNT(splits); split++)
            for (size_t i = 0; i < f->files.count; i++)
                if (is_of_split(f->files.at[i], splits[split], folders) && f->chosen_count < FILES_MAX)
                    choose(f, f->files.at[i]);
    bool const all = !f->chosen_count;
    for (size_t i = 0; all && i < f->files.count; i++)
        choose(f, f->files.at[i]);
}

/* Manifests and statistics among the rows. */
static void report_strays(struct folder *f)
{
    size_t lines = 0, kept = 0;
    for (size_t i = 0; i < f->chosen_count; i++)
        lines += text_find(text_of(f->chosen[i]), TEXT(".jsonl"), 0) < strlen(f->chosen[i]);
    for (size_t i = 0; i < f->chosen_count; i++) {
        bool const stray = lines && text_ends(text_of(f->chosen[i]), TEXT(".json"));
        f->l->path = f->chosen[i];
        if (stray)
            lint_say(f->l, LINT_AT(LINT_STRAY), "loaded as data beside %zu .jsonl file%s", lines, lines == 1 ? "" : "s");
        else
            f->chosen[kept++] = f->chosen[i];
    }
    f->chosen_count = kept;
}

/* The format that a config is named after, if any. */
static const struct dataset *format_named(const struct lint_job *job, struct text name)
{
    for (size_t i = 0; i < job->known_count; i++)
        if (text_equal(name, text_of(job->known[i]->name)))
            return job->known[i];
    return NULL;
}

static bool lint_config(struct folder *f, const struct lint_config *config)
{
    struct linting *l = f->l;
    const struct dataset *named = format_named(l->job, config->name);
    const struct dataset *format = l->job->format ? l->job->format : named;
    if (l->job->format && named && named != l->job->format)
        return true; /* another format was asked for */
    const char *const card = l->path;
    lint_begin(l, format);
    lint_card_features(l, config, &f->arena);
    f->chosen_count = 0;
    if (config->data_files && config->data_files->kind == JSON_OBJECT)
        lint_say(l, LINT_AT(LINT_CARD), "data_files is a map: a list of {split, path} is wanted");
    if (config->data_files)
        choose_listed(f, config->data_files->raw);
    else {
        choose_by_name(f);
        report_strays(f);
    }
    int64_t const counted = lint_card_rows(config, &f->arena);
    if (!lint_dataset(l, format, f->chosen, f->chosen_count))
        return false;
    l->path = card;
    l->line = 0;
    if (counted >= 0 && (uint64_t)counted != l->rows)
        lint_say(l, LINT_AT(LINT_CARD_COUNT), "%.*s: %lld rows by the card, %ju in the files", (int)config->name.size,
                 config->name.at, (long long)counted, (uintmax_t)l->rows);
    return true;
}

bool lint_folder(struct linting *l, const char *path)
{
    struct folder f = {.l = l, .path = path};
    struct lint_card card = {0};
    struct lint_config whole = {.name = TEXT("")};
    bool good = true;
    lint_begin(l, NULL);
    list(&f, TEXT(""), 0);
    if (f.files.count)
        qsort(f.files.at, f.files.count, sizeof *f.files.at, by_name);
    f.chosen = memory_new((FILES_MAX + 1) * sizeof *f.chosen);
    if (!lint_card_read(l, path, &f.arena, &card)) {
        l->path = path;
        card = (struct lint_card){&whole, 1};
    }
    for (size_t i = 0; good && i < card.count; i++)
        good = lint_config(&f, &card.configs[i]);
    free(f.chosen);
    free(f.files.at);
    arena_free(&f.arena);
    return good;
}
