"""Layouts like those of software that places every string itself: ERP with TCPDF, accounting suites, utilities.

Imitated are Dolibarr, EBP, Ciel, Sage, Cegid, a supplier of electricity and a food wholesaler.
"""

from reportlab.pdfbase import pdfmetrics

import identifiers
import parts
import software_words as words
import vocabulary
from by_reportlab import WIDTH, Sheet, render
from printed import NO_BREAK, Printed, bare, spaced
from software_parts import (
    capital,
    days_off,
    decimal,
    delivery_site,
    long_rate,
    long_vat_rows,
    name_seller,
    only_long_rate,
    pick,
    quantity,
    registry,
    settle,
    software,
    start,
    stock,
    unit_price,
)

Color = tuple[float, float, float]

GREY = (0.45, 0.45, 0.5)


class Page(Sheet):
    """A sheet with colour, and with fonts that change in the middle of it."""

    def window(self, x: float, y: float, lines: list[str], step: float, width: float, size: float = 9) -> None:
        """An address; a line too long for the window is set smaller, as these programs do."""
        for line in lines:
            fit = size
            while pdfmetrics.stringWidth(line, self.font, fit) > width and fit > 5:
                fit -= 0.25
            self.text(x, y, line, fit)
            y += step

    def ink(self, *rgb: float) -> None:
        self.canvas.setFillColorRGB(*(rgb or (0, 0, 0)))

    def band(self, x: float, y: float, width: float, height: float, rgb: Color) -> None:
        self.ink(*rgb)
        self.canvas.rect(x, self.height - y - height, width, height, fill=1, stroke=0)
        self.ink()

    def paint(self, rgb: Color, x: float, y: float, text: str, *size: float, **how) -> None:
        """Text in a colour."""
        self.ink(*rgb)
        self.text(x, y, text, *size, **how)
        self.ink()

    def line(self, x0: float, y0: float, x1: float, y1: float, width: float = 0.5, rgb: Color = (0, 0, 0)) -> None:
        self.canvas.setStrokeColorRGB(*rgb)
        self.canvas.setLineWidth(width)
        self.canvas.line(x0, self.height - y0, x1, self.height - y1)
        self.canvas.setStrokeColorRGB(0, 0, 0)

    def frame(self, x: float, y: float, width: float, height: float, rgb: Color = (0, 0, 0), radius: float = 0) -> None:
        self.canvas.setStrokeColorRGB(*rgb)
        self.canvas.roundRect(x, self.height - y - height, width, height, radius, fill=0)
        self.canvas.setStrokeColorRGB(0, 0, 0)

    def put(self, font: str, x: float, y: float, text: str, size: float = 9, **how) -> None:
        """Text in another font than that of the sheet."""
        old, self.font = self.font, font
        self.text(x, y, text, size, **how)
        self.font = old


