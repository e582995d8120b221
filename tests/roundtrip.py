#!/usr/bin/env python3
"""convert: what a format writes is read back to the same labels and texts, in every format that `misstep list` knows; records go
the same way as in an export; trouble.

    roundtrip.py MISSTEP [PART OF A NAME]
"""
import gzip
import json

from place import CANNOT_CREATE, DATA, FINDINGS, NO_INPUT, OK, USAGE, corpus, run_tests

# Written for trainers, in shapes that no preset reads back.
ONLY_WRITTEN = set("correction correction-chat critique regression sycophancy".split())

# Their faulty side ends with the error.
ENDS_THERE = {"versaprm"}

# A file for each row.
FILES = "pair-files"

# Rows that also say what labels and steps do not: the reference solution beside an unfinished one; the traces of
# both.
MORE_THAN_LABELS = {"prm800k", FILES}


def solution(name, problem, steps, first_error, **more):
    return {"id": name, "problem": problem, "steps": steps, "first_error": first_error, **more}


JARS = "3 friends fill 8 jars each and sell 4 of them. How many are left?"
PAIRED = [
    solution("jars", JARS, ["They fill 3 * 8 = 24 jars.", "Then 24 - 4 = 21 jars are left.", "#### 21"], 1,
             original_steps=["They fill 3 * 8 = 24 jars.", "Then 24 - 4 = 20 jars are left.", "#### 20"], answer="20"),
    solution("latex", "Find $x$ with $2x + 4 = 10.$\nExplain.",
             ["Subtract $4$: $2x = 6.$\nThat is \\[2x = 6.\\]", "Then \"$x$\" is $\\frac{6}{2} = 4.$", "So $x = \\boxed{4}.$"], 1,
             original_steps=["Subtract $4$: $2x = 6.$\nThat is \\[2x = 6.\\]", "Then \"$x$\" is $\\frac{6}{2} = 3.$",
                             "So $x = \\boxed{3}.$"], answer="3"),
    solution("first", "Wie viele Äpfel sind 2 Körbe à 5 Äpfel? 🍎", ["2 × 5 = 11 Äpfel 🍎.", "+ and - are signs; 2. is a number."], 0,
             original_steps=["2 × 5 = 10 Äpfel 🍎.", "+ and - are signs; 2. is a number."], answer="10"),
    solution("marks", "What is 7 * 6?", ["7*6 = <<7*6=42>>42.", "As Step 1: says, {k} is 43."], 1,
             original_steps=["7*6 = <<7*6=42>>42.", "As Step 1: says, {k} is 42."], answer="42"),
]
ALONE = [
    solution("right", "What is 5 + 5?", ["5 + 5 = 10", "# Answer\n\n10"], -1),
    solution("wrong", "What is 5 + 6?", ["5 + 6 = 12"], 0),
    solution("labels", "What is 5 + 7?", ["5 + 7 = 12", "Step 9:", "3."], -1),
]


def lines(rows):
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


def known(place, group):
    return {entry["name"]: entry for entry in json.loads(place.run("list", group, "--json"))[group]}


def convert(place, rows, to, *options, code=OK):
    """The bytes that come out, the rows that they are, and what was said."""
    place.write("in.jsonl", rows)
    folder = to == FILES
    place.run("convert", "in.jsonl", "--to", to, "-o", "out" if folder else "out.jsonl", "-f", *options, code=code)
    if folder:
        place.write("out.jsonl", place.joined(f"out/{to}/train"))
    return place.read("out.jsonl"), place.rows("out.jsonl")


def samples(place, to):
    """What the format takes of the samples: those of both sides, and where a row holds one, those of one side alone."""
    one_sided = [row for row in ALONE if convert(place, lines([row]), to)[1]]
    return PAIRED + one_sided


def is_read(place, made):
    """Is it read as something that says which solutions are right or wrong?"""
    place.write("in.jsonl", made)
    return bool(place.run("convert", "in.jsonl", "--to", "trl-kto", "-q", code=None))


