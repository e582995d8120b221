/* Laws of certificates: small word problems are made up, solved, and made wrong in one place. */
#include "laws.h"

#include "audit_number.h"
#include "inject.h"
#include "roster.h"

enum { LINES = 4 };

struct story {
    struct buffer problem, steps[LINES + 1];
    size_t count;
    int64_t total;
};

static int64_t number(struct chance *c, size_t below)
{
    return 2 + (int64_t)draw(c, below);
}

/* A line that works on with the total. */
static void tell(struct chance *c, struct story *s)
{
    int64_t const was = s->total, other = number(c, 60), times = number(c, 9);
    struct buffer *step = &s->steps[s->count++];
    switch (draw(c, was % times == 0 && was > times ? 4 : 3)) {
    case 0:
        s->total += other;
        buffer_format(&s->problem, " Then %jd more come.", (intmax_t)other);
        buffer_format(step, "With the new ones there are %jd + %jd = %jd pens.", (intmax_t)was, (intmax_t)other,
                      (intmax_t)s->total);
        break;
    case 1:
        s->total -= MIN(other, was / 2);
        buffer_format(&s->problem, " Of these, %jd go.", (intmax_t)(was - s->total));
        buffer_format(step, "That leaves %jd - %jd = %jd pens.", (intmax_t)was, (intmax_t)(was - s->total), (intmax_t)s->total);
        break;
    case 2:
        s->total *= times;
        buffer_format(&s->problem, " There are %jd such shops.", (intmax_t)times);
        buffer_format(step, "All shops have %jd x %jd = %jd pens", (intmax_t)times, (intmax_t)was, (intmax_t)s->total);
        break;
    default:
        s->total /= times;
        buffer_format(&s->problem, " They are shared by %jd.", (intmax_t)times);
        buffer_format(step, "Each one gets %jd / %jd = %jd pens.", (intmax_t)was, (intmax_t)times, (intmax_t)s->total);
    }
}

static void story_free(struct story *s)
{
    buffer_free(&s->problem);
    for (size_t i = 0; i <= LINES; i++)
        buffer_free(&s->steps[i]);
}

static void make_up(struct chance *c, struct story *s)
{
    int64_t const a = number(c, 40), b = number(c, 40);
    *s = (struct story){.total = a * b, .count = 1};
    buffer_format(&s->problem, "Ann has %jd boxes with %jd pens each.", (intmax_t)a, (intmax_t)b);
    buffer_format(&s->steps[0], "Ann has %jd * %jd = %jd pens.", (intmax_t)a, (intmax_t)b, (intmax_t)s->total);
    for (size_t more = 1 + draw(c, LINES - 2); more; more--)
        tell(c, s);
    buffer_format(&s->steps[s->count++], draw(c, 2) ? "#### %jd" : "The answer is %jd.", (intmax_t)s->total);
    buffer_string(&s->problem, " How many pens?");
}

/* The steps before the faulty one are the source's own; it alone is refuted if its claim is false, and by no other verdict is
 * another step. */
static bool certifies_again(const struct verifiers *all, const struct subject *on, const struct certified *made,
                            struct arena *arena)
{
    struct subject bad;
    struct error err;
    bool const refuted = made->injector->kind == CERTIFICATE_REFUTED;
    bool good = verify_solution(all, on->problem, made->bad_steps, made->bad.steps_count, TEXT(""), arena, &bad, &err) &&
                bad.first_error == (refuted ? made->first_error : -1);
    for (size_t k = 0; good && k < bad.steps_count; k++) {
        bool const same = text_equal(on->steps[made->origin[k]].text, made->bad_steps[k]);
        good = (bad.steps[k].verdict == VERDICT_REFUTED) == (refuted && (int64_t)k == made->first_error);
        good = good && (made->first_error < 0 || (int64_t)k >= made->first_error || same);
    }
    return good;
}

/* A stranger's arithmetic comes to the same end: false by its own plain words, or still true. */
static bool stands(const struct certified *made)
{
    struct value left, right;
    enum certificate const kind = made->injector->kind;
    if (!audit_evaluate(made->left, &left))
        return false;
    bool good = false;
    if (audit_evaluate(made->right, &right)) {
        good = value_equal(&left, &right) == (kind != CERTIFICATE_REFUTED) &&
               (kind == CERTIFICATE_UNCHANGED || value_equal(&right, &made->proposal.value));
        value_clear(&right);
    }
    value_clear(&left);
    return good;
}

