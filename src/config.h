/* config: settings from files and --set, checked against a table. What a file may hold: yamlfile.h. */
#ifndef MISSTEP_CONFIG_H
#define MISSTEP_CONFIG_H

#include "text.h"

enum setting_kind {
    SETTING_TEXT,
    SETTING_INT,    /* decimal, from min to max (0 and 0: any int64_t), without quotes */
    SETTING_BOOL,   /* true or false, no other words, without quotes */
    SETTING_LIST,   /* of non-empty texts, each one of `choices` if there are any; one scalar counts as a list of one */
    SETTING_CHOICE, /* one of `choices` */
};

enum { CONFIG_KEY_MAX = 80, CONFIG_CHOICES_MAX = 400 }; /* bytes */

/* One setting. The table lives as long as the config; settings of one group stand together. A table that breaks a rule is
 * die(). */
struct setting {
    const char *key; /* "inject.seed": up to 4 words of [a-z0-9_-] (3 for a list) joined by dots */
    enum setting_kind kind;
    const char *standard; /* the default, as one would write it behind --set; NULL = none */
    const char *choices;  /* "truncate|false|omit|verified" */
    int64_t min, max;
    const char *says; /* for documentation; not used here */
};

struct config; /* owns its memory, and that of everything it returns */

struct config *config_new(const struct setting *schema, size_t count) MUST_USE; /* all defaults */
void config_free(struct config *config);                                        /* NULL is allowed */

/* Lays the settings of a YAML or JSON file over those there are: what comes later wins. A setting or group that stands twice
 * in the same file is an error. Errors: EXIT_NO_INPUT if it cannot be read, else EXIT_CONFIG with place, reason and what is
 * allowed: "FILE:LINE: unknown key 'inject.sed'; did you mean 'inject.seed'?". On failure no setting has changed. */
bool config_read(struct config *config, const char *path, struct error *err);

/* The same for one "inject.seed=7", as given with --set; the value is taken as it stands, list items are separated by commas.
 * Errors: EXIT_USAGE. */
bool config_set(struct config *config, const char *assignment, struct error *err);

/* The effective value. Neither given nor with a default: {NULL, 0}, 0, false, 0 items. Asking for a key that is not in the
 * table, or for another kind than it has (config_text: TEXT and CHOICE), is die(). Texts hold no NUL and are NUL-terminated
 * behind their size. */
struct text config_text(const struct config *config, const char *key);
int64_t config_int(const struct config *config, const char *key);
bool config_bool(const struct config *config, const char *key);
size_t config_list(const struct config *config, const char *key, const struct text **items); /* the number of items */

/* Appends YAML that config_read() takes back to the same values: every setting in the order of the table, each with its origin
 * behind it: "# default", "# FILE:LINE", "# --set". What has no value stands as a comment. */
void config_print(const struct config *config, struct buffer *out);

/* Appends "key=value" lines in the order of the table, without origins: equal settings give equal bytes (for fingerprints).
 * Nothing behind the "=" is no value; the empty text is "". */
void config_canonical(const struct config *config, struct buffer *out);

/* Version of libyaml at run time, "0.2.5". */
const char *config_version(void);

#endif
