"""Layouts printed with wkhtmltopdf: small web applications on an old WebKit.

Tables for everything, fonts subset by Qt in its own way.
"""

import pathlib

import identifiers
import parts
import vocabulary
from html_parts import lines, page, run_on_file, table, text
from layouts import layout
from printed import Printed

BASE = """body{font-family:'Liberation Sans';font-size:17px} table{border-collapse:collapse}
th{background:#ddd;text-align:left} td,th{padding:4px 6px;vertical-align:top} .full{width:100%}
.grid td,.grid th{border:1px solid #888} .n td+td{text-align:right}
.foot{margin-top:60px;font-size:13px;border-top:1px solid #999;text-align:center}"""


def render(source: object, path: pathlib.Path) -> None:
    run_on_file(source, ".html", "utf-8", ["wkhtmltopdf", "--quiet", "--page-size", "A4", "{}", str(path.absolute())])


def two(left: str, right: str) -> str:
    return f"<table class=full><tr><td width='55%'>{left}</td><td>{right}</td></tr></table>"


@layout(render, engagement="ej", buyers=("etat", "region"), rates=(2000,), style={"date": "dd/mm/yyyy"})
def web_subscription(p: Printed) -> str:
    """A subscription sold on the web: a period that is no date of invoice, a commitment that is no engagement."""
    references = [(p.label("number"), p.number()), (p.label("issued"), p.issued()), ("Service", p.service_code())]
    return page(
        BASE,
        two(
            f"<h1>{text(p.seller_name())}</h1>",
            "<h2>Facture</h2>" + "<br>".join(f"<b>{text(label)} :</b> {text(value)}" for label, value in references),
        ),
        two(
            lines(["Émetteur", *p.invoice.seller.address, "SIRET " + p.seller_siret()]),
            lines(["Client", *parts.recipient(p), "SIRET client : " + p.buyer_siret()]),
        ),
        (
            "<p>Période d'abonnement du 01/01/2026 au 31/12/2026, engagement de 12"
            f" mois</p><p>{text(parts.noise_line(p, 3))}</p>"
        ),
        table(["Service", "Quantité", "Prix", "Total"], parts.columns(parts.items(p), 1, 2, 4, 5), "class='full grid'"),
        table(
            [],
            [
                ["Sous-total HT", p.total_ht()],
                [f"TVA {p.only_rate()}%", p.total_vat()],
                ["Total TTC", p.total_ttc()],
                ["Montant dû", p.payable()],
            ],
            "align=right class=n",
        ),
        f"<div style='clear:both'>Virement : IBAN {text(p.iban())} BIC {text(p.bic())}</div>",
        f"<div class=foot>{text(parts.legal(p, 'name', 'capital', 'rcs', 'vat'))}</div>",
    )


@layout(render, engagement="slash", rates=(0,), exempt="293 B", buyers=("mairie", "ccas", "universite"), lines=2)
def sole_trader(p: Printed) -> str:
    """A sole trader without VAT: one total, a sentence on article 293 B."""
    return page(
        BASE + "body{font-family:'DejaVu Serif'}",
        f"<p>{lines([*parts.sender(p), 'N° Siret : ' + p.seller_siret()])}</p>",
        f"<p style='margin-left:60%'>{lines(parts.recipient(p))}</p><h3>FACTURE {text(p.number())}</h3>",
        (
            f"<p>Date : {text(p.issued())}<br>Bon de commande : {text(p.engagement())}<br>Siret client :"
            f" {text(p.buyer_siret())}</p>"
        ),
        table(
            ["Prestation", "Nombre", "Tarif", "Total"], parts.columns(parts.items(p), 1, 2, 4, 5), "class='full grid'"
        ),
        (
            f"<p style='text-align:right'><b>Total à payer : {text(p.payable())}</b></p><p>TVA non applicable, art. 293"
            " B du CGI</p>"
        ),
        f"<p>Paiement par virement sous 30 jours, soit le {text(p.due())}.<br>IBAN : {text(p.iban())}</p>",
        f"<div class=foot>Dispensé d'immatriculation au RCS et au RM. {text(vocabulary.PENALTY)}</div>",
    )


