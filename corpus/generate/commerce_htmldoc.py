"""Layouts of trade printed with HTMLDOC: a dealer in medical goods, goods sent back, a statement of several invoices.

Programs of the nineties: borders around everything, base fonts, headings in one row and their values in the next.
"""

import datetime
import functools
import pathlib

import commerce_words as words
from commerce_parts import (
    begin,
    buyer_lines,
    capital,
    commerce,
    days_off,
    letter_spaced,
    pair,
    pay_by,
    registry,
    terms,
    wording,
)
from html_parts import lines, run_on_file, text
from printed import Printed, bare
from software_parts import fill, pick, quantity, stock, unit_price

OPTIONS = (
    "--webpage --quiet --charset utf-8 --size a4 --format pdf14 --no-title --header ... --footer ... --no-embedfonts"
)


def render(source: object, path: pathlib.Path, face: str) -> None:
    command = ["htmldoc", *OPTIONS.split(), "--bodyfont", face, "--fontsize", "10"]
    run_on_file(source, ".html", "utf-8", [*command, "-f", str(path.absolute()), "{}"])


def page(*body: str) -> str:
    margins = "<!-- MEDIA LEFT 12mm --><!-- MEDIA RIGHT 12mm --><!-- MEDIA TOP 10mm -->"
    return f"<html><body>{margins}{''.join(body)}</body></html>"


def ruled(rows: list[list[str]], classes: str, head: str = "#e0e0e0", attributes: str = "border=1 width=100%") -> str:
    """A table whose first row is its heading; `classes` has r, c or l for each column."""
    sides = {"r": " align=right", "c": " align=center", "l": ""}
    made = []
    for place, values in enumerate(rows):
        colour = f" bgcolor={head}" if place == 0 and head else ""
        inner = "".join(f"<td{sides[side]}>{text(value) or '&nbsp;'}</td>" for value, side in zip(values, classes))
        made.append(f"<tr{colour}>{inner}</tr>")
    return f"<table cellpadding=3 cellspacing=0 {attributes}>{''.join(made)}</table>"


def across(pairs: list[tuple[str, str]]) -> str:
    """Headings in one row, their values in the next."""
    heads, values = zip(*pairs)
    return ruled([[bare(head) for head in heads], list(values)], "c" * len(pairs))


@commerce(
    functools.partial(render, face="helvetica"),
    style={"date": "dd/mm/yyyy", "currency": "", "group": ".", "capitals": True},
    buyers=("ehpad", "chu", "ccas"),
)
def medical_dealer(p: Printed) -> str:
    """Capitals without accents; references, rates and totals each as a row of headings over a row of values."""
    invoice = begin(p, "medical", due=50)
    seller, rng = invoice.seller, p.rng
    stock(p, words.GOODS["medical"], pick(p, 4, 5, 6))
    rows = [["REF", "ARTICLE", "QTE", "PRIX HT", "MONTANT HT", "TX"]] + [
        [item.reference, item.label, quantity(p, item), unit_price(p, item), p.plain(item.total), p.rate(item.rate)]
        for item in invoice.lines
    ]
    first = [pair(p, "number", p.number()), pair(p, "issued", p.issued()), pair(p, "client", invoice.client_number)]
    second = [
        pair(p, pick(p, "engagement", "order"), p.engagement()),
        pair(p, "service", p.service_code()),
        pair(p, "siret", p.buyer_siret()),
    ]
    third = [pair(p, "slip", invoice.delivery_note), pair(p, "ours", invoice.seller_order), pair(p, "due", p.due())]
    groups = [first + third[:1], second + third[1:]]
    taxes = [["TAUX TVA", "BASE HT", "MONTANT TVA"]] + [list(row) for row in p.vat_rows()]
    totals = [
        [bare(wording(p, "ht")), bare(wording(p, "vat")), bare(wording(p, "ttc")), "ACOMPTE", "NET A PAYER EUR"],
        [p.total_ht(), p.total_vat(), p.total_ttc(), "", p.payable()],
    ]
    p.currency("EUR")
    legal = f"{bare(seller.name)} {bare(capital(p))} - {bare(registry(p))} - SIRET {p.seller_siret()}"
    return page(
        (
            f"<table width=100%><tr><td width=55%><font size=4><b>{text(p.seller_name())}</b></font><br>"
            f"{lines(list(map(bare, seller.address)))}<br>TEL. {seller.phone}<br>N.I.I. {p.seller_vat()}</td>"
            f"<td><font size=5>{pick(p, 'FACTURE', letter_spaced('FACTURE'))}</font></td></tr></table>"
        ),
        (
            f"<table width=100%><tr><td width=45%>LIVRE A :<br>{bare(rng.choice(words.SITES))}<br>"
            f"{bare(invoice.buyer.city_line)}</td><td>FACTURE A :<br>{lines(buyer_lines(p, p.buyer_name()))}</td></tr>"
            f"</table><br>{across(groups[0])}{across(groups[1])}<br>"
        ),
        ruled(rows, "llcrrc"),
        "<br>",
        ruled(taxes, "crr", attributes="border=1 width=50%"),
        "<br>",
        ruled(totals, "ccccc"),
        (
            f"<p>{pay_by(p, 'VIREMENT', 'VIREMENT')} : IBAN {p.iban()} BIC {p.bic()}</p><p><font"
            f" size=1>{text(legal)}<br>{bare(rng.choice(words.SMALL_PRINT))} {bare(terms(p, 5))}</font></p>"
        ),
    )


