/* Laws of texts: UTF-8, distance, JSON, marks, edits, numbers written in a style, chance itself. */
#include "laws.h"

#include "edit.h"
#include "json_write.h"
#include "prompt.h"
#include "quantity.h"
#include "solution.h"

static struct text kept(struct chance *c, struct buffer *buffer)
{
    struct text const text = text_copy(c->arena, buffer_text(buffer));
    buffer_free(buffer);
    return text;
}

static void add_code_point(struct chance *c, struct buffer *out)
{
    static const uint32_t ends[] = {0x80, 0x800, 0xD800, 0xE000, 0x10000, 0x2028, 0x10FFFF, 1 << 16, 0x7F, 0x22, 0x5C};
    char bytes[4];
    size_t const kind = draw(c, 8);
    uint32_t point = (uint32_t)(kind < 4 ? 1 + draw(c, 0x7F) : kind < 6 ? 1 + draw(c, 0x10FFFF) : DRAW_FROM(c, ends));
    if (kind == 7)
        point -= (uint32_t)draw(c, 2);
    if (point >= 0xD800 && point < 0xE000)
        point = 0x85;
    buffer_add(out, (struct text){bytes, utf8_write(point, bytes)});
}

static struct text draw_utf8(struct chance *c, size_t most)
{
    struct buffer out = {0};
    for (size_t left = draw(c, most + 1); left; left--)
        add_code_point(c, &out);
    return kept(c, &out);
}

/* Few different characters, so that texts are alike. */
static struct text draw_alike(struct chance *c)
{
    static const char *const letters[] = {"a", "b", "\xC3\xA9", "\xC3\xA8", "\xE2\x82\xAC"};
    struct buffer out = {0};
    for (size_t left = draw(c, 8); left; left--)
        buffer_string(&out, DRAW_FROM(c, letters));
    return kept(c, &out);
}

static enum outcome utf8(struct chance *c)
{
    struct text const text = draw_utf8(c, 40);
    size_t const count = text_code_points(text, text.size), index = draw(c, count + 2);
    size_t const at = text_byte_of(text, index);
    size_t bad = 0;
    buffer_add(&c->says, text);
    bool good = text_is_utf8(text, &bad) && (index >= count ? at == text.size : text_code_points(text, at) == index);
    if (text.size && good) { /* a byte that cannot stand anywhere */
        struct text const broken = text_copy(c->arena, text);
        size_t const place = draw(c, text.size);
        size_t start = place;
        while (start && ((unsigned char)text.at[start] & 0xC0) == 0x80)
            start--;
        memset((char *)(uintptr_t)broken.at + place, 0xFF, 1);
        good = !text_is_utf8(broken, &bad) && bad == start + (place != start && bad == place ? place - start : 0);
    }
    return held(good);
}

static enum outcome distance(struct chance *c)
{
    struct text const x = draw_alike(c), y = draw_alike(c), z = draw_alike(c);
    size_t const xy = text_distance(x, y, 100, c->arena), yz = text_distance(y, z, 100, c->arena);
    size_t const xz = text_distance(x, z, 100, c->arena);
    size_t const n = text_code_points(x, x.size), m = text_code_points(y, y.size);
    buffer_format(&c->says, "\"%.*s\" \"%.*s\" \"%.*s\"", (int)x.size, x.at, (int)y.size, y.at, (int)z.size, z.at);
    return held(xy == text_distance(y, x, 100, c->arena) && (xy == 0) == text_equal(x, y) && xz <= xy + yz && xy <= MAX(n, m) &&
                xy >= MAX(n, m) - MIN(n, m));
}

static enum outcome json(struct chance *c)
{
    struct text const key = draw_utf8(c, 6), value = draw_utf8(c, 60), items[] = {value, draw_utf8(c, 20), TEXT("")};
    int64_t const number = (int64_t)random_next(&c->random);
    struct buffer line = {0};
    struct json_writer w = {.out = &line};
    json_open(&w, '{');
    json_key_text(&w, key);
    json_put_text(&w, value);
    json_key(&w, "list_of_items");
    json_put_texts(&w, items, COUNT(items));
    json_key(&w, "number_of_law");
    json_put_int(&w, number);
    json_close(&w, '}');
    buffer_add(&c->says, buffer_text(&line));
    struct text const written = kept(c, &line);
    struct json_object object;
    struct error err;
    struct text read, *list;
    size_t count;
    int64_t again;
    return held(json_read_object(written, c->arena, &object, &err) && object.count == 3 &&
                text_equal(object.members[0].key, key) && json_string(object.members[0].raw, c->arena, &read) &&
                text_equal(read, value) && json_strings(object.members[1].raw, c->arena, &list, &count) &&
                count == COUNT(items) && text_equal(list[0], value) && text_equal(list[1], items[1]) && list[2].size == 0 &&
                json_int(object.members[2].raw, &again) && again == number);
}

