#include "audited.h"

bool audited_write(const struct origin *origin, const struct subject *on, const struct certified *c, struct hash *hash,
                   struct arena *arena, struct buffer *out, const char **objection)
{
    size_t const from = out->size;
    struct audit_findings findings;
    struct error err;
    record_write(origin, on, c, hash, arena, out);
    if (!audit_record(text_part(buffer_text(out), from, out->size - 1), arena, hash, &findings, &err))
        die("a record is no JSON: %s", err.says);
    if (!findings.count)
        return true;
    out->size = from;
    *objection = findings.items[0].says;
    return false;
}
