#include "compare.h"
#include "corpus.h"
#include "json_write.h"

#include <stdio.h>
#include <unistd.h>

enum { LINES_MAX = 1000 }; /* of one row */

/* Counters, in worker->counters. */
enum { COMPARE_PAIRS = COUNTER_OWN, COMPARE_LINES = COMPARE_PAIRS + 3, COMPARE_END = COMPARE_LINES + 3 };

struct settings {
    struct equivalence_options options;
    enum notation notation;
};

struct member {
    const struct json_object *row;
    struct arena *arena;
    struct error *err;
};

static const char *const verdicts[] = {"refuted", "proved", "unknown"}; /* by enum fact */

static bool read_text(const struct member *m, const char *key, struct text *out)
{
    const struct json_member *found = json_find(m->row, key);
    if (!found)
        return fail(m->err, EXIT_DATA, "no field \"%s\"", key);
    if (found->kind == JSON_NUMBER)
        *out = found->raw;
    else if (!json_string(found->raw, m->arena, out))
        return fail(m->err, EXIT_DATA, "the field \"%s\" is no text", key);
    return true;
}

/* "latex", also with more behind it ("latex_text"), "ascii", "maxima". */
static bool notation_named(struct text name, enum notation *out, int code, struct error *err)
{
    static const char *const names[] = {"latex", "ascii", "maxima"};
    for (size_t i = 0; i < COUNT(names); i++)
        if (text_starts(name, text_of(names[i]))) {
            *out = (enum notation)i;
            return true;
        }
    return fail(err, code, "unknown syntax \"%.*s\": latex, ascii or maxima", (int)MIN(name.size, 40u), name.at);
}

static bool read_notation(const struct member *m, enum notation *out)
{
    struct text name;
    return !json_find(m->row, "syntax") || (read_text(m, "syntax", &name) && notation_named(name, out, EXIT_DATA, m->err));
}

static void open_row(const struct member *m, struct json_writer *w)
{
    const struct json_member *id = json_find(m->row, "id");
    json_open(w, '{');
    if (id) {
        json_key(w, "id");
        json_put_raw(w, id->raw);
    }
}

static bool write_pair(const struct member *m, const struct settings *s, enum notation notation, struct worker *w)
{
    struct text gold, pred;
    if (!read_text(m, "gold", &gold) || !read_text(m, "pred", &pred))
        return false;
    struct equivalence_options options = s->options;
    options.exact = notation == NOTATION_MAXIMA; /* computer algebra: kinds and decimals are what they are */
    options.strict_names = options.strict_names || options.exact;
    struct compared const c = compare_texts(gold, pred, notation, &options, m->arena);
    struct json_writer out = {.out = &w->sinks[0]};
    w->counters[COMPARE_PAIRS + c.same]++;
    open_row(m, &out);
    json_member_text(&out, "verdict", text_of(verdicts[c.same]));
    json_member_text(&out, "why", text_of(c.why));
    json_member_text(&out, "gold", c.a);
    json_member_text(&out, "pred", c.b);
    if (c.witness.size)
        json_member_text(&out, "witness", c.witness);
    json_close(&out, '}');
    buffer_char(out.out, '\n');
    return true;
}

static unsigned assumptions(const struct member *m)
{
    struct text *names;
    size_t count;
    const struct json_member *found = json_find(m->row, "assume");
    unsigned options = 0;
    if (found && json_strings(found->raw, m->arena, &names, &count))
        for (size_t i = 0; i < count; i++)
            options |= text_equal(names[i], TEXT("assumepos")) || text_equal(names[i], TEXT("positive"))
                           ? (unsigned)ALGEBRA_POSITIVE
                       : text_equal(names[i], TEXT("complex")) ? (unsigned)ALGEBRA_COMPLEX
                                                               : 0;
    return options;
}

/* e and i of computer algebra as the constants that people mean by them; NULL if that would be too large. */
static const struct formula *with_constants(const struct formula *f, struct arena *arena)
{
    const struct formula *e = formula_new(arena, FORMULA_CONSTANT, CONSTANT_E, TEXT(""), NULL, 0, NULL),
                         *i = formula_new(arena, FORMULA_CONSTANT, CONSTANT_I, TEXT(""), NULL, 0, NULL);
    const struct formula *first = formula_put(arena, f, TEXT("e"), e);
    return first ? formula_put(arena, first, TEXT("i"), i) : NULL;
}

static enum fact judge_with_constants(struct text before, struct text line, bool alone, unsigned options, struct arena *arena)
{
    struct text witness;
    const struct formula *now = with_constants(syntax_read(line, SYNTAX_MAXIMA, 0, arena, NULL), arena);
    const struct formula *was = alone ? now : with_constants(syntax_read(before, SYNTAX_MAXIMA, 0, arena, NULL), arena);
    if (!now || !was)
        return FACT_UNKNOWN;
    return alone ? follows_truth(now, options, arena, &witness) : follows(&was, 1, now, options, arena).follows;
}

