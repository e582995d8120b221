#include "audit_parts.h"

enum { OPERANDS_MAX = 32 }; /* numbers of a claim whose origin is looked for */

/* One side of the claim: plain arithmetic in the certificate, and what is printed of it. */
struct side {
    const char *name;
    struct text plain, printed;
};

/* Splits at the claim's only relation, a sign or else a word; false if there are several, or none. */
bool audit_split(struct text claim, struct text *left, struct text *right)
{
    static const struct text relations[] = {{"=", 1},     {"≈", 3},     {"~", 1},      {" equals ", 8}, {" is ", 4},
                                            {" are ", 5}, {" was ", 5}, {" were ", 6}, {" makes ", 7},  {" gives ", 7}};
    size_t found = 0;
    bool const latex = claim.size && memchr(claim.at, '\\', claim.size); /* there "~" is a space */
    for (size_t s = 0; s < COUNT(relations) && (s < 3 || !found); s++)
        for (size_t at = latex && s == 2 ? claim.size : text_find(claim, relations[s], 0); at < claim.size;
             at = text_find(claim, relations[s], at + 1)) {
            *left = text_part(claim, 0, at);
            *right = text_part(claim, at + relations[s].size, claim.size);
            found++;
        }
    return found == 1;
}

/* Where the claim is quoted from: the place in the step that covers the edit. */
static void find_claim(struct audit *a)
{
    struct audited *r = &a->r;
    struct text const step = r->bad_steps.at[r->bad_root], claim = r->certificate.claim;
    size_t const start = r->edits[r->root].now, end = start + r->edits[r->root].becomes.size;
    r->claim_at = SIZE_MAX;
    if (claim.size == 0 || claim.size > AUDIT_CLAIM_MAX || claim.size > step.size) {
        audit_note(a, "the certificate quotes no claim of the faulty step", "\"%.*s\"", AUDIT_QUOTE(claim));
        return;
    }
    size_t const last = MIN(start, step.size - claim.size);
    bool const within = audit_adds(r);
    for (size_t at = within             ? start
                     : end > claim.size ? end - claim.size
                                        : 0;
         at <= (within ? end - MIN(claim.size, end) : last) && r->claim_at == SIZE_MAX; at++)
        if (memcmp(step.at + at, claim.at, claim.size) == 0)
            r->claim_at = at;
    if (r->claim_at == SIZE_MAX)
        audit_note(a, "the claim is not a quotation from the faulty step that covers the edit", "\"%.*s\"", AUDIT_QUOTE(claim));
}

static bool same_numbers(struct audit *a, struct text printed, struct text plain)
{
    struct audit_number *x, *y;
    size_t const n = audit_numbers(printed, a->arena, &x), m = audit_numbers(plain, a->arena, &y);
    bool same = n == m;
    for (size_t i = 0; same && i < n; i++)
        same = audit_number_is(&x[i], &y[i], 0);
    return same;
}

static bool is_operator(char c)
{
    return strchr("+-*/^", c) != NULL;
}

/* The same operators in the same order. Brackets are a matter of reading; "2(3)" multiplies without a sign. */
static bool same_operators(struct text x, struct text y)
{
    size_t i = 0, j = 0;
    for (size_t k = 1; k < x.size; k++)
        if ((x.at[k] == '(' && (is_digit(x.at[k - 1]) || x.at[k - 1] == ')')) || (x.at[k - 1] == ')' && is_digit(x.at[k])))
            return true;
    for (;; i++, j++) {
        while (i < x.size && !is_operator(x.at[i]))
            i++;
        while (j < y.size && !is_operator(y.at[j]))
            j++;
        if (i >= x.size || j >= y.size || x.at[i] != y.at[j])
            return i >= x.size && j >= y.size;
    }
}

static bool same_values(struct text read, struct text plain)
{
    struct value x, y;
    bool same = true;
    if (!audit_evaluate(read, &x))
        return true;
    if (audit_evaluate(plain, &y)) {
        same = value_equal(&x, &y);
        value_clear(&y);
    }
    value_clear(&x);
    return same;
}

