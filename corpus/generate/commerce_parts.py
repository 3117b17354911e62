"""Pieces of the layouts of trade: suppliers by branch, the buyer's and the supplier's own references, sums in words.

Beside what `printed` knows, the truth here holds the way of payment, where it is named, and the kind of VAT, where a
sentence says it. All layouts are on the judge's side: nobody who writes rules has seen them.
"""

import datetime
import functools
import re

import commerce_words as words
import identifiers
from html_parts import text
from layouts import layout
from model import Invoice
from printed import NO_BREAK, Printed, spaced
from software_parts import Item, fill, pick, settle

commerce = functools.partial(
    layout, split="judge", unrecorded=("montantRemiseGlobaleTtc", "motifExoneration"), words=words
)

ECO = ("ECO", "Éco-participation", 2000)
PORT = ("PORT", "Frais de port et d'emballage", 2000)
SIRET_FORMS = ["14", "3 3 3 5", "3~3~3~5", "9 5", "3.3.3.5", "3 3 3 5", "14"]


# The invoice as this trade would have it


def begin(p: Printed, branch: str, due: int = 30, number: str = "") -> Invoice:
    """Gives both parties names of the branch and fills every number in their own manner."""
    invoice, rng = p.invoice, p.rng
    credit = invoice.wanted.kind == "AVOIR"
    invoice.number = fill(p, number or rng.choice(words.CREDIT_NUMBERS if credit else words.NUMBERS))
    invoice.origin = fill(p, rng.choice(words.NUMBERS))
    invoice.engagement = fill(p, rng.choice(words.ENGAGEMENTS[invoice.buyer.siren[:2]]))
    invoice.service_code = rng.choice(words.SERVICES)
    invoice.contract = fill(p, rng.choice(words.CONTRACTS))
    invoice.due = invoice.issued + datetime.timedelta(days=due)
    invoice.client_number = fill(p, pick(p, "4110{n4}", "{a2}{n4}", "{n6}", "K{n5}", "{n3}-{n3}"))
    invoice.seller_order = fill(p, pick(p, "CMD{n6}", "W{n7}", "{n6}", "SO{yy}{n4}", "{yyyy}CV{n4}"))
    invoice.quote = fill(p, pick(p, "DE{yy}{n4}", "Q-{n5}", "OF{n6}"))
    invoice.delivery_note = fill(p, pick(p, "BL{n6}", "L{yy}{n5}", "{n7}", "EXP-{n5}"))
    p.style.siret = rng.choice(SIRET_FORMS)
    name_parties(p, branch)
    return invoice


def name_parties(p: Printed, branch: str) -> None:
    invoice, rng = p.invoice, p.rng
    seller, buyer = invoice.seller, invoice.buyer
    seller.name = rng.choice(words.SUPPLIERS[branch])
    seller.form, seller.capital = rng.choice(words.FORMS)
    seller.registry = rng.choice(words.REGISTRIES)
    invoice.bank, invoice.bic = rng.choice(words.BANKS)
    buyer.name = elide(buyer.name)
    buyer.street += pick(p, "", "", f" - CS {rng.randint(10000, 99999)}", f" - BP {rng.randint(3, 420)}")
    if rng.random() < 0.5:
        buyer.town = buyer.town.upper() + pick(p, "", f" CEDEX {rng.randint(1, 9)}", " CEDEX")


def elide(name: str) -> str:
    """`name` with the small words that French joins: "de Les Ormes" is "des Ormes"."""
    joined = name.replace("de Les ", "des ").replace("de L'", "de l'").replace("-Les ", "-les ")
    return re.sub(r"\bde (?=[AEIOUÉ])", "d'", joined)


def charge(p: Printed, kind: tuple[str, str, int], cents: int) -> Item:
    """A line of costs beside the goods; the layout shows it where it wants. Call `settle` afterwards."""
    reference, name, rate = kind
    item = Item(reference, name, "", 100, cents * 100, rate)
    p.invoice.lines.append(item)
    return item


def goods_only(p: Printed) -> list[Item]:
    return [item for item in p.invoice.lines if item.reference not in ("ECO", "PORT")]


def goods_total(p: Printed) -> int:
    return sum(item.total for item in goods_only(p))


# Words


def wording(p: Printed, name: str) -> str:
    return p.rng.choice(words.LABELS[name])


def pay_by(p: Printed, code: str, wording_: str) -> str:
    """`wording_`, which names the way of payment; `code` is the portal's word for it."""
    p.fields["modePaiement"] = code
    return wording_


def vat_regime(p: Printed, code: str, sentence: str) -> str:
    """`sentence`, which says when or why not VAT is due; `code` is the portal's word for it."""
    p.fields["typeTva"] = code
    return sentence


def letter_spaced(title: str, mark: str = " ") -> str:
    """ "FACTURE" as "F A C T U R E"; `mark` stands between the letters, three of them between words."""
    return (mark * 3).join(mark.join(word) for word in title.split())


def capital(p: Printed) -> str:
    seller = p.invoice.seller
    amount = f"{seller.capital // 100:,}".replace(",", pick(p, " ", ".", NO_BREAK))
    return pick(p, f"{seller.form} au capital de {amount} €", f"{seller.form} - capital {amount} EUR")


def registry(p: Printed) -> str:
    town = p.invoice.seller.registry
    form = pick(p, "RCS {town} {siren}", "{siren} R.C.S. {town}", "RC {town} B {siren}", "Registre du commerce {siren}")
    return form.format(town=pick(p, town, town.upper()), siren=p.seller_siren())


