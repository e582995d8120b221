#include "remark.h"

#include "remark_parts.h"

enum {
    WORDS_MAX = 12,     /* between two expressions */
    VERB_WITHIN = 60,   /* bytes before the first of them */
    CONDITION_MAX = 60, /* bytes between "for" and what it is for */
    CLAUSE_MAX = 300,   /* bytes before a formula that are looked at */
    PROBLEM_MAX = 4000, /* bytes of one whose numbers are looked for */
    NUMBERS_MAX = 12    /* of the problem, in a sentence that names a result */
};

enum way { WAY_REACHED, WAY_WORDED, WAY_CONCLUDED, WAY_EXTREME, WAYS };

struct text remark_word(struct text text, size_t *at, char room[32])
{
    size_t size = 0;
    while (*at < text.size && !is_letter(text.at[*at])) {
        bool const command = text.at[*at] == '\\';
        *at += 1;
        while (command && *at < text.size && is_letter(text.at[*at]))
            *at += 1;
    }
    while (*at < text.size && (is_letter(text.at[*at]) || text.at[*at] == '\'')) {
        if (size < 31)
            room[size++] = to_lower(text.at[*at]);
        *at += 1;
    }
    return (struct text){room, size};
}

bool remark_has_word(struct text text, const char *list)
{
    char room[32];
    for (size_t at = 0;;) {
        struct text const word = remark_word(text, &at, room);
        if (word.size == 0)
            return false;
        if (text_is_among(word, text_of(list)))
            return true;
    }
}

/* The word before *end, which moves to its start; in small letters. */
static struct text word_before(struct text text, size_t *end, char room[32])
{
    while (*end > 0 && (is_space(text.at[*end - 1]) || strchr("$({[\\,", text.at[*end - 1])))
        *end -= 1;
    size_t const stop = *end;
    while (*end > 0 && (is_letter(text.at[*end - 1]) || text.at[*end - 1] == '\''))
        *end -= 1;
    size_t at = 0;
    return remark_word(text_part(text, *end, stop), &at, room);
}

static struct text first_word(struct text text, char room[32])
{
    size_t at = 0;
    while (at < text.size && (is_space(text.at[at]) || strchr("$)}]\\,", text.at[at])))
        at++;
    size_t const from = at;
    return at < text.size && is_letter(text.at[at]) ? remark_word(text, &at, room) : text_part(text, from, from);
}

/* Is the number of these digits one of the problem's? */
static bool is_given(struct text digits, struct text problem)
{
    for (size_t at = problem.size > PROBLEM_MAX ? problem.size : text_find(problem, digits, 0); at < problem.size;
         at = text_find(problem, digits, at + 1)) {
        size_t const end = at + digits.size;
        bool const longer = (at > 0 && (is_digit(problem.at[at - 1]) || problem.at[at - 1] == '.')) ||
                            (end < problem.size && is_digit(problem.at[end])) ||
                            (end + 1 < problem.size && problem.at[end] == '.' && is_digit(problem.at[end + 1]));
        if (!longer)
            return true;
    }
    return false;
}

/* Neither the end of a sentence nor a number but those of the problem; at its own end a stop may stand within the mathematics: "12.$" */
static bool is_one_thought(struct text text, struct text problem)
{
    while (text.size && strchr(".}$) \n", text.at[text.size - 1]))
        text.size--;
    for (size_t i = 0, numbers = 0; i < text.size; i++) {
        size_t end = i;
        while (end < text.size && is_digit(text.at[end]))
            end++;
        numbers += end > i;
        if (strchr(".;:?!", text.at[i]) || numbers > NUMBERS_MAX || (end > i && !is_given(text_part(text, i, end), problem)))
            return false;
        i = MAX(end, i + 1) - 1;
    }
    return true;
}

struct link remark_link(struct arena *arena, enum link_said said, const struct formula *left, const struct formula *right,
                        const struct statement *like, uint32_t start, uint32_t end, uint32_t index)
{
    return link_said(arena, said, formula_relation(arena, left, '=', right, NULL), like, start, end, index);
}

/* ---- one expression is another ---- */

