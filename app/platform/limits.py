"""Slow down sources that send too much, without knowing who they are.

A source is the HMAC of a network prefix (/24 or /64) under a salt of the day that lives in memory
only: addresses are never written, and yesterday's sources cannot be told from today's. Loopback is
never a source: it is the self-hoster, or a proxy that is not trusted to name the visitor.

Several processes count together in a Redis; while it does not answer, each counts for itself.
"""

import hashlib
import hmac
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import wraps
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from typing import Any

from flask import Flask, current_app, request
from limits import parse
from limits.errors import StorageError
from limits.storage import MemoryStorage, storage_from_string
from limits.strategies import MovingWindowRateLimiter
from werkzeug.exceptions import TooManyRequests

from app.platform import moment
from app.platform.salt import InRedis, Nowhere, Salt
from app.platform.settings import Settings

_PREFIX_4, _PREFIX_6 = 24, 64
_NO_ADDRESS = IPv4Address(0)
_REDIS = {"socket_timeout": 1, "socket_connect_timeout": 1, "wrap_exceptions": True}
_EXTENSION = "turnout_limits"
_salt = Salt(Nowhere())


@dataclass(frozen=True, slots=True)
class _Limits:
    """What an application counts with."""

    on: bool
    together: MovingWindowRateLimiter
    alone: MovingWindowRateLimiter


def init(app: Flask, settings: Settings) -> None:
    """Count sources in memory, or in the Redis that several servers share."""
    alone = together = MovingWindowRateLimiter(MemoryStorage())
    _salt.shared = Nowhere()
    if settings.redis_url:
        url = settings.redis_url.replace("unix://", "redis+unix://")
        together = MovingWindowRateLimiter(storage_from_string(url, **_REDIS))
        _salt.shared = InRedis(settings.redis_url)
    app.extensions[_EXTENSION] = _Limits(settings.limits, together, alone)


def slow(limit: str, methods: tuple[str, ...] = ()) -> Callable[[Any], Any]:
    """Let each source do what a view does so many times: `slow("30 per minute")`."""

    def decorate(view: Any) -> Any:
        @wraps(view)
        def slowed(*told: Any, **more: Any) -> Any:
            counts = not methods or request.method in methods
            if counts and not within(request.endpoint or "", limit):
                raise TooManyRequests
            return view(*told, **more)

        return slowed

    return decorate


def within(name: str, limit: str) -> bool:
    """Count one deed of the source at hand; tell whether it has done it so many times at most."""
    return _is_free() or _hit(limit, name, _source_now())


def once(name: str, value: str, limit: str) -> bool:
    """Tell whether this value is seen for the first time in a while: `once(…, "1 per hour")`."""
    return allowed(name, value, limit)


def allowed(name: str, value: str, limit: str) -> bool:
    """Count one deed about a value, by whatever source; tell whether it was so many at most."""
    seen = hashlib.sha256(value.encode()).hexdigest()
    return _is_free() or _hit(limit, name, seen)


def source(address: str, day: date) -> str:
    """Return the pseudonym of an address for one day."""
    ip = _read(address)
    width = _PREFIX_4 if isinstance(ip, IPv4Address) else _PREFIX_6
    network = ip_network(f"{ip}/{width}", strict=False)
    return hmac.new(_salt.of(day), network.network_address.packed, hashlib.sha256).hexdigest()


def _source_now() -> str:
    return source(request.remote_addr or "127.0.0.1", moment.now().date())


def _is_free() -> bool:
    return not _here().on or _is_loopback()


def _is_loopback() -> bool:
    return _read(request.remote_addr or "127.0.0.1").is_loopback


def _read(address: str) -> IPv4Address | IPv6Address:
    """Read an address; IPv4 in the clothes of IPv6 is IPv4, or all of it would be one source.

    What a proxy names that is no address is one source together.
    """
    try:
        ip = ip_address(address.partition("%")[0])
    except ValueError:
        return _NO_ADDRESS
    return getattr(ip, "ipv4_mapped", None) or ip


def _hit(limit: str, name: str, whose: str) -> bool:
    limits = _here()
    try:
        return limits.together.hit(parse(limit), name, whose)
    except StorageError:
        return limits.alone.hit(parse(limit), name, whose)


def _here() -> _Limits:
    limits: _Limits = current_app.extensions[_EXTENSION]
    return limits
