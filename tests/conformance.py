#!/usr/bin/env python3
"""Real clients read what misstep writes, and lint says of them what is so. What needs a Python package that is not there is skipped.

    conformance.py MISSTEP [PART OF A NAME]

    datasets                the folder of `export --hub` loads, each config: columns, types, counts; lint's rules about it hold
    trl, transformers       TRL's own functions take the rows; without them, the contract that its documentation states is tried. Its PRMTrainer is
                            there up to TRL 1.13; of that one function is taken out of its source, as the rest wants PyTorch
    tokenizers              lint counts tokens and finds seams as this library does
    potato                  Potato takes the bundles of `audit-export`; what an annotator posts comes back by `audit-import`, each choice

To have all of it: python3 -m venv V && V/bin/pip install datasets tokenizers transformers trl jinja2 potato-annotation, then run this with V/bin/python. Checked
with datasets 5.2.0, trl 1.16.0 and 1.13.0, transformers 5.23.0, tokenizers 0.23.3; potato-annotation 2.8.0 and 2.12.1.
"""
import ast
import atexit
import hashlib
import http.cookiejar
import importlib
import itertools
import json
import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.parse
import urllib.request

os.environ |= {"HF_HUB_OFFLINE": "1", "HF_DATASETS_OFFLINE": "1", "HF_HUB_DISABLE_PROGRESS_BARS": "1", "TRANSFORMERS_VERBOSITY": "error",
               "HF_HOME": tempfile.mkdtemp()}
atexit.register(shutil.rmtree, os.environ["HF_HOME"], ignore_errors=True)

from place import FINDINGS, Missing, run_tests

HERE = os.path.dirname(os.path.abspath(__file__))
SAMPLES = [os.path.join(HERE, "..", "datasets", "samples", name) for name in ("word_problems.jsonl", "model_style.jsonl", "latex.jsonl")]
TOKENIZERS = [os.path.join(HERE, "cases", "tokenizer", name) for name in ("bytes.json", "thousands.json", "mark.json")]
TEMPLATE = "{% for m in messages %}<{{ m.role }}>{{ m.content }}\n{% endfor %}{% if add_generation_prompt %}<assistant>{% endif %}"


def package(name):
    try:
        return importlib.import_module(name)
    except ImportError as reason:
        raise Missing(f"the Python package {name.split('.')[0]} is not usable here ({reason})") from None


def exported(place):
    """A Hub folder with every format; the names of its configs."""
    formats = [entry["name"] for entry in json.loads(place.run("list", "formats", "--json"))["formats"]]
    place.run("inject", *SAMPLES, "-o", "records.jsonl", "-q", code=None)
    place.run("export", "records.jsonl", "--hub", "--format", ",".join(formats), "--trust", "gold", "--split-shares", "80,10,10", "-o", "hub", "-q")
    return formats


def rows_of(place, config, split):
    folder = place.path(os.path.join("hub", config))
    if os.path.isdir(os.path.join(folder, split)):
        return [json.loads(line) for line in place.joined(os.path.join("hub", config, split)).splitlines()]
    names = sorted(name for name in os.listdir(folder) if name.startswith(split + "-"))
    return [row for name in names for row in place.rows(os.path.join("hub", config, name))]


# The dataset on the Hub


def test_every_config_loads(place):
    datasets = package("datasets")
    for config in exported(place):
        loaded = datasets.load_dataset(place.path("hub"), config)
        for split in ("train", "validation", "test"):
            rows = rows_of(place, config, split)
            place.check(len(loaded[split]) == len(rows) > 0, f"{config}/{split}: {len(loaded[split])} rows of {len(rows)}")
            place.check(loaded[split].column_names == list(rows[0]), f"{config}/{split}: {loaded[split].column_names}")
            place.check(loaded[split][0] == rows[0] and loaded[split][-1] == rows[-1], f"{config}/{split}: rows change as they are read")


