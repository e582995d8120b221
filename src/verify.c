#include "verify.h"

#include "atom.h"
#include "retraction.h"

/* "C(5, 2) = 5 * 4 / 3 = …": the sign behind the bracket relates a call of numbers that nobody read. */
static bool is_unread_call(const struct step *step, size_t relation)
{
    const struct token *items = step->tokens.items;
    bool comma = false;
    for (size_t i = relation - 1; i > 0 && items[i].kind != TOKEN_OPEN; i--) {
        bool const stop = items[i].kind == TOKEN_STOP && step->text.at[items[i].start] == ',';
        if (i + 1 < relation && items[i].kind != TOKEN_NUMBER && items[i].kind != TOKEN_SIGN && !stop)
            return false;
        comma |= stop || (items[i].flags & TOKEN_MALFORMED);
    }
    return comma;
}

static bool covers(uint32_t start, uint32_t end, const struct token *t)
{
    return start <= t->start && t->end <= end;
}

static bool leaves_call(const struct subject *s, const struct step *step)
{
    for (size_t i = 1; i < step->tokens.count; i++) {
        const struct token *t = &step->tokens.items[i];
        if (t->kind != TOKEN_RELATION || t[-1].kind != TOKEN_CLOSE || !is_unread_call(step, i))
            continue;
        bool read = false;
        for (size_t k = 0; k < step->links_count && !read; k++)
            read = covers(step->links[k].start, step->links[k].end, t);
        for (size_t k = 0; k < step->claims && !read; k++)
            read = covers(s->claims[step->first_claim + k].start, s->claims[step->first_claim + k].end, t);
        if (!read)
            return true;
    }
    return false;
}

static enum verdict step_verdict(const struct subject *s, const struct step *step)
{
    enum verdict verdict = step->claims || step->links_count ? VERDICT_PROVED : VERDICT_UNKNOWN;
    for (size_t i = 0; i < step->links_count; i++) {
        if (step->links[i].truth == TRUTH_FAILS)
            return VERDICT_REFUTED;
        if (!step->links[i].supports)
            verdict = VERDICT_UNKNOWN;
    }
    for (size_t i = 0; i < step->claims; i++) {
        const struct claim *c = &s->claims[step->first_claim + i];
        if (c->truth == TRUTH_FAILS)
            return VERDICT_REFUTED;
        if (!c->supports)
            verdict = VERDICT_UNKNOWN;
    }
    return verdict == VERDICT_PROVED && leaves_call(s, step) ? VERDICT_UNKNOWN : verdict;
}

static bool same_bytes(const struct subject *like, size_t k, struct text text)
{
    return like && k < like->steps_count && like->steps[k].text.at == text.at && like->steps[k].text.size == text.size;
}

static bool read_claims(const struct verifiers *v, struct step *step, struct text text, uint32_t index, struct arena *arena,
                        struct claim **claims, struct error *err)
{
    *step = (struct step){.text = text, .tokens = tokens_read(text, arena)};
    step->claims = claims_find(text, &step->tokens, index, arena, claims);
    for (size_t i = 0; i < step->claims; i++)
        if (!reason_claim(v, step, &(*claims)[i], arena, err))
            return false;
    return true;
}

/* How many steps from the first on are those of `like`, of which what was said before the next is known. */
static size_t shared(const struct subject *like, const struct text *texts, size_t count)
{
    size_t const most = like && like->said && like->steps_count ? MIN(like->steps_count, (size_t)SAID_MAX) - 1 : 0;
    size_t same = 0;
    while (same < MIN(most, count) && same_bytes(like, same, texts[same]))
        same++;
    return same;
}

