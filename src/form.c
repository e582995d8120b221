#include "form.h"

#include "algebra.h"

enum { WORDS_BEFORE = 60, WORDS_BEHIND = 40, ROOT_MAX = 1000000, TRIES_MAX = 2000 };

/* ---- the form ---- */

/* Of the last sentence. */
static struct text sentence_before(struct text problem, size_t at)
{
    size_t from = at - MIN(at, (size_t)WORDS_BEFORE);
    for (size_t i = from; i + 1 < at; i++)
        if (text_stops(problem, i))
            from = i + 1;
    return text_part(problem, from, at);
}

static const struct formula *given(struct text problem, const struct statement *statement)
{
    static const char *const before[] = {" form",        "written as",    "expressed as", "written in",
                                         "expressed in", "simplifies to", "simplified to"};
    static const char *const behind[] = {"where", "in lowest", "in simplest", "for relatively", "for some"};
    const struct formula *f = statement->formula;
    struct text names[FORM_LETTERS_MAX + 1];
    struct text const rest = text_part(problem, statement->end, MIN(problem.size, statement->end + (size_t)WORDS_BEHIND));
    if (f->kind == FORMULA_CHAIN && formula_symbols(f->args[f->text.size], names, 1) > 0)
        f = f->args[f->text.size];
    size_t const symbols = formula_symbols(f, names, COUNT(names));
    if ((formula_is_statement(f) && (f->kind != FORMULA_CHAIN || f->count != 2)) || f->count == 0 || symbols == 0 ||
        symbols > FORM_LETTERS_MAX || formula_size(f, FORM_NODES_MAX) > FORM_NODES_MAX)
        return NULL;
    return text_holds_any(sentence_before(problem, statement->start), before, COUNT(before)) ||
                   text_holds_any(rest, behind, COUNT(behind))
               ? f
               : NULL;
}

void form_take(struct context *context, struct text problem, const struct statement *statement)
{
    const struct formula *form = context->forms_count < CONTEXT_FORMS_MAX ? given(problem, statement) : NULL;
    if (form)
        context->forms[context->forms_count++] = form;
}

static void write_down(struct context *c, const struct formula *f)
{
    if (c->written_count == CONTEXT_WRITTEN_MAX) {
        memmove(c->written, c->written + 1, (CONTEXT_WRITTEN_MAX - 1) * sizeof *c->written);
        c->written_count--;
    }
    c->written[c->written_count++] = f;
}

void form_write_down(struct context *context, const struct statement *statement)
{
    const struct formula *f = statement->formula;
    bool const chain = f->kind == FORMULA_CHAIN && f->text.at[f->text.size - 1] == '=';
    if (context->forms_count == 0 || statement->hypothetical || f->count == 0 || (formula_is_statement(f) && !chain))
        return;
    if (!chain || f->text.size == 1)
        write_down(context, f);
    if (chain)
        write_down(context, f->args[f->text.size]);
}

/* ---- what its letters stand for ---- */

static bool is_number(const struct formula *f)
{
    if (f->kind == FORMULA_NEG)
        return is_number(f->args[0]);
    return f->kind == FORMULA_NUMBER || (f->kind == FORMULA_DIV && is_number(f->args[0]) && is_number(f->args[1]));
}

static bool stands_for(struct form_letters *l, struct text name, const struct formula *is)
{
    for (size_t i = 0; i < l->count; i++)
        if (text_equal(l->names[i], name))
            return formula_same(l->is[i], is);
    if (l->count == FORM_LETTERS_MAX || !is_number(is))
        return false;
    l->names[l->count] = name;
    l->is[l->count++] = is;
    return true;
}

struct reader {
    struct arena *arena;
    struct form_letters *letters;
    unsigned left; /* of TRIES_MAX */
};

static bool reads(struct reader *r, const struct formula *form, const struct formula *f);

/* −f, with the sign before its first factor or above the line. */
static const struct formula *negative(struct arena *arena, const struct formula *f)
{
    const struct formula **args = f->count ? ARENA_ARRAY(arena, const struct formula *, f->count + 1u) : NULL;
    if (f->kind != FORMULA_MUL && f->kind != FORMULA_DIV)
        return is_number(f) ? formula_unary(arena, FORMULA_NEG, f)
                            : formula_binary(arena, FORMULA_MUL, formula_number(arena, -1), f);
    bool const number = is_number(f->args[0]) || f->kind == FORMULA_DIV;
    memcpy(args + !number, f->args, f->count * sizeof *args);
    args[0] = number ? negative(arena, f->args[0]) : formula_number(arena, -1);
    return formula_new(arena, (enum formula_kind)f->kind, 0, TEXT(""), args, f->count + !number, f);
}

/* A term of the form and one of the result, whose signs may be written otherwise: x − h is x + 3. */
static bool reads_term(struct reader *r, const struct formula *form, const struct formula *f)
{
    if (form->kind == FORMULA_NEG && f->kind == FORMULA_NEG)
        return reads(r, form->args[0], f->args[0]);
    if (form->kind == FORMULA_NEG)
        return form->args[0]->kind == FORMULA_SYMBOL && is_number(f) && reads(r, form->args[0], negative(r->arena, f));
    return reads(r, form, f->kind == FORMULA_NEG && form->kind != FORMULA_SYMBOL ? negative(r->arena, f->args[0]) : f);
}

