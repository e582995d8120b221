#include "explain.h"

#include "pen.h"

#include <stdio.h>

enum { STEP_AT = 6, VERDICT_WIDTH = 9, LABEL_WIDTH = 13, TRUTH_WIDTH = 9 };

static enum ink verdict_ink(enum verdict verdict)
{
    return verdict == VERDICT_PROVED ? GREEN : verdict == VERDICT_REFUTED ? RED : YELLOW;
}

static void put_sides(struct pen *pen, const struct step *step, const struct claim *c)
{
    struct value values[2];
    bool known[2];
    claim_values(c, &step->tokens, values, known);
    if (known[0] && known[1]) {
        bool const same = value_equal(&values[0], &values[1]);
        pen_word(pen, same ? ": " : ": left ");
        pen_value(pen, &values[0]);
        pen_word(pen, same ? "" : ", right ");
        if (!same)
            pen_value(pen, &values[1]);
    }
    value_clear(&values[0]);
    value_clear(&values[1]);
}

/* How the claim was read, where that is not what stands there. */
static void put_reading(struct pen *pen, const struct step *step, const struct claim *c, struct text as_written)
{
    struct buffer reading = {0}, bare = {0};
    for (size_t i = 0; i < as_written.size; i++)
        if (!is_space(as_written.at[i]) && as_written.at[i] != '$')
            buffer_char(&bare, as_written.at[i]);
    expr_write(&c->left, &step->tokens, step->tokens.numbers, c->points_left, &reading);
    buffer_char(&reading, '=');
    expr_write(&c->right, &step->tokens, step->tokens.numbers, c->points_right, &reading);
    if (!text_equal(buffer_text(&reading), buffer_text(&bare))) {
        pen_word(pen, "; read as ");
        pen_put(pen, buffer_text(&reading));
    }
    buffer_free(&reading);
    buffer_free(&bare);
}

static void put_result(struct pen *pen, const struct subject *s, int32_t derivation)
{
    const struct derivation *d = &s->derivations[derivation];
    pen_say(pen, "step %ju, ", (uintmax_t)d->step + 1);
    pen_put(pen, subject_claim_text(s, &s->claims[d->claim]));
}

static void draw_operand(struct pen *pen, const struct subject *s, const struct step *step, const struct operand *o, size_t at)
{
    const struct token *t = &step->tokens.items[o->token];
    pen_cell(pen, at, TRUTH_WIDTH, PLAIN, text_part(step->text, t->start, t->end));
    pen_put_in(pen, o->sources ? PLAIN : YELLOW, text_of(trace_source_name(o->sources)));
    if (o->result >= 0) {
        pen_word(pen, o->sources & SOURCE_SEVERAL ? ", such as " : ": ");
        put_result(pen, s, o->result);
    }
    pen_line(pen);
}

static void draw_trace(struct pen *pen, const struct subject *s, const struct derivation *d, size_t at)
{
    for (size_t k = 0; k < d->operands; k++)
        draw_operand(pen, s, &s->steps[d->step], &s->operands[d->first_operand + k], at);
    pen->indent = at;
    pen_value(pen, &d->value);
    pen_word(pen, " ");
    pen->indent = at + TRUTH_WIDTH;
    pen_say(pen, "%s; depth %ju",
            d->known    ? "the result, known all the way up"
            : d->proved ? "the result, of numbers not all known"
                        : "the result, not proved",
            (uintmax_t)d->depth);
    pen_line(pen);
}

static void draw_claim(struct pen *pen, const struct subject *s, const struct claim *c, size_t at)
{
    static const enum ink inks[] = {GREEN, YELLOW, RED, DIM};
    const struct step *step = &s->steps[c->step];
    pen_cell(pen, at, TRUTH_WIDTH, inks[c->truth], text_of(truth_name((enum truth)c->truth)));
    pen_put_in(pen, c->truth == TRUTH_FAILS ? RED : PLAIN, subject_claim_text(s, c));
    pen_word(pen, "   ");
    pen_paint(pen, DIM);
    pen_word(pen, c->why);
    put_sides(pen, step, c);
    put_reading(pen, step, c, subject_claim_text(s, c));
    pen_paint(pen, PLAIN);
    pen_line(pen);
}

