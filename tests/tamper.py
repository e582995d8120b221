#!/usr/bin/env python3
"""The tamper law: whichever single field of a record is changed, `misstep audit` must find it.

    tamper.py MISSTEP [RECORDS]

RECORDS is a file of records; without it, `misstep inject` makes some from the problems below. A few records of different shapes are
changed in every single field in turn: each digit, each span by one, each word from a fixed list for each other one, each item of
a list taken out, doubled, exchanged, each key. (plain) The bytes are changed and nothing else: the seal is broken. (resealed) The id
is made anew, so that what the fields say of each other must tell; SEAL_ONLY lists the changes that only the seal can tell.
"""
import collections
import hashlib
import json
import os
import re
import subprocess
import sys
import tempfile

from tally import Tally

RECORDS_MAX = 10  # but one of each injector at least
SECONDS = 120

WORDS = {
    "class": ["locally_false", "derailed", "structural", "harmless"],
    "mode": ["carried", "truncated", "clean"],
    "source_proof": ["all_steps", "derived_answer", "no_refutation"],
    "basis": ["proved", "source"],
    "step_labels[]": ["ok", "error", "inherited", "independent", "unchecked"],
    "local[]": ["proved", "refuted", "unknown"],
    "certificate.kind": ["refuted", "unchanged", "derailed", "ignored", "underived"],
}

# (field, kind of change) as patterns: what a record says but once, so that nothing in it can contradict a change.
SEAL_ONLY = [
    ("source|source_id|level", "digit|letter|longer|emptied|filled"),  # where the solution comes from
    ("seed|attempt|round|weight", "more|less|far more"),
    ("teacher|principle", "digit|letter|longer|emptied|filled"),
    ("logp_good|logp_bad|logp_tokens\\[\\]", "more|less|far more|exchanged"),  # what a model makes of it
    ("logp_teacher", "digit|letter|longer"),
    ("config", "digit|letter"),  # another hash
    ("tool", "digit|longer"),  # another version
    ("gaps\\[\\]", "space|emptied|exchanged"),  # other white space
    ("depth", "more|less"),
    ("injector", "letter|longer"),  # another name, of which the new id is made
    ("entity", "emptied"),  # where other words than those behind the claim say what the value is
    ("explanation", "letter|longer"),  # its wording; not its numbers
    ("source_proof", "word"),  # derived_answer against no_refutation
    ("local\\[\\]", "word|exchanged"),  # proved against unknown, where the step's label, basis and source_proof leave it open
    ("certificate\\.(before|after)\\.\\w+", "more|less"),  # as many claims as the text may hold, in words
    ("certificate\\.rests_on\\[\\]", "left out|exchanged|more|less"),  # another step with the number
]

PROBLEMS = [
    ("Ana packs 13 boxes of 24 pens each and gives 47 pens away. Then 5 schools share what is left. How many pens does each get?",
     ["Ana packs 13 * 24 = 312 pens.", "She keeps 312 - 47 = 265 pens.", "Each school gets 265 / 5 = 53 pens.", "#### 53"], "53"),
    ("Ben earns $18 an hour for 35 hours a week and pays $214 for rent. How much is left?",
     ["Ben earns 18 x 35 = $630 a week.", "After the rent, $630 - $214 = $416 are left.", "#### 416"], "416"),
    ("Cleo reads 26 pages a day for 9 days and 17 pages on the last day. How many pages does she read?",
     ["In 9 days she reads 234 pages because 26 × 9 = 234.", "The last day adds 17 pages.",
      "She reads 234 + 17 = 251 pages.", "#### 251"], "251"),
    ("A café sells 148 cups at €3 and 65 cakes at €4. What does it take in?",
     ["The cups bring 148 * 3 = €444.", "The cakes bring 65 * 4 = €260.", "It takes in 444 + 260 = €704.", "#### 704"], "704"),
    ("Dan walks 2.5 km to work and back on each of 21 days. How far does he walk?",
     ["A day has 2.5 + 2.5 = 5 km.", "He walks 5 * 21 = 105 km.", "#### 105"], "105"),
    ("A farm has 1,250 hens, sells 375 and then buys 4 crates of 36 hens. How many hens has it now?",
     ["After the sale there are 1,250 - 375 = 875 hens.", "The crates hold 4 * 36 = 144 hens.",
      "Now there are 875 + 144 = 1,019 hens.", "#### 1,019"], "1,019"),
    ("A shop sells 6 crates of 15 melons at $4 each, a cheese for $37 and a ham for $58. What does it take in?",
     ["The crates hold 6 * 15 = 90 melons.", "The melons bring in 90 * 4 = 360 dollars.",
      "All in all the shop takes in 360 + 37 + 58 = 455 dollars.", "#### 455"], "455"),
    ("Edda has 43 shells. Finn has 16 more shells than Edda. How many do they have altogether?",
     ["Finn owns 43 + 16 = 59 shells.", "Altogether they own 43 + 59 = 102 shells.", "#### 102"], "102"),
]


