#!/usr/bin/env python3
"""Runs the cases: small examples in plain text of what misstep makes of a step. README.md beside this file explains the format.

    cases.py MISSTEP CASES [--update]

CASES is a *.case file or a folder of them. --update rewrites the expectations with what came out: read the difference afterwards.
"""
import hashlib
import json
import os
import re
import shlex
import subprocess
import sys
import tempfile

from tally import Tally, difference

KEYS = {"problem", "before", "after", "step", "answer", "inject", "seed", "export", "convert", "lint", "row", "read", "split", "options", "gold", "pred", "lines"}
LINE_BREAK = "⏎"  # stands for a line break within a value
SECONDS = 300
FINE = (0, 1)  # 1: something was refuted or rejected
OTHERS = {"formulas", "algebra", "follows"}  # folders of cases that programs of the same names run
NEXT_ROW = "--"
ANYTHING = "..."


class Broken(Exception):
    """misstep itself went wrong: no outcome, so nothing to compare or to write down. args: lines for people."""


class Case:
    def __init__(self, path, number):
        self.path, self.number = path, number
        self.lines = []  # as they stand in the file
        self.pairs = []  # (key, value)
        self.expected = []
        self.faults = []

    def all(self, key):
        return [value for name, value in self.pairs if name == key]

    def get(self, key, otherwise=None):
        return next(iter(self.all(key)), otherwise)

    @property
    def id(self):
        """Chance is drawn from it, so it must not change when cases come, go or move."""
        return hashlib.sha256(repr(self.pairs).encode()).hexdigest()[:12]

    @property
    def name(self):
        telling = [f"{key}: {one_line(value)}" for key, value in self.pairs if key in ("inject", "export", "convert", "lint", "step", "row", "read", "split", "gold", "pred", "lines")]
        return f"{self.path}:{self.number}  " + "; ".join(telling)

    def before(self):
        return [part for text in self.all("before") for part in text.split(" | ")]

    def after(self):
        return [part for text in self.all("after") for part in text.split(" | ")]

    def row(self):
        """The case as one line of input."""
        if self.get("row") or self.get("read"):
            return self.get("row") or self.get("read")
        if self.get("split"):
            return json.dumps({"id": self.id, "solution": self.get("split")}, ensure_ascii=False)
        if self.get("lines"):
            return json.dumps({"id": self.id, "lines": self.get("lines").split(" | ")}, ensure_ascii=False)
        if self.get("gold") is not None:
            return json.dumps({"id": self.id, "gold": self.get("gold"), "pred": self.get("pred")}, ensure_ascii=False)
        row = {"id": self.id, "problem": self.get("problem", ""), "steps": self.before() + self.all("step") + self.after()}
        if self.get("answer") is not None:
            row["answer"] = self.get("answer")
        return json.dumps(row, ensure_ascii=False)

    def kind(self):
        kinds = ("lint", "export", "convert", "inject", "row", "read", "split", "gold", "lines")
        return next((kind for kind in kinds if self.get(kind) is not None), "verify")

    def add(self, line):
        self.lines.append(line)
        pair = re.match(r"([a-z]+):\s*(.*?)\s*$", line)
        if line.startswith("=>"):
            self.expected.append(line[2:].strip())
        elif line.startswith("#"):
            pass
        elif not pair or pair[1] not in KEYS:
            self.faults.append(f"neither `key: value` nor `=> expectation` nor `# comment`: {line}")
        else:
            self.pairs.append((pair[1], pair[2].replace(LINE_BREAK, "\n")))

    def updated(self, got):
        """The lines with `got` for expectations, in the place of the old ones."""
        fresh = [f"=> {line}" for line in got]
        first = next((i for i, line in enumerate(self.lines) if line.startswith("=>")), len(self.lines))
        rest = [line for line in self.lines[first:] if not line.startswith("=>")]
        return self.lines[:first] + fresh + rest


def read_cases(path):
    """Everything in a file, in order: cases, and what belongs to none (str)."""
    parts = []
    with open(path, encoding="utf-8") as file:
        for number, line in enumerate(file.read().split("\n"), 1):
            if not line.strip():
                parts.append("")
                continue
            if not parts or isinstance(parts[-1], str):
                parts.append(Case(path, number))
            parts[-1].add(line)
    only_comments = lambda part: isinstance(part, Case) and not (part.pairs or part.expected or part.faults)
    return ["\n".join(part.lines) if only_comments(part) else part for part in parts]


def write_cases(path, parts, got):
    lines = []
    for part in parts:
        lines += [part] if isinstance(part, str) else part.updated(got[part]) if part in got else part.lines
    with open(path, "w", encoding="utf-8") as file:
        file.write("\n".join(lines).rstrip("\n") + "\n")