@commerce(
    functools.partial(render, face="courier"),
    style={"date": "dd.mm.yyyy", "currency": " EUR", "group": " "},
    kind="credit_note",
    buyers=("college", "universite", "lycee", "departement"),
)
def book_returns(p: Printed) -> str:
    """Unsold and wrong books taken back, in typewriter letters: the original invoice stands in a sentence."""
    invoice = begin(p, "books")
    p.style.minus = pick(p, "", "-", "after")
    seller = invoice.seller
    stock(p, words.GOODS["books"], pick(p, 1, 2, 3), rebates=(900, 0))
    rows = [["EAN13", "Titre", "Ex.", "PU HT", "Total HT"]] + [
        [item.reference, item.label, quantity(p, item), unit_price(p, item), p.plain(item.total)]
        for item in invoice.lines
    ]
    why = pick(
        p,
        "Nous portons à votre crédit la somme ci-dessous, en annulation partielle de notre facture n°",
        "Suite à votre retour, avoir établi sur la facture n°",
        "Le présent avoir se rapporte à la facture numéro",
    )
    sums = [
        ["Montant H.T.", f"T.V.A. {p.only_rate()} %", pick(p, "Montant T.T.C.", "Total avoir TTC")],
        [p.total_ht(), p.total_vat(), p.total_ttc()],
    ]
    buyer = buyer_lines(p, p.buyer_name())
    return page(
        (
            f"<center><b>{text(p.seller_name())}</b><br>{text(' - '.join(seller.address))}<br>Tel."
            f" {seller.phone}</center>"
            f"<hr><table width=100%><tr><td width=50%><b>{pick(p, 'AVOIR', 'Avoir')} N° {text(p.number())}</b><br>"
            f"{pick(p, 'Date :', 'Le', 'Établi le')} {p.issued()}<br>Client {invoice.client_number}<br>"
            f"{': '.join(pair(p, 'siret', p.buyer_siret()))}<br>{': '.join(pair(p, 'order', p.engagement()))}</td>"
            f"<td>{lines(buyer)}</td></tr></table><hr>"
        ),
        f"<p>{why} {text(p.origin())} du {days_off(p, -34)} (bordereau de retour {fill(p, 'R{n5}')}) :</p>",
        ruled(rows, "llcrr", head="", attributes="border=0 width=100%"),
        "<br>",
        ruled(sums, "rrr", attributes="border=1 width=70%"),
        (
            f"<p><font size=1>{text(seller.name)} {text(capital(p))} / {text(registry(p))} / Siret"
            f" {p.seller_siret()}<br>TVA intra {p.seller_vat()}</font></p>"
        ),
    )


@commerce(
    functools.partial(render, face="times"),
    style={"date": "dd/mm/yyyy", "currency": "", "group": " "},
    kind="other",
    buyers=("mairie", "chu", "lycee"),
)
def invoices_summed_up(p: Printed) -> str:
    """A statement or a reminder that lists several invoices with a total: none of them is this document."""
    invoice = begin(p, pick(p, "food", "office", "vehicles"))
    seller, rng = invoice.seller, p.rng
    title, sentence = pick(
        p,
        ("RELEVÉ DE FACTURES", "Veuillez trouver ci-dessous le relevé des factures du mois, déjà transmises."),
        ("RELANCE - 2e rappel", "Sauf erreur de notre part, les factures suivantes restent impayées à ce jour."),
        ("RELEVÉ DE COMPTE CLIENT", "Situation de votre compte dans nos livres."),
        ("LETTRE DE RELANCE", "Nous vous prions de bien vouloir régulariser sous huitaine."),
    )
    rows, total = [["Facture n°", "Date", "Votre commande", "Échéance", "Montant TTC"]], 0
    for _ in range(rng.randint(4, 9)):
        day, cents = invoice.issued - datetime.timedelta(days=rng.randint(20, 80)), rng.randint(4000, 250000)
        total += cents
        due = day + datetime.timedelta(days=30)
        order = fill(p, words.ENGAGEMENTS[invoice.buyer.siren[:2]][0])
        rows.append([fill(p, "F{yy}{n5}"), p.date(day), order, p.date(due), p.plain(cents)])
    rows.append(["", "", "", pick(p, "Total dû", "TOTAL", "Solde à régler"), p.plain(total) + " EUR"])
    return page(
        (
            f"<table width=100%><tr><td width=55%><b>{text(p.seller_name())}</b><br>{lines(seller.address)}</td>"
            f"<td>{lines(buyer_lines(p, p.buyer_name()))}<br>SIRET {p.buyer_siret()}</td></tr></table><br><br>"
        ),
        (
            f"<font size=4><b>{title}</b></font><br>Arrêté au {p.issued()} - compte"
            f" {invoice.client_number}<p>{sentence}</p>"
        ),
        ruled(rows, "lclcr"),
        (
            f"<p>Règlement : IBAN {p.iban()} BIC {p.bic()}</p><p>{rng.choice(words.PEOPLE)}, comptabilité clients</p>"
            f"<p><font size=1>{text(seller.name)} {text(capital(p))} - SIRET {p.seller_siret()}</font></p>"
        ),
    )
