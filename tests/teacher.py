#!/usr/bin/env python3
"""The teacher's client against a server that fails in every way there is (teacher_server.py).

    teacher.py MISSTEP [PART OF A NAME]

MISSTEP_STORM=100 kills that many runs (12 otherwise).
"""
import collections
import contextlib
import glob
import json
import os
import random
import signal
import sqlite3
import ssl
import subprocess
import sys
import time
import urllib.request

from place import CANNOT_CREATE, CONFIG, USAGE, Missing, run_tests

HERE = os.path.dirname(os.path.abspath(__file__))
TEMPORARY, INTERRUPTED = 75, 130
SLOW = int(os.environ.get("MISSTEP_SLOW", "1"))
QUESTIONS, SAMPLES = 200 // SLOW, 3
STORM = int(os.environ.get("MISSTEP_STORM", "12"))
KEY = "secret-0123456789"


class Served:
    def __init__(self, process, port):
        self.process, self.port = process, port

    def stats(self, scheme="http"):
        context = ssl._create_unverified_context() if scheme == "https" else None
        with urllib.request.urlopen(f"{scheme}://127.0.0.1:{self.port}/stats", context=context) as answer:
            return json.load(answer)


@contextlib.contextmanager
def served(place, *options, **settings):
    """A server of ours, and teacher.yaml for it."""
    if os.environ.get("TEACHER_BASE_URL"):
        raise Missing("faults need a server of ours, and TEACHER_BASE_URL names another")
    process = subprocess.Popen([sys.executable, os.path.join(HERE, "teacher_server.py"), *options], stdout=subprocess.PIPE, text=True)
    try:
        server = Served(process, int(process.stdout.readline()))
        configure(place, f"http://127.0.0.1:{server.port}/v1", **settings)
        yield server
    finally:
        process.terminate()
        process.wait()
        process.stdout.close()


def configure(place, base_url, **settings):
    lines = {"base_url": base_url, "model": "little", "backoff_ms": 20, "inflight": 16} | settings
    place.write("teacher.yaml", "teacher:\n" + "".join(f"  {key}: {value}\n" for key, value in lines.items()))


def question_file(place, count=QUESTIONS):
    place.write("q.jsonl", "".join(json.dumps({"id": f"q{i}", "prompt": f"Add {i} and {i + 7}."}) + "\n" for i in range(count)))


def ask(place, *options, out="replies.jsonl", samples=SAMPLES, code=0, says=None):
    place.run("ask", "q.jsonl", "-c", "teacher.yaml", "--ledger", "run.ledger", "--samples", str(samples), "-o", out, "-f", *options,
              code=code, says=says)


def forget(place):
    for path in glob.glob(place.path("run.ledger*")):
        os.remove(path)


def query(place, text):
    with contextlib.closing(sqlite3.connect(f"file:{place.path('run.ledger')}?mode=ro", uri=True)) as ledger:
        return ledger.execute(text).fetchall()


def states(place):
    return collections.Counter((row["state"], row["why"]) for row in place.rows("replies.jsonl"))


def test_faults_of_all_kinds(place):
    question_file(place)
    replies, wanted = set(), QUESTIONS * SAMPLES
    for seed in 1, 2, 3:
        forget(place)
        with served(place, "--faults", "30", "--seed", str(seed)) as server:
            ask(place)
            stats = server.stats()
        faults = stats["faults"]
        drops = sum(faults.get(kind, 0) for kind in ("drop-after", "half-body", "garbage"))
        place.check(states(place) == {("ok", ""): wanted}, f"seed {seed}: {states(place)}")
        place.check(stats["paid"] <= wanted + drops, f"seed {seed}: {stats['paid']} paid for {wanted} questions and {drops} ambiguous drops")
        place.check(stats["peak"] <= 16, f"seed {seed}: {stats['peak']} at once")
        place.check(len(faults) > 8 and 4 * sum(faults.values()) >= stats["requests"], f"seed {seed}: {stats['requests']} requests, faults {faults}")
        sent = query(place, "SELECT count(*), sum(wire_sends) FROM attempt")[0]
        place.check(sent[0] == stats["requests"], f"seed {seed}: {sent} attempts, but {stats['requests']} requests came")
        maybes = query(place, "SELECT count(*) FROM attempt WHERE paid='maybe'")[0][0]
        place.check(maybes >= drops, f"seed {seed}: {drops} answers were paid in vain, {maybes} stand as maybe")
        replies.add(place.read("replies.jsonl"))
    place.check(len(replies) == 1, "other replies for other faults")