def run(misstep, arguments, rows, what="stdout"):
    """What was written to standard output, or `what`; raises Broken."""
    try:
        done = subprocess.run([misstep, *arguments], input="".join(f"{row}\n" for row in rows), capture_output=True,
                              encoding="utf-8", errors="backslashreplace", timeout=SECONDS)
    except subprocess.TimeoutExpired:
        raise Broken(f"{' '.join(arguments)}: no end after {SECONDS} s") from None
    if done.returncode not in FINE:
        raise Broken(f"{' '.join(arguments)}: exit {done.returncode}", *done.stderr.splitlines()[-10:])
    return getattr(done, what)


def in_batches(one_batch, cases):
    """{case: lines or Broken}; a batch that fails is cut in halves until the case that does it stands alone."""
    try:
        return one_batch(cases)
    except Broken as broken:
        if len(cases) == 1:
            return {cases[0]: broken}
    half = len(cases) // 2
    return in_batches(one_batch, cases[:half]) | in_batches(one_batch, cases[half:])


def one_line(text):
    return str(text).replace("\n", LINE_BREAK).strip()


def lines_of(text):
    return [json.loads(line) for line in text.split("\n") if line.strip()]


def read(path):
    if not os.path.exists(path):
        return ""
    with open(path, encoding="utf-8") as file:
        return file.read()


def with_breaks(rows):
    """The lines of all rows, with a line between one row and the next."""
    return [line for row in rows for line in [NEXT_ROW, *row]][1:]


def verify(misstep, cases):
    out = run(misstep, ["verify", "-", "-o", "-"], list(dict.fromkeys(case.row() for case in cases)))
    rows = {row["id"]: row for row in lines_of(out)}
    return {case: verdict_lines(rows.get(case.id), case.after()) for case in cases}


def verdict_lines(row, after):
    if not row or not row["steps"]:
        return ["nothing"]
    last = row["steps"][-1 - len(after)]
    return [last["verdict"]] + [f"{one_line(claim['text'])} : {claim['truth']}" for claim in last["claims"]]


def same(misstep, cases):
    """Answers and lines of algebra. The verdict on two answers must be the same whichever stands first."""
    arguments = ["compare", "-", "-o", "-", "-q", *shlex.split(cases[0].get("options", ""))]
    there = {row["id"]: row for row in lines_of(run(misstep, arguments, list(dict.fromkeys(case.row() for case in cases))))}
    turned = [json.dumps(row | {"gold": row["pred"], "pred": row["gold"]})
              for row in map(json.loads, dict.fromkeys(case.row() for case in cases)) if "gold" in row]
    back = {row["id"]: row["verdict"] for row in lines_of(run(misstep, arguments, turned))} if turned else {}
    return {case: same_lines(there.get(case.id), back.get(case.id)) for case in cases}


def same_lines(row, back):
    if not row:
        return ["nothing"]
    if "lines" in row:
        return row["lines"][1:] or row["lines"]
    turned = [f"but {back} the other way round"] if back != row["verdict"] else []
    return [f"{row['verdict']}: {row['why']}"] + turned


def read_row(misstep, cases):
    """Rows of foreign formats, one at a time, as their ids are their own."""
    got = {}
    for case in cases:
        with tempfile.TemporaryDirectory() as folder:
            rejects = os.path.join(folder, "rejects.jsonl")
            arguments = ["verify", "-", "-o", "-", "--rejects", rejects, *shlex.split(case.get("options", ""))]
            rows = map(all_verdicts, lines_of(run(misstep, arguments, [case.row()])))
            got[case] = with_breaks(rows) + [f"rejected: {row['reason']}" for row in lines_of(read(rejects))] or ["nothing"]
    return got


def as_read(misstep, cases):
    """By which preset a row is read, what it is taken to be, and whether its solutions may be sources."""
    got = {}
    for case in cases:
        with tempfile.TemporaryDirectory() as folder:
            out, rejects, stats = (os.path.join(folder, name) for name in ("out", "rejects", "stats"))
            options = shlex.split(case.get("options", ""))
            said = run(misstep, ["split", "-", "-o", out, "--rejects", rejects, *options], [case.row()], "stderr")
            rows, preset = lines_of(read(out)), re.search(r"reading - as (\S+)", said)
            run(misstep, ["inject", "-", "-o", out, "-f", "-q", "-i", "reorder", "--allow-eval", "--stats", stats, *options], [case.row()])
            skipped = json.loads(read(stats))["skipped"]
            lines = with_breaks(map(parts_read, rows)) + [f"rejected: {row['reason']}" for row in lines_of(read(rejects))]
        got[case] = [f"as {preset[1]}", *lines, *(f"skipped: {count} {reason}" for reason, count in skipped.items() if count)]
    return got


