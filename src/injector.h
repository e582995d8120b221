/* injector: the contract of the files in injectors/. An injector proposes ONE edit that should make a right step wrong (or, as a
 * control, leave it right). It does not check itself: follow carries the consequences on, certify proves or drops it. So an
 * injector may be bold, and stays small.
 *
 * To add one: write injectors/NAME.c with static functions that ends in `const struct injector injector_NAME = {…};`, add NAME to
 * injectors/meson.build and a case file tests/cases/injectors/NAME.case. It may include any room above this header. It must not
 * keep state, read a clock, or draw chance from anywhere but tools->random.
 */
#ifndef MISSTEP_INJECTOR_H
#define MISSTEP_INJECTOR_H

#include "edit.h"
#include "quantity.h"
#include "random.h"
#include "subject.h"

enum { SITES_MAX = 128, ATTEMPTS_MAX = 40 }; /* sites of one solution; proposals per site */

enum error_class { LOCALLY_FALSE, DERAILED, STRUCTURAL, HARMLESS };

/* A place to act on. */
struct site {
    uint32_t claim;     /* in subject.claims */
    int32_t derivation; /* whose result changes, or -1 */
    uint32_t weight;    /* how likely it is tried first, 1 … 100 */
};

struct tools {
    struct random *random;
    struct arena *arena;
    unsigned attempt; /* 0 … ATTEMPTS_MAX - 1: another proposal for the same site */
    bool separated;   /* the solution writes thousands separators */
};

struct proposal {
    struct edit edit;
    struct value value; /* the new result of the site's derivation; small */
};

struct injector {
    const char *name; /* as in configs/ and in the output */
    const char *says; /* one line, for `misstep list` */
    enum error_class cls;
    const char *kind; /* of its certificates: "refuted", "unchanged" */
    size_t (*sites)(const struct subject *on, struct site *out, size_t max);
    bool (*propose)(const struct subject *on, const struct site *at, const struct tools *with, struct proposal *out);
    /* Of what has been certified: one sentence, what is wrong and what would be right. */
    struct text (*explain)(const struct subject *on, const struct site *at, const struct proposal *proposal, struct arena *arena);
};

static inline const char *error_class_name(enum error_class cls)
{
    static const char *const names[] = {"locally_false", "derailed", "structural", "harmless"};
    return names[cls];
}

#endif
