#!/usr/bin/env python3
"""Monstrous input: pieces repeated until the line is as long as a line may be, towers of powers, endless numbers, endless solutions.

    monsters.py MISSTEP [PART OF A NAME]

Each monster stands as problem, in a solution, among steps and as the answer. misstep must neither crash nor be slow, and must not
make up a verdict. MISSTEP_SLOW=10 allows ten times as long.
"""
import json
import os
import resource
import signal
import subprocess
import sys
import tempfile

import data
from tally import Tally

LINE_BYTES = 1024 * 1024  # longer lines are rejected (input.h)
REPEATED = 200_000
SECONDS = int(5 * data.SLOW)  # of the processor, for one run; it should take a tenth of it
PATIENCE = 60 * SECONDS       # of the clock: others may be at work on this machine
WORTH_SAYING = 1.0

PROBLEM = "Ann has 3 bags of 8 figs and eats 4. How many are left?"
FIRST, LAST = "She has 3 * 8 = 24 figs.", "Then 24 - 4 = 20 figs are left."

PIECES = ["+", "-", "*", "/", "^", "(", ")", "[", "]", "{", "}", "=", "≈", "<", ">", "%", "$", "£", "#", "<<", ">>", "|", "_", "\\",
          ".", ",", ":", ";", "!", "?", "'", '"', "–", "—", "−", "×", "÷", "·", "…", "...", "0", "1", "9", "7.", ".5", "1,", "1,000",
          "a", "x", "é", "́", "😀", "\u200b", " ", "\n", "\t", "\r", "1+", "1-", "2*", "2/", "1^", "9^", "^9", "-1", "--", "+-", "1 ",
          "1/2 ", "1 1/2 ", "(1", "1)", "()", "(1+", "+1)", "2(", "(2)", "5 = ", "5 + 5 = ", "= 5 ", " x ", "3 x ", " times ", "3 times ",
          "plus ", "1 plus ", "twenty-", "twenty-five ", "hundred ", "million ", "dozen ", "half ", "half of ", "twice ", "and ", "of ",
          "1/2 of ", "20% ", "20% of ", "50%", "$5 ", "$$", "5 apples ", "apples ", "per ", "/day", "5 miles/hour * ", "is ", "5 is ",
          "equals ", "because ", "so ", "not ", "remainder ", "12:30 ", "1-2 ", "####", "#### 5\n", "Step 1: ", "\\frac{", "\\frac{1}{",
          "\\boxed{", "\\sqrt{", "\\left(", "\\cdot ", "2 \\cdot ", "\\text{", "2 + 2 = 4. ", "2 + 2 = 4\n", "2 + 2 = 4 and ",
          "5 = 5 = ", "1.", "- ", "* ", "**", "5, ", "5 and ", "The answer is 5. ", "The answer is 5.\n", "24 ", "24 figs\n"]
# What opens or closes something that must not be cut, or begins a step.
SPLIT_PIECES = ["\\[", "\\]", "\\(", "\\)", "\\[ ", "$", "$ ", "$a", "$a$", "$$a", "$$a$$", "$a\n", "$5 and ", "\\begin{a}", "\\end{a}", "\\end{",
                "\\begin{a}\\begin{b}\\end{b}", "\\begin{", "\\boxed{", "\\boxed{\n", "\\boxed{a}", "[asy]", "[/asy]", "[asy] ", "\n```", "```\n",
                "\\", "\\\\", "a.a.", "A. ", "a. ", "a.) ", ".", ")\n", ",\n", ",\n\n", ",\na", "1. ", "1. A", "- a\n", "## a\n", "**a**\n",
                "\n**", "#### a\n", "#### 5 ", "Step 1: a\n", "Step ", "\n*", "\n#", "# ", "| a\n", "<think>", "</think>", "<think>a</think>", "<answer>",
                "</answer>", "<", "[", "。", "The answer is 5\n\n", "\\[a\\]\n", "\\[a\\]so ", "\\[a\\]and\n", "\\[a.\\]", "$a.$ ", "$a.$\n", "\n \n"]
