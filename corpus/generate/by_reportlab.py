"""Layouts drawn with ReportLab: the way of web shops and business software that place every string themselves.

Here live the traps that only a program with full control of the page can set: form fields, turned pages, invisible
text, decomposed accents, an image in place of text.
"""

import io
import pathlib
import unicodedata

from PIL import Image, ImageDraw, ImageFont
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen import canvas

import parts
import vocabulary
from layouts import layout
from printed import NARROW, NO_BREAK, Printed

FONTS = {
    "DejaVu": "dejavu/DejaVuSans",
    "Narrow": "liberation/LiberationSansNarrow-Regular",
    "Serif": "dejavu/DejaVuSerif",
    "Mono": "liberation/LiberationMono-Regular",
}
WIDTH, HEIGHT = 595, 842


class Sheet:
    """A page measured from its top left corner, with the few strokes that an invoice needs."""

    def __init__(self, font: str = "Helvetica", size: float = 9, page: tuple[float, float] = (WIDTH, HEIGHT)):
        self.buffer = io.BytesIO()
        self.canvas = canvas.Canvas(self.buffer, pagesize=page, invariant=1)
        self.font = font
        self.size = size
        self.height = page[1]
        if font in FONTS and font not in pdfmetrics.getRegisteredFontNames():
            pdfmetrics.registerFont(TTFont(font, f"/usr/share/fonts/truetype/{FONTS[font]}.ttf"))

    def text(self, x: float, y: float, text: str, size: float = 0, bold: bool = False, align: str = "left") -> None:
        bold_font = {"Helvetica": "Helvetica-Bold", "Times-Roman": "Times-Bold", "Courier": "Courier-Bold"}.get(
            self.font, self.font
        )
        self.canvas.setFont(bold_font if bold else self.font, size or self.size)
        draw = {
            "left": self.canvas.drawString,
            "right": self.canvas.drawRightString,
            "center": self.canvas.drawCentredString,
        }
        draw[align](x, self.height - y, text)

    def stack(self, x: float, y: float, lines: list[str], step: float = 12, **how) -> float:
        """Lines under each other; answers with where the next one would stand."""
        for line in lines:
            self.text(x, y, line, **how)
            y += step
        return y

    def pairs(self, x: float, y: float, gap: float, rows: list[tuple[str, str]], step: float = 13, **how) -> float:
        for label, value in rows:
            self.text(x, y, label)
            self.text(x + gap, y, value, **how)
            y += step
        return y

    def box(self, x: float, y: float, width: float, height: float, fill: float = 1) -> None:
        self.canvas.setFillGray(fill)
        self.canvas.rect(x, self.height - y - height, width, height, fill=int(fill < 1))
        self.canvas.setFillGray(0)

    def table(
        self,
        x: float,
        y: float,
        widths: list[float],
        head: list[str],
        rows: list[list[str]],
        step: float = 14,
        numbers: int = 2,
        grid: bool = True,
    ) -> float:
        """A table whose last `numbers` columns are right-aligned; answers with its lower edge."""
        for index, row in enumerate([head, *rows] if head else rows):
            at = x
            for column, (cell, width) in enumerate(zip(row, widths)):
                if grid:
                    self.box(at, y - 10, width, step, 0.9 if head and index == 0 else 1)
                if column >= len(widths) - numbers:
                    self.text(at + width - 3, y, cell, align="right")
                else:
                    self.text(at + 3, y, cell)
                at += width
            y += step
        return y

    def paragraph(self, x: float, y: float, text: str, width: float, size: float = 7) -> float:
        line = ""
        for word in text.split(" "):
            if pdfmetrics.stringWidth(f"{line} {word}", self.font, size) > width:
                self.text(x, y, line, size)
                line, y = "", y + size * 1.25
            line = f"{line} {word}".strip()
        self.text(x, y, line, size)
        return y + size * 1.25

    def turn(self) -> None:
        self.canvas.showPage()


def render(sheet: object, path: pathlib.Path) -> None:
    assert isinstance(sheet, Sheet)
    sheet.canvas.save()
    path.write_bytes(sheet.buffer.getvalue())


ITEM_HEAD = ["Réf.", "Désignation", "Qté", "PU HT", "Montant HT"]
ITEM_WIDTHS = [70, 230, 45, 80, 90]