static void draw_link(struct pen *pen, const struct step *step, const struct link *l, size_t at)
{
    static const enum ink inks[] = {GREEN, YELLOW, RED, DIM};
    struct buffer reading = {0};
    formula_write(l->formula, &reading);
    pen_cell(pen, at, TRUTH_WIDTH, inks[l->truth], text_of(truth_name((enum truth)l->truth)));
    pen_put_in(pen, l->truth == TRUTH_FAILS ? RED : PLAIN, text_part(step->text, l->start, l->end));
    pen_word(pen, "   ");
    pen_paint(pen, DIM);
    pen_say(pen, "%s%s%s", l->why, l->rule ? ", by " : "", l->rule ? l->rule : "");
    pen_word(pen, "; read as ");
    pen_put(pen, buffer_text(&reading));
    if (l->witness.size) {
        pen_word(pen, "; counterexample: ");
        pen_put(pen, l->witness);
    }
    pen_paint(pen, PLAIN);
    pen_line(pen);
    buffer_free(&reading);
}

static void draw_claims(struct pen *pen, const struct subject *s, const struct step *step, size_t at, bool trace)
{
    struct subject_walk walk = {0};
    const struct claim *claim;
    const struct link *link;
    size_t d = 0; /* derivations stand in the order of their claims */
    while (subject_next(s, step, &walk, &claim, &link)) {
        if (link) {
            draw_link(pen, step, link, at);
            continue;
        }
        size_t const i = (size_t)(claim - s->claims);
        draw_claim(pen, s, claim, at);
        while (d < s->derivations_count && s->derivations[d].claim < i)
            d++;
        if (trace && d < s->derivations_count && s->derivations[d].claim == i)
            draw_trace(pen, s, &s->derivations[d], at + TRUTH_WIDTH);
    }
}

static void start_step(struct pen *pen, size_t number, enum ink ink, const char *label, size_t width)
{
    pen->indent = 0;
    pen_say(pen, "%4zu ", number + 1);
    pen_cell(pen, STEP_AT, width, ink, text_of(label));
}

static void draw_problem(struct pen *pen, struct text problem)
{
    pen_heading(pen, "problem");
    pen_put(pen, problem.size ? text_trim(problem) : TEXT("(not given)"));
    pen_line(pen);
}

static void draw_steps(struct pen *pen, const struct subject *s, bool claims, bool trace)
{
    for (size_t k = 0; k < s->steps_count; k++) {
        const struct step *step = &s->steps[k];
        start_step(pen, k, verdict_ink(step->verdict), verdict_name(step->verdict), VERDICT_WIDTH);
        pen_put(pen, text_trim(step->text));
        pen_line(pen);
        if (claims)
            draw_claims(pen, s, step, STEP_AT + VERDICT_WIDTH, trace);
    }
}

static const char *proof_reason(const struct subject *s)
{
    static const char *const reasons[] = {
        [PROOF_ALL_STEPS] = "every step is proved, every number has a known origin",
        [PROOF_DERIVED_ANSWER] = "the answer is derived by proved claims, all the way from the problem",
        [PROOF_NO_REFUTATION] = "nothing is refuted, and the answer is the reference",
    };
    if (s->source_proof != PROOF_NONE)
        return reasons[s->source_proof];
    return s->first_error >= 0                    ? "a step is refuted"
           : s->answer_verdict == VERDICT_REFUTED ? "the answer is not the reference"
                                                  : "nothing refuted, but neither is the answer derived nor confirmed";
}

static void draw_end(struct pen *pen, const struct subject *s)
{
    pen_heading(pen, "result");
    pen_key(pen, "answer");
    pen_put(pen, s->given.found ? subject_answer_text(s) : TEXT("none found"));
    pen_word(pen, s->reference.size ? "; the reference is " : "; no reference is given");
    pen_put(pen, s->reference);
    if (s->reference.size) {
        pen_word(pen, ": ");
        pen_put_in(pen, verdict_ink(s->answer_verdict), text_of(verdict_name(s->answer_verdict)));
    }
    pen_line(pen);
    if (s->answer_from >= 0) {
        pen_key(pen, "derived in");
        put_result(pen, s, s->answer_from);
        pen_line(pen);
    }
    pen_key(pen, "source_proof");
    pen_say(pen, "%s: %s", verify_proof_name(s->source_proof), proof_reason(s));
    pen_line(pen);
}