def test_types_are_as_declared(place):
    """Without the card, `datasets` infers the types that the card declares; columns of nothing but null apart."""
    datasets = package("datasets")
    for config in exported(place):
        declared = datasets.load_dataset_builder(place.path("hub"), config).info.features
        whole = os.path.isdir(os.path.join(place.path("hub"), config, "train"))
        shard = os.path.join(place.path("hub"), config, "train/*/*.json" if whole else "train-00000-of-00001.jsonl")
        inferred = datasets.load_dataset("json", data_files=shard, split="train").features
        empty = [name for name in declared if '"null"' in json.dumps(inferred.to_dict().get(name))]
        for name in declared:
            place.check(name in empty or declared[name] == inferred[name], f"{config}.{name}: {declared[name]} is read as {inferred[name]}")


def test_the_folder_alone(place):
    datasets = package("datasets")
    first = exported(place)[0]
    loaded = datasets.load_dataset(place.path("hub"))
    place.check(set(loaded) == {"train", "validation", "test"}, f"splits: {list(loaded)}")
    place.check(loaded["train"].num_rows == len(rows_of(place, first, "train")), "the default config is another")


def test_lint_has_nothing_to_say(place):
    exported(place)
    found = [json.loads(line) for line in place.run("lint", "hub", "--json").splitlines()]
    place.check(found[-1]["errors"] == 0 and found[-1]["rows"] > 1000, f"{found[-1]}")


# What lint says of `datasets`

BIG = "x" * 100_000
FILES = {  # what lint finds -> rows for which it does; None: all is well
    None: [{"id": "a", "n": 1, "steps": ["x"]}, {"id": "b", "n": 2, "steps": []}],
    "null-column": [{"id": "a", "x": None}, {"id": "b", "x": None}],
    "mixed-types": [{"id": "a", "x": 1}, {"id": "b", "x": "one"}],
    "timestamp": [{"id": "a", "x": "2024-05-01"}, {"id": "b", "x": "2024-05-02 10:00:00"}],
    "agent-trace": [{"id": "a", "source": "s", "model": "m", "system_prompt": "p", "messages": [{"role": "user", "content": "x"}]}],
    "missing-column": [{"id": "a", "x": 1}, {"id": "b"}],
    "null-then-value": [{"id": str(i), "x": None, "text": BIG} for i in range(110)] + [{"id": "z", "x": "now", "text": "y"}],
    "new-column": [{"id": str(i), "text": BIG} for i in range(110)] + [{"id": "z", "text": "y", "x": "new"}],
    "later-type": [{"id": str(i), "x": 1, "text": BIG} for i in range(110)] + [{"id": "z", "x": "one", "text": "y"}],
}


def loaded(datasets, path):
    """"fails", or the type of column x, with "None" where a row has none."""
    try:
        data = datasets.load_dataset("json", data_files=path, split="train")
    except Exception:  # pylint: disable=broad-except  # whatever it raises, the user's run ends
        return "fails"
    return f"{data.features.get('x')} {None in data['x'] if 'x' in data.features else ''}"


def test_lint_knows_datasets(place):
    datasets = package("datasets")
    wanted = {None: "None ", "null-column": "Value('null') True", "mixed-types": "Json(decode=True) False", "timestamp": "Value('timestamp[s]') False",
              "agent-trace": "fails", "missing-column": "Value('int64') True", "null-then-value": "fails", "new-column": "fails", "later-type": "fails"}
    for rule, rows in FILES.items():
        place.write("rows.jsonl", "".join(json.dumps(row) + "\n" for row in rows))
        found = {json.loads(line).get("rule") for line in place.run("lint", "rows.jsonl", "--json", code=None).splitlines()[:-1]}
        place.check(rule in found if rule else not found, f"{rule}: lint finds {found}")
        place.check(loaded(datasets, place.path("rows.jsonl")) == wanted[rule], f"{rule}: {loaded(datasets, place.path('rows.jsonl'))}")


