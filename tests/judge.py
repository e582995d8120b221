#!/usr/bin/env python3
"""The judge (misstep teach judge): both orders, what contradicts itself, its biases, its calibration and the gate.

    judge.py MISSTEP [PART OF A NAME]
"""
import contextlib
import json
import os

from place import CONFIG, DATA, FINDINGS, RIGHT, USAGE, WRONG, corpus, row, run_tests
from teacher import forget, query, served

CONFIGS = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "configs")
REASONS = {
    "prose": "not the JSON", "open": "not the JSON", "more": "not the JSON", "unsaid": "not the JSON", "single": "not the JSON",
    "two": "more than one", "control": "control characters", "beyond": "no verdict", "type": "no verdict",
}


def records(place, injectors="calculation,restyle", count=12):
    os.symlink(CONFIGS, place.path("configs"))
    place.write("in.jsonl", corpus(count))
    place.run("inject", "in.jsonl", "-o", "records.jsonl", "-q", "--injectors", injectors)
    return place.rows("records.jsonl")


@contextlib.contextmanager
def judged(place, kind="good", *options, name="wise", **settings):
    """A server that judges, and teacher.yaml with its settings."""
    with served(place, "--verdicts", kind, *options, **settings) as server:
        said = place.read("teacher.yaml").decode().replace("teacher:", "judge:").replace("model: little", f"model: {name}")
        place.write("teacher.yaml", said)
        yield server


def ask(place, *options, files=("records.jsonl",), code=0, says=None):
    place.run("teach", "judge", *files, "-c", "teacher.yaml", "--ledger", "run.ledger", "-o", "v.jsonl", "-f", "--stats", "s.json",
              *options, code=code, says=says)
    return place.rows("v.jsonl") if code == 0 else []


def figures(place, part="verdicts"):
    return json.loads(place.read("s.json"))[part]


def test_pairs(place):
    made = records(place)
    with judged(place) as server:
        rows = ask(place, says="kappa with the labels 1.0000")
        place.check(server.stats()["requests"] == 2 * len(made), "not asked in both orders")
    place.check([r["pair_id"] for r in rows] == [r["id"] for r in made], "other rows than pairs")
    for r in rows:
        control = r["injector"] == "restyle"
        wanted = ("tie", "tie", 0.5, 0.5, 0) if control else ("chosen", "chosen", 1, 0, 1)
        place.check((r["choice"], r["expected"], r["score_chosen"], r["score_rejected"], r["margin"]) == wanted, f"verdict: {r}")
        place.check(r["agrees"] is True and r["control"] == control and r["annotator"] == "wise", f"labels: {r}")
        place.check([c["first"] for c in r["calls"]] == ["chosen", "rejected"], f"orders: {r['calls']}")
        place.check([c["verdict"] for c in r["calls"]] == (["tie", "tie"] if control else ["A", "B"]), f"answers: {r['calls']}")
        place.check(r["rubric"] == "correct-1" and len(r["rubric_hash"]) == 64 and r["kappa"] is None, f"rules: {r}")
        place.check(all(c["judge"]["prompt"] == "judge-pair-1" and c["judge"]["parameters"]["temperature"] == 0 for c in r["calls"]), f"{r}")
    keys = {key for key, in query(place, "SELECT lower(hex(key)) FROM request")}
    place.check({c["judge"]["key"] for r in rows for c in r["calls"]} == keys, "keys of the ledger")
    first = place.read("v.jsonl"), place.read("s.json")
    ask(place, says="sent 0 times")  # nobody listens there any more
    place.check((place.read("v.jsonl"), place.read("s.json")) == first, "other rows from the ledger")
    place.run("filter", "records.jsonl", "--verdicts", "v.jsonl", "-o", "kept.jsonl")
    place.check(len(place.rows("kept.jsonl")) == len(made), "what the judge confirms is left out")


