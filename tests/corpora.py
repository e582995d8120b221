#!/usr/bin/env python3
"""Rates over real solutions. Each is printed; each has a floor (or a ceiling), and falling below it is a failed test.

    corpora.py MISSTEP

Needs the shared folder (data.py); without it everything is skipped.
"""
import json
import os
import re
import subprocess
import sys
import tempfile

import data
from tally import Tally

SECONDS = 300 * data.SLOW
TRUE_TRAPS = {"not_wrong", "correct", "correct_rounded", "correct_with_units_or_unverifiable"}


# Formats whose rows name their source, or say what labels and steps do not; and those that are not read.
NOT_THE_SAME_AGAIN = set("""prm800k prmbench math-shepherd step-dpo processbench fover
    critique correction correction-chat sycophancy regression pair-files""".split())


class Bench:
    def __init__(self, misstep, folder):
        self.misstep, self.folder, self.tally, self.stats = misstep, folder, Tally(), {}

    def path(self, name):
        return os.path.join(self.folder, name)

    def run(self, verb, source, out, *more):
        """Runs a verb over a file of the shared folder, or one made here; its sums are in self.stats[out]. Raises on trouble."""
        stats = ["--stats", self.path(out + ".json")] if verb in ("verify", "inject") else []
        done = subprocess.run([self.misstep, verb, source, "-o", self.path(out), "-j", "2", "-q", *stats, *more],
                              capture_output=True, text=True, errors="backslashreplace", timeout=SECONDS)
        if done.returncode not in (0, 1):
            raise RuntimeError(f"{verb} {os.path.basename(source)}: exit {done.returncode}: {done.stderr.strip()[-500:]}")
        if stats:
            with open(self.path(out + ".json"), encoding="utf-8") as file:
                self.stats[out] = json.load(file)

    def score(self, script, *arguments):
        """What a script of the shared folder prints. Raises on trouble."""
        done = subprocess.run([sys.executable, data.shared("score", script), *arguments], capture_output=True, text=True,
                              timeout=SECONDS)
        if done.returncode not in (0, 1):
            raise RuntimeError(f"{script}: exit {done.returncode}: {done.stderr.strip()[-500:]}")
        return done.stdout

    def figure(self, name, value, least=None, most=None, more=()):
        bounds = " and ".join(f"{word} {bound:g}" for word, bound in (("at least", least), ("at most", most)) if bound is not None)
        print(f"{name}: {value:.4g} ({bounds})")
        low, high = least is not None and value < least, most is not None and value > most
        self.tally.check(name, [f"{value:.4g}, must be {bounds}", *more] if low or high else [])


def percent(part, whole):
    return 100 * part / whole if whole else 0


def refuted_rows(path, limit=10):
    """The first claims that are called false, to read them."""
    found = [f"{row['id']}: {claim['text']}" for row in data.rows(path) for step in row["steps"] for claim in step["claims"]
             if claim["truth"] == "fails"]
    return found[:limit]


def verify_gsm8k(bench):
    bench.run("verify", data.shared("data", "corpora", "gsm8k_train.jsonl"), "gsm8k")
    sums = bench.stats["gsm8k"]
    proofs, read = sums["source_proof"], sums["solutions"]["read"]
    bench.figure("GSM8K: rows read", read, least=7473)
    bench.figure("GSM8K: steps proved, %", percent(sums["steps"]["proved"], sum(sums["steps"].values())), least=94)
    bench.figure("GSM8K: all_steps or derived_answer, %", percent(proofs["all_steps"] + proofs["derived_answer"], read), least=83)
    bench.figure("GSM8K: solutions refuted", sums["solutions"]["refuted"], most=30, more=refuted_rows(bench.path("gsm8k")))
    bench.figure("GSM8K: final answers refuted", sums["answers"]["refuted"], most=0)
    marks = sums["calculator_marks"]
    bench.figure("GSM8K: calculator marks that agree with the text, %", percent(marks["agree_with_text"], marks["seen"]), least=99.9)


