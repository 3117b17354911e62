"""Layouts drawn with pdf-lib, the library of subscription services and web portals: every string at a place of its own.

`services_pdflib.mjs` draws; what it needs is pinned in package.json and not committed.
"""

import pathlib

import identifiers
import resave
import services_words as words
from model import Party
from printed import Printed
from services_parts import (
    HERE,
    Drawing,
    Item,
    already_paid,
    begin,
    capital,
    count,
    day,
    each,
    exemption,
    fill,
    month,
    note_mode,
    on_debits,
    on_receipts,
    order,
    pick,
    registry,
    run_on_json,
    say,
    service,
    window,
)

if not (HERE / "node_modules" / "pdf-lib").is_dir():
    raise ImportError(f"pdf-lib is missing; run `npm ci` in {HERE}")

SCRIPT = ["node", str(HERE / "services_pdflib.mjs")]


def render(source: Drawing, path: pathlib.Path) -> None:
    run_on_json(source.source(), SCRIPT, path)


def item_rows(p: Printed, items: list[Item]) -> list[list[str]]:
    """Label, quantity with its unit, unit price, amount of each."""
    return [[item.label, f"{count(p, item)} {item.unit}", each(p, item), p.plain(item.total)] for item in items]


def small_print(p: Printed, sheet: Drawing, x: float, y: float, width: float, *more: str) -> None:
    sheet.wrapped(x, y, width, " ".join([*more, pick(p, *words.LATE), *words.INFORMATION["plain"]]), 6.3)


# Subscriptions


@service(render, style={"currency": " €"})
def saas_tiles(p: Printed) -> Drawing:
    """A subscription in tiles: tiny grey labels above values, terms of engagement, half of the variants paid."""
    invoice = begin(p, "saas", pick(p, "{a3}{n5}-{z4}", "INV-{yyyy}-{n5}", "F{yy}{mm}{n5}"), due=pick(p, 30, 45))
    items = order(p, words.CLOUD, 2, 5)
    paid = p.rng.random() < 0.5
    if paid:
        invoice.paid = invoice.ttc
    sheet = Drawing(pick(p, "helvetica", "sans"), 9)
    tone = pick(p, "#4f46e5", "#0d9488", "#db2777")
    sheet.box(40, 40, 26, 26, fill=tone)
    sheet.text(74, 60, p.seller_name(), 17, bold=True)
    sheet.text(555, 58, pick(p, "Facture", "FACTURE"), 20, align="right", ink="#999999")
    tiles = [
        (say(p, "number"), p.number()),
        (say(p, "issued"), p.issued()),
        (say(p, "due"), p.due()),
        ("Abonnement", fill(p, "sub_{n2}{a3}{n4}")),
        (say(p, "engagement"), p.engagement()),
        (say(p, "service"), p.service_code()),
        ("Engagement", f"{pick(p, 12, 24, 36)} mois"),
        ("Fin d'engagement", day(p, p.rng.randint(90, 700))),
        (say(p, "buyer_siret"), p.buyer_siret()),
        ("Reconduction", pick(p, "tacite", "expresse")),
        (say(p, "client"), invoice.client_number),
        ("Période", month(p)),
    ]
    for place, (label, value) in enumerate(tiles):
        x, y = 40 + place % 4 * 131, 96 + place // 4 * 34
        sheet.box(x, y, 126, 30, ink="#cccccc")
        sheet.text(x + 5, y + 9, label.upper() if place % 3 == 0 else label, 5, ink="#888888")
        sheet.text(x + 5, y + 23, value, 8.5)
    sheet.text(40, 226, "DE", 5.5, ink="#888888")
    seller = invoice.seller
    sheet.stack(
        40, 238, [seller.name, capital(p), seller.street, seller.city_line, f"SIRET {p.seller_siret()}"], 11, size=8
    )
    sheet.text(40, 293, f"TVA {p.seller_vat()}", 8)
    sheet.text(330, 226, pick(p, "À", "FACTURÉ À", "CLIENT"), 5.5, ink="#888888")
    sheet.stack(330, 238, window(p), 12)
    end = sheet.grid(
        40,
        320,
        [285, 80, 70, 80],
        ["Description", "Qté", "Prix unit.", "Montant HT"],
        item_rows(p, items),
        "lrrr",
        20,
        "#f4f4f5",
        ruled=False,
    )
    totals = [(say(p, "ht"), p.total_ht()), (f"TVA ({p.only_rate()} %)", p.total_vat()), (say(p, "ttc"), p.total_ttc())]
    if paid:
        totals.append((pick(p, "Déjà réglé", "Montant payé", "Payé"), p.paid()))
        totals.append((pick(p, "Reste à payer", "Solde dû"), p.payable()))
    for label, value in totals:
        end += 18
        sheet.text(420, end, label, align="right", ink="#555555")
        sheet.text(552, end, value, align="right", bold=True)
    if paid:
        sheet.text(
            40, end, already_paid(p, pick(p, "FACTURE ACQUITTÉE", "Facture déjà payée")), 13, bold=True, ink=tone
        )
        sheet.text(40, end + 14, f"Reçu le {day(p, -1)} - transaction {fill(p, 'ch_{n4}{a2}{n6}')}", 7)
    else:
        how = note_mode(p, "VIREMENT", pick(p, "Paiement par virement", "Virement bancaire"))
        sheet.text(40, end - 18, how)
        sheet.text(40, end - 4, f"IBAN {p.iban()}")
        sheet.text(40, end + 10, f"BIC {p.bic()}")
    small_print(p, sheet, 40, 740, 515, on_debits(p) + ".")
    sheet.text(297, 820, f"{seller.name} - {registry(p)} - APE {seller.ape} - Page 1 sur 1", 6, align="center")
    return sheet


