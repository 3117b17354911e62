#!/usr/bin/env python3
"""Runs `prefill extract` on every PDF of a directory, each in a process of its own under a time limit.

    tests/hostile/every_file.py PREFILL DIRECTORY [--seconds 10] [--lines FILE]

Each file must give exactly one line of JSON and the exit code that belongs to it, whatever the file is: 0 with `fields`,
1 with `error`. Prints the counts by outcome, the slowest files, and every file that did anything else. Exits with 1 if
there was one, and with 77 (skipped) if the directory does not exist.
"""

import argparse
import collections
import concurrent.futures
import json
import os
import pathlib
import subprocess
import sys
import time

SKIPPED = 77


def outcome_of(prefill: str, path: pathlib.Path, seconds: float) -> tuple[str, str, float]:
    """The outcome (`fields`, an error code, or what went wrong), the line printed, and the seconds it took."""
    start = time.monotonic()
    try:
        run = subprocess.run([prefill, "extract", str(path)], capture_output=True, timeout=seconds, check=False)
    except subprocess.TimeoutExpired:
        return "FAULT no answer in time", "", seconds
    took = time.monotonic() - start
    if run.returncode < 0:
        return f"FAULT killed by signal {-run.returncode}", "", took
    lines = run.stdout.decode(errors="replace").splitlines()
    if len(lines) != 1:
        return f"FAULT {len(lines)} lines, exit code {run.returncode}: {run.stderr.decode(errors='replace')[:200]}", "", took
    try:
        line = json.loads(lines[0])
    except json.JSONDecodeError as mistake:
        return f"FAULT no JSON: {mistake}", lines[0], took
    if ("fields" in line) == ("error" in line):
        return "FAULT neither fields nor error, or both", lines[0], took
    outcome = "fields" if "fields" in line else line["error"]["code"]
    if run.returncode != (0 if outcome == "fields" else 1):
        return f"FAULT exit code {run.returncode} with outcome {outcome}", lines[0], took
    return outcome, lines[0], took


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("prefill")
    parser.add_argument("directory", type=pathlib.Path)
    parser.add_argument("--seconds", type=float, default=10)
    parser.add_argument("--lines", type=pathlib.Path, help="write the lines there, in order of name")
    arguments = parser.parse_args()
    if not arguments.directory.is_dir():
        print(f"skipped: there is no directory {arguments.directory}")
        return SKIPPED

    files = sorted(arguments.directory.glob("*.pdf"))
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        results = list(pool.map(lambda path: outcome_of(arguments.prefill, path, arguments.seconds), files))
    if arguments.lines:
        arguments.lines.write_text("".join(line + "\n" for _, line, _ in results), encoding="utf-8")

    counts = collections.Counter(outcome if not outcome.startswith("FAULT") else "FAULT" for outcome, _, _ in results)
    for outcome, count in counts.most_common():
        print(f"{count:6d}  {outcome}")
    print(f"{len(files):6d}  files")
    for took, path in sorted(((took, path) for (_, _, took), path in zip(results, files)), reverse=True)[:3]:
        print(f"slowest: {took:.2f} s  {path.name}")
    faults = [(path, outcome) for (outcome, _, _), path in zip(results, files) if outcome.startswith("FAULT")]
    for path, outcome in faults:
        print(f"{path.name}: {outcome}")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
