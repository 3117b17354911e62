"""Layouts set with LaTeX: accounts of big works as contracting authorities prescribe them, and an expert's memoir.

Rubrics with letters and several columns of cumulated amounts, of which only one is what is billed.
"""

import works_words as words
from by_latex import render, tex
from model import percent
from printed import Printed
from software_parts import fill, pick
from works_parts import (
    addressee,
    bank_line,
    begin,
    capital,
    company,
    days_off,
    extra,
    foreign_siret,
    insurance,
    issuer,
    make_person,
    on_debits,
    on_receipts,
    order,
    period,
    registered,
    say,
    settle,
    sum_in_words,
    titled,
    transfer,
    works,
)

FONTS = {
    "helvetica": r"\usepackage[scaled=.92]{helvet}\renewcommand{\familydefault}{\sfdefault}",
    "palatino": r"\usepackage{mathpazo}",
    "bookman": r"\usepackage{bookman}",
    "gothic": r"\usepackage{avant}\renewcommand{\familydefault}{\sfdefault}",
}


def document(font: str, *body: str, size: int = 10, margin: str = "margin=1.8cm") -> str:
    return (
        rf"\documentclass[a4paper,{size}pt]{{article}}\usepackage[utf8]{{inputenc}}\usepackage[T1]{{fontenc}}"
        + FONTS[font]
        + rf"\usepackage{{textcomp,array,booktabs,xcolor,colortbl}}\usepackage[{margin}]{{geometry}}"
        + r"\setlength{\parindent}{0pt}\setlength{\parskip}{4pt}\pagestyle{empty}"
        + r"\renewcommand{\arraystretch}{1.25}\hyphenpenalty=10000\emergencystretch=3em"
        + r"\pdfcompresslevel=9\pdfobjcompresslevel=2\definecolor{shade}{gray}{.88}"
        # these fonts have no euro of their own and would print a struck C
        + r"\renewcommand{\texteuro}{{\fontencoding{TS1}\fontfamily{lmss}\selectfont\symbol{191}}}"
        + "\\begin{document}\n"
        + "\n\n".join(body)
        + "\n\\end{document}\n"
    )


def rows(lines: list[list[str]], rule: str = "") -> str:
    return "".join(" & ".join(map(tex, line)) + rf"\\{rule}" + "\n" for line in lines)


def tabular(spec: str, head: list[str], lines: list[list[str]], rule: str = r"\hline") -> str:
    """A table with a shaded head, if it has one."""
    top = r"\rowcolor{shade}" + rows([head], rule) if head else ""
    return f"\\begin{{tabular}}{{{spec}}}{rule}\n{top}{rows(lines, rule)}\\end{{tabular}}"


def stack(lines: list[str]) -> str:
    return r"\\".join(map(tex, lines))


def halves(left: str, right: str, width: float = 0.5) -> str:
    return (
        rf"\begin{{minipage}}[t]{{{width}\textwidth}}\raggedright {left}\end{{minipage}}\hfill"
        rf"\begin{{minipage}}[t]{{{0.97 - width:.2f}\textwidth}}\raggedright {right}\end{{minipage}}"
    )


def account_rows(p: Printed) -> list[list[str]]:
    """The rubrics with the account before, this month's and the sum of both."""
    invoice, rng = p.invoice, p.rng
    month = [post.total for post in invoice.lines]
    before = [
        rng.randint(4, 30) * 500000,
        rng.randint(1, 9) * 90000,
        rng.randint(2, 9) * 41000,
        -rng.randint(1, 9) * 60000,
    ]
    ht = sum(before)
    tva = percent(ht, 2000)
    held, fine = percent(ht + tva, 500), invoice.retention - percent(invoice.ttc, 500)

    def signed(cents: int) -> str:
        return ("-" if cents < 0 else "") + p.plain(abs(cents))

    def row(label: str, earlier: int, now: int, shown: str = "") -> list[str]:
        return [label, signed(earlier), signed(earlier + now), shown or signed(now)]

    lines = [row(post.label, earlier, now) for post, earlier, now in zip(invoice.lines, before, month)]
    return lines + [
        row(pick(p, "E. MONTANT HT (A+B+C-D)", "E. Total hors TVA"), ht, invoice.ht, p.total_ht()),
        row(f"F. TVA au taux de {p.only_rate()} %", tva, invoice.tva, p.total_vat()),
        row(pick(p, "G. MONTANT TTC (E+F)", "G. Total TTC"), ht + tva, invoice.ttc, p.total_ttc()),
        row("H. Retenue de garantie (5 % de G)", -held, -percent(invoice.ttc, 500)),
        row(f"I. Pénalités de retard ({fine // 15000} j x 150 €)", 0, -fine),
        row(
            pick(p, "J. SOMME À RÉGLER", "J. Montant de l'acompte à payer", "J. NET À MANDATER"),
            ht + tva - held,
            invoice.payable,
            p.payable(),
        ),
    ]


