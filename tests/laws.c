/* Tries every law. MISSTEP_ITERATIONS=N tries each N times (2000); `laws NAME...` only those named. */
#include "laws.h"

#include <stdio.h>
#include <stdlib.h>

enum { ROUNDS = 2000 };

static uint64_t rounds_wanted(void)
{
    const char *wanted = getenv("MISSTEP_ITERATIONS");
    unsigned long const rounds = wanted ? strtoul(wanted, NULL, 10) : 0;
    return rounds ? rounds : ROUNDS;
}

static bool try_law(const struct law *law, uint64_t rounds)
{
    struct arena arena = {0};
    struct chance chance = {.arena = &arena};
    uint64_t empty = 0;
    bool good = true;
    for (uint64_t i = 0; good && i < rounds; i++) {
        arena_reset(&arena);
        chance.says.size = 0;
        chance.random = random_for(i, text_of(law->name), TEXT("laws"));
        enum outcome const outcome = law->round(&chance);
        empty += outcome == EMPTY;
        good = outcome != BROKEN;
        if (!good)
            printf("FAILED %s, round %ju:\n    %.*s\n", law->name, (uintmax_t)i, (int)chance.says.size,
                   chance.says.at ? chance.says.at : "");
    }
    if (good && empty > rounds - rounds / 10) {
        printf("FAILED %s: only %ju of %ju rounds had anything to check\n", law->name, (uintmax_t)(rounds - empty),
               (uintmax_t)rounds);
        good = false;
    }
    buffer_free(&chance.says);
    arena_free(&arena);
    return good;
}

static bool is_named(const char *name, int argc, char **argv)
{
    for (int i = 1; i < argc; i++)
        if (strcmp(name, argv[i]) == 0)
            return true;
    return argc <= 1;
}

int main(int argc, char **argv)
{
    static const struct law *const lists[] = {laws_of_numbers,      laws_of_texts,   laws_of_steps,     laws_of_claims,
                                              laws_of_certificates, laws_of_algebra, laws_of_answers,   laws_of_follows,
                                              laws_of_statistics,   laws_of_points,  laws_of_rewriting, laws_of_values,
                                              laws_of_shingles};
    uint64_t const rounds = rounds_wanted();
    size_t passed = 0, failed = 0, skipped = 0;
    for (size_t i = 0; i < COUNT(lists); i++)
        for (const struct law *law = lists[i]; law->name; law++) {
            bool const tried = is_named(law->name, argc, argv);
            bool const good = tried && try_law(law, rounds);
            passed += good;
            failed += tried && !good;
            skipped += !tried;
        }
    printf("%zu passed, %zu failed, %zu skipped\n", passed, failed, skipped);
    return failed ? EXIT_FINDINGS : EXIT_OK;
}
