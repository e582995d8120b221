#include "formula.h"

#include <stdio.h>

const struct formula *formula_new(struct arena *arena, enum formula_kind kind, uint8_t sub, struct text text,
                                  const struct formula *const *args, size_t count, const struct formula *like)
{
    struct formula *f = arena_zero(arena, sizeof *f);
    const struct formula **own = count ? ARENA_ARRAY(arena, const struct formula *, count) : NULL;
    if (count)
        memcpy(own, args, count * sizeof *own);
    *f = (struct formula){.kind = (uint8_t)kind, .sub = sub, .count = (uint16_t)count, .text = text, .args = own};
    if (like) {
        f->start = like->start;
        f->end = like->end;
    }
    return f;
}

const struct formula *formula_number(struct arena *arena, int64_t number)
{
    char digits[24];
    uint64_t const size = number < 0 ? 0 - (uint64_t)number : (uint64_t)number;
    snprintf(digits, sizeof digits, "%llu", (unsigned long long)size);
    const struct formula *f = formula_new(arena, FORMULA_NUMBER, 0, text_copy(arena, text_of(digits)), NULL, 0, NULL);
    return number < 0 ? formula_unary(arena, FORMULA_NEG, f) : f;
}

const struct formula *formula_symbol(struct arena *arena, struct text name)
{
    return formula_new(arena, FORMULA_SYMBOL, 0, name, NULL, 0, NULL);
}

const struct formula *formula_words(struct arena *arena, struct text words)
{
    return formula_new(arena, FORMULA_WORDS, 0, words, NULL, 0, NULL);
}

const struct formula *formula_unary(struct arena *arena, enum formula_kind kind, const struct formula *a)
{
    return formula_new(arena, kind, 0, TEXT(""), &a, 1, a);
}

const struct formula *formula_binary(struct arena *arena, enum formula_kind kind, const struct formula *a,
                                     const struct formula *b)
{
    const struct formula *const args[] = {a, b};
    return formula_new(arena, kind, 0, TEXT(""), args, 2, a);
}

const struct formula *formula_with(struct arena *arena, const struct formula *f, const struct formula *const *args)
{
    for (size_t i = 0; i < f->count; i++)
        if (args[i] != f->args[i])
            return formula_new(arena, (enum formula_kind)f->kind, f->sub, f->text, args, f->count, f);
    return f;
}

const struct formula *formula_relation(struct arena *arena, const struct formula *a, char relation, const struct formula *b,
                                       const struct formula *like)
{
    const struct formula *const sides[] = {a, b};
    return formula_new(arena, FORMULA_CHAIN, 0, text_copy(arena, (struct text){&relation, 1}), sides, 2, like);
}

const struct formula *formula_false(struct arena *arena)
{
    return formula_relation(arena, formula_number(arena, 0), '=', formula_number(arena, 1), NULL);
}

const struct formula *formula_link(struct arena *arena, const struct formula *chain, size_t k)
{
    bool const modular = chain->count == chain->text.size + 2;
    const struct formula *args[3] = {chain->args[k], chain->args[k + 1], modular ? chain->args[chain->count - 1] : NULL};
    bool const keeps = modular && chain->text.at[k] == '%';
    struct formula *link = (struct formula *)(uintptr_t)formula_new(arena, FORMULA_CHAIN, 0, text_part(chain->text, k, k + 1),
                                                                    args, keeps ? 3 : 2, chain);
    link->start = args[0]->start;
    link->end = args[1]->end;
    return link;
}

size_t formula_size(const struct formula *f, size_t most)
{
    size_t count = 1;
    for (size_t i = 0; i < f->count && count <= most; i++)
        count += formula_size(f->args[i], most - count);
    return count;
}

bool formula_same(const struct formula *a, const struct formula *b)
{
    if (a == b)
        return true;
    if (a->kind != b->kind || a->sub != b->sub || a->count != b->count || !text_equal(a->text, b->text))
        return false;
    for (size_t i = 0; i < a->count; i++)
        if (!formula_same(a->args[i], b->args[i]))
            return false;
    return true;
}

