#!/usr/bin/env python3
"""The same bytes for every number of threads, and after every interruption.

    threads.py MISSTEP

Real corpora are read too where they are at hand (data.py). Where chance decides when to interrupt, the seed is printed.
"""
import filecmp
import os
import random
import signal
import subprocess
import sys
import tempfile
import time

import data
from tally import Tally

SECONDS = 300 * data.SLOW
THREADS = ("1", "2", "8")
INTERRUPTED = 130
STATE_AFTER = 3.2  # seconds after which a run notes how far it has come (resume.c), and a little more
BROKEN = ['{"problem":"a"}', '{"problem":"a","solution":', '{"problem":"a","solution":"2 + 2 = 4","solution":"x"}', "[]"]


FEW = "calculation,context_value,missing_step,reorder"  # of every way of certifying one or two; all take too long under a sanitizer


def make_corpus(path, count):
    """The samples again and again, with ids of their own; now and then a line that must be rejected."""
    rows = [row for sample in data.SAMPLES for row in data.rows(sample)]
    lines = []
    for n in range(count):
        row = rows[n % len(rows)] | {"id": f"row-{n}"}
        lines.append(data.json.dumps(row, ensure_ascii=False))
        if n % 997 == 0:
            lines.append(BROKEN[n % len(BROKEN)])
    with open(path, "w", encoding="utf-8") as file:
        file.write("\n".join(lines) + "\n")


def start(misstep, arguments, folder):
    return subprocess.Popen([misstep, *arguments], cwd=folder, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                            stderr=subprocess.PIPE, text=True, errors="backslashreplace")


def run(misstep, arguments, folder):
    """(exit code, what was said)"""
    process = start(misstep, arguments, folder)
    try:
        said = process.communicate(timeout=SECONDS)[1]
    except subprocess.TimeoutExpired:
        process.kill()
        process.communicate()
        return "no end", ""
    return process.returncode, said


def files_of(folder):
    return sorted(os.path.relpath(os.path.join(at, name), folder) for at, _, names in os.walk(folder) for name in names)


def differences(wanted, got):
    """What differs between two folders; names and bytes."""
    faults = [f"{name}: only in one of both" for name in set(files_of(wanted)) ^ set(files_of(got))]
    both = set(files_of(wanted)) & set(files_of(got))
    return faults + [f"{name}: other bytes" for name in sorted(both)
                     if not filecmp.cmp(os.path.join(wanted, name), os.path.join(got, name), shallow=False)]


def commands(path, threads):
    """Verb -> arguments. They run in a folder of their own and write into it."""
    common = [path, "-j", threads]
    return {
        "verify": ["verify", *common, "-o", "rows", "--stats", "stats"],
        "filter": ["filter", *common, "-o", "rows"],
        "inject": ["inject", *common, "-o", "rows", "--stats", "stats", "--injectors", FEW, "--seed", "5"],
        "run": ["run", "run.yaml", "--set", f"input.files={path}", "-j", threads],
    }


def prepare(folder):
    os.makedirs(folder)
    with open(os.path.join(folder, "run.yaml"), "w", encoding="utf-8") as file:
        file.write("out: made\ninject:\n  seed: 5\n  injectors: [" + FEW.replace(",", ", ") + "]\nexport:\n  trust: gold\n  formats: [trl-dpo, trl-prm, step-dpo, processbench]\n")


def same_for_all_threads(tally, misstep, path, top, verbs):
    for verb in verbs:
        faults, first = [], None
        for threads in THREADS:
            folder = os.path.join(top, f"{verb}-{threads}-{os.path.basename(path)}")
            prepare(folder)
            code, said = run(misstep, commands(path, threads)[verb], folder)
            if code not in (0, 1):
                faults += [f"-j{threads}: exit {code}", *said.splitlines()[-10:]]
                break
            first = first or (code, folder)
            faults += [f"-j{threads} against -j{THREADS[0]}: {fault}" for fault in differences(first[1], folder)]
            faults += [f"-j{threads}: exit {code}, with -j{THREADS[0]} {first[0]}"] if code != first[0] else []
        tally.check(f"{verb} {os.path.basename(path)}: the same for -j{', -j'.join(THREADS)}", faults)


def minds(process, how):
    """Has it come to where it handles the signal? Before, SIGINT ends it as it ends any program."""
    try:
        with open(f"/proc/{process.pid}/status", encoding="ascii") as file:
            caught = next((line for line in file if line.startswith("SigCgt:")), "SigCgt: 0")
    except OSError:
        return True
    return how == signal.SIGKILL or int(caught.split()[1], 16) >> (how - 1) & 1


def stop_after(process, seconds, how):
    """Sends the signal after some seconds, unless the run is through before."""
    try:
        return process.wait(timeout=seconds)
    except subprocess.TimeoutExpired:
        while process.poll() is None and not minds(process, how):
            time.sleep(0.001)
        process.send_signal(how)
        process.wait(timeout=SECONDS)
        return process.returncode


