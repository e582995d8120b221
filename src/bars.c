#include "bars.h"

#include "json_write.h"
#include "rank.h"
#include "suggest.h"

#include <inttypes.h>
#include <stdlib.h>

const int32_t bars_standard[BARS] = {5500, 5500, 6000, 500, 500, 500, 100};

static const char *const names[BARS] = {"style", "digits", "structural", "length", "novelty", "position", "twins"};
static const char *const figure_names[FIGURES] = {"style", "digits", "length", "novelty"};

/* "0.55", at most four digits behind the point, up to 1. */
static bool read_share(struct text text, int32_t *out)
{
    int32_t value = 0, unit = RANK_ONE;
    if (!text.size || (text.at[0] != '0' && text.at[0] != '1') || (text.size > 1 && text.at[1] != '.'))
        return false;
    value = (text.at[0] - '0') * unit;
    for (size_t i = 2; i < text.size; i++) {
        unit /= 10;
        if (!is_digit(text.at[i]) || !unit)
            return false;
        value += (text.at[i] - '0') * unit;
    }
    *out = value;
    return value <= RANK_ONE;
}

bool bars_read(const char *text, struct bars *bars, struct error *err)
{
    const char *equals = strchr(text, '=');
    struct text const name = equals ? (struct text){text, (size_t)(equals - text)} : text_of(text);
    size_t bar = 0;
    while (bar < BARS && !text_equal(name, text_of(names[bar])))
        bar++;
    if (bar == BARS)
        return fail(err, EXIT_USAGE,
                    "--bar: unknown bar '%s' (bars: style, digits, structural, length, novelty, position, twins)",
                    typed_shown(name).at);
    struct text const value = equals ? text_of(equals + 1) : TEXT("");
    if (text_equal(value, TEXT("none")))
        bars->at[bar] = -1;
    else if (!read_share(value, &bars->at[bar]))
        return fail(err, EXIT_USAGE, "--bar: %s wants a share such as 0.55, or none, not '%s'", names[bar],
                    typed_shown(value).at);
    return true;
}

struct judging {
    const struct bars *bars;
    struct judged *out;
    size_t count;
};

static void judge(struct judging *j, enum bar bar, const char *what, struct text of, int32_t value, int32_t middle)
{
    int32_t const limit = j->bars->at[bar], above = value - middle;
    if (limit < 0)
        return;
    bool const broken = middle || bar == BAR_POSITION ? abs(above) > limit : above > limit;
    j->out[j->count++] = (struct judged){bar, what, of, value, limit, middle, broken};
}

static void judge_blind(struct judging *j, const struct shortcuts_blind *b)
{
    static const char *const hidden[][2] = {{"style, problem hidden,", "digits, problem hidden,"},
                                            {"style, solution hidden,", "digits, solution hidden,"}};
    for (int view = TRAITS_STYLE; b->measured && view <= TRAITS_DIGITS; view++) {
        judge(j, BAR_TWINS, hidden[0][view], TEXT("twins"), b->problem_hidden[view], RANK_HALF);
        judge(j, BAR_TWINS, hidden[1][view], TEXT("twins"), b->solution_hidden[view], RANK_HALF);
    }
}

size_t bars_judge(const struct bars *bars, const struct shortcuts_report *report, struct judged out[JUDGED_MAX])
{
    struct judging j = {.bars = bars, .out = out};
    size_t const least = (size_t)bars->least;
    for (size_t i = 0; i < report->kinds_count; i++) {
        const struct shortcuts_kind *kind = &report->kinds[i];
        bool const structural = text_equal(kind->class, TEXT("structural"));
        if (kind->measured < least)
            continue;
        judge(&j, structural ? BAR_STRUCTURAL : BAR_STYLE, "style", kind->name, kind->figures[FIGURE_STYLE], 0);
        judge(&j, structural ? BAR_STRUCTURAL : BAR_DIGITS, "digits", kind->name, kind->figures[FIGURE_DIGITS], 0);
    }
    if (report->all.measured >= least) {
        judge(&j, BAR_LENGTH, "length", report->all.name, report->all.figures[FIGURE_LENGTH], RANK_HALF);
        if (bars->has_natural)
            judge(&j, BAR_NOVELTY, "novelty", report->all.name, report->all.figures[FIGURE_NOVELTY],
                  natural_area(&bars->natural));
    }
    if (bars->has_target && report->positions.count >= least) {
        size_t place;
        int32_t const distance = (int32_t)target_distance(&bars->target, &report->positions, &place);
        static const char *const places[POSITION_PLACES] = {"place 0", "place 1", "place 2", "place 3", "place 4",
                                                            "place 5", "place 6", "place 7", "place 8", "place 9"};
        judge(&j, BAR_POSITION, "difference from the target share", text_of(places[place]), distance, 0);
    }
    if (report->twins.measured >= least)
        judge_blind(&j, &report->twins);
    return j.count;
}

