#!/usr/bin/python3
"""Makes a bill of 600 pages, whose reading should cost about what its first, penultimate and last page cost.

    corpus/generate/long_document.py DIR                                     writes the files into DIR
    corpus/generate/long_document.py DIR --measure build/release/prefill     and compares what reading them costs

`long_flat.pdf` has all its pages in one array, `long_balanced.pdf` in a tree of eight kids a node; `long_cut.pdf` has
the three pages that are read and nothing else. Objects lie in object streams behind a cross-reference stream, as new
producers write them. Nothing but zlib is needed, and the same bytes come out on every machine with the same zlib.
"""

import argparse
import json
import pathlib
import random
import subprocess
import sys
import zlib

LINES = 58
PER_OBJECT_STREAM = 100
KIDS = 8  # of a node of the balanced tree
CATALOG, ROOT, REGULAR, BOLD = 1, 2, 3, 4


class Writer:
    """Collects objects by number and writes them as PDF 1.5."""

    def __init__(self) -> None:
        self.plain: dict[int, bytes] = {}
        self.streams: dict[int, bytes] = {}
        self.last = BOLD

    def new(self) -> int:
        self.last += 1
        return self.last

    def stream(self, entries: str, data: bytes) -> bytes:
        packed = zlib.compress(data, 9)
        return f"<<{entries}/Filter/FlateDecode/Length {len(packed)}>>\nstream\n".encode() + packed + b"\nendstream"

    def add_stream(self, data: bytes) -> int:
        number = self.new()
        self.streams[number] = self.stream("", data)
        return number

    def file(self) -> bytes:
        places = {}  # number -> (1, offset) or (2, number of the object stream, index in it)
        numbers = sorted(self.plain)
        for start in range(0, len(numbers), PER_OBJECT_STREAM):
            members = numbers[start : start + PER_OBJECT_STREAM]
            holder = self.new()
            head, body = "", b""
            for index, number in enumerate(members):
                places[number] = (2, holder, index)
                head += f"{number} {len(body)} "
                body += self.plain[number] + b"\n"
            self.streams[holder] = self.stream(f"/Type/ObjStm/N {len(members)}/First {len(head)}", head.encode() + body)
        out = bytearray(b"%PDF-1.5\n%\xe2\xe3\xcf\xd3\n")
        for number, content in sorted(self.streams.items()):
            places[number] = (1, len(out), 0)
            out += f"{number} 0 obj\n".encode() + content + b"\nendobj\n"
        self.end(out, places)
        return bytes(out)

    def end(self, out: bytearray, places: dict) -> None:
        """The cross-reference stream, which lists itself too."""
        start, number = len(out), self.new()
        places[number] = (1, start, 0)
        table = b"\0\0\0\0\0\xff\xff"
        for known in range(1, number + 1):
            kind, place, index = places[known]
            table += bytes([kind]) + place.to_bytes(4, "big") + index.to_bytes(2, "big")
        entries = f"/Type/XRef/W[1 4 2]/Size {number + 1}/Root {CATALOG} 0 R"
        out += f"{number} 0 obj\n".encode() + self.stream(entries, table)
        out += f"\nendobj\nstartxref\n{start}\n%%EOF\n".encode()


def show(font: str, size: float, x: float, y: float, text: str) -> str:
    escaped = text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
    return f"BT /{font} {size} Tf {x} {y} Td ({escaped}) Tj ET\n"


def head(number: int, of: int) -> str:
    """What stands on top of the page, and on the first and last one what the form asks for."""
    content = show("F2", 11, 40, 800, "TELEPHONIE DES COLLECTIVITES") + show("F1", 8, 480, 800, f"Page {number} / {of}")
    if number == 1:
        content += show("F1", 9, 40, 786, "Facture n° TC-2026-000600 du 31/01/2026 - SIRET 820 143 997 00015")
        content += show("F1", 9, 330, 786, "Client : Ville de Sainte-Orge - SIRET 217 400 019 00013")
    if number == of:
        content += show("F2", 9, 40, 786, "Total HT 10 000,00 EUR   TVA 20 % 2 000,00 EUR   Total TTC 12 000,00 EUR")
    return content


def page_content(number: int, of: int) -> bytes:
    """A page of calls. The same number gives the same page, in the long document and in its cut."""
    chance = random.Random(number)
    content = head(number, of)
    for line in range(LINES):
        y = 766 - 12.5 * line
        called = "0" + " ".join(f"{chance.randrange(100):02}" for _ in range(4)) + f" {chance.randrange(10)}"
        seconds = chance.randrange(5, 4000)
        day = f"{chance.randrange(1, 32):02}/01/2026"
        place = chance.choice(["Montreuil-le-Gué", "Saint-Èvre", "Port-Clair", "mobile", "étranger", "service à tarif"])
        cells = [(40, day), (110, called), (210, place), (330, f"{seconds // 60:02}:{seconds % 60:02}")]
        for x, text in [*cells, (420, f"0,{chance.randrange(10, 99)}")]:
            content += show("F1", 8, x, y, text)
    return content.encode("cp1252")


