"""Layouts printed by Chromium: services on the web, which write PDFs with the engine of the browser.

Imitated are Pennylane, Henrri, a marketplace for businesses, a water bill, a printer, a reseller of computers, a
Belgian supplier and an English subscription.
"""

import pathlib
import subprocess
import tempfile

import identifiers
import parts
import software_words as words
import vocabulary
from html_parts import lines, page, text
from printed import NARROW, NO_BREAK, Printed, spaced
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
    settle,
    software,
    start,
    stock,
    unit_price,
)


def render(source: object, path: pathlib.Path) -> None:
    with tempfile.TemporaryDirectory() as folder:
        name = pathlib.Path(folder) / "page.html"
        name.write_text(str(source), encoding="utf-8")
        subprocess.run(
            [
                "chromium",
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                f"--user-data-dir={folder}/u",
                "--no-pdf-header-footer",
                f"--print-to-pdf={path.absolute()}",
                f"file://{name}",
            ],
            check=True,
            capture_output=True,
            timeout=120,
        )


BASE = """@page{size:A4;margin:12mm} *{-webkit-print-color-adjust:exact}
body{font:12px 'Liberation Sans';color:#1c2333;margin:0} table{border-collapse:collapse;width:100%}
td,th{padding:5px 7px;text-align:left;vertical-align:top}
.r,.n td:last-child{text-align:right} .row{display:flex;justify-content:space-between;gap:16px}
.tiny{font-size:8px;color:#8a94a6;text-transform:uppercase;letter-spacing:.4px} p{margin:6px 0}
.foot{position:fixed;bottom:0;left:0;right:0;font-size:8px;color:#8a94a6;text-align:center}"""


def tiny(label: str, value: str) -> str:
    """A value under a small grey label."""
    return f"<div><div class=tiny>{text(label)}</div><div>{text(value)}</div></div>"


@software(
    render,
    style={"currency": NO_BREAK + "€", "group": NARROW, "date": "short"},
    buyers=("mairie", "epci", "region", "etat"),
)
def pennylane(p: Printed) -> str:
    """Pennylane: tiny grey labels above values, narrow no-break spaces, the seller's data left of the buyer's."""
    invoice = start(p, pick(p, "F-{yyyy}-{mm}-{z4}", "F-{yyyy}-{z4}"))
    name_seller(p, "Kairn Architecture d'information", "Noroît Études", "Mobilité Douce Conseil")
    stock(p, pick(p, words.WEB, words.IT), 3)
    p.style.date = pick(p, "dd/mm/yyyy", "long")
    rows = [("SIRET", p.buyer_siret()), ("Code service", p.service_code()), ("N° d'engagement", p.engagement())]
    return page(
        BASE
        + "h1{font-size:26px;margin:0 0 14px} .it th{color:#8a94a6;font-weight:normal;border-bottom:1px solid #dfe3ea}"
        " .it td{border-bottom:1px solid #eef0f4}",
        (
            "<h1>Facture</h1><div class=row"
            f" style='justify-content:flex-start;gap:50px'>{tiny('Numéro', p.number())}"
            f"{tiny('Date d’émission', p.issued())}{tiny('Date d’échéance', p.due())}"
            f"{tiny('Type d’opération', 'Prestation de services')}</div><br>"
        ),
        "<div class=row><div"
        f" style='width:47%;background:#f6f7f9;padding:12px;border-radius:6px'><b>{text(p.seller_name())}</b><br>"
        f"{lines([invoice.seller.street, invoice.seller.city_line, 'France'])}<br><br><span"
        f" style='color:#8a94a6'>SIREN</span> {text(p.seller_siren())}<br><span style='color:#8a94a6'>Numéro de"
        f" TVA</span> {text(p.seller_vat())}</div><div"
        f" style='width:47%;background:#f6f7f9;padding:12px;border-radius:6px'><b>{text(p.buyer_name())}</b><br>"
        f"{lines([invoice.buyer.department, *invoice.buyer.address, 'France'])}<br><br>"
        + "<br>".join(f"<span style='color:#8a94a6'>{label}</span> {text(value)}" for label, value in rows)
        + "</div></div><br>",
        "<table class=it><tr><th>Description</th><th class=r>Qté</th><th class=r>Prix unitaire (HT)</th><th class=r>TVA"
        " (%)</th><th class=r>Total HT</th></tr>"
        + "".join(
            f"<tr><td><b>{text(item.label)}</b></td><td class=r>{quantity(p, item)} {item.unit.lower()}</td><td"
            f" class=r>{unit_price(p, item)}&nbsp;€</td><td class=r>{p.rate(item.rate)}&nbsp;%</td><td"
            f" class=r>{p.money(item.total)}</td></tr>"
            for item in invoice.lines
        )
        + "</table>",
        "<div class=row style='margin-top:20px'><div style='width:50%'><b>Détails TVA</b><table"
        " style='font-size:10px'><tr><td>Taux</td><td>Montant TVA</td><td>Base HT</td></tr>"
        + "".join(
            f"<tr><td>{p.rate(v.rate)} %</td><td>{text(a)}</td><td>{text(b)}</td></tr>"
            for v, (r, b, a) in zip(invoice.vat, long_vat_rows(p))
        )
        + "</table></div><table class=n style='width:42%'><tr><td>Total"
        f" HT</td><td>{text(p.total_ht())}</td></tr><tr><td>Montant total de la"
        f" TVA</td><td>{text(p.total_vat())}</td></tr><tr style='font-size:15px'><td><b>Total"
        f" TTC</b></td><td><b>{text(p.total_ttc())}</b></td></tr></table></div>",
        (
            "<br><b>Paiement</b><div class=row"
            f" style='justify-content:flex-start;gap:40px'>{tiny('Établissement', invoice.bank)}"
            f"{tiny('IBAN', p.iban())}{tiny('BIC', p.bic())}</div><p"
            " style='color:#8a94a6;font-size:9px'>Pas d’escompte accordé pour paiement anticipé. En cas de"
            " non-paiement à la date d'échéance, des pénalités calculées à trois fois le taux d'intérêt légal et 40,00"
            " € seront appliquées.</p>"
        ),
        f"<div class=foot>{text(invoice.seller.name)}, {capital(p)} - {text(invoice.number)} · 1/1</div>",
    )


