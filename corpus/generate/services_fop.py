"""Layouts printed with Apache FOP, as large billers do: bills of telephone and energy over many pages, factored
temporary work, the postal service, a laboratory whose table runs over pages with subtotals carried forward.
"""

import html
import pathlib
import tempfile

import identifiers
import resave
import services_words as words
from model import percent
from printed import Printed
from services_parts import (
    Item,
    begin,
    branch,
    capital,
    count,
    day,
    decimal,
    delivery_point,
    each,
    exemption,
    factor_name,
    fill,
    make_factor,
    mailing_code,
    make_party,
    month,
    note_mode,
    on_debits,
    on_receipts,
    order,
    pick,
    registry,
    run,
    say,
    service,
    settle,
    shown,
    subrogation,
    window,
)

FONTS = {
    "Narrow": "truetype/liberation/LiberationSansNarrow-{}.ttf Regular Bold",
    "Sans": "truetype/liberation/LiberationSans-{}.ttf Regular Bold",
    "Serif": "truetype/dejavu/DejaVuSerifCondensed{}.ttf - -Bold",
    "Gothic": "opentype/urw-base35/URWGothic-{}.otf Book Demi",
    "Bookman": "opentype/urw-base35/URWBookman-{}.otf Light Demi",
}
FO = "http://www.w3.org/1999/XSL/Format"


class Markup(str):
    """Text that is XML already."""


def fo(name: str, *children: str, **attributes: object) -> Markup:
    """An element of XSL-FO; underscores in names of attributes stand for hyphens."""
    inner = "".join(child if isinstance(child, Markup) else html.escape(child, quote=False) for child in children)
    given = "".join(f' {key.replace("_", "-")}="{html.escape(str(value))}"' for key, value in attributes.items())
    return Markup(f"<fo:{name}{given}>{inner}</fo:{name}>")


def block(*children: str, **attributes: object) -> Markup:
    return fo("block", *children, **attributes)


def bold(text: str, **attributes: object) -> Markup:
    return fo("inline", text, font_weight="bold", **attributes)


def stack(lines: list[str], **attributes: object) -> Markup:
    return block(*(block(line) for line in lines), **attributes)


def placed(left: float, top: float, width: float, *children: str, **attributes: object) -> Markup:
    """A box at a fixed place of the page, in millimetres."""
    return fo(
        "block-container",
        *children,
        absolute_position="fixed",
        left=f"{left}mm",
        top=f"{top}mm",
        width=f"{width}mm",
        **attributes,
    )


def table(
    widths: list[float],
    rows: list[list[str]],
    sides: str,
    head: list[str] | None = None,
    tint: str = "",
    rule: str = "",
    pad: str = "1mm",
    **attributes: object,
) -> Markup:
    """Columns in millimetres; `sides` has s, c or e for each (start, center, end); `rule` is a border of cells."""
    align = {"s": "start", "c": "center", "e": "end"}
    frame = {"border": rule} if rule else {}

    def cells(row: list[str], **more: object) -> Markup:
        made = [
            fo("table-cell", block(text), text_align=align[side], padding=pad, **frame, **more)
            for text, side in zip(row, sides)
        ]
        return fo("table-row", *made, **{"keep-together.within-column": "always"})

    columns = [fo("table-column", column_width=f"{width}mm") for width in widths]
    tinted = {"background_color": tint} if tint else {}
    top = [fo("table-header", cells(head, font_weight="bold", **tinted))] if head else []
    body = fo("table-body", *map(cells, rows))
    return fo("table", *columns, *top, body, table_layout="fixed", width=f"{sum(widths)}mm", **attributes)


def sequence(
    *flow: str,
    font: str,
    size: float,
    before: str = "",
    after: str = "",
    margins: str = "15mm 15mm 12mm 15mm",
    foot: int = 18,
) -> Markup:
    """One run of pages with the same head and foot."""
    top, right, bottom, left = margins.split()
    master = fo(
        "simple-page-master",
        fo("region-body", margin_top="0mm" if not before else "14mm", margin_bottom=f"{foot}mm"),
        fo("region-before", extent="12mm"),
        fo("region-after", extent=f"{foot - 3}mm", display_align="after"),
        master_name="page",
        page_width="210mm",
        page_height="297mm",
        margin=f"{top} {right} {bottom} {left}",
    )
    regions = [
        fo("static-content", text, flow_name=f"xsl-region-{name}")
        for name, text in (("before", before), ("after", after))
        if text
    ]
    body = fo("flow", *flow, flow_name="xsl-region-body")
    pages = fo("page-sequence", *regions, body, master_reference="page", font_family=font, font_size=f"{size}pt")
    return Markup(
        '<?xml version="1.0" encoding="utf-8"?>'
        + fo("root", fo("layout-master-set", master), pages).replace("<fo:root>", f'<fo:root xmlns:fo="{FO}">', 1)
    )


