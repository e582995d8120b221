#!/usr/bin/env python3
"""Exports for others: the folder for the Hub, splits, shards, what stands there twice or in an evaluation set.

    hub.py MISSTEP [PART OF A NAME]
"""
import gzip
import hashlib
import json
import os
import re

from place import CANNOT_CREATE, DATA, IO, USAGE, corpus, row, run_tests

try:
    import yaml
except ImportError:
    yaml = None

NAMES = "Ana Ben Cleo Dan Eva Finn Gwen Hugo Ida Jon Kim Leo Mia Ned Ona Pia Quin Rob Sue Tom".split()
THINGS = "apples books cards drums eggs figs gloves hats irons jars keys lamps mugs nets oars pens".split()
SAMPLES = [os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "datasets", "samples", name)
           for name in ("word_problems.jsonl", "model_style.jsonl", "latex.jsonl")]
SPLITS = ["train", "validation", "test"]


def problem(n):
    """No two of the first 320 are one pattern, nor have they 13 words in a row."""
    name, buyer, thing = NAMES[n % 20], NAMES[(n % 20 + 3 + n // 20) % 20], THINGS[n // 20 % 16]
    return f"{name} puts {n + 3} {thing} into each of 8 boxes, sells 5 {thing} to {buyer} on Monday. How many {thing} has {name} left?"


def solutions(count, first=0):
    return "".join(row(f"row-{n}", [f"There are {n + 3} * 8 = {(n + 3) * 8} {THINGS[n // 20 % 16]}.",
                                    f"Then {(n + 3) * 8} - 5 = {(n + 3) * 8 - 5} {THINGS[n // 20 % 16]} are left."],
                       str((n + 3) * 8 - 5), problem(n)) for n in range(first, first + count))


def make_records(place, name, text, *options):
    place.write(name + ".in", text)
    place.run("inject", name + ".in", "-o", name, "-q", *options)
    return place.rows(name)


def write_rows(place, name, rows):
    place.write(name, "".join(json.dumps(r, ensure_ascii=False) + "\n" for r in rows))


def formats(place):
    return [entry["name"] for entry in json.loads(place.run("list", "formats", "--json"))["formats"]]


def files(place, folder):
    return {os.path.relpath(os.path.join(at, name), place.path(folder)) for at, _, names in os.walk(place.path(folder)) for name in names}


def splits_of(place, folder, name="trl-dpo"):
    """Of each group the splits it is in."""
    found = {}
    for split in SPLITS:
        if place.has(f"{folder}/ids/{name}-{split}.jsonl"):
            for r in place.rows(f"{folder}/ids/{name}-{split}.jsonl"):
                found.setdefault(r["group_id"], set()).add(split)
    return found


def same_type(value, kind):
    """`kind` as the card has it: {"dtype": …}, {"list": …}, {"struct": […]}, or a plain word."""
    if isinstance(kind, str):
        return {"string": str, "bool": bool, "int64": int, "float64": (int, float), "null": type(None)}[kind] and isinstance(
            value, {"string": str, "bool": bool, "int64": int, "float64": (int, float), "null": type(None)}[kind]) and (
                kind in ("bool", "null") or not isinstance(value, bool))
    if isinstance(kind, list):
        return list(value) == [f["name"] for f in kind] and all(same_type(value[f["name"]], f) for f in kind)
    if "dtype" in kind:
        return same_type(value, kind["dtype"])
    if "struct" in kind:
        return same_type(value, kind["struct"])
    return isinstance(value, list) and all(same_type(item, kind["list"]) for item in value)


def check_card(place, folder, names):
    head, body = place.read(folder + "/README.md").decode().split("---\n", 2)[1:]
    place.check("## Where it comes from" in body and "## How to train on it" in body, "the card says too little")
    if not yaml:
        place.check(all(f"- config_name: {name}\n" in head for name in names), "the card has not all configs")
        return
    card = yaml.safe_load(head)
    place.check([c["config_name"] for c in card["configs"]] == names and card["configs"][0]["default"], "configs")
    for config, info in zip(card["configs"], card["dataset_info"]):
        name = info["config_name"]
        counted = {s["name"]: (s["num_examples"], s["num_bytes"]) for s in info["splits"]}
        place.check([f["split"] for f in config["data_files"]] == list(counted), f"{name}: splits")
        for split, (rows, size) in counted.items():
            shards = sorted(f for f in files(place, folder) if re.fullmatch(rf"{name}/{split}(-\d{{5}}-of-\d{{5}}\.jsonl|/\d{{5}}/\d{{3}}-.*\.json)", f))
            data = b"".join(place.read(f"{folder}/{f}") for f in shards)
            place.check(data.count(b"\n") == rows and len(data) == size, f"{name}: {split} is not as the card says")
            for line in data.splitlines():
                place.check(same_type(json.loads(line), info["features"]), f"{name}: not of its columns: {line[:200]}")


def test_folder(place):
    make_records(place, "records", solutions(120))
    names = formats(place)
    place.run("export", "records", "--hub", "--format", ",".join(names), "--trust", "gold", "--with", "spans,weights,margin",
              "--license", "mit", "--license", "records=cc-by-4.0", "--source-dataset", "own/set: 1", "--shard-bytes", "30000", "-o", "out")
    check_card(place, "out", names)
    head = place.read("out/README.md").decode()
    place.check('license:\n- "cc-by-4.0"\n' in head and '- "own/set: 1"\n' in head, "licence and source")
    made = files(place, "out")
    place.check(not [f for f in made if ".part" in f], f"left behind: {made}")
    report = place.rows("out/export.json")[0]
    for entry in report["formats"]:
        for file in entry["files"]:
            data = place.joined("out/" + file["file"]) if os.path.isdir(place.path("out/" + file["file"])) else place.read("out/" + file["file"])
            place.check(hashlib.sha256(data).hexdigest() == file["sha256"] and len(data) == file["bytes"] and
                        data.count(b"\n") == file["rows"], f"{file['file']} is not as export.json says")
        place.check(sum(f["rows"] for f in entry["files"]) == entry["rows"], f"{entry['format']}: rows")
    for name in names:
        for split in SPLITS:
            rows = sum(f["rows"] for e in report["formats"] for f in e["files"] if (e["format"], f["split"]) == (name, split))
            ids = place.rows(f"out/ids/{name}-{split}.jsonl") if place.has(f"out/ids/{name}-{split}.jsonl") else []
            place.check(len(ids) == (0 if name == "pair-files" else rows), f"{name} {split}: {rows} rows, {len(ids)} ids")


def check_ids(place, records, *options):
    records = {r["id"]: r for r in records}
    folder = "out" + "".join(options)
    place.run("export", "records", "--hub", "--format", "trl-prm", "--split-shares", "1", "--trust", "gold", *options, "-o", folder)
    ids, rows = place.rows(folder + "/ids/trl-prm-train.jsonl"), place.rows(folder + "/trl-prm/train-00000-of-00001.jsonl")
    place.check(len(ids) == len(rows), f"{options}: {len(rows)} rows, {len(ids)} ids")
    for r, written in zip(ids, rows):
        of = records[r["record"]]
        text = "\0".join([of["problem"], "\n".join(of["steps"]), "" if r["clean"] else "\n".join(of["bad_steps"])])
        place.check(r["id"] == hashlib.sha256(text.encode()).hexdigest(), f"{r}: another id")
        steps = of["steps"] if r["clean"] else of["bad_steps"]
        place.check(written["completions"] == steps[:len(written["completions"])] and all(written["labels"]) == (
            r["clean"] or of["class"] == "harmless"), f"{options}: {r} stands beside another row")
    return len(rows)


def test_ids(place):
    records = make_records(place, "records", solutions(30))
    place.check(check_ids(place, records) > check_ids(place, records, "--negatives", "1"), "--negatives 1 leaves out nothing")


def test_groups_stay_together(place):
    records = make_records(place, "records", solutions(160))
    twins = make_records(place, "twins", solutions(160), "--twins", "fresh")
    write_rows(place, "all", records + twins)
    place.run("export", "all", "--hub", "--split-shares", "4,3,3", "-o", "out")
    where = {}
    of = {r["id"]: r for r in records + twins}
    for split in SPLITS:
        for r in place.rows(f"out/ids/trl-dpo-{split}.jsonl"):
            for key in (r["group_id"], of[r["record"]]["problem"], re.sub(r"\d+", "#", of[r["record"]]["problem"])):
                where.setdefault(key, set()).add(split)
    place.check(max(map(len, where.values())) == 1, "something is in two splits")
    place.check(len({next(iter(s)) for s in where.values()}) == 3, "not all splits are there")


def test_variants_stay_together(place):
    make_records(place, "records", corpus(40))
    place.run("export", "records", "--hub", "--split-shares", "1,1,1", "-o", "out")
    place.check(len({split for found in splits_of(place, "out").values() for split in found}) == 1,
                "problems that differ in nothing but their numbers are in several splits")


def test_split_is_that_of_the_group(place):
    make_records(place, "some", solutions(60))
    make_records(place, "more", solutions(60, 60))
    place.run("export", "some", "--hub", "-o", "a")
    place.run("export", "some", "more", "--hub", "-o", "b")
    first, both = splits_of(place, "a"), splits_of(place, "b")
    place.check(all(both[group] == split for group, split in first.items()), "more records move others")
    for group, split in both.items():
        at = int(hashlib.sha256(group.encode()).hexdigest()[:13], 16) % 100
        place.check(split == {"train" if at < 90 else "validation" if at < 95 else "test"}, f"{group}: {split}")


def test_a_pair_between_splits(place):
    records = make_records(place, "records", solutions(40))
    place.run("export", "records", "--hub", "--split-shares", "1,1", "-o", "a")
    where = {group: next(iter(split)) for group, split in splits_of(place, "a").items()}
    one = next(r for r in records if where.get(r["group_id"]) == "train")
    other = next(r for r in records if where.get(r["group_id"]) == "validation")
    write_rows(place, "all", [one, other, {**one, "id": "between", "group_id": other["group_id"], "answer": "0"}])
    place.run("export", "all", "--hub", "--split-shares", "1,1", "--dedup", "none", "-o", "b")
    removed = place.rows("b/removed.jsonl")
    place.check([(r["record"], r["reason"]) for r in removed] == [("between", "between_splits")], f"{removed}")


def test_shards(place):
    make_records(place, "records", solutions(100))
    place.run("export", "records", "-o", "plain")
    place.run("export", "records", "--hub", "--split-shares", "1", "--shard-bytes", "5000", "-o", "hub")
    shards = sorted(f for f in files(place, "hub") if f.startswith("trl-dpo/"))
    whole = b"".join(place.read("hub/" + f) for f in shards)
    place.check(whole == place.read("plain/trl-dpo/train.jsonl"), "the shards are not the file")
    place.check(len(shards) > 3 and all(len(place.read("hub/" + f)) <= 5000 for f in shards), f"{shards}")
    place.check([f[-19:-6] for f in shards] == [f"{i:05}-of-{len(shards):05}"[-13:] for i in range(len(shards))], f"{shards}")
    place.run("export", "records", "--hub", "--split-shares", "1", "-o", "hub", code=CANNOT_CREATE, says="use -f")
    place.run("export", "records", "--hub", "--split-shares", "1", "-o", "hub", "-f")
    place.check([f for f in files(place, "hub") if f.startswith("trl-dpo/")] == ["trl-dpo/train-00000-of-00001.jsonl"],
                "shards of an earlier export are still there")


def test_one_file_for_trainers_that_name_it(place):
    make_records(place, "records", solutions(60))
    place.run("export", "records", "--hub", "--format", "llamafactory-alpaca", "--shard-bytes", "2000", "-o", "hub")
    names = {f for f in files(place, "hub") if "/train" in f and "ids" not in f}
    place.check(names == {"llamafactory-alpaca/train-00000-of-00001.jsonl"}, f"{names}")
    place.check(b"train-00000-of-00001.jsonl" in place.read("hub/llamafactory-alpaca/dataset_info.json"), "it is named otherwise")


FORMULAS = "".join(row(f"formula-{n}", [f"Since $a = {n}$, we get $(a + 2)^2 = a^2 + 4a + 4$.", f"So $3 \\cdot {n} + {n + 30} = {4 * n + 30}$ and half of it is ${2 * n + 15}$.",
                                        f"The answer is $\\boxed{{{2 * n + 15}}}$."], str(2 * n + 15),
                       f"Let $a = {n}$ and $b = {n + 30}$. Find half of $3a + b$. Express your answer as an integer.") for n in range(11, 31))
SHAPES = {"number", "percent", "fraction", "multiple", "formula", "expression"}


def shape(value):
    """Keys and types all the way down, lists by what is in them; a list without items has any shape."""
    if isinstance(value, dict):
        return {key: shape(inner) for key, inner in value.items()}
    if isinstance(value, list):
        shapes = [shape(item) for item in value]
        return [next((one for one in shapes if not holes(one)), shapes[0])] if shapes else []
    return type(value).__name__


def holes(one):
    return one == [] or isinstance(one, dict) and any(map(holes, one.values())) or isinstance(one, list) and any(map(holes, one))


def fits(value, whole):
    """Has the value the keys, in their order, and the types of a row without empty lists?"""
    if isinstance(whole, dict):
        return isinstance(value, dict) and list(value) == list(whole) and all(fits(value[key], whole[key]) for key in whole)
    if isinstance(whole, list):
        return isinstance(value, list) and all(fits(item, whole[0]) for item in value)
    return type(value).__name__ == whole


def check_pair(place, one, record):
    """What a pair file says of a record fits the record, and its spans fit its texts."""
    chosen, rejected, trap = one["chosen_trace"], one["rejected_trace"], one["trap_metadata"]
    place.check([s["text"] for s in chosen["steps"]] == record["steps"] and [s["text"] for s in rejected["steps"]] == record["bad_steps"], "other steps")
    place.check([s["label"] for s in rejected["steps"]] == record["step_labels"] and [s["verdict"] for s in rejected["steps"]] == record["local"], "labels")
    place.check([s["counterpart"] for s in rejected["steps"]] == record["origin"], "origin")
    place.check((chosen["text"], rejected["text"]) == (one["chosen"], one["rejected"]) == ("\n".join(record["steps"]), "\n".join(record["bad_steps"])), "texts")
    place.check((rejected["answer"], one["pair_annotations"]["first_error"]) == (record["bad_answer"], record["first_error"]), "answer or place")
    place.check(json.loads(one["provenance"]["certificate"]) == record["certificate"] and trap["wrong_text"] == record["edit"]["becomes"], "proof or edit")
    place.check(one["question"] in one["problem"] and one["question"], f"asked: {one['question']}")
    place.check(chosen["answer_is"] == "right" and rejected["answer_is"] == ("wrong" if record["bad_answer"] else "unknown"), "right or wrong")
    for c in one["constraints"]:
        place.check(one["problem"][c["start"]:c["end"]] == c["text"] and c["condition"] in one["problem"] and c["kind"] in SHAPES, f"given: {c}")
        for use in c["uses"]:
            place.check(one[use["side"] + "_trace"]["steps"][use["step"]]["text"][use["start"]:use["end"]] == use["text"], f"use: {use}")
    for step in chosen["steps"] + rejected["steps"]:
        for part in step["claims"] + [o for c in step["claims"] for o in c["operands"]]:
            place.check(step["text"][part["start"]:part["end"]] == part["text"], f"span: {part}")


def test_pair_files(place):
    """A file for each pair, of every injector, of words and of formulas: one shape, the same in each export, as the records say."""
    place.run("inject", *SAMPLES, "-o", "samples", "-q", code=None)
    place.write("records", "".join(json.dumps(r, ensure_ascii=False) + "\n" for r in make_records(place, "formulas", FORMULAS, "--truncate")).encode() +
                place.read("samples"))
    records = {r["id"]: r for r in place.rows("records") if r["first_error"] >= 0}
    place.run("export", "records", "--format", "pair-files,trl-dpo", "-o", "out")
    names = sorted(f for f in files(place, "out") if f.startswith("pair-files/"))
    rows = [json.loads(place.read("out/" + name)) for name in names]
    place.check({one["id"] for one in rows} == set(records) and len(rows) == len(records) > 100, f"{len(rows)} files of {len(records)} pairs")
    place.check(names[0].startswith("pair-files/train/00000/000-") and names[1].startswith("pair-files/train/00001/000-"), f"{names[:2]}")
    place.check(len({one["trap_metadata"]["injector"] for one in rows}) > 5, "too few injectors")
    for name, one in zip(names, rows):
        place.check(name.endswith(f"-{one['id']}.json") and fits(one, shape(rows[0])), f"{name}: of another shape than {names[0]}")
        check_pair(place, one, records[one["id"]])
    trl = {(r["prompt"], r["chosen"], r["rejected"]) for r in place.rows("out/trl-dpo/train.jsonl")}
    place.check({(one["prompt"], one["chosen"], one["rejected"]) for one in rows} == trl, "other texts than trl-dpo")
    place.run("convert", "records", "--to", "pair-files", "-o", "again")
    place.check({n: place.read("out/" + n) for n in names} == {n: place.read("again/" + n) for n in names}, "not the same again")


def test_pair_files_in_folders(place):
    """A thousand a folder, whole or not at all; what an earlier export left goes, what is not ours stays."""
    place.write("many", "".join(json.dumps({"id": f"../é {n}" * 30, "prompt": f"What is {n} + 1?", "chosen": f"{n} + 1 = {n + 1}", "rejected": f"{n} + 1 = {n}"}) + "\n"
                                for n in range(2100)))
    place.run("convert", "many", "--to", "pair-files", "-o", "out")
    names = sorted(files(place, "out"))
    place.check([sum(f"/{folder:05}/" in name for name in names) for folder in range(5)] == [1, 1000, 1000, 99, 0], f"{len(names)} files")
    place.check(all(re.fullmatch(r"pair-files/train/\d{5}/\d{3}-[A-Za-z0-9._-]{100}\.json", name) for name in names), f"{names[:3]}")
    place.run("convert", "many", "--to", "pair-files", "-o", "out", code=CANNOT_CREATE, says="train exists; use -f")
    place.write("few", place.read("many").split(b"\n")[0])
    os.makedirs(place.path("out/pair-files/train.part/00001"))
    place.write("out/pair-files/train.part/00001/000-x.json", "killed")
    place.run("convert", "few", "--to", "pair-files", "-o", "out", "-f")
    place.check(len(files(place, "out")) == 1, f"left behind: {len(files(place, 'out'))}")
    place.write("out/pair-files/train/mine.txt", "mine")
    place.run("convert", "few", "--to", "pair-files", "-o", "out", "-f", code=IO, says="earlier export")
    place.check(any(f.endswith("mine.txt") for f in files(place, "out")), "mine is gone")
    place.write("bad", place.read("few") + b"\n" + json.dumps({"prompt": 7}).encode())
    for out in ("-", None):
        place.run("convert", "few", "--to", "pair-files", *(["-o", out] if out else []), code=USAGE, says="a file for each row")
    place.run("export", "few", "-o", "-", code=USAGE, says="-o is a folder")
    place.run("export", "few", "--format", "pair-files", "-o", "broken", code=DATA)
    place.check(not [f for f in files(place, "broken")], f"left: {files(place, 'broken')}")


def test_splits_without_a_folder_for_the_hub(place):
    make_records(place, "records", solutions(60))
    place.run("export", "records", "-o", "whole")
    place.run("export", "records", "--split-shares", "0,2,1", "-o", "parts")
    place.check({f for f in files(place, "parts")} == {"export.json", "removed.jsonl", "trl-dpo/train.jsonl", "trl-dpo/validation.jsonl",
                                                      "trl-dpo/test.jsonl"}, f"{files(place, 'parts')}")
    parts = [place.rows(f"parts/trl-dpo/{split}.jsonl") for split in SPLITS]
    place.check(not parts[0] and parts[1] and parts[2], "shares")
    key = lambda r: json.dumps(r)
    place.check(sorted(map(key, sum(parts, []))) == sorted(map(key, place.rows("whole/trl-dpo/train.jsonl"))), "rows are lost")


def test_without_the_hub_again(place):
    """The card and the ids of an earlier --hub would tell of other rows; what somebody wrote himself stays."""
    make_records(place, "records", solutions(60))
    for own in (None, "# Mine\n"):
        place.run("export", "records", "--hub", "-o", "out", "-f", "-q")
        if own:
            place.write("out/README.md", own)
        place.run("export", "records", "-o", "out", "-f", "-q")
        place.check(("README.md" in files(place, "out")) == bool(own), f"a card of ours stays, or another ({own}) goes")
        left = [name for name in files(place, "out") if name.startswith("ids/") or "-of-" in name]
        place.check(not left, f"files of an earlier export: {left}")


def test_same_bytes(place):
    records = make_records(place, "records", solutions(80))
    data = place.read("records")
    half = len(records) // 2
    write_rows(place, "a", records[:half])
    write_rows(place, "b", records[half:])
    place.write("packed.gz", gzip.compress(data))
    options = ["--hub", "--format", "trl-dpo,trl-prm", "--trust", "gold", "--dedup", "near"]
    ways = {"file": ["records"], "again": ["records"], "packed": ["packed.gz"], "input": ["-"]}
    for folder, inputs in ways.items():
        place.run("export", *inputs, *options, "-o", folder, stdin=data)
    for folder in ways:
        place.check(files(place, folder) == files(place, "file"), f"{folder}: other files")
        for name in files(place, "file") - {"export.json"}:
            place.check(place.read(f"{folder}/{name}") == place.read(f"file/{name}"), f"{folder}/{name}: other bytes")


def test_repeats(place):
    records = make_records(place, "records", solutions(40))
    again = [{**r, "id": "again-" + r["id"], "source": "copy"} for r in records]
    write_rows(place, "all", records + again)
    place.run("export", "all", "--format", "trl-prm", "--trust", "gold", "-o", "none")
    place.run("export", "all", "--format", "trl-prm", "--trust", "gold", "--dedup", "exact", "-o", "exact")
    place.run("export", "records", "--format", "trl-prm", "--trust", "gold", "-o", "once")
    place.check(place.read("exact/trl-prm/train.jsonl") == place.read("once/trl-prm/train.jsonl"), "repeats are still there")
    place.check(not place.has("none/removed.jsonl") and len(place.rows("none/trl-prm/train.jsonl")) > len(records), "asked for nothing")
    removed = place.rows("exact/removed.jsonl")
    place.check([(r["record"], r["of"], r["reason"]) for r in removed] == [(r["id"], r["id"][6:], "same") for r in again], "removed.jsonl")


def test_rows_that_are_the_same(place):
    one = make_records(place, "records", solutions(10), "--injectors", "calculation")
    write_rows(place, "all", one + [{**r, "id": "other-" + r["id"], "bad_steps": r["bad_steps"][:r["first_error"] + 1] + ["So it is."],
                                     "step_labels": r["step_labels"][:r["first_error"] + 1] + ["unchecked"],
                                     "local": r["local"][:r["first_error"] + 1] + ["unknown"], "origin": r["origin"]}
                                    for r in one])
    place.run("export", "all", "--format", "trl-prm,trl-dpo", "--dedup", "exact", "-o", "out")
    report = {r["format"]: r for r in place.rows("out/export.json")[0]["formats"]}
    rows = place.read("out/trl-prm/train.jsonl").splitlines()
    place.check(len(rows) == len(set(rows)) and report["trl-prm"]["dropped"]["repeat"] == len(one), f"{report['trl-prm']}")
    place.check(len(place.rows("out/trl-dpo/train.jsonl")) == 2 * len(one), "pairs that differ are gone")


def reworded(r):
    """Nearly the same, of another group."""
    put = lambda text: text.replace("How many", "how  many,").replace("There are", "There are now").replace(" left?", " left over?")
    return {**r, "id": "copy-" + r["id"], "group_id": "g" + r["group_id"], "problem": put(r["problem"]), "source": "copy",
            "steps": [put(s) for s in r["steps"]], "bad_steps": [put(s) for s in r["bad_steps"]]}


def test_near_repeats(place):
    records = make_records(place, "records", solutions(60), "--injectors", "calculation")
    write_rows(place, "all", records + [reworded(r) for r in records])
    place.run("export", "all", "--dedup", "exact", "-o", "exact")
    place.run("export", "all", "--dedup", "70", "-o", "near")
    place.check(len(place.rows("exact/trl-dpo/train.jsonl")) == 2 * len(records), "exact removes more than that")
    removed = place.rows("near/removed.jsonl")
    place.check({r["record"] for r in removed} == {"copy-" + r["id"] for r in records}, f"{len(removed)} of {len(records)} removed")
    place.check(all(r["reason"] == "near" and r["of"] == r["record"][5:] for r in removed), f"{removed[:2]}")


def test_errors_of_one_problem_are_no_repeats(place):
    records = make_records(place, "records", solutions(40))
    twins = make_records(place, "twins", solutions(40), "--twins", "swap")
    write_rows(place, "all", records + twins)
    place.run("export", "all", "--dedup", "near", "-o", "out")
    removed = {r["record"] for r in place.rows("out/removed.jsonl")}
    place.check(not removed & {r["id"] for r in twins}, "a twin is gone, and its sister is not")
    by_group = {}
    for r in records:
        by_group.setdefault(r["group_id"], []).append(r["id"] in removed)
    place.check(all(all(gone) or not any(gone) for gone in by_group.values()), "some errors of a problem are gone, others are not")


def test_twins_go_together(place):
    """Whatever is said of one problem of crossed twins takes both away."""
    twins = make_records(place, "twins", solutions(40), "--twins", "fresh")
    sisters = {r["group_id"]: [t for t in twins if t["group_id"] == r["group_id"]] for r in twins}
    one = next(pair for pair in sisters.values() if len(pair) == 2)
    write_rows(place, "eval.jsonl", [{"problem": one[1]["problem"]}])
    place.run("export", "twins", "--against", "eval.jsonl", "-o", "against")
    place.check({r["record"] for r in place.rows("against/removed.jsonl")} == {r["id"] for r in one}, "one twin is left")
    place.run("export", "twins", "--hub", "--split-shares", "1,1", "-o", "whole")
    where = {group: next(iter(split)) for group, split in splits_of(place, "whole").items()}
    first = next(pair for group, pair in sisters.items() if where[group] == "train")
    other = next(pair for group, pair in sisters.items() if where[group] == "validation")
    torn = [{**r, "id": "torn-" + r["id"], "group_id": "torn", "twin": t["problem"]} for r, t in [(first[0], other[0]), (other[0], first[0])]]
    write_rows(place, "all", first + other + torn)
    place.run("export", "all", "--hub", "--split-shares", "1,1", "--dedup", "none", "-o", "torn")
    place.check([(r["record"], r["reason"]) for r in place.rows("torn/removed.jsonl")] == [(r["id"], "between_splits") for r in torn],
                f"{place.rows('torn/removed.jsonl')}")


def test_evaluation_sets(place):
    records = make_records(place, "records", solutions(40))
    problems = sorted({r["problem"] for r in records})
    exact, run = problems[0], problems[1]
    words = run.split()
    write_rows(place, "eval.jsonl", [{"question": exact.upper().replace(",", " -"), "answer": "1"},
                                     {"id": "seven", "question": "So it was: " + " ".join(words[:14]) + " and so on."},
                                     {"id": "far", "question": " ".join(problems[2].split()[:9]) + " and what then?"}])
    place.run("export", "records", "--against", "eval.jsonl", "-o", "out")
    removed = {r["record"]: r for r in place.rows("out/removed.jsonl")}
    for r in records:
        found = removed.get(r["id"])
        wanted = {exact: "eval.jsonl#1", run: "eval.jsonl#seven"}.get(r["problem"])
        place.check((found or {}).get("of") == wanted, f"{r['problem']}: {found}, wanted {wanted}")
        if found and r["problem"] == run:
            place.check(found["words"] == " ".join(words[:13]), f"{found['words']}")
    report = place.rows("out/export.json")[0]
    place.check(report["against"] == [{"file": "eval.jsonl", "items": 3, "found": ["1", "seven"]}], f"{report['against']}")
    place.check(report["removed"]["contaminated"] == len(removed), f"{report['removed']}")
    place.run("export", "records", "--against", "eval.jsonl", "--against-words", "8", "-o", "more")
    place.check({r["of"] for r in place.rows("more/removed.jsonl")} >= {"eval.jsonl#far"}, "8 words find no more than 13")


def test_nothing_is_left_of_a_failure(place):
    make_records(place, "records", solutions(20))
    place.write("broken", place.read("records") + b"{}\n")
    place.run("export", "broken", "--hub", "--shard-bytes", "2000", "-o", "out", code=DATA, says=r"broken:\d+")
    place.check(not files(place, "out"), f"left behind: {files(place, 'out')}")
    place.write("eval", '{"answer": "7"}\n')
    place.run("export", "records", "--against", "eval", "-o", "out", code=DATA, says="eval:1: no text under problem")
    place.run("export", "records", "--against", "nothing", "-o", "out", code=66, says="nothing")


def test_run_with_a_config(place):
    place.write("in.jsonl", solutions(30))
    place.write("test.jsonl", json.dumps({"problem": problem(3)}) + "\n")
    place.write("run.yaml", "out: made\ninput:\n  files: [in.jsonl]\nexport:\n  formats: [trl-dpo, trl-prm]\n  trust: gold\n  hub: true\n"
                            "  split_shares: [1, 1]\n  dedup: near\n  against: [test.jsonl]\n  license: [mit]\n")
    place.run("run", "run.yaml")
    place.run("export", "made/records.jsonl", "--format", "trl-dpo,trl-prm", "--trust", "gold", "--hub", "--split-shares", "1,1",
              "--dedup", "near", "--against", "test.jsonl", "--license", "mit", "-o", "alone")
    place.check(files(place, "alone") == files(place, "made/export"), "other files")
    for name in files(place, "alone") - {"export.json"}:
        place.check(place.read("alone/" + name) == place.read("made/export/" + name), f"{name}: other bytes")


def test_usage(place):
    make_records(place, "records", solutions(3))
    for options, says in [(["--split-shares", "0,0"], "all shares are 0"), (["--split-shares", "1,2,3,4"], "more than 3"),
                          (["--split-shares", "9,x"], "a share must be"), (["--dedup", "fuzzy"], "unknown word 'fuzzy'"),
                          (["--dedup", "20"], "from 50 to 100"), (["--license", "mit"], "go with --hub"),
                          (["--shard-bytes", "9000"], "go with --hub")]:
        place.run("export", "records", *options, "-o", "out", code=USAGE, says=says)
    place.run("export", "records", "--hub", "--license", "nobody=mit", "-o", "out", says="--license: no record is of the source 'nobody'")


if __name__ == "__main__":
    run_tests(globals(), __doc__)
