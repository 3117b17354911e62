"""Saves a finished PDF anew with Ghostscript or qpdf, as archives, mail gateways and portals do on its way.

The page looks the same afterwards; the file does not: other fonts' encodings, object streams, a linearized order, or
encryption that opens without a password.
"""

import pathlib
import shutil
import subprocess
import tempfile

from layouts import Render

COMMANDS = {
    "ghostscript": ["gs", "-q", "-dNOPAUSE", "-dBATCH", "-dSAFER", "-sDEVICE=pdfwrite", "-sOutputFile={new}", "{old}"],
    "streams": ["qpdf", "--object-streams=generate", "--recompress-flate", "--compression-level=9", "{old}", "{new}"],
    "linearized": ["qpdf", "--linearize", "{old}", "{new}"],
    "encrypted_256": ["qpdf", "--encrypt", "", "owner", "256", "--print=low", "--", "{old}", "{new}"],
    "encrypted_128": ["qpdf", "--encrypt", "", "owner", "128", "--use-aes=y", "--", "{old}", "{new}"],
}


def resave(path: pathlib.Path, *how: str) -> None:
    """Replaces the file by what each of the commands in turn makes of it."""
    for name in how:
        with tempfile.TemporaryDirectory() as folder:
            new = pathlib.Path(folder) / "new.pdf"
            command = [part.format(old=path, new=new) for part in COMMANDS[name]]
            subprocess.run(command, check=True, capture_output=True)
            shutil.copyfile(new, path)


def after(render: Render, *how: str) -> Render:
    """`render`, and then the file saved anew."""

    def both(source: object, path: pathlib.Path) -> None:
        render(source, path)
        resave(path, *how)

    return both
