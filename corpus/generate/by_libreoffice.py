"""Layouts of LibreOffice Writer and Calc: the word processor and the spreadsheet of small suppliers.

Sources are flat OpenDocument, one XML file each. Text frames of Writer and columns of Calc put label and value apart in
ways that no layout engine for the web does.
"""

import atexit
import functools
import pathlib
import shutil
import subprocess
import tempfile
import threading

import parts
import vocabulary
from html_parts import text
from layouts import layout
from printed import Printed

SPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{urn}:1.0"'
    for name, urn in [
        ("office", "office"),
        ("text", "text"),
        ("table", "table"),
        ("style", "style"),
        ("draw", "drawing"),
        ("svg", "svg-compatible"),
        ("fo", "xsl-fo-compatible"),
    ]
)

_one_at_a_time = threading.Lock()


@functools.cache
def profile() -> str:
    """A user profile of our own, so that a run never touches the one of the person who makes samples."""
    folder = tempfile.mkdtemp(prefix="soffice-")
    atexit.register(shutil.rmtree, folder, True)
    return folder


def render(source: object, path: pathlib.Path) -> None:
    body = str(source)
    with tempfile.TemporaryDirectory() as folder, _one_at_a_time:
        name = pathlib.Path(folder) / ("page.fods" if "<office:spreadsheet>" in body else "page.fodt")
        name.write_text(body)
        subprocess.run(
            [
                "soffice",
                f"-env:UserInstallation=file://{profile()}",
                "--headless",
                "--convert-to",
                "pdf",
                "--outdir",
                folder,
                str(name),
            ],
            check=True,
            capture_output=True,
        )
        shutil.move(name.with_suffix(".pdf"), path)


def paragraph_style(
    name: str, size: float, bold: bool = False, align: str = "start", font: str = "Liberation Sans"
) -> str:
    weight = "bold" if bold else "normal"
    return (
        f'<style:style style:name="{name}" style:family="paragraph"><style:paragraph-properties'
        f' fo:text-align="{align}"/><style:text-properties style:font-name="{font}" fo:font-family="{font}"'
        f' fo:font-size="{size}pt" fo:font-weight="{weight}"/></style:style>'
    )


def opendocument(kind: str, styles: str, body: str) -> str:
    mime = f"application/vnd.oasis.opendocument.{kind}"
    page = (
        '<style:page-layout style:name="a4"><style:page-layout-properties fo:page-width="21cm" fo:page-height="29.7cm"'
        ' fo:margin="1.8cm" style:scale-to-X="1" style:scale-to-Y="0"/></style:page-layout>'
    )
    master = (
        '<office:master-styles><style:master-page style:name="Standard"'
        ' style:page-layout-name="a4"/></office:master-styles>'
    )
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document {SPACES} office:version="1.3"'
        f' office:mimetype="{mime}">'
        f"<office:automatic-styles>{page}{styles}</office:automatic-styles>{master}"
        f"<office:body><office:{kind}>{body}</office:{kind}></office:body></office:document>"
    )


def writer(body: str, font: str = "Liberation Sans", size: float = 10) -> str:
    styles = (
        paragraph_style("P", size, font=font)
        + paragraph_style("B", size, True, font=font)
        + paragraph_style("R", size, align="end", font=font)
        + paragraph_style("T", 18, True, font=font)
        + paragraph_style("S", 7, font=font)
        + '<style:style style:name="C" style:family="table-cell"><style:table-cell-properties fo:border="0.5pt solid'
        ' #000000" fo:padding="0.08cm"/></style:style><style:style style:name="F"'
        ' style:family="graphic"><style:graphic-properties draw:fill="none" draw:stroke="none" fo:border="none"'
        ' fo:padding="0cm" style:wrap="run-through" style:vertical-pos="from-top" style:vertical-rel="page"'
        ' style:horizontal-pos="from-left" style:horizontal-rel="page"/></style:style>'
    )
    return opendocument("text", styles, body)


