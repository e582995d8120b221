#!/usr/bin/env python3
"""What teacher.py leaves out: the wire and the disk at their worst, misstep doctor, misstep batch.

    teacher_wire.py MISSTEP [PART OF A NAME]
"""
import contextlib
import json
import os
import random
import resource
import shutil
import signal
import sqlite3
import subprocess
import time

from place import DATA, FINDINGS, IO, USAGE, Missing, run_tests
from teacher import INTERRUPTED, KEY, SLOW, TEMPORARY, ask, configure, forget, query, question_file, served, states

COMMAND = ["q.jsonl", "-c", "teacher.yaml", "--ledger", "run.ledger"]


def test_no_silent_repeat(place):
    """The server ends every connection that is used again, before it answers: libcurl would send such a POST five times."""
    question_file(place, 12)
    with served(place, "--close-reused", inflight=1, asked_again=100) as server:
        ask(place, samples=1)
        attempts, broken = query(place, "SELECT count(*), sum(outcome='unknown') FROM attempt")[0]
        requests = server.stats()["requests"]
    place.check(states(place) == {("ok", ""): 12}, f"{states(place)}")
    place.check(attempts == requests, f"{attempts} attempts, but {requests} requests came")
    place.check(broken > 0, "no connection was used again: this test tests nothing")


def answered(place):
    """Has an attempt come back?"""
    with contextlib.suppress(sqlite3.Error):
        return query(place, "SELECT count(*) FROM attempt WHERE ended IS NOT NULL")[0][0] > 0
    return False


def test_retry_after(place):
    question_file(place, 1)
    cases = [("Retry-After:7", 7000), ("Retry-After:1.5", 1500), ("Retry-After:0", 0), ("retry-after-ms:250", 250), ("Retry-After:-5", -1),
             ("Retry-After:soon", -1), ("Retry-After:0x10", -1), ("Retry-After:7 s", -1), ("Retry-After:", -1),
             ("Retry-After:Sun, 06 Nov 1994 08:49:37 GMT", 0), ("Retry-After:1000000000", 86400000),
             ("Retry-After:99999999999999999999999999", 86400000), ("Retry-After:Sat, 06 Nov 2094 08:49:37 GMT", None)]
    for said, milliseconds in cases:
        forget(place)
        with served(place, "--faults", "100", "--kinds", "429-said", "--said", said, backoff_ms=60000):
            run = subprocess.Popen([place.misstep, "ask", *COMMAND, "-o", "r", "-f"], cwd=place.folder, stderr=subprocess.PIPE)
            while run.poll() is None and not answered(place):
                time.sleep(0.01)
            run.send_signal(signal.SIGTERM)
            run.communicate()
            found = query(place, "SELECT retry_after_ms FROM attempt")
            far = milliseconds is None or milliseconds > 3600000
            place.check(found and (milliseconds is None and found[0][0] > 86400000 or found[0][0] == milliseconds), f"{said}: {found}")
            place.check(run.returncode == (TEMPORARY if far else INTERRUPTED), f"{said}: exit {run.returncode}")


def test_errors_and_secrets(place):
    question_file(place, 3)
    place.write("key", KEY + "\n")
    os.chmod(place.path("key"), 0o600)
    with served(place, "--key", KEY, "--faults", "100", "--kinds", "400-echo", api_key_file="key", inflight=1):
        ask(place, samples=1)
        place.check(states(place) == {("failed", ""): 3}, f"an error for good: {states(place)}")
    body = query(place, "SELECT body FROM attempt")[0][0]
    place.check(b"no such thing" in body and KEY.encode() not in body and b"abcdef" not in body, f"a key is kept: {body}")
    with served(place, "--key", KEY, api_key_file="key"):
        ask(place, samples=1, says="3 failed")
        ask(place, "--again", samples=1)
        place.check(states(place) == {("ok", ""): 3}, f"--again: {states(place)}")
    configure(place, "https://user:hidden@host/v1")
    forget(place)
    ask(place, "-n", samples=1, code=78, says="without user")
    place.check(query(place, "SELECT count(*) FROM teacher") == [(0,)], "an address with a password is kept")


