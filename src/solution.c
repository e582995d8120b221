#include "solution.h"

enum { MARK_BYTES_MAX = 400 }; /* of a calculator mark */

struct cutter {
    struct text text;
    size_t at; /* end of what has been cut */
    struct solution out;
    size_t room;
    struct arena *arena;
};

static struct text last_gap_at(const struct cutter *c, size_t to)
{
    return text_part(c->text, c->at, to);
}

static void cut(struct cutter *c, size_t start, size_t end)
{
    while (start < end && is_space(c->text.at[start]))
        start++;
    while (end > start && is_space(c->text.at[end - 1]))
        end--;
    if (start == end)
        return;
    if (c->out.count == STEPS_MAX) { /* the last step takes the rest */
        struct text *last = &c->out.steps[STEPS_MAX - 1];
        last->size = (size_t)(c->text.at + end - last->at);
        c->at = end;
        return;
    }
    c->out.gaps[c->out.count] = last_gap_at(c, start);
    c->out.steps[c->out.count++] = text_part(c->text, start, end);
    c->at = end;
}

/* Follows what opens and closes mathematics. */
struct maths {
    int depth;    /* of \[ \( \begin */
    bool display; /* between $$ and $$ */
    bool dollars; /* between $ and $, where the text is LaTeX at all */
};

static size_t maths_step(struct maths *m, struct text text, size_t i, bool latex)
{
    char const c = text.at[i], next = i + 1 < text.size ? text.at[i + 1] : '\0';
    struct text const rest = text_part(text, i, text.size);
    if (c == '\\') {
        if (next == '[' || next == '(' || text_starts(rest, TEXT("\\begin{")))
            m->depth++;
        else if ((next == ']' || next == ')' || text_starts(rest, TEXT("\\end{"))) && m->depth)
            m->depth--;
        return 2;
    }
    if (c == '$' && next == '$') {
        m->display = !m->display;
        return 2;
    }
    if (c == '$' && latex)
        m->dollars = !m->dollars;
    return 1;
}

static bool inside(const struct maths *m)
{
    return m->depth > 0 || m->display || m->dollars;
}

/* The same text may leave a bracket open by mistake: then nothing is mathematics. */
static bool balanced(struct text text, bool latex)
{
    struct maths m = {0};
    for (size_t i = 0; i < text.size;)
        i += maths_step(&m, text, i, latex);
    return !inside(&m);
}

static bool has_maths(struct text text)
{
    return memchr(text.at, '\\', text.size) != NULL || text_find(text, TEXT("$$"), 0) < text.size;
}

static void cut_lines(struct cutter *c)
{
    bool const maths = has_maths(c->text) && balanced(c->text, false);
    struct maths m = {0};
    size_t start = 0;
    if (!maths) {
        const char *hit;
        while ((hit = memchr(c->text.at + start, '\n', c->text.size - start))) {
            cut(c, start, (size_t)(hit - c->text.at));
            start = (size_t)(hit - c->text.at) + 1;
        }
        cut(c, start, c->text.size);
        return;
    }
    for (size_t i = 0; i < c->text.size;) {
        if (c->text.at[i] == '\n' && !inside(&m)) {
            cut(c, start, i);
            start = i + 1;
        }
        i += maths_step(&m, c->text, i, false);
    }
    cut(c, start, c->text.size);
}

static bool abbreviation(struct text text, size_t dot)
{
    static const char *const words[] = {"Mr",  "Mrs", "Ms",     "Dr",   "St", "vs", "No", "e.g",
                                        "i.e", "etc", "approx", "Prof", "Jr", "Sr", "Eq"};
    size_t start = dot;
    while (start > 0 && (is_letter(text.at[start - 1]) || text.at[start - 1] == '.'))
        start--;
    struct text const word = text_part(text, start, dot);
    if (word.size == 1 && word.at[0] >= 'A' && word.at[0] <= 'Z') /* an initial */
        return true;
    for (size_t i = 0; i < COUNT(words); i++)
        if (text_equal_nocase(word, text_of(words[i])))
            return true;
    return false;
}

/* Is the byte at i the end of a sentence? It is followed by white space and by what can begin one. */
static bool sentence_end(struct text text, size_t i)
{
    char const c = text.at[i];
    if (c != '.' && c != '!' && c != '?')
        return false;
    size_t next = i + 1;
    while (next < text.size && (text.at[next] == '"' || text.at[next] == ')'))
        next++;
    if (next >= text.size || !is_space(text.at[next]))
        return false;
    while (next < text.size && is_space(text.at[next]))
        next++;
    if (next >= text.size || (text.at[next] >= 'a' && text.at[next] <= 'z'))
        return false;
    bool const number =
        i > 0 && is_digit(text.at[i - 1]) && (i < 2 || !is_digit(text.at[i - 2])) && (i < 2 || is_space(text.at[i - 2]));
    bool const listed = number && (i < 3 || text.at[i - 3] == '.' || text.at[i - 3] == '\n'); /* "1. First" */
    return !listed && !(c == '.' && abbreviation(text, i));
}

