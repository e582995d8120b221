#!/usr/bin/env python3
"""The page that `report` makes: well-formed, self-contained, escaped, bounded, and what a browser makes of it.

    report.py MISSTEP [PART OF A NAME]

Where headless Chromium is installed, the page is opened in it: no errors, the filters work, nothing is wider than the screen.
"""
import html.parser
import itertools
import json
import random
import re
import shutil
import subprocess

from place import DATA, USAGE, Missing, corpus, run_tests

VOID = {"br", "meta", "input"}
BYTES_MOST = 3_000_000
TEXT_OF_ATTACK = "<script>alert('x')</script><img src=x onerror=alert(1)>\" ' & \u202e end"


class Page(html.parser.HTMLParser):
    """Tags that do not match, references to the outside, the pairs, what stands in each of them."""

    def __init__(self, text):
        super().__init__()
        self.open, self.faults, self.tags, self.pairs, self.ids = [], [], [], [], []
        self.feed(text)
        self.close()
        self.faults += [f"<{tag}> is not closed" for tag in self.open]

    def handle_starttag(self, tag, attributes):
        self.tags.append(tag)
        values = dict(attributes)
        self.faults += [f"<{tag} {name}> refers to {value}" for name, value in attributes
                        if name in ("src", "href", "action", "data", "poster") and not (value or "").startswith("#")]
        self.faults += [f"<{tag} {name}>: code in an attribute" for name, _ in attributes if name.startswith("on")]
        self.ids += [values["id"]] if "id" in values else []
        if tag == "article":
            self.pairs.append({name[5:]: value for name, value in attributes if name.startswith("data-")})
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attributes):
        self.handle_starttag(tag, attributes)
        if tag not in VOID:
            self.open.pop()

    def handle_endtag(self, tag):
        if not self.open or self.open[-1] != tag:
            self.faults.append(f"</{tag}> closes {self.open[-1:]}")
        else:
            self.open.pop()


def read_page(place, name="report.html"):
    text = place.read(name).decode()
    page = Page(text)
    place.faults += page.faults
    place.check(not re.search(r"https?:|url\(|@import", text), "the page refers to the outside")
    place.check(len(set(page.ids)) == len(page.ids), "an id stands twice")
    place.check(page.tags.count("script") == 1, "there is more than one script")
    place.check(len(text.encode()) <= BYTES_MOST, f"the page has {len(text.encode()):,} bytes")
    return text, page


def records(place, count=30, *options):
    place.write("in.jsonl", corpus(count))
    place.run("inject", "in.jsonl", "-o", "records.jsonl", "-q", *options)
    place.run("report", "records.jsonl", "--refused", "records.jsonl.refused.jsonl", "-o", "report.html", "-q")


def labelled(place, name, rows):
    place.write(name, "".join(json.dumps(dict(zip(("prompt", "completions", "labels"), row)), ensure_ascii=False) + "\n" for row in rows))


def test_records(place):
    records(place)
    text, page = read_page(place)
    kinds = {row["injector"] for row in place.rows("records.jsonl")}
    place.check({pair["injector"] for pair in page.pairs} <= kinds and len(page.pairs) > 20, "pairs are missing")
    for words in ["In which step the first error stands", "Cohen’s d", "source_proof", "Copies and templates", "edit distance",
                  "Certificate:", "misstep report records.jsonl", "seed 0", "first error", "Tried without making a record"]:
        place.check(words in text, f"not on the page: {words}")
    place.check(text.index("Findings") < text.index("Where it comes from"), "findings do not come first")


def test_marks(place):
    records(place, 3)
    text, _ = read_page(place)
    place.check('class="cf er"' in text or 'class="er"' in text, "the root edit is not marked")
    place.check(re.search(r'class="(\w\w )?ef"', text), "consequences are not marked")
    place.check(re.search(r'class="(\w\w )?eh"', text), "harmless edits are not marked")
    place.check('class="ch"' in text and 'class="cf' in text, "claims have no colours")


