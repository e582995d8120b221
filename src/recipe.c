#include "recipe.h"

#include "agreement.h"
#include "likelihood.h"
#include "pipeline.h"
#include "teacher.h"
#include "thin.h"

/* clang-format off */
#define PATH(NAME, TEMPERATURE, TOP_P, TOP_K, MIN_P, PENALTY)                                                                     \
    {"teach." NAME ".temperature", SETTING_TEXT, TEMPERATURE, NULL, 0, 0, NULL},                                                 \
    {"teach." NAME ".top_p", SETTING_TEXT, TOP_P, NULL, 0, 0, NULL},                                                             \
    {"teach." NAME ".top_k", SETTING_TEXT, TOP_K, NULL, 0, 0, "where the dialect has it; empty: no limit"},                          \
    {"teach." NAME ".min_p", SETTING_TEXT, MIN_P, NULL, 0, 0, "where the dialect has it"},                                       \
    {"teach." NAME ".repetition_penalty", SETTING_TEXT, PENALTY, NULL, 0, 0, "where the dialect has it"}
/* clang-format on */

static const struct setting own[] = {
    {"out", SETTING_TEXT, NULL, NULL, 0, 0, "folder for everything that is made"},
    {"threads", SETTING_INT, "1", NULL, 1, THREADS_MAX, "workers"},
    {"input.files", SETTING_LIST, NULL, NULL, 0, 0, "JSON lines or arrays, plain, gzip or zstd"},
    {"input.preset", SETTING_TEXT, "", NULL, 0, 0, "what they are; empty: detected"},
    {"input.map", SETTING_TEXT, "", NULL, 0, 0, "FIELD=KEY,…"},
    {"input.allow_eval", SETTING_BOOL, "false", NULL, 0, 0, "take known evaluation sets too, which are refused otherwise"},
    {"input.limit", SETTING_INT, "0", NULL, 0, INT64_MAX, "read the first N lines only (0: all)"},
    {"input.by", SETTING_CHOICE, "auto", "auto|steps|paragraphs|lines|sentences", 0, 0, "how texts are cut into steps"},
    {"input.think", SETTING_CHOICE, "keep", "keep|drop|split", 0, 0, "what becomes of <think>…</think> and the like"},
    {"input.keep_marks", SETTING_BOOL, "false", NULL, 0, 0, "leave calculator marks in the text"},
    {"inject.seed", SETTING_INT, "0", NULL, 0, INT64_MAX, "seed of every choice"},
    {"inject.injectors", SETTING_LIST, "", NULL, 0, 0, "which injectors; empty: all"},
    {"inject.types", SETTING_TEXT, "", NULL, 0, 0,
     "wanted mix of injectors, as misstep weigh takes it; empty: one record of each"},
    {"inject.places", SETTING_TEXT, "", NULL, 0, 0, "wanted places of the first error, as misstep weigh takes them"},
    {"inject.sample", SETTING_INT, "4000", NULL, 0, 1 << 30, "with a mix: how many solutions are weighed (0: all)"},
    {"inject.per_solution", SETTING_INT, "1", NULL, 1, 1000, "with a mix: records per solution at most"},
    {"inject.twins", SETTING_CHOICE, "none", "none|swap|fresh|relation", 0, 0, "crossed twins instead of injectors"},
    {"inject.matched", SETTING_BOOL, "false", NULL, 0, 0, "a solution gives a record of each injector, or none"},
    {"inject.filters", SETTING_BOOL, "true", NULL, 0, 0, "drop records that change too much"},
    {"inject.truncate", SETTING_BOOL, "false", NULL, 0, 0,
     "where an error cannot be carried to the answer, end with the faulty step"},
    {"export.formats", SETTING_LIST, "trl-dpo", NULL, 0, 0, "which formats"},
    {"export.by_injector", SETTING_BOOL, "false", NULL, 0, 0, "a folder of its own for each of inject.injectors"},
    {"export.min_proof", SETTING_CHOICE, "no_refutation", "no_refutation|derived_answer|all_steps", 0, 0,
     "how well sources must be proved"},
    {"export.after_error", SETTING_CHOICE, "truncate", "truncate|false|omit|verified", 0, 0, "labels behind the first error"},
    {"export.trust", SETTING_CHOICE, "none", "none|gold", 0, 0, "gold: the source solutions are declared right"},
    {"export.system", SETTING_TEXT, "", NULL, 0, 0, "system prompt"},
    {"export.instruction", SETTING_TEXT, "", NULL, 0, 0, "sentence behind the problem"},
    {"export.step_prefix", SETTING_TEXT, "", NULL, 0, 0, "before every step; {k} is its number"},
    {"export.separator", SETTING_TEXT, "\\n", NULL, 0, 0, "between steps"},
    {"export.step_newlines", SETTING_CHOICE, "keep", "keep|space", 0, 0, "line breaks inside steps"},
    {"export.answer_style", SETTING_CHOICE, "keep", "keep|hashes|boxed|plain", 0, 0, "how the line of the answer is written"},
    {"export.shape", SETTING_CHOICE, "full", "full|step|suffix", 0, 0, "what is preferred to what"},
    {"export.negatives", SETTING_INT, "0", NULL, 0, THIN_MOST, "faulty rows of a source solution at most (0: all)"},
    {"export.cut_clean", SETTING_BOOL, "false", NULL, 0, 0, "clean rows end where the faulty one errs"},
    {"export.with", SETTING_LIST, "", NULL, 0, 0, "more columns: spans, weights, margin, logp"},
    {"export.verdicts", SETTING_TEXT, "", NULL, 0, 0, "of people about these records: rejected ones are left out"},
    {"export.min_kappa", SETTING_TEXT, AGREEMENT_LEAST, NULL, 0, 0, "nothing is exported if these people agree less"},
    {"export.hub", SETTING_BOOL, "false", NULL, 0, 0, "a folder for the Hub: card, splits, shards"},
    {"export.split_shares", SETTING_LIST, "", NULL, 0, 0, "of train, validation and test"},
    {"export.dedup", SETTING_TEXT, "", NULL, 0, 0, "none, exact, near, or a percentage"},
    {"export.against", SETTING_LIST, "", NULL, 0, 0, "evaluation files whose problems stay out"},
    {"export.license", SETTING_LIST, "", NULL, 0, 0, "for the card: NAME or SOURCE=NAME"},
    {"export.source_dataset", SETTING_LIST, "", NULL, 0, 0, "for the card: OWNER/NAME or SOURCE=OWNER/NAME"},
    {"teach.problems", SETTING_LIST, NULL, NULL, 0, 0, "instead of input.files: problems that a teacher shall solve"},
    {"teach.stages", SETTING_LIST, "", "rollouts|pairs|revise|improve|inject|logprob|judge", 0, 0,
     "what a teacher does beside solving problems"},
    {"teach.injectors", SETTING_LIST, "", NULL, 0, 0, "which slips it is asked for; empty: all it may be asked for"},
    {"teach.timing", SETTING_BOOL, "false", NULL, 0, 0,
     "rows say how long each answer took; another ledger gives other bytes then"},
    {"teach.ledger", SETTING_TEXT, "", NULL, 0, 0, "what was asked and answered; empty: teacher.ledger in the folder"},
    {"teach.prompt", SETTING_TEXT, "configs/prompts/sample-1.txt", NULL, 0, 0, "how a teacher is asked for a solution"},
    {"teach.careless_prompt", SETTING_TEXT, "configs/prompts/careless-1.txt", NULL, 0, 0, "how it is asked for a slip"},
    {"teach.logprob_prompt", SETTING_TEXT, "configs/prompts/logprob-1.txt", NULL, 0, 0,
     "what stands before a step whose probability is asked"},
    {"teach.logprob_keep", SETTING_INT, "1", NULL, 0, LIKELIHOOD_KEPT_MAX,
     "records of a solution: the most probable ones (0: all)"},
    {"teach.logprob_per_token", SETTING_BOOL, "false", NULL, 0, 0, "the most probable by the mean of a token"},
    {"teach.rollout_prompt", SETTING_TEXT, "configs/prompts/rollout-1.txt", NULL, 0, 0, "how it is asked to go on from a step"},
    {"teach.rollouts", SETTING_INT, "4", NULL, 1, 1000, "from each step"},
    {"teach.pair_strategy", SETTING_CHOICE, "extreme", "extreme|margin", 0, 0, "which pairs among samples of a problem"},
    {"teach.pair_scores", SETTING_LIST, "coverage,vote", "coverage|vote", 0, 0, "by which of their scores; of several, the mean"},
    {"teach.min_margin", SETTING_TEXT, "0", NULL, 0, 0, "scores of a pair lie at least so far apart"},
    {"teach.max_margin", SETTING_TEXT, "1", NULL, 0, 0, "and at most so far"},
    {"teach.pairs", SETTING_INT, "1", NULL, 1, 1000, "of a problem at most"},
    {"teach.principles", SETTING_TEXT, "configs/principles/solutions-1.yaml", NULL, 0, 0, "what responses are held against"},
    {"teach.critique_prompt", SETTING_TEXT, "configs/prompts/critique-1.txt", NULL, 0, 0,
     "how it is asked what violates a principle"},
    {"teach.revise_prompt", SETTING_TEXT, "configs/prompts/revise-1.txt", NULL, 0, 0, "how it is asked to put that right"},
    {"teach.improve_prompt", SETTING_TEXT, "configs/prompts/improve-1.txt", NULL, 0, 0, "how it is asked for a better response"},
    {"teach.rounds", SETTING_INT, "1", NULL, 1, 20, "of revising and improving: each goes on from the one before"},
    {"teach.longest", SETTING_INT, "200", NULL, 100, 10000, "length of a better response at most, in percent of the current one"},
    {"teach.paths", SETTING_LIST, "conservative,diverse,adversarial", "conservative|diverse|adversarial", 0, 0,
     "which ways to sample"},
    {"teach.samples", SETTING_INT, "2", NULL, 1, 1000, "solutions of a problem along each path"},
    PATH("conservative", "0.3", "0.9", "20", "0.05", "1"),
    PATH("diverse", "1", "0.95", "", "0.02", "1"),
    PATH("adversarial", "1.4", "1", "", "0", "1.1"),
};

