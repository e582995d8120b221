/* The certificate of a false formula: at the point it names, or "as it stands", the sides of the claim are what it says they are, and
 * differ, or are not congruent; with the edit undone, they are. Formulas are made plain arithmetic by a reader of the audit's own. */
#include "audit_parts.h"

enum { SYMBOLS_MAX = 8, NESTED_MAX = 30, MODULUS_DIGITS_MAX = 9 };

struct plainer {
    struct text text;
    size_t at;
    struct text names[SYMBOLS_MAX], values[SYMBOLS_MAX];
    size_t symbols;
    bool mixed;      /* a number before a fraction is added to it: 3\frac{1}{33} */
    bool squared;    /* no point: the sides are squared */
    int64_t modulus; /* no point: they are congruent or not; else 0 */
    struct buffer *out;
    int depth;
    bool bad;
};

/* Commands that say nothing, and those that stand for a sign. */
static const struct {
    const char *name;
    char sign;
} commands[] = {{"left", 0}, {"right", 0}, {"boxed", 0}, {"cancel", 0}, {"Rightarrow", 0}, {"implies", 0}, {"displaystyle", 0},
                {"quad", 0}, {"qquad", 0}, {"bigl", 0},  {"bigr", 0},   {"Bigl", 0},       {"Bigr", 0},    {"big", 0},
                {"Big", 0},  {"bigg", 0},  {"Bigg", 0},  {"cdot", '*'}, {"times", '*'},    {"div", '/'},   {"ast", '*'}};

static bool ends_operand(const struct buffer *out)
{
    return out->size && (is_digit(out->at[out->size - 1]) || out->at[out->size - 1] == ')');
}

/* An operand begins: side by side is a product. */
static void begin_operand(struct plainer *p)
{
    if (ends_operand(p->out))
        buffer_char(p->out, '*');
}

static void read_group(struct plainer *p, char close);

/* What a command or a power takes: {…}, or one digit or letter. */
static void read_argument(struct plainer *p);

static void read_symbol(struct plainer *p, struct text name)
{
    size_t i = 0;
    while (i < p->symbols && !text_equal(p->names[i], name))
        i++;
    p->bad = p->bad || i == p->symbols;
    begin_operand(p);
    buffer_char(p->out, '(');
    if (!p->bad)
        buffer_add(p->out, p->values[i]);
    buffer_char(p->out, ')');
}

/* "12,\\!345", "14{,}014", "14,014": how many bytes part the digits before them from three more. */
static size_t separator(const struct plainer *p)
{
    static const char *const marks[] = {",\\!", "{,}", ","};
    struct text const rest = text_part(p->text, p->at, p->text.size);
    for (size_t i = 0; i < COUNT(marks); i++) {
        size_t const size = strlen(marks[i]);
        size_t digits = 0;
        while (text_starts(rest, text_of(marks[i])) && size + digits < rest.size && is_digit(rest.at[size + digits]))
            digits++;
        if (digits)
            return digits == 3 ? size : 0;
    }
    return 0;
}

static void read_digits(struct plainer *p)
{
    while (p->at < p->text.size && is_digit(p->text.at[p->at]))
        buffer_char(p->out, p->text.at[p->at++]);
}

static void read_number(struct plainer *p)
{
    size_t const start = p->at;
    p->bad = p->bad || (p->out->size && is_digit(p->out->at[p->out->size - 1]));
    begin_operand(p);
    read_digits(p);
    for (size_t mark = separator(p); mark; mark = separator(p)) {
        p->at += mark;
        read_digits(p);
    }
    if (p->at + 1 < p->text.size && p->text.at[p->at] == '.' && is_digit(p->text.at[p->at + 1])) {
        buffer_char(p->out, p->text.at[p->at++]);
        read_digits(p);
    }
    p->bad = p->bad || start == p->at;
}

static bool is_ratio(struct text name)
{
    return audit_is(name, "frac") || audit_is(name, "dfrac") || audit_is(name, "tfrac");
}

static void read_ratio(struct plainer *p)
{
    bool const mixed = p->mixed && audit_begin_mixed(text_part(p->text, p->at, p->text.size), 0, p->out);
    begin_operand(p);
    buffer_char(p->out, '(');
    read_argument(p);
    buffer_char(p->out, '/');
    read_argument(p);
    buffer_string(p->out, mixed ? "))" : ")");
}

