/* Laws of texts that are alike: shingles against their definition, near-duplicates and shared runs of words against comparing all
 * with all; types of columns. */
#include "laws.h"

#include "column.h"
#include "near.h"
#include "overlap.h"

#include <stdlib.h>

enum { MOST_WORDS = 60 };

/* Few different words, so that texts are alike; signs, blanks and both cases between and in them. */
static struct text draw_text(struct chance *c, size_t most)
{
    static const char *const words[] = {"the", "Sum",   "of", "12", "7",  "3.50", "1,200", "caf\xC3\xA9", "\xE6\x95\xB0", "a",
                                        "so",  "apple", "is", "x",  "to", "box",  "at",    "$y$",         "for",          "cow"};
    static const char *const gaps[] = {" ", ". ", ", ", " - ", "\n"};
    struct buffer out = {0};
    for (size_t left = draw(c, most + 1); left; left--) {
        buffer_string(&out, DRAW_FROM(c, words));
        buffer_string(&out, DRAW_FROM(c, gaps));
    }
    return buffer_keep(&out, c->arena);
}

static enum outcome case_and_signs_do_not_count(struct chance *c)
{
    struct text const text = draw_text(c, MOST_WORDS);
    struct buffer other = {0};
    struct shingles a = {0}, b = {0};
    for (size_t i = 0; i < text.size; i++) {
        char const t = text.at[i];
        if (t == ' ' && draw(c, 3) == 0)
            buffer_string(&other, " \xE2\x80\x93 ");
        buffer_char(&other, t == 'a' || t == 's' ? (char)(t - 32 * (int)draw(c, 2)) : t);
    }
    buffer_add(&c->says, buffer_text(&other));
    shingle_words(text, SHINGLE_WORDS, &a);
    shingle_words(buffer_text(&other), SHINGLE_WORDS, &b);
    bool const good = a.count == b.count && (a.count == 0 || memcmp(a.at, b.at, a.count * sizeof *a.at) == 0);
    shingles_free(&a);
    shingles_free(&b);
    buffer_free(&other);
    return held(good);
}

static enum outcome numbers_are_masked(struct chance *c)
{
    static const char *const numbers[] = {"5", "17", "1,234", "3.5", "2", "99,000.25"};
    struct shingles words[2] = {{0}, {0}};
    size_t const shape = draw(c, 1000);
    for (size_t side = 0; side < 2; side++) {
        struct buffer out = {0};
        for (size_t i = 0, left = shape; i < 6; i++, left /= 3)
            buffer_format(&out, "%s ", left % 3 ? "cows" : DRAW_FROM(c, numbers));
        shingle_words(buffer_text(&out), SHINGLE_MASKED, &words[side]);
        buffer_free(&out);
    }
    bool const good = words[0].count == 6 && words[1].count == 6 && memcmp(words[0].at, words[1].at, 6 * sizeof(uint64_t)) == 0;
    shingles_free(&words[0]);
    shingles_free(&words[1]);
    return held(good);
}

static enum outcome stretch_is_its_words(struct chance *c)
{
    struct text const text = draw_text(c, MOST_WORDS);
    struct shingles all = {0}, part = {0};
    shingle_words(text, SHINGLE_WORDS, &all);
    size_t const from = draw(c, all.count + 2), count = 1 + draw(c, 6);
    struct text const stretch = shingle_stretch(text, from, count);
    shingle_words(stretch, SHINGLE_WORDS, &part);
    size_t const wanted = from < all.count ? MIN(count, all.count - from) : 0;
    buffer_format(&c->says, "%zu words from %zu on of \"%.*s\": \"%.*s\"", count, from, (int)text.size, text.at,
                  (int)stretch.size, stretch.at);
    bool const good = part.count == wanted && (!wanted || memcmp(part.at, all.at + from, wanted * sizeof *part.at) == 0);
    shingles_free(&all);
    shingles_free(&part);
    return held(good);
}

