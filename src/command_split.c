#include "corpus.h"
#include "progress.h"
#include "spread.h"

#include <stdio.h>

enum {
    SPLIT_STEPS = COUNTER_OWN,
    SPLIT_THOUGHTS, /* steps of thoughts */
    SPLIT_PARTED,   /* + enum parting */
    SPLIT_STEPS_SPREAD = SPLIT_PARTED + PARTINGS,
    SPLIT_SIZE_SPREAD = SPLIT_STEPS_SPREAD + SPREAD_COUNTERS,
    SPLIT_COUNTERS_END = SPLIT_SIZE_SPREAD + SPREAD_COUNTERS,
};
_Static_assert((int)SPLIT_COUNTERS_END <= (int)COUNTERS_MAX, "COUNTERS_MAX");

static void count_steps(const struct solution *s, int64_t *counters)
{
    spread_add(counters + SPLIT_STEPS_SPREAD, s->count);
    counters[SPLIT_STEPS] += (int64_t)s->count;
    for (size_t i = 0; i < s->count; i++) {
        counters[SPLIT_PARTED + s->notes[i].parted]++;
        counters[SPLIT_THOUGHTS] += s->notes[i].thought;
        spread_add(counters + SPLIT_SIZE_SPREAD, text_code_points(s->steps[i], s->steps[i].size));
    }
}

/* Where each step starts (or ends) in the text that gaps and steps make up, in code points. */
static void put_offsets(struct json_writer *w, const struct solution *s, const char *key, bool ends)
{
    size_t at = 0;
    json_key(w, key);
    json_open(w, '[');
    for (size_t i = 0; i < s->count; i++) {
        at += text_code_points(s->gaps[i], s->gaps[i].size);
        size_t const end = at + text_code_points(s->steps[i], s->steps[i].size);
        json_put_int(w, (int64_t)(ends ? end : at));
        at = end;
    }
    json_close(w, ']');
}

static void put_row(const struct input *input, struct buffer *out)
{
    const struct solution *s = &input->solution;
    struct json_writer w = {.out = out};
    json_open(&w, '{');
    json_member_text(&w, "id", input->source_id);
    json_member_text(&w, "problem", input->row.problem);
    json_member_text(&w, "answer", input->row.answer);
    json_key(&w, "steps");
    json_put_texts(&w, s->steps, s->count);
    json_key(&w, "gaps");
    json_put_texts(&w, s->gaps, s->count + 1);
    put_offsets(&w, s, "starts", false);
    put_offsets(&w, s, "ends", true);
    json_key(&w, "by");
    json_open(&w, '[');
    for (size_t i = 0; i < s->count; i++)
        json_put_text(&w, text_of(parting_name((enum parting)s->notes[i].parted)));
    json_close(&w, ']');
    json_key(&w, "thought");
    json_open(&w, '[');
    for (size_t i = 0; i < s->count; i++)
        json_put_bool(&w, s->notes[i].thought);
    json_close(&w, ']');
    json_close(&w, '}');
    buffer_char(out, '\n');
}

static bool work(struct worker *w, const struct input *input, struct text line, struct error *err)
{
    (void)line;
    (void)err;
    count_steps(&input->solution, w->counters);
    put_row(input, &w->sinks[0]);
    return true;
}

static bool one_text(const struct pipeline *p, const char *path, struct arena *arena, struct buffer *out, int64_t *counters,
                     struct error *err)
{
    struct buffer bytes = {0};
    struct input input;
    bool const good = stream_read_all(path, LINE_MAX_BYTES, &bytes, err) &&
                      (input_text(p->input, input_name(path), buffer_text(&bytes), arena, &input, err) || fail_at(err, path, 0));
    if (good) {
        counters[COUNTER_LINES]++;
        counters[COUNTER_SOLUTIONS]++;
        count_steps(&input.solution, counters);
        put_row(&input, out);
    }
    buffer_free(&bytes);
    return good;
}

/* Each file is one solution: plain text, no JSON. */
static bool split_texts(struct pipeline *p, struct error *err)
{
    struct arena arena = {0};
    struct buffer rows = {0};
    const char *path = p->sinks[0].path;
    bool good = true;
    for (size_t i = 0; good && i < p->paths_count; i++) {
        arena_reset(&arena);
        good = one_text(p, p->paths[i], &arena, &rows, p->counters, err);
    }
    struct output *out = good && path ? output_open(path, p->force, err) : NULL;
    good = good && (!path || out);
    if (out && !(good = output_write(out, buffer_text(&rows), err)))
        output_discard(out);
    good = good && (!out || output_commit(out, err));
    buffer_free(&rows);
    arena_free(&arena);
    return good;
}

static const struct {
    const char *name;
    int at;
} spreads[] = {{"steps_per_solution", SPLIT_STEPS_SPREAD}, {"characters_per_step", SPLIT_SIZE_SPREAD}};

