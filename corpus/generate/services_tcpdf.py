"""Layouts printed with TCPDF, the library of many French web applications: tables of HTML, text at fixed places, scans.

`services_tcpdf.php` draws; a scan is a first PDF turned into a picture, with or without invisible text on top.
"""

import copy
import html
import pathlib
import tempfile

import identifiers
import resave
import services_words as words
from printed import Printed
from services_parts import (
    HERE,
    Drawing,
    Item,
    begin,
    branch,
    capital,
    count,
    day,
    decimal,
    each,
    exemption,
    factor_name,
    fill,
    mailing_code,
    make_factor,
    month,
    note_mode,
    on_debits,
    order,
    pick,
    registry,
    run,
    run_on_json,
    say,
    service,
    settle,
    shown,
    window,
)

SCRIPT = ["php", str(HERE / "services_tcpdf.php")]


class Web(Drawing):
    """A drawing with pieces of HTML."""

    def html(self, x: float, y: float, width: float, source: str, size: float = 0) -> None:
        self.calls.append(
            {"do": "html", "x": x, "y": y, "width": width, "html": source, "size": size or self.size, "font": self.font}
        )


def render(source: Drawing, path: pathlib.Path) -> None:
    run_on_json(source.source(), SCRIPT, path)


def table(
    widths: list[int],
    rows: list[list[str]],
    sides: str,
    head: list[str] | None = None,
    look: str = "",
    tint: str = "#dddddd",
) -> str:
    """An HTML table; widths in percent, `sides` has l, c or r for each column."""
    align = {"l": "left", "c": "center", "r": "right"}

    def line(row: list[str], more: str = "") -> str:
        made = [
            f'<td width="{width}%" align="{align[side]}"{more}>{html.escape(cell, quote=False)}</td>'
            for width, cell, side in zip(widths, row, sides)
        ]
        return f"<tr>{''.join(made)}</tr>"

    top = line(head, f' bgcolor="{tint}" style="font-weight:bold"') if head else ""
    return f'<table cellpadding="2" {look}>{top}{"".join(map(line, rows))}</table>'


# Water


WATER = [
    ("Part fixe distribution (abonnement)", "semestre", 21.40, 550),
    ("Consommation eau potable, part distributeur", "m3", 1.1840, 550),
    ("Part syndicale", "m3", 0.3150, 550),
    ("Préservation des ressources (Agence de l'eau)", "m3", 0.0890, 550),
    ("Collecte et traitement des eaux usées", "m3", 1.9520, 1000),
    ("Modernisation des réseaux de collecte", "m3", 0.1500, 1000),
    ("Location de compteur DN40", "semestre", 18.60, 2000),
]


def water_items(p: Printed) -> list[list[str]]:
    """Fills the invoice; label, quantity, price of four decimals, amount, rate of each line."""
    used = p.rng.randint(180, 5200)
    items = [
        Item(label, unit, (used if unit == "m3" else p.rng.randint(1, 4)) * 100, round(euros * 10000), rate)
        for label, unit, euros, rate in WATER
    ]
    return [
        [item.label, f"{count(p, item)} {item.unit}", each(p, item, 4), p.plain(item.total), p.rate(item.rate)]
        for item in settle(p, items)
    ]


def water_meters(p: Printed) -> list[list[str]]:
    rows = []
    for site in p.rng.sample(words.SITES, 7):
        old, used = p.rng.randint(100, 9000), p.rng.randint(4, 900)
        meter = f"{pick(p, 'C', 'D', 'I')}{fill(p, '{n2}{a2}{n6}')}"
        rows.append([site, meter, day(p, -p.rng.randint(20, 40)), str(old), str(old + used), f"{used} m3"])
    return rows


