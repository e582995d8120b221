#include "fact.h"
#include "fact_parts.h"

static void push(struct reader *r, struct item item)
{
    if (r->count == FACT_ITEMS_MAX)
        r->fine = false;
    else
        r->item[r->count++] = item;
}

static void push_word(struct reader *r, size_t start, size_t end)
{
    struct item item = {.kind = ITEM_WORD, .start = (uint32_t)start, .end = (uint32_t)end};
    for (size_t i = start; i < end && i - start < FACT_WORD_BYTES - 1; i++)
        item.word[i - start] = to_lower(r->step.at[i]);
    if (strcmp(item.word, "be") == 0 && r->count && strcmp(r->item[r->count - 1].word, "must") == 0) {
        r->count--; /* "must be" is as good as "is" */
        strcpy(item.word, "is");
    }
    item.uses = fact_uses_of(item.word);
    push(r, item);
}

/* "equals", "is equal to" and "is given by" are as good as "is". */
static void settle_equal(struct reader *r)
{
    size_t const n = r->count;
    if (n && fact_is_word(r, n - 1, "equals"))
        strcpy(r->item[n - 1].word, "is");
    if (n > 2 && fact_is_word(r, n - 3, "is") &&
        ((fact_is_word(r, n - 2, "equal") && fact_is_word(r, n - 1, "to")) ||
         (fact_is_word(r, n - 2, "given") && fact_is_word(r, n - 1, "by"))))
        r->count -= 2;
}

/* Nothing of the span but marks stands outside of its statements. */
static bool is_covered(struct text step, const struct maths_span *span, const struct statement *statements, size_t count)
{
    uint32_t at = span->start;
    for (size_t i = 0; i <= count; i++) {
        uint32_t const to = i < count ? statements[i].start : span->end;
        for (; at < to; at++)
            if (is_digit(step.at[at]) || (is_letter(step.at[at]) && !(at > span->start && step.at[at - 1] == '\\')))
                return false;
        at = i < count ? MAX(at, statements[i].end) : at;
    }
    return true;
}

static void push_other(struct reader *r, uint32_t start, uint32_t end)
{
    push(r, (struct item){.kind = ITEM_OTHER, .start = start, .end = end});
}

/* A list is several values; so is a set whose braces are those of the box. */
static void push_values(struct reader *r, const struct maths_span *span, const struct statement *statements, size_t count)
{
    bool fine = count > 0 && is_covered(r->step, span, statements, count);
    for (size_t i = 0; i < count; i++) {
        const struct formula *f = statements[i].formula;
        fine = fine && (!formula_is_statement(f) || (f->kind == FORMULA_CHAIN && !statements[i].hypothetical));
    }
    if (!fine)
        push_other(r, span->from, span->to);
    for (size_t i = 0; i < count && fine; i++) {
        const struct formula *f = statements[i].formula;
        bool const boxed = text_starts(text_part(r->step, statements[i].start, span->end), TEXT("\\boxed"));
        bool const list = f->kind == FORMULA_LIST || (f->kind == FORMULA_SET && boxed);
        for (size_t k = 0; k < (list ? f->count : 1); k++)
            push(r, (struct item){.kind = ITEM_VALUE, .value = list ? f->args[k] : f, .start = span->from, .end = span->to});
    }
}

/* The hyphen of "two-digit" */
static bool is_hyphen(struct text step, const struct token *t)
{
    return token_is_sign(t, '-') && token_is_tight(t) && t->start > 0 && t->end < step.size && is_letter(step.at[t->end]);
}

/* The digits of "1,200" */
static struct text without_commas(struct text number, struct arena *arena)
{
    char *digits = ARENA_ARRAY(arena, char, number.size + 1);
    size_t size = 0;
    if (text_find(number, TEXT(","), 0) == number.size)
        return number;
    for (size_t i = 0; i < number.size; i++)
        if (number.at[i] != ',')
            digits[size++] = number.at[i];
    return (struct text){digits, size};
}

static void push_token(struct reader *r, const struct token *t, struct arena *arena)
{
    struct text const said = text_part(r->step, t->start, t->end);
    if (t->kind == TOKEN_WORD) {
        push_word(r, t->start, t->end);
        settle_equal(r);
    } else if (t->kind == TOKEN_NUMBER && !(t->flags & (TOKEN_MALFORMED | TOKEN_GLUED_LETTER))) {
        push(r, (struct item){.kind = ITEM_VALUE,
                              .value = formula_new(arena, FORMULA_NUMBER, 0, without_commas(said, arena), NULL, 0, NULL),
                              .start = t->start,
                              .end = t->end});
    } else if (t->kind == TOKEN_STOP && said.at[0] == ',') {
        push(r, (struct item){.kind = ITEM_COMMA, .start = t->start, .end = t->end});
    } else if (t->kind == TOKEN_STOP && strchr(".;:", said.at[0])) {
        push(r, (struct item){.kind = ITEM_STOP, .start = t->start, .end = t->end});
    } else if (!is_hyphen(r->step, t)) {
        push_other(r, t->start, t->end);
    }
}