def test_believes_records(place):
    """What stands on the page of a record's claims is what the record says; other rows are judged."""
    records(place, 10)
    rows = place.rows("records.jsonl")
    text, _ = read_page(place)
    counts = [sum(row["certificate"]["before"][key] + (row["certificate"]["after"][key] if row["first_error"] < 0 else 0) for row in rows)
              for key in ("proved", "rounded", "unknown")]
    shown = re.search(r'>claims before the first error</text>(.*?)<text', text, re.DOTALL)
    place.check(shown and [int(n) for n in re.findall(r"<title>(\d+) of", shown[1])] == [counts[0], counts[1], 0, counts[2]],
                f"{counts} claims, shown {shown and shown[1]}")
    place.check("misstep audit</code> checks it" in text, "the page does not say that records are believed")
    labelled(place, "in.jsonl", [("What is 2 + 2?", ["2 + 2 = 4.", "2 + 2 = 5."], [True, False])])
    place.run("report", "in.jsonl", "-o", "judged.html", "-q")
    judged, _ = read_page(place, "judged.html")
    place.check("claims of faulty solutions" in judged and "audit</code> checks it" not in judged, "other rows are not judged")
    place.run("report", "in.jsonl", "records.jsonl", "-n", "5", "-o", "few.html", "-q")
    few, _ = read_page(place, "few.html")
    place.check("records of misstep</td><td class=\"n\">4<" in few and "other rows</td><td class=\"n\">1<" in few, "--limit is not kept")


def test_certified_claims_are_false(place):
    """Also where the faulty side alone does not tell: the record knows what was proved of the right one."""
    rows = [("The numbers satisfy $x + y = 7$ and $x^2 + y^2 = 25$. What is $xy$?",
             r"We have $(x+y)^2 = x^2 + 2xy + y^2$, so $49 = 25 + 2xy$. Thus, $xy = \boxed{12}$.", "12"),
            ("Factor $35y^{12}+49y^{24}$.", "So, we factor $7y^{12}$ out of both terms:\n\n\\begin{align*}\n35y^{12}+49y^{24} &= 7y^{12}\\cdot 5 "
             "+7y^{12}\\cdot 7y^{12}\\\\\n&= \\boxed{7y^{12}(5+7y^{12})}\n\\end{align*}", "7y^{12}(5+7y^{12})")]
    place.write("in.jsonl", "".join(json.dumps(dict(zip(("problem", "solution", "answer"), row))) + "\n" for row in rows))
    place.run("inject", "in.jsonl", "-o", "records.jsonl", "-q", "--unfiltered")
    rows = {r["id"]: r for r in place.rows("records.jsonl")}
    place.run("report", "records.jsonl", "-o", "report.html", "-q")
    drawn = re.split(r"<article ", read_page(place)[0])[1:]
    for article in drawn:
        record = rows[re.search(r"<code>(\w+-[0-9a-f]{24})</code>", article)[1]]
        first = re.search(r'<li class="first"><i class="v(\d)"[^>]*>(.*?)</li>', article, re.DOTALL)
        if record["first_error"] >= 0:
            place.check("proved refuted unknown".split()[int(first[1])] == record["local"][record["first_error"]], f"{record['id']}: {first[0]}")
        if record["certificate"]["kind"] == "refuted":
            place.check('class="cf' in first[2], f"{record['id']}: the certified claim is not coloured: {first[0]}")
        place.check("&amp;" not in re.search(r'<p class="why">(.*?)</p>', article, re.DOTALL)[1], f"{record['id']}: an alignment mark is quoted")
    place.check(sum(r["certificate"]["kind"] == "refuted" for r in rows.values()) >= 2, "no claim is refuted")


def test_levels(place):
    rows = [{"problem": f"What is {n} + 2?", "level": f"Level {n % 3 + 1}", "solution": f"{n} + 2 = {n + 2}.\nThe answer is {n + 2}.",
             "answer": str(n + 2)} for n in range(11, 41)]
    place.write("in.jsonl", "".join(json.dumps(row) + "\n" for row in rows))
    place.run("inject", "in.jsonl", "-o", "records.jsonl", "-q")
    place.run("report", "records.jsonl", "-o", "report.html", "-q")
    text, _ = read_page(place)
    place.check("How difficult the problems are" in text and text.index("Level 1<") < text.index("Level 2<") < text.index("Level 3<"),
                "no levels, or in no order")


SYLLABLES = "ba be bi bo bu da de di do du fa fe fi fo fu ga ge gi go gu ka ke ki ko ku la le li lo lu ma me mi mo mu na ne ni no nu".split()