def dolibarr(p: Printed, sponge: bool, credit: bool = False) -> Page:
    """Dolibarr: sender on grey, recipient framed, the bank codes apart; three ways to say what the portal asks."""
    invoice = start(p, "AV{yy}{mm}-{z4}" if credit else "FA{yy}{mm}-{z4}")
    name_seller(p, "Nuage & Code", "Atelier Numérique du Lac", "Réseaux Verdier", "Octopode Services")
    lines = stock(p, pick(p, words.WEB, words.IT[:7], words.OFFICE), p.rng.randint(2, 5))
    sheet = Page("DejaVu" if sponge else "Helvetica", 8 if sponge else 9)
    blue = (0, 0, 0.24)
    sheet.paint(blue, 34, 50, p.seller_name(), 15, bold=True)

    def right(y: float, text: str, size: float = 9, bold: bool = False) -> None:
        sheet.paint(blue, 560, y, text, size, bold=bold, align="right")

    word = "Avoir" if credit else "Facture"
    if sponge:
        right(48, f"{word} {p.number()}", 13, True)
        y = 64
    else:
        right(48, word, 13, True)
        right(64, f"Réf. : {p.number()}", 11, True)
        y = 78
    if credit:
        right(y, f"Correction de la facture : {p.origin()}")
        y += 12
    how = p.rng.randint(0, 2)
    if how == 0:
        right(y, f"Réf. client : Engagement {p.engagement()}")
        y += 12
    right(y, f"Date {'avoir' if credit else 'facturation'} : {p.issued()}")
    y += 12
    if not credit:
        right(y, f"Date échéance : {p.due()}")
        y += 12
    right(y, f"Code client : {invoice.client_number}")
    y += 12
    right(y, f"Réf. commande : CO{invoice.issued:%y%m}-0{p.rng.randint(100, 999)} ({days_off(p, -12)})")
    y += 12
    sheet.text(34, 128, "Émetteur", 7)
    sheet.band(34, 132, 240, 96, (0.9, 0.9, 0.9))
    sheet.text(320, 128, "Adressé à", 7)
    sheet.box(320, 132, 241, 96)
    sheet.stack(
        40,
        146,
        [
            invoice.seller.name,
            invoice.seller.street,
            invoice.seller.city_line,
            "",
            f"Tél.: {invoice.seller.phone}",
            f"Email: {invoice.seller.mail}",
            "Web: www.example.fr",
        ],
        11,
    )
    address = parts.recipient(p)
    if how == 1:
        address += [f"SIRET : {p.buyer_siret()}", f"Code service : {p.service_code()}"]
    elif how == 2:
        address += [f"Numéro TVA: {p.buyer_vat()}"]
    sheet.window(326, 146, address, 11, 230, sheet.size)
    y = 246
    if how == 2:
        sheet.stack(
            34,
            y,
            [
                f"Chorus - N° engagement : {p.engagement()}",
                f"Chorus - Code service : {p.service_code()}",
                f"Chorus - SIRET destinataire : {p.buyer_siret()}",
            ],
            11,
        )
        y += 36
    elif how == 1:
        sheet.text(
            34, y, f"Note : suivant engagement n° {p.engagement()} du {days_off(p, -20)} - marché {p.contract()}"
        )
        y += 14
    else:
        sheet.text(34, y, f"SIRET client : {p.buyer_siret()}")
        y += 14
    sheet.text(560, y, p.currency("Montants exprimés en Euros"), 7, align="right")
    y += 6
    widths = [248, 46, 62, 40, 50, 80]
    sheet.box(34, y, 526, 250)
    x = 34
    for k, (w, head) in enumerate(zip(widths, ["Désignation", "TVA", "P.U. HT", "Qté", "Réduc.", "Total HT"])):
        sheet.text(x + 3 if k == 0 else x + w / 2, y + 11, head, align="left" if k == 0 else "center")
        x += w
        if x < 559:
            sheet.line(x, y, x, y + 250, 0.3)
    sheet.line(34, y + 16, 560, y + 16, 0.3)
    at = y + 29
    for n, item in enumerate(lines):
        if sponge:
            sheet.text(37, at, item.reference, bold=True)
            at += 10
        sheet.text(37, at, item.label[:52])
        for x, cell in (
            (325, f"{p.rate(item.rate)}%"),
            (387, unit_price(p, item)),
            (427, quantity(p, item)),
            (557, p.plain(item.total)),
        ):
            sheet.text(x, at, cell, align="right")
        at += 17
    y += 266
    sheet.text(34, y, "Conditions de règlement : ", bold=True)
    sheet.text(150, y, pick(p, "30 jours", "30 jours fin de mois", "À réception"))
    sheet.text(34, y + 14, "Règlement par virement sur le compte bancaire suivant :", 8)
    sheet.text(34, y + 26, f"Banque : {invoice.bank}", 8)
    codes = [invoice.iban[4:9], invoice.iban[9:14], invoice.iban[14:25], invoice.iban[25:]]
    for k, (head, value) in enumerate(zip(["Code banque", "Code guichet", "Numéro de compte", "Clé"], codes)):
        sheet.text(34 + [0, 55, 112, 190][k], y + 38, head, 6)
        sheet.text(34 + [0, 55, 112, 190][k], y + 48, value, 8)
    sheet.text(34, y + 62, f"Code IBAN : {p.iban()}", 8)
    sheet.text(34, y + 73, f"Code BIC/SWIFT : {p.bic()}", 8)
    rows = [("Total HT", p.total_ht()), (f"Total TVA {p.only_rate()}%", p.total_vat()), ("Total TTC", p.total_ttc())]
    if not sponge and not credit:
        rows += [("Déjà réglé", p.plain(0)), ("Reste à payer", p.payable())]
    for k, (label, value) in enumerate(rows):
        if label in ("Total TTC", "Reste à payer"):
            sheet.band(350, y + k * 15 - 2, 210, 14, (0.88, 0.88, 0.94))
        sheet.text(353, y + k * 15 + 9, label, bold=label != "Déjà réglé")
        sheet.text(557, y + k * 15 + 9, value, align="right")
    sheet.line(34, 795, 560, 795, 0.4)
    sheet.text(WIDTH / 2, 804, f"{capital(p)} - SIRET: {p.seller_siret()}", 7, align="center")
    sheet.text(
        WIDTH / 2,
        813,
        f"NAF-APE: {invoice.seller.ape} - RCS/RM: {invoice.seller.registry} B - Numéro TVA: {p.seller_vat()}",
        7,
        align="center",
    )
    sheet.text(560, 822, "1/1", 7, align="right")
    return sheet


D = {"currency": "", "date": "dd/mm/yyyy", "group": " "}


@software(render, style=D, buyers=("mairie", "epci", "universite"))
def dolibarr_crabe(p: Printed) -> Page:
    """The old template: the kind above the number, what is paid and what remains."""
    return dolibarr(p, False)


@software(render, style=D, buyers=("mairie", "etat", "hopital"))
def dolibarr_sponge(p: Printed) -> Page:
    """The new template: kind and number in one line, references above the labels."""
    return dolibarr(p, True)


