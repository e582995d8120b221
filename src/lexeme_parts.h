/* lexeme_parts: what the files of the lexer share: lexeme_read.c (numbers, letters, signs), lexeme_command.c (LaTeX's backslash),
 * lexeme_foreign.c (signs outside ASCII). Nobody else includes it. */
#ifndef MISSTEP_LEXEME_PARTS_H
#define MISSTEP_LEXEME_PARTS_H

#include "lexeme.h"

struct lexer {
    struct text text;
    size_t at;
    enum syntax syntax;
    struct arena *arena;
    struct lexeme *items;
    size_t count, room;
    bool spaced, wide, full;
    size_t opener; /* where the size of a bracket (\\left, \\bigl) or a box around one was read; beyond the text: nowhere */
    unsigned environments; /* open ones: outside of them "&" only aligns */
    bool lists;            /* a plain comma never belongs to a number */
    bool vectors;          /* names of vectors are read */
    bool calculus;         /* \int and \lim are read */
};

static inline char peek(const struct lexer *l, size_t ahead)
{
    return l->at + ahead < l->text.size ? l->text.at[l->at + ahead] : '\0';
}

/* A lexeme over the next `size` bytes, which are taken. */
struct lexeme *lexeme_push(struct lexer *l, enum lexeme_kind kind, char sign, size_t size);

/* Is it the name of a function that LaTeX has no command for: floor, nCr? */
bool lexeme_is_called(struct text name);

/* What lexeme_named() has found, over the next `size` bytes. */
void lexeme_push_named(struct lexer *l, const struct lexeme *known, size_t size);

/* A character as the sign, digit or letter it is, over `size` bytes that stand for it. */
void lexeme_push_ascii(struct lexer *l, char c, size_t size);

/* The code point at the reader's place and its size; damaged UTF-8 gives its first byte. */
uint32_t lexeme_code_at(const struct lexer *l, size_t *size);

/* From a backslash on; from a control byte that damaged one ("\x0crac"), false where there is none; from a byte above 0x7F on. */
void lexeme_read_command(struct lexer *l);
bool lexeme_read_damaged(struct lexer *l);
void lexeme_read_foreign(struct lexer *l);

#endif
