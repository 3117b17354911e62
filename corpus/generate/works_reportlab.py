"""Layouts flowed by ReportLab's platypus: a subcontractor, an architect, a public body that bills another, a gardener.

Tables whose cells hold broken paragraphs, coloured columns, and totals that keep together at the foot of the story.
"""

import collections.abc
import dataclasses
import pathlib

from reportlab.lib import colors
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate, Spacer, Table

import identifiers
import works_words as words
from html_parts import text as escaped
from model import Party, percent
from printed import Printed
from software_parts import fill, pick
from works_parts import (
    Post,
    addressee,
    bank_line,
    begin,
    company,
    days_off,
    deducted,
    euro,
    exempt,
    extra,
    insurance,
    issuer,
    on_debits,
    on_receipts,
    order,
    period,
    registered,
    say,
    settle,
    small_print,
    titled,
    transfer,
    validator,
    works,
)

FONTS = {
    "Carlito": "crosextra/Carlito",
    "Caladea": "crosextra/Caladea",
    "DejaVuSansCondensed": "dejavu/DejaVuSansCondensed",
}


def use(font: str) -> str:
    """Registers the font and its bold face and answers with the name of that one; Times is known to every reader."""
    if font == "Times-Roman":
        return "Times-Bold"
    if font in pdfmetrics.getRegisteredFontNames():
        return f"{font}-B"
    folder = pathlib.Path("/usr/share/fonts/truetype")
    plain = folder / f"{FONTS[font]}-Regular.ttf"
    pdfmetrics.registerFont(TTFont(font, plain if plain.exists() else folder / f"{FONTS[font]}.ttf"))
    pdfmetrics.registerFont(TTFont(f"{font}-B", folder / f"{FONTS[font]}-Bold.ttf"))
    return f"{font}-B"


@dataclasses.dataclass
class Story:
    """What flows down the pages, and what is drawn on each of them before."""

    font: str
    size: float = 9
    left: float = 16 * mm
    flow: list[Flowable] = dataclasses.field(default_factory=list)
    decorate: collections.abc.Callable = lambda canvas, document: None

    def __post_init__(self) -> None:
        self.bold = use(self.font)

    def paragraph(
        self, text: str, size: float = 0, bold: bool = False, align: int = 0, colour: str = "#000000"
    ) -> Paragraph:
        size = size or self.size
        style = ParagraphStyle(
            "p",
            fontName=self.bold if bold else self.font,
            fontSize=size,
            leading=size * 1.25,
            alignment=align,
            textColor=colors.HexColor(colour),
        )
        return Paragraph(escaped(text).replace("\n", "<br/>"), style)

    def say(self, text: str, size: float = 0, **how) -> None:
        self.flow.append(self.paragraph(text, size, **how))

    def gap(self, millimetres: float) -> None:
        self.flow.append(Spacer(1, millimetres * mm))

    def table(self, rows: list[list], widths: list[float], numbers: int = 0, align: str = "LEFT", **how) -> None:
        """Strings become paragraphs; the last `numbers` columns are set right. `commands` are those of platypus."""
        commands = [
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ("TOPPADDING", (0, 0), (-1, -1), how.get("pad", 2)),
            ("BOTTOMPADDING", (0, 0), (-1, -1), how.get("pad", 2)),
            *how.get("commands", []),
        ]

        def cell(value: object, column: int, row: int) -> object:
            if not isinstance(value, str):
                return value
            right = column >= len(widths) - numbers
            return self.paragraph(value, how.get("size", 0), how.get("head", False) and row == 0, 2 if right else 0)

        cells = [[cell(value, column, row) for column, value in enumerate(line)] for row, line in enumerate(rows)]
        self.flow.append(Table(cells, [width * mm for width in widths], style=commands, hAlign=align))


def render(story: object, path: pathlib.Path) -> None:
    assert isinstance(story, Story)
    document = SimpleDocTemplate(
        str(path), leftMargin=story.left, rightMargin=14 * mm, topMargin=14 * mm, bottomMargin=16 * mm, invariant=1
    )
    document.build(story.flow, onFirstPage=story.decorate, onLaterPages=story.decorate)


