#include "reason.h"

#include "cases.h"
#include "coordinates.h"
#include "form.h"
#include "numeric.h"
#include "remark.h"
#include "scope.h"
#include "vectors.h"

static bool contradict(const struct judgement *a, const struct judgement *b)
{
    return (a->truth == TRUTH_HOLDS && b->truth == TRUTH_FAILS) || (a->truth == TRUTH_FAILS && b->truth == TRUTH_HOLDS);
}

/* A proof ends the asking. Unknown gives way to all else, and a proof of what another one refuted is a contradiction. */
bool reason_claim(const struct verifiers *verifiers, const struct step *step, struct claim *claim, struct arena *arena,
                  struct error *err)
{
    struct judgement best = {.truth = TRUTH_UNKNOWN, .why = "no verifier for it"};
    const char *by = NULL;
    for (size_t i = 0; i < verifiers->count && best.truth != TRUTH_HOLDS; i++) {
        struct judgement one;
        if (!verifiers->items[i]->decide || !verifiers->items[i]->decide(step, claim, arena, &one))
            continue;
        if (by && contradict(&best, &one))
            return fail(err, EXIT_SOFTWARE, "verifiers %s and %s contradict each other on \"%.*s\"", by,
                        verifiers->items[i]->name, (int)MIN(claim->end - claim->start, 200u), step->text.at + claim->start);
        if (!by || best.truth == TRUTH_UNKNOWN) {
            best = one;
            by = verifiers->items[i]->name;
        }
    }
    claim->truth = (uint8_t)best.truth;
    claim->supports = best.supports;
    claim->preferred = best.preferred;
    claim->equal = best.equal;
    claim->points_left = best.points_left;
    claim->points_right = best.points_right;
    claim->why = best.why;
    return true;
}

/* The formula with functions called, and points in one order; not what is a name alone, which may get a meaning. */
static const struct formula *read_names(struct reasoning *r, const struct formula *f)
{
    f = context_calls(&r->context, f);
    return r->figure.plane && f->kind != FORMULA_SYMBOL ? figure_named(&r->figure, r->arena, f) : f;
}

struct reasoning *reason_begin(const struct verifiers *verifiers, struct text problem, const struct tokens *problem_tokens,
                               struct arena *arena)
{
    struct statement *statements;
    struct reasoning *reasoning = ARENA_ARRAY(arena, struct reasoning, 1);
    *reasoning = (struct reasoning){.verifiers = verifiers, .problem = problem, .context.arena = arena, .arena = arena};
    size_t const count = maths_statements(problem, problem_tokens, arena, &statements);
    reasoning->figure.plane = figure_is_told(problem);
    figure_read(&reasoning->figure, problem, 0, arena);
    magnitudes_read(&reasoning->context.magnitudes, problem);
    for (size_t i = 0; i < count; i++) {
        statements[i].formula = read_names(reasoning, statements[i].formula);
        if (!scope_asks(problem, statements[i].start, statements[i].end) && !remark_is_limited(problem, &statements[i]))
            context_take(&reasoning->context, &statements[i], CONTEXT_LASTS,
                         remark_general(problem, statements[i].start, statements[i].end));
        context_note_names(&reasoning->context, statements[i].formula);
        outcomes_keep_points(&reasoning->context.outcomes, statements[i].formula);
        form_take(&reasoning->context, problem, &statements[i]);
        coordinates_take(&reasoning->context, problem, &statements[i]);
    }
    for (size_t i = 0; i < reasoning->context.lines_count; i++)
        reasoning->context.lines[i].given = true;
    return reasoning;
}

struct reasoning *reason_copy(const struct verifiers *verifiers, const struct reasoning *reasoning, struct arena *arena)
{
    struct reasoning *copy = ARENA_ARRAY(arena, struct reasoning, 1);
    copy->verifiers = verifiers;
    copy->problem = reasoning->problem;
    copy->supposing = reasoning->supposing;
    copy->assuming = reasoning->assuming;
    copy->before = reasoning->before;
    memcpy(copy->said, reasoning->said, sizeof copy->said);
    copy->theme = reasoning->theme;
    copy->figure = reasoning->figure;
    copy->arena = arena;
    memcpy(copy->latest, reasoning->latest, sizeof copy->latest);
    context_copy(&copy->context, &reasoning->context);
    return copy;
}