def days_off(p: Printed, days: int) -> str:
    """A date that many days after that of the invoice."""
    return p.date(p.invoice.issued + datetime.timedelta(days=days))


UNITS = (
    "zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize dix-sept dix-huit"
    " dix-neuf"
).split()
TENS = {2: "vingt", 3: "trente", 4: "quarante", 5: "cinquante", 6: "soixante", 7: "soixante", 8: "quatre-vingt"}


def below_hundred(value: int) -> str:
    if value < 20:
        return UNITS[value]
    ten, unit = divmod(value, 10)
    if ten in (7, 9):
        ten, unit = ten - 1, unit + 10
    if unit == 0:
        return TENS[ten] + ("s" if ten == 8 else "")
    joint = " et " if unit in (1, 11) and ten != 8 else "-"
    return f"{TENS[ten]}{joint}{UNITS[unit]}"


def in_words(value: int) -> str:
    """A whole number below a million as French writes it on cheques."""
    if value >= 1000:
        thousands, rest = divmod(value, 1000)
        head = "mille" if thousands == 1 else in_words(thousands).removesuffix("s") + " mille"
        return head + (" " + in_words(rest) if rest else "")
    if value >= 100:
        hundreds, rest = divmod(value, 100)
        head = "cent" if hundreds == 1 else f"{UNITS[hundreds]} cent" + ("" if rest else "s")
        return head + (" " + below_hundred(rest) if rest else "")
    return below_hundred(value)


def euros_in_words(cents: int) -> str:
    euros, rest = divmod(cents, 100)
    return f"{in_words(euros)} euros" + (f" et {in_words(rest)} centimes" if rest else "")


# Suppliers from abroad


def dutch_vat(rng) -> str:
    """A Dutch VAT id whose digits pass the old key and whose whole passes the new one."""
    while True:
        head = identifiers.digits(rng, 8)
        key = sum(int(char) * weight for char, weight in zip(head, range(9, 1, -1))) % 11
        number = f"NL{head}{key}B{rng.randint(1, 4):02d}"
        if key < 10 and int("".join(str(int(char, 36)) for char in number)) % 97 == 1:
            return number


def abroad(p: Printed, country: str, name: str, address: tuple[str, str, str], bank: tuple[str, str]) -> None:
    """Makes the supplier one from `country`: no SIREN, its own VAT id and account."""
    invoice, rng = p.invoice, p.rng
    seller = invoice.seller
    seller.name, seller.country = name, country
    seller.street, seller.postcode, seller.town = address
    seller.siren = seller.siret = ""
    seller.vat = dutch_vat(rng) if country == "NL" else identifiers.foreign_vat(rng, country)
    invoice.bank, invoice.bic = bank
    if country == "NL":
        invoice.iban = identifiers.iban("NL", invoice.bic[:4] + identifiers.digits(rng, 10))
    elif country == "CH":
        invoice.iban = identifiers.iban("CH", identifiers.digits(rng, 17))
    else:
        invoice.iban = identifiers.foreign_iban(rng, country)


def without_vat(p: Printed) -> None:
    """Takes the VAT from every line: delivered to another country, or bought by one who pays it himself."""
    for item in p.invoice.lines:
        item.rate = 0
    settle(p)


def grouped(number: str, groups: str) -> str:
    return number[:2] + spaced(number[2:], groups)


# HTML of the four producers that take it


def pair(p: Printed, name: str, value: str) -> tuple[str, str]:
    """A label in one of its wordings, and the value."""
    return wording(p, name), value


def buyer_lines(p: Printed, name: str) -> list[str]:
    """Department and address under `name`, which the layout has printed or had from `p.buyer_name`."""
    buyer = p.invoice.buyer
    return [name, *map(p.case, [buyer.department, *buyer.address])]


def cells(values: list[str], classes: str = "", tag: str = "td") -> str:
    """A row; `classes` has one letter for each cell: r right, c centred, anything else left."""
    names = classes.ljust(len(values), "l")
    inner = "".join(
        f"<{tag}{f' class={name}' if name in 'rc' else ''}>{text(value)}</{tag}>" for name, value in zip(names, values)
    )
    return f"<tr>{inner}</tr>"


def grid(head: list[str], rows: list[list[str]], classes: str, attributes: str = "") -> str:
    """A table whose columns are aligned as `classes` says, see `cells`."""
    top = f"<thead>{cells(head, classes, 'th')}</thead>" if head else ""
    return f"<table {attributes}>{top}{''.join(cells(row, classes) for row in rows)}</table>"


def colon(rows: list[tuple[str, str]], mark: str = " : ", joint: str = "<br>") -> str:
    return joint.join(
        f"<span style='white-space:nowrap'>{text(label)}{mark}{text(value)}</span>" for label, value in rows
    )


def beside(*parts: str, widths: str = "", attributes: str = "class=full") -> str:
    """Blocks side by side, as wide as `widths` says ("40% 60%")."""
    sizes = widths.split() + [""] * len(parts)
    inner = "".join(f"<td valign=top{f' width={size}' if size else ''}>{part}</td>" for part, size in zip(parts, sizes))
    return f"<table {attributes}><tr>{inner}</tr></table>"


def terms(p: Printed, count: int) -> str:
    """Conditions of sale for the foot of the page: sums, dates and words of the form that mean nothing here."""
    return text(" ".join(p.rng.sample(words.TERMS, count)))
