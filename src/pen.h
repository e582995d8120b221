/* pen: text for a terminal, in columns and colours, wrapped at PEN_WIDTH; what a terminal would obey is shown as U+FFFD. */
#ifndef MISSTEP_PEN_H
#define MISSTEP_PEN_H

#include "value.h"

enum { PEN_WIDTH = 100 }; /* columns */

enum ink { PLAIN, BOLD, DIM, GREEN, YELLOW, RED, GREEN_BLOCK, YELLOW_BLOCK, RED_BLOCK };

/* Writes from left to right; `column` counts characters, and what wraps goes on at `indent`. */
struct pen {
    struct buffer *out;
    size_t indent, column;
    bool colour;
};

/* line: ends the line. put: text, wrapped at spaces. cell: text in ink at `column`, padded to `width`. key…: a name in the left column. */
void pen_line(struct pen *pen);
void pen_paint(struct pen *pen, enum ink ink);
void pen_put(struct pen *pen, struct text text);
void pen_put_in(struct pen *pen, enum ink ink, struct text text);
void pen_cell(struct pen *pen, size_t at, size_t width, enum ink ink, struct text text);
void pen_word(struct pen *pen, const char *word);
void pen_say(struct pen *pen, const char *format, ...) PRINTF_LIKE(2, 3);
void pen_heading(struct pen *pen, const char *title);
void pen_key(struct pen *pen, const char *name);
void pen_key_text(struct pen *pen, const char *name, struct text text);
void pen_value(struct pen *pen, const struct value *value);

#endif