def test_bias(place):
    made = records(place)
    for bias, place_named in (40, "A"), (-40, "B"):
        forget(place)
        with judged(place, "good", "--bias", str(bias)):
            rows = ask(place, says="position bias")
        torn = [r for r in rows if r["choice"] == "inconsistent"]
        place.check(5 < len(torn) < len(made), f"{bias}: {len(torn)} contradict themselves")
        place.check(all({c["verdict"] for c in r["calls"]} == {place_named} and r["margin"] == 0 and r["score_chosen"] == 0.5
                        and r["agrees"] is None for r in torn), f"{bias}: {torn}")
        said = figures(place)
        kept = len(torn) if bias > 0 else 0
        place.check(said["kept_first"]["count"] == kept and said["kept_first"]["of"] == len(torn) and said["position_bias"], f"{said}")
    forget(place)
    with judged(place):
        ask(place)
    place.check(not figures(place)["position_bias"] and figures(place)["kept_first"]["of"] == 0, "bias where there is none")


def test_any_two_answers(place):
    """Only two answers that name the same side let it win; all combinations occur."""
    made, seen = records(place, "calculation", 80), set()
    with judged(place, "drawn"):
        rows = ask(place)
    for r in rows:
        said = tuple(c["verdict"] for c in r["calls"])
        wanted = "unusable" if "" in said else {("A", "B"): "chosen", ("B", "A"): "rejected", ("tie", "tie"): "tie"}.get(said, "inconsistent")
        scores = {"chosen": (1, 0, 1), "rejected": (0, 1, -1), "unusable": (None, None, None)}.get(wanted, (0.5, 0.5, 0))
        agrees = {"chosen": True, "rejected": False}.get(wanted)
        place.check((r["choice"], r["agrees"]) == (wanted, agrees), f"{said}: {r['choice']}, {r['agrees']}")
        place.check((r["score_chosen"], r["score_rejected"], r["margin"]) == scores, f"{said}: {r}")
        seen.add(said)
    place.check(len(seen) == 16 and len(made) == 80, f"answers seen: {seen}")
    outcomes = figures(place)["by_author"]["none"]["outcomes"]
    place.check(outcomes == {name: sum(r["choice"] == name for r in rows) for name in outcomes}, f"{outcomes}")


def test_steps(place):
    made = records(place)
    with judged(place):
        rows = ask(place, "--ask", "steps", says="kappa with the labels 1.0000")
        place.check(len(rows) == len(made) + 12, f"{len(rows)} solutions")
        place.run("score", "v.jsonl", "--against", "records.jsonl", "-o", "score.json", "-q")
        scored = json.loads(place.read("score.json"))["files"][0]
        place.check(scored["f1"] == 1 and scored["not_labelled"] == scored["without_answer"] == 0, f"as predictions: {scored}")
        for r in rows:
            place.check(r["first_error"] == r["expected_first_error"] and r["agrees"] is True, f"{r}")
            place.check(r["score"] == (1 if r["first_error"] < 0 else r["first_error"] / 2), f"score: {r}")
            place.check(len(r["calls"]) == 1 and r["calls"][0]["judge"]["prompt"] == "judge-steps-1", f"{r}")
        place.check({r["choice"] for r in rows} == {"has an error", "all correct"}, "no clean solution was asked about")
    forget(place)
    with judged(place, "good", "--bias", "50"):
        ask(place, "--ask", "steps", says="errors missed")
    place.check(figures(place)["by_author"]["none"]["findings"]["missed"] > 2, f"{figures(place)}")


def test_without_labels(place):
    records(place, count=1)
    place.write("s.jsonl", RIGHT + WRONG)
    with judged(place):
        rows = ask(place, "--ask", "steps", files=["s.jsonl"], says="without a label 2")
        place.check([(r["id"], r["first_error"], r["score"]) for r in rows] == [("right", -1, 1), ("wrong", 0, 0)], f"{rows}")
        place.check(all(r["expected"] is r["expected_first_error"] is r["agrees"] is None for r in rows), f"{rows}")
        place.check(figures(place)["kappa"] is None, "agreement with no labels")
        place.check(ask(place, files=["s.jsonl"]) == [], "pairs of one side")


