#include "census.h"

#include <stdlib.h>

void census_add(struct census *census, struct text word, struct arena *arena)
{
    if (!census->rows)
        census->rows = ARENA_ARRAY(arena, struct census_row, CENSUS_MAX);
    for (size_t i = 0; i < census->count; i++)
        if (text_equal(census->rows[i].word, word)) {
            census->rows[i].count++;
            return;
        }
    if (census->count == CENSUS_MAX)
        census->others++;
    else
        census->rows[census->count++] = (struct census_row){text_copy(arena, word), 1};
}

static int by_word(const void *a, const void *b)
{
    const struct census_row *x = a, *y = b;
    return text_order(x->word, y->word);
}

void census_sort(struct census *census)
{
    if (census->count)
        qsort(census->rows, census->count, sizeof *census->rows, by_word);
}

void census_member(struct json_writer *w, const char *key, struct census *census)
{
    census_sort(census);
    json_key(w, key);
    json_open(w, '{');
    for (size_t i = 0; i < census->count; i++) {
        json_key_text(w, census->rows[i].word);
        json_put_int(w, (int64_t)census->rows[i].count);
    }
    json_close(w, '}');
}