/* What is borrowed was judged before; links, too, if all that stands before is `same`. */
static bool read_step(struct reasoning *reasoning, const struct subject *like, bool same, struct text text, size_t k,
                      struct step *step, struct claim **claims, struct error *err)
{
    bool const known = same_bytes(like, k, text);
    if (known) {
        *step = like->steps[k];
        *claims = ARENA_ARRAY(reasoning->arena, struct claim, step->claims + 1);
        memcpy(*claims, like->claims + step->first_claim, step->claims * sizeof **claims);
    }
    if (same)
        return true;
    struct text const said = undrawn(text, reasoning->arena);
    if (!known && !read_claims(reasoning->verifiers, step, said, (uint32_t)k, reasoning->arena, claims, err))
        return false;
    step->text = said;
    bool const read = reason_links(reasoning, step, (uint32_t)k, claims, err);
    step->text = text;
    return read;
}

static const char taken_back[] = "taken back by the writer";

/* What ends at byte `end` of step k, and is false. */
static bool is_taken_back(const struct subject *s, size_t k, uint32_t end)
{
    return retraction_behind(s->steps[k].text, end) || (k + 1 < s->steps_count && retraction_opens(s->steps[k + 1].text));
}

/* A slip that the writer takes back is no fault of the solution. */
static void take_back(struct subject *s, size_t k, struct arena *arena)
{
    struct step *step = &s->steps[k];
    for (size_t i = 0; i < step->claims; i++) {
        struct claim *claim = &s->claims[step->first_claim + i];
        if (claim->truth == TRUTH_FAILS && is_taken_back(s, k, claim->end)) {
            claim->truth = TRUTH_UNKNOWN;
            claim->why = taken_back;
        }
    }
    struct link *own = NULL; /* those of the step may be somebody else's, too */
    for (size_t i = 0; i < step->links_count; i++) {
        if (step->links[i].truth != TRUTH_FAILS || !is_taken_back(s, k, step->links[i].end))
            continue;
        if (!own)
            own = memcpy(ARENA_ARRAY(arena, struct link, step->links_count), step->links, step->links_count * sizeof *own);
        own[i].truth = TRUTH_UNKNOWN;
        own[i].why = taken_back;
        own[i].witness = TEXT("");
        step->links = own;
    }
}

/* All claims of all steps in one array, so that a derivation can name its claim by one index. */
static bool read_steps(const struct verifiers *v, const struct subject *like, const struct text *texts, struct arena *arena,
                       struct subject *s, struct error *err)
{
    struct claim **parts = ARENA_ARRAY(arena, struct claim *, s->steps_count + 1);
    size_t const same = shared(like, texts, s->steps_count);
    struct reasoning *reasoning =
        same ? reason_copy(v, like->said[same], arena) : reason_begin(v, s->problem, &s->problem_tokens, arena);
    for (size_t k = 0; k < s->steps_count; k++) {
        struct step *step = &s->steps[k];
        if (s->said && k < SAID_MAX)
            s->said[k] = reason_copy(v, reasoning, arena);
        if (!read_step(reasoning, like, k < same, texts[k], k, step, &parts[k], err))
            return false;
        step->first_claim = s->claims_count;
        s->claims_count += step->claims;
    }
    s->claims = ARENA_ARRAY(arena, struct claim, s->claims_count + 1);
    for (size_t k = 0; k < s->steps_count; k++) {
        memcpy(s->claims + s->steps[k].first_claim, parts[k], s->steps[k].claims * sizeof *s->claims);
        take_back(s, k, arena);
        s->steps[k].verdict = step_verdict(s, &s->steps[k]);
    }
    return true;
}

static void judge_answer(struct subject *s, struct arena *arena)
{
    if (s->steps_count) {
        uint32_t const last = (uint32_t)s->steps_count - 1;
        s->given = answer_in(s->steps[last].text, last);
        for (uint32_t k = last; k > 0 && !s->given.anchored; k--) { /* an anchor further up is better than none */
            struct answer const above = answer_in(s->steps[k - 1].text, k - 1);
            s->given = above.anchored ? above : s->given;
        }
        if (s->given.found)
            s->steps[s->given.step].states_answer = s->given.stated;
    }
    bool const both = s->given.found && s->reference.size;
    s->answer_verdict = both ? answer_same(subject_answer_text(s), s->reference, arena) : VERDICT_UNKNOWN;
}

