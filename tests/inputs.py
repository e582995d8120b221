#!/usr/bin/env python3
"""What the whole program makes of files: packed and broken ones, arrays, rows that are no sources, evaluation sets.

    inputs.py MISSTEP [PART OF A NAME]
"""
import gzip
import json

from place import DATA, FINDINGS, IO, corpus, raw_zstd, run_tests


def test_packed_by_content(place):
    plain = corpus(5000).encode()
    half = len(plain) // 2
    zipped = gzip.compress(plain[:half]) + gzip.compress(plain[half:])
    files = {"plain.gz": plain, "zipped.jsonl": zipped, "padded.txt": zipped + b"\0" * 512, "zstd": raw_zstd(plain),
             "frames": raw_zstd(plain[:half]) + b"\x50\x2A\x4D\x18\x03\0\0\0abc" + raw_zstd(plain[half:]),
             "windows": plain.replace(b"\n", b"\r\n"), "marked": b"\xEF\xBB\xBF" + plain, "unended": plain.rstrip(b"\n")}
    wanted = place.run("verify", "-", "-o", "-", "-q", stdin=plain)
    place.check(wanted.count(b"\n") == 5000, "5000 rows went in, others came out")
    for name, data in files.items():
        place.write(name, data)
        place.check(place.run("verify", name, "-o", "-", "-q") == wanted, f"{name}: other rows than from the plain file")
    place.check(place.run("verify", "-", "-o", "-", "-q", stdin=zipped) == wanted, "packed standard input: other rows")


def test_broken_packing(place):
    plain = corpus(5000).encode()
    for name, data, says in [("cut.gz", gzip.compress(plain)[:-100], "truncated|too early"),
                             ("cut.zst", raw_zstd(plain)[:-100], "truncated|too early"),
                             ("bad.gz", gzip.compress(plain)[:60] + b"\xff" * 500, "corrupt gzip"),
                             ("bad.zst", raw_zstd(plain)[:8] + b"\xff" * 500, "corrupt zstd")]:
        place.write(name, data)
        place.run("filter", name, "-o", "out", code=DATA, says=f"{name}.*({says})")
        place.check(not place.has("out"), f"{name}: an output stands there as if all was well")


def test_arrays(place):
    lines = corpus(3000)
    rows = [json.loads(line) for line in lines.splitlines()]
    shapes = {"tight.json": json.dumps(rows, separators=(",", ":")), "wide.json": "\ufeff \r\n" + json.dumps(rows, indent="\t").replace("\n", "\r\n"),
              "bare.json": "\n".join(json.dumps(row, indent=4) for row in rows)}
    wanted = place.run("verify", "-", "-o", "-", "-q", stdin=lines.encode())
    for name, text in shapes.items():
        place.write(name, text.encode())
        place.write(name + ".gz", gzip.compress(text.encode()))
        for file in name, name + ".gz":
            place.check(place.run("verify", file, "-o", "-", "-q", "-j", "2") == wanted, f"{file}: other rows than from lines")
    place.write("one.json", b'[{"solution":"2 + 2 = 4","id":1}, {"solution": "2\n"},\n 7,{"solution":"2 + 2 = 4","id":4}]')
    place.check([row["id"] for row in map(json.loads, place.run("verify", "one.json", "-o", "-", code=FINDINGS, says="(?s)json:2: rejected.*json:3: rejected")
                                          .splitlines())] == ["1", "4"], "the good values beside bad ones got lost")
    for text, says in [(b'[{"solution":"2 + 2 = 4"},]', "missing.*behind value 1 .*byte 26, line 1"), (b'[{"solution":"2 + 2 = 4"}\n', "too early"),
                       (b'[{"solution":"2 + 2 = 4"}]\n{}', "more stands behind its end.*byte 27, line 2"), (b'{\n"solution":"2 + 2 = 4', "too early"),
                       (b"PAR1 and so on PAR1", "Parquet.*damaged"), (b"PAR1", "Parquet.*truncated")]:
        place.write("bad.json", text)
        place.run("filter", "bad.json", "-o", "out", code=DATA, says=says)
        place.check(not place.has("out"), f"{text}: an output stands there as if all was well")


