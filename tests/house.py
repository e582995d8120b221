#!/usr/bin/env python3
"""The rules of the house: reading order, doors to foreign libraries, sizes, exactness, plug-ins. Needs a compiler, no build.

    house.py [ROOT]
"""
import math
import os
import re
import shutil
import shlex
import subprocess
import sys

from tally import Tally

# Files of src/ and the plug-in folders that may use floating point (never for a verdict), with the reason beside them.
FLOATS_ALLOWED = ['src/json_tree.c',  # cJSON keeps numbers as doubles; integers beyond 2^53 are refused there
                  'src/parquet_number.c']  # so does Parquet, in columns; they are printed, nothing is computed with them

FILE_LINES = 500
FUNCTION_LINES = 60
FUNCTION_LINES_P90 = 30

PLUGIN_FOLDERS = ("injectors", "verifiers", "datasets")
CODE_FOLDERS = ("src",) + PLUGIN_FOLDERS

# Each foreign library has one door: the rooms that may include its headers.
DOORS = [
    (r"gmp\.h", {"value"}),
    (r"cjson/.*", {"json_tree"}),
    (r"yaml\.h", {"yamlfile", "yamljson"}),
    (r"(zlib|zstd|zstd_errors|zdict)\.h", {"unpack"}),
    (r"openssl/.*", {"hash"}),
    (r"pcre2\.h", {"pattern"}),
    (r"(flint|calcium)/.*|arb_fmpz_poly\.h", {"algebra_parts"}),
    (r"curl/.*", {"http"}),
    (r"sqlite3\.h", {"ledger_parts"}),
    (r"(pthread|threads|stdatomic)\.h", {"queue", "pipeline"}),
]
C_AND_POSIX = set("""assert.h ctype.h dirent.h errno.h fcntl.h fnmatch.h getopt.h inttypes.h libgen.h limits.h poll.h signal.h
    stdalign.h stdarg.h stdbool.h stddef.h stdint.h stdio.h stdlib.h stdnoreturn.h string.h strings.h sys/file.h sys/mman.h sys/resource.h
    sys/stat.h sys/statvfs.h sys/time.h sys/types.h sys/uio.h sys/wait.h time.h unistd.h""".split())
FLOATS = re.compile(r"\b(double|float|long\s+double|strtod|strtof|strtold|atof)\b|<(math|tgmath|float|fenv|complex)\.h>")
ABSOLUTE_PATH = re.compile(r"(?<![\w.$}*~-])/(?:work|home|root|usr/local)(?=[/\s\"'`,;:)]|$)")
REGISTRY = re.compile(r"\b(pypi\.org|pythonhosted\.org|crates\.io|npmjs\.(?:org|com)|proxy\.golang\.org|rubygems\.org|"
                      r"(?:deb|ftp)\.debian\.org|(?:archive|security|ports)\.ubuntu\.com|docker\.io|ghcr\.io|quay\.io|"
                      r"repo1?\.maven\.org|anaconda\.org|wrapdb\.mesonbuild\.com)\b")
SELF = os.path.join("tests", "house.py")


class House:
    """The files of the project and what its Meson files say of them."""

    def __init__(self, root):
        self.root = root
        self.files = tracked(root)
        self.texts = {}
        self.meson = self.text("meson.build")
        self.rooms = meson_list(self.meson, "rooms")
        self.code = [path for path in self.files if path.endswith((".c", ".h")) and path.split(os.sep)[0] in CODE_FOLDERS]
        self.order = {name: place for place, name in enumerate(self.rooms + self.below())}

    def text(self, path):
        if path not in self.texts:
            try:
                with open(os.path.join(self.root, path), encoding="utf-8") as file:
                    self.texts[path] = file.read()
            except (FileNotFoundError, UnicodeDecodeError):
                self.texts[path] = ""
        return self.texts[path]

    def has(self, *path):
        return os.path.exists(os.path.join(self.root, *path))

    def below(self):
        """Files of src/ that are no rooms (main, the verbs): below all rooms, in the order in which meson.build names them."""
        names = {stem(path) for path in self.code if folder(path) == "src"} - set(self.rooms)
        named = {name: re.search(rf"'(?:src/)?{name}(?:\.[ch])?'", self.meson) for name in names}
        return sorted((name for name in names if named[name]), key=lambda name: named[name].start())