/* By the definition, with no sorted sets. */
static unsigned percent_by_hand(const struct shingles *a, const struct shingles *b)
{
    size_t same = 0;
    for (size_t i = 0; i < a->count; i++)
        for (size_t k = 0; k < b->count; k++)
            same += a->at[i] == b->at[k];
    size_t const all = a->count + b->count - same;
    return all ? (unsigned)(same * 100 / all) : 0;
}

struct sketch {
    struct shingles words, set;
    uint32_t *values;
};

static struct sketch draw_sketch(struct chance *c, struct text text)
{
    struct sketch made = {.values = NULL};
    shingle_words(text, SHINGLE_WORDS, &made.words);
    shingle_set(&made.words, NEAR_WIDTH, NEAR_SHINGLES, &made.set);
    made.values = ARENA_ARRAY(c->arena, uint32_t, made.set.count + 1);
    for (size_t i = 0; i < made.set.count; i++)
        made.values[i] = (uint32_t)made.set.at[i];
    return made;
}

static void free_sketch(struct sketch *sketch)
{
    shingles_free(&sketch->words);
    shingles_free(&sketch->set);
}

static enum outcome percent_is_jaccard(struct chance *c)
{
    struct text const x = draw_text(c, MOST_WORDS), y = draw(c, 3) ? draw_text(c, MOST_WORDS) : x;
    struct sketch a = draw_sketch(c, x), b = draw_sketch(c, y);
    unsigned const percent = shingle_percent(a.values, a.set.count, b.values, b.set.count);
    buffer_format(&c->says, "%u, not %u", percent, percent_by_hand(&a.set, &b.set));
    bool const good = percent == percent_by_hand(&a.set, &b.set) &&
                      percent == shingle_percent(b.values, b.set.count, a.values, a.set.count) && percent <= 100;
    free_sketch(&a);
    free_sketch(&b);
    return held(good);
}

enum { NEAR_TEXTS = 12 };

/* What is found is near, of another group, and kept; what is the same is found. */
static enum outcome near_finds_what_is_near(struct chance *c)
{
    struct near *near = near_new(60, UINT64_MAX);
    struct sketch sketches[NEAR_TEXTS];
    uint64_t groups[NEAR_TEXTS];
    struct text texts[NEAR_TEXTS];
    bool good = true;
    for (size_t i = 0; i < NEAR_TEXTS; i++) {
        texts[i] = i && draw(c, 3) == 0 ? texts[draw(c, i)] : draw_text(c, MOST_WORDS);
        groups[i] = 1 + draw(c, 3);
        sketches[i] = draw_sketch(c, texts[i]);
        uint32_t const found = near_find(near, &sketches[i].words, groups[i]);
        bool same = false;
        for (size_t k = 0; k < i; k++)
            same = same || (groups[k] != groups[i] && sketches[i].set.count && text_equal(texts[k], texts[i]));
        good = good && (found == NEAR_NONE ? !same
                                           : found < i && groups[found] != groups[i] &&
                                                 percent_by_hand(&sketches[i].set, &sketches[found].set) >= 60);
        good = good && near_keep(near) == i;
    }
    for (size_t i = 0; i < NEAR_TEXTS; i++)
        free_sketch(&sketches[i]);
    near_free(near);
    return held(good);
}

/* Without room nothing is kept, and what was kept is still found. */
static enum outcome near_knows_its_bound(struct chance *c)
{
    struct near *near = near_new(60, 164000 + draw(c, 4000));
    struct sketch sketch = {.values = NULL};
    uint64_t kept = 0, found = 0;
    for (size_t i = 0; i < 40; i++) {
        struct buffer text = {0};
        buffer_format(&text, "one two three %zu four five six", i);
        sketch = draw_sketch(c, buffer_text(&text));
        found += near_find(near, &sketch.words, i) != NEAR_NONE;
        kept += near_keep(near) != NEAR_NONE;
        free_sketch(&sketch);
        buffer_free(&text);
    }
    buffer_format(&c->says, "%ju kept, %ju forgotten, %ju found", (uintmax_t)kept, (uintmax_t)near_forgotten(near),
                  (uintmax_t)found);
    bool const good = kept + near_forgotten(near) == 40 && found == 0 && kept < 40;
    near_free(near);
    return held(good);
}