@software(
    render,
    style={"currency": " €", "group": " ", "date": "dd/mm/yyyy"},
    buyers=("mairie", "ccas", "hopital", "universite"),
)
def henrri(p: Printed) -> str:
    """Henrri: coloured disc for a logo, "Facture N° … " in a white-on-dark band, totals "Total net HT", "Total "
    "TTC", "Net à payer", seller's SIRET only in the footer."""
    invoice = start(p, pick(p, "F-{yyyy}-{z4}", "FA-{yy}-{z4}"))
    name_seller(p, "Plomberie Castanet", "Arbor Élagage", "Vitrerie Boissière")
    stock(p, words.BTP[1:6], 3)
    for item in invoice.lines:
        item.rate = 1000 if item.unit == "m²" else 2000
    settle(p)
    color = pick(p, "#e4572e", "#17707a", "#33312e")
    return page(
        BASE
        + f".b{{background:{color};color:#fff;padding:7px 12px;font-size:16px}} .h"
        f" th{{background:{color};color:#fff;font-weight:normal}}",
        (
            "<div class=row><div"
            f" style='width:60px;height:60px;border-radius:50%;background:{color};color:#fff;font-size:30px;"
            f"text-align:center;line-height:60px'>{text(invoice.seller.name[0])}</div><div"
            f" style='flex:1'><b>{text(p.seller_name())}</b><br>"
            f"{lines([invoice.seller.street, invoice.seller.city_line])}<br>{invoice.seller.phone} |"
            f" {invoice.seller.mail}</div><div style='width:40%;border:1px solid"
            f" #ccc;border-radius:6px;padding:10px'>{lines(parts.recipient(p))}<br>SIRET"
            f" {text(p.buyer_siret())}</div></div><br>"
        ),
        f"<div class='b row'><span>Facture N° {text(p.number())}</span><span style='font-size:12px'>Date :"
        f" {p.issued()} &nbsp; Échéance : {p.due()}</span></div><p>Client : {invoice.client_number} &nbsp;&nbsp; Vos"
        f" réf. : {text(p.engagement())} &nbsp;&nbsp; Devis :"
        f" D-{invoice.issued.year}-0{p.rng.randint(100, 999)}</p><p><i>Lieu d'intervention : {delivery_site(p)}</i></p>"
        .replace("Vos réf. :", pick(p, "Vos réf. (n° engagement) :", "Vos réf. : engagement n°")),
        "<table class=h><tr><th>Désignation</th><th>Unité</th><th class=r>Quantité</th><th class=r>Prix unit."
        " HT</th><th class=r>TVA</th><th class=r>Montant HT</th></tr>"
        + "".join(
            f"<tr style='background:{'#f4f4f4' if n % 2 else '#fff'}'><td>{text(item.label)}</td><td>{item.unit}"
            "</td><td"
            f" class=r>{quantity(p, item, 2)}</td><td class=r>{unit_price(p, item)} €</td><td"
            f" class=r>{long_rate(p, item.rate)} %</td><td class=r>{p.money(item.total)}</td></tr>"
            for n, item in enumerate(invoice.lines)
        )
        + "</table><br>",
        "<div class=row><div style='width:48%'><table style='font-size:10px;border:1px solid"
        " #ccc'><tr><th>Code</th><th>Taux</th><th>Base HT</th><th>TVA</th></tr>"
        + "".join(
            f"<tr><td>{n}</td><td>{r} %</td><td>{text(b)}</td><td>{text(a)}</td></tr>"
            for n, (r, b, a) in enumerate(long_vat_rows(p), 1)
        )
        + f"</table><p><b>Règlement :</b> virement</p><p>{text(p.iban())}<br>{p.bic()}</p></div><table class=n"
        f" style='width:42%'><tr><td>Total net HT</td><td>{text(p.total_ht())}</td></tr><tr><td>Total"
        f" TVA</td><td>{text(p.total_vat())}</td></tr><tr><td>Total TTC</td><td>{text(p.total_ttc())}</td></tr><tr"
        f" style='background:{color};color:#fff;font-size:14px'><td>Net à"
        f" payer</td><td>{text(p.payable())}</td></tr></table></div>",
        (
            f"<div class=foot>{capital(p)} - Siret : {text(p.seller_siret())} - Naf : {invoice.seller.ape} - TVA :"
            f" {text(p.seller_vat())} - {text(registry(p))} - Assurance décennale n°"
            f" {identifiers.digits(p.rng, 6)} (France métropolitaine)<br>{text(vocabulary.PENALTY)}</div>"
        ),
    )


