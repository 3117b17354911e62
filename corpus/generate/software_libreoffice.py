"""Word templates and spreadsheets printed by LibreOffice: trades and professions that have no invoicing software.

Beside `by_libreoffice` they use tab stops, dotted leaders, coloured heads and page footers.
"""

import functools
import re

import identifiers
import parts
import software_words as words
import vocabulary
from by_libreoffice import opendocument, paragraph_style, render
from html_parts import text
from model import percent
from printed import Printed, spaced
from software_parts import (
    capital,
    days_off,
    delivery_site,
    long_rate,
    long_vat_rows,
    name_seller,
    only_long_rate,
    pick,
    quantity,
    registry,
    software,
    start,
    stock,
    unit_price,
)


def document(body, font="Liberation Sans", size=10, color="#1f3864", foot=""):
    styles = (
        paragraph_style("P", size, font=font)
        + paragraph_style("B", size, True, font=font)
        + paragraph_style("R", size, align="end", font=font)
        + paragraph_style("RB", size, True, align="end", font=font)
        + paragraph_style("C", size, align="center", font=font)
        + paragraph_style("CB", size + 5, True, align="center", font=font)
        + paragraph_style("T", 20, True, font=font)
        + paragraph_style("TR", 20, True, align="end", font=font)
        + paragraph_style("S", 6.5, font=font)
        + paragraph_style("SC", 6, align="center", font=font)
        + '<style:style style:name="W" style:family="paragraph"><style:text-properties fo:color="#ffffff"'
        f' fo:font-family="{font}" fo:font-size="{size}pt" fo:font-weight="bold"/></style:style>'
        + '<style:style style:name="WR" style:family="paragraph"><style:paragraph-properties'
        f' fo:text-align="end"/><style:text-properties fo:color="#ffffff" fo:font-family="{font}"'
        f' fo:font-size="{size}pt" fo:font-weight="bold"/></style:style>'
        + '<style:style style:name="TAB"'
        ' style:family="paragraph"><style:paragraph-properties><style:tab-stops><style:tab-stop'
        ' style:position="9cm"/><style:tab-stop style:position="17.2cm"'
        ' style:type="right"/></style:tab-stops></style:paragraph-properties><style:text-properties'
        f' fo:font-family="{font}" fo:font-size="{size}pt"/></style:style>'
        + '<style:style style:name="DOT"'
        ' style:family="paragraph"><style:paragraph-properties><style:tab-stops><style:tab-stop'
        ' style:position="17.2cm" style:type="right" style:leader-style="dotted"'
        ' style:leader-text="."/></style:tab-stops></style:paragraph-properties><style:text-properties'
        f' fo:font-family="{font}" fo:font-size="{size}pt"/></style:style>'
        + "".join(
            f'<style:style style:name="k{w}" style:family="table-column"><style:table-column-properties'
            f' style:column-width="{w / 10}cm"/></style:style>'
            for w in range(5, 180)
        )
        + '<style:style style:name="C" style:family="table-cell"><style:table-cell-properties fo:border="0.5pt solid'
        ' #000000" fo:padding="0.08cm"/></style:style>'
        + '<style:style style:name="L" style:family="table-cell"><style:table-cell-properties fo:border-bottom="0.5pt'
        ' solid #bbbbbb" fo:padding="0.08cm"/></style:style>'
        + '<style:style style:name="H" style:family="table-cell"><style:table-cell-properties'
        f' fo:background-color="{color}" fo:padding="0.1cm"/></style:style>'
    )
    doc = opendocument("text", styles, body)
    if foot:
        footer = "".join(f'<text:p text:style-name="SC">{text(line)}</text:p>' for line in foot.split("\n"))
        page_footer = (
            "<style:footer-style><style:header-footer-properties"
            ' fo:min-height="0.8cm"/></style:footer-style></style:page-layout>'
        )
        doc = doc.replace("</style:page-layout>", page_footer, 1).replace(
            'style:page-layout-name="a4"/>',
            f'style:page-layout-name="a4"><style:footer>{footer}</style:footer></style:master-page>',
        )
    return doc