@service(
    resave.after(render, "ghostscript", "encrypted_128"),
    buyers=("commune", "departement", "hopital"),
    style={"currency": " €"},
)
def water_halfyear(p: Printed) -> Web:
    """Half-yearly water bill of four pages; the supplier is a public body too; three rates; window at right."""
    invoice = begin(p, "water", pick(p, "{yy}S{n1}-{n6}", "{n4}{n6}", "{yyyy}/{n2}/{n5}"), due=pick(p, 30, 15))
    seller = invoice.seller
    public = seller.name.startswith("Régie")
    if public:
        seller.siren = identifiers.siren(p.rng, "20")
        seller.siret, seller.vat = identifiers.siret(p.rng, seller.siren), identifiers.french_vat(seller.siren)
    blue = pick(p, "#0b6fa4", "#138d75", "#34568b")
    web = Web(pick(p, "helvetica", "times"), 8)
    web.box(0, 0, 595, 8, fill=blue)
    web.text(36, 46, p.seller_name(), 17, bold=True, ink=blue)
    web.stack(
        36, 60, [seller.street, seller.city_line, f"SIRET {p.seller_siret()}", f"TVA {p.seller_vat()}"], 10, size=7.5
    )
    web.text(330, 126, mailing_code(p), 6)
    web.stack(330, 140, window(p), 13, size=10)
    facts = [
        [say(p, "number"), p.number()],
        [say(p, "issued"), p.issued()],
        ["Référence abonnement", fill(p, "{n3}-{n7}-{n2}")],
        [say(p, "client"), invoice.client_number],
        [say(p, "buyer_siret"), p.buyer_siret()],
    ]
    if p.rng.random() < 0.7:
        facts.append([say(p, "engagement"), p.engagement()])
    if p.rng.random() < 0.5:
        facts.append([say(p, "service"), p.service_code()])
    web.html(36, 130, 250, table([46, 54], facts, "ll", look=f'border="0" style="border-left:3px solid {blue}"'))
    rows = water_items(p)
    web.text(36, 262, f"Facture semestrielle - consommation relevée - période du {month(p)}", 10, bold=True, ink=blue)
    summary = [[pick(p, "Montant de la facture TTC", "Total TTC"), p.total_ttc()], [say(p, "due"), p.due()]]
    web.html(300, 275, 259, table([60, 40], summary, "lr", look='border="1"'), 11)
    web.html(36, 275, 240, f"<p>Votre consommation : <b>{rows[1][1]}</b>, soit une moyenne journalière de 4,2 m3.</p>")
    meters = water_meters(p)
    head = ["Lieu desservi", "Compteur", "Relevé le", "Ancien", "Nouveau", "Volume"]
    web.html(36, 350, 523, table([30, 20, 14, 12, 12, 12], meters[:3], "lllrrr", head, 'border="1"', "#e8f1f7"))
    web.wrapped(36, 760, 520, pick(p, *words.INFORMATION["plain"]) + " Qualité de l'eau : conforme aux normes.", 7)
    web.page()
    web.text(36, 40, "Annexe - relevé des compteurs", 12, bold=True, ink=blue)
    web.html(36, 60, 523, table([30, 20, 14, 12, 12, 12], meters, "lllrrr", head, 'border="1"', "#e8f1f7"))
    web.text(
        36, 300, f"Facture précédente {p.elsewhere(fill(p, 'W{n8}'))}, engagement {p.elsewhere(fill(p, 'EAU{n6}'))}"
    )
    web.text(36, 315, f"Total TTC {p.elsewhere(p.plain(p.rng.randint(1_500_000, 6_000_000)))} EUR - soldée")
    web.page()
    web.text(36, 40, "Détail de votre facture", 12, bold=True, ink=blue)
    head = ["Désignation", "Quantité", "Prix unitaire HT", "Montant HT", "TVA %"]
    web.html(36, 60, 523, table([44, 16, 16, 14, 10], rows, "lrrrr", head, 'border="1"', "#e8f1f7"))
    vat = [[f"TVA à {rate} %", base, amount] for rate, base, amount in p.vat_rows()]
    web.html(220, 270, 339, table([34, 33, 33], vat, "lrr", ["", "Base HT", "Montant TVA"], 'border="1"', "#e8f1f7"))
    totals = [[say(p, "ht"), p.total_ht()], [say(p, "vat"), p.total_vat()], [say(p, "payable"), p.payable()]]
    web.html(320, 380, 239, table([55, 45], totals, "lr", look='border="1"'), 9.5)
    web.page()
    web.text(36, 40, "Moyens de paiement", 12, bold=True, ink=blue)
    account = [["Mode", note_mode(p, "VIREMENT", "Virement")], ["IBAN", p.iban()], ["BIC", p.bic()]]
    web.html(36, 60, 400, table([20, 80], account, "ll", look='border="1"'))
    small = " ".join(words.INFORMATION["plain"]) + " " + pick(p, *words.LATE)
    web.wrapped(36, 180, 520, small, 7)
    web.wrapped(36, 260, 520, "Régie à autonomie financière." if public else f"{capital(p)} - {registry(p)}", 7)
    return web


# Scans