def test_errors_that_pass(place):
    question_file(place, 6)
    for kind, outcome in ("429-half", "rate_limited"), ("502-proxy", "unknown"):
        forget(place)
        with served(place, "--faults", "60", "--kinds", kind):
            ask(place, samples=1)
        place.check(states(place) == {("ok", ""): 6}, f"{kind}: {states(place)}")
        place.check(query(place, f"SELECT count(*) FROM attempt WHERE outcome='{outcome}'")[0][0] > 0, f"{kind} is not {outcome}")
    forget(place)
    with served(place, "--faults", "100", "--kinds", "200-quota"):
        ask(place, samples=1, code=TEMPORARY, says="wants money")
    for kind in "whole-garbage", "absurd":
        forget(place)
        with served(place, "--faults", "100", "--kinds", kind, price_in=2147483647, price_out=2147483647) as server:
            ask(place, samples=1)
            ask(place, samples=1, says="6 known before")
            place.check(server.stats()["requests"] == 6, f"{kind}: a whole answer was bought again")


def test_budget_counts_what_nobody_knows(place):
    question_file(place, 30)
    with served(place, "--faults", "100", "--kinds", "drop-after", price_out=1000000, budget=350, max_tokens=100, inflight=1,
                asked_again=100) as server:
        ask(place, samples=1, code=TEMPORARY, says="budget")
        place.check(server.stats()["paid"] <= 3, f"{server.stats()['paid']} answers at 100 of 350")
    ask(place, samples=1, code=TEMPORARY, says="budget")


def limited(size):
    """Files of at most so many bytes: a disk that is full."""
    def limit():
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
    return limit


def test_a_full_disk(place):
    question_file(place, 400)
    with served(place, "--delay", "200") as server:  # many are under way when the disk is full
        run = subprocess.run([place.misstep, "ask", *COMMAND, "-o", "r", "-q"], cwd=place.folder, preexec_fn=limited(400_000), capture_output=True)
        place.check(run.returncode == IO, f"exit {run.returncode} on a full disk: {run.stderr[-300:]}")
        spilt = os.listdir(place.path("run.ledger.spill")) if place.has("run.ledger.spill") else []
        paid = server.stats()["paid"]
        kept = query(place, "SELECT count(*) FROM attempt WHERE paid='yes'")[0][0]
        place.check(kept + len(spilt) == paid, f"{paid} answers, {kept} kept and {len(spilt)} spilt")
        place.check(spilt, "nothing was spilt: this test tests nothing")
        place.write("run.ledger.spill/7.part", "torn")
        ask(place, samples=1, says="were taken in" if spilt else None)
        place.check(states(place) == {("ok", ""): 400}, f"after a full disk: {states(place)}")
        place.check(server.stats()["paid"] == 400, f"{server.stats()['paid']} answers paid for 400 questions")
    place.check(query(place, "SELECT count(*) FROM attempt WHERE outcome='ok' AND prompt_tokens IS NULL")[0][0] == 0, "an answer without its tokens")


def test_a_small_disk(place):
    os.mkdir(place.path("small"))
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=8m", "none", place.path("small")], capture_output=True).returncode:
        raise Missing("no file system can be mounted here")
    try:
        question_file(place, 2)
        with served(place) as server:
            place.run("ask", "q.jsonl", "-c", "teacher.yaml", "--ledger", "small/l", code=IO, says="MiB are free")
            place.check(server.stats()["requests"] == 0, "asked, where an answer may find no place")
    finally:
        subprocess.run(["umount", place.path("small")], check=True)


def test_torn_logs(place):
    """The end of the write-ahead log is lost, as in a loss of power on a disk that lies: the ledger is whole, and work goes on."""
    question_file(place, 60)
    with served(place, "--delay", "10", asked_again=100):
        run = subprocess.Popen([place.misstep, "ask", *COMMAND, "-o", "r", "-q"], cwd=place.folder)
        while not place.has("run.ledger-wal") or os.path.getsize(place.path("run.ledger-wal")) < 200_000:
            time.sleep(0.01)
        run.kill()
        run.wait()
        size, chance = os.path.getsize(place.path("run.ledger-wal")), random.Random(3)
        for name in "run.ledger", "run.ledger-wal":
            shutil.copy(place.path(name), place.path("kept-" + name))
        for cut in [1, 31, 4096] + [chance.randrange(size) for _ in range(5)]:
            forget(place)
            for name in "run.ledger", "run.ledger-wal":
                shutil.copy(place.path("kept-" + name), place.path(name))
            os.truncate(place.path("run.ledger-wal"), size - cut)
            ask(place, samples=1)
            place.check(states(place) == {("ok", ""): 60}, f"{cut} bytes lost: {states(place)}")
            place.check(query(place, "PRAGMA integrity_check") == [("ok",)], f"{cut} bytes lost: the ledger is damaged")