@layout(
    render,
    country="NC",
    rates=(0,),
    exempt="NC",
    lines=3,
    engagement="letters",
    buyers=("etat", "universite"),
    style={"decimals": 0, "currency": " XPF", "group": " ", "date": "dd/mm/yyyy"},
    currency="XPF",
)
def new_caledonia(p: Printed) -> str:
    """A supplier of New Caledonia: RIDET number, Pacific francs without decimals."""
    return page(
        BASE,
        two(
            lines([*parts.sender(p), "RIDET : " + p.seller_local_number("RIDET")]),
            lines(["DOIT :", *parts.recipient(p)]),
        ),
        (
            f"<h2>FACTURE N° {text(p.number())}</h2><p>Koumanga, le {text(p.issued())} - Votre commande"
            f" {text(p.engagement())} - SIRET client {text(p.buyer_siret())}</p>"
        ),
        table(["Désignation", "Qté", "PU", "Total"], parts.columns(parts.items(p), 1, 2, 4, 5), "class='full grid'"),
        table(
            [],
            [["TOTAL HT", p.total_ht()], ["TGC", "exonéré"], ["TOTAL TTC", p.total_ttc()]],
            "align=right class='n grid'",
        ),
    )


@layout(
    render,
    country="PF",
    rates=(0,),
    exempt="PF",
    lines=3,
    engagement="ej",
    buyers=("etat",),
    style={"group": ".", "point": ",", "currency": " EUR"},
)
def tahiti(p: Printed) -> str:
    """A supplier of French Polynesia: TAHITI number, amounts in euros."""
    return page(
        BASE,
        f"<p style='float:right'>{lines(parts.recipient(p))}<br>SIRET destinataire {text(p.buyer_siret())}</p>",
        (
            f"<p>{lines([*parts.sender(p), 'N° TAHITI : ' + p.seller_local_number('TAHITI')])}</p><h2>Facture"
            f" {text(p.number())}</h2>"
        ),
        table(
            [p.label("issued"), p.label("engagement"), p.label("service")],
            [[p.issued(), p.engagement(), p.service_code()]],
            "class=grid",
        ),
        "<br>",
        table(["Libellé", "Qté", "PU", "Montant"], parts.columns(parts.items(p), 1, 2, 4, 5), "class='full grid'"),
        table(
            [],
            [["Montant HT", p.total_ht()], ["Montant TVA", p.total_vat()], ["Montant TTC", p.total_ttc()]],
            "align=right class=n",
        ),
        "<p style='clear:both'>Opération hors champ de la TVA métropolitaine.</p>",
    )


@layout(render, kind="other", lines=6)
def delivery_note(p: Printed) -> str:
    """A delivery note: quantities only, no price."""
    return page(
        BASE,
        two(lines(parts.sender(p)), lines(["Livré à", p.invoice.site, *parts.recipient(p)])),
        (
            f"<h2>BON DE LIVRAISON {text(p.invoice.delivery_note)}</h2><p>Date {text(p.issued())} - Commande"
            f" {text(p.engagement())}</p>"
        ),
        table(
            ["Référence", "Désignation", "Quantité livrée", "Unité"],
            parts.columns(parts.items(p), 0, 1, 2, 3),
            "class='full grid'",
        ),
        "<p>La facture suivra par voie électronique. Reçu le, nom et signature :</p>",
        f"<div class=foot>{text(parts.legal(p, 'name', 'capital', 'siret', 'ape'))}</div>",
    )


@layout(render, engagement="year", rates=(550, 2000), lines=9, buyers=("hopital", "ccas", "universite"))
def food_supplier(p: Printed) -> str:
    """A wholesaler: lots and weights in the lines, mail sent through La Poste, VAT table above the totals."""
    return page(
        BASE + "body{font-size:15px}",
        two(
            (
                f"<b>{text(p.seller_name())}</b><br>{lines(p.invoice.seller.address)}<br>Tél"
                f" {text(p.invoice.seller.phone)}"
            ),
            (
                "<table class=grid><tr><th"
                f" colspan=2>FACTURE</th></tr><tr><td>Numéro</td><td>{text(p.number())}</td></tr><tr><td>Date</td>"
                f"<td>{text(p.issued())}</td></tr>"
                f"<tr><td>Client</td><td>{text(p.invoice.client_number)}</td></tr></table>"
            ),
        ),
        two(
            f"Adresse de livraison<br>{text(p.invoice.site)}",
            lines(["Adresse de facturation", *parts.recipient(p), "Siret : " + p.buyer_siret()]),
        ),
        (
            f"<p>BL {text(p.invoice.delivery_note)} / Marché {text(p.contract())} / N° d'engagement"
            f" {text(p.engagement())}</p>"
        ),
        table(
            ["Code", "Article", "Lot", "Qté", "Un.", "PU", "Total", "TVA"],
            [[r[0], r[1], f"L{p.rng.randint(10000, 99999)}", *r[2:]] for r in parts.items(p)],
            "class='full grid'",
        ),
        "<br>",
        table(["Taux TVA", "Montant HT", "Montant TVA"], [[f"{r}%", b, a] for r, b, a in p.vat_rows()], "class=grid"),
        "<br>",
        table(
            [p.label("ht"), p.label("vat"), p.label("ttc"), p.label("due")],
            [[p.total_ht(), p.total_vat(), p.total_ttc(), p.due()]],
            "class='grid'",
        ),
        f"<p>Envoi confié à La Poste, SIRET {identifiers.la_poste_siret(p.rng)}</p>",
        f"<div class=foot>{text(parts.legal(p, 'name', 'capital', 'siret', 'ape', 'vat'))}</div>",
    )