def test_stray_files_are_loaded(place):
    datasets = package("datasets")
    os.makedirs(place.path("folder"))
    place.write("folder/a.jsonl", '{"x": 1}\n{"x": 2}\n')
    place.write("folder/manifest.json", '{"x": 3}\n')
    place.check(b"stray-file" in place.run("lint", "folder", code=FINDINGS), "lint does not name it")
    rows = datasets.load_dataset(place.path("folder"), split="train")
    place.check(len(rows) == 3, f"{len(rows)} rows")


# TRL


def is_messages(value):
    return isinstance(value, list) and value and all(set(m) == {"role", "content"} and isinstance(m["content"], str) for m in value)


def test_contract_of_preference(place):
    """formats as TRL documents them: explicit prompts, one shape, no reserved column."""
    exported(place)
    for config, fits in (("trl-dpo", lambda v: isinstance(v, str) and v), ("trl-dpo-chat", is_messages)):
        for row in rows_of(place, config, "train"):
            place.check(set(row) == {"prompt", "chosen", "rejected"} and all(map(fits, row.values())), f"{config}: {row}")
            place.check(row["chosen"] != row["rejected"], f"{config}: the same: {row}")
    for row in rows_of(place, "trl-kto", "train"):
        place.check(set(row) == {"prompt", "completion", "label"} and isinstance(row["label"], bool), f"trl-kto: {row}")


def tokenize_row(row, encode, separator="\n"):
    """PRMTrainer.tokenize_row() of TRL, restated: prompt and steps apart, the label on the separator's last token."""
    ids = encode(row["prompt"])
    labels = [-100] * len(ids)
    for step, label in zip(row["completions"], [int(label) for label in row["labels"]], strict=True):
        tokens = encode(step) + encode(separator)
        ids += tokens
        labels += [-100] * (len(tokens) - 1) + [label]
    return {"input_ids": ids, "labels": labels}


def trl_tokenize_row():
    """PRMTrainer.tokenize_row() of the TRL that is installed."""
    path = os.path.join(os.path.dirname(package("trl").__file__), "experimental", "prm", "prm_trainer.py")
    if not os.path.exists(path):
        raise Missing("this TRL has no PRMTrainer; up to 1.13 it has")
    with open(path, encoding="utf-8") as file:
        found = next(node for node in ast.walk(ast.parse(file.read())) if isinstance(node, ast.FunctionDef) and node.name == "tokenize_row")
    found.decorator_list, names = [], {"chain": itertools.chain}
    exec(compile(ast.Module([found], []), path, "exec"), names)  # pylint: disable=exec-used
    return lambda row, tokenizer: names["tokenize_row"](row, tokenizer, "\n", None, None, False, False)


def test_contract_of_stepwise(place):
    exported(place)
    for row in rows_of(place, "trl-prm", "train"):
        place.check(all(isinstance(label, bool) for label in row["labels"]), f"{row['labels']}")
        labels = tokenize_row(row, lambda text: list(text.encode()))["labels"]
        place.check([bool(label) for label in labels if label != -100] == row["labels"], f"{row}")
        place.check(row["prompt"].endswith("\n"), f"{row['prompt']}")


def chat_tokenizer():
    transformers = package("transformers")
    package("jinja2")
    tokenizer = transformers.PreTrainedTokenizerFast(tokenizer_file=TOKENIZERS[1])
    tokenizer.chat_template = TEMPLATE
    return tokenizer


def test_trl_labels_the_steps(place):
    """As our restatement does, and over as many tokens as lint counts."""
    theirs, tokenizer = trl_tokenize_row(), chat_tokenizer()
    encode = lambda text: tokenizer(text, add_special_tokens=False)["input_ids"]
    exported(place)
    shard = os.path.join("hub", "trl-prm", "train-00000-of-00001.jsonl")
    said = place.run("lint", shard, "--format", "trl-prm", "--tokenizer", TOKENIZERS[1], "--max-tokens", "1", "--json", code=None)
    found = [json.loads(line) for line in said.splitlines()][:-1]
    counts = {row["line"]: int(row["reason"].split()[0]) for row in found if row["rule"] == "cut"}
    for number, row in enumerate(place.rows(shard), 1):
        made = theirs(row, tokenizer)
        place.check(made == tokenize_row(row, encode), f"{row}")
        place.check(len(made["input_ids"]) == counts.get(number), f"{len(made['input_ids'])} tokens, {counts.get(number)} by lint: {row}")


