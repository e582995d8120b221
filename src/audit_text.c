#include "audit_parts.h"

/* The numbers of the source. */
struct library {
    struct audit_number *problem;
    size_t problem_count;
    struct audit_number **steps;
    size_t *counts; /* per step */
};

bool audit_among(const struct audit_number *numbers, size_t count, const struct audit_number *wanted)
{
    for (size_t i = 0; i < count; i++)
        if (audit_number_like(&numbers[i], wanted))
            return true;
    return false;
}

static struct library read_library(struct audit *a)
{
    struct audited const *r = &a->r;
    struct library lib = {.steps = ARENA_ARRAY(a->arena, struct audit_number *, r->steps.count),
                          .counts = ARENA_ARRAY(a->arena, size_t, r->steps.count)};
    lib.problem_count = audit_numbers(r->problem, a->arena, &lib.problem);
    for (size_t i = 0; i < r->steps.count; i++)
        lib.counts[i] = audit_numbers(r->steps.at[i], a->arena, &lib.steps[i]);
    return lib;
}

/* A number that does not stand for itself alone: half of a fraction, of a ratio or a clock time; points of a percentage. */
static bool partial(struct text text, const struct audit_number *n)
{
    char const before = n->start ? text.at[n->start - 1] : ' ', behind = n->end < text.size ? text.at[n->end] : ' ';
    return n->percent || strchr("/:-", before) || strchr("/:", behind) || is_letter(behind);
}

/* The other half of the fraction in which the edit stands, if it does; *above: the edit changes the numerator. */
static bool find_fraction(const struct audited *r, const struct library *lib, const struct audit_edit *e, bool *above,
                          struct audit_number *other)
{
    size_t const count = lib->counts[e->step];
    const struct audit_number *numbers = lib->steps[e->step];
    for (size_t i = 0; i < count; i++) {
        if (numbers[i].start != e->from || numbers[i].end != e->to)
            continue;
        *above = audit_fraction(r->steps.at[e->step], numbers, count, i);
        bool const below = !*above && i > 0 && audit_fraction(r->steps.at[e->step], numbers, count, i - 1);
        if (*above || below)
            *other = numbers[*above ? i + 1 : i - 1];
        return *above || below;
    }
    return false;
}

static bool fraction_stands(struct text text, const struct audit_number *numbers, size_t count, const struct audit_number *above,
                            const struct audit_number *below)
{
    for (size_t i = 0; i + 1 < count; i++)
        if (audit_number_is(&numbers[i], above, 0) && audit_number_is(&numbers[i + 1], below, 0) &&
            audit_fraction(text, numbers, count, i))
            return true;
    return false;
}

/* Does the fraction stand in the problem or in the first `steps` steps of the source? */
static bool fraction_known(const struct audited *r, const struct library *lib, int64_t steps, const struct audit_number *above,
                           const struct audit_number *below)
{
    bool found = fraction_stands(r->problem, lib->problem, lib->problem_count, above, below);
    for (int64_t k = 0; k < steps && !found; k++)
        found = fraction_stands(r->steps.at[k], lib->steps[k], lib->counts[k], above, below);
    return found;
}

static bool replaced(const struct audited *r, size_t step, const struct audit_number *n)
{
    for (size_t i = 0; i < r->edits_count; i++)
        if (r->edits[i].step == (int64_t)step && r->edits[i].from < n->end && n->start < r->edits[i].to)
            return true;
    return false;
}

/* Does the number stand, not replaced, behind the edit? A false claim is false whatever was said before it, but nothing behind it may
 * mean the right value. */
static bool meant_behind(const struct audited *r, const struct library *lib, const struct audit_number *n)
{
    const struct audit_edit *root = &r->edits[r->root];
    size_t const end = audit_is(r->mode, "truncated") ? (size_t)root->step + 1 : r->steps.count;
    for (size_t k = (size_t)root->step; k < end; k++)
        for (size_t i = 0; i < lib->counts[k]; i++) {
            const struct audit_number *found = &lib->steps[k][i];
            bool const before = k == (size_t)root->step && found->start < root->to;
            if (!before && !replaced(r, k, found) && audit_number_is(found, n, 0))
                return true;
        }
    return false;
}

/* May it have been given before the faulty step? */
static bool may_be_given(const struct audited *r, const struct library *lib, const struct audit_number *n)
{
    return audit_is(r->certificate.kind, "refuted") && !meant_behind(r, lib, n);
}

