"""Layouts drawn with cairo and Pango: desktop programs that print through GTK; every run of glyphs placed by itself."""

import pathlib

import cairo
import gi

gi.require_version("Pango", "1.0")
gi.require_version("PangoCairo", "1.0")
from gi.repository import Pango, PangoCairo  # noqa: E402  (the versions must be chosen before)

import parts
import vocabulary
from layouts import layout
from printed import Printed


class Page:
    """Drawing commands kept until the file is known, because cairo opens its file first."""

    def __init__(self, font: str = "DejaVu Sans 9"):
        self.font = font
        self.calls: list[tuple] = []

    def text(self, x: float, y: float, text: str, font: str = "", align: str = "left") -> None:
        self.calls.append((x, y, text, font or self.font, align))

    def stack(self, x: float, y: float, lines: list[str], step: float = 13, **how) -> float:
        for line in lines:
            self.text(x, y, line, **how)
            y += step
        return y

    def letters(self, x: float, y: float, text: str, step: float) -> None:
        """Each character by itself at a fixed pitch, as justified or spaced text ends up in a file."""
        for index, char in enumerate(text):
            if char != " ":
                self.text(x + index * step, y, char)

    def columns(self, y: float, at: list[tuple[float, str]], cells: list[str]) -> None:
        for (x, align), cell in zip(at, cells):
            self.text(x, y, cell, align=align)

    def box(self, x: float, y: float, width: float, height: float) -> None:
        self.calls.append((x, y, width, height))


def render(page: object, path: pathlib.Path) -> None:
    assert isinstance(page, Page)
    surface = cairo.PDFSurface(str(path), 595, 842)
    context = cairo.Context(surface)
    for call in page.calls:
        if len(call) == 4:
            context.set_line_width(0.6)
            context.rectangle(*call)
            context.stroke()
        else:
            draw_text(context, *call)
    surface.finish()


def draw_text(context: cairo.Context, x: float, y: float, text: str, font: str, align: str) -> None:
    run = PangoCairo.create_layout(context)
    run.set_font_description(Pango.FontDescription(font))
    run.set_text(text, -1)
    width = run.get_pixel_size()[0]
    context.move_to(x - {"left": 0, "right": width, "center": width / 2}[align], y)
    PangoCairo.show_layout(context, run)


ITEMS_AT = [(40, "left"), (330, "right"), (430, "right"), (550, "right")]


@layout(render, engagement="coded", buyers=("universite", "region"), rates=(2000,), style={"date": "short"})
def right_labels(p: Printed) -> Page:
    """Labels right-aligned against a line of values, as desktop accounting programs print; no engagement."""
    page = Page()
    page.stack(40, 40, parts.sender(p), font="DejaVu Sans Bold 9")
    page.stack(330, 110, parts.recipient(p))
    rows = [
        ("Facture", p.number()),
        ("Émise le", p.issued()),
        (p.label("due"), p.due()),
        ("Votre service", p.service_code()),
        (p.label("buyer_siret"), p.buyer_siret()),
        ("Notre devis", p.invoice.quote),
        *parts.noise(p, 2),
    ]
    for index, (label, value) in enumerate(rows):
        page.text(170, 190 + 14 * index, label, align="right")
        page.text(180, 190 + 14 * index, value, "DejaVu Sans Bold 9")
    y = 340
    page.columns(y, ITEMS_AT, ["Désignation", "Quantité", "Prix", "Montant"])
    for row in parts.columns(parts.items(p), 1, 2, 4, 5):
        y += 14
        page.columns(y, ITEMS_AT, row)
    for label, value in [
        (p.label("ht"), p.total_ht()),
        (f"TVA {p.only_rate()} %", p.total_vat()),
        (p.label("ttc"), p.total_ttc()),
    ]:
        y += 18
        page.text(430, y, label, align="right")
        page.text(550, y, value, align="right")
    page.text(297, 790, parts.legal(p, "name", "capital", "siret", "ape"), "DejaVu Sans 6", "center")
    page.text(297, 802, f"TVA {p.seller_vat()} - IBAN {p.iban()} - BIC {p.bic()}", "DejaVu Sans 6", "center")
    return page


