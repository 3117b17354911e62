"""Layouts set with LaTeX: laboratories, learned societies and engineers.

Kerned Type 1 fonts, and thin spaces between thousands that are a gap on the page and no character in the file.
"""

import pathlib
import subprocess
import tempfile

import parts
import vocabulary
from layouts import layout
from printed import NARROW, Printed

PREAMBLE = r"""\documentclass[a4paper,10pt]{article}
\usepackage[utf8]{inputenc}\usepackage[T1]{fontenc}\usepackage{textcomp,lmodern,longtable,array,fancyhdr}
\usepackage[french]{babel}\usepackage[margin=2cm]{geometry}\setlength{\parindent}{0pt}\pagestyle{empty}
\pdfcompresslevel=9\pdfobjcompresslevel=2
"""

SPECIAL = {
    "\\": r"\textbackslash{}",
    "&": r"\&",
    "%": r"\%",
    "$": r"\$",
    "#": r"\#",
    "_": r"\_",
    "{": r"\{",
    "}": r"\}",
    "€": r"\texteuro{}",
    NARROW: r"\,",
    "\u00a0": "~",
    "°": r"\textdegree{}",
}


def render(source: object, path: pathlib.Path) -> None:
    with tempfile.TemporaryDirectory() as folder:
        (pathlib.Path(folder) / "page.tex").write_text(str(source))
        for _ in range(2):
            subprocess.run(
                ["pdflatex", "-interaction=batchmode", "-halt-on-error", "page.tex"],
                cwd=folder,
                check=True,
                capture_output=True,
            )
        path.write_bytes((pathlib.Path(folder) / "page.pdf").read_bytes())


def tex(text: str) -> str:
    return "".join(SPECIAL.get(char, char) for char in text)


def lines(values: list[str]) -> str:
    return r"\\".join(map(tex, values))


def tabular(spec: str, rows: list[list[str]], rule: str = "", name: str = "tabular") -> str:
    body = "".join(" & ".join(map(tex, row)) + r"\\" + rule + "\n" for row in rows)
    return f"\\begin{{{name}}}{{{spec}}}{rule}\n{body}\\end{{{name}}}\n"


def document(*body: str, extra: str = "") -> str:
    return PREAMBLE + extra + "\\begin{document}\n" + "\n\n".join(body) + "\n\\end{document}\n"


def side_by_side(left: str, right: str) -> str:
    column = "\\begin{{minipage}}[t]{{.5\\textwidth}}{}\\end{{minipage}}".format
    return column(left) + column(right)


THIN = {"group": NARROW, "currency": NARROW + "€"}


@layout(
    render,
    rates=(0,),
    exempt="association",
    lines=3,
    engagement="ej",
    buyers=("universite", "etat"),
    style={**THIN, "date": "long"},
)
def learned_society(p: Printed) -> str:
    """A learned society: fees of a conference, no VAT, amount due in bold within a sentence."""
    return document(
        side_by_side(lines([*parts.sender(p), f"SIRET {p.seller_siret()}"]), lines(parts.recipient(p))),
        rf"\vspace{{1cm}}{{\Large\bfseries Facture {tex(p.number())}}}\hfill {tex(p.issued())}",
        tabular(
            "@{}ll",
            [
                [p.label("engagement") + " :", p.engagement()],
                [p.label("service") + " :", p.service_code()],
                ["Contrat :", p.contract()],
            ],
        ),
        tabular(
            "|p{9cm}|r|r|", [["Prestation", "Nombre", "Montant"], *parts.columns(parts.items(p), 1, 2, 5)], r"\hline"
        ),
        rf"\bigskip\textbf{{Montant total à payer : {tex(p.payable())}}}",
        tex("TVA non applicable, article 261-7-1° du CGI."),
        tex(f"Virement avant le {p.due()} : IBAN {p.iban()}, BIC {p.bic()}"),
    )


