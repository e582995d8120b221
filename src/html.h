/* html: foreign text in a page: it is shown, never obeyed. */
#ifndef MISSTEP_HTML_H
#define MISSTEP_HTML_H

#include "text.h"

/* Good between tags and in quoted attributes: & < > " and ' become references; what steers (text_steers()) becomes U+FFFD, but for tabs
 * and line breaks. UTF-8. */
void html_text(struct buffer *out, struct text text);

/* The same of the character at *at, which moves behind it. */
void html_character(struct buffer *out, struct text text, size_t *at);

/* A word of a command line that a shell takes as it stands: quoted if need be, then as html_text(). */
void html_word(struct buffer *out, struct text word);

#endif