def test_nothing_is_asked_twice(place):
    question_file(place)
    with served(place) as server:
        ask(place)
        place.check(server.stats()["requests"] == QUESTIONS * SAMPLES, "not one request for each question")
    first = place.read("replies.jsonl")
    ask(place, says="0 times")  # nobody listens there any more
    place.check(place.read("replies.jsonl") == first, "other replies from the ledger")
    configure(place, "http://127.0.0.1:1/v1", inflight=3)
    ask(place, says=f"{QUESTIONS * SAMPLES} known before")
    lines = place.read("q.jsonl").splitlines(keepends=True)
    place.write("q.jsonl", b"".join(reversed(lines)))
    ask(place, says=f"{QUESTIONS * SAMPLES} known before")
    ask(place, "--set", "teacher.revision=2", "--set", "teacher.patience_seconds=1", code=TEMPORARY, says="refused everything")


def test_killed_at_any_moment(place):
    question_file(place)
    chance = random.Random(7)
    command = [place.misstep, "ask", "q.jsonl", "-c", "teacher.yaml", "--ledger", "run.ledger", "--samples", str(SAMPLES), "-o",
               "replies.jsonl", "-f", "-q"]
    with served(place, "--faults", "10", "--seed", "5", "--delay", "20", asked_again=100) as server:
        for _ in range(STORM):
            run = subprocess.Popen(command, cwd=place.folder, stderr=subprocess.DEVNULL)
            time.sleep(chance.uniform(0.02, 0.4) * SLOW)
            run.send_signal(signal.SIGKILL)
            run.wait()
        ask(place)
        bodies = server.stats()["bodies"]
    place.check(states(place) == {("ok", ""): QUESTIONS * SAMPLES}, f"after {STORM} kills: {states(place)}")
    twice = query(place, "SELECT count(*) FROM (SELECT request FROM attempt WHERE outcome='ok' GROUP BY request HAVING count(*) > 1)")[0][0]
    place.check(twice == 0, f"{twice} questions were asked again when they were done")
    again = sum(times - 1 for times in bodies.values())
    maybes = query(place, "SELECT count(*) FROM attempt WHERE paid='maybe'")[0][0]
    place.check(again <= maybes, f"{again} answers were paid for again, but only {maybes} attempts stand as maybe")
    place.check(query(place, "PRAGMA integrity_check") == [("ok",)], "the ledger is damaged")


def test_draining(place):
    question_file(place)
    with served(place, "--delay", "50") as server:
        run = subprocess.Popen([place.misstep, "ask", "q.jsonl", "-c", "teacher.yaml", "--ledger", "run.ledger", "--samples", "3", "-o",
                                "replies.jsonl"], cwd=place.folder, stderr=subprocess.DEVNULL)
        while server.stats()["answers"] < 20:
            time.sleep(0.01)
        run.send_signal(signal.SIGTERM)
        place.check(run.wait() == INTERRUPTED, f"exit {run.returncode} on SIGTERM")
        place.check(query(place, "SELECT count(*) FROM attempt WHERE ended IS NULL OR paid='maybe'")[0][0] == 0, "an answer in flight was lost")
        answers = server.stats()["answers"]
        place.check(answers < QUESTIONS * SAMPLES, "it had been done before it was told to stop")
        place.check(query(place, "SELECT count(*) FROM attempt WHERE paid='yes'")[0][0] == answers, "answers that nobody has")
        ask(place)
        place.check(server.stats()["paid"] == QUESTIONS * SAMPLES, "an answer was paid for twice")


