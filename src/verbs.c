#include "verbs.h"

#include "algebra.h"
#include "config.h"
#include "hash.h"
#include "http.h"
#include "json_tree.h"
#include "ledger.h"
#include "pattern.h"
#include "record.h"
#include "unpack.h"
#include "value.h"

extern const struct command command_split, command_verify, command_filter, command_weigh, command_inject, command_audit,
    command_export, command_convert, command_run, command_list, command_explain, command_compare, command_shortcuts,
    command_sample, command_score, command_lint, command_review, command_report, command_ask, command_teach, command_audit_export,
    command_audit_import, command_doctor, command_batch;

/* As --help lists them: judge, make, check, write, try, measure; people; a teacher. */
const struct command *const verbs[] = {
    &command_run,          &command_verify,    &command_explain, &command_filter, &command_compare, &command_split,
    &command_inject,       &command_weigh,     &command_audit,   &command_sample, &command_export,  &command_convert,
    &command_lint,         &command_shortcuts, &command_review,  &command_score,  &command_report,  &command_audit_export,
    &command_audit_import, &command_ask,       &command_batch,   &command_doctor, &command_teach,   &command_list};
const size_t verbs_count = sizeof verbs / sizeof *verbs;

void verbs_brief(FILE *to)
{
    fputs("misstep: data for mathematical reasoning, where every label is proved\n\n"
          "  misstep verify train.jsonl                         judge every step\n"
          "  misstep inject train.jsonl -o records.jsonl        make one step wrong, with proof\n\n"
          "try: misstep --help\n",
          to);
}

int verbs_help(void)
{
    puts("misstep: data for mathematical reasoning, where every label is proved\n\nexamples\n"
         "  misstep run configs/demo.yaml                      everything, from one file\n"
         "  misstep verify train.jsonl                         judge every step\n"
         "  misstep inject train.jsonl -o records.jsonl        make one step wrong, with proof\n"
         "  misstep export records.jsonl --format trl-dpo -o out\n\nverbs");
    for (size_t i = 0; i < verbs_count; i++)
        printf("  %-12s %s\n", verbs[i]->name, verbs[i]->says);
    puts("\n  misstep help VERB, misstep VERB --help, misstep --version\n\nexit codes\n"
         "  0 ok   1 findings (verify, audit, review, shortcuts, lint, doctor) or rejected lines   2 usage   65 data   66 no "
         "input\n"
         "  70 a bug of misstep   73 cannot create   74 input/output   75 a server, for now   78 config   130 interrupted");
    return EXIT_OK;
}

int verbs_version(void)
{
    printf(
        "misstep %s\nGMP %s\nFLINT %s\ncJSON %s\nlibyaml %s\nzlib %s\nzstd %s\nlibcrypto %s\nPCRE2 %s\nlibcurl %s\nSQLite %s\n",
        MISSTEP_VERSION, value_version(), algebra_version(), json_tree_version(), config_version(), unpack_zlib_version(),
        unpack_zstd_version(), hash_version(), pattern_version(), http_curl_version(), ledger_sqlite_version());
    return EXIT_OK;
}
