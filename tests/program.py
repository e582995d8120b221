#!/usr/bin/env python3
"""The whole program where the input must be made first: bad lines, outputs that exist, runs with a config.

    program.py MISSTEP [PART OF A NAME]

Each function test_… is a test; it gets a fresh folder to work in. cli/ holds the cases that are plain files.
"""
import hashlib
import json
import os
import re

from place import CANNOT_CREATE, CONFIG, DATA, FINDINGS, IO, NO_INPUT, OK, OTHER, RIGHT, USAGE, WRONG, corpus, row, run_tests

RECORD_KEYS = """id source source_id problem_id group_id pair_id level problem twin answer steps gaps bad_steps origin bad_answer first_error
    injector class mode entity explanation edit follow_ups step_labels local certificate source_proof basis edit_distance length_delta
    depth seed tool config teacher attempt round principle weight""".split()
FORMATS = ["trl-dpo", "trl-prm", "step-dpo", "processbench"]


# Help and usage


def test_help_of_every_verb(place):
    text = place.run("--help").decode()
    verbs = re.findall(r"^  ([\w-]+) {2,}\S", text.split("\nverbs\n")[1].split("\n\n")[0], re.MULTILINE)
    place.check(set("verify filter inject audit export run list explain".split()) <= set(verbs), f"verbs: {verbs}")
    for verb in verbs:
        by_option, by_verb = place.run(verb, "--help").decode(), place.run("help", verb).decode()
        place.check(by_option == by_verb, f"help {verb} and {verb} --help differ")
        place.check("examples\n" in by_option and "usage\n" in by_option, f"{verb} --help shows no example or no usage")
        long_lines = [line for line in by_option.splitlines() if len(line) > 130]
        place.check(not long_lines, f"{verb} --help: too wide: {long_lines}")


def test_version(place):
    first = place.run("--version").decode().split("\n")[0]
    place.check(re.fullmatch(r"misstep \d+\.\d+\.\d+", first), f"--version: {first}")


def test_nothing_to_say_is_an_error(place):
    """Figures of nothing would look like findings."""
    place.write("in.jsonl", RIGHT)
    place.run("inject", "in.jsonl", "-o", "records.jsonl", "-q")
    place.write("predictions.jsonl", '{"id": "nobody", "first_error": 0}\n')
    place.run("score", "predictions.jsonl", "--against", "records.jsonl", "-q", code=DATA, says="predictions.jsonl: no line has the id of a labelled")
    place.run("review", "in.jsonl", code=DATA, says="no row has labels")


def test_usage_errors(place):
    place.write("in.jsonl", RIGHT)
    for arguments, says in [
            ([], "--help"),
            (["verfy", "in.jsonl"], "unknown verb 'verfy'.*'verify'"),
            (["frobnicate"], "unknown verb 'frobnicate'"),
            (["help", "frobnicate"], "unknown verb 'frobnicate'"),
            (["verify", "in.jsonl", "--thraeds", "2"], "unknown option '--thraeds'.*--threads"),
            (["verify", "in.jsonl", "-Z"], "unknown option '-Z'"),
            (["verify", "in.jsonl", "--threads"], "--threads needs"),
            (["verify", "in.jsonl", "--threads", "many"], "--threads.*whole number.*'many'"),
            (["verify", "in.jsonl", "--threads", "0"], "--threads.*from 1"),
            (["verify", "in.jsonl", "--limit", "-1"], "--limit"),
            (["verify", "in.jsonl", "--limit", "99999999999999999999"], "--limit"),
            (["verify", "in.jsonl", "--preset", "gsm9k"], "'gsm9k'.*'gsm8k'"),
            (["verify", "in.jsonl", "--map", "sum=x"], "no field 'sum'"),
            (["filter", "in.jsonl", "-o", "out", "--keep", "all_step"], "'all_step'.*'?all_steps"),
            (["inject", "in.jsonl", "-o", "out", "--injectors", "calculatoin"], "'calculatoin'.*'calculation'"),
            (["inject", "in.jsonl", "-o", "out", "--seed", "x"], "--seed"),
            (["inject", "in.jsonl", "-o", "out", "--injectors", ""], "--injectors names none"),
            (["inject", "in.jsonl", "-o", "out", "--per-solution", "3"], "--per-solution goes with --weights"),
            (["weigh", "in.jsonl", "-o", "out", "--types", "modrn"], "unknown mix 'modrn'; did you mean 'modern'"),
            (["weigh", "in.jsonl", "-o", "out", "--places", "3"], "unknown mix '3'"),
            (["verify", "in.jsonl", "--by", "words"], "unknown word 'words'; there are auto, steps"),
            (["export", "in.jsonl"], "no folder given"),
            (["export", "in.jsonl", "-o", "out", "--format", "trl-dpoo"], "'trl-dpoo'.*trl-dpo"),
            (["export", "in.jsonl", "-o", "out", "--separator", ""], "--separator must not be empty"),
            (["list", "frobs"], "'frobs'.*injectors"),
            (["run"], "no config file")]:
        place.run(*arguments, code=USAGE, says=says)
    place.check(os.listdir(place.folder) == ["in.jsonl"], f"left behind: {os.listdir(place.folder)}")


