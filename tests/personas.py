"""What the teacher of teacher_server.py plays: a careless student, a judge, an improver, a critic, a reviser; each well, or badly in the
way that `kind` names. Every answer is a pure function of the prompt."""
import hashlib
import json
import re


def drawn(*parts):
    return int.from_bytes(hashlib.sha256("\0".join(map(str, parts)).encode()).digest()[:8], "big")


def marked_in(prompt):
    """What stands between the marks of a prompt."""
    return [part.strip("\n") for part in re.findall(r"^<data \w+>$(.*?)^</data \w+>$", prompt, re.S | re.M)]


def slip(kind, prompt):
    """A careless student's answer to configs/prompts/careless-1.txt: one step with one slip, itself or described wrongly as `kind` says."""
    marked = marked_in(prompt)
    step, problem, named = marked[-1], marked[-3], re.search(r'of the type "(\w+)"', prompt)[1]
    if named == "calculation":
        head, was, tail = re.fullmatch(r"(.*= *\D?)(\d+)(.*?)", step, re.S).groups()
        now = str(int(was) + 2)
    else:
        head, was, tail = re.fullmatch(r"(.*?)(\d+)(.*)", step, re.S).groups()
        now = next((number for number in re.findall(r"\d+", problem) if number not in (was, "1") and number not in tail), was)
    if kind == "far":
        now = was + "000"
    elif kind == "same":
        now = was
    elif kind == "give-away":
        tail += " Oops, a mistake."
    elif kind == "more":
        tail = tail.replace(" ", "  ", 1)
    elif kind == "followed":
        tail = re.sub(r"(\* )(\d+) = \d+", lambda found: f"{found[1]}{found[2]} = {int(now) * int(found[2])}", tail)
    elif kind == "much":
        tail = " jars, as far as anybody who has counted all of them with care could ever hope to find out by looking" + tail
    elif kind == "word":
        was, now, tail = was + tail[:2], was + ",", tail[2:]
    answer = {"edited_step": head + now + tail, "changed_from": was, "changed_to": now, "error_type": named}
    answer |= {"absent": {"changed_from": "9999"}, "often": {"changed_from": " "}, "unsaid": {"changed_to": "9999"},
               "type": {"error_type": "mischief"}, "fewer": {"error_type": 1},
               "control": {"edited_step": answer["edited_step"] + " \frac{1}{2}"}}.get(kind, {})
    text = json.dumps(answer)
    return {"prose": "I would rather not.", "two": text + "\n" + text, "fenced": f"Here it is:\n```json\n{text}\n```",
            "single": text[:-2] + ' \\sqrt"}', "open": text[:-1]}.get(kind, text)


def first_false(solution):
    """The number, from 1, of the first line with a sum or the like that is wrong; 0: none."""
    for number, line in enumerate(solution.split("\n"), 1):
        for a, sign, b, c in re.findall(r"(\d+) ([-+*]) (\d+) = (\d+)", line):
            if {"+": int(a) + int(b), "-": int(a) - int(b), "*": int(a) * int(b)}[sign] != int(c):
                return number
    return 0


def verdict(kind, bias, prompt):
    """A judge's answer to configs/prompts/judge-*-1.txt: right, as far as sums tell, but for `bias` percent of the pairs, of which it
    names the first place (below 0: the second); or no good answer at all, as `kind` says."""
    if "Which solution is better?" in prompt:
        a, b = marked_in(prompt)[-2:]
        wrong_a, wrong_b = first_false(a), first_false(b)
        says = "tie" if not wrong_a and not wrong_b else "A" if not wrong_a or 0 < wrong_b < wrong_a else "B"
        if drawn("bias", *sorted((a, b))) % 100 < abs(bias):
            says = "A" if bias > 0 else "B"
        key, beyond = "verdict", "C"
    else:
        says, key, beyond = first_false(marked_in(prompt)[-1]), "first_wrong_step", 99
        if drawn("bias", marked_in(prompt)[-1]) % 100 < abs(bias):
            says = 0 if bias > 0 else 1
    answer = {"reason": "I have checked each sum.", key: says}
    answer |= {"beyond": {key: beyond}, "type": {key: [says]}, "more": {"sure": True}, "control": {"reason": "As \frac{1}{2} is a half."},
               "unsaid": {"reason": None}, "drawn": {key: ["A", "B", "tie", "neither"][drawn("verdict", prompt) % 4]}}.get(kind, {})
    text = json.dumps(answer)
    return {"prose": f"The verdict is {says}.", "two": text + "\n" + text, "fenced": f"Here it is:\n```json\n{text}\n```",
            "single": text.replace("I have", "I \\sqrt have"), "open": text[:-1], "set": "So x is in {1} and y in {}. " + text,
            "thought": "<think>" + text + "</think>"}.get(kind, text)


