#include "segment.h"

#include "atom.h"
#include "sentence.h"

const char *const segment_by_names[] = {"auto", "steps", "paragraphs", "lines", "sentences"};

const char *parting_name(enum parting parting)
{
    static const char *const names[] = {"start",   "listed",   "step",   "paragraph", "line",
                                        "display", "sentence", "answer", "thought"};
    return names[parting];
}

struct cutter {
    struct text text;
    size_t base; /* of the text within the whole */
    enum segment_by by;
    struct atoms atoms;
    struct pieces *out;
    size_t most, had;    /* pieces to be made at most; that were there before */
    size_t start;        /* of the piece at hand */
    enum parting parted; /* from the one before it */
    size_t display;      /* end of the last display, drawing or code */
    size_t closed;       /* end of the last formula that ends a sentence */
    bool item, heading;  /* the line at hand is an item of a list; it heads what follows */
};

static void put(struct pieces *out, struct piece piece)
{
    if (out->count == out->room) {
        struct piece *more = ARENA_ARRAY(out->arena, struct piece, 2 * out->room + 16);
        if (out->count)
            memcpy(more, out->at, out->count * sizeof *more);
        out->at = more;
        out->room = 2 * out->room + 16;
    }
    out->at[out->count++] = piece;
}

/* The piece at hand ends before `end`; the next one starts at `next`. */
static void cut(struct cutter *c, size_t end, size_t next, enum parting parted)
{
    size_t start = c->start;
    while (start < end && is_space(c->text.at[start]))
        start++;
    while (end > start && is_space(c->text.at[end - 1]))
        end--;
    c->start = next;
    if (start == end)
        return;
    if (c->out->count - c->had == c->most)
        c->out->at[c->out->count - 1].end = c->base + end;
    else
        put(c->out, (struct piece){c->base + start, c->base + end, c->parted, false});
    c->parted = parted;
}

static void cut_plain_lines(struct cutter *c)
{
    const char *hit;
    while ((hit = memchr(c->text.at + c->start, '\n', c->text.size - c->start))) {
        size_t const end = (size_t)(hit - c->text.at), next = end + 1;
        bool const hashes = next < c->text.size && hit[1] == '#' && lead_at(c->text, next) == LEAD_HASHES;
        cut(c, end, next, hashes ? PARTED_ANSWER : PARTED_LINE);
    }
}

static struct text word_at(struct text text, size_t i)
{
    size_t end = i;
    while (end < text.size && end < i + 16 && is_letter(text.at[end]))
        end++;
    return text_part(text, i, end);
}

static bool small(struct text text, size_t i)
{
    return i < text.size && text.at[i] >= 'a' && text.at[i] <= 'z';
}

static bool concludes(struct text word)
{
    return text_is_among(word, TEXT("so thus hence therefore then"));
}

static size_t behind_space(struct text text, size_t i)
{
    while (i < text.size && is_space(text.at[i]))
        i++;
    return i;
}

static bool block_at(struct cutter *c, size_t i)
{
    return i < c->text.size && atom_at(&c->atoms, i).kind > ATOM_INLINE;
}

/* A drawing says nothing: it illustrates the step before it, the first one the step behind it. */
static bool drawing_at(struct cutter *c, size_t i)
{
    return c->atoms.any && i < c->text.size && atom_at(&c->atoms, i).kind == ATOM_DRAWING;
}

/* "\[+ 5x\]", "\[= 7\]", "\[- 9x\]": a display that goes on with the one before. */
static bool formula_goes_on(struct text display)
{
    size_t const open = behind_space(display, MIN(display.size, (size_t)2));
    if (display.at[0] == '\\' && display.size > 2 && display.at[1] != '[')
        return false;
    bool const minus = open < display.size && display.at[open] == '-' && !memchr(display.at, '=', display.size);
    return minus || (open < display.size && memchr("+=<>", display.at[open], 4));
}

/* Does the sentence go on at i, behind a display? */
static bool goes_on(struct cutter *c, size_t i)
{
    if (i >= c->text.size || c->text.at[i] == '#')
        return false;
    if (block_at(c, i))
        return formula_goes_on(text_part(c->text, i, atom_at(&c->atoms, i).end));
    if (!small(c->text, i))
        return !sentence_begins(c->text, i);
    struct text const word = word_at(c->text, i), rest = text_part(c->text, i, c->text.size);
    bool const leads_on = text_equal(word, TEXT("and")) && block_at(c, behind_space(c->text, i + word.size));
    return text_starts(rest, TEXT("so that")) || (!leads_on && !concludes(word));
}

