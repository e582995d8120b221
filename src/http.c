#include "http.h"

#include <curl/curl.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#if LIBCURL_VERSION_NUM < 0x075500
#error libcurl 7.85 or newer is needed
#endif

enum {
    HEADER_MAX = 256,
    IDLE_SECONDS = 4,
    LIFETIME_SECONDS = 600,
    KEEP_IDLE = 30,
    KEEP_EVERY = 15,
    SHORT_MS = 1000,
    BODY_KEPT = 1 << 20,
    HIDDEN_LEAST = 8
};

struct slot {
    struct http *http;
    CURL *easy;
    void *ticket;
    bool busy, ready; /* ready: answered, to be handed out */
    CURLcode code;
    int64_t wire_sends;
    struct buffer body;
    bool too_long;
    char retry_after[HEADER_MAX], retry_after_ms[HEADER_MAX], date[HEADER_MAX], remaining[HEADER_MAX], reset[HEADER_MAX],
        should_retry[HEADER_MAX], remote_id[HEADER_MAX], says[CURL_ERROR_SIZE];
};

struct http {
    struct http_settings settings;
    char *base_url, *key, *ca_file;
    bool local;
    CURLM *multi;
    struct curl_slist *headers;
    struct slot *slots, *handed; /* handed: given out by the last http_wait() */
    size_t inflight;
};

static char *copied(const char *string)
{
    if (!string)
        return NULL;
    char *copy = memory_new(strlen(string) + 1);
    memcpy(copy, string, strlen(string) + 1);
    return copy;
}

static bool is_local(const char *host)
{
    return strcmp(host, "localhost") == 0 || strncmp(host, "127.", 4) == 0 || strcmp(host, "[::1]") == 0;
}

/* libcurl, made ready once. */
static void make_ready(void)
{
    static bool ready;
    if (!ready && curl_global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK)
        die("libcurl cannot be set up");
    ready = true;
}

bool http_check_url(const char *base, bool allow_http, bool *local, struct error *err)
{
    make_ready();
    CURLU *url = curl_url();
    char *scheme = NULL, *host = NULL, *path = NULL, *query = NULL;
    bool good = curl_url_set(url, CURLUPART_URL, base, CURLU_DISALLOW_USER) == CURLUE_OK &&
                curl_url_get(url, CURLUPART_SCHEME, &scheme, 0) == CURLUE_OK &&
                curl_url_get(url, CURLUPART_HOST, &host, 0) == CURLUE_OK &&
                curl_url_get(url, CURLUPART_PATH, &path, 0) == CURLUE_OK;
    bool const queried = curl_url_get(url, CURLUPART_QUERY, &query, 0) == CURLUE_OK;
    if (!good || queried)
        good =
            fail(err, EXIT_CONFIG, "the teacher's base_url must be a plain URL without user and query, such as https://host/v1");
    else if (!text_ends(text_of(path), TEXT("/v1")))
        good = fail(err, EXIT_CONFIG, "the teacher's base_url must end in /v1");
    else if (strcmp(scheme, "https") != 0 && !(strcmp(scheme, "http") == 0 && (is_local(host) || allow_http)))
        good = fail(err, EXIT_CONFIG,
                    "the teacher's base_url must be https; plain http goes to this machine only, unless allow_http");
    *local = good && is_local(host);
    curl_free(scheme);
    curl_free(host);
    curl_free(path);
    curl_free(query);
    curl_url_cleanup(url);
    return good;
}

static bool check_key(const char *key, struct error *err)
{
    size_t const size = key ? strlen(key) : 0;
    if (size > HTTP_KEY_MAX)
        return fail(err, EXIT_CONFIG, "the teacher's key is longer than %d bytes", HTTP_KEY_MAX);
    for (size_t i = 0; i < size; i++)
        if (key[i] <= ' ' || key[i] > '~')
            return fail(err, EXIT_CONFIG, "the teacher's key holds a blank or another byte that no header may");
    return true;
}

