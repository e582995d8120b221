/* follows FILE.case …: what follows from what (follows.h), cases that a mathematician can add.
 *
 *   before: 2x + 3 = 7     what stands before; several such lines stand together. None: the line is asked about by itself
 *   line: x = 2
 *   syntax: maxima         of this case; ascii if left out; or latex
 *   options: positive      of this case; or complex
 *   => equivalent          or equal, same roots, implies, faulty, unknown; by itself: true, false, unknown
 *   => faulty: x = 3 …     with the witness
 *   => mistake: wrong sign
 */
#include "follows.h"
#include "runner.h"
#include "syntax.h"

enum { LINES_MAX = 8 };

struct test_case {
    const char *before[LINES_MAX], *line;
    size_t count;
    enum syntax syntax;
    unsigned options;
};

static struct test_case current;

static const struct formula *read(const char *text, enum syntax syntax, struct arena *arena)
{
    const struct formula *const f = syntax_read(text_of(text), syntax, 0, arena, NULL);
    if (!f)
        die("cannot read %s", text);
    return f;
}

static struct following ask(const struct test_case *t, struct arena *arena)
{
    const struct formula *before[LINES_MAX];
    for (size_t i = 0; i < t->count; i++)
        before[i] = read(t->before[i], t->syntax, arena);
    return follows(before, t->count, read(t->line, t->syntax, arena), t->options, arena);
}

static void begin(void)
{
    current = (struct test_case){.line = "", .syntax = SYNTAX_ASCII};
}

static bool take(const char *line)
{
    struct test_case *const t = &current;
    const char *value;
    if (t->count < LINES_MAX && (value = runner_value(line, "before: ")))
        t->before[t->count++] = value;
    else if ((value = runner_value(line, "syntax: ")))
        t->syntax = strcmp(value, "latex") == 0 ? SYNTAX_LATEX : strcmp(value, "maxima") == 0 ? SYNTAX_MAXIMA : SYNTAX_ASCII;
    else if ((value = runner_value(line, "options: ")))
        t->options = strcmp(value, "positive") == 0 ? ALGEBRA_POSITIVE : ALGEBRA_COMPLEX;
    else if ((value = runner_value(line, "line: ")))
        t->line = value;
    return value != NULL;
}

static void answer(const char *wanted, struct arena *arena, struct buffer *out)
{
    static const char *const kinds[] = {"unknown", "equal", "equivalent", "same roots", "implies", "faulty"};
    static const char *const facts[] = {"false", "true", "unknown"};
    const struct test_case *const t = &current;
    struct following f = {.witness = TEXT("")};
    if (t->count)
        f = ask(t, arena);
    else
        buffer_string(out, facts[follows_truth(read(t->line, t->syntax, arena), t->options, arena, &f.witness)]);
    if (runner_value(wanted, "mistake: "))
        buffer_format(out, "mistake: %s", f.mistake ? f.mistake : "none");
    else if (t->count)
        buffer_string(out, kinds[f.kind]);
    if (runner_value(wanted, "faulty: ") || runner_value(wanted, "false: ")) {
        buffer_string(out, ": ");
        buffer_add(out, f.witness);
    }
}

int main(int argc, char **argv)
{
    static const struct runner runner = {begin, take, answer};
    return runner_main(argc, argv, &runner);
}
