#include "calibration.h"

#include <inttypes.h>

enum { TWO_SIDED = 250, HALF = 5000, UNUSABLE_PAIR = CHOICE_TIE + 1, UNUSABLE_PLACE = AGREEMENT_KINDS - 1 };

static const char *const own_pairs[OWNS] = {"where it wrote neither side:", "where it wrote the chosen side:",
                                            "where it wrote the rejected side:", "where it wrote both:"};
static const char *const own_solutions[OWNS] = {"of those by others:", "of its own:"};
static const char *const own_names[OWNS] = {"none", "chosen", "rejected", "both"};
static const char *const finding_says[FINDINGS] = {"right ones passed", "first error found", "another step", "false alarms",
                                                   "errors missed",     "without a label",   "unusable"};
static const char *const finding_names[FINDINGS] = {"passed", "found", "elsewhere", "alarms", "missed", "unlabelled", "unusable"};

static enum own own_of(const struct judged_item *of, struct text judge)
{
    bool const chosen = judging_own(of->authors[0], judge);
    bool const rejected = of->item.kind == SURVEY_PAIRS && judging_own(of->authors[1], judge);
    return chosen && rejected ? OWN_BOTH : chosen ? OWN_CHOSEN : rejected ? OWN_REJECTED : OWN_NONE;
}

static size_t length_of(const struct survey_item *item, size_t side)
{
    size_t bytes = 0;
    for (size_t i = 0; i < item->counts[side]; i++)
        bytes += item->sides[side][i].size;
    return bytes;
}

static enum choice other_side(enum choice choice)
{
    return choice == CHOICE_A ? CHOICE_B : choice == CHOICE_B ? CHOICE_A : choice;
}

static void add_pair(struct calibration *c, const struct judged_item *of, enum own own, const struct judging_said *said)
{
    enum judging_outcome const outcome = judging_both(said);
    enum choice const right = of->item.right, chose = judging_ballot(of, said).choice;
    enum choice const column = chose == CHOICE_NONE ? (enum choice)UNUSABLE_PAIR : chose;
    size_t const first = length_of(&of->item, 0), second = length_of(&of->item, 1);
    c->table.kinds = UNUSABLE_PAIR + 1;
    c->table.cells[right][column]++;
    c->table.cells[other_side(right)][other_side(column)]++;
    c->outcomes[own][outcome]++;
    for (size_t i = 0; i < JUDGING_CALLS; i++)
        if (!said[i].fault)
            c->shown[said[i].choice]++;
    if (outcome == JUDGED_INCONSISTENT && said[0].choice == said[1].choice)
        c->kept[said[0].choice]++;
    bool const alike = 10 * MIN(first, second) >= 9 * MAX(first, second);
    c->alike += alike;
    c->alike_agreed += alike && judging_opinion(of, said) == OPINION_YES;
    if (outcome <= JUDGED_REJECTED && first != second)
        *((first > second) == (outcome == JUDGED_CHOSEN) ? &c->longer : &c->shorter) += 1;
}

static enum finding finding_of(const struct survey_item *item, const struct judging_said *said)
{
    if (said->fault)
        return FINDING_UNUSABLE;
    if (item->right == CHOICE_NONE)
        return FINDING_UNLABELLED;
    if (item->right == CHOICE_CORRECT)
        return said->choice == CHOICE_CORRECT ? FINDING_PASSED : FINDING_ALARM;
    if (said->choice == CHOICE_CORRECT)
        return FINDING_MISSED;
    return said->first_error == item->first_error ? FINDING_FOUND : FINDING_ELSEWHERE;
}

static size_t place_of(int32_t first_error)
{
    return (size_t)MIN(first_error + 1, UNUSABLE_PLACE - 1);
}

static void add_steps(struct calibration *c, const struct judged_item *of, enum own own, const struct judging_said *said)
{
    c->findings[own][finding_of(&of->item, said)]++;
    c->table.kinds = AGREEMENT_KINDS;
    if (of->item.first_error >= FIRST_NONE)
        c->table.cells[place_of(of->item.first_error)][said->fault ? UNUSABLE_PLACE : place_of(said->first_error)]++;
}

void calibration_add(struct calibration *c, const struct judged_item *of, struct text judge, const struct judging_said *said)
{
    bool const pairs = of->item.kind == SURVEY_PAIRS;
    c->items++;
    c->opinions[judging_opinion(of, said)]++;
    for (size_t i = 0; i < (pairs ? JUDGING_CALLS : 1); i++)
        c->faults[said[i].fault]++;
    (pairs ? add_pair : add_steps)(c, of, own_of(of, judge), said);
}