static bool settle(const struct verifiers *v, struct link *link, const struct scene *scene, struct arena *arena,
                   struct error *err)
{
    struct judgement best = {.truth = TRUTH_UNKNOWN, .why = link->why};
    bool const raw = vectors_are_raw(link->formula), sought = fact_is_sought(link->formula);
    for (size_t i = 0; i < v->count && best.truth != TRUTH_HOLDS; i++) {
        struct judgement one;
        struct text witness = TEXT("");
        if (!v->items[i]->settle || (raw && !v->items[i]->vectors) || sought != v->items[i]->sought ||
            !v->items[i]->settle(link, scene, arena, &one, &witness))
            continue;
        if (link->rule && contradict(&best, &one))
            return fail(err, EXIT_SOFTWARE, "verifiers %s and %s contradict each other on \"%.*s\"", link->rule,
                        v->items[i]->name, (int)MIN(link->end - link->start, 200u), scene->step.at + link->start);
        if (!link->rule || best.truth == TRUTH_UNKNOWN) {
            best = one;
            link->rule = v->items[i]->name;
            link->witness = one.truth == TRUTH_FAILS ? witness : TEXT("");
        }
    }
    link->truth = (uint8_t)best.truth;
    link->supports = best.supports;
    link->why = best.why;
    return true;
}

/* A side of a rewriting, not a name that gets its value. */
static bool is_rewritten(const struct formula *f)
{
    return f->kind != FORMULA_SYMBOL && f->kind != FORMULA_CALL && f->kind != FORMULA_WORDS && f->kind != FORMULA_OPAQUE;
}

static bool is_ruled(const struct link *link, const char *rule)
{
    return link->rule && strcmp(link->rule, rule) == 0;
}

/* Does it claim anything? What nobody settles does where something said before bears on it, or where it is part of a longer chain. */
static bool is_claim(const struct reasoning *r, const struct link *link, struct text step, bool goes_on)
{
    const struct statement *s = link->statement;
    bool const order = strchr("<[>]#", link->formula->text.at[0]) != NULL; /* "for 1 < n < 5" */
    bool const first = link->k == 0 || order || link->formula->args[0]->kind == FORMULA_SYMBOL;
    if (first && !link->closed && link->truth != TRUTH_FAILS && s->before.size == 0 &&
        (remark_is_condition(step, s->start, s->end) || remark_is_chosen(step, s->start, s->end)))
        return is_ruled(link, "definition");
    if (link->k == 0 && link->truth == TRUTH_UNKNOWN && vectors_are_raw(link->formula))
        return false;
    if (link->truth != TRUTH_UNKNOWN || link->closed)
        return !s->bare || link->truth == TRUTH_FAILS;
    bool const longer = goes_on && link->formula->text.at[0] == '=' && is_rewritten(link->formula->args[0]);
    return (link->k > 0 && !link_is_of_range(link)) || s->before.size || longer || is_ruled(link, "form") ||
           context_knows(&r->context, link->formula) || figure_knows(&r->figure, link->formula);
}

/* Do claim and link stand for the same relation? A sign of money or mathematics may stand between their ends. */
static bool is_same(const struct link *link, const struct claim *claim)
{
    return claim->start <= link->start && link->start - claim->start <= 1 && claim->end >= link->end &&
           claim->end - link->end <= 1;
}

static const struct claim *twin(const struct link *link, const struct step *step, const struct claim *claims)
{
    for (size_t k = 0; k < step->claims; k++)
        if (is_same(link, &claims[k]))
            return &claims[k];
    return NULL;
}

/* The claim of running text is kept where it says the same and both hold, and where only it could be proved. */
static bool yields(const struct link *link, const struct claim *claim)
{
    return claim && claim->supports && (link->supports ? link->closed : link->truth != TRUTH_FAILS);
}

static bool is_read(const struct claim *claim, const struct statement *statements, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (!statements[i].bare && claim->start < statements[i].end && statements[i].start < claim->end)
            return true;
    return false;
}

/* Claims of running text that no link replaces; arithmetic that was read as part of a formula is no claim of its own. */
static size_t keep_claims(const struct step *step, const struct claim *claims, const struct statement *statements, size_t count,
                          const bool *numeric, struct claim *out)
{
    size_t kept = 0;
    for (size_t k = 0; k < step->claims; k++) {
        struct claim claim = claims[k];
        bool stays = !claim.formula && !is_read(&claim, statements, count);
        for (size_t i = 0; i < step->links_count && !stays && !claim.formula; i++)
            if (!numeric[i] && is_same(&step->links[i], &claim) && yields(&step->links[i], &claim)) {
                stays = true;
                claim.start = step->links[i].start; /* no "$" is money here */
                claim.end = step->links[i].end;
            }
        if (stays)
            out[kept++] = claim;
    }
    return kept;
}