@layout(render, engagement="slash", buyers=("mairie", "departement"), rates=(2000,), style={**THIN, "siret": "3 3 3 5"})
def engineer_letterhead(p: Printed) -> str:
    """An engineer's letterhead: supplier in the running head and foot, references in one line."""
    head = rf"""\pagestyle{{fancy}}\fancyhf{{}}\setlength{{\headheight}}{{30pt}}
\lhead{{\textsc{{{tex(p.seller_name())}}}\\{tex(p.invoice.seller.city_line)}}}
\cfoot{{\scriptsize {tex(parts.legal(p, 'name', 'capital', 'siret', 'vat'))}}}"""
    return document(
        rf"\hfill\begin{{minipage}}{{7cm}}{lines(parts.recipient(p))}\end{{minipage}}",
        rf"\textbf{{FACTURE N\textdegree{{}} {tex(p.number())}}} du {tex(p.issued())}",
        tex(
            f"V/réf. : bon de commande {p.engagement()} — N/réf. : {p.invoice.seller_order} — Votre SIRET :"
            f" {p.buyer_siret()}"
        ),
        tabular(
            "p{8.5cm}rrr",
            [["Mission", "Quantité", "P.U.", "Total HT"], *parts.columns(parts.items(p), 1, 2, 4, 5)],
            r"\hline",
        ),
        r"\medskip\hfill "
        + tabular(
            "lr",
            [["Total HT", p.total_ht()], [f"TVA {p.only_rate()} %", p.total_vat()], ["Total TTC", p.total_ttc()]],
            r"\hline",
        ),
        tex(f"Échéance : {p.due()}. {vocabulary.DISCOUNT} {vocabulary.PENALTY}"),
        tex(f"{p.invoice.bank}, IBAN {p.iban()}, BIC {p.bic()}"),
        extra=head,
    )


@layout(
    render,
    engagement="ej",
    buyers=("hopital", "region", "etat"),
    rates=(2000, 1000, 210),
    lines=90,
    style={**THIN, "date": "short"},
)
def long_table(p: Printed) -> str:
    """Ninety lines over several pages; totals and VAT table on the last one."""
    return document(
        side_by_side(
            lines(parts.recipient(p)),
            lines(
                [
                    f"Facture n° {p.number()}",
                    f"Date : {p.issued()}",
                    f"{p.label('engagement')} : {p.engagement()}",
                    f"N° de marché : {p.contract()}",
                    f"SIRET client : {p.buyer_siret()}",
                    *[f"{label} : {value}" for label, value in parts.noise(p, 3)],
                ]
            ),
        ),
        tabular(
            "llrrrr",
            [
                ["Réf.", "Désignation", "Qté", "PU HT", "Total HT", "TVA"],
                *parts.columns(parts.items(p), 0, 1, 2, 4, 5, 6),
            ],
            name="longtable",
        ),
        tabular(
            "rrr", [["Taux", "Base HT", "Montant TVA"], *[[f"{r} %", b, a] for r, b, a in p.vat_rows()]], r"\hline"
        ),
        r"\hfill "
        + tabular(
            "lr",
            [["Total HT", p.total_ht()], ["Total TVA", p.total_vat()], ["Net à payer TTC", p.payable()]],
            r"\hline",
        ),
        r"\vfill\footnotesize " + tex(parts.legal(p, "name", "capital", "siret", "ape", "vat")),
    )


@layout(render, kind="other")
def attestation(p: Printed) -> str:
    """A certificate of service done: parties and amounts, nothing to pay."""
    return document(
        lines(parts.recipient(p)),
        r"\begin{center}\Large ATTESTATION DE SERVICE FAIT\end{center}",
        tex(
            f"Je soussigné, ordonnateur, certifie que {p.seller_name()} (SIRET {p.seller_siret()}) a exécuté la"
            f" commande {p.engagement()} pour un montant de {p.total_ttc()} TTC, objet de la facture {p.number()} du"
            f" {p.issued()}."
        ),
        tex("Fait pour servir et valoir ce que de droit."),
    )
