#include "record.h"

#include <stdio.h>

void record_hash(struct hash *hash, const struct text *texts, size_t count, char out[ID_DIGITS + 1])
{
    char hex[65];
    hash_begin(hash);
    for (size_t i = 0; i < count; i++) {
        if (i)
            hash_add(hash, (struct text){"", 1});
        hash_add(hash, texts[i]);
    }
    hash_end(hash, hex);
    memcpy(out, hex, ID_DIGITS);
    out[ID_DIGITS] = '\0';
}

void record_group(struct hash *hash, struct text problem, struct text twin, char out[ID_DIGITS + 1])
{
    bool const first = text_order(problem, twin) < 0;
    struct text const both[] = {first ? problem : twin, first ? twin : problem};
    record_hash(hash, twin.size ? both : &problem, twin.size ? 2 : 1, out);
}

struct text record_teacher(struct text solution, struct text error, struct arena *arena)
{
    struct buffer out = {0};
    struct json_writer w = {.out = &out};
    if (!solution.size && !error.size)
        return TEXT("");
    json_open(&w, '{');
    if (solution.size) {
        json_key(&w, "solution");
        json_put_raw(&w, solution);
    }
    if (error.size) {
        json_key(&w, "error");
        json_put_raw(&w, error);
    }
    json_close(&w, '}');
    return buffer_keep(&out, arena);
}

/* Problem, NUL, each step and NUL, NUL, each bad step and NUL. */
static void pair_hash(struct hash *hash, const struct subject *on, const struct certified *c, char out[ID_DIGITS + 1])
{
    struct text const nul = {"", 1};
    char hex[65];
    hash_begin(hash);
    hash_add(hash, on->problem);
    hash_add(hash, nul);
    for (size_t k = 0; k < on->steps_count; k++) {
        hash_add(hash, on->steps[k].text);
        hash_add(hash, nul);
    }
    hash_add(hash, nul);
    for (size_t k = 0; k < c->bad.steps_count; k++) {
        hash_add(hash, c->bad_steps[k]);
        hash_add(hash, nul);
    }
    hash_end(hash, hex);
    memcpy(out, hex, ID_DIGITS);
    out[ID_DIGITS] = '\0';
}

static void put_edit(struct json_writer *w, const struct subject *on, const struct edit *e)
{
    struct text const step = on->steps[e->step].text;
    size_t const start = text_code_points(step, e->start);
    json_open(w, '{');
    json_member_int(w, "step", e->step);
    json_member_int(w, "start", (int64_t)start);
    json_member_int(w, "end", (int64_t)(start + text_code_points(text_part(step, e->start, e->end), e->end - e->start)));
    json_member_text(w, "was", text_part(step, e->start, e->end));
    json_member_text(w, "becomes", e->becomes);
    json_close(w, '}');
}

static void put_tally(struct json_writer *w, const char *key, const struct tally *tally)
{
    json_key(w, key);
    json_open(w, '{');
    json_member_int(w, "proved", tally->proved);
    json_member_int(w, "rounded", tally->rounded);
    json_member_int(w, "unknown", tally->unknown);
    json_close(w, '}');
}

static void put_certificate(struct json_writer *w, const struct certified *c)
{
    json_key(w, "certificate");
    json_open(w, '{');
    json_member_text(w, "kind", text_of(certificate_name(c->injector->kind)));
    json_member_text(w, "claim", c->claim);
    json_member_text(w, "left", c->left);
    json_member_text(w, "right", c->right);
    json_member_text(w, "at", c->at);
    json_member_text(w, "says", c->says);
    json_key(w, "rests_on");
    json_open(w, '[');
    for (size_t i = 0; i < c->rests_on_count; i++)
        json_put_int(w, c->rests_on[i]);
    json_close(w, ']');
    put_tally(w, "before", &c->before);
    put_tally(w, "after", &c->after);
    json_close(w, '}');
}

