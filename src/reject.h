/* reject: lines that cannot be read, kept with file, line and reason. */
#ifndef MISSTEP_REJECT_H
#define MISSTEP_REJECT_H

#include "output.h"
#include "stream.h"

/* Appends one JSON line: {"file","line","reason","encoding","text"}. Bytes that are not UTF-8 are kept as Latin-1. */
void reject_write(const char *path, const struct line *line, const char *reason, struct buffer *out);

/* Keeps rejected lines: in the file `path` (opened at the first one, into *output) or, without one, as words on stderr. */
bool reject_keep(const char *path, bool force, const char *verb, bool quiet, struct text rows, struct output **output,
                 struct error *err);

#endif
