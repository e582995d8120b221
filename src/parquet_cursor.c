#include "parquet_parts.h"

bool parquet_fail(const struct parquet_node *column, const char *what, struct error *err)
{
    return fail(err, EXIT_DATA, "the Parquet column \"%.*s\" %s", (int)MIN(column->name.size, 80u), column->name.at, what);
}

static bool next_run(struct parquet_runs *r)
{
    uint64_t head = 0;
    unsigned shift = 0, c;
    do {
        if (!r->left.size || shift > 28)
            return false;
        c = (unsigned char)r->left.at[0];
        r->left = text_part(r->left, 1, r->left.size);
        head |= (uint64_t)(c & 127) << shift;
        shift += 7;
    } while (c & 128);
    r->packed = head & 1;
    r->run = r->packed ? (head >> 1) * 8 : head >> 1;
    r->bit = 0;
    size_t const bytes = (r->width + 7) / 8;
    if (r->packed)
        return true;
    if (bytes > r->left.size)
        return false;
    r->value = (uint32_t)parquet_little(text_part(r->left, 0, bytes));
    r->left = text_part(r->left, bytes, r->left.size);
    return true;
}

/* The bits of a packed value, which lies in five bytes at most; what would stand behind the end is 0. */
static uint32_t packed_value(const struct parquet_runs *r)
{
    size_t const from = (size_t)(r->bit / 8);
    struct text const bytes = text_part(r->left, MIN(from, r->left.size), MIN(from + 5, r->left.size));
    return (uint32_t)(parquet_little(bytes) >> (r->bit % 8) & (((uint64_t)1 << r->width) - 1));
}

bool parquet_runs_next(struct parquet_runs *r, uint32_t *out)
{
    *out = 0;
    if (!r->width)
        return true;
    while (!r->run)
        if (!next_run(r))
            return false;
    r->run--;
    *out = r->value;
    if (!r->packed)
        return true;
    *out = packed_value(r);
    r->bit += r->width;
    if (!r->run) {
        size_t const bytes = (size_t)((r->bit + 7) / 8);
        r->left = text_part(r->left, MIN(bytes, r->left.size), r->left.size);
    }
    return true;
}

bool parquet_plain(struct text *left, unsigned *bit, enum parquet_type type, struct text *out)
{
    static const char bits[2] = {0, 1};
    size_t size = type == PARQUET_INT64 || type == PARQUET_DOUBLE ? 8 : 4;
    if (left->size < (type == PARQUET_BOOLEAN ? 1 : size))
        return false;
    if (type == PARQUET_BOOLEAN) {
        *out = (struct text){&bits[(unsigned char)left->at[0] >> *bit & 1], 1};
        *bit = (*bit + 1) % 8;
        *left = text_part(*left, *bit == 0, left->size);
        return true;
    }
    if (type == PARQUET_BYTES) {
        size = (size_t)parquet_little(text_part(*left, 0, 4));
        *left = text_part(*left, 4, left->size);
        if (size > left->size)
            return false;
    }
    *out = text_part(*left, 0, size);
    *left = text_part(*left, size, left->size);
    return true;
}

void parquet_cursor_start(struct parquet_cursor *c, const struct parquet_chunk *chunk)
{
    c->chunk = *chunk;
    c->in_page = 0;
    c->words_count = 0;
}

static bool take_value(struct parquet_cursor *c)
{
    static const char bits[2] = {0, 1};
    uint32_t index;
    if (!c->by_index && !c->single_bits)
        return parquet_plain(&c->left, &c->bit, c->column->type, &c->value);
    if (!parquet_runs_next(&c->indices, &index) || index >= (c->by_index ? c->words_count : 2))
        return false;
    c->value = c->by_index ? c->words[index] : (struct text){&bits[index], 1};
    return true;
}

bool parquet_cursor_next(struct parquet_cursor *c, struct error *err)
{
    c->there = c->chunk.values > 0;
    c->repetition = c->definition = 0;
    c->value = TEXT("");
    if (!c->there)
        return true;
    if (c->in_page == 0 && !parquet_page_next(c, err))
        return false;
    c->in_page--;
    c->chunk.values--;
    bool const good = parquet_runs_next(&c->repeated, &c->repetition) && parquet_runs_next(&c->defined, &c->definition) &&
                      c->repetition <= c->column->repeated && c->definition <= c->column->defined &&
                      (c->definition < c->column->defined || take_value(c));
    return good || parquet_fail(c->column, "is damaged", err);
}

void parquet_cursor_free(struct parquet_cursor *c)
{
    buffer_free(&c->packed);
    buffer_free(&c->page);
    buffer_free(&c->dictionary);
    arena_free(&c->arena);
}
