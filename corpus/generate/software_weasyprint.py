"""Layouts like those of services on the web and web shops, printed with WeasyPrint.

Imitated are Sellsy, QuickBooks, WooCommerce, PrestaShop, a telephone bill, postal services, a German supplier.
"""

import identifiers
import parts
import software_words as words
import vocabulary
from by_weasyprint import render
from html_parts import lines, page, text
from printed import NARROW, Printed
from software_parts import (
    capital,
    days_off,
    delivery_site,
    fill,
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

BASE = """@page{size:A4;margin:14mm 14mm} body{font:9pt 'Liberation Sans';color:#222}
table{border-collapse:collapse;width:100%} th,td{padding:3px 5px;text-align:left;vertical-align:top}
.r{text-align:right} .row{display:table;width:100%} .row>*{display:table-cell;vertical-align:top}
.g{color:#888;font-size:6.5pt;text-transform:uppercase} .n td:last-child{text-align:right} p{margin:5px 0}"""
FOOT = "position:fixed;bottom:-8mm;left:0;right:0;text-align:center;font-size:6pt;color:#666"


@software(render, style={"currency": " €", "group": NARROW, "date": "dd/mm/yyyy"}, buyers=("mairie", "region", "epci"))
def sellsy(p: Printed) -> str:
    """Sellsy: coloured head band with number and dates, Chorus references in one line with slashes."""
    invoice = start(p, pick(p, "F-{yyyy}{mm}{dd}-{z5}", "FACT-{z5}"))
    name_seller(p, "Agence Calliopé", "Événementiel Sarrazin", "Hexarq Conseil")
    stock(p, pick(p, words.WEB, words.PRINTING[1:]), 3)
    color = pick(p, "#1f4e79", "#6a1b4d", "#2f5d3a")
    siret = p.buyer_siret()
    return page(
        BASE + f".band{{background:{color};color:#fff;padding:8px 10px}} th{{background:{color};color:#fff}}",
        (
            f"<div class='band row'><div style='font-size:16pt'>Facture {text(p.number())}</div><div class=r>Date :"
            f" {p.issued()}<br>Date d'échéance : {p.due()}</div></div>"
        ),
        (
            "<div class=row style='margin-top:12px'><div"
            f" style='width:45%'><b>{text(p.seller_name())}</b><br>"
            f"{lines([invoice.seller.street, invoice.seller.city_line, 'France'])}<br>Tél"
            f" : {invoice.seller.phone}<br>N° TVA : {text(p.seller_vat())}</div><div"
            f" style='width:45%;background:#f3f3f3;padding:8px'><b>{text(p.buyer_name())}</b><br>"
            f"{lines([invoice.buyer.department, *invoice.buyer.address])}</div></div>"
        ),
        (
            "<p style='margin-top:14px'><b>Objet :</b>"
            f" {pick(p, 'Accompagnement communication', 'Refonte du site', 'Forum des associations')}</p><p>Chorus Pro"
            f" : SIRET {text(siret)} / Code service {text(p.service_code())} / Engagement {text(p.engagement())} /"
            f" Marché {text(p.contract())}</p>"
        ),
        "<table style='margin-top:8px'><tr><th>Réf.</th><th>Désignation</th><th class=r>P.U. HT</th><th"
        " class=r>Qté</th><th class=r>TVA</th><th class=r>Total HT</th></tr>"
        + "".join(
            f"<tr style='border-bottom:1px solid #ddd'><td>{item.reference}</td><td>{text(item.label)}</td><td"
            f" class=r>{unit_price(p, item)} €</td><td class=r>{quantity(p, item, 2)}</td><td"
            f" class=r>{long_rate(p, item.rate)} %</td><td class=r>{p.money(item.total)}</td></tr>"
            for item in invoice.lines
        )
        + "</table>",
        "<div class=row style='margin-top:14px'><table style='width:45%;font-size:7.5pt'><tr><td>Taux</td><td>Base"
        " HT</td><td>Montant TVA</td></tr>"
        + "".join(f"<tr><td>{r} %</td><td>{text(b)}</td><td>{text(a)}</td></tr>" for r, b, a in long_vat_rows(p))
        + "</table><table class=n style='width:40%'><tr><td>Total net"
        f" HT</td><td>{text(p.total_ht())}</td></tr><tr><td>Total TVA</td><td>{text(p.total_vat())}</td></tr><tr"
        f" style='background:{color};color:#fff'><td>Montant total"
        f" TTC</td><td>{text(p.total_ttc())}</td></tr></table></div>",
        f"<p>Règlement : Virement bancaire<br>Banque : {invoice.bank} – IBAN : {text(p.iban())} – BIC : {p.bic()}</p>",
        (
            f"<div style='{FOOT}'>{text(invoice.seller.name)} - {capital(p)} - SIRET : {text(p.seller_siret())} -"
            f" {text(registry(p))} - {text(vocabulary.PENALTY)}</div>"
        ),
    )


@software(
    render, style={"currency": "€", "group": " ", "date": "dd/mm/yyyy"}, buyers=("mairie", "universite", "etat", "ccas")
)
def quickbooks_fr(p: Printed) -> str:
    """QuickBooks: short number, "Facturer à", SOLDE À PAYER, VAT summary with the tax before the base."""
    invoice = start(p, "{n4}")
    name_seller(p, "Traductions Velasco", "Cabinet Ergonia", "Photographie Lemaistre")
    stock(p, words.WEB, pick(p, 1, 2))
    p.table_shown = True
    v = invoice.vat[0]
    return page(
        BASE + "th{background:#d6e4ef;color:#2f5a7a;font-weight:normal}",
        (
            "<div><b"
            f" style='font-size:12pt'>{text(p.seller_name())}</b><br>"
            f"{lines([invoice.seller.street, invoice.seller.city_line])}<br>{invoice.seller.mail}<br>Numéro"
            f" de TVA : {text(p.seller_vat())}<br>SIRET : {text(p.seller_siret())}</div>"
        ),
        "<h1 style='color:#2f7fb5;font-weight:normal;margin:14px 0'>Facture</h1>",
        (
            f"<div class=row><div><span class=g>Facturer à</span><br>{lines(parts.recipient(p))}<br>SIRET :"
            f" {text(p.buyer_siret())}</div><div><span class=g>Expédier"
            f" à</span><br>{lines([delivery_site(p), invoice.buyer.city_line])}</div><table style='width:62mm'><tr><td"
            f" class='g r'>Facture</td><td>{text(p.number())}</td></tr><tr><td class='g"
            f" r'>Date</td><td>{p.issued()}</td></tr><tr><td class='g r'>Échéance</td><td>{p.due()}</td></tr><tr><td"
            " class='g r'>Conditions</td><td>Net 30</td></tr><tr><td class='g r'>N°"
            f" d'engagement</td><td>{text(p.engagement())}</td></tr></table></div><hr style='border:0;border-top:1px"
            " solid #9bb;margin:12px 0'>"
        ),
        "<table><tr><th>DATE</th><th>ACTIVITÉ</th><th>DESCRIPTION</th><th class=r>QTÉ</th><th class=r>TVA</th><th"
        " class=r>TARIF</th><th class=r>MONTANT</th></tr>"
        + "".join(
            f"<tr><td>{days_off(p, -9)}</td><td><b>{item.reference}</b></td><td>{text(item.label)}</td><td"
            f" class=r>{quantity(p, item)}</td><td class=r>20.0% S</td><td class=r>{unit_price(p, item)}</td><td"
            f" class=r>{p.plain(item.total)}</td></tr>"
            for item in invoice.lines
        )
        + "</table>",
        (
            "<div class=row style='border-top:1px dotted #777;margin-top:12px;padding-top:8px'><div"
            f" style='width:45%'>Merci de votre confiance.<br>Virement : {text(p.iban())}</div><table class=n"
            f" style='width:45%'><tr><td>SOUS-TOTAL</td><td>{text(p.plain(invoice.ht))}</td></tr><tr><td>TOTAL"
            f" TVA</td><td>{text(p.total_vat())}</td></tr><tr><td>TOTAL</td><td>{text(p.total_ttc())}</td></tr>"
            "<tr><td>SOLDE"
            f" À PAYER</td><td style='font-size:13pt'><b>{text(p.payable())}</b></td></tr></table></div>"
        ),
        (
            "<h3 style='font-weight:normal'>RÉSUMÉ DE LA TVA</h3><table style='width:70%'><tr><th>TAUX</th><th"
            f" class=r>TVA</th><th class=r>NET</th></tr><tr><td>TVA à {p.rate(v.rate)} %</td><td"
            f" class=r>{text(p.total_vat())}</td><td class=r>{text(p.total_ht())}</td></tr></table>"
        ),
    )


@software(render, style={"currency": "€", "group": "", "date": "long"}, buyers=("mairie", "universite", "ccas"))
def woocommerce_pdf(p: Printed) -> str:
    """WooCommerce: order number and date of the web shop beside those of the invoice, VAT under the sub-total."""
    invoice = start(p, pick(p, "WC{yyyy}-{n4}", "{yyyy}{z5}"))
    name_seller(p, "La Boutique du Jeu", "Graines & Potagers", "Papier Plume")
    stock(
        p,
        [
            ("JEU-312", "Parcours de motricité mousse 9 pièces", "", 189.90, 2000, 1, 3),
            ("JEU-077", "Lot de 30 feutres pointe large", "", 14.90, 2000, 2, 10),
            ("TAP-01", "Tapis de regroupement 2 x 3 m", "", 139.00, 2000, 1, 2),
        ],
        pick(p, 2, 3),
    )
    order = identifiers.digits(p.rng, 5)
    return page(
        BASE + "th{background:#000;color:#fff} h1{font-size:15pt} .i td{border-bottom:1px solid #ccc}",
        (
            "<div class=row><div style='width:50%'><div style='font-size:20pt;font-family:\"URW"
            f" Gothic\"'>{text(p.seller_name().lower())}</div></div><div"
            f" style='width:40%'><b>{text(p.seller_name())}</b><br>"
            f"{lines([invoice.seller.street, invoice.seller.city_line])}<br>SIRET"
            f" {text(p.seller_siret())}<br>TVA {text(p.seller_vat())}</div></div><h1>FACTURE</h1>"
        ),
        (
            "<div class=row><div"
            f" style='width:37%;white-space:nowrap;font-size:8pt'>{lines(parts.recipient(p))}<br>"
            f"{invoice.buyer.siren[:2]} 71"
            " 00 00 00<br>mediatheque@example.fr</div><div style='width:22%;font-size:8pt'><b>Expédier à"
            f" :</b><br>{lines([delivery_site(p), invoice.buyer.street, invoice.buyer.city_line])}</div><table"
            " style='width:40%;white-space:nowrap;font-size:8pt'><tr><td>Numéro de facture"
            f" :</td><td>{text(p.number())}</td></tr><tr><td>Date de facture"
            f" :</td><td>{p.issued()}</td></tr><tr><td>Numéro de commande :</td><td>{order}</td></tr><tr><td>Date de"
            f" commande :</td><td>{days_off(p, -3)}</td></tr><tr><td>Méthode de paiement :</td><td>Mandat"
            f" administratif</td></tr><tr><td>N° SIRET (Chorus) :</td><td>{text(p.buyer_siret())}</td></tr><tr><td>N°"
            f" d'engagement :</td><td>{text(p.engagement())}</td></tr></table></div><br>"
        ),
        "<table class=i><tr><th>Produit</th><th>Quantité</th><th>Prix</th></tr>"
        + "".join(
            f"<tr><td>{text(item.label)}<br><small>UGS : {item.reference} Poids :"
            f" {p.rng.randint(1, 9)} kg</small></td><td>{quantity(p, item)}</td><td>{p.money(item.total)}</td></tr>"
            for item in invoice.lines
        )
        + "</table>",
        (
            "<table class=n style='width:40%;margin-left:60%'><tr><td>Sous-total"
            f" (HT)</td><td>{text(p.total_ht())}</td></tr><tr><td>Expédition</td><td>Livraison"
            " gratuite</td></tr><tr><td>TVA"
            f" {p.only_rate()}%</td><td>{text(p.total_vat())}</td></tr><tr><td><b>Total</b></td><td><b>"
            f"{text(p.total_ttc())}</b></td></tr></table>"
        ),
        f"<div style='{FOOT}'>{capital(p)} – {text(registry(p))} – {text(p.iban())}</div>",
    )


@software(
    render, style={"currency": " €", "group": " ", "date": "dd/mm/yyyy"}, buyers=("mairie", "hopital", "universite")
)
def prestashop(p: Printed) -> str:
    """PrestaShop: number with a hash, order reference of nine letters, "Détail des taxes", paid by mandate."""
    invoice = start(p, "FA{z6}")
    name_seller(p, "Sécuripro Direct", "Cuisine Collect", "Mon Bureau Neuf")
    stock(p, words.OFFICE, 3)
    number = p.number()
    p.table_shown = True
    v = invoice.vat[0]
    return page(
        BASE
        + ".k td{white-space:nowrap} .k th{background:#4D4D4D;color:#fff;text-align:center} body{font-family:'DejaVu"
        " Sans';font-size:7.5pt}",
        (
            f"<div class=row><div style='font-size:18pt;color:#c00'><b>{text(p.seller_name())}</b></div><div"
            f" class=r><b>FACTURE</b><br>{p.issued()}<br>#{text(number)}</div></div><br>"
        ),
        (
            "<div class=row><div style='width:48%'><b>Adresse de"
            " livraison</b><br>"
            f"{lines([delivery_site(p), invoice.buyer.street, invoice.buyer.city_line, 'France'])}</div><div"
            " style='width:48%'><b>Adresse de"
            f" facturation</b><br>{lines(parts.recipient(p))}<br>France<br>{text(p.buyer_siret())}</div></div><br>"
        ),
        (
            "<table class=k border=1><tr><th>Numéro de facture</th><th>Date de facturation</th><th>Réf. de"
            " commande</th><th>Date de commande</th><th>N° de TVA</th><th>Votre n°"
            f" d'engagement</th></tr><tr><td>#{text(number)}</td><td>{p.issued()}</td><td>{fill(p, '{a9}')}</td>"
            f"<td>{days_off(p, -2)}</td><td>{text(p.buyer_vat())}</td><td>{text(p.engagement())}</td></tr></table>"
            "<br>"
        ),
        "<table class=k><tr><th>Référence</th><th>Produit</th><th>Taux de taxe</th><th>Prix unitaire"
        " (HT)</th><th>Qté</th><th>Total (HT)</th></tr>"
        + "".join(
            f"<tr><td>{item.reference}</td><td>{text(item.label)}</td><td>{p.rate(item.rate)} %</td><td"
            f" class=r>{unit_price(p, item)} €</td><td class=r>{quantity(p, item)}</td><td"
            f" class=r>{p.money(item.total)}</td></tr>"
            for item in invoice.lines
        )
        + "</table><br>",
        (
            "<div class=row><div style='width:50%'><table border=1><tr><th>Détail des taxes</th><th>Taux de"
            " taxe</th><th>Montant de base</th><th>Total"
            f" Taxes</th></tr><tr><td>Produits</td><td>{long_rate(p, v.rate)} %</td><td>{text(p.total_ht())}</td>"
            f"<td>{text(p.total_vat())}</td></tr></table><p>Moyen"
            f" de paiement : Mandat administratif {p.money(invoice.ttc)}</p><p>Transporteur :"
            " Chronolivre</p></div><table class=n style='width:40%'><tr><td>Total"
            f" produits</td><td>{text(p.total_ht())}</td></tr><tr><td>Frais d'expédition</td><td>Livraison"
            f" gratuite</td></tr><tr><td>Total (HT)</td><td>{text(p.total_ht())}</td></tr><tr><td>Total"
            f" Taxes</td><td>{text(p.total_vat())}</td></tr><tr><td><b>Total</b></td><td><b>{text(p.total_ttc())}"
            "</b></td></tr></table></div>"
        ),
        (
            f"<div style='{FOOT}'>{text(invoice.seller.name)} - {invoice.seller.street} -"
            f" {invoice.seller.city_line}<br>Pour toute assistance, merci de nous contacter : Tél."
            f" {invoice.seller.phone} - {capital(p)} SIRET {text(p.seller_siret())} N° TVA {text(p.seller_vat())}</div>"
        ),
    )


@software(
    render,
    style={"currency": " €", "group": " ", "date": "long", "siret": "14"},
    buyers=("mairie", "departement", "etat", "sdis"),
    lines=3,
)
def business_telecom(p: Printed) -> str:
    """Telephone, two pages: account and line numbers, "engagement de 36 mois", HT larger than TTC."""
    invoice = start(p, pick(p, "{n10}", "0{n9}"), due=32)
    name_seller(p, "Alphéa Business Services", "Télécom Réseaux Pros")
    stock(
        p,
        [
            ("", "Abonnements, forfaits et options", "", 1240.50, 2000, 1, 1),
            ("", "Consommations hors forfait", "", 38.17, 2000, 1, 1),
            ("", "Business Internet Fibre - 12 accès", "", 79.00, 2000, 12, 12),
            ("", "Option sécurité parc mobile", "", 11.00, 2000, 1, 1),
        ],
    )
    k = [str(p.rng.randint(10, 40)) for _ in range(3)]
    return page(
        BASE + "h1{font-size:20pt;margin:0} .o{color:#f60}",
        (
            "<div class=row><div><div"
            " style='background:#f60;color:#fff;width:16mm;height:16mm;font-size:7pt;padding-top:9mm;"
            "text-align:center'>alphéa™</div></div><div"
            f" class=r><h1>votre facture</h1><span class=o>du {p.issued()}</span></div></div>"
        ),
        (
            "<div class=row style='margin-top:10mm'><div style='width:48%'><b>vos références</b><table><tr><td>numéro"
            f" de client</td><td>{identifiers.digits(p.rng, 9)}</td></tr><tr><td>numéro de"
            f" compte</td><td>{identifiers.digits(p.rng, 4)} {identifiers.digits(p.rng, 6)}</td></tr><tr><td>n° de"
            f" facture</td><td>{text(p.number())}</td></tr><tr><td>votre"
            f" SIRET</td><td>{text(p.buyer_siret())}</td></tr><tr><td>n° d'engagement"
            f" juridique</td><td>{text(p.engagement())}</td></tr><tr><td>code"
            f" service</td><td>{text(p.service_code())}</td></tr><tr><td>référence du contrat-cadre</td><td>marché"
            f" {text(p.contract())}</td></tr></table></div><div"
            f" style='width:44%;padding-top:10mm;font-size:10.5pt'>{lines(parts.recipient(p))}</div></div>"
        ),
        (
            f"<h2 class=o style='margin-top:10mm'>montant à payer au {p.due()}</h2><div class=row style='border-top:2px"
            " solid #f60;border-bottom:2px solid #f60;padding:6px 0'><div style='font-size:15pt'>total HT"
            f" {text(p.total_ht())}</div><div style='font-size:10pt'>TVA {text(p.total_vat())}</div><div"
            f" style='font-size:12pt'><b>total TTC {text(p.payable())}</b></div></div>"
        ),
        (
            f"<p>Période du {days_off(p, -31)} au {days_off(p, -1)}. Vos offres comportent une durée d'engagement de"
            f" {k[0]} mois jusqu'au {days_off(p, 400)}. Facture établie pour {k[1]} lignes.</p><p>Pour nous contacter :"
            " 0 800 00 00 00 ou votre espace client.</p>"
        ),
        f"<div style='page-break-before:always'><div class=row><b>facture {text(invoice.number)}</b><span>page"
        " 2/2</span></div><h2>détail</h2><table class=n>"
        + "".join(
            "<tr style='border-bottom:1px solid"
            f" #ddd'><td>{text(item.label)}</td><td>{quantity(p, item)}</td><td>{p.money(item.total)}</td></tr>"
            for item in invoice.lines
        )
        + "</table><h3>récapitulatif TVA</h3><table style='width:60%'><tr><th>taux</th><th>montant HT</th><th>montant"
        " TVA</th></tr>"
        + "".join(f"<tr><td>{r} %</td><td>{text(b)}</td><td>{text(a)}</td></tr>" for r, b, a in long_vat_rows(p))
        + "</table><p>Fin d'engagement ligne 06 00 00 00 01 : 12/2027 - sans engagement : 3 lignes.</p><p>Règlement"
        f" par virement : IBAN {text(p.iban())} BIC {p.bic()}</p><p style='font-size:6pt'>{text(p.seller_name())},"
        f" {capital(p)}, {text(invoice.seller.street)}, {text(invoice.seller.city_line)}, {text(registry(p))}, TVA"
        f" {text(p.seller_vat())}, SIRET {text(p.seller_siret())}. TVA acquittée d'après les débits.</p></div>",
    )


@software(
    render,
    style={"currency": " EUR", "group": " ", "date": "dd.mm.yyyy"},
    buyers=("departement", "universite", "etat", "mairie"),
)
def postal_services(p: Printed) -> str:
    """Mail: a SIRET that only the rule of the postal service accepts, exempt services beside 20 %."""
    invoice = start(p, pick(p, "4{n9}", "C{n8}"), due=30)
    seller = invoice.seller
    seller.name, seller.form, seller.registry, seller.ape = (
        "Courrier et Colis Publics",
        "Société anonyme",
        "Paris",
        "5310Z",
    )
    seller.siret = identifiers.la_poste_siret(p.rng)
    seller.siren = seller.siret[:9]
    seller.vat = identifiers.french_vat(seller.siren)
    stock(
        p,
        [
            ("LV20", "Lettre Verte en nombre 0-20 g", "", 0.9800, 0, 400, 3000),
            ("LR1", "Lettre recommandée R1 avec AR", "", 6.85, 0, 10, 80),
            ("COLL", "Collecte et remise du courrier - forfait mensuel", "", 212.00, 2000, 1, 1),
            ("AFFR", "Affranchissement sur site", "", 0.1100, 2000, 400, 3000),
        ],
    )
    return page(
        BASE + "th{background:#ffcc00;color:#003da5} body{font-family:'Nimbus Sans'}",
        (
            "<div class=row><div style='background:#ffcc00;color:#003da5;padding:8px"
            f" 18px;font-size:16pt'><b>{text(p.seller_name().upper())}</b></div><div"
            f" class=r>{pick(p, 'FACTURE ORIGINALE', 'Facture Courrier Entreprises')}<br>Page 1/1</div></div>"
        ),
        (
            "<div class=row style='margin-top:6mm'><table style='width:48%'><tr><td>Facture"
            f" n°</td><td>{text(p.number())}</td></tr><tr><td>Date"
            f" d'émission</td><td>{p.issued()}</td></tr><tr><td>Compte"
            f" client</td><td>{identifiers.digits(p.rng, 6)}</td></tr><tr><td>Contrat</td><td>"
            f"{identifiers.digits(p.rng, 8)}</td></tr><tr><td>Marché"
            f" n°</td><td>{text(p.contract())}</td></tr><tr><td>N° SIRET"
            f" client</td><td>{text(p.buyer_siret())}</td></tr><tr><td>Engagement</td><td>{text(p.engagement())}"
            "</td></tr></table><div"
            f" style='width:42%;padding-top:8mm'>{lines(parts.recipient(p))}</div></div><br>"
        ),
        "<table><tr><th>Date dépôt</th><th>Produit</th><th>Libellé</th><th class=r>Nb objets</th><th class=r>Tarif"
        " HT</th><th class=r>Montant HT</th><th>TVA</th></tr>"
        + "".join(
            "<tr style='border-bottom:1px dotted"
            f" #999'><td>{days_off(p, -p.rng.randint(3, 28))}</td><td>{item.reference}</td><td>{text(item.label)}"
            "</td><td"
            f" class=r>{quantity(p, item)}</td><td class=r>{unit_price(p, item, 4)}</td><td"
            f" class=r>{p.plain(item.total)}</td><td>{'E' if not item.rate else 'N'}</td></tr>"
            for item in invoice.lines
        )
        + "</table><br>",
        "<table style='width:65%'><tr><th>Code</th><th>Régime</th><th class=r>Base HT</th><th class=r>Taux</th><th"
        " class=r>Montant TVA</th></tr>"
        + "".join(
            f"<tr><td>{'N' if v.rate else 'E'}</td><td>{'TVA normale' if v.rate else 'Exonéré art. 261-4-11° CGI'}"
            "</td><td"
            f" class=r>{text(b)}</td><td class=r>{r}</td><td class=r>{text(a)}</td></tr>"
            for v, (r, b, a) in zip(invoice.vat, long_vat_rows(p))
        )
        + "</table>",
        (
            "<table class=n style='width:45%;margin:6mm 0 0 55%;border:1px solid #003da5'><tr><td>Montant"
            f" HT</td><td>{text(p.total_ht())}</td></tr><tr><td>Montant"
            f" TVA</td><td>{text(p.total_vat())}</td></tr><tr><td><b>Montant TTC à"
            f" régler</b></td><td><b>{text(p.payable())}</b></td></tr><tr><td>Date limite de"
            f" paiement</td><td>{p.due()}</td></tr></table>"
        ),
        (
            f"<p style='margin-top:8mm'>Virement : {text(p.iban())} - {p.bic()}</p><div"
            f" style='{FOOT}'>{invoice.seller.name} - Société anonyme au capital de 5 400 000 000 € -"
            f" {text(registry(p))} - SIRET {text(p.seller_siret())} - TVA {text(p.seller_vat())}</div>"
        ),
    )


@software(
    render,
    style={"currency": " EUR", "group": ".", "date": "dd.mm.yyyy", "siret": "14"},
    country="DE",
    buyers=("universite", "hopital"),
    exempt="reverse",
)
def german_supplier_in_french(p: Printed) -> str:
    """A German company writes French: DIN letter, dots between thousands, supply at 0 %."""
    invoice = start(p, pick(p, "RE{yy}{n5}", "{n7}", "9{n7}"))
    name_seller(p, "Feinwerk Oberndorf", "Messtechnik Raubach")
    form = pick(p, "GmbH", "GmbH & Co. KG")
    stock(
        p,
        [
            ("440-1120", "Microtome rotatif, lame 80 mm", "pce", 2480.00, 0, 1, 2),
            ("440-0088", "Lames jetables, paquet de 50", "pqt", 118.50, 0, 2, 12),
            ("900-0001", "Emballage et transport", "forf", 64.00, 0, 1, 1),
        ],
        pick(p, 2, 3),
    )
    return page(
        BASE + "body{font-family:'Nimbus Sans';font-size:9pt} .d td{padding:1px 5px}",
        (
            f"<div class=r style='color:#004;font-size:18pt'>{text(p.seller_name())} <span"
            f" style='font-size:9pt'>{form}</span></div>"
        ),
        (
            "<div class=row style='margin-top:14mm'><div style='width:85mm'><u"
            f" style='font-size:6pt'>{text(invoice.seller.name)} {form} · {invoice.seller.street} ·"
            f" D-{invoice.seller.postcode} {invoice.seller.town}</u><br><br>{lines(parts.recipient(p))}<br>FRANCE"
            "</div><table"
            f" class=d style='width:75mm'><tr><td>Date</td><td>{p.issued()}</td></tr><tr><td>N° de"
            f" client</td><td>{identifiers.digits(p.rng, 5)}</td></tr><tr><td>Votre"
            f" commande</td><td>{text(p.engagement())}</td></tr><tr><td>Votre"
            f" SIRET</td><td>{text(p.buyer_siret())}</td></tr><tr><td>Votre n°"
            f" TVA</td><td>{text(p.buyer_vat())}</td></tr><tr><td>Notre interlocuteur</td><td>M."
            " Krämer</td></tr></table></div>"
        ),
        (
            f"<h2 style='margin-top:12mm'>Facture N° {text(p.number())}</h2><p>Bon de livraison"
            f" {identifiers.digits(p.rng, 8)} du {days_off(p, -5)}</p>"
        ),
        "<table><tr style='border-bottom:1px solid #000'><th>Pos</th><th>Article</th><th>Désignation</th><th"
        " class=r>Quantité</th><th class=r>Prix unit.</th><th class=r>Montant</th></tr>"
        + "".join(
            f"<tr><td>{n * 10}</td><td>{item.reference}</td><td>{text(item.label)}</td><td"
            f" class=r>{quantity(p, item)} {item.unit}</td><td class=r>{unit_price(p, item)}</td><td"
            f" class=r>{p.plain(item.total)}</td></tr>"
            for n, item in enumerate(invoice.lines, 1)
        )
        + "</table>",
        (
            "<table class=n style='width:80mm;margin-left:auto;border-top:1px solid #000'><tr><td>Total"
            f" net</td><td>{text(p.total_ht())}</td></tr><tr><td>TVA"
            f" {only_long_rate(p)} %</td><td>{text(p.total_vat())}</td></tr><tr><td><b>Montant"
            f" total</b></td><td><b>{text(p.total_ttc())}</b></td></tr></table>"
        ),
        (
            "<p>Livraison intracommunautaire exonérée de TVA, article 138 de la directive 2006/112/CE.<br>Paiement :"
            f" 30 jours net, jusqu'au {p.due()}.</p>"
        ),
        (
            f"<div style='{FOOT};display:table;width:100%;text-align:left'><div"
            f" style='display:table-cell'>{text(invoice.seller.name)} {form}<br>Siège : {invoice.seller.town}<br>HRB"
            f" {identifiers.digits(p.rng, 5)} Amtsgericht Freiburg</div><div style='display:table-cell'>Gérant : Dr. K."
            f" Obermann<br>USt-IdNr. / N° TVA : {p.seller_vat()}<br>Steuernr."
            f" 05/{identifiers.digits(p.rng, 3)}/{identifiers.digits(p.rng, 5)}</div><div"
            f" style='display:table-cell'>{invoice.bank}<br>IBAN {text(p.iban())}<br>BIC {p.bic()}</div></div>"
        ),
    )
