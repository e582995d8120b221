#include "parquet_parts.h"

#include "thrift.h"

enum {
    HEADER_LEAST = 4096, /* bytes that are read for the header of a page, or four times as many, and so on, up to … */
    HEADER_MOST = 16 * 1024 * 1024,
};
enum { PAGE_DATA = 0, PAGE_DICTIONARY = 2, PAGE_DATA_2 = 3 };
enum { ENCODING_PLAIN = 0, ENCODING_PLAIN_DICTIONARY = 2, ENCODING_RLE = 3, ENCODING_RLE_DICTIONARY = 8 };

static const char unread[] = "is encoded in a way that is not read (plain and dictionaries are)" PARQUET_WAY_OUT;

struct header {
    int64_t kind, size, packed_size, values, encoding;
    int64_t defined_as, repeated_as;     /* of version 1: how levels are encoded */
    int64_t defined_size, repeated_size; /* of version 2: bytes of levels before the values, never packed */
    bool unpacked;                       /* of version 2: the values are not packed either */
};

static bool damaged(const struct parquet_cursor *c, struct error *err)
{
    return parquet_fail(c->column, "is damaged", err);
}

/* DataPageHeader and DictionaryPageHeader begin alike. */
static void read_values_1(struct thrift *t, struct header *h)
{
    for (int id = 0; thrift_field(t, &id);)
        if (id == 1)
            h->values = thrift_int(t);
        else if (id == 2)
            h->encoding = thrift_int(t);
        else if (id == 3 && h->kind == PAGE_DATA)
            h->defined_as = thrift_int(t);
        else if (id == 4 && h->kind == PAGE_DATA)
            h->repeated_as = thrift_int(t);
        else
            thrift_skip(t);
}

static void read_values_2(struct thrift *t, struct header *h)
{
    for (int id = 0; thrift_field(t, &id);)
        if (id == 1)
            h->values = thrift_int(t);
        else if (id == 4)
            h->encoding = thrift_int(t);
        else if (id == 5)
            h->defined_size = thrift_int(t);
        else if (id == 6)
            h->repeated_size = thrift_int(t);
        else if (id == 7)
            h->unpacked = !thrift_bool(t);
        else
            thrift_skip(t);
}

static struct header read_header(struct thrift *t)
{
    struct header h = {.kind = -1, .defined_as = ENCODING_RLE, .repeated_as = ENCODING_RLE};
    for (int id = 0; thrift_field(t, &id);)
        if (id == 1)
            h.kind = thrift_int(t);
        else if (id == 2)
            h.size = thrift_int(t);
        else if (id == 3)
            h.packed_size = thrift_int(t);
        else if (id == 5 || id == 7)
            read_values_1(t, &h);
        else if (id == 8)
            read_values_2(t, &h);
        else
            thrift_skip(t);
    return h;
}

static bool is_sane(const struct parquet_cursor *c, const struct header *h)
{
    return h->size >= 0 && h->size <= PARQUET_PAGE_MAX && h->packed_size >= 0 && h->packed_size <= PARQUET_PAGE_MAX &&
           (uint64_t)h->packed_size <= c->chunk.end - c->chunk.start && h->values >= 0 && h->defined_size >= 0 &&
           h->repeated_size >= 0 && h->defined_size <= h->packed_size && h->repeated_size <= h->packed_size - h->defined_size &&
           h->defined_size + h->repeated_size <= h->size;
}

/* The header of the page at chunk.start, which moves behind it. */
static bool take_header(struct parquet_cursor *c, struct header *out, struct error *err)
{
    uint64_t const most = c->chunk.end - c->chunk.start;
    for (size_t size = HEADER_LEAST;; size *= 4) {
        size_t const read = (size_t)MIN((uint64_t)size, most);
        if (!parquet_bytes(c->fd, c->chunk.start, read, &c->packed, err))
            return false;
        struct thrift t = {.left = buffer_text(&c->packed)};
        *out = read_header(&t);
        c->chunk.start += t.bad ? 0 : read - t.left.size;
        if (!t.bad)
            return is_sane(c, out) || damaged(c, err);
        if (read == most || size > HEADER_MOST)
            return damaged(c, err);
    }
}

/* The page, unpacked, into `out`. */
static bool take_page(struct parquet_cursor *c, const struct header *h, struct buffer *out, struct error *err)
{
    size_t const levels = (size_t)(h->defined_size + h->repeated_size), size = (size_t)h->size;
    if (!parquet_bytes(c->fd, c->chunk.start, (size_t)h->packed_size, &c->packed, err))
        return false;
    c->chunk.start += (uint64_t)h->packed_size;
    out->size = 0;
    buffer_reserve(out, size + 1);
    struct text const packed = buffer_text(&c->packed);
    if (levels)
        memcpy(out->at, packed.at, levels);
    out->size = size;
    return unpack_block(h->unpacked ? PACKING_NONE : c->chunk.packing, text_part(packed, levels, packed.size), out->at + levels,
                        size - levels) ||
           (size == levels) || damaged(c, err);
}