COMPARE_PIECES = ["\\pm ", "x = 5, ", "(1, 2), ", "5; ", "x or ", "x and ", "not ", "\\boxed{5} and ", "\\boxed{5}", "answer is ", "answer: ", "$5$ and ",
                  "[1, 2) \\cup ", "\\{1, 2\\}, ", "x < ", "5 : ", "\\frac{1}{", "\\text{a} ", "(A) ", "A ", "<|a|>", "2^{", "x^2", "_", "\\max(", "(a^b)^"]
# Where something true is said again and again, it may be proved.
MAY_BE_PROVED = {"5 = ", "5 = 5 = ", "5 + 5 = ", "2 + 2 = 4. ", "2 + 2 = 4\n", "2 + 2 = 4 and ", "24 ", "24 figs\n", "= 5 "}
# Final answers of their own: the whole may have another answer than the reference.
MAY_BE_REFUTED = {"5 + 5 = "}


def repeated(piece, bytes_left=LINE_BYTES - 2000):
    return piece * min(REPEATED, bytes_left // len(json.dumps(piece, ensure_ascii=False).encode()[1:-1]))


SPECIAL = {  # name: (a step, verdicts that are no nonsense)
    "a tower of powers": ("So 9^9^9^9 = 1.", {"unknown"}),
    "a taller tower": ("So " + "^".join("9" * 50) + " = 1.", {"unknown"}),
    "a tower of ones": ("So " + "^".join("1" * 50) + " = 1.", {"unknown", "proved"}),
    "an exponent": ("So 1e999999999 = 1.", {"unknown", "refuted"}),
    "a power of ten": ("So 10^999999999 = 1.", {"unknown"}),
    "a small power": ("So 10^-9999 = 0.", {"unknown"}),
    "a long power": ("So 2^9999 = 2^9999.", {"unknown", "proved"}),
    "a huge root": ("So 2^(1/999999999) = 1.", {"unknown"}),
    "zero to zero": ("So 0^0 = 1.", {"unknown", "proved"}),
    "zero to minus one": ("So 0^-1 = 0.", {"unknown"}),
    "zero by zero": ("So 0/0 = 1.", {"unknown"}),
    "one by zero": ("So 1/0 = 0.", {"unknown"}),
    "by nothing": ("So 5/(3 - 3) = 5.", {"unknown"}),
    "the remainder of zero": ("So 5 % 0 = 5.", {"unknown"}),
    "a long number": ("So " + "7" * 100_000 + " + 1 = 5.", {"unknown"}),
    "a long sum": ("So " + "7" * 100_000 + " + 1 = " + "7" * 99_999 + "8.", {"unknown", "proved"}),
    "a long fraction": ("So 0." + "7" * 100_000 + " + 1 = 5.", {"unknown"}),
    "long zeros": ("So 1." + "0" * 100_000 + " + 1 = 2.", {"unknown", "proved"}),
    "leading zeros": ("So " + "0" * 100_000 + "1 + 1 = 2.", {"unknown", "proved"}),
    "separated digits": ("So 1" + ",000" * 100_000 + " + 1 = 5.", {"unknown"}),
    "the largest word": ("So 9223372036854775807 + 1 = 9223372036854775808.", {"unknown", "proved"}),
    "the smallest word": ("So -9223372036854775808 - 1 = 9223372036854775807.", {"unknown", "refuted"}),
    "overflow": ("So 4294967296 * 4294967296 = 0.", {"unknown", "refuted"}),
    "many ones": ("So " + "1+" * 99_999 + "1 = 100000.", {"unknown", "proved"}),
    "many ones, false": ("So " + "1+" * 99_999 + "1 = 100001.", {"unknown"}),
    "many ones, and words": ("So " + "1 fig + " * 99_999 + "1 fig = 100000 figs.", {"unknown", "proved"}),
    "deep brackets": ("So " + "(" * 100_000 + "1" + ")" * 100_000 + " = 1.", {"unknown", "proved"}),
    "deep sums": ("So " + "(1 + " * 50_000 + "1" + ")" * 50_000 + " = 50001.", {"unknown", "proved"}),
    "many signs": ("So " + "-" * 100_000 + "1 = 1.", {"unknown", "proved"}),
    "many divisions": ("So 1" + "/3" * 100_000 + " = 1.", {"unknown"}),
    "long denominators": ("So " + " + ".join(f"1/{n}" for n in range(2, 3000)) + " = 1.", {"unknown", "refuted"}),
    "many products": ("So " + " * ".join("7" * 40 for _ in range(20_000)) + " = 1.", {"unknown"}),
    "a long word": ("So 5 " + "a" * 900_000 + " + 1 = 6.", {"unknown", "proved"}),
    "many units": ("So 5" + " figs" * 150_000 + " + 1 = 6.", {"unknown", "proved"}),
    "many scales": ("So 5" + " million" * 100_000 + " + 1 = 6.", {"unknown"}),
    "many dots": ("So 5" + "." * 300_000 + " + 1 = 6.", {"unknown"}),
    "a chain": ("So " + "2 + 3 = " * 100_000 + "5.", {"unknown", "proved"}),
    "a chain, false behind the bound": ("So " + "2 + 3 = " * 100_000 + "6.", {"unknown", "proved"}),
}


def endless_solutions():
    """Solutions with as many steps as there may be, whose values depend on each other; (name, steps, problem, answer)"""
    chain = [f"Then {n} + 1 = {n + 1} figs." for n in range(24, 2000)]
    yield "a chain of steps", chain, "It begins with 24 figs, and 1 is added each time.", "2000"
    yield "the same step again", ["Then 5 + 5 = 10 figs."] * 2000, "There are 5 and 5.", "10"
    yield "a value used by all", ["First 6 * 7 = 42."] + [f"Then 42 + {n} = {42 + n}." for n in range(1, 1999)], "6 and 7.", "2040"
    yield "sums of all", ["First 6 * 7 = 42."] + ["Then " + " + ".join(["42"] * 200) + " = 8400."] * 500, "6 and 7.", "8400"
    wide = " ".join(f"{n} * 3 = {3 * n}," for n in range(5, 90))
    yield "many claims in many steps", [f"We see {wide} and so on."] * 400, "All times 3.", "267"
    yield "doubling", [f"Then 2 * {2 ** n} = {2 ** (n + 1)}." for n in range(60)], "It begins with 1 and doubles.", str(2 ** 60)
    yield "too many steps", ["Then 5 + 5 = 10 figs."] * 2001, "There are 5 and 5.", "10"


def rows_of(monster):
    """The monster in every place where text may stand."""
    good = {"problem": PROBLEM, "steps": [FIRST, LAST], "answer": "20"}
    yield good | {"id": "problem", "problem": monster}
    yield good | {"id": "asks", "problem": PROBLEM + " " + monster}
    yield {"id": "solution", "problem": PROBLEM, "solution": f"{FIRST}\n{monster}\n{LAST}", "answer": "20"}
    yield good | {"id": "steps", "steps": [FIRST, monster, LAST]}
    yield {"id": "alone", "problem": PROBLEM, "solution": monster, "answer": "20"}
    yield good | {"id": "answer", "answer": monster}
    yield good | {"id": "level", "level": monster}


def used():
    """Seconds of the processor that all runs before took."""
    runs = resource.getrusage(resource.RUSAGE_CHILDREN)
    return runs.ru_utime + runs.ru_stime


def limited():
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS + 1))


