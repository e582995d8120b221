"""Where the tests find rows to read: the samples of the project, and the shared folder of real ones, which not every machine has."""
import json
import os

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
SAMPLES = [os.path.join(ROOT, "datasets", "samples", name) for name in ("word_problems.jsonl", "model_style.jsonl", "latex.jsonl")]
SLOW = float(os.environ.get("MISSTEP_SLOW", "1"))  # how much slower than a plain build the one under test may be


def shared(*path):
    """A path in the shared folder (MISSTEP_SHARED, else ../shared beside the project); None if it is not there."""
    found = os.path.join(os.environ.get("MISSTEP_SHARED") or os.path.join(os.path.dirname(ROOT), "shared"), *path)
    return found if os.path.exists(found) else None


def rows(path):
    with open(path, encoding="utf-8") as file:
        return [json.loads(line) for line in file if line.strip()]


def write_rows(path, those):
    with open(path, "w", encoding="utf-8") as file:
        file.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in those)
