#!/usr/bin/env python3
"""What goes out to people and comes back: bundles of three tools, answers in every layout, figures of published examples.

    people.py MISSTEP [PART OF A NAME]
"""
import hashlib
import json
import os

from place import CANNOT_CREATE, DATA, FINDINGS, NO_INPUT, USAGE, row, run_tests

FRUITS = "apples books cards drums eggs figs gloves hats irons jars keys lamps mugs nets oars pens".split()
WORDS = {"pairs": ["A", "B", "tie"], "steps": ["all correct", "has an error", "cannot tell"], "preference": ["A", "B", "equal", "both bad"]}


def records(place, count=60):
    """Records, harmless ones among them."""
    place.write("in.jsonl", "".join(row(f"r{n}", [f"There are {n + 3} * 8 = {(n + 3) * 8} {FRUITS[n % 16]}.",
                                                  f"Then {(n + 3) * 8} - 5 = {(n + 3) * 8 - 5} {FRUITS[n % 16]} are left."], str((n + 3) * 8 - 5),
                                        f"Ann puts {n + 3} {FRUITS[n % 16]} into each of 8 boxes and sells 5. How many are left?") for n in range(count)))
    place.run("inject", "in.jsonl", "-o", "records.jsonl", "-q", "--injectors", "calculation,restyle")
    return {r["id"]: r for r in place.rows("records.jsonl")}


def export(place, tool, *options, n=20):
    place.run("audit-export", "records.jsonl", "--tool", tool, "-o", "audit", "--n", str(n), "-q", "-f", *options)
    return {k["id"]: k for k in place.rows("audit-key.jsonl")}


def chosen(item, annotator):
    """Some answer, by hash: (choice, 0-based first error or None, natural, note)."""
    chance = hashlib.sha256(f"{item['id']} {annotator}".encode()).digest()
    choice = WORDS[item["bundle"]][chance[0] % len(WORDS[item["bundle"]])]
    first = chance[1] % 2 if choice == "has an error" else None
    return choice, first, ["yes", "no", "unsure"][chance[2] % 3], f'so, "{annotator}"\nsays of {item["id"]}'


def labels(item, annotator):
    """What Potato keeps: (schema, name, value)."""
    choice, first, natural, note = chosen(item, annotator)
    said = [("note", "text_box", note)]
    if item["bundle"] == "steps":
        said.append(("verdict", choice, choice))
        if first is not None:
            steps = [{"index": i, "reward": 1 if i < first else -1} for i in range(len(item["sides"][0]))]
            said.append(("step_rewards", "step_rewards", json.dumps({"steps": steps, "mode": "first_error"})))
    else:
        said += [("preference", "selection", choice), ("natural", natural, natural)]
    return said


def state(key, annotator, as_pairs):
    if as_pairs:
        values = {i: [[{"schema": s, "name": n}, v] for s, n, v in labels(item, annotator)] for i, item in key.items()}
    else:
        values = {i: {s: {n: v} for s, n, v in labels(item, annotator)} for i, item in key.items()}
    return json.dumps({"user_id": annotator, "instance_id_to_label_to_value": values, "instance_id_to_behavioral_data": {}}, indent=1)


def folder(place, name):
    os.makedirs(place.path(name), exist_ok=True)
    return name


def recovered(place, key, annotators, what):
    """Is every choice in verdicts.jsonl as it was made?"""
    found = {(v["item"], v["annotator"]): v for v in place.rows("verdicts.jsonl")}
    place.check(len(found) == len(key) * len(annotators), f"{what}: {len(found)} verdicts")
    for (name, annotator), verdict in found.items():
        item = key[name]
        choice, first, natural, note = chosen(item, annotator)
        if item["bundle"] != "steps" and not item["control"] and choice in "AB":
            choice = "right" if choice == item["right"] else "faulty"
        expected = (choice, first, note, item["pair_id"])
        place.check((verdict["choice"], verdict.get("first_error"), verdict["note"], verdict["pair_id"]) == expected,
                    f"{what}: {verdict}, not {expected}")
        place.check(item["bundle"] == "steps" or verdict["natural"] == natural, f"{what}: natural {verdict}")


