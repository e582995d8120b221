#include "constraint.h"

#include "solution.h"

const char *const constraint_names[CONSTRAINT_KINDS] = {"number", "percent", "fraction", "multiple", "formula", "expression"};

struct constraints {
    struct text problem;
    const struct tokens *tokens;
    struct text *sentences;
    size_t sentences_count;
    struct maths_span *spans;
    size_t spans_count;
    bool drawings;
    struct constraint *items;
    size_t count;
};

static struct solution sentences_of(struct text problem, struct arena *arena)
{
    return solution_split(problem, (struct splitting){BY_SENTENCES, THINK_KEEP}, arena);
}

static struct text sentence_at(const struct constraints *all, uint32_t at)
{
    for (size_t i = 0; i < all->sentences_count; i++)
        if (all->problem.at + at < all->sentences[i].at + all->sentences[i].size)
            return all->sentences[i].size <= CONSTRAINT_SENTENCE_MAX ? text_trim(all->sentences[i]) : TEXT("");
    return TEXT("");
}

/* Nothing but a number: "12", "-3", "1,200", "20\%"; also as an amount of money. */
static bool is_number(struct text text)
{
    for (size_t i = 0; i < text.size; i++)
        if (!memchr("0123456789.,-%$\\ ", text.at[i], 16))
            return false;
    return true;
}

/* The mathematics that a byte stands in, or NULL. */
static const struct maths_span *span_at(const struct constraints *all, uint32_t at)
{
    for (size_t i = 0; i < all->spans_count && all->spans[i].from <= at; i++)
        if (at < all->spans[i].to)
            return &all->spans[i];
    return NULL;
}

static struct text inside(const struct constraints *all, const struct maths_span *span)
{
    return text_part(all->problem, span->start, span->end);
}

/* Between [asy] and [/asy]. */
static bool is_drawn(const struct constraints *all, uint32_t at)
{
    if (!all->drawings)
        return false;
    size_t const end = text_find(all->problem, TEXT("[/asy]"), at), next = text_find(all->problem, TEXT("[asy]"), at);
    return end < all->problem.size && end < next;
}

static struct text word_at(const struct constraints *all, uint32_t at)
{
    const struct token *t = tokens_at(all->tokens, at);
    return t->kind == TOKEN_WORD ? text_part(all->problem, t->start, t->end) : TEXT("");
}

/* Nouns behind a number, the last one a plural where it is in sight: "baseball cards", "new followers" of "new followers every day",
 * "students" of "students in Ms. Lee's class", "miles per hour". */
static struct text nouns_at(const struct constraints *all, uint32_t at)
{
    static const char stops[] =
        "in for on the this these those during he she they it its her his him them their altogether total more less "
        "fewer left remaining away long tall old later now will would can at after before every each who "
        "whose only each that have has had do does did must should could may might when while as";
    at += text_is_among(word_at(all, at), TEXT("more fewer less"));
    uint32_t end = at;
    for (; end < at + 3; end++) {
        const struct token *t = tokens_at(all->tokens, end);
        struct text const word = word_at(all, end);
        struct unit unit;
        if (t->kind != TOKEN_WORD || t->word.role != WORD_PLAIN || text_is_among(word, text_of(stops)))
            break;
        if (unit_of(word, &unit) || text_is_among(word, TEXT("people children men women feet teeth mice geese fish sheep")) ||
            (text_ends(word, TEXT("s")) && !text_ends(word, TEXT("ss")))) {
            end++;
            break;
        }
    }
    if (end == at)
        return TEXT("");
    if (text_is_among(word_at(all, end), TEXT("per")) && word_at(all, end + 1).size)
        end += 2;
    return text_part(all->problem, tokens_at(all->tokens, at)->start, tokens_at(all->tokens, end - 1)->end);
}