static void add_table(const int64_t *counters, struct buffer *out)
{
    int64_t const steps = counters[SPLIT_STEPS];
    buffer_format(out, "  %-22s%10lld\n  %-22s%10lld\n  %-22s%10lld\n  %-22s%10lld\n", "lines rejected",
                  (long long)counters[COUNTER_REJECTED], "solutions", (long long)counters[COUNTER_SOLUTIONS], "steps",
                  (long long)steps, "steps of thoughts", (long long)counters[SPLIT_THOUGHTS]);
    for (size_t i = 0; i < COUNT(spreads); i++) {
        struct spread const s = spread_of(counters + spreads[i].at);
        buffer_format(out, "  %-22s%10zu least  %zu median  %zu most\n", i ? "characters per step" : "steps per solution",
                      s.least, s.median, s.most);
    }
    for (int i = 0; i < PARTINGS; i++) {
        int64_t const count = counters[SPLIT_PARTED + i];
        if (!count)
            continue;
        buffer_format(out, "  parted by %-12s%10lld  ", parting_name((enum parting)i), (long long)count);
        buffer_percent(out, count, steps);
        buffer_char(out, '\n');
    }
    pipeline_skipped_table(counters, out);
}

static bool write_stats(const char *path, const int64_t *counters, struct error *err)
{
    struct buffer json = {0};
    struct json_writer w = {.out = &json};
    json_open(&w, '{');
    json_member_int(&w, "lines", counters[COUNTER_LINES]);
    json_member_int(&w, "rejected", counters[COUNTER_REJECTED]);
    json_member_int(&w, "solutions", counters[COUNTER_SOLUTIONS]);
    json_member_int(&w, "steps", counters[SPLIT_STEPS]);
    json_member_int(&w, "steps_of_thoughts", counters[SPLIT_THOUGHTS]);
    for (size_t i = 0; i < COUNT(spreads); i++) {
        struct spread const s = spread_of(counters + spreads[i].at);
        json_key(&w, spreads[i].name);
        json_open(&w, '{');
        json_member_int(&w, "least", (int64_t)s.least);
        json_member_int(&w, "median", (int64_t)s.median);
        json_member_int(&w, "most", (int64_t)s.most);
        json_close(&w, '}');
    }
    json_key(&w, "parted_by");
    json_open(&w, '{');
    for (int i = 0; i < PARTINGS; i++)
        json_member_int(&w, parting_name((enum parting)i), counters[SPLIT_PARTED + i]);
    json_close(&w, '}');
    pipeline_skipped_json(counters, &w);
    json_close(&w, '}');
    buffer_char(&json, '\n');
    return corpus_write_stats(path, &json, err);
}

static int run(const struct command *self, int argc, char **argv)
{
    struct corpus_options options = {0};
    const char *stats = NULL;
    bool text = false;
    struct option const own[] = {
        {"text", 't', OPTION_FLAG, &text, NULL, "each input is the plain text of one solution, no JSON", 0, 0},
        {"stats", 0, OPTION_OUTPUT, &stats, "FILE", "write the sums as JSON", 0, 0},
    };
    struct pipeline p = {.work = work, .sinks_count = 1};
    struct input_settings settings;
    struct error err;
    int code;
    if (!corpus_start(self, &options, own, COUNT(own), argc, argv, &code))
        return code;
    p.sinks[0].path = corpus_rows_path(&options);
    if (!corpus_prepare(self, &options, "split", &settings, &p, &err) || !(text ? split_texts : pipeline_run)(&p, &err) ||
        !write_stats(stats, p.counters, &err))
        return command_failed(self, &err);
    struct buffer table = {0};
    add_table(p.counters, &table);
    if (!options.quiet)
        fwrite(table.at, 1, table.size, p.sinks[0].path ? stderr : stdout);
    buffer_free(&table);
    return p.counters[COUNTER_REJECTED] ? EXIT_FINDINGS : EXIT_OK;
}

const struct command command_split = {
    .name = "split",
    .says = "Cuts solutions into steps, just as all verbs do, and says how.",
    .examples = "  misstep split rollouts.jsonl                      how many steps, how long, cut by what\n"
                "  misstep split rollouts.jsonl -o steps.jsonl       one row per solution; verify reads it as it is\n"
                "  misstep split rollouts.jsonl -o - --think split   says which steps are thoughts\n"
                "  generate | misstep split --text - -o -            one text, as it comes from a model\n",
    .usage =
        "misstep split INPUT… [-o STEPS.jsonl] [options]\n\n"
        "  A row is {\"id\",\"problem\",\"answer\",\"steps\",\"gaps\",\"starts\",\"ends\",\"by\",\"thought\"}. gaps[0] steps[0] "
        "gaps[1] … is the\n"
        "  text again, byte for byte (without calculator marks, unless --keep-marks); starts and ends count code points of it.\n"
        "  `by` says what parts a step from the one before: start, listed, step, paragraph, line, display, sentence, answer, "
        "thought.\n\n"
        "  --by auto takes the first rule that fits: two \"Step k\" markers at line starts: steps; mathematics: sentences; line\n"
        "  breaks: lines; else sentences. Sentences end at line breaks too; a display ends the sentence that introduces it. "
        "Nothing\n"
        "  is cut inside mathematics, [asy] drawings or ``` code; a drawing belongs to the step before it; \"#### 72\" is a\n"
        "  step; a list of steps is taken as it is.\n\n"
        "  --think keep (the default) leaves <think>…</think> and the like in the text: nothing disappears unasked. drop leaves\n"
        "  thoughts in the gaps; split cuts thought and answer apart and says which steps are thought.\n\n"
        "  Without -o the rows go to standard output, unless that is a terminal. Exit codes: 0 done, 1 lines were rejected.",
    .run = run,
};