def paragraphs(values, style="P"):
    return "".join(
        f'<text:p text:style-name="{style}">'
        + text(v).replace("\t", "<text:tab/>").replace("\n", "<text:line-break/>")
        + "</text:p>"
        for v in ([values] if isinstance(values, str) else values)
    )


def table(rows, widths, numbers=0, border="C", head=True):
    """Columns in millimetres; a head of white text on the colour; cells may hold several lines."""

    def cell(v, k, top):
        right = k >= len(widths) - numbers
        lines_ = v if isinstance(v, list) else [v]
        style = ("WR" if right else "W") if top else ("R" if right else "P")
        return (
            "<table:table-cell"
            f" table:style-name=\"{'H' if top else border}\">{paragraphs(lines_, style)}</table:table-cell>"
        )

    cols = "".join(f'<table:table-column table:style-name="k{w}"/>' for w in widths)
    body = "".join(
        "<table:table-row>" + "".join(cell(v, k, head and n == 0) for k, v in enumerate(row)) + "</table:table-row>"
        for n, row in enumerate(rows)
    )
    return f"<table:table>{cols}{body}</table:table>"


def sheet(rows, widths, right=3, font="Liberation Sans", size=8, color="#375623"):
    """A spreadsheet; "*" bold, "#" white on the colour, "+" framed; numbers are right-aligned text."""
    columns = "".join(
        f'<style:style style:name="w{i}" style:family="table-column"><style:table-column-properties'
        f' style:column-width="{w}cm"/></style:style>'
        for i, w in enumerate(widths)
    )
    cells = ""
    for name, extra, weight, ink in (
        ("n", "", "normal", "#000000"),
        ("b", "", "bold", "#000000"),
        ("h", f'fo:background-color="{color}"', "bold", "#ffffff"),
        ("f", 'fo:border="0.5pt solid #777777"', "normal", "#000000"),
    ):
        for al in ("start", "end"):
            cells += (
                f'<style:style style:name="{name}{al}" style:family="table-cell"><style:table-cell-properties'
                f' {extra}/><style:paragraph-properties fo:text-align="{al}"/><style:text-properties fo:color="{ink}"'
                f' fo:font-family="{font}" fo:font-size="{size}pt" fo:font-weight="{weight}"/></style:style>'
            )

    def cell(v, k):
        if v == "":
            return "<table:table-cell/>"
        name = {"*": "b", "#": "h", "+": "f"}.get(v[0], "n")
        al = "end" if k and re.fullmatch(r"[*+]?[-\d \u00a0.,]+[€%]?", v) else "start"
        return (
            f'<table:table-cell table:style-name="{name}{al}"'
            f' office:value-type="string"><text:p>{text(v[1:] if v[0] in "*#+" else v)}</text:p></table:table-cell>'
        )

    body = "".join(f'<table:table-column table:style-name="w{i}"/>' for i in range(len(widths)))
    body += "".join(
        f"<table:table-row>{''.join(cell(v, k) for k, v in enumerate(row)) or '<table:table-cell/>'}</table:table-row>"
        for row in rows
    )
    return opendocument("spreadsheet", columns + cells, f'<table:table table:name="Facture">{body}</table:table>')