def test_trl_takes_the_rows(place):
    trl = package("trl.data_utils")
    tokenizer = chat_tokenizer()
    exported(place)
    for row in rows_of(place, "trl-dpo-chat", "train")[:200]:
        place.check(trl.is_conversational(row), "not conversational")
        place.check(trl.maybe_extract_prompt(row) == row, "the prompt is extracted anew")
        shown = trl.apply_chat_template(row, tokenizer)
        place.check(set(shown) == {"prompt", "chosen", "rejected"} and shown["chosen"] != shown["rejected"], f"{shown}")
    for row in rows_of(place, "trl-dpo", "train"):
        place.check(not trl.is_conversational(row) and trl.maybe_extract_prompt(row) == row, f"{row}")
    for row in rows_of(place, "trl-rm", "train"):
        place.check(row["chosen"].startswith(trl.extract_prompt(row)["prompt"]), f"{row}")
    try:
        trl.apply_chat_template(rows_of(place, "trl-dpo-chat", "train")[0] | {"label": True}, tokenizer)
        place.check(False, "reserved-column: TRL takes it now")
    except KeyError:
        pass


# Tokens


def pairs_with_seams():
    ends, starts = ["2 + 2 = ?", "2 + 2 = ? ", "2 + 2 = ?\n", "Maya bakes 4", "Step 2:", "So $x", "the ans"], ["It is 4.", " 4", "8 rolls.", "\n4", "= 7$.", "wer is 8."]
    return [{"prompt": end, "chosen": start, "rejected": start + " not"} for end in ends for start in starts]


def test_tokens_are_counted_as_tokenizers_does(place):
    tokenizers = package("tokenizers")
    rows = pairs_with_seams()
    place.write("rows.jsonl", "".join(json.dumps(row) + "\n" for row in rows))
    for path in TOKENIZERS:
        tokenizer = tokenizers.Tokenizer.from_file(path)
        encode = lambda text: tokenizer.encode(text, add_special_tokens=False).ids
        said = place.run("lint", "rows.jsonl", "--format", "trl-dpo", "--tokenizer", path, "--max-tokens", "9", "--json", code=None)
        found = [json.loads(line) for line in said.splitlines()][:-1]
        seams = {row["line"] for row in found if row["rule"] == "boundary"}
        cuts = {row["line"]: int(row["reason"].split()[0]) for row in found if row["rule"] == "cut"}
        for number, row in enumerate(rows, 1):
            prompt, whole = encode(row["prompt"]), [encode(row["prompt"] + row[side]) for side in ("chosen", "rejected")]
            spans = any(ids[:len(prompt)] != prompt for ids in whole)
            place.check((number in seams) == spans, f"{os.path.basename(path)}: seam of {row}: {spans}")
            most = max(map(len, whole))
            place.check(cuts.get(number) == (most if most > 9 else None), f"{os.path.basename(path)}: {row}: {most} tokens, {cuts.get(number)} by lint")


# Potato


def potato_exits(place, *arguments, folder):
    done = subprocess.run([sys.executable, "-m", *arguments], cwd=place.path(folder), capture_output=True, text=True, timeout=120)
    return done.returncode, done.stdout + done.stderr


def bundles(place):
    package("potato")
    place.run("inject", *SAMPLES, "-o", "records.jsonl", "-q", code=None)
    place.run("audit-export", "records.jsonl", "--tool", "potato", "-o", "audit", "--n", "20", "--gold", "2", "-q")
    place.run("audit-export", "records.jsonl", "--tool", "potato", "--preference", "-o", "preference", "--n", "20", "-q")
    return ["audit/pairs", "audit/steps", "preference/preference"]


def test_potato_takes_the_bundles(place):
    for folder in bundles(place):
        code, said = potato_exits(place, "potato.validate_cli", "config.yaml", "--strict", folder=folder)
        place.check(code == 0, f"{folder}: {said[-500:]}")