def paper(p: Printed) -> Drawing:
    """A small plumber's kind of invoice for a cleaning company, typed and later scanned."""
    invoice = begin(p, "cleaning", pick(p, "{n4}", "F{yy}{n3}", "{n3}/{yy}"), due=30)
    p.style.group, p.style.siret = " ", pick(p, "14", "3 3 3 5")
    sheet = Drawing(pick(p, "dejavusansmono", "times", "helvetica"), 10)
    left, right = pick(p, (50, 320), (64, 330))
    sheet.stack(left, 60, [p.seller_name(), invoice.seller.street, invoice.seller.city_line], 13, bold=True)
    sheet.stack(left, 104, [f"Tél. {invoice.seller.phone}", f"SIRET {p.seller_siret()}"], 12, size=8)
    sheet.text(left, 128, f"N° TVA {p.seller_vat()}", 8)
    sheet.stack(right, 150, window(p), 13)
    sheet.text(left, 240, f"{invoice.seller.town}, le {p.issued()}")
    sheet.text(left, 262, f"FACTURE N° {p.number()}", 14, bold=True)
    sheet.text(left, 282, f"{say(p, 'engagement')} : {p.engagement()}")
    sheet.text(left, 296, f"{say(p, 'buyer_siret')} : {p.buyer_siret()}")
    widths = [235, 50, 60, 65, 70]
    rows = [
        [item.label[:40], item.unit, count(p, item), each(p, item), p.plain(item.total)]
        for item in order(p, words.CLEANING, 3, 5)
    ]
    end = sheet.grid(left, 320, widths, ["Désignation", "Unité", "Qté", "P.U.", "Montant"], rows, "lcrrr", 17, size=9)
    for label, value in [
        ("Total H.T.", p.total_ht()),
        (f"T.V.A. {p.only_rate()} %", p.total_vat()),
        ("Total T.T.C.", p.total_ttc()),
    ]:
        end += 18
        sheet.text(left + 360, end, label, align="right", bold=True)
        sheet.text(left + 477, end, value, align="right", bold=True)
    sheet.text(left, 640, f"Règlement par {note_mode(p, 'VIREMENT', 'virement')} à 30 jours")
    sheet.text(left, 654, f"IBAN {p.iban()}")
    sheet.text(left, 800, f"{capital(p)} - {registry(p)} - APE {invoice.seller.ape}", 7)
    return sheet


def picture_of(source: Drawing, folder: pathlib.Path, dots: int) -> list[str]:
    """A black and white picture of each page."""
    flat = folder / "flat.pdf"
    render(source, flat)
    run(["pdftoppm", "-mono", "-png", "-r", str(dots), str(flat), str(folder / "page")])
    return [str(name) for name in sorted(folder.glob("page*.png"))]


def scanned(source: Drawing, path: pathlib.Path, legible: bool) -> None:
    """Pictures instead of pages; with `legible` the text is there too, invisible and word by word."""
    with tempfile.TemporaryDirectory() as folder:
        pages = []
        for number, file in enumerate(picture_of(source, pathlib.Path(folder), 130)):
            sheet = copy.deepcopy(source.pages[number])
            picture = {"do": "picture", "file": file, "width": 595, "height": 842, "tilt": 0.0 if legible else 0.6}
            texts = [call | {"hidden": True, "font": "helvetica"} for call in sheet["calls"] if call["do"] == "text"]
            sheet["calls"] = [picture, *texts] if legible else [picture]
            pages.append(sheet)
        run_on_json({"pages": pages, "signed": legible}, SCRIPT, path)


def render_scan(source: object, path: pathlib.Path) -> None:
    scanned(source, path, legible=False)


def render_recognised(source: object, path: pathlib.Path) -> None:
    scanned(source, path, legible=True)


@service(render_scan, kind="scan", buyers=("commune", "epci"))
def scan_tilted(p: Printed) -> Drawing:
    """A picture of a page, a little tilted: nothing to read."""
    return paper(p)


@service(resave.after(render_recognised, "streams"), buyers=("commune", "epci", "hopital"))
def scan_recognised(p: Printed) -> Drawing:
    """A picture of a page under which a recognition program has put its words, invisible."""
    return paper(p)


# The buyer's order after the invoice


