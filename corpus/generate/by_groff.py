"""Layouts set with groff: letters and notes of fees as scripts on a server still make them.

Type 1 fonts, tables by tbl, prose whose lines break within the values.
"""

import pathlib
import subprocess

import parts
import vocabulary
from layouts import layout
from printed import Printed

START = (
    ".de top\n'sp 1.5c\n..\n.wh 0 top\n.pl 29.7c\n.po 2c\n.ll 17c\n.lt 17c\n.nh\n.ad l\n.ft H\n.ps 10\n.vs 13\n.nf\n"
)


def render(source: object, path: pathlib.Path) -> None:
    done = subprocess.run(
        ["groff", "-Tpdf", "-Kutf8", "-t", "-P-pa4"], input=str(source).encode(), capture_output=True, check=True
    )
    path.write_bytes(done.stdout)


def roff(text: str) -> str:
    """Text that groff takes as it is: no backslash escapes, no line is a request."""
    escaped = text.replace("\\", "\\e").replace("\u00a0", "\\ ")
    return "\\&" + escaped if escaped[:1] in (".", "'") else escaped


def lines(values: list[str], indent: str = "0") -> str:
    return f".in {indent}\n" + "".join(roff(value) + "\n" for value in values) + ".in 0\n"


def tbl(layout_lines: str, rows: list[list[str]], options: str = "") -> str:
    body = "\n".join("@".join(map(roff, row)) for row in rows)
    return f".TS\n{options} tab(@);\n{layout_lines}.\n{body}\n.TE\n"


def title(text: str, size: int = 16) -> str:
    return f".sp 1\n.ps {size}\n.ft HB\n{roff(text)}\n.ft H\n.ps 10\n.sp 1\n"


def prose(text: str) -> str:
    return f".fi\n{roff(text)}\n.nf\n"


def small(text: str) -> str:
    return f".sp 2\n.ps 7\n.vs 9\n{prose(text)}.ps 10\n.vs 13\n"


@layout(
    render,
    rates=(0,),
    exempt="293 B",
    lines=1,
    engagement="year",
    buyers=("mairie", "universite", "ccas"),
    style={"date": "long"},
)
def letter_prose(p: Printed) -> str:
    """A letter of an association: the values stand within sentences."""
    line = p.invoice.lines[0]
    return (
        START
        + lines([*parts.sender(p), f"Association loi 1901 - SIRET {p.seller_siret()}"])
        + ".sp 1\n"
        + lines(parts.recipient(p), "9c")
        + f".sp 1\n.in 9c\n{roff(p.invoice.seller.town)}, le {roff(p.issued())}\n.in 0\n.sp 2\n"
        + prose(f"Objet : facture n° {p.number()}, votre bon de commande {p.engagement()} (SIRET {p.buyer_siret()})")
        + ".sp 1\n"
        + prose("Madame, Monsieur,")
        + ".sp 1\n"
        + prose(
            f"Nous vous prions de trouver ci-après le montant de notre intervention : {line.label.lower()},"
            f" {line.quantity} unités au prix de {p.price(line.price)} € chacune, soit une somme totale de"
            f" {p.payable()}, non assujettie à la TVA (article 293 B du code général des impôts)."
        )
        + ".sp 1\n"
        + prose(
            f"Nous vous remercions de bien vouloir la régler avant le {p.due()} sur le compte {p.iban()} ouvert à"
            f" {p.invoice.bank}."
        )
        + ".sp 3\n"
        + lines(["La trésorière"], "9c")
    )


@layout(render, engagement="ej", buyers=("etat", "sdis"), rates=(2000,), style={"currency": " EUR"})
def boxed_tables(p: Printed) -> str:
    """Tables with every line drawn, references in a box with two columns."""
    return (
        START
        + tbl(
            "l l",
            [[left, right] for left, right in zip(parts.sender(p) + [f"SIRET {p.seller_siret()}"], parts.recipient(p))],
            "expand",
        )
        + title("FACTURE")
        + tbl(
            "lb l",
            [
                [p.label("number"), p.number()],
                [p.label("issued"), p.issued()],
                [p.label("buyer_siret"), p.buyer_siret()],
                [p.label("engagement"), p.engagement()],
                [p.label("service"), p.service_code()],
                [p.label("due"), p.due()],
                *map(list, parts.noise(p, 3)),
            ],
            "allbox",
        )
        + ".sp 1\n"
        + tbl(
            "lb lb lb lb\nl n n n",
            [["Désignation", "Quantité", "P.U. HT", "Montant HT"], *parts.columns(parts.items(p), 1, 2, 4, 5)],
            "allbox expand",
        )
        + ".sp 1\n"
        + tbl(
            "lb r",
            [
                ["Montant total HT", p.total_ht()],
                [f"Montant TVA {p.only_rate()} %", p.total_vat()],
                ["Montant total TTC", p.total_ttc()],
            ],
            "allbox right",
        )
        + small(f"{parts.legal(p, 'name', 'capital', 'ape', 'rcs', 'vat')}. {vocabulary.PENALTY}")
    )


