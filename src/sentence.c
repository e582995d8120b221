#include "sentence.h"

enum { HEADING_BYTES_MAX = 160 };

static bool starts_at(struct text text, size_t i, struct text what)
{
    return text.size - i >= what.size && memcmp(text.at + i, what.at, what.size) == 0;
}

/* Length of a closing quote, bracket or star at i, else 0. */
static size_t closer(struct text text, size_t i)
{
    if (i < text.size && memchr("\")'*_", text.at[i], 5))
        return 1;
    return starts_at(text, i, TEXT("\xE2\x80\x9D")) || starts_at(text, i, TEXT("\xE2\x80\x99")) ? 3 : 0;
}

bool sentence_begins(struct text text, size_t i)
{
    if (i >= text.size)
        return false;
    char const c = text.at[i];
    if (c == '\\' && (i + 1 == text.size || is_space(text.at[i + 1]) || text.at[i + 1] == '\\')) /* a line break */
        return false;
    return !(c >= 'a' && c <= 'z') && !memchr("=,;:.)]}+/<>^&%!?|", c, 18);
}

bool sentence_closed(struct text text)
{
    size_t size = text.size;
    while (size && (memchr("\")'*_", text.at[size - 1], 5) || is_space(text.at[size - 1])))
        size--;
    struct text const left = text_part(text, 0, size);
    if (text_ends(left, TEXT("\xE2\x80\x9D")) || text_ends(left, TEXT("\xE2\x80\x99")))
        return sentence_closed(text_part(left, 0, size - 3));
    return (size && memchr(".!?", left.at[size - 1], 3)) || text_ends(left, TEXT("\xE3\x80\x82"));
}

static struct text word_before(struct text text, size_t start, size_t end)
{
    size_t from = end;
    while (from > start && (is_letter(text.at[from - 1]) || text.at[from - 1] == '.'))
        from--;
    return text_part(text, from, end);
}

/* "J. Smith", "John F. Kennedy", "U.S. dollars"; not the point in "at A. Then" */
static bool initial(struct text text, size_t start, struct text word)
{
    size_t const at = (size_t)(word.at - text.at);
    bool dotted = word.size > 2;
    for (size_t i = 0; i < word.size; i++)
        dotted = dotted && (i % 2 ? word.at[i] == '.' : word.at[i] >= 'A' && word.at[i] <= 'Z');
    if (dotted)
        return true;
    if (word.size != 1 || word.at[0] < 'A' || word.at[0] > 'Z')
        return false;
    if (at <= start + 1)
        return true;
    struct text const name = word_before(text, start, at - 1);
    return name.size > 1 && name.at[0] >= 'A' && name.at[0] <= 'Z';
}

static bool abbreviation(struct text text, size_t start, size_t dot, char next)
{
    struct text const word = word_before(text, start, dot);
    bool const numbered = is_digit(next) || next == '$' || next == '(' || next == '\\';
    return text_is_among(word, TEXT("mr mrs ms dr st vs e.g i.e cf etc approx prof jr sr w.r.t resp viz al")) ||
           (numbered && text_is_among(word, TEXT("no nos eq eqs eqn fig thm prop cor lem sec ch p pp ex def"))) ||
           initial(text, start, word);
}

/* The number before the dot counts an item ("1. First", "**2. Then**") or stands in a label ("Case 2. Let"). */
static bool counts(struct text text, size_t start, size_t dot)
{
    size_t from = dot;
    while (from > start && is_digit(text.at[from - 1]))
        from--;
    if (from == dot || dot - from > 2)
        return false;
    while (from > start && (is_space(text.at[from - 1]) || text.at[from - 1] == '*' || text.at[from - 1] == '#'))
        from--;
    if (from == start || text.at[from - 1] == '\n')
        return true;
    struct text const word = word_before(text, start, from);
    size_t const left = from - word.size - start;
    return left <= 4 &&
           text_is_among(word, TEXT("step case part method solution example claim lemma problem question option way"));
}

static size_t full_width_end(struct text text, size_t i)
{
    bool const ends = starts_at(text, i, TEXT("\xE3\x80\x82")) || starts_at(text, i, TEXT("\xEF\xBC\x81")) ||
                      starts_at(text, i, TEXT("\xEF\xBC\x9F"));
    size_t end = ends ? i + 3 : 0;
    for (size_t more; ends && (more = closer(text, end));)
        end += more;
    return end < text.size ? end : 0;
}

size_t sentence_end(struct text text, size_t start, size_t i)
{
    char const c = text.at[i];
    if ((unsigned char)c >= 0x80)
        return full_width_end(text, i);
    if (c != '.' && c != '!' && c != '?')
        return 0;
    size_t end = i + 1;
    for (size_t more; (more = closer(text, end));)
        end += more;
    size_t next = end;
    while (next < text.size && is_space(text.at[next]))
        next++;
    if (next == end || !sentence_begins(text, next))
        return 0;
    bool const factorial = c == '!' && i > start && (is_digit(text.at[i - 1]) || text.at[i - 1] == ')');
    if (factorial && !(text.at[next] >= 'A' && text.at[next] <= 'Z'))
        return 0;
    if (c == '.' && (counts(text, start, i) || abbreviation(text, start, i, text.at[next])))
        return 0;
    return end;
}

static bool starts_nocase(struct text text, struct text with)
{
    return text.size >= with.size && text_equal_nocase(text_part(text, 0, with.size), with);
}

