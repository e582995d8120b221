#!/usr/bin/env python3
"""Measures how misstep finds near-duplicates: time and memory over the number of records, and how many it finds of those that are
there. README.md explains the figures.

    near.py MISSTEP [--rows 10000,100000,1000000] [--seed N] [--json]

The records are made up; they and what comes out stand in a temporary folder (2.5 GB for a million records).
"""
import argparse
import json
import os
import random
import shutil
import tempfile

import run

PERCENT = 85  # as --dedup near
COPIES = 0.1  # so many records are near copies of an earlier one
WORDS, PHRASES = 20_000, 50_000
LOOKED_AT = 20_000  # of the copies, for what they have in common


def vocabulary(chance):
    letters = "bcdfghklmnprstvz"
    return ["".join(chance.choice(letters) + chance.choice("aeiou") for _ in range(chance.randint(1, 4))) for _ in range(WORDS)]


class Maker:
    """Problems put together from phrases, as those of real corpora share them, and copies in which some words were changed."""

    def __init__(self, seed):
        self.chance = random.Random(seed)
        self.words = vocabulary(self.chance)
        self.phrases = [self.some_words(self.chance.randint(5, 10)) for _ in range(PHRASES)]
        self.earlier = []  # some, to be copied

    def word(self):
        return self.words[int(WORDS * self.chance.random() ** 3)]  # few words are frequent

    def some_words(self, count):
        return " ".join(self.word() for _ in range(count))

    def sentence(self):
        return f"{self.chance.choice(self.phrases)} {self.some_words(4)} {self.chance.randint(2, 999)}"

    def fresh(self):
        problem, steps = [self.sentence() for _ in range(4)], [self.sentence() for _ in range(4)]
        return ". ".join(problem) + "?", steps, steps[:3] + [steps[3] + " " + str(self.chance.randint(2, 999))]

    def changed(self, text, share):
        return " ".join(self.word() if self.chance.random() < share else word for word in text.split(" "))

    def copy(self, of):
        share = self.chance.choice((0.005, 0.01, 0.02, 0.04))
        problem, steps, bad = of
        steps = [self.changed(step, share) for step in steps]
        return self.changed(problem, share), steps, steps[:3] + [steps[3] + " " + bad[3].rsplit(" ", 1)[1]]

    def rows(self, count):
        """Each with the row it is a copy of, or None."""
        for _ in range(count):
            of = self.chance.choice(self.earlier) if self.earlier and self.chance.random() < COPIES else None
            row = self.copy(of) if of else self.fresh()
            if not of and (len(self.earlier) < 1000 or self.chance.random() < 0.02):
                self.earlier.append(row)
            yield row, of


def triples(row):
    problem, steps, bad = row
    words = " ".join([problem, *steps, *bad]).replace("?", " ").replace(".", " ").split()
    return {tuple(words[i:i + 3]) for i in range(len(words) - 2)}


def percent(row, of):
    a, b = triples(row), triples(of)
    return 100 * len(a & b) // len(a | b)


def record(number, row):
    problem, steps, bad = row
    return {"id": f"r{number}", "source": "made-up", "source_id": str(number), "problem_id": str(number), "group_id": str(number), "level": "",
            "problem": problem, "answer": "1", "steps": steps, "bad_steps": bad, "origin": [0, 1, 2, 3], "bad_answer": "2",
            "first_error": 3, "injector": "calculation", "class": "locally_false", "mode": "carried", "explanation": "",
            "edit": {"step": 3, "start": 0, "end": 0, "was": "", "becomes": ""}, "follow_ups": [],
            "step_labels": ["ok", "ok", "ok", "error"], "local": ["proved", "proved", "proved", "refuted"], "certificate": {},
            "source_proof": "all_steps", "basis": "proved", "depth": 0, "seed": 0, "tool": "", "config": "",
            "teacher": "", "weight": 1}


def write_records(file, count, seed):
    """Of the first copies: the number of the record, and what it has in common with its model, in percent."""
    copies = {}
    with open(file, "w") as out:
        for number, (row, of) in enumerate(Maker(seed).rows(count)):
            out.write(json.dumps(record(number, row)) + "\n")
            if of and len(copies) < LOOKED_AT:
                copies[f"r{number}"] = percent(row, of)
    return copies


def export(misstep, file, dedup, folder):
    shutil.rmtree(folder, ignore_errors=True)
    return run.measure_memory([misstep, "export", file, "--dedup", dedup, "-q", "-o", folder], {0})


def removed(folder):
    with open(os.path.join(folder, "removed.jsonl")) as file:
        return {row["record"] for row in map(json.loads, file)}


def measure(misstep, count, seed, folder):
    file, out = os.path.join(folder, "records.jsonl"), os.path.join(folder, "out")
    copies = write_records(file, count, seed)
    exact = export(misstep, file, "exact", out)
    near = export(misstep, file, "near", out)
    gone = removed(out)
    alike = {name for name, common in copies.items() if common >= PERCENT}
    last = max((int(name[1:]) for name in copies), default=0)  # behind it nobody has looked
    wrong = {name for name in gone if int(name[1:]) <= last and name not in alike}
    return {"rows": count, "exact_seconds": round(exact.cpu, 2), "near_seconds": round(near.cpu, 2),
            "microseconds_a_row": round(1e6 * (near.cpu - exact.cpu) / count, 1), "megabytes": near.memory // 1024,
            "removed": len(gone), "copies_looked_at": len(copies), "copies_alike": len(alike),
            "found": len(alike & gone), "removed_wrongly": len(wrong)}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("misstep", type=os.path.abspath)
    parser.add_argument("--rows", default="10000,100000,1000000")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        for count in map(int, options.rows.split(",")):
            made = measure(options.misstep, count, options.seed, folder)
            if options.json:
                print(json.dumps(made), flush=True)
            else:
                print(f"{made['rows']:>9,} records: exact {made['exact_seconds']} s, near {made['near_seconds']} s "
                      f"({made['microseconds_a_row']} us a record more), {made['megabytes']:,} MB; of {made['copies_alike']:,} copies "
                      f"that are {PERCENT} % alike {made['found']:,} found, {made['removed_wrongly']} others removed", flush=True)


if __name__ == "__main__":
    main()