/* Beside judge_settings. */
static const struct setting judging[] = {
    {"judge.ask", SETTING_CHOICE, "pairs", "pairs|steps", 0, 0,
     "which of two solutions is better, or the first wrong step of one"},
    {"judge.pair_prompt", SETTING_TEXT, "configs/prompts/judge-pair-1.txt", NULL, 0, 0, "how a judge is asked about a pair"},
    {"judge.steps_prompt", SETTING_TEXT, "configs/prompts/judge-steps-1.txt", NULL, 0, 0, "how it is asked about steps"},
    {"judge.rubric", SETTING_TEXT, "configs/rubrics/correct-1.txt", NULL, 0, 0, "the rules it judges by"},
    {"judge.reference", SETTING_BOOL, "false", NULL, 0, 0, "tell it the reference answer"},
    {"judge.golden", SETTING_TEXT, "", NULL, 0, 0, "labelled data to calibrate it on; empty: no gate"},
    {"judge.min_kappa", SETTING_TEXT, AGREEMENT_LEAST, NULL, 0, 0, "Cohen's kappa with the golden set must be above"},
    {"judge.force_self", SETTING_BOOL, "false", NULL, 0, 0, "let it judge what it wrote itself"},
};

static struct setting all[COUNT(own) + 2 * TEACHER_SETTINGS + COUNT(judging)];

const struct setting *recipe(size_t *count)
{
    *count = COUNT(all);
    memcpy(all, own, sizeof own);
    memcpy(all + COUNT(own), teacher_settings, sizeof teacher_settings);
    memcpy(all + COUNT(own) + TEACHER_SETTINGS, judge_settings, sizeof judge_settings);
    memcpy(all + COUNT(own) + 2 * TEACHER_SETTINGS, judging, sizeof judging);
    return all;
}

void recipe_settings(const struct config *config, struct buffer *out)
{
    struct buffer canonical = {0};
    config_canonical(config, &canonical);
    for (struct text left = buffer_text(&canonical); left.size;) {
        size_t const end = MIN(text_find(left, TEXT("\n"), 0) + 1, left.size);
        if (!text_starts(left, TEXT("threads=")))
            buffer_add(out, text_part(left, 0, end));
        left = text_part(left, end, left.size);
    }
    buffer_free(&canonical);
}