def detail_pages(p: Printed) -> str:
    """Two pages of posts in full; the first of them nobody reads, the second ends with sums that are not due."""
    posts = order(p, words.ROADS) + order(p, words.SHELL)
    pages = []
    for number, part in ((2, posts[:12]), (3, posts[12:])):
        keep = p.elsewhere if number == 2 else str
        lines = [
            [post.code, post.label, str(post.quantity), p.plain(post.price), p.plain(post.market)] for post in part
        ]
        subtotal = keep(p.plain(sum(post.market for post in part) + p.rng.randint(1, 99)))
        lines.append(
            ["", "À reporter" if number == 2 else "Total des quantités réalisées depuis l'origine", "", "", subtotal]
        )
        pages.append(
            rf"\newpage\textbf{{Annexe {number - 1} -- détail estimatif}}\par\bigskip"
            + tabular("|l|p{8cm}|r|r|r|", ["Prix", "Libellé", "Quantité", "P.U.", "Montant"], lines)
        )
    return "\n\n".join(pages)


def direct_payments(p: Printed) -> str:
    """The last page: which subcontractors the authority pays itself, up to what amounts. None is billed here."""
    lines = []
    for trade in ("electricity", "roofer", "joinery"):
        party = company(p, trade)
        lines.append([party.name, foreign_siret(p, party), p.plain(p.rng.randint(300000, 4500000))])
    return (
        r"\newpage\textbf{Annexe 3 -- sous-traitants admis au paiement direct (pour information)}\par\bigskip"
        + tabular("|p{6cm}|l|r|", ["Sous-traitant", "SIRET", "Montant maximum HT"], lines)
        + r"\par\bigskip "
        + tex("Ces montants font l'objet de demandes de paiement distinctes.")
    )


@works(
    render, buyers=("epci", "departement", "etat", "region"), style={"date": "dd/mm/yyyy", "currency": "", "group": " "}
)
def monthly_account_rubrics(p: Printed) -> str:
    """A monthly account of four pages in lettered rubrics: advance paid back before tax, penalties after."""
    invoice = begin(p, "roads", pick(p, "DM{yy}{mm}-{n3}", "F{yyyy}{n5}", "{n4}-{yy}-TP"))
    rng = p.rng
    detail = detail_pages(p)
    posts = [
        extra("A. Travaux exécutés", rng.randint(2500000, 19000000)),
        extra("B. Approvisionnements", rng.randint(80000, 900000)),
        extra("C. Révision des prix (index TP08)", rng.randint(20000, 300000)),
        extra("D. Remboursement de l'avance", -rng.randint(40000, 600000)),
    ]
    settle(p, posts, held=500)
    invoice.retention += rng.randint(1, 5) * 15000
    p.currency("EUR")
    title = titled(p, "A4", "PROJET DE DÉCOMPTE MENSUEL", "Projet de décompte mensuel")
    facts = [
        [say(p, "contract"), p.contract()],
        ["Objet", pick(p, *words.OPERATIONS)],
        [pick(p, "Facture / demande de paiement n°", "N° de facture", "Facture n°"), p.number()],
        [pick(p, "Établi le", "Date du décompte", "Date"), p.issued()],
        [say(p, "engagement"), p.engagement()],
        [say(p, "service"), p.service_code()],
        ["Ordre de service n°", f"{rng.randint(1, 6)} du {days_off(p, -150)}"],
        ["Mois d'exécution", period(p)],
    ]
    return document(
        "helvetica",
        halves(
            rf"\textbf{{Titulaire}}\\{stack(issuer(p))}\\SIRET {tex(p.seller_siret())}\\{tex(registered(p))}",
            rf"\textbf{{Maître d'ouvrage}}\\{stack(addressee(p))}\\{tex(say(p, 'buyer_siret'))} {tex(p.buyer_siret())}",
        ),
        rf"\bigskip\begin{{center}}\fbox{{\Large\bfseries {tex(title)} N\textdegree{{}} {rng.randint(2, 24):02d}}}"
        r"\end{center}",
        tabular("@{}l@{\\quad}l", [], facts, ""),
        r"\bigskip\textit{Montants en EUR}",
        tabular(
            "|p{6.6cm}|>{\\raggedleft}p{3.1cm}|>{\\raggedleft}p{3.1cm}|r|",
            ["Rubriques", "Cumul précédent", "Cumul à ce jour", "Montant du mois"],
            account_rows(p),
        ),
        rf"\bigskip {tex(transfer(p))} : {tex(bank_line(p))}",
        tex(f"{on_debits(p)}. TVA intracommunautaire {p.seller_vat()}."),
        rf"\vfill{{\scriptsize {tex(capital(p))} -- {tex(pick(p, *words.LATE))}}}",
        detail,
        direct_payments(p),
    )