static bool share_run(const struct shingles *a, const struct shingles *b, size_t width)
{
    for (size_t i = 0; i + width <= a->count; i++)
        for (size_t k = 0; k + width <= b->count; k++)
            if (memcmp(a->at + i, b->at + k, width * sizeof *a->at) == 0)
                return true;
    return false;
}

static enum outcome overlap_is_a_shared_run(struct chance *c)
{
    enum { WIDTH = 5 };
    struct text const problem = draw_text(c, 14), item = draw(c, 8) ? draw_text(c, 30) : problem;
    struct overlap *overlap = overlap_new(WIDTH);
    struct sketch a = draw_sketch(c, problem), b = draw_sketch(c, item);
    struct overlap_hit hit;
    struct error err;
    bool const added = overlap_add(overlap, item, &err), found = overlap_find(overlap, problem, &hit);
    bool good =
        added && (found || !share_run(&a.words, &b.words, WIDTH)) && (found || !text_equal(problem, item) || !a.words.count);
    if (found && !hit.exact)
        good = good && hit.item == 0 && share_run(&(struct shingles){a.words.at + hit.word, WIDTH, WIDTH}, &b.words, WIDTH);
    buffer_format(&c->says, "\"%.*s\" in \"%.*s\": %s", (int)problem.size, problem.at, (int)item.size, item.at,
                  found ? "yes" : "no");
    overlap_free(overlap);
    free_sketch(&a);
    free_sketch(&b);
    return held(good);
}

static void write_type(struct chance *c, struct buffer *out, size_t depth)
{
    static const char *const words[] = {"string", "bool", "int64", "float64", "null"};
    size_t const kind = depth ? draw(c, 4) : 0;
    if (kind < 2) {
        buffer_string(out, DRAW_FROM(c, words));
        return;
    }
    buffer_char(out, kind == 2 ? '[' : '{');
    for (size_t i = 0, count = kind == 2 ? 0 : 1 + draw(c, 3); i < count; i++) {
        buffer_format(out, "%sk%zu:", i ? "," : "", i);
        write_type(c, out, depth - 1);
    }
    if (kind == 2)
        write_type(c, out, depth - 1);
    buffer_char(out, kind == 2 ? ']' : '}');
}

/* Reads a type and writes what it has read. */
static void copy_type(struct text type, struct buffer *out)
{
    enum column_kind const kind = column_kind(type);
    struct text name, of;
    if (kind != COLUMN_LIST && kind != COLUMN_OBJECT) {
        buffer_add(out, type);
        return;
    }
    buffer_char(out, kind == COLUMN_LIST ? '[' : '{');
    if (kind == COLUMN_LIST)
        copy_type(column_item(type), out);
    else
        for (size_t at = 0, i = 0; column_field(type, &at, &name, &of); i++) {
            buffer_format(out, "%s%.*s:", i ? "," : "", (int)name.size, name.at);
            copy_type(of, out);
        }
    buffer_char(out, kind == COLUMN_LIST ? ']' : '}');
}

static enum outcome column_types_are_read(struct chance *c)
{
    struct buffer type = {0}, again = {0};
    write_type(c, &type, 4);
    copy_type(buffer_text(&type), &again);
    buffer_format(&c->says, "%.*s read as %.*s", (int)type.size, type.at, (int)again.size, again.at);
    bool const good = text_equal(buffer_text(&type), buffer_text(&again));
    buffer_free(&type);
    buffer_free(&again);
    return held(good);
}

const struct law laws_of_shingles[] = {
    {"case_and_signs_do_not_count", case_and_signs_do_not_count},
    {"numbers_are_masked", numbers_are_masked},
    {"stretch_is_its_words", stretch_is_its_words},
    {"percent_is_jaccard", percent_is_jaccard},
    {"near_finds_what_is_near", near_finds_what_is_near},
    {"near_knows_its_bound", near_knows_its_bound},
    {"overlap_is_a_shared_run", overlap_is_a_shared_run},
    {"column_types_are_read", column_types_are_read},
    {NULL, NULL},
};
