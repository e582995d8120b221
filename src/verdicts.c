#include "verdicts.h"

/* The value of one side as exact text, nothing where it has none. Digits, signs and points need no escapes. */
static void add_value(struct buffer *out, const struct step *step, const struct expr *e, bool points)
{
    struct value v;
    if (expr_eval(e, &step->tokens, step->tokens.numbers, points, &v) != STATUS_OK)
        return;
    value_write(&v, out);
    value_clear(&v);
}

static void add_static(struct buffer *out, const char *ascii)
{
    buffer_add(out, text_of(ascii));
}

/* Written in pieces, not member by member: most of what verifying writes is this. */
static void put_claim(struct buffer *out, const struct step *step, const struct claim *c, bool ascii)
{
    struct text const text = text_part(step->text, c->start, c->end);
    size_t const start = ascii ? c->start : text_code_points(step->text, c->start);
    buffer_add(out, TEXT("{\"text\":"));
    json_write_string(out, text);
    buffer_add(out, TEXT(",\"start\":"));
    buffer_int(out, (int64_t)start);
    buffer_add(out, TEXT(",\"end\":"));
    buffer_int(out, (int64_t)(start + (ascii ? text.size : text_code_points(text, text.size))));
    buffer_add(out, TEXT(",\"truth\":\""));
    add_static(out, truth_name((enum truth)c->truth));
    buffer_add(out, TEXT("\",\"left\":\""));
    size_t const from = out->size;
    add_value(out, step, &c->left, c->points_left);
    size_t const size = out->size - from;
    buffer_add(out, TEXT("\",\"right\":\""));
    if (c->equal) {
        buffer_reserve(out, size);
        buffer_add(out, text_part(buffer_text(out), from, from + size));
    } else {
        add_value(out, step, &c->right, c->points_right);
    }
    buffer_add(out, TEXT("\",\"why\":\""));
    add_static(out, c->why);
    buffer_add(out, TEXT("\"}"));
}

static void add_side(struct buffer *out, const struct formula *f)
{
    struct buffer side = {0};
    formula_write(f, &side);
    json_write_string(out, buffer_text(&side));
    buffer_free(&side);
}

static void put_link(struct buffer *out, const struct step *step, const struct link *l)
{
    struct text const text = text_part(step->text, l->start, l->end);
    size_t const start = text_code_points(step->text, l->start);
    buffer_add(out, TEXT("{\"text\":"));
    json_write_string(out, text);
    buffer_add(out, TEXT(",\"start\":"));
    buffer_int(out, (int64_t)start);
    buffer_add(out, TEXT(",\"end\":"));
    buffer_int(out, (int64_t)(start + text_code_points(text, text.size)));
    buffer_add(out, TEXT(",\"truth\":\""));
    add_static(out, truth_name((enum truth)l->truth));
    buffer_add(out, TEXT("\",\"left\":"));
    add_side(out, l->formula->args[0]);
    buffer_add(out, TEXT(",\"right\":"));
    add_side(out, l->formula->args[1]);
    buffer_add(out, TEXT(",\"why\":\""));
    add_static(out, l->why);
    buffer_add(out, TEXT("\",\"rule\":\""));
    add_static(out, l->rule ? l->rule : "");
    if (l->witness.size) {
        buffer_add(out, TEXT("\",\"witness\":"));
        json_write_string(out, l->witness);
        buffer_char(out, '}');
    } else {
        buffer_add(out, TEXT("\"}"));
    }
}

static bool is_ascii(struct text text)
{
    unsigned char all = 0;
    for (size_t i = 0; i < text.size; i++)
        all |= (unsigned char)text.at[i];
    return all < 0x80;
}

/* Claims and links */
static void put_said(struct buffer *out, const struct subject *s, const struct step *step)
{
    bool const ascii = step->claims && is_ascii(step->text);
    struct subject_walk walk = {0};
    const struct claim *claim;
    const struct link *link;
    for (size_t i = 0; subject_next(s, step, &walk, &claim, &link); i++) {
        if (i)
            buffer_char(out, ',');
        if (claim)
            put_claim(out, step, claim, ascii);
        else
            put_link(out, step, link);
    }
}

static void put_steps(struct buffer *out, const struct subject *s, const struct solution *solution)
{
    for (size_t k = 0; k < s->steps_count; k++) {
        const struct step *step = &s->steps[k];
        buffer_add(out, k ? TEXT(",{\"verdict\":\"") : TEXT("{\"verdict\":\""));
        add_static(out, verdict_name(step->verdict));
        buffer_add(out, TEXT("\",\"claims\":["));
        put_said(out, s, step);
        buffer_char(out, ']');
        if (solution->thoughts)
            add_static(out, solution->notes[k].thought ? ",\"thought\":true" : ",\"thought\":false");
        buffer_char(out, '}');
    }
}

static size_t decided(const struct subject *s)
{
    size_t count = 0;
    for (size_t k = 0; k < s->steps_count; k++)
        count += s->steps[k].verdict != VERDICT_UNKNOWN;
    return count;
}

/* a/b with four decimals, without floating point */
static void add_share(struct buffer *out, size_t a, size_t b)
{
    size_t const parts = b ? (a * 20000 / b + 1) / 2 : 0;
    buffer_int(out, (int64_t)(parts / 10000));
    buffer_char(out, '.');
    for (size_t unit = 1000; unit; unit /= 10)
        buffer_char(out, (char)('0' + parts / unit % 10));
}

