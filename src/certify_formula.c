/* Formulas with symbols: an edit of the last member of a link that held makes it false. Nothing is carried on.
 *
 * A link that a verifier refutes is false. So is one that was an identity and is none any more, under any reading, and that nothing
 * said before proves: whoever wrote it rewrote the left side, and set no condition up. So is one that no value satisfies which satisfies
 * what stood there, where that was proved from what was said before. The certificate names a point at which the
 * source's sides are equal and the edited ones are not; of a link of numbers with pi among them, pi is that symbol. Of one with
 * square roots it says that the squares of the sides are taken, which are rational, and equal in the source alone.
 */
#include "certify_parts.h"
#include "follows.h"

enum { NAMES_MAX = 4, ROOT_MOST = 12 }; /* symbols of a point; integers that are tried for one symbol */

struct point {
    struct text names[NAMES_MAX];
    struct value values[NAMES_MAX]; /* small */
    size_t count;
};

/* pi as a symbol: being transcendental, it makes two rational functions of it equal only where they are the same. */
static const struct formula *without_pi(const struct formula *f, struct arena *arena)
{
    if (formula_is(f, FORMULA_CONSTANT) && f->sub == CONSTANT_PI)
        return formula_new(arena, FORMULA_SYMBOL, 0, TEXT("pi"), NULL, 0, f);
    if (!f->count)
        return f;
    const struct formula **args = ARENA_ARRAY(arena, const struct formula *, f->count);
    for (size_t i = 0; i < f->count; i++)
        args[i] = without_pi(f->args[i], arena);
    return formula_with(arena, f, args);
}

static const struct formula *number_of(struct arena *arena, const struct value *v)
{
    const struct formula *size = formula_number(arena, v->num < 0 ? -v->num : v->num);
    if (v->den != 1)
        size = formula_binary(arena, FORMULA_DIV, size, formula_number(arena, v->den));
    return v->num < 0 ? formula_unary(arena, FORMULA_NEG, size) : size;
}

/* NULL if it grows too large. */
static const struct formula *put_in(const struct formula *f, const struct point *p, struct arena *arena)
{
    for (size_t i = 0; f && i < p->count; i++)
        f = formula_put(arena, f, p->names[i], number_of(arena, &p->values[i]));
    return f;
}

static bool value_at(const struct formula *f, const struct point *p, struct arena *arena, struct value *out)
{
    f = put_in(f, p, arena);
    if (!f || algebra_value(f, out) != STATUS_OK)
        return false;
    bool const small = value_is_small(out);
    if (!small)
        value_clear(out);
    return small;
}

/* -1 if a side has no value there. */
static int equal_at(const struct formula *link, const struct point *p, struct arena *arena)
{
    struct value left, right;
    if (!value_at(link->args[0], p, arena, &left) || !value_at(link->args[1], p, arena, &right))
        return -1;
    return value_equal(&left, &right);
}

static bool parts_at(const struct formula *was, const struct formula *is, const struct point *p, struct arena *arena)
{
    return equal_at(was, p, arena) == 1 && equal_at(is, p, arena) == 0;
}

/* What symbol number i must be so that an equation linear in it is satisfied, the others being what they are. */
static bool linear_root(const struct formula *f, size_t i, struct point *p, struct arena *arena)
{
    const struct formula *gap = formula_binary(arena, FORMULA_ADD, f->args[0], formula_unary(arena, FORMULA_NEG, f->args[1]));
    struct value at_one, at_zero, slope, root;
    p->values[i] = value_int(0);
    if (!value_at(gap, p, arena, &at_zero))
        return false;
    p->values[i] = value_int(1);
    if (!value_at(gap, p, arena, &at_one) || value_sub(&at_zero, &at_one, &slope) != STATUS_OK)
        return false;
    bool const good = value_div(&at_zero, &slope, &root) == STATUS_OK;
    p->values[i] = good && value_is_small(&root) ? root : value_int(0);
    value_clear(&slope);
    if (good && !value_is_small(&root))
        value_clear(&root);
    return good;
}

