"""Layouts set with groff: a typewritten memoir, the print of an old host, a surveyor's note.

Fixed pitch, dotted leaders and minus signs behind the amounts, as programs of forty years still print.
"""

import works_words as words
from by_groff import render, roff, tbl
from printed import Printed
from software_parts import fill, pick
from works_parts import (
    addressee,
    bank_line,
    begin,
    capital,
    days_off,
    exempt,
    make_person,
    on_receipts,
    order,
    registered,
    say,
    small_print,
    sum_in_words,
    titled,
    transfer,
    works,
)


def start(family: str, size: float, leading: float) -> str:
    """The page, and the text as it comes: no filling, no hyphens."""
    return (
        f".de top\n'sp 1.4c\n..\n.wh 0 top\n.pl 29.7c\n.po 2.1c\n.ll 16.8c\n.nh\n.ad l\n.fam {family}\n.ft R\n"
        f".ps {size}\n.vs {leading}\n.nf\n"
    )


def put(*values: str, indent: str = "0") -> str:
    return f".in {indent}\n" + "".join(f"{roff(value)}\n" if value else ".sp 1\n" for value in values) + ".in 0\n"


def bold(text: str, size: float, body: float) -> str:
    return f".ps {size}\n.ft B\n{roff(text)}\n.ft R\n.ps {body}\n"


def dotted(label: str, value: str, width: int) -> str:
    """Label and value at the ends of a line of `width` characters, with dots between."""
    return f"{label} {'.' * max(2, width - len(label) - len(value) - 2)} {value}"


LANGUAGES = ["roumain", "dari", "tamoul", "géorgien", "soninké", "albanais"]


@works(
    render,
    buyers=("justice",),
    rates=(0,),
    exempt="293 B",
    style={"group": " ", "currency": " EUR", "date": "dd/mm/yyyy", "siret": "14", "iban": "4"},
)
def interpreter_typed_memoir(p: Printed) -> str:
    """An interpreter's typed memoir: dots between label and value, hours at rates of the code, article 293 B."""
    invoice = begin(p, "engineer", pick(p, "{yyyy}/{n3}", "TI{yy}{n4}", "{n3}-{mm}-{yyyy}"))
    make_person(p)
    hour, page = p.rng.choice([4200, 4500]), p.rng.choice([1800, 2500])
    posts = order(
        p,
        [
            ("", "Interprétariat, première heure", "h", 1, hour + 1200, 0),
            ("", "Interprétariat, heures suivantes", "h", p.rng.randint(2, 9), hour, 0),
            ("", "Traduction écrite, 250 mots", "page", p.rng.randint(2, 30), page, 0),
            ("", "Indemnité kilométrique", "km", p.rng.randint(20, 180), 52, 0),
        ],
    )
    title = titled(p, "A3", "MEMOIRE DE FRAIS DE JUSTICE", "MÉMOIRE DE FRAIS DE JUSTICE")
    width = 76
    lines = [
        dotted(f"{post.label} : {post.quantity} {post.unit} x {p.plain(post.price)}", p.plain(post.total), width)
        for post in posts
    ]
    return (
        start("C", 10, 12.5)
        + put(p.seller_name(), f"Interprétariat et traduction - {pick(p, *LANGUAGES)}", *invoice.seller.address)
        + put(f"SIRET {p.seller_siret()}", f"Tél. {invoice.seller.phone}", "")
        + put(*addressee(p), f"SIRET {p.buyer_siret()}", indent="8.5c")
        + put("", f"{title} N° {p.number()}", "=" * 40, "")
        + put(
            dotted(pick(p, "Date du mémoire", "Fait le", "Date"), p.issued(), 50),
            dotted("Réquisition du", days_off(p, -21), 50),
            dotted("Service requérant", "Brigade de gendarmerie", 50),
            dotted("Procédure n°", fill(p, "{n5}/{n5}/{yyyy}"), 50),
            dotted("Code service", p.service_code(), 50),
            "",
        )
        + put(*lines, "-" * width)
        + put(dotted(pick(p, "TOTAL DU MÉMOIRE", "MONTANT TOTAL", "SOMME DUE"), p.payable(), width), "")
        + f".fi\n{roff(exempt(p, '293'))}.\n.br\n"
        + roff(f"Certifié sincère et véritable, arrêté à la somme de {sum_in_words(invoice.ttc)}.")
        + f"\n.br\n{roff(transfer(p))} :\n.nf\n"
        + put("", f"IBAN {p.iban()}", f"BIC  {p.bic()}")
    )


