/* formulas FILE.case …: how formulas are read (syntax.h), cases that a mathematician can add.
 *
 *   latex: \\frac12x       or ascii:, maxima:
 *   readings: 2            which second readings are chosen, the bits of enum reading; left out: none
 *   => 1/2*x               what is understood, as formula_write() puts it; "=> nothing" where it is refused
 *   => met 2               which other readings there are; left out: not asked
 */
#include "syntax.h"

#include <stdio.h>
#include <stdlib.h>

struct test_case {
    char text[4000];
    enum syntax syntax;
    unsigned readings;
    bool open;
};

static unsigned passed, failed;

static void check(const struct test_case *t, const char *wanted, const char *file, unsigned line)
{
    struct arena arena = {0};
    struct buffer out = {0};
    unsigned met;
    const struct formula *f = syntax_read(text_of(t->text), t->syntax, t->readings, &arena, &met);
    if (strncmp(wanted, "met ", 4) == 0)
        buffer_format(&out, "met %u", met);
    else if (f)
        formula_write(f, &out);
    else
        buffer_string(&out, "nothing");
    bool const good = text_equal(buffer_text(&out), text_of(wanted));
    *(good ? &passed : &failed) += 1;
    if (!good)
        printf("%s:%u: %s\n  wanted %s\n  got    %.*s\n", file, line, t->text, wanted, (int)out.size, out.at);
    buffer_free(&out);
    arena_free(&arena);
}

static bool take(struct test_case *t, const char *line, const char *key, enum syntax syntax)
{
    if (strncmp(line, key, strlen(key)) != 0)
        return false;
    *t = (struct test_case){.syntax = syntax, .open = true};
    snprintf(t->text, sizeof t->text, "%s", line + strlen(key));
    return true;
}

static void run(const char *path)
{
    char line[4000];
    struct test_case t = {0};
    FILE *file = fopen(path, "r");
    if (!file)
        die("cannot open %s", path);
    for (unsigned number = 1; fgets(line, sizeof line, file); number++) {
        line[strcspn(line, "\n")] = '\0';
        bool const begins = take(&t, line, "latex: ", SYNTAX_LATEX) || take(&t, line, "ascii: ", SYNTAX_ASCII) ||
                            take(&t, line, "maxima: ", SYNTAX_MAXIMA);
        if (strncmp(line, "readings: ", 10) == 0)
            t.readings = (unsigned)strtoul(line + 10, NULL, 10);
        else if (strncmp(line, "=> ", 3) == 0 && t.open)
            check(&t, line + 3, path, number);
        else if (!begins && line[0] && line[0] != '#')
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
