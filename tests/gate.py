#!/usr/bin/env python3
"""What verdicts of people do: records that they reject are left out, and what they do not agree on is not exported.

    gate.py MISSTEP [PART OF A NAME]
"""
import json
import shutil

from people import records
from place import DATA, FINDINGS, NO_INPUT, USAGE, run_tests


def said_of(place, votes, kappa=0.8):
    """Verdicts: {record id: what each person thought}."""
    place.write("v.jsonl", "".join(json.dumps({"pair_id": n, "agrees": a, "kappa": kappa}) + "\n" for n, of in votes.items() for a in of))


def test_filter_takes_verdicts(place):
    names = list(records(place, 12))
    said_of(place, {names[0]: [True, True], names[1]: [True, False], names[2]: [True, True, False], names[3]: [None], names[4]: [False]})
    place.run("filter", "records.jsonl", "--verdicts", "v.jsonl", "-o", "kept.jsonl", says=r"rejected +2\n.*kept +\d+ of")
    place.check([r["id"] for r in place.rows("kept.jsonl")] == [n for n in names if n not in (names[1], names[4])], "rejected records stay")
    place.run("filter", "records.jsonl", "--verdicts", "v.jsonl", "--disputed", "-o", "strict.jsonl")
    place.check([r["id"] for r in place.rows("strict.jsonl")] == [n for n in names if n not in names[1:3] + [names[4]]], "disputed records stay")
    place.run("filter", "records.jsonl", "--verdicts", "v.jsonl", "--marks", "marks.jsonl", "-o", "kept.jsonl", "-f")
    marks = {r["id"]: r["people"] for r in place.rows("marks.jsonl")}
    place.check(marks == {names[0]: "confirmed", names[1]: "rejected", names[2]: "disputed", names[4]: "rejected"}, f"{marks}")
    place.run("audit", "kept.jsonl")
    place.run("filter", "records.jsonl", "--verdicts", "in.jsonl", "-o", "x.jsonl", code=DATA, says="no verdict that audit-import wrote")
    place.run("filter", "records.jsonl", "--verdicts", "none.jsonl", "-o", "x.jsonl", code=NO_INPUT)
    place.check(not place.has("x.jsonl"), "an output in spite of the error")


def test_gate_of_export(place):
    names = list(records(place, 12))

    def export(*options, code=0, says=None):
        place.run("export", "records.jsonl", "--verdicts", "v.jsonl", *options, "-o", "data", "-f", code=code, says=says)
        place.check(place.has("data/trl-dpo/train.jsonl") == (code == 0), f"{options}: written, or not")
        if code == 0:
            made = json.loads(place.read("data/export.json"))
            shutil.rmtree(place.path("data"))
            return made["people"]

    good = {names[0]: [True, True], names[1]: [True, True, False], names[2]: [None]}
    said_of(place, good)
    place.check(export("--min-kappa", "0.8") == {"verdicts": "v.jsonl", "kappa": 0.8, "min_kappa": 0.8, "confirmed": 1, "disputed": 1}, "export.json says something else")
    export("--min-kappa", "0.8001", code=FINDINGS, says="kappa is 0.8000, below")
    export("--injectors", "calculation")
    for kappa in None, 0.5999, -0.2:
        said_of(place, good, kappa)
        export(code=FINDINGS, says="kappa is (not defined|0.5999|-0.2000), below")
    place.write("v.jsonl", "")
    export("--min-kappa", "0", code=FINDINGS, says="not defined")
    said_of(place, {"of-0": [True]})
    export(code=DATA, says="none of the records that it is about")
    said_of(place, {**good, "of-0": [True], "of-1": [False], "of-2": [True, False, True]})
    export(code=DATA, says="of 2 records that people confirmed 1 are not among these")
    said_of(place, {**good, names[3]: [True, False]})
    export(code=FINDINGS, says="people rejected 1 of these records")
    place.run("filter", "records.jsonl", "--verdicts", "v.jsonl", "-o", "kept.jsonl", "-q")
    place.run("export", "kept.jsonl", "--verdicts", "v.jsonl", "--hub", "-o", "hub", "-q")
    place.check("agree with 1 records, and differ on 1, with a Cohen's kappa of 0.8000" in place.read("hub/README.md").decode(), "the card does not say it")
    place.run("export", "records.jsonl", "--min-kappa", "0.6", "-o", "data", code=USAGE, says="goes with --verdicts")
    place.run("export", "records.jsonl", "--verdicts", "v.jsonl", "--min-kappa", "2", "-o", "data", code=USAGE, says="from 0 to 1")
    place.run("export", "records.jsonl", "--verdicts", "none.jsonl", "-o", "data", code=NO_INPUT)


def test_gate_of_convert(place):
    """Of pairs by principles, as audit-export --preference shows them."""
    rows = [{"id": f"r/{p}-1", "prompt": "What is 2 + 3?", "chosen": "2 + 3 = 5.", "rejected": "5", "principle": p, "round": 1} for p in ("clarity", "brevity")]
    place.write("pairs.jsonl", "".join(json.dumps(r) + "\n" for r in rows))
    for votes, kappa, code, says in (([True], 0.8, 0, None), ([True], 0.5, FINDINGS, "kappa is 0.5000, below"), ([False], 0.8, FINDINGS, "people rejected 1")):
        said_of(place, {rows[0]["id"]: votes}, kappa)
        place.run("convert", "pairs.jsonl", "--to", "trl-dpo", "--verdicts", "v.jsonl", "-o", "dpo.jsonl", "-f", code=code, says=says)
        place.run("convert", "pairs.jsonl", "--to", "trl-dpo", "--split-by", "principle", "--verdicts", "v.jsonl", "-o", f"dpo-{votes[0]}-{kappa}", "-q", code=code)
        place.check(place.has(f"dpo-{votes[0]}-{kappa}/brevity.jsonl") == (code == 0), f"{votes}: written, or not")
    place.run("filter", "pairs.jsonl", "--verdicts", "v.jsonl", "-o", "kept.jsonl", "-q")
    place.run("convert", "kept.jsonl", "--to", "trl-dpo", "--verdicts", "v.jsonl", "-o", "kept-dpo.jsonl", code=DATA, says="none of the records that it is about")


def test_gate_of_run(place):
    """What people rejected of a first run stays out of the second, which ends where they agree too little."""
    records(place, 12)
    place.write("c.yaml", "input:\n  files: [in.jsonl]\nexport:\n  formats: [trl-prm]\n")
    place.run("run", "c.yaml", "-o", "first", "-q")
    names = [r["id"] for r in place.rows("first/records.jsonl")]
    said_of(place, {names[0]: [True], names[1]: [False]})
    second = ["run", "c.yaml", "--set", "export.verdicts=v.jsonl", "-o", "second", "-q"]
    place.run(*second, "--set", "export.min_kappa=0.9", code=FINDINGS, says="kappa is 0.8000, below")
    place.check(not place.has("second/export/export.json") and not place.has("second/manifest.json"), "a run goes on behind a shut gate")
    place.run(*second, "-f")
    place.check([r["id"] for r in place.rows("second/checked.jsonl")] == names[:1] + names[2:], "a rejected record is exported")
    place.check({r["id"]: r["people"] for r in place.rows("second/people.jsonl")} == {names[0]: "confirmed", names[1]: "rejected"}, "what people said")
    place.check(json.loads(place.read("second/export/export.json"))["people"]["confirmed"] == 1, "export.json")


if __name__ == "__main__":
    run_tests(globals(), __doc__)
