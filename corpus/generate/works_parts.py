"""Pieces of the layouts of building works, engineers and officers of justice: posts with their progress, other parties.

A works statement bills what was done since the one before, so each post knows its market, what was done earlier and
what is done now. Frames of invoicing, the validating party and the regime of VAT enter the truth here as well, as the
shared model does not know them.
"""

import dataclasses
import datetime
import functools

import identifiers
import works_words as words
from layouts import layout
from model import Invoice, Party, VatLine, percent
from printed import Printed, spaced
from software_parts import fill, pick

works = functools.partial(layout, split="judge", unrecorded=(), words=words)


@dataclasses.dataclass
class Post:
    """A line of the price list; progress in hundredths of a percent, `total` is what this invoice bills of it."""

    code: str
    label: str
    unit: str
    quantity: int
    price: int
    rate: int
    before: int = 0
    now: int = 10000

    @property
    def market(self) -> int:
        return self.quantity * self.price

    @property
    def earlier(self) -> int:
        return percent(self.market, self.before)

    @property
    def done(self) -> int:
        return percent(self.market, self.now)

    @property
    def total(self) -> int:
        return self.done - self.earlier


# The invoice as the trade would have it


def begin(p: Printed, trade: str, form: str, due: int = 30, origin: str = "") -> Invoice:
    """Gives the invoice a seller of the trade and numbers of these parties."""
    invoice, rng = p.invoice, p.rng
    seller = invoice.seller
    names, seller.ape = words.SELLERS[trade]
    seller.name = rng.choice(names)
    seller.form, seller.capital = rng.choice(words.FORMS)
    seller.registry = rng.choice(words.REGISTRIES)
    seller.phone = f"0{rng.randint(1, 5)}.{'.'.join(identifiers.digits(rng, 2) for _ in range(4))}"
    seller.mail = rng.choice(["contact@example.fr", "bureau@example.fr", "comptabilite@example.fr"])
    invoice.bank, invoice.bic = rng.choice(words.BANKS)
    invoice.number = fill(p, form)
    invoice.origin = fill(p, origin)
    invoice.engagement = fill(p, rng.choice(words.ENGAGEMENTS[invoice.buyer.siren[:2]]))
    invoice.contract = fill(p, rng.choice(words.CONTRACTS))
    invoice.service_code = rng.choice(words.SERVICES)
    invoice.due = invoice.issued + datetime.timedelta(days=due)
    p.style.siret = rng.choice(["3 3 3 5", "14", "9 5", "3 3 3 2 3", "3~3~3~5"])
    if rng.random() < 0.4:
        invoice.buyer.town = invoice.buyer.town.upper()
    return invoice


def make_person(p: Printed) -> str:
    """Turns the seller into a single person; answers with the family name."""
    first, last = pick(p, *words.FIRST_NAMES), pick(p, *words.LAST_NAMES)
    p.invoice.seller.name = f"{first} {last.upper() if p.rng.random() < 0.5 else last}"
    return last


