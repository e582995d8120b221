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
#include "syntax.h"

#include <stdio.h>
#include <stdlib.h>

enum { LINES_MAX = 8 };

struct test_case {
    char before[LINES_MAX][1000], line[1000];
    size_t count;
    enum syntax syntax;
    unsigned options;
};

static unsigned passed, failed;

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

static void write_answer(const struct test_case *t, const char *wanted, struct arena *arena, struct buffer *out)
{
    static const char *const kinds[] = {"unknown", "equal", "equivalent", "same roots", "implies", "faulty"};
    static const char *const facts[] = {"false", "true", "unknown"};
    struct following f = {.witness = TEXT("")};
    if (t->count)
        f = ask(t, arena);
    else
        buffer_string(out, facts[follows_truth(read(t->line, t->syntax, arena), t->options, arena, &f.witness)]);
    if (strncmp(wanted, "mistake: ", 9) == 0)
        buffer_format(out, "mistake: %s", f.mistake ? f.mistake : "none");
    else if (t->count)
        buffer_string(out, kinds[f.kind]);
    if (strncmp(wanted, "faulty: ", 8) == 0 || strncmp(wanted, "false: ", 7) == 0) {
        buffer_string(out, ": ");
        buffer_add(out, f.witness);
    }
}

static void check(const struct test_case *t, const char *wanted, const char *file, unsigned line)
{
    struct arena arena = {0};
    struct buffer out = {0};
    write_answer(t, wanted, &arena, &out);
    bool const good = text_equal(buffer_text(&out), text_of(wanted));
    *(good ? &passed : &failed) += 1;
    if (!good)
        printf("%s:%u: %s\n  wanted %s\n  got    %.*s\n", file, line, t->line, wanted, (int)out.size, out.at);
    buffer_free(&out);
    arena_free(&arena);
}

static bool take(const char *line, const char *key, char *out, size_t room)
{
    if (strncmp(line, key, strlen(key)) != 0)
        return false;
    snprintf(out, room, "%s", line + strlen(key));
    return true;
}

/* One line of a case; false if it is not understood. */
static bool read_line(struct test_case *t, const char *line)
{
    char word[20];
    if (t->count < LINES_MAX && take(line, "before: ", t->before[t->count], sizeof t->before[0]))
        t->count++;
    else if (take(line, "syntax: ", word, sizeof word))
        t->syntax = strcmp(word, "latex") == 0 ? SYNTAX_LATEX : strcmp(word, "maxima") == 0 ? SYNTAX_MAXIMA : SYNTAX_ASCII;
    else if (take(line, "options: ", word, sizeof word))
        t->options = strcmp(word, "positive") == 0 ? ALGEBRA_POSITIVE : ALGEBRA_COMPLEX;
    else
        return take(line, "line: ", t->line, sizeof t->line);
    return true;
}

static void run(const char *path)
{
    static const struct test_case empty = {.syntax = SYNTAX_ASCII};
    static struct test_case t;
    char line[2000];
    t = empty;
    FILE *file = fopen(path, "r");
    if (!file)
        die("cannot open %s", path);
    for (unsigned number = 1; fgets(line, sizeof line, file); number++) {
        line[strcspn(line, "\n")] = '\0';
        if (strncmp(line, "=> ", 3) == 0)
            check(&t, line + 3, path, number);
        else if (!line[0])
            t = empty;
        else if (line[0] != '#' && !read_line(&t, line))
            die("%s:%u: not understood: %s", path, number, line);
    }
    fclose(file);
}

int main(int argc, char **argv)
{
    for (int i = 1; i < argc; i++)
        run(argv[i]);
    printf("%u passed, %u failed, 0 skipped\n", passed, failed);
    return failed > 0 || passed == 0;
}
