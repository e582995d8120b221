#include "parquet_parts.h"

#include "json_write.h"

#include <stdlib.h>

struct parquet {
    struct parquet_footer footer;
    struct parquet_cursor *cursors; /* of each column */
    size_t group;                   /* the row group that is being read; they begin at 1 */
    uint64_t rows;                  /* that are still to come in it */
};

/* What a row is put together from. */
struct assembly {
    struct parquet *parquet;
    struct json_writer w;
    struct error *err;
};

struct parquet *parquet_open(int fd, struct error *err)
{
    struct parquet *p = memory_new(sizeof *p);
    *p = (struct parquet){0};
    if (!parquet_footer_read(fd, &p->footer, err)) {
        parquet_footer_free(&p->footer);
        free(p);
        return NULL;
    }
    size_t const size = p->footer.leaves_count * sizeof *p->cursors;
    p->cursors = memory_new(size);
    if (size)
        memset(p->cursors, 0, size);
    for (size_t i = 0; i < p->footer.leaves_count; i++) {
        p->cursors[i].column = &p->footer.nodes[p->footer.leaves[i]];
        p->cursors[i].fd = fd;
    }
    return p;
}

void parquet_close(struct parquet *p)
{
    if (!p)
        return;
    for (size_t i = 0; i < p->footer.leaves_count; i++)
        parquet_cursor_free(&p->cursors[i]);
    free(p->cursors);
    parquet_footer_free(&p->footer);
    free(p);
}

static const struct parquet_node *node_at(const struct assembly *a, size_t at)
{
    return &a->parquet->footer.nodes[at];
}

/* Any column of a node tells whether it is there: the first does. */
static struct parquet_cursor *first_cursor(const struct assembly *a, const struct parquet_node *node)
{
    return &a->parquet->cursors[node->leaf];
}

static bool misfit(struct error *err)
{
    return fail(err, EXIT_DATA, "the columns of the Parquet file do not fit together");
}

/* A null takes one place in each column below it. */
static bool put_nothing(struct assembly *a, const struct parquet_node *node, struct text as)
{
    json_put_raw(&a->w, as);
    for (size_t i = node->leaf; i < node->leaf + node->leaves; i++)
        if (!parquet_cursor_next(&a->parquet->cursors[i], a->err))
            return false;
    return true;
}

static bool put_node(struct assembly *a, size_t at);

static bool put_column(struct assembly *a, const struct parquet_node *node)
{
    struct parquet_cursor *c = first_cursor(a, node);
    struct buffer value = {0};
    if (!c->there || c->definition < node->defined)
        return misfit(a->err);
    bool const good = parquet_value_write(node, c->value, &value);
    json_put_raw(&a->w, buffer_text(&value));
    buffer_free(&value);
    return good ? parquet_cursor_next(c, a->err) : parquet_fail(node, "holds bytes that are no text", a->err);
}

static bool put_structure(struct assembly *a, size_t at)
{
    size_t const end = node_at(a, at)->end;
    json_open(&a->w, '{');
    for (size_t i = at + 1; i < end; i = node_at(a, i)->end) {
        json_key_text(&a->w, node_at(a, i)->name);
        if (!put_node(a, i))
            return false;
    }
    json_close(&a->w, '}');
    return true;
}

/* The node is there; a repeated one is one item of its list. */
static bool put_there(struct assembly *a, size_t at)
{
    const struct parquet_node *node = node_at(a, at);
    return node->column ? put_column(a, node) : put_structure(a, at);
}

/* Lists are written as one repeated group around the item; older writers repeat the item itself. */
static size_t item_of(const struct assembly *a, size_t repeated)
{
    const struct parquet_node *node = node_at(a, repeated);
    bool const single = !node->column && node_at(a, repeated + 1)->end == node->end;
    bool const old = text_equal(node->name, TEXT("array")) || text_ends(node->name, TEXT("_tuple"));
    return single && !old ? repeated + 1 : repeated;
}

/* All items of a repeated node; `item` is what each is. */
static bool put_items(struct assembly *a, size_t repeated, size_t item)
{
    const struct parquet_node *node = node_at(a, repeated);
    const struct parquet_cursor *c = first_cursor(a, node);
    if (c->definition < node->defined)
        return put_nothing(a, node, TEXT("[]"));
    json_open(&a->w, '[');
    do {
        if (!(item == repeated ? put_there : put_node)(a, item))
            return false;
    } while (c->there && c->repetition == node->repeated);
    json_close(&a->w, ']');
    return true;
}

static bool put_node(struct assembly *a, size_t at)
{
    const struct parquet_node *node = node_at(a, at);
    if (node->many)
        return put_items(a, at, at);
    if (node->optional && first_cursor(a, node)->definition < node->defined)
        return put_nothing(a, node, TEXT("null"));
    if (node->list && node_at(a, at + 1)->many)
        return put_items(a, at + 1, item_of(a, at + 1));
    return put_there(a, at);
}

static bool next_group(struct parquet *p, struct error *err)
{
    size_t const leaves = p->footer.leaves_count;
    for (size_t i = 0; i < leaves; i++) {
        parquet_cursor_start(&p->cursors[i], &p->footer.chunks[p->group * leaves + i]);
        if (!parquet_cursor_next(&p->cursors[i], err))
            return false;
    }
    p->rows = p->footer.rows[p->group++];
    return true;
}

bool parquet_row(struct parquet *p, struct buffer *out, bool *more, struct error *err)
{
    struct assembly a = {.parquet = p, .w = {.out = out}, .err = err};
    while (p->rows == 0 && p->group < p->footer.groups_count)
        if (!next_group(p, err))
            return false;
    *more = p->rows > 0;
    if (!*more)
        return true;
    p->rows--;
    for (size_t i = 0; i < p->footer.leaves_count; i++)
        if (!p->cursors[i].there || p->cursors[i].repetition)
            return misfit(err);
    return put_structure(&a, 0);
}
