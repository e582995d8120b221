#include "verdicts.h"

#include <stdio.h>

/* The value of one side as exact text, "" where it has none. Digits, signs and points need no escapes. */
static void put_value(struct json_writer *w, const char *key, const struct step *step, const struct expr *e, bool points)
{
    struct value v;
    json_key(w, key);
    json_put_raw(w, TEXT("\""));
    if (expr_eval(e, &step->tokens, step->tokens.numbers, points, &v) == STATUS_OK) {
        value_write(&v, w->out);
        value_clear(&v);
    }
    buffer_char(w->out, '"');
}

static void put_claim(struct json_writer *w, const struct step *step, const struct claim *c)
{
    struct text const text = text_part(step->text, c->start, c->end);
    size_t const start = text_code_points(step->text, c->start);
    json_open(w, '{');
    json_member_text(w, "text", text);
    json_member_int(w, "start", (int64_t)start);
    json_member_int(w, "end", (int64_t)(start + text_code_points(text, text.size)));
    json_member_text(w, "truth", text_of(truth_name((enum truth)c->truth)));
    put_value(w, "left", step, &c->left, c->points_left);
    put_value(w, "right", step, &c->right, c->points_right);
    json_member_text(w, "why", text_of(c->why));
    json_close(w, '}');
}

static void put_steps(struct json_writer *w, const struct subject *s)
{
    json_key(w, "steps");
    json_open(w, '[');
    for (size_t k = 0; k < s->steps_count; k++) {
        const struct step *step = &s->steps[k];
        json_open(w, '{');
        json_member_text(w, "verdict", text_of(verdict_name(step->verdict)));
        json_key(w, "claims");
        json_open(w, '[');
        for (size_t i = 0; i < step->claims; i++)
            put_claim(w, step, &s->claims[step->first_claim + i]);
        json_close(w, ']');
        json_close(w, '}');
    }
    json_close(w, ']');
}

static size_t decided(const struct subject *s)
{
    size_t count = 0;
    for (size_t k = 0; k < s->steps_count; k++)
        count += s->steps[k].verdict != VERDICT_UNKNOWN;
    return count;
}

/* a/b with four decimals, without floating point */
static struct text share(size_t a, size_t b, char out[48])
{
    size_t const parts = b ? (a * 20000 / b + 1) / 2 : 0;
    snprintf(out, 48, "%zu.%04zu", parts / 10000, parts % 10000);
    return text_of(out);
}

void verdicts_write(struct text id, const struct subject *s, struct buffer *out)
{
    char digits[48];
    struct json_writer w = {.out = out};
    json_open(&w, '{');
    json_member_text(&w, "id", id);
    json_member_int(&w, "first_error", s->first_error);
    json_member_text(&w, "source_proof", text_of(verify_proof_name(s->source_proof)));
    put_steps(&w, s);
    json_key(&w, "answer");
    json_open(&w, '{');
    json_member_text(&w, "given", subject_answer_text(s));
    json_member_text(&w, "reference", s->reference);
    json_member_text(&w, "verdict", text_of(verdict_name(s->answer_verdict)));
    json_close(&w, '}');
    json_key(&w, "coverage");
    json_put_raw(&w, share(decided(s), s->steps_count, digits));
    json_close(&w, '}');
    buffer_char(out, '\n');
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
        if (shares && total)
            buffer_format(out, "  %3lld.%lld %%", (long long)(count * 1000 / total / 10), (long long)(count * 1000 / total % 10));
        buffer_char(out, '\n');
    }
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
    json_close(&w, '}');
    buffer_char(out, '\n');
}
