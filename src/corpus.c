#include "corpus.h"

#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

void corpus_table(struct corpus_options *o, struct option table[CORPUS_OPTIONS])
{
    struct option const rows[CORPUS_OPTIONS] = {
        {"out", 'o', OPTION_OUTPUT, &o->out, "FILE", "where the output goes; - is standard output", 0, 0},
        {"preset", 'p', OPTION_TEXT, &o->preset, "NAME", "what the input is (misstep list); else detected by its fields", 0, 0},
        {"map", 'm', OPTION_TEXT, &o->map, "FIELD=KEY,…", "where a field stands: problem=question,solution=response", 0, 0},
        {"limit", 'n', OPTION_INT, &o->limit, "N", "read the first N lines only (0: all)", 0, INT64_MAX},
        {"threads", 'j', OPTION_INT, &o->threads, "N", "workers; the output is the same for every N", 1, THREADS_MAX},
        {"rejects", 0, OPTION_OUTPUT, &o->rejects, "FILE",
         "where lines go that cannot be read (default OUT.rejects.jsonl; none: nowhere)", 0, 0},
        {"by", 0, OPTION_TEXT, &o->by, "RULE", "how texts are cut: " INPUT_BY_SAYS, 0, 0},
        {"think", 0, OPTION_TEXT, &o->think, "HOW", INPUT_THINK_SAYS, 0, 0},
        {"keep-marks", 0, OPTION_FLAG, &o->keep_marks, NULL, "leave calculator marks <<…>> in the text", 0, 0},
        {"force", 'f', OPTION_FLAG, &o->force, NULL, "overwrite files that exist", 0, 0},
        {"quiet", 'q', OPTION_FLAG, &o->quiet, NULL, "no words on stderr but errors", 0, 0},
    };
    memcpy(table, rows, sizeof rows);
}

size_t corpus_taught(struct corpus_options *options, struct option *out)
{
    struct option rows[CORPUS_OPTIONS];
    size_t count = 0;
    corpus_table(options, rows);
    for (size_t i = 0; i < CORPUS_OPTIONS; i++)
        if (strcmp(rows[i].name, "threads") != 0 && strcmp(rows[i].name, "quiet") != 0) {
            out[count] = rows[i];
            out[count].letter = strcmp(rows[i].name, "limit") == 0 ? '\0' : rows[i].letter;
            count++;
        }
    return count;
}

void corpus_grouped(struct corpus_options *o, struct option table[CORPUS_GROUPED_OPTIONS])
{
    struct option const rows[CORPUS_GROUPED_OPTIONS] = {
        {"limit", 0, OPTION_INT, &o->limit, "N", "the first N lines only (0: all)", 0, INT64_MAX},
        {"by", 0, OPTION_TEXT, &o->by, "RULE", "how solutions are cut: " INPUT_BY_SAYS, 0, 0},
        {"think", 0, OPTION_TEXT, &o->think, "HOW", INPUT_THINK_SAYS, 0, 0},
        {"keep-marks", 0, OPTION_FLAG, &o->keep_marks, NULL, "leave calculator marks <<…>> in the text", 0, 0},
        {"allow-eval", 0, OPTION_FLAG, &o->allow_eval, NULL, CORPUS_ALLOW_EVAL_SAYS, 0, 0},
        {"force", 'f', OPTION_FLAG, &o->force, NULL, "overwrite files that exist", 0, 0},
    };
    memcpy(table, rows, sizeof rows);
}

bool corpus_start(const struct command *self, struct corpus_options *options, const struct option *own, size_t own_count,
                  int argc, char **argv, int *code)
{
    struct option table[CORPUS_OPTIONS + 16];
    struct error err;
    options->threads = 1;
    if (own_count > COUNT(table) - CORPUS_OPTIONS)
        die("corpus_start: too many options");
    if (own_count)
        memcpy(table, own, own_count * sizeof *own);
    corpus_table(options, table + own_count);
    if (!command_start(self, table, own_count + CORPUS_OPTIONS, argc, argv, options->paths, PATHS_MAX, &options->paths_count,
                       code))
        return false;
    if (options->paths_count == 0 && !isatty(STDIN_FILENO) && argc > 1)
        options->paths[options->paths_count++] = "-";
    if (options->paths_count)
        return true;
    fail(&err, EXIT_USAGE, "no input given");
    *code = command_failed(self, &err);
    return false;
}