def run(what, *arguments, **more):
    """Runs misstep; says so where it is slow. -> (exit code or "no end", standard output, standard error)"""
    before = used()
    try:
        done = subprocess.run(arguments, capture_output=True, timeout=PATIENCE, preexec_fn=limited, **more)
    except subprocess.TimeoutExpired:
        return "no end", b"", b""
    if used() - before > WORTH_SAYING:
        print(f"slow: {what}: {used() - before:.1f} s")
    return "no end" if done.returncode == -signal.SIGXCPU else done.returncode, done.stdout, done.stderr


def said_last(said, most=500):
    return said.decode("utf-8", "backslashreplace")[-most:].splitlines()


def meet(misstep, name, rows, folder, codes=(0, 1)):
    """Runs all verbs over the rows. -> faults, rows of verify by id"""
    path, out = os.path.join(folder, "in.jsonl"), os.path.join(folder, "out.jsonl")
    data.write_rows(path, rows)
    faults, verdicts = [], {}
    for verb in ("verify", "filter", "inject"):
        code, _, said = run(f"{name}: {verb}", misstep, verb, path, "-o", out, "-f")
        if code not in codes:
            faults += [f"{verb}: exit {code}", *said_last(said, 2000)]
        elif verb == "verify":
            verdicts = {row["id"]: row for row in data.rows(out)}
    return faults, verdicts


