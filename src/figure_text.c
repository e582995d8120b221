#include "figure_parts.h"

/* Words that are left out: they say what kind of thing is named, or nothing. */
static const char idle[] = "a an the both measure measures respectively text mathrm mbox textbf emph quad qquad";
static const char solids[] = "side sides segment segments edge edges leg legs diagonal diagonals chord chords overline";

enum { NAME_MAX = 40 /* bytes */ };

struct scanner {
    struct text text;
    size_t at;
    bool maths;    /* inside dollars, or brackets of LaTeX */
    bool solid;    /* the next name is of a segment … */
    bool angle;    /* … of an angle … */
    bool triangle; /* … of a triangle … */
    bool several;  /* … and those behind it as well */
    bool because;
    uint32_t from; /* where the item begins */
    struct figure_item *items;
    size_t count;
};

static bool is_upper(char c)
{
    return c >= 'A' && c <= 'Z';
}

static struct figure_item *add(struct scanner *s, enum figure_item_kind kind, char sign)
{
    if (s->count == FIGURE_ITEMS_MAX)
        s->count--; /* the last one is written over: nothing is read from there on */
    struct figure_item *item = &s->items[s->count++];
    *item = (struct figure_item){
        .kind = (uint8_t)kind, .sign = sign, .because = s->because, .start = s->from, .end = (uint32_t)s->at};
    return item;
}

static void forget_kinds(struct scanner *s)
{
    s->solid = s->angle = s->triangle = s->several = false;
}

static bool starts(const struct scanner *s, const char *with)
{
    return text_starts(text_part(s->text, s->at, s->text.size), text_of(with));
}

/* Does a name come next, not "of length 10", so that the word only tells its kind? */
static bool names_follow(const struct scanner *s)
{
    size_t at = s->at;
    while (at < s->text.size && (is_space(s->text.at[at]) || strchr("${", s->text.at[at])))
        at++;
    return at < s->text.size && (is_upper(s->text.at[at]) || s->text.at[at] == '\\');
}

/* "angle", "triangles", "side", and commands of such names: the kind of what is named next. */
static bool announces(struct scanner *s, struct text word)
{
    bool const solid = text_is_among(word, text_of(solids)), angle = text_is_among(word, TEXT("angle angles measuredangle")),
               triangle = text_is_among(word, TEXT("triangle triangles bigtriangleup delta"));
    if ((!solid && !angle && !triangle) || (solid && !names_follow(s)))
        return false;
    if (solid && s->count && s->items[s->count - 1].kind == ITEM_WORD && text_equal(s->items[s->count - 1].text, TEXT("line")))
        s->count--; /* "line segment" */
    s->solid = solid;
    s->angle = angle;
    s->triangle = triangle;
    s->several = word.at[word.size - 1] == 's';
    return true;
}

static void add_word(struct scanner *s, struct text word)
{
    if (announces(s, word))
        return;
    if (text_is_among(word, TEXT("since because")))
        s->because = true;
    else if (text_is_among(word, TEXT("point points vertex vertices")))
        forget_kinds(s);
    else if (!text_is_among(word, text_of(idle))) {
        if (!text_is_among(word, TEXT("and")))
            forget_kinds(s);
        add(s, ITEM_WORD, '\0')->text = word;
    }
}

/* The end of what may be a name of points: capital letters with their indices and primes; it is none beyond NAME_MAX. */
static size_t behind_name(const struct scanner *s)
{
    size_t at = s->at;
    while (at < s->text.size && at - s->at < NAME_MAX &&
           (is_upper(s->text.at[at]) || (at > s->at && (strchr("'_", s->text.at[at]) || is_digit(s->text.at[at])))))
        at++;
    return at;
}

