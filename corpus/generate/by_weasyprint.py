"""Layouts printed with WeasyPrint: what web applications and management software send today.

Style sheets with boxes, flex rows and page margins; long documents whose terms and annexes fill the pages around the
totals.
"""

import pathlib

import weasyprint

import parts
import vocabulary
from html_parts import block, definitions, lines, page, table, text
from layouts import layout
from printed import NO_BREAK, Printed

BASE = """@page{size:A4;margin:18mm 15mm} body{font:9.5pt 'Liberation Sans';color:#111}
table{border-collapse:collapse;width:100%}
th{text-align:left;background:#eee} th,td{padding:3px 5px} .r td:last-child,.r th:last-child{text-align:right}
.row{display:flex;justify-content:space-between} dl{margin:0}
dt{float:left;clear:left;width:42mm} dd{margin:0 0 2px 44mm} .small{font-size:7pt;color:#333}
.totals{width:45%;margin-left:auto;margin-top:10px}"""


def render(source: object, path: pathlib.Path) -> None:
    weasyprint.HTML(string=source).write_pdf(path)


@layout(render, rates=(2000, 550, 210), lines=8, engagement="ej", buyers=("universite", "hopital"))
def header_row(p: Printed) -> str:
    """One row of headings with the values beneath; three rates; the recipient left."""
    return page(
        BASE + "td{white-space:nowrap}",
        f"<div class=row>{block(parts.recipient(p))}{block(parts.sender(p))}</div><h1>Facture</h1>",
        table(
            [p.label(name) for name in ("number", "issued", "engagement", "service", "buyer_siret", "due")],
            [[p.number(), p.issued(), p.engagement(), p.service_code(), p.buyer_siret(), p.due()]],
            "border=1",
        ),
        f"<p>{text(parts.noise_line(p, 4))}</p>",
        table(
            ["Référence", "Désignation", "Qté", "PU HT", "Total HT", "TVA %"],
            parts.columns(parts.items(p), 0, 1, 2, 4, 5, 6),
        ),
        "<p></p><div class=row><div>",
        table(["Taux", "Base HT", "Montant TVA"], [[f"{r} %", b, a] for r, b, a in p.vat_rows()], "border=1"),
        "</div><div>",
        table(
            [],
            [[p.label("ht"), p.total_ht()], [p.label("vat"), p.total_vat()], [p.label("ttc"), p.total_ttc()]],
            "class=r border=1",
        ),
        f"</div></div><p class=small>{text(parts.legal(p, 'name', 'capital', 'siret', 'ape', 'vat'))}</p>",
    )


@layout(render, kind="credit_note", style={"minus": "-"}, engagement="slash", buyers=("mairie",))
def credit_negative(p: Printed) -> str:
    """A credit note with negative amounts that names the invoice it corrects."""
    return page(
        BASE + "h1{letter-spacing:1px;border-bottom:2px solid #a00}",
        f"<h1>Avoir n° {text(p.number())}</h1>",
        f"<div class=row><div>{lines([*parts.sender(p), 'SIRET : ' + p.seller_siret()])}</div>",
        f"<div>{lines(['Adressé à :', *parts.recipient(p), 'SIRET : ' + p.buyer_siret()])}</div></div><p></p>",
        definitions(
            [
                ("Date de l'avoir", p.issued()),
                ("Avoir sur facture n°", p.origin()),
                (p.label("order"), p.engagement()),
                ("Motif", "Retour de marchandise"),
                *parts.noise(p, 2),
            ]
        ),
        "<p></p>",
        table(
            ["Désignation", "Quantité", "Prix unitaire", "Montant"],
            parts.columns(parts.items(p), 1, 2, 4, 5),
            "class=r border=1",
        ),
        table(
            [],
            [
                ["Total HT", p.total_ht()],
                [f"TVA {p.only_rate()} %", p.total_vat()],
                ["Total TTC", p.total_ttc()],
                ["Net à votre crédit", p.payable()],
            ],
            "class='totals r'",
        ),
        f"<p class=small>{text(parts.legal(p, 'name', 'capital', 'rcs', 'vat'))}</p>",
    )