bool calibration_biased(const struct calibration *c)
{
    uint64_t const all = c->kept[0] + c->kept[1];
    return all && all <= AGREEMENT_MOST &&
           (agreement_lower(c->kept[0], all, TWO_SIDED) > HALF || agreement_upper(c->kept[0], all, TWO_SIDED) < HALF);
}

bool calibration_gate(const struct calibration *c, int64_t least, struct error *err)
{
    struct buffer is = {0}, bar = {0};
    int64_t const kappa = agreement_kappa(&c->table);
    if (kappa == AGREEMENT_NONE)
        buffer_string(&is, "not defined");
    else
        buffer_share(&is, agreement_share(kappa));
    buffer_share(&bar, agreement_share(least));
    bool const good = (kappa != AGREEMENT_NONE && kappa > least) ||
                      fail(err, EXIT_FINDINGS, "Cohen's kappa with the golden set is %.*s, not above %.*s; nothing was written",
                           (int)is.size, is.at, (int)bar.size, bar.at);
    buffer_free(&is);
    buffer_free(&bar);
    return good;
}

/* "8 of 10 (0.8000; 95 %: 0.4439 to 0.9748)" */
static void put_share(struct buffer *out, uint64_t part, uint64_t all)
{
    buffer_format(out, "%" PRIu64 " of %" PRIu64, part, all);
    if (!all || all > AGREEMENT_MOST)
        return;
    buffer_string(out, " (");
    buffer_share(out, agreement_share((int64_t)(part * (uint64_t)AGREEMENT_ONE / all)));
    buffer_string(out, "; 95 %: ");
    buffer_share(out, agreement_lower(part, all, TWO_SIDED));
    buffer_string(out, " to ");
    buffer_share(out, agreement_upper(part, all, TWO_SIDED));
    buffer_char(out, ')');
}

static void put_line(struct buffer *out, const char *says, uint64_t part, uint64_t all)
{
    buffer_format(out, "  %s ", says);
    put_share(out, part, all);
    buffer_char(out, '\n');
}

static uint64_t outcome_sum(const struct calibration *c, enum judging_outcome outcome)
{
    uint64_t sum = 0;
    for (size_t own = 0; own < OWNS; own++)
        sum += c->outcomes[own][outcome];
    return sum;
}

/* "1.2500", or "n/a" */
static void put_ratio(struct buffer *out, uint64_t part, uint64_t whole)
{
    if (whole && part <= UINT32_MAX)
        buffer_share(out, (int64_t)(part * (2 * HALF) / whole));
    else
        buffer_string(out, "n/a");
}

static void show_pairs(const struct calibration *c, struct buffer *out)
{
    uint64_t const first = c->shown[CHOICE_A], second = c->shown[CHOICE_B];
    buffer_format(out, "  pairs %" PRIu64 ":", c->items);
    for (size_t i = 0; i < JUDGED_OUTCOMES; i++)
        buffer_format(out, "%s %s %" PRIu64, i ? "," : "", judging_outcomes[i], outcome_sum(c, (enum judging_outcome)i));
    buffer_format(out, "\n  answers: the first shown wins %" PRIu64 ", the second %" PRIu64 " (ratio ", first, second);
    put_ratio(out, first, second);
    buffer_format(out, "), ties %" PRIu64 "\n", c->shown[CHOICE_TIE]);
    put_line(out, "where both answers name the same place it is the first in", c->kept[0], c->kept[0] + c->kept[1]);
    put_line(out, "the longer side wins", c->longer, c->longer + c->shorter);
    put_line(out, "where both are about as long it agrees with the labels in", c->alike_agreed, c->alike);
    if (calibration_biased(c))
        buffer_string(out, "  position bias: one half is no plausible share of the first place\n");
}

static void show_steps(const struct calibration *c, struct buffer *out)
{
    buffer_format(out, "  solutions %" PRIu64 ":", c->items);
    for (size_t i = 0; i < FINDINGS; i++)
        buffer_format(out, "%s %s %" PRIu64, i ? "," : "", finding_says[i],
                      c->findings[OWN_NONE][i] + c->findings[OWN_CHOSEN][i]);
    buffer_char(out, '\n');
}

/* How often it prefers the rejected side, or passes a faulty solution. */
static uint64_t own_errors(const struct calibration *c, enum own own, uint64_t *all)
{
    const uint64_t *outcomes = c->outcomes[own], *findings = c->findings[own];
    uint64_t const wrong = c->kind == SURVEY_PAIRS ? outcomes[JUDGED_REJECTED] : findings[FINDING_MISSED];
    *all = wrong + (c->kind == SURVEY_PAIRS ? outcomes[JUDGED_CHOSEN] : findings[FINDING_FOUND] + findings[FINDING_ELSEWHERE]);
    return wrong;
}