# Input


def test_missing_input(place):
    for verb in ("verify", "filter", "inject"):
        place.run(verb, "nowhere.jsonl", "-o", "out", code=NO_INPUT, says="cannot read nowhere.jsonl")
    place.run("audit", "nowhere.jsonl", code=NO_INPUT, says="nowhere.jsonl")
    place.run("export", "nowhere.jsonl", "-o", "out", code=NO_INPUT, says="nowhere.jsonl")
    place.run("explain", "nowhere.jsonl", code=NO_INPUT, says="nowhere.jsonl")
    place.run("run", "nowhere.yaml", code=NO_INPUT, says="nowhere.yaml")
    place.run("verify", ".", code=IO, says="it is a folder")
    made = [name for _, _, names in os.walk(place.folder) for name in names]
    place.check(not made, f"an output was made without an input: {made}")


def test_empty_input(place):
    place.write("empty.jsonl", "")
    place.write("blank.jsonl", "\n  \n\r\n")
    own = {"export": ["-o", "folder"], "audit-export": ["-o", "folder", "--tool", "potato"], "convert": ["--to", "trl-dpo", "-o", "out"],
           "score": ["--against", "empty.jsonl"], "audit": [], "sample": [], "shortcuts": [], "explain": []}
    for verb in ("verify", "filter", "inject", "split", "weigh", "review", "report", "compare", *own):
        for name in ("empty", "blank"):
            place.run(verb, f"{name}.jsonl", *own.get(verb, ["-o", "out"]), code=DATA)
    made = {name for _, _, names in os.walk(place.folder) for name in names}
    place.check(made == {"empty.jsonl", "blank.jsonl"}, f"of nothing was made {made}")


def test_standard_input(place):
    place.write("stdin.jsonl", RIGHT + OTHER)
    for verb in ("verify", "filter", "inject"):
        place.run(verb, "stdin.jsonl", "-o", "file", "-f")
        out = place.run(verb, "-", "-o", "-", stdin=(RIGHT + OTHER).encode())
        place.check(out == place.read("file"), f"{verb}: standard input and a file give other bytes")


