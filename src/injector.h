/* injector: the contract of the files in injectors/. An injector proposes ONE edit that should make a right step wrong (or, as a
 * control, leave it right). It does not check itself: follow carries the consequences on, certify proves or drops it. So an
 * injector may be bold, and stays small.
 *
 * Where the edit changes what is computed (an operand, an operator), the injector writes the new left side alone: the edited claim
 * is read again from its bytes, its result follows from them, and all later ones from that. Only where the claim is to become
 * false does the injector say the new result itself.
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

enum { INJECTORS_MAX = 64 };                               /* that there may be */
enum { SITES_MAX = 128, ATTEMPTS_MAX = 40, ALSO_MAX = 3 }; /* sites of one solution; proposals per site; words of one */

enum error_class { LOCALLY_FALSE, DERAILED, STRUCTURAL, HARMLESS };

/* What a certificate proves (design, section 7). */
enum certificate {
    CERTIFICATE_REFUTED,   /* the printed claim is false */
    CERTIFICATE_DERAILED,  /* it is true, but about the wrong quantity, operator or relation */
    CERTIFICATE_IGNORED,   /* a number that the source uses is used nowhere any more */
    CERTIFICATE_UNDERIVED, /* a value is asserted that nothing before it yields */
    CERTIFICATE_UNCHANGED, /* a control: no truth changes */
};

/* A place to act on. */
struct site {
    uint32_t claim;     /* in subject.claims */
    int32_t derivation; /* whose result changes, or -1 */
    uint32_t operand;   /* in subject.operands, where the injector acts on one */
    uint32_t variant;   /* which of the injector's ways, where it has several */
    uint32_t weight;    /* how likely it is tried first, 1 … 100 */
    bool formula;       /* the place is subject.steps[step].links[link]; claim and operand mean nothing; derivation: its result */
    bool spare;         /* only tried where all others are refused */
    uint32_t step, link; /* step: also that behind which a sentence is added */
};

struct tools {
    struct random *random;
    struct picks *picks;
    struct arena *arena;
    unsigned attempt; /* 0 … ATTEMPTS_MAX - 1: another proposal for the same site */
    bool separated;   /* the solution writes thousands separators */
};

/* Candidates of a site that were drawn before: what proposed nothing, or was refused, would do so, or be so, again. */
enum { PICKS_MAX = 64 };
struct picks {
    uint64_t spent;
    size_t of;                      /* so many, all as likely; 0: none of such was drawn yet */
    size_t last;                    /* PICKS_MAX: none */
    const char *reasons[PICKS_MAX]; /* of those spent; NULL: nothing was proposed */
};

/* This candidate, of which alone depends what is proposed, has been drawn; false if it came to nothing before. */
static inline bool tools_note(const struct tools *with, size_t pick)
{
    with->picks->last = MIN(pick, (size_t)PICKS_MAX);
    return pick >= PICKS_MAX || !(with->picks->spent >> pick & 1);
}

/* Draws one of `count` candidates, 0 < count, all as likely; else the same. */
static inline bool tools_pick(const struct tools *with, size_t count, size_t *pick)
{
    *pick = random_below(with->random, count);
    with->picks->of = count;
    return tools_note(with, *pick);
}

/* What need not stay whole: then "$15" may become "$7.50", and "15 miles" "7.5 miles". */
enum parts { PARTS_NONE, PARTS_MONEY, PARTS_MEASURES };

struct proposal {
    struct edit edit;           /* the root edit */
    struct edit also[ALSO_MAX]; /* words of the same step that change with it ("more" -> "fewer") */
    uint32_t also_count;
    bool computed;      /* the edit changes what the site's claim computes: certify fills in the value */
    enum parts parts;   /* of what whole amounts may come to have decimals */
    bool rounds;        /* the new result is the right one, rounded: it holds to the places it shows */
    struct value value; /* the new result of the site's derivation; small */
    bool leaves_out;    /* a step is left out; the edit stands in a later one */
    uint32_t left_out;  /* which */
};

struct injector {
    const char *name; /* as in configs/ and in the output */
    const char *says; /* one line, for `misstep list` */
    enum error_class cls;
    enum certificate kind; /* of its certificates */
    size_t (*sites)(const struct subject *on, struct site *out, size_t max);
    bool (*propose)(const struct subject *on, const struct site *at, const struct tools *with, struct proposal *out);
    /* The proposal that makes the step of a site read as somebody else wrote it; false where that is no error of this injector there.
     * NULL: what propose() draws is all there is. */
    bool (*adopt)(const struct subject *on, const struct site *at, struct text wanted, const struct tools *with,
                  struct proposal *out);
    /* Which step of the faulty solution a site makes the first wrong one; NULL: that of its claim. */
    uint32_t (*place)(const struct subject *on, const struct site *at);
    /* Of what has been certified: one sentence, what is wrong and what would be right. */
    struct text (*explain)(const struct subject *on, const struct site *at, const struct proposal *proposal, struct arena *arena);
};

/* The one of this name among so many (INJECTORS_MAX at most); NULL (EXIT_USAGE) with the nearest name if there is none. */
const struct injector *injector_find(struct text name, const struct injector *const *roster, size_t count, struct error *err);

static inline const char *certificate_name(enum certificate kind)
{
    static const char *const names[] = {"refuted", "derailed", "ignored", "underived", "unchanged"};
    return names[kind];
}

static inline const char *error_class_name(enum error_class cls)
{
    static const char *const names[] = {"locally_false", "derailed", "structural", "harmless"};
    return names[cls];
}

#endif
