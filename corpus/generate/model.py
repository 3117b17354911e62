"""A random invoice whose arithmetic is right to the cent.

One seed gives one invoice on every machine: layouts only choose what of it they print. Amounts are integers of cents,
rates hundredths of a percent, so that sums agree exactly as they do in accounting software.
"""

import dataclasses
import datetime
import random
import types

import identifiers
import vocabulary


@dataclasses.dataclass
class Party:
    name: str
    department: str
    street: str
    postcode: str
    town: str
    siren: str
    siret: str
    vat: str
    country: str = "FR"
    form: str = ""
    capital: int = 0
    registry: str = ""
    phone: str = ""
    mail: str = ""
    ape: str = ""

    @property
    def city_line(self) -> str:
        return f"{self.postcode} {self.town}"

    @property
    def address(self) -> list[str]:
        return [self.street, self.city_line]


@dataclasses.dataclass
class Line:
    reference: str
    label: str
    unit: str
    quantity: int
    price: int
    rate: int

    @property
    def total(self) -> int:
        return self.quantity * self.price


@dataclasses.dataclass
class VatLine:
    rate: int
    base: int
    amount: int


@dataclasses.dataclass
class Wanted:
    """What a layout asks of its invoice; everything else is drawn at random."""

    kind: str = "FACTURE"
    buyers: tuple[str, ...] = tuple(vocabulary.BUYERS)
    rates: tuple[int, ...] = (2000,)
    lines: int = 4
    exempt: str = ""
    country: str = "FR"
    deposit: bool = False
    discount: int = 0
    retention: int = 0
    sandbox: bool = False
    engagement: str = ""
    currency: str = "EUR"
    first_of_month: bool = False
    words: types.ModuleType = vocabulary  # whose towns, streets and buyers


@dataclasses.dataclass
class Invoice:
    wanted: Wanted
    number: str
    issued: datetime.date
    due: datetime.date
    seller: Party
    buyer: Party
    service_code: str
    engagement: str
    contract: str
    seller_order: str
    client_number: str
    quote: str
    delivery_note: str
    origin: str
    lines: list[Line]
    discount: int
    vat: list[VatLine]
    paid: int
    retention: int
    iban: str
    bic: str
    bank: str
    site: str
    site_siret: str

    @property
    def gross(self) -> int:
        return sum(line.total for line in self.lines)

    @property
    def ht(self) -> int:
        return self.gross - self.discount

    @property
    def tva(self) -> int:
        return sum(line.amount for line in self.vat)

    @property
    def ttc(self) -> int:
        return self.ht + self.tva

    @property
    def payable(self) -> int:
        return self.ttc - self.paid - self.retention


def percent(amount: int, rate: int) -> int:
    """`rate` hundredths of a percent of `amount` cents, half a cent up."""
    return (amount * rate + 5000) // 10000


def with_town(pattern: str, town: str) -> str:
    return pattern.format(town=town).replace("de É", "d'É").replace("de La ", "de la ")


def make_buyer(rng: random.Random, wanted: Wanted) -> Party:
    kind = rng.choice(wanted.buyers)
    prefix, names, departments = wanted.words.BUYERS[kind]
    town, postcode = rng.choice(wanted.words.TOWNS)
    siren = identifiers.siren(rng, prefix)
    siret = identifiers.siret(rng, siren)
    if wanted.sandbox:
        siret = identifiers.broken_siret(rng, prefix)
        siren = siret[:9]
    return Party(
        with_town(rng.choice(names), town),
        rng.choice(departments),
        f"{rng.randint(1, 180)} {rng.choice(wanted.words.STREETS)}",
        postcode,
        town,
        siren,
        siret,
        identifiers.french_vat(siren),
    )


def foreign_seller(rng: random.Random, country: str) -> Party:
    name, street, postcode, town = {
        "DE": ("Laborbedarf Kestenholz GmbH", "Lindenallee 27", "79999", "Neukirchbach"),
        "IE": ("Ballinore Scientific Ltd", "14 Harbour Row", "T12 X9X9", "Ballinore"),
        "NC": ("Nord Calédonie Services", "12 rue de la Baie", "98899", "Koumanga"),
        "PF": ("Fenua Équipement", "PK 7 côté montagne", "98799", "Vaitera"),
    }[country]
    local = {
        "NC": identifiers.digits(rng, 7) + "." + identifiers.digits(rng, 3),
        "PF": rng.choice("ABCDE") + identifiers.digits(rng, 8),
    }.get(country, "")
    vat = identifiers.foreign_vat(rng, country) if country in ("DE", "IE") else ""
    return Party(
        name,
        "",
        street,
        postcode,
        town,
        "",
        local,
        vat,
        country,
        phone="+49 7621 555 0142",
        mail="accounts@example.org",
    )


def make_seller(rng: random.Random, wanted: Wanted) -> Party:
    if wanted.country != "FR":
        return foreign_seller(rng, wanted.country)
    town, postcode = rng.choice(wanted.words.TOWNS)
    siren = identifiers.siren(rng, rng.choice("345789"))
    siret = identifiers.siret(rng, siren)
    if wanted.sandbox:
        siret = identifiers.broken_siret(rng, "9")
        siren = siret[:9]
    form, capital = rng.choice(vocabulary.LEGAL_FORMS)
    name = rng.choice(vocabulary.SUPPLIERS)
    return Party(
        name,
        "",
        f"{rng.randint(1, 120)} {rng.choice(wanted.words.STREETS)}",
        postcode,
        town,
        siren,
        siret,
        identifiers.french_vat(siren),
        "FR",
        form,
        capital,
        rng.choice(vocabulary.REGISTRIES),
        f"0{rng.randint(1, 5)} {' '.join(identifiers.digits(rng, 2) for _ in range(4))}",
        "facturation@example.fr",
        rng.choice(["4321A", "8121Z", "6202A", "4669B"]),
    )