def paragraphs(values: list[str], style: str = "P") -> str:
    return "".join(f'<text:p text:style-name="{style}">{text(value)}</text:p>' for value in values)


def table(rows: list[list[str]], numbers: int = 0, border: bool = True) -> str:
    """A table whose last `numbers` columns are right-aligned."""

    drawn = 'table:style-name="C"' if border else ""

    def cell(value: str, column: int) -> str:
        style = "R" if column >= len(rows[0]) - numbers else "P"
        return f"<table:table-cell {drawn}>{paragraphs([value], style)}</table:table-cell>"

    body = "".join(
        f"<table:table-row>{''.join(cell(value, i) for i, value in enumerate(row))}</table:table-row>" for row in rows
    )
    return f'<table:table><table:table-column table:number-columns-repeated="{len(rows[0])}"/>{body}</table:table>'


def frame(x: float, y: float, width: float, content: str) -> str:
    """A text frame at a place of the page, in centimetres."""
    return (
        f'<draw:frame draw:style-name="F" text:anchor-type="page" text:anchor-page-number="1" svg:x="{x}cm"'
        f' svg:y="{y}cm" svg:width="{width}cm"><draw:text-box'
        f' fo:min-height="0.5cm">{content}</draw:text-box></draw:frame>'
    )


def calc(rows: list[list[str]], widths: list[float], right: int = 2, font: str = "Liberation Sans") -> str:
    """A sheet of text cells; a cell that begins with "*" is bold, the last `right` columns are right-aligned."""
    columns = "".join(
        f'<style:style style:name="w{i}" style:family="table-column"><style:table-column-properties'
        f' style:column-width="{w}cm"/></style:style>'
        for i, w in enumerate(widths)
    )
    cells = "".join(
        f'<style:style style:name="{name}" style:family="table-cell"><style:paragraph-properties'
        f' fo:text-align="{align}"/><style:text-properties style:font-name="{font}" fo:font-family="{font}"'
        f' fo:font-size="9pt" fo:font-weight="{weight}"/></style:style>'
        for name, align, weight in [
            ("n", "start", "normal"),
            ("b", "start", "bold"),
            ("rn", "end", "normal"),
            ("rb", "end", "bold"),
        ]
    )

    def cell(value: str, column: int) -> str:
        if not value:
            return "<table:table-cell/>"
        name = ("r" if column >= len(widths) - right else "") + ("b" if value.startswith("*") else "n")
        return (
            f'<table:table-cell table:style-name="{name}"'
            f' office:value-type="string"><text:p>{text(value.lstrip("*"))}</text:p></table:table-cell>'
        )

    body = "".join(f'<table:table-column table:style-name="w{i}"/>' for i in range(len(widths)))
    body += "".join(
        f"<table:table-row>{''.join(cell(v, i) for i, v in enumerate(row)) or '<table:table-cell/>'}</table:table-row>"
        for row in rows
    )
    return opendocument("spreadsheet", columns + cells, f'<table:table table:name="Feuille1">{body}</table:table>')


@layout(render, engagement="slash", buyers=("mairie", "epci"), rates=(2000, 1000), style={"date": "long"})
def writer_tables(p: Printed) -> str:
    """A letter from a word processor: paragraphs above, tables below."""
    return writer(
        paragraphs(parts.sender(p), "B")
        + paragraphs([f"Siret : {p.seller_siret()} – Tél. : {p.invoice.seller.phone}"])
        + paragraphs([*parts.recipient(p), f"N° SIRET : {p.buyer_siret()}"], "R")
        + paragraphs([f"Facture n° {p.number()}"], "T")
        + paragraphs(
            [f"Le {p.issued()}", f"Votre bon de commande n° {p.engagement()} – Notre devis n° {p.invoice.quote}", ""]
        )
        + table(
            [["Désignation", "Qté", "Prix HT", "Total HT", "TVA"], *parts.columns(parts.items(p), 1, 2, 4, 5, 6)], 3
        )
        + paragraphs(["", parts.noise_line(p, 3)])
        + table([["TVA", "Base", "Montant"], *[[f"{r} %", b, a] for r, b, a in p.vat_rows()]], 2)
        + paragraphs([""])
        + table(
            [["Total HT", p.total_ht()], ["Total TVA", p.total_vat()], ["Total TTC", p.total_ttc()]], 1, border=False
        )
        + paragraphs(["", f"Règlement avant le {p.due()} au compte {p.iban()}, BIC {p.bic()}"])
        + paragraphs([parts.legal(p, "name", "capital", "rcs", "vat"), vocabulary.PENALTY], "S"),
        "Liberation Serif",
    )


