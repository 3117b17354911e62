#!/usr/bin/env python3
"""What a document costs on a simulated processor, by stage and by function.

Clocks differ from run to run on a shared machine; what callgrind counts does not. It simulates branch prediction and caches, too,
and a weighted sum of instructions, mispredicted branches and misses comes near the measured time: use it to see where time goes
and whether a step gains, and `prefill bench` to prove it.
"""

import argparse
import collections
import pathlib
import re
import subprocess
import sys
import tempfile

EVENTS = ("Ir", "Bcm", "Bim", "I1mr", "D1mr", "D1mw")
# Cycles: four and a half instructions each; most mispredictions of the simulation happen, half of the misses are waited for.
WEIGHTS = (1 / 4.5, 8.4, 8.4, 4, 4, 0)
CACHES = ("--I1=32768,8,64", "--D1=49152,12,64", "--LL=1048576,16,64")
STAGES = ("Extractor::State::read", "Extractor::State::lay_out", "Extractor::State::search", "rules::Scanner::scan", "find_values",
          "PageView::sort", "resolve", "resolve_totals", "resolve_parties", "labelled_candidates", "settle", "find_parts", "advise",
          "append_json", "Extractor::extract")


def counted(profile: pathlib.Path, inclusive: str):
    """Yields the function and its counts of each line of `callgrind_annotate`."""
    said = subprocess.run(["callgrind_annotate", f"--inclusive={inclusive}", "--threshold=100", "--auto=no",
                           "--show=" + ",".join(EVENTS), str(profile)], check=True, capture_output=True, text=True).stdout
    number = r"([\d,.]+)(?: \([\s\d.]+%\))?\s+"
    for line in said.splitlines():
        found = re.match(r"\s*" + number * len(EVENTS) + r"[^:]*:(.*)", line)
        if not found:
            continue
        *counts, name = found.groups()
        name = name.replace("(anonymous namespace)::", "")
        name = re.sub(r"( \[[^\]]*\])?$", "", name).split("(")[0].removeprefix("prefill::")
        yield name, [0 if count == "." else int(count.replace(",", "")) for count in counts]


def cycles(counts: list[int]) -> float:
    return sum(weight * count for weight, count in zip(WEIGHTS, counts))


def row(name: str, counts: list[int], documents: int) -> str:
    return "".join(f"{count / documents:9.0f}" for count in [*counts, cycles(counts)]) + "  " + name


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program", help="prefill, built for release")
    parser.add_argument("documents", type=pathlib.Path, help="a directory of PDF files")
    parser.add_argument("--lines", type=int, default=30, help="how many functions to list")
    asked = parser.parse_args()
    files = sorted(str(path) for path in asked.documents.rglob("*.pdf"))
    if not files:
        print(f"simulated_cost: `{asked.documents}` has no PDF files", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory() as scratch:
        profile = pathlib.Path(scratch) / "profile"
        run = subprocess.run(["valgrind", "--tool=callgrind", "--branch-sim=yes", "--cache-sim=yes", *CACHES,
                              f"--callgrind-out-file={profile}", asked.program, "extract", *files],
                             stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
        if not profile.exists():
            print(f"simulated_cost: valgrind gave no profile: {run.stderr[-500:]}", file=sys.stderr)
            return 2
        whole: dict[str, list[int]] = {}
        for name, counts in counted(profile, "yes"):
            if name not in whole or whole[name][0] < counts[0]:
                whole[name] = counts
        alone: dict[str, list[int]] = collections.defaultdict(lambda: [0] * len(EVENTS))
        for name, counts in counted(profile, "no"):
            alone[name] = [a + b for a, b in zip(alone[name], counts)]
    alone.pop("PROGRAM TOTALS", None)
    head = "".join(f"{event:>9}" for event in [*EVENTS, "cycles"])
    print(f"{len(files)} documents; a document, with everything called:\n{head}")
    for stage in STAGES:
        if stage in whole:
            print(row(stage, whole[stage], len(files)))
    print(f"\nby itself, start of the program included:\n{head}")
    for name in sorted(alone, key=lambda name: -cycles(alone[name]))[:asked.lines]:
        print(row(name[:90], alone[name], len(files)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
