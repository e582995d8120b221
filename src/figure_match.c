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
    {"square|rhombus Q has|with|of of? length #", SENSE_SIDES},
    {"equilateral T has|with|of of? length #", SENSE_SIDES},
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

/* Does nothing belong to the names that was left out: a factor, a term, an arc? */
static bool is_whole(const struct reader *r, size_t at, size_t end)
{
    const struct figure_item *before = at ? &r->items[at - 1] : NULL, *behind = end < r->count ? &r->items[end] : NULL;
    bool const first = !before || before->kind == ITEM_WORD || (before->kind == ITEM_SIGN && before->sign != '?'),
               last = !behind || behind->kind == ITEM_WORD || (behind->kind == ITEM_SIGN && behind->sign != '?');
    return first && last;
}

/* Is the number all there is, with a unit perhaps: not "3 times"? */
static bool is_measured(const struct reader *r, struct figure_found *found)
{
    static const char units[] =
        "units unit cm centimeters centimeter inches inch feet foot ft meters meter m mm km miles yards degrees";
    const struct figure_item *behind = found->end < r->count ? &r->items[found->end] : NULL;
    bool const unit = behind && behind->kind == ITEM_WORD && text_is_among(behind->text, text_of(units));
    found->unit = unit ? behind->text : TEXT("");
    behind = unit && found->end + 1 < r->count ? behind + 1 : unit ? NULL : behind;
    return !behind || is_joint(behind) || (unit && behind->kind == ITEM_WORD);
}

static void match_at(struct figure_stated *figure, const struct reader *r, size_t at, struct premise said, struct arena *arena)
{
    struct figure_found found;
    bool const word = r->items[at].kind == ITEM_WORD;
    for (size_t k = 0; k < COUNT(patterns); k++) {
        const char *form = patterns[k].form;
        if (word != (form[0] >= 'a'))
            continue;
        bool const relation = form[1] == ' ' && form[2] != '\0' && form[3] == ' '; /* "S = S" */
        if ((form[1] == '+' && is_in_list(r, at, form[0])) || !matches(r, at, form, &found) ||
            (relation && !is_whole(r, at, found.end)) || (patterns[k].sense >= SENSE_LENGTH && !is_measured(r, &found)))
            continue;
        bool const extended = found.end < r->count && is_one_of(&r->items[found.end], TEXT("extended|produced|extension"));
        said.from = r->items[at].start;
        said.at = r->items[found.end - 1].end;
        if (!extended)
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
    static const char denies[] = "not cannot no never isn't", supposes[] = "if suppose assume assuming unless would when whether "
                                                                           "should must need want prove show could";
    for (size_t i = 0; i < r->count; i++)
        if (r->items[i].kind == ITEM_WORD &&
            (text_is_among(r->items[i].text, text_of(denies)) || (!given && text_is_among(r->items[i].text, text_of(supposes)))))
            return true;
    return false;
}

void figure_match(struct figure_stated *figure, const struct figure_item *items, size_t count, uint32_t step, struct arena *arena)
{
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
