#include "teacher_parts.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

enum {
    LOOK_MS = 100,      /* between looks at signals and the queue */
    FIRST_FAILURES = 5, /* if the first answers of a run are all failures for good, the run stops */
    FIRST_USELESS = 50, /* the same if none of so many can be used: they are paid for */
    MINUTE_US = 60000000,
    RESET_MOST_MS = 60000,
    SLOWER_MS = 1000, /* the limit is halved at most so often */
};

/* One request on its way. */
struct flight {
    enum { FLIGHT_FREE, FLIGHT_BOOKED, FLIGHT_SENT, FLIGHT_LANDED } stage;
    struct arena arena;
    struct ledger_result result;
    struct ledger_todo todo;
    int64_t attempt, worst;
};

struct drive {
    struct teacher *t;
    const struct teacher_watch *watch;
    struct teacher_progress progress;
    struct http *http;
    struct flight *flights;
    struct random random;
    int64_t limit, good_in_row, slowed;     /* requests at once for now; answers since it was raised; when it was lowered */
    int64_t gate, next_request, next_token; /* nothing is sent before: microseconds */
    int64_t worst;                          /* of what is in flight: millionths */
    int64_t refusing_since;                 /* 0: the latest answer was none */
    int64_t answers, failures, useless;     /* failures: for good; useless: paid for, and of no use */
    int64_t draining;                       /* since when; 0: not */
    bool poor;                              /* the next one must wait until it is known what others have cost */
    bool broken;                            /* the ledger could not be written */
    struct error trouble;                   /* why */
    bool stopped, late;                     /* nothing more is sent; nothing more is waited for */
    struct error why;
};

static int64_t now_us(void)
{
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    return (int64_t)now.tv_sec * 1000000 + now.tv_nsec / 1000;
}

/* The file of the key: ours alone, no link, one line. */
static bool read_key_file(const char *path, struct buffer *out, struct error *err)
{
    int const file = open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
    struct stat info;
    char bytes[HTTP_KEY_MAX + 2];
    if (file < 0)
        return fail(err, EXIT_CONFIG, "cannot read the key file %.300s: %s", path, strerror(errno));
    bool const ours = fstat(file, &info) == 0 && S_ISREG(info.st_mode) && !(info.st_mode & (S_IRWXG | S_IRWXO));
    ssize_t const size = ours ? read(file, bytes, sizeof bytes) : 0;
    close(file);
    if (!ours)
        return fail(err, EXIT_CONFIG, "the key file %.300s must be a plain file that nobody else may read (chmod 600)", path);
    if (size <= 0 || size > HTTP_KEY_MAX)
        return fail(err, EXIT_CONFIG, "the key file %.300s is empty or too long", path);
    struct text key = {bytes, (size_t)size};
    if (text_ends(key, TEXT("\n")))
        key.size--;
    buffer_add(out, key);
    buffer_char(out, '\0');
    return true;
}

struct http *teacher_connect(const struct teacher *t, struct error *err)
{
    struct buffer key = {0};
    const char *const environment = getenv("OPENAI_API_KEY");
    if (t->key_file.size && !read_key_file(t->key_file.at, &key, err)) {
        buffer_free(&key);
        return NULL;
    }
    struct http_settings const settings = {.base_url = t->base_url.at,
                                           .key = key.size                      ? key.at
                                                  : environment && *environment ? environment
                                                                                : NULL,
                                           .ca_file = t->ca_file.size ? t->ca_file.at : NULL,
                                           .allow_http = t->allow_http,
                                           .inflight = t->limits.inflight,
                                           .connect_ms = t->connect_ms,
                                           .total_ms = t->total_ms};
    struct http *http = http_new(&settings, err);
    for (volatile char *at = key.at; at && *at; at++)
        *at = '\0';
    buffer_free(&key);
    return http;
}

static struct flight *free_flight(struct drive *d)
{
    for (int64_t i = 0; i < d->t->limits.inflight; i++)
        if (d->flights[i].stage == FLIGHT_FREE)
            return &d->flights[i];
    return NULL;
}

/* The ledger cannot be written: what is in flight is still waited for, since it is paid, and spilt. */
static void give_up(struct drive *d, const struct error *err)
{
    d->stopped = true;
    d->why = *err;
}

static void stop(struct drive *d, int code, const char *says)
{
    if (d->stopped)
        return;
    d->stopped = true;
    fail(&d->why, code, "%s", says);
}

/* May this be paid for, if all that is in flight costs as much as it can? */
static bool affordable(struct drive *d, const struct ledger_request *request, int64_t *worst)
{
    const struct limits *limits = &d->t->limits;
    *worst = teacher_cost(d->t, teacher_prompt_most(request->body), request->max_tokens);
    d->poor = limits->budget && d->progress.spent_micro + d->worst + *worst > limits->budget;
    if (!d->poor)
        return true;
    if (d->progress.inflight == 0)
        stop(d, EXIT_TEMPORARY, "the budget does not cover the next request at its worst");
    return false;
}

