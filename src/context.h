/* context: what a solution has said so far that a step may rest on: values of symbols, definitions of functions, equations.
 *
 * Scope: a statement counts from where it stands to the end of the solution; what is only supposed counts to the end of its
 * step, as a line also in the steps that go on with it (scope.h). A symbol that gets a second, different value (cases, several roots) has none any more.
 */
#ifndef MISSTEP_CONTEXT_H
#define MISSTEP_CONTEXT_H

#include "magnitude.h"
#include "maths.h"
#include "outcomes.h"

enum {
    CONTEXT_BINDINGS_MAX = 48,
    CONTEXT_LINES_MAX = 24,  /* the latest ones are kept */
    CONTEXT_RESULTS_MAX = 2, /* likewise */
    CONTEXT_WRITTEN_MAX = 6, /* likewise */
    CONTEXT_FORMS_MAX = 2,
    CONTEXT_HEARD_MAX = 4000, /* bytes of a step that is kept for its words */
    CONTEXT_ROOTED_MAX = 3,   /* likewise */
    CONTEXT_ENTRIES_MAX = 9,  /* of a tuple or matrix that becomes lines */
    CONTEXT_NAMES_MAX = 128,  /* with more, no name is new */
    CONTEXT_FUNCTIONS_MAX = 16,
    CONTEXT_PARAMETERS_MAX = FORMULA_PUT_MAX, /* of a function that is put in */
    CONTEXT_NODES_MAX = 300,                  /* of a formula with everything put in */
    CONTEXT_NESTED_MAX = 3,                   /* bindings within bindings */
    CONTEXT_EXPANSIONS_MAX = 200              /* names put in, per formula */
};

struct context_binding {
    struct text name;
    const struct formula *call; /* of a function: f(x, y), its arguments different symbols; else NULL */
    const struct formula *is;   /* NULL: several values, so none */
    bool supposed;              /* forgotten at the end of the step */
    bool firm;                  /* worked out: see context_confirm() */
};

struct context_line {
    const struct formula *formula;
    uint8_t scope;       /* enum context_scope */
    bool carried;        /* supposed by a step before, which this one goes on with */
    bool past;           /* a value of a symbol that got another one since: of another case */
    bool given;          /* by the problem */
    struct text general; /* "for all $x$": the words that say for what it holds; empty if none do */
};

/* An equality that was proved. */
struct context_result {
    const struct formula *from, *value;
};

/* Systems of coordinates; polar ones with a height are cylindrical. */
enum context_coordinates { COORDINATES_NONE, COORDINATES_RECTANGULAR, COORDINATES_POLAR, COORDINATES_SPHERICAL };

struct context {
    struct context_binding bindings[CONTEXT_BINDINGS_MAX];
    size_t bindings_count;
    struct context_line lines[CONTEXT_LINES_MAX];
    size_t lines_count;
    struct context_result results[CONTEXT_RESULTS_MAX]; /* in order */
    size_t results_count;
    const struct formula *forms[CONTEXT_FORMS_MAX]; /* that the problem gives to results: form.h */
    size_t forms_count;
    const struct formula *written[CONTEXT_WRITTEN_MAX]; /* that may be in one of them, in order */
    size_t written_count;
    const struct formula *point; /* numbers that the problem gives in `coordinates` (coordinates.h); or NULL */
    enum context_coordinates coordinates;
    bool turns;                             /* 0 ≤ θ < 2π is asked for */
    struct magnitudes magnitudes;           /* names of lengths and areas */
    bool reached;                           /* the sides of the inequality said last were said to be equal somewhere */
    struct text rooted[CONTEXT_ROOTED_MAX]; /* steps that speak of roots, in order */
    size_t rooted_count;
    struct outcomes outcomes;             /* values of symbols, of all cases */
    struct text names[CONTEXT_NAMES_MAX]; /* symbols that occurred so far */
    size_t names_count;
    struct text functions[CONTEXT_FUNCTIONS_MAX]; /* names that were called: P of P(x) */
    size_t functions_count;
    struct arena *arena;
};

/* Copies what is in use; what is said to one of them later does not reach the other. */
void context_copy(struct context *to, const struct context *from);

/* How far a statement reaches. */
enum context_scope {
    CONTEXT_LASTS,    /* to the end of the solution */
    CONTEXT_SUPPOSED, /* supposed: to the end of the supposition */
    CONTEXT_PASSING,  /* to the end of its step */
};

/* "Let $u = x + 1$" gives u another meaning than steps before said that u is. */
void context_rename(struct context *context, const struct formula *f);

/* Takes in a statement; `general`: the words that say that it holds for all (remark_general()), or empty. */
void context_take(struct context *context, const struct statement *statement, enum context_scope scope, struct text general);

/* Keeps what was proved: `link` is an equation of two members. */
void context_keep_result(struct context *context, const struct formula *link);

/* A chain "A = (2 + 3)·4 = 5·4 = 20" was proved: if its symbol stands for just that, its value is firm. */
void context_confirm(struct context *context, const struct formula *chain);

/* Are the values of all symbols firm, so that whatever contradicts them is a slip? */
bool context_is_firm(const struct context *context, const struct formula *formula);

/* What the words of a step say by themselves: it is kept if it speaks of roots, and so are names of lengths. */
void context_hear(struct context *context, struct text step);

/* The symbols of the formula are no new names from here on. */
void context_note_names(struct context *context, const struct formula *formula);

/* Did the symbol or function not occur in what was noted? */
bool context_is_new(const struct context *context, struct text name);

/* The formula with names that were called before, or are in it, called everywhere: P(x) = P(0) + x may be read as P(x) = P·0 + x. So are
 * the lines said before, once a name is called that is new. */
const struct formula *context_calls(struct context *context, const struct formula *formula);

/* The step ends: what was said in passing is forgotten, and values that were only supposed. */
void context_end_step(struct context *context);

/* Is there a line that was only supposed? */
bool context_supposes(const struct context *context);

/* Such lines are forgotten. */
void context_end_supposition(struct context *context);

/* The formula with values and definitions put in for symbols and calls; the formula itself if there is nothing to put in; NULL if
 * that grows too large. */
const struct formula *context_expand(const struct context *context, const struct formula *formula);

/* Does a symbol or unknown function of the formula occur in anything that was said before? */
bool context_knows(const struct context *context, const struct formula *formula);

/* The lines that share symbols with the formula, the latest first, at most `max`; with `past` those of another case, too. */
size_t context_lines_about(const struct context *context, const struct formula *formula, bool past, const struct formula **lines,
                           size_t max);

/* The lines that are about the formula, or about what such lines are about, the latest first, at most `max`; none that are past. */
size_t context_lines_around(const struct context *context, const struct formula *formula, const struct formula **lines,
                            size_t max);

#endif
