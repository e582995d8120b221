/* manifest: what a run was, in one file: the tool, the settings, the commands that anybody can repeat, and the sums that each of them
 * wrote. */
#ifndef MISSTEP_MANIFEST_H
#define MISSTEP_MANIFEST_H

#include "json_write.h"

enum { MANIFEST_PART_MAX = 1 << 20 }; /* bytes of a part */

/* What a stage has made. */
struct manifest_part {
    const char *key, *path;   /* a member of the manifest, and the file of JSON that stands there; NULL: it has none */
    const struct text *files; /* all that it wrote, as they are called inside the folder: "files" of the manifest */
    size_t files_count;
};

/* `commands`: arrays of words as JSON, parted by commas. Fails as stream_read_all() and file_write_whole() do. */
bool manifest_write(const char *path, const char *fingerprint, struct text settings, struct text commands,
                    const struct manifest_part *parts, size_t count, struct error *err);

#endif