@software(render, style={**D, "minus": "-"}, kind="credit_note", buyers=("mairie", "etat", "departement"))
def dolibarr_sponge_avoir(p: Printed) -> Page:
    """The new template as a credit note with negative amounts."""
    return dolibarr(p, True, True)


@software(render, style={"currency": " €", "date": "dd/mm/yyyy", "group": " "}, buyers=("mairie", "epci", "ccas"))
def ebp_batiment(p: Printed) -> Page:
    """EBP: head columns of document data, VAT codes explained in a table below, deposit, small print."""
    invoice = start(p, "FA{z8}")
    name_seller(p, "Maçonnerie Delfour", "Couverture Bastide", "Plâtrerie Janin", "Menuiseries Cassagne")
    lines = stock(p, words.BTP, 5, deposit=3000)
    for item in lines[:2]:
        item.rate = 1000
    settle(p, deposit=3000)
    sheet = Page("Helvetica", 8.5)
    sheet.band(34, 34, 60, 42, (0.8, 0.35, 0.1))
    sheet.paint((1, 1, 1), 42, 62, p.seller_name()[:2].upper(), 22, bold=True)
    sheet.stack(
        102,
        44,
        [
            p.seller_name(),
            f"{invoice.seller.street}, {invoice.seller.city_line}",
            f"Tél. : {invoice.seller.phone} - Port. : 06 12 34 56 78",
            f"Assurance décennale n° {identifiers.digits(p.rng, 8)}",
        ],
        11,
    )
    sheet.text(340, 112, pick(p, "Facture", "FACTURE DE TRAVAUX"), 16, bold=True)
    sheet.frame(330, 122, 230, 80, radius=6)
    sheet.window(338, 137, parts.recipient(p), 13, 216, 10)
    sheet.stack(
        34,
        125,
        [
            "Adresse du chantier :",
            delivery_site(p),
            f"{invoice.buyer.street}",
            invoice.buyer.city_line,
            f"SIRET client : {p.buyer_siret()}",
        ],
        11,
    )
    head = ["Numéro", "Date", "Code client", "Date d'échéance", "Mode de règlement", "N° bon de commande"]
    vals = [p.number(), p.issued(), invoice.client_number, p.due(), "Virement", p.engagement()]
    for k, (h, value) in enumerate(zip(head, vals)):
        x = 34 + k * 87.6
        sheet.band(x, 215, 87.6, 14, (0.83, 0.83, 0.83))
        sheet.frame(x, 215, 87.6, 30)
        sheet.text(x + 44, 225, h, 7.5, bold=True, align="center")
        sheet.text(x + 44, 240, value, 8.5, align="center")
    sheet.text(
        34,
        262,
        (
            f"Réf. : {pick(p, 'Rénovation énergétique', 'Mise aux normes accessibilité')} - Devis n°"
            f" DE{invoice.quote[2:]} accepté le {days_off(p, -60)}"
        ),
    )
    codes = {r: str(k + 1) for k, r in enumerate(sorted({item.rate for item in lines}))}
    y = sheet.table(
        34,
        282,
        [36, 262, 40, 50, 64, 50 + 10, 14],
        ["N°", "Description", "Unité", "Qté", "P.U. HT", "Montant HT", "T"],
        [
            [
                item.reference,
                item.label[:58],
                item.unit,
                quantity(p, item, 2),
                unit_price(p, item),
                p.plain(item.total),
                codes[item.rate],
            ]
            for item in lines
        ],
        numbers=4,
    )
    y = 600
    sheet.table(
        34,
        y,
        [30, 70, 50, 70],
        ["Code", "Base HT", "Taux", "Montant TVA"],
        [[codes[value.rate], row[1], row[0] + " %", row[2]] for value, row in zip(invoice.vat, long_vat_rows(p))],
        numbers=3,
    )
    for k, (label, value) in enumerate(
        [
            ("Total HT", p.total_ht()),
            ("Total TVA", p.total_vat()),
            ("Total TTC", p.total_ttc()),
            (pick(p, "Acompte(s)", "Acomptes versés"), p.paid()),
        ]
    ):
        sheet.text(352, y + k * 15, label)
        sheet.text(556, y + k * 15, value, align="right")
    sheet.band(348, y + 58, 212, 18, (0.8, 0.35, 0.1))
    sheet.paint((1, 1, 1), 352, y + 71, "Net à payer", 10, bold=True)
    sheet.paint((1, 1, 1), 556, y + 71, p.payable(), 10, bold=True, align="right")
    sheet.paragraph(34, y + 100, vocabulary.PENALTY, 520, 6.5)
    sheet.text(
        WIDTH / 2,
        806,
        (
            f"{p.seller_name()}, {capital(p)} - N° Siret {p.seller_siret()} - APE {invoice.seller.ape} -"
            f" {registry(p)} - N° TVA intracom. {p.seller_vat()}"
        ),
        6,
        align="center",
    )
    sheet.text(WIDTH / 2, 815, f"IBAN {p.iban()} - BIC {p.bic()}", 6, align="center")
    return sheet