static void read_command(struct plainer *p)
{
    size_t const start = ++p->at;
    while (p->at < p->text.size && is_letter(p->text.at[p->at]))
        p->at++;
    struct text const name = text_part(p->text, start, p->at);
    if (name.size == 0) { /* "\\\\", "\\,", "\\!" and other spaces */
        p->bad = p->bad || p->at == p->text.size || !strchr("\\,;:!$ ", p->text.at[p->at]);
        p->at++;
        return;
    }
    for (size_t i = 0; i < COUNT(commands); i++)
        if (audit_is(name, commands[i].name)) {
            if (commands[i].sign)
                buffer_char(p->out, commands[i].sign);
            return;
        }
    if (audit_is(name, "sqrt")) {
        begin_operand(p);
        buffer_string(p->out, "sqrt(");
        read_argument(p);
        buffer_char(p->out, ')');
        return;
    }
    if (is_ratio(name))
        read_ratio(p);
    else
        read_symbol(p, name);
}

static void read_brackets(struct plainer *p, char close)
{
    begin_operand(p);
    p->at++;
    buffer_char(p->out, '(');
    read_group(p, close);
    buffer_char(p->out, ')');
}

static void skip_spaces(struct plainer *p)
{
    while (p->at < p->text.size && (is_space(p->text.at[p->at]) || strchr("&$~", p->text.at[p->at])))
        p->at++;
}

static void read_argument(struct plainer *p)
{
    skip_spaces(p);
    if (p->at == p->text.size) {
        p->bad = true;
        return;
    }
    char const c = p->text.at[p->at];
    if (c == '{') {
        read_brackets(p, '}');
        return;
    }
    p->bad = p->bad || !(is_digit(c) || is_letter(c));
    buffer_char(p->out, '(');
    if (is_digit(c))
        buffer_char(p->out, c);
    p->at++;
    if (is_letter(c))
        read_symbol(p, text_part(p->text, p->at - 1, p->at));
    buffer_char(p->out, ')');
}

/* A whole word where the point names it, "AB"; else one letter. */
static void read_name(struct plainer *p)
{
    size_t end = p->at;
    while (end < p->text.size && is_letter(p->text.at[end]))
        end++;
    struct text name = text_part(p->text, p->at, end);
    bool known = false;
    for (size_t i = 0; i < p->symbols; i++)
        known = known || text_equal(p->names[i], name);
    name.size = known ? name.size : 1;
    p->at += name.size;
    read_symbol(p, name);
}

static void read_piece(struct plainer *p)
{
    char const c = p->text.at[p->at];
    if (is_digit(c) || c == '.')
        read_number(p);
    else if (c == '\\')
        read_command(p);
    else if (c == '(' || c == '[' || c == '{')
        read_brackets(p, c == '(' ? ')' : c == '[' ? ']' : '}');
    else if (is_letter(c))
        read_name(p);
    else {
        p->bad = p->bad || !strchr("+-*/^", c);
        if (c != '+' || ends_operand(p->out))
            buffer_char(p->out, c);
        p->at++;
        if (c == '^')
            read_argument(p);
    }
}

/* Until `close`, which is read too; '\0': until the end. */
static void read_group(struct plainer *p, char close)
{
    p->bad = p->bad || ++p->depth > NESTED_MAX;
    while (!p->bad) {
        skip_spaces(p);
        if (p->at == p->text.size || p->text.at[p->at] == close)
            break;
        read_piece(p);
    }
    p->bad = p->bad || (close && p->at == p->text.size);
    p->at += close != 0;
    p->depth--;
}

static bool read_modulus(struct text digits, int64_t *out)
{
    for (size_t i = 0; i < digits.size; i++) {
        if (!is_digit(digits.at[i]) || i == MODULUS_DIGITS_MAX)
            return false;
        *out = *out * 10 + (digits.at[i] - '0');
    }
    return *out > 1;
}

/* "x = 2, y = -3/2" */
static bool read_point(struct text at, struct plainer *p)
{
    p->squared = audit_is(at, "squared");
    if (p->squared || audit_is(at, "as it stands"))
        return true;
    if (text_starts(at, TEXT("mod ")))
        return read_modulus(text_part(at, strlen("mod "), at.size), &p->modulus);
    for (size_t i = 0; i < at.size; p->symbols++) {
        size_t const comma = text_find(at, TEXT(", "), i), sign = text_find(at, TEXT(" = "), i);
        if (p->symbols == SYMBOLS_MAX || sign >= comma)
            return false;
        p->names[p->symbols] = text_part(at, i, sign);
        p->values[p->symbols] = text_part(at, sign + 3, comma);
        i = MIN(comma + 2, at.size);
    }
    return p->symbols > 0;
}

