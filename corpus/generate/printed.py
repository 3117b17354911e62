"""The only door from an invoice to a page: every value comes out as text and enters the truth in the same call.

A layout cannot print a value that the truth misses, nor promise one that it does not print. Values that a page shows to
nobody (pages that are not read, invisible text) come from `elsewhere` and `hidden`, which tell the check and not the
truth.
"""

import dataclasses
import datetime
import random
import re
import unicodedata

import vocabulary
from model import Invoice, VatLine

NO_BREAK = "\u00a0"
NARROW = "\u202f"


@dataclasses.dataclass
class Style:
    """How one supplier's software writes values."""

    group: str = " "
    point: str = ","
    currency: str = " €"
    before: str = ""
    decimals: int = 2
    minus: str = ""
    date: str = "dd/mm/yyyy"
    siret: str = "3 3 3 5"
    iban: str = "4"
    capitals: bool = False


def draw_style(rng: random.Random, fixed: dict) -> Style:
    style = Style(
        group=rng.choice([" ", " ", NO_BREAK, ""]),
        currency=rng.choice([" €", " €", "€", " EUR", NO_BREAK + "€"]),
        date=rng.choice(["dd/mm/yyyy", "dd/mm/yyyy", "dd/mm/yy", "dd.mm.yyyy", "dd-mm-yyyy", "long", "short", "iso"]),
        siret=rng.choice(["3 3 3 5", "14", "9 5"]),
        iban=rng.choice(["4", "4", "1"]),
    )
    return dataclasses.replace(style, **fixed)


def spaced(text: str, groups: str) -> str:
    """`text` cut as `groups` says ("3 3 3 5", "3.3.3.5", "3~3~3~5": no-break spaces); "14" and "1" leave it whole."""
    if groups in ("14", "1"):
        return text
    if groups == "4":
        return " ".join(text[i : i + 4] for i in range(0, len(text), 4))
    parts, at = [], 0
    for size in map(int, re.split("[ .~]", groups)):
        parts.append(text[at : at + size])
        at += size
    mark = {".": ".", "~": NO_BREAK}.get(groups.lstrip("0123456789")[:1], " ")
    return mark.join(part for part in parts if part)


def bare(text: str) -> str:
    """Upper case without accents, as old printers wrote."""
    folded = unicodedata.normalize("NFD", text.upper())
    return "".join(char for char in folded if not unicodedata.combining(char))