FORMULAS = [  # whose records end with the faulty step, or in the answer
    ("Expand $(x - 4)(x + 9)$.",
     ["We multiply out term by term.", "So $(x - 4)(x + 9) = x^2 + 5x - 36$.", "The answer is $\\boxed{x^2 + 5x - 36}$."],
     "x^2 + 5x - 36"),
    ("Write $\\frac{6a + 10b}{4}$ without brackets.",
     ["Both terms are divided: $\\frac{6a + 10b}{4} = \\frac{3a}{2} + \\frac{5b}{2}$.",
      "The answer is $\\boxed{\\frac{3a}{2} + \\frac{5b}{2}}$."], "\\frac{3a}{2} + \\frac{5b}{2}"),
    ("What is the side of a square of area 63?", ["It is the root of $63$.", "Hence it is $\\sqrt{63} = \\boxed{3\\sqrt{7}}$."], "3\\sqrt{7}"),
    ("Which is the largest prime that divides $82 \\cdot 7$?",
     ["As $91 - 9 = 82$, we have $82 \\cdot 7 = 2 \\cdot 41 \\cdot 7$.", "It is $\\boxed{41}$."], "41"),
    ("Divided by 23, two numbers leave 19 and 16. What does their product leave?",
     ["Their product is $19 \\cdot 16 \\equiv 5 \\pmod{23}$.", "So it leaves $\\boxed{5}$."], "5"),
    ("A circle has the radius $13$. What is its area?", ["The formula is $A = \\pi r^2$.", "We get $\\pi \\cdot 13^2 = \\boxed{169\\pi}$."],
     "169\\pi"),
    ("In how many ways are 3 of 9 guests seated in a row?",
     ["They are chosen in $\\binom{9}{3} = 84$ ways.", "In a row that makes $84 \\cdot 3! = \\boxed{504}$ ways."], "504"),
]


class Raw(str):
    """A decimal, with its bytes."""


def load(line):
    return json.loads(line, parse_float=Raw)


def dump(value):
    if isinstance(value, Raw):
        return str(value)
    if isinstance(value, dict):
        return "{" + ",".join(f"{dump(key)}:{dump(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ",".join(map(dump, value)) + "]"
    return json.dumps(value, ensure_ascii=False)


def sealed(record):
    """The line with its id made anew."""
    if not isinstance(record.get("injector"), str):
        return dump(record)
    record = dict(record)
    if "id" in record:
        record["id"] = ""
        record["id"] = record["injector"] + "-" + hashlib.sha256(dump(record).encode()).hexdigest()[:24]
    return dump(record)


def string_changes(text, words):
    """(kind of change, the other text)"""
    if words:
        yield from (("word", word) for word in words if word != text)
        return
    for found in re.finditer(r"[0-9]", text):
        for step in (1, 5):
            other = str((int(found[0]) + step) % 10)
            yield "digit", text[:found.start()] + other + text[found.end():]
    for found in list(re.finditer(r"[A-Za-z]", text))[:3]:
        other = "a" if found[0] != "a" else "b"
        yield "letter", text[:found.start()] + other + text[found.end():]
    if text and not text.strip():
        yield "space", text + " "
        yield "space", ""
    yield "longer", text + "x"
    yield "longer", text + "7"
    if text:
        yield "emptied", ""