static struct text unit_behind(const struct constraints *all, const struct mention *m)
{
    const struct tokens *tokens = all->tokens;
    const struct token *first = tokens_at(tokens, m->token);
    const struct maths_span *span = span_at(all, first->start);
    uint32_t behind = m->end;
    if (m->kind == MENTION_PERCENT)
        return TEXT("%");
    if (m->currency && m->token && !span) {
        const struct token *sign = first->kind == TOKEN_CURRENCY ? first : tokens_at(tokens, m->token - 1);
        return sign->kind == TOKEN_CURRENCY ? text_part(all->problem, sign->start, sign->end) : TEXT("");
    }
    while (span && behind < tokens->count && tokens->items[behind].start < span->to)
        behind++;
    return nouns_at(all, behind);
}

static void add(struct constraints *all, struct constraint made)
{
    made.condition = sentence_at(all, made.start);
    all->items[all->count++] = made;
}

static uint32_t place_of(const struct constraints *all, const struct mention *m)
{
    return tokens_at(all->tokens, m->token)->start;
}

/* The formulas of a stretch of mathematics that state something; else the whole stretch, if it has numbers. `givens`: its numbers. */
static void add_maths(struct constraints *all, const struct maths_span *span, const struct mention *givens, size_t count,
                      const struct statement *statements, size_t statements_count)
{
    size_t const before = all->count;
    for (size_t i = 0; i < statements_count; i++) {
        const struct statement *s = &statements[i];
        if (s->start < span->from || s->start >= span->to || !formula_is_statement(s->formula))
            continue;
        struct constraint made = {.kind = CONSTRAINT_FORMULA, .start = s->start, .end = s->end, .unit = TEXT("")};
        for (size_t k = 0; k < count; k++)
            if (place_of(all, &givens[k]) >= s->start && place_of(all, &givens[k]) < s->end) {
                made.givens = made.givens_count ? made.givens : &givens[k];
                made.givens_count++;
            }
        add(all, made);
    }
    if (all->count == before && count)
        add(all, (struct constraint){.kind = CONSTRAINT_EXPRESSION,
                                     .start = span->start,
                                     .end = span->end,
                                     .unit = TEXT(""),
                                     .givens = givens,
                                     .givens_count = count});
}

static void add_number(struct constraints *all, const struct mention *m)
{
    struct value const one = value_int(1);
    if ((m->word && mention_is(m, &one)) || is_drawn(all, place_of(all, m)))
        return;
    add(all, (struct constraint){.kind = m->kind,
                                 .start = place_of(all, m),
                                 .end = tokens_at(all->tokens, m->end - 1)->end,
                                 .unit = unit_behind(all, m),
                                 .givens = m,
                                 .givens_count = 1});
}

/* All lists are in the order of the problem. */
static void merge(struct constraints *all, const struct subject *subject, const struct statement *statements, size_t count)
{
    size_t i = 0, k = 0;
    while (i < subject->givens_count || k < all->spans_count) {
        const struct maths_span *span = k < all->spans_count ? &all->spans[k] : NULL;
        const struct mention *m = &subject->givens[i];
        if (!span || (i < subject->givens_count && place_of(all, m) < span->from)) {
            add_number(all, m);
            i++;
            continue;
        }
        size_t const first = i;
        while (i < subject->givens_count && place_of(all, &subject->givens[i]) < span->to)
            i++;
        if (is_number(inside(all, span)))
            for (size_t j = first; j < i; j++)
                add_number(all, &subject->givens[j]);
        else if (!is_drawn(all, span->from))
            add_maths(all, span, &subject->givens[first], i - first, statements, count);
        k++;
    }
}

size_t constraints_read(const struct subject *subject, struct arena *arena, struct constraint **out)
{
    struct statement *statements;
    const struct tokens *tokens = &subject->problem_tokens;
    struct solution const sentences = sentences_of(subject->problem, arena);
    size_t const count = maths_statements(subject->problem, tokens, arena, &statements);
    struct constraints all = {
        .problem = subject->problem, .tokens = tokens, .sentences = sentences.steps, .sentences_count = sentences.count};
    all.drawings = text_find(subject->problem, TEXT("[asy]"), 0) < subject->problem.size;
    all.spans_count = maths_spans(subject->problem, tokens, arena, &all.spans);
    all.items = ARENA_ARRAY(arena, struct constraint, subject->givens_count + count + all.spans_count + 1);
    merge(&all, subject, statements, count);
    *out = all.items;
    return all.count;
}

