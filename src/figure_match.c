#include "figure_parts.h"

/* Words and their alternatives, "?" behind those that may be left out; P a point, S a segment, L three points, A an angle, T a
 * triangle, Q four points, # a number, each with "+" a list; signs as in figure_parts.h. The first one that fits counts. */
static const struct {
    const char *form;
    enum figure_sense sense;
} patterns[] = {
    {"P+ is|are|be|as|being? midpoint|midpoints of S+", SENSE_MIDPOINT},
    {"midpoint|midpoints P+ of S+", SENSE_MIDPOINT},
    {"P+ is|are|be|that|which? lie|lies|lying|located|chosen|placed|taken|drawn? on|in interior? of? S+", SENSE_ON},
    {"L is|are straight", SENSE_STRAIGHT},
    {"straight line L", SENSE_STRAIGHT},
    {"P+ are|lie on? collinear|line ,? in that order", SENSE_ORDER},
    {"S+ intersect|meet|cross at P", SENSE_CROSSING},
    {"S intersects|meets|crosses S at P", SENSE_CROSSES},
    {"P+ is|are|be foot|feet of altitude|altitudes|perpendicular|perpendiculars from P to|onto|on S+", SENSE_FOOT},
    {"altitude|perpendicular from P intersects|meets|hits S at P", SENSE_MEETS},
    {"altitude|perpendicular from P to|onto S intersects|meets|hits? it? at P", SENSE_MEETS},
    {"perpendicular|altitude from P to|onto S and? let|call|label intersection|foot be|as|of? P", SENSE_MEETS},
    {"altitude S to|onto S", SENSE_ALTITUDE},
    {"S is|be altitude to|onto S", SENSE_ALTITUDE},
    {"S+ is|are|be altitude|altitudes of|in T", SENSE_ALTITUDES},
    {"altitude|altitudes S+ of|in T", SENSE_ALTITUDES},
    {"S+ is|are|be altitude|altitudes", SENSE_ALTITUDES},
    {"altitude|altitudes S+", SENSE_ALTITUDES},
    {"S+ is|are|be median|medians of|in T", SENSE_MEDIANS},
    {"median|medians S+ of|in T", SENSE_MEDIANS},
    {"S+ is|are|be median|medians", SENSE_MEDIANS},
    {"median|medians S+", SENSE_MEDIANS},
    {"S p S", SENSE_PERPENDICULAR},
    {"S is|be|are perpendicular to S", SENSE_PERPENDICULAR},
    {"S and S are perpendicular", SENSE_PERPENDICULAR},
    {"A+ is|are|be right", SENSE_RIGHT},
    {"A = #", SENSE_NINETY},
    {"A = A = #", SENSE_NINETY},
    {"A is # degrees", SENSE_NINETY},
    {"T with|has|having|is|be? right angled? with|has|having? right? at P", SENSE_RIGHT_AT},
    {"right T with|has|having right A", SENSE_RIGHT_AT},
    {"right T with|has|having right? at P", SENSE_RIGHT_AT},
    {"right T with|has|having hypotenuse S", SENSE_HYPOTENUSE},
    {"T is right with hypotenuse S", SENSE_HYPOTENUSE},
    {"hypotenuse S of right? T", SENSE_OF_RIGHT},
    {"square|rhombus Q has|with|of side|sides|edge|edges of? length #", SENSE_SIDES},
    {"equilateral T has|with|of side|sides|edge|edges of? length #", SENSE_SIDES},
    {"equilateral T", SENSE_EQUILATERAL},
    {"T is|be equilateral", SENSE_EQUILATERAL},
    {"quadrilateral|trapezoid Q", SENSE_QUADRILATERAL},
    {"Q is|be quadrilateral|trapezoid", SENSE_QUADRILATERAL},
    {"parallelogram Q", SENSE_PARALLELOGRAM},
    {"Q is|be parallelogram", SENSE_PARALLELOGRAM},
    {"rhombus Q", SENSE_RHOMBUS},
    {"Q is|be rhombus", SENSE_RHOMBUS},
    {"rectangle Q", SENSE_RECTANGLE},
    {"Q is|be rectangle", SENSE_RECTANGLE},
    {"square Q", SENSE_SQUARE},
    {"Q is|be square", SENSE_SQUARE},
    {"T ~ T", SENSE_SIMILAR},
    {"T is|are similar to T", SENSE_SIMILAR},
    {"T and T are similar", SENSE_SIMILAR},
    {"T c T", SENSE_CONGRUENT},
    {"T is|are congruent to T", SENSE_CONGRUENT},
    {"S = S", SENSE_EQUAL_SIDES},
    {"S c S", SENSE_EQUAL_SIDES},
    {"S is congruent to S", SENSE_EQUAL_SIDES},
    {"A = A", SENSE_EQUAL_ANGLES},
    {"A c A", SENSE_EQUAL_ANGLES},
    {"S bisects A", SENSE_BISECTS},
    {"S is|be bisector of A", SENSE_BISECTS},
    {"S+ is|are|be bisector|bisectors of|in T", SENSE_BISECTORS},
    {"S+ is|are|be bisector|bisectors", SENSE_BISECTORS},
    {"bisector|bisectors S+", SENSE_BISECTORS},
    {"bisector of A intersects|meets|hits S at P", SENSE_BISECTOR},
    {"S | S", SENSE_PARALLEL},
    {"S is|be|are parallel to S", SENSE_PARALLEL},
    {"S and S are parallel", SENSE_PARALLEL},
    {"A+ are supplementary", SENSE_SUPPLEMENTARY},
    {"A+ are complementary", SENSE_COMPLEMENTARY},
    {"S is|has length? #", SENSE_LENGTH},
    {"length of S is #", SENSE_LENGTH},
    {"A is|equals? #", SENSE_SIZE},
};

