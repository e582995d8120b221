/* teach revise: for each principle a critique of the solution, and then its cited steps rewritten; two questions a round. */
#include "amending.h"
#include "revise.h"

enum { CALL_CRITIQUE, CALL_REVISION };

static bool criticise(struct amendment *a, struct violations *violations, struct error *err)
{
    struct arena *arena = &a->worker->arena;
    const struct solution *solution = &a->before.solution;
    if (!revise_fill_critique(&a->run->prompts[CALL_CRITIQUE], a->input->row.problem, solution, a->principle, arena,
                              a->turns[CALL_CRITIQUE], err) ||
        !amending_ask(a, CALL_CRITIQUE, err))
        return false;
    if (a->run->teaching.dry_run)
        revise_worst_critique(solution, arena, violations);
    else if (!amending_stops(a))
        amended_add(&a->amended, revise_read_critique(a->replies[CALL_CRITIQUE].content, solution, arena, violations));
    return true;
}

/* A text that is cut again must give the steps that were revised. */
static bool is_cut_alike(const struct amendment *a)
{
    struct row row = {.problem = a->input->row.problem, .solution = a->after.text};
    struct marks marks = {0};
    if (a->input->row.steps_count)
        return true;
    struct solution const cut = input_solution(&a->run->settings, &row, &marks, &a->worker->arena);
    bool alike = cut.count == a->after.solution.count;
    for (size_t i = 0; alike && i < cut.count; i++)
        alike = text_equal(cut.steps[i], a->after.solution.steps[i]);
    return alike;
}

static bool amend(struct amendment *a, struct error *err)
{
    struct arena *arena = &a->worker->arena;
    struct violations *violations = ARENA_ZEROS(arena, struct violations, 1);
    a->own = violations;
    if (!criticise(a, violations, err))
        return false;
    if (amending_stops(a))
        return true;
    if (!revise_fill(&a->run->prompts[CALL_REVISION], a->input->row.problem, &a->before.solution, a->principle, violations, arena,
                     a->turns[CALL_REVISION], err) ||
        !amending_ask(a, CALL_REVISION, err))
        return false;
    if (amending_stops(a) || a->run->teaching.dry_run)
        return true;
    amended_add(&a->amended,
                revise_read(a->replies[CALL_REVISION].content, &a->before.solution, violations, arena, &a->after.solution));
    if (a->amended.amiss)
        return true;
    a->after.text = amended_text(&a->after.solution, arena);
    if (!is_cut_alike(a))
        amended_add(&a->amended, AMISS_STEPS);
    if (!amending_verify(a, err))
        return false;
    revise_judge(&a->before, &a->after, arena, &a->amended);
    return true;
}

static void write_own(const struct amendment *a, struct json_writer *w)
{
    revise_write(a->own, w);
}

static const struct amending_kind kind = {
    .calls = 2,
    .call = {{"critique", "teach.critique_prompt", revise_schema, "critic"}, {"revise", "teach.revise_prompt", NULL, "teacher"}},
    .amend = amend,
    .write = write_own,
};

static int run(const struct command *self, int argc, char **argv)
{
    return amending_run(self, &kind, argc, argv);
}

extern const struct command teach_revise;
const struct command teach_revise = {
    .name = "teach revise",
    .says = "Critique by a principle, then a revision of the cited steps alone.",
    .examples = "  misstep teach revise responses.jsonl --config teacher.yaml --ledger run.ledger --rounds 2 -o pairs.jsonl\n"
                "  misstep convert pairs.jsonl --to trl-dpo --with principle -o dpo.jsonl\n",
    .usage =
        "misstep teach revise RESPONSES… --config FILE --ledger FILE -o PAIRS.jsonl [options]\n\n"
        "  RESPONSES: solutions of any preset, right or faulty; teach sample's will do. For each principle of teach.principles\n"
        "  and each round a critique, and a revision of the steps that it cites: rows of prompt, chosen, rejected. A round goes\n"
        "  on from the revision before it. What fails a check goes to a file of its own, with the reasons.\n"
        "  Exit codes: 0 done, 1 lines were rejected.",
    .run = run,
};