def parts_read(row):
    steps = [f"step{' in thought' if thought else ''}: {one_line(step)}" for step, thought in zip(row["steps"], row["thought"])]
    return [line.rstrip() for line in (f"problem: {one_line(row['problem'])}", *steps, f"answer: {one_line(row['answer'])}")]


def all_verdicts(row):
    lines = [step["verdict"] for step in row["steps"]]
    answer = row.get("answer")
    return lines + ([f"answer {answer['verdict']}"] if answer else [])


def split(misstep, cases):
    options = shlex.split(cases[0].get("options", ""))
    out = run(misstep, ["split", "-", "-o", "-", "-q", *options], list(dict.fromkeys(case.row() for case in cases)))
    rows = {row["id"]: row for row in lines_of(out)}
    return {case: pieces(rows.get(case.id)) for case in cases}


def pieces(row):
    if not row:
        return ["nothing"]
    steps = zip(row["by"], row["thought"], row["steps"])
    return [f"{by}{' in thought' if thought else ''}: {one_line(text)}" for by, thought, text in steps]


def made_wrong(misstep, cases, folder):
    """(standard output, what was refused) of one run of inject over cases of the same injector and seed."""
    refused = os.path.join(folder, "refused.jsonl")
    arguments = ["inject", "-", "-o", "-", "--refused", refused, "--injectors", cases[0].get("inject", "calculation"),
                 *(shlex.split(cases[0].get("options", "")) if cases[0].kind() == "inject" else [])]
    arguments += ["--seed", cases[0].get("seed", "1")]
    return run(misstep, arguments, list(dict.fromkeys(case.row() for case in cases))), lines_of(read(refused))


def inject(misstep, cases):
    with tempfile.TemporaryDirectory() as folder:
        out, reasons = made_wrong(misstep, cases, folder)
    records = {}
    for row in lines_of(out):
        records.setdefault(row["source_id"], row)
    return {case: outcome(case, records.get(case.id), reasons) for case in cases}


def written(folder):
    """The rows of a format, be they in one file or each in one of its own."""
    paths = [os.path.join(at, name) for at, _, names in os.walk(folder) for name in names]
    return "".join(read(path) for path in sorted(paths) if os.path.relpath(path, folder).startswith("train"))


def export(misstep, cases):
    """One case at a time, as rows of most formats do not say where they come from."""
    got = {}
    for case in cases:
        with tempfile.TemporaryDirectory() as folder:
            records = os.path.join(folder, "records.jsonl")
            with open(records, "w", encoding="utf-8") as file:
                file.write(made_wrong(misstep, [case], folder)[0])
            run(misstep, ["export", records, "-o", folder, "--format", case.get("export"),
                          *shlex.split(case.get("options", ""))], [])
            rows = lines_of(written(os.path.join(folder, case.get("export"))))
            got[case] = with_breaks(map(fields, rows)) or ["nothing"]
    return got


def lint(misstep, cases):
    """What is found in the rows of a case, all rules but those that want whole files."""
    got = {}
    for case in cases:
        arguments = ["lint", "-", "--format", case.get("lint"), "--json", *shlex.split(case.get("options", ""))]
        found = lines_of(run(misstep, arguments, case.all("row")))[:-1]
        got[case] = [f"{row['line'] or 'all'} {row['level']} {row['rule']}: {one_line(row['reason'])}" for row in found] or ["nothing"]
    return got


def fields(row):
    return [f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in row.items()]


def convert(misstep, cases):
    """One row at a time: what it becomes, then what was left out of it and why."""
    got = {}
    for case in cases:
        with tempfile.TemporaryDirectory() as folder:
            out = os.path.join(folder, "out.jsonl")
            said = run(misstep, ["convert", "-", "--to", case.get("convert"), "-o", out,
                                 *shlex.split(case.get("options", ""))], [case.row()], what="stderr")
            made = written(os.path.join(out, case.get("convert"))) if os.path.isdir(out) else read(out)
            rows = with_breaks(map(fields, lines_of(made)))
        left_out = re.findall(r"^ +(left out .*)$|: (rejected: .*)$", said, re.MULTILINE)
        got[case] = rows + ["".join(parts) for parts in left_out] or ["nothing"]
    return got


def outcome(case, record, reasons):
    if record:
        return record_lines(record)
    of_case = [row["reason"] for row in reasons if case.id in (row.get("id"), row.get("source_id"))]
    return [f"refused: {one_line(reason)}" for reason in dict.fromkeys(of_case)] or ["nothing"]