/* Terms in their order, or else in any other: `used` is a set of those of the result that are taken. */
static bool reads_terms(struct reader *r, const struct formula *form, const struct formula *f, size_t at, unsigned used)
{
    if (at == form->count)
        return true;
    for (size_t k = 0; k < f->count; k++) {
        size_t const known = r->letters->count;
        if (!(used >> k & 1) && reads_term(r, form->args[at], f->args[k]) && reads_terms(r, form, f, at + 1, used | 1u << k))
            return true;
        r->letters->count = known;
    }
    return false;
}

/* Factors in their order; a letter before them may be a 1 that is not written. */
static bool reads_factors(struct reader *r, const struct formula *form, const struct formula *f)
{
    const struct formula *const *args = f->kind == FORMULA_MUL ? f->args : &f;
    size_t const count = f->kind == FORMULA_MUL ? f->count : 1;
    size_t const skipped = form->count - MIN((size_t)form->count, count);
    if (count > form->count || skipped > 1 ||
        (skipped && (form->args[0]->kind != FORMULA_SYMBOL || !reads(r, form->args[0], formula_number(r->arena, 1)))))
        return false;
    for (size_t i = 0; i < count; i++)
        if (!reads(r, form->args[i + skipped], args[i]))
            return false;
    return true;
}

static bool reads(struct reader *r, const struct formula *form, const struct formula *f)
{
    if (r->left == 0)
        return false;
    r->left--;
    if (form->kind == FORMULA_SYMBOL)
        return formula_same(form, f) || stands_for(r->letters, form->text, f);
    if (form->kind == FORMULA_MUL)
        return reads_factors(r, form, f);
    if (form->kind == FORMULA_DIV && f->kind == FORMULA_NEG)
        f = negative(r->arena, f->args[0]);
    if (form->kind == FORMULA_ADD)
        return f->kind == FORMULA_ADD && f->count == form->count && f->count <= FORM_TERMS_MAX && reads_terms(r, form, f, 0, 0);
    if (form->kind == FORMULA_DIV && f->kind != FORMULA_DIV)
        return form->args[1]->kind == FORMULA_SYMBOL && reads(r, form->args[0], f) &&
               reads(r, form->args[1], formula_number(r->arena, 1));
    if (form->kind != f->kind || form->sub != f->sub || form->count != f->count || !text_equal(form->text, f->text))
        return false;
    for (size_t i = 0; i < form->count; i++)
        if (!reads(r, form->args[i], f->args[i]))
            return false;
    return true;
}

/* ---- lowest terms ---- */

/* The whole number that a letter stands for; 0 if it is none, or large. */
static int64_t whole(const struct form_letters *l, const struct formula *letter)
{
    int64_t number = 0;
    for (size_t i = 0; letter->kind == FORMULA_SYMBOL && i < l->count; i++)
        if (text_equal(l->names[i], letter->text) && algebra_whole(l->is[i], INT64_MAX, &number))
            break;
    return number;
}

/* Their greatest common divisor with `found`, of letters that are no part of a root. */
static int64_t common(const struct form_letters *l, const struct formula *f, int64_t found)
{
    if (f->kind == FORMULA_SYMBOL)
        return value_gcd(found, whole(l, f));
    for (size_t i = 0; i < f->count && f->kind != FORMULA_ROOT; i++)
        found = common(l, f->args[i], found);
    return found;
}

static bool has_square(int64_t n)
{
    bool square = n <= 0 || n > ROOT_MAX;
    for (int64_t d = 2; d * d <= n && !square; d++)
        square = n % (d * d) == 0;
    return square;
}

/* m/n without a common divisor; in k√n no square divides n. */
static bool is_lowest(const struct form_letters *l, const struct formula *form)
{
    if (form->kind == FORMULA_DIV && form->args[1]->kind == FORMULA_SYMBOL) {
        int64_t const below = whole(l, form->args[1]);
        if (below <= 0 || common(l, form->args[0], below) != 1)
            return false;
    }
    for (size_t i = 0; i < form->count; i++) {
        const struct formula *arg = form->args[i];
        bool const rooted = form->kind == FORMULA_MUL && arg->kind == FORMULA_ROOT && arg->args[0]->kind == FORMULA_SYMBOL;
        if ((rooted && has_square(whole(l, arg->args[0]))) || !is_lowest(l, arg))
            return false;
    }
    return true;
}

bool form_read(const struct formula *form, const struct formula *written, struct arena *arena, struct form_letters *out)
{
    struct reader r = {arena, out, TRIES_MAX};
    out->count = 0;
    return formula_size(written, FORM_NODES_MAX) <= FORM_NODES_MAX && reads(&r, form, written) && out->count > 0 &&
           is_lowest(out, form);
}

const struct formula *form_put(const struct form_letters *letters, const struct formula *f, struct arena *arena)
{
    struct text names[FORM_LETTERS_MAX + 1];
    size_t const count = formula_symbols(f, names, COUNT(names));
    if (count == 0 || count > FORM_LETTERS_MAX)
        return NULL;
    for (size_t i = 0; f && i < letters->count; i++)
        f = formula_put(arena, f, letters->names[i], letters->is[i]);
    return f && formula_symbols(f, names, 1) == 0 ? f : NULL;
}