/* Leaves one of claim and link where they say the same; links of numbers alone become claims. */
static void merge(struct step *step, struct claim **claims, const struct statement *statements, size_t count, struct arena *arena)
{
    struct claim *all = ARENA_ARRAY(arena, struct claim, step->claims + step->links_count + 1);
    bool *numeric = ARENA_ZEROS(arena, bool, step->links_count + 1);
    struct claim *found = ARENA_ARRAY(arena, struct claim, step->links_count + 1);
    struct link *figures = ARENA_ARRAY(arena, struct link, step->links_count + 1);
    size_t kept = 0, links = 0, figures_count = 0;
    for (size_t i = 0; i < step->links_count; i++) {
        const struct link *link = &step->links[i];
        bool const told = link->statement->syntax != SYNTAX_LATEX && yields(link, twin(link, step, *claims));
        numeric[i] = !told && numeric_claim(link, step->text, &step->tokens, arena, &found[i]);
    }
    kept = keep_claims(step, *claims, statements, count, numeric, all);
    step->claims = kept;
    for (size_t i = 0; i < step->links_count; i++)
        if (numeric[i]) {
            all[kept++] = found[i];
            figures[figures_count++] = step->links[i];
        } else if (!yields(&step->links[i], twin(&step->links[i], step, all)))
            step->links[links++] = step->links[i];
    step->claims = kept;
    step->links_count = links;
    memcpy(step->links + links, figures, figures_count * sizeof *figures);
    step->links_all = links + figures_count;
    numeric_chain(all, kept);
    *claims = all;
}

/* x = 3, x < 2, a + b > 4: a bound or value, which may be one of several. */
static bool is_bound(const struct formula *f)
{
    struct text names[1];
    return f->kind == FORMULA_CHAIN && f->count == 2 && formula_symbols(f->args[1], names, 1) == 0;
}

/* Is it said for the moment, or as one of several cases? */
static bool is_passing(const struct statement *statement, const struct scene *scene, bool proved)
{
    uint32_t const start = statement->start, end = statement->end;
    if (scene->cases)
        return remark_is_condition(scene->step, start, end);
    return remark_is_passing(scene->step, start, end) || remark_is_limited(scene->step, statement) ||
           (!proved && is_bound(statement->formula) && remark_is_alternative(scene->step, start, end));
}

/* "If s = 3 or s = 0": s has neither value. */
static bool is_either(const struct statement *statement, const struct scene *scene)
{
    return !scene->cases && statement->hypothetical && is_bound(statement->formula) &&
           remark_is_alternative(scene->step, statement->start, statement->end);
}

/* Of values listed only that one of them is the case. */
static void take(struct reasoning *r, enum context_scope scope, const struct scene *scene)
{
    struct statement said = r->before;
    said.formula = scene->cases ? scene->cases : said.formula;
    if ((scene->cases && !scene->last_case) || scope_questions(scene->step, said.start, said.end))
        return;
    if (scope_lets(scene->step, said.start))
        context_rename(&r->context, said.formula);
    context_take(&r->context, &said, scope, remark_general(scene->step, said.start, said.end));
    if (scope != CONTEXT_PASSING && !remark_is_condition(scene->step, said.start, said.end))
        outcomes_take(&r->context.outcomes, said.formula);
}

/* How far it counts; for the moment, or as one of several cases: `passing`. */
static enum context_scope scope_of(const struct reasoning *r, const struct statement *statement, const struct scene *scene,
                                   bool passing)
{
    bool const supposed = (statement->hypothetical && !remark_gives_name(scene, statement) && !scope_is_general(scene->step)) ||
                          r->supposing || (r->passing && is_bound(statement->formula)) ||
                          scope_is_case(scene->step, statement->start);
    return passing ? CONTEXT_PASSING : supposed ? CONTEXT_SUPPOSED : CONTEXT_LASTS;
}

/* `followed`: the next row goes on with the statement. */
static bool reason_statement(struct reasoning *r, struct step *step, uint32_t index, const struct statement *statement,
                             bool followed, const struct scene *scene, struct error *err)
{
    struct link *links;
    size_t const count = links_of(statement, index, r->arena, &links);
    bool says = count == 0; /* an identity says nothing about its symbols */
    bool proved = count > 0 && !statement->hypothetical;
    for (size_t i = 0; i < count && step->links_count < LINKS_MAX; i++) {
        if (!settle(r->verifiers, &links[i], scene, r->arena, err))
            return false;
        proved &= links[i].truth == TRUTH_HOLDS;
        links[i].doubt = scene->doubt;
        links[i].doubtful = scene->doubtful;
        says |= links[i].truth != TRUTH_HOLDS || !is_ruled(&links[i], "identity");
        if (is_claim(r, &links[i], step->text, followed || count > 1))
            step->links[step->links_count++] = links[i];
    }
    if (count && links[count - 1].supports && links[count - 1].formula->text.at[0] == '=')
        context_keep_result(&r->context, links[count - 1].formula);
    outcomes_keep_points(&r->context.outcomes, statement->formula);
    form_write_down(&r->context, statement);
    bool const passing = is_passing(statement, scene, proved);
    r->before = *statement;
    r->before.hypothetical |= passing;
    if (says && !is_either(statement, scene))
        take(r, scope_of(r, statement, scene, passing), scene);
    r->passing |=
        passing && is_bound(statement->formula) && !remark_is_alternative(scene->step, statement->start, statement->end);
    if (proved)
        context_confirm(&r->context, statement->formula);
    return true;
}

