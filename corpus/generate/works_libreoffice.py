"""Layouts of word processor and spreadsheet in the building trade: statements of works, small craftsmen, a bailiff.

The sheets are those that a works manager copies from month to month; the letters are templates filled in by hand.
"""

import works_words as words
from by_libreoffice import render
from model import VatLine, percent
from printed import Printed
from software_parts import pick
from works_opendocument import Cell, Grid, Text
from works_parts import (
    Post,
    addressee,
    advance,
    bank_line,
    begin,
    capital,
    company,
    days_off,
    deducted,
    euro,
    exempt,
    extra,
    insurance,
    issuer,
    make_person,
    on_debits,
    on_receipts,
    order,
    registered,
    say,
    settle,
    settle_share,
    small_print,
    titled,
    transfer,
    works,
)

# Spreadsheets


def progress_row(p: Printed, post: Post) -> list[Cell]:
    """A post with the four blocks of amounts; what is zero stays empty, as in the sheets of works managers."""

    def amount(cents: int) -> str:
        return p.plain(cents) if cents else ""

    def share(rate: int) -> str:
        return f"{p.rate(rate)} %" if rate else ""

    return [
        post.code,
        post.label,
        post.unit,
        str(post.quantity),
        p.plain(post.price),
        p.plain(post.market),
        share(post.before),
        amount(post.earlier),
        share(post.now),
        amount(post.done),
        amount(post.total),
    ]


def site_block(p: Printed) -> list[list[Cell]]:
    """What the works are: operation, lot, orders; with the party that supervises them."""
    rng = p.rng
    return [
        [("Opération :", "=b 8"), (pick(p, *words.OPERATIONS), "=8")],
        [("Lot :", "=b 8"), (pick(p, *words.LOTS[:3]), "=8")],
        [("OS n° 1 du", "=b 8"), (days_off(p, -rng.randint(120, 300)), "=8")],
        [("Maître d'œuvre :", "=b 8"), (company(p, "architect").name, "=8")],
    ]


def statement_head(p: Printed, grid: Grid) -> None:
    """Both parties, the title that names the frame, and the references beside what the works are."""
    left = [*issuer(p), f"Siret {p.seller_siret()} - {registered(p)}", "", ""]
    right = [*addressee(p), f"{say(p, 'buyer_siret')} {p.buyer_siret()}", f"{say(p, 'service')} {p.service_code()}"]
    for row, (sender, receiver) in enumerate(zip(left, right)):
        grid.add([(sender, "=b 11" if row == 0 else "=8"), *[("", "=")] * 5, (receiver, "=9")])
    number = p.rng.randint(2, 9)
    title = titled(
        p,
        "A4",
        f"SITUATION DE TRAVAUX N° {number} valant projet de décompte mensuel",
        f"PROJET DE DÉCOMPTE MENSUEL N° {number} - travaux exécutés au {days_off(p, -4)}",
    )
    grid.add([("", "=")], [(title, "=b 13 c #dfe8d2 box", 11)], [("", "=")])
    references = [
        (say(p, "number"), p.number()),
        (say(p, "issued"), p.issued()),
        (say(p, "contract"), p.contract()),
        (say(p, "engagement"), p.engagement()),
    ]
    for (label, value), row in zip(references, site_block(p)):
        grid.add([*row, *[("", "=")] * 4, (label, "=8", 3), (value, "=b 8")])
    grid.add([("", "=")])