/* The gaps of the solution as it is rendered: without a thought that was dropped, and the tags around one. */
static struct text *blank_gaps(const struct solution *solution, struct arena *arena)
{
    struct text *gaps = ARENA_ARRAY(arena, struct text, solution->count + 1);
    for (size_t i = 0; i <= solution->count; i++) {
        size_t const end = solution->gaps[i].size;
        size_t start = end;
        while (start && is_space(solution->gaps[i].at[start - 1]))
            start--;
        gaps[i] = text_part(solution->gaps[i], start, end);
    }
    return gaps;
}

static void put_steps(struct json_writer *w, const struct origin *origin, const struct subject *on, const struct certified *c,
                      struct arena *arena)
{
    struct text *steps = ARENA_ARRAY(arena, struct text, on->steps_count + 1);
    for (size_t k = 0; k < on->steps_count; k++)
        steps[k] = on->steps[k].text;
    json_key(w, "steps");
    json_put_texts(w, steps, on->steps_count);
    json_key(w, "gaps");
    json_put_texts(w, blank_gaps(origin->solution, arena), origin->solution->count + 1);
    json_key(w, "bad_steps");
    json_put_texts(w, c->bad_steps, c->bad.steps_count);
    json_key(w, "origin");
    json_open(w, '[');
    for (size_t k = 0; k < c->bad.steps_count; k++)
        json_put_int(w, (int64_t)c->origin[k]);
    json_close(w, ']');
}

static void put_labels(struct json_writer *w, const struct certified *c)
{
    json_key(w, "step_labels");
    json_open(w, '[');
    for (size_t k = 0; k < c->bad.steps_count; k++)
        json_put_text(w, text_of(step_label_name((enum step_label)c->labels[k])));
    json_close(w, ']');
    json_key(w, "local");
    json_open(w, '[');
    for (size_t k = 0; k < c->bad.steps_count; k++)
        json_put_text(w, text_of(verdict_name(c->bad.steps[k].verdict)));
    json_close(w, ']');
}

static void put_distance(struct json_writer *w, struct text good, struct text bad, struct arena *arena)
{
    size_t const a = text_code_points(good, good.size), b = text_code_points(bad, bad.size), longest = MAX(MAX(a, b), 1u);
    size_t const share = (text_distance(good, bad, longest, arena) * 20000 / longest + 1) / 2; /* ten-thousandths, rounded */
    json_member_share(w, "edit_distance", (int64_t)share);
}

static int64_t length_delta(const struct subject *on, const struct certified *c)
{
    int64_t delta = 0;
    for (size_t k = 0; k < on->steps_count; k++)
        delta -= (int64_t)text_code_points(on->steps[k].text, on->steps[k].text.size);
    for (size_t k = 0; k < c->bad.steps_count; k++)
        delta += (int64_t)text_code_points(c->bad_steps[k], c->bad_steps[k].size);
    return delta;
}

static void put_head(struct json_writer *w, const struct origin *origin, const struct subject *on, const struct certified *c,
                     struct hash *hash)
{
    char pair[ID_DIGITS + 1];
    pair_hash(hash, on, c, pair);
    json_member_text(w, "source", origin->source);
    json_member_text(w, "source_id", origin->source_id);
    json_member_text(w, "problem_id", origin->problem_id);
    char group[ID_DIGITS + 1];
    record_group(hash, on->problem, origin->twin, group);
    json_member_text(w, "group_id", text_of(group));
    json_member_text(w, "pair_id", text_of(pair));
    json_member_text(w, "level", origin->level);
    json_member_text(w, "problem", on->problem);
    json_member_text(w, "twin", origin->twin);
    json_member_text(w, "answer", subject_answer_text(on));
}

static void put_fault(struct json_writer *w, const struct subject *on, const struct certified *c)
{
    bool const control = c->first_error < 0;
    json_member_text(w, "bad_answer", c->bad_answer);
    json_member_int(w, "first_error", c->first_error);
    json_member_text(w, "injector", text_of(c->injector->name));
    json_member_text(w, "class", text_of(error_class_name(c->injector->cls)));
    json_member_text(w, "mode", control ? TEXT("clean") : c->truncated ? TEXT("truncated") : TEXT("carried"));
    json_member_text(w, "entity", c->entity);
    json_member_text(w, "explanation", c->explanation);
    json_key(w, "edit");
    put_edit(w, on, &c->proposal.edit);
    json_key(w, "follow_ups");
    json_open(w, '[');
    for (size_t i = 0; i < c->follow_ups_count; i++)
        put_edit(w, on, &c->follow_ups[i]);
    json_close(w, ']');
}