def add_tree(writer: Writer, number: int, parent: int, pages: list[int], branches: int) -> None:
    """Makes the node `number` over the pages, and those below it."""
    kids = pages
    if len(pages) > branches:
        step = branches
        while step * branches < len(pages):
            step *= branches
        kids = []
        for start in range(0, len(pages), step):
            kids.append(writer.new())
            add_tree(writer, kids[-1], number, pages[start : start + step], branches)
    else:
        for page in pages:
            writer.plain[page] = writer.plain[page].replace(b"/Parent 0 0 R", f"/Parent {number} 0 R".encode())
    above = f"/Parent {parent} 0 R" if parent else ""
    listed = " ".join(f"{kid} 0 R" for kid in kids)
    writer.plain[number] = f"<</Type/Pages{above}/Count {len(pages)}/Kids[{listed}]>>".encode()


def document(numbers: list[int], of: int, branches: int) -> bytes:
    writer = Writer()
    writer.plain[CATALOG] = f"<</Type/Catalog/Pages {ROOT} 0 R>>".encode()
    for font, name in [(REGULAR, "Helvetica"), (BOLD, "Helvetica-Bold")]:
        entries = f"/Type/Font/Subtype/Type1/BaseFont/{name}/Encoding/WinAnsiEncoding"
        writer.plain[font] = f"<<{entries}>>".encode()
    pages = []
    for number in numbers:
        pages.append(writer.new())
        contents = writer.add_stream(page_content(number, of))
        fonts = f"/Resources<</Font<</F1 {REGULAR} 0 R/F2 {BOLD} 0 R>>>>"
        writer.plain[
            pages[-1]
        ] = f"<</Type/Page/Parent 0 0 R/MediaBox[0 0 595 842]{fonts}/Contents {contents} 0 R>>".encode()
    add_tree(writer, ROOT, 0, pages, branches)
    return writer.file()


def write_all(directory: pathlib.Path, pages: int) -> None:
    directory.mkdir(parents=True, exist_ok=True)
    every = list(range(1, pages + 1))
    (directory / "long_flat.pdf").write_bytes(document(every, pages, pages))
    (directory / "long_balanced.pdf").write_bytes(document(every, pages, KIDS))
    (directory / "long_cut.pdf").write_bytes(document([1, pages - 1, pages], pages, pages))


def text_of(prefill: str, path: pathlib.Path) -> list[str]:
    """The text of the pages read, without the headers that say which ones they are."""
    run = subprocess.run([prefill, "text", str(path)], capture_output=True, text=True, check=True)
    return [line for line in run.stdout.splitlines() if not line.startswith("=== page")]


def measure(prefill: str, directory: pathlib.Path) -> int:
    """Prints how many times as long as the cut each long document takes, with our reader and with MuPDF's."""
    paths = {name: directory / f"long_{name}.pdf" for name in ("flat", "balanced", "cut")}
    run = subprocess.run(
        [prefill, "bench", "text", "--json", "--seconds", "5", *map(str, paths.values())],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    times = {pathlib.Path(file["file"]).stem: file for file in json.loads(run.stdout)["slowest"]}
    cut = times["long_cut"]
    for name in ("cut", "flat", "balanced"):
        ours, reference = times[f"long_{name}"]["us"], times[f"long_{name}"]["reference_us"]
        ratios = f"{ours / cut['us']:5.2f} x the cut (MuPDF's reader {reference / cut['reference_us']:5.2f} x)"
        print(f"{name:9} {ours:8.1f} us, {ratios}")
    expected = text_of(prefill, paths["cut"])
    different = [name for name in ("flat", "balanced") if text_of(prefill, paths[name]) != expected]
    for name in different:
        print(f"long_{name}.pdf: the pages read are not those of the cut")
    return 1 if different else 0


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("directory", type=pathlib.Path, metavar="DIR")
    parser.add_argument("--pages", type=int, default=600)
    parser.add_argument("--measure", metavar="PREFILL", help="the program to measure")
    arguments = parser.parse_args()
    write_all(arguments.directory, arguments.pages)
    return measure(arguments.measure, arguments.directory) if arguments.measure else 0


if __name__ == "__main__":
    sys.exit(main())