/* Behind blanks, "#" and "*". */
static struct text undecorated(struct text line)
{
    size_t i = 0;
    while (i < line.size && memchr("#*_ \t", line.at[i], 5))
        i++;
    return text_part(line, i, line.size);
}

static bool numbers_step(struct text line)
{
    struct text const numbers = TEXT("one two three four five six seven eight nine ten");
    size_t from = 4, i;
    if (!starts_nocase(line, TEXT("step")))
        return false;
    while (from < line.size && (line.at[from] == ' ' || line.at[from] == '#'))
        from++;
    for (i = from; i < line.size && i < from + 4 && is_digit(line.at[i]);)
        i++;
    if (i == from && from > 4) {
        while (i < line.size && is_letter(line.at[i]))
            i++;
        if (!text_is_among(text_part(line, from, i), numbers))
            return false;
    }
    size_t const end = i;
    while (i < line.size && (line.at[i] == ' ' || line.at[i] == '\r'))
        i++;
    if (end == from || i == line.size)
        return end > from;
    bool const decimal = line.at[i] == '.' && i + 1 < line.size && is_digit(line.at[i + 1]);
    bool const dash = starts_at(line, i, TEXT("\xE2\x80\x93")) || starts_at(line, i, TEXT("\xE2\x80\x94"));
    return dash || (!decimal && memchr(":.)-*_", line.at[i], 6) != NULL);
}

static bool announces_answer(struct text line)
{
    static const char *const links[] = {"therefore", "thus", "hence", "so"};
    static const char *const words[] = {"final answer", "the final answer", "the answer is", "answer:", "answer**"};
    for (size_t i = 0; i < COUNT(links); i++)
        if (starts_nocase(line, text_of(links[i]))) {
            size_t at = strlen(links[i]);
            at += at < line.size && line.at[at] == ',';
            line = undecorated(text_part(line, at, line.size));
            break;
        }
    for (size_t i = 0; i < COUNT(words); i++)
        if (starts_nocase(line, text_of(words[i])))
            return true;
    return false;
}

static bool itemised(struct text line)
{
    size_t digits = 0;
    if (text_starts(line, TEXT("- ")) || text_starts(line, TEXT("* ")) || text_starts(line, TEXT("\xE2\x80\xA2")) ||
        text_starts(line, TEXT("\\item")))
        return true;
    bool const open = line.at[0] == '(';
    struct text const rest = text_part(line, open, line.size);
    while (digits < rest.size && digits < 2 && is_digit(rest.at[digits]))
        digits++;
    if (digits == 0 && open && rest.size && rest.at[0] >= 'a' && rest.at[0] <= 'z')
        digits = 1;
    if (digits == 0 || digits + 1 >= rest.size)
        return false;
    bool const closed = rest.at[digits] == ')' || (!open && rest.at[digits] == '.');
    return closed && is_space(rest.at[digits + 1]);
}

/* A line that is a heading and no more. */
static bool heads(struct text line)
{
    line = text_trim(line);
    if (line.size > HEADING_BYTES_MAX || sentence_closed(line))
        return false;
    size_t hashes = 0;
    while (hashes < line.size && line.at[hashes] == '#')
        hashes++;
    if (hashes)
        return hashes <= 6 && hashes + 1 < line.size && line.at[hashes] == ' ';
    bool const bold =
        line.size > 4 && text_starts(line, TEXT("**")) && (text_ends(line, TEXT("**")) || text_ends(line, TEXT("**:")));
    return bold && text_find(line, TEXT("**"), 2) + 3 >= line.size;
}

/* "#### 72"; "#### Solution" with text behind it is a heading */
static bool gives_answer(struct text line, struct text behind)
{
    struct text const mark = TEXT("####");
    size_t blank = 0;
    if (!text_starts(line, mark) || (line.size > mark.size && line.at[mark.size] == '#'))
        return false;
    while (blank < behind.size && is_space(behind.at[blank]))
        blank++;
    struct text const rest = text_trim(text_part(line, mark.size, line.size));
    return blank == behind.size || !rest.size || !is_letter(rest.at[0]);
}

static struct text line_at(struct text text, size_t i)
{
    const char *hit = memchr(text.at + i, '\n', text.size - i);
    return text_part(text, i, hit ? (size_t)(hit - text.at) : text.size);
}

bool step_at(struct text text, size_t i)
{
    char const c = text.at[i];
    bool const word = (c == 's' || c == 'S') && i + 1 < text.size && to_lower(text.at[i + 1]) == 't';
    return (word || c == '#' || c == '*' || c == '_') && numbers_step(undecorated(line_at(text, i)));
}

enum lead lead_at(struct text text, size_t i)
{
    char const c = text.at[i];
    if (is_letter(c) && !memchr("sSfFaAtThH", c, 10)) /* most lines */
        return LEAD_TEXT;
    struct text const line = line_at(text, i), bare = undecorated(line);
    if (c == '#' && gives_answer(line, text_part(text, i + line.size, text.size)))
        return LEAD_HASHES;
    if (numbers_step(bare))
        return LEAD_STEP;
    if (announces_answer(bare))
        return LEAD_ANSWER;
    if ((c == '#' || c == '*') && heads(line))
        return LEAD_HEADING;
    return itemised(line) ? LEAD_ITEM : LEAD_TEXT;
}
