#include "trace.h"

#include "occurrence.h"

static const struct {
    int32_t num, den;
    const char *cues;  /* beginnings of words, one of which must be there */
    const char *needs; /* such lists, parted by bars: of each one must be named somewhere, or nothing is converted */
} constants[] = {
    {7, 1, "week daily day", "week fortnight"},
    {52, 1, "week year annual", "week|year annual"},
    {12, 1, "month year annual", "month|year annual"},
    {12, 1, "dozen", ""},
    {12, 1, "inch foot feet", "inch|foot feet"},
    {24, 1, "hour day", "hour|day daily night"},
    {60, 1, "minute hour second", "minute|hour second"},
    {3600, 1, "second hour", "second|hour"},
    {1440, 1, "minute day", "minute|day"},
    {365, 1, "day year annual", "year annual"},
    {30, 1, "month june april september november", ""},
    {31, 1, "month january march may july august october december", ""},
    {28, 1, "february", ""},
    {14, 1, "week fortnight", ""},
    {100, 1, "percent % cent century", ""},
    {100, 1, "dollar $", "cent percent %"},
    {100, 1, "meter metre", "centi cm"},
    {1, 100, "percent % cent", ""},
    {1000, 1, "kilo liter litre meter metre gram thousand milli kg km ml", "kilo thousand milli kg km ml ton mm mg"},
    {16, 1, "ounce pound", "ounce oz|pound lb"},
    {8, 1, "ounce cup", "ounce oz|cup"},
    {8, 1, "octopus spider", ""},
    {128, 1, "ounce gallon", "ounce oz|gallon"},
    {2000, 1, "ton", "pound lb"},
    {5280, 1, "mile feet foot", "mile|feet foot"},
    {36, 1, "inch yard", "inch|yard"},
    {3, 1, "yard feet foot", "yard|feet foot"},
    {3, 1, "triangle triple tripod", ""},
    {4, 1, "quarter quart square rectang side leg season gallon", ""},
    {2, 1,
     "both twice double pair half each couple two round back weekend second twin parent even bi average diameter radius "
     "perimeter either other",
     ""},
    {10, 1, "decade dime", ""},
    {20, 1, "score", ""},
    {25, 1, "quarter", ""},
    {5, 1, "nickel weekday workday", ""},
    {1, 20, "nickel", ""},
    {1, 10, "dime", ""},
    {1, 4, "quarter", ""},
    {1, 2, "half average halv midpoint", ""},
    {180, 1, "triangle degree angle", ""},
    {360, 1, "circle degree angle", ""},
    {90, 1, "right degree angle", ""},
    {13, 1, "baker", ""},
    {6, 1, "cube dice die hexag", ""},
    {1, 1, "one whole itself himself herself full rest remain", ""},
};

static bool begins_with_cue(struct text word, const char *cues)
{
    for (const char *cue = cues; *cue && *cue != '|';) {
        size_t size = 0;
        while (size < word.size && cue[size] == to_lower(word.at[size]))
            size++;
        if (cue[size] == ' ' || cue[size] == '|' || cue[size] == '\0')
            return size > 0;
        while (*cue && *cue != '|' && *cue++ != ' ')
            ;
    }
    return false;
}

/* All cues, those that begin with the same two letters (counted modulo 32, either case alike; the second of "%" is 0) in a list. */
enum { CUES_MAX = 200 };
static struct cue {
    struct text word;
    uint64_t constants; /* a set */
    struct cue *next;
} all_cues[CUES_MAX], *beginning[32][32];

static struct cue **first_cue(struct text word)
{
    return &beginning[word.at[0] & 31][word.size > 1 ? word.at[1] & 31 : 0];
}

static struct cue *cue_of(struct text word)
{
    static size_t count;
    struct cue **first = first_cue(word), *cue = *first;
    while (cue && !text_equal(cue->word, word))
        cue = cue->next;
    if (cue)
        return cue;
    if (count == CUES_MAX)
        die("trace: too many cues");
    all_cues[count] = (struct cue){word, 0, *first};
    return *first = &all_cues[count++];
}

