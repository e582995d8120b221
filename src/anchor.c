#include "anchor.h"

enum { REACH = 4096 }; /* bytes between the marks around an answer */

static bool is_word(char c)
{
    return is_letter(c) || (unsigned char)c >= 128;
}

static bool starts_nocase(struct text t, struct text with)
{
    return t.size >= with.size && text_equal_nocase(text_part(t, 0, with.size), with);
}

static struct text rest(struct text t, size_t from)
{
    return text_part(t, MIN(from, t.size), t.size);
}

/* Where the brace that opens before `from` is closed, or text.size if that is not within REACH. */
static size_t closing(struct text t, size_t from)
{
    size_t depth = 1;
    for (size_t i = from; i < MIN(t.size, from + REACH); i++) {
        if (t.at[i] == '\\' && i + 1 < t.size && (t.at[i + 1] == '{' || t.at[i + 1] == '}')) {
            i++;
            continue;
        }
        depth += t.at[i] == '{';
        depth -= t.at[i] == '}';
        if (depth == 0)
            return i;
    }
    return t.size;
}

struct box {
    size_t start, inside, close; /* of \boxed, of what it holds, of its brace */
};

/* Length of "\boxed{" or its like at the start, else 0. */
static size_t box_name(struct text t)
{
    static const struct text names[] = {{"\\boxed{", 7}, {"\\fbox{", 6}, {"\\boxed {", 8}};
    for (size_t i = 0; i < COUNT(names); i++)
        if (text_starts(t, names[i]))
            return names[i].size;
    bool const single = text_starts(t, TEXT("\\boxed ")) && t.size > 7 && (is_digit(t.at[7]) || is_letter(t.at[7]));
    return single ? 7 : 0; /* \boxed 9 */
}

/* The next box at or after `from`; one that is not closed ends with its line. */
static bool next_box(struct text t, size_t from, struct box *box)
{
    for (size_t i = from; i < t.size; i++) {
        size_t const name = t.at[i] == '\\' ? box_name(rest(t, i)) : 0;
        if (!name)
            continue;
        bool const single = t.at[i + name - 1] == ' ';
        *box = (struct box){i, i + name, single ? i + name + 1 : closing(t, i + name)};
        if (single)
            return true;
        if (box->close == t.size)
            box->close = text_find(t, TEXT("\n"), i + name);
        return true;
    }
    return false;
}

/* What may stand between two boxes of one answer: a short piece of a line that ends no sentence. *joins: only commas, "and", "or". */
static bool is_joint(struct text gap, bool *joins)
{
    enum { LONGEST = 60 };
    static const struct text quiet = {"and or text quad qquad mbox", 27};
    static const struct text turns = {"so thus therefore hence then giving gives which we get because since is", 71};
    if (gap.size > LONGEST || text_find(gap, TEXT("\n\n"), 0) < gap.size || text_find(gap, TEXT(". "), 0) < gap.size)
        return false;
    *joins = true;
    for (size_t i = 0; i < gap.size; i++) {
        size_t const start = i;
        while (i < gap.size && is_word(gap.at[i]))
            i++;
        if (i > start && text_is_among(text_part(gap, start, i), turns))
            return false;
        if (i > start)
            *joins = *joins && text_is_among(text_part(gap, start, i), quiet);
        if (i < gap.size && is_digit(gap.at[i]))
            *joins = false;
    }
    return true;
}

static bool says_percent(struct text t)
{
    while (t.size && (is_space(t.at[0]) || memchr("$)\\*", t.at[0], 4)) && !text_starts(t, TEXT("\\%")))
        t = rest(t, 1);
    return text_starts(t, TEXT("\\%")) || text_starts(t, TEXT("%")) || starts_nocase(t, TEXT("percent")) ||
           starts_nocase(t, TEXT("pct"));
}

