#!/usr/bin/python3
"""Checks the rules of the house that no compiler checks.

- Includes go one way only: corpus -> tools -> server -> extractor -> rules, so that nothing of the engine knows the
  generators of the corpus. Tests and measurements may look at all.
- A foreign library is included in its own place and nowhere else, so that it can be replaced, confined, and judged.
- Includes of our own are written from the top of the tree; every source begins with a comment that says what it is for.

Usage: house_rules.py ROOT. Prints each breach as file:line: why; exit code 1 when there is one.
"""

import pathlib
import re
import sys

# From the bottom up: a room may include itself and what stands before it.
ROOMS = ["rules", "extractor", "server", "tools", "corpus"]
LOOK_AT_ALL = ["bench", "tests"]

# (what it is called, its includes, where they may stand, how many files of each place may have them)
CONFINED = [
    ("MuPDF", r"mupdf/", [r"extractor/pdf/\w+\.cpp"], None),
    ("libdeflate", r"libdeflate", [r"extractor/pdf/\w+\.cpp"], None),
    ("Hyperscan", r"hs(/hs)?(_\w+)?\.h", [r"rules/\w+\.cpp"], None),
    ("TBB", r"(oneapi/)?tbb/", [r"extractor/pipeline\.(h|cpp)"], None),
    ("libseccomp", r"seccomp", [r"extractor/sandbox/\w+\.cpp"], None),
    ("Beast", r"boost/beast[/.]", [r"server/http/request_parser\.cpp"], None),
    ("Asio", r"boost/asio[/.]", [r"server/.+"], None),
    ("OpenSSL", r"openssl/", [r"server/.+", r"tools/batch/sha256\.cpp"], None),
    ("SQLite", r"sqlite3", [r"server/store/.+", r"tools/batch/.+"], 1),
    ("libpq", r"libpq", [r"server/store/.+"], 1),
    ("zstd", r"zstd", [r"tools/batch/.+"], 1),
    ("libarchive", r"archive(_entry)?\.h", [r"tools/batch/.+"], 1),
    ("libcurl", r"curl/", [r"server/http_client\.cpp", r"tools/batch/.+"], 1),
    ("AMQP", r"(rabbitmq-c/|amqp|amqpcpp)", [r"tools/batch/.+"], 1),
    ("HarfBuzz", r"hb(-\w+)?\.h", [r"corpus/bulk/\w+\.cpp"], 1),
    ("qpdf", r"qpdf/", [r"corpus/bulk/\w+\.cpp"], 1),
    ("libjpeg", r"jpeglib\.h", [r"corpus/bulk/\w+\.cpp"], 1),
    ("prometheus-cpp", r"prometheus/", [r"server/.+"], 1),
    ("libsystemd", r"systemd/", [r"server/.+"], 1),
]

INCLUDE = re.compile(r'^\s*#\s*include\s*([<"])([^>"]+)[>"]')


def sources(root):
    """Every source of the house as (path from the root, lines)."""
    for room in ROOMS + LOOK_AT_ALL:
        for path in sorted((root / room).rglob("*")):
            if path.suffix in (".h", ".cpp"):
                yield path.relative_to(root).as_posix(), path.read_text(encoding="utf-8").splitlines()


def includes(lines):
    """The includes among the lines as (line number, whether it is in quotes, what is included)."""
    for number, line in enumerate(lines, 1):
        found = INCLUDE.match(line)
        if found:
            yield number, found.group(1) == '"', found.group(2)


def breach_of_direction(file, included):
    """Why `file` may not include our own `included`; None when it may."""
    room, target = file.split("/")[0], included.split("/")[0]
    if target not in ROOMS + LOOK_AT_ALL:
        return f'"{included}" is not written from the top of the tree'
    if room in LOOK_AT_ALL:
        return None
    if target in LOOK_AT_ALL or ROOMS.index(target) > ROOMS.index(room):
        return f"{room}/ must not include {target}/"
    return None


def breaches(root):
    """Every breach under `root` as "file:line: why"."""
    users = {}  # (library, place) -> files that include it
    for file, lines in sources(root):
        if not lines or not lines[0].startswith("//"):
            yield f"{file}:1: must begin with a comment that says what it is for"
        for number, quoted, included in includes(lines):
            why = breach_of_direction(file, included) if quoted else None
            if why:
                yield f"{file}:{number}: {why}"
            if file.split("/")[0] in LOOK_AT_ALL:
                continue
            for library, pattern, places, limit in CONFINED:
                if not re.match(pattern, included):
                    continue
                place = next((p for p in places if re.fullmatch(p, file)), None)
                if place is None:
                    yield f"{file}:{number}: {library} must not be included here, only in {' and '.join(places)}"
                    continue
                others = users.setdefault((library, place), set())
                others.add(file)
                if limit and len(others) > limit:
                    yield f"{file}:{number}: {library} is included by more than {limit} file of {place}"


def main():
    root = pathlib.Path(sys.argv[1])
    count = sum(1 for _ in sources(root))
    if count == 0:
        print(f"{root}: no sources; name the top of the tree")
        return 2
    found = list(breaches(root))
    print("\n".join(found) if found else f"{count} sources keep the rules of the house")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
