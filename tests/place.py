"""A folder with misstep in it, and inputs to try it with: what the tests of the whole program share."""
import json
import os
import re
import subprocess
import sys
import tempfile

from tally import Tally

SECONDS = 120
OK, FINDINGS, USAGE, DATA, NO_INPUT, CANNOT_CREATE, IO, CONFIG = 0, 1, 2, 65, 66, 73, 74, 78


class Missing(Exception):
    """What a test needs is not on this machine: it is skipped, and this is why."""


class Place:
    """A folder, misstep in it, and what was found wrong."""

    def __init__(self, misstep, folder):
        self.misstep, self.folder, self.faults = misstep, folder, []

    def path(self, name):
        return os.path.join(self.folder, name)

    def has(self, name):
        return os.path.exists(self.path(name))

    def write(self, name, data):
        with open(self.path(name), "wb") as file:
            file.write(data if isinstance(data, bytes) else data.encode())

    def read(self, name):
        with open(self.path(name), "rb") as file:
            return file.read()

    def joined(self, folder):
        """The bytes of all files of a folder and those below it, in the order of their paths."""
        paths = sorted(os.path.join(at, name) for at, _, names in os.walk(self.path(folder)) for name in names)
        return b"".join(self.read(path) for path in paths)

    def rows(self, name):
        return [json.loads(line) for line in self.read(name).split(b"\n") if line.strip()]

    def run(self, *arguments, stdin=b"", code=OK, says=None):
        """Runs misstep, checks its exit code (None: any) and that `says` (patterns) is said on standard error; returns standard output."""
        done = subprocess.run([self.misstep, *arguments], cwd=self.folder, input=stdin, capture_output=True, timeout=SECONDS)
        said = done.stderr.decode("utf-8", "backslashreplace")
        if code is not None and done.returncode != code:
            self.faults += [f"{' '.join(arguments)}: exit {done.returncode}, expected {code}", *said.splitlines()[-10:]]
        for pattern in [says] if isinstance(says, str) else says or []:
            if not re.search(pattern, said):
                self.faults += [f"{' '.join(arguments)}: not said: {pattern}", *said.splitlines()[-10:]]
        return done.stdout

    def check(self, condition, fault):
        if not condition:
            self.faults.append(fault)


def row(name, steps, answer, problem):
    return json.dumps({"id": name, "problem": problem, "steps": steps, "answer": answer}, ensure_ascii=False) + "\n"


RIGHT = row("right", ["They fill 3 * 8 = 24 jars.", "Then 24 - 4 = 20 jars are left."], "20",
            "3 friends fill 8 jars each and sell 4 of them. How many are left?")
OTHER = row("other", ["There are 9 + 5 = 14 nets.", "A boat gets 14 / 2 = 7 nets."], "7",
            "Rob has 9 nets and buys 5 more for his 2 boats. How many nets does a boat get?")
WRONG = row("wrong", ["He has 9 - 2 = 8 pens left."], "8", "Ben has 9 pens and loses 2. How many has he?")


def corpus(count):
    """Right solutions, each with numbers of its own."""
    return "".join(row(f"row-{n}", [f"They fill {n + 3} * 8 = {(n + 3) * 8} jars.",
                                    f"Then {(n + 3) * 8} - 5 = {(n + 3) * 8 - 5} jars are left."], str((n + 3) * 8 - 5),
                       f"{n + 3} friends fill 8 jars each and sell 5 of them. How many are left?")
                   for n in range(count))


def raw_zstd(data):
    """A zstd frame of uncompressed blocks (RFC 8878): no library is needed to write one."""
    blocks = [data[at:at + 100_000] for at in range(0, len(data), 100_000)] or [b""]
    heads = [(len(block) << 3 | (block is blocks[-1])).to_bytes(3, "little") for block in blocks]
    return b"\x28\xB5\x2F\xFD\x00\x58" + b"".join(head + block for head, block in zip(heads, blocks))


def run_tests(tests, says):
    """Runs the functions test_… of a program MISSTEP [PART OF A NAME], each in a folder of its own."""
    if len(sys.argv) not in (2, 3):
        sys.exit(says)
    tally, misstep = Tally(), os.path.abspath(sys.argv[1])
    part = sys.argv[2] if len(sys.argv) > 2 else ""
    for name, test in [(name, test) for name, test in tests.items() if name.startswith("test_") and part in name]:
        with tempfile.TemporaryDirectory() as folder:
            place = Place(misstep, folder)
            try:
                test(place)
            except Missing as why:
                tally.skip(name, why)
                continue
            except (subprocess.TimeoutExpired, OSError, ValueError, KeyError, IndexError) as trouble:
                place.faults.append(f"{type(trouble).__name__}: {trouble}")
            tally.check(name, place.faults)
    tally.finish()
