/* pair-files: a file for each pair, which says all that is known of it: both sides as text and as traces, what the problem gives and which
 * steps use it, what is wrong, what turns over from one side to the other. Both sides are judged anew, as they are shown.
 *
 * No key is ever missing, and all types are the same in each file: what is not known is "" or -1. */
#include "dataset.h"
#include "pieces.h"
#include "traced.h"
#include "trap.h"

#define USE "{side:string,step:int64,text:string,start:int64,end:int64,certain:bool}"
#define CONSTRAINT                                                                                                               \
    "{index:int64,kind:string,text:string,start:int64,end:int64,value:string,unit:string,condition:string,uses:[" USE "]}"
#define TRAP                                                                                                                     \
    "{injector:string,class:string,role:string,entity:string,attribute:string,unit:string,correct_value:string,"                 \
    "wrong_value:string,correct_result:string,wrong_result:string,correct_text:string,wrong_text:string,chosen_step:int64,"      \
    "rejected_step:int64,explanation:string}"
#define FLIP                                                                                                                     \
    "{change:string,constraint:int64,chosen_step:int64,chosen:string,chosen_is:string,rejected_step:int64,rejected:string,"      \
    "rejected_is:string}"
#define SHAPE "{shared_steps:int64,steps:int64,claims:int64,derivations:int64,depth:int64,characters:int64}"
#define ANNOTATIONS                                                                                                              \
    "{first_error:int64,flips:[" FLIP "],shape_difference:" SHAPE                                                                \
    ",principle:string,round:int64,feedback:string,revision_milliseconds:int64}"
#define PROVENANCE                                                                                                               \
    "{source:string,source_id:string,source_proof:string,certificate:string,tool:string,config:string,seed:int64,"               \
    "teacher:string}"

struct told {
    struct json_writer *w;
    const struct sides *shown;
    struct arena *arena;
    struct subject on[2];
    struct flip_sides sides;
    struct constraint *constraints;
    size_t count;
    struct constraint_use *uses[2];
    size_t uses_count[2];
    uint32_t (*places[2])[2]; /* of the uses: start and end in code points */
};

/* Uses stand in the order of the steps. */
static void find_places(struct told *t, enum side side)
{
    struct arena_mark mark = {0};
    const uint32_t *points = NULL;
    t->places[side] = arena_alloc(t->arena, (t->uses_count[side] + 1) * sizeof *t->places[side]);
    for (size_t i = 0; i < t->uses_count[side]; i++) {
        const struct constraint_use *use = &t->uses[side][i];
        if (!points || use->step != use[-1].step) {
            if (points)
                arena_back(t->arena, mark);
            mark = arena_mark(t->arena);
            points = traced_points(t->on[side].steps[use->step].text, t->arena);
        }
        t->places[side][i][0] = points[use->start];
        t->places[side][i][1] = points[use->end];
    }
    if (points)
        arena_back(t->arena, mark);
}

static void judge(struct told *t, struct pair *as_shown)
{
    const struct sides *s = t->shown;
    struct error err;
    *as_shown = *s->pair;
    as_shown->steps = s->shown.right.steps;
    as_shown->bad_steps = s->shown.faulty.steps;
    struct verify_side const steps[] = {{as_shown->steps, as_shown->steps_count}, {as_shown->bad_steps, as_shown->bad_count}};
    if (!verify_sides(s->how->verifiers, s->pair->problem, steps, s->pair->answer, t->arena, t->on, &err))
        die("%s", err.says); /* two verifiers contradict each other */
    t->sides = flip_align(as_shown, t->on, t->arena);
    t->count = constraints_read(&t->on[SIDE_RIGHT], t->arena, &t->constraints);
    for (enum side side = SIDE_RIGHT; side <= SIDE_FAULTY; side++) {
        t->uses_count[side] = constraint_uses(t->constraints, t->count, &t->on[side], t->arena, &t->uses[side]);
        find_places(t, side);
    }
}

static const char *const side_names[] = {"chosen", "rejected"}; /* enum side */

static void put_uses(struct told *t, size_t constraint, enum side side)
{
    for (size_t i = 0; i < t->uses_count[side]; i++) {
        const struct constraint_use *use = &t->uses[side][i];
        struct text const step = t->on[side].steps[use->step].text;
        if (use->constraint != constraint)
            continue;
        json_open(t->w, '{');
        json_member_text(t->w, "side", text_of(side_names[side]));
        json_member_int(t->w, "step", use->step);
        json_member_text(t->w, "text", text_part(step, use->start, use->end));
        json_member_int(t->w, "start", t->places[side][i][0]);
        json_member_int(t->w, "end", t->places[side][i][1]);
        json_key(t->w, "certain");
        json_put_bool(t->w, use->certain);
        json_close(t->w, '}');
    }
}

