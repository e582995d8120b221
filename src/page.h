/* page: one self-contained page of HTML about a dataset: findings first, then where it comes from, the plots, all figures, and pairs to
 * look at. Nothing in it comes from outside: no file, no network, no font. It can be read without its small script, which only
 * filters the pairs. */
#ifndef MISSTEP_PAGE_H
#define MISSTEP_PAGE_H

#include "gallery.h"
#include "report.h"

struct page {
    struct text command, review; /* HTML: the commands that make this page, and the figures that it shares with `review` */
    struct text files;           /* HTML: the inputs, as words of a command */
    struct text pairs;           /* HTML: what gallery.h draws */
    struct gallery_shown shown;
    size_t sample;  /* pairs asked for */
    bool contested; /* evaluation sets were named */
    int64_t seed;
    struct report *report;
    const int64_t *counters; /* of review.h and report.h */
    const struct feed_counts *read;
    const struct review_more *more;
};

/* Appends the whole page. */
void page_write(const struct page *page, struct buffer *out);

/* Rooms of its own. page_plots.c: all plots; page_style.c: what stands in <style> and <script>. */
void page_plots(const struct page *page, struct buffer *out);
extern const char page_style[], page_script[];

#endif
