"""Layouts drawn with cairo and Pango: a member of a group, a control office, engineers who credit in brackets.

Text stands in boxes and columns that are drawn one after the other, not in the order in which a person reads them.
"""

import collections.abc
import pathlib

import cairo
import gi

gi.require_version("Pango", "1.0")
gi.require_version("PangoCairo", "1.0")
from gi.repository import Pango, PangoCairo  # noqa: E402  (the versions must be chosen before)

import works_words as words  # noqa: E402
from model import percent  # noqa: E402
from printed import Printed  # noqa: E402
from software_parts import fill, pick  # noqa: E402
from works_parts import (  # noqa: E402
    addressee,
    bank_line,
    begin,
    capital,
    company,
    days_off,
    euro,
    foreign_siret,
    insurance,
    issuer,
    on_debits,
    on_receipts,
    order,
    period,
    registered,
    say,
    small_print,
    titled,
    transfer,
    validator,
    works,
)

Colour = tuple[float, float, float]
BLACK: Colour = (0, 0, 0)
WHITE: Colour = (1, 1, 1)


class Board:
    """A sheet of A4 whose strokes are kept until cairo has opened the file."""

    def __init__(self, font: str, size: float):
        self.font = font
        self.size = size
        self.strokes: list[collections.abc.Callable[[cairo.Context], None]] = []

    def text(
        self,
        x: float,
        y: float,
        text: str,
        size: float = 0,
        look: str = "",
        align: str = "left",
        colour: Colour = BLACK,
        width: float = 0,
    ) -> None:
        """Text with its upper edge at `y`; with a width it is broken into lines."""

        def draw(context: cairo.Context) -> None:
            run = PangoCairo.create_layout(context)
            run.set_font_description(Pango.FontDescription(f"{self.font} {look} {size or self.size}"))
            run.set_text(text, -1)
            if width:
                run.set_width(int(width * Pango.SCALE))
            extent = run.get_pixel_size()[0]
            context.set_source_rgb(*colour)
            context.move_to(x - {"left": 0, "right": extent, "center": extent / 2}[align], y)
            PangoCairo.show_layout(context, run)

        self.strokes.append(draw)

    def stack(self, x: float, y: float, lines: list[str], step: float = 12, **how) -> float:
        for line in lines:
            self.text(x, y, line, **how)
            y += step
        return y

    def box(self, x: float, y: float, width: float, height: float, fill: Colour | None = None) -> None:
        def draw(context: cairo.Context) -> None:
            context.rectangle(x, y, width, height)
            context.set_line_width(0.5)
            context.set_source_rgb(*(fill or BLACK))
            context.fill() if fill else context.stroke()

        self.strokes.append(draw)

    def rule(self, x: float, y: float, width: float) -> None:
        self.box(x, y, width, 0.4, BLACK)

    def row(self, y: float, places: list[tuple[float, str]], cells: list[str], **how) -> None:
        for (x, align), cell in zip(places, cells):
            if cell:
                self.text(x, y, cell, align=align, **how)


def render(board: object, path: pathlib.Path) -> None:
    assert isinstance(board, Board)
    surface = cairo.PDFSurface(str(path), 595, 842)
    context = cairo.Context(surface)
    for stroke in board.strokes:
        stroke(context)
    surface.finish()


