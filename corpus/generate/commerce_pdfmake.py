"""Layouts of trade printed with pdfmake: what programmers of web shops draw in JavaScript, box by box.

A layout answers with pdfmake's own definition; `commerce_pdfmake.mjs` makes the PDF of it. The library is not in
Debian: run `npm ci` in this folder once (node_modules is never committed).
"""

import json
import pathlib

import commerce_words as words
from commerce_parts import (
    begin,
    buyer_lines,
    capital,
    commerce,
    days_off,
    pair,
    pay_by,
    registry,
    wording,
)
from html_parts import run_on_file
from printed import NO_BREAK, Printed, spaced
from software_parts import fill, pick, quantity, stock, unit_price

HERE = pathlib.Path(__file__).resolve().parent
WEEKDAYS = ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"]

if not (HERE / "node_modules" / "pdfmake").is_dir():
    raise ImportError("the npm package pdfmake is missing")


def render(source: object, path: pathlib.Path) -> None:
    command = ["node", str(HERE / "commerce_pdfmake.mjs"), "{}", str(path.absolute())]
    run_on_file(json.dumps(source, ensure_ascii=False), ".json", "utf-8", command)


def bold(value: str, size: int = 0) -> dict:
    return {"text": value, "bold": True, **({"fontSize": size} if size else {})}


def side(value: str, alignment: str = "right") -> dict:
    return {"text": value, "alignment": alignment}


def table(rows: list[list], widths: list, layout: str = "lightHorizontalLines", **more) -> dict:
    return {"layout": layout, "table": {"headerRows": 1, "widths": widths, "body": rows}, **more}


def aligned(rows: list[list[str]], classes: str) -> list[list]:
    """Cells at the right where `classes` has an r."""
    return [[side(value) if mark == "r" else value for value, mark in zip(row, classes)] for row in rows]


def gap(size: int = 12) -> dict:
    return {"text": " ", "fontSize": size}


def document(font: str, size: float, *content, **more) -> dict:
    return {
        "pageSize": "A4",
        "pageMargins": [36, 34, 36, 48],
        "defaultStyle": {"font": font, "fontSize": size},
        "content": list(content),
        **more,
    }


@commerce(
    render,
    style={"date": "long", "currency": NO_BREAK + "€", "group": NO_BREAK},
    buyers=("universite", "chu", "lycee"),
)
def laboratory_json(p: Printed) -> dict:
    """Labels pushed against their values in the middle of the page, the date with its weekday, totals in one row."""
    invoice = begin(p, "laboratory")
    seller = invoice.seller
    stock(p, words.GOODS["laboratory"], pick(p, 3, 4, 5))
    weekday = WEEKDAYS[invoice.issued.weekday()]
    facts = [
        pair(p, "number", p.number()),
        (wording(p, "issued"), f"{weekday} {p.issued()}"),
        pair(p, "quote", invoice.quote),
        pair(p, pick(p, "order", "engagement"), p.engagement()),
        pair(p, "contract", p.contract()),
        pair(p, "siret", p.buyer_siret()),
        pair(p, "service", p.service_code()),
        pair(p, "due", p.due()),
    ]
    rows = [["Réf.", "Produit", "Cond.", side("Qté"), side("Prix net HT"), side("Montant HT")]] + aligned(
        [
            [item.reference, item.label, item.unit, quantity(p, item), unit_price(p, item), p.plain(item.total)]
            for item in invoice.lines
        ],
        "lllrrr",
    )
    sums = [
        side(f"{wording(p, 'ht')} : {p.total_ht()}", "left"),
        side(f"TVA {p.only_rate()} % : {p.total_vat()}", "center"),
        bold(f"{pick(p, 'Total TTC', 'Net à payer', 'TTC')} : {p.payable()}"),
    ]
    foot = (
        f"{p.seller_name()} – {capital(p)} – {registry(p)} – SIRET {p.seller_siret()} – "
        f"N° TVA intracommunautaire {p.seller_vat()}"
    )
    return document(
        "Helvetica",
        9.5,
        {
            "columns": [
                [bold(seller.name, 17), *seller.address, seller.phone],
                {"width": 262, "stack": [bold("FACTURE", 22), gap(6), *buyer_lines(p, p.buyer_name())]},
            ]
        },
        gap(),
        table(
            [[{"text": label, "alignment": "right", "color": "#8a1538"}, value] for label, value in facts],
            ["50%", "50%"],
            "noBorders",
        ),
        gap(),
        table(rows, [52, "*", 32, 32, 70, 70]),
        gap(16),
        table([sums], ["*", "*", "*"], "noBorders", fillColor="#f3e3e8"),
        gap(),
        f"{pay_by(p, 'VIREMENT', 'Virement')} : {invoice.bank}, IBAN {p.iban()}, BIC {p.bic()}",
        {"text": p.rng.choice(words.SMALL_PRINT), "fontSize": 7, "margin": [0, 8, 0, 0]},
        footer={"text": foot, "fontSize": 6.5, "alignment": "center"},
    )


