"""What the layouts of `services_*.py` share: a fresh invoice of a trade, amounts to the cent, parties beside the two.

Truths that the shared model does not know (payment mode, kind of VAT, factor, frame) are recorded here, each in the
call that prints it. `Drawing` collects calls (text, line, box) for the producers that place every string themselves.
"""

import dataclasses
import datetime
import functools
import json
import pathlib
import re
import subprocess
import tempfile
import textwrap

import identifiers
import services_words as words
from layouts import layout
from model import Invoice, Party, VatLine, percent, share_discount
from printed import Printed, spaced

HERE = pathlib.Path(__file__).resolve().parent

service = functools.partial(layout, split="judge", unrecorded=(), words=words, buyers=tuple(words.BUYERS))


@dataclasses.dataclass
class Item:
    """A line of the invoice: quantity in hundredths, unit price in hundredths of a cent."""

    label: str
    unit: str
    quantity: int
    price: int
    rate: int

    @property
    def total(self) -> int:
        return (self.quantity * self.price + 5000) // 10000


# Choices and numbers


def pick(p: Printed, *options):
    return p.rng.choice(options)


def say(p: Printed, name: str) -> str:
    """One wording of a label of this family."""
    return p.rng.choice(words.WORDINGS[name])


def fill(p: Printed, form: str) -> str:
    """{yy} {yyyy} {mm} {dd} of the invoice; {n4} four digits, {z6} a small number padded to six, {a3} three letters."""
    rng, issued = p.rng, p.invoice.issued

    def part(match: re.Match) -> str:
        kind, size = match[1][0], match[1][1:]
        if kind == "n":
            return identifiers.digits(rng, int(size))
        if kind == "z":
            return f"{rng.randint(1, 9999):0{int(size)}d}"
        if kind == "a":
            return "".join(rng.choice("ABCDEFGHKLMNPRSTVX") for _ in range(int(size)))
        return issued.strftime({"yy": "%y", "yyyy": "%Y", "mm": "%m", "dd": "%d"}[match[1]])

    return re.sub(r"\{(\w+)\}", part, form)


def decimal(p: Printed, scaled: int, places: int) -> str:
    """`scaled` divided by ten to the power of `places`, in the marks of the style."""
    whole, rest = divmod(abs(scaled), 10**places)
    return f"{whole:,}".replace(",", p.style.group) + (f"{p.style.point}{rest:0{places}d}" if places else "")


