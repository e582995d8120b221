/* The certificate that a value is asserted which nothing before it yields, searched again: the numbers of the problem and of the steps
 * before, read anew, and all results of up to two operations with them. */
#include "audit_parts.h"

#include <stdlib.h>

enum { VALUES_MAX = 200 }; /* different values that are combined */

struct values {
    struct value *at; /* small */
    size_t count, room;
};

static void put(struct values *values, enum status status, struct value *value)
{
    if (status == STATUS_OK && value_is_small(value) && values->count < values->room)
        values->at[values->count++] = *value;
    else if (status == STATUS_OK && !value_is_small(value))
        value_clear(value);
}

static int order(const void *a, const void *b)
{
    return value_cmp(a, b);
}

static void tidy(struct values *values)
{
    size_t kept = 0;
    qsort(values->at, values->count, sizeof *values->at, order);
    for (size_t i = 0; i < values->count; i++)
        if (!kept || value_cmp(&values->at[kept - 1], &values->at[i]) != 0)
            values->at[kept++] = values->at[i];
    values->count = kept;
}

static void put_ratio(struct values *values, int64_t top, int64_t bottom)
{
    struct value value = value_ratio(top, bottom);
    put(values, STATUS_OK, &value);
}

/* A percentage as a share, what is left of it, and what it grows to. */
static void put_percent(struct values *values, const struct value *points)
{
    int64_t const p = points->num, d = points->den;
    if (!value_is_small(points) || p > 1000000 || d > 1000000)
        return;
    put_ratio(values, p, 100 * d);
    put_ratio(values, 100 * d - p, d);
    put_ratio(values, 100 * d - p, 100 * d);
    put_ratio(values, 100 * d + p, 100 * d);
}

static void put_numbers(struct audit *a, struct values *values, struct text text, const struct audit_number *but)
{
    struct audit_number *there;
    size_t const count = audit_numbers(text, a->arena, &there);
    for (size_t i = 0; i < count; i++) {
        struct value value;
        if ((but && audit_number_is(&there[i], but, 0)) ||
            value_read(text_part(text, there[i].start, there[i].end), &value) != STATUS_OK)
            continue;
        if (there[i].percent)
            put_percent(values, &value);
        put(values, STATUS_OK, &value);
    }
}

static bool has_word(struct text text, const char *word)
{
    struct text const wanted = text_of(word);
    for (size_t at = text_find(text, wanted, 0); at < text.size; at = text_find(text, wanted, at + 1)) {
        size_t const end = at + wanted.size;
        if ((at == 0 || (!is_letter(text.at[at - 1]) && text.at[at - 1] != '-')) &&
            (end == text.size || (!is_letter(text.at[end]) && text.at[end] != '-')))
            return true;
    }
    return false;
}

static void put_words(struct values *values, struct text problem)
{
    static const struct {
        const char *word;
        int64_t value;
    } words[] = {{"two", 2},      {"three", 3},  {"four", 4},    {"five", 5},      {"six", 6},     {"seven", 7},
                 {"eight", 8},    {"nine", 9},   {"ten", 10},    {"eleven", 11},   {"twelve", 12}, {"twice", 2},
                 {"half", 2},     {"dozen", 12}, {"week", 7},    {"weeks", 7},     {"hour", 60},   {"hours", 60},
                 {"minutes", 60}, {"year", 12},  {"months", 12}, {"percent", 100}, {"cents", 100}};
    for (size_t i = 0; i < COUNT(words); i++)
        if (has_word(problem, words[i].word))
            put_ratio(values, words[i].value, 1);
}

/* What the faulty step says beside the asserted value; where that stands in a claim, up to the claim's result. */
static struct text own_words(const struct audited *r)
{
    struct text const step = r->bad_steps.at[r->bad_root];
    return audit_bare(r) ? step : text_part(step, 0, MIN(text_find(step, TEXT("="), r->claim_at), step.size));
}

