#!/usr/bin/python3
"""Checks samples against their truth with a reader that shares nothing with the engine: poppler's pdftotext.

Every value of the truth must be printed, in one of its usual forms, on the pages that are read (first, penultimate,
last), and nothing that the manifest calls unread may be there. Fields that follow from others are counted apart.
Answers with 1 on a fault.
"""

import argparse
import collections
import datetime
import json
import pathlib
import re
import subprocess
import sys
import unicodedata

import identifiers
import vocabulary

UNPRINTED = ["typeFacture", "typeIdentifiantFournisseur"]
CORPUS = pathlib.Path(__file__).resolve().parent.parent


def pages_read(count: int) -> list[int]:
    return sorted({1, max(1, count - 1), count})


def page_text(path: pathlib.Path, page: int) -> str:
    """The page as laid out and, for names that go on in the next line of a column, in reading order."""
    texts = []
    for how in (["-layout"], []):
        command = ["pdftotext", *how, "-f", str(page), "-l", str(page), str(path), "-"]
        texts.append(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    return "\n".join(texts)


def tight(text: str) -> str:
    """Text without any space, with plain hyphens, apostrophes and composed letters, in lower case."""
    plain = (
        unicodedata.normalize("NFKC", text)
        .replace("\u2010", "-")
        .replace("\u2212", "-")
        .replace("\u00ad", "-")
        .replace("’", "'")
    )
    return re.sub(r"\s", "", plain).lower()


def folded(text: str) -> str:
    """Letters and marks without accents; no hyphens, since one at the end of a line may be lost."""
    plain = tight(text).replace("-", "")
    return "".join(char for char in unicodedata.normalize("NFD", plain) if not unicodedata.combining(char))


def amount_pattern(value: float) -> str:
    """An expression for the amount with any mark between thousands; the text keeps its spaces: cells stay apart."""
    whole, rest = divmod(round(abs(value) * 100), 100)
    return (
        r"(?<!\d)(?<!\d[.,])"
        + f"{whole:,}".replace(",", "[ .,'’]?")
        + (rf"[.,€]{rest:02d}(?!\d)" if rest else r"(?:[.,]00)?(?![\d.,]*\d)")
    )


def date_forms(value: str) -> list[str]:
    day = datetime.date.fromisoformat(value)
    forms = [day.strftime(form) for form in ("%d/%m/%Y", "%d/%m/%y", "%d.%m.%Y", "%d-%m-%Y", "%Y-%m-%d")]
    for months in (vocabulary.MONTHS, vocabulary.SHORT_MONTHS, vocabulary.ENGLISH_MONTHS, vocabulary.GERMAN_MONTHS):
        month = months[day.month - 1]
        forms += [
            f"{day.day}{month}{day.year}",
            f"1er{month}{day.year}" if day.day == 1 else "",
            f"{month}{day.day},{day.year}",
            f"{day.day}.{month}{day.year}",
        ]
    return [form for form in forms if form]


def is_in(field: str, value: object, text: str) -> bool:
    """Whether `value` stands in the text in one of its usual forms."""
    if field.startswith("montant"):
        return re.search(amount_pattern(value), unicodedata.normalize("NFKC", text)) is not None
    if field.startswith(("code", "siren", "numeroTva")) and folded(str(value)) in folded(text).replace(".", ""):
        return True
    forms = [str(value)]
    if field.startswith("date"):
        forms = date_forms(value)
    elif field == "codeDeviseFacture":
        names = {"EUR": r"€|\beur(os?)?\b"}
        return re.search(names.get(value, rf"\b{value}\b"), text, re.IGNORECASE) is not None
    return any(folded(form) in folded(text) for form in forms)


def values(truth: dict) -> list[tuple[str, object]]:
    """The truth as single values: lists and VAT lines taken apart."""
    flat = []
    for field, value in truth.items():
        if field == "lignesTva":
            flat += [(f"montant {name}", line[name]) for line in value for name in ("baseHt", "montantTva")]
        elif isinstance(value, list):
            flat += [(field, item) for item in value]
        else:
            flat.append((field, value))
    return flat


def arithmetic(truth: dict) -> list[str]:
    """Contradictions within a truth."""
    faults = []
    cents = {name: round(truth[name] * 100) for name in truth if name.startswith("montant")}
    if {"montantHtTotal", "montantTVA", "montantTtcTotal"} <= cents.keys():
        if cents["montantHtTotal"] + cents["montantTVA"] != cents["montantTtcTotal"]:
            faults.append("totals do not add up")
    if (
        "lignesTva" in truth
        and round(sum(line["baseHt"] for line in truth["lignesTva"]) * 100) != cents["montantHtTotal"]
    ):
        faults.append("VAT bases do not add up")
    for party in ("Fournisseur", "Destinataire"):
        siren = truth.get(f"siren{party}")
        if siren and not truth.get(f"code{party}", siren).startswith(siren):
            faults.append(f"SIREN and SIRET of {party} disagree")
        if truth.get(f"numeroTva{party}", "").startswith("FR") and truth[f"numeroTva{party}"] != identifiers.french_vat(
            siren
        ):
            faults.append(f"VAT id of {party} has a wrong key")
    return faults


def check(row: dict, folder: pathlib.Path, counts: collections.Counter) -> list[str]:
    path = folder / row["file"]
    if not path.exists():
        return ["no such file"]
    pages = {number: page_text(path, number) for number in range(1, row["pages"] + 1)}
    read = "\n".join(pages[number] for number in pages_read(row["pages"]))
    faults = arithmetic(row["truth"])
    for field, value in values(row["truth"]):
        if field in UNPRINTED:
            continue
        if is_in(field, value, read):
            counts["printed"] += 1
        elif field in row["derived"]:
            counts["derived"] += 1
        else:
            faults.append(f"`{field}` = {value} is not printed on the pages read")
    rest = "\n".join(pages[number] for number in pages if number not in pages_read(row["pages"]))
    for text in row["unread"]:
        counts["unread"] += 1
        if folded(text) in folded(read) or folded(text) not in folded(rest):
            faults.append(f"{text} must be on the pages that are not read, and only there")
    for text in row["hidden"]:
        counts["hidden"] += 1
        named = [
            field
            for field, value in values(row["truth"])
            if field not in UNPRINTED + ["codeDeviseFacture"] and is_in(field, value, text)
        ]
        if named:
            faults.append(f"hidden text {text} names the value of {named}")
    if row["kind"] == "scan" and read.strip():
        faults.append("a scan must have no text")
    return faults


def main() -> int:
    parser = argparse.ArgumentParser(description="check samples against their truth")
    parser.add_argument(
        "--out", type=pathlib.Path, help="folder made by make.py --out; default is the committed corpus"
    )
    options = parser.parse_args()
    folder, manifest = (
        (options.out, options.out / "manifest.jsonl")
        if options.out
        else (CORPUS / "samples", CORPUS / "manifest.jsonl")
    )
    rows = [json.loads(line) for line in manifest.read_text().splitlines()]
    counts: collections.Counter = collections.Counter()
    bad = 0
    for row in rows:
        faults = check(row, folder, counts)
        bad += bool(faults)
        for fault in faults:
            print(f"{row['file']}: {fault}")
    for stray in sorted({path.name for path in folder.glob("*.pdf")} - {row["file"] for row in rows}):
        print(f"{stray}: not in the manifest")
        bad += 1
    print(
        f"{len(rows)} documents, {len({row['layout'] for row in rows})} layouts, {bad} with faults; values printed"
        f" {counts['printed']}, derived {counts['derived']}; decoys on unread pages {counts['unread']}, hidden"
        f" {counts['hidden']}"
    )
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