def made_up(count=400, **skewed):
    """Pairs of which nothing can be told but by calculating; `skewed` by first (error), kind, words, ending, claim."""
    chance = random.Random(7)
    word = lambda: "".join(chance.choices(SYLLABLES, k=3))  # noqa: E731
    for n in range(count):
        fixed = ["one", "two", "three"] if "words" in skewed else None
        steps, wrong, first = [], [], skewed.get("first", n % 4)
        for place in range(4):
            a, b = chance.randint(200, 400), chance.randint(200, 400)
            off = chance.choice([-3, -2, -1, 1, 2, 3]) if place == first else 0
            words = fixed or [word() for _ in range(6)]
            said = (lambda c: f"{' '.join(words)} {skewed['claim']} + {c}$ {' '.join(words)}.") if "claim" in skewed else (
                lambda c: f"{' '.join(words[:3])} {a} + {b} = {c} {' '.join(words[3:])}.")
            steps.append(said(a + b))
            wrong.append(said(a + b + off) + (skewed.get("ending", "") if off else ""))
        problem = " ".join(fixed or [word() for _ in range(12)]) + f" {n}?"
        yield {"id": str(n), "problem": problem, "steps": wrong, "original_steps": steps, "first_error": first,
               "classification": skewed.get("kind", "xyz"[n % 3])}


def findings(place, rows, *options):
    place.write("in.jsonl", "".join(json.dumps(row) + "\n" for row in rows))
    place.run("report", "in.jsonl", "-o", "report.html", "-q", "-f", "--pairs", "60", *options)
    return re.search(r'id="findings">(.*?)<h2', read_page(place)[0], re.DOTALL)[1]


def test_findings(place):
    """Each threshold speaks where it is exceeded, and is silent where nothing is."""
    place.write("eval.jsonl", "".join(json.dumps({"problem": row["problem"]}) + "\n" for row in itertools.islice(made_up(), 3)))
    balanced = findings(place, made_up())
    place.check("Nothing exceeds a threshold" in balanced, f"of balanced data: {balanced}")
    leaked = findings(place, made_up(), "--against", "eval.jsonl")
    place.check(leaked.count("<li>") == 1 and "evaluation set: 3 of 400" in leaked and "Leakage" in leaked, f"leaked: {leaked}")
    for skewed, *says in (({"ending": " Then it goes on and on."}, "faulty sides that are longer: 400 of 400", "length of (all) is"),
                          ({"ending": " Then it goes on.", "kind": "x"}, "style of x is", "dominates"),
                          ({"kind": "x"}, "one type of error dominates, x: 100.0 %"),
                          ({"first": 0}, "first errors crowd in step 1: 100.0 %"),
                          ({"words": True}, "whole solutions like an earlier one but for their numbers: 99", "solutions that open like an earlier one"),
                          ({"ending": " Oops, that is wrong."}, "words that give them away: 400 of 400"),
                          ({"claim": "$f(x) = g(x)"}, "claims of right solutions that are proved, exactly or rounded, in the pairs that were judged: 0.")):
        found = findings(place, made_up(**skewed))
        place.check(all(words in found for words in says), f"{skewed}: {found}, not {says}")
        other = [name for name in ("dominates", "crowd", "that open like", "but for their numbers", "give them away", "are proved, exactly")
                 if name in found and not any(name in words for words in says)]
        place.check(not other, f"{skewed}: {other}, too")


def test_judged_sample(place):
    """Of rows of others so many are judged as are shown, the rest is counted of all; the page says which is which."""
    place.write("in.jsonl", "".join(json.dumps(row) + "\n" for row in made_up(claim="2 + 2 = 4, $f(x) = g(x)")))
    pages = []
    for most in 50, 400:
        place.run("report", "in.jsonl", "-o", "report.html", "-q", "-f", "--pairs", str(most))
        pages.append(read_page(place)[0])
    some, every = pages
    place.check("exactly of 50 pairs, those shown below" in some and some.count("Counted of the 50 of 400 pairs that were judged") == 2, "the page does not say that it judged a sample")
    place.check("were judged" not in every, "it says so although all are judged")
    good = [int(re.search(r"steps labelled right: proved +\d+ of (\d+)", page)[1]) for page in pages]
    place.check(good[0] < 50 * 8 < good[1], f"steps: {good}")
    place.check(all("right solutions 400, faulty ones 400," in page and re.search(r"  longer +\d+ of 400,", page) for page in pages), "what needs no judging is not counted of all")