@layout(
    render,
    kind="credit_note",
    style={"minus": "", "date": "dd/mm/yyyy"},
    rates=(2000, 1000),
    engagement="ej",
    buyers=("hopital", "sdis"),
)
def credit_positive(p: Printed) -> str:
    """The same with positive amounts: only the title and a sentence say that money flows back."""
    return page(
        BASE + "body{font-family:'DejaVu Serif';font-size:9pt}",
        f"<div class=row><div>{lines(parts.sender(p))}</div>",
        f"<h1>FACTURE D'AVOIR</h1></div><div style='margin-left:55%'>{lines(parts.recipient(p))}</div><p></p>",
        table(
            ["Avoir", "Du", "Client", "Code service", "Engagement juridique"],
            [[p.number(), p.issued(), p.invoice.client_number, p.service_code(), p.engagement()]],
            "border=1",
        ),
        (
            f"<p>Cet avoir annule et remplace partiellement notre facture {text(p.origin())}, SIRET du destinataire"
            f" {text(p.buyer_siret())}.</p>"
        ),
        table(
            ["Article", "Libellé", "Qté", "Prix HT", "Total HT", "TVA"], parts.columns(parts.items(p), 0, 1, 2, 4, 5, 6)
        ),
        "<p></p>",
        table(["TVA %", "Assiette", "Taxe"], list(map(list, p.vat_rows())), "border=1 style='width:50%'"),
        table(
            ["Total HT", "Total TVA", "Total TTC de l'avoir"],
            [[p.total_ht(), p.total_vat(), p.total_ttc()]],
            "class=totals border=1",
        ),
        (
            f"<p class=small>{text(parts.legal(p, 'name', 'capital', 'siret', 'vat'))}. Montant à déduire de votre"
            " prochain règlement.</p>"
        ),
    )


@layout(render, engagement="ej", buyers=("etat",), sandbox=True, style={"siret": "14"})
def portal_block(p: Printed) -> str:
    """A block "Références Chorus Pro" that gathers what the portal asks; a recipient of the training environment."""
    return page(
        BASE + ".cp{border:1px solid #336;padding:6px;background:#f4f6ff;width:55%}",
        (
            f"<div class=row><div><b>{text(p.seller_name())}</b><br>{lines(p.invoice.seller.address)}<br>SIRET&nbsp;:"
            f" {text(p.seller_siret())}</div>"
        ),
        f"<div>{lines(parts.recipient(p))}</div></div><h2>Facture {text(p.number())} du {text(p.issued())}</h2>",
        "<div class=cp><b>Références Chorus Pro</b>",
        definitions(
            [
                (p.label("buyer_siret"), p.buyer_siret()),
                (p.label("service"), p.service_code()),
                (p.label("engagement"), p.engagement()),
                ("N° de marché", p.contract()),
                ("Cadre de facturation", "A1"),
            ]
        ),
        f"</div><p>{text(parts.noise_line(p, 3))}</p>",
        table(
            ["Désignation", "Qté", "U", "PU HT", "Total HT"], parts.columns(parts.items(p), 1, 2, 3, 4, 5), "class=r"
        ),
        table(
            [],
            [["Total HT", p.total_ht()], [f"TVA ({p.only_rate()} %)", p.total_vat()], ["Total TTC", p.total_ttc()]],
            "class='totals r'",
        ),
        (
            f"<p>Échéance : {text(p.due())}. {text(vocabulary.DISCOUNT)}</p><p>Coordonnées bancaires :"
            f" {text(p.iban())} / {text(p.bic())}</p>"
        ),
        f"<p class=small>{text(vocabulary.PENALTY)}<br>{text(parts.legal(p, 'name', 'capital', 'rcs', 'vat'))}</p>",
    )


@layout(
    render,
    exempt="autoliquidation",
    lines=3,
    retention=500,
    engagement="letters",
    buyers=("mairie", "epci", "departement"),
)
def subcontractor(p: Printed) -> str:
    """A subcontractor paid directly: no VAT by reverse charge, a retention, the SIRET of the main contractor."""
    holder = f"5{p.rng.randint(10**12, 10**13 - 1)}"
    return page(
        BASE,
        (
            f"<div class=row>{block([*parts.sender(p), 'Siret ' + p.seller_siret()])}"
            + block(["Maître d’ouvrage :", *parts.recipient(p), "Siret " + p.buyer_siret(), "TVA " + p.buyer_vat()])
            + f"</div><h2>Facture de sous-traitance n° {text(p.number())}</h2>"
        ),
        definitions(
            [
                ("Date de facture", p.issued()),
                ("Marché n°", p.contract()),
                ("Lot", "04 Plomberie"),
                ("Bon de commande", p.engagement()),
                ("Titulaire du marché", f"Bâtisseurs de l'Ouche, SIRET {holder}"),
                ("Chantier", p.invoice.site),
            ]
        ),
        "<p></p>",
        table(["Travaux", "Qté", "PU", "Montant HT"], parts.columns(parts.items(p), 1, 2, 4, 5), "border=1 class=r"),
        table(
            [],
            [
                ["Montant HT des travaux", p.total_ht()],
                ["TVA due par le preneur", "autoliquidation"],
                ["Retenue de garantie 5 %", p.money(-p.invoice.retention)],
                ["Net à payer", p.payable()],
            ],
            "class='totals r'",
        ),
        "<p>Autoliquidation, article 283-2 nonies du CGI. Paiement direct demandé au maître d'ouvrage.</p>",
        (
            f"<p>Règlement sur le compte {text(p.iban())}</p><p"
            f" class=small>{text(parts.legal(p, 'name', 'capital', 'ape', 'vat'))}</p>"
        ),
    )


