"""Layouts of trade printed with wkhtmltopdf: a wholesaler of food, a stationer on the web, slips from a till.

The wholesaler's invoice goes on for pages, of which one is only a list of deliveries; the stationer writes the euro
sign where others write the comma.
"""

import functools
import pathlib

import commerce_words as words
from commerce_parts import (
    PORT,
    begin,
    beside,
    buyer_lines,
    capital,
    cells,
    charge,
    colon,
    commerce,
    days_off,
    goods_only,
    grid,
    letter_spaced,
    pair,
    pay_by,
    registry,
    terms,
    vat_regime,
    wording,
)
from html_parts import lines, page, run_on_file, text
from printed import Printed, bare
from software_parts import fill, pick, quantity, settle, stock, unit_price

BASE = """body{margin:0} table{border-collapse:collapse} td,th{vertical-align:top;text-align:left;padding:2px 6px}
.r,th.r{text-align:right} .c,th.c{text-align:center} .full{width:100%} p{margin:6px 0} .next{page-break-after:always}
thead{display:table-header-group} tr{page-break-inside:avoid}
"""


def render(source: object, path: pathlib.Path, size: tuple[str, ...] = ("--page-size", "A4")) -> None:
    run_on_file(source, ".html", "utf-8", ["wkhtmltopdf", "--quiet", *size, "{}", str(path.absolute())])


render_slip = functools.partial(
    render,
    size=("--page-width", "80mm", "--page-height", "190mm", "-L", "4mm", "-R", "4mm", "-T", "4mm", "-B", "4mm"),
)


@commerce(
    render,
    style={"date": "dd/mm/yy", "currency": "", "group": " ", "capitals": True},
    buyers=("ccas", "ehpad", "college", "mairie", "lycee"),
)
def food_wholesale_pages(p: Printed) -> str:
    """Three rates that head the columns of the totals; page two of four only lists deliveries, with other orders."""
    invoice = begin(p, "food")
    seller, rng = invoice.seller, p.rng
    invoice.lines = stock(p, words.GOODS["food"]) + stock(p, words.GOODS["food"])
    settle(p)
    name, buyer = p.seller_name(), p.buyer_name()
    rows = [
        [
            item.reference,
            item.label,
            pick(p, "FR", "UE", "ES", "FR"),
            quantity(p, item, 3),
            item.unit,
            unit_price(p, item, 3),
            p.plain(item.total),
            p.rate(item.rate),
        ]
        for item in invoice.lines
    ]
    head = ["CODE", "DESIGNATION", "ORIG", "QTE", "UV", "PU HT", "MT HT", "TVA"]
    facts = [
        pair(p, "number", p.number()),
        pair(p, "issued", p.issued()),
        pair(p, "siret", p.buyer_siret()),
        pair(p, pick(p, "order", "engagement"), p.engagement()),
        pair(p, "client", invoice.client_number),
        ("Tournée", f"T{rng.randint(10, 60)}"),
    ]
    top = f"<b>{text(name)}</b> {bare(seller.city_line)}"
    deliveries = [
        [
            p.elsewhere(fill(p, "BL{n7}")),
            days_off(p, -rng.randint(3, 28)),
            p.elsewhere(fill(p, "CDE{n6}")),
            p.elsewhere(p.plain(rng.randint(20000, 90000))),
        ]
        for _ in range(rng.randint(18, 26))
    ]
    bases = p.vat_rows()
    transposed = [
        ["BASE HT", *(base for _, base, _ in bases), p.total_ht()],
        ["MONTANT TVA", *(amount for _, _, amount in bases), p.total_vat()],
        ["TTC", *(p.plain(line.base + line.amount) for line in invoice.vat), p.total_ttc()],
    ]
    label = bare(wording(p, "payable"))
    return page(
        BASE
        + "body{font:14px 'DejaVu Sans Mono'} .it th{border-top:2px solid #000;border-bottom:2px solid #000}"
        " .it td{padding:5px 6px} .box td"
        "{border:1px solid #000} .box th{border:1px solid #000;font-weight:normal} .big{font-size:22px}",
        "<div class=next>",
        beside(
            (
                f"<span class=big><b>{text(name)}</b></span><br>{lines(list(map(bare, seller.address)))}<br>"
                f"TEL {seller.phone}<br>SIRET {p.seller_siret()}<br>TVA {p.seller_vat()}"
            ),
            f"{letter_spaced('FACTURE')}<br><br>{lines(buyer_lines(p, buyer))}",
            widths="42% 58%",
        ),
        f"<br>{grid([], [[bare(key), value] for key, value in facts], 'll')}<br>",
        grid(head, rows[:15], "llcrcrrc", "class='full it'"),
        "<p class=r>A SUIVRE ...</p></div>",
        f"<div class=next><p>{top} - ANNEXE : RELEVE DES LIVRAISONS DU MOIS</p>",
        grid(["N° BL", "DATE", "VOTRE COMMANDE", "TOTAL TTC"], deliveries, "lllr", "class='full it'"),
        f"</div><div class=next><p>{top} - SUITE</p>",
        grid(head, rows[15:], "llcrcrrc", "class='full it'"),
        "</div>",
        f"<p>{top} - RECAPITULATIF</p>",
        grid(
            ["", *(f"TVA {rate} %" for rate, _, _ in bases), "TOTAL " + p.currency("EUR")],
            transposed,
            "lrrrr",
            "class=box",
        ),
        (
            f"<p class=big><b>{label} : {p.payable()}</b></p><p>{bare(pick(p, 'Échéance', 'À régler le'))} {p.due()}"
            f" {pay_by(p, 'VIREMENT', 'VIREMENT')} IBAN {p.iban()}</p>"
        ),
        (
            f"<p style='font-size:12px'>{text(bare(capital(p)))} {text(bare(registry(p)))} - AGREMENT SANITAIRE "
            f"FR 29.{rng.randint(100, 300)}.0{rng.randint(10, 40)} CE - {bare(rng.choice(words.SMALL_PRINT))}</p>"
            f"<p style='font-size:11px;margin-top:420px'>{bare(terms(p, 10))}</p>"
        ),
    )