/* "28 percent" is 28, and a percentage. */
static struct text without_percent(struct text t, bool *percent)
{
    static const struct text words[] = {{"percentage", 10}, {"percent", 7}, {"per cent", 8}, {"pct", 3}};
    for (size_t i = 0; i < COUNT(words); i++) {
        size_t const at = t.size > words[i].size ? t.size - words[i].size : 0;
        if (at && starts_nocase(rest(t, at), words[i]) && !is_letter(t.at[at - 1])) {
            *percent = true;
            return text_trim(text_part(t, 0, at));
        }
    }
    return t;
}

static void add_part(struct anchor *a, struct text part)
{
    part = without_percent(anchor_unwrapped(part), &a->percent);
    for (size_t i = 0; i < a->count; i++)
        if (text_equal(a->parts[i], part))
            return;
    if (part.size && a->count < ANCHOR_PARTS_MAX)
        a->parts[a->count++] = part;
}

/* The last box with those before it that belong to the same answer. */
static bool find_boxes(struct text t, struct anchor *out)
{
    struct box box, previous = {0};
    struct anchor a = {.kind = ANCHOR_BOX, .free = true};
    bool any = false;
    for (size_t from = 0; next_box(t, from, &box); from = MIN(box.close + 1, t.size)) {
        bool joins = true;
        bool const same = any && box.start > previous.close && is_joint(text_part(t, previous.close + 1, box.start), &joins);
        if (!same)
            a = (struct anchor){.kind = ANCHOR_BOX, .free = true, .all = rest(t, box.start)};
        a.free = a.free && joins;
        add_part(&a, text_part(t, box.inside, box.close));
        previous = box;
        any = true;
    }
    if (!any)
        return false;
    a.percent = a.percent || says_percent(rest(t, previous.close + 1));
    a.at = previous.start;
    a.all = text_part(a.all, 0, MIN(previous.close + 1, t.size) - (size_t)(a.all.at - t.at));
    if (a.count)
        *out = a;
    return a.count > 0;
}

static size_t last_of(struct text t, struct text needle)
{
    for (size_t i = t.size; i >= needle.size && needle.size; i--)
        if (text_equal(text_part(t, i - needle.size, i), needle))
            return i - needle.size;
    return t.size;
}

/* Length of what links the word "answer" to the answer ("is", ":", "**", a line break, opening mathematics), 0 if nothing does. */
static size_t link_length(struct text t)
{
    static const struct text words[] = {{"is", 2},
                                        {"are", 3},
                                        {"was", 3},
                                        {"be", 2},
                                        {"should", 6},
                                        {"would", 5},
                                        {"must", 4},
                                        {"to the problem", 14},
                                        {"to the question", 15},
                                        {"therefore", 9},
                                        {"thus", 4},
                                        {"equals", 6}};
    size_t i = 0;
    bool linked = false;
    for (bool more = true; more && i < t.size;) {
        struct text const here = rest(t, i);
        more = false;
        if (is_space(here.at[0]) || here.at[0] == ':' || here.at[0] == '*' || here.at[0] == '=' || here.at[0] == ',') {
            linked = linked || here.at[0] == ':' || here.at[0] == '=' || here.at[0] == '*' || here.at[0] == '\n';
            i++;
            more = true;
            continue;
        }
        for (size_t k = 0; k < COUNT(words) && !more; k++)
            if (starts_nocase(here, words[k]) && (here.size == words[k].size || !is_word(here.at[words[k].size]))) {
                linked = linked || words[k].size <= 3;
                i += words[k].size;
                more = true;
            }
    }
    struct text const here = rest(t, i);
    bool const opens = text_starts(here, TEXT("\\[")) || text_starts(here, TEXT("\\(")) || text_starts(here, TEXT("$"));
    return (linked || opens) && i && here.size ? i : 0;
}

/* The last "answer" that announces one; *start where the words begin, *end where the answer does. */
static bool find_words(struct text t, size_t *start, size_t *end)
{
    struct text const word = TEXT("answer");
    for (size_t i = t.size; i >= word.size; i--) {
        size_t const at = i - word.size;
        if (to_lower(t.at[at]) != 'a' || (at > 0 && is_letter(t.at[at - 1])) || !starts_nocase(rest(t, at), word))
            continue;
        size_t const behind = i + (i < t.size && t.at[i] == 's');
        size_t const length = link_length(rest(t, behind));
        if (length) {
            *start = at;
            *end = behind + length;
            return true;
        }
    }
    bool const line = text_starts(t, TEXT("A:"));
    *start = 0;
    *end = 2;
    return line && t.size > 2;
}