ENGLISH = {"group": ",", "point": ".", "currency": "", "before": "€", "date": "english", "minus": "()"}


@layout(
    render,
    style={**ENGLISH, "siret": "14"},
    language="en",
    country="IE",
    exempt="reverse charge",
    buyers=("universite",),
    engagement="letters",
    lines=3,
)
def english_invoice(p: Printed) -> str:
    """An Irish supplier bills a French university, VAT due by the customer."""
    return page(
        BASE + "body{font-family:'DejaVu Sans';font-size:8.5pt} dt{float:none;color:#555} dd{margin:0 0 4px}",
        f"<div class=row><h1>INVOICE</h1><div>{lines(parts.sender(p))}</div></div>",
        (
            f"<p><b>Bill to</b><br>{lines(parts.recipient(p))}<br>SIRET {text(p.buyer_siret())}<br>VAT number"
            f" {text(p.buyer_vat())}</p>"
        ),
        definitions(
            [
                ("Invoice number", p.number()),
                ("Invoice date", p.issued()),
                ("Due date", p.due()),
                ("Your purchase order", p.engagement()),
                ("Our reference", p.invoice.seller_order),
            ]
        ),
        "<p></p>",
        table(["Description", "Qty", "Unit price", "Amount"], parts.columns(parts.items(p), 1, 2, 4, 5), "class=r"),
        table(
            [],
            [
                ["Subtotal (excl. VAT)", p.total_ht()],
                [f"VAT {p.only_rate()}% (reverse charge)", p.total_vat()],
                ["Total amount due", p.payable()],
            ],
            "class='totals r'",
        ),
        f"<p>Please pay to IBAN {text(p.iban())}, BIC {text(p.bic())}, {text(p.invoice.bank)}</p>",
        (
            f"<p class=small>{text(p.seller_name())} VAT Reg. No. {text(p.seller_vat())}. VAT to be accounted for by"
            " the recipient.</p>"
        ),
    )


@layout(
    render,
    kind="credit_note",
    style={**ENGLISH, "siret": "14"},
    language="en",
    country="IE",
    exempt="reverse charge",
    buyers=("hopital",),
    engagement="letters",
    lines=2,
)
def english_credit_note(p: Printed) -> str:
    """An English credit note, amounts in parentheses."""
    return page(
        BASE,
        (
            "<h1>Credit Note</h1><div"
            f" class=row><div>{lines(['Customer', *parts.recipient(p), 'SIRET ' + p.buyer_siret()])}</div>"
        ),
        f"<div>{lines(['From', *parts.sender(p), 'VAT No. ' + p.seller_vat()])}</div></div><p></p>",
        table(
            ["Credit note no.", "Date", "Original invoice", "PO number"],
            [[p.number(), p.issued(), p.origin(), p.engagement()]],
            "border=1",
        ),
        "<p></p>",
        table(
            ["Item", "Description", "Qty", "Price", "Total"],
            parts.columns(parts.items(p), 0, 1, 2, 4, 5),
            "class=r border=1",
        ),
        table(
            [],
            [["Net total", p.total_ht()], [f"VAT ({p.only_rate()}%)", p.total_vat()], ["Total credit", p.total_ttc()]],
            "class='totals r'",
        ),
        "<p>The amount will be refunded within 30 days. No action is required from your side.</p>",
    )