__attribute__((constructor)) static void fill(void)
{
    for (size_t i = 0; i < COUNT(constants); i++)
        for (const char *at = constants[i].cues; *at; at += strspn(at, " ")) {
            struct text const word = {at, strcspn(at, " ")};
            cue_of(word)->constants |= UINT64_C(1) << i;
            at += word.size;
        }
}

/* Those of the constants for which the text has a cue. */
static uint64_t cued(struct text text, const struct tokens *tokens, uint64_t among)
{
    uint64_t found = 0;
    for (size_t i = 0; i < tokens->count && found != among; i++) {
        const struct token *t = &tokens->items[i];
        if (t->kind != TOKEN_WORD && t->kind != TOKEN_CURRENCY && t->kind != TOKEN_PERCENT)
            continue;
        struct text const word = text_part(text, t->start, t->end);
        for (const struct cue *cue = *first_cue(word); cue; cue = cue->next)
            if ((cue->constants & among & ~found) && word.size >= cue->word.size &&
                text_same_letters(word.at, cue->word.at, cue->word.size))
                found |= cue->constants & among;
    }
    return found;
}

static uint64_t cued_by_problem(const struct subject *subject)
{
    struct cues *cues = subject->cues;
    if (!cues->asked)
        *cues = (struct cues){true, cued(subject->problem, &subject->problem_tokens, UINT64_MAX)};
    return cues->constants;
}

/* The constants of this value that have a cue in the problem or in the step. */
static uint64_t cued_for(const struct subject *subject, const struct step *step, const struct value *value)
{
    uint64_t same = 0;
    for (size_t i = 0; i < COUNT(constants); i++)
        if (value->num == constants[i].num && value->den == constants[i].den)
            same |= UINT64_C(1) << i;
    uint64_t const known = same ? cued_by_problem(subject) & same : 0;
    return known | cued(step->text, &step->tokens, same & ~known);
}

bool trace_constant(const struct subject *subject, const struct step *step, const struct value *value)
{
    return cued_for(subject, step, value) != 0;
}

static bool names(struct text text, const struct tokens *tokens, const char *cues)
{
    for (size_t i = 0; i < tokens->count; i++)
        if (tokens->items[i].kind != TOKEN_NUMBER &&
            begins_with_cue(text_part(text, tokens->items[i].start, tokens->items[i].end), cues))
            return true;
    return false;
}

/* Is a cue of each list named? */
static bool are_named(const struct subject *s, const char *lists)
{
    for (const char *at = lists; *at; at += strcspn(at, "|"), at += *at == '|') {
        bool named = names(s->problem, &s->problem_tokens, at);
        for (size_t k = 0; k < s->steps_count && !named; k++)
            named = names(s->steps[k].text, &s->steps[k].tokens, at);
        if (!named)
            return false;
    }
    return true;
}

bool trace_converts(const struct subject *subject, const struct step *step, const struct value *value)
{
    for (uint64_t left = cued_for(subject, step, value); left; left &= left - 1)
        if (are_named(subject, constants[__builtin_ctzll(left)].needs))
            return true;
    return false;
}

size_t trace_constants(const struct subject *subject, const struct step *step, struct value out[CONSTANTS_MAX])
{
    uint64_t const found = cued_by_problem(subject) | cued(step->text, &step->tokens, UINT64_MAX);
    size_t count = 0;
    for (size_t i = 0; i < COUNT(constants); i++)
        if (found >> i & 1)
            out[count++] = value_ratio(constants[i].num, constants[i].den);
    return count;
}