struct reader {
    const struct figure_item *items;
    size_t count;
};

static bool fits(char kind, const struct figure_item *item)
{
    size_t const points = item->points.count;
    switch (kind) {
    case 'A':
        return item->kind == ITEM_ANGLE;
    case '#':
        return item->kind == ITEM_NUMBER;
    case 'L':
        return item->kind == ITEM_POINTS && points == 3;
    case 'T':
        return item->kind == ITEM_POINTS && item->triangle;
    default:
        return item->kind == ITEM_POINTS && points == (kind == 'P' ? 1u : kind == 'S' ? 2u : 4u);
    }
}

static bool is_joint(const struct figure_item *item)
{
    return (item->kind == ITEM_SIGN && item->sign == ',') || (item->kind == ITEM_WORD && text_is_among(item->text, TEXT("and")));
}

/* Behind "," or "and" or both. */
static size_t behind_joints(const struct reader *r, size_t at)
{
    size_t const last = MIN(at + 2, r->count);
    while (at < last && is_joint(&r->items[at]))
        at++;
    return at;
}

/* One name, or a list of them. */
static bool capture(const struct reader *r, size_t *at, char kind, bool list, struct figure_capture *out)
{
    out->count = 0;
    while (*at < r->count && fits(kind, &r->items[*at]) && out->count < FIGURE_LIST_MAX) {
        out->items[out->count++] = &r->items[*at];
        *at += 1;
        size_t const next = list ? behind_joints(r, *at) : *at;
        if (next == *at || next == r->count || !fits(kind, &r->items[next]))
            break;
        *at = next;
    }
    return out->count > 0;
}

/* May a pattern begin here? Most items are passed over by their first words, or what stands behind a name. */
static bool may_begin(const struct reader *r, size_t at)
{
    static const char first[] =
        "midpoint midpoints straight altitude altitudes perpendicular median medians right hypotenuse "
        "equilateral quadrilateral trapezoid parallelogram rhombus rectangle square bisector bisectors length",
                      second[] =
                          "is are be as being midpoint midpoints that which lie lies lying located chosen placed taken drawn on "
                          "in intersect meet cross intersects meets crosses and with has having right bisects equals collinear";
    const struct figure_item *item = &r->items[at], *next = at + 1 < r->count ? item + 1 : NULL;
    if (!next || item->kind == ITEM_WORD)
        return next && text_is_among(item->text, text_of(first));
    return (item->kind == ITEM_POINTS || item->kind == ITEM_ANGLE) &&
           ((next->kind == ITEM_SIGN && next->sign != '?') ||
            (next->kind == ITEM_WORD && text_is_among(next->text, text_of(second))) || next->kind == ITEM_NUMBER);
}

/* Is the item one of the words "is|are|be", or a sign? */
static bool is_one_of(const struct figure_item *item, struct text words)
{
    if (item->kind == ITEM_SIGN)
        return words.size == 1 && words.at[0] == item->sign;
    for (size_t from = 0; item->kind == ITEM_WORD && from < words.size;) {
        const char *bar = memchr(words.at + from, '|', words.size - from);
        size_t const end = bar ? (size_t)(bar - words.at) : words.size;
        if (text_equal_nocase(text_part(words, from, end), item->text))
            return true;
        from = end + 1;
    }
    return false;
}

