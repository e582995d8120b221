#include "gallery.h"

#include "plainmath.h"
#include "spans.h"

#include <inttypes.h>
#include <stdio.h>

/* A colour is a verdict and an edit. */
enum { CLAIM_NONE, CLAIM_FIRST, CLAIMS = CLAIM_FIRST + 4 };
enum edit_kind { EDIT_NONE, EDIT_ROOT, EDIT_FOLLOW, EDIT_HARMLESS, EDIT_KINDS };

static const char *const colours[CLAIMS * EDIT_KINDS] = {NULL,    "ch",    "cr",    "cf",    "cu",    "er",    "ch er",
                                                         "cr er", "cf er", "cu er", "ef",    "ch ef", "cr ef", "cf ef",
                                                         "cu ef", "eh",    "ch eh", "cr eh", "cf eh", "cu eh"};

struct drawn_side {
    const struct text *steps;
    size_t count;
    const struct subject *subject;
    size_t root;            /* the step of the root edit; SIZE_MAX: none */
    struct text joined;     /* the steps, a line break between them */
    unsigned char *changed; /* of each byte of `joined` */
};

struct drawing {
    const struct pair *pair;
    bool given;
    struct arena *arena;
    struct buffer *out;
    struct subject subjects[2];
    struct drawn_side sides[2];
};

const char *gallery_tier(const struct pair *pair, bool given)
{
    return given ? "labels alone" : verify_proof_name(pair->source_proof);
}

static void mark_span(struct drawn_side *side, size_t at, struct span span)
{
    struct text const text = text_part(side->joined, at, side->joined.size);
    size_t const from = text_byte_of(text, span.start), to = text_byte_of(text, span.end);
    memset(side->changed + at + from, 1, to - from);
}

/* Without edits: step by step, what differs from the step in the same place. */
static void mark_differences(struct drawn_side *side, const struct drawn_side *other)
{
    size_t at = 0;
    for (size_t i = 0; other->count && i < side->count; i++) {
        struct text const twin = i < other->count ? other->steps[i] : TEXT("");
        mark_span(side, at, spans_difference(side->steps[i], twin));
        at += side->steps[i].size + 1;
    }
}

static void mark_edits(struct drawing *d)
{
    struct drawn_side *right = &d->sides[SIDE_RIGHT], *faulty = &d->sides[SIDE_FAULTY];
    struct render const how = {.separator = TEXT("\n")};
    struct preference const shown = {.chosen = right->joined,
                                     .rejected = faulty->joined,
                                     .right = {right->steps, 0, right->count},
                                     .faulty = {faulty->steps, 0, faulty->count}};
    struct spans chosen, rejected;
    spans_of(d->pair, &shown, &how, d->arena, &chosen, &rejected);
    for (size_t i = 0; i < chosen.count; i++)
        mark_span(right, 0, chosen.at[i]);
    for (size_t i = 0; i < rejected.count; i++)
        mark_span(faulty, 0, rejected.at[i]);
}

static void find_roots(struct drawing *d)
{
    struct pair_edit *edits;
    size_t count;
    struct error err;
    size_t const first = d->pair->first_error < 0 ? SIZE_MAX : (size_t)d->pair->first_error;
    d->sides[SIDE_RIGHT].root = d->sides[SIDE_FAULTY].root = first;
    if (d->pair->edit.size && pair_edits(d->pair, d->arena, &edits, &count, &err))
        d->sides[SIDE_RIGHT].root = edits[0].step;
}

static void lay_out(struct drawing *d, enum side which, const struct verify_side *given)
{
    struct drawn_side *side = &d->sides[which];
    struct render const how = {.separator = TEXT("\n")};
    side->steps = given->steps;
    side->count = given->count;
    side->subject = &d->subjects[which];
    if (!given->count)
        return;
    side->joined = render_joined(given->steps, 0, given->count, &how, d->arena);
    side->changed = ARENA_ZEROS(d->arena, unsigned char, side->joined.size + 1);
}

static struct text member_text(const struct json_object *object, const char *key, struct arena *arena)
{
    const struct json_member *member = json_find(object, key);
    struct text text = {NULL, 0};
    if (member && member->kind == JSON_STRING && !json_string(member->raw, arena, &text))
        text = TEXT("");
    return text;
}

static void ink(unsigned char *inks, size_t from, size_t to, enum truth truth)
{
    memset(inks + from, CLAIM_FIRST + (int)truth, to - from);
}

static void ink_claims(const struct drawn_side *side, size_t index, unsigned char *inks)
{
    const struct step *step = &side->subject->steps[index];
    struct subject_walk walk = {0};
    const struct claim *claim;
    const struct link *link;
    while (subject_next(side->subject, step, &walk, &claim, &link))
        if (link && link->end <= side->steps[index].size)
            ink(inks, link->start, link->end, (enum truth)link->truth);
        else if (claim && claim->end <= side->steps[index].size)
            ink(inks, claim->start, claim->end, (enum truth)claim->truth);
}

