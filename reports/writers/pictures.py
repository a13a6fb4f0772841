"""Drawings as PNG for formats that cannot carry SVG, by Debian's rsvg-convert with the document's own fonts."""

import shutil
import subprocess
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from django.conf import settings

PIXELS = "1400"
FONT_CONFIG = """<?xml version="1.0"?>
<fontconfig><dir>{fonts}</dir><dir>/usr/share/fonts</dir><cachedir>{cache}</cachedir></fontconfig>"""


class PictureError(RuntimeError):
    """A drawing could not be made into a picture; the message says what to install or mend."""


def png_of(svg: str) -> bytes:
    """The drawing as PNG, wide enough for print; PictureError when the converter is missing or refuses."""
    converter = shutil.which("rsvg-convert")
    if converter is None:
        raise PictureError("Program rsvg-convert tidak ada. Pasang paket librsvg2-bin untuk menulis DOCX.")
    with TemporaryDirectory() as folder:
        config = Path(folder, "fonts.conf")
        fonts = Path(settings.BASE_DIR, "static", "vendor", "fonts")
        config.write_text(FONT_CONFIG.format(fonts=fonts, cache=font_cache().name), encoding="utf-8")
        done = subprocess.run(  # noqa: S603 the program is found on PATH and only reads what stands on its input
            [converter, "--width", PIXELS, "--keep-aspect-ratio", "--background-color", "white"],
            input=svg.encode(),
            env={"FONTCONFIG_FILE": str(config), "HOME": folder},
            capture_output=True,
            timeout=30,
            check=False,
        )
    if done.returncode:
        raise PictureError(f"Gambar tidak dapat diubah menjadi PNG: {done.stderr.decode(errors='replace').strip()}")
    return done.stdout


@cache
def font_cache() -> TemporaryDirectory:
    """Where this process keeps the fonts' index between pictures; on a server the program's folder is read-only."""
    return TemporaryDirectory(prefix="lakin-huruf-")
