/* config: a settings file; what was read is printed, and read again to the same settings. */
#include "config.h"
#include "target.h"

static const struct setting schema[] = {
    {.key = "out", .kind = SETTING_TEXT},
    {.key = "inject.seed", .kind = SETTING_INT, .standard = "1"},
    {.key = "inject.injectors", .kind = SETTING_LIST, .choices = "calculation|reorder"},
    {.key = "inject.keep-marks", .kind = SETTING_BOOL, .standard = "false"},
    {.key = "export.formats", .kind = SETTING_LIST},
    {.key = "export.trust", .kind = SETTING_CHOICE, .choices = "none|gold", .standard = "none"},
    {.key = "threads", .kind = SETTING_INT, .min = 1, .max = 64},
};

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct config *first = config_new(schema, COUNT(schema)), *again = config_new(schema, COUNT(schema));
    struct buffer before = {0}, printed = {0}, after = {0};
    struct error err;
    config_canonical(first, &before);
    if (config_read(first, target_file(data, size), &err)) {
        before.size = 0;
        config_canonical(first, &before);
        config_print(first, &printed);
        promise(config_read(again, target_file((const uint8_t *)printed.at, printed.size), &err));
        config_canonical(again, &after);
    } else {
        config_canonical(first, &after); /* nothing has changed */
    }
    promise(text_equal(buffer_text(&before), buffer_text(&after)));
    buffer_free(&before);
    buffer_free(&printed);
    buffer_free(&after);
    config_free(first);
    config_free(again);
    return 0;
}
