#include "figure_parts.h"

bool figure_is_told(struct text problem)
{
    static const char *const figures[] = {"angle",     "circle",        "rapezoid", "arallelogram", "hombus",    "egment",
                                          "iameter",   "hord",          "idpoint",  "quare $",      "quare A",   "polygon",
                                          "hexagon",   "pentagon",      "ollinear", "pyramid",      "tetrahedr", "uadrilateral",
                                          "on a line", "straight line", "radius"},
                             *const others[] = {"digit", "matri", "vector"};
    return text_holds_any(problem, figures, COUNT(figures)) && !text_holds_any(problem, others, COUNT(others));
}

static bool is_upper(char c)
{
    return c >= 'A' && c <= 'Z';
}

/* The byte behind the point that begins at `at`: A, A', A_1, A_{12} */
static size_t behind_point(struct text name, size_t at)
{
    at++;
    if (at + 1 < name.size && name.at[at] == '_') {
        at++;
        while (at < name.size && is_digit(name.at[at]))
            at++;
    }
    while (at < name.size && name.at[at] == '\'')
        at++;
    return at;
}

bool figure_points(struct text name, struct figure_points *out)
{
    out->count = 0;
    for (size_t at = 0; at < name.size;) {
        if (name.at[at] == ' ') {
            at++;
            continue;
        }
        if (!is_upper(name.at[at]) || out->count == FIGURE_POINTS_MAX)
            return false;
        size_t const end = behind_point(name, at);
        out->at[out->count++] = text_part(name, at, end);
        at = end;
    }
    return out->count > 0;
}

static struct text written(struct arena *arena, const char *before, const struct figure_points *p, const char *behind)
{
    bool const spaced = before[0] == 'a';
    struct buffer out = {0};
    buffer_string(&out, before);
    for (size_t i = 0; i < p->count; i++) {
        buffer_string(&out, spaced ? " " : "");
        buffer_add(&out, p->at[i]);
    }
    buffer_string(&out, behind);
    return buffer_keep(&out, arena);
}

static void turn(struct figure_points *p)
{
    for (size_t i = 0; 2 * i + 1 < p->count; i++) {
        struct text const swap = p->at[i];
        p->at[i] = p->at[p->count - 1 - i];
        p->at[p->count - 1 - i] = swap;
    }
}

/* A polygon from its first vertex on, in the direction of the smaller neighbour. */
static void rotate(struct figure_points *p)
{
    struct figure_points const was = *p;
    size_t first = 0;
    for (size_t i = 1; i < p->count; i++)
        if (text_order(was.at[i], was.at[first]) < 0)
            first = i;
    size_t const n = p->count, next = (first + 1) % n, last = (first + n - 1) % n;
    bool const back = text_order(was.at[last], was.at[next]) < 0;
    for (size_t i = 0; i < n; i++)
        p->at[i] = was.at[(first + (back ? n - i : i)) % n];
}

/* "angle C B A" -> "angle A B C", "BA" -> "AB", "[triangle CBA]" -> "[ABC]"; any other name as it is */
static struct text one_name(const struct figure_stated *figure, struct arena *arena, struct text name)
{
    static const char *const angles[] = {"angle ", "measuredangle ", "∠ "}, *const areas[] = {"[triangle ", "["};
    struct figure_points p, three;
    for (size_t i = 0; i < COUNT(angles); i++)
        if (text_starts(name, text_of(angles[i])) && figure_points(text_part(name, strlen(angles[i]), name.size), &p)) {
            p = p.count == 1 && figure_angle(figure, &p, &three) ? three : p;
            if (p.count > 1 && text_order(p.at[0], p.at[p.count - 1]) > 0)
                turn(&p);
            return written(arena, "angle", &p, "");
        }
    for (size_t i = 0; i < COUNT(areas); i++)
        if (text_starts(name, text_of(areas[i])) && text_ends(name, TEXT("]")) &&
            figure_points(text_part(name, strlen(areas[i]), name.size - 1), &p) && p.count > 2) {
            rotate(&p);
            return written(arena, "[", &p, "]");
        }
    if (name.size < 2 || !is_upper(name.at[0]) || !figure_points(name, &p) || p.count != 2)
        return name;
    if (text_order(p.at[0], p.at[1]) > 0)
        turn(&p);
    return written(arena, "", &p, "");
}

