#!/usr/bin/env python3
"""The careless student (misstep teach inject) against a teacher whose slips are good, or wrong in every way there is.

    careless.py MISSTEP [PART OF A NAME]
"""
import json
import os

from place import OTHER, RIGHT, USAGE, corpus, row, run_tests
from teacher import forget, query, served

PROMPTS = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "configs")
ARGUMENTS = ["teach", "inject", "s.jsonl", "-c", "teacher.yaml", "--ledger", "run.ledger", "-o", "r.jsonl", "-f"]
REASONS = {
    "prose": "the answer is not the JSON", "open": "the answer is not the JSON", "single": "the answer is not the JSON",
    "fewer": "the answer is not the JSON", "two": "more than one JSON object", "type": "another type of error",
    "control": "control characters", "absent": "changed_from does not stand", "often": "more than once", "same": "nothing is changed",
    "unsaid": "changed_to does not stand", "give-away": "give the error away", "much": "too much of the step",
    "more": "more is changed than the slip", "far": "no slip of the type", "word": "no slip of the type",
}


def teach(place, kind, *options, solutions=OTHER, arguments=("--injectors", "calculation"), **settings):
    """What was certified, what was not."""
    place.write("s.jsonl", solutions)
    with served(place, "--slips", kind, *options, **settings):
        place.run(*ARGUMENTS, *arguments)
    return place.rows("r.jsonl"), place.rows("r.jsonl.uncertified.jsonl")


def link_prompts(place):
    os.symlink(PROMPTS, place.path("configs"))


def test_slips_become_records(place):
    link_prompts(place)
    for kind in "good", "fenced":
        records, others = teach(place, kind, solutions=RIGHT + OTHER + corpus(5), arguments=())
        place.check(len(records) > 8, f"{kind}: {len(records)} records, {others}")
        place.check({r["injector"] for r in records} == {"calculation", "context_value", "relation"}, f"{kind}: {[r['injector'] for r in records]}")
        place.run("audit", "r.jsonl", says="0 failed")
        keys = {key for key, in query(place, "SELECT lower(hex(key)) FROM request")}
        for record in records:
            hands = json.loads(record["teacher"])
            told = hands["error"]
            place.check(list(hands) == ["error"] and told["name"] == "little" and told["prompt"] == "careless-1" and told["key"] in keys and
                        {"temperature", "seed", "max_tokens", "response_format"} <= set(told["parameters"]), f"teacher: {record['teacher']}")
    other = next(r for r in records if r["source_id"] == "other")
    place.check(other["bad_steps"] == ["There are 9 + 5 = 16 nets.", "A boat gets 16 / 2 = 8 nets."], f"carried on: {other['bad_steps']}")
    wrong = {r["source_id"]: r["bad_steps"] for r in records if r["injector"] == "context_value"}
    followed, _ = teach(place, "followed", solutions=corpus(5), arguments=("--injectors", "context_value"))
    place.check(followed and all(wrong[r["source_id"]] == r["bad_steps"] for r in followed), f"consequences drawn: {followed}")
    records, _ = teach(place, "good", solutions=RIGHT + OTHER + corpus(5), arguments=())
    first = place.read("r.jsonl"), place.read("r.jsonl.uncertified.jsonl")
    place.run(*ARGUMENTS, says="sent 0 times")  # nobody listens there any more
    place.check((place.read("r.jsonl"), place.read("r.jsonl.uncertified.jsonl")) == first, "other rows from the ledger")


def test_every_refusal(place):
    link_prompts(place)
    for kind, reason in REASONS.items():
        forget(place)
        records, others = teach(place, kind)
        place.check(not records, f"{kind}: certified {records}")
        place.check(len(others) == 1 and reason in others[0]["reason"], f"{kind}: {others}")
        place.check(others and others[0]["answer"] and others[0]["injector"] == "calculation", f"{kind}: what was answered is not kept")


def test_what_certify_refuses(place):
    link_prompts(place)
    problem = "Rob has 9 nets and buys 5 more for his 2 boats on day 9. How many nets does a boat get?"
    told = json.loads(OTHER)
    records, others = teach(place, "good", solutions=row("told", told["steps"], "7", problem))
    place.check(not records and [o["reason"] for o in others] == ["the new value coincides with a known one"], f"a value of the problem: {records} {others}")


def test_answers_that_are_none(place):
    link_prompts(place)
    records, others = teach(place, "good", "--always-stop", max_tokens=4)
    place.check(not records and [o["reason"] for o in others] == ["no whole answer: truncated"], f"{records} {others}")
    forget(place)
    records, others = teach(place, "good", "--faults", "60")
    place.check(len(records) == 1, f"through faults: {records} {others}")


def test_usage(place):
    link_prompts(place)
    place.write("s.jsonl", OTHER)
    place.write("teacher.yaml", "teacher:\n  base_url: http://127.0.0.1:1/v1\n  model: little\n")
    asked = json.loads(place.run(*ARGUMENTS, "-n", "--injectors", "calculation", says="1 questions, at worst"))
    place.check("There are 9 + 5 = 14 nets." in json.dumps(asked["messages"]) and not place.has("r.jsonl"), f"a dry run: {asked}")
    place.run(*ARGUMENTS, "--injectors", "restyle", code=USAGE, says="no error that a teacher could be asked for")
    place.run(*ARGUMENTS, "--injectors", "calculate", code=USAGE, says="calculation")
    place.run(*ARGUMENTS[:-2], "-", code=USAGE, says="--uncertified")
    place.run("teach", "inject", "-", *ARGUMENTS[3:], code=USAGE, says="read twice")


if __name__ == "__main__":
    run_tests(globals(), __doc__)
