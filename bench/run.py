#!/usr/bin/env python3
"""Measures misstep against the baseline and prints each figure beside its target. README.md explains the figures.

    run.py MISSTEP BASELINE FILE [--rounds N] [--parts verify,read,formulas,claims,inject,run,convert,workers,memory] [--formulas FILE] [--json]

FILE holds rows that misstep reads, one a line, not compressed; that of --formulas rows with LaTeX in them. The exit code is 0 however slow misstep was, and 1 if a command
failed.
"""
import argparse
import contextlib
import ctypes
import fcntl
import json
import os
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time

PARTS = ("verify", "read", "formulas", "claims", "inject", "run", "convert", "workers", "memory")
MIX = os.path.join(os.path.dirname(os.path.abspath(__file__)), os.pardir, "configs", "modern.yaml")
FORMATS = "trl-dpo,trl-prm,step-dpo,processbench"
SENTENCES, TIMES = 10_000, 50  # of simple claims; how often each is judged
LABELLED = 30_000  # solutions for `convert`, and what becomes of them
CONVERSIONS = (("math-shepherd", "trl-prm"), ("trl-prm", "processbench"), ("processbench", "math-shepherd"), ("prm800k", "trl-prm"),
               ("prmbench", "step-dpo"), ("step-dpo", "trl-dpo"), ("trl-dpo", "trl-kto"), ("trl-dpo-chat", "llamafactory-sharegpt"))
LONGER = 20  # for memory and workers: FILE, so many times
BLOCK = 1 << 20
F_SETPIPE_SZ, PR_SET_CHILD_SUBREAPER = 1031, 36  # of Linux
MEMORY_GROWTH_MAX = 1.05


class Failed(Exception):
    """A command could not be run, or ended badly; says which and why."""


class Used:
    """What one command used: CPU seconds (its own, the system's for it), wall seconds, peak memory in KiB. Also what it said on
    stderr, and how many bytes it wrote into the pipe (None: there was none)."""

    def __init__(self, usage, wall, said, written=None):
        self.user, self.system, self.wall, self.memory = usage.ru_utime, usage.ru_stime, wall, usage.ru_maxrss
        self.said, self.written = said, written

    @property
    def cpu(self):
        return self.user + self.system


def shown(command):
    return " ".join(command[:1] + [os.path.basename(word) if "/" in word else word for word in command[1:]])


def check(command, status, said, good):
    """What the command said; it failed if its exit code is not one of the good ones."""
    code = os.waitstatus_to_exitcode(status)
    said.seek(0)
    words = said.read().decode("utf-8", "replace").strip()
    if code not in good:
        how = f"ended by signal {-code}" if code < 0 else f"exit code {code}"
        raise Failed("\n    ".join([f"{how}: {shown(command)}"] + words.splitlines()[-10:]))
    return words


def start(command, stdout, stderr):
    try:
        return subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=stdout, stderr=stderr)
    except OSError as error:
        raise Failed(f"{command[0]}: {error.strerror}") from error


def drain(pipe, counted):
    """Reads a pipe to its end and adds up the bytes in counted[0]."""
    room = bytearray(BLOCK)
    while got := os.readv(pipe, [room]):
        counted[0] += got


def measure(command, good, to_pipe=True):
    """Runs a command into a pipe, which is emptied at once, or into /dev/null."""
    counted, stdout = [0], subprocess.DEVNULL
    if to_pipe:
        pipe, stdout = os.pipe()
        with contextlib.suppress(OSError):  # a small pipe will do
            fcntl.fcntl(pipe, F_SETPIPE_SZ, BLOCK)
    with tempfile.TemporaryFile() as said:
        begun = time.monotonic()
        try:
            child = start(command, stdout, said)
        finally:
            if to_pipe:
                os.close(stdout)
        if to_pipe:
            reader = threading.Thread(target=drain, args=(pipe, counted))
            reader.start()
        _, status, usage = os.wait4(child.pid, 0)
        wall = time.monotonic() - begun
        child.returncode = 0
        if to_pipe:
            reader.join()
            os.close(pipe)
        return Used(usage, wall, check(command, status, said, good), counted[0] if to_pipe else None)