/* The same as the two checks below, of a fraction one half of which was changed. */
static void check_fraction(struct audit *a, const struct library *lib, bool above, const struct audit_number *other)
{
    struct audited const *r = &a->r;
    const struct audit_number *was = &r->was, *is = &r->becomes;
    int64_t const all = (int64_t)r->steps.count;
    if (!was->end || !is->end)
        return;
    if (fraction_known(r, lib, r->edits[r->root].step, above ? was : other, above ? other : was) && !may_be_given(r, lib, was))
        audit_note(a, "the right value is given before the faulty step", "\"%.*s\"", AUDIT_QUOTE(was->digits));
    if (fraction_known(r, lib, all, above ? is : other, above ? other : is))
        audit_note(a, "the wrong value stands in the problem or in the source by itself", "\"%.*s\"", AUDIT_QUOTE(is->digits));
}

/* The old value stands in the problem or in a step before the fault: the edit would contradict what was given. */
static void check_old_value(struct audit *a, const struct library *lib)
{
    struct audited const *r = &a->r;
    bool found = false;
    const struct audit_number *was = &r->right_result;
    if (audit_control(r) || !was->end)
        return;
    for (size_t i = 0; i < lib->problem_count; i++)
        found = found || (audit_number_is(&lib->problem[i], was, 0) && !partial(r->problem, &lib->problem[i]));
    for (size_t k = 0; k < r->bad_root; k++)
        for (size_t i = 0; i < lib->counts[r->origin.at[k]]; i++)
            found = found || (audit_number_is(&lib->steps[r->origin.at[k]][i], was, 0) &&
                              !partial(r->bad_steps.at[k], &lib->steps[r->origin.at[k]][i]));
    if (found && !may_be_given(r, lib, was))
        audit_note(a, "the right value is given before the faulty step", "\"%.*s\"", AUDIT_QUOTE(was->digits));
}

/* 1/9, 7:15: neither part is a number of its own. */
static bool in_pair(struct text text, const struct audit_number *n)
{
    bool const behind = n->start > 1 && strchr("/:", text.at[n->start - 1]) && is_digit(text.at[n->start - 2]);
    return behind || (n->end + 1 < text.size && strchr("/:", text.at[n->end]) && is_digit(text.at[n->end + 1]));
}

static bool coincides(struct text text, const struct audit_number *numbers, size_t count, const struct audit_number *wanted)
{
    for (size_t i = 0; i < count; i++)
        if (audit_number_like(&numbers[i], wanted) && !in_pair(text, &numbers[i]))
            return true;
    return false;
}

static void check_coincidence(struct audit *a, const struct library *lib)
{
    struct audited const *r = &a->r;
    const struct audit_number *n = &r->wrong_result;
    if (audit_control(r) || !n->end)
        return;
    bool found = coincides(r->problem, lib->problem, lib->problem_count, n);
    for (size_t i = 0; i < r->steps.count && !found; i++)
        found = coincides(r->steps.at[i], lib->steps[i], lib->counts[i], n);
    if (found)
        audit_note(a, "the wrong value stands in the problem or in the source by itself", "\"%.*s\"", AUDIT_QUOTE(n->digits));
}

static bool word_at(struct text text, size_t at, struct text word)
{
    size_t const end = at + word.size;
    return end <= text.size && text_equal_nocase(text_part(text, at, end), word) && (at == 0 || !is_letter(text.at[at - 1])) &&
           (end == text.size || !is_letter(text.at[end]));
}

/* `word` begins with a small letter. */
static bool has_word(struct text text, const char *word)
{
    struct text const wanted = text_of(word);
    char const first[] = {word[0], (char)(word[0] - 'a' + 'A')};
    for (size_t k = 0; k < COUNT(first); k++)
        for (size_t at = 0; at + wanted.size <= text.size; at++) {
            const char *hit = memchr(text.at + at, first[k], text.size - at);
            if (!hit)
                break;
            at = (size_t)(hit - text.at);
            if (word_at(text, at, wanted))
                return true;
        }
    return false;
}

/* 0 … 99, or -1. */
static int small_int(const struct audit_number *n)
{
    int value = 0;
    if (n->digits.size == 0)
        return 0;
    if (n->scale < 0 || n->scale > 1 || n->digits.size + (size_t)n->scale > 2)
        return -1;
    for (size_t i = 0; i < n->digits.size; i++)
        value = value * 10 + (n->digits.at[i] - '0');
    return n->scale ? value * 10 : value;
}

