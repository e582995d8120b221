/* audit: is a record what it says it is? Everything is checked again from its line alone, with a reader of numbers and of plain
 * arithmetic of its own; with `inject` it shares the ground and exact arithmetic, nothing else.
 *
 * The tamper law: whichever single field of a record is changed, something is found. Most changes are found by what the fields
 * say of each other (tests/tamper.py lists the few that only the seal can tell). What is too large to be read in full
 * (audit_parts.h, audit_number.h) is either a finding or left to the seal.
 */
#ifndef MISSTEP_AUDIT_H
#define MISSTEP_AUDIT_H

#include "hash.h"

enum {
    AUDIT_FINDINGS_MAX = 24, /* kept per record; further ones are counted */
    AUDIT_DETAIL_SIZE = 200, /* bytes of a detail, with its NUL */
};

struct audit_finding {
    const char *says;               /* what fails: one phrase, static, so that findings can be counted by it */
    char detail[AUDIT_DETAIL_SIZE]; /* where and what; one line of UTF-8 without control characters, may be empty */
};

struct audit_findings {
    struct audit_finding items[AUDIT_FINDINGS_MAX];
    size_t count; /* items */
    size_t more;  /* found beyond AUDIT_FINDINGS_MAX */
    struct text
        id; /* the record's id, shortened where it is absurdly long; borrowed from the line or in the arena; may be empty */
};

/* Checks one line of a file of records. *out is begun anew; no findings mean that the record stands. Memory is the arena's.
 * False (EXIT_DATA) if the line holds no JSON object; then *out is empty. */
bool audit_record(struct text line, struct arena *arena, struct hash *hash, struct audit_findings *out, struct error *err);

#endif
