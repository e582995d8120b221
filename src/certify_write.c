/* What the certificate quotes, rests on and counts; labels. */
#include "certify_parts.h"

const char *step_label_name(enum step_label label)
{
    static const char *const names[] = {"ok", "error", "inherited", "independent", "unchecked"};
    return names[label];
}

static void count_truth(uint8_t truth, struct tally *out)
{
    out->proved += truth == TRUTH_HOLDS;
    out->rounded += truth == TRUTH_ROUNDS;
    out->unknown += truth == TRUTH_UNKNOWN;
}

static void count_links(const struct subject *s, size_t from, size_t to, struct tally *out)
{
    for (size_t k = from; k < to; k++)
        for (size_t i = 0; i < s->steps[k].links_count; i++)
            count_truth(s->steps[k].links[i].truth, out);
}

static void count_claims(const struct subject *s, size_t from, size_t to, int32_t but, struct tally *out)
{
    for (size_t i = from; i < to; i++) {
        const struct claim *c = &s->claims[i];
        if ((int32_t)i == but)
            continue;
        count_truth(c->truth, out);
    }
}

struct text certify_plain(const struct expr *e, const struct step *step, bool points, struct arena *arena)
{
    struct buffer out = {0};
    expr_write(e, &step->tokens, step->tokens.numbers, points, &out);
    return buffer_keep(&out, arena);
}

static bool is_noun(const struct step *step, const struct token *t)
{
    struct text const others =
        TEXT("in for on the this during he she they it her his their altogether total more less fewer left remaining "
             "away worth long tall old later now today would will can out off up down over under until already "
             "still needed above below all watching");
    return t->kind == TOKEN_WORD && t->word.role == WORD_PLAIN && !text_is_among(text_part(step->text, t->start, t->end), others);
}

struct text certify_entity(const struct step *step, uint32_t token)
{
    uint32_t first = token + 1;
    while (first < step->tokens.count &&
           (step->tokens.items[first].kind == TOKEN_PERCENT || step->tokens.items[first].kind == TOKEN_CURRENCY))
        first++;
    uint32_t last = first;
    while (last < step->tokens.count && last < first + 3 && is_noun(step, &step->tokens.items[last]))
        last++;
    return last > first ? text_part(step->text, step->tokens.items[first].start, step->tokens.items[last - 1].end) : TEXT("");
}

static bool is_edited(const struct certified *c, uint32_t step)
{
    for (size_t i = 0; i < c->follow_ups_count; i++)
        if (c->follow_ups[i].step == step)
            return true;
    return false;
}

static void label_steps(struct certified *c, struct arena *arena)
{
    c->labels = ARENA_ARRAY(arena, uint8_t, c->bad.steps_count + 1);
    for (uint32_t k = 0; k < c->bad.steps_count; k++) {
        bool const unknown = c->bad.steps[k].verdict == VERDICT_UNKNOWN;
        if (c->first_error < 0 || (int32_t)k < c->first_error)
            c->labels[k] = LABEL_OK;
        else if ((int32_t)k == c->first_error)
            c->labels[k] = LABEL_ERROR;
        else
            c->labels[k] = is_edited(c, c->origin[k]) ? LABEL_INHERITED : unknown ? LABEL_UNCHECKED : LABEL_INDEPENDENT;
    }
}

/* Does a claim of the step end in this number, or begin with it alone? */
static bool works_out(const struct subject *on, const struct step *step, const struct value *value)
{
    for (size_t i = step->first_claim; i < step->first_claim + step->claims; i++) {
        const struct claim *c = &on->claims[i];
        const struct token *last = &step->tokens.items[c->right.last - 1], *first = &step->tokens.items[c->left.first];
        if (last->kind == TOKEN_NUMBER && value_equal(&step->tokens.numbers[last->number], value))
            return true;
        if (expr_is_bare(&c->left) && first->kind == TOKEN_NUMBER && value_equal(&step->tokens.numbers[first->number], value))
            return true;
    }
    return false;
}

