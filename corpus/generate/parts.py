"""Pieces that documents of every producer share: addresses, item rows, the legal line, figures that mean nothing.

A piece is plain text or rows; how it looks is the layout's affair.
"""

import datetime

from model import Invoice
from printed import Printed, spaced
import vocabulary


def recipient(p: Printed, name: str = "") -> list[str]:
    """The address window; `name` when the name was printed with a title of its own."""
    buyer = p.invoice.buyer
    return [name or p.buyer_name(), *map(p.case, [buyer.department, *buyer.address])]


def sender(p: Printed) -> list[str]:
    seller = p.invoice.seller
    return [p.seller_name(), *map(p.case, seller.address)]


def items(p: Printed) -> list[list[str]]:
    """Reference, label, quantity, unit, unit price, total without tax, VAT rate of each line."""
    return [
        [
            line.reference,
            p.case(line.label),
            str(line.quantity),
            line.unit,
            p.price(line.price),
            p.plain(line.total),
            p.rate(line.rate),
        ]
        for line in p.invoice.lines
    ]


def columns(rows: list[list[str]], *chosen: int) -> list[list[str]]:
    return [[row[column] for column in chosen] for row in rows]


def capital(invoice: Invoice) -> str:
    return f"{invoice.seller.form} au capital de {invoice.seller.capital // 100:,} €".replace(",", " ")


def legal(p: Printed, *wanted: str, separator: str = " - ") -> str:
    """The small print at the foot of the page; `wanted` of name, capital, siret, ape, rcs, vat, in that order."""
    seller = p.invoice.seller
    makers = {
        "name": p.seller_name,
        "capital": lambda: capital(p.invoice),
        "siret": lambda: f"SIRET {p.seller_siret()}",
        "ape": lambda: f"APE {seller.ape}",
        "rcs": lambda: f"RCS {seller.registry} {p.seller_siren()}",
        "vat": lambda: f"TVA intracommunautaire {p.seller_vat()}",
        "phone": lambda: f"Tél. {seller.phone}",
    }
    return separator.join(makers[name]() for name in wanted)


def detail_rows(p: Printed, count: int) -> list[list[str]]:
    """Rows of a consumption statement for pages that nobody reads: site, meter, quantity, amount."""
    return [
        [
            p.rng.choice(vocabulary.SITES),
            f"PDL {p.rng.randint(10**13, 10**14 - 1)}",
            f"{p.rng.randint(80, 9000)} kWh",
            p.plain(p.rng.randint(1000, 90000)),
        ]
        for _ in range(count)
    ]


def decoys(p: Printed) -> dict[str, str]:
    """Values of another invoice, to be printed where nobody reads: number, engagement, SIRET, totals."""
    rng = p.rng
    ht = rng.randint(200000, 900000)
    return {
        "number": p.elsewhere(f"FX{rng.randint(100000, 999999)}"),
        "engagement": p.elsewhere(f"16{rng.randint(10**7, 10**8 - 1)}"),
        "siret": p.elsewhere(spaced(f"4{rng.randint(10**12, 10**13 - 1)}", "3 3 3 5")),
        "ht": p.elsewhere(p.plain(ht)),
        "ttc": p.elsewhere(p.plain(ht + ht // 5)),
    }


def noise(p: Printed, count: int) -> list[tuple[str, str]]:
    """Label and value of things that every supplier prints and no form asks for: other dates, other references."""
    invoice, rng = p.invoice, p.rng
    earlier = p.date(invoice.issued - datetime.timedelta(days=rng.randint(3, 25)))
    things = [
        ("Code client", invoice.client_number),
        ("Affaire suivie par", "Mme Aubry"),
        ("Date de livraison", earlier),
        ("Commandé le", earlier),
        ("Imprimé le", p.date(invoice.issued + datetime.timedelta(days=rng.randint(1, 4)))),
        ("Notre référence", invoice.seller_order),
        ("Devis n°", invoice.quote),
        ("Téléphone", invoice.seller.phone),
        ("N° de dossier", str(rng.randint(10000, 99999))),
        ("Bon de livraison", invoice.delivery_note),
        ("Dépôt", "0042"),
    ]
    return rng.sample(things, count)


def noise_line(p: Printed, count: int) -> str:
    return " - ".join(f"{label} : {value}" for label, value in noise(p, count))