uint8_t trace_givens(const struct subject *subject, const struct value *value)
{
    for (size_t i = 0; i < subject->givens_count; i++)
        if (mention_is(&subject->givens[i], value))
            return SOURCE_PROBLEM;
    for (size_t i = 0; i < subject->givens_count; i++)
        if (mention_yields(&subject->givens[i], value))
            return SOURCE_FORM;
    return 0;
}

/* Prose: a number of an earlier step (or earlier in this one) that is neither operand nor result there. */
static bool in_prose(const struct subject *s, const struct step *step, uint32_t before, const struct value *value)
{
    for (const struct step *k = s->steps; k <= step; k++) {
        uint32_t const end = k == step ? before : (uint32_t)k->tokens.count;
        for (uint32_t i = 0; i < end; i++) {
            const struct token *t = &k->tokens.items[i];
            bool const word = t->kind == TOKEN_WORD && t->word.role == WORD_CARDINAL;
            struct value const number = word ? value_int(t->word.num) : value_int(0);
            if (t->kind == TOKEN_NUMBER && !(t->flags & TOKEN_MALFORMED) && value_equal(&k->tokens.numbers[t->number], value))
                return true;
            if (word && value_equal(&number, value))
                return true;
        }
    }
    return false;
}

static void find_sources(const struct subject *s, const struct step *step, const struct value *value, struct operand *operand)
{
    uint8_t sources = trace_givens(s, value);
    operand->result = -1;
    for (size_t i = s->derivations_count; i-- > 0;) {
        const struct derivation *d = &s->derivations[i];
        if (!value_equal(&d->value, value))
            continue;
        sources |= operand->result >= 0 ? SOURCE_SEVERAL : SOURCE_RESULT;
        if (operand->result < 0 || (d->known && !s->derivations[operand->result].known))
            operand->result = (int32_t)i;
    }
    if (!sources && trace_constant(s, step, value))
        sources |= SOURCE_CONSTANT;
    if (!sources && in_prose(s, step, operand->token, value))
        sources |= SOURCE_PROSE;
    operand->sources = sources;
}

static bool operand_known(const struct subject *s, const struct operand *o)
{
    if (o->sources & (SOURCE_PROBLEM | SOURCE_FORM | SOURCE_CONSTANT))
        return true;
    return o->result >= 0 && s->derivations[o->result].known;
}

static void read_operands(struct subject *s, const struct step *step, struct derivation *d)
{
    d->first_operand = s->operands_count;
    d->known = d->proved;
    for (uint32_t i = 0; i < d->from->count; i++) {
        const struct node *node = &d->from->nodes[i];
        if (node->kind > NODE_WORD)
            continue;
        const struct token *t = &step->tokens.items[node->a];
        struct value const value =
            node->kind == NODE_WORD ? (struct value){t->word.num, t->word.den, NULL} : step->tokens.numbers[t->number];
        struct operand *o = &s->operands[s->operands_count++];
        o->token = node->a;
        find_sources(s, step, &value, o);
        if (!operand_known(s, o) && node->kind == NODE_NUMBER)
            d->known = false;
        if (o->result >= 0 && !(o->sources & SOURCE_PROBLEM))
            d->depth = MAX(d->depth, s->derivations[o->result].depth + 1);
    }
    d->operands = s->operands_count - d->first_operand;
}

static bool is_result(const struct step *step, const struct expr *e)
{
    return expr_is_written(e, &step->tokens) && step->tokens.items[expr_written_token(e)].kind == TOKEN_NUMBER;
}

/* Which side of the claim is a written result, if any? NULL, or the side that yields it. */
static const struct expr *derives(const struct subject *s, const struct step *step, size_t claim, const struct expr **result)
{
    const struct claim *c = &s->claims[claim];
    if (relation_is_order(c->sign))
        return NULL;
    const struct expr *brief = c->other_right.count && !is_result(step, &c->right) ? &c->other_right : &c->right;
    const struct tokens *tokens = &step->tokens;
    if (is_result(step, brief) && !expr_is_written(&c->left, tokens)) {
        *result = brief;
        return &c->left;
    }
    if (is_result(step, &c->left) && !c->chained && !expr_is_written(&c->right, tokens)) {
        *result = &c->left;
        return &c->right;
    }
    if (is_result(step, brief) && c->truth == TRUTH_HOLDS && !c->chained) {
        *result = brief; /* a conversion: 2 hours = 120 minutes */
        return &c->left;
    }
    return NULL;
}