def configuration() -> str:
    """FOP's own, with the fonts of the layouts."""
    fonts = ""
    for family, form in FONTS.items():
        name, *faces = form.split()
        for face, weight in zip(faces, ("normal", "bold")):
            file = f"/usr/share/fonts/{name.format(face.strip() if face != '-' else '')}"
            fonts += (
                f'<font embed-url="file://{file}"><font-triplet name="{family}" style="normal"'
                f' weight="{weight}"/></font>'
            )
    return (
        '<fop version="1.0"><renderers><renderer mime="application/pdf">'
        f"<fonts>{fonts}</fonts></renderer></renderers></fop>"
    )


def render(source: object, path: pathlib.Path) -> None:
    with tempfile.TemporaryDirectory() as folder:
        settings, pages = pathlib.Path(folder) / "fop.xml", pathlib.Path(folder) / "source.fo"
        settings.write_text(configuration(), encoding="utf-8")
        pages.write_text(source, encoding="utf-8")
        run(["fop", "-q", "-c", str(settings), "-fo", str(pages), "-pdf", str(path.absolute())])


def pairs(rows: list[tuple[str, str]], left: float, right: float, **attributes: object) -> Markup:
    """Labels with their values beside them."""
    return table([left, right], [list(row) for row in rows], "ss", pad="0.4mm", **attributes)


def page_number(text: str = "Page {}/{}", total: str = "") -> Markup:
    """`text` with the number of the page and of all pages."""
    first, middle, last = text.split("{}")
    citation = fo("page-number-citation", ref_id=total or "end")
    return Markup(html.escape(first) + fo("page-number") + html.escape(middle) + citation + html.escape(last))


END = block("", id="end")


def information(kind: str, count: int, columns: bool = False) -> Markup:
    """Paragraphs of small print, one under the other or in two columns."""
    texts = [block(text, space_before="2mm", text_align="justify") for text in words.INFORMATION[kind][:count]]
    if columns:
        half = (len(texts) + 1) // 2
        return table([88, 88], [[Markup("".join(texts[:half])), Markup("".join(texts[half:]))]], "ss", font_size="7pt")
    return block(*texts, font_size="7pt", space_before="8mm", color="#333333")


# Telephone


OFFERS = [
    ("Forfait Mobile Agent 50 Go", 11.90),
    ("Forfait Mobile Élu illimité", 19.50),
    ("Accès fibre dédiée 200 Mbit/s", 164.00),
    ("Accès FTTH Pro", 42.00),
    ("Ligne analogique - ascenseur", 16.35),
    ("Canaux voix T2 (x15)", 228.00),
    ("Carte SIM données - télérelève", 3.40),
]


def telecom_items(p: Printed) -> list[list[str]]:
    """Fills the invoice; contract, number of the line, offer, period of engagement, amount of each."""
    rng, items, rows = p.rng, [], []
    contracts = [fill(p, pick(p, "CT{n7}", "{n3}.{n4}.{n2}", "K-{yy}-{n5}")) for _ in range(rng.randint(2, 3))]
    for contract in contracts:
        for _ in range(rng.randint(2, 5)):
            offer, price = rng.choice(OFFERS)
            item = Item(offer, "mois", 100, round(price * 100) * 100 + rng.randint(0, 40) * 100, 2000)
            months, end = pick(p, 12, 24, 24, 36), day(p, rng.randint(30, 900))
            term = pick(p, f"Engagement {months} mois", f"Fin d'engagement : {end}", f"{months} mois, jusqu'au {end}")
            items.append(item)
            phone = f"0{pick(p, 1, 4, 6, 7)} {' '.join(identifiers.digits(rng, 2) for _ in range(4))}"
            rows.append([contract, phone, offer, term, p.plain(item.total)])
    settle(p, items)
    return rows