static size_t on_body(char *bytes, size_t unit, size_t count, void *context)
{
    struct slot *slot = context;
    size_t const size = unit * count;
    slot->too_long = slot->body.size + size > HTTP_ANSWER_MAX;
    if (slot->too_long)
        return CURL_WRITEFUNC_ERROR;
    buffer_add(&slot->body, (struct text){bytes, size});
    return size;
}

/* The value of a header of this name, NUL-terminated; longer ones are cut. */
static void keep_header(struct text line, const char *name, char out[static HEADER_MAX])
{
    size_t const size = strlen(name);
    if (line.size <= size || line.at[size] != ':' || !text_equal_nocase(text_part(line, 0, size), text_of(name)))
        return;
    struct text const value = text_trim(text_part(line, size + 1, line.size));
    size_t const kept = MIN(value.size, (size_t)HEADER_MAX - 1);
    if (kept)
        memcpy(out, value.at, kept);
    out[kept] = '\0';
}

static size_t on_header(char *bytes, size_t unit, size_t count, void *context)
{
    struct slot *slot = context;
    struct text const line = {bytes, unit * count};
    keep_header(line, "retry-after", slot->retry_after);
    keep_header(line, "retry-after-ms", slot->retry_after_ms);
    keep_header(line, "date", slot->date);
    keep_header(line, "x-ratelimit-remaining-requests", slot->remaining);
    keep_header(line, "x-ratelimit-reset-requests", slot->reset);
    keep_header(line, "x-should-retry", slot->should_retry);
    keep_header(line, "x-request-id", slot->remote_id);
    return line.size;
}

/* Before a request goes out on a connection: once, and never again. */
static int on_wire(void *context, char *a, char *b, int c, int d)
{
    struct slot *slot = context;
    (void)a;
    (void)b;
    (void)c;
    (void)d;
    return ++slot->wire_sends > 1 ? CURL_PREREQFUNC_ABORT : CURL_PREREQFUNC_OK;
}

static void set_up(struct slot *slot, const struct http_settings *s)
{
    CURL *easy = slot->easy;
    const char *protocols = slot->http->local || s->allow_http ? "http,https" : "https";
    curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(easy, CURLOPT_HTTP_VERSION, (long)CURL_HTTP_VERSION_1_1);
    curl_easy_setopt(easy, CURLOPT_PROTOCOLS_STR, protocols);
    curl_easy_setopt(easy, CURLOPT_REDIR_PROTOCOLS_STR, "https");
    curl_easy_setopt(easy, CURLOPT_FOLLOWLOCATION, 0L);
    curl_easy_setopt(easy, CURLOPT_NETRC, (long)CURL_NETRC_IGNORED);
    curl_easy_setopt(easy, CURLOPT_DISALLOW_USERNAME_IN_URL, 1L);
    curl_easy_setopt(easy, CURLOPT_SUPPRESS_CONNECT_HEADERS, 1L);
    curl_easy_setopt(easy, CURLOPT_SSL_VERIFYPEER, 1L);
    curl_easy_setopt(easy, CURLOPT_SSL_VERIFYHOST, 2L);
    curl_easy_setopt(easy, CURLOPT_SSLVERSION, (long)CURL_SSLVERSION_TLSv1_2);
    curl_easy_setopt(easy, CURLOPT_CONNECTTIMEOUT_MS, (long)s->connect_ms);
    curl_easy_setopt(easy, CURLOPT_TIMEOUT_MS, (long)s->total_ms);
    curl_easy_setopt(easy, CURLOPT_TCP_KEEPALIVE, 1L);
    curl_easy_setopt(easy, CURLOPT_TCP_KEEPIDLE, (long)KEEP_IDLE);
    curl_easy_setopt(easy, CURLOPT_TCP_KEEPINTVL, (long)KEEP_EVERY);
    curl_easy_setopt(easy, CURLOPT_MAXAGE_CONN, (long)IDLE_SECONDS);
    curl_easy_setopt(easy, CURLOPT_MAXLIFETIME_CONN, (long)LIFETIME_SECONDS);
    curl_easy_setopt(easy, CURLOPT_HTTPHEADER, slot->http->headers);
    curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, on_body);
    curl_easy_setopt(easy, CURLOPT_WRITEDATA, slot);
    curl_easy_setopt(easy, CURLOPT_HEADERFUNCTION, on_header);
    curl_easy_setopt(easy, CURLOPT_HEADERDATA, slot);
    curl_easy_setopt(easy, CURLOPT_PREREQFUNCTION, on_wire);
    curl_easy_setopt(easy, CURLOPT_PREREQDATA, slot);
    curl_easy_setopt(easy, CURLOPT_ERRORBUFFER, slot->says);
    curl_easy_setopt(easy, CURLOPT_PRIVATE, slot);
    if (slot->http->local)
        curl_easy_setopt(easy, CURLOPT_NOPROXY, "*");
    if (s->ca_file)
        curl_easy_setopt(easy, CURLOPT_CAINFO, slot->http->ca_file);
    if (s->key) {
        curl_easy_setopt(easy, CURLOPT_HTTPAUTH, (long)CURLAUTH_BEARER);
        curl_easy_setopt(easy, CURLOPT_XOAUTH2_BEARER, slot->http->key);
    }
}

