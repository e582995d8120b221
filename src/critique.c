#include "critique.h"

#include "claim.h"
#include "render.h"

enum { QUOTED_MAX = 3 }; /* claims of a step */

/* Around what is quoted. */
struct phrase_pair {
    const char *before, *after;
};

static const char *const quiet[] = {"Nothing is wrong here.", "This is right.", "I find no fault in this.", "This step is fine."};
static const struct phrase_pair holding[] = {
    {"", " is right."}, {"", " holds."}, {"I check ", ": it is right."}, {"Correct: ", "."}};
static const char *const unexplained[] = {"This step is wrong.", "There is a mistake in this step.", "This does not hold."};
static const char *const noticing[] = {"Wait, that is not right.", "Hold on, the last step is wrong.",
                                       "Let me check that step again. It is wrong.", "No, that cannot be right."};

/* By kind of certificate: how the fault is introduced; the claim stands in the middle if there is one to quote. */
static const struct phrase_pair false_claim[] = {
    {"", " is false."}, {"The calculation ", " is wrong."}, {"I check ", ": it does not hold."}};
static const struct phrase_pair beside_the_point[] = {{"", " is true as arithmetic, but it is not what this problem needs."},
                                                      {"The arithmetic of ", " holds, but it computes the wrong thing."},
                                                      {"", " does not fit the problem, though its arithmetic holds."}};
static const struct phrase_pair left_out[] = {{"Something is left out before ", "."},
                                              {"", " ignores a part of the problem."},
                                              {"With ", " the solution passes over something that counts."}};
static const struct phrase_pair from_nowhere[] = {{"", " does not follow from anything before."},
                                                  {"Nothing in the problem or in the steps before gives ", "."},
                                                  {"", " comes from nowhere."}};

static const struct fault {
    const char *kind; /* as in the certificate */
    const struct phrase_pair *phrases;
    size_t count;
} faults[] = {
    {"refuted", false_claim, COUNT(false_claim)},
    {"derailed", beside_the_point, COUNT(beside_the_point)},
    {"ignored", left_out, COUNT(left_out)},
    {"underived", from_nowhere, COUNT(from_nowhere)},
};

struct random critique_chance(const struct pair *pair, bool clean, struct text format)
{
    return random_for(clean, pair->id, format);
}

static void quote(const struct phrase_pair *phrases, size_t count, struct text what, struct random *random, struct buffer *out)
{
    const struct phrase_pair *p = &phrases[random_below(random, count)];
    buffer_string(out, p->before);
    buffer_add(out, what);
    buffer_string(out, p->after);
}

/* Mathematics in dollars, unless it brings its own signs; a box would be taken for the verdict, so nothing is quoted then. */
static struct text shown(struct text claim, struct arena *arena)
{
    struct text const pieces[] = {TEXT("$"), claim, TEXT("$")};
    bool const formula = text_find(claim, TEXT("\\"), 0) < claim.size && text_find(claim, TEXT("$"), 0) == claim.size;
    if (text_find(claim, TEXT("\\boxed"), 0) < claim.size)
        return TEXT("");
    return formula ? render_concat(pieces, COUNT(pieces), arena) : claim;
}

static struct text quoted_claims(struct text step, struct arena *arena)
{
    struct tokens tokens = tokens_read(step, arena);
    struct claim *claims;
    struct buffer out = {0};
    size_t const count = MIN(claims_find(step, &tokens, 0, arena, &claims), (size_t)QUOTED_MAX);
    for (size_t i = 0; i < count; i++) {
        struct text const claim = shown(text_part(step, claims[i].start, claims[i].end), arena);
        buffer_string(&out, !claim.size || !out.size ? "" : i + 1 < count ? ", " : " and ");
        buffer_add(&out, claim);
    }
    return buffer_keep(&out, arena);
}

void critique_right(struct text step, bool proved, struct random *random, struct arena *arena, struct buffer *out)
{
    struct text const claims = proved ? quoted_claims(step, arena) : TEXT("");
    if (claims.size)
        quote(holding, COUNT(holding), claims, random, out);
    else
        buffer_string(out, quiet[random_below(random, COUNT(quiet))]);
}

/* A text of the certificate; empty where there is none. */
static struct text certified_text(const struct pair *pair, const char *key, struct arena *arena)
{
    struct json_object object;
    struct error err;
    struct text value = TEXT("");
    if (!pair->certificate.size || !json_read_object(pair->certificate, arena, &object, &err))
        return value;
    const struct json_member *member = json_find(&object, key);
    if (member && json_string(member->raw, arena, &value))
        return value;
    return TEXT("");
}

void critique_wrong(const struct pair *pair, struct random *random, struct arena *arena, struct buffer *out)
{
    struct text const kind = certified_text(pair, "kind", arena), claim = shown(certified_text(pair, "claim", arena), arena);
    size_t fault = 0;
    while (fault < COUNT(faults) && !text_equal(kind, text_of(faults[fault].kind)))
        fault++;
    if (fault == COUNT(faults) || !claim.size)
        buffer_string(out, unexplained[random_below(random, COUNT(unexplained))]);
    else
        quote(faults[fault].phrases, faults[fault].count, claim, random, out);
    if (pair->explanation.size)
        buffer_char(out, ' ');
    buffer_add(out, pair->explanation);
}

void critique_notice(const struct pair *pair, struct random *random, struct buffer *out)
{
    buffer_string(out, noticing[random_below(random, COUNT(noticing))]);
    if (pair->explanation.size)
        buffer_char(out, ' ');
    buffer_add(out, pair->explanation);
}