@layout(
    render,
    kind="credit_note",
    language="de",
    country="DE",
    exempt="reverse charge",
    buyers=("universite", "hopital"),
    lines=3,
    style={"group": ".", "point": ",", "currency": NO_BREAK + "EUR", "date": "german", "minus": "after", "siret": "14"},
    engagement="letters",
)
def german_credit_note(p: Printed) -> str:
    """A German laboratory supplier credits a French body: trailing minus, dots between thousands."""
    return page(
        BASE,
        (
            f"<table><tr><td style='width:95mm;vertical-align:top'><small>{text(' · '.join(parts.sender(p)))}</small>"
            f"<p>{lines(parts.recipient(p))}</p></td><td>"
        ),
        table(
            [],
            [
                ("Gutschrift Nr.", p.number()),
                ("Datum", p.issued()),
                ("zu Rechnung Nr.", p.origin()),
                ("Ihre Bestellnummer", p.engagement()),
                ("Kundennummer", p.invoice.client_number),
                ("SIRET Kunde", p.buyer_siret()),
            ],
        ),
        "</td></tr></table><h2>GUTSCHRIFT</h2>",
        table(
            ["Pos.", "Bezeichnung", "Menge", "Einzelpreis", "Betrag"],
            parts.columns(parts.items(p), 0, 1, 2, 4, 5),
            "class=r",
        ),
        table(
            [],
            [
                ["Summe netto", p.total_ht()],
                [f"Umsatzsteuer {p.only_rate()} %", p.total_vat()],
                ["Gesamtbetrag", p.total_ttc()],
            ],
            "class='totals r'",
        ),
        "<p>Steuerschuldnerschaft des Leistungsempfängers. Der Betrag wird Ihrem Konto gutgeschrieben.</p>",
        (
            f"<p class=small>USt-IdNr. {text(p.seller_vat())} · {text(p.invoice.bank)} · IBAN {text(p.iban())} · BIC"
            f" {text(p.bic())}</p>"
        ),
    )


def terms() -> str:
    return "".join(
        f"<h4>Article {i + 1} - {title}</h4><p class=small>{text(body)}</p>"
        for i, (title, body) in enumerate(vocabulary.TERMS)
    )


@layout(render, rates=(2000, 1000), lines=34, engagement="coded", buyers=("hopital", "region"), discount=300)
def terms_last(p: Printed) -> str:
    """Lines over two pages, a global discount, terms last; the only order number is the supplier's own."""
    return page(
        BASE
        + "h4{margin:8px 0 0} .terms{page-break-before:always;columns:2} @page{@bottom-center{content:'page '"
        " counter(page) ' / ' counter(pages);font-size:7pt}}",
        f"<div class=row><div><b>{text(p.seller_name())}</b><br>{lines(p.invoice.seller.address)}</div>",
        f"<div>{lines(['Livré et facturé à :', *parts.recipient(p), 'N° SIRET : ' + p.buyer_siret()])}</div></div>",
        f"<h2>FACTURE {text(p.number())}</h2>",
        definitions(
            [
                (p.label("issued"), p.issued()),
                ("Notre n° de commande", p.invoice.seller_order),
                ("Bon de livraison", p.invoice.delivery_note),
                ("Code client", p.invoice.client_number),
            ]
        ),
        "<p></p>",
        table(
            ["Réf.", "Désignation", "Qté", "PU HT", "Montant HT", "TVA"],
            parts.columns(parts.items(p), 0, 1, 2, 4, 5, 6),
            "border=1",
        ),
        table(
            [],
            [
                ["Total brut HT", p.money(p.invoice.gross)],
                ["Remise 3 %", p.money(-p.invoice.discount)],
                ["Total net HT", p.total_ht()],
                ["Total TVA", p.total_vat()],
                ["Total TTC", p.total_ttc()],
            ],
            "class='totals r'",
        ),
        table(["Taux", "Base", "TVA"], [[f"{r} %", b, a] for r, b, a in p.vat_rows()], "border=1 style='width:50%'"),
        f"<p>Règlement à réception par virement, échéance {text(p.due())}, IBAN {text(p.iban())}</p>",
        f"<div class=terms><h3>Conditions générales de vente</h3>{terms()}</div>",
        f"<p class=small>{text(parts.legal(p, 'name', 'capital', 'siret', 'rcs', 'vat'))}</p>",
    )