def grid(shade: str) -> list[tuple]:
    return [("GRID", (0, 0), (-1, -1), 0.4, colors.grey), ("BACKGROUND", (0, 0), (-1, 0), colors.HexColor(shade))]


def foot(story: Story, line: str) -> None:
    """A line in small print at the foot of every page."""

    def draw(canvas, document) -> None:
        canvas.setFont(story.font, 6.5)
        canvas.drawCentredString(297, 26, line)
        canvas.drawRightString(560, 14, f"Page {document.page}")

    story.decorate = draw


def three_parties(p: Printed, story: Story, holder: Party) -> None:
    """The subcontractor and the main contractor in boxes, each with its SIRET; the authority beneath them."""
    box = [("BOX", (0, 0), (0, 0), 0.6, colors.black), ("BOX", (2, 0), (2, 0), 0.6, colors.black)]
    sender = [f"{pick(p, 'Sous-traitant', 'SOUS-TRAITANT AGRÉÉ')} :", *issuer(p), f"SIRET {p.seller_siret()}"]
    main = [f"{pick(p, 'Titulaire du marché', 'TITULAIRE')} :", holder.name, *holder.address]
    main.append(f"SIRET {validator(p, holder)}")
    story.table([["\n".join(sender), "", "\n".join(main)]], [85, 8, 85], commands=box, pad=4)
    story.gap(5)
    client = ["Maître d'ouvrage", *addressee(p), f"SIRET {p.buyer_siret()}"]
    story.table([["", "\n".join(client)]], [95, 83], size=10.5)
    story.gap(5)


@works(render, buyers=("mairie", "epci", "hopital", "departement"), rates=(0,), exempt="283", style={"currency": " €"})
def direct_payment_subcontractor(p: Printed) -> Story:
    """A subcontractor asks for direct payment: the main contractor validates and owes the VAT."""
    invoice = begin(p, "electricity", pick(p, "ST{yy}-{n4}", "{yyyy}-{n4}", "FE{n6}"), due=30)
    posts = [dataclasses.replace(post, rate=0) for post in order(p, words.JOINERY, 3)]
    settle(p, posts)
    story = Story("Carlito", 9.5)
    title = titled(
        p,
        "A9",
        "FACTURE DE SOUS-TRAITANCE - PAIEMENT DIRECT",
        "FACTURE DE SOUS-TRAITANT (paiement direct)",
        "Demande de paiement direct - facture du sous-traitant",
    )
    three_parties(p, story, company(p, "builder"))
    story.say(title, 14, bold=True, colour="#8a3b00")
    story.gap(2)
    story.table(
        [
            [f"{say(p, 'number')} {p.number()}", f"{say(p, 'issued')} {p.issued()}"],
            [f"{say(p, 'contract')} {p.contract()}", pick(p, *words.LOTS[3:])],
            [f"{say(p, 'engagement')} {p.engagement()}", f"Acte spécial DC4 notifié le {days_off(p, -130)}"],
        ],
        [88, 90],
    )
    story.gap(4)
    lines = [
        [post.code, post.label, f"{post.quantity} {post.unit}", p.plain(post.price), p.plain(post.total)]
        for post in posts
    ]
    head = ["Réf.", "Prestations sous-traitées", "Quantité", "P.U. HT", "Montant HT"]
    story.table([head, *lines], [18, 84, 22, 26, 28], 3, head=True, commands=grid("#f3e2d3"))
    story.gap(3)
    limit = invoice.ht + p.rng.randint(400, 3000) * 1000
    totals = [
        ["Montant maximum du DC4 (HT)", euro(p, limit)],
        [pick(p, "TOTAL HT", "Montant total HT", "Total général hors taxes"), p.total_ht()],
        ["TVA", pick(p, "autoliquidation", "due par le titulaire")],
        [
            pick(p, "NET À PAYER PAR LE MAÎTRE D'OUVRAGE", "Net à payer", "MONTANT À PAYER AU SOUS-TRAITANT"),
            p.payable(),
        ],
    ]
    story.table(totals, [74, 34], 1, "RIGHT")
    story.gap(5)
    story.say(exempt(p, "283"))
    story.say(f"{transfer(p)} au sous-traitant - {bank_line(p)}")
    story.say(insurance(p), 8)
    foot(story, f"{small_print(p)}")
    return story


