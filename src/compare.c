#include "compare.h"

#include "wording.h"

static struct text rest_of(struct text t, size_t from)
{
    return text_part(t, MIN(from, t.size), t.size);
}

static enum status ratio_of(struct text number, struct value *out)
{
    const char *slash = memchr(number.at, '/', number.size);
    size_t const split = slash ? (size_t)(slash - number.at) : number.size;
    struct value bottom = value_int(1), top;
    if (!slash)
        return value_read(number, out);
    enum status status = value_read(text_part(number, 0, split), &top);
    if (status == STATUS_OK)
        status = value_read(text_part(number, split + 1, number.size), &bottom);
    if (status == STATUS_OK)
        status = value_div(&top, &bottom, out);
    value_clear(&bottom);
    value_clear(&top);
    return status;
}

/* 1.000.000, 1.2.3 */
static bool has_two_points(struct text number)
{
    const char *point = memchr(number.at, '.', number.size);
    return point && memchr(number.at, '/', number.size) == NULL &&
           memchr(point + 1, '.', number.size - (size_t)(point + 1 - number.at)) != NULL;
}

/* "1,234" and "1,234.5", not "1,2": another country's decimal, or a list. */
static bool good_commas(struct text number)
{
    const char *comma = memchr(number.at, ',', number.size);
    if (!comma)
        return true;
    size_t run = 0;
    for (size_t i = (size_t)(comma - number.at); i < number.size && number.at[i] != '.'; i++) {
        bool const ends = number.at[i] == ',';
        if (ends && run % 4 != 0)
            return false;
        run++;
    }
    return run % 4 == 0 && comma - number.at <= 3 && number.at[0] != '0' && !memchr(number.at, '/', number.size);
}

enum status compare_number(struct text text, struct value *out, struct text *rest)
{
    *out = value_int(0);
    if (rest)
        *rest = TEXT("");
    struct text t = text_trim(text);
    bool const minus = t.size && t.at[0] == '-';
    t = text_trim(rest_of(t, minus));
    t = rest_of(t, text_starts(t, TEXT("\\$")) ? 2 : text_starts(t, TEXT("$")) ? 1 : 0);
    struct text const number = anchor_number(t, false);
    if (!number.size || number.at != t.at || number.size > 200 || !good_commas(number) || has_two_points(number))
        return STATUS_UNKNOWN;
    struct text const left = text_trim(rest_of(t, number.size));
    if (rest)
        *rest = left;
    else if (left.size)
        return STATUS_UNKNOWN;
    struct value size = value_int(0);
    struct value const sign = value_int(minus ? -1 : 1);
    enum status status = ratio_of(number, &size);
    if (status == STATUS_OK)
        status = value_mul(&size, &sign, out);
    value_clear(&size);
    return status;
}

/* A text as it was understood. */
struct understood {
    struct anchor anchor;
    const struct formula *readings[COMPARE_READINGS_MAX];
    size_t count;                  /* 0: it could not be read */
    bool more;                     /* there are readings that are not listed */
    const struct formula *decimal; /* 2,74 as 2.74 */
    const struct formula *bare;    /* 28 of \boxed{28} percent */
};

static enum syntax guess(struct text t)
{
    static const char *const maxima[] = {"%pi", "%e", "%i", "nounor", "nounand", "#pm#", "stackeq"};
    static const char *const latex[] = {"\\", "{", "_", "$", "^\x7b"};
    if (t.size <= SYNTAX_BYTES_MAX && text_holds_any(t, latex, COUNT(latex)))
        return SYNTAX_LATEX;
    return t.size <= SYNTAX_BYTES_MAX && text_holds_any(t, maxima, COUNT(maxima)) ? SYNTAX_MAXIMA : SYNTAX_ASCII;
}