def test_no_verdicts(place):
    records(place, count=2, injectors="calculation")
    for kind, reason in REASONS.items():
        for what in "pairs", "steps":
            forget(place)
            with judged(place, kind):
                rows = ask(place, "--ask", what)
            place.check(rows and all(r["choice"] == "unusable" and r["agrees"] is None for r in rows), f"{kind}, {what}: {rows}")
            place.check(all(reason in c["unusable"] and not c["verdict"] for r in rows for c in r["calls"]), f"{kind}, {what}: {rows}")
            place.check(all(r.get("margin", r.get("score", 0)) is None for r in rows), f"{kind}, {what}: a score of nothing")
            counts = figures(place)["unusable"]
            place.check(sum(counts.values()) == sum(len(r["calls"]) for r in rows), f"{kind}, {what}: {counts}")
    for kind in "fenced", "set":
        forget(place)
        with judged(place, kind):
            rows = ask(place)
        place.check(all(r["choice"] == "chosen" for r in rows), f"{kind}: {rows}")
    forget(place)
    with judged(place, "thought"):  # thoughts are no answer
        place.check(all(r["choice"] == "unusable" for r in ask(place)), "a verdict from a thought")
    forget(place)
    with judged(place, "good", "--always-stop", max_tokens=4):
        place.check(all("no whole answer" in c["unusable"] for r in ask(place) for c in r["calls"]), "a cut answer")
    forget(place)
    with judged(place, "good", "--faults", "60"):
        place.check(all(r["choice"] == "chosen" for r in ask(place)), "through faults")


def golden(place, made, wrong=0):
    """Rows as of audit-import --golden; of the first `wrong` the label is not what a judge will find."""
    faulty = [r for r in made if r["injector"] == "calculation"]
    lines = [{"id": f"g{i}", "problem": r["problem"], "steps": r["bad_steps"] if i % 2 else r["steps"],
              "label": (r["first_error"] if i % 2 else -1) if i >= wrong else 1 - max(r["first_error"] if i % 2 else 0, 0),
              "rubric": "v1", "annotators": 2} for i, r in enumerate(faulty)]
    place.write("golden.jsonl", "".join(json.dumps(line) + "\n" for line in lines))
    return lines


def test_gate(place):
    made = records(place)
    lines = golden(place, made)
    with judged(place) as server:
        rows = ask(place, "--ask", "steps", "--golden", "golden.jsonl", says="golden set")
        place.check(all(r["kappa"] == 1 and r["golden"] == "golden" for r in rows), f"{rows[0]}")
        place.check(figures(place, "golden")["items"] == len(lines), f"{figures(place, 'golden')}")
        forget(place)
        golden(place, made, wrong=6)
        os.remove(place.path("v.jsonl"))
        before = server.stats()["requests"]
        ask(place, "--ask", "steps", "--golden", "golden.jsonl", code=FINDINGS, says="nothing was written")
        place.check(not place.has("v.jsonl"), "verdicts of a judge that is not good enough")
        place.check(server.stats()["requests"] - before == len(lines), "verdicts were paid for although the golden set said no")
        ask(place, "--ask", "steps", "--golden", "golden.jsonl", "--min-kappa", "0.1", says="golden set")
        ask(place, "--ask", "steps", "--set", "judge.golden=golden.jsonl", "--set", "judge.min_kappa=0.9", code=FINDINGS)
        ask(place, "--golden", "golden.jsonl", code=FINDINGS, says="not defined")  # no pairs in it
        rows = ask(place, "--golden", "records.jsonl", says="golden set")
        place.check(all(r["kappa"] == 1 for r in rows), "pairs calibrated on pairs")
        alike, longer = figures(place)["alike_agreed"], figures(place)["longer"]
        place.check(alike["count"] == alike["of"] == len(made) and longer["of"] < len(made), f"lengths: {alike}, {longer}")
    forget(place)
    with judged(place, "good", "--bias", "100"):
        ask(place, "--golden", "records.jsonl", code=FINDINGS, says="kappa with the golden set is 0.0000, not above 0.6000")