@software(render, style={"currency": "", "date": "dd/mm/yyyy"}, buyers=("universite", "mairie", "sdis"))
def ciel_grid(p: Printed) -> Page:
    """Ciel / Sage 50: everything is a cell of a grid, VAT grid left, five totals side by side in one row."""
    invoice = start(p, pick(p, "FC{z6}", "FA{z6}", "{z8}"))
    name_seller(p, "Bureautique Coudert", "Papèterie Lestrade", "Fournitures Maubec")
    lines = stock(p, words.OFFICE, p.rng.randint(3, 6), rebates=(0, 0, 500, 1000))
    sheet = Page("Helvetica", 8)
    sheet.stack(40, 50, parts.sender(p), 12, size=10, bold=True)
    sheet.stack(
        40,
        90,
        [f"Tél. {invoice.seller.phone}", f"N° Siret {p.seller_siret()}", f"N° Identification T.V.A. {p.seller_vat()}"],
        11,
    )
    sheet.text(330, 60, "FACTURE", 20, bold=True)
    with_department = pick(p, True, False)
    name, department, *address = parts.recipient(p)
    sheet.window(330, 110, [name, *([department] if with_department else []), *address], 13, 230, 10)
    heads = [
        ("N° Pièce", p.number()),
        ("Date", p.issued()),
        ("Code client", invoice.client_number),
        ("V/Réf. (engagement)", p.engagement()),
        ("Échéance", p.due()),
        ("Mode de règlement", "VIREMENT 30 J"),
    ]
    for k, (h, value) in enumerate(heads):
        x = 40 + k * 86.5
        sheet.box(x, 190, 86.5, 14, 0.85)
        sheet.box(x, 204, 86.5, 18)
        sheet.text(x + 43, 200, h, 7, align="center")
        sheet.text(x + 43, 216, value, 9, align="center")
    sheet.text(40, 240, f"SIRET : {p.buyer_siret()}    Code service : {p.service_code()}", 8)
    widths = [66, 220, 40, 60, 38, 70, 25]
    y = sheet.table(
        40,
        260,
        widths,
        ["Référence", "Désignation", "Qté", "P.U. H.T.", "% Rem", "Montant H.T.", "TVA"],
        [
            [
                item.reference,
                item.label,
                quantity(p, item, 2),
                unit_price(p, item),
                decimal(p, item.off, 2) if item.off else "",
                p.plain(item.total),
                "5",
            ]
            for item in lines
        ],
        numbers=5,
    )
    x = 40
    for w in widths:
        sheet.frame(x, y - 10, w, 600 - y)
        x += w
    sheet.table(
        40,
        622,
        [40, 74, 54, 74],
        ["Code", "Base H.T.", "Taux T.V.A.", "Montant T.V.A."],
        [["5", b, r, a] for r, b, a in long_vat_rows(p)],
        numbers=3,
    )
    sheet.stack(300, 622, ["Règlement par virement :", f"IBAN : {p.iban()}", f"BIC : {p.bic()}"], 11)
    cells = [
        ("Total H.T.", p.total_ht()),
        ("Port H.T.", p.plain(0)),
        ("Total T.V.A.", p.total_vat()),
        ("Total T.T.C.", p.total_ttc()),
        ("Acompte", p.plain(0)),
        (p.currency("NET À PAYER EUR"), p.payable()),
    ]
    for k, (h, value) in enumerate(cells):
        xx = 40 + k * 86.5
        sheet.box(xx, 690, 86.5, 14, 0.85)
        sheet.box(xx, 704, 86.5, 20)
        sheet.text(xx + 43, 700, h, 7.5, bold=k == 5, align="center")
        sheet.text(xx + 80, 718, value, 10, bold=k == 5, align="right")
    sheet.paragraph(40, 745, vocabulary.PENALTY + " " + vocabulary.OWNERSHIP, 515, 6)
    sheet.text(
        WIDTH / 2,
        820,
        f"{invoice.seller.name} {capital(p)} - {registry(p)} - Code APE {invoice.seller.ape}",
        6,
        align="center",
    )
    return sheet