static uint32_t depth_of(const struct subject *s, const struct claim *claim)
{
    for (size_t i = 0; i < s->derivations_count; i++)
        if (&s->claims[s->derivations[i].claim] == claim)
            return s->derivations[i].depth;
    return 0;
}

void certify_support(const struct certifier *with, const struct claim *claim, struct certified *c)
{
    const struct step *here = &c->bad.steps[claim->step];
    const struct expr *left = &claim->left;
    bool *rests = ARENA_ZEROS(with->arena, bool, claim->step + 1);
    c->rests_on = ARENA_ARRAY(with->arena, uint32_t, claim->step + 1);
    for (uint32_t i = 0; i < left->count; i++) {
        if (left->nodes[i].kind != NODE_NUMBER)
            continue;
        const struct value *value = &here->tokens.numbers[here->tokens.items[left->nodes[i].a].number];
        if (trace_givens(with->on, value) & SOURCE_PROBLEM)
            continue;
        for (uint32_t k = claim->step; k-- > 0;)
            if (works_out(&c->bad, &c->bad.steps[k], value)) {
                rests[k] = true;
                break;
            }
    }
    for (uint32_t k = 0; k < claim->step; k++)
        if (rests[k])
            c->rests_on[c->rests_on_count++] = c->origin[k];
    c->depth = c->rests_on_count ? MAX(depth_of(&c->bad, claim), 1u) : 0;
}

/* Words that say nothing of a value: "So that makes", "We get". */
static bool is_empty_word(struct text word)
{
    struct text const empty =
        TEXT("so then thus hence therefore now next first second third finally also and but this that which these those is are "
             "was were be been will would gives give makes make get gets got equals equal let us we he she it they you i there "
             "here have has had by of to in on at as for from with the a an since because if means mean step find calculate "
             "compute up do does did can could");
    word = text_part(word, 0, MIN(text_find(word, TEXT("'"), 0), text_find(word, TEXT("’"), 0))); /* "it's" is "it" */
    return word.size < 3 || text_is_among(word, empty);
}

/* Do so many words of tokens [from, to) say something? */
static bool has_content(const struct step *step, uint32_t from, uint32_t to, unsigned least)
{
    unsigned count = 0;
    for (uint32_t i = from; i < to && count < least; i++) {
        const struct token *t = &step->tokens.items[i];
        count += t->kind == TOKEN_WORD && !is_empty_word(text_part(step->text, t->start, t->end));
    }
    return count == least;
}

/* Tokens [from, to), if they hold so many words that say something, stand in the source as they are, and not in the claim. */
static struct text stretch(const struct step *step, struct text claim, uint32_t from, uint32_t to, unsigned least,
                           struct text source)
{
    if (from >= to)
        return TEXT("");
    struct text const words = text_part(step->text, step->tokens.items[from].start, step->tokens.items[to - 1].end);
    bool const good = text_find(source, words, 0) < source.size && text_find(claim, words, 0) == claim.size &&
                      has_content(step, from, to, least);
    return good ? words : TEXT("");
}

/* The first token of the sentence, or of the clause, that holds token `at`. */
static uint32_t begin_of(const struct step *step, uint32_t at, const char *stops)
{
    while (at > 0 &&
           !(step->tokens.items[at - 1].kind == TOKEN_STOP && strchr(stops, step->text.at[step->tokens.items[at - 1].start])))
        at--;
    return at;
}

/* Behind the last token of the clause that goes on at `at`. */
static uint32_t clause_end(const struct step *step, uint32_t at)
{
    while (at < step->tokens.count && step->tokens.items[at].kind != TOKEN_STOP)
        at++;
    return at;
}

static const char mute[] = "the step does not say what the value is";

enum { SAYS_BEGINS_MAX = 40 }; /* tokens at which the words of a sentence with an edit may begin */