static size_t word_end(struct text text, size_t at)
{
    while (at < text.size && is_letter(text.at[at]))
        at++;
    return at;
}

/* Does a sentence that asks begin so? */
static bool asks(struct text sentence)
{
    static const char words[] = "find compute determine evaluate calculate simplify solve what how which who when where factor "
                                "expand prove show name estimate list give write express state convert add subtract multiply "
                                "rationalize enter completely fully";
    return text_is_among(text_part(sentence, 0, word_end(sentence, 0)), text_of(words));
}

/* How the answer is to be written asks for nothing: "Express your answer as a common fraction." */
static bool is_about_form(struct text sentence)
{
    return text_find(sentence, TEXT("answer"), 0) < sentence.size &&
           text_is_among(text_part(sentence, 0, word_end(sentence, 0)),
                         TEXT("express give write round enter leave state answer your"));
}

/* "If x = 2, find 3x." */
static bool asks_within(struct text sentence)
{
    for (size_t at = 0, end; at < sentence.size; at = end + 1) {
        end = word_end(sentence, at);
        if (end > at && text_is_among(text_part(sentence, at, end), TEXT("find compute determine evaluate calculate how what")))
            return true;
    }
    return false;
}

struct text constraint_question(struct text problem, struct arena *arena)
{
    struct solution const all = sentences_of(problem, arena);
    struct text found[4] = {TEXT(""), TEXT(""), TEXT(""), TEXT("")};
    for (size_t i = 0; i < all.count; i++) {
        struct text const sentence = text_trim(all.steps[i]);
        if (text_find(sentence, TEXT("?"), 0) < sentence.size)
            found[0] = sentence;
        else if (is_about_form(sentence) || text_starts(sentence, TEXT("[asy]")))
            continue;
        found[1] = asks(sentence) ? sentence : found[1];
        found[2] = asks_within(sentence) ? sentence : found[2];
        found[3] = sentence;
    }
    for (size_t i = 0; i < COUNT(found); i++)
        if (found[i].size)
            return found[i];
    return TEXT("");
}

struct uses {
    const struct constraint *all;
    size_t count;
    struct constraint_use *items;
    size_t found;
};

static void add_use(struct uses *uses, size_t constraint, const struct constraint_use *where)
{
    if (uses->found == CONSTRAINT_USES_MAX)
        return;
    uses->items[uses->found] = *where;
    uses->items[uses->found++].constraint = (uint32_t)constraint;
}

static struct value token_value(const struct step *step, const struct token *t)
{
    return t->kind == TOKEN_WORD ? (struct value){t->word.num, t->word.den, NULL} : step->tokens.numbers[t->number];
}

/* Its usual form: half as a 2 or a 1/2, 20% as 0.2, 3/4 as a 3 or a 4. */
static bool is_form(const struct mention *m, const struct value *value)
{
    if (m->kind == MENTION_PERCENT)
        return value_is_times(value, 100, 1, &m->value);
    return m->kind == MENTION_FRACTION && (value_is_ratio(value, m->top, 1) || value_is_ratio(value, m->bottom, 1)) &&
           !value_is_ratio(value, 1, 1);
}

/* In formulas small numbers stand everywhere. */
static bool is_common(const struct value *value)
{
    return value->den == 1 && value->num >= -10 && value->num <= 10;
}

typedef bool given_test(const struct mention *, const struct value *);

static bool gives(const struct constraint *c, given_test *test, const struct value *value)
{
    for (size_t i = 0; i < c->givens_count; i++)
        if (test(&c->givens[i], value))
            return true;
    return false;
}