def order(p: Printed, goods: list[tuple], count: int = 0) -> list[Post]:
    """Posts that are billed whole: `count` of the goods (all if 0), with other quantities and prices."""
    rng = p.rng
    chosen = [goods[k] for k in sorted(rng.sample(range(len(goods)), count))] if count else goods
    posts = []
    for code, label, unit, quantity, price, rate in chosen:
        if quantity > 4:
            quantity += rng.randint(-quantity // 4, quantity // 3)
        posts.append(Post(code, label, unit, quantity, price + rng.randint(-9, 9) * (price // 100), rate))
    settle(p, posts)
    return posts


def advance(p: Printed, posts: list[Post]) -> None:
    """Gives the posts a progress: the first are finished, the last not begun, those between go on this month."""
    for index, post in enumerate(posts):
        place = index / len(posts)
        post.before = 10000 if place < 0.2 else p.rng.randint(1, 6) * 1000 if place < 0.55 else 0
        post.now = post.before if place < 0.2 else min(10000, post.before + p.rng.randint(1, 8) * 500)
        if place > 0.8:
            post.now = 0
    settle(p, posts)


def extra(label: str, cents: int, rate: int = 2000) -> Post:
    """An amount before tax that is no post of the price list: a revision, an advance paid back."""
    return Post("", label, "", 1, cents, rate)


def settle(p: Printed, posts: list[Post], discount: int = 0, paid: int = 0, held: int = 0) -> None:
    """The totals anew; `discount` in cents of one rate, `paid` and `held` in hundredths of a percent of the total."""
    invoice = p.invoice
    invoice.lines = posts
    invoice.discount = discount
    bases: dict[int, int] = {}
    for post in posts:
        bases[post.rate] = bases.get(post.rate, 0) + post.total
    if discount:
        bases[max(bases)] -= discount
    invoice.vat = [VatLine(rate, base, percent(base, rate)) for rate, base in sorted(bases.items(), reverse=True)]
    invoice.paid = percent(invoice.ttc, paid)
    invoice.retention = percent(invoice.ttc, held)


def settle_share(p: Printed, posts: list[Post], share: int, paid: int = 0) -> None:
    """The totals anew after a discount of `share` hundredths of a percent at every rate."""
    settle(p, posts)
    invoice = p.invoice
    off = [percent(line.base, share) for line in invoice.vat]
    invoice.discount = sum(off)
    invoice.vat = [
        VatLine(line.rate, line.base - part, percent(line.base - part, line.rate))
        for line, part in zip(invoice.vat, off)
    ]
    invoice.paid = percent(invoice.ttc, paid)


# Values of the truth that the shared door does not know


def transfer(p: Printed, *wordings: str) -> str:
    """A sentence that asks for a bank transfer, the only way of payment that it names."""
    p.note("modePaiement", "VIREMENT")
    return pick(
        p, *(wordings or ("Règlement par virement", "Mode de règlement : virement", "Paiement : virement bancaire"))
    )


def on_receipts(p: Printed) -> str:
    p.fields["typeTva"] = "TVA_SUR_ENCAISSEMENT"
    return pick(p, "TVA acquittée sur les encaissements", "T.V.A. exigible à l'encaissement", "TVA sur encaissements")


def on_debits(p: Printed) -> str:
    p.fields["typeTva"] = "TVA_SUR_DEBIT"
    return pick(
        p,
        "TVA acquittée d'après les débits",
        "Option pour le paiement de la taxe d'après les débits",
        "TVA payée sur les débits",
    )


def exempt(p: Printed, article: str) -> str:
    """The mention of why there is no VAT."""
    mention = pick(p, *words.MOTIVES[article])
    p.fields["typeTva"] = "EXONERATION"
    p.note("motifExoneration", mention)
    return mention


def titled(p: Printed, frame: str, *wordings: str) -> str:
    """A title that names the frame of invoicing."""
    p.fields["cadreFacturation"] = frame
    return pick(p, *wordings)


def validator(p: Printed, party: Party) -> str:
    """The SIRET of the main contractor or of the leader of a group, who has to approve the invoice."""
    p.note("siretValideur", party.siret)
    return spaced(party.siret, p.style.siret)


def euro(p: Printed, cents: int) -> str:
    """An amount that is no value of the truth but shows the currency."""
    return p.money(cents)


def deducted(p: Printed, cents: int) -> str:
    return "- " + p.money(cents)


# Text around the values


def say(p: Printed, name: str) -> str:
    """One of the wordings of a label."""
    return pick(p, *words.LABELS[name])


def bare_label(p: Printed, name: str) -> str:
    """The label without its colon, for cells and headings."""
    return say(p, name).rstrip(" :")


def company(p: Printed, trade: str) -> Party:
    """Another company of the trade, with a SIRET of its own that no field asks for unless it validates."""
    rng = p.rng
    town, postcode = rng.choice(words.TOWNS)
    siren = identifiers.siren(rng, rng.choice("3458"))
    others = [name for name in words.SELLERS[trade][0] if name != p.invoice.seller.name]
    street = f"{rng.randint(2, 90)} {rng.choice(words.STREETS)}"
    siret = identifiers.siret(rng, siren)
    return Party(
        rng.choice(others), "", street, postcode, town, siren, siret, identifiers.french_vat(siren), form="SAS"
    )


def foreign_siret(p: Printed, party: Party) -> str:
    """The SIRET of a party that is neither supplier nor recipient, as a decoy."""
    return spaced(party.siret, p.style.siret)


def addressee(p: Printed, service: bool = True) -> list[str]:
    buyer = p.invoice.buyer
    return [p.buyer_name(), *map(p.case, ([buyer.department] if service else []) + buyer.address)]


def issuer(p: Printed) -> list[str]:
    """The sender, its legal form before or after the name as letterheads have it."""
    seller = p.invoice.seller
    name = p.seller_name()
    return [
        pick(p, name, f"{p.case(seller.form)} {name}", f"{name} {p.case(seller.form)}"),
        *map(p.case, seller.address),
    ]


def capital(p: Printed) -> str:
    seller = p.invoice.seller
    amount = f"{seller.capital // 100:,}".replace(",", pick(p, " ", "."))
    return f"{seller.form} au capital de {amount} {pick(p, '€', 'euros')}"


def registered(p: Printed) -> str:
    town = p.invoice.seller.registry
    return f"{pick(p, 'RCS', 'R.C.S.')} {town} {p.seller_siren()}"


def small_print(p: Printed) -> str:
    """The legal line with SIRET and VAT id, in one of the orders that letterheads have."""
    seller = p.invoice.seller
    siret = f"{pick(p, 'SIRET', 'Siret', 'N° Siret :', 'S.I.R.E.T.')} {p.seller_siret()}"
    vat = f"{pick(p, 'TVA intracom.', 'N° TVA', 'Id. TVA', 'TVA')} {p.seller_vat()}"
    ape = f"{pick(p, 'APE', 'NAF', 'Code APE')} {seller.ape}"
    return pick(p, " - ", " | ", " • ").join(pick(p, [capital(p), siret, ape, vat], [siret, vat, capital(p), ape]))


def bank_line(p: Printed) -> str:
    return f"{p.invoice.bank} - IBAN {p.iban()} - BIC {p.bic()}"


def insurance(p: Printed) -> str:
    return fill(p, pick(p, *words.INSURANCE))


def days_off(p: Printed, days: int) -> str:
    """A date that many days after that of the invoice."""
    return p.date(p.invoice.issued + datetime.timedelta(days=days))


def period(p: Printed) -> str:
    """The month before the invoice, when the work was done."""
    return (p.invoice.issued.replace(day=1) - datetime.timedelta(days=1)).strftime("%m/%Y")


SMALL = "zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize".split()
TENS = ["", "dix", "vingt", "trente", "quarante", "cinquante", "soixante", "soixante", "quatre-vingt", "quatre-vingt"]


def in_words(number: int) -> str:
    """A number below one million as memoirs write it out, in the spelling before 1990."""
    if number <= 16:
        return SMALL[number]
    if number < 100:
        ten, rest = divmod(number, 10)
        if ten == 1 or ten in (7, 9):
            ten, rest = (ten, rest) if ten == 1 else (ten - 1, rest + 10)
        if rest == 0:
            return TENS[ten] + ("s" if number == 80 else "")
        link = " et " if rest in (1, 11) and ten < 8 else "-"
        return TENS[ten] + link + (in_words(rest) if rest != 1 else "un")
    unit, name = (1000, "mille") if number >= 1000 else (100, "cent")
    head, rest = divmod(number, unit)
    count = in_words(head)
    if unit == 1000 and count.endswith(("vingts", "cents")):
        count = count[:-1]
    front = name if head == 1 else f"{count} {name}"
    if unit == 100 and head > 1 and rest == 0:
        front += "s"
    return front if rest == 0 else f"{front} {in_words(rest)}"


def sum_in_words(cents: int) -> str:
    euros, rest = divmod(cents, 100)
    return f"{in_words(euros)} euros" + (f" et {in_words(rest)} centimes" if rest else "")