@layout(render, engagement="ej", buyers=("etat", "universite"), rates=(2000,))
def writer_frames(p: Printed) -> str:
    """Text frames placed freely, each column one frame; their order in the file is not the order on the page."""
    label = lambda name, value: paragraphs([name], "S") + paragraphs([value], "B")
    totals = [("Total HT", p.total_ht()), (f"TVA {p.only_rate()} %", p.total_vat()), ("Total TTC", p.total_ttc())]
    items = [["Désignation", "Qté", "PU HT", "Total HT"], *parts.columns(parts.items(p), 1, 2, 4, 5)]
    frames = [
        frame(16, 20, 3, paragraphs([value for _, value in totals], "R")),
        frame(13, 20, 3, paragraphs([name for name, _ in totals])),
        frame(2, 9, 4, label(p.label("engagement"), p.engagement())),
        frame(6, 9, 4, label("Code service", p.service_code())),
        frame(10, 9, 5, label(p.label("buyer_siret"), p.buyer_siret())),
        frame(15, 9, 4, label("Échéance", p.due())),
        frame(11, 4, 8, paragraphs(parts.recipient(p))),
        frame(2, 7, 4, label("Facture", p.number())),
        frame(6, 7, 4, label("Date", p.issued())),
        frame(2, 2, 8, paragraphs(parts.sender(p), "T")),
        *[
            frame(x, 12, width, paragraphs([row[column] for row in items], style))
            for column, (x, width, style) in enumerate([(2, 9, "P"), (11, 2, "R"), (13, 3, "R"), (16, 3, "R")])
        ],
        frame(2, 27.5, 17, paragraphs([parts.legal(p, "name", "capital", "siret", "vat")], "S")),
    ]
    return writer("".join(frames) + paragraphs([""]))


@layout(render, kind="other", lines=3)
def writer_reminder(p: Printed) -> str:
    """A reminder: it names an invoice and its amount but bills nothing new."""
    return writer(
        paragraphs(parts.sender(p))
        + paragraphs(parts.recipient(p), "R")
        + paragraphs(["Première relance"], "T")
        + paragraphs(
            [
                f"Le {p.issued()}",
                "",
                "Madame, Monsieur,",
                "",
                (
                    f"Sauf erreur de notre part, notre facture {p.number()} d'un montant de "
                    f"{p.total_ttc()}, échue le {p.due()}, commande {p.engagement()}, reste impayée à ce jour."
                ),
                "",
                "Si votre règlement nous est parvenu entre-temps, veuillez ne pas tenir compte de ce courrier.",
            ]
        )
    )


