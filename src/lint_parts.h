/* lint_parts: what the parts of lint share: lint_files.c finds the files of a folder, lint_card.c reads its card, lint_schema.c infers
 * columns, and the others check rows. */
#ifndef MISSTEP_LINT_PARTS_H
#define MISSTEP_LINT_PARTS_H

#include "lint.h"
#include "lint_type.h"
#include "turns.h"

/* The rules that are found where files and columns are read; they stand first in lint_rules. */
enum lint_place {
    LINT_UNREADABLE,
    LINT_ENCODING,
    LINT_MARK,
    LINT_ARRAY,
    LINT_BLANK,
    LINT_END,
    LINT_NO_ROWS,
    LINT_NULL_COLUMN,
    LINT_NULL_THEN_VALUE,
    LINT_NEW_COLUMN,
    LINT_MISSING_COLUMN,
    LINT_MIXED_TYPES,
    LINT_LATER_TYPE,
    LINT_TIMESTAMP,
    LINT_AGENT_TRACE,
    LINT_STRAY,
    LINT_CARD,
    LINT_CARD_FILES,
    LINT_CARD_FEATURES,
    LINT_CARD_COUNT,
    LINT_ONE_CLASS,
    LINT_PLACES
};

enum { LINT_COUNTED = 8 };

/* What a value is, to a trainer. */
enum lint_shape { SHAPE_NONE, SHAPE_TEXT, SHAPE_MESSAGES, SHAPE_OTHER };

struct lint_value {
    const struct json_member *member;
    enum lint_shape shape;
    struct text text;   /* a text; of messages all contents, with a line break between */
    struct turn *turns; /* of messages */
    size_t turns_count;
};

/* The two sides of preference data, however they are called. */
struct lint_pair {
    struct lint_value prompt, chosen, rejected;
    bool implicit; /* the sides hold the prompt themselves */
    bool has_both; /* both are a text or messages */
};

struct lint_steps {
    struct text *at; /* decoded; of what is no list of texts: NULL */
    size_t count;
    const struct json_member *labels;
    struct json_member *label; /* its items */
    size_t labels_count;
    bool found;
};

struct linting {
    const struct lint_job *job;
    struct lint_counts *counts;
    const struct dataset *format;  /* of the files at hand; or NULL */
    struct text separator, marker; /* of the format at hand: behind a step; the token that carries a label */
    int64_t max_tokens;            /* 0: no window */
    bool active[LINT_RULES_MAX];

    const char *path;
    uint64_t line;
    struct arena arena; /* of the row */
    struct text text;
    struct json_object row;
    struct lint_pair pair;
    struct lint_steps steps;

    struct lint_counted { /* texts of the row whose tokens have been counted, the latest last */
        struct text text;
        struct token_ids ids;
    } counted[LINT_COUNTED];
    size_t counted_count;

    struct arena kept;       /* of the dataset at hand */
    struct lint_type schema; /* an object: columns */
    bool declared;           /* by a card */
    bool inferring;          /* still in the first chunk */
    bool typed;              /* the file says its types itself: Parquet */
    uint64_t rows;           /* of the dataset at hand */
    enum lint_shape first_shape;
    uint64_t right, wrong;  /* labels, or solutions */
    struct lint_seen *seen; /* rows met */
    struct error *err;
};

/* Reports, if the rule holds for the format at hand. */
void lint_say(struct linting *l, const struct lint_rule *rule, const char *format, ...) PRINTF_LIKE(3, 4);
#define LINT_AT(place) (&lint_rules[place])

/* What stands under a key of the row. */
struct lint_value lint_value(struct linting *l, const char *key);
struct lint_pair lint_pair(struct linting *l);
struct lint_steps lint_steps(struct linting *l);

/* Tokens of a text; needs a tokenizer. Rules ask for the same texts again. */
struct token_ids lint_ids(struct linting *l, struct text text);
struct text lint_joined(struct linting *l, struct text a, struct text b);

/* lint_schema.c: a row, at this place in the file; then the end of the first chunk, and of the dataset */
void lint_schema_row(struct linting *l, uint64_t offset);
void lint_schema_end(struct linting *l);

/* lint_duplicate.c */
struct lint_seen *lint_seen_new(void);
void lint_seen_free(struct lint_seen *seen);

/* lint_dataset.c: the files of one dataset, in order; a card's features are in l->schema already */
bool lint_dataset(struct linting *l, const struct dataset *format, const char *const *paths, size_t count);
void lint_begin(struct linting *l, const struct dataset *format);

/* lint_files.c: a folder as `datasets` reads it */
bool lint_folder(struct linting *l, const char *folder);

struct lint_files {
    struct text *at; /* paths below the folder, sorted; NUL-terminated */
    size_t count;
};

/* lint_card.c: one config of a card, or the whole of a folder without one */
struct lint_config {
    struct text name;
    const struct json_member *data_files, *info; /* as they stand in the card; or NULL */
};

struct lint_card {
    struct lint_config *configs;
    size_t count;
};

/* False if there is none that says anything of files. What is wrong with it is reported. */
bool lint_card_read(struct linting *l, const char *folder, struct arena *arena, struct lint_card *out);

/* The declared features become l->schema. */
void lint_card_features(struct linting *l, const struct lint_config *config, struct arena *arena);

/* The number of rows that the card gives, -1: none. */
int64_t lint_card_rows(const struct lint_config *config, struct arena *arena);

/* The checks of rows. */
typedef void lint_check(struct linting *l, const struct lint_rule *rule);
lint_check lint_line_separator, lint_duplicate, lint_required, lint_column_type, lint_empty_text, lint_template_token,
    lint_messages, lint_reserved_text;
lint_check lint_mixed_shape, lint_reserved_column, lint_implicit_prompt, lint_same_sides, lint_answer_in_prompt, lint_boundary,
    lint_turns, lint_step_label, lint_ranks;
lint_check lint_prompt_window, lint_window, lint_cut;
lint_check lint_lengths, lint_empty_step, lint_separator_in_step, lint_separator_token, lint_index_range;
lint_check lint_marker_count, lint_marker_place, lint_marker_label;

#endif
