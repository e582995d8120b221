#!/usr/bin/env python3
"""What a model finds probable (misstep teach logprob), against servers that show the tokens of a prompt in every way there is, or in none.

    logprob.py MISSTEP [PART OF A NAME]
"""
import decimal
import fractions
import json
import os

from place import CONFIG, DATA, OTHER, RIGHT, USAGE, corpus, row, run_tests
from teacher import configure, forget, query, served
from teacher_server import drawn, echoed

PROMPTS = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "configs")
ARGUMENTS = ["teach", "logprob", "records.jsonl", "-c", "teacher.yaml", "--ledger", "run.ledger", "-o", "out.jsonl", "-f"]


def records(place, count=3, injectors="calculation,context_value,operator,leap,restyle"):
    os.path.exists(place.path("configs")) or os.symlink(PROMPTS, place.path("configs"))
    place.write("s.jsonl", corpus(count) + RIGHT + OTHER)
    place.run("inject", "s.jsonl", "-o", "records.jsonl", "-i", injectors, "-f", "-q")
    return place.rows("records.jsonl")


def logprob(place, *options, code=0, says=None, arguments=(), **settings):
    with served(place, *options, **settings) as server:
        place.run(*ARGUMENTS, *arguments, code=code, says=says)
        return place.rows("out.jsonl"), place.rows("out.jsonl.unscored.jsonl"), server.stats()


def expected(step):
    """The sum that the server's numbers come to, exactly; and how many tokens they are of."""
    chances = echoed("?\n" + step, "plain")["token_logprobs"][1:-1]
    with decimal.localcontext() as context:
        context.prec = 100
        return sum(map(decimal.Decimal, map(str, chances))), len(chances)


def scores(record):
    return record["logp_good"], record["logp_bad"]


def test_scores_are_exact(place):
    asked = records(place)
    scored, unscored, stats = logprob(place, "--faults", "20", arguments=("--keep", "0"), says=f"{len(asked)} scored, {len(asked)} kept")
    place.check(len(scored) == len(asked) and not unscored, f"{len(scored)} of {len(asked)} scored, {unscored}")
    lines = place.read("out.jsonl").decode().splitlines()
    for before, after, line in zip(asked, scored, lines):
        at = next(i for i, step in enumerate(before["steps"]) if step != before["bad_steps"][i])
        raw = json.loads(line, parse_float=decimal.Decimal)
        for side, steps, number in (("good", "steps", 0), ("bad", "bad_steps", 1)):
            total, tokens = expected(before[steps][at])
            place.check(raw["logp_" + side] == total and raw["logp_tokens"][number] == tokens,
                        f"{before['id']}: {side} {raw['logp_' + side]} of {raw['logp_tokens']}, not {total} of {tokens}")
        place.check(list(after)[:-4] == list(before) and {**before, "id": ""} == {**{k: after[k] for k in before}, "id": ""}, f"{after['id']}: more is changed")
        who = json.loads(after["logp_teacher"])
        for side in "good", "bad":
            place.check(who[side]["name"] == "little" and who[side]["prompt"] == "logprob-1" and "prompt" not in who[side]["parameters"], f"{who}")
            place.check(query(place, f"SELECT count(*) FROM request WHERE hex(key)=upper('{who[side]['key']}')") == [(1,)], "a key that the ledger has not")
    place.run("audit", "out.jsonl", says="0 failed")
    for was, now in [('"logp_good":-', '"logp_good":-1'), ('"logp_tokens":[', '"logp_tokens":[1'), ('"logp_teacher":"{', '"logp_teacher":"'), ('"problem":"', '"problem":"A')]:
        place.write("forged.jsonl", lines[0].replace(was, now, 1) + "\n")
        place.run("audit", "forged.jsonl", code=1)
    first = place.read("out.jsonl")
    place.run(*ARGUMENTS, "--keep", "0", says="sent 0 times")  # nobody listens there any more
    place.check(place.read("out.jsonl") == first, "other columns from the ledger")
    place.run("teach", "logprob", "out.jsonl", *ARGUMENTS[3:-2], "again.jsonl", "--keep", "0", says="sent 0 times")
    place.check(place.read("again.jsonl") == first, "columns are not put in place of those that were there")


def odds(record, per_token=False):
    good, bad = (decimal.Decimal(str(record["logp_" + side])) for side in ("good", "bad"))
    return fractions.Fraction(bad) / record["logp_tokens"][1] - fractions.Fraction(good) / record["logp_tokens"][0] if per_token else bad - good