def verify_model_solutions(bench):
    source = data.shared("data", "corpora", "gsm8k_model_solutions.jsonl")
    bench.run("verify", source, "models")
    right = {row["id"] for row in data.rows(source) if row["final_answer_correct"]}
    verdicts = data.rows(bench.path("models"))
    alarms = [row["id"] for row in verdicts if row["id"] in right and row["first_error"] >= 0]
    bench.figure("right model solutions: with a refuted step, %", percent(len(alarms), len(right)), most=2, more=alarms[:10])
    judged = [row["answer"]["verdict"] for row in verdicts]
    disagreeing = sum(row["answer"]["verdict"] == ("refuted" if row["id"] in right else "proved") for row in verdicts)
    bench.figure("model solutions: answers judged otherwise than labelled", disagreeing, most=5)
    print(f"model solutions: answers {', '.join(f'{judged.count(word)} {word}' for word in ('proved', 'refuted', 'unknown'))}")
    caught = sum(row["id"] not in right and row["first_error"] >= 0 for row in verdicts)
    print(f"wrong model solutions: {caught} of {len(verdicts) - len(right)} have a refuted step")


def verify_traps(bench):
    traps = data.rows(data.shared("data", "peer_cases", "gsm8k_traps.jsonl"))
    data.write_rows(bench.path("traps.in"), ({"id": str(n), "problem": "", "steps": [trap["text"]]} for n, trap in enumerate(traps)))
    bench.run("verify", bench.path("traps.in"), "traps")
    refuted = {int(row["id"]) for row in data.rows(bench.path("traps")) if row["first_error"] >= 0}
    wrongly = [traps[n]["text"] for n in refuted if traps[n]["expected"] in TRUE_TRAPS]
    bench.figure("traps: true sentences called false", len(wrongly), most=0, more=wrongly)
    genuine = [n for n, trap in enumerate(traps) if trap["expected"] == "wrong"]
    bench.figure("traps: genuine errors found, %", percent(len(refuted & set(genuine)), len(genuine)), least=70)


def verify_mathematics(bench):
    bench.run("verify", data.shared("data", "corpora", "math_train.jsonl"), "math")
    bench.figure("MATH: solutions refuted", bench.stats["math"]["solutions"]["refuted"], most=30, more=refuted_rows(bench.path("math")))
    steps = bench.stats["math"]["steps"]
    bench.figure("MATH: steps decided, %", percent(steps["proved"] + steps["refuted"], sum(steps.values())), least=38)
    print(f"MATH: answers {bench.stats['math']['answers']}")
    labelled = data.shared("data", "labelled", "prm800k_correct.jsonl")
    bench.run("verify", labelled, "prm800k")
    text = bench.score("first_error.py", labelled, bench.path("prm800k"), "--show", "10")
    alarms = re.search(r"false alarms (\d+)/(\d+)", text)
    bench.figure("PRM800K: false alarms, %", percent(int(alarms[1]), int(alarms[2])), most=0.2, more=text.splitlines())


def compare_answers(bench):
    """The peers' own cases, and answers against themselves and against a copy with one integer changed."""
    for name, least in (("answer_equivalence", 93), ("math_answers_selfcheck", 100)):
        source = data.shared("data", "peer_cases", name + ".jsonl")
        bench.run("compare", source, name)
        printed = bench.score("compare.py", source, bench.path(name))
        figures = {word: float(value) for word, value in re.findall(r"([a-z][a-z ]+) (?:\d+) \(([\d.]+) %\)", printed)}
        counts = {word: int(value) for word, value in re.findall(r"([a-z][a-z ]+) (\d+) \(", printed)}
        bench.figure(f"{name}: right, %", figures["right"], least=least)
        bench.figure(f"{name}: wrong answers accepted", counts["accepted a wrong one"], most=0)
        bench.figure(f"{name}: right answers rejected, %", figures["rejected a right one"], most=0.5)


