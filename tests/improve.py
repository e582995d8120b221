#!/usr/bin/env python3
"""Pairs by principles (misstep teach improve, teach revise) from teachers whose answers are good, or wrong in every way there is.

    improve.py MISSTEP [PART OF A NAME]
"""
import json
import os

from careless import link_prompts
from place import CONFIG, DATA, OTHER, RIGHT, USAGE, corpus, row, run_tests
from teacher import forget, query, served

COMMON = ["-c", "teacher.yaml", "--ledger", "run.ledger", "-o", "r.jsonl", "-f"]
SAYS = "As the problem states, "
WRONG = row("wrong", ["He has 9 - 2 = 8 pens left."], "7", "Ben has 9 pens and loses 2. How many has he?")
IMPROVED = {
    "same": {"overlap"}, "long": {"overshoot"}, "invent": {"answer_lost", "figures_invented"}, "lost": {"answer_lost"},
    "false": {"answer_lost", "false_step"}, "number": {"answer_lost"}, "humble": {"says_no_delta"}, "warns": {"says_unusable"},
    "redirect": {"redirected"}, "fewer": {"not_as_asked"}, "more": {"not_as_asked"}, "changes": {"not_as_asked"},
    "control": {"control_characters"}, "neq": {"control_characters"}, "empty": {"not_as_asked"}, "prose": {"not_as_asked"},
    "two": {"several_objects"}, "single": {"not_as_asked"}, "open": {"not_as_asked"},
}
REVISED = {
    "none": {"no_violation"}, "step": {"no_such_step"}, "zero": {"no_such_step"}, "quote": {"quote_not_in_step"},
    "blank": {"quote_not_in_step"}, "many": {"not_as_asked"}, "fewer": {"not_as_asked"}, "control": {"control_characters"},
    "prose": {"not_as_asked"}, "two": {"several_objects"}, "same": {"nothing_changed"}, "invents": {"figures_invented"},
    "falsifies": {"false_step"}, "unproves": {"step_proved_no_longer"}, "uncited": {"uncited_step_changed"},
    "renumbers": {"not_as_asked"}, "drops": {"not_as_asked"}, "talks": {"not_as_asked"},
}


def teach(place, verb, kind, *options, responses=RIGHT, arguments=("--principles", "justified"), says=None, **settings):
    """What is usable, what is not."""
    place.write("s.jsonl", responses)
    forget(place)
    with served(place, "--amends", kind, *options, **settings):
        place.run("teach", verb, "s.jsonl", *COMMON, *arguments, says=says)
    return place.rows("r.jsonl"), place.rows("r.jsonl.unusable.jsonl")


def test_time(place):
    """How long an answer took is told if asked for, from the ledger, and comes as far as the pair files."""
    link_prompts(place)
    pairs, _ = teach(place, "improve", "fenced")
    place.check(not any("milliseconds" in p["teacher"] for p in pairs), "times although nobody asked")
    timed = [*COMMON, "--principles", "justified", "--set", "teach.timing=true"]
    place.run("teach", "improve", "s.jsonl", *timed, says="sent 0 times")
    first, pair = place.read("r.jsonl"), place.rows("r.jsonl")[0]
    took = query(place, "SELECT max((ended - started) / 1000, 1) FROM attempt WHERE paid = 'yes'")[0][0]
    place.check(pair["teacher"]["milliseconds"] == took > 0, f"{pair['teacher']}, not {took}")
    place.run("teach", "improve", "s.jsonl", *timed)
    place.check(place.read("r.jsonl") == first, "other times from the same ledger")
    place.run("convert", "r.jsonl", "--to", "pair-files", "-o", "files", "-q")
    made = json.loads(place.read("files/pair-files/train/00001/" + os.listdir(place.path("files/pair-files/train/00001"))[0]))
    told = made["chosen_trace"]["metadata"]["milliseconds"], made["rejected_trace"]["metadata"]["milliseconds"], made["pair_annotations"]["revision_milliseconds"]
    place.check(told == (took, -1, took), f"pair files say {told}, not {took}")


