#include "gate.h"

#include "agreement.h"

void gate_options(struct gate_typed *typed, struct option out[GATE_OPTIONS])
{
    const struct option options[GATE_OPTIONS] = {
        {"verdicts", 0, OPTION_TEXT, &typed->verdicts, "FILE",
         "what people said of some of these records (from misstep audit-import): nothing is written if they reject one, "
         "agree too little, or were asked about others",
         0, 0},
        {"min-kappa", 0, OPTION_TEXT, &typed->min_kappa, "K",
         "Cohen's kappa of these people is to be so high (default " AGREEMENT_LEAST ")", 0, 0},
    };
    memcpy(out, options, sizeof options);
}

bool gate_read(const struct gate_typed *typed, int64_t *least, struct error *err)
{
    if (typed->min_kappa && !typed->verdicts)
        return fail(err, EXIT_USAGE, "--min-kappa goes with --verdicts");
    return agreement_read("--min-kappa", text_of(typed->min_kappa ? typed->min_kappa : AGREEMENT_LEAST), least, EXIT_USAGE, err);
}

bool gate_open(struct gate *gate, const char *path, int64_t least, struct error *err)
{
    struct buffer whose = {0};
    gate->path = path;
    if (!path)
        return true;
    if (!rulings_read(&gate->rulings, path, err))
        return false;
    buffer_format(&whose, "%s: Cohen's kappa", path);
    buffer_char(&whose, '\0');
    bool const good = agreement_gate(whose.at, gate->rulings.kappa, least, err);
    buffer_free(&whose);
    return good;
}

void gate_meet(struct gate *gate, struct text id)
{
    if (gate->path)
        rulings_meet(&gate->rulings, id);
}

bool gate_close(const struct gate *gate, uint64_t met[RULINGS], struct error *err)
{
    uint64_t all[RULINGS], asked = 0;
    if (!gate->path)
        return true;
    rulings_count(&gate->rulings, all, met);
    for (size_t i = 0; i < RULINGS; i++)
        asked += met[i];
    if (!asked)
        return fail(err, EXIT_DATA, "%s: none of the records that it is about is among these; nothing was written", gate->path);
    if (met[RULING_CONFIRMED] < all[RULING_CONFIRMED])
        return fail(err, EXIT_DATA, "%s: of %ju records that people confirmed %ju are not among these; nothing was written",
                    gate->path, (uintmax_t)all[RULING_CONFIRMED], (uintmax_t)(all[RULING_CONFIRMED] - met[RULING_CONFIRMED]));
    return !met[RULING_REJECTED] ||
           fail(err, EXIT_FINDINGS,
                "%s: people rejected %ju of these records (misstep filter --verdicts leaves them out); nothing was written",
                gate->path, (uintmax_t)met[RULING_REJECTED]);
}

void gate_free(struct gate *gate)
{
    rulings_free(&gate->rulings);
}