static bool find_point(const struct formula *was, const struct formula *is, struct point *p, struct arena *arena)
{
    static const int64_t primes[] = {2, 3, 5, 7, 11, 13};
    p->count = formula_symbols(was, p->names, NAMES_MAX);
    if (p->count == 0 || p->count > NAMES_MAX)
        return false;
    for (size_t shift = 0; shift + p->count <= COUNT(primes); shift++) {
        for (size_t i = 0; i < p->count; i++)
            p->values[i] = value_int(primes[shift + i]);
        if (parts_at(was, is, p, arena))
            return true;
        for (size_t i = 0; i < p->count; i++) {
            struct value const prime = p->values[i];
            if (linear_root(was, i, p, arena) && parts_at(was, is, p, arena))
                return true;
            p->values[i] = prime;
        }
    }
    for (int64_t root = -ROOT_MOST; p->count == 1 && root <= ROOT_MOST; root++) {
        p->values[0] = value_int(root);
        if (parts_at(was, is, p, arena))
            return true;
    }
    return false;
}

static bool is_integer(const struct formula *f)
{
    struct value v;
    if (algebra_value(f, &v) != STATUS_OK)
        return false;
    bool const integer = value_is_small(&v) && v.den == 1;
    value_clear(&v);
    return integer;
}

static bool is_two(const struct formula *degree)
{
    return degree->kind == FORMULA_NUMBER && text_equal(degree->text, TEXT("2"));
}

/* Fully bracketed: digits + - * / ^ ( ) sqrt. False if there is anything else in it. */
static bool write_plain(const struct formula *f, struct buffer *out)
{
    static const char signs[FORMULA_IFF + 1] = {
        [FORMULA_ADD] = '+', [FORMULA_MUL] = '*', [FORMULA_DIV] = '/', [FORMULA_POW] = '^', [FORMULA_NEG] = '-'};
    if (f->kind == FORMULA_NUMBER) {
        buffer_add(out, f->text);
        return true;
    }
    if (f->kind == FORMULA_ROOT) {
        buffer_string(out, "sqrt(");
        bool const square = write_plain(f->args[0], out);
        buffer_char(out, ')');
        return square && is_two(f->args[1]);
    }
    bool good = signs[f->kind] != 0 && (f->kind != FORMULA_POW || is_integer(f->args[1]));
    buffer_char(out, '(');
    for (size_t i = 0; i < f->count && good; i++) {
        const struct formula *part = f->args[i];
        bool const minus = f->kind == FORMULA_ADD && i && part->kind == FORMULA_NEG;
        if (i || f->kind == FORMULA_NEG)
            buffer_char(out, minus ? '-' : signs[f->kind]);
        good = write_plain(minus ? part->args[0] : part, out);
    }
    buffer_char(out, ')');
    return good;
}

static bool plain_at(const struct formula *f, const struct point *p, struct arena *arena, struct text *out)
{
    struct buffer plain = {0};
    f = put_in(f, p, arena);
    bool const good = f && write_plain(f, &plain);
    *out = buffer_keep(&plain, arena);
    return good;
}

/* Numbers and roots of what holds none, multiplied and divided: whoever squares them needs no algebra. */
static bool is_product(const struct formula *f)
{
    if (f->kind == FORMULA_ADD || !formula_holds(f, FORMULA_ROOT))
        return !formula_holds(f, FORMULA_ROOT);
    if (f->kind == FORMULA_ROOT)
        return is_two(f->args[1]) && !formula_holds(f->args[0], FORMULA_ROOT);
    bool product = f->kind == FORMULA_MUL || f->kind == FORMULA_DIV || f->kind == FORMULA_NEG || f->kind == FORMULA_POW;
    for (size_t i = 0; i < f->count && product; i++)
        product = is_product(f->args[i]);
    return product;
}

/* Are the squares of the sides rational, and equal? -1: they are not rational. */
static int equal_squared(const struct formula *link, struct arena *arena)
{
    struct point const nowhere = {.count = 0};
    const struct formula *squares[2];
    if (!is_product(link->args[0]) || !is_product(link->args[1]))
        return -1;
    for (size_t i = 0; i < 2; i++)
        squares[i] = formula_binary(arena, FORMULA_MUL, link->args[i], link->args[i]);
    struct formula both = *link;
    both.args = squares;
    return equal_at(&both, &nowhere, arena);
}

