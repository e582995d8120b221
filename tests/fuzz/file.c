/* A file for targets whose entry point takes a path. */
#include "target.h"

#include <unistd.h>

static char name[] = "misstep-fuzz-XXXXXX"; /* in the working directory */

static void forget(void)
{
    unlink(name);
}

const char *target_file(const uint8_t *data, size_t size)
{
    static int fd = -1;
    if (fd < 0) {
        fd = mkstemp(name);
        promise(fd >= 0 && atexit(forget) == 0);
    }
    promise(ftruncate(fd, 0) == 0 && pwrite(fd, data, size, 0) == (ssize_t)size);
    return name;
}