/* When the next one may go, by the limits a minute. */
static void count_rates(struct drive *d, const struct ledger_request *request, int64_t now)
{
    const struct limits *limits = &d->t->limits;
    int64_t const tokens = teacher_prompt_most(request->body) + request->max_tokens;
    if (limits->rpm)
        d->next_request = MAX(d->next_request, now) + MINUTE_US / limits->rpm;
    if (limits->tpm)
        d->next_token = MAX(d->next_token, now) + tokens * MINUTE_US / limits->tpm;
}

static void count_flight(struct drive *d, const struct flight *f, int64_t by)
{
    d->worst += by * f->worst;
    d->progress.sent += by;
    d->progress.inflight += by;
    d->progress.open -= by;
}

/* Books what may be sent. */
static bool book(struct drive *d, struct error *err)
{
    for (;;) {
        int64_t const now = now_us(), from = MAX(d->gate, MAX(d->next_request, d->next_token));
        struct flight *f = free_flight(d);
        if (!f || d->progress.inflight >= d->limit || now < from)
            return true;
        arena_reset(&f->arena);
        if (!ledger_next(d->t->ledger, d->t->id, now, &f->arena, &f->todo, err))
            return false;
        struct ledger_request *request = &f->todo.request;
        if (!f->todo.found || !affordable(d, request, &f->worst))
            return true;
        if (!ledger_start(d->t->ledger, &request->key, d->t->run, now, f->worst, &f->attempt, err))
            return false;
        f->stage = FLIGHT_BOOKED;
        count_flight(d, f, 1);
        count_rates(d, request, now);
    }
}

/* Sends what may be sent: the attempts are on the disk before the first byte leaves. */
static bool fill(struct drive *d, struct error *err)
{
    bool good = book(d, err) && ledger_settle(d->t->ledger, err);
    if (!good)
        ledger_forget(d->t->ledger);
    for (int64_t i = 0; i < d->t->limits.inflight; i++) {
        struct flight *f = &d->flights[i];
        if (f->stage != FLIGHT_BOOKED)
            continue;
        f->stage = good ? FLIGHT_SENT : FLIGHT_FREE;
        if (!good)
            count_flight(d, f, -1);
        else
            good = http_send(d->http, f->todo.request.path.at, f->todo.request.body, f, err);
    }
    return good;
}

/* More at once after good answers, half as many after a refusal (Chiu and Jain, 1989). */
static void adapt(struct drive *d, const struct http_reply *reply, const struct verdict_on_attempt *v, int64_t now)
{
    if (v->refused) {
        if (now - d->slowed > SLOWER_MS * 1000) {
            d->limit = MAX(d->limit / 2, (int64_t)1);
            d->slowed = now;
        }
        d->good_in_row = 0;
        if (!d->refusing_since)
            d->refusing_since = now;
    } else {
        d->refusing_since = 0;
        if (++d->good_in_row >= d->limit && d->limit < d->t->limits.inflight) {
            d->limit++;
            d->good_in_row = 0;
        }
    }
    if (reply->remaining == 0 && reply->reset_ms > 0)
        d->gate = MAX(d->gate, now + MIN(reply->reset_ms, (int64_t)RESET_MOST_MS) * 1000);
    if (v->wait_ms)
        d->gate = MAX(d->gate, now + v->wait_ms * 1000);
}

static void tally(struct drive *d, const struct ledger_result *r)
{
    struct teacher_progress *p = &d->progress;
    p->inflight--;
    p->done += r->state == LEDGER_DONE;
    p->unusable += r->state == LEDGER_UNUSABLE;
    p->unusable_by[r->outcome] += r->state == LEDGER_UNUSABLE;
    p->failed += r->state == LEDGER_FAILED;
    p->open += r->state == LEDGER_QUEUED;
    p->maybes += r->paid == PAID_MAYBE;
    p->spent_micro += r->cost_micro;
    d->answers += r->outcome != OUTCOME_NOT_SENT && r->outcome != OUTCOME_RATE_LIMITED && r->outcome != OUTCOME_OVERLOADED;
    d->failures += r->outcome == OUTCOME_PERMANENT;
    d->useless += r->state == LEDGER_UNUSABLE;
}

static void look_for_reasons(struct drive *d, const struct verdict_on_attempt *v, int64_t now)
{
    const struct limits *limits = &d->t->limits;
    if (v->stop)
        stop(d, EXIT_TEMPORARY, v->says);
    if (d->failures == d->answers && d->failures >= FIRST_FAILURES)
        stop(d, EXIT_TEMPORARY, v->says);
    if (d->useless + d->failures == d->answers && d->answers >= FIRST_USELESS)
        stop(d, EXIT_TEMPORARY, "none of the first answers can be used; misstep doctor asks what the server honours");
    if (d->progress.maybes > limits->unknown_all)
        stop(d, EXIT_TEMPORARY, "too many requests whose outcome nobody knows");
    if (d->refusing_since && now - d->refusing_since > limits->patience_ms * 1000)
        stop(d, EXIT_TEMPORARY, "the server has refused everything for too long");
}