@software(
    render,
    style={"currency": "", "date": "dd/mm/yy", "group": " ", "capitals": True},
    buyers=("hopital", "departement", "region"),
)
def sage100_preprinted(p: Printed) -> Page:
    """Sage 100 on a pre-printed form: labels tiny and coloured, values in Courier beside, below or a little off "
    "them."""
    invoice = start(p, pick(p, "FC{yy}{n5}", "FA{n6}", "{n7}"))
    name_seller(p, "Distrimédic Sud", "Hydrolia Robinetterie", "Outillage Ferrandon")
    lines = stock(p, words.OFFICE + words.IT[5:], p.rng.randint(4, 7), discount=pick(p, 0, 200))
    sheet = Page("Helvetica", 8)
    teal = (0.0, 0.4, 0.45)
    sheet.band(0, 0, 8, 842, teal)
    sheet.paint(teal, 30, 52, p.seller_name(), 20, bold=True)
    sheet.paint(
        teal,
        30,
        66,
        f"{invoice.seller.street} - {invoice.seller.city_line} - Tél {invoice.seller.phone} - Fax 04 00 00 00 01",
        6.5,
    )
    boxes = [
        (30, "FACTURE N°", p.number()),
        (120, "DATE", p.issued()),
        (190, "N° CLIENT", invoice.client_number[-7:]),
        (262, "RÉFÉRENCE", p.engagement()),
    ]
    for (x, label, value), w in zip(boxes, (86, 66, 68, 90)):
        sheet.frame(x, 150, w, 34, teal, 4)
        sheet.paint(teal, x + 4, 158, label, 5.5)
        sheet.put("Courier", x + 5, 176 + p.rng.randint(-2, 3), value, 10)
    sheet.paint(teal, 30, 200, "Votre n° d'engagement est rappelé dans la case RÉFÉRENCE.", 5.5)
    sheet.frame(350, 90, 215, 92, teal, 8)
    sheet.font = "Courier"
    sheet.window(360, 106, [*parts.recipient(p), "SIRET " + p.buyer_siret()], 13, 198, 9.5)
    sheet.font = "Helvetica"
    sheet.paint(teal, 30, 214, "CONDITIONS", 5.5)
    sheet.put("Courier", 80, 215, "VIR 30J DATE FACT.", 9)
    sheet.paint(teal, 230, 214, "ÉCHÉANCE", 5.5)
    sheet.put("Courier", 275, 215, p.due(), 9)
    sheet.paint(teal, 350, 214, "N° T.V.A. CLIENT", 5.5)
    sheet.put("Courier", 410, 215, p.buyer_vat(), 9)
    sheet.band(30, 226, 535, 14, teal)
    for x, label in (
        (34, "RÉFÉRENCE"),
        (110, "DÉSIGNATION"),
        (345, "QTÉ"),
        (395, "P.U. H.T."),
        (455, "MONTANT H.T."),
        (535, "TVA"),
    ):
        sheet.paint((1, 1, 1), x, 236, label, 6, bold=True)
    sheet.frame(30, 226, 535, 420, teal)
    y = 256
    sheet.put("Courier", 110, y, f"BL N° {invoice.delivery_note} DU {days_off(p, -4)}", 8.5)
    y += 12
    sheet.put("Courier", 110, y, f"V/CDE DU {days_off(p, -11)} MME ROUX", 8.5)
    y += 16
    for item in lines:
        for x, value, side in (
            (34, item.reference, "left"),
            (110, bare(item.label)[:44], "left"),
            (375, quantity(p, item, 2), "right"),
            (440, unit_price(p, item), "right"),
            (520, p.plain(item.total), "right"),
            (552, "20", "right"),
        ):
            sheet.put("Courier", x, y, value, 8.5, align=side)
        y += 13
    sheet.frame(30, 656, 535, 40, teal, 4)
    cells = [
        ("TOTAL H.T. BRUT", p.plain(invoice.gross)),
        ("REMISE", p.plain(invoice.discount)),
        ("TOTAL H.T. NET", p.total_ht()),
        ("TAUX", only_long_rate(p)),
        ("TOTAL T.V.A.", p.total_vat()),
        ("TOTAL T.T.C.", p.total_ttc()),
    ]
    for k, (label, value) in enumerate(cells):
        sheet.paint(teal, 36 + k * 89, 665, label, 5.5)
        sheet.put("Courier", 110 + k * 89, 684, value, 9.5, align="right")
    sheet.frame(400, 702, 165, 30, teal, 4)
    sheet.paint(teal, 405, 711, p.currency("NET À PAYER EUR"), 6.5, bold=True)
    sheet.put("Courier", 558, 726, p.payable(), 12, bold=True, align="right")
    sheet.put("Courier", 34, 715, f"IBAN {p.iban()}", 8.5)
    sheet.put("Courier", 34, 727, f"BIC  {p.bic()}", 8.5)
    sheet.paint(
        teal,
        30,
        800,
        (
            f"{p.seller_name()} - {capital(p)} - SIRET {p.seller_siret()} - APE {invoice.seller.ape} - TVA"
            f" {p.seller_vat()}"
        ),
        6,
    )
    return sheet