/* "\\\\frac" as "\\frac": escaped once too often. Matrices need theirs. */
static struct text undoubled(struct text t, struct arena *arena)
{
    struct text const twice = {"\\\\", 2};
    if (text_find(t, twice, 0) == t.size || text_find(t, TEXT("\\begin"), 0) < t.size)
        return t;
    char *out = ARENA_ARRAY(arena, char, t.size);
    size_t size = 0;
    for (size_t i = 0; i < t.size; i++) {
        bool const extra = t.at[i] == '\\' && i + 2 < t.size && t.at[i + 1] == '\\' && is_letter(t.at[i + 2]);
        if (!extra)
            out[size++] = t.at[i];
    }
    return (struct text){out, size};
}

/* Dollars inside a box part its mathematics from its words: both are read as mathematics. */
static struct text without_dollars(struct text t, struct arena *arena)
{
    if (!t.size || !memchr(t.at, '$', t.size))
        return t;
    char *out = ARENA_ARRAY(arena, char, t.size);
    size_t size = 0;
    for (size_t i = 0; i < t.size; i++) {
        bool const money =
            t.at[i] == '$' && ((i > 0 && t.at[i - 1] == '\\') || (i + 1 < t.size && is_digit(t.at[i + 1]) && i == 0));
        out[size++] = t.at[i] == '$' && !money ? ' ' : t.at[i];
    }
    return (struct text){out, size};
}

/* {1, 3} without backslashes shows no braces in print. */
static struct text without_braces(struct text t)
{
    size_t depth = 0;
    if (t.size < 2 || t.at[0] != '{' || !memchr(t.at, ',', t.size))
        return t;
    for (size_t i = 0; i + 1 < t.size; i++) {
        depth += t.at[i] == '{' && !(i > 0 && t.at[i - 1] == '\\');
        depth -= t.at[i] == '}' && !(i > 0 && t.at[i - 1] == '\\');
        if (depth == 0)
            return t;
    }
    return t.at[t.size - 1] == '}' && t.at[t.size - 2] != '\\' ? text_trim(text_part(t, 1, t.size - 1)) : t;
}

static const struct formula *read_whole(struct text t, enum notation notation, unsigned readings, struct arena *arena,
                                        unsigned *met)
{
    enum syntax const syntax = notation == NOTATION_GUESSED ? guess(t) : (enum syntax)notation;
    readings |= SYNTAX_CALCULUS;
    const struct formula *f = syntax_read(t, syntax, readings, arena, met);
    if (!f && notation == NOTATION_GUESSED && syntax == SYNTAX_ASCII)
        f = syntax_read(t, SYNTAX_LATEX, readings, arena, met);
    if (!f && syntax == SYNTAX_LATEX)
        f = syntax_read(t, SYNTAX_LATEX, readings | SYNTAX_VECTORS, arena, met);
    return f;
}

/* Where the next semicolon outside brackets stands, or text.size. */
static size_t semicolon(struct text t, size_t from)
{
    int depth = 0;
    for (size_t i = from; i < t.size; i++) {
        depth += t.at[i] == '(' || t.at[i] == '[' || t.at[i] == '{';
        depth -= t.at[i] == ')' || t.at[i] == ']' || t.at[i] == '}';
        if (t.at[i] == ';' && depth == 0 && !(i > 0 && t.at[i - 1] == '\\'))
            return i;
    }
    return t.size;
}

/* p = 5, q = 2; p = 7, q = 2: a list of lists. */
static const struct formula *read_part(struct text t, enum notation notation, unsigned readings, struct arena *arena,
                                       unsigned *met)
{
    const struct formula *groups[ANCHOR_PARTS_MAX];
    size_t count = 0;
    t = without_dollars(t, arena);
    if (notation == NOTATION_LATEX || notation == NOTATION_GUESSED)
        t = without_braces(t);
    *met = 0;
    for (size_t from = 0, end = 0; end < t.size && count < ANCHOR_PARTS_MAX; from = end + 1) {
        unsigned one = 0;
        end = semicolon(t, from);
        if (!(groups[count] = read_whole(text_part(t, from, end), notation, readings, arena, &one)))
            return NULL;
        *met |= one;
        count++;
    }
    return count == 0 || count == ANCHOR_PARTS_MAX ? NULL
           : count == 1                            ? groups[0]
                                                   : formula_new(arena, FORMULA_LIST, 0, TEXT(""), groups, count, NULL);
}