static void put_kind(struct buffer *out, const struct shortcuts_kind *kind, int width)
{
    size_t const shown = text_code_points(kind->name, kind->name.size);
    buffer_format(out, "  %.*s%*s  %-13.*s %9" PRIu64 " %9zu", (int)kind->name.size, kind->name.at, width - (int)shown, "",
                  (int)kind->class.size, kind->class.at, kind->rows, kind->measured);
    for (size_t i = 0; i < FIGURES; i++) {
        int32_t const thousandths = (kind->figures[i] + 5) / 10;
        if (kind->measured)
            buffer_format(out, "    %" PRId32 ".%03" PRId32, thousandths / 1000, thousandths % 1000);
        else
            buffer_string(out, "        -");
    }
    buffer_char(out, '\n');
}

static void put_blind(struct buffer *out, const char *name, const struct shortcuts_blind *b)
{
    int32_t const *const rows[] = {b->problem_hidden, b->solution_hidden};
    static const char *const hidden[] = {"problem hidden", "solution hidden"};
    for (size_t i = 0; b->measured && i < COUNT(rows); i++) {
        buffer_format(out, "  %-16s %-16s %9zu  style ", name, hidden[i], b->measured);
        buffer_share(out, rows[i][TRAITS_STYLE]);
        buffer_string(out, "  digits ");
        buffer_share(out, rows[i][TRAITS_DIGITS]);
        buffer_char(out, '\n');
    }
}

static void put_positions(struct buffer *out, const struct positions *p)
{
    buffer_string(out, "  first error at");
    for (size_t i = 0; p->count && i < POSITION_PLACES; i++) {
        uint64_t const share = (p->at[i] * 1000 + p->count / 2) / p->count;
        buffer_format(out, "  %zu%s: %" PRIu64 ".%" PRIu64 " %%", i, i + 1 == POSITION_PLACES ? "+" : "", share / 10, share % 10);
    }
    buffer_char(out, '\n');
}

static void put_natural(struct buffer *out, const struct natural *natural)
{
    static const char *const sides[] = {"right", "wrong"};
    buffer_string(out, "  natural errors: novelty ");
    buffer_share(out, natural_area(natural));
    for (size_t side = 0; side < 2; side++) {
        uint64_t all = 0;
        for (size_t i = 0; i < NATURAL_MOST; i++)
            all += natural->steps[side][i];
        uint64_t const share = (all - natural->steps[side][0]) * 1000 / MAX(all, 1u);
        buffer_format(out, "; %s steps with a novel number %" PRIu64 ".%" PRIu64 " %%", sides[side], share / 10, share % 10);
    }
    buffer_char(out, '\n');
}

void bars_table(const struct bars *bars, const struct shortcuts_report *report, struct buffer *out)
{
    size_t width = sizeof "injector" - 1;
    for (size_t i = 0; i < report->kinds_count; i++)
        width = MAX(width, text_code_points(report->kinds[i].name, report->kinds[i].name.size));
    width = MIN(width, 60u);
    buffer_format(out,
                  "  rows %" PRIu64 ": faulty %" PRIu64 ", controls %" PRIu64 ", right alone %" PRIu64 ", without labels %" PRIu64
                  "; nothing to compare with %" PRIu64 "\n",
                  report->rows, report->all.rows, report->controls, report->right, report->unlabelled, report->alone);
    buffer_format(out, "  %-*s  %-13s %9s %9s    style   digits   length  novelty\n", (int)width, "injector", "class", "rows",
                  "measured");
    for (size_t i = 0; i < report->kinds_count; i++)
        put_kind(out, &report->kinds[i], (int)width);
    put_kind(out, &report->all, (int)width);
    put_blind(out, "whole solutions", &report->whole);
    put_blind(out, "twins", &report->twins);
    put_positions(out, &report->positions);
    if (bars->has_natural)
        put_natural(out, &bars->natural);
}