static bool matches(const struct reader *r, size_t at, const char *form, struct figure_found *out)
{
    out->count = 0;
    for (const char *part = form; *part; part += strspn(part, " ")) {
        size_t const size = strcspn(part, " ");
        bool const maybe = size > 1 && part[size - 1] == '?', list = size == 2 && part[1] == '+';
        bool const name = (size == 1 || list) && strchr("PSLATQ#", part[0]);
        if (name && !capture(r, &at, part[0], list, &out->captures[out->count++]))
            return false;
        bool const word = !name && at < r->count && is_one_of(&r->items[at], (struct text){part, size - maybe});
        if (!name && !word && !maybe)
            return false;
        at += word;
        part += size;
    }
    out->end = at;
    return true;
}

/* Does a list begin before the item, so that the item is not where a pattern begins? */
static bool is_in_list(const struct reader *r, size_t at, char kind)
{
    size_t before = at;
    while (before > 0 && at - before < 2 && is_joint(&r->items[before - 1]))
        before--;
    return before < at && before > 0 && fits(kind, &r->items[before - 1]);
}

static bool is_word_of(const struct figure_item *item, const char *words)
{
    return item && item->kind == ITEM_WORD && text_is_among(item->text, text_of(words));
}

static const struct figure_item *item_at(const struct reader *r, size_t at)
{
    return at < r->count ? &r->items[at] : NULL;
}

/* Is the item, as a neighbour of an equation, none of its factors, terms or arcs? */
static bool is_apart(const struct figure_item *item)
{
    return !item || (item->kind == ITEM_WORD && item->text.size > 1) || (item->kind == ITEM_SIGN && item->sign != '?');
}

/* Where the name begins: "m" before an angle is its measure. */
static size_t behind_measure(const struct reader *r, size_t at)
{
    return at - (at && r->items[at].kind == ITEM_ANGLE && is_word_of(&r->items[at - 1], "m"));
}

static bool holds_word(const struct reader *r, size_t end, const char *words)
{
    for (size_t i = 0; i < end; i++)
        if (is_word_of(&r->items[i], words))
            return true;
    return false;
}

/* Is the name at `at` what the clause speaks of, not what it is told by: no "distance to AB", "arc AB", "sum of AC and AB"? */
static bool is_subject(const struct reader *r, size_t at, char kind, bool relation)
{
    static const char opens[] = "that where so then if let because thus hence therefore when while but suppose assume given",
                      holds[] = "with has have having",
                      mixes[] = "sum difference product ratio average mean total between twice half distance combined";
    size_t const from = behind_measure(r, at);
    const struct figure_item *before = from ? &r->items[from - 1] : NULL, *earlier = from > 1 ? before - 1 : NULL;
    if (holds_word(r, from, mixes))
        return false;
    if (!before || (r->items[from].because && !before->because) || is_word_of(before, opens))
        return true;
    if (relation && (kind == 'T' || (before->kind == ITEM_SIGN && before->sign != '?')))
        return true;
    if (kind == 'A' && is_word_of(before, "of")) /* "the measure of" */
        return !earlier;
    if (relation || kind == 'P')
        return is_word_of(before, holds) || is_joint(before);
    bool const named = earlier && (earlier->kind == ITEM_POINTS || earlier->kind == ITEM_ANGLE || is_joint(earlier));
    return before->kind == ITEM_SIGN ? before->sign == ',' && !(earlier && fits(kind, earlier)) : is_joint(before) && !named;
}

/* Does nothing belong to the names that was left out: a factor, a term, an arc; is the number not "90 degrees more"? */
static bool is_whole(const struct reader *r, size_t at, size_t end)
{
    static const char compares[] = "more less greater larger smaller longer shorter times plus minus percent and of than";
    size_t const from = behind_measure(r, at), behind = end + is_word_of(item_at(r, end), "degrees");
    bool const number = r->items[end - 1].kind == ITEM_NUMBER;
    return is_apart(from ? &r->items[from - 1] : NULL) && is_apart(item_at(r, end)) &&
           !(number && is_word_of(item_at(r, behind), compares) &&
             (!is_joint(&r->items[behind]) || is_word_of(item_at(r, behind + 1), "half")));
}

/* Does the clause end here: not at "and a half", "1,000", "and 3 inches"? */
static bool is_end(const struct reader *r, size_t at)
{
    const struct figure_item *item = item_at(r, at), *next = item_at(r, at + 1);
    if (!item || !is_joint(item))
        return !item;
    if (next && item->kind == ITEM_SIGN)
        return next->kind != ITEM_NUMBER && (!is_joint(next) || is_end(r, at + 1));
    return next && (next->kind == ITEM_POINTS || next->kind == ITEM_ANGLE || is_word_of(next, "length that"));
}