@service(resave.after(render, "streams"), buyers=("etat", "hopital", "operateur"), style={"currency": " €"})
def order_attached(p: Printed) -> Web:
    """Two pages of invoice, then the buyer's own order: other number, other date, larger total, no invoice."""
    invoice = begin(p, "it", pick(p, "FV{yy}{n5}", "{yyyy}-IT-{n4}", "INF{n6}"), due=30)
    rows = [
        [f"{number}0", item.label, count(p, item), item.unit, each(p, item), p.plain(item.total)]
        for number, item in enumerate(order(p, words.COMPUTING, 4, 6), 1)
    ]
    web = Web(pick(p, "helvetica", "times"), 8.5)
    dark = pick(p, "#22313f", "#4a235a", "#1b4f72")
    web.box(36, 30, 523, 46, fill=dark)
    web.text(48, 60, p.seller_name(), 18, bold=True, ink="#ffffff")
    web.text(548, 58, "FACTURE  1/2", 11, align="right", ink="#ffffff")
    seller = invoice.seller
    web.stack(36, 96, [seller.street, seller.city_line, f"Tél. {seller.phone}", seller.mail], 11)
    web.box(300, 92, 259, 82)
    web.text(306, 103, "Facturé à", 6.5)
    web.stack(306, 117, window(p), 12)
    web.text(306, 169, f"{say(p, 'buyer_siret')} : {p.buyer_siret()}", 8)
    head = [say(p, "number"), say(p, "issued"), say(p, "engagement"), say(p, "service"), "Devis"]
    values = [p.number(), p.issued(), p.engagement(), p.service_code(), invoice.quote]
    web.html(36, 190, 523, table([20, 18, 26, 20, 16], [values], "ccccc", head, 'border="1"', "#e5e8e8"), 8)
    web.text(
        36, 250, f"Objet : {pick(p, 'prestations informatiques', 'infogérance', 'travaux sur le système')} - {month(p)}"
    )
    head = ["Poste", "Désignation", "Qté", "Unité", "P.U. HT", "Total HT"]
    widths, carried = [8, 46, 10, 11, 12, 13], p.plain(sum(item.total for item in invoice.lines[:-2]))
    web.html(36, 265, 523, table(widths, rows[:-2], "clrcrr", head, 'border="1"', "#e5e8e8"))
    web.text(559, 560, f"Sous-total page 1, à reporter : {carried}", align="right")
    web.wrapped(36, 600, 523, " ".join(words.INFORMATION["plain"]), 7)
    web.wrapped(36, 780, 523, f"{capital(p)} - SIRET {p.seller_siret()} - {registry(p)} - TVA {p.seller_vat()}", 7)
    web.page()
    web.text(36, 50, f"{seller.name} - facture {invoice.number} - 2/2", bold=True)
    web.text(559, 80, f"Report : {carried}", align="right")
    web.html(36, 90, 523, table(widths, rows[-2:], "clrcrr", look='border="1"'))
    totals = [[say(p, "ht"), p.total_ht()], [f"TVA {p.only_rate()} %", p.total_vat()], [say(p, "ttc"), p.total_ttc()]]
    totals += [["Acompte reçu", "néant"], [say(p, "payable"), p.payable()]]
    web.html(320, 140, 239, table([55, 45], totals, "lr", look='border="1"'), 9)
    web.text(36, 150, f"{say(p, 'due')} : {p.due()}")
    web.text(36, 164, note_mode(p, "VIREMENT", "Règlement par virement bancaire"))
    web.text(36, 178, f"IBAN {p.iban()}")
    web.text(36, 192, f"BIC {p.bic()}")
    web.text(36, 206, on_debits(p, "TVA payée d'après les débits"), 7)
    web.wrapped(36, 250, 523, pick(p, *words.LATE), 7)
    buyer_order(p, web)
    return web