def telecom_detail(p: Printed, rows: list[list[str]]) -> Markup:
    """Pages of calls that nobody reads, with an engagement, a number and totals of another invoice."""
    decoy = p.elsewhere(fill(p, "15{n8}"))
    older = p.elsewhere(fill(p, "T{n9}"))
    parts = []
    for page in range(2):
        parts.append(
            block(
                f"Détail de vos communications ({page + 1})", font_weight="bold", font_size="11pt", break_before="page"
            )
        )
        for contract, phone, offer, term, _ in p.rng.sample(rows, 2):
            calls = [
                [day(p, -p.rng.randint(5, 34)), f"{p.rng.randint(7, 19)}:{p.rng.randint(10, 59)}", phone[:8] + " xx xx"]
                + [f"{p.rng.randint(0, 40)} min {p.rng.randint(10, 59)} s", p.plain(p.rng.randint(0, 480))]
                for _ in range(13)
            ]
            parts.append(block(bold(f"Ligne {phone}"), f" - contrat {contract} - {offer} - {term}", space_before="4mm"))
            parts.append(
                table(
                    [30, 22, 45, 40, 30],
                    calls,
                    "sssee",
                    ["Date", "Heure", "N° appelé", "Durée", "Montant HT"],
                    "#dfe8f2",
                    pad="0.4mm",
                )
            )
    total = p.elsewhere(p.plain(p.rng.randint(1_100_000, 3_900_000)))
    parts.append(
        block(
            f"Rappel de la facture n° {older} : N° d'engagement {decoy}, total TTC {total} EUR, réglée.",
            space_before="5mm",
        )
    )
    return Markup("".join(parts))


@service(resave.after(render, "streams"), style={"currency": " €"})
def telecom_lines(p: Printed) -> Markup:
    """A bill of many lines under several contracts, each with its term of engagement; five pages, a coupon last."""
    invoice = begin(p, "telecom", pick(p, "{yy}{mm}{n8}", "T{n9}", "{n3}{yy}{mm}-{n5}"), due=pick(p, 21, 30))
    rows = telecom_items(p)
    tint = pick(p, "#5b2a86", "#00795c", "#c2410c")
    direct = p.rng.random() < 0.4
    public = [(say(p, "buyer_siret"), p.buyer_siret()), (say(p, "service"), p.service_code())]
    if p.rng.random() < 0.75:
        public.insert(p.rng.randint(0, 2), (say(p, "engagement"), p.engagement()))
    if p.rng.random() < 0.4:
        public.append((say(p, "contract"), p.contract()))
    payment = (
        note_mode(p, "PRELEVEMENT", "Prélèvement automatique sur le compte du comptable public")
        if direct
        else note_mode(p, "VIREMENT", "Virement administratif")
    )
    facts = [
        (say(p, "number"), p.number()),
        (say(p, "issued"), p.issued()),
        ("Compte de facturation", fill(p, "{n1}.{n8}")),
        (say(p, "client"), invoice.client_number),
        ("Période", month(p)),
    ]
    used = percent(invoice.ht, p.rng.randint(500, 3000))
    brief = [
        ["Abonnements, forfaits et options", p.plain(invoice.ht - used)],
        ["Consommations hors forfait", p.plain(used)],
        [pick(p, "Total hors taxes", "Montant HT de la facture"), p.total_ht()],
        [f"TVA {p.only_rate()} %", p.total_vat()],
        [pick(p, "Total TTC de cette facture", "Montant TTC"), p.total_ttc()],
    ]
    slip = [
        [say(p, "payable"), p.payable()],
        [say(p, "due"), p.due()],
        ["Mode de paiement", payment],
        ["Référence à rappeler", f"{invoice.client_number} / {invoice.number}"],
    ]
    account = [] if direct else [["IBAN", p.iban()], ["BIC", p.bic()]]
    head = block(
        bold(p.seller_name(), color=tint, font_size="12pt"),
        f"   Facture n° {invoice.number}   ",
        page_number(),
        font_size="8pt",
    )
    foot = block(
        f"{invoice.seller.name} - {capital(p)} - {registry(p)} - SIRET {p.seller_siret()} - TVA {p.seller_vat()} - "
        + on_debits(p, pick(p, "TVA acquittée sur les débits", "Option pour le paiement de la TVA d'après les débits")),
        font_size="6pt",
        color="#444444",
        text_align="center",
    )
    return sequence(
        placed(110, 40, 85, block(mailing_code(p), font_size="6pt"), stack(window(p)), font_size="10pt"),
        block(
            f"{len({row[0] for row in rows})} contrats, {len(rows)} lignes - durée d'engagement : voir page 4",
            color=tint,
            space_after="3mm",
        ),
        pairs(facts, 45, 45),
        block("Vos références publiques", font_weight="bold", space_before="6mm", color=tint),
        pairs(public, 45, 45),
        block("Votre facture en bref", font_weight="bold", font_size="13pt", space_before="20mm", color=tint),
        table([120, 50], brief, "se", rule=f"0.3pt solid {tint}"),
        information("telecom", 4),
        telecom_detail(p, rows),
        block("Récapitulatif par contrat", font_weight="bold", font_size="13pt", break_before="page", color=tint),
        table(
            [28, 32, 52, 44, 24],
            rows,
            "sssse",
            ["Contrat", "N° de ligne", "Offre", "Engagement", "Montant HT"],
            "#eeeeee",
            pad="0.7mm",
        ),
        information("telecom", 2, columns=True),
        block("Résiliation avant terme : les mensualités restant dues jusqu'à la fin d'engagement sont exigibles."),
        block(
            fo("leader", leader_pattern="dots", leader_length="180mm"),
            block("Coupon à joindre à votre règlement", font_weight="bold", space_after="4mm"),
            table([55, 115], slip + account, "ss", rule="0.3pt solid #999999"),
            block(p.rng.choice(words.LATE), space_before="6mm", font_size="7pt"),
            break_before="page",
        ),
        END,
        font=pick(p, "Narrow", "Sans"),
        size=9,
        before=head,
        after=foot,
    )


