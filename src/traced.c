#include "traced.h"

#define OPERAND "{text:string,value:string,start:int64,end:int64,origin:string,from_step:int64}"
#define CLAIM                                                                                                                    \
    "{text:string,start:int64,end:int64,kind:string,verdict:string,proved:bool,reason:string,left:string,right:string,"          \
    "counterexample:string,known:bool,depth:int64,operands:[" OPERAND "]}"
#define STEP "{index:int64,text:string,label:string,verdict:string,states_answer:bool,counterpart:int64,claims:[" CLAIM "]}"
#define METADATA                                                                                                                 \
    "{steps:int64,steps_proved:int64,steps_refuted:int64,steps_unknown:int64,claims:int64,claims_hold:int64,"                    \
    "claims_round:int64,claims_fail:int64,claims_unknown:int64,coverage:float64,derivations:int64,derivations_known:int64,"      \
    "depth:int64,characters:int64,first_refuted:int64,answer_from:int64,author:string,milliseconds:int64}"

const char traced_type[] = "{text:string,steps:[" STEP "],answer:string,answer_is:string,metadata:" METADATA "}";

struct traced {
    struct json_writer *w;
    const struct flip_sides *sides;
    enum side side;
    const struct subject *on;
    struct arena *arena;
    size_t next;            /* derivation: they stand in the order of the claims */
    const uint32_t *points; /* of the step at hand */
};

uint32_t *traced_points(struct text text, struct arena *arena)
{
    uint32_t *points = ARENA_ARRAY(arena, uint32_t, text.size + 1), count = 0;
    for (size_t i = 0; i < text.size; i++) {
        points[i] = count;
        count += ((unsigned char)text.at[i] & 0xC0) != 0x80; /* a character counts behind its first byte */
    }
    points[text.size] = count;
    return points;
}

static void put_span(struct traced *t, struct text step, uint32_t start, uint32_t end)
{
    json_member_text(t->w, "text", text_part(step, start, end));
    json_member_int(t->w, "start", t->points[start]);
    json_member_int(t->w, "end", t->points[end]);
}

static void put_value(struct json_writer *w, const char *key, const struct value *value, bool known)
{
    struct buffer out = {0};
    if (known)
        value_write(value, &out);
    json_member_text(w, key, buffer_text(&out));
    buffer_free(&out);
}

static void put_operand(struct traced *t, const struct step *step, const struct operand *o)
{
    const struct token *token = &step->tokens.items[o->token];
    struct value const value =
        token->kind == TOKEN_WORD ? (struct value){token->word.num, token->word.den, NULL} : step->tokens.numbers[token->number];
    bool const derived = o->sources == SOURCE_RESULT && o->result >= 0;
    json_open(t->w, '{');
    json_member_text(t->w, "text", text_part(step->text, token->start, token->end));
    put_value(t->w, "value", &value, true);
    json_member_int(t->w, "start", t->points[token->start]);
    json_member_int(t->w, "end", t->points[token->end]);
    json_member_text(t->w, "origin", text_of(trace_source_name(o->sources)));
    json_member_int(t->w, "from_step", derived ? (int64_t)t->on->derivations[o->result].step : -1);
    json_close(t->w, '}');
}

static void put_derivation(struct traced *t, const struct step *step, const struct derivation *d)
{
    json_key(t->w, "known");
    json_put_bool(t->w, d && d->known);
    json_member_int(t->w, "depth", d ? (int64_t)d->depth : -1);
    json_key(t->w, "operands");
    json_open(t->w, '[');
    for (size_t k = 0; d && k < d->operands; k++)
        put_operand(t, step, &t->on->operands[d->first_operand + k]);
    json_close(t->w, ']');
}

static void put_verdict(struct json_writer *w, const char *kind, uint8_t truth, bool supports, const char *why)
{
    json_member_text(w, "kind", text_of(kind));
    json_member_text(w, "verdict", text_of(truth_name((enum truth)truth)));
    json_key(w, "proved");
    json_put_bool(w, supports);
    json_member_text(w, "reason", text_of(why ? why : ""));
}

static void put_claim(struct traced *t, const struct step *step, const struct claim *c)
{
    size_t const index = (size_t)(c - t->on->claims);
    struct value values[2];
    bool known[2];
    while (t->next < t->on->derivations_count && t->on->derivations[t->next].claim < index)
        t->next++;
    bool const derives = t->next < t->on->derivations_count && t->on->derivations[t->next].claim == index;
    claim_values(c, &step->tokens, values, known);
    put_span(t, step->text, c->start, c->end);
    put_verdict(t->w, "arithmetic", c->truth, c->supports, c->why);
    put_value(t->w, "left", &values[0], known[0]);
    put_value(t->w, "right", &values[1], known[1]);
    json_member_text(t->w, "counterexample", TEXT(""));
    put_derivation(t, step, derives ? &t->on->derivations[t->next] : NULL);
    value_clear(&values[0]);
    value_clear(&values[1]);
}

static void put_link(struct traced *t, const struct step *step, const struct link *l)
{
    put_span(t, step->text, l->start, l->end);
    put_verdict(t->w, "formula", l->truth, l->supports, l->why);
    json_member_text(t->w, "left", TEXT(""));
    json_member_text(t->w, "right", TEXT(""));
    json_member_text(t->w, "counterexample", l->witness);
    put_derivation(t, step, NULL);
}