/* A remark counts if it is proved. What words say that is false may be meant otherwise; else it was none. */
static bool reason_remark(struct reasoning *r, struct step *step, struct link *link, const struct scene *scene, struct error *err)
{
    if (step->links_count == LINKS_MAX)
        return true;
    if (!settle(r->verifiers, link, scene, r->arena, err))
        return false;
    if (link->truth != TRUTH_HOLDS && (link->truth != TRUTH_FAILS || link->said != LINK_WORDED))
        return true;
    if (link->truth == TRUTH_FAILS) {
        link->truth = TRUTH_UNKNOWN;
        link->witness = (struct text){0};
        link->why = "false, but the words may mean something else";
    }
    if (link->said == LINK_EQUALITY)
        step->links_count = 0; /* its equations say where, no more */
    step->links[step->links_count++] = *link;
    if (link->said == LINK_WORDED && link->supports)
        context_keep_result(&r->context, link->formula);
    return true;
}

static bool reason_remarks(struct reasoning *r, struct step *step, uint32_t index, const struct statement *statements,
                           size_t count, const struct scene *scene, size_t i, struct error *err)
{
    struct link link;
    if (i == 0 && remark_defines(scene, statements, count, index, r->arena, &link) && !reason_remark(r, step, &link, scene, err))
        return false;
    context_note_names(&r->context, statements[i].formula);
    unsigned way = 0;
    for (bool holds = false; !holds && remark_of(step->text, r->problem, statements, count, i, &way, index, r->arena, &link);) {
        if (!reason_remark(r, step, &link, scene, err))
            return false;
        holds = link.truth == TRUTH_HOLDS;
    }
    return true;
}

/* A step of words alone. */
static bool reason_words(struct reasoning *r, struct step *step, uint32_t index, struct error *err)
{
    struct link link;
    struct scene const scene = {
        .step = step->text, .problem = r->problem, .tokens = &step->tokens, .context = &r->context, .first = true};
    r->before.formula = NULL;
    if (step->claims || !remark_in_words(&scene, index, r->arena, &link))
        return true;
    step->links = ARENA_ARRAY(r->arena, struct link, LINKS_MAX);
    if (!reason_remark(r, step, &link, &scene, err))
        return false;
    step->links_all = step->links_count;
    context_note_names(&r->context, link.formula);
    return true;
}

static size_t words_beside(const struct step *step, const struct statement *statements, size_t count)
{
    size_t words = 0, at = 0;
    for (size_t i = 0; i < step->tokens.count; i++) {
        const struct token *t = &step->tokens.items[i];
        while (at < count && statements[at].end <= t->start)
            at++;
        words += t->kind == TOKEN_WORD && t->end - t->start > 1 && (at == count || t->start < statements[at].start);
    }
    return words;
}

/* Of formulas only what was said before is repeated, and much is said in words: what is claimed is not read. */
static bool only_repeats(const struct step *step, const struct statement *statements, size_t count)
{
    for (size_t i = 0; i < step->links_count; i++)
        if (step->links[i].said != LINK_WRITTEN || !is_ruled(&step->links[i], "restatement"))
            return false;
    return step->claims == 0 && words_beside(step, statements, count) > REPEATING_WORDS;
}

/* All of them, in place of what the step has, or none: one of them may be open. */
static bool reason_said(struct reasoning *r, struct step *step, struct link *said, size_t found, struct error *err)
{
    struct step const before = *step;
    struct scene const scene = {
        .step = step->text, .problem = r->problem, .latest = r->latest, .tokens = &step->tokens, .context = &r->context};
    step->links = ARENA_ARRAY(r->arena, struct link, LINKS_MAX);
    step->links_count = 0;
    for (size_t i = 0; i < found; i++)
        if (!reason_remark(r, step, &said[i], &scene, err))
            return false;
    step->links_all = step->links_count;
    if (step->links_count < found)
        *step = before;
    return true;
}

