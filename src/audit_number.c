#include "audit_number.h"

static bool digit_at(struct text text, size_t i)
{
    return i < text.size && is_digit(text.at[i]);
}

static size_t digits_end(struct text text, size_t i)
{
    while (digit_at(text, i))
        i++;
    return i;
}

/* A comma, also as LaTeX writes it, and exactly three digits: the bytes of both, or 0. */
static size_t group_at(struct text text, size_t i)
{
    struct text const rest = text_part(text, MIN(i, text.size), text.size);
    size_t const comma = text_starts(rest, TEXT("{,}")) || text_starts(rest, TEXT(",\\!")) ? 3
                         : text_starts(rest, TEXT(","))                                    ? 1
                                                                                           : 0;
    return comma && digits_end(text, i + comma) == i + comma + 3 ? comma + 3 : 0;
}

/* "5 650 000": groups behind spaces, where one of them begins with 0 and so cannot be a number. */
static size_t spaced_end(struct text text, size_t i)
{
    size_t end = i;
    bool zero = false;
    while (end < text.size && text.at[end] == ' ' && digits_end(text, end + 1) == end + 4) {
        zero = zero || text.at[end + 1] == '0';
        end += 4;
    }
    return zero ? end : i;
}

static size_t whole_end(struct text text, size_t start)
{
    size_t end = digits_end(text, start);
    if (end == start || end > start + 3)
        return end;
    for (size_t size; (size = group_at(text, end)) > 0;)
        end += size;
    return end > start + 3 ? end : spaced_end(text, end);
}

static void set_value(struct text text, struct arena *arena, struct audit_number *n)
{
    char *digits = arena_alloc(arena, n->end - n->start + 1);
    size_t size = 0;
    for (size_t i = n->start; i < n->end; i++)
        if (is_digit(text.at[i]) && (size || text.at[i] != '0'))
            digits[size++] = text.at[i];
    n->scale = -(int64_t)n->places;
    for (; size && digits[size - 1] == '0'; size--)
        n->scale++;
    n->digits = (struct text){digits, size};
    if (size == 0)
        n->scale = 0;
}

static bool percent_at(struct text text, size_t at)
{
    while (at < text.size && text.at[at] == ' ')
        at++;
    struct text const rest = text_part(text, MIN(at, text.size), text.size);
    return text_starts(rest, TEXT("%")) || text_starts(rest, TEXT("\\%")) || text_starts(rest, TEXT("percent"));
}

/* Part of a name: B12. But 3x4 and 3\cdot4 are products. */
static bool named(struct text text, size_t start)
{
    size_t first = start;
    while (first > 0 && is_letter(text.at[first - 1]))
        first--;
    bool const command = first > 0 && text.at[first - 1] == '\\', times = first + 1 == start && to_lower(text.at[first]) == 'x';
    return first < start && !command && !times;
}

/* \\frac12: a digit that stands alone, whatever follows */
static bool is_argument(struct text text, size_t at)
{
    static const char *const commands[] = {"\\frac", "\\dfrac", "\\tfrac", "\\cfrac", "\\binom", "\\sqrt"};
    size_t start = at;
    while (start > 0 && text.at[start - 1] == ' ')
        start--;
    if (start > 0 && is_digit(text.at[start - 1]) && start == at)
        start--;
    while (start > 0 && start < at && text.at[start - 1] == ' ')
        start--;
    for (size_t i = 0; start > 0 && is_letter(text.at[start - 1]) && i < COUNT(commands); i++)
        if (text_ends(text_part(text, 0, start), text_of(commands[i])))
            return true;
    return false;
}

static bool number_at(struct text text, size_t start, struct arena *arena, struct audit_number *out)
{
    bool const point = text.at[start] == '.';
    if (!is_digit(text.at[start]) && !(point && digit_at(text, start + 1)))
        return false;
    bool const digit = !point && is_argument(text, start);
    *out = (struct audit_number){.start = start, .end = point ? start : digit ? start + 1 : whole_end(text, start)};
    if (!digit && out->end < text.size && text.at[out->end] == '.' && digit_at(text, out->end + 1)) {
        size_t const end = digits_end(text, out->end + 1);
        out->places = (int)MIN(end - out->end - 1, (size_t)INT32_MAX);
        out->end = end;
    }
    out->percent = percent_at(text, out->end);
    set_value(text, arena, out);
    return true;
}

size_t audit_numbers(struct text text, struct arena *arena, struct audit_number **out)
{
    struct audit_number *numbers = NULL;
    size_t count = 0, room = 0;
    for (size_t i = 0; i < text.size && count < AUDIT_NUMBERS_MAX;) {
        struct audit_number number;
        if ((!is_digit(text.at[i]) && text.at[i] != '.') || !number_at(text, i, arena, &number)) {
            i++;
            continue;
        }
        i = number.end;
        if (named(text, number.start))
            continue;
        if (count == room) {
            room = room ? room * 2 : 8;
            struct audit_number *more = ARENA_ARRAY(arena, struct audit_number, room);
            if (count)
                memcpy(more, numbers, count * sizeof *more);
            numbers = more;
        }
        numbers[count++] = number;
    }
    *out = numbers;
    return count;
}