/* Does the line that ends at `end` go on in the next one, which starts at `next`? */
static bool wraps(struct cutter *c, size_t end, size_t next)
{
    char const last = c->text.at[end - 1];
    bool const word = (last >= 'a' && last <= 'z') || last == ',';
    if (c->text.at[next] == '$' || c->text.at[next] == '\\') {
        bool const introduced = last == ':' && !text_starts(text_part(c->text, next, c->text.size), TEXT("$\\bullet"));
        return (word || introduced) && atom_at(&c->atoms, next).kind == ATOM_INLINE;
    }
    struct text const begins = word_at(c->text, next);
    bool const formula = last == '$' || last == ')';
    return small(c->text, next) && begins.size > 1 && (word || (formula && c->closed != end && !concludes(begins)));
}

/* The parting at a line break in running text; PARTED_START for none. */
static enum parting sentence_break(struct cutter *c, size_t end, size_t next, bool blank, enum lead lead)
{
    struct text const piece = text_part(c->text, c->start, end);
    enum parting const by = blank ? PARTED_PARAGRAPH : PARTED_LINE;
    bool const behind_display = c->display == end, heading = c->heading;
    c->heading = lead == LEAD_HEADING;
    if (lead == LEAD_STEP)
        return PARTED_STEP;
    if (heading)
        return PARTED_START;
    bool const block = block_at(c, next);
    if (behind_display)
        return (block || small(c->text, next)) && goes_on(c, next) ? PARTED_START : PARTED_DISPLAY;
    if (block)
        return c->closed == end || sentence_closed(piece) ? by : PARTED_START;
    bool const table = !blank && piece.at[0] == '|' && c->text.at[next] == '|';
    bool const comma = c->text.at[end - 1] == ',' && !c->item, formula = c->text.at[next] == '$' || c->text.at[next] == '\\';
    bool const on = (blank && comma) || ((!blank || formula) && wraps(c, end, next));
    return table || (on && lead == LEAD_TEXT) ? PARTED_START : by;
}

static enum parting parting_at(struct cutter *c, size_t end, size_t next, bool blank)
{
    enum lead const lead = lead_at(c->text, next);
    if (lead == LEAD_HASHES)
        return PARTED_ANSWER;
    if (drawing_at(c, next))
        return PARTED_START;
    switch (c->by) {
    case BY_STEPS:
        return lead == LEAD_STEP                                          ? PARTED_STEP
               : lead == LEAD_ANSWER && blank && c->parted == PARTED_STEP ? PARTED_ANSWER
                                                                          : PARTED_START;
    case BY_PARAGRAPHS:
        return blank ? PARTED_PARAGRAPH : PARTED_START;
    case BY_LINES:
        return blank ? PARTED_PARAGRAPH : PARTED_LINE;
    default:
        return sentence_break(c, end, next, blank, lead);
    }
}

/* White space with a line break in it begins at i: cuts, if that is called for, and returns where it ends. */
static size_t at_break(struct cutter *c, size_t i)
{
    size_t end = i, lines = 0, next = i;
    while (end > c->start && is_space(c->text.at[end - 1]))
        end--;
    for (; next < c->text.size && is_space(c->text.at[next]); next++)
        lines += c->text.at[next] == '\n';
    if (next == c->text.size)
        return next;
    if (end > c->start) {
        enum parting const by = parting_at(c, end, next, lines > 1);
        if (by == PARTED_START)
            return next;
        cut(c, end, next, by);
    }
    c->start = next;
    c->item = c->by == BY_SENTENCES && lead_at(c->text, next) == LEAD_ITEM;
    return next;
}

/* Does the formula's last character, its closing apart, end a sentence? "$x = 5.$", not "$1, 2, ...$" */
static bool formula_closed(struct text formula)
{
    size_t end = formula.size;
    if (text_ends(formula, TEXT("}"))) /* \end{align} */
        while (end > 0 && formula.at[end - 1] != '\\')
            end--;
    bool const dollar = formula.at[formula.size - 1] == '$' && !text_ends(formula, TEXT("$$"));
    size_t const cut_off = end < formula.size || dollar ? 1 : 2;
    struct text const inside = text_trim(text_part(formula, 0, MAX(end, cut_off) - cut_off));
    return text_ends(inside, TEXT(".")) && !text_ends(inside, TEXT(".."));
}