/* "ABC", "B" where letters are names; a word else. */
static void scan_letters(struct scanner *s)
{
    size_t end = behind_name(s), word = s->at;
    struct figure_points points;
    while (word < s->text.size && is_letter(s->text.at[word]))
        word++;
    struct text const name = text_part(s->text, s->at, end);
    bool const named = end > s->at && end - s->at < NAME_MAX && end >= word && figure_points(name, &points) &&
                       (s->maths || points.count > 1 || s->angle || !strchr("AI", name.at[0]));
    struct text const spelled = text_part(s->text, s->at, word);
    s->at = named ? end : word;
    if (!named) {
        add_word(s, spelled);
        return;
    }
    bool const angle = s->angle && (points.count == 1 || points.count == 3);
    struct figure_item *item = add(s, angle ? ITEM_ANGLE : ITEM_POINTS, '\0');
    item->points = points;
    item->solid = s->solid;
    item->triangle = s->triangle && points.count == 3;
    if (!s->several)
        forget_kinds(s);
}

/* \angle ABC, \overline{AB}, \sim, … */
static void scan_command(struct scanner *s)
{
    static const struct {
        const char *name;
        char sign;
    } signs[] = {{"perp", 'p'}, {"bot", 'p'}, {"parallel", '|'}, {"sim", '~'}, {"cong", 'c'}, {"simeq", 'c'}};
    size_t const from = ++s->at;
    while (s->at < s->text.size && is_letter(s->text.at[s->at]))
        s->at++;
    struct text const name = text_part(s->text, from, s->at);
    if (name.size == 0) {
        char const c = s->at < s->text.size ? s->text.at[s->at] : ' ';
        s->maths = strchr("([", c) || (s->maths && !strchr(")]", c));
        s->at += s->at < s->text.size;
        return;
    }
    for (size_t i = 0; i < COUNT(signs); i++)
        if (text_equal(name, text_of(signs[i].name))) {
            add(s, ITEM_SIGN, signs[i].sign);
            return;
        }
    if (text_is_among(name, TEXT("circ degree")))
        return;
    if (text_is_among(name, TEXT("left right")))
        return;
    if (text_is_among(name, TEXT("angle measuredangle triangle bigtriangleup delta overline")) ||
        text_is_among(name, text_of(idle)))
        add_word(s, name);
    else
        add(s, ITEM_SIGN, '?');
}

static void scan_number(struct scanner *s)
{
    size_t const from = s->at;
    while (s->at < s->text.size && (is_digit(s->text.at[s->at]) ||
                                    (s->text.at[s->at] == '.' && s->at + 1 < s->text.size && is_digit(s->text.at[s->at + 1]))))
        s->at++;
    add(s, ITEM_NUMBER, '\0')->text = text_part(s->text, from, s->at);
}

static void scan_sign(struct scanner *s)
{
    char const c = s->text.at[s->at++];
    if (c == '$') {
        s->maths = !s->maths;
    } else if (c == ':' && (s->maths || (s->at < s->text.size && is_digit(s->text.at[s->at])))) {
        add(s, ITEM_SIGN, '?'); /* a ratio */
    } else if (strchr(".?!;:", c)) {
        add(s, ITEM_STOP, c);
        s->because = false;
        forget_kinds(s);
    } else if (c == ',') {
        add(s, ITEM_SIGN, ',');
        s->because = false;
    } else if (!is_space(c) && !strchr("{}^\"'~", c) && (c != '-' || s->maths)) {
        add(s, ITEM_SIGN, c == '=' ? '=' : '?');
    }
}

size_t figure_items(struct text text, struct figure_item out[FIGURE_ITEMS_MAX])
{
    struct scanner s = {.text = text, .items = out};
    while (s.at < text.size && s.count < FIGURE_ITEMS_MAX) {
        s.from = (uint32_t)s.at;
        if (starts(&s, "[asy]"))
            s.at = text_find(text, TEXT("[/asy]"), s.at);
        else if (text.at[s.at] == '\\')
            scan_command(&s);
        else if (is_letter(text.at[s.at]))
            scan_letters(&s);
        else if (is_digit(text.at[s.at]))
            scan_number(&s);
        else
            scan_sign(&s);
    }
    return s.count;
}