static bool make_handles(struct http *http, struct error *err)
{
    size_t const count = (size_t)http->settings.inflight;
    http->multi = curl_multi_init();
    http->headers = curl_slist_append(curl_slist_append(NULL, "Expect:"), "Content-Type: application/json");
    http->slots = memory_new(count * sizeof *http->slots);
    memset(http->slots, 0, count * sizeof *http->slots);
    if (!http->multi || !http->headers)
        return fail(err, EXIT_SOFTWARE, "libcurl cannot be set up");
    curl_multi_setopt(http->multi, CURLMOPT_MAX_TOTAL_CONNECTIONS, (long)count);
    curl_multi_setopt(http->multi, CURLMOPT_MAX_HOST_CONNECTIONS, (long)count);
    curl_multi_setopt(http->multi, CURLMOPT_MAXCONNECTS, (long)count);
    return true;
}

struct http *http_new(const struct http_settings *settings, struct error *err)
{
    struct http *http = memory_new(sizeof *http);
    *http = (struct http){.settings = *settings,
                          .base_url = copied(settings->base_url),
                          .key = copied(settings->key),
                          .ca_file = copied(settings->ca_file)};
    if (settings->inflight < 1 || settings->inflight > HTTP_INFLIGHT_MAX)
        die("http: %lld requests at once", (long long)settings->inflight);
    if (http_check_url(http->base_url, settings->allow_http, &http->local, err) && check_key(settings->key, err) &&
        make_handles(http, err))
        return http;
    http_free(http);
    return NULL;
}

/* Overwrites a secret; volatile, so that it is not optimised away. */
static void blot(char *secret)
{
    for (volatile char *at = secret; secret && *at; at++)
        *at = '\0';
}

void http_free(struct http *http)
{
    if (!http)
        return;
    for (size_t i = 0; http->slots && i < (size_t)http->settings.inflight; i++) {
        struct slot *slot = &http->slots[i];
        if (slot->easy && slot->busy)
            curl_multi_remove_handle(http->multi, slot->easy);
        curl_easy_cleanup(slot->easy);
        buffer_free(&slot->body);
    }
    if (http->multi)
        curl_multi_cleanup(http->multi);
    curl_slist_free_all(http->headers);
    blot(http->key);
    free(http->key);
    free(http->base_url);
    free(http->ca_file);
    free(http->slots);
    free(http);
}

size_t http_inflight(const struct http *http)
{
    return http->inflight;
}

static struct slot *free_slot(struct http *http)
{
    for (size_t i = 0; i < (size_t)http->settings.inflight; i++)
        if (!http->slots[i].busy && !http->slots[i].ready && &http->slots[i] != http->handed)
            return &http->slots[i];
    return NULL;
}

