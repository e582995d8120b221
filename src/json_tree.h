/* json_tree: nested JSON as a tree, for slow paths (audit, explain). The only door to cJSON. */
#ifndef MISSTEP_JSON_TREE_H
#define MISSTEP_JSON_TREE_H

#include "json.h"

enum {
    JSON_TREE_BYTES_MAX = 64 * 1024 * 1024,
    JSON_TREE_VALUES_MAX = 1000000,
};

/* A value, with all that is in it. NULL is an absent value: every function below accepts it. */
struct json_tree;

/* Reads one value of any kind and nothing behind it; the tree and its strings live in the arena. As strict as json_read_object,
 * and duplicate keys and more than JSON_MEMBERS_MAX members are refused at every level. Some versions of cJSON
 * refuse numbers of more than 63 characters too. Errors: EXIT_DATA. */
bool json_tree_parse(struct text text, struct arena *arena, const struct json_tree **out, struct error *err);

enum json_kind json_tree_kind(const struct json_tree *tree); /* JSON_NULL if absent */

/* The member with this key, NULL if there is none or if this is no object. */
const struct json_tree *json_tree_get(const struct json_tree *tree, const char *key);

/* Item or member number i (from 0), NULL if there is none; and how many there are. Both at once, whatever the size. */
const struct json_tree *json_tree_at(const struct json_tree *tree, size_t i);
size_t json_tree_size(const struct json_tree *tree);

/* False, with the output untouched, if the value is not a string. */
bool json_tree_string(const struct json_tree *tree, struct text *out);

/* False, with the output untouched, if the value is not a number, not whole, or not below 2^53 in size, up to which cJSON's
 * numbers (doubles) are exact. A fraction which no double can tell from a whole number (1e-400, say) is taken for that number. */
bool json_tree_int(const struct json_tree *tree, int64_t *out);

/* The version of cJSON in use. */
const char *json_tree_version(void);

#endif
