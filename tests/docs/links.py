#!/usr/bin/python3
"""Checks that every relative link in the Markdown files leads to a file, and its `#part` to a heading of that file.

    links.py ROOT

Links to other hosts are not followed: a test must not need the network.
"""

import pathlib
import re
import sys

# A link's text may hold code in backticks and a badge; the target ends at white space or the bracket.
LINK = re.compile(r"\[[^\]\[]*\]\(([^)\s]+)[^)]*\)")
FENCED = re.compile(r"^```.*?^```$", re.MULTILINE | re.DOTALL)
CODE = re.compile(r"`[^`\n]*`")
HEADING = re.compile(r"^#+ (.*)$", re.MULTILINE)
ELSEWHERE = re.compile(r"^[a-z][a-z0-9+.-]*:")


def manuals(root):
    """Every Markdown file of the repository; builds, installed packages and hidden directories are none of it."""
    def own(file):
        parts = file.relative_to(root).parts
        return parts[0] != "build" and "node_modules" not in parts and not any(part.startswith(".") for part in parts)
    return sorted(file for file in root.rglob("*.md") if own(file))


def anchors(text):
    """The names that the headings of a Markdown text can be reached by."""
    found = set()
    for heading in HEADING.findall(FENCED.sub("", text)):
        plain = re.sub(r"[^\w\- ]", "", heading.strip().lower())
        name = base = plain.replace(" ", "-")
        count = 0
        while name in found:
            count += 1
            name = f"{base}-{count}"
        found.add(name)
    return found


def complaint(manual, target):
    """What is wrong with a link of `manual`; nothing when it leads somewhere."""
    path, _, part = target.partition("#")
    file = manual if not path else manual.parent / path
    if not file.exists():
        return f"`{target}` leads nowhere"
    if part and part not in anchors(file.read_text(encoding="utf-8")):
        return f"`{target}`: there is no such heading"
    return None


def broken(root):
    """One line for each link that leads nowhere."""
    for manual in manuals(root):
        text = CODE.sub("``", FENCED.sub("", manual.read_text(encoding="utf-8")))
        for target in LINK.findall(text):
            if ELSEWHERE.match(target):
                continue
            if said := complaint(manual, target):
                yield f"{manual.relative_to(root)}: {said}"


def main():
    if len(sys.argv) != 2:
        print("usage: links.py ROOT", file=sys.stderr)
        return 2
    root = pathlib.Path(sys.argv[1]).resolve()
    found = list(broken(root))
    print(*found, f"{len(manuals(root))} files, {len(found)} broken links", sep="\n")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