/* A record knows more than its faulty side alone: what it certifies as false may follow from the right side only. */
static void ink_certified(const struct drawing *d, size_t index, unsigned char *inks)
{
    struct text const step = d->pair->bad_steps[index];
    struct json_object certificate;
    struct error err;
    if (d->given || (int64_t)index != d->pair->first_error ||
        !json_read_object(d->pair->certificate, d->arena, &certificate, &err) ||
        !text_equal(member_text(&certificate, "kind", d->arena), TEXT("refuted")))
        return;
    struct text const claim = member_text(&certificate, "claim", d->arena);
    size_t const at = text_find(step, claim, 0);
    if (at < step.size)
        ink(inks, at, at + claim.size, TRUTH_FAILS);
}

static enum verdict verdict_of(const struct drawing *d, const struct drawn_side *side, size_t index)
{
    bool const said = !d->given && side == &d->sides[SIDE_FAULTY];
    return said ? d->pair->local[index] : side->subject->steps[index].verdict;
}

static enum edit_kind kind_of(const struct drawing *d, const struct drawn_side *side, size_t index)
{
    int32_t const first = d->pair->first_error;
    return first == FIRST_NONE ? EDIT_HARMLESS : first == FIRST_UNKNOWN || index == side->root ? EDIT_ROOT : EDIT_FOLLOW;
}

static void put_step(struct drawing *d, const struct drawn_side *side, size_t index, size_t at)
{
    static const char *const marks[] = {"✓", "✗", "?"};
    enum verdict const verdict = verdict_of(d, side, index);
    struct text const text = side->steps[index];
    unsigned char *inks = ARENA_ZEROS(d->arena, unsigned char, text.size + 1);
    ink_claims(side, index, inks);
    if (side == &d->sides[SIDE_FAULTY])
        ink_certified(d, index, inks);
    for (size_t i = 0; i < text.size; i++)
        if (side->changed[at + i])
            inks[i] = (unsigned char)(inks[i] + CLAIMS * (int)kind_of(d, side, index));
    bool const error = side == &d->sides[SIDE_FAULTY] && (int64_t)index == d->pair->first_error;
    buffer_format(d->out, "<li%s><i class=\"v%d\" title=\"%s\">%s</i> ", error ? " class=\"first\"" : "", (int)verdict,
                  verdict_name(verdict), marks[verdict]);
    plainmath_write(text, inks, colours, d->arena, d->out);
    buffer_string(d->out, error ? " <small>← first error</small></li>\n" : "</li>\n");
}

static void put_side(struct drawing *d, const struct drawn_side *side, const char *title)
{
    if (!side->count)
        return;
    buffer_format(d->out, "<section><h4>%s</h4>\n<ol>\n", title);
    size_t at = 0;
    for (size_t i = 0; i < side->count; i++) {
        put_step(d, side, i, at);
        at += side->steps[i].size + 1;
    }
    buffer_string(d->out, "</ol></section>\n");
}

static void put_facet(struct buffer *out, const char *name, struct text value)
{
    buffer_format(out, " data-%s=\"", name);
    html_text(out, value);
    buffer_char(out, '"');
}

static void put_head(const struct drawing *d, uint64_t number)
{
    const struct pair *pair = d->pair;
    char place[64] = "not said";
    if (pair->first_error >= 0)
        snprintf(place, sizeof place, "step %" PRId32, pair->first_error + 1);
    else if (pair->first_error == FIRST_NONE)
        snprintf(place, sizeof place, "none");
    struct text const class = pair->class.size ? pair->class : TEXT("not said");
    struct text const kind = pair->injector.size ? pair->injector : TEXT("not said");
    buffer_format(d->out, "<article class=\"pair\" id=\"pair-%" PRIu64 "\"", number);
    put_facet(d->out, "injector", kind);
    put_facet(d->out, "class", class);
    put_facet(d->out, "place", text_of(place));
    put_facet(d->out, "tier", text_of(gallery_tier(pair, d->given)));
    buffer_format(d->out, ">\n<h3><a href=\"#pair-%" PRIu64 "\">%" PRIu64 "</a> ", number, number);
    html_text(d->out, kind);
    buffer_string(d->out, "</h3>\n<p class=\"facts\">class: ");
    html_text(d->out, class);
    buffer_format(d->out, " · first error: %s · source: %s · ", place, gallery_tier(pair, d->given));
    html_text(d->out, pair->source);
    buffer_string(d->out, " · <code>");
    html_text(d->out, pair->id);
    buffer_string(d->out, "</code></p>\n");
}