@works(render, buyers=("mairie", "universite", "epci"), style={"group": " ", "currency": " €", "date": "long"})
def architect_phases(p: Printed) -> Story:
    """An architect's note of fees by phases: the whole fee, what was billed, what is billed now; a dark bar."""
    invoice = begin(p, "architect", pick(p, "NH{yy}{n3}", "{yy}-{n3}-H{n1}", "H{yyyy}{n3}"), due=30)
    rng = p.rng
    fee = rng.randint(38000, 140000) * 100
    posts = [Post(code, "", "", 1, percent(fee, share), 2000) for code, share in words.PHASES]
    for index, post in enumerate(posts):
        post.before = 10000 if index < 4 else 2000 * rng.randint(0, 3) if index < 7 else 0
        post.now = 10000 if index < 5 else min(10000, post.before + 2000 * rng.randint(0, 2)) if index < 7 else 0
    revision = extra("Révision (index ingénierie)", rng.randint(2000, 60000))
    settle(p, [*posts, revision])
    story = Story("DejaVuSansCondensed", 8.5, left=34 * mm)

    def bar(canvas, document) -> None:
        canvas.setFillGray(0.2)
        canvas.rect(0, 0, 22 * mm, 842, stroke=0, fill=1)

    story.decorate = bar
    story.say(p.seller_name(), 17)
    story.say(pick(p, "architectes d.p.l.g. - urbanistes", "architecture . patrimoine", "architectes associés"), 8)
    story.gap(8)
    story.table([["", "\n".join(addressee(p))]], [80, 82], size=9.5)
    story.gap(6)
    story.say(
        f"{pick(p, 'note d’honoraires n°', 'NOTE D’HONORAIRES N°', 'Facture d’honoraires n°')} {p.number()}",
        12,
        bold=True,
    )
    story.say(f"{invoice.seller.town}, le {p.issued()}")
    story.gap(3)
    story.say(f"opération : {pick(p, *words.OPERATIONS)}")
    story.say(f"{say(p, 'contract')} {p.contract()} - acompte n° {rng.randint(3, 9)}")
    story.say(f"{say(p, 'engagement')} {p.engagement()} - SIRET du maître d'ouvrage {p.buyer_siret()}")
    story.gap(4)
    lines = [["phase", "honoraires HT", "avanc.", "cumul HT", "déjà facturé HT", "à facturer HT"]]
    for post in posts:
        amounts = [p.plain(post.done), p.plain(post.earlier), p.plain(post.total)]
        lines.append([post.code, p.plain(post.market), f"{p.rate(post.now)} %", *amounts])
    sums = [sum(getattr(post, name) for post in posts) for name in ("market", "done", "earlier", "total")]
    lines.append(["ensemble", p.plain(sums[0]), "", *map(p.plain, sums[1:])])
    ruled = [("LINEBELOW", (0, 0), (-1, -1), 0.3, colors.grey), ("LINEABOVE", (0, -1), (-1, -1), 1, colors.black)]
    story.table(lines, [24, 29, 16, 30, 31, 31], 5, head=True, commands=ruled)
    story.gap(3)
    totals = [
        [revision.label, p.money(revision.total)],
        [pick(p, "Total HT de la présente note", "Montant HT à régler", "Total HT"), p.total_ht()],
        [f"TVA {p.only_rate()} %", p.total_vat()],
        [pick(p, "Total TTC de la présente note", "Montant TTC à régler", "NET À PAYER TTC"), p.total_ttc()],
    ]
    story.table(totals, [66, 34], 1, "RIGHT")
    story.gap(5)
    story.say(f"{transfer(p)} à {invoice.bank}, IBAN {p.iban()}")
    story.say(f"{on_receipts(p)}. Payable avant le {p.due()}.")
    story.gap(5)
    story.say(f"{small_print(p)} - inscrite à l'Ordre des architectes {fill(p, 'S{n5}')}", 6.5)
    return story