bool audit_named(struct text text, const struct audit_number *n)
{
    static const char *const ones[] = {"zero",     "one",     "two",     "three",     "four",     "five",    "six",
                                       "seven",    "eight",   "nine",    "ten",       "eleven",   "twelve",  "thirteen",
                                       "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"};
    static const char *const tens[] = {"", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"};
    int const value = small_int(n);
    if (value < 0)
        return false;
    return value < 20 ? has_word(text, ones[value])
                      : has_word(text, tens[value / 10]) && (value % 10 == 0 || has_word(text, ones[value % 10]));
}

static bool spelled(struct text text, const struct audit_number *n)
{
    int const value = small_int(n);
    if (value == 2 && (has_word(text, "half") || has_word(text, "twice") || has_word(text, "double") || has_word(text, "both")))
        return true;
    if (value == 3 && (has_word(text, "thrice") || has_word(text, "triple") || has_word(text, "third")))
        return true;
    if (value >= 0 && value % 12 == 0 && (has_word(text, "dozen") || has_word(text, "dozens")))
        return true;
    return audit_named(text, n);
}

/* 7 days a week: a number of the world, if a word in the text says so. */
static bool constant(struct text text, const struct audit_number *n)
{
    static const struct {
        int value;
        const char *cues[6];
    } known[] = {{2, {"half", "twice", "both", "pair", "couple"}},
                 {3, {"third", "thirds", "triple", "feet", "yard"}},
                 {4, {"quarter", "quarters", "weeks", "month", "fourth"}},
                 {5, {"weekdays", "nickel", "nickels", "weekday", "fifth"}},
                 {7, {"week", "weeks", "days", "weekly"}},
                 {10, {"dime", "dimes", "tenth", "decade"}},
                 {12, {"dozen", "dozens", "year", "months", "inches", "foot"}},
                 {24, {"day", "days", "hours"}},
                 {30, {"month", "days", "months"}},
                 {52, {"year", "weeks", "years"}},
                 {60, {"hour", "hours", "minute", "minutes", "seconds"}}};
    int const value = small_int(n);
    for (size_t i = 0; i < COUNT(known); i++)
        for (size_t c = 0; value == known[i].value && c < COUNT(known[i].cues) && known[i].cues[c]; c++)
            if (has_word(text, known[i].cues[c]))
                return true;
    return false;
}

/* Percent, cents, thousandths and their like. */
static bool ten_power(const struct audit_number *n)
{
    return text_equal(n->digits, TEXT("1")) && (n->scale == 2 || n->scale == 3 || n->scale == -2);
}

/* Right behind a relation: the step works this number out. */
static bool is_result(struct text step, const struct audit_number *n)
{
    size_t i = n->start;
    while (i > 0 && (step.at[i - 1] == ' ' || step.at[i - 1] == '$' || step.at[i - 1] == '\\'))
        i--;
    return i > 0 && (step.at[i - 1] == '=' || text_ends(text_part(step, 0, i), TEXT("≈")));
}

/* A number that may come in from the problem in digits, in words, as a share, or in a larger unit. */
bool audit_given(struct audit *a, struct text text, const struct audit_number *number)
{
    static const char *const units[] = {"hundred", "thousand", "million", "dozen", "dozens", "score"};
    struct audit_number *there;
    bool const half = text_equal(number->digits, TEXT("5")) && number->scale == -1;
    bool const quarter =
        (text_equal(number->digits, TEXT("25")) || text_equal(number->digits, TEXT("75"))) && number->scale == -2;
    size_t const count = audit_numbers(text, a->arena, &there);
    bool given = audit_among(there, count, number) || spelled(text, number) || ten_power(number) ||
                 (half && has_word(text, "half")) || (quarter && (has_word(text, "quarter") || has_word(text, "quarters")));
    for (size_t i = 0; i < COUNT(units) && !given; i++)
        given = small_int(number) != 0 && !(number->digits.size == 1 && number->scale == 0) && has_word(text, units[i]);
    return given;
}

static bool given(struct audit *a, const struct library *lib, int64_t step, const struct audit_number *n)
{
    bool known = audit_among(lib->problem, lib->problem_count, n) || spelled(a->r.problem, n);
    size_t next = 0; /* steps that are left out give nothing */
    for (int64_t i = 0; i < step && !known; i++)
        if (a->r.origin.at[next] == i && ++next)
            known = audit_among(lib->steps[i], lib->counts[i], n) || spelled(a->r.steps.at[i], n);
    return known;
}

/* The operands of the root's claim, and what stands left of a follow-up in its step, may be equal by chance. */
static bool may_restate(const struct audited *r, const struct audit_edit *e, size_t step, const struct audit_number *n)
{
    const struct audit_edit *root = &r->edits[r->root];
    size_t const claim = r->claim_at != SIZE_MAX ? root->from - MIN(root->now - r->claim_at, root->from) : root->from;
    if (step == (size_t)root->step && n->start < root->from && n->end > claim)
        return false;
    return step != (size_t)e->step || n->start >= e->to || step == (size_t)root->step;
}

/* The first number of this value that no edit replaced, or NULL. */
static const struct audit_number *left_over(const struct audited *r, const struct library *lib, const struct audit_edit *e,
                                            size_t step, const struct audit_number *was)
{
    for (size_t i = 0; i < lib->counts[step]; i++) {
        const struct audit_number *n = &lib->steps[step][i];
        if (audit_number_is(n, was, 0) && may_restate(r, e, step, n) && !replaced(r, step, n))
            return n;
    }
    return NULL;
}

/* The old value of this edit, left standing where the source meant it; a step that works it out anew gives it another origin. */
static void check_stale(struct audit *a, const struct library *lib, const struct audit_edit *e, const struct audit_number *was)
{
    struct audited const *r = &a->r;
    size_t const last = (size_t)r->origin.at[r->origin.count - 1];
    if (ten_power(was) || constant(r->problem, was))
        return;
    for (size_t step = (size_t)e->step; step <= last; step++) {
        const struct audit_number *left = left_over(r, lib, e, step, was);
        if (!left || constant(r->steps.at[step], was))
            continue;
        if (!is_result(r->steps.at[step], left))
            audit_note(a, "an old value stays behind", "\"%.*s\" in step %zu", AUDIT_QUOTE(e->was), step);
        return;
    }
}

static void check_all_stale(struct audit *a, const struct library *lib)
{
    struct audited const *r = &a->r;
    if (audit_control(r) || audit_formula_is(r)) /* coefficients of formulas mean nothing elsewhere */
        return;
    struct audit_number seen[AUDIT_STALE_MAX];
    size_t count = 0;
    for (size_t i = 0; i < r->edits_count && count < AUDIT_STALE_MAX; i++) {
        struct audit_number was, becomes;
        bool minus;
        struct audit_number other;
        bool above;
        if (!audit_number_alone(r->edits[i].was, a->arena, &was, &minus) || find_fraction(r, lib, &r->edits[i], &above, &other))
            continue;
        if (i == r->root && audit_is(r->certificate.kind, "derailed") && !audit_number_is(&r->right_result, &was, 0))
            continue; /* an operand: wrong at this place alone */
        bool known = audit_number_alone(r->edits[i].becomes, a->arena, &becomes, &minus) && audit_number_is(&was, &becomes, 0);
        for (size_t k = 0; k < count && !known; k++)
            known = audit_number_is(&seen[k], &was, 0);
        if (known)
            continue;
        seen[count++] = was;
        if (!given(a, lib, r->edits[i].step, &was))
            check_stale(a, lib, &r->edits[i], &was);
    }
}

/* Numbers that the explanation may name, each as often as it stands there. */
struct stock {
    struct audit_number *at;
    size_t count;
    bool *used;
};

static struct stock stock_of(struct audit *a, struct text text)
{
    struct stock stock = {0};
    size_t const count = audit_numbers(text, a->arena, &stock.at);
    stock.count = MIN(count, (size_t)AUDIT_CLAIM_MAX);
    stock.used = ARENA_ZEROS(a->arena, bool, stock.count);
    return stock;
}

static bool take(struct stock *stock, const struct audit_number *wanted)
{
    for (size_t i = 0; i < stock->count; i++)
        if (!stock->used[i] && audit_number_like(&stock->at[i], wanted))
            return stock->used[i] = true;
    return false;
}

/* The first step that is left out before the faulty one; else nothing. */
static struct text left_out(const struct audited *r)
{
    for (size_t i = 0; i <= r->bad_root; i++)
        if (r->origin.at[i] != (int64_t)i)
            return r->steps.at[i];
    return TEXT("");
}

/* "The step takes 8 for 12; …", "The step leaves out 5; …": the numbers of the edit, each once. */
static void check_told(struct audit *a, struct text told)
{
    const struct audit_edit *root = &a->r.edits[a->r.root];
    struct stock was = stock_of(a, root->was), becomes = stock_of(a, root->becomes), said = stock_of(a, told);
    bool good = true;
    for (size_t i = 0; i < said.count; i++)
        good = (take(&becomes, &said.at[i]) || take(&was, &said.at[i])) && good;
    for (size_t i = 0; i < becomes.count; i++)
        good = good && becomes.used[i];
    if (!good || (was.count == 1 && !was.used[0]))
        audit_note(a, "the explanation does not say what the edit does", "\"%.*s\"", AUDIT_QUOTE(told));
}

/* "…; right is 3 * 4 = 12.", "…; what is missing is 2 + 5 = 7.": words of the source, letter by letter. Where an operand was exchanged the
 * explanation writes its own (audit_true.c). */
static void check_quoted(struct audit *a)
{
    static const struct text marks[] = {{"; right is ", 11}, {"; what is missing is ", 21}};
    struct audited const *r = &a->r;
    struct text const says = r->explanation;
    for (size_t i = 0; i < COUNT(marks) && !audit_exchanges(r); i++) {
        size_t const at = text_find(says, marks[i], 0);
        struct text const quoted = text_part(says, MIN(at + marks[i].size, says.size), says.size - text_ends(says, TEXT(".")));
        bool stands = false;
        if (at == says.size)
            continue;
        check_told(a, text_part(says, 0, at));
        for (size_t k = 0; k < r->steps.count && !stands; k++)
            stands = quoted.size && text_find(r->steps.at[k], quoted, 0) < r->steps.at[k].size;
        if (!stands)
            audit_note(a, "the explanation quotes what the source does not say", "\"%.*s\"", AUDIT_QUOTE(says));
    }
}

/* It must name the right and the wrong value, and may speak of the claim's other numbers besides. */
static void check_explanation(struct audit *a)
{
    struct audited const *r = &a->r;
    const struct audit_certificate *c = &r->certificate;
    struct stock said = stock_of(a, r->explanation);
    bool const arithmetic = audit_control(r) || audit_is(c->kind, "refuted"); /* else it may tell what the source computes */
    struct text const source = arithmetic ? TEXT("") : r->steps.at[r->edits[r->root].step];
    struct stock allowed[] = {stock_of(a, r->edits[r->root].was),
                              stock_of(a, c->right),
                              stock_of(a, audit_bare(r) ? TEXT("") : c->left), /* else it is the right side */
                              stock_of(a, source),
                              stock_of(a, left_out(r)),
                              stock_of(a, arithmetic ? c->right : TEXT(""))};
    struct stock const printed = stock_of(a, c->claim);
    if (!text_trim(r->explanation).size)
        audit_note(a, "there is no explanation", "%s", "");
    if (!audit_control(r) && ((r->was.end && !audit_among(said.at, said.count, &r->was)) ||
                              (r->becomes.end && !audit_among(said.at, said.count, &r->becomes))))
        audit_note(a, "the explanation does not name the right and the wrong value", "\"%.*s\"", AUDIT_QUOTE(r->explanation));
    for (size_t i = 0; i < said.count; i++) {
        const struct audit_number *n = &said.at[i];
        bool known = false, good = false;
        for (size_t k = 0; k < COUNT(allowed) && !good; k++) {
            known = known || audit_among(allowed[k].at, allowed[k].count, n);
            good = take(&allowed[k], n);
        }
        if (!good && (known || !audit_among(printed.at, printed.count, n)))
            audit_note(a, "the explanation names other numbers than the claim", "\"%.*s\"",
                       AUDIT_QUOTE(text_part(r->explanation, n->start, n->end)));
    }
}

void audit_words(struct audit *a)
{
    struct library const lib = read_library(a);
    struct audit_number other;
    bool above;
    bool const arithmetic = audit_is(a->r.certificate.kind, "refuted") && !audit_formula_is(&a->r);
    if (arithmetic && find_fraction(&a->r, &lib, &a->r.edits[a->r.root], &above, &other)) {
        check_fraction(a, &lib, above, &other);
    } else {
        check_coincidence(a, &lib);
        check_old_value(a, &lib);
    }
    check_all_stale(a, &lib);
    audit_answers(a);
    check_explanation(a);
    check_quoted(a);
}