def bring_in(place, *inputs, options=(), code=0, says=None):
    return place.run("audit-import", *inputs, "--key", "audit-key.jsonl", "-o", "verdicts.jsonl", "-f", *options, code=code, says=says)


# What goes out


def test_bundles_are_blind(place):
    of = records(place)
    for tool in ("potato", "argilla", "label-studio"):
        key = export(place, tool)
        shown = "".join(place.read(os.path.join(at, name)).decode() for at, _, names in os.walk(place.path("audit")) for name in names)
        for item in key.values():
            place.check(item["pair_id"] not in shown and item["id"] in shown, f"{tool}: {item['id']}")
        for word in ("injector", "calculation", "restyle", "control", "first_error\":", "harmless"):
            place.check(word not in shown, f"{tool}: annotators see '{word}'")
    for item in key.values():
        r = of[item["pair_id"]]
        right, faulty = (r["steps"], r["bad_steps"])
        sides = {"A": [faulty, right][item["right"] == "A"], "B": [faulty, right][item["right"] == "B"]}
        if item["bundle"] == "steps":
            place.check(item["sides"] == [right if item["control"] else faulty], f"{item['id']}: other steps")
        elif not item["control"]:
            place.check(item["sides"] == [sides["A"], sides["B"]], f"{item['id']}: the sides are not what the key says")
        hashes = [hashlib.sha256("\0".join([item["problem"], *side]).encode()).hexdigest() for side in item["sides"]]
        place.check(hashes == item["sha256"], f"{item['id']}: hashes")


def test_half_are_controls_and_no_problem_stands_twice(place):
    records(place)
    key = export(place, "potato")
    for bundle in ("pairs", "steps"):
        items = [k for k in key.values() if k["bundle"] == bundle]
        place.check(len(items) == 20 and sum(k["control"] for k in items) == 10, f"{bundle}: {len(items)}")
    few = export(place, "potato", n=60)
    pairs = [k["control"] for k in few.values() if k["bundle"] == "pairs"]
    place.check(0 < 2 * sum(pairs) <= len(pairs) and len(few) == 60, f"of few problems: {sum(pairs)} of {len(pairs)} pairs are controls")
    problems = [k["problem"] for k in [*few.values()]]
    place.check(len(problems) == len(set(problems)), "a problem stands twice")
    problems = [k["problem"] for k in key.values()]
    place.check(len(problems) == len(set(problems)), "a problem stands twice in a small audit")
    sides = [k["right"] for k in key.values() if k["bundle"] == "pairs" and not k["control"]]
    place.check(set(sides) == {"A", "B"}, f"the right side is always {set(sides)}")
    export(place, "potato")
    before = place.read("audit/pairs/data/items.jsonl")
    export(place, "potato")
    place.check(place.read("audit/pairs/data/items.jsonl") == before, "the same seed draws other items")
    export(place, "potato", "--seed", "7")
    place.check(place.read("audit/pairs/data/items.jsonl") != before, "another seed draws the same items")


def test_mathematics_is_readable(place):
    shown = {r"If $x^{2} = 9$, then $x = \pm 3$.": "If x² = 9, then x = ± 3.", r"\(\frac{a+1}{12} \le a_{10}\)": "(a+1)/12 ≤ a₁₀", r"$2^{n+1} \cdot \sqrt{2}$": "2ⁿ⁺¹ · √2",
             r"$e^{2\pi t} < 3$ & $\sqrt[3]{x+1}$": "e^(2π t) < 3 & ³√(x+1)", "It costs $5 and $6.": "It costs $5 and $6.", r"\boxed{\frac{1}{2}}": "1/2"}
    place.write("dpo.jsonl", "".join(json.dumps({"prompt": f"What is {n}?", "chosen": latex, "rejected": "No."}) + "\n" for n, latex in enumerate(shown)))
    place.run("audit-export", "dpo.jsonl", "--tool", "potato", "--preference", "-o", "audit", "-q")
    key = {k["id"]: k["sides"]["AB".index(k["right"])][0] for k in place.rows("audit-key.jsonl")}
    found = {key[r["id"]]: next(side for side in r["pair"] if side != "No.") for r in place.rows("audit/preference/data/items.jsonl")}
    for latex, expected in shown.items():
        place.check(found.get(latex) == expected, f"{latex}: {found.get(latex)!r}, not {expected!r}")
    place.run("audit-export", "dpo.jsonl", "--tool", "potato", "--preference", "--render", "raw", "-o", "raw", "-q")
    as_written = {side for r in place.rows("raw/preference/data/items.jsonl") for side in r["pair"]}
    place.check(as_written == {*shown, "No."}, f"--render raw: {as_written}")
    place.run("audit-export", "dpo.jsonl", "--tool", "potato", "--preference", "--render", "html", "-o", "other", code=USAGE, says="raw or unicode")