class Printed:
    """One document in the making: the invoice, its style, and what has been printed of it."""

    def __init__(self, invoice: Invoice, style: Style, rng: random.Random, kind: str):
        self.invoice = invoice
        self.style = style
        self.rng = rng
        self.kind = kind
        self.fields: dict[str, object] = {"typeFacture": invoice.wanted.kind}
        self.printed: set[str] = set()
        self.unread: list[str] = []
        self.unseen: list[str] = []
        self.rate_shown = False
        self.table_shown = False

    # Choices and text that is no value of the truth

    def label(self, name: str) -> str:
        """One of several wordings of a label; another variant of the layout may take another."""
        return self.rng.choice(vocabulary.WORDINGS[name])

    def elsewhere(self, text: str) -> str:
        """Text that stands only on a page that is not read."""
        self.unread.append(text)
        return text

    def hidden(self, text: str) -> str:
        """Text in the file that nobody sees on the page."""
        self.unseen.append(text)
        return text

    def case(self, text: str) -> str:
        return bare(text) if self.style.capitals else text

    def date(self, day: datetime.date) -> str:
        first = "1er" if day.day == 1 else str(day.day)
        forms = {
            "long": f"{first} {vocabulary.MONTHS[day.month - 1]} {day.year}",
            "short": f"{first} {vocabulary.SHORT_MONTHS[day.month - 1]} {day.year}",
            "english": f"{vocabulary.ENGLISH_MONTHS[day.month - 1]} {day.day}, {day.year}",
            "german": f"{day.day}. {vocabulary.GERMAN_MONTHS[day.month - 1]} {day.year}",
            "dd/mm/yyyy": day.strftime("%d/%m/%Y"),
            "dd/mm/yy": day.strftime("%d/%m/%y"),
            "dd.mm.yyyy": day.strftime("%d.%m.%Y"),
            "dd-mm-yyyy": day.strftime("%d-%m-%Y"),
            "iso": day.isoformat(),
        }
        return forms[self.style.date]

    def plain(self, cents: int) -> str:
        """An amount without currency and without entering the truth: prices, lines, decoys."""
        style = self.style
        whole, rest = divmod(abs(cents), 10**style.decimals)
        text = f"{whole:,}".replace(",", style.group) + (f"{style.point}{rest:02d}" if style.decimals else "")
        negative = cents < 0 or (self.invoice.wanted.kind == "AVOIR" and cents)
        return {"": text, "-": "-" + text, "after": text + "-", "()": f"({text})"}[style.minus] if negative else text

    def price(self, cents: int) -> str:
        """A unit price: positive on a credit note too."""
        return self.plain(cents).strip("-()") if self.style.minus else self.plain(cents)

    def money(self, cents: int) -> str:
        """An amount with its currency, which the truth learns from it."""
        if not (self.style.currency or self.style.before):
            return self.plain(cents)
        self.note("codeDeviseFacture", self.invoice.wanted.currency)
        return f"{self.style.before}{self.plain(cents)}{self.style.currency}"

    def rate(self, rate: int) -> str:
        whole, rest = divmod(rate, 100)
        return f"{whole}{self.style.point}{f'{rest:02d}'.rstrip('0')}" if rest else str(whole)

    # Values of the truth

    def note(self, field: str, value: object) -> None:
        self.fields[field] = value
        self.printed.add(field)

    def currency(self, text: str) -> str:
        self.note("codeDeviseFacture", self.invoice.wanted.currency)
        return text

    def number(self) -> str:
        self.note("numeroFacture", self.invoice.number)
        return self.invoice.number

    def issued(self) -> str:
        self.note("dateFacture", self.invoice.issued.isoformat())
        return self.date(self.invoice.issued)

    def due(self) -> str:
        self.note("dateEcheance", self.invoice.due.isoformat())
        return self.date(self.invoice.due)

    def origin(self) -> str:
        self.note("numeroFactureOrigine", self.invoice.origin)
        return self.invoice.origin

    def buyer_name(self) -> str:
        name = self.case(self.invoice.buyer.name)
        self.note("nomDestinataire", name)
        return name

    def buyer_siret(self) -> str:
        self.note("codeDestinataire", self.invoice.buyer.siret)
        self.fields["sirenDestinataire"] = self.invoice.buyer.siren
        return spaced(self.invoice.buyer.siret, self.style.siret)

    def buyer_vat(self) -> str:
        self.note("numeroTvaDestinataire", self.invoice.buyer.vat)
        self.fields["sirenDestinataire"] = self.invoice.buyer.siren
        return self.vat_id(self.invoice.buyer.vat)

    def vat_id(self, number: str) -> str:
        return number if self.style.siret == "14" else f"{number[:2]} {number[2:4]} {spaced(number[4:], '3 3 3')}"

    def service_code(self) -> str:
        self.note("codeServiceExecutant", self.invoice.service_code)
        return self.invoice.service_code

    def engagement(self) -> str:
        self.note("numeroBonCommande", self.invoice.engagement)
        return self.invoice.engagement

    def contract(self) -> str:
        self.note("numeroMarche", self.invoice.contract)
        return self.invoice.contract

    def seller_name(self) -> str:
        name = self.case(self.invoice.seller.name)
        self.note("nomFournisseur", name)
        return name

    def seller_siret(self) -> str:
        self.note("codeFournisseur", self.invoice.seller.siret)
        self.fields["typeIdentifiantFournisseur"] = "SIRET"
        self.fields["sirenFournisseur"] = self.invoice.seller.siren
        return spaced(self.invoice.seller.siret, self.style.siret)

    def seller_siren(self) -> str:
        self.note("sirenFournisseur", self.invoice.seller.siren)
        return spaced(self.invoice.seller.siren, "3 3 3")

    def seller_local_number(self, kind: str) -> str:
        """The RIDET or TAHITI number of an overseas supplier; the truth has it without punctuation."""
        self.note("codeFournisseur", self.invoice.seller.siret.replace(".", ""))
        self.fields["typeIdentifiantFournisseur"] = kind
        return self.invoice.seller.siret

    def seller_vat(self) -> str:
        seller = self.invoice.seller
        self.note("numeroTvaFournisseur", seller.vat)
        if seller.country == "FR":
            self.fields["sirenFournisseur"] = seller.siren
            return self.vat_id(seller.vat)
        self.note("codeFournisseur", seller.vat)
        self.fields["typeIdentifiantFournisseur"] = "UE_HORS_FRANCE"
        return seller.vat

    def value(self, cents: int) -> float:
        return cents / 10**self.style.decimals

    def total_ht(self) -> str:
        self.note("montantHtTotal", self.value(self.invoice.ht))
        return self.money(self.invoice.ht)

    def total_vat(self) -> str:
        self.note("montantTVA", self.value(self.invoice.tva))
        return self.money(self.invoice.tva)

    def total_ttc(self) -> str:
        self.note("montantTtcTotal", self.value(self.invoice.ttc))
        return self.money(self.invoice.ttc)

    def paid(self) -> str:
        self.note("montantDejaPaye", self.value(self.invoice.paid))
        return self.money(self.invoice.paid)

    def payable(self) -> str:
        self.note("montantAPayer", self.value(self.invoice.payable))
        return self.money(self.invoice.payable)

    def only_rate(self) -> str:
        """The rate of an invoice that has just one; with the totals it makes a VAT line."""
        self.rate_shown = True
        return self.rate(self.invoice.vat[0].rate)

    def vat_rows(self) -> list[tuple[str, str, str]]:
        """The complete VAT table: rate, base, amount."""
        self.table_shown = True
        return [(self.rate(line.rate), self.money(line.base), self.money(line.amount)) for line in self.invoice.vat]

    def iban(self) -> str:
        self.note("ibans", [self.invoice.iban])
        return spaced(self.invoice.iban, self.style.iban)

    def bic(self) -> str:
        self.note("bic", self.invoice.bic)
        return self.invoice.bic

    # The outcome

    def truth(self) -> dict:
        """All that a careful person would read from the document, in the engine's own field names."""
        if self.kind in ("other", "scan"):
            return {}
        fields, invoice = self.fields, self.invoice
        if "montantAPayer" in fields and invoice.payable == invoice.ttc:
            fields.setdefault("montantTtcTotal", fields["montantAPayer"])
        if invoice.tva == 0:
            total = fields.get("montantTtcTotal", fields.get("montantHtTotal"))
            fields.update({"montantTtcTotal": total, "montantHtTotal": total})
        if "montantTtcTotal" in fields:
            fields.setdefault("montantAPayer", fields["montantTtcTotal"])
        if self.table_shown or (self.rate_shown and {"montantHtTotal", "montantTVA"} <= fields.keys()):
            fields["lignesTva"] = [self.vat_line(line) for line in invoice.vat]
        return dict(sorted(fields.items()))

    def vat_line(self, line: VatLine) -> dict:
        return {"taux": line.rate / 100, "baseHt": self.value(line.base), "montantTva": self.value(line.amount)}

    def derived(self) -> list[str]:
        """Fields of the truth that follow from what is printed instead of standing there themselves."""
        return sorted(field for field in self.truth() if field not in self.printed and field != "lignesTva")