/* All parts under one reading: the part itself, or a list; a set if its order means nothing. */
static const struct formula *read_all(const struct anchor *a, enum notation notation, unsigned readings, struct arena *arena,
                                      unsigned *met)
{
    const struct formula *parts[ANCHOR_PARTS_MAX];
    *met = 0;
    for (size_t i = 0; i < a->count; i++) {
        unsigned one = 0;
        parts[i] = read_part(a->parts[i], notation, readings, arena, &one);
        *met |= one;
        if (!parts[i])
            return NULL;
    }
    if (a->count != 1)
        return formula_new(arena, a->free ? FORMULA_SET : FORMULA_LIST, 0, TEXT(""), parts, a->count, NULL);
    bool const percent = a->percent && parts[0]->kind != FORMULA_PERCENT && !formula_is_statement(parts[0]);
    return percent ? formula_unary(arena, FORMULA_PERCENT, parts[0]) : parts[0];
}

static void add_reading(struct understood *u, const struct formula *f)
{
    for (size_t i = 0; i < u->count; i++)
        if (formula_same(u->readings[i], f))
            return;
    if (u->count == COMPARE_READINGS_MAX)
        u->more = true;
    else
        u->readings[u->count++] = f;
}

/* 2,74 or 0,111: a decimal with a comma, as half the world writes it. */
static const struct formula *decimal_comma(struct text t, struct arena *arena)
{
    const char *comma = t.size ? memchr(t.at, ',', t.size) : NULL;
    size_t const at = comma ? (size_t)(comma - t.at) : 0;
    if (!at || at + 1 == t.size || (t.size - at == 4 && t.at[0] != '0'))
        return NULL;
    for (size_t i = 0; i < t.size; i++)
        if (i != at && !is_digit(t.at[i]))
            return NULL;
    struct text const copy = text_copy(arena, t);
    ((char *)(uintptr_t)copy.at)[at] = '.';
    return formula_new(arena, FORMULA_NUMBER, 0, copy, NULL, 0, NULL);
}

/* The answer, if it is one piece. */
static struct text part_of(const struct understood *u, struct text t)
{
    return u->anchor.count == 1 ? u->anchor.parts[0] : t;
}

static void understand(struct text t, enum notation notation, struct arena *arena, struct understood *u)
{
    unsigned met, ignored;
    bool const bare = notation == NOTATION_ASCII || notation == NOTATION_MAXIMA;
    *u = (struct understood){.anchor = {.kind = ANCHOR_WHOLE, .count = 1, .parts = {text_trim(t)}}};
    if (!bare) {
        t = undoubled(t, arena);
        u->anchor = anchor_find(t);
    }
    const struct formula *said = bare || u->anchor.count > 1 ? NULL : wording_formula(part_of(u, t), arena);
    if (said)
        add_reading(u, said);
    if (said || !u->anchor.count)
        return;
    const struct formula *first = read_all(&u->anchor, notation, 0, arena, &met);
    if (!first && !bare && u->anchor.kind == ANCHOR_WHOLE && anchor_in_prose(t, &u->anchor))
        first = read_all(&u->anchor, notation, 0, arena, &met);
    if (!first)
        return;
    add_reading(u, first);
    for (unsigned bit = 0; bit < READINGS; bit++)
        if (met & 1u << bit) {
            const struct formula *other = read_all(&u->anchor, notation, 1u << bit, arena, &ignored);
            if (other)
                add_reading(u, other);
        }
    if (u->anchor.percent && u->anchor.kind == ANCHOR_BOX && first->kind == FORMULA_PERCENT)
        u->bare = first->args[0];
    u->decimal = u->anchor.count == 1 ? decimal_comma(u->anchor.parts[0], arena) : NULL;
}

