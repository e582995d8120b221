/* expr: what an arithmetic expression is. No numbers inside: a leaf names the token it was read from, so that one tree can be
 * evaluated with the numbers as written or with others in their place. */
#ifndef MISSTEP_EXPR_H
#define MISSTEP_EXPR_H

#include "token.h"

enum {
    EXPR_NODES_MAX = 400, /* per expression */
    EXPR_DEPTH_MAX = 40,  /* of brackets and signs */
    EXPR_COUNT_MAX = 60,  /* of what a factorial is taken, or chosen from */
};

enum node_kind {
    NODE_NUMBER,    /* leaf: token `a` is a TOKEN_NUMBER */
    NODE_WORD,      /* leaf: token `a` is a number word */
    NODE_NEGATE,    /* of a */
    NODE_ROOT,      /* the square root of a, where it is rational */
    NODE_FACTORIAL, /* of a */
    NODE_PERCENT,   /* of a: a/100, or a itself where percent points are meant */
    NODE_ADD,
    NODE_SUB,
    NODE_MUL,
    NODE_DIV,
    NODE_POW,
    NODE_CHOOSE, /* b of a */
};

struct node {
    uint8_t kind;  /* enum node_kind */
    uint32_t a, b; /* operands: nodes; of leaves: a token */
};

struct expr {
    struct node *nodes;
    uint32_t count, root;
    uint32_t first,
        last;     /* tokens [first, last) it was read from, currency signs and percent signs included, units left of `last` not */
    bool factor;  /* a percentage other than 100 % is a factor: points cannot be meant */
    bool percent; /* a % stands in it */
    bool scaled;  /* a word such as dozen or thousand stands in it */
    bool large;   /* hundred, thousand, …: never a plain unit in earnest */
    bool aside;   /* words were passed over that may count: "each", "half", "than" (READ_ASIDES) */
    bool dots;    /* an ellipsis follows one of its numbers: 16.66... */
    char currency;     /* the first byte of the first currency sign in it, or 0 */
    bool implicit;     /* a product without a sign: 6/2(1+2) */
    bool nested_slash; /* a tight a/b stands beside another /: how it groups is a matter of reading */
    bool formula;      /* read from a formula: signs and fractions belong to its numbers */
};

/* A single number (or number word) without an operator. */
static inline bool expr_is_bare(const struct expr *e)
{
    return e->count > 0 && (e->nodes[e->root].kind <= NODE_WORD || (e->nodes[e->root].kind == NODE_PERCENT && e->count == 2));
}

/* A fraction on its own, "1/4" or "two thirds": a share of something more often than an operation. */
bool expr_is_share(const struct expr *e, const struct tokens *tokens);

/* A number as written, nothing to be worked out: bare, or in a formula -5, \\frac{2}{3}, -\\frac{2}{3} in lowest terms. */
bool expr_is_written(const struct expr *e, const struct tokens *tokens);

/* The node of a fraction of two whole numbers in lowest terms, \\frac{2}{3}? */
bool expr_is_fraction(const struct expr *e, const struct tokens *tokens, uint32_t node);

/* The first number token of what is written: its digits, or the numerator. */
uint32_t expr_written_token(const struct expr *e);

/* The token of a bare expression's number. */
static inline uint32_t expr_bare_token(const struct expr *e)
{
    const struct node *root = &e->nodes[e->root];
    return root->kind == NODE_PERCENT ? e->nodes[root->a].a : root->a;
}

/* The value of the expression, its leaves taken from numbers[token.number] (words from the tokens themselves).
 * `points`: a percent sign means percentage points (20 % is 20), else a hundredth. *out need not be cleared unless STATUS_OK. */
enum status expr_eval(const struct expr *e, const struct tokens *tokens, const struct value *numbers, bool points,
                      struct value *out) MUST_USE;

/* Plain arithmetic, no units: "48/2", "(3+4)*5", "sqrt(9)", "4!", "C(5,2)", fit to be evaluated by anyone. With `points`, percent signs vanish. */
void expr_write(const struct expr *e, const struct tokens *tokens, const struct value *numbers, bool points, struct buffer *out);

#endif