@software(render, style={"currency": "", "date": "dd/mm/yyyy"}, buyers=("epci", "mairie", "region", "hopital"))
def cegid_columns(p: Printed) -> Page:
    """Cegid: right-aligned label column with colons, schedule of payments, VAT table with "Taxe", three addresses."""
    invoice = start(p, pick(p, "FAC{n8}", "{yy}FVE{n5}"))
    name_seller(p, "Éclairage Lumérian", "Groupe Technidal", "Matériels Ostreval")
    lines = stock(p, words.IT, 4)
    sheet = Page("Narrow", 9.5)
    sheet.text(30, 48, invoice.seller.name.upper(), 17)
    sheet.text(565, 48, "FACTURE", 17, align="right")
    sheet.line(30, 56, 565, 56, 1.5)
    for k, (label, value) in enumerate(
        [
            ("Pièce N°", p.number()),
            ("Date pièce", p.issued()),
            ("Tiers", invoice.client_number),
            ("V/Réf. commande", pick(p, "CDE-", "Cde ") + identifiers.digits(p.rng, 5)),
            ("N° d'engagement", p.engagement()),
            ("Marché", p.contract()),
            ("Représentant", "12 - LEROUX"),
            ("Page", "1 / 1"),
        ]
    ):
        sheet.text(120, 74 + k * 12, f"{label} :", align="right")
        sheet.text(125, 74 + k * 12, value)
    sheet.text(250, 74, "Adresse de livraison", 7.5)
    sheet.stack(
        250,
        86,
        [
            delivery_site(p),
            invoice.buyer.street,
            invoice.buyer.city_line,
            f"SIRET {spaced(invoice.site_siret, '3 3 3 5')}",
        ],
        12,
    )
    sheet.text(410, 74, "Adresse de facturation", 7.5)
    sheet.window(410, 86, [*parts.recipient(p), f"SIRET {p.buyer_siret()}"], 12, 160, 9.5)
    sheet.table(
        30,
        200,
        [70, 250, 40, 65, 40, 70],
        ["Article", "Désignation", "Quantité", "Px unitaire", "Tx", "Montant HT"],
        [
            [
                item.reference,
                item.label,
                quantity(p, item, 2),
                unit_price(p, item),
                long_rate(p, item.rate),
                p.plain(item.total),
            ]
            for item in lines
        ],
        numbers=4,
        grid=False,
    )
    sheet.line(30, 205, 565, 205, 0.5)
    sheet.line(30, 560, 565, 560, 0.5)
    sheet.table(30, 578, [55, 70, 55], ["Base", "Taux", "Taxe"], [[b, r, a] for r, b, a in long_vat_rows(p)], numbers=3)
    sheet.text(225, 578, "Échéance(s)")
    sheet.text(225, 592, p.due())
    sheet.text(290, 592, "Virement")
    sheet.text(395, 592, p.payable(), align="right")
    for k, (label, value) in enumerate(
        [
            ("Total HT", p.total_ht()),
            ("Escompte", p.plain(0)),
            ("Total Taxes", p.total_vat()),
            ("Total TTC", p.total_ttc()),
            ("Acompte", p.plain(0)),
            ("Net à payer", p.payable()),
        ]
    ):
        sheet.text(490, 578 + k * 14, label, align="right")
        sheet.text(562, 578 + k * 14, value, align="right")
    sheet.text(562, 670, p.currency("Montants en EUR"), 7, align="right")
    sheet.text(30, 700, f"Domiciliation bancaire : {invoice.bank}  IBAN {p.iban()}  BIC {p.bic()}")
    sheet.text(30, 712, pick(p, "TVA acquittée sur les encaissements", "TVA acquittée sur les débits"))
    sheet.paragraph(30, 735, vocabulary.PENALTY, 530, 6.5)
    sheet.text(
        WIDTH / 2,
        815,
        (
            f"{p.seller_name()} - {invoice.seller.street} {invoice.seller.city_line} - {capital(p)} - {registry(p)} -"
            f" SIRET {p.seller_siret()} - {p.seller_vat()}"
        ),
        6.5,
        align="center",
    )
    return sheet