@works(
    render,
    kind="credit_note",
    buyers=("epci", "departement", "mairie"),
    style={"minus": "after", "group": ".", "currency": "", "date": "dd.mm.yyyy", "capitals": True},
)
def hire_credit_trailing(p: Printed) -> str:
    """A hire company's host prints a credit note: capitals without accents, the minus behind every amount."""
    invoice = begin(p, "hire", pick(p, "90{n8}", "AV{n7}", "{n9}"), origin=pick(p, "10{n8}", "FA{n7}"))
    posts = order(p, words.HIRE, 4)
    grid = ["POS", "ARTICLE", "QTE", "UN", "PRIX", "MONTANT HT"]
    lines = [
        [
            f"{10 * k + 10:04d}",
            f"{post.code} {post.label}",
            str(post.quantity),
            post.unit,
            p.price(post.price),
            p.plain(post.total),
        ]
        for k, post in enumerate(posts)
    ]
    p.currency("EUR")
    facts = [
        [pick(p, "AVOIR NO", "NOTE DE CREDIT NO", "AVOIR NUMERO"), p.number(), "CODE CLIENT", invoice.client_number],
        ["DATE AVOIR", p.issued(), "AGENCE", f"{p.rng.randint(10, 99)} DEPOT"],
        [pick(p, "SUR FACTURE NO", "FACTURE D'ORIGINE", "REF FACTURE"), p.origin(), "CONTRAT LOC.", fill(p, "L{n6}")],
        [
            pick(p, "VOTRE COMMANDE", "NO ENGAGEMENT", "BON DE COMMANDE"),
            p.engagement(),
            "SIRET CLIENT",
            p.buyer_siret(),
        ],
    ]
    totals = [[f"{rate} %", base, tax] for rate, base, tax in p.vat_rows()]
    foot = [
        ["", pick(p, "TOTAL HT", "NET HT"), p.total_ht()],
        ["", "TOTAL TVA", p.total_vat()],
        ["", "TOTAL TTC EUR", p.total_ttc()],
    ]
    return (
        start("C", 9, 11.5)
        + bold(p.seller_name(), 14, 9)
        + put(*map(p.case, invoice.seller.address), p.case(f"TEL {invoice.seller.phone}"), "")
        + put(*addressee(p), indent="9.5c")
        + put("", "")
        + tbl("l l l l", facts)
        + put("")
        + tbl("l l r l r r", [grid, *lines], "box")
        + put("", "MOTIF : RESTITUTION ANTICIPEE DU MATERIEL", "")
        + tbl("r r r", [["TAUX", "BASE", "TVA"], *totals])
        + put("")
        + tbl("lw(7c) l r", foot)
        + ".sp 2\n.ps 7\n.vs 9\n.fi\n"
        + roff(p.case(f"{small_print(p)} - {registered(p)}").replace("€", "EUR"))
        + "\n"
    )


SURVEYS = [
    ("", "Bornage contradictoire, convocation des riverains", "Ft", 1, 148000, 2000),
    ("", "Document modificatif du parcellaire cadastral", "U", 2, 46500, 2000),
    ("", "Relevé topographique au 1/200", "ha", 3, 82000, 2000),
    ("", "Implantation d'axes de voirie", "j", 4, 71500, 2000),
]


@works(render, buyers=("mairie", "departement", "epci"), style={"group": "", "currency": " €", "date": "long"})
def surveyor_prose_note(p: Printed) -> str:
    """A surveyor's note of fees: references in a paragraph, a provision already paid, VAT on receipt."""
    invoice = begin(p, "surveyor", pick(p, "NH{yy}-{n3}", "{yyyy}-{n3}-G", "H{n5}"), due=40)
    posts = order(p, SURVEYS)
    invoice.paid = p.rng.randint(4, 12) * 10000
    lines = [[post.label, f"{post.quantity} {post.unit}", p.plain(post.total)] for post in posts]
    totals = [
        [say(p, "ht"), "", p.total_ht()],
        [f"TVA {p.only_rate()} %", "", p.total_vat()],
        [say(p, "ttc"), "", p.total_ttc()],
        [pick(p, "Provision versée à la commande", "Provision déjà réglée", "Acompte reçu"), "", p.paid()],
        [pick(p, "Net à payer", "Reste à nous devoir", "Solde à payer"), "", p.payable()],
    ]
    return (
        start("T", 11, 14)
        + bold(p.seller_name(), 17, 10.5)
        + put("Société de géomètres-experts inscrite à l'Ordre", " - ".join(invoice.seller.address), "")
        + put(*addressee(p), indent="9c")
        + put("", f"{invoice.seller.town}, le {p.issued()}", "")
        + bold(
            f"{pick(p, 'Note d’honoraires n°', 'Facture d’honoraires n°', 'NOTE D’HONORAIRES N°')} {p.number()}",
            13,
            10.5,
        )
        + ".sp 1\n.fi\n"
        + roff(
            f"Dossier {fill(p, '{yy}{n4}')} suivi par {pick(p, *words.CLERKS)}. Votre lettre de commande"
            f" n° {p.engagement()} du {days_off(p, -75)}, marché {p.contract()}. SIRET de la collectivité :"
            f" {p.buyer_siret()}. Plans remis le {days_off(p, -5)}."
        )
        + "\n.nf\n.sp 1\n"
        + tbl("lw(10.5c) r r", [*lines, ["_", "_", "_"], *totals])
        + ".sp 1\n.fi\n"
        + roff(f"{transfer(p)} avant le {p.due()} sur notre compte {bank_line(p)}. {on_receipts(p)}.")
        + "\n.nf\n.sp 3\n.ps 7.5\n.vs 10\n"
        + put(
            f"{capital(p)} - Siret {p.seller_siret()} - {registered(p)}",
            f"TVA {p.seller_vat()} - {pick(p, *words.LATE)}",
        )
    )