@works(
    render,
    buyers=("mairie", "epci", "universite", "hopital"),
    style={"date": "dd/mm/yyyy", "group": " ", "currency": " €"},
)
def statement_four_blocks(p: Printed) -> Grid:
    """A statement of works across the page: market, earlier, to date, this month; revision and retention beneath."""
    begin(p, "builder", pick(p, "F{yy}{mm}{n3}", "{yyyy}-{n4}", "SIT{yy}-{n4}"), due=30)
    posts = order(p, words.SHELL, 12)
    advance(p, posts)
    done = sum(post.total for post in posts)
    index = p.rng.randint(60, 480)
    revision = extra(f"Révision de prix - index BT01 - coefficient 1,{index:04d}", percent(done, index))
    settle(p, [*posts, revision], held=500)
    looks = ["box c 7", "box 7", "box c 7", *["box r 7"] * 8]
    grid = Grid("Liberation Sans Narrow", 8, [1.7, 8, 1, 1.4, 2.1, 2.6, 1.4, 2.5, 1.4, 2.5, 2.6], looks, landscape=True)
    statement_head(p, grid)
    block = "=b c 7 box #dfe8d2"
    grid.add(
        [("", block, 3), ("MARCHÉ", block, 3), ("CUMUL PRÉCÉDENT", block, 2), ("CUMUL", block, 2), ("MOIS", block)]
    )
    titles = ["N°", "Désignation", "U", "Qté", "P.U. HT", "Montant", "%", "Montant", "%", "Montant", "Montant"]
    grid.add([(title, block) for title in titles], *[progress_row(p, post) for post in posts])
    sums = [p.plain(sum(getattr(post, name) for post in posts)) for name in ("market", "earlier", "done", "total")]
    empty = ("", "")
    grid.add([("Total des travaux HT", "=b r 7 box", 5), sums[0], empty, sums[1], empty, sums[2], sums[3]])
    payable: list[tuple[str, str]] = [
        (revision.label, p.money(revision.total)),
        (pick(p, "TOTAL HT DE LA SITUATION", "Montant HT du mois", "Total HT révisé"), p.total_ht()),
        (f"T.V.A. {p.only_rate()} %", p.total_vat()),
        (pick(p, "TOTAL TTC", "Montant TTC du mois"), p.total_ttc()),
        (say(p, "retention"), deducted(p, p.invoice.retention)),
        (pick(p, "NET À PAYER", "MONTANT À RÉGLER CE MOIS"), p.payable()),
    ]
    for label, value in payable:
        grid.add([*[("", "=")] * 5, (label, "=r 8", 5), (value, "b")])
    grid.lines([f"{transfer(p)} - {bank_line(p)}", f"N° TVA {p.seller_vat()} - {capital(p)} - {insurance(p)}"], "=7")
    return grid


@works(render, kind="other", buyers=("mairie", "departement"), style={"date": "dd/mm/yyyy", "currency": " €"})
def progress_attachment(p: Printed) -> Grid:
    """An attachment that both parties sign before anything is billed: quantities, estimated amounts, no invoice."""
    begin(p, "roads", "{n4}")
    posts = order(p, words.ROADS)
    advance(p, posts)
    looks = ["box c", "box", "box c", *["box r"] * 5]
    grid = Grid("Carlito", 9, [1.5, 6.6, 1.1, 2, 2, 2, 2.3, 2.6], looks)
    grid.add([(p.seller_name(), "=b 13")], [(" - ".join(p.invoice.seller.address), "=8")], [("", "=")])
    title = pick(p, "ATTACHEMENT DE TRAVAUX", "CONSTAT CONTRADICTOIRE", "ÉTAT D'AVANCEMENT DE CHANTIER")
    grid.add([(f"{title} N° {p.rng.randint(1, 12)}", "=b 16 c", 8)], [("", "=")])
    for label, value in [
        ("Maître d'ouvrage", p.buyer_name()),
        ("SIRET maître d'ouvrage", p.buyer_siret()),
        ("Marché", p.contract()),
        ("Bon de commande", p.engagement()),
        ("Relevé du", p.issued()),
        ("Entreprise - SIRET", p.seller_siret()),
    ]:
        grid.add([(label, "=b", 2), (value, "=", 4)])
    grid.add([("", "=")])
    titles = ["Prix", "Nature", "U", "Qté marché", "Antérieur", "Ce mois", "P.U. HT", "Estimation HT"]
    grid.add([(title, "=b c box #e6e6e6") for title in titles])
    for post in posts:
        earlier, done = post.quantity * post.before // 10000, post.quantity * post.now // 10000
        row = [str(post.quantity), str(earlier), str(done - earlier), p.plain(post.price), p.plain(post.total)]
        grid.add([post.code, post.label, post.unit, *row])
    grid.add([*[("", "=")] * 5, ("Montant HT estimé", "=r", 2), p.total_ht()])
    grid.add([*[("", "=")] * 5, ("Pour mémoire TTC", "=r", 2), p.total_ttc()], [("", "=")])
    note = "Document préparatoire à la situation mensuelle. Ne vaut pas facture et n'ouvre droit à aucun paiement."
    grid.lines(
        [note, "", "L'entreprise                                        Le maître d'œuvre, lu et accepté"], "=i 9"
    )
    return grid