static bool hashes_at(struct cutter *c, size_t i)
{
    return c->text.at[i] == '#' && c->text.size - i > 4 && memcmp(c->text.at + i, "#### ", 5) == 0;
}

/* Behind an atom in running text. */
static void behind_atom(struct cutter *c, size_t i, struct atom atom)
{
    bool const block = atom.kind > ATOM_INLINE, closed = formula_closed(text_part(c->text, i, atom.end));
    size_t const next = behind_space(c->text, atom.end);
    const char *gap = c->text.at + atom.end;
    if (block)
        c->display = atom.end;
    if (closed)
        c->closed = atom.end;
    if (next == c->text.size || memchr(gap, '\n', next - atom.end) || drawing_at(c, next))
        return;
    bool const upper = c->text.at[next] >= 'A' && c->text.at[next] <= 'Z';
    if (block && (upper || closed || block_at(c, next) || small(c->text, next)) && !goes_on(c, next)) {
        cut(c, atom.end, next, PARTED_DISPLAY);
        c->item = false;
    } else if (!block && closed && next > atom.end && !c->item && sentence_begins(c->text, next)) {
        cut(c, atom.end, next, hashes_at(c, next) ? PARTED_ANSWER : PARTED_SENTENCE);
    }
}

static size_t in_running_text(struct cutter *c, size_t i)
{
    if (i > c->start && hashes_at(c, i)) {
        cut(c, i, i, PARTED_ANSWER);
        return i + 4;
    }
    size_t const end = c->item ? 0 : sentence_end(c->text, c->start, i);
    size_t const next = end ? behind_space(c->text, end) : 0;
    if (!end || memchr(c->text.at + end, '\n', next - end) || drawing_at(c, next))
        return i + 1;
    cut(c, end, next, hashes_at(c, next) ? PARTED_ANSWER : PARTED_SENTENCE);
    return next;
}

static void walk(struct cutter *c)
{
    bool const sentences = c->by == BY_SENTENCES;
    size_t i = behind_space(c->text, 0);
    while (drawing_at(c, i))
        i = behind_space(c->text, atom_at(&c->atoms, i).end);
    enum lead const lead = sentences ? lead_at(c->text, i) : LEAD_TEXT;
    c->heading = lead == LEAD_HEADING;
    c->item = lead == LEAD_ITEM && memchr(c->text.at, '\n', c->text.size);
    while (i < c->text.size) {
        char const ch = c->text.at[i];
        struct atom const atom = atom_at(&c->atoms, i);
        if (atom.kind != ATOM_NONE && sentences)
            behind_atom(c, i, atom);
        if (atom.kind != ATOM_NONE || ch == '\\')
            i = atom.end;
        else if (ch == '\n')
            i = at_break(c, i);
        else
            i = sentences ? in_running_text(c, i) : i + 1;
    }
}

/* Two step markers at line starts, or more? */
static bool has_markers(struct text text, struct atoms atoms)
{
    size_t markers = 0;
    for (size_t i = 0; i < text.size && markers < 2;) {
        size_t const begins = behind_space(text, i);
        markers += begins < text.size && step_at(text, begins);
        for (i = begins; i < text.size && text.at[i] != '\n';)
            i = atoms.any ? atom_at(&atoms, i).end : i + text_find(text_part(text, i, text.size), TEXT("\n"), 0);
    }
    return markers > 1;
}

static enum segment_by rule_for(struct text text, struct atoms atoms)
{
    bool const lines = text.size && memchr(text.at, '\n', text.size);
    if (lines && has_markers(text, atoms))
        return BY_STEPS;
    return !lines || atoms_have_maths(atoms) ? BY_SENTENCES : BY_LINES;
}

void segment(struct text text, size_t from, size_t to, enum segment_by by, enum parting first, size_t most, struct pieces *out)
{
    struct text const part = text_part(text, from, to), trimmed = text_trim(part);
    if (!trimmed.size)
        return;
    size_t const start = (size_t)(trimmed.at - text.at);
    struct atoms const atoms = atoms_of(trimmed);
    struct cutter c = {.text = trimmed,
                       .base = start,
                       .by = by == BY_AUTO ? rule_for(trimmed, atoms) : by,
                       .atoms = atoms,
                       .out = out,
                       .most = most,
                       .had = out->count,
                       .parted = first};
    if (c.by == BY_LINES && !c.atoms.any)
        cut_plain_lines(&c);
    else
        walk(&c);
    cut(&c, trimmed.size, trimmed.size, PARTED_START);
}