def test_secrets(place):
    question_file(place, 20)
    place.write("key", KEY + "\n")
    os.chmod(place.path("key"), 0o600)
    with served(place, "--key", KEY, "--delay", "100", api_key_file="key", inflight=1) as server:
        run = subprocess.Popen([place.misstep, "ask", "q.jsonl", "-c", "teacher.yaml", "--ledger", "run.ledger", "-o", "replies.jsonl"],
                               cwd=place.folder, stderr=subprocess.PIPE)
        while not server.stats()["answers"]:
            time.sleep(0.01)
        for path in glob.glob("/proc/[0-9]*/cmdline"):
            with contextlib.suppress(OSError), open(path, "rb") as file:
                line = file.read()
                if b"teacher_server" not in line:
                    place.check(KEY.encode() not in line, f"the key stands in {path}")
        said = run.communicate()[1]
        place.check(run.returncode == 0, f"exit {run.returncode}: {said}")
        place.write("key", "sk-wrong0123456789abcdefgh")
        os.chmod(place.path("key"), 0o600)
        ask(place, "--seed", "9", code=TEMPORARY, says="refuses the key")
        os.chmod(place.path("key"), 0o644)
        ask(place, "--seed", "9", code=CONFIG, says="nobody else may read")
        os.environ["OPENAI_API_KEY"] = "with a blank"
        configure(place, f"http://127.0.0.1:{server.port}/v1")
        ask(place, "--seed", "9", code=CONFIG, says="no header may")
        del os.environ["OPENAI_API_KEY"]
    place.check(KEY.encode() not in said, "the key was printed")
    for path in glob.glob(place.path("*")):
        if os.path.isfile(path) and not path.endswith("key"):
            with open(path, "rb") as file:
                data = file.read()
            place.check(KEY.encode() not in data and b"wrong0123456789" not in data and b"sk-abcdef" not in data, f"a key stands in {path}")


def test_money(place):
    question_file(place, 50)
    with served(place, price_in=1000000, price_out=1000000, budget=1500, max_tokens=1000, inflight=4) as server:
        ask(place, samples=1, code=TEMPORARY, says="budget")
        spent = query(place, "SELECT sum(cost_micro) FROM attempt")[0][0]
        place.check(0 < spent <= 1500, f"{spent} spent of 1500")
        place.check(server.stats()["requests"] < 50, "more was asked than there was money for")
    with served(place, "--faults", "100", "--kinds", "429-quota"):
        forget(place)
        ask(place, samples=1, code=TEMPORARY, says="wants money")
        place.check(query(place, "SELECT count(*) FROM request WHERE state='queued'")[0][0] == 50, "the queue was not kept")


def test_errors_for_good(place):
    question_file(place, 30)
    for kind, says in ("redirect", "HTTP 301"), ("500-validation", "Only one completion"):
        forget(place)
        with served(place, "--faults", "100", "--kinds", kind, inflight=2) as server:
            ask(place, samples=1, code=TEMPORARY, says=says)
            place.check(server.stats()["requests"] < 10, f"{kind}: asked on and on")
    forget(place)
    configure(place, "http://127.0.0.1:1/v1", patience_seconds=1)
    ask(place, samples=1, code=TEMPORARY, says="refused everything")
    place.check(query(place, "SELECT count(*) FROM attempt WHERE paid<>'no'")[0][0] == 0, "what was never sent may have been paid")
    for url, says in [("http://example.org/v1", "https"), ("https://host/v2", "/v1"), ("https://u:p@host/v1", "without user"), ("ftp://host/v1", "https")]:
        configure(place, url)
        ask(place, samples=1, code=CONFIG, says=says)