/* Is what has been read of `printed` what the certificate says? */
static bool reads_so(struct audit *a, struct text printed, struct text read, struct text plain, bool latex)
{
    return same_numbers(a, printed, plain) && same_operators(read, plain) && (!latex || same_values(read, plain));
}

/* Is what is printed, where it is nothing but arithmetic, what the certificate says? *pure tells whether it is. */
static bool says_the_same(struct audit *a, struct text printed, struct text plain, bool *pure)
{
    struct buffer read = {0};
    bool const latex = printed.size && (memchr(printed.at, '\\', printed.size) || memchr(printed.at, '{', printed.size));
    *pure = latex ? audit_latex(printed, false, &read) : audit_plain(printed, &read);
    bool same = !*pure || reads_so(a, printed, buffer_text(&read), plain, latex);
    read.size = 0;
    if (!same && latex && audit_latex(printed, true, &read))
        same = reads_so(a, printed, buffer_text(&read), plain, latex);
    buffer_free(&read);
    return same;
}

static bool has_number_word(struct text text)
{
    static const char *const words[] = {"half",  "halves", "third",  "quarter", "fourth", "fifth", "sixth", "seventh", "eighth",
                                        "ninth", "tenth",  "twice",  "double",  "tripl",  "dozen", "score", "hundred", "thousand",
                                        "illi",  "one",    "two",    "three",   "four",   "five",  "six",   "seven",   "eight",
                                        "nine",  "ten",    "eleven", "twel",    "teen",   "twen",  "thir",  "fort",    "fift",
                                        "both",  "pair",   "couple", "single",  "zero",   "and",   "½",     "¼",       "¾"};
    for (size_t w = 0; w < COUNT(words); w++)
        if (text_find(text, text_of(words[w]), 0) < text.size)
            return true;
    return false;
}

/* Where words stand between the numbers: each number of the certificate must at least be one of those printed. */
static void check_explained(struct audit *a, const struct side *side)
{
    struct audit_number *x, *y;
    size_t const n = audit_numbers(side->printed, a->arena, &x), m = audit_numbers(side->plain, a->arena, &y);
    struct audit_number hundred;
    bool negative;
    if (has_number_word(side->printed) || !audit_number_alone(TEXT("100"), a->arena, &hundred, &negative))
        return;
    bool percent = false;
    for (size_t i = 0; i < n; i++)
        percent = percent || x[i].percent;
    for (size_t i = 0; i < m; i++)
        if (!audit_among(x, n, &y[i]) && !(percent && audit_number_is(&y[i], &hundred, 0))) {
            audit_note(a, "the certificate evaluates numbers that are not those of the claim", "%s: %.*s", side->name,
                       AUDIT_QUOTE(text_part(side->plain, y[i].start, y[i].end)));
            return;
        }
}

static void check_side(struct audit *a, const struct side *side)
{
    bool pure;
    if (!says_the_same(a, side->printed, side->plain, &pure))
        audit_note(a, "the certificate does not evaluate what the claim says", "%s: \"%.*s\" for \"%.*s\"", side->name,
                   AUDIT_QUOTE(side->plain), AUDIT_QUOTE(side->printed));
    else if (!pure)
        check_explained(a, side);
}

void audit_side(struct audit *a, const char *name, struct text plain, struct text printed)
{
    check_side(a, &(struct side){name, plain, printed});
}

bool audit_side_value(struct audit *a, const char *name, struct text plain, struct value *out)
{
    if (plain.size <= AUDIT_CLAIM_MAX && audit_evaluate(plain, out))
        return true;
    audit_note(a, "a side of the claim cannot be evaluated", "%s: \"%.*s\"", name, AUDIT_QUOTE(plain));
    return false;
}