def item_table(sheet: Sheet, p: Printed, y: float, grid: bool = True) -> float:
    return sheet.table(
        40,
        y,
        ITEM_WIDTHS,
        [p.case(cell) for cell in ITEM_HEAD],
        parts.columns(parts.items(p), 0, 1, 2, 4, 5),
        grid=grid,
    )


@layout(render, engagement="ej", buyers=("etat",))
def grid_boxes(p: Printed) -> Sheet:
    """A row of boxes with the label small above each value; the window of the envelope right."""
    sheet = Sheet()
    sheet.stack(40, 50, parts.sender(p), bold=True)
    sheet.text(40, 100, f"Siret {p.seller_siret()}", 8)
    sheet.stack(330, 120, parts.recipient(p), 13, size=10)
    boxes = [
        (p.label("number"), p.number()),
        (p.label("issued"), p.issued()),
        (p.label("engagement"), p.engagement()),
        (p.label("service"), p.service_code()),
        (p.label("buyer_siret"), p.buyer_siret()),
    ]
    for index, (label, value) in enumerate(boxes):
        sheet.box(40 + index * 103, 200, 103, 32)
        sheet.text(44 + index * 103, 209, label.upper(), 6)
        sheet.text(44 + index * 103, 225, value, 9, bold=True)
    sheet.text(40, 248, parts.noise_line(p, 3), 7.5)
    y = item_table(sheet, p, 270) + 20
    for label, value in [
        (p.label("ht"), p.total_ht()),
        (f"TVA {p.only_rate()} %", p.total_vat()),
        (p.label("ttc"), p.total_ttc()),
    ]:
        sheet.text(380, y, label)
        sheet.text(552, y, value, align="right", bold="TTC" in label)
        y += 15
    sheet.text(40, y + 20, f"Paiement à 30 jours par virement : IBAN {p.iban()}  BIC {p.bic()}")
    sheet.paragraph(40, y + 45, f"{vocabulary.PENALTY} {vocabulary.DISCOUNT}", 510)
    sheet.text(WIDTH / 2, 815, parts.legal(p, "name", "capital", "rcs", "vat"), 6.5, align="center")
    return sheet


@layout(
    render,
    style={"siret": "14", "date": "dd/mm/yyyy", "currency": " EUR", "group": " "},
    engagement="slash",
    buyers=("mairie", "epci"),
)
def form_fields(p: Printed) -> Sheet:
    """The values stand in form fields, only their labels are page text."""
    sheet = Sheet()
    form = sheet.canvas.acroForm
    sheet.text(40, 60, "FACTURE", 20, bold=True)
    sheet.stack(320, 60, parts.recipient(p))
    rows = [
        (p.label("number"), p.number()),
        (p.label("issued"), p.issued()),
        (p.label("due"), p.due()),
        (p.label("buyer_siret"), p.buyer_siret()),
        (p.label("service"), p.service_code()),
        (p.label("order"), p.engagement()),
        ("Émetteur", p.seller_name()),
        ("SIRET de l'émetteur", p.seller_siret()),
        ("Total hors taxes", p.total_ht()),
        (f"TVA à {p.only_rate()} %", p.total_vat()),
        ("Total toutes taxes comprises", p.total_ttc()),
        ("IBAN", p.iban()),
    ]
    for index, (label, value) in enumerate(rows):
        y = 150 + index * 30
        sheet.text(40, y, f"{label} :")
        form.textfield(
            name=f"champ{index}",
            value=value,
            x=200,
            y=HEIGHT - y - 6,
            width=230,
            height=20,
            fontSize=10,
            borderWidth=1,
            forceBorder=True,
        )
    item_table(sheet, p, 540)
    sheet.text(40, 800, f"{parts.capital(p.invoice)} - APE {p.invoice.seller.ape}", 7)
    return sheet