@software(
    render,
    style={"currency": " €", "group": NO_BREAK, "date": "long"},
    buyers=("mairie", "epci", "departement", "universite"),
)
def electricity_local_authority(p: Printed) -> Page:
    """Energy for local authorities: four pages, summary first, sites on a page nobody reads, VAT table on the "
    "third, coupon last."""
    invoice = start(p, "10{n9}", due=30)
    name_seller(p, "Énergie Collectivités de France", "Watteo Entreprises & Collectivités")
    stock(
        p,
        [
            ("", "Abonnement (part fixe acheminement incluse)", "", 38.42, 550, 9, 30),
            ("", "Consommation heures pleines", "kWh", 0.1642, 2000, 2000, 9000),
            ("", "Consommation heures creuses", "kWh", 0.1218, 2000, 900, 5000),
            ("", "Contribution Tarifaire d'Acheminement (CTA)", "", 4.37, 550, 9, 30),
            ("", "Accise sur l'électricité", "kWh", 0.0205, 2000, 2900, 14000),
        ],
    )
    sheet = Page("Helvetica", 9)
    orange = (0.95, 0.4, 0.1)
    sheet.band(0, 0, 595, 26, orange)
    sheet.paint((1, 1, 1), 34, 18, "VOTRE FACTURE D'ÉLECTRICITÉ", 12, bold=True)
    sheet.paint((0, 0.2, 0.55), 34, 56, p.seller_name(), 15, bold=True)
    sheet.stack(
        34,
        80,
        [
            "Vos références",
            f"N° client : {identifiers.digits(p.rng, 10)}",
            f"N° de compte : 1-{identifiers.digits(p.rng, 7)}",
            f"Compte de facturation : {identifiers.digits(p.rng, 9)}",
        ],
        12,
        size=8,
    )
    sheet.stack(
        34,
        132,
        [
            f"Contrat : {pick(p, 'Prix fixe 3 ans', 'Groupement de commandes')}",
            f"N° de marché : {p.contract()}",
            f"N° d'engagement (Chorus) : {p.engagement()}",
            f"Code service Chorus : {p.service_code()}",
            f"SIRET : {p.buyer_siret()}",
        ],
        12,
        size=8,
    )
    sheet.window(310, 120, parts.recipient(p), 14, 255, 11)
    sheet.text(34, 230, f"Facture du {p.issued()}", 14, bold=True)
    sheet.text(34, 246, f"N° de facture {p.number()}", 10)
    sheet.text(
        34, 262, f"Période de consommation du {days_off(p, -62)} au {days_off(p, -1)} - {p.rng.randint(5, 40)} sites", 9
    )
    sheet.band(34, 290, 250, 120, (0.96, 0.93, 0.88))
    sheet.text(46, 310, "Montant à payer (TTC)", 11)
    sheet.text(46, 340, p.payable(), 24, bold=True)
    sheet.text(46, 365, f"à régler avant le {p.due()}", 10)
    sheet.text(46, 385, "par mandat administratif / virement", 8)
    for k, (label, value) in enumerate(
        [
            ("Montant de la facture hors TVA", p.total_ht()),
            ("Montant total de la TVA", p.total_vat()),
            ("Total TTC", p.total_ttc()),
            ("Solde antérieur", p.money(0)),
        ]
    ):
        sheet.text(310, 310 + k * 20, label)
        sheet.text(560, 310 + k * 20, value, align="right")
        sheet.line(310, 315 + k * 20, 560, 315 + k * 20, 0.3, GREY)
    sheet.paint(
        GREY,
        34,
        450,
        (
            "Service client Collectivités : 09 69 00 00 00 (service gratuit + prix appel) - Urgence dépannage : 09 72"
            " 67 50 00"
        ),
        7,
    )
    sheet.paragraph(
        34,
        470,
        "Prochaine facture vers le "
        + days_off(p, 60)
        + ". Cette facture est payable sous 30 jours à réception dans le portail.",
        520,
        8,
    )
    sheet.text(
        34,
        812,
        f"{p.seller_name()} - {capital(p)} - {registry(p)} - SIRET {p.seller_siret()} - TVA {p.seller_vat()}",
        6,
    )
    sheet.text(560, 826, "1/4", 7, align="right")
    sheet.turn()
    sheet.text(34, 50, "Détail par site", 13, bold=True)
    sheet.table(
        34,
        80,
        [190, 150, 80, 90],
        ["Site", "Point de livraison", "Consommation", "Montant HT"],
        parts.detail_rows(p, 38),
        numbers=2,
    )
    d = parts.decoys(p)
    sheet.text(
        34,
        790,
        (
            f"Sous-total du lot 1 (facture {d['number']}, SIRET {d['siret']}) : engagement {d['engagement']} - HT"
            f" {d['ht']} - TTC {d['ttc']}"
        ),
        8,
    )
    sheet.text(560, 826, "2/4", 7, align="right")
    sheet.turn()
    sheet.text(34, 50, f"Récapitulatif de la facture n° {invoice.number}", 13, bold=True)
    sheet.table(
        34,
        80,
        [230, 90, 90, 90],
        ["Rubrique", "Quantité", "Prix unitaire", "Montant HT"],
        [
            [item.label, quantity(p, item, 0) + " " + item.unit, unit_price(p, item, 4), p.money(item.total)]
            for item in invoice.lines
        ],
        numbers=3,
        grid=False,
    )
    sheet.text(34, 200, "Taxes", 11, bold=True)
    sheet.table(
        34,
        220,
        [230, 120, 120],
        ["", "Assiette", "Montant"],
        [[f"TVA à {r} %", b, a] for r, b, a in long_vat_rows(p)],
        numbers=2,
        grid=False,
    )
    sheet.text(560, 826, "3/4", 7, align="right")
    sheet.turn()
    sheet.text(34, 50, "Coordonnées bancaires", 13, bold=True)
    sheet.stack(
        34,
        76,
        [
            f"Bénéficiaire : {invoice.seller.name}",
            f"IBAN : {p.iban()}",
            f"BIC : {p.bic()}",
            f"Référence à rappeler : {invoice.number}",
        ],
        14,
    )
    sheet.paragraph(
        34,
        150,
        "Litiges : vous pouvez contacter le médiateur national de l'énergie, libre réponse n° 59252, 75443 Paris Cedex"
        " 09. "
        + vocabulary.PENALTY,
        520,
        8,
    )
    sheet.text(560, 826, "4/4", 7, align="right")
    return sheet