static bool has_own(const struct calibration *c)
{
    uint64_t own = 0, all;
    for (enum own i = OWN_CHOSEN; i < OWNS; i++) {
        (void)own_errors(c, i, &all);
        own += all;
    }
    return own > 0;
}

static void show_own(const struct calibration *c, struct buffer *out)
{
    uint64_t all, wrong;
    if (!has_own(c))
        return;
    buffer_format(out, "  self-preference: how often %s\n",
                  c->kind == SURVEY_PAIRS ? "the rejected side wins" : "a faulty solution passes");
    for (enum own own = OWN_NONE; own < OWNS; own++) {
        wrong = own_errors(c, own, &all);
        if (all)
            put_line(out, (c->kind == SURVEY_PAIRS ? own_pairs : own_solutions)[own], wrong, all);
    }
}

static void show_faults(const struct calibration *c, struct buffer *out)
{
    for (size_t i = JUDGING_FINE + 1; i < JUDGING_FAULTS; i++)
        if (c->faults[i])
            buffer_format(out, "  unusable: %" PRIu64 " answers, %s\n", c->faults[i], judging_faults[i]);
}

void calibration_table(const struct calibration *c, struct buffer *out)
{
    int64_t const kappa = agreement_kappa(&c->table);
    uint64_t const yes = c->opinions[OPINION_YES], no = c->opinions[OPINION_NO], open = c->opinions[OPINION_UNSURE];
    (c->kind == SURVEY_PAIRS ? show_pairs : show_steps)(c, out);
    put_line(out, "agrees with the labels in", yes, yes + no + open);
    buffer_string(out, "  Cohen's kappa with the labels ");
    if (kappa != AGREEMENT_NONE)
        buffer_share(out, agreement_share(kappa));
    buffer_format(out, "%s%s\n", kappa == AGREEMENT_NONE ? "" : ", ", agreement_words(kappa));
    show_own(c, out);
    show_faults(c, out);
}

static void json_share(struct json_writer *w, const char *key, uint64_t part, uint64_t all)
{
    json_key(w, key);
    json_open(w, '{');
    json_member_int(w, "count", (int64_t)part);
    json_member_int(w, "of", (int64_t)all);
    if (all && all <= AGREEMENT_MOST) {
        json_member_share(w, "low", agreement_lower(part, all, TWO_SIDED));
        json_member_share(w, "high", agreement_upper(part, all, TWO_SIDED));
    }
    json_close(w, '}');
}

static void json_counts(struct json_writer *w, const char *key, const char *const *names, const uint64_t *counts, size_t count)
{
    json_key(w, key);
    json_open(w, '{');
    for (size_t i = 0; i < count; i++) {
        json_key_text(w, text_of(names[i]));
        json_put_int(w, (int64_t)counts[i]);
    }
    json_close(w, '}');
}

static void json_pairs(const struct calibration *c, struct json_writer *w)
{
    static const char *const places[] = {"first", "second", "tie"};
    json_counts(w, "shown", places, c->shown, COUNT(places));
    json_share(w, "kept_first", c->kept[0], c->kept[0] + c->kept[1]);
    json_key(w, "position_bias");
    json_put_bool(w, calibration_biased(c));
    json_share(w, "longer", c->longer, c->longer + c->shorter);
    json_share(w, "alike_agreed", c->alike_agreed, c->alike);
}

static void json_own(const struct calibration *c, struct json_writer *w)
{
    json_key(w, "by_author");
    json_open(w, '{');
    for (enum own own = OWN_NONE; own < OWNS; own++) {
        uint64_t all, wrong = own_errors(c, own, &all);
        json_key(w, own_names[own]);
        json_open(w, '{');
        if (c->kind == SURVEY_PAIRS)
            json_counts(w, "outcomes", judging_outcomes, c->outcomes[own], JUDGED_OUTCOMES);
        else
            json_counts(w, "findings", finding_names, c->findings[own], FINDINGS);
        json_share(w, "preferred_wrongly", wrong, all);
        json_close(w, '}');
    }
    json_close(w, '}');
}

void calibration_json(const struct calibration *c, struct json_writer *w)
{
    static const char *const opinions[] = {"none", "yes", "no", "unsure"};
    json_member_text(w, "ask", text_of(survey_names[c->kind]));
    json_member_int(w, "items", (int64_t)c->items);
    json_counts(w, "agrees", opinions, c->opinions, COUNT(opinions));
    agreement_json(w, "kappa", agreement_kappa(&c->table));
    if (c->kind == SURVEY_PAIRS)
        json_pairs(c, w);
    json_own(c, w);
    json_counts(w, "unusable", judging_faults + 1, c->faults + 1, JUDGING_FAULTS - 1);
}