def test_rejected_lines(place):
    lines = [  # (line, the reason; None: it is fine)
        (RIGHT.strip().encode(), None),
        (b'{"id":"cut","problem":"a","solution":', "invalid JSON"),
        (b'{"id":"two","solution":"2 + 2 = 4","solution":"2 + 2 = 5"}', 'duplicate key "solution"'),
        (b'{"id":"none","problem":"a"}', '"solution" is missing'),
        (b'{"id":"list","problem":"a","solution":["2 + 2 = 4"]}', '"solution" is not a text'),
        (b'{"id":"nul","solution":"2 + 2 = \\u0000 4"}', "NUL"),
        (b'{"id":"raw","solution":"2 + 2 = \x00 4"}', "control character"),
        (b'{"id":"half","solution":"\\ud800"}', "surrogate"),
        (b'{"id":"bytes","solution":"2 + 2 = \xff"}', "invalid UTF-8"),
        (b'{"id":"deep","solution":"2 + 2 = 4","more":' + b"[" * 5000 + b"]" * 5000 + b"}", "nested too deeply"),
        (b'[1, 2]', "invalid JSON"),
        (RIGHT.strip().encode() + b" {}", "invalid JSON"),
        (b'{"id":"long","solution":"' + b"2 + 2 = 4 " * 120_000 + b'"}', "longer than"),
        (b'{"id":"huge","solution":"' + b"2 + 2 = 4 " * 500_000 + b'"}', "longer than"),
        (OTHER.strip().encode(), None)]
    place.write("in.jsonl", b"\n".join(line for line, _ in lines) + b"\n")
    for verb in ("verify", "filter", "inject"):
        wanted = [(number, reason) for number, (_, reason) in enumerate(lines, 1) if reason]
        place.run(verb, "in.jsonl", "-o", f"{verb}.out", code=FINDINGS,
                  says=[rf"in\.jsonl:{number}: rejected: .*{re.escape(reason)}" for number, reason in wanted])
        kept = place.rows(f"{verb}.out.rejects.jsonl")
        place.check([r["line"] for r in kept] == [number for number, _ in wanted], f"{verb}: other lines were rejected")
        for got, (number, reason) in zip(kept, wanted):
            place.check(got["file"] == "in.jsonl" and reason in got["reason"], f"{verb}: line {number}: {got['reason']}")
            line = lines[number - 1][0]
            back = got["text"].encode("latin-1" if got["encoding"] == "latin-1" else "utf-8")
            place.check(back == line or (len(line) > 4 << 20 and line.startswith(back)), f"line {number}: its text was not kept")
    place.check([r["id"] for r in place.rows("verify.out")] == ["right", "other"], "the good lines did not all come out")


def test_rejects_elsewhere(place):
    place.write("in.jsonl", RIGHT + "{\n" + OTHER)
    place.run("verify", "in.jsonl", "-o", "out", "--rejects", "bad", code=FINDINGS)
    place.check(place.rows("bad")[0]["line"] == 2 and not place.has("out.rejects.jsonl"), "the rejects went elsewhere")
    place.run("verify", "-", "-o", "-", stdin=b"{,\n" + RIGHT.encode(), code=FINDINGS, says=r"-:1: rejected: invalid JSON")
    place.run("verify", "in.jsonl", "-o", "quiet", "-q", "--rejects", "/dev/null", code=FINDINGS)


def test_unknown_data(place):
    place.write("in.jsonl", '{"colour":"red"}\n')
    place.run("verify", "in.jsonl", code=DATA, says=r"in\.jsonl")
    place.run("inject", "in.jsonl", "-o", "out", code=DATA)
    place.check(not place.has("out"), "an output was made")


def test_limit(place):
    place.write("in.jsonl", corpus(50))
    place.check(place.run("verify", "in.jsonl", "-o", "-", "-n", "7", "-q").count(b"\n") == 7, "--limit 7 reads other than 7 lines")
    place.check(place.run("verify", "in.jsonl", "in.jsonl", "-o", "-", "-n", "60", "-q").count(b"\n") == 60, "--limit over files")


# Output


def test_never_overwrites_unasked(place):
    place.write("in.jsonl", RIGHT)
    place.run("inject", "in.jsonl", "-o", "records.jsonl")
    for verb in ("verify", "filter", "inject", "weigh"):
        arguments = [verb, "in.jsonl", "-o", "out"]
        place.write("out", "mine")
        place.run(*arguments, code=CANNOT_CREATE, says="out exists; use -f")
        place.check(place.read("out") == b"mine", f"{arguments[0]} has overwritten a file unasked")
        place.run(*arguments, "-f")
        place.check(place.read("out") != b"mine", f"{arguments[0]} -f has not overwritten")
        place.check(not [name for name in os.listdir(place.folder) if ".part" in name], f"{arguments[0]} leaves parts")
    place.run("export", "records.jsonl", "-o", "folder")
    place.run("export", "records.jsonl", "-o", "folder", code=CANNOT_CREATE, says="exists; use -f")
    place.run("export", "records.jsonl", "-o", "folder", "-f")


