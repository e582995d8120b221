#!/usr/bin/env python3
"""The programs of examples/: all compile, and what they do without other packages is done here.

    examples.py MISSTEP [PART OF A NAME]
"""
import os
import subprocess
import sys

from place import run_tests

HERE = os.path.dirname(os.path.abspath(__file__))
EXAMPLES = os.path.join(HERE, "..", "examples")
SAMPLES = [os.path.join(HERE, "..", "datasets", "samples", name) for name in ("word_problems.jsonl", "latex.jsonl")]


def exported(place, *options):
    place.run("inject", *SAMPLES, "-o", "records.jsonl", "-q", code=None)
    place.run("export", "records.jsonl", "--format", "trl-dpo,trl-dpo-chat,trl-prm,processbench", "--trust", "gold", "-o", "folder", "-q", *options)


def example(place, name, *arguments, code=0):
    """Runs it with nothing but the standard library; returns what it prints."""
    done = subprocess.run([sys.executable, "-S", "-B", os.path.join(EXAMPLES, name), *arguments], cwd=place.folder, capture_output=True, timeout=120)
    place.check(done.returncode == code, f"{name}: exit {done.returncode}: {done.stderr.decode()[-1000:]}")
    return done.stdout.decode()


def test_examples_compile(place):
    for name in sorted(os.listdir(EXAMPLES)):
        if name.endswith(".py"):
            with open(os.path.join(EXAMPLES, name), encoding="utf-8") as file:
                compile(file.read(), name, "exec")
            place.check(name == "rows.py" or "Needs: " in example(place, name, "--help"), f"{name} --help does not say what it needs")


def test_pairs_are_loaded(place):
    for options, format in (([], "trl-dpo"), (["--hub", "--force", "--shard-bytes", "100000"], "trl-dpo-chat")):
        exported(place, *options)
        said = example(place, "train_dpo.py", "folder", "--format", format, "--dry-run")
        count = sum(len(place.rows(os.path.join("folder", format, name))) for name in os.listdir(place.path("folder/" + format)) if name.startswith("train"))
        place.check(said.startswith(f"{count} pairs to train on, ") and "'chosen'" in said, f"{count} pairs: {said[:200]}")
    place.check("'sft'" not in example(place, "train_dpo.py", "folder", "--nll", "0", "--dry-run"), "--nll 0 is no plain DPO")
    example(place, "train_dpo.py", "folder", code=2)


def test_labels_stand_at_the_ends_of_steps(place):
    exported(place)
    sys.path.insert(0, EXAMPLES)
    import train_prm  # pylint: disable=import-outside-toplevel
    for row in place.rows("folder/trl-prm/train.jsonl"):
        tokens, labels = train_prm.encode(row, lambda text: list(text.encode()), 10 ** 6)
        ends = [at for at, label in enumerate(labels) if label != train_prm.IGNORED]
        text = row["prompt"] + "".join(step + "\n" for step in row["completions"])
        place.check(bytes(tokens).decode() == text and [bool(labels[at]) for at in ends] == row["labels"], f"{row}")
        place.check(all(tokens[at] == ord("\n") for at in ends), f"{row}")
    place.check("weights: right steps" in example(place, "train_prm.py", "folder", "--dry-run"), "no weights")


def test_a_baseline_is_scored(place):
    exported(place, "--hub")
    said = example(place, "evaluate.py", "folder", "--misstep", place.misstep, "--records", "records.jsonl")
    place.check(len(place.rows("predictions.jsonl")) == len(place.rows("folder/processbench/test-00000-of-00001.jsonl")), "rows without a prediction")
    place.check("without an answer" not in said and "locally_false" in said, said)
    place.check("F1" in example(place, "evaluate.py", "folder", "--misstep", place.misstep, "--split", "train"), "rows are no labels")


if __name__ == "__main__":
    sys.dont_write_bytecode = True
    run_tests(globals(), __doc__)