static const char *certified(struct text kind)
{
    static const char *const words[][2] = {
        {"refuted", "the claim is false under every reading"},
        {"derailed", "what the step claims is true, and about the wrong quantity"},
        {"ignored", "what the step claims is true, and a number that the source uses is used nowhere any more"},
        {"underived", "a value is asserted that neither stands before nor follows from up to two operations"},
        {"unchanged", "a control: what was edited is as right as before"}};
    for (size_t i = 0; i < COUNT(words); i++)
        if (text_equal(kind, text_of(words[i][0])))
            return words[i][1];
    return "of a kind that this version does not know";
}

static void put_rests(struct drawing *d, const struct json_object *certificate)
{
    const struct json_member *rests = json_find(certificate, "rests_on");
    struct json_member *items = NULL;
    size_t count = 0;
    int64_t step;
    if (!rests || !json_items(rests->raw, d->arena, &items, &count) || !count)
        return;
    buffer_string(d->out, count == 1 ? "; it rests on step" : "; it rests on steps");
    for (size_t i = 0; i < count; i++)
        if (json_int(items[i].raw, &step))
            buffer_format(d->out, "%s %" PRId64, i ? "," : "", step + 1);
}

/* A claim out of rows, with their alignment marks, as a formula of its own. */
static struct text whole_formula(struct text claim, struct arena *arena)
{
    struct buffer formula = {0};
    if (text_find(claim, TEXT("&"), 0) == claim.size || text_find(claim, TEXT("$"), 0) < claim.size)
        return claim;
    buffer_string(&formula, "\\(");
    buffer_add(&formula, claim);
    buffer_string(&formula, "\\)");
    return buffer_keep(&formula, arena);
}

static void put_quoted(struct drawing *d, const char *before, struct text text)
{
    if (!text.size)
        return;
    text = whole_formula(text, d->arena);
    buffer_string(d->out, before);
    plainmath_write(text, NULL, colours, d->arena, d->out);
    buffer_string(d->out, "”");
}

static void put_proof(struct drawing *d)
{
    struct json_object certificate;
    struct error err;
    buffer_string(d->out, "<p class=\"why\">");
    plainmath_write(d->pair->explanation, NULL, colours, d->arena, d->out);
    if (d->pair->certificate.size && json_read_object(d->pair->certificate, d->arena, &certificate, &err)) {
        buffer_format(d->out, " <b>Certificate:</b> %s", certified(member_text(&certificate, "kind", d->arena)));
        put_quoted(d, ", “", member_text(&certificate, "claim", d->arena));
        put_rests(d, &certificate);
        buffer_char(d->out, '.');
    } else {
        buffer_string(d->out, d->given ? " No certificate: the labels are the dataset's own." : "");
    }
    buffer_string(d->out, "</p>\n</article>\n");
}

bool gallery_draw(const struct pair *pair, bool given, uint64_t number, const struct gallery_judge *judge, struct arena *arena,
                  struct buffer *out, struct error *err)
{
    struct drawing *d = ARENA_ZEROS(arena, struct drawing, 1);
    *d = (struct drawing){.pair = pair, .given = given, .arena = arena, .out = out};
    struct verify_side const sides[] = {{pair->steps, pair->steps_count}, {pair->bad_steps, pair->bad_count}};
    if (!verify_sides(&judge->verifiers, pair->problem, sides, TEXT(""), arena, d->subjects, err))
        return false;
    judge->take(judge->context, pair, given, pair->steps_count ? &d->subjects[SIDE_RIGHT] : NULL,
                pair->bad_count ? &d->subjects[SIDE_FAULTY] : NULL);
    lay_out(d, SIDE_RIGHT, &sides[SIDE_RIGHT]);
    lay_out(d, SIDE_FAULTY, &sides[SIDE_FAULTY]);
    find_roots(d);
    if (pair->edit.size) {
        mark_edits(d);
    } else {
        mark_differences(&d->sides[SIDE_RIGHT], &d->sides[SIDE_FAULTY]);
        mark_differences(&d->sides[SIDE_FAULTY], &d->sides[SIDE_RIGHT]);
    }
    put_head(d, number);
    buffer_string(out, "<p class=\"problem\">");
    plainmath_write(pair->problem, NULL, colours, arena, out);
    buffer_string(out, "</p>\n<div class=\"sides\">\n");
    put_side(d, &d->sides[SIDE_RIGHT], "Right");
    put_side(d, &d->sides[SIDE_FAULTY], pair->first_error == FIRST_NONE ? "Edited, still right" : "Faulty");
    buffer_string(out, "</div>\n");
    put_proof(d);
    return true;
}