def test_answers_that_are_none(place):
    question_file(place, 12)
    cases = [(["--always-stop"], {"max_tokens": 4}, "truncated"), ([], {"max_tokens": 4}, "truncated"),
             (["--faults", "100", "--kinds", "empty"], {}, "empty")]
    for options, settings, why in cases:
        forget(place)
        with served(place, *options, **settings) as server:
            ask(place, samples=1)
            place.check(states(place) == {("unusable", why): 12}, f"{options} {settings}: {states(place)}")
            ask(place, samples=1, says="12 known before")
            place.check(server.stats()["requests"] == 12, f"{why}: paid answers were bought again")
    place.write("q.jsonl", json.dumps({"id": "long", "prompt": "All of this counts. " * 500}) + "\n")
    forget(place)
    with served(place, "--context", "100"):
        ask(place, samples=1)
        place.check(states(place) == {("unusable", "the prompt was cut"): 1}, f"a prompt that was cut: {states(place)}")
    question_file(place, 2)
    for field in "reasoning", "reasoning_content":
        forget(place)
        with served(place, "--reasoning", field):
            ask(place, samples=1)
            rows = place.rows("replies.jsonl")
            place.check(all(row["reasoning"] == "Let me think." and "think" not in row["content"] for row in rows), f"{field}: {rows}")
    forget(place)
    with served(place, "--faults", "100", "--kinds", "endless"):
        ask(place, samples=1)
        place.check(states(place) == {("unusable", "invalid"): 2}, f"endless answers: {states(place)}")


def test_one_driver(place):
    question_file(place, 40)
    with served(place, "--delay", "100", inflight=2) as server:
        first = subprocess.Popen([place.misstep, "ask", "q.jsonl", "-c", "teacher.yaml", "--ledger", "run.ledger", "-o", "first.jsonl", "-q"],
                                 cwd=place.folder)
        while not server.stats()["answers"]:
            time.sleep(0.01)
        ask(place, code=CANNOT_CREATE, says="driven by another process")
        place.check(first.wait() == 0, "the first one was disturbed")
        place.check(server.stats()["peak"] <= 2, f"{server.stats()['peak']} at once, 2 allowed")


def test_dry_run_and_usage(place):
    question_file(place, 5)
    configure(place, "http://127.0.0.1:1/v1", price_out=2000000)
    shown = place.run("ask", "q.jsonl", "-c", "teacher.yaml", "--ledger", "run.ledger", "-n", says="5 questions, at worst 0.04")
    body = json.loads(shown)
    place.check(body["messages"] == [{"content": "Add 0 and 7.", "role": "user"}] and list(body) == sorted(body), f"the first request: {body}")
    place.check(query(place, "SELECT count(*) FROM request")[0][0] == 0, "a dry run queued something")
    place.run("ask", "q.jsonl", "-c", "teacher.yaml", code=USAGE, says="--ledger")
    place.run("ask", "q.jsonl", "-c", "teacher.yaml", "--ledger", "run.ledger", "-n", "--limit", "2", says="2 questions, at worst")
    place.run("ask", "-", "-c", "teacher.yaml", "--ledger", "l", code=USAGE, says="read twice")
    for data in b"", b"no ledger at all" * 100:
        place.write("run.ledger", data)
        place.run("ask", "q.jsonl", "-c", "teacher.yaml", "--ledger", "run.ledger", "-n", code=0 if not data else None,
                  says=None if not data else "file is not a database|no ledger")


def test_speed(place):
    question_file(place, 1000 // SLOW)
    with served(place, inflight=64):
        start = time.monotonic()
        ask(place, samples=1)
        print(f"through the ledger: {1000 // SLOW / (time.monotonic() - start):.0f} answers a second, 64 in flight")


if __name__ == "__main__":
    run_tests(globals(), __doc__)