bool audit_fraction(struct text text, const struct audit_number *numbers, size_t count, size_t i)
{
    if (i + 1 >= count)
        return false;
    struct text const between = text_trim(text_part(text, numbers[i].end, numbers[i + 1].start));
    bool const braces = text_equal(between, TEXT("}{")) || text_equal(between, TEXT("} {")) || text_equal(between, TEXT("}")) ||
                        text_equal(between, TEXT("{"));
    return braces || text_equal(between, TEXT("/")) || (between.size == 0 && is_argument(text, numbers[i].start));
}

bool audit_number_is(const struct audit_number *a, const struct audit_number *b, int shift)
{
    return text_equal(a->digits, b->digits) && (a->digits.size == 0 || a->scale == b->scale + shift);
}

bool audit_number_like(const struct audit_number *a, const struct audit_number *b)
{
    return audit_number_is(a, b, 0) || audit_number_is(a, b, 2) || audit_number_is(a, b, -2);
}

static const struct text currencies[] = {{"$", 1}, {"\\$", 2}, {"£", 2}, {"€", 3}};

/* Bytes of the currency sign at i, 0 if there is none. */
static size_t currency_at(struct text text, size_t i)
{
    for (size_t c = 0; c < COUNT(currencies); c++)
        if (text_starts(text_part(text, i, text.size), currencies[c]))
            return currencies[c].size;
    return 0;
}

bool audit_number_alone(struct text text, struct arena *arena, struct audit_number *out, bool *negative)
{
    static const struct text minuses[] = {{"-", 1}, {"−", 3}};
    struct audit_number number;
    bool minus = false;
    size_t i = 0, more = 1;
    while (i < text.size && more) {
        more = is_space(text.at[i]) ? 1 : currency_at(text, i);
        for (size_t m = 0; m < COUNT(minuses) && !more && !minus; m++)
            if (text_starts(text_part(text, i, text.size), minuses[m])) {
                more = minuses[m].size;
                minus = true;
            }
        i += more;
    }
    if (i >= text.size || !number_at(text, i, arena, &number))
        return false;
    for (i = number.end; i < text.size; i++)
        if (!is_space(text.at[i]) && !strchr("%.", text.at[i]))
            return false;
    *out = number;
    *negative = minus;
    return true;
}

/* What a sign becomes: '\0' is nothing at all. */
struct sign {
    struct text printed;
    char plain;
};

static const struct sign *sign_at(struct text text, size_t i)
{
    static const struct sign signs[] = {
        {{"+", 1}, '+'}, {{"-", 1}, '-'}, {{"*", 1}, '*'},       {{"/", 1}, '/'},      {{"^", 1}, '^'},
        {{"(", 1}, '('}, {{")", 1}, ')'}, {{"×", 2}, '*'},       {{"·", 2}, '*'},      {{"⋅", 3}, '*'},
        {{"÷", 2}, '/'}, {{"−", 3}, '-'}, {{"–", 3}, '-'},       {{"[", 1}, '('},      {{"]", 1}, ')'},
        {{" ", 1}, 0},   {{"$", 1}, 0},   {{"\\$", 2}, 0},       {{"£", 2}, 0},        {{"€", 3}, 0},
        {{"x", 1}, '*'}, {{"X", 1}, '*'}, {{"\\times", 6}, '*'}, {{"\\cdot", 5}, '*'}, {{"\\div", 4}, '/'},
    };
    for (size_t s = 0; s < COUNT(signs) && !is_digit(text.at[i]); s++)
        if (text.at[i] == signs[s].printed.at[0] && text_starts(text_part(text, i, text.size), signs[s].printed))
            return &signs[s];
    return NULL;
}

bool audit_plain(struct text printed, struct buffer *out)
{
    size_t const before = out->size;
    bool apart = false; /* white space since the last thing written */
    for (size_t i = 0; i < printed.size;) {
        const struct sign *sign = sign_at(printed, i);
        size_t const end = whole_end(printed, i);
        bool const point = printed.at[i] == '.' && digit_at(printed, i + 1);
        bool const joins = (end > i || point) && apart && out->size > before && is_digit(out->at[out->size - 1]);
        if ((!sign && end == i && !point) || joins) {
            out->size = before;
            return false;
        }
        if (sign && sign->plain)
            buffer_char(out, sign->plain);
        for (size_t d = i; d < end; d++)
            if (is_digit(printed.at[d]))
                buffer_char(out, printed.at[d]);
        if (point)
            buffer_char(out, '.');
        apart = sign != NULL && !sign->plain;
        i = sign ? i + sign->printed.size : point ? i + 1 : end;
    }
    return true;
}