def share_table(p: Printed, board: Board, y: float) -> float:
    """Who in the group has which part; only the row of the sender is billed here."""
    invoice = p.invoice
    leader, other = company(p, "architect"), company(p, "inspection")
    mark = validator(p, leader)
    places = [(46, "left"), (205, "left"), (370, "right"), (455, "right"), (548, "right")]
    board.text(
        46, y, f"{pick(p, 'Mandataire du groupement', 'Mandataire')} : {leader.name} - SIRET {mark}", 9, "Semi-Bold"
    )
    board.box(40, y + 20, 515, 17, (0.85, 0.88, 0.93))
    board.row(y + 23, places, ["Membre", "Rôle", "Part HT", "Réglé HT", "Ce mois HT"], size=7.5)
    shares = [p.rng.randint(30, 90) * 100000 for _ in range(3)]
    mine = invoice.gross + invoice.gross // 3 + shares[1]
    rows = [
        [leader.name, "mandataire", p.plain(shares[0]), p.plain(shares[0] * 3 // 5), "-"],
        [invoice.seller.name, "cotraitant", p.plain(mine), p.plain(shares[1]), p.plain(invoice.ht)],
        [other.name, foreign_siret(p, other), p.plain(shares[2]), p.plain(shares[2] // 4), "-"],
    ]
    for index, cells in enumerate(rows):
        board.row(y + 42 + 15 * index, places, cells, size=8, look="Semi-Bold" if index == 1 else "")
    return y + 95


@works(render, buyers=("mairie", "region", "hopital"), style={"group": " ", "currency": " €"})
def co_contractor_share(p: Printed) -> Board:
    """A member of a joint group bills its own part; the leader's SIRET and everybody's shares stand beside it."""
    invoice = begin(p, "engineer", pick(p, "{yy}-{n4}-CT", "FACT{yy}{n4}", "{yyyy}_{n3}"), due=30)
    order(p, words.ENGINEERING)
    board = Board("URW Gothic", 9)
    navy = (0.12, 0.2, 0.4)
    board.box(0, 0, 595, 8, navy)
    head = issuer(p)
    board.text(40, 26, head[0], 15, "Semi-Bold", colour=navy)
    board.stack(40, 50, [*invoice.seller.address, invoice.seller.phone, f"Siret {p.seller_siret()}"], size=8)
    board.stack(330, 74, [*addressee(p), f"{say(p, 'buyer_siret')} {p.buyer_siret()}"], 13, size=8)
    title = titled(p, "A12", "FACTURE DE COTRAITANT", "FACTURE D'UN COTRAITANT", "Facture cotraitant")
    board.text(40, 176, title, 15, "Semi-Bold", colour=navy)
    facts = [
        (say(p, "number"), p.number()),
        (say(p, "issued"), p.issued()),
        (say(p, "contract"), p.contract()),
        (say(p, "engagement"), p.engagement()),
    ]
    for index, (label, value) in enumerate(facts):
        x, y = 40 + 268 * (index % 2), 206 + 18 * (index // 2)
        board.text(x, y, label, 8.5)
        board.text(x + 145, y, value, 9, "Semi-Bold")
    board.text(40, 250, f"Groupement conjoint de maîtrise d'œuvre - {pick(p, *words.OPERATIONS)}", 8, width=515)
    y = share_table(p, board, 280)
    places = [(46, "left"), (350, "right"), (450, "right"), (548, "right")]
    board.row(
        y, places, ["Prestations du cotraitant", "Quantité", "Prix unitaire", "Montant HT"], look="Semi-Bold", size=8.5
    )
    for post in invoice.lines:
        y += 16
        board.row(y, places, [post.label, f"{post.quantity} {post.unit}", p.plain(post.price), p.plain(post.total)])
    y += 26
    for label, value in [
        (say(p, "ht"), p.total_ht()),
        (f"TVA {p.only_rate()} %", p.total_vat()),
        (pick(p, "Total TTC à payer", "NET À PAYER TTC", "Total TTC"), p.total_ttc()),
    ]:
        board.rule(330, y - 3, 225)
        board.row(y, [(336, "left"), (548, "right")], [label, value], look="Semi-Bold")
        y += 18
    board.text(40, y + 20, f"{transfer(p)} au cotraitant : {bank_line(p)}", 7.5, width=515)
    board.text(40, y + 46, f"{on_receipts(p)}. Échéance au {p.due()}.", 8)
    board.text(297, 812, small_print(p), 6.5, align="center")
    return board


@works(
    render, buyers=("universite", "departement", "sdis"), style={"currency": " EUR", "group": " ", "date": "dd/mm/yyyy"}
)
def inspection_office(p: Printed) -> Board:
    """A control office: a narrow margin full of references, missions in letters, an offer of discount not taken."""
    invoice = begin(p, "inspection", pick(p, "{n3}{yy}{n5}", "FC{n7}", "{yy}{mm}{n4}-A"), due=45)
    order(p, words.INSPECTION, 4)
    board = Board("Liberation Sans Narrow", 9)
    grey, red = (0.92, 0.92, 0.9), (0.7, 0.1, 0.1)
    board.box(0, 0, 165, 842, grey)
    board.text(20, 30, p.seller_name(), 14, "Bold", colour=red, width=140)
    side = [
        ("Agence", invoice.seller.town),
        ("Affaire", fill(p, "{n6}/1/1")),
        ("Chargé d'affaires", pick(p, *words.CLERKS)),
        ("Convention", fill(p, "CV{yy}-{n4}")),
        (pick(p, "Marché", "N° de marché"), p.contract()),
        (pick(p, "Votre commande", "N° d'engagement", "Bon de commande"), p.engagement()),
        ("Compte client", invoice.client_number),
        ("Code service", p.service_code()),
        ("SIRET client", p.buyer_siret()),
        ("Période", period(p)),
        (pick(p, "Échéance", "Payable le"), p.due()),
    ]
    y = 110
    for label, value in side:
        board.text(20, y, label, 7.5, colour=(0.4, 0.4, 0.4))
        board.text(20, y + 10, value, 9.5, "Bold")
        y += 31
    board.stack(20, 690, [*invoice.seller.address, f"Tél. {invoice.seller.phone}", invoice.seller.mail], 11, size=8)
    board.text(190, 30, pick(p, "FACTURE", "Facture"), 22, "Bold")
    board.text(190, 62, f"{pick(p, 'n°', 'N°', 'numéro')} {p.number()}", 12)
    board.text(570, 62, f"du {p.issued()}", 12, align="right")
    board.stack(340, 96, addressee(p), 13, size=10)
    board.text(190, 190, f"Objet : {pick(p, *words.OPERATIONS)}", 9, width=380)
    places = [(190, "left"), (222, "left"), (430, "right"), (495, "right"), (570, "right")]
    board.rule(190, 222, 380)
    board.row(225, places, ["Code", "Mission", "Qté", "P.U. HT", "Total HT"], look="Bold")
    board.rule(190, 239, 380)
    y = 244
    for post in invoice.lines:
        board.row(y, places, [post.code, post.label, str(post.quantity), p.plain(post.price), p.plain(post.total)])
        y += 15
    y = max(y + 20, 330)
    early = invoice.ttc - percent(invoice.ttc, 150)
    band = [("Total HT", p.total_ht()), (f"TVA {p.only_rate()} %", p.total_vat()), ("Total TTC", p.total_ttc())]
    for index, (label, value) in enumerate(band):
        board.box(190 + 128 * index, y, 122, 34)
        board.text(195 + 128 * index, y + 3, label, 8)
        board.text(307 + 128 * index, y + 15, value, 11, "Bold", align="right")
    board.text(190, y + 48, f"Escompte 1,5 % pour règlement avant le {days_off(p, 10)} : net {euro(p, early)}", 8)
    board.text(190, y + 74, pick(p, "Montant à régler à l'échéance", "Net à payer à l'échéance"), 11, "Bold")
    board.text(570, y + 74, p.payable(), 12, "Bold", align="right")
    board.text(190, y + 104, f"{transfer(p)} : {bank_line(p)}", 8, width=380)
    board.text(190, y + 132, f"{on_debits(p)}. {pick(p, *words.LATE)}", 7.5, width=380)
    board.text(190, 806, f"{capital(p)} - {registered(p)} - SIRET {p.seller_siret()} - APE {invoice.seller.ape}", 6.5)
    board.text(190, 817, f"TVA {p.seller_vat()} - Organisme accrédité", 6.5)
    return board


@works(
    render,
    kind="credit_note",
    buyers=("epci", "etat", "region"),
    style={"minus": "()", "group": " ", "currency": " €", "date": "dd/mm/yyyy"},
)
def bracketed_fee_credit(p: Printed) -> Board:
    """Engineers take back fees: amounts in brackets as accountants write them, values right of a vertical rule."""
    invoice = begin(
        p, "engineer", pick(p, "AV-{yyyy}-{n3}", "AVH{n5}", "{n4}AV"), origin=pick(p, "FH-{yyyy}-{n3}", "FH{n5}")
    )
    order(p, words.ENGINEERING, 2)
    board = Board("P052", 10)
    board.text(555, 36, p.seller_name(), 18, "Bold", align="right")
    board.stack(400, 64, [*invoice.seller.address, invoice.seller.mail], 12, size=8.5)
    board.text(40, 110, pick(p, "AVOIR", "Facture d'avoir", "NOTE D'AVOIR"), 20)
    rows = [
        ("Référence", p.number()),
        ("Émis le", p.issued()),
        (pick(p, "Annule la facture", "Se rapporte à la facture", "Facture rectifiée"), p.origin()),
        (say(p, "contract").rstrip(" :"), p.contract()),
        (say(p, "engagement").rstrip(" :"), p.engagement()),
        ("Client", p.buyer_name()),
        ("", " - ".join(invoice.buyer.address)),
        ("SIRET du client", p.buyer_siret()),
        ("Motif", pick(p, "révision des honoraires", "mission partiellement résiliée", "erreur de quantité")),
    ]
    board.box(178, 160, 0.8, 17 * len(rows), BLACK)
    for index, (label, value) in enumerate(rows):
        board.text(170, 160 + 17 * index, label, 9, align="right")
        board.text(190, 160 + 17 * index, value)
    y = 340
    places = [(40, "left"), (380, "right"), (460, "right"), (550, "right")]
    board.row(y, places, ["Prestation", "Quantité", "Prix HT", "Montant HT"], look="Bold")
    for post in invoice.lines:
        y += 17
        board.row(y, places, [post.label, f"{post.quantity} {post.unit}", p.price(post.price), p.plain(post.total)])
    y += 30
    board.row(y, places, ["", "Base HT", "Taux", "TVA"], size=8)
    for rate, base, tax in p.vat_rows():
        board.row(y + 13, places, ["", base, f"{rate} %", tax], size=8)
    y += 44
    for label, value in [
        (pick(p, "Total hors taxes", "Total HT"), p.total_ht()),
        ("Taxe sur la valeur ajoutée", p.total_vat()),
        (pick(p, "Total à votre crédit TTC", "Total TTC de l'avoir", "Net en votre faveur TTC"), p.total_ttc()),
    ]:
        board.row(y, [(300, "left"), (550, "right")], [label, value], look="Bold")
        y += 18
    board.text(40, 790, f"{small_print(p)}", 7)
    board.text(40, 802, f"{registered(p)} - {insurance(p)}\n{on_debits(p)}", 7)
    return board
