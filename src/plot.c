#include "plot.h"

#include <inttypes.h>

enum {
    WIDTH = 360,
    LEFT = 34,
    TOP = 32,
    HEIGHT = 150, /* of the columns */
    FOOT = 38,
    ROW = 34, /* of one row: its label above, its bar below */
    BAR = 11,
    LABEL_MAX = 44,
    TEXT_AT = 60, /* kept free for the figure behind a bar */
    FIGURE = 11,  /* the height of one above a column */
};

int64_t plot_share(uint64_t part, uint64_t whole)
{
    return whole ? (int64_t)((part * PLOT_ONE + whole / 2) / whole) : 0;
}

void plot_percent(struct buffer *out, int64_t share)
{
    int64_t const tenths = (share + 5) / 10;
    buffer_format(out, "%" PRId64 ".%" PRId64 " %%", tenths / 10, tenths % 10);
}

static void begin(const struct plot *plot, int64_t height, struct buffer *out)
{
    buffer_format(out,
                  "<figure class=\"plot\"><figcaption>%s</figcaption>\n<svg viewBox=\"0 0 %d %" PRId64
                  "\" role=\"img\" aria-label=\"%s\">\n",
                  plot->title, WIDTH, height, plot->title);
}

static void end(const struct plot *plot, struct buffer *out)
{
    buffer_string(out, "</svg>\n");
    if (plot->marked)
        buffer_format(out, "<p class=\"key\"><b class=\"k-mark\"></b> %s</p>\n", plot->marked);
    buffer_format(out, "<p>%s</p>\n<p class=\"cmd\"><code>", plot->good);
    buffer_add(out, plot->command);
    buffer_string(out, "</code></p></figure>\n");
}

static void put_text(struct buffer *out, int64_t x, int64_t y, const char *class, struct text text)
{
    buffer_format(out, "<text x=\"%" PRId64 "\" y=\"%" PRId64 "\" class=\"%s\">", x, y, class);
    html_text(out, text);
    buffer_string(out, "</text>");
}

static void put_percent(struct buffer *out, int64_t x, int64_t y, const char *class, int64_t share)
{
    buffer_format(out, "<text x=\"%" PRId64 "\" y=\"%" PRId64 "\" class=\"%s\">%s%" PRId64 "</text>", x, y, class,
                  share && share < 50 ? "&lt;" : "", share && share < 50 ? (int64_t)1 : (share + 50) / 100);
}

/* The end of the axis: a whole number of tenths. */
static int64_t highest(const struct plot_bar *bars, size_t count)
{
    int64_t most = 1;
    for (size_t i = 0; i < count; i++)
        most = MAX(most, MAX(bars[i].share, bars[i].mark));
    return (most + PLOT_ONE / 10 - 1) / (PLOT_ONE / 10) * (PLOT_ONE / 10);
}

static void put_grid(struct buffer *out, int64_t most)
{
    for (int i = 0; i <= 2; i++) {
        int64_t const y = TOP + HEIGHT - HEIGHT * i / 2;
        buffer_format(out, "<path class=\"grid\" d=\"M%d %" PRId64 "H%d\"/>", LEFT, y, WIDTH - 4);
        put_percent(out, LEFT - 4, y + 4, "tick end", most * i / 2);
    }
}

/* The line of a column's figure: above the column, and above the mark where that would strike it out. */
static int64_t figure_at(int64_t top, int64_t mark)
{
    int64_t const line = top - 4;
    return mark >= line - FIGURE && mark <= line + 2 ? mark - 4 : line;
}

static void put_column(struct buffer *out, const struct plot_bar *bar, int64_t x, int64_t width, int64_t most)
{
    int64_t const high = bar->share * HEIGHT / most, top = TOP + HEIGHT - high;
    int64_t const mark = bar->mark >= 0 ? TOP + HEIGHT - bar->mark * HEIGHT / most : TOP + HEIGHT;
    buffer_format(out,
                  "<g><title>%" PRIu64 "</title><rect class=\"%s\" x=\"%" PRId64 "\" y=\"%" PRId64 "\" width=\"%" PRId64
                  "\" height=\"%" PRId64 "\"/></g>",
                  bar->count, bar->alarm ? "bad" : "bar", x + 2, top, width - 4, high);
    if (bar->count)
        put_percent(out, x + width / 2, figure_at(top, mark), "tick mid", bar->share);
    if (bar->mark >= 0)
        buffer_format(out, "<path class=\"mark\" d=\"M%" PRId64 " %" PRId64 "h%" PRId64 "\"/>", x, mark, width);
    put_text(out, x + width / 2, TOP + HEIGHT + 14, "tick mid", bar->label);
    buffer_char(out, '\n');
}

void plot_columns(const struct plot *plot, const struct plot_bar *bars, size_t count, struct buffer *out)
{
    int64_t const most = highest(bars, count), width = (WIDTH - 4 - LEFT) / (int64_t)MAX(count, 1u);
    begin(plot, TOP + HEIGHT + FOOT, out);
    put_grid(out, most);
    for (size_t i = 0; i < count; i++)
        put_column(out, &bars[i], LEFT + (int64_t)i * width, width, most);
    put_text(out, 2, 10, "axis", text_of(plot->up));
    put_text(out, (WIDTH + LEFT) / 2, TOP + HEIGHT + 32, "axis mid", text_of(plot->across));
    end(plot, out);
}