/* Is the number all there is, with a unit perhaps: not "3 times", "3 cm longer"? */
static bool is_measured(const struct reader *r, struct figure_found *found)
{
    static const char units[] =
        "units unit cm centimeters centimeter inches inch feet foot ft meters meter m mm km miles yards degrees";
    size_t at = found->end;
    bool const unit = is_word_of(item_at(r, at), units);
    found->unit = unit ? r->items[at].text : TEXT("");
    at += unit;
    if (unit && is_word_of(item_at(r, at), "long"))
        at++;
    else if (unit && is_word_of(item_at(r, at), "in") && is_word_of(item_at(r, at + 1), "length"))
        at += 2;
    return is_end(r, at);
}

/* Does the sentence speak of what lies outside, where the sense is of what lies on segments, or within angles? */
static bool is_outside(const struct reader *r, enum figure_sense sense)
{
    bool const bisects = sense == SENSE_BISECTS || sense == SENSE_BISECTORS || sense == SENSE_BISECTOR,
               on = sense == SENSE_ON || sense == SENSE_CROSSING || sense == SENSE_CROSSES || bisects;
    static const char beyond[] =
        "extend extends extended extending extension extensions produced ray rays line lines beyond past",
                      outer[] = "external exterior externally outer outside";
    return (on && holds_word(r, r->count, beyond)) || (bisects && holds_word(r, r->count, outer));
}

/* Is what the form has found said of nothing more, and nothing less? */
static bool is_stated(const struct reader *r, size_t at, const char *form, enum figure_sense sense, struct figure_found *found)
{
    bool const name = form[0] < 'a', relation = form[1] == ' ' && form[2] != '\0' && form[3] == ' '; /* "S = S" */
    if (form[1] == '+' && is_in_list(r, at, form[0]))
        return false;
    if ((name ? sense != SENSE_RIGHT_AT : sense == SENSE_LENGTH) && !is_subject(r, at, form[0], relation))
        return false;
    if (relation ? !is_whole(r, at, found->end) : (sense >= SENSE_LENGTH || sense == SENSE_NINETY) && !is_measured(r, found))
        return false;
    return !is_outside(r, sense);
}

static void match_at(struct figure_stated *figure, const struct reader *r, size_t at, struct premise said, struct arena *arena)
{
    struct figure_found found;
    bool const word = r->items[at].kind == ITEM_WORD;
    for (size_t k = 0; k < COUNT(patterns); k++) {
        const char *form = patterns[k].form;
        if (word != (form[0] >= 'a') || !matches(r, at, form, &found) || !is_stated(r, at, form, patterns[k].sense, &found))
            continue;
        said.from = r->items[at].start;
        said.at = r->items[found.end - 1].end;
        if (!is_word_of(item_at(r, found.end), "extended produced extension"))
            figure_state(figure, patterns[k].sense, &found, said, arena);
        if (patterns[k].sense != SENSE_SIDES) /* it is a square as well */
            return;
    }
}

static void match_triangle(struct figure_stated *figure, const struct figure_item *item, struct premise said, struct arena *arena)
{
    said.kind = PREMISE_TRIANGLE;
    said.points = item->points;
    said.from = item->start;
    said.at = item->end;
    if (item->triangle)
        figure_keep(figure, &said, arena);
}

/* Is nothing of the sentence stated: is it denied, or, outside of a problem, only supposed? */
static bool is_doubtful(const struct reader *r, bool given)
{
    static const char denies[] = "not cannot no never isn aren doesn don wasn neither nor false impossible whether",
                      supposes[] = "if suppose assume assuming unless would when whether "
                                   "should must need want prove show could";
    for (size_t i = 0; i < r->count; i++)
        if (r->items[i].kind == ITEM_WORD &&
            (text_is_among(r->items[i].text, text_of(denies)) || (!given && text_is_among(r->items[i].text, text_of(supposes)))))
            return true;
    return false;
}

void figure_match(struct figure_stated *figure, const struct figure_item *items, size_t count, uint32_t step, struct arena *arena)
{
    struct reader const whole = {items, count};
    figure->concave = figure->concave || holds_word(&whole, count, "concave nonconvex reflex dart chevron crossed");
    for (size_t from = 0, end; from < count; from = end + 1) {
        end = from;
        while (end < count && items[end].kind != ITEM_STOP)
            end++;
        struct reader const r = {items + from, end - from};
        for (size_t i = 0, stated = !is_doubtful(&r, step == 0); stated && i < r.count; i++) {
            struct premise const said = {.step = step, .because = r.items[i].because};
            match_triangle(figure, &r.items[i], said, arena);
            if (may_begin(&r, i))
                match_at(figure, &r, i, said, arena);
        }
    }
}