def test_better_responses_become_pairs(place):
    link_prompts(place)
    pairs, others = teach(place, "improve", "fenced", responses=RIGHT + OTHER + corpus(2), arguments=("--stats", "sums.json"))
    place.check(len(pairs) == 24 and not others, f"{len(pairs)} pairs, {others}")
    pair, keys = pairs[0], {key for key, in query(place, "SELECT lower(hex(key)) FROM request")}
    place.check(pair["rejected"] == "\n".join(json.loads(RIGHT)["steps"]) and pair["chosen"].startswith(SAYS), f"sides: {pair}")
    place.check(pair["id"] == "right/justified-1" and pair["principle"] == "justified" and pair["round"] == 1, f"names: {pair}")
    place.check(pair["usable"] is True and pair["why"] == [] and pair["meaningful_delta"] is True and pair["training_usable"] is True and
                pair["principle_addressed"] == "justified" and pair["decision_basis"] and pair["delta_description"] and
                pair["incidental_changes"] == [{"dimension": "length", "change": "longer", "intentional": False}], f"words: {pair}")
    place.check(0.8 < pair["overlap"] < 0.82 and 1.47 < pair["length"] < 1.48 and pair["figures"] == [], f"measures: {pair}")
    place.check((pair["chosen_model"], pair["rejected_model"]) == ("little", ""), f"authors: {pair}")
    told = pair["teacher"]
    place.check(told["name"] == "little" and told["prompt"] == "improve-1" and told["key"] in keys and told["fingerprint"] == "fp-1" and
                told["parameters"]["max_tokens"] and pair["principles"]["version"] == "1", f"provenance: {told}")
    sums = json.loads(place.read("sums.json"))
    place.check(sums["usable"] == 24 and sums["unusable"] == 0 and sums["principles"]["concise"] == {"usable": 4, "unusable": 0, "no_violation": 0},
                f"sums: {sums}")
    first = place.read("r.jsonl")
    place.run("teach", "improve", "s.jsonl", *COMMON, says="sent 0 times")  # nobody listens there any more
    place.check(place.read("r.jsonl") == first, "other rows from the ledger")


def test_every_refusal_of_a_better_response(place):
    link_prompts(place)
    for kind, why in IMPROVED.items():
        pairs, others = teach(place, "improve", kind, says="1 of 1 pairs are unusable, more than 50 %")
        place.check(not pairs and len(others) == 1 and why <= set(others[0]["why"]), f"{kind}: {pairs} {others}")
        place.check(others and others[0]["said"][0] and others[0]["usable"] is False, f"{kind}: what was answered is not kept")


def test_figures_from_nowhere(place):
    link_prompts(place)
    for sentence, figures in [
            ("There are 37 of them.", ["37"]), ("There are ninety-one of them.", ["ninety-one"]), ("There are ten of them.", []),
            ("We know that 99 * 2 = 198.", ["99", "198"]), ("So 24 = 20 + 4, and half of that is 12.", []),
            ("In a week of 7 days they fill 168 jars.", []), ("1. First we count.\n2. Then we sell, as in step 17.", []),
            ("A jar is worth $0.35 or 35 cents.", ["0.35", "35"]), ("They are 61 %, and 100 - 61 = 39 % are left.", ["61 %", "61", "39 %"])]:
        pairs, others = teach(place, "improve", "also:" + sentence)
        found = [pair["figures"] for pair in pairs + others]
        place.check(found == [figures], f"{sentence}: {found}")


def test_every_refusal_of_a_revision(place):
    link_prompts(place)
    for kind, why in REVISED.items():
        pairs, others = teach(place, "revise", kind, says=None if kind == "none" else "more than 50 %")
        place.check(not pairs and len(others) == 1 and why <= set(others[0]["why"]), f"{kind}: {pairs} {others}")
        place.check(others and others[0]["said"], f"{kind}: what was answered is not kept")