def test_gold_items_stand_apart(place):
    records(place)
    key = export(place, "potato", "--gold", "3")
    gold = json.loads(place.read("audit/pairs/data/gold.json"))
    plain = place.rows("audit/pairs/data/items.jsonl")
    place.check(len(gold) == 3 and len(plain) == 17 and not {g["id"] for g in gold} & {p["id"] for p in plain}, "gold and plain items")
    place.check(all(g["gold_label"] == {"preference": key[g["id"]]["right"]} for g in gold), f"{gold}")


def test_preferences_without_a_place(place):
    place.write("dpo.jsonl", "".join(json.dumps({"prompt": f"What is {n} + {n}?", "chosen": f"{n} + {n} = {2 * n}", "rejected": f"It is {2 * n + 1}"}) + "\n"
                                     for n in range(30)))
    place.run("audit-export", "dpo.jsonl", "--tool", "potato", "--preference", "-o", "audit", "--n", "10", "-q")
    key = place.rows("audit-key.jsonl")
    place.check([k["bundle"] for k in key] == ["preference"] * 10 and not place.has("audit/pairs"), f"{key}")
    place.run("audit-export", "dpo.jsonl", "--tool", "potato", "-o", "other", code=DATA, says="no pair with both sides and a place")


def test_wrong_words_on_the_command_line(place):
    records(place, 4)
    place.run("audit-export", "records.jsonl", "-o", "audit", code=USAGE, says="no tool given")
    place.run("audit-export", "records.jsonl", "--tool", "potatoe", "-o", "audit", code=USAGE, says="did you mean 'potato'")
    place.run("audit-export", "records.jsonl", "--tool", "potato", code=USAGE, says="no folder given")
    place.run("audit-export", "records.jsonl", "--tool", "potato", "-o", "audit/", "--key", "audit/key.jsonl", code=USAGE, says="does not belong")
    place.run("audit-export", "records.jsonl", "--tool", "potato", "-o", "audit/", "-q")
    place.run("audit-export", "records.jsonl", "--tool", "potato", "-o", "audit", "-q", code=CANNOT_CREATE)
    bring_in(place, "audit", code=NO_INPUT, says="no user_state.json")
    bring_in(place, "in.jsonl", code=DATA, says="in.jsonl:1: no answers of Potato")
    bring_in(place, "audit-key.jsonl", options=["--min-kappa", "1.5"], code=USAGE, says="--min-kappa must be")
    bring_in(place, "audit", options=["--golden", "g.jsonl"], code=USAGE, says="go together")


# What comes back


def test_potato_comes_back(place):
    records(place)
    key = export(place, "potato")
    people = ["ann@b.org", "Bö b", "c"]
    for bundle in ("pairs", "steps"):
        items = {i: k for i, k in key.items() if k["bundle"] == bundle}
        for n, name in enumerate(people):
            at = folder(place, f"audit/{bundle}/annotation_output/{name}")
            place.write(f"{at}/user_state.json", state(items, name, n % 2 == 0))
        lines = [{"instance_id": i, "user_id": p, "labels": {s: {n: v} for s, n, v in labels(k, p)}, "spans": {}} for i, k in items.items() for p in people]
        place.write(f"{folder(place, 'lines/' + bundle)}/annotations.jsonl", "".join(json.dumps(line) + "\n" for line in lines))
        columns = sorted({(s, n) for k in items.values() for p in people for s, n, _ in labels(k, p)})
        rows = [["instance_id", "user_id"] + [f"{s}.{n}" for s, n in columns]]
        for i, k in items.items():
            for p in people:
                said = {(s, n): v for s, n, v in labels(k, p)}
                rows.append([i, p] + [said.get(c, "") for c in columns])
        quoted = ["," .join('"' + cell.replace('"', '""') + '"' if set(cell) & set(',"\n') else cell for cell in r) for r in rows]
        place.write(f"{folder(place, 'table/' + bundle)}/annotations.csv", "\r\n".join(quoted) + "\r\n")
    bring_in(place, "audit")
    recovered(place, key, people, "user_state.json")
    before = place.read("verdicts.jsonl")
    for source in ("lines", "table"):
        bring_in(place, source)
        recovered(place, key, people, source)
    bring_in(place, "audit", "lines", "table")
    place.check(sorted(place.read("verdicts.jsonl").split(b"\n")) == sorted(before.split(b"\n")), "what is read twice counts twice")


