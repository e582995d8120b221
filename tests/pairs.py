#!/usr/bin/env python3
"""Preference pairs among solutions of one problem (misstep teach pairs).

    pairs.py MISSTEP [PART OF A NAME]
"""
import json
import os

from place import DATA, FINDINGS, USAGE, run_tests
from taught import CONFIGS, bank, sample
from teacher import served

PROBLEM = "A barn has 7 stalls with 9 hens each. 18 hens are sold and 5 are bought. How many hens are there now?"
FIRST, SECOND, THIRD = "There are 7 * 9 = 63 hens.", "Then 63 - 18 = 45 hens are left.", "Now there are 45 + 5 = 50 hens."
LAST = "The answer is 50."


def solution(*steps):
    return "\n".join(steps)


SAMPLES = {
    "proved": solution(FIRST, SECOND, THIRD, LAST),
    "half": solution("The stalls are full of hens.", SECOND.replace("Then 63 - 18 = ", "After the sale "), THIRD, LAST),
    "late": solution(FIRST, SECOND, "Now there are 45 + 5 = 40 hens.", "The answer is 40."),
    "early": solution("There are 7 * 9 = 56 hens.", "Many of them go.", "Some come.", "The answer is 40."),
    "aimless": solution(FIRST, "Then 63 + 18 = 81 hens are there.", "The answer is 81."),
    "vague": solution(FIRST, "More of them come than go.", "The answer is 81."),
    "mute": solution("There are 7 * 9 = 56 hens.", "So it goes on."),
    "again": solution(FIRST, SECOND, THIRD, LAST),
}


def rows(place, names=SAMPLES, path="s.jsonl", problem=PROBLEM, **more):
    place.write(path, "".join(json.dumps({"id": name, "problem": problem, "solution": SAMPLES[name], "answer": "50"} | more) + "\n" for name in names))


def pairs(place, *options, path="s.jsonl", code=0, says=None):
    place.run("teach", "pairs", path, "-o", "p.jsonl", "-f", "--score", "coverage", *options, code=code, says=says)
    return [] if code else place.rows("p.jsonl")


def sides(found):
    return [(pair["chosen_id"], pair["rejected_id"]) for pair in found]


def test_strategies(place):
    rows(place)
    place.check(sides(pairs(place, says="saturated: 1 of 1")) == [("proved", "early")], "best against worst")
    place.check(sides(pairs(place, "--strategy", "margin")) == [("proved", "late")], "the closest below")
    two = pairs(place, "--max", "9")
    place.check(sides(two) == [("proved", "early"), ("half", "vague")], f"a solution in two pairs, or a right one below a wrong one: {sides(two)}")
    place.check(sides(pairs(place, "--strategy", "margin", "--min-margin", "0.7")) == [("proved", "early")], "the closest that is far enough below")
    place.check(sides(pairs(place, "--max-margin", "0.6")) == [("proved", "late")], "the worst that is near enough")
    place.check(sides(pairs(place, "--max-margin", "0.1", says="1, margins above the largest")) == [], "all too far")
    rows(place, ["half", "late"])
    place.check(pairs(place, says="1, no margin of the least") == [], "equal scores")
    rows(place, ["half", "aimless"])
    place.check(pairs(place, says="1, no margin of the least") == [], "a wrong one with the better score")
    found = pairs(place, "--min-margin", "-1", says="the wrong side scores higher in 1 of 1 pairs")
    place.check([pair["margin"] for pair in found] == [-0.5] and sides(found) == [("half", "aimless")], f"the verdicts decide: {found}")
    rows(place, ["proved", "half", "again"])
    place.check(pairs(place, says="1, no wrong sample") == [], "right against right")
    rows(place, ["late", "mute"])
    place.check(pairs(place, says="1, no right sample") == [], "wrong against wrong")


