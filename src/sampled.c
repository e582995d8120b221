#include "sampled.h"

void sampled_write(const struct sampled *s, struct text problem, struct text answer, struct json_writer *w)
{
    json_member_text(w, "id", s->id);
    json_member_text(w, "problem", problem);
    if (answer.size)
        json_member_text(w, "answer", answer);
    json_member_text(w, "solution", s->solution);
    if (s->thought.size)
        json_member_text(w, "thought", s->thought);
}

static size_t count_of(struct text text, struct text part)
{
    size_t count = 0;
    for (size_t at = text_find(text, part, 0); at < text.size; at = text_find(text, part, at + part.size))
        count++;
    return count;
}

static size_t own_steps(const struct solution *solution)
{
    size_t count = 0;
    for (size_t i = 0; i < solution->count; i++)
        count += !(solution->notes && solution->notes[i].thought);
    return count;
}

/* What its form lacks; NULL: nothing. */
static const char *malformed(const struct sampled *s)
{
    size_t const boxes = count_of(s->solution, TEXT("\\boxed")) + count_of(s->solution, TEXT("\\fbox"));
    if (s->input.row.skip)
        return row_skip_name(s->input.row.skip);
    if (own_steps(&s->input.solution) < SAMPLED_STEPS_LEAST)
        return "one step only";
    if (boxes > 1)
        return "several boxes";
    return s->subject.given.found && s->subject.given.anchored ? NULL : "no answer announced";
}

/* What keeps it from being chosen; NULL: nothing. */
static const char *unproved(const struct sampled *s, struct text answer, enum source_proof least)
{
    if (s->subject.first_error >= 0)
        return "a step is refuted";
    if (answer.size && s->subject.answer_verdict != VERDICT_PROVED)
        return s->subject.answer_verdict == VERDICT_REFUTED ? "another answer" : "not known to be the answer";
    return s->subject.source_proof < least ? "proved too little" : NULL;
}

static bool read_one(const struct sampled_rules *rules, struct text problem, struct text answer, struct sampled *s,
                     struct hash *hash, struct arena *arena, struct error *err)
{
    struct buffer line = {0};
    struct json_writer w = {.out = &line};
    struct input *inputs;
    struct error reason;
    size_t count;
    s->camp = -1;
    if (s->why)
        return true;
    json_open(&w, '{');
    sampled_write(s, problem, answer, &w);
    json_close(&w, '}');
    if (!input_read(rules->settings, rules->dataset, buffer_keep(&line, arena), hash, arena, &inputs, &count, &reason)) {
        s->why = "not readable";
        return true;
    }
    s->input = *inputs;
    if (!verify_solution(&rules->verifiers, problem, s->input.solution.steps, s->input.solution.count, s->input.row.answer, arena,
                         &s->subject, err))
        return false;
    s->read = s->input.solution.count > 0;
    s->why = malformed(s);
    s->formed = !s->why;
    s->answer = s->formed ? subject_answer_text(&s->subject) : TEXT("");
    s->why = s->why ? s->why : unproved(s, answer, rules->least);
    return true;
}

struct camps {
    struct text answers[SAMPLED_CAMPS_MAX];
    int64_t votes[SAMPLED_CAMPS_MAX];
    int64_t count;
};

/* The camp of an answer, a new one if need be; -1 where there are too many. */
static int64_t camp_of(struct camps *camps, struct text answer, struct arena *arena)
{
    for (int64_t i = 0; i < camps->count; i++)
        if (text_equal(camps->answers[i], answer) || answer_same(camps->answers[i], answer, arena) == VERDICT_PROVED)
            return i;
    if (camps->count == SAMPLED_CAMPS_MAX)
        return -1;
    camps->answers[camps->count] = answer;
    return camps->count++;
}

static void count_votes(struct sampled *samples, size_t count, struct arena *arena, struct vote *vote)
{
    struct camps camps = {0};
    *vote = (struct vote){.camp = -1};
    for (size_t i = 0; i < count; i++) {
        if (!samples[i].formed)
            continue;
        vote->voters++;
        samples[i].camp = camp_of(&camps, samples[i].answer, arena);
        if (samples[i].camp >= 0)
            camps.votes[samples[i].camp]++;
    }
    for (int64_t i = 0; i < camps.count; i++) {
        if (camps.votes[i] > vote->votes) {
            vote->second = vote->votes;
            vote->votes = camps.votes[i];
            vote->camp = i;
            vote->answer = camps.answers[i];
        } else if (camps.votes[i] > vote->second) {
            vote->second = camps.votes[i];
        }
    }
}

static void find_repeated(struct sampled *samples, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        for (size_t k = 0; k < i && !samples[i].repeated; k++)
            samples[i].repeated = samples[i].solution.size && text_equal(samples[i].solution, samples[k].solution);
        if (samples[i].repeated && !samples[i].why)
            samples[i].why = "the same text again";
    }
}

bool sampled_judge(const struct sampled_rules *rules, struct text problem, struct text answer, struct sampled *samples,
                   size_t count, struct hash *hash, struct arena *arena, struct vote *vote, struct error *err)
{
    for (size_t i = 0; i < count; i++)
        if (!read_one(rules, problem, answer, &samples[i], hash, arena, err))
            return false;
    count_votes(samples, count, arena, vote);
    for (size_t i = 0; i < count; i++)
        if (!samples[i].why && !answer.size && samples[i].camp != vote->camp)
            samples[i].why = "outvoted";
    find_repeated(samples, count);
    return true;
}

static void count_reason(const char *why, struct arena *keep, struct sampled_sums *sums)
{
    size_t i = 0;
    while (i < sums->reasons_count && strcmp(sums->reasons[i].why, why) != 0)
        i++;
    if (i == SAMPLED_REASONS_MAX)
        i = 0;
    else if (i == sums->reasons_count)
        sums->reasons[sums->reasons_count++].why = text_copy(keep, text_of(why)).at;
    sums->reasons[i].count++;
}

void sampled_count(const struct sampled *s, struct arena *keep, struct sampled_sums *sums)
{
    if (!sums->reasons_count)
        sums->reasons[sums->reasons_count++].why = "other";
    if (s->why)
        count_reason(s->why, keep, sums);
    sums->samples++;
    sums->chosen += !s->why;
    sums->repeated += s->repeated;
    sums->agreed += s->read && s->subject.reference.size && s->subject.answer_verdict == VERDICT_PROVED;
}

void sampled_json(const struct sampled_sums *sums, struct buffer *out)
{
    struct json_writer w = {.out = out};
    json_open(&w, '{');
    json_member_int(&w, "problems", sums->problems);
    json_member_int(&w, "skipped", sums->skipped);
    json_member_int(&w, "samples", sums->samples);
    json_member_int(&w, "chosen", sums->chosen);
    json_member_int(&w, "with_reference_answer", sums->agreed);
    json_member_int(&w, "natural", sums->natural);
    json_member_int(&w, "same_text", sums->repeated);
    json_member_int(&w, "prompt_tokens", sums->prompt_tokens);
    json_member_int(&w, "completion_tokens", sums->completion_tokens);
    json_key(&w, "not_chosen");
    json_open(&w, '{');
    for (size_t i = 0; i < sums->reasons_count; i++) {
        if (!sums->reasons[i].count)
            continue;
        json_key_text(&w, text_of(sums->reasons[i].why));
        json_put_int(&w, sums->reasons[i].count);
    }
    json_close(&w, '}');
    json_close(&w, '}');
    buffer_char(out, '\n');
}
