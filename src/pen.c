#include "pen.h"

#include <stdio.h>

enum { NUMBER_SHOWN = 40, KEY_WIDTH = 14 };

static void reach(struct pen *pen, size_t column)
{
    for (; pen->column < column; pen->column++)
        buffer_char(pen->out, ' ');
}

void pen_line(struct pen *pen)
{
    buffer_char(pen->out, '\n');
    pen->column = 0;
}

void pen_paint(struct pen *pen, enum ink ink)
{
    static const char *const codes[] = {"0", "1", "2", "32", "33", "31", "7;32", "7;33", "7;31"};
    reach(pen, pen->indent);
    if (pen->colour)
        buffer_format(pen->out, "\033[%sm", codes[ink]);
}

/* Bytes of the character at `at`, and whether a terminal would obey instead of showing it. */
static size_t character(struct text text, size_t at, bool *harmful)
{
    size_t next = at;
    *harmful = text_steers(text_next(text, &next));
    return next - at;
}

static size_t word_width(struct text text, size_t from)
{
    size_t end = from;
    while (end < text.size && !is_space(text.at[end]))
        end++;
    return text_code_points(text_part(text, from, end), end - from);
}

void pen_put(struct pen *pen, struct text text)
{
    for (size_t i = 0, size; i < text.size; i += size) {
        bool harmful, space = is_space(text.at[i]);
        size = character(text, i, &harmful);
        if (text.at[i] == '\n' || (space && pen->column > pen->indent && pen->column + word_width(text, i + 1) >= PEN_WIDTH)) {
            pen_line(pen);
            continue;
        }
        reach(pen, pen->indent);
        buffer_add(pen->out, space ? TEXT(" ") : harmful ? TEXT("\xEF\xBF\xBD") : text_part(text, i, i + size));
        pen->column++;
    }
}

void pen_put_in(struct pen *pen, enum ink ink, struct text text)
{
    pen_paint(pen, ink);
    pen_put(pen, text);
    pen_paint(pen, PLAIN);
}

/* A column: what follows stands `width` behind `at`, or one blank behind the text. */
void pen_cell(struct pen *pen, size_t at, size_t width, enum ink ink, struct text text)
{
    pen->indent = at;
    pen_put_in(pen, ink, text);
    pen_put(pen, TEXT(" "));
    pen->indent = at + width;
}

void pen_word(struct pen *pen, const char *word)
{
    pen_put(pen, text_of(word));
}

void pen_say(struct pen *pen, const char *format, ...)
{
    char room[300];
    va_list args;
    va_start(args, format);
    vsnprintf(room, sizeof room, format, args);
    va_end(args);
    pen_word(pen, room);
}

void pen_heading(struct pen *pen, const char *title)
{
    pen->indent = 0;
    pen_line(pen);
    pen_put_in(pen, BOLD, text_of(title));
    pen->indent = 2;
    pen_line(pen);
}

void pen_key(struct pen *pen, const char *name)
{
    pen_cell(pen, 2, KEY_WIDTH, DIM, text_of(name));
}

void pen_key_text(struct pen *pen, const char *name, struct text text)
{
    pen_key(pen, name);
    pen_put(pen, text);
    pen_line(pen);
}

void pen_value(struct pen *pen, const struct value *value)
{
    struct buffer digits = {0};
    value_write(value, &digits);
    pen_put(pen, text_part(buffer_text(&digits), 0, MIN(digits.size, (size_t)NUMBER_SHOWN)));
    pen_word(pen, digits.size > NUMBER_SHOWN ? "…" : "");
    buffer_free(&digits);
}
