"""Read the settings once, from the environment and from `instance.env` in the data folder.

The environment wins over the file. A name in the file that is not a setting is refused, so that a
typing mistake does not silently leave a default in force.
"""

import os
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TypeVar
from urllib.parse import SplitResult, urlsplit

from app.platform import mail
from app.platform.settings import Settings

Value = TypeVar("Value")

NAMES = (
    "BIND",
    "PORT",
    "BASE_URL",
    "DATA_DIR",
    "DATABASE_URL",
    "REDIS_URL",
    "TASKS_URL",
    "SMTP_URL",
    "TRUSTED_PROXIES",
    "LIMITS",
    "DEMO",
)
_SWITCH = {"on": True, "1": True, "off": False, "0": False}
_HIGHEST_PORT = 65535


class SettingError(ValueError):
    """Say which setting cannot be used, and what it should look like."""


def load(environ: Mapping[str, str] = os.environ) -> Settings:
    """Return the instance's settings.

    Raises:
        SettingError: a value cannot be used, or `instance.env` names an unknown setting.
    """
    data_dir = Path(environ.get("DATA_DIR") or "var").resolve()
    told = {**_from_file(data_dir / "instance.env"), **_set(environ)}
    bind = told.get("BIND", "127.0.0.1")
    port = _read(told, "PORT", "8000", _port)
    settings = Settings(
        bind=bind,
        port=port,
        base_url=_read(told, "BASE_URL", f"http://{_host(bind)}:{port}", _base_url),
        data_dir=data_dir,
        database_url=_read(
            told, "DATABASE_URL", f"sqlite:///{data_dir / 'turnout.db'}", _database_url
        ),
        redis_url=_read(told, "REDIS_URL", "", _redis_url),
        tasks_url=_read(told, "TASKS_URL", told.get("REDIS_URL", ""), _tasks_url),
        smtp_url=_read(told, "SMTP_URL", "", _smtp_url),
        trusted_proxies=_read(told, "TRUSTED_PROXIES", "0", _count),
        limits=_read(told, "LIMITS", "on", _switch),
        demo=_read(told, "DEMO", "0", _switch),
    )
    if not settings.limits and not settings.loopback:
        raise SettingError("LIMITS=off is accepted only while BIND is a loopback address.")
    return settings


def _set(environ: Mapping[str, str]) -> dict[str, str]:
    return {name: environ[name] for name in NAMES if environ.get(name)}


def _from_file(path: Path) -> dict[str, str]:
    if not path.is_file():
        return {}
    told = {}
    for number, line in enumerate(_lines(path), start=1):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        name, equals, value = line.partition("=")
        if not equals or name.strip() not in NAMES or name.strip() == "DATA_DIR":
            raise SettingError(
                f"{path.name}, line {number}: {name.strip()!r} is not a setting. "
                f"Known: {', '.join(sorted(set(NAMES) - {'DATA_DIR'}))}."
            )
        told[name.strip()] = value.strip()
    return told


def _lines(path: Path) -> list[str]:
    try:
        return path.read_text(encoding="utf-8").splitlines()
    except UnicodeDecodeError:
        raise SettingError(f"{path.name} is not text in UTF-8.") from None


def _read(told: Mapping[str, str], name: str, default: str, read: Callable[[str], Value]) -> Value:
    value = told.get(name, default)
    try:
        return read(value)
    except ValueError as error:
        raise SettingError(f"{name}={_without_password(value)}: {error}") from None


def _without_password(value: str) -> str:
    """Leave out all that may be one: what stands before the host may hold any sign, even @."""
    return re.sub(r"(?<=password=)[^&]*", "…", re.sub(r"(?<=//).*@", "…@", value))


def _port(value: str) -> int:
    if not value.isdecimal() or not 1 <= int(value) <= _HIGHEST_PORT:
        raise ValueError("a port is a number from 1 to 65535.")
    return int(value)


def _count(value: str) -> int:
    if not value.isdecimal():
        raise ValueError("this is a number of proxies: 0, 1, …")
    return int(value)


def _switch(value: str) -> bool:
    if value.lower() not in _SWITCH:
        raise ValueError("say on or off.")
    return _SWITCH[value.lower()]


def _base_url(value: str) -> str:
    parts = urlsplit(value)
    is_bare = not (parts.username or parts.path.strip("/") or parts.query or parts.fragment)
    if parts.scheme not in {"http", "https"} or not parts.hostname or not is_bare:
        raise ValueError("this is an address without a path, such as https://rally.example.org.")
    if not _has_usable_port(parts):
        raise ValueError("a port is a number from 1 to 65535.")
    return value.rstrip("/")


def _has_usable_port(parts: SplitResult) -> bool:
    try:
        return parts.port != 0
    except ValueError:  # too high, or no number
        return False


def _database_url(value: str) -> str:
    if value.startswith("postgresql://"):
        return value.replace("postgresql://", "postgresql+psycopg://", 1)
    if not value.startswith(("sqlite:///", "postgresql+psycopg://")):
        raise ValueError("use sqlite:///path or postgresql+psycopg://user@host/name.")
    if value.startswith("sqlite:") and _is_in_memory(value):
        raise ValueError("processes share the database: name a file.")
    return value


def _is_in_memory(value: str) -> bool:
    path = urlsplit(value).path.removeprefix("/")
    return not path or ":memory:" in value or "mode=memory" in value


def _redis_url(value: str) -> str:
    if value and not value.startswith(("redis://", "rediss://", "unix://")):
        raise ValueError("use redis://host:port/number.")
    return value


def _tasks_url(value: str) -> str:
    return _database_url(value) if value.startswith("postgresql") else _redis_url(value)


def _smtp_url(value: str) -> str:
    if value:
        mail.smtp(value)
    return value


def _host(bind: str) -> str:
    if bind in {"0.0.0.0", "::"}:  # noqa: S104 - compared, not bound  # nosec B104
        return "127.0.0.1"
    return f"[{bind}]" if ":" in bind else bind
