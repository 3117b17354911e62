"""Layouts of trade printed by Chromium: a garage, a reseller of computers, suppliers from abroad, a return, an order.

Web shops and dealers' software: cards, grey small print that counts, text in white or under a picture that does not.
"""

import pathlib

import commerce_words as words
import identifiers
from commerce_parts import (
    ECO,
    PORT,
    abroad,
    begin,
    buyer_lines,
    capital,
    cells,
    charge,
    colon,
    commerce,
    days_off,
    goods_only,
    goods_total,
    grid,
    grouped,
    letter_spaced,
    pair,
    pay_by,
    registry,
    terms,
    vat_regime,
    without_vat,
    wording,
)
from html_parts import lines, page, run_on_file, text
from printed import NARROW, NO_BREAK, Printed
from software_parts import decimal, fill, long_rate, pick, quantity, settle, stock, unit_price

BASE = """@page{size:A4;margin:10mm} *{-webkit-print-color-adjust:exact;box-sizing:border-box} body{margin:0}
table{border-collapse:collapse} td,th{vertical-align:top;text-align:left}
.r,th.r{text-align:right} .c{text-align:center}
.flex{display:flex;justify-content:space-between;gap:14px} .full{width:100%} p{margin:5px 0}
"""
# A pale rectangle of one pixel, stretched over the text that it hides.
PIXEL = (
    "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR42mN49vENAAWEAsTM72e/AAAAAElFTkSuQmCC"
)


def render(source: object, path: pathlib.Path) -> None:
    command = ["chromium", "--headless", "--no-sandbox", "--disable-gpu", "--user-data-dir=profile"]
    run_on_file(
        source, ".html", "utf-8", [*command, "--no-pdf-header-footer", f"--print-to-pdf={path.absolute()}", "{}"]
    )


def box(label: str, value: str, extra: str = "") -> str:
    """A value in a frame under its label."""
    return f"<div class=box {extra}><small>{text(label)}</small><br>{text(value)}</div>"