def compare_lines(bench):
    source = data.shared("data", "peer_cases", "step_equivalence.jsonl")
    bench.run("compare", source, "lines_of_algebra")
    printed = bench.score("steps.py", source, bench.path("lines_of_algebra"))
    for kind, least in (("pair", 95), ("chain", 80)):
        found = re.search(rf"{kind}, follows .*?proved \d+ \(([\d.]+) %", printed)
        bench.figure(f"lines of algebra, {kind}s: that follow and are proved, %", float(found[1]) if found else 0, least=least)
    faulty = re.findall(r"faulty .*?proved (\d+)", printed)
    bench.figure("lines of algebra: faulty ones proved", sum(map(int, faulty)), most=0)


def split_lines(bench):
    """GSM8K's solutions, and what models write in their manner, are cut at their lines."""
    for name in ("gsm8k_train", "gsm8k_model_solutions"):
        source = data.shared("data", "corpora", name + ".jsonl")
        bench.run("split", source, "lines", "--force", "--keep-marks")
        texts = [row.get("solution") or row["answer"] for row in data.rows(source)]
        other = sum("\n" in text.strip() and row["steps"] != [line.strip() for line in text.split("\n") if line.strip()]
                    for row, text in zip(data.rows(bench.path("lines")), texts))
        bench.figure(f"{name}: solutions not cut at their lines", other, most=0)