def test_the_hardest_stay(place):
    records(place, 6)
    everything, _, _ = logprob(place, arguments=("--keep", "0"))
    for keep, per_token in ("1", True), ("1", False), ("2", False):
        kept, _, _ = logprob(place, arguments=("--keep", keep, "--stats", "stats.json", *(["--per-token"] if per_token else [])))
        for name in {record["source_id"] for record in everything}:
            faulty = [r for r in everything if r["source_id"] == name and r["first_error"] >= 0]
            wanted = {r["id"] for r in sorted(faulty, key=lambda r: odds(r, per_token), reverse=True)[:int(keep)]}
            got = {r["id"] for r in kept if r["source_id"] == name and r["first_error"] >= 0}
            place.check(got == wanted, f"{name}: {got}, not {wanted}, of {[(r['id'], str(odds(r))) for r in faulty]}")
        controls = [r["id"] for r in everything if r["first_error"] < 0]
        place.check([r["id"] for r in kept if r["first_error"] < 0] == controls and controls, "a control went")
        sums = place.rows("stats.json")[0]
        place.check((sums["scored"], sums["kept"], sums["unscored"]) == (len(everything), len(kept), {}), f"{sums}")
        place.check(sums["bad_more_probable"] == sum(odds(r) > 0 for r in everything if r["first_error"] >= 0), f"{sums}")
    lines = place.read("records.jsonl").splitlines(keepends=True)
    for part in 0, 1:
        place.write(f"part{part}.jsonl", b"".join(lines[part::2]))
    place.run("teach", "logprob", "part1.jsonl", "part0.jsonl", *ARGUMENTS[3:-2], "parts.jsonl", "--keep", "2", says="sent 0 times")
    place.check(sorted(place.rows("parts.jsonl"), key=str) == sorted(kept, key=str), "records of one solution in two files")
    place.run("export", "out.jsonl", "--format", "trl-dpo,trl-rm,trl-prm", "--with", "logp", "-o", "data")
    rows = place.rows("data/trl-dpo/train.jsonl")
    place.check({scores(r) for r in rows} == {scores(r) for r in kept if r["first_error"] >= 0}, f"exported: {rows}")
    place.run("lint", "data/trl-dpo/train.jsonl", "--format", "trl-dpo")
    place.run("export", "records.jsonl", "--format", "trl-dpo,trl-prm", "--with", "logp", "-o", "none", says="no model was asked")
    place.check(not place.rows("none/trl-dpo/train.jsonl") and place.rows("none/trl-prm/train.jsonl"), "rows without a score")


def test_ways_to_show_tokens(place):
    asked = records(place, 1)
    for echo in "plain", "bos", "bare":
        forget(place)
        scored, unscored, _ = logprob(place, "--echo", echo, arguments=("--keep", "0"))
        place.check(len(scored) == len(asked) and not unscored, f"{echo}: {unscored}")
        first = [scores(r) for r in scored] if echo == "plain" else first
        place.check([scores(r) for r in scored] == first, f"{echo}: {scored}, not {first}")
    foreign = "the tokens are not those of the text"
    for options, reason in [(("--echo", "none"), foreign), (("--echo", "bytes"), foreign), (("--echo", "across"), foreign),
                            (("--ignore", "echo"), "no log-probabilities"), (("--echo", "null"), "a token without a log-probability")]:
        forget(place)
        scored, unscored, _ = logprob(place, *options)
        place.check(not scored and {row["reason"] for row in unscored} == {reason}, f"{options}: {scored} {[row['reason'] for row in unscored]}")
        place.check([row["record"]["id"] for row in unscored] == [r["id"] for r in asked], f"{options}: not the records that went in")


def test_what_has_no_two_steps(place):
    records(place, 1, "missing_step,reorder,redundant,calculation")
    scored, unscored, _ = logprob(place, arguments=("--keep", "0"))
    place.check(scored and all(r["logp_tokens"][0] > 0 for r in scored), f"{scored}")
    place.check(all("side" in row["reason"] for row in unscored), f"{unscored}")


def test_logprob_usage(place):
    records(place, 1)
    configure(place, "http://127.0.0.1:1/v1")
    body = json.loads(place.run(*ARGUMENTS, "-n", says="questions, at worst"))
    place.check(body["echo"] is True and body["prompt"].startswith("3 friends fill 8 jars each") and body["prompt"].count("\n\n") == 1, f"{body}")
    place.check(not place.has("out.jsonl"), "a dry run writes")
    place.run(*ARGUMENTS, "--set", "teacher.dialect=openai", code=CONFIG, says="no completions with echo")
    place.run(*ARGUMENTS, "--set", "teach.logprob_prompt=configs/prompts/sample-1.txt", code=CONFIG, says="one .user. turn")
    place.run(*ARGUMENTS[:-2], "-", code=USAGE, says="--unscored")
    place.run("teach", "logprob", "-", *ARGUMENTS[3:], code=USAGE, says="read several times")
    place.run("teach", "logprob", "s.jsonl", *ARGUMENTS[3:], code=DATA, says="s.jsonl:1")
    place.write("forged.jsonl", place.read("records.jsonl").replace(b'"seed":0', b'"seed":1', 1))
    place.run("teach", "logprob", "forged.jsonl", *ARGUMENTS[3:], code=DATA, says="misstep audit objects")


if __name__ == "__main__":
    run_tests(globals(), __doc__)