@commerce(
    render,
    style={"date": "dd/mm/yyyy", "currency": "", "group": " "},
    buyers=("sdis", "departement", "etat", "mairie"),
)
def garage_workshop(p: Printed) -> str:
    """A repair: boxes with labels above the data of the vehicle, totals with and without tax in two columns."""
    invoice = begin(p, "vehicles")
    seller, rng = invoice.seller, p.rng
    stock(p, words.GOODS["vehicles"], pick(p, 4, 5, 6))
    plate = fill(p, "{a2}-{n3}-{a2}")
    vehicle = [
        ("Immatriculation", plate),
        ("Marque / Type", pick(p, "Renault Master", "Dacia Duster", "Peugeot Expert", "Iveco Daily")),
        ("N° de série", "VF1" + fill(p, "{a3}{n4}{n7}")),
        ("Kilométrage", decimal(p, rng.randint(8000, 180000), 0)),
        ("1re mise en circ.", f"{rng.randint(10, 28)}/0{rng.randint(1, 9)}/20{rng.randint(15, 23)}"),
        ("Ordre de réparation", fill(p, "OR{n6}")),
    ]
    head = [pair(p, "number", p.number()), pair(p, "issued", p.issued()), pair(p, "client", invoice.client_number)]
    chorus = [
        pair(p, pick(p, "engagement", "order"), p.engagement()),
        pair(p, "siret", p.buyer_siret()),
        pair(p, "service", p.service_code()),
    ]
    rows = [
        [
            item.reference,
            item.label,
            quantity(p, item, 2),
            unit_price(p, item),
            p.plain(item.total),
            p.plain(item.total * 12 // 10),
        ]
        for item in invoice.lines
    ]
    work = sum(item.total for item in invoice.lines if item.unit == "h")
    totals = [
        ["Main-d'œuvre", p.plain(work), p.plain(work * 12 // 10)],
        ["Pièces et forfaits", p.plain(invoice.gross - work), p.plain(invoice.ttc - work * 12 // 10)],
        ["TOTAL FACTURE " + p.currency("EUR"), p.total_ht(), p.total_ttc()],
    ]
    return page(
        BASE
        + "body{font:11px 'Liberation Sans Narrow'} .box{border:1px solid #1d3f8f;padding:2px"
        " 6px;flex:1;font-size:12px} small{color:#1d3f8f;font-size:8px;text-transform:uppercase} .tab"
        " td{border-left:1px solid #1d3f8f;padding:2px 6px} .tab th{background:#1d3f8f;color:#fff;padding:3px"
        " 6px;font-weight:normal} .tab{border:1px solid #1d3f8f} .it tr:last-child td{padding-bottom:250px}"
        " .flex{gap:0} h1{font:bold 20px 'Liberation Sans';margin:0;color:#1d3f8f}",
        (
            f"<div class=flex><div><h1>{text(p.seller_name())}</h1>Mécanique – Carrosserie – Poids"
            f" lourds<br>{seller.street}, {seller.city_line}<br>Tél. {seller.phone}</div><div"
            f" style='width:44%;padding:26px 0 14px'>{lines(buyer_lines(p, p.buyer_name()))}</div></div>"
        ),
        f"<p style='font-size:15px'><b>FACTURE</b> {pick(p, 'ATELIER', 'RÉPARATION', '– Service après-vente')}</p>",
        f"<div class=flex>{''.join(box(*item) for item in head)}</div>",
        f"<div class=flex>{''.join(box(*item) for item in chorus)}</div>",
        f"<div class=flex style='margin:8px 0'>{''.join(box(*item) for item in vehicle)}</div>",
        grid(
            ["Référence", "Désignation", "Qté/Tps", "P.U. HT", "Montant HT", "Montant TTC"],
            rows,
            "llrrrr",
            "class='full tab it'",
        ),
        "<div class=flex style='margin-top:14px'><div style='width:46%'>",
        (
            f"<p>TVA {p.only_rate()} % : {p.total_vat()}</p><p>Prochain entretien conseillé à"
            f" {decimal(p, rng.randint(190000, 210000), 0)} km. Pièces remplacées tenues à disposition 15"
            " jours.</p></div>"
        ),
        grid(["", "HT", "TTC"], totals, "lrr", "class=tab style='width:50%;font-size:13px'"),
        (
            f"</div><p>{pick(p, 'À régler le', 'Échéance :')} {p.due()} – {pay_by(p, 'VIREMENT', 'mode : virement')} "
            f"{p.iban()} {p.bic()}</p><p style='font-size:8px'>{text(seller.name)} {capital(p)}, {registry(p)}, "
            f"TVA {p.seller_vat()}, SIRET {p.seller_siret()}. Garantie 12 mois pièces et main-d'œuvre. "
            f"{p.rng.choice(words.SMALL_PRINT)} {terms(p, 4)}</p>"
        ),
    )


@commerce(
    render,
    style={"date": "dd/mm/yyyy", "currency": NO_BREAK + "€", "group": NARROW},
    buyers=("etat", "ugap", "lycee", "epci"),
)
def computer_reseller(p: Printed) -> str:
    """Cards of a web shop: light grey text that counts, white text and text under a picture that do not."""
    invoice = begin(p, "computers", number=pick(p, "FAC-{yyyy}-{n5}", "IN{n7}", "{yyyy}-{n6}"))
    seller, rng = invoice.seller, p.rng
    stock(p, words.GOODS["computers"], pick(p, 3, 4), discount=pick(p, 200, 300, 500))
    rate = round(invoice.discount * 100 / invoice.gross)
    eco, port = charge(p, ECO, rng.randint(300, 4000)), charge(p, PORT, pick(p, 1490, 2900, 4500))
    discount = invoice.discount
    settle_with(p, discount)
    decoy = p.hidden(f"Commande {fill(p, '15{n8}')} Total TTC {p.plain(rng.randint(300000, 900000))} €")
    covered = p.hidden(f"Facture n° TEST{rng.randint(1000, 9999)} SIRET {identifiers.siret(rng, '802954785')}")
    rows = [
        [item.label, item.reference, quantity(p, item), unit_price(p, item), p.plain(item.total)]
        for item in goods_only(p)
    ]
    grey = [pair(p, "service", p.service_code()), pair(p, "siret", p.buyer_siret())]
    rng.shuffle(grey)
    sums = [
        ["Sous-total articles", p.plain(goods_total(p)) + " €"],
        [pick(p, f"Remise globale {rate} %", f"Remise marché -{rate} %"), f"− {p.plain(discount)} €"],
        [pick(p, "Éco-participation DEEE", "Éco-contribution"), p.plain(eco.total) + " €"],
        [pick(p, "Livraison sur site", "Port et emballage"), p.plain(port.total) + " €"],
        [wording(p, "ht"), p.total_ht()],
        [f"TVA ({p.only_rate()} %)", p.total_vat()],
        [pick(p, "Total à payer", "Total TTC", "Net à payer TTC"), p.payable()],
    ]
    return page(
        BASE
        + "body{font:11px 'DejaVu Sans';color:#222} .card{border-radius:9px;background:#f3f6f4;padding:10px 14px}"
        " .grey{color:#b4b4b4} .it th{color:#0b7a5b;font-size:9px;border-bottom:2px solid #0b7a5b;padding:5px} .it"
        " td{padding:6px 5px;border-bottom:1px solid #e3e3e3} .white{color:#fff;font-size:8px} .sum td{padding:3px"
        " 8px} .sum tr:last-child{background:#0b7a5b;color:#fff;font-weight:bold}"
        " .under{position:relative;height:46px} .under img{position:absolute;left:0;top:0;width:230px;height:46px}"
        " .logo{position:absolute;left:14px;top:12px;color:#0b7a5b;font-weight:bold;font-size:15px}",
        (
            f"<div class=flex><div class=under style='width:230px;font-size:7px'><br>{text(covered)}"
            f"<img src='{PIXEL}'><span class=logo>{text(p.seller_name())}</span></div><div class=r><b"
            f" style='font-size:19px'>Facture</b><br>{text(p.number())}<br><span class=grey>"
            f"{pick(p, 'émise le', 'du', 'datée du')} {p.issued()}</span></div></div>"
        ),
        (
            f"<div class=white>{text(decoy)}</div><div class=flex><div class=card style='width:48%'><b>Vendeur</b><br>"
            f"{lines([seller.name + ' ' + seller.form, *seller.address])}<br>SIRET {p.seller_siret()}<br>"
            f"TVA {p.seller_vat()}</div><div class=card style='width:52%'><b>Facturé à</b><br>"
            f"{lines(buyer_lines(p, p.buyer_name()))}<br><span class=grey>{colon(grey)}</span></div></div>"
        ),
        (
            f"<p class=card style='margin:12px 0'>{colon([pair(p, 'engagement', p.engagement())])} &nbsp;•&nbsp;"
            f" {colon([pair(p, 'contract', p.contract())])} &nbsp;•&nbsp;"
            f" {colon([pair(p, 'ours', invoice.seller_order)])} &nbsp;•&nbsp;"
            f" {colon([pair(p, 'quote', invoice.quote)])}</p>"
        ),
        grid(["Article", "Réf.", "Qté", "Prix HT", "Total HT"], rows, "llcrr", "class='full it'"),
        grid([], sums, "lr", "class=sum style='margin:14px 0 14px auto;width:52%'"),
        (
            "<div class=flex><div class=card style='width:100%'><b>Règlement</b>"
            f" {pick(p, 'avant le', 'au plus tard le')} {p.due()} par {pay_by(p, 'VIREMENT', 'virement')}<br>IBAN"
            f" {p.iban()} – BIC {p.bic()} – {text(invoice.bank)}</div></div><p class=grey"
            f" style='font-size:8px'>{registry(p)} – {rng.choice(words.SMALL_PRINT)}</p>"
            f"<div style='position:fixed;bottom:0;columns:3;font-size:7px;color:#777'>{terms(p, 11)}</div>"
        ),
    )


def settle_with(p: Printed, discount: int) -> None:
    """The totals of one rate after a discount in cents that the costs of delivery do not share."""
    settle(p)
    invoice = p.invoice
    invoice.discount = discount
    (line,) = invoice.vat
    line.base -= discount
    line.amount = (line.base * line.rate + 5000) // 10000


def english_words(p: Printed) -> dict[str, str]:
    return {
        "number": pick(p, "Invoice no.", "Invoice number", "Invoice #", "Document no."),
        "issued": pick(p, "Invoice date", "Date of issue", "Tax point / date"),
        "due": pick(p, "Due date", "Payment due by", "Please pay by"),
        "order": pick(p, "Your PO number", "Purchase order", "Your order no.", "Customer PO (N° EJ)"),
        "ours": pick(p, "Our order", "Sales order", "Our ref."),
        "service": pick(p, "Code service", "Service code (Chorus Pro)", "Department code (code service)"),
        "siret": pick(p, "SIRET (bill-to)", "Customer SIRET", "SIRET of recipient"),
        "net": pick(p, "Subtotal excl. VAT", "Net total", "Total excl. VAT"),
        "gross": pick(p, "Total due", "Invoice total", "Amount payable", "Total incl. VAT"),
    }


@commerce(
    render,
    style={"date": "english", "currency": "", "before": "€ ", "group": ","},
    language="en",
    buyers=("universite", "chu", "etat"),
)
def english_reverse_charge(p: Printed) -> str:
    """A Dutch or Irish supplier in English: points or commas between thousands, reverse charge, the PO in a column."""
    invoice = begin(p, "laboratory", number=pick(p, "INV-{n6}", "SI{yy}{n5}", "{n6}"))
    dutch = p.rng.random() < 0.5
    if dutch:
        abroad(p, "NL", "Waterlinie Instruments", ("Kanaalkade 211", "1999 ZX", "Oudemeer"), ("", "OUDMNL2A"))
        p.style.group, p.style.point, p.style.date = ".", ",", "dd-mm-yyyy"
    else:
        abroad(p, "IE", "Carrowmore Books & Science", ("Unit 6, Quay Park", "H99 XX00", "Carrowmore"), ("", "CARRIE2D"))
        p.style.point = "."
    goods = [
        ("EQ-2201", "Benchtop centrifuge 24 x 2 mL", "ea", 1895.00, 0, 1, 2),
        ("EQ-2290", "Fixed-angle rotor", "ea", 640.00, 0, 1, 3),
        ("CS-0110", "Cryo vials 2 mL, case of 1,000", "case", 214.50, 0, 1, 8),
        ("CS-0415", "Nitrile gloves M, 10 x 100", "case", 98.75, 0, 2, 10),
        ("SV-0001", "Carriage, insurance and handling", "", 75.00, 0, 1, 1),
    ]
    stock(p, goods, 4)
    seller, label = invoice.seller, english_words(p)
    name = f"{p.seller_name()} {'B.V.' if dutch else 'DAC'}"
    facts = [
        (label["number"], p.number()),
        (label["issued"], p.issued()),
        (label["due"], p.due()),
        (label["order"], p.engagement()),
        (label["ours"], invoice.seller_order),
    ]
    chorus = [(label["siret"], p.buyer_siret()), (label["service"], p.service_code()), ("VAT no.", p.buyer_vat())]
    rows = [
        [item.reference, item.label, f"{quantity(p, item)} {item.unit}", unit_price(p, item), "0", p.plain(item.total)]
        for item in invoice.lines
    ]
    sums = [
        [label["net"], p.total_ht()],
        [pick(p, f"VAT {p.only_rate()} %", f"VAT @ {p.only_rate()}%"), p.total_vat()],
        [label["gross"], p.payable()],
    ]
    return page(
        BASE
        + "body{font:12px 'URW Gothic'} .bill{margin:22px 0} .facts{width:190px;background:#10243f;color:#fff;"
        "padding:14px;font-size:11px} .facts small{color:#9db4d6} .it th{border-bottom:1px solid #10243f;padding:5px;"
        "font-size:10px} .it td{padding:6px 5px} .sum td{padding:4px 6px;border-top:1px solid #ccd}",
        f"<div class=flex><div class=facts><b style='font-size:22px'>INVOICE</b><br><br>"
        + "<br>".join(f"<small>{text(key)}</small><br>{text(value)}<br>" for key, value in facts)
        + f"</div><div style='flex:1;padding-left:16px'><b style='font-size:16px'>{text(name)}</b><br>"
        f"{lines([seller.street, f'{seller.postcode} {seller.town}', 'Netherlands' if dutch else 'Ireland'])}"
        f"<div class=bill><small>{pick(p, 'Bill to', 'Sold to', 'Invoice to')}</small><br>"
        f"{lines(buyer_lines(p, p.buyer_name()))}<br>France<br><br>{colon(chorus, ': ')}</div></div></div><br>",
        grid(["Item", "Description", "Qty", "Unit price", "VAT %", "Amount"], rows, "llcrcr", "class='full it'"),
        grid([], sums, "lr", "class=sum style='margin:12px 0 12px auto;width:46%'"),
        (
            f"<p>{vat_regime(p, 'EXONERATION', 'Reverse charge: VAT to be accounted for by the recipient,')} Art. 138 /"
            f" 196 Directive 2006/112/EC. All amounts in {p.currency('EUR')}.</p><p>Please remit by"
            f" {pay_by(p, 'VIREMENT', 'bank transfer')} to IBAN {p.iban()}, BIC {p.bic()}, quoting the invoice"
            f" number.</p><p style='font-size:9px;border-top:1px solid #999;padding-top:6px'>{text(name)} – VAT"
            f" {p.seller_vat()} – {'KvK ' + fill(p, '{n8}') if dutch else 'Company registration ' + fill(p, '{n6}')} –"
            " Interest at 8 % over the ECB rate and EUR 40.00 compensation apply to late payment.</p>"
        ),
    )


@commerce(
    render,
    style={"date": "dd/mm/yyyy", "currency": " EUR", "group": "."},
    buyers=("chu", "universite", "departement", "sdis"),
)
def bilingual_belgian(p: Printed) -> str:
    """A Belgian supplier whose every label stands in two languages, with a VAT id full of dots."""
    invoice = begin(p, "medical", number=pick(p, "{yyyy}/{n4}", "VF{yy}{n5}", "{n4}-{yy}"))
    address = pick(p, ("Rue de l'Ardoisière 44", "6999", "Houffagne"), ("Steenweg 310", "3999", "Tongerbeek"))
    abroad(p, "BE", pick(p, "Orthomed Houffagne", "Tongerbeek Medical"), address, ("Banque de la Lienne", "BLIEBEBB"))
    stock(p, words.GOODS["medical"], pick(p, 3, 4))
    without_vat(p)
    seller = invoice.seller
    labels = [
        ("Facture n° / Invoice no.", p.number()),
        ("Date / Date", p.issued()),
        (pick(p, "Votre commande / Your order", "Bon de commande / Purchase order"), p.engagement()),
        ("Notre référence / Our reference", invoice.seller_order),
        ("SIRET client / Customer SIRET", p.buyer_siret()),
        ("N° TVA client / Customer VAT", p.buyer_vat()),
        ("Échéance / Due date", p.due()),
    ]
    half = [cells([key, value]) for key, value in labels]
    p.seller_vat()
    rows = [[item.label, quantity(p, item), unit_price(p, item), "0 %", p.plain(item.total)] for item in invoice.lines]
    sums = [
        ["Total HTVA / Total excl. VAT", p.total_ht()],
        [f"TVA / VAT {p.only_rate()} %", p.total_vat()],
        ["Total TVAC / Total incl. VAT", p.total_ttc()],
    ]
    return page(
        BASE
        + "body{font:11px 'Nimbus Sans'} .lab td{padding:2px 10px 2px 0} .lab td:first-child{color:#777;font-size:9px}"
        " .it th,.it td{border:1px solid #888;padding:4px 6px} .it th{font-size:9px;background:#f4ead2}"
        " h2{color:#8a5a00;margin:0}",
        (
            "<div class=flex style='border-bottom:3px double"
            " #8a5a00;padding-bottom:8px'><div><h2>"
            f"{text(p.seller_name())} SRL</h2>{lines([seller.street, f'B-{seller.city_line}'])}<br>Belgique"
            f" / Belgium</div><div class=r>TVA / VAT {grouped(seller.vat, '4.3.3')}<br>RPM Liège<br>T +32 80 00 00"
            " 00</div></div>"
        ),
        (
            f"<div class=flex style='margin:18px 0'><table class=lab>{''.join(half)}</table><div style='width:52%'><b>"
            f"FACTURE / INVOICE</b><br><br>{lines(buyer_lines(p, p.buyer_name()))}<br>France</div></div>"
        ),
        grid(
            [
                "Description",
                "Quantité / Quantity",
                "Prix unitaire / Unit price",
                "TVA / VAT",
                "Montant / Amount",
            ],
            rows,
            "lcrcr",
            "class='full it'",
        ),
        grid([], sums, "lr", "class=it style='margin-top:12px;font-weight:bold'"),
        (
            f"<p>{vat_regime(p, 'EXONERATION', 'Livraison intracommunautaire exonérée')}, article 39bis du Code TVA"
            f" belge / VAT-exempt intra-Community supply.</p><p>Paiement / Payment: {text(invoice.bank)}, IBAN"
            f" {p.iban()}, BIC {p.bic()}. Intérêts de retard 10 % / Late interest 10 %, indemnité min. 50,00 EUR.</p>"
        ),
    )


@commerce(
    render,
    style={"date": "dd/mm/yyyy", "currency": " €", "group": " "},
    kind="credit_note",
    buyers=("sdis", "mairie", "chu", "epci"),
)
def uniform_return(p: Printed) -> str:
    """Goods sent back: a credit note with any sign, its original invoice, a letter-spaced title, sizes in columns."""
    invoice = begin(p, "uniforms")
    p.style.minus = pick(p, "", "-", "after", "()")
    seller = invoice.seller
    stock(p, words.GOODS["uniforms"], pick(p, 1, 2, 3))
    sizes = ["38", "40", "42", "44", "46"]
    rows = []
    for item in invoice.lines:
        left = [""] * len(sizes)
        left[p.rng.randrange(len(sizes))] = quantity(p, item)
        rows.append([item.reference, item.label, *left, unit_price(p, item), p.plain(item.total)])
    title = pick(p, "AVOIR", "FACTURE D'AVOIR", "NOTE DE CRÉDIT")
    about = pick(p, "Annule partiellement la facture n°", "Avoir sur facture", "Concerne notre facture n°")
    facts = [
        (pick(p, "Avoir n°", "N° d'avoir", "Numéro"), p.number()),
        (wording(p, "issued"), p.issued()),
        (wording(p, "client"), invoice.client_number),
        pair(p, "siret", p.buyer_siret()),
        pair(p, "engagement", p.engagement()),
    ]
    sums = [
        [wording(p, "ht"), p.total_ht()],
        [f"TVA {long_rate(p, invoice.vat[0].rate)} %", p.total_vat()],
        [pick(p, "Total avoir TTC", "Montant TTC de l'avoir", "Net à votre crédit"), p.total_ttc()],
    ]
    p.only_rate()
    return page(
        BASE
        + "body{font:11.5px 'DejaVu Serif Condensed'} h1{font:16px 'DejaVu Serif"
        " Condensed';text-align:center;border:1px"
        " solid #444;padding:6px} .it th{font-size:8px;border:1px solid #444;padding:3px} .it td{border:1px solid #444;"
        "padding:4px} .f td{padding:1px 12px 1px 0}",
        (
            f"<div class=flex><div style='width:62%'>{lines(buyer_lines(p, p.buyer_name()))}</div><div class=r><b>"
            f"{text(p.seller_name())}</b><br>{lines(seller.address)}<br>{seller.phone}</div></div><br>"
        ),
        (
            f"<h1>{letter_spaced(title, pick(p, ' ', NO_BREAK))}</h1><div"
            f" class=flex>{grid([], facts, 'll', 'class=f')}<div style='width:45%'>{about} {text(p.origin())} du"
            f" {days_off(p, -21)}<br>Retour de marchandise {fill(p, 'RMA-{n5}')} – motif :"
            f" {pick(p, 'erreur de taille', 'défaut', 'double envoi')}</div></div><br>"
        ),
        grid(["Réf.", "Article", *sizes, "P.U. HT", "Total HT"], rows, "llcccccrr", "class='full it'"),
        grid([], sums, "lr", "class=f style='margin:14px auto;font-size:13px'"),
        (
            f"<p><small>{terms(p, 2)}</small><br>"
            f"{pick(p, 'Cet avoir viendra en déduction de votre prochain règlement.', 'Avoir à déduire.')}</p><p"
            f" style='font-size:8px;text-align:center;position:fixed;bottom:0;left:0;right:0'>{text(seller.name)} –"
            f" {capital(p)} – {registry(p)} – SIRET {p.seller_siret()} – ID TVA {p.seller_vat()}</p>"
        ),
    )


@commerce(
    render,
    style={"currency": " €", "group": " "},
    kind="other",
    buyers=("mairie", "lycee", "chu", "etat", "ugap"),
)
def trade_papers(p: Printed) -> str:
    """Everything of an invoice but its name: confirmation of an order, pro forma, priced delivery note, offer."""
    branch = pick(p, "office", "furniture", "laboratory", "uniforms")
    invoice = begin(p, branch)
    stock(p, words.GOODS[branch], 3)
    title, number, closing = pick(
        p,
        ("ACCUSÉ DE RÉCEPTION DE COMMANDE", invoice.seller_order, "Merci de nous retourner ce document signé."),
        ("CONFIRMATION DE COMMANDE", invoice.seller_order, "La facture vous parviendra après livraison."),
        ("FACTURE PRO FORMA", fill(p, "PF{n5}"), "Document sans valeur comptable, ne peut donner lieu à paiement."),
        ("BON DE LIVRAISON VALORISÉ", invoice.delivery_note, "Reçu en bon état, le : ........ Signature et cachet :"),
        ("OFFRE DE PRIX", invoice.quote, "Offre valable 60 jours. Bon pour accord :"),
    )
    facts = [
        ("Date", p.issued()),
        pair(p, "order", p.engagement()),
        pair(p, "siret", p.buyer_siret()),
        pair(p, "service", p.service_code()),
        pair(p, "client", invoice.client_number),
    ]
    rows = [
        [item.reference, item.label, quantity(p, item), unit_price(p, item), p.plain(item.total)]
        for item in invoice.lines
    ]
    sums = [[wording(p, "ht"), p.total_ht()], [wording(p, "vat"), p.total_vat()], [wording(p, "ttc"), p.total_ttc()]]
    seller = invoice.seller
    return page(
        BASE
        + "body{font:11px 'Liberation Sans'} .it th{background:#ece4f2;padding:4px} .it"
        " td{padding:4px;border-bottom:1px"
        " solid #ece4f2} .f td{padding:2px 14px 2px 0}",
        (
            f"<div class=flex><div><b style='font-size:17px;color:#5b2a86'>{text(p.seller_name())}</b><br>"
            f"{lines(seller.address)}</div><div style='width:42%'>{lines(buyer_lines(p, p.buyer_name()))}</div></div>"
        ),
        f"<h2>{title} N° {text(number)}</h2>{grid([], facts, 'll', 'class=f')}<br>",
        grid(["Réf.", "Désignation", "Qté", "PU HT", "Total HT"], rows, "llcrr", "class='full it'"),
        grid([], sums, "lr", "class=f style='margin:12px 0 12px auto'"),
        (
            f"<p><b>{closing}</b></p><p style='font-size:8px'>{text(seller.name)} {capital(p)} – SIRET"
            f" {p.seller_siret()} – TVA {p.seller_vat()}. {vat_regime(p, 'TVA_SUR_DEBIT', 'TVA sur les débits.')}</p>"
        ),
    )