@works(render, buyers=("hopital", "universite", "region"), style={"date": "long", "currency": " €", "group": " "})
def general_final_account(p: Printed) -> str:
    """The general and final account: the whole market, the instalments paid, the balance that is left."""
    invoice = begin(p, pick(p, "joinery", "roofer"), pick(p, "DGD-{yyyy}-{n3}", "{yy}{n4}DG", "F{n6}"))
    rng = p.rng
    market = rng.randint(90000, 480000) * 100
    posts = [
        extra("Montant initial du marché", market),
        extra("Avenant n° 1 notifié", rng.randint(4000, 15000) * 100),
        extra("Travaux supplémentaires (OS n° 3)", rng.randint(100000, 900000)),
        extra("Révision définitive des prix", rng.randint(100000, 990000)),
    ]
    settle(p, posts)
    count = rng.randint(4, 7)
    parts = [percent(invoice.ttc, 9000 // count + rng.randint(-300, 150)) for _ in range(count)]
    invoice.paid = sum(parts)
    instalments = [
        [f"Acompte n° {k + 1}", days_off(p, -45 * (count - k) - 30), f"mandat {rng.randint(1000, 9999)}", p.money(part)]
        for k, part in enumerate(parts)
    ]
    title = titled(p, "A8", "DÉCOMPTE GÉNÉRAL ET DÉFINITIF", "Décompte général et définitif")
    totals = [
        [pick(p, "Montant total HT du décompte", "Total général HT", "Montant HT"), p.total_ht()],
        [f"TVA {p.only_rate()} %", p.total_vat()],
        [pick(p, "Montant total TTC du décompte", "Total général TTC", "Montant TTC"), p.total_ttc()],
    ]
    balance = [
        [
            pick(p, "Acomptes déjà versés (TTC)", "Total des acomptes payés TTC", "À déduire : acomptes réglés"),
            p.paid(),
        ],
        [pick(p, "SOLDE À PAYER", "Solde restant dû TTC", "NET À PAYER POUR SOLDE"), p.payable()],
    ]
    window = [*addressee(p), f"SIRET {p.buyer_siret()}"]
    return document(
        "palatino",
        rf"{{\Large\textsc{{{tex(p.seller_name())}}}}}\hfill {tex(invoice.seller.city_line)}",
        rf"{{\small {tex(capital(p))}, SIRET {tex(p.seller_siret())}, TVA {tex(p.seller_vat())}}}\par\smallskip\hrule",
        rf"\bigskip\hfill\begin{{minipage}}{{7.5cm}}{stack(window)}\end{{minipage}}",
        rf"\bigskip{{\large\bfseries {tex(title)}}}\\[4pt]"
        rf"{tex(say(p, 'number'))} \textbf{{{tex(p.number())}}} \quad {tex(say(p, 'issued'))} {tex(p.issued())}",
        tex(f"{say(p, 'contract')} {p.contract()} – {pick(p, *words.LOTS)}"),
        tex(f"Opération : {pick(p, *words.OPERATIONS)}. {say(p, 'engagement')} {p.engagement()}"),
        r"\medskip I. -- Récapitulation des travaux",
        tabular("p{11cm}r", [], [[post.label, p.money(post.total)] for post in posts] + totals, ""),
        r"\medskip II. -- Acomptes mandatés",
        tabular("lllr", ["N°", "Date", "Pièce", "Montant TTC"], instalments, ""),
        r"\medskip III. -- Solde",
        tabular("p{11cm}r", [], balance, r"\hline"),
        tex(f"Arrêté le solde à la somme de {sum_in_words(invoice.payable)}."),
        rf"\vfill{{\footnotesize {tex(bank_line(p))}. {tex(on_debits(p))}. {tex(insurance(p))}}}",
    )


EXPERTISE = [
    ("Vacations : étude des pièces, réunion d'expertise", "h", 14, 10800),
    ("Rédaction du pré-rapport et du rapport", "h", 9, 10800),
    ("Frais de déplacement", "km", 212, 52),
    ("Reprographie et envois recommandés", "Ft", 1, 8640),
]


@works(render, buyers=("justice",), style={"date": "dd/mm/yyyy", "currency": " €"})
def expert_court_memoir(p: Printed) -> str:
    """A court expert's memoir: numbers of the prosecution around, the sum in words, no engagement."""
    invoice = begin(p, "engineer", pick(p, "MEM-{yyyy}-{n3}", "{yyyy}FJ{n4}", "M{n5}"))
    last = make_person(p)
    goods = [("", label, unit, count, price, 2000) for label, unit, count, price in EXPERTISE]
    posts = order(p, goods)
    title = titled(
        p, "A3", "MÉMOIRE DE FRAIS DE JUSTICE", "Mémoire de frais de justice", "Mémoire des frais de justice"
    )
    mission = [
        ["Magistrat mandant", f"{pick(p, *words.CLERKS)}, juge d'instruction"],
        ["N° de parquet", fill(p, "{yy} {n3} 000 {n3}")],
        ["N° d'instruction", fill(p, "JI CABJI{n1} {yy} {n6}")],
        ["Ordonnance de commission du", days_off(p, -p.rng.randint(60, 160))],
        ["Rapport déposé le", days_off(p, -6)],
    ]
    lines = [[post.label, f"{post.quantity} {post.unit}", p.plain(post.price), p.plain(post.total)] for post in posts]
    totals = [
        ["", "", say(p, "ht"), p.total_ht()],
        ["", "", f"TVA {p.only_rate()} %", p.total_vat()],
        ["", "", pick(p, "Total TTC", "Montant TTC du mémoire", "Total général TTC"), p.total_ttc()],
    ]
    return document(
        "bookman",
        rf"\textbf{{{tex(p.seller_name())}}}\\{pick(p, 'Ingénieur-conseil', 'Architecte DPLG', 'Ingénieur ENSAIS')},"
        rf" expert près la cour d'appel\\{stack(invoice.seller.address)}\\{tex(invoice.seller.phone)}"
        rf"\\SIRET : {tex(p.seller_siret())} -- TVA : {tex(p.seller_vat())}",
        rf"\bigskip\hfill\fbox{{\begin{{minipage}}{{8cm}}{stack(addressee(p))}\\SIRET {tex(p.buyer_siret())}"
        rf"\\{tex(say(p, 'service'))} {tex(p.service_code())}\end{{minipage}}}}",
        rf"\bigskip\begin{{center}}{{\Large {tex(title)}}}\\[3pt]N\textdegree{{}} {tex(p.number())}"
        rf" -- {tex(p.issued())}\end{{center}}",
        tabular(r">{\itshape}l@{\quad:\quad}l", [], mission, ""),
        r"\bigskip",
        tabular("p{8cm}rr r", ["Nature des frais", "Nombre", "Tarif", "Montant"], lines + totals, ""),
        tex(f"Arrêté le présent mémoire à la somme de {sum_in_words(invoice.ttc)} toutes taxes comprises."),
        tex("Je soussigné certifie sincère et véritable le présent mémoire et n'avoir reçu aucune avance."),
        rf"\hfill {tex(last)}",
        tex(f"{transfer(p)} – IBAN {p.iban()} – {on_receipts(p)}"),
        size=11,
    )


@works(render, kind="other", buyers=("mairie", "epci"), style={"date": "long", "currency": " €"})
def works_order(p: Printed) -> str:
    """An order to begin works, from the architect to the builder: a market, amounts, dates, and no invoice."""
    begin(p, "builder", "{n3}")
    order(p, words.JOINERY)
    designer = company(p, "architect")
    return document(
        "gothic",
        rf"{{\large {tex(designer.name)}}}\\{stack(designer.address)}\\SIRET {tex(foreign_siret(p, designer))}",
        rf"\bigskip\begin{{center}}\Large\bfseries ORDRE DE SERVICE N\textdegree{{}} {p.rng.randint(1, 9)}"
        r"\end{center}",
        tabular(
            "@{}p{5cm}l",
            [],
            [
                ["Maître d'ouvrage", p.buyer_name()],
                ["SIRET", p.buyer_siret()],
                ["Entreprise titulaire", p.seller_name()],
                ["Siret de l'entreprise", p.seller_siret()],
                [say(p, "contract"), p.contract()],
                ["Lot", pick(p, *words.LOTS)],
                [say(p, "engagement"), p.engagement()],
                ["Montant des prestations HT", p.total_ht()],
                ["TVA", p.total_vat()],
                ["Montant TTC", p.total_ttc()],
            ],
            "",
        ),
        tex(
            f"Vous êtes invités à commencer l'exécution des travaux le {days_off(p, 15)}. Le délai d'exécution est de"
            f" {p.rng.randint(2, 9)} mois. Le présent ordre de service vous est notifié le {p.issued()}."
        ),
        tex("L'entreprise dispose de quinze jours pour présenter ses réserves. Un exemplaire signé est à retourner."),
    )
