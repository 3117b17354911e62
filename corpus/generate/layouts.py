"""The register of layouts: what each asks of its invoice, who turns it into a PDF, on which side it is measured.

The side follows from the layout's name by a checksum, not by choice, so that nobody can put the easy ones where they
please. Only a layout on which rules have been measured is registered with its side: it can judge nothing any more.
"""

import collections.abc
import dataclasses
import pathlib
import zlib

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
    side: str = ""

    @property
    def split(self) -> str:
        if self.side:
            return self.side
        return "judge" if zlib.crc32(self.name.encode()) % 5 < 2 else "develop"


REGISTER: dict[str, Layout] = {}


def layout(
    render: Render,
    style: dict | None = None,
    kind: str = "invoice",
    language: str = "fr",
    split: str = "",
    **wanted,
):
    """Registers the decorated function, which turns a `Printed` into the source that `render` makes a PDF of."""

    def register(build):
        demands = Wanted(kind="AVOIR" if kind == "credit_note" else "FACTURE", **wanted)
        name = build.__name__
        if name in REGISTER:
            raise RuntimeError(f"two layouts are called `{name}`; rename one")
        REGISTER[name] = Layout(name, build, render, demands, style or {}, kind, language, split)
        return build

    return register
