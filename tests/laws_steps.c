/* Laws of steps: gaps and steps are the text again, nothing is cut inside an atom, cutting again changes nothing. */
#include "laws.h"

#include "solution.h"

static struct text kept(struct chance *c, struct buffer *buffer)
{
    struct text const text = text_copy(c->arena, buffer_text(buffer));
    buffer_free(buffer);
    return text;
}

static struct text draw_solution(struct chance *c)
{
    static const char *const pieces[] = {
        "\n",
        "\n\n",
        "\r\n",
        " ",
        "  ",
        "\t",
        "She pays 3 * 4 = 12. ",
        "Why? ",
        "Mr. Lee, 1.5! ",
        "\\[ x",
        " \\]",
        "\\(",
        "\\)",
        "$",
        "$$",
        "\\begin{align}",
        "\\end{align}",
        "\\\\",
        "#### 12",
        "#### ",
        "1. First",
        "e.g. this",
        "<<3*4=12>>12",
        "\xC3\xA9",
        ".",
        "...",
        "A. B. ",
        "\xE2\x80\x9CNo.\xE2\x80\x9D ",
        "\\",
        "**Step 2:** ",
        "\nStep 1: ",
        "[asy]",
        "[/asy]",
        "\n```\n",
        "<think>",
        "</think>",
        "<answer>",
        "</answer>",
        "\\boxed{",
        "}",
        "$5 ",
        "so ",
        "\n## Head ",
        "\n- item ",
        "\n**bold**\n",
        "\n| a | b",
        "<reasoning>",
        "[/THINK]",
        "\xE3\x80\x82",
        "and ",
        "where x",
        ",",
        "(1) ",
        "Final answer: 5",
        "\n$x$",
        "{",
    };
    struct buffer out = {0};
    for (size_t left = draw(c, draw(c, 40) ? 25 : 8000); left; left--)
        buffer_string(&out, DRAW_FROM(c, pieces));
    return kept(c, &out);
}

static struct splitting draw_splitting(struct chance *c)
{
    return (struct splitting){(enum segment_by)draw(c, SEGMENT_BY_COUNT), (enum think)draw(c, THINK_COUNT)};
}

static enum outcome restoring(struct chance *c)
{
    struct text const text = draw_solution(c);
    struct splitting const how = draw_splitting(c);
    struct solution const s = solution_split(text, how, c->arena);
    struct buffer whole = {0};
    bool const keep = how.think == THINK_KEEP;
    bool good = s.count <= STEPS_MAX && (!keep || (s.count > 0) == (text_trim(text).size > 0));
    for (size_t i = 0; i <= s.count; i++) {
        good = good && (!keep || text_trim(s.gaps[i]).size == 0);
        buffer_add(&whole, s.gaps[i]);
        if (i == s.count)
            break;
        good = good && s.steps[i].size && text_trim(s.steps[i]).size == s.steps[i].size && s.notes[i].parted < PARTINGS &&
               (s.notes[i].parted == PARTED_START) == (i == 0) && !(s.notes[i].thought && how.think != THINK_SPLIT);
        buffer_add(&whole, s.steps[i]);
    }
    buffer_format(&c->says, "%s %s: %.*s", segment_by_names[how.by], think_names[how.think], (int)text.size, text.at);
    good = good && text_equal(buffer_text(&whole), text);
    buffer_free(&whole);
    return held(good);
}

/* Formulas, drawings and code that are closed, with all inside that would cut elsewhere; no two of them can run together. */
static const char *const atoms[] = {
    "$a. B$",
    "\\(x. Y\\)",
    "\\[1.\n\nTwo. Three\\]",
    "$$x.\n\nYes$$",
    "\\begin{align}\nStep 1: 2. \\\\\nStep 2: 3. Four\n\\end{align}",
    "[asy]\ndraw(A); // so. So\n\nlabel(\"$A$\");\n[/asy]",
    "\\begin{cases} 1. A \\begin{array} B. \n\n C \\end{array} \\end{cases}",
};
static const char *const words[] = {"We add. ",       "So it is", "\n\n", "\n",        " and ",
                                    "where x is 5. ", "Then ",    ", ",   "costs 5. ", " "};

static enum outcome keeping_atoms(struct chance *c)
{
    struct buffer out = {0};
    size_t starts[16], ends[16], count = 0;
    for (size_t left = draw(c, 16); left; left--) {
        buffer_string(&out, DRAW_FROM(c, words));
        starts[count] = out.size;
        buffer_string(&out, DRAW_FROM(c, atoms));
        ends[count++] = out.size;
        buffer_string(&out, " \\ ");
    }
    struct text const text = kept(c, &out);
    struct splitting const how = {(enum segment_by)draw(c, SEGMENT_BY_COUNT), THINK_KEEP};
    struct solution const s = solution_split(text, how, c->arena);
    buffer_format(&c->says, "%s: %.*s", segment_by_names[how.by], (int)text.size, text.at);
    bool good = true;
    for (size_t i = 0; i < s.count; i++)
        for (size_t k = 0; k < count; k++) {
            size_t const from = (size_t)(s.steps[i].at - text.at), to = from + s.steps[i].size;
            good = good && !(from > starts[k] && from < ends[k]) && !(to > starts[k] && to < ends[k]);
        }
    return count ? held(good) : EMPTY;
}

/* Steps of one line each, a line each, come out as they were. */
static enum outcome cutting_again(struct chance *c)
{
    static const char *const sentences[] = {
        "We add 3 and 4. ",
        "So $x = 5$. ",
        "Then \\(y. z\\) is 2! ",
        "It costs $5. ",
        "Is it 1.5? ",
        "Let $a = 2.$ ",
        "We get \\[x = 1.\\] ",
        "By $$a + b = c.$$ ",
        "1. Take it. ",
        "Now (see p. 5) go. ",
        "Mr. Lee has \\boxed{5}. ",
        "**So** it is. ",
        "Is $x$ where \\[y > 2\\] holds? ",
    };
    struct buffer out = {0}, again = {0};
    bool const blank = draw(c, 2);
    for (size_t left = 1 + draw(c, 12); left; left--) {
        buffer_string(&out, DRAW_FROM(c, sentences));
        if (draw(c, 4) == 0)
            buffer_string(&out, blank ? "\n\n" : "\n");
    }
    struct text const text = kept(c, &out);
    struct splitting const how = {draw(c, 2) ? BY_AUTO : (enum segment_by)draw(c, SEGMENT_BY_COUNT), THINK_KEEP};
    struct solution const first = solution_split(text, how, c->arena);
    for (size_t i = 0; i < first.count; i++) {
        if (memchr(first.steps[i].at, '\n', first.steps[i].size)) {
            buffer_free(&again);
            return EMPTY;
        }
        buffer_add(&again, first.steps[i]);
        buffer_string(&again, how.by == BY_PARAGRAPHS ? "\n\n" : "\n");
    }
    struct solution const second = solution_split(kept(c, &again), how, c->arena);
    buffer_format(&c->says, "%s: %.*s", segment_by_names[how.by], (int)text.size, text.at);
    bool good = first.count == second.count;
    for (size_t i = 0; good && i < first.count; i++)
        good = text_equal(first.steps[i], second.steps[i]);
    return held(good);
}

const struct law laws_of_steps[] = {
    {"steps and gaps are the text again", restoring},
    {"nothing is cut inside an atom", keeping_atoms},
    {"steps of one line each are cut in the same way again", cutting_again},
    {NULL, NULL},
};