def record_lines(record):
    good, origin = record["steps"], record["origin"]
    lines = [f"first_error {record['first_error']}"]
    lines += [f"bad: {one_line(text)}" for text, at in zip(record["bad_steps"], origin) if at < 0 or good[at] != text]
    lines += [f"gone {at}" for at in range(len(good)) if at not in origin]
    if record.get("bad_answer") is not None:
        lines.append(f"answer {one_line(record['bad_answer'])}")
    return lines + [f"kind {record['certificate']['kind']}"]


def fits(expected, line):
    """`key ~ pattern` fits a line `key: value` whose whole value the pattern matches."""
    pattern = re.match(r"([a-z_]+) ~ (.*)", expected)
    return line == expected or bool(pattern and line.startswith(pattern[1] + ": ") and
                                    re.fullmatch(pattern[2], line[len(pattern[1]) + 2:]))


def compare(expected, got):
    """What is wrong with `got`, line by line; nothing if it is as expected."""
    if isinstance(got, Broken):
        return list(got.args)
    if expected[:1] == ["any"]:
        missing = [line for line in expected[1:] if not any(fits(line, other) for other in got)]
        made = any(line.startswith("first_error") for line in got)
        return [] if made and not missing else ["expected any record"] * (not made) + \
            [f"- {line}" for line in missing] + [f"  got {line}" for line in got]
    if expected[-1:] == [ANYTHING]:
        expected, got = expected[:-1], got[:len(expected) - 1]
    wished = [got[i] if i < len(got) and fits(line, got[i]) else line for i, line in enumerate(expected)]
    return difference(wished, got)


def malformed(case, update):
    faults = list(case.faults)
    if not any(map(case.get, ("step", "row", "read", "split", "lines"))) and (case.get("gold") is None or case.get("pred") is None):
        faults.append("it has neither `step:` nor `row:` nor `read:` nor `split:` nor `gold:` and `pred:` nor `lines:`")
    if not case.expected and not update:
        faults.append("it expects nothing: write `=> ...`, or run with --update")
    if "any" in case.expected and case.kind() != "inject":
        faults.append("`=> any` is for `inject:` alone")
    if ANYTHING in case.expected[:-1] or case.expected == [ANYTHING]:
        faults.append("`=> ...` stands last, behind another line")
    return faults


def has_patterns(case):
    """Then people wrote it, and people must change it."""
    return any(line in ("any", ANYTHING) or re.match(r"[a-z_]+ ~ ", line) for line in case.expected)


def run_all(misstep, cases):
    """{case: lines that came out}, with as few runs of misstep as may be."""
    kinds = {"verify": verify, "row": read_row, "read": as_read, "inject": inject, "export": export, "convert": convert, "lint": lint, "split": split, "gold": same, "lines": same}
    groups = {}
    for case in cases:
        groups.setdefault((case.kind(), case.get("inject"), case.get("seed", "1"), case.get("options")), []).append(case)
    got = {}
    for (kind, *_), group in groups.items():
        got |= in_batches(lambda some: kinds[kind](misstep, some), group)
    return got


def case_files(path):
    if os.path.isfile(path):
        return [path]
    return sorted(os.path.join(at, name) for at, _, names in os.walk(path) for name in names
                  if name.endswith(".case") and os.path.basename(at) not in OTHERS)


def main():
    arguments = [word for word in sys.argv[1:] if word != "--update"]
    update = len(arguments) < len(sys.argv) - 1
    if len(arguments) != 2 or not os.path.exists(arguments[1]):
        sys.exit(__doc__)
    tally, misstep = Tally(), os.path.abspath(arguments[0])
    files = {path: read_cases(path) for path in case_files(arguments[1])}
    cases = [part for parts in files.values() for part in parts if isinstance(part, Case)]
    faults = {case: malformed(case, update) for case in cases}
    got = run_all(misstep, [case for case in cases if not faults[case]])
    rewrite = {}
    for case in cases:
        wrong = faults[case] or compare(case.expected, got[case])
        if wrong and update and isinstance(got.get(case), list) and not has_patterns(case):
            rewrite[case] = got[case]
            wrong = []
        tally.check(case.name, wrong)
    for path, parts in files.items():
        if any(part in rewrite for part in parts if isinstance(part, Case)):
            write_cases(path, parts, rewrite)
            print(f"rewritten: {path}")
    if not cases:
        tally.check(arguments[1], ["there is no case"])
    tally.finish()


if __name__ == "__main__":
    main()
