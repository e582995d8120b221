/* lint: a file of any bytes under the rules of the format that its first byte chooses: what is counted is what was reported. */
#include "lint.h"
#include "target.h"

static void found(void *with, const struct lint_finding *finding)
{
    size_t const rule = (size_t)(finding->rule - lint_rules);
    promise(rule < lint_rules_count && finding->reason.size < LINT_SAYS_MAX);
    ++((uint64_t *)with)[rule];
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (!size)
        return 0;
    const char *path = target_file(data + 1, size - 1);
    uint64_t reported[LINT_RULES_MAX] = {0};
    struct lint_counts counts = {0};
    struct error err;
    struct lint_job const job = {
        .inputs = &path,
        .inputs_count = 1,
        .format = roster_datasets[data[0] % roster_datasets_count],
        .separator = TEXT(""),
        .max_tokens = 20,
        .ratio = 3200,
        .found = found,
        .with = reported,
    };
    promise(lint_run(&job, &counts, &err) && counts.files == 1);
    promise(memcmp(reported, counts.found, sizeof reported) == 0);
    return 0;
}