def move_overseas(p: Printed) -> None:
    """Seller and buyer on an island, where the full rate is 8.5 %."""
    for party in (p.invoice.seller, p.invoice.buyer):
        old = party.town
        party.town, party.postcode = pick(p, *words.ISLAND_TOWNS)
        party.name = party.name.replace(old, party.town)


@works(
    render,
    buyers=("mairie", "ccas"),
    style={"currency": "€", "group": " ", "date": "dd/mm/yy"},
)
def overseas_painter(p: Printed) -> Grid:
    """A painter's sheet from overseas: 8.5 %, a rebate in euros, an early-payment offer that nobody has taken."""
    move_overseas(p)
    invoice = begin(p, "painter", pick(p, "FC-{n5}", "{z4}/{yy}", "FA{yyyy}{z4}"), due=45)
    invoice.seller.name = invoice.seller.name.upper()
    posts = order(p, words.PAINTING)
    settle(p, posts, discount=p.rng.randint(3, 24) * 1500)
    grid = Grid("DejaVu Sans", 8, [1.8, 7.6, 1.3, 1.7, 2.6, 3.2], ["box c", "box", "box c", "box r", "box r", "box r"])
    sea = "#cfe6ee"
    grid.add([(p.seller_name(), "=b 15 &1f6f8b", 3), ("FACTURE", "=b 15 r &1f6f8b", 3)])
    grid.lines([*invoice.seller.address, f"Tél : {invoice.seller.phone}", f"SIRET : {p.seller_siret()}"], "=8")
    grid.add([("", "=")])
    window = [*addressee(p), f"SIRET {p.buyer_siret()}"]
    rows = [
        (pick(p, "N°", "Numéro"), p.number()),
        ("Date", p.issued()),
        (pick(p, "Échéance", "À payer le", "Règlement le"), p.due()),
        (pick(p, "Votre BC", "BC n°", "Bon cde"), p.engagement()),
        ("Chantier", pick(p, "École du Centre", "Case communale", "Mairie annexe")),
    ]
    for (label, value), line in zip(rows, [*window, "", ""]):
        grid.add([(label, f"=b {sea} box", 1), (value, "=box"), ("", "="), (line, "=9")])
    grid.add([("", "=")])
    titles = ["Réf", "Désignation des travaux", "Unité", "Quantité", "P.U. HT", "Montant HT"]
    grid.add([(title, f"=b c box {sea}") for title in titles])
    for post in posts:
        cells = [str(post.quantity), p.plain(post.price), p.plain(post.total)]
        grid.add([post.code, (post.label, "wrap"), post.unit, *cells])
    early = percent(invoice.ttc, 200)
    totals = [
        ("Montant brut HT", euro(p, invoice.gross)),
        (pick(p, "Rabais consenti", "Rabais commercial", "Remise exceptionnelle"), deducted(p, invoice.discount)),
        (say(p, "net_ht"), p.total_ht()),
        (f"TVA {p.only_rate()} %", p.total_vat()),
        (say(p, "ttc"), p.total_ttc()),
    ]
    for label, value in totals:
        grid.add([*[("", "=")] * 3, (label, f"=b box {sea}", 2), (value, "b")])
    grid.lines(
        [
            "",
            f"Escompte 2 % en cas de paiement sous 8 jours, soit {p.plain(early)} à déduire ; sans escompte au-delà.",
            f"{transfer(p)} : {p.iban()}  {p.bic()}",
            f"{on_debits(p)}. {pick(p, *words.LATE)}",
            small_print(p),
        ],
        "=7",
    )
    return grid