static bool take_dictionary(struct parquet_cursor *c, const struct header *h, struct error *err)
{
    if (!take_page(c, h, &c->dictionary, err))
        return false;
    struct text left = buffer_text(&c->dictionary);
    unsigned bit = 0;
    if ((uint64_t)h->values > left.size) /* each takes a byte at least; there are none of booleans */
        return damaged(c, err);
    if (h->values > PARQUET_WORDS_MAX)
        return parquet_fail(c->column, "has a dictionary that is too large" PARQUET_WAY_OUT, err);
    arena_reset(&c->arena);
    c->words = ARENA_ARRAY(&c->arena, struct text, (size_t)h->values + 1);
    c->words_count = (size_t)h->values;
    for (size_t i = 0; i < c->words_count; i++)
        if (!parquet_plain(&left, &bit, c->column->type, &c->words[i]))
            return damaged(c, err);
    return true;
}

static unsigned bits_for(uint32_t most)
{
    unsigned bits = 0;
    for (; most; most >>= 1)
        bits++;
    return bits;
}

/* The levels at the front of a page: of version 1 behind their size, where there are any. */
static bool take_levels(struct text *page, uint32_t most, bool sized, size_t size, struct parquet_runs *out)
{
    *out = (struct parquet_runs){.width = bits_for(most)};
    if (!most)
        size = 0;
    else if (sized) {
        if (page->size < 4)
            return false;
        size = (size_t)parquet_little(text_part(*page, 0, 4));
        *page = text_part(*page, 4, page->size);
    }
    if (size > page->size)
        return false;
    out->left = text_part(*page, 0, size);
    *page = text_part(*page, size, page->size);
    return true;
}

static bool begin_values(struct parquet_cursor *c, const struct header *h, struct text page, struct error *err)
{
    c->by_index = h->encoding == ENCODING_PLAIN_DICTIONARY || h->encoding == ENCODING_RLE_DICTIONARY;
    bool const runs = h->encoding == ENCODING_RLE && c->column->type == PARQUET_BOOLEAN;
    c->left = page;
    c->bit = 0;
    c->single_bits = runs;
    if (runs && !take_levels(&page, 1, true, 0, &c->indices))
        return damaged(c, err);
    if (c->by_index && page.size)
        c->indices = (struct parquet_runs){.left = text_part(page, 1, page.size), .width = (unsigned char)page.at[0]};
    else if (c->by_index)
        c->indices = (struct parquet_runs){0};
    if (c->by_index && c->indices.width > 32)
        return damaged(c, err);
    return c->by_index || runs || h->encoding == ENCODING_PLAIN || parquet_fail(c->column, unread, err);
}

static bool begin_page(struct parquet_cursor *c, const struct header *h, struct error *err)
{
    bool const first = h->kind == PAGE_DATA;
    if ((c->column->repeated && h->repeated_as != ENCODING_RLE) || (c->column->defined && h->defined_as != ENCODING_RLE))
        return parquet_fail(c->column, unread, err);
    if (!take_page(c, h, &c->page, err))
        return false;
    struct text page = buffer_text(&c->page);
    c->in_page = MIN((uint64_t)h->values, c->chunk.values);
    return (take_levels(&page, c->column->repeated, first, (size_t)h->repeated_size, &c->repeated) &&
            take_levels(&page, c->column->defined, first, (size_t)h->defined_size, &c->defined))
               ? begin_values(c, h, page, err)
               : damaged(c, err);
}

bool parquet_page_next(struct parquet_cursor *c, struct error *err)
{
    struct header h;
    while (c->in_page == 0) {
        if (c->chunk.start >= c->chunk.end)
            return damaged(c, err);
        if (!take_header(c, &h, err))
            return false;
        if (h.kind == PAGE_DICTIONARY ? !take_dictionary(c, &h, err)
                                      : (h.kind == PAGE_DATA || h.kind == PAGE_DATA_2) && !begin_page(c, &h, err))
            return false;
        if (h.kind == 1) /* an index */
            c->chunk.start += (uint64_t)h.packed_size;
        else if (h.kind < PAGE_DATA || h.kind > PAGE_DATA_2)
            return damaged(c, err);
    }
    return true;
}