def test_argilla_comes_back(place):
    records(place)
    key = export(place, "argilla")
    people = ["6f0d2c1e-0000-4000-8000-000000000001", "6f0d2c1e-0000-4000-8000-000000000002"]
    for bundle in ("pairs", "steps"):
        answered = json.loads(place.read(f"audit/{bundle}/records.json"))
        for r in answered:
            for p in people:
                choice, first, natural, note = chosen(key[r["id"]], p)
                said = {"verdict": choice} if bundle == "steps" else {"preference": choice, "natural": natural}
                said |= {"note": note} | ({"first_error": str(first + 1)} if first is not None else {})
                for question, value in said.items():
                    r["responses"].setdefault(question, []).append({"value": value, "user_id": p, "status": "submitted"})
        place.write(f"audit/{bundle}/answers.json", json.dumps(answered))
    bring_in(place, "audit")
    recovered(place, key, people, "Argilla")


def test_label_studio_comes_back(place):
    records(place)
    key = export(place, "label-studio")
    people = ["7", "kim@b.org"]
    for bundle in ("pairs", "steps"):
        tasks = json.loads(place.read(f"audit/{bundle}/tasks.json"))
        for task in tasks:
            task["annotations"] = []
            for p in people:
                choice, first, natural, note = chosen(key[task["data"]["item"]], p)
                result = [{"from_name": "note", "to_name": "problem", "type": "textarea", "value": {"text": [note]}}]
                said = {"verdict": choice} if bundle == "steps" else {"preference": choice, "natural": natural}
                result += [{"from_name": q, "to_name": "problem", "type": "choices", "value": {"choices": [v]}} for q, v in said.items()]
                if first is not None:
                    result.append({"from_name": "first_error", "to_name": "problem", "type": "number", "value": {"number": first + 1}})
                by = 7 if p == "7" else {"id": 8, "email": p}
                task["annotations"].append({"completed_by": by, "was_cancelled": False, "result": result})
            task["annotations"].append({"completed_by": 9, "was_cancelled": True, "result": result})
        place.write(f"{bundle}.json", json.dumps(tasks))
    bring_in(place, "pairs.json", "steps.json")
    recovered(place, key, people, "Label Studio")


# Figures


def steps_key(count, right=lambda i: -1):
    lines = []
    for i in range(count):
        error = right(i)
        lines.append({"id": f"step-{i:06}", "bundle": "steps", "pair_id": f"p{i}", "injector": "calculation", "class": "locally_false",
                      "right": "has an error" if error >= 0 else "all correct", "first_error": error, "control": error < 0, "gold": False,
                      "problem": f"Problem {i}?", "sides": [["one", "two", "three", "four", "five", "six"]], "sha256": [""]})
    return "".join(json.dumps(line) + "\n" for line in lines)


def said_place(i, who, place_of):
    """Potato's export: -1 is all correct."""
    verdict = "all correct" if place_of < 0 else "has an error"
    rewards = json.dumps({"steps": [{"index": n, "reward": 1 if n < place_of else -1} for n in range(6)]}) if place_of >= 0 else "{\"steps\": []}"
    return json.dumps({"instance_id": f"step-{i:06}", "user_id": who, "labels": {"verdict": {verdict: verdict}, "step_rewards": {"step_rewards": rewards}}}) + "\n"