@works(
    render, buyers=("mairie", "ccas"), rates=(0,), exempt="293 B", style={"group": "", "currency": " €", "date": "long"}
)
def mason_micro(p: Printed) -> Grid:
    """A mason on his own: yellow cells, no VAT, a deposit received; hardly any reference of the buyer."""
    invoice = begin(p, "builder", pick(p, "{yyyy}-{z3}", "F{z4}", "{z3}-{yyyy}"), due=30)
    make_person(p)
    posts = order(p, words.MASONRY, 3)
    settle(p, posts, paid=3000)
    grid = Grid("Liberation Serif", 11, [8.6, 2.2, 1.8, 2.6, 3], ["", "r", "c", "r", "r"])
    yellow = "#fff2a8"
    name = p.seller_name()
    grid.add([(name, "=b 16"), *[("", "=")] * 2, (f"{invoice.seller.town}, le {p.issued()}", "=i 11")])
    grid.lines(["Maçonnerie - pierre - chaux", "Micro-entreprise", *invoice.seller.address, invoice.seller.phone])
    grid.lines([f"Siret {p.seller_siret()}", ""])
    grid.lines(addressee(p, service=False), "=b", at=2)
    grid.add(
        [("", "=")], [(f"{pick(p, 'Facture N°', 'FACTURE n°', 'Facture')} {p.number()}", f"=b 15 {yellow} box", 5)]
    )
    grid.add([(f"Suivant devis accepté n° {invoice.quote}", "=i")])
    if p.rng.random() < 0.5:
        grid.add([(f"{pick(p, 'Bon de commande de la mairie :', 'Votre commande n°')} {p.engagement()}", "=i")])
    grid.add([("", "=")])
    grid.add([(title, f"=b c box {yellow}") for title in ["Travaux", "Nombre", "Unité", "Prix", "Total"]])
    for post in posts:
        grid.add(
            [(post.label, "wrap box"), str(post.quantity), post.unit, p.plain(post.price), (p.plain(post.total), "box")]
        )
    grid.add([("", "=")])
    deposit = f"{pick(p, 'Acompte reçu le', 'Acompte versé le', 'Reçu en acompte le')} {days_off(p, -40)}"
    for label, value in [
        (pick(p, "MONTANT TOTAL", "TOTAL DES TRAVAUX", "Total"), p.total_ht()),
        (deposit, p.paid()),
        (pick(p, "RESTE À PAYER", "SOLDE À PAYER", "Reste dû"), p.payable()),
    ]:
        grid.add([("", "="), (label, "=r", 3), (value, f"b box {yellow}")])
    grid.lines(["", exempt(p, "293"), f"{pick(p, 'Compte', 'RIB', 'IBAN')} : {p.iban()}", insurance(p)], "=9")
    return grid


# Letters


