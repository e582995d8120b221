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
#include "runner.h"
#include "syntax.h"

static struct {
    const char *question;
    unsigned options;
} current;

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

static void begin(void)
{
    current.question = "";
    current.options = 0;
}

static bool take(const char *line)
{
    const char *const options = runner_value(line, "options: ");
    if (options)
        current.options = read_options(options);
    else
        current.question = line;
    return options || runner_value(line, "claim: ") || runner_value(line, "value: ") || runner_value(line, "digits: ");
}

/* "false" stands for itself and any witness. */
static void answer(const char *wanted, struct arena *arena, struct buffer *out)
{
    const char *const question = current.question;
    if (runner_value(question, "claim: "))
        claim(runner_value(question, "claim: "), current.options, arena, out);
    else if (runner_value(question, "value: "))
        value(runner_value(question, "value: "), arena, out);
    else
        digits(runner_value(question, "digits: "), arena, out);
    if (strcmp(wanted, "false") == 0 && text_starts(buffer_text(out), TEXT("false ")))
        out->size = strlen("false");
    current.options = 0;
}

int main(int argc, char **argv)
{
    static const struct runner runner = {begin, take, answer};
    return runner_main(argc, argv, &runner);
}
