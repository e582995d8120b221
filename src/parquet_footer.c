#include "parquet_parts.h"

#include "thrift.h"

#include <errno.h>
#include <sys/stat.h>
#include <unistd.h>

enum { TAIL = 8, GROUP = -1 };
enum { REQUIRED, OPTIONAL, REPEATED };
/* What the bytes of a type mean: ConvertedType, and LogicalType where it says more. */
enum { CONVERTED_LIST = 3, CONVERTED_DECIMAL = 5, CONVERTED_UINT8 = 11, CONVERTED_UINT64 = 14, CONVERTED_INT64 = 18 };
enum { LOGICAL_DECIMAL = 5, LOGICAL_TIMESTAMP = 8 };

/* One element of the schema, as it is written. */
struct element {
    int64_t type, repetition, children, converted;
    int logical;
    struct text name;
};

bool parquet_bytes(int fd, uint64_t at, size_t size, struct buffer *out, struct error *err)
{
    out->size = 0;
    buffer_reserve(out, size + 1);
    while (out->size < size) {
        ssize_t const got = pread(fd, out->at + out->size, size - out->size, (off_t)(at + out->size));
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return fail(err, EXIT_IO, "cannot read it: %s", strerror(errno));
        if (got == 0)
            return fail(err, EXIT_DATA, "the Parquet file is truncated");
        out->size += (size_t)got;
    }
    return true;
}

uint64_t parquet_little(struct text bytes)
{
    uint64_t number = 0;
    for (size_t i = bytes.size; i > 0; i--)
        number = number << 8 | (unsigned char)bytes.at[i - 1];
    return number;
}

static bool damaged(struct error *err)
{
    return fail(err, EXIT_DATA, "what the Parquet file says of itself is damaged");
}

/* Of a union, the one that it is. */
static int read_union(struct thrift *t)
{
    int which = 0;
    for (int id = 0; thrift_field(t, &id); which = id)
        thrift_skip(t);
    return which;
}

static struct element read_element(struct thrift *t)
{
    struct element e = {.type = GROUP, .converted = -1};
    for (int id = 0; thrift_field(t, &id);)
        if (id == 1)
            e.type = thrift_int(t);
        else if (id == 3)
            e.repetition = thrift_int(t);
        else if (id == 4)
            e.name = thrift_bytes(t);
        else if (id == 5)
            e.children = thrift_int(t);
        else if (id == 6)
            e.converted = thrift_int(t);
        else if (id == 10)
            e.logical = read_union(t);
        else
            thrift_skip(t);
    return e;
}

/* Decimals, dates and times are numbers that would be taken for what they are not. */
static bool is_read(const struct element *e)
{
    if (e->logical >= LOGICAL_DECIMAL && e->logical <= LOGICAL_TIMESTAMP)
        return false;
    bool const number = e->type == PARQUET_INT32 || e->type == PARQUET_INT64;
    if (number)
        return e->converted < 0 || (e->converted >= CONVERTED_UINT8 && e->converted <= CONVERTED_INT64);
    return e->type == PARQUET_BOOLEAN || e->type == PARQUET_FLOAT || e->type == PARQUET_DOUBLE ||
           (e->type == PARQUET_BYTES && e->converted != CONVERTED_DECIMAL);
}

static bool add_column(struct parquet_footer *f, const struct element *e, struct parquet_node *node, struct error *err)
{
    if (!is_read(e))
        return parquet_fail(node, "is of a type that is not read (texts, numbers and booleans are)" PARQUET_WAY_OUT, err);
    node->column = true;
    node->type = (enum parquet_type)e->type;
    node->is_unsigned = e->converted >= CONVERTED_UINT8 && e->converted <= CONVERTED_UINT64;
    node->leaf = f->leaves_count;
    node->leaves = 1;
    f->leaves[f->leaves_count++] = f->nodes_count - 1;
    return true;
}

/* A node and all that is in it. `elements` are left in the text, one behind the other. */
static bool add_node(struct parquet_footer *f, struct thrift *t, size_t *elements, const struct parquet_node *above,
                     unsigned depth, struct error *err)
{
    if (*elements == 0 || depth > PARQUET_DEPTH_MAX)
        return damaged(err);
    --*elements;
    struct element const e = read_element(t);
    size_t const at = f->nodes_count++;
    struct parquet_node *node = &f->nodes[at];
    *node = (struct parquet_node){.name = text_copy(&f->arena, e.name),
                                  .optional = above && e.repetition == OPTIONAL,
                                  .many = above && e.repetition == REPEATED,
                                  .list = e.converted == CONVERTED_LIST && e.children == 1};
    node->repeated = (above ? above->repeated : 0) + node->many;
    node->defined = (above ? above->defined : 0) + node->many + node->optional;
    if (t->bad || e.children < 0)
        return damaged(err);
    bool good = e.children > 0 || !above || add_column(f, &e, node, err);
    if (e.children > 0 || !above)
        node->leaf = f->leaves_count;
    for (int64_t i = 0; good && i < e.children; i++)
        good = add_node(f, t, elements, node, depth + 1, err);
    node->leaves = f->leaves_count - node->leaf;
    node->end = f->nodes_count;
    return good;
}

static bool read_schema(struct parquet_footer *f, struct thrift *t, struct error *err)
{
    size_t elements = thrift_list(t);
    if (elements == 0 || elements > PARQUET_NODES_MAX)
        return elements ? fail(err, EXIT_DATA, "the Parquet file has more than %d columns", PARQUET_NODES_MAX) : damaged(err);
    f->nodes = ARENA_ARRAY(&f->arena, struct parquet_node, elements);
    f->leaves = ARENA_ARRAY(&f->arena, size_t, elements);
    return add_node(f, t, &elements, NULL, 0, err) && (elements == 0 || damaged(err));
}