@works(
    render,
    buyers=("mairie", "universite", "epci"),
    rates=(2000, 1000, 550),
    style={"group": " ", "currency": " €", "date": "dd/mm/yyyy"},
)
def plumber_word_bands(p: Printed) -> Text:
    """A plumber's template: blue bands, three rates, a rebate in percent at every rate, a deposit."""
    invoice = begin(p, "plumber", pick(p, "FAC-{yyyy}-{n3}", "F{yy}{n4}", "{n6}"), due=30)
    posts = order(p, words.PLUMBING)
    share = pick(p, 200, 300, 500)
    settle_share(p, posts, share, paid=3000)
    doc = Text("Carlito", 10)
    band = "#2f5b93 &ffffff b"
    doc.table(
        [10, 7.4], ["", "r"], [[(p.seller_name(), "b 20 &2f5b93"), ("Plomberie · Chauffage · Sanitaire", "i 10")]]
    )
    doc.write("8", f"{' – '.join(invoice.seller.address)} – {invoice.seller.phone} – {invoice.seller.mail}")
    doc.write("8 gap", f"Siret : {p.seller_siret()}   {pick(p, *words.QUALIFICATIONS[:1])}")
    left = [f"FACTURE N° {p.number()}", f"{say(p, 'issued')} {p.issued()}", f"Échéance : {p.due()}"]
    left += [f"{say(p, 'order')} {p.engagement()}", f"Devis {invoice.quote} du {days_off(p, -60)}"]
    right = [*addressee(p), f"SIRET {p.buyer_siret()}"]
    doc.table([9, 8.4], ["", "box"], [[("\n".join(left), "b"), ("\n".join(right), "11")]])
    doc.write("gap", "")
    rows: list[list[Cell]] = [[(name, band) for name in ["Désignation", "Qté", "Unité", "PU HT", "Total HT", "TVA"]]]
    for post in posts:
        cells = [str(post.quantity), post.unit, p.plain(post.price), p.plain(post.total), f"{p.rate(post.rate)} %"]
        rows.append([post.label, *cells])
    doc.table([8.2, 1.3, 1.6, 2.3, 2.5, 1.5], ["under", "under r", "under c", "under r", "under r", "under r"], rows)
    doc.write("gap", "")
    doc.table(
        [2.5, 3, 3],
        ["box r 9"] * 3,
        [
            [("Taux", "b"), ("Base HT", "b"), ("Montant TVA", "b")],
            *[[f"{rate} %", *rest] for rate, *rest in p.vat_rows()],
        ],
    )
    doc.write("gap", "")
    totals = [
        ("Total HT brut", euro(p, invoice.gross)),
        (f"Remise {p.rate(share)} %", deducted(p, invoice.discount)),
        (say(p, "net_ht"), p.total_ht()),
        (say(p, "vat"), p.total_vat()),
        (say(p, "ttc"), p.total_ttc()),
        (f"{say(p, 'paid')} le {days_off(p, -50)}", f"- {p.paid()}"),
        (pick(p, "NET À PAYER", "Reste à payer", "Solde à régler"), p.payable()),
    ]
    last = len(totals) - 1
    doc.table(
        [8.7, 5.2, 3.5],
        ["", "", "r"],
        [
            ["", (label, band if i == last else ""), (value, band if i == last else "")]
            for i, (label, value) in enumerate(totals)
        ],
    )
    doc.write("9", "", f"{transfer(p)} : {bank_line(p)}", f"{on_receipts(p)}.", insurance(p))
    doc.foot("7 c", small_print(p), pick(p, *words.LATE))
    return doc