@layout(
    render,
    engagement="letters",
    buyers=("mairie", "sdis", "ccas"),
    rates=(2000,),
    lines=5,
    style={"group": " ", "siret": "9 5"},
)
def calc_columns(p: Printed) -> str:
    """A spreadsheet: references left, the recipient in far columns, totals under the amounts."""
    buyer = [*parts.recipient(p), f"SIRET {p.buyer_siret()}"]
    head = [
        [f"*{p.seller_name()}", "", "", "", ""],
        *[[line, "", "", "", ""] for line in p.invoice.seller.address],
        [f"SIRET {p.seller_siret()}", "", "", "", ""],
        [],
        ["*FACTURE", "", "*Client", "", ""],
    ]
    references = [
        ("N°", p.number()),
        ("Date", p.issued()),
        (p.label("order"), p.engagement()),
        (p.label("due"), p.due()),
        ("Règlement", "virement"),
    ]
    head += [[label, value, line, "", ""] for (label, value), line in zip(references, buyer)]
    rows = [["", "", "", ""], ["*Désignation", "", "*Qté", "*PU HT", "*Total HT"]]
    rows += [[row[1], "", row[2], row[4], row[5]] for row in parts.items(p)]
    rows += [
        [],
        ["", "", "", p.label("ht"), p.total_ht()],
        ["", "", "", f"TVA {p.only_rate()} %", p.total_vat()],
        ["", "", "", "*Total TTC", p.total_ttc()],
        [],
        [f"IBAN {p.iban()}"],
        [parts.legal(p, "capital", "ape", "vat")],
    ]
    return calc(head + rows, [4, 3.8, 2.6, 2.9, 3])


@layout(
    render,
    engagement="year",
    buyers=("universite", "mairie"),
    rates=(0,),
    exempt="293 B",
    lines=2,
    style={"date": "dd/mm/yyyy"},
)
def calc_sole_trader(p: Printed) -> str:
    """A sole trader's spreadsheet: VAT of zero printed, article 293 B beneath; nothing that the buyer gave."""
    rows = [
        [f"*{p.seller_name()}", "", "*FACTURE"],
        [p.invoice.seller.street, "", f"Numéro : {p.number()}"],
        [p.invoice.seller.city_line, "", f"Date : {p.issued()}"],
        [f"Siret : {p.seller_siret()}", "", f"Devis : {p.invoice.quote}"],
        [],
        ["*Facturé à", "", ""],
        *[[line] for line in parts.recipient(p)],
        [],
        ["*Description", "*Nombre", "*Montant"],
    ]
    rows += parts.columns(parts.items(p), 1, 2, 5)
    rows += [
        ["", "Total HT", p.total_ht()],
        ["", "TVA", p.total_vat()],
        ["", "*Total TTC", p.total_ttc()],
        [],
        ["TVA non applicable, article 293 B du CGI"],
        [f"RIB : {p.iban()} {p.bic()}"],
    ]
    return calc(rows, [9, 3, 5], font="DejaVu Sans")


@layout(
    render,
    kind="credit_note",
    style={"minus": "-", "group": " "},
    engagement="coded",
    buyers=("hopital", "region"),
    rates=(2000, 550),
    lines=4,
)
def calc_credit_note(p: Printed) -> str:
    """A credit note from the spreadsheet: header row with values beneath, negative totals side by side."""
    rows = [
        ["*AVOIR", "", "", "", ""],
        [],
        *[[left, "", "", right] for left, right in zip([*parts.sender(p), ""], parts.recipient(p))],
        [],
        ["*N° avoir", "*Date", "*Facture d'origine", "*N° engagement", "*SIRET client"],
        [p.number(), p.issued(), p.origin(), p.engagement(), p.buyer_siret()],
        [],
        ["*Désignation", "", "*Qté", "*Montant HT", "*TVA %"],
    ]
    rows += [[row[1], "", row[2], row[5], row[6]] for row in parts.items(p)]
    rows += [
        [],
        ["*Taux", "*Base HT", "*TVA"],
        *map(list, p.vat_rows()),
        [],
        ["", "", "*Total HT", "*Total TVA", "*Total TTC"],
        ["", "", p.total_ht(), p.total_vat(), p.total_ttc()],
        [],
        [parts.legal(p, "name", "siret", "vat")],
    ]
    return calc(rows, [3.2, 2.8, 3.3, 3.3, 3.7], right=0)
