#include "equivalence_parts.h"

/* 28 % and 28 are the same to some, and 28 % and 0.28 to all. */
static enum fact percents(struct comparison *c, const struct formula *a, const struct formula *b)
{
    bool const both = a->kind == FORMULA_PERCENT && b->kind == FORMULA_PERCENT;
    if (both)
        return equivalence_compare(c, a->args[0], b->args[0]);
    const struct formula *percent = a->kind == FORMULA_PERCENT ? a : b;
    const struct formula *other = percent == a ? b : a;
    enum fact const fact = equivalence_expressions(c, percent, other);
    if (fact == FACT_TRUE || equivalence_equal(c, percent->args[0], other) == FACT_FALSE)
        return fact;
    return equivalence_says(c, c->options->percent_points ? FACT_TRUE : FACT_UNKNOWN, "percent against the bare number");
}

static struct text unit_of(const struct formula *f)
{
    return f->kind == FORMULA_UNIT ? f->text : f->kind == FORMULA_DEGREES ? TEXT("degree") : TEXT("");
}

static struct text singular(struct text unit)
{
    return text_singular(text_ends(unit, TEXT(".")) ? text_part(unit, 0, unit.size - 1) : unit);
}

/* 45*c*m^2, as "45 cm²" is read without marks: the number, and the letters behind it as they were written. NULL if it is no such
 * product. */
static const struct formula *number_and_letters(struct comparison *c, const struct formula *f, struct text *letters)
{
    const struct formula *above = f->kind == FORMULA_DIV ? f->args[0] : f;
    struct buffer out = {0}, bare = {0};
    if (above->kind != FORMULA_MUL || above->args[0]->kind != FORMULA_NUMBER || equivalence_holds(f, FORMULA_CALL) ||
        equivalence_holds(f, FORMULA_ROOT) || !equivalence_has_symbols(f))
        return NULL;
    formula_write(f, &out);
    for (size_t i = above->args[0]->text.size + (above != f); i < out.size; i++) /* behind "(60" of (60*k*m)/h */
        if (!strchr("*() ", out.at[i]))
            buffer_char(&bare, out.at[i]);
    buffer_free(&out);
    *letters = buffer_keep(&bare, c->arena);
    return above->args[0];
}

/* 30° and π/6 */
static enum fact radians(struct comparison *c, const struct formula *a, const struct formula *b)
{
    const struct formula *angle = a->kind == FORMULA_DEGREES ? a : b, *other = angle == a ? b : a;
    const struct formula *pi = formula_new(c->arena, FORMULA_CONSTANT, CONSTANT_PI, TEXT(""), NULL, 0, NULL);
    const struct formula *half = formula_binary(c->arena, FORMULA_DIV, pi, formula_number(c->arena, 180));
    enum fact const fact = equivalence_equal(c, formula_binary(c->arena, FORMULA_MUL, angle->args[0], half), other);
    return equivalence_says(c, fact, fact == FACT_TRUE ? "degrees and radians" : "another angle");
}

/* 45 cm^2 against 45*c*m^2, which nothing marks as a unit. UNKNOWN at most where the letters are not those of the unit. */
static enum fact unmarked(struct comparison *c, const struct formula *quantity, const struct formula *number, struct text letters)
{
    enum fact const fact = equivalence_equal(c, quantity->args[0], number);
    bool const same = text_equal_nocase(singular(letters), singular(unit_of(quantity)));
    enum fact measured;
    if (!same && equivalence_measures(c, quantity->args[0], unit_of(quantity), number, letters, &measured) &&
        (measured == FACT_TRUE || fact != FACT_TRUE))
        return measured;
    return same ? equivalence_says(c, fact, fact == FACT_TRUE ? "the same" : "not equal")
                : equivalence_says(c, FACT_UNKNOWN, "letters that may be a unit");
}

static enum fact units(struct comparison *c, const struct formula *a, const struct formula *b)
{
    struct text const of_a = unit_of(a), of_b = unit_of(b);
    struct text letters;
    if ((of_a.size && !a->count) || (of_b.size && !b->count))
        return equivalence_says(c, FACT_UNKNOWN, "a unit without a number");
    const struct formula *marked = of_a.size ? a : b, *other = marked == a ? b : a;
    const struct formula *number = other->kind == FORMULA_UNIT ? NULL : number_and_letters(c, other, &letters);
    if (number && marked->kind == FORMULA_UNIT && !equivalence_has_symbols(marked->args[0]))
        return unmarked(c, marked, number, letters);
    enum fact const fact = equivalence_compare(c, of_a.size ? a->args[0] : a, of_b.size ? b->args[0] : b);
    enum fact measured;
    if (text_equal_nocase(singular(of_a), singular(of_b)))
        return fact;
    if (a->kind == FORMULA_UNIT && b->kind == FORMULA_UNIT &&
        equivalence_measures(c, a->args[0], of_a, b->args[0], of_b, &measured) && (measured == FACT_TRUE || fact != FACT_TRUE))
        return measured;
    if (of_a.size && of_b.size)
        return equivalence_says(c, FACT_UNKNOWN, "other units");
    if (fact == FACT_FALSE && (a->kind == FORMULA_DEGREES || b->kind == FORMULA_DEGREES))
        return radians(c, a, b);
    return fact == FACT_TRUE && c->options->strict_units ? equivalence_says(c, FACT_UNKNOWN, "one has a unit") : fact;
}