static struct text shown(const struct understood *u, struct text t, struct arena *arena)
{
    if (!u->count)
        return part_of(u, t);
    struct buffer out = {0};
    formula_write(u->readings[0], &out);
    return buffer_keep(&out, arena);
}

/* What prints the same: without spaces, sizes, and braces around one character. */
static struct text spelling(struct text t, struct arena *arena)
{
    static const char *const silent[] = {"\\left", "\\right", "\\limits", "\\displaystyle", "\\quad",  "\\,", "\\;",
                                         "\\:",    "\\!",     "\\ ",      "\\mleft",        "\\mright"};
    char *out = ARENA_ARRAY(arena, char, t.size + 1);
    size_t size = 0;
    for (size_t i = 0; i < t.size;) {
        size_t skip = is_space(t.at[i]) ? 1 : 0;
        for (size_t k = 0; k < COUNT(silent) && !skip && t.at[i] == '\\'; k++)
            if (text_starts(rest_of(t, i), text_of(silent[k])) &&
                !(is_letter(silent[k][1]) && i + strlen(silent[k]) < t.size && is_letter(t.at[i + strlen(silent[k])])))
                skip = strlen(silent[k]);
        bool const single = !skip && t.at[i] == '{' && i + 2 < t.size && t.at[i + 2] == '}' && t.at[i + 1] != '\\';
        if (single)
            out[size++] = t.at[i + 1];
        else if (!skip)
            out[size++] = t.at[i];
        i += single ? 3 : skip ? skip : 1;
    }
    return (struct text){out, size};
}

static bool same_spelling(struct text a, struct text b, struct arena *arena)
{
    struct text const x = spelling(a, arena), y = spelling(b, arena);
    return x.size && text_equal(x, y);
}

static bool is_lone_choice(struct text t)
{
    t = anchor_unwrapped(t);
    return t.size && t.size <= 16 && anchor_choice(t) && !anchor_number(t, true).size && !wording_same(t, TEXT("")) &&
           wording_same(t, (struct text){(char[]){anchor_choice(t)}, 1});
}

/* A letter of a multiple choice against a text that chooses one. UNKNOWN if neither is that. */
static enum fact choices(struct text a, struct text b)
{
    bool const of_a = is_lone_choice(a), of_b = is_lone_choice(b);
    if (!of_a && !of_b)
        return FACT_UNKNOWN;
    char const x = anchor_choice(a), y = anchor_choice(b);
    if (x && x == y)
        return FACT_TRUE;
    return of_a && of_b ? FACT_FALSE : FACT_UNKNOWN;
}

static bool with_comma(const struct understood *comma, const struct understood *other)
{
    bool const point = other->count && other->readings[0]->kind == FORMULA_NUMBER &&
                       memchr(other->readings[0]->text.at, '.', other->readings[0]->text.size);
    struct value x, y;
    if (!comma->decimal || !point || value_read(comma->decimal->text, &x) != STATUS_OK)
        return false;
    bool const same = value_read(other->readings[0]->text, &y) == STATUS_OK && value_equal(&x, &y);
    value_clear(&x);
    value_clear(&y);
    return same;
}

