/* inject: any problem and solution (parted by a line "%%"): what is injected passes the audit, and can be exported. */
#include "inject.h"
#include "audit.h"
#include "pair.h"
#include "record.h"
#include "target.h"

struct session {
    struct arena arena;
    struct hash *hash;
    struct verifiers verifiers;
    struct solution solution;
    struct subject subject;
};

static void check_audit(struct session *s, struct text row)
{
    struct audit_findings findings;
    struct error err;
    promise(audit_record(row, &s->arena, s->hash, &findings, &err));
    for (size_t i = 0; i < findings.count; i++)
        fprintf(stderr, "%s: %s\n", findings.items[i].says, findings.items[i].detail);
    if (findings.count)
        fprintf(stderr, "%.*s\n", (int)row.size, row.at);
    promise(findings.count == 0);
}

static void inject(struct session *s, const struct injector *injector, int64_t seed)
{
    char problem_id[ID_DIGITS + 1];
    struct origin origin = {.source = TEXT("fuzz"), .source_id = TEXT("1"), .solution = &s->solution, .seed = seed};
    struct certified c;
    struct pair pair;
    struct buffer line = {0};
    struct error err;
    bool sane;
    struct inject_settings const settings = {.seed = seed, .truncate = seed % 2};
    struct certifier with = inject_certifier(&s->verifiers, &s->subject, &s->arena);
    struct offer const offer = inject_offer(&with, injector);
    const char *reason = inject_either(&with, &settings, &offer, INJECT_ANYWHERE, true, TEXT("1"), &c, &sane, &err);
    promise(sane);
    if (reason)
        return;
    record_hash(s->hash, &s->subject.problem, 1, problem_id);
    origin.problem_id = origin.config = text_of(problem_id);
    record_write(&origin, &s->subject, &c, s->hash, &s->arena, &line);
    struct text const row = text_part(buffer_text(&line), 0, line.size - 1);
    promise(pair_read(row, &s->arena, &pair, &err) && pair.first_error == c.first_error);
    check_audit(s, row);
    buffer_free(&line);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct text const text = target_copy(data, size);
    struct session s = {.verifiers = target_verifiers()};
    struct text problem, rest;
    struct error err;
    size_t bad;
    target_split(text, &problem, &rest);
    if (text_is_utf8(text, &bad) && !memchr(text.at, '\0', size)) {
        s.hash = hash_new();
        s.solution = solution_split(rest, (struct splitting){0}, &s.arena);
        promise(verify_solution(&s.verifiers, problem, s.solution.steps, s.solution.count, TEXT(""), &s.arena, &s.subject, &err));
        for (size_t i = 0; i < roster_injectors_count && !certify_usable(&s.subject); i++)
            inject(&s, roster_injectors[i], (int64_t)size);
    }
    hash_free(s.hash);
    arena_free(&s.arena);
    free((void *)(uintptr_t)text.at);
    return 0;
}