/* "x = 2, y = 3"; names of letters alone. */
static bool write_point(const struct point *p, struct arena *arena, struct text *out)
{
    struct buffer at = {0};
    bool good = true;
    for (size_t i = 0; i < p->count; i++) {
        for (size_t c = 0; c < p->names[i].size; c++)
            good = good && is_letter(p->names[i].at[c]);
        buffer_string(&at, i ? ", " : "");
        buffer_add(&at, p->names[i]);
        buffer_string(&at, " = ");
        buffer_format(&at, "%lld", (long long)p->values[i].num);
        if (p->values[i].den != 1)
            buffer_format(&at, "/%lld", (long long)p->values[i].den);
    }
    *out = buffer_keep(&at, arena);
    return good;
}

/* The link of the source, read again from the edited step; NULL if that does not say one in its place. */
static const struct link *read_again(const struct certifier *with, const struct certified *c, const struct link *was,
                                     const struct step *step)
{
    struct statement *statements;
    size_t const count = maths_statements(step->text, &step->tokens, with->arena, &statements);
    for (size_t i = 0; i < count; i++) {
        struct link *links;
        size_t const n = links_of(&statements[i], (uint32_t)(step - c->bad.steps), with->arena, &links);
        for (size_t k = 0; k < n; k++)
            if (certify_is_link(c, was, &links[k]))
                return &links[k];
    }
    return NULL;
}

static bool never_identity(const struct link *link, struct arena *arena)
{
    bool last = false;
    for (size_t i = 0; !last; i++) {
        struct text witness;
        const struct formula *f = link_reading(link, i, arena, &last);
        if (f && algebra_equal(f->args[0], f->args[1], 0, arena, &witness) != FACT_FALSE)
            return false;
    }
    return true;
}

/* No value satisfies both what was proved and what stands there now, under any reading. */
static bool excludes(const struct link *was, const struct link *is, struct arena *arena)
{
    bool last = false;
    for (size_t i = 0; !last; i++) {
        bool also_last;
        const struct formula *const both[] = {link_reading(was, i, arena, &also_last), link_reading(is, i, arena, &last)};
        last |= also_last;
        if (both[0] && both[1] && !follows_surely(both, 2, formula_false(arena), arena))
            return false;
    }
    return true;
}

/* As the verifiers see it, and with what the source shows: what was meant as an identity, or what follows from all that was said. */
static bool is_refuted(const struct certifier *with, const struct certified *c, const struct link *is, struct step *step)
{
    const struct link *was = c->link;
    struct arena *arena = with->arena;
    bool const identity = strcmp(was->rule, "identity") == 0;
    bool refuted =
        !is->closed && !is->statement->hypothetical && (identity ? never_identity(is, arena) : excludes(was, is, arena));
    if (is->closed)
        refuted = was->closed && !certify_closed(with, c, is);
    for (size_t i = 0; i < step->links_count; i++)
        if (certify_is_link(c, was, &step->links[i])) {
            refuted = step->links[i].truth == TRUTH_FAILS || (refuted && step->links[i].truth == TRUTH_UNKNOWN);
            step->links[i].truth = TRUTH_FAILS;
        }
    step->verdict = VERDICT_REFUTED;
    return refuted;
}

/* Brackets that were opened before `end` are closed behind it; the end of what closes them. */
static size_t closed_end(struct text step, size_t start, size_t end)
{
    int open = 0;
    for (size_t i = start; i < end; i++)
        open += strchr("([{", step.at[i]) ? 1 : strchr(")]}", step.at[i]) ? -1 : 0;
    while (open > 0 && end < step.size && strchr(")]}", step.at[end])) {
        open--;
        end++;
    }
    return end;
}

/* From the first member to the last, with all rows of a display between them. */
static struct text quote(const struct link *link, struct text step)
{
    const struct statement *s = link->statement;
    const struct formula *left = link->formula->args[0], *right = link->formula->args[1];
    size_t const shift = s->before.size + 1;
    size_t start = s->start + left->start - (s->before.size ? shift : s->formula->start);
    size_t const end = s->start + right->end - (s->before.size ? shift : s->formula->start);
    if (s->before.size && left->start < shift) {
        size_t at = text_find(step, s->before, 0);
        for (start = at; at < s->start && at < step.size; at = text_find(step, s->before, at + 1))
            start = at;
    }
    if (start >= end || end > step.size)
        return TEXT("");
    size_t const closed = closed_end(step, start, end);
    bool const cut = closed < step.size && is_digit(step.at[closed]);
    return cut ? TEXT("") : text_part(step, start, closed);
}