def split_mathematics(bench):
    source, out = data.shared("data", "corpora", "math_train.jsonl"), bench.path("cut")
    bench.run("split", source, "cut")
    rows = data.rows(out)
    whole = sum("".join(gap + step for gap, step in zip(row["gaps"], row["steps"] + [""])) != text["solution"]
                for row, text in zip(rows, data.rows(source)))
    bench.figure("MATH: solutions that steps and gaps do not give back", whole, most=0)
    sizes = sorted(len(step) for row in rows for step in row["steps"] if "[asy]" not in step)
    bench.figure("MATH: characters of a step, median", sizes[len(sizes) // 2], least=60, most=120)
    bench.figure("MATH: characters of a step, the longest of a hundred", sizes[len(sizes) * 99 // 100], most=500)


FLOORS = {"calculation": 90, "context_value": 36, "previous_value": 38, "missing_step": 23, "drop_term": 16, "drop_condition": 45, "leap": 30,
          "contradiction": 15.5, "extra_information": 10, "wrong_target": 19, "relation": 15, "unit": 2.5, "terse": 70, "circular": 55}


def inject(bench):
    bench.run("inject", data.shared("data", "corpora", "gsm8k_train.jsonl"), "records", "--refused", bench.path("refused"),
              "--seed", "1")
    sums = bench.stats["records"]
    # Of all solutions it is as many as ever; "usable" has grown by those with equations, whose arithmetic offers fewer sites.
    for name, least in FLOORS.items():
        bench.figure(f"GSM8K: {name}, % of usable", percent(sums["records"][name], sums["usable"]), least=least)
    bench.figure("GSM8K: records that their own audit objected to", sums["audit_objected"], most=0)
    for kind, least in (("swap", 15), ("fresh", 57), ("relation", 3.2)):
        bench.run("inject", data.shared("data", "corpora", "gsm8k_train.jsonl"), kind, "--refused", bench.path("refused_" + kind), "--twins",
                  kind)
        sums = bench.stats[kind]
        bench.figure(f"GSM8K: {kind} twins, % of problems", percent(sums["records"]["twin_" + kind] // 2, sums["solutions"]), least=least)
    source = data.shared("data", "corpora", "gsm8k_model_solutions.jsonl")
    data.write_rows(bench.path("right.in"), (row for row in data.rows(source) if row["final_answer_correct"]))
    bench.run("inject", bench.path("right.in"), "right", "--refused", bench.path("refused2"), "--injectors", "calculation", "--allow-eval")
    sums = bench.stats["right"]
    print(f"right model solutions: {sums['usable']} of {sums['solutions']} usable")
    bench.figure("right model solutions: calculation, % of all", percent(sums["records"]["calculation"], sums["solutions"]), least=80)


def shares(values):
    return {value: percent(values.count(value), len(values)) for value in set(values)}


def mixes(bench):
    """What is drawn comes as near to the wanted mix as is promised, whatever the seed, by a sample and where all is looked at."""
    whole, few = data.shared("data", "corpora", "gsm8k_train.jsonl"), bench.path("few.in")
    data.write_rows(few, data.rows(whole)[:2000])
    for seed, source in (("1", whole), ("2", whole), ("1", few), ("2", few)):
        same = ("--seed", seed, "--force")
        bench.run("weigh", source, "weights", "--types", "modern", "--places", "processbench-gsm8k", *same)
        bench.run("inject", source, "mixed", "--weights", bench.path("weights"), "--refused", bench.path("refused_mixed"), *same)
        weights, made = data.rows(bench.path("weights"))[0], data.rows(bench.path("mixed"))
        wanted = dict(zip(weights["types"], weights["wanted"])) | dict(enumerate(weights["wanted_places"]))
        got = shares([row["injector"] for row in made]) | shares([min(row["first_error"], 7) for row in made])
        far = {name: got.get(name, 0) - share / 10000 for name, share in wanted.items()}
        worst = max(far, key=lambda name: abs(far[name]))
        bench.figure(f"mix of {os.path.basename(source)}, seed {seed}: farthest off, points ({worst})", abs(far[worst]), most=2)


def sources(bench):
    """Drawings are left out and counted; the test problems of GSM8K are known by their words."""
    source = data.shared("data", "corpora", "math_train.jsonl")
    bench.run("inject", source, "math_records", "--refused", bench.path("math_refused"), "--injectors", "calculation")
    sums = bench.stats["math_records"]
    drawings = sum("[asy]" in row["problem"] or "[asy]" in row["solution"] for row in data.rows(source))
    bench.figure("MATH: rows with drawings that are not skipped", drawings - sums["skipped"]["drawing"], least=0, most=0)
    bench.figure("MATH: rows worked on or skipped", sums["solutions"] + drawings, least=7500, most=7500)
    bench.figure("MATH: a slip carried to the answer, % of rows worked on", percent(sums["records"]["calculation"], sums["solutions"]), least=41)
    bench.run("inject", source, "math_ends", "--refused", bench.path("math_ends_refused"), "--injectors", "calculation,transform", "--truncate")
    sources_hit = {row["source_id"] for row in data.rows(bench.path("math_ends"))}
    bench.figure("MATH: any error, where it may end with its step, % of usable",
                 percent(len(sources_hit), bench.stats["math_ends"]["usable"]), least=60)
    source = data.shared("data", "corpora", "gsm8k_model_solutions.jsonl")
    done = subprocess.run([bench.misstep, "inject", source, "-o", bench.path("test_records")], capture_output=True, text=True, timeout=SECONDS)
    said = done.returncode == 65 and "evaluation set (GSM8K test)" in done.stderr
    bench.tally.check("GSM8K's test problems are refused", [] if said else [f"exit {done.returncode}", *done.stderr.splitlines()[:5]])


def array_of_gsm8k(bench):
    source = data.shared("data", "corpora", "gsm8k_train.jsonl")
    with open(bench.path("array.json"), "w", encoding="utf-8") as file:
        json.dump(data.rows(source), file, indent=1)
    bench.run("verify", bench.path("array.json"), "from_array")
    with open(bench.path("gsm8k"), "rb") as lines, open(bench.path("from_array"), "rb") as values:
        bench.tally.check("GSM8K as an array: the same verdicts", [] if lines.read() == values.read() else ["others"])


def records_hold(bench):
    done = subprocess.run([bench.misstep, "audit", bench.path("records"), "-n", "10"], capture_output=True, text=True, timeout=SECONDS)
    checked = re.search(r"(\d+) records checked, (\d+) failed", done.stdout + done.stderr)
    bench.figure("audit: records that fail", int(checked[2]) if checked else -1, least=0, most=0,
                 more=(done.stdout + done.stderr).splitlines()[:12])
    text = bench.score("records.py", bench.path("records"), "--show", "3")
    bench.tally.check("records.py: broken promises", [] if "broken promises none" in text else text.splitlines())
    again = int(re.search(r"checked again (\d+)", text)[1])
    bench.figure("records.py: certificates checked again", again, least=6000)


def formats_hold(bench):
    """Real records in every format: lint finds no error, and what is read and written again is the same, where it does not name its source."""
    with open(bench.path("records"), encoding="utf-8") as file, open(bench.path("some"), "w", encoding="utf-8") as some:
        some.writelines(line for place, line in enumerate(file) if place < 10000)
    listed = subprocess.run([bench.misstep, "list", "formats", "--json"], capture_output=True, text=True, timeout=SECONDS).stdout
    names = [entry["name"] for entry in json.loads(listed)["formats"]]
    subprocess.run([bench.misstep, "export", bench.path("some"), "--format", ",".join(names), "-o", bench.path("formats"), "-q"],
                   check=True, timeout=SECONDS)
    faults, same = [], 0
    for name in names:
        rows = bench.path(os.path.join("formats", name, "train.jsonl"))
        rows = rows if os.path.exists(rows) else os.path.dirname(rows)
        done = subprocess.run([bench.misstep, "lint", rows, "--format", name], capture_output=True, text=True, timeout=SECONDS)
        if done.returncode:
            faults += [f"{name}: lint: exit {done.returncode}", *(line for line in done.stdout.splitlines() if " error: " in line)][:4]
        if name in NOT_THE_SAME_AGAIN:
            continue
        subprocess.run([bench.misstep, "convert", rows, "--to", name, "-o", bench.path("again"), "-f", "-q"], timeout=SECONDS)
        with open(rows, "rb") as one, open(bench.path("again"), "rb") as other:
            same += one.read() == other.read() or not faults.append(f"{name}: not the same again")
    print(f"GSM8K in {len(names)} formats, {same} of them read and written again")
    bench.tally.check("GSM8K in every format", faults)


def by_script(bench, source):
    """What shortcuts.py prints; it is slow, so once for each file."""
    if source not in bench.stats:
        natural = data.shared("data", "labelled", "verify_then_generate.jsonl")
        bench.stats[source] = bench.score("shortcuts.py", source, "--natural", natural)
    return bench.stats[source]


def no_shortcut(bench):
    """A reader who sees style, digits or length alone must do no better than a coin; new numbers are as natural errors have them."""
    text = by_script(bench, bench.path("records"))
    print(text, end="")
    natural = float(re.search(r"natural: .* AUC ([\d.]+)", text)[1])
    for line in text.splitlines():
        found = re.match(r"(calculation|\(all\)) +\d+ +([\d.]+) +([\d.]+) +([\d.]+) +([\d.]+)$", line)
        if not found:
            continue
        for name, value in zip(("style", "digits", "length"), found.groups()[1:4]):
            bench.figure(f"shortcuts: {found[1]} {name}", float(value), least=0.45, most=0.55)
        bench.figure(f"shortcuts: {found[1]} novelty", float(found[5]), most=natural + 0.05)
    bench.tally.check("shortcuts.py: its table", [] if "calculation" in text else ["no line for calculation"])


def prmbench_rows(bench):
    """Others' faulty solutions, with as strong a smell as there is: as they are, and as shortcuts.py wants them."""
    rows = [row for row in data.rows(data.shared("data", "labelled", "prmbench_train.jsonl"))[::4]
            if "original_steps" in row and row.get("first_error") is not None]
    data.write_rows(bench.path("prmbench.in"), rows)
    data.write_rows(bench.path("prmbench.script"), (
        {"source_id": row["id"], "problem": row["problem"], "steps": row["original_steps"], "bad_steps": row["steps"],
         "first_error": row["first_error"], "origin": [k if k < len(row["original_steps"]) else -1 for k in range(len(row["steps"]))],
         "injector": row["classification"]} for row in rows))
    return bench.path("prmbench.in"), bench.path("prmbench.script")


def measured(bench, source):
    """The figures of `misstep shortcuts` by (injector, figure)."""
    done = subprocess.run([bench.misstep, "shortcuts", source, "-q", "-f", "--least", "50", "-o", bench.path("shortcuts.json"), "--natural",
                           data.shared("data", "labelled", "verify_then_generate.jsonl")], capture_output=True, text=True, timeout=SECONDS)
    if done.returncode not in (0, 1):
        raise RuntimeError(f"shortcuts: exit {done.returncode}: {done.stderr.strip()[-500:]}")
    with open(bench.path("shortcuts.json"), encoding="utf-8") as file:
        report = json.load(file)
    figures = {(of["name"], name): of[name] for of in [*report["injectors"], report["all"]] if of["measured"]
               for name in ("style", "digits", "length", "novelty")}
    figures |= {("whole", name): report["whole_solutions"]["problem_hidden_" + name] for name in ("style", "digits")}
    return figures | {("natural", "novelty"): report["natural_novelty"]}, {bar["of"] for bar in report["bars"] if bar["broken"]}


# Of operator, count and unit the few rows lie at the bar; what is rounded is rounder (style and digits 0.56), a perimeter has brackets (0.57).
# No others may show.
SHOWN = {"operator", "rounding", "count", "unit", "formula"}


def shortcuts_agree(bench):
    """`misstep shortcuts` says what shortcuts.py says, and fails what should fail."""
    for source, script, should_fail in ((bench.path("records"), bench.path("records"), False), (*prmbench_rows(bench), True)):
        text = by_script(bench, script)
        wanted = {}
        for line in text.splitlines():
            found = re.match(r"(\S+) +\d+ +([\d.]+) +([\d.]+) +([\d.]+) +([\d.]+)$", line)
            if found:
                wanted |= {(found[1], name): float(value) for name, value in zip(("style", "digits", "length", "novelty"), found.groups()[1:])}
        whole = re.search(r"hidden: style ([\d.]+), digits ([\d.]+)", text)
        wanted |= {("whole", "style"): float(whole[1]), ("whole", "digits"): float(whole[2])}
        wanted[("natural", "novelty")] = float(re.search(r"AUC ([\d.]+)", text)[1])
        figures, broken = measured(bench, source)
        name = os.path.basename(source)
        bench.tally.check(f"shortcuts of {name}: as shortcuts.py", [
            f"{key}: {figures.get(key)}, shortcuts.py: {value}" for key, value in wanted.items() if abs(figures.get(key, 9) - value) > 0.005])
        bench.tally.check(f"shortcuts of {name}: all figures there", [] if wanted.keys() == figures.keys() else
                          [f"{sorted(wanted.keys() ^ figures.keys())}"])
        bench.tally.check(f"shortcuts of {name}: bars", [] if bool(broken - SHOWN) == should_fail else [f"broken: {broken}"])


def stepwise(bench, source):
    """The rows of labelled data, converted: (problem, steps, labels)."""
    out = bench.path("stepwise")
    done = subprocess.run([bench.misstep, "convert", source, "--to", "trl-prm", "-o", out, "-f", "-q", "--allow-eval"],
                          capture_output=True, text=True, timeout=SECONDS)
    if done.returncode:
        raise RuntimeError(f"convert {os.path.basename(source)}: exit {done.returncode}: {done.stderr[-500:]}")
    return sorted((row["prompt"].strip(), row["completions"], row["labels"]) for row in data.rows(out))


def by_shepherd(row):
    """As Math-Shepherd's own readers take it apart."""
    problem, _, _ = row["input"].partition(" Step 1:")
    steps = [re.sub(r"^\s*Step \d+:", "", step).strip() for step in row["input"][len(problem):].split("ки")[:-1]]
    marks = [i for i, pair in enumerate(zip(row["input"].replace("ки", "к"), row["label"])) if pair[0] == "к"]
    yield problem.strip(), steps, [row["label"][i] == "+" for i in marks]


def by_prm800k(row):
    """As TRL reads it, but for 0, which is right here, and paths that break off at rated alternatives, which hold them."""
    problem, path, good = row["question"]["problem"].strip(), [], []
    for step in row["label"]["steps"]:
        for i, one in enumerate(step["completions"] or []):
            if i != step["chosen_completion"] and one["rating"] is not None:
                yield problem, path + [one["text"]], good + [one["rating"] >= 0]
        if step["chosen_completion"] is None and step["human_completion"] is None:
            if step["completions"]:
                return
            break
        chosen = step["human_completion"] if step["chosen_completion"] is None else step["completions"][step["chosen_completion"]]
        path, good = path + [chosen["text"]], good + [chosen["rating"] is None or chosen["rating"] >= 0]
    if path:
        yield problem, path, good


def by_tree(row):
    """Each state that no other goes on with, and what the states on the way to it add."""
    size, shares = len(row["question"]), {}
    for state in row["reasoning_steps"]:
        text = state["solution_prefix"][size:].strip()
        shares[text] = max(shares.get(text, 0), state["mc_value"])
    shares.pop("", None)
    for end in shares:
        if any(other != end and other.startswith(end) for other in shares):
            continue
        way = sorted((text for text in shares if end.startswith(text)), key=len)
        yield row["question"].strip(), [text[len(before):].strip() for before, text in zip([""] + way, way)], [shares[text] > 0 for text in way]


def values(path):
    """JSON values one behind the other, over many lines."""
    with open(path, encoding="utf-8") as file:
        text, decoder, found = file.read().strip(), json.JSONDecoder(), []
    while text:
        value, end = decoder.raw_decode(text)
        found, text = found + [value], text[end:].lstrip()
    return found


def labelled_data(bench):
    """Each row of the fixtures, exactly; and of data whose first error is known, its place."""
    for name, by, read in (("samples_math-shepherd.jsonl", by_shepherd, data.rows), ("samples_prm800k.jsonl", by_prm800k, data.rows),
                           ("prm800k-phase1-train-example.json", by_prm800k, values), ("samples_math-aps.jsonl", by_tree, data.rows)):
        source = data.shared("data", "fixtures", name)
        wanted = sorted(one for row in read(source) for one in by(row))
        made = stepwise(bench, source)
        print(f"{name}: {len(made)} solutions")
        bench.tally.check(f"{name} as published", [] if made == wanted else
                          [f"{len(made)}, not {len(wanted)}"] + [f"{a} is not {b}" for a, b in zip(made, wanted) if a != b][:2])
    for name in ("prmbench_train", "mr_gsm8k", "verify_then_generate", "bigbench_multistep", "prm800k_correct", "cogtutor_algebra"):
        source = data.shared("data", "labelled", f"{name}.jsonl")
        rows = [row for row in data.rows(source) if row.get("first_error") is not None]
        wanted = [(row["problem"].strip(), row["steps"][:row["first_error"] + 1] if row["first_error"] >= 0 else row["steps"],
                   [True] * (len(row["steps"]) if row["first_error"] < 0 else row["first_error"]) + [False] * (row["first_error"] >= 0))
                  for row in rows]
        wanted += [(row["problem"].strip(), row["original_steps"], [True] * len(row["original_steps"])) for row in rows if row.get("original_steps")]
        made = stepwise(bench, source)
        bench.figure(f"{name}: labels that are other ones, of {len(made)}", sum(a != b for a, b in zip(made, sorted(wanted))) + abs(len(made) - len(wanted)), most=0)


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(os.path.abspath(sys.argv[1]), folder)
        for part in (verify_gsm8k, verify_model_solutions, verify_traps, verify_mathematics, compare_answers, compare_lines, split_lines, split_mathematics, array_of_gsm8k, sources, mixes, inject,
                     records_hold, formats_hold, no_shortcut, shortcuts_agree, labelled_data):
            if not data.shared("data", "corpora") or not data.shared("score"):
                bench.tally.skip(part.__name__, "the shared folder of real data is not there (MISSTEP_SHARED)")
                continue
            try:
                part(bench)
            except (RuntimeError, OSError, subprocess.TimeoutExpired) as trouble:
                bench.tally.check(part.__name__, [str(trouble)])
        bench.tally.finish()


if __name__ == "__main__":
    main()