@layout(render, rates=(2000, 1000), engagement="year", buyers=("hopital",), style={"group": " "})
def turned_page(p: Printed) -> Sheet:
    """Drawn upright on a page that a viewer must turn by ninety degrees."""
    sheet = Sheet(size=8, page=(HEIGHT, WIDTH))
    sheet.canvas.setPageRotation(90)
    sheet.canvas.transform(0, 1, -1, 0, WIDTH, 0)
    sheet.stack(40, 40, [*parts.sender(p), f"N° SIRET : {p.seller_siret()}", f"N° TVA : {p.seller_vat()}"], 11)
    sheet.stack(560, 40, ["Client :", *parts.recipient(p), f"SIRET : {p.buyer_siret()}"], 11)
    sheet.text(300, 60, f"Facture {p.number()} du {p.issued()}", 13, bold=True)
    sheet.pairs(
        300,
        85,
        110,
        [
            ("N° d'engagement :", p.engagement()),
            ("Marché n° :", p.contract()),
            ("Code service :", p.service_code()),
            ("Notre commande :", p.invoice.seller_order),
        ],
    )
    sheet.text(40, 150, parts.noise_line(p, 4))
    y = (
        sheet.table(
            40,
            165,
            [80, 330, 60, 60, 90, 100, 50],
            ["Article", "Libellé", "Qté", "Unité", "P.U. HT", "Montant HT", "TVA %"],
            parts.items(p),
            numbers=3,
        )
        + 20
    )
    sheet.table(
        40, y, [70, 100, 100], ["Taux TVA", "Base HT", "Montant TVA"], [[f"{r} %", b, a] for r, b, a in p.vat_rows()]
    )
    y = sheet.pairs(
        560,
        y,
        130,
        [("Montant total HT", p.total_ht()), ("Montant TVA", p.total_vat()), ("Montant TTC", p.total_ttc())],
    )
    sheet.text(560, y + 4, f"À régler avant le {p.due()}", bold=True)
    sheet.text(40, 570, f"Domiciliation {p.invoice.bank} IBAN {p.iban()}", 7)
    return sheet


@layout(render, engagement="ej", buyers=("etat", "universite"))
def invisible_text(p: Printed) -> Sheet:
    """White, invisible and covered strings name another number, engagement and total than the page shows."""
    sheet = Sheet("DejaVu", 8.5)
    other = f"FX{p.rng.randint(100000, 999999)}"
    sheet.canvas.setFillGray(1)
    sheet.text(300, 30, p.hidden(f"Facture n° {other}"))
    sheet.text(40, 420, p.hidden(f"Engagement n° 17{p.rng.randint(10**7, 10**8 - 1)}"))
    sheet.canvas.setFillGray(0)
    ghost = sheet.canvas.beginText(40, 300)
    ghost.setFont("DejaVu", 9)
    ghost.setTextRenderMode(3)
    ghost.textLine(p.hidden(f"Total TTC {p.plain(p.rng.randint(100000, 999999))} €"))
    ghost.setTextRenderMode(0)
    sheet.canvas.drawText(ghost)
    sheet.text(40, 200, p.hidden(f"SIRET client {p.rng.randint(10**13, 10**14 - 1)}"))
    sheet.canvas.setFillGray(0.8)
    sheet.canvas.rect(38, HEIGHT - 204, 250, 14, fill=1, stroke=0)
    sheet.canvas.setFillGray(0)
    sheet.stack(40, 50, parts.sender(p))
    sheet.stack(330, 90, parts.recipient(p))
    sheet.text(330, 145, f"SIRET destinataire : {p.buyer_siret()}")
    sheet.text(40, 175, f"Facture n° {p.number()} émise le {p.issued()}", 13)
    sheet.pairs(40, 225, 110, [(p.label("engagement"), p.engagement()), (p.label("service"), p.service_code())])
    y = item_table(sheet, p, 270, grid=False) + 20
    sheet.pairs(
        360,
        y,
        100,
        [("Total HT", p.total_ht()), (f"TVA {p.only_rate()} %", p.total_vat()), ("Total TTC", p.total_ttc())],
    )
    sheet.text(40, 800, parts.legal(p, "name", "capital", "siret", "ape"), 7)
    return sheet


def draw_scan(lines: list[tuple[int, int, int, str]]) -> Image.Image:
    """A page as a scanner sees it: grey, a little tilted, no text."""
    image = Image.new("L", (827, 1169), 246)
    draw = ImageDraw.Draw(image)
    for x, y, size, text in lines:
        draw.text((x, y), text, 40, ImageFont.truetype("/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf", size))
    return image.rotate(0.7, fillcolor=246).quantize(8)


