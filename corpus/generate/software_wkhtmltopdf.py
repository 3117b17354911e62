"""Layouts like those of business suites that print with wkhtmltopdf, and of small trades.

Imitated are the three document layouts of Odoo, Axonaut, Facture.net, a medical laboratory, a bookshop for schools.
"""

import identifiers
import parts
import software_words as words
import vocabulary
from by_wkhtmltopdf import render
from html_parts import lines, page, text
from printed import NO_BREAK, Printed
from software_parts import (
    capital,
    days_off,
    decimal,
    delivery_site,
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

BASE = """body{font-family:'Liberation Sans';font-size:16px;color:#333} table{border-collapse:collapse;width:100%}
td,th{padding:5px 6px;vertical-align:top;text-align:left}
.r{text-align:right} .n td:last-child,.n th:last-child{text-align:right}"""


def odoo_columns(pairs: list[tuple[str, str]]) -> str:
    return (
        "<table style='margin:18px 0'><tr>"
        + "".join(f"<td><b>{text(label)}</b><br>{text(value)}</td>" for label, value in pairs)
        + "</tr></table>"
    )


def odoo_items(p: Printed, cls: str = "") -> str:
    rows = "".join(
        f"<tr><td>{'[' + item.reference + '] ' if item.reference else ''}{text(item.label)}</td><td"
        f" class=r>{decimal(p, item.quantity, 2)} {pick(p, 'Unités', 'Unité(s)') if not item.unit else item.unit}"
        "</td><td"
        f" class=r>{unit_price(p, item)}</td><td class=r>TVA {p.rate(item.rate)}%</td><td"
        f" class=r>{p.money(item.total)}</td></tr>"
        for item in p.invoice.lines
    )
    return (
        f"<table class='{cls}'><tr><th>Description</th><th class=r>Quantité</th><th class=r>Prix unitaire</th><th"
        f" class=r>Taxes</th><th class=r>Montant</th></tr>{rows}</table>"
    )


ODOO = {"currency": NO_BREAK + "€", "date": "dd/mm/yyyy", "group": " "}


@software(render, style=ODOO, buyers=("mairie", "universite", "epci"))
def odoo_light(p: Printed) -> str:
    """Odoo: four references in columns, the currency after a no-break space, the number as communication."""
    invoice = start(p, pick(p, "FAC/{yyyy}/{z5}", "INV/{yyyy}/{z5}"))
    name_seller(p, "Greenmind Conseil", "Atelier Papyrus", "Vélocité Services")
    stock(p, pick(p, words.WEB, words.OFFICE), 3)
    return page(
        BASE + "th{border-bottom:1px solid #999} .t td{border-top:1px solid #ddd}",
        (
            "<table><tr><td><div"
            " style='background:#714B67;color:#fff;width:120px;padding:14px;font-size:24px'>"
            f"{text(invoice.seller.name[:1])}</div></td><td"
            " class=r"
            f" style='color:#875A7B'>{pick(p,'L’innovation au service du territoire','Ensemble, autrement')}</td>"
            "</tr></table><hr>"
        ),
        (
            "<table><tr><td"
            f" width=55%>{lines(parts.sender(p))}<br>France</td><td>{lines(parts.recipient(p))}<br>France<br>N° TVA :"
            f" {p.buyer_vat()}</td></tr></table>"
        ),
        f"<h2>Facture {text(p.number())}</h2>",
        odoo_columns(
            [
                ("Date de la facture:", p.issued()),
                ("Date d'échéance:", p.due()),
                (pick(p, "Origine:", "Source:"), f"S0{identifiers.digits(p.rng, 4)}"),
                ("Référence:", f"Engagement {p.engagement()}"),
            ]
        ),
        odoo_items(p),
        (
            "<table class='n t' style='width:45%;margin:14px 0 0 55%'><tr><td><b>Montant hors"
            f" taxes</b></td><td>{text(p.total_ht())}</td></tr><tr><td>TVA"
            f" {p.only_rate()}%</td><td>{text(p.total_vat())}</td></tr><tr><td><b>Total</b></td><td>"
            f"{text(p.total_ttc())}</td></tr></table>"
        ),
        (
            f"<p>Merci d'utiliser la communication suivante pour votre paiement : <b>{text(invoice.number)}</b> sur ce"
            f" compte : <b>{text(p.iban())}</b></p><p>Conditions de paiement: 30 jours</p><p>SIRET de l'acheteur :"
            f" {text(p.buyer_siret())} – Code service : {text(p.service_code())}</p>"
        ),
        (
            "<div style='margin-top:120px;border-top:1px solid"
            f" #aaa;text-align:center;font-size:12px'>{text(invoice.seller.phone)} · {invoice.seller.mail} ·"
            f" http://www.example.fr<br>TVA: {p.seller_vat()} · SIRET: {p.seller_siret()}</div>"
        ),
    )


@software(render, style={**ODOO, "currency": " €"}, buyers=("hopital", "mairie", "region"))
def odoo_boxed(p: Printed) -> str:
    """Odoo: everything in boxes, delivery address left of that of the invoice, the rate's base in its label."""
    invoice = start(p, "FAC/{yyyy}/{mm}/{z4}")
    name_seller(p, "Solenn Informatique", "Bâti-Concept Ouest", "Kerlann Mobilier")
    stock(p, words.IT, 4)
    short = pick(p, True, False)
    return page(
        BASE
        + "th{border:1px solid #333;background:#eee} .b td{border:1px solid #333} .bx{border:1px solid"
        " #333;padding:8px}",
        (
            f"<table><tr><td width=50%><h1 style='color:#2C6E49'>{text(p.seller_name())}</h1></td><td"
            f" class=r>{lines([invoice.seller.street, invoice.seller.city_line, 'France'])}<br>SIREN/SIRET :"
            f" {text(p.seller_siret())}</td></tr></table>"
        ),
        (
            "<table><tr><td width=48%><div class=bx><b>Adresse de livraison"
            f" :</b><br>{lines([delivery_site(p), invoice.buyer.street, invoice.buyer.city_line])}</div></td><td><div"
            f" class=bx><b>Adresse de facturation :</b><br>{lines(parts.recipient(p))}<br>SIRET :"
            f" {text(p.buyer_siret())}</div></td></tr></table>"
        ),
        f"<h2>Facture {text(p.number())}</h2>",
        (
            "<table class=b><tr><th>Date de facturation</th><th>Échéance</th><th>Code client</th><th>Référence"
            f" client</th></tr><tr><td>{p.issued()}</td><td>{p.due()}</td><td>{invoice.client_number}</td><td>"
            f"{'EJ ' if short else 'N° EJ : '}{text(p.engagement())}</td></tr></table><br>"
        ),
        odoo_items(p, "b"),
        (
            "<table class='n b' style='width:45%;margin:14px 0 0 55%'><tr><td>Montant"
            f" HT</td><td>{text(p.total_ht())}</td></tr><tr><td>TVA {p.only_rate()}% sur"
            f" {p.money(invoice.ht)}</td><td>{text(p.total_vat())}</td></tr><tr><td><b>Total</b></td><td><b>"
            f"{text(p.total_ttc())}</b></td></tr><tr><td>Montant"
            f" dû</td><td>{text(p.payable())}</td></tr></table>"
        ),
        (
            f"<p>Communication de paiement : {text(invoice.number)}</p><p>Payable par virement : {text(p.iban())} - BIC"
            f" {p.bic()}</p>"
        ),
        (
            "<div style='margin-top:100px;border-top:2px solid"
            f" #2C6E49;text-align:center;font-size:11px'>{capital(p)} – {text(registry(p))} – TVA"
            f" {text(p.seller_vat())} – APE {invoice.seller.ape}<br>Page 1 / 1</div>"
        ),
    )


@software(render, style={**ODOO, "minus": ""}, kind="credit_note", buyers=("mairie", "universite", "epci", "etat"))
def odoo_bold_avoir(p: Printed) -> str:
    """Odoo: a credit note with positive amounts that names the invoice as its source."""
    invoice = start(p, "RFAC/{yyyy}/{mm}/{z4}")
    name_seller(p, "Solenn Informatique", "Greenmind Conseil", "Tressage Événements")
    stock(p, pick(p, words.OFFICE, words.IT), 2)
    return page(
        BASE + "th{background:#1d3557;color:#fff} body{font-size:17px}",
        (
            f"<table><tr><td><b style='font-size:26px'>{text(p.seller_name())}</b></td><td"
            f" class=r>{lines([invoice.seller.street, invoice.seller.city_line])}<br>{text(invoice.seller.phone)}<br>N°"
            f" TVA {text(p.seller_vat())}</td></tr></table><div style='height:6px;background:#1d3557'></div>"
        ),
        f"<p style='margin-left:55%'>{lines(parts.recipient(p))}<br>SIRET {text(p.buyer_siret())}</p>",
        f"<h1>{pick(p, 'Avoir', 'Note de crédit', 'Facture d’avoir')} {text(p.number())}</h1>",
        odoo_columns(
            [
                ("Date de l'avoir :", p.issued()),
                ("Source :", f"Extourne de : {p.origin()}"),
                ("Référence client :", f"Commande {p.engagement()}"),
            ]
        ),
        odoo_items(p),
        (
            "<table class=n style='width:45%;margin:14px 0 0 55%'><tr><td>Montant hors"
            f" taxes</td><td>{text(p.total_ht())}</td></tr><tr><td>TVA"
            f" {p.only_rate()}%</td><td>{text(p.total_vat())}</td></tr><tr"
            f" style='background:#1d3557;color:#fff'><td><b>Total</b></td><td><b>{text(p.total_ttc())}</b></td>"
            "</tr></table>"
        ),
        f"<p>Motif : {pick(p, 'retour marchandise', 'erreur de prix unitaire', 'annulation de la prestation')}</p>",
        (
            f"<div style='margin-top:160px;border-top:1px solid #aaa;text-align:center;font-size:11px'>{capital(p)} –"
            f" SIRET {text(p.seller_siret())} – {invoice.seller.mail}</div>"
        ),
    )


@software(
    render, style={"currency": " €", "date": "dd/mm/yyyy", "group": " "}, buyers=("mairie", "ccas", "etat", "sdis")
)
def axonaut(p: Printed) -> str:
    """Axonaut: number and date in one sentence as title, client block on grey, deposit."""
    invoice = start(p, "F{yy}{mm}{dd}-{n2}")
    name_seller(p, "Cap Formation Sud", "Signalétique Lahaye", "Studio Belleroche")
    stock(p, pick(p, words.WEB, words.OFFICE), 3, deposit=pick(p, 0, 3000))
    pay = (
        f"<tr><td>Acompte déjà versé TTC</td><td>{text(p.paid())}</td></tr><tr><td><b>Net à"
        f" payer</b></td><td><b>{text(p.payable())}</b></td></tr>"
        if invoice.paid
        else ""
    )
    return page(
        BASE + ".h th{background:#00A5A5;color:#fff;font-weight:normal} td{border-bottom:1px solid #eee}",
        (
            "<table><tr><td style='border:0'><div style='font-size:30px;color:#00A5A5'>◆"
            f" {text(p.seller_name())}</div></td><td class=r"
            " style='border:0;font-size:13px;color:#777'>"
            f"{lines([invoice.seller.street, invoice.seller.city_line, invoice.seller.phone])}<br>SIRET"
            f" : {text(p.seller_siret())}</td></tr></table>"
        ),
        f"<h2 style='font-weight:normal'>Facture n°{text(p.number())} du {text(p.issued())}</h2>",
        (
            "<div"
            " style='background:#f2f2f2;padding:10px;margin-left:50%'><b>Client</b><br>"
            f"{lines(parts.recipient(p))}<br>Numéro"
            f" de SIRET : {text(p.buyer_siret())}</div>"
        ),
        (
            f"<p><b>Objet :</b> {pick(p, 'Votre commande du ', 'Intervention du ')}{days_off(p, -15)}<br><b>Bon de"
            f" commande :</b> {text(p.engagement())}<br><b>Service exécutant :</b> {text(p.service_code())}</p>"
        ),
        "<table class=h><tr><th>Désignation</th><th class=r>Quantité</th><th class=r>PU HT</th><th class=r>TVA</th><th"
        " class=r>Total HT</th></tr>"
        + "".join(
            f"<tr><td>{text(item.label)}</td><td class=r>{quantity(p, item)}</td><td"
            f" class=r>{unit_price(p, item)} €</td><td class=r>{p.rate(item.rate)}%</td><td"
            f" class=r>{p.money(item.total)}</td></tr>"
            for item in invoice.lines
        )
        + "</table>",
        (
            "<table class=n style='width:42%;margin:16px 0 0 58%'><tr><td>Total"
            f" HT</td><td>{text(p.total_ht())}</td></tr><tr><td>TVA"
            f" ({only_long_rate(p)}%)</td><td>{text(p.total_vat())}</td></tr><tr><td><b>Total"
            f" TTC</b></td><td><b>{text(p.total_ttc())}</b></td></tr>{pay}</table>"
        ),
        (
            f"<p style='font-size:13px'>Date d'échéance au {text(p.due())} - Moyen de paiement : virement"
            f" bancaire<br>{invoice.bank} - IBAN : {text(p.iban())} - BIC : {p.bic()}</p><p"
            f" style='font-size:11px'>{text(vocabulary.PENALTY)}</p>"
        ),
        (
            f"<div style='margin-top:60px;text-align:center;font-size:11px;color:#777'>{text(invoice.seller.name)} -"
            f" {capital(p)} - {text(registry(p))} - Numéro de TVA : {text(p.seller_vat())} - Code NAF :"
            f" {invoice.seller.ape}</div>"
        ),
    )


@software(render, style={"currency": " €", "date": "dd/mm/yyyy"}, buyers=("mairie", "ccas", "universite"))
def facture_net(p: Printed) -> str:
    """Facture.net: sober, labels in bold with a colon, a sole trader without VAT."""
    invoice = start(p, "{yyyy}-{mm}-{z4}")
    name_seller(p, "Julie Armentier", "Karim Benhaddou", "Paysages Lorant")
    free = [
        ("", "Atelier d'écriture - intervention en médiathèque", "séance", 240.00, 0, 1, 6),
        ("", "Frais de déplacement", "forfait", 45.00, 0, 1, 1),
        ("", "Préparation et bilan écrit", "h", 38.00, 0, 2.0, 6.0),
    ]
    stock(p, free, pick(p, 2, 3))
    return page(
        BASE,
        (
            "<table><tr><td"
            f" width=55%><b>{text(p.seller_name())}</b><br>"
            f"{lines([invoice.seller.street, invoice.seller.city_line])}<br>Tél"
            f" : {invoice.seller.phone}<br>Siret : {text(p.seller_siret())}<br>Code APE :"
            f" 9003B</td><td><br><br><br><b>{text(p.buyer_name())}</b><br>"
            f"{lines([invoice.buyer.department, *invoice.buyer.address])}</td></tr></table>"
        ),
        (
            "<h2 style='text-align:center;border:1px solid #333;padding:6px'>FACTURE</h2><p><b>Numéro :</b>"
            f" {text(p.number())}<br><b>Date :</b> {text(p.issued())}<br><b>Client :</b>"
            f" {invoice.client_number}<br><b>Siret client :</b> {text(p.buyer_siret())}<br><b>Référence :</b> votre"
            f" commande n° {text(p.engagement())}</p>"
        ),
        "<table border=1><tr><th>Description</th><th>Qté</th><th>Prix unitaire</th><th>Total</th></tr>"
        + "".join(
            f"<tr><td>{text(item.label)}</td><td>{quantity(p, item)}</td><td class=r>{unit_price(p, item)} €</td><td"
            f" class=r>{p.money(item.total)}</td></tr>"
            for item in invoice.lines
        )
        + "</table>",
        (
            f"<p class=r>Total HT&nbsp;&nbsp;&nbsp; {text(p.total_ht())}</p><p class=r><b>Total à"
            f" payer&nbsp;&nbsp;&nbsp; {text(p.payable())}</b></p><p>TVA non applicable, article 293 B du CGI.</p>"
        ),
        (
            f"<p>À payer avant le {text(p.due())} par virement sur le compte {text(p.iban())}.</p><p"
            " style='font-size:12px'>Pas d'escompte en cas de paiement anticipé. Indemnité forfaitaire pour frais de"
            " recouvrement en cas de retard de paiement : 40 €. Taux de pénalité : 12,40 %.</p>"
        ),
    )


@software(render, style={"currency": " €", "date": "dd/mm/yyyy", "point": ",", "group": " "}, buyers=("hopital",))
def medical_lab(p: Printed) -> str:
    """A laboratory: acts in letters B, FINESS numbers beside SIRETs, exempt, no line of VAT at all."""
    invoice = start(p, pick(p, "L{yy}{n6}", "{yyyy}{mm}-{n4}"), engagement=pick(p, "{yy}BG{n5}", "LAB{yy}-{n4}"))
    name_seller(p, "Laboratoire Bioxane", "Biologie des Sources", "Cerballeron Analyses")
    stock(p, words.LAB, 4)
    rows = "".join(
        f"<tr><td>{days_off(p, -p.rng.randint(5, 30))}</td><td>{item.reference}</td><td>{text(item.label)}</td><td"
        f" class=r>{item.unit} {quantity(p, item)}</td><td class=r>{unit_price(p, item)}</td><td"
        f" class=r>{p.plain(item.total)}</td></tr>"
        for item in invoice.lines
    )
    return page(
        BASE + "th{border-bottom:2px solid #a22;color:#a22;font-size:13px}",
        (
            f"<table><tr><td width=52%><b style='color:#a22;font-size:22px'>{text(p.seller_name())}</b><br><span"
            " style='font-size:13px'>SELAS de biologistes"
            f" médicaux<br>{lines([invoice.seller.street, invoice.seller.city_line])}<br>N° FINESS :"
            f" 43{identifiers.digits(p.rng, 7)}<br>Tél."
            f" {invoice.seller.phone}</span></td><td><br>{lines(parts.recipient(p))}<br>FINESS"
            f" 43{identifiers.digits(p.rng, 7)}</td></tr></table>"
        ),
        f"<h3>Facture d'analyses N° {text(p.number())} — {pick(p, 'Le Puy', 'Marsac')}, le {text(p.issued())}</h3>",
        (
            f"<p style='font-size:14px'>N° d'engagement : <b>{text(p.engagement())}</b> &nbsp; Service :"
            f" {text(p.service_code())} &nbsp; Siret Etablissement : {text(p.buyer_siret())}<br>Correspondant :"
            f" {invoice.client_number} - Analyses du {days_off(p, -31)} au {days_off(p, -1)}</p>"
        ),
        (
            "<table><tr><th>Date</th><th>Code</th><th>Acte</th><th class=r>Cotation</th><th class=r>P.U.</th><th"
            f" class=r>Montant</th></tr>{rows}</table>"
        ),
        (
            f"<p class=r style='font-size:19px'>{pick(p, 'Montant total de la facture', 'TOTAL À NOUS RÉGLER')} :"
            f" <b>{text(p.payable())}</b></p><p style='font-size:13px'>Exonération de TVA - article 261-4-1° du"
            " CGI.</p>"
        ),
        (
            f"<p style='font-size:13px'>Valeur en votre aimable règlement à 50 jours par virement : {text(p.iban())} /"
            f" {p.bic()}</p>"
        ),
        (
            f"<div style='margin-top:80px;font-size:11px;border-top:1px solid #a22'>{capital(p)} -"
            f" {text(registry(p))} - SIRET {text(p.seller_siret())} - Accréditation COFRAC n°"
            f" 8-{identifiers.digits(p.rng, 4)}</div>"
        ),
    )


@software(render, style={"currency": " €", "date": "dd/mm/yyyy"}, buyers=("universite", "mairie", "region"))
def school_books(p: Printed) -> str:
    """A bookshop: ISBNs of 13 digits, 9 % off each line, the school as delivery address."""
    invoice = start(p, pick(p, "{n6}", "LIB{yy}{n5}"))
    name_seller(p, "Librairie Le Préau", "Librairie Plume & Marge", "Espace Scolaire Duvernay")
    stock(p, words.BOOKS, p.rng.randint(3, 5), rebates=(900,))
    rows = "".join(
        f"<tr><td>{item.reference}</td><td>{text(item.label)}</td><td class=r>{quantity(p, item)}</td><td"
        f" class=r>{unit_price(p, item)}</td><td class=r>9,00</td><td class=r>{p.plain(item.total)}</td><td"
        " class=r>5,50</td></tr>"
        for item in invoice.lines
    )

    def up(label: str, value: str) -> str:
        return f"<td><span style='font-size:10px;color:#888'>{text(label)}</span><br>{text(value)}</td>"

    return page(
        BASE + "body{font-family:'DejaVu Serif';font-size:14px} .g td,.g th{border:1px solid #bbb}",
        (
            "<table><tr><td"
            f" width=50%><h2>{text(p.seller_name())}</h2>"
            f"{lines([invoice.seller.street, invoice.seller.city_line])}</td><td><i>Livré"
            " à :</i><br>"
            f"{text(pick(p, 'École élémentaire Jean Moulin', 'CDI - Bâtiment B', 'École Les Platanes'))}<br>"
            f"{text(invoice.buyer.city_line)}<br><br><i>Facturé"
            f" à :</i><br>{lines(parts.recipient(p))}</td></tr></table>"
        ),
        "<table class=g><tr>"
        + up("FACTURE N°", p.number())
        + up("DATE", p.issued())
        + up("CLIENT", invoice.client_number)
        + up("BON DE COMMANDE / ENGAGEMENT", p.engagement())
        + up("SIRET DU CLIENT", p.buyer_siret())
        + "</tr></table><br>",
        (
            "<table class=g><tr><th>EAN / ISBN</th><th>Titre</th><th>Qté</th><th>Prix public HT</th><th>Rem"
            f" %</th><th>Net HT</th><th>TVA</th></tr>{rows}</table>"
        ),
        "<br><table class=g style='width:60%'><tr><th>Taux TVA</th><th>Base HT</th><th>Montant TVA</th><th>Montant"
        " TTC</th></tr>"
        + "".join(
            f"<tr><td>{r} %</td><td class=r>{text(b)}</td><td class=r>{text(a)}</td><td"
            f" class=r>{p.money(invoice.ttc)}</td></tr>"
            for r, b, a in long_vat_rows(p)
        )
        + "</table>",
        (
            "<table class=n style='width:40%;margin-left:60%'><tr><td>Nombre"
            f" d'ouvrages</td><td>{sum(x.quantity for x in invoice.lines) // 100}</td></tr><tr><td>Total HT"
            f" net</td><td>{text(p.total_ht())}</td></tr><tr><td>Montant"
            f" T.V.A</td><td>{text(p.total_vat())}</td></tr><tr><td><b>NET À PAYER"
            f" TTC</b></td><td><b>{text(p.payable())}</b></td></tr></table>"
        ),
        (
            "<p style='font-size:11px'>Remise plafonnée à 9 % (loi n° 2003-517). Date limite de paiement :"
            f" {text(p.due())}. RIB : {text(p.iban())}</p>"
        ),
        (
            f"<div style='font-size:10px;text-align:center;margin-top:50px'>Siret {text(p.seller_siret())} –"
            f" {text(registry(p))} – TVA {text(p.seller_vat())} – Gencod 30{identifiers.digits(p.rng, 11)}</div>"
        ),
    )