static void clear(struct slot *slot)
{
    char *const headers[] = {slot->retry_after, slot->retry_after_ms, slot->date,      slot->remaining,
                             slot->reset,       slot->should_retry,   slot->remote_id, slot->says};
    for (size_t i = 0; i < COUNT(headers); i++)
        headers[i][0] = '\0';
    if (slot->body.room > BODY_KEPT)
        buffer_free(&slot->body);
    slot->body.size = 0;
    slot->wire_sends = 0;
    slot->too_long = false;
}

bool http_send(struct http *http, const char *suffix, struct text body, void *ticket, struct error *err)
{
    http->handed = NULL;
    struct slot *slot = free_slot(http);
    struct buffer url = {0};
    if (!slot)
        return fail(err, EXIT_SOFTWARE, "http: too many requests at once");
    if (!slot->easy) {
        slot->http = http;
        slot->easy = curl_easy_init();
        if (!slot->easy)
            return fail(err, EXIT_SOFTWARE, "libcurl cannot be set up");
        set_up(slot, &http->settings);
    }
    clear(slot);
    buffer_format(&url, "%s%s", http->base_url, suffix);
    buffer_char(&url, '\0');
    curl_easy_setopt(slot->easy, CURLOPT_URL, url.at);
    buffer_free(&url);
    if (body.size) {
        curl_easy_setopt(slot->easy, CURLOPT_POST, 1L);
        curl_easy_setopt(slot->easy, CURLOPT_POSTFIELDS, body.at);
        curl_easy_setopt(slot->easy, CURLOPT_POSTFIELDSIZE_LARGE, (curl_off_t)body.size);
    } else {
        curl_easy_setopt(slot->easy, CURLOPT_HTTPGET, 1L);
    }
    slot->ticket = ticket;
    slot->busy = curl_multi_add_handle(http->multi, slot->easy) == CURLM_OK;
    http->inflight += slot->busy;
    return slot->busy || fail(err, EXIT_SOFTWARE, "libcurl does not take the request");
}

/* Whole and fractional numbers: "7", "1.5", in units of `unit` milliseconds; -1 if it is none. Absurd ones are as good as a day. */
static int64_t milliseconds(const char *at, int64_t unit)
{
    enum { DAY_MS = 86400000 };
    int64_t value = 0, part = unit;
    if (!is_digit(*at))
        return -1;
    for (; is_digit(*at); at++)
        value = MIN(value * 10 + (*at - '0'), (int64_t)DAY_MS);
    value = MIN(value * unit, (int64_t)DAY_MS);
    if (*at == '.')
        for (at++; is_digit(*at); at++)
            value += (*at - '0') * (part /= 10);
    return *at ? -1 : value;
}

static int64_t date_of(const struct slot *slot)
{
    return slot->date[0] ? (int64_t)curl_getdate(slot->date, NULL) : -1;
}

static int64_t retry_after(const struct slot *slot)
{
    if (slot->retry_after_ms[0] && milliseconds(slot->retry_after_ms, 1) >= 0)
        return milliseconds(slot->retry_after_ms, 1);
    if (!slot->retry_after[0])
        return -1;
    int64_t const plain = milliseconds(slot->retry_after, 1000);
    if (plain >= 0)
        return plain;
    int64_t const then = (int64_t)curl_getdate(slot->retry_after, NULL), date = date_of(slot);
    int64_t const now = date >= 0 ? date : (int64_t)time(NULL);
    return then < 0 ? -1 : then <= now ? 0 : (then - now) * 1000;
}

/* A duration as Go writes it: "1s", "6m0s", "12ms"; -1 if it is none. */
static int64_t duration(const char *at)
{
    int64_t sum = 0;
    if (!is_digit(*at))
        return -1;
    while (*at) {
        char number[HEADER_MAX];
        size_t size = 0;
        for (; is_digit(*at) || *at == '.'; at++)
            number[size++] = *at;
        number[size] = '\0';
        int64_t const unit = strncmp(at, "ms", 2) == 0 ? 1 : *at == 's' ? 1000 : *at == 'm' ? 60000 : *at == 'h' ? 3600000 : 0;
        int64_t const part = unit ? milliseconds(number, unit) : -1;
        if (part < 0)
            return -1;
        sum += part;
        at += unit == 1 ? 2 : 1;
    }
    return sum;
}