/* The m of m\angle A, which says that its size is meant */
static bool is_measure(const struct formula *f, const struct formula *next)
{
    bool const m = (f->kind == FORMULA_SYMBOL || f->kind == FORMULA_WORDS) && text_equal(f->text, TEXT("m"));
    return m && next->kind == FORMULA_SYMBOL && text_starts(next->text, TEXT("angle "));
}

const struct formula *figure_named(const struct figure_stated *figure, struct arena *arena, const struct formula *f)
{
    if (f->kind == FORMULA_SYMBOL) {
        struct text const name = one_name(figure, arena, f->text);
        return text_equal(name, f->text) ? f : formula_new(arena, FORMULA_SYMBOL, 0, name, NULL, 0, f);
    }
    const struct formula **args = f->count ? ARENA_ARRAY(arena, const struct formula *, f->count) : NULL;
    size_t count = 0;
    bool changed = false;
    for (size_t i = 0; i < f->count; i++) {
        const struct formula *arg = figure_named(figure, arena, f->args[i]);
        if (count && f->kind == FORMULA_MUL && is_measure(args[count - 1], arg))
            count--;
        changed |= arg != f->args[i] || count < i;
        args[count++] = arg;
    }
    return !changed ? f
           : count == 1 && f->kind == FORMULA_MUL
               ? args[0]
               : formula_new(arena, (enum formula_kind)f->kind, f->sub, f->text, args, count, f);
}

static bool is_told(const struct figure_stated *figure, struct text point)
{
    for (const struct premise *p = figure->last; p; p = p->before)
        for (size_t i = 0; i < p->points.count; i++)
            if (text_equal(p->points.at[i], point))
                return true;
    return false;
}

/* "AB", "angle A B C", "[ABC]": is it a name of which all points are told? */
static bool is_known(const struct figure_stated *figure, struct text name)
{
    struct figure_points p;
    bool const angle = text_starts(name, TEXT("angle ")), area = text_starts(name, TEXT("[")) && text_ends(name, TEXT("]"));
    name = text_part(name, angle ? strlen("angle ") : area, name.size - area);
    if (!figure_points(name, &p) || (p.count < 2 && !angle))
        return false;
    for (size_t i = 0; i < p.count; i++)
        if (!is_told(figure, p.at[i]))
            return false;
    return true;
}

static size_t known_names(const struct figure_stated *figure, const struct formula *f)
{
    size_t count = f->kind == FORMULA_SYMBOL && is_known(figure, f->text);
    for (size_t i = 0; i < f->count; i++)
        count += known_names(figure, f->args[i]);
    return count;
}

bool figure_knows(const struct figure_stated *figure, const struct formula *link)
{
    return figure->last && link->text.at[0] == '=' && known_names(figure, link) > 1;
}

/* Of one polygon or angle, whose points differ? */
static bool is_of_one(const struct premise *p)
{
    return p->kind != PREMISE_SIMILAR && p->kind != PREMISE_CONGRUENT && p->kind < PREMISE_PARALLEL;
}

void figure_keep(struct figure_stated *figure, const struct premise *premise, struct arena *arena)
{
    for (size_t i = 0; i < premise->points.count; i++)
        for (size_t k = 0; k < i; k++)
            if (is_of_one(premise) && text_equal(premise->points.at[i], premise->points.at[k]))
                return;
    if (figure->count == FIGURE_PREMISES_MAX)
        return;
    struct premise *kept = ARENA_ARRAY(arena, struct premise, 1);
    *kept = *premise;
    kept->before = figure->last;
    figure->last = kept;
    figure->count++;
}

void figure_read(struct figure_stated *figure, struct text text, uint32_t step, struct arena *arena)
{
    struct figure_item items[FIGURE_ITEMS_MAX];
    if (figure->plane && figure->count < FIGURE_PREMISES_MAX)
        figure_match(figure, items, figure_items(text, items), step, arena);
}
