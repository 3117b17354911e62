"""Layouts of trade printed with WeasyPrint: a bookshop, a drug depository, a German and a Swiss maker, a letter.

Each has its own family of fonts and its own idea of where totals belong: under a row of headings, at the left, in a
sentence.
"""

import pathlib

import weasyprint

import commerce_words as words
import identifiers
from commerce_parts import (
    ECO,
    abroad,
    begin,
    beside,
    buyer_lines,
    capital,
    charge,
    colon,
    commerce,
    days_off,
    euros_in_words,
    goods_only,
    grid,
    grouped,
    letter_spaced,
    pair,
    pay_by,
    registry,
    terms,
    vat_regime,
    wording,
)
from html_parts import lines, page, text
from printed import NARROW, NO_BREAK, Printed, bare
from software_parts import decimal, pick, quantity, settle, stock, unit_price

BASE = """@page{size:A4;margin:11mm 13mm} body{margin:0} table{border-collapse:collapse} td,th{vertical-align:top}
.r{text-align:right} .c{text-align:center} th{font-weight:bold;text-align:left} th.r{text-align:right}
.row{display:flex;justify-content:space-between} .full{width:100%} p{margin:2mm 0}
"""


def render(source: object, path: pathlib.Path) -> None:
    weasyprint.HTML(string=source).write_pdf(path)