@commerce(
    render,
    style={"date": "dd.mm.yyyy", "currency": "", "group": " "},
    buyers=("ugap", "departement", "sdis", "epci"),
)
def vehicle_delivered(p: Printed) -> dict:
    """A vehicle with its equipment: an advance already paid, totals with and without tax, another place of delivery."""
    invoice = begin(p, "vehicles", number=pick(p, "VN{yy}{n5}", "{yyyy}-VU-{n4}", "{n6}"))
    seller, rng = invoice.seller, p.rng
    goods = [
        ("", pick(p, "Fourgon tôlé L2H2 2.3 dCi 135", "Berline 5 portes électrique 50 kWh"), "", 24350.0, 2000, 1, 1),
        ("", "Aménagement bois, galerie et échelle", "", 3180.0, 2000, 1, 1),
        ("", "Rampe lumineuse et signalisation classe B", "", 1465.5, 2000, 1, 1),
        ("", "Frais d'immatriculation et mise en main", "", 290.0, 2000, 1, 1),
    ]
    stock(p, goods[: pick(p, 2, 3, 4)], deposit=pick(p, 1000, 2000, 3000))
    rows = [["Désignation", side("HT"), side("TTC")]] + aligned(
        [[item.label, p.plain(item.total), p.plain(item.total * 12 // 10)] for item in invoice.lines], "lrr"
    )
    facts = [
        pair(p, "number", p.number()),
        pair(p, "issued", p.issued()),
        pair(p, "engagement", p.engagement()),
        pair(p, "ours", invoice.seller_order),
        pair(p, "contract", p.contract()),
    ]
    sums = [
        [wording(p, "ht"), side(p.total_ht())],
        [f"TVA à {p.only_rate()} %", side(p.total_vat())],
        [wording(p, "ttc"), side(p.total_ttc())],
        [pick(p, "Acompte versé à la commande", "Avance déjà réglée", "Acompte reçu"), side("- " + p.paid())],
        [bold(f"{pick(p, 'Reste à payer', 'Solde dû', 'Net à payer')} ({p.currency('EUR')})"), bold(p.payable())],
    ]
    sums[-1][1]["alignment"] = "right"
    place = (
        f"Livré le {days_off(p, -4)} : {rng.choice(words.SITES)} (SIRET du site :"
        f" {spaced(invoice.site_siret, p.style.siret)})"
    )
    chassis = f"N° de série {fill(p, 'WF0{a3}{n4}{n7}')} – {fill(p, '{a2}-{n3}-{a2}')} – 1re MEC {days_off(p, -6)}"
    return document(
        "Times",
        11,
        {"columns": [[bold(p.seller_name(), 16), *seller.address], {"width": 150, "stack": [bold("Facture", 24)]}]},
        gap(8),
        {
            "columns": [
                {"width": "52%", **table([[bold(label), value] for label, value in facts], ["auto", "*"], "noBorders")},
                [*buyer_lines(p, p.buyer_name()), ": ".join(pair(p, "siret", p.buyer_siret()))],
            ]
        },
        gap(8),
        chassis,
        place,
        gap(8),
        table(rows, ["*", 80, 80], ""),
        gap(),
        {"columns": [table(sums, ["*", 80], "noBorders", width="60%"), {"text": ""}]},
        gap(),
        f"Payable {pick(p, 'avant le', 'au plus tard le')} {p.due()} – compte {p.iban()} ({p.bic()})",
        {
            "text": (
                f"{seller.name} {capital(p)}, {registry(p)}. SIRET : {p.seller_siret()}. TVA : {p.seller_vat()}. "
                f"{rng.choice(words.SMALL_PRINT)}"
            ),
            "fontSize": 8,
            "margin": [0, 20, 0, 0],
        },
    )


@commerce(
    render,
    style={"date": "dd/mm/yy", "currency": " €", "group": "", "before": ""},
    buyers=("college", "ccas", "mairie"),
)
def grocer_without_order(p: Printed) -> dict:
    """A grocer who knows no engagement and no SIRET of his customer: prices with tax, the sums in a sentence."""
    invoice = begin(p, "food", number=pick(p, "{n4}", "{yy}-{z4}", "F{z5}"))
    seller = invoice.seller
    stock(p, [item for item in words.GOODS["food"] if item[4] == 550], pick(p, 3, 4, 5))
    rows = [["Produit", side("Quantité"), side("Prix TTC"), side("Total TTC")]] + aligned(
        [
            [
                item.label.capitalize(),
                f"{quantity(p, item)} {item.unit.lower()}",
                p.plain(item.unit_price * 1055 // 100000),
                p.plain(item.total * 1055 // 1000),
            ]
            for item in invoice.lines
        ],
        "lrrr",
    )
    ending = pick(p, "soit un total de", "pour un montant total de", "soit la somme de")
    sentence = (
        f"{invoice.lines[0].quantity // 100 + 3} colis livrés sur {pick(p, 3, 4, 5)} tournées, {ending} "
        f"{p.total_ttc()} TTC, dont {p.total_vat()} de TVA à {p.only_rate()} % ({p.total_ht()} hors taxes)."
    )
    reference = pick(p, "Notre n° de commande", "N/commande", "Commande interne")
    return document(
        "Narrow",
        11.5,
        {"text": p.seller_name(), "fontSize": 20, "bold": True, "alignment": "center", "color": "#2f6b2f"},
        {"text": f"{' – '.join(seller.address)} – {seller.phone}", "alignment": "center"},
        gap(),
        {"stack": [bold(pick(p, "Doit :", "Client :")), *buyer_lines(p, p.buyer_name())], "margin": [270, 0, 0, 14]},
        bold(f"{pick(p, 'Facture', 'FACTURE')} {p.number()} du {p.issued()}", 14),
        f"{reference} {invoice.seller_order} – {wording(p, 'client')} {invoice.client_number}",
        gap(),
        table(rows, ["*", 70, 70, 80], "headerLineOnly"),
        gap(),
        {"text": sentence, "fontSize": 13},
        gap(),
        f"{pick(p, 'Règlement par', 'Merci de régler par')} "
        + pick(p, pay_by(p, "CHEQUE", "chèque à l'ordre de ") + seller.name, pay_by(p, "CHEQUE", "chèque à réception")),
        {
            "text": f"{capital(p)} – SIRET {p.seller_siret()} – {registry(p)} – TVA {p.seller_vat()}",
            "fontSize": 8,
            "margin": [0, 180, 0, 0],
        },
    )