def figures(place, answers):
    place.write("answers.jsonl", answers)
    bring_in(place, "answers.jsonl", options=["--json", "figures.json", "-q"])
    return json.loads(place.read("figures.json"))


def test_cohen(place):
    """Two raters. Fleiss, Cohen, Everitt, Psychol. Bull. 72 (1969): 100 diagnoses, kappa 0.68 (0.6765). And the three examples of 50 or 100
    proposals with which kappa is taught: 0.40, 0.1304, 0.2593."""
    for table, kappa, same in (([[75, 1, 4], [5, 4, 1], [0, 0, 10]], 0.6765, 0.89), ([[20, 5], [10, 15]], 0.4, 0.7), ([[45, 15], [25, 15]], 0.1304, 0.6),
                               ([[25, 35], [5, 35]], 0.2593, 0.6)):
        cells = [(a, b) for a, line in enumerate(table) for b, count in enumerate(line) for _ in range(count)]
        place.write("audit-key.jsonl", steps_key(len(cells)))
        found = figures(place, "".join(said_place(i, "x", a - 1) + said_place(i, "y", b - 1) for i, (a, b) in enumerate(cells)))["first_error"]
        between = found["between"][0]
        place.check((between["items"], between["same"], between["kappa"], found["mean_kappa"]) == (len(cells), same, kappa, kappa), f"{table}: {between}")


def test_fleiss(place):
    """Fleiss, Psychol. Bull. 76 (1971), table 1: 30 patients, 6 psychiatrists each, 0.430; and the example of 10 subjects with 14 raters: 0.210."""
    patients = ("00060 03003 01401 00006 03030 20400 00402 20310 20040 00006 10050 11040 03300 10050 02031 00501 30012 51000 02040 10203 "
                "00006 01050 02013 20040 10041 05010 40002 02040 10500 00006")
    subjects = [[0, 0, 0, 0, 14], [0, 2, 6, 4, 2], [0, 0, 3, 5, 6], [0, 3, 9, 2, 0], [2, 2, 8, 1, 1], [7, 7, 0, 0, 0], [3, 2, 6, 3, 0], [2, 5, 3, 2, 2],
                [6, 5, 2, 1, 0], [0, 2, 2, 3, 7]]
    for rows, kappa in (([[int(c) for c in r] for r in patients.split()], 0.4302), (subjects, 0.2099)):
        place.write("audit-key.jsonl", steps_key(len(rows)))
        answers = ""
        for i, counts in enumerate(rows):
            places = [kind - 1 for kind, count in enumerate(counts) for _ in range(count)]
            answers += "".join(said_place(i, f"rater {n}", at) for n, at in enumerate(places))
        found = figures(place, answers)["first_error"]["fleiss"]
        place.check(found == kappa, f"{found}, not {kappa}")


def test_clopper_and_pearson(place):
    """Newcombe, Stat. Med. 17 (1998), table I, method 5; Conover's tables for 5 of 25; R's help of binom.test: 682 of 925; 0 of 300: the rule of three."""
    for found, trials, low, high in ((81, 263, 0.2527, 0.3676), (15, 148, 0.0578, 0.1617), (0, 20, 0, 0.1684), (1, 29, 0.0009, 0.1776), (5, 25, 0.0683, 0.4070),
                                     (682, 925, 0.7077, 0.7654), (0, 300, 0, 0.0122), (3, 3, 0.2924, 1)):
        place.write("audit-key.jsonl", steps_key(trials))
        steps = figures(place, "".join(said_place(i, "x", 0 if i < found else -1) for i in range(trials)))["steps"]
        place.check((steps["unconfirmed"], steps["items"], steps["noise_low"], steps["noise_high"]) == (found, trials, low, high), f"{found}/{trials}: {steps}")
        place.check(trials != 300 or steps["noise_at_most"] == 0.0099, f"one-sided: {steps}")


def test_places_within_one(place):
    place.write("audit-key.jsonl", steps_key(8, lambda i: i % 4 - 1))
    said = [-1, 0, 1, 2, 0, 1, 3, 2]
    found = figures(place, "".join(said_place(i, "x", at) for i, at in enumerate(said)))
    place.check(found["first_error"]["all"]["items"] == 8 and found["first_error"]["all"]["same"] == 0.625, f"{found}")
    place.check(found["first_error"]["all"]["within_one"] == 0.75, f"{found}")
    place.check(found["steps"]["unconfirmed"] == 3 and found["first_error"]["mean_kappa"] is None, f"{found}")