@layout(
    render,
    kind="credit_note",
    style={"minus": "()", "currency": " EUR"},
    engagement="letters",
    buyers=("universite", "epci"),
)
def credit_parentheses(p: Printed) -> str:
    """A credit note in fixed pitch, amounts in parentheses."""
    return (
        START.replace(".ft H", ".ft C")
        + lines(parts.sender(p))
        + lines(["Doit :", *parts.recipient(p)], "5c")
        + title("NOTE DE CRÉDIT", 14)
        + ".ft C\n"
        + lines(
            [
                f"Avoir numéro : {p.number()}",
                f"Date         : {p.issued()}",
                f"Facture liée : {p.origin()}",
                f"Commande     : {p.engagement()}",
                f"Siret client : {p.buyer_siret()}",
            ]
        )
        + ".sp 1\n"
        + tbl("l n n", parts.columns(parts.items(p), 1, 4, 5))
        + ".sp 1\n"
        + tbl(
            "l r", [["Total HT", p.total_ht()], [f"TVA {p.only_rate()} %", p.total_vat()], ["Total TTC", p.total_ttc()]]
        )
        + ".sp 2\n"
        + prose(parts.legal(p, "name", "siret", "ape", "vat"))
    )


@layout(render, kind="other")
def account_statement(p: Printed) -> str:
    """A statement of account: many invoice numbers, a balance, no invoice."""
    rows = [
        [
            f"FA26-{p.rng.randint(1000, 9999)}",
            f"{p.rng.randint(10, 28)}/0{p.rng.randint(1, 9)}/2026",
            p.plain(p.rng.randint(9999, 99999)),
        ]
        for _ in range(8)
    ]
    return (
        START
        + lines(parts.sender(p))
        + lines(parts.recipient(p), "9c")
        + title(f"RELEVÉ DE COMPTE AU {p.date(p.invoice.due)}")
        + tbl("lb lb lb\nl l n", [["Facture n°", "Échéance", "Montant TTC"], *rows], "allbox")
        + ".sp 1\n"
        + prose(
            f"Solde dû : {p.total_ttc()}. Ce relevé ne tient pas lieu de facture. Sauf erreur ou omission de notre"
            " part."
        )
        + small(parts.legal(p, "name", "capital", "siret", "vat"))
    )


@layout(
    render,
    engagement="coded",
    buyers=("departement", "epci", "mairie"),
    deposit=True,
    lines=2,
    style={"date": "long"},
    first_of_month=True,
)
def fees_note(p: Printed) -> str:
    """An architect's note of fees: an advance deducted, the contract named before the engagement."""
    return (
        START.replace(".ft H", ".ft T")
        + lines([*parts.sender(p), f"Siret {p.seller_siret()} - Ordre des architectes S1{p.rng.randint(1000, 9999)}"])
        + lines([f"SIRET : {p.buyer_siret()}", *parts.recipient(p)], "9c")
        + title(f"Note d'honoraires n° {p.number()}")
        + ".ft T\n"
        + lines(
            [
                f"Établie le {p.issued()}",
                f"Marché de maîtrise d'œuvre n° {p.contract()}",
                f"Numéro d'engagement : {p.engagement()}",
                f"Opération : {p.invoice.site}",
            ]
        )
        + ".sp 1\n"
        + tbl("l n", parts.columns(parts.items(p), 1, 5), "expand")
        + ".sp 1\n"
        + tbl(
            "l r",
            [
                ["Honoraires HT", p.total_ht()],
                [f"TVA au taux de {p.only_rate()} %", p.total_vat()],
                ["Honoraires TTC", p.total_ttc()],
                ["À déduire, avance déjà réglée", p.paid()],
                ["Net à payer", p.payable()],
            ],
            "expand",
        )
        + ".sp 1\n"
        + lines([f"IBAN {p.iban()}", f"BIC {p.bic()}"])
        + small(parts.legal(p, "capital", "vat"))
    )


@layout(render, engagement="letters", buyers=("region", "hopital"), rates=(2000, 1000), lines=5)
def annex_within(p: Printed) -> str:
    """Five pages: the invoice, annexes that name other orders, the bank details last."""
    other = parts.decoys(p)
    rows = [[p.invoice.site, p.plain(p.rng.randint(1000, 99999))] for _ in range(20)]
    annex = lambda number, extra: f".bp\n{title(f'Annexe {number}')}" + tbl("l n", rows, "expand") + lines(extra)
    return (
        START
        + lines([*parts.sender(p), f"Siret : {p.seller_siret()}"])
        + lines([*parts.recipient(p), f"N° Siret : {p.buyer_siret()}"], "9c")
        + title(f"Facture n° {p.number()}")
        + lines(
            [
                f"Date de facturation : {p.issued()}",
                f"{p.label('order')} {p.engagement()}",
                f"Code service : {p.service_code()}",
                parts.noise_line(p, 2),
            ]
        )
        + ".sp 1\n"
        + tbl("l n n r", parts.columns(parts.items(p), 1, 2, 5, 6), "expand")
        + ".sp 1\n"
        + tbl("lb lb lb\nn n n", [["Taux", "Base HT", "TVA"], *map(list, p.vat_rows())], "allbox")
        + ".sp 1\n"
        + lines([f"Total HT : {p.total_ht()}", f"Total TVA : {p.total_vat()}", f"Total TTC : {p.total_ttc()}"])
        + annex(
            1, [f"Commande n° {other['engagement']}", f"Total HT : {other['ht']} €", f"Total TTC : {other['ttc']} €"]
        )
        + annex(2, [f"Facture n° {other['number']}", f"Siret : {other['siret']}"])
        + annex(3, [])
        + ".bp\n"
        + title("Coordonnées bancaires")
        + lines([f"IBAN : {p.iban()}", f"BIC : {p.bic()}", parts.legal(p, "name", "capital", "vat")])
    )
