/* manifest: what a run was, in one file: the tool, the settings, the commands that anybody can repeat, and the sums that each of them
 * wrote. */
#ifndef MISSTEP_MANIFEST_H
#define MISSTEP_MANIFEST_H

#include "json_write.h"

enum { MANIFEST_PART_MAX = 1 << 20 }; /* bytes of a part */

/* A file of JSON that becomes a member of the manifest. */
struct manifest_part {
    const char *key, *path;
};

/* `commands`: arrays of words as JSON, parted by commas. Fails as stream_read_all() and file_write_whole() do. */
bool manifest_write(const char *path, const char *fingerprint, struct text settings, struct text commands,
                    const struct manifest_part *parts, size_t count, struct error *err);

#endif