CHARGES = [
    ("Participation aux frais de fonctionnement de l'école de musique", 48000, 920000),
    ("Mise à disposition d'un agent technique, convention du 12 mai", 90000, 680000),
    ("Refacturation des fluides du gymnase partagé", 30000, 410000),
    ("Instruction des autorisations d'urbanisme, forfait semestriel", 65000, 350000),
]


def make_public_seller(p: Printed) -> None:
    """A public body as the creditor, paid through the accountant of the Treasury."""
    seller, rng = p.invoice.seller, p.rng
    body = pick(p, "Syndicat intercommunal de {}", "Commune de {}", "Communauté de communes de {}")
    seller.name = body.format(seller.town)
    seller.siren = identifiers.siren(rng, "21" if seller.name.startswith("Commune ") else "20")
    seller.siret = identifiers.siret(rng, seller.siren)
    seller.vat = identifiers.french_vat(seller.siren)
    p.invoice.bic = "BDFEFRPPCCT"


def docket_table(p: Printed, story: Story) -> None:
    """The numbers of the accounting beside those of the bill; the debtor, and the accountant who collects."""
    rng, invoice = p.rng, p.invoice
    docket = [
        ["Exercice", str(invoice.issued.year), pick(p, "Facture n°", "N° de facture"), p.number()],
        [
            "Titre n°",
            str(rng.randint(100, 2400)),
            pick(p, "Émise et rendue exécutoire le", "Date d'émission"),
            p.issued(),
        ],
        ["Bordereau n°", str(rng.randint(10, 180)), pick(p, "À payer avant le", "Date limite de paiement"), p.due()],
    ]
    story.table(docket, [28, 35, 62, 53], commands=[("GRID", (0, 0), (-1, -1), 0.5, colors.black)], pad=3)
    story.gap(5)
    debtor = ["Débiteur :", *addressee(p), f"SIRET : {p.buyer_siret()}", f"{say(p, 'engagement')} {p.engagement()}"]
    collector = ["Comptable chargé du recouvrement :", f"Service de gestion comptable de {invoice.seller.town}"]
    collector.append(f"2 place Turgot, {invoice.seller.city_line}")
    story.table([["\n".join(debtor), "\n".join(collector)]], [92, 86])
    story.gap(5)


@works(
    render,
    buyers=("mairie", "ccas", "universite"),
    rates=(0,),
    exempt="public",
    style={"currency": " €", "date": "dd/mm/yyyy"},
)
def public_receipt_order(p: Printed) -> Story:
    """A public body bills another: title and docket numbers, the accountant who collects, no word of VAT."""
    invoice = begin(p, "engineer", pick(p, "{yyyy}-AC-{n5}", "T{yy}-{n5}", "{yyyy}{n6}"), due=30)
    make_public_seller(p)
    rng = p.rng
    settle(p, [extra(label, rng.randint(least, most), 0) for label, least, most in rng.sample(CHARGES, 2)])
    story = Story("Times-Roman", 10)
    story.say(p.seller_name(), 14, bold=True)
    story.say("\n".join([*invoice.seller.address, f"SIRET : {p.seller_siret()}"]))
    story.say(f"Budget {rng.choice(['30000', '10100', '40200'])}")
    story.gap(6)
    story.say(
        pick(p, "FACTURE - TITRE DE RECETTES", "FACTURE valant titre de recettes exécutoire"), 14, bold=True, align=1
    )
    story.gap(4)
    docket_table(p, story)
    lines = [[post.label, p.plain(post.total)] for post in invoice.lines]
    story.table([["Objet de la créance", "Montant (€)"], *lines], [140, 38], 1, head=True, commands=grid("#e3e3e3"))
    story.gap(3)
    label = pick(p, "SOMME À PAYER", "MONTANT TOTAL À PAYER", "Total à payer")
    story.table(
        [[label, p.payable()]], [60, 38], 1, "RIGHT", size=12, commands=[("BOX", (0, 0), (-1, -1), 1, colors.black)]
    )
    story.gap(6)
    story.say(f"{transfer(p)} au Trésor public : IBAN {p.iban()} BIC {p.bic()}, en rappelant la référence du titre.")
    story.gap(3)
    story.say(
        "Le présent titre est exécutoire en application de l'article L. 252 A du livre des procédures fiscales. Il peut"
        " être contesté sous deux mois devant le tribunal administratif. Vu pour rendre exécutoire, l'ordonnateur.",
        7.5,
    )
    return story