/* A number, perhaps negative, or a fraction: nothing to be worked out. */
static bool is_literal(struct text plain)
{
    size_t slashes = 0;
    for (size_t i = 0; i < plain.size; i++) {
        if (strchr("+*^", plain.at[i]) || (plain.at[i] == '-' && i > 0))
            return false;
        slashes += plain.at[i] == '/';
    }
    return slashes <= 1;
}

/* Is side[number], put back to what it was in some reading of percent and sign, such that the side has the value `exact`? */
static bool undone(struct text plain, const struct audit_number *number, struct text was, const struct value *exact)
{
    static const char *const forms[][2] = {{"", ""}, {"(", "/100)"}, {"(", "*100)"}, {"(0-", ")"}};
    bool same = false;
    for (size_t f = 0; f < COUNT(forms) && !same; f++) {
        struct buffer read = {0};
        struct value value;
        buffer_add(&read, text_part(plain, 0, number->start));
        buffer_string(&read, forms[f][0]);
        bool const good = audit_plain(was, &read);
        buffer_string(&read, forms[f][1]);
        buffer_add(&read, text_part(plain, number->end, plain.size));
        if (good && audit_evaluate(buffer_text(&read), &value)) {
            same = value_equal(&value, exact);
            value_clear(&value);
        }
        buffer_free(&read);
    }
    return same;
}

/* The literal side which the edit changed, and that it would equal the other side had it not been changed. */
static bool holds_undone(struct audit *a, struct text plain, const struct value *exact)
{
    struct audited const *r = &a->r;
    struct audit_number *numbers;
    if (!is_literal(plain))
        return false;
    size_t const count = audit_numbers(plain, a->arena, &numbers);
    for (size_t i = 0; i < count && count <= 2; i++)
        if (audit_number_like(&numbers[i], &r->becomes) && undone(plain, &numbers[i], r->edits[r->root].was, exact))
            return true;
    return false;
}

/* exact * up / down is what is shown, or may be written so at the places shown. */
static bool justified(const struct value *exact, int64_t up, int64_t down, const struct value *shown, int places)
{
    struct value const factor = value_ratio(up, down);
    struct value scaled;
    if (value_mul(exact, &factor, &scaled) != STATUS_OK)
        return false;
    bool const same = value_equal(&scaled, shown) || (places >= 0 && value_rounds_to(&scaled, shown, places));
    value_clear(&scaled);
    return same;
}

/* Places to which the literal side is written; -1 if it is a fraction, which is never rounded. */
static int places_of(struct audit *a, struct text plain)
{
    struct audit_number *numbers;
    size_t const count = audit_numbers(plain, a->arena, &numbers);
    if (count == 1)
        return numbers[0].places;
    return count == 2 && text_ends(plain, TEXT("/100")) ? numbers[0].places + 2 : -1;
}

static void check_false(struct audit *a, const struct value *left, const struct value *right)
{
    const struct audit_certificate *c = &a->r.certificate;
    if (value_equal(left, right)) {
        audit_note(a, "the refuted claim is true", "%.*s = %.*s", AUDIT_QUOTE(c->left), AUDIT_QUOTE(c->right));
        return;
    }
    if (!a->r.was.end || !a->r.becomes.end) {
        audit_note(a, "a locally false edit changes something other than one number", "\"%.*s\"",
                   AUDIT_QUOTE(a->r.edits[a->r.root].becomes));
        return;
    }
    bool const on_right = holds_undone(a, c->right, left);
    if (!on_right && !holds_undone(a, c->left, right)) {
        audit_note(a, "with the edit undone, the claim would not hold exactly with the same other side", "%.*s = %.*s",
                   AUDIT_QUOTE(c->left), AUDIT_QUOTE(c->right));
        return;
    }
    const struct value *exact = on_right ? left : right, *shown = on_right ? right : left;
    int const places = places_of(a, on_right ? c->right : c->left);
    if (justified(exact, 1, 1, shown, places) || justified(exact, 100, 1, shown, places) || justified(exact, 1, 100, shown, -1))
        audit_note(a, "rounding, or reading a percentage, could justify the refuted claim", "%.*s = %.*s", AUDIT_QUOTE(c->left),
                   AUDIT_QUOTE(c->right));
}

