"""HTML for the producers that print web pages: escaped text, tables, definition lists.

Class names are left to the layouts: each brings its own style sheet.
"""

import html
import pathlib
import subprocess
import tempfile


def text(value: str) -> str:
    return html.escape(value, quote=False)


def lines(values: list[str]) -> str:
    return "<br>".join(map(text, values))


def block(values: list[str], attributes: str = "") -> str:
    """Lines of text in a box of their own."""
    return f"<div {attributes}>{lines(values)}</div>"


def row(cells: list[str], tag: str = "td") -> str:
    return "<tr>" + "".join(f"<{tag}>{text(cell)}</{tag}>" for cell in cells) + "</tr>"


def table(head: list[str], rows: list[list[str]], attributes: str = "") -> str:
    top = f"<thead>{row(head, 'th')}</thead>" if head else ""
    return f"<table {attributes}>{top}<tbody>{''.join(map(row, rows))}</tbody></table>"


def definitions(rows: list[tuple[str, str]], attributes: str = "") -> str:
    return (
        f"<dl {attributes}>"
        + "".join(f"<dt>{text(label)}</dt><dd>{text(value)}</dd>" for label, value in rows)
        + "</dl>"
    )


def page(style: str, *body: str) -> str:
    return (
        '<!DOCTYPE html><html lang="fr"><head><meta'
        f' charset="utf-8"><style>{style}</style></head><body>{"".join(body)}</body></html>'
    )


def run_on_file(source: str, suffix: str, encoding: str, command: list[str]) -> None:
    """Runs `command` with "{}" replaced by the name of a temporary file that holds `source`."""
    with tempfile.TemporaryDirectory() as folder:
        name = pathlib.Path(folder) / f"source{suffix}"
        name.write_text(source, encoding=encoding)
        subprocess.run(
            [str(name) if part == "{}" else part for part in command], check=True, capture_output=True, cwd=folder
        )