static bool make_plain(const struct plainer *point, struct text printed, struct buffer *out)
{
    struct plainer p = *point;
    p.text = printed;
    p.out = out;
    out->size = 0;
    read_group(&p, '\0');
    return !p.bad && out->size > 0;
}

static struct text without_brackets(struct audit *a, struct text text)
{
    struct buffer bare = {0};
    for (size_t i = 0; i < text.size; i++)
        if (text.at[i] == '-' && bare.size && bare.at[bare.size - 1] == '+')
            bare.at[bare.size - 1] = '-'; /* 6 + (-4) is 6 - 4 */
        else if (text.at[i] != '(' && text.at[i] != ')')
            buffer_char(&bare, text.at[i]);
    return buffer_keep(&bare, a->arena);
}

/* What a side is: a rational, or a value with roots that is none. */
struct figure {
    struct value value;
    struct audit_surd surd;
    bool rooted;
};

static void clear(struct figure *f)
{
    value_clear(&f->value);
}

static bool evaluate(const struct plainer *point, struct text plain, struct figure *out)
{
    out->rooted = false;
    if (point->squared ? audit_square(plain, &out->value) : audit_evaluate(plain, &out->value))
        return true;
    out->value = value_int(0);
    if (point->squared || point->modulus || text_find(plain, TEXT("sqrt("), 0) == plain.size || !audit_surd(plain, &out->surd))
        return false;
    out->rooted = out->surd.count > 1 || (out->surd.count && out->surd.terms[0].radicand != 1);
    if (!out->rooted && out->surd.count)
        out->value = out->surd.terms[0].factor;
    return true;
}

static bool same_figure(const struct figure *a, const struct figure *b)
{
    return a->rooted == b->rooted && (a->rooted ? audit_surd_equal(&a->surd, &b->surd) : value_equal(&a->value, &b->value));
}

/* What is printed has this value at the point, and where `plain` is given, is it but for brackets. */
static bool says(struct audit *a, const struct plainer *point, struct text printed, const struct text *plain, struct figure *out)
{
    struct buffer read = {0};
    bool good = make_plain(point, printed, &read) && evaluate(point, buffer_text(&read), out);
    if (good && plain && !text_equal(without_brackets(a, buffer_text(&read)), without_brackets(a, *plain))) {
        clear(out);
        good = false;
    }
    buffer_free(&read);
    return good;
}

static bool split(const struct plainer *point, struct text claim, struct text sides[2])
{
    bool const congruence = point->modulus && text_find(claim, TEXT("="), 0) == claim.size;
    struct text const sign = congruence ? TEXT("\\equiv") : TEXT("=");
    size_t const at = text_find(claim, sign, 0);
    if (at == claim.size || text_find(claim, sign, at + 1) < claim.size)
        return false;
    sides[0] = text_part(claim, 0, at);
    sides[1] = text_part(claim, at + sign.size, claim.size);
    return true;
}

/* Equal, or congruent. */
static bool agree(const struct plainer *point, const struct figure *left, const struct figure *right)
{
    const struct value *a = &left->value, *b = &right->value;
    struct value gap;
    if (!point->modulus || a->den != 1 || b->den != 1 || value_sub(a, b, &gap) != STATUS_OK)
        return same_figure(left, right);
    bool const congruent = value_is_small(&gap) && gap.num % point->modulus == 0;
    value_clear(&gap);
    return congruent;
}

/* "\pmod{7}", "mod 7" behind the claim: the first modulus there is. */
static bool names_modulus(struct audit *a, int64_t modulus)
{
    struct text const step = a->r.bad_steps.at[a->r.bad_root];
    size_t at = text_find(step, TEXT("mod"), a->r.claim_at + a->r.certificate.claim.size);
    int64_t number = 0;
    while (at < step.size && !is_digit(step.at[at]) && step.at[at] != '=')
        at++;
    for (size_t i = at; i < step.size && is_digit(step.at[i]) && i < at + MODULUS_DIGITS_MAX; i++)
        number = number * 10 + (step.at[i] - '0');
    return number == modulus;
}