def test_not_defined(place):
    """Everybody always says the same: n/a, and no gate lets that pass."""
    place.write("audit-key.jsonl", steps_key(5))
    place.write("answers.jsonl", "".join(said_place(i, who, -1) for i in range(5) for who in "xyz"))
    table = bring_in(place, "answers.jsonl").decode()
    place.check(table.count("n/a") >= 5 and "100.00 %" in table, table)
    os.remove(place.path("verdicts.jsonl"))
    bring_in(place, "answers.jsonl", options=["--min-kappa", "0.6"], code=FINDINGS, says="not defined, below what --min-kappa asks for")
    place.check(not place.has("verdicts.jsonl"), "verdicts in spite of the gate")


def test_gate(place):
    place.write("audit-key.jsonl", steps_key(10, lambda i: i % 2 - 1))
    place.write("answers.jsonl", "".join(said_place(i, who, i % 2 - 1 if i or who == "x" else 3) for i in range(10) for who in "xy"))
    bring_in(place, "answers.jsonl", options=["--min-kappa", "0.8"])
    bring_in(place, "answers.jsonl", options=["--min-kappa", "0.8001"], code=FINDINGS, says="kappa between annotators is 0.8000, below")
    place.check({v["kappa"] for v in place.rows("verdicts.jsonl")} == {0.8}, "verdicts do not carry the kappa")


def test_pairs_by_principles(place):
    """What a teacher's improve made goes out as preference pairs and comes back by principle; other people's names of fields, too."""
    rows = [{"task": f"What is {n} + 1?", "chosen": f"{n} + 1 = {n + 1}, since 1 more than {n} is {n + 1}.", "rejected": f"{n + 1}",
             "principle": ["show_work", "clarity"][n % 2], "delta_description": "says why"} for n in range(20)]
    place.write("pairs.jsonl", "".join(json.dumps(r) + "\n" for r in rows))
    place.run("audit-export", "pairs.jsonl", "-p", "trl-dpo", "-m", "problem=task", "--tool", "potato", "--preference", "-o", "audit", "--n", "10", "-q")
    key = {k["id"]: k for k in place.rows("audit-key.jsonl")}
    place.check(len(key) == 10 and {k["injector"] for k in key.values()} == {"show_work", "clarity"}, f"the key has no principles: {key}")
    shown = place.read("audit/preference/data/items.jsonl").decode() + place.read("audit/preference/config.yaml").decode()
    place.check("show_work" not in shown and "says why" not in shown and all(k["problem"] in shown for k in key.values()), "annotators see other things than the pairs")
    place.check(all(word in shown for word in ("both bad", "equal", "dimension", "name: note")), "not all is asked")
    for who in "xy":
        place.write(f"{folder(place, f'audit/out/{who}')}/user_state.json", state(key, who, True))
    bring_in(place, "audit")
    recovered(place, key, "xy", "preference")
    place.check({v["injector"] for v in place.rows("verdicts.jsonl")} == {"show_work", "clarity"}, "verdicts have no principles")


def test_golden_rows_score(place):
    """What people vouch for is a set to measure against: a prediction file that says the same has F1 1, another one drifts."""
    records(place)
    key = export(place, "potato")
    items = [k for k in key.values() if k["bundle"] == "steps"]
    answers = ""
    for n, item in enumerate(items):
        for who in "xy":
            line = json.loads(said_place(0, who, item["first_error"] if n or who == "x" else 1 - item["first_error"] % 2))
            answers += json.dumps(line | {"instance_id": item["id"]}) + "\n"
    place.write("answers.jsonl", answers)
    bring_in(place, "answers.jsonl", options=["--golden", "golden.jsonl", "--rubric", "v1"])
    golden = place.rows("golden.jsonl")
    place.check(len(golden) == len(items) - 1 and all(g["rubric"] == "v1" and g["annotators"] == 2 for g in golden), f"{len(golden)} golden rows")
    for name, change in (("old.jsonl", 0), ("new.jsonl", 3)):
        place.write(name, "".join(json.dumps({"id": g["id"], "first_error": g["label"] if n >= change else 1 - g["label"]}) + "\n" for n, g in enumerate(golden)))
    place.run("score", "new.jsonl", "old.jsonl", "--against", "golden.jsonl", "-q", "-o", "scores.json")
    scores = json.loads(place.read("scores.json"))
    place.check("1.0000" in place.read("scores.json").decode(), f"{scores}")
    place.run("review", "golden.jsonl", "-q", code=None)