def verdict_faults(verdicts, allowed):
    """The monster must get a verdict that is allowed, and its neighbours the one they deserve."""
    faults = []
    if "steps" in verdicts:
        got = [step["verdict"] for step in verdicts["steps"]["steps"]]
        if len(got) != 3 or got[0] != "proved" or got[1] not in allowed or got[2] not in ("proved", "unknown"):
            faults.append(f"as a step: {got}")
    for name in ("problem", "level"):
        got = [step["verdict"] for step in verdicts[name]["steps"]] if name in verdicts else ["proved"] * 2
        if got != ["proved"] * 2:
            faults.append(f"as {name}: the steps are {got}")
    if "answer" in verdicts and verdicts["answer"]["answer"]["verdict"] == "proved":
        faults.append("as the answer: proved")
    return faults


LINT_PIECES = ["<", "<s>", "ки", "a ки\n", "<extra_0>", "a<extra_0>", " ", "\n", "a", "ab", "9", "a ", "é", "́", "Step 1:", "\u2028", "\x01", '"', "{", "<image>"]


def lint_rows(monster):
    yield "trl-dpo", {"prompt": monster, "chosen": "a", "rejected": "b"}
    yield "trl-dpo", {"prompt": "a\n", "chosen": monster + "a", "rejected": monster + "b"}
    yield "trl-prm", {"prompt": "a\n", "completions": [monster, "b"], "labels": [True, False]}
    yield "trl-prm", {"prompt": "a\n", "completions": [monster[:1]] * 90_000, "labels": [True] * 90_000}
    yield "math-shepherd", {"input": monster, "label": monster, "task": "GSM8K"}
    yield "qwen-prm", {"messages": [{"role": "assistant", "content": monster}], "labels": [1]}
    yield "step-dpo", {"initial_reason_steps": monster, "chosen": monster[:9], "rejected": ""}