static bool ends_sentence(struct text t, size_t i)
{
    if (t.at[i] == '\n')
        return i + 1 < t.size && t.at[i + 1] == '\n';
    if (t.at[i] != '.' || i + 1 >= t.size || !is_space(t.at[i + 1]))
        return false;
    size_t next = i + 1;
    while (next < t.size && is_space(t.at[next]))
        next++;
    return next == t.size || !is_digit(t.at[next]);
}

/* Up to the end of the first sentence, mathematics not cut. */
static struct text sentence(struct text t)
{
    bool inside = false;
    t = text_trim(t);
    for (size_t i = 0; i < t.size; i++) {
        if (t.at[i] == '\\' && i + 1 < t.size) {
            inside = t.at[i + 1] == '(' || t.at[i + 1] == '[' || (inside && t.at[i + 1] != ')' && t.at[i + 1] != ']');
            i++;
        } else if (t.at[i] == '$' && !(i + 1 < t.size && t.at[i + 1] == '$'))
            inside = !inside;
        else if (!inside && ends_sentence(t, i))
            return text_part(t, 0, i);
    }
    return t;
}

/* A stretch between dollars or \( \) or \[ \]; `start` is where its first mark stands. */
struct maths {
    size_t start, end;
    struct text inside;
};

/* Dollars pair on one line only: sums of money may stand far apart. */
static bool dollars(struct text t, size_t at, struct maths *out)
{
    bool const twice = at + 1 < t.size && t.at[at + 1] == '$';
    size_t const from = at + 1 + twice;
    for (size_t i = from; i < MIN(t.size, from + REACH) && (twice || t.at[i] != '\n'); i++) {
        if (t.at[i] == '\\')
            i++;
        else if (t.at[i] == '$' && (!twice || (i + 1 < t.size && t.at[i + 1] == '$'))) {
            *out = (struct maths){at, i + 1 + twice, text_part(t, from, i)};
            return true;
        }
    }
    return false;
}

static bool next_maths(struct text t, size_t from, struct maths *out)
{
    size_t none[2] = {0, 0}; /* up to where \) and \] are known not to stand */
    for (size_t i = from; i < t.size; i++) {
        if (t.at[i] == '$' && dollars(t, i, out))
            return true;
        if (t.at[i] != '\\' || i + 1 == t.size)
            continue;
        if (t.at[i + 1] == '(' || t.at[i + 1] == '[') {
            bool const square = t.at[i + 1] == '[';
            size_t const reach = MIN(t.size, i + REACH), start = MAX(i + 2, none[square]);
            size_t const end =
                start < reach ? text_find(text_part(t, 0, reach), square ? TEXT("\\]") : TEXT("\\)"), start) : reach;
            if (end < reach) {
                *out = (struct maths){i, end + 2, text_part(t, i + 2, end)};
                return true;
            }
            none[square] = MAX(start, reach - 1);
        }
        i++;
    }
    return false;
}

/* The last mathematics with what is joined to it by "and", "or", commas. */
static size_t last_maths(struct text t, struct anchor *a)
{
    struct maths one;
    size_t end = 0;
    bool any = false;
    for (size_t from = 0; next_maths(t, from, &one); from = one.end) {
        bool joins = false;
        bool const near = any && is_joint(text_part(t, end, one.start), &joins) && joins;
        if (!near) {
            a->count = 0;
            a->all = rest(t, one.start);
        }
        add_part(a, one.inside);
        end = one.end;
        a->all = text_part(a->all, 0, end - (size_t)(a->all.at - t.at));
        any = true;
    }
    a->free = a->count > 1;
    a->percent = a->percent || (any && says_percent(rest(t, end)));
    return end;
}