@commerce(
    render,
    style={"date": "dd-mm-yyyy", "currency": "", "point": "€", "group": " "},
    buyers=("mairie", "lycee", "college", "epci", "ccas"),
)
def web_stationer(p: Printed) -> str:
    """A web shop that writes 12€50: the shop's order number beside the buyer's, totals left of the delivery address."""
    invoice = begin(p, "office", number=pick(p, "W{yy}-{n6}", "WF{n6}", "{yyyy}_{n5}"))
    seller, rng = invoice.seller, p.rng
    stock(p, words.GOODS["office"], pick(p, 3, 4, 5))
    port = charge(p, PORT, pick(p, 590, 790, 1250))
    settle(p)
    rows = [
        [
            item.label,
            f"Réf. {item.reference}",
            f"{quantity(p, item)} {item.unit}",
            p.plain(item.unit_price // 100),
            p.plain(item.total),
            p.plain(item.total * 12 // 10),
        ]
        for item in goods_only(p)
    ]
    ours = [pair(p, "ours", invoice.seller_order), ("Expédié le", days_off(p, -2)), ("Colis", fill(p, "8R{n9}"))]
    theirs = [pair(p, "order", p.engagement()), pair(p, "siret", p.buyer_siret()), pair(p, "service", p.service_code())]
    rng.shuffle(theirs)
    sums = [
        [f"Port ({pick(p, 'Colissimo', 'messagerie', 'forfait')}) HT", p.plain(port.total)],
        [wording(p, "ht"), p.total_ht()],
        [f"TVA {p.only_rate()} %", p.total_vat()],
        [wording(p, "payable"), p.payable()],
    ]
    p.currency("€")
    ship = [
        "Livré à :",
        rng.choice(words.SITES),
        f"{rng.randint(2, 90)} {rng.choice(words.STREETS)}",
        invoice.buyer.city_line,
    ]
    return page(
        BASE
        + "body{font:17px 'DejaVu Sans Condensed'} .head{background:#ffd23f;padding:16px 20px} .head b{font-size:28px}"
        " .it th{font-size:13px;border-bottom:3px solid #ffd23f} .it td{border-bottom:1px solid #ddd;padding:7px 6px}"
        " .sum td{padding:5px 10px;background:#fff7dc} .small{font-size:12px;color:#666}",
        f"<div class=head>{beside('<b>' + text(p.seller_name()) + '</b>', '<span>www.example.fr</span>')}</div>",
        (
            f"<p style='font-size:22px'>Votre facture {text(p.number())} {pick(p, 'du', 'en date du', '– émise le')} "
            f"{p.issued()}</p>"
        ),
        beside(
            f"<small>Client</small><br>{lines(buyer_lines(p, p.buyer_name()))}<br>{colon(theirs)}",
            colon(ours),
            widths="62% 38%",
        ),
        "<br>",
        grid(["Article", "", "Quantité", "PU HT", "Total HT", "Total TTC"], rows, "llcrrr", "class='full it'"),
        "<br>",
        beside(grid([], sums, "lr", "class=sum"), lines(ship), widths="58% 42%"),
        (
            f"<p>{pick(p, 'À payer avant le', 'Date limite de paiement :')} {p.due()},"
            f" {pay_by(p, 'VIREMENT', 'par virement')} sur {p.iban()} / {p.bic()} en indiquant"
            f" {text(invoice.number)}.</p>"
        ),
        (
            f"<p class=small>{text(seller.name)}, {capital(p)}, {lines([', '.join(seller.address)])} - {registry(p)} - "
            f"n° TVA {p.seller_vat()} - <span style='white-space:nowrap'>SIRET {p.seller_siret()}</span><br>"
            f"{vat_regime(p, 'TVA_SUR_DEBIT', 'Option pour le paiement de la taxe d’après les débits.')} "
            f"Échange ou avoir sous 30 jours ; {rng.choice(words.SMALL_PRINT)} {terms(p, 6)}</p>"
        ),
    )


@commerce(
    render_slip,
    style={"date": "dd/mm/yy", "currency": "", "group": ""},
    kind="other",
    buyers=("mairie", "ccas", "college"),
)
def till_slip(p: Printed) -> str:
    """A slip from a till or for money received: sums, tax and a number, and yet no invoice."""
    invoice = begin(p, "food")
    stock(p, words.GOODS["food"], 6)
    title = pick(p, "TICKET DE CAISSE", "REÇU", "DUPLICATA DE TICKET", "TICKET CLIENT")
    seller, rng = invoice.seller, p.rng
    rows = [
        [f"{quantity(p, item)} x {item.label[:19]}", p.plain(item.total * (10000 + item.rate) // 10000)]
        for item in invoice.lines
    ]
    vat = [[f"{rate}%", base, amount] for rate, base, amount in p.vat_rows()]
    return page(
        BASE + "body{font:15px 'Liberation Mono'} td,th{padding:1px 3px} .big{font-size:21px;font-weight:bold}",
        (
            f"<p class=c style='text-align:center'><b>{text(p.seller_name())}</b><br>{lines(seller.address)}<br>"
            f"Tel {seller.phone}<br>SIRET {p.seller_siret()}</p>"
        ),
        (
            f"<p style='text-align:center'>{title} N° {rng.randint(100, 9999)}<br>{p.issued()} "
            f"{rng.randint(8, 19)}:{rng.randint(10, 59)} CAISSE {rng.randint(1, 9)}</p>"
        ),
        grid([], rows, "lr", "class=full"),
        f"<p class=big>TOTAL {p.total_ttc()} EUR</p>",
        f"<p>{pick(p, 'CARTE BANCAIRE', 'ESPECES', 'CHEQUE')} {p.payable()}</p>",
        f"<table>{cells(['TVA', 'HT', 'TAXE'], 'lrr')}{''.join(cells(row, 'lrr') for row in vat)}</table>",
        (
            f"<p>Compte : {text(p.buyer_name())}<br>Carte fidélité {invoice.client_number}</p>"
            "<p style='text-align:center'>MERCI DE VOTRE VISITE<br>Ticket à conserver pour tout échange.</p>"
        ),
    )