static struct values values_before(struct audit *a, const struct audit_number *asserted)
{
    enum { ROOM = 4000 };
    struct audited const *r = &a->r;
    struct values values = {.at = ARENA_ARRAY(a->arena, struct value, ROOM), .room = ROOM};
    put_numbers(a, &values, r->problem, NULL);
    put_words(&values, r->problem);
    for (size_t i = 0; i < r->bad_root; i++)
        put_numbers(a, &values, r->bad_steps.at[i], NULL);
    put_numbers(a, &values, own_words(r), asserted);
    if (values.count < values.room)
        tidy(&values);
    return values;
}

/* The values, and what one operation makes of them. */
static struct values one_operation(const struct values *values, struct arena *arena)
{
    size_t const room = values->count * (values->count * 4 + 1) + 1;
    struct values out = {.at = ARENA_ARRAY(arena, struct value, room), .room = room};
    struct value v;
    for (size_t i = 0; i < values->count; i++) {
        v = values->at[i];
        put(&out, STATUS_OK, &v);
        for (size_t k = 0; k < values->count; k++) {
            put(&out, value_add(&values->at[i], &values->at[k], &v), &v);
            put(&out, value_sub(&values->at[i], &values->at[k], &v), &v);
            put(&out, value_mul(&values->at[i], &values->at[k], &v), &v);
            put(&out, value_div(&values->at[i], &values->at[k], &v), &v);
        }
    }
    tidy(&out);
    return out;
}

static bool among(const struct values *values, enum status status, struct value *value)
{
    if (status != STATUS_OK)
        return false;
    bool const found = values->count && bsearch(value, values->at, values->count, sizeof *values->at, order);
    value_clear(value);
    return found;
}

static bool derived(struct audit *a, const struct values *values, const struct value *wanted)
{
    struct values const results = one_operation(values, a->arena);
    struct value v = *wanted;
    bool found = among(&results, STATUS_OK, &v);
    for (size_t i = 0; i < values->count && !found; i++) {
        const struct value *b = &values->at[i];
        if (value_sign(b) == 0)
            continue;
        found = among(&results, value_sub(wanted, b, &v), &v) || among(&results, value_add(wanted, b, &v), &v) ||
                among(&results, value_sub(b, wanted, &v), &v) || among(&results, value_div(wanted, b, &v), &v) ||
                among(&results, value_mul(wanted, b, &v), &v) || among(&results, value_div(b, wanted, &v), &v);
    }
    return found;
}

static void search(struct audit *a, const struct audit_number *asserted, struct text digits)
{
    struct values const values = values_before(a, asserted);
    struct value wanted;
    if (values.count > VALUES_MAX) {
        audit_note(a, "too many values stand before to search them", "%zu", values.count);
        return;
    }
    if (value_read(digits, &wanted) != STATUS_OK)
        return;
    if (!value_is_small(&wanted) || derived(a, &values, &wanted))
        audit_note(a, "what is asserted can be derived", "\"%.*s\"", AUDIT_QUOTE(digits));
    value_clear(&wanted);
}

void audit_underived(struct audit *a)
{
    struct text const bound = TEXT(": 2 operations");
    struct audited const *r = &a->r;
    struct text const at = r->certificate.at;
    struct audit_number number, *written;
    bool minus;
    if (audit_bare(r))
        audit_stop(a);
    else
        audit_true(a);
    audit_gap(a, &r->was);
    size_t const count = audit_numbers(r->edits[r->root].becomes, a->arena, &written);
    struct text const digits = text_part(at, 0, at.size - MIN(at.size, bound.size));
    if (!text_ends(at, bound) || count != 1 || !audit_number_alone(digits, a->arena, &number, &minus) || minus ||
        !audit_number_is(&number, &written[0], 0)) {
        audit_note(a, "the certificate does not say what is underived, and how far was searched", "\"%.*s\"", AUDIT_QUOTE(at));
        return;
    }
    search(a, &number, digits);
}