/* A dollar that is neither money nor one of a pair: where mathematics begins and ends cannot be told. */
static bool torn(struct text t)
{
    struct maths one;
    for (size_t i = 0; i < t.size; i++) {
        if (t.at[i] == '\\')
            i++;
        else if (t.at[i] == '$' && dollars(t, i, &one))
            i = one.end - 1;
        else if (t.at[i] == '$' && !(i + 1 < t.size && is_digit(t.at[i + 1])) && (i + 1 == t.size || t.at[i + 1] == ' ') &&
                 !(i > 1 && (is_digit(t.at[i - 1]) || is_digit(t.at[i - 2]))))
            return true;
    }
    return false;
}

/* The answer in a sentence, or in a text without announcement. */
static void interpret(struct text t, struct anchor *a)
{
    struct text const whole = anchor_unwrapped(t);
    struct maths one;
    bool const maths = next_maths(whole, 0, &one);
    a->count = 0;
    if (!maths && !torn(whole) && !anchor_is_prose(whole)) {
        add_part(a, whole);
        return;
    }
    size_t const end = last_maths(whole, a);
    struct text const number = anchor_number(rest(whole, end), true);
    if (!number.size || torn(rest(whole, end)))
        return;
    a->count = 0;
    a->free = false;
    a->number = true;
    add_part(a, number);
    size_t const behind = (size_t)(number.at - whole.at) + number.size;
    a->percent = says_percent(rest(whole, behind));
}

/* Behind the thoughts, before what no person reads. */
static struct text spoken(struct text t)
{
    struct stretch stretches[2 * THOUGHTS_MAX + 1];
    size_t const count = think_stretches(t, stretches);
    for (size_t i = count; i > 0; i--) {
        struct text const part = text_part(t, stretches[i - 1].start, stretches[i - 1].end);
        if (!stretches[i - 1].thought && text_trim(part).size) {
            t = part;
            break;
        }
    }
    size_t const end = text_find(t, TEXT("<|"), 0);
    return text_trim(text_part(t, 0, end)).size ? text_part(t, 0, end) : t;
}

bool anchor_in_prose(struct text text, struct anchor *out)
{
    size_t words = 0, run = 0;
    bool foreign = false;
    for (size_t i = 0; i <= text.size; i++) {
        bool const letter = i < text.size && is_letter(text.at[i]);
        words += !letter && run > 1;
        run = letter ? run + 1 : 0;
        foreign = foreign || (i < text.size && (unsigned char)text.at[i] >= 128);
        if (i < text.size && text.at[i] == '\\')
            return false;
    }
    struct anchor a = {.kind = ANCHOR_LAST, .number = true};
    struct text const t = anchor_unwrapped(spoken(text)), number = anchor_number(t, true);
    if (!number.size || (!foreign && words < 2 && !(words == 1 && memchr(t.at, ':', t.size))))
        return false;
    add_part(&a, number);
    a.percent = says_percent(rest(t, (size_t)(number.at - t.at) + number.size));
    *out = a;
    return true;
}

struct anchor anchor_find(struct text text)
{
    struct text const t = spoken(text);
    struct anchor a = {.kind = ANCHOR_NOTHING};
    size_t const base = (size_t)(t.at - text.at);
    size_t start, end;
    if (!text_trim(t).size)
        return a;
    bool const box = find_boxes(t, &a);
    size_t const hashes = last_of(t, TEXT("####"));
    size_t latest = box ? a.at : 0;
    bool const words = find_words(t, &start, &end) && (!box || start > latest);
    if (words) {
        struct anchor by = {.kind = ANCHOR_WORDS, .at = start};
        interpret(sentence(rest(t, end)), &by);
        bool const empty =
            box && by.count == 1 && !anchor_number(by.parts[0], true).size && !memchr(by.parts[0].at, '\\', by.parts[0].size);
        if (by.count && !empty) { /* "so our answer is correct" names none */
            a = by;
            latest = start;
        }
    }
    if (hashes < t.size && (!a.count || hashes > latest)) {
        struct anchor by = {.kind = ANCHOR_HASHES, .at = hashes};
        struct text const line = text_trim(rest(t, hashes + 4));
        interpret(text_part(line, 0, text_find(line, TEXT("\n"), 0)), &by);
        a = by.count ? by : a;
    }
    if (!a.count) {
        a = (struct anchor){.kind = ANCHOR_LAST};
        interpret(t, &a);
        bool const all = a.count == 1 && a.parts[0].size == anchor_unwrapped(t).size;
        a.kind = all ? ANCHOR_WHOLE : a.count ? ANCHOR_LAST : ANCHOR_NOTHING;
    }
    a.at += base;
    return a;
}

