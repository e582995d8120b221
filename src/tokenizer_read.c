#include "json.h"
#include "suggest.h"
#include "tokenizer_parts.h"

#include <stdio.h>

/* How ByteLevel cuts by itself: GPT-2's expression. */
static const char gpt2[] = "'s|'t|'re|'ve|'m|'ll|'d| ?\\p{L}+| ?\\p{N}+| ?[^\\s\\p{L}\\p{N}]+|\\s+(?!\\S)|\\s+";

/* What NFC may change (Unicode's NFC_Quick_Check No and Maybe): marks, Hangul vowels and finals, and characters that stand for others. */
static const char unstable[] =
    "[\\p{M}\\x{1161}-\\x{1175}\\x{11A8}-\\x{11C2}\\x{374}\\x{37E}\\x{387}\\x{958}-\\x{95F}\\x{9DC}-\\x{9DF}\\x{A33}-\\x{A5E}"
    "\\x{B5C}\\x{B5D}\\x{F43}-\\x{F69}\\x{1F71}-\\x{1FFD}\\x{2000}\\x{2001}\\x{2126}\\x{212A}\\x{212B}\\x{2329}\\x{232A}\\x{2ADC}"
    "\\x{F900}-\\x{FAD9}\\x{FB1D}-\\x{FB4E}\\x{1D15E}-\\x{1D1C0}\\x{2F800}-\\x{2FA1D}]";

struct loading {
    struct tokenizer *t;
    struct error *err;
};

static bool wrong(const struct loading *l, const char *what)
{
    return fail(l->err, EXIT_DATA, "no tokenizer.json that is read here: %s", what);
}

static bool unread(const struct loading *l, const char *what, struct text name)
{
    struct shown const shown = typed_shown(name);
    return fail(l->err, EXIT_DATA, "%s '%s' is not read here (BPE, byte-level or with a mark for the space, is)", what, shown.at);
}

static bool object_of(const struct loading *l, struct text raw, struct json_object *out)
{
    struct error ignored;
    return json_read_object(raw, &l->t->arena, out, &ignored) || wrong(l, "a part of it is no object");
}

static bool is_set(const struct json_member *member)
{
    return member && member->kind != JSON_NULL;
}

static struct text string_of(const struct loading *l, const struct json_object *object, const char *key)
{
    const struct json_member *member = json_find(object, key);
    struct text out = TEXT("");
    if (member)
        json_string(member->raw, &l->t->arena, &out);
    return out;
}

static bool flag(const struct json_object *object, const char *key, bool otherwise)
{
    const struct json_member *member = json_find(object, key);
    return is_set(member) ? member->kind == JSON_TRUE : otherwise;
}

static size_t count_of(const struct loading *l, struct text raw)
{
    struct json_cursor cursor = {.rest = raw};
    struct json_member item;
    size_t count = 0;
    while (json_next(&cursor, &l->t->arena, &item))
        count++;
    return count;
}

static size_t table_size(size_t entries)
{
    size_t size = 16;
    while (size < 2 * entries)
        size *= 2;
    return size;
}

static bool load_vocabulary(const struct loading *l, struct text raw)
{
    struct vocabulary *v = &l->t->vocabulary;
    struct json_cursor cursor = {.rest = raw};
    struct json_member item;
    int64_t id;
    v->size = table_size(count_of(l, raw));
    v->at = memory_new(v->size * sizeof *v->at);
    for (size_t i = 0; i < v->size; i++)
        v->at[i].id = NO_TOKEN;
    while (json_next(&cursor, &l->t->arena, &item)) {
        if (!json_int(item.raw, &id) || id < 0 || id >= NO_TOKEN)
            return wrong(l, "an id in the vocabulary is no number");
        vocabulary_put(v, item.key, (uint32_t)id);
    }
    return true;
}