def buyer_order(p: Printed, web: Web) -> None:
    """The order as the buyer's program prints it."""
    invoice, buyer = p.invoice, p.invoice.buyer
    web.page()
    web.text(36, 50, buyer.name, 12, bold=True)
    web.text(36, 64, buyer.department)
    web.text(36, 78, f"SIRET {p.buyer_siret()}")
    web.text(297, 120, "BON DE COMMANDE", 16, bold=True, align="center")
    facts = [
        ["N° de commande", invoice.engagement],
        ["Date de la commande", day(p, -p.rng.randint(30, 80))],
        ["Gestionnaire", p.rng.choice(words.PEOPLE)],
        ["Imputation budgétaire", fill(p, "{n4}-{n6}-{n3}")],
        ["Fournisseur", f"{fill(p, '{n7}')} - {invoice.seller.name}"],
        ["À livrer avant le", day(p, p.rng.randint(5, 40))],
    ]
    web.html(36, 140, 330, table([45, 55], facts, "ll", look='border="1"'))
    ordered = invoice.ht + p.rng.randint(100, 900) * 1000
    web.html(
        36,
        260,
        523,
        table(
            [50, 15, 35],
            [
                ["Prestations selon devis " + invoice.quote, "1", p.plain(ordered)],
                ["Montant de la commande HT", "", p.plain(ordered)],
            ]
            + [["Montant de la commande TTC", "", p.plain(ordered + ordered // 5)]],
            "lrr",
            ["Désignation", "Quantité", "Montant"],
            'border="1"',
        ),
    )
    web.text(36, 380, "L'ordonnateur, par délégation")
    web.wrapped(36, 420, 523, "Le numéro de commande et le SIRET figureront sur la facture, déposée sur Chorus Pro.", 8)


# Cleaning, the claim assigned to a bank


@service(render, buyers=("commune", "enseignement", "departement", "caisse"), style={"group": " "})
def cleaning_assigned(p: Printed) -> Web:
    """Five SIRETs on one page and a claim assigned to a bank: a narrow column of facts at left, table at right."""
    invoice = begin(p, "cleaning", pick(p, "{yy}{mm}-{n4}", "FN{n7}", "NET/{yyyy}/{n4}"), due=30)
    factor = make_factor(p)
    seller = invoice.seller
    web = Web(pick(p, "helvetica", "times"), 8)
    green = pick(p, "#2e7d32", "#00838f", "#6a1b9a")
    web.box(0, 0, 150, 842, fill="#f0f4f0")
    web.box(0, 0, 150, 70, fill=green)
    web.wrapped(14, 20, 130, p.seller_name(), 14, ink="#ffffff")
    y = 96.0
    side = [
        (say(p, "number"), p.number()),
        (say(p, "issued"), p.issued()),
        (say(p, "due"), p.due()),
        (say(p, "engagement"), p.engagement()),
        (say(p, "buyer_siret"), p.buyer_siret()),
        ("Site d'exécution", p.rng.choice(words.SITES)),
        ("SIRET du site", branch(p, invoice.buyer)),
        ("Agence", f"{p.rng.choice(words.TOWNS)[0]}"),
        ("SIRET agence", branch(p, seller)),
        ("Contact", p.rng.choice(words.PEOPLE)),
    ]
    if p.rng.random() < 0.5:
        side.insert(4, (say(p, "contract"), p.contract()))
    for label, value in side:
        web.text(14, y, label, 6, ink="#555555")
        web.text(14, y + 11, value, 8.5, bold=True)
        y += 27
    web.text(14, 780, "Certifiée Qualipropre - ISO 9001", 6)
    web.text(170, 50, "FACTURE", 22, ink=green, bold=True)
    web.stack(330, 96, window(p), 12, size=9.5)
    rows = [
        [item.label, f"{count(p, item)} {item.unit}", each(p, item), p.plain(item.total)]
        for item in order(p, words.CLEANING, 3, 6)
    ]
    head = ["Prestation", "Quantité", "Prix HT", "Montant HT"]
    web.html(
        170,
        190,
        395,
        table([50, 18, 14, 18], rows, "lrrr", head, f'style="border-bottom:1px solid {green}"', "#f0f4f0"),
    )
    names = [say(p, "ht"), f"TVA {p.only_rate()} %", say(p, "payable") + " TTC"]
    totals = [[name, value] for name, value in zip(names, [p.total_ht(), p.total_vat(), p.total_ttc()])]
    web.html(340, 360, 225, table([55, 45], totals, "lr", look='border="1"'), 9)
    web.box(170, 440, 395, 96, ink=green)
    web.text(178, 454, "CESSION DE CRÉANCE", 8, bold=True)
    text = (
        f"La créance relative à la présente facture a été cédée à {factor_name(p, factor)} dans le cadre des articles"
        " L.313-23 à L.313-34 du code monétaire et financier. Le paiement doit être effectué par"
        f" {note_mode(p, 'VIREMENT', 'virement')} au compte ouvert au nom du cessionnaire."
    )
    web.wrapped(178, 460, 380, text, 7.5)
    web.text(178, 508, f"IBAN {p.iban()}   BIC {p.bic()}", 8)
    web.text(178, 522, f"{factor.name}, {factor.form}, {factor.city_line} - SIRET {shown(p, factor.siret)}", 6.5)
    web.wrapped(170, 560, 395, " ".join(words.INFORMATION["plain"][:3]) + " " + pick(p, *words.LATE), 6.5)
    web.wrapped(
        170,
        780,
        395,
        (
            f"{seller.name} - {capital(p)} - siège social : {seller.street}, {seller.city_line} - {registry(p)}"
            f" - SIRET du titulaire (à créditer dans Chorus Pro) : {p.seller_siret()} - N° TVA {p.seller_vat()}"
        ),
        6.5,
    )
    return web


# Insurance


GUARANTEES = [
    "Responsabilité générale",
    "Dommages aux biens",
    "Flotte automobile",
    "Protection juridique",
    "Cyber-risques",
]


@service(
    resave.after(render, "ghostscript"), buyers=("commune", "epci", "caisse"), style={"group": " ", "currency": " EUR"}
)
def insurance_notice(p: Printed) -> Web:
    """Premiums of several contracts, with insurance tax in the lines and no VAT; one total; tear-off slip below."""
    invoice = begin(p, "insurance", pick(p, "{n8}{a1}", "Q{yy}{n6}", "{n3}{n3}{n3}-{yy}"), due=pick(p, 30, 45))
    seller = invoice.seller
    items, rows = [], []
    for name in p.rng.sample(GUARANTEES, p.rng.randint(2, 4)):
        net = p.rng.randint(60_000, 1_900_000)
        tax = net * 9 // 100
        items.append(Item(name, "an", 100, (net + tax) * 100, 0))
        rows.append([name, fill(p, "{n7}{a1}"), p.plain(net), p.plain(tax), p.plain(net + tax)])
    settle(p, items)
    web = Web(pick(p, "times", "dejavuserif"), 9)
    red = pick(p, "#8e1b1b", "#14406b")
    web.text(40, 60, p.seller_name(), 16, bold=True, ink=red)
    web.line(40, 68, 240, 68, 1.5, red)
    web.stack(40, 82, [capital(p), f"{seller.street} - {seller.city_line}", f"SIRET {p.seller_siret()}"], 11, size=7.5)
    web.stack(320, 130, window(p), 13, size=10.5)
    web.text(
        40, 230, pick(p, "FACTURE DE COTISATIONS", "Facture - appel de cotisation annuelle"), 13, bold=True, ink=red
    )
    start = p.invoice.issued.year + 1
    facts = [
        [say(p, "number"), p.number(), say(p, "engagement"), p.engagement()],
        [say(p, "issued"), p.issued(), say(p, "buyer_siret"), p.buyer_siret()],
        ["Sociétaire", invoice.client_number, say(p, "contract"), p.contract()],
        ["Garanties", f"année civile {start}", say(p, "due"), p.due()],
    ]
    web.html(40, 250, 515, table([17, 27, 26, 30], facts, "llll", look='border="1"'))
    head = ["Garantie", "Contrat", "Cotisation nette", "Taxes et contributions", "Cotisation totale"]
    web.html(40, 345, 515, table([28, 16, 18, 20, 18], rows, "llrrr", head, 'border="1"', "#f4e9e9"))
    web.text(555, 480, f"{pick(p, 'MONTANT À PAYER', 'TOTAL À RÉGLER')} : {p.payable()}", 12, bold=True, align="right")
    law = pick(
        p,
        "Opérations d'assurance exonérées de TVA (article 261 C 2° du CGI)",
        "Exonération de TVA, article 261 C-2° du code général des impôts",
    )
    web.text(40, 505, exemption(p, law), 8)
    web.wrapped(
        40, 520, 515, "Indice de référence : 1 087,4. Reconduction tacite, préavis de deux mois. " + words.LATE[2], 7
    )
    web.line(30, 610, 565, 610, 0.4, "#777777")
    web.text(40, 625, "À détacher et à joindre au règlement", 7)
    slip = [["Bénéficiaire", seller.name], ["IBAN", p.iban()], ["BIC", p.bic()]]
    slip += [["Référence", invoice.number], ["Mode", note_mode(p, "VIREMENT", "Virement")]]
    web.html(40, 640, 360, table([28, 72], slip, "ll", look='border="1"'))
    web.text(555, 660, decimal(p, invoice.payable, 2) + " EUR", 12, align="right")
    web.text(40, 810, f"{registry(p)} - Entreprise régie par le code des assurances - ACPR, Paris", 7)
    return web
