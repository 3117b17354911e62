"""Layouts printed with HTMLDOC: business software of the years around 2000, HTML 3.2 tables in the base fonts."""

import pathlib

import parts
import vocabulary
from html_parts import lines, run_on_file, table, text
from layouts import layout
from printed import Printed


def render(source: object, path: pathlib.Path) -> None:
    run_on_file(
        source,
        ".html",
        "utf-8",
        [
            "htmldoc",
            "--webpage",
            "--quiet",
            "--charset",
            "utf-8",
            "--size",
            "a4",
            "--format",
            "pdf14",
            "--no-title",
            "--header",
            "...",
            "--footer",
            "..1",
            "-f",
            str(path.absolute()),
            "{}",
        ],
    )


def page(title: str, *body: str) -> str:
    return f"<html><head><title>{title}</title></head><body>{''.join(body)}</body></html>"


@layout(
    render,
    engagement="letters",
    buyers=("mairie", "hopital"),
    rates=(2000, 550),
    style={"group": " ", "currency": "", "date": "dd/mm/yy"},
    lines=6,
)
def classic_software(p: Printed) -> str:
    """Grey headings, amounts without a currency sign, one sentence that they are in euros."""
    return page(
        "Facture",
        (
            f"<table width=100%><tr><td><b>{lines(parts.sender(p))}</b></td><td><font"
            " size=5>FACTURE</font></td></tr></table>"
        ),
        table(
            ["No facture", "Date", "No client", "Mode de règlement"],
            [[p.number(), p.issued(), p.invoice.client_number, "Virement 30 jours"]],
            "border=1 width=100%",
        ),
        f"<p align=right>{lines(parts.recipient(p))}</p>",
        table(
            [p.label("order"), p.label("buyer_siret"), p.label("due")],
            [[p.engagement(), p.buyer_siret(), p.due()]],
            "border=1",
        ),
        "<br>",
        table(
            ["Code", "Désignation", "Quantité", "Prix", "Montant", "Tva"],
            parts.columns(parts.items(p), 0, 1, 2, 4, 5, 6),
            "border=1 width=100%",
        ),
        "<br>",
        table(["Tva %", "Base", "Montant"], list(map(list, p.vat_rows())), "border=1"),
        "<br>",
        table(
            ["Total H.T.", "Total T.V.A.", "Total T.T.C.", "NET A PAYER"],
            [[p.total_ht(), p.total_vat(), p.total_ttc(), p.payable()]],
            "border=1 align=right",
        ),
        f"<p>{p.currency('Montants exprimés en euros')}</p><p>{text(parts.noise_line(p, 3))}</p>",
        f"<p><font size=1>{text(parts.legal(p, 'name', 'capital', 'siret', 'ape', 'vat'))}</font></p>",
    )


@layout(
    render,
    engagement="ej",
    buyers=("etat", "departement"),
    rates=(2000,),
    style={"date": "dd-mm-yyyy", "currency": " EUR"},
    lines=3,
    discount=500,
)
def preformatted(p: Printed) -> str:
    """Preformatted text: columns made of blanks, dotted leaders, a discount before the totals."""
    dots = lambda label, value: f"{label:.<34}{value:.>18}"
    body = [
        *parts.sender(p),
        f"SIRET {p.seller_siret()}   TVA {p.seller_vat()}",
        "",
        *[" " * 40 + line for line in parts.recipient(p)],
        "",
        f"FACTURE No {p.number()}" + " " * 10 + f"DATE {p.issued()}",
        f"ENGAGEMENT JURIDIQUE {p.engagement()}   SERVICE {p.service_code()}",
        parts.noise_line(p, 2),
        "",
    ]
    body += [f"{row[1][:36]:<38}{row[2]:>4}{row[4]:>12}{row[5]:>14}" for row in parts.items(p)]
    body += [
        "",
        dots("Montant brut HT", p.money(p.invoice.gross)),
        dots("Remise 5 %", p.money(-p.invoice.discount)),
        dots("Net HT", p.total_ht()),
        dots(f"TVA {p.only_rate()} %", p.total_vat()),
        dots("Net à payer TTC", p.payable()),
        "",
        f"Compte à créditer : {p.iban()}",
    ]
    return page("Facture", f"<pre>{text(chr(10).join(body))}</pre>")


@layout(
    render,
    kind="credit_note",
    style={"minus": "-", "currency": " EUR", "group": " ", "siret": "14"},
    engagement="year",
    buyers=("ccas", "mairie", "epci"),
    lines=2,
)
def old_credit_note(p: Printed) -> str:
    """A credit note in Times: label and value in neighbouring cells, the sign before the amount."""
    return page(
        "Avoir",
        (
            f"<h2>AVOIR</h2><table width=100%><tr><td>{lines(parts.sender(p))}</td>"
            f"<td>{lines(['CLIENT', *parts.recipient(p)])}</td></tr></table>"
        ),
        table(
            [],
            [
                ["Numéro d'avoir", p.number()],
                ["Date", p.issued()],
                ["Facture d'origine", p.origin()],
                ["SIRET client", p.buyer_siret()],
                [p.label("order"), p.engagement()],
            ],
            "border=1",
        ),
        "<br>",
        table(["Désignation", "Quantité", "Montant HT"], parts.columns(parts.items(p), 1, 2, 5), "border=1 width=100%"),
        "<br>",
        table(
            [],
            [
                ["Montant HT", p.total_ht()],
                [f"Montant TVA {p.only_rate()} %", p.total_vat()],
                ["Montant TTC", p.total_ttc()],
            ],
            "border=1",
        ),
        f"<p>{text(parts.legal(p, 'name', 'siret', 'vat'))}<br>{text(vocabulary.DISCOUNT)}</p>",
    )