static void cut_sentences(struct cutter *c)
{
    bool const latex = memchr(c->text.at, '\\', c->text.size) != NULL && balanced(c->text, true);
    bool const maths = has_maths(c->text) && balanced(c->text, latex);
    struct maths m = {0};
    size_t start = 0;
    for (size_t i = 0; i < c->text.size;) {
        bool const hashes = i > start && c->text.at[i] == '#' && text_starts(text_part(c->text, i, c->text.size), TEXT("#### "));
        if (hashes) {
            cut(c, start, i);
            start = i;
            break;
        }
        if (!(maths && inside(&m)) && sentence_end(c->text, i)) {
            cut(c, start, i + 1);
            start = i + 1;
        }
        i += maths ? maths_step(&m, c->text, i, latex) : 1;
    }
    cut(c, start, c->text.size);
}

/* At most so many steps can come out. */
static size_t pieces(struct text text, bool lines)
{
    size_t count = 2;
    for (size_t i = 0; i < text.size && count < STEPS_MAX; i++) {
        const char *line = lines ? memchr(text.at + i, '\n', text.size - i) : NULL;
        if (lines && !line)
            break;
        i = lines ? (size_t)(line - text.at) : i;
        count += lines || text.at[i] == '.' || text.at[i] == '!' || text.at[i] == '?' || text.at[i] == '#';
    }
    return count;
}

struct solution solution_split(struct text text, struct arena *arena)
{
    struct cutter c = {.text = text, .arena = arena};
    struct text const trimmed = text_trim(text);
    bool const lines = memchr(trimmed.at ? trimmed.at : "", '\n', trimmed.size) != NULL;
    size_t const room = MIN(pieces(text, lines), (size_t)STEPS_MAX);
    c.out.steps = ARENA_ARRAY(arena, struct text, room);
    c.out.gaps = ARENA_ARRAY(arena, struct text, room + 1);
    if (lines)
        cut_lines(&c);
    else
        cut_sentences(&c);
    c.out.gaps[c.out.count] = last_gap_at(&c, text.size);
    return c.out;
}

struct solution solution_listed(const struct text *steps, size_t count, struct arena *arena)
{
    struct solution out = {ARENA_ARRAY(arena, struct text, count + 1), ARENA_ARRAY(arena, struct text, count + 1), count};
    for (size_t i = 0; i <= count; i++) {
        if (i < count)
            out.steps[i] = steps[i];
        out.gaps[i] = i == 0 || i == count ? TEXT("") : TEXT("\n");
    }
    return out;
}

/* "<<48/2=24>>24": is what stands behind the last "=" also what the text goes on with? "24.0" and "24" agree. */
static bool mark_agrees(struct text mark, struct text behind)
{
    size_t equals = mark.size;
    while (equals > 0 && mark.at[equals - 1] != '=')
        equals--;
    struct text const result = text_part(mark, equals, mark.size);
    size_t i = 0, k = 0;
    while (i < result.size) {
        if (k < behind.size && behind.at[k] == ',' && k + 1 < behind.size && is_digit(behind.at[k + 1]))
            k++;
        if (k >= behind.size || behind.at[k] != result.at[i])
            break;
        i++;
        k++;
    }
    struct text const left = text_part(result, i, result.size);
    bool const zeros = left.size > 1 && left.at[0] == '.' && left.at[1] == '0';
    return equals > 0 && (left.size == 0 || zeros || result.at[0] == '.');
}

struct text solution_strip_marks(struct text text, struct arena *arena, struct marks *marks)
{
    size_t from = text_find(text, TEXT("<<"), 0), kept = 0, done = 0;
    if (from >= text.size)
        return text;
    char *out = arena_alloc(arena, text.size + 1);
    while (from < text.size) {
        struct text const near = text_part(text, 0, MIN(text.size, from + MARK_BYTES_MAX));
        size_t const end = text_find(near, TEXT(">>"), from);
        const char *line = memchr(near.at + from, '\n', near.size - from);
        bool const closed = end < near.size && (!line || (size_t)(line - text.at) > end);
        size_t const keep = closed ? from : from + 2;
        memcpy(out + kept, text.at + done, keep - done);
        kept += keep - done;
        done = closed ? end + 2 : keep;
        marks->seen += closed;
        marks->agree += closed && mark_agrees(text_part(text, from + 2, end), text_part(text, done, text.size));
        from = text_find(text, TEXT("<<"), done);
    }
    memcpy(out + kept, text.at + done, text.size - done);
    return (struct text){out, kept + text.size - done};
}
