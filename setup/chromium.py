"""Unpack a Chromium for the tests, on machines that have none.

The package @sparticuz/chromium holds it for Linux on x86-64, with the libraries and the letters
that a bare machine lacks.
"""

import sys
from pathlib import Path

import brotli

from setup.browser_packages import files_in, package, write

_BESIDE_IT = ("al2023", "fonts", "swiftshader")
_FONTS = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>/usr/share/fonts</dir>
  <dir prefix="relative">fonts</dir>
  <cachedir prefix="relative">cache</cachedir>
</fontconfig>
"""


def main(folder: Path) -> None:
    """Fetch the package and unpack what is in it; the browser itself comes last."""
    packed = package("@sparticuz/chromium")
    for name in _BESIDE_IT:
        archive = brotli.decompress(packed[f"bin/{name}.tar.br"])
        for path, content in files_in(archive).items():
            write(folder / path, content)
    write(folder / "fonts.conf", _FONTS.encode())
    browser = folder / "chromium"
    write(browser, brotli.decompress(packed["bin/chromium.br"]))
    browser.chmod(0o755)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
