"""The register of layouts: what each asks of its invoice, who turns it into a PDF, on which side it is measured.

A layout judges when whoever made it had not read the rules and nobody has written rules while looking at it; once rules
were improved with its misses in view, it is one to develop with.
"""

import collections.abc
import dataclasses
import pathlib

from model import Wanted
from printed import Printed

Render = collections.abc.Callable[[object, pathlib.Path], None]


@dataclasses.dataclass
class Layout:
    name: str
    build: collections.abc.Callable[[Printed], object]
    render: Render
    wanted: Wanted
    style: dict
    kind: str
    language: str
    split: str
    unrecorded: tuple[str, ...]


# Fields whose values the first families of layouts print without recording them as truth.
UNRECORDED = (
    "montantRemiseGlobaleTtc",
    "typeTva",
    "motifExoneration",
    "modePaiement",
    "cadreFacturation",
    "siretValideur",
    "affactureur",
    "mentionSubrogative",
)

REGISTER: dict[str, Layout] = {}


def layout(
    render: Render,
    style: dict | None = None,
    kind: str = "invoice",
    language: str = "fr",
    split: str = "develop",
    unrecorded: tuple[str, ...] = UNRECORDED,
    **wanted,
):
    """Registers the decorated function, which turns a `Printed` into the source that `render` makes a PDF of."""

    def register(build):
        demands = Wanted(kind="AVOIR" if kind == "credit_note" else "FACTURE", **wanted)
        name = build.__name__
        if name in REGISTER:
            raise RuntimeError(f"two layouts are called `{name}`; rename one")
        REGISTER[name] = Layout(name, build, render, demands, style or {}, kind, language, split, unrecorded)
        return build

    return register