SAYS = "As the problem states, "


def better(kind, prompt):
    """An improver's answer to configs/prompts/improve-1.txt: every line with a reason, or what `kind` says instead."""
    _, response = marked_in(prompt)
    named, lines = re.search(r"a single principle, called ([\w-]+):", prompt)[1], response.split("\n")
    chosen = {"same": response, "long": " ".join([SAYS + "which is what we go by here and everywhere else, "] * 2) + response,
              "invent": SAYS + response + " Some 37 of them are red.", "lost": SAYS + "we begin. " + lines[0],
              "false": SAYS + re.sub(r"(.*= *)(\d+)", lambda found: found[1] + str(int(found[2]) + 2), response, flags=re.S),
              "number": SAYS + "as everybody can see. " + lines[0] + "\nSo it is 3.",
              }.get(kind, "\n".join(SAYS + line for line in lines))
    if kind.startswith("also:"):
        chosen = kind.removeprefix("also:") + "\n" + response
    answer = {"chosen": chosen, "delta_description": "Each line says where it comes from.", "principle_addressed": named,
              "incidental_changes": [{"dimension": "length", "change": "longer", "intentional": False}],
              "decision_basis": "It is better founded.", "meaningful_delta": kind != "humble", "training_usable": kind != "warns"}
    answer |= {"redirect": {"principle_addressed": "brevity"}, "fewer": {"training_usable": "yes"}, "more": {"score": 9},
               "changes": {"incidental_changes": ["length"]}, "control": {"chosen": chosen + " \frac{1}{2}"},
               "neq": {"chosen": chosen + " 1 \neq 2"}, "empty": {"chosen": " "}}.get(kind, {})
    text = json.dumps(answer)
    return {"prose": "I would rather not.", "two": text + "\n" + text, "fenced": f"Here it is:\n```json\n{text}\n```",
            "single": text.replace('"chosen": "', '"chosen": "\\sqrt '), "open": text[:-1]}.get(kind, text)


def found(kind, prompt):
    """A critic's answer to configs/prompts/critique-1.txt: the first step lacks a reason, unless it has one by now."""
    _, solution = marked_in(prompt)
    first = re.match(r"Step 1: (.*?)(?:\nStep 2:|$)", solution, re.S)[1]
    one = {"reason": "It does not say why.", "step": 1, "quote": " ".join(first.split()[:3])}
    one |= {"step": {"step": 9}, "zero": {"step": 0}, "quote": {"quote": "of no step"}, "blank": {"quote": " "},
            "fewer": {"step": "1"}, "control": {"quote": one["quote"], "reason": "\f"}}.get(kind, {})
    many = [one] * (9 if kind == "many" else 1)
    text = json.dumps({"violations": [] if kind == "none" or first.startswith(SAYS * (2 if kind == "twice" else 1)) else many})
    return {"prose": "I would rather not.", "two": text + text, "fenced": f"```json\n{text}\n```"}.get(kind, text)


def revised(kind, prompt):
    """A reviser's answer to configs/prompts/revise-1.txt."""
    _, solution, _ = marked_in(prompt)
    lines = solution.split("\n")
    lines[0] = "Step 1: " + {"same": "", "invents": "Of 37 boxes: "}.get(kind, SAYS) + lines[0].removeprefix("Step 1: ")
    if kind == "falsifies":
        lines[0] = re.sub(r"= (\d+)", lambda found: f"= {int(found[1]) + 2}", lines[0])
    elif kind == "unproves":
        lines[0] = "Step 1: " + SAYS + "there are so many of them."
    elif kind == "uncited":
        lines[-1] += " So it is."
    elif kind == "corrects":
        lines[0] = re.sub(r"(\d+) - (\d+) = \d+", lambda found: f"{found[1]} - {found[2]} = {int(found[1]) - int(found[2])}", lines[0])
    elif kind == "splits":
        lines[0] += "\nIt is so."
    elif kind == "spaced":
        lines[1:] = [re.sub(" ", "  ", line).replace("  ", " ", 1) for line in lines[1:]]
    elif kind == "renumbers":
        lines[-1] = re.sub(r"^Step \d+", "Step 9", lines[-1])
    elif kind == "drops":
        lines.pop()
    return {"talks": "Here it is:\n", }.get(kind, "") + "\n".join(lines)


def amendment(kind, prompt):
    if "better response" in prompt:
        return better(kind, prompt)
    return revised(kind, prompt) if "A reviewer has found" in prompt else found(kind, prompt)
