"""Look at the settings, at what set-up has to make, and at the processes that should run."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from http.client import HTTPConnection, HTTPException
from pathlib import Path

from app.cli.doctor.finding import Finding, problem, warning
from app.platform import moment, rounds
from app.platform.settings import Settings

_ROOT = Path(__file__).parents[3]
_FETCHED = ("qr/decode.js", "vazirmatn/vazirmatn.woff2", "zxing/zxing_reader.wasm")
_SET_UP = "make setup, or python3 setup/install.py run"
_ROUND = timedelta(minutes=25)
_NEVER = datetime.min.replace(tzinfo=UTC)


def address(settings: Settings) -> Iterator[Finding]:
    """Links lead here from everywhere, over an encrypted line, and visitors can be told apart."""
    if not settings.shareable:
        yield warning(
            f"BASE_URL is {settings.base_url}: links and QR codes open on this machine only.",
            "Set BASE_URL to the address that people type, before you share anything.",
        )
        return
    onion = settings.host.endswith(".onion")
    if not settings.encrypted and not onion:
        yield problem(
            f"BASE_URL is {settings.base_url}: everybody on the way can read along, and phones "
            "at the gate get no camera.",
            "Put Caddy or nginx in front (docs/operations/install.md) and use https.",
        )
    if settings.loopback and settings.trusted_proxies == 0 and not onion:
        yield problem(
            "TRUSTED_PROXIES is 0 behind a proxy: all visitors seem to come from this machine, "
            "and nobody who sends too much is slowed.",
            "Set TRUSTED_PROXIES=1 if one proxy stands in front.",
        )
    if not settings.limits:
        yield problem("LIMITS is off on a public address.", "Set LIMITS=on.")


def translations(settings: Settings) -> Iterator[Finding]:
    """The catalogues are compiled, and not older than their sources."""
    del settings
    for source in sorted((_ROOT / "app" / "translations").glob("*/LC_MESSAGES/*.po")):
        compiled = source.with_suffix(".mo")
        if not compiled.exists() or compiled.stat().st_mtime < source.stat().st_mtime:
            yield problem(
                f"{source.parts[-3]} is not translated: {compiled} is missing or old.", _SET_UP
            )


def browser_files(settings: Settings) -> Iterator[Finding]:
    """The Persian font and the QR decoders were fetched."""
    del settings
    for name in _FETCHED:
        if not (_ROOT / "static" / "vendor" / name).exists():
            yield problem(f"static/vendor/{name} is missing.", _SET_UP)


def redis(settings: Settings) -> Iterator[Finding]:
    """Redis answers where it is used."""
    for url in dict.fromkeys(filter(None, (settings.redis_url, settings.tasks_url))):
        if not url.startswith(("redis", "unix")):
            continue
        try:
            from redis import Redis, RedisError  # noqa: PLC0415 - only there when it is used
        except ImportError:
            yield problem("The package redis is missing.", _SET_UP)
            return
        try:
            Redis.from_url(url, socket_timeout=5, socket_connect_timeout=5).ping()
        except (RedisError, OSError) as error:
            yield problem(
                f"Redis does not answer ({type(error).__name__}).",
                "Start it, or mend REDIS_URL and TASKS_URL.",
            )


def processes(settings: Settings) -> Iterator[Finding]:
    """The server answers, and the job process does its rounds."""
    last = rounds.last(settings.data_dir)
    started = rounds.last_start(settings.data_dir)
    late = moment.now() - max(filter(None, (last, started)), default=_NEVER) > _ROUND
    said = "never" if last is None else f"at {last:%Y-%m-%d %H:%M} UTC"
    if not _answers(settings):
        yield warning(
            f"Nothing answers on {settings.bind}, port {settings.port}. "
            f"Housekeeping was last done {said}.",
            "Start it: make run, or systemctl start turnout. While it stands still, nothing is "
            "destroyed on time.",
        )
    elif late:
        yield problem(
            f"The job process does no rounds: housekeeping was last done {said}.",
            "flask serve starts it; where web processes run alone, start flask jobs beside them.",
        )


def _answers(settings: Settings) -> bool:
    host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(settings.bind, settings.bind)  # noqa: S104 - compared, not bound  # nosec B104
    connection = HTTPConnection(host, settings.port, timeout=5)
    try:
        connection.request("GET", "/healthz")
        return connection.getresponse().status == 200  # noqa: PLR2004 - RFC 9110, 15.3.1
    except (OSError, HTTPException):
        return False
    finally:
        connection.close()