/* A line under every reading; proved as it is read first, refuted only if under none it follows. */
static enum fact judge_line(struct text before, struct text line, bool alone, enum notation notation, unsigned options,
                            struct arena *arena)
{
    enum syntax const syntax = (enum syntax)notation;
    enum fact all = FACT_UNKNOWN;
    unsigned met_line = 0, met_before = 0;
    for (unsigned bit = 0; bit <= READINGS; bit++) {
        unsigned const reading = bit ? 1u << (bit - 1) : 0, met = bit ? (met_line | met_before) : ~0u;
        struct text witness;
        if (bit && !(met & reading))
            continue;
        const struct formula *now = syntax_read(line, syntax, reading, arena, bit ? NULL : &met_line);
        const struct formula *was = alone ? now : syntax_read(before, syntax, reading, arena, bit ? NULL : &met_before);
        if (!now || !was)
            return FACT_UNKNOWN;
        enum fact const one =
            alone ? follows_truth(now, options, arena, &witness) : follows(&was, 1, now, options, arena).follows;
        all = bit == 0 ? one : one == FACT_FALSE ? all : FACT_UNKNOWN;
        if (all != FACT_FALSE)
            return all;
    }
    return all == FACT_FALSE && syntax == SYNTAX_MAXIMA ? judge_with_constants(before, line, alone, options, arena) : all;
}

static bool write_lines(const struct member *m, const struct json_member *field, enum notation notation, struct worker *w)
{
    struct text *lines;
    size_t count;
    if (!json_strings(field->raw, m->arena, &lines, &count))
        return fail(m->err, EXIT_DATA, "the field \"lines\" is no list of texts");
    if (count > LINES_MAX)
        return fail(m->err, EXIT_DATA, "more than %d lines", LINES_MAX);
    unsigned const options = assumptions(m);
    struct json_writer out = {.out = &w->sinks[0]};
    open_row(m, &out);
    json_key(&out, "lines");
    json_open(&out, '[');
    for (size_t i = 0; i < count; i++) {
        bool const alone = count == 1;
        if (i == 0 && !alone) {
            json_put_text(&out, TEXT(""));
            continue;
        }
        enum fact const fact = judge_line(lines[alone ? 0 : i - 1], lines[i], alone, notation, options, m->arena);
        w->counters[COMPARE_LINES + fact]++;
        json_put_text(&out, text_of(verdicts[fact]));
    }
    json_close(&out, ']');
    json_close(&out, '}');
    buffer_char(out.out, '\n');
    return true;
}

static bool work(struct worker *w, struct text line, struct error *err)
{
    const struct settings *s = w->context;
    struct json_object row;
    enum notation notation = s->notation;
    if (!json_read_object(line, &w->arena, &row, err))
        return false;
    struct member const m = {&row, &w->arena, err};
    if (!read_notation(&m, &notation))
        return false;
    const struct json_member *lines = json_find(&row, "lines");
    if (lines)
        return write_lines(&m, lines, notation == NOTATION_GUESSED ? NOTATION_ASCII : notation, w);
    return write_pair(&m, s, notation, w);
}

static void summary(const int64_t *counters)
{
    static const char *const kinds[] = {"pairs", "lines"};
    for (size_t k = 0; k < COUNT(kinds); k++) {
        const int64_t *c = counters + COMPARE_PAIRS + 3 * k;
        int64_t const all = c[FACT_TRUE] + c[FACT_FALSE] + c[FACT_UNKNOWN];
        if (all || k == 0)
            fprintf(stderr, "%s %lld: proved %lld, refuted %lld, unknown %lld\n", kinds[k], (long long)all,
                    (long long)c[FACT_TRUE], (long long)c[FACT_FALSE], (long long)c[FACT_UNKNOWN]);
    }
}

/* One of two words. */
static bool choice(const char *option, const char *value, const char *no, const char *yes, bool *out, struct error *err)
{
    if (!value || strcmp(value, no) == 0)
        return true;
    *out = true;
    return strcmp(value, yes) == 0 || fail(err, EXIT_USAGE, "--%s is %s or %s, not '%s'", option, no, yes, value);
}

struct words {
    const char *percent, *names, *units, *syntax;
};

static bool understand(const struct words *words, struct settings *s, struct error *err)
{
    return choice("percent", words->percent, "strict", "either", &s->options.percent_points, err) &&
           choice("names", words->names, "drop", "strict", &s->options.strict_names, err) &&
           choice("units", words->units, "drop", "strict", &s->options.strict_units, err) &&
           (!words->syntax || notation_named(text_of(words->syntax), &s->notation, EXIT_USAGE, err));
}

