#include "feed.h"

#include "progress.h"
#include "reject.h"

struct feed {
    const struct feed_settings *settings;
    feed_take *take;
    void *context;
    struct feed_counts *counts;
    struct arena arena;
    struct hash *hash;
    struct output *rejects;
    int64_t lines;
    /* of the file at hand */
    const char *path;
    struct text source;
    bool known, records; /* known: what it is */
    const struct dataset *dataset;
};

static bool is_record(const struct json_object *object)
{
    return json_find(object, "bad_steps") && json_find(object, "certificate");
}

static bool recognise(struct feed *feed, const struct json_object *object, struct error *err)
{
    const struct feed_settings *settings = feed->settings;
    feed->records = !settings->input->preset && is_record(object);
    feed->dataset = feed->records ? NULL : input_dataset(settings->input, object, err);
    feed->known = feed->records || feed->dataset;
    if (feed->known && !settings->quiet)
        progress_words(settings->verb, "reading %s as %s", feed->path, feed->records ? "records" : feed->dataset->name);
    return feed->known;
}

static bool take_record(struct feed *feed, struct text line, struct error *err)
{
    struct pair pair;
    if (!pair_read(line, &feed->arena, &pair, err))
        return false;
    feed->counts->records++;
    return feed->take(feed->context, &pair, false, err);
}

static bool take_solution(struct feed *feed, const struct input *input, struct error *err)
{
    const struct feed_settings *settings = feed->settings;
    struct pair pair;
    feed->counts->solutions++;
    if (!input_allowed(settings->input, input, err))
        return false;
    if (input->solution.count == 0 || (input->row.skip && input->row.skip != SKIP_DRAWING)) {
        feed->counts->skipped[input->row.skip]++;
        return true;
    }
    if (!labelled_pair(settings->input, input, feed->source, settings->neutral, &feed->arena, &pair)) {
        feed->counts->unlabelled++;
        if (!settings->unsaid)
            return true;
    }
    return feed->take(feed->context, &pair, true, err);
}

static bool reject(struct feed *feed, const struct line *line, const char *reason, struct error *err)
{
    const struct feed_settings *settings = feed->settings;
    struct buffer row = {0};
    feed->counts->rejected++;
    reject_write(feed->path, line, reason, &row);
    bool const good =
        reject_keep(settings->rejects, settings->force, settings->verb, settings->quiet, buffer_text(&row), &feed->rejects, err);
    buffer_free(&row);
    return good;
}

static bool take_row(struct feed *feed, const struct line *line, struct error *err)
{
    struct input *inputs = NULL;
    size_t count = 0;
    struct error reason;
    feed->counts->rows++;
    if (!input_read(feed->settings->input, feed->dataset, line->text, feed->hash, &feed->arena, &inputs, &count, &reason))
        return reject(feed, line, reason.says, err);
    for (size_t i = 0; i < count; i++)
        if (!take_solution(feed, &inputs[i], err))
            return false;
    return true;
}

static bool take_line(void *context, const struct line *line, struct error *err)
{
    struct feed *feed = context;
    struct json_object object;
    struct error reason;
    if (feed->settings->limit && feed->lines++ >= feed->settings->limit)
        return true;
    arena_reset(&feed->arena);
    if (!feed->known && !json_read_object(line->text, &feed->arena, &object, &reason)) {
        feed->counts->rows++;
        return reject(feed, line, reason.says, err);
    }
    if (!feed->known && !recognise(feed, &object, err))
        return false;
    return feed->records ? take_record(feed, line->text, err) : take_row(feed, line, err);
}

static bool take_all(struct feed *feed, const char *const *paths, size_t count, struct error *err)
{
    for (size_t i = 0; i < count; i++) {
        feed->path = paths[i];
        feed->source = input_name(paths[i]);
        feed->known = feed->records = !feed->settings->input;
        if (!stream_each(paths[i], take_line, feed, feed->settings->interrupted, err))
            return false;
    }
    return true;
}

bool feed_each(const struct feed_settings *settings, const char *const *paths, size_t count, feed_take *take, void *context,
               struct feed_counts *counts, struct error *err)
{
    struct feed feed = {.settings = settings, .take = take, .context = context, .counts = counts, .hash = hash_new()};
    bool good = take_all(&feed, paths, count, err);
    if (good && feed.rejects) {
        struct output *rejects = feed.rejects;
        feed.rejects = NULL;
        good = output_commit(rejects, err);
    }
    output_discard(feed.rejects);
    hash_free(feed.hash);
    arena_free(&feed.arena);
    return good;
}