static struct text shortened(struct text label)
{
    return text_code_points(label, label.size) > LABEL_MAX ? text_part(label, 0, text_byte_of(label, LABEL_MAX)) : label;
}

static void put_row(struct buffer *out, const struct plot_bar *bar, int64_t y, enum plot_digits digits, int64_t from,
                    int64_t most)
{
    int64_t const room = WIDTH - TEXT_AT, long_ = MAX(bar->share - from, (int64_t)0) * room / most;
    struct text const label = shortened(bar->label);
    buffer_format(out, "<text x=\"2\" y=\"%" PRId64 "\" class=\"name\">", y + 13);
    html_text(out, label);
    buffer_string(out, label.size < bar->label.size ? "…</text>" : "</text>");
    if (digits == PLOT_SHARE) /* all of it is 1 */
        buffer_format(out, "<rect class=\"rail\" x=\"2\" y=\"%" PRId64 "\" width=\"%" PRId64 "\" height=\"%d\"/>", y + 18, room,
                      BAR);
    buffer_format(out,
                  "<g><title>%" PRIu64 "</title><rect class=\"%s\" x=\"2\" y=\"%" PRId64 "\" width=\"%" PRId64
                  "\" height=\"%d\"/></g>",
                  bar->count, bar->alarm ? "bad" : "bar", y + 18, MIN(long_, room), BAR);
    if (bar->mark >= from)
        buffer_format(out, "<path class=\"mark\" d=\"M%" PRId64 " %" PRId64 "v%d\"/>",
                      2 + MIN((bar->mark - from) * room / most, room), y + 16, BAR + 4);
    buffer_format(out, "<text x=\"%" PRId64 "\" y=\"%" PRId64 "\" class=\"tick\">", room + 8, y + 28);
    if (digits == PLOT_PERCENT)
        plot_percent(out, bar->share);
    else
        buffer_share(out, bar->share);
    buffer_string(out, "</text>\n");
}

void plot_rows(const struct plot *plot, const struct plot_bar *bars, size_t count, enum plot_digits digits, int64_t from,
               struct buffer *out)
{
    int64_t const most = MAX((digits == PLOT_SHARE ? (int64_t)PLOT_ONE : highest(bars, count)) - from, (int64_t)1);
    begin(plot, (int64_t)count * ROW + FOOT / 2, out);
    for (size_t i = 0; i < count; i++)
        put_row(out, &bars[i], (int64_t)i * ROW, digits, from, most);
    put_text(out, 2, (int64_t)count * ROW + 14, "axis", text_of(plot->across));
    end(plot, out);
}

static void put_stack(struct buffer *out, const struct plot_stack *stack, int64_t y)
{
    int64_t sum = 0, before = 0;
    for (size_t i = 0; i < PLOT_PARTS; i++)
        sum += stack->parts[i];
    put_text(out, 2, y + 13, "name", text_of(stack->label));
    for (size_t i = 0; i < PLOT_PARTS && sum; i++) {
        int64_t const from = before * (WIDTH - 4) / sum, to = (before + stack->parts[i]) * (WIDTH - 4) / sum;
        before += stack->parts[i];
        buffer_format(out,
                      "<g><title>%" PRId64 " of %" PRId64 "</title><rect class=\"part%zu\" x=\"%" PRId64 "\" y=\"%" PRId64
                      "\" width=\"%" PRId64 "\" height=\"%d\"/></g>",
                      stack->parts[i], sum, i, 2 + from, y + 18, to - from, BAR + 4);
    }
    buffer_format(out, "<text x=\"2\" y=\"%" PRId64 "\" class=\"tick\">", y + 47);
    for (size_t i = 0; i < PLOT_PARTS; i++) {
        plot_percent(out, plot_share((uint64_t)stack->parts[i], (uint64_t)sum));
        buffer_string(out, i + 1 < PLOT_PARTS ? " · " : "");
    }
    buffer_string(out, "</text>\n");
}

void plot_stacks(const struct plot *plot, const char *const names[PLOT_PARTS], const struct plot_stack *stacks, size_t count,
                 struct buffer *out)
{
    enum { STACK = 58 };
    begin(plot, (int64_t)count * STACK, out);
    for (size_t i = 0; i < count; i++)
        put_stack(out, &stacks[i], (int64_t)i * STACK);
    buffer_string(out, "</svg>\n<p class=\"key\">");
    for (size_t i = 0; i < PLOT_PARTS; i++)
        buffer_format(out, "<span><b class=\"k%zu\"></b> %s</span> ", i, names[i]);
    buffer_format(out, "(%s)</p>\n<p>%s</p>\n<p class=\"cmd\"><code>", plot->across, plot->good);
    buffer_add(out, plot->command);
    buffer_string(out, "</code></p></figure>\n");
}
