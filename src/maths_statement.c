#include "maths.h"

#include "tag.h"
#include "vectors.h"

enum {
    QUESTION_BYTES = 100, /* behind a formula, to its question mark */
};

struct reader {
    struct text text;
    const struct tokens *tokens;
    struct arena *arena;
    struct statement *items;
    size_t count;
    uint32_t behind;   /* end of the last span read */
    size_t token;      /* first token at or behind it */
    bool hypothetical; /* so far in this sentence */
    bool unread;       /* something between could not be read: the next statement stands apart */
    uint8_t joint;     /* of the next statement */
    struct text last;  /* the last member of the last chain, as text */
    uint32_t last_at;  /* where it stands in the step */
};

static struct text lower(struct arena *arena, struct text text)
{
    char *out = arena_alloc(arena, text.size + 1);
    for (size_t i = 0; i < text.size; i++)
        out[i] = to_lower(text.at[i]);
    return (struct text){out, text.size};
}

static bool is_operand(struct text words)
{
    static const char *const ends[] = {" by", " with", " from", " setting", " at"};
    words = text_trim(words);
    for (size_t i = 0; i < COUNT(ends); i++)
        if (text_ends(words, text_of(ends[i])))
            return true;
    return false;
}

/* The words between two stretches of mathematics: how the second is joined to the first, and whether it is asserted at all. */
static void read_between(struct reader *r, struct text between)
{
    unsigned const turns = word_turns_in(between);
    bool sentence = false;
    for (size_t i = 0; i < between.size; i++)
        sentence |= (between.at[i] == '.' || between.at[i] == '?' || between.at[i] == '!') &&
                    (i + 1 == between.size || is_space(between.at[i + 1]));
    r->hypothetical = (r->hypothetical && !sentence) || turns & WORD_SUPPOSES;
    bool const derived = turns & WORD_DERIVES && !(turns & WORD_TURNS) && !is_operand(lower(r->arena, between));
    r->joint = derived ? JOINT_DERIVED : JOINT_NONE;
}

static void add(struct reader *r, const struct formula *f, const struct statement *like, size_t base, bool alone)
{
    if (r->count == MATHS_STATEMENTS_MAX)
        return;
    struct statement *s = &r->items[r->count++];
    *s = *like;
    s->formula = f;
    s->start = (uint32_t)(base + f->start);
    s->end = (uint32_t)(base + f->end);
    s->joint = r->unread ? JOINT_NONE : r->joint;
    s->hypothetical = r->hypothetical;
    s->alone = alone && !r->unread;
    r->unread = false;
    r->joint = JOINT_NONE;
}

/* An implication, a conjunction or a list of statements is several. */
static void add_parts(struct reader *r, const struct formula *f, const struct statement *like, size_t base, bool alone)
{
    bool const arrow = f->kind == FORMULA_IMPLIES || f->kind == FORMULA_IFF;
    bool many = arrow || f->kind == FORMULA_AND || f->kind == FORMULA_LIST;
    for (size_t i = 0; i < f->count && many && !arrow; i++)
        many = formula_is_statement(f->args[i]);
    if (!many) {
        add(r, f, like, base, alone);
        return;
    }
    for (size_t i = 0; i < f->count; i++) {
        if (i || !arrow) /* of several that stand side by side none follows from another */
            r->joint = arrow ? JOINT_ADJACENT : JOINT_NONE;
        add_parts(r, f->args[i], like, base, false);
    }
}

/* A command ends where its letters end: \\left is no \\le. */
static bool begins_with(struct text text, const char *mark)
{
    size_t const size = text.size && text.at[0] == mark[0] ? strlen(mark) : 0;
    return size && text_starts(text, (struct text){mark, size}) &&
           !(is_letter(mark[size - 1]) && size < text.size && is_letter(text.at[size]));
}

/* Bytes of a relation at the start of a row: "= 5", "&\\leq 3", "\\Rightarrow x = 3"; *arrow tells the second from the first. */
static size_t leading_relation(struct text row, bool *arrow)
{
    static const char *const relations[] = {"=",        "<",       ">",     "\\leq", "\\geq", "\\le", "\\ge",
                                            "\\approx", "\\equiv", "\\neq", "≈",     "≤",     "≥",    "\\cong"};
    static const char *const arrows[] = {"\\Rightarrow", "\\implies",    "\\Longrightarrow", "\\Leftrightarrow",     "\\iff",
                                         "\\to",         "\\rightarrow", "\\therefore",      "\\Longleftrightarrow", "=>"};
    size_t at = 0;
    for (size_t from = SIZE_MAX; from != at;) {
        from = at;
        while (at < row.size && (is_space(row.at[at]) || row.at[at] == '&'))
            at++;
        struct text const space = text_part(row, at, row.size);
        at += begins_with(space, "\\qquad") ? strlen("\\qquad") : begins_with(space, "\\quad") ? strlen("\\quad") : 0;
    }
    struct text const rest = text_part(row, at, row.size);
    for (size_t i = 0; i < COUNT(arrows); i++)
        if (begins_with(rest, arrows[i])) {
            *arrow = true;
            return at + strlen(arrows[i]);
        }
    *arrow = false;
    for (size_t i = 0; i < COUNT(relations); i++)
        if (begins_with(rest, relations[i]))
            return at + strlen(relations[i]);
    return 0;
}