@software(
    render,
    style={"currency": " €", "group": " ", "date": "dd/mm/yyyy"},
    buyers=("universite", "hopital", "mairie", "etat"),
)
def central_purchasing(p: Printed) -> str:
    """A public purchasing body: its own order number first, the buyer's second; SIRETs of three bodies."""
    invoice = start(p, pick(p, "1{n8}", "F{n9}"))
    name_seller(p, "Centrale d'Achat Publique Nationale", "Groupement d'Achats des Territoires")
    invoice.seller.form, invoice.seller.capital = "EPIC", 0
    lines = stock(p, words.OFFICE + words.IT[:3], 4)
    head = [
        ["N° de facture", "Date de facture", "N° commande CAPN", "Vos références", "N° client"],
        [p.number(), p.issued(), identifiers.digits(p.rng, 8), "EJ n° " + p.engagement(), invoice.client_number],
    ]
    return document(
        table(
            [
                [
                    [
                        p.seller_name(),
                        invoice.seller.street,
                        invoice.seller.city_line,
                        f"Siret : {p.seller_siret()}",
                        f"TVA intra : {p.seller_vat()}",
                    ],
                    [
                        "Destinataire de la facture :",
                        *parts.recipient(p),
                        f"Siret : {p.buyer_siret()}",
                        f"Code service Chorus : {p.service_code()}",
                    ],
                ]
            ],
            [85, 89],
            border="",
            head=False,
        )
        + paragraphs(["", "FACTURE"], "T")
        + table(head, [34, 32, 36, 44, 28])
        + paragraphs("")
        + paragraphs(
            f"Lieu de livraison : {delivery_site(p)} - {invoice.buyer.city_line} - Siret livré :"
            f" {spaced(invoice.site_siret, '14')}"
        )
        + table(
            [
                ["Réf. CAPN", "Désignation", "Qté", "Prix unit. HT", "Montant HT", "TVA"],
                *[
                    [
                        item.reference,
                        item.label,
                        quantity(p, item),
                        unit_price(p, item),
                        p.plain(item.total),
                        long_rate(p, item.rate),
                    ]
                    for item in lines
                ],
            ],
            [28, 76, 12, 22, 24, 12],
            4,
            "L",
        )
        + paragraphs("")
        + table(
            [
                ["Taux TVA", "Base HT", "Montant TVA", "Total HT", "Total TVA", "Montant à régler TTC"],
                *[[r + " %", b, a, p.total_ht(), p.total_vat(), p.payable()] for r, b, a in long_vat_rows(p)],
            ],
            [22, 28, 28, 28, 28, 40],
            5,
        )
        + paragraphs(
            [
                "",
                f"Date limite de paiement : {p.due()} - À régler par virement au compte {p.iban()} {p.bic()}",
                f"Marché {p.contract()} - La TVA est acquittée sur les débits.",
            ]
        ),
        size=8.5,
        color="#0b6e99",
        foot=f"{invoice.seller.name} - Établissement public - {registry(p)} - APE 8411Z",
    )


@software(
    render, style={"currency": "", "group": " ", "date": "dd/mm/yyyy"}, buyers=("mairie", "hopital", "epci", "region")
)
def cleaning_contract(p: Printed) -> str:
    """Cleaning: sites with monthly contract prices, month in letters, the address in the fourth column."""
    invoice = start(p, pick(p, "{yy}{mm}{n5}", "FA{n7}"), upper=False)
    name_seller(p, "Onyxal Propreté Services", "Nettéo Facilities", "Brillance Multiservices")
    lines = stock(p, words.CLEAN, 4)
    month = vocabulary.MONTHS[(invoice.issued.month - 2) % 12].upper()
    rows = [
        ["*" + p.seller_name().upper()],
        [f"Agence de {pick(p, 'Clermont', 'Toulouse', 'Nancy')}", "", "", "FACTURE À :"],
        [invoice.seller.street, "", "", "*" + p.buyer_name()],
        [invoice.seller.city_line, "", "", invoice.buyer.department],
        [f"Tél : {invoice.seller.phone}", "", "", invoice.buyer.street],
        ["", "", "", invoice.buyer.city_line],
        [],
        ["#FACTURE N°", "#DATE", "#CODE CLIENT", "#ÉCHÉANCE", "#N° ENGAGEMENT", "#PAGE"],
        ["+" + p.number(), "+" + p.issued(), "+" + invoice.client_number, "+" + p.due(), "+" + p.engagement(), "+1/1"],
        [],
        [f"Marché : {p.contract()}", "", f"Contrat : CT-0{identifiers.digits(p.rng, 4)}", "", "Siret client :"],
        [
            f"Prestations du mois de {month} {invoice.issued.year}",
            "",
            f"Code service : {p.service_code()}",
            "",
            p.buyer_siret(),
        ],
        [],
        ["#Site / prestation", "#Code", "#Unité", "#Quantité", "#Prix unit. HT", "#Montant HT"],
    ]
    for item in lines:
        rows.append(
            [
                "+" + pick(p, "Mairie", "Gymnase", "Crèche", "Siège", "Bât. A") + " - " + item.label[:30],
                "+" + item.reference,
                "+" + item.unit,
                "+" + quantity(p, item, 2),
                "+" + unit_price(p, item),
                "+" + p.plain(item.total),
            ]
        )
    rows += [
        [],
        ["", "", "", "", "TOTAL H.T.", p.total_ht()],
        ["", "", "", "", f"T.V.A. {only_long_rate(p)} %", p.total_vat()],
        ["", "", "", "", "*NET À PAYER T.T.C.", "*" + p.payable()],
        ["", "", "", "", p.currency("(en euros)")],
        [],
        [f"Règlement par virement à 30 jours - IBAN {p.iban()} - BIC {p.bic()}"],
        [vocabulary.DISCOUNT + " Indemnité forfaitaire de recouvrement : 40 euros."],
        [],
        [f"{invoice.seller.name} - {capital(p)} - {registry(p)}"],
        [f"SIRET {p.seller_siret()} - APE 8121Z - TVA {p.seller_vat()}"],
    ]
    return sheet(rows, [5.0, 1.7, 2.2, 2.1, 2.8, 2.8], 1, size=7.5, color="#1b4f72")