@works(
    render,
    buyers=("mairie", "hopital", "ccas"),
    rates=(2000, 1000),
    style={"group": " ", "currency": "€", "date": "dd.mm.yyyy"},
)
def gardener_rebate_ttc(p: Printed) -> Story:
    """A gardener under a standing offer: two rates, and a rebate taken off the total with tax, beneath it."""
    invoice = begin(p, "garden", pick(p, "F-{n4}/{yy}", "{yyyy}{z4}", "JB{n5}"), due=30)
    posts = order(p, words.GARDEN)
    invoice.retention = p.rng.randint(2, 12) * 2500
    p.note("montantRemiseGlobaleTtc", p.value(invoice.retention))
    story = Story("Caladea", 9.5)
    green = "#3d6b35"
    story.say(p.seller_name(), 18, bold=True, colour=green, align=1)
    story.say("Création et entretien d'espaces verts", 9, align=1)
    story.say(" - ".join([*invoice.seller.address, invoice.seller.phone]), 8, align=1)
    story.gap(6)
    left = "\n".join(
        [
            f"{pick(p, 'FACTURE N°', 'Facture n°', 'FACTURE')} {p.number()}",
            f"{pick(p, 'du', 'en date du', 'Date :')} {p.issued()}",
            f"Marché à bons de commande {p.contract()}",
            f"Lot {p.rng.randint(1, 6)} - espaces verts secteur {pick(p, 'nord', 'sud', 'centre')}",
            f"{say(p, 'order')} {p.engagement()}",
            f"Intervention : {period(p)}",
        ]
    )
    right = "\n".join([*addressee(p), f"SIRET {p.buyer_siret()}", f"{say(p, 'service')} {p.service_code()}"])
    shaded = [("BACKGROUND", (1, 0), (1, 0), colors.HexColor("#eef4ea"))]
    story.table([[left, right]], [95, 84], commands=shaded, pad=5)
    story.gap(6)
    head = ["Prestation", "Qté", "PU HT", "TVA", "Total HT"]
    lines = [
        [post.label, f"{post.quantity} {post.unit}", p.plain(post.price), f"{p.rate(post.rate)}%", p.plain(post.total)]
        for post in posts
    ]
    story.table([head, *lines], [87, 27, 22, 15, 28], 4, head=True, commands=grid("#d7e6d0"))
    story.gap(4)
    taxes = [["Base HT", "Taux", "TVA"], *[[base, f"{rate}%", tax] for rate, base, tax in p.vat_rows()]]
    story.table(taxes, [30, 18, 28], 3, size=8, head=True, commands=grid("#eef4ea"))
    story.gap(4)
    totals = [
        [say(p, "ht"), p.total_ht()],
        [say(p, "vat"), p.total_vat()],
        [pick(p, "Total TTC", "Montant TTC"), p.total_ttc()],
        [
            pick(p, "Remise de fidélité sur TTC", "Remise accordée TTC", "Remise globale TTC"),
            deducted(p, invoice.retention),
        ],
        [pick(p, "NET À PAYER", "Net à payer TTC", "Montant à payer"), p.payable()],
    ]
    story.table(totals, [56, 30], 1, "RIGHT", commands=[("LINEABOVE", (0, -1), (-1, -1), 1, colors.HexColor(green))])
    story.gap(5)
    story.say(f"{transfer(p)} avant le {p.due()} - {bank_line(p)}", 8.5)
    story.say(f"{on_debits(p)}. {pick(p, *words.LATE)}", 7.5)
    foot(story, f"{small_print(p)} - {registered(p)}")
    return story