def test_what_a_pair_says(place):
    rows(place, teacher={"name": "little@2", "key": "0"})
    pair = pairs(place, "--score", "coverage,vote")[0]
    place.check((pair["chosen"], pair["rejected"]) == (SAMPLES["proved"], SAMPLES["early"]) and pair["prompt"] == PROBLEM + "\n", f"{pair}")
    place.check((pair["chosen_proof"], pair["rejected_why"], pair["rejected_first_refuted"]) == ("all_steps", "a step is refuted", 0), f"{pair}")
    place.check((pair["chosen_answer"], pair["rejected_answer"], pair["answer"]) == ("50", "40", "50"), f"{pair}")
    place.check(pair["chosen_scores"] == {"coverage": "1", "vote": "3/7"} and pair["rejected_scores"] == {"coverage": "0", "vote": "2/7"}, f"{pair}")
    place.check(pair["margin"] == 0.5714 and pair["chosen_model"] == pair["rejected_model"] == "little@2", f"{pair}")
    rows(place, ["half", "aimless", "early"])
    pair = pairs(place, "--score", "vote")
    place.check(pair == [], f"equal scores are no pair: {pair}")
    rows(place, ["half", "early"])
    pair = pairs(place)[0]
    place.check(pair["chosen_proof"] == "no_refutation", f"what is not proved throughout says so: {pair}")
    place.check(pairs(place, "--min-proof", "all_steps", says="no right sample") == [], "less than was demanded")
    rows(place, ["proved", "vague"])
    pair = pairs(place)[0]
    place.check((pair["rejected_why"], pair["rejected_first_refuted"]) == ("another answer", -1), f"{pair}")


def test_judge(place):
    rows(place)
    scores = {"proved": "0.25", "half": "1", "late": "0.3", "early": "0.2", "aimless": "null"}
    place.write("judged.jsonl", "".join(f'{{"score": {score}, "id": "{name}", "choice": "x"}}\n' for name, score in scores.items()))
    judged = ("--score", "judge", "--judged", "judged.jsonl", "--max", "3")
    found = pairs(place, *judged, says="2 samples have no score of the judge")
    place.check(sides(found) == [("half", "early")], f"{sides(found)}")
    place.check([pair["margin"] for pair in found] == [0.8], f"{found}")
    found = pairs(place, *judged, "--strategy", "margin")
    place.check(sides(found) == [("half", "late"), ("proved", "early")], f"{sides(found)}")
    os.symlink(CONFIGS, place.path("configs"))
    with served(place, "--verdicts", "good"):
        place.write("teacher.yaml", place.read("teacher.yaml").decode().replace("teacher:", "judge:"))
        place.run("teach", "judge", "s.jsonl", "-c", "teacher.yaml", "--ledger", "run.ledger", "--ask", "steps", "-o", "judged.jsonl", "-f")
    said = {row["id"]: row["score"] for row in place.rows("judged.jsonl")}
    place.check(set(said) == set(SAMPLES), f"{said}")
    found = pairs(place, *judged)
    place.check(found and all(pair["margin"] == round(said[pair["chosen_id"]] - said[pair["rejected_id"]], 4) for pair in found), f"{said}")
    for line, says in [('{"id": "late", "score": 1.5}', "from 0 to 1"), ('{"id": "late"}', '"score"'), ('{"id": "late", "score": "1"}', "no number"),
                       ('{"id": "late", "score": 0.1111111111111111}', "few digits"), ('{"id": "x", "score": 1}\n{"id": "x", "score": 1}', "judged.jsonl:2: two scores")]:
        place.write("judged.jsonl", line + "\n")
        pairs(place, *judged, code=DATA, says=says)


def test_groups(place):
    """Solutions of a problem stand anywhere; those of another problem, or of another reference answer, are others."""
    rows(place, ["proved"], "a.jsonl")
    rows(place, ["early"], "b.jsonl")
    rows(place, ["late"], "c.jsonl", PROBLEM + " ")
    rows(place, ["late"], "d.jsonl", answer="51")
    place.run("teach", "pairs", "b.jsonl", "c.jsonl", "d.jsonl", "a.jsonl", "-o", "p.jsonl", says="3 problems")
    place.check(sides(place.rows("p.jsonl")) == [("proved", "early")], f"{place.rows('p.jsonl')}")
    rows(place)
    place.write("r.jsonl", b"".join(reversed(place.read("s.jsonl").splitlines(keepends=True))))
    place.check([(p["chosen"], p["rejected"]) for p in pairs(place, path="r.jsonl")] == [(SAMPLES["proved"], SAMPLES["early"])], "the order matters")


