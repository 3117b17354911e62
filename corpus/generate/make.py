#!/usr/bin/python3
"""Makes the sample invoices and their truth.

Without options it rewrites corpus/samples and corpus/manifest.jsonl. With --out it leaves them alone and makes variants
of the same layouts with other data, for measuring on invoices that nobody has looked at. One seed gives one truth on
every machine; the bytes of the PDFs depend on the versions of the tools.
"""

import argparse
import concurrent.futures
import importlib
import json
import pathlib
import random
import re
import shutil
import subprocess
import sys
import zlib

import model
import printed
from layouts import REGISTER, Layout

# Module of the layouts: the command that it runs, if any, and the Debian packages that bring the producer.
PRODUCERS = {
    "by_reportlab": ("", "python3-reportlab python3-pil"),
    "by_weasyprint": ("", "weasyprint"),
    "by_wkhtmltopdf": ("wkhtmltopdf", "wkhtmltopdf"),
    "by_groff": ("groff", "groff"),
    "by_libreoffice": ("soffice", "libreoffice-writer libreoffice-calc"),
    "by_latex": ("pdflatex", "texlive-latex-base texlive-latex-recommended texlive-lang-french lmodern"),
    "by_htmldoc": ("htmldoc", "htmldoc"),
    "by_cairo": ("", "python3-cairo python3-gi python3-gi-cairo gir1.2-pango-1.0"),
    "software_reportlab": ("", "python3-reportlab python3-pil"),
    "software_weasyprint": ("", "weasyprint"),
    "software_wkhtmltopdf": ("wkhtmltopdf", "wkhtmltopdf"),
    "software_libreoffice": ("soffice", "libreoffice-writer libreoffice-calc"),
    "software_chromium": ("chromium", "chromium"),
    "commerce_weasyprint": ("", "weasyprint"),
    "commerce_chromium": ("chromium", "chromium"),
    "commerce_wkhtmltopdf": ("wkhtmltopdf", "wkhtmltopdf"),
    "commerce_htmldoc": ("htmldoc", "htmldoc"),
    "commerce_pdfmake": ("node", "nodejs and npm, then run `npm ci` in corpus/generate"),
    "works_libreoffice": (
        "soffice",
        "libreoffice-writer libreoffice-calc fonts-crosextra-carlito fonts-crosextra-caladea",
    ),
    "works_latex": ("pdflatex", "texlive-latex-base texlive-latex-recommended texlive-fonts-recommended lmodern"),
    "works_groff": ("groff", "groff"),
    "works_cairo": ("", "python3-cairo python3-gi python3-gi-cairo gir1.2-pango-1.0 fonts-urw-base35"),
    "works_reportlab": ("", "python3-reportlab fonts-crosextra-carlito fonts-crosextra-caladea"),
    "services_fop": ("fop", "fop ghostscript qpdf fonts-urw-base35 fonts-liberation fonts-dejavu"),
    "services_tcpdf": ("php", "php-cli php-tcpdf ghostscript qpdf"),
    "advice_reportlab": ("", "python3-reportlab python3-pil"),
    "services_pdflib": ("node", "nodejs and npm, ghostscript and qpdf, then run `npm ci` in corpus/generate"),
}
CORPUS = pathlib.Path(__file__).resolve().parent.parent


def load_layouts() -> list[str]:
    """Imports every producer and answers with what is missing and the packages that bring it."""
    missing = [] if shutil.which("pdfinfo") else ["`pdfinfo` not found; install poppler-utils"]
    for module, (command, packages) in PRODUCERS.items():
        try:
            importlib.import_module(module)
        except (ImportError, ValueError) as error:
            missing.append(f"`{module}` cannot run: {error}; install {packages}")
        if command and not shutil.which(command):
            missing.append(f"`{command}` not found; install {packages}")
    return missing


