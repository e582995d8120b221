/* audited: records that are written only if their own audit, which reads them as a stranger would, finds nothing. */
#ifndef MISSTEP_AUDITED_H
#define MISSTEP_AUDITED_H

#include "audit.h"
#include "record.h"

/* record_write(), taken back if the audit objects: then false, and *objection is its first finding, static. */
bool audited_write(const struct origin *origin, const struct subject *on, const struct certified *c, struct hash *hash,
                   struct arena *arena, struct buffer *out, const char **objection);

#endif