/* Each reading of one against each of the other. */
static struct equivalence all_readings(const struct understood *a, const struct understood *b,
                                       const struct equivalence_options *options, struct arena *arena)
{
    struct equivalence preferred = equivalence_of(a->readings[0], b->readings[0], options, arena);
    if (preferred.same != FACT_TRUE && (a->bare || b->bare) && !(a->bare && b->bare)) { /* the box may hold all of the answer */
        struct equivalence const inside =
            equivalence_of(a->bare ? a->bare : a->readings[0], b->bare ? b->bare : b->readings[0], options, arena);
        preferred = inside.same == FACT_TRUE ? inside : preferred;
    }
    struct equivalence result = preferred;
    for (size_t i = 0; i < a->count && preferred.same == FACT_FALSE; i++)
        for (size_t k = 0; k < b->count && result.same == FACT_FALSE; k++)
            if (i + k > 0 && equivalence_of(a->readings[i], b->readings[k], options, arena).same != FACT_FALSE)
                result = (struct equivalence){FACT_UNKNOWN, "it depends on how the notation is read", TEXT("")};
    bool const last = a->anchor.kind == ANCHOR_LAST || b->anchor.kind == ANCHOR_LAST, comma = a->decimal || b->decimal;
    if (result.same == FACT_FALSE && (last || comma || a->more || b->more))
        return (struct equivalence){FACT_UNKNOWN,
                                    comma  ? "a decimal comma, or a list"
                                    : last ? "no words say where the answer stands"
                                           : "too many readings",
                                    TEXT("")};
    return result;
}

/* Signs that say what kind of thing is meant, although it is read alike: f(x) := x² defines, ⟨1, 2⟩ is a vector. */
static bool marked_apart(struct text a, struct text b)
{
    static const char *const marks[] = {":=", "\\langle", "⟨"};
    for (size_t i = 0; i < COUNT(marks); i++)
        if ((text_find(a, text_of(marks[i]), 0) < a.size) != (text_find(b, text_of(marks[i]), 0) < b.size))
            return true;
    return false;
}

/* What money an answer says that it is in: a letter for each, 0 if it says nothing. */
static char money_of(const struct understood *u, struct text t)
{
    static const struct {
        const char *mark;
        char money;
    } marks[] = {{"\\$", 'd'},          {"dollar", 'd'}, {"cent", 'c'},         {"\xC2\xA2", 'c'},
                 {"\xE2\x82\xAC", 'e'}, {"euro", 'e'},   {"\xC2\xA3", 'p'},     {"\\pounds", 'p'},
                 {"\xC2\xA5", 'y'},     {"yen", 'y'},    {"\xE2\x82\xB9", 'r'}, {"rupee", 'r'}};
    bool const whole = u->anchor.kind == ANCHOR_WHOLE || u->anchor.kind == ANCHOR_LAST || u->anchor.count != 1;
    struct text const answer = whole ? t : u->anchor.parts[0];
    for (size_t i = 0; i < COUNT(marks); i++)
        if (text_find(answer, text_of(marks[i].mark), 0) < answer.size)
            return marks[i].money;
    bool const opens = answer.size > 1 && answer.at[0] == '$' && is_digit(answer.at[1]);
    return opens && !memchr(answer.at + 1, '$', answer.size - 1) ? 'd' : 0;
}

/* "C" and "c": a choice in either case, or two names. */
static bool is_letter_in_either_case(struct text a, struct text b)
{
    return a.size == 1 && b.size == 1 && a.at[0] != b.at[0] && to_lower(a.at[0]) == to_lower(b.at[0]) &&
           to_lower(a.at[0]) >= 'a' && to_lower(a.at[0]) <= 'j';
}

