"""Make everything that the commands of the Makefile need; do nothing that is done already.

Run by any Python from 3.11 on, before anything is installed: standard library only. What was made
is remembered in .stamps/ by a hash of what it was made from.
"""

import hashlib
import os
import platform
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

ROOT = Path(__file__).parent.parent
VENV = ROOT / ".venv"
STAMPS = ROOT / ".stamps"
UV_VERSION = "0.13.9"
PYTHON = VENV / "bin" / "python"
TOOLS = STAMPS / f"uv-{UV_VERSION}"
UV = TOOLS / "bin" / "uv"
OLDEST, TOO_NEW = (3, 11), (3, 14)
CHROMIUMS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
FETCHING = ("setup/browser_packages.py", "setup/bare_script.py", "setup/persian_font.py")
CHROMIUM = STAMPS / "chromium" / "chromium"


def main(wanted: str) -> None:
    """Install what is wanted: "run" for a server, "dev" for tests and checks, too."""
    check_python()
    once("venv", [platform.python_version()], make_venv)
    extras = ["--all-extras"] if wanted == "dev" else ["--no-dev", "--inexact", *server_extras()]
    once(f"packages-{wanted}", [*extras, *read("uv.lock", "pyproject.toml")], lambda: sync(extras))
    fetched = read("package-lock.json", *FETCHING)
    once(f"browser-{wanted}", fetched, lambda: fetch_browser_packages(wanted))
    if wanted == "dev" and not chromium_of_machine():
        once("browser-tests", read("package-lock.json", "setup/chromium.py"), fetch_chromium)
    catalogues = sorted((ROOT / "app" / "translations").glob("*/LC_MESSAGES/*.po"))
    once("translations", (path.read_bytes() for path in catalogues), compile_translations)
    if not (STAMPS / "packages-dev").exists():
        shutil.rmtree(TOOLS, ignore_errors=True)


def check_python() -> None:
    """End with one line if this Python cannot do it."""
    if not OLDEST <= sys.version_info[:2] < TOO_NEW:
        sys.exit(
            f"Turnout needs Python 3.11, 3.12 or 3.13; this is {platform.python_version()}. "
            "Say which one to use, for example: make run PYTHON=python3.12"
        )
    if not os.access(ROOT, os.W_OK):
        sys.exit(f"This folder cannot be written: {ROOT}. Copy it to a place that is yours.")
    try:
        import ensurepip  # noqa: F401, PLC0415 - Debian ships Python without it
        import venv  # noqa: F401, PLC0415 - as above
    except ImportError:
        version = f"{sys.version_info[0]}.{sys.version_info[1]}"
        sys.exit(
            "Python's venv module is missing. On Debian or Ubuntu: "
            f"apt install python{version}-venv"
        )


def server_extras() -> list[str]:
    """Return what the settings at hand need beyond SQLite."""
    extras = []
    if os.environ.get("DATABASE_URL", "").startswith("postgresql"):
        extras += ["--extra", "postgres"]
    if os.environ.get("REDIS_URL") or os.environ.get("TASKS_URL"):
        extras += ["--extra", "redis"]
    return extras


def make_venv() -> None:
    """Make the environment, with nothing in it."""
    say("Making .venv …")
    shutil.rmtree(VENV, ignore_errors=True)
    for stamp in STAMPS.glob("packages-*"):
        stamp.unlink()
    run(sys.executable, "-m", "venv", "--without-pip", str(VENV))


def uv() -> str:
    """Return uv, in an environment of its own: a server needs it no more once it is set up."""
    if not UV.exists():
        shutil.rmtree(TOOLS, ignore_errors=True)
        run(sys.executable, "-m", "venv", str(TOOLS))
        pip = [str(TOOLS / "bin" / "python"), "-m", "pip", "install", "--quiet"]
        run(*pip, "--disable-pip-version-check", f"uv=={UV_VERSION}")
    return str(UV)


def sync(extras: list[str]) -> None:
    """Install exactly what the lock file says."""
    say("Installing packages …")
    run(uv(), "sync", "--quiet", "--frozen", *extras)


def fetch_browser_packages(wanted: str) -> None:
    """Fetch what browsers need of other projects."""
    say("Fetching the Persian font and the QR decoders …")
    run_apart("setup.browser_packages", wanted)


def chromium_at_hand() -> str:
    """Return the browser for the tests: the one told, the machine's, or the one fetched before."""
    return chromium_of_machine() or shutil.which(CHROMIUM) or ""


def environment_of(browser: str) -> dict[str, str | float | bool]:
    """Return what a browser is started with: a fetched one is told its libraries and letters."""
    if browser != str(CHROMIUM):
        return dict(os.environ)
    folder = CHROMIUM.parent
    return {**os.environ, "LD_LIBRARY_PATH": str(folder / "lib"), "FONTCONFIG_PATH": str(folder)}


def chromium_of_machine() -> str:
    """Return the browser told by CHROMIUM, or one of the machine."""
    told = os.environ.get("CHROMIUM")
    return next(filter(None, map(shutil.which, [told] if told else CHROMIUMS)), "")


def fetch_chromium() -> None:
    """Fetch a Chromium for the tests, where it can run."""
    if (sys.platform, platform.machine()) != ("linux", "x86_64"):
        say("The tests in a browser need Chromium: install it, or name it with CHROMIUM=path.")
        return
    say("Fetching Chromium for the tests …")
    run_apart("setup.chromium", str(CHROMIUM.parent))


def run_apart(module: str, argument: str) -> None:
    """Run a set-up script with the tools that only set-up needs; they stay apart from .venv."""
    apart = ["--quiet", "--frozen", "--isolated", "--only-group", "setup"]
    run(uv(), "run", *apart, "python", "-m", module, argument)


def compile_translations() -> None:
    """Compile the catalogues."""
    run(str(VENV / "bin" / "pybabel"), "--quiet", "compile", "-d", "app/translations")


def once(name: str, made_from: Iterable[str | bytes], make: Callable[[], None]) -> None:
    """Make something unless it was made from the same before."""
    hashed = hashlib.sha256()
    for part in made_from:
        hashed.update(part.encode() if isinstance(part, str) else part)
    stamp = STAMPS / name
    if stamp.is_file() and stamp.read_text() == hashed.hexdigest() and PYTHON.exists():
        return
    make()
    STAMPS.mkdir(exist_ok=True)
    stamp.write_text(hashed.hexdigest())


def read(*paths: str) -> list[bytes]:
    """Return the contents of files of the project."""
    return [(ROOT / path).read_bytes() for path in paths]


def run(*command: str) -> None:
    """Run a command in the project's folder; end with its own words if it fails."""
    environment = {
        # Trust what the machine trusts, as pip does: networks may have an authority of their own.
        "UV_SYSTEM_CERTS": "true",
        **os.environ,
        "UV_PROJECT_ENVIRONMENT": str(VENV),
        "UV_PYTHON": str(PYTHON),
    }
    environment.pop("VIRTUAL_ENV", None)
    done = subprocess.run(command, cwd=ROOT, env=environment, check=False)
    if done.returncode:
        sys.exit(f"This did not work: {' '.join(command)}\nNothing is lost: run it again.")


def say(line: str) -> None:
    """Tell what takes a while."""
    print(line, file=sys.stderr, flush=True)


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "run")