const char *corpus_rows_path(const struct corpus_options *o)
{
    return o->out || isatty(STDOUT_FILENO) ? o->out : "-";
}

bool corpus_output(const struct command *self, struct corpus_options *o, int *code)
{
    struct error err;
    o->out = corpus_rows_path(o);
    if (o->out)
        return true;
    fail(&err, EXIT_USAGE, "name an output with -o FILE (- for standard output)");
    *code = command_failed(self, &err);
    return false;
}

const char *corpus_beside(struct corpus_options *o, int slot, const char *suffix)
{
    struct stat info;
    bool const file = o->out && strcmp(o->out, "-") != 0 && (stat(o->out, &info) != 0 || S_ISREG(info.st_mode));
    int const size = file ? snprintf(o->beside[slot], PATH_BYTES, "%s%s", o->out, suffix) : PATH_BYTES;
    return size < PATH_BYTES ? o->beside[slot] : NULL;
}

/* Inputs by name, size and time of change; settings; the version. */
static void fingerprint(const struct corpus_options *o, const char *shape, char out[65])
{
    struct buffer all = {0};
    buffer_format(&all, "misstep %s\n%s\npreset %s\nmap %s\nby %s\nthink %s\nmarks %d\nlimit %lld\n", MISSTEP_VERSION, shape,
                  o->preset ? o->preset : "", o->map ? o->map : "", o->by ? o->by : "", o->think ? o->think : "", o->keep_marks,
                  (long long)o->limit);
    bool standard = false;
    for (size_t i = 0; i < o->paths_count; i++) {
        struct stat info;
        standard = standard || strcmp(o->paths[i], "-") == 0 || stat(o->paths[i], &info) != 0;
        if (!standard)
            buffer_format(&all, "%s %lld %lld\n", o->paths[i], (long long)info.st_size, (long long)info.st_mtime);
    }
    out[0] = '\0';
    if (!standard)
        hash_text(buffer_text(&all), out);
    buffer_free(&all);
}

bool corpus_prepare(const struct command *self, struct corpus_options *o, const char *shape, struct input_settings *settings,
                    struct pipeline *p, struct error *err)
{
    *settings = (struct input_settings){.datasets = roster_datasets,
                                        .datasets_count = roster_datasets_count,
                                        .preset = o->preset,
                                        .keep_marks = o->keep_marks,
                                        .sources = o->training,
                                        .refuse_evaluation = o->training && !o->allow_eval};
    if ((o->map && !input_map(o->map, &settings->map, err)) || !input_splitting(o->by, o->think, &settings->splitting, err))
        return false;
    p->input = settings;
    p->paths = o->paths;
    p->paths_count = o->paths_count;
    bool const none = o->rejects && strcmp(o->rejects, "none") == 0;
    p->rejects = none ? NULL : o->rejects ? o->rejects : corpus_beside(o, 0, ".rejects.jsonl");
    p->force = o->force;
    p->quiet = o->quiet;
    p->threads = (int)o->threads;
    p->limit = o->limit;
    p->verb = self->name;
    fingerprint(o, shape, p->fingerprint);
    command_watch_signals();
    return true;
}

void corpus_print_skipped(const int64_t *counters)
{
    struct buffer table = {0};
    pipeline_skipped_table(counters, &table);
    if (table.size)
        fwrite(table.at, 1, table.size, stderr);
    buffer_free(&table);
}

bool corpus_write_stats(const char *path, struct buffer *json, struct error *err)
{
    bool const good = !path || file_write_whole(path, buffer_text(json), err);
    buffer_free(json);
    return good;
}

struct verifiers corpus_verifiers(void)
{
    return (struct verifiers){roster_verifiers, roster_verifiers_count};
}

bool corpus_verify(struct worker *w, const struct input *input, struct subject *out, struct error *err)
{
    struct verifiers const verifiers = corpus_verifiers();
    return verify_solution(&verifiers, input->row.problem, input->solution.steps, input->solution.count, input->row.answer,
                           &w->arena, out, err);
}