def measure_memory(command, good):
    """The same into /dev/null, for its peak memory. Linux counts what a process was before exec(2) as memory of the new program:
    a child of Python would seem to need as much as Python. So a shell starts it, ends, and leaves the child to us."""
    if ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0) != 0:
        raise Failed("memory: this system does not hand orphans over")
    with tempfile.TemporaryFile() as said:
        begun = time.monotonic()
        shell = start(["/bin/sh", "-c", '"$@" &', "sh"] + command, subprocess.DEVNULL, said)
        shell.wait()
        _, status, usage = os.wait4(-1, 0)
        wall = time.monotonic() - begun
        return Used(usage, wall, check(command, status, said, good))


class Bench:
    def __init__(self, options, folder):
        self.options, self.folder = options, folder
        self.samples = {}  # name: one Used for each round
        self.sizes = {}  # name: rows and bytes that went in
        self.notes = []
        self.records = os.path.join(folder, "records.jsonl")
        self.exports = os.path.join(folder, "out")
        self.made = os.path.join(folder, "made")
        self.long = os.path.join(folder, "long.jsonl")
        self.array = os.path.join(folder, "array.json")
        self.texts = os.path.join(folder, "texts.txt")
        self.text_rows = os.path.join(folder, "texts.jsonl")
        self.labelled = {source: os.path.join(folder, f"{source}.jsonl") for source, _ in CONVERSIONS}

    # the commands

    def baseline(self, *files):
        return [self.options.baseline, *files]

    def verify(self, file, workers=1):
        return [self.options.misstep, "verify", file, "-o", "-", "-j", str(workers)]

    def split(self, file):
        return [self.options.misstep, "split", file, "-o", "-", "-q"]

    def claims(self):
        program = os.path.join(os.path.dirname(self.options.baseline), "misstep-claims")
        return [program, str(TIMES), self.texts]

    def inject(self, file, to="-", workers=1):
        return [self.options.misstep, "inject", file, "-o", to, "--seed", "1", "-j", str(workers), "-f", "-q"]

    def run(self, file):
        return [self.options.misstep, "run", MIX, "--set", f"input.files={file}", "--set", "input.preset=", "-o", self.made, "-f", "-q"]

    def export(self):
        return [self.options.misstep, "export", self.records, "--format", FORMATS, "-o", self.exports, "-f"]

    def report(self):
        return [self.options.misstep, "report", self.records, "-o", "-", "-q"]

    def convert(self, source, to, out="-"):
        return [self.options.misstep, "convert", source, "--to", to, "-o", out, "-f", "-q"]

    # running them

    def take(self, name, files, command, how=measure, **more):
        """One sample of a command over `files`. misstep ends with 1 when there was something to tell: a false row, a bad line."""
        is_baseline = command[0] == self.options.baseline
        used = how(command, {0} if is_baseline else {0, 1}, **more)
        if used.written == 0 and (is_baseline or "-" in command):
            raise Failed(f"wrote nothing: {shown(command)}")
        if is_baseline and used.said:
            note = f"{name}: {used.said}"
            self.notes += [note] if note not in self.notes else []
        self.samples.setdefault(name, []).append(used)
        if name not in self.sizes:
            self.sizes[name] = size_of(files)

    def prepare(self):
        if "read" in self.options.parts:
            with open(self.options.file, "rb") as rows, open(self.array, "wb") as array:
                array.write(b"[" + b",\n".join(filter(None, rows.read().split(b"\n"))) + b"]\n")
        if "workers" in self.options.parts and len(os.sched_getaffinity(0)) < 2:
            self.notes.append("there is only one CPU: two workers cannot be faster than one")
        if not {"workers", "memory"}.isdisjoint(self.options.parts):
            repeat(self.options.file, LONGER, self.long)
        if "claims" in self.options.parts:
            write_sentences(self.texts, self.text_rows)
        if "convert" in self.options.parts:
            rows = os.path.join(self.folder, "labelled.jsonl")
            write_labelled(rows)
            for source, file in self.labelled.items():
                measure(self.convert(rows, source, file), {0})
        if "run" in self.options.parts:
            measure(self.run(self.options.file), {0, 1})
            self.mixed = [os.path.join(self.made, "records.jsonl"), *rows_in(os.path.join(self.made, "export"))]
        if "inject" not in self.options.parts:
            return
        measure(self.inject(self.options.file, self.records), {0, 1})
        measure(self.export(), {0, 1})
        files = [os.path.join(path, name) for path, _, names in os.walk(self.exports) for name in names]
        self.exported = rows_in(self.exports)
        if not self.exported or not sum(map(os.path.getsize, self.exported)):
            raise Failed(f"wrote no rows: {shown(self.export())}")
        left_out = sum(map(os.path.getsize, files)) - sum(map(os.path.getsize, self.exported))
        if left_out:
            self.notes.append(f"not in U_out: {left_out:,} bytes that export wrote into files other than *.jsonl")

    def round(self):
        file, parts = self.options.file, self.options.parts
        if not {"verify", "read", "inject"}.isdisjoint(parts):
            self.take("U", [file], self.baseline(file))
        if "verify" in parts:
            self.take("verify", [file], self.verify(file))
        if "read" in parts:
            self.take("split", [file], self.split(file))
            self.take("split, an array", [self.array], self.split(self.array))
        if "formulas" in parts and self.options.formulas:
            formulas = self.options.formulas
            self.take("U of the formulas", [formulas], self.baseline(formulas))
            self.take("verify, formulas", [formulas], self.verify(formulas))
        if "claims" in parts:
            self.take("U of the sentences", [self.text_rows], self.baseline(self.text_rows))
            self.take("claims", [self.texts] * TIMES, self.claims())
            if set(self.samples["claims"][-1].said.split()) != {str(SENTENCES * TIMES)}:
                raise Failed(f"not all claims were found to hold: {shown(self.claims())}")
        if "inject" in parts:
            written = [self.records, *self.exported]
            self.take("inject", [file], self.inject(file))
            self.take("export", [self.records], self.export())
            self.take("report", [self.records], self.report())
            self.take("U of the records", [self.records], self.baseline(self.records))
            self.take("U_out", written, self.baseline(*written))
        if "run" in parts:
            self.take("run", [file], self.run(file))
            self.take("U_out of run", self.mixed, self.baseline(*self.mixed))
        if "convert" in parts:
            for source, to in CONVERSIONS:
                file = self.labelled[source]
                self.take(f"U of {source}", [file], self.baseline(file))
                self.take(f"{source} to {to}", [file], self.convert(file, to))
        if "workers" in parts:
            for verb, command in ("verify", self.verify), ("inject", self.inject):
                for workers in 1, 2:
                    name = f"{verb} -j {workers}, long"
                    self.take(name, [self.long], command(self.long, workers=workers), to_pipe=False)
        if "memory" in parts:
            self.take("inject, memory", [file], self.inject(file), how=measure_memory)
            self.take("inject, memory, long", [self.long], self.inject(self.long), how=measure_memory)

    # what comes out

    def median(self, name, what):
        return statistics.median(getattr(used, what) for used in self.samples[name])

    def ratio(self, what, above, below):
        return sum(self.median(name, what) for name in above) / self.median(below, what)

    def figures(self):
        """Name, value, target (None: none), whether the target is a maximum."""
        parts = self.options.parts
        if "verify" in parts:
            yield "verify / U", self.ratio("cpu", ["verify"], "U"), 1.5, True
        if "read" in parts:
            yield "split / U", self.ratio("cpu", ["split"], "U"), None, True
            yield "split of an array / of lines", self.ratio("cpu", ["split, an array"], "split"), 1.3, True
        if "verify, formulas" in self.samples:
            yield "verify of formulas / U", self.ratio("cpu", ["verify, formulas"], "U of the formulas"), 3.0, True
        if "claims" in parts:
            cpu = self.median("claims", "cpu")
            yield "claims: millions a second", SENTENCES * TIMES / cpu / 1e6, 1.0, False
            yield "claims / U of the sentences", self.ratio("cpu", ["claims"], "U of the sentences") / TIMES, None, True
        if "inject" in parts:
            yield "(inject + export) / U_out", self.ratio("cpu", ["inject", "export"], "U_out"), 1.0, True
            yield "report / U of the records", self.ratio("cpu", ["report"], "U of the records"), 2.0, True
            yield "inject / U of the records", self.ratio("cpu", ["inject"], "U of the records"), None, True
            yield "inject / U", self.ratio("cpu", ["inject"], "U"), None, True
        if "run" in parts:
            yield "run, a mix / U_out", self.ratio("cpu", ["run"], "U_out of run"), 2.0, True
        if "convert" in parts:
            for source, to in CONVERSIONS:
                yield f"convert {source} to {to} / U", self.ratio("cpu", [f"{source} to {to}"], f"U of {source}"), 1.0, True
        if "workers" in parts:
            for verb in "verify", "inject":
                gain = self.ratio("wall", [f"{verb} -j 1, long"], f"{verb} -j 2, long")
                yield f"{verb}: wall of 1 worker / of 2", gain, 1.5, False
        if "memory" in parts:
            growth = self.ratio("memory", ["inject, memory, long"], "inject, memory")
            yield f"inject: memory of {LONGER} x FILE / of FILE", growth, MEMORY_GROWTH_MAX, True

    def result(self):
        measured = []
        for name, (rows, size) in self.sizes.items():
            one = {"name": name, "rows": rows, "bytes": size}
            one.update((f"{what}_s", self.median(name, what)) for what in ("cpu", "user", "system", "wall"))
            all_cpu = [used.cpu for used in self.samples[name]]
            one["cpu_spread"] = (max(all_cpu) - min(all_cpu)) / one["cpu_s"] if one["cpu_s"] else 0.0
            if "memory" in name:
                one["peak_kib"] = self.median(name, "memory")
            measured.append(one)
        figures = []
        for name, value, target, is_most in self.figures():
            met = None if target is None else value <= target if is_most else value >= target
            figures.append({"name": name, "value": value, "target": target, "is_most": is_most, "met": met})
        rows, size = size_of([self.options.file])
        return {
            "file": os.path.basename(self.options.file), "rows": rows, "bytes": size, "rounds": self.options.rounds,
            "cpus": len(os.sched_getaffinity(0)), "measured": measured, "figures": figures, "notes": self.notes,
        }