def test_never_overwrites_what_it_reads(place):
    place.write("in.jsonl", RIGHT)
    os.symlink("in.jsonl", place.path("link"))
    for arguments in (["verify", "-o", "in.jsonl"], ["split", "-o", "link"], ["inject", "-o", "out", "--refused", "link"],
                      ["verify", "-o", "out", "--stats", "in.jsonl"], ["compare", "-o", "./in.jsonl"]):
        place.run(arguments[0], "in.jsonl", "-f", *arguments[1:], code=USAGE, says="would overwrite what is read")
        place.check(place.read("in.jsonl") == RIGHT.encode(), f"{arguments[0]} has overwritten its input")
    place.run("inject", "in.jsonl", "-o", "out", "--refused", "out", code=USAGE, says="--refused and --out are the same file: out")
    place.run("verify", "in.jsonl", "-o", "-", "--rejects", "-", code=USAGE, says="the same file: -")
    place.run("review", "in.jsonl", "--against", "link", "-f", "-o", "link", code=USAGE)
    place.run("verify", "in.jsonl", "-o", "/dev/null", "--stats", "/dev/null")


def test_output_that_is_no_file(place):
    place.write("in.jsonl", RIGHT)
    for verb in ("verify", "filter", "inject"):
        place.run(verb, "in.jsonl", "-o", "/dev/null")
        place.run(verb, "in.jsonl", "-o", "nowhere/out", code=CANNOT_CREATE, says="nowhere")
    place.check(sorted(os.listdir(place.folder)) == ["in.jsonl"], f"left behind: {os.listdir(place.folder)}")


def test_full_disk(place):
    if not os.path.exists("/dev/full"):
        return
    place.write("in.jsonl", corpus(3000))
    for verb in ("verify", "filter", "inject"):
        place.run(verb, "in.jsonl", "-o", "/dev/full", code=IO, says="No space left")


# The verbs


def test_verify(place):
    place.write("in.jsonl", RIGHT + WRONG)
    place.run("verify", "in.jsonl", "-o", "out", "--stats", "stats.json", code=FINDINGS, says=r"refuted +1\b")
    right, wrong = place.rows("out")
    place.check((right["first_error"], right["source_proof"], right["coverage"]) == (-1, "all_steps", 1), f"{right}")
    place.check((wrong["first_error"], wrong["source_proof"]) == (0, "none"), f"{wrong}")
    place.check(wrong["steps"][0]["claims"][0]["truth"] == "fails", f"{wrong}")
    sums = place.rows("stats.json")[0]
    place.check(sums["steps"] == {"proved": 2, "refuted": 1, "unknown": 0}, f"{sums}")
    place.run("verify", "-", "-o", "out2", stdin=RIGHT.encode(), code=OK)


def test_filter_keeps_the_bytes(place):
    odd = '{ "id":"odd" ,"problem" : "Add 2 to 2.", "solution" : "2 + 2 = 4\\nThe answer is 4.", "answer":4, "big":12345678901234567890.0123456789e+1,"\\u00e9":"\\/é" }\n'
    place.write("in.jsonl", WRONG + odd + RIGHT.strip("\n"))
    place.run("filter", "in.jsonl", "-o", "out")
    place.check(place.read("out") == (odd + RIGHT).encode(), "the rows that were kept are not the bytes of the source")
    place.run("filter", "in.jsonl", "-o", "strict", "--keep", "no_refutation")
    place.check(b"wrong" not in place.read("strict"), "a refuted solution was kept")