@layout(render, engagement="ej", buyers=("etat", "departement"), style={"date": "iso"}, lines=3)
def single_column(p: Printed) -> str:
    """Everything under each other, one "label : value" a line, as a script prints it."""
    rows = [
        ("Facture", p.number()),
        ("Date d'émission", p.issued()),
        (p.label("due"), p.due()),
        ("Vendeur", p.seller_name()),
        ("Adresse du vendeur", ", ".join(p.invoice.seller.address)),
        ("SIREN du vendeur", p.seller_siren()),
        ("TVA du vendeur", p.seller_vat()),
        ("Acheteur", p.buyer_name()),
        (p.label("buyer_siret"), p.buyer_siret()),
        ("Code du service", p.service_code()),
        (p.label("engagement"), p.engagement()),
        ("Contrat", p.contract()),
    ]
    totals = [
        ("Montant HT", p.total_ht()),
        ("Taux de TVA", p.only_rate() + " %"),
        ("Montant de la TVA", p.total_vat()),
        ("Montant TTC", p.total_ttc()),
        ("IBAN", p.iban()),
        ("BIC", p.bic()),
    ]
    write = lambda pairs: "<br>".join(f"{text(label)} : {text(value)}" for label, value in pairs)
    lines_of = "<br>".join(text(f"{r[2]} x {r[1]} à {r[4]} = {r[5]}") for r in parts.items(p))
    return page(
        BASE + "body{font-family:'Liberation Mono';font-size:15px}",
        f"<p>{write(rows)}</p><p>{lines_of}</p><p>{write(totals)}</p>",
    )


@layout(render, engagement="coded", buyers=("epci", "departement"), rates=(2000, 1000), lines=4, retention=500)
def works_annexes(p: Printed) -> str:
    """Works over four pages: a quotation of another order on page two, photographs announced, terms at the end."""
    other = parts.decoys(p)
    sheet = "<div style='page-break-before:always'>{}</div>".format
    return page(
        BASE,
        two(
            lines([*parts.sender(p), "Siret " + p.seller_siret()]),
            lines(["Maître d'ouvrage", *parts.recipient(p), "Siret " + p.buyer_siret()]),
        ),
        f"<h2>Facture de travaux {text(p.number())}</h2>",
        table(
            [],
            [
                [p.label("issued"), p.issued()],
                ["Marché", p.contract()],
                [p.label("engagement"), p.engagement()],
                ["Chantier", p.invoice.site],
            ],
            "class=grid",
        ),
        "<br>",
        table(
            ["Lot", "Désignation", "Qté", "PU HT", "Montant HT", "TVA %"],
            parts.columns(parts.items(p), 0, 1, 2, 4, 5, 6),
            "class='full grid'",
        ),
        "<br>",
        table(["Taux", "Base HT", "Montant TVA"], [[f"{r} %", b, a] for r, b, a in p.vat_rows()], "class=grid"),
        table(
            [],
            [
                ["Total HT", p.total_ht()],
                ["Total TVA", p.total_vat()],
                ["Total TTC", p.total_ttc()],
                ["Retenue de garantie (5 %)", p.money(-p.invoice.retention)],
                ["Net à payer", p.payable()],
            ],
            "align=right class='n grid'",
        ),
        sheet(
            f"<h3>Annexe : devis initial</h3><p>Commande {other['engagement']}, facture d'acompte"
            f" {other['number']}</p><p>Sous-traitant SIRET {other['siret']}</p><p>Total HT {other['ht']} €, total TTC"
            f" {other['ttc']} €</p>"
        ),
        sheet("<h3>Annexe : photographies du chantier</h3><p>Transmises par courriel séparé.</p>"),
        sheet(
            "<h3>Conditions générales</h3>"
            + "".join(f"<p><b>{text(title)}.</b> {text(body)}</p>" for title, body in vocabulary.TERMS)
            + f"<div class=foot>{text(parts.legal(p, 'name', 'capital', 'rcs', 'vat'))}</div>"
        ),
    )