def changes(value, field):
    """(field, kind of change, the other value) for everything in a value that can be changed by itself."""
    if isinstance(value, Raw):
        number = round(float(value) * 10000)
        yield field, "more", Raw(f"{(number + 1) / 10000:.4f}")
        yield field, "less", Raw(f"{max(0, number - 1) / 10000:.4f}" if number else "0.5000")
    elif isinstance(value, bool):
        yield field, "other", not value
    elif isinstance(value, int):
        yield field, "more", value + 1
        yield field, "less", value - 1
        yield field, "far more", value + 100000
        yield field, "kind", str(value)
    elif isinstance(value, str):
        if value == "":
            yield field, "filled", "x"
        else:
            yield from ((field, kind, other) for kind, other in string_changes(value, WORDS.get(field)))
        yield field, "kind", 7
    elif isinstance(value, list):
        yield from list_changes(value, field)
    else:
        yield from dict_changes(value, field)


def list_changes(items, field):
    inside = field + "[]"
    for i, item in enumerate(items):
        yield inside, "left out", items[:i] + items[i + 1:]
        yield inside, "doubled", items[:i + 1] + items[i:]
        for where, kind, other in changes(item, inside):
            yield where, kind, items[:i] + [other] + items[i + 1:]
        if i and items[i - 1] != item:
            yield inside, "exchanged", items[:i - 1] + [item, items[i - 1]] + items[i + 1:]
    if not items:
        yield inside, "filled", [0] if field.endswith("rests_on") else ["x"]
    yield field, "kind", "x"


def dict_changes(members, field):
    pairs = list(members.items())
    dot = field + "." if field else ""
    for i, (key, item) in enumerate(pairs):
        rest = pairs[:i], pairs[i + 1:]
        yield dot + key, "key left out", dict(rest[0] + rest[1])
        yield dot + key, "key renamed", dict(rest[0] + [(key + "s", item)] + rest[1])
        yield dot + key, "null", dict(rest[0] + [(key, None)] + rest[1])
        if i:
            yield dot + key, "keys exchanged", dict(pairs[:i - 1] + [pairs[i], pairs[i - 1]] + pairs[i + 1:])
        for where, kind, other in changes(item, dot + key):
            yield where, kind, dict(rest[0] + [(key, other)] + rest[1])
    yield field or "record", "key added", dict(pairs + [("extra", 1)])


def seal_only(field, kind):
    return any(re.fullmatch(where, field) and re.fullmatch(what, kind) for where, what in SEAL_ONLY)


def audit(misstep, lines, folder):
    """The numbers (from 0) of the lines in which something is found, and the exit code."""
    path = os.path.join(folder, "records.jsonl")
    with open(path, "w", encoding="utf-8", newline="\n") as file:
        file.writelines(line + "\n" for line in lines)
    done = subprocess.run([misstep, "audit", "--json", "-q", path], capture_output=True, encoding="utf-8", timeout=SECONDS)
    if done.returncode not in (0, 1):
        sys.exit(f"misstep audit ended with {done.returncode}: {done.stderr}")
    found = collections.defaultdict(list)
    for line in done.stdout.splitlines():
        finding = json.loads(line)
        found[finding["line"] - 1].append(finding["finding"])
    return found, done.returncode


def made(misstep, folder):
    """Records from our own problems, as lines."""
    source, out = os.path.join(folder, "problems.jsonl"), os.path.join(folder, "out.jsonl")
    with open(source, "w", encoding="utf-8") as file:
        for i, (problem, steps, answer) in enumerate(PROBLEMS + FORMULAS):
            print(json.dumps({"id": f"made-{i}", "problem": problem, "steps": steps, "answer": answer}), file=file)
    lines = []
    twins = [["--twins", kind] for kind in ("swap", "fresh", "relation")]
    for more in (["--seed", "1", "--truncate"], ["--seed", "2", "--truncate"], *twins):
        done = subprocess.run([misstep, "inject", source, "-o", out, "--force", *more], capture_output=True, encoding="utf-8",
                              timeout=SECONDS)
        if done.returncode:
            sys.exit(f"misstep inject ended with {done.returncode}: {done.stderr}")
        with open(out, encoding="utf-8") as file:
            lines += file.read().split("\n")
    return [line for line in lines if line]