void bars_broken(const struct judged *judged, size_t count, struct buffer *out)
{
    for (size_t i = 0; i < count; i++) {
        const struct judged *j = &judged[i];
        if (!j->broken)
            continue;
        buffer_format(out, "%s of %.*s is ", j->what, (int)j->of.size, j->of.at);
        buffer_share(out, j->value);
        buffer_string(out, j->middle ? ", more than " : ", may be at most ");
        buffer_share(out, j->limit);
        if (j->middle) {
            buffer_string(out, " from ");
            buffer_share(out, j->middle);
        }
        buffer_format(out, " (bar %s)\n", names[j->bar]);
    }
}

static void json_kind(struct json_writer *w, const struct shortcuts_kind *kind)
{
    json_open(w, '{');
    json_member_text(w, "name", kind->name);
    json_member_text(w, "class", kind->class);
    json_member_int(w, "rows", (int64_t)kind->rows);
    json_member_int(w, "measured", (int64_t)kind->measured);
    for (size_t i = 0; i < FIGURES; i++)
        json_member_share(w, figure_names[i], kind->figures[i]);
    json_close(w, '}');
}

static void json_blind(struct json_writer *w, const char *key, const struct shortcuts_blind *b)
{
    json_key(w, key);
    json_open(w, '{');
    json_member_int(w, "measured", (int64_t)b->measured);
    json_member_share(w, "problem_hidden_style", b->measured ? b->problem_hidden[TRAITS_STYLE] : RANK_HALF);
    json_member_share(w, "problem_hidden_digits", b->measured ? b->problem_hidden[TRAITS_DIGITS] : RANK_HALF);
    json_member_share(w, "solution_hidden_style", b->measured ? b->solution_hidden[TRAITS_STYLE] : RANK_HALF);
    json_member_share(w, "solution_hidden_digits", b->measured ? b->solution_hidden[TRAITS_DIGITS] : RANK_HALF);
    json_close(w, '}');
}

static void json_judged(struct json_writer *w, const struct judged *j)
{
    json_open(w, '{');
    json_member_text(w, "bar", text_of(names[j->bar]));
    json_member_text(w, "what", text_of(j->what));
    json_member_text(w, "of", j->of);
    json_member_share(w, "value", j->value);
    json_member_share(w, "from", j->middle);
    json_member_share(w, "limit", j->limit);
    json_key(w, "broken");
    json_put_bool(w, j->broken);
    json_close(w, '}');
}

void bars_json(const struct bars *bars, const struct shortcuts_report *report, const struct judged *judged, size_t count,
               struct buffer *out)
{
    struct json_writer w = {.out = out};
    json_open(&w, '{');
    json_member_int(&w, "rows", (int64_t)report->rows);
    json_member_int(&w, "controls", (int64_t)report->controls);
    json_member_int(&w, "right_alone", (int64_t)report->right);
    json_member_int(&w, "unlabelled", (int64_t)report->unlabelled);
    json_member_int(&w, "nothing_to_compare_with", (int64_t)report->alone);
    json_key(&w, "injectors");
    json_open(&w, '[');
    for (size_t i = 0; i < report->kinds_count; i++)
        json_kind(&w, &report->kinds[i]);
    json_close(&w, ']');
    json_key(&w, "all");
    json_kind(&w, &report->all);
    json_blind(&w, "whole_solutions", &report->whole);
    json_blind(&w, "twins", &report->twins);
    json_key(&w, "first_errors");
    json_open(&w, '[');
    for (size_t i = 0; i < POSITION_PLACES; i++)
        json_put_int(&w, (int64_t)report->positions.at[i]);
    json_close(&w, ']');
    if (bars->has_natural)
        json_member_share(&w, "natural_novelty", natural_area(&bars->natural));
    json_key(&w, "bars");
    json_open(&w, '[');
    for (size_t i = 0; i < count; i++)
        json_judged(&w, &judged[i]);
    json_close(&w, ']');
    json_close(&w, '}');
    buffer_char(out, '\n');
}