def test_revisions_and_rounds(place):
    link_prompts(place)
    pairs, others = teach(place, "revise", "twice", responses=RIGHT + OTHER, arguments=("--principles", "clear", "--rounds", "4"))
    place.check([p["id"] for p in pairs] == ["right/clear-1", "right/clear-2", "other/clear-1", "other/clear-2"], f"{pairs}")
    place.check([o["why"] for o in others] == [["no_violation"]] * 2 and [o["round"] for o in others] == [3, 3], f"the end: {others}")
    place.check(pairs[1]["rejected"] == pairs[0]["chosen"] and pairs[1]["chosen"].startswith(SAYS + SAYS), f"a round goes on: {pairs[1]}")
    place.check(pairs[0]["violations"] == [{"step": 0, "quote": "They fill 3", "reason": "It does not say why."}], f"{pairs[0]}")
    place.check(pairs[0]["critic"]["prompt"] == "critique-1" and pairs[0]["teacher"]["prompt"] == "revise-1", f"{pairs[0]}")
    first = place.read("r.jsonl"), place.read("r.jsonl.unusable.jsonl")
    said = ["sent 0 times", "2 responses .* 4 pairs usable, 0 not: no_violation 2"]
    place.run("teach", "revise", "s.jsonl", *COMMON, "--principles", "clear", "--rounds", "4", says=said)
    place.check((place.read("r.jsonl"), place.read("r.jsonl.unusable.jsonl")) == first, "other rows from the ledger")


def test_what_is_wrong_may_be_corrected_and_must_not_stay(place):
    link_prompts(place)
    pairs, _ = teach(place, "revise", "corrects", responses=WRONG)
    place.check([(p["chosen"], p["rejected_answer"], p["chosen_answer"]) for p in pairs] ==
                [(SAYS + "He has 9 - 2 = 7 pens left.", "refuted", "proved")], f"{pairs}")
    for verb in "revise", "improve":
        pairs, others = teach(place, verb, "good", responses=WRONG)
        place.check(not pairs and {"answer_wrong"} <= set(others[0]["why"]), f"{verb}: {pairs} {others}")
        place.check({"false_step", "false_step_stays"} & set(others[0]["why"]), f"{verb}: {others}")


def test_texts_keep_their_layout(place):
    link_prompts(place)
    text = "Step 1: They fill 3 * 8 = 24 jars.\n\nStep 2: Then 24 - 4 = 20 jars are left.\n\n#### 20\n"
    told = json.loads(RIGHT)
    response = json.dumps({"id": "text", "problem": told["problem"], "solution": text, "answer": "20"}) + "\n"
    pairs, others = teach(place, "revise", "spaced", responses=response, arguments=("--principles", "clear", "--by", "paragraphs"))
    place.check([p["rejected"] for p in pairs] == [text.strip()], f"{pairs} {others}")
    place.check(pairs and pairs[0]["chosen"] == text.strip().replace("Step 1: ", "Step 1: " + SAYS), f"{pairs}")
    _, others = teach(place, "revise", "splits", responses=response, arguments=("--principles", "clear", "--by", "lines"))
    place.check([o["why"] for o in others] == [["other_steps"]], f"a step in two lines: {others}")


def test_without_a_reference(place):
    link_prompts(place)
    told = json.loads(RIGHT)
    bare = json.dumps({"id": "bare", "problem": told["problem"], "steps": told["steps"]}) + "\n"
    pairs, _ = teach(place, "improve", "good", responses=bare)
    place.check(len(pairs) == 1 and "answer" not in pairs[0], f"{pairs}")
    _, others = teach(place, "improve", "lost", responses=bare)
    place.check([o["why"] for o in others] == [["answer_lost"]], f"{others}")