def test_other_verbs_read_them(place):
    rows(place)
    place.run("teach", "pairs", "s.jsonl", "-o", "p.jsonl", "--stats", "stats.json", says="1 problems.*2 right, 4 wrong; 1 pairs")
    place.check(place.rows("stats.json")[0]["pairs"] == 1 and place.rows("stats.json")[0]["wrong"] == 4, f"{place.rows('stats.json')}")
    place.run("convert", "p.jsonl", "--to", "trl-dpo-chat", "-o", "chat.jsonl", says="as trl-dpo")
    chat = place.rows("chat.jsonl")[0]
    place.check(chat["rejected"][0]["content"] == SAMPLES["early"] and chat["prompt"][-1]["content"] == PROBLEM, f"{chat}")
    place.run("lint", "p.jsonl", "--format", "trl-dpo")
    shown = place.run("review", "p.jsonl", code=FINDINGS, says="trl-dpo").decode()  # the faulty side is shorter, as it came about
    place.check("proved                               4 of 4" in shown, shown)


def test_from_a_teacher(place):
    options = bank(place)
    with served(place, *options):
        sample(place, "--samples", "6")
    place.run("teach", "pairs", "s.jsonl", "s.jsonl.others.jsonl", "-o", "pairs.jsonl", "--score", "coverage,vote")
    found = {pair["chosen_id"].split("/")[0]: pair for pair in place.rows("pairs.jsonl")}
    place.check(set(found) == {"beads", "tram"}, f"pairs of {set(found)}")
    place.check(found["beads"]["rejected_first_refuted"] == 0 and found["tram"]["rejected_first_refuted"] == -1, f"{found}")
    place.check(all(pair["chosen_model"] == "little" for pair in found.values()), "who wrote it")


def test_lines_that_cannot_be_read(place):
    rows(place)
    whole = place.read("s.jsonl").decode().splitlines(keepends=True)
    place.write("b.jsonl", whole[0] + "{\n" + "".join(whole[1:3]) + json.dumps({"id": "mute", "problem": PROBLEM, "solution": [7]}) + "\n" + "".join(whole[3:]))
    place.run("teach", "pairs", "s.jsonl", "-o", "s.out", "-q")
    place.run("teach", "pairs", "b.jsonl", "-o", "b.out", code=FINDINGS, says=r"b\.jsonl:2: rejected.*\n.*b\.jsonl:5: rejected")
    place.check(place.read("b.out") == place.read("s.out"), "lines that cannot be read change the pairs")
    place.run("teach", "pairs", "b.jsonl", "-o", "c.out", "--rejects", "r.out", "-q", code=FINDINGS)
    place.check([row["line"] for row in place.rows("r.out")] == [2, 5], "the rejected lines")


def test_usage(place):
    rows(place)
    pairs(place, "--strategy", "extrem", code=USAGE, says="extreme")
    pairs(place, "--score", "votes", code=USAGE, says="vote")
    pairs(place, "--score", "", code=USAGE, says="names none")
    pairs(place, "--score", "judge", code=USAGE, says="--judged")
    pairs(place, "--judged", "x", code=USAGE, says="--score judge")
    pairs(place, "--min-margin", "2", code=USAGE, says="from -1 to 1")
    pairs(place, "--max-margin", "-0.1", code=USAGE, says="from 0 to 1")
    place.run("teach", "pairs", "-o", "p.jsonl", code=USAGE, says="no solutions")
    place.write("e.jsonl", json.dumps({"problem": 1}) + "\n")
    pairs(place, path="e.jsonl", code=DATA, says="e.jsonl:1")


if __name__ == "__main__":
    run_tests(globals(), __doc__)
