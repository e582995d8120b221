/* yamljson: a YAML document as one line of JSON, for what is deeper than a config: lists of maps in cards. Through the same library as
 * yamlfile. Every scalar becomes a string, nothing and `~` and `null` become null; keys are scalars. */
#ifndef MISSTEP_YAMLJSON_H
#define MISSTEP_YAMLJSON_H

#include "text.h"

enum { YAMLJSON_DEPTH_MAX = 32, YAMLJSON_BYTES_MAX = 1024 * 1024 };

/* Appends the JSON. EXIT_DATA with the line: no YAML, anchors, aliases, more than one document, deeper or larger than the limits. */
bool yamljson_read(struct text yaml, struct buffer *out, struct error *err) MUST_USE;

#endif
