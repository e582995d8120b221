#include "maths.h"

#include "eight.h"

enum {
    DRAWINGS_MAX = 8,   /* per step; further ones are read */
    DOLLARS_MAX = 2000, /* bytes between two dollars */
    SHORT_LINE = 40     /* bytes of a step that is nothing but arithmetic */
};

struct finder {
    struct text text;
    const struct tokens *tokens;
    struct arena *arena;
    struct maths_span *spans;
    size_t count;
    size_t drawings[2 * DRAWINGS_MAX]; /* where drawings begin and end: code, no mathematics */
    size_t drawings_count;
    bool no_drawing, no_double, no_round, no_square, no_environment; /* nothing more closes: looked for once only */
};

static void add_span(struct finder *f, size_t from, size_t start, size_t end, size_t to, bool display)
{
    if (f->count < MATHS_SPANS_MAX && end > start)
        f->spans[f->count++] =
            (struct maths_span){(uint32_t)start, (uint32_t)end, (uint32_t)from, (uint32_t)to, display, false, false};
}

/* "5", ".56": behind a dollar it is money */
static bool is_amount(struct text text, size_t at)
{
    at += at < text.size && text.at[at] == '.';
    return at < text.size && is_digit(text.at[at]);
}

/* The end of $…$ that opens at `at`: the place of its closing dollar, or 0. */
static size_t closing_dollar(struct text text, size_t at)
{
    if (at + 1 >= text.size || is_space(text.at[at + 1]) || text.at[at + 1] == '$')
        return 0;
    for (size_t i = at + 1; i < text.size && i - at < DOLLARS_MAX; i++) {
        if (text.at[i] == '\\')
            i++;
        else if (text.at[i] == '$')
            return is_space(text.at[i - 1]) || is_amount(text, i + 1) ? 0 : i;
        else if (text.at[i] == '\n' && i + 1 < text.size && text.at[i + 1] == '\n')
            return 0;
    }
    return 0;
}

static size_t find_dollars(struct finder *f, size_t at)
{
    struct text const text = f->text;
    if (at + 1 < text.size && text.at[at + 1] == '$') {
        size_t const end = f->no_double ? text.size : text_find(text, TEXT("$$"), at + 2);
        f->no_double = end >= text.size;
        if (f->no_double)
            return at + 2;
        add_span(f, at, at + 2, end, end + 2, true);
        return end + 2;
    }
    size_t const end = closing_dollar(text, at);
    if (end == 0)
        return at + 1;
    add_span(f, at, at + 1, end, end + 1, false);
    return end + 1;
}

/* Environments that are displays of their own. */
static const char *const displays =
    "align align* aligned gather gather* equation equation* eqnarray eqnarray* multline multline* alignat alignat* "
    "split flalign flalign* math displaymath";

static size_t find_environment(struct finder *f, size_t at)
{
    struct text const text = f->text;
    size_t const open = at + 7,
                 close = open < text.size ? text_find(text_part(text, 0, MIN(text.size, open + 20)), TEXT("}"), open) : text.size;
    if (close >= text.size || close >= open + 20)
        return at + 6;
    struct text const name = text_part(text, open, close);
    if (f->no_environment || !text_is_among(name, text_of(displays)))
        return at + 6;
    char mark[32] = "\\end{";
    memcpy(mark + 5, name.at, name.size);
    mark[5 + name.size] = '}';
    size_t const end = text_find(text, (struct text){mark, name.size + 6}, close);
    f->no_environment = end >= text.size;
    if (f->no_environment)
        return at + 6;
    add_span(f, at, close + 1, end, end + name.size + 6, true);
    return end + name.size + 6;
}