/* The line break before a display that begins at byte `display` says nothing. */
static bool is_layout(struct text step, const struct token *t, uint32_t display)
{
    struct text const behind = text_part(step, MIN(display, step.size), step.size);
    return step.at[t->start] == '\n' && text_trim(text_part(step, t->end, display)).size == 0 &&
           (text_starts(behind, TEXT("\\[")) || text_starts(behind, TEXT("$$")));
}

void fact_read(struct reader *r, const struct fact_step *step, struct arena *arena)
{
    struct maths_span *spans;
    const struct tokens *tokens = &step->tokens;
    size_t const spans_count = maths_spans(step->text, tokens, arena, &spans);
    size_t token = 0, statement = 0;
    r->step = step->text;
    r->count = 0;
    r->fine = true;
    for (size_t i = 0; i <= spans_count && r->fine; i++) {
        uint32_t const from = i < spans_count ? spans[i].from : (uint32_t)r->step.size;
        for (; token < tokens->count && tokens->items[token].start < from && r->fine; token++)
            if (!is_layout(r->step, &tokens->items[token], from))
                push_token(r, &tokens->items[token], arena);
        if (i == spans_count)
            return;
        size_t const first = statement;
        while (statement < step->count && step->statements[statement].start < spans[i].to)
            statement++;
        push_values(r, &spans[i], step->statements + first, statement - first);
        while (token < tokens->count && tokens->items[token].start < spans[i].to)
            token++;
    }
}

bool fact_has_use(const struct reader *r, size_t at, unsigned uses)
{
    return at < r->count && (r->item[at].uses & uses);
}

bool fact_is_word(const struct reader *r, size_t at, const char *list)
{
    return at < r->count && r->item[at].kind == ITEM_WORD && text_is_among(text_of(r->item[at].word), text_of(list));
}

/* ---- two of them ---- */

static bool same_words(struct text a, struct text b)
{
    static const char *const synonyms[] = {"greatest largest biggest",        "smallest least lowest", "units ones last",
                                           "divisor divisors factor factors", "prime primes",          "larger greater bigger"};
    for (size_t i = 0; i < COUNT(synonyms); i++)
        if (text_is_among(a, text_of(synonyms[i])) && text_is_among(b, text_of(synonyms[i])))
            return true;
    return text_equal(a, b);
}

bool fact_same_items(const struct item *a, const struct item *b)
{
    return a->kind == b->kind &&
           (a->kind == ITEM_WORD ? same_words(text_of(a->word), text_of(b->word)) : formula_same(a->value, b->value));
}

/* ---- one by one ---- */

static void skip_fillers(struct cursor *c)
{
    while (fact_has_use(c->r, c->at, USE_SET_FILLER))
        c->at++;
}

bool fact_word(struct cursor *c, const char *list)
{
    skip_fillers(c);
    bool const here = fact_is_word(c->r, c->at, list);
    c->at += here;
    return here;
}

bool fact_mark(struct cursor *c, enum item_kind kind)
{
    bool const here = c->at < c->r->count && c->r->item[c->at].kind == kind;
    c->at += here;
    return here;
}

const struct formula *fact_value(struct cursor *c)
{
    skip_fillers(c);
    if (c->at < c->r->count && c->r->item[c->at].kind == ITEM_VALUE && formula_is_statement(c->r->item[c->at].value))
        return NULL;
    return fact_mark(c, ITEM_VALUE) ? c->r->item[c->at - 1].value : NULL;
}

const struct formula *fact_number(struct cursor *c)
{
    const struct formula *f = fact_value(c);
    if (f || c->at == c->r->count || c->r->item[c->at].kind != ITEM_WORD)
        return f;
    struct word const word = word_of(text_of(c->r->item[c->at].word));
    bool const no = fact_is_word(c->r, c->at, "no");
    if (word.role != WORD_CARDINAL && !no)
        return NULL;
    c->at++;
    return formula_number(c->arena, no ? 0 : word.num);
}

bool fact_values(struct cursor *c, struct values *out)
{
    const struct formula *next;
    size_t behind = c->at;
    out->count = 0;
    while ((next = fact_value(c)) != NULL) {
        out->at[out->count++] = next;
        behind = c->at;
        fact_mark(c, ITEM_COMMA);
        fact_word(c, "and");
    }
    c->at = behind;
    return out->count > 0;
}
