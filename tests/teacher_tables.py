#!/usr/bin/env python3
"""What servers do, by the tables of what was seen of them: statuses and error bodies, ends of answers, places of thoughts, headers, odd
ways to send an answer, certificates, redirects.

    teacher_tables.py MISSTEP [PART OF A NAME]
"""
import collections
import json
import os
import subprocess
import time

from place import Missing, run_tests
from taught import sample
from teacher import KEY, TEMPORARY, ask, configure, forget, query, question_file, served, states

STOPS = [  # nothing more is asked, and the queue is kept
    (401, {"error": {"code": 401, "message": "Invalid API Key", "type": "authentication_error"}}, "refuses the key"),
    (403, {"error": {"message": "Country not supported", "type": "request_forbidden"}}, "refuses the key"),
    (402, {"error": {"message": "Insufficient credits", "code": 402}}, "wants money"),
    (429, {"error": {"message": "You exceeded your quota", "type": "insufficient_quota", "code": None}}, "wants money"),
    (429, {"error": {"message": "x", "type": "x", "code": "credit_balance_exhausted"}}, "wants money"),
    (429, {"error": {"message": "x", "type": "x", "code": "project_spend_limit_exceeded"}}, "wants money"),
    (429, {"error": {"message": "x", "type": "x", "code": "organization_usage_limit_exceeded"}}, "wants money"),
    (200, {"error": {"message": "no credits", "code": 402}}, "wants money"),
]
FOR_GOOD = [  # the server will never answer it: what is said of it
    (400, {"object": "error", "message": "This model's maximum context length is 4096 tokens", "type": "BadRequestError", "code": 400}, "maximum context"),
    (404, {"error": {"code": 404, "message": "File Not Found", "type": "not_found_error"}}, "File Not Found"),
    (405, "", "HTTP 405"),
    (413, "<html>Request Entity Too Large</html>", "Entity Too Large"),
    (422, {"error": "Input validation error: n", "error_type": "validation"}, "Input validation"),
    (422, {"detail": [{"loc": ["body"], "msg": "field required"}]}, "field required"),
    (500, {"error": {"code": 500, "message": "context shift is disabled", "type": "server_error"}}, "context shift"),
    (500, {"error": {"code": 500, "message": "top_logprobs requires logprobs to be set to true", "type": "server_error"}}, "top_logprobs"),
    (500, {"error": {"message": "bad", "type": "invalid_request_error"}}, "bad"),
    (301, "", "HTTP 301"),
]
FOR_NOW = [  # asked again later: what the ledger calls it
    (429, {"error": {"message": "slow down", "type": "requests", "code": "slow_down"}}, "rate_limited"),
    (429, "", "rate_limited"),
    (200, {"error": {"message": "Rate limited upstream", "code": 429}}, "rate_limited"),
    (503, {"error": {"code": 503, "message": "Loading model", "type": "unavailable_error"}}, "overloaded"),
    (503, "server busy, please try again. maximum pending requests exceeded", "overloaded"),
    (529, "", "overloaded"), (408, "", "overloaded"), (409, "", "overloaded"), (425, "", "overloaded"),
    (502, "<html>Bad Gateway</html>", "unknown"), (504, "", "unknown"), (520, "", "unknown"), (524, "", "unknown"),
    (200, {"choices": [{"index": 0, "finish_reason": "error", "error": {"code": 502, "message": "Provider"}}]}, "unknown"),
    (200, {"error": {"message": "something", "type": "server_error"}}, "unknown"),
]


def said(status, body):
    return "--kinds", "said", "--status", str(status), "--said", body if isinstance(body, str) else json.dumps(body)


def test_errors_that_stop(place):
    question_file(place, 8)
    for status, body, says in STOPS:
        forget(place)
        with served(place, "--faults", "100", *said(status, body), inflight=1) as server:
            ask(place, samples=1, code=TEMPORARY, says=says)
            place.check(server.stats()["requests"] == 1, f"{status} {body}: asked on")
        place.check(query(place, "SELECT count(*) FROM request WHERE state='queued'") == [(8,)], f"{status} {body}: the queue was not kept")


def test_errors_for_good(place):
    question_file(place, 2)
    for status, body, says in FOR_GOOD:
        forget(place)
        with served(place, "--faults", "100", *said(status, body), inflight=1) as server:
            ask(place, samples=1)
            place.check(states(place) == {("failed", ""): 2} and server.stats()["requests"] == 2, f"{status} {body}: {states(place)}")
        kept = query(place, "SELECT DISTINCT paid, http FROM attempt")
        place.check(kept == [("no", status)], f"{status} {body}: {kept}")
        place.check(status == 405 or status == 301 or says.encode() in query(place, "SELECT body FROM attempt")[0][0], f"{status}: the error is not kept")


