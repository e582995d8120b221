#include "fact.h"
#include "fact_parts.h"

#include <stdlib.h>

struct use {
    const char *word;
    unsigned uses;
};

/* In the order of strcmp(). */
static const struct use words[] = {
    {"a", USE_FILLER | USE_SET_FILLER},
    {"above", USE_OPENS},
    {"actually", USE_BEFORE},
    {"add", USE_OPENS},
    {"adding", USE_OPENS},
    {"additionally", USE_BEFORE},
    {"again", USE_BEFORE | USE_BEHIND},
    {"all", USE_SET_FILLER | USE_OPENS},
    {"also", USE_BEFORE | USE_BEHIND | USE_FILLER | USE_SET_FILLER},
    {"although", USE_BEFORE | USE_BEHIND},
    {"an", USE_FILLER | USE_SET_FILLER},
    {"and", USE_BEFORE | USE_BEHIND},
    {"any", USE_OPENS},
    {"are", USE_VERB},
    {"aren't", USE_TURN},
    {"aren’t", USE_TURN},
    {"arithmetic", USE_BEFORE},
    {"as", USE_BEFORE | USE_BEHIND},
    {"assume", USE_TURN},
    {"assuming", USE_TURN},
    {"at", USE_OPENS | USE_TURN},
    {"average", USE_OPENS},
    {"be", USE_VERB},
    {"because", USE_BEFORE | USE_BEHIND},
    {"becomes", USE_VERB},
    {"believes", USE_TURN},
    {"below", USE_OPENS},
    {"besides", USE_TURN},
    {"between", USE_OPENS},
    {"bigger", USE_OPENS},
    {"biggest", USE_OPENS},
    {"both", USE_BEFORE | USE_OPENS},
    {"but", USE_BEFORE | USE_BEHIND},
    {"can't", USE_TURN},
    {"cannot", USE_TURN},
    {"can’t", USE_TURN},
    {"claim", USE_TURN},
    {"clearly", USE_BEFORE},
    {"common", USE_OPENS},
    {"composite", USE_OPENS},
    {"conclude", USE_BEFORE},
    {"confirm", USE_BEFORE},
    {"contradiction", USE_TURN},
    {"contradicts", USE_TURN},
    {"could", USE_TURN},
    {"counting", USE_TURN},
    {"course", USE_BEFORE},
    {"cube", USE_OPENS},
    {"cubes", USE_OPENS},
    {"denied", USE_TURN},
    {"denies", USE_TURN},
    {"deny", USE_TURN},
    {"difference", USE_OPENS},
    {"different", USE_OPENS},
    {"digit", USE_OPENS},
    {"digits", USE_OPENS},
    {"distance", USE_OPENS},
    {"distinct", USE_OPENS},
    {"divide", USE_OPENS},
    {"dividing", USE_OPENS},
    {"divisible", USE_OPENS},
    {"divisor", USE_OPENS},
    {"divisors", USE_OPENS},
    {"doesn't", USE_TURN},
    {"doesn’t", USE_TURN},
    {"don't", USE_TURN},
    {"don’t", USE_TURN},
    {"doubt", USE_TURN},
    {"doubts", USE_TURN},
    {"each", USE_OPENS},
    {"eight", USE_OPENS},
    {"equal", USE_VERB},
    {"equals", USE_VERB},
    {"erroneously", USE_TURN},
    {"even", USE_OPENS},
    {"evenly", USE_BEHIND},
    {"evens", USE_OPENS},
    {"every", USE_OPENS},
    {"exactly", USE_FILLER | USE_SET_FILLER | USE_TURN},
    {"example", USE_BEFORE},
    {"exceeding", USE_OPENS},
    {"except", USE_TURN},
    {"excluding", USE_TURN},
    {"fact", USE_BEFORE},
    {"factor", USE_OPENS},
    {"factors", USE_OPENS},
    {"false", USE_TURN},
    {"falsely", USE_TURN},
    {"finally", USE_BEFORE},
    {"find", USE_BEFORE},
    {"first", USE_OPENS},
    {"five", USE_OPENS},
    {"for", USE_OPENS},
    {"four", USE_OPENS},
    {"from", USE_OPENS},
    {"further", USE_BEFORE},
    {"furthermore", USE_BEFORE},
    {"gcd", USE_OPENS},
    {"get", USE_BEFORE | USE_VERB},
    {"give", USE_VERB},
    {"gives", USE_VERB},
    {"giving", USE_BEHIND},
    {"greater", USE_OPENS},
    {"greatest", USE_OPENS},
    {"had", USE_VERB},
    {"half", USE_OPENS},
    {"hardly", USE_TURN},
    {"has", USE_VERB},
    {"have", USE_BEFORE | USE_VERB},
    {"hence", USE_BEFORE | USE_BEHIND},
    {"here", USE_BEFORE},
    {"higher", USE_OPENS},
    {"highest", USE_OPENS},
    {"however", USE_BEFORE | USE_BEHIND},
    {"if", USE_TURN | USE_OPENS},
    {"implies", USE_BEFORE},
    {"implying", USE_BEHIND},
    {"impossible", USE_TURN},
    {"in", USE_OPENS},
    {"including", USE_TURN},
    {"incorrect", USE_TURN},
    {"incorrectly", USE_TURN},
    {"indeed", USE_BEFORE | USE_SET_FILLER},
    {"instance", USE_BEFORE},
    {"integer", USE_FILLER | USE_OPENS},
    {"integers", USE_FILLER | USE_OPENS},
    {"is", USE_BEFORE | USE_VERB},
    {"isn't", USE_TURN},
    {"isn’t", USE_TURN},
    {"it", USE_BEHIND},
    {"its", USE_BEFORE},
    {"just", USE_BEFORE | USE_FILLER | USE_SET_FILLER},
    {"know", USE_BEFORE},
    {"larger", USE_OPENS},
    {"largest", USE_OPENS},
    {"last", USE_OPENS},
    {"lcm", USE_OPENS},
    {"least", USE_OPENS},
    {"leave", USE_VERB},
    {"leaves", USE_VERB},
    {"less", USE_OPENS},
    {"lesser", USE_OPENS},
    {"likewise", USE_BEFORE},
    {"lower", USE_OPENS},
    {"lowest", USE_OPENS},
    {"makes", USE_VERB},
    {"making", USE_BEHIND},
    {"mean", USE_OPENS},
    {"meaning", USE_BEHIND},
    {"means", USE_BEFORE},
    {"mistakenly", USE_TURN},
    {"more", USE_OPENS},
    {"moreover", USE_BEFORE},
    {"most", USE_TURN},
    {"multiple", USE_OPENS},
    {"multiples", USE_OPENS},
    {"multiply", USE_OPENS},
    {"multiplying", USE_OPENS},
    {"namely", USE_BEHIND},
    {"natural", USE_SET_FILLER},
    {"neither", USE_OPENS | USE_TURN},
    {"never", USE_TURN},
    {"next", USE_BEFORE},
    {"nine", USE_OPENS},
    {"no", USE_TURN},
    {"nobody", USE_TURN},
    {"none", USE_TURN},
    {"nonnegative", USE_OPENS},
    {"nonzero", USE_OPENS},
    {"nor", USE_TURN},
    {"not", USE_TURN},
    {"note", USE_BEFORE},
    {"notice", USE_BEFORE},
    {"now", USE_BEFORE},
    {"number", USE_OPENS},
    {"numbers", USE_OPENS},
    {"observe", USE_BEFORE},
    {"obviously", USE_BEFORE},
    {"odd", USE_OPENS},
    {"odds", USE_OPENS},
    {"one", USE_OPENS},
    {"ones", USE_OPENS},
    {"only", USE_OPENS},
    {"over", USE_OPENS},
    {"palindrome", USE_OPENS},
    {"palindromes", USE_OPENS},
    {"palindromic", USE_OPENS},
    {"perfect", USE_OPENS},
    {"perfectly", USE_BEHIND},
    {"positive", USE_FILLER | USE_SET_FILLER},
    {"possibilities", USE_OPENS},
    {"possible", USE_BEFORE},
    {"power", USE_OPENS},
    {"powers", USE_OPENS},
    {"prime", USE_OPENS},
    {"primes", USE_OPENS},
    {"product", USE_OPENS},
    {"proper", USE_OPENS},
    {"prove", USE_TURN},
    {"ratio", USE_OPENS},
    {"real", USE_BEFORE},
    {"recall", USE_BEFORE},
    {"reciprocal", USE_OPENS},
    {"recognize", USE_BEFORE},
    {"remainder", USE_OPENS},
    {"remember", USE_BEFORE},
    {"respectively", USE_BEHIND},
    {"roots", USE_OPENS},
    {"see", USE_BEFORE},
    {"seven", USE_OPENS},
    {"should", USE_TURN},
    {"shows", USE_BEFORE},
    {"similarly", USE_BEFORE},
    {"since", USE_BEFORE | USE_BEHIND},
    {"single", USE_OPENS},
    {"six", USE_OPENS},
    {"smaller", USE_OPENS},
    {"smallest", USE_OPENS},
    {"so", USE_BEFORE | USE_BEHIND},
    {"solutions", USE_OPENS},
    {"square", USE_OPENS},
    {"squares", USE_OPENS},
    {"subtract", USE_OPENS},
    {"subtracting", USE_OPENS},
    {"sum", USE_OPENS},
    {"summing", USE_OPENS},
    {"suppose", USE_TURN},
    {"supposing", USE_TURN},
    {"ten", USE_OPENS},
    {"tens", USE_OPENS},
    {"than", USE_VERB},
    {"that", USE_BEFORE},
    {"the", USE_FILLER | USE_SET_FILLER},
    {"their", USE_OPENS},
    {"then", USE_BEFORE | USE_BEHIND},
    {"there", USE_BEFORE | USE_BEHIND | USE_OPENS},
    {"therefore", USE_BEFORE | USE_BEHIND | USE_FILLER},
    {"these", USE_OPENS},
    {"thinks", USE_TURN},
    {"this", USE_BEFORE | USE_BEHIND},
    {"those", USE_OPENS},
    {"though", USE_BEFORE | USE_BEHIND},
    {"three", USE_OPENS},
    {"thus", USE_BEFORE | USE_BEHIND},
    {"too", USE_BEHIND},
    {"total", USE_OPENS},
    {"twice", USE_OPENS},
    {"two", USE_OPENS},
    {"under", USE_OPENS},
    {"unit", USE_OPENS},
    {"units", USE_OPENS},
    {"unless", USE_TURN},
    {"untrue", USE_TURN},
    {"up", USE_OPENS},
    {"us", USE_BEFORE},
    {"values", USE_OPENS},
    {"was", USE_VERB},
    {"we", USE_BEFORE | USE_BEHIND},
    {"were", USE_VERB},
    {"when", USE_OPENS},
    {"where", USE_BEFORE},
    {"whereas", USE_BEFORE | USE_BEHIND},
    {"whether", USE_TURN},
    {"which", USE_BEFORE | USE_BEHIND},
    {"while", USE_BEFORE | USE_BEHIND},
    {"whole", USE_OPENS},
    {"would", USE_TURN},
    {"wrong", USE_TURN},
    {"wrongly", USE_TURN},
    {"yes", USE_BEFORE},
    {"yet", USE_BEFORE | USE_BEHIND},
    {"yields", USE_VERB},
    {"zeroes", USE_OPENS},
    {"zeros", USE_OPENS},
};

static int by_word(const void *word, const void *use)
{
    return strcmp(word, ((const struct use *)use)->word);
}

static unsigned uses_of(const char *word)
{
    const struct use *found = bsearch(word, words, COUNT(words), sizeof *words, by_word);
    return found ? found->uses : 0;
}

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
    item.uses = uses_of(item.word);
    push(r, item);
}

/* "equals" and "is equal to" are as good as "is". */
static void settle_equal(struct reader *r)
{
    size_t const n = r->count;
    if (n && fact_is_word(r, n - 1, "equals"))
        strcpy(r->item[n - 1].word, "is");
    if (n > 2 && fact_is_word(r, n - 1, "to") && fact_is_word(r, n - 2, "equal") && fact_is_word(r, n - 3, "is"))
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
        fine = fine && (!formula_is_statement(f) || f->kind == FORMULA_CHAIN) && !statements[i].hypothetical;
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
