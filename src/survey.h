/* survey: pairs drawn for people to judge, blinded: what they see, and the key that says what it was.
 *
 * Three kinds of questions, each a set of its own (the steps of one side beside the pair would tell which side is meant):
 *   pairs       two solutions, which is right? Controls: harmless records, both sides right
 *   steps       one solution, is every step right, which is the first wrong one? Half of them are right sides
 *   preference  two solutions, which is better? For pairs of which nobody says where the error stands
 *
 * No problem is drawn twice, so nobody sees one twice. Chance is drawn from the seed and the texts: the same records give the same items. */
#ifndef MISSTEP_SURVEY_H
#define MISSTEP_SURVEY_H

#include "hash.h"
#include "json_write.h"
#include "pair.h"

enum { SURVEY_MOST = 2000 }; /* items of a kind */

enum survey_kind { SURVEY_PAIRS, SURVEY_STEPS, SURVEY_PREFERENCE, SURVEY_KINDS };
extern const char *const survey_names[SURVEY_KINDS]; /* "pairs", … */

/* What may be said: of pairs and preferences A, B, a tie (or equal), both bad; of steps all right, an error, cannot tell. */
enum choice {
    CHOICE_NONE = -1,
    CHOICE_A,
    CHOICE_B,
    CHOICE_TIE,
    CHOICE_BAD,
    CHOICES,
    CHOICE_CORRECT = 0,
    CHOICE_ERROR,
    CHOICE_UNSURE,
};

/* The word that stands for it in files, NULL where the kind of question has no such answer. */
const char *choice_word(enum survey_kind kind, enum choice choice);
enum choice choice_of(enum survey_kind kind, struct text word); /* CHOICE_NONE if it is none */

struct survey_item {
    enum survey_kind kind;
    char id[32]; /* "pair-000001" */
    struct text pair_id, problem, injector, class;
    const struct text *sides[2]; /* A and B; of steps: the first alone */
    size_t counts[2];
    enum choice right;   /* what the key says */
    int32_t first_error; /* of the side with the error; FIRST_NONE, FIRST_UNKNOWN */
    bool control;
    bool gold; /* also given to the tool, to tell who pays no attention */
};

struct survey;
struct survey *survey_new(uint64_t seed, size_t number, bool preference) MUST_USE; /* number: of each kind, at most SURVEY_MOST */
void survey_free(struct survey *survey);                                           /* NULL is allowed */

/* Is it one of the pairs that may be shown? Its texts are copied. */
void survey_add(struct survey *survey, const struct pair *pair);

/* The items of a kind, in the order in which they are shown; `gold` of them are such. They live in the arena. False where what was kept cannot be
 * read again (EXIT_SOFTWARE). */
bool survey_deal(const struct survey *survey, enum survey_kind kind, size_t gold, struct arena *arena, struct survey_item **out,
                 size_t *count, struct error *err) MUST_USE;

/* Members of a line: false if they are missing or of another kind. first_error: FIRST_UNKNOWN or above. */
bool survey_text(const struct json_object *object, const char *key, struct arena *arena, struct text *out) MUST_USE;
bool survey_first(const struct json_object *object, int32_t *out) MUST_USE;

/* A line of the key: {"id", "bundle", "pair_id", "injector", "class", "right", "first_error", "control", "gold", "problem", "sides", "sha256"}:
 * texts as they were before they were made readable, a hash for each side. */
void survey_key(const struct survey_item *item, struct hash *hash, struct buffer *out);

/* Back again. EXIT_DATA with the reason. */
bool survey_key_read(struct text line, struct arena *arena, struct survey_item *out, struct error *err) MUST_USE;

#endif