@layout(render, kind="other", rates=(2000, 1000))
def quotation(p: Printed) -> str:
    """A quotation: everything looks like an invoice but its title and the signature."""
    return page(
        BASE,
        f"<div class=row><div>{lines(parts.sender(p))}</div><div>{lines(parts.recipient(p))}</div></div>",
        f"<h1>DEVIS N° {text(p.invoice.quote)}</h1><p>Le {text(p.issued())}, valable jusqu'au {text(p.due())}</p>",
        table(
            ["Désignation", "Qté", "PU HT", "Total HT"], parts.columns(parts.items(p), 1, 2, 4, 5), "class=r border=1"
        ),
        table(
            [],
            [
                ["Total HT", p.total_ht()],
                ["TVA", p.total_vat()],
                ["Total TTC", p.total_ttc()],
                ["Acompte à la commande 30 %", p.money(p.invoice.ttc * 3 // 10)],
            ],
            "class='totals r'",
        ),
        "<p>Bon pour accord, date et signature :</p>",
        f"<p class=small>{text(parts.legal(p, 'name', 'capital', 'siret', 'vat'))}</p>",
    )


@layout(render, engagement="year", buyers=("mairie", "universite"), deposit=True, lines=3, style={"date": "long"})
def deposit_paid(p: Printed) -> str:
    """The balance after a deposit: paid, left to pay, and the delivery site with a SIRET of its own."""
    site_siret = p.invoice.site_siret
    return page(
        BASE + "body{font-family:'DejaVu Sans';font-size:8pt} td.v{font-weight:bold}",
        block([p.seller_name(), " - ".join(p.invoice.seller.address)], "style='text-align:center'"),
        f"<div class=row><div>{lines(['Lieu de livraison', p.invoice.site, 'SIRET ' + site_siret])}</div>",
        f"<div>{lines(['Facturé à', *parts.recipient(p), 'SIRET ' + p.buyer_siret()])}</div></div>",
        (
            f"<p>Facture de solde <b>{text(p.number())}</b>, le {text(p.issued())}<br>Selon votre bon de commande"
            f" {text(p.engagement())}"
        ),
        f" et notre devis {text(p.invoice.quote)}</p>",
        table(
            ["Prestation", "Quantité", "Prix unitaire HT", "Prix total HT"],
            parts.columns(parts.items(p), 1, 2, 4, 5),
            "class=r border=1",
        ),
        table(
            [],
            [
                ["Total HT", p.total_ht()],
                [f"TVA {p.only_rate()} %", p.total_vat()],
                ["Total TTC", p.total_ttc()],
                ["Acompte versé", p.paid()],
                ["Reste à payer", p.payable()],
            ],
            "class='totals r'",
        ),
        f"<p class=small>{text(parts.legal(p, 'name', 'capital', 'siret', 'vat'))}<br>{text(vocabulary.OWNERSHIP)}</p>",
    )


@layout(render, engagement="ej", buyers=("universite", "region", "sdis"), rates=(2000,), lines=3, sandbox=True)
def bank_slip(p: Printed) -> str:
    """Two pages: the invoice, then the bank's own slip with branch and account numbers."""
    iban = p.invoice.iban
    codes = [iban[4:9], iban[9:14], iban[14:25], iban[25:]]
    return page(
        BASE + ".slip{page-break-before:always;border:1px solid #000;padding:8mm}",
        f"<div class=row><div>{lines(parts.recipient(p))}</div>",
        (
            block([*parts.sender(p), p.seller_siret()], "style='text-align:right'")
            + f"</div><h2>{text(p.label('number'))} {text(p.number())}</h2>"
        ),
        definitions(
            [
                (p.label("issued"), p.issued()),
                (p.label("engagement"), p.engagement()),
                (p.label("buyer_siret"), p.buyer_siret()),
                (p.label("service"), p.service_code()),
                ("Interlocuteur", "Mme Aubry, 04 00 00 00 00"),
            ]
        ),
        "<p></p>",
        table(["Désignation", "Qté", "PU", "Total"], parts.columns(parts.items(p), 1, 2, 4, 5), "class=r border=1"),
        table(
            [],
            [[p.label("ht"), p.total_ht()], [f"TVA {p.only_rate()} %", p.total_vat()], [p.label("ttc"), p.total_ttc()]],
            "class='totals r'",
        ),
        "<div class=slip><b>Relevé d'identité bancaire</b><p></p>",
        table(["Code banque", "Code guichet", "Numéro de compte", "Clé RIB"], [codes], "border=1"),
        "<p></p>",
        definitions(
            [
                ("Titulaire du compte", p.seller_name()),
                ("Domiciliation", p.invoice.bank),
                ("IBAN", p.iban()),
                ("BIC", p.bic()),
            ]
        ),
        "</div>",
    )
