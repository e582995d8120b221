/* tokenizer_parts: what the parts of the tokenizer share: tokenizer_read.c fills it from the file, tokenizer_shape.c normalises and
 * cuts into words, tokenizer_merge.c makes tokens of a word, tokenizer_ids.c leads. */
#ifndef MISSTEP_TOKENIZER_PARTS_H
#define MISSTEP_TOKENIZER_PARTS_H

#include "pattern.h"
#include "tokenizer.h"

enum { STAGES_MAX = 16, NO_TOKEN = UINT32_MAX };

/* Texts to ids, and pairs of ids to what they merge to; open addressing, `size` is a power of two and at least twice the entries. */
struct vocabulary {
    struct vocabulary_entry {
        struct text word;
        uint32_t id; /* NO_TOKEN: free */
    } * at;
    size_t size;
};

struct merges {
    struct merge {
        uint32_t left, right; /* left NO_TOKEN: free */
        uint32_t rank, id;
    } * at;
    size_t size;
};

struct change {
    enum { CHANGE_NFC, CHANGE_PREPEND, CHANGE_REPLACE } kind;
    struct text from, to;
};

enum behaviour { SPLIT_ISOLATED, SPLIT_REMOVED, SPLIT_WITH_PREVIOUS, SPLIT_WITH_NEXT, SPLIT_CONTIGUOUS };

enum stage_kind {
    STAGE_PREFIX, /* `mark` before each piece that does not begin with it */
    STAGE_FIRST,  /* … before the piece at the start of the text */
    STAGE_MARK,   /* a mark for each space */
    STAGE_SPLIT,
    STAGE_BYTES, /* each byte as its character; the last one */
};

struct stage {
    enum stage_kind kind;
    struct text mark;
    struct pattern *pattern;
    enum behaviour behaviour;
    bool invert;
};

struct added {
    struct text content; /* normalised, if `normalised` */
    uint32_t id;
    bool normalised, special, strip_left, strip_right;
};

struct tokenizer {
    struct buffer file; /* what the texts below borrow from */
    struct arena arena; /* and what had escapes */
    struct vocabulary vocabulary;
    struct merges merges;
    bool byte_fallback, fuse_unknown, ignore_merges;
    uint32_t unknown;          /* or NO_TOKEN */
    uint32_t fallback[256];    /* ids of <0x00> … <0xFF>, or NO_TOKEN */
    struct text alphabet[256]; /* how a byte is written in a byte-level vocabulary */
    struct change changes[STAGES_MAX];
    struct stage stages[STAGES_MAX];
    size_t changes_count, stages_count;
    struct pattern *unstable; /* characters that NFC may change */
    struct added *added;
    size_t added_count;
    bool starts[2][256]; /* of added tokens, plain and normalised: first bytes */
};

/* One call of tokenizer_ids(). */
struct tokenizing {
    const struct tokenizer *with;
    struct arena *arena;
    struct token_ids ids;
    size_t room;
    struct merging {
        struct symbol *symbols;
        struct candidate *heap;
        size_t room, heap_room, count, heap_count;
    } merging;
};

bool tokenizer_load(struct tokenizer *t, struct error *err);

uint32_t vocabulary_find(const struct vocabulary *v, struct text word);
void vocabulary_put(struct vocabulary *v, struct text word, uint32_t id);
const struct merge *merges_find(const struct merges *m, uint32_t left, uint32_t right);
void merges_put(struct merges *m, struct merge merge);

void tokenizing_add(struct tokenizing *z, uint32_t id);
void tokenizing_merge(struct tokenizing *z, struct text word);                 /* a word becomes tokens */
void tokenizing_words(struct tokenizing *z, struct text piece, bool at_start); /* a piece without added tokens becomes words */
struct text tokenizing_normalise(const struct tokenizer *t, struct text text, struct arena *arena);

#endif