static size_t find_backslash(struct finder *f, size_t at)
{
    struct text const text = f->text;
    char const c = at + 1 < text.size ? text.at[at + 1] : '\0';
    if (c == '(' || c == '[') {
        bool *none = c == '(' ? &f->no_round : &f->no_square;
        size_t const end = *none ? text.size : text_find(text, c == '(' ? TEXT("\\)") : TEXT("\\]"), at + 2);
        *none = end >= text.size;
        if (*none)
            return at + 2;
        add_span(f, at, at + 2, end, end + 2, c == '[');
        return end + 2;
    }
    if (text_starts(text_part(text, at, text.size), TEXT("\\begin{")))
        return find_environment(f, at);
    return at + 2;
}

/* [asy] … [/asy]: the byte behind it, or behind its bracket if it does not end. */
static size_t skip_drawing(struct finder *f, size_t at)
{
    struct text const text = f->text;
    if (f->no_drawing || f->drawings_count == 2 * DRAWINGS_MAX || !text_starts(text_part(text, at, text.size), TEXT("[asy]")))
        return at + 1;
    size_t const end = text_find(text, TEXT("[/asy]"), at);
    f->no_drawing = end >= text.size;
    if (f->no_drawing)
        return at + 1;
    f->drawings[f->drawings_count++] = at;
    f->drawings[f->drawings_count++] = end;
    return end;
}

static bool is_drawn(const struct finder *f, size_t at)
{
    for (size_t i = 0; i < f->drawings_count; i += 2)
        if (at >= f->drawings[i] && at < f->drawings[i + 1])
            return true;
    return false;
}

/* 3 x 4: a sign, no letter */
static bool is_times(const struct finder *f, size_t i)
{
    const struct token *t = tokens_at(f->tokens, i), *before = i ? tokens_at(f->tokens, i - 1) : NULL,
                       *behind = tokens_at(f->tokens, i + 1);
    bool const x = t->kind == TOKEN_WORD && t->end - t->start == 1 && (f->text.at[t->start] | 32) == 'x';
    bool const operand =
        behind->kind == TOKEN_NUMBER || (token_is_tight(behind) == token_is_tight(t) &&
                                         (behind->kind == TOKEN_CURRENCY || (behind->kind == TOKEN_OPEN && !token_is_tight(t))));
    return x && before && (before->kind == TOKEN_NUMBER || before->kind == TOKEN_CLOSE || before->kind == TOKEN_PERCENT) &&
           operand;
}

/* A letter that stands for a number: not the article, not "I". */
static bool is_variable(const struct finder *f, size_t i)
{
    const struct token *t = tokens_at(f->tokens, i);
    if (t->kind != TOKEN_WORD || t->end - t->start != 1)
        return false;
    char const c = f->text.at[t->start];
    bool const hyphen = token_is_sign(tokens_at(f->tokens, i + 1), '-') && token_is_tight(tokens_at(f->tokens, i + 1)) &&
                        tokens_at(f->tokens, i + 2)->kind == TOKEN_WORD && token_is_tight(tokens_at(f->tokens, i + 2));
    bool const unit = i && !token_is_tight(t) && tokens_at(f->tokens, i - 1)->kind == TOKEN_NUMBER && !strchr("xyzn", c);
    if ((hyphen && tokens_at(f->tokens, i + 2)->end - tokens_at(f->tokens, i + 2)->start > 1) || unit) /* T-shirts, 4.25 m */
        return false;
    if (c != 'a' && c != 'A' && c != 'I')
        return true;
    const struct token *before = i ? tokens_at(f->tokens, i - 1) : tokens_at(f->tokens, SIZE_MAX),
                       *behind = tokens_at(f->tokens, i + 1);
    bool const left = before->kind == TOKEN_SIGN || before->kind == TOKEN_RELATION || before->kind == TOKEN_OPEN ||
                      (before->kind == TOKEN_NUMBER && token_is_tight(t));
    return left || behind->kind == TOKEN_SIGN || behind->kind == TOKEN_RELATION;
}

