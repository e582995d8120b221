/* http: POSTs of JSON to one server, many at once, from one thread. The only door to libcurl.
 *
 * Nothing is sent twice behind the caller's back: libcurl repeats a POST whose reused connection dies, up to five times; here the second
 * time on the wire is stopped before it happens (CURLOPT_PREREQFUNCTION), and `wire_sends` says whether anything was sent at all. Redirects
 * are not followed, TLS is always verified, only https is spoken (http to the own machine, or where it is allowed), no cookies, no .netrc. The
 * key is in no header that is printed or kept, and goes to no other host. Answers are bounded while they arrive. */
#ifndef MISSTEP_HTTP_H
#define MISSTEP_HTTP_H

#include "text.h"

enum {
    HTTP_INFLIGHT_MAX = 1024,
    HTTP_ANSWER_MAX = 32 * 1024 * 1024, /* bytes of an answer's body */
    HTTP_KEY_MAX = 4096,
};

struct http_settings {
    const char *base_url; /* "https://host/v1": its path ends in /v1; no user, no query */
    const char *key;      /* sent as a bearer; NULL: none */
    const char *ca_file;  /* NULL: the system's */
    bool allow_http;      /* to other machines, too */
    int64_t inflight;     /* at once: 1 to HTTP_INFLIGHT_MAX */
    int64_t connect_ms, total_ms;
};

struct http;

/* EXIT_CONFIG: a URL that http_new() would refuse. *local: it is of this machine. */
bool http_check_url(const char *base_url, bool allow_http, bool *local, struct error *err) MUST_USE;

/* EXIT_CONFIG: the URL is none of these, or the key holds a byte that no header may. */
struct http *http_new(const struct http_settings *settings, struct error *err) MUST_USE;

/* What is in flight is dropped. NULL is allowed. */
void http_free(struct http *http);

size_t http_inflight(const struct http *http);

/* Starts a POST to BASE_URL SUFFIX ("/chat/completions"), or a GET where `body` is empty. The bytes of the body stay the caller's until the
 * answer. Not more than `inflight` at once. EXIT_SOFTWARE is our own mistake. */
bool http_send(struct http *http, const char *suffix, struct text body, void *ticket, struct error *err) MUST_USE;

enum http_end {
    HTTP_ANSWERED, /* there is a status */
    HTTP_NOT_SENT, /* no byte of the request has left */
    HTTP_REFUSED,  /* and never will: a certificate, a protocol */
    HTTP_BROKEN,   /* sent, and the answer is missing or cut */
    HTTP_TOO_LONG, /* the answer is longer than HTTP_ANSWER_MAX */
};

struct http_reply {
    void *ticket;
    enum http_end end;
    int64_t status, curl_code, wire_sends;
    int64_t retry_after_ms;      /* -1: not said; dates are taken from the answer's own Date */
    struct text retry_after;     /* as it was said, or empty; until the next http_send() */
    int64_t date;                /* the server's, seconds since 1970; -1: not said */
    int64_t remaining, reset_ms; /* of requests, by x-ratelimit-…-requests; -1: not said */
    int should_retry;            /* x-should-retry: 1, 0; -1: not said */
    struct text body;            /* until the next http_wait() or http_send(); the key, if it is repeated there, is blotted out */
    struct text remote_id;       /* x-request-id; the same */
    char says[256];              /* libcurl's words, where there is no status */
};

/* Waits up to so many milliseconds for the next answer. False: none has come. */
bool http_wait(struct http *http, int64_t timeout_ms, struct http_reply *out);

const char *http_curl_version(void);

#endif