/* "Factor 5 out of": does each number stand in the result, too? */
static bool numbers_recur(struct text words, struct text result)
{
    for (size_t at = 0, end; at < words.size; at = MAX(end, at + 1)) {
        end = at;
        while (end < words.size && is_digit(words.at[end]))
            end++;
        if (end > at && text_find(result, text_part(words, at, end), 0) == result.size)
            return false;
    }
    return true;
}

/* Do the words between two expressions say that they are equal? "to" and "as" need a verb before the first. */
static bool equates(struct text before, struct text between, struct text result)
{
    static const char known[] =
        "which that is are equals equal be can also then just simply further becomes simplifies simplify reduces "
        "reduce evaluates to the same as written rewritten expressed gives yields factors into factored or comes "
        "we get obtain have";
    static const char keys[] =
        "is are equals equal becomes simplifies reduces evaluates gives yields factors or rewritten expressed";
    static const char verbs[] =
        "simplify simplifies simplified simplifying reduce reduces reduced reducing rewrite rewriting rewritten "
        "convert converting factor factoring factors evaluate write writing express expand expanding combining distributing";
    char room[32];
    bool key = false;
    struct text const near = text_part(before, before.size - MIN(before.size, (size_t)VERB_WITHIN), before.size);
    size_t at = 0;
    for (size_t i = 0; i < WORDS_MAX; i++) {
        struct text const word = remark_word(between, &at, room);
        if (word.size == 0)
            return key || (i > 0 && remark_has_word(near, verbs) && numbers_recur(near, result));
        if (!text_is_among(word, text_of(known)))
            return false;
        key |= text_is_among(word, text_of(keys));
    }
    return false;
}

/* Is the first expression itself spoken of, not "the last digit of" it, and the second one all that it is, not "3 more than" it? */
static bool is_whole(struct text before, struct text behind)
{
    static const char reaches[] =
        "of in for than by at under on from between divides times plus minus mod modulo and with per over "
        "base exponent";
    static const char values[] =
        "value sum product fraction expression difference quotient ratio simplify reduce rewrite simplifying";
    char room[32];
    size_t end = before.size;
    struct text word = word_before(before, &end, room);
    bool const of = text_equal(word, TEXT("of"));
    if (text_ends(before, TEXT("or equal to $")) ||
        (text_equal(word, TEXT("to")) && remark_has_word(before, "ratio distance relative compared added adding")))
        return false;
    if (text_is_among(word, text_of(reaches)) && !(of && text_is_among(word_before(before, &end, room), text_of(values))))
        return false;
    static const char further[] =
        "more less times greater fewer smaller larger above below away percent plus minus mod modulo as than "
        "divided multiplied of";
    return !text_is_among(first_word(behind, room), text_of(further));
}

/* "$9/3$ is", or "$84$ is $2^2 \\cdot 3 \\cdot 7$" */
static bool says_something(const struct formula *f, const struct formula *other)
{
    bool const number = f->kind == FORMULA_NUMBER && (other->kind == FORMULA_NUMBER || other->kind == FORMULA_SYMBOL);
    return !number && f->kind != FORMULA_LIST && f->kind != FORMULA_DOTS && f->kind != FORMULA_WORDS;
}

static bool worded(struct text step, const struct statement *statements, size_t i, uint32_t index, struct arena *arena,
                   struct link *out)
{
    const struct statement *a = i ? &statements[i - 1] : NULL, *b = &statements[i];
    if (!a || formula_is_statement(a->formula) || !says_something(a->formula, b->formula) || a->end >= b->start ||
        formula_same(a->formula, b->formula))
        return false;
    struct text const before = text_part(step, 0, a->start), between = text_part(step, a->end, b->start);
    if (!is_one_thought(between, TEXT("")) || !equates(before, between, text_part(step, b->start, b->end)) ||
        !is_whole(before, text_part(step, b->end, step.size)))
        return false;
    *out = remark_link(arena, LINK_WORDED, a->formula, b->formula, b, a->start, b->end, index);
    return true;
}

/* ---- the result is named again ---- */

static bool is_equation(const struct formula *f)
{
    return f->kind == FORMULA_CHAIN && strspn(f->text.at, "=") >= f->text.size;
}

static bool is_boxed(struct text step, const struct statement *s)
{
    size_t const box = text_find(step, TEXT("\\boxed"), 0);
    return box < step.size && box <= s->end && s->start <= box + strlen("\\boxed{");
}

