#include "judging.h"

#include "embedded.h"

const char *const judging_faults[JUDGING_FAULTS] = {
    "",
    "the server does not answer this",
    "no whole answer",
    "the answer is too long",
    "the answer is not the JSON that was asked for",
    "the answer holds more than one JSON object",
    "control characters stand in the answer, as of LaTeX with single backslashes",
    "no verdict that was asked for",
};

const char *const judging_outcomes[JUDGED_OUTCOMES] = {"chosen", "rejected", "tie", "inconsistent", "unusable"};

struct text judging_schema(enum survey_kind kind)
{
    return kind == SURVEY_PAIRS
               ? TEXT("{\"type\":\"object\",\"properties\":{\"reason\":{\"type\":\"string\"},\"verdict\":{\"type\":\"string\","
                      "\"enum\":[\"A\",\"B\",\"tie\"]}},\"required\":[\"reason\",\"verdict\"],\"additionalProperties\":false}")
               : TEXT("{\"type\":\"object\",\"properties\":{\"reason\":{\"type\":\"string\"},\"first_wrong_step\":{\"type\":"
                      "\"integer\"}},\"required\":[\"reason\",\"first_wrong_step\"],\"additionalProperties\":false}");
}

/* The steps below each other; of the kind steps each with its number. */
static struct text shown(const struct survey_item *item, size_t side, struct arena *arena)
{
    struct buffer out = {0};
    if (item->kind == SURVEY_STEPS)
        return prompt_numbered(item->sides[side], item->counts[side], arena);
    for (size_t k = 0; k < item->counts[side]; k++) {
        buffer_string(&out, k ? "\n" : "");
        buffer_add(&out, item->sides[side][k]);
    }
    return buffer_keep(&out, arena);
}

bool judging_fill(const struct judging *judging, const struct judged_item *of, bool swapped, struct arena *arena,
                  struct turn *out, struct error *err)
{
    bool const pairs = judging->kind == SURVEY_PAIRS, told = judging->reference && of->answer.size;
    struct prompt_value const values[] = {
        {"problem", of->item.problem, true},
        {"reference", told ? of->answer : TEXT("not told"), told},
        {"rubric", judging->rubric.text, false},
        {pairs ? "a" : "steps", shown(&of->item, swapped, arena), true},
        {"b", pairs ? shown(&of->item, !swapped, arena) : TEXT(""), true},
    };
    return prompt_fill(&judging->prompt, values, pairs ? COUNT(values) : COUNT(values) - 1, arena, out, err);
}

static bool read_verdict(const struct judged_item *of, const struct json_member *member, struct arena *arena,
                         struct judging_said *out)
{
    struct text word;
    int64_t number;
    if (of->item.kind == SURVEY_PAIRS) {
        out->choice = json_string(member->raw, arena, &word) ? choice_of(SURVEY_PAIRS, word) : CHOICE_NONE;
        return out->choice != CHOICE_NONE;
    }
    if (!json_int(member->raw, &number) || number < 0 || (uint64_t)number > of->item.counts[0])
        return false;
    out->choice = number ? CHOICE_ERROR : CHOICE_CORRECT;
    out->first_error = number ? (int32_t)number - 1 : FIRST_NONE;
    return true;
}

/* The member with the verdict, if the object has the members that were asked for and no others. */
static const struct json_member *verdict_in(enum survey_kind kind, const struct json_object *object, struct arena *arena,
                                            struct text *reason)
{
    bool const fits = object->count == 2 && embedded_text(object, "reason", arena, reason);
    return fits ? json_find(object, kind == SURVEY_PAIRS ? "verdict" : "first_wrong_step") : NULL;
}

static enum judging_fault read_answer(const struct judged_item *of, const struct reply *reply, struct arena *arena,
                                      struct judging_said *out)
{
    struct json_object object;
    const struct json_member *verdict = NULL, *next;
    if (reply->state != REPLY_OK)
        return reply->state == REPLY_UNUSABLE ? JUDGING_CUT : JUDGING_REFUSED;
    if (reply->content.size > JUDGING_ANSWER_MAX)
        return JUDGING_LONG;
    for (size_t at = 0; embedded_next(reply->content, &at, arena, &object);) {
        next = verdict_in(of->item.kind, &object, arena, &out->reason);
        if (next && verdict)
            return JUDGING_TWO_OBJECTS;
        verdict = next ? next : verdict;
    }
    if (!verdict)
        return JUDGING_NO_OBJECT;
    if (embedded_control(out->reason, true))
        return JUDGING_CONTROL;
    return read_verdict(of, verdict, arena, out) ? JUDGING_FINE : JUDGING_NO_VERDICT;
}

void judging_read(const struct judged_item *of, const struct reply *reply, struct arena *arena, struct judging_said *out)
{
    struct judging_said said = {.choice = CHOICE_NONE, .first_error = FIRST_UNKNOWN};
    enum judging_fault const fault = read_answer(of, reply, arena, &said);
    *out = fault ? (struct judging_said){.fault = fault, .choice = CHOICE_NONE, .first_error = FIRST_UNKNOWN} : said;
}

enum judging_outcome judging_both(const struct judging_said said[JUDGING_CALLS])
{
    enum choice const first = said[0].choice, second = said[1].choice;
    if (said[0].fault || said[1].fault)
        return JUDGED_UNUSABLE;
    if (first == CHOICE_TIE && second == CHOICE_TIE)
        return JUDGED_TIE;
    if (first == second || first == CHOICE_TIE || second == CHOICE_TIE)
        return JUDGED_INCONSISTENT;
    return first == CHOICE_A ? JUDGED_CHOSEN : JUDGED_REJECTED;
}

struct ballot judging_ballot(const struct judged_item *of, const struct judging_said *said)
{
    static const enum choice choices[JUDGED_OUTCOMES] = {CHOICE_A, CHOICE_B, CHOICE_TIE, CHOICE_NONE, CHOICE_NONE};
    bool const pairs = of->item.kind == SURVEY_PAIRS;
    return (struct ballot){.file = 1,
                           .choice = pairs ? choices[judging_both(said)] : said[0].choice,
                           .first_error = pairs ? FIRST_UNKNOWN : said[0].first_error};
}

enum opinion judging_opinion(const struct judged_item *of, const struct judging_said *said)
{
    struct ballot const ballot = judging_ballot(of, said);
    return of->item.right == CHOICE_NONE ? OPINION_NONE : assess_opinion(&of->item, &ballot);
}

static struct text model_of(struct text name)
{
    return text_part(name, 0, text_find(name, TEXT("@"), 0));
}

bool judging_own(struct text author, struct text judge)
{
    return author.size && text_equal(model_of(author), model_of(judge));
}