/* Marks taken out of a text that was made with marks put in. */
static enum outcome marks(struct chance *c)
{
    struct buffer with = {0}, without = {0};
    struct marks counted = {0};
    uint32_t agree = 0, seen = 0;
    for (size_t left = draw(c, 6); left; left--) {
        int const a = (int)draw(c, 50), b = (int)draw(c, 50), right = draw(c, 3) > 0;
        buffer_format(&with, "It is %d+%d = <<%d+%d=%d>>%d, so\n", a, b, a, b, a + b + !right, a + b);
        buffer_format(&without, "It is %d+%d = %d, so\n", a, b, a + b);
        agree += right || (a + b + 1) == a + b;
        seen++;
    }
    buffer_add(&c->says, buffer_text(&with));
    struct text const stripped = solution_strip_marks(kept(c, &with), c->arena, &counted);
    return held(text_equal(stripped, kept(c, &without)) && counted.seen == seen && counted.agree == agree);
}

enum { STEPS = 5 };

/* Up to three edits of a step, none over another. */
static size_t draw_edits(struct chance *c, const struct text *steps, struct edit *out)
{
    size_t count = 0;
    for (uint32_t k = 0; k < STEPS; k++)
        for (size_t at = draw(c, steps[k].size + 1), left = draw(c, 4); left && at < steps[k].size; left--) {
            size_t const end = at + draw(c, steps[k].size - at + 1);
            out[count++] = (struct edit){k, (uint32_t)at, (uint32_t)end, draw_alike(c)};
            at = end + 1 + draw(c, 3);
        }
    return count;
}

static void shuffle(struct chance *c, struct edit *edits, size_t count)
{
    for (size_t i = 1; i < count; i++) {
        size_t const other = draw(c, i + 1);
        struct edit const edit = edits[i];
        edits[i] = edits[other];
        edits[other] = edit;
    }
}

/* The edits that undo these sorted ones. */
static void reverse(const struct text *steps, const struct edit *edits, size_t count, struct edit *out)
{
    int64_t shift = 0;
    for (size_t i = 0; i < count; i++) {
        const struct edit *e = &edits[i];
        if (i == 0 || e->step != e[-1].step)
            shift = 0;
        uint32_t const start = (uint32_t)(e->start + shift);
        out[i] = (struct edit){e->step, start, start + (uint32_t)e->becomes.size, text_part(steps[e->step], e->start, e->end)};
        shift += (int64_t)e->becomes.size - (e->end - e->start);
    }
}

static enum outcome editing(struct chance *c)
{
    struct text steps[STEPS];
    struct edit edits[STEPS * 3], back[STEPS * 3];
    for (size_t k = 0; k < STEPS; k++)
        steps[k] = draw_utf8(c, 30);
    size_t const count = draw_edits(c, steps, edits);
    shuffle(c, edits, count);
    edits_sort(edits, count);
    struct text *there = edits_apply(steps, STEPS, edits, count, c->arena);
    reverse(steps, edits, count, back);
    struct text *again = edits_apply(there, STEPS, back, count, c->arena);
    bool good = true;
    for (size_t k = 0; k < STEPS; k++) {
        good = good && text_equal(steps[k], again[k]);
        buffer_format(&c->says, "\"%.*s\" -> \"%.*s\" -> \"%.*s\"\n", (int)steps[k].size, steps[k].at, (int)there[k].size,
                      there[k].at, (int)again[k].size, again[k].at);
    }
    return held(good);
}