# Guards, values broken over two lines


def halves(text: str, mark: str) -> list[str]:
    """`text` in two lines, broken before the `mark` nearest to its middle: a hyphen stays visibly part of the value."""
    places = [at for at, char in enumerate(text) if at and char == mark]
    if not places:
        return [text]
    at = min(places, key=lambda place: abs(place - len(text) // 2))
    return [text[:at].strip(), text[at:].strip()]


@service(resave.after(render, "linearized"), style={"group": " ", "iban": "4"}, buyers=("hopital", "operateur", "epci"))
def guarding_narrow(p: Printed) -> Drawing:
    """Narrow columns break the SIRETs, the name, the IBAN and other long values over two lines."""
    invoice = begin(p, "security", pick(p, "GARD-{yyyy}-{n5}", "FA/{yyyy}{mm}/{n4}", "{yyyy}-{mm}-{n6}"), due=30)
    p.style.siret = pick(p, "3 3 3 5", "9 5")
    invoice.contract = fill(p, pick(p, "{yyyy}-SUR-{n4}-L{n1}", "AC-{yyyy}-{n5}-{n2}"))
    rows = [
        [item.label, count(p, item), item.unit, each(p, item, 4), p.plain(item.total)]
        for item in order(p, words.GUARDING, 4, 7)
    ]
    sheet = Drawing(pick(p, "condensed", "serif"), 8)
    tone = pick(p, "#1f2937", "#7f1d1d")
    seller = invoice.seller
    sheet.box(445, 0, 150, 842, fill="#f3f4f6")
    sheet.box(445, 0, 150, 84, fill=tone)
    sheet.stack(520, 40, halves(p.seller_name(), " "), 18, size=14, align="center", ink="#ffffff", bold=True)
    sheet.stack(50, 100, window(p, 26), 13, size=10.5)
    facts = [
        (say(p, "number"), [p.number()]),
        (say(p, "issued"), [p.issued()]),
        (say(p, "contract"), halves(p.contract(), "-")),
        (say(p, "engagement"), halves(p.engagement(), "-")),
        (say(p, "buyer_siret"), halves(p.buyer_siret(), " ")),
        (say(p, "due"), [p.due()]),
        ("Compte à créditer (IBAN)", halves(p.iban(), " ")),
        ("BIC", [p.bic()]),
        ("SIRET du prestataire", halves(p.seller_siret(), " ")),
        ("N° TVA intracommunautaire", halves(p.seller_vat(), " ")),
        ("N° CNAPS", halves(f"AUT-0{fill(p, '{n2}')}-{fill(p, '{n4}')}-01-22-{fill(p, '{n11}')}", "-")),
    ]
    y = 112.0
    for label, value in facts:
        sheet.text(455, y, label, 6.5, ink="#666666")
        y = sheet.stack(455, y + 13, value, 12, size=10.5) + 9
    sheet.text(30, 230, "FACTURE DE PRESTATIONS DE SÉCURITÉ PRIVÉE", 11, bold=True, ink=tone)
    sheet.text(30, 246, f"Poste : {p.rng.choice(words.SITES)} - vacations du {month(p)}")
    sheet.text(30, 258, "Engagement de moyens - main courante électronique consultable en ligne", 7)
    head = ["Prestation", "Nombre", "Unité", "P.U. HT", "Montant HT"]
    end = sheet.grid(30, 272, [176, 44, 32, 48, 64], head, rows, "lrcrr", 15, "#e5e7eb", size=7)
    for label, value in [
        (say(p, "ht"), p.total_ht()),
        (f"TVA {p.only_rate()}%", p.total_vat()),
        (say(p, "ttc"), p.total_ttc()),
    ]:
        end += 17
        sheet.text(308, end, label, align="right")
        sheet.text(391, end, value, 9, align="right", bold=True)
    sheet.box(30, 560, 364, 68)
    small_print(p, sheet, 34, 563, 354, on_receipts(p) + ".")
    law = "L'autorisation d'exercice ne confère aucune prérogative de puissance publique (art. L.612-14 du CSI)."
    sheet.wrapped(
        30, 780, 390, f"{seller.name}, {capital(p)} - {seller.street} {seller.city_line} - {registry(p)}. {law}", 6.5
    )
    return sheet


# Training


@service(render, style={"group": " ", "currency": " €"}, buyers=("commune", "hopital", "departement", "epci"))
def training_exempt(p: Printed) -> Drawing:
    """Exempt training: the number of the declaration of activity looks like an identifier, trainees are listed."""
    invoice = begin(p, "training", pick(p, "{yyyy}-{n3}", "FOR{yy}{n4}", "{yy}{mm}F{n3}"), due=30)
    items = order(p, words.TRAINING, 1, 3)
    sheet = Drawing(pick(p, "serif", "times", "helvetica"), 9.5)
    tone = pick(p, "#b45309", "#166534", "#1e3a8a")
    seller = invoice.seller
    sheet.line(40, 34, 555, 34, 3, tone)
    sheet.text(297, 62, p.seller_name(), 19, bold=True, align="center", ink=tone)
    sheet.text(
        297, 77, f"Organisme de formation - {seller.street} - {seller.city_line} - {seller.phone}", 8, align="center"
    )
    activity = f"{fill(p, '{n2}')} {fill(p, '{n2}')} {fill(p, '{n5}')} {fill(p, '{n2}')}"
    sheet.text(
        297,
        90,
        f"Déclaration d'activité enregistrée sous le n° {activity} (ne vaut pas agrément de l'État)",
        7,
        align="center",
    )
    sheet.stack(320, 130, window(p), 13, size=10.5)
    sheet.text(40, 140, f"Facture {pick(p, 'n°', 'N°', 'no')} {p.number()}", 14, bold=True)
    sheet.text(40, 156, pick(p, f"en date du {p.issued()}", f"du {p.issued()}"))
    facts = [
        f"{say(p, 'engagement')} : {p.engagement()}",
        f"{say(p, 'buyer_siret')} : {p.buyer_siret()}",
        f"Convention de formation n° {fill(p, 'CV{yy}-{n3}')}",
        f"Stagiaires inscrits : {p.rng.randint(2, 12)}",
    ]
    if p.rng.random() < 0.5:
        facts.insert(2, f"{say(p, 'service')} : {p.service_code()}")
    sheet.stack(40, 176, facts, 13)
    rows = item_rows(p, items)
    end = sheet.grid(
        40,
        270,
        [270, 95, 70, 80],
        ["Action de formation", "Nombre", "Coût unitaire", "Coût total"],
        rows,
        "lrrr",
        18,
        "#f3f0ea",
    )
    sheet.stack(
        44,
        end + 16,
        [f"{name} - présence attestée, {p.rng.randint(7, 21)} heures" for name in p.rng.sample(words.PEOPLE, 4)],
        12,
        size=8,
    )
    sheet.box(330, end + 75, 225, 26, ink=tone)
    sheet.text(338, end + 92, pick(p, "Total net de taxe", "Montant net à payer", "TOTAL À PAYER"), 10.5, bold=True)
    sheet.text(548, end + 92, p.payable(), 11, bold=True, align="right")
    law = pick(
        p,
        "TVA non applicable - exonération art. 261-4-4° a du CGI",
        "Exonéré de TVA, article 261-4-4 a du code général des impôts",
        "Organisme exonéré de TVA en vertu de l'article 261.4.4° a du CGI",
    )
    sheet.text(555, end + 114, exemption(p, law), 8, align="right")
    sheet.text(40, end + 150, f"{say(p, 'due')} : {p.due()} - {note_mode(p, 'VIREMENT', 'par virement')}")
    sheet.text(40, end + 164, f"IBAN : {p.iban()} - BIC : {p.bic()}")
    small_print(p, sheet, 40, end + 190, 515)
    legal = f"{capital(p)} - SIRET : {p.seller_siret()} - APE {seller.ape} - {registry(p)} - Certification Qualiopi"
    sheet.text(297, 815, legal, 7, align="center")
    return sheet


# Two invoices in one file


def waste_invoice(p: Printed, sheet: Drawing, number: str, site: str, address: list[str]) -> None:
    """One of the two: the same parties, other numbers and amounts. What both share enters the truth."""
    invoice = p.invoice
    seller = invoice.seller
    rows = [
        [
            fill(p, "BSD{n6}"),
            pick(p, "Rotation de benne 15 m3", "Traitement DIB", "Location mensuelle de benne"),
            f"{p.rng.randint(1, 9)}",
        ]
        for _ in range(p.rng.randint(2, 5))
    ]
    base = 0
    for row in rows:
        amount = p.rng.randint(9_000, 88_000)
        base += amount
        row.append(p.plain(amount))
    tax = base // 10
    sheet.box(36, 36, 523, 34, fill="#fde68a")
    sheet.text(46, 59, p.seller_name(), 16, bold=True)
    sheet.text(549, 58, "Page 1/1", 8, align="right")
    sheet.stack(
        36, 86, [seller.street, seller.city_line, f"SIRET {p.seller_siret()} - TVA {p.seller_vat()}", seller.phone], 11
    )
    sheet.stack(330, 120, address, 12)
    sheet.text(36, 190, f"FACTURE N° {number}", 14, bold=True)
    sheet.text(36, 205, f"Date : {day(p, 0)}")
    sheet.text(36, 219, f"SIRET client : {p.buyer_siret()}")
    sheet.text(36, 233, f"N° d'engagement : {fill(p, '{yy}D{n6}')}")
    sheet.text(36, 247, f"Chantier : {site}")
    end = sheet.grid(36, 265, [90, 253, 60, 120], ["Bordereau", "Désignation", "Qté", "Montant HT"], rows, "llrr", 16)
    for label, cents in [("Total HT", base), ("TVA 10 %", tax), ("Total TTC", base + tax), ("Net à payer", base + tax)]:
        end += 16
        sheet.text(430, end, label, align="right")
        sheet.text(556, end, p.money(cents), align="right", bold=True)
    sheet.text(36, 560, f"IBAN {p.iban()} - BIC {p.bic()}")
    sheet.text(36, 800, f"{capital(p)} - {registry(p)}", 7)


@service(
    resave.after(render, "ghostscript"),
    kind="several",
    buyers=("epci", "commune"),
    style={"group": " ", "currency": " €"},
)
def two_invoices(p: Printed) -> Drawing:
    """Two invoices of one supplier to one buyer in one file: only what both share can be told."""
    invoice = begin(p, "waste", "B{yy}-{n5}", due=30)
    first = int(fill(p, "1{n4}"))
    sheet = Drawing("sans", 9)
    address = window(p)
    for place, site in enumerate(p.rng.sample(words.SITES, 2)):
        if place:
            sheet.page()
        waste_invoice(p, sheet, f"B{invoice.issued:%y}-{first + 7 * place}", site, address)
    return sheet


# From overseas and abroad


ABROAD = [
    ("Annual licence, spectral analysis suite", "seat", 640.00, 0, 2, 14),
    ("Remote maintenance, 24 month commitment", "month", 185.50, 0, 1, 12),
    ("Calibration of reference sensor", "pc", 412.00, 0, 1, 8),
    ("Data hosting, EU region", "TB", 96.40, 0, 2, 30),
    ("On-site training", "day", 1150.00, 0, 1, 4),
]


def abroad(p: Printed, name: str, form: str, street: str, postcode: str, town: str, country: str) -> Party:
    """Replaces the supplier; it has no French number."""
    p.invoice.seller = Party(
        name, "", street, postcode, town, "", "", "", country, form=form, phone="", mail="billing@example.com"
    )
    return p.invoice.seller


def italian_vat(p: Printed) -> str:
    head = identifiers.digits(p.rng, 7) + "0" + str(p.rng.randint(1, 9)) + pick(p, "1", "5")
    return f"IT{head}{identifiers.luhn_digit(head)}"


def luxembourg_vat(p: Printed) -> str:
    head = str(p.rng.randint(1, 2)) + identifiers.digits(p.rng, 5)
    return f"LU{head}{int(head) % 89:02d}"


def italian_account(p: Printed) -> str:
    """A BBAN of Italy: its check letter, bank, branch and account."""
    return pick(p, "K", "S", "X") + identifiers.digits(p.rng, 22)


def belgian_account(p: Printed) -> str:
    head = identifiers.digits(p.rng, 10)
    return f"{head}{int(head) % 97 or 97:02d}"


@service(
    resave.after(render, "streams"),
    language="en",
    buyers=("operateur", "enseignement", "hopital"),
    style={"siret": "14"},
)
def union_supplier(p: Printed) -> Drawing:
    """A supplier of the Union with its VAT id, in English, some labels in French; period as decimal point."""
    invoice = begin(p, "it", pick(p, "SI-{yyyy}-{n5}", "{n8}", "EU{yy}/{n5}"), due=pick(p, 30, 60))
    p.style.group, p.style.point, p.style.currency, p.style.before = pick(p, ",", " "), ".", " EUR", ""
    p.style.date = pick(p, "iso", "english", "dd/mm/yyyy")
    which = p.rng.randint(0, 2)
    seller = abroad(
        p,
        *[
            ("Valtorre Strumenti", "S.r.l.", "Via dei Tigli 14", "38999", "Borgonero", "IT"),
            ("Lëtzdata Services", "S.à r.l.", "3, rue du Fossé", "L-9999", "Esselbruck", "LU"),
            ("Koningsveld Analytics", "BV", "Molenstraat 81", "9998", "Zandhoven-Dijk", "BE"),
        ][which],
    )
    makers = [italian_vat, luxembourg_vat, lambda page: identifiers.foreign_vat(page.rng, "BE")]
    seller.vat = makers[which](p)
    accounts = [italian_account, lambda page: identifiers.digits(page.rng, 16), belgian_account]
    invoice.iban = identifiers.iban(seller.country, accounts[which](p))
    invoice.bic = {"IT": "VTRBIT2T", "LU": "LZDALULL", "BE": "KNVDBEBB"}[seller.country]
    items = order(p, ABROAD, 2, 4)
    sheet = Drawing(pick(p, "helvetica", "condensed"), 9)
    sheet.text(555, 60, f"{p.seller_name()}", 16, bold=True, align="right")
    sheet.text(555, 74, seller.form, 9, align="right")
    address = [seller.street, seller.city_line, {"IT": "Italy", "LU": "Luxembourg", "BE": "Belgium"}[seller.country]]
    for number, line in enumerate([*address, f"VAT ID {p.seller_vat()}", seller.mail]):
        sheet.text(555, 88 + 12 * number, line, 8.5, align="right")
    sheet.text(40, 96, "Bill to", 7, ink="#666666")
    sheet.stack(40, 110, window(p) + ["France"], 13)
    sheet.text(40, 210, pick(p, "INVOICE", "Tax invoice"), 18, bold=True)
    facts = [
        (pick(p, "Invoice number", "Invoice no."), p.number()),
        (pick(p, "Invoice date", "Date of issue"), p.issued()),
        ("Due date", p.due()),
        (pick(p, "Your purchase order (n° d'engagement)", "Purchase order no."), p.engagement()),
        (pick(p, "Customer SIRET", "SIRET destinataire"), p.buyer_siret()),
        ("Customer VAT ID", p.buyer_vat()),
        ("Our reference", invoice.seller_order),
    ]
    for number, (label, value) in enumerate(facts):
        sheet.text(40, 232 + 13 * number, label, 8, ink="#444444")
        sheet.text(230, 232 + 13 * number, value, 9)
    end = sheet.grid(
        40,
        340,
        [275, 80, 75, 85],
        ["Description", "Quantity", "Unit price", "Amount"],
        item_rows(p, items),
        "lrrr",
        18,
        ruled=False,
    )
    sheet.text(470, end + 22, pick(p, "Total due", "Amount due", "Total payable"), 11, bold=True, align="right")
    sheet.text(552, end + 22, p.payable(), 11, bold=True, align="right")
    sheet.text(40, end + 50, note_mode(p, "VIREMENT", "Bank transfer to") + f" IBAN {p.iban()}, BIC {p.bic()}")
    sheet.wrapped(
        40, 700, 515, "Interest on late payment: 8 points above the ECB rate, plus EUR 40.00 for recovery costs.", 7.5
    )
    return sheet


@service(render, language="en", buyers=("enseignement", "operateur", "hopital"), style={"siret": "14"})
def american_software(p: Printed) -> Drawing:
    """A supplier from outside the Union without any number the portal knows; a tax number of its country as decoy."""
    invoice = begin(p, "saas", pick(p, "{a4}{n4}-{z4}", "US{n7}", "{yyyy}{n6}"), due=30)
    p.style.group, p.style.point, p.style.before, p.style.currency = ",", ".", "€", ""
    p.style.date = "english"
    seller = abroad(
        p,
        *pick(
            p,
            ("Pinewharf Software", "Inc.", "2210 Alder Creek Road, Suite 400", "WA 98999", "Marlowe", "US"),
            ("Cedarlane Data", "LLC", "77 Old Mill Street", "VT 05999", "Harrowgate", "US"),
        ),
    )
    items = order(p, ABROAD, 1, 3)
    sheet = Drawing(pick(p, "helvetica", "mono"), 9)
    sheet.text(40, 60, "Invoice", 24, bold=True)
    rows = [("Invoice number", p.number()), ("Date of issue", p.issued()), ("Date due", p.due())]
    rows += [("PO number", p.engagement()), ("Customer SIRET", p.buyer_siret())]
    for number, (label, value) in enumerate(rows):
        sheet.text(40, 86 + 13 * number, label, 8.5, bold=True)
        sheet.text(150, 86 + 13 * number, value, 8.5)
    sheet.stack(
        40,
        180,
        [
            f"{p.seller_name()} {seller.form}".strip(),
            seller.street,
            f"{seller.town}, {seller.postcode}",
            "United States",
            f"EIN {fill(p, '{n2}-{n7}')}",
        ],
        13,
    )
    sheet.text(320, 168, "Bill to", 8.5, bold=True)
    sheet.stack(320, 180, window(p, 60) + ["France"], 13, size=8)
    sheet.text(40, 290, f"{p.payable()} due {day(p, 30)}", 15, bold=True)
    end = sheet.grid(
        40,
        320,
        [275, 80, 75, 85],
        ["Description", "Qty", "Unit price", "Amount"],
        item_rows(p, items),
        "lrrr",
        18,
        ruled=False,
    )
    for label, value in [
        ("Subtotal", p.money(invoice.ht)),
        ("Total", p.money(invoice.ttc)),
        ("Amount due", p.payable()),
    ]:
        end += 18
        sheet.text(420, end, label, align="right")
        sheet.text(552, end, value, align="right")
    sheet.wrapped(
        40, 760, 515, "Payment instructions are available in your account. Subscription renews every 12 months.", 7.5
    )
    return sheet


@service(resave.after(render, "encrypted_256"), buyers=("etat", "operateur"), style={"siret": "14"})
def island_supplier(p: Printed) -> Drawing:
    """New Caledonia or French Polynesia: RIDET or TAHITI number instead of a SIRET, no VAT; a page in landscape."""
    begin(p, "cleaning", pick(p, "{yyyy}-{n4}", "FAC{n6}", "{n3}/{yyyy}"), due=45)
    caledonia = p.rng.random() < 0.5
    if caledonia:
        seller = abroad(
            p,
            pick(p, "Nautilus Entretien", "Pacifique Multiservices"),
            "SARL",
            "14 rue des Niaoulis",
            "98898",
            "Païoumé",
            "NC",
        )
        seller.siret = f"{fill(p, '{n7}')}.{fill(p, '{n3}')}"
    else:
        seller = abroad(
            p, pick(p, "Motu Services", "Tiare Environnement"), "SARL", "PK 12,5 côté mer", "98797", "Arataupo", "PF"
        )
        seller.siret = pick(p, "A", "B", "C") + fill(p, "{n8}")
    items = order(p, [(*goods[:3], 0, *goods[4:]) for goods in words.CLEANING], 2, 4)
    sheet = Drawing(pick(p, "helvetica", "sans"), 9, 842, 595)
    kind = "RIDET" if caledonia else "TAHITI"
    label = (
        pick(p, "RIDET", "N° RIDET", "Ridet n°") if caledonia else pick(p, "N° TAHITI", "Numéro TAHITI", "TAHITI n°")
    )
    sheet.box(30, 26, 782, 4, fill="#0e7490")
    sheet.text(30, 56, p.seller_name(), 17, bold=True)
    sheet.stack(
        30,
        70,
        [seller.street, f"{seller.city_line}, {'Nouvelle-Calédonie' if caledonia else 'Polynésie française'}"],
        11,
    )
    sheet.text(30, 92, f"{label} : {p.seller_local_number(kind)}")
    sheet.stack(540, 60, window(p), 13, size=10)
    sheet.text(300, 60, f"FACTURE {p.number()}", 15, bold=True)
    sheet.text(300, 76, f"{seller.town}, le {p.issued()}")
    facts = [(say(p, "engagement"), p.engagement()), (say(p, "buyer_siret"), p.buyer_siret())]
    facts += [(say(p, "service"), p.service_code()), (say(p, "due"), p.due()), ("Affaire", fill(p, "{n5}"))]
    for place, (name, value) in enumerate(facts):
        sheet.box(30 + place * 156, 140, 156, 30)
        sheet.text(34 + place * 156, 150, name, 6.5)
        sheet.text(34 + place * 156, 163, value, 9, bold=True)
    head = ["Désignation des prestations", "Quantité", "Prix unitaire", "Montant"]
    end = sheet.grid(30, 190, [440, 120, 110, 112], head, item_rows(p, items), "lrrr", 18)
    sheet.text(690, end + 22, pick(p, "TOTAL À PAYER", "NET À PAYER", "Montant total"), 11, bold=True, align="right")
    sheet.text(809, end + 22, p.payable(), 11, bold=True, align="right")
    sheet.text(30, end + 22, note_mode(p, "VIREMENT", "À virer sur le compte") + f" IBAN {p.iban()} - BIC {p.bic()}")
    sheet.wrapped(30, 500, 780, pick(p, *words.LATE), 7)
    return sheet


# Terms and conditions after the invoice


ARTICLES = [
    (
        "Commande. Toute commande emporte acceptation sans réserve des présentes conditions ; le bon de commande signé"
        " vaut engagement ferme pour une durée de 36 mois."
    ),
    (
        "Prix. Les prix sont révisés le 1er janvier selon l'indice Syntec ; un minimum de facturation de 150,00 € HT"
        " par mois s'applique. Les frais de dossier s'élèvent à 45,00 € TTC."
    ),
    (
        "Paiement. Les factures sont payables à trente jours. Montant de l'indemnité forfaitaire : 40 €. Taux des"
        " pénalités : 12,15 % l'an. TVA au taux de 20 % en vigueur."
    ),
    (
        "Durée. Le contrat est conclu pour 36 mois à compter du 01/01/2024 ; la durée d'engagement se renouvelle par"
        " périodes de 12 mois sauf dénonciation trois mois avant l'échéance."
    ),
    (
        "Responsabilité. Elle est limitée au montant total HT facturé au cours des six mois précédents, dans la limite"
        " de 10 000 euros par sinistre et de 25 000,00 euros par an."
    ),
    "Données. Le prestataire agit en qualité de sous-traitant au sens du règlement (UE) 2016/679 du 27 avril 2016.",
    "Réversibilité. Les données sont restituées dans un format ouvert sous 30 jours ouvrés contre 780,00 € HT.",
    "Litiges. À défaut d'accord amiable, compétence est attribuée aux juridictions administratives.",
]


@service(resave.after(render, "streams"), buyers=("commune", "departement", "etat", "caisse"), style={"currency": " €"})
def terms_attached(p: Printed) -> Drawing:
    """The invoice is the first of four pages; terms in two columns follow, full of dates, amounts and periods."""
    invoice = begin(p, "it", pick(p, "{yy}{n6}", "CY{yyyy}{n4}", "{n4}-{yyyy}"), due=30)
    items = order(p, words.COMPUTING, 3, 6)
    sheet = Drawing(pick(p, "condensed", "times", "sans"), 8.5)
    seller = invoice.seller
    tone = pick(p, "#334155", "#065f46", "#9a3412")
    sheet.text(40, 56, p.seller_name(), 20, bold=True, ink=tone)
    sheet.line(40, 64, 555, 64, 2, tone)
    sheet.stack(40, 80, [f"{seller.street} - {seller.city_line}", f"Tél. {seller.phone} - {seller.mail}"], 11, size=8)
    sheet.stack(320, 120, window(p), 13, size=10)
    sheet.text(40, 128, f"FACTURE {p.number()}", 13, bold=True)
    facts = [
        (say(p, "issued"), p.issued()),
        (say(p, "due"), p.due()),
        (say(p, "client"), invoice.client_number),
        (say(p, "buyer_siret"), p.buyer_siret()),
        (say(p, "engagement"), p.engagement()),
        ("Durée d'engagement", "36 mois"),
        (say(p, "contract"), p.contract()),
    ]
    if p.rng.random() < 0.5:
        facts.pop(4)
        p.fields.pop("numeroBonCommande")
    for number, (label, value) in enumerate(facts):
        sheet.text(40, 146 + 12 * number, f"{label} :")
        sheet.text(170, 146 + 12 * number, value)
    head = ["Prestation", "Quantité", "Prix HT", "Montant HT"]
    end = sheet.grid(40, 246, [275, 80, 75, 85], head, item_rows(p, items), "lrrr", 16, "#e2e8f0")
    vat = [[f"{rate} %", base, amount] for rate, base, amount in p.vat_rows()]
    sheet.grid(40, end + 20, [60, 90, 90], ["TVA", "Base HT", "Montant"], vat, "crr", 14)
    for label, value in [
        (say(p, "ht"), p.total_ht()),
        (say(p, "vat"), p.total_vat()),
        (say(p, "payable"), p.total_ttc()),
    ]:
        end += 18
        sheet.text(460, end, label, align="right", bold=True)
        sheet.text(552, end, value, align="right", bold=True)
    sheet.text(40, 640, f"{note_mode(p, 'VIREMENT', 'Paiement par virement')} : {p.iban()} ({p.bic()})")
    legal = f"{capital(p)} - SIRET {p.seller_siret()} - {registry(p)} - TVA {p.seller_vat()}. {pick(p, *words.LATE)}"
    sheet.wrapped(40, 780, 515, legal, 6.5)
    for number in range(3):
        sheet.page()
        sheet.text(297, 44, "CONDITIONS GÉNÉRALES DE VENTE ET DE SERVICE", 11, bold=True, align="center", ink=tone)
        for place in range(14):
            texts = [ARTICLES[(number * 14 + place + step) % len(ARTICLES)] for step in (0, 3, 5)]
            x, y = 40 + place // 7 * 265, 60 + place % 7 * 104
            sheet.wrapped(x, y, 250, f"{number * 14 + place + 1}. {' '.join(texts)}", 7.2)
        if number == 0:
            text = f"Exemple : facture n° {p.elsewhere(fill(p, 'X{n7}'))}, engagement {p.elsewhere(fill(p, 'Z{n8}'))}."
            sheet.text(40, 800, text, 6.5)
    return sheet
