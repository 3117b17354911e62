"""Flat OpenDocument sources whose looks are written as short words beside each text.

A look is a string of words: `b` bold, `i` italic, `r` right, `c` centred, a number for the size in points, `#f0c000`
the background, `&b00000` the colour of letters, `box` a thin frame, `under` and `over` a line, `wrap` broken lines,
`gap` some room below. Cells are a text, or a text and its look, or a text, its look and the columns it spans.
"""

from by_libreoffice import SPACES
from html_parts import text

Cell = str | tuple[str, str] | tuple[str, str, int]

LINE = "0.5pt solid #333333"


class Styles:
    """Every look becomes one style, written once."""

    def __init__(self, font: str, size: float):
        self.font = font
        self.size = size
        self.known: dict[tuple[str, str], str] = {}

    def name(self, family: str, look: str) -> str:
        key = (family, look)
        if key not in self.known:
            name = f"{family[0]}{len(self.known)}"
            inner = {
                "paragraph": lambda: self.paragraph(look) + self.letters(look),
                "cell": lambda: self.cell(look),
                "full": lambda: self.cell(look) + self.paragraph(look) + self.letters(look),
                "width": lambda: f'<style:table-column-properties style:column-width="{look}cm"/>',
            }[family]()
            kind = {"paragraph": "paragraph", "cell": "table-cell", "full": "table-cell", "width": "table-column"}[
                family
            ]
            self.known[key] = f'<style:style style:name="{name}" style:family="{kind}">{inner}</style:style>'
        return self.known[key].split('"')[1]

    def letters(self, look: str) -> str:
        words = look.split()
        size = next((word for word in words if word.replace(".", "").isdigit()), self.size)
        colour = next((word[1:] for word in words if word[0] == "&"), "000000")
        return (
            f'<style:text-properties fo:font-family="{self.font}" fo:font-size="{size}pt" fo:color="#{colour}"'
            f' fo:font-weight="{"bold" if "b" in words else "normal"}"'
            f' fo:font-style="{"italic" if "i" in words else "normal"}"/>'
        )

    def paragraph(self, look: str) -> str:
        words = look.split()
        align = "end" if "r" in words else "center" if "c" in words else "start"
        gap = "0.25cm" if "gap" in words else "0cm"
        return f'<style:paragraph-properties fo:text-align="{align}" fo:margin-bottom="{gap}"/>'

    def cell(self, look: str) -> str:
        words = look.split()
        back = "".join(f' fo:background-color="{word}"' for word in words if word[0] == "#")
        borders = f' fo:border="{LINE}"' if "box" in words else ""
        borders += f' fo:border-bottom="{LINE}"' if "under" in words else ""
        borders += f' fo:border-top="{LINE}"' if "over" in words else ""
        wrap = ' fo:wrap-option="wrap"' if "wrap" in words else ""
        return f'<style:table-cell-properties fo:padding="0.05cm" style:vertical-align="middle"{back}{borders}{wrap}/>'


def parse(cell: Cell, default: str) -> tuple[str, str, int]:
    """Text, look and span; the look of a cell is added to that of its column, or replaces it after a `=`."""
    if isinstance(cell, str):
        return cell, default, 1
    look = cell[1][1:] if cell[1].startswith("=") else f"{default} {cell[1]}".strip()
    return cell[0], look, cell[2] if len(cell) == 3 else 1


def document(kind: str, styles: Styles, body: str, size: tuple[float, float], margin: float, footer: str = "") -> str:
    foot = f"<style:footer>{footer}</style:footer>" if footer else ""
    foot_style = '<style:footer-style><style:header-footer-properties fo:min-height="1cm"/></style:footer-style>'
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document {SPACES} office:version="1.3"'
        f' office:mimetype="application/vnd.oasis.opendocument.{kind}"><office:automatic-styles>'
        f'<style:page-layout style:name="page"><style:page-layout-properties fo:page-width="{size[0]}cm"'
        f' fo:page-height="{size[1]}cm" style:print-orientation="{"landscape" if size[0] > size[1] else "portrait"}"'
        f' fo:margin="{margin}cm" style:scale-to-X="1" style:scale-to-Y="0"/>{foot_style if footer else ""}'
        f'</style:page-layout><style:style style:name="sheet" style:family="table" style:master-page-name="Standard"/>'
        f'{"".join(styles.known.values())}</office:automatic-styles><office:master-styles>'
        f'<style:master-page style:name="Standard" style:page-layout-name="page">{foot}</style:master-page>'
        f"</office:master-styles><office:body><office:{kind}>{body}</office:{kind}></office:body></office:document>"
    )