@layout(render, kind="scan")
def scanned_page(p: Printed) -> Sheet:
    """Nothing but a picture of an invoice."""
    lines = [(60, 60 + 22 * i, 16, text) for i, text in enumerate(parts.sender(p))]
    lines += [(450, 170 + 22 * i, 16, text) for i, text in enumerate(parts.recipient(p))]
    lines += [
        (60, 330, 24, f"FACTURE {p.number()}"),
        (60, 370, 16, f"Date : {p.issued()}   Engagement : {p.engagement()}"),
    ]
    lines += [(60, 450 + 26 * i, 15, "   ".join(row[1:6])) for i, row in enumerate(parts.items(p))]
    lines += [
        (450, 640 + 26 * i, 16, text)
        for i, text in enumerate([f"Total HT {p.total_ht()}", f"TVA {p.total_vat()}", f"Total TTC {p.total_ttc()}"])
    ]
    sheet = Sheet()
    sheet.canvas.drawImage(ImageReader(draw_scan(lines)), 0, 0, WIDTH, HEIGHT)
    return sheet


@layout(
    render,
    style={"group": NARROW, "currency": NARROW + "€", "date": "long"},
    rates=(2000, 550),
    engagement="coded",
    buyers=("departement",),
)
def decomposed_accents(p: Printed) -> Sheet:
    """Accents as separate combining characters, narrow no-break spaces within numbers."""
    sheet = Sheet("DejaVu", 8.5)
    apart = lambda text: unicodedata.normalize("NFD", text)
    sheet.stack(40, 60, map(apart, parts.sender(p)), size=10)
    sheet.text(40, 105, apart(f"Siret{NO_BREAK}: {p.seller_siret()} — Tél. {p.invoice.seller.phone}"))
    sheet.stack(350, 110, map(apart, parts.recipient(p)))
    sheet.text(350, 165, apart(f"N°{NO_BREAK}SIRET acheteur{NO_BREAK}: {p.buyer_siret()}"))
    sheet.text(40, 195, apart(f"Numéro de facture{NO_BREAK}: {p.number()}"), 11)
    sheet.text(40, 212, apart(f"Émise le {p.issued()}, échéance le {p.due()}"))
    sheet.text(40, 226, apart(f"Référence de l’engagement{NO_BREAK}: {p.engagement()}"))
    y = (
        sheet.table(
            40,
            265,
            [260, 40, 85, 95, 35],
            list(map(apart, ["Désignation", "Qté", "Prix unité", "Montant", "TVA"])),
            [list(map(apart, row)) for row in parts.columns(parts.items(p), 1, 2, 4, 5, 6)],
            numbers=3,
        )
        + 20
    )
    for rate, base, amount in p.vat_rows():
        sheet.text(40, y, apart(f"TVA à {rate}{NARROW}% sur {base}{NO_BREAK}: {amount}"))
        y += 13
    sheet.pairs(
        330,
        y,
        120,
        [
            (apart("Total hors taxe"), p.total_ht()),
            (apart("Total des taxes"), p.total_vat()),
            (apart("Total à régler, TTC"), p.total_ttc()),
        ],
    )
    sheet.text(40, 800, apart(parts.legal(p, "name", "capital", "vat", separator=" — ")), 7)
    return sheet


@layout(render, lines=7, engagement="ej", buyers=("departement", "region", "epci"), style={"group": " "})
def energy_six_pages(p: Printed) -> Sheet:
    """Energy: first page with the totals, a page of meters for each lot of sites, the payment slip last."""
    sheet, other = Sheet(), parts.decoys(p)
    sheet.stack(40, 50, parts.sender(p), bold=True)
    sheet.stack(340, 130, parts.recipient(p))
    sheet.pairs(
        40,
        130,
        110,
        [
            ("N° de facture", p.number()),
            ("Date d'émission", p.issued()),
            ("N° client", p.invoice.client_number),
            ("SIRET client", p.buyer_siret()),
            ("Engagement n°", p.engagement()),
            ("Marché", p.contract()),
        ],
    )
    y = sheet.table(
        60,
        260,
        [320, 120],
        ["Synthèse de votre facture", "Montant"],
        [
            ["Consommation hors TVA", p.total_ht()],
            [f"TVA ({p.only_rate()} %)", p.total_vat()],
            ["Montant total TTC à payer", p.total_ttc()],
        ],
        step=20,
        numbers=1,
    )
    sheet.text(60, y + 20, f"Montant prélevé le {p.due()}. Le détail par site figure en pages suivantes.")
    sheet.paragraph(40, 780, parts.legal(p, "name", "capital", "siret", "vat"), 510)
    for page in range(2, 6):
        sheet.turn()
        sheet.text(40, 40, f"Détail des consommations, page {page}/6", 11, bold=True)
        y = sheet.table(
            40,
            80,
            [200, 130, 80, 90],
            ["Site", "Point de livraison", "Consommation", "Montant HT"],
            parts.detail_rows(p, 24),
        )
        if page in (2, 3, 4):
            last = page == 4
            sheet.text(
                40,
                y + 20,
                f"Sous-total du lot {page} HT : {other['ht'] if last else p.plain(p.rng.randint(9999, 999999))} €",
            )
            if last:
                sheet.text(
                    40,
                    y + 36,
                    (
                        f"Rappel facture n° {other['number']}, engagement n° {other['engagement']}, total TTC"
                        f" {other['ttc']} €"
                    ),
                )
                sheet.text(40, y + 52, f"Gestionnaire du réseau, SIRET {other['siret']}")
    sheet.turn()
    sheet.text(40, 60, "Coupon de paiement", 13, bold=True)
    sheet.pairs(
        40,
        100,
        140,
        [("Référence à rappeler", p.number()), ("Montant", p.total_ttc()), ("IBAN", p.iban()), ("BIC", p.bic())],
    )
    return sheet