@software(
    render,
    style={"currency": " €", "group": "", "date": "long", "siret": "14"},
    buyers=("universite", "mairie", "hopital"),
)
def marketplace_business(p: Printed) -> str:
    """A marketplace: seller and platform both named, the platform's order number, total on top, prices with VAT."""
    invoice = start(p, pick(p, "FR{a6}AEUI{n3}", "INV-FR-{n8}"))
    name_seller(p, "Bricolis Négoce", "Optika Distribution", "Nova Import Europe")
    stock(p, words.IT[1:3] + words.IT[7:] + words.OFFICE[:3], 2)
    order = f"402-{identifiers.digits(p.rng, 7)}-{identifiers.digits(p.rng, 7)}"
    rows = ""
    for item in invoice.lines:
        ttc = item.unit_price // 100 * 12 // 10
        rows += (
            f"<tr style='border-bottom:1px solid #ddd'><td>{text(item.label)}<br><span style='color:#777'>Réf."
            f" B0{fill(p, '{a4}{n4}')}</span></td><td class=r>{quantity(p, item)}</td><td"
            f" class=r>{unit_price(p, item)} €</td><td class=r>{p.rate(item.rate)}%</td><td"
            f" class=r>{p.plain(ttc)} €</td><td class=r>{p.plain(item.total * 12 // 10)} €</td></tr>"
        )
    p.table_shown = True
    return page(
        BASE + "h1{font-size:22px;margin:0} .bx{border:1px solid #999;padding:8px}",
        (
            "<div class=row><h1>Facture</h1><div style='width:46%'><table style='font-size:11px'><tr><td>Date de la"
            f" facture/<br>Date de la livraison</td><td>{p.issued()}</td></tr><tr><td>Numéro de la"
            f" facture</td><td>{text(p.number())}</td></tr><tr style='background:#eee;font-size:14px'><td><b>Total à"
            f" payer</b></td><td><b>{text(p.payable())}</b></td></tr></table></div></div>"
        ),
        (
            f"<p>Vendu par <b>{text(p.seller_name())}</b><br>Numéro de TVA {text(p.seller_vat())}</p><p"
            " style='font-size:10px'>Pour toute question concernant votre commande, contactez le service client sur"
            " www.marketplace.example.fr/contact</p>"
        ),
        (
            "<div class=row><div style='width:31%'><b>Adresse de"
            f" facturation</b><br>{lines(parts.recipient(p))}<br>FR</div><div style='width:31%'><b>Adresse de"
            " livraison</b><br>"
            f"{lines(['Mme Lefort', delivery_site(p), invoice.buyer.street, invoice.buyer.city_line])}<br>FR</div>"
            "<div"
            " style='width:31%'><b>Vendu"
            f" par</b><br>{lines([invoice.seller.name, invoice.seller.street, invoice.seller.city_line])}<br>FR"
            "</div></div>"
        ),
        (
            "<div class=bx style='margin:10px 0'><b>Informations sur la commande</b><table"
            f" style='font-size:11px'><tr><td>Date de la commande</td><td>{days_off(p, -4)}</td><td>Numéro du bon de"
            f" commande</td><td>{text(p.engagement())}</td></tr><tr><td>Numéro de la"
            f" commande</td><td>{order}</td><td>SIRET du client</td><td>{text(p.buyer_siret())}</td></tr></table></div>"
        ),
        (
            "<b>Informations de la facture</b><table style='font-size:11px'><tr"
            " style='background:#eee'><th>Description</th><th class=r>Qté</th><th class=r>Prix unitaire<br>(hors"
            " TVA)</th><th class=r>Taux TVA</th><th class=r>Prix unitaire<br>(TVA incluse)</th><th class=r>Prix"
            f" total<br>(TVA incluse)</th></tr>{rows}</table>"
        ),
        f"<p class=r style='font-size:14px'><b>Total de la facture &nbsp; {text(p.total_ttc())}</b></p><table"
        " style='width:60%;margin-left:40%'><tr style='background:#eee'><th>Taux TVA</th><th class=r>Prix"
        " total<br>(hors TVA)</th><th class=r>TVA</th></tr>"
        + "".join(
            f"<tr><td>{p.rate(v.rate)}%</td><td class=r>{text(p.total_ht())}</td><td"
            f" class=r>{text(p.total_vat())}</td></tr>"
            for v in invoice.vat
        )
        + f"<tr><td><b>Total</b></td><td class=r><b>{text(p.total_ht())}</b></td><td"
        f" class=r><b>{text(p.total_vat())}</b></td></tr></table>",
        (
            f"<p>Conditions de paiement : payer par facture à 30 jours. Date d'échéance : {p.due()}.<br>Virement :"
            f" {text(p.iban())} - {p.bic()}</p>"
        ),
        (
            f"<div class=foot>{text(invoice.seller.name)} - {text(invoice.seller.street)},"
            f" {text(invoice.seller.city_line)} - {capital(p)} - {text(registry(p))} - Plateforme : Marketline EU S.à"
            f" r.l., 38 avenue des Tilleuls, L-9999 Luxembourg, R.C.S. Luxembourg B-{identifiers.digits(p.rng, 6)}, TVA"
            f" LU{identifiers.digits(p.rng, 8)}</div>"
        ),
    )


