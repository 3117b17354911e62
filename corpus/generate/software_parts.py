"""Pieces of the layouts that imitate invoicing software: numbers as it forms them, lines with prices of four decimals.

These programs print more than `parts` knows: fractions of quantities, rebates on a line, rates with two decimals, legal
lines in many wordings. Every layout here is registered with `software`, which records its side of the measurement.
"""

import dataclasses
import datetime
import functools
import re

import identifiers
import software_words as words
from layouts import layout
from model import Invoice, VatLine, percent, share_discount
from printed import Printed

# The rules have been measured on these layouts while they were written: none can judge them any more.
software = functools.partial(layout, words=words)


@dataclasses.dataclass
class Item:
    """A line of the invoice; quantity in hundredths, unit price in hundredths of a cent, rates likewise."""

    reference: str
    label: str
    unit: str
    quantity: int
    unit_price: int
    rate: int
    off: int = 0

    @property
    def total(self) -> int:
        return (self.quantity * self.unit_price * (10000 - self.off) + 5 * 10**7) // 10**8


def pick(p: Printed, *options):
    return p.rng.choice(options)


# Numbers


def decimal(p: Printed, scaled: int, places: int) -> str:
    """`scaled` divided by ten to the power of `places`, in the marks of the style."""
    whole, rest = divmod(abs(scaled), 10**places)
    return f"{whole:,}".replace(",", p.style.group) + (f"{p.style.point}{rest:0{places}d}" if places else "")


def quantity(p: Printed, item: Item, places: int | None = None) -> str:
    """With `places` decimals; without the argument none, or two for a fraction."""
    if places is None:
        places = 2 if item.quantity % 100 else 0
    return decimal(p, item.quantity * 10**places // 100, places)


def unit_price(p: Printed, item: Item, places: int = 2) -> str:
    return decimal(p, item.unit_price // 10 ** (4 - places), places)


def long_rate(p: Printed, rate: int) -> str:
    return decimal(p, rate, 2)


def only_long_rate(p: Printed) -> str:
    """The rate of an invoice that has just one, with two decimals."""
    p.rate_shown = True
    return long_rate(p, p.invoice.vat[0].rate)


def long_vat_rows(p: Printed) -> list[tuple[str, str, str]]:
    """The complete VAT table, its rates with two decimals."""
    return [(long_rate(p, line.rate), base, amount) for line, (_, base, amount) in zip(p.invoice.vat, p.vat_rows())]


def fill(p: Printed, form: str) -> str:
    """{yy} {yyyy} {mm} {dd} of the invoice; {n4} four digits, {z6} a small number padded to six, {a3} three letters."""
    rng, issued = p.rng, p.invoice.issued

    def part(match: re.Match) -> str:
        kind, rest = match[1][0], match[1][1:]
        if kind == "n":
            return identifiers.digits(rng, int(rest))
        if kind == "z":
            return f"{rng.randint(1, 10 ** min(4, int(rest)) - 1):0{int(rest)}d}"
        if kind == "a":
            return "".join(rng.choice("ABCDEFGHKLMNPRSTUVX") for _ in range(int(rest)))
        return issued.strftime({"yy": "%y", "yyyy": "%Y", "mm": "%m", "dd": "%d"}[match[1]])

    return re.sub(r"\{(\w+)\}", part, form)


# The invoice as the software would have it


def start(p: Printed, form: str, due: int = 30, upper: bool | None = None, engagement: str = "") -> Invoice:
    """Gives the invoice numbers of this software and this buyer, and an address as envelopes carry it."""
    invoice, rng = p.invoice, p.rng
    invoice.number = fill(p, form)
    invoice.origin = fill(p, form.replace("AV", "FA").replace("RFAC", "FAC"))
    invoice.engagement = fill(p, engagement or rng.choice(words.ENGAGEMENTS[invoice.buyer.siren[:2]]))
    invoice.service_code = rng.choice(words.SERVICES)
    invoice.contract = fill(p, rng.choice(words.CONTRACTS))
    invoice.due = invoice.issued + datetime.timedelta(days=due)
    p.style.siret = rng.choice(words.SIRETS)
    invoice.client_number = fill(p, rng.choice(words.CLIENT_NUMBERS))
    buyer = invoice.buyer
    if rng.random() < 0.5:
        buyer.street += rng.choice([f" - CS 40{identifiers.digits(rng, 3)}", f" - BP {rng.randint(10, 99)}", ""])
    if rng.random() < 0.5:
        buyer.town = buyer.town.upper() + rng.choice(["", " CEDEX"])
    if upper or (upper is None and rng.random() < 0.35):
        buyer.name = buyer.name.upper()
    invoice.seller.mail = "compta@example.fr"
    return invoice


def name_seller(p: Printed, *names: str) -> None:
    p.invoice.seller.name = p.rng.choice(names)


def stock(
    p: Printed,
    goods: list[tuple],
    count: int = 0,
    deposit: int = 0,
    retention: int = 0,
    discount: int = 0,
    rebates: tuple[int, ...] = (0,),
) -> list[Item]:
    """Fills the invoice with `count` of the goods (all if 0), in their order; shares in hundredths of a percent."""
    invoice, rng = p.invoice, p.rng
    chosen = [goods[k] for k in sorted(rng.sample(range(len(goods)), count))] if count else goods
    invoice.lines = []
    for reference, label, unit, euros, rate, least, most in chosen:
        quarters = isinstance(least, float)
        ordered = rng.randint(int(least * 4), int(most * 4)) * 25 if quarters else rng.randint(least, most) * 100
        price = round(euros * 10000)
        step = 1 if price % 100 else 100
        price += rng.randint(-8, 8) * (price // 100 // step) * step
        invoice.lines.append(Item(reference, label, unit, ordered, price, rate, rng.choice(rebates)))
    settle(p, deposit, retention, discount)
    return invoice.lines


def settle(p: Printed, deposit: int = 0, retention: int = 0, discount: int = 0) -> None:
    """The totals anew, after the lines have changed."""
    invoice = p.invoice
    invoice.discount, bases = share_discount(invoice.lines, discount)
    invoice.vat = [VatLine(rate, base, percent(base, rate)) for rate, base in sorted(bases.items(), reverse=True)]
    invoice.paid = percent(invoice.ttc, deposit)
    invoice.retention = percent(invoice.ttc, retention)


# Text around the values


def capital(p: Printed) -> str:
    seller = p.invoice.seller
    amount = f"{seller.capital // 100:,}".replace(",", pick(p, " ", " ", "."))
    wording = pick(
        p,
        f"au capital de {amount} €",
        f"au capital de {amount},00 Euros",
        f"au capital social de {amount} euros",
        f"Capital {amount} €",
    )
    return f"{seller.form} {wording}"


def registry(p: Printed) -> str:
    form = pick(p, "RCS {town} {siren}", "R.C.S. {town} B {siren}", "{siren} RCS {town}", "RCS {town} n° {siren}")
    town = p.invoice.seller.registry
    return form.format(town=town.upper() if p.rng.random() < 0.5 else town, siren=p.seller_siren())


def days_off(p: Printed, days: int) -> str:
    """A date that many days after that of the invoice."""
    return p.date(p.invoice.issued + datetime.timedelta(days=days))


def delivery_site(p: Printed) -> str:
    return p.rng.choice(words.SITES)