@commerce(
    render,
    style={"date": "long", "currency": "", "group": NARROW},
    buyers=("college", "lycee", "mairie", "departement", "universite"),
)
def bookshop_library(p: Printed) -> str:
    """A bookshop: number and date in one sentence, prices with and without tax side by side, totals under headings."""
    invoice = begin(p, "books")
    seller = invoice.seller
    stock(p, words.GOODS["books"], pick(p, 4, 5, 6), rebates=(900, 900, 2500, 0))
    public = [item.unit_price * 1055 // 1000 for item in invoice.lines]
    rows = [
        [
            item.reference,
            item.label,
            quantity(p, item),
            decimal(p, price // 100, 2),
            f"{item.off // 100} %" if item.off else "net",
            p.plain(item.total),
            p.plain(item.total * 1055 // 1000),
        ]
        for item, price in zip(invoice.lines, public)
    ]
    order = [pair(p, "order", p.engagement()), pair(p, "client", invoice.client_number)]
    p.rng.shuffle(order)
    totals = grid(
        ["Exemplaires", "Net H.T.", f"T.V.A. {p.only_rate()} %", pick(p, "Net T.T.C.", "Total T.T.C.")],
        [
            [
                str(sum(item.quantity for item in invoice.lines) // 100),
                p.total_ht(),
                p.total_vat(),
                p.total_ttc() + p.currency(" EUR"),
            ]
        ],
        "crrr",
        "class='full tot'",
    )
    return page(
        BASE
        + "body{font:8.2pt 'DejaVu Serif'} .logo{font:italic 24pt 'P052';color:#234f6b} .to{border:0.6pt solid"
        " #234f6b;padding:4mm;width:76mm} .it td{border-bottom:0.3pt dotted #888;padding:1.2mm} .it th{font:italic"
        " 7.5pt 'P052';padding:1.2mm;border-bottom:1pt solid #234f6b} .tot{margin-top:9mm;font-size:10pt} .tot"
        " th{font:6.8pt 'DejaVu Serif';background:#e6eef2;padding:1mm 2mm} .tot td{padding:2mm;border:0.4pt solid"
        " #234f6b} .s{font-size:7.5pt}",
        (
            f"<div class=row><div class=to>{lines(buyer_lines(p, p.buyer_name()))}</div><div class=r><span"
            f" class=logo>{text(p.seller_name())}</span><br>{lines(seller.address)}<br><span class=s>Tél."
            f" {seller.phone}</span></div></div><p"
            " style='margin-top:9mm;font-size:13pt'>"
            f"{pick(p, 'Facture n°', 'Facture numéro', 'Facture No')} <b>{text(p.number())}</b>"
            f" du {text(p.issued())}</p>"
        ),
        (
            f"<p>{colon(order, ' ', ' &nbsp;–&nbsp; ')}<br>{colon([pair(p, 'siret', p.buyer_siret())])}"
            f" / {colon([pair(p, 'service', p.service_code())])}</p>"
        ),
        grid(
            ["EAN", "Titre", "Qté", "Prix public TTC", "Remise", "Net HT", "Net TTC"],
            rows,
            "llcrcrr",
            "class='full it'",
        ),
        totals,
        (
            "<p class=s>Remise limitée à 9 % du prix public (loi du 10 août 1981), sauf livres scolaires."
            f" {p.rng.choice(words.DELAYS)} {pay_by(p, 'VIREMENT', 'Virement bancaire')} :"
            f" {text(p.iban())} ({text(p.bic())}).<br>{text(capital(p))} – {text(registry(p))} – Siret"
            f" {text(p.seller_siret())} – N° TVA {text(p.seller_vat())} – Gencod"
            f" 3012{p.rng.randint(10**8, 10**9 - 1)}</p>"
            f"<p class=s>{terms(p, 3)}</p>"
        ),
    )


@commerce(
    render,
    style={"date": "dd/mm/yy", "currency": "", "group": " ", "capitals": True},
    buyers=("chu", "ehpad"),
)
def drug_depository(p: Printed) -> str:
    """Medicines: tiny narrow capitals without accents, tax as a code, values under labels, totals at the left."""
    invoice = begin(p, "drugs", due=50)
    seller, rng = invoice.seller, p.rng
    stock(p, words.GOODS["drugs"], pick(p, 5, 6, 7))
    codes = {line.rate: str(number) for number, line in enumerate(sorted(invoice.vat, key=lambda v: v.rate), 1)}
    rows = [
        [
            item.reference,
            item.label,
            f"{rng.randint(10000, 99999)}{rng.choice('ABCX')}",
            f"{rng.randint(1, 12):02d}/{rng.randint(27, 29)}",
            quantity(p, item),
            unit_price(p, item, 3),
            p.plain(item.total),
            codes[item.rate],
        ]
        for item in invoice.lines
    ]
    boxes = [
        pair(p, "number", p.number()),
        pair(p, "issued", p.issued()),
        pair(p, pick(p, "engagement", "order"), p.engagement()),
        pair(p, "service", p.service_code()),
        pair(p, "siret", p.buyer_siret()),
        pair(p, "slip", invoice.delivery_note),
        ("N° FINESS", f"29{rng.randint(10**6, 10**7 - 1)}"),
        pair(p, "due", p.due()),
    ]
    strip = "".join(f"<td><i>{text(bare(label))}</i><br>{text(value)}</td>" for label, value in boxes)
    vat = [[codes[line.rate], rate, *rest] for line, (rate, *rest) in zip(invoice.vat, p.vat_rows())]
    name = p.seller_name()
    legal = f"{name} {capital(p)} - SIRET {p.seller_siret()} - {registry(p)} - TVA {p.seller_vat()}"
    return page(
        BASE
        + "body{font:7.6pt 'Nimbus Sans Narrow'} .strip td{border:0.4pt solid #000;padding:0.8mm"
        " 1.5mm;white-space:nowrap} .strip i{font-size:5.6pt;font-style:normal;color:#444} .it{margin-top:3mm} .it"
        " th{background:#cfcfcf} .it td,.it th,.v td,.v th{padding:0.5mm 1.5mm} .v{white-space:nowrap} .it"
        " td{border-left:0.3pt solid #777;border-right:0.3pt solid #777} .it{border-bottom:0.4pt solid #000}"
        " .h{font-size:9pt}",
        (
            "<table class=full><tr><td class=h"
            f" width='40%'><b>{text(name)}</b><br>{lines(list(map(bare, seller.address)))}<br>TEL"
            f" {seller.phone}</td><td class=h width='22%'><b>{letter_spaced('FACTURE')}</b><br>PAGE 1/1</td><td"
            f" class=h>{lines(buyer_lines(p, p.buyer_name()))}</td></tr></table><br><table"
            f" class=strip><tr>{strip}</tr></table>"
        ),
        grid(
            ["CODE CIP", "DESIGNATION", "LOT", "PEREMP.", "QTE", "PX UNIT. HT", "MONTANT HT", "TVA"],
            rows,
            "llccrrrc",
            "class='full it'",
        ),
        "<br>",
        beside(
            grid(
                [],
                [
                    [bare(wording(p, "ht")), p.total_ht()],
                    [bare(wording(p, "vat")), p.total_vat()],
                    [bare(wording(p, "payable")) + p.currency(" EUR TTC"), p.payable()],
                ],
                "lr",
                "class=v style='font-size:9pt;border:0.8pt solid #000'",
            ),
            grid(["C", "TAUX", "BASE", "TAXE"], vat, "crrr", "class=v"),
            (
                "CONDITIONS DE CONSERVATION : PRODUITS A CONSERVER ENTRE 2 ET 8 C SIGNALES PAR *. RETOURS ACCEPTES SOUS"
                " 8 JOURS AVEC ACCORD PREALABLE DU SERVICE QUALITE, TEL 02 00 00 00 00."
            ),
            widths="30% 35%",
        ),
        (
            f"<p>{pay_by(p, 'VIREMENT', 'VIREMENT BANCAIRE')} IBAN {p.iban()} BIC {p.bic()}</p><p"
            f" style='font-size:5.8pt'>{text(bare(legal))}<br>{bare(pick(p, *words.SMALL_PRINT))}</p>"
            f"<div style='position:fixed;bottom:0;columns:2;font-size:6pt'>{bare(terms(p, 12))}</div>"
        ),
    )


@commerce(
    render,
    style={"date": "dd.mm.yyyy", "currency": " €", "group": ".", "decimals": 2, "siret": "3 3 3 5"},
    language="de",
    buyers=("universite",),
)
def german_university(p: Printed) -> str:
    """German throughout: Rechnung, Leistungsdatum, Bestellnummer; the engagement stands as "Ihre Bestellung"."""
    invoice = begin(p, "laboratory", number=pick(p, "RE-{yyyy}-{n4}", "{yy}{n6}", "R{n7}"))
    address = pick(p, ("Im Gewerbepark 4", "73999", "Hinterweiler"), ("Kastanienweg 19", "88999", "Obertannach"))
    abroad(p, "DE", pick(p, "Glasmesstechnik Ebertsheim", "Tannach Analysentechnik"), address, ("", "GENODES1TAN"))
    invoice.bank = "Raiffeisenbank Tannach"
    invoice.lines = [
        *stock(
            p,
            [
                ("40-112", "Messkolben 500 ml, Klasse A", "Stk.", 38.40, 0, 2, 12),
                ("40-305", "Dreihalskolben NS 29/32, 1000 ml", "Stk.", 84.90, 0, 1, 8),
                ("71-020", "Ersatzlampe UV-Detektor", "Stk.", 412.00, 0, 1, 2),
                ("71-993", "Justierung und Prüfzertifikat", "Std.", 118.00, 0, 1, 6),
                ("90-001", "Verpackung und Versand", "psch.", 36.50, 0, 1, 1),
            ],
            4,
        )
    ]
    seller = invoice.seller
    p.style.date = pick(p, "dd.mm.yyyy", "german")
    facts = [
        (pick(p, "Rechnungsnummer", "Rechnungs-Nr."), p.number()),
        (pick(p, "Rechnungsdatum", "Datum"), p.issued()),
        (pick(p, "Leistungsdatum", "Lieferdatum"), days_off(p, -pick(p, 2, 6, 9))),
        ("Kundennummer", invoice.client_number),
        (pick(p, "Ihre Bestellung", "Ihre Bestellnummer", "Bestell-Nr. (N° EJ)"), p.engagement()),
        ("Unser Auftrag", invoice.seller_order),
        (pick(p, "SIRET des Empfängers", "SIRET (Empfänger)"), p.buyer_siret()),
        ("Code service", p.service_code()),
        (pick(p, "Ihre USt-IdNr.", "USt-IdNr. des Kunden"), p.buyer_vat()),
    ]
    rows = [
        [
            str(number),
            item.label,
            f"{quantity(p, item)} {item.unit}",
            unit_price(p, item) + " €",
            p.plain(item.total) + " €",
        ]
        for number, item in enumerate(invoice.lines, 1)
    ]
    return page(
        BASE
        + "body{font:9pt 'DejaVu Sans Condensed'} .from{font-size:6.5pt;border-bottom:0.4pt solid #000} .f"
        " td{padding:0.5mm 2mm 0.5mm 0} h1{font-size:15pt;margin:12mm 0 4mm} .it th{border-top:1pt solid"
        " #000;border-bottom:1pt solid #000;padding:1.5mm} .it td{padding:1.5mm} .sum td{padding:1mm 1.5mm}"
        " .foot{position:fixed;bottom:0;left:0;right:0;font-size:6.5pt;color:#555;border-top:0.5pt solid"
        " #999;padding-top:2mm}",
        f"<div class=r style='font:bold 17pt \"URW Gothic\";color:#0a5c36'>{text(p.seller_name())} GmbH</div><br>",
        beside(
            (
                f"<span class=from>{text(seller.name)} GmbH · {seller.street} · {seller.city_line}</span><br><br>"
                f"{lines(buyer_lines(p, p.buyer_name()))}<br>FRANKREICH"
            ),
            grid([], facts, "lr", "class=f style='margin-left:auto'"),
        ),
        "<h1>Rechnung</h1><p>Sehr geehrte Damen und Herren, für unsere Lieferung berechnen wir Ihnen:</p>",
        grid(["Pos.", "Bezeichnung", "Menge", "Einzelpreis", "Gesamtpreis"], rows, "llcrr", "class='full it'"),
        grid(
            [],
            [
                [pick(p, "Nettobetrag", "Summe netto"), p.total_ht()],
                [f"zzgl. {p.only_rate()} % USt.", p.total_vat()],
                [pick(p, "Rechnungsbetrag", "Gesamtbetrag", "Bruttobetrag"), p.total_ttc()],
            ],
            "lr",
            "class=sum style='margin-left:auto;font-weight:bold'",
        ),
        (
            f"<p>{pick(p, 'Zahlbar ohne Abzug bis', 'Zahlungsziel:', 'Bitte zahlen Sie bis zum')} {p.due()}. "
            f"{vat_regime(p, 'EXONERATION', 'Steuerfreie innergemeinschaftliche Lieferung')} gemäß § 4 Nr. 1b UStG.</p>"
            "<p>Die Ware bleibt bis zur vollständigen Bezahlung unser Eigentum.</p>"
        ),
        (
            f"<div class='foot row'><div>{text(seller.name)} GmbH<br>{seller.street}<br>{seller.city_line}</div><div>"
            f"Geschäftsführer: Dr. J. Ebert<br>Amtsgericht Ulm, HRB {p.rng.randint(10000, 99999)}<br>USt-IdNr. "
            f"{p.seller_vat()}</div><div>{invoice.bank}<br>IBAN {p.iban()}<br>BIC {p.bic()}</div></div>"
        ),
    )


@commerce(
    render,
    style={"date": "dd.mm.yyyy", "currency": "", "before": "CHF ", "group": "'", "point": "."},
    buyers=("chu", "universite", "ehpad"),
    currency="CHF",
)
def swiss_instruments(p: Printed) -> str:
    """A Swiss maker in French: francs, apostrophes between thousands, an enterprise number that is no SIRET, no VAT."""
    invoice = begin(p, "laboratory", number=pick(p, "{yyyy}-{n4}", "F{n6}", "{n6}"))
    address = pick(p, ("Chemin des Forges 8", "1499", "Vuarmont"), ("Route du Signal 31", "2399", "Les Brévaux"))
    abroad(p, "CH", pick(p, "Optomécanique Vuarmont", "Horlab Brévaux"), address, ("Banque du Signal", "BSIGCH22"))
    stock(
        p,
        [
            ("OM-100", "Microscope trinoculaire, platine mécanique", "pce", 2480.00, 0, 1, 3),
            ("OM-115", "Objectif planachromatique 40x", "pce", 612.50, 0, 1, 4),
            ("OM-940", "Caméra USB 12 Mpx", "pce", 1190.00, 0, 1, 2),
            ("TR-CH", "Transport et formalités douanières", "fft", 185.00, 0, 1, 1),
        ],
        pick(p, 3, 4),
    )
    seller = invoice.seller
    ide = f"CHE-{spaced_ide(p)}"
    left = [pair(p, "siret", p.buyer_siret()), pair(p, "service", p.service_code()), pair(p, "order", p.engagement())]
    right = [
        ("N° de facture", p.number()),
        ("Date", p.issued()),
        ("Offre", invoice.quote),
        ("Payable jusqu'au", p.due()),
    ]
    return page(
        BASE
        + "body{font:10pt 'Nimbus Sans'} .bar{background:#b3122a;color:#fff;padding:3mm 5mm;font-size:15pt}"
        " .g td{padding:0.6mm 5mm 0.6mm 0} .it td,.it th{padding:1.4mm;border-bottom:0.3pt solid #999}"
        " .it th{font-weight:normal;color:#b3122a} .big{font-size:13pt;font-weight:bold}",
        (
            f"<div class='bar row'><span>{text(p.seller_name())} SA</span><span style='font-size:9pt'>{seller.street}, "
            f"CH-{seller.city_line}</span></div><p style='margin-left:104mm;margin-top:12mm'>"
            f"{lines(buyer_lines(p, p.buyer_name()))}<br>France</p><p class=big>Facture</p>"
        ),
        beside(grid([], right, "ll", "class=g"), grid([], left, "ll", "class=g")),
        "<br>",
        grid(
            ["Art.", "Désignation", "Qté", "Prix", "Montant"],
            [
                [item.reference, item.label, quantity(p, item), unit_price(p, item), p.plain(item.total)]
                for item in invoice.lines
            ],
            "llcrr",
            "class='full it'",
        ),
        f"<p class='r big'>{pick(p, 'Total à payer', 'Montant total', 'Total facture')} &nbsp; {p.payable()}</p>",
        (
            f"<p>Livraison à l'exportation. Montants en {p.currency('francs suisses (CHF)')}, paiement net sans"
            f" escompte. {pay_by(p, 'VIREMENT', 'Virement')} en francs suisses sur le compte {p.iban()} auprès de"
            f" {invoice.bank}, {p.bic()}.</p><p style='font-size:7.5pt'>N° IDE {ide} · Tarif douanier"
            f" 9011.{p.rng.randint(10, 99)}00 · Origine : Suisse · Poids brut {p.rng.randint(4, 40)} kg</p>"
        ),
    )


def spaced_ide(p: Printed) -> str:
    """Nine digits as the Swiss write them, of which the last is the key."""
    while True:
        head = identifiers.digits(p.rng, 8)
        key = -sum(int(char) * weight for char, weight in zip(head, (5, 4, 3, 2, 7, 6, 5, 4))) % 11
        if key < 10:
            return grouped("  " + head + str(key), "3.3.3").strip()


@commerce(
    render,
    style={"date": "long", "currency": NO_BREAK + "€", "group": NO_BREAK},
    buyers=("lycee", "college", "mairie", "etat"),
)
def furniture_letter(p: Printed) -> str:
    """A letter: place and date, totals in one sentence, the sum in words, the references in the running text."""
    invoice = begin(p, "furniture")
    seller = invoice.seller
    stock(p, words.GOODS["furniture"], pick(p, 2, 3))
    eco = charge(p, ECO, p.rng.randint(900, 8000))
    settle(p)
    rows = [[f"{quantity(p, item)} {item.label}", unit_price(p, item), p.plain(item.total)] for item in goods_only(p)]
    eco_words = pick(p, "éco-participation mobilier", "éco-contribution (Valdélia)", "éco-participation DEA")
    opening = pick(p, "Suite à votre bon de commande n°", "En exécution de votre commande n°", "Votre commande n°")
    target = f"{pick(p, 'Chorus Pro :', 'Dépôt Chorus :')} SIRET {p.buyer_siret()}, service {p.service_code()}"
    return page(
        BASE
        + "@page{margin:20mm 24mm} body{font:11pt 'Liberation Serif';line-height:1.35} .it td{padding:0.6mm 3mm;}"
        " .s{font:8pt 'Liberation Sans Narrow';color:#444;text-align:center;position:fixed;bottom:0;left:0;right:0}",
        (
            f"<div style='font-size:16pt;font-variant:small-caps'>{text(p.seller_name())}</div>{lines(seller.address)}"
            f"<br>{seller.phone}<div style='margin:12mm 0 0 82mm'>{lines(buyer_lines(p, p.buyer_name()))}</div>"
            f"<p style='margin:8mm 0 8mm 82mm'>{text(seller.town)}, le {p.issued()}</p>"
            f"<p><b>Objet : {pick(p, 'facture n°', 'Facture n°', 'notre facture numéro')} {text(p.number())}</b><br>"
            f"{target}</p>"
        ),
        (
            f"<p>Madame, Monsieur,</p><p>{opening} {text(p.engagement())} et à notre livraison "
            f"(bon n° {invoice.delivery_note}) du {days_off(p, -12)}, nous vous facturons :</p>"
        ),
        grid([], rows, "lrr", "class=it"),
        (
            f"<p>Le montant de ces fournitures s'élève à {p.total_ht()} hors taxes, {eco_words} de"
            f" {p.plain(eco.total)} € comprise. La TVA au taux de {p.only_rate()} % étant de {p.total_vat()}, nous"
            f" arrivons à un total de {p.total_ttc()} TTC.</p><p>Arrêtée la présente facture à la somme de"
            f" <b>{euros_in_words(invoice.ttc)}</b> toutes taxes comprises.</p>"
        ),
        (
            f"<p>Nous vous remercions de verser cette somme {pick(p, 'avant le', 'au plus tard le')} {p.due()} par "
            f"{pay_by(p, 'VIREMENT', 'virement')} au compte {p.iban()} ouvert à la {text(invoice.bank)}. "
            f"{vat_regime(p, 'TVA_SUR_DEBIT', 'TVA acquittée sur les débits.')}</p>"
            f"<p style='margin-left:82mm'>{p.rng.choice(words.PEOPLE)}, service facturation</p>"
        ),
        (
            f"<div class=s>{text(seller.name)} – {capital(p)} – {registry(p)} – SIRET {p.seller_siret()} – "
            f"TVA {p.seller_vat()}</div>"
        ),
    )