/* "a b", or ["a", "b"]. */
static bool merge_sides(const struct loading *l, const struct json_member *item, struct text *left, struct text *right)
{
    struct text *two, both;
    size_t count;
    if (json_strings(item->raw, &l->t->arena, &two, &count) && count == 2) {
        *left = two[0];
        *right = two[1];
        return true;
    }
    if (!json_string(item->raw, &l->t->arena, &both))
        return false;
    size_t const blank = text_find(both, TEXT(" "), 0);
    if (blank == both.size)
        return false;
    *left = text_part(both, 0, blank);
    *right = text_part(both, blank + 1, both.size);
    return true;
}

static bool load_merge(const struct loading *l, const struct json_member *item, uint32_t rank, struct buffer *joined)
{
    const struct vocabulary *v = &l->t->vocabulary;
    struct text left, right;
    if (!merge_sides(l, item, &left, &right))
        return wrong(l, "a merge is no pair");
    joined->size = 0;
    buffer_add(joined, left);
    buffer_add(joined, right);
    struct merge const merge = {vocabulary_find(v, left), vocabulary_find(v, right), rank,
                                vocabulary_find(v, buffer_text(joined))};
    if (merge.left == NO_TOKEN || merge.right == NO_TOKEN || merge.id == NO_TOKEN)
        return wrong(l, "a merge of what is not in the vocabulary");
    merges_put(&l->t->merges, merge);
    return true;
}

static bool load_merges(const struct loading *l, struct text raw)
{
    struct merges *m = &l->t->merges;
    struct json_cursor cursor = {.rest = raw};
    struct json_member item;
    struct buffer joined = {0};
    bool good = true;
    m->size = table_size(count_of(l, raw));
    m->at = memory_new(m->size * sizeof *m->at);
    for (size_t i = 0; i < m->size; i++)
        m->at[i].left = NO_TOKEN;
    for (uint32_t rank = 0; good && json_next(&cursor, &l->t->arena, &item); rank++)
        good = load_merge(l, &item, rank, &joined);
    buffer_free(&joined);
    return good;
}

static void load_fallback(struct tokenizer *t)
{
    for (size_t i = 0; i < 256; i++) {
        char name[8];
        snprintf(name, sizeof name, "<0x%02zX>", i);
        t->fallback[i] = vocabulary_find(&t->vocabulary, text_of(name));
    }
}

/* Visible characters stand for themselves; the other bytes for 256, 257, … */
static void load_alphabet(struct tokenizer *t)
{
    uint32_t other = 256;
    for (uint32_t byte = 0; byte < 256; byte++) {
        bool const shown = (byte > 32 && byte < 127) || (byte > 160 && byte != 173);
        char *at = arena_alloc(&t->arena, 4);
        size_t const size = utf8_write(shown ? byte : other++, at);
        t->alphabet[byte] = (struct text){at, size};
    }
}

static bool load_model(const struct loading *l, struct text raw)
{
    struct tokenizer *t = l->t;
    struct json_object model;
    if (!object_of(l, raw, &model))
        return false;
    const struct json_member *vocab = json_find(&model, "vocab"), *merges = json_find(&model, "merges");
    struct text const type = string_of(l, &model, "type"), unknown = string_of(l, &model, "unk_token");
    if (!text_equal(type, TEXT("BPE")) && (type.size || !merges))
        return unread(l, "a model of type", type);
    if (!vocab || vocab->kind != JSON_OBJECT || !merges || merges->kind != JSON_ARRAY)
        return wrong(l, "its model has no vocabulary or no merges");
    if (string_of(l, &model, "continuing_subword_prefix").size || string_of(l, &model, "end_of_word_suffix").size)
        return unread(l, "a model with", TEXT("continuing_subword_prefix or end_of_word_suffix"));
    t->byte_fallback = flag(&model, "byte_fallback", false);
    t->fuse_unknown = flag(&model, "fuse_unk", false);
    t->ignore_merges = flag(&model, "ignore_merges", false);
    if (!load_vocabulary(l, vocab->raw) || !load_merges(l, merges->raw))
        return false;
    t->unknown = unknown.size ? vocabulary_find(&t->vocabulary, unknown) : NO_TOKEN;
    load_fallback(t);
    load_alphabet(t);
    return true;
}

