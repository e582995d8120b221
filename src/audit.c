#include "audit.h"

#include "audit_parts.h"

#include <stdio.h>

enum { ID_MAX = 120, QUOTE_MAX = 60 };

struct text audit_cut(struct text text)
{
    size_t size = MIN(text.size, (size_t)QUOTE_MAX);
    while (size && size < text.size && ((unsigned char)text.at[size] & 0xC0) == 0x80)
        size--;
    return size ? text_part(text, 0, size) : TEXT("");
}

bool audit_is(struct text text, const char *word)
{
    return text_equal(text, text_of(word));
}

/* A character cut off at the end goes; control characters become spaces. */
static void clean(char *detail)
{
    size_t bad;
    if (!text_is_utf8(text_of(detail), &bad))
        detail[bad] = '\0';
    for (char *c = detail; *c; c++)
        if ((unsigned char)*c < 0x20 || *c == 0x7F)
            *c = ' ';
}

void audit_note(struct audit *a, const char *says, const char *format, ...)
{
    if (a->out->count == AUDIT_FINDINGS_MAX) {
        a->out->more++;
        return;
    }
    struct audit_finding *finding = &a->out->items[a->out->count++];
    va_list args;
    va_start(args, format);
    if (vsnprintf(finding->detail, sizeof finding->detail, format, args) < 0)
        finding->detail[0] = '\0';
    va_end(args);
    finding->says = says;
    clean(finding->detail);
}

/* The one number that the edit changes, where it changes just that. */
static void read_edit_numbers(struct audit *a)
{
    const struct audit_edit *e = &a->r.edits[a->r.root];
    struct audit_number was, becomes;
    bool minus;
    if (audit_number_alone(e->was, a->arena, &was, &minus) && audit_number_alone(e->becomes, a->arena, &becomes, &minus)) {
        a->r.was = was;
        a->r.becomes = becomes;
    }
}

static void check(struct audit *a, const struct json_object *object)
{
    bool const readable = audit_read(a, object);
    a->out->id = text_part(a->r.id, 0, text_byte_of(a->r.id, ID_MAX));
    if (!readable)
        return;
    audit_seal(a);
    if (!audit_edits(a))
        return;
    read_edit_numbers(a);
    audit_measures(a);
    if (!audit_labels(a))
        return;
    audit_certificate(a);
    audit_counts(a);
    audit_words(a);
    audit_later(a);
}

bool audit_record(struct text line, struct arena *arena, struct hash *hash, struct audit_findings *out, struct error *err)
{
    struct json_object object;
    *out = (struct audit_findings){0};
    if (!json_read_object(line, arena, &object, err))
        return false;
    struct audit a = {.line = line, .arena = arena, .hash = hash, .out = out};
    check(&a, &object);
    return true;
}