static bool is_conclusion(struct text step, const struct statement *s)
{
    static const char concludes[] = "so thus hence therefore";
    char room[32];
    size_t at = 0;
    return is_boxed(step, s) || text_is_among(remark_word(step, &at, room), text_of(concludes));
}

/* Does it only name the result? Not that it is the largest one, or the only one. */
static bool only_names(struct text step, const struct statement *s, bool several, struct text problem)
{
    static const char more[] =
        "or not no if only prime even odd multiple divisible than all always never possible largest smallest least "
        "greatest most maximum minimum maximal minimal closest nearest first last remainder digit digits";
    return is_one_thought(text_part(step, 0, s->start), problem) &&
           is_one_thought(text_trim(text_part(step, s->end, step.size)), problem) && !remark_has_word(step, more) &&
           !(several && remark_has_word(step, "and"));
}

/* x, \angle C, AB: what has a value */
static bool is_name(const struct formula *f)
{
    while (f->kind == FORMULA_CALL && f->sub == FUNCTION_UNKNOWN && f->count == 1)
        f = f->args[0];
    return f->kind == FORMULA_SYMBOL || f->kind == FORMULA_WORDS;
}

/* Names and other numbers, and among them the value `s` of what they name, "the value of $x$ is $\\boxed{5}$", perhaps as the last formula itself: x = 5. */
static const struct formula *named_value(const struct statement *statements, size_t count, const struct statement *s)
{
    const struct formula *f = s->formula;
    for (size_t i = 0; i < count; i++)
        if (&statements[i] != s && !is_name(statements[i].formula) &&
            (statements[i].formula->kind != FORMULA_NUMBER || formula_same(statements[i].formula, f)))
            return NULL;
    if (!formula_is_statement(f))
        return f;
    return count == 1 && is_equation(f) && f->count == 2 && f->args[0]->kind == FORMULA_SYMBOL ? f->args[1] : NULL;
}

/* The one that is boxed, or the last. */
static const struct statement *result_of(struct text step, const struct statement *statements, size_t count)
{
    size_t at = count - 1;
    while (at > 0 && !is_boxed(step, &statements[at]))
        at--;
    return is_boxed(step, &statements[at]) ? &statements[at] : &statements[count - 1];
}

static bool concluded(struct text step, struct text problem, const struct statement *statements, size_t count, uint32_t index,
                      struct arena *arena, struct link *out)
{
    const struct statement *s = result_of(step, statements, count);
    const struct formula *value = named_value(statements, count, s);
    if (!value || !(value == s->formula ? is_conclusion(step, s) : is_boxed(step, s)) || !only_names(step, s, count > 1, problem))
        return false;
    const struct formula *words = formula_words(arena, text_trim(text_part(step, 0, s->start)));
    *out = remark_link(arena, LINK_CONCLUDED, words, value, s, s->start, s->end, index);
    return true;
}

/* ---- the smallest, the largest ---- */

/* The one name beside statement i; NULL if there is anything else, or another one. */
static const struct formula *name_beside(const struct statement *statements, size_t count, size_t i)
{
    const struct formula *name = NULL;
    for (size_t k = 0; k < count; k++) {
        const struct formula *f = statements[k].formula;
        if (k != i && (f->kind != FORMULA_SYMBOL || (name && !formula_same(name, f))))
            return NULL;
        name = k == i ? name : f;
    }
    return name;
}

static bool extreme(struct text step, const struct statement *statements, size_t count, size_t i, uint32_t index,
                    struct arena *arena, struct link *out)
{
    const struct statement *s = &statements[i];
    const struct formula *name = name_beside(statements, count, i);
    struct text names[1];
    if ((count != 1 && !name) || formula_symbols(s->formula, names, 1) > 0 || s->formula->kind == FORMULA_LIST ||
        !is_boxed(step, s) || (remark_extreme_of(step) == REMARK_NO_EXTREME && remark_bound_of(step) == REMARK_NO_EXTREME))
        return false;
    const struct formula *words = formula_words(arena, text_trim(text_part(step, 0, s->start)));
    const struct formula *of = formula_new(arena, FORMULA_CALL, FUNCTION_UNKNOWN, TEXT(REMARK_EXTREME), &name, 1, NULL);
    *out = remark_link(arena, LINK_EXTREME, name ? of : words, s->formula, s, s->start, s->end, index);
    return true;
}