def test_stopped_twice(place):
    question_file(place, 60)
    with served(place, "--delay", str(3000 * SLOW)) as server:
        run = subprocess.Popen([place.misstep, "ask", *COMMAND, "-o", "r", "-q"], cwd=place.folder)
        while server.stats()["requests"] < 16:
            time.sleep(0.01)
        start = time.monotonic()
        run.send_signal(signal.SIGTERM)
        time.sleep(0.3)
        place.check(run.poll() is None, "it did not wait for what was in flight")
        run.send_signal(signal.SIGTERM)
        place.check(run.wait() == INTERRUPTED, f"exit {run.returncode}")
        place.check(time.monotonic() - start < 2.5 * SLOW, "the second signal did not end it")
    with served(place):
        ask(place, samples=1, says="16 requests may have been answered")
        place.check(query(place, "SELECT count(*) FROM attempt WHERE paid='maybe'") == [(16,)], "not all that broke off stand as maybe")
        place.check(states(place) == {("ok", ""): 60}, f"{states(place)}")


def test_keys_anywhere(place):
    """In another language and time zone, with other words in the environment and other limits: the same keys."""
    question_file(place, 5)
    with served(place):
        ask(place, samples=2)
    first, before = place.read("replies.jsonl"), dict(os.environ)
    try:
        os.environ |= {"LC_ALL": "de_DE.UTF-8", "LANG": "tr_TR.UTF-8", "TZ": "Asia/Kathmandu", "LC_NUMERIC": "fr_FR.UTF-8"}
        configure(place, "http://127.0.0.1:1/v1", inflight=3, seconds=77, price_in=5, temperature="'1'")
        ask(place, samples=2, says="10 known before")
    finally:
        os.environ.clear()
        os.environ.update(before)
    place.check(place.read("replies.jsonl") == first, "other replies")