static void draw_title(struct pen *pen, struct text id, const char *where)
{
    pen_put_in(pen, BOLD, id);
    pen_word(pen, "   ");
    pen_put_in(pen, DIM, text_of(where));
    pen_line(pen);
}

void explain_solution(const struct explain *how, struct text id, const struct subject *subject, struct buffer *out)
{
    struct pen pen = {.out = out, .colour = how->colour};
    draw_title(&pen, id, how->where);
    draw_problem(&pen, subject->problem);
    pen_heading(&pen, "solution");
    draw_steps(&pen, subject, true, how->trace);
    draw_end(&pen, subject);
}

static void draw_part(struct pen *pen, const char *open, enum ink ink, struct text part, const char *close)
{
    if (!part.size)
        return;
    pen_word(pen, pen->colour ? "" : open);
    pen_put_in(pen, ink, part);
    pen_word(pen, pen->colour ? "" : close);
}

static void draw_edit(struct pen *pen, const struct explained *r, const struct edit *edit)
{
    bool const root = edit->step == r->root_step && edit->start == r->root_start, control = r->pair.first_error < 0;
    struct text const was = text_part(r->pair.steps[edit->step], edit->start, edit->end);
    enum ink const now = control ? root ? YELLOW_BLOCK : YELLOW : root ? RED_BLOCK : RED;
    draw_part(pen, "[-", root ? GREEN_BLOCK : GREEN, was, "-]");
    pen_word(pen, pen->colour && was.size && edit->becomes.size ? "→" : "");
    draw_part(pen, "{+", now, edit->becomes, "+}");
}

static void draw_bad_text(struct pen *pen, const struct explained *r, size_t k)
{
    size_t const from = r->origin[k];
    if (from == r->pair.steps_count) {
        pen_put(pen, r->pair.bad_steps[k]);
        return;
    }
    struct text const step = r->pair.steps[from];
    size_t at = 0;
    for (size_t i = 0; i < r->edits_count; i++) {
        const struct edit *edit = &r->edits[i];
        if (edit->step != from)
            continue;
        pen_put(pen, text_part(step, at, edit->start));
        draw_edit(pen, r, edit);
        at = edit->end;
    }
    pen_put(pen, text_part(step, at, step.size));
}

/* Returns how many steps the record judges otherwise. */
static size_t draw_bad_steps(struct pen *pen, const struct explained *r, const struct explain *how)
{
    static const enum ink inks[] = {GREEN, RED, YELLOW, PLAIN, DIM};
    size_t otherwise = 0;
    pen_heading(pen, r->pair.first_error < 0 ? "control: changed, but not faulty" : "faulty solution");
    for (size_t k = 0; k < r->pair.bad_count; k++) {
        const struct step *step = &r->bad.steps[k];
        enum verdict const recorded = r->pair.local[k];
        start_step(pen, k, inks[r->pair.labels[k]], pair_label_names[r->pair.labels[k]], LABEL_WIDTH);
        pen_cell(pen, STEP_AT + LABEL_WIDTH, VERDICT_WIDTH, verdict_ink(step->verdict), text_of(verdict_name(step->verdict)));
        draw_bad_text(pen, r, k);
        pen_line(pen);
        if (how->claims)
            draw_claims(pen, &r->bad, step, STEP_AT + LABEL_WIDTH + VERDICT_WIDTH, how->trace);
        if (step->verdict == recorded)
            continue;
        otherwise++;
        pen->indent = STEP_AT + LABEL_WIDTH;
        pen_paint(pen, RED);
        pen_say(pen, "the record says %s", verdict_name(recorded));
        pen_paint(pen, PLAIN);
        pen_line(pen);
    }
    return otherwise;
}

static struct text tree_text(const struct json_tree *tree, const char *name)
{
    struct text text = TEXT("");
    json_tree_string(json_tree_get(tree, name), &text);
    return text;
}

static bool arithmetic(struct text text, struct arena *arena, struct value *out)
{
    struct tokens const tokens = tokens_read(text, arena);
    struct expr e;
    uint32_t const end = (uint32_t)tokens.count;
    return end && parse_expr(text, &tokens, 0, end, 0, arena, &e) == end &&
           expr_eval(&e, &tokens, tokens.numbers, false, out) == STATUS_OK;
}