static void put_given_value(struct json_writer *w, const struct mention *given)
{
    struct buffer out = {0};
    if (given)
        value_write(&given->value, &out);
    json_member_text(w, "value", buffer_text(&out));
    buffer_free(&out);
}

static void put_constraints(struct told *t)
{
    struct text const problem = t->on[SIDE_RIGHT].problem;
    const uint32_t *points = traced_points(problem, t->arena);
    json_key(t->w, "constraints");
    json_open(t->w, '[');
    for (size_t i = 0; i < t->count; i++) {
        const struct constraint *c = &t->constraints[i];
        json_open(t->w, '{');
        json_member_int(t->w, "index", (int64_t)i);
        json_member_text(t->w, "kind", text_of(constraint_names[c->kind]));
        json_member_text(t->w, "text", text_part(problem, c->start, c->end));
        json_member_int(t->w, "start", points[c->start]);
        json_member_int(t->w, "end", points[c->end]);
        put_given_value(t->w, constraint_is_number(c) ? c->givens : NULL);
        json_member_text(t->w, "unit", c->unit);
        json_member_text(t->w, "condition", c->condition);
        json_key(t->w, "uses");
        json_open(t->w, '[');
        put_uses(t, i, SIDE_RIGHT);
        put_uses(t, i, SIDE_FAULTY);
        json_close(t->w, ']');
        json_close(t->w, '}');
    }
    json_close(t->w, ']');
}

static void put_trap(struct told *t)
{
    const struct pair *pair = t->shown->pair;
    struct trap const trap = trap_read(&t->sides, t->arena);
    json_key(t->w, "trap_metadata");
    json_open(t->w, '{');
    json_member_text(t->w, "injector", pair->injector);
    json_member_text(t->w, "class", pair->class);
    json_member_text(t->w, "role", text_of(trap_roles[trap.role]));
    json_member_text(t->w, "entity", trap.entity);
    json_member_text(t->w, "attribute", trap.attribute);
    json_member_text(t->w, "unit", trap.unit);
    json_member_text(t->w, "correct_value", trap.value[SIDE_RIGHT]);
    json_member_text(t->w, "wrong_value", trap.value[SIDE_FAULTY]);
    json_member_text(t->w, "correct_result", trap.result[SIDE_RIGHT]);
    json_member_text(t->w, "wrong_result", trap.result[SIDE_FAULTY]);
    json_member_text(t->w, "correct_text", trap.text[SIDE_RIGHT]);
    json_member_text(t->w, "wrong_text", trap.text[SIDE_FAULTY]);
    json_member_int(t->w, "chosen_step", trap.step[SIDE_RIGHT]);
    json_member_int(t->w, "rejected_step", trap.step[SIDE_FAULTY]);
    json_member_text(t->w, "explanation", pair->explanation);
    json_close(t->w, '}');
}

static void put_flips(struct told *t)
{
    struct flip *flips;
    const struct constraint_use *const uses[2] = {t->uses[0], t->uses[1]};
    size_t const count = flips_read(&t->sides, t->constraints, t->count, uses, t->uses_count, t->arena, &flips);
    json_key(t->w, "flips");
    json_open(t->w, '[');
    for (size_t i = 0; i < count; i++) {
        const struct flip *f = &flips[i];
        json_open(t->w, '{');
        json_member_text(t->w, "change", text_of(flip_names[f->kind]));
        json_member_int(t->w, "constraint", f->constraint);
        json_member_int(t->w, "chosen_step", f->step[SIDE_RIGHT]);
        json_member_text(t->w, "chosen", f->text[SIDE_RIGHT]);
        json_member_text(t->w, "chosen_is", text_of(f->says[SIDE_RIGHT]));
        json_member_int(t->w, "rejected_step", f->step[SIDE_FAULTY]);
        json_member_text(t->w, "rejected", f->text[SIDE_FAULTY]);
        json_member_text(t->w, "rejected_is", text_of(f->says[SIDE_FAULTY]));
        json_close(t->w, '}');
    }
    json_close(t->w, ']');
}

static void put_difference(struct json_writer *w, const char *key, size_t chosen, size_t rejected)
{
    json_member_int(w, key, (int64_t)rejected - (int64_t)chosen);
}