static int compare_files(const struct command *self, struct corpus_options *files, struct settings *s)
{
    struct input_settings unused;
    struct pipeline p = {.row = work, .sinks_count = 1, .context = s};
    struct error err;
    char shape[64];
    p.sinks[0].path = files->out;
    snprintf(shape, sizeof shape, "compare %d%d%d%d%d%d", s->options.any_order, s->options.percent_points,
             s->options.strict_names, s->options.strict_units, s->options.reduced, (int)s->notation);
    if (!corpus_prepare(self, files, shape, &unused, &p, &err) || !pipeline_run(&p, &err))
        return command_failed(self, &err);
    if (!files->quiet)
        summary(p.counters);
    return p.counters[COUNTER_REJECTED] ? EXIT_FINDINGS : EXIT_OK;
}

static int run(const struct command *self, int argc, char **argv)
{
    struct corpus_options f = {.threads = 1};
    struct settings s = {.notation = NOTATION_GUESSED};
    struct words words = {0};
    struct error err;
    int code;
    struct option const options[] = {
        {"out", 'o', OPTION_OUTPUT, &f.out, "FILE", "where the rows go; - is standard output", 0, 0},
        {"syntax", 's', OPTION_TEXT, &words.syntax, "NAME", "latex, ascii or maxima, for rows that do not say; else guessed", 0,
         0},
        {"any-order", 0, OPTION_FLAG, &s.options.any_order, NULL, "lists and tuples may stand in any order", 0, 0},
        {"percent", 0, OPTION_TEXT, &words.percent, "HOW", "28 % against 28: strict (unknown) or either (the same)", 0, 0},
        {"names", 0, OPTION_TEXT, &words.names, "HOW", "x = 5 against 5: drop (the same) or strict (unknown)", 0, 0},
        {"units", 0, OPTION_TEXT, &words.units, "HOW", "5 cm against 5: drop (the same) or strict (unknown)", 0, 0},
        {"reduced", 0, OPTION_FLAG, &s.options.reduced, NULL, "fractions must be in lowest terms", 0, 0},
        {"limit", 'n', OPTION_INT, &f.limit, "N", "read the first N lines only (0: all)", 0, INT64_MAX},
        {"threads", 'j', OPTION_INT, &f.threads, "N", "workers; the output is the same for every N", 1, THREADS_MAX},
        {"rejects", 0, OPTION_OUTPUT, &f.rejects, "FILE",
         "where lines go that cannot be read (default OUT.rejects.jsonl; none: nowhere)", 0, 0},
        {"force", 'f', OPTION_FLAG, &f.force, NULL, "overwrite files that exist", 0, 0},
        {"quiet", 'q', OPTION_FLAG, &f.quiet, NULL, "no words on stderr but errors", 0, 0},
    };
    if (!command_start(self, options, COUNT(options), argc, argv, f.paths, PATHS_MAX, &f.paths_count, &code))
        return code;
    if (f.paths_count == 0) {
        fail(&err, EXIT_USAGE, "no input given: name a file, or - for standard input");
        return command_failed(self, &err);
    }
    if (!corpus_output(self, &f, &code))
        return code;
    return understand(&words, &s, &err) ? compare_files(self, &f, &s) : command_failed(self, &err);
}

const struct command command_compare = {
    .name = "compare",
    .says = "Tells whether two final answers are the same, or whether each line of algebra follows.",
    .examples = "  misstep compare cases.jsonl -o verdicts.jsonl\n"
                "  echo '{\"gold\": \"\\\\frac12\", \"pred\": \"so the answer is $0.5$.\"}' | misstep compare -\n"
                "  echo '{\"lines\": [\"2x + 4 = 10\", \"2x = 6\", \"x = 4\"]}' | misstep compare -\n",
    .usage =
        "misstep compare CASES.jsonl… [-o VERDICTS.jsonl] [options]\n\n"
        "  Rows: {\"id\", \"gold\", \"pred\"} with \"syntax\" (latex, ascii, maxima) if it is known. gold and pred are answers "
        "or whole\n"
        "  solutions; of those, \\boxed, ####, \"answer is\", \"Final answer\" say where the answer stands, else the last "
        "mathematics.\n"
        "  Out comes {\"id\", \"verdict\": proved, refuted or unknown, \"why\", \"gold\", \"pred\" as understood, \"witness\"}.\n"
        "  Rows with \"lines\" (and \"assume\": [\"positive\"]) get one verdict per line: does it follow from the line "
        "before?\n\n"
        "  Which graders disagree on what: x = 5 against 5 is one answer here, y = x² too; 28 % against 28 is unknown; (2, 1) is "
        "not\n"
        "  (1, 2), and another order of a bare list is unknown; 0.6667 passes for 2/3 (four digits at least, correctly "
        "rounded).\n\n"
        "  Exit codes: 0 all rows judged, 1 lines rejected.",
    .run = run,
};
