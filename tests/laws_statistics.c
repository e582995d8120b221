/* Laws of statistics: areas under ROC curves, against counting all pairs; the classifier, where what it must say is known. */
#include "laws.h"

#include "bayes.h"
#include "rank.h"

static enum outcome area_counts_pairs(struct chance *c)
{
    size_t const count = draw(c, 40), spread = 1 + draw(c, 30);
    struct ranked *items = ARENA_ARRAY(c->arena, struct ranked, count + 1);
    uint64_t twice_wins = 0, pairs = 0;
    for (size_t i = 0; i < count; i++)
        items[i] = (struct ranked){(int64_t)draw(c, spread) - (int64_t)(spread / 2), draw(c, 2)};
    for (size_t i = 0; i < count * count; i++) {
        const struct ranked *x = &items[i / count], *y = &items[i % count];
        if (!x->positive || y->positive)
            continue;
        pairs++;
        twice_wins += x->score > y->score ? 2 : x->score == y->score;
    }
    int64_t const wanted = pairs ? (int64_t)((twice_wins * RANK_ONE + pairs) / (2 * pairs)) : RANK_HALF;
    int32_t const area = rank_area(items, count);
    buffer_format(&c->says, "%zu items: %d, not %jd", count, (int)area, (intmax_t)wanted);
    return held(area == wanted);
}

static struct text draw_words(struct chance *c)
{
    static const char *const words[] = {"the", "sum", "is", "12", "3.50", "1,200", "=", "$", "caf\xC3\xA9", "\xC3\x97", "so."};
    struct buffer out = {0};
    for (size_t left = draw(c, 12); left; left--) {
        buffer_string(&out, DRAW_FROM(c, words));
        buffer_string(&out, draw(c, 4) ? " " : "");
    }
    struct text const text = text_copy(c->arena, buffer_text(&out));
    buffer_free(&out);
    return text;
}

static struct bayes_text *draw_texts(struct chance *c, size_t count)
{
    struct bayes_text *texts = ARENA_ARRAY(c->arena, struct bayes_text, count + 1);
    for (size_t i = 0; i < count; i++)
        texts[i] = (struct bayes_text){draw_words(c), (unsigned char)draw(c, BAYES_FOLDS), i % 2};
    return texts;
}

static enum outcome names_of_sorts_do_not_matter(struct chance *c)
{
    size_t const count = draw(c, 40);
    struct bayes_text *texts = draw_texts(c, count);
    enum trait_view const view = draw(c, 2) ? TRAITS_STYLE : TRAITS_DIGITS;
    int32_t const area = bayes_area(texts, count, view);
    for (size_t i = 0; i < count; i++)
        texts[i].faulty = !texts[i].faulty;
    buffer_format(&c->says, "%zu texts: %d", count, (int)area);
    return held(area == bayes_area(texts, count, view));
}

static enum outcome nothing_tells_twins_apart(struct chance *c)
{
    size_t const count = 2 * draw(c, 20);
    struct bayes_text *texts = draw_texts(c, count);
    for (size_t i = 1; i < count; i += 2) {
        texts[i].text = texts[i - 1].text;
        texts[i].fold = texts[i - 1].fold;
    }
    buffer_format(&c->says, "%zu texts", count);
    return held(bayes_area(texts, count, TRAITS_STYLE) == RANK_HALF && bayes_area(texts, count, TRAITS_DIGITS) == RANK_HALF);
}

static enum outcome a_word_gives_away(struct chance *c)
{
    size_t const count = 40 + 2 * draw(c, 20);
    struct bayes_text *texts = ARENA_ARRAY(c->arena, struct bayes_text, count);
    struct text const plain = draw_words(c);
    struct buffer out = {0};
    buffer_add(&out, plain);
    buffer_string(&out, " surely");
    struct text const smelly = text_copy(c->arena, buffer_text(&out));
    buffer_free(&out);
    for (size_t i = 0; i < count; i++)
        texts[i] = (struct bayes_text){i % 2 ? smelly : plain, (unsigned char)(i / 2 % BAYES_FOLDS), i % 2};
    buffer_add(&c->says, smelly);
    return held(bayes_area(texts, count, TRAITS_STYLE) == RANK_ONE && bayes_area(texts, count, TRAITS_DIGITS) == RANK_HALF);
}

const struct law laws_of_statistics[] = {
    {"an area is the share of pairs in the right order", area_counts_pairs},
    {"which sort is called faulty does not matter", names_of_sorts_do_not_matter},
    {"nothing tells equal texts apart", nothing_tells_twins_apart},
    {"a word of one sort only gives it away", a_word_gives_away},
    {NULL, NULL},
};