@software(
    render,
    style={"currency": "", "date": "dd/mm/yyyy", "group": ""},
    buyers=("hopital", "mairie", "ccas", "universite"),
)
def food_wholesaler(p: Printed) -> Page:
    """Food wholesale: fixed pitch, many short lines, three VAT codes, "A PAYER" in a grid at the foot."""
    invoice = start(p, pick(p, "{n9}", "F{n7}"))
    name_seller(p, "Gastronomie Pomeral", "Sysval Restauration", "Épisavour Distribution")
    lines = stock(p, words.FOOD, p.rng.randint(8, 10))
    sheet = Page("Mono", 7)
    sheet.put("Helvetica", 30, 44, invoice.seller.name.upper(), 16, bold=True)
    sheet.put(
        "Helvetica",
        30,
        56,
        (
            f"{invoice.seller.street} {invoice.seller.city_line} - Agrément sanitaire FR"
            f" 43.{p.rng.randint(100, 999)}.001 CE"
        ),
        6,
    )
    sheet.text(30, 80, f"FACTURE   {p.number()}   DU {p.issued()}", 10)
    sheet.text(
        30,
        94,
        (
            f"CLIENT {invoice.client_number}  TOURNEE 0{p.rng.randint(10, 99)}  BL {invoice.delivery_note} DU"
            f" {days_off(p, -1)}"
        ),
        7,
    )
    sheet.text(30, 105, f"VOTRE NUMERO DE COMMANDE : {p.engagement()}", 7)
    sheet.text(30, 116, f"SIRET CLIENT : {p.buyer_siret()}   SERVICE : {p.service_code()}", 7)
    sheet.text(330, 74, "FACTURE A :", 6)
    sheet.window(330, 86, parts.recipient(p), 11, 235, 8.5)
    sheet.text(330, 140, "LIVRE A :", 6)
    sheet.stack(330, 150, ["CUISINE CENTRALE", invoice.buyer.street], 10, size=7.5)
    sheet.line(30, 170, 565, 170)
    y = 182
    cols = (
        (30, "CODE", "left"),
        (80, "DESIGNATION", "left"),
        (330, "UV", "left"),
        (390, "QTE", "right"),
        (450, "PX NET", "right"),
        (530, "MONTANT HT", "right"),
        (560, "TVA", "right"),
    )
    for x, h, side in cols:
        sheet.text(x, y, h, align=side)
    tva = {550: "1", 2000: "2", 1000: "3"}
    y += 14
    for item in lines:
        for (x, _, side), value in zip(
            cols,
            (
                item.reference,
                item.label,
                item.unit,
                quantity(p, item, 3),
                unit_price(p, item, 3),
                p.plain(item.total),
                tva[item.rate],
            ),
        ):
            sheet.text(x, y, value, align=side)
        y += 10
        sheet.text(
            92,
            y,
            (
                f"LOT {identifiers.digits(p.rng, 7)} DLC {days_off(p, p.rng.randint(8, 40))} ORIGINE"
                f" {pick(p, 'FRANCE', 'UE', 'ESPAGNE')}"
            ),
            5.5,
        )
        y += 11
    sheet.text(
        80,
        y + 4,
        f"NOMBRE DE COLIS : {sum(item.quantity for item in lines) // 100}   POIDS BRUT : {p.rng.randint(80, 400)},5 KG",
    )
    y = 640
    sheet.line(30, y - 12, 565, y - 12)
    for x, h in ((30, "C"), (60, "TAUX"), (170, "BASE HT"), (240, "MT TVA")):
        sheet.text(x, y, h, align="left" if x < 100 else "right")
    for value, (r, b, a) in zip(invoice.vat, long_vat_rows(p)):
        y += 11
        sheet.text(30, y, tva[value.rate])
        sheet.text(60, y, r + "%")
        sheet.text(170, y, b, align="right")
        sheet.text(240, y, a, align="right")
    for k, (label, value) in enumerate(
        [("TOTAL HT", p.total_ht()), ("TOTAL TVA", p.total_vat()), ("TOTAL TTC", p.total_ttc())]
    ):
        sheet.text(330 + k * 80, 640, label, 7)
        sheet.text(385 + k * 80, 653, value, 9, align="right")
    sheet.box(330, 664, 235, 24, 0.9)
    sheet.text(336, 680, p.currency("A PAYER EN EUROS"), 9)
    sheet.text(560, 680, p.payable(), 12, align="right")
    sheet.text(330, 702, f"ECHEANCE : {p.due()}  VIREMENT", 7)
    sheet.text(30, 720, f"IBAN {p.iban()} {p.bic()}", 7)
    sheet.put("Helvetica", 30, 800, f"{p.seller_name()} {capital(p)} SIRET {p.seller_siret()} TVA {p.seller_vat()}", 6)
    return sheet