static struct equivalence compare_understood(const struct understood *a, const struct understood *b, struct text of_a,
                                             struct text of_b, const struct equivalence_options *options, struct arena *arena)
{
    enum fact const choice = options->exact ? FACT_UNKNOWN : choices(of_a, of_b);
    if (choice != FACT_UNKNOWN)
        return (struct equivalence){choice, choice == FACT_TRUE ? "the same choice" : "another choice", TEXT("")};
    enum wording_time const time = wording_times(part_of(a, of_a), part_of(b, of_b));
    if (time != WORDING_NO_TIMES)
        return (struct equivalence){time == WORDING_SAME_TIME    ? FACT_TRUE
                                    : time == WORDING_OTHER_TIME ? FACT_FALSE
                                                                 : FACT_UNKNOWN,
                                    time == WORDING_SAME_TIME ? "the same time of day" : "times of day", TEXT("")};
    if (!options->exact && wording_is_word(part_of(a, of_a)) && wording_same(part_of(a, of_a), part_of(b, of_b)))
        return (struct equivalence){FACT_TRUE, "the same words", TEXT("")};
    if (!options->exact && is_letter_in_either_case(part_of(a, of_a), part_of(b, of_b)))
        return (struct equivalence){FACT_UNKNOWN, "a letter in either case", TEXT("")};
    char const money_a = money_of(a, of_a), money_b = money_of(b, of_b);
    if (money_a && money_b && money_a != money_b)
        return (struct equivalence){FACT_UNKNOWN, "other money", TEXT("")};
    if (with_comma(a, b) || with_comma(b, a))
        return (struct equivalence){FACT_TRUE, "equal, with a decimal comma", TEXT("")};
    if (a->count && b->count) {
        struct equivalence const e = all_readings(a, b, options, arena);
        bool const apart = e.same == FACT_TRUE && a->anchor.count == 1 && b->anchor.count == 1 &&
                           marked_apart(a->anchor.parts[0], b->anchor.parts[0]);
        return apart ? (struct equivalence){FACT_UNKNOWN, "equal, but for what kind of thing is meant", TEXT("")} : e;
    }
    bool const single = a->anchor.count == 1 && b->anchor.count == 1;
    if (single && text_equal(a->anchor.parts[0], b->anchor.parts[0]))
        return (struct equivalence){FACT_TRUE, "the same text", TEXT("")};
    if (single && !options->exact && same_spelling(a->anchor.parts[0], b->anchor.parts[0], arena))
        return (struct equivalence){FACT_TRUE, "the same but for spaces and sizes", TEXT("")};
    if (single && !options->exact && wording_same(a->anchor.parts[0], b->anchor.parts[0]))
        return (struct equivalence){FACT_TRUE, "the same words", TEXT("")};
    return (struct equivalence){FACT_UNKNOWN, a->count || b->count ? "one could not be read" : "neither could be read", TEXT("")};
}

/* Two plain numbers; UNKNOWN if they are not, if one may be the other rounded, or if they are so long that how they came about
 * matters. */
static enum fact numbers(struct text a, struct text b)
{
    enum { SHORT = 9 };
    struct value x, y;
    enum fact fact = FACT_UNKNOWN;
    if (compare_number(a, &x, NULL) == STATUS_OK) {
        if (compare_number(b, &y, NULL) == STATUS_OK) {
            bool const rounded = (value_places(&x) < 0) != (value_places(&y) < 0), both_long = a.size > SHORT && b.size > SHORT;
            fact = value_equal(&x, &y) ? FACT_TRUE : rounded || both_long ? FACT_UNKNOWN : FACT_FALSE;
        }
        value_clear(&y);
    }
    value_clear(&x);
    return fact;
}

struct compared compare_texts(struct text a, struct text b, enum notation notation, const struct equivalence_options *options,
                              struct arena *arena)
{
    struct compared out = {.a = text_trim(a), .b = text_trim(b)};
    struct understood x, y;
    out.same = options->reduced ? FACT_UNKNOWN : numbers(out.a, out.b);
    out.why = out.same == FACT_TRUE ? "equal" : "not equal";
    if (text_equal(out.a, out.b)) {
        out.same = FACT_TRUE;
        out.why = "the same text";
    }
    if (out.same != FACT_UNKNOWN)
        return out;
    bool const turned = text_order(out.a, out.b) > 0; /* so that the order of asking cannot matter */
    understand(out.a, notation, arena, &x);
    understand(out.b, notation, arena, &y);
    struct equivalence const e = turned ? compare_understood(&y, &x, out.b, out.a, options, arena)
                                        : compare_understood(&x, &y, out.a, out.b, options, arena);
    return (struct compared){e.same, e.why, e.witness, shown(&x, out.a, arena), shown(&y, out.b, arena)};
}
