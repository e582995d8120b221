/* pieces: what rows of several formats are made of: conversations, labelled steps, the columns of export --with. Each function
 * writes one or more members of an open object, unless it says otherwise. */
#ifndef MISSTEP_PIECES_H
#define MISSTEP_PIECES_H

#include "message.h"
#include "spans.h"

/* The columns of --with. */
extern const struct column piece_spans_columns[], piece_weights_columns[], piece_margin_columns[], piece_logp_columns[],
    piece_principle_columns[];

/* Tags for media: some trainers take them for an image, a video, a sound. Ends in NULL. */
extern const char *const piece_media_marks[];

/* What a format that holds both sides in one row is given to put into it. */
struct sides {
    const struct pair *pair;
    const struct render *how;
    struct arena *arena;
    struct preference shown;
};

/* Items of an open list: the system prompt, if there is one, and what the user says. */
void piece_turns(struct json_writer *w, const struct render *how, struct text asked);

/* key: a list of these. */
void piece_asked(struct json_writer *w, const char *key, const struct render *how, struct text asked);

/* key: a list of these three. */
void piece_chat(struct json_writer *w, const char *key, const struct render *how, struct text asked, struct text answer);

/* "prompt", "completions", "labels" of stepwise supervision. */
void piece_stepwise(struct json_writer *w, struct text prompt, const struct labelled *shown);

/* key: a list of 1 and 0, or of true and false. */
void piece_ones(struct json_writer *w, const char *key, const struct labelled *shown);
void piece_truths(struct json_writer *w, const char *key, const struct labelled *shown);

/* With --with spans: "chosen_spans", "rejected_spans". */
void piece_spans(struct json_writer *w, const struct sides *s);

/* With --with weights: "weights", of each label 1.0, 0.5 or 0.0. */
void piece_weights(struct json_writer *w, const struct labelled *shown, const struct render *how);

/* With --with margin: "margin", from 0.01 to 1.00. */
void piece_margin(struct json_writer *w, const struct sides *s);

/* With --with principle: "principle", "round"; of a pair that is about none "" and 0. */
void piece_principle(struct json_writer *w, const struct sides *s);

/* render_labelled() with steps that begin "Step 1: ", as data for process reward models has them behind the problem. Also false, as
 * DROP_MARK, where it would not be seen which "Step 1:" begins the solution. */
bool piece_numbered(const struct pair *pair, bool clean, const struct render *how, struct arena *arena, struct labelled *out);

/* With --with logp: "logp_good", "logp_bad". */
void piece_logp(struct json_writer *w, const struct sides *s);

/* False, with the reason noted, if these are asked for and the pair has none: for formats that have a place for them. */
bool piece_logp_known(const struct pair *pair, const struct render *how);

/* A solution as Math-Shepherd has it: "QUESTION Step 1: … ки\nStep 2: … ки", and the same with + or - for each ки. */
struct shepherd {
    struct text input, label;
    struct labelled shown;
};

extern const char *const piece_shepherd_marks[];

/* False with the reason noted. */
bool piece_shepherd(const struct pair *pair, bool clean, const struct render *how, struct arena *arena, struct shepherd *out);

/* A whole row, or none with the reason noted; returns how many. `put` writes the members. */
size_t piece_sides(const struct pair *pair, const struct render *how, struct arena *arena, struct buffer *out,
                   void (*put)(struct json_writer *w, const struct sides *sides));

/* "prompt", "chosen", "rejected" as lists of messages. */
void piece_chats(struct json_writer *w, const struct sides *s);

/* dataset_info.json of LLaMA-Factory, for a ranking. `more`: further lines of the entry; `columns`: its pairs, as JSON. */
void piece_dataset_info(struct text rows, struct text more, struct text columns, struct buffer *out);

/* Ends the row: the object and the line. */
void piece_end(struct json_writer *w);

#endif