def test_inject_seeds(place):
    place.write("in.jsonl", corpus(40))
    made = [place.run("inject", "in.jsonl", "-o", "-", "-q", "-i", "calculation", "--seed", seed) for seed in ("1", "1", "2")]
    place.check(made[0] == made[1], "the same seed makes other records")
    place.check(made[0] != made[2], "another seed makes the same records")
    place.check(made[0].count(b"\n") == 40, f"{made[0].count(bytes([10]))} records of 40 solutions")
    place.write("shuffled.jsonl", "".join(sorted(corpus(40).splitlines(keepends=True), reverse=True)))
    other = place.run("inject", "shuffled.jsonl", "-o", "-", "-q", "-i", "calculation", "--seed", "1")
    known = {json.loads(line)["source_id"]: json.loads(line)["bad_steps"] for line in made[0].splitlines()}
    place.check(all(known[r["source_id"]] == r["bad_steps"] for r in map(json.loads, other.splitlines())),
                "what is drawn depends on the order of the rows")


def test_weigh_looks_at_a_sample(place):
    def weigh(*more, **how):
        place.run("weigh", "-o", "weights", "-f", "-q", "--types", "calculation=1", *more, **how)
        weights = place.rows("weights")[0]
        return weights["corpus"], weights["sample"], weights["solutions"]

    place.write("in.jsonl", corpus(200))
    drawn = weigh("in.jsonl", "--sample", "50")
    place.check(drawn[0] == 200 and 25 < drawn[1] < 75 and drawn[2] == drawn[1], f"a sample of about 50: {drawn}")
    sampled = place.read("weights")
    place.check(weigh("in.jsonl", "--sample", "50") == drawn and place.read("weights") == sampled, "another sample each time")
    weigh("in.jsonl", "--sample", "50", "--seed", "7")
    place.check(place.read("weights") != sampled, "every seed draws the same sample")
    for more, how in [(["in.jsonl"], {}), (["in.jsonl", "--sample", "0"], {}), (["-", "--sample", "50"], {"stdin": corpus(200).encode()})]:
        place.check(weigh(*more, **how) == (200, 200, 200), f"not all are looked at: {more}")
    place.write("poor.jsonl", corpus(200) + "".join(row(f"idle-{n}", ["Nothing is said.", "The answer is 7."], "7", f"What is {n}?") for n in range(800)))
    place.check(weigh("poor.jsonl", "--sample", "100")[:2] == (1000, 1000), "a poor sample is taken for good")
    place.write("one.jsonl", RIGHT + "".join(place.read("poor.jsonl").decode().splitlines(keepends=True)[200:300]))
    weigh("one.jsonl")
    place.check(place.rows("weights")[0]["expected"] == [1000000], f"more than all: {place.rows('weights')[0]}")
    place.run("inject", "one.jsonl", "-o", "one", "--weights", "weights")
    place.write("worse.jsonl", place.read("poor.jsonl").decode() + "{\n{\n")
    place.run("weigh", "worse.jsonl", "-o", "weights", "-f", "--types", "calculation=1", "--sample", "100", code=FINDINGS,
              says=r"(?s)\A(?!.*:1001: rejected.*:1001: rejected).*:1001: rejected.*counted 200, of a sample of 1000 of 1000")
    place.check([row["line"] for row in place.rows("weights.rejects.jsonl")] == [1001, 1002], "rejected lines of a poor sample")


def test_inject_and_audit(place):
    place.write("in.jsonl", RIGHT + WRONG + OTHER)
    place.run("inject", "in.jsonl", "-o", "out", "--refused", "refused", "--stats", "stats")
    place.check({"source_id": "wrong", "injector": "", "reason": "a step is refuted"} in place.rows("refused"), "refused")
    place.check(place.rows("stats")[0]["usable"] == 2, "stats")
    place.run("audit", "out")
    place.write("forged", place.read("out").replace(b'"first_error":0', b'"first_error":1', 1))
    place.run("audit", "forged", code=FINDINGS)


def short_hash(text):
    return hashlib.sha256(text.encode()).hexdigest()[:24]


def levenshtein(a, b):
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        before, row[0] = row[0], i
        for j, y in enumerate(b, 1):
            before, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, before + (x != y))
    return row[-1]