/* A step that claims nothing else may say something of numbers in words, or answer what the problem asks. */
static bool reason_facts(struct reasoning *r, struct step *step, uint32_t index, struct error *err)
{
    struct link facts[FACTS_MAX + 1];
    bool const asks =
        !step->claims &&
        (step->links_count == 0 || step->links[0].said == LINK_WORDED ||
         text_has_word(step->text, TEXT("line focus foci vertex directrix asymptotes symmetry root roots zero zeros")));
    size_t found = asks ? facts_of(&r->said[0], &r->said[1], index, r->arena, facts) : 0;
    if (found && facts_hold(facts, found, step->links, step->links_count) && !reason_foreign(r, step) &&
        !reason_said(r, step, facts, found, err))
        return false;
    if (step->claims || step->links_count)
        return true;
    found = fact_answers(r->problem, &r->said[0], &r->said[1], index, r->arena, facts);
    if (found == 0 || (found > 1 && reason_foreign(r, step)))
        return true;
    return reason_said(r, step, facts, found, err);
}

/* Is there anything that ends with a supposition? */
static bool is_supposing(const struct reasoning *r)
{
    return r->supposing || context_supposes(&r->context);
}

static void end_supposition(struct reasoning *r)
{
    context_end_supposition(&r->context);
    r->supposing = r->assuming = false;
}

bool reason_links(struct reasoning *reasoning, struct step *step, uint32_t index, struct claim **claims, struct error *err)
{
    struct statement *statements;
    size_t const count = maths_statements(step->text, &step->tokens, reasoning->arena, &statements);
    step->links_count = step->links_all = 0;
    reasoning->passing = false;
    memmove(reasoning->latest + 1, reasoning->latest, (LINK_LATEST_MAX - 1) * sizeof *reasoning->latest);
    reasoning->latest[0] = step->text;
    if (is_supposing(reasoning) &&
        !(scope_stays(step->text, reasoning->assuming) && (count > 0 || scope_lasts(step->text)))) /* "That is absurd." */
        end_supposition(reasoning);
    reasoning->supposing = reasoning->supposing && scope_goes_on(step->text);
    figure_read(&reasoning->figure, step->text, index + 1, reasoning->arena);
    context_hear(&reasoning->context, step->text);
    for (size_t i = 0; i < count; i++)
        statements[i].formula = read_names(reasoning, statements[i].formula);
    reasoning->said[1] = reasoning->said[0];
    reasoning->said[0] = (struct fact_step){step->text, step->tokens, statements, count};
    step->links = count ? ARENA_ARRAY(reasoning->arena, struct link, LINKS_MAX) : NULL;
    if (count == 0)
        return reason_words(reasoning, step, index, err) && reason_facts(reasoning, step, index, err);
    uint8_t doubtful;
    const char *doubt = reason_doubt(reasoning, step, &doubtful);
    unsigned const options = reason_theme(reasoning)->options | link_options(step->text);
    for (size_t i = 0; i < count; i++) {
        bool const hypothetical = statements[i].hypothetical;
        bool last_case;
        const struct formula *cases = cases_of(step->text, statements, count, i, reasoning->arena, &last_case);
        struct scene const scene = {.step = step->text,
                                    .latest = reasoning->latest,
                                    .cases = cases,
                                    .last_case = last_case,
                                    .problem = reasoning->problem,
                                    .tokens = &step->tokens,
                                    .context = &reasoning->context,
                                    .figure = &reasoning->figure,
                                    .first = i == 0,
                                    .options = options,
                                    .before = reasoning->before.formula ? &reasoning->before : NULL,
                                    .doubtful = hypothetical ? MAX(doubtful, LINK_SUPPOSED) : doubtful,
                                    .doubt = hypothetical ? "only supposed" : doubt};
        if (!reason_statement(reasoning, step, index, &statements[i], i + 1 < count && statements[i + 1].before.size > 0, &scene,
                              err) ||
            !reason_remarks(reasoning, step, index, statements, count, &scene, i, err))
            return false;
    }
    context_end_step(&reasoning->context);
    reasoning->context.reached = remark_reaches(step->text, reasoning->context.reached);
    reasoning->supposing = reasoning->supposing || scope_supposes(step->text);
    reasoning->assuming = reasoning->assuming || scope_assumes(step->text);
    if (is_supposing(reasoning) && !scope_lasts(step->text))
        end_supposition(reasoning);
    merge(step, claims, statements, count, reasoning->arena);
    if (only_repeats(step, statements, count))
        step->links_count = step->links_all = 0;
    return reason_facts(reasoning, step, index, err);
}