def rows_in(folder):
    """The *.jsonl files below it, in order."""
    return sorted(os.path.join(path, name) for path, _, names in os.walk(folder) for name in names if name.endswith(".jsonl"))


def size_of(files):
    """Rows and bytes of files."""
    rows = size = 0
    for name in files:
        with open(name, "rb") as file:
            while block := file.read(BLOCK):
                rows += block.count(b"\n")
                size += len(block)
    return rows, size


def write_sentences(texts, rows):
    """True sentences, one claim each, a line each: as they are and as JSON strings."""
    chance = random.Random(1)
    shapes = (
        "She pays {a} * {b} = {product} dollars.", "They sold {a} + {b} = {sum} tickets in two days.",
        "He has {sum} - {a} = {b} marbles left.", "Each child gets {product} / {b} = {a} sweets.",
        "The total is ${a} + ${b} = ${sum}.",
    )
    with open(texts, "w") as as_text, open(rows, "w") as as_json:
        for i in range(SENTENCES):
            a, b = chance.randint(2, 99), chance.randint(2, 99)
            sentence = shapes[i % len(shapes)].format(a=a, b=b, sum=a + b, product=a * b)
            as_text.write(sentence + "\n")
            as_json.write(json.dumps(sentence) + "\n")


def write_labelled(file):
    """Solutions with a first wrong step and the right ones that they were made from; about as long as those of PRM800K."""
    chance = random.Random(2)
    with open(file, "w", encoding="utf-8") as rows:
        for i in range(LABELLED):
            total, steps = chance.randint(2, 99), []
            problem = f"Shop {i} begins the week with {total} boxes of paper and gets more of them every day. How many are there at the end?"
            for day in range(1, chance.randint(6, 12)):
                more = chance.randint(2, 99)
                steps.append(f"On day {day} they get {more} more boxes of paper, so that there are \\({total} + {more} = {total + more}\\) boxes. "
                             f"Nothing is sold on that day.")
                total += more
            first = chance.randrange(len(steps))
            wrong = steps[:first] + [step.replace("so that", "and so") for step in steps[first:]]
            rows.write(json.dumps({"id": f"labelled-{i}", "problem": problem, "steps": wrong, "first_error": first,
                                   "original_steps": steps}) + "\n")