/* Without an arrow at its end. */
static struct text without_arrow(struct text row, bool *arrow)
{
    static const char *const arrows[] = {"\\Rightarrow",     "\\implies", "\\Longrightarrow", "\\iff",
                                         "\\Leftrightarrow", "\\quad",    "\\qquad"};
    *arrow = false;
    row = text_trim(row);
    for (size_t i = 0; i < COUNT(arrows); i++)
        if (text_ends(row, text_of(arrows[i]))) {
            *arrow = i < 5;
            row.size -= strlen(arrows[i]);
            return text_trim(row);
        }
    return row;
}

static void remember_last(struct reader *r, const struct statement *s)
{
    struct text const row = s->row;
    const struct formula *f = s->formula;
    r->last = TEXT("");
    while (f->kind == FORMULA_IMPLIES || f->kind == FORMULA_AND || f->kind == FORMULA_LIST)
        f = f->args[f->count - 1];
    const struct formula *last = f->kind == FORMULA_CHAIN && f->count == f->text.size + 1 ? f->args[f->count - 1] : f;
    if ((f->kind == FORMULA_CHAIN || !formula_is_statement(f)) && last->end <= row.size && last->start < last->end) {
        r->last = text_part(row, last->start, last->end);
        r->last_at = maths_place(s, last->start);
    }
}

/* A row that names vectors, or has lengths of columns; NULL if it does not, or if what it says of them is not understood. */
static const struct formula *read_vectors(const struct reader *r, const struct statement *s)
{
    static const char *const marks[] = {"\\mathbf", "\\overrightarrow", "\\vec", "\\bold"};
    bool marked = false;
    for (size_t i = 0; i < COUNT(marks) && s->syntax == SYNTAX_LATEX && !marked; i++)
        marked = text_find(s->row, text_of(marks[i]), 0) < s->row.size;
    bool const lengths = text_find(s->row, TEXT("\\|"), 0) < s->row.size && text_find(s->row, TEXT("matrix}"), 0) < s->row.size;
    marked = marked || (lengths && s->syntax == SYNTAX_LATEX);
    const struct formula *f = marked ? syntax_read(s->row, SYNTAX_LATEX, SYNTAX_TOLERANT | SYNTAX_VECTORS, r->arena, NULL) : NULL;
    return f && (vectors_in(f) || lengths) ? vectors_flatten(f, r->arena) : NULL;
}

/* Spans of a formula count from its first sign. */
static size_t behind_space(struct text row, size_t relation)
{
    while (relation && relation < row.size && is_space(row.at[relation]))
        relation++;
    return relation;
}

/* `base`: the byte of the step at which the row stands. */
static void read_row(struct reader *r, struct text row, size_t base, enum syntax syntax, bool alone)
{
    bool arrow = false, points = false;
    struct text const whole = tag_drop(without_arrow(row, &points));
    size_t const relation = behind_space(whole, leading_relation(whole, &arrow));
    struct statement s = {.syntax = syntax, .row = whole};
    if (relation && arrow) {
        s.row = text_part(whole, relation, whole.size);
        r->joint = JOINT_ADJACENT;
    } else if (relation && r->last.size) { /* read together with the member before it */
        s.before = r->last;
        s.before_at = r->last_at;
        char *both = arena_alloc(r->arena, r->last.size + whole.size + 2);
        memcpy(both, r->last.at, r->last.size);
        both[r->last.size] = ' ';
        memcpy(both + r->last.size + 1, whole.at, whole.size);
        s.row = (struct text){both, r->last.size + 1 + whole.size};
    } else if (relation) {
        s.row = text_part(whole, relation, whole.size);
    }
    s.formula = read_vectors(r, &s);
    if (!s.formula)
        s.formula = syntax_read(s.row, syntax, SYNTAX_TOLERANT, r->arena, &s.met);
    if (!s.formula) {
        r->last = TEXT("");
        r->unread = true;
        r->joint = JOINT_NONE;
        return;
    }
    size_t const from = base + (size_t)(whole.at - row.at) + (s.before.size || !relation ? 0 : relation);
    s.row_at = (uint32_t)from;
    remember_last(r, &s);
    size_t const first = r->count;
    add_parts(r, s.formula, &s, s.before.size ? 0 : from, alone && !points);
    if (s.before.size && r->count > first) { /* its own bytes are those of the row */
        r->items[first].start = (uint32_t)from;
        r->items[first].end = (uint32_t)(from + whole.size);
    }
    if (points)
        r->joint = JOINT_ADJACENT;
}