static bool load_change(const struct loading *l, const struct json_object *o, struct text type)
{
    struct tokenizer *t = l->t;
    struct change *change = &t->changes[t->changes_count];
    const struct json_member *pattern = json_find(o, "pattern");
    struct json_object from;
    if (t->changes_count++ == STAGES_MAX - 1)
        return wrong(l, "too many normalisers");
    if (text_equal(type, TEXT("NFC"))) {
        change->kind = CHANGE_NFC;
        return t->unstable || (t->unstable = pattern_new(TEXT(unstable), false, l->err));
    }
    if (text_equal(type, TEXT("Prepend"))) {
        *change = (struct change){CHANGE_PREPEND, {NULL, 0}, string_of(l, o, "prepend")};
        return true;
    }
    if (!text_equal(type, TEXT("Replace")))
        return unread(l, "the normaliser", type);
    if (!pattern || !object_of(l, pattern->raw, &from))
        return wrong(l, "Replace without a pattern");
    *change = (struct change){CHANGE_REPLACE, string_of(l, &from, "String"), string_of(l, o, "content")};
    return change->from.size || unread(l, "the normaliser", TEXT("Replace by a regular expression"));
}

static struct stage *new_stage(const struct loading *l, enum stage_kind kind, struct text mark)
{
    struct tokenizer *t = l->t;
    struct stage *stage = &t->stages[MIN(t->stages_count, (size_t)STAGES_MAX - 1)];
    *stage = (struct stage){.kind = kind, .mark = mark};
    t->stages_count += t->stages_count < STAGES_MAX - 1;
    return stage;
}

static bool add_split(const struct loading *l, struct text source, bool literal, enum behaviour behaviour, bool invert)
{
    /* Oniguruma's intersections of classes, which PCRE2 would take for two characters */
    if (!literal && text_find(source, TEXT("&&"), 0) < source.size)
        return unread(l, "an expression with", TEXT("&&"));
    struct pattern *pattern = pattern_new(source, literal, l->err);
    if (!pattern)
        return false;
    struct stage *stage = new_stage(l, STAGE_SPLIT, TEXT(""));
    pattern_free(stage->pattern);
    stage->pattern = pattern;
    stage->behaviour = behaviour;
    stage->invert = invert;
    return true;
}

static bool load_split(const struct loading *l, const struct json_object *o)
{
    static const char *const names[] = {"Isolated", "Removed", "MergedWithPrevious", "MergedWithNext", "Contiguous"};
    const struct json_member *pattern = json_find(o, "pattern");
    struct text const behaviour = string_of(l, o, "behavior");
    struct json_object source;
    if (!pattern || !object_of(l, pattern->raw, &source))
        return wrong(l, "Split without a pattern");
    struct text const regex = string_of(l, &source, "Regex"), literal = string_of(l, &source, "String");
    for (size_t i = 0; i < COUNT(names) && (regex.size || literal.size); i++)
        if (text_equal_nocase(behaviour, text_of(names[i])))
            return add_split(l, regex.size ? regex : literal, !regex.size, (enum behaviour)i, flag(o, "invert", false));
    return unread(l, "Split by", behaviour);
}

static bool load_metaspace(const struct loading *l, const struct json_object *o)
{
    struct text const mark = string_of(l, o, "replacement"), scheme = string_of(l, o, "prepend_scheme");
    bool const always = scheme.size ? text_equal(scheme, TEXT("always")) : flag(o, "add_prefix_space", true);
    if (!mark.size)
        return wrong(l, "Metaspace without a replacement");
    new_stage(l, STAGE_MARK, mark);
    if (always || text_equal(scheme, TEXT("first")))
        new_stage(l, always ? STAGE_PREFIX : STAGE_FIRST, mark);
    return !flag(o, "split", true) || add_split(l, mark, true, SPLIT_WITH_NEXT, false);
}

static bool load_bytes(const struct loading *l, const struct json_object *o)
{
    if (flag(o, "add_prefix_space", true))
        new_stage(l, STAGE_PREFIX, TEXT(" "));
    if (flag(o, "use_regex", true) && !add_split(l, TEXT(gpt2), false, SPLIT_ISOLATED, false))
        return false;
    new_stage(l, STAGE_BYTES, TEXT(""));
    return true;
}