def test_errors_for_now(place):
    question_file(place, 3)
    for status, body, outcome in FOR_NOW:
        forget(place)
        with served(place, "--faults", "60", "--seed", "2", *said(status, body)) as server:
            ask(place, samples=1)
            place.check(states(place) == {("ok", ""): 3} and server.stats()["faults"], f"{status} {body}: {states(place)}")
        found = dict(query(place, "SELECT outcome, count(*) FROM attempt GROUP BY 1"))
        place.check(set(found) == {"ok", outcome}, f"{status} {body}: {found}")


def test_the_same_500_twice(place):
    """A server error that comes back to the letter is there for good."""
    question_file(place, 1)
    with served(place, "--faults", "100", *said(500, "Internal Server Error")) as server:
        ask(place, samples=1)
        place.check(states(place) == {("failed", ""): 1} and server.stats()["requests"] == 2, f"{states(place)} {server.stats()['requests']}")
    forget(place)
    with served(place, "--faults", "100", "--header", "x-should-retry:false", *said(500, "once")) as server:
        ask(place, samples=1)
        place.check(server.stats()["requests"] == 1, "asked again where the server said no")


def test_ends_of_answers(place):
    question_file(place, 2)
    for finish, state in [("stop", ("ok", "")), ("eos_token", ("ok", "")), ("stop_sequence", ("ok", "")), ("length", ("unusable", "truncated")),
                          ("content_filter", ("unusable", "filtered")), ("tool_calls", ("unusable", "ended for another reason")),
                          ("abort", ("unusable", "ended for another reason")), ("error", ("unusable", "ended for another reason")),
                          (None, ("unusable", "ended for another reason"))]:
        forget(place)
        with served(place, "--finish", json.dumps(finish)) as server:
            ask(place, samples=1)
            place.check(states(place) == {state: 2} and server.stats()["requests"] == 2, f"{finish}: {states(place)}")


def test_nothing_but_useless_answers(place):
    """Each of them is paid for: there is no sense in going on."""
    question_file(place, 80)
    with served(place, "--finish", '"length"', inflight=4) as server:
        ask(place, samples=1, code=TEMPORARY, says="none of the first answers can be used")
        place.check(50 <= server.stats()["requests"] < 60, f"{server.stats()['requests']} requests")


def test_places_of_thoughts(place):
    question_file(place, 2)
    for where in "reasoning", "reasoning_content", "inline", "headless":
        forget(place)
        with served(place, "--reasoning", where):
            ask(place, samples=1)
        rows = place.rows("replies.jsonl")
        place.check(all(row["reasoning"] == "Let me think." and row["content"].startswith("I see") for row in rows), f"{where}: {rows}")
    for where in "open", "only":
        forget(place)
        with served(place, "--reasoning", where):
            ask(place, samples=1)
        place.check(states(place) == {("unusable", "truncated"): 2}, f"{where}: {states(place)}")


def test_odd_answers(place):
    """Whole or not, as far as anybody can tell; what is whole is never bought again."""
    question_file(place, 2)
    for kind, state, asked in [("blank-lines", ("ok", ""), 2), ("gzip", ("unusable", "invalid"), 2), ("stream", ("unusable", "invalid"), 2)]:
        forget(place)
        with served(place, "--faults", "100", "--kinds", kind) as server:
            ask(place, samples=1)
            place.check(states(place) == {state: 2} and server.stats()["requests"] == asked, f"{kind}: {states(place)}, {server.stats()}")
    for kind in "close-cut", "headers":
        forget(place)
        with served(place, "--faults", "60", "--kinds", kind, "--seed", "2") as server:
            ask(place, samples=1)
            place.check(states(place) == {("ok", ""): 2} and server.stats()["faults"], f"{kind}: {states(place)}")
        found = query(place, "SELECT DISTINCT paid FROM attempt WHERE outcome='unknown'")
        place.check(found == [("maybe",)], f"{kind}: {found}")


def test_usage_that_is_not_told(place):
    question_file(place, 1)
    with served(place, "--ignore", "usage", price_in=1000000, price_out=1000000, max_tokens=100):
        ask(place, samples=1)
        tokens, cost = query(place, "SELECT completion_tokens, cost_micro FROM attempt")[0]
        place.check(tokens == -1 and cost > 100 and states(place) == {("ok", ""): 1}, f"{tokens} tokens, {cost}")