def test_record(place):
    """What a record says of itself, computed anew; bytes for the seal, code points for the rest."""
    odd = row("odd", ["Zoë puts 6 × 7 = 42 figs on “trays”.", "Then 42 − 5 = 37 figs 🍇 are left."], "37",
              "Zoë has 6 trays of 7 figs and eats 5. How many are left?")
    place.write("in.jsonl", corpus(10) + odd)
    place.run("inject", "in.jsonl", "-o", "out", "--seed", "9")
    for line, r in zip(place.read("out").decode().splitlines(), place.rows("out")):
        name, was, now = r["id"], r["steps"][r["edit"]["step"]], r["bad_steps"][r["edit"]["step"]]
        place.check(list(r) == RECORD_KEYS, f"{name}: keys {list(r)}")
        seal = short_hash(line.replace(f'"id":"{name}"', '"id":""', 1))
        place.check(name == f"{r['injector']}-{seal}", f"{name}: the seal is {seal}")
        place.check(r["problem_id"] == r["group_id"] == short_hash(r["problem"]), f"{name}: problem_id")
        texts = [r["problem"], *r["steps"], "", *r["bad_steps"]]
        place.check(r["pair_id"] == short_hash("".join(text + "\0" for text in texts)), f"{name}: pair_id")
        place.check(f"{levenshtein(was, now) / max(len(was), len(now)):.4f}" in line, f"{name}: edit_distance {r['edit_distance']}")
        place.check(r["length_delta"] == sum(map(len, r["bad_steps"])) - sum(map(len, r["steps"])), f"{name}: length_delta")
        edit = r["edit"]
        place.check(was[edit["start"]:edit["end"]] == edit["was"], f"{name}: the edit does not stand where it says")
        place.check(r["seed"] == 9 and r["source"] == "in" and len(r["gaps"]) == len(r["steps"]) + 1, f"{name}: seed, source or gaps")
    place.check("odd" in [r["source_id"] for r in place.rows("out")], "no record of the solution beyond ASCII")


def test_export_formats(place):
    place.write("in.jsonl", corpus(20))
    place.run("inject", "in.jsonl", "-o", "records", "-i", "calculation")
    place.run("export", "records", "-o", "out", "--format", ",".join(FORMATS))
    keys = {"trl-dpo": {"prompt", "chosen", "rejected"}, "trl-prm": {"prompt", "completions", "labels"},
            "step-dpo": {"dataset", "prompt", "initial_reason_steps", "chosen", "rejected", "full_chosen", "full_rejected", "answer"},
            "processbench": {"id", "generator", "problem", "steps", "final_answer_correct", "label"}}
    report = place.rows("out/export.json")[0]
    for name, rows in ((name, place.rows(f"out/{name}/train.jsonl")) for name in FORMATS):
        place.check(all(set(r) == keys[name] for r in rows), f"{name}: other columns")
        counted = next(r["rows"] for r in report["formats"] if r["format"] == name)
        place.check(len(rows) == counted == (20 if name.endswith("dpo") else 40), f"{name}: {len(rows)} rows, {counted} counted")
    for r in place.rows("out/trl-prm/train.jsonl"):
        place.check(len(r["labels"]) == len(r["completions"]) and False not in r["labels"][:-1], f"trl-prm: {r}")
    for r in place.rows("out/trl-dpo/train.jsonl"):
        place.check(r["chosen"] != r["rejected"], f"trl-dpo: both sides are the same: {r}")


def test_export_of_no_records(place):
    place.write("in.jsonl", RIGHT)
    place.run("export", "in.jsonl", "-o", "out", code=DATA, says=r"in\.jsonl:1")


def test_list(place):
    text = place.run("list").decode()
    groups = json.loads(place.run("list", "--json"))
    place.check({"verifiers", "injectors"} <= set(groups), f"{list(groups)}")
    for group in groups.values():
        for entry in group:
            place.check(entry["name"] in text and entry["says"] in text, f"list does not show {entry['name']}")
    for group in ("verifiers", "injectors", "presets", "formats", "datasets"):
        place.check(len(json.loads(place.run("list", group, "--json"))) > 0, f"list {group} is empty")


