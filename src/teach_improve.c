/* teach improve: a better response for each principle, in one question; the current one is what is rejected. */
#include "amending.h"
#include "improve.h"

static bool amend(struct amendment *a, struct error *err)
{
    struct arena *arena = &a->worker->arena;
    struct improvement *improvement = ARENA_ZEROS(arena, struct improvement, 1);
    a->own = improvement;
    if (!improve_fill(&a->run->prompts[0], a->input->row.problem, a->before.text, a->principle, arena, a->turns[0], err) ||
        !amending_ask(a, 0, err))
        return false;
    if (amending_stops(a) || a->run->teaching.dry_run)
        return true;
    amended_add(&a->amended, improve_read(a->replies[0].content, arena, improvement));
    if (a->amended.amiss)
        return true;
    struct row row = {.problem = a->input->row.problem, .solution = improvement->chosen};
    struct marks marks = {0};
    a->after.solution = input_solution(&a->run->settings, &row, &marks, arena);
    a->after.text = amended_text(&a->after.solution, arena);
    if (!amending_verify(a, err))
        return false;
    improve_judge(improvement, a->principle, config_int(a->run->teaching.config, "teach.longest"), &a->amended);
    return true;
}

static void write_own(const struct amendment *a, struct json_writer *w)
{
    improve_write(a->own, w);
}

static const struct amending_kind kind = {
    .calls = 1,
    .call = {{"improve", "teach.improve_prompt", improve_schema, "teacher"}},
    .amend = amend,
    .write = write_own,
};

static int run(const struct command *self, int argc, char **argv)
{
    return amending_run(self, &kind, argc, argv);
}

extern const struct command teach_improve;
const struct command teach_improve = {
    .name = "teach improve",
    .says = "A better response by one principle at a time; what is better about it is checked.",
    .examples = "  misstep teach improve responses.jsonl --config teacher.yaml --ledger run.ledger -o pairs.jsonl\n"
                "  misstep convert pairs.jsonl --to trl-dpo --split-by principle -o pairs\n",
    .usage =
        "misstep teach improve RESPONSES… --config FILE --ledger FILE -o PAIRS.jsonl [options]\n\n"
        "  RESPONSES: solutions of any preset, right or faulty; teach sample's will do. For each principle of teach.principles "
        "a\n"
        "  row of prompt, chosen, rejected, and the teacher's own account of the difference. Pairs that fail a check go to a\n"
        "  file of their own, with the reasons. Exit codes: 0 done, 1 lines were rejected.",
    .run = run,
};