/* The same letters and digits in either case; bytes beyond ASCII count as letters. */
static enum fact words(struct comparison *c, struct text a, struct text b)
{
    size_t i = 0, k = 0, same = 0;
    for (;; i++, k++) {
        while (i < a.size && (unsigned char)a.at[i] < 128 && !is_letter(a.at[i]) && !is_digit(a.at[i]))
            i++;
        while (k < b.size && (unsigned char)b.at[k] < 128 && !is_letter(b.at[k]) && !is_digit(b.at[k]))
            k++;
        bool const both = i < a.size && k < b.size;
        if (!both || (c->options->exact ? a.at[i] != b.at[k] : to_lower(a.at[i]) != to_lower(b.at[k])))
            break;
        same++;
    }
    bool const equal = i >= a.size && k >= b.size && same;
    return equivalence_says(c, equal ? FACT_TRUE : FACT_UNKNOWN, equal ? "the same words" : "words are not judged");
}

/* Letters that a formula is made of: "Even" may have been read as E·v·e·n. */
static void letters(const struct formula *f, struct buffer *out)
{
    static const char *const constants[] = {"pi", "e", "i"};
    if (f->kind == FORMULA_SYMBOL || f->kind == FORMULA_WORDS || f->kind == FORMULA_UNIT)
        buffer_add(out, f->text);
    else if (f->kind == FORMULA_CONSTANT && f->sub < COUNT(constants))
        buffer_string(out, constants[f->sub]);
    else if (f->kind != FORMULA_MUL)
        buffer_char(out, '\x01'); /* like nothing else */
    for (size_t i = 0; f->kind == FORMULA_MUL && i < f->count; i++)
        letters(f->args[i], out);
}

static bool is_decision(struct text t)
{
    return text_equal_nocase(t, TEXT("yes")) || text_equal_nocase(t, TEXT("no"));
}

static enum fact wordy(struct comparison *c, const struct formula *a, const struct formula *b)
{
    struct buffer x = {0}, y = {0};
    letters(a, &x);
    letters(b, &y);
    enum fact fact = words(c, buffer_text(&x), buffer_text(&y));
    if (fact == FACT_UNKNOWN && is_decision(buffer_text(&x)) && is_decision(buffer_text(&y)))
        fact = equivalence_says(c, FACT_FALSE, "another decision");
    buffer_free(&x);
    buffer_free(&y);
    return fact;
}

static enum fact based(struct comparison *c, const struct formula *a, const struct formula *b)
{
    enum fact const values = equivalence_equal(c, a, b);
    if (a->kind == b->kind && formula_same(a->args[0], b->args[0]))
        return equivalence_says(c, values, values == FACT_TRUE ? "equal" : "other digits");
    const struct formula *based = a->kind == FORMULA_BASED ? a : b, *other = based == a ? b : a;
    if (other->kind == FORMULA_NUMBER && text_equal(based->text, other->text))
        return equivalence_says(c, FACT_UNKNOWN, "the same digits, one without a base");
    return values == FACT_TRUE ? equivalence_says(c, FACT_UNKNOWN, "equal, in other bases")
                               : equivalence_says(c, values, "other bases");
}

static enum fact matrices(struct comparison *c, const struct formula *a, const struct formula *b)
{
    if (a->kind != b->kind)
        return equivalence_says(c, FACT_UNKNOWN, "a matrix against something else");
    if (a->count != b->count || a->sub != b->sub)
        return equivalence_says(c, FACT_FALSE, "matrices of other shape");
    enum fact fact = FACT_TRUE;
    for (size_t i = 0; i < a->count && fact != FACT_FALSE; i++)
        fact = fact_and(fact, equivalence_compare(c, a->args[i], b->args[i]));
    return equivalence_says(c, fact,
                            fact == FACT_TRUE    ? "equal entry by entry"
                            : fact == FACT_FALSE ? "entries differ"
                                                 : "entries could not be decided");
}

enum fact equivalence_values(struct comparison *c, const struct formula *a, const struct formula *b)
{
    if (unit_of(a).size || unit_of(b).size)
        return units(c, a, b);
    if (a->kind == FORMULA_WORDS || b->kind == FORMULA_WORDS)
        return wordy(c, a, b);
    if (a->kind == FORMULA_MATRIX || b->kind == FORMULA_MATRIX)
        return matrices(c, a, b);
    if (a->kind == FORMULA_PERCENT || b->kind == FORMULA_PERCENT)
        return percents(c, a, b);
    if (a->kind == FORMULA_BASED || b->kind == FORMULA_BASED)
        return based(c, a, b);
    return equivalence_expressions(c, a, b);
}