# Energy


def energy_sites(p: Printed) -> tuple[list[list[str]], list[str]]:
    """Fills the invoice; site, kind of point and its digits, consumption, amount of each."""
    rng, items, rows = p.rng, [], []
    gas = rng.random() < 0.5
    for site in rng.sample(words.SITES, rng.randint(9, 14)):
        use = rng.randint(300, 24000)
        items.append(Item("Consommation", "kWh", use * 100, rng.randint(800, 2400), 2000))
        items.append(Item("Abonnement", "mois", 100, rng.randint(90000, 460000), 550))
        kind = "PCE" if gas and rng.random() < 0.5 else "PDL"
        rows.append([site, f"{kind} {delivery_point(p)}", f"{decimal(p, use, 0)} kWh"])
        rows[-1].append(p.plain(items[-1].total + items[-2].total))
    settle(p, items)
    return rows, ["électricité et gaz naturel" if gas else "électricité"]


def energy_detail(p: Printed, rows: list[list[str]]) -> Markup:
    """Three pages that are not read: each site with its reading, one with another buyer's references."""
    parts = []
    for number in range(3):
        for site, point, use, amount in rows[number * 3 : number * 3 + 3]:
            index = p.rng.randint(10000, 90000)
            lines = [
                ["Relevé du " + day(p, -35), str(index), "réel"],
                ["Relevé du " + day(p, -4), str(index + 4000), pick(p, "réel", "estimé")],
                ["Acheminement", p.plain(p.rng.randint(900, 9000)), "5,5 %"],
                ["Accise (ex-CSPE)", p.plain(p.rng.randint(900, 9000)), "20 %"],
                [f"Total du site {site}", amount, "HT"],
            ]
            start = {"break_before": "page"} if site == rows[number * 3][0] else {}
            parts.append(block(bold(site), f" - {point} - {use}", space_before="6mm", space_after="2mm", **start))
            parts.append(table([90, 50, 30], lines, "see", rule="0.3pt solid #bbbbbb"))
    parts.append(
        block(
            (
                f"Site géré pour un tiers : SIRET {p.elsewhere(fill(p, '4{n13}'))}, engagement"
                f" {p.elsewhere(fill(p, 'XB{n7}'))}, Total TTC"
                f" {p.elsewhere(p.plain(p.rng.randint(2_000_000, 7_000_000)))} €"
            ),
            space_before="6mm",
        )
    )
    return Markup("".join(parts))