/* The end of the row that starts at `at`: its "\\\\" outside braces and inner environments, or the end. */
static size_t row_end(struct text text, size_t at)
{
    int depth = 0;
    for (size_t i = at; i < text.size; i++) {
        struct text const rest = text_part(text, i, text.size);
        if (text.at[i] == '{')
            depth++;
        else if (text.at[i] == '}')
            depth--;
        else if (text_starts(rest, TEXT("\\begin{")))
            depth += 1000;
        else if (text_starts(rest, TEXT("\\end{")))
            depth -= 1000;
        else if (text.at[i] == '\\' && i + 1 < text.size) {
            if (text.at[i + 1] == '\\' && depth <= 0)
                return i;
            i++;
        }
    }
    return text.size;
}

/* \begin{aligned} … \end{aligned} around all rows of a display goes. */
static struct text without_inner(struct text text)
{
    static const char *const names[] = {"aligned", "gathered", "split", "array", "align*", "align", "alignedat"};
    text = text_trim(text);
    for (size_t i = 0; i < COUNT(names); i++) {
        char open[32] = "\\begin{", close[32] = "\\end{";
        strcat(strcat(open, names[i]), "}");
        strcat(strcat(close, names[i]), "}");
        if (!text_starts(text, text_of(open)) || !text_ends(text, text_of(close)))
            continue;
        size_t start = strlen(open);
        if (start < text.size && (text.at[start] == '{' || text.at[start] == '[')) /* column specification */
            start = MIN(text_find(text, text.at[start] == '{' ? TEXT("}") : TEXT("]"), start) + 1, text.size - strlen(close));
        return text_part(text, start, text.size - strlen(close));
    }
    return text;
}

/* Does the row at `at` go on with the last member of the row before: "+ 3", "\\quad - x = 5"? A row "- 2 = x" says something of its
 * own. */
static bool goes_on(struct text text, size_t at)
{
    size_t const from = at;
    struct text const row = text_part(text, MIN(at, text.size), row_end(text, MIN(at, text.size)));
    static const char *const spaces[] = {"&", "\\qquad", "\\quad", "\\hspace", "\\,", "\\;", "\\:", "\\ ", "{}"};
    static const char *const signs[] = {"+", "-", "\\cdot", "\\times", "\\div", "\\pm", "*", "/"};
    for (bool moved = true; moved && at < text.size;) {
        moved = false;
        while (at < text.size && is_space(text.at[at])) {
            at++;
            moved = true;
        }
        struct text const rest = text_part(text, at, text.size);
        for (size_t i = 0; i < COUNT(spaces); i++)
            if (text_starts(rest, text_of(spaces[i]))) {
                at += strlen(spaces[i]);
                moved = true;
                break;
            }
    }
    bool const shifted = text_find(text_part(text, 0, at), TEXT("quad"), MIN(from, at)) < at;
    if (!shifted && text_find(row, TEXT("="), 0) < row.size)
        return false;
    struct text const rest = text_part(text, MIN(at, text.size), text.size);
    for (size_t i = 0; i < COUNT(signs); i++)
        if (text_starts(rest, text_of(signs[i])))
            return true;
    return false;
}

/* Does the row end with an operator, so that the next one belongs to it? */
static bool is_open_ended(struct text row)
{
    static const char *const signs[] = {"+", "-", "\\cdot", "\\times", "\\div", "\\pm", "*", "/"};
    row = text_trim(row);
    for (size_t i = 0; i < COUNT(signs); i++)
        if (text_ends(row, text_of(signs[i])))
            return true;
    return false;
}

/* The rows that belong together as one text; "\\\\" between them becomes white space. */
static struct text joined_rows(struct reader *r, struct text inside, size_t at, size_t *end)
{
    *end = row_end(inside, at);
    if (*end + 2 >= inside.size || (!goes_on(inside, *end + 2) && !is_open_ended(text_part(inside, at, *end))))
        return text_part(inside, at, *end);
    char *out = arena_alloc(r->arena, inside.size - at + 1);
    size_t size = 0;
    for (size_t from = at;; from = *end + 2) {
        *end = row_end(inside, from);
        memcpy(out + size, inside.at + from, *end - from);
        size += *end - from;
        if (*end + 2 >= inside.size || (!goes_on(inside, *end + 2) && !is_open_ended(text_part(inside, from, *end))))
            break;
        out[size++] = ' ';
        out[size++] = ' ';
    }
    return (struct text){out, size};
}