/* A letter that stands alone at `i`: no letter, digit or apostrophe touches it. */
static bool is_alone(struct text t, size_t i)
{
    bool const before = i > 0 && (is_word(t.at[i - 1]) || is_digit(t.at[i - 1]) || t.at[i - 1] == '\'');
    bool const behind = i + 1 < t.size && (is_word(t.at[i + 1]) || is_digit(t.at[i + 1]) || t.at[i + 1] == '\'');
    return t.at[i] >= 'A' && t.at[i] <= 'J' && !before && !behind;
}

/* "A dog" is no choice; "A" at the end, "B.", "C Cecile", "(D) …" are. */
static bool chooses(struct text t, size_t i)
{
    size_t const next = i + 2;
    return i + 1 == t.size || t.at[i + 1] != ' ' || next >= t.size || !(t.at[next] >= 'a' && t.at[next] <= 'z');
}

/* "it's B", "so I choose C", "option (D)": not any letter that is spoken of. */
static bool is_cued(struct text t, size_t i)
{
    static const char cues[] = "is s be choose pick select option choice answer are Answer Option Choice";
    while (i > 0 && !is_letter(t.at[i - 1]) && !is_digit(t.at[i - 1]))
        i--;
    size_t start = i;
    while (start > 0 && is_letter(t.at[start - 1]))
        start--;
    return i == 0 || text_is_among(text_part(t, start, i), text_of(cues));
}

/* "A, C", "(A) and (B)": more than one is chosen. */
static bool is_joined(struct text t, size_t i)
{
    for (i++; i < t.size && strchr(" ).}", t.at[i]);)
        i++;
    size_t const from = i;
    for (size_t before = t.size; before != i && i < t.size;) {
        before = i;
        i += strchr(" ({,;&", t.at[i]) != NULL;
        i += starts_nocase(rest(t, i), TEXT("and ")) ? 4 : starts_nocase(rest(t, i), TEXT("or ")) ? 3 : 0;
    }
    return i > from && i < t.size && is_alone(t, i) && (i + 1 == t.size || strchr(" ).,;}", t.at[i + 1])) && chooses(t, i);
}

char anchor_choice(struct text text)
{
    struct text t = spoken(text);
    struct box box;
    size_t start, end;
    for (size_t from = 0; next_box(t, from, &box); from = MIN(box.close + 1, t.size))
        if (box.close + 1 >= t.size || !next_box(t, box.close + 1, &(struct box){0}))
            t = text_part(t, box.inside, box.close);
    if (find_words(t, &start, &end))
        t = rest(t, end);
    t = anchor_unwrapped(t);
    for (bool more = true; more;) { /* \text{(C)} and the like */
        size_t const open = text_starts(t, TEXT("\\")) ? text_find(t, TEXT("{"), 0) : t.size;
        more = open < t.size && closing(t, open + 1) + 1 == t.size;
        t = more ? anchor_unwrapped(text_part(t, open + 1, t.size - 1)) : t;
    }
    size_t const first = text_starts(t, TEXT("(")) ? 1 : 0;
    if (first < t.size && is_alone(t, first) && chooses(t, first))
        return is_joined(t, first) ? 0 : t.at[first];
    for (size_t i = t.size; i > 0; i--)
        if (is_alone(t, i - 1) && chooses(t, i - 1) && is_cued(t, i - 1))
            return is_joined(t, i - 1) ? 0 : t.at[i - 1];
    return 0;
}