/* The claim as it was before the edit. */
static struct text undone(struct audit *a)
{
    struct audited const *r = &a->r;
    const struct audit_edit *e = &r->edits[r->root];
    struct text const claim = r->certificate.claim;
    size_t const place = e->now - r->claim_at;
    struct buffer was = {0};
    buffer_add(&was, text_part(claim, 0, place));
    buffer_add(&was, e->was);
    buffer_add(&was, text_part(claim, place + e->becomes.size, claim.size));
    return buffer_keep(&was, a->arena);
}

/* -1: a side cannot be read. `plain`: what the sides must be, or NULL. */
static int equal_sides(struct audit *a, const struct plainer *point, struct text claim, const struct text plain[2])
{
    struct text sides[2];
    struct figure left, right;
    if (!split(point, claim, sides) || !says(a, point, sides[0], plain ? &plain[0] : NULL, &left))
        return -1;
    int equal = -1;
    if (says(a, point, sides[1], plain ? &plain[1] : NULL, &right)) {
        equal = agree(point, &left, &right);
        clear(&right);
    }
    clear(&left);
    return equal;
}

/* The sides of the certificate have the values that the claim's have. */
static bool same_values(struct audit *a, const struct plainer *point)
{
    const struct audit_certificate *c = &a->r.certificate;
    struct text const plain[] = {c->left, c->right};
    struct text sides[2];
    bool same = split(point, c->claim, sides);
    for (size_t i = 0; i < 2 && same; i++) {
        struct figure printed, said;
        if (!says(a, point, sides[i], NULL, &printed))
            return false;
        same = plain[i].size <= AUDIT_CLAIM_MAX && evaluate(point, plain[i], &said);
        if (same) {
            same = same_figure(&printed, &said);
            clear(&said);
        }
        clear(&printed);
    }
    return same;
}

/* Are the sides equal, and what the certificate says they are? -1: they are not that. */
static int evaluated(struct audit *a, const struct plainer *point, const struct text plain[2])
{
    int const equal = equal_sides(a, point, a->r.certificate.claim, plain);
    return equal < 0 || !same_values(a, point) ? -1 : equal;
}

/* Are the sides equal in one of the readings of mixed numbers? */
static bool equal_either(struct audit *a, const struct plainer *point, struct text claim)
{
    struct plainer other = *point;
    other.mixed = !other.mixed;
    return equal_sides(a, point, claim, NULL) == 1 || equal_sides(a, &other, claim, NULL) == 1;
}

/* Nothing can be carried on where the edit stands in the answer, in the last step. */
static bool ends_in_answer(const struct audited *r)
{
    const struct audit_edit *e = &r->edits[r->root];
    struct text const last = r->bad_steps.at[r->bad_steps.count - 1], answer = r->bad_answer;
    if (r->bad_root + 1 != r->bad_steps.count || r->edits_count > 1 || !answer.size)
        return false;
    for (size_t at = text_find(last, answer, 0); at <= e->now && at < last.size; at = text_find(last, answer, at + 1))
        if (e->now + e->becomes.size <= at + answer.size)
            return true;
    return false;
}

void audit_formula(struct audit *a)
{
    const struct audit_certificate *c = &a->r.certificate;
    struct text const plain[] = {c->left, c->right};
    struct plainer point = {0};
    if (!read_point(c->at, &point)) {
        audit_note(a, "the certificate names no point", "\"%.*s\"", AUDIT_QUOTE(c->at));
        return;
    }
    if (point.modulus && !names_modulus(a, point.modulus))
        audit_note(a, "the step does not name the modulus of the certificate", "%.*s", AUDIT_QUOTE(c->at));
    int equal = evaluated(a, &point, plain);
    if (equal < 0) {
        point.mixed = true;
        equal = evaluated(a, &point, plain);
    }
    if (equal < 0)
        audit_note(a, "the certificate does not evaluate what the claim says at its point", "\"%.*s\"", AUDIT_QUOTE(c->claim));
    else if (equal || equal_either(a, &point, c->claim))
        audit_note(a, "the refuted claim is true at the point of the certificate", "%.*s", AUDIT_QUOTE(c->at));
    else if (!equal_either(a, &point, undone(a)))
        audit_note(a, "with the edit undone, the claim would not hold at the point of the certificate", "%.*s",
                   AUDIT_QUOTE(c->at));
    if (c->rests_on.count || a->r.depth)
        audit_note(a, "a formula rests on earlier steps", "%zu, depth %lld", c->rests_on.count, (long long)a->r.depth);
    if (!audit_is(a->r.mode, "truncated") && !ends_in_answer(&a->r))
        audit_note(a, "a formula is carried on", "%.*s", AUDIT_QUOTE(a->r.mode));
}