def chosen(lines):
    """A few records of as many shapes as there are, one of each injector, and of each form that its certificates have, first."""
    shapes, injectors = {}, {}
    for line in lines:
        record = load(line)
        edits = record["follow_ups"]
        shape = (record["injector"], min(record["first_error"], 2), bool(edits), bool(record["certificate"]["rests_on"]),
                 line.isascii(), record["source_proof"], "independent" in record["step_labels"], "logp_good" in record)
        at = record["certificate"]["at"].split(" ")[0]
        form = at if at in ("squared", "pi", "as", "mod") else bool(at) and record["class"] == "locally_false"
        if dump(record) == line:
            shapes.setdefault(shape, line)
            injectors.setdefault((record["injector"], form, "logp_good" in record), line)
    first = list(injectors.values())
    return first + [line for line in shapes.values() if line not in first][:max(0, RECORDS_MAX - len(first))]


def scored(line):
    """A record with the columns of misstep teach logprob."""
    record = load(line) | {"logp_good": Raw("-7.25"), "logp_bad": Raw("-11.5"), "logp_tokens": [12, 13], "logp_teacher": '{"good":{},"bad":{}}'}
    return sealed(record)


def glimpse(line, original):
    """Where the two lines part, behind their ids."""
    cut = len('{"id":""') + len(load(original)["id"])
    place = len(os.path.commonprefix([line[cut:], original[cut:]])) + cut
    return f"nothing found in {original[7:cut - 1]}: {original[place - 40:place + 30]} >>> {line[place - 10:place + 30]}"


def judge(tally, how, cases, found):
    """One test for each field and kind of change, over all records."""
    missed = collections.defaultdict(list)
    for i, (field, kind, line, original) in enumerate(cases):
        missed[field, kind] += [] if i in found else [glimpse(line, original)]
    for (field, kind), lines in missed.items():
        tally.check(f"{how}: {field}, {kind}", lines[:3])


def law(tally, misstep, records, folder):
    plain, resealed, exempt = [], [], set()
    for record in records:
        original = dump(record)
        tally.check("the seal can be made anew", [] if sealed(record) == original else [original])
        for field, kind, other in changes(record, ""):
            plain.append((field, kind, dump(other), original))
            if seal_only(field, kind):
                exempt.add((field, kind))
            elif field != "id":
                resealed.append((field, kind, sealed(other), original))
    for how, cases in (("plain", plain), ("resealed", resealed)):
        found, code = audit(misstep, [case[2] for case in cases], folder)
        judge(tally, how, cases, found)
        tally.check(f"{how}: audit exits with 1", [] if code == 1 else [str(code)])
    print(f"{len(records)} records, {len(plain)} changes with a broken seal, {len(resealed)} with a new one; "
          f"{len(exempt)} kinds of change that only the seal can tell")


def main():
    if len(sys.argv) not in (2, 3):
        sys.exit(__doc__)
    misstep, tally = os.path.abspath(sys.argv[1]), Tally()
    with tempfile.TemporaryDirectory() as folder:
        if len(sys.argv) == 3:
            with open(sys.argv[2], encoding="utf-8") as file:
                lines = [line for line in file.read().split("\n") if line]
        else:
            lines = made(misstep, folder)
            lines += [scored(line) for line in lines[-2:]]
        found, code = audit(misstep, lines, folder)
        tally.check("records as they are stand", [f"line {i + 1}: {found[i]}" for i in found])
        tally.check("audit exits with 0 only if they do", [] if code == bool(found) else [str(code)])
        records = [load(line) for line in chosen([line for i, line in enumerate(lines) if i not in found])]
        if not records:
            tally.check("there are records", ["none"])
            tally.finish()
        law(tally, misstep, records, folder)
    tally.finish()


if __name__ == "__main__":
    main()
