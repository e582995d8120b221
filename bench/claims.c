/* misstep-claims: numeric claims found and judged in memory, nothing else. README.md beside this file says how it is used.
 *
 *     misstep-claims TIMES FILE
 *
 * Each line of FILE is a text. TIMES over, the tokens of each are read, its claims found and judged. Says on stderr how many claims
 * there were and how many of them hold. Measures no time: whoever starts it does. */
#include "judge.h"
#include "stream.h"

#include <stdio.h>
#include <stdlib.h>

enum { FILE_MAX = 1 << 28 };

static size_t judge_text(struct text text, struct arena *arena, size_t *hold)
{
    struct claim *claims;
    arena_reset(arena);
    struct tokens const tokens = tokens_read(text, arena);
    size_t const count = claims_find(text, &tokens, 0, arena, &claims);
    for (size_t i = 0; i < count; i++)
        *hold += judge_claim(text, &tokens, tokens.numbers, &claims[i], arena).truth == TRUTH_HOLDS;
    return count;
}

static size_t judge_lines(struct text lines, struct arena *arena, size_t *hold)
{
    size_t count = 0;
    while (lines.size) {
        const char *feed = memchr(lines.at, '\n', lines.size);
        size_t const size = feed ? (size_t)(feed - lines.at) : lines.size;
        count += judge_text(text_part(lines, 0, size), arena, hold);
        lines = text_part(lines, size + (feed != NULL), lines.size);
    }
    return count;
}

int main(int argc, char **argv)
{
    struct buffer lines = {0};
    struct arena arena = {0};
    struct error err;
    size_t claims = 0, hold = 0;
    if (argc != 3) {
        fputs("usage: misstep-claims TIMES FILE\n", stderr);
        return EXIT_USAGE;
    }
    if (!stream_read_all(argv[2], FILE_MAX, &lines, &err)) {
        fprintf(stderr, "misstep-claims: %s\n", err.says);
        return err.code;
    }
    for (long times = strtol(argv[1], NULL, 10); times > 0; times--)
        claims += judge_lines(buffer_text(&lines), &arena, &hold);
    fprintf(stderr, "%zu %zu\n", claims, hold);
    buffer_free(&lines);
    arena_free(&arena);
    return EXIT_OK;
}