static void draw_values(struct pen *pen, const struct json_tree *certificate, struct arena *arena)
{
    struct value left, right;
    if (!arithmetic(tree_text(certificate, "left"), arena, &left))
        return;
    if (arithmetic(tree_text(certificate, "right"), arena, &right)) {
        pen_key(pen, "values");
        pen_value(pen, &left);
        pen_word(pen, " and ");
        pen_value(pen, &right);
        pen_word(pen, value_equal(&left, &right) ? ": the same" : ": not the same");
        pen_line(pen);
        value_clear(&right);
    }
    value_clear(&left);
}

static void draw_counts(struct pen *pen, const struct json_tree *certificate, const char *which)
{
    static const char *const names[] = {"proved", "rounded", "unknown"};
    const struct json_tree *counts = json_tree_get(certificate, which);
    pen_key(pen, which);
    for (size_t i = 0; i < COUNT(names); i++) {
        int64_t number = 0;
        json_tree_int(json_tree_get(counts, names[i]), &number);
        pen_say(pen, "%s%jd %s", i ? ", " : "claims: ", (intmax_t)number, names[i]);
    }
    pen_line(pen);
}

static void draw_certificate(struct pen *pen, const struct json_tree *certificate, struct arena *arena)
{
    static const char *const names[] = {"kind", "claim", "says", "left", "right"};
    const struct json_tree *rests_on = json_tree_get(certificate, "rests_on");
    pen_heading(pen, "certificate");
    for (size_t i = 0; i < COUNT(names); i++)
        if (tree_text(certificate, names[i]).size)
            pen_key_text(pen, names[i], tree_text(certificate, names[i]));
    draw_values(pen, certificate, arena);
    pen_key(pen, "rests on");
    pen_word(pen, json_tree_size(rests_on) ? "" : "no earlier step");
    for (size_t i = 0; i < json_tree_size(rests_on); i++) {
        int64_t step = 0;
        json_tree_int(json_tree_at(rests_on, i), &step);
        pen_say(pen, "%sstep %jd", i ? ", " : "", (intmax_t)step + 1);
    }
    pen_line(pen);
    draw_counts(pen, certificate, "before");
    draw_counts(pen, certificate, "after");
}

static void put_all(struct pen *pen, const char *name, const struct text *parts, size_t parts_count)
{
    pen_key(pen, name);
    for (size_t i = 0; i < parts_count; i++)
        pen_put(pen, parts[i]);
    pen_line(pen);
}

static void draw_facts(struct pen *pen, const struct explained *r)
{
    const struct pair *p = &r->pair;
    struct text const source[] = {p->source, TEXT(", "), p->source_id};
    struct text const kind[] = {p->injector, TEXT(": "), p->class, TEXT(", "), p->mode};
    struct text const answers[] = {p->answer, TEXT(" becomes "), p->bad_answer};
    pen->indent = 2;
    put_all(pen, "source", source, COUNT(source));
    put_all(pen, "error", kind, COUNT(kind));
    pen_key_text(pen, "explanation", tree_text(r->tree, "explanation"));
    if (text_equal(p->answer, p->bad_answer))
        pen_key_text(pen, "answer", p->answer);
    else
        put_all(pen, "answer", answers, COUNT(answers));
    pen_key_text(pen, "source_proof", text_of(verify_proof_name(p->source_proof)));
}

void explain_record(const struct explain *how, const struct explained *record, struct arena *arena, struct buffer *out)
{
    struct pen pen = {.out = out, .colour = how->colour};
    draw_title(&pen, record->pair.id, how->where);
    draw_facts(&pen, record);
    draw_problem(&pen, record->pair.problem);
    pen_heading(&pen, "right solution");
    draw_steps(&pen, &record->right, how->trace, how->trace);
    size_t const otherwise = draw_bad_steps(&pen, record, how);
    draw_certificate(&pen, json_tree_get(record->tree, "certificate"), arena);
    pen_heading(&pen, "judged anew");
    pen_say(&pen, "%zu of %zu steps as the record says", record->pair.bad_count - otherwise, record->pair.bad_count);
    pen_line(&pen);
    if (!record->fits) {
        pen_put_in(&pen, RED, TEXT("the edits do not lead from one solution to the other: see misstep audit"));
        pen_line(&pen);
    }
}