def tracked(root):
    """What git tracks or would track; without git, all that is not hidden or built."""
    command = ["git", "-C", root, "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    git = shutil.which("git") and subprocess.run(command, capture_output=True, encoding="utf-8")
    if git and git.returncode == 0:
        names = git.stdout.split("\0")
    else:
        names = [os.path.relpath(os.path.join(at, name), root) for at, _, names in os.walk(root) for name in names]
        names = [name for name in names if not re.search(r"(^|/)(build[^/]*|demo-out|__pycache__|\.git)/", name)]
    return sorted({name for name in names if name and os.path.isfile(os.path.join(root, name))})


def folder(path):
    return path.split(os.sep)[0]


def stem(path):
    return os.path.splitext(os.path.basename(path))[0]


def meson_list(text, name):
    """The strings of `name = [ ... ]` in a Meson file; [] if there is none."""
    text = re.sub(r"#.*", "", text)
    found = re.search(rf"^\s*{name}\s*\+?=\s*(?:files\()?\[(.*?)\]", text, re.MULTILINE | re.DOTALL)
    return re.findall(r"'([^']*)'", found[1]) if found else []


def includes(text, marks):
    """The headers named in `#include`, of one kind: marks is '\"\"' or '<>'."""
    return re.findall(rf"^\s*#\s*include\s*{marks[0]}([^{marks[1]}]+){marks[1]}", text, re.MULTILINE)


def without_words(text):
    """C without comments, strings and characters; line breaks stay."""
    token = re.compile(r"//[^\n]*|/\*.*?\*/|\"(?:\\.|[^\"\\\n])*\"|'(?:\\.|[^'\\\n])*'", re.DOTALL)
    return token.sub(lambda found: "\n" * found[0].count("\n") or " ", text)


def functions(text):
    """(name, line, number of lines with the braces) of every function: Linux braces, so `{` and `}` stand alone at column 0."""
    found, start, lines = [], None, text.splitlines()
    for number, line in enumerate(lines):
        if line == "{":
            start = number
        elif line == "}" and start is not None:
            head = next((words for words in reversed(lines[:start]) if re.match(r"[A-Za-z_].*\(", words)), "?(")
            found.append((head.split("(")[0].split()[-1].lstrip("*"), start + 1, number - start + 1))
            start = None
    return found


def reading_order(house):
    faults = [f"meson.build: the room {name} has no src/{name}.h" for name in house.rooms if not house.has("src", name + ".h")]
    for path in house.code:
        if folder(path) != "src":
            continue
        place = house.order.get(stem(path))
        if place is None:
            faults.append(f"{path}: no room, and not named in meson.build")
            continue
        for header in includes(house.text(path), '""'):
            above = house.order.get(stem(header)) if house.has("src", header) else None
            if header == stem(path) + ".h" or (above is not None and above < place):
                continue
            if above is None and not house.has("src", header) and re.search(rf"'{re.escape(header)}'", house.meson):
                continue  # made by Meson
            why = "is no room" if above is None else "does not stand above it in meson.build"
            faults.append(f"{path}: includes \"{header}\", which {why}")
    return faults


def plugin_arrows(house):
    """Plug-ins include src/ (and headers of their own folder); nothing in src/ includes a plug-in."""
    faults, names = [], {os.path.basename(path) for path in house.code if folder(path) != "src"}
    plugins = {name for name in names if not house.has("src", name)}
    for path in house.code:
        for header in includes(house.text(path), '""'):
            name = os.path.basename(header)
            if folder(path) == "src" and ("/" in header or name in plugins):
                faults.append(f"{path}: includes \"{header}\" of a plug-in folder")
            elif folder(path) != "src" and not house.has("src", header) and not house.has(folder(path), header):
                faults.append(f"{path}: includes \"{header}\", which is neither in src/ nor in {folder(path)}/")
    return faults


def circles(house):
    graph = {path: [os.path.join("src", header) for header in includes(house.text(path), '""')] for path in house.code}
    done, faults = set(), []

    def visit(path, trail):
        if path in trail:
            faults.append(" -> ".join(trail[trail.index(path):] + [path]))
        elif path not in done:
            for header in graph.get(path, []):
                visit(header, trail + [path])
            done.add(path)

    for path in graph:
        visit(path, [])
    return faults


def doors(house):
    faults = []
    for path in house.code:
        room = stem(path) if folder(path) == "src" else path
        for header in includes(house.text(path), "<>"):
            door = next((rooms for pattern, rooms in DOORS if re.fullmatch(pattern, header)), None)
            if door is not None and room not in door:
                faults.append(f"{path}: <{header}> only goes through {' and '.join(sorted(door))}")
            elif door is None and header not in C_AND_POSIX and not FLOATS.search(f"<{header}>"):
                faults.append(f"{path}: <{header}> is foreign and has no door (DOORS in {SELF})")
    return faults


def exactness(house):
    faults = []
    for path in house.code:
        for number, line in enumerate(without_words(house.text(path)).splitlines(), 1):
            if path not in FLOATS_ALLOWED and FLOATS.search(line):
                faults.append(f"{path}:{number}: {line.strip()}")
    return faults


def file_sizes(house):
    counted = [(house.text(path).count("\n"), path) for path in house.files if path.endswith((".c", ".h", ".py", ".sh"))]
    return [f"{path}: {lines} lines, at most {FILE_LINES}" for lines, path in counted if lines > FILE_LINES]


def function_sizes(house):
    """Two lists of faults: functions above the limit, and the 90th percentile if it is too high."""
    found = sorted((lines, f"{path}:{at}: {name}") for path in house.code for name, at, lines in functions(house.text(path)))
    if not found:
        return [], []
    p90 = found[math.ceil(0.9 * len(found)) - 1][0]
    print(f"{len(found)} functions: p90 {p90} lines, longest {found[-1][0]} ({found[-1][1]})")
    longest = [f"{where} has {lines} lines, at most {FUNCTION_LINES}" for lines, where in found if lines > FUNCTION_LINES]
    over = [f"{where} has {lines} lines" for lines, where in reversed(found) if lines > FUNCTION_LINES_P90]
    return longest, [f"p90 is {p90} lines, at most {FUNCTION_LINES_P90}; the longest:"] + over if p90 > FUNCTION_LINES_P90 else []


def plugins(house, of):
    """Each name in the list has its file and its cases; each file is named."""
    meson = house.text(os.path.join(of, "meson.build"))
    names = meson_list(meson, of)
    faults = [] if names else [f"{of}/meson.build: no list `{of} = [...]`"]
    for name in names:
        faults += [f"{path}: missing" for path in (f"{of}/{name}.c", f"tests/cases/{of}/{name}.case") if not house.has(path)]
    for path in house.code:
        if folder(path) == of and path.endswith(".c") and stem(path) not in names and f"'{stem(path)}" not in meson:
            faults.append(f"{path}: not named in {of}/meson.build")
    return faults


def matches(house, pattern):
    return [f"{path}:{number}: {line.strip()[:120]}" for path in house.files if path != SELF
            for number, line in enumerate(house.text(path).splitlines(), 1) if pattern.search(line)]


def compiles_alone(house, header):
    """Also when included twice."""
    command = shlex.split(os.environ.get("CC", "cc")) + "-std=c11 -D_POSIX_C_SOURCE=200809L -Wall -Wextra -Werror".split()
    line = f'#include "{os.path.relpath(header, "src")}"\n'
    done = subprocess.run([*command, "-fsyntax-only", "-Isrc", "-xc", "-"], cwd=house.root, input=line * 2, capture_output=True,
                          encoding="utf-8")
    return done.stderr.splitlines()[:8] if done.returncode else []


def staircase(house):
    """The README's drawing names the rooms in their order, parts of a room apart."""
    drawing = re.search(r"```\n the ground (.*?)\n the verbs", house.text("README.md"), re.S)
    named = re.findall(r"[a-z_]+", re.sub(r"<-.*|^ [a-z ]{14}", "", " the ground     " + drawing[1], flags=re.M)) if drawing else []
    rooms = [room for room in house.rooms if not room.endswith("_parts")]
    if named == rooms:
        return []
    wrong = sorted(set(named) ^ set(rooms)) or [f"{name} (order)" for name, room in zip(named, rooms) if name != room][:1]
    return [f"README.md: {', '.join(wrong)}"]


def main():
    above = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..")
    house = House(os.path.abspath(sys.argv[1] if len(sys.argv) > 1 else above))
    tally = Tally()
    for header in (path for path in house.code if path.endswith(".h") and folder(path) == "src"):
        tally.check(f"{header} compiles alone", compiles_alone(house, header))
    tally.check("meson.build lists the rooms", [] if house.rooms else ["no list `rooms = [...]`"])
    tally.check("a room includes only what stands above it", reading_order(house))
    tally.check("README.md draws the rooms in their order", staircase(house))
    tally.check("plug-ins include src/, never the other way round", plugin_arrows(house))
    tally.check("no circle of includes", circles(house))
    tally.check("each foreign library has one door", doors(house))
    tally.check("no floating point", exactness(house))
    tally.check(f"no file above {FILE_LINES} lines", file_sizes(house))
    longest, p90 = function_sizes(house)
    tally.check(f"no function above {FUNCTION_LINES} lines", longest)
    tally.check(f"nine functions of ten within {FUNCTION_LINES_P90} lines", p90)
    for of in PLUGIN_FOLDERS:
        tally.check(f"every plug-in of {of}/ has its file and its cases", plugins(house, of))
    tally.check("no absolute paths of somebody's machine", matches(house, ABSOLUTE_PATH))
    tally.check("no host names of package registries", matches(house, REGISTRY))
    tally.finish()


if __name__ == "__main__":
    main()
