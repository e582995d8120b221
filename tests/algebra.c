/* algebra FILE.case …: what is decided of formulas (algebra.h), cases that a mathematician can add. LaTeX throughout.
 *
 *   claim: (x+1)^2 = x^2+2x+1      one relation: = \ne < \le > \ge, a \equiv b \pmod m, m \mid a
 *   value: \binom{5}{2}/3          the exact rational value
 *   digits: 3 \sqrt 2              rounded and cut off at that many places
 *   options: positive complex      of the next question alone: also degrees, integers
 *   => true                        or false, unknown; the value; "nearest down" of digits; "undefined"
 *   => false x = 2: 9 and 8        with the witness
 */
#include "algebra.h"
#include "syntax.h"

#include <stdio.h>
#include <stdlib.h>

static unsigned passed, failed;

static void write_fact(enum fact fact, struct text witness, struct buffer *out)
{
    static const char *const names[] = {[FACT_FALSE] = "false", [FACT_TRUE] = "true", [FACT_UNKNOWN] = "unknown"};
    buffer_string(out, names[fact]);
    if (witness.size) {
        buffer_char(out, ' ');
        buffer_add(out, witness);
    }
}

static const struct formula *read(const char *text, struct arena *arena)
{
    const struct formula *const f = syntax_read(text_of(text), SYNTAX_LATEX, 0, arena, NULL);
    if (!f)
        die("cannot read %s", text);
    return f;
}

static void claim(const char *text, unsigned options, struct arena *arena, struct buffer *out)
{
    const struct formula *const f = read(text, arena);
    struct text witness = {0};
    enum fact fact = FACT_UNKNOWN;
    if (!formula_is(f, FORMULA_CHAIN) || f->text.size != 1)
        die("no relation of two: %s", text);
    char const relation = f->text.at[0];
    if (relation == '=')
        fact = algebra_equal(f->args[0], f->args[1], options, arena, &witness);
    else if (relation == '%')
        fact = algebra_congruent(f->args[0], f->args[1], f->args[2], arena, &witness);
    else if (relation == '|')
        fact = algebra_congruent(f->args[1], formula_number(arena, 0), f->args[0], arena, &witness);
    else
        fact = algebra_relates(f->args[0], relation, f->args[1], options, arena, &witness);
    write_fact(fact, witness, out);
}

static void value(const char *text, struct arena *arena, struct buffer *out)
{
    struct value v;
    enum status const status = algebra_value(read(text, arena), &v);
    if (status == STATUS_OK)
        value_write(&v, out);
    else
        buffer_string(out, status == STATUS_UNDEFINED ? "undefined" : "unknown");
    value_clear(&v);
}

static void digits(const char *text, struct arena *arena, struct buffer *out)
{
    char *formula;
    int const places = (int)strtol(text, &formula, 10);
    struct text nearest, down;
    if (!algebra_digits(read(formula, arena), places, arena, &nearest, &down)) {
        buffer_string(out, "unknown");
        return;
    }
    buffer_add(out, nearest);
    buffer_char(out, ' ');
    buffer_add(out, down);
}

static unsigned read_options(const char *words)
{
    static const char *const names[] = {"complex", "positive", "degrees", "integers"};
    unsigned options = 0;
    for (unsigned i = 0; i < COUNT(names); i++)
        options |= strstr(words, names[i]) ? 1u << i : 0;
    return options;
}

static void answer(const char *question, unsigned options, struct arena *arena, struct buffer *out)
{
    if (strncmp(question, "claim: ", 7) == 0)
        claim(question + 7, options, arena, out);
    else if (strncmp(question, "value: ", 7) == 0)
        value(question + 7, arena, out);
    else if (strncmp(question, "digits: ", 8) == 0)
        digits(question + 8, arena, out);
    else
        die("not understood: %s", question);
}

/* "true" and "false" stand for themselves and any witness. */
static bool fits(const char *wanted, struct text got)
{
    return text_equal(got, text_of(wanted)) || (strcmp(wanted, "false") == 0 && text_starts(got, TEXT("false ")));
}

static void check(const char *question, unsigned options, const char *wanted, const char *file, unsigned line)
{
    struct arena arena = {0};
    struct buffer out = {0};
    answer(question, options, &arena, &out);
    bool const good = fits(wanted, buffer_text(&out));
    *(good ? &passed : &failed) += 1;
    if (!good)
        printf("%s:%u: %s\n  wanted %s\n  got    %.*s\n", file, line, question, wanted, (int)out.size, out.at);
    buffer_free(&out);
    arena_free(&arena);
}

static void run(const char *path)
{
    char line[4000], question[4000] = "";
    unsigned options = 0;
    FILE *file = fopen(path, "r");
    if (!file)
        die("cannot open %s", path);
    for (unsigned number = 1; fgets(line, sizeof line, file); number++) {
        line[strcspn(line, "\n")] = '\0';
        if (strncmp(line, "options: ", 9) == 0) {
            options = read_options(line + 9);
        } else if (strncmp(line, "=> ", 3) == 0) {
            check(question, options, line + 3, path, number);
            options = 0;
        } else if (line[0] && line[0] != '#') {
            memcpy(question, line, sizeof question);
        }
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