@software(
    render,
    style={"currency": " €", "group": " ", "date": "dd/mm/yyyy"},
    buyers=("mairie", "ccas", "hopital", "universite"),
)
def water_bill(p: Printed) -> str:
    """Water: coloured summary left, meter readings, prices of four decimals, two rates, payment slip on page 2."""
    invoice = start(p, pick(p, "{yyyy}{n8}", "{n9}"), due=21)
    name_seller(p, "Compagnie des Eaux de la Lèze", "Aquasource Territoires", "Eaux du Velay SAUREL")
    m3 = p.rng.randint(80, 2400)
    stock(
        p,
        [
            ("", "Abonnement semestriel - distribution de l'eau", "", 38.64, 550, 1, 1),
            ("", "Consommation - part délégataire", "m³", 1.1284, 550, m3, m3),
            ("", "Consommation - part syndicale", "m³", 0.4120, 550, m3, m3),
            ("", "Collecte et traitement des eaux usées", "m³", 1.5390, 1000, m3, m3),
            ("", "Redevance consommation d'eau potable (Agence de l'eau)", "m³", 0.3300, 550, m3, m3),
            ("", "Redevance performance assainissement", "m³", 0.1200, 1000, m3, m3),
        ],
    )
    old = p.rng.randint(1000, 9000)
    return page(
        BASE + ".s{background:#0072bc;color:#fff;padding:12px;border-radius:0 0 20px 0}",
        (
            "<div class=row><div style='width:36%'><div class=s><b"
            f" style='font-size:17px'>{text(p.seller_name())}</b><br><br>Votre facture d'eau<br>du"
            f" {p.issued()}<br><br>N° {text(p.number())}</div><div style='padding:10px;background:#e8f3fa'><div"
            f" class=tiny>Référence client</div>{identifiers.digits(p.rng, 3)}-{identifiers.digits(p.rng, 7)}<div"
            f" class=tiny>N° contrat</div>{identifiers.digits(p.rng, 7)}<div class=tiny>Lieu"
            f" desservi</div>{delivery_site(p)}, {text(invoice.buyer.street)}<div class=tiny>SIRET"
            f" destinataire</div>{text(p.buyer_siret())}<div class=tiny>N° engagement</div>{text(p.engagement())}<div"
            f" class=tiny>Code service</div>{text(p.service_code())}</div></div>"
        ),
        (
            "<div style='width:60%'><div style='margin:60px 0 40px"
            f" 40px;font-size:14px'>{lines(parts.recipient(p))}</div><table class=n><tr style='border-bottom:1px solid"
            f" #0072bc'><td>Votre consommation</td><td>{m3} m³</td></tr><tr><td>Abonnement et consommation"
            f" HT</td><td>{text(p.total_ht())}</td></tr><tr><td>TVA</td><td>{text(p.total_vat())}</td></tr><tr>"
            "<td>Montant"
            f" TTC de votre facture</td><td>{text(p.total_ttc())}</td></tr><tr><td>Solde de votre compte avant"
            f" facture</td><td>{p.money(0)}</td></tr><tr style='background:#0072bc;color:#fff;font-size:17px'><td>Net à"
            f" payer avant le {p.due()}</td><td>{text(p.payable())}</td></tr></table><p>Index relevé le"
            f" {days_off(p, -8)} : {old + m3} - ancien index {old} le {days_off(p, -190)} - compteur n°"
            f" D{identifiers.digits(p.rng, 2)}FA{identifiers.digits(p.rng, 6)}</p><p>Prix du litre TTC (hors"
            f" abonnement) : 0,00386 €</p></div></div><p class=foot>{text(invoice.seller.name)} - {capital(p)} -"
            f" {text(registry(p))} - SIRET {text(p.seller_siret())} - TVA {text(p.seller_vat())}</p>"
        ),
        f"<div style='page-break-before:always'><h3>Détail de votre facture {text(invoice.number)}</h3><table><tr"
        " style='background:#e8f3fa'><th></th><th class=r>Quantité</th><th class=r>Prix unit. HT</th><th"
        " class=r>Montant HT</th><th class=r>TVA</th></tr>"
        + "".join(
            f"<tr><td>{text(item.label)}</td><td class=r>{quantity(p, item)} {item.unit}</td><td"
            f" class=r>{unit_price(p, item, 4)}</td><td class=r>{p.plain(item.total)}</td><td"
            f" class=r>{long_rate(p, item.rate)} %</td></tr>"
            for item in invoice.lines
        )
        + "</table><br><table style='width:60%'><tr><th>TVA au taux de</th><th class=r>Base HT</th><th class=r>Montant"
        " TVA</th></tr>"
        + "".join(
            f"<tr><td>{r} %</td><td class=r>{text(b)}</td><td class=r>{text(a)}</td></tr>"
            for r, b, a in long_vat_rows(p)
        )
        + "</table><div style='border-top:1px dashed #000;margin-top:90px;padding-top:10px'><b>Virement</b><br>IBAN"
        f" {text(p.iban())} - BIC {p.bic()}<br>Référence à indiquer :"
        f" {identifiers.digits(p.rng, 12)} {identifiers.digits(p.rng, 10)} {invoice.ttc:08d}</div></div>",
    )