static void put_shape(struct told *t)
{
    const struct subject *right = &t->on[SIDE_RIGHT], *faulty = &t->on[SIDE_FAULTY];
    struct traced_figures const a = traced_count(right), b = traced_count(faulty);
    size_t shared = 0;
    while (shared < right->steps_count && shared < faulty->steps_count &&
           text_equal(right->steps[shared].text, faulty->steps[shared].text))
        shared++;
    json_key(t->w, "shape_difference");
    json_open(t->w, '{');
    json_member_int(t->w, "shared_steps", (int64_t)shared);
    put_difference(t->w, "steps", right->steps_count, faulty->steps_count);
    put_difference(t->w, "claims", a.claims, b.claims);
    put_difference(t->w, "derivations", a.derivations, b.derivations);
    put_difference(t->w, "depth", a.depth, b.depth);
    put_difference(t->w, "characters", a.characters, b.characters);
    json_close(t->w, '}');
}

static void put_annotations(struct told *t)
{
    json_key(t->w, "pair_annotations");
    json_open(t->w, '{');
    json_member_int(t->w, "first_error", t->shown->pair->first_error);
    put_flips(t);
    put_shape(t);
    json_member_text(t->w, "principle", t->shown->pair->principle);
    json_member_int(t->w, "round", t->shown->pair->round);
    json_member_text(t->w, "feedback", t->shown->pair->feedback);
    json_member_int(t->w, "revision_milliseconds", t->shown->pair->round ? traced_time(t->shown->pair->milliseconds) : -1);
    json_close(t->w, '}');
}

/* The certificate stays the text that it is in the record: its keys are audit's business. */
static void put_provenance(struct told *t)
{
    const struct pair *pair = t->shown->pair;
    json_key(t->w, "provenance");
    json_open(t->w, '{');
    json_member_text(t->w, "source", pair->source);
    json_member_text(t->w, "source_id", pair->source_id);
    json_member_text(t->w, "source_proof", text_of(verify_proof_name(pair->edit.size ? pair->source_proof : PROOF_NONE)));
    json_member_text(t->w, "certificate", pair->certificate);
    json_member_text(t->w, "tool", pair->tool);
    json_member_text(t->w, "config", pair->config);
    json_member_int(t->w, "seed", pair->seed);
    json_member_text(t->w, "teacher", pair->teacher);
    json_close(t->w, '}');
}

static void put(struct json_writer *w, const struct sides *s)
{
    struct told t = {.w = w, .shown = s, .arena = s->arena};
    struct pair as_shown;
    judge(&t, &as_shown);
    json_member_text(w, "id", s->pair->id);
    json_member_text(w, "group_id", s->pair->group_id);
    json_member_text(w, "problem", s->pair->problem);
    json_member_text(w, "question", constraint_question(s->pair->problem, s->arena));
    put_constraints(&t);
    put_trap(&t);
    json_member_text(w, "prompt", s->shown.prompt);
    json_member_text(w, "chosen", s->shown.chosen);
    json_member_text(w, "rejected", s->shown.rejected);
    traced_put(w, "chosen_trace", &t.sides, SIDE_RIGHT, s->shown.chosen, s->arena);
    traced_put(w, "rejected_trace", &t.sides, SIDE_FAULTY, s->shown.rejected, s->arena);
    put_annotations(&t);
    put_provenance(&t);
}

static size_t write_row(const struct pair *pair, bool clean, const struct render *how, struct arena *arena, struct buffer *out)
{
    (void)clean;
    return piece_sides(pair, how, arena, out, put);
}

static const struct column columns[] = {{"id", "string"},
                                        {"group_id", "string"},
                                        {"problem", "string"},
                                        {"question", "string"},
                                        {"constraints", "[" CONSTRAINT "]"},
                                        {"trap_metadata", TRAP},
                                        {"prompt", "string"},
                                        {"chosen", "string"},
                                        {"rejected", "string"},
                                        {"chosen_trace", traced_type},
                                        {"rejected_trace", traced_type},
                                        {"pair_annotations", ANNOTATIONS},
                                        {"provenance", PROVENANCE},
                                        {NULL, NULL}};

const struct dataset dataset_pair_files = {
    .name = "pair-files",
    .says = "a JSON file for each pair: both sides as text and as traces, what the problem gives, what is wrong, what turns over",
    .write = write_row,
    .columns = columns,
    .both_sides = true,
    .files = true,
};
