#!/usr/bin/env python3
"""Asks a verifier for the first wrong step of each solution, and lets `misstep score` judge its answers.

    misstep export records.jsonl --hub --format processbench -o folder
    python3 examples/evaluate.py folder --model prm-model --records records.jsonl --misstep build/misstep

With --model a process reward model as train_prm.py makes it scores each step; the threshold is chosen by `misstep score`, on a part that is not
scored. Without, a baseline answers, which only tries sums like "3 * 8 = 24" and is blind to all else: what a verifier must beat.
--records splits the figures by injector and class, too; without it they are scored against the rows themselves.

Needs: for --model torch and transformers; the baseline needs Python alone.
Tried: the baseline in the tests; --model with torch 2.15 and transformers 5.23 on what train_prm.py had made of a random model.
"""
import argparse
import json
import re
import subprocess
import sys

from rows import files_of, rows_of

SUM = re.compile(r"(?<![\d.,/*+-])(?<![/*+-] )(\d+) ([*+-]) (\d+) = (\d+)(?![\d.,]*\d)(?! [*/])")
WORK = {"*": lambda a, b: a * b, "+": lambda a, b: a + b, "-": lambda a, b: a - b}


def baseline(row):
    """The first step in which a sum of whole numbers is wrong, or -1."""
    for number, step in enumerate(row["steps"]):
        if any(WORK[sign](int(left), int(right)) != int(result) for left, sign, right, result in SUM.findall(step)):
            return {"first_error": number}
    return {"first_error": -1}


def reward_model(folder):
    """A function that gives each step of a row its probability of being right."""
    import torch
    from transformers import AutoModelForTokenClassification, AutoTokenizer

    tokenizer = AutoTokenizer.from_pretrained(folder)
    model = AutoModelForTokenClassification.from_pretrained(folder).eval()
    tokenize = lambda text: tokenizer(text, add_special_tokens=False)["input_ids"]

    def scores(row):
        tokens, ends = tokenize(row["problem"] + "\n"), []
        for step in row["steps"]:
            tokens += tokenize(step) + tokenize("\n")
            ends.append(len(tokens) - 1)
        with torch.no_grad():
            right = model(input_ids=torch.tensor([tokens])).logits[0].softmax(-1)[:, 1]
        return {"scores": [round(right[end].item(), 6) for end in ends]}

    return scores


def records_of(rows, path, out):
    """Writes those of the records to `out` that the rows were made of: of one split, say."""
    made = {row["id"].removesuffix("-clean") for row in rows}
    with open(path, encoding="utf-8", newline="\n") as records, open(out, "w", encoding="utf-8") as file:
        file.writelines(record for record in records if json.loads(record)["id"] in made)
    return out


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", help="what `misstep export --format processbench` has written")
    parser.add_argument("--split", default="test", help="test, or train where the folder has no splits")
    parser.add_argument("--model", help="a folder that train_prm.py has written")
    parser.add_argument("-o", "--out", default="predictions.jsonl")
    parser.add_argument("--records", help="the records that were exported")
    parser.add_argument("--misstep", default="misstep", help="the program")
    options = parser.parse_args()
    rows = rows_of(options.folder, "processbench", options.split)
    predict = reward_model(options.model) if options.model else baseline
    with open(options.out, "w", encoding="utf-8") as file:
        for row in rows:
            file.write(json.dumps({"id": row["id"]} | predict(row)) + "\n")
    labels = files_of(options.folder, "processbench", options.split)
    if options.records:
        labels = [records_of(rows, options.records, options.out + ".records")]
    against = [word for name in labels for word in ("--against", name)]
    return subprocess.run([options.misstep, "score", options.out, *against], check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