static void take(struct drive *d, const struct http_reply *reply)
{
    struct flight *f = reply->ticket;
    struct verdict_on_attempt v;
    int64_t const now = now_us();
    attempt_judge(d->t, reply, &f->todo, &d->random, now, &f->arena, &v);
    f->result = v.result;
    f->result.body = text_copy(&f->arena, v.result.body);
    f->result.remote_id = text_copy(&f->arena, v.result.remote_id);
    f->stage = FLIGHT_LANDED;
    d->worst -= f->worst;
    if (!d->broken && !ledger_finish(d->t->ledger, f->attempt, now, &f->result, &d->trouble))
        d->broken = true;
    tally(d, &v.result);
    adapt(d, reply, &v, now);
    look_for_reasons(d, &v, now);
}

/* The answers are on the disk before anybody sees them. */
static void settle(struct drive *d)
{
    bool const good = !d->broken && ledger_settle(d->t->ledger, &d->trouble);
    if (!good) {
        ledger_forget(d->t->ledger);
        give_up(d, &d->trouble);
    }
    for (int64_t i = 0; i < d->t->limits.inflight; i++) {
        struct flight *f = &d->flights[i];
        if (f->stage != FLIGHT_LANDED)
            continue;
        if (!good)
            ledger_spill(d->t->ledger, f->attempt, &f->result);
        f->stage = FLIGHT_FREE;
    }
    d->broken = false;
}

/* Milliseconds until something may be done. */
static bool pause_of(struct drive *d, int64_t *ms, struct error *err)
{
    int64_t const now = now_us(), from = MAX(d->gate, MAX(d->next_request, d->next_token));
    int64_t wake = 0;
    *ms = LOOK_MS;
    if (d->stopped || d->draining)
        return true;
    if (!ledger_wake(d->t->ledger, d->t->id, &wake, err))
        return false;
    int64_t const then = wake ? MAX(wake, from) : INT64_MAX;
    if (then != INT64_MAX && !d->poor && (int64_t)http_inflight(d->http) < d->limit)
        *ms = MIN(*ms, MAX((then - now + 999) / 1000, (int64_t)0));
    return true;
}

static bool is_over(struct drive *d, bool *over, struct error *err)
{
    int64_t wake;
    *over = false;
    if (http_inflight(d->http))
        return true;
    if (d->stopped || d->draining) {
        *over = true;
        return true;
    }
    if (!ledger_wake(d->t->ledger, d->t->id, &wake, err))
        return false;
    *over = wake == 0;
    return true;
}

static void tell(struct drive *d)
{
    if (d->watch->progress)
        d->watch->progress(d->watch->context, &d->progress);
}

static void look_at_signals(struct drive *d)
{
    if (!d->draining && d->watch->interrupted && d->watch->interrupted())
        d->draining = now_us();
    if (d->draining && now_us() - d->draining > d->t->limits.drain_ms * 1000) {
        d->late = true;
        stop(d, EXIT_INTERRUPTED, "interrupted; what is in flight was not waited for any longer");
    }
}

static bool go_round(struct drive *d, bool *over, struct error *err)
{
    struct http_reply reply;
    int64_t ms;
    look_at_signals(d);
    *over = d->late;
    if (*over)
        return true;
    if (!d->stopped && !d->draining && !fill(d, err))
        give_up(d, err);
    if (!is_over(d, over, err) || (!*over && !pause_of(d, &ms, err)))
        return false;
    if (*over)
        return true;
    for (; http_wait(d->http, ms, &reply); ms = 0)
        take(d, &reply);
    settle(d);
    tell(d);
    return true;
}

static bool start(struct drive *d, struct error *err)
{
    struct ledger_sums sums;
    int64_t wake;
    if (!ledger_sum(d->t->ledger, d->t->id, &sums, err) || !ledger_wake(d->t->ledger, d->t->id, &wake, err))
        return false;
    d->progress = (struct teacher_progress){.open = sums.requests[LEDGER_QUEUED], .spent_micro = sums.cost_micro};
    d->stopped = wake == 0; /* nothing to ask: no socket */
    if (!d->stopped)
        d->http = teacher_connect(d->t, err);
    return d->stopped || d->http;
}

bool teacher_drive(struct teacher *t, const struct teacher_watch *watch, struct teacher_progress *out, struct error *err)
{
    struct drive d = {.t = t, .watch = watch, .random = random_for((uint64_t)t->seed, t->run, TEXT("teacher"))};
    bool good = start(&d, err), over = d.stopped;
    size_t const room = (size_t)t->limits.inflight;
    d.limit = t->limits.inflight;
    d.flights = memory_new(room * sizeof *d.flights);
    memset(d.flights, 0, room * sizeof *d.flights);
    while (good && !over)
        good = go_round(&d, &over, err);
    http_free(d.http);
    for (size_t i = 0; i < room; i++)
        arena_free(&d.flights[i].arena);
    free(d.flights);
    *out = d.progress;
    if (good && d.why.code) {
        *err = d.why;
        good = false;
    } else if (good && d.draining) {
        good = fail(err, EXIT_INTERRUPTED, "interrupted; what was asked is in the ledger");
    }
    return good;
}
