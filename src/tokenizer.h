/* tokenizer: a trainer's tokenizer.json (Hugging Face `tokenizers`), read to count tokens exactly.
 *
 * Read are BPE models, byte-level (GPT-2, Llama 3, Qwen, DeepSeek) and with a mark for the space (Llama 2, Mistral, Gemma): added
 * tokens, normalisers NFC, Prepend and Replace, pre-tokenisers Split, Digits, ByteLevel and Metaspace. Anything else is refused, with
 * its name: a wrong count is worse than none. Source of the algorithm: tokenizers, src/models/bpe/word.rs, pre_tokenizers/,
 * tokenizer/added_vocabulary.rs. No tokens are put around the text (BOS, templates): trainers differ in that. */
#ifndef MISSTEP_TOKENIZER_H
#define MISSTEP_TOKENIZER_H

#include "text.h"

enum { TOKENIZER_BYTES_MAX = 128 * 1024 * 1024 /* of the file */ };

struct tokenizer;

/* NULL with the errors of stream_read_all(), or EXIT_DATA: no tokenizer.json, or one of a kind that is not read. One thread at a time. */
struct tokenizer *tokenizer_read(const char *path, struct error *err) MUST_USE;
void tokenizer_free(struct tokenizer *tokenizer); /* NULL is allowed */

struct token_ids {
    uint32_t *at;
    size_t count;
    bool exact; /* else the text has characters that the normaliser may change (rare: accents written apart), or cost too much */
};

/* The ids of a text, which must be UTF-8; special tokens that stand in it are taken for what they are, as trainers do. */
struct token_ids tokenizer_ids(const struct tokenizer *tokenizer, struct text text, struct arena *arena);

/* The special token (added, "special": true) that stands first in the text, or an empty text. */
struct text tokenizer_special(const struct tokenizer *tokenizer, struct text text);

#endif
