#include "fact_parts.h"

/* One who writes a sentence out in full. */
struct writer {
    const struct reader *r;
    struct reader *out;
    const struct item *subject; /* of the last clause, a value that stands alone; or NULL */
    size_t from, to;            /* its predicate, items of `out` behind "is"; empty if it has none */
};

static bool is_word(const struct item *item, const char *list)
{
    return item->kind == ITEM_WORD && text_is_among(text_of(item->word), text_of(list));
}

static void put(struct writer *w, struct item item, uint32_t at)
{
    item.start = item.end = at;
    if (w->out->count == FACT_ITEMS_MAX)
        w->out->fine = false;
    else
        w->out->item[w->out->count++] = item;
}

static void put_word(struct writer *w, const char *word, uint32_t at)
{
    struct item item = {.kind = ITEM_WORD, .uses = fact_uses_of(word)};
    strcpy(item.word, word);
    put(w, item, at);
}

static void copy(struct writer *w, size_t at)
{
    put(w, w->r->item[at], w->r->item[at].start);
    if (w->out->fine)
        w->out->item[w->out->count - 1].end = w->r->item[at].end;
}

/* Does a clause end before item `at`? */
static bool is_boundary(const struct reader *r, size_t at)
{
    return at >= r->count || r->item[at].kind == ITEM_COMMA || r->item[at].kind == ITEM_STOP || r->item[at].kind == ITEM_OTHER ||
           is_word(&r->item[at], "but so while since because as whereas");
}

static bool is_plain_value(const struct reader *r, size_t at)
{
    return at < r->count && r->item[at].kind == ITEM_VALUE && !formula_is_statement(r->item[at].value);
}

/* What is said of the last subject, of another value: "… is divisible by 4" */
static void put_predicate(struct writer *w, uint32_t at)
{
    put_word(w, "is", at);
    for (size_t i = w->from; i < w->to; i++)
        put(w, w->out->item[i], at);
}

static bool denies(const struct writer *w)
{
    for (size_t i = w->from; i < w->to; i++)
        if (is_word(&w->out->item[i], "not"))
            return true;
    return false;
}

/* "so is 20", "neither is 20", "20 is not": items from `at` on, which are written out; how many they were. */
static size_t same_predicate(struct writer *w, size_t at)
{
    const struct reader *r = w->r;
    bool const so = fact_is_word(r, at, "so"), neither = fact_is_word(r, at, "neither nor");
    if (w->from == w->to)
        return 0;
    if ((so || neither) && fact_is_word(r, at + 1, "is") && is_plain_value(r, at + 2) && is_boundary(r, at + 3) &&
        neither == denies(w)) {
        put_word(w, "so", r->item[at].start);
        put(w, r->item[at + 2], r->item[at].start);
        put_predicate(w, r->item[at + 2].end);
        w->subject = &r->item[at + 2];
        return 3;
    }
    if (is_plain_value(r, at) && fact_is_word(r, at + 1, "is") && fact_is_word(r, at + 2, "not") && is_boundary(r, at + 3) &&
        !denies(w)) {
        copy(w, at);
        put_word(w, "is", r->item[at + 1].start);
        put_word(w, "not", r->item[at + 2].start);
        for (size_t i = w->from; i < w->to; i++)
            put(w, w->out->item[i], r->item[at + 2].end);
        w->subject = &r->item[at];
        return 3;
    }
    return 0;
}

/* "it is …", "it's …", "(but) not …", "(but) is …": the subject is the last one. */
static size_t same_subject(struct writer *w, size_t at)
{
    const struct reader *r = w->r;
    bool const but = at > 0 && fact_is_word(r, at - 1, "but"), its = fact_is_word(r, at, "it's it’s"),
               it = fact_is_word(r, at, "it") && fact_is_word(r, at + 1, "is has leaves");
    if (!w->subject || !(it || its || (but && fact_is_word(r, at, "not is"))))
        return 0;
    put(w, *w->subject, r->item[at].start);
    if (its || fact_is_word(r, at, "not"))
        put_word(w, "is", r->item[at].start);
    if (!(but && fact_is_word(r, at, "not") && fact_is_word(r, at + 1, "by")))
        return it || its;
    put_word(w, "not", r->item[at].start);
    for (size_t i = w->from; i < w->to && !is_word(&w->out->item[i], "by"); i++)
        put(w, w->out->item[i], r->item[at].end);
    return 1;
}

/* "3, which is odd": 3 is odd. */
static size_t last_value(struct writer *w, size_t at)
{
    const struct reader *r = w->r;
    if (at < 2 || r->item[at - 1].kind != ITEM_COMMA || !is_plain_value(r, at - 2) || !fact_is_word(r, at, "which") ||
        !fact_is_word(r, at + 1, "is has leaves divides") || fact_is_word(r, at + 2, "our"))
        return 0;
    put(w, r->item[at - 2], r->item[at].start);
    w->subject = &r->item[at - 2];
    return 1;
}

/* The value that is the subject of the clause that begins at item `at`, and what is said of it; where one divides another, "it" may be either. */
static void keep_clause(struct writer *w, size_t at)
{
    const struct reader *r = w->r;
    bool const is = is_plain_value(r, at) && fact_is_word(r, at + 1, "is are"),
               has = is_plain_value(r, at) && fact_is_word(r, at + 1, "has leaves");
    w->subject = (is && fact_is_word(r, at + 1, "is")) || has ? &r->item[at] : NULL;
    w->from = w->to = w->out->count + 2;
    for (size_t i = at + 2; is && !is_boundary(r, i); i++) {
        w->from += w->from == w->to && fact_is_word(r, i, "both all also");
        w->to++;
        w->subject = fact_is_word(r, i, "factor divisor") ? NULL : w->subject;
    }
}

static bool leaves_out(const struct reader *r)
{
    for (size_t i = 1; i < r->count; i++)
        if (fact_is_word(r, i, "it it's it’s but neither nor which so"))
            return true;
    return false;
}

void fact_write_out(struct reader *r, struct arena *arena)
{
    if (!leaves_out(r))
        return;
    struct writer w = {.r = r, .out = ARENA_ARRAY(arena, struct reader, 1)};
    bool starts = true;
    w.out->step = r->step;
    w.out->count = 0;
    w.out->fine = true;
    for (size_t i = 0; i < r->count && w.out->fine;) {
        size_t const written = w.out->count;
        size_t done = 0;
        bool const joins = is_boundary(r, i) || (starts && fact_has_use(r, i, USE_BEFORE | USE_BEHIND | USE_FILLER));
        if (starts && (done = same_predicate(&w, i)) == 0 && (done = same_subject(&w, i)) == 0 &&
            (done = last_value(&w, i)) == 0 && !joins && w.out->count == written)
            keep_clause(&w, i);
        if (done == 0) {
            starts = joins;
            if (r->item[i].kind == ITEM_STOP)
                w.subject = NULL, w.from = w.to = 0;
            copy(&w, i++);
        } else {
            starts = false;
            i += done;
        }
    }
    if (w.out->fine)
        *r = *w.out;
}