void audit_sides(struct audit *a)
{
    audit_terms(a, a->r.certificate.claim);
}

void audit_terms(struct audit *a, struct text claim)
{
    const struct audit_certificate *c = &a->r.certificate;
    struct text left_printed, right_printed;
    if (audit_split(claim, &left_printed, &right_printed)) {
        check_side(a, &(struct side){"left", c->left, left_printed});
        check_side(a, &(struct side){"right", c->right, right_printed});
    } else {
        check_explained(a, &(struct side){"left", c->left, claim});
        check_explained(a, &(struct side){"right", c->right, claim});
    }
}

static void check_refuted(struct audit *a)
{
    const struct audit_certificate *c = &a->r.certificate;
    struct value left, right;
    audit_sides(a);
    a->r.right_result = a->r.was;
    a->r.wrong_result = a->r.becomes;
    if (!audit_side_value(a, "left", c->left, &left))
        return;
    if (audit_side_value(a, "right", c->right, &right)) {
        check_false(a, &left, &right);
        value_clear(&right);
    }
    value_clear(&left);
}

/* An operand that the problem does not give, but an earlier step plainly works out. */
static void check_operand(struct audit *a, const struct audit_number *operand)
{
    struct audited const *r = &a->r;
    int64_t const last = r->edits[r->root].step;
    if (audit_number_is(operand, &r->becomes, 0) || audit_given(a, r->problem, operand) ||
        audit_works_out(a, r->steps.at[last], operand))
        return;
    for (int64_t step = 0; step < last; step++)
        if (audit_bad_step(r, step) >= 0 && audit_is(r->local.at[audit_bad_step(r, step)], "proved") &&
            audit_works_out(a, r->steps.at[step], operand)) {
            audit_note(a, "rests_on leaves out the step that yields an operand", "step %lld", (long long)step);
            return;
        }
}

/* The operands of the claim, and those of the whole step, since a chain may begin before the claim. covered: some step of
 * rests_on has the operand. */
struct operands {
    struct audit_number *at, *step;
    size_t count, step_count;
    bool covered[OPERANDS_MAX];
};

static bool check_support(struct audit *a, size_t i, struct operands *operands)
{
    struct audited const *r = &a->r;
    const struct audit_ints *on = &r->certificate.rests_on;
    int64_t const step = on->at[i];
    bool good = step >= 0 && step < r->edits[r->root].step && audit_bad_step(r, step) >= 0, used = false;
    for (size_t k = 0; k < i; k++)
        good = good && on->at[k] != step;
    if (!good) {
        audit_note(a, "rests_on does not list different earlier steps", "%lld", (long long)step);
        return false;
    }
    struct audit_number *there;
    size_t const count = audit_numbers(r->steps.at[step], a->arena, &there);
    for (size_t k = 0; k < operands->count; k++)
        if (audit_among(there, count, &operands->at[k]))
            operands->covered[k] = true;
    for (size_t k = 0; k < operands->step_count && !used; k++)
        used = audit_among(there, MIN(count, (size_t)AUDIT_CLAIM_MAX), &operands->step[k]);
    for (size_t k = 0; k < operands->count && !used; k++)
        used = operands->covered[k] && audit_among(there, count, &operands->at[k]);
    if (!used)
        audit_note(a, "rests_on names a step that has none of the faulty step's numbers", "%lld", (long long)step);
    return true;
}