def make_lines(rng: random.Random, wanted: Wanted) -> list[Line]:
    """`wanted.lines` lines that use every wanted rate at least once."""
    lines = []
    for index in range(max(wanted.lines, len(wanted.rates))):
        rate = wanted.rates[index % len(wanted.rates)]
        reference, label, unit, price = rng.choice(vocabulary.GOODS[rate])
        cents = price + rng.randint(-9, 9) * (price // 100)
        lines.append(
            Line(
                reference,
                label,
                unit,
                rng.choice([1, 1, 2, 3, 4, 5, 8, 10, 12, 24]),
                cents,
                0 if wanted.exempt else rate,
            )
        )
    rng.shuffle(lines)
    return lines


def share_discount(lines: list[Line], rate: int) -> tuple[int, dict[int, int]]:
    """The discount in cents and the base that remains at each VAT rate."""
    bases: dict[int, int] = {}
    for line in lines:
        bases[line.rate] = bases.get(line.rate, 0) + line.total
    parts = {vat: percent(base, rate) for vat, base in bases.items()}
    return sum(parts.values()), {vat: base - parts[vat] for vat, base in bases.items()}


def make_engagement(rng: random.Random, wanted: Wanted, year: int) -> str:
    short = f"{year % 100:02d}"
    forms = {
        "ej": rng.choice(["13", "14", "15", "21"]) + identifiers.digits(rng, 8),
        "slash": f"BC{short}/{identifiers.digits(rng, 4)}",
        "year": f"{year}-{identifiers.digits(rng, 6)}",
        "letters": rng.choice(["AC", "ENG", "CDE"]) + identifiers.digits(rng, 6),
        "coded": f"{short}DPL{identifiers.digits(rng, 4)}",
    }
    return forms[wanted.engagement or rng.choice(sorted(forms))]


def make_number(rng: random.Random, wanted: Wanted, year: int, avoir: bool) -> str:
    head = "AV" if avoir else rng.choice(["FA", "FC", "F", "FAC"])
    forms = [
        f"{head}{year % 100:02d}-{identifiers.digits(rng, 4)}",
        f"{head}-{year}-{identifiers.digits(rng, 5)}",
        f"{year}{identifiers.digits(rng, 6)}",
        f"{identifiers.digits(rng, 3)}/{year}",
        f"{head}{identifiers.digits(rng, 8)}",
        f"{year}_{identifiers.digits(rng, 5)}",
    ]
    return rng.choice(forms[:-1] if wanted.country != "FR" else forms)


def make(rng: random.Random, wanted: Wanted) -> Invoice:
    issued = datetime.date(2025, 1, 6) + datetime.timedelta(days=rng.randint(0, 640))
    issued = issued.replace(day=1) if wanted.first_of_month else issued
    year = issued.year
    seller, buyer = make_seller(rng, wanted), make_buyer(rng, wanted)
    lines = make_lines(rng, wanted)
    discount, bases = share_discount(lines, wanted.discount)
    vat = [VatLine(rate, base, percent(base, rate)) for rate, base in sorted(bases.items(), reverse=True)]
    ttc = sum(line.base + line.amount for line in vat)
    bank, bic = rng.choice(vocabulary.BANKS)
    account = wanted.country in ("DE", "IE")
    return Invoice(
        wanted=wanted,
        number=make_number(rng, wanted, year, wanted.kind == "AVOIR"),
        issued=issued,
        due=issued + datetime.timedelta(days=30),
        seller=seller,
        buyer=buyer,
        service_code=rng.choice(
            ["SFACETAT", "D2600", "COMPTA-01", "FACTURIER_2", "DSI75", "ST-BAT", "1045", "PHARMA", "SG_04"]
        ),
        engagement=make_engagement(rng, wanted, year),
        contract=rng.choice(
            [
                f"{year - 1}-{rng.randint(1, 60):03d}",
                f"{year - 1}M{identifiers.digits(rng, 4)}",
                f"MAPA{year - 1}-{rng.randint(1, 40):02d}",
                f"AOO-{identifiers.digits(rng, 5)}-L{rng.randint(1, 5)}",
            ]
        ),
        seller_order=f"CC{identifiers.digits(rng, 6)}",
        client_number=f"C{identifiers.digits(rng, 5)}",
        quote=f"DV{identifiers.digits(rng, 5)}",
        delivery_note=f"BL{identifiers.digits(rng, 6)}",
        origin=make_number(rng, wanted, year, False),
        lines=lines,
        discount=discount,
        vat=vat,
        paid=percent(ttc, 3000) if wanted.deposit else 0,
        retention=percent(ttc, wanted.retention),
        iban=identifiers.foreign_iban(rng, wanted.country) if account else identifiers.french_iban(rng),
        bic={"DE": "KSTHDE6SXXX", "IE": "BLNRIE2D"}.get(wanted.country, bic),
        bank={"DE": "Volksbank Neukirchbach", "IE": "Bank of Ballinore"}.get(wanted.country, bank),
        site=rng.choice(vocabulary.SITES),
        site_siret=identifiers.siret(rng, buyer.siren),
    )