def test_same_bytes(place):
    """Written, read and written again: nothing has changed."""
    formats, unread = known(place, "formats"), set()
    for name in formats:
        made, rows = convert(place, lines(samples(place, name)), name)
        if not is_read(place, made):
            unread.add(name)
            continue
        place.check(rows, f"{name}: no sample fits")
        again, rows_again = convert(place, made, name)
        if not rows_again:
            unread.add(name)
        elif again != made and name not in MORE_THAN_LABELS:
            place.check(False, f"{name}: not the same again")
            differences(place, made, again)
    place.check(unread == ONLY_WRITTEN, f"only written: {sorted(unread ^ ONLY_WRITTEN)} differ from ONLY_WRITTEN")


def differences(place, made, again):
    for one, other in zip(made.decode().split("\n"), again.decode().split("\n")):
        if one != other:
            place.faults += [f"- {one}", f"+ {other}"]


def labels_of(rows):
    """What stepwise rows say, steps without white space at their ends."""
    return sorted((row["prompt"].strip(), [step.strip() for step in row["completions"]], row["labels"]) for row in rows)


def texts_of(rows):
    return sorted((row["prompt"].strip(), row["chosen"].strip(), row["rejected"].strip()) for row in rows)


def test_same_labels(place):
    """Through each format and then to steps with labels: as if straight to them. Formats that hold whole texts have no labels."""
    for name in sorted(set(known(place, "formats")) & set(known(place, "presets"))):
        rows = lines(samples(place, name))
        made, _ = convert(place, rows, name)
        cut = ["trl-prm", "--after-error", "truncate"]
        straight, through = convert(place, rows, *cut)[1], convert(place, made, *cut)[1]
        if known(place, "formats")[name]["place"]:
            place.check(labels_of(through) == labels_of(straight), f"{name}: {labels_of(through)} are not {labels_of(straight)}")
        else:
            place.check(not through, f"{name}: labels out of nothing: {through}")


def test_empty_step(place):
    """Where there is room for it, it stays: labels must not move."""
    rows = lines([solution("empty", "What is 5 + 7?", ["5 + 7 = 12", "", "12"], 2)])
    for name in ("prm800k", "math-shepherd", "openrlhf-prm", "trl-prm", "axolotl-prm", "processbench", "fover"):
        made, _ = convert(place, rows, name)
        place.check(labels_of(convert(place, made, "trl-prm")[1]) == labels_of(convert(place, rows, "trl-prm")[1]), f"{name}: {made}")


def test_same_texts(place):
    """The same for the two sides of a preference, where a format holds both."""
    for name, format in known(place, "formats").items():
        if not format["both_sides"] or name in ONLY_WRITTEN | ENDS_THERE:
            continue
        made, _ = convert(place, lines(PAIRED), name)
        straight, through = convert(place, lines(PAIRED), "trl-dpo")[1], convert(place, made, "trl-dpo")[1]
        if "prompt" in made.decode() or format["place"]:
            place.check(texts_of(through) == texts_of(straight), f"{name}: {texts_of(through)} are not {texts_of(straight)}")


def strings(value):
    if isinstance(value, str):
        yield value
    for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else []:
        yield from strings(inner)


def test_marks(place):
    """Text that has a meaning to a format keeps its count, and is refused in what it is to mark."""
    for name, format in known(place, "formats").items():
        for mark in format["marks"]:
            made, rows = convert(place, lines(PAIRED + ALONE), name)
            labels, _ = convert(place, lines(PAIRED + ALONE), "trl-prm")
            counted = sum(text.count(mark) for row in rows for text in strings(row))
            steps = sum(len(row["labels"]) for row in map(json.loads, labels.decode().splitlines()))
            shown = sum(len(row["original_steps"]) + len(row["steps"]) for row in PAIRED) + sum(len(row["steps"]) for row in ALONE)
            place.check(counted in (0, steps, shown), f"{name}: {counted} times {mark} for {steps} steps")
            for at in ("problem", "steps"):
                inside = PAIRED[0] | {at: PAIRED[0][at] + mark if at == "problem" else [f"So {mark} it is."] + PAIRED[0][at][1:]}
                place.write("in.jsonl", lines([inside]))
                out = place.run("convert", "in.jsonl", "--to", name, says=r"left out \d+: a text holds a mark")
                place.check(not out, f"{name}: {mark} within {at}: {out}")