class Annotator:
    """Posts what the page would post."""

    def __init__(self, place, folder, name):
        self.said, port = {}, free_port()
        self.base = f"http://127.0.0.1:{port}"
        self.server = subprocess.Popen([sys.executable, "-m", "potato", "start", "config.yaml", "-p", str(port)], cwd=place.path(folder),
                                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self.web = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar()))
        try:
            self.wait()
            self.send("/auth", {"action": "login", "email": name, "pass": ""})
            self.work(name)
        finally:
            self.server.terminate()
            self.server.wait()

    def send(self, path, form=None, as_json=False):
        body = None if form is None else json.dumps(form).encode() if as_json else urllib.parse.urlencode(form).encode()
        kind = "application/json" if as_json else "application/x-www-form-urlencoded"
        return self.web.open(urllib.request.Request(self.base + path, body, {"Content-Type": kind}), timeout=30).read().decode()

    def wait(self):
        for _ in range(200):
            try:
                return self.send("/")
            except OSError:
                time.sleep(0.2)
        raise Missing("Potato does not start here")

    def work(self, name):
        page = self.send("/annotate")
        while found := re.search(r'(?:name|id)="instance_id"[^>]*value="([^"]+)"', page):
            item = found[1]
            if item in self.said:
                break
            self.said[item], answers = answer(item, name)
            self.send("/updateinstance", {"instance_id": item, "annotations": answers}, as_json=True)
            page = self.send("/annotate", {"action": "next_instance", "src": "next_instance", "instance_id": item})


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def answer(item, name):
    """(what it comes to, what Potato is told), by hash."""
    chance = hashlib.sha256(f"{item} {name}".encode()).digest()
    if item.startswith("pair-"):
        side = ["A", "B", "tie"][chance[0] % 3]
        return [side, None], {"preference:selection": side, "natural:yes": "yes", "note:text_box": "so, \"it\" is"}
    if item.startswith("preference-"):
        best = ["A", "B", "equal", "both bad"][chance[0] % 4]
        return [best, None], {f"preference:{best}": best, "dimension:clarity": "clarity"}
    verdict = ["all correct", "has an error", "cannot tell"][chance[0] % 3]
    if verdict != "has an error":
        return [verdict, None], {f"verdict:{verdict}": verdict}
    steps = [{"index": i, "reward": 1 if i < chance[1] % 2 else -1} for i in range(2)]
    return [verdict, chance[1] % 2], {f"verdict:{verdict}": verdict, "step_rewards:step_rewards": json.dumps({"steps": steps, "mode": "first_error"})}


def test_potato_gives_every_choice_back(place):
    for folder in bundles(place):
        base = folder.split("/")[0]
        said = Annotator(place, folder, "ann@b.org").said
        place.check(len(said) >= 18, f"{folder}: {len(said)} items were shown")
        for kind in ("jsonl", "csv"):
            potato_exits(place, "potato.export", "--config", "config.yaml", "--format", kind, "--output", "out-" + kind, folder=folder)
        sources = [folder + "/annotation_output", *(f"{folder}/out-{kind}" for kind in ("jsonl", "csv"))]
        for source in sources:
            place.run("audit-import", source, "--key", f"{base}-key.jsonl", "-o", "verdicts.jsonl", "-q", "-f")
            key = {k["id"]: k for k in place.rows(f"{base}-key.jsonl")}
            found = {v["item"]: [blind(key[v["item"]], v["choice"]), v.get("first_error")] for v in place.rows("verdicts.jsonl")}
            place.check(found == said, f"{source}: {[(i, found.get(i), said[i]) for i in said if found.get(i) != said[i]]}")


def blind(item, choice):
    """The side again that was chosen."""
    if choice not in ("right", "faulty"):
        return choice
    return item["right"] if choice == "right" else {"A": "B", "B": "A"}[item["right"]]


if __name__ == "__main__":
    run_tests(globals(), __doc__)
