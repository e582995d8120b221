/* Numbers that Parquet keeps in floating point are printed, with as few digits as tell them from all others. Nothing is computed with
 * them. */
#include "parquet_parts.h"

#include "json_write.h"

#include <stdio.h>
#include <stdlib.h>

static void write_shortest(double number, int most, struct buffer *out)
{
    char text[40];
    if (number - number != 0) { /* JSON has no infinity, and nothing for what is no number */
        buffer_add(out, TEXT("null"));
        return;
    }
    for (int digits = 1; digits <= most; digits++) {
        snprintf(text, sizeof text, "%.*g", digits, number);
        if (most == 17 ? strtod(text, NULL) == number : strtof(text, NULL) == (float)number)
            break;
    }
    buffer_add(out, text_of(text));
}

static void write_float(struct text value, struct buffer *out)
{
    uint32_t const bits = (uint32_t)parquet_little(value);
    float number;
    memcpy(&number, &bits, sizeof number);
    write_shortest(number, 9, out);
}

static void write_double(struct text value, struct buffer *out)
{
    uint64_t const bits = parquet_little(value);
    double number;
    memcpy(&number, &bits, sizeof number);
    write_shortest(number, 17, out);
}

static void write_integer(const struct parquet_node *column, struct text value, struct buffer *out)
{
    uint64_t const bits = parquet_little(value);
    if (column->is_unsigned)
        buffer_format(out, "%llu", (unsigned long long)bits);
    else
        buffer_int(out, column->type == PARQUET_INT32 ? (int32_t)(uint32_t)bits : (int64_t)bits);
}

bool parquet_value_write(const struct parquet_node *column, struct text value, struct buffer *out)
{
    size_t bad;
    if (column->type == PARQUET_BYTES) {
        if (!text_is_utf8(value, &bad))
            return false;
        json_write_string(out, value);
    } else if (column->type == PARQUET_BOOLEAN) {
        buffer_add(out, value.at[0] ? TEXT("true") : TEXT("false"));
    } else if (column->type == PARQUET_FLOAT) {
        write_float(value, out);
    } else if (column->type == PARQUET_DOUBLE) {
        write_double(value, out);
    } else {
        write_integer(column, value, out);
    }
    return true;
}