/* A number in the style of another is read back as itself, and in that style. */
static enum outcome quantities(struct chance *c)
{
    static const char *const styles[] = {"7", "12", "1,234", "12,345.67", "0.5", ".25", "3.10", "1.125", "1000", "2.00", "900"};
    static const int64_t parts[] = {1, 1, 2, 4, 5, 10, 100, 1000, 3};
    struct text const shown = text_of(DRAW_FROM(c, styles));
    struct tokens const like = tokens_read(shown, c->arena);
    struct value const value = value_ratio((int64_t)draw(c, draw(c, 2) ? 2000 : 40000000), DRAW_FROM(c, parts));
    struct buffer out = {0};
    bool const separated = draw(c, 2), written = quantity_write(shown, &like.items[0], &value, separated, &out);
    buffer_format(&c->says, "%jd/%jd like \"%s\": \"%.*s\"", (intmax_t)value.num, (intmax_t)value.den, shown.at, (int)out.size,
                  out.at ? out.at : "");
    struct text const text = kept(c, &out);
    if (!written)
        return text.size ? BROKEN : EMPTY;
    struct tokens const read = tokens_read(text, c->arena);
    struct token const *t = read.items;
    return held(read.count == 1 && t->kind == TOKEN_NUMBER && !(t->flags & TOKEN_MALFORMED) &&
                t->places >= value_places(&value) && value_equal(&read.numbers[t->number], &value) &&
                (like.items[0].places > 0 || t->places == 0) &&
                (!(t->flags & TOKEN_SEPARATED) || separated || (like.items[0].flags & TOKEN_SEPARATED)));
}

static int64_t value_of_words(struct text text, struct arena *arena)
{
    struct tokens const read = tokens_read(text, arena);
    int64_t sum = 0;
    for (size_t i = 0; i < read.count; i++)
        sum += read.items[i].kind == TOKEN_WORD && read.items[i].word.role == WORD_CARDINAL ? read.items[i].word.num : 0;
    return sum;
}

static enum outcome number_words(struct chance *c)
{
    int64_t const value = (int64_t)draw(c, 102);
    struct buffer out = {0};
    bool const capital = draw(c, 2), written = quantity_write_word(capital ? TEXT("Three") : TEXT("three"), value, &out);
    struct text const text = kept(c, &out);
    buffer_format(&c->says, "%d: \"%.*s\"", (int)value, (int)text.size, text.at);
    if (!written)
        return value < 1 || value > 99 ? EMPTY : BROKEN;
    return held(value_of_words(text, c->arena) == value && (text.at[0] >= 'a') == !capital);
}

static enum outcome chances(struct chance *c)
{
    enum { MANY = 40 };
    uint64_t const seed = random_next(&c->random);
    struct text const id = draw_utf8(c, 12), other = draw_utf8(c, 12);
    struct random a = random_for(seed, id, TEXT("calculation")), b = random_for(seed, id, TEXT("calculation"));
    struct random d = random_for(seed, other, TEXT("calculation")), e = random_for(seed + 1, id, TEXT("calculation"));
    size_t same = 0, below = 1 + draw(c, MANY);
    bool good = true;
    for (size_t i = 0; i < MANY; i++) {
        uint64_t const x = random_next(&a);
        good = good && x == random_next(&b);
        same += x == random_next(&d) && !text_equal(id, other);
        same += x == random_next(&e);
    }
    for (size_t i = 0; i < MANY; i++)
        good = good && random_below(&a, below) < below;
    buffer_format(&c->says, "seed %ju, ids \"%.*s\", \"%.*s\"", (uintmax_t)seed, (int)id.size, id.at, (int)other.size, other.at);
    return held(good && same == 0);
}

/* Words of a step, and now and then its own label, or a label of another. */
static struct text draw_step(struct chance *c, size_t k)
{
    struct text const words = text_trim(draw_alike(c));
    struct buffer out = {0};
    if (draw(c, 3) == 0)
        buffer_format(&out, "Step %zu: ", k + 1);
    buffer_format(&out, "%.*sx%s", (int)words.size, words.at, draw(c, 3) ? "" : "\nStep by step");
    return kept(c, &out);
}

static enum outcome numbered(struct chance *c)
{
    struct text steps[4], back[5];
    size_t const count = 1 + draw(c, COUNT(steps));
    for (size_t k = 0; k < count; k++)
        steps[k] = draw_step(c, k);
    struct text const shown = prompt_numbered(steps, count, c->arena);
    bool good = prompt_read_numbered(shown, steps, count, back);
    for (size_t k = 0; good && k < count; k++)
        good = text_equal(back[k], steps[k]);
    good = good && (count == 1 || !prompt_read_numbered(shown, steps, count - 1, back));
    buffer_format(&c->says, "%.*s", (int)shown.size, shown.at);
    return held(good);
}

const struct law laws_of_texts[] = {
    {"code points and bytes lead to each other; a wrong byte is found", utf8},
    {"the distance of texts is one", distance},
    {"JSON that was written is read back", json},
    {"calculator marks come out as they went in", marks},
    {"edits can be undone", editing},
    {"a number in the style of another is read back", quantities},
    {"a number in words is read back", number_words},
    {"numbered steps come back as they went out, and not as fewer", numbered},
    {"chance is the same for the same names, and in its bounds", chances},
    {NULL, NULL},
};