/* "#### 72" is proved when it restates a value derived before. */
static void judge_answer_line(struct subject *s)
{
    if (!s->given.stated || s->answer_from < 0)
        return;
    struct step *step = &s->steps[s->given.step];
    const struct derivation *d = &s->derivations[s->answer_from];
    if (step->claims == 0 && d->proved)
        step->verdict = VERDICT_PROVED;
}

static enum source_proof prove_source(const struct subject *s)
{
    bool all = s->steps_count > 0;
    for (size_t k = 0; k < s->steps_count; k++)
        all = all && s->steps[k].verdict == VERDICT_PROVED;
    if (s->first_error >= 0 || s->answer_verdict == VERDICT_REFUTED || s->steps_count == 0)
        return PROOF_NONE;
    bool known = all;
    for (size_t k = 0; k < s->steps_count; k++)
        known = known && s->steps[k].links_count == 0; /* where the numbers of formulas come from is not traced */
    for (size_t i = 0; i < s->derivations_count; i++)
        known = known && s->derivations[i].known;
    bool const derived = s->answer_from >= 0 && s->derivations[s->answer_from].known;
    if (derived)
        return known ? PROOF_ALL_STEPS : PROOF_DERIVED_ANSWER;
    return s->answer_verdict == VERDICT_PROVED ? PROOF_NO_REFUTATION : PROOF_NONE;
}

static bool verify(const struct verifiers *v, const struct subject *like, const struct text *steps, size_t count,
                   struct arena *arena, struct subject *s, struct error *err)
{
    s->steps = ARENA_ARRAY(arena, struct step, count + 1);
    s->steps_count = count;
    if (!read_steps(v, like, steps, arena, s, err))
        return false;
    judge_answer(s, arena);
    trace_read(s, arena);
    judge_answer_line(s);
    s->first_error = -1;
    for (size_t k = 0; k < count && s->first_error < 0; k++)
        if (s->steps[k].verdict == VERDICT_REFUTED)
            s->first_error = (int32_t)k;
    s->source_proof = prove_source(s);
    return true;
}

bool verify_solution(const struct verifiers *verifiers, struct text problem, const struct text *steps, size_t count,
                     struct text reference, struct arena *arena, struct subject *out, struct error *err)
{
    struct subject s = {.problem = problem,
                        .cues = ARENA_ZEROS(arena, struct cues, 1),
                        .reference = reference,
                        .said = ARENA_ARRAY(arena, struct reasoning *, SAID_MAX)};
    s.problem_tokens = tokens_read(problem, arena);
    s.givens_count = mentions_read(problem, &s.problem_tokens, arena, &s.givens);
    if (!verify(verifiers, NULL, steps, count, arena, &s, err))
        return false;
    *out = s;
    return true;
}

bool verify_again(const struct verifiers *verifiers, const struct subject *like, const struct text *steps, size_t count,
                  struct arena *arena, struct subject *out, struct error *err)
{
    struct subject s = {.problem = like->problem,
                        .problem_tokens = like->problem_tokens,
                        .givens = like->givens,
                        .givens_count = like->givens_count,
                        .cues = like->cues,
                        .reference = like->reference};
    if (!verify(verifiers, like, steps, count, arena, &s, err))
        return false;
    *out = s;
    return true;
}

bool verify_sides(const struct verifiers *verifiers, struct text problem, const struct verify_side sides[2],
                  struct text reference, struct arena *arena, struct subject out[2], struct error *err)
{
    if (sides[0].count && sides[1].count)
        return verify_solution(verifiers, problem, sides[0].steps, sides[0].count, reference, arena, &out[0], err) &&
               verify_again(verifiers, &out[0], sides[1].steps, sides[1].count, arena, &out[1], err);
    for (size_t i = 0; i < 2; i++)
        if (sides[i].count &&
            !verify_solution(verifiers, problem, sides[i].steps, sides[i].count, reference, arena, &out[i], err))
            return false;
    return true;
}

const char *const verify_proof_names[VERIFY_PROOFS] = {"none", "no_refutation", "derived_answer", "all_steps"};

const char *verify_proof_name(enum source_proof proof)
{
    return verify_proof_names[proof];
}