static void put_claims(struct traced *t, const struct step *step)
{
    struct subject_walk walk = {0};
    const struct claim *claim;
    const struct link *link;
    json_key(t->w, "claims");
    json_open(t->w, '[');
    while (subject_next(t->on, step, &walk, &claim, &link)) {
        json_open(t->w, '{');
        if (claim)
            put_claim(t, step, claim);
        else
            put_link(t, step, link);
        json_close(t->w, '}');
    }
    json_close(t->w, ']');
}

static const char *label_of(const struct traced *t, size_t index)
{
    if (t->side == SIDE_FAULTY)
        return pair_label_names[t->sides->pair->labels[index]];
    return pair_label_names[t->sides->pair->first_error == FIRST_UNKNOWN ? PAIR_UNCHECKED : PAIR_OK];
}

static void put_step(struct traced *t, size_t index)
{
    const struct step *step = &t->on->steps[index];
    struct arena_mark const mark = arena_mark(t->arena);
    t->points = traced_points(step->text, t->arena);
    json_open(t->w, '{');
    json_member_int(t->w, "index", (int64_t)index);
    json_member_text(t->w, "text", step->text);
    json_member_text(t->w, "label", text_of(label_of(t, index)));
    json_member_text(t->w, "verdict", text_of(verdict_name(step->verdict)));
    json_key(t->w, "states_answer");
    json_put_bool(t->w, step->states_answer);
    json_member_int(t->w, "counterpart", t->sides->counterpart[t->side][index]);
    put_claims(t, step);
    json_close(t->w, '}');
    arena_back(t->arena, mark);
}

struct traced_figures traced_count(const struct subject *side)
{
    struct traced_figures made = {.derivations = side->derivations_count};
    struct subject_walk walk;
    const struct claim *claim;
    const struct link *link;
    for (size_t i = 0; i < side->steps_count; i++) {
        const struct step *step = &side->steps[i];
        made.steps[step->verdict]++;
        made.characters += text_code_points(step->text, step->text.size);
        for (walk = (struct subject_walk){0}; subject_next(side, step, &walk, &claim, &link); made.claims++)
            made.truths[claim ? claim->truth : link->truth]++;
    }
    for (size_t i = 0; i < side->derivations_count; i++) {
        made.known += side->derivations[i].known;
        made.depth = MAX(made.depth, (size_t)side->derivations[i].depth + 1);
    }
    return made;
}

int64_t traced_time(int64_t milliseconds)
{
    return milliseconds ? milliseconds : -1;
}

static void put_metadata(struct traced *t)
{
    static const char *const steps[] = {"steps_proved", "steps_refuted", "steps_unknown"};
    static const char *const truths[] = {"claims_hold", "claims_round", "claims_fail", "claims_unknown"};
    struct traced_figures const f = traced_count(t->on);
    size_t const decided = f.claims - f.truths[TRUTH_UNKNOWN];
    json_key(t->w, "metadata");
    json_open(t->w, '{');
    json_member_int(t->w, "steps", (int64_t)t->on->steps_count);
    for (size_t i = 0; i < COUNT(steps); i++)
        json_member_int(t->w, steps[i], (int64_t)f.steps[i]);
    json_member_int(t->w, "claims", (int64_t)f.claims);
    for (size_t i = 0; i < COUNT(truths); i++)
        json_member_int(t->w, truths[i], (int64_t)f.truths[i]);
    json_member_share(t->w, "coverage", f.claims ? (int64_t)(decided * 10000 / f.claims) : 0);
    json_member_int(t->w, "derivations", (int64_t)f.derivations);
    json_member_int(t->w, "derivations_known", (int64_t)f.known);
    json_member_int(t->w, "depth", (int64_t)f.depth);
    json_member_int(t->w, "characters", (int64_t)f.characters);
    json_member_int(t->w, "first_refuted", t->on->first_error);
    json_member_int(t->w, "answer_from", t->on->answer_from < 0 ? -1 : (int64_t)t->on->derivations[t->on->answer_from].step);
    const struct pair *pair = t->sides->pair;
    bool const faulty = t->side == SIDE_FAULTY;
    json_member_text(t->w, "author", faulty ? pair->bad_author : pair->author);
    json_member_int(t->w, "milliseconds", traced_time(faulty ? pair->bad_milliseconds : pair->milliseconds));
    json_close(t->w, '}');
}

/* A record that ends with its faulty step has no answer, whatever number comes last. */
static void put_answer(const struct traced *t)
{
    static const char *const says[] = {"right", "wrong", "unknown"};
    const struct pair *pair = t->sides->pair;
    bool const none = t->side == SIDE_FAULTY && pair->edit.size && !pair->bad_answer.size;
    bool const known = !none && t->on->reference.size;
    json_member_text(t->w, "answer", none ? TEXT("") : subject_answer_text(t->on));
    json_member_text(t->w, "answer_is", text_of(says[known ? t->on->answer_verdict : VERDICT_UNKNOWN]));
}

void traced_put(struct json_writer *w, const char *key, const struct flip_sides *sides, enum side side, struct text flat,
                struct arena *arena)
{
    struct traced t = {.w = w, .sides = sides, .side = side, .on = &sides->on[side], .arena = arena};
    json_key(w, key);
    json_open(w, '{');
    json_member_text(w, "text", flat);
    json_key(w, "steps");
    json_open(w, '[');
    for (size_t i = 0; i < t.on->steps_count; i++)
        put_step(&t, i);
    json_close(w, ']');
    put_answer(&t);
    put_metadata(&t);
    json_close(w, '}');
}