@service(resave.after(render, "ghostscript"), style={"group": " ", "currency": " €"})
def energy_points(p: Printed) -> Markup:
    """Many points of delivery whose fourteen digits are no SIRET; summary first, VAT on the fifth page of six."""
    invoice = begin(p, "energy", pick(p, "{n10}", "E{yy}{mm}{n6}", "{yyyy}-{n4}-{n4}"))
    rows, energies = energy_sites(p)
    tint = pick(p, "#e9b500", "#84bd00", "#00a3ad")
    facts = [
        [say(p, "number"), say(p, "issued"), say(p, "due"), say(p, "client")],
        [p.number(), p.issued(), p.due(), invoice.client_number],
    ]
    public = [(say(p, "buyer_siret"), p.buyer_siret()), (say(p, "engagement"), p.engagement())]
    if p.rng.random() < 0.6:
        public.append((say(p, "contract"), p.contract()))
    public.append(("Regroupement", fill(p, "RGP-{n6}")))
    site = p.rng.choice(rows)
    foot = block(
        (
            f"{p.seller_name()}, {capital(p)}. Siège social : {invoice.seller.street}, {invoice.seller.city_line}."
            f" {registry(p)} - N° TVA {p.seller_vat()}"
        ),
        font_size="6.5pt",
    )
    vat = [[f"{rate} %", base, amount] for rate, base, amount in p.vat_rows()]
    totals = [[say(p, "ht"), p.total_ht()], [say(p, "vat"), p.total_vat()], [say(p, "ttc"), p.total_ttc()]]
    return sequence(
        placed(15, 12, 80, block(invoice.seller.name, font_size="20pt", font_weight="bold", color=tint)),
        placed(
            15,
            23,
            80,
            stack([invoice.seller.street, invoice.seller.city_line, f"SIRET {p.seller_siret()}"]),
            font_size="8pt",
        ),
        placed(112, 40, 85, block(mailing_code(p), font_size="6pt"), stack(window(p), font_size="10pt")),
        block("", space_before="62mm"),
        table([45, 45, 45, 45], facts[1:], "cccc", facts[0], tint, rule="0.5pt solid #ffffff"),
        pairs(public, 45, 80, space_before="5mm"),
        block(f"Fourniture d'{energies[0]} - {len(rows)} points de livraison - {month(p)}", space_before="5mm"),
        block(
            bold(f"{say(p, 'payable')} : {p.payable()}", font_size="15pt"),
            space_before="8mm",
            padding="4mm",
            border=f"1.5pt solid {tint}",
        ),
        table(
            [66, 46, 34, 34],
            rows[:7],
            "ssee",
            ["Sites (extrait)", "Point de livraison", "Consommation", "Montant HT"],
            "#f2f2f2",
            space_before="6mm",
        ),
        information("energy", 3),
        energy_detail(p, rows),
        block("Récapitulatif de la facture", font_weight="bold", font_size="14pt", break_before="page", color=tint),
        block(f"Site principal : {site[0]} - {site[1]} - SIRET du site {branch(p, invoice.buyer)}", space_before="3mm"),
        table(
            [40, 60, 60],
            vat,
            "cee",
            ["Taux de TVA", "Montant HT", "Montant TVA"],
            tint,
            rule="0.3pt solid #888888",
            space_before="5mm",
        ),
        table([100, 60], totals, "se", rule="0.3pt solid #888888", space_before="5mm", font_weight="bold"),
        information("energy", 4, columns=True),
        block("Comment régler votre facture", font_weight="bold", font_size="14pt", break_before="page", color=tint),
        block(
            note_mode(p, "VIREMENT", "Par virement : ")
            + f"{p.iban()} - BIC {p.bic()} - libellé : {invoice.client_number}/{invoice.number}",
            space_before="3mm",
        ),
        block(p.rng.choice(words.LATE), space_before="5mm", font_size="8pt"),
        information("energy", 5),
        (
            block(on_receipts(p, "La TVA est acquittée sur les encaissements."), font_size="8pt")
            if p.rng.random() < 0.5
            else block()
        ),
        END,
        font=pick(p, "Gothic", "Bookman"),
        size=8.5,
        after=foot,
    )


# Temporary work, factored