def test_same_bytes(place):
    records(place)
    place.run("report", "records.jsonl", "--refused", "records.jsonl.refused.jsonl", "-o", "again.html", "-q", "-j", "3")
    place.check(place.read("report.html") == place.read("again.html"), "another page the second time")
    place.run("report", "records.jsonl", "--seed", "7", "--pairs", "5", "-o", "five.html", "-q")
    place.check(len(read_page(place, "five.html")[1].pairs) == 5, "not five pairs")


def test_escapes(place):
    attack = TEXT_OF_ATTACK
    row = {"id": attack, "problem": attack, "steps": [attack, "2 + 2 = 5."], "original_steps": [attack, "2 + 2 = 4."], "first_error": 1,
           "classification": attack}
    place.write("in.jsonl", json.dumps(row) + "\n")
    place.run("report", "in.jsonl", "-o", "report.html", "-q")
    text, page = read_page(place)
    place.check("img" not in page.tags and "<script>alert" not in text and "\u202e" not in text, "foreign text is obeyed")
    place.check("&lt;script&gt;alert(&#39;x&#39;)" in text, "foreign text is not shown")
    place.check([pair["injector"] for pair in page.pairs] == [attack.replace("\u202e", "\ufffd")], "a facet is not the text that it was")


MATHS = [
    (r"$\frac{1}{2}$", '<span class="m"><span class="f"><span>1</span><i>/</i><span>2</span></span></span>'),
    (r"\dfrac12 of it", '<span class="f"><span>1</span><i>/</i><span>2</span></span> of it'),
    (r"\(x^{10} \le \sqrt[3]{y_1}\)", '<span class="m">x<sup>10</sup> ≤ <sup>3</sup>√<span class="r">y<sub>1</sub></span></span>'),
    (r"\dbinom{7}{2} = 21", '(<span class="f o"><span>7</span><i> over </i><span>2</span></span>) = 21'),
    (r"2^10 a_b 3 \cdot 4 \times \pi", "2<sup>10</sup> a_b 3 · 4 × π"),
    (r"$\boxed{-3}$", '<span class="m"><span class="b">−3</span></span>'),
    (r"It costs $5 and $6, or $7.", "It costs $5 and $6, or $7."),
    (r"\left( \text{if } n \ne 0 \right)", "( if  n ≠ 0 )"),
    (r"$\begin{pmatrix} 1 & 2 \\ 3 & 4 \end{pmatrix}$", '<span class="m">( 1   2 <br> 3   4 )</span>'),
    (r"\unknown{x} {y} \frac{1", r"\unknown{x} {y} \frac{1"),
    (r"90^\circ, 25\%", "90<sup>∘</sup>, 25%"),
]


def test_maths(place):
    labelled(place, "in.jsonl", [(latex, ["2 + 2 = 5."], [False]) for latex, _ in MATHS])
    place.run("report", "in.jsonl", "-o", "report.html", "-q")
    shown = re.findall(r'<p class="problem">(.*?)</p>\n<div', read_page(place)[0], re.DOTALL)
    for (latex, expected), got in zip(MATHS, shown):
        place.check(got == expected, f"{latex}: {got!r}, expected {expected!r}")
    place.check(len(shown) == len(MATHS), f"{len(shown)} problems")


def test_bounded(place):
    rows = ((f"What is {n} + {n % 97}? " + "x" * (n % 5000), [f"{n} + {n % 97} = {n + n % 97 + n % 2}.", f"\\frac{{{n}}}{{1}} " * (n % 40)],
             [n % 2 == 0, True]) for n in range(100_000))
    labelled(place, "in.jsonl", rows)
    place.run("report", "in.jsonl", "-o", "report.html", "-q", "--pairs", "2000", "-j", "2")
    text, page = read_page(place)
    place.check(100 < len(page.pairs) <= 2000 and "100000" in text, f"{len(page.pairs)} pairs")