def count(p: Printed, item: Item) -> str:
    """The quantity, with decimals when it has some."""
    return decimal(p, item.quantity, 2) if item.quantity % 100 else decimal(p, item.quantity // 100, 0)


def each(p: Printed, item: Item, places: int = 2) -> str:
    """The unit price."""
    return decimal(p, item.price // 10 ** (4 - places), places)


def day(p: Printed, days: int) -> str:
    """A date that many days after that of the invoice."""
    return p.date(p.invoice.issued + datetime.timedelta(days=days))


def month(p: Printed) -> str:
    """The month before the invoice, with its first and last day."""
    end = p.invoice.issued.replace(day=1) - datetime.timedelta(days=1)
    return f"{end.replace(day=1):%d/%m/%Y} au {end:%d/%m/%Y}"


# The invoice


def begin(p: Printed, trade: str, number: str, due: int = 30) -> Invoice:
    """An invoice of a supplier of this trade: its name, the numbers of both sides, its bank, how it writes SIRETs."""
    invoice, rng, seller = p.invoice, p.rng, p.invoice.seller
    names, seller.ape, seller.form, capital = words.SUPPLIERS[trade]
    seller.name, seller.capital = rng.choice(names), capital * 100
    seller.registry = rng.choice(words.REGISTRIES)
    seller.mail = f"{pick(p, 'facturation', 'compta', 'collectivites', 'relation.client')}@example.fr"
    invoice.number, invoice.origin = fill(p, number), fill(p, number)
    invoice.engagement = fill(p, rng.choice(words.ENGAGEMENTS[invoice.buyer.siren[:2]]))
    invoice.contract = fill(p, rng.choice(words.CONTRACTS))
    invoice.service_code = rng.choice(words.SERVICES)
    invoice.client_number = fill(p, rng.choice(words.CLIENTS))
    invoice.bank, invoice.bic = rng.choice(words.BANKS)
    invoice.due = invoice.issued + datetime.timedelta(days=due)
    p.style.siret = rng.choice(words.SIRETS)
    return invoice


def order(p: Printed, goods: list[tuple], least: int, most: int) -> list[Item]:
    """Fills the invoice with some of the goods, in their order."""
    chosen = sorted(p.rng.sample(range(len(goods)), p.rng.randint(least, min(most, len(goods)))))
    items = []
    for label, unit, euros, rate, low, high in (goods[k] for k in chosen):
        quarters = isinstance(low, float)
        amount = p.rng.randint(int(low * 4), int(high * 4)) * 25 if quarters else p.rng.randint(low, high) * 100
        items.append(Item(label, unit, amount, round(euros * 100) * 100 + p.rng.randint(-5, 5) * 100, rate))
    return settle(p, items)


def settle(p: Printed, items: list[Item]) -> list[Item]:
    """The totals anew, from these lines."""
    invoice = p.invoice
    invoice.lines = items
    invoice.discount, bases = share_discount(items, 0)
    invoice.vat = [VatLine(rate, base, percent(base, rate)) for rate, base in sorted(bases.items(), reverse=True)]
    invoice.paid = invoice.retention = 0
    return items


# Values of the truth that the shared model does not print


def note_mode(p: Printed, code: str, text: str) -> str:
    """Words that say how to pay; `code` is that of the portal."""
    p.fields["modePaiement"] = code
    return text


def on_debits(p: Printed, text: str = "Option pour le paiement de la taxe d'après les débits") -> str:
    p.fields["typeTva"] = "TVA_SUR_DEBIT"
    return text


def on_receipts(p: Printed, text: str = "TVA acquittée sur les encaissements") -> str:
    p.fields["typeTva"] = "TVA_SUR_ENCAISSEMENT"
    return text


def exemption(p: Printed, text: str) -> str:
    """Why there is no VAT; the truth has the words as printed."""
    p.note("motifExoneration", text)
    p.fields["typeTva"] = "EXONERATION"
    return text


def already_paid(p: Printed, text: str) -> str:
    """Words that say that the whole invoice has been paid."""
    p.fields["cadreFacturation"] = "A2"
    return text


def subrogation(p: Printed, text: str) -> str:
    p.note("mentionSubrogative", text)
    return text


def factor_name(p: Printed, factor: Party) -> str:
    p.note("affactureur", factor.name)
    return factor.name


# Parties and their small print


def make_party(p: Printed, name: str, form: str = "", registry: str = "", prefix: str = "") -> Party:
    """Someone beside supplier and recipient: a factor, an agency, a delivery site."""
    rng = p.rng
    town, postcode = rng.choice(words.TOWNS)
    siren = identifiers.siren(rng, prefix or rng.choice("3458"))
    street = f"{rng.randint(1, 140)} {rng.choice(words.STREETS)}"
    siret = identifiers.siret(rng, siren)
    vat = identifiers.french_vat(siren)
    return Party(name, "", street, postcode, town, siren, siret, vat, form=form, registry=registry)


def make_factor(p: Printed) -> Party:
    """A factor; the invoice is to be paid to its account."""
    invoice = p.invoice
    invoice.bank, invoice.bic = p.rng.choice(words.BANKS)
    return make_party(p, *p.rng.choice(words.FACTORS), prefix="5")


def branch(p: Printed, party: Party) -> str:
    """Another SIRET of that party, which is no answer to anything."""
    while True:
        siret = identifiers.siret(p.rng, party.siren)
        if siret != party.siret:
            return spaced(siret, p.style.siret)


def shown(p: Printed, siret: str) -> str:
    return spaced(siret, p.style.siret)


def capital(p: Printed) -> str:
    """Legal form and capital."""
    seller = p.invoice.seller
    if not seller.capital:
        return pick(p, "Société d'assurance mutuelle à cotisations variables", "Société anonyme d'assurance")
    amount = f"{seller.capital // 100:,}".replace(",", pick(p, " ", " ", "."))
    form = pick(
        p, "{} au capital de {} €", "{} au capital social de {} euros", "{} - Capital {} EUR", "{}, capital {} €"
    )
    return form.format(seller.form, amount)


def registry(p: Printed) -> str:
    form = pick(
        p, "RCS {town} {siren}", "{siren} RCS {town}", "R.C.S. {town} {siren}", "immatriculée {siren} RCS {town}"
    )
    return form.format(town=p.invoice.seller.registry, siren=p.seller_siren())


def window(p: Printed, limit: int = 44) -> list[str]:
    """The recipient as on the envelope; a name longer than `limit` goes on in the next line."""
    buyer = p.invoice.buyer
    extra = [f"CS {p.rng.randint(10000, 99999)}"] if p.rng.random() < 0.3 else []
    town = buyer.town.upper() + pick(p, "", "", " CEDEX") if p.rng.random() < 0.6 else buyer.town
    name = textwrap.wrap(p.buyer_name(), limit, break_long_words=False, break_on_hyphens=False)
    return [*name, buyer.department, p.case(buyer.street), *extra, p.case(f"{buyer.postcode} {town}")]


def mailing_code(p: Printed) -> str:
    """What a mailing machine prints above the address."""
    return fill(p, pick(p, "{n6}/{n4} - D1 - P1/3", "*{n10}* {n3}/{n4} LT2", "{a2}{n2} {n5} {n5} 00{n2}"))


def delivery_point(p: Printed) -> str:
    """The fourteen digits of a point of delivery, which look like a SIRET and are none."""
    return identifiers.digits(p.rng, 14)


# Running programs


def run(command: list[str]) -> None:
    """Runs a producer; on a fault its own words are part of the error."""
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode:
        raise RuntimeError(f"`{command[0]}` failed: {(done.stderr or done.stdout).strip()[-2000:]}")


def run_on_json(data: object, command: list[str], path: pathlib.Path) -> None:
    """Runs `command` with a temporary file of JSON and the name of the PDF as its last two arguments."""
    with tempfile.TemporaryDirectory() as folder:
        source = pathlib.Path(folder) / "drawing.json"
        source.write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
        run([*command, str(source), str(path.absolute())])


# Drawing


class Drawing:
    """Pages of calls that a small script draws; points, origin top left, y is the base line of text."""

    def __init__(self, font: str, size: float = 9, width: float = 595, height: float = 842):
        self.font, self.size = font, size
        self.extent = (width, height)
        self.pages: list[dict] = []
        self.page()

    @property
    def calls(self) -> list[dict]:
        return self.pages[-1]["calls"]

    def page(self) -> None:
        self.pages.append({"width": self.extent[0], "height": self.extent[1], "calls": []})

    def source(self) -> dict:
        return {"pages": self.pages}

    def text(
        self,
        x: float,
        y: float,
        text: str,
        size: float = 0,
        bold: bool = False,
        align: str = "left",
        ink: str = "#000000",
        font: str = "",
    ) -> None:
        """`x` is the left edge, the right one or the middle, as `align` says."""
        face = (font or self.font) + ("-bold" if bold else "")
        if text:
            self.calls.append(
                {"do": "text", "x": x, "y": y, "text": text, "size": size or self.size, "font": face}
                | {"align": align, "ink": ink}
            )

    def stack(self, x: float, y: float, lines: list[str], step: float, **how) -> float:
        for line in lines:
            self.text(x, y, line, **how)
            y += step
        return y

    def wrapped(
        self, x: float, y: float, width: float, text: str, size: float, step: float = 0, ink: str = "#000000"
    ) -> None:
        """Running text, broken by the script."""
        self.calls.append(
            {"do": "wrapped", "x": x, "y": y, "width": width, "text": text, "size": size, "step": step or size * 1.2}
            | {"font": self.font, "ink": ink}
        )

    def line(self, x0: float, y0: float, x1: float, y1: float, width: float = 0.5, ink: str = "#000000") -> None:
        self.calls.append({"do": "line", "x0": x0, "y0": y0, "x1": x1, "y1": y1, "width": width, "ink": ink})

    def box(self, x: float, y: float, width: float, height: float, fill: str = "", ink: str = "#000000") -> None:
        """A rectangle from its upper left corner: outlined, or filled without an outline."""
        self.calls.append({"do": "box", "x": x, "y": y, "width": width, "height": height, "fill": fill, "ink": ink})

    def cells(self, x: float, y: float, widths: list[float], row: list[str], sides: str, **how) -> None:
        """A row of a table without rules; `sides` has l, r or c for each column."""
        for width, cell, side in zip(widths, row, sides):
            at = {"l": x + 3, "r": x + width - 3, "c": x + width / 2}[side]
            self.text(at, y, cell, align={"l": "left", "r": "right", "c": "center"}[side], **how)
            x += width

    def grid(
        self,
        x: float,
        y: float,
        widths: list[float],
        head: list[str],
        rows: list[list[str]],
        sides: str,
        step: float = 14,
        tint: str = "",
        ruled: bool = True,
        size: float = 0,
    ) -> float:
        """A table with a head; answers with the height at which it ends."""
        self.box(x, y, sum(widths), step, fill=tint or "#e6e6e6")
        self.cells(
            x, y + step * 0.7, widths, head, "c" * len(head) if ruled else sides, bold=True, size=size or self.size - 1
        )
        end = y + step * (len(rows) + 1)
        for number, row in enumerate(rows):
            self.cells(x, y + step * (number + 1.7), widths, row, sides, size=size or self.size)
        if ruled:
            self.box(x, y, sum(widths), end - y)
            for edge in [sum(widths[:k]) for k in range(1, len(widths))]:
                self.line(x + edge, y, x + edge, end)
        else:
            self.line(x, end, x + sum(widths), end)
        return end