/* "2⁴", "x₁", "5! =": what plain arithmetic does not read. Not "= 5!" at the end of a sentence. */
static bool is_raised(const struct finder *f, size_t i)
{
    const struct token *t = tokens_at(f->tokens, i), *before = i ? t - 1 : t, *behind = tokens_at(f->tokens, i + 1);
    if (!token_is_tight(t))
        return false;
    if (t->kind == TOKEN_OTHER)
        return i > 0 && t->sign != '\0' && f->text.at[t->start] & 0x80;
    return t->kind == TOKEN_STOP && f->text.at[t->start] == '!' &&
           (before->kind == TOKEN_NUMBER || before->kind == TOKEN_CLOSE) &&
           (behind->kind == TOKEN_SIGN || behind->kind == TOKEN_RELATION || behind->kind == TOKEN_CLOSE);
}

static bool is_plain_part(const struct finder *f, size_t i)
{
    const struct token *t = tokens_at(f->tokens, i);
    bool const signs = t->kind == TOKEN_SIGN || t->kind == TOKEN_OPEN || t->kind == TOKEN_CLOSE || t->kind == TOKEN_PERCENT ||
                       (t->kind == TOKEN_RELATION && t->sign != '!');
    bool const money = t->kind == TOKEN_CURRENCY, index = t->kind == TOKEN_OTHER && f->text.at[t->start] == '_';
    return signs || money || index || is_raised(f, i) || (t->kind == TOKEN_NUMBER && !(t->flags & TOKEN_MALFORMED)) ||
           is_variable(f, i);
}

/* "20% of x = 40", "twice x = 10", "the sum of 3 and x = 8": words take in what follows them. */
static bool is_operand(const struct finder *f, size_t first)
{
    const struct token *items = f->tokens->items;
    const struct token *word = first ? &items[first - 1] : NULL, *before = first > 1 ? word - 1 : NULL;
    if (!word || word->kind != TOKEN_WORD || !before)
        return word && text_is_among(text_part(f->text, word->start, word->end), TEXT("twice double triple half"));
    struct text const name = text_part(f->text, word->start, word->end), last = text_part(f->text, before->start, before->end);
    if (token_is(word, WORD_OF))
        return !text_is_among(last, TEXT("value values Value Values"));
    if (token_is(word, WORD_AND) && first > 2)
        return token_is(before - 1, WORD_OF) || text_equal(text_part(f->text, before[-1].start, before[-1].end), TEXT("between"));
    return text_is_among(name, TEXT("twice double triple half thrice than plus minus times by"));
}

/* Does the equation go on where it cannot be read: a command, an ellipsis, a word that touches it, an operator left over? */
static bool is_cut(const struct finder *f, size_t first, size_t end, bool dangling)
{
    const struct token *before = first ? tokens_at(f->tokens, first - 1) : NULL, *behind = tokens_at(f->tokens, end);
    const struct token *at = tokens_at(f->tokens, first), *next = tokens_at(f->tokens, first + 1);
    bool const operates =
        before && before->kind == TOKEN_WORD && at->kind == TOKEN_SIGN && !token_is_tight(next); /* "ck + d = 0" */
    bool const left =
        operates || (before && (before->kind == TOKEN_OTHER || (token_is_tight(tokens_at(f->tokens, first)) &&
                                                                before->kind != TOKEN_STOP && before->kind != TOKEN_QUOTE)));
    return dangling || left || is_operand(f, first) || behind->kind == TOKEN_OTHER || behind->kind == TOKEN_DOTS ||
           (behind->kind == TOKEN_WORD && token_is_tight(behind));
}