def test_negative_solutions(place):
    place.write("in.jsonl", json.dumps({"problem": "What is 3 times 7?", "solution": "3 * 7 = 21.", "negative_solution": "3 * 7 = 24."}))
    place.run("report", "in.jsonl", "-o", "report.html", "-q")
    text, page = read_page(place)
    place.check(len(page.pairs) == 1 and "<h4>Right</h4>" in text and "<h4>Faulty</h4>" in text, "the two sides are not both shown")
    place.check(re.search(r'class="cf er">4<', text) and re.search(r'class="ch er">1<', text), "what differs is not marked")


def test_records_of_strangers(place):
    """What a record says of itself may be anything."""
    records(place, 1)
    good = place.rows("records.jsonl")[0]
    for change, refused in (({"depth": -3}, True), ({"depth": 10**15}, False), ({"certificate": {"before": {"proved": 2**62}, "after": 7}}, False),
                            ({"certificate": {}}, False), ({"level": TEXT_OF_ATTACK}, False)):
        place.write("odd.jsonl", (json.dumps({**good, **change}) + "\n") * 3)
        place.run("report", "odd.jsonl", "-o", "odd.html", "-q", "-f", code=DATA if refused else 0, says="below 0" if refused else None)
        if not refused:
            read_page(place, "odd.html")


def test_refuses(place):
    place.write("in.jsonl", corpus(1))
    place.run("report", "in.jsonl", "-o", "none.html", "-q", code=DATA, says="no row has labels")
    place.run("report", "-o", "none.html", "-", stdin=corpus(1).encode(), code=USAGE, says="reads its input twice")
    place.run("report", "in.jsonl", "-o", "none.html", "--refused", "in.jsonl", code=DATA, says="no file of refusals")


# Run behind the page's own script: uses a filter, the search, and says what came of it in the title.
PROBE = """<script>
var form=document.getElementById('filters'),said=[document.getElementById('shown').textContent];
function set(name,value){form.elements[name].value=value;form.dispatchEvent(new Event('input'));
 var left=[].slice.call(document.querySelectorAll('article.pair')).filter(function(p){return p.offsetHeight>0});
 said.push(name+' '+left.length+' '+left.every(function(p){return name==='words'?p.textContent.toLowerCase().indexOf(value)>=0:
  !value||p.getAttribute('data-'+name)===value}))}
['injector','class','place','tier'].forEach(function(name){var options=form.elements[name].options;set(name,options[1].value);set(name,'')});
set('words','jars are left');set('words','no such words');
said.push('over '+Math.max(0,document.documentElement.scrollWidth-window.innerWidth));
document.title='probe: '+said.join('; ')
</script>"""


def browser():
    found = shutil.which("chromium") or shutil.which("chromium-headless-shell") or shutil.which("google-chrome")
    if not found:
        raise Missing("headless Chromium is not installed")
    return [found, "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--enable-logging=stderr", "--virtual-time-budget=2000"]


def test_browser(place):
    command = browser()
    records(place)
    place.write("probe.html", place.read("report.html").replace(b"</body>", PROBE.encode() + b"</body>"))
    for width in (500, 820, 1280):
        done = subprocess.run([*command, f"--window-size={width},900", "--user-data-dir=" + place.path(f"profile-{width}"), "--dump-dom",
                               "file://" + place.path("probe.html")], capture_output=True, timeout=120, check=False)
        errors = [line for line in done.stderr.decode("utf-8", "replace").splitlines() if "CONSOLE" in line]
        said = re.search(r"<title>probe: (.*?)</title>", done.stdout.decode("utf-8", "replace"))
        place.check(not errors, f"{width}: {errors[:3]}")
        place.check(said and "false" not in said[1] and "words 0 true" in said[1] and said[1].endswith("over 0"),
                    f"{width}: {said[1] if said else done.stderr[-500:]}")
        counts = [int(n) for n in re.findall(r"(?:injector|class|place|tier) (\d+) true", said[1])] if said else []
        place.check(len(counts) == 8 and all(0 < some <= every for some, every in zip(counts[::2], counts[1::2])), f"{width}: {counts}")
        subprocess.run([*command, f"--window-size={width},900", "--user-data-dir=" + place.path(f"profile-{width}"),
                        "--screenshot=" + place.path(f"{width}.png"), "file://" + place.path("report.html")],
                       capture_output=True, timeout=120, check=False)
        place.check(place.has(f"{width}.png") and len(place.read(f"{width}.png")) > 10_000, f"{width}: no screenshot")


if __name__ == "__main__":
    run_tests(globals(), __doc__)
