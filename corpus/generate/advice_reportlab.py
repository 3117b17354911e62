"""Invoices that break one of the portal's four golden rules, each beside the same invoice mended.

They show what advice is worth: the bad one leaves fields empty or hard to read and gets the advice, the mended one is
filled in and gets none. Both have the same data. Values that a page shows to nobody are no truth of the bad one.
"""

import io

from PIL import Image, ImageDraw, ImageFont
from reportlab.lib.utils import ImageReader

import parts
from by_reportlab import FONTS, HEIGHT, WIDTH, Sheet, item_table, render
from layouts import layout
from printed import Printed

FACTS = {"style": {"siret": "14", "date": "dd/mm/yyyy"}, "split": "advice", "engagement": "ej"}


def references(p: Printed) -> list[tuple[str, str]]:
    return [
        ("Facture n° :", p.number()),
        ("Date de facture :", p.issued()),
        ("SIRET client :", p.buyer_siret()),
        ("Code service :", p.service_code()),
        ("N° d'engagement :", p.engagement()),
    ]


def rest(sheet: Sheet, p: Printed) -> None:
    """What bad and mended invoices have in common: the items, the totals, the account."""
    y = item_table(sheet, p, 330) + 16
    totals = [("Total HT", p.total_ht()), ("Total TVA", p.total_vat()), ("Total TTC", p.total_ttc())]
    for label, value in totals:
        sheet.text(400, y, label)
        sheet.text(555, y, value, align="right")
        y += 14
    sheet.text(40, y + 20, f"IBAN : {p.iban()}")


def good(p: Printed) -> Sheet:
    """The invoice as it should be: every mended one is this."""
    sheet = Sheet()
    sheet.stack(40, 50, parts.sender(p), bold=True)
    sheet.text(40, 100, f"SIRET fournisseur : {p.seller_siret()}")
    sheet.stack(330, 120, parts.recipient(p), 13)
    sheet.pairs(40, 200, 110, references(p))
    rest(sheet, p)
    return sheet


@layout(render, kind="scan", **FACTS)
def scanned(p: Printed) -> Sheet:
    """Printed, and put on the scanner: a picture of the page."""
    font = ImageFont.truetype(f"/usr/share/fonts/truetype/{FONTS['DejaVu']}.ttf", 20)
    picture = Image.new("L", (2 * WIDTH, 2 * HEIGHT), 255)
    lines = [*parts.sender(p), "", *parts.recipient(p), ""]
    lines += [f"{label} {value}" for label, value in references(p)]
    lines += ["", f"Total HT {p.total_ht()}", f"Total TVA {p.total_vat()}", f"Total TTC {p.total_ttc()}"]
    ImageDraw.Draw(picture).multiline_text((90, 90), "\n".join(lines), 0, font, spacing=14)
    file = io.BytesIO()
    picture.save(file, "PNG")
    sheet = Sheet()
    sheet.canvas.drawImage(ImageReader(file), 0, 0, WIDTH, HEIGHT)
    return sheet


@layout(render, **FACTS)
def white_on_white(p: Printed) -> Sheet:
    """Recipient and engagement in white on white, for machines only."""
    sheet = Sheet()
    sheet.stack(40, 50, parts.sender(p), bold=True)
    sheet.text(40, 100, f"SIRET fournisseur : {p.seller_siret()}")
    sheet.stack(330, 120, parts.recipient(p), 13)
    sheet.pairs(40, 200, 110, [("Facture n° :", p.number()), ("Date de facture :", p.issued())])
    sheet.canvas.setFillGray(1)
    sheet.text(40, 240, f"SIRET client : {p.hidden(p.invoice.buyer.siret)}")
    sheet.text(40, 252, f"N° d'engagement : {p.hidden(p.invoice.engagement)}")
    sheet.canvas.setFillGray(0)
    rest(sheet, p)
    return sheet


@layout(render, **FACTS)
def glued(p: Printed) -> Sheet:
    """Labels and values without a space between them, as a template that was filled in too narrowly."""
    sheet = Sheet()
    sheet.stack(40, 50, parts.sender(p), bold=True)
    sheet.text(40, 100, f"SIRET{p.seller_siret()}TVA{p.invoice.seller.vat}")
    sheet.stack(330, 120, parts.recipient(p), 13)
    sheet.text(40, 200, f"Facture n° {p.number()}")
    sheet.text(40, 213, f"Date de facture {p.issued()}")
    sheet.text(40, 226, f"SIRET client:{p.buyer_siret()}Service:{p.service_code()}Engagement:{p.engagement()}")
    rest(sheet, p)
    return sheet


@layout(render, **FACTS)
def unannounced(p: Printed) -> Sheet:
    """Values wherever there was room, and no word about what they are."""
    sheet = Sheet()
    sheet.text(40, 50, "FACTURE", 16, bold=True)
    sheet.stack(40, 80, parts.sender(p))
    sheet.text(480, 50, p.issued())
    sheet.stack(330, 120, parts.recipient(p), 13)
    sheet.text(40, 240, f"{p.buyer_siret()} / {p.seller_siret()} / {p.engagement()}")
    rest(sheet, p)
    sheet.text(480, 800, p.number())
    return sheet


@layout(render, **FACTS)
def pale(p: Printed) -> Sheet:
    """The references in the pale green of the company's stationery."""
    sheet = Sheet()
    sheet.stack(40, 50, parts.sender(p), bold=True)
    sheet.text(40, 100, f"SIRET fournisseur : {p.seller_siret()}")
    sheet.stack(330, 120, parts.recipient(p), 13)
    sheet.canvas.setFillColorRGB(0.62, 0.85, 0.66)
    sheet.pairs(40, 200, 110, references(p))
    sheet.canvas.setFillGray(0)
    rest(sheet, p)
    return sheet


def mend(name: str) -> None:
    """Registers `good` as what becomes of the bad layout `name`."""

    def build(p: Printed) -> Sheet:
        return good(p)

    build.__name__ = f"{name}_mended"
    layout(render, **FACTS)(build)


for bad in ("scanned", "white_on_white", "glued", "unannounced", "pale"):
    mend(bad)