def test_unknown_fields(place):
    unknown = {"problem": "What is 3 times 7?", "answer": "21", "rationale": "We know that 3 * 7 = 21. " * 20}
    place.write("in.jsonl", json.dumps(unknown).encode())
    place.run("verify", "in.jsonl", "-o", "-", code=DATA, says="in.jsonl:1: no preset fits.*--map solution=KEY")
    place.run("verify", "in.jsonl", "-o", "-", "--map", "solution=rationale")


def test_parquet_from_a_pipe(place):
    place.run("verify", "-", "-o", "-", stdin=b"PAR1 and so on PAR1", code=IO, says="standard input: .*not from a pipe")


def test_sources_and_evaluation_sets(place):
    fine = {"problem": "What is 3 times 7?", "solution": "3 * 7 = 21.\nThe answer is 21.", "answer": "21"}
    rows = [fine | {"id": "fine"}, fine | {"id": "drawing", "problem": "[asy]draw((0,0)--(1,1));[/asy] What is 3 times 7?"},
            fine | {"id": "code", "solution": "```output\n21\n```\n3 * 7 = 21."}]
    place.write("in.jsonl", "".join(json.dumps(row) + "\n" for row in rows).encode())
    place.run("verify", "in.jsonl", "-o", "verdicts", "--stats", "verify.json")
    place.check(len(place.rows("verdicts")) == 3, "what is no source can still be judged")
    place.run("inject", "in.jsonl", "-o", "records", "-i", "calculation", "--stats", "inject.json", says="drawing +1 .*(?s:.*)tools +1 ")
    skipped = json.loads(place.read("inject.json"))["skipped"]
    place.check({key: count for key, count in skipped.items() if count} == {"drawing": 1, "tools": 1}, f"skipped: {skipped}")
    place.check([row["source_id"] for row in place.rows("records.refused.jsonl") if "drawing" in row["reason"]] == ["drawing"], "not in the list of refused")
    place.run("filter", "in.jsonl", "-o", "kept", says="drawing +1 ")
    place.check([row["id"] for row in place.rows("kept")] == ["fine"], "a drawing passed")
    for sign in [{"unique_id": "test/algebra/1.json"}, {"id": "gsm8k-3", "generator": "m", "label": -1}, {"idx": "circular_prm_test_p1_0"},
                 {"url": "https://example.org/2024_AIME_I_Problems/Problem_1"}, {"domain": ["Mathematics -> Algebra"], "difficulty": 4.5}]:
        place.write("eval.jsonl", json.dumps(fine | sign).encode())
        for verb in "inject", "weigh":
            place.run(verb, "eval.jsonl", "-o", "out", "-f", code=DATA, says="eval.jsonl:1: .*evaluation set.*--allow-eval")
            place.run(verb, "eval.jsonl", "-o", "out", "-f", "--allow-eval")
        place.run("verify", "eval.jsonl", "-o", "-")
    # what its reader knows to be one
    bench = {"idx": "circular_prm_test_p1_0", "question": "What is 3 times 7?", "original_process": ["1. 3 * 7 = 21."], "error_steps": [1],
             "modified_process": ["1. 3 * 7 = 22."], "modified_steps": [1], "classification": "circular"}
    place.write("bench.jsonl", json.dumps(bench).encode())
    place.run("verify", "bench.jsonl", "-o", "-", code=FINDINGS, says="as prmbench")
    place.run("inject", "bench.jsonl", "-o", "out", "-f", code=DATA, says="evaluation set .PRMBench")


def test_labelled_wrong_is_no_source(place):
    """Whether we find the error or not."""
    steps = {"problem": "Rob buys some of 9 nets. How many are that?", "steps": ["They are 4 + 5 = 9 nets."], "answer": "9"}
    rows = [steps | {"id": "right", "first_error": -1}, steps | {"id": "wrong", "first_error": 0}]
    place.write("in.jsonl", "".join(json.dumps(row) + "\n" for row in rows).encode())
    place.run("inject", "in.jsonl", "-o", "records", "-i", "calculation", says="invalid +1 ")
    place.check({row["source_id"] for row in place.rows("records")} <= {"right"}, "a source that is labelled wrong")
    place.run("filter", "in.jsonl", "-o", "kept", "--keep", "no_refutation", says="invalid +1 ")
    place.run("verify", "in.jsonl", "-o", "verdicts")
    place.check(len(place.rows("verdicts")) == 2, "it can still be judged")


if __name__ == "__main__":
    run_tests(globals(), __doc__)