static void put_provenance(struct json_writer *w, const struct origin *origin, const struct subject *on,
                           const struct certified *c, struct arena *arena)
{
    uint32_t const step = c->proposal.edit.step;
    json_member_text(w, "source_proof", text_of(verify_proof_name(on->source_proof)));
    json_member_text(w, "basis", c->proved_prefix ? TEXT("proved") : TEXT("source"));
    put_distance(w, on->steps[step].text, c->bad_steps[certified_step(c, step)], arena);
    json_member_int(w, "length_delta", length_delta(on, c));
    json_member_int(w, "depth", c->depth);
    json_member_int(w, "seed", origin->seed);
    json_member_text(w, "tool", TEXT("misstep " MISSTEP_VERSION));
    json_member_text(w, "config", origin->config);
    json_member_text(w, "teacher", origin->teacher);
    json_member_int(w, "attempt", 0);
    json_member_int(w, "round", 0);
    json_member_text(w, "principle", TEXT(""));
    json_member_int(w, "weight", 1);
}

/* Puts the seal where the empty id stands: {"id":"" */
static void seal(struct buffer *out, size_t from, struct text name, struct hash *hash)
{
    size_t const place = from + strlen("{\"id\":\"");
    char hex[65];
    hash_begin(hash);
    hash_add(hash, text_part(buffer_text(out), from, out->size));
    hash_end(hash, hex);
    size_t const more = name.size + 1 + ID_DIGITS;
    buffer_reserve(out, more);
    memmove(out->at + place + more, out->at + place, out->size - place);
    memcpy(out->at + place, name.at, name.size);
    out->at[place + name.size] = '-';
    memcpy(out->at + place + name.size + 1, hex, ID_DIGITS);
    out->size += more;
}

void record_write(const struct origin *origin, const struct subject *on, const struct certified *c, struct hash *hash,
                  struct arena *arena, struct buffer *out)
{
    size_t const from = out->size;
    struct json_writer w = {.out = out};
    json_open(&w, '{');
    json_member_text(&w, "id", TEXT(""));
    put_head(&w, origin, on, c, hash);
    put_steps(&w, origin, on, c, arena);
    put_fault(&w, on, c);
    put_labels(&w, c);
    put_certificate(&w, c);
    put_provenance(&w, origin, on, c, arena);
    json_close(&w, '}');
    seal(out, from, text_of(c->injector->name), hash);
    buffer_char(out, '\n');
}

void record_write_chances(struct text line, const struct record_chances *chances, struct hash *hash, struct arena *arena,
                          struct buffer *out)
{
    struct json_object record;
    struct error err;
    struct text id = TEXT("");
    size_t const from = out->size;
    if (!json_read_object(line, arena, &record, &err) || !record.count || !json_string(record.members[0].raw, arena, &id) ||
        id.size <= ID_DIGITS)
        die("record_write_chances: no record");
    size_t last = 1;
    while (last < record.count && !text_starts(record.members[last].key, TEXT("logp_")))
        last++;
    struct text const end = record.members[last - 1].raw;
    struct json_writer w = {.out = out, .comma = true};
    buffer_string(out, "{\"id\":\"\"");
    buffer_add(out, (struct text){record.members[0].raw.at + record.members[0].raw.size,
                                  (size_t)(end.at + end.size - record.members[0].raw.at) - record.members[0].raw.size});
    json_key(&w, "logp_good");
    json_put_raw(&w, chances->good);
    json_key(&w, "logp_bad");
    json_put_raw(&w, chances->bad);
    json_key(&w, "logp_tokens");
    json_open(&w, '[');
    json_put_int(&w, chances->good_tokens);
    json_put_int(&w, chances->bad_tokens);
    json_close(&w, ']');
    json_member_text(&w, "logp_teacher", chances->who);
    json_close(&w, '}');
    seal(out, from, text_part(id, 0, id.size - ID_DIGITS - 1), hash);
    buffer_char(out, '\n');
}
