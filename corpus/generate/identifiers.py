"""Identifiers of French parties, invented and yet well-formed.

A reader of invoices trusts check digits, so the samples need SIREN, SIRET, VAT ids and IBANs whose keys are right. All
are drawn from a seeded generator: none is looked up, and a hit on a real company would be chance.
"""

import random


def luhn_digit(digits: str) -> str:
    """The digit that makes `digits` plus itself pass the Luhn check."""
    total = 0
    for place, char in enumerate(reversed(digits)):
        value = int(char) * (2 if place % 2 == 0 else 1)
        total += value - 9 if value > 9 else value
    return str(-total % 10)


def is_luhn(digits: str) -> bool:
    return luhn_digit(digits[:-1]) == digits[-1]


def digits(rng: random.Random, count: int) -> str:
    return "".join(rng.choice("0123456789") for _ in range(count))


def siren(rng: random.Random, prefix: str) -> str:
    """A SIREN that begins with `prefix`: 21 a commune, 26 a hospital, 11 the State, 3 to 9 companies."""
    head = prefix + digits(rng, 8 - len(prefix))
    return head + luhn_digit(head)


def siret(rng: random.Random, siren_digits: str) -> str:
    """A SIRET of that SIREN with a small establishment number, as most have."""
    head = siren_digits + f"{rng.randint(1, 47):04d}"
    return head + luhn_digit(head)


def broken_siret(rng: random.Random, prefix: str) -> str:
    """A SIRET that fails both keys, like those of the portal's training environment."""
    while True:
        number = prefix + digits(rng, 14 - len(prefix))
        if not is_luhn(number) and not is_luhn(number[:9]):
            return number


def la_poste_siret(rng: random.Random) -> str:
    """An establishment of La Poste: no Luhn key, but the sum of the digits is a multiple of five."""
    head = "356000000" + digits(rng, 4)
    return head + str(-sum(map(int, head)) % 5)


def french_vat(siren_digits: str) -> str:
    return f"FR{(12 + 3 * (int(siren_digits) % 97)) % 97:02d}{siren_digits}"


def foreign_vat(rng: random.Random, country: str) -> str:
    """A VAT id in the shape of `country`; the German one carries its ISO 7064 key, the Belgian one the rest of 97."""
    if country == "BE":
        head = "0" + rng.choice("4578") + digits(rng, 6)
        return f"BE{head}{97 - int(head) % 97:02d}"
    if country == "DE":
        head = str(rng.randint(1, 9)) + digits(rng, 7)
        product = 10
        for char in head:
            total = (int(char) + product) % 10 or 10
            product = 2 * total % 11
        return f"DE{head}{(11 - product) % 10}"
    if country == "IE":
        head = digits(rng, 7)
        return f"IE{head}{'WABCDEFGHIJKLMNOPQRSTUV'[sum(int(c) * w for c, w in zip(head, range(8, 1, -1))) % 23]}"


def iban(country: str, account: str) -> str:
    moved = "".join(str(int(char, 36)) for char in account + country + "00")
    return f"{country}{98 - int(moved) % 97:02d}{account}"


def french_iban(rng: random.Random) -> str:
    """An IBAN with a right key around a French account whose own RIB key is right too."""
    bank, branch, account = digits(rng, 5), digits(rng, 5), digits(rng, 11)
    key = 97 - (89 * int(bank) + 15 * int(branch) + 3 * int(account)) % 97
    return iban("FR", f"{bank}{branch}{account}{key:02d}")


def foreign_iban(rng: random.Random, country: str) -> str:
    if country == "BE":
        head = digits(rng, 10)
        return iban("BE", f"{head}{int(head) % 97 or 97:02d}")
    if country == "IE":
        return iban("IE", "".join(rng.choice("ABCDEIKLMN") for _ in range(4)) + digits(rng, 14))
    return iban(country, digits(rng, 18))