const char *certify_says(const struct certifier *with, uint32_t at, uint32_t first, uint32_t last, struct certified *c)
{
    const struct step *step = &c->bad.steps[at];
    struct text const source = with->on->steps[c->origin[at]].text;
    struct text const claim = text_part(step->text, step->tokens.items[first].start, step->tokens.items[last - 1].end);
    struct text words = stretch(step, claim, begin_of(step, first, ".,;:?!"), first, 1, source);
    uint32_t const begin = begin_of(step, first, ".?!");
    for (uint32_t from = begin; !words.size && from < MIN(first, begin + SAYS_BEGINS_MAX); from++)
        words = stretch(step, claim, from, first, 1, source);
    c->says =
        words.size ? words : stretch(step, claim, last, clause_end(step, last), 2, source); /* a unit alone does not say enough */
    return c->says.size ? NULL : mute;
}

const char *certify_mute(const struct certifier *with, const struct certified *c)
{
    const struct claim *claim = &with->on->claims[with->on->derivations[c->derivation].claim];
    const struct step *step = &with->on->steps[claim->step];
    uint32_t const first = claim->left.first, last = claim->right.last;
    bool const says = c->proposal.also_count || has_content(step, begin_of(step, first, ".?!"), first, 1) ||
                      has_content(step, last, clause_end(step, last), 2);
    return says ? NULL : mute;
}

void certify_count(const struct certifier *with, uint32_t at, int32_t but, struct certified *c)
{
    size_t const split = c->bad.steps[at].first_claim;
    count_claims(&c->bad, 0, split, -1, &c->before);
    count_claims(&c->bad, split, c->bad.claims_count, but, &c->after);
    count_links(&c->bad, 0, at, &c->before);
    count_links(&c->bad, at, c->bad.steps_count, &c->after);
    size_t const prefix = c->first_error < 0 ? c->bad.steps_count : at;
    c->proved_prefix = true;
    for (size_t k = 0; k < prefix; k++)
        c->proved_prefix = c->proved_prefix && with->on->steps[c->origin[k]].verdict == VERDICT_PROVED;
    label_steps(c, with->arena);
}

void certify_describe_bare(const struct certifier *with, struct text quoted, uint32_t at, struct certified *c)
{
    struct buffer plain = {0};
    value_write(&c->proposal.value, &plain);
    c->bad_answer = subject_answer_text(&c->bad);
    c->claim = quoted;
    c->left = text_copy(with->arena, buffer_text(&plain));
    c->right = c->left;
    buffer_free(&plain);
    certify_count(with, at, -1, c);
}

void certify_describe(const struct certifier *with, const struct claim *claim, struct certified *c)
{
    const struct step *step = &c->bad.steps[claim->step];
    size_t const split = step->first_claim;
    const struct expr *right = claim->other_right.count && !expr_is_bare(&claim->right) ? &claim->other_right : &claim->right;
    const struct claim *source =
        &with->on->claims[with->on->steps[c->origin[claim->step]].first_claim + (size_t)(claim - c->bad.claims) - split];
    c->claim = subject_claim_text(&c->bad, claim);
    c->left = certify_plain(&claim->left, step, source->points_left, with->arena); /* read as in the source */
    c->right = certify_plain(right, step, right->percent, with->arena);
    bool const ends = expr_is_bare(right) && step->tokens.items[expr_bare_token(right)].end == claim->end;
    c->entity = ends ? certify_entity(step, expr_bare_token(right)) : TEXT("");
    c->bad_answer = c->truncated ? TEXT("") : subject_answer_text(&c->bad);
    certify_count(with, claim->step, (int32_t)(claim - c->bad.claims), c);
}

const char *certify_conclude(const struct certifier *with, const struct consequences *after, const struct claim *claim,
                             struct certified *c)
{
    const char *reason = c->truncated ? NULL : certify_answers(with->on, after, &c->bad);
    if (reason)
        return reason;
    c->first_error = (int32_t)claim->step;
    certify_support(with, claim, c);
    certify_describe(with, claim, c);
    return NULL;
}