def test_pairs_go_on(place):
    link_prompts(place)
    pairs, others = teach(place, "improve", "good", responses=RIGHT + OTHER, arguments=("--principles", "clear,concise", "--rounds", "2"))
    place.check(len(pairs) == 8 and not others, f"{pairs} {others}")
    place.run("convert", "r.jsonl", "--to", "trl-dpo", "--with", "principle", "-o", "dpo.jsonl")
    rows = place.rows("dpo.jsonl")
    place.check([(r["principle"], r["round"]) for r in rows] == [(p["principle"], p["round"]) for p in pairs], f"columns: {rows}")
    place.check([list(r) for r in rows] == [["prompt", "chosen", "rejected", "principle", "round"]] * 8, f"keys: {rows}")
    place.run("lint", "dpo.jsonl", "--format", "trl-dpo")
    place.run("convert", "dpo.jsonl", "--to", "trl-dpo", "--with", "principle", "-o", "again.jsonl")
    place.check(place.read("dpo.jsonl") == place.read("again.jsonl"), "read and written again")
    place.run("convert", "r.jsonl", "--to", "trl-rm", "--split-by", "principle", "-o", "parts")
    place.check(len(place.rows("parts/clear.jsonl")) == len(place.rows("parts/concise.jsonl")) == 4, "a file for each principle")
    place.run("convert", "r.jsonl", "--to", "trl-rm", "--split-by", "injector", "-o", "parts", code=USAGE, says="principle")
    place.run("convert", "r.jsonl", "--to", "trl-rm", "--split-by", "principle", code=USAGE, says="a folder")
    place.run("convert", "-", "--to", "trl-rm", "--split-by", "principle", "-o", "parts", stdin=place.read("r.jsonl"), code=USAGE, says="not -")
    place.write("odd.jsonl", json.dumps({"prompt": "Why?", "chosen": "So.", "rejected": "No.", "principle": "../x"}) + "\n")
    place.run("convert", "odd.jsonl", "--to", "trl-rm", "--split-by", "principle", "-o", "odd", code=DATA, says="name a file")
    place.run("audit-export", "r.jsonl", "--tool", "potato", "--preference", "-o", "audit", "--n", "2")
    place.check({k["injector"] for k in place.rows("audit-key.jsonl")} <= {"clear", "concise"} and len(place.rows("audit-key.jsonl")) == 2, "the key")
    teach(place, "improve", "same")
    place.run("convert", "r.jsonl.unusable.jsonl", "--to", "trl-dpo", "-o", "none.jsonl", says="left out 1")
    place.check(place.read("none.jsonl") == b"", "what is unusable is used")


def test_answers_that_are_none(place):
    link_prompts(place)
    for verb in "improve", "revise":
        _, others = teach(place, verb, "good", "--always-stop", max_tokens=4)
        place.check([o["why"] for o in others] == [["no_whole_answer"]], f"{verb}: {others}")
        pairs, others = teach(place, verb, "good", "--faults", "60")
        place.check(len(pairs) == 1 and not others, f"{verb}, through faults: {pairs} {others}")


def test_principles_of_one_s_own(place):
    link_prompts(place)
    place.write("mine.txt", "# mine\nshort: Say it in few words.\n\nkind: Be kind: to all.\n")
    pairs, _ = teach(place, "improve", "good", arguments=("--set", "teach.principles=mine.txt"))
    place.check([p["principle"] for p in pairs] == ["short", "kind"] and pairs[0]["principles"]["version"] == "", f"{pairs}")
    for name, text, says in [("a.txt", "no colon", "id: text"), ("b.txt", "Up: x", "no id"), ("c.txt", "a: x\na: y", "stands twice"),
                             ("d.txt", "#\n", "no principle"), ("e.yaml", "principles: []", "version"), ("f.yaml", "a: [", "line"),
                             ("g.yaml", "version: 1\nprinciples: [{id: a, name: b}]", "id, name and text"), ("h.txt", "a:", "no text")]:
        place.write(name, text)
        place.run("teach", "improve", "s.jsonl", *COMMON, "--set", f"teach.principles={name}", code=CONFIG, says=says)


def test_dry_run_and_usage(place):
    link_prompts(place)
    place.write("s.jsonl", RIGHT + OTHER)
    place.write("teacher.yaml", "teacher:\n  base_url: http://127.0.0.1:1/v1\n  model: little\n  price_in: 1000000\n  price_out: 1000000\n")
    shown = place.run("teach", "revise", "s.jsonl", *COMMON, "-n", "--rounds", "3", "--principles", "clear", says=r"12 questions, at worst 0\.[0-9]*[1-9]")
    first = [json.loads(line)["messages"][1]["content"] for line in shown.splitlines()]
    place.check(len(first) == 2 and "Name at most 8 violations" in first[0] and "A reviewer has found" in first[1], f"{first}")
    shown = place.run("teach", "improve", "s.jsonl", *COMMON, "-n", says="12 questions")
    place.check(len(shown.splitlines()) == 1 and not place.has("r.jsonl"), f"{shown}")
    place.check(query(place, "SELECT count(*) FROM request")[0][0] == 0, "a dry run queued something")
    place.run("teach", "improve", "-", *COMMON, code=USAGE, says="more than once")
    place.run("teach", "improve", "s.jsonl", *COMMON, "--principles", "cleer", code=USAGE, says="did you mean 'clear'")
    place.run("teach", "improve", "s.jsonl", *COMMON[:-2], "-", code=USAGE, says="--unusable")


if __name__ == "__main__":
    run_tests(globals(), __doc__)