@works(
    render,
    buyers=("mairie", "departement", "epci"),
    rates=(2000, 0),
    style={"group": ".", "point": ",", "currency": " €", "date": "long"},
)
def bailiff_deed_cost(p: Printed) -> Text:
    """The cost of a deed: emoluments with VAT and outlays without in one table, three columns of amounts."""
    invoice = begin(p, "bailiff", pick(p, "{yy}-{n5}", "MD{n6}", "{yyyy}{n5}"), due=30)
    rng = p.rng
    posts = [
        extra("Émolument art. A444-10 C.com.", rng.randint(5148, 14400)),
        extra("Frais de déplacement art. A444-48", 940),
        extra("Procès-verbal de constat - deux heures sur place", rng.randint(18000, 42000)),
        extra("Photographies et copies, 46 pages", rng.randint(1500, 4600)),
        extra("Débours : lettres recommandées", rng.randint(1100, 3400), 0),
        extra("Débours : serrurier requis", rng.randint(9000, 16000), 0),
    ]
    settle(p, posts)
    taxes = [percent(post.total, post.rate) for post in posts]
    taxed = sum(post.total for post in posts if post.rate)
    invoice.vat = [VatLine(2000, taxed, sum(taxes)), VatLine(0, invoice.gross - taxed, 0)]
    doc = Text("Caladea", 10.5, 2.2)
    doc.write("c b 15", p.seller_name())
    doc.write("c i 10", "Commissaires de justice associés")
    doc.write(
        "c 9 gap", " – ".join(invoice.seller.address), f"Téléphone {invoice.seller.phone} – {invoice.seller.mail}"
    )
    file = [f"Dossier : {rng.randint(10000, 99999)}", f"Gestionnaire : {pick(p, *words.CLERKS)}"]
    file += [f"Acte du {days_off(p, -9)}", "Affaire : péril imminent, rue Basse"]
    doc.table([8, 8.6], ["9", "11"], [["\n".join(file), "\n".join(addressee(p))]])
    doc.write("gap", "", f"{invoice.seller.town}, le {p.issued()}")
    doc.write(
        "b 13 gap",
        f"{pick(p, 'Facture n°', 'Coût de l’acte - facture n°', 'Note de frais et honoraires n°')} {p.number()}",
    )
    doc.write("gap", f"{say(p, 'engagement')} {p.engagement()} – Votre SIRET {p.buyer_siret()}")
    rows: list[list[Cell]] = [[("Nature", "b"), ("Hors taxe", "b"), ("TVA", "b"), ("Toutes taxes", "b")]]
    for post, tax in zip(posts, taxes):
        rows.append([post.label, p.plain(post.total), p.plain(tax) if tax else "—", p.plain(post.total + tax)])
    rows.append([("TOTAL", "b"), (p.total_ht(), "b"), (p.total_vat(), "b"), (p.total_ttc(), "b")])
    doc.table([7.6, 3, 2.7, 3.3], ["box", "box r", "box r", "box r"], rows)
    doc.write("9", "")
    recap = [[f"{rate} %", base, tax] for rate, base, tax in p.vat_rows()]
    doc.table([2.6, 3.2, 3.2], ["8 r"] * 3, [["Taux TVA", "Assiette", "Taxe"], *recap])
    doc.write(
        "9 gap", "", f"Somme due à réception : {p.payable()}. {transfer(p)} sur le compte affecté :", bank_line(p)
    )
    doc.foot(
        "7 c", f"SIRET {p.seller_siret()} – TVA {p.seller_vat()} – {on_debits(p)}", "Membre d'une association agréée."
    )
    return doc


