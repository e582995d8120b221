/* formulas FILE.case …: how formulas are read (syntax.h), cases that a mathematician can add.
 *
 *   latex: \\frac12x       or ascii:, maxima:
 *   readings: 2            which second readings are chosen, the bits of enum reading; left out: none
 *   => 1/2*x               what is understood, as formula_write() puts it; "=> nothing" where it is refused
 *   => met 2               which other readings there are; left out: not asked
 */
#include "runner.h"
#include "syntax.h"

static struct {
    const char *text;
    enum syntax syntax;
    unsigned readings;
} current;

static void begin(void)
{
    current.text = NULL;
}

static bool take_text(const char *text, enum syntax syntax)
{
    if (!text)
        return false;
    current.text = text;
    current.syntax = syntax;
    current.readings = 0;
    return true;
}

static bool take(const char *line)
{
    const char *const readings = runner_value(line, "readings: ");
    if (readings)
        current.readings = (unsigned)strtoul(readings, NULL, 10);
    return readings || take_text(runner_value(line, "latex: "), SYNTAX_LATEX) ||
           take_text(runner_value(line, "ascii: "), SYNTAX_ASCII) || take_text(runner_value(line, "maxima: "), SYNTAX_MAXIMA);
}

static void answer(const char *wanted, struct arena *arena, struct buffer *out)
{
    unsigned met;
    if (!current.text)
        die("nothing to read before => %s", wanted);
    const struct formula *const f = syntax_read(text_of(current.text), current.syntax, current.readings, arena, &met);
    if (runner_value(wanted, "met "))
        buffer_format(out, "met %u", met);
    else if (f)
        formula_write(f, out);
    else
        buffer_string(out, "nothing");
}

int main(int argc, char **argv)
{
    static const struct runner runner = {begin, take, answer};
    return runner_main(argc, argv, &runner);
}