bool formula_holds(const struct formula *f, enum formula_kind kind)
{
    if (f->kind == kind)
        return true;
    for (size_t i = 0; i < f->count; i++)
        if (formula_holds(f->args[i], kind))
            return true;
    return false;
}

bool formula_mentions(const struct formula *f, struct text name)
{
    bool const names = f->kind == FORMULA_SYMBOL || (f->kind == FORMULA_CALL && f->sub == FUNCTION_UNKNOWN);
    if (names && text_equal(f->text, name))
        return true;
    for (size_t i = 0; i < f->count; i++)
        if (formula_mentions(f->args[i], name))
            return true;
    return false;
}

static bool binds(const struct formula *f)
{
    return (f->kind == FORMULA_SUM_OVER || f->kind == FORMULA_PRODUCT_OVER) && f->count == 4;
}

struct symbols {
    struct text *names;
    size_t count, max;
};

/* Symbols of sums around a place: not free there. */
struct bound {
    struct text name;
    const struct bound *outer;
};

static bool is_listed(const struct symbols *s, struct text name)
{
    for (size_t i = 0; i < MIN(s->count, s->max); i++)
        if (text_equal(s->names[i], name))
            return true;
    return false;
}

static bool is_bound(const struct bound *bound, struct text name)
{
    while (bound && !text_equal(bound->name, name))
        bound = bound->outer;
    return bound != NULL;
}

static void collect(const struct formula *f, const struct bound *bound, struct symbols *s)
{
    if (f->kind == FORMULA_SYMBOL && !is_bound(bound, f->text) && !is_listed(s, f->text)) {
        if (s->count < s->max)
            s->names[s->count] = f->text;
        s->count++;
    }
    struct bound const inner = {binds(f) ? f->args[0]->text : TEXT(""), bound};
    for (size_t i = binds(f) ? 1 : 0; i < f->count; i++)
        collect(f->args[i], binds(f) && i == 3 ? &inner : bound, s);
}

size_t formula_symbols(const struct formula *f, struct text *names, size_t max)
{
    struct symbols s = {names, 0, max};
    collect(f, NULL, &s);
    return s.count;
}

static const struct formula *put(struct arena *arena, const struct formula *f, struct text name, const struct formula *is)
{
    if (f->kind == FORMULA_SYMBOL)
        return text_equal(f->text, name) ? is : f;
    if (binds(f) && text_equal(f->args[0]->text, name))
        return f;
    const struct formula **args = NULL;
    for (size_t i = 0; i < f->count; i++) {
        const struct formula *changed = put(arena, f->args[i], name, is);
        if (changed == f->args[i])
            continue;
        if (!args) {
            args = ARENA_ARRAY(arena, const struct formula *, f->count);
            memcpy(args, f->args, f->count * sizeof *args);
        }
        args[i] = changed;
    }
    if (!args)
        return f;
    struct formula *copy = ARENA_ARRAY(arena, struct formula, 1);
    *copy = *f;
    copy->args = args;
    return copy;
}

const struct formula *formula_put(struct arena *arena, const struct formula *f, struct text name, const struct formula *is)
{
    const struct formula *out = put(arena, f, name, is);
    return formula_size(out, FORMULA_NODES_MAX) <= FORMULA_NODES_MAX ? out : NULL;
}

const struct formula *formula_put_all(struct arena *arena, const struct formula *f, const struct text *names,
                                      const struct formula *const *are, size_t count)
{
    static const char *const rooms[FORMULA_PUT_MAX] = {"\x01", "\x02", "\x03",
                                                       "\x04", "\x05", "\x06"}; /* no text holds such names */
    if (count == 1)
        return formula_put(arena, f, names[0], are[0]);
    for (size_t i = 0; i < count && f; i++)
        f = formula_put(arena, f, names[i], formula_new(arena, FORMULA_SYMBOL, 0, text_of(rooms[i]), NULL, 0, f));
    for (size_t i = 0; i < count && f; i++)
        f = formula_put(arena, f, text_of(rooms[i]), are[i]);
    return f;
}
