/* record: one line of a records file, as exporters and the audit read it. */
#include "audit.h"
#include "render.h"
#include "target.h"

static void export(const struct pair *pair, struct arena *arena)
{
    struct render_note note;
    struct verifiers const verifiers = target_verifiers();
    struct render how = {.step_prefix = TEXT("Step {k}: "), .separator = TEXT("\n"), .verifiers = &verifiers, .note = &note};
    struct buffer out = {0};
    for (size_t i = 0; i < roster_datasets_count; i++) {
        how.answer_style = (enum answer_style)((pair->steps_count + i) % (ANSWER_PLAIN + 1));
        how.after_error = (enum after_error)((pair->bad_count + i) % (AFTER_VERIFIED + 1));
        how.trust_gold = pair->weight % 2;
        for (int clean = 0; clean < 2 && roster_datasets[i]->write; clean++) {
            note = (struct render_note){.split = "train"};
            roster_datasets[i]->write(pair, clean, &how, arena, &out);
            promise(out.size == 0 || out.at[out.size - 1] == '\n');
        }
    }
    buffer_free(&out);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct text const line = target_copy(data, size);
    struct arena arena = {0};
    struct hash *hash = hash_new();
    struct audit_findings findings;
    struct error err;
    struct pair pair;
    if (pair_read(line, &arena, &pair, &err)) {
        promise(pair.steps_count && pair.bad_count && pair.first_error < (int64_t)pair.bad_count);
        export(&pair, &arena);
    }
    if (audit_record(line, &arena, hash, &findings, &err))
        promise(findings.count <= AUDIT_FINDINGS_MAX && (findings.count > 0 || pair_read(line, &arena, &pair, &err)));
    hash_free(hash);
    arena_free(&arena);
    free((void *)(uintptr_t)line.at);
    return 0;
}