@layout(render, engagement="letters", buyers=("hopital", "mairie"), style={"date": "dd/mm/yyyy"})
def factored(p: Printed) -> Sheet:
    """The claim is sold: the factor has a SIRET, an account and a sentence on the page."""
    sheet = Sheet("Times-Roman", 10)
    sheet.stack(40, 50, parts.sender(p))
    sheet.text(40, 95, parts.legal(p, "siret", "ape", separator=" / "), 8)
    sheet.box(320, 95, 235, 82)
    sheet.stack(330, 112, ["FACTURÉ À", *parts.recipient(p), f"SIRET {p.buyer_siret()}"])
    sheet.text(40, 150, "FACTURE", 22, bold=True)
    sheet.table(
        40,
        210,
        [100, 90, 130, 90, 100],
        ["Numéro", "Date", "Votre commande", "Code service", "Échéance"],
        [[p.number(), p.issued(), p.engagement(), p.service_code(), p.due()]],
        numbers=0,
        step=16,
    )
    y = item_table(sheet, p, 270) + 16
    sheet.table(
        270,
        y,
        [95, 95, 95],
        ["Montant HT", f"TVA {p.only_rate()} %", "Net à payer TTC"],
        [[p.total_ht(), p.total_vat(), p.total_ttc()]],
        numbers=3,
    )
    factor = f"Affacturage Centre-Loire, société anonyme, SIRET 7{p.rng.randint(10**12, 10**13 - 1)}"
    sheet.box(40, y + 60, 515, 92, 0.95)
    bottom = sheet.paragraph(
        50,
        y + 75,
        (
            f"Règlement à l'ordre de {factor}, à lui adresser directement. Elle le reçoit par subrogation dans le "
            "cadre du contrat de factoring. Elle devra être avisée de toute demande de renseignements ou réclamations."
        ),
        490,
        9,
    )
    sheet.text(
        50, bottom + 6, f"Relevé d'identité bancaire du factor   IBAN : {p.iban()}   BIC : {p.bic()}", 9, bold=True
    )
    sheet.text(50, bottom + 22, "Banque : Comptoir Ligérien", 9)
    sheet.paragraph(40, 790, vocabulary.PENALTY, 510)
    return sheet


@layout(
    render,
    style={"capitals": True, "group": " ", "currency": " EUR", "date": "dd/mm/yy"},
    engagement="letters",
    buyers=("mairie", "ccas", "sdis"),
)
def spaced_capitals(p: Printed) -> Sheet:
    """A dot-matrix habit: spaced title, upper case without accents, fixed pitch."""
    sheet = Sheet("Courier", 9)
    sheet.stack(40, 50, parts.sender(p))
    sheet.text(WIDTH / 2, 110, "F A C T U R E", 16, bold=True, align="center")
    sheet.stack(190, 140, parts.recipient(p))
    rows = [
        ("NUMERO", p.number()),
        ("DATE", p.issued()),
        ("VOTRE BON DE COMMANDE", p.engagement()),
        ("SIRET CLIENT", p.buyer_siret()),
        ("NOTRE REFERENCE", p.invoice.seller_order),
        ("REGLEMENT AVANT LE", p.due()),
    ]
    for index, (label, value) in enumerate(rows):
        sheet.text(40, 210 + 13 * index, f"{label:.<24}: {value}")
    y = 310
    sheet.text(40, y, f"{'DESIGNATION':<42}{'QTE':>5}{'P.U.':>12}{'MONTANT':>14}")
    for row in parts.items(p):
        y += 12
        sheet.text(40, y, f"{row[1][:40]:<42}{row[2]:>5}{row[4]:>12}{row[5]:>14}")
    for label, value in [
        ("TOTAL H.T.", p.total_ht()),
        (f"T.V.A. {p.only_rate()} %", p.total_vat()),
        ("TOTAL T.T.C.", p.total_ttc()),
    ]:
        y += 18
        sheet.text(270, y, f"{label:<18}{value:>20}")
    sheet.text(40, 760, f"SIRET {p.seller_siret()} APE {p.invoice.seller.ape}", 8)
    sheet.text(40, 772, f"TVA INTRACOM {p.seller_vat()}", 8)
    return sheet


