/* yamljson: what is made of YAML is JSON, or there is an error. */
#include "yamljson.h"
#include "json.h"
#include "target.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct text const copy = target_copy(data, size);
    struct buffer out = {0};
    struct error err = {0};
    size_t values;
    if (yamljson_read(copy, &out, &err) && out.size)
        promise(json_check(buffer_text(&out), &values, &err));
    free((char *)copy.at);
    buffer_free(&out);
    return 0;
}