def mission_rows(p: Printed) -> list[list[str]]:
    """Fills the invoice; contract of mission, worker and qualification, week, hours, rate, amount of each."""
    rng, items, rows = p.rng, [], []
    for person in rng.sample(words.PEOPLE, rng.randint(3, 5)):
        skill = pick(p, "Aide-soignant DE", "Agent de restauration", "Adjoint administratif", "Agent d'entretien")
        contract = fill(p, "{n6}/{n2}")
        for kind, low, high in (("Heures normales", 28, 35), ("Heures sup. 125 %", 1, 6))[: rng.randint(1, 2)]:
            rate = rng.randint(210000, 340000) if kind.startswith("Heures n") else rng.randint(340000, 420000)
            item = Item(kind, "h", rng.randint(low * 4, high * 4) * 25, rate // 100 * 100, 2000)
            items.append(item)
            week = f"S{p.invoice.issued.isocalendar().week:02d}"
            rows.append(
                [contract, f"{person} - {skill}", f"{week} {kind}", count(p, item), each(p, item), p.plain(item.total)]
            )
    settle(p, items)
    return rows


@service(resave.after(render, "linearized"), buyers=("hopital", "commune", "enseignement"), style={"group": " "})
def interim_factored(p: Printed) -> Markup:
    """Temporary work sold to a factor by subrogation: SIRETs of head office, agency, place of work and factor."""
    invoice = begin(p, "interim", pick(p, "{n3}-{yy}{n5}", "FI{n7}", "{yy}/{mm}/{n5}"), due=30)
    rows = mission_rows(p)
    factor = make_factor(p)
    agency = make_party(p, "")
    mention = (
        f"Pour être libératoire, votre règlement doit être effectué directement à l'ordre de {factor.name}, qui le"
        " reçoit par subrogation dans le cadre d'un contrat d'affacturage et devra être avisé de toute réclamation."
        if p.rng.random() < 0.5
        else (
            f"Facture payable uniquement à {factor.name}, subrogé dans nos droits au titre du contrat de factoring ;"
            " toute contestation doit lui être signalée sans délai."
        )
    )
    facts = [
        (say(p, "number"), p.number()),
        (say(p, "issued"), p.issued()),
        (say(p, "due"), p.due()),
        (say(p, "engagement"), p.engagement()),
        (say(p, "buyer_siret"), p.buyer_siret()),
        ("Contrat-cadre de mise à disposition", fill(p, "MAD{n5}")),
    ]
    p.rng.shuffle(facts)
    totals = [
        ["Base HT", f"TVA {p.only_rate()} %", say(p, "ttc"), say(p, "payable")],
        [p.total_ht(), p.total_vat(), p.total_ttc(), p.payable()],
    ]
    place = p.rng.choice(words.SITES)
    rule = "0.6pt solid #000000"
    return sequence(
        table(
            [88, 92],
            [
                [
                    stack(
                        [
                            bold(p.seller_name(), font_size="13pt"),
                            f"Agence de {agency.town} - {agency.street}",
                            f"SIRET de l'agence : {branch(p, invoice.seller)}",
                            f"Tél. {invoice.seller.phone} - {invoice.seller.mail}",
                            f"Garantie financière : {fill(p, '{n4}')} {pick(p, 'Garantéa', 'Solidis')}",
                        ]
                    ),
                    stack(window(p), font_size="10.5pt", space_before="14mm", start_indent="10mm"),
                ]
            ],
            "ss",
        ),
        block(
            "FACTURE DE TRAVAIL TEMPORAIRE",
            font_weight="bold",
            font_size="12pt",
            space_before="8mm",
            text_align="center",
        ),
        table([55, 70], [list(fact) for fact in facts], "ss", rule=rule, pad="0.8mm", space_before="4mm"),
        block(
            (
                f"Lieu de la mission : {place}, SIRET {branch(p, invoice.buyer)} - engagement des intérimaires : voir"
                " contrats"
            ),
            space_before="4mm",
        ),
        table(
            [24, 62, 38, 14, 18, 24],
            rows,
            "ssseee",
            ["Contrat", "Intérimaire", "Semaine / rubrique", "Qté", "Tarif HT", "Montant HT"],
            "#d9d9d9",
            rule="0.3pt solid #777777",
            pad="0.6mm",
            space_before="3mm",
            font_size="7.5pt",
        ),
        table([45, 45, 45, 45], totals[1:], "cccc", totals[0], rule=rule, space_before="6mm", font_size="10pt"),
        block(
            bold(f"{factor_name(p, factor)} - AFFACTUREUR"),
            block(subrogation(p, mention)),
            block(f"IBAN {p.iban()} - BIC {p.bic()} - {invoice.bank}"),
            block(f"{factor.form} - {factor.city_line} - SIRET {shown(p, factor.siret)} - RCS {factor.registry}"),
            space_before="6mm",
            padding="2mm",
            border=rule,
            font_size="8pt",
        ),
        END,
        font=pick(p, "Sans", "Serif"),
        size=8,
        after=block(
            (
                f"Émetteur de la facture : {invoice.seller.name}, {capital(p)} - siège social {invoice.seller.street},"
                f" {invoice.seller.city_line} - SIRET {p.seller_siret()} - TVA intracommunautaire {p.seller_vat()} - "
            ),
            page_number("{} / {}"),
            font_size="6.5pt",
            text_align="center",
        ),
    )


# The postal service


@service(render, style={"group": " ", "siret": "14", "currency": " €"})
def postal_account(p: Printed) -> Markup:
    """The postal service, whose SIRETs have a key of their own; the account is settled by one monthly invoice."""
    invoice = begin(p, "telecom", pick(p, "5{n7}", "{n2} {n1}".replace(" ", "") + "{n6}", "LP{yy}{n7}"), due=30)
    seller = invoice.seller
    seller.name, seller.siren, seller.form, seller.registry = "La Poste", "356000000", "SA", "Paris"
    seller.siret, seller.vat = identifiers.la_poste_siret(p.rng), identifiers.french_vat("356000000")
    rows = [
        [fill(p, "{n4}"), item.label, count(p, item), item.unit, each(p, item), p.rate(item.rate), p.plain(item.total)]
        for item in order(p, words.MAIL, 3, 6)
    ]
    vat = [[f"{rate} %", base, amount] for rate, base, amount in p.vat_rows()]
    yellow = "#ffcc00"
    issuer = pick(p, "SIRET de l'établissement émetteur", "Établissement émetteur - SIRET", "N° SIRET")
    references = [
        (say(p, "client"), f"{invoice.client_number} - contrat {fill(p, '{n6}')}"),
        (say(p, "engagement"), p.engagement()),
        (say(p, "service"), p.service_code()),
        (say(p, "buyer_siret"), p.buyer_siret()),
    ]
    if p.rng.random() < 0.3:
        references = [pair for pair in references if not pair[1] == invoice.service_code]
        p.fields.pop("codeServiceExecutant")
    return sequence(
        placed(
            0,
            0,
            210,
            block(bold(p.seller_name(), font_size="18pt"), start_indent="15mm", padding_top="5mm"),
            height="16mm",
            background_color=yellow,
        ),
        placed(
            15,
            26,
            80,
            stack(
                [
                    "Direction commerciale Secteur public",
                    f"CS {fill(p, '{n5}')} - {seller.city_line}",
                    f"{issuer} : {p.seller_siret()}",
                    f"N° TVA : {p.seller_vat()}",
                ]
            ),
            font_size="8pt",
        ),
        placed(115, 48, 80, stack(window(p))),
        block("", space_before="72mm"),
        block(
            bold(f"FACTURE {pick(p, 'n°', 'N°')} {p.number()}", font_size="14pt"),
            f" du {p.issued()}",
            background_color=yellow,
            padding="1.5mm",
        ),
        pairs(references, 50, 100, space_before="4mm"),
        block(f"Prestations du {month(p)} - Site de dépôt : {p.rng.choice(words.TOWNS)[0]} PPDC", space_before="4mm"),
        table(
            [16, 76, 16, 18, 18, 14, 24],
            rows,
            "sseseee",
            ["Code", "Prestation", "Quantité", "Unité", "Tarif HT", "TVA %", "Montant HT"],
            "#eeeeee",
            space_before="3mm",
            pad="0.8mm",
            border_bottom="1pt solid #000000",
        ),
        table([30, 40, 40], vat, "cee", ["Taux TVA", "Base HT", "Montant TVA"], "#eeeeee", space_before="5mm"),
        table(
            [50, 40],
            [[say(p, "ht"), p.total_ht()], [say(p, "vat"), p.total_vat()], [bold(say(p, "payable")), p.payable()]],
            "se",
            space_before="4mm",
            start_indent="0mm",
            border=f"1.5pt solid {yellow}",
        ),
        block(
            f"{say(p, 'due')} : {p.due()} - " + note_mode(p, "VIREMENT", "règlement par virement"), space_before="5mm"
        ),
        block(f"IBAN : {p.iban()}   BIC : {p.bic()}"),
        END,
        font=pick(p, "Sans", "Narrow"),
        size=9,
        after=block(
            f"La Poste - Société anonyme - 356 000 000 RCS Paris - Siège social à Paris. {p.rng.choice(words.LATE)}",
            font_size="6.5pt",
        ),
    )


# Laboratory


@service(render, buyers=("hopital",), style={"group": " ", "currency": ""})
def laboratory_carried(p: Printed) -> Markup:
    """Exempt analyses over three pages, page totals carried forward, the only total and all references on the last."""
    invoice = begin(p, "lab", pick(p, "{yy}L{n6}", "BIO{yyyy}{n5}", "{n7}-{yy}"), due=50)
    rng, items, rows = p.rng, [], []
    running = 0
    for number in range(rng.randint(112, 128)):
        label, unit, euros, _, _, high = rng.choice(words.BIOLOGY[:-1])
        item = Item(label, unit, rng.randint(1, max(2, high // 20)) * 100, round(euros * 100) * 100, 0)
        items.append(item)
        running += item.total
        marker = fo("marker", p.plain(running), marker_class_name="running")
        name = Markup(marker + html.escape(label))
        rows.append(
            [
                day(p, -rng.randint(4, 33)),
                f"{rng.randint(10**7, 10**8)}",
                name,
                count(p, item),
                each(p, item),
                p.plain(item.total),
            ]
        )
    settle(p, items)
    carried = fo("retrieve-marker", retrieve_class_name="running", retrieve_position="last-ending-within-page")
    references = [
        (say(p, "engagement"), p.engagement()),
        (say(p, "buyer_siret"), p.buyer_siret()),
        (say(p, "service"), p.service_code()),
        ("N° FINESS du laboratoire", fill(p, "{n9}")),
        ("Préleveur", "Service de biologie - " + pick(p, "dépôt 2", "navette")),
    ]
    rng.shuffle(references)
    law = pick(
        p,
        "Exonéré de TVA en application de l'article 261-4-1° du CGI",
        "Exonération de TVA - art. 261, 4, 1° du code général des impôts",
        "TVA non facturée : analyses de biologie médicale exonérées (CGI art. 261-4)",
    )
    head = table(
        [90, 90],
        [
            [
                bold(p.seller_name()),
                Markup(html.escape(f"Facture {p.number()} du {p.issued()} - ") + page_number("page {} sur {}")),
            ]
        ],
        "se",
        border_bottom="0.5pt solid #336699",
    )
    return sequence(
        table(
            [76, 104],
            [
                [
                    stack(
                        [
                            invoice.seller.street,
                            invoice.seller.city_line,
                            f"Tél. {invoice.seller.phone}",
                            "Biologistes : Dr Ravel, Dr Amsellem",
                        ]
                    ),
                    stack(window(p, 70), font_size="9.5pt"),
                ]
            ],
            "ss",
            space_after="6mm",
        ),
        block(f"Relevé des analyses transmises - période du {month(p)}", space_after="3mm", color="#336699"),
        table(
            [24, 26, 70, 14, 20, 26],
            rows,
            "ssseee",
            ["Date", "Dossier", "Analyse", "Nb", "P.U. EUR", "Total EUR"],
            "#dbe6f1",
            pad="0.55mm",
        ),
        block(
            table(
                [120, 60],
                [
                    [
                        bold(pick(p, "TOTAL À RÉGLER", "NET À PAYER", "Montant total de la facture")),
                        bold(p.currency("EUR ") + p.payable()),
                    ]
                ],
                "se",
                border="1pt solid #336699",
            ),
            block(exemption(p, law), space_before="2mm", font_style="italic"),
            pairs(references, 55, 80, space_before="4mm"),
            block(f"{say(p, 'due')} : {p.due()}. IBAN {p.iban()} (BIC {p.bic()})", space_before="3mm"),
            **{"keep-together.within-column": "always"},
            space_before="5mm",
        ),
        END,
        font=pick(p, "Bookman", "Serif"),
        size=8,
        before=head,
        after=stack(
            [
                Markup(html.escape("Cumul à reporter : ") + carried),
                f"{capital(p)} - SIRET {p.seller_siret()} - {registry(p)} - APE {invoice.seller.ape}",
            ],
            font_size="7pt",
        ),
    )