def test_lint_rules(place):
    """Each rule is tried by some case, and named in the README."""
    here = os.path.dirname(os.path.abspath(__file__))
    rules = re.findall(r"^([a-z-]+) +(?:error|warning) ", place.run("lint", "--rules").decode(), re.MULTILINE)
    tried = open(__file__, encoding="utf-8").read()
    for folder in ("cases/lint", "cli"):
        for at, _, names in os.walk(os.path.join(here, folder)):
            tried += "".join(open(os.path.join(at, name), encoding="utf-8").read() for name in names if name.endswith(".case") or name == "stdout")
    with open(os.path.join(here, "..", "README.md"), encoding="utf-8") as file:
        readme = file.read()
    place.check(len(rules) > 40, f"{len(rules)} rules")
    for rule in rules:
        place.check(re.search(rf"(error|warning)[ :]+{rule}: ", tried) or f'"{rule}"' in tried, f"{rule}: no case")
        place.check(f"`{rule}`" in readme, f"{rule}: not in the README")


def test_lint_behind_the_first_chunk(place):
    """`datasets` infers types from the first 10 MB; what is otherwise behind them cannot be cast."""
    near = {"id": "a", "n": 1, "when": None, "text": "x" * 100_000}
    far = [near | {"when": "now"}, near | {"more": 1}, near | {"n": "one"}, near | {"n": 2, "when": None}]
    place.write("far.jsonl", "".join(json.dumps(r | {"text": f"{i}" + r["text"]}) + "\n" for i, r in enumerate([near] * 110 + far)))
    found = [json.loads(line) for line in place.run("lint", "far.jsonl", "--json", code=FINDINGS).splitlines()][:-1]
    got = [(row["line"], row["rule"]) for row in found if row["rule"] != "missing-column" and row["line"]]
    place.check(got == [(111, "null-then-value"), (112, "new-column"), (113, "later-type")], f"{got}")


def test_explain(place):
    place.write("in.jsonl", WRONG + RIGHT + OTHER)
    text = place.run("explain", "in.jsonl", "--id", "right").decode()
    place.check("3 * 8 = 24" in text and "proved" in text and "9 - 2" not in text, "explain --id shows another solution")
    place.check("9 - 2 = 8" in place.run("explain", "in.jsonl").decode(), "explain shows the first one")
    place.check("14 / 2 = 7" in place.run("explain", "in.jsonl", "--nth", "3").decode(), "explain --nth 3")
    place.check(b"\x1b" not in place.run("explain", "in.jsonl"), "colours where there is no screen")
    place.run("explain", "in.jsonl", "--id", "nobody", code=DATA, says="no id 'nobody'")
    place.run("explain", "in.jsonl", "--nth", "4", code=DATA, says="3 solutions, not 4")
    place.run("inject", "in.jsonl", "-o", "records")
    record = place.rows("records")[0]
    text = place.run("explain", "records", "--id", record["id"][:20]).decode()
    place.check(record["id"] in text and record["certificate"]["left"] in text, "explain of a record")


# Runs with a config


def write_config(place, more=""):
    place.write("in.jsonl", corpus(12))
    place.write("run.yaml", "out: made\ninput:\n  files: [in.jsonl]\ninject:\n  seed: 3\nexport:\n  formats: [trl-dpo, trl-prm]\n" + more)


def test_run(place):
    write_config(place)
    place.run("run", "run.yaml")
    made = sorted(os.path.relpath(os.path.join(at, name), place.path("made"))
                  for at, _, names in os.walk(place.path("made")) for name in names)
    wanted = {"manifest.json", "records.jsonl", "refused.jsonl", "verdicts.jsonl", "export/trl-dpo/train.jsonl",
              "export/trl-prm/train.jsonl", "export/export.json"}
    place.check(wanted <= set(made), f"missing: {wanted - set(made)}")
    place.check(not [name for name in made if ".part" in name or name == ".run"], f"left behind: {made}")
    manifest = place.rows("made/manifest.json")[0]
    place.check([command[1] for command in manifest["commands"]] == ["verify", "inject", "export"], f"{manifest['commands']}")
    place.check(manifest["inject"]["usable"] == 12, f"{manifest['inject']}")
    place.run("inject", "in.jsonl", "-o", "alone", "--seed", "3", "-q")
    place.check(place.read("alone") == place.read("made/records.jsonl"), "run makes other records than inject")
    place.run("audit", "made/records.jsonl")
    place.run("run", "run.yaml", code=CANNOT_CREATE, says="is finished; use -f")
    before = place.read("made/manifest.json")
    place.run("run", "run.yaml", "-f")
    place.check(place.read("made/manifest.json") == before, "the same run makes another manifest")