@software(
    render,
    style={"currency": "", "group": " ", "date": "dd/mm/yyyy"},
    buyers=("mairie", "departement", "region", "epci"),
)
def works_situation(p: Printed) -> str:
    """Building works: columns of contract, accumulated, previous and this month, retention; the month is billed."""
    invoice = start(p, pick(p, "{yyyy}-{n3}", "FS{yy}{n4}"), upper=False)
    name_seller(p, "Gros Œuvre Lambertin", "Charpentes du Velay", "TP Mazerolles")
    lines = stock(p, words.BTP, p.rng.randint(4, 6), retention=500)
    n = p.rng.randint(2, 6)
    previous, full = [], []
    for item in lines:
        previous.append(item.total * p.rng.randint(0, 250) // 100)
        full.append(item.total + previous[-1] + item.total * p.rng.randint(0, 60) // 100)
    plain = p.plain
    rows = [
        ["*" + p.seller_name(), "", "", "Maître d'ouvrage :"],
        [invoice.seller.street, "", "", "*" + p.buyer_name()],
        [invoice.seller.city_line, "", "", invoice.buyer.department],
        [f"Siret {p.seller_siret()}", "", "", invoice.buyer.street],
        ["Maître d'œuvre : Atelier d'architecture Sorel", "", "", invoice.buyer.city_line],
        ["", "", "", f"N° SIRET : {p.buyer_siret()}"],
        [],
        [f"*FACTURE N° {p.number()} - SITUATION DE TRAVAUX N° {n}"],
        [
            "Opération :"
            f" {pick(p, 'réhabilitation du groupe scolaire', 'extension de la caserne', 'restructuration du siège')} -"
            f" Lot {p.rng.randint(1, 12)}"
        ],
        [f"Marché n° {p.contract()} notifié le {days_off(p, -200)}", "", "", f"Engagement n° {p.engagement()}"],
        [f"Date : {p.issued()}", "", "", f"Travaux exécutés au {days_off(p, -4)}"],
        [],
        ["#Désignation", "#Montant marché", "#% cumul", "#Cumul HT", "#Précédent HT", "#Mois HT"],
    ]
    for item, a, f in zip(lines, previous, full):
        rows.append(
            [
                "+" + item.reference + " " + item.label[:33],
                "+" + plain(f),
                "+" + str((a + item.total) * 100 // f),
                "+" + plain(a + item.total),
                "+" + plain(a),
                "+" + plain(item.total),
            ]
        )
    before, market = sum(previous), sum(full)
    so_far = before + invoice.ht
    vat = functools.partial(percent, rate=2000)
    so_far_vat = vat(before) + invoice.tva
    rows += [
        ["*TOTAL HT", "*" + plain(market), "", "*" + plain(so_far), "*" + plain(before), "*" + p.total_ht()],
        [f"TVA {only_long_rate(p)} %", plain(vat(market)), "", plain(so_far_vat), plain(vat(before)), p.total_vat()],
        [
            "*TOTAL TTC",
            "*" + plain(market + vat(market)),
            "",
            "*" + plain(so_far + so_far_vat),
            "*" + plain(before + vat(before)),
            "*" + p.total_ttc(),
        ],
        [
            "Retenue de garantie 5 % TTC",
            "",
            "",
            plain(percent(so_far + so_far_vat, 500)),
            plain(percent(so_far + so_far_vat, 500) - invoice.retention),
            plain(invoice.retention),
        ],
        ["Révision de prix", "", "", plain(0), plain(0), plain(0)],
        [f"*NET À PAYER (situation n° {n})", "", "", "", "", "*" + p.payable()],
        ["", "", "", "", "", p.currency("Montants en euros")],
        [],
        [f"Règlement : virement {p.iban()}"],
        [f"Délai global de paiement : 30 jours, soit le {p.due()}"],
        [],
        [f"{capital(p)} - {registry(p)} - TVA intracommunautaire {p.seller_vat()}"],
    ]
    return sheet(rows, [5.3, 2.4, 1.4, 2.3, 2.5, 2.7], 1, size=7.5)


@software(render, style={"currency": " €", "group": " ", "date": "long"}, buyers=("mairie", "departement", "region"))
def architect_fees(p: Printed) -> str:
    """Architect: "note d'honoraires", phases in percent, already billed; sums of the mission above the total."""
    invoice = start(p, pick(p, "NH{yyyy}-{n3}", "{yy}{n2}-H{n2}"))
    name_seller(p, "Atelier Sorel Architectes", "Mireille Audouin Architecte DPLG", "Lande & Vidal Architecture")
    phases = [
        ("ESQ", "Esquisse", "", 4200.00, 2000, 1, 1),
        ("APD", "Avant-projet définitif", "", 9850.00, 2000, 1, 1),
        ("PRO", "Projet - DCE", "", 11240.00, 2000, 1, 1),
        ("DET", "Direction de l'exécution des travaux", "", 3180.00, 2000, 1, 1),
    ]
    lines = stock(p, phases, pick(p, 2, 3))
    rows = [["Élément de mission", "Montant marché HT", "% réalisé", "Déjà facturé HT", "À facturer HT"]]
    mission = 0
    for item in lines:
        done = item.total * p.rng.randint(0, 90) // 100
        mission += item.total + done
        rows.append(
            [
                f"{item.reference} - {item.label}",
                p.plain(item.total + done),
                "100 %",
                p.plain(done),
                p.plain(item.total),
            ]
        )
    n = p.rng.randint(2, 7)
    return document(
        paragraphs(p.seller_name().upper(), "T")
        + paragraphs(
            [
                f"{invoice.seller.street}  |  {invoice.seller.city_line}  |  {invoice.seller.phone}",
                f"Ordre des Architectes n° S{identifiers.digits(p.rng, 5)}  |  SIRET {p.seller_siret()}",
            ],
            "S",
        )
        + paragraphs(["", *parts.recipient(p), f"SIRET : {p.buyer_siret()}"], "R")
        + paragraphs(["", f"Note d'honoraires n° {p.number()}", f"Acompte n° {n} - mission de maîtrise d'œuvre"], "B")
        + paragraphs(
            [
                f"{invoice.seller.town}, le {p.issued()}",
                "",
                "Opération : construction d'un pôle petite enfance",
                (
                    f"Marché de maîtrise d'œuvre n° {p.contract()} - engagement {p.engagement()} -"
                    f" {pick(p, 'service', 'code service')} {p.service_code()}"
                ),
                (
                    f"Montant de la mission : {p.plain(mission)} € HT - coût prévisionnel des travaux :"
                    f" {p.plain(mission * 11)} € HT"
                ),
                "",
            ]
        )
        + table(rows, [60, 32, 20, 30, 30], 4, "L")
        + paragraphs("")
        + paragraphs(
            [
                f"\tHonoraires HT\t{p.total_ht()}",
                f"\tTVA {only_long_rate(p)} %\t{p.total_vat()}",
                f"\tMontant TTC de la présente note\t{p.total_ttc()}",
            ],
            "TAB",
        )
        + paragraphs(
            [
                "",
                f"Arrêté la présente note à la somme de {p.money(invoice.ttc)} toutes taxes comprises.",
                f"Virement : {p.iban()} - {p.bic()}",
                "Membre d'une association de gestion agréée.",
            ]
        ),
        "Nimbus Sans Narrow",
        10.5,
        "#7f7f7f",
        (
            f"{invoice.seller.name} - {capital(p)} - {registry(p)} - TVA {p.seller_vat()} - Assurance n°"
            f" {identifiers.digits(p.rng, 6)}/B"
        ),
    )


@software(
    render, style={"currency": " €", "group": " ", "date": "long"}, buyers=("mairie", "departement", "hopital", "etat")
)
def lawyer_note(p: Printed) -> str:
    """Lawyer: centred letterhead, dotted leaders instead of a table, expenses without VAT, provision deducted."""
    invoice = start(p, pick(p, "{yyyy}{n4}", "H{yy}-{n4}"))
    name_seller(p, "Cabinet Thévenard & Associés", "Hélène Ripoll", "Lexane Avocats")
    invoice.seller.name = invoice.seller.name.upper()
    stock(
        p,
        [
            ("", "Honoraires de diligences - rédaction du mémoire en défense", "", 1850.00, 2000, 1, 2),
            ("", "Honoraires de plaidoirie", "", 640.00, 2000, 1, 1),
            ("", "Débours - droits et timbres (non soumis à TVA)", "", 41.30, 0, 1, 3),
        ],
        deposit=pick(p, 0, 2500),
    )
    pay = (
        [f"Provision versée le {days_off(p, -45)}\t{p.paid()}", f"Solde restant dû\t{p.payable()}"]
        if invoice.paid
        else [f"Net à régler\t{p.payable()}"]
    )
    return document(
        paragraphs(p.seller_name(), "CB")
        + paragraphs(
            [
                "Avocats à la Cour",
                f"{invoice.seller.street} - {invoice.seller.city_line}",
                f"Tél. {invoice.seller.phone} - Toque {p.rng.randint(10, 400)}",
                f"SIRET {p.seller_siret()} - N° TVA {p.seller_vat()}",
                "",
            ],
            "C",
        )
        + paragraphs([*parts.recipient(p)], "R")
        + paragraphs(
            [
                "",
                f"{invoice.seller.town}, le {p.issued()}",
                "",
                f"N/Réf. : {identifiers.digits(p.rng, 6)} - {invoice.buyer.town.split()[0]} c/ SCI Le Clos",
                f"V/Réf. : {pick(p, 'Bon de commande', 'Engagement juridique')} n° {p.engagement()}",
                f"SIRET destinataire : {p.buyer_siret()}",
                "",
            ]
        )
        + paragraphs([f"{pick(p, 'Note d’honoraires', 'Facture d’honoraires')} n° {p.number()}", ""], "B")
        + paragraphs([f"{item.label}\t{p.plain(item.total)} €" for item in invoice.lines] + [""], "DOT")
        + paragraphs(
            [
                f"Total hors taxes\t{p.total_ht()}",
                f"TVA 20 % sur les honoraires\t{p.total_vat()}",
                f"Total toutes taxes comprises\t{p.total_ttc()}",
                *pay,
            ],
            "DOT",
        )
        + paragraphs(["", "Base soumise à TVA :"])
        + table([["Taux", "Base", "TVA"], *[[r + " %", b, a] for r, b, a in long_vat_rows(p)]], [30, 40, 40], 2)
        + paragraphs(["", f"Valeur en votre aimable règlement à réception, par virement : {p.iban()}"]),
        "Liberation Serif",
        11,
        "#5b2c6f",
        (
            "Membre d'une association agréée, le règlement des honoraires par chèque est accepté. Médiateur de la"
            " consommation de la profession d'avocat.\nTVA sur les encaissements"
        ),
    )


@software(render, style={"currency": " €", "group": " ", "date": "dd/mm/yyyy"}, buyers=("mairie", "universite", "epci"))
def coach_transport(p: Printed) -> str:
    """Coaches: references in paragraphs with tabs, trip dates in the lines, two addresses of the seller."""
    invoice = start(p, pick(p, "FT{yy}{n5}", "{n6}"), upper=False)
    name_seller(p, "Autocars Béraudier", "Voyages Castellan", "Cars du Haut-Pays")
    lines = stock(p, words.BUS, 3)
    return document(
        paragraphs(p.seller_name(), "T")
        + paragraphs(
            [
                f"Dépôt : ZA des Pins - Siège : {invoice.seller.street}, {invoice.seller.city_line}",
                f"Licence de transport intérieur n° {p.rng.randint(2010, 2024)}/82/000{identifiers.digits(p.rng, 4)}",
                "",
            ],
            "S",
        )
        + paragraphs(
            [
                f"FACTURE N° : {p.number()}\t{p.buyer_name()}",
                f"DATE : {p.issued()}\t{invoice.buyer.department}",
                f"CLIENT : {invoice.client_number}\t{invoice.buyer.street}",
                f"V/BON DE COMMANDE : {p.engagement()}\t{invoice.buyer.city_line}",
                f"SIRET CLIENT : {p.buyer_siret()}",
                f"SERVICE : {p.service_code()}",
                "",
            ],
            "TAB",
        )
        + table(
            [
                ["Date", "Trajet", "Nb", "Unité", "P.U. HT", "Total HT"],
                *[
                    [
                        days_off(p, -p.rng.randint(3, 28)),
                        item.label,
                        quantity(p, item),
                        item.unit,
                        unit_price(p, item),
                        p.money(item.total),
                    ]
                    for item in lines
                ],
            ],
            [24, 76, 14, 18, 20, 22],
            2,
        )
        + paragraphs("")
        + table(
            [
                ["Total H.T. net", f"T.V.A. {only_long_rate(p)} %", "Total T.T.C.", "Acompte", "Net à payer"],
                [p.total_ht(), p.total_vat(), p.total_ttc(), p.plain(0), p.payable()],
            ],
            [35, 35, 35, 30, 39],
            5,
        )
        + paragraphs(
            [
                "",
                f"Échéance au {p.due()} par virement.",
                f"{invoice.bank}",
                f"IBAN {p.iban()}",
                f"BIC {p.bic()}",
                "",
                "Les retards dus aux intempéries ne donnent pas lieu à remise. " + vocabulary.PENALTY,
            ]
        ),
        "Liberation Sans",
        9.5,
        "#c0392b",
        (
            f"{invoice.seller.name} - {capital(p)} - SIRET {p.seller_siret()} - APE 4939A - {registry(p)} - TVA"
            f" {p.seller_vat()}"
        ),
    )


@software(
    render, style={"currency": " €", "group": " ", "date": "long"}, buyers=("mairie", "ccas", "departement", "epci")
)
def association_service(p: Printed) -> str:
    """An association: RNA number, agreement of a date without number, no VAT, signature of the treasurer."""
    invoice = start(p, pick(p, "{yyyy}-{n2}", "ASSO{yy}{n3}"))
    name_seller(p, "Les Compagnons du Sentier", "Théâtre de la Passerelle", "Ressourcerie du Plateau")
    lines = stock(
        p,
        [
            ("", "Ateliers hebdomadaires - 2e trimestre", "", 1260.00, 0, 1, 1),
            ("", "Représentation scolaire", "", 850.00, 0, 1, 3),
            ("", "Chantier d'insertion - entretien de sentiers, journées", "", 310.00, 0, 2, 12),
        ],
        pick(p, 1, 2),
    )
    return document(
        paragraphs("Association " + p.seller_name(), "CB")
        + paragraphs(
            [
                "Association loi 1901 - Reconnue d'intérêt général",
                f"{invoice.seller.street} - {invoice.seller.city_line}",
                f"RNA : W43{identifiers.digits(p.rng, 7)} - SIRET : {p.seller_siret()} - APE 9499Z",
                "",
            ],
            "C",
        )
        + paragraphs([*parts.recipient(p), f"SIRET {p.buyer_siret()}", ""], "R")
        + paragraphs([f"Facture n°{p.number()}", ""], "T")
        + paragraphs(
            [
                f"Fait à {invoice.seller.town}, le {p.issued()}",
                (
                    f"Objet : {pick(p, 'participation de la collectivité', 'prestation de service')} - convention du"
                    f" {days_off(p, -120)}"
                ),
                f"Référence à rappeler : engagement n° {p.engagement()}",
                "",
            ]
        )
        + table(
            [
                ["Description", "Quantité", "Montant unitaire", "Montant"],
                *[[item.label, quantity(p, item), unit_price(p, item) + " €", p.money(item.total)] for item in lines],
            ],
            [90, 22, 32, 30],
            3,
        )
        + paragraphs(["", f"{pick(p, 'Total à régler', 'Montant total dû', 'TOTAL')} : {p.payable()}"], "RB")
        + paragraphs(
            [
                "",
                "Association non assujettie à la TVA (article 261-7-1° du Code général des impôts).",
                f"Merci d'effectuer votre virement : {p.iban()} ({p.bic()}) - {invoice.bank}",
                "",
                "La trésorière,",
                "M. Garrigue",
            ]
        ),
        "DejaVu Serif",
        9.5,
        "#4a7c2a",
    )


@software(
    render,
    style={"currency": "€", "group": "", "date": "dd/mm/yyyy"},
    buyers=("mairie", "universite", "ccas", "hopital"),
)
def sole_trader_word(p: Printed) -> str:
    """A sole trader: "À :" and "Pour :" blocks, "Total dû", EI after the name."""
    invoice = start(p, pick(p, "{z3}", "{yyyy}{mm}-{n2}", "FACT{yyyy}{n3}"))
    invoice.number = invoice.number if len(invoice.number) > 3 else f"{invoice.number}-{invoice.issued.year}"
    name_seller(p, "Camille Dubreuil", "Yann Le Goarant", "Sophie Marchetti")
    lines = stock(
        p,
        [
            ("", "Animation musicale en EHPAD - séance de 2 h", "", 160.00, 0, 1, 6),
            ("", "Conception graphique de la plaquette", "", 740.00, 0, 1, 1),
            ("", "Déplacement (forfait kilométrique)", "", 38.40, 0, 1, 4),
        ],
        pick(p, 2, 3),
    )
    return document(
        table(
            [
                [
                    [
                        p.seller_name() + " EI",
                        invoice.seller.street,
                        invoice.seller.city_line,
                        f"Téléphone : {invoice.seller.phone}",
                        f"N° SIRET : {p.seller_siret()}",
                    ],
                    ["FACTURE", f"N° DE FACTURE : {p.number()}", f"DATE : {p.issued()}"],
                ]
            ],
            [90, 84],
            1,
            "",
            head=False,
        )
        + paragraphs("")
        + table(
            [
                [
                    ["À :", *parts.recipient(p), f"SIRET : {p.buyer_siret()}"],
                    [
                        "POUR :",
                        pick(p, "Animations du trimestre", "Mission de communication"),
                        f"Bon de commande n° {p.engagement()}",
                    ],
                ]
            ],
            [90, 84],
            0,
            "",
            head=False,
        )
        + paragraphs("")
        + table(
            [
                ["DESCRIPTION", "QTÉ", "TARIF", "MONTANT"],
                *[[item.label, quantity(p, item), unit_price(p, item) + "€", p.money(item.total)] for item in lines],
            ],
            [94, 20, 30, 30],
            3,
        )
        + paragraphs(
            [f"SOUS-TOTAL   {p.plain(invoice.ht)}€", "TVA NON APPLICABLE   -", f"TOTAL DÛ   {p.payable()}"], "R"
        )
        + paragraphs(
            [
                "",
                "TVA non applicable, art. 293 B du CGI - Dispensé d'immatriculation au RCS et au RM.",
                f"Règlement par virement avant le {p.due()} : {p.iban()}",
                (
                    f"Si vous avez des questions sur cette facture, contactez {invoice.seller.name},"
                    f" {invoice.seller.phone}."
                ),
                "",
                "MERCI DE VOTRE CONFIANCE !",
            ]
        ),
        pick(p, "Liberation Sans", "URW Gothic", "Liberation Serif"),
        10,
        "#595959",
    )