# Strangers' files


def test_strange_answers(place):
    place.write("audit-key.jsonl", steps_key(3))
    whole = said_place(0, "x", -1)
    strange = ["{}", "[]", "null", '{"instance_id": 1, "labels": 2}', '{"responses": {"verdict": [3, {"value": {}}, {"value": null}]}, "id": "step-000000"}',
               '{"annotations": [1, {"result": 3}, {"result": [1, {}, {"from_name": "verdict", "value": {}}]}], "data": {}}', '{"annotations": [], "data": 3}',
               '{"instance_id_to_label_to_value": {"step-000000": [1, [], [2, 3], [{}, {}], [{"schema": "verdict"}, "?"]], "x": 3, "step-000001": {"verdict": []}}}',
               '{"instance_id": "step-000000", "labels": {"step_rewards": {"step_rewards": "{\\"steps\\": [{\\"index\\": -5, \\"reward\\": -1}]}"}}}',
               '{"instance_id": "step-000000", "labels": {"step_rewards": "[[[["}}', '{"instance_id": "step-000000", "labels": {"first_error": "0"}}',
               '{"instance_id": "step-000000", "user_id": {"a": [1]}, "labels": {"verdict": "has an error", "first_error": 99999999999}}']
    for text in strange:
        place.write("answers.jsonl", whole + text + "\n")
        bring_in(place, "answers.jsonl", code=None)
        place.write("answers/user_state.json" if folder(place, "answers") else "", text)
        bring_in(place, "answers", "answers.jsonl", code=None)
    for table in ("", "instance_id", "instance_id,user_id", "instance_id,user_id\n,,,\n\"", "instance_id,user_id,verdict.x\nstep-000000,x,\"all correct",
                  "a,b\n", '"instance_id","user_id"\n' + '"' * 1001):
        place.write("t.csv", table)
        bring_in(place, "t.csv", code=None)
    place.write("answers.jsonl", "".join(said_place(0, f"a{n}", -1) for n in range(257)))
    bring_in(place, "answers.jsonl", code=DATA, says="more than 256 annotators")
    for key in ("", "{}", steps_key(1) * 2, steps_key(1).replace("steps", "stairs"), steps_key(1).replace("all correct", "fine"), steps_key(1).replace('"one"', "1")):
        place.write("audit-key.jsonl", key)
        bring_in(place, "answers.jsonl", code=DATA)


def test_long_answers(place):
    place.write("audit-key.jsonl", steps_key(2))
    note = "é" * 200000
    place.write("answers.jsonl", said_place(0, "x\u2028\u001b[2J", -1) + json.dumps({"instance_id": "step-000000", "user_id": "y", "labels": {"note": {"text_box": note}, "verdict": "cannot tell"}}) + "\n")
    table = bring_in(place, "answers.jsonl").decode()
    place.check("\x1b" not in table, "a terminal would obey an annotator")
    place.check(max(len(v.get("note", "")) for v in place.rows("verdicts.jsonl")) == 1000, "a comment is not cut at a character")
    deep = '{"responses": ' + "[" * 200000
    place.write("answers.jsonl", deep + "\n")
    bring_in(place, "answers.jsonl", code=DATA)
    many = ", ".join('[{"schema": "note", "name": "text_box"}, "x"]' for _ in range(200000))
    place.write(folder(place, "answers") + "/user_state.json", '{"user_id": "x", "instance_id_to_label_to_value": {"step-000000": [' + many + "]}}")
    bring_in(place, "answers", code=None)


if __name__ == "__main__":
    run_tests(globals(), __doc__)