@layout(
    render,
    engagement="ej",
    buyers=("etat", "hopital"),
    rates=(2000, 1000),
    style={"siret": "14", "date": "dd/mm/yyyy", "group": " "},
)
def comb_boxes(p: Printed) -> Page:
    """A form with combs: one character a cell for the SIRET, the engagement and the number."""
    page = Page("Liberation Sans 9")
    page.text(297, 40, "FACTURE DESTINÉE AU SECTEUR PUBLIC", "Liberation Sans Bold 14", "center")
    page.stack(40, 80, ["Fournisseur", *parts.sender(p), f"N° SIRET {p.seller_siret()}", f"N° TVA {p.seller_vat()}"])
    page.stack(330, 80, ["Destinataire", *parts.recipient(p)])
    rows = [
        ("Numéro de facture", p.number()),
        ("SIRET du destinataire", p.buyer_siret()),
        ("Numéro d'engagement", p.engagement()),
        ("Code service", p.service_code()),
    ]
    for index, (label, value) in enumerate(rows):
        y = 180 + 24 * index
        page.text(40, y, label)
        for cell in range(len(value)):
            page.box(178 + cell * 14, y - 3, 14, 17)
        page.letters(182, y, value, 14)
    page.text(40, 280, f"Date de facture : {p.issued()}")
    y = 310
    at = [*ITEMS_AT[:2], (400, "right"), (490, "right"), (550, "right")]
    page.columns(y, at, ["Objet", "Qté", "PU HT", "Total HT", "TVA %"])
    for row in parts.columns(parts.items(p), 1, 2, 4, 5, 6):
        y += 14
        page.columns(y, at, row)
    y += 30
    for rate, base, amount in p.vat_rows():
        page.columns(
            y, [(40, "left"), (230, "right"), (340, "right")], [f"TVA {rate} %", f"base {base}", f"montant {amount}"]
        )
        y += 14
    page.columns(
        y + 10,
        [(40, "left"), (230, "left"), (420, "left")],
        [f"Total HT {p.total_ht()}", f"Total TVA {p.total_vat()}", f"Total TTC {p.total_ttc()}"],
    )
    return page


@layout(
    render, engagement="year", buyers=("universite", "epci"), rates=(2000,), lines=3, style={"group": ".", "point": ","}
)
def value_above_label(p: Printed) -> Page:
    """The value stands over its label, which is small and grey as on modern letterheads."""
    page = Page("Liberation Serif 11")
    page.text(40, 40, p.seller_name(), "Liberation Serif Bold 18")
    page.stack(40, 66, [*p.invoice.seller.address, f"SIRET {p.seller_siret()}"])
    page.stack(290, 66, [*parts.recipient(p), f"SIRET {p.buyer_siret()}"], font="Liberation Serif 8")
    fields = [
        (p.number(), "numéro de facture"),
        (p.issued(), "date de facture"),
        (p.engagement(), "bon de commande"),
        (p.due(), "échéance"),
    ]
    for index, (value, label) in enumerate(fields):
        page.text(40 + 132 * index, 180, value, "Liberation Serif Bold 12")
        page.text(40 + 132 * index, 197, label, "Liberation Serif 7")
    y = 250
    for row in parts.columns(parts.items(p), 1, 2, 4, 5):
        page.columns(y, ITEMS_AT, row)
        y += 16
    for index, (value, label) in enumerate(
        [
            (p.total_ht(), "total hors taxes"),
            (p.total_vat(), f"TVA {p.only_rate()} %"),
            (p.total_ttc(), "total toutes taxes comprises"),
        ]
    ):
        page.text(40 + 180 * index, y + 30, value, "Liberation Serif Bold 14")
        page.text(40 + 180 * index, y + 50, label, "Liberation Serif 7")
    page.text(40, 780, vocabulary.DISCOUNT + " " + vocabulary.OWNERSHIP, "Liberation Serif 7")
    page.text(40, 792, parts.legal(p, "name", "capital", "rcs", "vat"), "Liberation Serif 7")
    return page