def test_self(place):
    records(place, count=1)
    line = json.loads(row("own", ["They fill 3 * 8 = 25 jars."], "24", "3 friends fill 8 jars each. How many?"))
    own = [line | {"id": f"own{i}", "first_error": 0, "generator": name} for i, name in enumerate(["wise", "wise@2", "little", "wiser"])]
    place.write("own.jsonl", "".join(json.dumps(o | {"problem": o["problem"] + " " * i}) + "\n" for i, o in enumerate(own)))
    with judged(place) as server:
        ask(place, "--ask", "steps", files=["own.jsonl"], code=DATA, says="own0 was written by wise, which is the judge")
        place.check(server.stats()["requests"] == 0, "asked all the same")
        rows = ask(place, "--ask", "steps", "--force-self", files=["own.jsonl"], says=["self-preference", "of its own: 0 of 2"])
        place.check([r["authors"] for r in rows] == [["wise"], ["wise@2"], ["little"], ["wiser"]], f"{rows}")
        place.check(figures(place)["by_author"]["chosen"]["preferred_wrongly"]["of"] == 2, f"{figures(place)}")
        pair = {"id": "p", "prompt": "Add 2 and 3.", "chosen": "2 + 3 = 5.", "rejected": "2 + 3 = 6.", "rejected_model": "wise"}
        place.write("pair.jsonl", json.dumps(pair) + "\n" + json.dumps(pair | {"prompt": "Add 2 to 3.", "rejected_model": "x"}) + "\n")
        ask(place, files=["pair.jsonl"], code=DATA, says="which is the judge")
        rows = ask(place, "--force-self", files=["pair.jsonl"], says="where it wrote the rejected side: 0 of 1")
        place.check([r["authors"] for r in rows] == [["", "wise"], ["", "x"]], f"{rows}")


def test_own_slips(place):
    records(place, count=3)
    with served(place, "--slips", "good"):
        place.run("teach", "inject", "in.jsonl", "-c", "teacher.yaml", "--ledger", "run.ledger", "-o", "slips.jsonl", "--injectors", "calculation")
    with judged(place, name="little"):
        ask(place, files=["slips.jsonl"], code=DATA, says="little, which is the judge")
        rows = ask(place, "--force-self", files=["slips.jsonl", "records.jsonl"], says=["wrote neither side", "wrote the rejected side"])
        place.check(["", "little"] in [r["authors"] for r in rows], f"{rows}")


def test_usage(place):
    records(place, count=2)
    place.write("teacher.yaml", "judge:\n  base_url: http://127.0.0.1:1/v1\n  model: wise\n")
    line = ["teach", "judge", "records.jsonl", "-c", "teacher.yaml", "--ledger", "run.ledger"]
    asked = json.loads(place.run(*line, "-n", "--golden", "records.jsonl", "--limit", "1", says="10 questions, at worst"))
    text = json.dumps(asked["messages"])
    place.check("Solution B" in text and "not told" in text and "Order, length, style" in text, f"a dry run: {asked}")
    asked = json.loads(place.run(*line, "-n", "--ask", "steps", "--set", "judge.reference=true"))
    place.check("Step 1: They fill" in json.dumps(asked) and "not told" not in json.dumps(asked), f"a dry run: {asked}")
    place.run(*line, code=USAGE, says="name an output")
    place.run(*line, "-o", "v.jsonl", "--ask", "page", code=USAGE, says="there are")
    place.run(*line, "-o", "v.jsonl", "--min-kappa", "2", code=USAGE, says="from 0 to 1")
    place.run(*line, "-o", "v.jsonl", "--set", "judge.rubric=nowhere.txt", code=None, says="nowhere.txt")
    place.write("empty.txt", " \n")
    place.run(*line, "-o", "v.jsonl", "--set", "judge.rubric=empty.txt", code=CONFIG, says="an empty file")
    place.run("teach", "judge", "-", *line[3:], "-o", "v.jsonl", code=USAGE, says="read twice")
    place.run("teach", "--help")


if __name__ == "__main__":
    run_tests(globals(), __doc__)