/* "84 / 2" may be half of it. */
static bool is_divisor(const struct step *step, uint32_t token)
{
    return token > 0 && token_is_sign(&step->tokens.items[token - 1], '/');
}

/* All givens that have the value as it stands (what divides: in its usual form, too), else in its usual form, else those that yield it in
 * any form. */
static void use_operand(struct uses *uses, const struct subject *s, uint32_t step, const struct operand *o)
{
    const struct token *t = &s->steps[step].tokens.items[o->token];
    struct value const value = token_value(&s->steps[step], t);
    given_test *const tests[] = {mention_is, is_form, mention_yields};
    struct constraint_use where = {.step = step, .start = t->start, .end = t->end};
    size_t const before = uses->found;
    if (!(o->sources & (SOURCE_PROBLEM | SOURCE_FORM)))
        return;
    bool const divides = is_divisor(&s->steps[step], o->token);
    for (size_t k = 0; k < COUNT(tests) && (uses->found == before || (k == 1 && divides)); k++)
        for (size_t i = 0; i < uses->count; i++)
            if (gives(&uses->all[i], tests[k], &value))
                add_use(uses, i, &where);
    if (uses->found == before + 1)
        uses->items[before].certain = !(o->sources & (SOURCE_RESULT | SOURCE_CONSTANT)) &&
                                      (constraint_is_number(&uses->all[uses->items[before].constraint]) || !is_common(&value));
}

static bool is_blank(char c)
{
    return is_space(c) || c == '&';
}

static struct text squeezed(struct text text, struct arena *arena)
{
    char *at = ARENA_ARRAY(arena, char, text.size + 1);
    size_t size = 0;
    for (size_t i = 0; i < text.size; i++)
        if (!is_blank(text.at[i]))
            at[size++] = text.at[i];
    return (struct text){at, size};
}

/* The byte where so many that are not blank stand before. */
static uint32_t unsqueezed(struct text text, size_t count)
{
    size_t i = 0;
    for (; i < text.size && (count || is_blank(text.at[i])); i++)
        count -= !is_blank(text.at[i]);
    return (uint32_t)i;
}

static void use_formulas(struct uses *uses, const struct subject *s, uint32_t step, const struct text *formulas,
                         struct arena *arena)
{
    struct arena_mark const mark = arena_mark(arena);
    struct text const whole = s->steps[step].text, text = squeezed(whole, arena);
    for (size_t i = 0; i < uses->count; i++) {
        size_t const at = formulas[i].size ? text_find(text, formulas[i], 0) : text.size;
        if (at == text.size)
            continue;
        add_use(uses, i,
                &(struct constraint_use){.step = step,
                                         .start = unsqueezed(whole, at),
                                         .end = unsqueezed(whole, at + formulas[i].size - 1) + 1,
                                         .certain = true});
    }
    arena_back(arena, mark);
}

size_t constraint_uses(const struct constraint *all, size_t count, const struct subject *s, struct arena *arena,
                       struct constraint_use **out)
{
    struct uses uses = {all, count, ARENA_ARRAY(arena, struct constraint_use, CONSTRAINT_USES_MAX), 0};
    struct text *formulas = ARENA_ARRAY(arena, struct text, count + 1);
    size_t d = 0;
    for (size_t i = 0; i < count; i++)
        formulas[i] = constraint_is_number(&all[i]) ? TEXT("") : squeezed(text_part(s->problem, all[i].start, all[i].end), arena);
    for (uint32_t step = 0; step < s->steps_count; step++) {
        for (; d < s->derivations_count && s->derivations[d].step == step; d++)
            for (size_t k = 0; k < s->derivations[d].operands; k++)
                use_operand(&uses, s, step, &s->operands[s->derivations[d].first_operand + k]);
        use_formulas(&uses, s, step, formulas, arena);
    }
    *out = uses.items;
    return uses.found;
}
