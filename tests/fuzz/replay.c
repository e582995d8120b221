/* Feeds every file of a folder to a target: seeds, and inputs that broke something once.
 *
 *     NAME-replay FOLDER|FILE...
 */
#include "stream.h"
#include "target.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

static bool read_file(int fd, struct buffer *out)
{
    for (;;) {
        buffer_reserve(out, 1 << 16);
        ssize_t const got = read(fd, out->at + out->size, 1 << 16);
        if (got <= 0)
            return got == 0;
        out->size += (size_t)got;
    }
}

static void feed(const char *path, size_t *fed, size_t *failed)
{
    struct buffer bytes = {0};
    int const fd = open(path, O_RDONLY | O_CLOEXEC);
    bool const good = fd >= 0 && read_file(fd, &bytes);
    fprintf(stderr, "%s\n", path); /* before a crash, the last line says where */
    if (good)
        LLVMFuzzerTestOneInput((const uint8_t *)(bytes.at ? bytes.at : ""), bytes.size);
    else
        printf("FAILED %s: %s\n", path, strerror(errno));
    *(good ? fed : failed) += 1;
    if (fd >= 0)
        close(fd);
    buffer_free(&bytes);
}

static void feed_folder(const char *path, DIR *folder, size_t *fed, size_t *failed)
{
    const struct dirent *entry;
    while ((entry = readdir(folder))) {
        struct buffer name = {0};
        if (entry->d_name[0] == '.')
            continue;
        buffer_format(&name, "%s/%s", path, entry->d_name);
        buffer_char(&name, '\0');
        feed(name.at, fed, failed);
        buffer_free(&name);
    }
}

int main(int argc, char **argv)
{
    size_t fed = 0, failed = 0;
    for (int i = 1; i < argc; i++) {
        DIR *folder = opendir(argv[i]);
        if (folder) {
            feed_folder(argv[i], folder, &fed, &failed);
            closedir(folder);
        } else {
            feed(argv[i], &fed, &failed);
        }
    }
    printf("%zu passed, %zu failed, 0 skipped\n", fed, failed + (fed + failed == 0));
    return failed || fed == 0 ? EXIT_FINDINGS : EXIT_OK;
}
