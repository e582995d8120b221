/* remark_parts: what remark.c, remark_name.c (something gets a name), remark_list.c (several things do), remark_general.c (what holds for all) and
 * remark_extreme.c (what is smallest or largest, and where) share. Nobody else includes it. */
#ifndef MISSTEP_REMARK_PARTS_H
#define MISSTEP_REMARK_PARTS_H

#include "link.h"

/* The next word at or behind *at, in small letters; empty at the end. Commands of LaTeX are passed over. */
struct text remark_word(struct text text, size_t *at, char room[32]);

/* Is any word of the text one of the list? */
bool remark_has_word(struct text text, const char *list);

/* A link that says that both are equal. */
struct link remark_link(struct arena *arena, enum link_said said, const struct formula *left, const struct formula *right,
                        const struct statement *like, uint32_t start, uint32_t end, uint32_t index);

/* The step is one sentence of running text that gives a letter its meaning: "Let x be the price of a pen." */
bool remark_names(const struct scene *scene, uint32_t index, struct arena *arena, struct link *out);

/* Are the statements "(x, x²)" and "y = x²", a point and the curve that it is on, whatever x is? */
bool remark_is_on_curve(const struct statement *statements, size_t count, struct arena *arena);

/* Are the statements expressions that stand to each other as step or problem say: "n, n + 1, n + 2" for consecutive numbers, "3x, 4x, 5x"
 * for 3:4:5? */
bool remark_lists(const struct scene *scene, const struct statement *statements, size_t count, struct arena *arena);

#endif