def repeat(source, times, target):
    with open(target, "wb") as out:
        for _ in range(times):
            with open(source, "rb") as file:
                last = b"\n"
                while block := file.read(BLOCK):
                    out.write(block)
                    last = block[-1:]
                if last != b"\n":
                    out.write(b"\n")


def show(result):
    print(f"{result['file']}: {result['rows']:,} rows, {result['bytes'] / 1e6:.1f} MB; "
          f"median of {result['rounds']} rounds; {result['cpus']} CPUs\n")
    print(f"{'measured':26}{'rows':>9}{'CPU s':>9}{'µs/row':>9}{'MB/s':>9}{'spread':>8}{'wall s':>9}{'peak MB':>9}")
    for one in result["measured"]:
        cpu, rows = one["cpu_s"], one["rows"]
        per_row = f"{cpu / rows * 1e6:.2f}" if rows else "-"
        speed = f"{one['bytes'] / cpu / 1e6:.0f}" if cpu else "-"
        peak = f"{one['peak_kib'] * 1024 / 1e6:.1f}" if "peak_kib" in one else ""
        times = f"{cpu:>9.4f}{per_row:>9}{speed:>9}{one['cpu_spread']:>8.0%}{one['wall_s']:>9.4f}"
        print(f"{one['name']:26}{rows:>9}{times}{peak:>9}".rstrip())
    print(f"\n{'figure':44}{'ratio':>7}  target")
    for one in result["figures"]:
        target = "" if one["target"] is None else f"{'<=' if one['is_most'] else '>='} {one['target']:g}"
        line = f"{one['name']:44}{one['value']:>7.2f}  {target:8}{ {True: 'met', False: 'MISSED', None: ''}[one['met']]}"
        print(line.rstrip())
    for note in result["notes"]:
        print(f"note: {note}")