static bool load_stage(const struct loading *l, const struct json_object *o, struct text type)
{
    struct tokenizer *t = l->t;
    if (t->stages_count + 3 >= STAGES_MAX)
        return wrong(l, "too many pre-tokenisers");
    if (t->stages_count && t->stages[t->stages_count - 1].kind == STAGE_BYTES)
        return unread(l, "behind ByteLevel the pre-tokeniser", type);
    if (text_equal(type, TEXT("Split")))
        return load_split(l, o);
    if (text_equal(type, TEXT("ByteLevel")))
        return load_bytes(l, o);
    if (text_equal(type, TEXT("Metaspace")))
        return load_metaspace(l, o);
    if (text_equal(type, TEXT("Digits")))
        return add_split(l, TEXT("\\p{N}"), false, flag(o, "individual_digits", false) ? SPLIT_ISOLATED : SPLIT_CONTIGUOUS,
                         false);
    return unread(l, "the pre-tokeniser", type);
}

typedef bool loader(const struct loading *l, const struct json_object *o, struct text type);

/* A normaliser or pre-tokeniser, or a sequence of them, one level deep. */
static bool load_each(const struct loading *l, const struct json_member *member, const char *list, loader *load)
{
    struct json_object o, inner;
    struct json_cursor cursor = {0};
    struct json_member item;
    if (!is_set(member))
        return true;
    if (!object_of(l, member->raw, &o))
        return false;
    struct text const type = string_of(l, &o, "type");
    if (!text_equal(type, TEXT("Sequence")))
        return load(l, &o, type);
    const struct json_member *items = json_find(&o, list);
    for (cursor.rest = items ? items->raw : TEXT(""); json_next(&cursor, &l->t->arena, &item);)
        if (!object_of(l, item.raw, &inner) || !load(l, &inner, string_of(l, &inner, "type")))
            return false;
    return true;
}

static bool load_added_one(const struct loading *l, const struct json_member *item, struct added *out)
{
    struct json_object o;
    int64_t id;
    if (!object_of(l, item->raw, &o))
        return false;
    const struct json_member *number = json_find(&o, "id");
    *out = (struct added){string_of(l, &o, "content"),  0,
                          flag(&o, "normalized", true), flag(&o, "special", false),
                          flag(&o, "lstrip", false),    flag(&o, "rstrip", false)};
    if (!out->content.size || !number || !json_int(number->raw, &id) || id < 0 || id >= NO_TOKEN)
        return wrong(l, "an added token without content or id");
    if (flag(&o, "single_word", false))
        return unread(l, "an added token with", TEXT("single_word"));
    out->id = (uint32_t)id;
    if (out->normalised)
        out->content = tokenizing_normalise(l->t, out->content, &l->t->arena);
    l->t->starts[out->normalised][(unsigned char)out->content.at[0]] = true;
    return true;
}

static bool load_added(const struct loading *l, const struct json_member *member)
{
    struct json_cursor cursor = {.rest = is_set(member) ? member->raw : TEXT("")};
    struct json_member item;
    l->t->added = ARENA_ARRAY(&l->t->arena, struct added, count_of(l, cursor.rest));
    while (json_next(&cursor, &l->t->arena, &item))
        if (!load_added_one(l, &item, &l->t->added[l->t->added_count++]))
            return false;
    return true;
}

bool tokenizer_load(struct tokenizer *t, struct error *err)
{
    struct loading const l = {t, err};
    struct json_object file;
    if (!json_read_object(buffer_text(&t->file), &t->arena, &file, err))
        return false;
    const struct json_member *model = json_find(&file, "model");
    if (!model || model->kind != JSON_OBJECT)
        return wrong(&l, "it has no \"model\"");
    return load_model(&l, model->raw) && load_each(&l, json_find(&file, "normalizer"), "normalizers", load_change) &&
           load_each(&l, json_find(&file, "pre_tokenizer"), "pretokenizers", load_stage) &&
           load_added(&l, json_find(&file, "added_tokens"));
}