def test_records(place):
    """Records go the way that they go in an export."""
    place.write("corpus.jsonl", corpus(20))
    place.run("inject", "corpus.jsonl", "-o", "records.jsonl", "-i", "calculation,restyle")
    formats = known(place, "formats")
    place.run("export", "records.jsonl", "-o", "folder", "--format", ",".join(formats), "--after-error", "verified")
    for name in formats:
        out = convert(place, place.read("records.jsonl"), name)[0]
        exported = place.joined(f"folder/{name}/train") if name == FILES else place.read(f"folder/{name}/train.jsonl")
        place.check(out == exported, f"{name}: not as exported")


def test_trouble(place):
    """Lines that cannot be read are named and kept, and the run goes on; what is asked wrongly is said at once."""
    good, bad = lines(ALONE[:1]), '{"steps": ["5 + 5 = 10"], "first_error": 1}\n{]\n'
    place.write("in.jsonl", bad.split("\n")[1] + "\n" + good + bad)
    place.run("convert", "in.jsonl", "--to", "trl-prm", "-o", "out.jsonl", "--rejects", "rejects.jsonl", code=FINDINGS)
    place.check(len(place.rows("out.jsonl")) == 1, "the good row is not there")
    rejects = [(row["line"], row["reason"]) for row in place.rows("rejects.jsonl")]
    place.check([line for line, _ in rejects] == [1, 3, 4] and "number 1 (from 0) of 1" in rejects[1][1], f"rejects: {rejects}")
    place.run("convert", "in.jsonl", "--to", "trl-prm", code=FINDINGS, says=r"in\.jsonl:3: rejected: the first wrong step")
    place.run("convert", "in.jsonl", "--to", "trl-prm", "-o", "out.jsonl", code=CANNOT_CREATE, says="out.jsonl exists")
    place.write("in.jsonl", good)
    place.write("more.jsonl", gzip.compress(lines(PAIRED[:1]).encode()))
    both = place.run("convert", "in.jsonl", "more.jsonl", "--format", "processbench", says=["in.jsonl as first-error", "more.jsonl as"])
    place.check(len(both.splitlines()) == 3, f"of two files: {both}")
    piped = place.run("convert", "--to", "processbench", "-q", stdin=good.encode())
    place.check(len(piped.splitlines()) == 1, f"from a pipe: {piped}")
    place.write("what.jsonl", '{"a": 1}\n')
    place.run("convert", "what.jsonl", "--to", "trl-prm", code=DATA, says=r"what\.jsonl:1: no preset fits")
    place.write("eval.jsonl", lines([{"id": "gsm8k-3", "generator": "m", "problem": "5?", "steps": ["5"], "label": -1}]))
    place.run("convert", "eval.jsonl", "--to", "trl-prm", code=DATA, says=r"eval\.jsonl:1: .*evaluation set.*--allow-eval")
    place.run("convert", "eval.jsonl", "--to", "trl-prm", "--allow-eval")
    for arguments, says in [(["--to", "trl-prmm"], "--to: unknown word 'trl-prmm'.*trl-prm"), ([], "no format given"),
                            (["--to", "trl-prm", "--format", "trl-dpo"], "--to and --format"),
                            (["--to", "trl-prm", "--neutral", "maybe"], "--neutral: unknown word 'maybe'"),
                            (["--to", "trl-prm", "--preset", "prm900k"], "prm900k.*prm800k")]:
        place.run("convert", "in.jsonl", *arguments, code=USAGE, says=says)
    place.run("convert", "nowhere.jsonl", "--to", "trl-prm", "-o", "never.jsonl", code=NO_INPUT, says="nowhere.jsonl")
    place.check(not place.has("never.jsonl"), "an output of no input")


if __name__ == "__main__":
    run_tests(globals(), __doc__)