def describe(path: pathlib.Path) -> tuple[int, str]:
    """Pages and producer as the PDF itself says."""
    text = subprocess.run(["pdfinfo", path], capture_output=True, text=True, check=True).stdout
    producer = re.search(r"^Producer: +(.*)$", text, re.MULTILINE) or re.search(r"^Creator: +(.*)$", text, re.MULTILINE)
    return int(re.search(r"^Pages: +(\d+)", text, re.MULTILINE)[1]), producer[1].strip() if producer else ""


def make_one(layout: Layout, seed: int, index: int, folder: pathlib.Path) -> dict:
    """Makes one PDF and answers with its line of the manifest."""
    # A mended invoice has the data of the bad one.
    rng = random.Random(zlib.crc32(f"{layout.name.removesuffix('_mended')}/{seed}/{index}".encode()))
    page = printed.Printed(model.make(rng, layout.wanted), printed.draw_style(rng, layout.style), rng, layout.kind)
    path = folder / (f"{layout.name}.pdf" if index == 0 else f"{layout.name}-{index:03d}.pdf")
    layout.render(layout.build(page), path)
    pages, producer = describe(path)
    return {
        "file": path.name,
        "language": layout.language,
        "pages": pages,
        "producer": producer,
        "layout": layout.name,
        "split": layout.split,
        "kind": layout.kind,
        "truth": page.truth(),
        "conflicts": list(layout.unrecorded),
        "complete": True,
        "derived": page.derived(),
        "unread": page.unread,
        "hidden": page.unseen,
    }


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="make sample invoices with their truth")
    parser.add_argument(
        "--only", metavar="NAME", help="only the layout of this name; its line of the manifest is replaced"
    )
    parser.add_argument(
        "--split",
        choices=("develop", "judge", "advice"),
        help="only the layouts of this side; other lines of the manifest stay; `advice` is made on request alone",
    )
    parser.add_argument("--seed", type=int, default=1, help="another seed gives other data (default 1)")
    parser.add_argument("--count", type=int, default=2, help="documents of each layout (default 2)")
    parser.add_argument("--out", type=pathlib.Path, help="write PDFs and manifest.jsonl here instead of into corpus/")
    parser.add_argument("--jobs", type=int, default=1, help="documents made at the same time (default 1)")
    return parser.parse_args()


def write_manifest(path: pathlib.Path, rows: list[dict], keep: bool) -> None:
    """Writes the rows sorted by file; with `keep`, rows of other files that are already there stay."""
    merged = {}
    if keep and path.exists():
        merged = {row["file"]: row for row in map(json.loads, path.read_text().splitlines())}
    merged.update({row["file"]: row for row in rows})
    path.write_text("".join(json.dumps(merged[name], ensure_ascii=False) + "\n" for name in sorted(merged)))


def main() -> int:
    options = arguments()
    missing = load_layouts()
    for message in missing:
        print(f"error: {message}", file=sys.stderr)
    if missing:
        return 2
    if options.only and options.only not in REGISTER:
        print(f"error: no layout `{options.only}`; there are {', '.join(sorted(REGISTER))}", file=sys.stderr)
        return 2
    folder = options.out or CORPUS / "samples"
    folder.mkdir(parents=True, exist_ok=True)
    chosen = [REGISTER[options.only]] if options.only else [REGISTER[name] for name in sorted(REGISTER)]
    sides = (options.split,) if options.split else ("develop", "judge")
    chosen = [layout for layout in chosen if options.only or layout.split in sides]
    work = [(layout, index) for index in range(options.count) for layout in chosen]
    rows = []
    with concurrent.futures.ThreadPoolExecutor(options.jobs) as pool:
        for row in pool.map(lambda item: make_one(item[0], options.seed, item[1], folder), work):
            rows.append(row)
            print(f"\r{len(rows)}/{len(work)} {row['file']:<50}", end="", file=sys.stderr, flush=True)
    print(file=sys.stderr)
    write_manifest((options.out or CORPUS) / "manifest.jsonl", rows, keep=bool(options.only or options.split))
    return 0


if __name__ == "__main__":
    sys.exit(main())