def test_limits_that_are_told(place):
    """x-ratelimit-…: when nothing remains, nothing is asked before the reset."""
    question_file(place, 5)

    def seconds(*headers):
        forget(place)
        with served(place, *(word for header in headers for word in ("--header", header)), inflight=1):
            start = time.monotonic()
            ask(place, samples=1)
            return time.monotonic() - start

    free = seconds("x-ratelimit-remaining-requests:1", "x-ratelimit-reset-requests:1h")
    for reset in "500ms", "0.5s", "0m0.5s":
        held = seconds("x-ratelimit-remaining-requests:0", "x-ratelimit-reset-requests:" + reset)
        place.check(free < 1.9 < held, f"{reset}: {held:.1f} s where nothing remains, {free:.1f} s where something does")
    for reset in "soon", "", "-1s", "5", "1s1":
        wild = seconds("x-ratelimit-remaining-requests:0", "x-ratelimit-reset-requests:" + reset)
        place.check(wild < 1.9, f"'{reset}': {wild:.1f} s")


def test_limits_of_ours(place):
    """Requests and tokens a minute."""
    question_file(place, 6)
    for limit in {"rpm": 300}, {"tpm": 50000, "max_tokens": 50}:
        forget(place)
        with served(place, **limit):
            start = time.monotonic()
            ask(place, samples=1)
            seconds = time.monotonic() - start
        place.check(seconds > 0.95, f"{limit}: 6 requests in {seconds:.2f} s")


def test_certificates(place):
    """TLS is always verified: who cannot show a certificate that is trusted, and for this name, gets no request, and no key."""
    made = place.path("both.pem")
    try:
        subprocess.run(["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", place.path("key.pem"), "-out", place.path("cert.pem"), "-days",
                        "2", "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost"], check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError) as why:
        raise Missing(f"no certificate can be made here: {why}")
    place.write("both.pem", place.read("key.pem") + place.read("cert.pem"))
    question_file(place, 2)
    with served(place, "--tls", made) as server:
        for url, settings, code in [(f"https://localhost:{server.port}/v1", {}, TEMPORARY),
                                    (f"https://127.0.0.1:{server.port}/v1", {"ca_file": "cert.pem"}, TEMPORARY),
                                    (f"http://localhost:{server.port}/v1", {"patience_seconds": 1, "asked_again": 0}, None),
                                    (f"https://localhost:{server.port}/v1", {"ca_file": "cert.pem"}, 0)]:
            forget(place)
            configure(place, url, **settings)
            ask(place, samples=1, code=code, says="certificate|SSL" if code else None)
            came = server.stats("https")["requests"]
            place.check(came == (2 if code == 0 else 0), f"{url} {settings}: {came} requests came")
    place.check(states(place) == {("ok", ""): 2}, f"with the right certificate: {states(place)}")


def test_redirects_lead_nowhere(place):
    question_file(place, 3)
    place.write("key", KEY + "\n")
    os.chmod(place.path("key"), 0o600)
    with served(place) as other:
        for status in 301, 302, 303, 307, 308:
            forget(place)
            with served(place, "--key", KEY, "--faults", "100", "--kinds", "redirect", "--status", str(status), "--said",
                        f"http://127.0.0.1:{other.port}/v1/chat/completions", api_key_file="key"):
                ask(place, samples=1)
            place.check(states(place) == {("failed", ""): 3}, f"{status}: {states(place)}")
        place.check(other.stats()["requests"] == 0, "a redirect was followed")


def test_votes(place):
    """Answers of a known distribution: the vote is that of the largest camp, its counts are those of the rows."""
    texts = [f"Step 1: There are 6 * 7 = 42 eggs.\nStep 2: So {n} eggs are there.\n\\boxed{{{n}}}" for n in [42] * 6 + [41] * 2 + [24, 84]]
    problem = "A box has 6 rows of 7 eggs. How many eggs are in it?"
    place.write("bank.jsonl", json.dumps({"problem": problem, "solutions": [text + " " * i for i, text in enumerate(texts)]}) + "\n")
    place.write("p.jsonl", json.dumps({"id": "eggs", "problem": problem}) + "\n")
    with served(place, "--bank", place.path("bank.jsonl")):
        sample(place, "--samples", "20", "--preset", "big-math", says="60 samples")
        rows = place.rows("s.jsonl") + place.rows("s.jsonl.others.jsonl")
        counted = collections.Counter(row["stated"] for row in rows).most_common()
        place.check(len(rows) == 60 and all((row["vote"]["answer"], row["vote"]["votes"], row["vote"]["of"], row["vote"]["margin"]) ==
                                            ("42", counted[0][1], 60, counted[0][1] - counted[1][1]) for row in rows), f"{counted}: {rows[0]['vote']}")
        place.check(len({row["teacher"]["key"] for row in rows}) == 60, "not a key for each sample")
    forget(place)
    with served(place, "--bank", place.path("bank.jsonl"), "--ignore", "seed"):
        sample(place, "--samples", "4", "--preset", "big-math", says="does the server heed the seed")


if __name__ == "__main__":
    run_tests(globals(), __doc__)