def positive(word):
    number = int(word)
    if number < 1:
        raise ValueError
    return number


def list_of_parts(word):
    parts = word.split(",")
    if not set(parts) <= set(PARTS):
        raise ValueError
    return parts


def read_options():
    parser = argparse.ArgumentParser(description="Measures misstep against the baseline; README.md explains the figures.")
    parser.add_argument("misstep", metavar="MISSTEP", help="the program")
    parser.add_argument("baseline", metavar="BASELINE", help="misstep-baseline, built beside it")
    parser.add_argument("file", metavar="FILE", help="rows that misstep reads, one a line, not compressed")
    parser.add_argument("--rounds", type=positive, default=5, metavar="N", help="the median of N rounds is taken (5)")
    parser.add_argument("--formulas", metavar="FILE", help="rows with LaTeX in them, for the part of that name")
    parser.add_argument("--parts", type=list_of_parts, default=list(PARTS), metavar="LIST", help="some of " + ",".join(PARTS))
    parser.add_argument("--json", action="store_true", help="prints everything as JSON instead of tables")
    options = parser.parse_args()
    for name in "misstep", "baseline":
        program = getattr(options, name)
        setattr(options, name, os.path.abspath(program) if os.path.exists(program) else shutil.which(program) or program)
    return options


def main():
    options = read_options()
    sys.stdout.reconfigure(encoding="utf-8")
    try:
        with tempfile.TemporaryDirectory(prefix="misstep-bench-") as folder:
            bench = Bench(options, folder)
            bench.prepare()
            for _ in range(options.rounds):
                bench.round()
            result = bench.result()
    except (Failed, OSError) as error:
        print(f"run.py: {error}", file=sys.stderr)
        return 1
    if options.json:
        print(json.dumps(result, indent=1))
    else:
        show(result)
    return 0


if __name__ == "__main__":
    sys.exit(main())