@software(
    render,
    style={"currency": " €", "group": " ", "date": "dd/mm/yyyy"},
    buyers=("mairie", "region", "epci", "departement"),
)
def printer_shop(p: Printed) -> str:
    """A printer: quotation and dossier numbers everywhere, two rates, the engagement inside the subject."""
    invoice = start(p, pick(p, "{n5}", "F{yy}-{n4}"))
    name_seller(p, "Imprimerie Delacour", "Chastagnier Impression", "Offset des Cévennes")
    stock(p, words.PRINTING, 3)
    rows = "".join(
        f"<tr><td>Devis {identifiers.digits(p.rng, 5)}<br>Dossier"
        f" {identifiers.digits(p.rng, 6)}</td><td>{text(item.label)}</td><td"
        f" class=r>{quantity(p, item)} {item.unit}</td><td"
        f" class=r>{unit_price(p, item, 4) if item.unit == 'ex.' else unit_price(p, item)}</td><td"
        f" class=r>{p.plain(item.total)}</td><td>{p.rate(item.rate)}%</td></tr>"
        for item in invoice.lines
    )
    return page(
        BASE + "body{font-family:'URW Gothic'} .l{border-left:8px solid #00aeef;padding-left:10px}",
        (
            "<div class=row><div><span style='color:#00aeef;font-size:30px'>■</span><span"
            " style='color:#ec008c;font-size:30px'>■</span><span style='color:#fff200;font-size:30px'>■</span><span"
            f" style='font-size:30px'>■</span><br><b>{text(p.seller_name())}</b></div><div class=r"
            f" style='font-size:10px'>{lines([invoice.seller.street, invoice.seller.city_line])}<br>T."
            f" {invoice.seller.phone}</div></div>"
        ),
        (
            "<div class=row style='margin:20px 0'><div class=l><b style='font-size:18px'>FACTURE"
            f" {text(p.number())}</b><br>{pick(p, 'du', 'Le')} {p.issued()}<br>Règlement : virement 30 jours, le"
            f" {p.due()}<br>Compte client {invoice.client_number}</div><div"
            f" style='width:45%'>{lines(parts.recipient(p))}<br>Siret : {text(p.buyer_siret())}<br>TVA :"
            f" {text(p.buyer_vat())}</div></div>"
        ),
        (
            f"<p>Objet : bulletin municipal n° {p.rng.randint(40, 99)} – {pick(p, 'printemps', 'automne')} – engagement"
            f" {text(p.engagement())} – marché n° {text(p.contract())}</p>"
        ),
        (
            "<table><tr style='border-bottom:2px solid #000'><th>Réf.</th><th>Désignation</th><th"
            f" class=r>Quantité</th><th class=r>PU HT</th><th class=r>Total HT</th><th>TVA</th></tr>{rows}</table><br>"
        ),
        "<table><tr style='background:#000;color:#fff'><th>BASE H.T.</th><th>TAUX</th><th>MONTANT T.V.A</th><th>TOTAL"
        " H.T.</th><th>TOTAL T.V.A</th><th class=r>NET À PAYER</th></tr>"
        + "".join(
            f"<tr><td>{text(b)}</td><td>{r}</td><td>{text(a)}</td><td>{text(p.total_ht()) if not n else ''}</td>"
            f"<td>{text(p.total_vat()) if not n else ''}</td><td"
            f" class=r><b>{text(p.payable()) if not n else ''}</b></td></tr>"
            for n, (r, b, a) in enumerate(long_vat_rows(p))
        )
        + "</table>",
        (
            f"<p style='font-size:10px'>Papier certifié PEFC 10-31-{identifiers.digits(p.rng, 4)}. Tolérance de"
            f" quantité ± 5 %. {text(vocabulary.OWNERSHIP)}</p><p>{text(p.iban())} – {p.bic()}</p>"
        ),
        (
            f"<div class=foot>{text(invoice.seller.name)} – {capital(p)} – SIRET {text(p.seller_siret())} – APE 1812Z –"
            f" Imprim'Vert n° {identifiers.digits(p.rng, 8)} – {text(p.seller_vat())}</div>"
        ),
    )