static enum outcome injection(struct chance *c, const struct subject *on, const struct verifiers *all)
{
    const struct injector *injector = roster_injectors[draw(c, roster_injectors_count)];
    struct certified made, again;
    struct error err;
    bool sane;
    int64_t const seed = (int64_t)draw(c, 1000);
    struct inject_settings const settings = {.seed = seed};
    struct certifier with = inject_certifier(all, on, c->arena);
    struct offer const offer = inject_offer(&with, injector);
    const char *reason = inject_either(&with, &settings, &offer, INJECT_ANYWHERE, true, TEXT("law"), &made, &sane, &err);
    buffer_format(&c->says, "%s: %s\n    ", injector->name, reason ? reason : "certified");
    if (!sane)
        return BROKEN;
    if (reason)
        return EMPTY;
    for (size_t k = 0; k < made.bad.steps_count; k++)
        buffer_format(&c->says, "%.*s\n    ", (int)made.bad_steps[k].size, made.bad_steps[k].at);
    bool const same = !inject_either(&with, &settings, &offer, INJECT_ANYWHERE, true, TEXT("law"), &again, &sane, &err) &&
                      text_equal(again.proposal.edit.becomes, made.proposal.edit.becomes) && text_equal(again.claim, made.claim);
    bool const answer = text_equal(made.bad_answer, subject_answer_text(on)) == (injector->cls == HARMLESS);
    return held(same && answer && certifies_again(all, on, &made, c->arena) && stands(&made));
}

static enum outcome certificates(struct chance *c)
{
    struct verifiers const all = {roster_verifiers, roster_verifiers_count};
    struct subject on;
    struct story story;
    struct error err;
    struct text steps[LINES + 1];
    make_up(c, &story);
    buffer_add(&c->says, buffer_text(&story.problem));
    buffer_string(&c->says, "\n    ");
    for (size_t k = 0; k < story.count; k++) {
        steps[k] = buffer_text(&story.steps[k]);
        buffer_format(&c->says, "%.*s\n    ", (int)steps[k].size, steps[k].at);
    }
    bool const good = verify_solution(&all, buffer_text(&story.problem), steps, story.count, TEXT(""), c->arena, &on, &err) &&
                      on.first_error < 0 && on.source_proof == PROOF_ALL_STEPS;
    enum outcome const outcome = !good ? BROKEN : certify_usable(&on) ? EMPTY : injection(c, &on, &all);
    story_free(&story);
    return outcome;
}

static bool surd_of(struct audit_surd *out, struct buffer *plain)
{
    bool const read = audit_surd(buffer_text(plain), out);
    buffer_free(plain);
    return read;
}

/* (a + b√r)(c - d√s)/√t, multiplied out, and one more. */
static enum outcome surds(struct chance *c)
{
    int const a = (int)draw(c, 20), b = (int)draw(c, 20), d = (int)draw(c, 20), r = (int)draw(c, 60), s = (int)draw(c, 60),
              t = 1 + (int)draw(c, 60), e = (int)draw(c, 20);
    struct buffer product = {0}, sum = {0}, more = {0};
    buffer_format(&product, "(%d+%d*sqrt(%d))*(%d-%d*sqrt(%d))/sqrt(%d)", a, b, r, e, d, s, t);
    buffer_format(&sum, "(%d+%d*sqrt(%d)-%d*sqrt(%d)-%d*sqrt(%d))*sqrt(%d)/%d", a * e, b * e, r, a * d, s, b * d, r * s, t, t);
    buffer_format(&more, "%.*s+1/7", (int)sum.size, sum.at);
    buffer_format(&c->says, "%.*s = %.*s\n", (int)product.size, product.at, (int)sum.size, sum.at);
    struct audit_surd left, right, other;
    bool const parts[] = {surd_of(&left, &product), surd_of(&right, &sum), surd_of(&other, &more)}; /* each frees its text */
    return held(parts[0] && parts[1] && parts[2] && audit_surd_equal(&left, &right) && !audit_surd_equal(&left, &other));
}

const struct law laws_of_certificates[] = {
    {"a certificate certifies again", certificates},
    {"products of roots are what they come to, multiplied out", surds},
    {NULL, NULL},
};