@works(render, kind="other", buyers=("mairie", "epci"), style={"group": " ", "currency": " €"})
def roof_quotation(p: Printed) -> Text:
    """A roofer's quotation with all that an invoice has, up to the account for the deposit."""
    invoice = begin(p, "roofer", "D{yy}-{n4}")
    posts = order(p, words.ROOFING)
    doc = Text("Caladea", 10)
    doc.write("b 17 &7a2e1f", p.seller_name())
    doc.write("9 gap", *invoice.seller.address, f"SIRET {p.seller_siret()} – TVA {p.seller_vat()}")
    doc.write("r gap", *addressee(p), f"SIRET {p.buyer_siret()}")
    word = pick(p, "DEVIS", "Devis estimatif", "PROPOSITION DE PRIX", "Devis quantitatif et estimatif")
    doc.write("b 15", f"{word} N° {p.number()}")
    doc.write("gap", f"Le {p.issued()} – valable trois mois – Réf. consultation {p.contract()}")
    doc.write("gap", f"Objet : {pick(p, *words.OPERATIONS)} – {pick(p, *words.LOTS)}")
    rows: list[list[Cell]] = [[(name, "b #ead9d2") for name in ["N°", "Ouvrage", "U", "Qté", "PU HT", "Montant HT"]]]
    for post in posts:
        cells = [post.unit, str(post.quantity), p.plain(post.price), p.plain(post.total)]
        rows.append([post.code, post.label, *cells])
    doc.table([1, 8, 1.2, 1.6, 2.5, 3], ["box c", "box", "box c", "box r", "box r", "box r"], rows)
    doc.write("gap", "")
    totals = [("Total HT", p.total_ht()), (f"TVA {p.only_rate()} %", p.total_vat()), ("Total TTC", p.total_ttc())]
    doc.table([10, 4, 3.3], ["", "", "r b"], [["", label, value] for label, value in totals])
    third = percent(invoice.ttc, 3000)
    doc.write(
        "9",
        "",
        f"Conditions : acompte de 30 % à la commande, soit {p.money(third)}, situations mensuelles, puis solde.",
    )
    doc.write("9 gap", f"Acompte à virer sur {bank_line(p)}")
    doc.write("b", "Bon pour accord, date, cachet et signature du représentant du pouvoir adjudicateur :")
    doc.foot("7 c", capital(p), pick(p, *words.LATE))
    return doc


@works(
    render,
    kind="credit_note",
    buyers=("hopital", "universite", "sdis"),
    style={"group": " ", "currency": " €", "date": "long"},
)
def heating_credit_letter(p: Printed) -> Text:
    """A credit note as a letter; amounts with or without a sign, the invoice it corrects in a sentence."""
    p.style.minus = pick(p, "", "-")
    invoice = begin(p, "plumber", pick(p, "AV{yy}-{n4}", "A{n6}", "AVO-{n5}"), origin=pick(p, "FA{yy}-{n4}", "F{n6}"))
    posts = order(p, words.HEATING)
    doc = Text("Liberation Serif", 11, 2.3)
    doc.write("b 12", *issuer(p)[:1])
    doc.write("10 gap", *invoice.seller.address, f"Siret {p.seller_siret()}")
    doc.table([9, 7.4], ["", ""], [["", "\n".join(addressee(p))]])
    doc.write("gap", "")
    doc.write("r gap", f"{invoice.seller.town}, le {p.issued()}")
    doc.write("b 14 gap", f"{pick(p, 'AVOIR N°', 'Facture d’avoir n°', 'NOTE DE CRÉDIT N°')} {p.number()}")
    earlier = days_off(p, -p.rng.randint(20, 60))
    doc.write("gap", f"annulant partiellement notre facture n° {p.origin()} du {earlier}, commande {p.engagement()}.")
    doc.write("gap", "Motif : matériel repris, quantités facturées en trop.")
    rows: list[list[Cell]] = [[("Article", "b"), ("Qté", "b"), ("Prix unit. HT", "b"), ("Montant HT", "b")]]
    for post in posts:
        rows.append([post.label, f"{post.quantity} {post.unit}", p.price(post.price), p.plain(post.total)])
    doc.table([8.4, 2.2, 2.8, 3], ["under", "under c", "under r", "under r"], rows)
    doc.write("gap", "")
    for label, value in [
        (say(p, "ht"), p.total_ht()),
        (f"TVA à {p.only_rate()} %", p.total_vat()),
        (pick(p, "Total TTC en votre faveur", "Total TTC de l'avoir", "Montant TTC à déduire"), p.total_ttc()),
    ]:
        doc.write("r", f"{label} : {value}")
    doc.write("gap", "", f"Votre établissement : SIRET {p.buyer_siret()}.")
    doc.write("", "Cette somme sera déduite de notre prochaine facture.")
    doc.foot("8 c", small_print(p))
    return doc