static void read_claim(struct subject *s, const struct step *step, size_t claim)
{
    const struct expr *result;
    const struct expr *from = derives(s, step, claim, &result);
    if (!from || s->derivations_count == DERIVATIONS_MAX || s->operands_count + EXPR_NODES_MAX > OPERANDS_MAX)
        return;
    size_t head = claim;
    bool proved = s->claims[claim].supports;
    while (from == &s->claims[head].left && s->claims[head].chained) {
        head--;
        proved = proved && s->claims[head].supports;
        from = &s->claims[head].left;
    }
    struct value value;
    if (expr_eval(result, &step->tokens, step->tokens.numbers, result->percent, &value) != STATUS_OK)
        return;
    if (!value_is_small(&value)) {
        value_clear(&value);
        return;
    }
    struct derivation *d = &s->derivations[s->derivations_count];
    *d = (struct derivation){.step = (uint32_t)(step - s->steps),
                             .claim = (uint32_t)claim,
                             .head = (uint32_t)head,
                             .from = from,
                             .result = result,
                             .result_token = expr_written_token(result),
                             .value = value,
                             .proved = proved};
    read_operands(s, step, d);
    s->derivations_count++;
}

static void find_answer(struct subject *s)
{
    struct value answer;
    s->answer_from = -1;
    if (answer_value(subject_answer_text(s), &answer) != STATUS_OK)
        return;
    for (size_t i = 0; i < s->derivations_count; i++) {
        const struct derivation *d = &s->derivations[i];
        bool const better = s->answer_from < 0 || d->known || !s->derivations[s->answer_from].known;
        if (value_equal(&d->value, &answer) && better)
            s->answer_from = (int32_t)i;
    }
    value_clear(&answer);
}

void trace_read(struct subject *subject, struct arena *arena)
{
    subject->derivations = ARENA_ARRAY(arena, struct derivation, MIN(subject->claims_count, (size_t)DERIVATIONS_MAX) + 1);
    subject->operands = ARENA_ARRAY(arena, struct operand, OPERANDS_MAX);
    for (size_t k = 0; k < subject->steps_count; k++)
        for (size_t i = 0; i < subject->steps[k].claims; i++)
            read_claim(subject, &subject->steps[k], subject->steps[k].first_claim + i);
    arena_trim(arena, subject->operands, (subject->operands_count + 1) * sizeof *subject->operands);
    find_answer(subject);
}

bool trace_is_new(const struct subject *s, const struct derivation *d)
{
    uint32_t behind;
    if (occurrence_next(s->problem, &s->problem_tokens, 0, &d->value, &behind) < s->problem_tokens.count)
        return false;
    for (uint32_t k = 0; k <= d->step; k++) {
        const struct step *step = &s->steps[k];
        uint32_t const at = occurrence_next(step->text, &step->tokens, 0, &d->value, &behind);
        if (at < (k < d->step ? step->tokens.count : d->result_token))
            return false;
    }
    return true;
}

const char *trace_source_name(uint8_t sources)
{
    if (sources & SOURCE_PROBLEM)
        return sources & SOURCE_RESULT ? "problem or earlier result" : "problem";
    if (sources & SOURCE_RESULT)
        return sources & SOURCE_SEVERAL ? "several earlier results" : "earlier result";
    return sources & SOURCE_FORM       ? "a form of a number of the problem"
           : sources & SOURCE_CONSTANT ? "a known constant"
           : sources & SOURCE_PROSE    ? "mentioned before"
                                       : "nowhere";
}