/* Does the quotation hold the edit, and nothing that means more than it shows? */
static bool is_quotable(struct text quoted, struct text step, const struct edit *edit)
{
    size_t const at = quoted.size ? (size_t)(quoted.at - step.at) : 0;
    return quoted.size && at <= edit->start && edit->start + edit->becomes.size <= at + quoted.size &&
           text_find(quoted, TEXT("\\over"), 0) == quoted.size;
}

/* The answer is what the formula ends in, and no longer the right one, whatever a grader forgives. */
static const char *other_answer(const struct certifier *with, struct certified *c)
{
    const struct answer *given = &c->bad.given;
    struct value was, now;
    c->bad_answer = subject_answer_text(&c->bad);
    if (!given->found || given->step + 1 != c->bad.steps_count || given->start != with->on->given.start ||
        answer_same(subject_answer_text(with->on), c->bad_answer, with->arena) != VERDICT_REFUTED)
        return "a tolerant grader could take the answers for the same";
    if (answer_value(subject_answer_text(with->on), &was) != STATUS_OK)
        return NULL;
    bool near = false;
    if (answer_value(c->bad_answer, &now) == STATUS_OK) {
        near = answer_near(&was, &now);
        value_clear(&now);
    }
    value_clear(&was);
    return near ? "a tolerant grader could take the answers for the same" : NULL;
}

static const char no_point[] = "no point tells the sides apart in plain arithmetic";

/* The claim that the link of the source is, if it is one of numbers. Where nothing but a link is left of it, it is gone. */
static int32_t claim_of(const struct certifier *with, struct certified *c)
{
    int32_t const claim = subject_figure(with->on, c->link);
    bool const fewer = c->bad.steps[c->bad.steps_count - 1].claims < with->on->steps[c->link->step].claims;
    c->gone = fewer ? claim : -1;
    return claim;
}

const char *certify_formula(const struct certifier *with, const struct site *site, struct certified *c, bool *sane,
                            struct error *err)
{
    const struct link *was = &with->on->steps[site->step].links[site->link];
    struct point point;
    c->link = was;
    c->truncated = !certify_is_answer(with->on, &c->proposal.edit);
    if (c->truncated && !with->truncate)
        return "what a formula says is not carried on";
    *sane = certify_read(with, c, err);
    int32_t const claim = *sane ? claim_of(with, c) : -1;
    const char *reason = *sane ? certify_compare(with, c, claim) : "verifiers contradict each other";
    if (!reason && !c->truncated)
        reason = other_answer(with, c);
    if (reason)
        return reason;
    struct step *step = &c->bad.steps[c->bad.steps_count - 1];
    const struct link *is = read_again(with, c, was, step);
    if (!is || !is_refuted(with, c, is, step))
        return "the edited formula is not refuted under every reading";
    bool const free = was->closed || strcmp(was->rule, "identity") == 0; /* not solved for something that pi is part of */
    const struct formula *source = free ? without_pi(was->formula, with->arena) : was->formula;
    const struct formula *edited = free ? without_pi(is->formula, with->arena) : is->formula;
    bool const numbers = is->closed && certify_sides(source, edited, with->arena, &c->at);
    bool const squared = !numbers && is->closed && formula_symbols(source, point.names, NAMES_MAX) == 0;
    if (numbers)
        point.count = 0;
    else if (squared ? equal_squared(source, with->arena) != 1 || equal_squared(edited, with->arena) != 0
                     : !find_point(source, edited, &point, with->arena) || !write_point(&point, with->arena, &c->at))
        return no_point;
    if (squared) {
        point.count = 0;
        c->at = TEXT("squared");
    }
    if (!plain_at(edited->args[0], &point, with->arena, &c->left) || !plain_at(edited->args[1], &point, with->arena, &c->right))
        return no_point;
    c->claim = quote(is, step->text);
    if (!is_quotable(c->claim, step->text, &c->proposal.edit))
        return "the edited formula cannot be quoted";
    c->first_error = (int32_t)c->bad.steps_count - 1;
    c->rests_on = ARENA_ARRAY(with->arena, uint32_t, 1);
    certify_count(with, (uint32_t)c->first_error, -1, c);
    return NULL;
}