def test_run_with_set(place):
    write_config(place)
    place.run("run", "run.yaml", "--set", "inject.seed=4", "--set", "input.limit=5", "-o", "other", "-j", "2")
    place.check(place.rows("other/manifest.json")[0]["inject"]["lines"] == 5 and not place.has("made"), "--set was not heard")
    text = place.run("run", "run.yaml", "--set", "inject.seed=4", "--print-config").decode()
    place.check(re.search(r"seed.*\b4\b", text) and re.search(r"trust.*none", text), f"--print-config: {text}")
    place.check(not place.has("made"), "--print-config does something")


def test_config_errors(place):
    for more, says in [("inject2:\n  seed: 1\n", r"run\.yaml:8: .*inject2.*inject"),
                       ("  formast: [trl-dpo]\n", r"run\.yaml:8: .*formast.*formats"),
                       ("  trust: maybe\n", r"run\.yaml:8: .*(none|gold)"),
                       ("threads: lots\n", r"run\.yaml:8: .*threads"),
                       ("threads: 0\n", r"run\.yaml:8: .*threads"),
                       ("out: twice\n", r"run\.yaml:8: .*(twice|duplicate|again|out)"),
                       ("  trust: [\n", r"run\.yaml:\d+"),
                       ("\ttabs: 1\n", r"run\.yaml:8")]:
        write_config(place, more)
        place.run("run", "run.yaml", code=CONFIG, says=says)
    write_config(place)
    place.run("run", "run.yaml", "--set", "inject.sede=4", code=USAGE, says="inject.sede.*inject.seed")
    place.run("run", "run.yaml", "--set", "inject.seed", code=USAGE, says="KEY=VALUE")
    place.run("run", "run.yaml", "--set", "inject.seed=x", code=USAGE, says="inject.seed.*'x'")
    place.write("none.yaml", "out: made\n")
    place.run("run", "none.yaml", code=CONFIG, says="input.files")
    place.write("one.yaml", "input:\n  files: [in.jsonl]\n")
    place.run("run", "one.yaml", code=CONFIG, says="out")
    for more, says in [("inject.injectors=calculaton", "inject.injectors: unknown injector 'calculaton'; did you mean 'calculation'"),
                       ("teach.injectors=slip", "teach.injectors: unknown injector 'slip'"),
                       ("export.formats=trl-dpo,trl_prm", "export.formats: unknown word 'trl_prm'; did you mean trl-prm"),
                       ("inject.types=modrn", "inject.types: unknown mix 'modrn'"), ("inject.places=0", "inject.places: unknown mix '0'"),
                       ("inject.per_solution=3", "inject.per_solution goes with"), ("export.by_injector=true", "export.by_injector")]:
        place.run("run", "run.yaml", "--set", more, code=CONFIG, says=says)
    for more in (("inject.types=modern", "inject.twins=fresh"), ("inject.places=uniform", "inject.injectors=calculation"),
                 ("inject.twins=swap", "inject.injectors=calculation"), ("inject.matched=true", "inject.twins=swap")):
        place.run("run", "run.yaml", "--set", more[0], "--set", more[1], code=CONFIG, says="inject")
    place.check(not place.has("made"), "a run with a broken config has begun")


def test_run_with_rejects(place):
    write_config(place)
    place.write("in.jsonl", corpus(3) + "{\n" + corpus(2))
    place.run("run", "run.yaml", code=FINDINGS)
    place.check(place.rows("made/rejects.jsonl")[0]["line"] == 4, "the rejected line was not kept")


if __name__ == "__main__":
    run_tests(globals(), __doc__)
