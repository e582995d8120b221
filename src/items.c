#include "items.h"

static struct text without_mark(struct text text)
{
    struct text const mark = TEXT("\xEF\xBB\xBF");
    return text_starts(text, mark) ? text_part(text, mark.size, text.size) : text;
}

bool items_begin(struct text *head, struct items *out)
{
    struct text const text = without_mark(*head);
    size_t at = 0;
    while (at < text.size && is_space(text.at[at]))
        at++;
    bool const array = at < text.size && text.at[at] == '[';
    size_t const behind = at + 1 + (at + 1 < text.size && text.at[at + 1] == '\r');
    bool const bare = behind < text.size && text.at[at] == '{' && text.at[behind] == '\n';
    if (!array && !bare)
        return false;
    *out = (struct items){.bare = bare};
    at += array;
    for (size_t i = 0; i < at; i++)
        out->lines += text.at[i] == '\n';
    out->bytes = head->size - text.size + at;
    *head = text_part(text, at, text.size);
    return true;
}

/* `at` more bytes have been read. */
static bool wrong(const struct items *items, size_t at, const char *what, struct error *err)
{
    return fail(err, EXIT_DATA, "%s, behind value %llu of the array (byte %llu, line %llu)", what,
                (unsigned long long)items->count, (unsigned long long)(items->bytes + at), (unsigned long long)items->lines + 1);
}

/* A byte outside strings: does it end the value? */
static bool ends_value(struct items *items, char c)
{
    if (c == '"')
        items->string = true;
    else if (c == '{' || c == '[')
        items->depth++;
    else if ((c == '}' || c == ']') && items->depth)
        return --items->depth == 0 && items->bare;
    else
        return !items->bare && !items->depth && (c == ',' || c == ']');
    return false;
}

/* To behind the string that byte `at` is within, or to the end of the piece. */
static size_t through_string(struct items *items, struct text piece, size_t at)
{
    for (; at < piece.size && items->string; at++) {
        items->string = items->escaped || piece.at[at] != '"';
        items->escaped = !items->escaped && piece.at[at] == '\\';
    }
    return at;
}

/* To the byte that ends the value, to white space, into a string, or to the end of the piece. */
static size_t through_words(struct items *items, struct text piece, size_t at, bool *ended)
{
    while (at < piece.size && !items->string && !is_space(piece.at[at]) && !(*ended = ends_value(items, piece.at[at])))
        at++;
    return at + (*ended && items->bare); /* its closing bracket belongs to it */
}

static void add(struct items *items, struct text bytes, struct buffer *out)
{
    if (!bytes.size)
        return;
    if (items->blank && items->begun)
        buffer_char(out, ' ');
    items->blank = false;
    items->begun = true;
    buffer_add(out, bytes);
}

/* The byte at `at` has ended a value. */
static bool end_value(struct items *items, struct text piece, size_t *at, enum items_found *found, struct error *err)
{
    bool const last = !items->bare && piece.at[*at] == ']';
    if (!items->begun && (!last || items->count))
        return wrong(items, *at, "a value is missing", err);
    *found = items->begun ? ITEMS_VALUE : ITEMS_MORE;
    *at += !items->bare;
    items->count += items->begun;
    items->closed = last;
    items->begun = items->blank = false;
    return true;
}

bool items_next(struct items *items, struct text *piece, struct buffer *out, enum items_found *found, struct error *err)
{
    size_t at = 0;
    bool ended = false;
    *found = ITEMS_MORE;
    while (at < piece->size && !ended) {
        size_t const from = at;
        if (items->string) {
            at = through_string(items, *piece, at);
        } else if (is_space(piece->at[at])) {
            items->lines += piece->at[at++] == '\n';
            items->blank = true;
            continue;
        } else if (items->closed) {
            return wrong(items, at, "more stands behind its end", err);
        } else {
            at = through_words(items, *piece, at, &ended);
        }
        add(items, text_part(*piece, from, at), out);
    }
    if (ended && !end_value(items, *piece, &at, found, err))
        return false;
    items->bytes += at;
    *piece = text_part(*piece, at, piece->size);
    return true;
}

bool items_end(const struct items *items, struct error *err)
{
    bool const open = items->bare ? items->begun : !items->closed;
    return !open || wrong(items, 0, "the file ends too early", err);
}