static void read_display(struct reader *r, struct text inside, bool alone)
{
    for (size_t at = 0; at < inside.size;) {
        size_t end;
        struct text const row = joined_rows(r, inside, at, &end);
        read_row(r, row, (size_t)(inside.at - r->text.at) + at, SYNTAX_LATEX, alone && at == 0 && end == inside.size);
        if (r->joint == JOINT_NONE)
            r->joint = JOINT_ADJACENT;
        at = end + 2;
        if (at < inside.size && inside.at[at] == '[') /* \\\\[2pt] */
            at = MIN(text_find(inside, TEXT("]"), at) + 1, inside.size);
    }
    r->joint = JOINT_NONE;
}

/* "Step 3:" */
static bool is_marker(struct text text)
{
    text = text_trim(text);
    if (text.size == 0)
        return true;
    size_t at = text.size > 4 && text_same_letters("step", text.at, 4) ? 4 : text.size;
    while (at < text.size && (is_space(text.at[at]) || is_digit(text.at[at])))
        at++;
    return at + 1 == text.size && (text.at[at] == ':' || text.at[at] == '.');
}

/* "$2^3 = 6$ ✗" */
static bool is_crossed_out(struct text behind)
{
    behind = text_trim(behind);
    return text_is_among(text_part(behind, 0, MIN(behind.size, (size_t)WORD_CROSS_BYTES)), text_of(word_crosses));
}

/* "Is $x = 3$ a root?" */
static bool is_asked(struct text behind)
{
    for (size_t i = 0; i < MIN(behind.size, (size_t)QUESTION_BYTES); i++)
        if (strchr("?.!;:$\\\n", behind.at[i]))
            return behind.at[i] == '?';
    return false;
}

static bool is_stop(struct text text)
{
    text = text_trim(text);
    return text.size == 0 || (text.size == 1 && strchr(".,;", text.at[0]));
}

size_t maths_statements(struct text text, const struct tokens *tokens, struct arena *arena, struct statement **out)
{
    struct maths_span *spans;
    size_t const count = maths_spans(text, tokens, arena, &spans);
    struct reader r = {.text = text, .tokens = tokens, .arena = arena};
    *out = NULL;
    if (count == 0)
        return 0;
    r.items = ARENA_ARRAY(arena, struct statement, MATHS_STATEMENTS_MAX);
    for (size_t i = 0; i < count; i++) {
        const struct maths_span *span = &spans[i];
        struct text const between = text_part(text, r.behind, span->from), inside = text_part(text, span->start, span->end);
        bool const adjacent = text_trim(between).size == 0 && i > 0;
        read_between(&r, between);
        if (!adjacent)
            r.last = TEXT("");
        bool const alone = count == 1 && is_marker(between) && is_stop(text_part(text, span->to, text.size));
        size_t const first = r.count;
        if (span->plain)
            read_row(&r, inside, span->start, SYNTAX_ASCII, alone);
        else
            read_display(&r, without_inner(inside), alone);
        struct text const rest = text_part(text, span->to, text.size);
        bool const asked = is_asked(rest) || is_crossed_out(rest);
        for (size_t k = first; k < r.count; k++) {
            r.items[k].bare = span->bare;
            r.items[k].hypothetical |= asked;
        }
        r.behind = span->to;
    }
    *out = r.items;
    return r.count;
}

uint32_t maths_place(const struct statement *statement, uint32_t at)
{
    size_t const before = statement->before.size;
    return before == 0   ? statement->row_at + at
           : at > before ? statement->row_at + (uint32_t)(at - before - 1)
                         : statement->before_at + at;
}

/* Part k of a formula, counted as add_parts() counts. */
static const struct formula *part(const struct formula *f, uint32_t start)
{
    bool const arrow = f->kind == FORMULA_IMPLIES || f->kind == FORMULA_IFF;
    if (!arrow && f->kind != FORMULA_AND && f->kind != FORMULA_LIST)
        return f->start == start ? f : NULL;
    for (size_t i = 0; i < f->count; i++) {
        const struct formula *found = part(f->args[i], start);
        if (found)
            return found;
    }
    return NULL;
}

const struct formula *maths_reread(const struct statement *statement, unsigned readings, struct arena *arena)
{
    const struct formula *f = syntax_read(statement->row, statement->syntax, readings | SYNTAX_TOLERANT, arena, NULL);
    const struct formula *same = f ? part(f, statement->formula->start) : NULL;
    bool const alike = same && same->kind == statement->formula->kind && same->count == statement->formula->count &&
                       text_equal(same->text, statement->formula->text);
    return alike || (same && !formula_is_statement(same)) ? same : NULL;
}
