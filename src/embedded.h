/* embedded: JSON objects inside an answer, wherever they stand: alone, in a fence, behind words. */
#ifndef MISSTEP_EMBEDDED_H
#define MISSTEP_EMBEDDED_H

#include "json.h"

/* The next object at or behind *at, which is 0 at first and moves behind it; what looks like one and is none is passed over.
 * False: there is none any more. One that is inside another is not looked for. */
bool embedded_next(struct text text, size_t *at, struct arena *arena, struct json_object *out);

/* Members of such an object: false, with *out untouched, if there is none or it is of another kind. */
bool embedded_text(const struct json_object *object, const char *key, struct arena *arena, struct text *out);
bool embedded_bool(const struct json_object *object, const char *key, bool *out);

/* "\frac" in JSON is a form feed and "rac": does a text that was read hold a control character? Line breaks may be allowed, but not where
 * "\neq" would have left them. */
bool embedded_control(struct text text, bool lines);

#endif