@layout(render, engagement="year", rates=(2000, 1000, 550), lines=6, buyers=("epci", "hopital"))
def footer_supplier(p: Printed) -> Sheet:
    """A logo in place of the sender; who it is stands in two columns of small print at the foot, with the account."""
    sheet = Sheet("Narrow", 9.5)
    sheet.canvas.setFillColorRGB(0.1, 0.4, 0.3)
    sheet.canvas.circle(70, HEIGHT - 60, 24, fill=1, stroke=0)
    sheet.canvas.setFillGray(0)
    sheet.stack(60, 140, parts.recipient(p), 13)
    sheet.pairs(
        350,
        60,
        90,
        [
            (p.label("number"), p.number()),
            ("En date du", p.issued()),
            (p.label("order"), p.engagement()),
            ("N/Réf", p.invoice.seller_order),
            ("BL n°", p.invoice.delivery_note),
            ("Siret client", p.buyer_siret()),
        ],
    )
    y = (
        sheet.table(
            40,
            230,
            [245, 40, 40, 70, 80, 40],
            ["Désignation", "Qté", "Unité", "PU", "Total HT", "% TVA"],
            parts.columns(parts.items(p), 1, 2, 3, 4, 5, 6),
            numbers=3,
        )
        + 20
    )
    sheet.table(40, y, [50, 80, 80], ["%", "H.T.", "T.V.A."], [list(row) for row in p.vat_rows()])
    sheet.table(
        330,
        y,
        [110, 110],
        [],
        [[p.label("ht"), p.total_ht()], [p.label("vat"), p.total_vat()], [p.label("ttc"), p.total_ttc()]],
        numbers=1,
    )
    seller = p.invoice.seller
    sheet.stack(
        40,
        770,
        [
            f"{p.seller_name()} - {parts.capital(p.invoice)}",
            f"{seller.street} - {seller.city_line}",
            f"Tél. {seller.phone} - {seller.mail}",
        ],
        8,
        size=6.5,
    )
    sheet.stack(
        330,
        770,
        [
            f"Siret {p.seller_siret()} - NAF {seller.ape} - TVA {p.seller_vat()}",
            f"{p.invoice.bank} - IBAN {p.iban()}",
            f"BIC {p.bic()}",
        ],
        8,
        size=6.5,
    )
    return sheet


@layout(
    render, engagement="ej", buyers=("etat", "universite", "mairie"), rates=(2000,), lines=5, style={"siret": "9 5"}
)
def telephone_bill(p: Printed) -> Sheet:
    """A telephone bill: commitment periods that are no engagement, phone numbers, the total in large print."""
    sheet = Sheet(size=8.5)
    sheet.text(40, 60, p.seller_name(), 18, bold=True)
    sheet.stack(40, 80, [*p.invoice.seller.address, f"Service client 10{p.rng.randint(10, 99)} (appel gratuit)"], 11)
    sheet.stack(340, 120, parts.recipient(p))
    sheet.text(40, 160, "Votre facture", 14, bold=True)
    sheet.pairs(
        40,
        180,
        120,
        [
            ("Numéro de facture", p.number()),
            ("Date de la facture", p.issued()),
            ("Compte client", p.invoice.client_number),
            (p.label("engagement"), p.engagement()),
            (p.label("buyer_siret"), p.buyer_siret()),
            ("Code service", p.service_code()),
        ],
    )
    sheet.box(340, 180, 200, 60, 0.92)
    sheet.text(350, 200, "Montant à payer TTC")
    sheet.text(350, 225, p.payable(), 16, bold=True)
    y = 290
    for row in parts.items(p):
        number = "06 " + " ".join(f"{p.rng.randint(0, 99):02d}" for _ in range(4))
        sheet.text(
            40, y, f"Ligne {number}, forfait pro, engagement 24 mois jusqu'au {p.rng.randint(1, 28):02d}/11/2027"
        )
        sheet.text(550, y, row[5], align="right")
        y += 13
    sheet.text(
        40, y + 5, f"dont remise fidélité engagement 36 mois : {p.price(p.rng.randint(500, 3000))} € (déjà déduite)"
    )
    y = sheet.pairs(340, y + 30, 150, [("Total HT", p.total_ht()), (f"TVA {p.only_rate()} %", p.total_vat())])
    sheet.paragraph(40, y + 40, f"Le règlement est attendu au plus tard le {p.due()}. {vocabulary.PENALTY}", 500)
    sheet.paragraph(40, 800, parts.legal(p, "name", "capital", "siret", "vat"), 510, 6.5)
    return sheet