@software(
    render,
    style={"currency": "", "group": " ", "date": "dd/mm/yyyy"},
    buyers=("hopital", "universite", "departement", "region"),
)
def it_reseller(p: Printed) -> str:
    """Computers: serial numbers (some of 14 digits), order by mail, totals with the currency in their labels."""
    invoice = start(p, pick(p, "{n8}", "FV{n7}"))
    name_seller(p, "Inmara Solutions", "Bechtal Informatique Publique", "Computaria")
    stock(p, words.IT, 3)

    def serials(item):
        numbers = [fill(p, pick(p, "5CG{n7}", "8{n13}", "PF{a2}{n4}")) for _ in range(min(item.quantity // 100, 9))]
        return f"<br><span style='font-size:8px;font-family:\"Liberation Mono\"'>S/N : {', '.join(numbers)}</span>"

    cur = p.currency("€")
    return page(
        BASE
        + ".h th{border:1px solid #003a70;background:#003a70;color:#fff;font-size:10px} .h td{border:1px solid"
        " #b8c4d0;font-size:10.5px}",
        (
            f"<div class=row><b style='font-size:24px;color:#003a70'>{text(p.seller_name().upper())}</b><div"
            f" class=r><b>FACTURE</b> N° {text(p.number())}<br>Date : {p.issued()}<br>Page 1/1</div></div><br>"
        ),
        (
            "<div class=row><div style='width:30%'><div class=tiny>Donneur"
            f" d'ordre</div>{lines([invoice.buyer.department, invoice.buyer.city_line])}</div><div"
            " style='width:30%'><div class=tiny>Lieu de"
            f" livraison</div>{lines([delivery_site(p), invoice.buyer.street, invoice.buyer.city_line])}</div><div"
            " style='width:36%;border:1px solid #003a70;padding:8px'><div class=tiny>Adresse de"
            f" facturation</div>{lines(parts.recipient(p))}</div></div><br>"
        ),
        "<table class=h><tr><th>N° client</th><th>N° Cde client</th><th>N° engagement</th><th>Service"
        " exécutant</th><th>Siret client</th><th>Marché</th></tr><tr>"
        + "".join(
            f"<td>{text(v)}</td>"
            for v in (
                invoice.client_number,
                pick(p, "Mail du ", "Devis signé ") + days_off(p, -14),
                p.engagement(),
                p.service_code(),
                p.buyer_siret(),
                p.contract(),
            )
        )
        + "</tr></table><br>",
        "<table class=h><tr><th>Réf.</th><th>Désignation</th><th>Qté</th><th>PU HT</th><th>Éco-part."
        " incl.</th><th>Total HT</th></tr>"
        + "".join(
            f"<tr><td>{item.reference}</td><td>{text(item.label)}"
            f"{serials(item) if item.unit == 'PCE' and item.reference[:3] not in ('LIC', 'MNT') else ''}</td><td"
            f" class=r>{quantity(p, item)}</td><td class=r>{unit_price(p, item)}</td><td"
            f" class=r>0,{p.rng.randint(10, 90)}</td><td class=r>{p.plain(item.total)}</td></tr>"
            for item in invoice.lines
        )
        + "</table>",
        (
            f"<div class=row style='margin-top:16px'><div style='width:50%;font-size:10px'>Échéance : {p.due()}<br>Mode"
            f" de règlement : virement<br>IBAN : {text(p.iban())}<br>BIC : {p.bic()}</div><table class=n"
            " style='width:40%;border:1px solid #003a70'><tr><td>Total"
            f" {cur} HT</td><td>{text(p.total_ht())}</td></tr><tr><td>TVA"
            f" {only_long_rate(p)} %</td><td>{text(p.total_vat())}</td></tr><tr><td><b>Total"
            f" {cur} TTC</b></td><td><b>{text(p.total_ttc())}</b></td></tr><tr><td>Net à payer"
            f" {cur}</td><td>{text(p.payable())}</td></tr></table></div>"
        ),
        (
            f"<div class=foot>{text(invoice.seller.name)} - {capital(p)} - {text(registry(p))} - Siret"
            f" {text(p.seller_siret())} - Identifiant TVA {text(p.seller_vat())} -"
            f" {text(invoice.seller.street)} {text(invoice.seller.city_line)}<br>{text(vocabulary.PENALTY)}</div>"
        ),
    )


@software(
    render,
    style={"currency": "", "before": "€ ", "group": ".", "date": "dd/mm/yyyy", "siret": "14"},
    country="DE",
    buyers=("mairie", "universite", "region"),
)
def belgian_supplier(p: Printed) -> str:
    """A Belgian company: VAT id with dots, structured communication +++…+++, "€ 1.234,56", TVAC."""
    invoice = start(p, pick(p, "{yyyy}/{z4}", "VF-{yy}{n4}", "{yyyy}{z5}"))
    seller = invoice.seller
    name_seller(p, "Scénographie Van Loock", "Ardoises & Bois de l'Ourthe")
    seller.street, seller.postcode, seller.town = "Chaussée de Namur 118", "6997", "Érezée-le-Pont"
    seller.vat, seller.country = identifiers.foreign_vat(p.rng, "BE"), "BE"
    invoice.iban, invoice.bic, invoice.bank = identifiers.foreign_iban(p.rng, "BE"), "BCDZBEBB", "Banque du Condroz"
    stock(
        p,
        [
            ("", "Conception et fabrication de vitrines d'exposition", "pce", 1980.00, 0, 1, 5),
            ("", "Montage sur site", "h", 58.00, 0, 8.0, 30.0),
            ("", "Transport aller-retour", "forfait", 640.00, 0, 1, 1),
        ],
    )
    p.seller_vat()
    dotted = seller.vat[:2] + " " + spaced(seller.vat[2:], "4.3.3")
    message = identifiers.digits(p.rng, 10)
    message += f"{int(message) % 97 or 97:02d}"
    return page(
        BASE + "h1{font-size:20px;color:#7a1f1f}",
        (
            "<div"
            f" class=row><div><h1>{text(p.seller_name())} SRL</h1>"
            f"{lines([seller.street, f'B-{seller.city_line}', 'Belgique'])}<br>T"
            f" +32 86 00 00 00<br>TVA {dotted} – RPM Liège</div><div"
            f" style='width:42%;padding-top:40px'>{lines(parts.recipient(p))}<br>FRANCE<br>SIRET :"
            f" {text(p.buyer_siret())}<br>TVA : {text(p.buyer_vat())}</div></div>"
        ),
        (
            f"<h2>FACTURE n° {text(p.number())}</h2><table style='width:70%'><tr><td>Date de la"
            f" facture</td><td>{p.issued()}</td><td>Échéance</td><td>{p.due()}</td></tr><tr><td>Votre"
            " référence</td><td>Engagement n°"
            f" {text(p.engagement())}</td><td>N/réf.</td><td>{identifiers.digits(p.rng, 4)}/MD</td></tr></table><br>"
        ),
        "<table border=1><tr><th>Description</th><th>Nombre</th><th>Prix unit. HTVA</th><th>TVA</th><th>Total"
        " HTVA</th></tr>"
        + "".join(
            f"<tr><td>{text(item.label)}</td><td>{quantity(p, item)} {item.unit}</td><td class=r>€"
            f" {unit_price(p, item)}</td><td>0%</td><td class=r>{p.money(item.total)}</td></tr>"
            for item in invoice.lines
        )
        + "</table>",
        (
            "<table class=n style='width:45%;margin:14px 0 0 55%'><tr><td>Total"
            f" HTVA</td><td>{text(p.total_ht())}</td></tr><tr><td>TVA"
            f" {p.only_rate()}%</td><td>{text(p.total_vat())}</td></tr><tr><td><b>Total TVAC à"
            f" payer</b></td><td><b>{text(p.payable())}</b></td></tr></table>"
        ),
        (
            "<p>Autoliquidation – TVA due par le preneur, article 196 directive 2006/112/CE.</p><p>Merci de verser le"
            f" montant sur le compte {text(p.iban())} (BIC {p.bic()}) avec la communication"
            f" <b>+++{message[:3]}/{message[3:7]}/{message[7:]}+++</b></p><p style='font-size:9px'>Tout retard de"
            " paiement entraîne de plein droit un intérêt de 12 % l'an et une indemnité de 10 % avec un minimum de €"
            " 65,00.</p>"
        ),
    )


@software(
    render,
    language="en",
    style={"currency": "", "before": "€", "group": ",", "point": ".", "date": "english", "siret": "14"},
    country="IE",
    buyers=("universite", "region", "epci"),
)
def saas_english(p: Printed) -> str:
    """A subscription as payment platforms print it: "€… due …" as headline, reverse charge, "PO number"."""
    invoice = start(p, "{a4}{n4}-00{n2}")
    name_seller(p, "Cloudpier", "Formwise", "Ticketloom")
    stock(
        p,
        [
            ("", "Team plan – annual subscription", "", 96.00, 0, 10, 60),
            ("", "Additional storage 1 TB", "", 120.00, 0, 1, 4),
            ("", "Onboarding session", "", 350.00, 0, 1, 1),
        ],
        pick(p, 2, 3),
    )
    seller = invoice.seller
    order = f"<tr><td>PO number</td><td>{text(p.engagement())}</td></tr>" if pick(p, True, True, False) else ""
    return page(
        BASE + "body{color:#1a1a1a} .m td{padding:2px 12px 2px 0} h1{font-size:22px}",
        (
            "<div class=row><h1>Invoice</h1><div"
            f" style='font-size:22px;color:#5b4bff'><b>{text(p.seller_name().lower())}</b></div></div>"
        ),
        (
            "<table class=m style='width:auto'><tr><td><b>Invoice"
            f" number</b></td><td><b>{text(p.number())}</b></td></tr><tr><td>Date of"
            f" issue</td><td>{p.issued()}</td></tr><tr><td>Date due</td><td>{p.due()}</td></tr>{order}</table><br>"
        ),
        (
            "<div class=row"
            f" style='justify-content:flex-start;gap:90px'><div><b>{text(p.seller_name())}</b><br>"
            f"{lines([seller.street, seller.postcode, seller.town, 'Ireland', 'billing@example.org'])}<br>IE"
            f" VAT {text(p.seller_vat())}</div><div><b>Bill to</b><br>{lines(parts.recipient(p))}<br>France<br>FR VAT"
            f" {text(p.buyer_vat())}<br>SIRET {text(p.buyer_siret())}</div></div>"
        ),
        f"<h2>{text(p.payable())} due {p.due()}</h2><p style='color:#5b4bff'>Pay online</p>",
        "<table class=n><tr style='border-bottom:1px solid #000;font-size:10px'><th>Description</th><th"
        " class=r>Qty</th><th class=r>Unit price</th><th class=r>Tax</th><th class=r>Amount</th></tr>"
        + "".join(
            f"<tr><td>{text(item.label)}<br><span style='color:#777'>{p.date(invoice.issued)} –"
            f" {days_off(p, 364)}</span></td><td class=r>{quantity(p, item)}</td><td"
            f" class=r>€{unit_price(p, item)}</td><td class=r>0%</td><td>{p.money(item.total)}</td></tr>"
            for item in invoice.lines
        )
        + "</table>",
        (
            "<table class=n"
            f" style='width:50%;margin-left:50%'><tr><td>Subtotal</td><td>€{p.plain(invoice.ht)}</td></tr><tr><td>Total"
            f" excluding tax</td><td>{text(p.total_ht())}</td></tr><tr><td>VAT - France ({p.only_rate()}% on"
            f" {p.money(invoice.ht)})</td><td>{text(p.total_vat())}</td></tr><tr><td>Total</td><td>"
            f"{text(p.total_ttc())}</td></tr><tr><td><b>Amount"
            f" due</b></td><td><b>{text(p.payable())}</b></td></tr></table>"
        ),
        (
            f"<p>Tax to be paid on reverse charge basis.</p><p>Bank transfer: {invoice.bank}, IBAN {text(p.iban())},"
            f" BIC {p.bic()}</p><div class=foot>{text(invoice.number)} · {p.money(invoice.ttc)} due"
            f" {p.date(invoice.due)} · Page 1 of 1</div>"
        ),
    )