def interrupted(misstep, arguments, wanted, folder, how, chance, span):
    """Runs again and again, and is stopped each time, until a run comes through. -> faults, number of stops."""
    prepare(folder)
    stops = 0
    for attempt in range(40):
        process = start(misstep, arguments, folder)
        code = stop_after(process, chance.uniform(0.01, span) if attempt < 6 else SECONDS, how)
        said = process.communicate()[1]
        if code in (0, 1):
            return differences(wanted, folder), stops
        if code != (INTERRUPTED if how == signal.SIGINT else -how):
            return [f"exit {code} after {how.name}", *said.splitlines()[-10:]], stops
        stops += 1
    return ["it never comes to an end"], stops


def goes_on_after_interrupts(tally, misstep, path, top, chance):
    """Stopped at random moments; SIGKILL before anything was noted means starting anew. -> seconds that inject -j1 takes"""
    seconds = {}
    for verb in ("filter", "inject", "run"):
        for threads in ("1", "2"):
            arguments = commands(path, threads)[verb]
            wanted = os.path.join(top, f"whole-{verb}-{threads}")
            prepare(wanted)
            began = time.monotonic()
            code, said = run(misstep, arguments, wanted)
            seconds[verb, threads] = time.monotonic() - began
            tally.check(f"{verb} -j{threads}", [] if code == 1 else [f"exit {code}", *said.splitlines()[-10:]])
            for how in (signal.SIGINT, signal.SIGKILL):
                folder = os.path.join(top, f"{how.name}-{verb}-{threads}")
                faults, stops = interrupted(misstep, arguments, wanted, folder, how, chance,
                                            0.7 * seconds[verb, threads])
                print(f"{verb} -j{threads}: stopped {stops} times by {how.name}")
                tally.check(f"{verb} -j{threads}: goes on after {how.name} with the same bytes", faults)
    return seconds["inject", "1"]


def goes_on_from_its_notes(tally, misstep, path, top, seconds):
    """SIGKILL after the run has noted how far it is. So that it takes long enough, it is made to sleep meanwhile."""
    wanted, folder = os.path.join(top, "whole-inject-1"), os.path.join(top, "notes")
    arguments = commands(path, "1")["inject"]
    prepare(folder)
    process, state = start(misstep, arguments, folder), os.path.join(folder, "rows.part.state")
    for _ in range(4):
        time.sleep(0.1 * seconds)
        process.send_signal(signal.SIGSTOP)
        time.sleep(STATE_AFTER)
        process.send_signal(signal.SIGCONT)
        deadline = time.monotonic() + 0.1 * seconds
        while process.poll() is None and not os.path.exists(state) and time.monotonic() < deadline:
            time.sleep(0.001)
        if process.poll() is not None or os.path.exists(state):
            break
    process.kill()
    process.communicate()
    if not os.path.exists(state):
        return tally.skip("goes on from its notes", "the run was too fast, or too slow, to be caught")
    code, said = run(misstep, arguments, folder)
    faults = differences(wanted, folder) if code == 1 else [f"exit {code}", *said.splitlines()[-10:]]
    if "going on where the last run stopped" not in said:
        faults.append("it has not gone on, but started anew")
    tally.check("inject: goes on from its notes after SIGKILL", faults)


def other_settings_start_anew(tally, misstep, path, top, seconds):
    """What an interrupted run left is of no use to a run with another seed."""
    folder, wanted = os.path.join(top, "seed"), os.path.join(top, "seed-whole")
    for here in (folder, wanted):
        prepare(here)
    first = commands(path, "1")["inject"]
    process = start(misstep, first, folder)
    stop_after(process, 0.5 * seconds, signal.SIGINT)
    process.communicate()
    other = first[:-1] + ["6"]
    if not os.path.exists(os.path.join(folder, "rows.part.state")):
        return tally.skip("another seed starts anew", "the run was too fast, or too slow, to be caught")
    code, said = run(misstep, other, folder)
    run(misstep, other, wanted)
    faults = differences(wanted, folder) if code == 1 else [f"exit {code}", *said.splitlines()[-10:]]
    tally.check("inject: another seed starts anew", faults)


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    tally, misstep = Tally(), os.path.abspath(sys.argv[1])
    seed = int(os.environ.get("MISSTEP_SEED", random.SystemRandom().randrange(1 << 32)))
    print(f"MISSTEP_SEED={seed}")
    with tempfile.TemporaryDirectory() as top:
        path = os.path.join(top, "corpus.jsonl")
        make_corpus(path, int(12_000 / data.SLOW))
        same_for_all_threads(tally, misstep, path, top, ("verify", "filter", "inject", "run"))
        for sample in data.SAMPLES:
            same_for_all_threads(tally, misstep, sample, top, ("inject",))
        for name in ("corpora/gsm8k_train.jsonl", "corpora/math_train.jsonl"):
            found = data.shared("data", *name.split("/"))
            if found and data.SLOW < 2:
                same_for_all_threads(tally, misstep, found, top, ("verify", "inject"))
            else:
                tally.skip(name, "slow build" if found else "the shared folder is not there (MISSTEP_SHARED)")
        seconds = goes_on_after_interrupts(tally, misstep, path, top, random.Random(seed))
        goes_on_from_its_notes(tally, misstep, path, top, seconds)
        other_settings_start_anew(tally, misstep, path, top, seconds)
    tally.finish()


if __name__ == "__main__":
    main()