void verdicts_write(struct text id, const struct subject *s, const struct solution *solution, struct buffer *out)
{
    buffer_add(out, TEXT("{\"id\":"));
    json_write_string(out, id);
    buffer_add(out, TEXT(",\"first_error\":"));
    buffer_int(out, s->first_error);
    buffer_add(out, TEXT(",\"source_proof\":\""));
    add_static(out, verify_proof_name(s->source_proof));
    buffer_add(out, TEXT("\",\"steps\":["));
    put_steps(out, s, solution);
    buffer_add(out, TEXT("],\"answer\":{\"given\":"));
    json_write_string(out, subject_answer_text(s));
    buffer_add(out, TEXT(",\"reference\":"));
    json_write_string(out, s->reference);
    buffer_add(out, TEXT(",\"verdict\":\""));
    add_static(out, verdict_name(s->answer_verdict));
    buffer_add(out, TEXT("\"},\"coverage\":"));
    add_share(out, decided(s), s->steps_count);
    buffer_add(out, TEXT("}\n"));
}

void verdicts_count(const struct subject *s, const struct marks *marks, int64_t *counters)
{
    for (size_t k = 0; k < s->steps_count; k++)
        counters[VERDICT_STEPS_PROVED + (int)s->steps[k].verdict]++;
    for (size_t i = 0; i < s->claims_count; i++)
        counters[VERDICT_CLAIMS_HOLD + s->claims[i].truth]++;
    counters[VERDICT_SOLUTIONS_REFUTED] += s->first_error >= 0;
    counters[VERDICT_ANSWERS_PROVED + (int)s->answer_verdict]++;
    counters[VERDICT_PROOF_NONE + (int)s->source_proof]++;
    counters[VERDICT_MARKS_SEEN] += marks->seen;
    counters[VERDICT_MARKS_AGREE] += marks->agree;
}

static const struct {
    const char *group, *name;
    int counter;
} rows[] = {
    {"lines", "read", COUNTER_LINES},
    {"lines", "rejected", COUNTER_REJECTED},
    {"solutions", "read", COUNTER_SOLUTIONS},
    {"solutions", "refuted", VERDICT_SOLUTIONS_REFUTED},
    {"steps", "proved", VERDICT_STEPS_PROVED},
    {"steps", "refuted", VERDICT_STEPS_REFUTED},
    {"steps", "unknown", VERDICT_STEPS_UNKNOWN},
    {"claims", "holds", VERDICT_CLAIMS_HOLD + TRUTH_HOLDS},
    {"claims", "rounds", VERDICT_CLAIMS_HOLD + TRUTH_ROUNDS},
    {"claims", "fails", VERDICT_CLAIMS_HOLD + TRUTH_FAILS},
    {"claims", "unknown", VERDICT_CLAIMS_HOLD + TRUTH_UNKNOWN},
    {"answers", "proved", VERDICT_ANSWERS_PROVED + VERDICT_PROVED},
    {"answers", "refuted", VERDICT_ANSWERS_PROVED + VERDICT_REFUTED},
    {"answers", "unknown", VERDICT_ANSWERS_PROVED + VERDICT_UNKNOWN},
    {"source_proof", "all_steps", VERDICT_PROOF_NONE + PROOF_ALL_STEPS},
    {"source_proof", "derived_answer", VERDICT_PROOF_NONE + PROOF_DERIVED_ANSWER},
    {"source_proof", "no_refutation", VERDICT_PROOF_NONE + PROOF_NO_REFUTATION},
    {"source_proof", "none", VERDICT_PROOF_NONE + PROOF_NONE},
    {"calculator_marks", "seen", VERDICT_MARKS_SEEN},
    {"calculator_marks", "agree_with_text", VERDICT_MARKS_AGREE},
};

static int64_t group_total(const int64_t *counters, const char *group)
{
    int64_t total = 0;
    for (size_t i = 0; i < COUNT(rows); i++)
        if (strcmp(rows[i].group, group) == 0)
            total += counters[rows[i].counter];
    return total;
}

void verdicts_table(const int64_t *counters, struct buffer *out)
{
    for (size_t i = 0; i < COUNT(rows); i++) {
        bool const first = i == 0 || strcmp(rows[i].group, rows[i - 1].group) != 0;
        bool const shares =
            strcmp(rows[i].group, "lines") && strcmp(rows[i].group, "solutions") && strcmp(rows[i].group, "calculator_marks");
        int64_t const count = counters[rows[i].counter], total = group_total(counters, rows[i].group);
        if (strcmp(rows[i].group, "calculator_marks") == 0 && !counters[VERDICT_MARKS_SEEN])
            continue;
        buffer_format(out, "  %-18s%-16s%10lld", first ? rows[i].group : "", rows[i].name, (long long)count);
        if (shares && total) {
            buffer_string(out, "  ");
            buffer_percent(out, count, total);
        }
        buffer_char(out, '\n');
    }
    pipeline_skipped_table(counters, out);
}

void verdicts_json(const int64_t *counters, struct buffer *out)
{
    struct json_writer w = {.out = out};
    json_open(&w, '{');
    for (size_t i = 0; i < COUNT(rows); i++) {
        if (i == 0 || strcmp(rows[i].group, rows[i - 1].group) != 0) {
            if (i)
                json_close(&w, '}');
            json_key(&w, rows[i].group);
            json_open(&w, '{');
        }
        json_member_int(&w, rows[i].name, counters[rows[i].counter]);
    }
    json_close(&w, '}');
    pipeline_skipped_json(counters, &w);
    json_close(&w, '}');
    buffer_char(out, '\n');
}