static enum http_end end_of(const struct slot *slot)
{
    if (slot->code == CURLE_OK)
        return HTTP_ANSWERED;
    if (slot->too_long)
        return HTTP_TOO_LONG;
    if (slot->wire_sends)
        return HTTP_BROKEN;
    switch (slot->code) {
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_SSL_CACERT_BADFILE:
    case CURLE_SSL_CERTPROBLEM:
    case CURLE_UNSUPPORTED_PROTOCOL:
    case CURLE_URL_MALFORMAT:
        return HTTP_REFUSED;
    default:
        return HTTP_NOT_SENT;
    }
}

/* A server that repeats the key is not to spread it. */
static void hide_key(const struct http *http, char *at, size_t size)
{
    size_t const key = http->key ? strlen(http->key) : 0;
    struct text const text = {at, size};
    if (key < HIDDEN_LEAST)
        return;
    for (size_t i = text_find(text, text_of(http->key), 0); i < size; i = text_find(text, text_of(http->key), i + key))
        memset(at + i, 'x', key);
}

static void hand_out(struct http *http, struct slot *slot, struct http_reply *out)
{
    long status = 0;
    curl_easy_getinfo(slot->easy, CURLINFO_RESPONSE_CODE, &status);
    hide_key(http, slot->body.at, slot->body.size);
    hide_key(http, slot->remote_id, strlen(slot->remote_id));
    *out = (struct http_reply){.ticket = slot->ticket,
                               .end = end_of(slot),
                               .status = status,
                               .curl_code = slot->code,
                               .wire_sends = MIN(slot->wire_sends, (int64_t)1),
                               .retry_after_ms = retry_after(slot),
                               .retry_after = text_of(slot->retry_after_ms[0] ? slot->retry_after_ms : slot->retry_after),
                               .date = date_of(slot),
                               .remaining = slot->remaining[0] ? milliseconds(slot->remaining, 1) : -1,
                               .reset_ms = slot->reset[0] ? duration(slot->reset) : -1,
                               .should_retry = strcmp(slot->should_retry, "true") == 0    ? 1
                                               : strcmp(slot->should_retry, "false") == 0 ? 0
                                                                                          : -1,
                               .body = buffer_text(&slot->body),
                               .remote_id = text_of(slot->remote_id)};
    snprintf(out->says, sizeof out->says, "%s", slot->says[0] ? slot->says : curl_easy_strerror(slot->code));
    slot->ready = false;
    http->handed = slot;
}

/* Ends transfers that are done. */
static void gather(struct http *http)
{
    CURLMsg *message;
    int left;
    while ((message = curl_multi_info_read(http->multi, &left))) {
        struct slot *slot = NULL;
        CURLcode const code = message->data.result;
        if (message->msg != CURLMSG_DONE)
            continue;
        curl_easy_getinfo(message->easy_handle, CURLINFO_PRIVATE, &slot);
        curl_multi_remove_handle(http->multi, message->easy_handle);
        slot->code = code;
        slot->busy = false;
        slot->ready = true;
        http->inflight--;
    }
}

static bool take_ready(struct http *http, struct http_reply *out)
{
    for (size_t i = 0; i < (size_t)http->settings.inflight; i++)
        if (http->slots[i].ready) {
            hand_out(http, &http->slots[i], out);
            return true;
        }
    return false;
}

static int64_t now_ms(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

bool http_wait(struct http *http, int64_t timeout_ms, struct http_reply *out)
{
    int64_t const end = now_ms() + timeout_ms;
    int running;
    http->handed = NULL;
    for (;;) {
        curl_multi_perform(http->multi, &running);
        gather(http);
        if (take_ready(http, out))
            return true;
        int64_t const left = end - now_ms();
        if (left <= 0)
            return false;
        curl_multi_poll(http->multi, NULL, 0, (int)MIN(left, (int64_t)SHORT_MS), NULL);
    }
}

const char *http_curl_version(void)
{
    return curl_version_info(CURLVERSION_NOW)->version;
}