/* ---- where a bound is reached ---- */

/* "Equality occurs when $a = 2$ and $b = 3,$ so the minimum is $5$": equations, the bound perhaps, and no more. */
static bool reaches(struct text step, const struct statement *statements, size_t count, uint32_t index, struct arena *arena,
                    struct link *out)
{
    static const char more[] = "not cannot never no only if inequality must all each every";
    const struct statement *last = &statements[count - 1];
    size_t const equations = count - !formula_is_statement(last->formula);
    struct text const behind = text_part(step, last->end, step.size);
    const struct formula **all = ARENA_ARRAY(arena, const struct formula *, count);
    for (size_t i = 0; i < equations; i++) {
        all[i] = statements[i].formula;
        if (!is_equation(all[i]) || statements[i].before.size)
            return false;
    }
    if (equations == 0 || !remark_has_word(text_part(step, 0, statements->start), "equality") || remark_has_word(step, more) ||
        !is_one_thought(text_trim(behind), TEXT("")) || (equations < count && remark_bound_of(step) == REMARK_NO_EXTREME))
        return false;
    const struct formula *where = formula_new(arena, FORMULA_AND, 0, TEXT(""), all, equations, NULL);
    const struct formula *named = equations < count ? last->formula : formula_words(arena, step);
    *out = remark_link(arena, LINK_EQUALITY, where, named, statements, statements->start, last->end, index);
    return true;
}

bool remark_of(struct text step, struct text problem, const struct statement *statements, size_t count, size_t i, unsigned *way,
               uint32_t index, struct arena *arena, struct link *out)
{
    const struct statement *s = &statements[i];
    bool const fit = !s->bare && !s->hypothetical && !s->before.size, value = fit && !formula_is_statement(s->formula);
    bool found = false;
    while (!found && *way < WAYS)
        switch ((*way)++) {
        case WAY_REACHED:
            found = i + 1 == count && reaches(step, statements, count, index, arena, out);
            break;
        case WAY_WORDED:
            found = value && worded(step, statements, i, index, arena, out);
            break;
        case WAY_CONCLUDED:
            found = fit && i + 1 == count && concluded(step, problem, statements, count, index, arena, out);
            break;
        default:
            found = value && extreme(step, statements, count, i, index, arena, out);
            break;
        }
    return found;
}

/* ---- running text without formulas ---- */

/* "#### 12", where there is a result that it may be */
static bool answers(const struct scene *scene, uint32_t index, struct arena *arena, struct link *out)
{
    struct text const step = scene->step;
    const struct tokens *tokens = scene->tokens;
    const struct token *number = tokens->count ? &tokens->items[tokens->count - 1] : NULL;
    if (scene->context->results_count == 0 || !text_starts(step, TEXT("####")) || !number || number->kind != TOKEN_NUMBER ||
        number->flags & (TOKEN_MALFORMED | TOKEN_SEPARATED))
        return false;
    struct text const digits = text_part(step, number->start, number->end);
    *out = remark_link(arena, LINK_CONCLUDED, formula_words(arena, TEXT("####")),
                       formula_new(arena, FORMULA_NUMBER, 0, digits, NULL, 0, NULL), &(struct statement){0}, number->start,
                       number->end, index);
    return true;
}

bool remark_in_words(const struct scene *scene, uint32_t index, struct arena *arena, struct link *out)
{
    struct text const step = scene->step;
    if (step.size == 0 || (step.at[0] != '#' && to_lower(step.at[0]) != 'l'))
        return false;
    return answers(scene, index, arena, out) || remark_names(scene, index, arena, out);
}

/* The clause that ends at `end`: from the last mark that ends a sentence, or a comma. */
static struct text clause_before(struct text step, size_t end, const char *marks)
{
    size_t start = end;
    while (start > 0 && end - start < CLAUSE_MAX &&
           !(strchr(marks, step.at[start - 1]) && (start == step.size || is_space(step.at[start]) || step.at[start] == '$')))
        start--;
    return text_part(step, start, end);
}

