"""Rows of what `misstep export` has written, read with Python's standard library alone. The other examples use it; nothing needs to be installed."""
import glob
import json
import os
import sys


def files_of(folder, config, split="train"):
    """The files of one format: of a folder that `export --hub` has written (its shards in order), or of one without (train.jsonl alone)."""
    names = sorted(glob.glob(os.path.join(glob.escape(folder), config, split + "-*.jsonl")))
    return names or [os.path.join(folder, config, split + ".jsonl")]


def rows_of(folder, config, split="train"):
    rows = []
    for name in files_of(folder, config, split):
        if split == "train" and not os.path.exists(name):  # other splits may be missing
            sys.exit(f"{name} does not exist: is {folder} what `misstep export --format {config}` has written?")
        with open(name, encoding="utf-8", newline="\n") as file:  # the line separators of Unicode are no ends of lines
            rows += [json.loads(line) for line in file]
    return rows


def columns_of(rows):
    """As `datasets.Dataset.from_dict` wants them."""
    return {name: [row[name] for row in rows] for name in rows[0]}