/* An equation of letters and numbers around the relation at token `at`, up to byte `most`; returns the token behind it. */
static size_t find_plain(struct finder *f, size_t least, size_t at, uint32_t most)
{
    const struct token *items = f->tokens->items;
    size_t first = at, end = at + 1;
    bool letter = false, times = false;
    while (first > least && is_plain_part(f, first - 1))
        first--;
    while (end < f->tokens->count && items[end].end <= most && is_plain_part(f, end))
        end++;
    while (first < at && (items[first].kind == TOKEN_CLOSE || token_is_sign(&items[first], '/') ||
                          token_is_sign(&items[first], '*') || items[first].kind == TOKEN_RELATION))
        first++;
    size_t const reached = end;
    while (end > at + 1 &&
           (items[end - 1].kind == TOKEN_SIGN || items[end - 1].kind == TOKEN_OPEN || items[end - 1].kind == TOKEN_RELATION))
        end--;
    bool const dangling = end < reached && tokens_at(f->tokens, reached)->kind != TOKEN_STOP;
    for (size_t i = first; i < end; i++) {
        letter |= is_variable(f, i) || is_raised(f, i);
        times |= is_times(f, i);
    }
    bool const cut = is_cut(f, first, end, dangling);
    bool const whole = first == 0 && end == f->tokens->count && f->text.size <= SHORT_LINE; /* "8 = 6", a line by itself */
    if ((letter || whole) && !times && !cut && first < at && end > at + 1 && f->count < MATHS_SPANS_MAX) {
        uint32_t const start = items[first].start, stop = items[end - 1].end;
        f->spans[f->count++] = (struct maths_span){start, stop, start, stop, false, true, !letter};
    }
    return end;
}

/* In the text between marked spans. */
static void find_plains(struct finder *f)
{
    size_t const marked = f->count;
    size_t span = 0, least = 0;
    for (size_t i = 0; i < f->tokens->count; i++) {
        const struct token *t = &f->tokens->items[i];
        while (span < marked && f->spans[span].to <= t->start)
            span++;
        if ((span < marked && t->end > f->spans[span].from) || (f->drawings_count && is_drawn(f, t->start))) {
            least = i + 1;
            continue;
        }
        if (t->kind == TOKEN_RELATION && (t->sign == '=' || t->sign == '<' || t->sign == '>')) {
            least = find_plain(f, least, i, span < marked ? f->spans[span].from : UINT32_MAX);
            i = least - 1;
        }
    }
}

static void sort_spans(struct finder *f)
{
    for (size_t i = 1; i < f->count; i++) /* two runs of at most a few hundred, in order each */
        for (size_t k = i; k > 0 && f->spans[k - 1].start > f->spans[k].start; k--) {
            struct maths_span const later = f->spans[k - 1];
            f->spans[k - 1] = f->spans[k];
            f->spans[k] = later;
        }
}

/* The first sign at or behind `at` that may open mathematics or a drawing; the text's size if there is none. */
static size_t next_mark(struct text text, size_t at)
{
    for (; at < text.size; at += 8) {
        uint64_t const bytes = eight_up_to(text.at + at, text.at + text.size);
        size_t const before = eight_before(eight_equal(bytes, '\\') | eight_equal(bytes, '$') | eight_equal(bytes, '['));
        if (before < 8)
            return at + before;
    }
    return text.size;
}

size_t maths_spans(struct text text, const struct tokens *tokens, struct arena *arena, struct maths_span **out)
{
    struct maths_span few[MATHS_SPANS_MAX];
    struct finder f = {.text = text, .tokens = tokens, .arena = arena, .spans = few};
    for (size_t i = next_mark(text, 0); i < text.size && f.count < MATHS_SPANS_MAX; i = next_mark(text, i))
        i = text.at[i] == '\\' ? find_backslash(&f, i) : text.at[i] == '$' ? find_dollars(&f, i) : skip_drawing(&f, i);
    if (text.size <= SHORT_LINE || (tokens->related && tokens->letter))
        find_plains(&f);
    sort_spans(&f);
    *out = ARENA_ARRAY(arena, struct maths_span, f.count + 1);
    if (f.count)
        memcpy(*out, few, f.count * sizeof *few);
    return f.count;
}
