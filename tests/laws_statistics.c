/* Laws of statistics: areas under ROC curves, against counting all pairs; the classifier, where what it must say is known; sums of
 * log-probabilities. */
#include "laws.h"

#include "bayes.h"
#include "likelihood.h"
#include "pairing.h"
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

/* number / 10^places in one of the ways of JSON. */
static struct text draw_written(struct chance *c, int64_t number, int places, const struct value *value)
{
    struct buffer out = {0};
    if (draw(c, 2)) {
        value_write(value, &out);
    } else {
        buffer_int(&out, number);
        buffer_string(&out, DRAW_FROM(c, ((const char *const[]){"", ".0", ".00"})));
        buffer_format(&out, "%c%s%d", draw(c, 2) ? 'e' : 'E', places ? "-" : DRAW_FROM(c, ((const char *const[]){"", "+", "-"})),
                      places);
    }
    buffer_add(&c->says, buffer_text(&out));
    buffer_char(&c->says, ' ');
    return buffer_keep(&out, c->arena);
}

static enum outcome logs_add_up(struct chance *c)
{
    struct echoed tokens[8];
    size_t const count = draw(c, COUNT(tokens) + 1);
    struct value sum = value_int(0), got;
    for (size_t i = 0; i < count; i++) {
        int64_t const number = (int64_t)draw(c, 2000000) - 1000000;
        int const places = (int)draw(c, 8);
        int64_t scale = 1;
        for (int k = 0; k < places; k++)
            scale *= 10;
        struct value const one = value_ratio(number, scale), before = sum;
        tokens[i].log = draw_written(c, number, places, &one);
        if (value_add(&before, &one, &sum) != STATUS_OK)
            die("a small sum");
    }
    bool const good = likelihood_sum(tokens, count, &got) && value_equal(&sum, &got);
    value_clear(&got);
    return held(good);
}

static enum outcome no_number_is_taken(struct chance *c)
{
    static const char *const wrong[] = {"null",
                                        "\"-1\"",
                                        "",
                                        "-",
                                        "true",
                                        "[1]",
                                        "-e5",
                                        "1e",
                                        "1e401",
                                        "-1e-401",
                                        "e1",
                                        "1e9999999999999999999",
                                        "-0.1111111111111111111111111111111111111111111111111111111111111111"};
    struct echoed tokens[2] = {{.log = TEXT("-0.5")}, {.log = text_of(DRAW_FROM(c, wrong))}};
    struct value got;
    buffer_add(&c->says, tokens[1].log);
    bool const refused = !likelihood_sum(tokens, 2, &got);
    value_clear(&got);
    return held(refused);
}

/* Of small odds, so that there are ties. */
static enum outcome the_hardest_stay(struct chance *c)
{
    struct ranking ranking = {0};
    bool kept[20] = {false}, good = true;
    size_t sources[COUNT(kept)], odds[COUNT(kept)];
    size_t const count = draw(c, COUNT(kept) + 1), most = 1 + draw(c, 6);
    for (size_t i = 0; i < count; i++) {
        sources[i] = draw(c, 3);
        odds[i] = draw(c, 7);
        struct value value = value_ratio((int64_t)odds[i] - 3, 7);
        ranking_add(&ranking, sources[i], i, &value);
        buffer_format(&c->says, "%zu:%zu ", sources[i], odds[i]);
    }
    ranking_keep(&ranking, most, kept);
    for (size_t i = 0; i < count; i++) {
        size_t before = 0;
        for (size_t k = 0; k < count; k++)
            before += sources[k] == sources[i] && (odds[k] > odds[i] || (odds[k] == odds[i] && k < i));
        good = good && kept[i] == (before < most);
    }
    ranking_free(&ranking);
    return held(good);
}

static void draw_contenders(struct chance *c, struct contender *items, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        int64_t const num = (int64_t)draw(c, 5);
        items[i] = (struct contender){.right = draw(c, 2), .known = {true}, .num = {num}, .den = {4}};
        items[i].wrong = !items[i].right && draw(c, 4);
        buffer_format(&c->says, "%c%d ", items[i].right ? 'r' : items[i].wrong ? 'w' : '-', (int)num);
    }
}

/* Is there a wrong one, free when this couple was chosen, that fits too and comes before it by the strategy? All scores are quarters. */
static bool is_beaten(const struct contender *items, size_t count, const struct couple *couples, size_t at, bool extreme,
                      int64_t least, int64_t most)
{
    int64_t const right = items[couples[at].right].num[0], taken = items[couples[at].wrong].num[0];
    for (size_t i = 0; i < count; i++) {
        int64_t const score = items[i].num[0], margin = right - score;
        bool free = items[i].wrong;
        for (size_t k = 0; k <= at; k++)
            free = free && couples[k].wrong != i;
        if (free && (margin > 0 || least < 0) && margin >= least && margin <= most && (extreme ? score < taken : score > taken))
            return true;
    }
    return false;
}

static enum outcome pairs_are_the_best(struct chance *c)
{
    struct contender items[12];
    struct couple couples[COUNT(items)];
    enum pairing_lack lack;
    size_t const count = draw(c, COUNT(items) + 1);
    int64_t const least = (int64_t)draw(c, 5) - 2, most = 2 + (int64_t)draw(c, 3);
    struct pairing_rules const rules = {.strategy = (enum pairing_strategy)draw(c, PAIRING_STRATEGIES),
                                        .by = {true},
                                        .least = value_ratio(least, 4),
                                        .most = value_ratio(most, 4),
                                        .max = COUNT(items)};
    draw_contenders(c, items, count);
    pairing_score(&rules, items, count);
    size_t const found = pairing_choose(&rules, items, count, c->arena, couples, &lack);
    bool good = true;
    for (size_t i = 0; i < found; i++) {
        const struct contender *right = &items[couples[i].right], *wrong = &items[couples[i].wrong];
        int64_t const margin = right->num[0] - wrong->num[0];
        good = good && right->right && wrong->wrong && (margin > 0 || least < 0) && margin >= least && margin <= most &&
               !is_beaten(items, count, couples, i, rules.strategy == PAIRING_EXTREME, least, most);
        for (size_t k = 0; k < i; k++)
            good = good && couples[k].right != couples[i].right && couples[k].wrong != couples[i].wrong &&
                   items[couples[k].right].num[0] >= right->num[0];
    }
    pairing_clear(items, count);
    return !count ? EMPTY : held(good);
}

const struct law laws_of_statistics[] = {
    {"an area is the share of pairs in the right order", area_counts_pairs},
    {"which sort is called faulty does not matter", names_of_sorts_do_not_matter},
    {"nothing tells equal texts apart", nothing_tells_twins_apart},
    {"a word of one sort only gives it away", a_word_gives_away},
    {"log-probabilities add up exactly, however they are written", logs_add_up},
    {"what is no number has no sum", no_number_is_taken},
    {"the records with the highest odds stay", the_hardest_stay},
    {"pairs are those that the strategy puts first", pairs_are_the_best},
    {NULL, NULL},
};
