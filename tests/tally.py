#!/usr/bin/env python3
"""Counts what passed, failed and was skipped. Every test program ends with the same plain line: N passed, M failed, K skipped.

    tally.py BUILD_DIR...    adds up those lines over the last `meson test` of each build directory

A test program without such a line (it crashed, ran into its time limit) counts as one test, by what Meson says of it.
"""
import difflib
import json
import os
import re
import sys

PLAIN_LINE = re.compile(r"^(\d+) passed, (\d+) failed, (\d+) skipped$", re.MULTILINE)
SHOWN_LINES = 40


class Tally:
    def __init__(self):
        self.passed = self.failed = self.skipped = 0
        sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace")

    def check(self, name, faults):
        """One test: it passed if there are no faults; else they are printed below its name."""
        if not faults:
            self.passed += 1
            return
        self.failed += 1
        print(f"FAILED {name}")
        for line in faults[:SHOWN_LINES]:
            print(f"    {line}")
        if len(faults) > SHOWN_LINES:
            print(f"    and {len(faults) - SHOWN_LINES} lines more")

    def skip(self, name, why):
        self.skipped += 1
        print(f"skipped {name}: {why}")

    def finish(self):
        print(f"{self.passed} passed, {self.failed} failed, {self.skipped} skipped", flush=True)
        sys.exit(1 if self.failed else 0)


def difference(expected, got):
    """What differs between two lists of lines, for people: - expected, + got. Empty if nothing does."""
    lines = list(difflib.unified_diff(expected, got, n=2, lineterm=""))[2:]
    return ["  ..." if line.startswith("@@") else line.rstrip("\n") for line in lines]


def add(tally, test):
    """Adds one row of Meson's testlog.json."""
    lines = PLAIN_LINE.findall(test.get("stdout") or "")
    passed, failed, skipped = map(int, lines[-1]) if lines else (0, 0, 0)
    went_well = test["result"] in ("OK", "EXPECTEDFAIL")
    if test["result"] == "SKIP":
        skipped = skipped or 1
    elif went_well:
        passed += not lines
    else:
        failed = failed or 1
    tally.passed += passed
    tally.failed += failed
    tally.skipped += skipped


def main():
    tally = Tally()
    for build in sys.argv[1:]:
        log = os.path.join(build, "meson-logs", "testlog.json")
        rows = []
        if os.path.exists(log):
            with open(log, encoding="utf-8") as file:
                rows = [json.loads(line) for line in file if line.strip()]
        if not rows:
            tally.check(build, ["no test was run"])
        for row in rows:
            add(tally, row)
    tally.finish()


if __name__ == "__main__":
    main()