static bool set_packing(int64_t codec, struct parquet_chunk *chunk, struct error *err)
{
    static const struct {
        int64_t codec;
        enum packing packing;
    } known[] = {{0, PACKING_NONE}, {1, PACKING_SNAPPY}, {2, PACKING_GZIP}, {6, PACKING_ZSTD}};
    for (size_t i = 0; i < COUNT(known); i++)
        if (known[i].codec == codec) {
            chunk->packing = known[i].packing;
            return true;
        }
    return fail(err, EXIT_DATA,
                "the Parquet file is packed in a way that is not read (uncompressed, snappy, gzip and zstd are)" PARQUET_WAY_OUT);
}

/* What a column chunk says of its values (ColumnMetaData). */
static bool read_values(struct thrift *t, struct parquet_chunk *chunk, struct error *err)
{
    int64_t codec = 0, values = 0, size = 0, data = 0, dictionary = 0;
    for (int id = 0; thrift_field(t, &id);)
        if (id == 4)
            codec = thrift_int(t);
        else if (id == 5)
            values = thrift_int(t);
        else if (id == 7)
            size = thrift_int(t);
        else if (id == 9)
            data = thrift_int(t);
        else if (id == 11)
            dictionary = thrift_int(t);
        else
            thrift_skip(t);
    if (t->bad || values < 0 || size < 0 || data < 0)
        return damaged(err);
    chunk->start = (uint64_t)(dictionary > 0 && dictionary < data ? dictionary : data);
    chunk->end = chunk->start + (uint64_t)size;
    chunk->values = (uint64_t)values;
    return set_packing(codec, chunk, err);
}

static bool read_chunk(struct thrift *t, struct parquet_chunk *chunk, struct error *err)
{
    bool good = true, there = false;
    for (int id = 0; good && thrift_field(t, &id);)
        if (id == 1)
            return fail(err, EXIT_DATA, "the columns of the Parquet file are in other files");
        else if (id == 3)
            good = there = read_values(t, chunk, err);
        else
            thrift_skip(t);
    return good && (there || damaged(err));
}

static bool read_group(struct parquet_footer *f, struct thrift *t, struct error *err)
{
    size_t columns = 0;
    int64_t rows = -1;
    struct parquet_chunk *chunks = f->chunks + f->groups_count * f->leaves_count;
    for (int id = 0; thrift_field(t, &id);)
        if (id == 1) {
            columns = thrift_list(t);
            for (size_t i = 0; i < columns; i++)
                if (i >= f->leaves_count || !read_chunk(t, &chunks[i], err))
                    return i >= f->leaves_count ? damaged(err) : false;
        } else if (id == 3) {
            rows = thrift_int(t);
        } else {
            thrift_skip(t);
        }
    if (t->bad || columns != f->leaves_count || rows < 0)
        return damaged(err);
    f->rows[f->groups_count++] = (uint64_t)rows;
    return true;
}

static bool read_groups(struct parquet_footer *f, struct thrift *t, struct error *err)
{
    size_t const groups = thrift_list(t);
    if (!f->nodes || groups * f->leaves_count > t->left.size) /* each takes some bytes */
        return damaged(err);
    f->chunks = ARENA_ZEROS(&f->arena, struct parquet_chunk, groups * f->leaves_count + 1);
    f->rows = ARENA_ZEROS(&f->arena, uint64_t, groups + 1);
    for (size_t i = 0; i < groups; i++)
        if (!read_group(f, t, err))
            return false;
    return true;
}

static bool read_all(struct parquet_footer *f, struct text bytes, struct error *err)
{
    struct thrift t = {.left = bytes};
    bool good = true;
    for (int id = 0; good && thrift_field(&t, &id);)
        if (id == 2)
            good = read_schema(f, &t, err);
        else if (id == 4)
            good = read_groups(f, &t, err);
        else
            thrift_skip(&t);
    return good && ((!t.bad && f->leaves_count && f->rows) || damaged(err));
}

bool parquet_footer_read(int fd, struct parquet_footer *out, struct error *err)
{
    struct buffer bytes = {0};
    struct stat info;
    *out = (struct parquet_footer){0};
    if (fstat(fd, &info) != 0 || !S_ISREG(info.st_mode))
        return fail(err, EXIT_IO, "Parquet is read from files, not from a pipe");
    uint64_t const file = (uint64_t)info.st_size;
    bool good = file > TAIL + 4 && parquet_bytes(fd, file - TAIL, TAIL, &bytes, err);
    if (file <= TAIL + 4 || (good && !text_ends(buffer_text(&bytes), TEXT("PAR1"))))
        good = fail(err, EXIT_DATA, "the Parquet file is truncated");
    uint64_t const size = good ? parquet_little(text_part(buffer_text(&bytes), 0, 4)) : 0;
    if (good && (size > PARQUET_FOOTER_MAX || size + TAIL > file))
        good = damaged(err);
    good = good && parquet_bytes(fd, file - TAIL - size, (size_t)size, &bytes, err) && read_all(out, buffer_text(&bytes), err);
    buffer_free(&bytes);
    return good;
}

void parquet_footer_free(struct parquet_footer *footer)
{
    arena_free(&footer->arena);
}