def check_lint(tally, misstep, part):
    tokenizer = os.path.join(os.path.dirname(os.path.abspath(__file__)), "cases", "tokenizer", "thousands.json")
    for piece in LINT_PIECES:
        name, faults = f"lint: {piece!r} again and again", []
        if part not in name:
            continue
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, "in.jsonl")
            for form, row in lint_rows(repeated(piece, LINE_BYTES // 2)):
                data.write_rows(path, [row])
                code, _, _ = run(f"{name}: {form}", misstep, "lint", path, "--format", form, "--tokenizer", tokenizer, "-q")
                faults += [f"{form}: {code}"] if code not in (0, 1) else []
        tally.check(name, faults)


def check_pieces(tally, misstep, part):
    for piece in PIECES:
        name = f"{piece!r} again and again"
        if part not in name:
            continue
        allowed = {"unknown"} | ({"proved"} if piece in MAY_BE_PROVED else set()) | ({"refuted"} if piece in MAY_BE_REFUTED else set())
        with tempfile.TemporaryDirectory() as folder:
            faults, verdicts = meet(misstep, name, rows_of(repeated(piece)), folder)
            tally.check(name, faults + verdict_faults(verdicts, allowed))


def check_split(tally, misstep, part):
    """Steps and gaps are the text again, and no piece takes more than linear time."""
    for piece in SPLIT_PIECES:
        name = f"split {piece!r} again and again"
        if part not in name:
            continue
        text, faults = "\\ " + piece * min(REPEATED, (LINE_BYTES - 10) // len(piece.encode())), []
        for by, think in [(by, "split") for by in ("auto", "steps", "paragraphs", "lines", "sentences")] + [("sentences", "keep")]:
            code, rows, said = run(f"{name}: {by}", misstep, "split", "--text", "-", "-o", "-", "-q", "--by", by, "--think", think,
                                   input=text.encode())
            row = json.loads(rows) if code == 0 else None
            if not row or "".join(gap + step for gap, step in zip(row["gaps"], row["steps"] + [""])) != text:
                faults += [f"--by {by}: exit {code}", *said_last(said)]
        tally.check(name, faults)


def check_compare(tally, misstep, part):
    """As an answer, against a number, against itself but for its end, and as lines of algebra."""
    for piece in PIECES + SPLIT_PIECES + COMPARE_PIECES:
        name = f"compare {piece!r} again and again"
        if part not in name:
            continue
        text = repeated(piece, LINE_BYTES // 6)
        rows = [{"id": "number", "gold": "24.5", "pred": text}, {"id": "alike", "gold": text + "7", "pred": text + "8"},
                {"id": "maxima", "gold": text, "pred": "x+1", "syntax": "maxima"}, {"id": "lines", "lines": ["x = 5", text]}]
        with tempfile.TemporaryDirectory() as folder:
            path, out = os.path.join(folder, "in.jsonl"), os.path.join(folder, "out.jsonl")
            data.write_rows(path, rows)
            code, _, said = run(name, misstep, "compare", path, "-o", out, "-f")
            faults = [f"exit {code}", *said_last(said)]
            got = {row["id"]: row for row in data.rows(out)} if code == 0 else {}
            made_up = [row["id"] for row in got.values() if "proved" in (row.get("verdict"), *row.get("lines", []))]
            tally.check(name, faults if code != 0 else [f"proved: {made_up}"] if set(made_up) - {"alike"} else [])


def check_special(tally, misstep, part):
    for name, (step, allowed) in SPECIAL.items():
        if part not in name:
            continue
        with tempfile.TemporaryDirectory() as folder:
            faults, verdicts = meet(misstep, name, rows_of(step), folder)
            tally.check(name, faults + verdict_faults(verdicts, allowed))


def check_endless(tally, misstep, part):
    for name, steps, problem, answer in endless_solutions():
        if part not in name:
            continue
        rows = [{"id": "steps", "problem": problem, "steps": steps, "answer": answer},
                {"id": "solution", "problem": problem, "solution": "\n".join(steps) + f"\n#### {answer}", "answer": answer}]
        with tempfile.TemporaryDirectory() as folder:
            faults, verdicts = meet(misstep, name, rows, folder)
            for row in verdicts.values():
                if "refuted" in [step["verdict"] for step in row["steps"]]:
                    faults.append(f"as {row['id']}: a true step is refuted")
            tally.check(name, faults)


def check_lines(tally, misstep, part):
    """Lines that are too long, or JSON that is monstrous in itself."""
    good = json.dumps({"id": "good", "problem": PROBLEM, "steps": [FIRST, LAST], "answer": "20"})
    lines = {"10 MB in one line": '{"id":"long","solution":"' + "2 + 2 = 4 " * 1_000_000 + '"}',
             "10 MB without an end": "1" * 10_000_000,
             "deep lists": '{"id":"deep","steps":' + "[" * 400_000 + "]" * 400_000 + "}",
             "deep objects": '{"a":' * 150_000 + "1" + "}" * 150_000,
             "many keys": "{" + ",".join(f'"k{n}":{n}' for n in range(60_000)) + "}",
             "many backslashes": '{"id":"b","solution":"' + "\\\\" * 400_000 + '"}',
             "many escapes": '{"id":"e","solution":"' + "\\u0041" * 160_000 + '"}',
             "a long number": '{"id":' + "1" * 900_000 + ',"solution":"2 + 2 = 4"}',
             "a long key": '{"' + "k" * 900_000 + '":1,"solution":"2 + 2 = 4"}',
             "many samples": '{"problem":"a","generations":[' + ",".join(['"2 + 2 = 4"'] * 4096) + "]}",
             "too many samples": '{"problem":"a","generations":[' + ",".join(['"2 + 2 = 4"'] * 4097) + "]}"}
    for name, line in lines.items():
        if part not in name:
            continue
        with tempfile.TemporaryDirectory() as folder:
            path, out = os.path.join(folder, "in.jsonl"), os.path.join(folder, "out.jsonl")
            with open(path, "w", encoding="utf-8") as file:
                file.write("\n".join([good, line, good]) + "\n")
            faults = []
            for verb in ("verify", "filter", "inject"):
                code, _, said = run(f"{name}: {verb}", misstep, verb, path, "-o", out, "-f")
                if code not in (0, 1):
                    faults += [f"{verb}: exit {code}", *said_last(said, 2000)]
                elif [row.get("id", row.get("source_id")) for row in data.rows(out)].count("good") < 2 and verb != "inject":
                    faults.append(f"{verb}: the good rows beside it got lost")
            tally.check(name, faults)


def readers_rows(text):
    """The monster as other people's rows hold it."""
    turn, answer = {"role": "user", "content": PROBLEM}, {"role": "assistant", "content": text}
    said = [{"from": "human", "value": text}, {"from": "gpt", "value": FIRST}]
    yield {"question": PROBLEM, "answer": text + "\n#### 20"}
    yield {"problem": PROBLEM, "solution": text, "level": "Level 1", "type": "Algebra"}
    yield {"problem": text, "solution": FIRST, "source": text[:9], "question_type": "a", "messages": []}
    yield {"problem": PROBLEM, "generations": [text, FIRST], "is_reasoning_complete": [True, True], "answer": text[:99]}
    yield {"query": PROBLEM, "response": text, "type": "a"}
    yield {"question": PROBLEM, "answer": text + " so."}
    yield {"question": PROBLEM, "r1_solution_1": text, "final_answer": text[:99]}
    yield {"problem": PROBLEM, "deepseek_solution": FIRST, "deepseek_reasoning": text, "ground_truth_solution": text[:99]}
    yield {"question": PROBLEM, "attempt": FIRST, "solution": text, "thinking_trajectories": [FIRST]}
    yield {"messages": [turn, answer]}
    yield {"conversations": said}
    yield {"instruction": PROBLEM, "input": text, "output": FIRST}


def labelled_rows(text):
    """The monster in rows that say what is right."""
    step = {"completions": [{"text": text, "rating": -1}, {"text": FIRST, "rating": 1}], "human_completion": None, "chosen_completion": 1}
    marked = lambda mark: f"{text} Step 1: {FIRST}{mark}\nStep 2: {text} {mark}"
    turns = [{"role": "user", "content": PROBLEM}, {"role": "assistant", "content": text}]
    yield {"question": {"problem": text}, "label": {"steps": [step] * 3, "finish_reason": "solution"}}
    yield {"input": marked("ки"), "label": marked("+")}
    yield {"input": marked("ки"), "value": ["+", "-"]}
    yield {"question": PROBLEM, "modified_process": ["1. " + text, text], "original_process": [text], "error_steps": [2]}
    yield {"question": PROBLEM, "model_output_steps": [text], "model_output_solution_first_error_step": 1, "ground_truth_solution": text}
    yield {"question": text[:99], "reasoning_steps": [{"solution_prefix": text[:200 + n], "mc_value": 0.5} for n in range(300)]}
    yield {"prompt": PROBLEM, "initial_reason_steps": f"Step 1: {text}\nStep 2:", "chosen": text, "rejected": FIRST, "full_chosen": text,
           "full_rejected": LAST + text}
    yield {"prompt": text, "completions": [text, FIRST], "labels": [True, False]}
    yield {"problem": text, "steps": [text, FIRST], "label": 0}
    yield {"problem": PROBLEM, "steps": [text], "first_error": 0, "original_steps": [FIRST, text]}
    yield {"trajectory": turns[:1], "chosen": text, "rejected": FIRST}
    yield {"chosen": turns, "rejected": [turns[0], {"role": "assistant", "content": LAST}]}
    yield {"prompt": text, "completion": text, "label": False}


READER_PIECES = ["? ** ", "** ", "a? ** b\n", "#### ", "\n####", "\\boxed{", "The answer is ", "answer: 5\n", "<", "</think>", "[asy]", "```", "```output\n", "ки", "ки ", "Step 1:", "Step 1: ки", "\nStep 2: ", "\nStep 3:", "# Answer", "1. ", "+", "- "]


def check_readers(tally, misstep, part):
    for piece in READER_PIECES:
        name = f"{piece!r} again and again, in other people's rows"
        if part not in name:
            continue
        faults = []
        for row in readers_rows(repeated(piece, LINE_BYTES // 2)):
            with tempfile.TemporaryDirectory() as folder:
                path, out = os.path.join(folder, "in.jsonl"), os.path.join(folder, "out.jsonl")
                data.write_rows(path, [row])
                code, _, said = run(f"{name}: {list(row)}", misstep, "split", path, "-o", out, "-f")
                if code not in (0, 1):
                    faults += [f"{list(row)}: exit {code}", *said_last(said)]
        faults += converted(misstep, name, labelled_rows(repeated(piece, LINE_BYTES // 4)))
        tally.check(name, faults)


def converted(misstep, name, rows):
    """Each row in a file of its own, all in one run."""
    faults = []
    with tempfile.TemporaryDirectory() as folder:
        paths = []
        for number, row in enumerate(rows):
            paths.append(os.path.join(folder, f"{number}.jsonl"))
            data.write_rows(paths[-1], [row])
        for to in "trl-prm", "trl-dpo", "math-shepherd":
            code, _, said = run(f"{name}: to {to}", misstep, "convert", *paths, "--to", to, "-o", os.devnull, "-q", "--allow-eval")
            if code not in (0, 1):
                faults += [f"to {to}: exit {code}", *said_last(said)]
    return faults


# What a problem gives, and steps use.
GIVEN_PIECES = ["five ", "1 ", "$1$ ", "$x=1$ ", "12 eggs ", "1+1=2 ", "1+1=2\n", "a. B ", "? ", "[asy] 1 ", "\\[1\\] ", "\\[x=1\\] ", "é 7 ", "half ", "50% ", "$5 "]


def check_traced(tally, misstep, part):
    """As a problem, as both sides and as one of them, in files that say which numbers come from where."""
    for piece in GIVEN_PIECES:
        name = f"{piece!r} again and again, traced"
        if part not in name:
            continue
        text = repeated(piece, LINE_BYTES // 4)
        rows = [{"prompt": text, "chosen": "1 + 1 = 2\nso 2", "rejected": "1 + 1 = 3\nso 3"}, {"prompt": PROBLEM, "chosen": text, "rejected": text + LAST},
                {"prompt": text, "chosen": text, "rejected": LAST + text}]
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, "in.jsonl")
            data.write_rows(path, rows)
            code, _, said = run(name, misstep, "convert", path, "--to", "pair-files", "-o", os.path.join(folder, "out"), "-q")
            sizes = [os.path.getsize(os.path.join(at, made)) for at, _, names in os.walk(os.path.join(folder, "out")) for made in names]
        faults = [f"exit {code}", *said_last(said)] if code else []
        tally.check(name, faults + [f"a file of {size} bytes" for size in sizes if size > 20 * LINE_BYTES])


def check_labelled(tally, misstep, part):
    """As many steps, labels, alternatives, states and turns as a line may hold."""
    good, bad, chosen = {"text": "a", "rating": 1}, {"text": "b", "rating": -1}, {"human_completion": None, "chosen_completion": 0}
    path = [{"completions": [good], **chosen}] * 1500
    many = {
        "alternatives": {"question": {"problem": "a"}, "label": {"steps": [{"completions": [good] + [bad] * 4000, **chosen}]}},
        "alternatives of a long path": {"question": {"problem": "a"}, "label": {"steps": path + [{"completions": [good] + [bad] * 4000, **chosen}]}},
        "steps of PRM800K": {"question": {"problem": "a"}, "label": {"steps": path * 2}},
        "marks": {"input": "a Step 1: " + "ки " * 100_000, "label": "a Step 1: " + "+ " * 100_000},
        "marks, just not too many": {"input": "a Step 1: " + "ки " * 2000, "label": "a Step 1: " + "+ " * 2000},
        "labels": {"prompt": "a", "completions": ["a"] * 100_000, "labels": [True] * 100_000},
        "states, each below the other": {"question": "a", "reasoning_steps": [{"solution_prefix": "a" * n, "mc_value": 1} for n in range(1, 1300)]},
        "states side by side": {"question": "a", "reasoning_steps": [{"solution_prefix": f"a{n}", "mc_value": 1} for n in range(20_000)]},
        "the same state": {"question": "a", "reasoning_steps": [{"solution_prefix": "ab", "mc_value": 1}] * 20_000},
        "turns": {"chosen": [{"role": "user", "content": "a"}] * 20_000, "rejected": [{"role": "user", "content": "a"}] * 5_000},
        "error steps": {"question": "a", "modified_process": ["1. a"], "error_steps": [1] * 200_000},
        "steps of Step-DPO": {"prompt": "a", "initial_reason_steps": "Step 1:", "chosen": "a", "rejected": "b", "full_chosen": "a",
                              "full_rejected": "".join(f"\nStep {n}: a" for n in range(2, 30_000))},
    }
    for name, row in many.items():
        if part in f"many {name}":
            tally.check(f"many {name}", converted(misstep, name, [row]))


def check_arrays(tally, misstep, part):
    """Files that are one array, or begin as one."""
    good = json.dumps({"solution": "2 + 2 = 4"})
    turns = ",".join(['{"role":"user","content":"a"}'] * 20_000)
    arrays = {"many values": ("[" + ",".join(["1"] * 100_000 + [good]) + "]", {1}), "many brackets": ("[" * 2_000_000, {65}),
              "an endless string": ('["' + "a" * 20_000_000, {65}), "a long value": ("[" + good + ',"' + "a" * 20_000_000 + '",' + good + "]", {1}),
              "many blanks": ("[" + " \n" * 5_000_000 + good + "\t" * 5_000_000 + "]", {0}), "many commas": ("[" + "," * 1_000_000, {65}),
              "many arrays": ("[" + "[]," * 100_000 + good + "]", {1}), "many objects": ("{\n}" * 100_000, {1, 65}),
              "many turns": ('[{"messages":[' + turns + "]}," + good + "]", {1}), "escapes": ('["' + "\\\\" * 1_000_000 + '",' + good + "]", {1})}
    for name, (text, codes) in arrays.items():
        if part not in name:
            continue
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, "in.json")
            with open(path, "w", encoding="utf-8") as file:
                file.write(text)
            code, _, said = run(name, misstep, "split", path, "-o", os.path.join(folder, "out.jsonl"), "-f", "-q")
            tally.check(name, [] if code in codes else [f"exit {code}", *said_last(said)])


def main():
    if len(sys.argv) not in (2, 3):
        sys.exit(__doc__)
    tally, misstep = Tally(), os.path.abspath(sys.argv[1])
    part = sys.argv[2] if len(sys.argv) > 2 else ""
    for check in (check_split, check_compare, check_special, check_endless, check_lines, check_readers, check_traced, check_labelled, check_arrays, check_lint, check_pieces):
        check(tally, misstep, part)
    tally.finish()


if __name__ == "__main__":
    main()
