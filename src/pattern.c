#include "pattern.h"

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>
#include <stdlib.h>

struct pattern {
    pcre2_code *code;
    pcre2_match_data *match;
    pcre2_match_context *limits;
};

struct pattern *pattern_new(struct text source, bool literal, struct error *err)
{
    uint32_t const how = PCRE2_UTF | (literal ? PCRE2_LITERAL : PCRE2_UCP);
    int why;
    PCRE2_SIZE at;
    if (source.size > PATTERN_BYTES_MAX) {
        fail(err, EXIT_DATA, "a regular expression of more than %d bytes", PATTERN_BYTES_MAX);
        return NULL;
    }
    pcre2_code *code = pcre2_compile((PCRE2_SPTR)(source.size ? source.at : ""), source.size, how, &why, &at, NULL);
    if (!code) {
        PCRE2_UCHAR says[120];
        pcre2_get_error_message(why, says, sizeof says);
        fail(err, EXIT_DATA, "a regular expression that PCRE2 does not know: %s at byte %zu", (const char *)says, (size_t)at);
        return NULL;
    }
    struct pattern *pattern = memory_new(sizeof *pattern);
    *pattern = (struct pattern){code, pcre2_match_data_create_from_pattern(code, NULL), pcre2_match_context_create(NULL)};
    if (!pattern->match || !pattern->limits)
        die("out of memory (PCRE2)");
    pcre2_set_match_limit(pattern->limits, PATTERN_STEPS_MAX);
    return pattern;
}

void pattern_free(struct pattern *pattern)
{
    if (!pattern)
        return;
    pcre2_match_context_free(pattern->limits);
    pcre2_match_data_free(pattern->match);
    pcre2_code_free(pattern->code);
    free(pattern);
}

enum found pattern_find(const struct pattern *pattern, struct text text, size_t from, size_t *start, size_t *end)
{
    PCRE2_SPTR const at = (PCRE2_SPTR)(text.size ? text.at : "");
    int const what = pcre2_match(pattern->code, at, text.size, from, PCRE2_NO_UTF_CHECK, pattern->match, pattern->limits);
    if (what < 0)
        return what == PCRE2_ERROR_NOMATCH ? FOUND_NONE : FOUND_TOO_COSTLY;
    const PCRE2_SIZE *const ends = pcre2_get_ovector_pointer(pattern->match);
    *start = ends[0];
    *end = ends[1];
    return FOUND;
}

const char *pattern_version(void)
{
    static char version[64];
    pcre2_config(PCRE2_CONFIG_VERSION, version);
    return version;
}
