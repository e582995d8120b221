#include "laws_style.h"

struct style style_draw(struct chance *c, bool latex)
{
    static const char *const tex_times[] = {"\\cdot", "\\times", "*"}, *const times[] = {"*", "\xC3\x97", "\xC2\xB7"};
    static const char *const tex_thousands[] = {"", ",", "{,}", ",\\!", "\\,"}, *const thousands[] = {"", ","};
    static const char *const tex_divided[] = {"\\frac", "\\dfrac", "/", "\\div"}, *const divided[] = {"/", "\xC3\xB7"};
    static const size_t brackets[] = {0, 0, 8, 3};
    struct style s = {.latex = latex, .brackets = DRAW_FROM(c, brackets)};
    s.times = latex ? DRAW_FROM(c, tex_times) : DRAW_FROM(c, times);
    s.divided = latex ? DRAW_FROM(c, tex_divided) : DRAW_FROM(c, divided);
    s.stacked = latex && text_ends(text_of(s.divided), TEXT("frac"));
    s.thousands = latex ? DRAW_FROM(c, tex_thousands) : DRAW_FROM(c, thousands);
    return s;
}

static void write_digits(const struct style *s, struct text digits, struct buffer *out)
{
    for (size_t i = 0; i < digits.size; i++) {
        if (i && (digits.size - i) % 3 == 0)
            buffer_string(out, s->thousands);
        buffer_char(out, digits.at[i]);
    }
}

static enum strength strength(const struct style *s, const struct formula *f)
{
    switch (f->kind) {
    case FORMULA_ADD:
    case FORMULA_NEG:
        return STRENGTH_SUM;
    case FORMULA_MUL:
        return STRENGTH_PRODUCT;
    case FORMULA_DIV:
        return s->stacked ? STRENGTH_POWER : STRENGTH_PRODUCT;
    case FORMULA_POW:
        return STRENGTH_POWER;
    default:
        return STRENGTH_ATOM;
    }
}

void style_write(struct chance *c, const struct style *s, const struct formula *f, enum strength least, struct buffer *out);

/* "2x" and "3(x + 1)" need no sign. */
static void write_product(struct chance *c, const struct style *s, const struct formula *f, struct buffer *out)
{
    const struct formula *const a = f->args[0], *const b = f->args[1];
    bool const bracketed = strength(s, b) < STRENGTH_PRODUCT || b->kind == FORMULA_DIV;
    bool const plain = a->kind == FORMULA_NUMBER && (b->kind == FORMULA_SYMBOL || (bracketed && b->kind != FORMULA_DIV));
    style_write(c, s, a, a->kind == FORMULA_DIV ? STRENGTH_ATOM : STRENGTH_PRODUCT, out);
    if (!plain || draw(c, 2))
        buffer_format(out, " %s ", s->times);
    style_write(c, s, b, b->kind == FORMULA_DIV ? STRENGTH_ATOM : STRENGTH_POWER, out);
}

static void write_quotient(struct chance *c, const struct style *s, const struct formula *f, struct buffer *out)
{
    if (s->stacked) {
        buffer_format(out, "%s{", s->divided);
        style_write(c, s, f->args[0], STRENGTH_SUM, out);
        buffer_string(out, "}{");
        style_write(c, s, f->args[1], STRENGTH_SUM, out);
        buffer_char(out, '}');
        return;
    }
    style_write(c, s, f->args[0], STRENGTH_ATOM, out);
    buffer_format(out, s->divided[0] == '/' && draw(c, 2) ? "%s" : " %s ", s->divided);
    style_write(c, s, f->args[1], STRENGTH_ATOM, out);
}

static void write_sum(struct chance *c, const struct style *s, const struct formula *f, struct buffer *out)
{
    const struct formula *b = f->args[1];
    style_write(c, s, f->args[0], STRENGTH_SUM, out);
    buffer_string(out, b->kind == FORMULA_NEG ? " - " : " + ");
    style_write(c, s, b->kind == FORMULA_NEG ? b->args[0] : b, STRENGTH_PRODUCT, out);
}

static void write_inside(struct chance *c, const struct style *s, const struct formula *f, struct buffer *out)
{
    switch (f->kind) {
    case FORMULA_ADD:
        write_sum(c, s, f, out);
        return;
    case FORMULA_NEG:
        buffer_char(out, '-');
        style_write(c, s, f->args[0], STRENGTH_PRODUCT, out);
        return;
    case FORMULA_MUL:
        write_product(c, s, f, out);
        return;
    case FORMULA_DIV:
        write_quotient(c, s, f, out);
        return;
    case FORMULA_POW:
        style_write(c, s, f->args[0], STRENGTH_ATOM, out);
        buffer_char(out, '^');
        style_write(c, s, f->args[1], STRENGTH_ATOM, out);
        return;
    case FORMULA_NUMBER:
        write_digits(s, f->text, out);
        return;
    default:
        buffer_add(out, f->text);
    }
}

/* With brackets if it binds less than `least`. */
void style_write(struct chance *c, const struct style *s, const struct formula *f, enum strength least, struct buffer *out)
{
    bool const more = s->brackets && f->count && draw(c, s->brackets) == 0;
    bool const bracketed = more || strength(s, f) < least, sized = bracketed && s->latex && draw(c, 3) == 0;
    if (bracketed)
        buffer_string(out, sized ? "\\left(" : "(");
    write_inside(c, s, f, out);
    if (bracketed)
        buffer_string(out, sized ? "\\right)" : ")");
}