/* "where a and b are real numbers", and no more */
static bool only_says_kinds(struct text behind)
{
    static const char kinds[] =
        "where and are is real integer integers number numbers positive nonnegative nonzero rational complex an representing the "
        "imaginary parts of respectively";
    char room[32];
    for (size_t at = 0;;) {
        struct text const word = remark_word(behind, &at, room);
        if (word.size == 0)
            return true;
        if (word.size > 1 && !text_is_among(word, text_of(kinds)))
            return false;
    }
}

/* What stands behind the last of the words; its `at` is NULL if none is there. */
static struct text behind_last(struct text text, const char *list)
{
    struct text behind = {NULL, 0};
    char room[32];
    for (size_t at = 0;;) {
        struct text const word = remark_word(text, &at, room);
        if (word.size == 0)
            return behind;
        if (text_is_among(word, text_of(list)))
            behind = text_part(text, at, text.size);
    }
}

bool remark_lets(struct text step, size_t start, size_t end, bool called)
{
    static const char opens[] = "let letting define denote";
    static const char goes_on[] =
        "be is are so then thus hence since because therefore gives means implies which we where if have get";
    static const char stays[] = "be denote represent where is as";
    static const char concludes[] = "is are so then thus hence since because therefore gives means implies which we have get";
    char room[32];
    struct text const before = clause_before(step, start, ".;:");
    struct text const behind = text_part(step, end, step.size);
    struct text const opened = behind_last(before, opens);
    struct text const first = first_word(behind, room);
    bool const calls = called && text_equal(first, TEXT("be")) && !remark_has_word(behind, concludes);
    return opened.at && !remark_has_word(opened, goes_on) &&
           (!text_is_among(first, text_of(stays)) || calls || only_says_kinds(behind));
}

bool remark_is_condition(struct text step, size_t start, size_t behind)
{
    static const char conditions[] =
        "for when whenever setting taking letting let where at case if suppose assume supposing assuming "
        "substituting plugging";
    static const char things[] =
        "equation line graph parabola circle curve function polynomial ellipse hyperbola plane roots solutions "
        "solve solving inequality range interval domain congruence";
    static const char asserts[] = "we is are have has get gets give gives giving yields obtain becomes then so thus know find "
                                  "means results reducing reduces";
    char room[32];
    struct text before = clause_before(step, start, ".;:,");
    if (before.size > CONDITION_MAX)
        before = text_part(before, before.size - CONDITION_MAX, before.size);
    size_t end = before.size;
    struct text word = word_before(before, &end, room);
    if (text_is_among(word, TEXT("of to")))
        word = word_before(before, &end, room);
    if (text_is_among(word, text_of(things)) && !remark_has_word(before, asserts))
        return true;
    bool condition = false,
         arrives = false; /* the last word that says so counts; "if and only if" asserts, and so does a result in its box */
    for (size_t at = 0; (word = remark_word(before, &at, room)).size;) {
        bool const here = text_is_among(word, text_of(conditions)) && !arrives;
        condition = here || (condition && !text_is_among(word, text_of(asserts)));
        arrives = text_is_among(word, TEXT("arrive arriving arrives"));
    }
    struct text const it = text_part(step, start, behind);
    return condition && !remark_has_word(before, "only") && text_find(it, TEXT("\\boxed"), 0) == it.size;
}

bool remark_is_passing(struct text step, size_t start, size_t end)
{
    static const char denies[] = "not extraneous impossible false invalid never no";
    char room[32];
    size_t at = start, skipped = 0;
    struct text const behind = text_part(step, end, step.size);
    if (text_is_among(word_before(step, &at, room), TEXT("for when whenever unless")))
        return true;
    struct text const first = first_word(behind, room);
    if (!text_is_among(first, TEXT("is does are")))
        return text_is_among(first, TEXT("cannot can't fails isn't doesn't"));
    remark_word(behind, &skipped, room);
    return text_is_among(remark_word(behind, &skipped, room), text_of(denies));
}

bool remark_is_alternative(struct text step, size_t start, size_t end)
{
    char room[32];
    size_t at = start;
    return text_equal(word_before(step, &at, room), TEXT("or")) ||
           text_equal(first_word(text_part(step, end, step.size), room), TEXT("or"));
}
