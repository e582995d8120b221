#!/usr/bin/env python3
"""Runs whole-program cases: one folder each, explained in README.md beside this file.

    cli.py MISSTEP FOLDER [--update]

FOLDER holds the folders of cases, or is one. --update rewrites what is expected (but for `stderr`): read the difference then.
"""
import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile

from tally import Tally, difference

NOT_COPIED = shutil.ignore_patterns("args", "stdin", "stdout", "stderr", "exit", "expect")
SECONDS = 300


def read(*path):
    """The bytes of a file of the case; None if there is none."""
    try:
        with open(os.path.join(*path), "rb") as file:
            return file.read()
    except FileNotFoundError:
        return None


def write(data, *path):
    with open(os.path.join(*path), "wb") as file:
        file.write(data)


def shown(data):
    return (data or b"").decode("utf-8", "backslashreplace").splitlines(keepends=True)


def commands(case):
    """One list of arguments per line of `args`."""
    text = (read(case, "args") or b"").decode().replace("\\\n", " ")
    return [shlex.split(line) for line in text.splitlines() if line.strip() and not line.startswith("#")]


def run(misstep, case, here):
    """(exit codes, standard output, standard error) of all commands, one after the other."""
    codes, out, err = [], b"", b""
    for arguments in commands(case):
        try:
            done = subprocess.run([misstep, *arguments], cwd=here, input=read(case, "stdin") or b"", capture_output=True,
                                  timeout=SECONDS)
        except subprocess.TimeoutExpired:
            return codes + ["no end"], out, err
        codes.append(str(done.returncode))
        out += done.stdout
        err += done.stderr
    return codes, out, err


def expected_codes(case, count):
    """One code per command; a single one is that of the last; 0 where nothing is said."""
    words = (read(case, "exit") or b"0").decode().split()
    return words if len(words) == count else ["0"] * (count - 1) + words[-1:]


def expected_files(case):
    top = os.path.join(case, "expect")
    return sorted(os.path.relpath(os.path.join(at, name), top) for at, _, names in os.walk(top) for name in names)


def messages_missing(case, err):
    """The lines of `stderr` are patterns, to be found in this order."""
    said, at, faults = err.decode("utf-8", "backslashreplace"), 0, []
    for pattern in (read(case, "stderr") or b"").decode().splitlines():
        found = re.compile(pattern, re.MULTILINE).search(said, at)
        if not found:
            faults.append(f"not said on standard error (in this place): {pattern}")
        at = found.end() if found else at
    return faults + ([f"  it said: {line}" for line in said.splitlines()[-15:]] if faults else [])


def compare(case, here, codes, out, err):
    faults = messages_missing(case, err)
    if codes != expected_codes(case, len(codes)):
        faults.append(f"exit {' '.join(codes)}, expected {' '.join(expected_codes(case, len(codes)))}")
        faults += [f"  it said: {line}" for line in err.decode("utf-8", "backslashreplace").splitlines()[-15:]]
    for name, got, wanted in [("stdout", out, read(case, "stdout") or b"")] + [
            (name, read(here, name), read(case, "expect", name)) for name in expected_files(case)]:
        if got is None:
            faults.append(f"{name}: not written")
        elif got != wanted:
            faults += [f"{name}:"] + difference(shown(wanted), shown(got))
    return faults


def update(case, here, codes, out):
    if out or read(case, "stdout") is not None:
        write(out, case, "stdout")
    if codes != expected_codes(case, len(codes)):
        write((" ".join(codes) + "\n").encode(), case, "exit")
    for name in expected_files(case):
        if read(here, name) is not None:
            write(read(here, name), case, "expect", name)


def faults_of(misstep, case, updating):
    if not commands(case):
        return ["its `args` says nothing"]
    if not updating and not any(os.path.exists(os.path.join(case, name)) for name in ("stdout", "stderr", "exit", "expect")):
        return ["it expects nothing: add stdout, stderr, exit or expect/, or run with --update"]
    with tempfile.TemporaryDirectory() as folder:
        here = os.path.join(folder, "case")
        shutil.copytree(case, here, ignore=NOT_COPIED)
        codes, out, err = run(misstep, case, here)
        if updating and all(code.isdigit() for code in codes):
            update(case, here, codes, out)
        return compare(case, here, codes, out, err)


def main():
    arguments = [word for word in sys.argv[1:] if word != "--update"]
    if len(arguments) != 2 or not os.path.isdir(arguments[1]):
        sys.exit(__doc__)
    misstep, top = os.path.abspath(arguments[0]), arguments[1]
    tally = Tally()
    folders = [top] if read(top, "args") is not None else sorted(entry.path for entry in os.scandir(top) if entry.is_dir())
    for case in folders:
        tally.check(case, faults_of(misstep, case, "--update" in sys.argv))
    if not folders:
        tally.check(top, ["there is no case"])
    tally.finish()


if __name__ == "__main__":
    main()