static void check_rests_on(struct audit *a)
{
    struct audited const *r = &a->r;
    const struct audit_ints *on = &r->certificate.rests_on;
    struct operands operands = {0};
    if (audit_control(r)) {
        if (on->count || r->depth)
            audit_note(a, "a control rests on earlier steps", "%zu, depth %lld", on->count, (long long)r->depth);
        return;
    }
    size_t const count = audit_numbers(r->certificate.claim, a->arena, &operands.at);
    operands.count = MIN(count, (size_t)OPERANDS_MAX);
    size_t const in_step = audit_numbers(r->bad_steps.at[r->bad_root], a->arena, &operands.step);
    operands.step_count = MIN(in_step, (size_t)AUDIT_CLAIM_MAX);
    for (size_t i = 0; i < on->count; i++)
        if (!check_support(a, i, &operands))
            return;
    for (size_t i = 0; i < operands.count; i++)
        if (!operands.covered[i])
            check_operand(a, &operands.at[i]);
    if (on->count && r->depth == 0)
        audit_note(a, "depth is 0, but the claim rests on earlier steps", "%s", "");
}

/* The entity is named by the words right behind the claim: what the value is a number of. */
static void check_entity(struct audit *a)
{
    struct audited const *r = &a->r;
    struct text const step = r->bad_steps.at[r->bad_root];
    size_t i = r->claim_at + r->certificate.claim.size;
    while (i < step.size && !is_letter(step.at[i]) && !((unsigned char)step.at[i] & 0x80) &&
           i < r->claim_at + AUDIT_CLAIM_MAX * 2)
        i++;
    if (r->entity.size && !text_starts(text_part(step, i, step.size), r->entity))
        audit_note(a, "entity is not the words that follow the claim", "\"%.*s\"", AUDIT_QUOTE(r->entity));
    if (r->certificate.at.size && !audit_is(r->class, "structural") && !audit_formula_is(r))
        audit_note(a, "the claim has no variables, yet it is said at which point it fails", "\"%.*s\"",
                   AUDIT_QUOTE(r->certificate.at));
}

/* What a certificate of this kind is for; NULL for an unknown kind. */
static const char *class_of(struct text kind)
{
    static const char *const kinds[][2] = {{"refuted", "locally_false"},
                                           {"derailed", "derailed"},
                                           {"ignored", "structural"},
                                           {"underived", "structural"},
                                           {"unchanged", "harmless"}};
    for (size_t i = 0; i < COUNT(kinds); i++)
        if (audit_is(kind, kinds[i][0]))
            return kinds[i][1];
    return NULL;
}

void audit_certificate(struct audit *a)
{
    struct audited const *r = &a->r;
    bool const refuted = audit_is(r->certificate.kind, "refuted"), unchanged = audit_is(r->certificate.kind, "unchanged");
    const char *class = class_of(r->certificate.kind);
    find_claim(a);
    if (!class || !audit_is(r->class, class)) {
        audit_note(a, "the certificate is not of a kind that proves such an error", "kind %.*s, class %.*s",
                   AUDIT_QUOTE(r->certificate.kind), AUDIT_QUOTE(r->class));
        return;
    }
    if (r->claim_at == SIZE_MAX || r->certificate.left.size > AUDIT_CLAIM_MAX || r->certificate.right.size > AUDIT_CLAIM_MAX)
        return;
    check_entity(a);
    if (audit_formula_is(r)) {
        if (r->certificate.says.size || r->entity.size)
            audit_note(a, "says is not the entity", "\"%.*s\"", AUDIT_QUOTE(r->certificate.says));
        audit_formula(a);
        return;
    }
    check_rests_on(a);
    if ((refuted || unchanged) && !text_equal(r->entity, r->certificate.says))
        audit_note(a, "says is not the entity", "\"%.*s\"", AUDIT_QUOTE(r->certificate.says));
    if (refuted)
        check_refuted(a);
    else if (audit_terse(r))
        audit_left_out(a);
    else if (unchanged && audit_adds(r))
        audit_added(a);
    else if (unchanged)
        audit_unchanged(a);
    else if (audit_is(r->certificate.kind, "underived"))
        audit_underived(a);
    else if (audit_bare(r))
        audit_stop(a);
    else
        audit_true(a);
    if (audit_is(r->certificate.kind, "ignored"))
        audit_ignored(a);
}
