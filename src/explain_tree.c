/* How the answer is derived, as a tree. */
#include "explain.h"
#include "pen.h"

enum { DEEP = 30, INDENT = 3, VALUE_WIDTH = 14 };

struct tree {
    struct pen pen;
    const struct subject *s;
    bool *drawn; /* derivations */
};

static void draw_node(struct tree *t, int32_t derivation, unsigned depth);

static void draw_leaf(struct tree *t, const struct step *step, const struct operand *o, unsigned depth)
{
    const struct token *token = &step->tokens.items[o->token];
    bool const certain = o->result < 0 || !(o->sources & ~(unsigned)SOURCE_RESULT);
    pen_cell(&t->pen, depth * INDENT, VALUE_WIDTH, PLAIN, text_part(step->text, token->start, token->end));
    pen_put_in(&t->pen, o->sources ? DIM : YELLOW, text_of(trace_source_name(o->sources)));
    pen_line(&t->pen);
    if (o->result >= 0 && certain)
        draw_node(t, o->result, depth + 1);
}

static void draw_node(struct tree *t, int32_t derivation, unsigned depth)
{
    const struct derivation *d = &t->s->derivations[derivation];
    pen_cell(&t->pen, depth * INDENT, 0, PLAIN, TEXT(""));
    pen_put_in(&t->pen, d->known ? GREEN : d->proved ? YELLOW : RED, subject_claim_text(t->s, &t->s->claims[d->claim]));
    pen_word(&t->pen, "   ");
    pen_paint(&t->pen, DIM);
    pen_say(&t->pen, "step %ju%s%s", (uintmax_t)d->step + 1,
            d->known    ? ""
            : d->proved ? ", of numbers not all known"
                        : ", not proved",
            t->drawn[derivation] ? ", as above" : "");
    pen_paint(&t->pen, PLAIN);
    pen_line(&t->pen);
    if (t->drawn[derivation] || depth > DEEP)
        return;
    t->drawn[derivation] = true;
    for (size_t k = 0; k < d->operands; k++)
        draw_leaf(t, &t->s->steps[d->step], &t->s->operands[d->first_operand + k], depth + 1);
}

void explain_tree(const struct explain *how, struct text id, const struct subject *subject, struct arena *arena,
                  struct buffer *out)
{
    struct tree t = {.pen = {.out = out, .colour = how->colour},
                     .s = subject,
                     .drawn = ARENA_ZEROS(arena, bool, subject->derivations_count + 1)};
    pen_put_in(&t.pen, BOLD, id);
    pen_word(&t.pen, "   ");
    pen_put_in(&t.pen, DIM, text_of(how->where));
    pen_line(&t.pen);
    pen_key_text(&t.pen, "problem", subject->problem);
    pen_key_text(&t.pen, "answer", subject_answer_text(subject));
    pen_heading(&t.pen, "derivation");
    if (subject->answer_from >= 0) {
        draw_node(&t, subject->answer_from, 1);
        return;
    }
    pen_say(&t.pen, "no step derives the answer");
    pen_line(&t.pen);
}