class Text:
    """A document of the word processor."""

    def __init__(self, font: str, size: float, margin: float = 1.8):
        self.styles = Styles(font, size)
        self.margin = margin
        self.body = ""
        self.footer = ""

    def paragraphs(self, values: list[str], look: str = "") -> str:
        name = self.styles.name("paragraph", look)
        return "".join(f'<text:p text:style-name="{name}">{text(value)}</text:p>' for value in values)

    def write(self, look: str, *values: str) -> None:
        self.body += self.paragraphs(list(values), look)

    def foot(self, look: str, *values: str) -> None:
        self.footer += self.paragraphs(list(values), look)

    def table(self, widths: list[float], looks: list[str], rows: list[list[Cell]]) -> None:
        columns = "".join(
            f'<table:table-column table:style-name="{self.styles.name("width", str(width))}"/>' for width in widths
        )
        body = "".join(f"<table:table-row>{self.row(row, looks)}</table:table-row>" for row in rows)
        self.body += f"<table:table>{columns}{body}</table:table>"

    def row(self, row: list[Cell], looks: list[str]) -> str:
        cells, at = "", 0
        for cell in row:
            value, look, span = parse(cell, looks[at])
            shown = self.paragraphs(value.split("\n"), look)
            cells += (
                f'<table:table-cell table:style-name="{self.styles.name("cell", look)}"'
                f' table:number-columns-spanned="{span}">{shown}</table:table-cell>'
            ) + "<table:covered-table-cell/>" * (span - 1)
            at += span
        return cells

    def __str__(self) -> str:
        return document("text", self.styles, self.body, (21, 29.7), self.margin, self.footer)


class Grid:
    """A sheet of the spreadsheet, every cell of it text as it is shown."""

    def __init__(self, font: str, size: float, widths: list[float], looks: list[str], landscape: bool = False):
        self.styles = Styles(font, size)
        self.widths = widths
        self.looks = looks
        self.size = (29.7, 21.0) if landscape else (21.0, 29.7)
        self.rows: list[str] = []

    def add(self, *rows: list[Cell]) -> None:
        for row in rows:
            cells, at = "", 0
            for cell in row:
                value, look, span = parse(cell, self.looks[at])
                kind = ' office:value-type="string"' if value else ""  # an empty cell lets its neighbour run over
                shown = "".join(f"<text:p>{text(line)}</text:p>" for line in value.split("\n") if value)
                cells += (
                    f'<table:table-cell table:style-name="{self.styles.name("full", look)}"{kind}'
                    f' table:number-columns-spanned="{span}">{shown}</table:table-cell>'
                ) + "<table:covered-table-cell/>" * (span - 1)
                at += span
            self.rows.append(f"<table:table-row>{cells or '<table:table-cell/>'}</table:table-row>")

    def lines(self, values: list[str], look: str = "", at: int = 0) -> None:
        """Texts under each other in one column, running over the empty cells beside it."""
        for value in values:
            self.add([*[""] * at, (value, look)])

    def __str__(self) -> str:
        columns = "".join(
            f'<table:table-column table:style-name="{self.styles.name("width", str(width))}"/>' for width in self.widths
        )
        table = (
            f'<table:table table:name="Facture" table:style-name="sheet">{columns}{"".join(self.rows)}</table:table>'
        )
        return document("spreadsheet", self.styles, table, self.size, 1.2)