def test_memory(place):
    """64 in flight: what is resident does not grow with the number of answers."""
    if SLOW > 1:
        raise Missing("a sanitizer keeps what was freed")
    sizes = []
    for count in 300, 3000:
        question_file(place, count // SLOW)
        forget(place)
        with served(place, inflight=64):
            run = subprocess.Popen([place.misstep, "ask", *COMMAND, "-o", "r", "-q", "-f"], cwd=place.folder)
            sizes.append(os.wait4(run.pid, 0)[2].ru_maxrss)
            run.returncode = 0
    print(f"resident at most, 64 in flight: {sizes[0]} KiB for 300 answers, {sizes[1]} KiB for 3000")
    place.check(sizes[1] < sizes[0] + 8192, f"memory grows with the answers: {sizes} KiB")


def doctor(place, *options, code=0, says=None, **settings):
    """What the doctor finds: {probe: (weight, found)}, as stored; what was printed."""
    forget(place)
    with served(place, *options, **settings):
        shown = place.run("doctor", "-c", "teacher.yaml", "--ledger", "run.ledger", code=code, says=says).decode()
    with contextlib.suppress(IndexError, ValueError):
        return {row["probe"]: (row["weight"], row["found"]) for row in json.loads(query(place, "SELECT probe FROM teacher")[0][0])}, shown
    return {}, shown


def test_doctor(place):
    found, shown = doctor(place, dialect="vllm", model="little-teacher")
    place.check(len(found) == 16 and all(weight == "good" for weight, _ in found.values()), f"a good server: {found}")
    place.check(all(probe in shown for probe in found) and "all that data and money depend on is honoured" in shown, f"not all is shown: {shown}")
    place.check(found["n"][1].startswith("refused") and found["transport"][1] == "http, to this machine" and found["clock"][1].startswith("the same"),
                f"how it is reached: {found}")
    os.environ["http_proxy"] = "http://user:hidden@127.0.0.1:1"
    try:
        found, shown = doctor(place, "--ignore", "n", model="little-teacher")
    finally:
        del os.environ["http_proxy"]
    place.check("ignored" in found["proxy"][1] and "hidden" not in shown and found["n"][1].startswith("ignored: 1 of 2"), f"a proxy, and n: {found}")
    found, _ = doctor(place, "--faults", "40", "--kinds", "429-said", "--said", "Retry-After:0.1", dialect="vllm", model="little-teacher")
    place.check(found["Retry-After"][1].startswith("'0.1' is read as 100 ms") and all(weight == "good" for weight, _ in found.values()), f"refused for now: {found}")
    found, _ = doctor(place, "--faults", "40", "--kinds", "429-date", dialect="vllm", model="little-teacher")
    place.check("GMT' is read as 0 ms" in found["Retry-After"][1], f"a date that is past: {found}")
    for ignored, probe, weight in [("max_tokens", "max_tokens", "bad"), ("seed", "other seeds", "bad"), ("steady", "same seed", "note"),
                                   ("schema", "json schema", "bad"), ("top_k", "top_k", "note"), ("penalty", "repetition_penalty", "note"),
                                   ("usage", "max_tokens", "bad"), ("echo", "log-probabilities", "note")]:
        found, shown = doctor(place, "--ignore", ignored, dialect="vllm", code=FINDINGS if weight == "bad" else 0)
        place.check(found.get(probe, [""])[0] == weight, f"{ignored} is ignored: {found}")
    found, _ = doctor(place, "--always-stop", "--context", "100", "--reasoning", "reasoning", code=FINDINGS)
    place.check(found["finish_reason"][0] == "note" and found["long prompt"][0] == "bad", f"a server that cuts: {found}")
    place.check(found["thinking"][1] == "in a field of its own" and "top_k" not in found, f"thinking: {found}")
    place.check(doctor(place, "--refuse-long", "5000")[0]["long prompt"] == ("good", "an error (HTTP 400)"), "a long prompt that is refused")
    doctor(place, "--key", "another", code=TEMPORARY, says="HTTP 401")
    configure(place, "http://127.0.0.1:1/v1")
    place.run("doctor", "-c", "teacher.yaml", "--ledger", "run.ledger", code=TEMPORARY, says="not to be had")
    place.run("doctor", "-c", "teacher.yaml", code=USAGE, says="--ledger")


def test_a_proxy(place):
    """To another machine the environment's proxy is used, and doctor says so; nothing else is there to be spoken to."""
    question_file(place, 2)
    with served(place) as server:
        os.environ["http_proxy"] = f"http://user:hidden@127.0.0.1:{server.port}"
        try:
            configure(place, "http://teacher.invalid/v1", allow_http="true")
            shown = place.run("doctor", "-c", "teacher.yaml", "--ledger", "run.ledger").decode()
            ask(place, samples=1)
        finally:
            del os.environ["http_proxy"]
    place.check(f"the environment's is used: 127.0.0.1:{server.port}" in shown and "hidden" not in shown and "http, over the network" in shown, f"shown: {shown}")
    place.check(states(place) == {("ok", ""): 2}, f"{states(place)}")


def batch(place, way, *options, code=0, says=None):
    return place.run("batch", way, *options, "-c", "teacher.yaml", "--ledger", "run.ledger", code=code, says=says)


def result(key, body=None, status=200, error=None):
    response = {"status_code": status, "request_id": "req-" + key[:6], "body": body} if body else None
    return json.dumps({"id": "batch_req_1", "custom_id": key, "response": response, "error": error}) + "\n"


def completion(text, finish="stop"):
    return {"choices": [{"index": 0, "finish_reason": finish, "message": {"role": "assistant", "content": text}}], "model": "m",
            "usage": {"prompt_tokens": 9, "completion_tokens": 5}}


def test_batch(place):
    question_file(place, 6)
    configure(place, "http://127.0.0.1:1/v1", price_out=1000000)
    batch(place, "out", "q.jsonl", "-o", "b.jsonl", says="6 requests out")
    lines = place.rows("b.jsonl")
    place.check(len(lines) == 6 and all(set(line) == {"custom_id", "method", "url", "body"} for line in lines), f"the batch: {lines[:1]}")
    dry = json.loads(place.run("ask", "q.jsonl", "-c", "teacher.yaml", "--ledger", "other.ledger", "-n"))
    place.check(lines[0]["body"] == dry and lines[0]["url"] == "/v1/chat/completions", "another body than online")
    batch(place, "out", "q.jsonl", "-o", "none.jsonl", says="0 requests out")
    ask(place, samples=1)  # nobody listens there: what is out is not asked
    place.check(states(place) == {("open", ""): 6}, f"what is out: {states(place)}")
    keys = [line["custom_id"] for line in lines]
    results = [result(keys[3], completion("three")), result(keys[0], completion("none")), result(keys[1], completion("cut", "length")),
               result(keys[2], {"error": {"message": "no", "type": "x", "code": "bad"}}, 400), result(keys[4], error={"code": "batch_expired", "message": ""}),
               result("0" * 64, completion("whose?"))]
    place.write("results.jsonl", "".join(results))
    batch(place, "in", "results.jsonl", says="2 done, 1 unusable, 1 failed, 1 to be asked again, 1 not of ours")
    batch(place, "in", "results.jsonl", says="known before, 1 not of ours")
    with served(place, price_out=1000000) as server:
        ask(place, samples=1)
        place.check(server.stats()["requests"] == 1, "more was asked online than had expired")
    rows = {row["id"]: (row["state"], row["content"][:5]) for row in place.rows("replies.jsonl")}
    place.check(rows == {"q0": ("ok", "none"), "q1": ("unusable", "cut"), "q2": ("failed", ""), "q3": ("ok", "three"), "q4": ("ok", "I see"),
                         "q5": ("open", "")}, f"replies: {rows}")
    place.check(query(place, "SELECT sum(cost_micro) FROM attempt WHERE paid='yes' AND run='batch'") == [(15,)], "what it cost")
    place.write("late.jsonl", result(keys[5], completion("five")) + "no JSON\n")
    batch(place, "in", "late.jsonl", code=DATA, says="late.jsonl:2: .*1 done|1 done")
    place.write("forged.jsonl", json.dumps({"custom_id": "../../etc", "response": None}) + "\n")
    batch(place, "in", "forged.jsonl", code=DATA, says="custom_id")
    batch(place, "sideways", code=USAGE, says="out, or batch in")


def test_batch_in_parts(place):
    question_file(place, 5)
    configure(place, "http://127.0.0.1:1/v1")
    batch(place, "out", "q.jsonl", "--limit", "3", "-o", "one.jsonl", says="3 requests out; the file is full")
    batch(place, "out", "q.jsonl", "--limit", "3", "-o", "two.jsonl", says="2 requests out")
    one, two = place.rows("one.jsonl"), place.rows("two.jsonl")
    place.check(len({line["custom_id"] for line in one + two}) == 5, "a question twice, or none")
    place.write("bad.jsonl", "{}\n")
    batch(place, "out", "bad.jsonl", "-o", "three.jsonl", code=DATA)
    place.check(not place.has("three.jsonl") and not place.has("three.jsonl.part"), "a file of nothing")
    batch(place, "out", "q.jsonl", "--again", "-o", "all.jsonl", says="5 requests out")
    place.write("results.jsonl", "".join(result(line["custom_id"], completion("late")) for line in one))
    command = [place.misstep, "batch", "in", "results.jsonl", "-c", "teacher.yaml", "--ledger", "run.ledger", "-q"]
    for pause in 0.0, 0.002, 0.005, 0.01:
        run = subprocess.Popen(command, cwd=place.folder)
        time.sleep(pause)
        run.kill()
        run.wait()
    batch(place, "in", "results.jsonl")
    place.check(query(place, "SELECT count(*) FROM attempt WHERE outcome='ok'") == [(3,)], "not each answer once")
    place.check(query(place, "SELECT count(*) FROM request WHERE state='done'") == [(3,)], "an answer was lost")


if __name__ == "__main__":
    run_tests(globals(), __doc__)