@layout(render, kind="other", rates=(2000,))
def purchase_order(p: Printed) -> Sheet:
    """The buyer's own order: it names both parties and totals, and bills nothing."""
    sheet = Sheet(size=9)
    sheet.stack(40, 50, [*parts.recipient(p), f"SIRET {p.buyer_siret()}"])
    sheet.text(40, 140, f"BON DE COMMANDE N° {p.engagement()}", 15, bold=True)
    sheet.text(40, 160, f"Date de la commande : {p.issued()}")
    sheet.stack(340, 180, ["Fournisseur :", *parts.sender(p)])
    y = item_table(sheet, p, 260) + 20
    sheet.pairs(
        380,
        y,
        90,
        [("Total HT", p.total_ht()), (f"TVA {p.only_rate()} %", p.total_vat()), ("Total TTC", p.total_ttc())],
    )
    sheet.paragraph(
        40,
        y + 70,
        (
            f"La facture sera déposée sur Chorus Pro et rappellera le numéro d'engagement {p.engagement()} ainsi que le"
            f" code service {p.service_code()}. Bon pour commande, l'ordonnateur."
        ),
        500,
        9,
    )
    return sheet


@layout(
    render, engagement="slash", buyers=("mairie", "hopital", "ccas"), rates=(2000, 550), lines=38, style={"group": " "}
)
def carried_forward(p: Printed) -> Sheet:
    """Two pages: what is carried forward stands where a total would, the totals stand on the second page."""
    sheet = Sheet("Times-Roman", 9)

    def head(page: int) -> None:
        sheet.stack(40, 40, parts.sender(p), bold=True)
        sheet.text(555, 40, f"Page {page}/2", align="right")
        sheet.stack(330, 80, parts.recipient(p))
        sheet.pairs(
            40,
            90,
            110,
            [(p.label("number"), p.number()), ("Date", p.issued()), ("Notre commande n°", p.invoice.seller_order)],
        )
        sheet.pairs(40, 129, 110, [(p.label("order"), p.engagement()), (p.label("buyer_siret"), p.buyer_siret())])

    widths, titles = [75, 220, 40, 75, 75, 30], ["Réf.", "Désignation", "Qté", "P.U. HT", "Montant HT", "TVA"]
    rows, first = parts.columns(parts.items(p), 0, 1, 2, 4, 5, 6), 32
    carried = p.money(sum(line.total for line in p.invoice.lines[:first]))
    head(1)
    y = sheet.table(40, 190, widths, titles, rows[:first], numbers=3)
    sheet.text(525, y + 10, f"Sous-total à reporter {carried}", align="right")
    sheet.turn()
    head(2)
    sheet.text(525, 175, f"Report {carried}", align="right")
    y = sheet.table(40, 190, widths, titles, rows[first:], numbers=3) + 20
    sheet.table(40, y, [50, 90, 90], ["Taux", "Base HT", "Montant TVA"], [[f"{r} %", b, a] for r, b, a in p.vat_rows()])
    sheet.pairs(
        360, y, 100, [(p.label("ht"), p.total_ht()), (p.label("vat"), p.total_vat()), (p.label("ttc"), p.total_ttc())]
    )
    sheet.text(360, y + 45, f"{p.label('due')} : {p.due()}")
    sheet.paragraph(40, 800, parts.legal(p, "name", "capital", "siret", "ape", "vat"), 510)
    return sheet
