#!/usr/bin/python3
"""Runs the examples of README.md and docs/*.md, and compares what they print with what the manuals say.

    examples.py ROOT PREFILL

An example is a fenced block marked `console` whose first line begins with `$ prefill`. Each line that begins with `$ `
is a shell command, and the lines up to the next one are its output, errors included. In the output `…` stands for any
text left out. White space does not count, so that a long line of JSON may be broken where it reads well.

The commands of a block run one after the other in a directory that looks like the root of the repository and is thrown
away afterwards: an example may write files.
"""

import os
import pathlib
import re
import subprocess
import sys
import tempfile

CUT = "…"
FENCE = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)
LONGEST_RUN = 120  # seconds


def manuals(root):
    """The files whose examples are run."""
    return [file for file in (root / "README.md", *sorted((root / "docs").glob("*.md"))) if file.is_file()]


def blocks(text):
    """(line, body) of each example, the line counted from 1 and that of its first command."""
    for fence in FENCE.finditer(text):
        if fence.group(1).startswith("$ prefill"):
            yield text.count("\n", 0, fence.start()) + 2, fence.group(1)


def commands(body):
    """(command, expected output) of each command of an example, in order."""
    for part in re.split(r"^\$ ", body, flags=re.MULTILINE)[1:]:
        command, _, output = part.partition("\n")
        yield command, output


def fits(expected, printed):
    """True when the output is as expected, but for white space and what is cut."""
    squeeze = lambda text: "".join(text.split())
    pattern = ".*?".join(re.escape(piece) for piece in squeeze(expected).split(CUT))
    return re.fullmatch(pattern, squeeze(printed), re.DOTALL) is not None


def like_root(root, directory):
    """Fills `directory` with links to everything in the root of the repository."""
    for entry in root.iterdir():
        (directory / entry.name).symlink_to(entry.resolve())


def run(command, directory, program):
    environment = {**os.environ, "LC_ALL": "C.UTF-8", "NO_COLOR": "1"}
    environment["PATH"] = f"{program.parent}{os.pathsep}{environment['PATH']}"
    environment.pop("COLUMNS", None)
    done = subprocess.run(["bash", "-c", command], cwd=directory, env=environment, stdin=subprocess.DEVNULL,
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=LONGEST_RUN, check=False)
    return done.stdout.decode("utf-8", "replace")


def failures(root, program):
    """What to say about each command that does not print what its manual says; then how many commands were run."""
    said = []
    count = 0
    for manual in manuals(root):
        for line, body in blocks(manual.read_text(encoding="utf-8")):
            with tempfile.TemporaryDirectory() as name:
                directory = pathlib.Path(name)
                like_root(root, directory)
                for command, expected in commands(body):
                    count += 1
                    printed = run(command, directory, program)
                    if not fits(expected, printed):
                        said.append(f"{manual.relative_to(root)}:{line}: the example is out of date\n$ {command}\n"
                                    f"--- it says\n{expected}--- it prints\n{printed}")
    return said, count


def main():
    if len(sys.argv) != 3:
        print("usage: examples.py ROOT PREFILL", file=sys.stderr)
        return 2
    root, program = (pathlib.Path(argument).resolve() for argument in sys.argv[1:])
    if not program.is_file():
        print(f"examples.py: `{program}` does not exist; build it first", file=sys.stderr)
        return 2
    said, count = failures(root, program)
    print(*said, f"{count} commands run, {len(said)} with another output than their manual says", sep="\n")
    return 1 if said or count == 0 else 0


if __name__ == "__main__":
    sys.exit(main())
